/* SPDX-License-Identifier: ISC */
#include "console/rules/wait.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/rules/catalogue.h"
#include "console/rules/consult.h"
#include "storage/text.h"

static const struct {
	const char *name, *label;
} worths[WAIT__COUNT] = {
	[WAIT_FRESH] = { "fresh", N_("current") },
	[WAIT_STALE] = { "stale", N_("out of date") },
	[WAIT_NO_DATA] = { "no-data", N_("no data") },
};

static const struct {
	const char *name, *label;
} sorts[WAIT_SORT__COUNT] = {
	[WAIT_BY_OFFICE] = { "office", N_("by office") },
	[WAIT_BY_WAITING] = { "wait", N_("most waiting first") },
	[WAIT_BY_ESTIMATE] = { "estimate", N_("longest wait first") },
	[WAIT_BY_AGE] = { "age", N_("newest figure first") },
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

bool
wait_goes_before(const char *a, int64_t a_at, const char *b, int64_t b_at)
{
	if (a_at != b_at)
		return a_at > b_at;
	return !wait_source_is_own(a) && wait_source_is_own(b);
}

/* Appends the letters and digits of a name. */
static void
add_bare(struct buf *out, const char *name)
{
	static const char *const marks[] = { "·", "ㆍ", "・", "「", "」", "、", "–", "—" };
	struct buf form = { 0 };
	const char *at;

	text_search_form(&form, name);
	for (at = buf_str(&form); *at != '\0';) {
		size_t len = 0;

		for (size_t i = 0; len == 0 && i < sizeof(marks) / sizeof(marks[0]); i++)
			len = str_starts(at, marks[i]) ? strlen(marks[i]) : 0;
		if (len == 0 && ((unsigned char)*at >= 0x80 || isalnum((unsigned char)*at)))
			buf_putc(out, *at);
		at += len > 0 ? len : 1;
	}
	buf_release(&form);
}

void
wait_place(char *to, size_t cap, const char *desk, const char *task)
{
	struct buf place = { 0 };
	size_t desk_len;

	add_bare(&place, desk);
	desk_len = place.len;
	buf_putc(&place, '/');
	add_bare(&place, task);
	to[0] = '\0';
	if (desk_len > 0 && place.len > desk_len + 1)
		(void)str_fill(to, cap, buf_str(&place));
	buf_release(&place);
}

/* FNV-1a of len bytes, as sixteen digits. */
static void
number_of_name(char *to, size_t cap, const char *name, size_t len)
{
	uint64_t hash = UINT64_C(0xCBF29CE484222325);

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)name[i]) * UINT64_C(0x100000001B3);
	(void)snprintf(to, cap, "%016" PRIx64, hash);
}

void
wait_typed_numbers(struct wait_row *row)
{
	char place[sizeof(row->place)] = "";
	size_t desk;

	wait_place(place, sizeof(place), row->desk, row->task);
	desk = strcspn(place, "/");
	number_of_name(row->desk_id, sizeof(row->desk_id), place, desk);
	number_of_name(row->task_no, sizeof(row->task_no), place + desk, strlen(place + desk));
}

void
wait_row_names(struct wait_row *row)
{
	if (!str_eq(row->source, WAIT_SOURCE_DESK))
		return;
	(void)str_fill(row->desk, sizeof(row->desk), say(N_("Consultation desk")));
	(void)str_fill(row->task, sizeof(row->task), consult_label(CONSULT_TASKS, row->task_no));
}

void
wait_sources_words(struct buf *out, const char *codes)
{
	for (const char *at = codes; *at != '\0';) {
		size_t len = strcspn(at, " ");
		char *source = x_strndup(at, len);

		buf_puts(out, at > codes ? ", " : "");
		wait_source_words(out, source);
		free(source);
		at += len + (at[len] == ' ');
	}
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
	return say(sorts[sort].label);
}

const char *
wait_sort_name(enum wait_sort sort)
{
	return sorts[sort].name;
}

bool
wait_sort_find(const char *name, enum wait_sort *out)
{
	for (size_t i = 0; i < WAIT_SORT__COUNT; i++) {
		if (str_eq(sorts[i].name, name)) {
			*out = (enum wait_sort)i;
			return true;
		}
	}
	return false;
}

bool
wait_has_range(const struct wait_row *row, int64_t now_at)
{
	/* The own desk counts who is at work, which is nobody while nobody comes. */
	bool is_closed = row->counters == 0 && !str_eq(row->source, WAIT_SOURCE_DESK);

	return row->p90_sec >= 0 && row->desk_id[0] != '\0' && !is_closed &&
	    wait_worth_of(row, now_at) == WAIT_FRESH;
}

bool
wait_is_over(const struct wait_row *row, const struct wait_limit *limit, int64_t now_at)
{
	if (row->desk_id[0] == '\0' || wait_worth_of(row, now_at) != WAIT_FRESH)
		return false;
	return (limit->people > 0 && row->waiting >= limit->people) ||
	    (limit->minutes > 0 && row->p90_sec >= 0 && row->p50_sec >= limit->minutes * 60);
}

/* The unit that a text begins with: 'm' minutes, 'p' people, 0 = none. */
static char
take_unit(const char **text)
{
	static const struct {
		const char *word;
		char unit;
	} units[] = { { "분", 'm' }, { "minutes", 'm' }, { "min", 'm' }, { "m", 'm' }, { "명", 'p' },
		{ "people", 'p' }, { "p", 'p' } };

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (!str_starts(*text, units[i].word))
			continue;
		*text += strlen(units[i].word);
		return units[i].unit;
	}
	return 0;
}

bool
wait_limit_read(const char *text, struct wait_limit *out)
{
	const char *at = str_or_empty(text);
	bool has_any = false;

	*out = (struct wait_limit){ 0 };
	while (*at != '\0') {
		char *end;
		long number;
		char unit;

		at += strspn(at, " /,·");
		if (*at < '0' || *at > '9')
			return has_any && *at == '\0';
		number = strtol(at, &end, 10);
		at = end + strspn(end, " ");
		unit = take_unit(&at);
		if (number > WAIT_LIMIT_MOST || (*at != '\0' && strchr(" /,", *at) == NULL &&
		    !str_starts(at, "·")))
			return false;
		/* A bare number is minutes, a second one people. */
		if (unit == 'p' || (unit == 0 && has_any))
			out->people = number;
		else
			out->minutes = number;
		has_any = true;
	}
	return has_any;
}

void
wait_limit_words(struct buf *out, const struct wait_limit *limit)
{
	long long minutes = limit->minutes, people = limit->people;

	if (minutes > 0 && people > 0)
		buf_printf(out, say(N_("alert from %lld min or %lld people on")), minutes, people);
	else if (minutes > 0)
		buf_printf(out, say(N_("alert from %lld min on")), minutes);
	else if (people > 0)
		buf_printf(out, say(N_("alert from %lld people on")), people);
	else
		buf_puts(out, say(N_("no alert is set")));
}

bool
wait_is_quiet(int64_t desk_waiting, int64_t hall_waiting, int64_t hall_counters)
{
	return desk_waiting == 0 && (hall_waiting <= 0 || hall_waiting <= hall_counters);
}
