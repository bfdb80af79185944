/* SPDX-License-Identifier: ISC */
/* Lists for bulk work: what an input is taken for, what its columns mean, and
 * how far a run is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "console/desk/bulk.h"
#include "console/desk/progress.h"
#include "console/rules/charset.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define BYTES(text) text, sizeof(text) - 1

static const struct wire_act receive = { .op = OP_RECEIVE, .version = -1, .text = "",
	.reasons = "", .remedies = "" };

/* Reads a list; "NUMBER/op" each, or "!fault" where it could not be read. */
static char *
read_list(enum bulk_format format, const char *bytes, size_t len, bool has_op,
    const struct bulk_map *map, struct err *e)
{
	struct bulk_list list = { .items = NULL };
	struct buf out = { 0 };
	enum rc rc = bulk_list_read(&list, format, bytes, len, &receive, has_op, map, e);

	if (rc == RC_OK)
		buf_puts(&out, "");
	for (size_t i = 0; rc == RC_OK && i < list.count; i++) {
		const struct bulk_item *item = &list.items[i];

		buf_printf(&out, "%s%lld:", i > 0 ? " " : "", (long long)item->line);
		if (item->fault != NULL)
			buf_printf(&out, "!%s", item->fault);
		else
			buf_printf(&out, "%s/%s", item->number, item->op);
		assert_true((item->fault == NULL) == (item->act != NULL));
	}
	bulk_list_release(&list);
	return buf_steal(&out);
}

static void
an_input_is_taken_for_what_it_is(void **state)
{
	static const struct {
		const char *path, *bytes;
		bool has_op;
		enum bulk_format want;
	} rows[] = {
		{ "-", "{\"op\":\"note\"}\n", false, BULK_JSONL },
		{ "-", "\n\n  {\n", true, BULK_JSONL }, { "x.CSV", "{", false, BULK_CSV },
		{ "x.jsonl", "case,op\n", false, BULK_JSONL }, { "x.tsv", "a", true, BULK_TSV },
		{ "-", "case,op\n1,2\n", false, BULK_CSV }, { "-", "case\top\n", false, BULK_TSV },
		{ "-", "case\nx\n", true, BULK_CSV }, { "-", "접수번호\r\nx\n", true, BULK_CSV },
		{ "-", "2026-11410-000001\n", true, BULK_IDS },
		{ "-", "2026-11410-000001\n", false, BULK_JSONL }, { "-", "", true, BULK_JSONL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(bulk_format_guess(rows[i].path, rows[i].bytes,
		    strlen(rows[i].bytes), rows[i].has_op), rows[i].want);
}

static void
charsets_are_told_apart(void **state)
{
	static const struct { const char *bytes; size_t len; enum charset want; } rows[] = {
		{ BYTES("plain"), CHARSET_UTF8 }, { BYTES("가나다"), CHARSET_UTF8 },
		{ BYTES("\xEF\xBB\xBF" "가"), CHARSET_UTF8_MARK },
		{ BYTES("\xB0\xA1\xB3\xAA"), CHARSET_CP949 },	/* 가나 */
		{ BYTES("a,\x94\xEE\n"), CHARSET_CP949 },	/* beyond KS X 1001 */
		{ BYTES("가나다\xFF"), CHARSET_BROKEN }, { BYTES("\x80\xFF"), CHARSET_BROKEN },
		{ BYTES("한글은 UTF-8 \xB0\xA1 에 섞이면"), CHARSET_BROKEN },
		{ BYTES("\xFF\xFE" "a\0"), CHARSET_UTF16 }, { BYTES("\xFE\xFF\0a"), CHARSET_UTF16 },
		{ BYTES(""), CHARSET_UTF8 },
	};
	struct buf out = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(charset_detect(rows[i].bytes, rows[i].len), rows[i].want);
	assert_int_equal(charset_to_utf8(CHARSET_CP949, "\xB0\xA1", 2, &out, NULL), RC_OK);
	assert_string_equal(buf_str(&out), "가");
	assert_int_equal(charset_to_utf8(CHARSET_UTF16, "a", 1, &out, NULL), RC_USAGE);
	buf_clear(&out);
	assert_int_equal(charset_to_cp949("가😀나", strlen("가😀나"), &out), 1);
	assert_string_equal(buf_str(&out), "\xB0\xA1?\xB3\xAA");
	buf_release(&out);
}

static void
tables_become_acts_or_say_why_not(void **state)
{
	static const struct { const char *bytes; bool has_op; const char *want; } rows[] = {
		{ "case,op\nA,receive\nB,release\n", false, "2:A/receive 3:B/release" },
		{ "case\nA\n", true, "2:A/receive" },
		{ "접수번호,처리\nA,next\n", false, "2:A/next" },
		{ "case,op\nA,receive,x\nB,next\n", false,
		    "2:!column 3: the row has 3 cells and the heading 2 3:B/next" },
		{ "case,op\nA\n", false, "2:!column 2: the row has 1 cells and the heading 2" },
		{ "case,op\n,receive\n", false, "2:!the row names no case" },
		{ "case,op\nA,\n", false, "2:!the row does not say what to do" },
		{ "case,op\n\"A\"x,next\nB,next\n", false,
		    "2:!column 1: there is text behind the closing quotation mark 3:B/next" },
		{ "case,op,consent\nA,extend,perhaps\nB,extend,예\n", false,
		    "2:!column 3: the member “consent” must be true or false 3:B/extend" },
		{ "case,op,outcome\nA,draft,maybe\n", false,
		    "2:!column 3: there is no outcome “maybe”: choose complete or refuse" },
		{ "case,op,at\nA,receive,soon\n", false,
		    "2:!column 3: the member “at” must be a time: 2026-11-23T14:30" },
		{ "case,op\n'=1,next\n", false, "2:=1/next" },
		{ "case,op,text\nA,note,\"two\nlines\"\nB,note,x\n", false, "2:A/note 4:B/note" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct err e = { 0 };
		char *got = read_list(BULK_CSV, rows[i].bytes, strlen(rows[i].bytes),
		    rows[i].has_op, NULL, &e);

		assert_string_equal(str_or_empty(got), rows[i].want);
		free(got);
	}
}

static void
a_heading_that_is_not_understood_stops_all(void **state)
{
	static const struct { const char *bytes, *piece; } rows[] = {
		{ "", "the table is empty" }, { "case,\"op\n", "the heading, column 2" },
		{ "caes,op\nA,next\n", "did you mean “case”" }, { "case,화면\nA,x\n", "none of ours" },
		{ "case,case,op\nA,B,next\n", "once more" }, { "op\nnext\n", "no column is the case" },
		{ "case\nA\n", "no column says what to do" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct err e = { 0 };
		char *got = read_list(BULK_CSV, rows[i].bytes, strlen(rows[i].bytes), false, NULL, &e);

		assert_int_equal(e.rc, RC_USAGE);
		assert_non_null(strstr(e.text, rows[i].piece));
		free(got);
	}
}

static void
bare_numbers_end_with_a_line_or_with_nothing(void **state)
{
	struct err e = { 0 };
	char *got = read_list(BULK_IDS, BYTES(" A \r\n\nB"), true, NULL, &e);

	(void)state;
	assert_string_equal(got, "1:A/receive 3:B/receive");
	free(got);
	got = read_list(BULK_NULL, BYTES("A\0B C\0\0"), true, NULL, &e);
	assert_string_equal(got, "1:A/receive 2:B C/receive");
	free(got);
	got = read_list(BULK_IDS, BYTES("A\n"), false, NULL, &e);
	assert_int_equal(e.rc, RC_USAGE);
	free(got);
}

/* A mapping file of that text. */
static enum rc
map_of(const char *text, struct bulk_map **map, struct err *e)
{
	char path[] = "/tmp/mapXXXXXX";
	int fd = mkstemp(path);
	enum rc rc;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
	rc = bulk_map_read(path, map, e);
	unlink(path);
	return rc;
}

static void
foreign_columns_and_words_are_mapped(void **state)
{
	static const char *const wrong[] = { "x\n", "a = b\n", "= case\n", "op: x\n",
		"a = case\n\nfly: x = y\n" };
	struct bulk_map *map = NULL;
	struct err e = { 0 };
	char *got;

	(void)state;
	assert_int_equal(map_of("# ours\n민원 번호 = case\n업무=op\nop: 접수 처리 = receive\n"
	    "A = B = text\n", &map, &e), RC_OK);
	got = read_list(BULK_CSV, BYTES("비고,민원 번호,업무,A = B\n무시,N1,접수 처리,글\n"), false, map,
	    &e);
	assert_string_equal(str_or_empty(got), "2:N1/receive");
	free(got);
	bulk_map_free(map);
	for (size_t i = 0; i < COUNT(wrong); i++)
		assert_int_equal(map_of(wrong[i], &map, &e), RC_USAGE);
	assert_non_null(strstr(e.text, "line 3"));
	assert_int_equal(bulk_map_read("/nonexistent/map", &map, &e), RC_USAGE);
}

static void
progress_says_rate_and_time_left(void **state)
{
	struct buf b = { 0 };

	(void)state;
	progress_words(&b, 500, 1000, 0, 10000);
	assert_string_equal(buf_str(&b), "500 / 1000 [==========          ] 50 a second, 10 s left");
	buf_clear(&b);
	progress_words(&b, 0, 1000, 0, 0);
	assert_string_equal(buf_str(&b), "0 / 1000 [                    ]");
	buf_clear(&b);
	/* What was done before it began is no part of the rate. */
	progress_words(&b, 600, 1000, 500, 10000);
	assert_string_equal(buf_str(&b), "600 / 1000 [============        ] 10 a second, 40 s left");
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_input_is_taken_for_what_it_is),
		cmocka_unit_test(charsets_are_told_apart),
		cmocka_unit_test(tables_become_acts_or_say_why_not),
		cmocka_unit_test(a_heading_that_is_not_understood_stops_all),
		cmocka_unit_test(bare_numbers_end_with_a_line_or_with_nothing),
		cmocka_unit_test(foreign_columns_and_words_are_mapped),
		cmocka_unit_test(progress_says_rate_and_time_left),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
