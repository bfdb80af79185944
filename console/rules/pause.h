/* SPDX-License-Identifier: ISC */
/*
 * pause: time that does not count (Decree §20, APA-D §11; domain.md A4): spans
 * of civil days with a reason, and outages of a system between two instants.
 * Pure; knows no case and no period.
 */
#ifndef RULES_PAUSE_H
#define RULES_PAUSE_H

#include "console/rules/calendar.h"
#include "console/rules/verdict.h"

/* In whose hands a case is; every working minute of it is one party's. */
enum party {
	PARTY_DESK,
	PARTY_APPLICANT,
	PARTY_OTHER_DEPARTMENT,	/* or another agency below the ministry */
	PARTY_MINISTRY,
	PARTY_OUTAGE,
	PARTY__COUNT
};

enum pause_reason {
	PAUSE_SUPPLEMENT,	/* 보완: from the demand to its arrival */
	PAUSE_TRANSIT,		/* documents under way between distant agencies */
	PAUSE_REPRESENTATIVE,	/* the applicants choose who speaks for them */
	PAUSE_HEARING,
	PAUSE_TEST,		/* tests, inspection, appraisal, expert review */
	PAUSE_PRIOR_WORK,	/* what a ministry rule sets as a condition */
	PAUSE_SITE,		/* on-site investigation of a grievance */
	PAUSE_SHARED_PROOF,	/* another agency's certificate, shared */
	PAUSE_PRIOR_CASE,	/* a bundled application that must come first */
	PAUSE__COUNT
};

struct pause_info {
	const char *name;	/* stable: store, wire, JSON */
	const char *label_ko, *label_en;
	const char *law;
	enum party party;	/* whom the desk waits for */
	int32_t most_days;	/* the law's limit in calendar days; 0 = none */
};
extern const struct pause_info pause_table[PAUSE__COUNT];

/* Civil days, both included: sending day and arrival day do not count
 * (APA-D §11 1호). */
struct pause {
	enum pause_reason reason;
	struct day from, to;
	bool is_open;	/* nobody replied yet: to is the last day so far */
};

/* A system that cases come through stood still: [from_at, to_at). */
struct outage {
	int64_t from_at, to_at;
	bool is_open;	/* it still does: to_at is from_at, or as far as is known */
};

/* What does not count on one case, in any order; spans may overlap and count
 * once. All borrowed. NULL stands for none wherever one is asked for. */
struct pauses {
	const struct pause *pauses;
	size_t pause_count;
	const struct outage *outages;
	size_t outage_count;
};

/* 2026-05-06 00:00, when Decree §20 2호 (outages) and §21① (forbidden reasons)
 * came into force. An outage stops no clock before it. */
#define DECREE_2026_AT INT64_C(1777993200)
#define OUTAGE_LAW "민원 처리에 관한 법률 시행령 §20 2호"

bool pauses_is_none(const struct pauses *p);

/* The pause that takes day d out; NULL if none does. The first in the list
 * where several do. */
const struct pause *pauses_on(const struct pauses *p, struct day d);

/* The first instant in [from_at, to_at) at which an outage is on; to_at if it
 * never is. */
int64_t outages_next(const struct pauses *p, int64_t from_at, int64_t to_at);

/* Where the outage that is on at at_at ends, with those that touch it; at_at
 * itself if none is on. */
int64_t outages_end(const struct pauses *p, int64_t at);

/* Whether the system stood still in all working hours of d. Less than that
 * takes nothing off a period that is counted in days. */
bool outages_fill(const struct pauses *p, const struct calendar *c, struct day d);

/* Whether d is out of a period that is counted in days. */
bool pauses_take_out(const struct pauses *p, const struct calendar *c, struct day d);

/* Whether a pause may be set on a case received at received_at: it has a
 * beginning before its end, no day before the receipt, and not more days than
 * its reason allows. */
struct verdict pause_check(const struct pause *pause, int64_t received_at);

/* Whether an outage may be recorded so at now_at: begun, ended (until_at 0 = still
 * on) and not wholly before the decree of 2026-05-06. */
struct verdict outage_check(int64_t from_at, int64_t until_at, int64_t now_at);

/* Label in the current language; finding by stable name or label. */
const char *pause_label(enum pause_reason reason);
bool pause_find(const char *word, enum pause_reason *out);

const char *party_name(enum party party);
const char *party_label(enum party party);
bool party_by_name(const char *name, enum party *out);

/* Reads "FROM..TO" (civil days, both included), or "FROM.." for a pause that
 * is still open: then to is from. RC_USAGE says what is wrong. The reason is
 * left alone. */
MUST_USE enum rc pause_parse(const char *s, struct pause *out, struct err *e);

/* Checks the order of two days as they came: RC_USAGE when to is before from. */
MUST_USE enum rc pause_set_days(struct pause *pause, const char *from, const char *to,
    struct err *e);

#endif
