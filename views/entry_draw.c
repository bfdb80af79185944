/* SPDX-License-Identifier: ISC */
/* The editor of a form on the screen: sections, fields, what is wrong with each. */
#include <string.h>

#include "storage/text.h"
#include "views/chrome.h"
#include "views/entry_state.h"
#include "views/page.h"
#include "views/scratch_words.h"
#include "views/words.h"

enum { LABEL_COLS = 27, VALUE_COL = LABEL_COLS + 2, HEAD_ROWS = 1, WIDE_LABEL_COLS = 40 };

/* One drawing: the page, and where the focused field stands in it. */
struct drawing {
	const struct entry_state *s;
	const struct desk_model *m;
	struct page *p;
	int value_col;
	int focus_from, focus_to;	/* lines */
};

static int
value_col_on(const struct desk_model *m)
{
	return m->screen_cols >= 120 ? WIDE_LABEL_COLS + 2 : VALUE_COL;
}

struct line_box
entry_box(const struct desk_model *m)
{
	return (struct line_box){ .rows = ENTRY_PARAGRAPH_ROWS,
		.cols = m->screen_cols - 2 - value_col_on(m) };
}

/* What is said to the focused field, while nothing else is. */
static const char *
hint_of(const struct entry_field *f)
{
	static const char *const hints[WIDGET__COUNT] = {
		[WIDGET_TEXT] = "",
		[WIDGET_PARAGRAPH] = N_("Several lines; Tab goes on."),
		[WIDGET_DATE] = N_("A date: 20261123, 11.23, today, 내일."),
		[WIDGET_TIME] = N_("A time: 14:30, or 11.23 14:30; empty for now."),
		[WIDGET_YES_NO] = N_("Left, Right, Space, or its first letter."),
		[WIDGET_CHOICE] = N_("Left, Right, Space, its number or first letter."),
		[WIDGET_NUMBER] = N_("A number."),
		[WIDGET_MONEY] = N_("Won; commas may be left out."),
		[WIDGET_PHONE] = N_("Digits; the hyphens come by themselves."),
		[WIDGET_POSTCODE] = N_("Five digits."),
		[WIDGET_ADDRESS] = N_("Begin with the region's name or initials."),
		[WIDGET_BIRTH] = N_("900101-1: birth date and sex digit only, no law lets us keep more."),
		[WIDGET_LIST] = N_("A list: one entry after the other."),
	};

	return str_empty(hints[f->widget]) ? "" : say(hints[f->widget]);
}

static const char *
notice_of(const struct entry_state *s)
{
	switch (s->notice) {
	case ENTRY_SAYS_NOTHING:
		return "";
	case ENTRY_SAYS_BIRTH:
		return say(N_("Only birth date and sex digit: the rest of a resident number is not "
		    "kept."));
	case ENTRY_SAYS_FULL:
		return say(N_("There is no room for that: nothing of it was taken."));
	case ENTRY_SAYS_ROWS:
		return say(N_("Entries are added to, and taken from, the field of a list."));
	case ENTRY_SAYS_FAULTS:
		return say(N_("Go on filling in; F2 once more takes it as it is (서식불일치)."));
	case ENTRY_SAYS_UNCHANGED:
		return say(N_("Nothing is another than it was."));
	}
	return "";
}

/* "[서대문] 확인", and a star where it must be filled in. */
static void
put_label(struct drawing *d, const struct entry_field *f, bool has_focus)
{
	struct buf label = { 0 };
	int used = 0;

	if (f->layer[0] != '\0') {
		struct buf layer = { 0 };

		buf_putc(&layer, '[');
		words_region_short(&layer, f->layer);
		buf_puts(&layer, "] ");
		used = page_put(d->p, 2, d->p->cols - 2, STYLE_LAYER, buf_str(&layer));
		if (d->p->g == NULL)
			used = text_width(buf_str(&layer));
		buf_release(&layer);
	}
	buf_printf(&label, "%s%s", f->label[0] != '\0' ? f->label : f->title,
	    f->is_required ? " *" : "");
	page_put(d->p, 2 + used, d->p->cols - 2 - used, has_focus ? STYLE_HEADING : STYLE_LABEL,
	    buf_str(&label));
	/* What is too long for its column has a line to itself. */
	if (2 + used + text_width(buf_str(&label)) >= d->value_col)
		page_next(d->p);
	buf_release(&label);
}

/* The things to choose from, beside each other as far as they fit. */
static void
put_choices(struct drawing *d, size_t i, bool has_focus)
{
	const struct entry_field *f = &d->s->en.fields[i];
	const char *text = entry_text(&d->s->en, i), *label;
	int col = d->value_col;

	for (size_t k = 0; (label = entry_choice_label(f, k)) != NULL; k++) {
		bool is_chosen = str_eq(entry_choice(f, k), text);
		int width = 4 + text_width(label);
		struct buf b = { 0 };

		if (col > d->value_col && col + width > d->p->cols) {
			page_next(d->p);
			col = d->value_col;
		}
		buf_printf(&b, "%s%s", is_chosen ? "(*) " : "( ) ", label);
		page_put(d->p, col, d->p->cols - col,
		    is_chosen && has_focus ? STYLE_SELECTED : STYLE_NORMAL, buf_str(&b));
		if (has_focus && (is_chosen || k == 0) && d->p->g != NULL)
			grid_cursor(d->p->g, d->p->row + d->p->line - d->p->top, d->p->col + col);
		col += width + 2;
		buf_release(&b);
	}
}

/* The row of the grid that the current line is on; -1 where it is out of sight. */
static int
grid_row(const struct page *p)
{
	int row = p->line - p->top;

	return p->g == NULL || row < 0 || row >= p->rows ? -1 : p->row + row;
}

static void
put_line(struct drawing *d, const struct entry_field *f)
{
	int row = grid_row(d->p), col = d->p->col + d->value_col, cols = d->p->cols - d->value_col;
	struct buf money = { 0 };
	int used = 0;

	if (f->widget == WIDGET_PARAGRAPH) {
		if (row >= 0 && row + ENTRY_PARAGRAPH_ROWS <= d->p->row + d->p->rows)
			line_draw_box(&d->s->line, d->p->g, row, col, ENTRY_PARAGRAPH_ROWS, cols, true);
		for (int i = 1; i < ENTRY_PARAGRAPH_ROWS; i++)
			page_next(d->p);
		return;
	}
	if (f->widget == WIDGET_MONEY) {
		struct buf shown = { 0 };

		widget_tidy(&shown, f->widget, f->property, d->s->line.text, (struct day){ 0 });
		if (!str_eq(buf_str(&shown), d->s->line.text))
			buf_printf(&money, say(N_(" = %s won")), buf_str(&shown));
		used = text_width(buf_str(&money));
		buf_release(&shown);
	}
	if (row >= 0) {
		line_draw(&d->s->line, d->p->g, row, col, cols - used, true);
		grid_put(d->p->g, row, col + cols - used, used, STYLE_DIM, buf_str(&money));
		grid_cursor(d->p->g, d->p->g->cursor_row, d->p->g->cursor_col);
	}
	buf_release(&money);
}

static void
put_value(struct drawing *d, size_t i, bool has_focus)
{
	const struct entry_field *f = &d->s->en.fields[i];
	struct buf rows = { 0 };

	if (f->widget == WIDGET_LIST) {
		buf_printf(&rows, say(N_("Entries: %d")), f->list < 0 ? 0 : d->s->en.lists[f->list].rows);
		page_put(d->p, d->value_col, d->p->cols - d->value_col,
		    has_focus ? STYLE_SELECTED : STYLE_NORMAL, buf_str(&rows));
		if (has_focus && grid_row(d->p) >= 0)
			grid_cursor(d->p->g, grid_row(d->p), d->p->col + d->value_col);
	} else if (!entry_is_typed(f)) {
		put_choices(d, i, has_focus);
	} else if (has_focus) {
		put_line(d, f);
	} else {
		page_wrap(d->p, d->value_col, STYLE_NORMAL, entry_shown(&d->s->en, i));
	}
	buf_release(&rows);
}

/* Beside the focused address, the region that its beginning means. */
static void
put_region(struct drawing *d)
{
	struct buf region = { 0 }, words = { 0 };

	entry_region(&region, d->s->line.text);
	if (region.len > 0) {
		page_next(d->p);
		buf_printf(&words, "%s %s", binding_first_key(VIEW_ENTRY, ACTION_REGION),
		    buf_str(&region));
		page_put(d->p, d->value_col, d->p->cols - d->value_col, STYLE_DIM, buf_str(&words));
	}
	buf_release(&region);
	buf_release(&words);
}

/* Under the value: what was submitted, what is wrong. */
static void
put_remarks(struct drawing *d, size_t i)
{
	const struct entry *en = &d->s->en;
	struct buf b = { 0 }, was = { 0 };

	if (!entry_is_new(en) && en->fields[i].property != NULL && entry_is_changed(en, i)) {
		entry_was(en, i, &was);
		page_next(d->p);
		buf_printf(&b, "%s: %s", say(N_("Submitted")), was.len > 0 ? buf_str(&was) : "-");
		page_wrap(d->p, d->value_col, STYLE_DIM, buf_str(&b));
	}
	buf_clear(&b);
	if (en->fields[i].is_left)
		entry_fault_sentence(en, i, &b);
	if (b.len > 0) {
		page_next(d->p);
		page_put(d->p, d->value_col - 2, 2, STYLE_DANGER, "! ");
		page_wrap(d->p, d->value_col, STYLE_DANGER, buf_str(&b));
	}
	buf_release(&b);
	buf_release(&was);
}

static void
write_field(struct drawing *d, size_t i)
{
	const struct entry_field *f = &d->s->en.fields[i];
	bool has_focus = i == d->s->focus;

	if (has_focus)
		d->focus_from = d->p->line;
	if (has_focus)
		page_put(d->p, 0, 1, STYLE_HEADING, ">");
	put_label(d, f, has_focus);
	put_value(d, i, has_focus);
	if (has_focus && f->widget == WIDGET_ADDRESS)
		put_region(d);
	put_remarks(d, i);
	if (has_focus)
		d->focus_to = d->p->line;
	page_next(d->p);
}

static void
write_body(struct drawing *d)
{
	const struct entry *en = &d->s->en;

	for (size_t i = 0; i < en->count; i++) {
		if (i == 0 || !str_eq(en->fields[i].section, en->fields[i - 1].section))
			page_heading(d->p, en->fields[i].section);
		write_field(d, i);
	}
}

/* The first line to show, so that the focused field is whole and something is seen
 * around it. */
static int
top_of(const struct drawing *d, int rows)
{
	int top = d->focus_from - rows / 2, most = d->p->line - rows;

	if (d->focus_to - top >= rows)
		top = d->focus_to - rows + 1;
	if (top > d->focus_from)
		top = d->focus_from;
	top = top < most ? top : most;
	return top > 0 ? top : 0;
}

static void
draw_head(const struct entry_state *s, const struct desk_model *m, struct grid *g)
{
	struct buf counts = { 0 }, mark = { 0 }, kept = { 0 };
	enum style style;

	if (s->en.missing + s->en.wrong == 0)
		buf_puts(&counts, say(N_("All is filled in.")));
	else
		buf_printf(&counts, say(N_("Missing %d, not fitting %d")), s->en.missing, s->en.wrong);
	grid_put(g, CHROME_TOP, 1, g->cols - 2,
	    s->en.missing + s->en.wrong > 0 ? STYLE_WARN : STYLE_OK, buf_str(&counts));
	entry_write(&s->en, &kept);
	style = scratch_words(&mark, m, VIEW_ENTRY, s->is_discarding, kept.len > 0);
	int width = text_width(buf_str(&mark));
	if (width > 0 && width + text_width(buf_str(&counts)) + 4 <= g->cols)
		grid_put(g, CHROME_TOP, g->cols - 1 - width, width, style, buf_str(&mark));
	buf_release(&counts);
	buf_release(&mark);
	buf_release(&kept);
}

static void
draw_bar(const struct entry_state *s, struct grid *g)
{
	const struct entry_field *f = &s->en.fields[s->focus];
	const struct { enum action action; bool is_of_use; } all[] = {
		{ ACTION_SAVE, true }, { ACTION_BACK, true }, { ACTION_FAULT_NEXT, true },
		{ ACTION_SAME, entry_same(&s->en, s->focus) != NULL },
		{ ACTION_ROW_ADD, f->list >= 0 }, { ACTION_ROW_DROP, f->number > 0 },
		{ ACTION_REGION, f->widget == WIDGET_ADDRESS },
		{ ACTION_SNIPPETS, f->widget == WIDGET_PARAGRAPH }, { ACTION_DISCARD, true },
		{ ACTION_HELP, true },
	};
	struct bar_entry bar[sizeof(all) / sizeof(all[0])];
	size_t count = 0;

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (all[i].is_of_use)
			bar[count++] = (struct bar_entry){ all[i].action, false };
	chrome_keys(g, VIEW_ENTRY, bar, count);
}

void
entry_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	const struct entry_state *s = state;
	int rows = chrome_body_rows(m) - HEAD_ROWS;
	struct page measure = { .rows = rows, .cols = g->cols - 2 };
	struct page page = { .g = g, .row = CHROME_TOP + HEAD_ROWS, .col = 1, .rows = rows,
		.cols = g->cols - 2 };
	struct drawing d = { .s = s, .m = m, .p = &measure, .value_col = value_col_on(m) };

	if (s->en.count == 0) {
		grid_put(g, CHROME_TOP, 1, g->cols - 2, STYLE_DIM, say(N_("Reading the form.")));
		chrome_message(m, g, "");
		return;
	}
	draw_head(s, m, g);
	chrome_message(m, g, s->notice != ENTRY_SAYS_NOTHING ? notice_of(s) :
	    hint_of(&s->en.fields[s->focus]));
	draw_bar(s, g);
	write_body(&d);
	page.top = top_of(&d, rows);
	d.p = &page;
	write_body(&d);
}
