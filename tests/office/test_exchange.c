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
#include "tests/office/office_harness.h"

#define MORNING INT64_C(1795392000)	/* 2026-11-23 09:00 in Korea */
#define FAULTS "cut=10,cut-close=10,duplicate=10,5xx=10,drop-after=10"
#define STEPS_MAX 6
#define ROUNDS_MAX 400

static const char *const regions[] = { "11410", "30200", "47750", "47760" };
#define REGIONS (sizeof(regions) / sizeof(regions[0]))

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
	struct place place;
	struct desk chief[REGIONS], officer[REGIONS], runner;
	int64_t applications, decisions, kills;
	uint64_t random;
	int64_t now_at;
	int64_t killed, office_kills, sync_kills;
	int64_t steps, repeats;
};

/* What the audit counts; all but the sizes must be 0. */
struct findings {
	int64_t cases, messages, effects;	/* sizes */
	int64_t cases_missing, cases_foreign, cases_other, unsorted;
	int64_t unsent, missing, twice, foreign, relay_differs, relay_versions;
	int64_t events_wrong, counters_wrong;
};

static int64_t
setting(const char *name, int64_t usual)
{
	const char *text = getenv(name);
	int64_t n = usual;

	if (!str_empty(text))
		assert_true(parse_int(text, 0, 1000000, &n));
	return n;
}

/* A number in [0, limit); the same run for the same seed, as far as it is up to
 * us. */
static int64_t
draw(struct exchange *x, int64_t limit)
{
	x->random ^= x->random << 13;
	x->random ^= x->random >> 7;
	x->random ^= x->random << 17;
	return (int64_t)(x->random % (uint64_t)limit);
}

static void
pass_time(struct exchange *x, int64_t sec)
{
	x->now_at += sec;
	place_set_clock_at(&x->place, x->now_at);
}

static void
desks_open(struct exchange *x)
{
	char login[40];

	for (size_t i = 0; i < REGIONS; i++) {
		snprintf(login, sizeof(login), "supervisor-%s", regions[i]);
		assert_true(desk_open(&x->chief[i], &x->place, login, false));
		snprintf(login, sizeof(login), "officer1-%s", regions[i]);
		assert_true(desk_open(&x->officer[i], &x->place, login, false));
	}
	assert_true(desk_open(&x->runner, &x->place, "officer1-11410", true));
}

static void
desks_close(struct exchange *x)
{
	for (size_t i = 0; i < REGIONS; i++) {
		desk_close(&x->chief[i]);
		desk_close(&x->officer[i]);
	}
	desk_close(&x->runner);
}

static void
restart(struct exchange *x)
{
	desks_close(x);
	place_office_start(&x->place);
	desks_open(x);
}

/* Kills office and sync by turns; false where there was no sync to kill. */
static bool
kill_one(struct exchange *x)
{
	if (x->killed % 2 == 0) {
		place_office_kill(&x->place);
		x->office_kills++;
	} else if (place_sync_kill(&x->place)) {
		x->sync_kills++;
	} else {
		return false;
	}
	x->killed++;
	return true;
}

/* Lets sync work until some commits later, kills, and starts again. in_flight,
 * if any, is told to its desk just before and not heard. */
static void
interrupt(struct exchange *x, struct desk *who, const struct wire_act *in_flight)
{
	struct wire_switch ask = { .is_on = true };
	bool is_answered = true;
	int64_t tag;

	do {
		tag = desk_tell(&x->runner, MESSAGE_SYNC_RUN, &ask);
		assert_true(desk_hear_some(&x->runner, tag, 1 + draw(x, 12), &is_answered));
		if (in_flight != NULL)
			desk_tell(who, MESSAGE_ACT, in_flight);
		in_flight = NULL;
	} while (!kill_one(x));
	if (x->place.office == 0)
		restart(x);
	else if (!is_answered)
		(void)desk_hear_some(&x->runner, tag, INT64_MAX / 2, &is_answered);
}

/* Does one step, through a kill if it is time for one; its op-key is its own,
 * so that it can be asked again. */
static void
take_step(struct exchange *x, size_t region, const char *number, size_t at, const struct step *step,
    bool is_killed)
{
	struct desk *who = step->is_chief ? &x->chief[region] : &x->officer[region];
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

		interrupt(x, who, &act);
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

/* Kills while pages come in, then waits until all are there. */
static void
bring_in(struct exchange *x, int64_t kills)
{
	int rounds = 0;

	while (x->killed < kills)
		interrupt(x, &x->runner, NULL);
	while (look_number(x->place.store, "SELECT COUNT(*) FROM cases") < x->applications) {
		assert_true(rounds++ < ROUNDS_MAX);
		(void)desk_sync(&x->runner, "");
	}
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
	sqlite3 *db = look_into(x->place.store);
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
	int64_t kills = x->kills - x->killed, first = x->killed;

	for (int64_t i = 0; i < x->decisions; i++) {
		const struct job *j = &jobs[i];
		/* The kills are spread over the jobs, each at a step drawn. */
		bool is_due = x->killed - first < kills &&
		    (x->killed - first) * x->decisions <= i * kills;
		int64_t at = is_due ? draw(x, (int64_t)ways[j->way].count) : -1;

		for (size_t k = 0; k < ways[j->way].count; k++)
			take_step(x, j->region, j->number, k, &ways[j->way].steps[k],
			    (int64_t)k == at);
		pass_time(x, 15);
	}
	free(jobs);
}

/* Moves the clock on until every message is sent. */
static void
drain(struct exchange *x)
{
	for (int rounds = 0; look_number(x->place.store, "SELECT COUNT(*) FROM outbox WHERE "
	    "state IN ('waiting', 'leased')") > 0; rounds++) {
		assert_true(rounds < ROUNDS_MAX);
		pass_time(x, 1200);
		(void)desk_sync(&x->runner, "");
	}
}

static void
run(struct exchange *x, const char *faults)
{
	char *seed = x_asprintf("%" PRIu64, x->random % 1000000 + 1);
	char *count = x_asprintf("%" PRId64, x->applications);
	const char *const options[] = { "--seed", seed, "--applications", count, "--fault", faults,
		NULL };

	place_make(&x->place, "2026-11-23T09:00:00+09:00");
	x->now_at = MORNING;
	place_relay_start(&x->place, options);
	place_office_start(&x->place);
	desks_open(x);
	bring_in(x, x->kills / 2);
	decide(x);
	assert_int_equal(x->killed, x->kills);
	drain(x);
	desks_close(x);
	place_office_stop(&x->place);
	place_relay_stop(&x->place);
	free(seed);
	free(count);
}

/* The audit ---------------------------------------------------------------- */

static void
query(sqlite3 *db, const char *sql)
{
	char *why = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", sql, why);
}

/* Puts each line of a JSON Lines file into a table by one statement. */
static void
load(sqlite3 *db, const char *path, const char *insert)
{
	struct buf text = { 0 };
	sqlite3_stmt *st = NULL;
	char *rest, *line;

	assert_int_equal(file_read(path, (size_t)1 << 30, &text, NULL), RC_OK);
	assert_int_equal(sqlite3_prepare_v2(db, insert, -1, &st, NULL), SQLITE_OK);
	query(db, "BEGIN");
	for (rest = text.data; rest != NULL && (line = strsep(&rest, "\n")) != NULL;) {
		if (line[0] == '\0')
			continue;
		sqlite3_bind_text(st, 1, line, -1, SQLITE_TRANSIENT);
		assert_int_equal(sqlite3_step(st), SQLITE_DONE);
		sqlite3_reset(st);
	}
	query(db, "COMMIT");
	sqlite3_finalize(st);
	buf_release(&text);
}

/* One row per finding: which one, and the query that counts it. */
static const struct {
	const char *name;
	size_t offset;
	bool is_size;
	const char *sql;
} audit_table[] = {
#define COUNTS(member, query) { #member, offsetof(struct findings, member), false, query }
#define SIZE(member, query) { #member, offsetof(struct findings, member), true, query }
	SIZE(cases, "SELECT COUNT(*) FROM office.cases"),
	SIZE(messages, "SELECT COUNT(*) FROM office.outbox"),
	SIZE(effects, "SELECT COUNT(*) FROM ledger"),
	COUNTS(cases_missing, "SELECT COUNT(*) FROM people p WHERE (SELECT COUNT(*) FROM "
	    "office.cases c WHERE c.channel = p.channel AND c.external_id = p.id) <> 1"),
	COUNTS(cases_foreign, "SELECT COUNT(*) FROM office.cases c WHERE (SELECT COUNT(*) FROM "
	    "people p WHERE c.channel = p.channel AND c.external_id = p.id) <> 1"),
	COUNTS(cases_other, "SELECT COUNT(*) FROM office.cases c JOIN office.applicant a ON "
	    "a.case_id = c.id JOIN people p ON c.channel = p.channel AND c.external_id = p.id WHERE "
	    "c.applicant_name <> p.name OR a.phone <> p.phone OR c.region <> p.region OR c.service <> "
	    "p.service"),
	COUNTS(unsorted, "SELECT COUNT(*) FROM office.unsorted"),
	COUNTS(unsent, "SELECT COUNT(*) FROM office.outbox WHERE state <> 'sent'"),
	COUNTS(missing, "SELECT COUNT(*) FROM office.outbox m WHERE NOT EXISTS (SELECT 1 FROM ledger "
	    "l WHERE l.channel = m.channel AND l.key = m.op_key AND l.kind = m.kind AND l.request = "
	    "m.external_id)"),
	COUNTS(twice, "SELECT COALESCE(SUM(n - 1), 0) FROM (SELECT COUNT(*) AS n FROM ledger GROUP BY "
	    "channel, key)"),
	COUNTS(foreign, "SELECT COUNT(*) FROM ledger l WHERE NOT EXISTS (SELECT 1 FROM "
	    "office.outbox m WHERE m.channel = l.channel AND m.op_key = l.key)"),
	COUNTS(relay_differs, "SELECT COUNT(*) FROM office.outbox m WHERE (SELECT COUNT(*) FROM "
	    "relay.effect f WHERE f.channel = m.channel AND f.key = m.op_key AND f.body = m.body) "
	    "<> 1"),
	COUNTS(relay_versions, "SELECT COUNT(*) FROM relay.document d WHERE d.kind = 0 AND d.version <> "
	    "1 + (SELECT COUNT(*) FROM office.outbox m WHERE m.channel = d.channel AND m.external_id "
	    "= d.id AND m.kind <> 'escalation')"),
	COUNTS(counters_wrong, "SELECT COUNT(*) FROM (SELECT office, state, count FROM office.counter "
	    "WHERE count <> 0 EXCEPT SELECT office, state, COUNT(*) FROM office.cases GROUP BY office, "
	    "state)"),
};

static void
audit(const struct exchange *x, struct findings *f)
{
	sqlite3 *db = NULL;
	char *attach = x_asprintf("ATTACH '%s' AS office; ATTACH '%s' AS relay", x->place.store,
	    x->place.relay_store);

	*f = (struct findings){ 0 };
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	query(db, attach);
	free(attach);
	query(db, "CREATE TABLE ledger (channel, kind, request, key);"
	    "CREATE INDEX ledger_key ON ledger (key);"
	    "CREATE TABLE people (channel, id, name, phone, region, service);"
	    "CREATE INDEX people_id ON people (id);");
	load(db, x->place.ledger, "INSERT INTO ledger SELECT json_extract(?1, '$.channel'), "
	    "json_extract(?1, '$.kind'), json_extract(?1, '$.service_request_id'), "
	    "json_extract(?1, '$.idempotency_key')");
	load(db, x->place.people, "INSERT INTO people SELECT json_extract(?1, '$.channel'), "
	    "json_extract(?1, '$.service_request_id'), json_extract(?1, '$.name'), "
	    "json_extract(?1, '$.phone'), json_extract(?1, '$.jurisdiction_id'), "
	    "json_extract(?1, '$.service_code')");
	for (size_t i = 0; i < sizeof(audit_table) / sizeof(audit_table[0]); i++) {
		sqlite3_stmt *st = NULL;
		int64_t n;

		assert_int_equal(sqlite3_prepare_v2(db, audit_table[i].sql, -1, &st, NULL),
		    SQLITE_OK);
		assert_int_equal(sqlite3_step(st), SQLITE_ROW);
		n = sqlite3_column_int64(st, 0);
		memcpy((char *)f + audit_table[i].offset, &n, sizeof(n));
		sqlite3_finalize(st);
	}
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	f->events_wrong = x->steps - look_number(x->place.store,
	    "SELECT COUNT(*) FROM event WHERE op_key LIKE 'exchange-%'");
}

static void
report(const struct exchange *x, const struct findings *f, int64_t began_ms)
{
	print_message("exchange: %" PRId64 " applications, %" PRId64 " decided in %" PRId64 " steps "
	    "(%" PRId64 " answered again), %" PRId64 " messages, %" PRId64 " effects; kill -9: office %"
	    PRId64 ", sync %" PRId64 "; missing %" PRId64 ", twice %" PRId64 "; %.1f s\n",
	    f->cases, x->decisions, x->steps, x->repeats, f->messages, f->effects, x->office_kills,
	    x->sync_kills, f->missing, f->twice, (double)(clock_monotonic_ms() - began_ms) / 1000);
}

static void
store_relay_and_ledger_agree_after_kills(void **state)
{
	int64_t began_ms = clock_monotonic_ms(), seed = setting("EXCHANGE_SEED", 20261123);
	struct exchange x = { .applications = setting("EXCHANGE_APPLICATIONS", 300),
		.decisions = setting("EXCHANGE_DECISIONS", 60), .kills = setting("EXCHANGE_KILLS", 4),
		.random = (uint64_t)seed + 1 };
	struct findings f;
	bool is_well = true;

	(void)state;
	print_message("exchange: seed %" PRId64 ", faults " FAULTS "\n", seed);
	run(&x, FAULTS);
	audit(&x, &f);
	report(&x, &f, began_ms);
	for (size_t i = 0; i < sizeof(audit_table) / sizeof(audit_table[0]); i++) {
		int64_t n;

		memcpy(&n, (char *)&f + audit_table[i].offset, sizeof(n));
		if (!audit_table[i].is_size && n != 0) {
			print_error("%s: %" PRId64 "\n", audit_table[i].name, n);
			is_well = false;
		}
	}
	assert_true(is_well);
	assert_int_equal(f.events_wrong, 0);
	assert_int_equal(f.cases, x.applications);
	assert_true(f.messages >= 2 * x.decisions);
	assert_int_equal(f.effects, f.messages);
	place_remove(&x.place);
}

/* The positive control: what the audit is for, planted. */
static void
a_relay_that_ignores_keys_is_found_out(void **state)
{
	int64_t began_ms = clock_monotonic_ms();
	struct exchange x = { .applications = 60, .decisions = 40, .kills = 2, .random = 7 };
	struct findings f;

	(void)state;
	run(&x, "drop-after=25,ignore-keys");
	audit(&x, &f);
	report(&x, &f, began_ms);
	assert_int_equal(f.missing, 0);
	assert_true(f.twice > 0);
	assert_true(f.relay_differs > 0);
	assert_true(f.relay_versions > 0);
	place_remove(&x.place);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(store_relay_and_ledger_agree_after_kills),
		cmocka_unit_test(a_relay_that_ignores_keys_is_found_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
