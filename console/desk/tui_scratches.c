/* SPDX-License-Identifier: ISC */
/* The list of what is half typed, read each time it is looked at. */
#include <stdlib.h>

#include "console/desk/screen.h"

void
screen_scratches_release(struct screen_scratches *l)
{
	free(l->rows);
	free(l->fresh);
	*l = (struct screen_scratches){ .tag = 0 };
}

void
screen_scratches_load(struct screen *s)
{
	struct screen_scratches *l = &s->scratches;

	free(l->fresh);
	l->fresh = NULL;
	l->fresh_count = 0;
	if (link_fd(s->link) >= 0)
		l->tag = link_send(s->link, MESSAGE_SCRATCH_LIST, &(struct wire_ok){ 0 });
}

void
screen_scratches_forget(struct screen *s, int64_t id)
{
	const struct wire_scratch_ask ask = { .id = id };

	if (link_fd(s->link) < 0)
		return;
	s->scratches.drop_tag = link_send(s->link, MESSAGE_SCRATCH_DISCARD, &ask);
}

/* The rows that have come become what is shown. */
static void
show(struct screen *s)
{
	struct screen_scratches *l = &s->scratches;

	free(l->rows);
	l->rows = l->fresh;
	l->fresh = NULL;
	l->tag = 0;
	s->feed.model.scratches = l->rows;
	s->feed.model.scratch_count = l->fresh_count;
	view_stack_follow(&s->stack, &s->feed.model);
	s->needs_draw = true;
}

bool
screen_scratches_take(struct screen *s, const struct wire_frame *frame)
{
	struct screen_scratches *l = &s->scratches;
	struct err e = { 0 };

	if (frame->tag == 0 || (frame->tag != l->tag && frame->tag != l->drop_tag))
		return false;
	if (frame->message == MESSAGE_ERROR || frame->message == MESSAGE_REFUSED) {
		(void)link_told(frame, &e);
		screen_say(s, STYLE_DANGER, "%s", e.text);
		l->tag = l->drop_tag = 0;
	} else if (frame->tag == l->drop_tag) {
		l->drop_tag = 0;
		screen_scratches_load(s);
	} else if (frame->message == MESSAGE_SCRATCH_ROW) {
		l->fresh = x_realloc(l->fresh, l->fresh_count + 1, sizeof(*l->fresh));
		if (wire_read(frame, &l->fresh[l->fresh_count], &e) == RC_OK)
			l->fresh_count++;
	} else {
		show(s);
	}
	return true;
}
