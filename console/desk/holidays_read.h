/* SPDX-License-Identifier: ISC */
/*
 * holidays_read: files of holidays, read whole or refused with file, line and
 * reason: our own CSV, and saved answers of the public holiday service.
 */
#ifndef DESK_HOLIDAYS_READ_H
#define DESK_HOLIDAYS_READ_H

#include "storage/base.h"

/* The days of a CSV file ("-" = standard input), as entries of a message
 * (rules/holidays_file.h). year 0 = any. RC_USAGE says what is wrong. */
MUST_USE enum rc holidays_read_file(const char *path, int32_t year, struct buf *entries,
    struct err *e);

/* The days of a saved answer of 특일정보, and its year: the one given, or
 * where year is 0 that of its first day. */
MUST_USE enum rc holidays_read_answer(const char *path, int32_t *year, struct buf *entries,
    struct err *e);

#endif
