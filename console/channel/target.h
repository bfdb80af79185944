/* SPDX-License-Identifier: ISC */
/*
 * target: agencies that are asked another way than through the relay: a section
 * of the channel file with kind rt or open311 and the codes of the agencies. A
 * hand-over to one of them goes there instead, and what it says comes back as
 * the relay would tell it. Neither knows idempotency keys: before every sending
 * the target is asked whether it has the message already, by our key.
 */
#ifndef CHANNEL_TARGET_H
#define CHANNEL_TARGET_H

#include "console/channel/ch_relay.h"
#include "console/channel/sync.h"

/* The section that speaks for the agency that an escalation's body names; NULL:
 * it goes to the relay. */
const struct channel_config *target_of_body(const struct config *config, const char *body,
    size_t len);
const struct channel_config *target_of_agency(const struct config *config, const char *agency);

/* Sends an escalation to its target; detail says what became of it. */
enum relay_verdict target_send(struct sync *s, const struct channel_config *target,
    const struct wire_outgoing *row, struct wire_result *result);

/* Asks the targets what became of the hand-overs of a channel that are away, each
 * at most once in TARGET_EVERY_MS, and tells the office. RC_NETWORK: the office is
 * lost. */
#define TARGET_EVERY_MS (60 * 1000)
MUST_USE enum rc target_poll(struct sync *s, const char *channel, bool is_asked, struct err *e);

/* One question to a target, answered whole; status 0 = nothing came. The path is
 * appended to the section's url. */
MUST_USE enum rc target_ask(struct sync *s, const struct channel_config *target,
    enum http_method method, const char *path, const char *content_type, const struct buf *body,
    struct http_answer *answer, struct err *e);

/* What a status other than success says of a message. */
enum relay_verdict target_judge(const struct http_answer *a, struct buf *detail);

/* Appends s as a query value. */
void target_add_value(struct buf *out, const char *s);

/* The subject of the message at the target: our key in it finds it again. */
void target_subject(struct buf *out, const char *op_key, const char *body, size_t len);

/* The package in words, for who reads it there. */
void target_words(struct buf *out, const char *body, size_t len);

/* One kind of target. */
struct target_ops {
	/* Is the message there already? RC_OK with id "" = no. */
	enum rc (*find)(struct sync *s, const struct channel_config *target,
	    const struct wire_away *away, char id[64], struct err *e);
	/* Hands it over; fills id. */
	enum relay_verdict (*create)(struct sync *s, const struct channel_config *target,
	    const struct wire_outgoing *row, char id[64], struct buf *detail);
	/* What the target says of it by now; news->status "" = nothing new. */
	enum rc (*look)(struct sync *s, const struct channel_config *target,
	    const struct wire_away *away, struct wire_away_news *news, struct err *e);
};
extern const struct target_ops target_rt;	/* target_rt.c */
extern const struct target_ops target_open311;	/* target_open311.c */

#endif
