/* SPDX-License-Identifier: ISC */
/* CSV and TSV, taken apart: csv-spectrum, and files that nobody should send. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include "console/rules/csv.h"
#include "console/rules/json_gate.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define SUITE "../shared/testdata/csv-spectrum/"
#define MIB (1024 * 1024)

/* Short words for what the tables expect. */
static const char *const words[CSV_FAULT__COUNT] = { "sound", "open", "tail", "cr",
	"nul", "utf8", "long", "many" };

/* Writes what a file reads as: a row is LINE:cell|cell, or LINE!fault@LINE.CELL
 * where it cannot be believed; line ends in cells become \n and \r. */
static void
render(struct buf *out, const char *bytes, size_t len, char separator)
{
	struct csv_reader r;
	struct csv_row row;

	csv_open(&r, bytes, len, separator);
	while (csv_next(&r, &row)) {
		buf_printf(out, "%s%lld", out->len > 0 ? ";" : "", (long long)row.line);
		if (row.fault.kind != CSV_SOUND) {
			buf_printf(out, "!%s@%lld.%zu", words[row.fault.kind],
			    (long long)row.fault.line, row.fault.cell);
			assert_true(strlen(csv_fault_sentence(row.fault.kind)) > 10);
			continue;
		}
		for (size_t i = 0; i < row.count; i++) {
			buf_putc(out, i == 0 ? ':' : '|');
			assert_int_equal(strlen(row.cells[i].text), row.cells[i].len);
			for (const char *c = row.cells[i].text; *c != '\0'; c++) {
				if (*c == '\n' || *c == '\r')
					buf_puts(out, *c == '\n' ? "\\n" : "\\r");
				else
					buf_putc(out, *c);
			}
		}
	}
	csv_release(&r);
}

#define FILE_OF(text) text, sizeof(text) - 1

static const struct {
	const char *bytes;
	size_t len;
	const char *want;
} hostile[] = {
	{ FILE_OF(""), "" },
	{ FILE_OF("\n\n\r\n\n"), "" },
	{ FILE_OF("\xEF\xBB\xBF"), "" },
	{ FILE_OF("\xEF\xBB\xBF" "a,b\n"), "1:a|b" },
	{ FILE_OF("\xEF\xBB\xBF\"a\",b"), "1:a|b" },
	{ FILE_OF("a\n\xEF\xBB\xBF" "b\n"), "1:a;2:\xEF\xBB\xBF" "b" },
	{ FILE_OF("a"), "1:a" },
	{ FILE_OF("a,"), "1:a|" },
	{ FILE_OF(","), "1:|" },
	{ FILE_OF(",,\n,"), "1:||;2:|" },
	{ FILE_OF("a,b\r\nc,d\r\n"), "1:a|b;2:c|d" },
	{ FILE_OF("a,b\n\nc\n"), "1:a|b;3:c" },
	{ FILE_OF("\"\""), "1:" },
	{ FILE_OF("\"\"\"\""), "1:\"" },
	{ FILE_OF("\"\"\"a\"\"\",b"), "1:\"a\"|b" },
	{ FILE_OF("\"a,b\",c"), "1:a,b|c" },
	{ FILE_OF("\"a\nb\",c\nd\n"), "1:a\\nb|c;3:d" },
	{ FILE_OF("\"a\r\nb\"\r\nc"), "1:a\\r\\nb;3:c" },
	{ FILE_OF("\"\n\n\n\"\nx"), "1:\\n\\n\\n;5:x" },
	{ FILE_OF("\"a\rb\"\nc"), "1:a\\rb;2:c" },
	/* Quotation marks where they do not belong. */
	{ FILE_OF("\"a"), "1!open@1.1" },
	{ FILE_OF("\""), "1!open@1.1" },
	{ FILE_OF("a,\"b\nc,d\ne,f\n"), "1!open@1.2" },
	{ FILE_OF("a\nb,\"\n\n"), "1:a;2!open@2.2" },
	{ FILE_OF("\"a\"\"\nb\n"), "1!open@1.1" },
	{ FILE_OF("\"a\"b,c\nd\n"), "1!tail@1.1;2:d" },
	{ FILE_OF("\"a\" ,c\nd\n"), "1!tail@1.1;2:d" },
	{ FILE_OF("\"a\"\"b\"c\"\nd"), "1!tail@1.1;2:d" },
	{ FILE_OF("x,\"a\nb\"c,\"d\ne\"\nf"), "1!tail@2.2;4:f" },
	{ FILE_OF("5\" pipe,x\ny\n"), "1:5\" pipe|x;2:y" },
	{ FILE_OF("a, \"b\"\nc\n"), "1:a| \"b\";2:c" },
	{ FILE_OF("a\"b\"c\nd"), "1:a\"b\"c;2:d" },
	{ FILE_OF("a\"b,\"c\nd\"\ne"), "1:a\"b|c\\nd;3:e" },
	{ FILE_OF("'a','b'\n"), "1:'a'|'b'" },
	{ FILE_OF("“a”,b\n"), "1:“a”|b" },
	/* Line ends of other times. */
	{ FILE_OF("a\rb\rc\r"), "1!cr@1.1" },
	{ FILE_OF("a,b\r"), "1!cr@1.2" },
	{ FILE_OF("a\r\r\nb\n"), "1!cr@1.1;2:b" },
	{ FILE_OF("a\n\rb\n"), "1:a;2!cr@2.1" },
	{ FILE_OF("\r"), "1!cr@1.1" },
	{ FILE_OF("a\x0b,b\x0c\n"), "1:a\x0b|b\x0c" },
	{ FILE_OF("a\xC2\x85" "b\xE2\x80\xA8" "c\n"), "1:a\xC2\x85" "b\xE2\x80\xA8" "c" },
	/* Bytes that are no text. */
	{ FILE_OF("a\0b,c\nd\n"), "1!nul@1.1;2:d" },
	{ FILE_OF("\"a\0b\",c\nd\n"), "1!nul@1.1;2:d" },
	{ FILE_OF("\0\n"), "1!nul@1.1" },
	{ FILE_OF("\0"), "1!nul@1.1" },
	{ FILE_OF("\xB0\xA1,x\ny\n"), "1!utf8@1.1;2:y" },
	{ FILE_OF("x,\xC3\xA9\xFF\ny\n"), "1!utf8@1.2;2:y" },
	{ FILE_OF("\xFF\xFE" "a\0,\0\n\0"), "1!nul@1.1;2!nul@2.1" },
	{ FILE_OF("\xED\xA0\x80,x\n"), "1!utf8@1.1" },
	{ FILE_OF("\xC0\xAF\n"), "1!utf8@1.1" },
	{ FILE_OF("\xF4\x90\x80\x80\n"), "1!utf8@1.1" },
	{ FILE_OF("ok\n\xE2\x82\n\xE2\x82\xAC\n"), "1:ok;2!utf8@2.1;3:€" },
	/* NFD becomes NFC, formulas stay text, separators of others are text. */
	{ FILE_OF("\xE1\x84\x80\xE1\x85\xA1,x\n"), "1:가|x" },
	{ FILE_OF("e\xCC\x81\n"), "1:é" },
	{ FILE_OF("=1+1,@SUM(A1),+2,-3\n"), "1:=1+1|@SUM(A1)|+2|-3" },
	{ FILE_OF("\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\n"), "1:=HYPERLINK(\"http://x\",\"y\")" },
	{ FILE_OF("a;b;c\n"), "1:a;b;c" },
	{ FILE_OF("a\tb\n"), "1:a\tb" },
	{ FILE_OF("sep=,\na,b\n"), "1:sep=|;2:a|b" },
	{ FILE_OF("  a , b  \n"), "1:  a | b  " },
	{ FILE_OF("a,b,c\nd\ne,f,g,h\n"), "1:a|b|c;2:d;3:e|f|g|h" },
	{ FILE_OF("\x1b[2J,\xE2\x80\xAE" "abc\n"), "1:\x1b[2J|\xE2\x80\xAE" "abc" },
	{ FILE_OF("#a,b\n"), "1:#a|b" },
};

static void
hostile_files_are_read_as_documented(void **state)
{
	(void)state;
	assert_true(COUNT(hostile) >= 60);
	for (size_t i = 0; i < COUNT(hostile); i++) {
		struct buf got = { 0 };

		render(&got, hostile[i].bytes, hostile[i].len, ',');
		assert_string_equal(buf_str(&got), hostile[i].want);
		buf_release(&got);
	}
}

static void
tabs_separate_where_asked(void **state)
{
	struct buf got = { 0 };

	(void)state;
	render(&got, FILE_OF("a\tb,c\n\"d\te\"\tf\n"), '\t');
	assert_string_equal(buf_str(&got), "1:a|b,c;2:d\te|f");
	buf_release(&got);
}

/* No file can end the reader before its end, whatever it is cut to. */
static void
every_beginning_of_every_file_is_read_to_its_end(void **state)
{
	size_t files = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(hostile); i++)
		for (size_t len = 0; len <= hostile[i].len; len++, files++) {
			char *copy = x_zalloc(1, len + 1);
			struct csv_reader r;
			struct csv_row row;

			memcpy(copy, hostile[i].bytes, len);
			csv_open(&r, copy, len, ',');
			while (csv_next(&r, &row))
				assert_in_range(row.last_line, row.line, len + 1);
			assert_int_equal(r.at, len);
			csv_release(&r);
			free(copy);
		}
	assert_true(files > 400);
}

static void
a_cell_of_a_mebibyte_is_refused_and_the_next_row_read(void **state)
{
	struct buf file = { 0 }, got = { 0 };

	(void)state;
	for (int quoted = 0; quoted < 2; quoted++) {
		buf_clear(&file);
		buf_clear(&got);
		buf_puts(&file, quoted ? "a,\"" : "a,");
		for (size_t i = 0; i < MIB; i++)
			buf_putc(&file, 'x');
		buf_puts(&file, quoted ? "\"\nb,c\n" : "\nb,c\n");
		render(&got, buf_str(&file), file.len, ',');
		assert_string_equal(buf_str(&got), "1!long@1.2;2:b|c");
	}
	buf_clear(&file);
	buf_clear(&got);
	for (size_t i = 0; i < CSV_CELLS_MAX; i++)
		buf_putc(&file, ',');
	buf_puts(&file, "\nb\n");
	render(&got, buf_str(&file), file.len, ',');
	assert_string_equal(buf_str(&got), "1!many@1.257;2:b");
	buf_release(&file);
	buf_release(&got);
}

/* The whole file as the suite has it: objects by the heading, in an array, or one
 * alone. There the suite has another telephone number than its own file. */
static void
check_suite_file(const char *name)
{
	bool is_one = str_eq(name, "location_coordinates");
	char *csv = x_asprintf(SUITE "csvs/%s.csv", name);
	char *json = x_asprintf(SUITE "json/%s.json", name);
	struct buf bytes = { 0 }, want = { 0 };
	struct csv_row heading, row;
	struct csv_reader r, first;
	struct cJSON *array = NULL;
	int rows = 0;

	assert_int_equal(file_read(csv, MIB, &bytes, NULL), RC_OK);
	assert_int_equal(file_read(json, MIB, &want, NULL), RC_OK);
	assert_int_equal(json_parse(buf_str(&want), want.len, MIB, &array, NULL), RC_OK);
	csv_open(&first, buf_str(&bytes), bytes.len, ',');
	assert_true(csv_next(&first, &heading));
	csv_open(&r, buf_str(&bytes), bytes.len, ',');
	assert_true(csv_next(&r, &row));
	for (; csv_next(&r, &row); rows++) {
		const struct cJSON *object = is_one ? array :
		    cJSON_GetArrayItem(array, rows);

		assert_non_null(object);
		assert_int_equal(row.fault.kind, CSV_SOUND);
		assert_int_equal(row.count, heading.count);
		for (size_t i = is_one; i < row.count; i++)
			assert_string_equal(row.cells[i].text,
			    str_or_empty(json_text(object, heading.cells[i].text)));
	}
	assert_int_equal(rows, is_one ? 1 : cJSON_GetArraySize(array));
	cJSON_Delete(array);
	csv_release(&r);
	csv_release(&first);
	buf_release(&bytes);
	buf_release(&want);
	free(csv);
	free(json);
}

static void
csv_spectrum_is_read_as_it_says(void **state)
{
	DIR *folder = opendir(SUITE "csvs");
	struct dirent *entry;
	int files = 0;

	(void)state;
	if (folder == NULL) {
		print_message("the suite csv-spectrum is not beside this tree\n");
		skip();
	}
	while ((entry = readdir(folder)) != NULL) {
		char *dot = strrchr(entry->d_name, '.');

		if (dot == NULL || !str_eq(dot, ".csv"))
			continue;
		*dot = '\0';
		check_suite_file(entry->d_name);
		files++;
	}
	closedir(folder);
	assert_int_equal(files, 12);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hostile_files_are_read_as_documented),
		cmocka_unit_test(tabs_separate_where_asked),
		cmocka_unit_test(every_beginning_of_every_file_is_read_to_its_end),
		cmocka_unit_test(a_cell_of_a_mebibyte_is_refused_and_the_next_row_read),
		cmocka_unit_test(csv_spectrum_is_read_as_it_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
