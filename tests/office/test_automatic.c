/* SPDX-License-Identifier: ISC */
/* Rules that act by themselves: what a trial foretells is what the rule does, for
 * random rules on whatever the rules before left. AUTO_RULES and AUTO_APPLICATIONS
 * make it larger (automatic_soak.sh: 1,000 and 30,000); AUTO_PLANT=1 spoils one
 * foretelling, which must be noticed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "storage/text.h"
#include "tests/office/office_harness.h"

#define HERE "11410"
#define ROUNDS_MOST 20000	/* questions until a rule has been asked about all */

/* What one rule does to each case: sorted by the case. */
struct fates {
	struct auto_firing *rows;	/* owned */
	size_t count;
};

struct scene {
	struct place place;
	struct desk chief;
	uint64_t random;
	int64_t hits, refusals, rules_with_hits;
};

static unsigned int
pick(struct scene *s, unsigned int below)
{
	s->random = s->random * 6364136223846793005u + 1442695040888963407u;
	return (unsigned int)(s->random >> 33) % below;
}

static int64_t
number_of_env(const char *name, int64_t otherwise)
{
	const char *text = getenv(name);
	int64_t value;

	return text != NULL && parse_int(text, 1, 1000000, &value) ? value : otherwise;
}

static int
by_case(const void *a, const void *b)
{
	const struct auto_firing *x = a, *y = b;

	return (x->case_id > y->case_id) - (x->case_id < y->case_id);
}

/* All pages of a trial, or of what the rule did. Held cases are left out: they
 * are tried again, and so are in no record. */
static void
read_fates(struct scene *s, enum message message, const char *name, struct fates *f)
{
	struct wire_rule_ask ask = { .after = "" };

	*f = (struct fates){ .rows = NULL };
	(void)str_fill(ask.name, sizeof(ask.name), name);
	do {
		struct wire_rule_tested end;
		struct auto_firing row;
		struct answers a;

		desk_ask(&s->chief, message, &ask, &a);
		assert_true(answers_read(&a, MESSAGE_RULE_TESTED, 0, &end));
		for (size_t i = 0; answers_read(&a, MESSAGE_RULE_FIRING, i, &row); i++) {
			if (str_eq(row.reason, "held"))
				continue;
			f->rows = x_realloc(f->rows, f->count + 1, sizeof(*f->rows));
			f->rows[f->count++] = row;
		}
		(void)str_fill(ask.after, sizeof(ask.after), end.next);
		answers_release(&a);
	} while (ask.after[0] != '\0');
	if (f->count > 0)
		qsort(f->rows, f->count, sizeof(*f->rows), by_case);
}

static void
change(struct scene *s, const char *what, const struct auto_rule *rule)
{
	struct wire_rule_change ask = { .rule = *rule };
	struct answers a;

	(void)str_fill(ask.what, sizeof(ask.what), what);
	desk_ask(&s->chief, MESSAGE_RULE_CHANGE, &ask, &a);
	if (!str_eq(answers_verdict(&a), "ok"))
		fail_msg("%s %s (%s, if %s): %s", what, rule->name, rule->action, rule->query,
		    answers_verdict(&a));
	answers_release(&a);
}

/* Asks until the rule has been asked about so many cases. */
static void
wait_for(struct scene *s, const char *name, size_t wanted)
{
	for (int i = 0; i < ROUNDS_MOST; i++) {
		struct auto_rule row = { .fired = 0 };
		struct answers a;
		int64_t done = -1;

		desk_ask(&s->chief, MESSAGE_RULE_LIST, &(struct wire_ok){ 0 }, &a);
		for (size_t k = 0; answers_read(&a, MESSAGE_RULE_ROW, k, &row); k++)
			if (str_eq(row.name, name))
				done = row.fired + row.refused;
		answers_release(&a);
		if (done >= (int64_t)wanted)
			return;
	}
	fail_msg("%s was not asked about %zu cases", name, wanted);
}

/* A rule nobody would write, of terms that every office has. */
static void
make_rule(struct scene *s, int n, struct auto_rule *rule)
{
	static const char *const terms[] = { "state:arrived", "state:received", "due:..1d",
		"due:1d..3d", "assignee:none", "not assignee:none", "channel:gov24",
		"not channel:gov24", "overdue:yes", "flag:raised", "not flag:raised", "신고",
		"service:FOOD-BIZ", "open:yes", "(state:received or state:assigned)", "received:today" };
	static const char *const actions[] = { "receive", "assign", "raise", "issue", "escalate",
		"assign", "receive" };
	size_t count = 1 + pick(s, 3);
	struct buf query = { 0 };

	*rule = (struct auto_rule){ .moment = "clock" };
	(void)snprintf(rule->name, sizeof(rule->name), "rule %d", n);
	for (size_t i = 0; i < count; i++)
		buf_printf(&query, "%s%s", i == 0 ? "" : pick(s, 3) == 0 ? " or " : " ",
		    terms[pick(s, sizeof(terms) / sizeof(terms[0]))]);
	(void)str_fill(rule->query, sizeof(rule->query), buf_str(&query));
	buf_release(&query);
	(void)str_fill(rule->action, sizeof(rule->action),
	    actions[pick(s, sizeof(actions) / sizeof(actions[0]))]);
	(void)snprintf(rule->assignee, sizeof(rule->assignee), "officer%u-" HERE, 1 + pick(s, 2));
	(void)snprintf(rule->officer, sizeof(rule->officer), "officer%u-" HERE, 1 + pick(s, 2));
	(void)str_fill(rule->agency, sizeof(rule->agency), "행정안전부");
	(void)str_fill(rule->text, sizeof(rule->text), "규칙이 정한 대로입니다");
}

static void
expect_same(struct scene *s, const struct auto_rule *rule, const struct fates *foretold,
    const struct fates *done)
{
	if (foretold->count != done->count)
		fail_msg("%s (%s, if %s): %zu foretold, %zu done", rule->name, rule->action,
		    rule->query, foretold->count, done->count);
	for (size_t i = 0; i < done->count && foretold->rows != NULL && done->rows != NULL; i++) {
		const struct auto_firing *f = &foretold->rows[i], *d = &done->rows[i];

		if (f->case_id != d->case_id || !str_eq(f->reason, d->reason))
			fail_msg("%s (%s, if %s): case %lld %s foretold, case %lld %s done",
			    rule->name, rule->action, rule->query, (long long)f->case_id, f->reason,
			    (long long)d->case_id, d->reason);
		s->refusals += d->reason[0] != '\0' ? 1 : 0;
	}
	s->hits += (int64_t)done->count;
	s->rules_with_hits += done->count > 0 ? 1 : 0;
}

static void
a_trial_foretells_what_a_rule_does(void **state)
{
	struct scene s = { .random = 20261128 };
	int64_t rules = number_of_env("AUTO_RULES", 60);
	int64_t applications = number_of_env("AUTO_APPLICATIONS", 400);
	bool is_spoilt = getenv("AUTO_PLANT") != NULL;
	char number[24];
	const char *const options[] = { "--seed", "5", "--applications", number, NULL };

	(void)state;
	(void)snprintf(number, sizeof(number), "%lld", (long long)applications);
	place_make(&s.place, "2026-11-23T09:00:00+09:00");
	place_relay_start(&s.place, options);
	place_office_start(&s.place);
	assert_true(desk_open(&s.chief, &s.place, "supervisor-" HERE, false));
	assert_true(desk_sync(&s.chief, ""));
	place_relay_stop(&s.place);
	for (int n = 0; n < (int)rules; n++) {
		struct fates foretold, done;
		struct auto_rule rule;

		make_rule(&s, n, &rule);
		change(&s, "add", &rule);
		read_fates(&s, MESSAGE_RULE_TEST, rule.name, &foretold);
		change(&s, "on", &rule);
		wait_for(&s, rule.name, foretold.count);
		change(&s, "off", &rule);
		read_fates(&s, MESSAGE_RULE_FIRED, rule.name, &done);
		if (is_spoilt && foretold.count > 0)
			foretold.rows[0].case_id++;
		expect_same(&s, &rule, &foretold, &done);
		change(&s, "remove", &rule);
		free(foretold.rows);
		free(done.rows);
	}
	print_message("%lld random rules: %lld with hits, %lld deeds, %lld refusals\n",
	    (long long)rules, (long long)s.rules_with_hits, (long long)(s.hits - s.refusals),
	    (long long)s.refusals);
	assert_true(s.rules_with_hits > rules / 4);
	assert_true(s.hits > s.refusals && s.refusals > 0);
	desk_close(&s.chief);
	place_remove(&s.place);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_trial_foretells_what_a_rule_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
