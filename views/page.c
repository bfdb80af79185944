/* SPDX-License-Identifier: ISC */
#include "views/page.h"

#include <stdlib.h>
#include <string.h>

#include "storage/text.h"

#define ROOMY_ROWS 24	/* fewer are too dear for blank lines */

static bool
is_visible(const struct page *p)
{
	return p->g != NULL && p->line >= p->top && p->line < p->top + p->rows;
}

int
page_put(struct page *p, int col, int cols, enum style style, const char *text)
{
	int room = p->cols - col < cols ? p->cols - col : cols;

	if (!is_visible(p))
		return 0;
	return grid_put(p->g, p->row + p->line - p->top, p->col + col, room, style, text);
}

/* One wrapped text on its way down the page. */
struct wrapping {
	struct page *p;
	int col;
	enum style style;
	bool has_begun;
};

static void
wrap_line(void *arg, const char *bytes, size_t len)
{
	struct wrapping *w = arg;
	char *text = x_strndup(bytes, len);

	if (w->has_begun)
		page_next(w->p);
	page_put(w->p, w->col, w->p->cols, w->style, text);
	w->has_begun = true;
	free(text);
}

void
page_wrap(struct page *p, int col, enum style style, const char *text)
{
	struct wrapping w = { .p = p, .col = col, .style = style };
	struct buf safe = { 0 };
	const char *s = str_or_empty(text);
	int cols = p->cols - col;

	tsafe(&safe, s, strlen(s), true);
	text_wrap(buf_str(&safe), cols < 2 ? 2 : cols, wrap_line, &w);
	buf_release(&safe);
}

void
page_next(struct page *p)
{
	p->line++;
}

void
page_heading(struct page *p, const char *text)
{
	if (p->line > 0 && p->rows >= ROOMY_ROWS)
		page_next(p);
	page_put(p, 0, p->cols, STYLE_HEADING, text);
	page_next(p);
}
