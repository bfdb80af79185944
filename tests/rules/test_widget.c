/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include "console/rules/json_gate.h"
#include "console/rules/widget.h"
#include "storage/catalogue.h"
#include "storage/instant.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static struct day
today(void)
{
	struct day d;

	assert_true(day_make(2026, 11, 23, &d));
	return d;
}

static struct cJSON *
parsed(const char *json)
{
	struct cJSON *j = NULL;

	assert_int_equal(json_parse(json, strlen(json), 4096, &j, NULL), RC_OK);
	return j;
}

static void
a_property_says_what_it_is_typed_with(void **state)
{
	static const struct { const char *property; enum widget widget; } rows[] = {
		{ "{\"type\":\"string\"}", WIDGET_TEXT },
		{ "{\"type\":\"string\",\"x-widget\":\"paragraph\",\"x-mask\":\"text\"}", WIDGET_PARAGRAPH },
		{ "{\"type\":\"string\",\"format\":\"date\",\"x-mask\":\"birth\"}", WIDGET_DATE },
		{ "{\"type\":\"string\",\"x-mask\":\"birth\"}", WIDGET_BIRTH },
		{ "{\"type\":\"string\",\"x-mask\":\"birth\",\"x-widget\":\"text\"}", WIDGET_TEXT },
		{ "{\"type\":\"string\",\"x-mask\":\"phone\"}", WIDGET_PHONE },
		{ "{\"type\":\"string\",\"format\":\"kr-postcode\"}", WIDGET_POSTCODE },
		{ "{\"type\":\"string\",\"x-mask\":\"address\"}", WIDGET_ADDRESS },
		{ "{\"type\":\"boolean\"}", WIDGET_YES_NO }, { "{\"enum\":[\"농\"]}", WIDGET_CHOICE },
		{ "{\"type\":\"integer\",\"title\":\"수수료(원)\"}", WIDGET_MONEY },
		{ "{\"type\":\"integer\",\"title\":\"수량\"}", WIDGET_NUMBER },
		{ "{\"type\":\"array\"}", WIDGET_LIST }, { "{\"x-widget\":\"money\"}", WIDGET_MONEY },
		{ "{\"x-widget\":\"dial\"}", WIDGET_TEXT }, { "{}", WIDGET_TEXT },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cJSON *property = parsed(rows[i].property);

		assert_int_equal(widget_of(property), rows[i].widget);
		cJSON_Delete(property);
	}
}

/* What is typed, what the field shows of it, and the JSON it becomes. */
static void
what_is_typed_becomes_what_the_form_wants(void **state)
{
	static const char choice[] = "{\"enum\":[\"새 세대\",\"편입\",\"합가\"]}";
	static const char size[] = "{\"enum\":[\"26\",\"58\"]}";
	static const struct { enum widget w; const char *property, *typed, *shown, *json; } rows[] = {
		{ WIDGET_TEXT, "{}", "  홍길동 ", "홍길동", "\"홍길동\"" },
		{ WIDGET_PARAGRAPH, "{}", "한 줄\n둘째 ", "한 줄\n둘째 ", "\"한 줄\\n둘째 \"" },
		{ WIDGET_DATE, "{}", "20261123", "2026-11-23", "\"2026-11-23\"" },
		{ WIDGET_DATE, "{}", "2026. 11. 23.", "2026-11-23", "\"2026-11-23\"" },
		{ WIDGET_DATE, "{}", "11.23", "2026-11-23", "\"2026-11-23\"" },
		{ WIDGET_DATE, "{}", "1월 5일", "2026-01-05", "\"2026-01-05\"" },
		{ WIDGET_DATE, "{}", "1123", "2026-11-23", "\"2026-11-23\"" },
		{ WIDGET_DATE, "{}", "900101", "1990-01-01", "\"1990-01-01\"" },
		{ WIDGET_DATE, "{}", "90.1.1", "1990-01-01", "\"1990-01-01\"" },
		{ WIDGET_DATE, "{}", "오늘", "2026-11-23", "\"2026-11-23\"" },
		{ WIDGET_DATE, "{}", "tomorrow", "2026-11-24", "\"2026-11-24\"" },
		{ WIDGET_DATE, "{}", "2026-02-30", "2026-02-30", "\"2026-02-30\"" },
		{ WIDGET_DATE, "{}", "언젠가", "언젠가", "\"언젠가\"" },
		{ WIDGET_YES_NO, "{\"type\":\"boolean\"}", "예", "true", "true" },
		{ WIDGET_YES_NO, "{\"type\":\"boolean\"}", "n", "false", "false" },
		{ WIDGET_YES_NO, "{\"type\":\"boolean\"}", "글쎄", "글쎄", "\"글쎄\"" },
		{ WIDGET_CHOICE, choice, "2", "편입", "\"편입\"" }, { WIDGET_CHOICE, choice, "새", "새 세대", "\"새 세대\"" },
		{ WIDGET_CHOICE, choice, "ㅎㄱ", "합가", "\"합가\"" }, { WIDGET_CHOICE, choice, "4", "4", "\"4\"" },
		{ WIDGET_CHOICE, size, "58", "58", "\"58\"" }, { WIDGET_CHOICE, size, "2", "58", "\"58\"" },
		{ WIDGET_NUMBER, "{\"type\":\"number\"}", "125.3", "125.3", "125.3" },
		{ WIDGET_NUMBER, "{\"type\":\"number\"}", "1 2", "1 2", "\"1 2\"" },
		{ WIDGET_MONEY, "{\"type\":\"integer\"}", "1200000", "1,200,000", "1200000" },
		{ WIDGET_MONEY, "{\"type\":\"integer\"}", "1,200,000원", "1,200,000", "1200000" },
		{ WIDGET_MONEY, "{\"type\":\"integer\"}", "12,5", "12,5", "\"12,5\"" },
		{ WIDGET_PHONE, "{}", "01012345678", "010-1234-5678", "\"010-1234-5678\"" },
		{ WIDGET_PHONE, "{}", "02 123 4567", "02-123-4567", "\"02-123-4567\"" },
		{ WIDGET_PHONE, "{}", "0541234567", "054-123-4567", "\"054-123-4567\"" },
		{ WIDGET_PHONE, "{}", "15881188", "1588-1188", "\"1588-1188\"" },
		{ WIDGET_PHONE, "{}", "옆집", "옆집", "\"옆집\"" },
		{ WIDGET_BIRTH, "{}", "9001011", "900101-1", "\"900101-1******\"" },
		{ WIDGET_BIRTH, "{}", "900101-1234567", "900101-1", "\"900101-1******\"" },
		{ WIDGET_BIRTH, "{}", "900101", "900101", "\"900101\"" },
		{ WIDGET_TEXT, "{}", "", "", "\"\"" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cJSON *property = parsed(rows[i].property);
		struct buf shown = { 0 }, json = { 0 };

		widget_tidy(&shown, rows[i].w, property, rows[i].typed, today());
		assert_string_equal(buf_str(&shown), rows[i].shown);
		widget_json(&json, rows[i].w, property, buf_str(&shown));
		assert_string_equal(buf_str(&json), rows[i].json);
		buf_release(&shown);
		buf_release(&json);
		cJSON_Delete(property);
	}
}

/* Shown again, a value is what it was; tidied twice, a text stays. */
static void
what_is_read_back_is_what_was_typed(void **state)
{
	static const struct { enum widget w; const char *json, *text; } rows[] = {
		{ WIDGET_MONEY, "1200000", "1,200,000" }, { WIDGET_NUMBER, "12.5", "12.5" },
		{ WIDGET_YES_NO, "true", "true" }, { WIDGET_BIRTH, "\"900101-1******\"", "900101-1" },
		{ WIDGET_TEXT, "\"홍\"", "홍" }, { WIDGET_TEXT, "null", "" }, { WIDGET_TEXT, "{}", "" },
		{ WIDGET_NUMBER, "\"넓음\"", "넓음" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cJSON *value = parsed(rows[i].json);
		struct buf text = { 0 }, again = { 0 };

		widget_text(&text, rows[i].w, value);
		assert_string_equal(buf_str(&text), rows[i].text);
		widget_tidy(&again, rows[i].w, NULL, buf_str(&text), today());
		assert_string_equal(buf_str(&again), rows[i].text);
		buf_release(&text);
		buf_release(&again);
		cJSON_Delete(value);
	}
}

static void
a_time_is_of_today_unless_a_day_stands_before_it(void **state)
{
	static const struct { const char *typed, *at; } rows[] = {
		{ "14:30", "2026-11-23T14:30:00+09:00" }, { "11.20 9:05", "2026-11-20T09:05:00+09:00" },
		{ "어제 16:00", "2026-11-22T16:00:00+09:00" }, { "2026-11-20T16:00", "2026-11-20T16:00:00+09:00" },
		{ "25:00", "" }, { "어제", "" }, { "", "" }, { "9:5", "" }, { "언제 9:05", "" },
	};
	int64_t now_at, at;

	(void)state;
	assert_true(instant_parse("2026-11-23T18:00", &now_at));
	for (size_t i = 0; i < COUNT(rows); i++) {
		char text[32] = "";

		if (widget_instant(rows[i].typed, now_at, &at))
			instant_format(at, text);
		assert_string_equal(text, rows[i].at);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_property_says_what_it_is_typed_with),
		cmocka_unit_test(what_is_typed_becomes_what_the_form_wants),
		cmocka_unit_test(what_is_read_back_is_what_was_typed),
		cmocka_unit_test(a_time_is_of_today_unless_a_day_stands_before_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
