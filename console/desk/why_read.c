/* SPDX-License-Identifier: ISC */
#include "console/desk/why_read.h"

#include <stdlib.h>

#include "console/rules/explain.h"
#include "storage/text.h"

/* No law gives more than three digits. */
#define CALENDAR_DAYS_MOST 999

enum rc
why_reader_take(struct why_reader *r, const struct wire_frame *frame, struct err *e)
{
	struct wire_clock_event told;
	enum rc rc;

	if (frame->message != MESSAGE_CLOCK_EVENT)
		return calendar_reader_take(&r->calendar, frame, e);
	rc = wire_read(frame, &told, e);
	if (rc != RC_OK)
		return rc;
	if (told.kind < 0 || told.kind >= CLOCK_EVENT__COUNT || told.unit < 0 ||
	    told.unit > PERIOD_YEARS || told.reason < 0 || told.reason >= PAUSE__COUNT ||
	    told.party < 0 || told.party >= PARTY__COUNT || told.calendar_days < 0 ||
	    told.calendar_days > CALENDAR_DAYS_MOST)
		return err_set(e, RC_NETWORK, say(N_("the office tells of a clock that this "
		    "console does not know: are both the same version?")));
	r->events = x_realloc(r->events, r->count + 1, sizeof(*r->events));
	r->events[r->count++] = (struct clock_event){ .id = told.id,
		.kind = (enum clock_event_kind)told.kind, .at = told.at,
		.until_at = told.until_at, .of = told.of,
		.period = { (enum period_unit)told.unit, told.count },
		.calendar_days = told.calendar_days,
		.reason = (enum pause_reason)told.reason, .party = (enum party)told.party };
	return RC_OK;
}

/* The second limit, where the service's own law has one, and the earlier of
 * both, which is the one to keep. */
static void
put_calendar_due(struct buf *out, const struct case_clock *clock)
{
	char due[32];

	if (clock->calendar_due_at == 0)
		return;
	instant_format_official(clock->calendar_due_at, due);
	buf_printf(out, say(N_("By the service's own law: %d calendar days, due %s")),
	    (int)clock->calendar_days, due);
	instant_format_official(clock->first_due_at, due);
	buf_printf(out, "\n%s %s\n", say(N_("Due")), due);
}

enum rc
why_reader_write(struct why_reader *r, int64_t now_at, struct buf *out, struct err *e)
{
	struct calendar calendar = calendar_reader_end(&r->calendar);
	struct case_clock clock = { 0 };
	enum rc rc;

	if (r->count == 0) {
		buf_printf(out, "%s\n", say(N_("The application was not received yet: its period "
		    "has not begun.")));
		return RC_OK;
	}
	rc = case_clock_fold(&clock, &calendar, r->events, r->count, now_at, e);
	if (rc != RC_OK)
		return rc;
	(void)explain_due(out, &calendar, &clock);
	put_calendar_due(out, &clock);
	case_clock_release(&clock);
	return RC_OK;
}

void
why_reader_release(struct why_reader *r)
{
	free(r->events);
	calendar_reader_release(&r->calendar);
	*r = (struct why_reader){ .count = 0 };
}
