/* SPDX-License-Identifier: ISC */
/* What is kept of a task's figures, as text and back. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/rules/wait_pace.h"
#include "storage/text.h"

#define BASE 36
#define PAIR_MOST (BASE * BASE - 1)
#define PACE_NUMBERS 19

static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";

/* Two digits of base 36; what is more is the most they hold. */
static void
put_pair(char *to, int64_t number)
{
	int64_t n = number < 0 ? 0 : number > PAIR_MOST ? PAIR_MOST : number;

	to[0] = digits[n / BASE];
	to[1] = digits[n % BASE];
}

static int
digit_of(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'z' ? c - 'a' + 10 : -1;
}

/* -1 where they are no two digits. */
static int
take_pair(const char *from)
{
	int high = digit_of(from[0]), low = high < 0 ? -1 : digit_of(from[1]);

	return low < 0 ? -1 : high * BASE + low;
}

/* The members of a pace in the order they are written. */
static void
list_members(struct wait_pace *p, int64_t *out[PACE_NUMBERS])
{
	int64_t *const members[PACE_NUMBERS] = { &p->at, &p->waiting, &p->called, &p->served,
		&p->busy_milli, &p->busy_ms, &p->long_milli, &p->long_ms, &p->slot,
		&p->slot_count, &p->slot_sum, &p->slot_most, &p->slot_served, &p->next_target,
		&p->f50, &p->f90, &p->told, &p->held50, &p->held90 };

	memcpy(out, members, sizeof(members));
}

void
pace_write(const struct wait_pace *pace, char out[PACE_TEXT_MAX + 1])
{
	struct wait_pace copy = *pace;
	int64_t *members[PACE_NUMBERS];
	struct buf b = { 0 };

	list_members(&copy, members);
	for (size_t i = 0; i < PACE_NUMBERS; i++)
		buf_printf(&b, "%" PRId64 " ", *members[i]);
	buf_printf(&b, "%" PRId64, pace->samples);
	(void)str_fill(out, PACE_TEXT_MAX + 1, buf_str(&b));
	buf_release(&b);
}

/* Reads a number and goes behind it and the one character after it. */
static bool
take_number(const char **text, int64_t *out)
{
	char *end;
	long long number = strtoll(*text, &end, 10);

	if (end == *text)
		return false;
	*out = number;
	*text = end + (*end != '\0' && *end != '|');
	return true;
}

void
pace_read(const char *text, struct wait_pace *out)
{
	int64_t *members[PACE_NUMBERS];
	const char *at = str_or_empty(text);
	bool is_whole = true;

	*out = (struct wait_pace){ .f50 = -1, .f90 = -1 };
	list_members(out, members);
	for (size_t i = 0; i < PACE_NUMBERS && is_whole; i++)
		is_whole = take_number(&at, members[i]);
	if (!is_whole || !take_number(&at, &out->samples))
		*out = (struct wait_pace){ .f50 = -1, .f90 = -1 };
}

/* "day miss50 miss90 ranges|probes|ratios|hours" */
void
pace_past_write(const struct wait_past *past, struct buf *out)
{
	buf_printf(out, "%d %" PRId64 " %" PRId64 " %" PRId64 "|", past->day, past->miss50,
	    past->miss90, past->ranges);
	for (size_t i = 0; i < past->probe_count; i++) {
		const struct wait_probe *p = &past->probes[i];

		buf_printf(out, "%" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 ";",
		    p->at, p->target, p->scale_ms, p->p50_ms, p->p90_ms);
	}
	buf_puts(out, "|");
	for (size_t i = 0; i < past->ratio_count; i++)
		buf_printf(out, "%d ", past->ratios[i]);
	buf_puts(out, "|");
	for (int h = 0; h < PACE_HOURS; h++) {
		const struct wait_hour *hour = &past->hours[h];

		if (hour->count > 0)
			buf_printf(out, "%d %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 ";", h,
			    hour->count, hour->sum, hour->most, hour->served);
	}
}

/* Behind the next bar; "" where there is none. */
static const char *
behind_bar(const char *at)
{
	const char *bar = strchr(at, '|');

	return bar == NULL ? "" : bar + 1;
}

static void
read_probes(const char *at, struct wait_past *out)
{
	struct wait_probe p;

	while (*at != '|' && *at != '\0' && out->probe_count < PACE_PROBES &&
	    take_number(&at, &p.at) && take_number(&at, &p.target) &&
	    take_number(&at, &p.scale_ms) && take_number(&at, &p.p50_ms) &&
	    take_number(&at, &p.p90_ms))
		out->probes[out->probe_count++] = p;
}

static void
read_ratios(const char *at, struct wait_past *out)
{
	int64_t ratio;

	while (*at != '|' && *at != '\0' && out->ratio_count < PACE_RATIOS &&
	    take_number(&at, &ratio))
		out->ratios[out->ratio_count++] = (int32_t)ratio;
}

static void
read_hours(const char *at, struct wait_past *out)
{
	struct wait_hour h;
	int64_t hour;

	while (*at != '\0' && take_number(&at, &hour) &&
	    take_number(&at, &h.count) && take_number(&at, &h.sum) &&
	    take_number(&at, &h.most) && take_number(&at, &h.served))
		if (hour >= 0 && hour < PACE_HOURS)
			out->hours[hour] = h;
}

void
pace_past_read(const char *text, const char *today, struct wait_past *out)
{
	const char *at = str_or_empty(text), *probes = behind_bar(at);
	const char *ratios = behind_bar(probes);
	int64_t day;

	memset(out, 0, sizeof(*out));
	if (!take_number(&at, &day) || !take_number(&at, &out->miss50) ||
	    !take_number(&at, &out->miss90) || !take_number(&at, &out->ranges))
		return;
	out->day = (int32_t)day;
	read_probes(probes, out);
	read_ratios(ratios, out);
	pace_today_read(today, out->means);
	for (size_t i = 0; i < PACE_SLOTS; i++)
		out->means[i]++;
	read_hours(behind_bar(ratios), out);
}

void
pace_today_write(const struct wait_past *past, char out[PACE_TODAY_MAX + 1])
{
	size_t len = 0;

	for (size_t i = 0; i < PACE_SLOTS; i++) {
		char *to = out + 2 * i;

		memset(to, '.', 2);
		if (past->means[i] == 0)
			continue;
		put_pair(to, past->means[i] - 1);
		len = 2 * (i + 1);
	}
	out[len] = '\0';
}

void
pace_today_read(const char *today, int32_t out[PACE_SLOTS])
{
	const char *at = str_or_empty(today);

	for (size_t i = 0; i < PACE_SLOTS; i++) {
		bool has_pair = at[0] != '\0' && at[1] != '\0';

		out[i] = has_pair ? take_pair(at) : -1;
		at += has_pair ? 2 : 0;
	}
}

/* Six digits an hour: mean, most, called. "......" = no figure. */
void
pace_day_write(const struct wait_day *day, char out[PACE_DAY_MAX + 1])
{
	memset(out, '.', PACE_DAY_MAX);
	out[PACE_DAY_MAX] = '\0';
	for (size_t h = 0; h < PACE_HOURS; h++) {
		const struct wait_hour *hour = &day->hours[h];

		if (hour->count == 0)
			continue;
		put_pair(out + 6 * h, (hour->sum + hour->count / 2) / hour->count);
		put_pair(out + 6 * h + 2, hour->most);
		put_pair(out + 6 * h + 4, hour->served);
	}
}

bool
pace_day_read(const char *text, struct wait_day *out)
{
	memset(out->hours, 0, sizeof(out->hours));
	if (text == NULL || strlen(text) != PACE_DAY_MAX)
		return false;
	for (size_t h = 0; h < PACE_HOURS; h++) {
		int mean = take_pair(text + 6 * h);

		if (mean < 0)
			continue;
		out->hours[h] = (struct wait_hour){ .count = 1, .sum = mean,
			.most = take_pair(text + 6 * h + 2),
			.served = take_pair(text + 6 * h + 4) };
	}
	return true;
}
