/* SPDX-License-Identifier: ISC */
#include "tests/office/exchange_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define OPTIONS_MAX 30

const char *const regions[REGIONS] = { "11410", "30200", "47750", "47760" };

int64_t
setting(const char *name, int64_t usual)
{
	const char *text = getenv(name);
	int64_t n = usual;

	if (!str_empty(text))
		assert_true(parse_int(text, 0, 1000000, &n));
	return n;
}

int64_t
draw(struct world *w, int64_t limit)
{
	w->random ^= w->random << 13;
	w->random ^= w->random >> 7;
	w->random ^= w->random << 17;
	return (int64_t)(w->random % (uint64_t)limit);
}

void
pass_time(struct world *w, int64_t sec)
{
	w->now_at += sec;
	place_set_clock_at(&w->place, w->now_at);
}

static void
desks_open(struct world *w)
{
	char login[40];

	for (size_t i = 0; i < REGIONS; i++) {
		snprintf(login, sizeof(login), "supervisor-%s", regions[i]);
		assert_true(desk_open(&w->chief[i], &w->place, login, false));
		snprintf(login, sizeof(login), "officer1-%s", regions[i]);
		assert_true(desk_open(&w->officer[i], &w->place, login, false));
	}
	assert_true(desk_open(&w->runner, &w->place, "officer1-11410", true));
}

static void
desks_close(struct world *w)
{
	for (size_t i = 0; i < REGIONS; i++) {
		desk_close(&w->chief[i]);
		desk_close(&w->officer[i]);
	}
	desk_close(&w->runner);
}

void
world_open(struct world *w, int64_t applications, const char *const *options)
{
	char *seed = x_asprintf("%" PRIu64, w->random % 1000000 + 1);
	char *count = x_asprintf("%" PRId64, applications);
	const char *all[OPTIONS_MAX] = { "--seed", seed, "--applications", count };

	for (size_t i = 4; *options != NULL && i + 1 < OPTIONS_MAX; i++)
		all[i] = *options++;
	place_make(&w->place, "2026-11-23T09:00:00+09:00");
	w->now_at = MORNING;
	place_relay_start(&w->place, all);
	place_office_start(&w->place);
	desks_open(w);
	free(seed);
	free(count);
}

void
world_close(struct world *w)
{
	desks_close(w);
	place_office_stop(&w->place);
	place_relay_stop(&w->place);
}

void
world_restart(struct world *w)
{
	desks_close(w);
	place_office_start(&w->place);
	desks_open(w);
}

bool
kill_one(struct world *w)
{
	if (w->killed % 2 == 0) {
		place_office_kill(&w->place);
		w->office_kills++;
	} else if (place_sync_kill(&w->place)) {
		w->sync_kills++;
	} else {
		return false;
	}
	w->killed++;
	return true;
}

void
interrupt(struct world *w, struct desk *who, const struct wire_act *in_flight)
{
	struct wire_sync_run ask = { .is_watch = false };
	bool is_answered = true;
	int64_t tag;

	do {
		tag = desk_tell(&w->runner, MESSAGE_SYNC_RUN, &ask);
		assert_true(desk_hear_some(&w->runner, tag, 1 + draw(w, 12), &is_answered));
		if (in_flight != NULL)
			desk_tell(who, MESSAGE_ACT, in_flight);
		in_flight = NULL;
	} while (!kill_one(w));
	if (w->place.office == 0)
		world_restart(w);
	else if (!is_answered)
		(void)desk_hear_some(&w->runner, tag, INT64_MAX / 2, &is_answered);
}

void
bring_in(struct world *w, int64_t cases)
{
	int rounds = 0;

	while (look_number(w->place.store, "SELECT COUNT(*) FROM cases") < cases) {
		assert_true(rounds++ < ROUNDS_MAX);
		(void)desk_sync(&w->runner, "");
	}
}

int
drain(struct world *w, int64_t step_sec)
{
	int rounds = 0;

	for (; look_number(w->place.store, "SELECT COUNT(*) FROM outbox WHERE "
	    "state IN ('waiting', 'leased')") > 0; rounds++) {
		assert_true(rounds < ROUNDS_MAX);
		pass_time(w, step_sec);
		(void)desk_sync(&w->runner, "");
	}
	return rounds;
}
