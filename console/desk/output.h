/* SPDX-License-Identifier: ISC */
/*
 * output: how results are written. A verb hands over columns and rows of
 * values and never knows whether a person or a program reads them. Text of
 * strangers passes tsafe in tables, TSV and CSV, and text_json_string in JSON.
 */
#ifndef DESK_OUTPUT_H
#define DESK_OUTPUT_H

#include "storage/base.h"

/* Where bytes go. After the reader has gone away they go nowhere. */
struct sink {
	int fd;			/* -1: everything stays in pending */
	struct buf pending;
	bool is_held;		/* for now everything stays in pending */
	int fault;		/* errno of the write that failed; 0 = none */
	bool is_cp949;		/* leaves in CP949 instead of UTF-8 */
	size_t lost;		/* characters that CP949 does not have */
};

/* A sink on fd, which stays the caller's. */
void sink_init(struct sink *s, int fd);
/* Keeps bytes to be written with others, a text, or a buffer's text; after a fault
 * nothing. */
void sink_add(struct sink *s, const char *bytes, size_t len);
void sink_puts(struct sink *s, const char *text);
void sink_buf(struct sink *s, const struct buf *b);
/* Writes what is kept now, unless it is held; a fault stays in s->fault. */
void sink_flush(struct sink *s);

/* Nobody reads any more: no need to go on. */
bool sink_is_broken(const struct sink *s);

/* Writes what is left and frees. A reader that went away is no error (RC_OK);
 * RC_STORAGE where the disk is full or broken. */
MUST_USE enum rc sink_finish(struct sink *s, struct err *e);

enum format {
	FORMAT_TABLE,	/* for people: labels, official times, aligned cells */
	FORMAT_TSV,
	FORMAT_CSV,	/* RFC 4180, formulas guarded */
	FORMAT_JSONL,	/* one object a line */
	FORMAT_TEXT,	/* show: for people */
	FORMAT_JSON,	/* show: one object */
	FORMAT__COUNT
};

/* The word of --format, and the format of a word; false if there is none. */
const char *format_name(enum format format);
bool format_find(const char *word, enum format *out);

enum value_kind {
	VALUE_TEXT,
	VALUE_NUMBER,
	VALUE_INSTANT,	/* number: UTC seconds, 0 = none */
	VALUE_BOOL,	/* number: 0 or 1 */
	VALUE_WORDS,	/* text: words with blanks between; a JSON array */
	VALUE_JSON	/* text: JSON already */
};

/* One cell of a row. shown, if not NULL, is what a table shows instead. */
struct value {
	enum value_kind kind;
	const char *text;	/* NULL = nothing there: null, or empty */
	int64_t number;
	const char *shown;
};

/* Cells: their texts are borrowed until the row is written. */
struct value value_text(const char *text);	/* "" is nothing there */
struct value value_shown(const char *text, const char *shown);
struct value value_number(int64_t number);
struct value value_instant(int64_t at);
struct value value_bool(bool is_true, const char *shown);
struct value value_json(const char *json);	/* "" is nothing there */
struct value value_words(const char *words, const char *shown);

/* One column. Tables show those with a title, programs read those with a key. */
struct column {
	const char *key;	/* stable, English; NULL = for people only */
	const char *title;	/* N_(); NULL = for programs only */
	int cells_max;		/* cut there on a terminal; 0 = as long as it is */
	bool is_right;
};

struct writer_options {
	int cols;		/* terminal width; 0 = not a terminal: nothing is cut */
	bool has_bom;
	const char *fields;	/* only these keys, in this order, by commas; NULL = all */
};

struct writer;

/* Begins rows of count columns, which must outlive the writer. format is one
 * of table, tsv, csv, jsonl. */
struct writer *writer_open(enum format format, struct sink *sink, const struct column *columns,
    size_t count, const struct writer_options *options);

/* Whether every field of the list is the key of a column. RC_USAGE names one that
 * is none, and those there are. NULL is fine. */
MUST_USE enum rc fields_check(const char *fields, const struct column *columns, size_t count,
    struct err *e);

/* One row: count values, copied or written at once. */
void writer_row(struct writer *w, const struct value *values);

/* Writes what is left and frees. */
void writer_close(struct writer *w);

/* Frees and writes nothing more: the rows could not be had. */
void writer_drop(struct writer *w);

/* The pieces of JSON that show and bulk are made of. Appends `,` where the
 * object or array has something already, then `"key":`. */
void json_key(struct buf *b, const char *key);
/* A value as JSON: null where nothing is there; instants as RFC 3339; and one with
 * its key. */
void json_value(struct buf *b, struct value v);
void json_pair(struct buf *b, const char *key, struct value v);

/* The width of the terminal on fd; 0 if it is none. */
int output_terminal_cols(int fd);

#endif
