/* SPDX-License-Identifier: ISC */
/*
 * applications: a run of believable applications, the same for the same seed,
 * count and last day, in the order in which they arrived. Pure: knows no
 * store and no socket.
 */
#ifndef GATEWAY_APPLICATIONS_H
#define GATEWAY_APPLICATIONS_H

#include "scripts/gateway/answers.h"
#include "scripts/gateway/event.h"
#include "storage/base.h"

#define APPLICATIONS_MAX 1000000

/* The channels the relay serves. */
enum channel {
	CHANNEL_GOV24,		/* 정부24 */
	CHANNEL_BOKJIRO,	/* 복지로 */
	CHANNEL_EPEOPLE,	/* 국민신문고 */
	CHANNEL_SEOUL_CHATBOT,	/* 서울 챗봇 */
	CHANNEL_DAEJEON365,	/* 대전행정365 */
	CHANNEL_HANDOVER,	/* what offices hand over to agencies */
	CHANNEL__COUNT
};

/* The code of a channel as paths carry it. */
const char *channel_code(enum channel channel);

/* The channel of a code; false if there is none. */
bool gateway_channel_find(const char *code, enum channel *out);

/* What to make. Arrivals lie on the three working days that end at until_at. */
struct run {
	uint64_t seed;
	int64_t count;
	int64_t until_at;
};

/* One application, as its channel hands it over. */
struct application {
	char id[64];		/* service_request_id */
	enum channel channel;
	enum service service;
	struct applicant applicant;
	bool gives_resident_number;
	char title[200];
	int64_t requested_at;
	struct cJSON *attributes;
};

/* Makes the applications of run, oldest first, and hands each to take, which
 * may keep nothing of it. Stops at the first failure of take and returns it. */
MUST_USE enum rc applications_make(const struct run *run,
    enum rc (*take)(void *arg, const struct application *app, struct err *e), void *arg,
    struct err *e);

/* What the feed says when app arrives; the caller frees the data. */
struct event application_event(const struct application *app);
struct cJSON *application_data(const struct application *app);

/* Appends the relay's first state of app: what GET of the request answers. */
void application_state(const struct application *app, struct buf *out);

/* Appends one JSON line that tells the plain truth about app, for tests that
 * look for what must not be seen. */
void application_truth(const struct application *app, struct buf *out);

#endif
