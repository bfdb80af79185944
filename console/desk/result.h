/* SPDX-License-Identifier: ISC */
/*
 * result: what became of one op on one case, as one line: for people on
 * standard output, or the JSON object that bulk writes. Also what an op is
 * asked with, read from options or from a line of JSON.
 */
#ifndef DESK_RESULT_H
#define DESK_RESULT_H

#include "console/desk/options.h"
#include "console/desk/output.h"
#include "console/wire/messages.h"

enum result_outcome {
	RESULT_DONE,
	RESULT_WOULD_DO,	/* a dry run that would have been done */
	RESULT_REFUSED,		/* a right or a rule says no */
	RESULT_FAILED,		/* it did not come to that */
	RESULT__COUNT
};

struct result {
	char number[80];	/* the case as it was named, or as done names it */
	char op[24];
	enum result_outcome outcome;
	struct wire_done done;		/* DONE, WOULD_DO */
	struct wire_refused refused;	/* REFUSED */
	struct err error;		/* REFUSED, FAILED: rc and sentence */
};

/* The long texts of an op, which its act borrows. Zeroed to start. */
struct act_texts {
	struct buf text, reasons, remedies, proposal, disclose, attach, precedents;
};
void act_texts_release(struct act_texts *t);

/* The act that the options of a command line describe, but for its case; its
 * long texts are in t. RC_USAGE names what is wrong. */
MUST_USE enum rc act_read_options(const struct options *o, enum op op, struct act_texts *t,
    struct wire_act *act, struct err *e);

/* The parts of a result from the answer to act: rc as link_act returned it,
 * with what it filled. */
void result_fill(struct result *r, const struct wire_act *act, enum rc rc,
    const struct wire_done *done, const struct wire_refused *refused, const struct err *e);

/* The stable word: done, would-do, refused, failed. */
const char *result_word(enum result_outcome outcome);

extern const struct column result_columns[];
extern const size_t result_column_count;

/* One row for result_columns. */
void result_print_row(struct writer *w, const struct result *r);

#endif
