/* SPDX-License-Identifier: ISC */
#include "views/case_page.h"

#include <string.h>

#include "console/rules/schema.h"
#include "console/rules/verdict.h"
#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/words.h"

#define LABEL_COLS 20	/* names of answers, with the blank after them */
#define TIME_COLS 14
#define ACTOR_COLS 9
#define KEY_COLS 8
#define NAME_COLS 11	/* of events and ops, at least */

const struct allowed *
case_allowed(const struct case_detail *c, enum op op)
{
	for (int i = 0; i < OP__COUNT; i++) {
		if (c->allowed[i].op == op)
			return &c->allowed[i];
	}
	return NULL;
}

static void
put_labelled(struct page *p, const char *label, const char *text)
{
	if (str_empty(text))
		return;
	page_put(p, 1, LABEL_COLS - 2, STYLE_LABEL, label);
	page_wrap(p, LABEL_COLS, STYLE_NORMAL, text);
	page_next(p);
}

void
case_page_draft(struct page *p, const struct case_detail *c)
{
	if (c->draft_outcome == OUTCOME_NONE)
		return;
	page_heading(p, say(N_("Draft of the decision")));
	put_labelled(p, say(N_("Outcome")), outcome_label(c->draft_outcome));
	put_labelled(p, say(N_("Drafted by")), words_person(c->draft_by_name, c->draft_by));
	put_labelled(p, say(N_("Text")), c->draft_text);
	put_labelled(p, say(N_("Reasons")), c->draft_reasons);
	put_labelled(p, say(N_("Remedies")), c->draft_remedies);
}

/* A name that does not fit beside its answer stands above it: cut, the fields of
 * a group all look alike. */
static void
put_answer_name(struct page *p, const struct answer *a, bool is_selected)
{
	const char *name = a->title[0] != '\0' ? a->title : a->name;
	bool is_beside = text_width(name) <= LABEL_COLS - 2;

	if (is_selected)
		page_put(p, 0, 1, STYLE_SELECTED, ">");
	page_put(p, 1, is_beside ? LABEL_COLS - 2 : p->cols - 1,
	    is_selected ? STYLE_SELECTED : STYLE_LABEL, name);
	if (!is_beside)
		page_next(p);
}

/* Under an answer that changed since the submission: what it was. */
static void
put_before(struct page *p, const struct answer *a)
{
	struct buf b = { 0 };

	buf_puts(&b, say(N_("changed; was: ")));
	buf_puts(&b, a->was[0] != '\0' ? words_answer(a, a->was) : say(N_("nothing")));
	page_wrap(p, LABEL_COLS, STYLE_LAYER, buf_str(&b));
	page_next(p);
	buf_release(&b);
}

/* Under an answer that does not fit the form: what the form wants. */
static void
put_fault(struct page *p, const struct answer *a)
{
	struct buf b = { 0 };

	buf_puts(&b, "! ");
	schema_fault_sentence(&b, a->fault, a->fault_detail);
	page_wrap(p, LABEL_COLS, STYLE_WARN, buf_str(&b));
	page_next(p);
	buf_release(&b);
}

/* "[word] " before an answer, from col on; returns the column behind it. */
static int
put_tag(struct page *p, int col, enum style style, const char *word)
{
	struct buf tag = { 0 };

	buf_printf(&tag, "[%s]", word);
	page_put(p, col, p->cols, style, buf_str(&tag));
	col += text_width(buf_str(&tag)) + 1;
	buf_release(&tag);
	return col;
}

static void
put_answer(struct page *p, const struct answer *a, bool is_selected)
{
	int col = LABEL_COLS;

	put_answer_name(p, a, is_selected);
	if (a->layer[0] != '\0') {
		struct buf layer = { 0 };
		words_layer(&layer, a->layer);
		col = put_tag(p, col, STYLE_LAYER, buf_str(&layer));
		buf_release(&layer);
	}
	if (a->flag[0] != '\0')
		col = put_tag(p, col, STYLE_WARN, words_flag(a->flag));
	page_wrap(p, col, a->is_masked ? STYLE_MASKED : STYLE_NORMAL, words_answer(a, a->value));
	page_next(p);
	if (a->is_amended)
		put_before(p, a);
	if (a->fault[0] != '\0')
		put_fault(p, a);
}

/* First of all: which answers are missing or do not fit the form. */
static void
put_mismatches(struct page *p, const struct case_detail *c)
{
	struct buf b = { 0 };
	size_t count = 0;

	for (size_t i = 0; i < c->answer_count; i++) {
		if (c->answers[i].fault[0] == '\0')
			continue;
		buf_printf(&b, "%s%s", count++ > 0 ? ", " : "", c->answers[i].title);
	}
	if (count > 0) {
		page_heading(p, say(N_("Does not fit the form")));
		page_wrap(p, 1, STYLE_WARN, buf_str(&b));
		page_next(p);
	}
	buf_release(&b);
}

/* Which answers are marked as needing something, in that state. */
static void
put_marked(struct page *p, const struct case_detail *c, const char *state, const char *heading)
{
	struct buf b = { 0 };

	for (size_t i = 0; i < c->answer_count; i++) {
		if (str_eq(c->answers[i].flag, state))
			buf_printf(&b, "%s%s", b.len > 0 ? ", " : "", c->answers[i].title);
	}
	if (b.len > 0) {
		page_heading(p, heading);
		page_wrap(p, 1, STYLE_WARN, buf_str(&b));
		page_next(p);
	}
	buf_release(&b);
}

void
case_page_answers(struct page *p, const struct case_detail *c, struct answer_spot *spot)
{
	put_mismatches(p, c);
	put_marked(p, c, FIELD_FLAGGED, say(N_("To ask the applicant for")));
	put_marked(p, c, FIELD_DEMANDED, say(N_("Asked for, not answered yet")));
	for (size_t i = 0; i < c->answer_count; i++) {
		const struct answer *a = &c->answers[i];
		if (i == 0 || !str_eq(a->section, c->answers[i - 1].section))
			page_heading(p, a->section[0] != '\0' ? a->section : say(N_("Application")));
		bool is_selected = spot->field != NULL && str_eq(a->name, spot->field);
		int first = p->line;
		put_answer(p, a, is_selected);
		if (is_selected) {
			spot->first = first;
			spot->last = p->line - 1;
		}
	}
}

/* "접수 → 처리중" in words that have a certain width; "" where it stayed. */
static void
add_move(struct buf *out, const struct timeline_event *v)
{
	if (str_eq(v->state_before, v->state_after) || v->state_after[0] == '\0')
		return;
	if (v->state_before[0] != '\0')
		buf_printf(out, "%s > ", words_state(v->state_before));
	buf_puts(out, words_state(v->state_after));
}

/* Cells of a column in which a word of so many cells is whole. */
static int
name_cols(int cols, const char *word)
{
	int width = text_width(word) + 1;

	return width > cols ? width : cols;
}

static void
put_event(struct page *p, const struct timeline_event *v, int event_cols)
{
	struct buf b = { 0 };
	bool is_system = str_eq(v->actor, "system");
	int col = 1;

	if (v->is_new)
		page_put(p, 0, 1, STYLE_NOTICE, WORDS_NEW_SIGN);
	words_short_time(&b, v->effective_at != 0 ? v->effective_at : v->entered_at);
	page_put(p, col, TIME_COLS - 1, STYLE_NORMAL, buf_str(&b));
	page_put(p, col += TIME_COLS, event_cols - 1, STYLE_HEADING, words_event(v->kind));
	page_put(p, col += event_cols, ACTOR_COLS - 1, STYLE_NORMAL,
	    is_system ? say(N_("System")) : words_person(v->actor_name, v->actor));
	buf_clear(&b);
	add_move(&b, v);
	if (!str_empty(v->text)) {
		buf_puts(&b, b.len > 0 ? "  " : "");
		words_event_text(&b, v);
	}
	if (v->effective_at != 0 && v->effective_at != v->entered_at) {
		buf_puts(&b, "  (");
		buf_puts(&b, say(N_("entered")));
		buf_puts(&b, " ");
		words_short_time(&b, v->entered_at);
		buf_puts(&b, ")");
	}
	page_wrap(p, col + ACTOR_COLS, STYLE_LABEL, buf_str(&b));
	page_next(p);
	buf_release(&b);
}

void
case_page_timeline(struct page *p, const struct case_detail *c)
{
	int cols = NAME_COLS;

	page_heading(p, say(N_("Timeline")));
	for (size_t i = 0; i < c->event_count; i++)
		cols = name_cols(cols, words_event(c->events[i].kind));
	for (size_t i = 0; i < c->event_count; i++)
		put_event(p, &c->events[i], cols);
}

static bool
is_possible(const struct case_detail *c, enum op op)
{
	const struct allowed *allowed = case_allowed(c, op);

	return allowed != NULL && allowed->is_allowed;
}

/* What can be done: its key, its name and what it does. */
static void
put_possible(struct page *p, enum op op, int op_cols)
{
	page_put(p, 1, KEY_COLS - 1, STYLE_KEY, binding_first_key(VIEW_CASE, action_of_op(op)));
	page_put(p, 1 + KEY_COLS, op_cols - 1, STYLE_NORMAL, op_label(op));
	page_wrap(p, 1 + KEY_COLS + op_cols, STYLE_LABEL, action_help(action_of_op(op)));
	page_next(p);
}

static bool
is_same_refusal(const struct allowed *a, const struct allowed *b)
{
	return !a->is_allowed && !b->is_allowed && str_eq(a->reason, b->reason) &&
	    str_eq(a->detail, b->detail);
}

/* Appends the names of all ops refused as op is; nothing where an earlier one
 * has named it already. */
static void
add_refused_alike(struct buf *out, const struct case_detail *c, enum op op)
{
	const struct allowed *first = case_allowed(c, op);

	for (int i = 0; first != NULL && i < OP__COUNT; i++) {
		const struct allowed *other = case_allowed(c, (enum op)i);

		if (other == NULL || !is_same_refusal(first, other))
			continue;
		if (i < (int)op) {
			buf_clear(out);
			return;
		}
		buf_printf(out, "%s%s", out->len > 0 ? ", " : "", op_label((enum op)i));
	}
}

/* One reason: the ops it stands in the way of, then its sentence. */
static void
put_refused(struct page *p, const struct case_detail *c, enum op op)
{
	struct buf names = { 0 }, why = { 0 };
	enum reason reason;

	add_refused_alike(&names, c, op);
	if (names.len > 0 && reason_find(case_allowed(c, op)->reason, &reason)) {
		page_wrap(p, 1, STYLE_NORMAL, buf_str(&names));
		page_next(p);
		reason_sentence(&why, reason, case_allowed(c, op)->detail);
		page_wrap(p, 1 + KEY_COLS, STYLE_LABEL, buf_str(&why));
		page_next(p);
	}
	buf_release(&names);
	buf_release(&why);
}

void
case_page_actions(struct page *p, const struct case_detail *c)
{
	int possible = 0, cols = NAME_COLS;

	page_heading(p, say(N_("What can be done")));
	for (int op = 0; op < OP__COUNT; op++) {
		if (is_possible(c, (enum op)op))
			cols = name_cols(cols, op_label((enum op)op));
	}
	for (int op = 0; op < OP__COUNT; op++) {
		if (!is_possible(c, (enum op)op))
			continue;
		put_possible(p, (enum op)op, cols);
		possible++;
	}
	if (possible == 0) {
		page_put(p, 1, p->cols, STYLE_LABEL, say(N_("Nothing, for you and just now.")));
		page_next(p);
	}
	if (possible == OP__COUNT)
		return;
	page_heading(p, say(N_("What cannot be done now, and why")));
	for (int op = 0; op < OP__COUNT; op++)
		put_refused(p, c, (enum op)op);
}
