/* SPDX-License-Identifier: ISC */
#include "console/rules/wait_words.h"

#include "console/rules/wait_estimate.h"
#include "console/rules/wait_plan.h"
#include "storage/text.h"

#define MINUTE_SEC 60
#define HOUR_MINUTES 60

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

void
wait_words_calibration(struct buf *out, const struct consult_figures *f)
{
	if (f->told <= 0) {
		buf_puts(out, say(N_("no estimate has come true yet")));
		return;
	}
	buf_printf(out, say(N_("nine in ten held in %.1f %%, the half in %.1f %% of %lld waits")),
	    (double)wait_held_per_mille(f->held90, f->told) / 10,
	    (double)wait_held_per_mille(f->held50, f->told) / 10, (long long)f->told);
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
