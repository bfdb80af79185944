/* SPDX-License-Identifier: ISC */
/*
 * ministry: what a ministry does with a question that a desk handed up, and
 * what it publishes: forms and holidays. Makes the data of its events. Pure.
 */
#ifndef GATEWAY_MINISTRY_H
#define GATEWAY_MINISTRY_H

#include "scripts/gateway/play.h"
#include "storage/base.h"
#include "storage/record.h"

struct cJSON;

/* How an escalation goes on after the ministry has acknowledged it. */
enum stand {
	STAND_NONE,		/* for now it stays at that */
	STAND_ANSWERED,
	STAND_RETURNED
};
enum stand ministry_decides(const struct play *play, const char *request_id);

/* The data of the events about an escalation, as the relay has it; the caller
 * frees them. */
struct cJSON *ministry_acknowledgement(const struct play *play, const struct cJSON *escalation,
    int64_t at);
struct cJSON *ministry_answer(const struct play *play, const struct cJSON *escalation, int64_t at);
struct cJSON *ministry_return(const struct play *play, const struct cJSON *escalation, int64_t at);

/* One release. jurisdiction is "" where it is for the whole country. */
struct release {
	bool is_holiday;
	const char *jurisdiction;	/* static */
	struct cJSON *data;		/* the caller's to free */
};

/* The release number i (from 0), made known on the day. */
struct release ministry_release(int64_t i, struct day today);

#endif
