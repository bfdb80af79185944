/* SPDX-License-Identifier: ISC */
#include "console/rules/wait_estimate.h"

#include <math.h>
#include <stdlib.h>

#include "storage/base.h"

#define AT_WORK_SEC (15 * 60)	/* who served somebody so lately is at the desk */
#define SERVICES 150		/* newest visits that service times are taken of */
#define SERVICE_PULL 8		/* as many visits does the mean of all tasks weigh */
#define SERVICE_GUESS_SEC 300.0	/* while nobody was served */
#define HAND_SEC 20.0		/* until a free server calls, while nobody knows */
#define HAND_PULL 8
#define SERVERS_MOST 64
#define LAST_SERVED 40	/* newest visits that tell who works here */
#define DAY_SEC 86400
#define HALF_LIFE 150.0		/* waits after which one weighs half */
#define OTHER_TASK 0.6		/* weight of a wait for another task … */
#define OTHER_TIME 0.5		/* … and at another time of the day */
#define LIKE_TIME_SEC 3600
#define WINDOW 400		/* estimates that step 3 looks at */
#define GAIN 8.0		/* log-odds per share that was missed */
#define MEDIAN 0.5
#define NINE_IN_TEN 0.9
#define BEYOND 1.1		/* times the longest ratio, where even that did not hold */
#define SETTLED 40.0		/* estimates after which half of GAIN works */

/* What the queue was like when somebody came: their ratios differ. */
enum condition { CONDITION_FREE, CONDITION_SHORT, CONDITION_LONG, CONDITION__COUNT };

/* A server seen at the desk. */
struct seen {
	int64_t server;
	bool is_busy;
};

static bool
can_take(const struct wait_desk *desk, int64_t server, int32_t task)
{
	bool is_listed = false;

	for (size_t i = 0; i < desk->skill_count; i++) {
		if (desk->skills[i].server != server)
			continue;
		if (task == WAIT_ANY_TASK || desk->skills[i].task == task)
			return true;
		is_listed = true;
	}
	return !is_listed;
}

static bool
is_served(const struct wait_visit *v)
{
	return v->called_at != 0 && v->gone_at == 0;
}

/* Gave up: nobody called, and nobody put it off. */
static bool
has_left(const struct wait_visit *v)
{
	return v->called_at == 0 && v->gone_at != 0 && v->server == 0;
}

/* A call back that was promised for later does not wait yet. */
static bool
is_waiting(const struct wait_desk *desk, const struct wait_visit *v)
{
	return v->called_at == 0 && v->gone_at == 0 && v->came_at <= desk->now_at;
}

/* Those at the desk who could take a task. */
struct crew {
	struct seen seen[SERVERS_MOST];
	size_t count;
};

/* Notes a server once; busy stays busy. */
static void
note_server(struct crew *c, int64_t server, bool is_busy)
{
	for (size_t i = 0; i < c->count; i++) {
		if (c->seen[i].server != server)
			continue;
		c->seen[i].is_busy = c->seen[i].is_busy || is_busy;
		return;
	}
	if (c->count < SERVERS_MOST)
		c->seen[c->count++] = (struct seen){ server, is_busy };
}

/* In the morning nobody has served anybody yet: then who served last is
 * expected. */
static void
gather_crew(const struct wait_desk *desk, int32_t task, struct crew *c)
{
	size_t last = 0;

	c->count = 0;
	for (size_t i = 0; i < desk->count; i++) {
		const struct wait_visit *v = &desk->visits[i];

		if (v->server != 0 && can_take(desk, v->server, task) &&
		    (is_served(v) || v->gone_at > desk->now_at - AT_WORK_SEC))
			note_server(c, v->server, is_served(v));
	}
	if (c->count > 0)
		return;
	for (size_t i = desk->count; i-- > 0 && last < LAST_SERVED;) {
		const struct wait_visit *v = &desk->visits[i];

		if (v->server == 0 || !can_take(desk, v->server, task))
			continue;
		last++;
		note_server(c, v->server, false);
	}
}

/* Would one of them call that task too? */
static bool
crew_takes(const struct wait_desk *desk, const struct crew *c, int32_t task)
{
	for (size_t i = 0; i < c->count; i++)
		if (can_take(desk, c->seen[i].server, task))
			return true;
	return c->count == 0;
}

/* Mean seconds of service of all tasks, newest visits first. */
static double
mean_service(const struct wait_desk *desk, int32_t task, bool is_any, double pull_to)
{
	double sum = SERVICE_PULL * pull_to, weight = SERVICE_PULL;
	size_t taken = 0;

	for (size_t i = desk->count; i-- > 0 && taken < SERVICES;) {
		const struct wait_visit *v = &desk->visits[i];

		if (v->called_at == 0 || v->gone_at == 0 || (!is_any && v->place.task != task))
			continue;
		sum += (double)(v->gone_at - v->called_at);
		weight++;
		taken++;
	}
	return sum / weight > 1 ? sum / weight : 1;
}

/* Chance a second that one who waits gives up, of those who came last. */
static double
leaving_rate(const struct wait_desk *desk)
{
	double waited = 0, left = 0;

	for (size_t i = 0; i < desk->count; i++) {
		const struct wait_visit *v = &desk->visits[i];
		int64_t until_at = v->called_at != 0 ? v->called_at :
		    v->gone_at != 0 ? v->gone_at : desk->now_at;

		if (until_at <= v->came_at)
			continue;
		waited += (double)(until_at - v->came_at);
		left += has_left(v) ? 1 : 0;
	}
	return waited > 0 ? left / waited : 0;
}

/* Seconds until a free server calls. */
static double
hand_sec(const struct wait_desk *desk)
{
	double sum = HAND_PULL * HAND_SEC, weight = HAND_PULL;

	for (size_t i = desk->count; i-- > 0 && weight < SERVICES;) {
		const struct wait_visit *v = &desk->visits[i];

		if (v->called_at == 0 || v->place.scale_ms <= 0 || v->place.scale_ms > 60 * 1000)
			continue;
		sum += fmin((double)(v->called_at - v->came_at), 120);
		weight++;
	}
	return sum / weight;
}

void
wait_place_of(const struct wait_desk *desk, int32_t task, int32_t priority,
    struct wait_place *out)
{
	double all = mean_service(desk, 0, true, SERVICE_GUESS_SEC);
	double leaving = leaving_rate(desk), sec = hand_sec(desk);
	struct crew crew;

	*out = (struct wait_place){ .task = task };
	gather_crew(desk, task, &crew);
	out->servers = crew.count > 0 ? (int32_t)crew.count : 1;
	for (size_t i = 0; i < crew.count; i++)
		out->busy += crew.seen[i].is_busy ? 1 : 0;
	for (size_t i = 0; i < desk->count; i++) {
		const struct wait_visit *v = &desk->visits[i];

		if (!is_waiting(desk, v) || v->priority < priority ||
		    !crew_takes(desk, &crew, v->place.task))
			continue;
		sec += 1 / (out->servers / mean_service(desk, v->place.task, false, all) +
		    out->ahead * leaving);
		out->ahead++;
	}
	if (out->busy >= out->servers)
		sec += 1 / (out->servers / all + out->ahead * leaving);
	out->scale_ms = (int64_t)(sec * 1000) + 1;
}

static enum condition
condition_of(const struct wait_place *p)
{
	if (p->ahead == 0 && p->busy < p->servers)
		return CONDITION_FREE;
	return p->ahead < p->servers ? CONDITION_SHORT : CONDITION_LONG;
}

static bool
came_true(const struct wait_visit *v)
{
	return v->called_at != 0 && v->place.scale_ms > 0;
}

static double
log_odds(double share)
{
	return log(share / (1 - share));
}

/* Step 3: the level to take, so that the share that is wanted will hold. */
static double
level_for(const struct wait_desk *desk, enum condition condition, double wanted, bool is_median)
{
	double told = 0, held = 0, missed;

	for (size_t i = desk->count; i-- > 0 && told < WINDOW;) {
		const struct wait_visit *v = &desk->visits[i];

		if (!came_true(v) || v->p90_sec < 0 || condition_of(&v->place) != condition)
			continue;
		told++;
		held += v->called_at - v->came_at <= (is_median ? v->p50_sec : v->p90_sec) ? 1 : 0;
	}
	if (told == 0)
		return wanted;
	missed = (wanted - held / told) * GAIN * told / (told + SETTLED);
	return 1 / (1 + exp(-(log_odds(wanted) + missed)));
}

struct sample {
	double ratio, weight;
};

static int
by_ratio(const void *left, const void *right)
{
	const struct sample *a = left, *b = right;

	return (a->ratio > b->ratio) - (a->ratio < b->ratio);
}

static bool
is_like_time(int64_t at, int64_t other_at)
{
	int64_t apart = llabs((at - other_at) % DAY_SEC);

	return apart <= LIKE_TIME_SEC || apart >= DAY_SEC - LIKE_TIME_SEC;
}

/* The ratios of waits that came true, of one condition or of all. */
static size_t
gather(const struct wait_desk *desk, const struct wait_place *place, bool is_any,
    struct sample *out, int64_t *newest_at)
{
	double weight = 1, fading = pow(0.5, 1 / HALF_LIFE);
	size_t count = 0;

	*newest_at = 0;
	for (size_t i = desk->count; i-- > 0;) {
		const struct wait_visit *v = &desk->visits[i];

		if (!came_true(v) || (!is_any &&
		    condition_of(&v->place) != condition_of(place)))
			continue;
		if (*newest_at < v->called_at)
			*newest_at = v->called_at;
		out[count++] = (struct sample){
			.ratio = (double)(v->called_at - v->came_at) * 1000 /
			    (double)v->place.scale_ms,
			.weight = weight * (v->place.task == place->task ? 1 : OTHER_TASK) *
			    (is_like_time(v->came_at, desk->now_at) ? 1 : OTHER_TIME),
		};
		weight *= fading;
	}
	return count;
}

/* The ratio below which that share of the weight lies; samples are in order. */
static double
quantile(const struct sample *samples, size_t count, double level)
{
	double total = 0, sum = 0, last = samples[0].ratio, last_share = 0;

	for (size_t i = 0; i < count; i++)
		total += samples[i].weight;
	for (size_t i = 0; i < count; i++) {
		double share = (sum + samples[i].weight / 2) / total;

		if (share >= level) {
			double part = share > last_share ?
			    (level - last_share) / (share - last_share) : 1;

			return i == 0 ? samples[0].ratio :
			    last + part * (samples[i].ratio - last);
		}
		sum += samples[i].weight;
		last = samples[i].ratio;
		last_share = share;
	}
	return last * BEYOND;
}

void
wait_estimate(const struct wait_desk *desk, const struct wait_place *place,
    struct wait_range *out)
{
	struct sample *samples = x_zalloc(desk->count + 1, sizeof(*samples));
	double scale_sec = (double)place->scale_ms / 1000;
	enum condition condition = condition_of(place);
	int64_t newest_at;
	size_t count = gather(desk, place, false, samples, &newest_at);

	if (count < WAIT_SAMPLES_LEAST)
		count = gather(desk, place, true, samples, &newest_at);
	*out = (struct wait_range){ .p50_sec = -1, .p90_sec = -1, .samples = (int32_t)count,
		.age_sec = count > 0 ? desk->now_at - newest_at : -1 };
	if (count >= WAIT_SAMPLES_LEAST) {
		qsort(samples, count, sizeof(*samples), by_ratio);
		out->p50_sec = (int64_t)round(scale_sec * quantile(samples, count,
		    level_for(desk, condition, MEDIAN, true)));
		out->p90_sec = (int64_t)ceil(scale_sec * quantile(samples, count,
		    level_for(desk, condition, NINE_IN_TEN, false)));
		if (out->p90_sec < out->p50_sec)
			out->p90_sec = out->p50_sec;
	}
	free(samples);
}

void
wait_calibrate(const struct wait_visit *visits, size_t count, struct wait_calibration *out)
{
	*out = (struct wait_calibration){ .told = 0 };
	for (size_t i = 0; i < count; i++) {
		const struct wait_visit *v = &visits[i];

		if (!came_true(v))
			continue;
		if (v->p90_sec < 0) {
			out->untold++;
			continue;
		}
		out->told++;
		out->held50 += v->called_at - v->came_at <= v->p50_sec ? 1 : 0;
		out->held90 += v->called_at - v->came_at <= v->p90_sec ? 1 : 0;
	}
}

int64_t
wait_held_per_mille(int64_t held, int64_t told)
{
	return told > 0 ? (held * 1000 + told / 2) / told : -1;
}
