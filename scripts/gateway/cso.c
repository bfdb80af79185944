/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/cso.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "storage/instant.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define STALE_SEC (3 * 3600 + 25 * 60 + 30)	/* in the middle of a minute */
#define ROWS_A_PAGE_MOST 1000
#define TASKS_OF_MANY 10

/* Who reports. 서대문, 청송 and 영양 do not. */
static const struct {
	const char *code, *desk_id, *desk, *task_no, *task;
	int waiting, called;
} rows[] = {
	{ "3020000000", "CS0001", "유성구청", "1", "제증명(등본·초본·인감)", 9, 104 },
	{ "3020000000", "CS0001", "유성구청", "2", "출생,혼인/이혼,사망", 0, 52 },
	{ "1121500000", "CS0001", "광진구청", "1", "출생,혼인/이혼,사망", 3, 55 },
	{ "1121500000", "CS0001", "광진구청", "2", "여권", 12, 231 },
	{ "4725000000", "CS0003", "상주시청", "1", "제증명", 1, 17 },
};

/* Offices of which it is known that they are there and open. */
static const struct {
	const char *code, *desk_id, *desk, *night;
} offices[] = {
	{ "3020000000", "CS0001", "유성구청", "화요일 18:00~20:00" },
	{ "3020000000", "CS0002", "노은3동 행정복지센터", "" },
	{ "1121500000", "CS0001", "광진구청", "" },
	{ "4725000000", "CS0003", "상주시청", "" },
};

/* How rows stand in an answer. */
struct shape {
	const char *mode;
	const char *help;
	const char *code;	/* resultCode */
	bool is_nested;		/* all of it under "response" */
	bool is_flat;		/* rows in body.items, not body.items.item */
	bool has_numbers;	/* numbers as numbers */
	int rows_most;		/* 0 = all */
	int stale_sec;
};
static const struct shape shapes[] = {
	{ "live", "header and body at the top, K0, numbers as texts", "K0", false, false, false, 0, 0 },
	{ "mock", "under response, 00, numbers as numbers", "00", true, false, true, 0, 0 },
	{ "flat", "rows in body.items itself", "K0", false, true, false, 0, 0 },
	{ "single", "one row, which is an object", "K0", false, false, false, 1, 0 },
	{ "stale", "figures of some hours ago", "K0", false, false, false, 0, STALE_SEC },
	{ "many", "N offices with ten tasks each", "K0", false, false, false, 0, 0 },
	{ "capped", "N rows a page, whatever is asked for", "K0", false, false, false, 0, 0 },
};

/* Bytes that are said whatever is asked. %s is the key. */
static const struct {
	const char *mode;
	int status;
	const char *type, *body;
} canned[] = {
	{ "empty", 200, "application/json", "{\"header\":{\"resultCode\":\"K0\",\"resultMsg\":"
	  "\"NORMAL_SERVICE\"},\"body\":{\"items\":\"\",\"numOfRows\":100,\"pageNo\":1,"
	  "\"totalCount\":0}}" },
	{ "k03", 200, "application/json", "{\"response\":{\"header\":{\"resultCode\":\"K03\","
	  "\"resultMsg\":\"NODATA_ERROR\"}}}" },
	{ "malformed", 200, "application/json", "{\"header\":{\"resultCode\":\"K0\",\"resultMsg\":"
	  "\"NORMAL_SERVICE\"},\"body\":{\"items\":{\"item\":[{\"stdgCd\":\"30200" },
	{ "no-code", 200, "application/json", "{\"body\":{\"items\":{\"item\":[]}}}" },
	{ "no-items", 200, "application/json", "{\"header\":{\"resultCode\":\"K0\"},\"body\":"
	  "{\"totalCount\":7}}" },
	{ "odd", 200, "application/json", "{\"header\":{\"resultCode\":\"K0\"},\"body\":{\"items\":"
	  "{\"item\":[{\"stdgCd\":\"3020000000\",\"csoSn\":\"CS0001\",\"csoNm\":\"유성구청\","
	  "\"taskNo\":\"1\",\"taskNm\":\"제증명\",\"clotNo\":\"\",\"wtngCnt\":\"-4\",\"totDt\":"
	  "\"99999999999999\"},{\"stdgCd\":\"3020000000\",\"csoSn\":\"CS0001\",\"taskNo\":\"9\","
	  "\"wtngCnt\":null},{\"csoSn\":\"CS0009\"},{\"stdgCd\":\"9999900000\",\"csoSn\":\"CS1\","
	  "\"taskNo\":\"1\"},7]},\"totalCount\":5}}" },
	{ "json-error", 200, "application/json", "{\"header\":{\"resultCode\":\"99\",\"resultMsg\":"
	  "\"UNKNOWN_ERROR for %s\"}}" },
	{ "unexpected", 200, "text/plain", "Unexpected errors" },
	{ "unexpected-500", 500, "text/plain", "Unexpected errors" },
	{ "unauthorized", 401, "text/plain", "Unauthorized" },
	{ "page", 200, "text/html", "<!DOCTYPE html><html><body>차단된 사이트입니다</body></html>" },
};

static void
add_error(struct reply *reply, int status, int code)
{
	static const struct {
		int code;
		const char *words;
	} words[] = {
		{ 1, "APPLICATION_ERROR" }, { 12, "NO_OPENAPI_SERVICE_ERROR" },
		{ 20, "SERVICE_ACCESS_DENIED_ERROR" },
		{ 22, "LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR" },
		{ 30, "SERVICE_KEY_IS_NOT_REGISTERED_ERROR" },
		{ 31, "DEADLINE_HAS_EXPIRED_ERROR" }, { 32, "UNREGISTERED_IP_ERROR" },
	};
	const char *message = "UNKNOWN_ERROR";

	for (size_t i = 0; i < COUNT(words); i++)
		if (words[i].code == code)
			message = words[i].words;
	reply->status = status;
	reply->content_type = "text/xml;charset=UTF-8";
	buf_printf(&reply->body, "<OpenAPI_ServiceResponse>\n\t<cmmMsgHeader>\n\t\t<errMsg>SERVICE "
	    "ERROR</errMsg>\n\t\t<returnAuthMsg>%s</returnAuthMsg>\n\t\t<returnReasonCode>%02d"
	    "</returnReasonCode>\n\t</cmmMsgHeader>\n</OpenAPI_ServiceResponse>", message, code);
}

static void
add_number(cJSON *row, const char *name, int64_t number, bool is_number)
{
	char text[24];

	(void)snprintf(text, sizeof(text), "%" PRId64, number);
	if (is_number)
		cJSON_AddNumberToObject(row, name, (double)number);
	else
		cJSON_AddStringToObject(row, name, text);
}

static cJSON *
office_row(size_t i)
{
	cJSON *row = cJSON_CreateObject();

	cJSON_AddStringToObject(row, "stdgCd", offices[i].code);
	cJSON_AddStringToObject(row, "csoSn", offices[i].desk_id);
	cJSON_AddStringToObject(row, "csoNm", offices[i].desk);
	cJSON_AddStringToObject(row, "wkdyOperBgngTm", "090000");
	cJSON_AddStringToObject(row, "wkdyOperEndTm", "180000");
	cJSON_AddStringToObject(row, "nghtOperYn", offices[i].night[0] != '\0' ? "Y" : "N");
	cJSON_AddStringToObject(row, "nghtDowExpln", offices[i].night);
	cJSON_AddStringToObject(row, "wkndOperYn", "N");
	return row;
}

/* The i-th row of who waits; is_many: of an office that never was. */
static cJSON *
waiting_row(size_t i, bool is_many, const struct shape *shape, int64_t now_at)
{
	size_t k = is_many ? i % COUNT(rows) : i;
	cJSON *row = cJSON_CreateObject();
	struct civil c;
	char text[40];

	instant_civil(now_at - shape->stale_sec, &c);
	(void)snprintf(text, sizeof(text), "CS%04zu", i / TASKS_OF_MANY);
	cJSON_AddStringToObject(row, "stdgCd", is_many ? "3020000000" : rows[k].code);
	cJSON_AddStringToObject(row, "csoSn", is_many ? text : rows[k].desk_id);
	cJSON_AddStringToObject(row, "csoNm", rows[k].desk);
	if (is_many)
		add_number(row, "taskNo", (int64_t)(i % TASKS_OF_MANY) + 1, shape->has_numbers);
	else
		cJSON_AddStringToObject(row, "taskNo", rows[k].task_no);
	cJSON_AddStringToObject(row, "taskNm", rows[k].task);
	add_number(row, "clotNo", rows[k].called, shape->has_numbers);
	add_number(row, "clotCnterNo", 7, shape->has_numbers);
	add_number(row, "wtngCnt", rows[k].waiting, shape->has_numbers);
	(void)snprintf(text, sizeof(text), "%04d%02d%02d%02d%02d%02d", c.year, c.month, c.day,
	    c.hour, c.minute, c.second);
	cJSON_AddStringToObject(row, "totDt", text);
	return row;
}

/* Puts the rows of a page where the shape has them. */
static void
add_items(cJSON *body, const struct shape *shape, cJSON *items)
{
	cJSON *around;

	if (cJSON_GetArraySize(items) == 0) {
		cJSON_Delete(items);
		cJSON_AddStringToObject(body, "items", "");
		return;
	}
	if (shape->rows_most == 1) {
		cJSON *only = cJSON_DetachItemFromArray(items, 0);

		cJSON_Delete(items);
		items = only;
	}
	if (shape->is_flat) {
		cJSON_AddItemToObject(body, "items", items);
		return;
	}
	around = cJSON_AddObjectToObject(body, "items");
	cJSON_AddItemToObject(around, "item", items);
}

static int64_t
number_or(const char *text, int64_t otherwise)
{
	int64_t number;

	return text != NULL && parse_int(text, 1, 1000000, &number) ? number : otherwise;
}

static void
add_answer(const struct shape *shape, int64_t number, const struct cso_call *call,
    struct reply *reply)
{
	bool is_many = str_eq(shape->mode, "many") && !call->is_offices;
	size_t count = call->is_offices ? COUNT(offices) :
	    is_many ? (size_t)number * TASKS_OF_MANY : COUNT(rows);
	int64_t page = number_or(call->page, 1), most = number_or(call->rows, 10);
	cJSON *root = cJSON_CreateObject(), *body, *header, *items = cJSON_CreateArray();
	cJSON *envelope = shape->is_nested ? cJSON_AddObjectToObject(root, "response") : root;
	char *text;

	if (str_eq(shape->mode, "capped") && most > number)
		most = number;
	if (most > ROWS_A_PAGE_MOST)
		most = ROWS_A_PAGE_MOST;
	if (shape->rows_most > 0 && (size_t)shape->rows_most < count)
		count = (size_t)shape->rows_most;
	for (size_t i = (size_t)((page - 1) * most); i < count && i < (size_t)(page * most); i++)
		cJSON_AddItemToArray(items, call->is_offices ? office_row(i) :
		    waiting_row(i, is_many, shape, call->now_at));
	header = cJSON_AddObjectToObject(envelope, "header");
	cJSON_AddStringToObject(header, "resultCode", shape->code);
	cJSON_AddStringToObject(header, "resultMsg", "NORMAL_SERVICE");
	body = cJSON_AddObjectToObject(envelope, "body");
	add_items(body, shape, items);
	add_number(body, "numOfRows", most, true);
	add_number(body, "pageNo", page, true);
	add_number(body, "totalCount", (int64_t)count, shape->has_numbers);
	text = cJSON_PrintUnformatted(root);
	reply->status = 200;
	reply->content_type = "application/json";
	buf_puts(&reply->body, text);
	cJSON_free(text);
	cJSON_Delete(root);
}

/* Does mode begin with that word? Its number, if it has one. */
static bool
is_mode(const char *mode, const char *word, int64_t *number)
{
	size_t len = strlen(word);
	char digits[12] = "";

	if (strncmp(mode, word, len) != 0 || strchr(" \r\n", mode[len]) == NULL)
		return false;
	mode += len + strspn(mode + len, " ");
	(void)str_fill(digits, sizeof(digits), mode);
	digits[strspn(digits, "0123456789")] = '\0';
	*number = number_or(digits, 1);
	return true;
}

void
cso_answer(const char *mode, const char *key, const struct cso_call *call, struct reply *reply)
{
	int64_t number = 1;

	if (str_empty(call->key) || (key != NULL && !str_eq(key, call->key))) {
		add_error(reply, 200, 30);
		return;
	}
	if (is_mode(mode, "xml", &number) || is_mode(mode, "xml-403", &number)) {
		add_error(reply, str_starts(mode, "xml-403") ? 403 : 200, (int)number);
		return;
	}
	for (size_t i = 0; i < COUNT(canned); i++)
		if (is_mode(mode, canned[i].mode, &number)) {
			const char *hole = strstr(canned[i].body, "%s");

			reply->status = canned[i].status;
			reply->content_type = canned[i].type;
			buf_add(&reply->body, canned[i].body, hole == NULL ? strlen(canned[i].body) :
			    (size_t)(hole - canned[i].body));
			buf_puts(&reply->body, hole == NULL ? "" : call->key);
			buf_puts(&reply->body, hole == NULL ? "" : hole + 2);
			return;
		}
	for (size_t i = 0; i < COUNT(shapes); i++)
		if (is_mode(mode, shapes[i].mode, &number)) {
			add_answer(&shapes[i], number, call, reply);
			return;
		}
	reply->status = 500;
	reply->content_type = "text/plain";
	buf_puts(&reply->body, "known: xml N, xml-403 N");
	for (size_t i = 0; i < COUNT(canned); i++)
		buf_printf(&reply->body, ", %s", canned[i].mode);
	for (size_t i = 0; i < COUNT(shapes); i++)
		buf_printf(&reply->body, ", %s (%s)", shapes[i].mode, shapes[i].help);
}
