/* SPDX-License-Identifier: ISC */
/* An op on all marked cases, and bulk work gone on with: a batch of the office,
 * made of the marks in the order they were set, and done part by part. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/desk/batch_print.h"
#include "console/desk/screen.h"
#include "console/rules/batch.h"
#include "console/rules/workflow.h"
#include "storage/secret.h"
#include "storage/text.h"
#include "views/words.h"

#define PART_MOST 64	/* the clerk who stops waits for one part */

void
screen_batch_release(struct screen_batch *b)
{
	free(b->items);
	free(b->refusals);
	*b = (struct screen_batch){ .is_active = false };
}

/* What is being done, in words. */
static const char *
batch_words(const struct screen *s)
{
	const struct batch_model *m = &s->feed.model.batch;

	return m->label[0] != '\0' ? m->label : op_label(m->op);
}

void
screen_batch_say(struct screen *s)
{
	struct screen_batch *b = &s->batch;
	bool is_stopping = s->feed.model.batch.is_stopping;

	if (b->stage != BATCH_STAGE_PARTS && is_stopping)
		screen_say(s, STYLE_NOTICE, say(N_("%s: stopping before the first")),
		    batch_words(s));
	else if (b->stage != BATCH_STAGE_PARTS)
		screen_say(s, STYLE_NOTICE, "%s: %s", batch_words(s), say(N_("checking")));
	else if (is_stopping)
		screen_say(s, STYLE_NOTICE, say(N_("%s: %zu of %zu, stopping after this one")),
		    batch_words(s), b->at + 1, b->count);
	else
		screen_say(s, STYLE_NOTICE, say(N_("%s: %zu of %zu, checking")), batch_words(s),
		    b->at + 1, b->count);
}

void
screen_batch_stop(struct screen *s)
{
	if (!s->batch.is_active)
		return;
	s->feed.model.batch.is_stopping = true;
	screen_batch_say(s);
}

/* Sends a request that is awaited; while there is no office it waits. */
static void
send(struct screen *s, enum message message, const void *record)
{
	s->act.is_active = true;
	s->act.tag = 0;
	screen_batch_say(s);
	if (link_fd(s->link) < 0 || s->feed.model.link == LINK_RECONNECTING)
		return;
	s->act.tag = link_send(s->link, message, record);
	s->feed.model.link = LINK_WAITING;
}

static void
send_begin(struct screen *s)
{
	struct wire_batch_begin begin = { .source = "marks" };

	(void)str_fill(begin.key, sizeof(begin.key), s->batch.key);
	send(s, MESSAGE_BATCH_BEGIN, &begin);
}

/* The whole list, and then that this was all. */
static void
send_list(struct screen *s)
{
	struct screen_batch *b = &s->batch;
	struct wire_act act = s->act.act;
	struct buf packed = { 0 };

	act.op_key[0] = act.scratch[0] = '\0';
	for (size_t i = 0; i < b->count; i++) {
		const struct batch_case *c = &b->items[i];
		struct wire_batch_item item = { .batch_id = b->id };

		if (s->feed.model.batch.is_named)
			(void)str_fill(item.number, sizeof(item.number), c->number);
		else
			(void)snprintf(item.number, sizeof(item.number), "%lld",
			    (long long)c->case_id);
		act.version = c->version > 0 ? c->version : -1;
		buf_clear(&packed);
		wire_pack(&packed, MESSAGE_ACT, &act);
		item.act = buf_str(&packed);
		(void)str_fill(item.op, sizeof(item.op), op_table[act.op].name);
		(void)link_send(s->link, MESSAGE_BATCH_ITEM, &item);
	}
	buf_release(&packed);
	b->stage = BATCH_STAGE_SEAL;
	send(s, MESSAGE_BATCH_SEAL, &(struct wire_batch_seal){ b->id, (int64_t)b->count });
}

static void
send_part(struct screen *s)
{
	struct screen_batch *b = &s->batch;

	send(s, MESSAGE_BATCH_RUN, &(struct wire_batch_part){ .batch_id = b->id,
	    .after_no = (int64_t)b->at, .count = b->part, .is_start = b->at == 0 });
}

static void
send_change(struct screen *s)
{
	struct wire_change ask = { .id = s->batch.id };

	(void)str_fill(ask.what, sizeof(ask.what), s->batch.what);
	send(s, MESSAGE_BATCH_CHANGE, &ask);
}

/* The office is back: a list that it may not have whole comes again. */
void
screen_batch_resend(struct screen *s)
{
	switch (s->batch.stage) {
	case BATCH_STAGE_BEGIN:
	case BATCH_STAGE_SEAL:
		s->batch.stage = BATCH_STAGE_BEGIN;
		send_begin(s);
		break;
	case BATCH_STAGE_PARTS:
		send_part(s);
		break;
	case BATCH_STAGE_CHANGE:
		send_change(s);
		break;
	}
}

/* Room for so many cases of a new batch. */
static struct batch_case *
prepare(struct screen *s, size_t count)
{
	struct screen_batch *b = &s->batch;

	screen_batch_release(b);
	b->items = x_zalloc(count, sizeof(*b->items));
	b->count = count;
	b->part = 1;
	secret_op_key(b->key);
	s->feed.model.batch = (struct batch_model){ .op = s->act.act.op };
	return b->items;
}

static void
run(struct screen *s)
{
	s->batch.is_active = true;
	s->feed.model.batch.is_running = true;
	s->batch.stage = BATCH_STAGE_BEGIN;
	send_begin(s);
}

void
screen_batch_start_named(struct screen *s, const struct options *named)
{
	struct batch_case *items = prepare(s, named->operand_count);

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
	struct batch_case *items = prepare(s, marks->count);

	if (marks->count == 0) {
		screen_say(s, STYLE_WARN, "%s", say(N_("No case is marked.")));
		screen_act_release(&s->act);
		return;
	}
	for (size_t i = 0; i < marks->count; i++) {
		const struct case_row *row = &marks->marks[i].row;

		items[i] = (struct batch_case){ .case_id = row->id, .version = row->version };
		(void)str_fill(items[i].number, sizeof(items[i].number), words_number(row));
	}
	run(s);
}

static const struct batch_row *
find_batch(const struct screen *s, int64_t id)
{
	for (size_t i = 0; i < s->feed.model.batch_count; i++)
		if (s->feed.model.batches[i].id == id)
			return &s->feed.model.batches[i];
	return NULL;
}

void
screen_batch_change(struct screen *s, int64_t id, enum action action)
{
	struct batch_model *m = &s->feed.model.batch;
	const struct batch_row *row = find_batch(s, id);

	if (row == NULL || screen_is_busy(s))
		return;
	screen_act_release(&s->act);
	screen_batch_release(&s->batch);
	*m = (struct batch_model){ .is_named = true, .is_running = true };
	(void)snprintf(m->label, sizeof(m->label), say(N_("Batch %lld")), (long long)id);
	s->batch = (struct screen_batch){ .is_active = true, .id = id, .part = PART_MOST,
		.count = (size_t)row->items, .stage = BATCH_STAGE_PARTS };
	if (action == ACTION_BATCH_RESUME) {
		send_part(s);
		return;
	}
	s->batch.stage = BATCH_STAGE_CHANGE;
	(void)str_fill(s->batch.what, sizeof(s->batch.what), action == ACTION_BATCH_RETRY ?
	    "retry" : action == ACTION_BATCH_UNDO ? "undo" : "stop");
	send_change(s);
}

static void
note_refusal(struct screen *s, const struct batch_item_row *row)
{
	struct screen_batch *b = &s->batch;
	const struct batch_case *c = b->items != NULL ? &b->items[row->no - 1] : NULL;
	struct batch_refusal *r;
	struct buf why = { 0 };

	b->refusals = x_realloc(b->refusals, b->refused + 1, sizeof(*b->refusals));
	r = &b->refusals[b->refused++];
	*r = (struct batch_refusal){ .case_id = c != NULL && c->case_id != 0 ? c->case_id :
	    row->case_id };
	(void)str_fill(r->number, sizeof(r->number), c != NULL ? c->number : row->number);
	batch_sentence(&why, row);
	(void)str_fill(r->why, sizeof(r->why), buf_str(&why));
	buf_release(&why);
}

/* Nothing was done, and all for one reason: then what was typed is at fault,
 * and the dialog stays with it. */
static bool
is_typed_wrong(const struct screen_batch *b)
{
	if (b->at < b->count || b->items == NULL)
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
say_end(struct screen *s)
{
	const struct screen_batch *b = &s->batch;
	size_t left = s->feed.model.batch.left;

	if (left > 0)
		screen_say(s, STYLE_WARN, say(N_("%s: %zu done, %zu refused, %zu not begun")),
		    batch_words(s), b->done, b->refused, left);
	else
		screen_say(s, b->refused > 0 ? STYLE_WARN : STYLE_OK,
		    say(N_("%s: %zu done, %zu refused")), batch_words(s), b->done, b->refused);
}

static void
finish(struct screen *s)
{
	struct screen_batch *b = &s->batch;
	struct desk_model *m = &s->feed.model;
	bool is_from_dialog = s->act.is_from_dialog;
	struct wire_change stop = { .id = b->id, .what = "stop" };

	b->is_active = false;
	m->batch.is_running = m->batch.is_stopping = false;
	screen_act_release(&s->act);
	m->batch.done = b->done;
	m->batch.refusals = b->refusals;
	m->batch.count = b->refused;
	m->batch.left = b->count - b->at;
	/* Whoever looks at the list of batches sees that it can be gone on with. */
	if (m->batch.left > 0 && b->at > 0 && link_fd(s->link) >= 0)
		(void)link_send(s->link, MESSAGE_BATCH_CHANGE, &stop);
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
	say_end(s);
	if (b->refused > 0)
		view_stack_push(&s->stack, &view_batch, m, NULL);
}

/* What came of one case. */
static void
take_item(struct screen *s, const struct batch_item_row *row)
{
	struct screen_batch *b = &s->batch;

	b->at = (size_t)row->no;
	if (str_eq(row->state, ITEM_REFUSED) || str_eq(row->state, ITEM_FAILED))
		note_refusal(s, row);
	if (!str_eq(row->state, ITEM_DONE))
		return;
	b->done++;
	s->feed.model.acted = (struct acted){ row->event_id, row->case_id, row->version };
	if (!s->feed.model.batch.is_named && b->items != NULL)
		feed_unmark(&s->feed, b->items[row->no - 1].case_id);
}

/* An answer is whole: the next request, or the end. */
static void
go_on(struct screen *s, const struct batch_row *row)
{
	struct screen_batch *b = &s->batch;
	bool is_stopping = s->feed.model.batch.is_stopping;

	b->id = row->id;
	if (b->stage == BATCH_STAGE_CHANGE && str_eq(b->what, "stop")) {
		b->is_active = s->feed.model.batch.is_running = false;
		screen_act_release(&s->act);
		screen_say(s, STYLE_OK, "%s: %s", batch_words(s), batch_state_label(row->state));
		feed_refresh(&s->feed);
		return;
	}
	if (b->stage == BATCH_STAGE_BEGIN && !row->is_sealed && !is_stopping) {
		send_list(s);
		return;
	}
	if (b->stage == BATCH_STAGE_PARTS)
		b->part = b->part * 2 < PART_MOST ? b->part * 2 : PART_MOST;
	if (b->stage == BATCH_STAGE_CHANGE)
		b->count = (size_t)row->items;
	b->stage = BATCH_STAGE_PARTS;
	if (b->at < b->count && !is_stopping)
		send_part(s);
	else
		finish(s);
}

void
screen_batch_take(struct screen *s, const struct wire_frame *frame)
{
	struct screen_batch *b = &s->batch;
	struct batch_item_row item;
	struct batch_row row;
	struct err e = { 0 };

	if (frame->message == MESSAGE_BATCH_ITEM_ROW && wire_read(frame, &item, &e) == RC_OK &&
	    item.no > 0 && (size_t)item.no <= b->count) {
		take_item(s, &item);
		/* More of this answer comes. */
		s->feed.model.link = LINK_WAITING;
		return;
	}
	if (frame->message == MESSAGE_BATCH_ROW && wire_read(frame, &row, &e) == RC_OK) {
		go_on(s, &row);
		return;
	}
	if (e.rc == RC_OK)
		(void)link_told(frame, &e);
	b->is_active = s->feed.model.batch.is_running = s->feed.model.batch.is_stopping = false;
	screen_act_release(&s->act);
	screen_say(s, STYLE_DANGER, "%s", e.text);
	feed_refresh(&s->feed);
}
