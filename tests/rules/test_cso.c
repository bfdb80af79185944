/* SPDX-License-Identifier: ISC */
/* Answers of the public service of waiting figures in every shape that was seen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "console/rules/cso.h"
#include "console/rules/wait_line.h"
#include "storage/instant.h"
#include "storage/text.h"

#define GOOD "\"header\":{\"resultCode\":\"K0\",\"resultMsg\":\"NORMAL_SERVICE\"}"
#define ROW(code, task, called, waiting, at) "{\"stdgCd\":\"" code "\",\"csoSn\":\"CS0001\"," \
	"\"csoNm\":\"광진구청\",\"taskNo\":" task ",\"taskNm\":\"출생,혼인/이혼,사망\",\"clotNo\":" \
	called ",\"clotCnterNo\":\"7\",\"wtngCnt\":" waiting ",\"totDt\":" at "}"
#define FIRST ROW("1121500000", "\"1\"", "\"55\"", "\"3\"", "\"20261123101500\"")
#define SECOND ROW("1121500000", "2", "56", "0", "20261123101500")
#define BODY(items) "{" GOOD ",\"body\":{\"items\":" items ",\"totalCount\":2}}"
#define ERROR_XML(code) "<OpenAPI_ServiceResponse>\n<cmmMsgHeader>\n<errMsg>SERVICE ERROR</errMsg>" \
	"<returnAuthMsg>WHY</returnAuthMsg><returnReasonCode>" code "</returnReasonCode>" \
	"</cmmMsgHeader></OpenAPI_ServiceResponse>"

/* Rows as "region/desk/task waiting called at", with blanks between. */
static void
note_row(void *arg, const struct wait_row *row)
{
	struct buf *out = arg;
	char at[32];

	instant_format(row->observed_at, at);
	buf_printf(out, "%s%s/%s/%s %lld %lld %.16s", out->len > 0 ? "; " : "", row->region,
	    row->desk_id, row->task_no, (long long)row->waiting, (long long)row->called, at);
	assert_int_equal(row->counters, -1);
}

static void
each_shape_is_read_as_what_it_is(void **state)
{
	static const char one[] = "11215/CS0001/1 3 55 2026-11-23T10:15";
	static const char two[] = "11215/CS0001/1 3 55 2026-11-23T10:15; "
	    "11215/CS0001/2 0 56 2026-11-23T10:15";
	static const struct {
		const char *name, *bytes, *want;	/* rows, or a piece of the sentence */
		enum rc rc;
		enum api_trouble trouble;
		size_t spoilt;
	} shapes[] = {
		{ "live", BODY("{\"item\":[" FIRST "," SECOND "]}"), two, RC_OK, 0, 0 },
		{ "in items itself", BODY("[" FIRST "," SECOND "]"), two, RC_OK, 0, 0 },
		{ "one as an object", BODY("{\"item\":" FIRST "}"), one, RC_OK, 0, 0 },
		{ "one as items", BODY(FIRST), one, RC_OK, 0, 0 },
		{ "under response, with a mark", "\xEF\xBB\xBF{\"response\":" BODY("[" FIRST "]") "}",
		  one, RC_OK, 0, 0 },
		{ "a number as code", "{\"header\":{\"resultCode\":0},\"body\":{\"items\":[" FIRST "],"
		  "\"totalCount\":\"1\"}}", one, RC_OK, 0, 0 },
		{ "nothing as a text", BODY("\"\""), "", RC_OK, 0, 0 },
		{ "nothing as an array", BODY("[]"), "", RC_OK, 0, 0 },
		{ "nothing as an object", BODY("{}"), "", RC_OK, 0, 0 },
		{ "nothing as null", BODY("{\"item\":null}"), "", RC_OK, 0, 0 },
		{ "K03", "{\"header\":{\"resultCode\":\"K03\",\"resultMsg\":\"NODATA\"}}", "", RC_OK, 0,
		  0 },
		{ "what is no number is not said", BODY("[" ROW("1121500000", "\"1\"", "\"A-5\"",
		  "\"-3\"", "\"soon\"") "]"), "11215/CS0001/1 -1 -1 ", RC_OK, 0, 0 },
		{ "blanks around, nothing said", BODY("[" ROW("1121500000", "\" 1 \"", "null",
		  "\" 3 \"", "\"202611231015\"") "]"), "11215/CS0001/1 3 -1 2026-11-23T10:15", RC_OK, 0,
		  0 },
		{ "rows that name nothing", BODY("[{},7,{\"csoSn\":\"CS1\",\"taskNo\":\"1\"}," FIRST
		  "]"), one, RC_OK, 0, 3 },
		{ "XML with a key that nobody knows", ERROR_XML("30"), "WHY (30): the service does not "
		  "know the key", RC_INVALID, API_TROUBLE_KEY, 0 },
		{ "XML with calls used up", ERROR_XML("22"), "WHY (22): today's calls", RC_INVALID,
		  API_TROUBLE_QUOTA, 0 },
		{ "XML with zeros before", ERROR_XML("031"), "expired", RC_INVALID, API_TROUBLE_KEY,
		  0 },
		{ "XML with another", ERROR_XML("01"), "WHY (01)", RC_INVALID, API_TROUBLE_OTHER, 0 },
		{ "the same as JSON", "{\"OpenAPI_ServiceResponse\":{\"cmmMsgHeader\":{"
		  "\"returnAuthMsg\":\"WHY\",\"returnReasonCode\":\"32\"}}}", "(32): the key may not be "
		  "used from this address", RC_INVALID, API_TROUBLE_KEY, 0 },
		{ "a code in its own envelope", "{\"header\":{\"resultCode\":\"22\",\"resultMsg\":"
		  "\"WHY\"}}", "WHY (22)", RC_INVALID, API_TROUBLE_QUOTA, 0 },
		{ "bare words", "Unexpected errors", "Unexpected errors", RC_INVALID,
		  API_TROUBLE_OTHER, 0 },
		{ "other words", "Forbidden\x01\x02", "“Forbidden”", RC_INVALID, API_TROUBLE_OTHER, 0 },
		{ "nothing at all", "", "nobody can read", RC_INVALID, API_TROUBLE_OTHER, 0 },
		{ "a page", " <!DOCTYPE html><html>", "a web page", RC_INVALID, API_TROUBLE_OTHER, 0 },
		{ "cut off", "{" GOOD ",\"body\":{\"items\":{\"item\":[{\"std", "", RC_INVALID,
		  API_TROUBLE_OTHER, 0 },
		{ "no code", "{\"body\":{\"items\":[" FIRST "]}}", "resultCode is missing", RC_INVALID,
		  API_TROUBLE_OTHER, 0 },
		{ "items are a number", BODY("7"), "no rows", RC_INVALID, API_TROUBLE_OTHER, 0 },
		{ "no items", "{" GOOD ",\"body\":{\"totalCount\":2}}", "no items", RC_INVALID,
		  API_TROUBLE_OTHER, 0 },
		{ "no body", "{" GOOD "}", "no body", RC_INVALID, API_TROUBLE_OTHER, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
		struct buf rows = { 0 };
		struct cso_totals totals;
		struct err e = { 0 };

		print_message("%s\n", shapes[i].name);
		assert_int_equal(cso_read(CSO_WAITING, shapes[i].bytes, strlen(shapes[i].bytes),
		    note_row, &rows, &totals, &e), shapes[i].rc);
		assert_int_equal(totals.trouble, shapes[i].trouble);
		assert_int_equal(totals.spoilt, shapes[i].spoilt);
		if (shapes[i].rc == RC_OK)
			assert_string_equal(buf_str(&rows), shapes[i].want);
		else
			assert_non_null(strstr(e.text, shapes[i].want));
		buf_release(&rows);
	}
}

static void
note_hours(void *arg, const struct wait_row *row)
{
	struct buf *out = arg;

	assert_string_equal(row->task_no, "");
	buf_printf(out, "%s %s %s;", row->region, row->desk, row->hours);
}

static void
offices_have_their_hours(void **state)
{
	static const char bytes[] = "{" GOOD ",\"body\":{\"items\":[{\"stdgCd\":\"3020000000\","
	    "\"csoSn\":\"CS1\",\"csoNm\":\"유성구청\",\"wkdyOperBgngTm\":\"090000\",\"wkdyOperEndTm\":"
	    "\"180000\",\"nghtOperYn\":\"Y\",\"nghtDowExpln\":\"화 18~20시\",\"wkndOperYn\":\"N\","
	    "\"wkndDowExpln\":\"x\"},{\"stdgCd\":3020000000,\"csoSn\":\"CS2\",\"csoNm\":\"노은3동\"}]}}";
	struct buf rows = { 0 };
	struct cso_totals totals;
	struct err e = { 0 };

	(void)state;
	assert_int_equal(cso_read(CSO_OFFICES, bytes, strlen(bytes), note_hours, &rows, &totals, &e),
	    RC_OK);
	assert_string_equal(buf_str(&rows), "30200 유성구청 09:00-18:00, 야간 화 18~20시;30200 노은3동 ;");
	assert_int_equal(totals.total, -1);
	buf_release(&rows);
}

static void
codes_of_ten_digits_are_our_regions(void **state)
{
	static const struct {
		const char *code, *name, *want;	/* "" = there is no such place */
	} codes[] = {
		{ "1121500000", "광진구청", "11215" },
		{ "3020012300", "노은3동", "30200" },	/* a 동 of it */
		{ "4111100000", "장안구청", "41110" },	/* a 일반구 is its city's */
		{ "3600000000", "세종시청", "36110" },
		{ "3611000000", "세종시청", "36110" },
		{ "4615000000", "순천시청", "12150" },	/* since 2026-07-01 */
		{ "2911000000", "동구청", "12210" },
		{ "1221000000", "동구청", "12210" },
		{ "2811000000", "운서동 행정복지센터", "28155" },	/* split, and named */
		{ "2811000000", "중구청", "28110" },	/* nobody knows which part: as it is */
		{ "2814000000", "동구청", "28125" },
		{ "9999900000", "x", "" },
		{ "11215", "광진구청", "" },
		{ "112150000A", "광진구청", "" },
		{ "", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		char to[12] = "";

		print_message("%s %s\n", codes[i].code, codes[i].name);
		assert_int_equal(cso_region(codes[i].code, codes[i].name, to),
		    codes[i].want[0] != '\0');
		assert_string_equal(to, codes[i].want);
	}
}

static void
a_time_is_korean(void **state)
{
	static const char *const bad[] = { "", "2026112310150", "20261332101500", "20261123241500",
		"20261123106000", "2026112310150x" };
	int64_t at = 0, want = 0;

	(void)state;
	assert_true(instant_parse("2026-11-23T10:15:30+09:00", &want));
	assert_true(cso_instant("20261123101530", &at));
	assert_int_equal(at, want);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(cso_instant(bad[i], &at));
}

static void
a_line_carries_a_row_and_nothing_breaks_it(void **state)
{
	static const char *const bad[] = { "x\n", "a\tb\tc\td\te\t1\t2\t3\t4\n", "a\tb\tc\td\te\tx\t2"
	    "\t3\t4\th\n", "a\tb\tc\td\te\t1\t2\t3\t4\th", "0123456789012\tb\tc\td\te\t1\t2\t3\t4\th\n" };
	struct wait_row row = { .region = "11215", .desk_id = "CS\t1", .task_no = "1",
		.desk = "광진\n구청", .task = "여권", .waiting = 3, .called = -1, .counters = 2,
		.observed_at = 5, .hours = "09:00-18:00" }, back;
	struct buf out = { 0 };
	struct err e = { 0 };
	const char *at;

	(void)state;
	wait_line_add(&out, &row);
	wait_line_add(&out, &row);
	at = buf_str(&out);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(wait_line_take(&at, &back, &e), RC_OK);
		assert_string_equal(back.desk_id, "CS 1");
		assert_string_equal(back.desk, "광진 구청");
		assert_int_equal(back.waiting, 3);
		assert_int_equal(back.called, -1);
		assert_string_equal(back.hours, "09:00-18:00");
	}
	assert_string_equal(at, "");
	buf_release(&out);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		at = bad[i];
		assert_int_equal(wait_line_take(&at, &back, &e), RC_INVALID);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_shape_is_read_as_what_it_is),
		cmocka_unit_test(offices_have_their_hours),
		cmocka_unit_test(codes_of_ten_digits_are_our_regions),
		cmocka_unit_test(a_time_is_korean),
		cmocka_unit_test(a_line_carries_a_row_and_nothing_breaks_it),
	};

	text_start("en");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
