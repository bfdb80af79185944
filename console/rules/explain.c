/* SPDX-License-Identifier: ISC */
#include "console/rules/explain.h"

#include "storage/text.h"

#define MINUTE_SEC 60
#define HOUR_MINUTES 60
#define DAY_MINUTES (8 * HOUR_MINUTES)	/* Act §19①: of a day of a period */
#define IMMEDIATE_MINUTES (3 * HOUR_MINUTES)
#define COUNT_CELLS 26

/* The walk from day to day; one leg is the period or one extension. */
struct walk {
	struct buf *out;
	const struct calendar *calendar;
	struct pauses off;
	struct day day;
	int64_t from_at;	/* nothing counts before it */
};

const char *
period_law(struct period p)
{
	static const char *const laws[] = {
		[PERIOD_NONE] = "",
		[PERIOD_IMMEDIATE] = "민원 처리에 관한 법률 시행령 §19",
		[PERIOD_HOURS] = "민원 처리에 관한 법률 §19①",
		[PERIOD_DAYS] = "민원 처리에 관한 법률 §19②",
		[PERIOD_WEEKS] = "민원 처리에 관한 법률 §19③",
		[PERIOD_MONTHS] = "민원 처리에 관한 법률 §19③",
		[PERIOD_YEARS] = "민원 처리에 관한 법률 §19③",
	};

	return laws[p.unit == PERIOD_DAYS && period_is_hours(p) ? PERIOD_HOURS : p.unit];
}

static bool
is_korean(void)
{
	return str_eq(text_language(), "ko");
}

/* Begins a line with its day: "2026. 11. 23. 월". */
static void
put_day(const struct walk *w)
{
	static const char *const ko[] = { "일", "월", "화", "수", "목", "금", "토" };
	static const char *const en[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
	struct buf text = { 0 };
	int weekday = day_weekday(w->day);
	int year, month, day;

	day_split(w->day, &year, &month, &day);
	buf_printf(&text, "  %d. %d. %d. %s", year, month, day,
	    is_korean() ? ko[weekday] : en[weekday]);
	text_fit(w->out, buf_str(&text), COUNT_CELLS);
	buf_release(&text);
}

static void
put_clock(struct buf *out, int64_t at)
{
	struct civil c;

	instant_civil(at, &c);
	buf_printf(out, "%02d:%02d", c.hour, c.minute);
}

/* Why the day does not count at all, as a whole line; false if it does. */
static bool
put_left_out(const struct walk *w, bool is_calendar, bool is_hours)
{
	const struct holiday_name *holiday = calendar_holiday(w->calendar, w->day);
	const struct pause *pause = pauses_on(&w->off, w->day);
	bool is_workday = calendar_is_workday(w->calendar, w->day);
	bool is_outage = !is_hours && outages_fill(&w->off, w->calendar, w->day);

	if (pause == NULL && !is_outage && (is_calendar || is_workday))
		return false;
	put_day(w);
	if (is_calendar || is_workday) {
		buf_puts(w->out, say(N_("not counted: ")));
		buf_puts(w->out, pause != NULL ? pause_label(pause->reason) :
		    party_label(PARTY_OUTAGE));
		buf_printf(w->out, " (%s)", pause != NULL ? pause_table[pause->reason].law :
		    OUTAGE_LAW);
	} else if (holiday != NULL) {
		buf_puts(w->out, is_korean() ? holiday->ko : holiday->en);
	} else {
		buf_puts(w->out, day_weekday(w->day) == 6 ? say(N_("Saturday")) :
		    day_weekday(w->day) == 0 ? say(N_("Sunday")) : say(N_("public holiday")));
	}
	buf_putc(w->out, '\n');
	return true;
}

/* A day that counts: which one it is. */
static void
put_counted(const struct walk *w, bool is_working, int64_t number)
{
	put_day(w);
	buf_printf(w->out, is_working ? say(N_("working day %lld")) : say(N_("day %lld")),
	    (long long)number);
	buf_putc(w->out, '\n');
}

static void
put_minutes(struct buf *out, int64_t minutes)
{
	deadline_left_format(out, (struct period){ .unit = PERIOD_HOURS }, minutes);
}

/* The seconds of one stretch that count, minute by minute of the outages in
 * it; *end_at is where the last of them was counted. */
static int64_t
count_stretch(const struct walk *w, int64_t from_at, int64_t to_at, int64_t left_sec,
    int64_t *end_at)
{
	int64_t counted = 0;

	while (from_at < to_at && counted < left_sec) {
		int64_t stop_at = outages_next(&w->off, from_at, to_at);
		int64_t take = stop_at - from_at;

		if (take > left_sec - counted)
			take = left_sec - counted;
		counted += take;
		if (take > 0)
			*end_at = from_at + take;
		from_at = stop_at < to_at ? outages_end(&w->off, stop_at) : to_at;
	}
	return counted;
}

/* One day of a period in hours: its stretches, and the sum so far. Returns
 * the seconds it gave. */
static int64_t
count_hours_of_day(const struct walk *w, int64_t left_sec, int64_t total_sec, int64_t *end_at)
{
	struct work_slot slots[CALENDAR_SLOTS];
	int64_t counted = 0;

	put_day(w);
	calendar_slots(w->calendar, w->day, slots);
	for (size_t i = 0; i < CALENDAR_SLOTS && counted < left_sec; i++) {
		int64_t start_at = instant_make(w->day, slots[i].from_sec);
		int64_t stop_at = instant_make(w->day, slots[i].to_sec), last_at = 0, got;

		if (start_at < w->from_at)
			start_at = w->from_at;
		got = count_stretch(w, start_at, stop_at, left_sec - counted, &last_at);
		if (got == 0)
			continue;
		buf_puts(w->out, counted > 0 ? ", " : "");
		put_clock(w->out, start_at);
		buf_puts(w->out, "–");
		put_clock(w->out, last_at);
		if (got < last_at - start_at)
			buf_printf(w->out, " (%s: %s)", party_label(PARTY_OUTAGE), OUTAGE_LAW);
		counted += got;
		*end_at = last_at;
	}
	buf_puts(w->out, counted > 0 ? "  " : say(N_("nothing counted")));
	if (counted > 0) {
		put_minutes(w->out, counted / MINUTE_SEC);
		buf_puts(w->out, " / ");
		put_minutes(w->out, (total_sec - left_sec + counted) / MINUTE_SEC);
	}
	buf_putc(w->out, '\n');
	return counted;
}

static int64_t
walk_hours(struct walk *w, int64_t minutes)
{
	int64_t total_sec = minutes * MINUTE_SEC, left_sec = total_sec, end_at = w->from_at;

	for (; left_sec > 0; w->day.number++) {
		if (!put_left_out(w, false, true))
			left_sec -= count_hours_of_day(w, left_sec, total_sec, &end_at);
	}
	w->day.number--;
	return end_at;
}

static int64_t
walk_days(struct walk *w, int64_t count)
{
	for (int64_t n = 0; n < count; w->day.number++) {
		if (!put_left_out(w, false, false))
			put_counted(w, true, ++n);
	}
	w->day.number--;
	return instant_make(w->day, w->calendar->hours.close_minute * MINUTE_SEC);
}

/* Weeks, months and years: every calendar day counts, and the last one rolls
 * forward to a working day (민법 §161). */
static int64_t
walk_calendar(struct walk *w, struct period p)
{
	int64_t count = deadline_calendar_end(p, w->day).number - w->day.number + 1;

	for (int64_t n = 0; n < count; w->day.number++) {
		if (!put_left_out(w, true, false))
			put_counted(w, false, ++n);
	}
	w->day.number--;
	if (!calendar_is_workday(w->calendar, w->day)) {
		do {
			w->day.number++;
		} while (put_left_out(w, false, false));
		put_day(w);
		buf_printf(w->out, "%s\n", say(N_("the next working day (민법 §161)")));
	}
	return instant_make(w->day, w->calendar->hours.close_minute * MINUTE_SEC);
}

static int64_t
minutes_of(struct period p)
{
	if (p.unit == PERIOD_IMMEDIATE)
		return IMMEDIATE_MINUTES;
	return (int64_t)p.count * (p.unit == PERIOD_DAYS ? DAY_MINUTES : HOUR_MINUTES);
}

/* One leg from at_at: the period itself, or an extension of it, which in days
 * and longer begins the day after. */
static int64_t
walk_leg(struct walk *w, struct period base, struct period p, int64_t at, bool is_extension)
{
	bool is_hours = p.unit == PERIOD_HOURS || p.unit == PERIOD_IMMEDIATE ||
	    (period_is_hours(p) && (!is_extension || period_is_hours(base)));
	int32_t second;

	w->from_at = at;
	instant_split(at, &w->day, &second);
	if (is_hours)
		return walk_hours(w, minutes_of(p));
	if (is_extension)
		w->day.number++;
	return p.unit == PERIOD_DAYS ? walk_days(w, p.count) : walk_calendar(w, p);
}

static void
put_heading(struct buf *out, const char *word, struct period p, const char *law, int64_t at)
{
	char text[32];

	buf_printf(out, "%s ", word);
	period_format(out, p);
	instant_format_official(at, text);
	buf_printf(out, " (%s) · %s\n", law, text);
}

int64_t
explain_due(struct buf *out, const struct calendar *c, const struct case_clock *clock)
{
	struct walk w = { .out = out, .calendar = c, .off = case_clock_off(clock) };
	int64_t at = clock->received_at;
	char text[32];

	if (clock->period.unit == PERIOD_NONE) {
		buf_printf(out, "%s\n", say(N_("no statutory period")));
		return 0;
	}
	put_heading(out, say(N_("Period")), clock->period, period_law(clock->period), at);
	at = walk_leg(&w, clock->period, clock->period, at, false);
	for (size_t i = 0; i < clock->more_count; i++) {
		put_heading(out, say(N_("Extension")), clock->more[i], EXTENSION_LAW, at);
		at = walk_leg(&w, clock->period, clock->more[i], at, true);
	}
	instant_format_official(at, text);
	buf_printf(out, "%s %s\n", say(N_("Due")), text);
	return at;
}
