/* SPDX-License-Identifier: ISC */
/* What a channel handed over, as the office lets it be seen. */
#include "storage/text.h"
#include "views/paged.h"

static void
write_raw(struct page *p, const struct desk_model *m)
{
	page_wrap(p, 0, STYLE_NORMAL, m->raw != NULL ? m->raw : say(N_("Reading what was sent.")));
	page_next(p);
}

static const struct bar_entry bar[] = {
	{ ACTION_BACK, false }, { ACTION_DOWN, false }, { ACTION_PAGE_DOWN, false },
	{ ACTION_HOME, false }, { ACTION_HELP, false }, { ACTION_QUIT, false },
};

static const struct paged paged = {
	.id = VIEW_RAW,
	.write = write_raw,
	.bar = bar,
	.bar_count = sizeof(bar) / sizeof(bar[0]),
};

static struct intent
raw_key(void *state, const struct desk_model *m, struct key key)
{
	return paged_key(&paged, state, m, key);
}

static void
raw_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	paged_draw(&paged, state, m, g);
}

static void
raw_title(const void *state, const struct desk_model *m, struct buf *out)
{
	(void)state;
	buf_printf(out, "%s  ", view_id_label(VIEW_RAW));
	if (m->raw_row != NULL)
		buf_puts(out, m->raw_row->external_id[0] != '\0' ? m->raw_row->external_id :
		    m->raw_row->event_id);
}

const struct view_ops view_raw = {
	.id = VIEW_RAW,
	.state_size = sizeof(struct scroll),
	.key = raw_key,
	.draw = raw_draw,
	.title = raw_title,
};
