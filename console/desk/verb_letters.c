/* SPDX-License-Identifier: ISC */
/* letters: what open cases owe to applicants and officers, shown, sent or left
 * out, one or many. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/desk/verbs.h"
#include "console/rules/letter.h"
#include "storage/text.h"
#include "views/words.h"

#define PAGE_LETTERS 500

static const struct column letter_columns[] = {
	{ .key = "id" },
	{ .key = "case_id" },
	{ .key = "case", .title = N_("Case"), .cells_max = 24 },
	{ .key = "letter", .title = N_("Letter"), .cells_max = 18 },
	{ .key = "owed_at", .title = N_("Owed since") },
	{ .key = "missed", .title = N_("Missed"), .is_right = true },
	{ .key = "due_at", .title = N_("Due") },
	{ .key = "announced_at" },
	{ .key = "service", .title = N_("Service"), .cells_max = 14 },
	{ .key = "applicant", .title = N_("Applicant"), .cells_max = 12 },
	{ .key = "assignee", .title = N_("Officer"), .cells_max = 10 },
	{ .key = "state", .title = N_("Result") },
	{ .key = "problem" },
};
#define COLUMN_COUNT (sizeof(letter_columns) / sizeof(letter_columns[0]))

/* What is to happen or happened, for people. */
static const struct {
	const char *word, *label;
} results[] = {
	{ "owed", N_("owed") },
	{ "would-send", N_("would be sent") },
	{ "would-skip", N_("would be left out") },
	{ "sent", N_("sent") },
	{ "skipped", N_("left out") },
	{ "refused", N_("refused") },
};

static const char *
result_label(const char *word)
{
	for (size_t i = 0; i < sizeof(results) / sizeof(results[0]); i++)
		if (str_eq(results[i].word, word))
			return say(results[i].label);
	return word;
}

static void
write_letter(struct writer *w, const struct letter_row *row, const char *result,
    const char *problem)
{
	enum letter letter = LETTER_PROGRESS;
	struct buf service = { 0 }, shown = { 0 };

	(void)letter_find(row->letter, &letter);
	words_service(&service, row->service);
	buf_puts(&shown, result_label(result));
	if (!str_empty(problem))
		buf_printf(&shown, ": %s", problem);
	writer_row(w, (const struct value[]){ value_number(row->id), value_number(row->case_id),
	    value_text(row->number), value_shown(row->letter, letter_label(letter)),
	    value_instant(row->owed_at), value_number(row->missed), value_instant(row->due_at),
	    value_instant(row->announced_at), value_shown(row->service, buf_str(&service)),
	    value_text(row->applicant), value_shown(row->assignee, row->assignee_name),
	    value_shown(result, buf_str(&shown)), value_text(problem) });
	buf_release(&service);
	buf_release(&shown);
}

/* All letters owed. */
struct owed {
	struct letter_row *rows;	/* owned */
	size_t count;
	struct wire_verify_end end;
	struct buf text;		/* of a letter shown */
};

static enum rc
take_letter(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct owed *o = arg;
	struct letter_row row;
	struct wire_piece piece;
	enum rc rc = RC_OK;

	if (frame->message == MESSAGE_VERIFY_END)
		return wire_read(frame, &o->end, e);
	if (frame->message == MESSAGE_PIECE) {
		rc = wire_read(frame, &piece, e);
		if (rc == RC_OK)
			buf_puts(&o->text, piece.text);
	} else if (frame->message == MESSAGE_LETTER) {
		rc = wire_read(frame, &row, e);
		if (rc != RC_OK)
			return rc;
		o->rows = x_realloc(o->rows, o->count + 1, sizeof(*o->rows));
		o->rows[o->count++] = row;
	}
	return rc;
}

static void
owed_release(struct owed *o)
{
	free(o->rows);
	buf_release(&o->text);
}

static enum rc
read_owed(struct call *call, struct owed *o, struct err *e)
{
	struct wire_verify ask = { .limit = PAGE_LETTERS };
	enum rc rc;

	do {
		o->end = (struct wire_verify_end){ .next = "" };
		rc = link_ask(call->link, MESSAGE_LETTER_LIST, &ask, take_letter, o, e);
		(void)str_fill(ask.after, sizeof(ask.after), o->end.next);
	} while (rc == RC_OK && o->end.next[0] != '\0');
	return rc;
}

/* The kind that --kind names; *has_kind false where it was not given. */
static enum rc
read_kind(const struct options *o, enum letter *kind, bool *has_kind, struct err *e)
{
	const char *word = options_value(o, OPT_KIND);

	*has_kind = word != NULL;
	if (word != NULL && !letter_find(word, kind))
		return err_set(e, RC_USAGE, say(N_("there is no letter “%s”: choose progress, "
		    "date-moved or dunning")), word);
	return RC_OK;
}

static bool
is_case(const struct letter_row *row, const char *word)
{
	char id[24];

	(void)snprintf(id, sizeof(id), "%lld", (long long)row->case_id);
	return str_eq(word, row->number) || str_eq(word, id);
}

static bool
is_kind(const struct letter_row *row, enum letter kind, bool has_kind)
{
	return !has_kind || str_eq(row->letter, letter_table[kind].name);
}

int
verb_letters_list(struct call *call)
{
	enum letter kind = LETTER_PROGRESS;
	struct owed o = { .count = 0 };
	struct err e = { 0 };
	int64_t limit = 0, shown = 0;
	struct writer *w;
	bool has_kind = false;
	enum rc rc = read_kind(&call->options, &kind, &has_kind, &e);

	if (rc == RC_OK)
		rc = options_number(&call->options, OPT_COUNT, 0, INT32_MAX, &limit, &e);
	if (rc == RC_OK)
		rc = read_owed(call, &o, &e);
	if (rc != RC_OK) {
		owed_release(&o);
		return call_fail(&e);
	}
	w = call_writer(call, letter_columns, COLUMN_COUNT);
	for (size_t i = 0; i < o.count && (limit == 0 || shown < limit); i++) {
		if (!is_kind(&o.rows[i], kind, has_kind))
			continue;
		write_letter(w, &o.rows[i], "owed", "");
		shown++;
	}
	writer_close(w);
	owed_release(&o);
	return 0;
}

/* The one letter that an operand means. RC_NOT_FOUND: it owes none (of that
 * kind); RC_USAGE: several, and no --kind. */
static enum rc
find_letter(const struct owed *o, const char *word, enum letter kind, bool has_kind,
    const struct letter_row **out, struct err *e)
{
	size_t found = 0;

	for (size_t i = 0; i < o->count; i++)
		if (is_case(&o->rows[i], word) && is_kind(&o->rows[i], kind, has_kind)) {
			*out = &o->rows[i];
			found++;
		}
	if (found == 0)
		return err_set(e, RC_NOT_FOUND, say(N_("case %s owes no such letter now: see `minwon "
		    "letters list`")), word);
	if (found > 1)
		return err_set(e, RC_USAGE, say(N_("case %s owes several letters: say which with "
		    "--kind")), word);
	return RC_OK;
}

int
verb_letters_show(struct call *call)
{
	enum letter kind = LETTER_PROGRESS;
	const struct letter_row *row = NULL;
	struct owed o = { .count = 0 };
	struct err e = { 0 };
	bool has_kind = false;
	enum rc rc = read_kind(&call->options, &kind, &has_kind, &e);

	if (rc == RC_OK)
		rc = read_owed(call, &o, &e);
	if (rc == RC_OK)
		rc = find_letter(&o, call->options.operands[0], kind, has_kind, &row, &e);
	if (rc == RC_OK && row != NULL)
		rc = link_ask(call->link, MESSAGE_LETTER_SHOW, &(struct wire_number){ row->id },
		    take_letter, &o, &e);
	if (rc == RC_OK)
		sink_buf(&call->out, &o.text);
	owed_release(&o);
	return rc == RC_OK ? 0 : call_fail(&e);
}

/* Many letters on their way. */
struct many {
	struct call *call;
	struct writer *writer;
	const char *what;	/* send, skip or public */
	const char *would;
	bool is_dry;
	int64_t done, failed;
	struct err first;	/* of the failures */
};

static void
change_one(struct many *m, const struct letter_row *row)
{
	struct wire_change ask = { .id = row->id };
	struct owed answer = { .count = 0 };
	struct err e = { 0 };
	enum rc rc;

	if (m->is_dry) {
		write_letter(m->writer, row, m->would, "");
		m->done++;
		return;
	}
	(void)str_fill(ask.what, sizeof(ask.what), m->what);
	rc = call_fill(ask.reason, sizeof(ask.reason), options_value(&m->call->options, OPT_TEXT),
	    say(N_("the reason")), &e);
	if (rc == RC_OK)
		rc = link_ask(m->call->link, MESSAGE_LETTER_CHANGE, &ask, take_letter, &answer, &e);
	if (rc == RC_OK && answer.count > 0) {
		write_letter(m->writer, &answer.rows[0], answer.rows[0].state, "");
		m->done++;
	} else {
		write_letter(m->writer, row, "refused", e.text);
		if (m->failed++ == 0)
			m->first = e;
	}
	owed_release(&answer);
}

static enum rc
change_named(struct many *m, const struct owed *o, enum letter kind, bool has_kind,
    struct err *e)
{
	const struct options *options = &m->call->options;
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < options->operand_count; i++) {
		const struct letter_row *row = NULL;

		rc = find_letter(o, options->operands[i], kind, has_kind, &row, e);
		if (rc == RC_OK && row != NULL)
			change_one(m, row);
	}
	return rc;
}

/* One named case is done at once; several, or all, only with --apply. */
int
verb_letters_change(struct call *call)
{
	const struct options *options = &call->options;
	bool is_public = str_eq(call->verb->name, "letters public"), has_kind = false;
	bool is_skip = is_public || str_eq(call->verb->name, "letters skip");
	bool is_all = options_has(options, OPT_ALL);
	struct many m = { .call = call,
		.what = is_public ? "public" : is_skip ? "skip" : "send",
		.would = is_skip ? "would-skip" : "would-send",
		.is_dry = (is_all || options->operand_count > 1) &&
		    !options_has(options, OPT_APPLY) };
	enum letter kind = LETTER_PROGRESS;
	struct owed o = { .count = 0 };
	struct err e = { 0 };
	enum rc rc = read_kind(options, &kind, &has_kind, &e);

	if (is_public)
		has_kind = true;	/* of progress */
	if (rc == RC_OK && is_all == (options->operand_count > 0))
		rc = err_set(&e, RC_USAGE, say(N_("name the cases, or say --all: see `minwon help "
		    "%s`")), call->verb->name);
	if (rc == RC_OK && is_skip && str_empty(options_value(options, OPT_TEXT)))
		rc = err_set(&e, RC_USAGE, say(N_("leaving a letter out needs a reason: add --text")));
	if (rc == RC_OK)
		rc = read_owed(call, &o, &e);
	if (rc == RC_OK) {
		m.writer = call_writer(call, letter_columns, COLUMN_COUNT);
		for (size_t i = 0; is_all && i < o.count; i++)
			if (is_kind(&o.rows[i], kind, has_kind))
				change_one(&m, &o.rows[i]);
		if (!is_all)
			rc = change_named(&m, &o, kind, has_kind, &e);
		writer_close(m.writer);
		sink_flush(&call->out);
	}
	owed_release(&o);
	if (rc != RC_OK)
		return call_fail(&e);
	if (m.is_dry)
		call_say(say(N_("%lld letter(s), nothing was done: add --apply")), (long long)m.done);
	/* One that was refused says so as any op does; of many, some failed. */
	if (m.failed > 0 && options->operand_count == 1)
		return call_fail(&m.first);
	return m.failed > 0 ? 1 : 0;
}
