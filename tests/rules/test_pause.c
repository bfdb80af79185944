/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "console/rules/deadline.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define SPANS 3

static struct day
day_of(const char *s)
{
	struct day d = { 0 };

	assert_true(day_parse(s, &d));
	return d;
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

static struct pause
pause_of(const char *s)
{
	struct pause pause = { 0 };

	assert_int_equal(pause_parse(s, &pause, NULL), RC_OK);
	return pause;
}

static void
assert_at(const char *name, int64_t got_at, const char *want)
{
	char got[32];

	instant_format(got_at, got);
	got[strlen("2026-11-23T14:00")] = '\0';
	if (!str_eq(got, want))
		fail_msg("%s: got %s, want %s", name, got, want);
}

static void
paused_days_do_not_count(void **state)
{
	static const struct {
		const char *name, *period, *received, *spans[SPANS], *due;
	} rows[] = {
		{ "A3: supplement sent 11-25, arrived 12-02", "7일", "2026-11-23T09:00",
		    { "2026-11-25..2026-12-02" }, "2026-12-09T18:00" },
		{ "no pause", "7일", "2026-11-23T09:00", { NULL }, "2026-12-01T18:00" },
		{ "a weekend takes nothing off", "7일", "2026-11-23T09:00",
		    { "2026-11-28..2026-11-29" }, "2026-12-01T18:00" },
		{ "overlaps count once", "7일", "2026-11-23T09:00",
		    { "2026-11-25..2026-11-26", "2026-11-26..2026-11-27" }, "2026-12-04T18:00" },
		{ "one within another", "7일", "2026-11-23T09:00",
		    { "2026-11-24..2026-11-27", "2026-11-25..2026-11-25" }, "2026-12-07T18:00" },
		{ "three pauses", "7일", "2026-11-23T09:00", { "2026-11-24..2026-11-24",
		    "2026-11-26..2026-11-26", "2026-12-03..2026-12-03" }, "2026-12-04T18:00" },
		{ "the due day itself", "7일", "2026-11-23T09:00",
		    { "2026-12-01..2026-12-01" }, "2026-12-02T18:00" },
		{ "after the due", "7일", "2026-11-23T09:00",
		    { "2026-12-02..2026-12-05" }, "2026-12-01T18:00" },
		{ "the day of receipt", "7일", "2026-11-23T09:00",
		    { "2026-11-23..2026-11-23" }, "2026-12-02T18:00" },
		{ "hours: whole dates are left out", "3일", "2026-11-23T14:30",
		    { "2026-11-24..2026-11-25" }, "2026-11-30T14:30" },
		{ "hours: paused on the day of receipt", "3시간", "2026-11-23T10:00",
		    { "2026-11-23..2026-11-23" }, "2026-11-24T12:00" },
		{ "hours: a period used up the evening before stays", "8h",
		    "2026-11-23T09:00", { "2026-11-24..2026-11-27" }, "2026-11-23T18:00" },
		{ "immediate over a pause", "즉시", "2026-11-23T17:00",
		    { "2026-11-24..2026-11-24" }, "2026-11-25T11:00" },
		{ "a month moves by calendar days", "1개월", "2026-11-23T09:00",
		    { "2026-11-25..2026-11-26" }, "2026-12-24T18:00" },
		{ "a month moves, then rolls over Christmas", "1개월", "2026-11-23T09:00",
		    { "2026-11-25..2026-11-27" }, "2026-12-28T18:00" },
		{ "a month: Saturdays count among calendar days", "1개월", "2026-11-23T09:00",
		    { "2026-11-28..2026-11-29" }, "2026-12-24T18:00" },
		{ "a month: a pause in the days gained", "1개월", "2026-11-23T09:00",
		    { "2026-11-30..2026-12-01", "2026-12-23..2026-12-23" }, "2026-12-28T18:00" },
		{ "two weeks: paused where they would roll to", "2주", "2026-12-14T09:00",
		    { "2026-12-28..2026-12-29" }, "2026-12-30T18:00" },
		{ "a year", "1년", "2026-01-05T09:00", { "2026-03-03..2026-03-06" },
		    "2027-01-08T18:00" },
	};
	struct calendar c = calendar_usual();

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct pause list[SPANS];
		struct pauses off = { .pauses = list };

		while (off.pause_count < SPANS && rows[i].spans[off.pause_count] != NULL) {
			list[off.pause_count] = pause_of(rows[i].spans[off.pause_count]);
			off.pause_count++;
		}
		assert_at(rows[i].name, deadline_due_without(&c, period_of(rows[i].period),
		    at_of(rows[i].received), &off), rows[i].due);
	}
}

static void
an_outage_takes_its_minutes_or_whole_days(void **state)
{
	static const struct {
		const char *name, *period, *received, *from, *to, *due;
	} rows[] = {
		{ "minutes of an hour period", "3h", "2026-11-23T10:00", "2026-11-23T10:30",
		    "2026-11-23T11:15", "2026-11-23T14:45" },
		{ "over lunch", "3h", "2026-11-23T10:00", "2026-11-23T11:30",
		    "2026-11-23T13:30", "2026-11-23T15:00" },
		{ "over a night", "1d", "2026-11-23T14:30", "2026-11-23T17:00",
		    "2026-11-24T10:00", "2026-11-24T16:30" },
		{ "on at receipt", "3h", "2026-11-23T10:00", "2026-11-23T09:00",
		    "2026-11-23T11:00", "2026-11-23T15:00" },
		{ "at night only", "1d", "2026-11-23T14:30", "2026-11-23T18:00",
		    "2026-11-24T09:00", "2026-11-24T14:30" },
		{ "begins when the period ends", "3h", "2026-11-23T09:00", "2026-11-23T12:00",
		    "2026-11-23T15:00", "2026-11-23T12:00" },
		{ "a whole working day of 7 days", "7d", "2026-11-23T09:00",
		    "2026-11-24T09:00", "2026-11-24T18:00", "2026-12-02T18:00" },
		{ "a minute less than a day takes nothing off days", "7d", "2026-11-23T09:00",
		    "2026-11-24T09:00", "2026-11-24T17:59", "2026-12-01T18:00" },
		{ "three days, the two outer ones in part", "7d", "2026-11-23T09:00",
		    "2026-11-24T15:00", "2026-11-26T10:00", "2026-12-02T18:00" },
		{ "a month, a weekend through", "1m", "2026-11-23T09:00", "2026-11-27T12:00",
		    "2026-11-30T12:00", "2026-12-24T18:00" },
		{ "before the decree of 2026-05-06", "3h", "2026-05-04T10:00",
		    "2026-05-04T10:30", "2026-05-04T11:15", "2026-05-04T14:00" },
		{ "through the day the decree came", "6h", "2026-05-04T17:00",
		    "2026-05-04T09:00", "2026-05-06T10:00", "2026-05-06T16:00" },
	};
	struct calendar c = calendar_usual();

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct outage outage = { at_of(rows[i].from), at_of(rows[i].to), false };
		struct pauses off = { .outages = &outage, .outage_count = 1 };

		assert_at(rows[i].name, deadline_due_without(&c, period_of(rows[i].period),
		    at_of(rows[i].received), &off), rows[i].due);
	}
}

static void
outages_that_touch_are_one(void **state)
{
	struct outage whole = { at_of("2026-11-23T10:00"), at_of("2026-11-24T11:00"), false };
	struct outage parts[] = {
		{ at_of("2026-11-23T15:00"), at_of("2026-11-24T11:00"), false },
		{ at_of("2026-11-23T10:00"), at_of("2026-11-23T14:00"), false },
		{ at_of("2026-11-23T13:30"), at_of("2026-11-23T15:00"), false },
	};
	struct pauses one = { .outages = &whole, .outage_count = 1 };
	struct pauses many = { .outages = parts, .outage_count = COUNT(parts) };
	struct calendar c = calendar_usual();

	(void)state;
	for (int32_t hours = 1; hours < 40; hours++) {
		struct period p = { PERIOD_HOURS, hours };

		assert_int_equal(deadline_due_without(&c, p, whole.from_at - 3600, &one),
		    deadline_due_without(&c, p, whole.from_at - 3600, &many));
	}
	assert_int_equal(outages_end(&many, whole.from_at), whole.to_at);
	assert_int_equal(outages_next(&many, whole.from_at - 60, whole.to_at), whole.from_at);
	assert_int_equal(outages_next(&many, whole.to_at, whole.to_at + 60), whole.to_at + 60);
}

static void
what_is_left_after_an_open_pause_is_said(void **state)
{
	static const struct {
		const char *period, *received, *open, *left;
	} rows[] = {
		{ "7d", "2026-11-23T09:00", "2026-11-25..", "5 working day(s)" },
		{ "7d", "2026-11-23T09:00", "2026-11-23..", "7 working day(s)" },
		{ "3d", "2026-11-23T14:30", "2026-11-24..", "20 h 30 min" },
		{ "즉시", "2026-11-23T17:20", "2026-11-24..", "2 h 20 min" },
		{ "즉시", "2026-11-23T15:15", "2026-11-24..", "15 min" },
		{ "1h", "2026-11-23T09:00", "2026-11-23..", "1 h" },
		{ "1m", "2026-11-23T09:00", "2026-12-21..", "2 calendar day(s)" },
	};
	struct calendar c = calendar_usual();

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct pause open = pause_of(rows[i].open);
		struct pauses off = { .pauses = &open, .pause_count = 1 };
		struct period p = period_of(rows[i].period);
		int64_t due_at = deadline_due_without(&c, p, at_of(rows[i].received), &off);
		struct buf left = { 0 };

		assert_true(open.is_open);
		deadline_left_format(&left, p, deadline_left(&c, p, open.to, due_at, &off));
		assert_string_equal(buf_str(&left), rows[i].left);
		buf_release(&left);
	}
}

static void
a_pause_that_cannot_be_is_refused(void **state)
{
	static const struct {
		enum pause_reason reason;
		const char *from, *to;
		enum reason refusal;
	} rows[] = {
		{ PAUSE_SUPPLEMENT, "2026-11-25", "2026-11-25", REASON_NONE },
		{ PAUSE_SUPPLEMENT, "2026-11-23", "2027-11-25", REASON_NONE },
		{ PAUSE_SUPPLEMENT, "2026-11-25", "2026-11-24", REASON_PAUSE_BACKWARDS },
		{ PAUSE_SUPPLEMENT, "2026-11-22", "2026-11-24", REASON_PAUSE_TOO_EARLY },
		{ PAUSE_SITE, "2026-11-25", "2026-12-15", REASON_NONE },
		{ PAUSE_SITE, "2026-11-25", "2026-12-16", REASON_PAUSE_TOO_LONG },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct pause pause = { rows[i].reason, day_of(rows[i].from), day_of(rows[i].to),
			false };

		assert_int_equal(pause_check(&pause, at_of("2026-11-23T14:00")).reason,
		    rows[i].refusal);
	}
}

/* Decree §20 2호 (2026-05-06). */
static void
an_outage_that_cannot_be_is_refused(void **state)
{
	static const struct {
		const char *name, *from, *until;
		enum reason reason;
	} rows[] = {
		{ "over and known", "2026-11-23T09:00", "2026-11-23T10:00", REASON_NONE },
		{ "still on", "2026-11-23T09:00", NULL, REASON_NONE },
		{ "until now", "2026-11-23T09:00", "2026-11-23T12:00", REASON_NONE },
		{ "ends before it begins", "2026-11-23T09:00", "2026-11-23T08:59",
		    REASON_OUTAGE_BACKWARDS },
		{ "has no length", "2026-11-23T09:00", "2026-11-23T09:00",
		    REASON_OUTAGE_BACKWARDS },
		{ "begins in the future", "2026-11-23T12:01", NULL, REASON_OUTAGE_FUTURE },
		{ "ends in the future", "2026-11-23T09:00", "2026-11-23T12:01",
		    REASON_OUTAGE_FUTURE },
		{ "over before the decree", "2026-05-05T09:00", "2026-05-06T00:00",
		    REASON_OUTAGE_BEFORE_LAW },
		{ "lasts into the decree", "2026-05-05T09:00", "2026-05-06T00:01", REASON_NONE },
	};
	int64_t now_at = at_of("2026-11-23T12:00");

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct verdict v = outage_check(at_of(rows[i].from),
		    rows[i].until != NULL ? at_of(rows[i].until) : 0, now_at);

		if (v.reason != rows[i].reason)
			fail_msg("%s: %s", rows[i].name, reason_name(v.reason));
	}
}

static void
pauses_are_read_strictly(void **state)
{
	static const char *const bad[] = { NULL, "", "..", "2026-11-25", "2026-11-25...2026-11-26",
		"2026-11-25..2026-11-24", "2026-11-31..2026-12-01", "2026-11-25..x", "x..2026-11-25",
		"2026-11-25..2026-11-26..", "2026-11-25T09:00..2026-11-26", " 2026-11-25..",
		"20261125..20261126", "2026-11-25..0000-00-00" };
	struct pause pause = { 0 };
	struct err e;

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		e = (struct err){ 0 };
		assert_int_equal(pause_parse(bad[i], &pause, &e), RC_USAGE);
		assert_true(e.text[0] != '\0');
	}
	assert_int_equal(pause_parse("2026-11-25..2026-12-02", &pause, NULL), RC_OK);
	assert_false(pause.is_open);
	assert_int_equal(pause.to.number - pause.from.number, 7);
}

static void
every_reason_has_its_names_its_law_and_its_party(void **state)
{
	(void)state;
	for (size_t i = 0; i < PAUSE__COUNT; i++) {
		const struct pause_info *info = &pause_table[i];
		const char *words[] = { info->name, info->label_ko, info->label_en };
		enum pause_reason found = PAUSE__COUNT;

		for (size_t w = 0; w < COUNT(words); w++) {
			assert_true(pause_find(words[w], &found));
			assert_int_equal(found, i);
		}
		assert_non_null(strstr(info->law, "§"));
		assert_true(info->party != PARTY_OUTAGE);
	}
	for (size_t i = 0; i < PARTY__COUNT; i++) {
		enum party found = PARTY__COUNT;

		assert_true(party_by_name(party_name((enum party)i), &found));
		assert_int_equal(found, i);
		assert_false(str_empty(party_label((enum party)i)));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paused_days_do_not_count),
		cmocka_unit_test(an_outage_takes_its_minutes_or_whole_days),
		cmocka_unit_test(outages_that_touch_are_one),
		cmocka_unit_test(what_is_left_after_an_open_pause_is_said),
		cmocka_unit_test(a_pause_that_cannot_be_is_refused),
		cmocka_unit_test(an_outage_that_cannot_be_is_refused),
		cmocka_unit_test(pauses_are_read_strictly),
		cmocka_unit_test(every_reason_has_its_names_its_law_and_its_party),
	};

	if (!text_start("en"))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
