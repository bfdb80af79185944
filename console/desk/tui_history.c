/* SPDX-License-Identifier: ISC */
/* The way through cases and screens: the neighbours of the open case in the
 * list, and back and forward through what was looked at. */
#include <stdlib.h>
#include <string.h>

#include "console/desk/screen.h"
#include "storage/text.h"

void
screen_step(struct screen *s, int by)
{
	struct desk_model *m = &s->feed.model;
	int64_t from = view_stack_case(&s->stack, m);
	struct intent moved = view_stack_step(&s->stack, m, by);

	s->step_from = 0;
	if (moved.kind == INTENT_OPEN) {
		feed_open(&s->feed, moved.case_id);
		if (moved.needs_rows)
			screen_move_rows(s, moved.where);
	} else if (moved.kind == INTENT_ROWS) {
		s->step_from = from;
		screen_move_rows(s, moved.where);
	} else if (from != 0) {
		screen_say(s, STYLE_NOTICE, "%s", by > 0 ? say(N_("This is the last case of the "
		    "list.")) : say(N_("This is the first case of the list.")));
	}
}

void
screen_step_on(struct screen *s)
{
	int64_t now = view_stack_cursor(&s->stack, &s->feed.model, &view_queue);

	if (s->step_from == 0 || now == 0 || now == s->step_from)
		return;
	s->step_from = 0;
	if (view_stack_has(&s->stack, &view_case))
		feed_open(&s->feed, now);
}

void
screen_history_release(struct screen_history *h)
{
	free(h->places);
	*h = (struct screen_history){ .places = NULL };
}

/* Where the clerk is now; false while a case that was asked for is to come. */
static bool
here(struct screen *s, struct screen_place *out)
{
	const struct desk_model *m = &s->feed.model;
	const struct view_ops *view = view_stack_place(&s->stack);

	if (s->history.is_waiting && s->feed.open_id != 0 && m->detail == NULL)
		return false;
	s->history.is_waiting = false;
	if (view == NULL || (view == &view_case && m->detail == NULL))
		return false;
	*out = (struct screen_place){ .view = view, .sort = m->queue.sort,
		.case_id = view == &view_case ? m->detail->row.id : 0,
		.queue_cursor = view_stack_cursor(&s->stack, m, &view_queue),
		.cursor = view_stack_cursor(&s->stack, m, view) };
	(void)str_fill(out->query, sizeof(out->query), s->feed.query);
	return true;
}

static bool
is_same(const struct screen_place *a, const struct screen_place *b)
{
	return a->view == b->view && a->case_id == b->case_id && a->sort == b->sort &&
	    str_eq(a->query, b->query);
}

void
screen_history_note(struct screen *s)
{
	struct screen_history *h = &s->history;
	struct screen_place now;

	if (!here(s, &now))
		return;
	if (h->places == NULL)
		h->places = x_zalloc(PLACES_MAX, sizeof(*h->places));
	if (h->count > 0 && is_same(&h->places[h->at], &now)) {
		h->places[h->at] = now;
		return;
	}
	if (h->count > 0)
		h->count = h->at + 1;
	if (h->count == PLACES_MAX) {
		h->count--;
		memmove(h->places, h->places + 1, (size_t)h->count * sizeof(*h->places));
	}
	h->at = h->count++;
	h->places[h->at] = now;
}

/* Puts the list and the views as they were. */
static void
go(struct screen *s, const struct screen_place *to)
{
	struct feed *f = &s->feed;
	struct intent intent = { .kind = INTENT_PUSH, .push = to->view };

	if (!str_eq(f->query, to->query))
		feed_query(f, to->query);
	if (f->model.queue.sort != to->sort)
		feed_sort(f, to->sort);
	view_stack_reveal(&s->stack, &view_queue);
	view_stack_seek(&s->stack, &f->model, &view_queue, to->queue_cursor);
	if (to->view == &view_case) {
		feed_close(f);
		feed_open(f, to->case_id);
		s->history.is_waiting = true;
	} else if (to->view != &view_queue) {
		view_stack_push(&s->stack, to->view, &f->model, NULL);
		screen_load(s, &intent);
		view_stack_seek(&s->stack, &f->model, to->view, to->cursor);
	}
}

void
screen_travel(struct screen *s, int step)
{
	struct screen_history *h = &s->history;
	int to = h->at + step;

	if (to < 0 || to >= h->count) {
		screen_say(s, STYLE_NOTICE, "%s", step < 0 ? say(N_("There is no screen before "
		    "this one.")) : say(N_("There is no screen after this one.")));
		return;
	}
	h->at = to;
	go(s, &h->places[to]);
}
