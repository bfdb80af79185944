/* SPDX-License-Identifier: ISC */
/* What somebody has learned is kept by the office, for that person alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/office/office_harness.h"

/* How often login has used the action; 0 where the office does not say. */
static int
uses_of(const struct place *p, const char *login, const char *action)
{
	struct answers a = { 0 };
	struct wire_lesson lesson;
	struct desk d;
	int uses = 0;

	assert_true(desk_open(&d, p, login, false));
	desk_ask(&d, MESSAGE_LESSON_LIST, &(struct wire_ok){ 0 }, &a);
	for (size_t i = 0; answers_read(&a, MESSAGE_LESSON, i, &lesson); i++)
		if (str_eq(lesson.action, action))
			uses = lesson.uses;
	answers_release(&a);
	desk_close(&d);
	return uses;
}

static const char *
use(struct desk *d, const char *action)
{
	struct wire_lesson lesson = { .action = "" };
	static char verdict[40];
	struct answers a = { 0 };

	str_fill(lesson.action, sizeof(lesson.action), action);
	desk_ask(d, MESSAGE_LESSON_USED, &lesson, &a);
	str_fill(verdict, sizeof(verdict), answers_verdict(&a));
	answers_release(&a);
	return verdict;
}

static void
what_is_learned_is_kept_for_its_person(void **state)
{
	struct place p;
	struct desk d;

	(void)state;
	place_make(&p, "2026-11-23T09:00:00+09:00");
	place_office_start(&p);
	assert_true(desk_open(&d, &p, "officer1-11410", false));
	for (int i = 0; i < 3; i++)
		assert_string_equal(use(&d, "next"), "ok");
	assert_string_equal(use(&d, ""), "bad-value");
	assert_string_equal(use(&d, "Next'; --"), "bad-value");
	for (int i = 0; i < 150; i++) {
		char name[32] = "made-up-";

		name[8] = (char)('a' + i / 26);
		name[9] = (char)('a' + i % 26);
		assert_string_equal(use(&d, name), "ok");
	}
	desk_close(&d);
	assert_int_equal(uses_of(&p, "officer1-11410", "next"), 3);
	assert_int_equal(uses_of(&p, "officer2-11410", "next"), 0);
	/* Nobody fills the store with names. */
	assert_int_equal(look_number(p.store, "SELECT COUNT(*) FROM lesson"), 100);
	place_office_kill(&p);
	place_office_start(&p);
	assert_int_equal(uses_of(&p, "officer1-11410", "next"), 3);
	place_remove(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_learned_is_kept_for_its_person),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
