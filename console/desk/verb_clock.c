/* SPDX-License-Identifier: ISC */
/* why, audit verify: the statutory clock, explained and checked. */
#include "console/desk/verbs.h"
#include "console/desk/why_read.h"
#include "console/rules/correction.h"
#include "storage/instant.h"
#include "storage/text.h"
#include "views/words.h"

#define PAGE_CASES 500

static enum rc
take_why(void *arg, const struct wire_frame *frame, struct err *e)
{
	return why_reader_take(arg, frame, e);
}

int
verb_why(struct call *call)
{
	struct why_reader reader = { .count = 0 };
	struct wire_show show = { .number = "" };
	struct buf text = { 0 };
	struct err e = { 0 };
	int status = 0;
	enum rc rc = call_fill(show.number, sizeof(show.number), call->options.operands[0],
	    say(N_("the case number")), &e);

	if (rc == RC_OK)
		rc = link_ask(call->link, MESSAGE_WHY, &show, take_why, &reader, &e);
	if (rc == RC_OK)
		rc = why_reader_write(&reader, link_welcome(call->link)->now_at, &text, &e);
	if (rc == RC_OK)
		sink_buf(&call->out, &text);
	else
		status = call_fail(&e);
	buf_release(&text);
	why_reader_release(&reader);
	return status;
}

static const struct column difference_columns[] = {
	{ .key = "case_id" },
	{ .key = "case", .title = N_("Case"), .cells_max = 24 },
	{ .key = "stored_at", .title = N_("Stored due") },
	{ .key = "counted_at", .title = N_("Counted due") },
	{ .key = "fault", .title = N_("Fault") },
};

/* A verification on its way. */
struct verifying {
	struct writer *writer;
	struct wire_verify_end end;
	int64_t checked, found;
};

static enum rc
take_difference(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct verifying *v = arg;
	struct wire_difference d;
	enum rc rc;

	if (frame->message == MESSAGE_VERIFY_END) {
		rc = wire_read(frame, &v->end, e);
		if (rc == RC_OK)
			v->checked += v->end.checked;
		return rc;
	}
	if (frame->message != MESSAGE_DIFFERENCE)
		return RC_OK;
	rc = wire_read(frame, &d, e);
	if (rc != RC_OK)
		return rc;
	v->found++;
	writer_row(v->writer, (const struct value[]){ value_number(d.case_id),
	    value_text(d.number), value_instant(d.stored_at), value_instant(d.counted_at),
	    value_text(d.fault) });
	return RC_OK;
}

int
verb_audit_verify(struct call *call)
{
	struct verifying v = { .checked = 0 };
	struct wire_verify ask = { .limit = PAGE_CASES };
	struct err e = { 0 };
	enum rc rc;

	v.writer = call_writer(call, difference_columns,
	    sizeof(difference_columns) / sizeof(difference_columns[0]));
	do {
		v.end = (struct wire_verify_end){ .next = "" };
		rc = link_ask(call->link, MESSAGE_AUDIT_VERIFY, &ask, take_difference, &v, &e);
		(void)str_fill(ask.after, sizeof(ask.after), v.end.next);
	} while (rc == RC_OK && v.end.next[0] != '\0' && !sink_is_broken(&call->out));
	if (rc != RC_OK) {
		writer_drop(v.writer);
		return call_fail(&e);
	}
	writer_close(v.writer);
	sink_flush(&call->out);
	call_say(say(N_("%lld case(s) checked, %lld differ")), (long long)v.checked,
	    (long long)v.found);
	return v.found == 0 ? 0 : 1;
}

static const struct column correction_columns[] = {
	{ .key = "case_id" },
	{ .key = "case", .title = N_("Case"), .cells_max = 24 },
	{ .key = "event", .title = N_("What"), .cells_max = 16 },
	{ .key = "event_id" },
	{ .key = "from_at", .title = N_("Time so far") },
	{ .key = "to_at", .title = N_("True time") },
	{ .key = "reason", .title = N_("Reason"), .cells_max = 30 },
	{ .key = "evidence", .title = N_("Evidence"), .cells_max = 20 },
	{ .key = "by", .title = N_("Who"), .cells_max = 12 },
	{ .key = "asked_at" },
};

static enum rc
take_correction(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct correction_row c;
	enum correctable what;
	enum rc rc;

	if (frame->message != MESSAGE_CORRECTION_ROW)
		return RC_OK;
	rc = wire_read(frame, &c, e);
	if (rc == RC_OK)
		writer_row(arg, (const struct value[]){ value_number(c.case_id),
		    value_text(c.number), value_shown(c.what, correctable_find(c.what, &what) ?
		    correctable_label(what) : c.what), value_number(c.of_event),
		    value_instant(c.from_at), value_instant(c.to_at), value_text(c.reason),
		    value_text(c.evidence), value_shown(c.by, words_person(c.by_name, c.by)),
		    value_instant(c.asked_at) });
	return rc;
}

int
verb_correction_list(struct call *call)
{
	struct writer *w = call_writer(call, correction_columns,
	    sizeof(correction_columns) / sizeof(correction_columns[0]));
	struct err e = { 0 };
	enum rc rc = link_ask(call->link, MESSAGE_CORRECTION_LIST, &(struct wire_page){ .limit = 0 },
	    take_correction, w, &e);

	if (rc == RC_OK)
		writer_close(w);
	else
		writer_drop(w);
	return rc == RC_OK ? 0 : call_fail(&e);
}
