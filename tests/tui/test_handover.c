/* SPDX-License-Identifier: ISC */
/* Two live offices and a ministry with a store of its own, one relay between them:
 * 청송 asks, 세종 returns it, 청송 completes and asks again, 세종 answers, and the
 * applicant has the decision. Every working minute is on its account. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/tui/console.h"

#define LEDGER_MS 30000
#define APPLICATION(n, region, id) \
	"gov24\t" region "\t{\"specversion\":\"1.0\",\"id\":\"ev-" n "\"," \
	"\"source\":\"https://relay.example/channels/gov24\"," \
	"\"type\":\"kr.relay.request.created.v1\",\"subject\":\"" id "\"," \
	"\"time\":\"2026-11-23T08:00:00+09:00\",\"datacontenttype\":\"application/json\"," \
	"\"data\":{\"service_request_id\":\"" id "\",\"jurisdiction_id\":\"" region "\"," \
	"\"service_code\":\"FOOD-BIZ\",\"status\":\"open\"," \
	"\"requested_datetime\":\"2026-11-23T08:00:00+09:00\",\"description\":\"식품영업신고\"," \
	"\"form_version\":\"1\",\"applicant\":{\"name\":\"홍길동\",\"phone\":\"010-0123-4567\"," \
	"\"address\":\"경상북도 청송군 청송읍\"},\"attributes\":{\"business_type\":\"제과점영업\"}}}\n"

/* A stage and the ministry beside its offices. */
struct scene {
	struct stage *stage;
	struct world sejong;	/* shares folder, clock and log with the stage's */
};

static void
put(const char *path, const char *text)
{
	FILE *f = fopen(path, "we");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(chmod(path, 0600), 0);
}

static void
set_clock(const struct scene *s, const char *instant)
{
	char *part = x_asprintf("%s.part", s->stage->world.clock);

	put(part, instant);
	assert_int_equal(rename(part, s->stage->world.clock), 0);
	free(part);
}

/* The ministry's store, channel file and standing office. */
static void
open_sejong(struct scene *s)
{
	static const char *const init[] = { "init", "--practice", "--role", "ministry", NULL };
	const struct world *w = &s->stage->world;
	char *channels = x_asprintf("%s.channels", w->store), *own, url[128] = "", *text;
	struct buf said = { 0 };
	struct err e = { 0 };
	FILE *f = fopen(channels, "re");

	assert_non_null(f);
	assert_int_equal(fscanf(f, "[gov24]\nurl = %100[^\n]", url), 1);
	fclose(f);
	*strrchr(url, '/') = '\0';
	s->sejong = *w;
	s->sejong.office = s->sejong.relay = 0;
	s->sejong.store = x_asprintf("%s/sejong.db", w->folder);
	assert_int_equal(world_minwon(&s->sejong, init, &said), 0);
	own = x_asprintf("%s.channels", s->sejong.store);
	text = x_asprintf("[handover]\nurl = %s/handover\ntoken = secret\n", url);
	put(own, text);
	if (world_start_office(&s->sejong, &e) != RC_OK)
		fail_msg("%s", e.text);
	free(text);
	free(own);
	free(channels);
	buf_release(&said);
}

/* A console of the ministry's. */
static struct pty *
sejong_queue(struct scene *s, const char *login, const char *name)
{
	char *store = s->stage->world.store;
	struct pty *p;

	s->stage->world.store = s->sejong.store;
	p = console_start(s->stage, &(struct console_plan){ .login = login });
	s->stage->world.store = store;
	expect(p, name);
	return p;
}

/* Rounds until what each has to say has been heard by the others. */
static void
exchange(struct scene *s)
{
	static const char *const sync[] = { "sync", NULL };
	struct world *const turns[] = { &s->stage->world, &s->sejong, &s->sejong, &s->stage->world };

	for (size_t i = 0; i < sizeof(turns) / sizeof(turns[0]); i++) {
		struct buf said = { 0 };

		(void)world_minwon(turns[i], sync, &said);
		buf_release(&said);
	}
}

static void
receive(struct scene *s, const char *login, const char *number)
{
	const char *arguments[] = { "receive", number, NULL };

	command_as(&s->stage->world, login, arguments);
}

/* F9: the agency, the question, the rest as it stands. */
static void
ask(struct pty *p, const char *question)
{
	type_expect(p, "\033[20~", "다른 기관에 보냅니다");
	type_expect(p, "행정안전부" KEY_TAB, "행정안전부");
	type_expect(p, question, question);
	/* Nothing leaves before the very bytes were seen. */
	type_expect(p, KEY_F2, "받는 기관으로 이대로 갑니다");
	type_expect(p, KEY_F2, "저장됨");
	expect(p, "협의");
}

/* Takes the lease again: it lasts until then. */
static void
claim(struct pty *p, const char *until)
{
	type(p, "c");
	expect(p, until);
}

/* The minutes of the case's ledger by the names of its members. */
static int64_t
minutes(struct scene *s, const char *number, const char *party)
{
	const char *arguments[] = { "--as", "officer1-47750", "show", number, "--format", "json",
		NULL };
	struct buf said = { 0 };
	char *key = x_asprintf("\"%s\":", party);
	const char *ledger, *found;
	long long value = -1;

	assert_int_equal(world_minwon(&s->stage->world, arguments, &said), 0);
	ledger = strstr(buf_str(&said), "\"ledger\":");
	assert_non_null(ledger);
	found = strstr(ledger, key);
	assert_non_null(found);
	assert_int_equal(sscanf(found + strlen(key), "%lld", &value), 1);
	free(key);
	buf_release(&said);
	return value;
}

static void
play(struct scene *s)
{
	struct pty *cheongsong, *yeongyang, *sejong;

	receive(s, "supervisor-47750", "CS-1");
	receive(s, "supervisor-47760", "YY-1");
	cheongsong = console_queue(s->stage, "officer1-47750", "장미경");
	yeongyang = console_queue(s->stage, "officer1-47760", "신정숙");
	type_expect(cheongsong, KEY_F5, "저장됨");
	type_expect(cheongsong, KEY_ENTER, "민원 상세");
	type_expect(yeongyang, KEY_F5, "저장됨");
	type_expect(yeongyang, KEY_ENTER, "민원 상세");

	set_clock(s, "2026-11-23T10:30:00+09:00");
	claim(cheongsong, "나 ~11:00");
	ask(cheongsong, "적용 여부를 여쭙니다");
	claim(yeongyang, "나 ~11:00");
	ask(yeongyang, "영양에서 여쭙니다");
	exchange(s);

	/* 세종 has both, and who asks; it returns one. */
	sejong = sejong_queue(s, "officer1-1741000", "문세영");
	expect(sejong, "청송…");
	expect(sejong, "영양…");
	filter(sejong, "적용");
	type_expect(sejong, KEY_ENTER, "민원 상세");
	set_clock(s, "2026-11-23T11:00:00+09:00");
	type_expect(sejong, "^", "반송 사유");
	type(sejong, "도면이 없습니다" KEY_TAB "\033OC");
	type_expect(sejong, KEY_F2, "저장됨");
	exchange(s);
	expect(cheongsong, "처리중");
	type_expect(cheongsong, "}", "이첩 현황");
	expect(cheongsong, "자료 미비");
	expect_aligned(cheongsong);
	type_expect(cheongsong, KEY_ENTER, "민원 상세");

	/* Completed and asked again; accepted there, and answered. */
	set_clock(s, "2026-11-23T13:30:00+09:00");
	claim(cheongsong, "나 ~14:00");
	ask(cheongsong, "도면을 보완하였습니다");
	exchange(s);
	type(sejong, "1");
	filter(sejong, "도면을");
	{
		struct buf number = { 0 };
		const char *accept[] = { "handover", "accept", NULL, NULL };

		assert_true(world_first_cell(&s->sejong, "도면을", "external_id", &number));
		accept[2] = buf_str(&number);
		command_as(&s->sejong, "supervisor-1741000", accept);
		buf_release(&number);
	}
	expect_beside(sejong, "청송…", "접수", PTY_LIMIT_MS);
	type_expect(sejong, KEY_F5, "저장됨");
	set_clock(s, "2026-11-23T14:30:00+09:00");
	type_expect(sejong, KEY_ENTER, "민원 상세");
	claim(sejong, "나 ~15:00");
	type_expect(sejong, KEY_F8, "결재하시겠습니까");
	type(sejong, "적용됩니다");
	type_expect(sejong, KEY_F2, "저장됨");
	exchange(s);
	expect(cheongsong, "처리중");
	type_expect(cheongsong, "}", "이첩 현황");
	expect(cheongsong, "회신");
	type_expect(cheongsong, KEY_ENTER, "민원 상세");

	/* Decided on it: the applicant hears. */
	set_clock(s, "2026-11-23T15:00:00+09:00");
	claim(cheongsong, "나 ~15:30");
	type_expect(cheongsong, KEY_F7, "민원인에게 통지될");
	type(cheongsong, KEY_TAB "적용됨을 확인하여 수리합니다");
	type_expect(cheongsong, KEY_F2, "저장됨");
	{
		static const char *const approve[] = { "approve", "CS-1", NULL };

		command_as(&s->stage->world, "supervisor-47750", approve);
	}
	assert_true(world_ledger_has(&s->stage->world, "CS-1", "decision", LEDGER_MS));
	/* 09:30 desk, 10:30 ministry, 11:00 desk (lunch 12-13), 13:30 ministry,
	 * 14:30 desk, 15:00 decided. */
	assert_int_equal(minutes(s, "CS-1", "ministry"), 30 + 60);
	assert_int_equal(minutes(s, "CS-1", "desk"), 60 + 90 + 30);
	assert_int_equal(minutes(s, "CS-1", "total"), 270);
}

static void
what_is_asked_comes_back_and_is_answered(void **state)
{
	struct scene s = { .stage = *state };

	stage_world(s.stage, 0, APPLICATION("1", "47750", "CS-1") APPLICATION("2", "47760", "YY-1"));
	open_sejong(&s);
	play(&s);
	world_stop_office(&s.sejong, SIGTERM);
	free(s.sejong.store);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_asked_comes_back_and_is_answered,
		    stage_set_up, stage_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
