/* SPDX-License-Identifier: ISC */
/* The board: how the office stands, by figure and by state side by side, and
 * below who has how much. Each number opens the list it counts. */
#include "console/rules/figure.h"
#include "storage/text.h"
#include "views/chrome.h"
#include "views/figures.h"
#include "views/words.h"

#define PEOPLE_MAX 200
#define OFFICE_MAX 16
#define MARK_COLS 2	/* before each number's label, for the cursor */
#define COUNT_COLS 8	/* of a number, right-aligned */

/* The columns of a person, from the left. */
static const enum figure person_figures[] = { FIGURE_OPEN, FIGURE_AT_RISK, FIGURE_OVERDUE,
	FIGURE_DECIDED };
#define PERSON_FIGURES (sizeof(person_figures) / sizeof(person_figures[0]))

/* The same in a person's narrow columns. */
static const char *const person_heads[PERSON_FIGURES] = { N_("Open cases"), N_("Within a day"),
	N_("Overdue"), N_("Decided today") };

struct board_state {
	int row, col;	/* of the number the cursor is on; rows of the office, then of people */
};

/* Where the model's figures stand. A place without one is NULL. */
struct layout {
	const struct figure_row *office[OFFICE_MAX], *states[OFFICE_MAX];
	int office_count, state_count;
	int top_rows;	/* the longer of the two */
	const struct figure_row *people[PEOPLE_MAX][PERSON_FIGURES];
	int people_count;
};

/* The person's place; figures of one come together. */
static int
person_at(struct layout *l, const struct figure_row *f)
{
	int last = l->people_count - 1;

	if (last >= 0) {
		for (size_t k = 0; k < PERSON_FIGURES; k++) {
			const struct figure_row *other = l->people[last][k];
			if (other != NULL && str_eq(other->who, f->who))
				return last;
		}
	}
	return l->people_count < PEOPLE_MAX ? l->people_count++ : -1;
}

static void
place_figure(struct layout *l, const struct figure_row *f)
{
	enum figure figure;

	if (!figure_find(f->name, &figure))
		return;
	if (f->who[0] == '\0') {
		if (figure == FIGURE_STATE && l->state_count < OFFICE_MAX)
			l->states[l->state_count++] = f;
		else if (figure != FIGURE_STATE && l->office_count < OFFICE_MAX)
			l->office[l->office_count++] = f;
		return;
	}
	int at = person_at(l, f);
	for (size_t k = 0; at >= 0 && k < PERSON_FIGURES; k++)
		if (person_figures[k] == figure)
			l->people[at][k] = f;
}

static void
arrange(struct layout *l, const struct desk_model *m)
{
	*l = (struct layout){ .office_count = 0 };
	for (size_t i = 0; i < m->board_count; i++)
		place_figure(l, &m->board[i]);
	l->top_rows = l->office_count > l->state_count ? l->office_count : l->state_count;
}

static int
row_count(const struct layout *l)
{
	return l->top_rows + l->people_count;
}

static int
col_count(const struct layout *l, int row)
{
	return row < l->top_rows ? 2 : (int)PERSON_FIGURES;
}

static const struct figure_row *
figure_at(const struct layout *l, int row, int col)
{
	if (row < 0 || row >= row_count(l))
		return NULL;
	if (row >= l->top_rows)
		return l->people[row - l->top_rows][col];
	return col == 0 ? l->office[row] : l->states[row];
}

/* Keeps the cursor on the board, and off a place without a figure. */
static void
settle(struct board_state *s, const struct layout *l)
{
	int last = row_count(l) - 1;

	if (s->row > last)
		s->row = last;
	if (s->row < 0)
		s->row = 0;
	if (s->col >= col_count(l, s->row))
		s->col = col_count(l, s->row) - 1;
	if (s->col < 0)
		s->col = 0;
	if (s->row < l->top_rows && figure_at(l, s->row, s->col) == NULL)
		s->col = 1 - s->col;
}

static void
move(struct board_state *s, const struct layout *l, int rows, int cols)
{
	s->row += rows;
	s->col += cols;
	settle(s, l);
}

static struct intent
open_at(const struct layout *l, int row, int col)
{
	const struct figure_row *f = figure_at(l, row, col);

	if (f == NULL)
		return (struct intent){ .kind = INTENT_NONE };
	return figures_open(f);
}

static struct intent
board_key(void *state, const struct desk_model *m, struct key key)
{
	struct board_state *s = state;
	enum action action = binding_find(VIEW_BOARD, key);
	struct layout l;
	int page = chrome_body_rows(m) - 1;

	arrange(&l, m);
	settle(s, &l);
	if (action == ACTION_UP || action == ACTION_DOWN)
		move(s, &l, action == ACTION_UP ? -1 : 1, 0);
	else if (action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN)
		move(s, &l, action == ACTION_PAGE_UP ? -page : page, 0);
	else if (action == ACTION_HOME || action == ACTION_END)
		move(s, &l, action == ACTION_HOME ? -s->row : row_count(&l), 0);
	else if (action == ACTION_CHOICE_NEXT || action == ACTION_CHOICE_PREVIOUS)
		move(s, &l, 0, action == ACTION_CHOICE_NEXT ? 1 : -1);
	else if (action == ACTION_OPEN)
		return open_at(&l, s->row, s->col);
	else
		return chrome_key(VIEW_BOARD, action);
	return (struct intent){ .kind = INTENT_REDRAW };
}

/* One number with what it counts before it, in cols cells from col on. */
static void
draw_figure(struct grid *g, int row, int col, int cols, const char *label,
    const struct figure_row *f, bool is_selected)
{
	struct buf count = { 0 };

	figures_count(&count, f);
	int width = text_width(buf_str(&count));
	grid_put(g, row, col + MARK_COLS, cols - MARK_COLS - COUNT_COLS - 1, STYLE_NORMAL, label);
	grid_put(g, row, col + cols - width, width, figures_style(f), buf_str(&count));
	if (is_selected) {
		grid_put(g, row, col, 1, STYLE_SELECTED, ">");
		grid_restyle(g, row, col, cols, STYLE_SELECTED);
		grid_cursor(g, row, col);
	}
	buf_release(&count);
}

/* Cells of each of the two blocks of the office's figures. */
static int
block_cols(const struct grid *g)
{
	int cols = (g->cols - 4) / 2;

	return cols > 48 ? 48 : cols;
}

static int
person_cols(const struct grid *g)
{
	int cols = (2 * block_cols(g) + 2 - 16) / (int)PERSON_FIGURES;

	return cols > 18 ? 18 : cols;
}

static void
draw_office_row(struct grid *g, int row, const struct layout *l, int at,
    const struct board_state *s)
{
	int cols = block_cols(g);

	for (int side = 0; side < 2; side++) {
		const struct figure_row *f = figure_at(l, at, side);
		if (f != NULL)
			draw_figure(g, row, 1 + side * (cols + 2), cols, figure_label(f), f,
			    s->row == at && s->col == side);
	}
}

/* Where a person's column begins: they end where the blocks above end. */
static int
person_col(const struct grid *g, size_t k)
{
	return 1 + 2 * block_cols(g) + 2 - (int)(PERSON_FIGURES - k) * person_cols(g);
}

static void
draw_person_heads(struct grid *g, int row)
{
	grid_put(g, row, 1 + MARK_COLS, person_col(g, 0) - 3, STYLE_HEADING,
	    say(N_("In charge")));
	for (size_t k = 0; k < PERSON_FIGURES; k++) {
		const char *head = say(person_heads[k]);
		int width = text_width(head), room = person_cols(g) - 1;
		if (width > room)
			width = room;
		grid_put(g, row, person_col(g, k) + person_cols(g) - width, width, STYLE_HEADING,
		    head);
	}
}

static void
draw_person_row(struct grid *g, int row, const struct layout *l, int at,
    const struct board_state *s)
{
	const struct figure_row *const *figures = l->people[at];

	for (size_t k = 0; k < PERSON_FIGURES; k++) {
		const struct figure_row *f = figures[k];
		if (f == NULL)
			continue;
		grid_put(g, row, 1 + MARK_COLS, person_col(g, 0) - 4, STYLE_NORMAL,
		    words_person(f->who_name, f->who));
		draw_figure(g, row, person_col(g, k) + 2, person_cols(g) - 2, "", f,
		    s->row == l->top_rows + at && s->col == (int)k);
	}
}

/* One line of the board: a figure's, a heading's, a person's; line counts
 * from the top of the whole board. */
static void
draw_line(struct grid *g, int row, const struct layout *l, int line, const struct board_state *s)
{
	if (line == 0) {
		grid_put(g, row, 1 + MARK_COLS, block_cols(g), STYLE_HEADING, say(N_("The office now")));
		grid_put(g, row, 3 + block_cols(g) + MARK_COLS, block_cols(g), STYLE_HEADING,
		    say(N_("By state")));
	} else if (line <= l->top_rows) {
		draw_office_row(g, row, l, line - 1, s);
	} else if (line == l->top_rows + 2) {
		draw_person_heads(g, row);
	} else if (line > l->top_rows + 2 && line - l->top_rows - 3 < l->people_count) {
		draw_person_row(g, row, l, line - l->top_rows - 3, s);
	}
}

/* The line of the number in a row. */
static int
line_of(const struct layout *l, int row)
{
	return row < l->top_rows ? row + 1 : row + 3;
}

static const struct bar_entry bar[] = {
	{ ACTION_BACK, false }, { ACTION_OPEN, false }, { ACTION_TODAY, false },
	{ ACTION_REPORT, false }, { ACTION_HELP, false }, { ACTION_SENT, false }, { ACTION_UNSORTED, false },
	{ ACTION_REFRESH, false }, { ACTION_COMMAND, false }, { ACTION_QUIT, false },
};

static void
board_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	struct board_state s = *(const struct board_state *)state;
	const struct figure_row *f;
	struct buf query = { 0 };
	struct layout l;
	int rows = chrome_body_rows(m), top;

	arrange(&l, m);
	settle(&s, &l);
	top = line_of(&l, s.row) - rows + 1;
	for (int line = top > 0 ? top : 0, row = CHROME_TOP; row < CHROME_TOP + rows;
	    line++, row++)
		draw_line(g, row, &l, line, &s);
	f = figure_at(&l, s.row, s.col);
	if (f == NULL) {
		grid_put(g, CHROME_TOP + 1, 1 + MARK_COLS, g->cols - 4, STYLE_DIM,
		    say(N_("Being counted …")));
		grid_cursor(g, CHROME_TOP + 1, 1);
	} else if (f->query[0] != '\0') {
		buf_printf(&query, "%s %s", say(N_("Enter lists:")), f->query);
	}
	chrome_message(m, g, buf_str(&query));
	buf_release(&query);
	chrome_keys(g, VIEW_BOARD, bar, sizeof(bar) / sizeof(bar[0]));
}

/* The cursor's place as one number, to come back to. */
static int64_t
board_cursor(const void *state, const struct desk_model *m)
{
	const struct board_state *s = state;

	(void)m;
	return s->row * 8 + s->col + 1;
}

static void
board_seek(void *state, const struct desk_model *m, int64_t id)
{
	struct board_state *s = state;

	(void)m;
	if (id < 1)
		return;
	s->row = (int)((id - 1) / 8);
	s->col = (int)((id - 1) % 8);
}

const struct view_ops view_board = {
	.id = VIEW_BOARD,
	.state_size = sizeof(struct board_state),
	.key = board_key,
	.draw = board_draw,
	.cursor = board_cursor,
	.seek = board_seek,
	.is_place = true,
};
