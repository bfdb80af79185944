/* SPDX-License-Identifier: ISC */
#include "console/rules/wait_plan.h"

#include <math.h>
#include <stdlib.h>

#include "console/rules/erlang.h"
#include "storage/base.h"
#include "storage/instant.h"

#define HOUR_SEC 3600
#define NEWEST 60		/* waits that count twice */
#define GAIN 24.0		/* log-odds per share that was missed */
#define SETTLED 200.0		/* waits after which half of GAIN works */
#define BEYOND 1.1		/* times the longest wait, where even that did not hold */
#define MEDIAN 0.5
#define NINE_IN_TEN 0.9
#define FACTOR_MOST 8.0		/* farther from what was the model says nothing */

/* What the log says of one hour of the day. */
struct tally {
	size_t came;
	double waited;		/* seconds, of all who came */
	int64_t calls;		/* days × servers that called somebody */
};

/* The log as a whole. */
struct habits {
	double service_sec;
	double patience_sec;	/* 0 = nobody gave up */
	size_t days;
	struct tally hours[PLAN_HOURS];
};

static int
hour_of(int64_t at)
{
	struct day d;
	int32_t second;

	instant_split(at, &d, &second);
	return second / HOUR_SEC;
}

static int64_t
day_of(int64_t at)
{
	struct day d;
	int32_t second;

	instant_split(at, &d, &second);
	return d.number;
}

static int64_t
waited_sec(const struct wait_desk *desk, const struct wait_visit *v)
{
	int64_t until_at = v->called_at != 0 ? v->called_at :
	    v->gone_at != 0 ? v->gone_at : desk->now_at;

	return until_at > v->came_at ? until_at - v->came_at : 0;
}

/* Did that server call somebody in the same hour before this visit? */
static bool
called_before(const struct wait_desk *desk, size_t i)
{
	const struct wait_visit *v = &desk->visits[i];

	for (size_t k = i; k-- > 0;) {
		const struct wait_visit *other = &desk->visits[k];

		if (other->came_at < v->called_at - 24 * HOUR_SEC)
			return false;
		if (other->server == v->server && other->called_at != 0 &&
		    other->called_at / HOUR_SEC == v->called_at / HOUR_SEC)
			return true;
	}
	return false;
}

static void
read_habits(const struct wait_desk *desk, struct habits *h)
{
	double waited = 0, left = 0, served = 0, service = 0;
	int64_t day = -1;

	*h = (struct habits){ .service_sec = 0 };
	for (size_t i = 0; i < desk->count; i++) {
		const struct wait_visit *v = &desk->visits[i];
		struct tally *t = &h->hours[hour_of(v->came_at)];

		if (v->came_at > desk->now_at)
			continue;
		h->days += day_of(v->came_at) != day ? 1 : 0;
		day = day_of(v->came_at);
		t->came++;
		t->waited += (double)waited_sec(desk, v);
		waited += (double)waited_sec(desk, v);
		left += v->called_at == 0 && v->gone_at != 0 && v->server == 0 ? 1 : 0;
		if (v->called_at == 0)
			continue;
		if (!called_before(desk, i))
			h->hours[hour_of(v->called_at)].calls++;
		if (v->gone_at == 0)
			continue;
		served++;
		service += (double)(v->gone_at - v->called_at);
	}
	h->service_sec = served > 0 ? service / served : 0;
	h->patience_sec = left > 0 ? waited / left : 0;
}

/* The model's mean wait with a number of servers that need not be whole; -1
 * where it grows for ever. */
static double
model_sec(const struct habits *h, double arrivals, double servers)
{
	struct erlang_desk desk = { .servers = (int)servers, .arrivals = arrivals,
		.service_sec = h->service_sec, .patience_sec = h->patience_sec };
	double part = servers - (int)servers, one, more;

	if (desk.servers < 1) {
		desk.servers = 1;
		part = 0;
	}
	one = erlang_a(&desk).wait_sec;
	if (part <= 0)
		return one;
	desk.servers++;
	more = erlang_a(&desk).wait_sec;
	if (one < 0 || more < 0)
		return more < 0 || part < 0.5 ? -1 : more;
	return one + part * (more - one);
}

static int
by_size(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

	return (a > b) - (a < b);
}

/* The level to take so that the share that is wanted will hold. */
static double
level_for(double wanted, int64_t held, int64_t told)
{
	double count = (double)told, missed;

	if (told <= 0)
		return wanted;
	missed = (wanted - (double)held / count) * GAIN * count / (count + SETTLED);
	return 1 / (1 + exp(-(log(wanted / (1 - wanted)) + missed)));
}

/* The wait at a level of those to come: one more (twice) than there are in order. */
static int64_t
wait_at(const int64_t *sorted, size_t count, double level)
{
	size_t place = (size_t)((double)(count + 2) * level);

	return place < count ? sorted[place] : (int64_t)((double)sorted[count - 1] * BEYOND);
}

/* The waits of the hour that came true: the newest count twice, so that the
 * order of the day before last does not drown that of yesterday. */
static void
hour_range(const struct wait_desk *desk, struct plan_hour *p)
{
	int64_t *waits = x_zalloc(2 * desk->count + 1, sizeof(*waits));
	size_t count = 0;

	p->p50_sec = p->p90_sec = -1;
	for (size_t i = desk->count; i-- > 0;) {
		const struct wait_visit *v = &desk->visits[i];

		if (v->called_at == 0 || hour_of(v->came_at) != p->hour)
			continue;
		p->samples++;
		waits[count++] = waited_sec(desk, v);
		if (p->samples <= NEWEST)
			waits[count++] = waited_sec(desk, v);
	}
	if (p->samples >= WAIT_SAMPLES_LEAST) {
		qsort(waits, count, sizeof(*waits), by_size);
		p->p50_sec = wait_at(waits, count, level_for(MEDIAN, desk->hours.held50,
		    desk->hours.told));
		p->p90_sec = wait_at(waits, count, level_for(NINE_IN_TEN, desk->hours.held90,
		    desk->hours.told));
		if (p->p90_sec < p->p50_sec)
			p->p90_sec = p->p50_sec;
	}
	free(waits);
}

static int64_t
then_sec(const struct habits *h, const struct plan_hour *p, int staff_more)
{
	double arrivals = (double)p->arrivals_milli / 1000 / HOUR_SEC;
	double servers = (double)p->servers_milli / 1000;
	double now = model_sec(h, arrivals, servers), then, factor;

	if (p->wait_sec < 0 || h->service_sec <= 0 || servers + staff_more < 0.5)
		return PLAN_UNKNOWN;
	then = model_sec(h, arrivals, servers + staff_more);
	if (then < 0)
		return PLAN_ENDLESS;
	if (now <= 0)
		return PLAN_UNKNOWN;
	factor = (double)p->wait_sec / now;
	if (factor > FACTOR_MOST)
		factor = FACTOR_MOST;
	return (int64_t)round(factor * then);
}

void
wait_plan(const struct wait_desk *desk, int staff_more, struct plan_hour out[PLAN_HOURS])
{
	struct habits h;

	read_habits(desk, &h);
	for (int i = 0; i < PLAN_HOURS; i++) {
		const struct tally *t = &h.hours[i];

		out[i] = (struct plan_hour){ .hour = i, .wait_sec = PLAN_UNKNOWN };
		hour_range(desk, &out[i]);
		if (h.days > 0) {
			out[i].arrivals_milli = (int64_t)(t->came * 1000 / h.days);
			out[i].servers_milli = t->calls * 1000 / (int64_t)h.days;
		}
		if (out[i].samples > 0)
			out[i].wait_sec = (int64_t)round(t->waited / (double)t->came);
		out[i].then_sec = then_sec(&h, &out[i], staff_more);
	}
}

void
wait_plan_hide_thin(struct plan_hour *hour)
{
	if (hour->samples < WAIT_SAMPLES_LEAST)
		hour->wait_sec = hour->then_sec = PLAN_UNKNOWN;
}

void
wait_plan_change(const struct plan_hour hours[PLAN_HOURS], int from_hour, int until_hour,
    struct plan_change *out)
{
	double came = 0, waits = 0, thens = 0;
	int64_t lack = 0;

	*out = (struct plan_change){ .wait_sec = PLAN_UNKNOWN, .then_sec = PLAN_UNKNOWN };
	for (int i = from_hour; i < until_hour && i < PLAN_HOURS; i++) {
		const struct plan_hour *p = &hours[i];

		out->samples += p->samples;
		if (p->wait_sec < 0 || p->then_sec < 0) {
			if (p->arrivals_milli > 0 && lack != PLAN_ENDLESS)
				lack = p->wait_sec < 0 ? PLAN_UNKNOWN : p->then_sec;
			continue;
		}
		came += (double)p->arrivals_milli;
		waits += (double)p->arrivals_milli * (double)p->wait_sec;
		thens += (double)p->arrivals_milli * (double)p->then_sec;
	}
	if (out->samples < WAIT_SAMPLES_LEAST)
		return;
	out->wait_sec = came > 0 ? (int64_t)round(waits / came) : PLAN_UNKNOWN;
	out->then_sec = came > 0 && lack == 0 ? (int64_t)round(thens / came) :
	    lack != 0 ? lack : PLAN_UNKNOWN;
}
