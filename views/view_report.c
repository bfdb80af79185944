/* SPDX-License-Identifier: ISC */
/* A month of the office in figures, as the desk has written them down. */
#include "storage/text.h"
#include "views/paged.h"

static void
write_report(struct page *p, const struct desk_model *m)
{
	page_wrap(p, 1, STYLE_NORMAL, m->report != NULL ? m->report : say(N_("Counting the month.")));
	page_next(p);
}

static const struct bar_entry bar[] = {
	{ ACTION_BACK, false }, { ACTION_CHOICE_PREVIOUS, false }, { ACTION_CHOICE_NEXT, false },
	{ ACTION_DOWN, false }, { ACTION_PAGE_DOWN, false },
	{ ACTION_HOME, false }, { ACTION_END, false }, { ACTION_QUIT, false },
};

static const struct paged paged = {
	.id = VIEW_REPORT,
	.write = write_report,
	.bar = bar,
	.bar_count = sizeof(bar) / sizeof(bar[0]),
};

static struct intent
report_key(void *state, const struct desk_model *m, struct key key)
{
	enum action action = binding_find(VIEW_REPORT, key);

	if (action == ACTION_CHOICE_NEXT || action == ACTION_CHOICE_PREVIOUS)
		return (struct intent){ .kind = INTENT_REPORT,
			.step = action == ACTION_CHOICE_NEXT ? 1 : -1 };
	return paged_key(&paged, state, m, key);
}

static void
report_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	paged_draw(&paged, state, m, g);
}

const struct view_ops view_report = {
	.id = VIEW_REPORT,
	.state_size = sizeof(struct scroll),
	.key = report_key,
	.draw = report_draw,
};
