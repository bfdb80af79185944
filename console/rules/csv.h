/* SPDX-License-Identifier: ISC */
/*
 * csv: comma or tab separated text (RFC 4180) taken apart row by row. Strict
 * about what a cell is, patient with what follows: a row that breaks the rules
 * is named by line, cell and reason, and the next one is read. Knows bytes; no
 * file, no charset but UTF-8, and not what a column means.
 */
#ifndef RULES_CSV_H
#define RULES_CSV_H

#include "storage/base.h"

#define CSV_CELLS_MAX 256
#define CSV_CELL_BYTES_MAX (256 * 1024)

enum csv_fault_kind {
	CSV_SOUND,
	CSV_QUOTE_OPEN,		/* never closed: nothing behind it can be read */
	CSV_QUOTE_TAIL,		/* text between a closing quote and the separator */
	CSV_LONE_CR,		/* a carriage return that ends no line */
	CSV_NUL,
	CSV_NOT_UTF8,
	CSV_CELL_LONG,		/* more than CSV_CELL_BYTES_MAX */
	CSV_CELLS_MANY,		/* more than CSV_CELLS_MAX */
	CSV_FAULT__COUNT
};

/* The first thing wrong with a row. Lines and cells count from 1. */
struct csv_fault {
	enum csv_fault_kind kind;
	int64_t line;
	size_t cell;
};

/* One cell: NUL-terminated UTF-8 in NFC, quotes taken off, line ends inside it
 * as they stand. A quotation mark inside a cell that does not begin with one is
 * text (5" pipe). Points into the reader's memory until the next row. */
struct csv_cell {
	const char *text;
	size_t len;
};

struct csv_row {
	int64_t line;		/* where it begins */
	int64_t last_line;
	size_t count;
	struct csv_cell cells[CSV_CELLS_MAX];
	struct csv_fault fault;	/* CSV_SOUND: the cells may be believed */
};

/* A text being read; the bytes are borrowed. */
struct csv_reader {
	const char *bytes;
	size_t len, at;
	char separator;		/* ',' or '\t' */
	int64_t line;		/* that at stands in */
	struct buf text, cell;	/* of the row taken last; owned */
};

/* Begins bytes[0 .. len); a byte order mark at their beginning is passed over. */
void csv_open(struct csv_reader *r, const char *bytes, size_t len, char separator);
void csv_release(struct csv_reader *r);

/* The next row that is not blank; false behind the last one. A row with a fault
 * has the cells that could be made out, not to be believed. */
bool csv_next(struct csv_reader *r, struct csv_row *row);

/* Would a spreadsheet take the text for a formula? Full-width signs count: some
 * programs fold them. */
bool csv_is_formula(const char *text);

/* Appends a cell as comma separated files have it, quoted where that is needed; a
 * formula is guarded by an apostrophe. */
void csv_put(struct buf *out, const char *text);

/* Why the row cannot be believed, as one sentence in the current language. */
const char *csv_fault_sentence(enum csv_fault_kind kind);

#endif
