/* SPDX-License-Identifier: ISC */
/* A case is written by the narrowest statement that may do: whatever of it
 * changes, alone or together, is in the table then, and nothing else is. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "storage/store.h"
#include "tests/storage/store_folder.h"

#define OK(call) assert_int_equal(call, RC_OK)

#define CHANGES 18
#define ROUNDS 400

static int
fill(void **state)
{
	const struct store_folder *f;

	store_folder_setup(state);
	f = *state;
	return store_begin(f->store, NULL) == RC_OK ? 0 : -1;
}

static int
end(void **state)
{
	const struct store_folder *f = *state;

	store_rollback(f->store);
	return store_folder_teardown(state);
}

/* Changes the nth thing of a case that can change. */
static void
change(struct case_record *c, int n, int64_t to)
{
	struct case_row *row = &c->row;
	int64_t *numbers[] = { &c->assignee_id, &c->lease_holder_id, &row->lease_until_at,
		&row->received_at, &row->due_at, &c->completed_at, &row->outage_at,
		&c->correction_by_id, &row->deemed_at, &row->raised_at, &row->hop_due_at };
	int32_t *small[] = { &row->paused_from.number, &row->extensions, &row->mismatches,
		&row->bounces };

	if (n < 11)
		*numbers[n] = to;
	else if (n < 15)
		*small[n - 11] = (int32_t)to;
	else if (n == 15)
		row->is_outage_receipt = !row->is_outage_receipt;
	else if (n == 16)
		row->state = (enum state)(to % STATE__COUNT);
	else
		snprintf(row->receipt_no, sizeof(row->receipt_no), "2026-11410-%" PRId64, to);
}

static const char *
describe(struct buf *out, const struct case_record *c)
{
	const struct case_row *row = &c->row;
	const int64_t numbers[] = { row->version, row->state, c->assignee_id, c->lease_holder_id,
		row->lease_until_at, row->received_at, row->due_at, c->completed_at, row->outage_at,
		c->correction_by_id, row->deemed_at, row->raised_at, row->hop_due_at,
		row->paused_from.number, row->extensions, row->mismatches, row->bounces,
		row->is_outage_receipt, row->arrived_at };

	buf_clear(out);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		buf_number(out, numbers[i]);
		buf_putc(out, ' ');
	}
	buf_puts(out, row->receipt_no);
	return buf_str(out);
}

/* Writes the case and compares the table's with it. */
static void
write_and_read(struct store *s, struct case_record *c)
{
	struct buf wanted = { 0 }, got = { 0 };
	struct case_record read;

	OK(store_case_update(s, c, NULL));
	OK(store_case_get(s, c->row.id, &read, NULL));
	assert_string_equal(describe(&got, &read), describe(&wanted, c));
	buf_release(&wanted);
	buf_release(&got);
}

static void
each_change_alone(void **state)
{
	struct store_folder *f = *state;
	struct case_record c;

	case_made(f->store, "11410", 1, 0, &c);
	for (int round = 1; round <= 3; round++)
		for (int n = 0; n < CHANGES; n++) {
			change(&c, n, round);
			write_and_read(f->store, &c);
		}
	write_and_read(f->store, &c);
}

static void
any_changes_together(void **state)
{
	struct store_folder *f = *state;
	uint64_t seed = 4711;
	struct case_record c;

	case_made(f->store, "11410", 1, 0, &c);
	for (int round = 0; round < ROUNDS; round++) {
		for (int count = round % 4; count >= 0; count--) {
			seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
			change(&c, (int)(seed >> 40) % CHANGES, (int64_t)(seed >> 33) % 90 + 1);
		}
		write_and_read(f->store, &c);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_change_alone, fill, end),
		cmocka_unit_test_setup_teardown(any_changes_together, fill, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
