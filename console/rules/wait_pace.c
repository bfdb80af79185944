/* SPDX-License-Identifier: ISC */
#include "console/rules/wait_pace.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "storage/instant.h"

#define LEAP_LEAST 30		/* so many may be called between two figures … */
#define LEAP_PER_MINUTE 6	/* … and so many more a minute */
#define LONG_PULL_MS 600000.0	/* as much time does the long mean weigh */
#define RATIO_MOST 50000
#define MILLION 1000000
#define GAIN 8.0		/* as rules/wait_estimate.c */
#define SETTLED 40.0
#define WINDOW 60.0

/* Does the called number go on from the last figure's? */
static bool
goes_on(const struct wait_pace *pace, const struct wait_row *row)
{
	int64_t apart_sec = row->observed_at - pace->at, by = row->called - pace->called;

	return pace->at != 0 && apart_sec <= PACE_GAP_SEC && pace->called >= 0 &&
	    row->called >= 0 && by >= 0 && by <= LEAP_LEAST + apart_sec * LEAP_PER_MINUTE / 60;
}

static bool
is_figure(const struct wait_pace *pace, const struct wait_row *row)
{
	return row->waiting >= 0 && row->observed_at > pace->at;
}

bool
pace_needs_past(const struct wait_pace *pace, const struct wait_row *row)
{
	int64_t by = goes_on(pace, row) ? row->called - pace->called : 0;

	if (!is_figure(pace, row))
		return false;
	return pace->at == 0 || row->observed_at / PACE_SLOT_SEC != pace->slot ||
	    (pace->next_target != 0 && (!goes_on(pace, row) ||
	    pace->served + by >= pace->next_target));
}

/* Sums people and time; what was before fades. */
static void
add_fading(int64_t *milli, int64_t *ms, int64_t people, int64_t sec, double half_sec)
{
	double keep = pow(0.5, (double)sec / half_sec);

	*milli = (int64_t)((double)*milli * keep) + people * 1000;
	*ms = (int64_t)((double)*ms * keep) + sec * 1000;
}

/* Milliseconds a person, 0 = not known. */
static double
ms_each(const struct wait_pace *pace)
{
	double people = (double)pace->busy_milli / 1000, ms = (double)pace->busy_ms;

	if (pace->long_milli <= 0)
		return 0;
	people += LONG_PULL_MS * ((double)pace->long_milli / 1000) / (double)pace->long_ms;
	return (ms + LONG_PULL_MS) / people;
}

static int
by_size(const void *left, const void *right)
{
	const int32_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

/* The level to take so that the share that is wanted will hold. */
static double
level_for(double wanted, int64_t held, int64_t ranges)
{
	double missed = (wanted - (double)held / MILLION) * GAIN * (double)ranges /
	    ((double)ranges + SETTLED);

	if (ranges == 0)
		return wanted;
	return 1 / (1 + exp(-(log(wanted / (1 - wanted)) + missed)));
}

/* The ratio at a level: in proportion between two, a tenth beyond the longest. */
static int64_t
ratio_at(const int32_t *sorted, size_t count, double level)
{
	double place = level * (double)count - 0.5;
	size_t low = place > 0 ? (size_t)place : 0;

	if (place >= (double)count - 1)
		return sorted[count - 1] + (level > 0.95 ? sorted[count - 1] / 10 : 0);
	return sorted[low] + (int64_t)((place > 0 ? place - (double)low : 0) *
	    (sorted[low + 1] - sorted[low]));
}

static void
judge_ratios(struct wait_pace *pace, const struct wait_past *past)
{
	int32_t sorted[PACE_RATIOS];
	size_t count = past->ratio_count;

	pace->samples = (int64_t)count;
	pace->f50 = pace->f90 = -1;
	if (count < WAIT_SAMPLES_LEAST)
		return;
	memcpy(sorted, past->ratios, count * sizeof(sorted[0]));
	qsort(sorted, count, sizeof(sorted[0]), by_size);
	pace->f50 = ratio_at(sorted, count, level_for(0.5, past->miss50, past->ranges));
	pace->f90 = ratio_at(sorted, count, level_for(0.9, past->miss90, past->ranges));
	if (pace->f90 < pace->f50)
		pace->f90 = pace->f50;
}

static void
note_held(struct wait_pace *pace, struct wait_past *past, const struct wait_probe *p,
    int64_t wait_ms)
{
	bool is50 = wait_ms <= p->p50_ms, is90 = wait_ms <= p->p90_ms;
	double keep = past->ranges < (int64_t)WINDOW ? (double)past->ranges /
	    ((double)past->ranges + 1) : 1 - 1 / WINDOW;

	if (p->p90_ms < 0)
		return;
	past->miss50 = (int64_t)((double)past->miss50 * keep + (is50 ? MILLION * (1 - keep) : 0));
	past->miss90 = (int64_t)((double)past->miss90 * keep + (is90 ? MILLION * (1 - keep) : 0));
	if (past->ranges < (int64_t)WINDOW)
		past->ranges++;
	pace->told++;
	pace->held50 += is50 ? 1 : 0;
	pace->held90 += is90 ? 1 : 0;
}

static void
note_ratio(struct wait_past *past, int64_t wait_ms, int64_t scale_ms)
{
	int64_t ratio = scale_ms > 0 ? wait_ms * 1000 / scale_ms : 0;

	if (past->ratio_count == PACE_RATIOS)
		memmove(past->ratios, past->ratios + 1,
		    --past->ratio_count * sizeof(past->ratios[0]));
	past->ratios[past->ratio_count++] = (int32_t)(ratio > RATIO_MOST ? RATIO_MOST : ratio);
}

/* When the number was reached, between the last figure and this one. */
static int64_t
reached_ms(const struct wait_pace *pace, int64_t target, int64_t by, int64_t at)
{
	int64_t apart_ms = (at - pace->at) * 1000;

	return pace->at * 1000 + (by > 0 ? apart_ms * (target - pace->served) / by : apart_ms);
}

/* The waits that this figure ends; too old ones are given up. */
static void
end_probes(struct wait_pace *pace, struct wait_past *past, int64_t by, int64_t at)
{
	size_t kept = 0;

	pace->next_target = 0;
	for (size_t i = 0; i < past->probe_count; i++) {
		const struct wait_probe p = past->probes[i];

		if (p.target <= pace->served + by) {
			int64_t wait_ms = reached_ms(pace, p.target, by, at) - p.at * 1000;

			note_ratio(past, wait_ms, p.scale_ms);
			note_held(pace, past, &p, wait_ms);
		} else if (at - p.at < PACE_PROBE_SEC) {
			past->probes[kept++] = p;
			if (pace->next_target == 0 || p.target < pace->next_target)
				pace->next_target = p.target;
		}
	}
	past->probe_count = kept;
}

/* Somebody, as it were, stands behind those who wait now. */
static void
begin_probe(struct wait_pace *pace, struct wait_past *past)
{
	double scale_ms = ms_each(pace) * (double)pace->waiting;
	struct wait_probe *p = &past->probes[past->probe_count];

	if (pace->waiting == 0 || pace->called < 0 || scale_ms <= 0 ||
	    past->probe_count == PACE_PROBES)
		return;
	*p = (struct wait_probe){ .at = pace->at, .target = pace->served + pace->waiting,
		.scale_ms = (int64_t)scale_ms, .p50_ms = -1, .p90_ms = -1 };
	if (pace->f90 >= 0) {
		p->p50_ms = (int64_t)(scale_ms * (double)pace->f50 / 1000);
		p->p90_ms = (int64_t)(scale_ms * (double)pace->f90 / 1000);
	}
	past->probe_count++;
	if (pace->next_target == 0 || p->target < pace->next_target)
		pace->next_target = p->target;
}

static int32_t
day_of(int64_t at)
{
	struct day d;
	int32_t second;

	instant_split(at, &d, &second);
	return d.number;
}

static int
slot_of_day(int64_t slot)
{
	struct day d;
	int32_t second;

	instant_split(slot * PACE_SLOT_SEC, &d, &second);
	return second / PACE_SLOT_SEC;
}

/* The ten minutes that are over go to the day. */
static void
end_slot(const struct wait_pace *pace, struct wait_past *past)
{
	int at = slot_of_day(pace->slot);
	struct wait_hour *h = &past->hours[at * PACE_SLOT_SEC / 3600];

	if (pace->slot_count == 0)
		return;
	past->day = day_of(pace->slot * PACE_SLOT_SEC);
	past->means[at] = (int32_t)((pace->slot_sum + pace->slot_count / 2) /
	    pace->slot_count) + 1;
	h->count += pace->slot_count;
	h->sum += pace->slot_sum;
	h->served += pace->served - pace->slot_served;
	if (h->most < pace->slot_most)
		h->most = pace->slot_most;
}

static bool
end_day(struct wait_past *past, int64_t at, struct wait_day *ended)
{
	if (past->day == 0 || past->day == day_of(at))
		return false;
	ended->day = past->day;
	memcpy(ended->hours, past->hours, sizeof(ended->hours));
	memset(past->hours, 0, sizeof(past->hours));
	memset(past->means, 0, sizeof(past->means));
	past->day = 0;
	return true;
}

bool
pace_take(struct wait_pace *pace, struct wait_past *past, const struct wait_row *row,
    struct wait_day *ended)
{
	bool is_going_on = goes_on(pace, row), is_over = false;
	int64_t by = is_going_on ? row->called - pace->called : 0;
	int64_t slot = row->observed_at / PACE_SLOT_SEC, sec = row->observed_at - pace->at;
	bool is_new_slot = pace->at == 0 || slot != pace->slot;

	if (!is_figure(pace, row))
		return false;
	if (is_going_on && pace->waiting > 0) {
		add_fading(&pace->busy_milli, &pace->busy_ms, by, sec, PACE_HALF_SEC);
		add_fading(&pace->long_milli, &pace->long_ms, by, sec, PACE_LONG_SEC);
	}
	if (past != NULL) {
		if (!is_going_on)
			past->probe_count = 0;
		end_probes(pace, past, by, row->observed_at);
		judge_ratios(pace, past);
		if (is_new_slot)
			end_slot(pace, past);
		is_over = end_day(past, row->observed_at, ended);
	}
	if (is_new_slot) {
		pace->slot = slot;
		pace->slot_count = pace->slot_sum = pace->slot_most = 0;
		pace->slot_served = pace->served;
	}
	pace->served += by;
	pace->at = row->observed_at;
	pace->waiting = row->waiting;
	pace->called = row->called;
	pace->slot_count++;
	pace->slot_sum += row->waiting;
	if (pace->slot_most < row->waiting)
		pace->slot_most = row->waiting;
	if (past != NULL && is_new_slot)
		begin_probe(pace, past);
	return is_over;
}

void
pace_range(const struct wait_pace *pace, struct wait_range *out)
{
	double scale_ms = ms_each(pace) * (double)(pace->waiting + 1);

	*out = (struct wait_range){ .p50_sec = -1, .p90_sec = -1,
		.samples = (int32_t)pace->samples, .age_sec = -1 };
	if (pace->at == 0 || pace->called < 0 || pace->f90 < 0 ||
	    pace->samples < WAIT_SAMPLES_LEAST || scale_ms <= 0)
		return;
	out->p50_sec = pace->waiting == 0 ? 0 :
	    (int64_t)round(scale_ms * (double)pace->f50 / MILLION);
	out->p90_sec = (int64_t)ceil(scale_ms * (double)pace->f90 / MILLION);
}

int
pace_busiest_hour(const struct wait_day *days, size_t count)
{
	double sums[PACE_HOURS] = { 0 };
	size_t with_figures = 0;
	int best = -1;

	for (size_t i = 0; i < count; i++) {
		bool has_any = false;

		for (int h = 0; h < PACE_HOURS; h++) {
			const struct wait_hour *hour = &days[i].hours[h];

			if (hour->count == 0)
				continue;
			has_any = true;
			sums[h] += (double)hour->sum / (double)hour->count;
		}
		with_figures += has_any ? 1 : 0;
	}
	if (with_figures < PACE_DAYS_LEAST)
		return -1;
	for (int h = 0; h < PACE_HOURS; h++)
		if (sums[h] > 0 && (best < 0 || sums[h] > sums[best]))
			best = h;
	return best;
}
