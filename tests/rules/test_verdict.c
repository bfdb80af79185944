/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "console/rules/verdict.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void
assert_sentence(enum reason reason, const char *detail, const char *want)
{
	struct buf b = { 0 };

	reason_sentence(&b, reason, detail);
	assert_string_equal(buf_str(&b), want);
	buf_release(&b);
}

static void
every_reason_has_one_name_and_a_whole_sentence(void **state)
{
	(void)state;
	for (size_t i = 0; i < REASON__COUNT; i++) {
		enum reason found = REASON__COUNT, reason = (enum reason)i;
		const char *name = reason_name(reason);
		struct buf b = { 0 };

		assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz-"), strlen(name));
		assert_true(reason_find(name, &found));
		assert_int_equal(found, reason);
		assert_non_null(reason_law(reason));
		assert_int_equal(reason_rc(reason) == RC_OK, reason == REASON_NONE);
		reason_sentence(&b, reason, "x");
		assert_true(b.len > 10);
		assert_int_equal(b.data[b.len - 1], '.');
		assert_null(strchr(buf_str(&b), '%'));
		buf_release(&b);
	}
}

static void
an_unknown_name_is_no_reason(void **state)
{
	enum reason found;

	(void)state;
	assert_false(reason_find("", &found));
	assert_false(reason_find("Held", &found));
	assert_false(reason_find(NULL, &found));
}

static void
the_exit_status_follows_the_reason(void **state)
{
	static const struct { enum reason reason; int exit_status; } rows[] = {
		{ REASON_NONE, 0 }, { REASON_NO_RIGHT, 3 }, { REASON_UNKNOWN_CASE, 3 },
		{ REASON_WRONG_STATE, 3 }, { REASON_NOT_HOLDER, 3 }, { REASON_OWN_DRAFT, 3 },
		{ REASON_NEEDS_REASONS, 3 }, { REASON_NEEDS_TEXT, 3 }, { REASON_UNKNOWN_STAFF, 3 },
		{ REASON_PRACTICE_ONLY, 3 }, { REASON_NOTHING_LEFT, 3 }, { REASON_HELD, 4 },
		{ REASON_VERSION, 4 }, { REASON_BAD_VALUE, 2 }, { REASON_AMBIGUOUS_CASE, 2 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(rc_exit_status(reason_rc(rows[i].reason)), rows[i].exit_status);
}

static void
the_detail_fills_the_sentence_and_is_never_a_format(void **state)
{
	(void)state;
	assert_sentence(REASON_HELD, "이영희",
	    "이영희 holds this case. Wait, or ask a supervisor to release it.");
	assert_sentence(REASON_HELD, "%s%n%d",
	    "%s%n%d holds this case. Wait, or ask a supervisor to release it.");
	assert_sentence(REASON_HELD, "",
	    "(not known) holds this case. Wait, or ask a supervisor to release it.");
	assert_sentence(REASON_NOT_HOLDER, "ignored",
	    "You do not hold this case. Take it first with `next` or `claim`.");
}

static void
a_state_is_shown_by_its_label(void **state)
{
	(void)state;
	assert_sentence(REASON_WRONG_STATE, "in-progress", "This cannot be done while the case is "
	    "“In progress”. The case itself shows what can be done.");
	assert_sentence(REASON_WRONG_STATE, "odd", "This cannot be done while the case is "
	    "“odd”. The case itself shows what can be done.");
}

static void
who_has_no_right_hears_who_has_it(void **state)
{
	(void)state;
	assert_sentence(REASON_NO_RIGHT, "supervisor",
	    "Your role may not do this. Who may: Supervisor.");
	assert_sentence(REASON_NO_RIGHT, "",
	    "Your role may not do this. Who may: someone who has the right.");
}

static void
a_long_detail_is_cut_at_a_character(void **state)
{
	char name[300];
	struct verdict v;

	(void)state;
	name[0] = 'x';
	for (size_t i = 1; i + 3 < sizeof(name); i += 3)
		memcpy(name + i, "가", sizeof("가"));
	v = verdict_refuse(REASON_HELD, name);
	assert_true(strlen(v.detail) < sizeof(v.detail));
	assert_true(utf8_valid(v.detail, strlen(v.detail), NULL));
	assert_string_equal(verdict_refuse(REASON_HELD, NULL).detail, "");
}

static void
refusals_name_the_articles_behind_them(void **state)
{
	(void)state;
	assert_non_null(strstr(reason_law(REASON_NEEDS_REASONS), "민원 처리에 관한 법률 §27③"));
	assert_non_null(strstr(reason_law(REASON_NEEDS_REMEDIES), "행정절차법 §26"));
	assert_string_equal(reason_law(REASON_HELD), "");
}

static int
start_text(void **state)
{
	(void)state;
	return text_start("en") ? 0 : 1;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_reason_has_one_name_and_a_whole_sentence),
		cmocka_unit_test(an_unknown_name_is_no_reason),
		cmocka_unit_test(the_exit_status_follows_the_reason),
		cmocka_unit_test(the_detail_fills_the_sentence_and_is_never_a_format),
		cmocka_unit_test(a_state_is_shown_by_its_label),
		cmocka_unit_test(who_has_no_right_hears_who_has_it),
		cmocka_unit_test(a_long_detail_is_cut_at_a_character),
		cmocka_unit_test(refusals_name_the_articles_behind_them),
	};

	return cmocka_run_group_tests(tests, start_text, NULL);
}
