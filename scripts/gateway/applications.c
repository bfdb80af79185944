/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/applications.h"

#include <stdio.h>
#include <stdlib.h>

#include <cjson/cJSON.h>

#include "storage/instant.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define ARRIVAL_DAYS 3

/* One row per channel: its code and the letters its numbers begin with. */
static const struct {
	const char *code;
	const char *prefix;
} channels[] = {
	[CHANNEL_GOV24] = { "gov24", "G24" },
	[CHANNEL_BOKJIRO] = { "bokjiro", "BOK" },
	[CHANNEL_EPEOPLE] = { "epeople", "EPP" },
	[CHANNEL_SEOUL_CHATBOT] = { "seoul-chatbot", "SCB" },
	[CHANNEL_DAEJEON365] = { "daejeon365", "DJ3" },
	[CHANNEL_HANDOVER] = { "handover", "ESC" },
};
_Static_assert(COUNT(channels) == CHANNEL__COUNT, "one row per channel");

/* How the applications of the country fall on the four regions, in percent. */
static const uint32_t region_share[PLACE__COUNT] = { 29, 29, 22, 20 };

#define EVERYWHERE PLACE__COUNT

/* What each channel carries, where, and how often among what a region gets. */
static const struct offer {
	enum channel channel;
	enum service service;
	enum place only;	/* EVERYWHERE, or the one region */
	uint32_t weight;
} offers[] = {
	{ CHANNEL_GOV24, SERVICE_MOVE_IN, EVERYWHERE, 16 },
	{ CHANNEL_GOV24, SERVICE_RESIDENT_COPY, EVERYWHERE, 10 },
	{ CHANNEL_GOV24, SERVICE_TAX_CERT, EVERYWHERE, 6 },
	{ CHANNEL_GOV24, SERVICE_BUILDING_COPY, EVERYWHERE, 6 },
	{ CHANNEL_GOV24, SERVICE_MAIL_ORDER, EVERYWHERE, 8 },
	{ CHANNEL_GOV24, SERVICE_FOOD, EVERYWHERE, 9 },
	{ CHANNEL_GOV24, SERVICE_BUILD, EVERYWHERE, 8 },
	{ CHANNEL_EPEOPLE, SERVICE_ASK_PROCEDURE, EVERYWHERE, 11 },
	{ CHANNEL_EPEOPLE, SERVICE_ASK_LAW, EVERYWHERE, 8 },
	{ CHANNEL_BOKJIRO, SERVICE_CHILDCARE, EVERYWHERE, 12 },
	{ CHANNEL_SEOUL_CHATBOT, SERVICE_ASK_PROCEDURE, PLACE_SEODAEMUN, 8 },
	{ CHANNEL_SEOUL_CHATBOT, SERVICE_RESIDENT_COPY, PLACE_SEODAEMUN, 4 },
	{ CHANNEL_SEOUL_CHATBOT, SERVICE_TAX_CERT, PLACE_SEODAEMUN, 2 },
	{ CHANNEL_SEOUL_CHATBOT, SERVICE_BUILDING_COPY, PLACE_SEODAEMUN, 2 },
	{ CHANNEL_DAEJEON365, SERVICE_ASK_PROCEDURE, PLACE_YUSEONG, 7 },
	{ CHANNEL_DAEJEON365, SERVICE_MOVE_IN, PLACE_YUSEONG, 5 },
	{ CHANNEL_DAEJEON365, SERVICE_RESIDENT_COPY, PLACE_YUSEONG, 4 },
};

const char *
channel_code(enum channel channel)
{
	return channels[channel].code;
}

bool
gateway_channel_find(const char *code, enum channel *out)
{
	for (size_t i = 0; i < COUNT(channels); i++) {
		if (str_eq(channels[i].code, code)) {
			*out = (enum channel)i;
			return true;
		}
	}
	return false;
}

static enum place
draw_place(struct draw *d)
{
	uint32_t at = draw_below(d, 100);
	size_t i = 0;

	while (at >= region_share[i])
		at -= region_share[i++];
	return (enum place)i;
}

static const struct offer *
draw_offer(struct draw *d, enum place place)
{
	uint32_t total = 0, at;

	for (size_t i = 0; i < COUNT(offers); i++) {
		if (offers[i].only == EVERYWHERE || offers[i].only == place)
			total += offers[i].weight;
	}
	at = draw_below(d, total);
	for (size_t i = 0; i < COUNT(offers); i++) {
		if (offers[i].only != EVERYWHERE && offers[i].only != place)
			continue;
		if (at < offers[i].weight)
			return &offers[i];
		at -= offers[i].weight;
	}
	return &offers[0];
}

/* The hours of one working day at which people file: mostly by day, some late
 * in the evening. */
static int32_t
draw_second(struct draw *d)
{
	if (draw_percent(d, 80))
		return draw_between(d, 9 * 3600, 18 * 3600 - 1);
	return draw_between(d, 6 * 3600, 24 * 3600 - 1);
}

static int
by_instant(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* The instants of arrival, oldest first; the caller frees them. Holidays are
 * not known here, so a holiday counts as a working day. */
static int64_t *
arrivals_make(const struct run *run)
{
	int64_t *at = x_zalloc((size_t)run->count, sizeof(*at));
	struct draw d = draw_start(run->seed, UINT64_C(0xa441));
	struct day days[ARRIVAL_DAYS], day;
	int32_t until_second;

	instant_split(run->until_at, &day, &until_second);
	if (until_second < 9 * 3600)
		day.number--;
	for (int i = 0; i < ARRIVAL_DAYS; day.number--) {
		int weekday = day_weekday(day);

		if (weekday != 0 && weekday != 6)
			days[i++] = day;
	}
	for (int64_t i = 0; i < run->count; i++) {
		struct day on = days[draw_below(&d, ARRIVAL_DAYS)];

		at[i] = instant_make(on, draw_second(&d));
		if (at[i] > run->until_at)
			at[i] = run->until_at - (int64_t)draw_below(&d, 3 * 3600);
	}
	qsort(at, (size_t)run->count, sizeof(*at), by_instant);
	return at;
}

static void
application_make(const struct run *run, int64_t index, int64_t at, struct application *app)
{
	struct draw d = draw_start(run->seed, (uint64_t)index + 1);
	enum place place = draw_place(&d);
	const struct offer *offer = draw_offer(&d, place);
	int32_t second;
	struct civil c;

	*app = (struct application){ .channel = offer->channel, .service = offer->service,
		.requested_at = at, .attributes = cJSON_CreateObject() };
	app->applicant.place = place;
	instant_split(at, &app->applicant.today, &second);
	instant_civil(at, &c);
	snprintf(app->id, sizeof(app->id), "%s-%04d%02d%02d-%07lld", channels[offer->channel].prefix,
	    c.year, c.month, c.day, (long long)index + 1);
	person_make(&d, (uint32_t)index, c.year, &app->applicant.person);
	place_address(&d, place, app->applicant.address, sizeof(app->applicant.address));
	app->gives_resident_number = draw_percent(&d, 15);
	answers_fill(&d, offer->service, &app->applicant, app->attributes, app->title,
	    sizeof(app->title));
}

enum rc
applications_make(const struct run *run,
    enum rc (*take)(void *arg, const struct application *app, struct err *e), void *arg,
    struct err *e)
{
	int64_t *at = arrivals_make(run);
	enum rc rc = RC_OK;

	for (int64_t i = 0; i < run->count && rc == RC_OK; i++) {
		struct application app;

		application_make(run, i, at[i], &app);
		rc = take(arg, &app, e);
		cJSON_Delete(app.attributes);
	}
	free(at);
	return rc;
}

static void
print(cJSON *object, struct buf *out)
{
	char *text = cJSON_PrintUnformatted(object);

	if (text != NULL)
		buf_puts(out, text);
	cJSON_free(text);
	cJSON_Delete(object);
}

/* The members that the event's data and the request's state share. */
static void
add_request(cJSON *to, const struct application *app)
{
	cJSON_AddStringToObject(to, "service_request_id", app->id);
	cJSON_AddStringToObject(to, "jurisdiction_id", place_code(app->applicant.place));
	cJSON_AddStringToObject(to, "service_code", service_code(app->service));
	cJSON_AddStringToObject(to, "status", "open");
	event_add_instant(to, "requested_datetime", app->requested_at);
}

struct cJSON *
application_data(const struct application *app)
{
	const struct person *person = &app->applicant.person;
	cJSON *data = cJSON_CreateObject(), *applicant;

	add_request(data, app);
	cJSON_AddStringToObject(data, "description", app->title);
	cJSON_AddStringToObject(data, "form_version", "1");
	applicant = cJSON_AddObjectToObject(data, "applicant");
	cJSON_AddStringToObject(applicant, "name", person->name);
	cJSON_AddStringToObject(applicant, "phone", person->phone);
	cJSON_AddStringToObject(applicant, "address", app->applicant.address);
	if (app->gives_resident_number)
		cJSON_AddStringToObject(applicant, "resident_number", person->resident_number);
	else
		cJSON_AddStringToObject(applicant, "birth_date", person->birth_date);
	cJSON_AddItemToObject(data, "attributes", cJSON_Duplicate(app->attributes, 1));
	return data;
}

struct event
application_event(const struct application *app)
{
	return (struct event){ .type = EVENT_REQUEST_CREATED, .channel = channel_code(app->channel),
		.at = app->requested_at + 2 };
}

void
application_state(const struct application *app, struct buf *out)
{
	cJSON *state = cJSON_CreateObject();

	add_request(state, app);
	cJSON_AddStringToObject(state, "service_name", service_name(app->service));
	cJSON_AddStringToObject(state, "description", app->title);
	print(state, out);
}

void
application_truth(const struct application *app, struct buf *out)
{
	cJSON *truth = cJSON_CreateObject();

	cJSON_AddStringToObject(truth, "service_request_id", app->id);
	cJSON_AddStringToObject(truth, "channel", channel_code(app->channel));
	cJSON_AddStringToObject(truth, "jurisdiction_id", place_code(app->applicant.place));
	cJSON_AddStringToObject(truth, "service_code", service_code(app->service));
	cJSON_AddStringToObject(truth, "name", app->applicant.person.name);
	cJSON_AddStringToObject(truth, "phone", app->applicant.person.phone);
	cJSON_AddStringToObject(truth, "address", app->applicant.address);
	cJSON_AddStringToObject(truth, "birth_date", app->applicant.person.birth_date);
	cJSON_AddStringToObject(truth, "resident_number", app->applicant.person.resident_number);
	print(truth, out);
	buf_putc(out, '\n');
}
