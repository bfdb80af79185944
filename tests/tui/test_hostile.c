/* SPDX-License-Identifier: ISC */
/* Applications by people who mean harm to a terminal: what they wrote is seen,
 * and the terminal does nothing that the console did not want. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "storage/text.h"
#include "tests/tui/console.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define MARKS 100000

/* One hazard: JSON text that a stranger puts into every field he has, and what
 * a clerk then reads. */
static const struct hazard {
	const char *written;
	const char *read;
} hazards[] = {
	/* A title, the clipboard, the mouse, a reset, a question, C1. */
	{ "\\u001b]0;x\\u0007\\u001b]52;c;aGk=\\u0007", "<U+001B>]0;x<U+0007>" },
	{ "\\u001b[?1000h\\u001bc\\u001b[6n\\u009b5i", "<U+001B>[?1000h" },
	/* Right to left, isolates, zero width, a tag, a Hangul filler. */
	{ "\\u202e\\u2066gnp\\u2069", "<U+202E>" },
	{ "\\u200b\\u200d\\ufeff\\udb40\\udc41\\u3164", "<U+200B>" },
	/* Decomposed Hangul is the same Hangul. */
	{ "\\u1112\\u1161\\u11ab\\u1100\\u1173\\u11af", "한글" },
};

/* Appends an event of which every free field holds the text. */
static void
add_event(struct buf *out, int number, const char *name, const char *text)
{
	buf_printf(out, "epeople\t11410\t{\"specversion\":\"1.0\",\"id\":\"hostile-%d\","
	    "\"source\":\"https://relay.example/channels/epeople\","
	    "\"type\":\"kr.relay.request.created.v1\",\"subject\":\"EPP-HOSTILE-%04d\","
	    "\"time\":\"2026-11-18T09:3%d:00+09:00\",\"datacontenttype\":\"application/json\","
	    "\"data\":{\"service_request_id\":\"EPP-HOSTILE-%04d\",\"jurisdiction_id\":\"11410\","
	    "\"service_code\":\"GEN-QNA-LAW\",\"status\":\"open\","
	    "\"requested_datetime\":\"2026-11-18T09:3%d:00+09:00\",\"form_version\":\"1\","
	    "\"description\":\"%s\",\"applicant\":{\"name\":\"%s\",\"phone\":\"010-1111-2222\","
	    "\"address\":\"%s\",\"birth_date\":\"1984-02-05\"},\"attributes\":{\"title\":\"%s\","
	    "\"content\":\"%s\",\"statute_ref\":\"%s\",\"reply_method\":\"문자\"}}}\n",
	    number, number, number, number, number, text, name, text, text, text, text);
}

static void
expect_driver_only(const struct pty *p)
{
	struct buf told = { 0 };
	int found = 0;

	pty_kinds_beyond_driver(p, &told, &found);
	if (found > 0)
		fail_msg("the terminal was sent %s", buf_str(&told));
	buf_release(&told);
}

/* No cell holds what must not be drawn, and the rows stay aligned. */
static void
expect_harmless_cells(const struct pty *p)
{
	for (int row = 0; row < pty_rows(p); row++) {
		for (int col = 0; col < pty_cols(p); col++) {
			struct pty_cell cell = pty_cell(p, row, col);
			size_t len = strlen(cell.text), at = 0;
			uint32_t cp;

			while (at < len) {
				at += utf8_decode(cell.text + at, len - at, &cp);
				assert_true(text_cp_width(cp) >= 0);
			}
		}
	}
	expect_aligned(p);
}

/* Opens the case under the cursor, reads it to its end and comes back. */
static void
read_case(struct pty *p, const char *text)
{
	type_expect(p, KEY_ENTER, "민원 상세");
	expect(p, text);
	expect_harmless_cells(p);
	for (int page = 0; page < 3; page++) {
		type(p, "+");
		expect_harmless_cells(p);
	}
	type(p, "q");
	expect_not(p, "민원 상세");
}

static void
what_strangers_wrote_is_seen_and_not_obeyed(void **state)
{
	struct stage *s = *state;
	struct buf inject = { 0 };
	struct pty *p;

	for (size_t i = 0; i < COUNT(hazards); i++) {
		char *name = x_asprintf("홍%s", hazards[i].written);

		add_event(&inject, (int)i, name, hazards[i].written);
		free(name);
	}
	stage_world(s, 20, buf_str(&inject));
	p = console_queue(s, SUPERVISOR, SUPERVISOR_NAME);
	filter(p, "channel:epeople");
	expect_harmless_cells(p);
	for (size_t i = 0; i < COUNT(hazards); i++) {
		char *mine = x_asprintf("EPP-HOSTILE-%04d", (int)i);

		expect_beside(p, ">", mine, PTY_LIMIT_MS);
		read_case(p, hazards[i].read);
		type(p, "j");
		free(mine);
	}
	expect_driver_only(p);
	buf_release(&inject);
}

/* A hundred thousand marks on one syllable of the title and the question; sixty
 * on that of a name. */
static void
a_tower_of_marks_stays_in_its_cell(void **state)
{
	struct stage *s = *state;
	struct buf inject = { 0 }, tower = { 0 };
	struct pty *p;

	buf_puts(&tower, "탑");
	for (int i = 0; i < MARKS; i++)
		utf8_encode(&tower, 0x0301);
	add_event(&inject, 0, "홍길동", buf_str(&tower));
	buf_clear(&tower);
	buf_puts(&tower, "탑");
	for (int i = 0; i < 60; i++)
		utf8_encode(&tower, 0x0301);
	add_event(&inject, 1, buf_str(&tower), buf_str(&tower));
	stage_world(s, 20, buf_str(&inject));
	p = console_queue(s, SUPERVISOR, SUPERVISOR_NAME);
	filter(p, "channel:epeople");
	expect_beside(p, ">", "EPP-HOSTILE-0000", PTY_LIMIT_MS);
	read_case(p, "탑");
	type(p, "j");
	expect_beside(p, ">", "EPP-HOSTILE-0001", PTY_LIMIT_MS);
	read_case(p, "탑");
	expect_driver_only(p);
	buf_release(&inject);
	buf_release(&tower);
}

#define TEST(rule) cmocka_unit_test_setup_teardown(rule, stage_set_up, stage_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_strangers_wrote_is_seen_and_not_obeyed),
		TEST(a_tower_of_marks_stays_in_its_cell),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
