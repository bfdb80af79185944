/* SPDX-License-Identifier: ISC */
/* Questions and answers by keys: looked for in Hangul and by initials, put into a
 * reply with the source, told in a consultation, left where nothing answers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "tests/tui/console.h"

#define KEY_F9 "\033[20~"
#define SOURCE "(근거: 주민등록법 §16"

/* The one text that a query gives; the caller frees. */
static char *
text_in(struct world *w, const char *sql)
{
	sqlite3 *db;
	sqlite3_stmt *statement;
	char *text = NULL;

	assert_int_equal(sqlite3_open_v2(w->store, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
	if (sqlite3_step(statement) == SQLITE_ROW)
		text = x_strdup((const char *)sqlite3_column_text(statement, 0));
	sqlite3_finalize(statement);
	sqlite3_close(db);
	return text != NULL ? text : x_strdup("");
}

static void
an_answer_goes_into_a_reply_with_its_source(void **state)
{
	struct stage *s = *state;
	struct pty *p;
	char *kept, *external;

	stage_world(s, 12, NULL);
	external = list_cell(&s->world, "state:arrived channel:epeople", "external_id");
	command_as(&s->world, SUPERVISOR, (const char *const[]){ "receive", external, NULL });
	command_as(&s->world, OFFICER, (const char *const[]){ "next", external, NULL });
	free(external);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	filter(p, "assignee:me");
	type_expect(p, KEY_F7, "결과");
	type(p, KEY_TAB "문의하신 것: ");
	expect(p, "문의하신 것:");
	type_expect(p, KEY_F9, "묻는 것:");
	type_expect(p, "전입신고 수수료", "주민등록법 §16");
	expect_aligned(p);
	type_expect(p, KEY_ENTER, SOURCE);
	expect(p, "문의하신 것: 전입신고 수수료는 없습니다.");
	type_expect(p, KEY_F2, "저장됨");
	kept = text_in(&s->world, "SELECT text FROM event WHERE kind = 'draft' ORDER BY id DESC "
	    "LIMIT 1");
	assert_non_null(strstr(kept, "수수료는 없습니다."));
	assert_non_null(strstr(kept, SOURCE));
	free(kept);
	kept = text_in(&s->world, "SELECT what || count FROM knowledge_use WHERE key = "
	    "'13100000016.fee'");
	assert_string_equal(kept, "inserted1");
	free(kept);
}

static void
an_answer_is_told_in_a_consultation_and_a_gap_is_left(void **state)
{
	struct stage *s = *state;
	struct pty *p;
	char *kept;

	stage_world(s, 12, NULL);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(p, ";", "상담 창구");
	type_expect(p, KEY_F3, "대기줄에 세웁니다");
	type(p, KEY_LEFT);
	type_expect(p, KEY_F2, "저장됨");
	type_expect(p, KEY_F5, "(호출)");
	type_expect(p, KEY_F4, "(상담 중)");
	type_expect(p, ")", "묻는 것:");
	/* What stood there first is the task of the consultation. */
	type(p, "\025");
	type_expect(p, "ㅈㅇㅅㄱ 수수료", "전입신고 수수료는 없습니다.");
	type_expect(p, KEY_F5, "안내했다고 적었습니다");
	kept = text_in(&s->world, "SELECT consult_id || key FROM consult_answer");
	assert_string_equal(kept, "113100000016.fee");
	free(kept);
	type(p, "\025");
	type_expect(p, "뷁쀍뙗 010-9999-1234", "확실한 답이 없습니다");
	type_expect(p, KEY_F4, "담당에게 남겼습니다");
	kept = text_in(&s->world, "SELECT text FROM question");
	assert_non_null(strstr(kept, "뷁쀍뙗"));
	assert_null(strstr(kept, "9999-1234"));
	free(kept);
	type_expect(p, KEY_F8, "남긴 사람");
	expect(p, "뷁쀍뙗");
	type_expect(p, "x", "권한");
}

static void
a_nearer_layer_answers_and_shows_what_it_hides(void **state)
{
	const char *const add[] = { "answers", "add", "13100000016.fee@11410", "--question",
		"서대문구 전입신고 수수료는요?", "--text", "없습니다. 안내문을 드립니다.", "--source",
		"구 안내문", NULL };
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, 12, NULL);
	command_as(&s->world, SUPERVISOR, add);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(p, ")", "묻는 것:");
	type_expect(p, "전입신고 수수료", "안내문을 드립니다.");
	expect(p, "가려진 층: 중앙");
	type_expect(p, KEY_F6, "다음 층만: 중앙");
	expect(p, "주민등록법 §16");
	type_expect(p, KEY_F6, "안내문을 드립니다.");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_answer_goes_into_a_reply_with_its_source,
		    stage_set_up, stage_tear_down),
		cmocka_unit_test_setup_teardown(
		    an_answer_is_told_in_a_consultation_and_a_gap_is_left, stage_set_up,
		    stage_tear_down),
		cmocka_unit_test_setup_teardown(a_nearer_layer_answers_and_shows_what_it_hides,
		    stage_set_up, stage_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
