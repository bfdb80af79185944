/* SPDX-License-Identifier: ISC */
/*
 * special_days: answers of 특일정보 (SpcdeInfoService/getRestDeInfo, domain.md
 * C2), with their odd shapes: errors in XML with status 200, items "" when
 * there are none, one row as an object, numbers as texts, rows that are no
 * holidays, lists that miss some. Pure; knows no socket.
 */
#ifndef RULES_SPECIAL_DAYS_H
#define RULES_SPECIAL_DAYS_H

#include "storage/base.h"
#include "storage/record.h"

#define SPECIAL_DAYS_BYTES_MAX (1024 * 1024)

/* Reads one answer. Appends its holidays to entries, as lines of a message
 * (rules/holidays_file.h); two names of one day become one. *year is the year
 * asked for, 0 = that of the first day. RC_INVALID says what is wrong, *line
 * where (from 1; 0 = nowhere in particular). */
MUST_USE enum rc special_days_read(const char *bytes, size_t len, int32_t *year,
    struct buf *entries, size_t *line, struct err *e);

#endif
