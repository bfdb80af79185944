/* SPDX-License-Identifier: ISC */
/* The limits of the law around one case, told when it is opened. */
#include "console/office/limits.h"

#include "console/rules/case_limit.h"
#include "console/rules/workflow.h"

/* When the case was first in an officer's hands, and first demanded of. */
static void
take_move(void *arg, const struct move_record *m)
{
	struct limit_facts *f = arg;
	enum state after;

	if (!state_by_name(m->state_after, &after))
		return;
	if (f->assigned_at == 0 && (after == STATE_ASSIGNED || after == STATE_IN_PROGRESS))
		f->assigned_at = m->effective_at;
	if (f->demanded_at == 0 && after == STATE_SUPPLEMENT)
		f->demanded_at = m->effective_at;
}

enum rc
limits_tell(struct request *r, const struct case_record *c, const struct case_facts *known,
    struct err *e)
{
	struct limit_facts f = { .state = c->row.state, .arrived_at = c->row.arrived_at,
		.received_at = c->row.received_at, .supplement_due = known->supplement_due,
		.is_again = known->is_supplement_again, .decided_at = c->completed_at,
		.now_at = r->office->now_at };
	struct limit_row rows[LIMITS_MOST];
	size_t count;
	enum rc rc = store_move_list(r->office->store, c->row.id, take_move, &f, e);

	if (rc != RC_OK)
		return rc;
	count = case_limits(r->calendar, &f, rows);
	for (size_t i = 0; i < count; i++)
		request_tell(r, MESSAGE_LIMIT, false, &rows[i]);
	return RC_OK;
}
