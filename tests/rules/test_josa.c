/* SPDX-License-Identifier: ISC */
/* Particles go by the sound before them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "console/rules/verdict.h"
#include "storage/text.h"

/* A word with every marker behind it, and what they become. */
static const struct josa_example {
	const char *word;
	const char *eun, *i, *eul, *gwa, *euro, *ira;
} examples[] = {
	/* Open, closed and ㄹ. */
	{ "민지", "는", "가", "를", "와", "로", "라" },
	{ "민원", "은", "이", "을", "과", "으로", "이라" },
	{ "서울", "은", "이", "을", "과", "로", "이라" },
	{ "뷁", "은", "이", "을", "과", "으로", "이라" },
	{ "값", "은", "이", "을", "과", "으로", "이라" },
	/* Digits by their names, tens and hundreds too. */
	{ "0", "은", "이", "을", "과", "으로", "이라" },
	{ "1", "은", "이", "을", "과", "로", "이라" },
	{ "2", "는", "가", "를", "와", "로", "라" },
	{ "3", "은", "이", "을", "과", "으로", "이라" },
	{ "4", "는", "가", "를", "와", "로", "라" },
	{ "5", "는", "가", "를", "와", "로", "라" },
	{ "6", "은", "이", "을", "과", "으로", "이라" },
	{ "7", "은", "이", "을", "과", "로", "이라" },
	{ "8", "은", "이", "을", "과", "로", "이라" },
	{ "9", "는", "가", "를", "와", "로", "라" },
	{ "2026-11410-000010", "은", "이", "을", "과", "으로", "이라" },
	{ "100", "은", "이", "을", "과", "으로", "이라" },
	{ "50%", "는", "가", "를", "와", "로", "라" },
	/* Latin letters by their names; words as they are read. */
	{ "SQL", "은", "이", "을", "과", "로", "이라" },
	{ "URL", "은", "이", "을", "과", "로", "이라" },
	{ "R", "은", "이", "을", "과", "로", "이라" },
	{ "server", "는", "가", "를", "와", "로", "라" },
	{ "minwon", "은", "이", "을", "과", "으로", "이라" },
	{ "SM", "은", "이", "을", "과", "으로", "이라" },
	{ "string", "은", "이", "을", "과", "으로", "이라" },
	{ "log", "는", "가", "를", "와", "로", "라" },
	{ "office.db", "는", "가", "를", "와", "로", "라" },
	/* What is not heard is passed over. */
	{ "「민원」", "은", "이", "을", "과", "으로", "이라" },
	{ "“민지”", "는", "가", "를", "와", "로", "라" },
	{ "`minwon`", "은", "이", "을", "과", "으로", "이라" },
	{ "홍길동(과장)", "은", "이", "을", "과", "으로", "이라" },
	{ "김민지 (팀장)", "는", "가", "를", "와", "로", "라" },
	{ "(주)", "는", "가", "를", "와", "로", "라" },
	{ "ㄱ", "은", "이", "을", "과", "으로", "이라" },
	{ "ㄹ", "은", "이", "을", "과", "로", "이라" },
	{ "ㅏ", "는", "가", "를", "와", "로", "라" },
	/* Nobody can know. */
	{ "", "은(는)", "이(가)", "을(를)", "와(과)", "(으)로", "(이)라" },
	{ "漢", "은(는)", "이(가)", "을(를)", "와(과)", "(으)로", "(이)라" },
	{ "\xff", "은(는)", "이(가)", "을(를)", "와(과)", "(으)로", "(이)라" },
	{ "「」", "은(는)", "이(가)", "을(를)", "와(과)", "(으)로", "(이)라" },
};

static void
assert_particle(const char *word, const char *marker, const char *wanted)
{
	size_t used = 0;
	const char *have = hangul_josa(word, strlen(word), marker, &used);

	assert_int_equal(used, strlen(marker));
	if (have == NULL || !str_eq(have, wanted))
		fail_msg("%s%s: %s, not %s", word, marker, have, wanted);
}

static void
each_particle_goes_by_the_sound_before_it(void **state)
{
	(void)state;
	for (size_t n = 0; n < sizeof(examples) / sizeof(examples[0]); n++) {
		const struct josa_example *x = &examples[n];

		assert_particle(x->word, "{은/는}", x->eun);
		assert_particle(x->word, "{이/가}", x->i);
		assert_particle(x->word, "{을/를}", x->eul);
		assert_particle(x->word, "{과/와}", x->gwa);
		assert_particle(x->word, "{와/과}", x->gwa);
		assert_particle(x->word, "{으로/로}", x->euro);
		assert_particle(x->word, "{이라/라}", x->ira);
	}
}

static void
what_is_no_marker_stays(void **state)
{
	static const char *const texts[] = { "", "{", "{}", "{\"a\":1}", "{은/", "{은/는", "가{나/다}",
		"{{은}}" };
	size_t used;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct buf b = { 0 };

		hangul_resolve(&b, texts[i]);
		assert_string_equal(buf_str(&b), texts[i]);
		buf_release(&b);
	}
	assert_null(hangul_josa("가", strlen("가"), "은/는", &used));
}

static void
sentences_are_resolved_where_they_are_formatted(void **state)
{
	struct buf b = { 0 };
	struct err e;

	(void)state;
	buf_puts(&b, "앞의 {이/가} 그대로; ");
	buf_printf(&b, "%s{이/가} %s{을/를}, %d{으로/로}", "김민지", "서류", 7);
	assert_string_equal(buf_str(&b), "앞의 {이/가} 그대로; 김민지가 서류를, 7로");
	(void)err_set(&e, RC_USAGE, "「%s」{은/는} 번호가 아닙니다", "일곱");
	assert_string_equal(e.text, "「일곱」은 번호가 아닙니다");
	(void)err_add(&e, "%s{이라/라} 함", "민원");
	assert_string_equal(e.text, "민원이라 함: 「일곱」은 번호가 아닙니다");
	buf_clear(&b);
	verdict_sentence(&b, "%s{과/와} 함께", "서울");
	assert_string_equal(buf_str(&b), "서울과 함께");
	buf_clear(&b);
	buf_printf(&b, "{\"name\":\"%s\"}", "{이/가}");
	assert_string_equal(buf_str(&b), "{\"name\":\"{이/가}\"}");
	buf_release(&b);
}

static void
a_sentence_too_long_is_cut_at_a_letter(void **state)
{
	struct buf text = { 0 };
	struct err e;

	(void)state;
	for (int i = 0; i < 300; i++)
		buf_puts(&text, "한");
	(void)err_set(&e, RC_USAGE, "x%s", buf_str(&text));
	assert_true(utf8_valid(e.text, strlen(e.text), NULL));
	assert_int_equal(strlen(e.text), 1 + (sizeof(e.text) - 2) / 3 * 3);
	buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_particle_goes_by_the_sound_before_it),
		cmocka_unit_test(what_is_no_marker_stays),
		cmocka_unit_test(sentences_are_resolved_where_they_are_formatted),
		cmocka_unit_test(a_sentence_too_long_is_cut_at_a_letter),
	};

	(void)text_start("ko");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
