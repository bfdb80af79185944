/* SPDX-License-Identifier: ISC */
/* Waits: desks and tasks of the offices, with who waits and how old that is.
 * A number that nobody said is 자료 없음, never 0. */
#include "console/rules/wait.h"
#include "storage/text.h"
#include "views/rows.h"
#include "views/words.h"

/* Columns from the right; desk and task share what is left. */
enum { REGION_COLS = 9, NUMBER_COLS = 10, AGE_COLS = 14 };

static int
desk_cols(const struct page *p)
{
	int cols = (p->cols - REGION_COLS - 3 * NUMBER_COLS - AGE_COLS) / 2;

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

static void
write_head(struct page *p, const struct desk_model *m)
{
	struct buf line = { 0 };
	int col = REGION_COLS;

	if (m->waits_region[0] != '\0')
		words_region(&line, m->waits_region);
	else
		buf_puts(&line, say(N_("all regions")));
	buf_printf(&line, "  %s", wait_sort_label(m->waits_sort));
	page_put(p, 0, p->cols, STYLE_LABEL, buf_str(&line));
	page_next(p);
	page_put(p, 0, REGION_COLS - 1, STYLE_HEADING, say(N_("Region")));
	page_put(p, col, desk_cols(p) - 1, STYLE_HEADING, say(N_("Desk")));
	page_put(p, col += desk_cols(p), desk_cols(p) - 1, STYLE_HEADING, say(N_("Task")));
	put_right(p, col += desk_cols(p), NUMBER_COLS, STYLE_HEADING, say(N_("Waiting")));
	put_right(p, col += NUMBER_COLS, NUMBER_COLS, STYLE_HEADING, say(N_("Called")));
	put_right(p, col += NUMBER_COLS, NUMBER_COLS, STYLE_HEADING, say(N_("Counters")));
	put_right(p, col + NUMBER_COLS, AGE_COLS, STYLE_HEADING, say(N_("Age")));
	page_next(p);
	buf_release(&line);
}

static const enum style worth_styles[WAIT__COUNT] = {
	[WAIT_FRESH] = STYLE_NORMAL,
	[WAIT_STALE] = STYLE_WARN,
	[WAIT_NO_DATA] = STYLE_DIM,
};

static void
put_number(struct page *p, int col, int64_t number, enum style style)
{
	struct buf b = { 0 };

	wait_number_words(&b, number);
	put_right(p, col, NUMBER_COLS, number < 0 ? STYLE_DIM : style, buf_str(&b));
	buf_release(&b);
}

/* "!3h 25min": the sign says out of date where there is no colour. */
static void
put_age(struct page *p, int col, const struct wait_row *row, int64_t now_at)
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
	put_right(p, col, AGE_COLS, worth_styles[worth], buf_str(&b));
	buf_release(&b);
}

static void
write_row(struct page *p, const struct desk_model *m, size_t i)
{
	const struct wait_row *row = &m->waits[i];
	enum style style = worth_styles[wait_worth_of(row, m->now_at)];
	struct buf b = { 0 };
	int col = REGION_COLS;

	words_region_short(&b, row->region);
	page_put(p, 0, REGION_COLS - 1, STYLE_NORMAL, buf_str(&b));
	if (row->desk_id[0] == '\0') {
		page_put(p, col, p->cols - col, STYLE_DIM, row->error[0] != '\0' ? row->error :
		    row->source[0] == '\0' ?
		    say(N_("no data: no channel is asked for this office")) :
		    say(N_("no data: the office reports nothing")));
	} else {
		page_put(p, col, desk_cols(p) - 1, STYLE_NORMAL, row->desk);
		page_put(p, col += desk_cols(p), desk_cols(p) - 1, STYLE_NORMAL, row->task);
		put_number(p, col += desk_cols(p), row->waiting, style);
		put_number(p, col += NUMBER_COLS, row->called, style);
		put_number(p, col += NUMBER_COLS, row->counters, style);
		put_age(p, col + NUMBER_COLS, row, m->now_at);
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

static struct intent
waits_key(void *state, const struct desk_model *m, struct key key)
{
	enum action action = binding_find(VIEW_WAITS, key);

	if (rows_move(&rows, state, m, action))
		return (struct intent){ .kind = INTENT_REDRAW };
	if (action == ACTION_SORT)
		return (struct intent){ .kind = INTENT_WAITS, .sort_step = 1 };
	if (action == ACTION_REGION_NEXT || action == ACTION_REGION_PREVIOUS)
		return (struct intent){ .kind = INTENT_WAITS,
			.region_step = action == ACTION_REGION_NEXT ? 1 : -1 };
	return chrome_key(VIEW_WAITS, action);
}

static const struct bar_entry bar[] = {
	{ ACTION_BACK, false }, { ACTION_REGION_NEXT, false }, { ACTION_SORT, false },
	{ ACTION_BOARD, false }, { ACTION_HELP, false }, { ACTION_REFRESH, false },
	{ ACTION_COMMAND, false }, { ACTION_QUIT, false },
};

/* The message line has what the row had to cut: the names in full, the source,
 * what the number is worth and why there is no better one. */
static void
draw_message(const struct desk_model *m, struct grid *g, const struct wait_row *row)
{
	struct buf b = { 0 };

	if (row->desk_id[0] != '\0')
		buf_printf(&b, "%s%s%s  ", row->desk, row->task[0] != '\0' ? ", " : "", row->task);
	buf_puts(&b, wait_worth_label(wait_worth_of(row, m->now_at)));
	if (row->source[0] != '\0') {
		buf_puts(&b, "  ");
		wait_source_words(&b, row->source);
	}
	if (wait_is_gone(row))
		buf_printf(&b, "  %s", say(N_("no longer in its answers")));
	if (row->hours[0] != '\0')
		buf_printf(&b, "  %s", row->hours);
	if (row->error[0] != '\0')
		buf_printf(&b, "  %s", row->error);
	chrome_message(m, g, buf_str(&b));
	buf_release(&b);
}

static void
waits_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	size_t at;

	rows_draw(&rows, state, m, g);
	if (rows_selected(&rows, state, m, &at))
		draw_message(m, g, &m->waits[at]);
	else
		chrome_message(m, g, m->has_waits ? "" : say(N_("Being read …")));
	chrome_keys(g, VIEW_WAITS, bar, sizeof(bar) / sizeof(bar[0]));
}

static void
waits_follow(void *state, const struct desk_model *m)
{
	rows_follow(&rows, state, m);
}

const struct view_ops view_waits = {
	.id = VIEW_WAITS,
	.is_list = true,
	.state_size = sizeof(struct rows_cursor),
	.key = waits_key,
	.draw = waits_draw,
	.follow = waits_follow,
	.cursor = rows_cursor_id,
	.seek = rows_seek,
	.is_place = true,
};
