/* SPDX-License-Identifier: ISC */
#include "console/rules/cso.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/catalogue.h"
#include "console/rules/json_gate.h"
#include "console/rules/region.h"
#include "storage/instant.h"
#include "storage/text.h"

#define NUMBER_MOST 1000000

/* A member as text, whether it came as one or as a number: without the blanks
 * around it, "" where it is neither. */
static const char *
text_of(const cJSON *row, const char *key, char *to, size_t cap)
{
	const char *text = json_text(row, key);
	int64_t number;
	size_t len;

	to[0] = '\0';
	if (json_integer(row, key, &number))
		(void)snprintf(to, cap, "%" PRId64, number);
	if (text == NULL)
		return to;
	text += strspn(text, " \t\r\n");
	(void)str_fill(to, cap, text);
	for (len = strlen(to); len > 0 && strchr(" \t\r\n", to[len - 1]) != NULL; len--)
		to[len - 1] = '\0';
	return to;
}

static int64_t
number_of(const cJSON *row, const char *key)
{
	char text[40];
	int64_t number;

	return parse_int(text_of(row, key, text, sizeof(text)), 0, NUMBER_MOST, &number) ?
	    number : -1;
}

/* Fills a field with a text as far as it fits, in NFC and of one line. */
static void
fill_words(char *to, size_t cap, const cJSON *row, const char *key)
{
	struct buf nfc = { 0 };
	char *head = x_alloc(cap * 4);

	(void)text_of(row, key, head, cap * 4);
	for (char *c = head; *c != '\0'; c++)
		if ((unsigned char)*c < ' ' || *c == '\x7f')
			*c = ' ';
	text_nfc(&nfc, head, strlen(head));
	(void)str_fill(to, cap, buf_str(&nfc));
	buf_release(&nfc);
	free(head);
}

bool
cso_instant(const char *text, int64_t *at)
{
	static const size_t parts[] = { 4, 2, 2, 2, 2, 2 };
	size_t len = strlen(text), from = 0;
	int64_t value[6] = { 0 };
	struct day day;

	if (len != 14 && len != 12)
		return instant_parse(text, at);
	for (size_t i = 0; i < 6 && from < len; i++) {
		char digits[5] = "";

		memcpy(digits, text + from, parts[i]);
		if (!parse_int(digits, 0, 9999, &value[i]))
			return false;
		from += parts[i];
	}
	if (!day_make((int)value[0], (int)value[1], (int)value[2], &day) || value[3] > 23 ||
	    value[4] > 59 || value[5] > 59)
		return false;
	*at = instant_make(day, (int32_t)(value[3] * 3600 + value[4] * 60 + value[5]));
	return true;
}

bool
cso_region(const char *code, const char *name, char to[12])
{
	struct region_fate fate;
	char place[6] = "";

	if (strlen(code) != 10 || strspn(code, "0123456789") != 10)
		return false;
	memcpy(place, code, 5);
	if (region_find(place) == NULL)
		place[4] = '0';
	/* 세종 has no 시군구 of its own in some lists. */
	if (region_find(place) == NULL && str_starts(code, "36"))
		memcpy(place, "36110", 6);
	fate = region_fate_of(place, name);
	if (fate.state == REGION_UNKNOWN)
		return false;
	(void)str_fill(to, 12, fate.now != NULL ? fate.now->code : place);
	return true;
}

/* Adds "090000", "180000" as "09:00-18:00". */
static void
add_hours(struct buf *out, const char *from, const char *until)
{
	if (strlen(from) < 4 || strlen(until) < 4 || strspn(from, "0123456789") < 4 ||
	    strspn(until, "0123456789") < 4)
		return;
	buf_printf(out, "%.2s:%.2s-%.2s:%.2s", from, from + 2, until, until + 2);
}

/* Adds the words about nights or weekends where the office is open then. */
static void
add_words(struct buf *out, const cJSON *row, const char *flag, const char *key, const char *word)
{
	char is_open[8], words[104];

	if (!str_eq(text_of(row, flag, is_open, sizeof(is_open)), "Y"))
		return;
	fill_words(words, sizeof(words), row, key);
	buf_printf(out, "%s%s%s%s", out->len > 0 ? ", " : "", word, words[0] != '\0' ? " " : "",
	    words);
}

static void
fill_hours(struct wait_row *to, const cJSON *row)
{
	struct buf out = { 0 };
	char from[16], until[16];

	add_hours(&out, text_of(row, "wkdyOperBgngTm", from, sizeof(from)),
	    text_of(row, "wkdyOperEndTm", until, sizeof(until)));
	add_words(&out, row, "nghtOperYn", "nghtDowExpln", "야간");
	add_words(&out, row, "wkndOperYn", "wkndDowExpln", "주말");
	(void)str_fill(to->hours, sizeof(to->hours), buf_str(&out));
	buf_release(&out);
}

/* An answer while it is read. */
struct reading {
	enum cso_list list;
	void (*each)(void *arg, const struct wait_row *row);
	void *arg;
	struct cso_totals *totals;
};

static void
take_row(struct reading *r, const cJSON *row)
{
	struct wait_row w = { .waiting = -1, .called = -1, .counters = -1 };
	char code[24];
	bool is_waiting = r->list == CSO_WAITING;

	r->totals->rows++;
	(void)text_of(row, "csoSn", w.desk_id, sizeof(w.desk_id));
	fill_words(w.desk, sizeof(w.desk), row, "csoNm");
	if (is_waiting) {
		char when[40];

		(void)text_of(row, "taskNo", w.task_no, sizeof(w.task_no));
		fill_words(w.task, sizeof(w.task), row, "taskNm");
		w.waiting = number_of(row, "wtngCnt");
		w.called = number_of(row, "clotNo");
		if (!cso_instant(text_of(row, "totDt", when, sizeof(when)), &w.observed_at))
			w.observed_at = 0;
	} else {
		fill_hours(&w, row);
	}
	if (w.desk_id[0] == '\0' || (is_waiting && w.task_no[0] == '\0') ||
	    !cso_region(text_of(row, "stdgCd", code, sizeof(code)), w.desk, w.region)) {
		r->totals->spoilt++;
		return;
	}
	r->each(r->arg, &w);
}

/* Rows as an array, as one object, or none at all. */
static enum rc
take_rows(struct reading *r, const cJSON *rows, struct err *e)
{
	const cJSON *row;

	if (rows == NULL || cJSON_IsNull(rows) ||
	    (cJSON_IsString(rows) && str_empty(rows->valuestring)))
		return RC_OK;
	if (cJSON_IsObject(rows) && json_member(rows, "item") != NULL)
		return take_rows(r, json_member(rows, "item"), e);
	if (cJSON_IsObject(rows) && rows->child != NULL) {
		take_row(r, rows);
		return RC_OK;
	}
	if (cJSON_IsObject(rows))
		return RC_OK;
	if (!cJSON_IsArray(rows))
		return err_set(e, RC_INVALID, "%s", say(N_("the answer's items are no rows")));
	cJSON_ArrayForEach(row, rows) {
		if (cJSON_IsObject(row)) {
			take_row(r, row);
		} else {
			r->totals->rows++;
			r->totals->spoilt++;
		}
	}
	return RC_OK;
}

/* An error in the gateway's own envelope, as JSON. */
static bool
take_gateway_error(const cJSON *root, struct cso_totals *totals, struct err *e)
{
	const cJSON *outer = json_member(root, "OpenAPI_ServiceResponse");
	const cJSON *header = json_member(outer != NULL ? outer : root, "cmmMsgHeader");
	char message[80], code[16];

	if (header == NULL)
		return false;
	if (text_of(header, "returnAuthMsg", message, sizeof(message))[0] == '\0')
		(void)text_of(header, "errMsg", message, sizeof(message));
	(void)text_of(header, "returnReasonCode", code, sizeof(code));
	totals->trouble = api_trouble_of(code);
	(void)api_error_say(message, code, e);
	return true;
}

static enum rc
take_answer(struct reading *r, const cJSON *root, struct err *e)
{
	const cJSON *response = json_member(root, "response");
	const cJSON *envelope = response != NULL ? response : root;
	const cJSON *header = json_member(envelope, "header"), *body = json_member(envelope, "body");
	char message[80], code[16];
	int64_t total;

	if (take_gateway_error(root, r->totals, e))
		return RC_INVALID;
	(void)text_of(header, "resultMsg", message, sizeof(message));
	(void)text_of(header, "resultCode", code, sizeof(code));
	if (code[0] == '\0')
		return err_set(e, RC_INVALID, "%s",
		    say(N_("this is no answer of the waiting service (resultCode is missing)")));
	if (str_eq(code, "K03") || str_eq(code, "03") || str_eq(code, "3")) {
		r->totals->total = 0;
		return RC_OK;
	}
	if (!str_eq(code, "K0") && !str_eq(code, "00") && !str_eq(code, "0")) {
		r->totals->trouble = api_trouble_of(code);
		return api_error_say(message, code, e);
	}
	if (!cJSON_IsObject(body))
		return err_set(e, RC_INVALID, "%s", say(N_("the answer has no body")));
	total = number_of(body, "totalCount");
	r->totals->total = total;
	if (json_member(body, "items") == NULL && total != 0)
		return err_set(e, RC_INVALID, "%s", say(N_("the answer has no items")));
	return take_rows(r, json_member(body, "items"), e);
}

enum rc
cso_read(enum cso_list list, const char *bytes, size_t len,
    void (*each)(void *arg, const struct wait_row *row), void *arg,
    struct cso_totals *totals, struct err *e)
{
	struct reading r = { list, each, arg, totals };
	struct json_view v = { 0 };
	size_t blank;
	enum rc rc;

	*totals = (struct cso_totals){ .total = -1 };
	if (len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
		bytes += 3;
		len -= 3;
	}
	blank = strspn(bytes, " \t\r\n");
	if (bytes[blank] != '{')
		return api_error_bytes(bytes, &totals->trouble, e);
	rc = json_view_open(bytes, len, CSO_BYTES_MAX, &v, e);
	if (rc == RC_OK)
		rc = take_answer(&r, v.root, e);
	if (rc != RC_OK && totals->trouble == API_TROUBLE_NONE)
		totals->trouble = API_TROUBLE_OTHER;
	json_view_release(&v);
	return rc;
}
