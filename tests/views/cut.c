/* SPDX-License-Identifier: ISC */
#include "tests/views/cut.h"

#include <stdio.h>
#include <string.h>

#define ELLIPSIS "…"
#define SHOWN_BYTES 40

/* Does text, from some word of it on, begin the datum without being all of it? */
static bool
begins(const char *text, const char *datum)
{
	size_t len = strlen(text);

	for (size_t i = 0; i < len; i++) {
		if (i > 0 && text[i - 1] != ' ')
			continue;
		if (len - i < strlen(datum) && strncmp(text + i, datum, len - i) == 0)
			return true;
	}
	return false;
}

/* What comes from outside: titles, names, numbers of channels, words of relays. */
static bool
is_datum(const char *text, const struct sample *s)
{
	const struct desk_model *m = &s->model;

	for (size_t i = 0; i < SAMPLE_CASES; i++) {
		if (begins(text, s->rows[i].title) || begins(text, s->rows[i].applicant) ||
		    begins(text, s->rows[i].service) || begins(text, s->rows[i].external_id))
			return true;
	}
	for (size_t i = 0; i < m->waits_count; i++) {
		if (begins(text, m->waits[i].desk) || begins(text, m->waits[i].task) ||
		    begins(text, m->waits[i].error))
			return true;
	}
	for (size_t i = 0; i < m->consult.count; i++) {
		if (begins(text, m->consult.rows[i].who))
			return true;
	}
	for (size_t i = 0; i < m->letter_count; i++) {
		if (begins(text, m->letters[i].applicant) || begins(text, m->letters[i].number))
			return true;
	}
	for (size_t i = 0; i < m->answers.count; i++) {
		if (begins(text, m->answers.rows[i].question))
			return true;
	}
	for (size_t i = 0; i < m->need_count; i++) {
		if (begins(text, m->needs[i].title))
			return true;
	}
	for (size_t i = 0; i < m->batch_item_count; i++) {
		if (begins(text, m->batch_items[i].number))
			return true;
	}
	for (size_t i = 0; i < m->saved_count; i++) {
		if (begins(text, m->saved[i].query))
			return true;
	}
	return false;
}

int
cut_words(const char *name, const struct grid *g, const struct sample *s)
{
	int wrong = 0;

	for (int row = 0; row < g->rows; row++) {
		struct buf line = { 0 };

		for (int col = 0; col < g->cols; col++) {
			const struct cell *c = grid_at(g, row, col);

			if (!str_eq(c->text, ELLIPSIS)) {
				buf_puts(&line, c->width == 0 ? "" : c->text);
				continue;
			}
			if (line.len > 0 && !is_datum(buf_str(&line), s)) {
				size_t skip = line.len > SHOWN_BYTES ? line.len - SHOWN_BYTES : 0;
				printf("%s:%d: cut at column %d: ...%s\n", name, row + 1, col + 1,
				    buf_str(&line) + skip);
				wrong++;
			}
			buf_puts(&line, ELLIPSIS);
		}
		buf_release(&line);
	}
	return wrong;
}
