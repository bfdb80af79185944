/* SPDX-License-Identifier: ISC */
/* rules: what an office does by itself, written, tried and switched. */
#include <stdio.h>
#include <string.h>

#include "console/desk/rule_read.h"
#include "console/desk/verbs.h"
#include "console/rules/auto_rule.h"
#include "storage/text.h"
#include "views/words.h"

#define COUNT(columns) (sizeof(columns) / sizeof((columns)[0]))

static const struct column rule_columns[] = {
	{ .key = "id" },
	{ .key = "place", .title = N_("No."), .is_right = true },
	{ .key = "name", .title = N_("Name"), .cells_max = 24 },
	{ .key = "is_on", .title = N_("State"), .cells_max = 6 },
	{ .key = "when", .title = N_("Asked"), .cells_max = 10 },
	{ .key = "if", .title = N_("Filter"), .cells_max = 30 },
	{ .key = "do", .title = N_("Does"), .cells_max = 12 },
	{ .key = "assignee", .title = N_("Assigned to"), .cells_max = 16 },
	{ .key = "officer", .title = N_("In the name of"), .cells_max = 16 },
	{ .key = "agency", .title = N_("Agency"), .cells_max = 16 },
	{ .key = "kind" },
	{ .key = "text" },
	{ .key = "acted", .title = N_("Acted"), .is_right = true },
	{ .key = "refused", .title = N_("Refused"), .is_right = true },
	{ .key = "version" },
	{ .key = "author", .title = N_("Who"), .cells_max = 12 },
	{ .key = "changed_at" },
};

static const struct column firing_columns[] = {
	{ .key = "rule" },
	{ .key = "case_id" },
	{ .key = "case", .title = N_("Case"), .cells_max = 24 },
	{ .key = "at", .title = N_("When") },
	{ .key = "outcome", .title = N_("Result"), .cells_max = 20 },
	{ .key = "reason" },
	{ .key = "problem", .title = N_("Why not") },
};

static enum rc
take_rule(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct auto_rule r;
	enum auto_moment moment;
	enum auto_action action;
	enum rc rc;

	if (frame->message != MESSAGE_RULE_ROW)
		return RC_OK;
	rc = wire_read(frame, &r, e);
	if (rc != RC_OK)
		return rc;
	writer_row(arg, (const struct value[]){ value_number(r.id), value_number(r.place),
	    value_text(r.name), value_bool(r.is_on, r.is_on ? say(N_("on")) : say(N_("off"))),
	    value_shown(r.moment, auto_moment_find(r.moment, &moment) ?
		auto_moment_label(moment) : r.moment),
	    value_text(r.query),
	    value_shown(r.action, auto_action_find(r.action, &action) ?
		auto_action_label(action) : r.action),
	    value_text(r.assignee), value_text(r.officer), value_text(r.agency),
	    value_text(r.kind), value_text(r.text), value_number(r.fired), value_number(r.refused),
	    value_number(r.version), value_shown(r.author, words_person(r.author_name, r.author)),
	    value_instant(r.changed_at) });
	return RC_OK;
}

static int
ask_rules(struct call *call, enum message message, const void *record)
{
	struct writer *w = call_writer(call, rule_columns, COUNT(rule_columns));
	struct err e = { 0 };
	enum rc rc = link_ask(call->link, message, record, take_rule, w, &e);

	if (rc == RC_OK)
		writer_close(w);
	else
		writer_drop(w);
	return rc == RC_OK ? 0 : call_fail(&e);
}

int
verb_rules_list(struct call *call)
{
	return ask_rules(call, MESSAGE_RULE_LIST, &(struct wire_ok){ 0 });
}

/* The rule as it is now, to change what is said anew. */
static enum rc
take_same(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct auto_rule *found = arg, r;
	enum rc rc = RC_OK;

	if (frame->message == MESSAGE_RULE_ROW) {
		rc = wire_read(frame, &r, e);
		if (rc == RC_OK && str_eq(r.name, found->name))
			*found = r;
	}
	return rc;
}

int
verb_rules_write(struct call *call)
{
	struct auto_rule before = { .name = "" };
	struct wire_rule_change ask;
	struct err e = { 0 };
	enum rc rc = RC_OK;

	if (str_eq(call->verb->name, "rules change")) {
		rc = call_fill(before.name, sizeof(before.name), call->options.operands[0],
		    say(N_("the name")), &e);
		if (rc == RC_OK)
			rc = link_ask(call->link, MESSAGE_RULE_LIST, &(struct wire_ok){ 0 },
			    take_same, &before, &e);
	}
	if (rc == RC_OK)
		rc = rule_change_read(&ask, call->verb->name, &call->options, &before, &e);
	return rc == RC_OK ? ask_rules(call, MESSAGE_RULE_CHANGE, &ask) : call_fail(&e);
}

/* What a test or the record of a rule tells, page by page. */
struct telling {
	struct writer *w;
	struct wire_rule_tested end;
	int64_t seen, hits, refused, past;
	bool is_test;
};

static enum rc
take_firing(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct telling *t = arg;
	struct auto_firing f;
	struct buf why = { 0 };
	enum reason reason = REASON_NONE;
	const char *word, *label;
	enum rc rc;

	if (frame->message == MESSAGE_RULE_TESTED)
		return wire_read(frame, &t->end, e);
	if (frame->message != MESSAGE_RULE_FIRING)
		return RC_OK;
	rc = wire_read(frame, &f, e);
	if (rc != RC_OK)
		return rc;
	t->hits++;
	t->refused += f.reason[0] != '\0' ? 1 : 0;
	t->past += f.is_past ? 1 : 0;
	word = f.reason[0] != '\0' ? "refused" : f.is_past ? "would-have" :
	    t->is_test ? "would-act" : "acted";
	label = f.reason[0] != '\0' ? say(N_("refused")) : f.is_past ? say(N_("would have acted")) :
	    t->is_test ? say(N_("would act")) : say(N_("acted"));
	if (f.reason[0] != '\0' && reason_find(f.reason, &reason))
		reason_sentence(&why, reason, f.detail);
	writer_row(t->w, (const struct value[]){ value_text(f.rule), value_number(f.case_id),
	    value_text(f.number), value_instant(f.at), value_shown(word, label),
	    value_text(f.reason), value_text(buf_str(&why)) });
	buf_release(&why);
	return RC_OK;
}

/* How many there were, for people. */
static void
say_sum(const struct telling *t)
{
	if (!t->is_test)
		return;
	call_say(say(N_("asked about %lld cases: it would act on %lld, be refused on %lld, and "
	    "would have acted on %lld that have gone on since. Nothing was done.")),
	    (long long)t->seen, (long long)(t->hits - t->refused - t->past),
	    (long long)t->refused, (long long)t->past);
}

int
verb_rules_tell(struct call *call)
{
	struct wire_rule_ask ask = { .after = "" };
	struct telling t = { .is_test = str_eq(call->verb->name, "rules test") };
	const char *since = options_value(&call->options, OPT_SINCE);
	struct err e = { 0 };
	struct day day;
	enum rc rc = call_fill(ask.name, sizeof(ask.name), call->options.operands[0],
	    say(N_("the name")), &e);

	if (rc == RC_OK && since != NULL) {
		if (!day_parse(since, &day))
			rc = err_set(&e, RC_USAGE, say(N_("“%s” is no day like 2026-11-30")), since);
		else
			ask.since_at = instant_make(day, 0);
	}
	if (rc != RC_OK)
		return call_fail(&e);
	t.w = call_writer(call, firing_columns, COUNT(firing_columns));
	do {
		t.end = (struct wire_rule_tested){ .next = "" };
		rc = link_ask(call->link, t.is_test ? MESSAGE_RULE_TEST : MESSAGE_RULE_FIRED, &ask,
		    take_firing, &t, &e);
		t.seen += t.end.seen;
		(void)str_fill(ask.after, sizeof(ask.after), t.end.next);
	} while (rc == RC_OK && ask.after[0] != '\0');
	if (rc == RC_OK)
		writer_close(t.w);
	else
		writer_drop(t.w);
	if (rc == RC_OK)
		say_sum(&t);
	return rc == RC_OK ? 0 : call_fail(&e);
}

int
verb_rules_actions(struct call *call)
{
	static const struct column columns[] = {
		{ .key = "action", .title = N_("Does") },
		{ .key = "label", .title = N_("Name") },
		{ .key = "help", .title = N_("What it is") },
		{ .key = "law", .title = N_("Law") },
	};
	struct writer *w = call_writer(call, columns, COUNT(columns));

	for (int a = 0; a < AUTO_ACTION__COUNT; a++) {
		const struct auto_action_info *info = &auto_action_table[a];

		writer_row(w, (const struct value[]){ value_text(info->name),
		    value_text(auto_action_label((enum auto_action)a)),
		    value_text(say(info->help)), value_text(info->law) });
	}
	writer_close(w);
	return 0;
}
