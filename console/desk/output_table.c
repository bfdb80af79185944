/* SPDX-License-Identifier: ISC */
#include "console/desk/output_table.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "storage/instant.h"
#include "storage/text.h"

#define GAP "  "

static void
add_cell(struct writer *w, struct buf *text)
{
	w->cells = x_realloc(w->cells, w->cell_count + 1, sizeof(*w->cells));
	w->cells[w->cell_count++] = buf_steal(text);
}

/* What a person is shown of a value. */
static void
shown_text(struct buf *b, const struct value *v)
{
	char at[32];

	if (v->shown != NULL) {
		tsafe(b, v->shown, strlen(v->shown), false);
		return;
	}
	switch (v->kind) {
	case VALUE_TEXT:
	case VALUE_WORDS:
	case VALUE_JSON:
		tsafe(b, str_or_empty(v->text), strlen(str_or_empty(v->text)), false);
		break;
	case VALUE_NUMBER:
		buf_printf(b, "%" PRId64, v->number);
		break;
	case VALUE_INSTANT:
		instant_format_official(v->number, at);
		buf_puts(b, at);
		break;
	case VALUE_BOOL:
		buf_puts(b, v->number != 0 ? say(N_("yes")) : say(N_("no")));
		break;
	}
}

void
output_table_row(struct writer *w, const struct value *values)
{
	for (size_t i = 0; i < w->count; i++) {
		struct buf text = { 0 };

		if (w->columns[i].title == NULL)
			continue;
		shown_text(&text, &values[i]);
		add_cell(w, &text);
	}
}

/* The widest cell of each shown column, heading included, cut to what the
 * column allows on a terminal. */
static void
measure(const struct writer *w, const struct column *const *shown, size_t count, int *cells)
{
	for (size_t i = 0; i < count; i++) {
		cells[i] = text_width(say(shown[i]->title));
		for (size_t at = i; at < w->cell_count; at += count) {
			int width = text_width(w->cells[at]);

			if (width > cells[i])
				cells[i] = width;
		}
		if (w->options.cols > 0 && shown[i]->cells_max > 0 &&
		    cells[i] > shown[i]->cells_max)
			cells[i] = shown[i]->cells_max;
	}
}

static void
put_cell(struct buf *line, const char *text, int cells, bool is_right, bool is_last)
{
	int width = text_width(text);

	if (is_right)
		for (int i = width; i < cells; i++)
			buf_putc(line, ' ');
	if (is_last && !is_right)
		(void)text_clip(line, text, cells);
	else
		text_fit(line, text, is_right && width < cells ? width : cells);
	if (!is_last)
		buf_puts(line, GAP);
}

static void
put_line(struct writer *w, const struct column *const *shown, size_t count, const int *cells,
    char *const *texts)
{
	struct buf line = { 0 }, cut = { 0 };

	for (size_t i = 0; i < count; i++)
		put_cell(&line, texts == NULL ? say(shown[i]->title) : texts[i], cells[i],
		    shown[i]->is_right, i + 1 == count);
	while (line.len > 0 && line.data[line.len - 1] == ' ')
		line.data[--line.len] = '\0';
	if (w->options.cols > 0)
		(void)text_clip(&cut, buf_str(&line), w->options.cols);
	sink_buf(w->sink, w->options.cols > 0 ? &cut : &line);
	sink_puts(w->sink, "\n");
	buf_release(&cut);
	buf_release(&line);
}

void
output_table_end(struct writer *w)
{
	const struct column **shown = x_zalloc(w->count, sizeof(const struct column *));
	int *cells = x_zalloc(w->count, sizeof(*cells));
	size_t count = 0;

	for (size_t i = 0; i < w->count; i++)
		if (w->columns[i].title != NULL)
			shown[count++] = &w->columns[i];
	measure(w, shown, count, cells);
	put_line(w, shown, count, cells, NULL);
	for (size_t at = 0; at < w->cell_count; at += count)
		put_line(w, shown, count, cells, w->cells + at);
	free(cells);
	free(shown);
}
