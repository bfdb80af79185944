/* SPDX-License-Identifier: ISC */
/* Releases of forms, by keys: what came through the relay, what it changed, and
 * that a supervisor retires it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "tests/tui/console.h"

#define CASES 20
#define ENVELOPE(id) "gov24\t11410\t{\"specversion\":\"1.0\",\"id\":\"" id "\"," \
	"\"source\":\"https://relay.example/channels/gov24\"," \
	"\"type\":\"kr.relay.form.published.v1\",\"subject\":\"FOOD-BIZ\"," \
	"\"time\":\"2026-11-20T08:00:00+09:00\",\"datacontenttype\":\"application/json\"," \
	"\"data\":{\"service_code\":\"FOOD-BIZ\",\"jurisdiction_id\":\"11410\"," \
	"\"media_type\":\"application/merge-patch+json\","

/* One that may stand, and one that would lose a field of the law. */
static const char published[] =
    ENVELOPE("rel-1") "\"version\":\"2026-11-20\",\"effective_from\":\"2026-11-20\","
    "\"patch\":{\"properties\":{\"kiosk_yn\":{\"type\":\"boolean\",\"title\":\"키오스크 설치\"}}}}}\n"
    ENVELOPE("rel-2") "\"version\":\"2026-11-21\",\"effective_from\":\"2026-11-21\","
    "\"patch\":{\"properties\":{\"owner\":null}}}}\n";

static void
a_release_is_read_and_retired(void **state)
{
	struct stage *s = *state;
	struct pty *officer, *supervisor;

	stage_world(s, CASES, published);
	officer = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(officer, "_", "gov24 rel-1");
	expect_beside(officer, "2026-11-20", "시행 중", PTY_LIMIT_MS);
	expect_beside(officer, "서대문", "+1 ~0 -0", PTY_LIMIT_MS);
	expect_aligned(officer);
	type_expect(officer, KEY_ENTER, "+ 키오스크 설치 (kiosk_yn) [서대문]");
	type_expect(officer, KEY_ESC, "gov24 rel-1");
	type_expect(officer, "x", "팀장");

	supervisor = console_queue(s, SUPERVISOR, SUPERVISOR_NAME);
	type_expect(supervisor, ":form-releases" KEY_ENTER, "gov24 rel-1");
	type_expect(supervisor, "x", "오늘부터 시행하지 않습니다");
	type_expect(supervisor, "잘못된 조례" KEY_F2, "저장됨: 2026-11-20 (폐지됨)");
	expect_beside(officer, "2026-11-20", "폐지됨", PTY_LIMIT_MS);
	expect(officer, "잘못된 조례");
	type_expect(supervisor, "x", "이미 폐지");
}

static void
what_may_not_stand_is_unsorted_with_its_reasons(void **state)
{
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, CASES, published);
	p = console_queue(s, SUPERVISOR, SUPERVISOR_NAME);
	type_expect(p, "6", "lost /properties/owner");
}

#define TEST(rule) cmocka_unit_test_setup_teardown(rule, stage_set_up, stage_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_release_is_read_and_retired),
		TEST(what_may_not_stand_is_unsorted_with_its_reasons),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
