/* SPDX-License-Identifier: ISC */
/* 대사: per channel what arrived here and how far it came, what the channel says,
 * what stands on one side alone, and how long it took. Each number opens the
 * applications behind it. */
#include "storage/instant.h"
#include "storage/text.h"
#include "views/chrome.h"
#include "views/page.h"
#include "views/reconcile_words.h"
#include "views/words.h"

enum { NAME_COLS = 15, NUMBER_COLS = 9, LINES = 3 };

struct reconcile_state {
	int row, col;	/* of the number the cursor is on: a channel's, a part's */
};

/* Short heads, in the order of the parts. */
static const char *const heads[PART__COUNT] = {
	[PART_ARRIVED] = N_("Arrived"),
	[PART_RECEIVED] = N_("Received"),
	[PART_DECIDED] = N_("Decided"),
	[PART_REPORTED] = N_("Reported"),
	[PART_ACKNOWLEDGED] = N_("Taken"),
	[PART_MISSING_HERE] = N_("No case"),
	[PART_MISSING_THERE] = N_("Unknown"),
};

static void
settle(struct reconcile_state *s, const struct desk_model *m)
{
	int last = (int)m->reconcile_count - 1;

	s->row = s->row > last ? last : s->row;
	s->row = s->row < 0 ? 0 : s->row;
	s->col = s->col < 0 ? 0 : s->col >= PART__COUNT ? PART__COUNT - 1 : s->col;
}

static struct intent
open_number(const struct reconcile_state *s, const struct desk_model *m)
{
	const struct reconcile_row *row;

	if (m->reconcile_count == 0)
		return (struct intent){ .kind = INTENT_NONE };
	row = &m->reconcile[s->row];
	return (struct intent){ .kind = INTENT_PUSH, .push = &view_reconcile_cases,
		.arg = { .id = s->col, .text = row->channel, .number = row->region } };
}

static struct intent
reconcile_key(void *state, const struct desk_model *m, struct key key)
{
	struct reconcile_state *s = state;
	enum action action = binding_find(VIEW_RECONCILE, key);

	if (action == ACTION_UP || action == ACTION_DOWN)
		s->row += action == ACTION_UP ? -1 : 1;
	else if (action == ACTION_HOME || action == ACTION_END)
		s->row = action == ACTION_HOME ? 0 : (int)m->reconcile_count;
	else if (action == ACTION_CHOICE_NEXT || action == ACTION_CHOICE_PREVIOUS)
		s->col += action == ACTION_CHOICE_NEXT ? 1 : -1;
	else if (action == ACTION_RECONCILE_PERIOD || action == ACTION_RECONCILE_ASK)
		return (struct intent){ .kind = INTENT_RECONCILE,
			.step = action == ACTION_RECONCILE_PERIOD ? 1 : 0 };
	else if (action == ACTION_OPEN)
		return open_number(s, m);
	else
		return chrome_key(VIEW_RECONCILE, action);
	settle(s, m);
	return (struct intent){ .kind = INTENT_REDRAW };
}

static void
draw_head(struct grid *g, int row)
{
	for (int part = 0; part < PART__COUNT; part++) {
		const char *head = say(heads[part]);
		int width = text_width(head);

		if (width > NUMBER_COLS - 1)
			width = NUMBER_COLS - 1;
		grid_put(g, row, NAME_COLS + (part + 1) * NUMBER_COLS - width, width, STYLE_HEADING,
		    head);
	}
	grid_put(g, row, 1, NAME_COLS - 1, STYLE_HEADING, say(N_("Channel")));
}

static void
draw_numbers(struct grid *g, int row, const struct reconcile_row *r, int selected)
{
	for (int part = 0; part < PART__COUNT; part++) {
		int64_t number = reconcile_number(r, (enum reconcile_part)part);
		bool is_missing = part == PART_MISSING_HERE || part == PART_MISSING_THERE;
		bool is_known = !is_missing || r->heard_at != 0;
		int right = NAME_COLS + (part + 1) * NUMBER_COLS;
		struct buf b = { 0 };
		int width;

		if (is_known)
			buf_printf(&b, "%s%lld", is_missing && number > 0 ? "!" : "", (long long)number);
		else
			buf_puts(&b, "?");
		width = text_width(buf_str(&b));
		grid_put(g, row, right - width, width, is_missing && number > 0 ? STYLE_DANGER :
		    is_known ? STYLE_NORMAL : STYLE_DIM, buf_str(&b));
		if (part == selected) {
			grid_put(g, row, right - NUMBER_COLS + 1, 1, STYLE_SELECTED, ">");
			grid_restyle(g, row, right - NUMBER_COLS + 1, NUMBER_COLS - 1, STYLE_SELECTED);
			grid_cursor(g, row, right - NUMBER_COLS + 1);
		}
		buf_release(&b);
	}
}

/* One of the lines of a channel; selected is the part under the cursor, -1 = none. */
static void
draw_line(struct grid *g, int row, const struct reconcile_row *r, int line, int selected)
{
	struct buf b = { 0 };

	if (line == 0) {
		words_channel_short(&b, r->channel);
		grid_put(g, row, 1, NAME_COLS - 1, STYLE_NORMAL, buf_str(&b));
		draw_numbers(g, row, r, selected);
	} else {
		if (line == 1)
			reconcile_there_words(&b, r);
		else
			reconcile_lag_words(&b, r);
		grid_put(g, row, 3, g->cols - 4, line == 1 && r->error[0] != '\0' ? STYLE_WARN :
		    STYLE_DIM, buf_str(&b));
	}
	buf_release(&b);
}

static void
draw_period(const struct desk_model *m, struct grid *g, int row)
{
	struct buf b = { 0 };
	struct day from, last;
	int32_t second;
	char first_text[16], last_text[16];

	instant_split(m->reconcile_from_at, &from, &second);
	instant_split(m->reconcile_until_at - 1, &last, &second);
	day_format(from, first_text);
	day_format(last, last_text);
	buf_printf(&b, say(N_("Applications filed from %s to %s")), first_text, last_text);
	grid_put(g, row, 1, g->cols - 2, STYLE_LABEL, buf_str(&b));
	buf_release(&b);
}

static const struct bar_entry bar[] = {
	{ ACTION_BACK, false }, { ACTION_OPEN, false }, { ACTION_RECONCILE_ASK, false },
	{ ACTION_RECONCILE_PERIOD, false }, { ACTION_SENT, false }, { ACTION_UNSORTED, false },
	{ ACTION_HELP, false }, { ACTION_QUIT, false },
};

static void
reconcile_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	struct reconcile_state s = *(const struct reconcile_state *)state;
	int rows = chrome_body_rows(m) - 2, top, line;
	struct buf b = { 0 };

	settle(&s, m);
	draw_period(m, g, CHROME_TOP);
	draw_head(g, CHROME_TOP + 1);
	top = (s.row + 1) * LINES - rows;
	line = top > 0 ? top : 0;
	for (int row = CHROME_TOP + 2; row < CHROME_TOP + 2 + rows; row++, line++) {
		if (line / LINES < (int)m->reconcile_count)
			draw_line(g, row, &m->reconcile[line / LINES], line % LINES,
			    line / LINES == s.row ? s.col : -1);
	}
	if (m->reconcile_count == 0) {
		grid_put(g, CHROME_TOP + 3, 3, g->cols - 4, STYLE_DIM, say(N_("Being counted …")));
		grid_cursor(g, CHROME_TOP + 3, 1);
	} else {
		buf_printf(&b, "%s %s", say(N_("Enter lists:")),
		    reconcile_part_label((enum reconcile_part)s.col));
	}
	chrome_message(m, g, m->is_reconciling ? say(N_("The channels are being asked …")) :
	    buf_str(&b));
	chrome_keys(g, VIEW_RECONCILE, bar, sizeof(bar) / sizeof(bar[0]));
	buf_release(&b);
}

static int64_t
reconcile_cursor(const void *state, const struct desk_model *m)
{
	const struct reconcile_state *s = state;

	(void)m;
	return s->row * PART__COUNT + s->col + 1;
}

static void
reconcile_seek(void *state, const struct desk_model *m, int64_t id)
{
	struct reconcile_state *s = state;

	(void)m;
	if (id < 1)
		return;
	s->row = (int)((id - 1) / PART__COUNT);
	s->col = (int)((id - 1) % PART__COUNT);
}

const struct view_ops view_reconcile = {
	.id = VIEW_RECONCILE,
	.state_size = sizeof(struct reconcile_state),
	.key = reconcile_key,
	.draw = reconcile_draw,
	.cursor = reconcile_cursor,
	.seek = reconcile_seek,
	.is_place = true,
};
