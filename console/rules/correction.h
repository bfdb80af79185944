/* SPDX-License-Identifier: ISC */
/*
 * correction: which times of a case may be set right, and between which bounds
 * (domain.md B2, B4: the system's time gives way to the document's; both are
 * kept). Pure; what the clock makes of it, case_clock.h knows.
 */
#ifndef RULES_CORRECTION_H
#define RULES_CORRECTION_H

#include "console/rules/verdict.h"
#include "storage/record.h"

/* The events whose time counts. */
enum correctable {
	CORRECT_RECEIPT,	/* 접수 */
	CORRECT_DEMAND,		/* 보완요구 */
	CORRECT_REPLY,		/* 보완 도착 */
	CORRECT_HANDED,		/* 협의 요청 */
	CORRECT_BACK,		/* 협의 회신 */
	CORRECT_COMPLETION,	/* 완료: the approval of the decision */
	CORRECT__COUNT
};

struct correctable_info {
	const char *name;	/* stable: command line, wire, store */
	const char *label_ko, *label_en;
};
extern const struct correctable_info correctable_table[CORRECT__COUNT];

const char *correctable_label(enum correctable what);
bool correctable_find(const char *word, enum correctable *out);

/* What an event between two states is; false where its time does not count. */
bool correctable_of(enum state before, enum state after, enum correctable *out);

/* One time somebody wants set right. */
struct correction {
	enum correctable what;
	int64_t to_at;
	int64_t now_at;
	int64_t arrived_at;
	int64_t received_at;	/* as it stands */
	int64_t completed_at;	/* 0 = still open */
};

/* Not before the arrival, not in the future; no receipt after the completion,
 * nothing else before the receipt. */
struct verdict correction_check(const struct correction *c);

#endif
