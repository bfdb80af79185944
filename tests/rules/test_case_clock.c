/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "console/rules/explain.h"
#include "console/rules/case_clock.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define SEED 20261125u
#define CASES 100000
#define PAUSES_MOST 4
#define OUTAGES_MOST 2
#define EVENTS_MOST 48
#define EXPLAINED 20000	/* histories that are explained, and changed to be found */
#define RECEIPT_DAYS 3800	/* 2024-01-01 to spring 2034 */

static uint32_t
next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

static uint32_t
below(uint32_t *state, uint32_t limit)
{
	return next_random(state) % limit;
}

static int64_t
at_of(const char *s)
{
	int64_t at = 0;

	if (str_empty(s))
		return 0;
	assert_true(instant_parse(s, &at));
	return at;
}

static struct period
period_of(const char *s)
{
	struct period p = { 0 };

	assert_true(period_parse(s, &p));
	return p;
}

/* Told events: rows are strings, so that a history reads like one. */
struct told {
	enum clock_event_kind kind;
	const char *at, *until, *period;
	int64_t of;
	enum pause_reason reason;
	enum party party;
	int32_t calendar_days;
};

static size_t
tell(const struct told *rows, size_t count, struct clock_event *to)
{
	size_t n = 0;

	for (; n < count && rows[n].at != NULL; n++) {
		to[n] = (struct clock_event){ .id = (int64_t)n + 1, .kind = rows[n].kind,
			.at = at_of(rows[n].at), .until_at = at_of(rows[n].until),
			.of = rows[n].of, .reason = rows[n].reason, .party = rows[n].party,
			.calendar_days = rows[n].calendar_days };
		if (rows[n].period != NULL)
			to[n].period = period_of(rows[n].period);
	}
	return n;
}

#define RECEIVED(when, p) { .kind = CLOCK_EVENT_RECEIVED, .at = when, .period = p }
#define RECEIVED_DUAL(when, p, days) { .kind = CLOCK_EVENT_RECEIVED, .at = when, .period = p, \
	.calendar_days = days }
#define BEGAN(when, why) { .kind = CLOCK_EVENT_PAUSE_BEGAN, .at = when, .reason = why }
#define ENDED(when, id) { .kind = CLOCK_EVENT_PAUSE_ENDED, .at = when, .of = id }
#define EXTENDED(when, p) { .kind = CLOCK_EVENT_EXTENDED, .at = when, .period = p }
#define HANDED(when, to) { .kind = CLOCK_EVENT_HANDED, .at = when, .party = to }
#define OUTAGE(from, to) { .kind = CLOCK_EVENT_OUTAGE, .at = from, .until = to }
#define ANNOUNCED(when, due) { .kind = CLOCK_EVENT_ANNOUNCED, .at = when, .until = due }
#define CORRECTED(id, when) { .kind = CLOCK_EVENT_CORRECTED, .at = when, .of = id }
#define COMPLETED(when) { .kind = CLOCK_EVENT_COMPLETED, .at = when }
#define TOLD_MOST 10

static void
histories_come_to_what_the_law_says(void **state)
{
	static const struct {
		const char *name;
		struct told told[TOLD_MOST];
		const char *now, *due, *announced;
		enum clock_effect state;
		bool is_overdue;
		int64_t slack, ledger[PARTY__COUNT];
	} rows[] = {
		{ "A3: supplement sent 11-25, arrived 12-02",
		    { RECEIVED("2026-11-23T09:00", "7d"), BEGAN("2026-11-25T11:00", PAUSE_SUPPLEMENT),
		    ENDED("2026-12-02T16:00", 2) },
		    "2026-12-03T09:00", "2026-12-09T18:00", "", CLOCK_RUNNING, false, 5 * 480,
		    { 2 * 480, 6 * 480, 0, 0, 0 } },
		{ "while they are asked, the clock stands",
		    { RECEIVED("2026-11-23T09:00", "7d"), BEGAN("2026-11-25T11:00", PAUSE_SUPPLEMENT) },
		    "2026-12-31T10:00", "2026-12-02T18:00", "", CLOCK_PAUSED, false, 5 * 480,
		    { 2 * 480, 25 * 480 + 60, 0, 0, 0 } },
		{ "extended, and the applicant was told",
		    { RECEIVED("2026-11-23T09:00", "7d"), ANNOUNCED("2026-11-23T09:00",
		    "2026-12-01T18:00"), EXTENDED("2026-11-30T10:00", "7d"),
		    ANNOUNCED("2026-11-30T10:00", "2026-12-10T18:00") },
		    "2026-12-01T09:00", "2026-12-10T18:00", "2026-12-10T18:00", CLOCK_RUNNING,
		    false, 8 * 480, { 6 * 480, 0, 0, 0, 0 } },
		{ "days are overdue from midnight",
		    { RECEIVED("2026-11-23T09:00", "7d") },
		    "2026-12-01T23:59", "2026-12-01T18:00", "", CLOCK_RUNNING, false, 0,
		    { 7 * 480, 0, 0, 0, 0 } },
		{ "and then negative",
		    { RECEIVED("2026-11-23T09:00", "7d") },
		    "2026-12-02T10:00", "2026-12-01T18:00", "", CLOCK_RUNNING, true, -60,
		    { 7 * 480 + 60, 0, 0, 0, 0 } },
		{ "completed in time, whatever now is",
		    { RECEIVED("2026-11-23T09:00", "3h"), COMPLETED("2026-11-23T11:00") },
		    "2027-01-05T10:00", "2026-11-23T12:00", "", CLOCK_STOPPED, false, 60,
		    { 120, 0, 0, 0, 0 } },
		{ "completion is the approval, not the click: corrected",
		    { RECEIVED("2026-11-23T09:00", "3h"), COMPLETED("2026-11-23T14:00"),
		    CORRECTED(2, "2026-11-23T11:30") },
		    "2027-01-05T10:00", "2026-11-23T12:00", "", CLOCK_STOPPED, false, 30,
		    { 150, 0, 0, 0, 0 } },
		{ "the last correction has the word",
		    { RECEIVED("2026-11-23T10:00", "3h"), CORRECTED(1, "2026-11-23T09:30"),
		    CORRECTED(1, "2026-11-23T09:00") },
		    "2026-11-23T10:00", "2026-11-23T12:00", "", CLOCK_RUNNING, false, 120,
		    { 60, 0, 0, 0, 0 } },
		{ "an outage is nobody's fault",
		    { RECEIVED("2026-11-23T09:00", "1d"), OUTAGE("2026-11-23T10:00",
		    "2026-11-23T14:00") },
		    "2026-11-23T15:00", "2026-11-24T12:00", "", CLOCK_RUNNING, false, 360,
		    { 120, 0, 0, 0, 180 } },
		{ "an outage that is still on",
		    { RECEIVED("2026-11-23T09:00", "1d"), OUTAGE("2026-11-23T10:00", "") },
		    "2026-11-23T15:00", "2026-11-23T18:00", "", CLOCK_PAUSED, false, 180,
		    { 60, 0, 0, 0, 240 } },
		{ "the ministry is asked: the clock runs, the minutes are theirs",
		    { RECEIVED("2026-11-23T09:00", "14d"), HANDED("2026-11-24T10:00",
		    PARTY_MINISTRY), HANDED("2026-11-26T11:00", PARTY_DESK) },
		    "2026-11-26T18:00", "2026-12-10T18:00", "", CLOCK_RUNNING, false, 10 * 480,
		    { 480 + 60 + 360, 0, 0, 2 * 480 + 60, 0 } },
		{ "a pause while the ministry is asked is the applicant's",
		    { RECEIVED("2026-11-23T09:00", "14d"), HANDED("2026-11-23T09:00",
		    PARTY_MINISTRY), BEGAN("2026-11-24T10:00", PAUSE_SUPPLEMENT),
		    ENDED("2026-11-24T17:00", 3) },
		    "2026-11-25T18:00", "2026-12-11T18:00", "", CLOCK_RUNNING, false, 12 * 480,
		    { 0, 480, 0, 960, 0 } },
		{ "no period, but a ledger",
		    { RECEIVED("2026-11-23T09:00", "none") },
		    "2026-11-24T10:00", "", "", CLOCK_RUNNING, false, 0, { 540, 0, 0, 0, 0 } },
	};
	struct calendar c = calendar_usual();

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct clock_event events[TOLD_MOST];
		size_t count = tell(rows[i].told, TOLD_MOST, events);
		struct case_clock clock;
		struct err e = { 0 };
		char due[32];

		if (case_clock_fold(&clock, &c, events, count, at_of(rows[i].now), &e) != RC_OK)
			fail_msg("%s: %s", rows[i].name, e.text);
		instant_format(clock.due_at, due);
		if (clock.due_at != at_of(rows[i].due) || clock.state != rows[i].state ||
		    clock.announced_at != at_of(rows[i].announced) ||
		    clock.is_overdue != rows[i].is_overdue || clock.slack_minutes != rows[i].slack)
			fail_msg("%s: due %s, state %d, overdue %d, slack %lld", rows[i].name, due,
			    (int)clock.state, clock.is_overdue, (long long)clock.slack_minutes);
		for (size_t p = 0; p < PARTY__COUNT; p++) {
			if (clock.ledger[p] != rows[i].ledger[p])
				fail_msg("%s: %s has %lld minutes", rows[i].name,
				    party_name((enum party)p), (long long)clock.ledger[p]);
		}
		case_clock_release(&clock);
	}
}

/* domain.md A3 (b): both dates, and the earlier one warns. */
static void
the_earlier_of_working_and_calendar_days_warns(void **state)
{
	static const struct {
		const char *name;
		struct told told[4];
		const char *now, *legal, *calendar, *first, *reply;
		bool is_overdue;
		int64_t slack;
	} rows[] = {
		{ "calendar days are earlier", { RECEIVED_DUAL("2026-11-23T09:00", "14d", 14) },
		    "2026-12-07T09:00", "2026-12-10T18:00", "2026-12-07T18:00", "2026-12-07T18:00",
		    "2026-12-07T18:00", false, 480 },
		{ "late by them although working days are left",
		    { RECEIVED_DUAL("2026-11-23T09:00", "14d", 14) }, "2026-12-08T10:00",
		    "2026-12-10T18:00", "2026-12-07T18:00", "2026-12-07T18:00", "2026-12-07T18:00",
		    true, -60 },
		{ "working days are earlier", { RECEIVED_DUAL("2026-11-23T09:00", "7d", 30) },
		    "2026-12-01T09:00", "2026-12-01T18:00", "2026-12-23T18:00", "2026-12-01T18:00",
		    "2026-12-01T18:00", false, 480 },
		{ "no petition period, only its own law",
		    { RECEIVED_DUAL("2026-11-23T09:00", "none", 14) }, "2026-12-07T09:00", "",
		    "2026-12-07T18:00", "2026-12-07T18:00", "2026-12-07T18:00", false, 480 },
		{ "an extension of the petition moves nothing of it",
		    { RECEIVED_DUAL("2026-11-23T09:00", "14d", 14),
		    EXTENDED("2026-12-01T10:00", "7d") }, "2026-12-07T09:00", "2026-12-21T18:00",
		    "2026-12-07T18:00", "2026-12-07T18:00", "2026-12-07T18:00", false, 480 },
		{ "a pause moves both",
		    { RECEIVED_DUAL("2026-11-23T09:00", "14d", 14),
		    BEGAN("2026-11-25T11:00", PAUSE_SUPPLEMENT), ENDED("2026-11-27T16:00", 2) },
		    "2026-12-10T09:00", "2026-12-15T18:00", "2026-12-10T18:00",
		    "2026-12-10T18:00", "2026-12-10T18:00", false, 480 },
		{ "an open one will, when the reply comes",
		    { RECEIVED_DUAL("2026-11-23T09:00", "14d", 14),
		    BEGAN("2026-11-25T11:00", PAUSE_SUPPLEMENT) }, "2026-11-27T16:00",
		    "2026-12-11T18:00", "2026-12-08T18:00", "2026-12-08T18:00",
		    "2026-12-10T18:00", false, 9 * 480 },
	};
	struct calendar c = calendar_usual();

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct clock_event events[COUNT(rows[i].told)];
		size_t count = tell(rows[i].told, COUNT(rows[i].told), events);
		struct case_clock clock;

		assert_int_equal(case_clock_fold(&clock, &c, events, count, at_of(rows[i].now),
		    NULL), RC_OK);
		if (clock.due_at != at_of(rows[i].legal) ||
		    clock.calendar_due_at != at_of(rows[i].calendar) ||
		    clock.first_due_at != at_of(rows[i].first) ||
		    clock.reply_due_at != at_of(rows[i].reply) ||
		    clock.is_overdue != rows[i].is_overdue || clock.slack_minutes != rows[i].slack)
			fail_msg("%s: overdue %d, slack %lld", rows[i].name, clock.is_overdue,
			    (long long)clock.slack_minutes);
		case_clock_release(&clock);
	}
}

static void
an_open_pause_says_what_is_left_and_when_a_reply_would_end_it(void **state)
{
	static const struct told told[] = { RECEIVED("2026-11-23T14:30", "3d"),
		BEGAN("2026-11-24T11:00", PAUSE_SUPPLEMENT) };
	struct clock_event events[COUNT(told)];
	size_t count = tell(told, COUNT(told), events);
	struct calendar c = calendar_usual();
	struct case_clock clock;

	(void)state;
	assert_int_equal(case_clock_fold(&clock, &c, events, count, at_of("2026-12-02T10:00"),
	    NULL), RC_OK);
	assert_int_equal(clock.left, 20 * 60 + 30);
	assert_int_equal(clock.due_at, at_of("2026-11-27T14:30"));
	assert_int_equal(clock.reply_due_at, at_of("2026-12-07T14:30"));
	case_clock_release(&clock);
}

static void
histories_that_cannot_be_are_named(void **state)
{
	static const struct { struct told told[TOLD_MOST]; const char *why; } rows[] = {
		{ { COMPLETED("2026-11-23T09:00") }, "no receipt" },
		{ { RECEIVED("2026-11-23T09:00", "7d"), RECEIVED("2026-11-24T09:00", "7d") },
		    "event 2 of the clock: a second receipt" },
		{ { RECEIVED("2026-11-23T09:00", "7d"), ENDED("2026-11-24T09:00", 9) },
		    "event 2 of the clock: the end of a pause that never began" },
		{ { RECEIVED("2026-11-23T09:00", "7d"), ENDED("2026-11-24T09:00", 1) },
		    "event 2 of the clock: the end of a pause that never began" },
		{ { RECEIVED("2026-11-23T09:00", "7d"), BEGAN("2026-11-25T09:00", PAUSE_TEST),
		    ENDED("2026-11-24T09:00", 2) },
		    "event 3 of the clock: a pause that ends before it begins" },
		{ { RECEIVED("2026-11-23T09:00", "7d"), BEGAN("2026-11-22T09:00", PAUSE_TEST) },
		    "event 2 of the clock: a time before the receipt" },
		{ { RECEIVED("2026-11-23T09:00", "7d"), BEGAN("2026-11-24T09:00", PAUSE_TEST),
		    ENDED("2026-11-24T09:00", 2), ENDED("2026-11-25T09:00", 2) },
		    "a pause that ended already" },
		{ { RECEIVED("2026-11-23T09:00", "7d"), EXTENDED("2026-11-24T09:00", "7d"),
		    EXTENDED("2026-11-24T09:00", "7d"), EXTENDED("2026-11-24T09:00", "1d") },
		    "event 4 of the clock: a third extension" },
		{ { RECEIVED("2026-11-23T09:00", "7d"), EXTENDED("2026-11-24T09:00", "none") },
		    "event 2 of the clock: an extension without a length" },
		{ { RECEIVED("2026-11-23T09:00", "7d"), COMPLETED("2026-11-22T09:00") },
		    "event 2 of the clock: a time before the receipt" },
		{ { RECEIVED("2026-11-23T09:00", "7d"), COMPLETED("2026-11-24T09:00"),
		    COMPLETED("2026-11-24T09:00") }, "event 3 of the clock: a second completion" },
		{ { RECEIVED("2026-11-23T09:00", "7d"), CORRECTED(7, "2026-11-24T09:00") },
		    "event 2 of the clock: the correction of an unknown event" },
		{ { RECEIVED("2026-11-23T09:00", "7d"), OUTAGE("2026-11-24T09:00",
		    "2026-11-24T08:00") },
		    "event 2 of the clock: an outage that ends before it begins" },
	};
	struct calendar c = calendar_usual();

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct clock_event events[TOLD_MOST];
		size_t count = tell(rows[i].told, TOLD_MOST, events);
		struct case_clock clock;
		struct err e = { 0 };

		assert_int_equal(case_clock_fold(&clock, &c, events, count,
		    at_of("2026-12-01T09:00"), &e), RC_INVALID);
		if (strstr(e.text, rows[i].why) == NULL)
			fail_msg("%s: %s", rows[i].why, e.text);
		assert_null(clock.pauses);
	}
}

/* A case made up by chance, with a little room to change it. */
struct made {
	struct period period;
	int64_t received_at;
	struct pause pauses[PAUSES_MOST + 2];
	struct outage outages[OUTAGES_MOST + 2];
	size_t pause_count, outage_count;
	struct period more[EXTENSIONS_MOST];
	size_t more_count;
};

static struct period
made_period(uint32_t *random)
{
	struct period p = { (enum period_unit)(PERIOD_IMMEDIATE + below(random, 6)), 0 };
	static const uint32_t most[] = { 1, 1, 40, 40, 8, 6, 1 };

	p.count = 1 + (int32_t)below(random, most[p.unit]);
	if (p.unit == PERIOD_IMMEDIATE)
		p.count = 0;
	return p;
}

static void
make_case(struct made *m, uint32_t *random)
{
	struct day first, received;
	int32_t second;

	(void)day_make(2024, 1, 1, &first);
	*m = (struct made){ .period = made_period(random) };
	m->received_at = instant_make(first, 0) +
	    (int64_t)below(random, RECEIPT_DAYS * 1440u) * 60 + below(random, 60);
	instant_split(m->received_at, &received, &second);
	m->pause_count = below(random, PAUSES_MOST + 1);
	for (size_t i = 0; i < m->pause_count; i++) {
		struct pause *p = &m->pauses[i];

		p->reason = (enum pause_reason)below(random, PAUSE__COUNT);
		p->from.number = received.number + (int32_t)below(random, 45);
		p->to.number = p->from.number + (int32_t)below(random, 12);
	}
	m->outage_count = below(random, OUTAGES_MOST + 1);
	for (size_t i = 0; i < m->outage_count; i++) {
		m->outages[i].from_at = m->received_at + below(random, 30 * 86400u) - 86400;
		m->outages[i].to_at = m->outages[i].from_at + below(random, 4 * 86400u);
	}
	m->more_count = m->period.unit <= PERIOD_WEEKS ? below(random, EXTENSIONS_MOST + 1) : 0;
	for (size_t i = 0; i < m->more_count; i++) {
		m->more[i] = m->period;
		if (m->period.count > 1)
			m->more[i].count = 1 + (int32_t)below(random, (uint32_t)m->period.count);
	}
}

static int64_t
due_of(const struct made *m, const struct calendar *c)
{
	struct pauses off = { m->pauses, m->pause_count, m->outages, m->outage_count };
	int64_t due_at = deadline_due_without(c, m->period, m->received_at, &off);

	for (size_t i = 0; i < m->more_count; i++)
		due_at = deadline_extend(c, m->period, m->more[i], due_at, &off);
	return due_at;
}

/* The first days of a month differ in length, so that for months and years a
 * day paused before the later receipt may put the earlier case behind it. */
static bool
is_order_certain(const struct made *m, int64_t later_at)
{
	struct day later;
	int32_t second;

	if (m->period.unit < PERIOD_WEEKS)
		return true;
	instant_split(later_at, &later, &second);
	for (size_t i = 0; i < m->pause_count; i++) {
		if (m->pauses[i].from.number <= later.number)
			return false;
	}
	return m->outage_count == 0;
}

static void
due_times_obey_their_laws(void **state)
{
	struct calendar c = calendar_usual();
	uint32_t random = SEED;
	size_t in_order = 0;

	(void)state;
	for (size_t i = 0; i < CASES; i++) {
		struct made m, other;
		int64_t due_at;
		struct day due;
		int32_t second;

		make_case(&m, &random);
		due_at = due_of(&m, &c);
		instant_split(due_at, &due, &second);
		assert_true(calendar_is_workday(&c, due));

		/* Monotonic in receipt. */
		other = m;
		other.received_at += below(&random, 5 * 86400);
		if (is_order_certain(&m, other.received_at)) {
			assert_true(due_of(&other, &c) >= due_at);
			in_order++;
		}

		/* One more pause never shortens. */
		other = m;
		other.pauses[other.pause_count] = (struct pause){ .from = { due.number -
		    (int32_t)below(&random, 30) } };
		other.pauses[other.pause_count].to.number =
		    other.pauses[other.pause_count].from.number + (int32_t)below(&random, 9);
		other.pause_count++;
		assert_true(due_of(&other, &c) >= due_at);

		/* One more outage never shortens; cut in two that overlap, or told
		 * twice, it is the same one. */
		{
			struct outage *o = &other.outages[m.outage_count];
			int64_t with_at, cut_at, from_at = due_at - (int64_t)below(&random, 20 * 86400u);
			int64_t to_at = from_at + 60 + below(&random, 3 * 86400u);

			other = m;
			*o = (struct outage){ .from_at = from_at, .to_at = to_at };
			other.outage_count++;
			with_at = due_of(&other, &c);
			assert_true(with_at >= due_at);
			cut_at = from_at + (to_at - from_at) / 2;
			o->to_at = cut_at + (to_at - cut_at) / 2;
			o[1] = (struct outage){ .from_at = cut_at, .to_at = to_at };
			other.outage_count++;
			assert_int_equal(due_of(&other, &c), with_at);
		}

		/* Split at a midnight, nothing changes. */
		if (m.pause_count > 0 && m.pauses[0].from.number < m.pauses[0].to.number) {
			int32_t days = m.pauses[0].to.number - m.pauses[0].from.number;

			other = m;
			other.pauses[other.pause_count] = m.pauses[0];
			other.pauses[0].to.number = m.pauses[0].from.number +
			    (int32_t)below(&random, (uint32_t)days);
			other.pauses[other.pause_count++].from.number =
			    other.pauses[0].to.number + 1;
			assert_int_equal(due_of(&other, &c), due_at);
		}
	}
	print_message("case_clock: %d random cases, %zu with a later twin, seed %u\n", CASES,
	    in_order, SEED);
}

/* The id of the pause that was begun last. */
static int64_t
begun_id(const struct clock_event *events, size_t count)
{
	while (events[--count].kind != CLOCK_EVENT_PAUSE_BEGAN)
		;
	return events[count].id;
}

/* The history of a made case; ids in the order of entry. */
static size_t
history_of(const struct made *m, int64_t completed_at, uint32_t *random,
    struct clock_event *to)
{
	size_t n = 0;

#define ADD(...) (to[n] = (struct clock_event){ .id = (int64_t)n + 1, __VA_ARGS__ }, n++)
	ADD(.kind = CLOCK_EVENT_RECEIVED, .at = m->received_at - 7200, .period = m->period);
	ADD(.kind = CLOCK_EVENT_CORRECTED, .at = m->received_at, .of = 1);
	for (size_t i = 0; i < m->pause_count; i++) {
		int64_t begun_at = instant_make(m->pauses[i].from, (int32_t)below(random, 86400));
		int64_t ended_at = instant_make(m->pauses[i].to, (int32_t)below(random, 86400));
		bool is_wrong = below(random, 4) == 0;
		int64_t wrong_sec = is_wrong ? (int64_t)below(random, 20 * 86400u) : 0;

		/* Recorded wrongly, set right later, sometimes in two steps. */
		ADD(.kind = CLOCK_EVENT_PAUSE_BEGAN, .at = begun_at + wrong_sec,
		    .reason = m->pauses[i].reason);
		ADD(.kind = CLOCK_EVENT_PAUSE_ENDED, .of = (int64_t)n, .at = ended_at - wrong_sec);
		if (!is_wrong)
			continue;
		if (below(random, 2) == 0)
			ADD(.kind = CLOCK_EVENT_CORRECTED, .of = (int64_t)n - 1,
			    .at = begun_at + wrong_sec / 2);
		ADD(.kind = CLOCK_EVENT_CORRECTED, .at = begun_at, .of = begun_id(to, n));
		ADD(.kind = CLOCK_EVENT_CORRECTED, .at = ended_at, .of = begun_id(to, n) + 1);
	}
	for (size_t i = 0; i < m->outage_count; i++)
		ADD(.kind = CLOCK_EVENT_OUTAGE, .at = m->outages[i].from_at,
		    .until_at = m->outages[i].to_at);
	for (size_t i = 0; i < m->more_count; i++)
		ADD(.kind = CLOCK_EVENT_EXTENDED, .at = m->received_at, .period = m->more[i]);
	for (size_t i = below(random, 4); i > 0; i--)
		ADD(.kind = CLOCK_EVENT_HANDED, .at = m->received_at + below(random, 30 * 86400u),
		    .party = (enum party)below(random, PARTY__COUNT));
	ADD(.kind = CLOCK_EVENT_COMPLETED, .at = completed_at + 3600);
	ADD(.kind = CLOCK_EVENT_CORRECTED, .at = completed_at, .of = (int64_t)n);
#undef ADD
	return n;
}

static void
shuffle(struct clock_event *events, size_t count, uint32_t *random)
{
	for (size_t i = count; i > 1; i--) {
		size_t j = below(random, (uint32_t)i);
		struct clock_event kept = events[i - 1];

		events[i - 1] = events[j];
		events[j] = kept;
	}
}

/* The explanation ends with the due; and the same history with one event
 * changed, its receipt two weeks earlier, is not taken for it. */
static bool
is_told_apart(const struct calendar *c, const struct case_clock *clock,
    const struct clock_event *events, size_t count, int64_t now_at)
{
	struct clock_event changed[EVENTS_MOST];
	struct case_clock other;
	struct buf text = { 0 };
	bool is_found;

	assert_int_equal(explain_due(&text, c, clock), clock->due_at);
	buf_release(&text);
	memcpy(changed, events, count * sizeof(*changed));
	for (size_t i = 0; i < count; i++)
		if (changed[i].kind == CLOCK_EVENT_CORRECTED && changed[i].of == 1)
			changed[i].at -= 14 * 86400;
	assert_int_equal(case_clock_fold(&other, c, changed, count, now_at, NULL), RC_OK);
	is_found = other.life_minutes != clock->life_minutes;
	case_clock_release(&other);
	return is_found;
}

static void
a_fold_is_the_same_in_any_order_and_its_ledger_adds_up(void **state)
{
	struct calendar c = calendar_usual();
	uint32_t random = SEED + 1;
	size_t found = 0;

	(void)state;
	for (size_t i = 0; i < CASES; i++) {
		struct clock_event events[EVENTS_MOST];
		struct case_clock one, two;
		struct made m;
		size_t count;
		int64_t completed_at, sum = 0;

		make_case(&m, &random);
		completed_at = m.received_at + below(&random, 60 * 86400u);
		count = history_of(&m, completed_at, &random, events);
		assert_int_equal(case_clock_fold(&one, &c, events, count, completed_at, NULL),
		    RC_OK);
		if (i < EXPLAINED)
			found += is_told_apart(&c, &one, events, count, completed_at) ? 1 : 0;
		shuffle(events, count, &random);
		assert_int_equal(case_clock_fold(&two, &c, events, count, completed_at + 86400,
		    NULL), RC_OK);
		assert_int_equal(one.due_at, due_of(&m, &c));
		assert_int_equal(one.due_at, two.due_at);
		assert_int_equal(one.slack_minutes, two.slack_minutes);
		assert_memory_equal(one.ledger, two.ledger, sizeof(one.ledger));
		for (size_t p = 0; p < PARTY__COUNT; p++) {
			assert_true(one.ledger[p] >= 0);
			sum += one.ledger[p];
		}
		assert_int_equal(sum, one.life_minutes);
		assert_int_equal(sum, calendar_minutes_between(&c, m.received_at, completed_at));
		case_clock_release(&one);
		case_clock_release(&two);
	}
	assert_int_equal(found, EXPLAINED);
	print_message("case_clock: %d random histories, 0 differences, %d explained, planted changes "
	    "found: %zu of %d, seed %u\n", CASES, EXPLAINED, found, EXPLAINED, SEED + 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(histories_come_to_what_the_law_says),
		cmocka_unit_test(the_earlier_of_working_and_calendar_days_warns),
		cmocka_unit_test(an_open_pause_says_what_is_left_and_when_a_reply_would_end_it),
		cmocka_unit_test(histories_that_cannot_be_are_named),
		cmocka_unit_test(due_times_obey_their_laws),
		cmocka_unit_test(a_fold_is_the_same_in_any_order_and_its_ledger_adds_up),
	};

	if (!text_start("en"))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
