/* SPDX-License-Identifier: ISC */
/* Weeks of a desk: rush hours, heavy Mondays, lunch in two shifts, short breaks,
 * people away for a day, tasks of different length, fast and slow servers,
 * people who are not there when called, people who give up, and changes of
 * regime in the middle. */
#include "scripts/simulator/desk.h"

#include <math.h>
#include <stdlib.h>

#include "storage/base.h"

#define SERVERS 6
#define TASKS 3
#define DAY_SEC 86400
#define OPENS (9 * 3600)
#define TICKETS_END (17 * 3600 + 45 * 60)
#define CLOSES (19 * 3600)
#define REGIMES_MOST 6
#define PI 3.14159265358979323846

/* Random numbers: splitmix64, so that any seed is a good one. */
struct dice {
	uint64_t state;
};

static uint64_t
dice_bits(struct dice *d)
{
	uint64_t z = d->state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return z ^ z >> 31;
}

/* In (0, 1). */
static double
dice_share(struct dice *d)
{
	return ((double)(dice_bits(d) >> 11) + 0.5) / 9007199254740992.0;
}

static double
dice_between(struct dice *d, double low, double high)
{
	return low + dice_share(d) * (high - low);
}

static double
dice_waiting(struct dice *d, double mean)
{
	return -mean * log(dice_share(d));
}

static double
dice_lognormal(struct dice *d, double median, double spread)
{
	double normal = sqrt(-2 * log(dice_share(d))) * cos(2 * PI * dice_share(d));

	return median * exp(spread * normal);
}

/* From a day on, and for how many days, something is another. */
struct regime {
	int from_day, until_day;
	double arrivals, service, patience;	/* factors */
	int servers_away;
};

struct server {
	double speed;		/* factor of service time */
	double lunch_at;	/* second of the day */
	double break_at;	/* … of the next short break */
	double free_at;		/* absolute; busy or away until then */
	bool is_away;		/* today */
};

struct waiting {
	size_t person;
	double seen_at;		/* nobody calls before: a hand must reach the key */
	double gives_up_at;
};

struct hall {
	struct dice dice;
	struct desk_days *out;
	struct server servers[SERVERS];
	int server_count;
	double rate;		/* people a second in a plain hour */
	double service[TASKS];	/* median seconds */
	double patience;	/* mean seconds */
	double absent;		/* share that is not there when called */
	struct regime regimes[REGIMES_MOST];
	int regime_count;
	struct waiting *queue;
	size_t waiting;
};

/* What the regimes of a day come to. */
static struct regime
regime_on(const struct hall *h, int day)
{
	struct regime sum = { .arrivals = 1, .service = 1, .patience = 1 };

	for (int i = 0; i < h->regime_count; i++) {
		const struct regime *r = &h->regimes[i];

		if (day < r->from_day || day >= r->until_day)
			continue;
		sum.arrivals *= r->arrivals;
		sum.service *= r->service;
		sum.patience *= r->patience;
		sum.servers_away += r->servers_away;
	}
	return sum;
}

/* How many times as many come in that hour of the week. */
static double
rush(int weekday, double second)
{
	static const double hours[10] = { 1.35, 1.15, 1.0, 0.85, 1.3, 1.2, 1.0, 0.95, 0.8, 0.5 };
	int hour = (int)(second / 3600) - 9;
	double factor = hours[hour < 0 ? 0 : hour > 9 ? 9 : hour];

	return weekday == 0 ? factor * 1.25 : weekday == 4 ? factor * 0.9 : factor;
}

static void
open_hall(struct hall *h, int weeks)
{
	struct dice *d = &h->dice;
	double mean = 0;
	int days = weeks * 7;

	h->server_count = 3 + (int)(dice_share(d) * 3);
	for (int t = 0; t < TASKS; t++) {
		h->service[t] = dice_between(d, 150, 300) * (1 + t);
		mean += h->service[t] / TASKS * 1.2;
	}
	h->rate = h->server_count / mean * dice_between(d, 0.5, 0.72);
	h->patience = dice_between(d, 1500, 4500);
	h->absent = dice_between(d, 0.02, 0.10);
	h->regime_count = 2 + (int)(dice_share(d) * (REGIMES_MOST - 2));
	for (int i = 0; i < h->regime_count; i++) {
		int from = 3 + (int)(dice_share(d) * (days - 5));

		h->regimes[i] = (struct regime){ .from_day = from,
			.until_day = dice_share(d) < 0.5 ? days :
			    from + 2 + (int)(dice_share(d) * 8),
			.arrivals = dice_between(d, 0.75, 1.3),
			.service = dice_between(d, 0.75, 1.35),
			.patience = dice_between(d, 0.6, 1.5),
			.servers_away = dice_share(d) < 0.15 ? 1 : 0 };
	}
	for (int i = 0; i < SERVERS; i++)
		h->servers[i].speed = dice_between(d, 0.8, 1.25);
}

static void
open_day(struct hall *h, int day, const struct regime *now)
{
	struct dice *d = &h->dice;
	int away = now->servers_away;

	for (int i = 0; i < h->server_count; i++) {
		struct server *s = &h->servers[i];

		s->is_away = (away > 0 && i > 0) || dice_share(d) < 0.04;
		if (away > 0 && i > 0)
			away--;
		s->lunch_at = (i % 2 == 0 ? 11.5 : 12.5) * 3600;
		s->break_at = dice_between(d, 9.7, 11) * 3600;
		s->free_at = (double)day * DAY_SEC + OPENS + dice_between(d, 0, 240);
	}
	h->servers[0].is_away = false;
	h->waiting = 0;
}

static size_t
come(struct hall *h, double at)
{
	struct desk_days *out = h->out;
	double share = dice_share(&h->dice);
	struct desk_person *p;

	out->people = x_realloc(out->people, out->count + 1, sizeof(*p));
	p = &out->people[out->count];
	*p = (struct desk_person){ .came_at = (int64_t)at,
		.task = share < 0.5 ? 0 : share < 0.85 ? 1 : 2,
		.priority = dice_share(&h->dice) < 0.08 ? 1 : 0 };
	return out->count++;
}

static void
line_up(struct hall *h, size_t person, double at, double patience)
{
	h->queue = x_realloc(h->queue, h->waiting + 1, sizeof(*h->queue));
	h->queue[h->waiting++] = (struct waiting){ person, at + dice_lognormal(&h->dice, 15, 0.7),
		at + dice_waiting(&h->dice, patience) };
}

static void
step_out(struct hall *h, size_t i)
{
	for (h->waiting--; i < h->waiting; i++)
		h->queue[i] = h->queue[i + 1];
}

/* Who has given up by then is gone. */
static void
give_up(struct hall *h, double until)
{
	for (size_t i = h->waiting; i-- > 0;) {
		if (h->queue[i].gives_up_at > until)
			continue;
		h->out->people[h->queue[i].person].gone_at = (int64_t)h->queue[i].gives_up_at;
		step_out(h, i);
	}
}

/* The server that is free first, a break taken where one is due. */
static struct server *
next_server(struct hall *h, double midnight)
{
	struct server *best = NULL;

	for (int i = 0; i < h->server_count; i++) {
		struct server *s = &h->servers[i];

		if (s->is_away)
			continue;
		if (s->free_at >= midnight + s->lunch_at) {
			s->free_at += 3600;
			s->lunch_at = 2.0 * DAY_SEC;
		}
		if (s->free_at >= midnight + s->break_at) {
			s->free_at += dice_between(&h->dice, 240, 900);
			s->break_at += dice_between(&h->dice, 1.5, 3) * 3600;
		}
		if (best == NULL || s->free_at < best->free_at)
			best = s;
	}
	return best;
}

/* The first of those who go first. */
static size_t
next_person(const struct hall *h)
{
	size_t best = 0;

	for (size_t i = 1; i < h->waiting; i++)
		if (h->out->people[h->queue[i].person].priority >
		    h->out->people[h->queue[best].person].priority)
			best = i;
	return best;
}

/* Calls at a time when somebody waits and a server is free. */
static void
call_next(struct hall *h, struct server *s, double at, double service)
{
	struct dice *d = &h->dice;
	size_t place = next_person(h);
	struct desk_person *p = &h->out->people[h->queue[place].person];

	p->called_at = (int64_t)at;
	p->server = (int)(s - h->servers) + 1;
	p->is_absent = dice_share(d) < h->absent;
	s->free_at = at + (p->is_absent ? dice_between(d, 60, 150) :
	    15 + dice_lognormal(d, h->service[p->task] * service * s->speed, 0.6));
	p->gone_at = (int64_t)s->free_at;
	s->free_at += dice_lognormal(d, 15, 0.7);
	step_out(h, place);
}

/* When the first of the queue can be called at all. */
static double
first_seen(const struct hall *h)
{
	double first = h->queue[0].seen_at;

	for (size_t i = 1; i < h->waiting; i++)
		if (h->queue[i].seen_at < first)
			first = h->queue[i].seen_at;
	return first;
}

/* Everything that happens before the next one comes. */
static void
serve_until(struct hall *h, double midnight, double until, double service)
{
	while (h->waiting > 0) {
		struct server *s = next_server(h, midnight);
		double first = first_seen(h), at = s->free_at > first ? s->free_at : first;

		if (at >= until)
			return;
		give_up(h, at);
		if (h->waiting > 0)
			call_next(h, s, at, service);
	}
}

static void
run_day(struct hall *h, int day)
{
	struct regime now = regime_on(h, day);
	double midnight = (double)day * DAY_SEC, at = midnight + OPENS;
	double most = h->rate * now.arrivals * 1.7;

	open_day(h, day, &now);
	for (;;) {
		at += dice_waiting(&h->dice, 1 / most);
		if (at >= midnight + TICKETS_END)
			break;
		if (dice_share(&h->dice) >= h->rate * now.arrivals *
		    rush(day % 7, at - midnight) / most)
			continue;
		serve_until(h, midnight, at, now.service);
		give_up(h, at);
		line_up(h, come(h, at), at, h->patience * now.patience);
	}
	serve_until(h, midnight, midnight + CLOSES, now.service);
	for (; h->waiting > 0; step_out(h, 0))
		h->out->people[h->queue[0].person].gone_at = (int64_t)midnight + CLOSES;
}

void
desk_simulate(uint64_t seed, int weeks, struct desk_days *out)
{
	struct hall hall = { .dice = { seed * UINT64_C(0xD1B54A32D192ED03) + 1 }, .out = out };

	*out = (struct desk_days){ .people = NULL };
	open_hall(&hall, weeks);
	for (int day = 0; day < weeks * 7; day++)
		if (day % 7 < 5)
			run_day(&hall, day);
	out->regimes = hall.regime_count;
	free(hall.queue);
}
