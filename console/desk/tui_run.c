/* SPDX-License-Identifier: ISC */
/* What a view asked for, done: each kind of intent, and what a view that came
 * on top needs to be read. */
#include "console/desk/screen.h"
#include "console/rules/workflow.h"
#include "storage/text.h"

/* What a view shows that is read again and again while it is on the stack. */
static const struct {
	const struct view_ops *view;
	enum feed_ask ask;
} shown[] = {
	{ &view_sent, ASK_OUTBOX },
	{ &view_sent, ASK_CHANNELS },
	{ &view_handovers, ASK_HANDOVERS },
	{ &view_unsorted, ASK_UNSORTED },
	{ &view_recent, ASK_RECENT },
	{ &view_questions, ASK_QUESTIONS },
	{ &view_rules, ASK_RULES },
	{ &view_saved, ASK_SAVED },
	{ &view_calendar, ASK_OUTAGES },
	{ &view_calendar, ASK_CALENDAR },
	{ &view_batches, ASK_BATCHES },
	{ &view_batch_items, ASK_BATCH_ITEMS },
	{ &view_letters, ASK_LETTERS },
	{ &view_releases, ASK_RELEASES },
	{ &view_needs, ASK_NEEDS },
	{ &view_needs, ASK_TASKS },
	{ &view_reconcile, ASK_RECONCILE },
	{ &view_reconcile_cases, ASK_RECONCILE_CASES },
	{ &view_waits, ASK_WAITS },
	{ &view_consult, ASK_CONSULT },
	{ &view_plan, ASK_CONSULT },
	{ &view_board, ASK_BOARD },
	{ &view_today, ASK_TODAY },
};

#define SHOWN_COUNT (sizeof(shown) / sizeof(shown[0]))

/* What is no longer on the stack is no longer read again. */
static void
forget_closed(struct screen *s)
{
	bool is_on_top = view_stack_top(&s->stack) == &view_scratches;

	/* What was handed in or typed meanwhile changes the list. */
	if (is_on_top && !s->scratches.is_on_top)
		screen_scratches_load(s);
	s->scratches.is_on_top = is_on_top;
	for (size_t i = 0; i < SHOWN_COUNT; i++)
		s->feed.is_shown[shown[i].ask] = false;
	for (size_t i = 0; i < SHOWN_COUNT; i++)
		if (view_stack_has(&s->stack, shown[i].view))
			s->feed.is_shown[shown[i].ask] = true;
	if (s->feed.raw_id != 0 && !view_stack_has(&s->stack, &view_raw))
		feed_raw_close(&s->feed);
	if (s->feed.model.detail != NULL && !view_stack_has(&s->stack, &view_case))
		feed_close(&s->feed);
	if (view_stack_top(&s->stack) != &view_dialog) {
		s->revise_case_id = 0;
		feed_judge_end(&s->feed);
	}
}

void
screen_say_told(struct screen *s, const struct wire_frame *frame, struct err *e)
{
	if (e->rc == RC_OK)
		(void)link_told(frame, e);
	screen_say(s, STYLE_DANGER, "%s", e->text);
}

void
screen_dialog_done(struct screen *s, bool is_from_dialog)
{
	if (!is_from_dialog || view_stack_top(&s->stack) != &view_dialog)
		return;
	screen_scratch_forget(s);
	view_stack_done(&s->stack);
}

void
screen_show_case(struct screen *s)
{
	if (!view_stack_has(&s->stack, &view_case))
		view_stack_push(&s->stack, &view_case, &s->feed.model, NULL);
}

void
screen_move_rows(struct screen *s, enum rows_where where)
{
	switch (where) {
	case ROWS_FORWARD:
		feed_rows_forward(&s->feed);
		break;
	case ROWS_BACK:
		feed_rows_back(&s->feed);
		break;
	case ROWS_FIRST:
		feed_rows_first(&s->feed);
		break;
	case ROWS_LAST:
		feed_rows_last(&s->feed);
		break;
	}
}

/* The count of the case that the clerk looks at; none without one. */
static void
load_why(struct screen *s)
{
	int64_t case_id = view_stack_case(&s->stack, &s->feed.model);

	if (case_id != 0) {
		feed_why(&s->feed, case_id);
		return;
	}
	view_stack_pop(&s->stack);
	screen_say(s, STYLE_WARN, "%s", say(N_("There is no case to do this on.")));
}

/* What the view begins with: a text, or the service of the open case. */
static void
load_answers(struct screen *s, const struct intent *intent)
{
	const struct case_detail *detail = s->feed.model.detail;

	feed_answers(&s->feed, str_or_empty(intent->arg.text), detail != NULL ?
	    detail->row.service : "", detail != NULL ? detail->row.region : "", 0);
}

/* Only what is in that state is shown; none: all. */
static void
set_state(char *state, size_t cap, const struct intent *intent)
{
	(void)str_fill(state, cap, str_or_empty(intent->arg.text));
}

/* A dialog: the rules are asked about every mark, and what an answer is marked with. */
static void
load_dialog(struct screen *s, const struct intent *intent)
{
	if (intent->arg.is_marks)
		feed_judge(&s->feed, action_table[intent->arg.action].op);
	else
		screen_flag_ask(s, &intent->arg);
}

/* A view came on top by itself: read what it shows. */
void
screen_load(struct screen *s, const struct intent *intent)
{
	for (size_t i = 0; i < SHOWN_COUNT; i++)
		if (intent->push == shown[i].view)
			feed_want(&s->feed, shown[i].ask);
	if (intent->push == &view_sent) {
		set_state(s->feed.outbox_state, sizeof(s->feed.outbox_state), intent);
	} else if (intent->push == &view_unsorted) {
		set_state(s->feed.unsorted_state, sizeof(s->feed.unsorted_state), intent);
	} else if (intent->push == &view_prompt && intent->arg.action == ACTION_COMMAND) {
		feed_read_once(&s->feed, ASK_RECENT);
		feed_read_once(&s->feed, ASK_SAVED);
	} else if (intent->push == &view_answers || intent->push == &view_answers_pick) {
		load_answers(s, intent);
	} else if (intent->push == &view_batch_items) {
		feed_batch_items(&s->feed, intent->arg.id);
	} else if (intent->push == &view_letter) {
		feed_letter(&s->feed, intent->arg.id);
	} else if (intent->push == &view_release) {
		feed_release_changes(&s->feed, intent->arg.id);
	} else if (intent->push == &view_service) {
		screen_scratches_load(s);
	} else if (intent->push == &view_need) {
		feed_need(&s->feed, intent->arg.id);
	} else if (intent->push == &view_reconcile_cases) {
		feed_reconcile_cases(&s->feed, intent->arg.text, intent->arg.number,
		    (enum reconcile_part)intent->arg.id);
	} else if (intent->push == &view_snippets) {
		screen_snippets_load(s);
	} else if (intent->push == &view_raw) {
		feed_raw(&s->feed, intent->arg.id);
	} else if (intent->push == &view_report) {
		feed_report(&s->feed, 0);
	} else if (intent->push == &view_why) {
		load_why(s);
	} else if (intent->push == &view_dialog) {
		load_dialog(s, intent);
	}
}

static void
say_refusal(struct screen *s, const struct intent *intent)
{
	struct buf sentence = { 0 };

	reason_sentence(&sentence, intent->reason, str_or_empty(intent->detail));
	screen_say(s, STYLE_WARN, "%s", buf_str(&sentence));
	buf_release(&sentence);
}

static void
open_case(struct screen *s, const struct intent *intent)
{
	if (intent->case_id != 0)
		feed_open(&s->feed, intent->case_id);
	else
		feed_open_number(&s->feed, str_or_empty(intent->text));
	view_stack_reveal(&s->stack, &view_case);
}

static void
set_columns(struct screen *s, enum role columns)
{
	s->feed.model.queue.columns = columns;
	screen_say(s, STYLE_NOTICE, "%s: %s", action_label(ACTION_COLUMNS), role_label(columns));
}

static void
turn_preview(struct screen *s)
{
	s->feed.model.queue.has_no_preview = !s->feed.model.queue.has_no_preview;
	if (s->feed.model.screen_cols < PREVIEW_FROM_COLS)
		screen_say(s, STYLE_NOTICE, say(N_("The case beside the list needs %d "
		    "columns.")), PREVIEW_FROM_COLS);
}

/* One arm for each kind of intent, so that the compiler tells of a forgotten one. */
void
screen_run(struct screen *s, const struct intent *intent)
{
	if (intent->kind != INTENT_NONE)
		s->needs_draw = true;
	switch (intent->kind) {
	case INTENT_NONE:
	case INTENT_REDRAW:
	case INTENT_POP:
		break;
	case INTENT_FORGET:
		screen_scratches_forget(s, intent->id);
		break;
	case INTENT_INSERT:
		screen_answer_inserted(s, intent->detail);
		break;
	case INTENT_ANSWERS:
		feed_answers(&s->feed, intent->text, str_or_empty(intent->input.service),
		    str_or_empty(intent->input.region), (int32_t)intent->id);
		break;
	case INTENT_ANSWER_NOTE:
		screen_answer_note(s, intent);
		break;
	case INTENT_DISCARD:
		screen_scratch_forget(s);
		break;
	case INTENT_PUSH:
		screen_load(s, intent);
		break;
	case INTENT_QUIT:
		s->is_over = true;
		break;
	case INTENT_OPEN:
		open_case(s, intent);
		break;
	case INTENT_ACT:
		screen_act_start(s, intent);
		break;
	case INTENT_BY_HAND:
		screen_hand_start(s, intent);
		break;
	case INTENT_CALL:
		if (intent->case_id != 0)
			feed_call_pick(&s->feed, intent->case_id);
		else
			feed_call(&s->feed, intent->text, intent->detail);
		break;
	case INTENT_CALLER:
		feed_call_name(&s->feed, intent->text);
		break;
	case INTENT_REFUSED:
		say_refusal(s, intent);
		break;
	case INTENT_QUERY:
		view_stack_reveal(&s->stack, &view_queue);
		feed_query(&s->feed, intent->text);
		break;
	case INTENT_SORT:
		feed_sort(&s->feed, intent->sort);
		break;
	case INTENT_ROWS:
		screen_move_rows(s, intent->where);
		break;
	case INTENT_CONFIRM:
		if (!screen_package_confirm(s))
			screen_outage_confirm(s);
		break;
	case INTENT_WAITS:
		if (intent->needs_rows)
			feed_waits_move(&s->feed, intent->where);
		else
			feed_waits(&s->feed, intent->region_step, intent->sort_step);
		break;
	case INTENT_REPORT:
		feed_report(&s->feed, intent->step);
		break;
	case INTENT_RECONCILE:
		feed_reconcile(&s->feed, intent->step);
		break;
	case INTENT_PLAN:
		feed_consult(&s->feed, intent->step, intent->length_step, intent->staff_step);
		break;
	case INTENT_COMMAND:
		screen_command(s, intent->text);
		break;
	case INTENT_REFRESH:
		feed_refresh(&s->feed);
		break;
	case INTENT_LIST:
		view_stack_reveal(&s->stack, &view_queue);
		break;
	case INTENT_SAVED:
		screen_saved_use(s, intent->id);
		break;
	case INTENT_COLUMNS:
		set_columns(s, intent->columns);
		break;
	case INTENT_PREVIEW:
		turn_preview(s);
		break;
	case INTENT_STEP:
		screen_step(s, intent->step);
		break;
	case INTENT_TRAVEL:
		screen_travel(s, intent->step);
		break;
	case INTENT_ENTRY:
		s->entry.consult_id = intent->id;
		screen_entry_open(s, str_or_empty(intent->text), intent->case_id);
		break;
	case INTENT_NEW:
		screen_entry_send(s, intent);
		break;
	case INTENT_BATCH:
		screen_batch_change(s, intent->id, intent->arg.action);
		break;
	case INTENT_STOP:
		screen_batch_stop(s);
		break;
	case INTENT_FLAG:
		screen_flag_start(s, intent);
		break;
	case INTENT_MARK:
		screen_mark(s, intent);
		if (intent->needs_rows)
			screen_move_rows(s, intent->where);
		break;
	}
	forget_closed(s);
}
