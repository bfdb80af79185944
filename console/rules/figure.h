/* SPDX-License-Identifier: ISC */
/*
 * figure: the numbers of the board (현황판) and of the day (오늘 마감), as one
 * table: what each counts, on which screens it stands and which list it
 * opens. The office counts them, screen and command show them, the manual
 * page and the tests are made from it. Pure.
 */
#ifndef RULES_FIGURE_H
#define RULES_FIGURE_H

#include "storage/base.h"
#include "storage/record.h"

enum figure {
	FIGURE_ARRIVED,		/* arrived today */
	FIGURE_RECEIVED,	/* received today */
	FIGURE_DECIDED,		/* decided today */
	FIGURE_OPEN,		/* open now */
	FIGURE_UNOWNED,		/* open, nobody in charge */
	FIGURE_AT_RISK,		/* lapses within one working day */
	FIGURE_OVERDUE,
	FIGURE_APPROVALS,	/* wait for approval */
	FIGURE_STATE,		/* cases in one state; its row says which */
	FIGURE_LAPSES,		/* lapses today, not yet overdue */
	FIGURE_NEXT_OPENING,	/* lapses before the next working day begins */
	FIGURE_UNRECEIVED,	/* arrived, near the limit of 8 hours or past it */
	FIGURE_DEEMED,		/* 수리간주: accepted by law, still to be completed */
	FIGURE_MISMATCH,	/* 서식불일치: does not fit its form */
	FIGURE_RAISED,		/* reported to the superior by a rule, not settled */
	FIGURE_ESCALATED,	/* escalated, the ministry has not confirmed */
	FIGURE_HANDOVER_LATE,	/* a hop of a hand-over not acknowledged in time */
	FIGURE_TYPED,		/* the reader has typed into a dialog of the case, and not handed in */
	FIGURE_WAITING,		/* messages that the channel has not confirmed */
	FIGURE_PARKED,		/* messages given up until somebody looks */
	FIGURE_UNSORTED,
	FIGURE_CONSULT,		/* people who wait for a consultation */
	FIGURE_RATED,		/* applicants who said how content they are, in 30 days … */
	FIGURE_RATED_LOW,	/* … and of these who gave 1 or 2 of 5 */
	FIGURE_WAITS_OVER,	/* rows of the waits over the office's alert */
	FIGURE__COUNT
};

/* What a figure opens. */
enum figure_list {
	LIST_CASES,	/* the query */
	LIST_SENT,
	LIST_UNSORTED,
	LIST_CONSULT,	/* the consultation desk */
	LIST_WAITS	/* how long people wait at the offices */
};

struct figure_info {
	const char *name;	/* stable, of the wire and of scripts */
	const char *label;	/* N_() */
	const char *query;	/* of LIST_CASES; %s takes a time, a state or numbers */
	enum figure_list list;
	bool is_on_board;	/* in the order of the table */
	bool is_personal;	/* there is one for each officer too */
	bool is_alarm;		/* anything but 0 wants somebody to act */
};

extern const struct figure_info figure_table[FIGURE__COUNT];

/* The figures of the day, in the order they are shown: first what cannot wait. */
#define FIGURES_OF_TODAY 18
extern const enum figure figure_today[FIGURES_OF_TODAY];

bool figure_find(const char *name, enum figure *out);

/* The label in the current language; of FIGURE_STATE the state's. */
const char *figure_label(const struct figure_row *row);

/* Fills a row's query: detail is what %s takes ("" where it takes nothing),
 * the row's who is whose cases. */
void figure_query(enum figure figure, const char *detail, struct figure_row *row);

/* Appends the sentence that closes the day, from the figures of the day. */
void figure_closing_line(struct buf *out, const struct figure_row *rows, size_t count);

/* Is anything left that lapses before the next working day, or has lapsed? */
bool figure_day_is_open(const struct figure_row *rows, size_t count);

/* Days that figures of satisfaction go back. */
#define RATED_DAYS 30

/* Working hours before its limit in which an arrival is near it. */
#define UNRECEIVED_NEAR_HOURS 2

#endif
