/* SPDX-License-Identifier: ISC */
/* Answers of 특일정보 in every shape that was seen, and lines of holiday files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "console/rules/calendar.h"
#include "console/rules/deadline.h"
#include "console/rules/holidays_file.h"
#include "console/rules/special_days.h"

#define HEAD "{\"response\":{\"header\":{\"resultCode\":\"00\",\"resultMsg\":\"NORMAL SERVICE.\"}," \
	"\"body\":{\"items\":"
#define ROW(name, is, date) "{\"dateKind\":\"01\",\"dateName\":\"" name "\",\"isHoliday\":\"" is \
	"\",\"locdate\":" date ",\"seq\":1}"

struct shape {
	const char *name;
	const char *answer;
	int32_t year;		/* asked for */
	const char *want;	/* the days and kinds, or the reason */
	enum rc rc;
	size_t line;
};

static const struct shape shapes[] = {
	{ "a list", HEAD "{\"item\":[" ROW("1월1일", "Y", "20260101") ","
	    ROW("대체공휴일(노동절)", "Y", "20260504") "]},\"totalCount\":2}}}", 2026,
	    "2026-01-01 statutory,2026-05-04 substitute", RC_OK, 0 },
	{ "one row is an object", HEAD "{\"item\":" ROW("기독탄신일", "Y", "20261225")
	    "},\"totalCount\":1}}}", 2026, "2026-12-25 statutory", RC_OK, 0 },
	{ "numbers as texts", HEAD "{\"item\":" ROW("임시공휴일", "Y", "\"20261224\"")
	    "},\"totalCount\":\"1\"}}}", 2026, "2026-12-24 temporary", RC_OK, 0 },
	{ "none at all is a text", HEAD "\"\",\"totalCount\":0}}}", 2026, "", RC_OK, 0 },
	{ "what is no holiday is left out", HEAD "{\"item\":[" ROW("식목일", "N", "20260405") ","
	    ROW("전국동시지방선거", "Y", "20260603") "]},\"totalCount\":2}}}", 0,
	    "2026-06-03 election", RC_OK, 0 },
	{ "two holidays on one day", HEAD "{\"item\":[" ROW("어린이날", "Y", "20250505") ","
	    ROW("부처님오신날", "Y", "20250505") "]},\"totalCount\":2}}}", 2025,
	    "2025-05-05 statutory", RC_OK, 0 },
	{ "the same twice", HEAD "{\"item\":[" ROW("어린이날", "Y", "20250505") ",\n"
	    ROW("어린이날", "Y", "20250505") "]},\"totalCount\":2}}}", 2025,
	    "2025-05-05 is there twice", RC_INVALID, 2 },
	{ "another year", HEAD "{\"item\":[\n\n" ROW("1월1일", "Y", "20270101")
	    "]},\"totalCount\":1}}}", 2026, "2027 is another year than 2026", RC_INVALID, 3 },
	{ "no day", HEAD "{\"item\":[" ROW("1월1일", "Y", "20260230") "]},\"totalCount\":1}}}", 2026,
	    "a row has no date in locdate", RC_INVALID, 1 },
	{ "neither Y nor N", HEAD "{\"item\":[" ROW("1월1일", "?", "20260101")
	    "]},\"totalCount\":1}}}", 2026,
	    "a row does not say whether it is a holiday (isHoliday)", RC_INVALID, 1 },
	{ "a page of more", HEAD "{\"item\":[" ROW("1월1일", "Y", "20260101")
	    "]},\"totalCount\":21}}}", 2026, "these are 1 of 21 rows: ask for numOfRows=100",
	    RC_INVALID, 0 },
	{ "an error in XML", "<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg>"
	    "<returnAuthMsg>SERVICE_KEY_IS_NOT_REGISTERED_ERROR</returnAuthMsg>"
	    "<returnReasonCode>30</returnReasonCode></cmmMsgHeader></OpenAPI_ServiceResponse>", 2026,
	    "the service answered with an error: SERVICE_KEY_IS_NOT_REGISTERED_ERROR (30)",
	    RC_INVALID, 0 },
	{ "an error in JSON", "{\"response\":{\"header\":{\"resultCode\":\"22\",\"resultMsg\":"
	    "\"LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR\"}}}", 2026,
	    "the service answered with an error: "
	    "LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR (22)", RC_INVALID, 0 },
	{ "data in XML", "<response><body/></response>", 2026,
	    "this is XML without an error in it: ask for JSON", RC_INVALID, 0 },
	{ "other JSON", "{\"a\":1}", 2026, "this is no answer of the public holiday service "
	    "(response.header is missing)", RC_INVALID, 0 },
	{ "CP949", "{\"response\":\n\"\xc0\xd3\xbd\xc3\"}", 2026,
	    "not UTF-8; save the file as UTF-8", RC_INVALID, 2 },
	{ "no items", "{\"response\":{\"header\":{\"resultCode\":\"00\"},\"body\":{}}}", 2026,
	    "the answer has no items", RC_INVALID, 0 },
};

static void
list_days(const struct buf *entries, struct buf *out)
{
	const char *lines = buf_str(entries);
	struct holiday_row h;
	bool is_whole = true;
	char date[16];

	while (holiday_entry_next(&lines, &h, &is_whole)) {
		assert_true(is_whole);
		day_format(h.day, date);
		buf_printf(out, "%s%s %s", out->len > 0 ? "," : "", date, h.kind);
	}
}

static void
every_shape_is_read_or_refused_with_its_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
		const struct shape *s = &shapes[i];
		struct buf entries = { 0 }, days = { 0 };
		struct err e = { 0 };
		int32_t year = s->year;
		size_t line = 99;
		enum rc rc = special_days_read(s->answer, strlen(s->answer), &year, &entries, &line,
		    &e);

		list_days(&entries, &days);
		if (rc != s->rc || line != s->line ||
		    strcmp(s->rc == RC_OK ? buf_str(&days) : e.text, s->want) != 0)
			fail_msg("%s: rc %d, line %zu, %s%s", s->name, (int)rc, line,
			    buf_str(&days), e.text);
		buf_release(&entries);
		buf_release(&days);
	}
}

/* A file line, and the reason it is refused for ("" = read). */
static const struct {
	const char *line, *why;
} file_lines[] = {
	{ "2026-12-24,임시공휴일", "" },
	{ "2026-12-24,\"임시, 공휴일\",Temporary,temporary\r", "" },
	{ "2026-12-24,,,cancelled", "" },
	{ "2026-02-29,a", "the first column is no date: write 2026-12-31" },
	{ ",a", "the first column is no date: write 2026-12-31" },
	{ "2023-12-31,a", "the calendar has the years 2024 to 2035, not 2023" },
	{ "2036-01-01,a", "the calendar has the years 2024 to 2035, not 2036" },
	{ "2026-12-24,a\001", "a name is too long or has control characters" },
	{ "2026-12-24,\"a\"b", "a quote has no end, or a column is too long" },
};

static void
a_line_of_a_file_is_a_day_or_says_why_not(void **state)
{
	struct holiday_columns columns = holiday_columns_usual();

	(void)state;
	for (size_t i = 0; i < sizeof(file_lines) / sizeof(file_lines[0]); i++) {
		struct holiday_row h;
		struct err e = { 0 };
		enum rc rc = holiday_line_read(&columns, file_lines[i].line, 0, &h, &e);

		assert_int_equal(rc == RC_OK, file_lines[i].why[0] == '\0');
		assert_string_equal(e.text, file_lines[i].why);
	}
}

static void
a_head_line_orders_the_columns(void **state)
{
	struct holiday_columns columns;
	struct holiday_row h;
	struct err e = { 0 };
	bool is_head = false;

	(void)state;
	assert_int_equal(holiday_columns_read("date,region,kind,name_ko,confidence", &is_head,
	    &columns, &e), RC_OK);
	assert_true(is_head);
	assert_int_equal(holiday_line_read(&columns, "2026-04-03,50,regional,4·3,high", 2026, &h, &e),
	    RC_OK);
	assert_string_equal(h.region, "50");
	assert_string_equal(h.kind, "regional");
	assert_string_equal(h.name_ko, "4·3");
	assert_int_equal(holiday_columns_read("date,colour", &is_head, &columns, &e), RC_USAGE);
}

/* 지방공무원 복무규정 §2②: lunch may be an hour sooner; 즉시 is three working
 * hours. Before the day it moves nothing changes. */
static void
a_moved_lunch_moves_hours_from_its_day_on(void **state)
{
	static const struct {
		const char *received, *usual, *moved;
	} rows[] = {
		{ "2026-11-23T10:00", "2026-11-23T14:00", "2026-11-23T14:00" },
		{ "2026-11-24T10:30", "2026-11-24T14:30", "2026-11-24T14:30" },
		{ "2026-11-24T11:30", "2026-11-24T15:30", "2026-11-24T15:00" },
		{ "2026-11-24T12:30", "2026-11-24T16:00", "2026-11-24T15:30" },
		{ "2026-11-23T17:00", "2026-11-24T11:00", "2026-11-24T11:00" },
		{ "2026-11-23T17:30", "2026-11-24T11:30", "2026-11-24T12:30" },
	};
	struct calendar usual = calendar_usual(), moved = usual;
	struct lunch_from lunch = { .lunch_minute = 11 * 60 };

	(void)state;
	assert_true(day_parse("2026-11-24", &lunch.from));
	moved.lunches = &lunch;
	moved.lunch_count = 1;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t at, want;

		assert_true(instant_parse(rows[i].received, &at));
		assert_true(instant_parse(rows[i].usual, &want));
		assert_int_equal(deadline_due(&usual, (struct period){ PERIOD_IMMEDIATE, 0 }, at),
		    want);
		assert_true(instant_parse(rows[i].moved, &want));
		assert_int_equal(deadline_due(&moved, (struct period){ PERIOD_IMMEDIATE, 0 }, at),
		    want);
		assert_int_equal(calendar_minutes_between(&moved, at, want), 180);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_shape_is_read_or_refused_with_its_line),
		cmocka_unit_test(a_line_of_a_file_is_a_day_or_says_why_not),
		cmocka_unit_test(a_head_line_orders_the_columns),
		cmocka_unit_test(a_moved_lunch_moves_hours_from_its_day_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
