/* SPDX-License-Identifier: ISC */
#include "console/desk/report_read.h"

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
	r->ask.received_seen += c.has_received ? 1 : 0;
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
