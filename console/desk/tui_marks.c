/* SPDX-License-Identifier: ISC */
/* Marks on the screen, and an op on all of them: one request a case, in the
 * order they were marked, each with an op-key of its own. */
#include <stdlib.h>
#include <string.h>

#include "console/desk/screen.h"
#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/words.h"

void
screen_batch_release(struct screen_batch *b)
{
	free(b->items);
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

void
screen_batch_say(struct screen *s)
{
	struct screen_batch *b = &s->batch;

	if (s->feed.model.batch.is_stopping)
		screen_say(s, STYLE_NOTICE, say(N_("%s: %zu of %zu, stopping after this one")),
		    op_label(s->act.act.op), b->at + 1, b->count);
	else
		screen_say(s, STYLE_NOTICE, say(N_("%s: %zu of %zu, checking")),
		    op_label(s->act.act.op), b->at + 1, b->count);
}

void
screen_batch_stop(struct screen *s)
{
	if (!s->batch.is_active)
		return;
	s->feed.model.batch.is_stopping = true;
	screen_batch_say(s);
}

static void
send_next(struct screen *s)
{
	struct screen_batch *b = &s->batch;

	if (s->feed.model.batch.is_named)
		screen_act_aim_number(s, b->items[b->at].number);
	else
		screen_act_aim(s, b->items[b->at].case_id, b->items[b->at].version);
	s->act.is_active = true;
	screen_act_resend(s);
}

/* Room for so many; the first is sent with run. */
static struct batch_item *
prepare(struct screen *s, size_t count)
{
	struct screen_batch *b = &s->batch;

	screen_batch_release(b);
	b->items = x_zalloc(count, sizeof(*b->items));
	b->count = count;
	s->feed.model.batch = (struct batch_model){ .op = s->act.act.op };
	return b->items;
}

static void
run(struct screen *s)
{
	s->batch.is_active = true;
	s->feed.model.batch.is_running = true;
	send_next(s);
}

void
screen_batch_start_named(struct screen *s, const struct options *named)
{
	struct batch_item *items = prepare(s, named->operand_count);

	for (size_t i = 0; i < named->operand_count; i++) {
		const struct case_row *row = screen_find_row(s, named->operands[i]);
		struct err e = { 0 };

		items[i].case_id = row != NULL ? row->id : 0;
		if (call_fill(items[i].number, sizeof(items[i].number), named->operands[i],
		    say(N_("the case number")), &e) == RC_OK)
			continue;
		screen_say(s, STYLE_WARN, "%s", e.text);
		screen_batch_release(&s->batch);
		screen_act_release(&s->act);
		return;
	}
	s->feed.model.batch.is_named = true;
	run(s);
}

void
screen_batch_start(struct screen *s)
{
	const struct marks *marks = &s->feed.marks;
	struct batch_item *items = prepare(s, marks->count);

	if (marks->count == 0) {
		screen_say(s, STYLE_WARN, "%s", say(N_("No case is marked.")));
		screen_act_release(&s->act);
		return;
	}
	for (size_t i = 0; i < marks->count; i++) {
		const struct case_row *row = &marks->marks[i].row;

		items[i] = (struct batch_item){ .case_id = row->id, .version = row->version };
		(void)str_fill(items[i].number, sizeof(items[i].number), words_number(row));
	}
	run(s);
}

static void
note_refusal(struct screen *s, const struct err *e)
{
	struct screen_batch *b = &s->batch;
	struct batch_refusal *r;

	b->refusals = x_realloc(b->refusals, b->refused + 1, sizeof(*b->refusals));
	r = &b->refusals[b->refused++];
	*r = (struct batch_refusal){ .case_id = b->items[b->at].case_id };
	(void)str_fill(r->number, sizeof(r->number), b->items[b->at].number);
	(void)str_fill(r->why, sizeof(r->why), e->text);
}

/* Nothing was done, and all for one reason: then what was typed is at fault,
 * and the dialog stays with it. */
static bool
is_typed_wrong(const struct screen_batch *b)
{
	if (b->at < b->count)
		return false;
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
	m->batch.is_running = m->batch.is_stopping = false;
	screen_act_release(&s->act);
	m->batch.done = b->done;
	m->batch.refusals = b->refusals;
	m->batch.count = b->refused;
	m->batch.left = b->count - b->at;
	feed_refresh(&s->feed);
	if (is_typed_wrong(b)) {
		screen_say(s, STYLE_DANGER, say(N_("Refused for all %zu: %s")), b->refused,
		    b->refusals[0].why);
		return;
	}
	if (is_from_dialog && is_asking(s)) {
		/* Whoever stopped may go on with what was typed. */
		if (m->batch.left == 0)
			screen_scratch_forget(s);
		view_stack_done(&s->stack);
	}
	if (m->batch.left > 0)
		screen_say(s, STYLE_WARN, say(N_("%s: %zu done, %zu refused, %zu not begun")),
		    op_label(m->batch.op), b->done, b->refused, m->batch.left);
	else
		screen_say(s, b->refused > 0 ? STYLE_WARN : STYLE_OK,
		    say(N_("%s: %zu done, %zu refused")), op_label(m->batch.op), b->done,
		    b->refused);
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
		if (!s->feed.model.batch.is_named)
			feed_unmark(&s->feed, b->items[b->at].case_id);
		s->feed.model.acted = (struct acted){ done.event_id, done.case_id, done.version };
	} else {
		if (e.rc == RC_OK)
			(void)link_told(frame, &e);
		note_refusal(s, &e);
	}
	if (++b->at < b->count && !s->feed.model.batch.is_stopping)
		send_next(s);
	else
		finish(s);
}
