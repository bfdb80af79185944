/* SPDX-License-Identifier: ISC */
/* Whole cases out of an office in which others work on, and into one that is left
 * alone meanwhile: what an export sees, what it will not see, and that an import is
 * in whole or not at all. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/office/office_harness.h"

#define MONDAY "2026-11-23T09:00:00+09:00"

struct scene {
	struct place place;
	struct desk chief, officer;
};

static int
open_office(void **state)
{
	static const char *const options[] = { "--seed", "11", "--applications", "1500", NULL };
	struct scene *s = x_zalloc(1, sizeof(*s));

	*state = s;
	place_make(&s->place, MONDAY);
	place_relay_start(&s->place, options);
	place_office_start(&s->place);
	assert_true(desk_open(&s->chief, &s->place, "supervisor-11410", false));
	assert_true(desk_open(&s->officer, &s->place, "officer1-11410", false));
	assert_true(desk_sync(&s->chief, ""));
	return 0;
}

static int
open_empty(void **state)
{
	struct scene *s = x_zalloc(1, sizeof(*s));

	*state = s;
	place_make(&s->place, MONDAY);
	place_office_start(&s->place);
	assert_true(desk_open(&s->chief, &s->place, "supervisor-11410", false));
	assert_true(desk_open(&s->officer, &s->place, "officer1-11410", false));
	return 0;
}

static int
close_office(void **state)
{
	struct scene *s = *state;

	desk_close(&s->chief);
	desk_close(&s->officer);
	place_remove(&s->place);
	free(s);
	return 0;
}

/* One part more of an export; false where the office said why not. */
static bool
part(struct scene *s, struct carried_row *row, struct buf *text)
{
	struct wire_export ask = { .id = row->id, .reason = "이관" };
	struct wire_piece piece;
	struct answers a;
	bool is_told;

	desk_ask(&s->chief, MESSAGE_EXPORT, &ask, &a);
	for (size_t n = 0; answers_read(&a, MESSAGE_PIECE, n, &piece); n++)
		buf_puts(text, piece.text);
	is_told = answers_read(&a, MESSAGE_CARRIED_ROW, 0, row);
	answers_release(&a);
	return is_told;
}

/* The line of the case with this number, to be freed; NULL where there is none. */
static char *
line_of(const struct buf *text, const char *external_id)
{
	char *key = x_asprintf("\"external_id\":\"%s\"", external_id);
	const char *at = strstr(buf_str(text), key), *begin = at;

	free(key);
	if (at == NULL)
		return NULL;
	while (begin > buf_str(text) && begin[-1] != '\n')
		begin--;
	return x_strndup(begin, strcspn(begin, "\n"));
}

static char *
number_at(struct scene *s, const char *which)
{
	char *sql = x_asprintf("SELECT external_id FROM cases WHERE office = '11410' AND state = "
	    "'arrived' ORDER BY id %s LIMIT 1", which);
	char *number = look_text(s->place.store, sql);

	free(sql);
	assert_non_null(number);
	return number;
}

static void
receive(struct scene *s, const char *number)
{
	struct deed deed = { .op = OP_RECEIVE, .number = number };

	assert_string_equal(desk_do(&s->chief, &deed, NULL, NULL), "done");
}

static void
a_case_stands_as_it_is_when_its_turn_comes(void **state)
{
	struct scene *s = *state;
	char *first = number_at(s, "ASC"), *last = number_at(s, "DESC"), *line;
	int64_t cases = look_number(s->place.store,
	    "SELECT COUNT(*) FROM cases WHERE office = '11410'");
	struct carried_row row = { .id = 0 };
	struct buf text = { 0 };

	assert_true(part(s, &row, &text));
	assert_int_equal(row.ended_at, 0);	/* the office has cases of several parts */
	receive(s, first);
	receive(s, last);
	/* Who works is served between two parts, and a case that comes is not in it. */
	while (row.ended_at == 0)
		assert_true(part(s, &row, &text));
	assert_int_equal(row.cases, cases);
	line = line_of(&text, first);
	assert_non_null(strstr(line, "\"state\":\"arrived\""));
	free(line);
	line = line_of(&text, last);
	assert_non_null(strstr(line, "\"state\":\"received\""));
	assert_non_null(strstr(line, "\"version\":2"));
	free(line);
	/* It is over: there is nothing to go on with. */
	assert_false(part(s, &row, &text));
	buf_release(&text);
	free(first);
	free(last);
}

static void
an_outage_meanwhile_ends_an_export(void **state)
{
	struct scene *s = *state;
	struct wire_outage outage = { .what = "begin", .channel = "gov24", .reason = "화재",
		.evidence = "공지" };
	struct carried_row row = { .id = 0 };
	struct buf text = { 0 };
	struct answers a;

	assert_true(part(s, &row, &text));
	desk_ask(&s->chief, MESSAGE_OUTAGE_CHANGE, &outage, &a);
	assert_string_equal(answers_verdict(&a), "ok");
	answers_release(&a);
	while (part(s, &row, &text))
		assert_int_equal(row.ended_at, 0);
	assert_null(strstr(buf_str(&text), "\"row\":\"end\""));
	/* What went out is recorded, and that it never ended. */
	assert_int_equal(look_number(s->place.store,
	    "SELECT COUNT(*) FROM carried WHERE ended_at = 0 AND cases > 0"), 1);
	buf_release(&text);
}

static void
hand_in(struct scene *s, enum message message, const void *record, const char *want)
{
	struct answers a;

	desk_ask(&s->chief, message, record, &a);
	assert_string_equal(answers_verdict(&a), want);
	answers_release(&a);
}

/* The plainest case there is, in the middle of its file. */
static const char half[] = "{\"format\":\"minwon-export\",\"version\":1,\"office\":\"11410\","
    "\"query\":\"\"}\n"
    "{\"row\":\"case\",\"channel\":\"gov24\",\"external_id\":\"X-1\",\"region\":\"11410\","
    "\"service\":\"FOOD-BIZ\",\"receipt_no\":\"\",\"title\":\"신고\",\"applicant\":\"홍길동\","
    "\"form_version\":\"1\",\"final_by\":\"approver\",\"state\":\"arrived\",\"assignee\":null,"
    "\"lease_holder\":null,\"lease_until\":null,\"arrived\":\"2026-11-23T09:00:00+09:00\","
    "\"received\":null,\"due\":\"2026-11-23T18:00:00+09:00\",\"completed\":null,"
    "\"paused_from\":null,\"extensions\":0,\"outage\":null,\"outage_receipt\":false,"
    "\"correction_by\":null,\"deemed\":null,\"mismatches\":-1,\"raised\":null,\"hop_due\":null,"
    "\"bounces\":0,\"version\":1}\n";

static void
nobody_is_served_while_an_import_runs_and_nothing_of_half_a_file_stays(void **state)
{
	struct scene *s = *state;
	const struct wire_import import = { .source = "a.jsonl", .reason = "이관" };
	const struct wire_piece piece = { .text = half };
	const struct wire_ok ok = { 0 };
	struct answers a;

	for (int way = 0; way < 3; way++) {
		hand_in(s, MESSAGE_IMPORT, &import, "ok");
		hand_in(s, MESSAGE_IMPORT_PIECE, &piece, "ok");
		desk_ask(&s->officer, MESSAGE_COUNTS, &ok, &a);
		assert_string_equal(answers_verdict(&a), "import-runs");
		answers_release(&a);
		/* Who brings it reads nothing of it either. */
		hand_in(s, MESSAGE_COUNTS, &ok, "import-runs");
		if (way == 0)
			hand_in(s, MESSAGE_IMPORT_END, &ok, "error");
		else if (way == 1)
			hand_in(s, MESSAGE_IMPORT_PIECE, &(struct wire_piece){ .text = "{}\n" },
			    "error");
		else
			desk_close(&s->chief);
		/* The office goes on, empty. */
		do {
			desk_ask(&s->officer, MESSAGE_COUNTS, &ok, &a);
			if (!str_eq(answers_verdict(&a), "import-runs"))
				break;
			answers_release(&a);
		} while (way == 2);	/* until it has seen that the desk is gone */
		assert_string_equal(answers_verdict(&a), "ok");
		answers_release(&a);
		assert_int_equal(look_number(s->place.store, "SELECT COUNT(*) FROM cases"), 0);
		assert_int_equal(look_number(s->place.store, "SELECT COUNT(*) FROM carried"), 0);
	}
	assert_true(desk_open(&s->chief, &s->place, "supervisor-11410", false));
	hand_in(s, MESSAGE_IMPORT_PIECE, &piece, "bad-value");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_case_stands_as_it_is_when_its_turn_comes,
		    open_office, close_office),
		cmocka_unit_test_setup_teardown(an_outage_meanwhile_ends_an_export, open_office,
		    close_office),
		cmocka_unit_test_setup_teardown(
		    nobody_is_served_while_an_import_runs_and_nothing_of_half_a_file_stays,
		    open_empty, close_office),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
