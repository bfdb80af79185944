/* SPDX-License-Identifier: ISC */
#include "console/office/automatic.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/office/calendars.h"
#include "storage/clock.h"
#include "storage/store_rule.h"
#include "storage/text.h"

#define ROWS_A_STEP 500		/* cases looked at in one share … */
#define DEEDS_A_STEP 40		/* … and cases acted on */
#define MINUTE 60

struct automatic {
	struct auto_loaded *rules;	/* owned; those that are on */
	size_t count;
	bool is_stale;
	bool has[AUTO_MOMENT__COUNT];
	int64_t changes;		/* the office's, when arrivals were looked at last */
	bool has_arrivals;		/* more cases may have arrived than were asked about */
	int64_t minute;			/* of the last walk */
	bool is_walking;
	size_t at;			/* first rule of the office that is walked */
	struct walk walk;
};

/* Cases of one share that a rule may act on, by id. */
struct candidates {
	struct office *office;
	const struct auto_loaded *rules;
	size_t count;
	enum auto_moment moment;
	const struct calendar *calendar;
	int64_t last_id;
	struct walk *walk;	/* where it has come to; NULL = by id */
	int64_t ids[DEEDS_A_STEP];
	size_t found;
	enum rc rc;
	struct err *e;
};

bool
auto_loaded_read(struct auto_loaded *l, const struct auto_rule *rule)
{
	*l = (struct auto_loaded){ .rule = *rule };
	if (!auto_moment_find(rule->moment, &l->moment) ||
	    !auto_action_find(rule->action, &l->action))
		return false;
	l->query = query_parse(rule->query, NULL);
	return l->query != NULL;
}

void
auto_loaded_release(struct auto_loaded *l)
{
	query_free(l->query);
	l->query = NULL;
}

static void
forget_rules(struct automatic *a)
{
	for (size_t i = 0; i < a->count; i++)
		auto_loaded_release(&a->rules[i]);
	free(a->rules);
	a->rules = NULL;
	a->count = 0;
	memset(a->has, 0, sizeof(a->has));
}

void
automatic_forget(struct office *office)
{
	if (office->automatic != NULL)
		office->automatic->is_stale = true;
}

bool
automatic_asks_arrivals(struct office *office)
{
	return office->automatic != NULL && !office->automatic->is_stale &&
	    office->automatic->has[AUTO_ARRIVAL];
}

void
automatic_release(struct office *office)
{
	if (office->automatic != NULL)
		forget_rules(office->automatic);
	free(office->automatic);
	office->automatic = NULL;
}

static void
keep_rule(void *arg, const struct auto_rule *rule)
{
	struct automatic *a = arg;

	a->rules = x_realloc(a->rules, a->count + 1, sizeof(*a->rules));
	if (auto_loaded_read(&a->rules[a->count], rule)) {
		a->has[a->rules[a->count].moment] = true;
		a->count++;
	} else {
		log_event(LOG_ERROR_LEVEL, "rule-unreadable", "rule", rule->name, NULL);
	}
}

static enum rc
load_rules(struct office *office, struct err *e)
{
	struct automatic *a = office->automatic;
	enum rc rc;

	forget_rules(a);
	a->is_stale = a->is_walking = false;
	a->minute = 0;
	a->has_arrivals = true;
	rc = store_rule_list(office->store, "", keep_rule, a, e);
	return rc;
}

bool
automatic_is_due(struct office *office)
{
	struct automatic *a = office->automatic;

	if (office->is_faulty || office->now_at == 0)
		return false;
	if (a == NULL) {
		a = office->automatic = x_zalloc(1, sizeof(*a));
		a->is_stale = true;
	}
	if (a->changes != office->changes) {
		a->changes = office->changes;
		a->has_arrivals = true;
	}
	return a->is_stale || a->is_walking || (a->has[AUTO_ARRIVAL] && a->has_arrivals) ||
	    (a->has[AUTO_CLOCK] && a->minute != office->now_at / MINUTE);
}

bool
auto_loaded_holds(struct office *office, const struct auto_loaded *l, const struct case_record *c,
    const struct case_row *as, const struct calendar *calendar)
{
	struct query_context context = { .calendar = calendar, .now_at = office->now_at,
		.login = "", .applicant = c->row.applicant };

	return query_match(l->query, as, &context);
}

/* The row of a case for a query that nobody asks. */
static void
row_of(struct office *office, const struct calendar *calendar, const struct case_record *c,
    struct case_row *out)
{
	const struct request nobody = { .office = office, .calendar = calendar };

	case_row_for(&nobody, c, out);
}

static bool
note_candidate(void *arg, const struct case_record *c)
{
	struct candidates *k = arg;
	struct case_row row;

	k->last_id = c->row.id;
	if (k->walk != NULL) {
		k->walk->after_key = walk_key(k->walk, c);
		k->walk->after_id = c->row.id;
	}
	for (size_t i = 0; i < k->count; i++) {
		const struct auto_loaded *l = &k->rules[i];
		bool has = false;

		if (l->moment != k->moment || !str_eq(l->rule.office, c->office))
			continue;
		if (k->walk == NULL)
			k->rc = calendar_of_office(k->office, c->office, &k->calendar, k->e);
		if (k->rc == RC_OK)
			row_of(k->office, k->calendar, c, &row);
		if (k->rc != RC_OK || !auto_loaded_holds(k->office, l, c, &row, k->calendar))
			continue;
		k->rc = store_firing_has(k->office->store, &l->rule, c->row.id, &has, k->e);
		if (k->rc != RC_OK || has)
			continue;
		k->ids[k->found++] = c->row.id;
		break;
	}
	return k->rc == RC_OK && k->found < DEEDS_A_STEP;
}

/* Asks each rule of the moment about the case, in their order. */
static enum rc
ask_rules(struct office *office, const struct candidates *k, int64_t case_id, struct err *e)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < k->count; i++) {
		const struct auto_loaded *l = &k->rules[i];
		struct auto_firing f;
		bool is_hit = false, has = false;
		enum reason reason = REASON_NONE;

		if (l->moment != k->moment)
			continue;
		rc = store_firing_has(office->store, &l->rule, case_id, &has, e);
		if (rc == RC_OK && !has)
			rc = automatic_fire(office, l, case_id, &f, &is_hit, e);
		if (rc != RC_OK || has || !is_hit)
			continue;
		if (f.reason[0] != '\0' && reason_find(f.reason, &reason) && !auto_is_final(reason))
			continue;
		rc = store_firing_add(office->store, &l->rule, &f, e);
	}
	return rc;
}

static enum rc
ask_about(struct office *office, const struct candidates *k, struct err *e)
{
	enum rc rc = k->rc;

	for (size_t i = 0; rc == RC_OK && i < k->found; i++)
		rc = ask_rules(office, k, k->ids[i], e);
	return rc;
}

/* Arrivals: those behind the mark, which moves on with what was done. */
static enum rc
step_arrivals(struct office *office, struct err *e)
{
	struct automatic *a = office->automatic;
	struct candidates k = { .office = office, .rules = a->rules, .count = a->count,
		.moment = AUTO_ARRIVAL, .e = e };
	int64_t mark, last;
	enum rc rc = store_rule_mark(office->store, &mark, e);

	if (rc == RC_OK)
		rc = store_case_last_id(office->store, &last, e);
	if (rc != RC_OK)
		return rc;
	a->has_arrivals = mark >= 0 && mark < last;
	if (mark >= 0 && !a->has_arrivals)
		return RC_OK;
	if (mark < 0) {
		k.last_id = last;
	} else {
		k.last_id = mark;
		rc = store_cases_after(office->store, mark, ROWS_A_STEP, note_candidate, &k, e);
	}
	if (rc == RC_OK)
		rc = ask_about(office, &k, e);
	return rc == RC_OK ? store_rule_mark_put(office->store, k.last_id, e) : rc;
}

/* The next office with a rule that the clock asks, from rule a->at on. */
static bool
next_office(struct automatic *a, size_t from)
{
	for (a->at = from; a->at < a->count; a->at++)
		if (a->rules[a->at].moment == AUTO_CLOCK && (from == 0 ||
		    !str_eq(a->rules[a->at].rule.office, a->walk.office)))
			break;
	a->is_walking = a->at < a->count;
	if (a->is_walking) {
		a->walk = (struct walk){ .order = WALK_OPEN };
		a->walk.office = a->rules[a->at].rule.office;
		walk_start(&a->walk);
	}
	return a->is_walking;
}

static enum rc
step_clock(struct office *office, struct err *e)
{
	struct automatic *a = office->automatic;
	struct candidates k = { .office = office, .moment = AUTO_CLOCK, .e = e };
	int64_t seen = 0;
	enum rc rc;

	if (!a->is_walking) {
		a->minute = office->now_at / MINUTE;
		if (!next_office(a, 0))
			return RC_OK;
	}
	k.rules = &a->rules[a->at];
	k.walk = &a->walk;
	while (a->at + k.count < a->count &&
	    str_eq(a->rules[a->at + k.count].rule.office, a->walk.office))
		k.count++;
	rc = calendar_of_office(office, a->walk.office, &k.calendar, e);
	if (rc == RC_OK)
		rc = store_walk(office->store, &a->walk, ROWS_A_STEP, note_candidate, &k, &seen, e);
	if (rc == RC_OK)
		rc = ask_about(office, &k, e);
	if (rc == RC_OK && seen < ROWS_A_STEP && k.found < DEEDS_A_STEP)
		(void)next_office(a, a->at + k.count);
	return rc;
}

static enum rc
step(struct office *office, struct err *e)
{
	struct automatic *a = office->automatic;
	enum rc rc = RC_OK;

	if (a->is_stale)
		rc = load_rules(office, e);
	if (rc == RC_OK && a->has[AUTO_ARRIVAL] && a->has_arrivals)
		return step_arrivals(office, e);
	if (rc == RC_OK && a->has[AUTO_CLOCK] &&
	    (a->is_walking || a->minute != office->now_at / MINUTE))
		return step_clock(office, e);
	return rc;
}

void
automatic_run(struct office *office)
{
	struct automatic *a;
	struct err e = { 0 };
	int64_t writes;
	enum rc rc;

	if (!automatic_is_due(office))
		return;
	a = office->automatic;
	writes = store_writes(office->store);
	rc = store_begin(office->store, &e);
	if (rc == RC_OK)
		rc = step(office, &e);
	if (rc == RC_OK)
		rc = store_commit(office->store, &e);
	if (rc != RC_OK) {
		store_rollback(office->store);
		calendars_forget(office);
		log_event(LOG_ERROR_LEVEL, "rules-not-run", "why", e.text, NULL);
		a->has_arrivals = a->is_walking = false;
		a->minute = office->now_at / MINUTE;
	} else if (store_writes(office->store) != writes) {
		office->changes++;
	}
}
