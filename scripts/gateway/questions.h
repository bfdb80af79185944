/* SPDX-License-Identifier: ISC */
/*
 * questions: what people ask (질의민원), in one to five Korean sentences. Some
 * name themselves or leave their number inside the text, as people do; that
 * is what masking of free text has to catch.
 */
#ifndef GATEWAY_QUESTIONS_H
#define GATEWAY_QUESTIONS_H

#include "scripts/gateway/people.h"
#include "storage/base.h"

/* A question about procedure, or about the reading of a statute. */
enum question_kind {
	QUESTION_PROCEDURE,
	QUESTION_LAW,
	QUESTION__COUNT
};

/* One question. title and statute are constants; content is the caller's to
 * release. */
struct question {
	const char *title;
	const char *statute;	/* the provision asked about; "" for procedure */
	struct buf content;
};

/* Asks one question in the name of person. */
void question_ask(struct draw *d, enum question_kind kind, const struct person *person,
    struct question *out);

#endif
