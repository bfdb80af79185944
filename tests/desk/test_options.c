/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "console/desk/options.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define WORDS_MAX 8

#define KNOWN (OPT_COMMON | OPT_BIT(OPT_COUNT) | OPT_BIT(OPT_REASON) | OPT_BIT(OPT_DRY_RUN))

/* A command line, and what it is taken for: options in order, then operands;
 * or the sentence of its fault. */
static const struct line_example {
	const char *words[WORDS_MAX];
	const char *taken;
	const char *fault;
} line_examples[] = {
	{ { "a", "b" }, "a b", NULL },
	{ { "--store", "f", "a" }, "store=f a", NULL },
	{ { "a", "--store=f" }, "store=f a", NULL },
	{ { "--store=" }, "store=", NULL },
	{ { "--store", "--x" }, "store=--x", NULL },
	{ { "-n", "5" }, "number=5", NULL },
	{ { "-n5" }, "number=5", NULL },
	{ { "--reason", "r1", "--reason", "r2" }, "reason=r1 reason=r2", NULL },
	{ { "--dry-run", "a" }, "dry-run= a", NULL },
	{ { "--", "--store", "-n" }, "--store -n", NULL },
	{ { "-", "a" }, "- a", NULL },
	{ { "--version" }, "version=", NULL },
	{ { "--sto", "f" }, NULL, "unknown option --sto: did you mean --store?" },
	{ { "--sotre=f" }, NULL, "unknown option --sotre: did you mean --store?" },
	{ { "--quite-other" }, NULL, "unknown option --quite-other: see `minwon help`" },
	{ { "-z" }, NULL, "unknown option -z: see `minwon help`" },
	{ { "--text", "x" }, NULL, "unknown option --text: see `minwon help`" },
	{ { "--store" }, NULL, "option --store needs a value: write --store FILE" },
	{ { "--dry-run=yes" }, NULL, "option --dry-run takes no value: leave it out" },
	{ { "--store", "\xff" }, NULL,
	    "the value of --store is not valid UTF-8: type it again" },
	{ { "a", "\xc0\xaf" }, NULL,
	    "the word “��” is not valid UTF-8: type it again" },
	{ { "--\033[31m" }, NULL, "unknown option --<U+001B>[31m: see `minwon help`" },
};

static int
word_count(const char *const words[WORDS_MAX])
{
	int n = 0;

	while (n < WORDS_MAX && words[n] != NULL)
		n++;
	return n;
}

static void
write_taken(struct buf *b, const struct options *o)
{
	for (size_t i = 0; i < o->given_count; i++)
		buf_printf(b, "%s%s=%s", b->len > 0 ? " " : "",
		    option_table[o->given[i].opt].name, o->given[i].value);
	for (size_t i = 0; i < o->operand_count; i++)
		buf_printf(b, "%s%s", b->len > 0 ? " " : "", o->operands[i]);
}

static void
command_lines_are_taken_apart_by_whole_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(line_examples); i++) {
		const struct line_example *x = &line_examples[i];
		struct options o = { .given = NULL };
		struct buf taken = { 0 };
		struct err e = { 0 };
		enum rc rc = options_parse(&o, word_count(x->words),
		    (char *const *)(uintptr_t)x->words, KNOWN, NULL, &e);

		if (x->fault != NULL) {
			assert_int_equal(rc, RC_USAGE);
			assert_string_equal(e.text, x->fault);
		} else {
			assert_int_equal(rc, RC_OK);
			write_taken(&taken, &o);
			assert_string_equal(buf_str(&taken), x->taken);
		}
		buf_release(&taken);
		options_release(&o);
	}
}

static void
common_options_before_the_verb_end_at_the_verb(void **state)
{
	const char *words[] = { "--lang", "en", "list", "--format", "tsv" };
	struct options o = { .given = NULL };
	int used;

	(void)state;
	assert_int_equal(options_parse(&o, 5, (char *const *)(uintptr_t)words, OPT_COMMON, &used,
	    NULL), RC_OK);
	assert_int_equal(used, 2);
	assert_int_equal(o.operand_count, 0);
	options_release(&o);
}

static void
an_op_verb_s_version_hides_the_program_s(void **state)
{
	const char *words[] = { "--version", "3" };
	struct options o = { .given = NULL };

	(void)state;
	assert_int_equal(options_parse(&o, 2, (char *const *)(uintptr_t)words,
	    OPT_COMMON | OPT_BIT(OPT_READ_VERSION), NULL, NULL), RC_OK);
	assert_string_equal(options_value(&o, OPT_READ_VERSION), "3");
	assert_false(options_has(&o, OPT_PROGRAM_VERSION));
	options_release(&o);
}

static void
repeated_values_become_lines_in_nfc(void **state)
{
	const char *words[] = { "--reason", "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", "--reason",
		"b" };
	struct options o = { .given = NULL };
	struct buf lines = { 0 };

	(void)state;
	assert_int_equal(options_parse(&o, 4, (char *const *)(uintptr_t)words, KNOWN, NULL, NULL),
	    RC_OK);
	options_lines(&o, OPT_REASON, &lines);
	assert_string_equal(buf_str(&lines), "한\nb");
	assert_string_equal(options_value(&o, OPT_REASON), "b");
	buf_release(&lines);
	options_release(&o);
}

static void
numbers_must_be_whole_and_in_range(void **state)
{
	static const struct {
		const char *value;
		bool is_good;
	} examples[] = { { "0", true }, { "10", true }, { "11", false }, { "-1", false },
		{ "1x", false }, { "", false }, { "1.5", false } };

	(void)state;
	for (size_t i = 0; i < COUNT(examples); i++) {
		const char *words[] = { "-n", examples[i].value };
		struct options o = { .given = NULL };
		int64_t number = 7;

		assert_int_equal(options_parse(&o, 2, (char *const *)(uintptr_t)words, KNOWN, NULL,
		    NULL), RC_OK);
		assert_int_equal(options_number(&o, OPT_COUNT, 0, 10, &number, NULL),
		    examples[i].is_good ? RC_OK : RC_USAGE);
		options_release(&o);
	}
}

static void
every_option_has_a_name_of_its_own_and_a_sentence(void **state)
{
	(void)state;
	for (size_t i = 0; i < OPT__COUNT; i++) {
		assert_non_null(option_table[i].name);
		assert_false(str_empty(option_table[i].help));
		for (size_t j = 0; j < i; j++)
			if (str_eq(option_table[i].name, option_table[j].name))
				assert_true(i == OPT_READ_VERSION && j == OPT_PROGRAM_VERSION);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(command_lines_are_taken_apart_by_whole_names),
		cmocka_unit_test(common_options_before_the_verb_end_at_the_verb),
		cmocka_unit_test(an_op_verb_s_version_hides_the_program_s),
		cmocka_unit_test(repeated_values_become_lines_in_nfc),
		cmocka_unit_test(numbers_must_be_whole_and_in_range),
		cmocka_unit_test(every_option_has_a_name_of_its_own_and_a_sentence),
	};

	if (!text_start("en"))
		return 1;
	return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
