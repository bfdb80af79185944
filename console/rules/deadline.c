/* SPDX-License-Identifier: ISC */
#include "console/rules/deadline.h"

#include <string.h>
#include <strings.h>

#include "storage/text.h"

#define MINUTE_SEC 60
#define HOUR_MINUTES 60
#define IMMEDIATE_HOURS 3	/* Decree §19: 즉시 is 3 working hours */
#define LAW_DAY_HOURS 8		/* Act §19①: a day is 8 working hours … */
#define LAW_DAYS_IN_HOURS 5	/* … up to 5 days; §19②: from 6 on, days */

/* One row per unit: the letter and the words that periods are written with,
 * and the most there may be of it. */
static const struct unit_info {
	const char *letter, *word_ko, *word_en, *words_en;
	int64_t max;
} unit_table[] = {
	[PERIOD_NONE] = { "none", "기한 없음", "no period", "no period", 0 },
	[PERIOD_IMMEDIATE] = { "immediate", "즉시", "immediate", "immediate", 0 },
	[PERIOD_HOURS] = { "h", "시간", "hour", "hours", 9999 },
	[PERIOD_DAYS] = { "d", "일", "day", "days", 9999 },
	[PERIOD_WEEKS] = { "w", "주", "week", "weeks", 999 },
	[PERIOD_MONTHS] = { "m", "개월", "month", "months", 999 },
	[PERIOD_YEARS] = { "y", "년", "year", "years", 99 },
};
#define UNIT_COUNT (sizeof(unit_table) / sizeof(unit_table[0]))
_Static_assert(UNIT_COUNT == PERIOD_YEARS + 1, "one row per unit");

static bool
is_unit_word(const struct unit_info *unit, const char *word)
{
	return strcasecmp(word, unit->letter) == 0 || str_eq(word, unit->word_ko);
}

bool
period_parse(const char *s, struct period *out)
{
	char digits[8];
	size_t len;
	int64_t count;

	if (str_empty(s))
		return false;
	if (str_eq(s, "기한없음") || str_eq(s, "기관 입력")) {
		*out = (struct period){ .unit = PERIOD_NONE };
		return true;
	}
	len = strspn(s, "0123456789");
	if (len >= sizeof(digits))
		return false;
	memcpy(digits, s, len);
	digits[len] = '\0';
	for (size_t i = 0; i < UNIT_COUNT; i++) {
		const struct unit_info *unit = &unit_table[i];

		if (!is_unit_word(unit, s + len))
			continue;
		if (unit->max == 0)
			count = 0;
		else if (!parse_int(digits, 1, unit->max, &count))
			return false;
		if (unit->max == 0 && len > 0)
			return false;
		*out = (struct period){ .unit = (enum period_unit)i, .count = (int32_t)count };
		return true;
	}
	return false;
}

void
period_format(struct buf *out, struct period p)
{
	const struct unit_info *unit = &unit_table[p.unit];
	bool is_korean = str_eq(text_language(), "ko");

	if (unit->max > 0)
		buf_printf(out, is_korean ? "%d" : "%d ", p.count);
	if (is_korean)
		buf_puts(out, unit->word_ko);
	else
		buf_puts(out, p.count == 1 ? unit->word_en : unit->words_en);
}

bool
period_is_hours(struct period p)
{
	return p.unit == PERIOD_IMMEDIATE || p.unit == PERIOD_HOURS ||
	    (p.unit == PERIOD_DAYS && p.count <= LAW_DAYS_IN_HOURS);
}

static int64_t
working_minutes(struct period p)
{
	if (p.unit == PERIOD_IMMEDIATE)
		return IMMEDIATE_HOURS * HOUR_MINUTES;
	return (int64_t)p.count * HOUR_MINUTES * (p.unit == PERIOD_DAYS ? LAW_DAY_HOURS : 1);
}

/* Uses up the time of one stretch of work that no outage takes. True when
 * nothing is left of it: then *due_at is where it ended. */
static bool
spend(const struct pauses *off, int64_t from_at, int64_t to_at, int64_t *left_sec,
    int64_t *due_at)
{
	while (from_at <= to_at) {
		int64_t stop_at = outages_next(off, from_at, to_at);

		if (*left_sec <= stop_at - from_at) {
			*due_at = from_at + *left_sec;
			return true;
		}
		*left_sec -= stop_at - from_at;
		if (stop_at == to_at)
			return false;
		from_at = outages_end(off, stop_at);
	}
	return false;
}

/* APA-D §11 1호: for hours, too, the whole date is left out. */
static int64_t
add_minutes(const struct calendar *c, int64_t from_at, int64_t minutes,
    const struct pauses *off)
{
	struct work_slot slots[CALENDAR_SLOTS];
	int64_t left_sec = minutes * MINUTE_SEC;
	int64_t due_at = 0;
	struct day d;
	int32_t second;

	if (pauses_is_none(off))
		return calendar_add_minutes(c, from_at, minutes);
	instant_split(from_at, &d, &second);
	for (;; d.number++) {
		if (!calendar_is_workday(c, d) || pauses_on(off, d) != NULL)
			continue;
		calendar_slots(c, d, slots);
		for (size_t i = 0; i < CALENDAR_SLOTS; i++) {
			int64_t start_at = instant_make(d, slots[i].from_sec);

			if (spend(off, start_at > from_at ? start_at : from_at,
			    instant_make(d, slots[i].to_sec), &left_sec, &due_at))
				return due_at;
		}
	}
}

/* A working day that no pause and no outage takes out, d itself if it is one. */
static struct day
next_counted_day(const struct calendar *c, const struct pauses *off, struct day d)
{
	while (!calendar_is_workday(c, d) || pauses_take_out(off, c, d))
		d.number++;
	return d;
}

/* Act §19②: the day of receipt is day 1 if it is a working day. */
static struct day
last_working_day(const struct calendar *c, struct day from, int32_t count,
    const struct pauses *off)
{
	struct day d = next_counted_day(c, off, from);

	for (int32_t i = 1; i < count; i++) {
		d.number++;
		d = next_counted_day(c, off, d);
	}
	return d;
}

/* Act §19③ with 민법 §160: the day before the corresponding day months later;
 * where that month has no such day, its last day. Years beyond 9999 stop
 * there. */
static struct day
last_day_of_months(struct day from, int32_t months)
{
	int year, month, day;
	struct day end;

	day_split(from, &year, &month, &day);
	month += months - 1;
	year += month / 12;
	month = month % 12 + 1;
	if (day_make(year, month, day, &end)) {
		end.number--;
		return end;
	}
	if (!day_make(year + month / 12, month % 12 + 1, 1, &end))
		day_make(9999, 12, 31, &end);
	end.number--;
	return end;
}

struct day
deadline_calendar_end(struct period p, struct day from)
{
	if (p.unit == PERIOD_WEEKS)
		return (struct day){ from.number + p.count * 7 - 1 };
	return last_day_of_months(from, p.unit == PERIOD_YEARS ? p.count * 12 : p.count);
}

/* The day a period of weeks, months or years ends, pauses and rolling and
 * all. */
static struct day
last_calendar_day(const struct calendar *c, struct period p, struct day from,
    const struct pauses *off)
{
	struct day end = deadline_calendar_end(p, from);

	if (pauses_is_none(off))
		return calendar_next_workday(c, end);
	for (struct day d = from; d.number <= end.number; d.number++)
		end.number += pauses_take_out(off, c, d) ? 1 : 0;
	return next_counted_day(c, off, end);
}

int64_t
deadline_due_without(const struct calendar *c, struct period p, int64_t from_at,
    const struct pauses *off)
{
	struct day from, last;
	int32_t second;

	if (p.unit == PERIOD_NONE)
		return 0;
	if (period_is_hours(p))
		return add_minutes(c, from_at, working_minutes(p), off);
	instant_split(from_at, &from, &second);
	last = p.unit == PERIOD_DAYS ? last_working_day(c, from, p.count, off) :
	    last_calendar_day(c, p, from, off);
	return instant_make(last, c->hours.close_minute * MINUTE_SEC);
}

int64_t
deadline_due(const struct calendar *c, struct period p, int64_t from_at)
{
	return deadline_due_without(c, p, from_at, NULL);
}

int64_t
deadline_extend(const struct calendar *c, struct period p, struct period more, int64_t due_at,
    const struct pauses *off)
{
	bool goes_on = more.unit == PERIOD_HOURS || more.unit == PERIOD_IMMEDIATE ||
	    (period_is_hours(p) && period_is_hours(more));
	struct day due, last;
	int32_t second;

	if (p.unit == PERIOD_NONE || more.unit == PERIOD_NONE)
		return due_at;
	if (goes_on)
		return add_minutes(c, due_at, working_minutes(more), off);
	instant_split(due_at, &due, &second);
	due.number++;
	last = more.unit == PERIOD_DAYS ? last_working_day(c, due, more.count, off) :
	    last_calendar_day(c, more, due, off);
	return instant_make(last, c->hours.close_minute * MINUTE_SEC);
}

/* Working minutes of day d up to to_at that no outage takes. */
static int64_t
minutes_of_day(const struct calendar *c, struct day d, int64_t to_at, const struct pauses *off)
{
	struct work_slot slots[CALENDAR_SLOTS];
	int64_t seconds = 0;

	calendar_slots(c, d, slots);
	for (size_t i = 0; i < CALENDAR_SLOTS; i++) {
		int64_t at = instant_make(d, slots[i].from_sec);
		int64_t end_at = instant_make(d, slots[i].to_sec);

		if (end_at > to_at)
			end_at = to_at;
		while (at < end_at) {
			int64_t stop_at = outages_next(off, at, end_at);

			seconds += stop_at - at;
			at = outages_end(off, stop_at);
			if (at == stop_at)
				break;
		}
	}
	return seconds / MINUTE_SEC;
}

int64_t
deadline_left(const struct calendar *c, struct period p, struct day day, int64_t due_at,
    const struct pauses *off)
{
	bool is_hours = period_is_hours(p);
	bool is_calendar = !is_hours && p.unit != PERIOD_DAYS;
	int64_t left = 0;
	struct day due;
	int32_t second;

	if (p.unit == PERIOD_NONE || due_at == 0)
		return 0;
	instant_split(due_at, &due, &second);
	for (day.number++; day.number <= due.number; day.number++) {
		if (!is_calendar && !calendar_is_workday(c, day))
			continue;
		if (is_hours ? pauses_on(off, day) != NULL : pauses_take_out(off, c, day))
			continue;
		left += is_hours ? minutes_of_day(c, day, due_at, off) : 1;
	}
	return left;
}

void
deadline_left_format(struct buf *out, struct period p, int64_t left)
{
	long long hours = left / HOUR_MINUTES, minutes = left % HOUR_MINUTES;

	if (!period_is_hours(p))
		buf_printf(out, p.unit == PERIOD_DAYS ? say(N_("%lld working day(s)")) :
		    say(N_("%lld calendar day(s)")), (long long)left);
	else if (hours == 0)
		buf_printf(out, say(N_("%lld min")), minutes);
	else if (minutes == 0)
		buf_printf(out, say(N_("%lld h")), hours);
	else
		buf_printf(out, say(N_("%lld h %lld min")), hours, minutes);
}

bool
deadline_is_overdue(struct period p, int64_t due_at, int64_t now_at)
{
	struct day due;
	int32_t second;

	if (p.unit == PERIOD_NONE || due_at == 0)
		return false;
	if (period_is_hours(p))
		return now_at > due_at;
	/* 민법 §159: a day ends at 24:00, though desks draw the line at 18:00. */
	instant_split(due_at, &due, &second);
	due.number++;
	return now_at >= instant_make(due, 0);
}

/* Decree §24④ with 민법 §157, §161. */
struct day
deadline_civil_days(const struct calendar *c, struct day from, int32_t n)
{
	return calendar_next_workday(c, (struct day){ from.number + n });
}

int64_t
deadline_civil_due(const struct calendar *c, struct day from, int32_t n, const struct pauses *off)
{
	struct day d = from;

	while (n > 0) {
		d.number++;
		n -= pauses_take_out(off, c, d) ? 0 : 1;
	}
	d = calendar_next_workday(c, d);
	while (pauses_take_out(off, c, d))
		d = calendar_next_workday(c, (struct day){ d.number + 1 });
	return instant_make(d, c->hours.close_minute * 60);
}
