/* SPDX-License-Identifier: ISC */
/*
 * citizen: what applicants do after they have applied, and how often, drawn
 * from the seed and the number of the request, so that it does not depend on
 * who asks first. Makes the data of their events. Pure.
 */
#ifndef GATEWAY_CITIZEN_H
#define GATEWAY_CITIZEN_H

#include "scripts/gateway/play.h"
#include "storage/base.h"

struct cJSON;

/* When an applicant withdraws. */
enum withdrawal {
	WITHDRAWAL_NONE,
	WITHDRAWAL_PLACED,	/* some events after the application */
	WITHDRAWAL_CROSSING	/* while the decision is on its way */
};
enum withdrawal citizen_withdraws(const struct play *play, const char *request_id);

/* Whether the applicant changes answers unasked, and says what the decision was
 * worth. */
bool citizen_updates(const struct play *play, const char *request_id);
bool citizen_rates(const struct play *play, const char *request_id);

bool citizen_wants_to_talk(const struct play *play, const char *request_id);

/* How many applications arrive before what is placed after this one. */
int citizen_patience(const struct play *play, const char *request_id);

/* The data of the events; the caller frees them. */
struct cJSON *citizen_withdrawal(const struct play *play, const char *request_id, int64_t at);
struct cJSON *citizen_satisfaction(const struct play *play, const char *request_id, int64_t at);

/* Somebody the chatbot hands over, about the request: data of consultation.requested. */
struct cJSON *citizen_consultation(const struct play *play, const char *request_id,
    const char *jurisdiction, const char *name, int64_t at);

/* What the person answers to words of the desk: data of consultation.said, the number'th
 * of that consultation; NULL where the person says nothing. */
struct cJSON *citizen_says(const struct play *play, const char *consultation_id,
    const char *jurisdiction, int64_t number, int64_t at);

/* NULL where there is nothing in attributes (may be NULL) that could change. */
struct cJSON *citizen_update(const char *request_id, const struct cJSON *attributes, int64_t at);

/* The reply to a demanded supplement; NULL where this one is never replied to.
 * attributes may be NULL. */
struct cJSON *citizen_reply(const struct play *play, const char *request_id,
    const struct cJSON *supplement, const struct cJSON *attributes, int64_t at);

/* Adds to data the session and the transcript of an application that a chatbot
 * hands over; nothing where the lot says none. */
void citizen_chat(const struct play *play, const char *request_id, const char *question,
    int64_t at, struct cJSON *data);

#endif
