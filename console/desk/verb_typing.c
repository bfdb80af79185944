/* SPDX-License-Identifier: ISC */
/* scratch and snippet: what one has typed and not handed in, and the texts
 * that are inserted while typing. */
#include <string.h>

#include "console/desk/text_option.h"
#include "console/desk/verbs.h"
#include "console/rules/entry.h"
#include "storage/text.h"
#include "views/dialog_content.h"
#include "views/words.h"

static const struct column scratch_columns[] = {
	{ .key = "id", .title = N_("Id"), .is_right = true },
	{ .key = "about" },
	{ .key = "subject_id" },
	{ .key = "case", .title = N_("Case"), .cells_max = 24 },
	{ .key = "action", .title = N_("For"), .cells_max = 16 },
	{ .key = "saved_at", .title = N_("Typed at") },
	{ .key = "bytes", .title = N_("Bytes"), .is_right = true },
};

static const struct column snippet_columns[] = {
	{ .key = "id", .title = N_("Id"), .is_right = true },
	{ .key = "name", .title = N_("Name"), .cells_max = 24 },
	{ .key = "owner", .title = N_("Whose"), .cells_max = 10 },
	{ .key = "changed_at", .title = N_("Written") },
	{ .key = "text", .title = N_("Text") },
};

#define COUNT(columns) (sizeof(columns) / sizeof((columns)[0]))

/* What the action of a dialog is called; its name if there is none by now. */
static const char *
label_of(const struct scratch_row *row)
{
	enum action action;

	return action_find(row->action, &action) ? action_label(action) : row->action;
}

/* What it is about, for people: the case's number, or the service applied for. */
static void
name_subject(const struct scratch_row *row, struct buf *out)
{
	const struct service_info *service = str_eq(row->action, action_table[ACTION_NEW].name) ?
	    entry_subject_service(row->subject_id) : NULL;

	if (service != NULL)
		words_service_short(out, service->code);
	else
		buf_puts(out, row->number);
}

static enum rc
take_scratch(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct scratch_row row;
	struct buf what = { 0 };
	enum rc rc;

	if (frame->message != MESSAGE_SCRATCH_ROW)
		return RC_OK;
	rc = wire_read(frame, &row, e);
	if (rc == RC_OK)
		name_subject(&row, &what);
	if (rc == RC_OK)
		writer_row(arg, (const struct value[]){ value_number(row.id),
		    value_text(row.about), value_number(row.subject_id),
		    (struct value){ .kind = VALUE_TEXT, .text = row.number[0] != '\0' ? row.number :
		    NULL, .shown = buf_str(&what) },
		    value_shown(row.action, label_of(&row)), value_instant(row.saved_at),
		    value_number(row.bytes) });
	buf_release(&what);
	return rc;
}

static enum rc
take_snippet(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct snippet_row row;
	enum rc rc;

	if (frame->message != MESSAGE_SNIPPET_ROW)
		return RC_OK;
	rc = wire_read(frame, &row, e);
	if (rc == RC_OK)
		writer_row(arg, (const struct value[]){ value_number(row.id), value_text(row.name),
		    value_shown(row.is_office ? "office" : "own",
		    row.is_office ? say(N_("office's")) : say(N_("own"))),
		    value_instant(row.changed_at), value_text(row.text) });
	return rc;
}

/* Asks, and writes the rows of the answer. */
static int
write_rows(struct call *call, enum message message, const void *what, link_each *take,
    const struct column *columns, size_t count)
{
	struct writer *writer = call_writer(call, columns, count);
	struct err e = { 0 };
	enum rc rc = link_ask(call->link, message, what, take, writer, &e);

	if (rc == RC_OK)
		writer_close(writer);
	else
		writer_drop(writer);
	return rc == RC_OK ? 0 : call_fail(&e);
}

int
verb_scratch_list(struct call *call)
{
	return write_rows(call, MESSAGE_SCRATCH_LIST, &(struct wire_ok){ 0 }, take_scratch,
	    scratch_columns, COUNT(scratch_columns));
}

/* One text being read. */
struct reading {
	struct scratch_row row;
	struct buf content;
};

static enum rc
take_whole(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct reading *r = arg;
	struct wire_piece piece;
	enum rc rc = RC_OK;

	if (frame->message == MESSAGE_SCRATCH_ROW)
		return wire_read(frame, &r->row, e);
	if (frame->message == MESSAGE_PIECE) {
		rc = wire_read(frame, &piece, e);
		if (rc == RC_OK)
			buf_puts(&r->content, piece.text);
	}
	return rc;
}

/* The fields, each under its name, as people read them. */
static void
print_text(struct buf *out, const struct reading *r)
{
	const char *at = buf_str(&r->content);
	struct content_field f;
	enum action action = ACTION_NONE;

	(void)action_find(r->row.action, &action);
	buf_printf(out, "%s  ", label_of(&r->row));
	name_subject(&r->row, out);
	buf_putc(out, '\n');
	while (content_next(&at, &f)) {
		buf_putc(out, '\n');
		content_label(out, action, &f);
		buf_putc(out, '\n');
		tsafe(out, f.text, f.len, true);
		buf_putc(out, '\n');
	}
}

static void
print_json(struct buf *out, const struct reading *r)
{
	const char *at = buf_str(&r->content), *between = "";
	struct content_field f;

	buf_putc(out, '{');
	json_pair(out, "id", value_number(r->row.id));
	json_pair(out, "about", value_text(r->row.about));
	json_pair(out, "subject_id", value_number(r->row.subject_id));
	json_pair(out, "case", value_text(r->row.number));
	json_pair(out, "action", value_text(r->row.action));
	json_pair(out, "saved_at", value_instant(r->row.saved_at));
	json_key(out, "fields");
	buf_putc(out, '{');
	for (; content_next(&at, &f); between = ",") {
		buf_puts(out, between);
		text_json_string(out, f.name, f.name_len);
		buf_putc(out, ':');
		text_json_string(out, f.text, f.len);
	}
	buf_puts(out, "}}\n");
}

/* The operand as an id. */
static enum rc
read_id(const struct call *call, size_t i, int64_t *id, struct err *e)
{
	const char *word = call->options.operands[i];

	if (parse_int(word, 1, INT64_MAX, id))
		return RC_OK;
	return err_set(e, RC_USAGE, say(N_("“%s” is no id: see `minwon %.*s list`")), word,
	    (int)strcspn(call->verb->name, " "), call->verb->name);
}

int
verb_scratch_show(struct call *call)
{
	struct wire_scratch_ask ask = { .about = "" };
	struct reading r = { .row = { 0 } };
	struct buf text = { 0 };
	struct err e = { 0 };
	enum rc rc = read_id(call, 0, &ask.id, &e);

	if (rc == RC_OK)
		rc = link_ask(call->link, MESSAGE_SCRATCH_SHOW, &ask, take_whole, &r, &e);
	if (rc == RC_OK) {
		if (call->format == FORMAT_JSON)
			print_json(&text, &r);
		else
			print_text(&text, &r);
		sink_buf(&call->out, &text);
	}
	buf_release(&text);
	buf_release(&r.content);
	return rc == RC_OK ? 0 : call_fail(&e);
}

int
verb_scratch_discard(struct call *call)
{
	struct wire_scratch_ask ask = { .about = "" };
	struct err e = { 0 };
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < call->options.operand_count; i++) {
		rc = read_id(call, i, &ask.id, &e);
		if (rc == RC_OK)
			rc = link_ask(call->link, MESSAGE_SCRATCH_DISCARD, &ask, NULL, NULL, &e);
	}
	return rc == RC_OK ? 0 : call_fail(&e);
}

int
verb_snippet_list(struct call *call)
{
	return write_rows(call, MESSAGE_SNIPPET_LIST, &(struct wire_ok){ 0 }, take_snippet,
	    snippet_columns, COUNT(snippet_columns));
}

int
verb_snippet_add(struct call *call)
{
	struct wire_snippet put = { .is_office = options_has(&call->options, OPT_SHARED) };
	struct buf text = { 0 };
	struct err e = { 0 };
	enum rc rc = call_fill(put.name, sizeof(put.name), call->options.operands[0],
	    say(N_("the name")), &e);
	int status;

	if (rc == RC_OK)
		rc = text_option_read(&call->options, ACT_LINES_MAX, &text, &e);
	put.text = buf_str(&text);
	status = rc != RC_OK ? call_fail(&e) : write_rows(call, MESSAGE_SNIPPET_PUT, &put,
	    take_snippet, snippet_columns, COUNT(snippet_columns));
	buf_release(&text);
	return status;
}

int
verb_snippet_delete(struct call *call)
{
	struct wire_number what;
	struct err e = { 0 };
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < call->options.operand_count; i++) {
		rc = read_id(call, i, &what.number, &e);
		if (rc == RC_OK)
			rc = link_ask(call->link, MESSAGE_SNIPPET_DELETE, &what, NULL, NULL, &e);
	}
	return rc == RC_OK ? 0 : call_fail(&e);
}
