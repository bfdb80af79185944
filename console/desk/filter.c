/* SPDX-License-Identifier: ISC */
#include "console/desk/filter.h"

#include <stdlib.h>
#include <string.h>

#include "console/rules/query.h"
#include "storage/text.h"

#define SHOWN_CELLS 70
#define BEFORE_CELLS 40		/* kept before the place, where the query is longer */

char *
filter_fault(const char *query, const struct wire_list_end *end)
{
	struct query_fault fault = { .column = 0 };
	struct query *q = query_parse(query, &fault);
	char *sentence = x_strdup(q == NULL ? fault.text : end->fault);

	query_free(q);
	return sentence;
}

/* The cells of the first bytes of a text. */
static size_t
cells_of(const char *text, size_t bytes)
{
	char *piece = x_strndup(text, bytes);
	size_t cells = (size_t)text_width(piece);

	free(piece);
	return cells;
}

/* Puts what of the query stands around the place into the error. */
static void
point_at(struct err *e, const char *query, size_t column)
{
	struct buf safe = { 0 }, shown = { 0 };
	const char *from;
	size_t skipped = 0;

	tsafe(&safe, query, strlen(query), false);
	from = buf_str(&safe);
	while (*from != '\0' && column > skipped + BEFORE_CELLS) {
		do
			from++;
		while (((unsigned char)*from & 0xc0) == 0x80);
		skipped = cells_of(buf_str(&safe), (size_t)(from - buf_str(&safe)));
	}
	(void)text_clip(&shown, from, SHOWN_CELLS);
	if (!str_fill(e->line, sizeof(e->line), buf_str(&shown)))
		e->line[0] = '\0';
	e->column = column - skipped;
	buf_release(&shown);
	buf_release(&safe);
}

enum rc
filter_check(const char *what, const char *query, struct err *e)
{
	struct query_fault fault = { .column = 0 };
	struct query *q = query_parse(query, &fault);
	struct buf whole = { 0 };

	query_free(q);
	if (q != NULL)
		return RC_OK;
	if (what == NULL)
		(void)err_set(e, RC_USAGE, say(N_("bad filter at column %d: %s")),
		    (int)fault.column, fault.text);
	else
		(void)err_set(e, RC_USAGE, say(N_("%s, column %d: %s")), what, (int)fault.column,
		    fault.text);
	/* Columns are counted in the composed text. */
	text_nfc(&whole, query, strlen(query));
	point_at(e, buf_str(&whole), fault.column);
	buf_release(&whole);
	return RC_USAGE;
}
