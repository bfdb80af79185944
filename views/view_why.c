/* SPDX-License-Identifier: ISC */
/* Why: the count of a case's due, day by day, as the rules explain it. */
#include "storage/text.h"
#include "views/paged.h"

static void
write_why(struct page *p, const struct desk_model *m)
{
	page_wrap(p, 1, STYLE_NORMAL, m->why != NULL ? m->why : say(N_("Reading the count.")));
	page_next(p);
}

static const struct bar_entry bar[] = {
	{ ACTION_BACK, false }, { ACTION_DOWN, false }, { ACTION_PAGE_DOWN, false },
	{ ACTION_HOME, false }, { ACTION_END, false }, { ACTION_QUIT, false },
};

static const struct paged paged = {
	.id = VIEW_WHY,
	.write = write_why,
	.bar = bar,
	.bar_count = sizeof(bar) / sizeof(bar[0]),
};

static struct intent
why_key(void *state, const struct desk_model *m, struct key key)
{
	return paged_key(&paged, state, m, key);
}

static void
why_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	paged_draw(&paged, state, m, g);
}

const struct view_ops view_why = {
	.id = VIEW_WHY,
	.state_size = sizeof(struct scroll),
	.key = why_key,
	.draw = why_draw,
};
