/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "console/rules/erlang.h"

#define GRID "tests/data/erlang/grid.tsv"
#define FOUR_DIGITS 0.00005

static void
assert_near(double found, double wanted, double most, const char *what)
{
	if (fabs(found - wanted) > most)
		fail_msg("%s: %.9f, wanted %.9f", what, found, wanted);
}

/* Gross and Harris, Fundamentals of Queueing Theory, the eye clinic of chapter 2:
 * six patients an hour, three doctors, twenty minutes each: Lq = 8/9 waiting,
 * Wq = 4/27 h. Hillier and Lieberman, Introduction to Operations Research, County
 * Hospital with two doctors: two patients an hour, three served an hour each:
 * Wq = 1/24 h. Tanner's page on the formula: 360 calls a half hour of four minutes,
 * 55 agents: 23.9 % wait, 8 s. */
static void
published_examples_come_out(void **state)
{
	double tanner = erlang_c_wait(55, 48, 240);

	(void)state;
	assert_near(erlang_c(3, 2), 4.0 / 9, FOUR_DIGITS, "eye clinic, chance");
	assert_near(erlang_c_wait(3, 2, 1.0 / 3), 4.0 / 27, FOUR_DIGITS, "eye clinic, wait");
	assert_near(6 * erlang_c_wait(3, 2, 1.0 / 3), 8.0 / 9, FOUR_DIGITS, "eye clinic, line");
	assert_near(erlang_c(2, 2.0 / 3), 1.0 / 6, FOUR_DIGITS, "County Hospital, chance");
	assert_near(erlang_c_wait(2, 2.0 / 3, 1.0 / 3), 1.0 / 24, FOUR_DIGITS,
	    "County Hospital, wait");
	assert_near(erlang_c(55, 48), 0.239, 0.0005, "Tanner, chance");
	assert_near(tanner, 8.2, 0.05, "Tanner, wait");
}

/* Service time 1, as bc has it (tests/rules/erlang_oracle.sh). */
static void
the_grid_agrees_with_bc(void **state)
{
	FILE *file = fopen(GRID, "r");
	struct erlang_desk desk = { .service_sec = 1 };
	double chance, wait, leave;
	char line[200], *at;
	int lines = 0;

	(void)state;
	assert_non_null(file);
	while (fgets(line, sizeof(line), file) != NULL) {
		struct erlang_figures f;

		desk.servers = (int)strtol(line, &at, 10);
		desk.arrivals = strtod(at, &at);
		desk.patience_sec = strtod(at, &at);
		chance = strtod(at, &at);
		wait = strtod(at, &at);
		leave = strtod(at, &at);
		assert_string_equal(at, "\n");
		f = erlang_a(&desk);
		assert_near(f.wait_chance, chance, 1e-9, "chance to wait");
		assert_near(f.wait_sec, wait, 1e-9 * (1 + wait), "mean wait");
		assert_near(f.leave_chance, leave, 1e-9, "chance to give up");
		lines++;
	}
	fclose(file);
	assert_int_equal(lines, 9 * 8 + 4 * 3 * 4);
}

/* Where patience is as long as service, everybody is gone after the same time
 * on average, waiting or not: the desk holds a Poisson number of people. */
static void
patience_like_service_is_poisson(void **state)
{
	struct erlang_desk desk = { .servers = 4, .arrivals = 0.05, .service_sec = 100,
		.patience_sec = 100 };
	double load = 5, p = exp(-load), waiting = 0, busy = 0;

	(void)state;
	for (int k = 0; k < 200; k++) {
		waiting += k > 4 ? (k - 4) * p : 0;
		busy += k >= 4 ? p : 0;
		p *= load / (k + 1);
	}
	assert_near(erlang_a(&desk).wait_chance, busy, 1e-12, "chance");
	assert_near(erlang_a(&desk).wait_sec, waiting / desk.arrivals, 1e-9, "wait");
}

static void
what_cannot_keep_up_is_told(void **state)
{
	struct erlang_desk desk = { .servers = 2, .arrivals = 0.02, .service_sec = 100 };

	(void)state;
	assert_true(erlang_c(2, 2) == 1 && erlang_c(2, 3) == 1);
	assert_true(erlang_c(5, 0) == 0);
	assert_true(erlang_c_wait(2, 2, 100) == -1);
	assert_true(erlang_a(&desk).wait_sec == -1);
	desk.patience_sec = 600;
	assert_true(erlang_a(&desk).wait_sec > 0);
	desk.arrivals = 0;
	assert_true(erlang_a(&desk).wait_sec == 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(published_examples_come_out),
		cmocka_unit_test(the_grid_agrees_with_bc),
		cmocka_unit_test(patience_like_service_is_poisson),
		cmocka_unit_test(what_cannot_keep_up_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
