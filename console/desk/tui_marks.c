/* SPDX-License-Identifier: ISC */
/* Marks on the screen, and an op on all of them: one request a case, in the
 * order they were marked, each with an op-key of its own. */
#include <stdlib.h>
#include <string.h>

#include "console/desk/screen.h"
#include "console/rules/workflow.h"
#include "storage/text.h"

void
screen_batch_release(struct screen_batch *b)
{
	free(b->ids);
	free(b->versions);
	free(b->refusals);
	*b = (struct screen_batch){ .is_active = false };
}

static void
say_marks(struct screen *s)
{
	size_t count = s->feed.marks.count;

	if (s->feed.is_mark_limit)
		screen_say(s, STYLE_WARN, say(N_("%zu marked: more cannot be marked at once. Use "
		    "`minwon bulk` for more.")), count);
	else
		screen_say(s, STYLE_OK, say(N_("%zu marked")), count);
	s->feed.is_mark_limit = false;
}

void
screen_marked(struct screen *s)
{
	say_marks(s);
}

void
screen_mark(struct screen *s, const struct intent *intent)
{
	struct feed *f = &s->feed;

	if (s->batch.is_active && screen_is_busy(s))
		return;
	switch (intent->mark) {
	case MARK_TOGGLE:
		f->is_mark_limit = !feed_mark(f, intent->case_id);
		if (f->is_mark_limit)
			say_marks(s);
		break;
	case MARK_RANGE:
		if (feed_mark_range(f, intent->case_id))
			say_marks(s);
		else
			screen_say(s, STYLE_WARN, "%s", say(N_("A range begins at a case that you "
			    "marked in this list: mark one first with Space.")));
		break;
	case MARK_MATCHES:
		feed_mark_matches(f);
		screen_say(s, STYLE_NOTICE, "%s", say(N_("Marking what the filter holds.")));
		break;
	case MARK_NONE:
		feed_mark_none(f);
		screen_say(s, STYLE_OK, "%s", say(N_("No case is marked.")));
		break;
	}
	view_stack_follow(&s->stack, &f->model);
}

static void
send_next(struct screen *s)
{
	struct screen_batch *b = &s->batch;

	screen_act_aim(s, b->ids[b->at], b->versions[b->at]);
	s->act.is_active = true;
	screen_act_resend(s);
}

void
screen_batch_start(struct screen *s)
{
	const struct marks *marks = &s->feed.marks;
	struct screen_batch *b = &s->batch;

	screen_batch_release(b);
	s->feed.model.batch = (struct batch_model){ .op = s->act.act.op };
	if (marks->count == 0) {
		screen_say(s, STYLE_WARN, "%s", say(N_("No case is marked.")));
		screen_act_release(&s->act);
		return;
	}
	b->ids = x_zalloc(marks->count, sizeof(*b->ids));
	b->versions = x_zalloc(marks->count, sizeof(*b->versions));
	b->count = marks->count;
	for (size_t i = 0; i < marks->count; i++) {
		b->ids[i] = marks->marks[i].row.id;
		b->versions[i] = marks->marks[i].row.version;
	}
	b->is_active = true;
	send_next(s);
}

static const char *
number_of(const struct screen *s, int64_t case_id)
{
	for (size_t i = 0; i < s->feed.marks.count; i++) {
		const struct case_row *row = &s->feed.marks.marks[i].row;

		if (row->id == case_id)
			return row->receipt_no[0] != '\0' ? row->receipt_no : row->external_id;
	}
	return "";
}

static void
note_refusal(struct screen *s, const struct err *e)
{
	struct screen_batch *b = &s->batch;
	struct batch_refusal *r;

	b->refusals = x_realloc(b->refusals, b->refused + 1, sizeof(*b->refusals));
	r = &b->refusals[b->refused++];
	*r = (struct batch_refusal){ .case_id = b->ids[b->at] };
	(void)str_fill(r->number, sizeof(r->number), number_of(s, r->case_id));
	(void)str_fill(r->why, sizeof(r->why), e->text);
}

/* Nothing was done, and all for one reason: then what was typed is at fault,
 * and the dialog stays with it. */
static bool
is_typed_wrong(const struct screen_batch *b)
{
	for (size_t i = 1; i < b->refused; i++)
		if (!str_eq(b->refusals[i].why, b->refusals[0].why))
			return false;
	return b->done == 0 && b->refused > 0;
}

/* Is the dialog that began this still on top? The clerk may have left it. */
static bool
is_asking(const struct screen *s)
{
	const struct view_level *top = &s->stack.levels[s->stack.depth - 1];

	return top->ops == &view_dialog && top->arg.is_marks &&
	    action_table[top->arg.action].op == s->feed.model.batch.op;
}

static void
finish(struct screen *s)
{
	struct screen_batch *b = &s->batch;
	struct desk_model *m = &s->feed.model;
	bool is_from_dialog = s->act.is_from_dialog;

	b->is_active = false;
	screen_act_release(&s->act);
	m->batch.done = b->done;
	m->batch.refusals = b->refusals;
	m->batch.count = b->refused;
	feed_refresh(&s->feed);
	if (is_typed_wrong(b)) {
		screen_say(s, STYLE_DANGER, say(N_("Refused for all %zu: %s")), b->refused,
		    b->refusals[0].why);
		return;
	}
	if (is_from_dialog && is_asking(s)) {
		screen_scratch_forget(s);
		view_stack_done(&s->stack);
	}
	screen_say(s, b->refused > 0 ? STYLE_WARN : STYLE_OK, say(N_("%s: %zu done, %zu refused")),
	    op_label(m->batch.op), b->done, b->refused);
	if (b->refused > 0)
		view_stack_push(&s->stack, &view_batch, m, NULL);
}

void
screen_batch_take(struct screen *s, const struct wire_frame *frame)
{
	struct screen_batch *b = &s->batch;
	struct wire_done done;
	struct err e = { 0 };

	if (frame->message == MESSAGE_DONE && wire_read(frame, &done, &e) == RC_OK) {
		b->done++;
		feed_unmark(&s->feed, b->ids[b->at]);
		s->feed.model.acted = (struct acted){ done.event_id, done.case_id, done.version };
	} else {
		if (e.rc == RC_OK)
			(void)link_told(frame, &e);
		note_refusal(s, &e);
	}
	if (++b->at < b->count)
		send_next(s);
	else
		finish(s);
}
