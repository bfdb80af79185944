/* SPDX-License-Identifier: ISC */
#include "console/channel/drop_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/channel/drop_row.h"
#include "console/rules/verdict.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const char *const member_names[DROP_MEMBER__COUNT] = {
	[DROP_ID] = "id",
	[DROP_SERVICE] = "service",
	[DROP_TITLE] = "title",
	[DROP_APPLICANT] = "applicant",
	[DROP_PHONE] = "phone",
	[DROP_ADDRESS] = "address",
	[DROP_BIRTH] = "birth",
	[DROP_RESIDENT] = "resident",
	[DROP_ARRIVED] = "arrived",
	[DROP_REGION] = "region",
	[DROP_STATUS] = "status",
	[DROP_FORM_VERSION] = "form_version",
	[DROP_IGNORE] = "ignore",
	[DROP_COUNT] = "count",
	[DROP_ANSWER] = "answer.",
	[DROP_NUMBER] = "number.",
	[DROP_YES_NO] = "yesno.",
};

int
drop_member_find(const char *name)
{
	for (int i = 0; i < DROP_MEMBER__COUNT; i++) {
		size_t len = strlen(member_names[i]);

		if (i < DROP_ANSWER ? str_eq(name, member_names[i]) :
		    str_starts(name, member_names[i]) && name[len] != '\0')
			return i;
	}
	return COLUMN_MAP_NONE;
}

void
drop_member_names(struct buf *out)
{
	for (int i = 0; i < DROP_MEMBER__COUNT; i++)
		buf_printf(out, "%s%s%s", i > 0 ? ", " : "", member_names[i],
		    i < DROP_ANSWER ? "" : "NAME");
}

/* More tabs than commas in the lines where the heading may stand. */
static char
separator_of(const char *text, size_t len)
{
	size_t tabs = 0, commas = 0;
	int lines = 0;

	for (size_t at = 0; at < len && lines < DROP_HEADING_LINES; at++) {
		lines += text[at] == '\n';
		tabs += text[at] == '\t';
		commas += text[at] == ',';
	}
	return tabs > commas ? '\t' : ',';
}

/* The text of a cell without the blanks around it. */
static char *
trimmed(const struct csv_cell *cell)
{
	const char *from = cell->text, *end = cell->text + cell->len;

	while (from < end && strchr(" \t\r\n", *from) != NULL)
		from++;
	while (end > from && strchr(" \t\r\n", end[-1]) != NULL)
		end--;
	return x_strndup(from, (size_t)(end - from));
}

static void
columns_free(struct drop_reader *r)
{
	for (size_t i = 0; i < r->column_count; i++) {
		free(r->columns[i].heading);
		free(r->columns[i].key);
	}
	free(r->columns);
	r->columns = NULL;
	r->column_count = 0;
}

/* Makes each heading another one, so that no cell hides behind a namesake. */
static void
tell_apart(struct drop_reader *r)
{
	for (size_t i = 0; i < r->column_count; i++) {
		struct drop_column *c = &r->columns[i];
		int times = 1;

		for (size_t k = 0; k < i; k++)
			times += r->columns[k].column == c->column ? 0 :
			    str_eq(r->columns[k].heading, c->heading);
		if (c->heading[0] == '\0' || times > 1) {
			char *plain = c->heading;

			c->heading = x_asprintf("%s(%zu)", plain, c->column);
			free(plain);
		}
	}
}

/* What a column's answer is called: its field of the form, unless another column is
 * that already, or its heading. */
static void
name_answers(struct drop_reader *r)
{
	for (size_t i = 0; i < r->column_count; i++) {
		struct drop_column *c = &r->columns[i];
		const char *key = c->member >= DROP_ANSWER ? c->name : c->heading;
		bool is_taken = false;

		for (size_t k = 0; k < r->column_count; k++) {
			const struct drop_column *o = &r->columns[k];

			is_taken = is_taken || (k != i && o->member >= DROP_ANSWER &&
			    str_eq(o->name, key) && (k < i || c->member < DROP_ANSWER));
		}
		c->key = is_taken && key == c->heading ?
		    x_asprintf("%s(%zu)", c->heading, c->column) :
		    x_strdup(is_taken ? c->heading : key);
	}
}

/* Takes the row as the heading if one of its columns is the number. */
static bool
take_heading(struct drop_reader *r)
{
	bool has_id = false;

	columns_free(r);
	r->columns = x_zalloc(r->row->count + 1, sizeof(*r->columns));
	r->column_count = r->row->count;
	for (size_t i = 0; i < r->row->count; i++) {
		struct drop_column *c = &r->columns[i];
		const struct column_map_entry *entry;

		c->heading = trimmed(&r->row->cells[i]);
		c->column = i + 1;
		entry = column_map_column(r->map, c->heading);
		c->member = entry == NULL ? COLUMN_MAP_NONE : entry->member;
		c->name = entry == NULL ? "" : strchr(entry->to, '.');
		c->name = c->name == NULL ? "" : c->name + (c->name[0] == '.');
		has_id = has_id || c->member == DROP_ID;
	}
	tell_apart(r);
	name_answers(r);
	return has_id;
}

/* The first number in the row behind the word; -1 = none. */
static int64_t
number_in(const struct csv_row *row, size_t word_len)
{
	for (size_t i = 0; i < row->count; i++) {
		const char *text = row->cells[i].text + (i == 0 ? word_len : 0);
		char digits[20] = "";
		size_t len = 0;
		int64_t number;

		for (text += strcspn(text, "0123456789"); *text != '\0' &&
		    strchr("0123456789,", *text) != NULL && len + 1 < sizeof(digits); text++)
			if (*text != ',')
				digits[len++] = *text;
		digits[len] = '\0';
		if (len > 0 && parse_int(digits, 0, INT64_MAX, &number))
			return number;
	}
	return -1;
}

/* Is it the row that counts the others? */
static bool
take_count(struct drop_reader *r)
{
	for (size_t i = 0; r->row->count > 0 && i < r->map->count; i++) {
		const struct column_map_entry *entry = &r->map->entries[i];

		if (entry->is_word || entry->member != DROP_COUNT ||
		    !str_starts(r->row->cells[0].text, entry->from))
			continue;
		r->has_count = true;
		r->count = number_in(r->row, strlen(entry->from));
		return true;
	}
	return false;
}

enum rc
drop_reader_open(struct drop_reader *r, const char *text, size_t len,
    const struct column_map *map, const struct drop_defaults *defaults, struct err *e)
{
	*r = (struct drop_reader){ .map = map, .defaults = *defaults,
		.row = x_zalloc(1, sizeof(*r->row)) };
	csv_open(&r->csv, text, len, separator_of(text, len));
	for (int i = 0; i < DROP_HEADING_LINES && csv_next(&r->csv, r->row); i++)
		if (r->row->fault.kind == CSV_SOUND && !take_count(r) && take_heading(r))
			return RC_OK;
	columns_free(r);
	return err_set(e, RC_INVALID, "%s", len == 0 ? say(N_("the table is empty")) :
	    say(N_("no row names the column that is the number of the application (id): is it the "
	    "mapping of this table?")));
}

void
drop_reader_release(struct drop_reader *r)
{
	columns_free(r);
	csv_release(&r->csv);
	free(r->row);
	*r = (struct drop_reader){ .row = NULL };
}

/* A row whose cells cannot be believed: its bytes, and why. */
static void
spoilt(const struct drop_reader *r, size_t from, struct drop_row *out)
{
	const struct csv_fault *fault = &r->row->fault;
	struct buf why = { 0 };

	out->line = fault->line;
	buf_printf(&why, say(N_("column %zu: %s")), fault->cell, csv_fault_sentence(fault->kind));
	drop_row_spoil(out, r->csv.bytes + from, r->csv.at - from, buf_str(&why));
	buf_release(&why);
}

/* Cells behind the last heading may be there and empty. */
static bool
is_ragged(const struct drop_reader *r)
{
	for (size_t i = r->column_count; i < r->row->count; i++)
		if (r->row->cells[i].len > 0)
			return true;
	return r->row->count < r->column_count;
}

bool
drop_reader_next(struct drop_reader *r, struct drop_row *out)
{
	size_t from;

	buf_clear(&out->raw);
	out->item = (struct wire_intake_item){ .event_id = "" };
	out->why[0] = '\0';
	do {
		from = r->csv.at;
		if (!csv_next(&r->csv, r->row))
			return false;
	} while (r->row->fault.kind == CSV_SOUND && take_count(r));
	r->is_open = r->row->fault.kind == CSV_QUOTE_OPEN;
	r->rows++;
	out->line = r->row->line;
	if (r->row->fault.kind != CSV_SOUND) {
		spoilt(r, from, out);
	} else if (is_ragged(r)) {
		struct buf why = { 0 };

		buf_printf(&why, say(N_("%zu cells where the heading has %zu")), r->row->count,
		    r->column_count);
		drop_row_spoil(out, r->csv.bytes + from, r->csv.at - from, buf_str(&why));
		buf_release(&why);
	} else {
		drop_row_read(out, r->row, r->columns, r->column_count, r->map, &r->defaults);
	}
	return true;
}
