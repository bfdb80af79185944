/* SPDX-License-Identifier: ISC */
/* The times and ranges of times in a query. */
#include "console/rules/query_term.h"

#include <stdlib.h>
#include <string.h>

#include "storage/instant.h"
#include "storage/text.h"

#define AMOUNT_MAX 9999
#define HOUR_MINUTES 60

/* 2d, -1d, 3h, 30m, 2일, 2업무일, 3시간, now. A day is one of the office's, an hour and
 * a minute are such that it is open. */
static bool
read_amount(const char *s, struct query_bound *out)
{
	static const struct query_synonym now = { "now", "지금" };
	static const struct {
		struct query_synonym word, long_word;
		enum query_bound_kind kind;
		int64_t times;
	} units[] = {
		{ { "d", "일" }, { "wd", "업무일" }, BOUND_WORKING_DAYS, 1 },
		{ { "h", "시간" }, { "wh", "업무시간" }, BOUND_WORKING_MINUTES, HOUR_MINUTES },
		{ { "m", "분" }, { "wm", "업무분" }, BOUND_WORKING_MINUTES, 1 },
	};
	size_t len = strspn(s, "-0123456789");
	char digits[8];

	*out = (struct query_bound){ .kind = BOUND_WORKING_MINUTES };
	if (query_is_synonym(s, &now))
		return true;
	if (len >= sizeof(digits))
		return false;
	memcpy(digits, s, len);
	digits[len] = '\0';
	if (!parse_int(digits, -AMOUNT_MAX, AMOUNT_MAX, &out->value))
		return false;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (!query_is_synonym(s + len, &units[i].word) &&
		    !query_is_synonym(s + len, &units[i].long_word))
			continue;
		out->kind = units[i].kind;
		out->value *= units[i].times;
		return true;
	}
	return false;
}

/* 2026-11 */
static bool
read_month(const char *s, struct query_bound *out)
{
	char first[sizeof("2026-11-01")];
	int year, month, day;
	struct day d;

	if (strlen(s) != strlen("2026-11"))
		return false;
	memcpy(first, s, strlen("2026-11"));
	memcpy(first + strlen("2026-11"), "-01", sizeof("-01"));
	if (!day_parse(first, &d))
		return false;
	day_split(d, &year, &month, &day);
	*out = (struct query_bound){ BOUND_MONTH, (int64_t)year * 12 + month - 1 };
	return true;
}

static bool
read_bound(const char *s, struct query_bound *out)
{
	static const struct {
		struct query_synonym word;
		int64_t days;
	} days_from_now[] = {
		{ { "yesterday", "어제" }, -1 },
		{ { "today", "오늘" }, 0 },
		{ { "tomorrow", "내일" }, 1 },
	};
	struct day d;
	int64_t at;

	for (size_t i = 0; i < sizeof(days_from_now) / sizeof(days_from_now[0]); i++) {
		if (query_is_synonym(s, &days_from_now[i].word)) {
			*out = (struct query_bound){ BOUND_DAY_FROM_NOW, days_from_now[i].days };
			return true;
		}
	}
	if (day_parse(s, &d)) {
		*out = (struct query_bound){ BOUND_DAY, d.number };
		return true;
	}
	if (instant_parse(s, &at)) {
		*out = (struct query_bound){ BOUND_INSTANT, at };
		return true;
	}
	return read_month(s, out) || read_amount(s, out);
}

/* The value alone: a day or a minute is itself; 2d is what lies between now
 * and then. */
static void
read_lone_bound(struct query_term *t, struct query_bound b)
{
	struct query_bound now = { .kind = BOUND_WORKING_MINUTES };
	bool is_amount = b.kind == BOUND_WORKING_DAYS || b.kind == BOUND_WORKING_MINUTES;

	t->from = is_amount && b.value > 0 ? now : b;
	t->to = is_amount && b.value < 0 ? now : b;
}

static bool
read_end(struct query_bound *b, const char *s, size_t len, struct buf *why)
{
	char *piece = x_strndup(s, len);
	bool is_good = len == 0 || read_bound(piece, b) ||
	    query_refuse(why, N_("“%s” is no time. Write 2026-11-23, 2026-11, today, tomorrow, 2d, 3h or 30m."), piece);

	free(piece);
	return is_good;
}

static bool
is_reversed(const struct query_term *t)
{
	return t->from.kind == t->to.kind && t->from.kind != BOUND_NONE &&
	    t->from.value > t->to.value;
}

bool
query_range_read(struct query_term *t, const char *value, struct buf *why)
{
	const char *dots = strstr(value, "..");
	struct query_bound lone = { 0 };

	if (query_is_synonym(value, &query_none)) {
		t->is_unset = true;
		return true;
	}
	if (dots == NULL) {
		if (!read_end(&lone, value, strlen(value), why))
			return false;
		read_lone_bound(t, lone);
		return true;
	}
	if (str_eq(value, ".."))
		return query_refuse(why, N_("A range needs at least one end, as in ..2d."), "");
	if (!read_end(&t->from, value, (size_t)(dots - value), why))
		return false;
	t->bad_at = (size_t)(dots + 2 - value);
	if (!read_end(&t->to, dots + 2, strlen(dots + 2), why))
		return false;
	t->bad_at = 0;
	return !is_reversed(t) ||
	    query_refuse(why, N_("The range “%s” ends before it starts. Turn it round."), value);
}
