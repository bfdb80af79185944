/* SPDX-License-Identifier: ISC */
/* 미분류: what channels handed over that could not become a case, and why. */
#include "console/rules/verdict.h"
#include "storage/text.h"
#include "views/dialog.h"
#include "views/rows.h"
#include "views/words.h"

enum { TIME_COLS = 14, CHANNEL_COLS = 9, REGION_COLS = 8 };

#define REASON_COL 3	/* a row's second line stands in */

static void
write_head(struct page *p, const struct desk_model *m)
{
	(void)m;
	page_put(p, 0, TIME_COLS - 1, STYLE_HEADING, say(N_("Arrived")));
	page_put(p, TIME_COLS, CHANNEL_COLS - 1, STYLE_HEADING, say(N_("Channel")));
	page_put(p, TIME_COLS + CHANNEL_COLS, REGION_COLS - 1, STYLE_HEADING, say(N_("Region")));
	page_put(p, TIME_COLS + CHANNEL_COLS + REGION_COLS, p->cols, STYLE_HEADING,
	    say(N_("Number at the channel")));
	page_next(p);
}

/* The reason's sentence; the stored words where the reason is not ours. */
static void
add_reason(struct buf *out, const struct unsorted_row *row)
{
	enum reason reason;

	if (reason_find(row->reason, &reason))
		reason_sentence(out, reason, row->detail);
	else
		buf_printf(out, "%s %s", row->reason, row->detail);
}

static void
write_row(struct page *p, const struct desk_model *m, size_t i)
{
	const struct unsorted_row *row = &m->unsorted[i];
	enum style style = str_eq(row->state, "done") ? STYLE_DIM : STYLE_NORMAL;
	struct buf b = { 0 };

	words_short_time(&b, row->arrived_at);
	page_put(p, 0, TIME_COLS - 1, style, buf_str(&b));
	buf_clear(&b);
	words_channel_short(&b, row->channel);
	page_put(p, TIME_COLS, CHANNEL_COLS - 1, style, buf_str(&b));
	buf_clear(&b);
	words_region_short(&b, row->region);
	page_put(p, TIME_COLS + CHANNEL_COLS, REGION_COLS - 1, style, buf_str(&b));
	page_put(p, TIME_COLS + CHANNEL_COLS + REGION_COLS, p->cols, style,
	    row->external_id[0] != '\0' ? row->external_id : row->event_id);
	page_next(p);
	buf_clear(&b);
	add_reason(&b, row);
	page_wrap(p, REASON_COL, style == STYLE_DIM ? STYLE_DIM : STYLE_WARN, buf_str(&b));
	page_next(p);
	if (row->discard_by[0] != '\0' && style != STYLE_DIM) {
		buf_clear(&b);
		verdict_sentence(&b, N_("To be discarded, says %s"), row->discard_by);
		buf_printf(&b, ": %s", row->discard_reason);
		page_wrap(p, REASON_COL, STYLE_NOTICE, buf_str(&b));
		page_next(p);
	}
	buf_release(&b);
}

static size_t
count_rows(const struct desk_model *m)
{
	return m->unsorted_count;
}

static int64_t
row_id(const struct desk_model *m, size_t i)
{
	return m->unsorted[i].id;
}

static const struct rows rows = {
	.count = count_rows,
	.id = row_id,
	.write_head = write_head,
	.write_row = write_row,
	.selected_cols = TIME_COLS - 1,
	.empty = N_("Nothing is unsorted: all that came became cases. Esc goes back."),
};

static struct intent
unsorted_key(void *state, const struct desk_model *m, struct key key)
{
	enum action action = binding_find(VIEW_UNSORTED, key);
	const struct unsorted_row *row;
	size_t at;

	if (rows_move(&rows, state, m, action))
		return (struct intent){ .kind = INTENT_REDRAW };
	if (action_table[action].hand == BY_HAND_NONE)
		return chrome_key(VIEW_UNSORTED, action);
	if (!rows_selected(&rows, state, m, &at))
		return (struct intent){ .kind = INTENT_NONE };
	row = &m->unsorted[at];
	return dialog_start_hand(m, action, &(struct hand_row){ .id = row->id,
		.state = row->state,
		.number = row->external_id[0] != '\0' ? row->external_id : row->event_id });
}

/* The key bar: dimmed is what the selected row does not allow. */
static void
draw_bar(const struct desk_model *m, struct grid *g, const struct unsorted_row *row)
{
	struct bar_entry bar[] = {
		{ ACTION_BACK, false }, { ACTION_UNSORTED_MAP, false },
		{ ACTION_UNSORTED_RETRY, false }, { ACTION_UNSORTED_DISCARD, false },
		{ ACTION_UNSORTED_SHOW, false }, { ACTION_HELP, false }, { ACTION_SENT, false },
		{ ACTION_REFRESH, false }, { ACTION_COMMAND, false }, { ACTION_QUIT, false },
	};

	for (size_t i = 0; i < sizeof(bar) / sizeof(bar[0]); i++) {
		enum by_hand hand = action_table[bar[i].action].hand;
		if (hand != BY_HAND_NONE)
			bar[i].is_off = row == NULL ||
			    by_hand_judge(hand, m->who.role, row->state).reason != REASON_NONE;
	}
	chrome_keys(g, VIEW_UNSORTED, bar, sizeof(bar) / sizeof(bar[0]));
}

static void
unsorted_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	const struct rows_cursor *c = state;
	size_t at;
	bool has_row = rows_selected(&rows, c, m, &at);

	rows_draw(&rows, c, m, g);
	chrome_message(m, g, "");
	draw_bar(m, g, has_row ? &m->unsorted[at] : NULL);
}

static void
unsorted_follow(void *state, const struct desk_model *m)
{
	rows_follow(&rows, state, m);
}

static void
unsorted_title(const void *state, const struct desk_model *m, struct buf *out)
{
	(void)state;
	buf_puts(out, view_id_label(VIEW_UNSORTED));
	if (!str_empty(m->unsorted_state))
		buf_printf(out, ": %s", words_outbox(m->unsorted_state));
}

const struct view_ops view_unsorted = {
	.id = VIEW_UNSORTED,
	.is_list = true,
	.state_size = sizeof(struct rows_cursor),
	.key = unsorted_key,
	.draw = unsorted_draw,
	.title = unsorted_title,
	.follow = unsorted_follow,
	.cursor = rows_cursor_id,
	.seek = rows_seek,
	.is_place = true,
};
