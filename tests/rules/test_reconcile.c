/* SPDX-License-Identifier: ISC */
/* What is wrong with an application that both sides do not have alike. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "console/rules/reconcile.h"
#include "storage/base.h"

#define HEARD 1000000

static void
each_difference_has_its_name(void **state)
{
	static const struct {
		struct reconcile_facts facts;
		enum reconcile_fault fault;
	} rows[] = {
		/* Nobody asked: nothing is known to be wrong. */
		{ { .arrived_at = 1 }, RECONCILE_WELL },
		{ { .arrived_at = 1, .heard_at = HEARD, .is_there = true }, RECONCILE_WELL },
		{ { .arrived_at = 1, .heard_at = HEARD }, RECONCILE_UNKNOWN_THERE },
		/* It came after the channel was asked. */
		{ { .arrived_at = HEARD + 1, .heard_at = HEARD }, RECONCILE_WELL },
		{ { .heard_at = HEARD, .is_there = true }, RECONCILE_MISSING_HERE },
		{ { .arrived_at = 1, .receipt_sent_at = 5, .heard_at = HEARD, .is_there = true },
		    RECONCILE_RECEIPT_LOST },
		{ { .arrived_at = 1, .receipt_sent_at = 5, .heard_at = HEARD, .is_there = true,
		    .is_received_there = true }, RECONCILE_WELL },
		{ { .arrived_at = 1, .receipt_sent_at = HEARD + 1, .heard_at = HEARD,
		    .is_there = true }, RECONCILE_WELL },
		/* The graver of two. */
		{ { .arrived_at = 1, .receipt_sent_at = 5, .decision_sent_at = 9, .heard_at = HEARD,
		    .is_there = true }, RECONCILE_DECISION_LOST },
		{ { .arrived_at = 1, .decision_sent_at = 9, .heard_at = HEARD, .is_there = true,
		    .is_decided_there = true, .is_received_there = true }, RECONCILE_WELL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (reconcile_judge(&rows[i].facts) != rows[i].fault)
			fail_msg("row %zu: %s", i, reconcile_fault_name(reconcile_judge(&rows[i].facts)));
}

static void
each_step_counts_once(void **state)
{
	static const struct {
		struct reconcile_facts facts;
		const char *counts;	/* a letter for each part it counts in, in their order */
	} rows[] = {
		{ { .arrived_at = 1 }, "a" },
		{ { .arrived_at = 1, .received_at = 2 }, "ar" },
		{ { .arrived_at = 1, .received_at = 2, .decided_at = 3 }, "ard" },
		{ { .arrived_at = 1, .received_at = 2, .decided_at = 3, .is_reported = true }, "ardp" },
		{ { .arrived_at = 1, .received_at = 2, .decided_at = 3, .is_reported = true,
		    .decision_sent_at = 4 }, "ardpk" },
		{ { .heard_at = HEARD, .is_there = true }, "h" },
		{ { .arrived_at = 1, .received_at = 2, .heard_at = HEARD }, "art" },
		/* A message that was sent without a decision is none. */
		{ { .arrived_at = 1, .is_reported = true, .decision_sent_at = 4 }, "a" },
	};
	static const char letters[PART__COUNT] = { 'a', 'r', 'd', 'p', 'k', 'h', 't' };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct buf b = { 0 };

		for (int p = 0; p < PART__COUNT; p++)
			if (reconcile_counts(&rows[i].facts, (enum reconcile_part)p))
				buf_putc(&b, letters[p]);
		assert_string_equal(buf_str(&b), rows[i].counts);
		buf_release(&b);
	}
}

static void
spans_have_a_median_and_a_worst(void **state)
{
	int64_t odd[] = { 9, 1, 5 }, even[] = { 10, 2, 4, 100 };
	struct reconcile_facts f = { .arrived_at = 100, .received_at = 160, .decided_at = 200,
		.decision_sent_at = 203 };

	(void)state;
	assert_int_equal(reconcile_median(odd, 3), 5);
	assert_int_equal(reconcile_worst(odd, 3), 9);
	assert_int_equal(reconcile_median(even, 4), 7);
	assert_int_equal(reconcile_worst(even, 4), 100);
	assert_int_equal(reconcile_median(odd, 0), -1);
	assert_int_equal(reconcile_worst(odd, 0), -1);
	assert_int_equal(reconcile_receipt_sec(&f), 60);
	assert_int_equal(reconcile_report_sec(&f), 3);
	f.decision_sent_at = f.received_at = 0;
	assert_int_equal(reconcile_receipt_sec(&f), -1);
	assert_int_equal(reconcile_report_sec(&f), -1);
}

static void
every_part_and_fault_is_found_by_its_name(void **state)
{
	enum reconcile_part part;
	enum reconcile_fault fault;

	(void)state;
	for (int p = 0; p < PART__COUNT; p++) {
		assert_true(reconcile_part_find(reconcile_part_name((enum reconcile_part)p), &part));
		assert_int_equal(part, p);
	}
	for (int f = 0; f < RECONCILE_FAULT__COUNT; f++) {
		assert_true(reconcile_fault_find(reconcile_fault_name((enum reconcile_fault)f), &fault));
		assert_int_equal(fault, f);
	}
	assert_false(reconcile_part_find("", &part));
	assert_false(reconcile_fault_find("nothing", &fault));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_difference_has_its_name),
		cmocka_unit_test(each_step_counts_once),
		cmocka_unit_test(spans_have_a_median_and_a_worst),
		cmocka_unit_test(every_part_and_fault_is_found_by_its_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
