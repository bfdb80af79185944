/* SPDX-License-Identifier: ISC */
/* 미분류: what channels handed over that could not become a case, and why. */
#include "console/rules/verdict.h"
#include "storage/text.h"
#include "views/paged.h"
#include "views/words.h"

enum { TIME_COLS = 12, CHANNEL_COLS = 9, REGION_COLS = 8 };

static void
write_heads(struct page *p)
{
	page_put(p, 0, TIME_COLS - 1, STYLE_HEADING, say(N_("Arrived")));
	page_put(p, TIME_COLS, CHANNEL_COLS - 1, STYLE_HEADING, say(N_("Channel")));
	page_put(p, TIME_COLS + CHANNEL_COLS, REGION_COLS - 1, STYLE_HEADING, say(N_("Region")));
	page_put(p, TIME_COLS + CHANNEL_COLS + REGION_COLS, p->cols, STYLE_HEADING,
	    say(N_("Number at the channel")));
	page_next(p);
}

/* The reason's sentence; the stored words where the reason is not ours. */
static void
add_reason(struct buf *out, const struct unsorted_row *row)
{
	enum reason reason;

	if (reason_find(row->reason, &reason))
		reason_sentence(out, reason, row->detail);
	else
		buf_printf(out, "%s %s", row->reason, row->detail);
}

static void
write_row(struct page *p, const struct unsorted_row *row)
{
	enum style style = str_eq(row->state, "done") ? STYLE_DIM : STYLE_NORMAL;
	struct buf b = { 0 };

	words_short_time(&b, row->arrived_at);
	page_put(p, 0, TIME_COLS - 1, style, buf_str(&b));
	buf_clear(&b);
	words_channel_short(&b, row->channel);
	page_put(p, TIME_COLS, CHANNEL_COLS - 1, style, buf_str(&b));
	buf_clear(&b);
	words_region_short(&b, row->region);
	page_put(p, TIME_COLS + CHANNEL_COLS, REGION_COLS - 1, style, buf_str(&b));
	page_put(p, TIME_COLS + CHANNEL_COLS + REGION_COLS, p->cols, style,
	    row->external_id[0] != '\0' ? row->external_id : row->event_id);
	page_next(p);
	buf_clear(&b);
	add_reason(&b, row);
	page_wrap(p, TIME_COLS, style == STYLE_DIM ? STYLE_DIM : STYLE_WARN, buf_str(&b));
	page_next(p);
	buf_release(&b);
}

static void
write_all(struct page *p, const struct desk_model *m)
{
	write_heads(p);
	for (size_t i = 0; i < m->unsorted_count; i++)
		write_row(p, &m->unsorted[i]);
	if (m->unsorted_count == 0) {
		page_put(p, 0, p->cols, STYLE_DIM, say(N_("Nothing is unsorted.")));
		page_next(p);
	}
}

static const struct bar_entry bar[] = {
	{ ACTION_BACK, false }, { ACTION_REFRESH, false }, { ACTION_SENT, false },
	{ ACTION_COMMAND, false }, { ACTION_HELP, false }, { ACTION_QUIT, false },
};

static const struct paged paged = {
	.id = VIEW_UNSORTED,
	.write = write_all,
	.bar = bar,
	.bar_count = sizeof(bar) / sizeof(bar[0]),
};

static struct intent
unsorted_key(void *state, const struct desk_model *m, struct key key)
{
	return paged_key(&paged, state, m, key);
}

static void
unsorted_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	paged_draw(&paged, state, m, g);
}

const struct view_ops view_unsorted = {
	.id = VIEW_UNSORTED,
	.state_size = sizeof(struct scroll),
	.key = unsorted_key,
	.draw = unsorted_draw,
};
