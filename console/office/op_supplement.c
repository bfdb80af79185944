/* SPDX-License-Identifier: ISC */
/* 보완 (Act §22, Decree §24, §25①): the demand, longer periods, one more demand,
 * and the return of papers that stayed incomplete. */
#include <stdlib.h>
#include <string.h>

#include "console/office/case_answers.h"
#include "console/office/ops.h"
#include "console/rules/deadline.h"
#include "console/rules/supplement_item.h"

#define AGAIN_DAYS_MOST 10	/* Decree §24③ */

enum rc
op_supplement_judge(struct op_run *run, struct err *e)
{
	struct period period = { PERIOD_NONE, 0 };

	(void)e;
	/* The rules have read the period already. */
	if (run->facts.state == STATE_SUPPLEMENT && period_parse(run->act->period, &period) &&
	    period.count > AGAIN_DAYS_MOST)
		return request_refuse_for(run->r, REASON_SUPPLEMENT_LONG, "");
	return RC_OK;
}

/* The last day of the act's period from a day on; days by 민법, Decree §24④. */
static bool
count_due(struct op_run *run, struct day from)
{
	struct period period = { PERIOD_NONE, 0 };

	if (!period_parse(run->act->period, &period))
		return false;
	run->supplement_due = deadline_civil_days(run->r->calendar, from, period.count);
	return true;
}

enum rc
op_supplement(struct op_run *run, struct err *e)
{
	struct office *office = run->r->office;
	struct supplement_record d = { .items = (char *)run->act->text, .text = (char *)"",
		.by_id = run->r->who.row.id, .demanded_at = office->now_at,
		.is_again = run->facts.state == STATE_SUPPLEMENT };
	struct day today;
	int32_t second;

	instant_split(office->now_at, &today, &second);
	if (!count_due(run, today))
		return request_refuse_for(run->r, REASON_BAD_VALUE, "period");
	d.due = run->supplement_due;
	return store_supplement_add(office->store, run->c.row.id, &d, e);
}

/* Is one of the lines about the answer of that title? */
static bool
is_asked_for(const char *items, const char *title)
{
	while (*items != '\0') {
		size_t len = strcspn(items, "\n");

		if (supplement_item_is_about(items, len, title))
			return true;
		items += len + (items[len] == '\n');
	}
	return false;
}

enum rc
op_supplement_after(struct op_run *run, int64_t event_id, struct err *e)
{
	struct store *store = run->r->office->store;
	struct case_answers all;
	struct field_flag *flags = NULL;
	size_t count = 0;
	enum rc rc;

	if (run->act->op != OP_SUPPLEMENT)
		return RC_OK;
	/* Hardly any case has a mark: its form is not looked at for none. */
	rc = store_flag_list(store, run->c.row.id, &flags, &count, e);
	free(flags);
	if (rc != RC_OK || count == 0)
		return rc;
	rc = case_answers_load(run->r->office, &run->c, 0, &all, e);
	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < all.flag_count && rc == RC_OK; i++) {
		const char *field = all.flags[i].field;
		const struct answer *a = answer_find(&all.now, field);

		if (is_asked_for(run->act->text, a != NULL ? a->title : field))
			rc = store_flag_demand(store, run->c.row.id, field, event_id, e);
	}
	case_answers_release(&all);
	return rc;
}

/* Counted from the day the period ends, not from today: asking early costs
 * nothing. */
enum rc
op_supplement_extend(struct op_run *run, struct err *e)
{
	struct store *store = run->r->office->store;
	struct supplement_record d;
	enum rc rc = store_supplement_open(store, run->c.row.id, &d, e);

	if (rc != RC_OK)
		return rc;
	if (count_due(run, d.due))
		rc = store_supplement_extend(store, d.id, run->supplement_due, e);
	else
		rc = request_refuse_for(run->r, REASON_BAD_VALUE, "period");
	supplement_record_release(&d);
	return rc;
}

enum rc
op_return(struct op_run *run, struct err *e)
{
	(void)e;
	run->c.lease_holder_id = 0;
	run->c.row.lease_until_at = 0;
	return RC_OK;
}
