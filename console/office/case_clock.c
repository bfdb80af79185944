/* SPDX-License-Identifier: ISC */
#include "console/office/case_clock.h"

#include "console/rules/catalogue.h"
#include "console/rules/deadline.h"
#include "console/rules/pause.h"
#include "storage/text.h"

#define PAUSES_MAX 64

static bool
stands_still(enum state state)
{
	return state_table[state].clock == CLOCK_PAUSED;
}

/* Why the clock stands still in a state (domain.md A4). */
static enum pause_reason
reason_of(enum state state)
{
	return state == STATE_SUPPLEMENT ? PAUSE_SUPPLEMENT : PAUSE_TEST;
}

static struct day
day_of(int64_t at)
{
	struct day d;
	int32_t second;

	instant_split(at, &d, &second);
	return d;
}

/* The case's pauses as the rules know them; an open one ends on last. */
static enum rc
load_pauses(struct office *office, int64_t case_id, struct day last, struct pause *out,
    size_t *count, struct err *e)
{
	struct pause_record rows[PAUSES_MAX];
	enum rc rc = store_pause_list(office->store, case_id, rows, PAUSES_MAX, count, e);

	for (size_t i = 0; rc == RC_OK && i < *count; i++) {
		out[i] = (struct pause){ .from = rows[i].from,
			.to = rows[i].to.number == 0 ? last : rows[i].to };
		if (!pause_find(rows[i].reason, &out[i].reason))
			rc = err_set(e, RC_STORAGE, say(N_("case %lld has a pause for \"%s\", which no "
			    "rule knows")), (long long)case_id, rows[i].reason);
	}
	return rc;
}

enum rc
case_clock_before(struct office *office, struct case_record *c, enum state from, int64_t at_at,
    struct err *e)
{
	const struct service_info *service = service_find(c->row.service);
	struct pause spans[PAUSES_MAX];
	struct pauses off = { .pauses = spans };
	struct period period;
	enum rc rc;

	if (!stands_still(from) || stands_still(c->row.state) ||
	    !state_table[c->row.state].is_open)
		return RC_OK;
	if (service == NULL || !period_parse(service->period, &period) ||
	    period.unit == PERIOD_NONE)
		return RC_OK;
	rc = load_pauses(office, c->row.id, day_of(at_at), spans, &off.pause_count, e);
	if (rc == RC_OK)
		c->row.due_at = deadline_due_without(&office->calendar, period, c->row.received_at,
		    &off);
	return rc;
}

enum rc
case_clock_after(struct office *office, const struct case_record *c, enum state from,
    int64_t at_at, int64_t event_id, struct err *e)
{
	bool stood = stands_still(from), stands = stands_still(c->row.state);

	if (stood && !stands)
		return store_pause_end(office->store, c->row.id, day_of(at_at), event_id, e);
	if (!stood && stands)
		return store_pause_begin(office->store, c->row.id,
		    pause_table[reason_of(c->row.state)].name, day_of(at_at), event_id, e);
	return RC_OK;
}
