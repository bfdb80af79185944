/* SPDX-License-Identifier: ISC */
/*
 * drop_table: the bytes of one dropped file as a table that drop_read reads, and
 * when such a file is whole.
 */
#ifndef CHANNEL_DROP_TABLE_H
#define CHANNEL_DROP_TABLE_H

#include "console/channel/config.h"
#include "console/channel/drop_folder.h"
#include "console/channel/drop_read.h"
#include "console/rules/charset.h"

/* What a section needs beside itself; all borrowed but the map. */
struct drop_plan {
	const struct channel_config *config;
	const char *region;	/* of the feed */
	struct column_map map;	/* owned */
};

/* Reads the section's mapping. RC_USAGE names file and line. */
MUST_USE enum rc drop_plan_make(struct drop_plan *p, const struct channel_config *config,
    const char *region, struct err *e);
void drop_plan_release(struct drop_plan *p);

/* Appends the bytes as UTF-8; *charset is what they are in. */
MUST_USE enum rc drop_to_utf8(const struct drop_plan *p, const struct buf *bytes,
    struct buf *text, enum charset *charset, struct err *e);

/* What the table has. */
struct drop_sum {
	int64_t rows, bad_rows;
	bool has_count;		/* a row counts the others … */
	int64_t count;		/* … and says so many */
	bool is_open;		/* it ends inside of quotation marks */
};

/* Reads it to its end; RC_INVALID: it cannot be read at all, or its own last row
 * says that some of it is missing. */
MUST_USE enum rc drop_sum_up(const struct drop_plan *p, const struct buf *text,
    struct drop_sum *out, struct err *e);

enum drop_look {
	DROP_WHOLE,
	DROP_WAITS,	/* not yet, or never: its writer is to end it */
	DROP_REFUSED	/* it may not be read */
};

/* Looks at a file of the folder dir, which is the drop folder itself or work/
 * (is_claimed). now_at is the machine's clock. why says what is lacking, since is
 * when it was written last. */
enum drop_look drop_look(const struct drop_plan *p, int dir, const char *name, bool is_claimed,
    int64_t now_at, struct buf *why, int64_t *since);

#endif
