/* SPDX-License-Identifier: ISC */
/*
 * body: what a caller may put into the body of a PATCH or a POST, and the
 * problem (RFC 9457) that tells what is wrong with it. Pure; knows no store.
 */
#ifndef GATEWAY_BODY_H
#define GATEWAY_BODY_H

#include "storage/base.h"

struct cJSON;

#define BODY_BYTES_MAX ((size_t)1 << 20)

/* Why a request is not done. pointer is the JSON Pointer of the member at
 * fault, "" where it is not about one. */
struct problem {
	int status;		/* HTTP status */
	char detail[400];
	char pointer[120];
};

/* Fills p; returns false, so that a check is one line. p may not be NULL. */
bool problem_set(struct problem *p, int status, const char *pointer, const char *fmt, ...)
    PRINTF_LIKE(4, 5);

/* Appends p as application/problem+json. */
void problem_json(const struct problem *p, struct buf *out);

/* The kinds of body the relay takes. */
enum body_kind {
	BODY_PATCH,		/* PATCH of a request */
	BODY_ESCALATION,	/* POST of an escalation */
	BODY_HOP,		/* PATCH of one, by the agency */
	BODY_NOTICE,		/* POST of a notice */
	BODY_NEED,		/* POST of a need */
	BODY_SECOND,		/* POST of an office's second of a need */
	BODY_ANSWER,		/* POST of the ministry's answer to a need */
	BODY_TASK,		/* POST of a joint task */
	BODY_TASK_REPORT,	/* POST of how a joint task stands */
	BODY_CONSULT_REPORT,	/* POST of how a consultation stands, and words to the person */
	BODY__COUNT
};

/* Parses and checks a body. On success the caller frees *out with
 * cJSON_Delete. Malformed JSON is a 400, a broken rule a 422. */
bool body_read(enum body_kind kind, const char *bytes, size_t len, struct cJSON **out,
    struct problem *p);

/* Appends a JSON object as text. */
void body_print(const struct cJSON *object, struct buf *out);

/* Applies the JSON merge patch (RFC 7396) to target, which is changed. */
void body_merge(struct cJSON *target, const struct cJSON *patch);

#endif
