/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "scripts/gateway/contract.h"
#include "storage/secret.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define NOW_AT INT64_C(1795392000)
#define REQUEST "/v1/channels/gov24/requests/R-1"
#define ESCALATIONS "/v1/channels/gov24/escalations"
#define OFFICER "\"officer\":{\"department\":\"민원과\",\"name\":\"이담당\"}"
#define REFUSAL "{\"decision\":{\"outcome\":\"refuse\",\"approved_at\":" \
	"\"2026-11-23T10:00:00+09:00\"," OFFICER
#define ESCALATION(id) "{\"service_request_id\":\"" id "\",\"agency_code\":\"1741000\"," \
	"\"kind\":\"interpretation\",\"question\":\"해석\"," OFFICER "}"

/* A relay in memory that knows one request, R-1 of gov24. */
struct bench {
	struct fault_plan faults;
	struct store *store;
	struct ledger *ledger;
	struct sign_keys keys;
	struct play play;
	struct tokens *tokens;
	struct relay *relay;
	char path[64];
};

static void
bench_open(struct bench *b, const char *faults)
{
	const struct token_rules rules = { .standing = "secret", .client = "office:key",
		.life_sec = 60 };
	struct relay_setup setup = { .faults = &b->faults, .keys = &b->keys, .play = &b->play };
	int fd;

	*b = (struct bench){ .faults.seed = 1 };
	assert_int_equal(secret_start(NULL), RC_OK);
	if (faults != NULL)
		assert_int_equal(faults_parse(faults, &b->faults, NULL), RC_OK);
	assert_int_equal(store_open(NULL, &b->store, NULL), RC_OK);
	assert_int_equal(store_add(b->store, STORE_REQUEST, "gov24", "R-1",
	    "{\"service_request_id\":\"R-1\",\"status\":\"open\"}", NULL), RC_OK);
	str_fill(b->path, sizeof(b->path), "/tmp/gateway-ledger-XXXXXX");
	fd = mkstemp(b->path);
	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(ledger_open(b->path, b->store, &b->ledger, NULL), RC_OK);
	b->tokens = tokens_new(&rules);
	setup.tokens = b->tokens;
	setup.store = b->store;
	setup.ledger = b->ledger;
	b->relay = relay_new(&setup);
}

static void
bench_close(struct bench *b)
{
	relay_free(b->relay);
	tokens_free(b->tokens);
	ledger_close(b->ledger);
	store_close(b->store);
	unlink(b->path);
}

static struct call
write_call(const char *method, const char *path, const char *key, const char *body)
{
	return (struct call){ .now_at = NOW_AT, .method = method, .path = path,
		.authorization = "Bearer secret", .key = key, .body = body, .body_len = strlen(body),
		.content_type = str_eq(method, "PATCH") ? "application/merge-patch+json" :
		    "application/json" };
}

/* Asks and returns the status; reply is the caller's to release. */
static int
ask(struct bench *b, const struct call *call, struct reply *reply)
{
	struct err e;
	int delay_ms;
	struct turn *turn = relay_begin(b->relay, call, &delay_ms);

	*reply = (struct reply){ 0 };
	assert_int_equal(relay_answer(b->relay, turn, call, reply, &e), RC_OK);
	relay_end(b->relay, turn);
	return reply->status;
}

static int
patch(struct bench *b, const char *key, const char *body)
{
	struct call call = write_call("PATCH", REQUEST, key, body);
	struct reply reply;
	int status = ask(b, &call, &reply);

	reply_release(&reply);
	return status;
}

static int
ledger_lines(const struct bench *b)
{
	struct buf text = { 0 };
	int lines = 0;

	assert_int_equal(file_read(b->path, 1 << 20, &text, NULL), RC_OK);
	for (size_t i = 0; i < text.len; i++)
		lines += text.data[i] == '\n';
	buf_release(&text);
	return lines;
}

static void
an_effect_happens_once_per_key(void **state)
{
	/* One after another, on one relay. */
	static const struct {
		const char *rule;
		const char *method, *path, *key, *body;
		int status, lines;
	} rows[] = {
		{ "a key is needed", "PATCH", REQUEST, NULL, "{\"status\":\"open\"}", 400, 0 },
		{ "an empty key is none", "PATCH", REQUEST, "\"\"", "{\"status\":\"open\"}", 400, 0 },
		{ "a key ends with its quote", "PATCH", REQUEST, "\"a", "{\"status\":\"open\"}", 400, 0 },
		{ "a bare key has no blank", "PATCH", REQUEST, "a b", "{\"status\":\"open\"}", 400, 0 },
		{ "the first time it happens", "PATCH", REQUEST, "\"a\"", "{\"status\":\"open\"}", 200, 1 },
		{ "the second time it does not", "PATCH", REQUEST, "\"a\"", "{\"status\":\"open\"}", 200, 1 },
		{ "quotes are not the key", "PATCH", REQUEST, "a", "{\"status\":\"open\"}", 200, 1 },
		{ "the body is part of it, byte by byte", "PATCH", REQUEST, "\"a\"",
		  "{\"status\": \"open\"}", 422, 1 },
		{ "the resource is part of it", "POST", ESCALATIONS, "\"a\"", ESCALATION("R-1"), 422, 1 },
		{ "a refused body leaves the key free", "PATCH", REQUEST, "\"b\"", "{\"x\":1}", 422, 1 },
		{ "and the key can be used", "PATCH", REQUEST, "\"b\"", "{\"status\":\"closed\"}", 200, 2 },
		{ "another key is another effect", "PATCH", REQUEST, "\"c\"", "{\"status\":\"closed\"}", 200,
		  3 },
		{ "an escalation has its key too", "POST", ESCALATIONS, "\"e\"", ESCALATION("R-1"), 201, 4 },
		{ "and happens once", "POST", ESCALATIONS, "\"e\"", ESCALATION("R-1"), 201, 4 },
		{ "of a request there is", "POST", ESCALATIONS, "\"f\"", ESCALATION("R-2"), 422, 4 },
		{ "an escaped quote may be in a key", "PATCH", REQUEST, "\"q\\\"q\"",
		  "{\"status\":\"open\"}", 200, 5 },
	};
	struct bench b;

	(void)state;
	bench_open(&b, NULL);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct call call = write_call(rows[i].method, rows[i].path, rows[i].key, rows[i].body);
		struct reply reply;

		if (ask(&b, &call, &reply) != rows[i].status || ledger_lines(&b) != rows[i].lines)
			fail_msg("%s: %d, %d lines: %s", rows[i].rule, reply.status, ledger_lines(&b),
			    buf_str(&reply.body));
		reply_release(&reply);
	}
	bench_close(&b);
}

static void
the_first_answer_is_given_again(void **state)
{
	struct call call = write_call("PATCH", REQUEST, "\"a\"", "{\"receipt_no\":\"1\"}");
	struct reply first, again;
	struct bench b;

	(void)state;
	bench_open(&b, NULL);
	assert_int_equal(ask(&b, &call, &first), 200);
	assert_int_equal(patch(&b, "\"b\"", "{\"receipt_no\":\"2\"}"), 200);
	assert_int_equal(ask(&b, &call, &again), 200);
	assert_string_equal(buf_str(&first.body), buf_str(&again.body));
	assert_string_equal(first.etag, again.etag);
	reply_release(&first);
	reply_release(&again);
	bench_close(&b);
}

static void
a_key_in_flight_is_a_conflict(void **state)
{
	struct call call = write_call("PATCH", REQUEST, "\"a\"", "{\"status\":\"open\"}");
	struct reply reply = { 0 };
	struct bench b;
	struct turn *slow;
	int delay_ms;

	(void)state;
	bench_open(&b, "slow");
	slow = relay_begin(b.relay, &call, &delay_ms);
	assert_true(delay_ms > 0);
	assert_int_equal(patch(&b, "\"a\"", "{\"status\":\"open\"}"), 409);
	assert_int_equal(patch(&b, "\"b\"", "{\"status\":\"open\"}"), 200);
	assert_int_equal(relay_answer(b.relay, slow, &call, &reply, &(struct err){ 0 }), RC_OK);
	assert_int_equal(reply.status, 200);
	relay_end(b.relay, slow);
	reply_release(&reply);
	assert_int_equal(patch(&b, "\"a\"", "{\"status\":\"open\"}"), 200);
	assert_int_equal(ledger_lines(&b), 2);
	bench_close(&b);
}

static void
ignored_keys_double_an_effect(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, "ignore-keys");
	assert_int_equal(patch(&b, "\"a\"", "{\"status\":\"open\"}"), 200);
	assert_int_equal(patch(&b, "\"a\"", "{\"status\":\"open\"}"), 200);
	assert_int_equal(ledger_lines(&b), 2);
	bench_close(&b);
}

static void
a_body_keeps_the_contract(void **state)
{
	static const struct {
		const char *body;
		int status;
	} rows[] = {
		{ "", 400 },
		{ "{\"status\":\"open\"", 400 },
		{ "{\"status\":\"open\",\"status\":\"closed\"}", 400 },
		{ "{\"status\":\"open\"}x", 400 },
		{ "[]", 422 },
		{ "{}", 422 },
		{ "{\"status\":\"done\"}", 422 },
		{ "{\"status\":null}", 422 },
		{ "{\"Status\":\"open\"}", 422 },
		{ "{\"receipt_no\":1}", 422 },
		{ "{\"receipt_no\":null}", 200 },
		{ "{\"expected_datetime\":\"tomorrow\"}", 422 },
		{ "{\"expected_datetime\":\"2026-11-25T18:00:00+09:00\"}", 200 },
		{ "{\"status\":\"open\",\"receipt_no\":\"2026-1\",\"received_datetime\":"
		  "\"2026-11-23T09:00:00+09:00\"," OFFICER "}", 200 },
		{ "{\"officer\":{\"name\":\"이담당\"}}", 422 },
		{ "{\"decision\":{\"outcome\":\"complete\"}}", 422 },
		{ REFUSAL "}}", 422 },
		{ REFUSAL ",\"reasons\":[\"가\"]}}", 422 },
		{ REFUSAL ",\"reasons\":[],\"remedies\":[\"나\"]}}", 422 },
		{ REFUSAL ",\"reasons\":[1],\"remedies\":[\"나\"]}}", 422 },
		{ REFUSAL ",\"reasons\":[\"가\"],\"remedies\":[\"나\"]}}", 200 },
	};
	struct bench b;

	(void)state;
	bench_open(&b, NULL);
	for (size_t i = 0; i < COUNT(rows); i++) {
		char key[16];

		assert_true(str_fill(key, sizeof(key), "\"k00\""));
		key[2] = (char)('0' + i / 10);
		key[3] = (char)('0' + i % 10);
		if (patch(&b, key, rows[i].body) != rows[i].status)
			fail_msg("%s is not answered %d", rows[i].body, rows[i].status);
	}
	bench_close(&b);
}

static void
a_ledger_of_another_store_is_refused(void **state)
{
	struct store *file = NULL;
	struct ledger *ledger = NULL;
	struct bench b;
	struct err e;
	char *path;

	(void)state;
	bench_open(&b, NULL);
	assert_int_equal(patch(&b, "\"a\"", "{\"status\":\"open\"}"), 200);
	path = x_asprintf("%s.store", b.path);
	assert_int_equal(store_open(path, &file, NULL), RC_OK);
	assert_int_equal(ledger_open(b.path, file, &ledger, &e), RC_CONFLICT);
	store_close(file);
	unlink(path);
	free(path);
	bench_close(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_effect_happens_once_per_key),
		cmocka_unit_test(the_first_answer_is_given_again),
		cmocka_unit_test(a_key_in_flight_is_a_conflict),
		cmocka_unit_test(ignored_keys_double_an_effect),
		cmocka_unit_test(a_body_keeps_the_contract),
		cmocka_unit_test(a_ledger_of_another_store_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
