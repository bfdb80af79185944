/* SPDX-License-Identifier: ISC */
/* Help: every action with its keys and its sentence, from the two tables. */
#include "console/rules/verdict.h"
#include "storage/text.h"
#include "views/case_page.h"
#include "views/paged.h"

#define KEYS_LEAST 18	/* cells of the keys, */
#define KEYS_MOST 25	/* and where they take a second line */
#define LABEL_COLS 16	/* at least */

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
write_refusal(struct page *p, const struct allowed *refusal, int col)
{
	struct buf sentence = { 0 };
	enum reason reason;

	if (!reason_find(refusal->reason, &reason))
		return;
	buf_printf(&sentence, "%s ", say(N_("Not now:")));
	reason_sentence(&sentence, reason, refusal->detail);
	page_wrap(p, col, STYLE_DIM, buf_str(&sentence));
	page_next(p);
	buf_release(&sentence);
}

/* Where the columns begin in which the labels and the sentences stand. */
struct help_columns {
	int label;
	int sentence;
};

/* Every label is whole, and so are the keys where they are not too many. */
static struct help_columns
columns_of(void)
{
	int keys = KEYS_LEAST, labels = LABEL_COLS;
	struct buf b = { 0 };

	for (int a = ACTION_NONE + 1; a < ACTION__COUNT; a++) {
		int width = text_width(action_label((enum action)a)) + 1;

		labels = width > labels ? width : labels;
		buf_clear(&b);
		binding_keys(&b, VIEW__COUNT, (enum action)a);
		width = text_width(buf_str(&b)) + 2;
		keys = width > keys ? width : keys;
	}
	buf_release(&b);
	keys = keys < KEYS_MOST ? keys : KEYS_MOST;
	return (struct help_columns){ keys, keys + labels };
}

/* The keys, in as many lines of their column as they need; returns the line
 * behind the last. */
static int
write_keys(struct page *p, enum action action, int cols)
{
	struct buf keys = { 0 };
	int all_cols = p->cols, line = p->line, end;

	binding_keys(&keys, VIEW__COUNT, action);
	p->cols = cols - 1;
	page_wrap(p, 1, STYLE_KEY, buf_str(&keys));
	page_next(p);
	end = p->line;
	p->cols = all_cols;
	p->line = line;
	buf_release(&keys);
	return end;
}

static void
write_action(struct page *p, const struct desk_model *m, enum action action, struct help_columns at)
{
	const struct allowed *refusal = find_refusal(m, action);
	int end = write_keys(p, action, at.label);

	page_put(p, at.label, at.sentence - at.label - 1, refusal != NULL ? STYLE_DIM : STYLE_NORMAL,
	    action_label(action));
	page_wrap(p, at.sentence, STYLE_LABEL, action_help(action));
	page_next(p);
	if (refusal != NULL)
		write_refusal(p, refusal, at.sentence);
	if (p->line < end)
		p->line = end;
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
	struct help_columns at = columns_of();

	for (int group = 0; group < GROUP__COUNT; group++) {
		page_heading(p, action_group_label((enum action_group)group));
		for (int a = ACTION_NONE + 1; a < ACTION__COUNT; a++) {
			if (action_table[a].group == (enum action_group)group)
				write_action(p, m, (enum action)a, at);
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
