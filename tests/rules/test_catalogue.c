/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "console/rules/catalogue.h"
#include "storage/instant.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void
the_first_ten_services_are_there(void **state)
{
	static const struct { const char *code, *period; enum final_by final_by; bool is_deemed; } rows[] = {
		{ "13100000016", "즉시", FINAL_BY_OFFICER, false }, { "13100000015", "즉시", FINAL_BY_OFFICER, false },
		{ "13100000056", "즉시", FINAL_BY_OFFICER, false }, { "15000000098", "즉시", FINAL_BY_OFFICER, false },
		{ "11300000006", "3일", FINAL_BY_APPROVER, false }, { "FOOD-BIZ", "3일", FINAL_BY_APPROVER, true },
		{ "BUILD-NOTI", "5일", FINAL_BY_APPROVER, false }, { "GEN-QNA-PROC", "7일", FINAL_BY_APPROVER, false },
		{ "GEN-QNA-LAW", "14일", FINAL_BY_APPROVER, false }, { "BOKJI-CHILDCARE", "14일", FINAL_BY_APPROVER, false },
	};

	(void)state;
	assert_int_equal(catalogue_service_count, 69);
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct service_info *service = service_find(rows[i].code);

		assert_non_null(service);
		assert_string_equal(service->period, rows[i].period);
		assert_int_equal(service->final_by, rows[i].final_by);
		assert_int_equal(service->is_deemed_accepted, rows[i].is_deemed);
	}
	assert_null(service_find("전입신고"));
	assert_null(service_find(""));
}

static void
short_names_fit_their_columns(void **state)
{
	(void)state;
	text_set_ambiguous_width(2);
	for (size_t i = 0; i < catalogue_service_count; i++) {
		assert_in_range(text_width(catalogue_services[i].short_ko), 1, 12);
		assert_in_range(text_width(catalogue_services[i].short_en), 1, 11);
	}
	for (size_t i = 0; i < catalogue_channel_count; i++) {
		assert_in_range(text_width(catalogue_channels[i].short_ko), 1, 8);
		assert_in_range(text_width(catalogue_channels[i].short_en), 1, 8);
	}
	text_set_ambiguous_width(1);
}

static void
services_are_found_by_a_piece_that_only_one_has(void **state)
{
	static const struct { const char *word, *code; } rows[] = {
		{ "전입", NULL }, { "전입신고", "13100000016" }, { "납세증명", "13100000056" }, { "FOOD-BIZ", "FOOD-BIZ" },
		{ "건축신고", "BUILD-NOTI" }, { "건축", NULL }, { "질의민원", NULL }, { "법령", "GEN-QNA-LAW" },
		{ "", NULL }, { "없는 민원", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct service_info *service = service_search(rows[i].word);

		assert_string_equal(service == NULL ? "" : service->code, str_or_empty(rows[i].code));
	}
}

static void
regions_are_found_by_code_and_by_name(void **state)
{
	static const struct { const char *word, *code; } rows[] = {
		{ "47750", "47750" }, { "청송군", "47750" }, { "청송", "47750" }, { "서대문", "11410" },
		{ "유성구", "30200" }, { "중구", NULL }, { "중", NULL }, { "47", NULL }, { "경상북도", NULL },
		{ "", NULL }, { "청", NULL }, { "군위", "27720" }, { "제물포구", "28125" }, { "28110", "28110" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct region_info *region = region_search(rows[i].word);

		assert_string_equal(region == NULL ? "" : region->code, str_or_empty(rows[i].code));
	}
	assert_string_equal(region_find("11")->name_ko, "서울특별시");
}

static void
ended_codes_lead_to_their_successors(void **state)
{
	static const struct { const char *code, *now; } rows[] = {
		{ "28110", "28125" }, { "28260", "28275" }, { "29110", "12210" }, { "46150", "12150" },
		{ "47720", "27720" }, { "29", "12" }, { "42", "51" }, { "11410", "11410" },
		{ "29140", NULL }, { "99999", NULL }, { "", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct region_info *region = region_current(rows[i].code);

		assert_string_equal(region == NULL ? "" : region->code, str_or_empty(rows[i].now));
	}
}

static void
every_reference_between_tables_holds(void **state)
{
	struct day before = { 0 };

	(void)state;
	for (size_t i = 0; i < catalogue_region_count; i++) {
		const struct region_info *r = &catalogue_regions[i];

		if (r->parent[0] != '\0') {
			assert_int_equal(strlen(r->code), 5);
			assert_non_null(region_find(r->parent));
			assert_memory_equal(r->code, r->parent, 2);
		} else {
			assert_int_equal(strlen(r->code), 2);
		}
		if (r->successor[0] != '\0')
			assert_non_null(region_find(r->successor));
	}
	for (size_t i = 0; i < catalogue_form_count; i++)
		assert_non_null(service_find(catalogue_forms[i].service));
	for (size_t i = 0; i < catalogue_holiday_count; i++) {
		assert_true(catalogue_holidays[i].number > before.number);
		before = catalogue_holidays[i];
	}
	assert_int_equal(catalogue_holiday_count, 242);
}

static void
holidays_are_the_days_the_data_says(void **state)
{
	static const char *const days[] = { "2024-01-01", "2026-05-01", "2026-07-17", "2026-09-25",
		"2026-12-25", "2027-02-09" };

	(void)state;
	for (size_t i = 0; i < COUNT(days); i++) {
		struct day day;
		bool is_there = false;

		assert_true(day_parse(days[i], &day));
		for (size_t k = 0; k < catalogue_holiday_count; k++)
			is_there = is_there || catalogue_holidays[k].number == day.number;
		assert_true(is_there);
	}
}

static void
local_channels_serve_their_region_only(void **state)
{
	(void)state;
	assert_int_equal(catalogue_channel_count, 9);
	assert_true(channel_find("saeol")->is_folder && !channel_find("epeople")->is_folder);
	assert_string_equal(channel_find("handover")->regions, "1741000");
	assert_true(channel_find("counter")->is_desk && channel_find("phone")->is_desk);
	assert_false(channel_find("gov24")->is_desk);
	assert_string_equal(channel_find("seoul-chatbot")->regions, "11410");
	assert_string_equal(channel_find("daejeon365")->regions, "30200");
	assert_string_equal(channel_find("gov24")->regions, "");
	assert_null(channel_find("moiso"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_ten_services_are_there),
		cmocka_unit_test(short_names_fit_their_columns),
		cmocka_unit_test(services_are_found_by_a_piece_that_only_one_has),
		cmocka_unit_test(regions_are_found_by_code_and_by_name),
		cmocka_unit_test(ended_codes_lead_to_their_successors),
		cmocka_unit_test(every_reference_between_tables_holds),
		cmocka_unit_test(holidays_are_the_days_the_data_says),
		cmocka_unit_test(local_channels_serve_their_region_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
