/* SPDX-License-Identifier: ISC */
/* The snippets, read each time they are asked for: the list is short. */
#include <stdlib.h>

#include "console/desk/screen.h"

static void
rows_free(struct snippet_row *rows, char **texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(texts[i]);
	free(texts);
	free(rows);
}

void
screen_snippets_release(struct screen_snippets *n)
{
	rows_free(n->rows, n->texts, n->count);
	rows_free(n->fresh, n->fresh_texts, n->fresh_count);
	*n = (struct screen_snippets){ .tag = 0 };
}

void
screen_snippets_load(struct screen *s)
{
	struct screen_snippets *n = &s->snippets;

	rows_free(n->fresh, n->fresh_texts, n->fresh_count);
	/* One more than there are, so that none is not NULL. */
	n->fresh = x_zalloc(1, sizeof(*n->fresh));
	n->fresh_texts = NULL;
	n->fresh_count = 0;
	if (link_fd(s->link) >= 0)
		n->tag = link_send(s->link, MESSAGE_SNIPPET_LIST, &(struct wire_ok){ 0 });
}

static void
show(struct screen *s)
{
	struct screen_snippets *n = &s->snippets;

	rows_free(n->rows, n->texts, n->count);
	n->rows = n->fresh;
	n->texts = n->fresh_texts;
	n->count = n->fresh_count;
	for (size_t i = 0; i < n->count; i++)
		n->rows[i].text = n->texts[i];
	n->fresh = NULL;
	n->fresh_texts = NULL;
	n->fresh_count = 0;
	s->feed.model.snippets = n->rows;
	s->feed.model.snippet_count = n->count;
}

bool
screen_snippets_take(struct screen *s, const struct wire_frame *frame)
{
	struct screen_snippets *n = &s->snippets;
	struct snippet_row row;
	struct err e = { 0 };

	if (n->tag == 0 || frame->tag != n->tag)
		return false;
	if (frame->message == MESSAGE_SNIPPET_ROW && wire_read(frame, &row, &e) == RC_OK) {
		n->fresh = x_realloc(n->fresh, n->fresh_count + 2, sizeof(*n->fresh));
		n->fresh_texts = x_realloc(n->fresh_texts, n->fresh_count + 1,
		    sizeof(*n->fresh_texts));
		n->fresh_texts[n->fresh_count] = x_strdup(row.text);
		row.text = NULL;
		n->fresh[n->fresh_count++] = row;
	} else if (frame->message != MESSAGE_OK) {
		screen_say_told(s, frame, &e);
	}
	if (frame->is_end) {
		n->tag = 0;
		show(s);
		s->needs_draw = true;
	}
	return true;
}
