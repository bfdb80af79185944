/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "console/rules/correction.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* B2, B4: not before the arrival, not in the future, nothing received after the
 * completion, nothing else before the receipt. Arrived at 10, received at 20,
 * completed at 50, now 60. */
static void
a_time_is_set_right_within_its_bounds(void **state)
{
	static const struct {
		const char *name;
		enum correctable what;
		int64_t to_at, completed_at;
		enum reason reason;
	} rows[] = {
		{ "receipt at the arrival", CORRECT_RECEIPT, 10, 50, REASON_NONE },
		{ "receipt before the arrival", CORRECT_RECEIPT, 9, 50, REASON_TOO_EARLY },
		{ "receipt at the completion", CORRECT_RECEIPT, 50, 50, REASON_NONE },
		{ "receipt after the completion", CORRECT_RECEIPT, 51, 50,
		    REASON_AFTER_COMPLETION },
		{ "receipt of an open case until now", CORRECT_RECEIPT, 60, 0, REASON_NONE },
		{ "receipt in the future", CORRECT_RECEIPT, 61, 0, REASON_TOO_LATE },
		{ "completion when it was approved", CORRECT_COMPLETION, 40, 50, REASON_NONE },
		{ "completion at the receipt", CORRECT_COMPLETION, 20, 50, REASON_NONE },
		{ "completion before the receipt", CORRECT_COMPLETION, 19, 50,
		    REASON_BEFORE_RECEIPT },
		{ "completion in the future", CORRECT_COMPLETION, 61, 50, REASON_TOO_LATE },
		{ "demand before the receipt", CORRECT_DEMAND, 15, 0, REASON_BEFORE_RECEIPT },
		{ "reply in the future", CORRECT_REPLY, 61, 0, REASON_TOO_LATE },
		{ "reply before the arrival", CORRECT_REPLY, 1, 0, REASON_TOO_EARLY },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct correction c = { .what = rows[i].what, .to_at = rows[i].to_at,
			.now_at = 60, .arrived_at = 10, .received_at = 20,
			.completed_at = rows[i].completed_at };
		struct verdict v = correction_check(&c);

		if (v.reason != rows[i].reason)
			fail_msg("%s: %s", rows[i].name, reason_name(v.reason));
	}
}

static void
what_an_event_is_follows_from_its_states(void **state)
{
	static const struct {
		enum state before, after;
		bool is_one;
		enum correctable what;
	} rows[] = {
		{ STATE_ARRIVED, STATE_RECEIVED, true, CORRECT_RECEIPT },
		{ STATE_IN_PROGRESS, STATE_SUPPLEMENT, true, CORRECT_DEMAND },
		{ STATE_SUPPLEMENT, STATE_IN_PROGRESS, true, CORRECT_REPLY },
		{ STATE_SUPPLEMENT, STATE_RECEIVED, true, CORRECT_REPLY },
		{ STATE_SUPPLEMENT, STATE_WITHDRAWN, true, CORRECT_COMPLETION },
		{ STATE_IN_PROGRESS, STATE_CONSULTING, true, CORRECT_HANDED },
		{ STATE_CONSULTING, STATE_IN_PROGRESS, true, CORRECT_BACK },
		{ STATE_APPROVAL, STATE_COMPLETED, true, CORRECT_COMPLETION },
		{ STATE_IN_PROGRESS, STATE_REFUSED, true, CORRECT_COMPLETION },
		{ STATE_RECEIVED, STATE_IN_PROGRESS, false, CORRECT_RECEIPT },
		{ STATE_IN_PROGRESS, STATE_IN_PROGRESS, false, CORRECT_RECEIPT },
		{ STATE_IN_PROGRESS, STATE_APPROVAL, false, CORRECT_RECEIPT },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		enum correctable what = CORRECT__COUNT;
		bool is_one = correctable_of(rows[i].before, rows[i].after, &what);

		assert_int_equal(is_one, rows[i].is_one);
		if (is_one)
			assert_int_equal(what, rows[i].what);
	}
}

static void
every_time_is_found_by_its_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < CORRECT__COUNT; i++) {
		const struct correctable_info *info = &correctable_table[i];
		const char *words[] = { info->name, info->label_ko, info->label_en };

		for (size_t w = 0; w < COUNT(words); w++) {
			enum correctable found = CORRECT__COUNT;

			assert_true(correctable_find(words[w], &found));
			assert_int_equal(found, i);
		}
		assert_string_equal(correctable_label((enum correctable)i), info->label_en);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_time_is_set_right_within_its_bounds),
		cmocka_unit_test(what_an_event_is_follows_from_its_states),
		cmocka_unit_test(every_time_is_found_by_its_words),
	};

	if (!text_start("en"))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
