/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "console/rules/workflow.h"
#include "tests/views/sample.h"
#include "views/bindings.h"

/* What each place says of itself holds for these. */
static const enum view_id command_views[] = {
	VIEW_QUEUE, VIEW_CASE, VIEW_SENT, VIEW_UNSORTED, VIEW_HELP,
};
#define VIEWS (sizeof(command_views) / sizeof(command_views[0]))

static void
every_binding_names_a_key_and_names_it_canonically(void **state)
{
	(void)state;
	for (size_t i = 0; i < binding_count; i++) {
		struct buf name = { 0 };
		struct key key;
		assert_true(key_parse(binding_table[i].key, &key));
		key_format(&name, key);
		assert_string_equal(buf_str(&name), binding_table[i].key);
		buf_release(&name);
	}
}

static void
no_two_bindings_of_one_view_share_a_key(void **state)
{
	(void)state;
	for (size_t i = 0; i < binding_count; i++) {
		for (size_t j = 0; j < i; j++) {
			bool is_same = binding_table[i].view == binding_table[j].view &&
			    str_eq(binding_table[i].key, binding_table[j].key);
			assert_false(is_same);
		}
	}
}

static void
every_op_has_an_action_of_its_name(void **state)
{
	(void)state;
	for (int op = 0; op < OP__COUNT; op++) {
		enum action action;
		assert_true(action_find(op_table[op].name, &action));
		assert_int_equal(action_table[action].op, op);
		assert_int_equal(action_of_op((enum op)op), action);
	}
}

static void
every_action_has_words(void **state)
{
	(void)state;
	for (int a = ACTION_NONE + 1; a < ACTION__COUNT; a++) {
		assert_string_not_equal(action_label((enum action)a), "");
		assert_string_not_equal(action_help((enum action)a), "");
	}
}

/* Has the action, somewhere, a key for which the test holds? */
static bool
has_key(enum action action, bool (*test)(struct key key))
{
	for (size_t i = 0; i < binding_count; i++) {
		struct key key;
		if (binding_table[i].action == action && key_parse(binding_table[i].key, &key) &&
		    test(key))
			return true;
	}
	return false;
}

static bool
is_character(struct key key)
{
	return key.sym == K_CHAR;
}

static void
every_action_has_a_key_that_input_methods_pass(void **state)
{
	(void)state;
	for (int a = ACTION_NONE + 1; a < ACTION__COUNT; a++)
		assert_true(has_key((enum action)a, key_passes_input_method));
}

static void
every_command_has_a_character_too(void **state)
{
	(void)state;
	for (int a = ACTION_NONE + 1; a < ACTION__COUNT; a++) {
		if (action_table[a].group != GROUP_DIALOG)
			assert_true(has_key((enum action)a, is_character));
	}
}

static void
every_view_can_be_left_and_explains_itself(void **state)
{
	(void)state;
	for (size_t i = 0; i < VIEWS; i++) {
		assert_true(binding_reaches(command_views[i], ACTION_HELP));
		assert_true(binding_reaches(command_views[i], ACTION_QUIT));
		assert_true(binding_reaches(command_views[i], ACTION_BACK));
	}
	assert_true(binding_reaches(VIEW_DIALOG, ACTION_BACK));
	assert_true(binding_reaches(VIEW_PROMPT, ACTION_BACK));
}

static void
letters_are_text_in_dialogs_and_prompts(void **state)
{
	(void)state;
	for (uint32_t c = 'A'; c <= 'z'; c++) {
		struct key key = { .sym = K_CHAR, .cp = c };
		assert_int_equal(binding_find(VIEW_DIALOG, key), ACTION_NONE);
		assert_int_equal(binding_find(VIEW_PROMPT, key), ACTION_NONE);
	}
}

static void
keys_of_ops_are_told_apart_in_hangul_mode(void **state)
{
	static const char told_apart[] = "QWERTOP";

	(void)state;
	for (size_t i = 0; i < binding_count; i++) {
		const char *key = binding_table[i].key;
		bool is_capital = key[1] == '\0' && key[0] >= 'A' && key[0] <= 'Z';
		if (is_capital && action_table[binding_table[i].action].op != OP__COUNT)
			assert_non_null(strchr(told_apart, key[0]));
	}
}

/* What an input method sends for a key, and which keys were meant. */
static const struct hangul_example {
	uint32_t cp;
	const char *keys;
} hangul_examples[] = {
	{ 0x3142, "q" },	/* ㅂ */
	{ 0x3143, "Q" },	/* ㅃ */
	{ 0x3153, "j" },	/* ㅓ */
	{ 0x314f, "k" },	/* ㅏ */
	{ 0x3132, "R" },	/* ㄲ */
	{ 0xd558, "gk" },	/* 하 */
	{ 0xb178, "sh" },	/* 노 */
	{ 0x3157, "h" },	/* ㅗ */
	{ 'q', "q" },
	{ '/', "/" },
};

static void
hangul_keys_mean_the_key_row(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(hangul_examples) / sizeof(hangul_examples[0]); i++) {
		const struct hangul_example *e = &hangul_examples[i];
		struct key keys[KEY_EXPAND_MAX];
		size_t n = key_expand((struct key){ .sym = K_CHAR, .cp = e->cp }, keys);
		assert_int_equal(n, strlen(e->keys));
		for (size_t k = 0; k < n; k++)
			assert_int_equal(keys[k].cp, (uint32_t)e->keys[k]);
	}
}

static void
what_is_no_key_is_refused(void **state)
{
	static const char *const names[] = {
		"", "F13", "F0", "ctrl-r", "Ctrl-", "Ctrl-RR", "Ctrl-1", "qq", " ", "\x7f\x7f",
		"\xff", "Entr",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct key key;
		assert_false(key_parse(names[i], &key));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_binding_names_a_key_and_names_it_canonically),
		cmocka_unit_test(no_two_bindings_of_one_view_share_a_key),
		cmocka_unit_test(every_op_has_an_action_of_its_name),
		cmocka_unit_test(every_action_has_words),
		cmocka_unit_test(every_action_has_a_key_that_input_methods_pass),
		cmocka_unit_test(every_command_has_a_character_too),
		cmocka_unit_test(every_view_can_be_left_and_explains_itself),
		cmocka_unit_test(letters_are_text_in_dialogs_and_prompts),
		cmocka_unit_test(keys_of_ops_are_told_apart_in_hangul_mode),
		cmocka_unit_test(hangul_keys_mean_the_key_row),
		cmocka_unit_test(what_is_no_key_is_refused),
	};

	sample_language("en");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
