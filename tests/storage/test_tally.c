/* SPDX-License-Identifier: ISC */
/* The maintained figures: after any history they are what counting gives, also
 * in the middle of a transaction, and the check of them finds a planted fault. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>

#include "storage/instant.h"
#include "storage/tally.h"
#include "tests/storage/store_folder.h"

#define SEED UINT64_C(20261128)
#define DAY_SEC (24 * 3600)
#define OK(call) assert_int_equal(call, RC_OK)

static uint32_t
draw(uint64_t *random, uint32_t limit)
{
	*random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(*random >> 33) % limit;
}

/* A rule for these tests: it depends on the state, as the real one does. */
static enum due_kind
rule(enum state state, const char *service)
{
	(void)service;
	if (state == STATE_SUPPLEMENT)
		return DUE_STILL;
	return state == STATE_ARRIVED ? DUE_HOURS : DUE_DAYS;
}

static enum due_kind
other_rule(enum state state, const char *service)
{
	(void)state;
	(void)service;
	return DUE_HOURS;
}

static int
fill(void **state)
{
	const struct store_folder *f;

	store_folder_setup(state);
	f = *state;
	OK(store_tally_start(f->store, rule, 1, NULL));
	return 0;
}

static int64_t
wrong_figures(struct store *s)
{
	int64_t wrong = -1;

	OK(store_tally_wrong(s, &wrong, NULL));
	return wrong;
}

struct sum {
	int64_t all, of_one;	/* everybody's, the first officer's */
};

static void
add(void *arg, int64_t who, int64_t count)
{
	struct sum *sum = arg;

	sum->all += count;
	sum->of_one += who == 1 ? count : 0;
}

static struct sum
figure(struct store *s, enum tally_kind kind, int64_t from, int64_t to)
{
	struct sum sum = { 0 };

	OK(store_tally_read(s, "11410", kind, from, to, add, &sum, NULL));
	return sum;
}

static struct sum
due(struct store *s, enum due_kind kind, int64_t from_at, int64_t to_at)
{
	struct sum sum = { 0 };

	OK(store_tally_due(s, "11410", kind, from_at, to_at, add, &sum, NULL));
	return sum;
}

/* Draws another life for a case. */
static void
change(uint64_t *random, struct case_record *c)
{
	c->row.state = (enum state)draw(random, STATE__COUNT);
	c->assignee_id = draw(random, 3);
	c->row.received_at = draw(random, 3) == 0 ? 0 : (int64_t)draw(random, 20) * DAY_SEC + 1;
	c->completed_at = draw(random, 3) != 0 ? 0 : (int64_t)draw(random, 20) * DAY_SEC + 1;
	c->row.due_at = draw(random, 5) == 0 ? 0 : 1 + (int64_t)draw(random, 40) * DAY_SEC / 2;
}

static void
one_request(uint64_t *random, struct store *s, int64_t *ids, int64_t *count)
{
	struct case_record c;

	for (uint32_t k = draw(random, 3); k > 0; k--) {
		case_made(s, draw(random, 2) == 0 ? "11410" : "30200",
		    1 + (int64_t)draw(random, 20) * DAY_SEC, 5, &c);
		ids[(*count)++] = c.row.id;
	}
	for (uint32_t k = draw(random, 4); *count > 0 && k > 0; k--) {
		OK(store_case_get(s, ids[draw(random, (uint32_t)*count)], &c, NULL));
		change(random, &c);
		OK(store_case_update(s, &c, NULL));
	}
}

/* Kept and undone requests, kept and lost transactions. */
static void
figures_equal_counting_after_any_history(void **state)
{
	struct store_folder *f = *state;
	struct store *s = f->store;
	uint64_t random = SEED;
	int64_t ids[4000], count = 0;

	print_message("seed %" PRIu64 "\n", SEED);
	for (int group = 0; group < 80; group++) {
		int64_t made_before = count;

		OK(store_begin(s, NULL));
		for (uint32_t r = draw(&random, 12); r > 0; r--) {
			int64_t made_here = count;

			OK(store_request_begin(s, NULL));
			one_request(&random, s, ids, &count);
			if (draw(&random, 4) != 0) {
				OK(store_request_keep(s, NULL));
			} else {
				store_request_undo(s);
				count = made_here;
			}
			assert_int_equal(wrong_figures(s), 0);
		}
		if (draw(&random, 5) != 0) {
			OK(store_commit(s, NULL));
		} else {
			store_rollback(s);
			count = made_before;
		}
		assert_int_equal(wrong_figures(s), 0);
	}
	assert_int_equal(sql_number(f->path, "SELECT COUNT(*) FROM cases"), count);
	assert_int_equal(sql_number(f->path, "SELECT COUNT(*) FROM (SELECT office, who, count FROM "
	    "tally WHERE kind = 'open' EXCEPT SELECT office, assignee_id, COUNT(*) FROM cases "
	    "WHERE is_open = 1 GROUP BY office, assignee_id)"), 0);
	assert_int_equal(sql_number(f->path, "SELECT COUNT(*) FROM (SELECT office, assignee_id, "
	    "COUNT(*) FROM cases WHERE is_open = 1 GROUP BY office, assignee_id EXCEPT SELECT "
	    "office, who, count FROM tally WHERE kind = 'open')"), 0);
	assert_int_equal(sql_number(f->path, "SELECT COUNT(*) FROM tally WHERE count = 0"), 0);
}

static void
figures_of_a_range_are_read_before_and_after_the_commit(void **state)
{
	struct store_folder *f = *state;
	struct store *s = f->store;
	struct case_record c;

	for (int i = 0; i < 2; i++) {
		OK(store_begin(s, NULL));
		case_made(s, "11410", 1, 0, &c);
		c.row.state = STATE_IN_PROGRESS;
		c.assignee_id = 1 + i;
		c.row.due_at = 100 + i;
		OK(store_case_update(s, &c, NULL));
		assert_int_equal(due(s, DUE_DAYS, 100, 200).all, i + 1);
		assert_int_equal(due(s, DUE_DAYS, 100, 200).of_one, 1);
		OK(store_commit(s, NULL));
		assert_int_equal(due(s, DUE_DAYS, 100, 200).all, i + 1);
	}
	assert_int_equal(due(s, DUE_DAYS, 101, 101).all, 1);
	assert_int_equal(due(s, DUE_DAYS, 102, 200).all, 0);
	assert_int_equal(due(s, DUE_HOURS, 0, 200).all, 0);
	assert_int_equal(figure(s, TALLY_OPEN, 0, 0).all, 2);
	/* A pause stops the due, not the case. */
	OK(store_begin(s, NULL));
	c.row.state = STATE_SUPPLEMENT;
	OK(store_case_update(s, &c, NULL));
	OK(store_commit(s, NULL));
	assert_int_equal(due(s, DUE_DAYS, 100, 200).all, 1);
	assert_int_equal(figure(s, TALLY_OPEN, 0, 0).all, 2);
}

/* Whatever stretch is asked for, by days, hours and instants it is the same
 * number as counting. */
static void
any_stretch_of_time_is_what_counting_gives(void **state)
{
	static const int64_t edges[] = { 0, 1, 3599, 3600, 3601, 54000, 53999, 54001, 86399, 86400,
		140399, 140400, 140401, 226800, 300000, 864000 };
	const size_t n = sizeof(edges) / sizeof(edges[0]);
	struct store_folder *f = *state;
	struct store *s = f->store;

	OK(store_begin(s, NULL));
	for (size_t i = 1; i < n; i++) {
		struct case_record c;

		case_made(s, "11410", (int64_t)i, 0, &c);
		c.row.state = STATE_IN_PROGRESS;
		c.row.due_at = edges[i];
		OK(store_case_update(s, &c, NULL));
	}
	OK(store_commit(s, NULL));
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < n; k++) {
			int64_t counted = 0;

			for (size_t c = 1; c < n; c++)
				counted += edges[c] >= edges[i] && edges[c] <= edges[k];
			if (edges[i] <= edges[k] &&
			    due(s, DUE_DAYS, edges[i], edges[k]).all != counted)
				fail_msg("%lld..%lld: %lld, counted %lld", (long long)edges[i],
				    (long long)edges[k],
				    (long long)due(s, DUE_DAYS, edges[i], edges[k]).all,
				    (long long)counted);
		}
	}
}

static void
the_check_finds_a_planted_fault(void **state)
{
	static const char *const faults[] = {
		"UPDATE tally SET count = count + 1 WHERE kind = 'hours-at'",
		"DELETE FROM tally WHERE kind = 'arrived'",
		"INSERT INTO tally VALUES ('11410', 'decided', 9, 1, 1)",
		"UPDATE cases SET assignee_id = 2",
	};
	struct store_folder *f = *state;
	struct case_record c;

	OK(store_begin(f->store, NULL));
	case_made(f->store, "11410", 1, 50, &c);
	OK(store_commit(f->store, NULL));
	store_close(f->store);
	f->store = NULL;
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		struct store *s = NULL;

		OK(store_open(f->path, false, &s, NULL));
		OK(store_tally_start(s, rule, (int64_t)(10 + i), NULL));
		assert_int_equal(wrong_figures(s), 0);
		store_close(s);
		assert_true(sql_run(f->path, faults[i]));
		OK(store_open(f->path, false, &s, NULL));
		OK(store_tally_start(s, rule, (int64_t)(10 + i), NULL));
		assert_true(wrong_figures(s) > 0);
		store_close(s);
	}
}

static void
another_rule_counts_again(void **state)
{
	struct store_folder *f = *state;
	struct store *s = f->store;
	struct case_record c;

	OK(store_begin(s, NULL));
	case_made(s, "11410", 1, 50, &c);
	c.row.state = STATE_RECEIVED;
	OK(store_case_update(s, &c, NULL));
	OK(store_commit(s, NULL));
	assert_int_equal(due(s, DUE_DAYS, 0, 99).all, 1);
	OK(store_tally_start(s, other_rule, 1, NULL));
	assert_int_equal(due(s, DUE_DAYS, 0, 99).all, 1);
	assert_true(wrong_figures(s) > 0);
	OK(store_tally_start(s, other_rule, 2, NULL));
	assert_int_equal(due(s, DUE_DAYS, 0, 99).all, 0);
	assert_int_equal(due(s, DUE_HOURS, 0, 99).all, 1);
	assert_int_equal(wrong_figures(s), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(figures_equal_counting_after_any_history, fill,
		    store_folder_teardown),
		cmocka_unit_test_setup_teardown(
		    figures_of_a_range_are_read_before_and_after_the_commit, fill,
		    store_folder_teardown),
		cmocka_unit_test_setup_teardown(any_stretch_of_time_is_what_counting_gives, fill,
		    store_folder_teardown),
		cmocka_unit_test_setup_teardown(the_check_finds_a_planted_fault, fill,
		    store_folder_teardown),
		cmocka_unit_test_setup_teardown(another_rule_counts_again, fill,
		    store_folder_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
