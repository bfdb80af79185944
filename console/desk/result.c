/* SPDX-License-Identifier: ISC */
#include "console/desk/result.h"

#include <string.h>

#include "console/rules/verdict.h"
#include "console/rules/workflow.h"
#include "storage/text.h"

static const char *const outcome_words[] = {
	[RESULT_DONE] = "done",
	[RESULT_WOULD_DO] = "would-do",
	[RESULT_REFUSED] = "refused",
	[RESULT_FAILED] = "failed",
};
_Static_assert(sizeof(outcome_words) / sizeof(outcome_words[0]) == RESULT__COUNT,
    "one word per outcome");

/* What people see of each outcome. */
static const char *const outcome_labels[] = {
	[RESULT_DONE] = N_("done"),
	[RESULT_WOULD_DO] = N_("would be done"),
	[RESULT_REFUSED] = N_("refused"),
	[RESULT_FAILED] = N_("failed"),
};

/* One row per value of a result; result_print_row fills them in this order. */
const struct column result_columns[] = {
	{ .key = "case", .title = N_("Case"), .cells_max = 24 },
	{ .key = "op", .title = N_("Operation"), .cells_max = 12 },
	{ .key = "outcome", .title = N_("Outcome"), .cells_max = 14 },
	{ .key = "state_before", .title = N_("Before"), .cells_max = 10 },
	{ .key = "state_after", .title = N_("After"), .cells_max = 10 },
	{ .key = "version" },
	{ .key = "due_at", .title = N_("Due") },
	{ .key = "problem" },
	{ .key = "sentence", .title = N_("Why not") },
};
const size_t result_column_count = sizeof(result_columns) / sizeof(result_columns[0]);

const char *
result_word(enum result_outcome outcome)
{
	return outcome_words[outcome];
}

void
result_fill(struct result *r, const struct wire_act *act, enum rc rc,
    const struct wire_done *done, const struct wire_refused *refused, const struct err *e)
{
	(void)str_fill(r->op, sizeof(r->op), op_table[act->op].name);
	(void)str_fill(r->number, sizeof(r->number), act->number);
	if (rc == RC_OK) {
		r->outcome = act->is_dry_run ? RESULT_WOULD_DO : RESULT_DONE;
		r->done = *done;
		if (done->number[0] != '\0')
			(void)str_fill(r->number, sizeof(r->number), done->number);
	} else if (refused->reason[0] != '\0') {
		r->outcome = RESULT_REFUSED;
		r->refused = *refused;
		r->error = *e;
	} else {
		r->outcome = RESULT_FAILED;
		r->error = *e;
	}
}

static bool
is_good(const struct result *r)
{
	return r->outcome == RESULT_DONE || r->outcome == RESULT_WOULD_DO;
}

static const char *
problem_type(const struct result *r)
{
	if (is_good(r))
		return "";
	return r->outcome == RESULT_REFUSED ? r->refused.reason : rc_name(r->error.rc);
}

void
result_print_row(struct writer *w, const struct result *r)
{
	bool is_ok = is_good(r);
	enum state before = r->done.state_before, after = r->done.state_after;
	const struct value v[] = {
		value_text(r->number),
		value_shown(r->op, NULL),
		value_shown(outcome_words[r->outcome], say(outcome_labels[r->outcome])),
		is_ok ? value_shown(state_name(before), state_label(before)) : value_text(""),
		is_ok ? value_shown(state_name(after), state_label(after)) : value_text(""),
		value_number(r->done.version),
		value_instant(r->done.due_at),
		value_text(problem_type(r)),
		value_text(is_ok ? "" : r->error.text),
	};

	writer_row(w, v);
}
