/* SPDX-License-Identifier: ISC */
/* Sixteen consoles, each a process of its own, want the same 200 cases. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "storage/clock.h"
#include "tests/office/office_harness.h"

#define CONSOLES 16
#define CASES 200

/* What the consoles write down; shared by all processes, a row each. */
struct board {
	int next_won[CONSOLES];			/* cases taken by next */
	int64_t next_case[CONSOLES][CASES];
	int claim_won[CONSOLES][CASES];
	int claim_told[CONSOLES][CASES];	/* held, with a name that is not mine */
	bool is_done[CONSOLES];
};

struct scene {
	struct place place;
	struct board *board;
	char numbers[CASES][24];
};

/* Staff of the office: two practice officers and as many more as it takes. */
static void
login_of(int console, char login[40])
{
	if (console < 2)
		snprintf(login, 40, "officer%d-11410", console + 1);
	else
		snprintf(login, 40, "racer%d", console);
}

static int
open_office(void **state)
{
	static const char *const options[] = { "--seed", "3", "--applications", "1200", NULL };
	struct scene *s = x_zalloc(1, sizeof(*s));
	struct desk chief;
	struct answers a;

	*state = s;
	s->board = mmap(NULL, sizeof(*s->board), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
	    -1, 0);
	assert_true(s->board != MAP_FAILED);
	place_make(&s->place, "2026-11-23T09:00:00+09:00");
	place_relay_start(&s->place, options);
	place_office_start(&s->place);
	assert_true(desk_open(&chief, &s->place, "supervisor-11410", false));
	assert_true(desk_sync(&chief, ""));
	for (int i = 2; i < CONSOLES; i++) {
		struct wire_staff_add add = { .role = ROLE_OFFICER, .uid = -1 };

		login_of(i, add.login);
		snprintf(add.name, sizeof(add.name), "경주자%d", i);
		desk_ask(&chief, MESSAGE_STAFF_ADD, &add, &a);
		assert_string_equal(answers_verdict(&a), "ok");
		answers_release(&a);
	}
	for (int i = 0; i < CASES; i++) {
		struct deed receive = { .op = OP_RECEIVE, .number = s->numbers[i] };
		int64_t id = look_number(s->place.store, "SELECT MIN(id) FROM cases WHERE office = "
		    "'11410' AND state = 'arrived'");

		snprintf(s->numbers[i], sizeof(s->numbers[i]), "%" PRId64, id);
		assert_string_equal(desk_do(&chief, &receive, NULL, NULL), "done");
	}
	desk_close(&chief);
	return 0;
}

static int
close_office(void **state)
{
	struct scene *s = *state;

	place_remove(&s->place);
	munmap(s->board, sizeof(*s->board));
	free(s);
	return 0;
}

/* Runs one console a process, all let go at once. */
static void
race(struct scene *s, void (*run)(struct scene *s, int console, struct desk *d))
{
	pid_t pids[CONSOLES];
	int gate[2], status;
	char byte;

	memset(s->board, 0, sizeof(*s->board));
	assert_int_equal(pipe(gate), 0);
	for (int i = 0; i < CONSOLES; i++) {
		char login[40];
		struct desk d;

		login_of(i, login);
		assert_true(desk_open(&d, &s->place, login, false));
		pids[i] = fork();
		assert_true(pids[i] >= 0);
		if (pids[i] == 0) {
			close(gate[1]);
			/* The gate opens when its last writer closes it. */
			if (read(gate[0], &byte, 1) == 0)
				run(s, i, &d);
			s->board->is_done[i] = true;
			_exit(0);
		}
		desk_close(&d);
	}
	close(gate[0]);
	close(gate[1]);
	for (int i = 0; i < CONSOLES; i++) {
		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
		assert_true(s->board->is_done[i]);
	}
}

static void
run_next(struct scene *s, int console, struct desk *d)
{
	struct deed next = { .op = OP_NEXT };
	struct wire_done done;

	while (str_eq(desk_do(d, &next, &done, NULL), "done") &&
	    s->board->next_won[console] < CASES)
		s->board->next_case[console][s->board->next_won[console]++] = done.case_id;
}

static void
run_claim(struct scene *s, int console, struct desk *d)
{
	for (int i = 0; i < CASES; i++) {
		struct deed claim = { .op = OP_CLAIM, .number = s->numbers[i] };
		struct wire_refused why = { .reason = "" };
		const char *verdict = desk_do(d, &claim, NULL, &why);

		s->board->claim_won[console][i] = str_eq(verdict, "done") ? 1 : 0;
		s->board->claim_told[console][i] = str_eq(verdict, "held") &&
		    why.detail[0] != '\0' && !str_eq(why.detail, d->welcome.who.name) ? 1 : 0;
	}
}

static void
next_gives_every_case_to_exactly_one(void **state)
{
	struct scene *s = *state;
	int64_t began_ms = clock_monotonic_ms();
	int taken = 0, most = 0, winners = 0;

	race(s, run_next);
	for (int i = 0; i < CONSOLES; i++) {
		int won = s->board->next_won[i];

		for (int k = 0; k < won; k++)
			for (int j = 0; j < CONSOLES; j++)
				for (int m = 0; m < s->board->next_won[j]; m++)
					assert_true((i == j && k == m) ||
					    s->board->next_case[i][k] != s->board->next_case[j][m]);
		taken += won;
		most = won > most ? won : most;
		winners += won > 0 ? 1 : 0;
	}
	print_message("race: next gave %d cases to %d consoles, at most %d to one; %.2f s\n", taken,
	    winners, most, (double)(clock_monotonic_ms() - began_ms) / 1000);
	assert_int_equal(taken, CASES);
	assert_true(winners > 1);
	assert_int_equal(look_number(s->place.store, "SELECT COUNT(*) FROM cases WHERE "
	    "state = 'in-progress' AND assignee_id = lease_holder_id"), CASES);
}

static void
claim_has_one_winner_and_tells_the_rest(void **state)
{
	struct scene *s = *state;
	int64_t began_ms = clock_monotonic_ms();
	int winners = 0;
	struct desk chief;

	assert_true(desk_open(&chief, &s->place, "supervisor-11410", false));
	for (int i = 0; i < CASES; i++) {
		struct deed release = { .op = OP_RELEASE, .number = s->numbers[i] };

		assert_string_equal(desk_do(&chief, &release, NULL, NULL), "done");
	}
	desk_close(&chief);
	race(s, run_claim);
	for (int i = 0; i < CASES; i++) {
		int won = 0, told = 0;

		for (int console = 0; console < CONSOLES; console++) {
			won += s->board->claim_won[console][i];
			told += s->board->claim_told[console][i];
		}
		assert_int_equal(won, 1);
		assert_int_equal(told, CONSOLES - 1);
	}
	for (int console = 0; console < CONSOLES; console++) {
		int sum = 0;

		for (int i = 0; i < CASES; i++)
			sum += s->board->claim_won[console][i];
		winners += sum > 0 ? 1 : 0;
	}
	print_message("race: %d claims of %d cases, one winner each, %d told who holds it; %d "
	    "consoles won some; %.2f s\n", CONSOLES * CASES, CASES, (CONSOLES - 1) * CASES, winners,
	    (double)(clock_monotonic_ms() - began_ms) / 1000);
	assert_int_equal(look_number(s->place.store, "SELECT COUNT(DISTINCT case_id) = COUNT(*) AND "
	    "COUNT(*) = 200 FROM event WHERE kind = 'claim'"), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(next_gives_every_case_to_exactly_one),
		cmocka_unit_test(claim_has_one_winner_and_tells_the_rest),
	};

	return cmocka_run_group_tests(tests, open_office, close_office);
}
