/* SPDX-License-Identifier: ISC */
/* The steps of one field: what can be taken back and done again. */
#include <string.h>

#include "views/line_inside.h"

static const char *
removed_of(const struct line_undo *u, const struct line_step *s)
{
	return u->bytes + s->from;
}

static const char *
added_of(const struct line_undo *u, const struct line_step *s)
{
	return u->bytes + s->from + s->removed;
}

/* Forgets the oldest step. */
static void
drop_oldest(struct line_undo *u)
{
	size_t gone = u->steps[0].removed + u->steps[0].added;

	memmove(u->bytes, u->bytes + gone, u->used - gone);
	u->used -= gone;
	u->count--;
	u->done--;
	memmove(u->steps, u->steps + 1, (size_t)u->count * sizeof(u->steps[0]));
	for (int i = 0; i < u->count; i++)
		u->steps[i].from -= gone;
}

/* A word that was finished is a step: the next one begins another. */
static bool
begins_word(const struct line_undo *u, const struct line_step *last, const char *added)
{
	const char *end = added_of(u, last) + last->added;

	return last->added > 0 && (end[-1] == ' ' || end[-1] == '\n') && added[0] != ' ';
}

/* Does the step only go on with what the last one did? */
static bool
grows(const struct line_undo *u, const struct line_step *step, const char *added)
{
	const struct line_step *last;

	if (!u->is_open || u->done == 0)
		return false;
	last = &u->steps[u->done - 1];
	if (last->change != step->change || u->used + step->added + step->removed > LINE_UNDO_BYTES)
		return false;
	if (step->change == LINE_TYPED)
		return step->at >= last->at && !begins_word(u, last, added) &&
		    step->at + step->removed == last->at + last->added;
	return step->change == LINE_ERASED && step->added == 0 && last->added == 0 &&
	    (step->at + step->removed == last->at || step->at == last->at);
}

/* Typing replaces the end of what was typed, by nothing less than more. */
static void
grow_typed(struct line_undo *u, struct line_step *last, const struct line_step *step,
    const char *added)
{
	size_t kept = step->at - last->at;

	memcpy(u->bytes + last->from + last->removed + kept, added, step->added);
	last->added = kept + step->added;
	u->used = last->from + last->removed + last->added;
}

/* Erasing adds to what was erased, before it or behind it. */
static void
grow_erased(struct line_undo *u, struct line_step *last, const struct line_step *step,
    const char *removed)
{
	char *bytes = u->bytes + last->from;

	if (step->at == last->at) {
		memcpy(bytes + last->removed, removed, step->removed);
	} else {
		memmove(bytes + step->removed, bytes, last->removed);
		memcpy(bytes, removed, step->removed);
		last->at = step->at;
	}
	last->removed += step->removed;
	u->used += step->removed;
}

static void
add_step(struct line_undo *u, const struct line_step *step, const char *removed,
    const char *added)
{
	struct line_step *s;

	while (u->count == LINE_UNDO_STEPS ||
	    (u->count > 0 && u->used + step->removed + step->added > LINE_UNDO_BYTES))
		drop_oldest(u);
	s = &u->steps[u->count++];
	*s = *step;
	s->from = u->used;
	memcpy(u->bytes + s->from, removed, s->removed);
	memcpy(u->bytes + s->from + s->removed, added, s->added);
	u->used += s->removed + s->added;
	u->done = u->count;
}

void
line_undo_note(struct line *line, const struct line_step *step, const char *added)
{
	struct line_undo *u = &line->undo;
	const char *removed = line->text + step->at;

	if (step->removed == 0 && step->added == 0)
		return;
	if (u->done < u->count) {
		u->count = u->done;
		u->used = u->done == 0 ? 0 : u->steps[u->done - 1].from +
		    u->steps[u->done - 1].removed + u->steps[u->done - 1].added;
	}
	if (grows(u, step, added)) {
		struct line_step *last = &u->steps[u->done - 1];

		if (step->change == LINE_TYPED)
			grow_typed(u, last, step, added);
		else
			grow_erased(u, last, step, removed);
		last->caret_after = step->caret_after;
	} else {
		add_step(u, step, removed, added);
	}
	u->is_open = step->change != LINE_WHOLE;
}

/* Puts bytes in the place of gone ones. */
static void
swap(struct line *line, size_t at, size_t gone, const char *bytes, size_t len)
{
	memmove(line->text + at + len, line->text + at + gone, line->len - at - gone + 1);
	memcpy(line->text + at, bytes, len);
	line->len = line->len - gone + len;
	line->is_refused = line->has_goal = line->is_at_row_end = false;
}

bool
line_undo(struct line *line)
{
	struct line_undo *u = &line->undo;

	if (u->done == 0)
		return false;
	const struct line_step *s = &u->steps[--u->done];
	swap(line, s->at, s->added, removed_of(u, s), s->removed);
	line->caret = s->caret_before;
	u->is_open = false;
	return true;
}

bool
line_redo(struct line *line)
{
	struct line_undo *u = &line->undo;

	if (u->done == u->count)
		return false;
	const struct line_step *s = &u->steps[u->done++];
	swap(line, s->at, s->removed, added_of(u, s), s->added);
	line->caret = s->caret_after;
	u->is_open = false;
	return true;
}
