/* SPDX-License-Identifier: ISC */
#include "console/desk/why_read.h"

#include <stdlib.h>

#include "console/rules/explain.h"
#include "storage/text.h"

enum rc
why_reader_take(struct why_reader *r, const struct wire_frame *frame, struct err *e)
{
	struct wire_clock_event told;
	enum rc rc;

	if (frame->message != MESSAGE_CLOCK_EVENT)
		return RC_OK;
	rc = wire_read(frame, &told, e);
	if (rc != RC_OK)
		return rc;
	if (told.kind < 0 || told.kind >= CLOCK_EVENT__COUNT || told.unit < 0 ||
	    told.unit > PERIOD_YEARS || told.reason < 0 || told.reason >= PAUSE__COUNT ||
	    told.party < 0 || told.party >= PARTY__COUNT)
		return err_set(e, RC_NETWORK, say(N_("the office tells of a clock that this "
		    "console does not know: are both the same version?")));
	r->events = x_realloc(r->events, r->count + 1, sizeof(*r->events));
	r->events[r->count++] = (struct clock_event){ .id = told.id,
		.kind = (enum clock_event_kind)told.kind, .at = told.at,
		.until_at = told.until_at, .of = told.of,
		.period = { (enum period_unit)told.unit, told.count },
		.reason = (enum pause_reason)told.reason, .party = (enum party)told.party };
	return RC_OK;
}

enum rc
why_reader_write(const struct why_reader *r, int64_t now_at, struct buf *out, struct err *e)
{
	struct calendar calendar = calendar_usual();
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
	case_clock_release(&clock);
	return RC_OK;
}

void
why_reader_release(struct why_reader *r)
{
	free(r->events);
	*r = (struct why_reader){ .count = 0 };
}
