/* SPDX-License-Identifier: ISC */
/* What the office tells a channel: the bodies of relay.openapi.yaml. They are
 * made once, stored, and sent as the same bytes at every try. */
#include <stdlib.h>
#include <string.h>

#include "console/office/body.h"
#include "console/office/letter.h"
#include "console/office/ops.h"
#include "console/rules/escalation.h"
#include "console/rules/extension.h"
#include "storage/text.h"

#define NOTICE_WORDS_MAX (15 * 1024)	/* a notice takes 16384 characters */

/* The applicant took it back, or the papers went back (반려, with the reasons:
 * Decree §25①): the relay closes it. */
static void
closing_body(struct buf *out, const struct op_run *run)
{
	struct buf notes = { 0 };

	if (run->c.row.state == STATE_RETURNED)
		buf_printf(&notes, "%s: ", state_table[STATE_RETURNED].label_ko);
	buf_puts(&notes, run->act->text);
	body_member(out, "status", "closed");
	body_member(out, "status_notes", buf_str(&notes));
	body_officer(out, &run->r->who);
	buf_release(&notes);
}

static void
supplement_body(struct buf *out, const struct op_run *run)
{
	char due[16];

	day_format(run->supplement_due, due);
	buf_puts(out, "\"supplement\":{\"due_date\":");
	text_json_string(out, due, strlen(due));
	body_lines(out, "items", run->act->text);
	body_instant(out, "demanded_at", run->r->office->now_at);
	body_officer(out, &run->r->who);
	buf_putc(out, '}');
}

static void
status_body(struct buf *out, const struct op_run *run)
{
	if (run->c.row.state == STATE_WITHDRAWN || run->c.row.state == STATE_RETURNED) {
		closing_body(out, run);
		return;
	}
	body_member(out, "status", "open");
	body_member(out, "receipt_no", run->c.row.receipt_no);
	body_instant(out, "received_datetime", run->c.row.received_at);
	if (run->c.row.due_at != 0)
		body_instant(out, "expected_datetime", run->c.row.due_at);
	body_officer(out, &run->r->who);
}

static void
decision_body(struct buf *out, const struct op_run *run)
{
	bool is_drafted = run->facts.state == STATE_APPROVAL;
	enum outcome outcome = run->c.row.state == STATE_REFUSED ? OUTCOME_REFUSE : OUTCOME_COMPLETE;

	body_member(out, "status", "closed");
	buf_puts(out, ",\"decision\":{");
	body_member(out, "outcome", outcome_name(outcome));
	body_member(out, "text", is_drafted ? run->draft.text : run->act->text);
	body_lines(out, "reasons", is_drafted ? run->draft.reasons : run->act->reasons);
	body_lines(out, "remedies", is_drafted ? run->draft.remedies : run->act->remedies);
	body_instant(out, "approved_at", run->c.completed_at);
	body_officer(out, &run->r->who);
	buf_putc(out, '}');
}

/* What another office asked here goes back to it hop by hop: 접수 accepts, 반려
 * returns with a reason, and what completes the case is the answer. */
static void
hop_body(struct buf *out, const struct op_run *run)
{
	const struct wire_act *act = run->act;
	const struct return_reason *reason;

	body_member(out, "status", act->op == OP_RECEIVE ? "accepted" : act->op == OP_RETURN ?
	    "returned" : "answered");
	if (run->c.row.receipt_no[0] != '\0')
		body_member(out, "receipt_no", run->c.row.receipt_no);
	if (act->op == OP_RETURN && return_reason_find(act->reasons, &reason))
		body_member(out, "reason_code", reason->name);
	if (act->op == OP_RETURN)
		body_member(out, "reason", act->text);
	if (act->op == OP_APPROVE)
		body_member(out, "answer", act->text);
	body_instant(out, "reported_at", run->r->office->now_at);
	body_officer(out, &run->r->who);
}

/* The decision's words, for the session it came from. */
static void
words_body(struct buf *out, const struct op_run *run)
{
	bool is_drafted = run->facts.state == STATE_APPROVAL;
	const char *text = is_drafted ? run->draft.text : run->act->text;

	buf_puts(out, "\"message\":{\"text\":");
	if (str_empty(text))
		text = outcome_label(run->c.row.state == STATE_REFUSED ? OUTCOME_REFUSE :
		    OUTCOME_COMPLETE);
	text_json_string(out, text, strlen(text));
	body_instant(out, "sent_at", run->c.completed_at);
	body_officer(out, &run->r->who);
	buf_putc(out, '}');
}

/* 보완기간 연장 (시행령 §24②): until when the applicant has now. */
static void
longer_body(struct buf *out, const struct op_run *run)
{
	struct buf text = { 0 };
	int year, month, day;

	day_split(run->supplement_due, &year, &month, &day);
	buf_printf(&text, "보완기간을 %d. %d. %d.까지 연장합니다.", year, month, day);
	letter_notice_body(out, &run->c, &run->r->who, "supplement", buf_str(&text));
	buf_release(&text);
}

/* Notices to applicants are Korean, in the words of the template. */
enum rc
message_extension(struct op_run *run, struct err *e)
{
	const struct text_template *t = template_find("extension");
	struct template_values v = { .has = { false } };
	enum extension_reason reason = EXTENSION_EQUIVALENT;
	struct template_fault fault;
	struct letter_words words;
	struct buf text = { 0 };
	char detail[96], *typed = x_alloc(NOTICE_WORDS_MAX);
	bool is_well;

	(void)e;
	(void)extension_find(run->extension.reason, &reason);
	str_fill(typed, NOTICE_WORDS_MAX, run->act->text);
	letter_values(&v, &words, &run->c, &run->r->who, run->r->office->now_at);
	template_set_text(&v, VARIABLE_TITLE, t->title);
	template_set_text(&v, VARIABLE_LAW, t->law);
	template_set_instant(&v, VARIABLE_OLD_DUE_AT, run->c.row.due_at);
	template_set_instant(&v, VARIABLE_DUE_AT, run->extended_due_at);
	template_set_text(&v, VARIABLE_REASON, extension_table[reason].label_ko);
	template_set_text(&v, VARIABLE_REASON_LAW, extension_table[reason].law);
	template_set_text(&v, VARIABLE_REASON_TEXT, typed);
	is_well = template_render(&text, t->text, &v, &fault);
	free(typed);
	if (!is_well) {
		template_fault_format(&fault, detail);
		buf_release(&text);
		return request_refuse_for(run->r, REASON_LETTER_BLOCKED, detail);
	}
	free(run->letter);
	run->letter = x_strdup(buf_str(&text));
	buf_release(&text);
	return RC_OK;
}

void
message_body(struct buf *out, const struct op_run *run, const char *kind)
{
	if (str_eq(kind, "notice") && run->act->op == OP_SUPPLEMENT_EXTEND) {
		longer_body(out, run);
		return;
	}
	if (str_eq(kind, "notice")) {
		letter_notice_body(out, &run->c, &run->r->who, "extension", run->letter);
		return;
	}
	if (str_eq(kind, "escalation")) {
		/* Made, judged and shown before; these very bytes. */
		buf_add(out, run->package.data, run->package.len);
		return;
	}
	buf_putc(out, '{');
	if (str_eq(kind, "status"))
		status_body(out, run);
	else if (str_eq(kind, "decision"))
		decision_body(out, run);
	else if (str_eq(kind, "supplement"))
		supplement_body(out, run);
	else if (str_eq(kind, "message"))
		words_body(out, run);
	else
		hop_body(out, run);
	buf_putc(out, '}');
}
