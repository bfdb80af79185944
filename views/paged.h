/* SPDX-License-Identifier: ISC */
/*
 * paged: what views that only show a long page have in common: their state is
 * a scroll position, and all they add is how their lines are written.
 */
#ifndef VIEWS_PAGED_H
#define VIEWS_PAGED_H

#include "views/chrome.h"
#include "views/page.h"

struct paged {
	enum view_id id;
	void (*write)(struct page *p, const struct desk_model *m);
	const struct bar_entry *bar;
	size_t bar_count;
};

struct intent paged_key(const struct paged *paged, struct scroll *scroll,
    const struct desk_model *m, struct key key);
void paged_draw(const struct paged *paged, const struct scroll *scroll,
    const struct desk_model *m, struct grid *g);

#endif
