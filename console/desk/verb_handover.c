/* SPDX-License-Identifier: ISC */
/* handover: what this office handed to other agencies, and in whose hands it is;
 * escalate --preview; the kinds of hand-over as a table. */
#include <string.h>

#include "console/desk/verbs.h"
#include "console/rules/agency.h"
#include "console/rules/escalation.h"
#include "storage/text.h"
#include "views/words.h"

#define PAGE_ROWS 200
#define TABLE_ROWS 100
#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const struct column handover_columns[] = {
	{ .key = "id", .title = N_("Id"), .is_right = true },
	{ .key = "case_id" },
	{ .key = "case", .title = N_("Case"), .cells_max = 24 },
	{ .key = "serial", .title = N_("Nth"), .is_right = true },
	{ .key = "kind", .title = N_("Kind"), .cells_max = 14 },
	{ .key = "agency", .title = N_("Agency"), .cells_max = 14 },
	{ .key = "hop", .title = N_("Where"), .cells_max = 10 },
	{ .key = "since" , .title = N_("Since") },
	{ .key = "due_at", .title = N_("Next by") },
	{ .key = "late", .title = N_("Late") },
	{ .key = "owner", .title = N_("Whose work"), .cells_max = 12 },
	{ .key = "asked_at" },
	{ .key = "sent_at" },
	{ .key = "received_at" },
	{ .key = "accepted_at" },
	{ .key = "answered_at" },
	{ .key = "closed_at" },
	{ .key = "reason_code", .title = N_("Why returned"), .cells_max = 14 },
	{ .key = "receipt_no" },
	{ .key = "officer" },
	{ .key = "by" },
	{ .key = "bounces", .title = N_("Bounces"), .is_right = true },
	{ .key = "message" },
	{ .key = "question" },
	{ .key = "proposal" },
	{ .key = "answer" },
	{ .key = "body" },
};

/* The long texts of one that is shown, by what they are. */
static const char *const text_names[] = { "question", "proposal", "answer", "body" };
static const char *const text_titles[] = { N_("Question"), N_("Proposal"),
	N_("Answer or reason"), N_("What was sent") };

/* Rows being read. */
struct reading {
	struct writer *writer;		/* NULL while one is read whole */
	struct handover_row row;	/* the last one */
	struct buf texts[COUNT(text_names)];
	int64_t rows, now_at;
};

static void
write_row(struct writer *w, const struct handover_row *r, int64_t now_at, const struct buf *texts)
{
	const struct agency_info *agency = agency_find(r->agency);
	enum escalation_kind kind = ESCALATION_GUIDELINE;
	enum hop hop = HOP_CLOSED;
	bool is_late = r->due_at != 0 && r->due_at < now_at;
	const char *none[COUNT(text_names)] = { NULL };

	(void)escalation_kind_find(r->kind, &kind);
	(void)hop_find(r->hop, &hop);
	for (size_t i = 0; texts != NULL && i < COUNT(text_names); i++)
		none[i] = buf_str(&texts[i]);
	writer_row(w, (const struct value[]){
		value_number(r->id), value_number(r->case_id), value_text(r->case_number),
		value_number(r->serial), value_shown(r->kind, escalation_kind_label(kind)),
		value_shown(r->agency, agency == NULL ? r->agency : str_eq(text_language(), "ko") ?
		    agency->name_ko : agency->name_en),
		value_shown(r->hop, hop_label(hop)), value_instant(words_handover_since(r)),
		value_instant(r->due_at), value_shown(is_late ? "late" : "",
		    is_late ? say(N_("late")) : ""),
		value_shown(r->owner, r->owner[0] != '\0' ? r->owner_name :
		    role_label(ROLE_SUPERVISOR)),
		value_instant(r->asked_at), value_instant(r->sent_at),
		value_instant(r->received_at), value_instant(r->accepted_at),
		value_instant(r->answered_at), value_instant(r->closed_at),
		value_shown(r->reason_code, return_reason_label(r->reason_code)),
		value_text(r->receipt_no), value_text(r->officer), value_text(r->by),
		value_number(r->bounces), value_text(r->message), value_text(none[0]),
		value_text(none[1]), value_text(none[2]), value_text(none[3]),
	});
}

static enum rc
take_frame(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct reading *r = arg;
	struct wire_handover_text text;
	enum rc rc;

	if (frame->message == MESSAGE_HANDOVER_TEXT) {
		rc = wire_read(frame, &text, e);
		for (size_t i = 0; rc == RC_OK && i < COUNT(text_names); i++)
			if (str_eq(text.what, text_names[i]))
				buf_puts(&r->texts[i], text.text);
		return rc;
	}
	if (frame->message != MESSAGE_HANDOVER_ROW)
		return RC_OK;
	rc = wire_read(frame, &r->row, e);
	if (rc != RC_OK)
		return rc;
	r->rows++;
	if (r->writer != NULL)
		write_row(r->writer, &r->row, r->now_at, NULL);
	return RC_OK;
}

int
verb_handover_list(struct call *call)
{
	struct reading r = { .now_at = link_welcome(call->link)->now_at };
	struct wire_page page = { .before_id = 0 };
	const char *word = options_value(&call->options, OPT_STATE);
	int64_t limit = call->format == FORMAT_TABLE ? TABLE_ROWS : 0, rows = 0;
	enum hop hop;
	struct err e = { 0 };
	enum rc rc = options_number(&call->options, OPT_COUNT, 0, INT32_MAX, &limit, &e);

	if (rc == RC_OK && word != NULL && !hop_find(word, &hop))
		rc = err_set(&e, RC_USAGE, say(N_("there is no hop “%s”: choose proposed, queued, "
		    "sent, received, accepted, returned, answered, closed or cancelled")), word);
	if (rc == RC_OK && word != NULL)
		rc = call_fill(page.state, sizeof(page.state), hop_table[hop].name, "--state", &e);
	if (rc != RC_OK)
		return call_fail(&e);
	r.writer = call_writer(call, handover_columns, COUNT(handover_columns) - COUNT(text_names));
	do {
		int64_t left = limit == 0 ? PAGE_ROWS : limit - rows;

		page.limit = (int32_t)(left < PAGE_ROWS ? left : PAGE_ROWS);
		page.before_id = r.row.id;
		r.rows = 0;
		rc = link_ask(call->link, MESSAGE_HANDOVER_LIST, &page, take_frame, &r, &e);
		rows += r.rows;
	} while (rc == RC_OK && r.rows == page.limit && (limit == 0 || rows < limit) &&
	    !sink_is_broken(&call->out));
	if (rc == RC_OK || rows > 0)
		writer_close(r.writer);
	else
		writer_drop(r.writer);
	return rc == RC_OK ? 0 : call_fail(&e);
}

/* A person gets the long texts below the row. */
static void
show_texts(struct call *call, const struct reading *r)
{
	struct buf shown = { 0 };

	for (size_t i = 0; i < COUNT(text_names); i++) {
		if (r->texts[i].len == 0)
			continue;
		buf_printf(&shown, "%s:\n", say(text_titles[i]));
		tsafe(&shown, buf_str(&r->texts[i]), r->texts[i].len, true);
		buf_putc(&shown, '\n');
	}
	if (r->row.officer[0] != '\0') {
		buf_printf(&shown, "%s: ", say(N_("There")));
		tsafe(&shown, r->row.officer, strlen(r->row.officer), false);
		buf_printf(&shown, " (%s)\n", r->row.receipt_no);
	}
	sink_buf(&call->out, &shown);
	buf_release(&shown);
}

int
verb_handover_show(struct call *call)
{
	struct reading r = { .now_at = link_welcome(call->link)->now_at };
	struct wire_number number;
	struct err e = { 0 };
	int status = 0;

	if (!parse_int(call->options.operands[0], 1, INT64_MAX, &number.number))
		(void)err_set(&e, RC_USAGE, say(N_("“%s” is no id: see `minwon handover list`")),
		    call->options.operands[0]);
	else
		e.rc = link_ask(call->link, MESSAGE_HANDOVER_SHOW, &number, take_frame, &r, &e);
	if (e.rc != RC_OK) {
		status = call_fail(&e);
	} else if (call->format == FORMAT_TABLE) {
		struct writer *w = call_writer(call, handover_columns, COUNT(handover_columns) -
		    COUNT(text_names));

		write_row(w, &r.row, r.now_at, NULL);
		writer_close(w);
		show_texts(call, &r);
	} else {
		struct writer *w = call_writer(call, handover_columns, COUNT(handover_columns));

		write_row(w, &r.row, r.now_at, r.texts);
		writer_close(w);
	}
	for (size_t i = 0; i < COUNT(text_names); i++)
		buf_release(&r.texts[i]);
	return status;
}

static enum rc
take_piece(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct wire_piece piece;
	enum rc rc = RC_OK;

	if (frame->message != MESSAGE_PIECE)
		return RC_OK;
	rc = wire_read(frame, &piece, e);
	if (rc == RC_OK)
		buf_puts(arg, piece.text);
	return rc;
}

int
verb_preview(struct call *call, const struct wire_act *act)
{
	struct buf body = { 0 };
	struct err e = { 0 };
	int status = 0;

	if (link_ask(call->link, MESSAGE_PACKAGE, act, take_piece, &body, &e) != RC_OK) {
		status = call_fail(&e);
	} else {
		buf_putc(&body, '\n');
		sink_buf(&call->out, &body);
	}
	buf_release(&body);
	return status;
}

static const struct column kind_columns[] = {
	{ .key = "kind", .title = N_("Kind") },
	{ .key = "name", .title = N_("Name") },
	{ .key = "needs", .title = N_("Needs") },
	{ .key = "may_disclose", .title = N_("May disclose") },
	{ .key = "to", .title = N_("To") },
	{ .key = "second_person", .title = N_("Second person") },
	{ .key = "applicant_told", .title = N_("Applicant told") },
	{ .key = "clock", .title = N_("Clock") },
	{ .key = "answer_in", .title = N_("Answer in") },
	{ .key = "law", .title = N_("Article") },
};

static void
add_word(struct buf *out, const char *word)
{
	buf_printf(out, "%s%s", out->len > 0 ? ", " : "", word);
}

int
verb_workflow_escalations(struct call *call)
{
	struct writer *w = call_writer(call, kind_columns, COUNT(kind_columns));

	for (int i = 0; i < ESCALATION_KIND__COUNT; i++) {
		const struct escalation_info *k = &escalation_table[i];
		struct buf needs = { 0 }, may = { 0 };

		if ((k->parts & PART_QUESTION) != 0)
			add_word(&needs, say(N_("question")));
		if ((k->parts & PART_PROPOSAL) != 0)
			add_word(&needs, say(N_("proposal")));
		for (unsigned int bit = DISCLOSE_FACTS; bit < DISCLOSE_NEVER; bit <<= 1)
			if ((k->discloses & bit) != 0)
				add_word(&may, disclosure_label(bit));
		writer_row(w, (const struct value[]){
			value_text(k->name), value_text(escalation_kind_label((enum escalation_kind)i)),
			value_text(buf_str(&needs)), value_text(buf_str(&may)),
			value_text(k->is_to_agency ? say(N_("any agency")) : say(N_("a ministry"))),
			value_text(k->needs_second ? say(N_("yes")) : say(N_("no"))),
			value_text(k->tells_applicant ? say(N_("yes")) : say(N_("no"))),
			value_text(k->ends_case ? say(N_("runs until it is accepted there")) :
			    say(N_("runs"))),
			value_text(k->service.period), value_text(k->law),
		});
		buf_release(&needs);
		buf_release(&may);
	}
	writer_close(w);
	return 0;
}
