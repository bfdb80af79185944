/* SPDX-License-Identifier: ISC */
/*
 * Applications in, decisions out, under misfortune: the relay cuts bodies,
 * hands out duplicates, fails, and drops connections after it accepted; office
 * and sync are killed while they work. Afterwards store, relay and ledger must
 * agree by key. The same audit must find doubles at a relay that ignores keys.
 *
 * EXCHANGE_APPLICATIONS, _DECISIONS, _KILLS and _SEED make it larger.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "storage/clock.h"
#include "tests/office/exchange_audit.h"
#include "tests/office/exchange_world.h"

#define FAULTS "cut=10,cut-close=10,duplicate=10,5xx=10,drop-after=10"
#define STEPS_MAX 6
#define WATCHES 70	/* more than an office has room for */

/* One thing to do with a case, by the officer or the chief of its office. */
struct step {
	bool is_chief;
	struct deed deed;
};

/* How cases are decided: by turns. */
static const struct {
	const char *final_by;
	struct step steps[STEPS_MAX];
	size_t count;
} ways[] = {
	{ "approver", { { true, { .op = OP_RECEIVE } }, { false, { .op = OP_NEXT } },
	    { false, { .op = OP_DRAFT, .text = "수리합니다.", .outcome = OUTCOME_COMPLETE } },
	    { true, { .op = OP_APPROVE } } }, 4 },
	{ "approver", { { true, { .op = OP_RECEIVE } }, { false, { .op = OP_NEXT } },
	    { false, { .op = OP_ESCALATE, .text = "지침을 여쭙니다.", .agency = "1741000" } },
	    { false, { .op = OP_RESUME, .text = "답을 받음" } },
	    { false, { .op = OP_REFUSE, .text = "불가합니다.", .reasons = "법 제4조",
	    .remedies = "90일 이내 행정심판" } }, { true, { .op = OP_APPROVE } } }, 6 },
	{ "officer", { { true, { .op = OP_RECEIVE } }, { false, { .op = OP_NEXT } },
	    { false, { .op = OP_APPROVE, .text = "발급합니다." } } }, 3 },
	{ "officer", { { true, { .op = OP_RECEIVE } }, { false, { .op = OP_NEXT } },
	    { false, { .op = OP_REFUSE, .text = "불가합니다.", .reasons = "법 제4조",
	    .remedies = "90일 이내 행정심판" } } }, 3 },
};

/* One run: its size, its processes, and what it has done so far. */
struct exchange {
	struct world world;
	int64_t applications, decisions, kills;
	int64_t steps, repeats;
};

/* Does one step, through a kill if it is time for one; its op-key is its own,
 * so that it can be asked again. */
static void
take_step(struct exchange *x, size_t region, const char *number, size_t at, const struct step *step,
    bool is_killed)
{
	struct desk *who = step->is_chief ? &x->world.chief[region] : &x->world.officer[region];
	char *key = x_asprintf("exchange-%s-%zu", number, at);
	struct deed deed = step->deed;
	struct wire_done done;
	struct wire_act act;
	const char *verdict;

	deed.number = number;
	deed.key = key;
	deed_record(&deed, &act);
	if (is_killed) {
		int64_t tag = who->tag + 1;
		struct answers a = { 0 };

		interrupt(&x->world, who, &act);
		/* After a kill of sync the answer to what was in flight is there. */
		if (who->tag >= tag)
			(void)desk_hear(who, who->tag, &a);
		answers_release(&a);
	}
	verdict = desk_do(who, &deed, &done, NULL);
	if (!str_eq(verdict, "done"))
		print_error("case %s step %zu: %s\n", number, at, verdict);
	assert_string_equal(verdict, "done");
	x->steps++;
	x->repeats += done.is_repeat ? 1 : 0;
	free(key);
}

/* The cases to decide: number, office and who completes them. */
struct job {
	char number[24];
	size_t region, way;
};

static struct job *
choose(struct exchange *x)
{
	struct job *jobs = x_zalloc((size_t)x->decisions, sizeof(*jobs));
	sqlite3 *db = look_into(x->world.place.store);
	sqlite3_stmt *st = NULL;
	size_t n = 0, turn = 0;

	assert_int_equal(sqlite3_prepare_v2(db, "SELECT id, office, final_by FROM cases ORDER BY "
	    "(id * 7919) % 10007 LIMIT ?1", -1, &st, NULL), SQLITE_OK);
	sqlite3_bind_int64(st, 1, x->decisions);
	while (sqlite3_step(st) == SQLITE_ROW) {
		struct job *j = &jobs[n++];

		str_fill(j->number, sizeof(j->number), (const char *)sqlite3_column_text(st, 0));
		while (!str_eq(regions[j->region], (const char *)sqlite3_column_text(st, 1)))
			j->region++;
		do
			j->way = turn++ % (sizeof(ways) / sizeof(ways[0]));
		while (!str_eq(ways[j->way].final_by, (const char *)sqlite3_column_text(st, 2)));
	}
	sqlite3_finalize(st);
	sqlite3_close(db);
	assert_int_equal(n, x->decisions);
	return jobs;
}

static void
decide(struct exchange *x)
{
	struct job *jobs = choose(x);
	int64_t kills = x->kills - x->world.killed, first = x->world.killed;

	for (int64_t i = 0; i < x->decisions; i++) {
		const struct job *j = &jobs[i];
		/* The kills are spread over the jobs, each at a step drawn. */
		bool is_due = x->world.killed - first < kills &&
		    (x->world.killed - first) * x->decisions <= i * kills;
		int64_t at = is_due ? draw(&x->world, (int64_t)ways[j->way].count) : -1;

		for (size_t k = 0; k < ways[j->way].count; k++)
			take_step(x, j->region, j->number, k, &ways[j->way].steps[k],
			    (int64_t)k == at);
		pass_time(&x->world, 15);
	}
	free(jobs);
}

static void
run(struct exchange *x, const char *faults)
{
	world_open(&x->world, x->applications, (const char *const[]){ "--fault", faults, NULL });
	while (x->world.killed < x->kills / 2)
		interrupt(&x->world, &x->world.runner, NULL);
	bring_in(&x->world, x->applications);
	decide(x);
	assert_int_equal(x->world.killed, x->kills);
	(void)drain(&x->world, 1200);
	world_close(&x->world);
}

static void
report(const struct exchange *x, const struct findings *f, int64_t began_ms)
{
	print_message("exchange: %" PRId64 " applications, %" PRId64 " decided in %" PRId64 " steps "
	    "(%" PRId64 " answered again), %" PRId64 " messages, %" PRId64 " effects; kill -9: office %"
	    PRId64 ", sync %" PRId64 "; missing %" PRId64 ", twice %" PRId64 "; %.1f s\n",
	    f->cases, x->decisions, x->steps, x->repeats, f->messages, f->effects, x->world.office_kills,
	    x->world.sync_kills, f->missing, f->twice, (double)(clock_monotonic_ms() - began_ms) / 1000);
}

static void
store_relay_and_ledger_agree_after_kills(void **state)
{
	int64_t began_ms = clock_monotonic_ms(), seed = setting("EXCHANGE_SEED", 20261123);
	struct exchange x = { .applications = setting("EXCHANGE_APPLICATIONS", 300),
		.decisions = setting("EXCHANGE_DECISIONS", 60), .kills = setting("EXCHANGE_KILLS", 4),
		.world.random = (uint64_t)seed + 1 };
	struct findings f;

	(void)state;
	print_message("exchange: seed %" PRId64 ", faults " FAULTS "\n", seed);
	run(&x, FAULTS);
	audit(&x.world.place, &f);
	report(&x, &f, began_ms);
	assert_true(findings_are_well(&f));
	assert_int_equal(x.steps, look_number(x.world.place.store,
	    "SELECT COUNT(*) FROM event WHERE op_key LIKE 'exchange-%'"));
	assert_int_equal(f.cases, x.applications);
	assert_true(f.messages >= 2 * x.decisions);
	assert_int_equal(f.effects, f.messages);
	place_remove(&x.world.place);
}

/* The positive controls: what the audit is for, planted. */
static void
two_messages_in_each_others_place_are_noticed(void **state)
{
	struct exchange x = { .applications = 20, .decisions = 10, .world.random = 11 };
	struct findings f;
	struct place copy;

	(void)state;
	run(&x, "duplicate=10");
	copy = x.world.place;
	snprintf(copy.ledger, sizeof(copy.ledger), "%s/swapped", copy.folder);
	ledger_copy_swapped(&x.world.place, copy.ledger);
	audit(&x.world.place, &f);
	assert_int_equal(f.order_wrong, 0);
	audit(&copy, &f);
	assert_int_equal(f.missing, 0);
	assert_int_equal(f.twice, 0);
	assert_int_equal(f.order_wrong, 1);
	assert_int_equal(f.kinds_wrong, 1);
	place_remove(&x.world.place);
}

static void
a_relay_that_ignores_keys_is_found_out(void **state)
{
	int64_t began_ms = clock_monotonic_ms();
	struct exchange x = { .applications = 60, .decisions = 40, .kills = 2, .world.random = 7 };
	struct findings f;

	(void)state;
	run(&x, "drop-after=25,ignore-keys");
	audit(&x.world.place, &f);
	report(&x, &f, began_ms);
	assert_int_equal(f.missing, 0);
	assert_true(f.twice > 0);
	assert_true(f.relay_differs > 0);
	assert_true(f.relay_versions > 0);
	assert_int_equal(f.bodies_differ, 0);
	assert_int_equal(f.order_wrong, 0);
	place_remove(&x.world.place);
}

/* Who begins to watch again and again has one watch, and leaves room for others. */
static void
watches_of_one_desk_take_one_place(void **state)
{
	const struct wire_sync_run watch = { .is_watch = true };
	struct world w = { .random = 1 };

	(void)state;
	world_open(&w, 20, (const char *const[]){ NULL });
	for (int i = 0; i < WATCHES; i++) {
		struct answers a = { 0 };

		desk_ask(&w.runner, MESSAGE_SYNC_RUN, &watch, &a);
		assert_string_equal(answers_verdict(&a), "ok");
		answers_release(&a);
	}
	world_close(&w);
	place_remove(&w.place);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(store_relay_and_ledger_agree_after_kills),
		cmocka_unit_test(a_relay_that_ignores_keys_is_found_out),
		cmocka_unit_test(two_messages_in_each_others_place_are_noticed),
		cmocka_unit_test(watches_of_one_desk_take_one_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
