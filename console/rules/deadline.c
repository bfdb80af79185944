/* SPDX-License-Identifier: ISC */
#include "console/rules/deadline.h"

#include <string.h>
#include <strings.h>

#include "storage/text.h"

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

/* Whether a period runs in working hours, to the minute. */
static bool
is_hour_counted(struct period p)
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

/* Act §19②: the day of receipt is day 1 if it is a working day. */
static struct day
last_working_day(const struct calendar *c, struct day from, int32_t count)
{
	struct day d = calendar_next_workday(c, from);

	for (int32_t i = 1; i < count; i++) {
		d.number++;
		d = calendar_next_workday(c, d);
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

static struct day
last_calendar_day(const struct calendar *c, struct period p, struct day from)
{
	struct day end;

	if (p.unit == PERIOD_WEEKS)
		end = (struct day){ from.number + p.count * 7 - 1 };
	else
		end = last_day_of_months(from, p.unit == PERIOD_YEARS ? p.count * 12 : p.count);
	return calendar_next_workday(c, end);
}

int64_t
deadline_due(const struct calendar *c, struct period p, int64_t from_at)
{
	struct day from, last;
	int32_t second;

	if (p.unit == PERIOD_NONE)
		return 0;
	if (is_hour_counted(p))
		return calendar_add_minutes(c, from_at, working_minutes(p));
	instant_split(from_at, &from, &second);
	last = p.unit == PERIOD_DAYS ? last_working_day(c, from, p.count) :
	    last_calendar_day(c, p, from);
	return instant_make(last, c->hours.close_minute * 60);
}

bool
deadline_is_overdue(struct period p, int64_t due_at, int64_t now_at)
{
	struct day due;
	int32_t second;

	if (p.unit == PERIOD_NONE || due_at == 0)
		return false;
	if (is_hour_counted(p))
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
