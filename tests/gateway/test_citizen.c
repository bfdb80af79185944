/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include "console/rules/json_gate.h"
#include "scripts/gateway/citizen.h"
#include "scripts/gateway/ministry.h"

#define NOW_AT INT64_C(1795392000)
#define REQUESTS 1000

static const char *
request_id(int i, char to[32])
{
	snprintf(to, 32, "G24-20261120-%07d", i);
	return to;
}

static cJSON *
parse(const char *text)
{
	cJSON *object = cJSON_Parse(text);

	assert_non_null(object);
	return object;
}

static void
without_percents_nobody_does_anything(void **state)
{
	const struct play still = { .seed = 1 };
	cJSON *supplement = parse("{\"items\":[\"a\"],\"demanded_at\":\"2026-11-23T10:00:00+09:00\"}");
	char id[32];

	(void)state;
	for (int i = 0; i < REQUESTS; i++) {
		request_id(i, id);
		assert_int_equal(citizen_withdraws(&still, id), WITHDRAWAL_NONE);
		assert_false(citizen_updates(&still, id));
		assert_false(citizen_rates(&still, id));
		assert_null(citizen_reply(&still, id, supplement, NULL, NOW_AT));
		assert_int_equal(ministry_decides(&still, id), STAND_NONE);
	}
	cJSON_Delete(supplement);
}

static void
each_part_is_played_as_often_as_asked(void **state)
{
	const struct play play = { .seed = 3, .withdraw = 20, .update = 10, .satisfaction = 50,
		.answer = 60 };
	int withdrawn = 0, crossing = 0, updated = 0, rated = 0, answered = 0, returned = 0;
	char id[32];

	(void)state;
	for (int i = 0; i < REQUESTS; i++) {
		request_id(i, id);
		withdrawn += citizen_withdraws(&play, id) != WITHDRAWAL_NONE;
		crossing += citizen_withdraws(&play, id) == WITHDRAWAL_CROSSING;
		updated += citizen_updates(&play, id);
		rated += citizen_rates(&play, id);
		answered += ministry_decides(&play, id) == STAND_ANSWERED;
		returned += ministry_decides(&play, id) == STAND_RETURNED;
	}
	assert_in_range(withdrawn, 160, 240);
	assert_in_range(crossing, 70, 130);
	assert_in_range(updated, 70, 130);
	assert_in_range(rated, 450, 550);
	assert_in_range(answered, 430, 530);
	assert_in_range(returned, 80, 160);
}

static void
a_lot_does_not_depend_on_who_asks_first(void **state)
{
	const struct play a = { .seed = 3, .withdraw = 50 }, b = { .seed = 4, .withdraw = 50 };
	enum withdrawal first[REQUESTS];
	int differing = 0;
	char id[32];

	(void)state;
	for (int i = 0; i < REQUESTS; i++)
		first[i] = citizen_withdraws(&a, request_id(i, id));
	for (int i = REQUESTS - 1; i >= 0; i--) {
		assert_int_equal(citizen_withdraws(&a, request_id(i, id)), first[i]);
		differing += citizen_withdraws(&b, id) != first[i];
	}
	assert_true(differing > REQUESTS / 4);
}

static void
a_reply_changes_what_was_asked_for(void **state)
{
	const struct play play = { .seed = 1, .reply = 100 };
	cJSON *supplement = parse("{\"supplement_id\":\"S-9\",\"items\":[\"site\",\"도면\"],"
	    "\"demanded_at\":\"2026-11-23T10:00:00+09:00\"}");
	cJSON *attributes = parse("{\"site\":\"산 1\",\"address\":\"길 2\",\"area_m2\":3.5}");
	cJSON *reply = citizen_reply(&play, "R-1", supplement, attributes, NOW_AT);
	const cJSON *answers;

	(void)state;
	assert_non_null(reply);
	answers = json_member(reply, "answers");
	assert_string_equal(json_text(reply, "supplement_id"), "S-9");
	assert_string_equal(json_text(reply, "supplemented_datetime"), "2026-11-23T09:00:00+09:00");
	assert_int_equal(cJSON_GetArraySize(answers), 1);
	assert_string_equal(json_text(answers, "site"), "산 1 (보완)");
	cJSON_Delete(reply);
	cJSON_Delete(attributes);
	cJSON_Delete(supplement);
}

static void
an_update_needs_something_to_change(void **state)
{
	cJSON *attributes = parse("{\"copies\":1,\"doc_type\":\"등본\"}");

	(void)state;
	assert_null(citizen_update("R-1", attributes, NOW_AT));
	assert_null(citizen_update("R-1", NULL, NOW_AT));
	cJSON_Delete(attributes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_percents_nobody_does_anything),
		cmocka_unit_test(each_part_is_played_as_often_as_asked),
		cmocka_unit_test(a_lot_does_not_depend_on_who_asks_first),
		cmocka_unit_test(a_reply_changes_what_was_asked_for),
		cmocka_unit_test(an_update_needs_something_to_change),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
