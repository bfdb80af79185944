/* SPDX-License-Identifier: ISC */
/* outbox and unsorted: what waits for a channel, and what came from one. */
#include <string.h>

#include "console/desk/verbs.h"
#include "console/rules/verdict.h"
#include "storage/text.h"
#include "views/words.h"

#define PAGE_ROWS 200
#define TABLE_ROWS 100

static const struct column outbox_columns[] = {
	{ .key = "id", .title = N_("Id"), .is_right = true },
	{ .key = "case_id" },
	{ .key = "case", .title = N_("Case"), .cells_max = 24 },
	{ .key = "channel", .title = N_("Channel"), .cells_max = 10 },
	{ .key = "kind", .title = N_("Kind"), .cells_max = 10 },
	{ .key = "state", .title = N_("State"), .cells_max = 10 },
	{ .key = "attempts", .title = N_("Tries"), .is_right = true },
	{ .key = "created_at", .title = N_("Written") },
	{ .key = "next_try_at" },
	{ .key = "sent_at", .title = N_("Sent") },
	{ .key = "last_error", .title = N_("Last error") },
	{ .key = "body" },
};

static const struct column unsorted_columns[] = {
	{ .key = "id", .title = N_("Id"), .is_right = true },
	{ .key = "channel", .title = N_("Channel"), .cells_max = 10 },
	{ .key = "region", .title = N_("Region"), .cells_max = 12 },
	{ .key = "event_id" },
	{ .key = "external_id", .title = N_("Channel's number"), .cells_max = 24 },
	{ .key = "reason", .title = N_("Reason"), .cells_max = 18 },
	{ .key = "detail", .title = N_("Detail") },
	{ .key = "arrived_at", .title = N_("Arrived") },
	{ .key = "state", .title = N_("State") },
	{ .key = "discard_by", .title = N_("Discard, says") },
	{ .key = "discard_reason" },
	{ .key = "raw" },
};

#define COUNT(columns) (sizeof(columns) / sizeof((columns)[0]))

/* What is being read: rows of one of both kinds, or one row and its bytes. */
struct reading {
	struct call *call;
	struct writer *writer;		/* NULL while one row is read whole */
	union {
		struct outbox_row outbox;
		struct unsorted_row unsorted;
	} row;
	enum message kind;		/* of the last row */
	struct buf body;
	int64_t rows;			/* of this page */
	int64_t last_id;
};

static void
outbox_values(struct writer *w, const struct outbox_row *r, const char *body)
{
	struct buf channel = { 0 };

	words_channel_short(&channel, r->channel);
	writer_row(w, (const struct value[]){
		value_number(r->id), value_number(r->case_id), value_text(r->case_number),
		value_shown(r->channel, buf_str(&channel)),
		value_shown(r->kind, words_outbox(r->kind)),
		value_shown(r->state, words_outbox(r->state)), value_number(r->attempts),
		value_instant(r->created_at), value_instant(r->next_try_at),
		value_instant(r->sent_at), value_text(r->last_error), value_text(body),
	});
	buf_release(&channel);
}

static void
unsorted_values(struct writer *w, const struct unsorted_row *r, const char *raw)
{
	struct buf channel = { 0 }, region = { 0 };

	words_channel_short(&channel, r->channel);
	words_region_short(&region, r->region);
	writer_row(w, (const struct value[]){
		value_number(r->id), value_shown(r->channel, buf_str(&channel)),
		value_shown(r->region, buf_str(&region)), value_text(r->event_id),
		value_text(r->external_id), value_text(r->reason), value_text(r->detail),
		value_instant(r->arrived_at), value_text(r->state), value_text(r->discard_by),
		value_text(r->discard_reason), value_text(raw),
	});
	buf_release(&region);
	buf_release(&channel);
}

/* Writes the row that was read last. */
static void
write_row(struct reading *r, struct writer *w)
{
	if (r->kind == MESSAGE_OUTBOX_ROW)
		outbox_values(w, &r->row.outbox, buf_str(&r->body));
	else
		unsorted_values(w, &r->row.unsorted, buf_str(&r->body));
}

static enum rc
take_frame(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct reading *r = arg;
	struct wire_piece piece;
	enum rc rc;

	if (frame->message == MESSAGE_PIECE) {
		rc = wire_read(frame, &piece, e);
		if (rc == RC_OK)
			buf_puts(&r->body, piece.text);
		return rc;
	}
	if (frame->message != MESSAGE_OUTBOX_ROW && frame->message != MESSAGE_UNSORTED_ROW)
		return RC_OK;
	rc = wire_read(frame, &r->row, e);
	if (rc != RC_OK)
		return rc;
	r->kind = frame->message;
	r->rows++;
	r->last_id = r->kind == MESSAGE_OUTBOX_ROW ? r->row.outbox.id : r->row.unsorted.id;
	if (r->writer != NULL)
		write_row(r, r->writer);
	return RC_OK;
}

/* --state, one of the words that such rows can be in. */
static enum rc
read_state(const struct call *call, bool is_outbox, struct wire_page *page, struct err *e)
{
	static const char *const words[] = { "waiting", "sent", "parked", "held", "cancelled",
		"open", "done" };
	const char *word = options_value(&call->options, OPT_STATE);
	const size_t first = is_outbox ? 0 : 5, last = is_outbox ? 5 : COUNT(words);

	if (word == NULL)
		return RC_OK;
	for (size_t i = first; i < last; i++)
		if (str_eq(word, words[i]))
			return call_fill(page->state, sizeof(page->state), word, "--state", e);
	return err_set(e, RC_USAGE, is_outbox ?
	    say(N_("there is no state “%s”: choose waiting, sent, parked, held or cancelled")) :
	    say(N_("there is no state “%s”: choose open or done")), word);
}

static int
list_pages(struct call *call, enum message message, const struct column *columns, size_t count)
{
	struct reading r = { .call = call };
	struct wire_page page = { .before_id = 0 };
	int64_t limit = call->format == FORMAT_TABLE ? TABLE_ROWS : 0, rows = 0;
	struct err e = { 0 };
	enum rc rc = options_number(&call->options, OPT_COUNT, 0, INT32_MAX, &limit, &e);

	if (rc == RC_OK)
		rc = read_state(call, message == MESSAGE_OUTBOX_LIST, &page, &e);
	if (rc != RC_OK)
		return call_fail(&e);
	r.writer = call_writer(call, columns, count);
	do {
		int64_t left = limit == 0 ? PAGE_ROWS : limit - rows;

		page.limit = (int32_t)(left < PAGE_ROWS ? left : PAGE_ROWS);
		page.before_id = r.last_id;
		r.rows = 0;
		rc = link_ask(call->link, message, &page, take_frame, &r, &e);
		rows += r.rows;
	} while (rc == RC_OK && r.rows == page.limit && (limit == 0 || rows < limit) &&
	    !sink_is_broken(&call->out));
	if (rc == RC_OK || rows > 0)
		writer_close(r.writer);
	else
		writer_drop(r.writer);
	buf_release(&r.body);
	return rc == RC_OK ? 0 : call_fail(&e);
}

/* Why it is 미분류 and what can be done, for people. */
static void
add_sentence(const struct reading *r, struct buf *out)
{
	struct buf sentence = { 0 };
	enum reason reason;

	if (r->kind != MESSAGE_UNSORTED_ROW || !reason_find(r->row.unsorted.reason, &reason))
		return;
	reason_sentence(&sentence, reason, r->row.unsorted.detail);
	tsafe(out, buf_str(&sentence), sentence.len, false);
	buf_putc(out, '\n');
	buf_release(&sentence);
}

/* One row whole. A person gets its bytes after it, a program within it. */
static int
show_one(struct call *call, enum message message, const struct column *columns, size_t count)
{
	struct reading r = { .call = call };
	struct wire_number number;
	struct buf shown = { 0 };
	struct writer *w;
	struct err e = { 0 };
	int status = 0;

	if (!parse_int(call->options.operands[0], 1, INT64_MAX, &number.number))
		(void)err_set(&e, RC_USAGE, say(N_("“%s” is no id: see `minwon %.*s list`")),
		    call->options.operands[0], (int)strcspn(call->verb->name, " "),
		    call->verb->name);
	else if (link_ask(call->link, message, &number, take_frame, &r, &e) == RC_OK &&
	    r.rows == 0)
		(void)err_set(&e, RC_NOT_FOUND, say(N_("there is no row %s: see `minwon %.*s "
		    "list`")), call->options.operands[0], (int)strcspn(call->verb->name, " "),
		    call->verb->name);
	if (e.rc != RC_OK) {
		status = call_fail(&e);
	} else {
		w = call_writer(call, columns, count);
		write_row(&r, w);
		writer_close(w);
		if (call->format == FORMAT_TABLE) {
			add_sentence(&r, &shown);
			tsafe(&shown, buf_str(&r.body), r.body.len, true);
			buf_putc(&shown, '\n');
			sink_buf(&call->out, &shown);
		}
	}
	buf_release(&shown);
	buf_release(&r.body);
	return status;
}

int
verb_outbox_list(struct call *call)
{
	return list_pages(call, MESSAGE_OUTBOX_LIST, outbox_columns, COUNT(outbox_columns));
}

int
verb_outbox_show(struct call *call)
{
	return show_one(call, MESSAGE_OUTBOX_SHOW, outbox_columns, COUNT(outbox_columns));
}

int
verb_unsorted_list(struct call *call)
{
	return list_pages(call, MESSAGE_UNSORTED_LIST, unsorted_columns, COUNT(unsorted_columns));
}

int
verb_unsorted_show(struct call *call)
{
	return show_one(call, MESSAGE_UNSORTED_SHOW, unsorted_columns, COUNT(unsorted_columns));
}

/* Does what the verb's second word says to each row named. */
static int
change_rows(struct call *call, enum message message, const struct column *columns, size_t count)
{
	const struct options *o = &call->options;
	struct reading r = { .call = call };
	struct wire_change change = { .id = 0 };
	struct err e = { 0 };
	enum rc rc = call_fill(change.what, sizeof(change.what), strchr(call->verb->name, ' ') + 1,
	    call->verb->name, &e);

	if (rc == RC_OK)
		rc = call_fill(change.reason, sizeof(change.reason), options_value(o, OPT_TEXT),
		    "--text", &e);
	if (rc == RC_OK)
		rc = call_fill(change.service, sizeof(change.service),
		    options_value(o, OPT_SERVICE), "--service", &e);
	if (rc == RC_OK)
		rc = call_fill(change.region, sizeof(change.region), options_value(o, OPT_REGION),
		    "--region", &e);
	r.writer = call_writer(call, columns, count);
	for (size_t i = 0; rc == RC_OK && i < o->operand_count; i++) {
		if (!parse_int(o->operands[i], 1, INT64_MAX, &change.id))
			rc = err_set(&e, RC_USAGE, say(N_("“%s” is no id: see `minwon %.*s list`")),
			    o->operands[i], (int)strcspn(call->verb->name, " "),
			    call->verb->name);
		else
			rc = link_ask(call->link, message, &change, take_frame, &r, &e);
	}
	if (rc == RC_OK || r.rows > 0)
		writer_close(r.writer);
	else
		writer_drop(r.writer);
	buf_release(&r.body);
	return rc == RC_OK ? 0 : call_fail(&e);
}

int
verb_outbox_change(struct call *call)
{
	return change_rows(call, MESSAGE_OUTBOX_CHANGE, outbox_columns, COUNT(outbox_columns));
}

int
verb_unsorted_change(struct call *call)
{
	return change_rows(call, MESSAGE_UNSORTED_CHANGE, unsorted_columns,
	    COUNT(unsorted_columns));
}
