/* SPDX-License-Identifier: ISC */
/* The package of a hand-over: the very bytes that would be sent, before the clerk
 * confirms it. */
#include "storage/text.h"
#include "views/paged.h"

static void
write_package(struct page *p, const struct desk_model *m)
{
	page_wrap(p, 1, STYLE_LABEL, say(N_("This goes to the other agency, byte for byte:")));
	page_next(p);
	page_next(p);
	page_wrap(p, 1, STYLE_NORMAL, m->package != NULL ? m->package : "");
	page_next(p);
}

static const struct bar_entry bar[] = {
	{ ACTION_SAVE, false }, { ACTION_BACK, false }, { ACTION_DOWN, false },
	{ ACTION_PAGE_DOWN, false }, { ACTION_END, false }, { ACTION_QUIT, false },
};

static const struct paged paged = {
	.id = VIEW_PACKAGE,
	.write = write_package,
	.bar = bar,
	.bar_count = sizeof(bar) / sizeof(bar[0]),
};

static struct intent
package_key(void *state, const struct desk_model *m, struct key key)
{
	if (binding_find(VIEW_PACKAGE, key) == ACTION_SAVE)
		return (struct intent){ .kind = INTENT_CONFIRM };
	return paged_key(&paged, state, m, key);
}

static void
package_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	paged_draw(&paged, state, m, g);
}

const struct view_ops view_package = {
	.id = VIEW_PACKAGE,
	.state_size = sizeof(struct scroll),
	.key = package_key,
	.draw = package_draw,
};
