/* SPDX-License-Identifier: ISC */
/* A whole input as a list of acts. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "console/desk/bulk.h"
#include "console/desk/verbs.h"
#include "console/rules/workflow.h"
#include "console/wire/wire.h"
#include "storage/text.h"

static const char *const format_words[BULK__COUNT] = {
	[BULK_JSONL] = "jsonl",
	[BULK_CSV] = "csv",
	[BULK_TSV] = "tsv",
	[BULK_IDS] = "ids",
	[BULK_NULL] = "null",
};
static const char *const format_labels[BULK__COUNT] = {
	[BULK_JSONL] = N_("JSON Lines"),
	[BULK_CSV] = N_("CSV"),
	[BULK_TSV] = N_("TSV"),
	[BULK_IDS] = N_("one number a line"),
	[BULK_NULL] = N_("numbers that end with NUL"),
};

bool
bulk_format_find(const char *word, enum bulk_format *out)
{
	for (size_t i = 0; i < BULK__COUNT; i++)
		if (str_eq(word, format_words[i])) {
			*out = (enum bulk_format)i;
			return true;
		}
	return false;
}

const char *
bulk_format_label(enum bulk_format format)
{
	return say(format_labels[format]);
}

void
bulk_list_release(struct bulk_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].fault);
		free(list->items[i].act);
	}
	free(list->items);
	*list = (struct bulk_list){ .items = NULL };
}

void
bulk_list_add(struct bulk_list *list, int64_t line, const char *number, const char *op,
    const struct wire_act *act, const char *fault)
{
	struct buf packed = { 0 };
	struct bulk_item *item;

	if (list->count == list->cap) {
		list->cap = list->cap == 0 ? 256 : list->cap * 2;
		list->items = x_realloc(list->items, list->cap, sizeof(*list->items));
	}
	item = &list->items[list->count++];
	*item = (struct bulk_item){ .line = line };
	(void)str_fill(item->number, sizeof(item->number), number);
	(void)str_fill(item->op, sizeof(item->op), op);
	if (fault != NULL) {
		item->fault = x_strdup(fault);
		list->faults++;
		return;
	}
	wire_pack(&packed, MESSAGE_ACT, act);
	buf_puts(&packed, "");
	item->act = buf_steal(&packed);
}

/* Does the name end so? In either case. */
static bool
ends_with(const char *path, const char *end)
{
	size_t len = strlen(path), end_len = strlen(end);

	return len >= end_len && strcasecmp(path + len - end_len, end) == 0;
}

enum bulk_format
bulk_format_guess(const char *path, const char *bytes, size_t len, bool has_base_op)
{
	size_t start = 0, line;

	if (ends_with(path, ".csv"))
		return BULK_CSV;
	if (ends_with(path, ".tsv"))
		return BULK_TSV;
	if (ends_with(path, ".jsonl") || ends_with(path, ".ndjson") || ends_with(path, ".json"))
		return BULK_JSONL;
	while (start < len && strchr(" \t\r\n", bytes[start]) != NULL && bytes[start] != '\0')
		start++;
	for (line = start; line < len && bytes[line] != '\n' && bytes[line] != '\r'; line++)
		;
	if (start == len || bytes[start] == '{')
		return BULK_JSONL;
	if (memchr(bytes + start, '\t', line - start) != NULL)
		return BULK_TSV;
	if (memchr(bytes + start, ',', line - start) != NULL ||
	    bulk_is_column(bytes + start, line - start))
		return BULK_CSV;
	return has_base_op ? BULK_IDS : BULK_JSONL;
}

/* What one read of a list has. */
struct reading {
	struct bulk_list *list;
	struct bulk_line line;
	const struct bulk_map *map;
};

static void
add_line(struct reading *r, int64_t line, const char *op, enum rc rc, const struct err *e)
{
	bulk_list_add(r->list, line, r->line.act.number,
	    rc == RC_OK ? op_table[r->line.act.op].name : op, &r->line.act,
	    rc == RC_OK ? NULL : e->text);
	bulk_line_release(&r->line);
}

static void
read_json(struct reading *r, const char *bytes, size_t len)
{
	int64_t number = 0;

	for (size_t at = 0; at < len;) {
		const char *end = memchr(bytes + at, '\n', len - at);
		size_t line = end != NULL ? (size_t)(end - bytes) - at : len - at;
		size_t text = line > 0 && bytes[at + line - 1] == '\r' ? line - 1 : line;
		char op[24] = "";
		struct err e = { 0 };
		enum rc rc;

		number++;
		if (text > BULK_LINE_BYTES_MAX) {
			rc = err_set(&e, RC_INVALID, say(N_("the line is longer than %zu bytes: split "
			    "it")), (size_t)BULK_LINE_BYTES_MAX);
			add_line(r, number, op, rc, &e);
		} else if (strspn(bytes + at, " \t") < text) {
			rc = bulk_line_read(&r->line, bytes + at, text, op, sizeof(op), &e);
			add_line(r, number, op, rc, &e);
		}
		at += line + (end != NULL);
	}
}

/* Bare numbers, each ended by a byte. */
static void
read_ids(struct reading *r, const char *bytes, size_t len, char stop)
{
	int64_t number = 0;

	for (size_t at = 0; at < len;) {
		const char *end = memchr(bytes + at, stop, len - at);
		size_t line = end != NULL ? (size_t)(end - bytes) - at : len - at, from = at;
		size_t to = at + line;
		struct err e = { 0 };
		enum rc rc = RC_OK;
		char *word;

		number++;
		at += line + (end != NULL);
		while (from < to && strchr(" \t\r\n", bytes[from]) != NULL && bytes[from] != '\0')
			from++;
		while (to > from && strchr(" \t\r\n", bytes[to - 1]) != NULL && bytes[to - 1] != '\0')
			to--;
		if (from == to)
			continue;
		word = x_strndup(bytes + from, to - from);
		if (strlen(word) != to - from || !utf8_valid(word, to - from, NULL))
			rc = err_set(&e, RC_INVALID, say(N_("the number is no text")));
		else
			rc = call_fill(r->line.act.number, sizeof(r->line.act.number), word, "case",
			    &e);
		free(word);
		r->line.act.op = r->line.base->op;
		r->line.act.version = -1;
		bulk_line_finish(&r->line);
		add_line(r, number, op_table[r->line.base->op].name, rc, &e);
	}
}

/* One row that could not be taken, by line, column and reason. */
static void
add_fault(struct reading *r, const char *op, int64_t line, size_t cell, const char *why)
{
	struct err e = { 0 };
	enum rc rc = cell > 0 ?
	    err_set(&e, RC_INVALID, say(N_("column %zu: %s")), cell, why) :
	    err_set(&e, RC_INVALID, "%s", why);

	add_line(r, line, op, rc, &e);
}

static enum rc
read_table(struct reading *r, const char *bytes, size_t len, char separator, struct err *e)
{
	struct bulk_heading heading;
	struct csv_reader csv;
	struct csv_row *row = x_zalloc(1, sizeof(*row));
	enum rc rc = RC_OK;

	csv_open(&csv, bytes, len, separator);
	if (!csv_next(&csv, row))
		rc = err_set(e, RC_USAGE, say(N_("the table is empty: its first row names the "
		    "columns")));
	else if (row->fault.kind != CSV_SOUND)
		rc = err_set(e, RC_USAGE, say(N_("the heading, column %zu: %s")), row->fault.cell,
		    csv_fault_sentence(row->fault.kind));
	else
		rc = bulk_heading_read(row, r->map, r->line.has_base_op, &heading, e);
	while (rc == RC_OK && csv_next(&csv, row)) {
		char op[24] = "";
		struct err why = { 0 };
		size_t cell = 0;

		if (row->fault.kind != CSV_SOUND)
			add_fault(r, op, row->fault.line, row->fault.cell,
			    csv_fault_sentence(row->fault.kind));
		else if (bulk_row_read(&r->line, row, &heading, r->map, op, sizeof(op), &cell,
		    &why) != RC_OK)
			add_fault(r, op, row->line, cell, why.text);
		else
			add_line(r, row->line, op, RC_OK, &why);
	}
	csv_release(&csv);
	free(row);
	return rc;
}

enum rc
bulk_list_read(struct bulk_list *list, enum bulk_format format, const char *bytes, size_t len,
    const struct wire_act *base, bool has_base_op, const struct bulk_map *map, struct err *e)
{
	struct reading r = { .list = list, .map = map,
		.line = { .base = base, .has_base_op = has_base_op } };
	enum rc rc = RC_OK;

	if ((format == BULK_IDS || format == BULK_NULL) && !has_base_op)
		return err_set(e, RC_USAGE, say(N_("bare numbers do not say what to do: name it with "
		    "--op")));
	if (format == BULK_JSONL)
		read_json(&r, bytes, len);
	else if (format == BULK_IDS || format == BULK_NULL)
		read_ids(&r, bytes, len, format == BULK_NULL ? '\0' : '\n');
	else
		rc = read_table(&r, bytes, len, format == BULK_TSV ? '\t' : ',', e);
	if (rc == RC_OK && list->count > BULK_ITEMS_MOST)
		rc = err_set(e, RC_USAGE, say(N_("more than %d cases at once: split the input")),
		    BULK_ITEMS_MOST);
	return rc;
}
