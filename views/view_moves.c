/* SPDX-License-Identifier: ISC */
/* Moves: which cases would be due when, before the clerk confirms it. */
#include "storage/text.h"
#include "views/paged.h"

static void
write_moves(struct page *p, const struct desk_model *m)
{
	page_wrap(p, 1, STYLE_NORMAL, m->moves != NULL ? m->moves : "");
	page_next(p);
}

static const struct bar_entry bar[] = {
	{ ACTION_SAVE, false }, { ACTION_BACK, false }, { ACTION_DOWN, false },
	{ ACTION_PAGE_DOWN, false }, { ACTION_END, false }, { ACTION_QUIT, false },
};

static const struct paged paged = {
	.id = VIEW_MOVES,
	.write = write_moves,
	.bar = bar,
	.bar_count = sizeof(bar) / sizeof(bar[0]),
};

static struct intent
moves_key(void *state, const struct desk_model *m, struct key key)
{
	if (binding_find(VIEW_MOVES, key) == ACTION_SAVE)
		return (struct intent){ .kind = INTENT_CONFIRM };
	return paged_key(&paged, state, m, key);
}

static void
moves_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	paged_draw(&paged, state, m, g);
}

const struct view_ops view_moves = {
	.id = VIEW_MOVES,
	.state_size = sizeof(struct scroll),
	.key = moves_key,
	.draw = moves_draw,
};
