/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "console/rules/catalogue.h"
#include "console/rules/region.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void
each_ended_code_leads_somewhere_that_stands(void **state)
{
	size_t ended = 0;

	(void)state;
	for (size_t i = 0; i < catalogue_region_count; i++) {
		const struct region_info *r = &catalogue_regions[i];
		struct region_fate fate = region_fate_of(r->code, NULL);

		if (r->ended[0] == '\0' && r->successor[0] == '\0') {
			assert_int_equal(fate.state, REGION_STANDS);
			assert_ptr_equal(fate.now, r);
			continue;
		}
		ended++;
		assert_int_not_equal(fate.state, REGION_UNKNOWN);
		if (fate.now != NULL)
			assert_string_equal(fate.now->ended, "");
		else
			assert_true(fate.state == REGION_SPLIT || fate.state == REGION_LOST);
		/* The 시·도 of today is always known. */
		if (r->parent[0] != '\0') {
			assert_non_null(fate.province);
			assert_string_equal(fate.province->ended, "");
		}
	}
	assert_int_equal(ended, 35);
}

static void
one_that_took_over_needs_no_question(void **state)
{
	static const struct { const char *code, *now, *province; } rows[] = {
		{ "29110", "12210", "12" }, { "46150", "12150", "12" }, { "46910", "12910", "12" },
		{ "28140", "28125", "28" }, { "47720", "27720", "27" }, { "11410", "11410", "11" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct region_fate fate = region_fate_of(rows[i].code, NULL);

		assert_non_null(fate.now);
		assert_string_equal(fate.now->code, rows[i].now);
		assert_string_equal(fate.province->code, rows[i].province);
	}
	assert_int_equal(region_fate_of("29140", NULL).state, REGION_LOST);
	assert_string_equal(region_fate_of("29140", NULL).province->code, "12");
	assert_string_equal(region_fate_of("29", NULL).now->code, "12");
	assert_int_equal(region_fate_of("99999", NULL).state, REGION_UNKNOWN);
}

static void
a_split_one_is_told_by_its_address_or_asked(void **state)
{
	static const struct { const char *code, *hint, *now; } rows[] = {
		{ "28110", NULL, NULL }, { "28110", "", NULL },
		{ "28110", "인천광역시 중구 운서동 2851", "28155" },
		{ "28110", "인천광역시 중구 영종대로 12 (운서동, 하늘아파트)", "28155" },
		{ "28110", "인천광역시 중구 송월동1가 3", "28125" },
		{ "28110", "인천광역시 중구 축항대로 300", NULL },
		/* A road that begins like a place is none. */
		{ "28110", "인천광역시 중구 내동로 3", NULL },
		/* Both are named: nobody has said which. */
		{ "28110", "중구 운서동에서 중구 신포동으로", NULL },
		{ "28110", "운서동, 신포동", NULL },
		{ "28110", "28155", "28155" }, { "28110", "28290", NULL },
		{ "28260", "서구 청라동 1", "28275" }, { "28260", "서구 당하동 1", "28290" },
		{ "28260", "서구 백석동 1", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct region_fate fate = region_fate_of(rows[i].code, rows[i].hint);

		assert_string_equal(fate.now == NULL ? "" : fate.now->code,
		    str_or_empty(rows[i].now));
		assert_int_equal(fate.state, rows[i].now == NULL ? REGION_SPLIT : REGION_SUCCEEDED);
		assert_int_equal(fate.heir_count, 2);
		assert_string_equal(fate.province->code, "28");
	}
}

static void
every_place_of_a_part_leads_to_that_part_alone(void **state)
{
	(void)state;
	for (size_t i = 0; i < catalogue_successor_count; i++) {
		const struct region_successor *s = &catalogue_successors[i];
		char place[64];

		assert_non_null(region_find(s->code));
		assert_string_not_equal(region_find(s->code)->ended, "");
		for (const char *at = s->places; *at != '\0'; at += strcspn(at, " "), at += *at == ' ') {
			struct region_fate fate;

			assert_true(strcspn(at, " ") < sizeof(place));
			memcpy(place, at, strcspn(at, " "));
			place[strcspn(at, " ")] = '\0';
			fate = region_fate_of(s->code, place);
			assert_non_null(fate.now);
			assert_string_equal(fate.now->code, s->successor);
		}
	}
}

static void
an_old_code_is_the_same_place_as_what_it_became(void **state)
{
	(void)state;
	assert_true(region_is_or_became("11410", "11410"));
	assert_true(region_is_or_became("46150", "12150"));
	assert_true(region_is_or_became("28110", "28125"));
	assert_true(region_is_or_became("28110", "28155"));
	assert_false(region_is_or_became("28110", "28275"));
	assert_false(region_is_or_became("12150", "46150"));
	assert_false(region_is_or_became("99999", "11410"));
}

static void
the_parts_are_named(void **state)
{
	struct region_fate fate = region_fate_of("28110", NULL);
	struct buf out = { 0 };

	(void)state;
	region_heirs_write(&out, &fate);
	assert_string_equal(buf_str(&out), "28125 제물포구, 28155 영종구");
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_ended_code_leads_somewhere_that_stands),
		cmocka_unit_test(one_that_took_over_needs_no_question),
		cmocka_unit_test(a_split_one_is_told_by_its_address_or_asked),
		cmocka_unit_test(every_place_of_a_part_leads_to_that_part_alone),
		cmocka_unit_test(an_old_code_is_the_same_place_as_what_it_became),
		cmocka_unit_test(the_parts_are_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
