/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "console/desk/bulk.h"
#include "console/rules/workflow.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* A line and the act it asks for, written as "op case outcome assignee agency
 * version key |text|reasons|remedies"; or a piece of the sentence of its fault. */
static const struct line_example {
	const char *line;
	const char *act;
	const char *fault;
} line_examples[] = {
	{ "{\"op\":\"claim\",\"case\":\"A-1\"}", "claim A-1    -1  |||", NULL },
	{ "{\"op\":\"next\"}", "next     -1  |||", NULL },
	{ "{\"op\":\"note\",\"case\":\"A-1\",\"text\":\"전화함\",\"version\":4,\"op_key\":\"k\"}",
	    "note A-1    4 k |전화함||", NULL },
	{ "{\"op\":\"draft\",\"case\":\"A-1\",\"outcome\":\"refuse\",\"text\":\"t\","
	    "\"reason\":[\"r1\",\"r2\"],\"remedy\":\"90일\"}",
	    "draft A-1 refuse   -1  |t|r1\nr2|90일", NULL },
	{ "{\"op\":\"assign\",\"case\":\"A-1\",\"assignee\":\"kim\"}", "assign A-1  kim  -1  |||",
	    NULL },
	{ "{\"op\":\"note\",\"case\":\"A-1\",\"text\":\"\xe1\x84\x92\xe1\x85\xa1\"}",
	    "note A-1    -1  |하||", NULL },
	{ "", NULL, "" },
	{ "{", NULL, "" },
	{ "[]", NULL, "no JSON object" },
	{ "{\"op\":\"claim\"}", NULL, "needs the texts op and case" },
	{ "{\"case\":\"A-1\"}", NULL, "needs the texts op and case" },
	{ "{\"op\":\"claim\",\"case\":1}", NULL, "needs the texts op and case" },
	{ "{\"op\":\"clame\",\"case\":\"A-1\"}", NULL, "did you mean “claim”?" },
	{ "{\"op\":\"destroy\",\"case\":\"A-1\"}", NULL, "unknown op “destroy”" },
	{ "{\"op\":\"claim\",\"op\":\"claim\",\"case\":\"A-1\"}", NULL, "" },
	{ "{\"op\":\"refuse\",\"case\":\"A-1\",\"reasons\":[\"r\"]}", NULL,
	    "did you mean “reason”?" },
	{ "{\"op\":\"refuse\",\"case\":\"A-1\",\"reason\":[1]}", NULL,
	    "must be a text or a list of texts" },
	{ "{\"op\":\"draft\",\"case\":\"A-1\",\"outcome\":\"maybe\"}", NULL,
	    "no outcome “maybe”" },
	{ "{\"op\":\"claim\",\"case\":\"A-1\",\"version\":\"4\"}", NULL, "whole number" },
	{ "{\"op\":\"claim\",\"case\":\"A-1\",\"assignee\":true}", NULL, "must be a text" },
	{ "{\"op\":\"claim\",\"case\":\"\xff\"}", NULL, "" },
	{ "{\"op\":\"claim\",\"case\":\"A-1\"} x", NULL, "" },
};

static void
write_act(struct buf *b, const struct wire_act *act)
{
	buf_printf(b, "%s %s %s %s %s %lld %s |%s|%s|%s", op_table[act->op].name, act->number,
	    outcome_name(act->outcome), act->assignee, act->agency, (long long)act->version,
	    act->op_key, act->text, act->reasons, act->remedies);
}

static void
lines_become_acts_or_say_what_is_wrong(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(line_examples); i++) {
		const struct line_example *x = &line_examples[i];
		struct bulk_line b = { .act = { .version = -1 } };
		struct buf act = { 0 };
		struct err e = { 0 };
		char op[24];
		enum rc rc = bulk_line_read(&b, x->line, strlen(x->line), op, sizeof(op), &e);

		if (x->act != NULL) {
			assert_int_equal(rc, RC_OK);
			write_act(&act, &b.act);
			assert_string_equal(buf_str(&act), x->act);
		} else {
			assert_int_not_equal(rc, RC_OK);
			assert_non_null(strstr(e.text, x->fault));
			assert_false(str_empty(e.text));
		}
		buf_release(&act);
		bulk_line_release(&b);
	}
}

static void
a_failed_line_still_says_which_case_and_op_it_was(void **state)
{
	const char *line = "{\"op\":\"destroy\",\"case\":\"A-1\"}";
	struct bulk_line b = { .act = { .version = -1 } };
	char op[24];

	(void)state;
	assert_int_equal(bulk_line_read(&b, line, strlen(line), op, sizeof(op), NULL), RC_USAGE);
	assert_string_equal(op, "destroy");
	assert_string_equal(b.act.number, "A-1");
	bulk_line_release(&b);
}

/* No text can be so long that writing the frame would stop the program. */
static void
texts_beyond_the_wire_s_limits_fail_their_line(void **state)
{
	static const struct {
		const char *key;
		size_t max;
	} limits[] = { { "text", ACT_TEXT_MAX }, { "reason", ACT_LINES_MAX },
		{ "remedy", ACT_LINES_MAX }, { "op_key", 71 }, { "agency", 63 },
		{ "assignee", 39 } };

	(void)state;
	for (size_t i = 0; i < COUNT(limits); i++) {
		for (size_t more = 0; more < 2; more++) {
			struct bulk_line b = { .act = { .version = -1 } };
			struct buf line = { 0 };
			char op[24];

			buf_printf(&line, "{\"op\":\"note\",\"case\":\"A\",\"%s\":\"",
			    limits[i].key);
			for (size_t n = 0; n < limits[i].max + more; n++)
				buf_putc(&line, 'x');
			buf_puts(&line, "\"}");
			assert_int_equal(bulk_line_read(&b, buf_str(&line), line.len, op,
			    sizeof(op), NULL), more == 0 ? RC_OK : RC_USAGE);
			buf_release(&line);
			bulk_line_release(&b);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_become_acts_or_say_what_is_wrong),
		cmocka_unit_test(a_failed_line_still_says_which_case_and_op_it_was),
		cmocka_unit_test(texts_beyond_the_wire_s_limits_fail_their_line),
	};

	if (!text_start("en"))
		return 1;
	return cmocka_run_group_tests_name("bulk_line", tests, NULL, NULL);
}
