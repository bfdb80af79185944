/* SPDX-License-Identifier: ISC */
/* What a line that is being typed could become, and how it is completed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/views/sample.h"
#include "views/palette.h"

/* What is typed, and the lines that are offered, by commas. */
static const struct offer {
	const char *typed, *offered;
} offers[] = {
	{ "re", "receive,refuse" },
	{ "  re", "receive,refuse" },
	{ "ㄱㄷㅊ", "receive" },		/* rec, in Hangul mode */
	{ "접", "receive" },
	{ "outbox", "outbox retry" },
	{ "outbox retry", "outbox retry" },
	{ "26-118820", "show EP-26-118820" },
	{ "show 26-118820", "show EP-26-118820" },
	{ "농로", "show EP-26-118820" },
	{ "show 47750-00000", "show 2026-47750-000007,show 2026-47750-000002" },
	{ "receive 2026-47750-000007 118820", "receive 2026-47750-000007 EP-26-118820" },
	{ "receive 2026-47750-000007 --text 000002", "" },
	{ "view 전입", "view \"전입 급한 것\"" },
	{ "view ", "view \"전입 급한 것\",view \"아침 회의\"" },
	{ "아침", "view \"아침 회의\"" },
	{ "7", "" },			/* one byte is no piece of a number */
	{ "nothing of it", "" },
};

static void
words_and_cases_are_offered_for_their_beginning_or_a_piece(void **state)
{
	struct sample s;

	(void)state;
	sample_language("ko");
	sample_init(&s, 24, 80);
	for (size_t i = 0; i < sizeof(offers) / sizeof(offers[0]); i++) {
		struct candidate found[PALETTE_MOST];
		size_t n = palette_find(&s.model, offers[i].typed, found);
		struct buf b = { 0 };

		for (size_t k = 0; k < n; k++)
			buf_printf(&b, "%s%s", k > 0 ? "," : "", found[k].text);
		assert_string_equal(buf_str(&b), offers[i].offered);
		buf_release(&b);
	}
	sample_release(&s);
}

static void
a_label_and_hangul_keys_mean_the_word(void **state)
{
	struct sample s;

	(void)state;
	sample_language("ko");
	sample_init(&s, 24, 80);
	assert_string_equal(palette_meant(&s.model, "접수"), "receive");
	assert_string_equal(palette_meant(&s.model, "ㄱㄷㄹㅕㄴㄷ"), "refuse");
	assert_string_equal(palette_meant(&s.model, "list 홍길동"), "list 홍길동");
	sample_release(&s);
}

static void
tab_goes_through_the_candidates_and_enter_runs_the_line(void **state)
{
	struct sample s;
	struct view_stack stack = { 0 };
	struct intent intent;

	(void)state;
	sample_language("ko");
	sample_init(&s, 24, 80);
	view_stack_push(&stack, &view_queue, &s.model, NULL);
	sample_press(&stack, &s.model, ":");
	sample_type(&stack, &s.model, "re");
	intent = sample_press(&stack, &s.model, "Tab Tab Enter");
	assert_int_equal(intent.kind, INTENT_COMMAND);
	assert_string_equal(intent.text, "refuse");
	sample_press(&stack, &s.model, ":");
	sample_type(&stack, &s.model, "re");
	intent = sample_press(&stack, &s.model, "Tab Tab Tab Enter");
	assert_string_equal(intent.text, "receive");
	sample_press(&stack, &s.model, ":");
	sample_type(&stack, &s.model, "re");
	intent = sample_press(&stack, &s.model, "Shift-Tab Enter");
	assert_string_equal(intent.text, "refuse");
	view_stack_release(&stack);
	sample_release(&s);
}

static void
up_brings_back_what_was_typed_before(void **state)
{
	static char first[] = "list 홍길동", second[] = "receive";
	char *lines[] = { first, second };
	struct sample s;
	struct view_stack stack = { 0 };
	struct intent intent;

	(void)state;
	sample_language("ko");
	sample_init(&s, 24, 80);
	s.model.command.lines = lines;
	s.model.command.line_count = 2;
	view_stack_push(&stack, &view_queue, &s.model, NULL);
	intent = sample_press(&stack, &s.model, ": Up Enter");
	assert_string_equal(intent.text, "receive");
	intent = sample_press(&stack, &s.model, ": Up Up Up Enter");
	assert_string_equal(intent.text, "list 홍길동");
	intent = sample_press(&stack, &s.model, ": Up Up Down Down Enter");
	assert_string_equal(intent.text, "");

	/* A filter has no history of commands. */
	intent = sample_press(&stack, &s.model, "/ Up Enter");
	assert_int_equal(intent.kind, INTENT_QUERY);
	assert_string_equal(intent.text, "");
	view_stack_release(&stack);
	sample_release(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_and_cases_are_offered_for_their_beginning_or_a_piece),
		cmocka_unit_test(a_label_and_hangul_keys_mean_the_word),
		cmocka_unit_test(tab_goes_through_the_candidates_and_enter_runs_the_line),
		cmocka_unit_test(up_brings_back_what_was_typed_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
