/* SPDX-License-Identifier: ISC */
/* The answers of the case looked at, side by side: as they were submitted, as
 * they are, and as the clerk saw them last; under each other where there is no
 * room. */
#include "storage/text.h"
#include "views/paged.h"
#include "views/words.h"

#define WIDE_COLS 100	/* from here on three columns have room */
#define NAME_COLS 22
#define LABEL_COLS 14	/* of what stands under each other */

enum { SIDE_SUBMITTED, SIDE_NOW, SIDE_SEEN, SIDE__COUNT };

static const char *const headings[SIDE__COUNT] = {
	[SIDE_SUBMITTED] = N_("As submitted"),
	[SIDE_NOW] = N_("Now"),
	[SIDE_SEEN] = N_("Last seen by you"),
};

static const char *
side_of(const struct answer *a, int side)
{
	const char *value = str_or_empty(a->value);

	if (side == SIDE_SUBMITTED && a->is_amended)
		value = a->was;
	if (side == SIDE_SEEN && a->is_new)
		value = a->seen;
	return value[0] != '\0' ? words_answer(a, value) : say(N_("nothing"));
}

static enum style
style_of(const struct answer *a, int side)
{
	if (side == SIDE_NOW && a->is_new)
		return STYLE_NOTICE;
	if (side == SIDE_NOW && a->is_amended)
		return STYLE_LAYER;
	return a->is_masked ? STYLE_MASKED : STYLE_NORMAL;
}

static bool
is_shown(const struct answer *a, int side)
{
	return side != SIDE_SEEN || a->has_seen;
}

/* A column of the page, for wrapping in it. */
static struct page
column_of(const struct page *p, int side)
{
	struct page column = *p;
	int cols = (p->cols - NAME_COLS) / SIDE__COUNT;

	column.col += NAME_COLS + side * cols;
	column.cols = cols - 1;
	return column;
}

/* "~" where it changed since the clerk looked, then the name. */
static void
put_name(struct page *p, const struct answer *a, int cols)
{
	const char *name = a->title[0] != '\0' ? a->title : a->name;

	if (a->is_new)
		page_put(p, 0, 1, STYLE_NOTICE, WORDS_NEW_SIGN);
	page_put(p, 1, cols, STYLE_LABEL, name);
}

static void
put_beside(struct page *p, const struct answer *a)
{
	struct page name = *p;
	int last;

	if (a->is_new)
		page_put(p, 0, 1, STYLE_NOTICE, WORDS_NEW_SIGN);
	name.cols = NAME_COLS - 1;
	page_wrap(&name, 1, STYLE_LABEL, a->title[0] != '\0' ? a->title : a->name);
	last = name.line;
	for (int side = 0; side < SIDE__COUNT; side++) {
		struct page column = column_of(p, side);

		if (is_shown(a, side))
			page_wrap(&column, 0, style_of(a, side), side_of(a, side));
		last = column.line > last ? column.line : last;
	}
	p->line = last;
	page_next(p);
}

static void
put_below(struct page *p, const struct answer *a)
{
	put_name(p, a, p->cols - 1);
	page_next(p);
	for (int side = 0; side < SIDE__COUNT; side++) {
		if (!is_shown(a, side))
			continue;
		page_put(p, 3, LABEL_COLS + 4, STYLE_DIM, say(headings[side]));
		page_wrap(p, LABEL_COLS + 7, style_of(a, side), side_of(a, side));
		page_next(p);
	}
}

static void
put_heads(struct page *p)
{
	for (int side = 0; side < SIDE__COUNT; side++) {
		struct page column = column_of(p, side);

		page_put(&column, 0, column.cols, STYLE_HEADING, say(headings[side]));
	}
	page_next(p);
}

/* An answer that never changed is the same in all columns: it is said once. */
static void
put_same(struct page *p, const struct answer *a)
{
	const char *name = a->title[0] != '\0' ? a->title : a->name;
	bool is_beside = text_width(name) <= NAME_COLS - 2;
	struct page value;

	put_name(p, a, p->cols - 1);
	if (!is_beside)
		page_next(p);
	value = *p;
	value.col += NAME_COLS;
	value.cols -= NAME_COLS;
	page_wrap(&value, 0, style_of(a, SIDE_NOW), side_of(a, SIDE_NOW));
	p->line = value.line;
	page_next(p);
}

static bool
has_changed(const struct answer *a)
{
	return a->is_amended || a->is_new;
}

static void
write_side(struct page *p, const struct desk_model *m)
{
	const struct case_detail *d = m->detail;
	bool is_wide = p->cols >= WIDE_COLS;
	size_t changed = 0;

	if (d == NULL) {
		page_put(p, 1, p->cols, STYLE_DIM, say(N_("Reading the case.")));
		page_next(p);
		return;
	}
	for (size_t i = 0; i < d->answer_count; i++)
		changed += has_changed(&d->answers[i]) ? 1 : 0;
	page_heading(p, changed > 0 ? say(N_("Changed")) :
	    say(N_("Nothing has changed since it was submitted.")));
	if (d->answer_count > 0 && !d->answers[0].has_seen) {
		page_wrap(p, 1, STYLE_DIM, say(N_("You had not opened this case before.")));
		page_next(p);
	}
	if (is_wide && changed > 0)
		put_heads(p);
	for (size_t i = 0; i < d->answer_count; i++) {
		if (has_changed(&d->answers[i]) && is_wide)
			put_beside(p, &d->answers[i]);
		else if (has_changed(&d->answers[i]))
			put_below(p, &d->answers[i]);
	}
	if (changed < d->answer_count)
		page_heading(p, say(N_("Not changed")));
	for (size_t i = 0; i < d->answer_count; i++) {
		if (!has_changed(&d->answers[i]))
			put_same(p, &d->answers[i]);
	}
}

static const struct bar_entry bar[] = {
	{ ACTION_BACK, false }, { ACTION_DOWN, false }, { ACTION_PAGE_DOWN, false },
	{ ACTION_HOME, false }, { ACTION_END, false }, { ACTION_QUIT, false },
};

static const struct paged paged = {
	.id = VIEW_SIDE,
	.write = write_side,
	.bar = bar,
	.bar_count = sizeof(bar) / sizeof(bar[0]),
};

static struct intent
side_key(void *state, const struct desk_model *m, struct key key)
{
	return paged_key(&paged, state, m, key);
}

static void
side_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	paged_draw(&paged, state, m, g);
}

static void
side_title(const void *state, const struct desk_model *m, struct buf *out)
{
	(void)state;
	buf_printf(out, "%s  ", view_id_label(VIEW_SIDE));
	if (m->detail != NULL)
		buf_puts(out, words_number(&m->detail->row));
}

const struct view_ops view_side = {
	.id = VIEW_SIDE,
	.state_size = sizeof(struct scroll),
	.key = side_key,
	.draw = side_draw,
	.title = side_title,
};
