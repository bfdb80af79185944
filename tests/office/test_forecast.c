/* SPDX-License-Identifier: ISC */
/* What was told of waits is held against the waits that came true: of the hours of
 * the day to come, and of other desks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "storage/instant.h"
#include "tests/office/office_harness.h"

#define MONDAY "2026-11-23T10:00:00+09:00"
#define TUESDAY "2026-11-24T09:30:00+09:00"
#define FIRST_DAY 65
#define SHORT_SEC 50
#define SHORT_WAITS 15	/* of the second day, as long as those of the first … */
#define LONG_WAITS 6	/* … and longer */

struct scene {
	struct place place;
	struct desk officer, chief;
	int64_t keys;		/* op-keys given out */
	int64_t at;		/* the practice clock */
};

static int64_t
instant(const char *text)
{
	int64_t at = 0;

	assert_true(instant_parse(text, &at));
	return at;
}

static int
open_office(void **state)
{
	struct scene *s = x_zalloc(1, sizeof(*s));

	*state = s;
	s->at = instant(MONDAY);
	place_make(&s->place, MONDAY);
	place_office_start(&s->place);
	assert_true(desk_open(&s->officer, &s->place, "officer1-11410", false));
	assert_true(desk_open(&s->chief, &s->place, "supervisor-11410", false));
	return 0;
}

static int
close_office(void **state)
{
	struct scene *s = *state;

	desk_close(&s->officer);
	desk_close(&s->chief);
	place_remove(&s->place);
	free(s);
	return 0;
}

static void
go_to(struct scene *s, int64_t at)
{
	place_set_clock_at(&s->place, s->at = at);
}

static void
act(struct scene *s, const char *what)
{
	struct wire_consult ask = { .id = 0 };
	struct consult_row row;
	struct answers a;

	(void)str_fill(ask.what, sizeof(ask.what), what);
	(void)snprintf(ask.op_key, sizeof(ask.op_key), "forecast-%lld", (long long)++s->keys);
	(void)str_fill(ask.kind, sizeof(ask.kind), "counter");
	(void)str_fill(ask.task, sizeof(ask.task), "general");
	desk_ask(&s->officer, MESSAGE_CONSULT_CHANGE, &ask, &a);
	assert_true(answers_read(&a, MESSAGE_CONSULT_ROW, 0, &row));
	answers_release(&a);
}

static void
call_and_end(struct scene *s)
{
	act(s, "next");
	act(s, "start");
	act(s, "done");
}

/* Somebody comes, waits so long and is talked to for no time. */
static void
visit(struct scene *s, int64_t wait_sec)
{
	act(s, "add");
	go_to(s, s->at + wait_sec);
	call_and_end(s);
}

static void
figures(struct desk *d, struct consult_figures *out)
{
	struct wire_consult_ask ask = { .until_hour = 24 };
	struct answers a;

	desk_ask(d, MESSAGE_CONSULT_LIST, &ask, &a);
	assert_true(answers_read(&a, MESSAGE_CONSULT_FIGURES, 0, out));
	answers_release(&a);
}

static int64_t
look(const struct scene *s, const char *sql)
{
	return look_number(s->place.store, sql);
}

static void
hours_are_written_down_before_they_begin(void **state)
{
	struct scene *s = *state;
	struct consult_figures f;

	for (int i = 0; i < FIRST_DAY; i++)
		visit(s, SHORT_SEC);
	go_to(s, instant("2026-11-23T11:00:00+09:00"));
	visit(s, 60);
	assert_int_equal(look(s, "SELECT COUNT(*) FROM wait_forecast"), 0);
	/* The hours are looked at, by anybody, twice: they are told once. */
	go_to(s, instant(TUESDAY));
	figures(&s->officer, &f);
	go_to(s, s->at + 60);
	figures(&s->officer, &f);
	assert_int_equal(f.told, -1);
	assert_int_equal(f.hours + f.hours_told + f.outside_told, 0);
	assert_int_equal(look(s, "SELECT COUNT(*) FROM wait_forecast"), 2);
	assert_int_equal(look(s, "SELECT COUNT(*) FROM wait_forecast WHERE p50_sec = 50 AND "
	    "p90_sec = 50 AND samples = 65 AND settled_at = 0 AND hour_at - told_at = 1800"), 1);
	assert_int_equal(look(s, "SELECT COUNT(*) FROM wait_forecast WHERE p90_sec = -1 AND "
	    "samples = 1"), 1);
}

static void
an_hour_is_settled_when_its_last_wait_has_come_true(void **state)
{
	struct scene *s = *state;
	struct consult_figures f;

	go_to(s, instant("2026-11-24T10:00:00+09:00"));
	for (int i = 0; i < SHORT_WAITS; i++)
		visit(s, SHORT_SEC);
	for (int i = 1; i < LONG_WAITS; i++)
		visit(s, 120);
	act(s, "add");
	figures(&s->chief, &f);
	assert_int_equal(f.hours_told, 0);
	go_to(s, instant("2026-11-24T11:05:00+09:00"));
	figures(&s->chief, &f);
	assert_int_equal(f.hours_told, 0);
	call_and_end(s);
	figures(&s->chief, &f);
	assert_int_equal(f.hours, 1);
	assert_int_equal(f.hours_told, SHORT_WAITS + LONG_WAITS);
	assert_int_equal(f.hours_held50, SHORT_WAITS);
	assert_int_equal(f.hours_held90, SHORT_WAITS);
	/* What was told stays what it was. */
	assert_int_equal(look(s, "SELECT p90_sec FROM wait_forecast WHERE waits > 0"), SHORT_SEC);
}

static void
an_hour_of_which_nothing_could_be_told_is_counted_apart(void **state)
{
	struct scene *s = *state;
	struct consult_figures f;

	visit(s, 60);
	visit(s, 60);
	go_to(s, instant("2026-11-24T12:00:00+09:00"));
	figures(&s->chief, &f);
	assert_int_equal(f.hours, 1);
	assert_int_equal(f.hours_told, SHORT_WAITS + LONG_WAITS);
	assert_int_equal(f.hours_untold, 2);
	/* Who comes has the hours to come told too: on the third day nobody looks. */
	go_to(s, instant("2026-11-25T08:59:00+09:00"));
	act(s, "add");
	assert_int_equal(look(s, "SELECT COUNT(*) FROM wait_forecast WHERE settled_at = 0"), 2);
	/* Of the first hour that was told too few held: a longer wait is told of it now,
	 * which in the log itself is beyond nine in ten. */
	assert_int_equal(look(s, "SELECT p90_sec FROM wait_forecast WHERE settled_at = 0 AND "
	    "samples = 86"), 120);
	go_to(s, instant("2026-11-26T08:59:00+09:00"));
	act(s, "add");
	assert_int_equal(look(s, "SELECT COUNT(*) FROM wait_forecast WHERE settled_at = 0"), 2);
	assert_int_equal(look(s, "SELECT COUNT(*) FROM wait_forecast WHERE settled_at > 0 AND "
	    "waits = 0"), 2);
	figures(&s->chief, &f);
	assert_int_equal(f.hours, 1);
}

/* Somebody types what the display of another desk says. */
static void
type_figure(struct scene *s, int64_t called)
{
	struct wire_wait_set ask = { .waiting = 5, .called = called, .counters = 2 };
	struct wait_row row;
	struct answers a;

	(void)str_fill(ask.desk, sizeof(ask.desk), "시청 민원실");
	(void)str_fill(ask.task, sizeof(ask.task), "여권");
	desk_ask(&s->officer, MESSAGE_WAIT_SET, &ask, &a);
	assert_true(answers_read(&a, MESSAGE_WAIT_ROW, 0, &row));
	answers_release(&a);
}

static void
ranges_told_of_another_desk_are_held_against_its_numbers(void **state)
{
	struct scene *s = *state;
	struct consult_figures even, slow;
	int64_t called = 100;

	go_to(s, instant("2026-11-26T09:00:00+09:00"));
	figures(&s->chief, &even);
	assert_int_equal(even.outside_told, 0);
	for (int i = 0; i < 12 * 9; i++) {
		go_to(s, s->at + 300);
		type_figure(s, called += 4 + i * 7 % 5);
	}
	/* One or two a minute, as it goes: most of nine hours' waits hold. */
	figures(&s->chief, &even);
	assert_true(even.outside_told >= 20);
	assert_true(even.outside_held50 < even.outside_held90);
	assert_true(even.outside_held90 * 10 >= even.outside_told * 8);
	/* Then a tenth of it: they do not. */
	for (int i = 0; i < 24; i++) {
		go_to(s, s->at + 300);
		type_figure(s, called += i % 2);
	}
	figures(&s->chief, &slow);
	assert_true(slow.outside_told > even.outside_told);
	assert_true(slow.outside_held90 - even.outside_held90 <
	    slow.outside_told - even.outside_told);
	/* The own desk is not another one. */
	assert_int_equal(look(s, "SELECT SUM(told) FROM wait_figure WHERE source = 'typed'"),
	    slow.outside_told);
	assert_int_equal(look(s, "SELECT SUM(told) FROM wait_figure"), slow.outside_told);
	figures(&s->officer, &slow);
	assert_int_equal(slow.outside_told, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hours_are_written_down_before_they_begin),
		cmocka_unit_test(an_hour_is_settled_when_its_last_wait_has_come_true),
		cmocka_unit_test(an_hour_of_which_nothing_could_be_told_is_counted_apart),
		cmocka_unit_test(ranges_told_of_another_desk_are_held_against_its_numbers),
	};

	return cmocka_run_group_tests(tests, open_office, close_office);
}
