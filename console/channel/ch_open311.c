/* SPDX-License-Identifier: ISC */
#include "console/channel/ch_open311.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/channel/relay_item.h"
#include "console/rules/catalogue.h"
#include "console/rules/json_gate.h"
#include "console/rules/json_span.h"
#include "console/rules/verdict.h"
#include "storage/instant.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define SERVICES_MAX 10000

/* Appends a query value; codes and instants need no more than this. */
static void
add_value(struct buf *out, const char *s)
{
	for (; *s != '\0'; s++)
		if (strchr(RELAY_ID_BYTES, *s) != NULL && *s != ':')
			buf_putc(out, *s);
		else
			buf_printf(out, "%%%02X", (unsigned int)(unsigned char)*s);
}

void
open311_requests_path(struct buf *out, const char *region, int64_t from_at, int64_t to_at)
{
	char from[32], to[32];

	instant_format(from_at, from);
	instant_format(to_at, to);
	buf_puts(out, "/requests.json?jurisdiction_id=");
	add_value(out, region);
	buf_puts(out, "&status=open&start_date=");
	add_value(out, from);
	buf_puts(out, "&end_date=");
	add_value(out, to);
}

void
open311_services_path(struct buf *out, const char *region)
{
	buf_puts(out, "/services.json?jurisdiction_id=");
	add_value(out, region);
}

/* What a reporter hands over, in the order in which it is kept. State, notices
 * and later dates are the server's and change. */
static const struct {
	const char *name;
	bool is_answer;		/* shown as an answer to a form */
} members[] = {
	{ "service_request_id", false },
	{ "service_code", false },
	{ "requested_datetime", false },
	{ "description", false },
	{ "service_name", true },
	{ "address", true },
	{ "address_id", true },
	{ "zipcode", true },
	{ "lat", true },
	{ "long", true },
	{ "media_url", true },
};

/* Copies the members of that sort which the element has and which say
 * something, as the bytes that came. */
static void
copy_members(const struct wire_bytes *element, bool is_answer, struct buf *out)
{
	const char *between = "";
	struct json_span span;

	buf_putc(out, '{');
	for (size_t i = 0; i < COUNT(members); i++) {
		if (members[i].is_answer != is_answer ||
		    !json_span_member(element->data, element->len, members[i].name, &span) ||
		    (span.len == 4 && memcmp(element->data + span.from, "null", 4) == 0))
			continue;
		buf_printf(out, "%s\"%s\":", between, members[i].name);
		buf_add(out, element->data + span.from, span.len);
		between = ",";
	}
}

static void
set_fault(struct wire_intake_item *item, enum reason reason, const char *detail)
{
	if (item->fault[0] != '\0')
		return;
	str_fill(item->fault, sizeof(item->fault), reason_name(reason));
	str_fill(item->fault_detail, sizeof(item->fault_detail), detail);
}

/* An id is a string; many servers write a number. */
static void
read_id(const struct wire_bytes *element, const struct cJSON *request,
    struct wire_intake_item *item)
{
	const char *text = json_text(request, "service_request_id");
	struct json_span span;
	char digits[24] = "";

	if (text == NULL && json_span_member(element->data, element->len, "service_request_id",
	    &span) && span.len < sizeof(digits)) {
		memcpy(digits, element->data + span.from, span.len);
		if (strspn(digits, "0123456789") == span.len)
			text = digits;
	}
	if (!relay_is_id(text, sizeof(item->external_id))) {
		set_fault(item, REASON_MISSING_FIELD, "/service_request_id");
		return;
	}
	str_fill(item->external_id, sizeof(item->external_id), text);
	str_fill(item->event_id, sizeof(item->event_id), text);
}

/* A code is a string; many servers write a number. */
static void
read_service(const struct wire_bytes *element, const struct cJSON *request,
    struct wire_intake_item *item)
{
	const char *text = json_text(request, "service_code");
	struct json_span span;

	if (text != NULL) {
		relay_fill_text(item->service, sizeof(item->service), text);
	} else if (json_span_member(element->data, element->len, "service_code", &span) &&
	    span.len < sizeof(item->service)) {
		memcpy(item->service, element->data + span.from, span.len);
		if (strspn(item->service, "0123456789") != span.len)
			item->service[0] = '\0';
	}
	if (item->service[0] == '\0')
		set_fault(item, REASON_MISSING_FIELD, "/service_code");
}

static void
read_request(const struct wire_bytes *element, const struct cJSON *request, const char *region,
    struct wire_intake_item *item)
{
	const char *title = json_text(request, "description");
	const char *at = json_text(request, "requested_datetime");

	str_fill(item->kind, sizeof(item->kind), "created");
	str_fill(item->region, sizeof(item->region), region);
	str_fill(item->applicant_name, sizeof(item->applicant_name), OPEN311_APPLICANT);
	read_id(element, request, item);
	read_service(element, request, item);
	relay_fill_text(item->title, sizeof(item->title), str_empty(title) ?
	    json_text(request, "service_name") : title);
	if (at == NULL || !instant_parse(at, &item->arrived_at)) {
		item->arrived_at = 0;
		set_fault(item, REASON_MISSING_FIELD, "/requested_datetime");
	}
}

/* Puts what was handed over into bytes, with where it stands into item. */
static void
keep(const struct wire_bytes *element, struct wire_intake_item *item, struct buf *bytes)
{
	copy_members(element, false, bytes);
	if (bytes->len > 1)
		buf_putc(bytes, ',');
	buf_puts(bytes, "\"attributes\":");
	item->answers_from = (int64_t)bytes->len;
	copy_members(element, true, bytes);
	buf_putc(bytes, '}');
	item->answers_len = (int64_t)bytes->len - item->answers_from;
	buf_putc(bytes, '}');
	item->data_len = (int64_t)bytes->len;
	item->raw = (struct wire_bytes){ bytes->data, bytes->len };
}

static void
read_element(const struct wire_bytes *element, const char *region, struct wire_intake_item *item,
    struct buf *bytes)
{
	struct json_fault fault = { 0 };
	struct cJSON *request = NULL;
	char detail[96];

	*item = (struct wire_intake_item){ .raw = *element };
	if (element->len > JSON_EVENT_BYTES_MAX) {
		snprintf(detail, sizeof(detail), "%zu bytes", element->len);
		set_fault(item, REASON_TOO_LARGE, detail);
	} else if (json_parse(element->data, element->len, JSON_EVENT_BYTES_MAX, &request, NULL) !=
	    RC_OK) {
		json_check(element->data, element->len, JSON_EVENT_BYTES_MAX, &fault);
		snprintf(detail, sizeof(detail), "%s %zu:%zu", str_or_empty(fault.word), fault.line,
		    fault.column);
		set_fault(item, REASON_UNREADABLE, detail);
	} else if (!cJSON_IsObject(request)) {
		set_fault(item, REASON_UNREADABLE, "no object");
	} else {
		read_request(element, request, region, item);
		keep(element, item, bytes);
	}
	if (bytes->len == 0)
		item->raw.len = relay_keep_bytes(element->data, element->len,
		    JSON_EVENT_BYTES_MAX);
	cJSON_Delete(request);
}

/* Where the elements of an array stand. */
struct elements {
	struct wire_bytes *list;
	size_t count, cap, max;
};

static void
take_element(void *arg, const char *bytes, size_t len)
{
	struct elements *found = arg;

	if (found->count == found->max)
		return;
	if (found->count == found->cap) {
		found->cap = found->cap > 0 ? found->cap * 2 : 128;
		found->list = x_realloc(found->list, found->cap, sizeof(*found->list));
	}
	found->list[found->count++] = (struct wire_bytes){ bytes, len };
}

bool
open311_page_read(const char *body, size_t len, const char *region, struct open311_page *out)
{
	struct elements found = { .max = OPEN311_PAGE_ITEMS };
	bool is_split = json_split(body, len, take_element, &found);

	*out = (struct open311_page){ 0 };
	if (is_split && found.count > 0) {
		out->items = x_zalloc(found.count, sizeof(*out->items));
		out->bytes = x_zalloc(found.count, sizeof(*out->bytes));
		out->count = found.count;
		for (size_t i = 0; i < found.count; i++)
			read_element(&found.list[i], region, &out->items[i], &out->bytes[i]);
	}
	free(found.list);
	return is_split;
}

void
open311_page_release(struct open311_page *p)
{
	for (size_t i = 0; i < p->count; i++)
		buf_release(&p->bytes[i]);
	free(p->bytes);
	free(p->items);
	*p = (struct open311_page){ 0 };
}

bool
open311_services_read(const char *body, size_t len, int *count, int *known)
{
	struct elements found = { .max = SERVICES_MAX };
	bool is_split = json_split(body, len, take_element, &found);

	*count = (int)found.count;
	*known = 0;
	for (size_t i = 0; i < found.count; i++) {
		struct wire_intake_item item = { 0 };
		struct cJSON *service = NULL;

		if (json_parse(found.list[i].data, found.list[i].len, JSON_EVENT_BYTES_MAX,
		    &service, NULL) != RC_OK)
			continue;
		read_service(&found.list[i], service, &item);
		*known += service_find(item.service) != NULL;
		cJSON_Delete(service);
	}
	free(found.list);
	return is_split;
}
