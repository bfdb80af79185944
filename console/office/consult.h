/* SPDX-License-Identifier: ISC */
/*
 * consult: what the office's files about the consultation desk share: the log of
 * waits as the estimates want it, and how one joins the line.
 */
#ifndef OFFICE_CONSULT_H
#define OFFICE_CONSULT_H

#include "console/office/office.h"
#include "console/rules/wait_estimate.h"
#include "storage/store_consult.h"

#define CONSULT_HAND "consult "	/* the verbs of the desk begin so */

/* The newest of a desk's log; released by consult_log_release. */
struct consult_log {
	struct wait_visit *visits;	/* oldest first */
	size_t count;
	struct wait_skill *skills;
	size_t skill_count;
	struct wait_calibration hours;	/* of the newest hours told on days before */
};
MUST_USE enum rc consult_log_read(struct office *office, const char *code,
    struct consult_log *out, struct err *e);
void consult_log_release(struct consult_log *log);

/* The same as an estimate wants it, now. */
struct wait_desk consult_desk(const struct office *office, const struct consult_log *log);

/* Hours that were told and are over are held against the waits in them
 * (rules/wait_forecast.h): before the log is read, which has how they held. */
MUST_USE enum rc consult_settle(struct office *office, const char *code, struct err *e);

/* What is told of the hours of the day to come is written down, once. */
MUST_USE enum rc consult_forecast(struct office *office, const char *code,
    const struct consult_log *log, struct err *e);

/* The number that stands for a task in the log; WAIT_ANY_TASK for none. */
int32_t consult_task_number(const char *task);

/* A consultation begins to wait, at its ready_at: its wait is estimated and
 * written down, and its visit_id set. */
MUST_USE enum rc consult_line_up(struct office *office, struct consult_record *c, struct err *e);

/* A case was made of what a consultation is about: links both, under the op-key that
 * made it. Refuses where the clerk may not link that consultation. */
MUST_USE enum rc consult_made_case(struct request *r, int64_t consult_id,
    const struct case_record *c, const char *op_key, struct err *e);

/* Adds a consultation: the row, its first interval, its wait. The texts must be
 * clean: consult_clean. */
MUST_USE enum rc consult_begin(struct office *office, struct consult_record *c,
    const char *op_key, struct err *e);

/* Somebody is handed over by a channel: joins the line, once. RC_INVALID names the
 * member that is missing. */
#define KIND_CONSULTATION "consultation.requested"
MUST_USE enum rc consult_requested(struct office *office, const char *code, const char *channel,
    const char *data, size_t len, struct err *e);

/* What the person said in the channel's chat: stands in the log of the consultation.
 * RC_INVALID names the member that is missing. */
#define KIND_CONSULTATION_SAID "consultation.said"
MUST_USE enum rc consult_said(struct office *office, const char *code, const char *channel,
    const char *data, size_t len, struct err *e);

/* Whether a channel asked for it, and is told of it. */
bool consult_has_channel(const struct consult_record *c);

/* Tells the channel that asked for it how it stands, and words (NULL = none); who is
 * NULL where nobody did anything. Nothing where no channel asked. */
MUST_USE enum rc consult_report(struct office *office, const struct consult_record *c,
    const struct staff_record *who, const char *words, struct err *e);

/* Copies a text of a person's: composed, resident numbers cut. */
void consult_clean(char *to, size_t cap, const char *text);

/* The row as this reader may see it. */
void consult_row_for(const struct request *r, const struct consult_record *c,
    struct consult_row *out);

#endif
