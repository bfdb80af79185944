/* SPDX-License-Identifier: ISC */
/* Holidays that somebody outside knows: compared with the office's calendar and
 * with what the decree's rules give. What is new becomes a proposal; nothing is
 * taken out because a list misses it (domain.md C2). */
#include "console/office/days_found.h"

#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/office/calendars.h"
#include "console/rules/holidays.h"
#include "console/rules/holidays_file.h"
#include "console/rules/json_gate.h"
#include "storage/instant.h"

#define DAYS_MOST 400	/* of one year */

/* A list of one year, beside what is known. */
struct comparing {
	struct request *r;
	const struct office_calendar *calendar;
	struct holiday_row list[DAYS_MOST];
	size_t list_count;
	struct holiday derived[HOLIDAYS_MOST];
	size_t derived_count;
	int32_t year;
};

static int
year_of(struct day d)
{
	int year, month, day;

	day_split(d, &year, &month, &day);
	return year;
}

static const struct holiday_row *
in_list(const struct comparing *c, struct day d)
{
	for (size_t i = 0; i < c->list_count; i++)
		if (c->list[i].day.number == d.number)
			return &c->list[i];
	return NULL;
}

static const struct holiday *
by_decree(const struct comparing *c, struct day d)
{
	for (size_t i = 0; i < c->derived_count; i++)
		if (c->derived[i].day.number == d.number)
			return &c->derived[i];
	return NULL;
}

static enum rc
read_list(struct comparing *c, const struct wire_days *days, struct err *e)
{
	const char *lines = days->entries;
	bool is_whole = true;
	struct holiday_row h;

	while (holiday_entry_next(&lines, &h, &is_whole)) {
		if (!is_whole || c->list_count == DAYS_MOST || year_of(h.day) != days->year ||
		    in_list(c, h.day) != NULL)
			return err_set(e, RC_INVALID, "a list of holidays that is none");
		str_fill(h.source, sizeof(h.source), days->source);
		c->list[c->list_count++] = h;
	}
	return RC_OK;
}

/* One day that the list, the calendar or the decree knows. */
static enum rc
compare_day(struct comparing *c, struct day d, bool is_told, struct err *e)
{
	const struct holiday_row *listed = in_list(c, d), *row = office_calendar_on(c->calendar, d);
	const struct holiday *derived = by_decree(c, d);
	struct wire_day_found found = { .is_in_list = listed != NULL,
		.is_in_calendar = row != NULL && !str_eq(row->kind, HOLIDAY_CANCELLED),
		.is_by_decree = derived != NULL };
	struct request *r = c->r;
	enum rc rc = RC_OK;

	if (listed == NULL && !found.is_in_calendar && derived == NULL)
		return RC_OK;
	if (listed != NULL) {
		found.day = *listed;
	} else if (row != NULL) {
		found.day = *row;
	} else {
		found.day = (struct holiday_row){ .day = d };
		str_fill(found.day.name_ko, sizeof(found.day.name_ko), derived->name_ko);
		str_fill(found.day.name_en, sizeof(found.day.name_en), derived->name_en);
		str_fill(found.day.kind, sizeof(found.day.kind),
		    derived->is_substitute ? "substitute" : "statutory");
	}
	if (listed != NULL && !found.is_in_calendar)
		rc = store_proposal_add(r->office->store, "", listed, r->who.row.id,
		    r->office->now_at, &found.is_proposed, e);
	if (rc == RC_OK && is_told)
		request_tell(r, MESSAGE_DAY_FOUND, false, &found);
	return rc;
}

enum rc
days_compare(struct request *r, const char *office, const struct wire_days *days, bool is_told,
    struct err *e)
{
	struct comparing *c = x_zalloc(1, sizeof(*c));
	struct day d, end;
	enum rc rc;

	c->r = r;
	c->year = days->year;
	rc = calendars_get(r->office, office, &c->calendar, e);
	if (rc == RC_OK && (days->year < holidays_first_year() ||
	    days->year > holidays_last_year()))
		rc = request_refuse_for(r, REASON_BAD_VALUE, "year");
	if (rc == RC_OK)
		rc = read_list(c, days, e);
	if (rc == RC_OK && day_make(days->year, 1, 1, &d) && day_make(days->year, 12, 31, &end)) {
		c->derived_count = holidays_derive(days->year, c->derived);
		for (; rc == RC_OK && d.number <= end.number; d.number++)
			rc = compare_day(c, d, is_told, e);
	}
	free(c);
	return rc;
}

enum rc
day_published(struct office *office, const char *channel, const char *data, size_t len,
    struct err *e)
{
	struct holiday_row h = { .source = "" };
	struct cJSON *json = NULL;
	const char *date, *name, *kind;
	bool is_new;
	int year;
	enum rc rc = json_parse(data, len, JSON_EVENT_BYTES_MAX, &json, e);

	if (rc != RC_OK)
		return rc;
	date = json_text(json, "date");
	name = json_text(json, "name");
	kind = json_text(json, "kind");
	if (date == NULL || !day_parse(date, &h.day))
		rc = err_set(e, RC_INVALID, "date");
	else if (str_empty(name) || strpbrk(name, "\t\n") != NULL ||
	    !str_fill(h.name_ko, sizeof(h.name_ko), name))
		rc = err_set(e, RC_INVALID, "name");
	else if (kind == NULL || !holiday_kind_is_known(kind))
		rc = err_set(e, RC_INVALID, "kind");
	year = rc == RC_OK ? year_of(h.day) : 0;
	if (rc == RC_OK && (year < holidays_first_year() || year > holidays_last_year()))
		rc = err_set(e, RC_INVALID, "date");
	if (rc == RC_OK) {
		str_fill(h.kind, sizeof(h.kind), kind);
		str_fill(h.source, sizeof(h.source), channel);
		rc = store_proposal_add(office->store, "", &h, 0, office->now_at, &is_new, e);
	}
	cJSON_Delete(json);
	return rc;
}

/* A list that a clerk saved: an officer may hand it in, it moves nothing. */
enum rc
handle_days_import(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_days days;
	enum rc rc = wire_read(f, &days, e);

	if (rc == RC_OK && r->actor.role == ROLE_AUDITOR)
		return request_refuse_for(r, REASON_NO_RIGHT, role_name(ROLE_OFFICER));
	if (rc == RC_OK)
		rc = days_compare(r, r->actor.office, &days, true, e);
	if (rc == RC_OK)
		rc = request_record(r, "holidays", "days-import", e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

/* A list that sync fetched. It is every office's to judge: compared with the
 * calendar of the whole country. */
enum rc
handle_days_found(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_days days;
	enum rc rc = wire_read(f, &days, e);

	if (rc == RC_OK)
		rc = days_compare(r, "", &days, false, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}
