/* SPDX-License-Identifier: ISC */
/* outage: intervals in which a system that cases come through stood still. */
#include <string.h>

#include "console/desk/outage_ask.h"
#include "console/desk/verbs.h"
#include "storage/text.h"
#include "views/words.h"

#define COUNT(columns) (sizeof(columns) / sizeof((columns)[0]))
#define LIST_ROWS 200

static const struct column outage_columns[] = {
	{ .key = "id", .title = N_("Id"), .is_right = true },
	{ .key = "channel", .title = N_("Channel"), .cells_max = 10 },
	{ .key = "from_at", .title = N_("Began") },
	{ .key = "until_at", .title = N_("Ended") },
	{ .key = "cases", .title = N_("Cases"), .is_right = true },
	{ .key = "reason", .title = N_("Reason"), .cells_max = 30 },
	{ .key = "evidence", .title = N_("Evidence"), .cells_max = 20 },
	{ .key = "by", .title = N_("Who"), .cells_max = 12 },
	{ .key = "entered_at" },
};

static const struct column move_columns[] = {
	{ .key = "case_id" },
	{ .key = "case", .title = N_("Case"), .cells_max = 24 },
	{ .key = "due_at", .title = N_("Due so far") },
	{ .key = "moved_to", .title = N_("Due then") },
};

/* Rows on their way, and the outage they come from. */
struct reading {
	struct writer *writer;
	struct outage_row outage;
};

static enum rc
take_outage(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct reading *r = arg;
	struct buf channel = { 0 };
	enum rc rc;

	if (frame->message != MESSAGE_OUTAGE_ROW)
		return RC_OK;
	rc = wire_read(frame, &r->outage, e);
	if (rc != RC_OK)
		return rc;
	words_channel_or_all(&channel, r->outage.channel);
	writer_row(r->writer, (const struct value[]){ value_number(r->outage.id),
	    value_shown(r->outage.channel, buf_str(&channel)), value_instant(r->outage.from_at),
	    r->outage.until_at != 0 ? value_instant(r->outage.until_at) :
	    value_shown("", say(N_("still on"))), value_number(r->outage.cases),
	    value_text(r->outage.reason), value_text(r->outage.evidence),
	    value_shown(r->outage.by, words_person(r->outage.by_name, r->outage.by)),
	    value_instant(r->outage.entered_at) });
	buf_release(&channel);
	return RC_OK;
}

static enum rc
take_move(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct reading *r = arg;
	struct wire_difference d;
	enum rc rc;

	if (frame->message == MESSAGE_OUTAGE_ROW)
		return wire_read(frame, &r->outage, e);
	if (frame->message != MESSAGE_DIFFERENCE)
		return RC_OK;
	rc = wire_read(frame, &d, e);
	if (rc == RC_OK)
		writer_row(r->writer, (const struct value[]){ value_number(d.case_id),
		    value_text(d.number), value_instant(d.stored_at), value_instant(d.counted_at) });
	return rc;
}

int
verb_outage_list(struct call *call)
{
	struct reading r = { .writer = call_writer(call, outage_columns, COUNT(outage_columns)) };
	struct err e = { 0 };
	enum rc rc = link_ask(call->link, MESSAGE_OUTAGE_LIST,
	    &(struct wire_page){ .limit = LIST_ROWS }, take_outage, &r, &e);

	if (rc == RC_OK)
		writer_close(r.writer);
	else
		writer_drop(r.writer);
	return rc == RC_OK ? 0 : call_fail(&e);
}

int
verb_outage_change(struct call *call)
{
	struct reading r = { .writer = NULL };
	struct wire_outage ask = { .what = "" };
	struct err e = { 0 };
	const struct options *o = &call->options;
	const struct outage_words words = { .which = o->operands[0],
		.from = options_value(o, OPT_FROM), .until = options_value(o, OPT_UNTIL),
		.reason = options_value(o, OPT_TEXT), .evidence = options_value(o, OPT_EVIDENCE) };

	ask.is_dry_run = options_has(o, OPT_DRY_RUN);
	if (outage_ask_fill(&ask, strchr(call->verb->name, ' ') + 1, &words, &e) != RC_OK)
		return call_fail(&e);
	r.writer = call_writer(call, move_columns, COUNT(move_columns));
	if (link_ask(call->link, MESSAGE_OUTAGE_CHANGE, &ask, take_move, &r, &e) != RC_OK) {
		writer_drop(r.writer);
		return call_fail(&e);
	}
	writer_close(r.writer);
	sink_flush(&call->out);
	if (ask.is_dry_run)
		call_say(say(N_("%lld case(s) concerned, %lld would move; nothing was changed")),
		    (long long)r.outage.cases, (long long)r.outage.moved);
	else
		call_say(say(N_("outage %lld: %lld case(s) concerned, %lld moved")),
		    (long long)r.outage.id, (long long)r.outage.cases,
		    (long long)r.outage.moved);
	return 0;
}
