/* SPDX-License-Identifier: ISC */
/*
 * carry_line: one row of a full export as one line of JSON, and back. The keys
 * stand in the order of storage/carry.h's table, so the same row is always the
 * same bytes. Knows no store: what a number stands for is asked.
 */
#ifndef OFFICE_CARRY_LINE_H
#define OFFICE_CARRY_LINE_H

#include "storage/carry.h"

struct cJSON;

#define CARRY_FORMAT "minwon-export"
#define CARRY_VERSION 1
#define CARRY_LINE_MOST (8 * 1024 * 1024)

/* Appends, as JSON, what stands for a number that is a staff member, a form or a
 * row of the office; 0 never gets here. */
struct carry_names {
	enum rc (*name)(void *arg, enum carry_kind kind, int64_t number, struct buf *out,
	    struct err *e);
	void *arg;
};

/* Appends {"row":…}, with its line feed. */
MUST_USE enum rc carry_line_write(struct buf *out, enum carry_table table,
    const struct carry_value *values, const struct carry_names *names, struct err *e);

/* The numbers behind words, logins and places; RC_INVALID with a sentence where
 * there is none. value is never null. */
struct carry_numbers {
	enum rc (*number)(void *arg, enum carry_kind kind, const struct cJSON *value,
	    int64_t *out, struct err *e);
	void *arg;
};

/* The values of a line that passed the gate; texts live as long as the object.
 * RC_INVALID says which member is missing, too many or not what it must be. */
MUST_USE enum rc carry_line_read(const struct cJSON *object, enum carry_table table,
    struct carry_value *values, const struct carry_numbers *numbers, struct err *e);

#endif
