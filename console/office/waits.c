/* SPDX-License-Identifier: ISC */
/* Waiting figures: taken from sync, shown to desks. They are about offices,
 * not about people: nobody's access is recorded. */
#include "console/office/session.h"
#include "console/office/wait_history.h"
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

/* Sync is not believed: a number that cannot be is one that was not said. */
static int64_t
number_within(int64_t number)
{
	return number < 0 || number > NUMBER_MOST ? -1 : number;
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
	if (row.source[0] == '\0' || row.desk_id[0] == '\0')
		return err_set(e, RC_INVALID, "a waiting figure without source or desk");
	row.waiting = number_within(row.waiting);
	row.called = number_within(row.called);
	row.counters = number_within(row.counters);
	row.taken_at = r->office->now_at;
	rc = wait_history_take(r->office->store, &row, e);
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
		rc = check_region(r, heard.region, e);
	if (rc == RC_OK)
		rc = store_wait_heard(r->office->store, heard.source, heard.region, now_at,
		    heard.error, now_at - FORGET_SEC, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

static void
tell_row(void *arg, const struct wait_row *row)
{
	request_tell(arg, MESSAGE_WAIT_ROW, false, row);
}

enum rc
handle_wait_list(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_waits ask;
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = store_wait_list(r->office->store, ask.region, tell_row, r, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}
