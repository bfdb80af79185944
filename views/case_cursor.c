/* SPDX-License-Identifier: ISC */
#include "views/case_cursor.h"

#include "storage/text.h"

static size_t
index_of(const struct case_cursor *c, const struct case_detail *d)
{
	for (size_t i = 0; i < d->answer_count; i++) {
		if (str_eq(d->answers[i].name, c->field))
			return i;
	}
	return c->index < d->answer_count ? c->index : d->answer_count - 1;
}

const struct answer *
case_cursor_answer(const struct case_cursor *c, const struct case_detail *d)
{
	return d->answer_count == 0 ? NULL : &d->answers[index_of(c, d)];
}

static struct answer_spot
spot_of(const struct desk_model *m, const struct case_paging *paging, size_t i)
{
	struct answer_spot spot = { .field = m->detail->answers[i].name };

	paging->measure(m, &spot);
	return spot;
}

static void
stand_on(struct case_cursor *c, const struct desk_model *m, size_t i)
{
	(void)str_fill(c->field, sizeof(c->field), m->detail->answers[i].name);
	c->index = i;
}

/* The lines of the answer come into sight; before the first one the page's
 * beginning does. */
static void
bring_into_sight(struct scroll *scroll, const struct case_paging *paging,
    const struct answer_spot *spot, bool is_first)
{
	if (spot->last >= scroll->top + paging->rows)
		scroll->top = spot->last - paging->rows + 1;
	if (spot->first < scroll->top)
		scroll->top = is_first ? 0 : spot->first;
}

/* By a page the cursor goes along: to the first answer that is all in sight. */
static void
go_along(struct case_cursor *c, const struct scroll *scroll, const struct desk_model *m,
    const struct case_paging *paging)
{
	for (size_t i = 0; i < m->detail->answer_count; i++) {
		struct answer_spot spot = spot_of(m, paging, i);

		if (spot.first < scroll->top || spot.last >= scroll->top + paging->rows)
			continue;
		stand_on(c, m, i);
		return;
	}
}

bool
case_cursor_move(struct case_cursor *c, struct scroll *scroll, const struct desk_model *m,
    const struct case_paging *paging, enum action action)
{
	const struct case_detail *d = m->detail;
	bool is_down = action == ACTION_DOWN;
	struct answer_spot spot;
	size_t i;

	if (d->answer_count == 0 || (action != ACTION_UP && !is_down)) {
		if (!scroll_move(scroll, action, paging->lines, paging->rows))
			return false;
		if (d->answer_count > 0)
			go_along(c, scroll, m, paging);
		return true;
	}
	i = index_of(c, d);
	spot = spot_of(m, paging, i);
	scroll->top = scroll_top(scroll, paging->lines, paging->rows);
	/* What is out of sight, or has no next one, is not left by a jump. */
	if (is_down ? i + 1 == d->answer_count || spot.last >= scroll->top + paging->rows ||
	    spot.last < scroll->top : i == 0 || spot.first < scroll->top ||
	    spot.first >= scroll->top + paging->rows)
		return scroll_move(scroll, action, paging->lines, paging->rows);
	i = is_down ? i + 1 : i - 1;
	stand_on(c, m, i);
	spot = spot_of(m, paging, i);
	bring_into_sight(scroll, paging, &spot, i == 0);
	return true;
}
