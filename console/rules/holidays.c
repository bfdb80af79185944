/* SPDX-License-Identifier: ISC */
#include "console/rules/holidays.h"

#include <assert.h>
#include <string.h>

#include "storage/catalogue.h"
#include "storage/instant.h"

/* What fixes the day: the solar calendar or one of three lunar days. */
enum base_day {
	BASE_SOLAR,
	BASE_SEOLLAL,
	BASE_BUDDHA,
	BASE_CHUSEOK
};

/* On which days of the week a holiday is made good (§3①). */
enum substitute {
	SUBSTITUTE_NEVER,	/* 1월 1일, 현충일 */
	SUBSTITUTE_SUNDAY,	/* 설날, 추석 */
	SUBSTITUTE_WEEKEND
};

#define FROM_EVER 0
#define FROM_2026_05_01 20574	/* 노동절 joins the decree */
#define FROM_2026_05_11 20584	/* 제헌절 joins it again */

/* One row per holiday, in the order of the decree's §2, which is the order of
 * names where two meet. */
static const struct holiday_rule {
	const char *name_ko, *name_en;
	enum base_day base;
	int month, day;		/* of a solar one */
	int32_t offset;		/* days from the lunar day */
	enum substitute substitute;
	int32_t from;		/* the first day number the row holds for */
	const char *good_ko, *good_en;	/* as substitutes are called; NULL = the name */
} rules[] = {
	{ "3·1절", "Independence Movement Day", BASE_SOLAR, 3, 1, 0, SUBSTITUTE_WEEKEND,
	    FROM_EVER, NULL, NULL },
	{ "제헌절", "Constitution Day", BASE_SOLAR, 7, 17, 0, SUBSTITUTE_WEEKEND,
	    FROM_2026_05_11, NULL, NULL },
	{ "광복절", "Liberation Day", BASE_SOLAR, 8, 15, 0, SUBSTITUTE_WEEKEND, FROM_EVER,
	    NULL, NULL },
	{ "개천절", "National Foundation Day", BASE_SOLAR, 10, 3, 0, SUBSTITUTE_WEEKEND,
	    FROM_EVER, NULL, NULL },
	{ "한글날", "Hangeul Day", BASE_SOLAR, 10, 9, 0, SUBSTITUTE_WEEKEND, FROM_EVER,
	    NULL, NULL },
	{ "1월 1일(신정)", "New Year's Day", BASE_SOLAR, 1, 1, 0, SUBSTITUTE_NEVER, FROM_EVER,
	    NULL, NULL },
	{ "설날 연휴(전날)", "Seollal eve", BASE_SEOLLAL, 0, 0, -1, SUBSTITUTE_SUNDAY, FROM_EVER,
	    "설날", "Seollal" },
	{ "설날", "Seollal (Lunar New Year)", BASE_SEOLLAL, 0, 0, 0, SUBSTITUTE_SUNDAY,
	    FROM_EVER, "설날", "Seollal" },
	{ "설날 연휴(다음 날)", "Day after Seollal", BASE_SEOLLAL, 0, 0, 1, SUBSTITUTE_SUNDAY,
	    FROM_EVER, "설날", "Seollal" },
	{ "부처님 오신 날", "Buddha's Birthday", BASE_BUDDHA, 0, 0, 0, SUBSTITUTE_WEEKEND,
	    FROM_EVER, NULL, NULL },
	{ "노동절", "Labor Day", BASE_SOLAR, 5, 1, 0, SUBSTITUTE_WEEKEND, FROM_2026_05_01,
	    NULL, NULL },
	{ "어린이날", "Children's Day", BASE_SOLAR, 5, 5, 0, SUBSTITUTE_WEEKEND, FROM_EVER,
	    NULL, NULL },
	{ "현충일", "Memorial Day", BASE_SOLAR, 6, 6, 0, SUBSTITUTE_NEVER, FROM_EVER,
	    NULL, NULL },
	{ "추석 연휴(전날)", "Chuseok eve", BASE_CHUSEOK, 0, 0, -1, SUBSTITUTE_SUNDAY, FROM_EVER,
	    "추석", "Chuseok" },
	{ "추석", "Chuseok", BASE_CHUSEOK, 0, 0, 0, SUBSTITUTE_SUNDAY, FROM_EVER, NULL, NULL },
	{ "추석 연휴(다음 날)", "Day after Chuseok", BASE_CHUSEOK, 0, 0, 1, SUBSTITUTE_SUNDAY,
	    FROM_EVER, "추석", "Chuseok" },
	{ "기독탄신일(성탄절)", "Christmas Day", BASE_SOLAR, 12, 25, 0, SUBSTITUTE_WEEKEND,
	    FROM_EVER, "기독탄신일", "Christmas Day" },
};
#define RULE_COUNT (sizeof(rules) / sizeof(rules[0]))
_Static_assert(2 * RULE_COUNT <= HOLIDAYS_MOST, "room for every substitute");

static const struct lunar_year *
lunar_year(int32_t year)
{
	for (size_t i = 0; i < catalogue_lunar_year_count; i++) {
		if (catalogue_lunar_years[i].year == year)
			return &catalogue_lunar_years[i];
	}
	return NULL;
}

/* The day of a row in a year; false where the row does not hold yet. */
static bool
rule_day(const struct holiday_rule *rule, const struct lunar_year *lunar, struct day *out)
{
	switch (rule->base) {
	case BASE_SOLAR:
		(void)day_make(lunar->year, rule->month, rule->day, out);
		break;
	case BASE_SEOLLAL:
		*out = lunar->seollal;
		break;
	case BASE_BUDDHA:
		*out = lunar->buddha;
		break;
	case BASE_CHUSEOK:
		*out = lunar->chuseok;
		break;
	}
	out->number += rule->offset;
	return out->number >= rule->from;
}

/* The place of day d among the first count; count if it is none of them. */
static size_t
place_of(const struct holiday *list, size_t count, struct day d)
{
	size_t i = 0;

	while (i < count && list[i].day.number != d.number)
		i++;
	return i;
}

static void
add_name(char *to, size_t cap, const char *between, const char *name)
{
	size_t len = strlen(to);

	if (len > 0)
		(void)str_fill(to + len, cap - len, between);
	len = strlen(to);
	(void)str_fill(to + len, cap - len, name);
}

/* Puts a name on a day that may have one already. */
static size_t
add_holiday(struct holiday *list, size_t count, struct day d, const char *ko, const char *en)
{
	size_t i = place_of(list, count, d);

	if (i == count)
		list[count++] = (struct holiday){ .day = d };
	add_name(list[i].name_ko, sizeof(list[i].name_ko), "·", ko);
	add_name(list[i].name_en, sizeof(list[i].name_en), " / ", en);
	return count;
}

/* §3①: the first day after d that is no holiday; §3②: nor the substitute of
 * another; §3③: nor a Saturday. */
static size_t
add_substitute(struct holiday *list, size_t count, struct day d, const char *ko, const char *en)
{
	struct holiday *h = &list[count];
	int weekday;

	do {
		d.number++;
		weekday = day_weekday(d);
	} while (weekday == 0 || weekday == 6 || place_of(list, count, d) < count);
	*h = (struct holiday){ .day = d, .is_substitute = true };
	add_name(h->name_ko, sizeof(h->name_ko), "", "대체공휴일(");
	add_name(h->name_ko, sizeof(h->name_ko), "", ko);
	add_name(h->name_ko, sizeof(h->name_ko), "", ")");
	add_name(h->name_en, sizeof(h->name_en), "", "Substitute holiday (");
	add_name(h->name_en, sizeof(h->name_en), "", en);
	add_name(h->name_en, sizeof(h->name_en), "", ")");
	return count + 1;
}

/* The substitutes that one holiday day gives: one per holiday that fell on a
 * weekend and is made good then, one for all that met on a weekday. */
static size_t
make_good(struct holiday *list, size_t count, size_t which, const struct lunar_year *lunar)
{
	struct day d = list[which].day, of_rule;
	int weekday = day_weekday(d);
	struct holiday met = { .day = d };
	size_t met_count = 0;

	for (size_t i = 0; i < RULE_COUNT; i++) {
		const struct holiday_rule *rule = &rules[i];
		const char *ko = rule->good_ko != NULL ? rule->good_ko : rule->name_ko;
		const char *en = rule->good_en != NULL ? rule->good_en : rule->name_en;

		if (!rule_day(rule, lunar, &of_rule) || of_rule.number != d.number ||
		    rule->substitute == SUBSTITUTE_NEVER)
			continue;
		if (weekday == 0 || (weekday == 6 && rule->substitute == SUBSTITUTE_WEEKEND))
			count = add_substitute(list, count, d, ko, en);
		add_name(met.name_ko, sizeof(met.name_ko), "·", ko);
		add_name(met.name_en, sizeof(met.name_en), " / ", en);
		met_count++;
	}
	if (met_count > 1 && weekday != 0 && weekday != 6)
		count = add_substitute(list, count, d, met.name_ko, met.name_en);
	return count;
}

static void
sort_by_day(struct holiday *list, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct holiday h = list[i];
		size_t at = i;

		for (; at > 0 && list[at - 1].day.number > h.day.number; at--)
			list[at] = list[at - 1];
		list[at] = h;
	}
}

size_t
holidays_derive(int32_t year, struct holiday out[HOLIDAYS_MOST])
{
	const struct lunar_year *lunar = lunar_year(year);
	size_t count = 0, statutory;
	struct day d;

	if (lunar == NULL)
		return 0;
	for (size_t i = 0; i < RULE_COUNT; i++) {
		if (rule_day(&rules[i], lunar, &d))
			count = add_holiday(out, count, d, rules[i].name_ko, rules[i].name_en);
	}
	sort_by_day(out, count);
	statutory = count;
	for (size_t i = 0; i < statutory; i++)
		count = make_good(out, count, i, lunar);
	assert(count <= HOLIDAYS_MOST);
	sort_by_day(out, count);
	return count;
}
