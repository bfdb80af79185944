/* SPDX-License-Identifier: ISC */
/* What each person has looked at: their own alone, and what others changed
 * since then. */
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
#define LATER "2026-11-23T10:00:00+09:00"

struct scene {
	struct place place;
	struct desk first, second, chief;
};

static int
open_office(void **state)
{
	static const char *const options[] = { "--seed", "5", "--applications", "120", NULL };
	struct scene *s = x_zalloc(1, sizeof(*s));

	*state = s;
	place_make(&s->place, MONDAY);
	place_relay_start(&s->place, options);
	place_office_start(&s->place);
	assert_true(desk_open(&s->first, &s->place, "officer1-11410", false));
	assert_true(desk_open(&s->second, &s->place, "officer2-11410", false));
	assert_true(desk_open(&s->chief, &s->place, "supervisor-11410", false));
	assert_true(desk_sync(&s->first, ""));
	return 0;
}

static int
close_office(void **state)
{
	struct scene *s = *state;

	desk_close(&s->first);
	desk_close(&s->second);
	desk_close(&s->chief);
	place_remove(&s->place);
	free(s);
	return 0;
}

static void
look(struct desk *d, const char *number, bool is_refresh, struct answers *a)
{
	struct wire_show show = { .is_refresh = is_refresh };

	str_fill(show.number, sizeof(show.number), number);
	desk_ask(d, MESSAGE_SHOW, &show, a);
	assert_string_equal(answers_verdict(a), "ok");
}

/* Opens a case and lets it go. */
static void
glance(struct desk *d, const char *number)
{
	struct answers a;

	look(d, number, false, &a);
	answers_release(&a);
}

/* How many of its events are new to a desk that looks. */
static size_t
new_events(struct desk *d, const char *number, bool is_refresh)
{
	struct timeline_event v;
	struct answers a;
	size_t n = 0;

	look(d, number, is_refresh, &a);
	for (size_t i = 0; answers_read(&a, MESSAGE_EVENT, i, &v); i++)
		n += v.is_new ? 1 : 0;
	answers_release(&a);
	return n;
}

/* Does the list say that a case was changed since the desk looked at it? */
static bool
is_changed(struct desk *d, const char *number)
{
	struct wire_marked marked = { .ids = number };
	struct wire_list list = { .limit = 500 };
	struct case_row row;
	struct answers a;
	bool found = false, said;

	desk_ask(d, MESSAGE_MARKED, &marked, &a);
	assert_true(answers_read(&a, MESSAGE_CASE_ROW, 0, &row));
	said = row.is_changed;
	answers_release(&a);
	desk_ask(d, MESSAGE_LIST, &list, &a);
	for (size_t i = 0; answers_read(&a, MESSAGE_CASE_ROW, i, &row); i++) {
		if (row.id != strtoll(number, NULL, 10))
			continue;
		found = true;
		assert_int_equal(row.is_changed, said);
	}
	answers_release(&a);
	assert_true(found);
	return said;
}

/* The ids of what a desk has opened, by commas; the caller frees. */
static char *
opened(struct desk *d, int32_t limit)
{
	struct wire_page page = { .limit = limit };
	struct recent_row r;
	struct answers a;
	struct buf out = { 0 };

	desk_ask(d, MESSAGE_RECENT, &page, &a);
	for (size_t i = 0; answers_read(&a, MESSAGE_RECENT_ROW, i, &r); i++)
		buf_printf(&out, "%s%lld", i > 0 ? "," : "", (long long)r.row.id);
	answers_release(&a);
	return buf_steal(&out);
}

static void
expect_opened(struct desk *d, int32_t limit, const char *wanted)
{
	char *seen = opened(d, limit);

	assert_string_equal(str_or_empty(seen), wanted);
	free(seen);
}

static void
what_was_opened_is_found_by_its_reader_alone(void **state)
{
	struct scene *s = *state;
	char one[24], *two;
	char *both, *other;

	place_set_clock(&s->place, MONDAY);
	place_untouched(&s->place, "11410", "GEN-QNA-PROC", one);
	two = look_text(s->place.store, "SELECT id FROM cases WHERE office = '11410' AND service <> "
	    "'GEN-QNA-PROC' ORDER BY id LIMIT 1");
	glance(&s->first, one);
	place_set_clock(&s->place, LATER);
	glance(&s->first, two);
	both = x_asprintf("%s,%s", two, one);
	other = x_asprintf("%s,%s", one, two);
	expect_opened(&s->first, 10, both);
	expect_opened(&s->first, 1, two);
	expect_opened(&s->second, 10, "");

	/* Opened again it comes first, and once. */
	place_set_clock(&s->place, "2026-11-23T10:30:00+09:00");
	glance(&s->first, one);
	expect_opened(&s->first, 10, other);
	free(both);
	free(other);
	free(two);
}

static void
what_others_did_since_the_last_look_is_new(void **state)
{
	struct scene *s = *state;
	char id[24];

	place_untouched(&s->place, "11410", "GEN-QNA-PROC", id);
	assert_false(is_changed(&s->second, id));
	assert_int_equal(new_events(&s->second, id, false), 0);	/* a first look */
	assert_string_equal(desk_do(&s->chief, &(struct deed){ .op = OP_RECEIVE, .number = id },
	    NULL, NULL), "done");
	assert_true(is_changed(&s->second, id));
	assert_false(is_changed(&s->chief, id));	/* who never looked */

	/* Looked at, it is new as long as it stays open, and then no more. */
	assert_int_equal(new_events(&s->second, id, false), 1);
	assert_false(is_changed(&s->second, id));
	assert_int_equal(new_events(&s->second, id, true), 1);
	assert_int_equal(new_events(&s->second, id, false), 0);

	/* What comes while it is open is new too, and seen. */
	assert_string_equal(desk_do(&s->first, &(struct deed){ .op = OP_NEXT, .number = id },
	    NULL, NULL), "done");
	assert_int_equal(new_events(&s->second, id, true), 1);
	assert_false(is_changed(&s->second, id));
}

static void
ones_own_deeds_are_not_new(void **state)
{
	struct scene *s = *state;
	char id[24];

	place_untouched(&s->place, "11410", "GEN-QNA-LAW", id);
	glance(&s->chief, id);
	assert_string_equal(desk_do(&s->chief, &(struct deed){ .op = OP_RECEIVE, .number = id },
	    NULL, NULL), "done");
	assert_false(is_changed(&s->chief, id));
	assert_int_equal(new_events(&s->chief, id, false), 0);

	/* But they do not hide what somebody else did before them. */
	assert_string_equal(desk_do(&s->first, &(struct deed){ .op = OP_NEXT, .number = id },
	    NULL, NULL), "done");
	assert_string_equal(desk_do(&s->chief, &(struct deed){ .op = OP_RELEASE, .number = id },
	    NULL, NULL), "done");
	assert_true(is_changed(&s->chief, id));
	assert_int_equal(new_events(&s->chief, id, false), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_opened_is_found_by_its_reader_alone),
		cmocka_unit_test(what_others_did_since_the_last_look_is_new),
		cmocka_unit_test(ones_own_deeds_are_not_new),
	};

	return cmocka_run_group_tests(tests, open_office, close_office);
}
