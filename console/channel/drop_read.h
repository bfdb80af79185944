/* SPDX-License-Identifier: ISC */
/*
 * drop_read: a table that another system wrote, row by row as applications. A row
 * that cannot be one is told by line, column and reason and hides no other. Pure:
 * bytes in, records out; knows no folder and no office.
 */
#ifndef CHANNEL_DROP_READ_H
#define CHANNEL_DROP_READ_H

#include "console/rules/column_map.h"
#include "console/rules/csv.h"
#include "console/wire/messages.h"

#define DROP_ROWS_MAX 500000
#define DROP_HEADING_LINES 20	/* rows that may stand above the heading */

/* What a column may be. */
enum drop_member {
	DROP_ID,	/* of the application; several columns are joined by - */
	DROP_SERVICE,	/* code or name */
	DROP_TITLE,
	DROP_APPLICANT,
	DROP_PHONE,
	DROP_ADDRESS,
	DROP_BIRTH,
	DROP_RESIDENT,	/* resident number: the office keeps birth date and sex of it */
	DROP_ARRIVED,
	DROP_REGION,	/* code or name */
	DROP_STATUS,	/* the other system's word */
	DROP_FORM_VERSION,
	DROP_IGNORE,	/* nothing of the application */
	DROP_COUNT,	/* no column: what the row that counts the others begins with */
	DROP_ANSWER,	/* answer.NAME: a text of the form … */
	DROP_NUMBER,	/* number.NAME: … or a number … */
	DROP_YES_NO,	/* yesno.NAME: … or yes and no */
	DROP_MEMBER__COUNT
};

/* The member of a name as a mapping writes it; COLUMN_MAP_NONE = none. */
int drop_member_find(const char *name);

/* Appends the names of the members, for a sentence. */
void drop_member_names(struct buf *out);

/* Where the rows belong when they do not say. */
struct drop_defaults {
	const char *region;	/* code */
	const char *service;	/* code or name; "" = each row says it */
};

/* A table being read. */
struct drop_reader {
	struct csv_reader csv;
	struct csv_row *row;	/* owned */
	const struct column_map *map;
	struct drop_defaults defaults;
	struct drop_column *columns;	/* owned */
	size_t column_count;
	int64_t rows;		/* that were given out */
	bool has_count;		/* the row that counts was met … */
	int64_t count;		/* … and says so many; -1 = no number */
	bool is_open;		/* it ends inside of quotation marks */
};

/* One row. What is wrong with one is in item.fault, as with an element of a feed;
 * why says it with the column. item.raw points into raw. */
struct drop_row {
	int64_t line;
	struct wire_intake_item item;
	struct buf raw;		/* owned; kept from row to row */
	char why[200];		/* "" = nothing is wrong */
};

/* Begins a UTF-8 text, which is borrowed as the map is, and finds its heading.
 * RC_INVALID says why it cannot be read at all. Release in either case. */
MUST_USE enum rc drop_reader_open(struct drop_reader *r, const char *text, size_t len,
    const struct column_map *map, const struct drop_defaults *defaults, struct err *e);
void drop_reader_release(struct drop_reader *r);

/* The next row; false behind the last one. */
bool drop_reader_next(struct drop_reader *r, struct drop_row *out);

/* An instant as exports write it: 2026-11-23 14:30, 2026. 11. 23. 오후 2:30,
 * 20261123, 2026/11/23; a day alone is its beginning. Korean time. False = none. */
bool drop_instant(const char *text, int64_t *at);

#endif
