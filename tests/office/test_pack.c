/* SPDX-License-Identifier: ISC */
/* A message's struct kept as text: what went in comes out, and nothing else is
 * taken for one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "console/wire/wire.h"

static void
an_act_comes_back_as_it_was(void **state)
{
	struct wire_act act = { .op = OP_DRAFT, .number = "2026-11410-000001", .version = -1,
		.outcome = OUTCOME_REFUSE, .has_consent = true, .at = 12345,
		.text = "줄 하나\n둘=3:4\n", .reasons = "가", .remedies = "" }, back;
	struct buf packed = { 0 }, memory = { 0 };

	(void)state;
	wire_pack(&packed, MESSAGE_ACT, &act);
	assert_int_equal(wire_unpack(MESSAGE_ACT, buf_str(&packed), &memory, &back, NULL), RC_OK);
	assert_int_equal(back.op, act.op);
	assert_int_equal(back.version, -1);
	assert_int_equal(back.at, 12345);
	assert_int_equal(back.outcome, OUTCOME_REFUSE);
	assert_true(back.has_consent);
	assert_string_equal(back.number, act.number);
	assert_string_equal(back.text, act.text);
	assert_string_equal(back.reasons, act.reasons);
	assert_string_equal(back.remedies, "");
	assert_string_equal(back.assignee, "");
	buf_release(&packed);
	buf_release(&memory);
}

static void
nothing_is_an_act_of_nothing(void **state)
{
	struct buf memory = { 0 };
	struct wire_act back;

	(void)state;
	assert_int_equal(wire_unpack(MESSAGE_ACT, "", &memory, &back, NULL), RC_OK);
	assert_int_equal(back.op, OP_RECEIVE);
	assert_string_equal(back.text, "");
	buf_release(&memory);
}

static void
what_was_not_packed_is_refused(void **state)
{
	static const char *const rows[] = { "x", "op", "op=1", "op=1:", "op=1:1", "op=2:1\n",
		"op=0:\n", "op=-1:1\n", "op=9999999999:1\n", "op=1:x\n", "op=3:999\n",
		"colour=3:red\n", "op=1:1\nx", "text=1:\xff\n", "=1:1\n", "version=1:a\n",
		"number=99:aaaa\n" };
	struct buf memory = { 0 };
	struct wire_act back;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(wire_unpack(MESSAGE_ACT, rows[i], &memory, &back, NULL),
		    RC_INVALID);
	buf_release(&memory);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_act_comes_back_as_it_was),
		cmocka_unit_test(nothing_is_an_act_of_nothing),
		cmocka_unit_test(what_was_not_packed_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
