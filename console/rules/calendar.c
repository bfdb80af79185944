/* SPDX-License-Identifier: ISC */
#include "console/rules/calendar.h"

#include <assert.h>

#include "storage/catalogue.h"

#define MINUTE_SEC 60
#define DAY_SEC 86400

/* 지방공무원 복무규정 §2②; desk hours: Decree §8의3. */
const struct office_hours office_hours_usual = {
	.open_minute = 9 * 60,
	.lunch_minute = 12 * 60,
	.lunch_end_minute = 13 * 60,
	.close_minute = 18 * 60,
};

int16_t
calendar_lunch(const struct calendar *c, struct day d)
{
	int16_t minute = c->hours.lunch_minute;

	for (size_t i = 0; i < c->lunch_count && c->lunches[i].from.number <= d.number; i++)
		minute = c->lunches[i].lunch_minute;
	return minute;
}

void
calendar_slots(const struct calendar *c, struct day d, struct work_slot to[CALENDAR_SLOTS])
{
	int32_t lunch = calendar_lunch(c, d);

	to[0].from_sec = c->hours.open_minute * MINUTE_SEC;
	to[0].to_sec = lunch * MINUTE_SEC;
	to[1].from_sec = (lunch + c->hours.lunch_end_minute - c->hours.lunch_minute) * MINUTE_SEC;
	to[1].to_sec = c->hours.close_minute * MINUTE_SEC;
}

struct calendar
calendar_usual(void)
{
	return (struct calendar){
		.holidays = catalogue_holidays,
		.names = catalogue_holiday_names,
		.holiday_count = catalogue_holiday_count,
		.hours = office_hours_usual,
	};
}

int64_t
calendar_day_minutes(const struct calendar *c)
{
	return c->hours.lunch_minute - c->hours.open_minute +
	    c->hours.close_minute - c->hours.lunch_end_minute;
}

/* The place of the first holiday that is not before d. */
static size_t
holidays_before(const struct calendar *c, struct day d)
{
	size_t low = 0, high = c->holiday_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (c->holidays[middle].number < d.number)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
is_weekend(struct day d)
{
	int weekday = day_weekday(d);

	return weekday == 0 || weekday == 6;
}

/* Act §19①②: Saturdays and public holidays do not count, and Sundays are
 * public holidays (관공서의 공휴일에 관한 규정 §2). */
bool
calendar_is_workday(const struct calendar *c, struct day d)
{
	size_t i;

	if (is_weekend(d))
		return false;
	i = holidays_before(c, d);
	return i == c->holiday_count || c->holidays[i].number != d.number;
}

const struct holiday_name *
calendar_holiday(const struct calendar *c, struct day d)
{
	size_t i = holidays_before(c, d);

	if (c->names == NULL || i == c->holiday_count || c->holidays[i].number != d.number)
		return NULL;
	return &c->names[i];
}

struct day
calendar_next_workday(const struct calendar *c, struct day d)
{
	while (!calendar_is_workday(c, d))
		d.number++;
	return d;
}

static int64_t
add_forward(const struct calendar *c, int64_t from_at, int64_t left_sec)
{
	struct work_slot slots[CALENDAR_SLOTS];
	struct day d;
	int32_t second;

	instant_split(from_at, &d, &second);
	for (;; d.number++, second = 0) {
		if (!calendar_is_workday(c, d))
			continue;
		calendar_slots(c, d, slots);
		for (size_t i = 0; i < CALENDAR_SLOTS; i++) {
			int64_t start = second > slots[i].from_sec ? second : slots[i].from_sec;

			if (start > slots[i].to_sec)
				continue;
			if (left_sec <= slots[i].to_sec - start)
				return instant_make(d, (int32_t)(start + left_sec));
			left_sec -= slots[i].to_sec - start;
		}
	}
}

static int64_t
add_backward(const struct calendar *c, int64_t from_at, int64_t left_sec)
{
	struct work_slot slots[CALENDAR_SLOTS];
	struct day d;
	int32_t second;

	instant_split(from_at, &d, &second);
	for (;; d.number--, second = DAY_SEC) {
		if (!calendar_is_workday(c, d))
			continue;
		calendar_slots(c, d, slots);
		for (size_t i = CALENDAR_SLOTS; i-- > 0;) {
			int64_t end = second < slots[i].to_sec ? second : slots[i].to_sec;

			if (end < slots[i].from_sec)
				continue;
			if (left_sec <= end - slots[i].from_sec)
				return instant_make(d, (int32_t)(end - left_sec));
			left_sec -= end - slots[i].from_sec;
		}
	}
}

int64_t
calendar_add_minutes(const struct calendar *c, int64_t from_at, int64_t minutes)
{
	assert(calendar_day_minutes(c) > 0);
	return minutes >= 0 ? add_forward(c, from_at, minutes * MINUTE_SEC) :
	    add_backward(c, from_at, -minutes * MINUTE_SEC);
}

/* Working days in [from, to): the weekdays in closed form, less the holidays
 * among them. Only the holidays in between are looked at. */
static int64_t
workdays_between(const struct calendar *c, struct day from, struct day to)
{
	int64_t weeks = (to.number - from.number) / 7;
	int64_t count = weeks * 5;

	for (struct day d = { (int32_t)(from.number + weeks * 7) }; d.number < to.number; d.number++)
		count += is_weekend(d) ? 0 : 1;
	for (size_t i = holidays_before(c, from);
	    i < c->holiday_count && c->holidays[i].number < to.number; i++) {
		bool is_repeated = i > 0 && c->holidays[i].number == c->holidays[i - 1].number;

		if (!is_repeated && !is_weekend(c->holidays[i]))
			count--;
	}
	return count;
}

/* Working seconds of day d before its second. */
static int64_t
worked_seconds(const struct calendar *c, struct day d, int32_t second)
{
	struct work_slot slots[CALENDAR_SLOTS];
	int64_t worked = 0;

	if (!calendar_is_workday(c, d))
		return 0;
	calendar_slots(c, d, slots);
	for (size_t i = 0; i < CALENDAR_SLOTS; i++) {
		int64_t end = second < slots[i].to_sec ? second : slots[i].to_sec;

		if (end > slots[i].from_sec)
			worked += end - slots[i].from_sec;
	}
	return worked;
}

static int64_t
seconds_between(const struct calendar *c, int64_t a_at, int64_t b_at)
{
	struct day a, b;
	int32_t a_second, b_second;

	if (b_at < a_at)
		return -seconds_between(c, b_at, a_at);
	instant_split(a_at, &a, &a_second);
	instant_split(b_at, &b, &b_second);
	return workdays_between(c, a, b) * calendar_day_minutes(c) * MINUTE_SEC -
	    worked_seconds(c, a, a_second) + worked_seconds(c, b, b_second);
}

int64_t
calendar_minutes_between(const struct calendar *c, int64_t a_at, int64_t b_at)
{
	int64_t seconds = seconds_between(c, a_at, b_at);

	/* Rounded down, so that a second too late is already negative. */
	return seconds >= 0 ? seconds / MINUTE_SEC : -((-seconds + MINUTE_SEC - 1) / MINUTE_SEC);
}
