/* SPDX-License-Identifier: ISC */
/* Marks live by the case's id, whatever rows come and go. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "console/desk/marks.h"

static struct case_row
row(int64_t id, int64_t version)
{
	return (struct case_row){ .id = id, .version = version };
}

static void
a_mark_is_set_once_and_taken_away(void **state)
{
	struct marks marks = { .marks = NULL };
	struct case_row one = row(1, 1), two = row(2, 1);

	(void)state;
	assert_true(marks_add(&marks, &one));
	assert_true(marks_add(&marks, &two));
	assert_true(marks_add(&marks, &one));
	assert_int_equal(marks.count, 2);
	assert_true(marks_has(&marks, 1));
	marks_remove(&marks, 1);
	marks_remove(&marks, 7);
	assert_int_equal(marks.count, 1);
	assert_false(marks_has(&marks, 1));
	assert_int_equal(marks.marks[0].row.id, 2);
	marks_release(&marks);
}

static void
the_newest_row_is_kept_and_the_office_says_what_is_outside(void **state)
{
	struct marks marks = { .marks = NULL };
	struct case_row rows[] = { row(1, 1), row(2, 1) }, newer = row(2, 5);
	struct wire_marked_row outside = { .case_id = 1, .is_match = false };
	struct wire_marked_row refused = { .case_id = 2, .is_match = true, .reason = "held" };

	(void)state;
	assert_true(marks_add(&marks, &rows[0]) && marks_add(&marks, &rows[1]));
	marks_see(&marks, &newer, 1);
	marks_judge(&marks, &outside, false);
	marks_judge(&marks, &refused, true);
	assert_int_equal(marks.marks[1].row.version, 5);
	assert_true(marks.marks[0].is_outside);
	assert_false(marks.marks[0].is_judged);
	assert_true(marks.marks[1].is_judged);
	assert_string_equal(marks.marks[1].reason, "held");
	marks_see(&marks, rows, 2);
	assert_false(marks.marks[0].is_outside);
	marks_forget_verdicts(&marks);
	assert_false(marks.marks[1].is_judged);
	marks_release(&marks);
}

static void
there_are_no_more_than_may_travel(void **state)
{
	struct marks marks = { .marks = NULL };
	struct buf ids = { 0 };
	struct case_row last = row(INT64_MAX, 1);

	(void)state;
	for (int64_t i = 0; i < MARKS_MAX; i++) {
		struct case_row r = row(INT64_MAX - 1 - i, 1);

		assert_true(marks_add(&marks, &r));
	}
	assert_false(marks_add(&marks, &last));
	marks_ids(&marks, &ids);
	assert_true(ids.len <= MARKS_BYTES_MAX);
	buf_release(&ids);
	marks_release(&marks);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mark_is_set_once_and_taken_away),
		cmocka_unit_test(the_newest_row_is_kept_and_the_office_says_what_is_outside),
		cmocka_unit_test(there_are_no_more_than_may_travel),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
