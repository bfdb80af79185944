/* SPDX-License-Identifier: ISC */
/* A month in figures for the screen: asked for page by page, shown when it is
 * whole. */
#include <string.h>

#include "console/desk/feed_part.h"
#include "storage/instant.h"
#include "storage/text.h"

/* The name of the month that is so many before the one of now. */
static void
month_name(int64_t now_at, int before, char name[16])
{
	struct day d;
	int32_t second;
	int year, month, day;
	char whole[16];

	instant_split(now_at, &d, &second);
	day_split(d, &year, &month, &day);
	month -= 1 + before;
	while (month < 0) {
		month += 12;
		year--;
	}
	if (!day_make(year, month + 1, 1, &d))
		d = (struct day){ 0 };
	day_format(d, whole);
	whole[strlen("2026-11")] = '\0';
	(void)str_fill(name, 16, whole);
}

void
feed_report(struct feed *f, int step)
{
	char name[16];

	f->report_months = step == 0 ? 0 : f->report_months - step;
	if (f->report_months < 0)
		f->report_months = 0;
	f->model.report = NULL;
	report_release(&f->report.report);
	f->report = (struct report_reader){ .ask = { .after = "" } };
	month_name(f->model.now_at, f->report_months, name);
	if (!report_month(name, f->model.now_at, &f->report.ask.from_at,
	    &f->report.ask.until_at))
		return;
	/* What is on its way is of another month. */
	f->tags[ASK_REPORT] = 0;
	f->is_due[ASK_REPORT] = true;
}

void
feed_ask_report(struct feed *f, enum feed_ask what)
{
	f->tags[what] = link_send(f->link, MESSAGE_REPORT, &f->report.ask);
}

enum rc
feed_take_report(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e)
{
	char name[16];
	enum rc rc = report_reader_take(&f->report, frame, e);

	(void)what;
	if (rc != RC_OK || !frame->is_end)
		return rc;
	if (report_reader_next(&f->report)) {
		f->is_due[ASK_REPORT] = true;
		return RC_OK;
	}
	month_name(f->model.now_at, f->report_months, name);
	buf_clear(&f->report_text);
	report_text(&f->report_text, &f->report.report, name);
	report_release(&f->report.report);
	f->model.report = buf_str(&f->report_text);
	*news = NEWS_MODEL;
	return RC_OK;
}
