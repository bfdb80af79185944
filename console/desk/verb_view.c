/* SPDX-License-Identifier: ISC */
/* view: lists kept by name. */
#include <string.h>

#include "console/desk/saved.h"
#include "console/desk/verbs.h"
#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/words.h"

static const struct column saved_columns[] = {
	{ .key = "id" },
	{ .key = "name", .title = N_("Name"), .cells_max = 24 },
	{ .key = "is_shared", .title = N_("Whose"), .cells_max = 10 },
	{ .key = "query", .title = N_("Filter") },
	{ .key = "sort", .title = N_("Order"), .cells_max = 8 },
	{ .key = "columns", .title = N_("Columns"), .cells_max = 10 },
	{ .key = "saved_by", .title = N_("Who"), .cells_max = 12 },
	{ .key = "saved_at", .title = N_("Saved at") },
};

#define COUNT(columns) (sizeof(columns) / sizeof((columns)[0]))

static enum rc
take_row(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct writer *w = arg;
	struct saved_view v;
	enum role role;
	enum rc rc;

	if (frame->message != MESSAGE_SAVED_ROW)
		return RC_OK;
	rc = wire_read(frame, &v, e);
	if (rc == RC_OK)
		writer_row(w, (const struct value[]){ value_number(v.id), value_text(v.name),
		    value_bool(v.is_shared, v.is_shared ? say(N_("office")) : say(N_("own"))),
		    value_text(v.query), value_text(v.sort),
		    value_shown(v.columns, role_by_name(v.columns, &role) ? role_label(role) :
			v.columns),
		    value_shown(v.saved_by, words_person(v.saved_by_name, v.saved_by)),
		    value_instant(v.saved_at) });
	return rc;
}

static int
ask(struct call *call, enum message message, const void *record)
{
	struct writer *w = call_writer(call, saved_columns, COUNT(saved_columns));
	struct err e = { 0 };
	enum rc rc = link_ask(call->link, message, record, take_row, w, &e);

	if (rc == RC_OK)
		writer_close(w);
	else
		writer_drop(w);
	return rc == RC_OK ? 0 : call_fail(&e);
}

int
verb_view_list(struct call *call)
{
	return ask(call, MESSAGE_SAVED_LIST, &(struct wire_ok){ 0 });
}

int
verb_view_change(struct call *call)
{
	struct wire_saved_change change = { .what = "" };
	struct err e = { 0 };

	if (saved_change_read(&change, call->verb->name, &call->options, false, &e) != RC_OK)
		return call_fail(&e);
	return ask(call, MESSAGE_SAVED_CHANGE, &change);
}
