/* SPDX-License-Identifier: ISC */
#include "console/rules/wait_words.h"

#include "console/rules/consult.h"
#include "console/rules/wait.h"
#include "console/rules/wait_pace.h"
#include "console/rules/wait_plan.h"
#include "storage/instant.h"
#include "storage/text.h"

#define MINUTE_SEC 60
#define HOUR_MINUTES 60
#define DAY_MINUTES (24 * HOUR_MINUTES)

void
wait_words_span(struct buf *out, int64_t sec)
{
	long long minutes = (sec + MINUTE_SEC / 2) / MINUTE_SEC;

	if (minutes < 1)
		buf_puts(out, say(N_("<1 min")));
	else if (minutes < HOUR_MINUTES)
		buf_printf(out, say(N_("%lld min")), minutes);
	else
		buf_printf(out, say(N_("%lld h %lld min")), minutes / HOUR_MINUTES,
		    minutes % HOUR_MINUTES);
}

void
wait_words_range(struct buf *out, int64_t p50_sec, int64_t p90_sec, int64_t samples)
{
	struct buf from = { 0 }, to = { 0 };

	if (p90_sec < 0) {
		buf_printf(out, say(N_("too few waits to say (%lld of %d)")), (long long)samples,
		    WAIT_SAMPLES_LEAST);
		return;
	}
	wait_words_span(&from, p50_sec);
	wait_words_span(&to, p90_sec);
	buf_printf(out, say(N_("half within %s, nine in ten within %s (%lld waits)")),
	    buf_str(&from), buf_str(&to), (long long)samples);
	buf_release(&from);
	buf_release(&to);
}

void
wait_words_short(struct buf *out, int64_t p50_sec, int64_t p90_sec, int64_t samples)
{
	struct buf from = { 0 }, to = { 0 };

	if (p90_sec < 0) {
		buf_printf(out, say(N_("too few (%lld of %d)")), (long long)samples,
		    WAIT_SAMPLES_LEAST);
		return;
	}
	wait_words_span(&from, p50_sec);
	wait_words_span(&to, p90_sec);
	buf_printf(out, say(N_("%s to %s (%lld)")), buf_str(&from), buf_str(&to),
	    (long long)samples);
	buf_release(&from);
	buf_release(&to);
}

void
wait_words_plan(struct buf *out, int64_t sec)
{
	if (sec == PLAN_ENDLESS)
		buf_puts(out, say(N_("only grows")));
	else if (sec < 0)
		buf_puts(out, "-");
	else
		wait_words_span(out, sec);
}

void
wait_words_change(struct buf *out, const struct consult_figures *f)
{
	struct buf now = { 0 }, then = { 0 };

	buf_printf(out, say(N_("%d to %d o'clock with %+d at the desk: ")), (int)f->from_hour,
	    (int)f->until_hour, (int)f->staff_more);
	if (f->if_wait_sec < 0 || f->if_then_sec == PLAN_UNKNOWN) {
		buf_printf(out, say(N_("too few waits to say (%lld of %d)")),
		    (long long)f->if_samples, WAIT_SAMPLES_LEAST);
		return;
	}
	wait_words_span(&now, f->if_wait_sec);
	wait_words_plan(&then, f->if_then_sec);
	buf_printf(out, say(N_("mean wait %s instead of %s (%lld waits)")), buf_str(&then),
	    buf_str(&now), (long long)f->if_samples);
	buf_release(&now);
	buf_release(&then);
}

/* Appends of how many waits ranges held. */
static void
add_held(struct buf *out, int64_t told, int64_t held50, int64_t held90)
{
	if (told < WAIT_SAMPLES_LEAST)
		buf_printf(out, say(N_("too few waits to say (%lld of %d)")),
		    (long long)(told > 0 ? told : 0), WAIT_SAMPLES_LEAST);
	else
		buf_printf(out, say(N_("nine in ten held in %.1f %%, the half in %.1f %% of %lld waits")),
		    (double)wait_held_per_mille(held90, told) / 10,
		    (double)wait_held_per_mille(held50, told) / 10, (long long)told);
}

void
wait_words_calibration(struct buf *out, enum wait_told told, const struct consult_figures *f)
{
	switch (told) {
	case WAIT_TOLD_COMERS:
		buf_puts(out, say(N_("who came: ")));
		add_held(out, f->told, f->held50, f->held90);
		break;
	case WAIT_TOLD_HOURS:
		buf_printf(out, say(N_("hours ahead (%lld): ")), (long long)f->hours);
		add_held(out, f->hours_told, f->hours_held50, f->hours_held90);
		break;
	case WAIT_TOLD_OUTSIDE:
		buf_puts(out, say(N_("other desks (by the number called): ")));
		add_held(out, f->outside_told, f->outside_held50, f->outside_held90);
		break;
	case WAIT_TOLD__COUNT:
		break;
	}
}

void
wait_words_rating(struct buf *out, int64_t sum, int64_t count)
{
	if (count == 0)
		buf_puts(out, say(N_("nobody has said")));
	else
		buf_printf(out, say(N_("%.1f of 5 (%lld)")), (double)sum / (double)count,
		    (long long)count);
}

void
wait_words_band(struct buf *out, int64_t p50_sec, int64_t p90_sec)
{
	long long from = (p50_sec + MINUTE_SEC / 2) / MINUTE_SEC;
	long long to = (p90_sec + MINUTE_SEC / 2) / MINUTE_SEC;

	if (p90_sec < 0)
		buf_puts(out, "-");
	else if (to < 1)
		buf_puts(out, say(N_("<1 min")));
	else if (from == to)
		buf_printf(out, say(N_("%lld min")), to);
	else
		buf_printf(out, say(N_("%lld-%lld min")), from, to);
}

void
wait_words_row(struct buf *out, const struct wait_row *row, int64_t now_at)
{
	if (wait_has_range(row, now_at)) {
		buf_puts(out, say(N_("estimate: ")));
		wait_words_range(out, row->p50_sec, row->p90_sec, row->samples);
	} else if (wait_worth_of(row, now_at) != WAIT_FRESH) {
		buf_puts(out, say(N_("no estimate: the figure is not current")));
	} else if (row->counters == 0) {
		buf_puts(out, say(N_("no estimate: no counter is open")));
	} else if (row->called < 0) {
		buf_puts(out, say(N_("no estimate: no called number is told")));
	} else {
		buf_printf(out, say(N_("no estimate yet: %lld waits of %d")),
		    (long long)row->samples, WAIT_SAMPLES_LEAST);
	}
}

void
wait_words_busiest(struct buf *out, const struct wait_row *row, int64_t now_at)
{
	static const char *const weekdays[] = { N_("Sundays"), N_("Mondays"), N_("Tuesdays"),
		N_("Wednesdays"), N_("Thursdays"), N_("Fridays"), N_("Saturdays") };
	struct civil now;

	instant_civil(now_at, &now);
	if (row->busy_hour < 0)
		buf_printf(out, say(N_("busiest hour: too few days (%lld of %d)")),
		    (long long)row->busy_days, PACE_DAYS_LEAST);
	else
		buf_printf(out, say(N_("busiest from %lld to %lld o'clock (%s, %lld days)")),
		    (long long)row->busy_hour, (long long)row->busy_hour + 1,
		    say(weekdays[now.weekday]), (long long)row->busy_days);
}

const char *
wait_way_label(const char *kind)
{
	size_t i;

	return consult_word_find(CONSULT_KINDS, kind, &i) ? consult_word_label(CONSULT_KINDS, i) :
	    say(N_("online, first answer"));
}

/* A span that may be of days. */
static void
long_span(struct buf *out, int64_t sec)
{
	long long minutes = (sec + MINUTE_SEC / 2) / MINUTE_SEC;

	if (minutes < DAY_MINUTES)
		wait_words_span(out, sec);
	else
		buf_printf(out, say(N_("%lld d %lld h")), minutes / DAY_MINUTES,
		    minutes % DAY_MINUTES / HOUR_MINUTES);
}

void
wait_words_spans(struct buf *out, int64_t p50_sec, int64_t p90_sec)
{
	struct buf from = { 0 }, to = { 0 };

	long_span(&from, p50_sec);
	long_span(&to, p90_sec);
	buf_printf(out, say(N_("%s to %s")), buf_str(&from), buf_str(&to));
	buf_release(&from);
	buf_release(&to);
}

void
wait_words_way(struct buf *out, const struct wait_way *way)
{
	struct buf half = { 0 }, most = { 0 }, longest = { 0 };

	if (way->waiting == 0) {
		buf_puts(out, say(N_("nobody waits")));
	} else {
		long_span(&longest, way->longest_sec > 0 ? way->longest_sec : 0);
		buf_printf(out, say(N_("%lld wait, the longest %s")), (long long)way->waiting,
		    buf_str(&longest));
	}
	buf_puts(out, "; ");
	if (way->p90_sec < 0) {
		buf_printf(out, say(N_("30 days: too few (%lld of %d)")), (long long)way->samples,
		    WAIT_SAMPLES_LEAST);
	} else {
		long_span(&half, way->p50_sec);
		long_span(&most, way->p90_sec);
		buf_printf(out, say(N_("30 days: half %s, nine in ten %s (%lld)")), buf_str(&half),
		    buf_str(&most), (long long)way->samples);
	}
	buf_release(&half);
	buf_release(&most);
	buf_release(&longest);
}

void
wait_words_call(struct buf *out, const struct wait_head *head)
{
	if (!head->is_quiet || (head->promised == 0 && head->supplements == 0))
		return;
	if (head->promised > 0)
		buf_printf(out, say(N_("It is quiet: time to call an online applicant. %lld promised "
		    "call backs (Enter).")), (long long)head->promised);
	else
		buf_printf(out, say(N_("It is quiet: time to call an online applicant. %lld wait for "
		    "a supplement (Enter).")), (long long)head->supplements);
}
