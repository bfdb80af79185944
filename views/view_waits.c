/* SPDX-License-Identifier: ISC */
/* Waits: desks and tasks of the offices, with who waits and how old that is.
 * A number that nobody said is 자료 없음, never 0. */
#include "console/rules/catalogue.h"
#include "console/rules/wait.h"
#include "console/rules/by_hand.h"
#include "console/rules/workflow.h"
#include "console/rules/wait_pace.h"
#include "console/rules/wait_words.h"
#include "storage/text.h"
#include "views/dialog.h"
#include "views/plot.h"
#include "views/rows.h"
#include "views/waits_head.h"
#include "views/words.h"

/* Columns from the right; desk and task share what is left. A wide screen has
 * more of them. */
enum { REGION_COLS = 9, WAITING_COLS = 6, CALLED_COLS = 7, COUNTERS_COLS = 9, BAND_COLS = 12,
	AGE_COLS = 14, SOURCE_COLS = 12, BUSY_COLS = 11, DAY_CELLS = 36, WIDE_COLS = 120 };

/* What of the day is plotted: 08 to 20 o'clock. */
#define DAY_FROM (8 * 6)
#define DAY_UNTIL (20 * 6)

/* The cursor comes first: rows_cursor_id and rows_seek take the state for it. */
struct waits_state {
	struct rows_cursor cursor;
	bool wants_last;	/* the end of the list, when it has come */
	bool wants_first;
};

static bool
is_wide(const struct page *p)
{
	return p->cols >= WIDE_COLS - ROWS_MARK_COLS;
}

static int
day_cols(const struct page *p)
{
	int cols = p->cols - WIDE_COLS;

	return !is_wide(p) ? 0 : cols < 14 ? 16 : cols > DAY_CELLS ? DAY_CELLS + 2 : cols + 2;
}

static int
desk_cols(const struct page *p)
{
	int cols = p->cols - REGION_COLS - WAITING_COLS - CALLED_COLS - BAND_COLS - AGE_COLS;

	if (is_wide(p))
		cols -= COUNTERS_COLS + SOURCE_COLS + BUSY_COLS + day_cols(p);
	cols /= 2;
	return cols < 8 ? 8 : cols > 40 ? 40 : cols;
}

static void
put_right(struct page *p, int col, int cols, enum style style, const char *text)
{
	int width = text_width(text);

	if (width > cols - 1)
		width = cols - 1;
	page_put(p, col + cols - 1 - width, width, style, text);
}

/* The row's numbers, from left to right; the wide ones are 0 wide on a narrow screen. */
enum part { COL_WAITING, COL_CALLED, COL_COUNTERS, COL_BAND, COL_AGE, COL_SOURCE,
	COL_BUSY, COL_DAY, COL__COUNT };

static int
part_cols(const struct page *p, enum part part)
{
	static const struct {
		int cols;
		bool is_wide;
	} parts[COL__COUNT] = {
		[COL_WAITING] = { WAITING_COLS, false }, [COL_CALLED] = { CALLED_COLS, false },
		[COL_COUNTERS] = { COUNTERS_COLS, true }, [COL_BAND] = { BAND_COLS, false },
		[COL_AGE] = { AGE_COLS, false }, [COL_SOURCE] = { SOURCE_COLS, true },
		[COL_BUSY] = { BUSY_COLS, true }, [COL_DAY] = { 0, true },
	};

	if (parts[part].is_wide && !is_wide(p))
		return 0;
	return part == COL_DAY ? day_cols(p) : parts[part].cols;
}

static int
part_col(const struct page *p, enum part part)
{
	int col = REGION_COLS + 2 * desk_cols(p);

	for (int i = 0; i < (int)part; i++)
		col += part_cols(p, (enum part)i);
	return col;
}

static void
put_part(struct page *p, enum part part, enum style style, const char *text)
{
	if (part_cols(p, part) > 0)
		put_right(p, part_col(p, part), part_cols(p, part), style, text);
}

static void
write_head(struct page *p, const struct desk_model *m)
{
	int col = REGION_COLS;

	waits_head_write(p, m);
	page_put(p, 0, REGION_COLS - 1, STYLE_HEADING, say(N_("Region")));
	page_put(p, col, desk_cols(p) - 1, STYLE_HEADING, say(N_("Desk")));
	page_put(p, col + desk_cols(p), desk_cols(p) - 1, STYLE_HEADING, say(N_("Task")));
	put_part(p, COL_WAITING, STYLE_HEADING, say(N_("Ahead")));
	put_part(p, COL_CALLED, STYLE_HEADING, say(N_("Now at")));
	put_part(p, COL_COUNTERS, STYLE_HEADING, say(N_("Counters")));
	put_part(p, COL_BAND, STYLE_HEADING, say(N_("Estimate")));
	put_part(p, COL_AGE, STYLE_HEADING, say(N_("Age")));
	put_part(p, COL_SOURCE, STYLE_HEADING, say(N_("Source")));
	put_part(p, COL_BUSY, STYLE_HEADING, say(N_("Busiest")));
	put_part(p, COL_DAY, STYLE_HEADING, m->is_plain ? say(N_("Today so far")) :
	    say(N_("Today, 8-20 h")));
	page_next(p);
}

static const enum style worth_styles[WAIT__COUNT] = {
	[WAIT_FRESH] = STYLE_NORMAL,
	[WAIT_STALE] = STYLE_WARN,
	[WAIT_NO_DATA] = STYLE_DIM,
};

/* A number that nobody said is a dash here; the message line has the words. */
static void
put_number(struct page *p, enum part part, int64_t number, enum style style)
{
	struct buf b = { 0 };

	if (number < 0)
		buf_puts(&b, "-");
	else
		buf_printf(&b, "%lld", (long long)number);
	put_part(p, part, number < 0 ? STYLE_DIM : style, buf_str(&b));
	buf_release(&b);
}

/* "!3h 25min": the sign says out of date where there is no colour. */
static void
put_age(struct page *p, const struct wait_row *row, int64_t now_at)
{
	enum wait_worth worth = wait_worth_of(row, now_at);
	int64_t age_sec = wait_age_sec(row, now_at);
	struct buf b = { 0 };

	if (worth == WAIT_STALE)
		buf_puts(&b, "! ");
	if (age_sec < 0)
		buf_puts(&b, worth == WAIT_NO_DATA ? wait_worth_label(worth) :
		    say(N_("age unknown")));
	else
		wait_age_words(&b, age_sec);
	put_part(p, COL_AGE, worth_styles[worth], buf_str(&b));
	buf_release(&b);
}

/* What only a wide screen has. */
static void
put_wide(struct page *p, const struct desk_model *m, const struct wait_row *row)
{
	int32_t slots[PACE_SLOTS];
	struct buf source = { 0 }, busy = { 0 }, day = { 0 };

	if (str_eq(row->source, WAIT_SOURCE_CSO))
		buf_puts(&source, say(N_("API")));
	else if (channel_find(row->source) != NULL)
		words_channel_short(&source, row->source);
	else
		wait_source_words(&source, row->source);
	if (row->busy_hour >= 0)
		buf_printf(&busy, say(N_("%lld o'clock")), (long long)row->busy_hour);
	else
		buf_puts(&busy, "-");
	pace_today_read(row->today, slots);
	if (m->is_plain)
		plot_words(&day, slots + DAY_FROM, DAY_UNTIL - DAY_FROM, PACE_SLOT_SEC, DAY_FROM);
	else if (row->today[0] != '\0')
		plot_dots(&day, slots + DAY_FROM, DAY_UNTIL - DAY_FROM, day_cols(p) - 2);
	put_part(p, COL_SOURCE, STYLE_NORMAL, buf_str(&source));
	put_part(p, COL_BUSY, row->busy_hour < 0 ? STYLE_DIM : STYLE_NORMAL, buf_str(&busy));
	page_put(p, part_col(p, COL_DAY) + 1, day_cols(p) - 1, STYLE_NORMAL, buf_str(&day));
	buf_release(&source);
	buf_release(&busy);
	buf_release(&day);
}

static void
write_figure(struct page *p, const struct desk_model *m, const struct wait_row *row)
{
	enum style style = worth_styles[wait_worth_of(row, m->now_at)];
	bool is_over = wait_is_over(row, &m->waits_head.limit, m->now_at);
	bool has_range = wait_has_range(row, m->now_at);
	struct buf band = { 0 };

	page_put(p, REGION_COLS, desk_cols(p) - 1, STYLE_NORMAL, row->desk);
	page_put(p, REGION_COLS + desk_cols(p), desk_cols(p) - 1, STYLE_NORMAL, row->task);
	put_number(p, COL_WAITING, row->waiting, is_over ? STYLE_DANGER : style);
	put_number(p, COL_CALLED, row->called, style);
	put_number(p, COL_COUNTERS, row->counters, style);
	wait_words_band(&band, row->p50_sec, has_range ? row->p90_sec : -1);
	put_part(p, COL_BAND, is_over ? STYLE_DANGER : has_range ? style : STYLE_DIM,
	    buf_str(&band));
	put_age(p, row, m->now_at);
	if (is_wide(p))
		put_wide(p, m, row);
	if (is_over)
		page_put(p, -ROWS_MARK_COLS, 1, STYLE_DANGER, "!");
	buf_release(&band);
}

static void
write_row(struct page *p, const struct desk_model *m, size_t i)
{
	const struct wait_row *row = &m->waits[i];
	struct buf b = { 0 };

	/* Where lines are only counted nothing need be made. */
	if (p->g != NULL) {
		words_region_short(&b, row->region);
		page_put(p, 0, REGION_COLS - 1, STYLE_NORMAL, buf_str(&b));
		if (row->desk_id[0] == '\0')
			page_put(p, REGION_COLS, p->cols - REGION_COLS, STYLE_DIM,
			    row->error[0] != '\0' ? row->error : row->source[0] == '\0' ?
			    say(N_("no data: no channel is asked for this office")) :
			    say(N_("no data: the office reports nothing")));
		else
			write_figure(p, m, row);
	}
	page_next(p);
	buf_release(&b);
}

static size_t
count_rows(const struct desk_model *m)
{
	return m->waits_count;
}

/* A row is known by what it is about, so that the cursor stays on it when the
 * order is another. */
static int64_t
row_id(const struct desk_model *m, size_t i)
{
	const struct wait_row *row = &m->waits[i];
	const char *const parts[] = { row->source, row->region, row->desk_id, row->task_no };
	uint64_t hash = UINT64_C(0xCBF29CE484222325);

	for (size_t k = 0; k < sizeof(parts) / sizeof(parts[0]); k++) {
		for (const char *c = parts[k]; *c != '\0'; c++)
			hash = (hash ^ (unsigned char)*c) * UINT64_C(0x100000001B3);
		hash = (hash ^ '/') * UINT64_C(0x100000001B3);
	}
	return (int64_t)(hash >> 2) + 1;
}

static const struct rows rows = {
	.count = count_rows,
	.id = row_id,
	.write_head = write_head,
	.write_row = write_row,
	.selected_cols = REGION_COLS,
	.empty = N_("No office is known."),
};

/* Asks for another part before the cursor reaches the edge of this one. */
static struct intent
want_rows(const struct waits_state *s, const struct desk_model *m)
{
	const struct wait_head *h = &m->waits_head;
	size_t at, screen = (size_t)chrome_body_rows(m);

	if (!rows_selected(&rows, &s->cursor, m, &at))
		return (struct intent){ .kind = INTENT_REDRAW };
	if (h->first + (int64_t)m->waits_count < h->total && at + screen >= m->waits_count)
		return (struct intent){ .kind = INTENT_WAITS, .needs_rows = true,
			.where = ROWS_FORWARD };
	if (h->first > 0 && at < screen)
		return (struct intent){ .kind = INTENT_WAITS, .needs_rows = true,
			.where = ROWS_BACK };
	return (struct intent){ .kind = INTENT_REDRAW };
}

static struct intent
move(struct waits_state *s, const struct desk_model *m, enum action action)
{
	const struct wait_head *h = &m->waits_head;
	bool goes_on = action == ACTION_HOME ? h->first > 0 :
	    action == ACTION_END && h->first + (int64_t)m->waits_count < h->total;

	if (!goes_on)
		return want_rows(s, m);
	s->wants_first = action == ACTION_HOME;
	s->wants_last = action == ACTION_END;
	return (struct intent){ .kind = INTENT_WAITS, .needs_rows = true,
		.where = action == ACTION_HOME ? ROWS_FIRST : ROWS_LAST };
}

/* Whom to call, where it is time for that. */
static struct intent
open_call(const struct desk_model *m)
{
	const struct wait_head *h = &m->waits_head;

	if (!h->is_quiet || (h->promised == 0 && h->supplements == 0))
		return (struct intent){ .kind = INTENT_NONE };
	if (h->promised > 0)
		return (struct intent){ .kind = INTENT_PUSH, .push = &view_consult };
	return (struct intent){ .kind = INTENT_QUERY, .text = WAIT_CALL_QUERY };
}

/* Typing a figure begins with the desk under the cursor. */
static struct intent
start_typing(const void *state, const struct desk_model *m)
{
	struct verdict v = by_hand_judge_role(BY_HAND_WAITS_SET, m->who.role);
	struct intent intent = dialog_start_desk(ACTION_WAITS_SET, 0, "");
	size_t at;

	if (v.reason != REASON_NONE)
		return (struct intent){ .kind = INTENT_REFUSED, .reason = v.reason,
			.detail = role_name(by_hand_role(BY_HAND_WAITS_SET)) };
	if (rows_selected(&rows, state, m, &at)) {
		intent.arg.desk = m->waits[at].desk;
		intent.arg.desk_task = m->waits[at].task;
	}
	return intent;
}

static struct intent
waits_key(void *state, const struct desk_model *m, struct key key)
{
	enum action action = binding_find(VIEW_WAITS, key);
	struct waits_state *s = state;
	struct verdict v;

	if (rows_move(&rows, &s->cursor, m, action))
		return move(s, m, action);
	if (action == ACTION_OPEN)
		return open_call(m);
	if (action == ACTION_WAITS_ALERT) {
		v = by_hand_judge_role(BY_HAND_WAITS_ALERT, m->who.role);
		return v.reason != REASON_NONE ? (struct intent){ .kind = INTENT_REFUSED,
			.reason = v.reason, .detail = role_name(ROLE_SUPERVISOR) } :
		    dialog_start_desk(action, 0, "");
	}
	if (action == ACTION_WAITS_SET)
		return start_typing(&s->cursor, m);
	if (action == ACTION_SORT)
		return (struct intent){ .kind = INTENT_WAITS, .sort_step = 1 };
	if (action == ACTION_REGION_NEXT || action == ACTION_REGION_PREVIOUS)
		return (struct intent){ .kind = INTENT_WAITS,
			.region_step = action == ACTION_REGION_NEXT ? 1 : -1 };
	return chrome_key(VIEW_WAITS, action);
}

/* Adds a piece behind two blanks where there is room for all of it. */
static void
add_piece(struct buf *line, int cols, struct buf *piece)
{
	if (piece->len > 0 && text_width(buf_str(line)) + text_width(buf_str(piece)) + 2 <= cols)
		buf_printf(line, "%s%s", line->len > 0 ? "  " : "", buf_str(piece));
	buf_clear(piece);
}

/* The message line has what the row had to cut: why there is no newer figure, who
 * says it, the range with what it rests on, the busiest hour, then whatever else finds
 * room. */
static void
draw_message(const struct desk_model *m, struct grid *g, const struct wait_row *row)
{
	struct buf line = { 0 }, piece = { 0 };
	int cols = g->cols - 2;

	buf_puts(&piece, row->error);
	add_piece(&line, cols, &piece);
	if (wait_is_gone(row))
		buf_puts(&piece, say(N_("no longer in its answers")));
	add_piece(&line, cols, &piece);
	if (row->source[0] != '\0')
		wait_source_words(&piece, row->source);
	if (row->by_name[0] != '\0')
		buf_printf(&piece, " (%s)", row->by_name);
	add_piece(&line, cols, &piece);
	if (row->others[0] != '\0')
		buf_printf(&piece, "%s ", say(N_("older:")));
	wait_sources_words(&piece, row->others);
	add_piece(&line, cols, &piece);
	if (row->desk_id[0] != '\0' && row->task[0] != '\0') {
		wait_words_row(&piece, row, m->now_at);
		add_piece(&line, cols, &piece);
		wait_words_busiest(&piece, row, m->now_at);
		add_piece(&line, cols, &piece);
	}
	if (row->desk_id[0] != '\0')
		buf_printf(&piece, "%s%s%s", row->desk, row->task[0] != '\0' ? ", " : "", row->task);
	add_piece(&line, cols, &piece);
	buf_puts(&piece, wait_worth_label(wait_worth_of(row, m->now_at)));
	add_piece(&line, cols, &piece);
	buf_puts(&piece, row->hours);
	add_piece(&line, cols, &piece);
	chrome_message(m, g, buf_str(&line));
	buf_release(&line);
	buf_release(&piece);
}

static void
waits_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	const struct waits_state *s = state;
	const struct wait_head *h = &m->waits_head;
	bool has_call = h->is_quiet && (h->promised > 0 || h->supplements > 0);
	const struct bar_entry bar[] = {
		{ ACTION_BACK, false }, { ACTION_REGION_NEXT, false }, { ACTION_SORT, false },
		{ ACTION_OPEN, !has_call },
		{ ACTION_WAITS_SET, by_hand_judge_role(BY_HAND_WAITS_SET,
		    m->who.role).reason != REASON_NONE },
		{ ACTION_HELP, false },
		{ ACTION_WAITS_ALERT, m->who.role != ROLE_SUPERVISOR }, { ACTION_BOARD, false },
		 { ACTION_REFRESH, false }, { ACTION_COMMAND, false },
		{ ACTION_QUIT, false },
	};
	size_t at;

	rows_draw(&rows, &s->cursor, m, g);
	if (rows_selected(&rows, &s->cursor, m, &at))
		draw_message(m, g, &m->waits[at]);
	else
		chrome_message(m, g, m->has_waits ? "" : say(N_("Being read …")));
	chrome_keys(g, VIEW_WAITS, bar, sizeof(bar) / sizeof(bar[0]));
}

static void
waits_follow(void *state, const struct desk_model *m)
{
	struct waits_state *s = state;

	if (s->wants_first && m->waits_head.first == 0) {
		s->wants_first = false;
		(void)rows_move(&rows, &s->cursor, m, ACTION_HOME);
	} else if (s->wants_last && m->waits_head.first + (int64_t)m->waits_count ==
	    m->waits_head.total) {
		s->wants_last = false;
		(void)rows_move(&rows, &s->cursor, m, ACTION_END);
	} else {
		rows_follow(&rows, &s->cursor, m);
	}
}

const struct view_ops view_waits = {
	.id = VIEW_WAITS,
	.is_list = true,
	.state_size = sizeof(struct waits_state),
	.key = waits_key,
	.draw = waits_draw,
	.follow = waits_follow,
	.cursor = rows_cursor_id,
	.seek = rows_seek,
	.is_place = true,
};
