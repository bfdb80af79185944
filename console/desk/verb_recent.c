/* SPDX-License-Identifier: ISC */
/* recent: the cases that the asker has opened. */
#include "console/desk/verbs.h"
#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/words.h"

#define ROWS_USUAL 50
#define ROWS_MOST 500

static const struct column columns[] = {
	{ .key = "looked_at", .title = N_("Looked at") },
	{ .title = N_("Number"), .cells_max = 24 },
	{ .key = "id" },
	{ .key = "receipt_no" },
	{ .key = "external_id" },
	{ .key = "changed", .title = N_("Changed"), .cells_max = 8 },
	{ .key = "service", .title = N_("Service"), .cells_max = 16 },
	{ .key = "state", .title = N_("State"), .cells_max = 10 },
	{ .key = "due_at", .title = N_("Due") },
	{ .key = "title", .title = N_("Title") },
};

static enum rc
take_row(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct buf service = { 0 };
	struct writer *w = arg;
	struct recent_row r;
	enum rc rc;

	if (frame->message != MESSAGE_RECENT_ROW)
		return RC_OK;
	rc = wire_read(frame, &r, e);
	if (rc != RC_OK)
		return rc;
	words_service_short(&service, r.row.service);
	writer_row(w, (const struct value[]){ value_instant(r.looked_at),
	    value_text(words_number(&r.row)), value_number(r.row.id),
	    value_text(r.row.receipt_no), value_text(r.row.external_id),
	    value_bool(r.row.is_changed, r.row.is_changed ? say(N_("yes")) : ""),
	    value_shown(r.row.service, buf_str(&service)),
	    value_shown(state_name(r.row.state), state_label(r.row.state)),
	    value_instant(r.row.due_at), value_text(r.row.title) });
	buf_release(&service);
	return RC_OK;
}

int
verb_recent(struct call *call)
{
	struct wire_page page = { .limit = ROWS_USUAL };
	int64_t limit = ROWS_USUAL;
	struct writer *w;
	struct err e = { 0 };
	enum rc rc = options_number(&call->options, OPT_COUNT, 1, ROWS_MOST, &limit, &e);

	if (rc != RC_OK)
		return call_fail(&e);
	page.limit = (int32_t)limit;
	w = call_writer(call, columns, sizeof(columns) / sizeof(columns[0]));
	rc = link_ask(call->link, MESSAGE_RECENT, &page, take_row, w, &e);
	if (rc == RC_OK)
		writer_close(w);
	else
		writer_drop(w);
	return rc == RC_OK ? 0 : call_fail(&e);
}
