/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "console/desk/verbs.h"
#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/actions.h"

static const struct verb *
verb_of_op(enum op op)
{
	for (size_t i = 0; i < verb_count; i++)
		if (verb_table[i].op == op)
			return &verb_table[i];
	return NULL;
}

static void
every_op_has_a_verb_and_an_action(void **state)
{
	(void)state;
	for (size_t i = 0; i < OP__COUNT; i++) {
		const struct verb *verb = verb_of_op((enum op)i);
		enum action action = action_of_op((enum op)i);

		assert_non_null(verb);
		assert_string_equal(verb->name, op_table[i].name);
		assert_true(verb->needs_office);
		assert_int_equal(action_table[action].op, i);
	}
}

static void
everything_done_by_hand_has_a_verb_and_an_action(void **state)
{
	(void)state;
	for (int hand = BY_HAND_NONE + 1; hand < BY_HAND__COUNT; hand++) {
		enum action action = action_of_hand((enum by_hand)hand);
		size_t i = 0;

		while (i < verb_count && !str_eq(verb_table[i].name, by_hand_table[hand].verb))
			i++;
		assert_true(i < verb_count);
		if (by_hand_table[hand].needs_reason)
			assert_true((verb_table[i].options & (OPT_BIT(OPT_TEXT) |
			    OPT_BIT(OPT_REASON))) != 0);
		assert_int_equal(action_table[action].hand, hand);
	}
}

/* What an op needs must be sayable on its command line. */
static void
every_need_of_an_op_has_its_option(void **state)
{
	static const struct {
		enum op_need need;
		enum opt opt;
	} pairs[] = { { NEED_TEXT, OPT_TEXT }, { NEED_OUTCOME, OPT_OUTCOME },
		{ NEED_ASSIGNEE, OPT_ASSIGNEE }, { NEED_REASONS, OPT_REASON },
		{ NEED_REASONS, OPT_REMEDY }, { NEED_AGENCY, OPT_AGENCY },
		{ NEED_PERIOD, OPT_PERIOD }, { NEED_MORE, OPT_PERIOD },
		{ NEED_MORE, OPT_REASON }, { NEED_MORE, OPT_CONSENT } };

	(void)state;
	for (size_t i = 0; i < OP__COUNT; i++)
		for (size_t j = 0; j < sizeof(pairs) / sizeof(pairs[0]); j++)
			if ((op_table[i].needs & pairs[j].need) != 0)
				assert_true(verb_op_options((enum op)i) & OPT_BIT(pairs[j].opt));
}

static void
every_write_can_be_repeated_tried_and_guarded(void **state)
{
	const opt_set all = OPT_BIT(OPT_OP_KEY) | OPT_BIT(OPT_DRY_RUN) |
	    OPT_BIT(OPT_READ_VERSION);

	(void)state;
	for (size_t i = 0; i < OP__COUNT; i++)
		assert_int_equal(verb_op_options((enum op)i) & all, all);
}

static void
every_verb_is_whole_and_found_by_its_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < verb_count; i++) {
		const struct verb *verb = &verb_table[i];
		char *name = x_strdup(verb->name);
		char *second = strchr(name, ' ');
		int words;

		if (second != NULL)
			*second++ = '\0';
		assert_ptr_equal(verb_find(name, second, &words), verb);
		assert_int_equal(words, second != NULL ? 2 : 1);
		assert_ptr_equal(verb_find(name, second != NULL ? second : "x", &words), verb);
		assert_non_null(verb->run);
		assert_non_null(verb->arguments);
		assert_false(str_empty(verb_help(verb)));
		assert_true(verb->least <= verb->most);
		assert_true(verb->formats == 0 ||
		    (verb->formats & FORMAT_BIT(verb->format)) != 0);
		assert_int_equal(verb->options & OPT_COMMON, 0);
		free(name);
	}
}

static void
half_a_verb_is_none(void **state)
{
	int words;

	(void)state;
	assert_null(verb_find("staff", NULL, &words));
	assert_null(verb_find("staff", "lst", &words));
	assert_null(verb_find("lis", NULL, &words));
	assert_null(verb_find("", NULL, &words));
	assert_null(verb_find("staff list", NULL, &words));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_op_has_a_verb_and_an_action),
		cmocka_unit_test(everything_done_by_hand_has_a_verb_and_an_action),
		cmocka_unit_test(every_need_of_an_op_has_its_option),
		cmocka_unit_test(every_write_can_be_repeated_tried_and_guarded),
		cmocka_unit_test(every_verb_is_whole_and_found_by_its_words),
		cmocka_unit_test(half_a_verb_is_none),
	};

	if (!text_start("en"))
		return 1;
	return cmocka_run_group_tests_name("verbs", tests, NULL, NULL);
}
