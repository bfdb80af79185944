/* SPDX-License-Identifier: ISC */
/* batch: what became of bulk work, and going on with it. */
#include <string.h>

#include "console/desk/batch_link.h"
#include "console/desk/batch_print.h"
#include "console/desk/batch_run.h"
#include "console/rules/batch.h"
#include "storage/text.h"

#define LIST_ROWS 50

static enum rc
read_id(const struct call *call, int64_t *id, struct err *e)
{
	if (parse_int(call->options.operands[0], 1, INT64_MAX, id))
		return RC_OK;
	return err_set(e, RC_USAGE, say(N_("“%s” is no number of a batch: see `minwon batch "
	    "list`")), call->options.operands[0]);
}

static enum rc
take_batch(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct batch_row row;
	enum rc rc = RC_OK;

	if (frame->message == MESSAGE_BATCH_ROW) {
		rc = wire_read(frame, &row, e);
		if (rc == RC_OK)
			batch_print(arg, &row);
	}
	return rc;
}

int
verb_batch_list(struct call *call)
{
	struct wire_page page = { .limit = LIST_ROWS };
	struct writer *w;
	struct err e = { 0 };
	int64_t limit = LIST_ROWS;
	enum rc rc = options_number(&call->options, OPT_COUNT, 0, 500, &limit, &e);

	if (rc != RC_OK)
		return call_fail(&e);
	page.limit = (int32_t)limit;
	w = call_writer(call, batch_columns, batch_column_count);
	rc = link_ask(call->link, MESSAGE_BATCH_LIST, &page, take_batch, w, &e);
	if (rc == RC_OK)
		writer_close(w);
	else
		writer_drop(w);
	return rc == RC_OK ? 0 : call_fail(&e);
}

static void
take_line(void *arg, const struct batch_item_row *row)
{
	batch_lines_add(arg, row);
}

static bool
goes_on(void *arg, const struct batch_row *row, int64_t at)
{
	struct batch_lines *lines = arg;

	(void)at;
	lines->is_undo = row->undo_of != 0;
	return !sink_is_broken(&lines->call->out);
}

/* The batch as it is: its first item is asked for, and the rest let be. */
static enum rc
find_batch(struct call *call, int64_t id, struct batch_row *out, struct err *e);

int
verb_batch_show(struct call *call)
{
	struct batch_lines lines;
	struct batch_row b;
	struct err e = { 0 };
	int64_t id = 0;
	enum rc rc = read_id(call, &id, &e);

	if (rc == RC_OK)
		rc = find_batch(call, id, &b, &e);
	if (rc == RC_OK)
		rc = batch_lines_begin(&lines, call, b.undo_of != 0, &e);
	if (rc != RC_OK)
		return call_fail(&e);
	rc = batch_go(call->link, MESSAGE_BATCH_SHOW, id, false, take_line, goes_on, &lines, &b, &e);
	batch_lines_end(&lines);
	if (rc != RC_OK && rc != RC_AGAIN)
		return call_fail(&e);
	sink_flush(&call->out);
	call_say(say(N_("batch %lld is %s: %lld done, %lld refused or failed, %lld waiting, %lld "
	    "taken back")), (long long)b.id, batch_state_label(b.state), (long long)b.done,
	    (long long)b.refused, (long long)(b.items - b.done - b.refused - b.undone),
	    (long long)b.undone);
	return 0;
}

/* One frame of a part that asks for nothing. */
static enum rc
take_row(void *arg, const struct wire_frame *frame, struct err *e)
{
	return frame->message == MESSAGE_BATCH_ROW ? wire_read(frame, arg, e) : RC_OK;
}

static enum rc
find_batch(struct call *call, int64_t id, struct batch_row *out, struct err *e)
{
	return link_ask(call->link, MESSAGE_BATCH_SHOW,
	    &(struct wire_batch_part){ .batch_id = id, .count = 1, .after_no = 1 }, take_row, out,
	    e);
}

int
verb_batch_resume(struct call *call)
{
	struct batch_row b;
	struct err e = { 0 };
	int64_t id = 0;
	enum rc rc = read_id(call, &id, &e);

	if (rc == RC_OK)
		rc = find_batch(call, id, &b, &e);
	return rc == RC_OK ? batch_run(call, &b, options_has(&call->options, OPT_DRY_RUN)) :
	    call_fail(&e);
}

int
verb_batch_retry(struct call *call)
{
	struct batch_row b;
	struct err e = { 0 };
	int64_t id = 0;
	enum rc rc = read_id(call, &id, &e);

	if (rc == RC_OK && !options_has(&call->options, OPT_FAILED))
		rc = err_set(&e, RC_USAGE, say(N_("say what to try again: --failed")));
	if (rc == RC_OK)
		rc = batch_change(call->link, id, "retry", &b, &e);
	return rc == RC_OK ? batch_run(call, &b, false) : call_fail(&e);
}

int
verb_batch_undo(struct call *call)
{
	struct batch_row b;
	struct err e = { 0 };
	int64_t id = 0;
	enum rc rc = read_id(call, &id, &e);

	if (rc == RC_OK)
		rc = batch_change(call->link, id, "undo", &b, &e);
	return rc == RC_OK ? batch_run(call, &b, !options_has(&call->options, OPT_APPLY)) :
	    call_fail(&e);
}

int
verb_batch_stop(struct call *call)
{
	struct batch_row b;
	struct writer *w;
	struct err e = { 0 };
	int64_t id = 0;
	enum rc rc = read_id(call, &id, &e);

	if (rc == RC_OK)
		rc = batch_change(call->link, id, "stop", &b, &e);
	if (rc != RC_OK)
		return call_fail(&e);
	w = call_writer(call, batch_columns, batch_column_count);
	batch_print(w, &b);
	writer_close(w);
	return 0;
}
