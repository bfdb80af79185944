/* SPDX-License-Identifier: ISC */
/* Which letters a case owes, and what their templates become. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "console/rules/letter.h"
#include "console/rules/template.h"

static int64_t
at(const char *word)
{
	int64_t instant;

	assert_true(instant_parse(word, &instant));
	return instant;
}

struct owing {
	const char *name;
	const char *received, *due, *announced, *moved, *now;
	int64_t dealt_progress;
	bool is_dunned, is_told, is_stopped, is_closed;
	const char *want;	/* names and serials of progress */
};

static const struct owing owings[] = {
	{ "the first day", "2026-11-23T09:00", "2026-12-01T18:00", NULL, NULL, "2026-11-23T10:00", 0,
	    false, false, false, false, "" },
	{ "day 29", "2026-11-23T09:00", "2027-06-01T18:00", NULL, NULL, "2026-12-22T23:59", 0, false,
	    false, false, false, "" },
	{ "day 30 (Decree §23)", "2026-11-23T09:00", "2027-06-01T18:00", NULL, NULL,
	    "2026-12-23T00:00", 0, false, false, false, false, "progress 1 0" },
	{ "sent", "2026-11-23T09:00", "2027-06-01T18:00", NULL, NULL, "2026-12-24T00:00", 1, false,
	    false, false, false, "" },
	{ "nobody looked for 100 days", "2026-11-23T09:00", "2027-06-01T18:00", NULL, NULL,
	    "2027-03-03T09:00", 0, false, false, false, false, "progress 3 2" },
	{ "the last of three missed", "2026-11-23T09:00", "2027-06-01T18:00", NULL, NULL,
	    "2027-03-03T09:00", 2, false, false, false, false, "progress 3 0" },
	{ "progress is public (Decree §23)", "2026-11-23T09:00", "2027-06-01T18:00", NULL, NULL,
	    "2027-03-03T09:00", LETTER_NEVER, false, false, false, false, "" },
	{ "the period ends today", "2026-11-23T09:00", "2026-12-01T18:00", NULL, NULL,
	    "2026-12-01T23:59", 0, false, false, false, false, "" },
	{ "and has ended (Decree §28②)", "2026-11-23T09:00", "2026-12-01T18:00", NULL, NULL,
	    "2026-12-02T00:00", 0, false, false, false, false, "dunning" },
	{ "dunned once", "2026-11-23T09:00", "2026-12-01T18:00", NULL, NULL, "2026-12-02T00:00", 0,
	    true, false, false, false, "" },
	{ "a clock that stands still is not late", "2026-11-23T09:00", "2026-12-01T18:00", NULL, NULL,
	    "2026-12-02T00:00", 0, false, false, true, false, "" },
	{ "the calendar moved it", "2026-11-23T09:00", "2026-12-02T18:00", "2026-12-01T18:00",
	    "2026-11-25T09:00", "2026-11-25T10:00", 0, false, false, false, false, "date-moved" },
	{ "and back again", "2026-11-23T09:00", "2026-12-01T18:00", "2026-12-01T18:00",
	    "2026-11-25T09:00", "2026-11-25T10:00", 0, false, false, false, false, "" },
	{ "told", "2026-11-23T09:00", "2026-12-02T18:00", "2026-12-01T18:00", "2026-11-25T09:00",
	    "2026-11-25T10:00", 0, false, true, false, false, "" },
	{ "moved by a supplement, not the calendar", "2026-11-23T09:00", "2026-12-09T18:00",
	    "2026-12-01T18:00", NULL, "2026-11-25T10:00", 0, false, false, false, false, "" },
	{ "closed", "2026-11-23T09:00", "2026-12-01T18:00", NULL, NULL, "2027-12-02T00:00", 0, false,
	    false, false, true, "" },
	{ "not received", NULL, "2026-12-01T18:00", NULL, NULL, "2027-12-02T00:00", 0, false, false,
	    false, false, "" },
};

static void
what_is_owed_follows_from_events_and_time(void **state)
{
	struct calendar c = calendar_usual();

	(void)state;
	for (size_t i = 0; i < sizeof(owings) / sizeof(owings[0]); i++) {
		const struct owing *o = &owings[i];
		struct letter_facts f = { .is_open = !o->is_closed, .is_stopped = o->is_stopped,
			.received_at = o->received == NULL ? 0 : at(o->received),
			.due_at = at(o->due), .period = { PERIOD_DAYS, 7 }, .now_at = at(o->now),
			.announced_at = o->announced == NULL ? 0 : at(o->announced),
			.moved_at = o->moved == NULL ? 0 : at(o->moved) };
		struct letter_owed owed[LETTER__COUNT];
		struct buf got = { 0 };
		size_t count;

		f.dealt[LETTER_PROGRESS] = o->dealt_progress;
		f.dealt[LETTER_DUNNING] = o->is_dunned ? f.due_at : 0;
		f.dealt[LETTER_MOVED] = o->is_told ? f.due_at : 0;
		count = letters_owed(&c, &f, owed);
		for (size_t k = 0; k < count; k++) {
			buf_printf(&got, "%s%s", k > 0 ? "," : "",
			    letter_table[owed[k].letter].name);
			if (owed[k].letter == LETTER_PROGRESS)
				buf_printf(&got, " %d %d", (int)owed[k].serial,
				    (int)owed[k].missed);
		}
		if (strcmp(buf_str(&got), o->want) != 0)
			fail_msg("%s: %s, not %s", o->name, buf_str(&got), o->want);
		buf_release(&got);
	}
}

static void
a_letter_has_one_number(void **state)
{
	int64_t case_id = 0;
	enum letter letter = LETTER_PROGRESS;

	(void)state;
	for (int i = 0; i < LETTER__COUNT; i++) {
		assert_true(letter_of_id(letter_id(41, (enum letter)i), &case_id, &letter));
		assert_int_equal(case_id, 41);
		assert_int_equal(letter, i);
	}
	assert_false(letter_of_id(0, &case_id, &letter));
	assert_false(letter_of_id(-3, &case_id, &letter));
}

/* A template, the applicant, and what comes of it: a text, or the fault as
 * "why name line:column". */
static const struct {
	const char *text, *applicant, *want;
} renderings[] = {
	{ "{{applicant}} 귀하", "김민지", "김민지 귀하" },
	{ "{{applicant}}{{은/는}}", "김민지", "김민지는" },
	{ "{{applicant}}{{은/는}}", "홍길동", "홍길동은" },
	{ "{{applicant}}{{이/가}}", "서울", "서울이" },
	{ "{{applicant}}{{으로/로}}", "서울", "서울로" },
	{ "{{applicant}}{{으로/로}}", "부산", "부산으로" },
	{ "{{applicant}}{{을/를}}", "ABC", "ABC를" },
	{ "{{applicant}}{{을/를}}", "mail", "mail을" },
	{ "{{applicant}}{{과/와}}", "2026-11-23", "2026-11-23과" },
	{ "{{applicant}}{{이/가}}", "(주)가나다(서울)", "(주)가나다(서울)가" },
	{ "{{due_at}}까지", "x", "2026. 12. 1. 18:00까지" },
	{ "{{today}}", "x", "2026. 11. 23." },
	{ "{{elapsed_days}}일", "x", "30일" },
	{ "줄\n{{aplicant}}", "x", "1 aplicant 2:1" },
	{ "값 {{contact}}", "x", "2 contact 1:3" },
	{ "{{applicant", "x", "3 {{ 1:1" },
	{ "{{은/는}}", "x", "4 은/는 1:1" },
	{ "{{applicant}} {{은/는}}", "x", "4 은/는 1:15" },
	{ "{{applicant}}", "{{contact}}", "{{contact}}" },
	{ "{ {applicant} }}", "x", "{ {applicant} }}" },
};

static void
a_template_is_filled_or_names_its_hole(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(renderings) / sizeof(renderings[0]); i++) {
		struct template_values v = { .has = { false } };
		struct template_fault fault;
		struct day day;
		struct buf out = { 0 };

		template_set_text(&v, VARIABLE_APPLICANT, renderings[i].applicant);
		template_set_instant(&v, VARIABLE_DUE_AT, at("2026-12-01T18:00"));
		assert_true(day_parse("2026-11-23", &day));
		template_set_day(&v, VARIABLE_TODAY, day);
		template_set_number(&v, VARIABLE_ELAPSED_DAYS, 30);
		if (!template_render(&out, renderings[i].text, &v, &fault)) {
			assert_int_equal(out.len, 0);
			buf_printf(&out, "%d %s %d:%d", (int)fault.why, fault.name, fault.line,
			    fault.column);
		}
		assert_string_equal(buf_str(&out), renderings[i].want);
		buf_release(&out);
	}
}

static void
every_letter_has_its_template_and_each_template_is_well(void **state)
{
	struct template_fault fault;

	(void)state;
	for (size_t i = 0; i < LETTER__COUNT; i++)
		assert_non_null(template_find(letter_table[i].name));
	assert_non_null(template_find("extension"));
	for (size_t i = 0; i < catalogue_template_count; i++) {
		const struct text_template *t = &catalogue_templates[i];

		if (!template_check(t->text, &fault))
			fail_msg("%s: %s at %d:%d", t->name, fault.name, fault.line, fault.column);
		/* Decree §31: department, name and contact on every notice. */
		assert_non_null(strstr(t->text, "{{department}}"));
		assert_non_null(strstr(t->text, "{{officer}}"));
		assert_non_null(strstr(t->text, "{{contact}}"));
		assert_non_null(strstr(t->text, "{{law}}"));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_owed_follows_from_events_and_time),
		cmocka_unit_test(a_letter_has_one_number),
		cmocka_unit_test(a_template_is_filled_or_names_its_hole),
		cmocka_unit_test(every_letter_has_its_template_and_each_template_is_well),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
