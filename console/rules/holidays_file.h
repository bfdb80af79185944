/* SPDX-License-Identifier: ISC */
/*
 * holidays_file: lines of a file of holidays (CSV as the catalogue has it) and
 * the lines in which days travel from desk to office. Pure; opens no file.
 */
#ifndef RULES_HOLIDAYS_FILE_H
#define RULES_HOLIDAYS_FILE_H

#include "storage/base.h"
#include "storage/record.h"

/* The years a calendar is kept for: those of the lunar table. */
int32_t holidays_first_year(void);
int32_t holidays_last_year(void);

/* The kinds a day may have; the last is HOLIDAY_CANCELLED. */
bool holiday_kind_is_known(const char *kind);
const char *holiday_kind_label(const char *kind);	/* in the current language */

enum holiday_column {
	HOLIDAY_DATE,
	HOLIDAY_NAME_KO,
	HOLIDAY_NAME_EN,
	HOLIDAY_KIND,
	HOLIDAY_REGION,
	HOLIDAY_SOURCE,
	HOLIDAY_OTHER	/* a column that means nothing here */
};
#define HOLIDAY_COLUMNS_MOST 12

/* Which column of a file is which. */
struct holiday_columns {
	enum holiday_column column[HOLIDAY_COLUMNS_MOST];
	size_t count;
};

/* The columns of a file without a head line: date, name_ko, name_en, kind. */
struct holiday_columns holiday_columns_usual(void);

/* Whether a line is a head line ("date,…"); RC_USAGE where it is one with a
 * column that nobody knows. */
MUST_USE enum rc holiday_columns_read(const char *line, bool *is_head,
    struct holiday_columns *out, struct err *e);

/* One line as a day. Without a kind it is temporary. year 0 = any that a
 * calendar is kept for. RC_USAGE says what is wrong, without naming file and
 * line. */
MUST_USE enum rc holiday_line_read(const struct holiday_columns *columns, const char *line,
    int32_t year, struct holiday_row *out, struct err *e);

/* A day as one line of a message, and the next line of such back: false at the
 * end; *is_whole false where a line is none. */
void holiday_entry_format(struct buf *out, const struct holiday_row *h);
bool holiday_entry_next(const char **lines, struct holiday_row *out, bool *is_whole);

#endif
