/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <fcntl.h>
#include <unistd.h>

#include "console/desk/lines.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define LINE_MAX_BYTES 8

/* A file and its lines, "|" between; "!" for one that is too long. */
static const struct file_example {
	const char *file;
	const char *lines;
} file_examples[] = {
	{ "", "" },
	{ "a\n", "a|" },
	{ "a\nb", "a|b|" },
	{ "a\r\n\nb\n", "a||b|" },
	{ "12345678\n", "12345678|" },
	{ "123456789\nb\n", "!|b|" },
	{ "123456789", "!|" },
	{ "\n\n", "||" },
};

static void
files_are_read_line_by_line_and_a_long_one_is_passed_over(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(file_examples); i++) {
		char path[] = "/tmp/lines.XXXXXX";
		int fd = mkstemp(path);
		size_t len = strlen(file_examples[i].file);
		struct line_reader reader;
		struct buf line = { 0 }, all = { 0 };
		enum rc rc;

		assert_int_equal(write(fd, file_examples[i].file, len), len);
		close(fd);
		assert_int_equal(line_reader_open(&reader, path, LINE_MAX_BYTES, NULL), RC_OK);
		while ((rc = line_reader_next(&reader, &line, NULL)) != RC_NOT_FOUND)
			buf_printf(&all, "%s|", rc == RC_OK ? buf_str(&line) : "!");
		assert_string_equal(buf_str(&all), file_examples[i].lines);
		line_reader_close(&reader);
		unlink(path);
		buf_release(&all);
		buf_release(&line);
	}
}

static void
a_file_that_is_not_there_is_named(void **state)
{
	struct line_reader reader;
	struct err e;

	(void)state;
	assert_int_equal(line_reader_open(&reader, "/nonexistent/x", 8, &e), RC_USAGE);
	assert_non_null(strstr(e.text, "/nonexistent/x"));
	line_reader_close(&reader);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_are_read_line_by_line_and_a_long_one_is_passed_over),
		cmocka_unit_test(a_file_that_is_not_there_is_named),
	};

	if (!text_start("en"))
		return 1;
	return cmocka_run_group_tests_name("lines", tests, NULL, NULL);
}
