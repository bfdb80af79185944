/* SPDX-License-Identifier: ISC */
/* What one release of a form changed, field by field, with who set each. */
#include "storage/instant.h"
#include "storage/text.h"
#include "views/paged.h"
#include "views/words.h"

#define VALUE_COL 4

/* "[서대문] " */
static void
add_layer(struct buf *out, const char *layer)
{
	buf_putc(out, '[');
	words_layer(out, layer);
	buf_putc(out, ']');
}

/* The field itself came or went, or it is another one: its name and who set it. */
static void
write_field(struct page *p, const struct form_change *c)
{
	bool is_whole = str_eq(c->keyword, "field");
	bool is_new = is_whole && c->was[0] == '\0', is_gone = is_whole && c->is[0] == '\0';
	struct buf line = { 0 };

	buf_printf(&line, "%s %s (%s) ", is_new ? "+" : is_gone ? "-" : "~", c->title, c->field);
	if (!is_new)
		add_layer(&line, c->layer_was);
	if (!is_whole)
		buf_puts(&line, " → ");
	if (!is_gone)
		add_layer(&line, c->layer_is);
	page_wrap(p, 0, is_gone ? STYLE_DANGER : is_new ? STYLE_OK : STYLE_NORMAL, buf_str(&line));
	page_next(p);
	buf_release(&line);
}

static void
write_keyword(struct page *p, const struct form_change *c)
{
	struct buf line = { 0 };

	buf_printf(&line, "%s: %s → %s", c->keyword, c->was[0] == '\0' ? "-" : c->was,
	    c->is[0] == '\0' ? "-" : c->is);
	page_wrap(p, VALUE_COL, STYLE_LABEL, buf_str(&line));
	page_next(p);
	buf_release(&line);
}

static void
write_release(struct page *p, const struct desk_model *m)
{
	if (m->release_row == NULL) {
		page_wrap(p, 0, STYLE_NORMAL, say(N_("Reading the release.")));
		page_next(p);
		return;
	}
	if (m->release_change_count == 0) {
		page_wrap(p, 0, STYLE_NORMAL, say(N_("No field is another one by this release.")));
		page_next(p);
	}
	for (size_t i = 0; i < m->release_change_count; i++) {
		const struct form_change *c = &m->release_changes[i];

		if (i == 0 || !str_eq(c->field, c[-1].field))
			write_field(p, c);
		if (!str_eq(c->keyword, "field"))
			write_keyword(p, c);
	}
}

static const struct bar_entry bar[] = {
	{ ACTION_BACK, false }, { ACTION_DOWN, false }, { ACTION_PAGE_DOWN, false },
	{ ACTION_HOME, false }, { ACTION_HELP, false }, { ACTION_QUIT, false },
};

static const struct paged paged = {
	.id = VIEW_RELEASE,
	.write = write_release,
	.bar = bar,
	.bar_count = sizeof(bar) / sizeof(bar[0]),
};

static struct intent
release_key(void *state, const struct desk_model *m, struct key key)
{
	return paged_key(&paged, state, m, key);
}

static void
release_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	paged_draw(&paged, state, m, g);
}

static void
release_title(const void *state, const struct desk_model *m, struct buf *out)
{
	const struct form_release_row *row = m->release_row;

	(void)state;
	if (row == NULL) {
		buf_puts(out, view_id_label(VIEW_RELEASE));
		return;
	}
	words_service_short(out, row->service);
	buf_putc(out, ' ');
	words_layer(out, row->layer);
	buf_printf(out, "  %s", row->version);
}

const struct view_ops view_release = {
	.id = VIEW_RELEASE,
	.state_size = sizeof(struct scroll),
	.key = release_key,
	.draw = release_draw,
	.title = release_title,
};
