/* SPDX-License-Identifier: ISC */
#include "console/desk/holidays_read.h"

#include <string.h>

#include "console/desk/lines.h"
#include "console/rules/holidays_file.h"
#include "console/rules/special_days.h"
#include "console/wire/messages.h"
#include "storage/instant.h"
#include "storage/text.h"

#define LINE_MAX_BYTES 4096

/* A reason with its file and line in front. */
static enum rc
at_line(struct err *e, const char *path, int64_t line, const char *why)
{
	if (line == 0)
		return err_set(e, RC_USAGE, "%s: %s", path, why);
	return err_set(e, RC_USAGE, say(N_("%s, line %lld: %s")), path, (long long)line, why);
}

/* Reads one line; is_new false where it brings no day. */
static enum rc
read_line(const struct buf *line, int64_t number, int32_t year, struct holiday_columns *columns,
    struct holiday_row *h, bool *is_new, struct err *e)
{
	bool is_head = false;
	enum rc rc;

	*is_new = false;
	if (line_is_blank(line))
		return RC_OK;
	if (!utf8_valid(buf_str(line), line->len, NULL))
		return err_set(e, RC_USAGE, say(N_("not UTF-8; save the file as UTF-8")));
	if (strlen(buf_str(line)) != line->len)
		return err_set(e, RC_USAGE, say(N_("a name is too long or has control "
		    "characters")));
	if (number == 1) {
		rc = holiday_columns_read(buf_str(line), &is_head, columns, e);
		if (rc != RC_OK || is_head)
			return rc;
	}
	*is_new = true;
	return holiday_line_read(columns, buf_str(line), year, h, e);
}

/* Whether the day is in the entries already. */
static bool
has_day(const struct buf *entries, struct day d)
{
	const char *lines = buf_str(entries);
	struct holiday_row h;
	bool is_whole = true;

	while (is_whole && holiday_entry_next(&lines, &h, &is_whole))
		if (h.day.number == d.number)
			return true;
	return false;
}

enum rc
holidays_read_file(const char *path, int32_t year, struct buf *entries, struct err *e)
{
	struct holiday_columns columns = holiday_columns_usual();
	struct line_reader reader;
	struct buf line = { 0 };
	struct err why = { 0 };
	struct holiday_row h;
	bool is_new = false;
	enum rc rc = line_reader_open(&reader, path, LINE_MAX_BYTES, e);

	if (rc != RC_OK)
		return rc;
	while ((rc = line_reader_next(&reader, &line, &why)) == RC_OK) {
		char date[16];

		rc = read_line(&line, reader.number, year, &columns, &h, &is_new, &why);
		if (rc == RC_OK && is_new && has_day(entries, h.day)) {
			day_format(h.day, date);
			rc = err_set(&why, RC_USAGE, say(N_("%s is there twice")), date);
		}
		if (rc == RC_OK && is_new) {
			/* Where nobody says more, the file's name is where it is known from. */
			if (str_empty(h.source))
				(void)str_fill(h.source, sizeof(h.source), path);
			holiday_entry_format(entries, &h);
		}
		if (rc == RC_OK && entries->len > CALENDAR_ENTRIES_MAX)
			rc = err_set(&why, RC_USAGE, say(N_("too many days")));
		if (rc != RC_OK)
			break;
	}
	if (rc != RC_NOT_FOUND)
		rc = at_line(e, path, reader.number, why.text);
	else
		rc = RC_OK;
	line_reader_close(&reader);
	buf_release(&line);
	return rc;
}

enum rc
holidays_read_answer(const char *path, int32_t *year, struct buf *entries, struct err *e)
{
	struct line_reader reader;
	struct buf line = { 0 }, all = { 0 };
	struct err why = { 0 };
	size_t number = 0;
	enum rc rc = line_reader_open(&reader, path, SPECIAL_DAYS_BYTES_MAX, e);

	if (rc != RC_OK)
		return rc;
	while ((rc = line_reader_next(&reader, &line, &why)) == RC_OK &&
	    all.len <= SPECIAL_DAYS_BYTES_MAX) {
		buf_add(&all, line.data, line.len);
		buf_putc(&all, '\n');
	}
	if (rc == RC_NOT_FOUND)
		rc = special_days_read(buf_str(&all), all.len, year, entries, &number, &why);
	if (rc != RC_OK)
		rc = at_line(e, path, (int64_t)number, why.text);
	line_reader_close(&reader);
	buf_release(&line);
	buf_release(&all);
	return rc;
}
