/* SPDX-License-Identifier: ISC */
/* What the office tells a channel: the bodies of relay.openapi.yaml. They are
 * made once, stored, and sent as the same bytes at every try. */
#include <stdlib.h>
#include <string.h>

#include "console/office/letter.h"
#include "console/office/ops.h"
#include "console/rules/extension.h"
#include "storage/text.h"

#define NOTICE_WORDS_MAX (15 * 1024)	/* a notice takes 16384 characters */

static void
member(struct buf *out, const char *name, const char *value)
{
	buf_printf(out, "%s\"%s\":", out->data[out->len - 1] == '{' ? "" : ",", name);
	text_json_string(out, value, strlen(value));
}

static void
member_instant(struct buf *out, const char *name, int64_t at)
{
	char text[32];

	instant_format(at, text);
	member(out, name, text);
}

/* A JSON array of the lines of text. */
static void
member_lines(struct buf *out, const char *name, const char *lines)
{
	const char *separator = "";

	buf_printf(out, ",\"%s\":[", name);
	while (*lines != '\0') {
		size_t len = strcspn(lines, "\n");

		if (len > 0) {
			buf_puts(out, separator);
			text_json_string(out, lines, len);
			separator = ",";
		}
		lines += len + (lines[len] == '\n' ? 1 : 0);
	}
	buf_putc(out, ']');
}

/* Department, name and contact stand on every notice (Decree §31). */
static void
member_officer(struct buf *out, const struct staff_record *who)
{
	buf_puts(out, ",\"officer\":{");
	member(out, "department", who->row.department);
	member(out, "name", who->row.name);
	member(out, "contact", who->contact);
	buf_putc(out, '}');
}

/* The applicant took it back, or the papers went back (반려, with the reasons:
 * Decree §25①): the relay closes it. */
static void
closing_body(struct buf *out, const struct op_run *run)
{
	struct buf notes = { 0 };

	if (run->c.row.state == STATE_RETURNED)
		buf_printf(&notes, "%s: ", state_table[STATE_RETURNED].label_ko);
	buf_puts(&notes, run->act->text);
	member(out, "status", "closed");
	member(out, "status_notes", buf_str(&notes));
	member_officer(out, &run->r->who);
	buf_release(&notes);
}

static void
supplement_body(struct buf *out, const struct op_run *run)
{
	char due[16];

	day_format(run->supplement_due, due);
	buf_puts(out, "\"supplement\":{\"due_date\":");
	text_json_string(out, due, strlen(due));
	member_lines(out, "items", run->act->text);
	member_instant(out, "demanded_at", run->r->office->now_at);
	member_officer(out, &run->r->who);
	buf_putc(out, '}');
}

static void
status_body(struct buf *out, const struct op_run *run)
{
	if (run->c.row.state == STATE_WITHDRAWN || run->c.row.state == STATE_RETURNED) {
		closing_body(out, run);
		return;
	}
	member(out, "status", "open");
	member(out, "receipt_no", run->c.row.receipt_no);
	member_instant(out, "received_datetime", run->c.row.received_at);
	if (run->c.row.due_at != 0)
		member_instant(out, "expected_datetime", run->c.row.due_at);
	member_officer(out, &run->r->who);
}

static void
decision_body(struct buf *out, const struct op_run *run)
{
	bool is_drafted = run->facts.state == STATE_APPROVAL;
	enum outcome outcome = run->c.row.state == STATE_REFUSED ? OUTCOME_REFUSE : OUTCOME_COMPLETE;

	member(out, "status", "closed");
	buf_puts(out, ",\"decision\":{");
	member(out, "outcome", outcome_name(outcome));
	member(out, "text", is_drafted ? run->draft.text : run->act->text);
	member_lines(out, "reasons", is_drafted ? run->draft.reasons : run->act->reasons);
	member_lines(out, "remedies", is_drafted ? run->draft.remedies : run->act->remedies);
	member_instant(out, "approved_at", run->c.completed_at);
	member_officer(out, &run->r->who);
	buf_putc(out, '}');
}

static void
escalation_body(struct buf *out, const struct op_run *run)
{
	member(out, "service_request_id", run->c.row.external_id);
	member(out, "agency_code", run->act->agency);
	member(out, "kind", "guideline-question");
	member(out, "question", run->act->text);
	member_instant(out, "asked_at", run->r->office->now_at);
	member_officer(out, &run->r->who);
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
	member_instant(out, "sent_at", run->c.completed_at);
	member_officer(out, &run->r->who);
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
		escalation_body(out, run);
	buf_putc(out, '}');
}
