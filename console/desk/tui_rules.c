/* SPDX-License-Identifier: ISC */
/* Rules that act by themselves, on the screen: changed and tried by command. */
#include <string.h>

#include "console/desk/rule_read.h"
#include "console/desk/screen.h"
#include "storage/text.h"

static const struct auto_rule *
find_rule(const struct desk_model *m, const char *name)
{
	for (size_t i = 0; i < m->rule_count; i++)
		if (str_eq(m->rules[i].name, name))
			return &m->rules[i];
	return NULL;
}

static void
ask_test(struct screen *s)
{
	s->rules.tag = link_send(s->link, MESSAGE_RULE_TEST, &s->rules.ask);
	s->feed.model.link = LINK_WAITING;
}

void
screen_rules_run(struct screen *s, const char *verb, const struct options *o)
{
	struct wire_rule_change ask;
	struct err e = { 0 };
	bool is_test = str_eq(verb, "rules test");

	if (s->rules.tag != 0) {
		screen_say(s, STYLE_WARN, "%s", say(N_("The last operation is still being "
		    "checked.")));
	} else if (link_fd(s->link) < 0 || s->feed.model.link == LINK_RECONNECTING) {
		screen_say(s, STYLE_DANGER, "%s", say(N_("no office, trying again")));
	} else if (is_test && o->operand_count == 1) {
		s->rules = (struct rules_under_way){ .is_test = true };
		(void)str_fill(s->rules.ask.name, sizeof(s->rules.ask.name), o->operands[0]);
		ask_test(s);
	} else if (rule_change_read(&ask, verb, o, o->operand_count > 0 ?
	    find_rule(&s->feed.model, o->operands[0]) : NULL, &e) != RC_OK) {
		screen_say(s, STYLE_WARN, "%s", e.text);
	} else {
		s->rules = (struct rules_under_way){ .is_gone = str_eq(ask.what, "remove") };
		s->rules.tag = link_send(s->link, MESSAGE_RULE_CHANGE, &ask);
		s->feed.model.link = LINK_WAITING;
	}
}

/* One frame of a trial; the next page is asked for until it is through. */
static void
take_test(struct screen *s, const struct wire_frame *frame)
{
	struct rules_under_way *r = &s->rules;
	struct wire_rule_tested end = { .next = "" };
	struct auto_firing f;
	struct err e = { 0 };

	if (frame->message == MESSAGE_RULE_FIRING && wire_read(frame, &f, &e) == RC_OK) {
		r->refused += f.reason[0] != '\0' ? 1 : 0;
		r->past += f.is_past ? 1 : 0;
		r->hits++;
		return;
	}
	if (frame->message != MESSAGE_RULE_TESTED || wire_read(frame, &end, &e) != RC_OK) {
		r->tag = 0;
		screen_say_told(s, frame, &e);
		return;
	}
	r->seen += end.seen;
	(void)str_fill(r->ask.after, sizeof(r->ask.after), end.next);
	if (end.next[0] != '\0') {
		ask_test(s);
		return;
	}
	r->tag = 0;
	screen_say(s, STYLE_OK, say(N_("Tried “%s” on %lld: would act on %lld, be refused on "
	    "%lld, past %lld. Nothing was done.")), r->ask.name, (long long)r->seen,
	    (long long)(r->hits - r->refused - r->past), (long long)r->refused, (long long)r->past);
}

bool
screen_rules_take(struct screen *s, const struct wire_frame *frame)
{
	struct auto_rule rule;
	struct err e = { 0 };

	if (s->rules.tag == 0 || frame->tag != s->rules.tag)
		return false;
	s->feed.model.link = LINK_UP;
	s->needs_draw = true;
	if (s->rules.is_test) {
		take_test(s, frame);
		return true;
	}
	s->rules.tag = 0;
	if (frame->message != MESSAGE_RULE_ROW || wire_read(frame, &rule, &e) != RC_OK) {
		screen_say_told(s, frame, &e);
	} else {
		screen_say(s, STYLE_OK, "%s: %s", s->rules.is_gone ? say(N_("Deleted")) :
		    rule.is_on ? say(N_("Switched on")) : say(N_("Kept, switched off")), rule.name);
	}
	if (view_stack_has(&s->stack, &view_rules))
		feed_want(&s->feed, ASK_RULES);
	return true;
}
