/* SPDX-License-Identifier: ISC */
/* waits set and import: waiting figures that staff types or has in a table. */
#include <stdlib.h>
#include <string.h>

#include "console/desk/verbs.h"
#include "console/desk/wait_ask.h"
#include "console/rules/charset.h"
#include "console/rules/column_map.h"
#include "console/rules/csv.h"
#include "storage/clock.h"
#include "storage/text.h"

#define TABLE_BYTES_MAX (16 * 1024 * 1024)
#define TABLE_ROWS_MOST 20000
#define MAP_BYTES_MAX (256 * 1024)

static const struct column result_columns[] = {
	{ .key = "line", .title = N_("Line"), .is_right = true },
	{ .key = "region", .title = N_("Region") },
	{ .key = "desk", .title = N_("Desk"), .cells_max = 24 },
	{ .key = "task", .title = N_("Task"), .cells_max = 24 },
	{ .key = "waiting", .title = N_("People waiting"), .is_right = true },
	{ .key = "result", .title = N_("Result") },
	{ .key = "reason", .title = N_("Reason") },
};
#define RESULT_COLUMNS (sizeof(result_columns) / sizeof(result_columns[0]))

/* What a row became. */
static const struct {
	const char *name, *label;
} results[] = {
	{ "taken", N_("taken") }, { "would-be-taken", N_("would be taken") },
	{ "refused", N_("refused") }, { "unreadable", N_("unreadable") },
};
enum result { TAKEN, WOULD_BE_TAKEN, REFUSED, UNREADABLE };

static int64_t
office_now(const struct call *call)
{
	const struct wire_welcome *welcome = link_welcome(call->link);

	return welcome->is_clock_real ? clock_wall() : welcome->now_at;
}

static enum rc
take_row(void *arg, const struct wire_frame *frame, struct err *e)
{
	return frame->message == MESSAGE_WAIT_ROW ? wire_read(frame, arg, e) : RC_OK;
}

int
verb_waits_set(struct call *call)
{
	const struct options *o = &call->options;
	const char *words[WAIT_WORD__COUNT] = { [WAIT_WORD_REGION] = options_value(o, OPT_REGION),
		[WAIT_WORD_AT] = options_value(o, OPT_AT) };
	struct wire_wait_set ask = { .region = "" };
	struct wait_row row = { .source = "" };
	enum wait_word word;
	struct err e = { 0 };
	enum rc rc;

	for (size_t i = 0; i < o->operand_count; i++)
		words[WAIT_WORD_DESK + i] = o->operands[i];
	rc = wait_ask_fill(&ask, words, office_now(call), &word, &e);
	if (rc == RC_OK)
		rc = link_ask(call->link, MESSAGE_WAIT_SET, &ask, take_row, &row, &e);
	if (rc != RC_OK)
		return call_fail(&e);
	if (ask.is_drop)
		call_say(say(N_("taken back: %s, %s")), row.desk, row.task);
	else
		call_say(say(N_("Saved: %s, %s: %lld waiting")), row.desk, row.task,
		    (long long)row.waiting);
	return 0;
}

/* One row of the table: what it asks for, or why it cannot be read. */
struct item {
	int64_t line;
	struct wire_wait_set ask;
	char *fault;	/* owned; NULL = it can */
};

/* An import on its way. */
struct import {
	struct call *call;
	struct column_map map;
	struct item *items;	/* owned */
	size_t count;
	size_t failed;		/* could not be read, or were refused */
	int columns[CSV_CELLS_MAX];	/* wait words, COLUMN_MAP_NONE = not used */
	size_t column_count;
};

static void
import_release(struct import *m)
{
	for (size_t i = 0; i < m->count; i++)
		free(m->items[i].fault);
	free(m->items);
	column_map_release(&m->map);
}

static void
add_item(struct import *m, int64_t line, const struct wire_wait_set *ask, size_t cell,
    const char *fault)
{
	if ((m->count & (m->count - 1)) == 0)
		m->items = x_realloc(m->items, m->count == 0 ? 1 : m->count * 2, sizeof(*m->items));
	m->items[m->count] = (struct item){ .line = line, .ask = *ask };
	if (fault != NULL && cell > 0)
		m->items[m->count].fault = x_asprintf(say(N_("column %zu: %s")), cell, fault);
	else if (fault != NULL)
		m->items[m->count].fault = x_strdup(fault);
	m->failed += fault != NULL ? 1 : 0;
	m->count++;
}

static enum rc
read_heading(struct import *m, const struct csv_row *row, struct err *e)
{
	bool has[WAIT_WORD__COUNT] = { false };

	m->column_count = row->count;
	for (size_t i = 0; i < row->count; i++) {
		const char *word = row->cells[i].text;
		const struct column_map_entry *entry = column_map_column(&m->map, word);
		int column = entry != NULL ? entry->member : wait_word_find(word);

		if (column == COLUMN_MAP_NONE && m->map.count == 0)
			return err_set(e, RC_USAGE, say(N_("column %zu of the heading is “%s”, which is "
			    "none of ours: --map names what foreign columns are")), i + 1, word);
		if (column != COLUMN_MAP_NONE && has[column])
			return err_set(e, RC_USAGE, say(N_("column %zu of the heading is “%s” once "
			    "more: leave one out")), i + 1, wait_word_name((enum wait_word)column));
		if (column != COLUMN_MAP_NONE)
			has[column] = true;
		m->columns[i] = column;
	}
	for (enum wait_word w = WAIT_WORD_DESK; w <= WAIT_WORD_WAITING; w++)
		if (!has[w])
			return err_set(e, RC_USAGE, say(N_("no column is “%s”: call one so, or name it "
			    "with --map")), wait_word_name(w));
	return RC_OK;
}

/* The cell that a word stands in, from 1; 0 if in none. */
static size_t
cell_of(const struct import *m, enum wait_word word)
{
	for (size_t i = 0; i < m->column_count; i++)
		if (m->columns[i] == (int)word)
			return i + 1;
	return 0;
}

static void
read_row(struct import *m, const struct csv_row *row, int64_t now_at)
{
	const struct options *o = &m->call->options;
	const char *words[WAIT_WORD__COUNT] = { [WAIT_WORD_REGION] = options_value(o, OPT_REGION),
		[WAIT_WORD_AT] = options_value(o, OPT_AT) };
	struct wire_wait_set ask = { .region = "", .is_csv = true };
	enum wait_word word = WAIT_WORD_REGION;
	struct err e = { 0 };

	if (row->fault.kind != CSV_SOUND) {
		add_item(m, row->fault.line, &ask, row->fault.cell,
		    csv_fault_sentence(row->fault.kind));
		return;
	}
	if (row->count != m->column_count) {
		(void)err_set(&e, RC_USAGE, say(N_("the row has %zu cells and the heading %zu")),
		    row->count, m->column_count);
		add_item(m, row->line, &ask, 0, e.text);
		return;
	}
	for (size_t i = 0; i < row->count; i++) {
		int column = m->columns[i];

		if (column != COLUMN_MAP_NONE && row->cells[i].len > 0)
			words[column] = column_map_word(&m->map, column, row->cells[i].text);
	}
	if (wait_ask_fill(&ask, words, now_at, &word, &e) == RC_OK)
		add_item(m, row->line, &ask, 0, NULL);
	else
		add_item(m, row->line, &ask, cell_of(m, word), e.text);
}

static enum rc
read_table(struct import *m, const char *path, const struct buf *text, struct err *e)
{
	const char *bytes = buf_str(text);
	size_t first = strcspn(bytes, "\r\n"), dot = strlen(path) > 4 ? strlen(path) - 4 : 0;
	bool has_tabs = memchr(bytes, '\t', first) != NULL && memchr(bytes, ',', first) == NULL;
	struct csv_row *row = x_zalloc(1, sizeof(*row));
	struct csv_reader csv;
	enum rc rc = RC_OK;

	csv_open(&csv, bytes, text->len, has_tabs || str_eq(path + dot, ".tsv") ? '\t' : ',');
	if (!csv_next(&csv, row))
		rc = err_set(e, RC_USAGE, say(N_("the table is empty: its first row names the "
		    "columns")));
	else if (row->fault.kind != CSV_SOUND)
		rc = err_set(e, RC_USAGE, say(N_("the heading, column %zu: %s")), row->fault.cell,
		    csv_fault_sentence(row->fault.kind));
	else
		rc = read_heading(m, row, e);
	while (rc == RC_OK && csv_next(&csv, row)) {
		if (m->count == TABLE_ROWS_MOST)
			rc = err_set(e, RC_USAGE, say(N_("more than %d rows: split the table")),
			    TABLE_ROWS_MOST);
		else
			read_row(m, row, office_now(m->call));
	}
	csv_release(&csv);
	free(row);
	return rc;
}

/* A file as UTF-8 text; says what it was taken for where wanted. */
static enum rc
read_text(const char *path, size_t max, bool is_told, struct buf *out, struct err *e)
{
	struct buf bytes = { 0 };
	enum charset charset;
	enum rc rc = file_read(str_eq(path, "-") ? "/dev/stdin" : path, max, &bytes, e);

	if (rc != RC_OK) {
		buf_release(&bytes);
		return err_set(e, RC_USAGE, say(N_("cannot read %s: no file, or too large")), path);
	}
	charset = charset_detect(buf_str(&bytes), bytes.len);
	rc = charset_to_utf8(charset, buf_str(&bytes), bytes.len, out, e);
	if (rc == RC_OK && is_told)
		call_say(say(N_("reading %s as %s")), path, charset_label(charset));
	buf_release(&bytes);
	return rc;
}

static enum rc
read_map(struct import *m, const char *path, struct err *e)
{
	struct buf text = { 0 };
	int line = 0;
	enum rc rc = read_text(path, MAP_BYTES_MAX, false, &text, e);

	if (rc == RC_OK && !column_map_add(&m->map, buf_str(&text), wait_word_find, &line))
		rc = err_set(e, RC_USAGE, say(N_("%s, line %d: write COLUMN = MEMBER, or MEMBER: WORD "
		    "= OURS; the members are %s")), path, line,
		    "region, desk, task, waiting, called, counters, at");
	buf_release(&text);
	return rc;
}

static void
write_item(struct writer *w, const struct item *item, enum result result, const char *reason)
{
	bool has_number = item->fault == NULL && !item->ask.is_drop;

	writer_row(w, (const struct value[]){ value_number(item->line),
	    value_text(item->ask.region), value_text(item->ask.desk), value_text(item->ask.task),
	    has_number ? value_number(item->ask.waiting) : value_text(NULL),
	    value_shown(results[result].name, say(results[result].label)), value_text(reason) });
}

/* Asks the office row by row and writes what became of each; w NULL = nothing is
 * written. RC_OK though some were refused. */
static enum rc
ask_rows(struct import *m, bool is_dry_run, struct writer *w, struct err *e)
{
	for (size_t i = 0; i < m->count; i++) {
		struct item *item = &m->items[i];
		struct wait_row row = { .source = "" };
		enum result result = is_dry_run ? WOULD_BE_TAKEN : TAKEN;
		struct err why = { 0 };
		enum rc rc = RC_OK;

		item->ask.is_dry_run = is_dry_run;
		if (item->fault == NULL)
			rc = link_ask(m->call->link, MESSAGE_WAIT_SET, &item->ask, take_row, &row,
			    &why);
		if (rc == RC_NETWORK || rc == RC_STORAGE)
			return err_set(e, rc, "%s", why.text);
		m->failed += rc != RC_OK ? 1 : 0;
		if (item->fault != NULL || rc != RC_OK)
			result = item->fault != NULL ? UNREADABLE : REFUSED;
		if (w != NULL)
			write_item(w, item, result, item->fault != NULL ? item->fault : why.text);
	}
	return RC_OK;
}

/* Where one bad row stops all: whether one is, found without writing anything. */
static enum rc
judge_all(struct import *m, struct writer *w, struct err *e)
{
	const char *bad = options_value(&m->call->options, OPT_ON_BAD);
	enum rc rc;

	if (bad == NULL || str_eq(bad, "skip"))
		return RC_OK;
	if (!str_eq(bad, "stop"))
		return err_set(e, RC_USAGE, say(N_("--on-bad %s: choose stop or skip")), bad);
	rc = ask_rows(m, true, NULL, e);
	if (rc != RC_OK || m->failed == 0)
		return rc;
	rc = ask_rows(m, true, w, e);
	return rc != RC_OK ? rc : err_set(e, RC_USAGE, say(N_("of %zu rows some cannot be taken: "
	    "nothing was done")), m->count);
}

int
verb_waits_import(struct call *call)
{
	const char *path = call->options.operands[0], *map = options_value(&call->options, OPT_MAP);
	bool is_dry_run = options_has(&call->options, OPT_DRY_RUN);
	struct import m = { .call = call };
	struct writer *w = NULL;
	struct buf text = { 0 };
	struct err e = { 0 };
	enum rc rc = map != NULL ? read_map(&m, map, &e) : RC_OK;

	if (rc == RC_OK)
		rc = read_text(path, TABLE_BYTES_MAX, true, &text, &e);
	if (rc == RC_OK)
		rc = read_table(&m, path, &text, &e);
	if (rc == RC_OK) {
		w = call_writer(call, result_columns, RESULT_COLUMNS);
		rc = judge_all(&m, w, &e);
	}
	if (rc == RC_OK)
		rc = ask_rows(&m, is_dry_run, w, &e);
	if (w != NULL) {
		writer_close(w);
		sink_flush(&call->out);
	}
	if (rc == RC_OK)
		call_say(say(N_("%zu of %zu rows taken")), is_dry_run ? 0 : m.count - m.failed,
		    m.count);
	buf_release(&text);
	import_release(&m);
	return rc != RC_OK ? call_fail(&e) : m.failed > 0 ? 1 : 0;
}
