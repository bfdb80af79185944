/* SPDX-License-Identifier: ISC */
/*
 * service_clock: every limit of the law around a case but its statutory period
 * (domain.md A2), as one table and one function. Pure.
 */
#ifndef RULES_SERVICE_CLOCK_H
#define RULES_SERVICE_CLOCK_H

#include "console/rules/deadline.h"

enum service_clock {
	SERVICE_RECEIVE,		/* arrival → receipt */
	SERVICE_TO_DEPARTMENT,		/* 민원실 → responsible department */
	SERVICE_TO_REMOTE_DEPARTMENT,
	SERVICE_WRONG_DEPARTMENT,	/* wrong department of the same agency */
	SERVICE_OTHER_AGENCY,		/* and notice to the applicant */
	SERVICE_TRANSFER_ELECTRONIC,
	SERVICE_FIRST_SUPPLEMENT,	/* the first supplement demand */
	SERVICE_LATER_SUPPLEMENT,	/* one found later */
	SERVICE_SUPPLEMENT,		/* the period that the demand itself sets */
	SERVICE_SUPPLEMENT_AGAIN,	/* one more demand after a miss */
	SERVICE_PROGRESS_NOTICE,	/* the first; then service_notice_due */
	SERVICE_RESULT_NOTICE,
	SERVICE_DUNNING,		/* 독촉장 */
	SERVICE_UNCOLLECTED,		/* may be destroyed and closed */
	SERVICE_APPEAL,			/* 이의신청 by the applicant */
	SERVICE_APPEAL_DECISION,
	SERVICE_APPEAL_EXTENDED,	/* starts at the due of the decision */
	SERVICE_TRIBUNAL_KNOWN,		/* 행정심판, from knowing the refusal */
	SERVICE_TRIBUNAL_SINCE,		/* and at the latest, from the refusal */
	SERVICE_DISCLOSURE,		/* 정보공개 */
	SERVICE_DISCLOSURE_EXTENDED,
	SERVICE__COUNT
};

enum service_count {
	COUNT_WORKING_HOURS,
	COUNT_WORKING_DAYS,	/* first day counted (Act §19②) */
	COUNT_CIVIL_DAYS,	/* first day not counted, rolled (민법 §157, §161) */
	COUNT_SHORTER_DAYS,	/* the law is open: the earlier of the two above */
	COUNT_AT_ONCE		/* 지체 없이: due when it starts */
};

struct service_clock_info {
	const char *name;		/* stable */
	const char *label_ko, *label_en;
	enum service_count count;
	int32_t number;
	const char *starts_ko, *starts_en;	/* what starts it */
	const char *law;
};
extern const struct service_clock_info service_clock_table[SERVICE__COUNT];

/* The instant a limit ends that starts at start_at. Days end at 18:00 of their
 * last day and are overdue from midnight. The two extended ones begin the day
 * after start_at, which is the due they extend. */
int64_t service_clock_due(const struct calendar *c, enum service_clock which, int64_t start_at);
bool service_clock_is_overdue(enum service_clock which, int64_t due_at, int64_t now_at);

/* The progress notices of a case: the day of the first one that is due after
 * the sent_count sent so far, 30 civil days each from the receipt (Decree
 * §23). */
int64_t service_notice_due(const struct calendar *c, int64_t received_at, int32_t sent_count);

const char *service_clock_label(enum service_clock which);
bool service_clock_find(const char *word, enum service_clock *out);

#endif
