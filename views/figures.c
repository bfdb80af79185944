/* SPDX-License-Identifier: ISC */
#include "views/figures.h"

#include "console/rules/figure.h"
#include "storage/text.h"

void
figures_count(struct buf *out, const struct figure_row *row)
{
	buf_printf(out, "%lld%s", (long long)row->count, row->is_more ? "+" : "");
}

enum style
figures_style(const struct figure_row *row)
{
	enum figure figure;

	if (row->count == 0)
		return STYLE_DIM;
	return figure_find(row->name, &figure) && figure_table[figure].is_alarm ? STYLE_DANGER :
	    STYLE_NORMAL;
}

struct intent
figures_open(const struct figure_row *row)
{
	enum figure figure;

	if (!figure_find(row->name, &figure))
		return (struct intent){ .kind = INTENT_NONE };
	switch (figure_table[figure].list) {
	case LIST_CASES:
		return (struct intent){ .kind = INTENT_QUERY, .text = row->query };
	case LIST_SENT:
		return (struct intent){ .kind = INTENT_PUSH, .push = &view_sent,
			.arg = { .text = row->name } };
	case LIST_CONSULT:
		return (struct intent){ .kind = INTENT_PUSH, .push = &view_consult };
	case LIST_WAITS:
		return (struct intent){ .kind = INTENT_PUSH, .push = &view_waits };
	case LIST_UNSORTED:
		return (struct intent){ .kind = INTENT_PUSH, .push = &view_unsorted,
			.arg = { .text = "open" } };
	}
	return (struct intent){ .kind = INTENT_NONE };
}
