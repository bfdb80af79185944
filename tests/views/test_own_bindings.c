/* SPDX-License-Identifier: ISC */
/* A clerk's own keys: lines that hold, lines that are wrong and what they are told,
 * and where two meet. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "storage/text.h"
#include "views/own_bindings.h"

#define WORDS_MAX 4

static enum rc
take(struct own_bindings *o, int line, const char *text, struct err *e)
{
	char *copy = x_strdup(text), *words[WORDS_MAX] = { NULL }, *rest = NULL;
	enum rc rc;
	int n = 0;

	for (char *w = strtok_r(copy, " ", &rest); w != NULL; w = strtok_r(NULL, " ", &rest))
		words[n++] = w;
	rc = own_bindings_take(o, line, words, n, e);
	free(copy);
	return rc;
}

static enum action
means(enum view_id view, const char *name)
{
	struct key key;

	assert_true(key_parse(name, &key));
	return binding_find(view, key);
}

static void
an_own_key_holds_before_the_table_and_is_shown_first(void **state)
{
	struct own_bindings o = { .rows = NULL };
	struct buf keys = { 0 };
	struct err e;

	(void)state;
	assert_int_equal(means(VIEW_QUEUE, "F9"), ACTION_ESCALATE);
	assert_int_equal(take(&o, 1, "cases F9 draft", &e), RC_OK);
	assert_int_equal(take(&o, 2, "queue Ctrl-V approve", &e), RC_OK);
	own_bindings_use(&o);
	assert_int_equal(means(VIEW_QUEUE, "F9"), ACTION_DRAFT);
	assert_int_equal(means(VIEW_CASE, "F9"), ACTION_DRAFT);
	assert_int_equal(means(VIEW_QUEUE, "F7"), ACTION_DRAFT);
	assert_int_equal(means(VIEW_QUEUE, "Ctrl-V"), ACTION_APPROVE);
	assert_string_equal(binding_first_key(VIEW_QUEUE, ACTION_DRAFT), "F9");
	binding_keys(&keys, VIEW_QUEUE, ACTION_DRAFT);
	assert_true(str_starts(buf_str(&keys), "F9, F7"));
	assert_string_not_equal(binding_first_key(VIEW_QUEUE, ACTION_ESCALATE), "F9");
	own_bindings_release(&o);
	assert_int_equal(means(VIEW_QUEUE, "F9"), ACTION_ESCALATE);
	buf_release(&keys);
}

static void
a_key_can_be_taken_away(void **state)
{
	struct own_bindings o = { .rows = NULL };
	struct err e;

	(void)state;
	assert_int_equal(take(&o, 1, "queue F10 none", &e), RC_OK);
	own_bindings_use(&o);
	assert_int_equal(means(VIEW_QUEUE, "F10"), ACTION_NONE);
	assert_int_equal(means(VIEW_CASE, "F10"), ACTION_QUIT);
	own_bindings_release(&o);
}

/* One row per wrong line: what it is told. */
static const struct wrong {
	const char *line, *told;
} wrongs[] = {
	{ "queue F5", "a line is three words" },
	{ "queue F5 open now", "a line is three words" },
	{ "nowhere F5 open", "there is no view “nowhere”" },
	{ "queue F99 open", "“F99” is no key" },
	{ "queue Ctrl-Z open", "Ctrl-Z cannot be given away" },
	{ "dialog s save", "in dialog characters are text" },
	{ "queue F5 opne", "there is no action “opne”" },
	{ "help F5 message-retry", "help does not do “message-retry”" },
};

static void
a_wrong_line_is_told_what_to_write_and_left_out(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(wrongs) / sizeof(wrongs[0]); i++) {
		struct own_bindings o = { .rows = NULL };
		struct err e = { 0 };

		assert_int_equal(take(&o, 1, wrongs[i].line, &e), RC_INVALID);
		if (strstr(e.text, wrongs[i].told) == NULL)
			fail_msg("“%s”: %s", wrongs[i].line, e.text);
		assert_int_equal(o.count, 0);
		own_bindings_release(&o);
	}
}

static void
what_meets_is_named_by_its_line(void **state)
{
	struct own_bindings o = { .rows = NULL };
	struct buf told = { 0 };
	struct err e;

	(void)state;
	assert_int_equal(take(&o, 1, "queue Ctrl-V approve", &e), RC_OK);
	assert_int_equal(take(&o, 3, "queue Ctrl-V draft", &e), RC_OK);
	assert_int_equal(take(&o, 4, "any F5 refresh", &e), RC_OK);
	assert_int_equal(take(&o, 5, "dialog F2 back", &e), RC_OK);
	assert_int_equal(take(&o, 6, "dialog Ctrl-G back", &e), RC_OK);
	own_bindings_use(&o);
	assert_int_equal(means(VIEW_QUEUE, "Ctrl-V"), ACTION_DRAFT);
	assert_true(own_bindings_conflicts(&o, "keys", &told) >= 4);
	assert_non_null(strstr(buf_str(&told),
	    "keys:1: Ctrl-V in queue is given again in line 3, which holds: remove one"));
	assert_non_null(strstr(buf_str(&told), "keys:4: in cases, F5 stays “next”"));
	assert_non_null(strstr(buf_str(&told), "keys:5: in dialog, “save” has no key any more"));
	buf_release(&told);
	own_bindings_release(&o);
}

static void
keys_that_meet_nobody_are_no_conflict(void **state)
{
	struct own_bindings o = { .rows = NULL };
	struct buf told = { 0 };
	struct err e;

	(void)state;
	assert_int_equal(take(&o, 1, "queue Insert draft", &e), RC_OK);
	own_bindings_use(&o);
	assert_int_equal(own_bindings_conflicts(&o, "keys", &told), 0);
	assert_string_equal(buf_str(&told), "");
	own_bindings_release(&o);
	buf_release(&told);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_own_key_holds_before_the_table_and_is_shown_first),
		cmocka_unit_test(a_key_can_be_taken_away),
		cmocka_unit_test(a_wrong_line_is_told_what_to_write_and_left_out),
		cmocka_unit_test(what_meets_is_named_by_its_line),
		cmocka_unit_test(keys_that_meet_nobody_are_no_conflict),
	};

	if (!text_start("en"))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
