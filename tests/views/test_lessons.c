/* SPDX-License-Identifier: ISC */
/* Which key the message line teaches, to whom, and when it stops. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "storage/text.h"
#include "tests/views/sample.h"
#include "views/lessons.h"

static void
the_next_useful_key_is_taught(void **state)
{
	static const struct {
		const struct view_ops *view;
		size_t who;		/* of the sample's staff */
		const char *keys;	/* to the row */
		enum action taught;
	} rows[] = {
		{ NULL, 0, "", ACTION_OPEN },		/* hers already */
		{ NULL, 0, "Down", ACTION_NEXT_URGENT },	/* arrived: not for her yet */
		{ NULL, 0, "Down Down", ACTION_NEXT },	/* received, nobody's */
		{ NULL, 0, "Down Down Down", ACTION_NEXT_URGENT },	/* a colleague's */
		{ NULL, 2, "Down", ACTION_RECEIVE },
		{ NULL, 2, "Down Down", ACTION_OPEN },
		{ &view_board, 0, "", ACTION_NONE },
		{ &view_waits, 0, "", ACTION_NONE },
		{ &view_help, 0, "", ACTION_NONE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		unsigned char uses[ACTION__COUNT] = { 0 };
		struct view_stack stack = { 0 };
		struct sample s;

		sample_init(&s, 24, 80);
		s.model.who = s.staff[rows[i].who];
		s.model.lesson_uses = uses;
		view_stack_push(&stack, &view_queue, &s.model, NULL);
		sample_press(&stack, &s.model, rows[i].keys);
		if (rows[i].view != NULL)
			view_stack_push(&stack, rows[i].view, &s.model, NULL);
		if (lesson_next(&stack, &s.model) != rows[i].taught)
			fail_msg("row %zu: %s", i, action_table[lesson_next(&stack, &s.model)].name);
		view_stack_release(&stack);
		sample_release(&s);
	}
}

static void
a_key_used_three_times_is_taught_no_more(void **state)
{
	unsigned char uses[ACTION__COUNT] = { 0 };
	struct view_stack stack = { 0 };
	struct sample s;
	int taught = 0;
	enum action action;

	(void)state;
	sample_init(&s, 24, 80);
	s.model.lesson_uses = uses;
	view_stack_push(&stack, &view_queue, &s.model, NULL);
	sample_press(&stack, &s.model, "Down Down");
	while ((action = lesson_next(&stack, &s.model)) != ACTION_NONE) {
		assert_true(lesson_exists(action));
		assert_true(uses[action] < LESSON_USES);
		uses[action]++;
		taught++;
		assert_true(taught < 100);
	}
	assert_int_equal(taught % LESSON_USES, 0);
	assert_true(taught >= 5 * LESSON_USES);
	/* Where nobody knows what she knows, nothing is taught. */
	memset(uses, 0, sizeof(uses));
	s.model.lesson_uses = NULL;
	assert_int_equal(lesson_next(&stack, &s.model), ACTION_NONE);
	view_stack_release(&stack);
	sample_release(&s);
}

/* The line begins with a key that the view has, and fits the narrowest screen. */
static void
each_lesson_names_its_key_and_fits(void **state)
{
	static const char *const langs[] = { "ko", "en" };

	(void)state;
	for (size_t l = 0; l < 2; l++) {
		sample_language(langs[l]);
		for (int view = 0; view < VIEW__COUNT; view++) {
			for (int action = 1; action < ACTION__COUNT; action++) {
				struct buf words = { 0 };

				lesson_words(&words, (enum view_id)view, (enum action)action);
				if (words.len > 0) {
					assert_true(binding_reaches((enum view_id)view,
					    (enum action)action));
					assert_true(text_width(buf_str(&words)) <= 76);
				}
				buf_release(&words);
			}
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_next_useful_key_is_taught),
		cmocka_unit_test(a_key_used_three_times_is_taught_no_more),
		cmocka_unit_test(each_lesson_names_its_key_and_fits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
