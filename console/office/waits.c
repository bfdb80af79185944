/* SPDX-License-Identifier: ISC */
/* Waiting figures: taken from sync, shown to desks. They are about offices,
 * not about people: nobody's access is recorded. */
#include <string.h>

#include "console/office/session.h"
#include "console/office/wait_sources.h"
#include "console/rules/catalogue.h"
#include "console/rules/wait.h"
#include "console/rules/wait_line.h"
#include "storage/text.h"

#define FORGET_SEC (7 * 24 * 3600)	/* a desk that nobody has named for so long is gone */
#define NUMBER_MOST 1000000

static enum rc
check_region(struct request *r, const char *region, struct err *e)
{
	char office[12];
	enum rc rc = store_jurisdiction_office(r->office->store, region, office, e);

	return rc == RC_NOT_FOUND ? err_set(e, RC_INVALID, "no office here answers for region %s",
	    region) : rc;
}

/* No channel speaks for the office itself. */
static enum rc
check_source(const char *source, struct err *e)
{
	return source[0] == '\0' || wait_source_is_own(source) ? err_set(e, RC_INVALID,
	    "a waiting figure of source “%s”", source) : RC_OK;
}

/* Sync is not believed: a number that cannot be is one that was not said. */
static int64_t
number_within(int64_t number)
{
	return number < 0 || number > NUMBER_MOST ? -1 : number;
}

/* What cannot be is not said: a number out of all bounds, a time far ahead, which
 * would hold off whatever comes after it. */
static void
make_credible(struct wait_row *row, int64_t now_at)
{
	row->waiting = number_within(row->waiting);
	row->called = number_within(row->called);
	row->counters = number_within(row->counters);
	row->taken_at = now_at;
	if (row->observed_at < 0 || row->observed_at > now_at + WAIT_STALE_SEC)
		row->observed_at = 0;
}

enum rc
handle_wait_row(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wait_row row;
	enum rc rc = wire_read(f, &row, e);

	if (rc == RC_OK)
		rc = check_region(r, row.region, e);
	if (rc != RC_OK)
		return rc;
	if (row.desk_id[0] == '\0')
		return err_set(e, RC_INVALID, "a waiting figure without a desk");
	rc = check_source(row.source, e);
	if (rc != RC_OK)
		return rc;
	make_credible(&row, r->office->now_at);
	rc = wait_take(r->office, &row, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

/* One line of a page, which may be of any region that there is: an applicant may go
 * to a neighbour. */
static enum rc
take_line(struct office *office, struct wait_row *row, struct err *e)
{
	if (row->desk_id[0] == '\0' || region_find(row->region) == NULL)
		return err_set(e, RC_INVALID, "a waiting figure of desk “%s” in region “%s”",
		    row->desk_id, row->region);
	make_credible(row, office->now_at);
	return row->task_no[0] == '\0' ? store_wait_desk_put(office->store, row, e) :
	    wait_take(office, row, e);
}

enum rc
handle_waits_page(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_waits_page page;
	struct wait_row row;
	const char *at;
	enum rc rc = wire_read(f, &page, e);

	if (rc == RC_OK)
		rc = check_source(page.source, e);
	if (rc == RC_OK && (!utf8_valid(page.rows.data, page.rows.len, NULL) ||
	    memchr(page.rows.data, '\0', page.rows.len) != NULL))
		rc = err_set(e, RC_INVALID, "waiting figures that are no text");
	at = rc == RC_OK ? page.rows.data : "";
	while (rc == RC_OK && *at != '\0') {
		rc = wait_line_take(&at, &row, e);
		if (rc == RC_OK) {
			(void)str_fill(row.source, sizeof(row.source), page.source);
			rc = take_line(r->office, &row, e);
		}
	}
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

enum rc
handle_waits_heard(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_waits heard;
	int64_t now_at = r->office->now_at;
	enum rc rc = wire_read(f, &heard, e);

	if (rc == RC_OK)
		rc = check_source(heard.source, e);
	if (rc == RC_OK && heard.region[0] != '\0')
		rc = check_region(r, heard.region, e);
	if (rc == RC_OK)
		rc = store_wait_heard(r->office->store, heard.source, heard.region, now_at,
		    heard.error, now_at - FORGET_SEC, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}
