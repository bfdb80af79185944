/* SPDX-License-Identifier: ISC */
/* flag: answers in which something is needed; diff: what changed in a case. */
#include <string.h>

#include "console/desk/case_read.h"
#include "console/desk/flag_read.h"
#include "console/desk/verbs.h"
#include "console/rules/schema.h"
#include "storage/text.h"
#include "views/words.h"

static const struct column flag_columns[] = {
	{ .key = "field", .title = N_("Field"), .cells_max = 24 },
	{ .key = "title", .title = N_("Name"), .cells_max = 30 },
	{ .key = "state", .title = N_("State"), .cells_max = 14 },
	{ .key = "fault" },
	{ .key = "by", .title = N_("Marked by"), .cells_max = 12 },
	{ .key = "by_name" },
	{ .key = "at" },
	{ .key = "item", .title = N_("To demand") },
};

#define COUNT(columns) (sizeof(columns) / sizeof((columns)[0]))

static enum rc
take_flag(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct flag_row row;
	enum rc rc;

	if (frame->message != MESSAGE_FLAG)
		return RC_OK;
	rc = wire_read(frame, &row, e);
	if (rc == RC_OK)
		writer_row(arg, (const struct value[]){ value_text(row.field),
		    value_text(row.title), value_shown(row.state, words_flag(row.state)),
		    value_text(row.fault),
		    value_shown(row.by, words_person(row.by_name, row.by)),
		    value_text(row.by_name), value_instant(row.at), value_text(row.item) });
	return rc;
}

/* The operands but the first, one a line. */
static enum rc
read_fields(const struct options *o, struct buf *fields, struct err *e)
{
	for (size_t i = 1; i < o->operand_count; i++) {
		if (strchr(o->operands[i], '\n') != NULL)
			return err_set(e, RC_USAGE, "%s", say(N_("a field's name has one line")));
		buf_printf(fields, "%s%s", i > 1 ? "\n" : "", o->operands[i]);
	}
	if (fields->len > ACT_LINES_MAX)
		return err_set(e, RC_USAGE, "%s", say(N_("too many fields")));
	return RC_OK;
}

/* What the command line asks for; *is_list where it changes nothing. */
static enum rc
read_change(const struct call *call, struct wire_flag_change *change, struct buf *fields,
    bool *is_list, struct err *e)
{
	const struct options *o = &call->options;
	enum rc rc = read_fields(o, fields, e);

	*is_list = options_has(o, OPT_LIST);
	change->fields = buf_str(fields);
	change->is_faults = options_has(o, OPT_ALL);
	(void)str_fill(change->what, sizeof(change->what), options_has(o, OPT_OFF) ? "off" : "on");
	if (rc == RC_OK && *is_list && (fields->len > 0 || change->is_faults ||
	    options_has(o, OPT_OFF)))
		return err_set(e, RC_USAGE, "%s", say(N_("--list changes nothing: name no field "
		    "with it")));
	if (rc == RC_OK && !*is_list && fields->len == 0 && !change->is_faults)
		return err_set(e, RC_USAGE, "%s", say(N_("name the fields, --all for what is missing "
		    "or does not fit, or --list")));
	return rc == RC_OK ? call_fill(change->number, sizeof(change->number), o->operands[0],
	    say(N_("the case number")), e) : rc;
}

int
verb_flag(struct call *call)
{
	struct wire_flag_change change = { .number = "" };
	struct wire_show show = { .number = "" };
	struct buf fields = { 0 };
	struct writer *w = NULL;
	struct err e = { 0 };
	bool is_list;
	enum rc rc = read_change(call, &change, &fields, &is_list, &e);

	if (rc == RC_OK) {
		(void)str_fill(show.number, sizeof(show.number), change.number);
		w = call_writer(call, flag_columns, COUNT(flag_columns));
		rc = is_list ? link_ask(call->link, MESSAGE_FLAG_LIST, &show, take_flag, w, &e) :
		    link_ask(call->link, MESSAGE_FLAG_CHANGE, &change, take_flag, w, &e);
		if (rc == RC_OK)
			writer_close(w);
		else
			writer_drop(w);
	}
	buf_release(&fields);
	return rc == RC_OK ? 0 : call_fail(&e);
}

static enum rc
take_item(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct buf *items = arg;
	struct flag_row row;
	enum rc rc;

	if (frame->message != MESSAGE_FLAG)
		return RC_OK;
	rc = wire_read(frame, &row, e);
	if (rc == RC_OK)
		buf_printf(items, "%s%s", items->len > 0 ? "\n" : "", row.item);
	return rc;
}

enum rc
flag_items(struct link *link, const char *number, struct buf *items, struct err *e)
{
	struct wire_show show = { .number = "" };
	enum rc rc = call_fill(show.number, sizeof(show.number), number,
	    say(N_("the case number")), e);

	if (rc == RC_OK)
		rc = link_ask(link, MESSAGE_FLAG_LIST, &show, take_item, items, e);
	if (rc == RC_OK && items->len == 0)
		return err_set(e, RC_USAGE, say(N_("no field of %s is marked: see `minwon flag`")),
		    number);
	return rc;
}

static const struct column diff_columns[] = {
	{ .key = "field" },
	{ .key = "title", .title = N_("Field"), .cells_max = 24 },
	{ .key = "submitted", .title = N_("Submitted"), .cells_max = 24 },
	{ .key = "now", .title = N_("Now"), .cells_max = 24 },
	{ .key = "seen", .title = N_("Last seen by you"), .cells_max = 24 },
	{ .key = "amended" },
	{ .key = "changed", .title = N_("New"), .cells_max = 6 },
	{ .key = "looked" },
	{ .key = "masked" },
};

static const char *
submitted_of(const struct answer *a)
{
	return a->is_amended ? a->was : str_or_empty(a->value);
}

/* What the reader saw last: nothing where there was no look before. */
static const char *
seen_of(const struct answer *a)
{
	return !a->has_seen ? "" : a->is_new ? a->seen : str_or_empty(a->value);
}

static void
diff_row(struct writer *w, const struct answer *a)
{
	const char *submitted = submitted_of(a), *seen = seen_of(a);

	writer_row(w, (const struct value[]){ value_text(a->name), value_text(a->title),
	    value_shown(submitted, words_answer(a, submitted)),
	    value_shown(str_or_empty(a->value), words_answer(a, str_or_empty(a->value))),
	    value_shown(seen, words_answer(a, seen)), value_bool(a->is_amended, NULL),
	    value_bool(a->is_new, a->is_new ? WORDS_NEW_SIGN : ""),
	    value_bool(a->has_seen, NULL), value_bool(a->is_masked, NULL) });
}

/* One document with the case's number and its changed answers, with all of them
 * where that was asked for. */
static void
diff_json(struct buf *out, const struct case_detail *d, bool is_all)
{
	const char *between = "";

	buf_putc(out, '{');
	json_pair(out, "id", value_number(d->row.id));
	json_pair(out, "receipt_no", value_text(d->row.receipt_no));
	json_pair(out, "external_id", value_text(d->row.external_id));
	json_pair(out, "version", value_number(d->row.version));
	json_pair(out, "looked", value_bool(d->answer_count > 0 && d->answers[0].has_seen, NULL));
	json_key(out, "answers");
	buf_putc(out, '[');
	for (size_t i = 0; i < d->answer_count; i++) {
		const struct answer *a = &d->answers[i];

		if (!is_all && !a->is_amended && !a->is_new)
			continue;
		buf_printf(out, "%s{", between);
		json_pair(out, "field", value_text(a->name));
		json_pair(out, "title", value_text(a->title));
		json_pair(out, "submitted", value_text(submitted_of(a)));
		json_pair(out, "now", value_text(str_or_empty(a->value)));
		json_pair(out, "seen", value_text(seen_of(a)));
		json_pair(out, "amended", value_bool(a->is_amended, NULL));
		json_pair(out, "changed", value_bool(a->is_new, NULL));
		json_pair(out, "masked", value_bool(a->is_masked, NULL));
		buf_putc(out, '}');
		between = ",";
	}
	buf_puts(out, "]}\n");
}

static enum rc
take_case(void *arg, const struct wire_frame *frame, struct err *e)
{
	return case_reader_take(arg, frame, e);
}

/* Rows with what changed first; the rest only where it is asked for. Returns how
 * many changed. */
static size_t
diff_rows(struct writer *w, const struct case_detail *d, bool is_all)
{
	size_t changed = 0;

	for (int pass = 0; pass < (is_all ? 2 : 1); pass++) {
		for (size_t i = 0; i < d->answer_count; i++) {
			const struct answer *a = &d->answers[i];

			if ((a->is_amended || a->is_new) != (pass == 0))
				continue;
			diff_row(w, a);
			changed += pass == 0 ? 1 : 0;
		}
	}
	return changed;
}

int
verb_diff(struct call *call)
{
	bool is_all = options_has(&call->options, OPT_ALL);
	struct case_reader reader = { .has_case = false };
	struct wire_show show = { .number = "" };
	struct buf text = { 0 };
	struct writer *w;
	struct err e = { 0 };
	enum rc rc = call_fill(show.number, sizeof(show.number), call->options.operands[0],
	    say(N_("the case number")), &e);

	if (rc == RC_OK)
		rc = link_ask(call->link, MESSAGE_DIFF, &show, take_case, &reader, &e);
	if (rc == RC_OK && call->format == FORMAT_JSON) {
		diff_json(&text, &reader.detail, is_all);
		sink_buf(&call->out, &text);
	} else if (rc == RC_OK) {
		w = call_writer(call, diff_columns, COUNT(diff_columns));
		if (diff_rows(w, &reader.detail, is_all) == 0)
			call_say("%s", say(N_("nothing has changed since it was submitted, nor since "
			    "you looked")));
		writer_close(w);
	}
	buf_release(&text);
	case_reader_release(&reader);
	return rc == RC_OK ? 0 : call_fail(&e);
}
