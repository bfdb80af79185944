/* SPDX-License-Identifier: ISC */
/* Random legal histories over the wire, on a moving clock: what is stored, what
 * the events come to and where the explanation ends are one and the same due,
 * and the ledger has every working minute once. */
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

#include "console/rules/explain.h"
#include "storage/instant.h"
#include "tests/office/office_harness.h"

#define HISTORIES 400		/* about; clock_soak.sh asks for more by MINWON_HISTORIES */
#define APPLICATIONS_PER_HISTORY 4	/* the relay spreads them over offices and sync takes all */
#define ROUNDS 9
#define START INT64_C(1795392000)	/* 2026-11-23T09:00:00+09:00 */
#define STEP_SEC (31 * 3600)		/* all hours of the day, weekends, holidays */

struct history {
	char number[24];
	enum state state;
	int deeds;
};

struct scene {
	struct place place;
	struct desk officer, chief;
	uint64_t seed, random;
	int64_t now_at;
	struct history *histories;
	size_t count, least, most;
	int64_t done[OP__COUNT], refused, outages;
};

/* xorshift: the same histories for the same seed everywhere. */
static uint32_t
pick(struct scene *s, uint32_t below)
{
	s->random ^= s->random << 13;
	s->random ^= s->random >> 7;
	s->random ^= s->random << 17;
	return (uint32_t)(s->random >> 33) % below;
}

static int
open_office(void **state)
{
	char applications[24];
	const char *const options[] = { "--seed", "23", "--applications", applications, NULL };
	const char *seed = getenv("MINWON_SEED"), *least = getenv("MINWON_HISTORIES");
	struct scene *s = x_zalloc(1, sizeof(*s));
	int64_t number = 20261123, wanted = HISTORIES;

	if (least != NULL)
		assert_true(parse_int(least, 100, 1000000, &wanted));
	s->least = (size_t)wanted;
	s->most = s->least * APPLICATIONS_PER_HISTORY;
	snprintf(applications, sizeof(applications), "%zu", s->most);

	*state = s;
	if (seed != NULL)
		assert_true(parse_int(seed, 1, INT64_MAX, &number));
	s->seed = s->random = (uint64_t)number;
	place_make(&s->place, "2026-11-23T09:00:00+09:00");
	place_relay_start(&s->place, options);
	place_office_start(&s->place);
	assert_true(desk_open(&s->officer, &s->place, "officer1-11410", false));
	assert_true(desk_open(&s->chief, &s->place, "supervisor-11410", false));
	assert_true(desk_sync(&s->officer, ""));
	s->histories = x_zalloc(s->most, sizeof(*s->histories));
	return 0;
}

static int
close_office(void **state)
{
	struct scene *s = *state;

	desk_close(&s->officer);
	desk_close(&s->chief);
	place_remove(&s->place);
	free(s->histories);
	free(s);
	return 0;
}

/* Does op on the history's case; what the rules refuse, they refuse. */
static void
does(struct scene *s, struct desk *d, struct history *h, enum op op)
{
	static const char *const more[] = { "1d", "2h", "3d", "1w", "8d" };
	static const char *const times[] = { "receipt", "demand", "reply", "completion" };
	struct wire_done done;
	struct deed deed = { .op = op, .number = h->number, .text = "현장을 확인합니다.",
		.outcome = OUTCOME_COMPLETE, .agency = "1741000",
		.period = op == OP_EXTEND ? more[pick(s, 5)] : "10d",
		.reasons = op == OP_EXTEND ? "facts" : "건축법 제14조",
		.remedies = "90일 이내", .has_consent = pick(s, 2) == 0, .evidence = "대장",
		.event = times[pick(s, 4)] };

	/* Received late in an outage, now and then. */
	if (op == OP_CORRECT_TIME || (op == OP_RECEIVE && pick(s, 8) == 0))
		deed.at = s->now_at - (int64_t)pick(s, 40 * 3600);

	if (!str_eq(desk_do(d, &deed, &done, NULL), "done")) {
		s->refused++;
		return;
	}
	h->state = done.state_after;
	h->deeds++;
	s->done[op]++;
}

/* One deed that the case's state has, chosen at random. */
static void
live(struct scene *s, struct history *h)
{
	static const enum op in_progress[] = { OP_SUPPLEMENT, OP_SUPPLEMENT, OP_ESCALATE, OP_EXTEND,
		OP_EXTEND, OP_NOTE, OP_DRAFT, OP_WITHDRAW };
	static const enum op consulting[] = { OP_RESUME, OP_RESUME, OP_EXTEND };
	static const enum op supplement[] = { OP_RESUME, OP_RESUME, OP_RESUME, OP_WITHDRAW };

	if (pick(s, 4) == 0)
		return;		/* it lies for a while */
	if (h->state == STATE_ARRIVED) {
		does(s, &s->chief, h, OP_RECEIVE);
	} else if (h->state == STATE_RECEIVED) {
		does(s, &s->officer, h, OP_NEXT);
	} else if (h->state == STATE_APPROVAL) {
		does(s, &s->chief, h, pick(s, 3) == 0 ? OP_SEND_BACK : OP_APPROVE);
	} else if (state_table[h->state].is_open) {
		does(s, &s->officer, h, OP_CLAIM);
		does(s, &s->officer, h, h->state == STATE_CONSULTING ? consulting[pick(s, 3)] :
		    h->state == STATE_SUPPLEMENT ? supplement[pick(s, 4)] :
		    in_progress[pick(s, 8)]);
	}
}

/* A time of the case set right by two people, where the bounds allow it. */
static void
set_right(struct scene *s, struct history *h)
{
	enum state state = h->state;

	if (state == STATE_ARRIVED || pick(s, 6) != 0)
		return;
	does(s, &s->officer, h, OP_CORRECT_TIME);
	does(s, &s->chief, h, pick(s, 5) == 0 ? OP_REJECT_TIME : OP_APPROVE_TIME);
}

/* An outage of one channel, or of all, in the hours just gone; some are begun
 * here and end in a later round. */
static void
stand_still(struct scene *s)
{
	static const char *const channels[] = { "", "gov24", "bokjiro", "epeople" };
	struct wire_outage ask = { .what = "record", .reason = "장애", .evidence = "일지" };
	struct outage_row row;
	struct answers a;

	if (pick(s, 3) == 0)
		str_fill(ask.what, sizeof(ask.what), "begin");
	if (s->outages % 3 == 2 && pick(s, 2) == 0) {
		str_fill(ask.what, sizeof(ask.what), "end");
		ask.id = s->outages;
	}
	str_fill(ask.channel, sizeof(ask.channel), channels[pick(s, 4)]);
	ask.from_at = s->now_at - 3600 - (int64_t)pick(s, 50 * 3600);
	ask.until_at = str_eq(ask.what, "end") ? 0 : s->now_at - (int64_t)pick(s, 3600);
	desk_ask(&s->chief, MESSAGE_OUTAGE_CHANGE, &ask, &a);
	if (answers_read(&a, MESSAGE_OUTAGE_ROW, 0, &row) && row.id > s->outages)
		s->outages = row.id;
	answers_release(&a);
}

static void
find_cases(struct scene *s)
{
	struct wire_list list = { .limit = 500 };
	struct wire_list_end end;
	struct case_row row;
	struct answers a;

	do {
		desk_ask(&s->officer, MESSAGE_LIST, &list, &a);
		for (size_t i = 0; answers_read(&a, MESSAGE_CASE_ROW, i, &row); i++) {
			assert_true(s->count < s->most);
			snprintf(s->histories[s->count].number, 24, "%" PRId64, row.id);
			s->histories[s->count++].state = row.state;
		}
		assert_true(answers_read(&a, MESSAGE_LIST_END, 0, &end));
		str_fill(list.after, sizeof(list.after), end.next);
		answers_release(&a);
	} while (list.after[0] != '\0');
}

/* The clock of a case as the office tells it to whoever asks why. */
static void
fold_told(struct scene *s, const char *number, int64_t now_at, struct case_clock *clock)
{
	struct clock_event events[64];
	struct calendar calendar = calendar_usual();
	struct wire_show ask = { .is_refresh = false };
	struct wire_clock_event v;
	struct answers a;
	size_t count = 0;
	enum rc rc;

	str_fill(ask.number, sizeof(ask.number), number);
	desk_ask(&s->officer, MESSAGE_WHY, &ask, &a);
	for (; answers_read(&a, MESSAGE_CLOCK_EVENT, count, &v); count++) {
		assert_true(count < 64);
		events[count] = (struct clock_event){ .id = v.id, .at = v.at, .of = v.of,
			.kind = (enum clock_event_kind)v.kind, .until_at = v.until_at,
			.period = { (enum period_unit)v.unit, v.count },
			.calendar_days = v.calendar_days,
			.reason = (enum pause_reason)v.reason, .party = (enum party)v.party };
	}
	answers_release(&a);
	rc = case_clock_fold(clock, &calendar, events, count, now_at, NULL);
	assert_int_equal(rc, RC_OK);
}

/* Compares the four ways to know one case's due and time; true where they
 * agree. */
static bool
is_one(struct scene *s, const struct history *h, int64_t now_at)
{
	struct calendar calendar = calendar_usual();
	struct case_clock clock;
	struct case_detail shown;
	struct answers a;
	struct buf text = { 0 };
	int64_t explained, sum = 0, shown_sum = 0;
	bool is_one;

	desk_show(&s->officer, h->number, &a, &shown);
	assert_true(answers_read(&a, MESSAGE_CLOCK, 0, &shown.clock));
	fold_told(s, h->number, now_at, &clock);
	explained = explain_due(&text, &calendar, &clock);
	for (size_t i = 0; i < PARTY__COUNT; i++) {
		sum += clock.ledger[i];
		shown_sum += shown.clock.ledger[i];
	}
	is_one = shown.row.due_at == clock.first_due_at &&
	    shown.clock.legal_due_at == clock.due_at && explained == clock.due_at &&
	    sum == clock.life_minutes && shown_sum == shown.clock.total &&
	    shown.clock.total == calendar_minutes_between(&calendar, clock.received_at,
	    clock.completed_at != 0 ? clock.completed_at : now_at);
	if (!is_one)
		print_error("case %s, seed %" PRIu64 ": stored %" PRId64 ", folded %" PRId64
		    ", explained %" PRId64 ", ledger %" PRId64 " of %" PRId64 "\n", h->number,
		    s->seed, shown.row.due_at, clock.due_at, explained, sum, clock.life_minutes);
	buf_release(&text);
	case_clock_release(&clock);
	answers_release(&a);
	return is_one;
}

static int64_t
verify_all(struct scene *s, int64_t *checked)
{
	struct wire_verify ask = { .limit = 500 };
	struct wire_verify_end end;
	struct answers a;
	int64_t found = 0;

	*checked = 0;
	do {
		desk_ask(&s->chief, MESSAGE_AUDIT_VERIFY, &ask, &a);
		found += (int64_t)answers_count(&a, MESSAGE_DIFFERENCE);
		assert_true(answers_read(&a, MESSAGE_VERIFY_END, 0, &end));
		*checked += end.checked;
		str_fill(ask.after, sizeof(ask.after), end.next);
		answers_release(&a);
	} while (ask.after[0] != '\0');
	return found;
}

static void
stored_folded_and_explained_are_one(void **state)
{
	struct scene *s = *state;
	int64_t now_at = START, checked = 0;
	int wrong = 0, lived = 0;

	find_cases(s);
	for (int round = 0; round < ROUNDS; round++) {
		s->now_at = now_at;
		for (size_t i = 0; i < s->count; i++) {
			live(s, &s->histories[i]);
			set_right(s, &s->histories[i]);
		}
		stand_still(s);
		now_at += STEP_SEC;
		place_set_clock_at(&s->place, now_at);
	}
	for (size_t i = 0; i < s->count; i++) {
		if (s->histories[i].state == STATE_ARRIVED)
			continue;
		lived++;
		if (!is_one(s, &s->histories[i], now_at))
			wrong++;
	}
	print_message("clock: seed %" PRIu64 ", %d histories, %" PRId64 " supplements, %" PRId64
	    " extensions, %" PRId64 " escalations, %" PRId64 " withdrawals, %" PRId64
	    " refusals, %" PRId64 " times set right, %" PRId64 " outages, %d differences\n", s->seed,
	    lived, s->done[OP_SUPPLEMENT],
	    s->done[OP_EXTEND], s->done[OP_ESCALATE], s->done[OP_WITHDRAW], s->refused,
	    s->done[OP_APPROVE_TIME], s->outages, wrong);
	assert_int_equal(wrong, 0);
	/* Some lie unreceived to the end. */
	assert_true((size_t)lived * 10 >= s->least * 8);
	assert_true(s->done[OP_APPROVE_TIME] > 0 && s->outages > 0);
	assert_true(s->done[OP_EXTEND] > 0 && s->done[OP_SUPPLEMENT] > 0);
	assert_int_equal(verify_all(s, &checked), 0);
	assert_int_equal(checked, (int64_t)s->count);
}

/* The positive control: what is changed behind the office's back is found, and
 * nothing else. */
static void
a_planted_event_is_found(void **state)
{
	static const char *const plants[] = {
		/* Of a receipt that was set right, its first time counts no more. */
		"DROP TRIGGER IF EXISTS event_keeps; "
		"UPDATE event SET effective_at = effective_at + 864000 WHERE kind = 'receive' AND "
		"case_id = (SELECT id FROM cases WHERE office = '11410' AND is_open = 1 AND "
		"received_at > 0 AND service = 'GEN-QNA-LAW' AND id NOT IN (SELECT case_id FROM "
		"correction) ORDER BY id LIMIT 1)",
		"UPDATE case_outage SET until_at = until_at + 2592000 WHERE until_at > 0 AND case_id = "
		"(SELECT k.case_id FROM case_outage k JOIN cases c ON c.id = k.case_id WHERE "
		"c.office = '11410' AND c.is_open = 1 AND k.until_at > 0 AND c.service IN "
		"('GEN-QNA-LAW', 'GEN-QNA-PROC') AND k.from_at < c.due_at AND "
		"c.id NOT IN (SELECT case_id FROM correction) ORDER BY k.case_id DESC LIMIT 1)",
	};
	struct scene *s = *state;
	int64_t checked = 0;

	desk_close(&s->officer);
	desk_close(&s->chief);
	place_office_stop(&s->place);
	for (size_t i = 0; i < sizeof(plants) / sizeof(plants[0]); i++) {
		struct sqlite3 *db = NULL;

		assert_int_equal(sqlite3_open(s->place.store, &db), SQLITE_OK);
		assert_int_equal(sqlite3_exec(db, plants[i], NULL, NULL, NULL), SQLITE_OK);
		assert_true(sqlite3_changes(db) >= 1);
		sqlite3_close(db);
		place_office_start(&s->place);
		assert_true(desk_open(&s->chief, &s->place, "supervisor-11410", false));
		assert_int_equal(verify_all(s, &checked), i + 1);
		desk_close(&s->chief);
		place_office_stop(&s->place);
	}
	print_message("clock: planted events found: %zu of %zu\n",
	    sizeof(plants) / sizeof(plants[0]), sizeof(plants) / sizeof(plants[0]));
	place_office_start(&s->place);
	assert_true(desk_open(&s->officer, &s->place, "officer1-11410", false));
	assert_true(desk_open(&s->chief, &s->place, "supervisor-11410", false));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stored_folded_and_explained_are_one),
		cmocka_unit_test(a_planted_event_is_found),
	};

	return cmocka_run_group_tests(tests, open_office, close_office);
}
