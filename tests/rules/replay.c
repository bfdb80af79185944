/* SPDX-License-Identifier: ISC */
#include "tests/rules/replay.h"

#include <stdlib.h>

#include "storage/base.h"

enum step { STEP_GONE, STEP_CALLED, STEP_CAME };

struct moment {
	int64_t at;
	enum step step;
	size_t person;
};

static int
by_time(const void *left, const void *right)
{
	const struct moment *a = left, *b = right;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	if (a->step != b->step)
		return a->step < b->step ? -1 : 1;
	return (a->person > b->person) - (a->person < b->person);
}

/* All that happens, in order. */
static size_t
moments_of(const struct desk_days *days, struct moment *out)
{
	size_t count = 0;

	for (size_t i = 0; i < days->count; i++) {
		const struct desk_person *p = &days->people[i];

		out[count++] = (struct moment){ p->came_at, STEP_CAME, i };
		if (p->called_at != 0)
			out[count++] = (struct moment){ p->called_at, STEP_CALLED, i };
		out[count++] = (struct moment){ p->gone_at, STEP_GONE, i };
	}
	qsort(out, count, sizeof(*out), by_time);
	return count;
}

/* Somebody came: what is said to them. */
static void
tell(struct wait_visit *visits, size_t i, const struct desk_person *p)
{
	size_t from = i > WAIT_LOG_MOST ? i - WAIT_LOG_MOST : 0;
	struct wait_desk desk = { .visits = visits + from, .count = i - from,
		.now_at = p->came_at };
	struct wait_range range;

	visits[i] = (struct wait_visit){ .came_at = p->came_at, .priority = p->priority };
	wait_place_of(&desk, p->task, p->priority, &visits[i].place);
	wait_estimate(&desk, &visits[i].place, &range);
	visits[i].p50_sec = range.p50_sec;
	visits[i].p90_sec = range.p90_sec;
}

struct wait_visit *
replay_days(const struct desk_days *days)
{
	struct moment *moments = x_zalloc(3 * days->count + 1, sizeof(*moments));
	struct wait_visit *visits = x_zalloc(days->count + 1, sizeof(*visits));
	size_t count = moments_of(days, moments);

	for (size_t k = 0; k < count; k++) {
		size_t i = moments[k].person;
		const struct desk_person *p = &days->people[i];

		if (moments[k].step == STEP_CAME) {
			tell(visits, i, p);
		} else if (moments[k].step == STEP_CALLED) {
			visits[i].called_at = p->called_at;
			visits[i].server = p->server;
		} else {
			visits[i].gone_at = p->gone_at;
		}
	}
	free(moments);
	return visits;
}
