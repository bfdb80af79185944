/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "console/rules/wait_estimate.h"

#define NOW 1000000
#define MOST 400

/* A desk being put together. */
struct hall {
	struct wait_visit visits[MOST];
	size_t count;
	struct wait_desk desk;
};

/* Somebody who came so long before now, waited, was served by a server. */
static struct wait_visit *
add_served(struct hall *h, int64_t before_sec, int64_t wait_sec, int64_t service_sec,
    int64_t server)
{
	struct wait_visit *v = &h->visits[h->count++];
	int64_t came_at = NOW - before_sec;

	*v = (struct wait_visit){ .came_at = came_at, .called_at = came_at + wait_sec,
		.gone_at = came_at + wait_sec + service_sec, .server = server,
		.place = { .task = 1, .servers = 1, .scale_ms = 1000 * wait_sec },
		.p50_sec = -1, .p90_sec = -1 };
	return v;
}

static struct wait_visit *
add_waiting(struct hall *h, int64_t before_sec, int32_t task, int32_t priority)
{
	struct wait_visit *v = &h->visits[h->count++];

	*v = (struct wait_visit){ .came_at = NOW - before_sec, .priority = priority,
		.place = { .task = task, .servers = 1, .scale_ms = 1000 },
		.p50_sec = -1, .p90_sec = -1 };
	return v;
}

static void
close_hall(struct hall *h)
{
	h->desk.visits = h->visits;
	h->desk.count = h->count;
	h->desk.now_at = NOW;
}

/* So many waits of so many seconds that the line foresaw as wait_sec. */
static void
add_past(struct hall *h, size_t count, int64_t wait_sec)
{
	for (size_t i = 0; i < count; i++)
		(void)add_served(h, 100000 - (int64_t)i * 100, wait_sec, 300, 1);
}

static void
fewer_than_twenty_waits_say_so(void **state)
{
	static const struct {
		size_t count;
		int64_t p50;
	} examples[] = { { 0, -1 }, { 1, -1 }, { 19, -1 }, { 20, 60 }, { 300, 60 } };

	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++) {
		struct wait_place place = { .task = 1, .servers = 1, .scale_ms = 60 * 1000 };
		struct hall h = { .count = 0 };
		struct wait_range range;

		add_past(&h, examples[i].count, 60);
		close_hall(&h);
		wait_estimate(&h.desk, &place, &range);
		assert_int_equal(range.p50_sec, examples[i].p50);
		assert_int_equal(range.p90_sec < 0, examples[i].p50 < 0);
		assert_int_equal(range.samples, examples[i].count);
		assert_int_equal(range.age_sec < 0, examples[i].count == 0);
	}
}

static void
who_is_ahead_is_counted(void **state)
{
	struct wait_place first, second, third;
	struct hall h = { .count = 0 };

	(void)state;
	(void)add_served(&h, 700, 10, 300, 1);
	(void)add_served(&h, 300, 10, 0, 1);
	h.visits[h.count - 1].gone_at = 0;
	(void)add_waiting(&h, 200, 1, 0);
	(void)add_waiting(&h, 100, 1, 1);
	(void)add_waiting(&h, -100, 1, 0);	/* promised, not yet */
	close_hall(&h);
	wait_place_of(&h.desk, 1, 0, &first);
	assert_int_equal(first.ahead, 2);
	assert_int_equal(first.servers, 1);
	assert_int_equal(first.busy, 1);
	wait_place_of(&h.desk, 1, 1, &second);
	assert_int_equal(second.ahead, 1);
	assert_true(second.scale_ms < first.scale_ms);
	/* A second server halves what the line says, nearly. */
	(void)add_served(&h, 400, 10, 0, 2);
	h.visits[h.count - 1].gone_at = 0;
	close_hall(&h);
	wait_place_of(&h.desk, 1, 0, &third);
	assert_int_equal(third.servers, 2);
	assert_true(third.scale_ms < first.scale_ms * 2 / 3);
}

static void
only_who_can_take_the_task_counts(void **state)
{
	static const struct wait_skill skills[] = { { 2, 7 } };
	struct hall h = { .count = 0 };
	struct wait_place place;

	(void)state;
	(void)add_served(&h, 500, 10, 300, 1);
	(void)add_served(&h, 400, 10, 300, 2);
	close_hall(&h);
	h.desk.skills = skills;
	h.desk.skill_count = 1;
	wait_place_of(&h.desk, 7, 0, &place);
	assert_int_equal(place.servers, 2);
	wait_place_of(&h.desk, 1, 0, &place);
	assert_int_equal(place.servers, 1);
}

/* One who gives up makes room for those behind. */
static void
leaving_shortens_the_line(void **state)
{
	struct hall h = { .count = 0 };
	struct wait_place patient, impatient;

	(void)state;
	(void)add_served(&h, 900, 10, 300, 1);
	(void)add_served(&h, 300, 10, 0, 1);
	h.visits[1].gone_at = 0;
	for (int i = 0; i < 6; i++)
		(void)add_waiting(&h, 200 - i, 1, 0);
	close_hall(&h);
	wait_place_of(&h.desk, 1, 0, &patient);
	for (int i = 0; i < 3; i++)
		add_waiting(&h, 1500, 1, 0)->gone_at = NOW - 900;
	close_hall(&h);
	wait_place_of(&h.desk, 1, 0, &impatient);
	assert_int_equal(patient.ahead, impatient.ahead);
	assert_true(impatient.scale_ms < patient.scale_ms);
}

static void
a_longer_line_is_a_longer_wait(void **state)
{
	struct hall h = { .count = 0 };
	struct wait_range shorter, longer;
	struct wait_place place;

	(void)state;
	add_past(&h, 40, 60);
	(void)add_served(&h, 200, 10, 0, 1);
	h.visits[h.count - 1].gone_at = 0;
	(void)add_waiting(&h, 100, 1, 0);
	close_hall(&h);
	wait_place_of(&h.desk, 1, 0, &place);
	wait_estimate(&h.desk, &place, &shorter);
	for (int i = 0; i < 5; i++)
		(void)add_waiting(&h, 90 - i, 1, 0);
	close_hall(&h);
	wait_place_of(&h.desk, 1, 0, &place);
	wait_estimate(&h.desk, &place, &longer);
	assert_true(shorter.p90_sec >= shorter.p50_sec && longer.p90_sec >= longer.p50_sec);
	assert_true(longer.p50_sec > shorter.p50_sec && longer.p90_sec > shorter.p90_sec);
}

/* What was told did not hold: more is told, without anybody saying why. */
static void
what_did_not_hold_is_made_good(void **state)
{
	struct wait_place place = { .task = 1, .servers = 1, .scale_ms = 60 * 1000 };
	struct wait_range calm, burnt;
	struct hall h = { .count = 0 };

	(void)state;
	for (int i = 0; i < 300; i++)	/* waits of 30 s to 90 s, foreseen as 60 s */
		add_served(&h, 100000 - i * 100, 30 + i * 37 % 61, 300, 1)->place.scale_ms =
		    60 * 1000;
	close_hall(&h);
	wait_estimate(&h.desk, &place, &calm);
	for (int i = 0; i < 300; i++) {
		h.visits[i].p50_sec = 20;	/* nobody's wait was as short */
		h.visits[i].p90_sec = 60;	/* half of them were */
	}
	wait_estimate(&h.desk, &place, &burnt);
	assert_true(burnt.p50_sec > calm.p50_sec);
	assert_true(burnt.p90_sec > calm.p90_sec);
}

static void
calibration_counts_what_came_true(void **state)
{
	struct wait_calibration c;
	struct hall h = { .count = 0 };

	(void)state;
	add_past(&h, 4, 100);
	h.visits[0].p50_sec = 100;	/* held */
	h.visits[0].p90_sec = 200;
	h.visits[1].p50_sec = 99;	/* held by the 90th alone */
	h.visits[1].p90_sec = 100;
	h.visits[2].p50_sec = 10;
	h.visits[2].p90_sec = 20;
	(void)add_waiting(&h, 50, 1, 0);
	h.visits[4].p50_sec = 1;	/* still to come true */
	h.visits[4].p90_sec = 2;
	wait_calibrate(h.visits, h.count, &c);
	assert_int_equal(c.told, 3);
	assert_int_equal(c.untold, 1);
	assert_int_equal(c.held50, 1);
	assert_int_equal(c.held90, 2);
	assert_int_equal(wait_held_per_mille(c.held90, c.told), 667);
	assert_int_equal(wait_held_per_mille(0, 0), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fewer_than_twenty_waits_say_so),
		cmocka_unit_test(who_is_ahead_is_counted),
		cmocka_unit_test(only_who_can_take_the_task_counts),
		cmocka_unit_test(leaving_shortens_the_line),
		cmocka_unit_test(a_longer_line_is_a_longer_wait),
		cmocka_unit_test(what_did_not_hold_is_made_good),
		cmocka_unit_test(calibration_counts_what_came_true),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
