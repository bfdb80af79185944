/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "scripts/gateway/applications.h"
#include "storage/instant.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Monday, 2026-11-23 09:00 in Korea. */
#define UNTIL_AT INT64_C(1795392000)

/* The event of app, under the given id. */
static void
print_event(const struct application *app, const char *id, struct buf *out)
{
	struct event event = application_event(app);
	cJSON *data = application_data(app);

	event_print(&event, id, data, out);
	cJSON_Delete(data);
}

static enum rc
add_event(void *arg, const struct application *app, struct err *e)
{
	(void)e;
	print_event(app, app->id, arg);
	application_state(app, arg);
	application_truth(app, arg);
	return RC_OK;
}

static void
make(uint64_t seed, int64_t count, enum rc (*take)(void *, const struct application *, struct err *),
    void *arg)
{
	const struct run run = { .seed = seed, .count = count, .until_at = UNTIL_AT };

	assert_int_equal(applications_make(&run, take, arg, NULL), RC_OK);
}

static void
the_same_seed_makes_the_same_bytes(void **state)
{
	struct buf a = { 0 }, b = { 0 }, c = { 0 };

	(void)state;
	make(7, 300, add_event, &a);
	make(7, 300, add_event, &b);
	make(8, 300, add_event, &c);
	assert_string_equal(buf_str(&a), buf_str(&b));
	assert_string_not_equal(buf_str(&a), buf_str(&c));
	buf_release(&a);
	buf_release(&b);
	buf_release(&c);
}

static enum rc
event_passes(void *arg, const struct application *app, struct err *e)
{
	struct buf event = { 0 };
	struct json_fault fault;

	(void)arg;
	(void)e;
	print_event(app, "1", &event);
	if (!json_check(buf_str(&event), event.len, JSON_EVENT_BYTES_MAX, &fault))
		fail_msg("%s: %s", app->id, fault.word);
	buf_release(&event);
	return RC_OK;
}

static void
every_event_passes_the_gate(void **state)
{
	(void)state;
	make(3, 500, event_passes, NULL);
}

/* What is counted over a run. */
struct census {
	size_t places[PLACE__COUNT];
	size_t channels[CHANNEL__COUNT];
	size_t services[SERVICE__COUNT];
	size_t foreigners, compound, resident_numbers;
	int64_t last_at;
	char *phones;
};

static enum rc
count(void *arg, const struct application *app, struct err *e)
{
	struct census *c = arg;
	const char *phone = app->applicant.person.phone;
	size_t number = (size_t)strtoul(phone + 4, NULL, 10) * 10000 + strtoul(phone + 9, NULL, 10);

	(void)e;
	c->places[app->applicant.place]++;
	c->channels[app->channel]++;
	c->services[app->service]++;
	c->foreigners += app->applicant.person.is_foreign;
	c->compound += str_starts(app->applicant.person.name, "남궁");
	c->resident_numbers += app->gives_resident_number;
	if (app->channel == CHANNEL_SEOUL_CHATBOT)
		assert_int_equal(app->applicant.place, PLACE_SEODAEMUN);
	if (app->channel == CHANNEL_DAEJEON365)
		assert_int_equal(app->applicant.place, PLACE_YUSEONG);
	if (app->service == SERVICE_CHILDCARE)
		assert_int_equal(app->channel, CHANNEL_BOKJIRO);
	assert_true(app->requested_at >= c->last_at && app->requested_at <= UNTIL_AT);
	c->last_at = app->requested_at;
	assert_true(number < 20000000);
	assert_int_equal(c->phones[number], 0);
	c->phones[number] = 1;
	return RC_OK;
}

static void
every_region_channel_and_service_gets_its_share(void **state)
{
	struct census c = { .phones = x_zalloc(20000000, 1) };

	(void)state;
	make(11, 2000, count, &c);
	for (size_t i = 0; i < COUNT(c.places); i++)
		assert_true(c.places[i] >= 300);
	for (size_t i = 0; i < COUNT(c.channels); i++)
		/* Nobody applies through the channel of hand-overs. */
		assert_int_equal(c.channels[i] >= 40, i != CHANNEL_HANDOVER);
	for (size_t i = 0; i < COUNT(c.services); i++)
		assert_true(c.services[i] >= 60);
	assert_true(c.foreigners > 0);
	assert_true(c.compound > 0);
	assert_true(c.resident_numbers > 0);
	free(c.phones);
}

static enum rc
is_nobody(void *arg, const struct application *app, struct err *e)
{
	static const int weights[12] = { 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5 };
	const char *number = app->applicant.person.resident_number;
	int sum = 0, at = 0;

	(void)arg;
	(void)e;
	assert_int_equal(strlen(number), 14);
	for (int i = 0; i < 13; i++) {
		if (number[i] != '-')
			sum += weights[at++] * (number[i] - '0');
	}
	assert_int_not_equal((11 - sum % 11) % 10, number[13] - '0');
	assert_true(app->applicant.person.phone[4] <= '1');
	return RC_OK;
}

static void
nobody_real_can_be_hit(void **state)
{
	(void)state;
	make(5, 500, is_nobody, NULL);
}

/* Takes the members a form names, central first, then the region's. */
static cJSON *
form_part(const char *folder, const char *service)
{
	struct buf text = { 0 };
	cJSON *form = NULL;
	char *path = x_asprintf("storage/catalogue/%s/%s.json", folder, service);

	if (file_read(path, JSON_PAGE_BYTES_MAX, &text, NULL) == RC_OK)
		assert_int_equal(json_parse(buf_str(&text), text.len, JSON_PAGE_BYTES_MAX, &form, NULL),
		    RC_OK);
	free(path);
	buf_release(&text);
	return form;
}

static const cJSON *
property(const cJSON *form, const char *name)
{
	const cJSON *all = form == NULL ? NULL : json_member(form, "properties");

	return all == NULL ? NULL : json_member(all, name);
}

static bool
has_type(const cJSON *value, const char *type)
{
	return (str_eq(type, "string") && cJSON_IsString(value)) ||
	    (str_eq(type, "boolean") && cJSON_IsBool(value)) ||
	    (str_eq(type, "array") && cJSON_IsArray(value)) ||
	    (cJSON_IsNumber(value) && (str_eq(type, "number") || str_eq(type, "integer")));
}

static enum rc
fits_its_form(void *arg, const struct application *app, struct err *e)
{
	char *folder = x_asprintf("overlays/%s", place_code(app->applicant.place));
	cJSON *base = form_part("forms", service_code(app->service));
	cJSON *overlay = form_part(folder, service_code(app->service));
	const cJSON *needed = overlay == NULL ? NULL : json_member(overlay, "required");
	const cJSON *item;

	(void)arg;
	(void)e;
	assert_non_null(base);
	if (needed == NULL)
		needed = json_member(base, "required");
	cJSON_ArrayForEach(item, app->attributes) {
		const cJSON *field = property(overlay, item->string);

		if (field == NULL)
			field = property(base, item->string);
		if (field == NULL || !has_type(item, json_text(field, "type")))
			fail_msg("%s does not fit: %s", app->id, item->string);
	}
	cJSON_ArrayForEach(item, needed) {
		if (json_member(app->attributes, item->valuestring) == NULL)
			fail_msg("%s lacks %s", app->id, item->valuestring);
	}
	cJSON_Delete(base);
	cJSON_Delete(overlay);
	free(folder);
	return RC_OK;
}

static void
answers_fit_the_forms_of_the_catalogue(void **state)
{
	(void)state;
	make(9, 400, fits_its_form, NULL);
}

static void
a_compound_surname_is_one_surname(void **state)
{
	static const struct {
		const char *name, *surname;
	} rows[] = { { "남궁민수", "남궁" }, { "남민수", "남" }, { "홍길동", "홍" }, { "NGUYEN THI LAN", "" } };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char surname[16];

		person_surname(rows[i].name, surname, sizeof(surname));
		assert_string_equal(surname, rows[i].surname);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_seed_makes_the_same_bytes),
		cmocka_unit_test(every_event_passes_the_gate),
		cmocka_unit_test(every_region_channel_and_service_gets_its_share),
		cmocka_unit_test(nobody_real_can_be_hit),
		cmocka_unit_test(answers_fit_the_forms_of_the_catalogue),
		cmocka_unit_test(a_compound_surname_is_one_surname),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
