/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "console/rules/explain.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define SEED 20261127u
#define CASES 20000
#define EVENTS_MOST 12

static uint32_t
below(uint32_t *state, uint32_t limit)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state % limit;
}

static int64_t
at_of(const char *s)
{
	int64_t at = 0;

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

static void
assert_explained(const struct clock_event *events, size_t count, const char *want)
{
	struct calendar c = calendar_usual();
	struct case_clock clock;
	struct buf text = { 0 };

	assert_int_equal(case_clock_fold(&clock, &c, events, count, at_of("2026-12-31T09:00"),
	    NULL), RC_OK);
	assert_int_equal(explain_due(&text, &c, &clock), clock.due_at);
	assert_string_equal(buf_str(&text), want);
	buf_release(&text);
	case_clock_release(&clock);
}

static void
a_count_of_days_is_shown_day_by_day(void **state)
{
	const struct clock_event events[] = {
		{ .id = 1, .kind = CLOCK_EVENT_RECEIVED, .at = at_of("2026-11-23T14:30"),
		    .period = period_of("6d") },
		{ .id = 2, .kind = CLOCK_EVENT_PAUSE_BEGAN, .at = at_of("2026-11-25T10:00") },
		{ .id = 3, .kind = CLOCK_EVENT_PAUSE_ENDED, .at = at_of("2026-11-26T15:00"),
		    .of = 2 },
		{ .id = 4, .kind = CLOCK_EVENT_EXTENDED, .at = at_of("2026-12-01T15:00"),
		    .period = period_of("1d") },
	};

	(void)state;
	assert_explained(events, COUNT(events),
	    "Period 6 days (민원 처리에 관한 법률 §19②) · 2026. 11. 23. 14:30\n"
	    "  2026. 11. 23. Mon       working day 1\n"
	    "  2026. 11. 24. Tue       working day 2\n"
	    "  2026. 11. 25. Wed       not counted: Supplement (행정절차법 시행령 §11 1호)\n"
	    "  2026. 11. 26. Thu       not counted: Supplement (행정절차법 시행령 §11 1호)\n"
	    "  2026. 11. 27. Fri       working day 3\n"
	    "  2026. 11. 28. Sat       Saturday\n"
	    "  2026. 11. 29. Sun       Sunday\n"
	    "  2026. 11. 30. Mon       working day 4\n"
	    "  2026. 12. 1. Tue        working day 5\n"
	    "  2026. 12. 2. Wed        working day 6\n"
	    "Extension 1 day (민원 처리에 관한 법률 시행령 §21) · 2026. 12. 2. 18:00\n"
	    "  2026. 12. 3. Thu        working day 1\n"
	    "Due 2026. 12. 3. 18:00\n");
}

static void
a_count_of_hours_shows_its_stretches(void **state)
{
	const struct clock_event events[] = {
		{ .id = 1, .kind = CLOCK_EVENT_RECEIVED, .at = at_of("2026-12-24T11:30"),
		    .period = period_of("1d") },
		{ .id = 2, .kind = CLOCK_EVENT_OUTAGE, .at = at_of("2026-12-24T14:00"),
		    .until_at = at_of("2026-12-24T15:00") },
	};

	(void)state;
	assert_explained(events, COUNT(events),
	    "Period 1 day (민원 처리에 관한 법률 §19①) · 2026. 12. 24. 11:30\n"
	    "  2026. 12. 24. Thu       11:30–12:00, 13:00–18:00 "
	    "(Outage: 민원 처리에 관한 법률 시행령 §20 2호)  4 h 30 min / 4 h 30 min\n"
	    "  2026. 12. 25. Fri       Christmas Day\n"
	    "  2026. 12. 26. Sat       Saturday\n"
	    "  2026. 12. 27. Sun       Sunday\n"
	    "  2026. 12. 28. Mon       09:00–12:00, 13:00–13:30  3 h 30 min / 8 h\n"
	    "Due 2026. 12. 28. 13:30\n");
}

static void
a_count_by_the_calendar_rolls_at_its_end(void **state)
{
	const struct clock_event events[] = {
		{ .id = 1, .kind = CLOCK_EVENT_RECEIVED, .at = at_of("2026-12-20T11:30"),
		    .period = period_of("1w") },
	};

	(void)state;
	assert_explained(events, COUNT(events),
	    "Period 1 week (민원 처리에 관한 법률 §19③) · 2026. 12. 20. 11:30\n"
	    "  2026. 12. 20. Sun       day 1\n"
	    "  2026. 12. 21. Mon       day 2\n"
	    "  2026. 12. 22. Tue       day 3\n"
	    "  2026. 12. 23. Wed       day 4\n"
	    "  2026. 12. 24. Thu       day 5\n"
	    "  2026. 12. 25. Fri       day 6\n"
	    "  2026. 12. 26. Sat       day 7\n"
	    "  2026. 12. 27. Sun       Sunday\n"
	    "  2026. 12. 28. Mon       the next working day (민법 §161)\n"
	    "Due 2026. 12. 28. 18:00\n");
}

static void
no_period_is_said_so(void **state)
{
	const struct clock_event events[] = {
		{ .id = 1, .kind = CLOCK_EVENT_RECEIVED, .at = at_of("2026-12-20T11:30") },
	};

	(void)state;
	assert_explained(events, COUNT(events), "no statutory period\n");
}

/* A random legal history; seconds included, because receipts have them. */
static size_t
make_history(struct clock_event *to, uint32_t *random)
{
	struct period p = { (enum period_unit)(PERIOD_IMMEDIATE + below(random, 6)), 0 };
	static const uint32_t most[] = { 1, 1, 40, 20, 6, 4, 1 };
	int64_t at = at_of("2026-01-01T00:00") + below(random, 3000u * 86400u);
	size_t n = 0;

	if (p.unit != PERIOD_IMMEDIATE)
		p.count = 1 + (int32_t)below(random, most[p.unit]);
	to[n++] = (struct clock_event){ .kind = CLOCK_EVENT_RECEIVED, .at = at, .period = p };
	for (size_t i = below(random, 3); i > 0; i--) {
		int64_t from_at = at + below(random, 25 * 86400u);

		to[n] = (struct clock_event){ .kind = CLOCK_EVENT_PAUSE_BEGAN, .at = from_at,
			.reason = (enum pause_reason)below(random, PAUSE__COUNT) };
		n++;
		to[n] = (struct clock_event){ .kind = CLOCK_EVENT_PAUSE_ENDED, .of = (int64_t)n,
			.at = from_at + below(random, 9 * 86400u) };
		n++;
	}
	for (size_t i = below(random, 3); i > 0; i--) {
		int64_t from_at = at + below(random, 25 * 86400u);

		to[n++] = (struct clock_event){ .kind = CLOCK_EVENT_OUTAGE, .at = from_at,
			.until_at = from_at + below(random, 3 * 86400u) };
	}
	for (size_t i = below(random, 3); i > 0; i--) {
		struct period more = { (enum period_unit)(PERIOD_IMMEDIATE + below(random, 6)), 0 };

		if (more.unit != PERIOD_IMMEDIATE)
			more.count = 1 + (int32_t)below(random, most[more.unit]);
		to[n++] = (struct clock_event){ .kind = CLOCK_EVENT_EXTENDED, .period = more };
	}
	for (size_t i = 0; i < n; i++)
		to[i].id = (int64_t)i + 1;
	return n;
}

static void
the_last_line_is_the_due_of_any_history(void **state)
{
	struct calendar c = calendar_usual();
	struct buf text = { 0 };
	uint32_t random = SEED;

	(void)state;
	for (size_t i = 0; i < CASES; i++) {
		struct clock_event events[EVENTS_MOST];
		size_t count = make_history(events, &random);
		struct case_clock clock;
		char due[48] = "Due ";

		assert_int_equal(case_clock_fold(&clock, &c, events, count, events[0].at, NULL),
		    RC_OK);
		buf_clear(&text);
		assert_int_equal(explain_due(&text, &c, &clock), clock.due_at);
		instant_format_official(clock.due_at, due + strlen(due));
		assert_non_null(strstr(buf_str(&text), due));
		assert_true(text.data[text.len - 1] == '\n');
		case_clock_release(&clock);
	}
	buf_release(&text);
	print_message("explain: %d random histories, seed %u\n", CASES, SEED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_count_of_days_is_shown_day_by_day),
		cmocka_unit_test(a_count_of_hours_shows_its_stretches),
		cmocka_unit_test(a_count_by_the_calendar_rolls_at_its_end),
		cmocka_unit_test(no_period_is_said_so),
		cmocka_unit_test(the_last_line_is_the_due_of_any_history),
	};

	if (!text_start("en"))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
