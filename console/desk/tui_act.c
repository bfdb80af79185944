/* SPDX-License-Identifier: ISC */
/* Ops from the screen: out with a fresh op-key, back with a sentence. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/desk/screen.h"
#include "console/rules/workflow.h"
#include "storage/instant.h"
#include "storage/secret.h"
#include "storage/text.h"
#include "views/dialog.h"

void
screen_act_release(struct screen_act *a)
{
	free(a->text);
	free(a->reasons);
	free(a->remedies);
	free(a->proposal);
	free(a->disclose);
	free(a->attach);
	free(a->precedents);
	*a = (struct screen_act){ .is_active = false };
}

const struct case_row *
screen_case_row(const struct screen *s, int64_t case_id)
{
	const struct desk_model *m = &s->feed.model;

	if (m->detail != NULL && m->detail->row.id == case_id)
		return &m->detail->row;
	for (size_t i = 0; i < m->queue.count; i++)
		if (m->queue.rows[i].id == case_id)
			return &m->queue.rows[i];
	return NULL;
}

static char *
owned(const char *text)
{
	return x_strdup(str_or_empty(text));
}

bool
screen_is_busy(struct screen *s)
{
	if (!s->act.is_active && s->hand.tag == 0 && s->outage.tag == 0 &&
	    !s->entry.is_sending && !s->consult.is_active && s->package.tag == 0)
		return false;
	screen_say(s, STYLE_WARN, "%s", say(N_("The last operation is still being checked.")));
	return true;
}

void
screen_act_send(struct screen *s)
{
	s->act.is_active = true;
	screen_act_resend(s);
}

void
screen_act_resend(struct screen *s)
{
	struct screen_act *a = &s->act;

	if (!a->is_active)
		return;
	a->tag = 0;
	if (s->batch.is_active) {
		screen_batch_resend(s);
		return;
	}
	screen_say(s, STYLE_NOTICE, "%s: %s", op_label(a->act.op), say(N_("checking")));
	if (link_fd(s->link) < 0 || s->feed.model.link == LINK_RECONNECTING)
		return;
	a->tag = link_send(s->link, MESSAGE_ACT, &a->act);
	s->feed.model.link = LINK_WAITING;
}

/* The number the office finds the case by: "" for the most urgent one. */
void
screen_act_aim(struct screen *s, int64_t case_id, int64_t version)
{
	struct wire_act *act = &s->act.act;

	if (case_id != 0)
		(void)snprintf(act->number, sizeof(act->number), "%lld", (long long)case_id);
	act->version = case_id != 0 && version > 0 ? version : -1;
	secret_op_key(act->op_key);
}

void
screen_act_aim_number(struct screen *s, const char *number)
{
	struct wire_act *act = &s->act.act;

	(void)str_fill(act->number, sizeof(act->number), number);
	act->version = -1;
	secret_op_key(act->op_key);
}

/* Whose time, when it truly was, and what shows it. */
static enum rc
fill_time(struct wire_act *act, const struct act_input *in, struct err *e)
{
	enum rc rc = call_fill(act->event, sizeof(act->event), in->event, say(N_("the event")), e);

	if (rc == RC_OK)
		rc = call_fill(act->evidence, sizeof(act->evidence), in->evidence,
		    say(N_("the evidence")), e);
	if (rc == RC_OK && !str_empty(in->at) && !instant_parse(in->at, &act->at))
		return err_set(e, RC_USAGE, say(N_("--%s: “%s” is no time: write "
		    "2026-11-23T14:30")), option_table[OPT_AT].name, in->at);
	return rc;
}

/* The op as the intent describes it, but for its way out; says why not and
 * returns false if it cannot be. */
static bool
prepare(struct screen *s, const struct intent *intent)
{
	const struct act_input *in = &intent->input;
	struct screen_act *a = &s->act;
	struct err e;

	if (screen_is_busy(s))
		return false;
	screen_act_release(a);
	a->act.op = intent->op;
	a->act.outcome = in->outcome;
	a->act.has_consent = in->has_consent;
	screen_act_aim(s, intent->case_id, intent->version);
	a->text = owned(in->text);
	a->reasons = owned(in->reasons);
	a->remedies = owned(in->remedies);
	a->act.text = a->text;
	a->act.reasons = a->reasons;
	a->act.remedies = a->remedies;
	a->act.proposal = a->proposal = owned(in->proposal);
	a->act.disclose = a->disclose = owned(in->disclose);
	a->act.attach = a->attach = owned(in->attach);
	a->act.precedents = a->precedents = owned(in->precedents);
	a->is_from_dialog = intent->is_from_dialog;
	a->opens_case = intent->case_id == 0 && !intent->is_marks;
	if (a->is_from_dialog && !intent->is_marks)
		(void)str_fill(a->act.scratch, sizeof(a->act.scratch), screen_scratch_action(s));
	if (call_fill(a->act.assignee, sizeof(a->act.assignee), in->assignee,
	    say(N_("the login")), &e) != RC_OK ||
	    call_fill(a->act.agency, sizeof(a->act.agency), in->agency, say(N_("the agency")),
	    &e) != RC_OK ||
	    call_fill(a->act.kind, sizeof(a->act.kind), in->kind, say(N_("the kind")), &e) != RC_OK ||
	    call_fill(a->act.period, sizeof(a->act.period), in->period, say(N_("the period")),
	    &e) != RC_OK || fill_time(&a->act, in, &e) != RC_OK)
		screen_say(s, STYLE_DANGER, "%s", e.text);
	else if (strlen(a->text) > ACT_TEXT_MAX || strlen(a->reasons) > ACT_LINES_MAX ||
	    strlen(a->remedies) > ACT_LINES_MAX)
		screen_say(s, STYLE_DANGER, "%s", say(N_("The text is too long: shorten it.")));
	else
		return true;
	return false;
}

void
screen_act_start(struct screen *s, const struct intent *intent)
{
	if (!prepare(s, intent))
		return;
	if (intent->is_marks)
		screen_batch_start(s);
	else if (intent->op == OP_ESCALATE && intent->is_from_dialog)
		screen_package_ask(s);
	else
		screen_act_send(s);
}

/* On the cases that were named, as the shell does it. */
static void
start_named(struct screen *s, const struct intent *intent, const struct options *named)
{
	struct err e = { 0 };

	if (!prepare(s, intent))
		return;
	s->act.opens_case = false;
	if (named->operand_count > 1) {
		screen_batch_start_named(s, named);
		return;
	}
	screen_act_aim_number(s, "");
	if (call_fill(s->act.act.number, sizeof(s->act.act.number), named->operands[0],
	    say(N_("the case number")), &e) == RC_OK)
		screen_act_send(s);
	else
		screen_say(s, STYLE_WARN, "%s", e.text);
}

/* Does the op ask for something that was not typed? Then its dialog asks. */
static bool
needs_dialog(enum op op, const struct options *o)
{
	static const struct {
		enum op_need need;
		enum opt opt;
	} asked[] = { { NEED_TEXT, OPT_TEXT }, { NEED_OUTCOME, OPT_OUTCOME },
		{ NEED_REASONS, OPT_REASON }, { NEED_REASONS, OPT_REMEDY },
		{ NEED_ASSIGNEE, OPT_ASSIGNEE }, { NEED_AGENCY, OPT_AGENCY },
		{ NEED_PERIOD, OPT_PERIOD }, { NEED_MORE, OPT_PERIOD },
		{ NEED_MORE, OPT_REASON }, { NEED_TIME, OPT_EVENT }, { NEED_TIME, OPT_AT },
		{ NEED_TIME, OPT_EVIDENCE }, { NEED_ANSWERS, OPT_SET } };

	for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++)
		if ((op_table[op].needs & asked[i].need) != 0 && !options_has(o, asked[i].opt))
			return true;
	return false;
}

static void
open_dialog(struct screen *s, enum op op, const struct case_row *row)
{
	struct view_arg arg = { .action = action_of_op(op), .id = row->id, .version = row->version,
		.number = row->receipt_no[0] != '\0' ? row->receipt_no : row->external_id };

	if (op == OP_CORRECT) {
		screen_entry_open(s, "", row->id);
		return;
	}
	view_stack_push(&s->stack, &view_dialog, &s->feed.model, &arg);
	screen_flag_ask(s, &arg);
}

/* With marks an op is for all of them, and never without the question first. */
static void
act_on_marks(struct screen *s, enum op op, const struct options *o)
{
	struct intent intent = dialog_start_marks(&s->feed.model, action_of_op(op));

	if (intent.kind == INTENT_PUSH && o->given_count > 0) {
		screen_say(s, STYLE_WARN, "%s", say(N_("Cases are marked: name no options, the "
		    "dialog asks for all of them.")));
		return;
	}
	if (intent.kind == INTENT_PUSH)
		view_stack_push(&s->stack, &view_dialog, &s->feed.model, &intent.arg);
	screen_run(s, &intent);
}

/* What was typed of the op, on the row unless cases are named. */
static void
start_typed(struct screen *s, enum op op, const struct options *o, const struct case_row *row)
{
	struct buf reasons = { 0 }, remedies = { 0 }, disclose = { 0 }, attach = { 0 }, like = { 0 };
	struct intent intent = { .kind = INTENT_ACT, .op = op };

	if (o->operand_count == 0) {
		intent.case_id = row->id;
		intent.version = row->version;
	}
	options_lines(o, options_has(o, OPT_SET) ? OPT_SET : OPT_REASON, &reasons);
	options_lines(o, OPT_REMEDY, &remedies);
	options_lines(o, OPT_DISCLOSE, &disclose);
	options_lines(o, OPT_ATTACH, &attach);
	options_lines(o, OPT_PRECEDENT, &like);
	intent.input.kind = options_value(o, OPT_KIND);
	intent.input.proposal = options_value(o, OPT_PROPOSAL);
	intent.input.disclose = buf_str(&disclose);
	intent.input.attach = buf_str(&attach);
	intent.input.precedents = buf_str(&like);
	intent.input.text = options_value(o, OPT_TEXT);
	intent.input.assignee = options_value(o, OPT_ASSIGNEE);
	intent.input.agency = options_value(o, OPT_AGENCY);
	intent.input.period = options_value(o, OPT_PERIOD);
	intent.input.event = options_value(o, OPT_EVENT);
	intent.input.evidence = options_value(o, OPT_EVIDENCE);
	intent.input.at = options_value(o, OPT_AT);
	intent.input.has_consent = options_has(o, OPT_CONSENT);
	intent.input.reasons = buf_str(&reasons);
	intent.input.remedies = buf_str(&remedies);
	if (options_has(o, OPT_OUTCOME) &&
	    !outcome_find(options_value(o, OPT_OUTCOME), &intent.input.outcome))
		screen_say(s, STYLE_WARN, say(N_("There is no outcome “%s”.")),
		    options_value(o, OPT_OUTCOME));
	else if (o->operand_count > 0)
		start_named(s, &intent, o);
	else
		screen_act_start(s, &intent);
	buf_release(&reasons);
	buf_release(&disclose);
	buf_release(&attach);
	buf_release(&like);
	buf_release(&remedies);
}

void
screen_act_start_typed(struct screen *s, enum op op, const struct options *o)
{
	const struct case_row *row = NULL;

	if (o->operand_count == 0)
		row = screen_case_row(s, view_stack_case(&s->stack, &s->feed.model));
	else if (o->operand_count == 1)
		row = screen_find_row(s, o->operands[0]);
	if (o->operand_count == 0 && s->feed.marks.count > 0 && !view_stack_has(&s->stack, &view_case)) {
		act_on_marks(s, op, o);
		return;
	}
	if (row == NULL && o->operand_count == 0)
		screen_say(s, STYLE_WARN, "%s", say(N_("There is no case to do this on.")));
	else if (row != NULL && needs_dialog(op, o))
		open_dialog(s, op, row);
	else
		start_typed(s, op, o, row);
}

static void
act_done(struct screen *s, const struct wire_done *done)
{
	bool opens_case = s->act.opens_case;

	screen_say(s, done->numbers_cut > 0 ? STYLE_WARN : STYLE_OK, "%s: %s (%s)%s%s%s%s",
	    say(N_("Saved")), done->number, state_label(done->state_after),
	    done->is_untold ? " · " : "",
	    done->is_untold ? say(N_("tell the applicant yourself")) : "",
	    done->numbers_cut > 0 ? " · " : "",
	    done->numbers_cut > 0 ? say(N_("resident number cut")) : "");
	if (s->act.is_from_dialog) {
		screen_scratch_acted(s);
		view_stack_done(&s->stack);
	}
	screen_act_release(&s->act);
	s->feed.model.acted = (struct acted){ done->event_id, done->case_id, done->version };
	feed_refresh(&s->feed);
	if (opens_case)
		feed_open(&s->feed, done->case_id);
}

static void
act_refused(struct screen *s, const struct wire_refused *refused)
{
	enum reason reason;
	struct err e = { 0 };
	int64_t case_id = 0;

	(void)link_refusal(refused, &e);
	screen_say(s, STYLE_DANGER, "%s", e.text);
	if (s->act.is_from_dialog && reason_find(refused->reason, &reason) &&
	    reason == REASON_VERSION && parse_int(s->act.act.number, 1, INT64_MAX, &case_id))
		s->revise_case_id = case_id;
	screen_act_release(&s->act);
	feed_refresh(&s->feed);
}

void
screen_revise(struct screen *s)
{
	const struct case_row *row;

	if (s->revise_case_id == 0)
		return;
	row = screen_case_row(s, s->revise_case_id);
	if (row != NULL)
		view_stack_revise(&s->stack, row->version);
}

bool
screen_act_take(struct screen *s, const struct wire_frame *frame)
{
	struct wire_refused refused;
	struct wire_done done;
	struct err e = { 0 };

	if (!s->act.is_active || s->act.tag == 0 || frame->tag != s->act.tag)
		return false;
	s->feed.model.link = LINK_UP;
	s->needs_draw = true;
	if (s->batch.is_active) {
		screen_batch_take(s, frame);
		return true;
	}
	if (frame->message == MESSAGE_DONE && wire_read(frame, &done, &e) == RC_OK) {
		act_done(s, &done);
	} else if (frame->message == MESSAGE_REFUSED && wire_read(frame, &refused, &e) == RC_OK) {
		act_refused(s, &refused);
	} else {
		screen_say_told(s, frame, &e);
		screen_act_release(&s->act);
	}
	return true;
}
