/* SPDX-License-Identifier: ISC */
/*
 * case_flag: what stands out about a case, as one table of words (domain.md
 * B2: flags, not states). Lists, filters and JSON all ask here. Pure.
 */
#ifndef RULES_CASE_FLAG_H
#define RULES_CASE_FLAG_H

#include "storage/base.h"
#include "storage/record.h"

enum case_flag {
	FLAG_OVERDUE,		/* 지연 */
	FLAG_UNRECEIVED,
	FLAG_HELD,
	FLAG_CLOSED,
	FLAG_NO_DEADLINE,
	FLAG_PAUSED,
	FLAG_OUTAGE,		/* an outage stops its clock just now */
	FLAG_OUTAGE_RECEIPT,	/* 장애기간접수 */
	FLAG_CORRECTION,	/* a time of it waits to be set right */
	FLAG_EXTENDED,		/* 연장됨 */
	FLAG_DEEMED_RISK,	/* 수리간주위험: silence will mean yes */
	FLAG_DEEMED,		/* 수리간주: it did */
	FLAG_MISMATCH,		/* 서식불일치 */
	FLAG_RAISED,		/* 상급자보고: a superior has not settled it yet */
	FLAG_HANDOVER_LATE,	/* a hop of its hand-over is not acknowledged in time */
	FLAG_COMMITTEE,		/* bounced three times: 조정위원회 */
	FLAG__COUNT
};

#define FLAG_BIT(flag) (1u << (flag))

struct case_flag_info {
	const char *name;	/* stable */
	const char *label_ko, *label_en;
};
extern const struct case_flag_info case_flag_table[FLAG__COUNT];

/* The flags of a row at now_at, a set of FLAG_BIT. */
unsigned int case_flags_of(const struct case_row *row, int64_t now_at);

/* Finds a flag by name or label; false if there is none. */
bool case_flag_find(const char *word, enum case_flag *out);

#endif
