/* SPDX-License-Identifier: ISC */
/* Batches in the office: lists that are frozen, tried, done once, stopped, gone
 * on with and taken back, behind everybody else's requests. */
#include <inttypes.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <stdio.h>

#include "console/rules/batch.h"
#include "tests/office/office_harness.h"

#define MONDAY "2026-11-23T09:00:00+09:00"
#define CASES_MAX 400

struct scene {
	struct place place;
	struct desk chief, officer, elsewhere;
	int64_t ids[CASES_MAX];	/* cases of the office that nobody has touched */
	size_t count, used;
};

static int
open_office(void **state)
{
	static const char *const options[] = { "--seed", "11", "--applications", "1500", NULL };
	struct scene *s = x_zalloc(1, sizeof(*s));
	int64_t id = 0;

	*state = s;
	place_make(&s->place, MONDAY);
	place_relay_start(&s->place, options);
	place_office_start(&s->place);
	assert_true(desk_open(&s->chief, &s->place, "supervisor-11410", false));
	assert_true(desk_open(&s->officer, &s->place, "officer1-11410", false));
	assert_true(desk_open(&s->elsewhere, &s->place, "supervisor-30200", false));
	assert_true(desk_sync(&s->chief, ""));
	while (s->count < CASES_MAX) {
		char sql[160];

		snprintf(sql, sizeof(sql), "SELECT COALESCE(MIN(id), 0) FROM cases WHERE office = "
		    "'11410' AND state = 'arrived' AND id > %" PRId64, id);
		id = look_number(s->place.store, sql);
		if (id == 0)
			break;
		s->ids[s->count++] = id;
	}
	return 0;
}

static int
close_office(void **state)
{
	struct scene *s = *state;

	desk_close(&s->chief);
	desk_close(&s->officer);
	desk_close(&s->elsewhere);
	place_remove(&s->place);
	free(s);
	return 0;
}

/* The next cases that nobody has touched. */
static const int64_t *
take(struct scene *s, size_t count)
{
	const int64_t *ids = s->ids + s->used;

	assert_true(s->used + count <= s->count);
	s->used += count;
	return ids;
}

static void
begin(struct desk *d, const char *key, bool is_whole, struct batch_row *row)
{
	struct wire_batch_begin ask = { .is_whole = is_whole, .source = "marks" };
	struct answers a;

	str_fill(ask.key, sizeof(ask.key), key);
	desk_ask(d, MESSAGE_BATCH_BEGIN, &ask, &a);
	assert_true(answers_read(&a, MESSAGE_BATCH_ROW, 0, row));
	answers_release(&a);
}

static void
add(struct desk *d, int64_t batch_id, int64_t case_id, const struct deed *deed)
{
	struct wire_batch_item item = { .batch_id = batch_id };
	struct buf packed = { 0 };
	struct wire_act act;

	deed_record(deed, &act);
	act.op_key[0] = '\0';
	wire_pack(&packed, MESSAGE_ACT, &act);
	item.act = buf_str(&packed);
	str_fill(item.op, sizeof(item.op), deed->op == OP_RECEIVE ? "receive" :
	    deed->op == OP_ASSIGN ? "assign" : "claim");
	snprintf(item.number, sizeof(item.number), "%" PRId64, case_id);
	(void)desk_tell(d, MESSAGE_BATCH_ITEM, &item);
	buf_release(&packed);
}

static const char *
seal(struct desk *d, int64_t batch_id, size_t count)
{
	struct answers a;
	const char *said;

	desk_ask(d, MESSAGE_BATCH_SEAL, &(struct wire_batch_seal){ batch_id, (int64_t)count }, &a);
	said = answers_verdict(&a);
	str_fill(d->reason, sizeof(d->reason), said);
	answers_release(&a);
	return d->reason;
}

/* A batch of one op on cases, frozen. */
static int64_t
make(struct desk *d, const char *key, bool is_whole, const int64_t *ids, size_t count,
    const struct deed *deed)
{
	struct batch_row row = { .items = 0 };

	begin(d, key, is_whole, &row);
	for (size_t i = 0; i < count; i++)
		add(d, row.id, ids[i], deed);
	assert_string_equal(seal(d, row.id, count), "ok");
	return row.id;
}

/* Runs, tries or shows it from its first item to its last; what became of each:
 * d done, w waiting, r refused, f failed, u taken back. The row as it was told
 * last. "" where it was refused, with the reason in the desk. */
static char *
go_through(struct desk *d, enum message how, int64_t id, bool is_dry_run, struct batch_row *row)
{
	struct wire_batch_part ask = { .batch_id = id, .count = 50, .is_dry_run = is_dry_run,
		.is_start = true };
	struct buf out = { 0 };

	for (size_t told = 1; told > 0 && (ask.after_no == 0 || ask.after_no < row->items);) {
		struct batch_item_row item;
		struct answers a;

		desk_ask(d, how, &ask, &a);
		str_fill(d->reason, sizeof(d->reason), answers_verdict(&a));
		for (told = 0; answers_read(&a, MESSAGE_BATCH_ITEM_ROW, told, &item); told++) {
			assert_int_equal(item.no, ask.after_no + 1);
			assert_int_equal(item.is_dry_run, is_dry_run && item.state[0] != 'w');
			ask.after_no = item.no;
			buf_putc(&out, item.state[0]);
		}
		(void)answers_read(&a, MESSAGE_BATCH_ROW, 0, row);
		answers_release(&a);
	}
	return buf_steal(&out);
}

static void
expect(struct desk *d, enum message how, int64_t id, bool is_dry_run, const char *wanted,
    struct batch_row *row)
{
	char *seen = go_through(d, how, id, is_dry_run, row);

	assert_string_equal(str_or_empty(seen), wanted);
	free(seen);
}

static int64_t
effects(const struct scene *s, const int64_t *ids, size_t count, const char *kind)
{
	char sql[200];

	snprintf(sql, sizeof(sql), "SELECT COUNT(*) FROM event WHERE kind = '%s' AND case_id "
	    "BETWEEN %" PRId64 " AND %" PRId64 " AND case_id IN (SELECT id FROM cases WHERE office = "
	    "'11410')", kind, ids[0], ids[count - 1]);
	return look_number(s->place.store, sql);
}

static const struct deed receive = { .op = OP_RECEIVE, .number = "" };
static const struct deed assign = { .op = OP_ASSIGN, .number = "", .assignee = "officer1-11410" };

static void
trying_changes_nothing_and_doing_has_one_effect(void **state)
{
	struct scene *s = *state;
	const int64_t *ids = take(s, 8);
	int64_t id = make(&s->chief, "batch-once", false, ids, 8, &receive);
	struct batch_row row = { .items = 0 };

	expect(&s->chief, MESSAGE_BATCH_RUN, id, true, "dddddddd", &row);
	assert_string_equal(row.state, BATCH_PLANNED);
	assert_int_equal(effects(s, ids, 8, "receive"), 0);
	expect(&s->chief, MESSAGE_BATCH_SHOW, id, false, "wwwwwwww", &row);
	expect(&s->chief, MESSAGE_BATCH_RUN, id, false, "dddddddd", &row);
	assert_string_equal(row.state, BATCH_DONE);
	assert_int_equal(row.done, 8);
	expect(&s->chief, MESSAGE_BATCH_RUN, id, false, "dddddddd", &row);
	assert_int_equal(effects(s, ids, 8, "receive"), 8);
	/* The same list under the same key is the same batch. */
	begin(&s->chief, "batch-once", false, &row);
	assert_int_equal(row.id, id);
	assert_string_equal(seal(&s->chief, id, 8), "bad-value");
}

static void
what_is_refused_is_told_and_can_be_tried_again(void **state)
{
	struct scene *s = *state;
	const int64_t *ids = take(s, 4);
	int64_t id = make(&s->chief, "batch-again", false, ids, 4, &assign);
	struct batch_row row = { .items = 0 };
	struct answers a;

	expect(&s->chief, MESSAGE_BATCH_RUN, id, false, "rrrr", &row);
	assert_int_equal(row.refused, 4);
	id = make(&s->chief, "batch-first", false, ids, 3, &receive);
	expect(&s->chief, MESSAGE_BATCH_RUN, id, false, "ddd", &row);
	desk_ask(&s->chief, MESSAGE_BATCH_CHANGE,
	    &(struct wire_change){ .id = row.id - 1, .what = "retry" }, &a);
	assert_true(answers_read(&a, MESSAGE_BATCH_ROW, 0, &row));
	answers_release(&a);
	expect(&s->chief, MESSAGE_BATCH_RUN, row.id, false, "dddr", &row);
	assert_int_equal(row.done, 3);
	assert_int_equal(row.refused, 1);
}

static void
all_or_nothing_is_nothing_where_one_is_refused(void **state)
{
	struct scene *s = *state;
	int64_t ids[4];
	struct batch_row row = { .items = 0 };
	int64_t id;

	memcpy(ids, take(s, 4), sizeof(ids));
	/* The case of the second is received already. */
	id = make(&s->chief, "batch-second", false, ids + 1, 1, &receive);
	expect(&s->chief, MESSAGE_BATCH_RUN, id, false, "d", &row);
	id = make(&s->chief, "batch-whole", true, ids, 4, &receive);
	expect(&s->chief, MESSAGE_BATCH_RUN, id, false, "wrww", &row);
	assert_string_equal(row.state, BATCH_STOPPED);
	assert_int_equal(effects(s, ids, 4, "receive"), 1);
	ids[1] = *take(s, 1);
	id = make(&s->chief, "batch-whole2", true, ids, 4, &receive);
	expect(&s->chief, MESSAGE_BATCH_RUN, id, true, "dddd", &row);
	assert_int_equal(effects(s, ids, 4, "receive"), 1);
	expect(&s->chief, MESSAGE_BATCH_RUN, id, false, "dddd", &row);
	assert_string_equal(row.state, BATCH_DONE);
}

static void
the_second_batch_over_a_case_is_told_of_the_first(void **state)
{
	struct scene *s = *state;
	const int64_t *ids = take(s, 2);
	int64_t first = make(&s->chief, "batch-one", false, ids, 2, &receive);
	int64_t second = make(&s->chief, "batch-two", false, ids, 2, &receive);
	struct batch_item_row item;
	struct batch_row row = { .items = 0 };
	struct answers a;

	expect(&s->chief, MESSAGE_BATCH_RUN, first, false, "dd", &row);
	expect(&s->chief, MESSAGE_BATCH_RUN, second, false, "rr", &row);
	desk_ask(&s->chief, MESSAGE_BATCH_SHOW, &(struct wire_batch_part){ .batch_id = second }, &a);
	assert_true(answers_read(&a, MESSAGE_BATCH_ITEM_ROW, 1, &item));
	assert_int_equal(item.other_batch, first);
	assert_string_equal(item.reason, "wrong-state");
	answers_release(&a);
	desk_ask(&s->chief, MESSAGE_BATCH_SHOW, &(struct wire_batch_part){ .batch_id = first }, &a);
	assert_true(answers_read(&a, MESSAGE_BATCH_ITEM_ROW, 1, &item));
	assert_int_equal(item.other_batch, 0);
	answers_release(&a);
}

static void
a_batch_is_its_authors_and_seen_by_who_supervises(void **state)
{
	struct scene *s = *state;
	const int64_t *ids = take(s, 1);
	int64_t id = make(&s->chief, "batch-mine", false, ids, 1, &receive);
	int64_t theirs = make(&s->officer, "batch-theirs", false, ids, 1, &receive);
	struct batch_row row = { .items = 1 };

	free(go_through(&s->officer, MESSAGE_BATCH_SHOW, id, false, &row));
	assert_string_equal(s->officer.reason, "unknown-batch");
	free(go_through(&s->elsewhere, MESSAGE_BATCH_SHOW, id, false, &row));
	assert_string_equal(s->elsewhere.reason, "unknown-batch");
	expect(&s->chief, MESSAGE_BATCH_SHOW, theirs, false, "w", &row);
	free(go_through(&s->chief, MESSAGE_BATCH_RUN, theirs, false, &row));
	assert_string_equal(s->chief.reason, "batch-others");
	/* Its author's rights are no more in a batch than without one. */
	expect(&s->officer, MESSAGE_BATCH_RUN, theirs, false, "r", &row);
}

/* One part of a batch a round, behind everybody: told by the order of events. */
static void
a_clerk_is_served_before_the_rest_of_a_batch(void **state)
{
	struct scene *s = *state;
	const int64_t *ids = take(s, 121);
	int64_t id = make(&s->chief, "batch-lane", false, ids, 120, &receive);
	struct wire_batch_part part = { .batch_id = id, .count = 10, .is_start = true };
	struct batch_row row = { .items = 0 };
	struct wire_act act;
	struct deed deed = { .op = OP_RECEIVE };
	struct answers a;
	char number[24], sql[320];
	struct desk other;
	int64_t tag = 0, clerk, before;

	snprintf(number, sizeof(number), "%" PRId64, ids[120]);
	deed.number = number;
	deed_record(&deed, &act);
	assert_true(desk_open(&other, &s->place, "supervisor-11410", false));
	/* Nobody is served until all of it has been asked. */
	assert_int_equal(kill(s->place.office, SIGSTOP), 0);
	for (part.after_no = 0; part.after_no < 120; part.after_no += 10)
		tag = desk_tell(&s->chief, MESSAGE_BATCH_RUN, &part);
	clerk = desk_tell(&other, MESSAGE_ACT, &act);
	assert_int_equal(kill(s->place.office, SIGCONT), 0);
	assert_true(desk_hear(&other, clerk, &a));
	answers_release(&a);
	desk_close(&other);
	for (int64_t each = tag - 11; each <= tag; each++) {
		assert_true(desk_hear(&s->chief, each, &a));
		answers_release(&a);
	}
	snprintf(sql, sizeof(sql), "SELECT COUNT(*) FROM event WHERE kind = 'receive' AND case_id "
	    "BETWEEN %" PRId64 " AND %" PRId64 " AND op_key LIKE 'batch-lane.%%' AND id < (SELECT id "
	    "FROM event WHERE kind = 'receive' AND case_id = %s)", ids[0], ids[119], number);
	before = look_number(s->place.store, sql);
	assert_in_range(before, 0, 10);
	/* A part ends with its time: what a slow machine left is done now. */
	free(go_through(&s->chief, MESSAGE_BATCH_RUN, id, false, &row));
	assert_int_equal(effects(s, ids, 121, "receive"), 121);
}

/* A receipt number is taken before the time is judged: one refused then must not
 * keep it, and the items around it have one effect each. */
static void
what_had_written_when_it_was_refused_leaves_nothing(void **state)
{
	static const char serial[] =
	    "SELECT COALESCE(MAX(last), 0) FROM receipt_serial WHERE office = '11410'";
	const struct deed early = { .op = OP_RECEIVE, .number = "", .at = 1 };
	struct scene *s = *state;
	const int64_t *ids = take(s, 6);
	struct batch_row row = { .items = 0 };
	int64_t before = look_number(s->place.store, serial);

	begin(&s->chief, "batch-early", false, &row);
	for (size_t i = 0; i < 6; i++)
		add(&s->chief, row.id, ids[i], i == 2 || i == 4 ? &early : &receive);
	assert_string_equal(seal(&s->chief, row.id, 6), "ok");
	expect(&s->chief, MESSAGE_BATCH_RUN, row.id, true, "ddrdrd", &row);
	assert_int_equal(look_number(s->place.store, serial), before);
	expect(&s->chief, MESSAGE_BATCH_RUN, row.id, false, "ddrdrd", &row);
	assert_string_equal(row.state, BATCH_DONE);
	assert_int_equal(row.done, 4);
	assert_int_equal(row.refused, 2);
	assert_int_equal(look_number(s->place.store, serial), before + 4);
	assert_int_equal(effects(s, ids, 6, "receive"), 4);
	assert_int_equal(look_number(s->place.store, "SELECT COUNT(*) FROM outbox WHERE op_key LIKE "
	    "'batch-early.%'"), 4);
}

static void
what_moved_on_stays_and_the_rest_is_taken_back(void **state)
{
	struct scene *s = *state;
	const int64_t *ids = take(s, 20);
	struct batch_row row = { .items = 0 };
	struct answers a;
	int64_t id = make(&s->chief, "batch-recv", false, ids, 20, &receive), undo;
	char number[24];

	expect(&s->chief, MESSAGE_BATCH_RUN, id, false, "dddddddddddddddddddd", &row);
	id = make(&s->chief, "batch-assign", false, ids, 20, &assign);
	expect(&s->chief, MESSAGE_BATCH_RUN, id, false, "dddddddddddddddddddd", &row);
	for (size_t i = 5; i < 8; i++) {
		struct deed next = { .op = OP_NEXT, .number = number };

		snprintf(number, sizeof(number), "%" PRId64, ids[i]);
		assert_string_equal(desk_do(&s->officer, &next, NULL, NULL), "done");
	}
	desk_ask(&s->chief, MESSAGE_BATCH_CHANGE,
	    &(struct wire_change){ .id = id, .what = "undo" }, &a);
	assert_true(answers_read(&a, MESSAGE_BATCH_ROW, 0, &row));
	answers_release(&a);
	undo = row.id;
	assert_int_equal(row.items, 20);
	assert_int_equal(row.undo_of, id);
	/* The last one first. */
	expect(&s->chief, MESSAGE_BATCH_RUN, undo, true, "ddddddddddddrrrddddd", &row);
	assert_int_equal(effects(s, ids, 20, "undone"), 0);
	expect(&s->chief, MESSAGE_BATCH_RUN, undo, false, "ddddddddddddrrrddddd", &row);
	assert_int_equal(effects(s, ids, 20, "undone"), 17);
	expect(&s->chief, MESSAGE_BATCH_SHOW, id, false, "uuuuudddu" "uuuuuuuuuuu", &row);
	assert_string_equal(row.state, BATCH_UNDONE);
	assert_int_equal(row.undone, 17);
	/* A receipt stands. */
	desk_ask(&s->chief, MESSAGE_BATCH_CHANGE,
	    &(struct wire_change){ .id = id - 1, .what = "undo" }, &a);
	assert_true(answers_read(&a, MESSAGE_BATCH_ROW, 0, &row));
	answers_release(&a);
	expect(&s->chief, MESSAGE_BATCH_RUN, row.id, false, "rrrrrrrrrrrrrrrrrrrr", &row);
}

static void
a_killed_office_goes_on_where_it_was(void **state)
{
	struct scene *s = *state;
	const int64_t *ids = take(s, 100);
	int64_t id = make(&s->chief, "batch-kill", false, ids, 100, &receive);
	char *seen;

	for (int i = 0; i < 5; i++) {
		struct wire_batch_part part = { .batch_id = id, .count = 9, .after_no = 20 * i,
			.is_start = true };

		(void)desk_tell(&s->chief, MESSAGE_BATCH_RUN, &part);
		place_office_kill(&s->place);
		desk_close(&s->chief);
		place_office_start(&s->place);
		assert_true(desk_open(&s->chief, &s->place, "supervisor-11410", false));
	}
	struct batch_row row = { .items = 0 };

	seen = go_through(&s->chief, MESSAGE_BATCH_RUN, id, false, &row);
	assert_int_equal(strlen(seen), 100);
	assert_int_equal(strspn(seen, "d"), 100);
	free(seen);
	assert_string_equal(row.state, BATCH_DONE);
	assert_int_equal(effects(s, ids, 100, "receive"), 100);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(trying_changes_nothing_and_doing_has_one_effect),
		cmocka_unit_test(what_is_refused_is_told_and_can_be_tried_again),
		cmocka_unit_test(all_or_nothing_is_nothing_where_one_is_refused),
		cmocka_unit_test(the_second_batch_over_a_case_is_told_of_the_first),
		cmocka_unit_test(a_batch_is_its_authors_and_seen_by_who_supervises),
		cmocka_unit_test(a_clerk_is_served_before_the_rest_of_a_batch),
		cmocka_unit_test(what_had_written_when_it_was_refused_leaves_nothing),
		cmocka_unit_test(what_moved_on_stays_and_the_rest_is_taken_back),
		cmocka_unit_test(a_killed_office_goes_on_where_it_was),
	};

	return cmocka_run_group_tests(tests, open_office, close_office);
}
