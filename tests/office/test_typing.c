/* SPDX-License-Identifier: ISC */
/* Scratches and snippets over the wire, in a real office: whose they are, what
 * they must not move, when they end. */
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
#define LATER "2026-12-20T09:00:00+09:00"
#define SERVICE "13100000016"

struct scene {
	struct place place;
	struct desk first, second, chief, foreign;
	char number[24];
	int64_t id;
};

static int
open_office(void **state)
{
	static const char *const options[] = { "--seed", "11", "--applications", "600", NULL };
	struct scene *s = x_zalloc(1, sizeof(*s));

	*state = s;
	place_make(&s->place, MONDAY);
	place_relay_start(&s->place, options);
	place_office_start(&s->place);
	assert_true(desk_open(&s->first, &s->place, "officer1-11410", false));
	assert_true(desk_open(&s->second, &s->place, "officer2-11410", true));
	assert_true(desk_open(&s->chief, &s->place, "supervisor-11410", false));
	assert_true(desk_open(&s->foreign, &s->place, "officer1-47750", false));
	assert_true(desk_sync(&s->first, ""));
	place_untouched(&s->place, "11410", SERVICE, s->number);
	assert_true(parse_int(s->number, 1, INT64_MAX, &s->id));
	return 0;
}

static int
close_office(void **state)
{
	struct scene *s = *state;

	desk_close(&s->first);
	desk_close(&s->second);
	desk_close(&s->chief);
	desk_close(&s->foreign);
	place_remove(&s->place);
	free(s);
	return 0;
}

/* What the office answers to a text put; with its row where it took it. */
static const char *
puts_text(struct desk *d, const char *about, int64_t id, const char *action, const char *content,
    struct scratch_row *row)
{
	struct wire_scratch put = { .subject_id = id, .content = content };
	static char word[40];
	struct answers a = { .rows = NULL };

	str_fill(put.about, sizeof(put.about), about);
	str_fill(put.action, sizeof(put.action), action);
	desk_ask(d, MESSAGE_SCRATCH_PUT, &put, &a);
	if (row != NULL)
		assert_true(answers_read(&a, MESSAGE_SCRATCH_ROW, 0, row));
	str_fill(word, sizeof(word), answers_verdict(&a));
	answers_release(&a);
	return word;
}

/* The text that a person gets back, "" for none; the caller frees. */
static char *
gets_text(struct desk *d, int64_t number, const char *action, int64_t id)
{
	struct wire_scratch_ask ask = { .id = number, .about = "case", .subject_id = id };
	struct wire_piece piece;
	struct answers a = { .rows = NULL };
	struct buf text = { 0 };

	str_fill(ask.action, sizeof(ask.action), action);
	desk_ask(d, MESSAGE_SCRATCH_SHOW, &ask, &a);
	for (size_t i = 0; answers_read(&a, MESSAGE_PIECE, i, &piece); i++)
		buf_puts(&text, piece.text);
	if (!str_eq(answers_verdict(&a), "ok"))
		buf_puts(&text, answers_verdict(&a));
	answers_release(&a);
	return buf_steal(&text);
}

static void
assert_text(struct desk *d, const char *action, int64_t id, const char *wanted)
{
	char *text = gets_text(d, 0, action, id);

	assert_string_equal(text, wanted);
	free(text);
}

static void
the_last_text_is_kept_for_its_writer_alone(void **state)
{
	struct scene *s = *state;
	struct scratch_row row;
	char *text;

	assert_text(&s->first, "note", s->id, "");
	(void)puts_text(&s->first, "case", s->id, "note", "text 3\n가\n", NULL);
	(void)puts_text(&s->first, "case", s->id, "note", "text 6\n가나\n", &row);
	assert_int_equal(row.subject_id, s->id);
	assert_true(row.saved_at > 0);
	assert_text(&s->first, "note", s->id, "text 6\n가나\n");
	assert_text(&s->first, "draft", s->id, "");
	assert_text(&s->second, "note", s->id, "");
	assert_text(&s->chief, "note", s->id, "");
	text = gets_text(&s->second, row.id, "", 0);
	assert_string_equal(text, "error");
	free(text);
}

/* Commits so far that the office tells others of. */
static int64_t
changes(const struct scene *s)
{
	struct desk d;
	int64_t n;

	assert_true(desk_open(&d, &s->place, "officer2-11410", true));
	n = d.welcome.changes;
	desk_close(&d);
	return n;
}

static void
it_is_no_event_no_version_and_wakes_nobody(void **state)
{
	struct scene *s = *state;
	int64_t events = look_number(s->place.store, "SELECT COUNT(*) FROM event");
	int64_t accesses = look_number(s->place.store, "SELECT COUNT(*) FROM access_log");
	int64_t versions = look_number(s->place.store, "SELECT SUM(version) FROM cases");
	int64_t before = changes(s);

	for (int i = 0; i < 20; i++)
		assert_string_equal(puts_text(&s->first, "case", s->id, "note", i % 2 == 0 ?
		    "text 1\na\n" : "text 1\nb\n", NULL), "ok");
	assert_int_equal(look_number(s->place.store, "SELECT COUNT(*) FROM event"), events);
	assert_int_equal(look_number(s->place.store, "SELECT SUM(version) FROM cases"), versions);
	assert_int_equal(look_number(s->place.store, "SELECT COUNT(*) FROM access_log"), accesses);
	assert_int_equal(changes(s), before);
	/* The control: a change of the case is told. */
	assert_string_equal(desk_do(&s->chief, &(struct deed){ .op = OP_RECEIVE,
	    .number = s->number }, NULL, NULL), "done");
	assert_true(changes(s) > before);
}

static void
what_is_not_there_or_not_ones_own_office_is_refused(void **state)
{
	struct scene *s = *state;

	assert_string_equal(puts_text(&s->first, "case", 999999, "note", "x", NULL), "unknown-case");
	assert_string_equal(puts_text(&s->foreign, "case", s->id, "note", "x", NULL),
	    "unknown-case");
	assert_string_equal(puts_text(&s->first, "case", s->id, "'; DROP", "x", NULL), "bad-value");
	assert_string_equal(puts_text(&s->first, "", s->id, "note", "x", NULL), "bad-value");
	assert_string_equal(puts_text(&s->first, "case", -1, "note", "x", NULL), "bad-value");
}

static void
one_person_has_only_so_many(void **state)
{
	struct scene *s = *state;

	for (int i = 0; i < 200; i++)
		assert_string_equal(puts_text(&s->chief, "message", i, "message-hold", "x", NULL),
		    "ok");
	assert_string_equal(puts_text(&s->chief, "message", 500, "message-hold", "x", NULL),
	    "too-many");
	assert_string_equal(puts_text(&s->chief, "message", 5, "message-hold", "y", NULL), "ok");
}

static void
the_op_takes_its_own_text_with_it_and_no_other(void **state)
{
	struct scene *s = *state;
	struct wire_act act;
	struct answers a = { .rows = NULL };
	struct deed deed = { .op = OP_NOTE, .number = s->number, .text = "적었습니다." };

	assert_string_equal(desk_do(&s->first, &(struct deed){ .op = OP_NEXT,
	    .number = s->number }, NULL, NULL), "done");
	(void)puts_text(&s->first, "case", s->id, "note", "n", NULL);
	(void)puts_text(&s->first, "case", s->id, "draft", "d", NULL);
	(void)puts_text(&s->second, "case", s->id, "note", "mine", NULL);
	/* A note by command leaves what stands in the dialog. */
	assert_string_equal(desk_do(&s->first, &deed, NULL, NULL), "done");
	assert_text(&s->first, "note", s->id, "n");
	deed_record(&deed, &act);
	str_fill(act.scratch, sizeof(act.scratch), "note");
	act.text = "";
	desk_ask(&s->first, MESSAGE_ACT, &act, &a);
	assert_string_equal(answers_verdict(&a), "needs-text");
	answers_release(&a);
	assert_text(&s->first, "note", s->id, "n");
	deed_record(&deed, &act);
	str_fill(act.scratch, sizeof(act.scratch), "note");
	desk_ask(&s->first, MESSAGE_ACT, &act, &a);
	assert_string_equal(answers_verdict(&a), "ok");
	answers_release(&a);
	assert_text(&s->first, "note", s->id, "");
	assert_text(&s->first, "draft", s->id, "d");
	assert_text(&s->second, "note", s->id, "mine");
}

static void
after_the_case_is_closed_it_is_purged(void **state)
{
	struct scene *s = *state;
	struct desk again;

	(void)puts_text(&s->second, "case", s->id, "note", "late", NULL);
	place_set_clock(&s->place, LATER);
	assert_true(desk_open(&again, &s->place, "officer2-11410", false));
	/* An open case keeps it, however old. */
	assert_text(&again, "note", s->id, "late");
	desk_close(&again);
	place_set_clock(&s->place, MONDAY);
	assert_string_equal(desk_do(&s->first, &(struct deed){ .op = OP_WITHDRAW,
	    .number = s->number, .text = "민원인이 취하함" }, NULL, NULL), "done");
	assert_true(desk_open(&again, &s->place, "officer2-11410", false));
	assert_text(&again, "note", s->id, "late");
	desk_close(&again);
	place_set_clock(&s->place, LATER);
	assert_true(desk_open(&again, &s->place, "officer2-11410", false));
	assert_text(&again, "note", s->id, "");
	desk_close(&again);
	place_set_clock(&s->place, MONDAY);
}

/* Snippets --------------------------------------------------------------------- */

static const char *
adds_snippet(struct desk *d, bool is_office, const char *name, const char *text, int64_t *id)
{
	struct wire_snippet put = { .is_office = is_office, .text = text };
	struct snippet_row row;
	static char word[40];
	struct answers a = { .rows = NULL };

	str_fill(put.name, sizeof(put.name), name);
	desk_ask(d, MESSAGE_SNIPPET_PUT, &put, &a);
	if (answers_read(&a, MESSAGE_SNIPPET_ROW, 0, &row) && id != NULL)
		*id = row.id;
	str_fill(word, sizeof(word), answers_verdict(&a));
	answers_release(&a);
	return word;
}

/* The names a person may insert, ", " between. */
static void
assert_snippets(struct desk *d, const char *wanted)
{
	struct answers a = { .rows = NULL };
	struct snippet_row row;
	struct buf names = { 0 };

	desk_ask(d, MESSAGE_SNIPPET_LIST, &(struct wire_ok){ 0 }, &a);
	for (size_t i = 0; answers_read(&a, MESSAGE_SNIPPET_ROW, i, &row); i++)
		buf_printf(&names, "%s%s=%s", i > 0 ? ", " : "", row.name, row.text);
	assert_string_equal(buf_str(&names), wanted);
	buf_release(&names);
	answers_release(&a);
}

static const char *
deletes_snippet(struct desk *d, int64_t id)
{
	static char word[40];
	struct answers a = { .rows = NULL };

	desk_ask(d, MESSAGE_SNIPPET_DELETE, &(struct wire_number){ id }, &a);
	str_fill(word, sizeof(word), answers_verdict(&a));
	answers_release(&a);
	return word;
}

static void
snippets_are_ones_own_or_the_offices(void **state)
{
	struct scene *s = *state;
	int64_t own = 0, shared = 0;

	assert_string_equal(adds_snippet(&s->first, false, "인사", "안녕하십니까.", &own), "ok");
	assert_string_equal(adds_snippet(&s->first, true, "공용", "x", NULL), "no-right");
	assert_string_equal(adds_snippet(&s->chief, true, "공용", "검토", NULL), "ok");
	assert_string_equal(adds_snippet(&s->chief, true, "공용", "검토 중", &shared), "ok");
	assert_string_equal(adds_snippet(&s->first, false, "", "x", NULL), "needs-text");
	assert_string_equal(adds_snippet(&s->first, false, "빈", "", NULL), "needs-text");
	assert_snippets(&s->first, "인사=안녕하십니까., 공용=검토 중");
	assert_snippets(&s->second, "공용=검토 중");
	assert_snippets(&s->foreign, "");
	assert_string_equal(deletes_snippet(&s->second, own), "error");
	assert_string_equal(deletes_snippet(&s->second, shared), "no-right");
	assert_string_equal(deletes_snippet(&s->first, own), "ok");
	assert_string_equal(deletes_snippet(&s->chief, shared), "ok");
	assert_snippets(&s->first, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_last_text_is_kept_for_its_writer_alone),
		cmocka_unit_test(it_is_no_event_no_version_and_wakes_nobody),
		cmocka_unit_test(what_is_not_there_or_not_ones_own_office_is_refused),
		cmocka_unit_test(one_person_has_only_so_many),
		cmocka_unit_test(the_op_takes_its_own_text_with_it_and_no_other),
		cmocka_unit_test(after_the_case_is_closed_it_is_purged),
		cmocka_unit_test(snippets_are_ones_own_or_the_offices),
	};

	return cmocka_run_group_tests(tests, open_office, close_office);
}
