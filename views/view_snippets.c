/* SPDX-License-Identifier: ISC */
/* Snippets: texts to insert at the caret of the dialog below, found by typing
 * a piece of their name. */
#include <stdlib.h>
#include <string.h>

#include "storage/text.h"
#include "views/chrome.h"
#include "views/line.h"

#define MAX_COLS 60
#define MARGIN_COLS 2
#define LIST_ROWS 7
#define PREVIEW_ROWS 3

struct snippets_state {
	struct line piece;	/* of the name wanted */
	size_t cursor;		/* among those that match */
};

/* Is the piece in the name or in the text, whatever its case and width? */
static bool
is_match(const struct snippets_state *s, const struct snippet_row *row)
{
	struct buf piece = { 0 }, name = { 0 }, text = { 0 };
	bool is_there;

	text_search_form(&piece, s->piece.text);
	text_search_form(&name, row->name);
	text_search_form(&text, str_or_empty(row->text));
	is_there = strstr(buf_str(&name), buf_str(&piece)) != NULL ||
	    strstr(buf_str(&text), buf_str(&piece)) != NULL;
	buf_release(&piece);
	buf_release(&name);
	buf_release(&text);
	return is_there;
}

static size_t
match_count(const struct snippets_state *s, const struct desk_model *m)
{
	size_t count = 0;

	for (size_t i = 0; i < m->snippet_count; i++)
		count += is_match(s, &m->snippets[i]);
	return count;
}

/* The n-th that matches; NULL if there are not so many. */
static const struct snippet_row *
match_at(const struct snippets_state *s, const struct desk_model *m, size_t n)
{
	for (size_t i = 0; i < m->snippet_count; i++) {
		if (is_match(s, &m->snippets[i]) && n-- == 0)
			return &m->snippets[i];
	}
	return NULL;
}

static struct intent
move(struct snippets_state *s, const struct desk_model *m, int by)
{
	int count = (int)match_count(s, m), to = (int)s->cursor + by;

	if (to >= count)
		to = count - 1;
	s->cursor = to > 0 ? (size_t)to : 0;
	return (struct intent){ .kind = INTENT_REDRAW };
}

static struct intent
snippets_key(void *state, const struct desk_model *m, struct key key)
{
	struct snippets_state *s = state;
	enum action action = binding_find(VIEW_SNIPPETS, key);
	const struct snippet_row *row = match_at(s, m, s->cursor);

	if (action == ACTION_BACK)
		return (struct intent){ .kind = INTENT_POP };
	if (action == ACTION_INSERT && row == NULL)
		return (struct intent){ .kind = INTENT_NONE };
	if (action == ACTION_INSERT)
		return (struct intent){ .kind = INTENT_INSERT, .text = row->text };
	if (action == ACTION_UP || action == ACTION_DOWN)
		return move(s, m, action == ACTION_DOWN ? 1 : -1);
	if (action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN)
		return move(s, m, action == ACTION_PAGE_DOWN ? LIST_ROWS : -LIST_ROWS);
	if (!line_key(&s->piece, key, NULL))
		return (struct intent){ .kind = INTENT_NONE };
	s->cursor = 0;
	return (struct intent){ .kind = INTENT_REDRAW };
}

/* Where the list stands inside its frame. */
struct place {
	int row, col, cols;
};

static void
draw_list(const struct snippets_state *s, const struct desk_model *m, struct grid *g,
    const struct place *p)
{
	size_t top = s->cursor >= LIST_ROWS ? s->cursor - LIST_ROWS + 1 : 0;
	const struct snippet_row *row;

	for (int r = 0; r < LIST_ROWS; r++) {
		bool is_chosen = top + (size_t)r == s->cursor;
		enum style style = is_chosen ? STYLE_SELECTED : STYLE_NORMAL;

		row = match_at(s, m, top + (size_t)r);
		if (row == NULL)
			break;
		grid_fill(g, p->row + r, p->col, 1, p->cols, style);
		int used = grid_put(g, p->row + r, p->col, 2, style, is_chosen ? "> " : "  ");
		grid_put(g, p->row + r, p->col + used, p->cols - 12, style, row->name);
		grid_fit_right(g, p->row + r, p->col + p->cols - 9, 9, style,
		    row->is_office ? say(N_("office's")) : say(N_("own")));
	}
}

/* What the list says when it has nothing to show. */
static const char *
nothing(const struct snippets_state *s, const struct desk_model *m)
{
	if (m->snippets == NULL)
		return say(N_("Reading the snippets…"));
	if (m->snippet_count == 0)
		return say(N_("No snippets yet: minwon snippet add NAME --text TEXT"));
	return match_count(s, m) == 0 ? say(N_("No snippet is called so.")) : "";
}

struct preview {
	struct grid *g;
	struct place place;
	int left;
};

static void
draw_line(void *arg, const char *bytes, size_t len)
{
	struct preview *p = arg;
	char *text = x_strndup(bytes, len);

	if (p->left-- > 0)
		grid_put(p->g, p->place.row++, p->place.col, p->place.cols, STYLE_DIM, text);
	free(text);
}

static void
snippets_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	static const struct bar_entry bar[] = {
		{ ACTION_INSERT, false }, { ACTION_BACK, false }, { ACTION_DOWN, false },
		{ ACTION_UP, false },
	};
	const struct snippets_state *s = state;
	int rows = 2 + 1 + LIST_ROWS + 1 + PREVIEW_ROWS;
	int cols = g->cols - 8 < MAX_COLS ? g->cols - 8 : MAX_COLS;
	int top = CHROME_TOP + (chrome_body_rows(m) - rows) / 2;
	const struct snippet_row *row = match_at(s, m, s->cursor);
	struct place p = { .row = (top > CHROME_TOP ? top : CHROME_TOP) + 1,
		.col = (g->cols - cols) / 2 + MARGIN_COLS, .cols = cols - 2 * MARGIN_COLS };

	grid_frame(g, p.row - 1, p.col - MARGIN_COLS, rows, cols, action_label(ACTION_SNIPPETS));
	int used = 1 + grid_put(g, p.row, p.col, p.cols, STYLE_HEADING, say(N_("Find:")));
	line_draw(&s->piece, g, p.row, p.col + used, p.cols - used, true);
	p.row++;
	draw_list(s, m, g, &p);
	grid_put(g, p.row, p.col, nothing(s, m)[0] != '\0' ? p.cols : 0, STYLE_DIM, nothing(s, m));
	p.row += LIST_ROWS + 1;
	if (row != NULL) {
		struct preview preview = { .g = g, .place = p, .left = PREVIEW_ROWS };

		text_wrap(str_or_empty(row->text), p.cols, draw_line, &preview);
	}
	chrome_message(m, g, "");
	chrome_keys(g, VIEW_SNIPPETS, bar, sizeof(bar) / sizeof(bar[0]));
}

static bool
snippets_is_typing(const void *state)
{
	(void)state;
	return true;
}

const struct view_ops view_snippets = {
	.id = VIEW_SNIPPETS,
	.is_overlay = true,
	.state_size = sizeof(struct snippets_state),
	.key = snippets_key,
	.draw = snippets_draw,
	.is_typing = snippets_is_typing,
};
