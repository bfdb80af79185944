/* SPDX-License-Identifier: ISC */
/* Attachments between a relay of canned answers and an office played by the
 * test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "storage/secret.h"
#include "tests/channel/stage.h"

#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_set_up, stage_tear_down)
#define LARGE_BYTES (3 * 1024 * 1024 + 7)

/* What the relay answers to every attachment; the feed is empty. */
static void
answer_file(void *arg, const char *request, struct buf *out)
{
	const struct buf *answer = arg;

	if (strstr(request, "/attachments/") == NULL)
		buf_puts(out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
		    "Content-Length: 2\r\n\r\n[]");
	else
		buf_add(out, answer->data, answer->len);
}

static void
set_answer(struct buf *answer, const char *status, const char *body, size_t len, size_t claimed)
{
	buf_clear(answer);
	buf_printf(answer, "HTTP/1.1 %s\r\nContent-Type: application/pdf\r\nContent-Length: %zu"
	    "\r\n\r\n", status, claimed);
	buf_add(answer, body, len);
}

static void
a_large_attachment_comes_by_pieces(void **state)
{
	struct stage *s = *state;
	struct buf answer = { 0 };
	char *body = x_alloc(LARGE_BYTES), sha256[65];

	for (size_t i = 0; i < LARGE_BYTES; i++)
		body[i] = (char)(i * 2654435761u >> 13);
	secret_sha256(body, LARGE_BYTES, sha256);
	fake_file(s->office, "gov24", sha256, LARGE_BYTES);
	set_answer(&answer, "200 OK", body, LARGE_BYTES, LARGE_BYTES);
	stage_canned(s, answer_file);
	s->canned.arg = &answer;
	fake_round(s->office, "", false);
	assert_string_equal(s->office->files[0].state, "present");
	assert_int_equal(s->office->files[0].bytes.len, LARGE_BYTES);
	assert_memory_equal(s->office->files[0].bytes.data, body, LARGE_BYTES);
	assert_int_equal(fake_hang_up(s->office), 6);
	buf_release(&answer);
	free(body);
}

/* Answers to the wish for the five bytes "hello", and what the office hears. */
static const struct {
	const char *status, *body;
	size_t claimed;
	const char *state, *detail;
} rows[] = {
	{ "200 OK", "hello", 5, "present", "" },
	{ "200 OK", "hellO", 5, "failed",
	  "other bytes" },
	{ "200 OK", "hell", 4, "failed",
	  "the attachment does not have the size that was announced" },
	{ "200 OK", "hello!", 6, "failed",
	  "the attachment does not have the size that was announced" },
	{ "200 OK", "hel", 5, "failed", "the answer was cut off; nothing of it was used" },
	{ "416 No", "", 0, "failed",
	  "the attachment does not have the size that was announced" },
	{ "404 No", "", 0, "refused", "the relay has no such attachment (404)" },
	{ "503 No", "", 0, "failed", "the relay answered 503" },
	{ "302 Found", "", 0, "failed", "the relay answered 302" },
};

static void
what_is_not_as_announced_is_not_kept(void **state)
{
	struct stage *s = *state;
	struct buf answer = { 0 };
	char sha256[65];

	secret_sha256("hello", 5, sha256);
	stage_canned(s, answer_file);
	s->canned.arg = &answer;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct fake_file *f = &s->office->files[i];

		set_answer(&answer, rows[i].status, rows[i].body, strlen(rows[i].body),
		    rows[i].claimed);
		fake_file(s->office, "gov24", sha256, 5);
		fake_round(s->office, "gov24", false);
		assert_string_equal(f->state, rows[i].state);
		assert_string_equal(f->detail, rows[i].detail);
	}
	assert_int_equal(fake_hang_up(s->office), 6);
	buf_release(&answer);
}

/* A relay that closes the connection after so many bytes of a file. */
struct thin {
	char bytes[100000];
	size_t a_call;		/* bytes it sends before it closes; 0 = all */
	bool has_ranges;
	const char *etag;	/* its header, or "" */
	const char *wants_if_range;	/* what must be said with a Range; NULL = nothing */
	size_t shift;		/* added to where a part begins */
	bool is_always_whole;	/* whatever it says of ranges */
	struct stage *interrupts;	/* the office wants something at the first call */
	size_t had_at_patch;	/* bytes at the office when the message was sent */
	size_t sent;
	int calls, parts, patches;
};

static size_t
asked_from(const char *request)
{
	static const char name[] = "\r\nRange: bytes=";
	const char *at = strstr(request, name);

	return at == NULL ? 0 : strtoul(at + sizeof(name) - 1, NULL, 10);
}

static void
answer_thinly(void *arg, const char *request, struct buf *out)
{
	struct thin *t = arg;
	size_t from = asked_from(request), size = sizeof(t->bytes), len;

	if (strstr(request, "/attachments/") == NULL) {
		if (str_starts(request, "PATCH") && t->patches++ == 0)
			t->had_at_patch = t->interrupts->office->files[0].bytes.len;
		buf_puts(out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
		    "Content-Length: 2\r\n\r\n[]");
		return;
	}
	if (t->calls++ == 0 && t->interrupts != NULL) {
		fake_message(t->interrupts->office, "gov24", "status", "R-1", "{}");
		fake_wake(t->interrupts->office, "gov24", false);
	}
	if (from > 0 && t->wants_if_range != NULL)
		assert_non_null(strstr(request, t->wants_if_range));
	else
		assert_null(strstr(request, "If-Range"));
	if (from > 0 && t->has_ranges && !t->is_always_whole) {
		t->parts++;
		buf_printf(out, "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes %zu-%zu/%zu\r\n",
		    from + t->shift, size - 1, size);
	} else {
		from = 0;
		buf_puts(out, "HTTP/1.1 200 OK\r\n");
	}
	buf_printf(out, "%s%sContent-Length: %zu\r\n\r\n", t->etag,
	    t->has_ranges ? "Accept-Ranges: bytes\r\n" : "", size - from);
	len = t->a_call > 0 && t->a_call < size - from ? t->a_call : size - from;
	buf_add(out, t->bytes + from, len);
	t->sent += len;
}

static void
thin_start(struct stage *s, struct thin *t)
{
	char sha256[65];

	for (size_t i = 0; i < sizeof(t->bytes); i++)
		t->bytes[i] = (char)(i * 2654435761u >> 13);
	secret_sha256(t->bytes, sizeof(t->bytes), sha256);
	fake_file(s->office, "gov24", sha256, sizeof(t->bytes));
	stage_canned(s, answer_thinly);
	s->canned.arg = t;
}

static void
what_broke_off_is_gone_on_with(void **state)
{
	struct stage *s = *state;
	struct thin t = { .a_call = 9000, .has_ranges = true, .etag = "ETag: \"e1\"\r\n",
		.wants_if_range = "\r\nIf-Range: \"e1\"\r\n" };

	thin_start(s, &t);
	fake_round(s->office, "gov24", false);
	assert_string_equal(s->office->files[0].state, "present");
	assert_memory_equal(s->office->files[0].bytes.data, t.bytes, sizeof(t.bytes));
	assert_int_equal(t.sent, sizeof(t.bytes));
	assert_int_equal(t.parts, 11);
	assert_int_equal(s->office->files[0].begins, 12);
	/* Twelve broken answers in a row did not open the breaker. */
	assert_string_equal(fake_report(s->office, "gov24", "11410")->error, "");
	assert_int_equal(fake_hang_up(s->office), 6);
}

static void
a_weak_version_is_not_named(void **state)
{
	struct stage *s = *state;
	struct thin t = { .a_call = 60000, .has_ranges = true, .etag = "ETag: W/\"e1\"\r\n" };

	thin_start(s, &t);
	fake_round(s->office, "gov24", false);
	assert_string_equal(s->office->files[0].state, "present");
	assert_int_equal(t.sent, sizeof(t.bytes));
	assert_int_equal(fake_hang_up(s->office), 6);
}

static void
a_relay_without_parts_sends_the_whole_again(void **state)
{
	struct stage *s = *state;
	struct fake_file *f = &s->office->files[0];
	struct thin t = { .a_call = 60000, .etag = "" };

	thin_start(s, &t);
	fake_round(s->office, "gov24", false);
	assert_string_equal(f->state, "failed");
	assert_int_equal(t.calls, 1);
	assert_int_equal(f->bytes.len, 60000);
	t.a_call = 0;
	str_fill(f->state, sizeof(f->state), "wanted");
	fake_round(s->office, "gov24", false);
	assert_string_equal(f->state, "present");
	assert_memory_equal(f->bytes.data, t.bytes, sizeof(t.bytes));
	assert_int_equal(fake_hang_up(s->office), 6);
}

static void
who_promises_parts_and_sends_the_whole_is_not_asked_without_end(void **state)
{
	struct stage *s = *state;
	struct thin t = { .a_call = 60000, .has_ranges = true, .is_always_whole = true, .etag = "" };

	thin_start(s, &t);
	fake_round(s->office, "gov24", false);
	assert_string_equal(s->office->files[0].state, "failed");
	assert_int_equal(t.calls, 2);
	assert_int_equal(fake_hang_up(s->office), 6);
}

static void
what_is_to_be_sent_does_not_wait_for_a_file(void **state)
{
	struct stage *s = *state;
	struct thin t = { .has_ranges = true, .etag = "", .interrupts = s };

	thin_start(s, &t);
	fake_round(s->office, "gov24", false);
	while (!str_eq(s->office->files[0].state, "present"))
		fake_serve_once(s->office);
	assert_int_equal(t.patches, 1);
	assert_in_range(t.had_at_patch, 1, sizeof(t.bytes) - 1);
	assert_memory_equal(s->office->files[0].bytes.data, t.bytes, sizeof(t.bytes));
	assert_int_equal(fake_hang_up(s->office), 6);
}

static void
another_part_than_asked_for_is_thrown_away(void **state)
{
	struct stage *s = *state;
	struct fake_file *f = &s->office->files[0];
	struct thin t = { .a_call = 60000, .has_ranges = true, .shift = 1, .etag = "" };

	thin_start(s, &t);
	fake_round(s->office, "gov24", false);
	assert_string_equal(f->state, "failed");
	assert_string_equal(f->detail,
	    "the relay sent another part of the attachment than was asked for");
	assert_int_equal(f->bytes.len, 0);
	assert_int_equal(fake_hang_up(s->office), 6);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(a_large_attachment_comes_by_pieces),
		STAGED(what_is_not_as_announced_is_not_kept),
		STAGED(what_broke_off_is_gone_on_with),
		STAGED(a_weak_version_is_not_named),
		STAGED(a_relay_without_parts_sends_the_whole_again),
		STAGED(who_promises_parts_and_sends_the_whole_is_not_asked_without_end),
		STAGED(what_is_to_be_sent_does_not_wait_for_a_file),
		STAGED(another_part_than_asked_for_is_thrown_away),
	};

	return secret_start(NULL) != RC_OK || cmocka_run_group_tests(tests, NULL, NULL);
}
