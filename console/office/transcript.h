/* SPDX-License-Identifier: ISC */
/*
 * transcript: what was said before a chatbot handed an application over. Knows
 * how it is kept and told; who may read it unmasked is the caller's.
 */
#ifndef OFFICE_TRANSCRIPT_H
#define OFFICE_TRANSCRIPT_H

#include "console/office/office.h"

#define TRANSCRIPT_LINES_MAX 500

/* Keeps the lines in data, the redacted JSON of an application, with its case.
 * Lines without text are none; one without a time has the application's. */
MUST_USE enum rc transcript_keep(struct request *r, const struct case_record *c,
    const char *data, struct err *e);

/* Appends a text as the reader may see it. */
typedef void (*transcript_shower)(void *arg, struct buf *out, const char *text);

/* Tells the lines of a case as answers of a section of their own. */
MUST_USE enum rc transcript_tell(struct request *r, int64_t case_id, transcript_shower show,
    void *arg, struct err *e);

#endif
