/* SPDX-License-Identifier: ISC */
#include "console/desk/calendar_read.h"

#include <stdlib.h>

#include "storage/text.h"

enum rc
calendar_reader_take(struct calendar_reader *r, const struct wire_frame *frame, struct err *e)
{
	struct holiday_row row;
	struct lunch_row lunch;
	enum rc rc = RC_OK;

	if (frame->message == MESSAGE_HOLIDAY) {
		rc = wire_read(frame, &row, e);
		if (rc != RC_OK)
			return rc;
		r->rows = x_realloc(r->rows, r->row_count + 1, sizeof(*r->rows));
		r->rows[r->row_count++] = row;
	} else if (frame->message == MESSAGE_LUNCH) {
		rc = wire_read(frame, &lunch, e);
		if (rc != RC_OK)
			return rc;
		if (lunch.minute < LUNCH_FIRST_MINUTE || lunch.minute > LUNCH_LAST_MINUTE)
			return err_set(e, RC_NETWORK, say(N_("the office tells of a lunch hour that "
			    "this console does not know: are both the same version?")));
		r->lunches = x_realloc(r->lunches, r->lunch_count + 1, sizeof(*r->lunches));
		r->lunches[r->lunch_count++] = lunch;
	}
	return rc;
}

struct calendar
calendar_reader_end(struct calendar_reader *r)
{
	struct calendar c = calendar_usual();
	size_t count = 0;

	if (r->row_count == 0)
		return c;
	r->days = x_realloc(r->days, r->row_count, sizeof(*r->days));
	r->names = x_realloc(r->names, r->row_count, sizeof(*r->names));
	r->lunch_from = x_realloc(r->lunch_from, r->lunch_count + 1, sizeof(*r->lunch_from));
	for (size_t i = 0; i < r->row_count; i++) {
		const struct holiday_row *h = &r->rows[i];

		if (str_eq(h->kind, HOLIDAY_CANCELLED))
			continue;
		r->days[count] = h->day;
		r->names[count++] = (struct holiday_name){ h->name_ko,
			str_empty(h->name_en) ? h->name_ko : h->name_en, h->kind };
	}
	for (size_t i = 0; i < r->lunch_count; i++)
		r->lunch_from[i] = (struct lunch_from){ r->lunches[i].from,
			(int16_t)r->lunches[i].minute };
	c.holidays = r->days;
	c.names = r->names;
	c.holiday_count = count;
	c.lunches = r->lunch_from;
	c.lunch_count = r->lunch_count;
	return c;
}

void
calendar_reader_release(struct calendar_reader *r)
{
	free(r->rows);
	free(r->lunches);
	free(r->days);
	free(r->names);
	free(r->lunch_from);
	*r = (struct calendar_reader){ .row_count = 0 };
}
