/* SPDX-License-Identifier: ISC */
/* call: somebody is on the telephone; which case, and what to say. */
#include <stdlib.h>

#include "console/desk/case_print.h"
#include "console/desk/verbs.h"
#include "console/rules/call.h"
#include "console/rules/workflow.h"
#include "storage/instant.h"
#include "storage/text.h"
#include "views/call_words.h"
#include "views/words.h"

/* What the office answers. */
struct hearing {
	struct case_row rows[CALL_HITS];
	size_t count;
	struct call_sheet sheet;
	bool has_sheet;
};

static enum rc
take_frame(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct hearing *h = arg;
	enum rc rc = RC_OK;

	if (frame->message == MESSAGE_CASE_ROW && h->count < CALL_HITS) {
		rc = wire_read(frame, &h->rows[h->count], e);
		h->count += rc == RC_OK;
	} else if (frame->message == MESSAGE_CALL_SHEET && !h->has_sheet) {
		rc = wire_read(frame, &h->sheet, e);
		h->has_sheet = rc == RC_OK;
		h->sheet.items = x_strdup(rc == RC_OK ? str_or_empty(h->sheet.items) : "");
	}
	return rc;
}

/* The words of the command line with blanks between, and the options. */
static enum rc
read_ask(const struct call *call, struct wire_call *ask, struct err *e)
{
	const char *reason = options_value(&call->options, OPT_REASON);
	struct buf text = { 0 };
	enum call_reason found = CALL_OTHER;
	enum rc rc;

	for (size_t i = 0; i < call->options.operand_count; i++)
		buf_printf(&text, "%s%s", i > 0 ? " " : "", call->options.operands[i]);
	rc = call_fill(ask->text, sizeof(ask->text), buf_str(&text), say(N_("the text")), e);
	buf_release(&text);
	if (rc == RC_OK)
		rc = call_fill(ask->name, sizeof(ask->name),
		    options_value(&call->options, OPT_NAME), say(N_("the name")), e);
	if (rc != RC_OK || reason == NULL)
		return rc;
	if (!call_reason_find(reason, &found)) {
		struct buf known = { 0 };

		for (size_t i = 0; i < CALL_REASON__COUNT; i++)
			buf_printf(&known, "%s%s", i > 0 ? ", " : "", call_reasons[i].name);
		(void)err_set(e, RC_USAGE, say(N_("there is no reason “%s”: choose of %s")), reason,
		    buf_str(&known));
		buf_release(&known);
		return RC_USAGE;
	}
	return call_fill(ask->reason, sizeof(ask->reason), call_reasons[found].name, "--reason", e);
}

/* Text of strangers on its way to a terminal. */
static void
put_safe(struct buf *out, const struct buf *text)
{
	tsafe(out, buf_str(text), text->len, true);
}

static void
print_text(struct call *call, const struct hearing *h)
{
	struct buf text = { 0 }, safe = { 0 };

	if (h->has_sheet) {
		call_words_caller(&text, &h->sheet);
		buf_putc(&text, '\n');
		call_words_aloud(&text, &h->rows[0], &h->sheet, link_welcome(call->link)->now_at);
	}
	put_safe(&safe, &text);
	sink_buf(&call->out, &safe);
	buf_release(&safe);
	buf_release(&text);
}

static void
json_lines(struct buf *out, const char *key, const char *lines)
{
	json_key(out, key);
	buf_putc(out, '[');
	while (*lines != '\0') {
		const char *end = lines;

		while (*end != '\0' && *end != '\n')
			end++;
		if (out->data[out->len - 1] != '[')
			buf_putc(out, ',');
		text_json_string(out, lines, (size_t)(end - lines));
		lines = *end == '\n' ? end + 1 : end;
	}
	buf_putc(out, ']');
}

static void
json_sheet(struct buf *out, const struct hearing *h, int64_t now_at)
{
	const struct call_sheet *s = &h->sheet;
	struct buf aloud = { 0 };
	char day[16] = "";

	call_words_aloud(&aloud, &h->rows[0], s, now_at);
	if (!str_empty(s->items))
		day_format(s->items_due, day);
	buf_putc(out, '{');
	json_lines(out, "say", buf_str(&aloud));
	json_pair(out, "applicant", value_text(s->name));
	json_pair(out, "phone", value_text(s->phone));
	json_pair(out, "birth", value_text(s->birth));
	json_pair(out, "confirmed", value_bool(s->is_confirmed, NULL));
	json_pair(out, "party", value_text(s->party));
	json_pair(out, "since", value_instant(s->since_at));
	json_lines(out, "missing", str_or_empty(s->items));
	json_pair(out, "missing_due", value_text(day));
	json_pair(out, "officer", value_text(s->officer));
	json_pair(out, "department", value_text(s->department));
	json_pair(out, "contact", value_text(s->contact));
	buf_putc(out, '}');
	buf_release(&aloud);
}

static void
json_hit(struct buf *out, const struct case_row *row)
{
	buf_putc(out, '{');
	json_pair(out, "id", value_number(row->id));
	json_pair(out, "receipt_no", value_text(row->receipt_no));
	json_pair(out, "external_id", value_text(row->external_id));
	json_pair(out, "service", value_text(row->service));
	json_pair(out, "applicant", value_text(row->applicant));
	json_pair(out, "state", value_text(state_name(row->state)));
	json_pair(out, "due_at", value_instant(row->due_at));
	buf_putc(out, '}');
}

static void
print_json(struct call *call, const struct hearing *h)
{
	struct buf out = { 0 };

	buf_putc(&out, '{');
	json_key(&out, "cases");
	buf_putc(&out, '[');
	for (size_t i = 0; i < h->count; i++) {
		if (i > 0)
			buf_putc(&out, ',');
		json_hit(&out, &h->rows[i]);
	}
	buf_putc(&out, ']');
	json_key(&out, "sheet");
	if (h->has_sheet)
		json_sheet(&out, h, link_welcome(call->link)->now_at);
	else
		buf_puts(&out, "null");
	buf_puts(&out, "}\n");
	sink_buf(&call->out, &out);
	buf_release(&out);
}

/* Several cases may be meant: the list of them, to choose from. */
static void
print_hits(struct call *call, const struct hearing *h)
{
	struct writer *w;

	call->format = FORMAT_TABLE;
	w = call_writer(call, case_columns, case_column_count);
	for (size_t i = 0; i < h->count; i++)
		case_print_row(w, &h->rows[i], link_welcome(call->link)->now_at, NULL);
	writer_close(w);
	sink_flush(&call->out);
	call_say(say(N_("%zu cases may be meant: repeat with the number of one")), h->count);
}

int
verb_call(struct call *call)
{
	struct hearing h = { .count = 0 };
	struct wire_call ask = { .text = "" };
	struct err e = { 0 };
	enum rc rc = read_ask(call, &ask, &e);
	int status = 0;

	if (rc == RC_OK)
		rc = link_ask(call->link, MESSAGE_CALL, &ask, take_frame, &h, &e);
	if (rc == RC_OK && h.count == 0)
		rc = err_set(&e, RC_NOT_FOUND,
		    say(N_("no case of this office fits: ask for the receipt number")));
	if (rc != RC_OK)
		status = call_fail(&e);
	else if (call->format == FORMAT_JSON)
		print_json(call, &h);
	else if (h.count > 1)
		print_hits(call, &h);
	else
		print_text(call, &h);
	call_sheet_release(&h.sheet);
	return status;
}
