/* SPDX-License-Identifier: ISC */
#include "console/rules/gov24.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/api_error.h"
#include "console/rules/catalogue.h"
#include "console/rules/form.h"
#include "console/rules/json_gate.h"
#include "storage/text.h"

#define DETAIL_PAGE "https://www.gov.kr/portal/rcvfvrSvc/dtlEx/"

/* One row per member: its key in serviceList, in serviceDetail where that has
 * another one, and ours. */
static const struct {
	const char *ko, *other, *key;
	size_t max;	/* bytes that are kept */
} table[] = {
	[GOV24_ID] = { "서비스ID", NULL, "id", GOV24_SHORT_MAX },
	[GOV24_NAME] = { "서비스명", NULL, "name", GOV24_SHORT_MAX },
	[GOV24_AGENCY] = { "소관기관명", NULL, "agency", GOV24_SHORT_MAX },
	[GOV24_DEPARTMENT] = { "부서명", NULL, "department", GOV24_SHORT_MAX },
	[GOV24_TARGET] = { "지원대상", NULL, "target", GOV24_LONG_MAX },
	[GOV24_SUPPORT] = { "지원내용", NULL, "support", GOV24_LONG_MAX },
	[GOV24_HOW] = { "신청방법", NULL, "how", GOV24_LONG_MAX },
	[GOV24_WHERE] = { "접수기관", "접수기관명", "where", GOV24_SHORT_MAX },
	[GOV24_DEADLINE] = { "신청기한", NULL, "deadline", GOV24_SHORT_MAX },
	[GOV24_DOCUMENTS] = { "구비서류", NULL, "documents", GOV24_LONG_MAX },
	[GOV24_LAW] = { "법령", "자치법규", "law", GOV24_SHORT_MAX },
	[GOV24_CONTACT] = { "전화문의", "문의처", "contact", GOV24_SHORT_MAX },
	[GOV24_URL] = { "상세조회URL", "온라인신청사이트URL", "url", GOV24_SHORT_MAX },
	[GOV24_CHANGED] = { "수정일시", NULL, "changed", GOV24_SHORT_MAX },
};
_Static_assert(sizeof(table) / sizeof(table[0]) == GOV24__COUNT, "one row per member");

const char *
gov24_member_ko(enum gov24_member member)
{
	return table[member].ko;
}

const char *
gov24_member_key(enum gov24_member member)
{
	return table[member].key;
}

/* A member as text: numbers too, null as nothing; control characters but line
 * feeds become blanks, so that an entry is no longer than its members. */
static void
take_member(struct buf *out, const cJSON *row, const char *key, size_t max)
{
	const cJSON *value = key == NULL ? NULL : json_member(row, key);
	const char *text = cJSON_GetStringValue(value);
	char number[32];

	if (text == NULL && cJSON_IsNumber(value)) {
		(void)snprintf(number, sizeof(number), "%.0f", value->valuedouble);
		text = number;
	}
	if (text != NULL) {
		char *head = x_alloc(max);

		str_fill(head, max, text);
		for (char *c = head; *c != '\0'; c++)
			if ((unsigned char)*c < ' ' && *c != '\n')
				*c = ' ';
		text_nfc(out, head, strlen(head));
		free(head);
	}
}

/* One row; false where it has no id or no name. */
static bool
read_row(const cJSON *row, void (*each)(void *arg, const char *const members[GOV24__COUNT]),
    void *arg)
{
	struct buf texts[GOV24__COUNT] = { { 0 } };
	const char *members[GOV24__COUNT];
	bool is_one;

	for (size_t i = 0; i < GOV24__COUNT; i++) {
		take_member(&texts[i], row, table[i].ko, table[i].max);
		if (texts[i].len == 0)
			take_member(&texts[i], row, table[i].other, table[i].max);
	}
	/* The page that anybody can look at. */
	if (texts[GOV24_URL].len == 0 && texts[GOV24_ID].len > 0)
		buf_printf(&texts[GOV24_URL], DETAIL_PAGE "%s", buf_str(&texts[GOV24_ID]));
	is_one = texts[GOV24_ID].len > 0 && texts[GOV24_NAME].len > 0;
	for (size_t i = 0; i < GOV24__COUNT; i++)
		members[i] = buf_str(&texts[i]);
	if (is_one)
		each(arg, members);
	for (size_t i = 0; i < GOV24__COUNT; i++)
		buf_release(&texts[i]);
	return is_one;
}

/* What the API says instead of data. */
static enum rc
envelope_error(const cJSON *json, struct err *e)
{
	const char *text = json_text(json, "msg");
	int64_t code = 0;

	if (text == NULL)
		return err_set(e, RC_INVALID, "%s", say(N_("this is no list of services: there is no "
		    "\"data\" in it")));
	(void)json_integer(json, "code", &code);
	return err_set(e, RC_INVALID, say(N_("the service answered with an error: %s (%lld)")),
	    text, (long long)code);
}

enum rc
gov24_read(const char *bytes, size_t len,
    void (*each)(void *arg, const char *const members[GOV24__COUNT]), void *arg,
    struct gov24_totals *totals, struct err *e)
{
	const cJSON *data, *row;
	cJSON *json = NULL;
	size_t blank = strspn(bytes, " \t\r\n");
	enum rc rc;

	*totals = (struct gov24_totals){ .total = -1 };
	if (bytes[blank] == '<')
		return api_error_xml(bytes, e);
	if (str_starts(bytes + blank, "Unexpected error"))
		return err_set(e, RC_INVALID, "%s", say(N_("the service says “Unexpected errors” and no "
		    "more: try again later")));
	rc = json_parse(bytes, len, GOV24_BYTES_MAX, &json, e);
	if (rc != RC_OK)
		return rc;
	data = json_member(json, "data");
	if (!cJSON_IsArray(data)) {
		rc = envelope_error(json, e);
	} else {
		(void)json_integer(json, "page", &totals->page);
		(void)json_integer(json, "perPage", &totals->per_page);
		(void)json_integer(json, "totalCount", &totals->total);
		cJSON_ArrayForEach(row, data) {
			if (cJSON_IsObject(row) && read_row(row, each, arg))
				totals->read++;
			else
				totals->left_out++;
		}
	}
	cJSON_Delete(json);
	return rc;
}

void
gov24_entry_write(struct buf *out, const char *const members[GOV24__COUNT])
{
	buf_putc(out, '{');
	for (size_t i = 0; i < GOV24__COUNT; i++) {
		buf_printf(out, "%s\"%s\":", i > 0 ? "," : "", table[i].key);
		text_json_string(out, members[i], strlen(members[i]));
	}
	buf_putc(out, '}');
}

bool
gov24_entry_read(const struct cJSON *json, const char *members[GOV24__COUNT])
{
	for (size_t i = 0; i < GOV24__COUNT; i++) {
		members[i] = json_text(json, table[i].key);
		if (members[i] == NULL)
			return false;
	}
	return members[GOV24_ID][0] != '\0' && members[GOV24_NAME][0] != '\0';
}

void
gov24_parcels_add(void *parcels, const char *const members[GOV24__COUNT])
{
	struct gov24_parcels *p = parcels;
	struct buf entry = { 0 }, *last = p->count > 0 ? &p->list[p->count - 1] : NULL;

	gov24_entry_write(&entry, members);
	if (last == NULL || last->len + entry.len + 1 > p->max) {
		p->list = x_realloc(p->list, p->count + 1, sizeof(*p->list));
		last = &p->list[p->count++];
		*last = (struct buf){ 0 };
		buf_puts(last, "[]");
	}
	buf_cut(last, last->len - 1);
	buf_printf(last, "%s%s]", last->len > 1 ? "," : "", buf_str(&entry));
	buf_release(&entry);
}

void
gov24_parcels_release(struct gov24_parcels *p)
{
	for (size_t i = 0; i < p->count; i++)
		buf_release(&p->list[i]);
	free(p->list);
	p->list = NULL;
	p->count = 0;
}

/* The same but for blanks? */
static bool
is_same_name(const char *a, const char *b)
{
	for (;;) {
		while (*a == ' ')
			a++;
		while (*b == ' ')
			b++;
		if (*a != *b || *a == '\0')
			return *a == *b;
		a++;
		b++;
	}
}

const struct service_info *
gov24_match(const char *const members[GOV24__COUNT])
{
	const struct service_info *service = service_find(members[GOV24_ID]);

	for (size_t i = 0; service == NULL && i < catalogue_service_count; i++)
		if (is_same_name(catalogue_services[i].name_ko, members[GOV24_NAME]))
			service = &catalogue_services[i];
	return service;
}

/* The names of what belongs to an application beside the form, by commas. */
static void
write_attachments(struct buf *out, const struct form *form)
{
	const cJSON *item;

	cJSON_ArrayForEach(item, json_member(form->schema, "x-attachments")) {
		const char *name = json_text(item, "name");

		if (name != NULL)
			buf_printf(out, "%s%s", out->len > 0 ? ", " : "", name);
	}
}

static size_t
differ(enum gov24_member member, const char *was, const char *is, gov24_difference each, void *arg)
{
	/* What the list does not say is no other word. */
	if (is[0] == '\0' || is_same_name(was, is))
		return 0;
	each(arg, member, was, is);
	return 1;
}

size_t
gov24_differences(const struct service_info *service, const char *const members[GOV24__COUNT],
    gov24_difference each, void *arg)
{
	struct buf documents = { 0 };
	struct form form;
	size_t count;

	if (form_resolve(service->code, "", &form, NULL) == RC_OK) {
		write_attachments(&documents, &form);
		form_release(&form);
	}
	count = differ(GOV24_NAME, service->name_ko, members[GOV24_NAME], each, arg);
	count += differ(GOV24_LAW, service->legal_basis, members[GOV24_LAW], each, arg);
	count += differ(GOV24_DOCUMENTS, buf_str(&documents), members[GOV24_DOCUMENTS], each, arg);
	buf_release(&documents);
	return count;
}
