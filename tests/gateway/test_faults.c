/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scripts/gateway/faults.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void
a_list_sets_what_it_names_and_nothing_else(void **state)
{
	struct fault_plan plan = { .seed = 1 };

	(void)state;
	assert_int_equal(faults_parse("cut=10,5xx=5,ignore-keys,slow=0", &plan, NULL), RC_OK);
	assert_int_equal(plan.percent[FAULT_CUT], 10);
	assert_int_equal(plan.percent[FAULT_SERVER], 5);
	assert_int_equal(plan.percent[FAULT_IGNORE_KEYS], 100);
	assert_int_equal(plan.percent[FAULT_SLOW], 0);
	assert_int_equal(plan.percent[FAULT_CUT_CLOSE], 0);
	assert_int_equal(plan.percent[FAULT_DUPLICATE], 0);
}

static void
a_wrong_list_is_refused(void **state)
{
	static const char *const lists[] = { "", "cut=", "cut=101", "cut=-1", "cut=ten", "cuts=1",
		"cut=1,,5xx=1", "cut=1,", " cut=1", "cut =1", "CUT=1" };

	(void)state;
	for (size_t i = 0; i < COUNT(lists); i++) {
		struct fault_plan plan = { .seed = 1 };
		struct err e;

		if (faults_parse(lists[i], &plan, &e) != RC_USAGE)
			fail_msg("\"%s\" was taken", lists[i]);
	}
}

static void
every_fault_has_a_name_of_its_own(void **state)
{
	(void)state;
	for (int i = 0; i < FAULT__COUNT; i++) {
		struct fault_plan plan = { .seed = 1 };

		assert_int_equal(faults_parse(fault_name((enum fault)i), &plan, NULL), RC_OK);
		assert_int_equal(plan.percent[i], 100);
		assert_false(str_empty(fault_help((enum fault)i)));
	}
}

static void
the_same_seed_strikes_the_same_requests(void **state)
{
	struct fault_plan plan = { .seed = 42 }, other = { .seed = 43 };
	size_t differing = 0;

	(void)state;
	for (int i = 0; i < FAULT__COUNT; i++)
		plan.percent[i] = other.percent[i] = 50;
	for (uint64_t no = 0; no < 200; no++) {
		struct fault_hits a = faults_draw(&plan, no), b = faults_draw(&plan, no);
		struct fault_hits c = faults_draw(&other, no);

		assert_memory_equal(&a, &b, sizeof(a));
		for (int i = 0; i < FAULT__COUNT; i++)
			differing += a.is_hit[i] != c.is_hit[i];
	}
	assert_true(differing > 0);
}

static void
a_fault_strikes_about_as_often_as_asked(void **state)
{
	static const int percents[] = { 0, 10, 50, 100 };

	(void)state;
	for (size_t k = 0; k < COUNT(percents); k++) {
		struct fault_plan plan = { .seed = 7 };
		int hits = 0;

		plan.percent[FAULT_CUT] = percents[k];
		for (uint64_t no = 0; no < 2000; no++)
			hits += faults_draw(&plan, no).is_hit[FAULT_CUT];
		assert_in_range(hits, percents[k] * 16, percents[k] * 24);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_sets_what_it_names_and_nothing_else),
		cmocka_unit_test(a_wrong_list_is_refused),
		cmocka_unit_test(every_fault_has_a_name_of_its_own),
		cmocka_unit_test(the_same_seed_strikes_the_same_requests),
		cmocka_unit_test(a_fault_strikes_about_as_often_as_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
