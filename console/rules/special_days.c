/* SPDX-License-Identifier: ISC */
#include "console/rules/special_days.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/api_error.h"
#include "console/rules/holidays.h"
#include "console/rules/holidays_file.h"
#include "console/rules/json_gate.h"
#include "storage/instant.h"
#include "storage/text.h"

#define DAYS_MOST 400

/* An answer while it is read. */
struct reading {
	const char *bytes;
	size_t len;
	int32_t year;
	struct holiday_row days[DAYS_MOST];
	size_t count;
	size_t line;
};

/* The line of the n-th row (from 0): rows are told apart by their locdate. */
static size_t
line_of_row(const struct reading *r, size_t n)
{
	static const char key[] = "\"locdate\"";
	size_t line = 1;

	for (size_t i = 0; i + sizeof(key) - 1 <= r->len; i++) {
		if (r->bytes[i] == '\n')
			line++;
		if (memcmp(r->bytes + i, key, sizeof(key) - 1) == 0 && n-- == 0)
			return line;
	}
	return line;
}

/* A member that may be a number or the same as a text. */
static bool
number_of(const cJSON *object, const char *key, int64_t *out)
{
	const char *text = json_text(object, key);

	return json_integer(object, key, out) || (text != NULL &&
	    parse_int(text, INT64_MIN, INT64_MAX, out));
}

/* By its name: the service gives the same dateKind to all. */
static const char *
kind_of(const char *name, struct day d)
{
	struct holiday derived[HOLIDAYS_MOST];
	int year, month, day;
	size_t count;

	if (strstr(name, "대체공휴일") != NULL)
		return "substitute";
	if (strstr(name, "선거") != NULL)
		return "election";
	day_split(d, &year, &month, &day);
	count = holidays_derive(year, derived);
	for (size_t i = 0; i < count; i++)
		if (derived[i].day.number == d.number)
			return derived[i].is_substitute ? "substitute" : "statutory";
	return "temporary";
}

/* Two rows for one day are two holidays that met, unless they are the same. */
static enum rc
add_day(struct reading *r, struct day d, const char *name, struct err *e)
{
	struct holiday_row *h = NULL;
	char date[16];

	day_format(d, date);
	for (size_t i = 0; i < r->count; i++)
		if (r->days[i].day.number == d.number)
			h = &r->days[i];
	if (h != NULL && strstr(h->name_ko, name) != NULL)
		return err_set(e, RC_INVALID, say(N_("%s is there twice")), date);
	if (h != NULL) {
		size_t len = strlen(h->name_ko);

		(void)str_fill(h->name_ko + len, sizeof(h->name_ko) - len, "·");
		len = strlen(h->name_ko);
		(void)str_fill(h->name_ko + len, sizeof(h->name_ko) - len, name);
		return RC_OK;
	}
	if (r->count == DAYS_MOST)
		return err_set(e, RC_INVALID, say(N_("too many days")));
	h = &r->days[r->count++];
	*h = (struct holiday_row){ .day = d };
	(void)str_fill(h->name_ko, sizeof(h->name_ko), name);
	(void)str_fill(h->kind, sizeof(h->kind), kind_of(name, d));
	return RC_OK;
}

static bool
is_name(const char *name)
{
	if (str_empty(name) || strlen(name) > 90)
		return false;
	for (const char *s = name; *s != '\0'; s++)
		if ((unsigned char)*s < 0x20)
			return false;
	return true;
}

static enum rc
take_row(struct reading *r, const cJSON *row, struct err *e)
{
	const char *is_holiday = json_text(row, "isHoliday"), *name = json_text(row, "dateName");
	int64_t date = 0;
	struct day d;

	if (!cJSON_IsObject(row) || !number_of(row, "locdate", &date) ||
	    !day_make((int)(date / 10000), (int)(date / 100 % 100), (int)(date % 100), &d))
		return err_set(e, RC_INVALID, say(N_("a row has no date in locdate")));
	if (is_holiday == NULL || (!str_eq(is_holiday, "Y") && !str_eq(is_holiday, "N")))
		return err_set(e, RC_INVALID, say(N_("a row does not say whether it is a holiday "
		    "(isHoliday)")));
	if (!is_name(name))
		return err_set(e, RC_INVALID, say(N_("a row has no name in dateName")));
	if (r->year == 0)
		r->year = (int32_t)(date / 10000);
	if (date / 10000 != r->year)
		return err_set(e, RC_INVALID, say(N_("%d is another year than %d")),
		    (int)(date / 10000), (int)r->year);
	if (r->year < holidays_first_year() || r->year > holidays_last_year())
		return err_set(e, RC_INVALID, say(N_("the calendar has the years %d to %d, not %d")),
		    (int)holidays_first_year(), (int)holidays_last_year(), (int)r->year);
	return str_eq(is_holiday, "Y") ? add_day(r, d, name, e) : RC_OK;
}

static enum rc
take_items(struct reading *r, const cJSON *body, struct err *e)
{
	const cJSON *items = json_member(body, "items"), *item = json_member(items, "item");
	const cJSON *row;
	int64_t total = 0;
	size_t n = 0;
	enum rc rc = RC_OK;

	/* Nothing at all is the text "", not an empty array. */
	if (cJSON_IsString(items) && str_empty(items->valuestring))
		return RC_OK;
	if (cJSON_IsObject(item)) {
		r->line = line_of_row(r, 0);
		rc = take_row(r, item, e);
		n = 1;
	} else if (cJSON_IsArray(item)) {
		for (row = item->child; row != NULL && rc == RC_OK; row = row->next) {
			r->line = line_of_row(r, n++);
			rc = take_row(r, row, e);
		}
	} else {
		return err_set(e, RC_INVALID, say(N_("the answer has no items")));
	}
	if (rc != RC_OK)
		return rc;
	r->line = 0;
	if (number_of(body, "totalCount", &total) && total > (int64_t)n)
		return err_set(e, RC_INVALID, say(N_("these are %zu of %lld rows: ask for "
		    "numOfRows=100")), n, (long long)total);
	return RC_OK;
}

static enum rc
take_answer(struct reading *r, const cJSON *root, struct err *e)
{
	const cJSON *response = json_member(root, "response");
	const cJSON *header = json_member(response, "header");
	const char *message = json_text(header, "resultMsg");
	const char *code = json_text(header, "resultCode");
	int64_t number = 0;

	if (header == NULL)
		return err_set(e, RC_INVALID, say(N_("this is no answer of the public holiday "
		    "service (response.header is missing)")));
	if (code == NULL ? !json_integer(header, "resultCode", &number) || number != 0 :
	    !parse_int(code, 0, 9999, &number) || number != 0)
		return err_set(e, RC_INVALID, say(N_("the service answered with an error: %s (%s)")),
		    message == NULL ? "" : message, code == NULL ? "?" : code);
	return take_items(r, json_member(response, "body"), e);
}

static enum rc
read_bytes(struct reading *r, struct err *e)
{
	struct json_fault fault;
	cJSON *root = NULL;
	size_t at = 0;
	enum rc rc;

	if (r->len >= 3 && memcmp(r->bytes, "\xEF\xBB\xBF", 3) == 0) {
		r->bytes += 3;
		r->len -= 3;
	}
	while (at < r->len && strchr(" \t\r\n", r->bytes[at]) != NULL && r->bytes[at] != '\0')
		at++;
	if (at < r->len && r->bytes[at] == '<')
		return api_error_xml(r->bytes + at, e);
	if (!json_check(r->bytes, r->len, SPECIAL_DAYS_BYTES_MAX, &fault)) {
		r->line = fault.line;
		return str_eq(fault.word, "utf-8") ?
		    err_set(e, RC_INVALID, say(N_("not UTF-8; save the file as UTF-8"))) :
		    err_set(e, RC_INVALID, "%s", json_fault_label(fault.word));
	}
	rc = json_parse(r->bytes, r->len, SPECIAL_DAYS_BYTES_MAX, &root, e);
	if (rc == RC_OK)
		rc = take_answer(r, root, e);
	cJSON_Delete(root);
	return rc;
}

enum rc
special_days_read(const char *bytes, size_t len, int32_t *year, struct buf *entries, size_t *line,
    struct err *e)
{
	struct reading *r = x_zalloc(1, sizeof(*r));
	enum rc rc;

	r->bytes = bytes;
	r->len = len;
	r->year = *year;
	rc = read_bytes(r, e);
	for (size_t i = 0; rc == RC_OK && i < r->count; i++)
		holiday_entry_format(entries, &r->days[i]);
	*year = r->year;
	*line = r->line;
	free(r);
	return rc;
}
