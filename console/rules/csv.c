/* SPDX-License-Identifier: ISC */
#include "console/rules/csv.h"

#include <string.h>

#include "storage/text.h"

#define MARK "\xEF\xBB\xBF"

/* One row per fault, in whole sentences. */
static const char *const sentences[CSV_FAULT__COUNT] = {
	[CSV_SOUND] = "",
	[CSV_QUOTE_OPEN] = N_("the quotation mark that opens the cell is never closed: nothing "
	    "behind it was read"),
	[CSV_QUOTE_TAIL] = N_("there is text behind the closing quotation mark"),
	[CSV_LONE_CR] = N_("a carriage return ends no line: put the cell in quotation marks"),
	[CSV_NUL] = N_("the cell holds a NUL byte"),
	[CSV_NOT_UTF8] = N_("the cell is not valid UTF-8"),
	[CSV_CELL_LONG] = N_("the cell is longer than 256 KiB"),
	[CSV_CELLS_MANY] = N_("the row has more than 256 cells"),
};

void
csv_open(struct csv_reader *r, const char *bytes, size_t len, char separator)
{
	*r = (struct csv_reader){ .bytes = bytes, .len = len, .separator = separator, .line = 1 };
	if (len >= strlen(MARK) && memcmp(bytes, MARK, strlen(MARK)) == 0)
		r->at = strlen(MARK);
}

void
csv_release(struct csv_reader *r)
{
	buf_release(&r->text);
	buf_release(&r->cell);
}

const char *
csv_fault_sentence(enum csv_fault_kind kind)
{
	return kind == CSV_SOUND ? "" : say(sentences[kind]);
}

/* Only the first fault is told. */
static void
note(struct csv_row *row, enum csv_fault_kind kind, int64_t line, size_t cell)
{
	if (row->fault.kind == CSV_SOUND)
		row->fault = (struct csv_fault){ kind, line, cell };
}

static int
peek(const struct csv_reader *r, size_t ahead)
{
	return r->at + ahead < r->len ? (unsigned char)r->bytes[r->at + ahead] : -1;
}

/* Bytes of a line end that stands here; 0 = none does. */
static size_t
line_end(const struct csv_reader *r)
{
	if (peek(r, 0) == '\n')
		return 1;
	return peek(r, 0) == '\r' && peek(r, 1) == '\n' ? 2 : 0;
}

static bool
is_cell_end(const struct csv_reader *r)
{
	return r->at == r->len || r->bytes[r->at] == r->separator || line_end(r) > 0;
}

/* Takes one byte into the cell. */
static void
take(struct csv_reader *r, struct csv_row *row, size_t cell)
{
	char c = r->bytes[r->at++];

	if (c == '\n')
		r->line++;
	if (c == '\0')
		note(row, CSV_NUL, r->line, cell);
	else if (r->cell.len >= CSV_CELL_BYTES_MAX)
		note(row, CSV_CELL_LONG, r->line, cell);
	else
		buf_putc(&r->cell, c);
}

/* The inside of a cell in quotation marks; a doubled one stands for itself. */
static void
take_quoted(struct csv_reader *r, struct csv_row *row, size_t cell)
{
	int64_t opened = r->line;

	r->at++;
	for (; r->at < r->len; take(r, row, cell)) {
		if (peek(r, 0) != '"')
			continue;
		r->at++;
		if (peek(r, 0) != '"')
			return;
	}
	/* Whoever reads on may take the inside of a cell for rows. */
	row->fault = (struct csv_fault){ CSV_QUOTE_OPEN, opened, cell };
}

/* What stands outside of quotation marks, up to the cell's end. */
static void
take_plain(struct csv_reader *r, struct csv_row *row, size_t cell, bool is_tail)
{
	for (; !is_cell_end(r); take(r, row, cell)) {
		if (is_tail)
			note(row, CSV_QUOTE_TAIL, r->line, cell);
		else if (peek(r, 0) == '\r')
			note(row, CSV_LONE_CR, r->line, cell);
	}
}

/* Puts the cell behind the others. Until the row is whole, len is where it
 * begins in the row's text: the text may still move. */
static void
keep_cell(struct csv_reader *r, struct csv_row *row, size_t cell, int64_t line)
{
	if (cell > CSV_CELLS_MAX) {
		note(row, CSV_CELLS_MANY, line, cell);
		return;
	}
	row->cells[row->count++].len = r->text.len;
	if (utf8_valid(buf_str(&r->cell), r->cell.len, NULL))
		text_nfc(&r->text, buf_str(&r->cell), r->cell.len);
	else
		note(row, CSV_NOT_UTF8, line, cell);
	buf_putc(&r->text, '\0');
}

static void
find_texts(struct csv_reader *r, struct csv_row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		size_t from = row->cells[i].len;
		size_t end = i + 1 < row->count ? row->cells[i + 1].len : r->text.len;

		row->cells[i] = (struct csv_cell){ r->text.data + from, end - from - 1 };
	}
}

static void
skip_blank_lines(struct csv_reader *r)
{
	for (size_t n; (n = line_end(r)) > 0; r->line++)
		r->at += n;
}

bool
csv_next(struct csv_reader *r, struct csv_row *row)
{
	skip_blank_lines(r);
	row->count = 0;
	row->line = row->last_line = r->line;
	row->fault = (struct csv_fault){ .kind = CSV_SOUND };
	if (r->at >= r->len)
		return false;
	buf_clear(&r->text);
	for (size_t cell = 1;; cell++) {
		int64_t line = r->line;
		bool is_quoted = peek(r, 0) == '"';

		buf_clear(&r->cell);
		if (is_quoted)
			take_quoted(r, row, cell);
		take_plain(r, row, cell, is_quoted);
		keep_cell(r, row, cell, line);
		if (r->at == r->len || r->bytes[r->at] != r->separator)
			break;
		r->at++;
	}
	row->last_line = r->line;
	if (line_end(r) > 0) {
		r->at += line_end(r);
		r->line++;
	}
	find_texts(r, row);
	return true;
}

bool
csv_is_formula(const char *text)
{
	static const char *const starts[] = { "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋",
		"－", "＠" };

	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		if (str_starts(text, starts[i]))
			return true;
	return false;
}

void
csv_put(struct buf *out, const char *text)
{
	bool is_guarded = csv_is_formula(text);

	if (!is_guarded && strpbrk(text, ",\"\r\n'") == NULL && text[0] != ' ') {
		buf_puts(out, text);
		return;
	}
	buf_puts(out, is_guarded ? "\"'" : "\"");
	for (; *text != '\0'; text++) {
		if (*text == '"')
			buf_putc(out, '"');
		buf_putc(out, *text);
	}
	buf_putc(out, '"');
}
