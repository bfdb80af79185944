/* SPDX-License-Identifier: ISC */
/* One runner for all op verbs: what each needs stands in op_table. */
#include <string.h>

#include "console/desk/flag_read.h"
#include "console/desk/result.h"
#include "console/desk/text_option.h"
#include "console/desk/verbs.h"
#include "console/rules/escalation.h"
#include "console/rules/workflow.h"
#include "storage/instant.h"
#include "storage/secret.h"
#include "storage/text.h"

void
act_texts_release(struct act_texts *t)
{
	buf_release(&t->text);
	buf_release(&t->reasons);
	buf_release(&t->remedies);
	buf_release(&t->proposal);
	buf_release(&t->disclose);
	buf_release(&t->attach);
	buf_release(&t->precedents);
}

static enum rc
read_texts(const struct options *o, struct act_texts *t, struct err *e)
{
	enum rc rc = text_option_read(o, ACT_TEXT_MAX, &t->text, e);

	options_lines(o, options_has(o, OPT_SET) ? OPT_SET : OPT_REASON, &t->reasons);
	options_lines(o, OPT_REMEDY, &t->remedies);
	options_lines(o, OPT_PROPOSAL, &t->proposal);
	options_lines(o, OPT_DISCLOSE, &t->disclose);
	options_lines(o, OPT_ATTACH, &t->attach);
	options_lines(o, OPT_PRECEDENT, &t->precedents);
	if (rc == RC_OK)
		rc = text_check(&t->reasons, ACT_LINES_MAX, "--reason", e);
	if (rc == RC_OK)
		rc = text_check(&t->remedies, ACT_LINES_MAX, "--remedy", e);
	if (rc == RC_OK)
		rc = text_check(&t->proposal, ACT_LINES_MAX, "--proposal", e);
	if (rc == RC_OK)
		rc = text_check(&t->disclose, ACT_LINES_MAX, "--disclose", e);
	if (rc == RC_OK)
		rc = text_check(&t->attach, ACT_LINES_MAX, "--attach", e);
	if (rc == RC_OK)
		rc = text_check(&t->precedents, ACT_LINES_MAX, "--precedent", e);
	return rc;
}

enum rc
act_read_options(const struct options *o, enum op op, struct act_texts *t, struct wire_act *act,
    struct err *e)
{
	const char *outcome = options_value(o, OPT_OUTCOME), *at = options_value(o, OPT_AT);
	enum rc rc;

	*act = (struct wire_act){ .op = op, .version = -1 };
	act->is_dry_run = options_has(o, OPT_DRY_RUN);
	act->has_consent = options_has(o, OPT_CONSENT);
	if (outcome != NULL &&
	    (!outcome_find(outcome, &act->outcome) || act->outcome == OUTCOME_NONE))
		return err_set(e, RC_USAGE,
		    say(N_("there is no outcome “%s”: choose complete or refuse")), outcome);
	if (at != NULL && !instant_parse(at, &act->at))
		return err_set(e, RC_USAGE, say(N_("--%s: “%s” is no time: write "
		    "2026-11-23T14:30")), option_table[OPT_AT].name, at);
	rc = options_number(o, OPT_READ_VERSION, 0, INT64_MAX, &act->version, e);
	if (rc == RC_OK)
		rc = call_fill(act->assignee, sizeof(act->assignee),
		    options_value(o, OPT_ASSIGNEE), "--assignee", e);
	if (rc == RC_OK)
		rc = call_fill(act->agency, sizeof(act->agency), options_value(o, OPT_AGENCY),
		    "--agency", e);
	if (rc == RC_OK)
		rc = call_fill(act->kind, sizeof(act->kind), options_value(o, OPT_KIND), "--kind", e);
	if (rc == RC_OK)
		rc = call_fill(act->period, sizeof(act->period), options_value(o, OPT_PERIOD),
		    "--period", e);
	if (rc == RC_OK)
		rc = call_fill(act->event, sizeof(act->event), options_value(o, OPT_EVENT),
		    "--event", e);
	if (rc == RC_OK)
		rc = call_fill(act->evidence, sizeof(act->evidence),
		    options_value(o, OPT_EVIDENCE), "--evidence", e);
	if (rc == RC_OK)
		rc = call_fill(act->op_key, sizeof(act->op_key), options_value(o, OPT_OP_KEY),
		    "--op-key", e);
	if (rc == RC_OK)
		rc = read_texts(o, t, e);
	act->text = buf_str(&t->text);
	act->reasons = buf_str(&t->reasons);
	act->remedies = buf_str(&t->remedies);
	act->proposal = buf_str(&t->proposal);
	act->disclose = buf_str(&t->disclose);
	act->attach = buf_str(&t->attach);
	act->precedents = buf_str(&t->precedents);
	if (rc == RC_OK && o->operand_count > 1 &&
	    (options_has(o, OPT_OP_KEY) || options_has(o, OPT_READ_VERSION)))
		return err_set(e, RC_USAGE,
		    say(N_("--op-key and --version belong to one case: name only one")));
	return rc;
}

/* The marked answers of the case before the text that was given, which they
 * replace in the act. */
static enum rc
put_flagged(struct call *call, struct wire_act *act, const char *number, const char *text,
    struct buf *items, struct err *e)
{
	enum rc rc = flag_items(call->link, number, items, e);

	if (rc != RC_OK)
		return rc;
	if (!str_empty(text))
		buf_printf(items, "\n%s", text);
	act->text = buf_str(items);
	return text_check(items, ACT_TEXT_MAX, "--flagged", e);
}

/* Does the op on one case; *r says what became of it. */
static void
act_on(struct call *call, struct wire_act *act, const char *number, struct result *r)
{
	const char *text = act->text;
	struct buf items = { 0 };
	struct wire_refused refused = { .reason = "" };
	struct wire_done done = { .event_id = 0 };
	struct err e = { 0 };
	char fresh[33];
	enum rc rc;

	*r = (struct result){ .number = "" };
	if (!options_has(&call->options, OPT_OP_KEY)) {
		secret_op_key(fresh);
		(void)str_fill(act->op_key, sizeof(act->op_key), fresh);
	}
	rc = call_fill(act->number, sizeof(act->number), number, say(N_("the case number")), &e);
	if (rc == RC_OK && options_has(&call->options, OPT_FLAGGED))
		rc = put_flagged(call, act, number, text, &items, &e);
	if (rc == RC_OK)
		rc = link_act(call->link, act, &done, &refused, &e);
	if (refused.reason[0] != '\0')
		(void)link_refusal(&refused, &e);
	result_fill(r, act, rc, &done, &refused, &e);
	if (rc == RC_OK && done.is_untold)
		call_say(say(N_("%s: nobody is told online, tell the applicant yourself")), r->number);
	if (rc == RC_OK && done.numbers_cut > 0)
		call_say(say(N_("%s: a resident number in what you wrote was cut and is not kept")),
		    r->number);
	act->text = text;
	buf_release(&items);
}

/* One case: its refusal is the command's. */
static int
act_on_one(struct call *call, struct wire_act *act, const char *number)
{
	struct writer *w;
	struct result r;

	act_on(call, act, number, &r);
	if (r.outcome == RESULT_REFUSED || r.outcome == RESULT_FAILED)
		return call_fail(&r.error);
	w = call_writer(call, result_columns, result_column_count);
	result_print_row(w, &r);
	writer_close(w);
	return 0;
}

int
verb_act(struct call *call)
{
	const struct options *o = &call->options;
	struct act_texts texts = { .text = { 0 } };
	struct wire_act act;
	struct writer *w;
	struct err e = { 0 };
	int status = 0;

	if (secret_start(&e) != RC_OK ||
	    act_read_options(o, call->verb->op, &texts, &act, &e) != RC_OK) {
		act_texts_release(&texts);
		return call_fail(&e);
	}
	/* By these names it is done to what another office handed over, or not at all. */
	if (str_starts(call->verb->name, CHANNEL_HANDOVER))
		(void)str_fill(act.kind, sizeof(act.kind), CHANNEL_HANDOVER);
	if (options_has(o, OPT_PREVIEW)) {
		status = call_fill(act.number, sizeof(act.number), o->operands[0],
		    say(N_("the case number")), &e) == RC_OK ? verb_preview(call, &act) :
		    call_fail(&e);
	} else if (o->operand_count < 2) {
		status = act_on_one(call, &act, o->operand_count == 0 ? "" : o->operands[0]);
	} else {
		w = call_writer(call, result_columns, result_column_count);
		for (size_t i = 0; i < o->operand_count; i++) {
			struct result r;

			act_on(call, &act, o->operands[i], &r);
			result_print_row(w, &r);
			if (r.outcome == RESULT_REFUSED || r.outcome == RESULT_FAILED)
				status = 1;
		}
		writer_close(w);
	}
	act_texts_release(&texts);
	return status;
}
