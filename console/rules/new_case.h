/* SPDX-License-Identifier: ISC */
/*
 * new_case: whether an application that a clerk types in may become a case: handed
 * in at the counter or by telephone. Pure; who may type one in is policy_new's.
 */
#ifndef RULES_NEW_CASE_H
#define RULES_NEW_CASE_H

#include "console/rules/form.h"
#include "console/rules/verdict.h"

#define CHANNEL_COUNTER "counter"
#define CHANNEL_PHONE "phone"

/* How far back the time of an application may lie: the longest outage of a
 * petition system so far was of about a month (2025-09). */
#define NEW_CASE_DAYS_BACK 31

struct new_case {
	const struct form *form;	/* of the service in the region */
	const char *channel;		/* code */
	const char *applicant;
	const char *reason;		/* why it is typed in late */
	int64_t arrived_at;		/* when it was handed in; 0 = now */
	int64_t now_at;
};

/* Is the channel one that a clerk types in? */
bool new_case_is_desk(const char *channel);

/* Is the service one that the region has at all (x-regions of its form)? */
bool new_case_is_served(const struct form *form);

/* In this order: the channel; whether the service may be applied for by word
 * (민원 처리에 관한 법률 §8: an application is made in writing, 기타민원 by word or
 * telephone too); whether the region has it; a person who can be named (시행령 §2);
 * the time, which is neither to come nor longer ago than NEW_CASE_DAYS_BACK, and has
 * a reason where it is not now. */
struct verdict new_case_judge(const struct new_case *n);

#endif
