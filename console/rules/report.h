/* SPDX-License-Identifier: ISC */
/*
 * report: a month of an office in figures (월간 실적): what came, what was
 * decided, in time or late, how much of its time each took and in whose hands
 * it went, all together and by service, region and channel, so that an
 * applicant in one region can be held against one in another. Pure: it adds up
 * records and knows neither store nor clock.
 */
#ifndef RULES_REPORT_H
#define RULES_REPORT_H

#include "console/rules/policy.h"
#include "storage/record_report.h"

/* Of what a group is; the first has one group, with the code "". */
enum report_by {
	REPORT_ALL,
	REPORT_SERVICE,
	REPORT_REGION,
	REPORT_CHANNEL,
	REPORT_BY__COUNT
};
const char *report_by_name(enum report_by by);	/* stable: all, service … */
const char *report_by_label(enum report_by by);

/* The figures of one group. Minutes are the office's working minutes. */
struct report_group {
	enum report_by by;
	char code[24];
	int64_t arrived, received, decided;
	int64_t completed, refused, other;	/* of the decided; other: returned, withdrawn … */
	int64_t in_time, late;		/* of those with a period */
	int64_t desk_minutes, applicant_minutes, other_minutes, ministry_minutes,
	    outage_minutes;
	int64_t supplements, extensions, handovers, send_backs, corrections;
	int64_t median_minutes, p90_minutes;	/* -1 = nothing was decided */
	int64_t median_percent, p90_percent;	/* of the period; -1 = none had one */
	int64_t *minutes, *percents;	/* owned; in the order they came until report_finish */
	size_t minute_count, percent_count;
};

/* Zeroed is a valid empty one. */
struct report {
	struct report_group *groups;	/* owned */
	size_t count;
	struct report_rest rest;
};

/* Who may read it: who leads an office, and who checks it. */
struct verdict report_policy(const struct actor *actor);

/* Adds what one application is to the month, in every group it belongs to. */
void report_add(struct report *r, const struct report_case *c);

/* Counts medians, and puts the groups in order: all, then services, regions and
 * channels by code. Nothing is added after it. */
void report_finish(struct report *r);
void report_release(struct report *r);

/* The share of the sorted values at or below which so many percent of them lie
 * (the nearest rank); -1 where there are none. Sorts them. */
int64_t report_rank(int64_t *values, size_t count, int percent);

/* Reads 2026-11, or "" as the month of now_at, as two instants, the second not
 * included. */
bool report_month(const char *word, int64_t now_at, int64_t *from_at, int64_t *until_at);

#endif
