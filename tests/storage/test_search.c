/* SPDX-License-Identifier: ISC */
/* The search index goes with the transaction: what is undone leaves nothing,
 * what is not committed yet is found, rows of any size are read back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "storage/search.h"
#include "tests/storage/store_folder.h"

#define OK(call) assert_int_equal(call, RC_OK)

/* Adds a case of that applicant; returns its id. */
static int64_t
case_of(struct store *s, const char *name, const char *title, const char *phone, int n)
{
	struct case_record c = { .office = "11410", .final_by = FINAL_BY_APPROVER,
		.row = { .channel = "gov24", .region = "11410", .service = "FOOD-BIZ",
		.state = STATE_ARRIVED } };
	struct applicant_record a = { .address = "" };

	str_fill(c.row.applicant, sizeof(c.row.applicant), name);
	str_fill(c.row.title, sizeof(c.row.title), title);
	str_fill(a.phone, sizeof(a.phone), phone);
	snprintf(c.row.external_id, sizeof(c.row.external_id), "S-%d", n);
	OK(store_case_add(s, &c, &a, "{}", "f", 0, NULL));
	return c.row.id;
}

static struct search_set
found(struct store *s, struct search_want *want)
{
	struct search_set set;

	OK(store_search(s, want, 1, &set, NULL));
	search_want_release(want);
	return set;
}

static size_t
count_word(struct store *s, const char *word)
{
	struct search_want want;
	struct search_set set;
	size_t count;

	assert_true(search_want_word(&want, word, word, false, NULL, 0));
	set = found(s, &want);
	count = set.count;
	search_set_release(&set);
	return count;
}

static void
what_is_undone_is_not_found(void **state)
{
	struct store_folder *f = *state;
	struct store *s = f->store;

	OK(store_begin(s, NULL));
	OK(store_request_begin(s, NULL));
	case_of(s, "홍길동", "전입신고", "010-1234-5678", 1);
	OK(store_request_keep(s, NULL));
	OK(store_request_begin(s, NULL));
	case_of(s, "한가든", "전입신고", "010-1234-5678", 2);
	assert_int_equal(count_word(s, "전입"), 2);
	store_request_undo(s);
	assert_int_equal(count_word(s, "전입"), 1);
	OK(store_commit(s, NULL));
	assert_int_equal(count_word(s, "전입"), 1);
	OK(store_begin(s, NULL));
	case_of(s, "황갑돌", "전입신고", "010-1234-5678", 3);
	store_rollback(s);
	assert_int_equal(count_word(s, "전입"), 1);
	assert_int_equal(count_word(s, "신고"), 1);
	assert_int_equal(count_word(s, "입신고"), 1);
	assert_int_equal(count_word(s, "고신"), 0);
}

static void
people_are_found_by_what_callers_say(void **state)
{
	struct store_folder *f = *state;
	struct search_want want;
	struct search_set set;
	int64_t first, second;
	char tail[5];

	OK(store_begin(f->store, NULL));
	first = case_of(f->store, "홍길동", "하나", "010-1234-5678", 1);
	second = case_of(f->store, "한 가든", "둘", "02)9999-5678", 2);
	OK(store_commit(f->store, NULL));
	search_want_initials(&want, "ㅎㄱㄷ");
	set = found(f->store, &want);
	assert_int_equal(set.count, 2);
	assert_int_equal(search_set_next(&set, 0), first);
	assert_int_equal(search_set_next(&set, first), second);
	assert_int_equal(search_set_next(&set, second), 0);
	search_set_release(&set);
	search_want_phone(&want, "5678");
	set = found(f->store, &want);
	assert_int_equal(set.count, 2);
	search_set_release(&set);
	search_want_name(&want, "한가든");
	set = found(f->store, &want);
	assert_int_equal(set.count, 1);
	assert_true(search_set_has(&set, second));
	search_set_release(&set);
	assert_true(search_phone_tail("010-12-34", tail));
	assert_string_equal(tail, "1234");
	assert_false(search_phone_tail("ext. 12", tail));
}

/* 255 places are numbers in a row, more are bits, and 4096 cases end a row. */
static void
rows_of_every_size_are_read_back(void **state)
{
	struct store_folder *f = *state;
	int n = 0;

	for (int until = 1; until <= 4300; until += until < 250 || until > 260 ? 83 : 1) {
		OK(store_begin(f->store, NULL));
		for (; n < until; n++)
			case_of(f->store, n % 2 == 0 ? "홍길동" : "이몽룡", "건축신고", "", n);
		OK(store_commit(f->store, NULL));
		assert_int_equal(count_word(f->store, "건축"), n);
		assert_int_equal(count_word(f->store, "홍길동"), (n + 1) / 2);
	}
	assert_int_equal(sql_number(f->path, "SELECT COUNT(*) FROM search WHERE "
	    "LENGTH(places) > 512"), 0);
	assert_true(sql_number(f->path, "SELECT COUNT(*) FROM search WHERE "
	    "LENGTH(places) = 512") > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_STORE(what_is_undone_is_not_found),
		ON_A_STORE(people_are_found_by_what_callers_say),
		ON_A_STORE(rows_of_every_size_are_read_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
