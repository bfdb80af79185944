/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "console/desk/output.h"
#include "storage/instant.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const struct column columns[] = {
	{ .key = NULL, .title = "No" },
	{ .key = "id" },
	{ .key = "name", .title = "Name", .cells_max = 6 },
	{ .key = "at", .title = "At" },
	{ .key = "left", .title = "Left", .is_right = true },
	{ .key = "ok" },
	{ .key = "flags", .title = "Flags" },
};

/* What one row becomes in a format. name is the only text that varies. */
static void
write_rows(struct buf *out, enum format format, const struct writer_options *options,
    const char *const *names, size_t count)
{
	struct sink sink;
	struct writer *w;
	int64_t at;

	assert_true(instant_parse("2026-11-23T14:30:00+09:00", &at));
	sink_init(&sink, -1);
	w = writer_open(format, &sink, columns, COUNT(columns), options);
	for (size_t i = 0; i < count; i++)
		writer_row(w, (const struct value[]){
			value_text("A-1"), value_number(7), value_text(names[i]),
			value_instant(i == 0 ? at : 0), value_number(-5), value_bool(true, NULL),
			value_words(i == 0 ? "overdue held" : "", NULL) });
	writer_close(w);
	buf_add(out, buf_str(&sink.pending), sink.pending.len);
	assert_int_equal(sink_finish(&sink, NULL), RC_OK);
}

static const struct format_example {
	enum format format;
	struct writer_options options;
	const char *names[2];
	const char *written;
} format_examples[] = {
	{ FORMAT_TABLE, { 0 }, { "홍*동", "" },
	    "No   Name   At                   Left  Flags\n"
	    "A-1  홍*동  2026. 11. 23. 14:30    -5  overdue held\n"
	    "A-1                                -5\n" },
	{ FORMAT_TABLE, { .cols = 30 }, { "가나다라마", "b" },
	    "No   Name    At              …\n"
	    "A-1  가나…   2026. 11. 23. 14…\n"
	    "A-1  b                       …\n" },
	{ FORMAT_TSV, { 0 }, { "a\tb\nc", "" },
	    "id\tname\tat\tleft\tok\tflags\n"
	    "7\ta b<U+000A>c\t2026-11-23T14:30:00+09:00\t-5\ttrue\toverdue held\n"
	    "7\t\t\t-5\ttrue\t\n" },
	{ FORMAT_CSV, { .has_bom = true }, { "a \"b\", c", "x" },
	    "\xEF\xBB\xBFid,name,at,left,ok,flags\r\n"
	    "7,\"a \"\"b\"\", c\",2026-11-23T14:30:00+09:00,-5,true,overdue held\r\n"
	    "7,x,,-5,true,\r\n" },
	{ FORMAT_JSONL, { 0 }, { "a\"\n\033[0m", "" },
	    "{\"id\":7,\"name\":\"a\\\"\\n\\u001b[0m\",\"at\":\"2026-11-23T14:30:00+09:00\","
	    "\"left\":-5,\"ok\":true,\"flags\":[\"overdue\",\"held\"]}\n"
	    "{\"id\":7,\"name\":null,\"at\":null,\"left\":-5,\"ok\":true,\"flags\":[]}\n" },
};

static void
each_format_writes_the_same_rows_its_own_way(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(format_examples); i++) {
		const struct format_example *x = &format_examples[i];
		struct buf out = { 0 };

		write_rows(&out, x->format, &x->options, x->names, 2);
		assert_string_equal(buf_str(&out), x->written);
		buf_release(&out);
	}
}

/* Texts that a spreadsheet would take for a formula get a ' in front. */
static void
csv_guards_formulas(void **state)
{
	static const char *const formulas[] = { "=1+1", "+82", "-1", "@x", "\t=1", "\r=1", "＝1",
		"＋1", "－1", "＠x" };
	static const char *const plain[] = { "1=1", "a@b", "홍길동" };

	(void)state;
	for (size_t i = 0; i < COUNT(formulas); i++) {
		struct buf out = { 0 };

		write_rows(&out, FORMAT_CSV, &(struct writer_options){ 0 }, &formulas[i], 1);
		assert_non_null(strstr(buf_str(&out), "\r\n7,\"'"));
		buf_release(&out);
	}
	for (size_t i = 0; i < COUNT(plain); i++) {
		struct buf out = { 0 };

		write_rows(&out, FORMAT_CSV, &(struct writer_options){ 0 }, &plain[i], 1);
		assert_null(strchr(buf_str(&out), '\''));
		buf_release(&out);
	}
}

static void
no_format_lets_a_control_character_through(void **state)
{
	static const enum format formats[] = { FORMAT_TABLE, FORMAT_TSV, FORMAT_CSV,
		FORMAT_JSONL };
	const char *name = "\033]0;x\a\xc2\x9b\xe2\x80\xae";

	(void)state;
	for (size_t i = 0; i < COUNT(formats); i++) {
		struct buf out = { 0 };

		write_rows(&out, formats[i], &(struct writer_options){ 0 }, &name, 1);
		assert_null(strchr(buf_str(&out), '\033'));
		assert_null(strchr(buf_str(&out), '\a'));
		assert_null(strstr(buf_str(&out), "\xc2\x9b"));
		assert_null(strstr(buf_str(&out), "\xe2\x80\xae"));
		buf_release(&out);
	}
}

static void
a_dropped_writer_writes_nothing_more(void **state)
{
	struct sink sink;
	struct writer *w;

	(void)state;
	sink_init(&sink, -1);
	w = writer_open(FORMAT_TABLE, &sink, columns, COUNT(columns),
	    &(struct writer_options){ 0 });
	writer_drop(w);
	assert_int_equal(sink.pending.len, 0);
	assert_int_equal(sink_finish(&sink, NULL), RC_OK);
}

static void
every_format_has_a_name_that_finds_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < FORMAT__COUNT; i++) {
		enum format found;

		assert_true(format_find(format_name((enum format)i), &found));
		assert_int_equal(found, i);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_format_writes_the_same_rows_its_own_way),
		cmocka_unit_test(csv_guards_formulas),
		cmocka_unit_test(no_format_lets_a_control_character_through),
		cmocka_unit_test(a_dropped_writer_writes_nothing_more),
		cmocka_unit_test(every_format_has_a_name_that_finds_it),
	};

	if (!text_start("en"))
		return 1;
	return cmocka_run_group_tests_name("output", tests, NULL, NULL);
}
