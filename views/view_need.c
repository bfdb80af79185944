/* SPDX-License-Identifier: ISC */
/* One need whole, with the offices that second it. */
#include "storage/text.h"
#include "views/paged.h"

static void
write_need(struct page *p, const struct desk_model *m)
{
	page_wrap(p, 1, STYLE_NORMAL, m->need_text != NULL ? m->need_text :
	    say(N_("Being read …")));
	page_next(p);
}

static const struct bar_entry bar[] = {
	{ ACTION_BACK, false }, { ACTION_DOWN, false }, { ACTION_HELP, false },
	{ ACTION_QUIT, false },
};

static const struct paged paged = {
	.id = VIEW_NEED,
	.write = write_need,
	.bar = bar,
	.bar_count = sizeof(bar) / sizeof(bar[0]),
};

static struct intent
need_key(void *state, const struct desk_model *m, struct key key)
{
	return paged_key(&paged, state, m, key);
}

static void
need_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	paged_draw(&paged, state, m, g);
}

const struct view_ops view_need = {
	.id = VIEW_NEED,
	.state_size = sizeof(struct scroll),
	.key = need_key,
	.draw = need_draw,
};
