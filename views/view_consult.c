/* SPDX-License-Identifier: ISC */
/* 상담: who waits, is called or talked to. Two lines a person: where it stands, and
 * what it is about. Keys act on the selected one; those that go on with a
 * consultation act on the clerk's own where the selected one is not meant. */
#include <stdio.h>

#include "console/rules/consult.h"
#include "console/rules/wait_words.h"
#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/dialog.h"
#include "views/rows.h"
#include "views/words.h"

/* The cursor comes first: rows_cursor_id and rows_seek take the state for it. */
struct consult_state {
	struct rows_cursor cursor;
	char number[24];	/* of the row that a dialog was opened for */
};

enum { ID_COLS = 6, STATE_COLS = 11, WHO_COLS = 10, KIND_COLS = 10, WAIT_COLS = 14, STAFF_COLS = 9 };

#define DETAIL_COL 2

static int
task_cols(const struct page *p)
{
	int cols = p->cols - ID_COLS - STATE_COLS - WHO_COLS - KIND_COLS - WAIT_COLS - STAFF_COLS;

	return cols < 8 ? 8 : cols;
}

/* "3 wait, 2 in consultation …": the desk in a line. */
static void
write_desk(struct page *p, const struct consult_figures *f)
{
	struct buf line = { 0 }, age = { 0 };

	buf_printf(&line, say(N_("Waiting %lld · in consultation %lld · on hold %lld · promised %lld "
	    "· today %lld done, %lld not there, %lld gave up")), (long long)f->waiting,
	    (long long)f->serving, (long long)f->held, (long long)f->promised,
	    (long long)f->done, (long long)f->absent, (long long)f->left);
	page_wrap(p, 0, STYLE_LABEL, buf_str(&line));
	page_next(p);
	buf_clear(&line);
	buf_puts(&line, say(N_("Who comes now: ")));
	wait_words_range(&line, f->p50_sec, f->p90_sec, f->samples);
	if (f->age_sec >= 60) {
		wait_words_span(&age, f->age_sec);
		buf_printf(&line, say(N_(", the newest of %s ago")), buf_str(&age));
	}
	page_wrap(p, 0, STYLE_LABEL, buf_str(&line));
	page_next(p);
	buf_release(&line);
	buf_release(&age);
}

static void
write_head(struct page *p, const struct desk_model *m)
{
	int col = 0;

	if (m->consult.has_read)
		write_desk(p, &m->consult.figures);
	page_put(p, col, ID_COLS - 1, STYLE_HEADING, say(N_("No.")));
	page_put(p, col += ID_COLS, STATE_COLS - 1, STYLE_HEADING, say(N_("State")));
	page_put(p, col += STATE_COLS, WHO_COLS - 1, STYLE_HEADING, say(N_("Who")));
	page_put(p, col += WHO_COLS, KIND_COLS - 1, STYLE_HEADING, say(N_("Way")));
	page_put(p, col += KIND_COLS, task_cols(p) - 1, STYLE_HEADING, say(N_("Task")));
	page_put(p, col += task_cols(p), WAIT_COLS - 1, STYLE_HEADING, say(N_("Since")));
	page_put(p, col + WAIT_COLS, STAFF_COLS, STYLE_HEADING, say(N_("Officer")));
	page_next(p);
}

static bool
is_late(const struct consult_row *row, int64_t now_at)
{
	return str_eq(row->state, "waiting") && row->p90_sec >= 0 &&
	    now_at - row->created_at > row->p90_sec;
}

static enum style
style_of(const struct desk_model *m, const struct consult_row *row)
{
	if (row->ended_at != 0)
		return STYLE_DIM;
	if (is_late(row, m->now_at))
		return STYLE_WARN;
	return str_eq(row->staff, m->who.login) ? STYLE_NOTICE : STYLE_NORMAL;
}

/* Since when it is in its state; of a promise, for when. */
static void
put_since(struct page *p, int col, const struct desk_model *m, const struct consult_row *row,
    enum style style)
{
	struct buf b = { 0 };

	if (str_eq(row->state, "later"))
		words_short_time(&b, row->ready_at);
	else
		wait_words_span(&b, m->now_at > row->since_at ? m->now_at - row->since_at : 0);
	page_put(p, col, WAIT_COLS - 1, style, buf_str(&b));
	buf_release(&b);
}

static const char *
between(const struct buf *out)
{
	return out->len > 0 ? " · " : "";
}

/* "told: half within 5 min … · 010-… · case 2026-… · warned: abusive language ·
 * what it is about" */
static void
add_detail(struct buf *out, const struct consult_row *row)
{
	if (row->priority > 0)
		buf_printf(out, "! %s", consult_label(CONSULT_PRIORITIES, "priority"));
	if (row->warned_at != 0)
		buf_printf(out, "%s! %s: %s", between(out), say(N_("warned")),
		    consult_label(CONSULT_ABUSES, row->warned_for));
	if (row->contact[0] != '\0')
		buf_printf(out, "%s%s", between(out), row->contact);
	if (row->case_id != 0)
		buf_printf(out, "%s%s %s", between(out), say(N_("case")), row->case_number);
	if (str_eq(row->state, "waiting") && row->p90_sec >= 0) {
		buf_printf(out, "%s%s", between(out), say(N_("told: ")));
		wait_words_short(out, row->p50_sec, row->p90_sec, row->samples);
	}
	if (row->topic[0] != '\0')
		buf_printf(out, "%s%s", between(out), row->topic);
	if (row->said[0] != '\0')
		buf_printf(out, "%s%s: %s", between(out), row->is_said_to_us ?
		    say(N_("the person says")) : say(N_("answer")), row->said);
}

static void
write_row(struct page *p, const struct desk_model *m, size_t i)
{
	const struct consult_row *row = &m->consult.rows[i];
	enum style style = style_of(m, row);
	struct buf b = { 0 };
	int col = 0;

	buf_printf(&b, "%lld", (long long)row->id);
	page_put(p, col, ID_COLS - 1, style, buf_str(&b));
	page_put(p, col += ID_COLS, STATE_COLS - 1, style, consult_label(CONSULT_STATES, row->state));
	page_put(p, col += STATE_COLS, WHO_COLS - 1, style, row->who[0] != '\0' ? row->who :
	    say(N_("(no name)")));
	page_put(p, col += WHO_COLS, KIND_COLS - 1, style, consult_label(CONSULT_KINDS, row->kind));
	page_put(p, col += KIND_COLS, task_cols(p) - 1, style,
	    consult_label(CONSULT_TASKS, row->task));
	put_since(p, col += task_cols(p), m, row, style);
	page_put(p, col + WAIT_COLS, STAFF_COLS, style, words_person(row->staff_name, row->staff));
	page_next(p);
	buf_clear(&b);
	add_detail(&b, row);
	if (b.len > 0) {
		page_wrap(p, DETAIL_COL, STYLE_LABEL, buf_str(&b));
		page_next(p);
	}
	buf_release(&b);
}

static size_t
count_rows(const struct desk_model *m)
{
	return m->consult.count;
}

static int64_t
row_id(const struct desk_model *m, size_t i)
{
	return m->consult.rows[i].id;
}

static const struct rows rows = {
	.count = count_rows,
	.id = row_id,
	.write_head = write_head,
	.write_row = write_row,
	.selected_cols = ID_COLS,
	.empty = N_("Nobody waits."),
};

static struct verdict
judge(enum by_hand hand, const struct desk_model *m, const struct consult_row *row)
{
	const struct consult_facts facts = { .state = row->state,
		.staff_id = str_eq(row->staff, m->who.login) ? m->who.id :
		    row->staff[0] != '\0' ? -1 : 0,
		.staff_name = row->staff_name, .warned_at = row->warned_at,
		.has_chat = row->channel[0] != '\0' };

	return consult_judge(hand, m->who.role, m->who.id, &facts);
}

/* The row that the key means: the selected one, unless the rules forbid it there
 * and allow it on one that the clerk has. NULL if there is neither. */
static const struct consult_row *
row_meant(const struct rows_cursor *c, const struct desk_model *m, enum by_hand hand)
{
	const struct consult_row *selected = NULL;
	size_t at;

	if (rows_selected(&rows, c, m, &at))
		selected = &m->consult.rows[at];
	if (selected != NULL && judge(hand, m, selected).reason == REASON_NONE &&
	    (selected->staff[0] == '\0' || str_eq(selected->staff, m->who.login)))
		return selected;
	for (size_t i = 0; m->consult.rows != NULL && i < m->consult.count; i++) {
		const struct consult_row *row = &m->consult.rows[i];

		if (str_eq(row->staff, m->who.login) && row->ended_at == 0 &&
		    judge(hand, m, row).reason == REASON_NONE)
			return row;
	}
	return selected;
}

/* Taking the next one and adding one are about no row. */
static bool
is_about_nobody(enum by_hand hand)
{
	return hand == BY_HAND_CONSULT_NEXT || hand == BY_HAND_CONSULT_ADD;
}

static struct intent
start(struct consult_state *s, const struct desk_model *m, enum action action)
{
	const struct rows_cursor *c = &s->cursor;
	enum by_hand hand = action_table[action].hand;
	const struct consult_row *row = is_about_nobody(hand) ? NULL : row_meant(c, m, hand);
	struct verdict v = row != NULL ? judge(hand, m, row) :
	    by_hand_judge_role(hand, m->who.role);

	if (v.reason == REASON_NO_RIGHT)
		return (struct intent){ .kind = INTENT_REFUSED, .reason = v.reason,
			.detail = role_name(by_hand_role(hand)) };
	if (row == NULL)
		return is_about_nobody(hand) ? dialog_start_desk(action, 0, "") :
		    (struct intent){ .kind = INTENT_NONE };
	if (v.reason != REASON_NONE)
		return (struct intent){ .kind = INTENT_REFUSED, .reason = v.reason,
			.detail = v.reason == REASON_CONSULT_STATE ? row->state :
			    row->staff_name };
	(void)snprintf(s->number, sizeof(s->number), "%lld", (long long)row->id);
	return dialog_start_desk(action, row->id, s->number);
}

/* The answers, with what the selected person wants as the question. */
static struct intent
open_answers(const struct rows_cursor *c, const struct desk_model *m)
{
	struct intent intent = { .kind = INTENT_PUSH, .push = &view_answers };
	const struct consult_row *row;
	size_t at;

	if (!rows_selected(&rows, c, m, &at))
		return intent;
	row = &m->consult.rows[at];
	intent.arg.text = row->topic[0] != '\0' ? row->topic :
	    consult_label(CONSULT_TASKS, row->task);
	if (str_eq(row->staff, m->who.login))
		intent.arg.id = row->id;
	return intent;
}

/* An application that comes of the consultation that the clerk has, where it is about
 * no case yet; else one like everywhere. */
static struct intent
open_new(const struct rows_cursor *c, const struct desk_model *m)
{
	struct intent intent = { .kind = INTENT_PUSH, .push = &view_service };
	const struct consult_row *row = row_meant(c, m, BY_HAND_CONSULT_LINK);

	if (row != NULL && row->case_id == 0 &&
	    judge(BY_HAND_CONSULT_LINK, m, row).reason == REASON_NONE)
		intent.arg.id = row->id;
	return intent;
}

static struct intent
consult_key(void *state, const struct desk_model *m, struct key key)
{
	struct consult_state *s = state;
	struct rows_cursor *c = &s->cursor;
	enum action action = binding_find(VIEW_CONSULT, key);
	size_t at;

	if (rows_move(&rows, c, m, action))
		return (struct intent){ .kind = INTENT_REDRAW };
	if (action_table[action].hand != BY_HAND_NONE)
		return start(s, m, action);
	if (action == ACTION_NEW)
		return open_new(c, m);
	if (action == ACTION_ANSWERS)
		return open_answers(c, m);
	if (action == ACTION_CONSULT_PLAN)
		return (struct intent){ .kind = INTENT_PUSH, .push = &view_plan };
	if (action != ACTION_OPEN)
		return chrome_key(VIEW_CONSULT, action);
	if (!rows_selected(&rows, c, m, &at) || m->consult.rows[at].case_id == 0)
		return (struct intent){ .kind = INTENT_NONE };
	return (struct intent){ .kind = INTENT_OPEN, .case_id = m->consult.rows[at].case_id };
}

/* Does neither the selected one nor the clerk's own allow it? */
static bool
is_off(const struct rows_cursor *c, const struct desk_model *m, enum by_hand hand)
{
	const struct consult_row *row;

	if (hand == BY_HAND_NONE)
		return false;
	if (is_about_nobody(hand))
		return by_hand_judge_role(hand, m->who.role).reason != REASON_NONE;
	row = row_meant(c, m, hand);
	return row == NULL || judge(hand, m, row).reason != REASON_NONE;
}

/* The key bar: what can be done now, then dimmed what cannot. */
static void
draw_bar(const struct rows_cursor *c, const struct desk_model *m, struct grid *g)
{
	static const enum action actions[] = { ACTION_BACK, ACTION_CONSULT_NEXT,
		ACTION_CONSULT_START, ACTION_CONSULT_DONE, ACTION_CONSULT_HOLD,
		ACTION_CONSULT_RESUME, ACTION_CONSULT_ABSENT, ACTION_CONSULT_LATER,
		ACTION_CONSULT_ADD, ACTION_CONSULT_PLAN, ACTION_HELP, ACTION_CONSULT_LINK,
		ACTION_CONSULT_SAY, ACTION_CONSULT_END, ACTION_CONSULT_WARN, ACTION_CONSULT_LEFT };
	struct bar_entry bar[sizeof(actions) / sizeof(actions[0])];
	size_t count = 0;

	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++)
			if (is_off(c, m, action_table[actions[i]].hand) == (pass == 1))
				bar[count++] = (struct bar_entry){ actions[i], pass == 1 };
	chrome_keys(g, VIEW_CONSULT, bar, count);
}

static void
consult_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	rows_draw(&rows, state, m, g);
	chrome_message(m, g, m->consult.has_read ? "" : say(N_("Being read …")));
	draw_bar(state, m, g);
}

static void
consult_follow(void *state, const struct desk_model *m)
{
	rows_follow(&rows, state, m);
}

const struct view_ops view_consult = {
	.id = VIEW_CONSULT,
	.is_list = true,
	.state_size = sizeof(struct consult_state),
	.key = consult_key,
	.draw = consult_draw,
	.follow = consult_follow,
	.cursor = rows_cursor_id,
	.seek = rows_seek,
	.is_place = true,
};
