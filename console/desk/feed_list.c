/* SPDX-License-Identifier: ISC */
#include "console/desk/feed_list.h"

#include <stdlib.h>
#include <string.h>

#include "storage/base.h"

void
feed_list_release(struct feed_list *l)
{
	free(l->rows);
	free(l->pages);
	*l = (struct feed_list){ .total = -1 };
}

void
feed_list_begin(struct feed_list *l, const struct feed_list *of, size_t from)
{
	*l = (struct feed_list){ .total = of->total };
	if (from >= of->page_count)
		from = of->page_count > 0 ? of->page_count - 1 : 0;
	if (from == 0)
		return;
	l->pages = x_alloc(from * sizeof(*l->pages));
	memcpy(l->pages, of->pages, from * sizeof(*l->pages));
	l->page_count = l->from = from;
	memcpy(l->next, of->pages[from].after, sizeof(l->next));
}

void
feed_list_add(struct feed_list *l, const struct case_row *rows, size_t count,
    const struct wire_list_end *end)
{
	if (count > 0) {
		struct feed_page *page;

		l->pages = x_realloc(l->pages, l->page_count + 1, sizeof(*l->pages));
		page = &l->pages[l->page_count++];
		*page = (struct feed_page){ .rows = count };
		memcpy(page->after, l->next, sizeof(page->after));
		l->rows = x_realloc(l->rows, l->count + count, sizeof(*l->rows));
		memcpy(l->rows + l->count, rows, count * sizeof(*rows));
		l->count += count;
	}
	memcpy(l->next, end->next, sizeof(l->next));
	if (end->total >= 0)
		l->total = end->total;
}

void
feed_list_trim(struct feed_list *l)
{
	size_t drop = 0;

	while (l->from + 1 < l->page_count &&
	    l->count - drop - l->pages[l->from].rows >= FEED_WINDOW_ROWS)
		drop += l->pages[l->from++].rows;
	if (drop == 0)
		return;
	l->count -= drop;
	memmove(l->rows, l->rows + drop, l->count * sizeof(*l->rows));
}

int64_t
feed_list_first(const struct feed_list *l)
{
	int64_t first = 0;

	for (size_t i = 0; i < l->from; i++)
		first += (int64_t)l->pages[i].rows;
	return first;
}
