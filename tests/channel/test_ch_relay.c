/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "console/channel/ch_relay.h"
#include "console/rules/json_gate.h"
#include "storage/text.h"

#define HEAD "{\"specversion\":\"1.0\",\"id\":\"0000000000007\","
#define SOURCE "\"source\":\"https://relay.example/channels/gov24\","
#define TYPE "\"type\":\"kr.relay.request.created.v1\","
#define DATA "\"service_request_id\":\"2026-JN-7\",\"jurisdiction_id\":\"11410\"," \
	"\"service_code\":\"13100000016\",\"requested_datetime\":\"2026-11-23T09:00:00+09:00\""
#define WHOLE HEAD SOURCE TYPE "\"data\":{" DATA ",\"description\":\"전입신고\"," \
	"\"form_version\":\"1\",\"applicant\":{\"name\":\"홍길동\"," \
	"\"phone\":\"010-1234-5678\",\"address\":\"서울\"," \
	"\"birth_date\":\"1990-01-01\"},\"attributes\":{\"a\":1}}}"

static void
read_page(const char *body, struct relay_page *page)
{
	assert_true(relay_page_read(body, strlen(body), "gov24", "11410", page));
}

static void
an_application_is_read_whole(void **state)
{
	static const char body[] = "[" WHOLE "]";
	struct relay_page page;
	const struct wire_intake_item *item;

	(void)state;
	read_page(body, &page);
	assert_int_equal(page.count, 1);
	item = &page.items[0];
	assert_string_equal(item->fault, "");
	assert_string_equal(item->kind, "created");
	assert_string_equal(item->event_id, "0000000000007");
	assert_string_equal(item->external_id, "2026-JN-7");
	assert_string_equal(item->service, "13100000016");
	assert_string_equal(item->region, "11410");
	assert_string_equal(item->title, "전입신고");
	assert_string_equal(item->form_version, "1");
	assert_string_equal(item->applicant_name, "홍길동");
	assert_string_equal(item->applicant_phone, "010-1234-5678");
	assert_string_equal(item->applicant_address, "서울");
	assert_string_equal(item->applicant_birth, "1990-01-01");
	assert_int_equal(item->arrived_at, 1795392000);
	assert_int_equal(item->answers_len, strlen("{\"a\":1}"));
	assert_memory_equal(item->raw.data + item->answers_from, "{\"a\":1}", 7);
	assert_int_equal(item->raw.data[item->data_from], '{');
	assert_int_equal(item->data_from + item->data_len + 1, item->raw.len);
	relay_page_release(&page);
}

/* One element and the fault it has. */
struct spoilt {
	const char *bytes;
	const char *fault;
	const char *detail;	/* NULL = any */
};

static const struct spoilt spoilt[] = {
	{ "{\"id\":\"5\",\"id\":\"6\"}", "unreadable", NULL },
	{ "{\"id\":\"5\",\"a\":\"\\u0000\"}", "unreadable", NULL },
	{ "{\"id\":\"5\",\"a\":\"\xff\"}", "unreadable", NULL },
	{ "{\"id\":\"5\",\"a\":123456789012345678901}", "unreadable", NULL },
	{ "17", "unreadable", "no object" },
	{ "\"text\"", "unreadable", "no object" },
	{ HEAD TYPE "\"data\":{" DATA "}}", "missing-field", "/source" },
	{ HEAD "\"source\":\"https://relay.example/channels/bokjiro\"," TYPE "\"data\":{" DATA "}}",
	  "foreign-source", "https://relay.example/channels/bokjiro" },
	{ HEAD "\"source\":\"https://relay.example/xchannels/gov24x\"," TYPE "\"data\":{}}",
	  "foreign-source", NULL },
	{ HEAD "\"source\":\"gov24\"," TYPE "\"data\":{" DATA "}}", "foreign-source", "gov24" },
	{ HEAD SOURCE "\"data\":{" DATA "}}", "missing-field", "/type" },
	{ HEAD SOURCE TYPE "\"data\":[]}", "missing-field", "/data" },
	{ HEAD SOURCE TYPE "\"data\":{}}", "missing-field", "/data/service_request_id" },
	{ HEAD SOURCE TYPE "\"data\":{\"service_request_id\":\"a b\"}}", "missing-field",
	  "/data/service_request_id" },
	{ HEAD SOURCE TYPE "\"data\":{\"service_request_id\":\"a\\r\\nb\"}}", "missing-field",
	  "/data/service_request_id" },
	{ HEAD SOURCE TYPE "\"data\":{\"service_request_id\":\"a\",\"jurisdiction_id\":\"30200\"}}",
	  "foreign-source", "30200" },
	{ HEAD SOURCE TYPE "\"data\":{\"service_request_id\":\"a\"}}", "missing-field",
	  "/data/jurisdiction_id" },
	{ HEAD SOURCE TYPE "\"data\":{\"service_request_id\":\"a\",\"jurisdiction_id\":\"11410\"}}",
	  "missing-field", "/data/service_code" },
	{ HEAD SOURCE TYPE "\"data\":{\"service_request_id\":\"a\",\"jurisdiction_id\":\"11410\","
	  "\"service_code\":\"X\",\"requested_datetime\":\"yesterday\"}}", "missing-field",
	  "/data/requested_datetime" },
	{ "{\"id\":\"../x\"," SOURCE TYPE "\"data\":{" DATA "}}", "missing-field", "/id" },
	{ "{" SOURCE TYPE "\"data\":{" DATA "}}", "missing-field", "/id" },
};

static void
each_fault_has_its_name_and_hides_no_neighbour(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(spoilt) / sizeof(spoilt[0]); i++) {
		struct buf body = { 0 };
		struct relay_page page;

		buf_printf(&body, "[%s, %s,%s]", WHOLE, spoilt[i].bytes, WHOLE);
		read_page(buf_str(&body), &page);
		assert_int_equal(page.count, 3);
		assert_string_equal(page.items[0].fault, "");
		assert_string_equal(page.items[1].fault, spoilt[i].fault);
		if (spoilt[i].detail != NULL)
			assert_string_equal(page.items[1].fault_detail, spoilt[i].detail);
		assert_string_equal(page.items[2].fault, "");
		assert_int_equal(page.items[1].raw.len, strlen(spoilt[i].bytes));
		relay_page_release(&page);
		buf_release(&body);
	}
}

static void
the_kind_is_the_type_without_family_and_version(void **state)
{
	static const struct {
		const char *type, *kind;
	} rows[] = {
		{ "kr.relay.request.created.v1", "created" },
		{ "kr.relay.request.withdrawn.v1", "request.withdrawn" },
		{ "kr.relay.escalation.answered.v1", "escalation.answered" },
		{ "kr.relay.request.withdrawn.v2", "kr.relay.request.withdrawn.v2" },
		{ "org.other.request.withdrawn.v1", "org.other.request.withdrawn.v1" },
		{ "kr.relay..v1", "kr.relay..v1" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct buf body = { 0 };
		struct relay_page page;

		buf_printf(&body, "[" HEAD SOURCE "\"type\":\"%s\",\"data\":{" DATA "}}]",
		    rows[i].type);
		read_page(buf_str(&body), &page);
		assert_string_equal(page.items[0].fault, "");
		assert_string_equal(page.items[0].kind, rows[i].kind);
		relay_page_release(&page);
		buf_release(&body);
	}
}

static void
an_unreadable_event_keeps_the_ids_that_can_be_made_out(void **state)
{
	struct relay_page page;

	(void)state;
	read_page("[{\"id\":\"77\",\"subject\":\"2026-JN-1\",\"n\":1e999}]", &page);
	assert_string_equal(page.items[0].fault, "unreadable");
	assert_string_equal(page.items[0].event_id, "77");
	assert_string_equal(page.items[0].external_id, "2026-JN-1");
	relay_page_release(&page);
}

static void
an_event_of_two_mebibytes_is_too_large_and_kept_whole(void **state)
{
	struct buf body = { 0 };
	struct relay_page page;
	char *filler = x_alloc(2 * 1024 * 1024 + 1);

	(void)state;
	memset(filler, 'x', 2 * 1024 * 1024);
	filler[2 * 1024 * 1024] = '\0';
	buf_printf(&body, "[{\"id\":\"9\",\"data\":\"%s\"},%s]", filler, WHOLE);
	read_page(buf_str(&body), &page);
	assert_int_equal(page.count, 2);
	assert_string_equal(page.items[0].fault, "too-large");
	assert_string_equal(page.items[0].event_id, "9");
	assert_true(page.items[0].raw.len > 2 * 1024 * 1024);
	assert_string_equal(page.items[1].fault, "");
	relay_page_release(&page);
	buf_release(&body);
	free(filler);
}

static void
texts_too_long_are_cut_at_a_character_and_normalised(void **state)
{
	struct buf body = { 0 };
	struct relay_page page;
	const struct wire_intake_item *item;

	(void)state;
	buf_puts(&body, "[" HEAD SOURCE TYPE "\"data\":{" DATA ",\"description\":\"");
	for (int i = 0; i < 500; i++)
		buf_puts(&body, "가");
	buf_puts(&body, "\",\"applicant\":{\"name\":\"\xe1\x84\x92\xe1\x85\xa9\xe1\x86\xbc\","
	    "\"address\":\"a");
	for (int i = 0; i < 100000; i++)
		buf_puts(&body, i % 2 == 0 ? "\xcc\x81" : "\xcc\xa3");
	buf_puts(&body, "\"}}}]");
	read_page(buf_str(&body), &page);
	item = &page.items[0];
	assert_string_equal(item->fault, "");
	assert_int_equal(strlen(item->title), 198);
	assert_true(utf8_valid(item->title, strlen(item->title), NULL));
	assert_string_equal(item->applicant_name, "홍");
	assert_true(utf8_valid(item->applicant_address, strlen(item->applicant_address), NULL));
	relay_page_release(&page);
	buf_release(&body);
}

static void
a_page_that_is_no_array_or_has_too_many_elements_is_not_split(void **state)
{
	static const char *const pages[] = { "", "{}", "[1", "[{]", "null", "<html></html>" };
	struct buf many = { 0 };
	struct relay_page page;

	(void)state;
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
		assert_false(relay_page_read(pages[i], strlen(pages[i]), "gov24", "11410", &page));
	buf_puts(&many, "[0");
	for (int i = 0; i < RELAY_PAGE_ITEMS_MAX; i++)
		buf_puts(&many, ",0");
	buf_puts(&many, "]");
	assert_false(relay_page_read(many.data, many.len, "gov24", "11410", &page));
	assert_int_equal(page.count, 0);
	buf_release(&many);
	assert_true(relay_page_read("[]", 2, "gov24", "11410", &page));
	assert_int_equal(page.count, 0);
}

/* Link fields and the cursor in them; NULL = none. */
static const struct {
	const char *link;
	const char *cursor;
} links[] = {
	{ "</v1/f?jurisdiction_id=1&lastEventId=42>; rel=\"next\"", "42" },
	{ "</v1/f?lastEventId=42&limit=1>;rel=next", "42" },
	{ "<x?lastEventId=1>; rel=\"prev\", <x?lastEventId=2>; rel=\"next\"", "2" },
	{ "<x?lastEventId=2>; title=\"a\"; rel=\"next\", <x?lastEventId=1>; rel=\"prev\"", "2" },
	{ "<x?lastEventId=a%2Fb%3d>; rel=\"next\"", "a/b=" },
	{ "<x?xlastEventId=1>; rel=\"next\"", NULL },
	{ "<x?lastEventId=>; rel=\"next\"", NULL },
	{ "<x?lastEventId=a%0d%0ab>; rel=\"next\"", NULL },
	{ "<x?lastEventId=a%2>; rel=\"next\"", NULL },
	{ "<x>; rel=\"next\"", NULL },
	{ "<x?lastEventId=1", NULL },
	{ "lastEventId=1; rel=\"next\"", NULL },
	{ "", NULL },
};

static void
the_cursor_is_that_of_the_next_link(void **state)
{
	struct buf large = { 0 };
	char cursor[136];

	(void)state;
	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
		assert_int_equal(relay_next_cursor(links[i].link, cursor, sizeof(cursor)),
		    links[i].cursor != NULL);
		if (links[i].cursor != NULL)
			assert_string_equal(cursor, links[i].cursor);
	}
	buf_puts(&large, "<x?lastEventId=");
	for (int i = 0; i < 136; i++)
		buf_putc(&large, '7');
	buf_puts(&large, ">; rel=next");
	assert_false(relay_next_cursor(buf_str(&large), cursor, sizeof(cursor)));
	buf_release(&large);
}

static void
the_path_of_a_page_escapes_what_is_not_plain(void **state)
{
	struct buf path = { 0 };

	(void)state;
	relay_feed_path(&path, "11410", "", 100);
	assert_string_equal(buf_str(&path), "/feeds/requests?jurisdiction_id=11410&limit=100");
	buf_clear(&path);
	relay_feed_path(&path, "11410", "a&b =/\r\n", 1);
	assert_string_equal(buf_str(&path), "/feeds/requests?jurisdiction_id=11410"
	    "&lastEventId=a%26b%20%3D%2F%0D%0A&limit=1");
	buf_release(&path);
}

/* Answers to a message, and what becomes of it. */
static const struct {
	int status;
	const char *type;
	const char *body;
	enum relay_verdict verdict;
	const char *detail;
} answers[] = {
	{ 200, "application/json", "{}", RELAY_SENT, "" },
	{ 201, "application/json", "{\"a\":1}", RELAY_SENT, "" },
	{ 204, "", "", RELAY_SENT, "" },
	{ 200, "text/html", "<html>", RELAY_RETRY, "the relay answered HTML instead of JSON" },
	{ 200, "application/json", "{\"a\":", RELAY_RETRY, NULL },
	{ 200, "", "{}", RELAY_RETRY, "the relay answered ? instead of JSON" },
	{ 302, "text/html", "", RELAY_RETRY, "" },
	{ 401, "application/problem+json", "{\"title\":\"Not authorised\"}", RELAY_RETRY,
	  "Not authorised" },
	{ 403, "application/problem+json", "{}", RELAY_RETRY, "" },
	{ 409, "application/problem+json", "{}", RELAY_RETRY, "" },
	{ 425, "application/problem+json", "{}", RELAY_RETRY, "" },
	{ 429, "application/problem+json", "{}", RELAY_RETRY, "" },
	{ 500, "application/problem+json", "{}", RELAY_RETRY, "" },
	{ 503, "text/plain", "", RELAY_RETRY, "" },
	{ 400, "text/html", "<html>proxy</html>", RELAY_RETRY, "" },
	{ 404, "application/problem+json", "{\"title\":\"Not found\",\"detail\":\"no such id\"}",
	  RELAY_PARK, "Not found: no such id" },
	{ 412, "application/problem+json", "{}", RELAY_PARK, "" },
	{ 422, "application/problem+json", "{\"detail\":\"a\\u001b[2Jb\"}", RELAY_PARK, NULL },
};

static void
each_answer_to_a_message_has_one_verdict(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		struct buf detail = { 0 };

		assert_int_equal(relay_judge(answers[i].status, answers[i].type, answers[i].body,
		    strlen(answers[i].body), &detail), answers[i].verdict);
		if (answers[i].detail != NULL)
			assert_string_equal(buf_str(&detail), answers[i].detail);
		assert_null(strchr(buf_str(&detail), '\033'));
		assert_true(detail.len < 200);
		buf_release(&detail);
	}
}

static void
a_message_goes_where_its_kind_says(void **state)
{
	struct wire_outgoing row = { .external_id = "2026-JN-7", .op_key = "ab12" };
	struct relay_call call;

	(void)state;
	str_fill(row.kind, sizeof(row.kind), "decision");
	assert_int_equal(relay_call_for(&row, &call, NULL), RC_OK);
	assert_false(call.is_new);
	assert_string_equal(call.path, "/requests/2026-JN-7");
	assert_string_equal(call.content_type, "application/merge-patch+json");
	str_fill(row.kind, sizeof(row.kind), "escalation");
	assert_int_equal(relay_call_for(&row, &call, NULL), RC_OK);
	assert_true(call.is_new);
	assert_string_equal(call.path, "/escalations");
	str_fill(row.kind, sizeof(row.kind), "gossip");
	assert_int_equal(relay_call_for(&row, &call, NULL), RC_INVALID);
	str_fill(row.kind, sizeof(row.kind), "status");
	str_fill(row.op_key, sizeof(row.op_key), "a\"\r\nX-Evil: 1");
	assert_int_equal(relay_call_for(&row, &call, NULL), RC_INVALID);
	str_fill(row.op_key, sizeof(row.op_key), "ab12");
	str_fill(row.external_id, sizeof(row.external_id), "../escalations");
	assert_int_equal(relay_call_for(&row, &call, NULL), RC_INVALID);
}

static void
bytes_cut_for_their_size_end_before_a_text_not_within_one(void **state)
{
	struct buf body = { 0 };
	struct wire_intake_item item;

	(void)state;
	buf_puts(&body, "[\"");
	while (body.len < JSON_EVENT_BYTES_MAX - 5)
		buf_putc(&body, 'x');
	buf_puts(&body, "\",\"900101-1234567\"]");
	item = relay_spoilt_item(body.data, body.len, "77", true);
	assert_string_equal(item.fault, "too-large");
	assert_string_equal(item.event_id, "77");
	assert_true(item.raw.len < JSON_EVENT_BYTES_MAX);
	assert_null(memmem(item.raw.data, item.raw.len, "900", 3));
	buf_release(&body);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_application_is_read_whole),
		cmocka_unit_test(each_fault_has_its_name_and_hides_no_neighbour),
		cmocka_unit_test(the_kind_is_the_type_without_family_and_version),
		cmocka_unit_test(an_unreadable_event_keeps_the_ids_that_can_be_made_out),
		cmocka_unit_test(an_event_of_two_mebibytes_is_too_large_and_kept_whole),
		cmocka_unit_test(texts_too_long_are_cut_at_a_character_and_normalised),
		cmocka_unit_test(a_page_that_is_no_array_or_has_too_many_elements_is_not_split),
		cmocka_unit_test(the_cursor_is_that_of_the_next_link),
		cmocka_unit_test(the_path_of_a_page_escapes_what_is_not_plain),
		cmocka_unit_test(each_answer_to_a_message_has_one_verdict),
		cmocka_unit_test(a_message_goes_where_its_kind_says),
		cmocka_unit_test(bytes_cut_for_their_size_end_before_a_text_not_within_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
