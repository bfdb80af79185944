/* SPDX-License-Identifier: ISC */
/* holidays list: the days that no period counts, as data and decree have them. */
#include "console/desk/verbs.h"
#include "console/rules/calendar.h"
#include "console/rules/holidays.h"
#include "storage/text.h"

/* Years that a calendar may be asked for. */
#define YEAR_FIRST 1900
#define YEAR_LAST 2200

static const struct column holiday_columns[] = {
	{ .key = "date", .title = N_("Day") },
	{ .key = "name_ko" },
	{ .key = "name_en" },
	{ .title = N_("Name"), .cells_max = 48 },
	{ .key = "kind" },
	{ .key = "source", .title = N_("Known from") },
};

/* Where a day is known from: the data alone (elections, temporary holidays),
 * the decree's rules alone, or both. */
enum source { SOURCE_DATA, SOURCE_DECREE, SOURCE_BOTH };
static const struct {
	const char *name, *label;
} sources[] = {
	[SOURCE_DATA] = { "data", N_("data") },
	[SOURCE_DECREE] = { "decree", N_("decree") },
	[SOURCE_BOTH] = { "both", N_("data and decree") },
};

static void
write_holiday(struct writer *w, struct day day, const char *ko, const char *en,
    const char *kind, enum source source)
{
	char date[16];

	day_format(day, date);
	writer_row(w, (const struct value[]){ value_text(date), value_text(ko), value_text(en),
	    value_text(str_eq(text_language(), "ko") ? ko : en),
	    value_text(kind), value_shown(sources[source].name, say(sources[source].label)) });
}

static int
year_of(struct day d)
{
	int year, month, day;

	day_split(d, &year, &month, &day);
	return year;
}

/* One year of both lists, merged by day. */
static void
write_year(struct writer *w, const struct calendar *c, int year)
{
	struct holiday derived[HOLIDAYS_MOST];
	size_t count = holidays_derive(year, derived), next = 0, i = 0;

	while (i < c->holiday_count && year_of(c->holidays[i]) < year)
		i++;
	while (next < count || (i < c->holiday_count && year_of(c->holidays[i]) == year)) {
		bool has_data = i < c->holiday_count && year_of(c->holidays[i]) == year;
		int32_t data = has_data ? c->holidays[i].number : INT32_MAX;
		int32_t decree = next < count ? derived[next].day.number : INT32_MAX;

		if (data <= decree)
			write_holiday(w, c->holidays[i], c->names[i].ko, c->names[i].en,
			    c->names[i].kind, data == decree ? SOURCE_BOTH : SOURCE_DATA);
		else
			write_holiday(w, derived[next].day, derived[next].name_ko,
			    derived[next].name_en,
			    derived[next].is_substitute ? "substitute" : "statutory",
			    SOURCE_DECREE);
		i += data <= decree ? 1 : 0;
		next += decree <= data ? 1 : 0;
	}
}

int
verb_holidays_list(struct call *call)
{
	struct calendar calendar = calendar_usual();
	const char *word = call->options.operand_count > 0 ? call->options.operands[0] : NULL;
	int64_t from = year_of(calendar.holidays[0]);
	int64_t to = year_of(calendar.holidays[calendar.holiday_count - 1]);
	struct writer *w;
	struct err e = { 0 };

	if (word != NULL && !parse_int(word, YEAR_FIRST, YEAR_LAST, &from)) {
		(void)err_set(&e, RC_USAGE, say(N_("there is no year “%s”: write 2026")), word);
		return call_fail(&e);
	}
	if (word != NULL)
		to = from;
	w = call_writer(call, holiday_columns, sizeof(holiday_columns) / sizeof(holiday_columns[0]));
	for (int64_t year = from; year <= to; year++)
		write_year(w, &calendar, (int)year);
	writer_close(w);
	return 0;
}
