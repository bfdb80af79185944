/* SPDX-License-Identifier: ISC */
#include "console/rules/holidays_file.h"

#include <string.h>

#include "console/rules/catalogue.h"
#include "storage/catalogue.h"
#include "storage/instant.h"
#include "storage/text.h"

#define CELLS_MOST HOLIDAY_COLUMNS_MOST
#define CELL_BYTES 512

/* One row per kind: its stable name and what people call it. */
static const struct {
	const char *name, *label;
} kinds[] = {
	{ "statutory", N_("statutory holiday") },
	{ "substitute", N_("substitute holiday") },
	{ "election", N_("election day") },
	{ "temporary", N_("temporary holiday") },
	{ "regional", N_("local holiday by ordinance") },
	{ HOLIDAY_CANCELLED, N_("no holiday any more") },
};
#define KIND_COUNT (sizeof(kinds) / sizeof(kinds[0]))

static const char *const column_names[] = { "date", "name_ko", "name_en", "kind", "region",
	"source" };
#define COLUMN_COUNT (sizeof(column_names) / sizeof(column_names[0]))

int32_t
holidays_first_year(void)
{
	return catalogue_lunar_years[0].year;
}

int32_t
holidays_last_year(void)
{
	return catalogue_lunar_years[catalogue_lunar_year_count - 1].year;
}

bool
holiday_kind_is_known(const char *kind)
{
	for (size_t i = 0; i < KIND_COUNT; i++)
		if (str_eq(kinds[i].name, kind))
			return true;
	return false;
}

const char *
holiday_kind_label(const char *kind)
{
	for (size_t i = 0; i < KIND_COUNT; i++)
		if (str_eq(kinds[i].name, kind))
			return say(kinds[i].label);
	return kind;
}

struct holiday_columns
holiday_columns_usual(void)
{
	return (struct holiday_columns){ .column = { HOLIDAY_DATE, HOLIDAY_NAME_KO,
		HOLIDAY_NAME_EN, HOLIDAY_KIND }, .count = 4 };
}

/* Cuts the next cell of a CSV line (RFC 4180) into cell; false at the end of
 * the line. *is_whole turns false where a quote has no end or a cell is too
 * long. */
static bool
next_cell(const char **line, char cell[CELL_BYTES], bool *is_whole)
{
	const char *s = *line;
	bool is_quoted = *s == '"';
	size_t len = 0;

	if (*s == '\0' || *s == '\r')
		return false;
	s += is_quoted ? 1 : 0;
	while (*s != '\0' && *s != '\r' && (is_quoted || *s != ',')) {
		if (is_quoted && *s == '"' && *++s != '"')
			break;
		if (len + 1 < CELL_BYTES)
			cell[len++] = *s;
		else
			*is_whole = false;
		s++;
	}
	if (is_quoted && s[-1] != '"')
		*is_whole = false;
	cell[len] = '\0';
	if (*s != ',' && *s != '\0' && *s != '\r')
		*is_whole = false;
	*line = *s == ',' ? s + 1 : s;
	return true;
}

enum rc
holiday_columns_read(const char *line, bool *is_head, struct holiday_columns *out, struct err *e)
{
	char cell[CELL_BYTES];
	bool is_whole = true;

	/* A byte order mark is no part of the first name. */
	line += str_starts(line, "\xEF\xBB\xBF") ? 3 : 0;
	*is_head = str_starts(line, "date,") || str_eq(line, "date");
	*out = holiday_columns_usual();
	if (!*is_head)
		return RC_OK;
	out->count = 0;
	while (next_cell(&line, cell, &is_whole)) {
		size_t i = 0;

		while (i < COLUMN_COUNT && !str_eq(cell, column_names[i]))
			i++;
		if (i == COLUMN_COUNT && !str_eq(cell, "confidence"))
			return err_set(e, RC_USAGE, say(N_("no column is called “%.40s”: write date,"
			    "name_ko,name_en,kind,region,source")), cell);
		if (out->count == HOLIDAY_COLUMNS_MOST)
			return err_set(e, RC_USAGE, say(N_("too many columns")));
		out->column[out->count++] = (enum holiday_column)i;
	}
	return RC_OK;
}

/* What is wrong with a text that is to be shown and kept; "" = nothing. */
static bool
is_plain(const char *text)
{
	for (const char *s = text; *s != '\0'; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7F)
			return false;
	return true;
}

static enum rc
take_cell(struct holiday_row *h, enum holiday_column column, const char *cell, struct err *e)
{
	bool fits = is_plain(cell);

	switch (column) {
	case HOLIDAY_DATE:
		if (!day_parse(cell, &h->day))
			return err_set(e, RC_USAGE, say(N_("the first column is no date: write "
			    "2026-12-31")));
		return RC_OK;
	case HOLIDAY_NAME_KO:
		fits = fits && str_fill(h->name_ko, sizeof(h->name_ko), cell);
		break;
	case HOLIDAY_NAME_EN:
		fits = fits && str_fill(h->name_en, sizeof(h->name_en), cell);
		break;
	case HOLIDAY_KIND:
		if (!str_empty(cell) && !holiday_kind_is_known(cell))
			return err_set(e, RC_USAGE, say(N_("no kind is called “%.40s”: choose "
			    "statutory, substitute, election, temporary, regional or cancelled")),
			    cell);
		str_fill(h->kind, sizeof(h->kind), str_empty(cell) ? "temporary" : cell);
		return RC_OK;
	case HOLIDAY_REGION:
		if (!str_empty(cell) && region_find(cell) == NULL)
			return err_set(e, RC_USAGE, say(N_("there is no region “%.12s”: write its code, "
			    "such as 50 or 50110")), cell);
		str_fill(h->region, sizeof(h->region), cell);
		return RC_OK;
	case HOLIDAY_SOURCE:
		fits = fits && str_fill(h->source, sizeof(h->source), cell);
		break;
	case HOLIDAY_OTHER:
		break;
	}
	return fits ? RC_OK : err_set(e, RC_USAGE, say(N_("a name is too long or has control "
	    "characters")));
}

static enum rc
check_year(const struct holiday_row *h, int32_t year, struct err *e)
{
	int y, month, day;

	day_split(h->day, &y, &month, &day);
	if (year != 0 && y != year)
		return err_set(e, RC_USAGE, say(N_("%d is another year than %d")), y, (int)year);
	if (y < holidays_first_year() || y > holidays_last_year())
		return err_set(e, RC_USAGE, say(N_("the calendar has the years %d to %d, not %d")),
		    (int)holidays_first_year(), (int)holidays_last_year(), y);
	return RC_OK;
}

enum rc
holiday_line_read(const struct holiday_columns *columns, const char *line, int32_t year,
    struct holiday_row *out, struct err *e)
{
	char cell[CELL_BYTES];
	bool is_whole = true, has_date = false;
	size_t i = 0;

	line += str_starts(line, "\xEF\xBB\xBF") ? 3 : 0;
	*out = (struct holiday_row){ .kind = "temporary" };
	for (; next_cell(&line, cell, &is_whole) && is_whole; i++) {
		enum holiday_column column = i < columns->count ? columns->column[i] : HOLIDAY_OTHER;
		enum rc rc = take_cell(out, column, cell, e);

		if (rc != RC_OK)
			return rc;
		has_date = has_date || column == HOLIDAY_DATE;
	}
	if (!is_whole)
		return err_set(e, RC_USAGE, say(N_("a quote has no end, or a column is too long")));
	if (!has_date)
		return err_set(e, RC_USAGE, say(N_("the first column is no date: write 2026-12-31")));
	if (str_eq(out->kind, "regional") && str_empty(out->region))
		return err_set(e, RC_USAGE, say(N_("a local holiday needs its region")));
	return check_year(out, year, e);
}

void
holiday_entry_format(struct buf *out, const struct holiday_row *h)
{
	char date[16];

	day_format(h->day, date);
	buf_printf(out, "%s%s\t%s\t%s\t%s\t%s\t%s", out->len > 0 ? "\n" : "", date, h->kind,
	    h->region, h->name_ko, h->name_en, h->source);
}

bool
holiday_entry_next(const char **lines, struct holiday_row *out, bool *is_whole)
{
	const char *s = *lines;
	char date[16] = "";
	struct { char *to; size_t cap; } cells[] = {
		{ date, sizeof(date) }, { out->kind, sizeof(out->kind) },
		{ out->region, sizeof(out->region) }, { out->name_ko, sizeof(out->name_ko) },
		{ out->name_en, sizeof(out->name_en) }, { out->source, sizeof(out->source) },
	};
	const size_t count = sizeof(cells) / sizeof(cells[0]);

	*out = (struct holiday_row){ .id = 0 };
	if (*s == '\0')
		return false;
	for (size_t i = 0; i < count; i++) {
		size_t len = strcspn(s, "\t\n");
		bool is_last = i + 1 == count;

		*is_whole = *is_whole && len < cells[i].cap &&
		    (is_last ? s[len] != '\t' : s[len] == '\t');
		if (!*is_whole)
			return true;
		memcpy(cells[i].to, s, len);
		cells[i].to[len] = '\0';
		s += len + (s[len] != '\0' ? 1 : 0);
	}
	*is_whole = day_parse(date, &out->day) && holiday_kind_is_known(out->kind) &&
	    (str_empty(out->region) || region_find(out->region) != NULL) &&
	    is_plain(out->name_ko) && is_plain(out->name_en) && is_plain(out->source);
	*lines = s;
	return true;
}
