/* SPDX-License-Identifier: ISC */
#include "views/paged.h"

static struct page
page_on(const struct desk_model *m, struct grid *g)
{
	return (struct page){ .g = g, .row = CHROME_TOP, .col = 1,
		.rows = chrome_body_rows(m), .cols = m->screen_cols - 2 };
}

static int
count_lines(const struct paged *paged, const struct desk_model *m)
{
	struct page p = page_on(m, NULL);

	paged->write(&p, m);
	return p.line;
}

struct intent
paged_key(const struct paged *paged, struct scroll *scroll, const struct desk_model *m,
    struct key key)
{
	enum action action = binding_find(paged->id, key);

	if (scroll_move(scroll, action, count_lines(paged, m), chrome_body_rows(m)))
		return (struct intent){ .kind = INTENT_REDRAW };
	return chrome_key(paged->id, action);
}

void
paged_draw(const struct paged *paged, const struct scroll *scroll, const struct desk_model *m,
    struct grid *g)
{
	struct page p = page_on(m, g);

	p.top = scroll_top(scroll, count_lines(paged, m), p.rows);
	paged->write(&p, m);
	chrome_message(m, g, "");
	chrome_keys(g, paged->id, paged->bar, paged->bar_count);
	grid_cursor(g, CHROME_TOP, 1);
}
