/* SPDX-License-Identifier: ISC */
/* From case to case in the order of the list, and back and forward through
 * what was looked at. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "tests/tui/console.h"

#define CASES 900	/* more than one page of the office */
#define FIRST_ROW 3	/* of the queue's cases */
#define NUMBERS_MAX 1000

/* The external numbers of a list, in its order. */
struct order {
	char *number[NUMBERS_MAX];
	size_t count;
};

static void
order_read(struct stage *s, const char *query, struct order *o)
{
	const char *const arguments[] = { "--as", OFFICER, "list", query, "--format", "tsv", NULL };
	struct buf said = { 0 };
	const char *line;
	size_t column = 0;

	*o = (struct order){ .count = 0 };
	assert_int_equal(world_minwon(&s->world, arguments, &said), 0);
	for (const char *p = buf_str(&said); !str_starts(p, "external_id"); column++)
		p += strcspn(p, "\t") + 1;
	line = strchr(buf_str(&said), '\n') + 1;
	for (; *line != '\0' && o->count < NUMBERS_MAX; line += strcspn(line, "\n") + 1) {
		const char *p = line;

		for (size_t i = 0; i < column; i++)
			p += strcspn(p, "\t") + 1;
		o->number[o->count++] = x_strndup(p, strcspn(p, "\t"));
	}
	buf_release(&said);
}

static void
order_free(struct order *o)
{
	for (size_t i = 0; i < o->count; i++)
		free(o->number[i]);
}

/* The case file of that number comes to be open. */
static void
expect_case(struct pty *p, const char *number)
{
	expect_beside(p, "민원 상세", number, PTY_LIMIT_MS);
}

static void
the_neighbours_of_a_case_are_those_of_the_list_now(void **state)
{
	struct stage *s = *state;
	struct order all, some;
	struct pty *p;

	stage_world(s, 40, NULL);
	order_read(s, "", &all);
	order_read(s, "channel:gov24", &some);
	assert_true(all.count > 4 && some.count > 4);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type(p, KEY_ENTER);
	expect_case(p, all.number[0]);
	type_expect(p, "[", "목록의 첫 민원입니다.");
	type(p, "]");
	expect_case(p, all.number[1]);
	type(p, "]");
	expect_case(p, all.number[2]);
	type(p, "[");
	expect_case(p, all.number[1]);

	/* The cursor went along. */
	type(p, KEY_ESC);
	expect_cursor(p, FIRST_ROW + 1, -1);
	filter(p, "channel:gov24");
	type(p, "g" KEY_ENTER);
	expect_case(p, some.number[0]);
	type(p, "]");
	expect_case(p, some.number[1]);
	type(p, "]]");
	expect_case(p, some.number[3]);
	order_free(&all);
	order_free(&some);
}

static void
the_last_of_a_page_has_a_neighbour_on_the_next(void **state)
{
	struct stage *s = *state;
	struct order all;
	struct pty *p;

	stage_world(s, CASES, NULL);
	order_read(s, "", &all);
	assert_true(all.count > 201);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type(p, KEY_ENTER);
	expect_case(p, all.number[0]);
	for (size_t i = 1; i < 203; i++) {
		type(p, "]");
		expect_case(p, all.number[i]);
	}
	type(p, KEY_ESC);
	expect_not(p, "민원 상세");
	type(p, "E" KEY_ENTER);
	expect_case(p, all.number[all.count - 1]);
	type_expect(p, "]", "목록의 마지막 민원입니다.");
	type(p, "[");
	expect_case(p, all.number[all.count - 2]);
	order_free(&all);
}

static void
back_and_forward_bring_filter_and_cursor(void **state)
{
	struct stage *s = *state;
	struct order some;
	struct pty *p;

	stage_world(s, 40, NULL);
	order_read(s, "channel:gov24", &some);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(p, "<", "이보다 먼저 본 화면이 없습니다.");
	filter(p, "channel:gov24");
	type(p, "jj");
	expect_cursor(p, FIRST_ROW + 2, -1);
	type(p, KEY_ENTER);
	expect_case(p, some.number[2]);
	type_expect(p, KEY_F6, "발송 자료");

	type(p, "<");
	expect_case(p, some.number[2]);
	type(p, "<");
	expect_not(p, "민원 상세");
	expect_cursor(p, FIRST_ROW + 2, -1);
	expect_beside(p, "조건: channel:gov24", "잔여시간순", PTY_LIMIT_MS);
	type_expect(p, "<", "처리할 민원 모두");
	type_expect(p, ">", "조건: channel:gov24");
	type(p, ">");
	expect_case(p, some.number[2]);
	type_expect(p, ">", "발송 자료");
	type_expect(p, ">", "이 뒤에 본 화면이 없습니다.");
	order_free(&some);
}

/* On a slow line two presses arrive as one: both count. */
static void
two_escapes_at_once_are_two(void **state)
{
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, 12, NULL);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(p, KEY_ENTER, "민원 상세");
	type_expect(p, "5", "발송 자료");
	type(p, KEY_ESC KEY_ESC);
	expect_not(p, "민원 상세");
	expect_not(p, "발송 자료");
	expect(p, "처리할 민원 모두");
}

#define TEST(rule) cmocka_unit_test_setup_teardown(rule, stage_set_up, stage_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_neighbours_of_a_case_are_those_of_the_list_now),
		TEST(the_last_of_a_page_has_a_neighbour_on_the_next),
		TEST(back_and_forward_bring_filter_and_cursor),
		TEST(two_escapes_at_once_are_two),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
