/* SPDX-License-Identifier: ISC */
#include "views/queue_marks.h"

#include "storage/text.h"
#include "views/chrome.h"
#include "views/mark_words.h"

#define PART 4	/* pinned cases take no more than this part of the screen */

/* Which action is which. */
static const struct {
	enum action action;
	enum mark_what what;
	bool needs_case;
} table[] = {
	{ ACTION_MARK, MARK_TOGGLE, true },
	{ ACTION_MARK_RANGE, MARK_RANGE, true },
	{ ACTION_MARK_MATCHES, MARK_MATCHES, false },
	{ ACTION_MARK_NONE, MARK_NONE, false },
};

static int
find(enum action action)
{
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (table[i].action == action)
			return (int)i;
	}
	return -1;
}

bool
queue_is_mark(enum action action)
{
	return find(action) >= 0;
}

struct intent
queue_mark(enum action action, int64_t case_id)
{
	int i = find(action);

	if (i < 0 || (table[i].needs_case && case_id == 0))
		return (struct intent){ .kind = INTENT_NONE };
	return (struct intent){ .kind = INTENT_MARK, .mark = table[i].what, .case_id = case_id };
}

/* How many of the hidden ones are shown. */
static int
shown(const struct desk_model *m)
{
	int outside = (int)mark_outside(m), most = chrome_body_rows(m) / PART - 1;

	return outside < most ? outside : most < 0 ? 0 : most;
}

int
queue_pinned_rows(const struct desk_model *m)
{
	return mark_outside(m) == 0 ? 0 : 1 + shown(m);
}

void
queue_pinned_draw(const struct queue_layout *l, const struct desk_model *m, struct grid *g, int row)
{
	struct buf b = { 0 };
	int left = shown(m);

	if (mark_outside(m) == 0)
		return;
	buf_printf(&b, say(N_("Marked outside the filter: %zu")), mark_outside(m));
	grid_put(g, row++, 1, g->cols - 2, STYLE_NOTICE, buf_str(&b));
	for (size_t i = 0; i < m->marked.count && left > 0; i++) {
		if (!m->marked.marks[i].is_outside)
			continue;
		queue_columns_case(l, m, g, row++, &m->marked.marks[i].row);
		left--;
	}
	buf_release(&b);
}
