/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "console/rules/calendar.h"
#include "console/rules/holidays.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define FIRST_YEAR 2024
#define LAST_YEAR 2035

static struct day
day_of(const char *s)
{
	struct day d = { 0 };

	assert_true(day_parse(s, &d));
	return d;
}

static const struct holiday *
find(const struct holiday *list, size_t count, const char *day)
{
	for (size_t i = 0; i < count; i++) {
		if (list[i].day.number == day_of(day).number)
			return &list[i];
	}
	return NULL;
}

static void
derived_years_equal_the_published_rows(void **state)
{
	size_t row = 0, compared = 0;

	(void)state;
	for (int32_t year = FIRST_YEAR; year <= LAST_YEAR; year++) {
		struct holiday list[HOLIDAYS_MOST] = { 0 };
		size_t count = holidays_derive(year, list);

		assert_true(count >= 15);
		for (size_t i = 0; i < count; i++, row++, compared++) {
			const struct holiday_name *name = &catalogue_holiday_names[row];

			while (strcmp(name->kind, "election") == 0 ||
			    strcmp(name->kind, "temporary") == 0)
				name = &catalogue_holiday_names[++row];
			assert_int_equal(list[i].day.number, catalogue_holidays[row].number);
			assert_string_equal(list[i].name_ko, name->ko);
			assert_string_equal(list[i].name_en, name->en);
			assert_string_equal(list[i].is_substitute ? "substitute" : "statutory",
			    name->kind);
		}
	}
	assert_int_equal(row, catalogue_holiday_count);
	print_message("holidays: %zu rows derived, %zu in the catalogue\n", compared,
	    catalogue_holiday_count);
}

static void
holidays_begin_when_the_decree_says(void **state)
{
	static const struct { int32_t year; const char *day, *name; } rows[] = {
		{ 2025, "2025-05-01", NULL },			/* 노동절 from 2026-05-01 */
		{ 2026, "2026-05-01", "노동절" },
		{ 2025, "2025-07-17", NULL },			/* 제헌절 from 2026-05-11 */
		{ 2026, "2026-07-17", "제헌절" },
		{ 2025, "2025-05-05", "부처님 오신 날·어린이날" },
		{ 2025, "2025-05-06", "대체공휴일(부처님 오신 날·어린이날)" },
		{ 2025, "2025-05-07", NULL },			/* two meet: one day is lost */
		{ 2028, "2028-10-03", "개천절·추석" },
		{ 2028, "2028-10-05", "대체공휴일(개천절·추석)" },
		{ 2027, "2027-02-08", "설날 연휴(다음 날)" },
		{ 2027, "2027-02-09", "대체공휴일(설날)" },	/* Sunday only */
		{ 2024, "2024-02-12", "대체공휴일(설날)" },
		{ 2026, "2026-09-28", NULL },			/* 추석 on Saturday: none */
		{ 2027, "2027-12-27", "대체공휴일(기독탄신일)" },
		{ 2028, "2028-01-03", NULL },			/* 1월 1일 on Saturday: none */
		{ 2026, "2026-06-08", NULL },			/* 현충일 on Saturday: none */
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct holiday list[HOLIDAYS_MOST] = { 0 };
		const struct holiday *h = find(list, holidays_derive(rows[i].year, list),
		    rows[i].day);

		if ((h == NULL) != (rows[i].name == NULL))
			fail_msg("%s", rows[i].day);
		if (h != NULL)
			assert_string_equal(h->name_ko, rows[i].name);
	}
}

static void
substitutes_are_workdays_otherwise(void **state)
{
	(void)state;
	for (int32_t year = FIRST_YEAR; year <= LAST_YEAR; year++) {
		struct holiday list[HOLIDAYS_MOST] = { 0 };
		size_t count = holidays_derive(year, list);

		for (size_t i = 0; i < count; i++) {
			int weekday = day_weekday(list[i].day);

			if (list[i].is_substitute)
				assert_true(weekday != 0 && weekday != 6);
			if (i > 0)
				assert_true(list[i - 1].day.number < list[i].day.number);
		}
	}
}

static void
a_year_without_lunar_days_is_not_guessed(void **state)
{
	struct holiday list[HOLIDAYS_MOST] = { 0 };

	(void)state;
	assert_int_equal(holidays_derive(FIRST_YEAR - 1, list), 0);
	assert_int_equal(holidays_derive(LAST_YEAR + 1, list), 0);
}

static void
the_calendar_names_its_holidays(void **state)
{
	struct calendar c = calendar_usual();

	(void)state;
	assert_string_equal(calendar_holiday(&c, day_of("2026-12-25"))->ko, "기독탄신일(성탄절)");
	assert_string_equal(calendar_holiday(&c, day_of("2026-06-03"))->kind, "election");
	assert_null(calendar_holiday(&c, day_of("2026-12-24")));
	assert_null(calendar_holiday(&c, day_of("2099-12-25")));
	c.names = NULL;
	assert_null(calendar_holiday(&c, day_of("2026-12-25")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(derived_years_equal_the_published_rows),
		cmocka_unit_test(holidays_begin_when_the_decree_says),
		cmocka_unit_test(substitutes_are_workdays_otherwise),
		cmocka_unit_test(a_year_without_lunar_days_is_not_guessed),
		cmocka_unit_test(the_calendar_names_its_holidays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
