/* SPDX-License-Identifier: ISC */
/* 제도개선·공동 과제: what offices need of central systems, then the joint tasks.
 * What changes one is typed as a command, so that its key begins the line. */
#include <stdio.h>

#include "console/rules/need.h"
#include "storage/instant.h"
#include "storage/text.h"
#include "views/need_words.h"
#include "views/rows.h"
#include "views/words.h"

enum { STATE_COLS = 11, VOTES_COLS = 7, WHO_COLS = 17 };

#define DETAIL_COL 3	/* a row's second line stands in */
#define TASK_ID (INT64_C(1) << 62)	/* rows of tasks have ids of their own */
#define COMMAND_BYTES 160

struct needs_state {
	struct rows_cursor cursor;	/* first: the state of a view of rows */
	char command[COMMAND_BYTES];	/* what a prompt begins with */
};

static int
title_cols(const struct page *p)
{
	return p->cols - STATE_COLS - VOTES_COLS - WHO_COLS;
}

static void
put_heads(struct page *p, const char *title, const char *votes, const char *who)
{
	int col = title_cols(p);

	page_put(p, 0, col - 1, STYLE_HEADING, title);
	page_put(p, col, STATE_COLS - 1, STYLE_HEADING, say(N_("State")));
	page_put(p, col += STATE_COLS, VOTES_COLS - 1, STYLE_HEADING, votes);
	page_put(p, col + VOTES_COLS, WHO_COLS - 1, STYLE_HEADING, who);
	page_next(p);
}

static void
write_head(struct page *p, const struct desk_model *m)
{
	(void)m;
	put_heads(p, say(N_("Need")), say(N_("Votes")), say(N_("Registered by")));
}

/* "[on its way] answered by …, planned until …: words" */
static void
need_detail(struct buf *out, const struct need_row *n)
{
	char day[16];

	if (n->sending[0] != '\0')
		buf_printf(out, "%s: %s  ", say(N_("On its way")), words_outbox(n->sending));
	if (n->is_seconded)
		buf_printf(out, "%s  ", say(N_("ours too")));
	if (n->planned.number != 0) {
		day_format(n->planned, day);
		buf_printf(out, "%s %s  ", say(N_("Planned until")), day);
	}
	if (n->agency_name[0] != '\0')
		buf_printf(out, "%s: %s", n->agency_name, str_or_empty(n->reason));
	else
		buf_puts(out, str_or_empty(n->why));
}

static void
write_need(struct page *p, const struct need_row *n)
{
	struct buf b = { 0 };
	int col = title_cols(p);

	page_put(p, 0, col - 1, STYLE_NORMAL, n->title);
	page_put(p, col, STATE_COLS - 1, str_eq(n->state, "proposed") ? STYLE_WARN : STYLE_NOTICE,
	    need_state_words(n->state));
	buf_printf(&b, "%d", (int)n->seconds);
	page_put(p, col += STATE_COLS, VOTES_COLS - 1, STYLE_NORMAL, buf_str(&b));
	page_put(p, col + VOTES_COLS, WHO_COLS - 1, STYLE_NORMAL, n->office_name);
	page_next(p);
	buf_clear(&b);
	need_detail(&b, n);
	if (b.len > 0) {
		page_put(p, DETAIL_COL, p->cols - DETAIL_COL, STYLE_DIM, buf_str(&b));
		page_next(p);
	}
	buf_release(&b);
}

static void
write_task(struct page *p, const struct desk_model *m, const struct task_row *t)
{
	struct buf b = { 0 };
	char day[16];
	struct day today;
	int32_t second;
	int col = title_cols(p);

	instant_split(m->now_at, &today, &second);
	day_format(t->due, day);
	page_put(p, 0, col - 1, STYLE_NORMAL, t->title);
	page_put(p, col, STATE_COLS - 1, task_is_late(t, today) ? STYLE_DANGER : STYLE_NOTICE,
	    task_state_words(t->state));
	page_put(p, col += STATE_COLS, VOTES_COLS - 1, task_is_late(t, today) ? STYLE_DANGER :
	    STYLE_NORMAL, day + 5);
	page_put(p, col + VOTES_COLS, WHO_COLS - 1, t->is_ours ? STYLE_OK : STYLE_NORMAL,
	    t->owner_name);
	page_next(p);
	if (task_is_late(t, today))
		buf_printf(&b, "! %s  ", say(N_("late")));
	if (t->sending[0] != '\0')
		buf_printf(&b, "%s: %s  ", say(N_("On its way")), words_outbox(t->sending));
	buf_puts(&b, str_or_empty(t->note));
	if (b.len > 0) {
		page_put(p, DETAIL_COL, p->cols - DETAIL_COL, STYLE_DIM, buf_str(&b));
		page_next(p);
	}
	buf_release(&b);
}

static void
write_row(struct page *p, const struct desk_model *m, size_t i)
{
	if (i < m->need_count) {
		write_need(p, &m->needs[i]);
		return;
	}
	if (i == m->need_count) {
		page_next(p);
		put_heads(p, say(N_("Joint task")), say(N_("By")), say(N_("Owner")));
	}
	write_task(p, m, &m->tasks[i - m->need_count]);
}

static size_t
count_rows(const struct desk_model *m)
{
	return m->need_count + m->task_count;
}

static int64_t
row_id(const struct desk_model *m, size_t i)
{
	return i < m->need_count ? m->needs[i].id : TASK_ID + m->tasks[i - m->need_count].id;
}

static const struct rows rows = {
	.count = count_rows,
	.id = row_id,
	.write_head = write_head,
	.write_row = write_row,
	.selected_cols = 30,
	.empty = N_("No need is registered and no joint task is open. F7 writes a need down."),
};

/* The command line begins with what the key is for. */
static struct intent
begin(struct needs_state *s, const char *verb, int64_t id, const char *rest)
{
	if (id != 0)
		(void)snprintf(s->command, sizeof(s->command), "%s %lld %s", verb, (long long)id, rest);
	else
		(void)snprintf(s->command, sizeof(s->command), "%s %s", verb, rest);
	return (struct intent){ .kind = INTENT_PUSH, .push = &view_prompt,
		.arg = { .action = ACTION_COMMAND, .text = s->command } };
}

static struct intent
act_on_need(struct needs_state *s, enum action action, const struct need_row *n)
{
	if (action == ACTION_NEED_SHOW)
		return (struct intent){ .kind = INTENT_PUSH, .push = &view_need,
			.arg = { .id = n->id } };
	if (action == ACTION_NEED_ANSWER)
		return begin(s, "needs answer", n->id, "--state accepted --text \"");
	if (action != ACTION_NEED_SECOND)
		return (struct intent){ .kind = INTENT_NONE };
	(void)snprintf(s->command, sizeof(s->command), "needs second %lld", (long long)n->id);
	return (struct intent){ .kind = INTENT_COMMAND, .text = s->command };
}

static struct intent
needs_key(void *state, const struct desk_model *m, struct key key)
{
	struct needs_state *s = state;
	enum action action = binding_find(VIEW_NEEDS, key);
	size_t at;

	if (rows_move(&rows, &s->cursor, m, action))
		return (struct intent){ .kind = INTENT_REDRAW };
	if (action == ACTION_NEED_ADD)
		return begin(s, "needs add", 0, "--text \"");
	if (action != ACTION_NEED_SHOW && action != ACTION_NEED_SECOND &&
	    action != ACTION_NEED_ANSWER && action != ACTION_TASK_UPDATE)
		return chrome_key(VIEW_NEEDS, action);
	if (!rows_selected(&rows, &s->cursor, m, &at))
		return (struct intent){ .kind = INTENT_NONE };
	if (at < m->need_count)
		return act_on_need(s, action, &m->needs[at]);
	if (action == ACTION_TASK_UPDATE || action == ACTION_NEED_ANSWER)
		return begin(s, "tasks update", m->tasks[at - m->need_count].id,
		    "--state in-progress --text \"");
	return (struct intent){ .kind = INTENT_NONE };
}

static void
needs_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	struct bar_entry bar[] = {
		{ ACTION_BACK, false }, { ACTION_NEED_SHOW, false }, { ACTION_NEED_ADD, false },
		{ ACTION_NEED_SECOND, false }, { ACTION_NEED_ANSWER, false },
		{ ACTION_TASK_UPDATE, false }, { ACTION_HELP, false }, { ACTION_REFRESH, false },
		{ ACTION_QUIT, false },
	};
	const struct needs_state *s = state;
	size_t at;
	bool has_row = rows_selected(&rows, &s->cursor, m, &at);
	bool is_need = has_row && at < m->need_count, is_task = has_row && !is_need;

	rows_draw(&rows, &s->cursor, m, g);
	chrome_message(m, g, m->has_needs ? "" : say(N_("Being read …")));
	bar[1].is_off = bar[3].is_off = bar[4].is_off = !is_need;
	bar[3].is_off = !is_need || m->needs[at].is_seconded;
	bar[5].is_off = !is_task;
	chrome_keys(g, VIEW_NEEDS, bar, sizeof(bar) / sizeof(bar[0]));
}

static void
needs_follow(void *state, const struct desk_model *m)
{
	struct needs_state *s = state;

	rows_follow(&rows, &s->cursor, m);
}

const struct view_ops view_needs = {
	.id = VIEW_NEEDS,
	.is_list = true,
	.state_size = sizeof(struct needs_state),
	.key = needs_key,
	.draw = needs_draw,
	.follow = needs_follow,
	.cursor = rows_cursor_id,
	.seek = rows_seek,
	.is_place = true,
};
