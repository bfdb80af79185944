/* SPDX-License-Identifier: ISC */
/* Saved views: whose they are, and who may change them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/office/office_harness.h"

#define MONDAY "2026-11-23T09:00:00+09:00"

/* The office of these tests, and who sits in it; the last one in another. */
struct scene {
	struct place place;
	struct desk first, second, chief, auditor, elsewhere;
};

static int
open_office(void **state)
{
	struct scene *s = x_zalloc(1, sizeof(*s));

	*state = s;
	place_make(&s->place, MONDAY);
	place_office_start(&s->place);
	assert_true(desk_open(&s->first, &s->place, "officer1-11410", false));
	assert_true(desk_open(&s->second, &s->place, "officer2-11410", false));
	assert_true(desk_open(&s->chief, &s->place, "supervisor-11410", false));
	assert_true(desk_open(&s->auditor, &s->place, "auditor-11410", false));
	assert_true(desk_open(&s->elsewhere, &s->place, "supervisor-30200", false));
	return 0;
}

static int
close_office(void **state)
{
	struct scene *s = *state;

	desk_close(&s->first);
	desk_close(&s->second);
	desk_close(&s->chief);
	desk_close(&s->auditor);
	desk_close(&s->elsewhere);
	place_remove(&s->place);
	free(s);
	return 0;
}

/* One change; "ok", the reason of a refusal, or "error". */
static const char *
change(struct desk *d, const char *what, bool is_shared, const char *name, const char *other)
{
	struct wire_saved_change ask = { .is_shared = is_shared };
	struct answers a;
	const char *said;

	str_fill(ask.what, sizeof(ask.what), what);
	str_fill(ask.name, sizeof(ask.name), name);
	if (str_eq(what, "rename"))
		str_fill(ask.new_name, sizeof(ask.new_name), other);
	else
		str_fill(ask.query, sizeof(ask.query), other);
	desk_ask(d, MESSAGE_SAVED_CHANGE, &ask, &a);
	said = answers_verdict(&a);
	str_fill(d->reason, sizeof(d->reason), said);
	answers_release(&a);
	return d->reason;
}

/* The names a desk sees, by commas, an office's with a plus; the caller frees. */
static char *
names(struct desk *d)
{
	struct buf out = { 0 };
	struct saved_view v;
	struct answers a;

	desk_ask(d, MESSAGE_SAVED_LIST, &(struct wire_ok){ 0 }, &a);
	for (size_t i = 0; answers_read(&a, MESSAGE_SAVED_ROW, i, &v); i++)
		buf_printf(&out, "%s%s%s", i > 0 ? "," : "", v.is_shared ? "+" : "", v.name);
	answers_release(&a);
	return buf_steal(&out);
}

static void
expect_names(struct desk *d, const char *wanted)
{
	char *seen = names(d);

	assert_string_equal(str_or_empty(seen), wanted);
	free(seen);
}

static void
ones_own_views_are_nobody_elses(void **state)
{
	struct scene *s = *state;

	assert_string_equal(change(&s->first, "save", false, "전입", "service:전입신고"), "ok");
	assert_string_equal(change(&s->second, "save", false, "전입", "assignee:me"), "ok");
	assert_string_equal(change(&s->auditor, "save", false, "지연", "overdue:yes"), "ok");
	expect_names(&s->first, "전입");
	expect_names(&s->auditor, "지연");
	expect_names(&s->chief, "");
	expect_names(&s->elsewhere, "");

	/* A name that somebody else has is unknown, whoever asks. */
	assert_string_equal(change(&s->chief, "delete", false, "전입", ""), "unknown-view");
	assert_string_equal(change(&s->first, "rename", false, "지연", "x"), "unknown-view");
	expect_names(&s->auditor, "지연");
}

static void
supervisors_keep_the_views_of_their_office(void **state)
{
	struct scene *s = *state;

	assert_string_equal(change(&s->first, "save", true, "오늘", "due:today"), "no-right");
	assert_string_equal(change(&s->auditor, "save", true, "오늘", "due:today"), "no-right");
	assert_string_equal(change(&s->chief, "save", true, "오늘", "due:today"), "ok");
	expect_names(&s->first, "전입,+오늘");
	expect_names(&s->elsewhere, "");
	assert_string_equal(change(&s->first, "delete", true, "오늘", ""), "no-right");
	assert_string_equal(change(&s->elsewhere, "delete", true, "오늘", ""), "unknown-view");
	assert_string_equal(change(&s->elsewhere, "rename", true, "오늘", "x"), "unknown-view");
	assert_string_equal(change(&s->chief, "rename", true, "오늘", "오늘 마감"), "ok");
	expect_names(&s->second, "전입,+오늘 마감");
	assert_string_equal(change(&s->chief, "delete", true, "오늘 마감", ""), "ok");
	expect_names(&s->second, "전입");
}

static void
what_is_wrong_changes_nothing(void **state)
{
	struct scene *s = *state;
	struct wire_saved_change ask = { .what = "save", .name = "표", .sort = "size" };
	struct answers a;

	assert_string_equal(change(&s->second, "save", false, "", ""), "bad-value");
	assert_string_equal(change(&s->second, "save", false, " 앞", ""), "bad-value");
	assert_string_equal(change(&s->second, "save", false, "a\"b", ""), "bad-value");
	assert_string_equal(change(&s->second, "save", false, "두\n줄", ""), "bad-value");
	assert_string_equal(change(&s->second, "save", false, "표", "state:없음"), "bad-value");
	assert_string_equal(change(&s->second, "drop", false, "전입", ""), "bad-value");
	desk_ask(&s->second, MESSAGE_SAVED_CHANGE, &ask, &a);
	assert_string_equal(answers_verdict(&a), "bad-value");
	answers_release(&a);
	assert_string_equal(change(&s->second, "save", false, "다른", ""), "ok");
	assert_string_equal(change(&s->second, "rename", false, "다른", "전입"), "view-taken");
	expect_names(&s->second, "다른,전입");
	assert_string_equal(change(&s->second, "save", false, "다른", "assignee:none"), "ok");
	expect_names(&s->second, "다른,전입");
}

static void
one_owner_has_no_more_than_a_hundred(void **state)
{
	struct scene *s = *state;
	char name[32];

	for (int i = 0; i < 100; i++) {
		snprintf(name, sizeof(name), "%03d", i);
		assert_string_equal(change(&s->chief, "save", false, name, ""), "ok");
	}
	assert_string_equal(change(&s->chief, "save", false, "101", ""), "too-many");
	assert_string_equal(change(&s->chief, "save", false, "050", "assignee:me"), "ok");
	assert_string_equal(change(&s->chief, "save", true, "101", ""), "ok");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ones_own_views_are_nobody_elses),
		cmocka_unit_test(supervisors_keep_the_views_of_their_office),
		cmocka_unit_test(what_is_wrong_changes_nothing),
		cmocka_unit_test(one_owner_has_no_more_than_a_hundred),
	};

	return cmocka_run_group_tests(tests, open_office, close_office);
}
