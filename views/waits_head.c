/* SPDX-License-Identifier: ISC */
#include "views/waits_head.h"

#include "console/rules/wait.h"
#include "console/rules/wait_words.h"
#include "storage/text.h"
#include "views/words.h"

#define ROOMY_ROWS 30

/* "all regions  by office  41 to 60 of 10,000" and the alert. */
static void
write_place(struct page *p, const struct desk_model *m)
{
	const struct wait_head *h = &m->waits_head;
	struct buf line = { 0 };

	if (h->region[0] != '\0')
		words_region(&line, h->region);
	else
		buf_puts(&line, say(N_("all regions")));
	buf_printf(&line, " · %s", wait_sort_label(m->waits_sort));
	if (h->total > (int64_t)m->waits_count)
		buf_printf(&line, say(N_(" · %lld to %lld of %lld")), (long long)h->first + 1,
		    (long long)h->first + (long long)m->waits_count, (long long)h->total);
	buf_puts(&line, " · ");
	wait_limit_words(&line, &h->limit);
	if (h->over > 0)
		buf_printf(&line, say(N_(": %lld over it (!)")), (long long)h->over);
	page_wrap(p, 0, h->over > 0 ? STYLE_WARN : STYLE_LABEL, buf_str(&line));
	page_next(p);
	buf_release(&line);
}

static bool
is_used(const struct wait_way *way)
{
	return way->waiting > 0 || way->samples > 0;
}

/* All on one line: how many wait, and how long it takes. */
static void
write_ways_short(struct page *p, const struct desk_model *m)
{
	struct buf line = { 0 };

	for (size_t i = 0; i < m->wait_way_count; i++) {
		const struct wait_way *way = &m->wait_ways[i];

		if (!is_used(way))
			continue;
		buf_printf(&line, say(N_("%s%s %lld")), line.len > 0 ? " · " : "",
		    wait_way_label(way->kind), (long long)way->waiting);
		if (way->p90_sec < 0)
			continue;
		buf_puts(&line, " (");
		wait_words_spans(&line, way->p50_sec, way->p90_sec);
		buf_puts(&line, ")");
	}
	if (line.len > 0) {
		page_wrap(p, 0, STYLE_NORMAL, buf_str(&line));
		page_next(p);
	}
	buf_release(&line);
}

/* The office's own ways, side by side where there is room; those that nobody uses are
 * left out. */
static void
write_ways(struct page *p, const struct desk_model *m)
{
	int cols = p->cols >= 2 * 90 ? p->cols / 2 : p->cols, col = 0;

	if (m->screen_rows < ROOMY_ROWS) {
		write_ways_short(p, m);
		return;
	}
	for (size_t i = 0; i < m->wait_way_count; i++) {
		const struct wait_way *way = &m->wait_ways[i];
		struct buf b = { 0 };

		if (!is_used(way))
			continue;
		buf_printf(&b, "%s: ", wait_way_label(way->kind));
		wait_words_way(&b, way);
		if (col > 0 && (col + cols > p->cols || text_width(buf_str(&b)) >= cols)) {
			page_next(p);
			col = 0;
		}
		page_put(p, col, p->cols - col, STYLE_NORMAL, buf_str(&b));
		col += cols;
		buf_release(&b);
	}
	if (col > 0)
		page_next(p);
}

void
waits_head_write(struct page *p, const struct desk_model *m)
{
	struct buf call = { 0 };

	write_ways(p, m);
	wait_words_call(&call, &m->waits_head);
	if (call.len > 0) {
		page_wrap(p, 0, STYLE_NOTICE, buf_str(&call));
		page_next(p);
	}
	write_place(p, m);
	buf_release(&call);
}
