/* SPDX-License-Identifier: ISC */
#include "console/desk/report_read.h"

#include <stdio.h>
#include <string.h>

#include "storage/text.h"
#include "views/words.h"

#define HOUR_MINUTES 60

enum rc
report_reader_take(struct report_reader *r, const struct wire_frame *frame, struct err *e)
{
	struct report_case c;
	enum rc rc = RC_OK;

	if (frame->message == MESSAGE_REPORT_END)
		return wire_read(frame, &r->end, e);
	if (frame->message == MESSAGE_REPORT_REST)
		return wire_read(frame, &r->report.rest, e);
	if (frame->message != MESSAGE_REPORT_CASE)
		return RC_OK;
	rc = wire_read(frame, &c, e);
	if (rc != RC_OK)
		return rc;
	report_add(&r->report, &c);
	return RC_OK;
}

bool
report_reader_next(struct report_reader *r)
{
	if (r->end.next[0] == '\0') {
		report_finish(&r->report);
		return false;
	}
	(void)str_fill(r->ask.after, sizeof(r->ask.after), r->end.next);
	r->ask.received_seen = r->end.received_seen;
	r->end.next[0] = '\0';
	return true;
}

void
report_group_words(struct buf *out, const struct report_group *g)
{
	switch (g->by) {
	case REPORT_SERVICE:
		words_service_short(out, g->code);
		break;
	case REPORT_REGION:
		words_region_short(out, g->code);
		break;
	case REPORT_CHANNEL:
		words_channel_short(out, g->code);
		break;
	case REPORT_ALL:
	case REPORT_BY__COUNT:
		buf_puts(out, report_by_label(REPORT_ALL));
		break;
	}
}

void
report_minutes_words(struct buf *out, int64_t minutes)
{
	if (minutes < 0)
		buf_putc(out, '-');
	else if (minutes < HOUR_MINUTES)
		buf_printf(out, say(N_("%lld min")), (long long)minutes);
	else
		buf_printf(out, say(N_("%lld h %lld min")), (long long)(minutes / HOUR_MINUTES),
		    (long long)(minutes % HOUR_MINUTES));
}

/* A number or a word, to the right of its cells. */
static void
put_right(struct buf *out, const char *text, int cells)
{
	for (int blank = cells - text_width(text); blank > 0; blank--)
		buf_putc(out, ' ');
	buf_puts(out, text);
}

static void
put_number(struct buf *out, int64_t number, int cells)
{
	char digits[24];

	(void)snprintf(digits, sizeof(digits), "%lld", (long long)number);
	put_right(out, digits, cells);
}

static void
put_minutes(struct buf *out, int64_t minutes, int cells)
{
	struct buf words = { 0 };

	report_minutes_words(&words, minutes);
	put_right(out, buf_str(&words), cells);
	buf_release(&words);
}

enum { NAME_CELLS = 16, NUMBER_CELLS = 8, SPAN_CELLS = 16 };

static void
put_group(struct buf *out, const struct report_group *g)
{
	struct buf name = { 0 };

	report_group_words(&name, g);
	text_fit(out, buf_str(&name), NAME_CELLS);
	put_number(out, g->received, NUMBER_CELLS);
	put_number(out, g->decided, NUMBER_CELLS);
	put_number(out, g->late, NUMBER_CELLS);
	put_minutes(out, g->median_minutes, SPAN_CELLS);
	put_minutes(out, g->p90_minutes, SPAN_CELLS);
	buf_putc(out, '\n');
	buf_release(&name);
}

void
report_hands(struct buf *out, const struct report *r)
{
	const struct report_group *all = &r->groups[0];
	const struct { const char *label; int64_t minutes; } hands[] = {
		{ N_("desk"), all->desk_minutes }, { N_("applicant"), all->applicant_minutes },
		{ N_("other agency"), all->other_minutes },
		{ N_("ministry"), all->ministry_minutes }, { N_("outage"), all->outage_minutes },
	};

	buf_puts(out, say(N_("In whose hands:")));
	for (size_t i = 0; i < sizeof(hands) / sizeof(hands[0]); i++) {
		buf_printf(out, "%s %s ", i > 0 ? "," : "", say(hands[i].label));
		report_minutes_words(out, hands[i].minutes);
	}
	buf_putc(out, '\n');
}

void
report_rest_words(struct buf *out, const struct report *r)
{
	const struct report_rest *rest = &r->rest;

	if (rest->rated > 0)
		buf_printf(out, say(N_("Satisfaction: %lld told, %.1f of 5 on average, %lld "
		    "dissatisfied\n")), (long long)rest->rated,
		    (double)rest->rated_sum / (double)rest->rated, (long long)rest->rated_low);
	buf_printf(out, say(N_("Consultations: %lld ended, %lld talked to")),
	    (long long)rest->consultations, (long long)rest->served);
	if (rest->waits > 0) {
		buf_puts(out, "; ");
		buf_printf(out, say(N_("half waited up to %lld s, nine in ten up to %lld s")),
		    (long long)rest->wait_p50_sec, (long long)rest->wait_p90_sec);
	}
	buf_putc(out, '\n');
}

void
report_text(struct buf *out, const struct report *r, const char *month)
{
	const struct report_group *all = &r->groups[0];
	enum report_by by = REPORT_BY__COUNT;

	buf_printf(out, say(N_("%s: arrived %lld, received %lld, decided %lld (in time %lld, late "
	    "%lld), supplements %lld, extensions %lld, handed over %lld\n")), month,
	    (long long)all->arrived, (long long)all->received, (long long)all->decided,
	    (long long)all->in_time, (long long)all->late, (long long)all->supplements,
	    (long long)all->extensions, (long long)all->handovers);
	report_hands(out, r);
	report_rest_words(out, r);
	for (size_t i = 0; i < r->count; i++) {
		if (r->groups[i].by != by) {
			by = r->groups[i].by;
			buf_putc(out, '\n');
			text_fit(out, report_by_label(by), NAME_CELLS);
			put_right(out, say(N_("Received")), NUMBER_CELLS);
			put_right(out, say(N_("Decided")), NUMBER_CELLS);
			put_right(out, say(N_("Late")), NUMBER_CELLS);
			put_right(out, say(N_("Half within")), SPAN_CELLS);
			put_right(out, say(N_("Nine in ten")), SPAN_CELLS);
			buf_putc(out, '\n');
		}
		put_group(out, &r->groups[i]);
	}
}
