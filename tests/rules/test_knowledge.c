/* SPDX-License-Identifier: ISC */
/* What an entry of questions and answers must be, who maintains which layer, and
 * which entry answers which question: a made-up office of a few entries. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/rules/knowledge.h"
#include "console/rules/knowledge_rank.h"
#include "console/rules/knowledge_words.h"
#include "storage/instant.h"
#include "storage/text.h"

#define HERE "11410"
#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

static struct day
day(const char *text)
{
	struct day d = { 0 };

	assert_true(text[0] == '\0' || day_parse(text, &d));
	return d;
}

#define ENTRY(key_, layer_, region_, service_, question_, answer_) \
	{ .key = key_, .layer = layer_, .region = region_, .service = service_, \
	    .question = question_, .answer = answer_, .owner = "" }

/* The entries that questions are asked of. */
static struct knowledge_doc docs[] = {
	ENTRY("13100000016.fee", KNOWLEDGE_CENTRAL, "", "13100000016",
	    "전입신고 수수료는 얼마인가요?", "없습니다."),
	ENTRY("13100000016.documents", KNOWLEDGE_CENTRAL, "", "13100000016",
	    "전입신고할 때 무엇을 가져가나요?", "신분증을 가져오세요."),
	ENTRY("13100000016.documents@11410", KNOWLEDGE_SIGUNGU, HERE, "13100000016",
	    "서대문구 전입신고 준비물은요?", "신분증과 주차 안내문입니다."),
	ENTRY("FOOD-BIZ.documents", KNOWLEDGE_CENTRAL, "", "FOOD-BIZ",
	    "식당을 열 때 필요한 서류는요?", "교육이수증과 시설 개요입니다."),
	ENTRY("FOOD-BIZ.documents@서울", KNOWLEDGE_SIDO, "11", "FOOD-BIZ",
	    "서울에서 식당을 열 때 필요한 서류는요?", "서울은 위생등급 안내 확인이 더 있습니다."),
	ENTRY("FOOD-BIZ.documents@29200", KNOWLEDGE_SIGUNGU, "47750", "FOOD-BIZ",
	    "청송군에서 식당을 열 때 필요한 서류는요?", "청송군은 지하수 검사서가 더 있습니다."),
	ENTRY("BOKJI-CHILDALLOW.amount", KNOWLEDGE_CENTRAL, "", "BOKJI-CHILDALLOW",
	    "아동수당은 얼마를 주나요?", "매월 10만원입니다."),
	ENTRY("BOKJI-CHILDALLOW.fee", KNOWLEDGE_CENTRAL, "", "BOKJI-CHILDALLOW",
	    "아동수당 수수료는 얼마인가요?", "없습니다."),
	ENTRY("DESK-PARKING.rule@11410", KNOWLEDGE_OFFICE, HERE, "",
	    "구청 주차장은 몇 시간 무료인가요?", "한 시간입니다."),
};
enum { FEE, DOCUMENTS, DOCUMENTS_HERE, FOOD, FOOD_SEOUL, FOOD_CHEONGSONG, AMOUNT, ALLOW_FEE,
	PARKING };

/* The first hit of a question, in a region, on a day; -1 = none. */
static int
first_in(const char *text, const char *region, const char *today, struct knowledge_hit *hit)
{
	struct knowledge_index *x = knowledge_index_make(docs, COUNT(docs));
	const struct knowledge_ask ask = { .text = text, .service = "", .region = region,
		.office = HERE, .today = day(today) };
	const struct region_info *named;
	size_t count = knowledge_search(x, &ask, hit, 1, &named);

	knowledge_index_free(x);
	return count == 0 ? -1 : (int)hit->doc;
}

static void
a_question_finds_its_entry_however_it_is_put(void **state)
{
	static const struct {
		const char *text;
		int want;
	} rows[] = {
		{ "전입신고 수수료", FEE },
		{ "전입 신고하는데 돈내나요", FEE },
		{ "전입신고 하려면 서류 뭐 필요해요?", DOCUMENTS_HERE },
		{ "식당 열 때 준비물", FOOD_SEOUL },
		{ "아동수당은 얼마예요", AMOUNT },
		{ "아동수당 수수료", ALLOW_FEE },
		{ "주차장 무료", PARKING },
		{ "", -1 },
		{ "뷁쀍", -1 },
	};
	struct knowledge_hit hit;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		int got = first_in(rows[i].text, HERE, "2026-11-23", &hit);

		if (got != rows[i].want)
			fail_msg("%s: %d, not %d", rows[i].text, got, rows[i].want);
	}
}

static void
initials_find_services_and_questions(void **state)
{
	struct knowledge_hit hit;
	int got = first_in("ㅈㅇㅅㄱ", HERE, "2026-11-23", &hit);

	(void)state;
	assert_true(got == FEE || got == DOCUMENTS_HERE);
	assert_int_equal(hit.fit, 100);
	assert_int_equal(first_in("ㅈㅇㅅㄱ 수수료", HERE, "2026-11-23", &hit), FEE);
	assert_int_equal(first_in("ㅈㅇㅅㄱ ㅅㅅㄹ", HERE, "2026-11-23", &hit), FEE);
	assert_int_equal(first_in("ㅈㅇㅅㄱ ㅅㄹ", HERE, "2026-11-23", &hit), DOCUMENTS_HERE);
	assert_int_equal(first_in("ㄱㅊㅈㅊㅈ", HERE, "2026-11-23", &hit), PARKING);
}

static void
the_nearest_layer_answers_and_says_what_it_hides(void **state)
{
	struct knowledge_hit hit;

	(void)state;
	assert_int_equal(first_in("식당 서류", HERE, "2026-11-23", &hit), FOOD_SEOUL);
	assert_int_equal(hit.hides, KNOWLEDGE_BIT(KNOWLEDGE_CENTRAL));
	assert_int_equal(first_in("식당 서류", "47750", "2026-11-23", &hit), FOOD_CHEONGSONG);
	assert_int_equal(first_in("식당 서류", "30200", "2026-11-23", &hit), FOOD);
	assert_int_equal(hit.hides, 0);
	assert_int_equal(first_in("청송군 식당 서류", HERE, "2026-11-23", &hit), FOOD_CHEONGSONG);
}

static void
what_holds_no_more_gives_way_and_says_so(void **state)
{
	struct knowledge_hit hit;

	(void)state;
	docs[FOOD_SEOUL].until = day("2026-10-31");
	assert_int_equal(first_in("식당 서류", HERE, "2026-10-31", &hit), FOOD_SEOUL);
	assert_false(hit.is_expired);
	assert_int_equal(first_in("식당 서류", HERE, "2026-11-01", &hit), FOOD);
	assert_int_equal(hit.lapsed, KNOWLEDGE_BIT(KNOWLEDGE_SIDO));
	docs[FOOD].until = day("2026-10-31");
	assert_int_equal(first_in("식당 서류", HERE, "2026-11-01", &hit), FOOD_SEOUL);
	assert_true(hit.is_expired);
	docs[FOOD].until = docs[FOOD_SEOUL].until = (struct day){ 0 };
	docs[FOOD_SEOUL].from = day("2027-01-01");
	assert_int_equal(first_in("식당 서류", HERE, "2026-12-31", &hit), FOOD);
	docs[FOOD_SEOUL].from = (struct day){ 0 };
}

/* The words of a text, blanks between; fillers in brackets. */
static void
write_word(void *arg, const char *word, size_t len, bool is_filler)
{
	buf_printf(arg, is_filler ? "(%.*s) " : "%.*s ", (int)len, word);
}

static void
words_lose_their_particles(void **state)
{
	static const char *const rows[][2] = {
		{ "전입신고를 하려면", "전입신고 하 " },
		{ "주소가 어디인가요", "주소 (어디) " },
		{ "청송군에서는", "청송군 " }, { "나이", "나이 " },
		{ "수수료는 얼마", "수수료 (얼마) " }, { "12일, 24시간!", "일 시간 " },
	};
	struct buf words = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		buf_clear(&words);
		knowledge_words_each(rows[i][0], write_word, &words);
		assert_string_equal(buf_str(&words), rows[i][1]);
	}
	buf_release(&words);
}

/* The cells of a sound line, to be spoiled one by one. */
static const char *const sound[KNOWLEDGE_COLUMN__COUNT] = { "FOOD-BIZ.fee@11410", "sigungu", HERE,
	"FOOD-BIZ", "수수료는요?", "28,000원입니다.", "조례 §3", "2026-01-01", "2026-12-31", "high" };

static void
a_bad_line_is_named_by_column(void **state)
{
	static const struct {
		enum knowledge_column column;
		const char *cell;
		enum knowledge_column fault;
	} rows[] = {
		{ KNOWLEDGE_KEY, "FOOD-BIZ", KNOWLEDGE_KEY },
		{ KNOWLEDGE_KEY, ".fee@11410", KNOWLEDGE_KEY },
		{ KNOWLEDGE_KEY, "FOOD-BIZ.fee", KNOWLEDGE_KEY },
		{ KNOWLEDGE_KEY, "FOOD BIZ.fee@11410", KNOWLEDGE_KEY },
		{ KNOWLEDGE_LAYER, "city", KNOWLEDGE_LAYER },
		{ KNOWLEDGE_LAYER, "central", KNOWLEDGE_REGION },
		{ KNOWLEDGE_LAYER, "sido", KNOWLEDGE_REGION },
		{ KNOWLEDGE_REGION, "99999", KNOWLEDGE_REGION },
		{ KNOWLEDGE_REGION, "11", KNOWLEDGE_REGION },
		{ KNOWLEDGE_SERVICE, "NOTHING", KNOWLEDGE_SERVICE },
		{ KNOWLEDGE_QUESTION, "", KNOWLEDGE_QUESTION },
		{ KNOWLEDGE_ANSWER, "", KNOWLEDGE_ANSWER },
		{ KNOWLEDGE_ANSWER, "나쁜 \xE2\x80\xAE 글", KNOWLEDGE_ANSWER },
		{ KNOWLEDGE_FROM, "어제", KNOWLEDGE_FROM },
		{ KNOWLEDGE_UNTIL, "2025-12-31", KNOWLEDGE_UNTIL },
		{ KNOWLEDGE_CONFIDENCE, "sure", KNOWLEDGE_CONFIDENCE },
	};
	const char *cells[KNOWLEDGE_COLUMN__COUNT];
	struct knowledge_fault fault;
	struct knowledge_row row;

	(void)state;
	assert_true(knowledge_row_read(sound, &row, &fault));
	assert_int_equal(row.layer, KNOWLEDGE_SIGUNGU);
	for (size_t i = 0; i < COUNT(rows); i++) {
		memcpy(cells, sound, sizeof(cells));
		cells[rows[i].column] = rows[i].cell;
		assert_false(knowledge_row_read(cells, &row, &fault));
		assert_int_equal(fault.column, rows[i].fault);
		assert_true(fault.why[0] != '\0');
	}
}

static void
without_a_source_it_is_an_example(void **state)
{
	const char *cells[KNOWLEDGE_COLUMN__COUNT];
	struct knowledge_fault fault;
	struct knowledge_row row;

	(void)state;
	memcpy(cells, sound, sizeof(cells));
	cells[KNOWLEDGE_SOURCE] = "";
	cells[KNOWLEDGE_CONFIDENCE] = "verified";
	assert_true(knowledge_row_read(cells, &row, &fault));
	assert_string_equal(row.confidence, "예시");
}

static void
who_maintains_which_layer(void **state)
{
	static const struct {
		const char *office;
		enum role role;
		enum knowledge_layer layer;
		const char *region;
		bool is_practice, may;
	} rows[] = {
		{ HERE, ROLE_SUPERVISOR, KNOWLEDGE_OFFICE, HERE, false, true },
		{ HERE, ROLE_SUPERVISOR, KNOWLEDGE_SIGUNGU, HERE, false, true },
		{ HERE, ROLE_SUPERVISOR, KNOWLEDGE_SIGUNGU, "11440", true, false },
		{ HERE, ROLE_SUPERVISOR, KNOWLEDGE_SIDO, "11", false, false },
		{ HERE, ROLE_SUPERVISOR, KNOWLEDGE_SIDO, "11", true, true },
		{ HERE, ROLE_SUPERVISOR, KNOWLEDGE_SIDO, "47", true, false },
		{ HERE, ROLE_SUPERVISOR, KNOWLEDGE_CENTRAL, "", false, false },
		{ "1741000", ROLE_SUPERVISOR, KNOWLEDGE_CENTRAL, "", false, true },
		{ HERE, ROLE_OFFICER, KNOWLEDGE_OFFICE, HERE, true, false },
		{ HERE, ROLE_AUDITOR, KNOWLEDGE_OFFICE, HERE, true, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct actor actor = { .staff_id = 1, .role = rows[i].role, .is_enabled = true };

		str_fill(actor.office, sizeof(actor.office), rows[i].office);
		assert_int_equal(knowledge_judge(&actor, rows[i].layer, rows[i].region,
		    rows[i].is_practice).reason == REASON_NONE, rows[i].may);
	}
	assert_true(knowledge_is_seen("", KNOWLEDGE_CENTRAL, "", HERE));
	assert_true(knowledge_is_seen("1741000", KNOWLEDGE_CENTRAL, "", HERE));
	assert_false(knowledge_is_seen("47750", KNOWLEDGE_SIGUNGU, "47750", HERE));
	assert_false(knowledge_is_seen("30200", KNOWLEDGE_CENTRAL, "", HERE));
}

static void
the_end_of_a_key_names_a_region(void **state)
{
	(void)state;
	assert_string_equal(knowledge_key_region("A.fee@11410")->code, HERE);
	assert_string_equal(knowledge_key_region("A.fee@청송")->code, "47750");
	assert_string_equal(knowledge_key_region("A.fee@서울")->code, "11");
	assert_string_equal(knowledge_key_region("A.fee@경북")->code, "47");
	assert_null(knowledge_key_region("A.fee@중구"));
	assert_null(knowledge_key_region("A.fee"));
	assert_true(knowledge_key_is_same("A.fee@청송", "A.fee"));
	assert_false(knowledge_key_is_same("A.fee@청송", "A.feed"));
}

static void
a_quote_has_its_source(void **state)
{
	struct knowledge_row row = { .answer = "신분증을 가져오세요.", .source = "주민등록법 §16",
		.region = HERE };
	struct buf b = { 0 };

	(void)state;
	row.until = day("2026-12-31");
	knowledge_quote(&b, &row);
	assert_non_null(strstr(buf_str(&b), "신분증을 가져오세요.\n("));
	assert_non_null(strstr(buf_str(&b), "주민등록법 §16"));
	assert_non_null(strstr(buf_str(&b), "서대문구"));
	assert_non_null(strstr(buf_str(&b), "2026-12-31"));
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_question_finds_its_entry_however_it_is_put),
		cmocka_unit_test(initials_find_services_and_questions),
		cmocka_unit_test(the_nearest_layer_answers_and_says_what_it_hides),
		cmocka_unit_test(what_holds_no_more_gives_way_and_says_so),
		cmocka_unit_test(words_lose_their_particles),
		cmocka_unit_test(a_bad_line_is_named_by_column),
		cmocka_unit_test(without_a_source_it_is_an_example),
		cmocka_unit_test(who_maintains_which_layer),
		cmocka_unit_test(the_end_of_a_key_names_a_region),
		cmocka_unit_test(a_quote_has_its_source),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
