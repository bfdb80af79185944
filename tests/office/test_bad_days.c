/* SPDX-License-Identifier: ISC */
/*
 * Bad days in a row: each faked day the relay has other faults, one channel's
 * port is closed throughout, office and sync are killed, and the desks go on
 * deciding. The dead channel may not delay the others nor be run at, what waits
 * for it must be seen, and when it is back store, relay and ledger agree. A
 * second run kills sync between lease, send and result.
 *
 * DAYS_APPLICATIONS, _DAYS, _TURNS (a day), _DECISIONS, _KILLS, _SEED make it
 * larger.
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

#define DEAD "bokjiro"
#define HOUR 3600
#define DAY (24 * HOUR)
#define ATTEMPTS_A_DAY 200
#define DECIDED_CLEAR 20
#define ATTEMPTS_A_KILL 10
#define HEAP 20		/* decisions that make more messages than a kill waits for */
#define HEAPS 6		/* kept back */
#define UNSENT "SELECT COUNT(*) FROM outbox WHERE state IN ('waiting', 'leased') AND channel "

/* Every fault of the relay that costs no real seconds and needs no signing, at
 * 10 %, day by day. The last is a clear day. */
static const char *const weathers[] = {
	"5xx=10,429=10,html=10,duplicate=10,cut=10,drop-after=10",
	"429-lie=10,429-date=10,cut-close=10,drop-after=10,endless=10",
	"bomb=10,headers=10,redirect=10,loop=10,duplicate=10,drop-after=10",
	"5xx=0",
};
#define WEATHERS (sizeof(weathers) / sizeof(weathers[0]))
#define CLEAR (WEATHERS - 1)

static const char *const living[] = { "gov24", "epeople", "seoul-chatbot", "daejeon365" };

struct days {
	struct world world;
	int64_t applications, days, turns, decisions, kills;
	int64_t decided, rounds, by_hand;
	int64_t attempts, attempts_most;	/* on the dead channel, in all and a day */
	int64_t clear_rounds;			/* most that a message took on a clear day */
};

static void
relay_again(struct days *x, size_t weather)
{
	place_relay_stop(&x->world.place);
	place_relay_start(&x->world.place,
	    (const char *const[]){ "--fault", weathers[weather], NULL });
}

/* A round of each living channel by its name, and one of all. */
static void
sync_all(struct days *x)
{
	for (size_t i = 0; i < sizeof(living) / sizeof(living[0]); i++)
		(void)desk_sync(&x->world.runner, living[i]);
	(void)desk_sync(&x->world.runner, "");
	x->rounds++;
}

static void
must(struct desk *who, struct deed deed)
{
	const char *verdict = desk_do(who, &deed, NULL, NULL);

	if (!str_eq(verdict, "done"))
		fail_msg("case %s op %d: %s", deed.number, (int)deed.op, verdict);
}

/* Receives and decides one untouched case of a channel that fits; false where
 * there is none left. */
static bool
decide_one(struct days *x, const char *channels)
{
	char *sql = x_asprintf("SELECT id || ' ' || office || ' ' || final_by FROM cases WHERE state = "
	    "'arrived' AND channel %s ORDER BY (id * 7919) %% 10007, id LIMIT 1", channels);
	char *text = look_text(x->world.place.store, sql);
	char number[24] = "", office[12] = "", final_by[12] = "";
	size_t region = 0;

	free(sql);
	if (text == NULL)
		return false;
	assert_int_equal(sscanf(text, "%23s %11s %11s", number, office, final_by), 3);
	free(text);
	while (!str_eq(regions[region], office))
		region++;
	must(&x->world.chief[region], (struct deed){ .op = OP_RECEIVE, .number = number });
	must(&x->world.officer[region], (struct deed){ .op = OP_NEXT, .number = number });
	if (str_eq(final_by, "officer")) {
		must(&x->world.officer[region], (struct deed){ .op = OP_APPROVE, .number = number,
		    .text = "발급합니다." });
	} else {
		must(&x->world.officer[region], (struct deed){ .op = OP_DRAFT, .number = number,
		    .text = "수리합니다.", .outcome = OUTCOME_COMPLETE });
		must(&x->world.chief[region], (struct deed){ .op = OP_APPROVE, .number = number });
	}
	x->decided++;
	return true;
}

/* How often the log tells of a failure of the dead channel. */
static int64_t
failures(const struct days *x)
{
	struct buf log = { 0 };
	int64_t n = 0;

	assert_int_equal(file_read(x->world.place.log, (size_t)1 << 30, &log, NULL), RC_OK);
	for (const char *at = buf_str(&log);
	    (at = strstr(at, "channel-failed channel=\"" DEAD "\"")) != NULL; at++)
		n++;
	buf_release(&log);
	return n;
}

/* What the relay's misfortunes had parked is tried again by hand. */
static void
retry_parked(struct days *x)
{
	struct wire_change ask = { .what = "retry" };
	struct answers a;
	char *text;

	while ((text = look_text(x->world.place.store, "SELECT m.id || ' ' || c.office FROM outbox m "
	    "JOIN cases c ON c.id = m.case_id WHERE m.state = 'parked' LIMIT 1")) != NULL) {
		size_t region = 0;

		ask.id = strtoll(text, NULL, 10);
		assert_true(ask.id > 0);
		while (strstr(text, regions[region]) == NULL)
			region++;
		desk_ask(&x->world.chief[region], MESSAGE_OUTBOX_CHANGE, &ask, &a);
		answers_release(&a);
		free(text);
		x->by_hand++;
	}
}

/* On a clear day, with a heap waiting for the dead channel, what is decided
 * for the living is in the ledger after so many rounds. */
static void
measure_clear_day(struct days *x)
{
	int64_t rounds = 0;

	relay_again(x, CLEAR);
	do {
		pass_time(&x->world, HOUR);
		sync_all(x);
		retry_parked(x);
	} while (look_number(x->world.place.store, UNSENT "<> '" DEAD "'") > 0);
	for (int i = 0; i < DECIDED_CLEAR; i++)
		(void)decide_one(x, "<> '" DEAD "'");
	while (look_number(x->world.place.store, UNSENT "<> '" DEAD "'") > 0) {
		(void)desk_sync(&x->world.runner, "");
		rounds++;
		assert_true(rounds < 10);
	}
	if (rounds > x->clear_rounds)
		x->clear_rounds = rounds;
}

/* One faked day: each turn some work, now and then a kill, then sync. */
static void
live_a_day(struct days *x, int64_t day)
{
	int64_t before = failures(x);

	relay_again(x, (size_t)day % CLEAR);
	for (int64_t turn = 0; turn < x->turns; turn++) {
		int64_t step = day * x->turns + turn, steps = x->days * x->turns;

		while (x->decided < x->decisions * (step + 1) / steps &&
		    decide_one(x, step % 4 == 0 ? "= '" DEAD "'" : "<> '" DEAD "'"))
			continue;
		while (x->world.killed < x->kills * (step + 1) / steps)
			interrupt(&x->world, &x->world.runner, NULL);
		pass_time(&x->world, DAY / x->turns);
		if (turn == 0)
			sync_all(x);
		else
			(void)desk_sync(&x->world.runner, "");
	}
	retry_parked(x);
	x->attempts += failures(x) - before;
	if (failures(x) - before > x->attempts_most)
		x->attempts_most = failures(x) - before;
}

/* What waits for the dead channel, as its desks are told; each row says why. */
static int64_t
seen_waiting(struct days *x)
{
	struct wire_page page = { .limit = 500 };
	int64_t n = 0;

	for (size_t i = 0; i < REGIONS; i++) {
		struct outbox_row row;
		struct answers a;

		desk_ask(&x->world.chief[i], MESSAGE_OUTBOX_LIST, &page, &a);
		for (size_t k = 0; answers_read(&a, MESSAGE_OUTBOX_ROW, k, &row); k++)
			n += str_eq(row.channel, DEAD) && str_eq(row.state, "waiting") &&
			    !str_empty(row.last_error) ? 1 : 0;
		answers_release(&a);
	}
	return n;
}

static void
bad_days_end_well(void **state)
{
	int64_t began_ms = clock_monotonic_ms(), seed = setting("DAYS_SEED", 20261123), waiting;
	struct days x = { .world.random = (uint64_t)seed + 1,
		.applications = setting("DAYS_APPLICATIONS", 200), .days = setting("DAYS_DAYS", 3),
		.turns = setting("DAYS_TURNS", 2),
		.decisions = setting("DAYS_DECISIONS", 24), .kills = setting("DAYS_KILLS", 4) };
	struct findings f;

	(void)state;
	print_message("bad days: seed %" PRId64 "\n", seed);
	world_open(&x.world, x.applications, (const char *const[]){ "--fault", weathers[0], NULL });
	while (look_number(x.world.place.store, "SELECT COUNT(*) FROM cases WHERE channel = '" DEAD "'")
	    < x.applications / 20)
		(void)desk_sync(&x.world.runner, DEAD);
	place_relay_dead(&x.world.place, DEAD);
	for (int64_t day = 0; day < x.days; day++) {
		live_a_day(&x, day);
		if (day == x.days / 2 || day == x.days - 1)
			measure_clear_day(&x);
	}
	assert_int_equal(x.world.killed, x.kills);
	waiting = seen_waiting(&x);
	place_relay_dead(&x.world.place, NULL);
	relay_again(&x, CLEAR);
	sync_all(&x);
	(void)desk_sync(&x.world.runner, DEAD);
	bring_in(&x.world, x.applications);
	(void)drain(&x.world, HOUR);
	world_close(&x.world);
	audit(&x.world.place, &f);
	print_message("bad days: %" PRId64 " days, %" PRId64 " applications, %" PRId64 " decided, %" PRId64
	    " messages, %" PRId64 " effects; kill -9: office %" PRId64 ", sync %" PRId64 "; dead channel: %"
	    PRId64 " attempts, most in a day %" PRId64 ", %" PRId64 " waited; living on a clear day: %"
	    PRId64 " rounds to the ledger; by hand %" PRId64 "; missing %" PRId64 ", twice %" PRId64
	    "; %.1f s\n", x.days, f.cases, x.decided, f.messages, f.effects, x.world.office_kills,
	    x.world.sync_kills, x.attempts, x.attempts_most, waiting, x.clear_rounds, x.by_hand,
	    f.missing, f.twice, (double)(clock_monotonic_ms() - began_ms) / 1000);
	assert_true(findings_are_well(&f));
	assert_int_equal(f.cases, x.applications);
	assert_int_equal(f.effects, f.messages);
	assert_true(waiting > 0);
	assert_true(x.attempts_most > 0 && x.attempts_most <= ATTEMPTS_A_DAY);
	assert_in_range(x.clear_rounds, 0, 1);
	place_remove(&x.world.place);
}

/* Kills in the middle of sending ------------------------------------------- */

/* What a kill left leased: whether it had reached the relay or not. */
static void
count_leased(const struct days *x, int64_t *sent, int64_t *unsent)
{
	sqlite3 *db = look_into(x->world.place.store);
	char *attach = x_asprintf("ATTACH '%s' AS relay", x->world.place.relay_store);
	sqlite3_stmt *st = NULL;

	assert_int_equal(sqlite3_exec(db, attach, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT COALESCE(SUM(n), 0), COUNT(*) - "
	    "COALESCE(SUM(n), 0) FROM (SELECT EXISTS (SELECT 1 FROM relay.effect f WHERE f.key = "
	    "m.op_key) AS n FROM outbox m WHERE m.state = 'leased')", -1, &st, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	*sent += sqlite3_column_int64(st, 0);
	*unsent += sqlite3_column_int64(st, 1);
	sqlite3_finalize(st);
	sqlite3_close(db);
	free(attach);
}

/* Decides so many cases while the relay is away: nothing goes out meanwhile. */
static void
heap_up(struct days *x, int64_t decisions)
{
	place_relay_stop(&x->world.place);
	while (decisions-- > 0 && decide_one(x, "<> ''"))
		continue;
	place_relay_start(&x->world.place,
	    (const char *const[]){ "--fault", "drop-after=20", NULL });
}

/* Kills until there were as many as wanted and both windows were met: which one
 * a kill falls into is a matter of the machine's load. Ends in any case. */
static void
kill_while_sending(struct days *x, int64_t *sent, int64_t *unsent)
{
	struct wire_sync_run ask = { .is_watch = false };

	for (int64_t i = 0; i < x->kills * ATTEMPTS_A_KILL &&
	    (x->world.sync_kills < x->kills || *sent == 0 || *unsent == 0); i++) {
		bool is_answered = false;
		int64_t tag;

		if (look_number(x->world.place.store, UNSENT "<> ''") == 0)
			heap_up(x, HEAP);
		pass_time(&x->world, 1000);	/* leases and waits are over */
		tag = desk_tell(&x->world.runner, MESSAGE_SYNC_RUN, &ask);
		assert_true(desk_hear_some(&x->world.runner, tag, 1 + draw(&x->world, 12), &is_answered));
		if (!place_sync_kill(&x->world.place))
			continue;
		x->world.sync_kills++;
		if (!is_answered)
			(void)desk_hear_some(&x->world.runner, tag, INT64_MAX / 2, &is_answered);
		count_leased(x, sent, unsent);
	}
}

static void
a_kill_at_any_step_of_sending_loses_and_doubles_nothing(void **state)
{
	struct days x = { .world.random = (uint64_t)setting("DAYS_SEED", 20261123) + 2,
		.kills = setting("DAYS_SENDING_KILLS", 20) };
	int64_t sent = 0, unsent = 0, decisions = x.kills * 3;
	int64_t applications = decisions + HEAPS * HEAP;
	struct findings f;

	(void)state;
	world_open(&x.world, applications, (const char *const[]){ "--fault", "drop-after=20", NULL });
	bring_in(&x.world, applications);
	heap_up(&x, decisions);
	kill_while_sending(&x, &sent, &unsent);
	(void)drain(&x.world, 1000);
	world_close(&x.world);
	audit(&x.world.place, &f);
	print_message("sending: %" PRId64 " messages, %" PRId64 " kill -9 of sync; left leased: %" PRId64
	    " before they were sent, %" PRId64 " after; missing %" PRId64 ", twice %" PRId64 ", unsent %"
	    PRId64 "\n", f.messages, x.world.sync_kills, unsent, sent, f.missing, f.twice, f.unsent);
	assert_true(findings_are_well(&f));
	assert_true(sent > 0 && unsent > 0);
	assert_true(x.world.sync_kills >= x.kills);
	place_remove(&x.world.place);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_kill_at_any_step_of_sending_loses_and_doubles_nothing),
		cmocka_unit_test(bad_days_end_well),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
