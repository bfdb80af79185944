/* SPDX-License-Identifier: ISC */
/* The table of figures: each has a name of its own, a label, and where it
 * counts cases a query that can be read, of one person too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "console/rules/figure.h"
#include "console/rules/query.h"
#include "storage/text.h"

static const char *
detail_of(enum figure figure)
{
	return figure == FIGURE_STATE ? "approval" : figure == FIGURE_TYPED ? "GOV-1,GOV-2" :
	    "2026-11-24T09:00";
}

static void
every_query_can_be_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < FIGURE__COUNT; i++) {
		for (int who = 0; who < (figure_table[i].is_personal ? 2 : 1); who++) {
			struct figure_row row = { .count = 0 };
			struct query_fault fault = { 0 };
			struct query *q;

			str_fill(row.who, sizeof(row.who), who == 0 ? "" : "officer1-11410");
			figure_query((enum figure)i, detail_of((enum figure)i), &row);
			assert_int_equal(row.query[0] == '\0', figure_table[i].list != LIST_CASES);
			assert_null(strstr(row.query, "%s"));
			q = query_parse(row.query, &fault);
			if (q == NULL)
				fail_msg("%s: %s: %s", figure_table[i].name, row.query, fault.text);
			query_free(q);
		}
	}
}

static void
every_figure_is_found_by_its_name_and_has_a_label(void **state)
{
	(void)state;
	assert_true(text_start("en"));
	for (size_t i = 0; i < FIGURE__COUNT; i++) {
		struct figure_row row = { .count = 0 };
		enum figure found;

		assert_true(figure_find(figure_table[i].name, &found));
		assert_int_equal(found, i);
		str_fill(row.name, sizeof(row.name), figure_table[i].name);
		str_fill(row.state, sizeof(row.state), "approval");
		assert_true(figure_label(&row)[0] != '\0');
	}
	assert_false(figure_find("no-such-figure", &(enum figure){ 0 }));
}

static void
the_day_is_open_while_something_lapses(void **state)
{
	static const struct {
		const char *name;
		int64_t count;
		bool is_open;
	} rows[] = {
		{ "lapses", 1, true }, { "next-opening", 2, true }, { "lapses", 0, false },
		{ "overdue", 5, false }, { "decided", 9, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct figure_row row = { .count = rows[i].count };

		str_fill(row.name, sizeof(row.name), rows[i].name);
		assert_int_equal(figure_day_is_open(&row, 1), rows[i].is_open);
	}
	assert_false(figure_day_is_open(NULL, 0));
}

static void
the_closing_line_has_each_number_in_its_place(void **state)
{
	static const char *const names[] = { "arrived", "received", "decided", "next-opening",
		"overdue", "unreceived", "parked", "unsorted" };
	struct figure_row rows[8] = { { .count = 0 } };
	struct buf line = { 0 };

	(void)state;
	assert_true(text_start("en"));
	for (size_t i = 0; i < 8; i++) {
		str_fill(rows[i].name, sizeof(rows[i].name), names[i]);
		rows[i].count = 11 + (int64_t)i;
	}
	figure_closing_line(&line, rows, 8);
	assert_string_equal(buf_str(&line), "Today: arrived 11, received 12, decided 13; lapse "
	    "before the next working day 14, overdue 15, not received in time 16, messages parked "
	    "17, unsorted 18");
	buf_release(&line);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_query_can_be_read),
		cmocka_unit_test(every_figure_is_found_by_its_name_and_has_a_label),
		cmocka_unit_test(the_day_is_open_while_something_lapses),
		cmocka_unit_test(the_closing_line_has_each_number_in_its_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
