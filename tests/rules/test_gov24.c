/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/catalogue.h"
#include "console/rules/gov24.h"
#include "console/rules/json_gate.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define FRAME (32 * 1024)

/* What an answer gave. */
struct heard {
	char names[8][64];
	char url[200], law[100], where[100];
	size_t count;
};

static void
hear(void *arg, const char *const members[GOV24__COUNT])
{
	struct heard *h = arg;

	if (h->count < 8)
		str_fill(h->names[h->count], 64, members[GOV24_NAME]);
	str_fill(h->url, sizeof(h->url), members[GOV24_URL]);
	str_fill(h->law, sizeof(h->law), members[GOV24_LAW]);
	str_fill(h->where, sizeof(h->where), members[GOV24_WHERE]);
	h->count++;
}

static void
an_answer_gives_its_services(void **state)
{
	static const char answer[] = "{\"page\":1,\"perPage\":10,\"totalCount\":3,\"currentCount\":2,"
	    "\"matchCount\":3,\"data\":[{\"서비스ID\":\"000000465790\",\"서비스명\":\"행복출산 원스톱\","
	    "\"소관기관명\":\"행정안전부\",\"접수기관명\":\"주민센터\",\"법령\":\"민원처리법\",\"조회수\":12},"
	    "{\"서비스ID\":135200000110,\"서비스명\":\"둘째\",\"접수기관\":\"구청\",\"법령\":null,"
	    "\"자치법규\":\"조례\",\"상세조회URL\":\"https://www.gov.kr/x\"},"
	    "{\"서비스명\":\"번호 없음\"}, 7]}";
	struct gov24_totals totals;
	struct heard h = { .count = 0 };

	(void)state;
	assert_int_equal(gov24_read(answer, strlen(answer), hear, &h, &totals, NULL), RC_OK);
	assert_int_equal(h.count, 2);
	assert_int_equal(totals.read, 2);
	assert_int_equal(totals.left_out, 2);
	assert_int_equal(totals.total, 3);
	assert_string_equal(h.names[0], "행복출산 원스톱");
	assert_string_equal(h.url, "https://www.gov.kr/x");
	assert_string_equal(h.law, "조례");
	assert_string_equal(h.where, "구청");
}

static void
errors_are_named_whatever_they_look_like(void **state)
{
	static const struct { const char *bytes, *said; } rows[] = {
		{ "<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg><returnAuthMsg>"
		    "SERVICE_KEY_IS_NOT_REGISTERED_ERROR</returnAuthMsg><returnReasonCode>30"
		    "</returnReasonCode></cmmMsgHeader></OpenAPI_ServiceResponse>",
		    "SERVICE_KEY_IS_NOT_REGISTERED_ERROR (30)" },
		{ " <html><body>moved</body></html>", "XML" },
		{ "{\"code\":-401,\"msg\":\"유효하지 않은 인증키 입니다.\"}", "인증키 입니다. (-401)" },
		{ "{\"page\":1}", "\"data\"" },
		{ "{\"data\":{}}", "\"data\"" },
		{ "Unexpected errors", "Unexpected errors" },
		{ "", "" },
		{ "{\"data\":[", "" },
		{ "{\"data\":[],\"data\":[]}", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct gov24_totals totals;
		struct heard h = { .count = 0 };
		struct err e = { 0 };

		assert_int_equal(gov24_read(rows[i].bytes, strlen(rows[i].bytes), hear, &h, &totals,
		    &e), RC_INVALID);
		assert_non_null(strstr(e.text, rows[i].said));
		assert_int_equal(h.count, 0);
	}
}

static const char *const *
members_of(const char *members[GOV24__COUNT], const char *id, const char *name)
{
	for (size_t i = 0; i < GOV24__COUNT; i++)
		members[i] = "";
	members[GOV24_ID] = id;
	members[GOV24_NAME] = name;
	return members;
}

static void
an_entry_is_read_as_it_was_written(void **state)
{
	const char *members[GOV24__COUNT], *again[GOV24__COUNT];
	struct buf text = { 0 };
	cJSON *json;

	(void)state;
	members_of(members, "1", "\"이름\"\n둘째 줄");
	members[GOV24_LAW] = "법 \\ §1";
	gov24_entry_write(&text, members);
	assert_int_equal(json_parse(buf_str(&text), text.len, FRAME, &json, NULL), RC_OK);
	assert_true(gov24_entry_read(json, again));
	for (size_t i = 0; i < GOV24__COUNT; i++)
		assert_string_equal(members[i], again[i]);
	cJSON_Delete(json);
	buf_release(&text);
	json = cJSON_Parse("{\"id\":\"1\"}");
	assert_false(gov24_entry_read(json, again));
	cJSON_Delete(json);
}

/* Members as long as can be, of what takes most room in JSON. */
static void
the_longest_services_fit_a_frame_each(void **state)
{
	struct gov24_parcels parcels = { .max = FRAME - 1 };
	struct gov24_totals totals;
	struct buf answer = { 0 };
	char *lines = x_alloc(5000);

	(void)state;
	memset(lines, '"', 4999);
	lines[4999] = '\0';
	buf_puts(&answer, "{\"data\":[");
	for (int n = 0; n < 3; n++) {
		buf_printf(&answer, "%s{\"서비스ID\":\"%d\",\"서비스명\":\"이름\"", n > 0 ? "," : "", n);
		for (size_t i = GOV24_AGENCY; i < GOV24__COUNT; i++) {
			buf_printf(&answer, ",\"%s\":", gov24_member_ko((enum gov24_member)i));
			buf_puts(&answer, "\"");
			for (int k = 0; k < 4999; k++)
				buf_puts(&answer, "\\\"");
			buf_puts(&answer, "\"");
		}
		buf_puts(&answer, "}");
	}
	buf_puts(&answer, "]}");
	assert_int_equal(gov24_read(buf_str(&answer), answer.len, gov24_parcels_add, &parcels,
	    &totals, NULL), RC_OK);
	assert_int_equal(totals.read, 3);
	assert_int_equal(parcels.count, 3);
	for (size_t i = 0; i < parcels.count; i++) {
		cJSON *json = NULL;

		assert_true(parcels.list[i].len < FRAME);
		assert_int_equal(json_parse(buf_str(&parcels.list[i]), parcels.list[i].len, FRAME,
		    &json, NULL), RC_OK);
		assert_int_equal(cJSON_GetArraySize(json), 1);
		cJSON_Delete(json);
	}
	gov24_parcels_release(&parcels);
	buf_release(&answer);
	free(lines);
}

static void
count_difference(void *arg, enum gov24_member member, const char *was, const char *is)
{
	(void)was;
	(void)is;
	((int *)arg)[member]++;
}

static void
the_catalogues_services_are_known_by_code_or_name(void **state)
{
	const char *members[GOV24__COUNT];
	const struct service_info *service;
	int seen[GOV24__COUNT] = { 0 };

	(void)state;
	assert_null(gov24_match(members_of(members, "X1", "없는 서비스")));
	service = gov24_match(members_of(members, "X1", "행복출산원스톱"));
	assert_non_null(service);
	assert_string_equal(service->code, "HAPPYBIRTH");
	assert_ptr_equal(gov24_match(members_of(members, "13100000016", "다른 이름")),
	    service_find("13100000016"));
	members_of(members, "X1", "행복출산원스톱");
	members[GOV24_DOCUMENTS] = "신분증, 통장사본";
	assert_int_equal(gov24_differences(service, members, count_difference, seen), 0);
	members[GOV24_DOCUMENTS] = "가족관계증명서";
	members[GOV24_LAW] = "영유아보육법";
	assert_int_equal(gov24_differences(service, members, count_difference, seen), 2);
	assert_int_equal(seen[GOV24_DOCUMENTS], 1);
	assert_int_equal(seen[GOV24_LAW], 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_gives_its_services),
		cmocka_unit_test(errors_are_named_whatever_they_look_like),
		cmocka_unit_test(an_entry_is_read_as_it_was_written),
		cmocka_unit_test(the_longest_services_fit_a_frame_each),
		cmocka_unit_test(the_catalogues_services_are_known_by_code_or_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
