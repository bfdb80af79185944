/* SPDX-License-Identifier: ISC */
/*
 * bulk: what `minwon bulk` is given, read into a list of acts: lines of JSON, rows
 * of CSV or TSV, or bare numbers. Knows texts; no office.
 */
#ifndef DESK_BULK_H
#define DESK_BULK_H

#include "console/rules/csv.h"
#include "console/wire/messages.h"
#include "storage/base.h"

#define BULK_LINE_BYTES_MAX (256 * 1024)
#define BULK_INPUT_BYTES_MAX (512 * 1024 * 1024)
#define BULK_ITEMS_MOST 1000000

/* One line read; the act borrows its long texts. Zeroed to start, but for base:
 * what the command line says where the line says nothing. */
struct bulk_line {
	const struct wire_act *base;	/* borrowed; NULL = nothing */
	bool has_base_op;		/* its op too */
	struct wire_act act;
	struct buf text, reasons, remedies, proposal, disclose, attach, precedents;
};

/* Reads {"op","case", and by the options' names "text", "outcome", "reason",
 * "remedy", "assignee", "agency", "op_key", "version"}; reason and remedy are
 * a text or an array of texts. Even where it fails, op and case are filled as
 * far as they could be read, for the result line: op as written in op_word
 * (cut to fit). RC_INVALID or RC_USAGE names what is wrong. */
MUST_USE enum rc bulk_line_read(struct bulk_line *b, const char *bytes, size_t len,
    char *op_word, size_t op_cap, struct err *e);

/* Sets what the act borrows, and takes what is missing from the base. */
void bulk_line_finish(struct bulk_line *b);

void bulk_line_release(struct bulk_line *b);	/* base stays */

/* The op of that name; RC_USAGE names the nearest one. */
MUST_USE enum rc bulk_op_find(const char *word, enum op *out, struct err *e);

/* What the columns of a table mean. */
struct bulk_map;

/* The mapping file at path: lines of `COLUMN = MEMBER`, and `MEMBER: WORD = OURS`
 * where the other system has words of its own; # begins a remark. RC_USAGE names
 * line and fault. NULL frees nothing. */
MUST_USE enum rc bulk_map_read(const char *path, struct bulk_map **out, struct err *e);
void bulk_map_free(struct bulk_map *map);

/* The heading of a table understood: for each column the member it is. */
#define BULK_COLUMN_NONE (-1)
struct bulk_heading {
	size_t count;
	int members[CSV_CELLS_MAX];	/* of bulk's own table; BULK_COLUMN_NONE = not used */
};

/* Reads a heading by our own words, or a map's (may be NULL). Without a map a
 * column that is none of ours is an error: a misspelt one must not be passed
 * over. RC_USAGE names the column. */
MUST_USE enum rc bulk_heading_read(const struct csv_row *row, const struct bulk_map *map,
    bool has_base_op, struct bulk_heading *out, struct err *e);

/* Reads one row by the heading. As bulk_line_read; *cell is the column that is
 * wrong, from 1, or 0. */
MUST_USE enum rc bulk_row_read(struct bulk_line *b, const struct csv_row *row,
    const struct bulk_heading *heading, const struct bulk_map *map, char *op_word,
    size_t op_cap, size_t *cell, struct err *e);

/* Whether a word is the heading of a column of ours. */
bool bulk_is_column(const char *word, size_t len);

/* One case of a list. */
struct bulk_item {
	int64_t line;
	char number[80];
	char op[24];
	char *fault;	/* owned; why it could not be read; NULL = it could */
	char *act;	/* owned; wire_pack of the act; NULL with a fault */
};
struct bulk_list {
	struct bulk_item *items;	/* owned */
	size_t count, cap;
	size_t faults;
};
void bulk_list_release(struct bulk_list *list);

/* Puts an act, or why there is none (fault not NULL), behind the others. */
void bulk_list_add(struct bulk_list *list, int64_t line, const char *number, const char *op,
    const struct wire_act *act, const char *fault);

enum bulk_format {
	BULK_JSONL,
	BULK_CSV,
	BULK_TSV,
	BULK_IDS,	/* one number a line */
	BULK_NULL,	/* numbers that end with NUL */
	BULK__COUNT
};
bool bulk_format_find(const char *word, enum bulk_format *out);
const char *bulk_format_label(enum bulk_format format);

/* What the bytes are, as far as their name and beginning tell. */
enum bulk_format bulk_format_guess(const char *path, const char *bytes, size_t len,
    bool has_base_op);

/* Reads the UTF-8 text of a format into list. Faults of single rows become items
 * with a fault; RC_USAGE where it cannot be read at all. */
MUST_USE enum rc bulk_list_read(struct bulk_list *list, enum bulk_format format,
    const char *bytes, size_t len, const struct wire_act *base, bool has_base_op,
    const struct bulk_map *map, struct err *e);

#endif
