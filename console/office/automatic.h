/* SPDX-License-Identifier: ISC */
/*
 * automatic: the rules of the offices that act by themselves, asked about each
 * arrival and about every open case each minute (rules/auto_rule.h). They go the
 * way every op goes, in the name of the supervisor who stands behind the rule or
 * of the officer it names, and each event says which rule it was.
 */
#ifndef OFFICE_AUTOMATIC_H
#define OFFICE_AUTOMATIC_H

#include "console/office/office.h"
#include "console/rules/auto_rule.h"

/* A rule with its query read. */
struct auto_loaded {
	struct auto_rule rule;
	struct query *query;		/* owned */
	enum auto_moment moment;
	enum auto_action action;
};

/* Is there something to ask about now? Cheap: it is asked each round. */
bool automatic_is_due(struct office *office);

/* One share of it, so much that nobody waits long, in a transaction of its own:
 * nothing else is begun. What cannot be written is undone, logged and not tried
 * again before the next minute; a case that a rule may not act on is noted. */
void automatic_run(struct office *office);

/* Is any rule on that is asked on arrival? */
bool automatic_asks_arrivals(struct office *office);

/* The rules are other ones: they are read again. */
void automatic_forget(struct office *office);
void automatic_release(struct office *office);

/* Asks one rule about one case: whether its query holds the case, and if so acts.
 * *is_hit says whether it holds it; firing says what became of it. The act is
 * written in a savepoint of its own and undone where it is refused. */
MUST_USE enum rc automatic_fire(struct office *office, const struct auto_loaded *l,
    int64_t case_id, struct auto_firing *firing, bool *is_hit, struct err *e);

/* Reads a rule's query and words; false where it is not whole. Release it. */
bool auto_loaded_read(struct auto_loaded *l, const struct auto_rule *rule);
void auto_loaded_release(struct auto_loaded *l);

/* Whether the rule's query holds the case, as the office knows it. */
bool auto_loaded_holds(struct office *office, const struct auto_loaded *l,
    const struct case_record *c, const struct case_row *as, const struct calendar *calendar);

#endif
