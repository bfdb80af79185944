/* SPDX-License-Identifier: ISC */
/* 특일정보 played by the test, and the real minwon-sync before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "console/channel/public_list.h"
#include "console/channel/specialdays.h"
#include "tests/channel/stage.h"

#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_set_up, stage_tear_down)
#define CONFIG "[specialdays]\nkind = specialdays\nurl = @\ntoken = ab+c/d==\n"
#define HEAD "{\"response\":{\"header\":{\"resultCode\":\"00\",\"resultMsg\":\"NORMAL SERVICE.\"}," \
	"\"body\":{\"items\":"

/* What the service says next, and what it was asked. */
struct service {
	const char *body;
	int status;
	char asked[2][256];
	int count;
};
static struct service *service_of_test;

static void
answer(void *arg, const char *request, struct buf *out)
{
	struct service *s = service_of_test;
	size_t len = strcspn(request, "\r\n");

	(void)arg;
	if (s->count < 2)
		(void)snprintf(s->asked[s->count], sizeof(s->asked[0]), "%.*s",
		    (int)(len < 255 ? len : 255), request);
	s->count++;
	buf_printf(out, "HTTP/1.1 %d X\r\nContent-Type: text/html\r\nContent-Length: %zu\r\n\r\n%s",
	    s->status, strlen(s->body), s->body);
}

static void
the_key_is_part_of_the_address_and_encoded(void **state)
{
	struct buf url = { 0 };

	(void)state;
	specialdays_url(&url, "https://apis.data.go.kr/B090041/x", "ab+c/d==", 2026);
	assert_string_equal(buf_str(&url), "https://apis.data.go.kr/B090041/x/getRestDeInfo?"
	    "serviceKey=ab%2Bc%2Fd%3D%3D&solYear=2026&numOfRows=100&pageNo=1&_type=json");
	buf_clear(&url);
	public_list_put_key(&url, "ab%2Bc%2Fd%3D%3D");
	assert_string_equal(buf_str(&url), "ab%2Bc%2Fd%3D%3D");
	buf_clear(&url);
	public_list_put_key(&url, "a%b%2");
	assert_string_equal(buf_str(&url), "a%25b%252");
	buf_release(&url);
}

static void
a_key_is_hidden_in_each_of_its_forms(void **state)
{
	static const char *const keys[] = { "ab+c/d==", "ab%2Bc%2Fd%3D%3D" };

	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		char text[] = "ab+c/d== and ab%2Bc%2Fd%3D%3D, ab+c";

		public_list_hide_key(text, keys[i]);
		assert_string_equal(text, "******** and ****************, ab+c");
	}
}

static void
this_year_and_the_next_are_handed_in(void **state)
{
	struct stage *s = *state;
	struct service service = { .status = 200, .body = HEAD "\"\",\"totalCount\":0}}}" };

	service_of_test = &service;
	stage_canned(s, answer);
	stage_config(s, CONFIG, s->canned.port);
	fake_round(s->office, "specialdays", false);
	assert_int_equal(s->office->days_lists, 2);
	assert_int_equal(service.count, 2);
	assert_non_null(strstr(service.asked[0], "GET /getRestDeInfo?serviceKey=ab%2Bc%2Fd%3D%3D"
	    "&solYear=2026&numOfRows=100&pageNo=1&_type=json"));
	assert_non_null(strstr(service.asked[1], "solYear=2027"));
	assert_string_equal(fake_report(s->office, "specialdays", "")->error, "");
	/* A test looks and hands nothing in. */
	fake_round(s->office, "specialdays", true);
	assert_int_equal(s->office->days_lists, 2);
	assert_int_equal(service.count, 4);
	/* By itself it is asked once a day. */
	fake_own_round(s->office);
	assert_int_equal(service.count, 4);
}

static void
its_errors_are_reported_in_its_words(void **state)
{
	static const struct {
		int status;
		const char *body, *want;
	} errors[] = {
		{ 200, "<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg>"
		  "<returnAuthMsg>SERVICE_KEY_IS_NOT_REGISTERED_ERROR</returnAuthMsg>"
		  "<returnReasonCode>30</returnReasonCode></cmmMsgHeader>"
		  "</OpenAPI_ServiceResponse>", "SERVICE_KEY_IS_NOT_REGISTERED_ERROR (30)" },
		{ 500, "x", "500" },
		{ 200, "Unexpected errors", "" },
		{ 200, HEAD "{\"item\":{\"dateName\":\"1월1일\",\"isHoliday\":\"Y\",\"locdate\":20250101}},"
		  "\"totalCount\":1}}}", "2025" },
	};
	struct stage *s = *state;
	struct service service = { .status = 200, .body = "" };

	service_of_test = &service;
	stage_canned(s, answer);
	stage_config(s, CONFIG, s->canned.port);
	for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++) {
		service.status = errors[i].status;
		service.body = errors[i].body;
		fake_round(s->office, "specialdays", false);
		assert_int_equal(s->office->days_lists, 0);
		assert_true(fake_report(s->office, "specialdays", "")->error[0] != '\0');
		assert_non_null(strstr(fake_report(s->office, "specialdays", "")->error,
		    errors[i].want));
	}
	assert_null(strstr(fake_report(s->office, "specialdays", "")->error, "ab+c"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_key_is_part_of_the_address_and_encoded),
		cmocka_unit_test(a_key_is_hidden_in_each_of_its_forms),
		STAGED(this_year_and_the_next_are_handed_in),
		STAGED(its_errors_are_reported_in_its_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
