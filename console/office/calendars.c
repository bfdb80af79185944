/* SPDX-License-Identifier: ISC */
#include "console/office/calendars.h"

#include <stdlib.h>
#include <string.h>

#include "console/rules/holidays_file.h"
#include "storage/catalogue.h"
#include "storage/instant.h"

#define CATALOGUE_SOURCE "catalogue"

void
office_calendar_release(struct office_calendar *c)
{
	free(c->rows);
	free(c->lunch_rows);
	free(c->days);
	free(c->names);
	free(c->lunches);
	*c = (struct office_calendar){ .row_count = 0 };
}

static void
add_row(void *arg, const struct holiday_row *h)
{
	struct office_calendar *c = arg;
	size_t at = c->row_count;

	if (c->before_event != 0 && h->after_event >= c->before_event)
		return;
	if (h->after_event > c->last_change)
		c->last_change = h->after_event;
	c->rows = x_realloc(c->rows, c->row_count + 1, sizeof(*c->rows));
	/* Of two entries for one day the later counts. */
	while (at > 0 && c->rows[at - 1].day.number > h->day.number)
		at--;
	if (at > 0 && c->rows[at - 1].day.number == h->day.number) {
		c->rows[at - 1] = *h;
		return;
	}
	memmove(&c->rows[at + 1], &c->rows[at], (c->row_count - at) * sizeof(*c->rows));
	c->rows[at] = *h;
	c->row_count++;
}

static void
add_lunch(void *arg, const struct lunch_row *l)
{
	struct office_calendar *c = arg;
	size_t at = c->lunch_row_count;

	if (c->before_event != 0 && l->after_event >= c->before_event)
		return;
	if (l->after_event > c->last_change)
		c->last_change = l->after_event;
	c->lunch_rows = x_realloc(c->lunch_rows, c->lunch_row_count + 1, sizeof(*c->lunch_rows));
	while (at > 0 && c->lunch_rows[at - 1].from.number > l->from.number)
		at--;
	if (at > 0 && c->lunch_rows[at - 1].from.number == l->from.number) {
		c->lunch_rows[at - 1] = *l;
		return;
	}
	memmove(&c->lunch_rows[at + 1], &c->lunch_rows[at],
	    (c->lunch_row_count - at) * sizeof(*c->lunch_rows));
	c->lunch_rows[at] = *l;
	c->lunch_row_count++;
}

/* Makes the rules' calendar of the rows. */
static void
build(struct office_calendar *c)
{
	size_t count = 0;

	c->days = x_zalloc(c->row_count + 1, sizeof(*c->days));
	c->names = x_zalloc(c->row_count + 1, sizeof(*c->names));
	c->lunches = x_zalloc(c->lunch_row_count + 1, sizeof(*c->lunches));
	for (size_t i = 0; i < c->row_count; i++) {
		const struct holiday_row *h = &c->rows[i];

		if (str_eq(h->kind, HOLIDAY_CANCELLED))
			continue;
		c->days[count] = h->day;
		c->names[count++] = (struct holiday_name){ h->name_ko,
			str_empty(h->name_en) ? h->name_ko : h->name_en, h->kind };
	}
	for (size_t i = 0; i < c->lunch_row_count; i++)
		c->lunches[i] = (struct lunch_from){ c->lunch_rows[i].from,
			(int16_t)c->lunch_rows[i].minute };
	c->calendar = (struct calendar){ .holidays = c->days, .names = c->names,
		.holiday_count = count, .hours = office_hours_usual, .lunches = c->lunches,
		.lunch_count = c->lunch_row_count };
}

static enum rc
read_calendar(struct office *office, const char *code, struct office_calendar *c, struct err *e)
{
	enum rc rc;

	str_fill(c->office, sizeof(c->office), code);
	rc = store_holiday_list(office->store, code, add_row, c, e);
	if (rc == RC_OK)
		rc = store_lunch_list(office->store, code, add_lunch, c, e);
	if (rc == RC_OK)
		build(c);
	else
		office_calendar_release(c);
	return rc;
}

enum rc
calendars_get(struct office *office, const char *code, const struct office_calendar **out,
    struct err *e)
{
	struct office_calendar fresh = { .row_count = 0 };
	enum rc rc;

	for (size_t i = 0; i < office->calendar_count; i++)
		if (str_eq(office->calendars[i]->office, code)) {
			*out = office->calendars[i];
			return RC_OK;
		}
	rc = read_calendar(office, code, &fresh, e);
	if (rc != RC_OK)
		return rc;
	office->calendars = x_realloc(office->calendars, office->calendar_count + 1,
	    sizeof(struct office_calendar *));
	office->calendars[office->calendar_count] = x_alloc(sizeof(fresh));
	*office->calendars[office->calendar_count] = fresh;
	*out = office->calendars[office->calendar_count++];
	return RC_OK;
}

enum rc
calendars_as_of(struct office *office, const char *code, int64_t event_id,
    struct office_calendar *out, bool *is_now, struct err *e)
{
	const struct office_calendar *now = NULL;
	enum rc rc = calendars_get(office, code, &now, e);

	*out = (struct office_calendar){ .before_event = event_id };
	*is_now = true;
	if (rc != RC_OK || event_id == 0 || now->last_change < event_id)
		return rc;
	*is_now = false;
	return read_calendar(office, code, out, e);
}

enum rc
calendar_of_office(struct office *office, const char *code, const struct calendar **out,
    struct err *e)
{
	const struct office_calendar *c = NULL;
	enum rc rc = calendars_get(office, code, &c, e);

	if (rc == RC_OK)
		*out = &c->calendar;
	return rc;
}

void
calendars_try(const struct office_calendar *base, const struct holiday_row *entries,
    size_t count, const struct lunch_row *lunch, struct office_calendar *out)
{
	*out = (struct office_calendar){ .row_count = 0 };
	str_fill(out->office, sizeof(out->office), base->office);
	for (size_t i = 0; i < base->row_count; i++)
		add_row(out, &base->rows[i]);
	for (size_t i = 0; i < count; i++)
		add_row(out, &entries[i]);
	for (size_t i = 0; i < base->lunch_row_count; i++)
		add_lunch(out, &base->lunch_rows[i]);
	if (lunch != NULL)
		add_lunch(out, lunch);
	build(out);
}

const struct holiday_row *
office_calendar_on(const struct office_calendar *c, struct day d)
{
	for (size_t i = 0; i < c->row_count; i++)
		if (c->rows[i].day.number == d.number)
			return &c->rows[i];
	return NULL;
}

bool
office_calendar_has(const struct office_calendar *c, const struct holiday_row *h)
{
	const struct holiday_row *now = office_calendar_on(c, h->day);
	bool is_holiday = now != NULL && !str_eq(now->kind, HOLIDAY_CANCELLED);

	return is_holiday == !str_eq(h->kind, HOLIDAY_CANCELLED);
}

void
calendars_forget(struct office *office)
{
	for (size_t i = 0; i < office->calendar_count; i++) {
		office_calendar_release(office->calendars[i]);
		free(office->calendars[i]);
	}
	free(office->calendars);
	office->calendars = NULL;
	office->calendar_count = 0;
}

/* The i-th day of the catalogue as an entry. */
static struct holiday_row
catalogue_row(size_t i)
{
	struct holiday_row h = { .day = catalogue_holidays[i], .source = CATALOGUE_SOURCE };

	str_fill(h.name_ko, sizeof(h.name_ko), catalogue_holiday_names[i].ko);
	str_fill(h.name_en, sizeof(h.name_en), catalogue_holiday_names[i].en);
	str_fill(h.kind, sizeof(h.kind), catalogue_holiday_names[i].kind);
	return h;
}

/* Local holidays, year by year as far as the catalogue goes. */
static enum rc
fill_regional(struct store *store, int64_t now_at, struct err *e)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; i < catalogue_regional_count; i++) {
		const struct regional_holiday *r = &catalogue_regional_holidays[i];
		struct holiday_row h = { .kind = "regional" };

		str_fill(h.region, sizeof(h.region), r->region);
		str_fill(h.name_ko, sizeof(h.name_ko), r->name_ko);
		str_fill(h.name_en, sizeof(h.name_en), r->name_en);
		str_fill(h.source, sizeof(h.source), r->source);
		for (int32_t year = holidays_first_year(); rc == RC_OK &&
		    year <= holidays_last_year(); year++)
			if (year >= r->from_year && day_make(year, r->month, r->day, &h.day))
				rc = store_holiday_add(store, "", &h, 0, now_at, e);
	}
	return rc;
}

static bool
catalogue_has(struct day d)
{
	for (size_t i = 0; i < catalogue_holiday_count; i++)
		if (catalogue_holidays[i].number == d.number)
			return true;
	return false;
}

/* What a newer catalogue knows otherwise moves no date by itself. */
static enum rc
propose_news(struct store *store, int64_t now_at, struct err *e)
{
	struct office_calendar everywhere = { .row_count = 0 };
	enum rc rc = store_holiday_list(store, "", add_row, &everywhere, e);
	bool is_new;

	for (size_t i = 0; rc == RC_OK && i < catalogue_holiday_count; i++) {
		struct holiday_row h = catalogue_row(i);

		if (office_calendar_on(&everywhere, h.day) == NULL)
			rc = store_proposal_add(store, "", &h, 0, now_at, &is_new, e);
	}
	for (size_t i = 0; rc == RC_OK && i < everywhere.row_count; i++) {
		struct holiday_row h = everywhere.rows[i];

		if (!str_eq(h.source, CATALOGUE_SOURCE) || catalogue_has(h.day))
			continue;
		str_fill(h.kind, sizeof(h.kind), HOLIDAY_CANCELLED);
		rc = store_proposal_add(store, "", &h, 0, now_at, &is_new, e);
	}
	office_calendar_release(&everywhere);
	return rc;
}

enum rc
calendars_fill(struct store *store, int64_t now_at, struct err *e)
{
	enum rc rc = store_holiday_any(store, e);

	if (rc == RC_OK)
		return propose_news(store, now_at, e);
	if (rc != RC_NOT_FOUND)
		return rc;
	rc = fill_regional(store, now_at, e);
	for (size_t i = 0; rc == RC_OK && i < catalogue_holiday_count; i++) {
		struct holiday_row h = catalogue_row(i);

		rc = store_holiday_add(store, "", &h, 0, now_at, e);
	}
	return rc;
}
