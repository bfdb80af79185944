/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "console/rules/query.h"
#include "console/rules/workflow.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define SEED 20261125u

/* The clock of every test: Monday 2026-11-23 10:00. */
#define NOW "2026-11-23T10:00"

static uint32_t
next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

static int64_t
at_of(const char *s)
{
	int64_t at = 0;

	assert_true(str_empty(s) || instant_parse(s, &at));
	return at;
}

/* A few cases as a list shows them; tests name them by their letter. */
static const struct sample {
	char letter;
	const char *receipt_no, *external_id, *channel, *region, *service, *applicant, *title;
	enum state state;
	const char *assignee, *assignee_name, *holder, *holder_name;
	const char *arrived, *received, *due;
} samples[] = {
	{ 'a', "2026-0001", "GOV-1", "gov24", "11410", "13100000016", "홍*동", "전입신고서",
	    STATE_IN_PROGRESS, "kim", "김하나", "kim", "김하나",
	    "2026-11-20T09:00", "2026-11-20T10:00", "2026-11-20T14:00" },
	{ 'b', "2026-0002", "BOK-2", "bokjiro", "47750", "BOKJI-CHILDCARE", "이*", "양육수당 신청",
	    STATE_RECEIVED, "", "", "", "",
	    "2026-11-22T23:30", "2026-11-23T09:30", "2026-12-10T18:00" },
	{ 'c', "", "EP-3", "epeople", "30200", "GEN-QNA-LAW", "박*수", "건축법 해석 문의",
	    STATE_ARRIVED, "", "", "", "", "2026-11-23T09:10", "", "2026-11-24T09:10" },
	{ 'd', "2026-0004", "GOV-4", "gov24", "47760", "FOOD-BIZ", "Ho** Gi**", "Cafe Rosé",
	    STATE_APPROVAL, "lee", "이둘", "", "",
	    "2026-11-19T10:00", "2026-11-19T11:00", "2026-11-25T11:00" },
	{ 'e', "2026-0005", "GOV-5", "gov24", "11410", "13100000015", "최*라", "등본 교부",
	    STATE_COMPLETED, "kim", "김하나", "", "",
	    "2026-11-18T10:00", "2026-11-18T10:30", "2026-11-18T14:30" },
	{ 'f', "2026-0006", "EP-6", "epeople", "30200", "GEN-QNA-PROC", "정*호", "절차 문의 \"급함\"",
	    STATE_CONSULTING, "lee", "이둘", "lee", "이둘",
	    "2026-11-10T10:00", "2026-11-10T11:00", "2026-11-23T18:00" },
	{ 'g', "2026-0007", "EP-7", "epeople", "30200", "ODD-SERVICE", "윤*", "기한 없는 민원",
	    STATE_ASSIGNED, "kim", "김하나", "", "", "2026-11-17T10:00", "2026-11-17T11:00", "" },
};

static void
row_make(const struct sample *s, struct case_row *row)
{
	*row = (struct case_row){ .state = s->state, .arrived_at = at_of(s->arrived),
		.received_at = at_of(s->received), .due_at = at_of(s->due),
		.escalation = s->state == STATE_CONSULTING ? ESCALATION_SENT : ESCALATION_NONE,
		.decided_at = s->state == STATE_COMPLETED ? at_of(NOW) : 0,
		.mismatches = s->letter == 'd' ? 2 : s->letter == 'g' ? -1 : 0 };
	(void)str_fill(row->receipt_no, sizeof(row->receipt_no), s->receipt_no);
	(void)str_fill(row->external_id, sizeof(row->external_id), s->external_id);
	(void)str_fill(row->channel, sizeof(row->channel), s->channel);
	(void)str_fill(row->region, sizeof(row->region), s->region);
	(void)str_fill(row->service, sizeof(row->service), s->service);
	(void)str_fill(row->applicant, sizeof(row->applicant), s->applicant);
	(void)str_fill(row->title, sizeof(row->title), s->title);
	(void)str_fill(row->assignee, sizeof(row->assignee), s->assignee);
	(void)str_fill(row->assignee_name, sizeof(row->assignee_name), s->assignee_name);
	(void)str_fill(row->lease_holder, sizeof(row->lease_holder), s->holder);
	(void)str_fill(row->lease_holder_name, sizeof(row->lease_holder_name), s->holder_name);
}

/* The letters of the samples that text finds. */
static void
find(const char *text, const char *login, char found[COUNT(samples) + 1])
{
	struct calendar calendar = calendar_usual();
	struct query_context context = { .calendar = &calendar, .now_at = at_of(NOW),
		.login = login };
	struct query_fault fault = { 0 };
	struct query *q = query_parse(text, &fault);

	if (q == NULL)
		fail_msg("query “%s”: column %zu: %s", text, fault.column, fault.text);
	for (size_t i = 0; i < COUNT(samples); i++) {
		struct case_row row;

		row_make(&samples[i], &row);
		if (query_match(q, &row, &context))
			*found++ = samples[i].letter;
	}
	*found = '\0';
	query_free(q);
}

static void
every_key_finds_the_cases_it_means(void **state)
{
	static const struct { const char *text, *found; } rows[] = {
		{ "", "abcdfg" }, { "  \t\u3000 ", "abcdfg" }, { "open:any", "abcdefg" },
		{ "open:no", "e" }, { "open:yes", "abcdfg" }, { "미결:예", "abcdfg" },
		{ "state:처리중", "a" }, { "상태:처리중", "a" }, { "state:in-progress", "a" },
		{ "state:완료", "e" }, { "state:접수,결재중", "bd" }, { "not state:완료", "abcdfg" },
		{ "region:47750", "b" }, { "region:47", "bd" }, { "region:청송", "b" },
		{ "지역:경북", "bd" }, { "region:경상북도", "bd" }, { "region:서울", "a" },
		{ "region:유성구,영양", "cdfg" },
		{ "service:전입", "a" }, { "민원:질의", "cf" }, { "service:food-biz", "d" },
		{ "service:전입,건축법", NULL }, { "service:전입,영업", "ad" },
		{ "channel:bokjiro", "b" }, { "채널:복지로", "b" }, { "접수경로:국민신문고", "cfg" },
		{ "not channel:epeople", "abd" },
		{ "assignee:kim", "ag" }, { "assignee:me", "ag" }, { "담당:나", "ag" },
		{ "assignee:none", "bc" }, { "담당자:이둘", "df" }, { "assignee:me,none", "abcg" },
		{ "assignee:KIM", "" }, { "holder:lee", "f" }, { "점유:없음", "bcdg" },
		{ "holder:me", "a" },
		{ "number:2026-0005", "e" }, { "번호:GOV-5", "e" }, { "number:2026", "" },
		{ "number:2026-0001,EP-3", "ac" },
		{ "overdue:yes", "a" }, { "지연:예", "a" }, { "overdue:no", "bcdfg" },
		{ "clock:running", "abcdfg" }, { "시계:진행", "abcdfg" }, { "clock:paused", "" },
		{ "clock:stopped open:any", "e" }, { "clock:paused,stopped open:any", "e" },
		{ "clock:running overdue:no due:..1d", "cf" }, { "decided:today", "e" },
		{ "처리:오늘", "e" }, { "decided:..yesterday", "" }, { "decided:none", "abcdfg" },
		{ "not decided:none", "e" },
		{ "escalation:sent", "f" }, { "이관:미확인,확인", "f" }, { "escalation:confirmed", "" },
		{ "escalation:none", "abcdg" },
		{ "deemed:yes", "d" }, { "수리간주:예", "d" }, { "deemed:no", "abcfg" },
		{ "flag:deemed-risk", "d" }, { "flag:수리간주", "" }, { "flag:overdue", "a" },
		{ "flag:closed open:any", "e" }, { "표시:지연,수리간주위험", "ad" },
		{ "is:mismatch", "d" }, { "flag:서식불일치", "d" }, { "not is:mismatch", "abcfg" },
		{ "is:overdue,mismatch", "ad" },
		{ "flag:held", "af" }, { "flag:no-deadline", "g" },
		{ "overdue:yes open:any", "a" }, { "overdue:any", "abcdfg" },
	};
	char found[COUNT(samples) + 1];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		if (rows[i].found == NULL) {
			assert_null(query_parse(rows[i].text, NULL));
			continue;
		}
		find(rows[i].text, "kim", found);
		if (!str_eq(found, rows[i].found))
			fail_msg("“%s” found %s, want %s", rows[i].text, found, rows[i].found);
	}
}

static void
ranges_are_days_instants_and_working_time(void **state)
{
	static const struct { const char *text, *found; } rows[] = {
		{ "due:2026-11-23", "f" }, { "due:today", "f" }, { "기한:오늘", "f" },
		{ "due:tomorrow", "c" }, { "due:..yesterday", "a" }, { "due:..today", "af" },
		{ "due:tomorrow..", "bcd" }, { "due:2026-11-24..2026-11-25", "cd" },
		{ "due:now..", "bcdf" }, { "due:..now", "a" },
		{ "due:..3h", "a" }, { "due:..8h", "acf" }, { "due:..1d", "acf" },
		{ "due:1d", "cf" }, { "due:..2d", "acf" }, { "due:..3d", "acdf" },
		{ "due:-1d..", "abcdf" }, { "due:-3h..", "bcdf" }, { "due:-2d", "a" },
		{ "due:2일", "cf" }, { "due:3시간..", "bcdf" },
		{ "due:none", "g" }, { "due:없음", "g" }, { "not due:none", "abcdf" },
		{ "received:none", "c" }, { "received:today", "b" },
		{ "received:2026-11-20T10:00", "a" }, { "received:2026-11-20T10:01..", "b" },
		{ "received:..2026-11-19T11:00", "dfg" },
		{ "arrived:2026-11-20..2026-11-22", "ab" }, { "도달:어제", "b" },
		{ "arrived:\"2026-11-20 09:00\"", "a" }, { "arrived:-1h", "c" },
		{ "arrived:2026-11-20T00:00:00Z..2026-11-20T00:00:00Z", "a" },
	};
	char found[COUNT(samples) + 1];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		find(rows[i].text, "kim", found);
		if (!str_eq(found, rows[i].found))
			fail_msg("“%s” found %s, want %s", rows[i].text, found, rows[i].found);
	}
}

static void
words_are_pieces_of_what_the_list_shows(void **state)
{
	static const struct { const char *text, *found; } rows[] = {
		{ "홍*", "a" }, { "0002", "b" }, { "gov-", "ad" }, { "ROSÉ", "d" }, { "이둘", "df" },
		{ "질의민원", "cf" }, { "\"질의민원(제도·절차)\"", "f" }, { "복지로", "b" },
		{ "신문고 문의", "cf" }, { "문의 and 해석", "c" }, { "홍*동 또는 이*", "ab" },
		{ "홍*동 or 이* or 없을말", "ab" }, { "문의 not 해석", "f" }, { "문의 제외 해석", "f" },
		{ "not (문의 or 신고)", "bg" }, { "(문의)(해석)", "c" }, { "not not 해석", "c" },
		{ "\"양육수당 신청\"", "b" }, { "\"제외\"", "" }, { "등본", "" },
		{ "등본 open:any", "e" }, { "open:any (등본 or 해석)", "ce" },
		/* "or" binds less than what stands beside each other. */
		{ "문의 해석 or 양육", "bc" }, { "문의 (해석 or 절차)", "cf" },
		/* Decomposed Hangul, as some keyboards send it. */
		{ "\u1112\u1162\u1109\u1165\u11a8", "c" },
		{ "\u1109\u1161\u11bc\u1110\u1162:처리중", "a" },
	};
	char found[COUNT(samples) + 1];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		find(rows[i].text, "kim", found);
		if (!str_eq(found, rows[i].found))
			fail_msg("“%s” found %s, want %s", rows[i].text, found, rows[i].found);
	}
}

static void
me_is_nobody_where_nobody_asks(void **state)
{
	char found[COUNT(samples) + 1];

	(void)state;
	find("assignee:me", NULL, found);
	assert_string_equal(found, "");
	find("holder:me", "", found);
	assert_string_equal(found, "");
}

static void
a_fault_points_at_its_column_with_one_sentence(void **state)
{
	static const struct { const char *text; size_t column; const char *part; } rows[] = {
		{ "stat:처리중", 1, "no key “stat”" },
		{ "홍길동 stat:x", 8, "no key “stat”" },
		{ "http://x", 1, "no key “http”" },
		{ "상태:모름", 6, "no state “모름”" },
		{ "state:완료,모름", 12, "no state “모름”" },
		{ "state:", 7, "nothing to look for" },
		{ "state:완료,", 12, "beside a comma" },
		{ "state:,완료", 7, "beside a comma" },
		{ "\"\"", 1, "nothing to look for" },
		{ "due:soon", 5, "“soon” is no time" },
		{ "due:2026-02-30", 5, "“2026-02-30” is no time" },
		{ "due:..", 5, "at least one end" },
		{ "due:1d..x", 9, "“x” is no time" },
		{ "due:99999d", 5, "no time" },
		{ "due:5d..2d", 5, "ends before it starts" },
		{ "region:달나라", 8, "no region “달나라”" },
		{ "region:99", 8, "no region “99”" },
		{ "service:없는일", 9, "no service “없는일”" },
		{ "channel:fax", 9, "no channel “fax”" },
		{ "open:maybe", 6, "“maybe” is not yes, no or any" },
		{ "(홍길동", 1, "never closed" },
		{ "홍길동)", 7, "never opened" },
		{ ")", 1, "is missing here" },
		{ "홍길동 or", 10, "is missing here" },
		{ "or 홍길동", 1, "is missing here" },
		{ "not", 4, "is missing here" },
		{ "()", 2, "is missing here" },
		{ "a and or b", 7, "is missing here" },
		{ "a \"b", 3, "never closed" },
		{ "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:b", 1,
		    "deemed escalation sort." },
		{ "state:\"완료\",모름", 7, "no state “모름”" },
		{ "sort:size", 6, "no order “size”" },
		{ "open:yes or sort:new", 13, "out of “or” and “not”" },
		{ "not sort:new", 5, "out of “or” and “not”" },
		{ "not (due:2d sort:new)", 13, "out of “or” and “not”" },
		{ "decided:2026-13", 9, "is no time" },
		{ "due:..2mm", 7, "is no time" },
		{ "가\xff", 3, "not UTF-8" },
	};

	(void)state;
	assert_true(text_start("en"));
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct query_fault fault = { 0 };

		assert_null(query_parse(rows[i].text, &fault));
		assert_null(query_parse(rows[i].text, NULL));
		if (fault.column != rows[i].column || strstr(fault.text, rows[i].part) == NULL)
			fail_msg("“%s”: column %zu: %s", rows[i].text, fault.column, fault.text);
	}
}

static void
the_order_that_a_query_names_leaves_nothing_out(void **state)
{
	static const struct { const char *text, *sort; } rows[] = {
		{ "", "" }, { "due:2d", "" }, { "sort:new", "new" }, { "정렬:최신", "new" },
		{ "state:접수 정렬:도달", "arrived" }, { "(due:2d sort:region) open:yes", "region" },
		{ "(due:2d or open:yes) sort:state", "state" },
		{ "(sort:due) (sort:service)", "service" }, { "순서:처리", "decided" },
	};
	char with[COUNT(samples) + 1], without[COUNT(samples) + 1];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct query *q = query_parse(rows[i].text, NULL);

		assert_non_null(q);
		assert_string_equal(query_sort(q), rows[i].sort);
		query_free(q);
	}
	find("channel:gov24 sort:new", "kim", with);
	find("channel:gov24", "kim", without);
	assert_string_equal(with, without);
}

static void
times_are_in_units_of_the_office_and_in_months(void **state)
{
	/* Monday 10:00: 8 hours a day, lunch from 12 to 13. */
	static const struct { const char *text, *found; } rows[] = {
		{ "arrived:2026-11 open:any", "abcdefg" },
		{ "arrived:2026-10 open:any", "" },
		{ "arrived:2026-10..2026-11 open:any", "abcdefg" },
		{ "arrived:2026-12.. open:any", "" },
		{ "decided:2026-11", "e" },
		{ "decided:2026-12", "" },
		{ "due:..1업무일 overdue:no", "cf" },
		{ "due:..1wd overdue:no", "cf" },
		{ "due:..1일 overdue:no", "cf" },
		{ "due:..8업무시간 overdue:no", "cf" },
		{ "due:..7업무시간 overdue:no", "f" },
		{ "due:..420m overdue:no", "f" },
		{ "due:..419분 overdue:no", "" },
		{ "due:420업무분 overdue:no", "f" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char found[COUNT(samples) + 1];

		find(rows[i].text, "kim", found);
		if (!str_eq(found, rows[i].found))
			fail_msg("“%s” finds %s, not %s", rows[i].text, found, rows[i].found);
	}
}

/* piece repeated count times between head and tail. */
static void
assert_limit(const char *piece, size_t count, bool is_good)
{
	struct buf b = { 0 };
	struct query *q;

	for (size_t i = 0; i < count; i++)
		buf_puts(&b, piece);
	buf_puts(&b, "x");
	for (size_t i = 0; i < count && piece[0] == '('; i++)
		buf_puts(&b, ")");
	q = query_parse(buf_str(&b), NULL);
	assert_int_equal(q != NULL, is_good);
	query_free(q);
	buf_release(&b);
}

static void
length_terms_and_depth_have_limits(void **state)
{
	(void)state;
	assert_limit("x ", 63, true);
	assert_limit("x ", 64, false);
	assert_limit("(", 16, true);
	assert_limit("(", 17, false);
	assert_limit("not ", 16, true);
	assert_limit("not ", 17, false);
	assert_limit("x", 1023, true);
	assert_limit("x", 1024, false);
	assert_limit("(", 500, false);
}

static void
a_plan_says_what_every_match_must_meet(void **state)
{
	static const struct {
		const char *text;
		bool is_open_only, has_state;
		enum state state;
		const char *assignee, *number;
	} rows[] = {
		{ "", true, false, 0, "", "" },
		{ "홍길동", true, false, 0, "", "" },
		{ "open:any", false, false, 0, "", "" },
		{ "open:yes", true, false, 0, "", "" },
		{ "open:no", false, false, 0, "", "" },
		{ "state:처리중", true, true, STATE_IN_PROGRESS, "", "" },
		{ "state:완료", false, true, STATE_COMPLETED, "", "" },
		{ "state:접수,배정", true, false, 0, "", "" },
		{ "state:접수,완료 open:yes", true, true, STATE_RECEIVED, "", "" },
		{ "not state:완료", false, false, 0, "", "" },
		{ "state:접수 or state:배정", true, false, 0, "", "" },
		{ "state:접수 or 홍길동", false, false, 0, "", "" },
		{ "assignee:me", true, false, 0, "kim", "" },
		{ "assignee:lee 홍길동", true, false, 0, "lee", "" },
		{ "assignee:lee or 홍길동", true, false, 0, "", "" },
		{ "not assignee:lee", true, false, 0, "", "" },
		{ "assignee:none", true, false, 0, "", "" },
		{ "assignee:김하나", true, false, 0, "", "" },
		{ "assignee:lee,kim", true, false, 0, "", "" },
		{ "number:2026-0001", false, false, 0, "", "2026-0001" },
		{ "(number:GOV-1 state:접수)", true, true, STATE_RECEIVED, "", "GOV-1" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct query *q = query_parse(rows[i].text, NULL);
		struct query_plan plan;

		assert_non_null(q);
		query_plan(q, "kim", &plan);
		assert_int_equal(plan.is_open_only, rows[i].is_open_only);
		assert_int_equal(plan.has_state, rows[i].has_state);
		assert_int_equal(plan.state, rows[i].state);
		assert_string_equal(plan.assignee, rows[i].assignee);
		assert_string_equal(plan.number, rows[i].number);
		query_free(q);
	}
}

static const char *const pieces[] = { "state:처리중", "state:완료,접수", "due:..2d", "due:none",
	"arrived:yesterday", "received:2026-11-20..", "region:47", "service:질의", "channel:gov24",
	"assignee:me", "assignee:none", "holder:lee", "number:EP-3", "open:no", "open:any",
	"overdue:yes", "문의", "홍*", "\"신청\"" };

/* A random query of good terms, fully in parentheses. */
static void
add_random_query(struct buf *b, uint32_t *random, int depth)
{
	uint32_t pick = next_random(random) % 8;

	if (depth == 0 || pick < 3) {
		buf_puts(b, pieces[next_random(random) % COUNT(pieces)]);
		return;
	}
	buf_puts(b, pick == 3 ? "not (" : "(");
	add_random_query(b, random, depth - 1);
	if (pick > 3) {
		buf_puts(b, pick == 4 ? " and " : pick == 5 ? " " : " or ");
		add_random_query(b, random, depth - 1);
	}
	buf_puts(b, ")");
}

static void
random_row(uint32_t *random, struct case_row *row)
{
	static const char *const logins[] = { "", "kim", "lee", "me" };
	struct case_row other;

	row_make(&samples[next_random(random) % COUNT(samples)], row);
	row_make(&samples[next_random(random) % COUNT(samples)], &other);
	row->state = (enum state)(next_random(random) % STATE__COUNT);
	memcpy(row->region, other.region, sizeof(row->region));
	row->due_at = next_random(random) % 4 == 0 ? 0 :
	    at_of(NOW) + (int64_t)(next_random(random) % 1000000) - 500000;
	row->received_at = other.received_at;
	(void)str_fill(row->assignee, sizeof(row->assignee), logins[next_random(random) % 4]);
	(void)str_fill(row->lease_holder, sizeof(row->lease_holder),
	    logins[next_random(random) % 4]);
}

static bool
matches(const char *text, const struct case_row *row)
{
	struct calendar calendar = calendar_usual();
	struct query_context context = { .calendar = &calendar, .now_at = at_of(NOW),
		.login = "kim" };
	struct query *q = query_parse(text, NULL);
	bool is_match;

	assert_non_null(q);
	is_match = query_match(q, row, &context);
	query_free(q);
	return is_match;
}

static void
de_morgan_holds_over_random_rows(void **state)
{
	static const struct { const char *left, *right; } laws[] = {
		{ "not (%s or %s)", "not (%s) not (%s)" },
		{ "not (%s and %s)", "not (%s) or not (%s)" },
		{ "%s or %s", "not (not (%s) and not (%s))" },
	};
	uint32_t random = SEED;
	size_t seen = 0;

	(void)state;
	for (size_t i = 0; i < 6000; i++) {
		const char *law[] = { laws[i % COUNT(laws)].left, laws[i % COUNT(laws)].right };
		struct buf a = { 0 }, b = { 0 }, text[2] = { { 0 }, { 0 } };
		struct case_row row;

		add_random_query(&a, &random, 3);
		add_random_query(&b, &random, 3);
		random_row(&random, &row);
		for (size_t side = 0; side < 2; side++) {
			const char *s = strstr(law[side], "%s"), *t = strstr(s + 2, "%s");

			buf_add(&text[side], law[side], (size_t)(s - law[side]));
			buf_puts(&text[side], buf_str(&a));
			buf_add(&text[side], s + 2, (size_t)(t - s - 2));
			buf_puts(&text[side], buf_str(&b));
			buf_puts(&text[side], t + 2);
		}
		assert_int_equal(matches(buf_str(&text[0]), &row),
		    matches(buf_str(&text[1]), &row));
		seen += matches(buf_str(&text[0]), &row) ? 1 : 0;
		buf_release(&text[1]);
		buf_release(&text[0]);
		buf_release(&b);
		buf_release(&a);
	}
	print_message("query: 6000 pairs, %zu matching, seed %u\n", seen, SEED);
	assert_true(seen > 600 && seen < 5400);
}

static void
assert_plan_met(const struct query_plan *plan, const struct case_row *row)
{
	if (plan->is_open_only)
		assert_true(state_table[row->state].is_open);
	if (plan->has_state)
		assert_int_equal(row->state, plan->state);
	if (plan->assignee[0] != '\0')
		assert_string_equal(row->assignee, plan->assignee);
	if (plan->number[0] != '\0')
		assert_true(str_eq(row->receipt_no, plan->number) ||
		    str_eq(row->external_id, plan->number));
}

static void
a_plan_never_loses_a_match(void **state)
{
	struct calendar calendar = calendar_usual();
	struct query_context context = { .calendar = &calendar, .now_at = at_of(NOW),
		.login = "kim" };
	uint32_t random = SEED + 1;
	size_t seen = 0;

	(void)state;
	for (size_t i = 0; i < 6000; i++) {
		struct buf text = { 0 };
		struct query_plan plan;
		struct query *q;

		add_random_query(&text, &random, 3);
		q = query_parse(buf_str(&text), NULL);
		assert_non_null(q);
		query_plan(q, "kim", &plan);
		for (size_t k = 0; k < 8; k++) {
			struct case_row row;

			random_row(&random, &row);
			if (!query_match(q, &row, &context))
				continue;
			seen++;
			assert_plan_met(&plan, &row);
		}
		query_free(q);
		buf_release(&text);
	}
	assert_true(seen > 1000);
}

static void
random_text_is_read_or_refused_with_a_column(void **state)
{
	static const char *const bits[] = { "(", ")", "not ", "or ", "and ", "\"", ":", "..", ",",
		" ", "state:", "due:", "2d", "-", "가", "\xea", "\u3000", "region:", "\x1b", "\xff",
		"..", "2026-11-23", "\u0301" };
	uint32_t random = SEED + 2;
	size_t good = 0;

	(void)state;
	for (size_t i = 0; i < 40000; i++) {
		struct buf b = { 0 };
		struct query_fault fault = { 0 };
		struct query *q;
		size_t count = next_random(&random) % 24;

		for (size_t k = 0; k < count; k++) {
			if (i % 2 == 0)
				buf_putc(&b, (char)(1 + next_random(&random) % 255));
			else
				buf_puts(&b, bits[next_random(&random) % COUNT(bits)]);
		}
		q = query_parse(buf_str(&b), &fault);
		if (q == NULL) {
			assert_true(fault.column >= 1 && fault.text[0] != '\0');
			assert_true(utf8_valid(fault.text, strlen(fault.text), NULL));
		}
		good += q != NULL ? 1 : 0;
		query_free(q);
		buf_release(&b);
	}
	print_message("query: 40000 random texts, %zu good, seed %u\n", good, SEED + 2);
	assert_true(good > 0);
}

static int
start_text(void **state)
{
	(void)state;
	return text_start("en") ? 0 : 1;
}

static void
a_walk_from_the_newest_may_stop_at_the_earliest_arrival(void **state)
{
	static const struct { const char *text, *earliest; } rows[] = {
		{ "", NULL }, { "open:any", NULL }, { "decided:today", NULL },
		{ "arrived:today open:any", "2026-11-23T00:00" },
		{ "arrived:2026-11-20..", "2026-11-20T00:00" }, { "arrived:..2026-11-20", NULL },
		{ "arrived:today arrived:2026-11-20..", "2026-11-23T00:00" },
		{ "arrived:today or arrived:2026-11-20..", "2026-11-20T00:00" },
		{ "arrived:today or 전입", NULL }, { "not arrived:today", NULL },
		{ "arrived:none", NULL },
	};
	struct calendar calendar = calendar_usual();
	struct query_context context = { .calendar = &calendar, .now_at = at_of(NOW) };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct query *q = query_parse(rows[i].text, NULL);
		int64_t want = rows[i].earliest == NULL ? INT64_MIN : at_of(rows[i].earliest);

		if (query_earliest_arrival(q, &context) != want)
			fail_msg("%s: %lld", rows[i].text,
			    (long long)query_earliest_arrival(q, &context));
		query_free(q);
	}
}

/* Where the terms that a query hangs on leave decisions possible. */
static void
a_query_bounds_the_decisions_it_can_find(void **state)
{
	static const struct { const char *text; bool has_first, has_last; } rows[] = {
		{ "decided:today", true, true }, { "decided:2026-11-01..", true, false },
		{ "decided:..today", false, true }, { "decided:none", false, false },
		{ "decided:today 전입", true, true }, { "decided:today or 전입", false, false },
		{ "not decided:today", false, false }, { "전입", false, false }, { "", false, false },
	};
	struct calendar calendar = calendar_usual();
	struct query_context context = { .calendar = &calendar, .now_at = at_of(NOW) };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct query *q = query_parse(rows[i].text, NULL);
		int64_t first, last;

		assert_non_null(q);
		first = query_earliest_decision(q, &context);
		last = query_latest_decision(q, &context);
		assert_int_equal(first != INT64_MIN, rows[i].has_first);
		assert_int_equal(last != INT64_MAX, rows[i].has_last);
		if (rows[i].has_first && rows[i].has_last)
			assert_int_equal(last - first, 86399);
		query_free(q);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_query_bounds_the_decisions_it_can_find),
		cmocka_unit_test(a_walk_from_the_newest_may_stop_at_the_earliest_arrival),
		cmocka_unit_test(every_key_finds_the_cases_it_means),
		cmocka_unit_test(ranges_are_days_instants_and_working_time),
		cmocka_unit_test(words_are_pieces_of_what_the_list_shows),
		cmocka_unit_test(me_is_nobody_where_nobody_asks),
		cmocka_unit_test(a_fault_points_at_its_column_with_one_sentence),
		cmocka_unit_test(the_order_that_a_query_names_leaves_nothing_out),
		cmocka_unit_test(times_are_in_units_of_the_office_and_in_months),
		cmocka_unit_test(length_terms_and_depth_have_limits),
		cmocka_unit_test(a_plan_says_what_every_match_must_meet),
		cmocka_unit_test(de_morgan_holds_over_random_rows),
		cmocka_unit_test(a_plan_never_loses_a_match),
		cmocka_unit_test(random_text_is_read_or_refused_with_a_column),
	};

	return cmocka_run_group_tests(tests, start_text, NULL);
}
