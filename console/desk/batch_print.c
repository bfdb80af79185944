/* SPDX-License-Identifier: ISC */
#include "console/desk/batch_print.h"

#include "console/rules/batch.h"
#include "console/rules/verdict.h"
#include "console/rules/workflow.h"
#include "storage/text.h"

/* One row per value of a batch; batch_print fills them in this order. */
const struct column batch_columns[] = {
	{ .key = "id", .title = N_("No."), .is_right = true },
	{ .key = "op", .title = N_("Operation"), .cells_max = 14 },
	{ .key = "state", .title = N_("State"), .cells_max = 10 },
	{ .key = "items", .title = N_("Cases"), .is_right = true },
	{ .key = "done", .title = N_("Done"), .is_right = true },
	{ .key = "refused", .title = N_("Refused"), .is_right = true },
	{ .key = "undone", .title = N_("Taken back"), .is_right = true },
	{ .key = "author", .title = N_("By"), .cells_max = 20 },
	{ .key = "source", .title = N_("Source"), .cells_max = 12 },
	{ .key = "all_or_nothing" },
	{ .key = "undo_of" },
	{ .key = "created_at", .title = N_("Made") },
	{ .key = "changed_at" },
};
const size_t batch_column_count = sizeof(batch_columns) / sizeof(batch_columns[0]);

void
batch_print(struct writer *w, const struct batch_row *row)
{
	const char *name = row->author_name[0] != '\0' ? row->author_name : row->author;

	writer_row(w, (const struct value[]){ value_number(row->id),
	    value_shown(row->op, batch_op_label(row->op)),
	    value_shown(row->state, batch_state_label(row->state)), value_number(row->items),
	    value_number(row->done), value_number(row->refused), value_number(row->undone),
	    value_shown(row->author, name),
	    value_shown(row->source, batch_source_label(row->source)),
	    value_bool(row->is_whole, NULL), value_number(row->undo_of),
	    value_instant(row->created_at), value_instant(row->changed_at) });
}

/* One row per value of a result line; the writer's line fills them so. */
static const struct column line_columns[] = {
	{ .key = "line", .title = N_("Line"), .is_right = true },
	{ .key = "case", .title = N_("Case"), .cells_max = 24 },
	{ .key = "op", .title = N_("Operation"), .cells_max = 18 },
	{ .key = "outcome", .title = N_("Outcome"), .cells_max = 14 },
	{ .key = "state_before", .title = N_("Before"), .cells_max = 10 },
	{ .key = "state_after", .title = N_("After"), .cells_max = 10 },
	{ .key = "version" },
	{ .key = "problem" },
	{ .key = "sentence", .title = N_("Why not") },
	{ .key = "other_batch" },
};
#define LINE_COLUMNS (sizeof(line_columns) / sizeof(line_columns[0]))

static bool
is_good(const struct batch_item_row *row)
{
	return str_eq(row->state, ITEM_DONE) || str_eq(row->state, ITEM_UNDONE);
}

static const char *
outcome_word(const struct batch_item_row *row)
{
	return str_eq(row->state, ITEM_DONE) && row->is_dry_run ? "would-do" : row->state;
}

static const char *
outcome_shown(const struct batch_item_row *row)
{
	return str_eq(row->state, ITEM_DONE) && row->is_dry_run ? say(N_("would be done")) :
	    batch_item_label(row->state);
}

void
batch_sentence(struct buf *out, const struct batch_item_row *row)
{
	enum reason reason;

	if (reason_find(row->reason, &reason) && reason != REASON_NONE)
		reason_sentence(out, reason, row->detail);
	else
		buf_puts(out, row->detail);
	if (row->other_batch != 0 && !is_good(row))
		buf_printf(out, say(N_(" Batch %lld is about this case too.")),
		    (long long)row->other_batch);
}

enum rc
batch_lines_begin(struct batch_lines *lines, struct call *call, bool is_undo, struct err *e)
{
	const char *fields = options_value(&call->options, OPT_FIELDS);

	*lines = (struct batch_lines){ .call = call, .is_undo = is_undo };
	if (fields_check(fields, line_columns, LINE_COLUMNS, e) != RC_OK)
		return RC_USAGE;
	if (call->format != FORMAT_JSONL || fields != NULL)
		lines->writer = call_writer(call, line_columns, LINE_COLUMNS);
	return RC_OK;
}

static void
print_json(struct buf *out, const struct batch_item_row *row, const char *op,
    const char *sentence)
{
	buf_putc(out, '{');
	json_pair(out, "line", value_number(row->line != 0 ? row->line : row->no));
	json_pair(out, "case", value_text(row->number));
	json_pair(out, "op", value_text(op));
	json_pair(out, "outcome", value_text(outcome_word(row)));
	if (is_good(row)) {
		json_pair(out, "state_before", value_text(row->state_before));
		json_pair(out, "state_after", value_text(row->state_after));
		json_pair(out, "version", value_number(row->version));
	} else if (!str_eq(row->state, ITEM_WAITING)) {
		json_key(out, "problem");
		buf_putc(out, '{');
		json_pair(out, "type", value_text(row->reason));
		json_pair(out, "title", value_text(sentence));
		/* A failure's sentence is its detail. */
		if (row->detail[0] != '\0' && !str_eq(row->detail, sentence))
			json_pair(out, "detail", value_text(row->detail));
		buf_putc(out, '}');
	}
	if (row->other_batch != 0)
		json_pair(out, "other_batch", value_number(row->other_batch));
	buf_puts(out, "}\n");
}

static void
print_row(struct writer *w, const struct batch_item_row *row, const char *op,
    const char *op_shown, const char *sentence)
{
	bool is_ok = is_good(row);
	enum state before = STATE_ARRIVED, after = STATE_ARRIVED;
	bool has = is_ok && state_by_name(row->state_before, &before) &&
	    state_by_name(row->state_after, &after);

	writer_row(w, (const struct value[]){
	    value_number(row->line != 0 ? row->line : row->no), value_text(row->number),
	    value_shown(op, op_shown), value_shown(outcome_word(row), outcome_shown(row)),
	    has ? value_shown(state_name(before), state_label(before)) : value_text(""),
	    has ? value_shown(state_name(after), state_label(after)) : value_text(""),
	    value_number(row->version), value_text(is_ok ? "" : row->reason),
	    value_text(is_ok ? "" : sentence), value_number(row->other_batch) });
}

void
batch_lines_add(struct batch_lines *lines, const struct batch_item_row *row)
{
	struct buf op = { 0 }, shown = { 0 }, sentence = { 0 }, line = { 0 };

	lines->good += is_good(row);
	lines->waiting += str_eq(row->state, ITEM_WAITING);
	lines->bad += str_eq(row->state, ITEM_REFUSED) || str_eq(row->state, ITEM_FAILED);
	buf_puts(&op, lines->is_undo ? "undo " : "");
	buf_puts(&op, row->op);
	buf_puts(&shown, lines->is_undo ? batch_source_label("undo") : "");
	buf_puts(&shown, lines->is_undo ? ": " : "");
	buf_puts(&shown, batch_op_label(row->op));
	if (!is_good(row))
		batch_sentence(&sentence, row);
	if (lines->writer != NULL) {
		print_row(lines->writer, row, buf_str(&op), buf_str(&shown), buf_str(&sentence));
	} else {
		print_json(&line, row, buf_str(&op), buf_str(&sentence));
		sink_buf(&lines->call->out, &line);
	}
	buf_release(&op);
	buf_release(&shown);
	buf_release(&sentence);
	buf_release(&line);
}

void
batch_lines_end(struct batch_lines *lines)
{
	if (lines->writer != NULL)
		writer_close(lines->writer);
	lines->writer = NULL;
}
