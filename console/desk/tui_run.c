/* SPDX-License-Identifier: ISC */
/* What a view asked for, done: each kind of intent, and what a view that came
 * on top needs to be read. */
#include "console/desk/screen.h"
#include "console/rules/workflow.h"
#include "storage/text.h"

/* What is no longer on the stack is no longer read again. */
static void
forget_closed(struct screen *s)
{
	bool is_on_top = view_stack_top(&s->stack) == &view_scratches;

	/* What was handed in or typed meanwhile changes the list. */
	if (is_on_top && !s->scratches.is_on_top)
		screen_scratches_load(s);
	s->scratches.is_on_top = is_on_top;
	s->feed.is_shown[ASK_OUTBOX] = view_stack_has(&s->stack, &view_sent);
	s->feed.is_shown[ASK_HANDOVERS] = view_stack_has(&s->stack, &view_handovers);
	s->feed.is_shown[ASK_UNSORTED] = view_stack_has(&s->stack, &view_unsorted);
	s->feed.is_shown[ASK_CHANNELS] = s->feed.is_shown[ASK_OUTBOX];
	s->feed.is_shown[ASK_RECENT] = view_stack_has(&s->stack, &view_recent);
	s->feed.is_shown[ASK_QUESTIONS] = view_stack_has(&s->stack, &view_questions);
	s->feed.is_shown[ASK_RULES] = view_stack_has(&s->stack, &view_rules);
	s->feed.is_shown[ASK_SAVED] = view_stack_has(&s->stack, &view_saved);
	s->feed.is_shown[ASK_OUTAGES] = view_stack_has(&s->stack, &view_calendar);
	s->feed.is_shown[ASK_BATCHES] = view_stack_has(&s->stack, &view_batches);
	s->feed.is_shown[ASK_BATCH_ITEMS] = view_stack_has(&s->stack, &view_batch_items);
	s->feed.is_shown[ASK_LETTERS] = view_stack_has(&s->stack, &view_letters);
	s->feed.is_shown[ASK_RELEASES] = view_stack_has(&s->stack, &view_releases);
	s->feed.is_shown[ASK_CALENDAR] = s->feed.is_shown[ASK_OUTAGES];
	s->feed.is_shown[ASK_NEEDS] = s->feed.is_shown[ASK_TASKS] =
	    view_stack_has(&s->stack, &view_needs);
	s->feed.is_shown[ASK_RECONCILE] = view_stack_has(&s->stack, &view_reconcile);
	s->feed.is_shown[ASK_RECONCILE_CASES] = view_stack_has(&s->stack, &view_reconcile_cases);
	s->feed.is_shown[ASK_WAITS] = view_stack_has(&s->stack, &view_waits);
	s->feed.is_shown[ASK_CONSULT] = view_stack_has(&s->stack, &view_consult) ||
	    view_stack_has(&s->stack, &view_plan);
	s->feed.is_shown[ASK_BOARD] = view_stack_has(&s->stack, &view_board);
	s->feed.is_shown[ASK_TODAY] = view_stack_has(&s->stack, &view_today);
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

/* A view came on top by itself: read what it shows. */
void
screen_load(struct screen *s, const struct intent *intent)
{
	if (intent->push == &view_sent) {
		(void)str_fill(s->feed.outbox_state, sizeof(s->feed.outbox_state),
		    str_or_empty(intent->arg.text));
		feed_want(&s->feed, ASK_OUTBOX);
		feed_want(&s->feed, ASK_CHANNELS);
	} else if (intent->push == &view_handovers) {
		feed_want(&s->feed, ASK_HANDOVERS);
	} else if (intent->push == &view_waits) {
		feed_want(&s->feed, ASK_WAITS);
	} else if (intent->push == &view_consult || intent->push == &view_plan) {
		feed_want(&s->feed, ASK_CONSULT);
	} else if (intent->push == &view_board) {
		feed_want(&s->feed, ASK_BOARD);
	} else if (intent->push == &view_today) {
		feed_want(&s->feed, ASK_TODAY);
	} else if (intent->push == &view_unsorted) {
		(void)str_fill(s->feed.unsorted_state, sizeof(s->feed.unsorted_state),
		    str_or_empty(intent->arg.text));
		feed_want(&s->feed, ASK_UNSORTED);
	} else if (intent->push == &view_prompt && intent->arg.action == ACTION_COMMAND) {
		feed_read_once(&s->feed, ASK_RECENT);
		feed_read_once(&s->feed, ASK_SAVED);
	} else if (intent->push == &view_recent) {
		feed_want(&s->feed, ASK_RECENT);
	} else if (intent->push == &view_answers || intent->push == &view_answers_pick) {
		load_answers(s, intent);
	} else if (intent->push == &view_questions) {
		feed_want(&s->feed, ASK_QUESTIONS);
	} else if (intent->push == &view_rules) {
		feed_want(&s->feed, ASK_RULES);
	} else if (intent->push == &view_saved) {
		feed_want(&s->feed, ASK_SAVED);
	} else if (intent->push == &view_calendar) {
		feed_want(&s->feed, ASK_OUTAGES);
		feed_want(&s->feed, ASK_CALENDAR);
	} else if (intent->push == &view_batches) {
		feed_want(&s->feed, ASK_BATCHES);
	} else if (intent->push == &view_batch_items) {
		feed_batch_items(&s->feed, intent->arg.id);
	} else if (intent->push == &view_letters) {
		feed_want(&s->feed, ASK_LETTERS);
	} else if (intent->push == &view_letter) {
		feed_letter(&s->feed, intent->arg.id);
	} else if (intent->push == &view_releases) {
		feed_want(&s->feed, ASK_RELEASES);
	} else if (intent->push == &view_release) {
		feed_release_changes(&s->feed, intent->arg.id);
	} else if (intent->push == &view_service) {
		screen_scratches_load(s);
	} else if (intent->push == &view_needs) {
		feed_want(&s->feed, ASK_NEEDS);
		feed_want(&s->feed, ASK_TASKS);
	} else if (intent->push == &view_need) {
		feed_need(&s->feed, intent->arg.id);
	} else if (intent->push == &view_reconcile) {
		feed_want(&s->feed, ASK_RECONCILE);
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
	} else if (intent->push == &view_dialog && intent->arg.is_marks) {
		feed_judge(&s->feed, action_table[intent->arg.action].op);
	} else if (intent->push == &view_dialog) {
		screen_flag_ask(s, &intent->arg);
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
		if (intent->case_id != 0)
			feed_open(&s->feed, intent->case_id);
		else
			feed_open_number(&s->feed, str_or_empty(intent->text));
		view_stack_reveal(&s->stack, &view_case);
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
		s->feed.model.queue.columns = intent->columns;
		screen_say(s, STYLE_NOTICE, "%s: %s", action_label(ACTION_COLUMNS),
		    role_label(intent->columns));
		break;
	case INTENT_PREVIEW:
		s->feed.model.queue.has_no_preview = !s->feed.model.queue.has_no_preview;
		if (s->feed.model.screen_cols < PREVIEW_FROM_COLS)
			screen_say(s, STYLE_NOTICE, say(N_("The case beside the list needs %d "
			    "columns.")), PREVIEW_FROM_COLS);
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
