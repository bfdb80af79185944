/* SPDX-License-Identifier: ISC */
#include "console/office/deemed.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "console/rules/catalogue.h"
#include "storage/clock.h"
#include "storage/instant.h"
#include "storage/text.h"

#define BATCH 200	/* cases of one transaction */

struct lapsed {
	int64_t ids[BATCH];
	size_t count;
};

static void
keep_id(void *arg, int64_t case_id)
{
	struct lapsed *l = arg;

	l->ids[l->count++] = case_id;
}

static struct day
day_of(int64_t at)
{
	struct day d;
	int32_t second;

	instant_split(at, &d, &second);
	return d;
}

/* For the doctor: how many lapsed while nobody looked, and the first numbers. */
static void
note_down_time(struct office *office, const struct case_record *c)
{
	size_t len = strlen(office->lapsed_numbers);

	office->lapsed_count++;
	(void)snprintf(office->lapsed_numbers + len, sizeof(office->lapsed_numbers) - len, "%s%s",
	    len > 0 ? " " : "", c->row.receipt_no);
}

/* The period "끝난 날의 다음 날": accepted from the midnight after the due. */
static enum rc
record(struct office *office, int64_t case_id, struct err *e)
{
	const struct service_info *service;
	struct buf text = { 0 };
	struct case_record c;
	struct event_record v = { .case_id = case_id, .kind = EVENT_DEEMED,
		.entered_at = office->now_at, .request_hash = "" };
	char key[40], due[32];
	enum rc rc = store_case_get(office->store, case_id, &c, e);

	if (rc != RC_OK)
		return rc;
	service = service_find(c.row.service);
	c.row.deemed_at = instant_make((struct day){ day_of(c.row.due_at).number + 1 }, 0);
	rc = store_case_update(office->store, &c, e);
	(void)snprintf(key, sizeof(key), "deemed %" PRId64, case_id);
	instant_format_official(c.row.due_at, due);
	buf_printf(&text, "%s · %s", service != NULL ? service->deemed_basis : "", due);
	v.effective_at = c.row.deemed_at;
	v.state_before = v.state_after = state_name(c.row.state);
	v.version_after = c.row.version;
	v.due_before = v.due_after = c.row.due_at;
	v.op_key = key;
	v.text = buf_str(&text);
	if (rc == RC_OK)
		rc = store_event_add(office->store, &v, e);
	if (rc == RC_OK) {
		char id[24];

		if (office->deemed_day.number == 0)
			note_down_time(office, &c);
		(void)snprintf(id, sizeof(id), "%" PRId64, case_id);
		log_event(LOG_WARN_LEVEL, "deemed-accepted", "case", id, "due", due, "found",
		    office->deemed_day.number == 0 ? "at start" : "on the day", NULL);
	}
	buf_release(&text);
	return rc;
}

/* One transaction's share; *count says how many it recorded. */
static enum rc
record_some(struct office *office, int64_t before_at, size_t *count, struct err *e)
{
	struct lapsed lapsed = { .count = 0 };
	enum rc rc = store_lapsed_list(office->store, before_at, BATCH, keep_id, &lapsed, e);

	*count = lapsed.count;
	if (rc != RC_OK || lapsed.count == 0)
		return rc;
	rc = store_begin(office->store, e);
	for (size_t i = 0; rc == RC_OK && i < lapsed.count; i++)
		rc = record(office, lapsed.ids[i], e);
	if (rc == RC_OK)
		rc = store_commit(office->store, e);
	if (rc != RC_OK)
		store_rollback(office->store);
	else
		office->changes++;
	return rc;
}

void
deemed_run(struct office *office)
{
	struct day today = day_of(office->now_at);
	struct err e = { 0 };
	size_t count = BATCH;
	enum rc rc = RC_OK;

	if (office->is_faulty || office->now_at == 0 || office->deemed_day.number == today.number)
		return;
	while (rc == RC_OK && count == BATCH)
		rc = record_some(office, instant_make(today, 0), &count, &e);
	if (rc != RC_OK)
		log_event(LOG_ERROR_LEVEL, "deemed-not-recorded", "why", e.text, NULL);
	office->deemed_day = today;
}
