/* SPDX-License-Identifier: ISC */
/* Applications typed in by hand, as somebody at the counter or on the telephone
 * does it: few keys beside the words themselves, nothing lost, and answers set right
 * in the same editor. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "tests/tui/console.h"

#define CASES 4
#define KEPT "임시 저장"
#define KEYS_MOST 120
#define CTRL_G "\007"
#define CTRL_X "\030"
#define KEY_DOWN "\033OB"
#define CHEONGSONG "officer1-47750"

/* One step of typing: what is a word of the application, or a key beside them. */
struct step {
	const char *text;
	bool is_value;
};
#define VALUE(t) { t, true }, { KEY_ENTER, false }
#define KEY(k) { k, false }

/* Keys that a hand presses for it: a letter, or a whole sequence of a special
 * key. */
static int
key_count(const char *text)
{
	int keys = 0;

	if (text[0] == '\033' && text[1] != '\0')
		return 1;
	for (; *text != '\0'; text++)
		keys += ((unsigned char)*text & 0xC0) != 0x80;
	return keys;
}

/* Types the steps; returns how many keys were pressed beside the values. */
static int
run(struct pty *p, const struct step *steps, size_t count, int *values)
{
	int keys = 0;

	*values = 0;
	for (size_t i = 0; i < count; i++) {
		type(p, steps[i].text);
		if (steps[i].is_value)
			(*values)++;
		else
			keys += key_count(steps[i].text);
	}
	return keys;
}

/* A console of somebody's, whatever its list has. */
static struct pty *
desk(struct stage *s, const char *login)
{
	const struct console_plan plan = { .login = login };
	struct pty *p = console_start(s, &plan);

	expect(p, "조건: 처리할");
	return p;
}

/* A story on the telephone: every field of the form, late, with its reason. All the
 * keys are ones that the Hangul input lets pass, or Hangul itself. */
static void
a_phone_application_takes_few_keys(void **state)
{
	static const struct step steps[] = {
		KEY("("), KEY("ㅎㅈㅁㅇ"), KEY(KEY_ENTER),
		KEY("ㅈ"), KEY(KEY_ENTER),
		VALUE("홍길동"), VALUE("9001011"), VALUE("01012345678"),
		{ "ㅅㄷㅁ", true }, KEY("\033[19~"), VALUE("연희로 1"),
		VALUE("불법주정차"), { "ㅅㄷㅁ", true }, KEY("\033[19~"), VALUE("연희로 3 앞"),
		VALUE("사진 없음"), VALUE("12가3456"), KEY(KEY_F4),
		VALUE("9:10"), { "통화가 길었음", true },
	};
	struct stage *s = *state;
	struct pty *p;
	int keys, values;
	char *cell;

	stage_world(s, CASES, NULL);
	p = desk(s, OFFICER);
	keys = run(p, steps, sizeof(steps) / sizeof(steps[0]), &values);
	expect(p, "모두 채웠습니다");
	type_expect(p, KEY_F2, "저장됨: 2026-11410-000001 (접수)");
	keys++;
	print_message("a phone application of 12 fields: %d values, %d keys beside them (most %d)\n",
	    values, keys, KEYS_MOST);
	assert_in_range(keys, 1, KEYS_MOST - 1);
	cell = list_cell(&s->world, "channel:phone", "service");
	assert_string_equal(cell, "SE-STREET");
	free(cell);
	cell = list_cell(&s->world, "channel:phone", "received_at");
	assert_string_equal(cell, "2026-11-23T09:10:00+09:00");
	free(cell);
}

/* The longest form of the catalogue with an entry of its list, at the counter. */
static void
a_counter_application_of_twenty_fields_takes_few_keys(void **state)
{
	static const struct step steps[] = {
		KEY("("), KEY("농어민"), KEY(KEY_ENTER), KEY(KEY_ENTER),
		VALUE("김농부"), VALUE("6003011"), VALUE("0541234567"),
		{ "ㅊㅅㄱ", true }, KEY("\033[19~"), VALUE("청송읍 1"),
		KEY(KEY_F4), KEY(KEY_F4), KEY(KEY_F4), VALUE("20190502"),
		VALUE("1-2-3"), VALUE("2020.1.1"), KEY("ㄴ"), KEY(KEY_ENTER),
		KEY(KEY_F5), VALUE("청송읍 22"), VALUE("답"), VALUE("1200.5"), VALUE("전부"),
		KEY("ㅇ"), KEY(KEY_ENTER), VALUE("12000000"), VALUE("이순자"), VALUE("상품권"),
		KEY("ㄴ"), KEY(KEY_ENTER), KEY(KEY_ENTER),
	};
	struct stage *s = *state;
	struct pty *p;
	int keys, values;

	stage_world(s, CASES, NULL);
	p = desk(s, CHEONGSONG);
	keys = run(p, steps, sizeof(steps) / sizeof(steps[0]), &values);
	expect(p, "모두 채웠습니다");
	type_expect(p, KEY_F2, "저장됨: 2026-47750-000001 (접수)");
	keys++;
	print_message("a counter application of 24 fields: %d values, %d keys beside them (most %d)\n",
	    values, keys, KEYS_MOST);
	assert_in_range(keys, 1, KEYS_MOST - 1);
}

/* The console is killed in the middle of it: everything typed is there again, on
 * another desk too, by the same key; handed in, nothing is left of it. */
static void
killed_midway_nothing_typed_is_lost(void **state)
{
	static const struct step steps[] = {
		KEY("("), KEY("ㄱㅌㅁㅇ"), KEY(KEY_ENTER), KEY("ㅈ"), KEY(KEY_ENTER),
		VALUE("홍길동"), VALUE("9001011"), VALUE("01012345678"), VALUE("연희로 1"),
		VALUE("도로"), VALUE("연희로 앞"), { "보도블록이 깨졌", true },
	};
	static const char *const typed[] = { "홍길동", "900101-1", "010-1234-5678", "도로",
		"연희로 앞", "보도블록이 깨졌" };
	struct stage *s = *state;
	struct pty *p, *other;
	int values;

	stage_world(s, CASES, NULL);
	p = desk(s, OFFICER);
	(void)run(p, steps, sizeof(steps) / sizeof(steps[0]), &values);
	/* The pause of the typing, after which the office has it. */
	expect(p, KEPT);
	pty_signal(p, SIGKILL);
	other = desk(s, OFFICER);
	type(other, ",");
	expect_beside(other, "접수 입력", "기타민원", PTY_LIMIT_MS);
	type(other, KEY_ESC);
	type_expect(other, "(", "쓰던 것");
	type(other, "ㄱㅌㅁㅇ");
	type_expect(other, KEY_ENTER, "쓰던 글");
	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++)
		expect(other, typed[i]);
	expect(other, "(*) 전화");
	type(other, "습니다");
	expect(other, "보도블록이 깨졌습니다");
	type_expect(other, KEY_F2, "저장됨: 2026-11410-000001 (접수)");
	type_expect(other, ",", "쓰던 글이 없습니다");
}

/* The office goes away and comes back while somebody types. */
static void
the_office_may_be_killed_too(void **state)
{
	struct stage *s = *state;
	struct err e = { 0 };
	struct pty *p;

	stage_world(s, CASES, NULL);
	p = desk(s, OFFICER);
	type(p, ":new GEN-ETC" KEY_ENTER);
	expect(p, "민원인 성명");
	type(p, KEY_ENTER "홍길동" KEY_ENTER KEY_ENTER KEY_ENTER KEY_ENTER);
	expect(p, KEPT);
	world_stop_office(&s->world, SIGKILL);
	type(p, "하천" KEY_ENTER);
	expect(p, "하천");
	assert_int_equal(world_start_office(&s->world, &e), RC_OK);
	type(p, "연희로 1" KEY_ENTER "쓰레기가 쌓였습니다");
	expect(p, KEPT);
	type_expect(p, KEY_F2, "저장됨: 2026-11410-000001 (접수)");
}

/* How many cases a filter finds. */
static int
count_cases(struct stage *s, const char *query)
{
	const char *const list[] = { "list", query, "--format", "jsonl", NULL };
	struct buf said = { 0 };
	int lines = 0;

	assert_int_equal(world_minwon(&s->world, list, &said), 0);
	for (const char *at = buf_str(&said); *at != '\0'; at++)
		lines += *at == '\n';
	buf_release(&said);
	return lines;
}

/* The office dies with the application in its hands, taken or not: it goes out again
 * with its key, and is one case. */
static void
handed_in_while_the_office_dies_it_is_one_case(void **state)
{
	struct stage *s = *state;
	struct err e = { 0 };
	struct pty *p;

	stage_world(s, CASES, NULL);
	p = desk(s, OFFICER);
	for (int i = 0; i < 2; i++) {
		type(p, ":new GEN-ETC" KEY_ENTER);
		expect(p, "민원인 성명");
		type(p, KEY_ENTER "홍길동" KEY_ENTER KEY_ENTER KEY_ENTER KEY_ENTER);
		type(p, "하천" KEY_ENTER "연희로 1" KEY_ENTER "쓰레기가 쌓였습니다");
		expect(p, KEPT);
		if (i == 0)
			assert_int_equal(kill(s->world.office, SIGSTOP), 0);
		pty_send(p, KEY_F2);
		if (i == 0)
			expect(p, "확인 중");
		world_stop_office(&s->world, SIGKILL);
		assert_int_equal(world_start_office(&s->world, &e), RC_OK);
		expect(p, i == 0 ? "저장됨: 2026-11410-000001" : "저장됨: 2026-11410-000002");
		assert_int_equal(count_cases(s, "channel:counter"), i + 1);
	}
}

static void
what_does_not_fit_is_said_and_taken_as_it_is_when_asked_twice(void **state)
{
	struct stage *s = *state;
	struct pty *p;
	char *out;

	stage_world(s, CASES, NULL);
	p = desk(s, OFFICER);
	type(p, "(전입신고" KEY_ENTER);
	expect(p, "빠진 항목 10");
	/* Not over the telephone (Act §8): said where it is chosen. */
	type_expect(p, "ㅈ" KEY_ENTER, "문서로 신청해야");
	type(p, "\033OA" "ㅊ" KEY_ENTER);
	expect_not(p, "문서로 신청해야");
	type(p, "홍길동" KEY_ENTER);
	/* No more of a resident number than birth date and sex. */
	type_expect(p, "9001011234567", "성별 자리만 받습니다");
	expect_not(p, "234567");
	type(p, KEY_F7 KEY_F4);
	expect_beside(p, "신고인 성명", "홍길동", PTY_LIMIT_MS);
	type_expect(p, KEY_F2, "F2를 한 번 더");
	type(p, KEY_F7);
	expect_not(p, "F2를 한 번 더");
	type_expect(p, KEY_F2, "F2를 한 번 더");
	type_expect(p, KEY_F2, "저장됨: 2026-11410-000001 (접수)");
	out = list_cell(&s->world, "channel:counter", "service");
	assert_string_equal(out, "13100000016");
	free(out);
}

static void
thrown_away_twice_it_is_gone(void **state)
{
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, CASES, NULL);
	p = desk(s, OFFICER);
	type(p, "(ㄱㅌㅁㅇ" KEY_ENTER KEY_ENTER "버릴 이름");
	expect(p, KEPT);
	type_expect(p, CTRL_X, "한 번 더");
	type(p, CTRL_X);
	expect_not(p, "버릴 이름");
	type(p, "(");
	expect_not(p, "쓰던 것");
	type(p, "ㄱㅌㅁㅇ" KEY_ENTER);
	expect(p, "민원인 성명");
	expect_not(p, "버릴 이름");
}

static void
who_only_looks_on_is_refused(void **state)
{
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, CASES, NULL);
	p = desk(s, "auditor-11410");
	type(p, "(");
	type_expect(p, "ㄱㅌㅁㅇ" KEY_ENTER, "이 일을 할 권한이 없습니다");
}

/* 직권 보정 (Decree §6⑤): the same editor over the case's answers. */
static void
a_correction_shows_what_was_submitted_and_wants_consent(void **state)
{
	struct stage *s = *state;
	const char *const make[] = { "new", "GEN-ETC", "--set", "applicant.name=홍길동", "--set",
		"category=도로", "--set", "location=연희로 1", "--set", "content=깨짐", NULL };
	const char *const take[] = { "next", "2026-11410-000001", NULL };
	const char *const log[] = { "log", "2026-11410-000001", NULL };
	struct buf said = { 0 };
	struct pty *p;

	stage_world(s, CASES, NULL);
	command_as(&s->world, OFFICER, make);
	command_as(&s->world, OFFICER, take);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	filter(p, "2026-11410-000001");
	type_expect(p, CTRL_G, "동의를 받은 방법");
	type(p, "\025" "하천" KEY_ENTER);
	expect(p, "제출한 내용: 도로");
	type_expect(p, KEY_F2, "내용이 없습니다");
	expect(p, "동의를 받은 방법");
	type(p, KEY_F7 "ㅇ" KEY_ENTER "전화로 동의");
	type_expect(p, KEY_F2, "저장됨: 2026-11410-000001");
	assert_int_equal(world_minwon(&s->world, log, &said), 0);
	assert_non_null(strstr(buf_str(&said), "전화로 동의 (분류)"));
	buf_release(&said);
	type_expect(p, KEY_ENTER, "하천");
	/* Nothing to set right is nothing done. */
	type_expect(p, CTRL_G, "동의를 받은 방법");
	type_expect(p, KEY_F2, "달라진 것이 없습니다");
}

int
main(void)
{
#define STORY(f) cmocka_unit_test_setup_teardown(f, stage_set_up, stage_tear_down)
	const struct CMUnitTest tests[] = {
		STORY(a_phone_application_takes_few_keys),
		STORY(a_counter_application_of_twenty_fields_takes_few_keys),
		STORY(killed_midway_nothing_typed_is_lost),
		STORY(the_office_may_be_killed_too),
		STORY(handed_in_while_the_office_dies_it_is_one_case),
		STORY(what_does_not_fit_is_said_and_taken_as_it_is_when_asked_twice),
		STORY(thrown_away_twice_it_is_gone),
		STORY(who_only_looks_on_is_refused),
		STORY(a_correction_shows_what_was_submitted_and_wants_consent),
	};

	return cmocka_run_group_tests_name("entry", tests, NULL, NULL);
}
