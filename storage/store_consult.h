/* SPDX-License-Identifier: ISC */
/*
 * store_consult: the consultation desk: who waits and is talked to, how long each
 * state lasted, and the log of waits. As store.h has it: RC_STORAGE with a
 * sentence when the database fails, RC_NOT_FOUND where one row was asked for.
 */
#ifndef STORAGE_STORE_CONSULT_H
#define STORAGE_STORE_CONSULT_H

#include "storage/store.h"

/* One consultation, as the table has it. */
struct consult_record {
	struct consult_row row;	/* who, contact, topic and note plain */
	char office[12];
	char external_id[72];
	int64_t staff_id;
	int64_t visit_id;
};

/* Adds it in its state; sets row.id. */
MUST_USE enum rc store_consult_add(struct store *s, struct consult_record *c, struct err *e);

/* Writes what may change: state, times, staff, case, warning, result, note. */
MUST_USE enum rc store_consult_update(struct store *s, const struct consult_record *c,
    struct err *e);
/* One of the office's. */
MUST_USE enum rc store_consult_get(struct store *s, int64_t id, const char *office,
    struct consult_record *out, struct err *e);
/* The one that came with this number of the channel, of whatever office. */
MUST_USE enum rc store_consult_by_channel(struct store *s, const char *channel,
    const char *external_id, int64_t *id, struct err *e);

/* The one to take next: by priority, then promises, then who waited longest, of
 * the tasks the staff member takes. */
MUST_USE enum rc store_consult_next(struct store *s, const char *office, int64_t staff_id,
    int64_t now_at, int64_t *id, struct err *e);

/* One that the staff member has called or is talking to; not on hold. */
MUST_USE enum rc store_consult_at_hand(struct store *s, int64_t staff_id, int64_t *id,
    struct err *e);

/* The one that is meant where none is named: of those the staff member has, the
 * one at hand, or the one on hold. */
MUST_USE enum rc store_consult_mine(struct store *s, int64_t staff_id, bool wants_held,
    int64_t *id, struct err *e);

/* Those not over, then those ended since an instant, newest first. */
typedef void (*consult_taker)(void *arg, const struct consult_record *c);
MUST_USE enum rc store_consult_list(struct store *s, const char *office, int64_t ended_since,
    int64_t limit, consult_taker each, void *arg, struct err *e);

/* Ends the interval that runs, if one does, and begins the next one. */
struct consult_step {
	int64_t consult_id;
	const char *state;
	int64_t at;
	int64_t staff_id;
	const char *op_key;
	const char *text;
};
MUST_USE enum rc store_consult_step(struct store *s, const struct consult_step *step,
    struct err *e);

/* Ends the interval that runs. */
MUST_USE enum rc store_consult_over(struct store *s, int64_t consult_id, int64_t at,
    struct err *e);

/* Words in the chat of one; staff_id 0 = the person said them. */
struct consult_saying {
	int64_t consult_id;
	int64_t at;
	int64_t staff_id;
	const char *op_key;
	const char *text;
};
/* Keeps one; an op_key that is there already is refused. */
MUST_USE enum rc store_consult_saying(struct store *s, const struct consult_saying *said,
    struct err *e);

/* The consultation that a request by this key changed. */
MUST_USE enum rc store_consult_by_key(struct store *s, const char *op_key, int64_t *id,
    struct err *e);
/* The states it was in and what was said in its chat, the oldest first. */
MUST_USE enum rc store_consult_intervals(struct store *s, int64_t consult_id,
    void (*each)(void *arg, const struct consult_interval *v), void *arg, struct err *e);

/* The log of waits. */
struct visit_record {
	int64_t id;
	int64_t consult_id;
	char task[24];
	int64_t priority;
	int64_t came_at, called_at, gone_at;
	int64_t staff_id;
	int64_t ahead, servers, busy, scale_ms;
	int64_t p50_sec, p90_sec, samples;
};
/* Begins the log of one that came to wait, with what it was told then; sets v->id. */
MUST_USE enum rc store_visit_add(struct store *s, const char *office, struct visit_record *v,
    struct err *e);
/* It was called at that instant by that staff member. */
MUST_USE enum rc store_visit_called(struct store *s, int64_t id, int64_t at, int64_t staff_id,
    struct err *e);

/* It left the line or the desk; staff_id != 0: put off by that one before it was
 * called. */
MUST_USE enum rc store_visit_gone(struct store *s, int64_t id, int64_t at, int64_t staff_id,
    struct err *e);

/* The newest of an office, newest first. */
MUST_USE enum rc store_visit_list(struct store *s, const char *office, int64_t limit,
    void (*each)(void *arg, const struct visit_record *v), void *arg, struct err *e);

/* What staff takes. */
/* The staff member takes the task; put twice is the same as once. clear: takes none
 * that is named. */
MUST_USE enum rc store_skill_put(struct store *s, int64_t staff_id, const char *task,
    struct err *e);
MUST_USE enum rc store_skill_clear(struct store *s, int64_t staff_id, struct err *e);
/* Of the office's staff who may sign in and are no auditors, person by person; task
 * "": takes everything. */
MUST_USE enum rc store_skill_list(struct store *s, const char *office,
    void (*each)(void *arg, const struct skill_row *row), void *arg, struct err *e);

/* Satisfaction given since an instant: of all cases of the office, and of those
 * that a consultation was about. */
struct satisfaction_sum {
	int64_t count, score_sum, low;	/* low: scores of 1 and 2 */
};
MUST_USE enum rc store_satisfaction_sum(struct store *s, const char *office, int64_t since_at,
    bool is_consulted, struct satisfaction_sum *out, struct err *e);

/* How many wait now, counted up to most. */
MUST_USE enum rc store_consult_waiting(struct store *s, const char *office, int64_t now_at,
    int64_t most, int64_t *count, struct err *e);

/* The same one by one, newest first, of at most a score; the applicant's name is for
 * masking the remark. */
MUST_USE enum rc store_satisfaction_list(struct store *s, const char *office, int64_t since_at,
    int64_t most_score, int64_t limit,
    void (*each)(void *arg, const struct rating_row *row, const char *applicant), void *arg,
    struct err *e);

/* How many ended in each state since an instant. */
MUST_USE enum rc store_consult_ended(struct store *s, const char *office, int64_t since_at,
    void (*each)(void *arg, const char *state, int64_t count), void *arg, struct err *e);

#endif
