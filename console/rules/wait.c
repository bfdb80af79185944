/* SPDX-License-Identifier: ISC */
#include "console/rules/wait.h"

#include <stdlib.h>
#include <string.h>

#include "console/rules/catalogue.h"
#include "storage/text.h"

static const struct {
	const char *name, *label;
} worths[WAIT__COUNT] = {
	[WAIT_FRESH] = { "fresh", N_("current") },
	[WAIT_STALE] = { "stale", N_("out of date") },
	[WAIT_NO_DATA] = { "no-data", N_("no data") },
};

static const char *const sort_labels[WAIT_SORT__COUNT] = {
	[WAIT_BY_OFFICE] = N_("by office"),
	[WAIT_BY_WAITING] = N_("most waiting first"),
	[WAIT_BY_AGE] = N_("newest figure first"),
};

/* The office's own last. */
static const struct {
	const char *code, *label;
	bool is_own;
} sources[] = {
	{ WAIT_SOURCE_CSO, N_("civil-office figures (API)"), false },
	{ WAIT_SOURCE_TYPED, N_("typed"), true },
	{ WAIT_SOURCE_CSV, N_("CSV"), true },
	{ WAIT_SOURCE_DESK, N_("own desk"), true },
};
#define SOURCES (sizeof(sources) / sizeof(sources[0]))

static size_t
find_source(const char *code)
{
	size_t i = 0;

	while (i < SOURCES && !str_eq(sources[i].code, code))
		i++;
	return i;
}

bool
wait_source_is_own(const char *source)
{
	size_t i = find_source(source);

	return i < SOURCES && sources[i].is_own;
}

void
wait_source_words(struct buf *out, const char *source)
{
	size_t i = find_source(source);
	const struct channel_info *c = channel_find(source);

	if (i < SOURCES)
		buf_puts(out, say(sources[i].label));
	else
		buf_puts(out, c == NULL ? source : text_label(c->name_ko, c->name_en));
}

int64_t
wait_age_sec(const struct wait_row *row, int64_t now_at)
{
	/* A source whose clock is that far ahead cannot be believed about it. */
	if (row->observed_at == 0 || row->observed_at > now_at + WAIT_STALE_SEC)
		return -1;
	return now_at > row->observed_at ? now_at - row->observed_at : 0;
}

enum wait_worth
wait_worth_of(const struct wait_row *row, int64_t now_at)
{
	int64_t age_sec = wait_age_sec(row, now_at);

	if (row->waiting < 0 && row->called < 0 && row->counters < 0)
		return WAIT_NO_DATA;
	return age_sec < 0 || age_sec > WAIT_STALE_SEC ? WAIT_STALE : WAIT_FRESH;
}

bool
wait_is_gone(const struct wait_row *row)
{
	return row->task_no[0] != '\0' && row->heard_at > row->taken_at;
}

const char *
wait_worth_name(enum wait_worth worth)
{
	return worths[worth].name;
}

const char *
wait_worth_label(enum wait_worth worth)
{
	return say(worths[worth].label);
}

void
wait_age_words(struct buf *out, int64_t age_sec)
{
	long long minutes = age_sec / 60, hours = minutes / 60, days = hours / 24;

	if (hours == 0)
		buf_printf(out, say(N_("%lld min")), minutes);
	else if (days == 0)
		buf_printf(out, say(N_("%lld h %lld min")), hours, minutes % 60);
	else
		buf_printf(out, say(N_("%lld d %lld h")), days, hours % 24);
}

void
wait_number_words(struct buf *out, int64_t number)
{
	if (number < 0)
		buf_puts(out, say(worths[WAIT_NO_DATA].label));
	else
		buf_printf(out, "%lld", (long long)number);
}

const char *
wait_sort_label(enum wait_sort sort)
{
	return say(sort_labels[sort]);
}

static int
compare_numbers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int
by_office(const void *left, const void *right)
{
	const struct wait_row *a = left, *b = right;
	int order = strcmp(a->region, b->region);

	if (order == 0)
		order = strcmp(a->desk_id, b->desk_id);
	if (order == 0)
		order = strcmp(a->task_no, b->task_no);
	return order != 0 ? order : strcmp(a->source, b->source);
}

static int
by_waiting(const void *left, const void *right)
{
	const struct wait_row *a = left, *b = right;
	int order = compare_numbers(b->waiting, a->waiting);

	return order != 0 ? order : by_office(left, right);
}

static int
by_age(const void *left, const void *right)
{
	const struct wait_row *a = left, *b = right;
	int order = compare_numbers(b->observed_at, a->observed_at);

	return order != 0 ? order : by_office(left, right);
}

void
wait_rows_sort(struct wait_row *rows, size_t count, enum wait_sort sort)
{
	static int (*const orders[WAIT_SORT__COUNT])(const void *, const void *) = {
		[WAIT_BY_OFFICE] = by_office,
		[WAIT_BY_WAITING] = by_waiting,
		[WAIT_BY_AGE] = by_age,
	};

	if (count > 1)
		qsort(rows, count, sizeof(*rows), orders[sort]);
}
