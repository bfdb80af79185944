/* SPDX-License-Identifier: ISC */
/* Tables of other systems as rows of applications. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/channel/drop_config.h"
#include "console/channel/drop_maps.h"
#include "console/channel/drop_read.h"
#include "console/rules/json_gate.h"
#include "storage/instant.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const struct {
	const char *text;
	const char *instant;	/* "" = none */
} instants[] = {
	{ "2026-11-23T14:30:00+09:00", "2026-11-23T14:30:00+09:00" },
	{ "2026-11-23 14:30", "2026-11-23T14:30:00+09:00" },
	{ "2026-11-23 14:30:05", "2026-11-23T14:30:05+09:00" },
	{ "2026-11-23", "2026-11-23T00:00:00+09:00" },
	{ "2026. 11. 23. 14:30", "2026-11-23T14:30:00+09:00" },
	{ "2026.11.23.", "2026-11-23T00:00:00+09:00" },
	{ "2026/1/3 9:05", "2026-01-03T09:05:00+09:00" },
	{ "20261123", "2026-11-23T00:00:00+09:00" },
	{ "20261123143005", "2026-11-23T14:30:05+09:00" },
	{ "2026-11-23 오후 2:30", "2026-11-23T14:30:00+09:00" },
	{ "2026-11-23 오전 12:05", "2026-11-23T00:05:00+09:00" },
	{ "2026-11-23 오후 12:05:00", "2026-11-23T12:05:00+09:00" },
	{ "2026년 11월 23일 14시 30분", "2026-11-23T14:30:00+09:00" },
	{ "", "" },
	{ "어제", "" },
	{ "2026-02-30", "" },
	{ "2026-11", "" },
	{ "2026-11-23 25:00", "" },
	{ "2026-11-23 14:30 까지", "" },
	{ "1234", "" },
	{ "900101-1234567", "" },
	{ "900101-1204567", "" },
	{ "46000", "" },
};

static void
an_instant_is_read_as_exports_write_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(instants); i++) {
		char shown[32] = "";
		int64_t at = 0;

		if (drop_instant(instants[i].text, &at))
			instant_format(at, shown);
		if (!str_eq(shown, instants[i].instant))
			fail_msg("%s: %s", instants[i].text, shown);
	}
}

static const char plain_map[] = "번호 = id\n무엇 = service\n누가 = applicant\n언제 = arrived\n"
    "민번 = resident\n어디 = answer.where\n몇 = number.copies\n예 = yesno.agree\n총 = count\n"
    "상태 = ignore\nservice: 이사 = 13100000016\n";

/* A table being read by a test. */
struct table {
	struct column_map map;
	struct drop_reader reader;
	struct drop_row row;
	struct err err;
	enum rc rc;
};

static void
table_open(struct table *t, const char *map, const char *text, size_t len)
{
	struct drop_defaults defaults = { "47750", "" };
	int line;

	*t = (struct table){ .rc = RC_OK };
	assert_true(column_map_add(&t->map, map, drop_member_find, &line));
	t->rc = drop_reader_open(&t->reader, text, len, &t->map, &defaults, &t->err);
}

static void
table_release(struct table *t)
{
	drop_reader_release(&t->reader);
	column_map_release(&t->map);
	buf_release(&t->row.raw);
}

/* What one row becomes: its fault, or "" and what its answers are. */
static const struct {
	const char *row;
	const char *fault;
	const char *answers;
} rows[] = {
	{ "A-1,이사,홍길동,2026-11-23,,서울,2,예,접수,더", "",
	  "{\"where\":\"서울\",\"copies\":2,\"agree\":true,\"비고\":\"더\"}" },
	{ "A-2,전입신고,홍길동,,,,\"1,000\",아니오,,", "", "{\"copies\":1000,\"agree\":false}" },
	{ "A-3,13100000016,홍길동,,,,007,아마,,", "", "{\"copies\":\"007\",\"agree\":\"아마\"}" },
	{ "A-4,이사,홍길동,,,,-1.5,,,", "", "{\"copies\":-1.5}" },
	{ "A-5,이사,홍길동,,,,1e9,,,", "", "{\"copies\":\"1e9\"}" },
	{ "A-6,이사,홍길동,,900101-1234567,\"가\"\"나\",,,,", "", "{\"where\":\"가\\\"나\"}" },
	{ ",이사,홍길동,,,,,,,", "missing-field", "{}" },
	{ "한글,이사,홍길동,,,,,,,", "missing-field", "{}" },
	{ "900101-1234567,이사,홍길동,,,,,,,", "missing-field", "{}" },
	{ "A-7,없는것,홍길동,,,,,,,", "unknown-service", "{}" },
	{ "A-8,,홍길동,,,,,,,", "missing-field", "{}" },
	{ "A-9,이사,,,,,,,,", "missing-field", "{}" },
	{ "A-10,이사,홍길동,내일,,,,,,", "missing-field", "{}" },
	{ "A-11,이사", "unreadable", NULL },
	{ "A-12,이사,홍길동,,,,,,,,넘침", "unreadable", NULL },
	{ "A-13,이사,\"홍\"길동,,,,,,,", "unreadable", NULL },
	{ "A-14,이사,홍\xFF동,,,,,,,", "unreadable", NULL },
	{ "A-15,이사,홍길동,,,,,,,,,", "", "{}" },
};

static void
each_row_is_judged_by_itself(void **state)
{
	static const char heading[] = "번호,무엇,누가,언제,민번,어디,몇,예,상태,비고\n";
	struct buf text = { 0 };
	struct table t;

	(void)state;
	buf_puts(&text, heading);
	for (size_t i = 0; i < COUNT(rows); i++)
		buf_printf(&text, "%s\r\n", rows[i].row);
	table_open(&t, plain_map, text.data, text.len);
	assert_int_equal(t.rc, RC_OK);
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct wire_intake_item *item = &t.row.item;

		assert_true(drop_reader_next(&t.reader, &t.row));
		assert_int_equal(t.row.line, (int64_t)i + 2);
		if (!str_eq(item->fault, rows[i].fault))
			fail_msg("%s: %s %s", rows[i].row, item->fault, t.row.why);
		assert_int_equal(item->fault[0] == '\0', t.row.why[0] == '\0');
		assert_true(item->event_id[0] != '\0');
		assert_null(strstr(item->event_id, "1234567"));
		assert_null(strstr(t.row.why, "1234567"));
		if (rows[i].answers == NULL)
			continue;
		assert_true(json_check(item->raw.data, item->raw.len, JSON_EVENT_BYTES_MAX, NULL));
		assert_int_equal(item->answers_len, strlen(rows[i].answers));
		assert_memory_equal(item->raw.data + item->answers_from, rows[i].answers,
		    (size_t)item->answers_len);
	}
	assert_false(drop_reader_next(&t.reader, &t.row));
	assert_int_equal(t.reader.rows, COUNT(rows));
	table_release(&t);
	buf_release(&text);
}

/* Tables whose heading is looked for, and whose rows are counted. */
static const struct {
	const char *text;
	bool is_read;
	int64_t rows;
	int64_t count;	/* -2 = it counts nothing */
	bool is_open;
} tables[] = {
	{ "번호,무엇,누가\nA,이사,가\nB,이사,나\n총 2건,,\n", true, 2, 2, false },
	{ "제목 줄\n출력일,2026-11-23\n\n번호,무엇,누가\nA,이사,가\n", true, 1, -2, false },
	{ "총,\"1,234\"\n번호,무엇,누가\nA,이사,가\n", true, 1, 1234, false },
	{ "번호\t무엇\t누가\nA\t이사\t가,나\n", true, 1, -2, false },
	{ "\xEF\xBB\xBF번호,무엇,누가\nA,이사,가\n", true, 1, -2, false },
	{ "번호,무엇,누가\nA,이사,\"가\nB,이사,나\n", true, 1, -2, true },
	{ "번호,무엇,누가\nA,이사,가\n총,\n", true, 1, -1, false },
	{ "번호,무엇,누가\n", true, 0, -2, false },
	{ "이름,제목\n가,나\n", false, 0, -2, false },
	{ "", false, 0, -2, false },
};

static void
a_table_is_read_from_its_heading_on(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(tables); i++) {
		struct table t;

		table_open(&t, plain_map, tables[i].text, strlen(tables[i].text));
		assert_int_equal(t.rc, tables[i].is_read ? RC_OK : RC_INVALID);
		while (t.rc == RC_OK && drop_reader_next(&t.reader, &t.row))
			continue;
		assert_int_equal(t.reader.rows, tables[i].rows);
		assert_int_equal(t.reader.has_count ? t.reader.count : -2, tables[i].count);
		assert_int_equal(t.reader.is_open, tables[i].is_open);
		table_release(&t);
	}
}

/* Columns of one name, and a heading that a field of the form has already. */
static void
no_cell_hides_behind_another(void **state)
{
	static const char text[] = "번호,무엇,누가,비고,비고,where,어디,\nA,이사,가,1,2,3,4,5\n";
	static const char want[] = "{\"비고\":\"1\",\"비고(5)\":\"2\",\"where(6)\":\"3\",\"where\":\"4\","
	    "\"(8)\":\"5\"}";
	struct table t;

	(void)state;
	table_open(&t, plain_map, text, sizeof(text) - 1);
	assert_int_equal(t.rc, RC_OK);
	assert_true(drop_reader_next(&t.reader, &t.row));
	assert_int_equal(t.row.item.answers_len, sizeof(want) - 1);
	assert_memory_equal(t.row.item.raw.data + t.row.item.answers_from, want, sizeof(want) - 1);
	table_release(&t);
}

/* The number of one that the other system made of two columns; who applied is not
 * said where no column says it. */
static void
several_columns_may_be_the_number(void **state)
{
	static const char map[] = "연도 = id\n일련 = id\n무엇 = service\n";
	static const char text[] = "연도,일련,무엇\n2026,0007,전입신고\n";
	struct table t;

	(void)state;
	table_open(&t, map, text, sizeof(text) - 1);
	assert_true(drop_reader_next(&t.reader, &t.row));
	assert_string_equal(t.row.item.external_id, "2026-0007");
	assert_string_equal(t.row.item.applicant_name, "이름 비공개");
	assert_string_equal(t.row.why, "");
	table_release(&t);
}

static void
a_row_larger_than_an_event_is_told(void **state)
{
	struct buf text = { 0 };
	struct table t;

	(void)state;
	buf_puts(&text, "번호,무엇,누가,가,나,다,라,마\nA,이사,홍");
	for (int i = 0; i < 5; i++) {
		buf_putc(&text, ',');
		for (int k = 0; k < 230 * 1024; k++)
			buf_putc(&text, 'x');
	}
	buf_puts(&text, "\nB,이사,홍,,,,,\n");
	table_open(&t, plain_map, text.data, text.len);
	assert_true(drop_reader_next(&t.reader, &t.row));
	assert_string_equal(t.row.item.fault, "too-large");
	assert_true(t.row.item.raw.len <= JSON_EVENT_BYTES_MAX);
	assert_true(t.row.item.raw.len > JSON_EVENT_BYTES_MAX / 2);
	assert_true(drop_reader_next(&t.reader, &t.row));
	assert_string_equal(t.row.item.external_id, "B");
	assert_string_equal(t.row.item.fault, "");
	table_release(&t);
	buf_release(&text);
}

static void
what_comes_with_the_program_can_be_read(void **state)
{
	static const char *const names[] = { "saeol", "epeople" };

	(void)state;
	for (size_t i = 0; i < COUNT(names); i++) {
		struct column_map map = { 0 };
		int line;

		assert_true(column_map_add(&map, drop_map_text(names[i]), drop_member_find, &line));
		assert_true(map.count > 10);
		column_map_release(&map);
	}
	assert_null(drop_map_text("other"));
	assert_int_equal(drop_member_find("answer."), COLUMN_MAP_NONE);
	assert_int_equal(drop_member_find("number.copies"), DROP_NUMBER);
}

static const struct {
	const char *key, *value;
	bool is_good;
} lines[] = {
	{ "folder", "in", true }, { "folder", "", false }, { "files", "*.csv *.CSV", true },
	{ "files", "../*.csv", false }, { "complete", "marker", true },
	{ "complete", "settled counted", true }, { "complete", "counted", false },
	{ "complete", "marker settled", false }, { "complete", "soon", false },
	{ "settle", "0", true }, { "settle", "-1", false }, { "settle", "86401", false },
	{ "late", "60", true }, { "late", "x", false }, { "charset", "cp949", true },
	{ "charset", "latin1", false }, { "mapping", "saeol", true }, { "mapping", "my.map", true },
	{ "mapping", "", false }, { "region", "청송군", true }, { "region", "47750", true },
	{ "region", "47", false }, { "bad_rows", "stop", true }, { "bad_rows", "skip", false },
};

static void
a_folder_is_described_by_lines(void **state)
{
	struct drop_config d = drop_config_plain;
	bool is_key;

	(void)state;
	assert_int_equal(d.rule, DROP_MARKED);
	assert_non_null(drop_config_lacks(&d));
	for (size_t i = 0; i < COUNT(lines); i++) {
		const char *wrong = drop_config_set(&d, "/etc/minwon/channels", lines[i].key,
		    lines[i].value, &is_key);

		assert_true(is_key);
		if ((wrong == NULL) != lines[i].is_good)
			fail_msg("%s = %s: %s", lines[i].key, lines[i].value, str_or_empty(wrong));
	}
	assert_string_equal(d.folder, "/etc/minwon/in");
	assert_string_equal(d.mapping, "/etc/minwon/my.map");
	assert_string_equal(d.region, "47750");
	assert_null(drop_config_lacks(&d));
	assert_null(drop_config_set(&d, "x", "url", "y", &is_key));
	assert_false(is_key);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_instant_is_read_as_exports_write_it),
		cmocka_unit_test(each_row_is_judged_by_itself),
		cmocka_unit_test(a_table_is_read_from_its_heading_on),
		cmocka_unit_test(no_cell_hides_behind_another),
		cmocka_unit_test(several_columns_may_be_the_number),
		cmocka_unit_test(a_row_larger_than_an_event_is_told),
		cmocka_unit_test(what_comes_with_the_program_can_be_read),
		cmocka_unit_test(a_folder_is_described_by_lines),
	};

	text_start("en");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
