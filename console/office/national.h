/* SPDX-License-Identifier: ISC */
/*
 * national: needs of central systems and joint tasks, as the office keeps them:
 * what its staff does, and what the feed of the whole country brings.
 */
#ifndef OFFICE_NATIONAL_H
#define OFFICE_NATIONAL_H

#include "console/office/office.h"

#define KIND_NEED "need.changed"
#define KIND_TASK "task.changed"

/* Is it an event of the feed of the whole country? */
bool national_is_kind(const char *kind);

/* Keeps what an event's data says, unless we have that version or a later one.
 * RC_INVALID: e names the member that is missing or no good. */
MUST_USE enum rc national_apply(struct office *office, const char *channel, const char *kind,
    const char *data, size_t len, struct err *e);

/* The messages to the relay, bodies of relay.openapi.yaml. */
void national_need_body(struct buf *out, const struct need_row *n, const struct staff_record *who);
void national_second_body(struct buf *out, const struct staff_record *who, int64_t now_at);
void national_answer_body(struct buf *out, const struct need_row *n,
    const struct staff_record *who);
void national_report_body(struct buf *out, const struct task_row *t,
    const struct staff_record *who);

#endif
