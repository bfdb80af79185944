/* SPDX-License-Identifier: ISC */
/* Thirty consultations by keys alone, two people taking from one line: nobody is
 * called twice, and what each state lasted sums. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include <sqlite3.h>

#include "tests/tui/console.h"

#define PEOPLE 30

static int64_t
number_in(struct world *w, const char *sql)
{
	sqlite3 *db;
	sqlite3_stmt *statement;
	int64_t number;

	assert_int_equal(sqlite3_open_v2(w->store, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	number = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	sqlite3_close(db);
	return number;
}

/* So many wait, as the head of the screen says. */
static void
expect_waiting(struct pty *p, int count)
{
	char *text = x_asprintf("대기 %d ·", count);

	expect(p, text);
	free(text);
}

static void
thirty_consultations_by_keys_alone(void **state)
{
	struct stage *s = *state;
	struct pty *desks[2];

	stage_world(s, 12, NULL);
	desks[0] = console_queue(s, OFFICER, OFFICER_NAME);
	desks[1] = console_queue(s, COLLEAGUE, COLLEAGUE_NAME);
	for (int d = 0; d < 2; d++)
		type_expect(desks[d], ";", "상담 창구");
	/* At the counter: the last of the ways. */
	for (int i = 0; i < PEOPLE; i++) {
		type_expect(desks[0], KEY_F3, "대기줄에 세웁니다");
		type(desks[0], KEY_LEFT);
		type_expect(desks[0], KEY_F2, "저장됨");
		expect_waiting(desks[0], i + 1);
	}
	for (int round = 0; round < PEOPLE / 2; round++) {
		/* Both reach for the next one at the same time. */
		for (int d = 0; d < 2; d++)
			pty_send(desks[d], KEY_F5);
		for (int d = 0; d < 2; d++)
			expect(desks[d], "(호출)");
		for (int d = 0; d < 2; d++)
			type_expect(desks[d], KEY_F4, "(상담 중)");
		for (int d = 0; d < 2; d++) {
			type_expect(desks[d], KEY_F8, "상담 결과는 무엇입니까?");
			type_expect(desks[d], KEY_F2, "(완료)");
		}
	}
	type_expect(desks[0], KEY_F5, "맡은 업무를 기다리는 사람이 없습니다");
	expect_waiting(desks[0], 0);
	expect_aligned(desks[0]);

	assert_int_equal(number_in(&s->world, "SELECT COUNT(*) FROM consultation WHERE state = "
	    "'done'"), PEOPLE);
	assert_int_equal(number_in(&s->world, "SELECT COUNT(*) FROM consult_interval WHERE state = "
	    "'called'"), PEOPLE);
	assert_int_equal(number_in(&s->world, "SELECT COUNT(DISTINCT consult_id) FROM "
	    "consult_interval WHERE state = 'called'"), PEOPLE);
	assert_int_equal(number_in(&s->world, "SELECT COUNT(DISTINCT staff_id) FROM consultation"), 2);
	assert_int_equal(number_in(&s->world, "SELECT COUNT(*) FROM consultation k WHERE k.ended_at - "
	    "k.created_at <> (SELECT SUM(n.until_at - n.from_at) FROM consult_interval n WHERE "
	    "n.consult_id = k.id)"), 0);
}

static void
a_promise_a_link_and_a_warning_by_keys(void **state)
{
	struct stage *s = *state;
	struct pty *p;
	char *number, *linked;

	stage_world(s, 12, NULL);
	number = list_cell(&s->world, "open:any", "external_id");
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(p, ";", "상담 창구");
	/* A telephone call without a number is refused, and nothing is lost. */
	type_expect(p, KEY_F3, "대기줄에 세웁니다");
	type(p, KEY_TAB KEY_TAB "홍길동");
	type_expect(p, KEY_F2, "전화하려면 번호가 있어야 합니다");
	expect(p, "홍길동");
	type(p, KEY_TAB "010-1234-5678");
	type_expect(p, KEY_F2, "저장됨");
	expect(p, "홍*동");
	/* In Hangul mode: ㅜ is n, ㄴ is s, ㅈ is w, ㄷ is e. */
	type_expect(p, "ㅜ", "(호출)");
	expect(p, "홍길동");
	type_expect(p, "ㄴ", "(상담 중)");
	type_expect(p, "c", "어느 민원에 관한 상담입니까?");
	type(p, "NO-SUCH-CASE");
	type_expect(p, KEY_ENTER, "그런 민원이 없습니다");
	type(p, "\025");
	type(p, number);
	/* The number alone already stands in the line that was typed. */
	linked = x_asprintf("· 민원 %s", number);
	type_expect(p, KEY_ENTER, linked);
	type_expect(p, "ㄷ", "먼저 경고하십시오");
	type_expect(p, "ㅈ", "먼저 말로 경고하십시오");
	type_expect(p, KEY_F2, "경고함: 폭언");
	type_expect(p, "ㄷ", "경고 뒤 상담을 여기서 끝냅니다");
	type_expect(p, KEY_F2, "(상담 종료)");
	/* The case tells of it. */
	type_expect(p, "1", "잔여시간");
	free(linked);
	free(number);
}

/* Somebody whom the chatbot hands over, who has said one thing more. */
static const char chat[] =
	"seoul-chatbot\t11410\t{\"specversion\":\"1.0\",\"id\":\"ev-1\",\"source\":\"https://relay.example/"
	"channels/seoul-chatbot\",\"type\":\"kr.relay.consultation.requested.v1\",\"subject\":\"C-1\","
	"\"time\":\"2026-11-23T09:00:00+09:00\",\"datacontenttype\":\"application/json\",\"data\":{"
	"\"consultation_id\":\"C-1\",\"jurisdiction_id\":\"11410\",\"kind\":\"chat\",\"topic\":\"전입신고 서류\","
	"\"requested_datetime\":\"2026-11-23T09:00:00+09:00\",\"applicant\":{\"name\":\"홍길동\"}}}\n"
	"seoul-chatbot\t11410\t{\"specversion\":\"1.0\",\"id\":\"ev-2\",\"source\":\"https://relay.example/"
	"channels/seoul-chatbot\",\"type\":\"kr.relay.consultation.said.v1\",\"subject\":\"C-1\","
	"\"time\":\"2026-11-23T09:01:00+09:00\",\"datacontenttype\":\"application/json\",\"data\":{"
	"\"consultation_id\":\"C-1\",\"said_id\":\"s1\",\"jurisdiction_id\":\"11410\",\"text\":\"아직 "
	"계신가요\",\"said_datetime\":\"2026-11-23T09:01:00+09:00\"}}\n";

static void
words_go_to_who_was_handed_over_by_the_chatbot(void **state)
{
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, 12, chat);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(p, ";", "민원인: 아직 계신가요");
	type_expect(p, "'", "상담은 이제");
	type_expect(p, KEY_F5, "(호출)");
	/* The answer comes before the row is read again. */
	expect_beside(p, "채팅", "호출", 10000);
	type_expect(p, "'", "무엇이라고 말합니까?");
	type(p, "곧 시작합니다");
	type_expect(p, KEY_F2, "답변: 곧 시작합니다");
	assert_int_equal(number_in(&s->world, "SELECT COUNT(*) FROM outbox WHERE kind = "
	    "'consult-report' AND body LIKE '%곧 시작합니다%'"), 1);
}

static void
who_leads_the_desk_asks_what_if(void **state)
{
	struct stage *s = *state;
	struct pty *chief, *officer;

	stage_world(s, 12, NULL);
	chief = console_queue(s, SUPERVISOR, SUPERVISOR_NAME);
	type_expect(chief, ";", "상담 창구");
	type_expect(chief, "=", "시간대별 대기");
	expect(chief, "10~12시에 창구 인원 +1명이면");
	type_expect(chief, "+", "10~12시에 창구 인원 +2명이면");
	type_expect(chief, KEY_LEFT, "9~11시에 창구 인원 +2명이면");
	type_expect(chief, "--", "9~11시에 창구 인원 -1명이면");
	type_expect(chief, KEY_TAB, "9~12시에 창구 인원 -1명이면");
	expect(chief, "예측이 맞은 정도");
	officer = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(officer, ";", "상담 창구");
	type_expect(officer, "=", "시간대별 대기");
	expect_not(officer, "예측이 맞은 정도");
	type_expect(officer, "+", "권한이 없습니다");
}

/* The application that a consultation came to is a case of its own, and linked. */
static void
a_consultation_becomes_a_case_by_keys(void **state)
{
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, 3, NULL);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(p, ";", "상담 창구");
	type_expect(p, KEY_F3, "대기줄에 세웁니다");
	type(p, KEY_LEFT);
	type_expect(p, KEY_F2, "저장됨");
	type_expect(p, "n", "(호출)");
	type_expect(p, "s", "(상담 중)");
	expect_beside(p, ">1", "상담 중", PTY_LIMIT_MS);
	type(p, "(ㄱㅌㅁㅇ");
	type_expect(p, KEY_ENTER, "민원인 성명");
	type(p, KEY_ENTER "홍길동" KEY_ENTER KEY_ENTER KEY_ENTER KEY_ENTER);
	type(p, "하천" KEY_ENTER "연희로 1" KEY_ENTER "쓰레기가 쌓였습니다");
	type_expect(p, KEY_F2, "저장됨: 2026-11410-000001 (접수) · 상담에 연결");
	expect(p, "    민원 2026-11410-000001");
}

#define TEST(rule) cmocka_unit_test_setup_teardown(rule, stage_set_up, stage_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(thirty_consultations_by_keys_alone),
		TEST(a_promise_a_link_and_a_warning_by_keys),
		TEST(a_consultation_becomes_a_case_by_keys),
		TEST(words_go_to_who_was_handed_over_by_the_chatbot),
		TEST(who_leads_the_desk_asks_what_if),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
