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
	  "the attachment does not have the SHA-256 that was announced" },
	{ "200 OK", "hell", 4, "failed",
	  "the attachment does not have the size that was announced" },
	{ "200 OK", "hello!", 6, "failed",
	  "the attachment does not have the size that was announced" },
	{ "200 OK", "hel", 5, "failed", "the answer was cut off; nothing of it was used" },
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(a_large_attachment_comes_by_pieces),
		STAGED(what_is_not_as_announced_is_not_kept),
	};

	return secret_start(NULL) != RC_OK || cmocka_run_group_tests(tests, NULL, NULL);
}
