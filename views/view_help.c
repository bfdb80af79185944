/* SPDX-License-Identifier: ISC */
/* Help: every action with its keys and its sentence, from the two tables. */
#include "console/rules/verdict.h"
#include "storage/text.h"
#include "views/case_page.h"
#include "views/paged.h"

#define KEYS_COLS 18
#define LABEL_COLS 16

/* Why the action cannot be done to the open case; NULL where it can, or where
 * nobody has said. */
static const struct allowed *
find_refusal(const struct desk_model *m, enum action action)
{
	enum op op = action_table[action].op;
	const struct allowed *a;

	if (m->detail == NULL || op == OP__COUNT)
		return NULL;
	a = case_allowed(m->detail, op);
	return a != NULL && !a->is_allowed ? a : NULL;
}

static void
write_refusal(struct page *p, const struct allowed *refusal)
{
	struct buf sentence = { 0 };
	enum reason reason;

	if (!reason_find(refusal->reason, &reason))
		return;
	buf_printf(&sentence, "%s ", say(N_("Not now:")));
	reason_sentence(&sentence, reason, refusal->detail);
	page_wrap(p, KEYS_COLS + LABEL_COLS, STYLE_DIM, buf_str(&sentence));
	page_next(p);
	buf_release(&sentence);
}

static void
write_action(struct page *p, const struct desk_model *m, enum action action)
{
	const struct allowed *refusal = find_refusal(m, action);
	struct buf keys = { 0 };

	binding_keys(&keys, VIEW__COUNT, action);
	page_put(p, 1, KEYS_COLS - 2, STYLE_KEY, buf_str(&keys));
	page_put(p, KEYS_COLS, LABEL_COLS - 1, refusal != NULL ? STYLE_DIM : STYLE_NORMAL,
	    action_label(action));
	page_wrap(p, KEYS_COLS + LABEL_COLS, STYLE_LABEL, action_help(action));
	page_next(p);
	if (refusal != NULL)
		write_refusal(p, refusal);
	buf_release(&keys);
}

static void
write_signs(struct page *p)
{
	page_heading(p, say(N_("Signs")));
	page_wrap(p, 1, STYLE_LABEL, say(N_("! overdue   * one working day or less   + three working "
	    "days or less   > the selected row   # marked   ~ changed since you looked   [region] a field that region set")));
	page_next(p);
	page_wrap(p, 1, STYLE_LABEL, say(N_("In Hangul mode the letter keys work as they are "
	    "printed on the key: no need to switch.")));
	page_next(p);
}

static void
write_cursor(struct page *p)
{
	page_heading(p, say(N_("The cursor of the queue")));
	page_wrap(p, 1, STYLE_LABEL, say(N_("Until you move it, it stays at the top of the list. "
	    "Then it stays on its case, wherever that goes when others work. After your own "
	    "operation, if its case moves away, it goes to the next one.")));
	page_next(p);
}

static void
write_help(struct page *p, const struct desk_model *m)
{
	for (int group = 0; group < GROUP__COUNT; group++) {
		page_heading(p, action_group_label((enum action_group)group));
		for (int a = ACTION_NONE + 1; a < ACTION__COUNT; a++) {
			if (action_table[a].group == (enum action_group)group)
				write_action(p, m, (enum action)a);
		}
	}
	write_signs(p);
	write_cursor(p);
}

static const struct bar_entry bar[] = {
	{ ACTION_BACK, false }, { ACTION_DOWN, false }, { ACTION_PAGE_DOWN, false },
	{ ACTION_HOME, false }, { ACTION_QUIT, false },
};

static const struct paged paged = {
	.id = VIEW_HELP,
	.write = write_help,
	.bar = bar,
	.bar_count = sizeof(bar) / sizeof(bar[0]),
};

static struct intent
help_key(void *state, const struct desk_model *m, struct key key)
{
	return paged_key(&paged, state, m, key);
}

static void
help_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	paged_draw(&paged, state, m, g);
}

const struct view_ops view_help = {
	.id = VIEW_HELP,
	.state_size = sizeof(struct scroll),
	.key = help_key,
	.draw = help_draw,
};
