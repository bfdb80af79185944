/* SPDX-License-Identifier: ISC */
/* The consultation desk, through the office's door: nobody is called twice, the
 * intervals of everybody sum, and who may do what. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "storage/instant.h"
#include "tests/office/office_harness.h"

#define MONDAY "2026-11-23T09:00:00+09:00"
#define PEOPLE 30

struct scene {
	struct place place;
	struct desk first, second, chief, auditor;
	int64_t keys;		/* op-keys given out */
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
	place_remove(&s->place);
	free(s);
	return 0;
}

/* A request of a kind, with a key of its own. */
static struct wire_consult
ask_for(struct scene *s, const char *what, int64_t id)
{
	struct wire_consult ask = { .id = id };

	str_fill(ask.what, sizeof(ask.what), what);
	(void)snprintf(ask.op_key, sizeof(ask.op_key), "consult-test-%lld", (long long)++s->keys);
	str_fill(ask.kind, sizeof(ask.kind), "counter");
	str_fill(ask.task, sizeof(ask.task), "general");
	return ask;
}

/* Sends it; "consult-row" or the reason of the refusal. */
static const char *
send(struct desk *d, const struct wire_consult *ask, struct consult_row *row)
{
	struct answers a;
	const char *verdict = "done";

	desk_ask(d, MESSAGE_CONSULT_CHANGE, ask, &a);
	memset(row, 0, sizeof(*row));
	if (!answers_read(&a, MESSAGE_CONSULT_ROW, 0, row)) {
		str_fill(d->reason, sizeof(d->reason), answers_verdict(&a));
		verdict = d->reason;
	}
	answers_release(&a);
	return verdict;
}

static const char *
act(struct scene *s, struct desk *d, const char *what, int64_t id, struct consult_row *row)
{
	struct wire_consult ask = ask_for(s, what, id);

	return send(d, &ask, row);
}

static int64_t
add(struct scene *s, const char *task, int32_t priority, int64_t at)
{
	struct wire_consult ask = ask_for(s, "add", 0);
	struct consult_row row;

	str_fill(ask.task, sizeof(ask.task), task);
	str_fill(ask.who, sizeof(ask.who), "홍길동");
	str_fill(ask.contact, sizeof(ask.contact), "010-1234-5678");
	str_fill(ask.text, sizeof(ask.text), "900101-1234567 홍길동 문의");
	ask.priority = priority;
	ask.at = at;
	assert_string_equal(send(&s->first, &ask, &row), "done");
	return row.id;
}

static int64_t
instant(const char *text)
{
	int64_t at = 0;

	assert_true(instant_parse(text, &at));
	return at;
}

/* Two desks ask at once, thirty times: the office tells each another one. */
static void
nobody_is_called_twice(void **state)
{
	struct scene *s = *state;
	struct desk *desks[] = { &s->first, &s->second };
	struct consult_row row;
	int64_t from = add(s, "general", 0, 0), at = instant(MONDAY);
	bool seen[PEOPLE] = { false };

	for (int i = 1; i < PEOPLE; i++)
		assert_int_equal(add(s, "general", 0, 0), from + i);
	for (int round = 0; round < PEOPLE / 2; round++) {
		struct wire_consult asks[2] = { ask_for(s, "next", 0), ask_for(s, "next", 0) };
		int64_t tags[2], ids[2];

		place_set_clock_at(&s->place, at += 60);
		for (int d = 0; d < 2; d++)
			tags[d] = desk_tell(desks[d], MESSAGE_CONSULT_CHANGE, &asks[d]);
		for (int d = 0; d < 2; d++) {
			struct answers a;

			assert_true(desk_hear(desks[d], tags[d], &a));
			assert_true(answers_read(&a, MESSAGE_CONSULT_ROW, 0, &row));
			ids[d] = row.id - from;
			answers_release(&a);
			assert_in_range(ids[d], 0, PEOPLE - 1);
			assert_false(seen[ids[d]]);
			seen[ids[d]] = true;
			/* Said again with its key, it is the same one. */
			assert_string_equal(send(desks[d], &asks[d], &row), "done");
			assert_int_equal(row.id - from, ids[d]);
		}
		for (int d = 0; d < 2; d++)
			assert_string_equal(act(s, desks[d], "start", 0, &row), "done");
		place_set_clock_at(&s->place, at += 90);
		for (int d = 0; d < 2; d++)
			assert_string_equal(act(s, desks[d], "done", 0, &row), "done");
	}
	assert_string_equal(act(s, &s->first, "next", 0, &row), "consult-none");
	assert_int_equal(look_number(s->place.store, "SELECT COUNT(*) FROM (SELECT consult_id FROM "
	    "consult_interval WHERE state = 'called' GROUP BY consult_id HAVING COUNT(*) > 1)"), 0);
}

static void
the_intervals_of_everybody_sum(void **state)
{
	struct scene *s = *state;

	assert_int_equal(look_number(s->place.store, "SELECT COUNT(*) FROM consultation k WHERE "
	    "k.ended_at > 0"), PEOPLE);
	assert_int_equal(look_number(s->place.store, "SELECT COUNT(*) FROM consultation k WHERE "
	    "k.ended_at > 0 AND k.ended_at - k.created_at <> (SELECT SUM(n.until_at - n.from_at) "
	    "FROM consult_interval n WHERE n.consult_id = k.id)"), 0);
	/* The log of waits has the same wait. */
	assert_int_equal(look_number(s->place.store, "SELECT COUNT(*) FROM consult_visit v WHERE "
	    "v.called_at - v.came_at <> (SELECT n.until_at - n.from_at FROM consult_interval n "
	    "WHERE n.consult_id = v.consult_id AND n.state = 'waiting')"), 0);
}

static void
who_has_promised_comes_first_and_not_before(void **state)
{
	struct scene *s = *state;
	struct consult_row row;
	int64_t promised, plain, urgent;

	place_set_clock(&s->place, "2026-11-23T13:00:00+09:00");
	promised = add(s, "general", 0, instant("2026-11-23T13:30:00+09:00"));
	assert_string_equal(act(s, &s->first, "next", 0, &row), "consult-none");
	place_set_clock(&s->place, "2026-11-23T13:20:00+09:00");
	plain = add(s, "general", 0, 0);
	urgent = add(s, "general", 1, 0);
	place_set_clock(&s->place, "2026-11-23T13:30:00+09:00");
	assert_string_equal(act(s, &s->first, "next", 0, &row), "done");
	assert_int_equal(row.id, urgent);
	assert_string_equal(act(s, &s->second, "next", 0, &row), "done");
	assert_int_equal(row.id, promised);

	/* Put off, it waits anew from then on, and is no one's. */
	struct wire_consult later = ask_for(s, "later", 0);
	later.at = instant("2026-11-23T13:00:00+09:00");
	assert_string_equal(send(&s->second, &later, &row), "consult-past");
	later.at = instant("2026-11-23T15:00:00+09:00");
	assert_string_equal(send(&s->second, &later, &row), "done");
	assert_string_equal(row.state, "later");
	assert_string_equal(row.staff, "");
	assert_string_equal(act(s, &s->second, "next", 0, &row), "done");
	assert_int_equal(row.id, plain);
	assert_string_equal(act(s, &s->second, "no-show", 0, &row), "done");
	assert_string_equal(row.state, "no-show");
	assert_string_equal(act(s, &s->first, "start", 0, &row), "done");
	assert_string_equal(act(s, &s->first, "done", 0, &row), "done");
}

static void
skills_decide_who_is_called(void **state)
{
	struct scene *s = *state;
	struct wire_skills skills = { .login = "officer1-11410", .is_set = true, .tasks = "tax" };
	struct consult_row row;
	struct answers a;
	int64_t welfare, tax;

	desk_ask(&s->first, MESSAGE_SKILLS, &skills, &a);
	assert_string_equal(answers_verdict(&a), "no-right");
	answers_release(&a);
	desk_ask(&s->chief, MESSAGE_SKILLS, &skills, &a);
	assert_string_equal(answers_verdict(&a), "ok");
	answers_release(&a);
	welfare = add(s, "welfare", 1, 0);
	tax = add(s, "tax", 0, 0);
	assert_string_equal(act(s, &s->first, "next", 0, &row), "done");
	assert_int_equal(row.id, tax);
	assert_string_equal(act(s, &s->second, "next", 0, &row), "done");
	assert_int_equal(row.id, welfare);
	str_fill(skills.tasks, sizeof(skills.tasks), "dancing");
	desk_ask(&s->chief, MESSAGE_SKILLS, &skills, &a);
	assert_string_equal(answers_verdict(&a), "bad-value");
	answers_release(&a);
}

/* 민원처리법 §4: warned once, then ended; both with a reason, both recorded. */
static void
nobody_is_cut_off_without_a_warning(void **state)
{
	struct scene *s = *state;
	struct wire_consult warn = ask_for(s, "warn", 0), end;
	struct consult_row row;

	assert_string_equal(act(s, &s->first, "end", 0, &row), "consult-state");	/* called */
	assert_string_equal(act(s, &s->first, "start", 0, &row), "done");
	assert_string_equal(act(s, &s->first, "end", 0, &row), "consult-warn");
	assert_string_equal(send(&s->first, &warn, &row), "bad-value");
	warn = ask_for(s, "warn", 0);
	str_fill(warn.result, sizeof(warn.result), "threat");
	assert_string_equal(send(&s->first, &warn, &row), "done");
	assert_true(row.warned_at > 0);
	warn = ask_for(s, "warn", 0);
	str_fill(warn.result, sizeof(warn.result), "threat");
	assert_string_equal(send(&s->first, &warn, &row), "consult-warned");
	end = ask_for(s, "end", 0);
	assert_string_equal(send(&s->first, &end, &row), "done");
	assert_string_equal(row.state, "ended");
	assert_string_equal(row.result, "threat");
	assert_int_equal(look_number(s->place.store, "SELECT COUNT(*) FROM access_log WHERE "
	    "operation IN ('consult warn', 'consult end') AND subject LIKE 'consultation %'"), 2);
}

static void
one_person_has_it_and_only_they_see_who_it_is(void **state)
{
	struct scene *s = *state;
	struct consult_row row, seen = { 0 };
	struct answers a;
	int64_t id;

	/* The second one has the welfare matter called. */
	assert_string_equal(act(s, &s->second, "start", 0, &row), "done");
	id = row.id;
	assert_string_equal(row.who, "홍길동");
	assert_string_equal(row.contact, "010-1234-5678");
	assert_null(strstr(row.topic, "1234567"));
	assert_string_equal(act(s, &s->first, "done", id, &row), "consult-others");
	assert_string_equal(act(s, &s->auditor, "done", id, &row), "no-right");
	assert_string_equal(act(s, &s->second, "next", 0, &row), "consult-busy");
	desk_ask(&s->first, MESSAGE_CONSULT_LIST, &(struct wire_consult_ask){ .from_hour = 9,
	    .until_hour = 18 }, &a);
	for (size_t i = 0; answers_read(&a, MESSAGE_CONSULT_ROW, i, &row); i++)
		if (row.id == id)
			seen = row;
	answers_release(&a);
	assert_string_equal(seen.who, "홍*동");
	assert_null(strstr(seen.contact, "1234"));
	assert_null(strstr(seen.topic, "홍길동"));
	assert_string_equal(act(s, &s->chief, "done", id, &row), "done");
	assert_string_equal(row.who, "홍*동");
	assert_string_equal(act(s, &s->second, "done", id, &row), "consult-state");
	assert_string_equal(act(s, &s->second, "done", 9999, &row), "unknown-consult");
}

static void
figures_of_the_desk_are_for_who_leads_it(void **state)
{
	struct scene *s = *state;
	struct wire_consult_ask ask = { .from_hour = 9, .until_hour = 10, .staff_more = 1 };
	struct consult_figures f;
	struct answers a;

	desk_ask(&s->first, MESSAGE_CONSULT_LIST, &ask, &a);
	assert_string_equal(answers_verdict(&a), "no-right");
	answers_release(&a);
	ask.staff_more = 0;
	desk_ask(&s->first, MESSAGE_CONSULT_LIST, &ask, &a);
	assert_true(answers_read(&a, MESSAGE_CONSULT_FIGURES, 0, &f));
	assert_int_equal(f.told, -1);
	assert_int_equal(f.done, PEOPLE + 2);
	assert_int_equal(f.absent, 1);
	assert_int_equal(f.ended, 1);
	/* Thirty people waited: there is something to say. */
	assert_true(f.p90_sec >= f.p50_sec && f.p50_sec >= 0);
	assert_true(f.samples >= 20);
	answers_release(&a);
	ask.staff_more = -1;
	desk_ask(&s->chief, MESSAGE_CONSULT_LIST, &ask, &a);
	assert_true(answers_read(&a, MESSAGE_CONSULT_FIGURES, 0, &f));
	assert_true(f.told >= 1 && f.told + f.untold >= PEOPLE);
	assert_true(f.held50 <= f.held90 && f.held90 <= f.told);
	assert_true(f.if_samples >= PEOPLE && f.if_wait_sec > 0);
	answers_release(&a);
	ask.until_hour = 9;
	desk_ask(&s->chief, MESSAGE_CONSULT_LIST, &ask, &a);
	assert_string_equal(answers_verdict(&a), "bad-value");
	answers_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_is_called_twice),
		cmocka_unit_test(the_intervals_of_everybody_sum),
		cmocka_unit_test(who_has_promised_comes_first_and_not_before),
		cmocka_unit_test(skills_decide_who_is_called),
		cmocka_unit_test(nobody_is_cut_off_without_a_warning),
		cmocka_unit_test(one_person_has_it_and_only_they_see_who_it_is),
		cmocka_unit_test(figures_of_the_desk_are_for_who_leads_it),
	};

	return cmocka_run_group_tests(tests, open_office, close_office);
}
