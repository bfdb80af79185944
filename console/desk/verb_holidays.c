/* SPDX-License-Identifier: ISC */
/* holidays list, import, dismiss: the days that no period counts, as the
 * office, the catalogue, the decree and lists from outside have them. */
#include <stdlib.h>

#include "console/desk/holidays_read.h"
#include "console/desk/verbs.h"
#include "console/rules/calendar.h"
#include "console/rules/holidays.h"
#include "console/rules/holidays_file.h"
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
	{ .key = "id" },
	{ .key = "region" },
	{ .key = "entered_from" },
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

static const struct column proposal_columns[] = {
	{ .key = "id", .title = N_("No."), .is_right = true },
	{ .key = "date", .title = N_("Day") },
	{ .key = "name_ko", .title = N_("Name"), .cells_max = 40 },
	{ .key = "kind", .title = N_("Kind") },
	{ .key = "source", .title = N_("Proposed by"), .cells_max = 40 },
	{ .key = "at", .title = N_("When") },
};

static const struct column found_columns[] = {
	{ .key = "date", .title = N_("Day") },
	{ .key = "name_ko", .title = N_("Name"), .cells_max = 40 },
	{ .key = "kind" },
	{ .key = "verdict", .title = N_("Compared") },
	{ .key = "in_list" },
	{ .key = "in_calendar" },
	{ .key = "by_decree" },
};

/* One day as the office has it, or as only the decree makes it. */
struct line {
	struct day day;
	const char *ko, *en, *kind;
	const struct holiday_row *row;	/* NULL = no office was asked */
};

static void
write_holiday(struct writer *w, const struct line *l, enum source source)
{
	char date[16];

	day_format(l->day, date);
	writer_row(w, (const struct value[]){ value_text(date), value_text(l->ko),
	    value_text(l->en), value_text(str_eq(text_language(), "ko") ? l->ko : l->en),
	    value_shown(l->kind, holiday_kind_label(l->kind)),
	    value_shown(sources[source].name, say(sources[source].label)),
	    l->row == NULL ? value_text("") : value_number(l->row->id),
	    value_text(l->row == NULL ? "" : l->row->region),
	    value_text(l->row == NULL ? "" : l->row->source) });
}

static int
year_of(struct day d)
{
	int year, month, day;

	day_split(d, &year, &month, &day);
	return year;
}

/* The days of a year that data has: the office's, or the catalogue's. */
static size_t
data_of_year(const struct calendar_reader *office, int year, struct line *out, size_t most)
{
	struct calendar usual = calendar_usual();
	size_t count = 0;

	for (size_t i = 0; i < office->row_count && count < most; i++) {
		const struct holiday_row *h = &office->rows[i];

		if (year_of(h->day) == year)
			out[count++] = (struct line){ h->day, h->name_ko,
				str_empty(h->name_en) ? h->name_ko : h->name_en, h->kind, h };
	}
	for (size_t i = 0; office->row_count == 0 && i < usual.holiday_count && count < most; i++)
		if (year_of(usual.holidays[i]) == year)
			out[count++] = (struct line){ usual.holidays[i], usual.names[i].ko,
				usual.names[i].en, usual.names[i].kind, NULL };
	return count;
}

#define DAYS_OF_YEAR 366

/* One year of both lists, merged by day. */
static void
write_year(struct writer *w, const struct calendar_reader *office, int year)
{
	struct line *data = x_zalloc(DAYS_OF_YEAR, sizeof(*data));
	struct holiday derived[HOLIDAYS_MOST];
	size_t derived_count = holidays_derive(year, derived), next = 0, i = 0;
	size_t count = data_of_year(office, year, data, DAYS_OF_YEAR);

	while (next < derived_count || i < count) {
		int32_t day = i < count ? data[i].day.number : INT32_MAX;
		int32_t decree = next < derived_count ? derived[next].day.number : INT32_MAX;
		struct line of_decree = { .day = { decree } };

		if (day > decree) {
			of_decree.ko = derived[next].name_ko;
			of_decree.en = derived[next].name_en;
			of_decree.kind = derived[next].is_substitute ? "substitute" : "statutory";
		}
		write_holiday(w, day <= decree ? &data[i] : &of_decree,
		    day == decree ? SOURCE_BOTH : day < decree ? SOURCE_DATA : SOURCE_DECREE);
		i += day <= decree ? 1 : 0;
		next += decree <= day ? 1 : 0;
	}
	free(data);
}

static enum rc
take_frame(void *arg, const struct wire_frame *frame, struct err *e)
{
	return calendar_reader_take(arg, frame, e);
}

/* What stands open: proposals that the office's calendar does not follow. */
static int
list_proposed(struct call *call)
{
	struct calendar_reader open = { .row_count = 0 };
	struct err e = { 0 };
	struct writer *w;
	enum rc rc = call->link == NULL ? call_open_link(call, false, &e) : RC_OK;

	if (rc == RC_OK)
		rc = link_ask(call->link, MESSAGE_CALENDAR, &(struct wire_calendar){ true },
		    take_frame, &open, &e);
	if (rc != RC_OK) {
		calendar_reader_release(&open);
		return call_fail(&e);
	}
	w = call_writer(call, proposal_columns, sizeof(proposal_columns) / sizeof(proposal_columns[0]));
	for (size_t i = 0; i < open.row_count; i++) {
		const struct holiday_row *h = &open.rows[i];
		char date[16];

		day_format(h->day, date);
		writer_row(w, (const struct value[]){ value_number(h->id), value_text(date),
		    value_text(h->name_ko), value_shown(h->kind, holiday_kind_label(h->kind)),
		    value_text(h->source), value_instant(h->at) });
	}
	writer_close(w);
	calendar_reader_release(&open);
	return 0;
}

int
verb_holidays_list(struct call *call)
{
	const char *word = call->options.operand_count > 0 ? call->options.operands[0] : NULL;
	struct calendar_reader office = { .row_count = 0 };
	int64_t from = holidays_first_year(), to = holidays_last_year();
	struct writer *w;
	struct err e = { 0 };

	if (word != NULL && !parse_int(word, YEAR_FIRST, YEAR_LAST, &from)) {
		(void)err_set(&e, RC_USAGE, say(N_("there is no year “%s”: write 2026")), word);
		return call_fail(&e);
	}
	if (options_has(&call->options, OPT_PROPOSED))
		return list_proposed(call);
	if (call_calendar(call, &office, &e) != RC_OK) {
		calendar_reader_release(&office);
		return call_fail(&e);
	}
	if (word != NULL)
		to = from;
	w = call_writer(call, holiday_columns, sizeof(holiday_columns) / sizeof(holiday_columns[0]));
	for (int64_t year = from; year <= to; year++)
		write_year(w, &office, (int)year);
	writer_close(w);
	calendar_reader_release(&office);
	return 0;
}

/* An import on its way. */
struct importing {
	struct writer *writer;
	int64_t in_list, missing, proposed;
};

/* What a list says of a day, in a word. */
static const char *
verdict_word(const struct wire_day_found *found)
{
	if (found->is_in_list && found->is_in_calendar)
		return "same";
	if (found->is_in_list)
		return found->is_proposed ? "proposed" : "known-proposal";
	return found->is_in_calendar ? "missing" : "decree-only";
}

static const struct {
	const char *word, *label;
} verdicts[] = {
	{ "same", N_("the same") },
	{ "proposed", N_("new: proposed now") },
	{ "known-proposal", N_("new: proposed before") },
	{ "missing", N_("the list misses it; it stays") },
	{ "decree-only", N_("the decree has it, neither list nor calendar") },
};

static enum rc
take_found(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct importing *m = arg;
	struct wire_day_found found;
	const char *word, *label = "";
	char date[16];
	enum rc rc;

	if (frame->message != MESSAGE_DAY_FOUND)
		return RC_OK;
	rc = wire_read(frame, &found, e);
	if (rc != RC_OK)
		return rc;
	word = verdict_word(&found);
	for (size_t i = 0; i < sizeof(verdicts) / sizeof(verdicts[0]); i++)
		if (str_eq(verdicts[i].word, word))
			label = say(verdicts[i].label);
	day_format(found.day.day, date);
	m->in_list += found.is_in_list ? 1 : 0;
	m->missing += !found.is_in_list ? 1 : 0;
	m->proposed += found.is_proposed ? 1 : 0;
	writer_row(m->writer, (const struct value[]){ value_text(date),
	    value_text(found.day.name_ko), value_text(found.day.kind), value_shown(word, label),
	    value_bool(found.is_in_list, ""), value_bool(found.is_in_calendar, ""),
	    value_bool(found.is_by_decree, "") });
	return RC_OK;
}

int
verb_holidays_import(struct call *call)
{
	struct importing m = { .proposed = 0 };
	struct wire_days days = { .source = "특일정보" };
	struct buf entries = { 0 };
	struct err e = { 0 };
	int64_t year = 0;
	int32_t of_list;
	enum rc rc = options_number(&call->options, OPT_YEAR, 1, 9999, &year, &e);

	of_list = (int32_t)year;
	if (rc == RC_OK)
		rc = holidays_read_answer(call->options.operands[0], &of_list, &entries, &e);
	if (rc == RC_OK && of_list == 0)
		rc = err_set(&e, RC_USAGE, say(N_("%s has no days: say with --year which year it is "
		    "of")), call->options.operands[0]);
	if (rc == RC_OK) {
		days.year = of_list;
		days.entries = buf_str(&entries);
		m.writer = call_writer(call, found_columns,
		    sizeof(found_columns) / sizeof(found_columns[0]));
		rc = link_ask(call->link, MESSAGE_DAYS_IMPORT, &days, take_found, &m, &e);
	}
	buf_release(&entries);
	if (rc != RC_OK) {
		if (m.writer != NULL)
			writer_drop(m.writer);
		return call_fail(&e);
	}
	writer_close(m.writer);
	sink_flush(&call->out);
	call_say(say(N_("%lld day(s) in the list, %lld new and proposed, %lld that it misses; no "
	    "due was moved")), (long long)m.in_list, (long long)m.proposed, (long long)m.missing);
	return 0;
}

int
verb_holidays_dismiss(struct call *call)
{
	const struct options *o = &call->options;
	struct wire_change ask = { .what = "dismiss" };
	struct err e = { 0 };
	enum rc rc = call_fill(ask.reason, sizeof(ask.reason), options_value(o, OPT_TEXT),
	    say(N_("the reason")), &e);

	for (size_t i = 0; rc == RC_OK && i < o->operand_count; i++) {
		if (!parse_int(o->operands[i], 1, INT64_MAX, &ask.id))
			rc = err_set(&e, RC_USAGE, say(N_("“%s” is no number of a proposal: see "
			    "`minwon holidays list --proposed`")), o->operands[i]);
		else
			rc = link_ask(call->link, MESSAGE_PROPOSAL_DISMISS, &ask, NULL, NULL, &e);
	}
	return rc == RC_OK ? 0 : call_fail(&e);
}
