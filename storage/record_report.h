/* SPDX-License-Identifier: ISC */
/*
 * record_report: what a month's report is counted from: one record an
 * application, with nothing in it that names a person.
 */
#ifndef STORAGE_RECORD_REPORT_H
#define STORAGE_RECORD_REPORT_H

#include "storage/record.h"

/* What one application is to a month. An application may come several times: as
 * one that arrived or was received, and as one that was decided. */
struct report_case {
	char region[12], service[24], channel[24];
	bool has_arrived, has_received, has_decided;	/* in the month */
	/* The rest is of one that was decided. */
	char state[16];		/* what it is in: completed, refused … */
	bool is_late;
	bool has_period;	/* there is a time it was due at */
	int64_t minutes;	/* working minutes that were the office's to use */
	int64_t period_minutes;	/* … and that it had; 0 = no period */
	int64_t desk_minutes, applicant_minutes, other_minutes, ministry_minutes,
	    outage_minutes;	/* in whose hands it was, from receipt to decision */
	int64_t supplements, extensions, handovers, send_backs, corrections;
};

/* The rest of a month, told once. */
struct report_rest {
	int64_t received;	/* by the office's own count, whatever the query */
	int64_t rated, rated_sum, rated_low;	/* satisfaction: how often, sum of 1 to 5, 1 or 2 */
	int64_t consultations;	/* that ended … */
	int64_t served;		/* … of these by being talked to */
	int64_t waits;		/* people who were called */
	int64_t wait_p50_sec, wait_p90_sec;	/* how long they had waited; -1 = nobody */
};

#endif
