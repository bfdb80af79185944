/* SPDX-License-Identifier: ISC */
/* What a staff member has opened: found again, and compared with what it is now.
 * Everybody sees their own alone. */
#include "console/office/session.h"

enum rc
case_row_looked(struct request *r, struct case_row *row, struct err *e)
{
	struct look_record look;
	enum rc rc = store_look_get(r->office->store, r->actor.staff_id, row->id, &look, e);

	row->is_changed = rc == RC_OK && look.version < row->version;
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

/* The rows on their way. */
struct recalling {
	struct request *r;
	enum rc rc;
	struct err *e;
};

static void
tell_recent(void *arg, const struct case_record *c, int64_t at)
{
	struct recalling *t = arg;
	struct recent_row recent = { .looked_at = at };

	if (t->rc != RC_OK)
		return;
	case_row_for(t->r, c, &recent.row);
	t->rc = case_row_looked(t->r, &recent.row, t->e);
	if (t->rc == RC_OK)
		request_tell(t->r, MESSAGE_RECENT_ROW, false, &recent);
}

enum rc
handle_recent(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct recalling t = { .r = r, .rc = RC_OK, .e = e };
	struct wire_page page;
	enum rc rc = wire_read(f, &page, e);

	/* Masked rows are a list, recorded once a session as every query is. */
	if (rc == RC_OK && !r->session->has_recent)
		rc = request_record(r, "query recent", "list", e);
	if (rc != RC_OK)
		return rc;
	r->session->has_recent = true;
	rc = store_look_list(r->office->store, r->actor.staff_id, r->actor.office,
	    request_page_limit(&page), tell_recent, &t, e);
	if (rc == RC_OK)
		rc = t.rc;
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}
