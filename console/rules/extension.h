/* SPDX-License-Identifier: ISC */
/*
 * extension: whether a statutory period may be made longer, and why not
 * (Decree §21 as of 2026-05-06; domain.md A5). Pure; how long the period is
 * then, deadline.h knows.
 */
#ifndef RULES_EXTENSION_H
#define RULES_EXTENSION_H

#include "console/rules/deadline.h"

#define EXTENSIONS_MOST 2
#define EXTENSION_LAW "민원 처리에 관한 법률 시행령 §21"

enum extension_reason {
	EXTENSION_COOPERATION,	/* other agencies or departments must help */
	EXTENSION_FACTS,	/* facts or the site must be checked */
	EXTENSION_DISASTER,	/* natural disaster, force majeure */
	EXTENSION_EQUIVALENT,	/* as weighty as these; in words */
	/* Forbidden by name since 2026-05-06. */
	EXTENSION_WORKLOAD,
	EXTENSION_LATE_ASSIGNMENT,
	EXTENSION_ABSENCE,
	EXTENSION__COUNT
};

struct extension_info {
	const char *name;	/* stable: store, wire, JSON */
	const char *label_ko, *label_en;
	const char *law;
	bool is_allowed;
	/* Blank-free lower-case pieces that give the reason away in free text,
	 * '|' between them; "" = none. */
	const char *pieces;
};
extern const struct extension_info extension_table[EXTENSION__COUNT];

/* One extension somebody asks for. */
struct extension {
	struct period period;	/* the service's statutory period */
	struct period more;
	int64_t due_at;		/* the due so far */
	int64_t asked_at;	/* 0 = a what-if: neither lateness nor reason matters */
	enum extension_reason reason;
	const char *text;	/* the reason in words; may be NULL */
	int earlier_count;	/* extensions the case has had */
	bool has_consent;	/* the applicant's, recorded */
};

/* At most twice, the second with consent, for an allowed reason in name and in
 * words, before the due has passed, and never beyond where the period itself
 * would end if it ran once more from the old due. */
struct verdict extension_check(const struct calendar *c, const struct extension *x,
    const struct pauses *off);

/* The forbidden reason that a text gives in its own words; false if none. */
bool extension_screen(const char *text, enum extension_reason *out);

/* Label in the current language; finding by stable name or label. */
const char *extension_label(enum extension_reason reason);
bool extension_find(const char *word, enum extension_reason *out);

#endif
