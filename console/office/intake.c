/* SPDX-License-Identifier: ISC */
#include "console/office/intake.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/office/incoming.h"
#include "console/office/session.h"
#include "console/rules/catalogue.h"
#include "console/rules/deadline.h"
#include "console/rules/json_gate.h"
#include "console/rules/redact.h"
#include "storage/secret.h"
#include "storage/text.h"

#define KIND_CREATED "created"
#define PAGE_ITEMS_MAX 1000
#define PAGE_BYTES_MAX (16 * 1024 * 1024)

/* A page being handed in: what begin said, and the items so far. */
struct intake {
	struct wire_intake_begin begin;
	struct wire_intake_item *items;	/* raw.data of each is owned */
	size_t count;
	size_t bytes;
};

/* One item on its way into the store. */
struct arrival {
	struct request *r;
	const struct wire_intake_begin *begin;
	struct wire_intake_item item;	/* texts cut and redacted */
	struct buf raw;			/* the whole element, redacted */
	struct buf data;		/* what was handed over, redacted */
	struct buf answers;		/* the form's answers, redacted */
	size_t numbers_cut;
	char raw_hash[65];
	char data_hash[65];
	char office[12];
	struct verdict fault;		/* why it becomes 미분류 */
};

void
intake_free(struct intake *p)
{
	if (p == NULL)
		return;
	for (size_t i = 0; i < p->count; i++)
		free((char *)p->items[i].raw.data);
	free(p->items);
	free(p);
}

enum rc
handle_intake_begin(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_intake_begin begin;
	enum rc rc = wire_read(f, &begin, e);

	if (rc != RC_OK)
		return rc;
	if (begin.count < 0 || begin.count > PAGE_ITEMS_MAX)
		return err_set(e, RC_INVALID, "a page of %d items, limit %d", begin.count,
		    PAGE_ITEMS_MAX);
	intake_free(r->session->intake);
	r->session->intake = x_zalloc(1, sizeof(struct intake));
	r->session->intake->begin = begin;
	r->session->intake->items = x_zalloc((size_t)begin.count,
	    sizeof(struct wire_intake_item));
	request_tell_ok(r);
	return RC_OK;
}

enum rc
handle_intake_item(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct intake *p = r->session->intake;
	struct wire_intake_item item;
	char *raw;
	enum rc rc = wire_read(f, &item, e);

	if (rc != RC_OK)
		return rc;
	if (p == NULL || p->count == (size_t)p->begin.count ||
	    p->bytes + item.raw.len > PAGE_BYTES_MAX)
		return err_set(e, RC_INVALID, "an item that no page expects");
	raw = x_alloc(item.raw.len + 1);
	memcpy(raw, item.raw.data, item.raw.len);
	raw[item.raw.len] = '\0';
	item.raw.data = raw;
	p->items[p->count++] = item;
	p->bytes += item.raw.len;
	return RC_OK;
}

/* Normalises a fixed text: NFC, resident numbers cut. */
static void
clean(char *text, size_t cap)
{
	struct buf nfc = { 0 }, cut = { 0 };

	text_nfc(&nfc, text, strlen(text));
	redact_bytes(&cut, buf_str(&nfc), nfc.len);
	str_fill(text, cap, buf_str(&cut));
	buf_release(&nfc);
	buf_release(&cut);
}

/* Finds the first cut number in text and takes birth date and sex digit from
 * it. */
static void
birth_from(const char *text, struct applicant_record *to)
{
	const char *stars = text;

	while ((stars = strstr(stars, "******")) != NULL) {
		char number[16];

		if (stars - text >= 8) {
			snprintf(number, sizeof(number), "%.14s", stars - 8);
			if (redact_birth(number, to->birth, to->sex))
				return;
		}
		stars += 6;
	}
}

static bool
is_span(int64_t from, int64_t len, size_t whole)
{
	return from >= 0 && len > 0 && (uint64_t)from <= whole &&
	    (uint64_t)len <= whole - (uint64_t)from;
}

static void
fault(struct arrival *a, enum reason reason, const char *detail)
{
	if (a->fault.reason == REASON_NONE)
		a->fault = verdict_refuse(reason, detail);
}

/* What an application must bring, besides what every event must. */
static void
judge_created(struct arrival *a)
{
	const struct wire_intake_item *item = &a->item;

	if (service_find(item->service) == NULL)
		fault(a, REASON_UNKNOWN_SERVICE, item->service);
	if (item->applicant_name[0] == '\0')
		fault(a, REASON_MISSING_FIELD, "applicant name");
	if (!is_span(item->answers_from, item->answers_len, item->raw.len) ||
	    item->raw.data[item->answers_from] != '{')
		fault(a, REASON_MISSING_FIELD, "attributes");
}

/* Judges what sync said of the item; sync is not believed. */
static void
judge(struct arrival *a)
{
	const struct wire_intake_item *item = &a->item;
	struct json_fault where;
	enum reason reason;

	if (item->fault[0] != '\0') {
		fault(a, reason_find(item->fault, &reason) ? reason : REASON_UNREADABLE,
		    item->fault_detail);
		return;
	}
	if (!json_check(item->raw.data, item->raw.len, JSON_EVENT_BYTES_MAX, &where)) {
		fault(a, REASON_UNREADABLE, where.word);
		return;
	}
	if (!str_eq(item->kind, KIND_CREATED) && !incoming_is_known(item->kind))
		fault(a, REASON_PENDING_KIND, item->kind);
	if (item->event_id[0] == '\0' || item->external_id[0] == '\0')
		fault(a, REASON_MISSING_FIELD, "id");
	if (!str_eq(item->region, a->begin->region))
		fault(a, REASON_FOREIGN_SOURCE, item->region);
	if (region_find(item->region) == NULL)
		fault(a, REASON_UNKNOWN_REGION, item->region);
	if (!is_span(item->data_from, item->data_len, item->raw.len))
		fault(a, REASON_MISSING_FIELD, "data");
	if (str_eq(item->kind, KIND_CREATED))
		judge_created(a);
}

/* Cuts resident numbers everywhere and takes fingerprints of what is left. */
static void
prepare(struct arrival *a)
{
	struct wire_intake_item *item = &a->item;

	clean(item->title, sizeof(item->title));
	clean(item->applicant_name, sizeof(item->applicant_name));
	clean(item->applicant_phone, sizeof(item->applicant_phone));
	clean(item->applicant_address, sizeof(item->applicant_address));
	judge(a);
	if (a->fault.reason == REASON_UNREADABLE || a->fault.reason == REASON_TOO_LARGE)
		a->numbers_cut = redact_bytes(&a->raw, item->raw.data, item->raw.len);
	else
		a->numbers_cut = redact_json(&a->raw, item->raw.data, item->raw.len);
	secret_sha256(buf_str(&a->raw), a->raw.len, a->raw_hash);
	if (a->fault.reason != REASON_NONE)
		return;
	redact_json(&a->data, item->raw.data + item->data_from, (size_t)item->data_len);
	if (is_span(item->answers_from, item->answers_len, item->raw.len))
		redact_json(&a->answers, item->raw.data + item->answers_from,
		    (size_t)item->answers_len);
	secret_sha256(buf_str(&a->data), a->data.len, a->data_hash);
}

static enum rc
to_unsorted(struct arrival *a, struct err *e)
{
	struct unsorted_row row = { .arrived_at = a->r->office->now_at };

	str_fill(row.channel, sizeof(row.channel), a->begin->channel);
	str_fill(row.region, sizeof(row.region), a->begin->region);
	str_fill(row.event_id, sizeof(row.event_id), a->item.event_id);
	str_fill(row.external_id, sizeof(row.external_id), a->item.external_id);
	str_fill(row.reason, sizeof(row.reason), reason_name(a->fault.reason));
	str_fill(row.detail, sizeof(row.detail), a->fault.detail);
	return store_unsorted_add(a->r->office->store, &row, a->office, buf_str(&a->raw),
	    a->raw.len, e);
}

static void
case_from(const struct arrival *a, struct case_record *c)
{
	const struct wire_intake_item *item = &a->item;
	const struct office *office = a->r->office;
	struct case_row *row = &c->row;

	str_fill(c->office, sizeof(c->office), a->office);
	str_fill(row->channel, sizeof(row->channel), a->begin->channel);
	str_fill(row->external_id, sizeof(row->external_id), item->external_id);
	str_fill(row->region, sizeof(row->region), item->region);
	str_fill(row->service, sizeof(row->service), item->service);
	str_fill(row->title, sizeof(row->title), item->title);
	str_fill(row->applicant, sizeof(row->applicant), item->applicant_name);
	str_fill(c->form_version, sizeof(c->form_version), item->form_version);
	c->final_by = service_find(item->service)->final_by;
	row->state = STATE_ARRIVED;
	row->arrived_at = item->arrived_at > 0 && item->arrived_at <= office->now_at
	    ? item->arrived_at : office->now_at;
	row->due_at = deadline_due(&office->calendar, PERIOD_RECEIVE, row->arrived_at);
}

static enum rc
to_case(struct arrival *a, struct err *e)
{
	struct store *store = a->r->office->store;
	struct case_record c = { .assignee_id = 0 };
	struct applicant_record applicant = { .phone = "" };
	struct event_record v = { .kind = EVENT_ARRIVED, .state_before = "",
		.state_after = state_name(STATE_ARRIVED), .request_hash = "" };
	char *key = x_asprintf("arrived %s %s", a->begin->channel, a->item.external_id);
	char note[64] = "";
	enum rc rc;

	case_from(a, &c);
	str_fill(applicant.phone, sizeof(applicant.phone), a->item.applicant_phone);
	str_fill(applicant.address, sizeof(applicant.address), a->item.applicant_address);
	birth_from(buf_str(&a->data), &applicant);
	if (applicant.birth[0] == '\0')
		str_fill(applicant.birth, sizeof(applicant.birth), a->item.applicant_birth);
	rc = store_case_add(store, &c, &applicant, buf_str(&a->answers), a->data_hash,
	    (int64_t)a->numbers_cut, e);
	if (rc == RC_OK) {
		if (a->numbers_cut > 0)
			snprintf(note, sizeof(note), "resident-numbers-dropped %zu",
			    a->numbers_cut);
		v.case_id = c.row.id;
		v.entered_at = a->r->office->now_at;
		v.effective_at = c.row.arrived_at;
		v.version_after = c.row.version;
		v.due_after = c.row.due_at;
		v.op_key = key;
		v.text = note;
		rc = store_event_add(store, &v, e);
	}
	free(key);
	return rc;
}

/* An event about a case that is here: applied, or 미분류 when it lacks what its
 * kind needs. */
static enum rc
to_known_case(struct arrival *a, int64_t id, const char **result, struct err *e)
{
	struct incoming in = { .r = a->r, .kind = a->item.kind, .channel = a->begin->channel,
		.event_id = a->item.event_id, .data = buf_str(&a->data) };
	struct cJSON *json = NULL;
	struct err why = { 0 };
	enum rc rc = json_parse(buf_str(&a->data), a->data.len, JSON_EVENT_BYTES_MAX, &json, &why);

	in.json = json;
	if (rc == RC_OK)
		rc = incoming_apply(&in, id, &why);
	cJSON_Delete(json);
	if (rc == RC_INVALID) {
		fault(a, REASON_MISSING_FIELD, why.text);
		return to_unsorted(a, e);
	}
	if (rc != RC_OK)
		return err_set(e, rc, "%s", why.text);
	*result = "event";
	return RC_OK;
}

/* Decides between duplicate, 미분류 and a new case; *result is what the inbox
 * keeps: case, event, duplicate or unsorted. */
static enum rc
settle(struct arrival *a, const char **result, struct err *e)
{
	struct store *store = a->r->office->store;
	char fingerprint[65];
	int64_t id;
	enum rc rc;

	*result = "unsorted";
	if (a->fault.reason != REASON_NONE)
		return to_unsorted(a, e);
	rc = store_case_by_channel(store, a->begin->channel, a->item.external_id, &id, fingerprint,
	    e);
	if (!str_eq(a->item.kind, KIND_CREATED)) {
		if (rc == RC_NOT_FOUND) {
			fault(a, REASON_UNKNOWN_CASE, a->item.external_id);
			return to_unsorted(a, e);
		}
		return rc == RC_OK ? to_known_case(a, id, result, e) : rc;
	}
	if (rc == RC_OK && str_eq(fingerprint, a->data_hash)) {
		*result = "duplicate";
		return RC_OK;
	}
	if (rc == RC_OK) {
		fault(a, REASON_OTHER_CONTENT, a->item.external_id);
		return to_unsorted(a, e);
	}
	if (rc != RC_NOT_FOUND)
		return rc;
	*result = "case";
	return to_case(a, e);
}

static enum rc
take_item(struct request *r, const struct wire_intake_begin *begin, const char *office,
    const struct wire_intake_item *item, struct wire_intake_done *done, struct err *e)
{
	struct arrival a = { .r = r, .begin = begin, .item = *item };
	struct store *store = r->office->store;
	const char *result = "duplicate";
	enum rc rc;

	str_fill(a.office, sizeof(a.office), office);
	prepare(&a);
	rc = store_inbox_seen(store, begin->channel, begin->region, a.item.event_id, a.raw_hash, e);
	if (rc == RC_NOT_FOUND) {
		rc = settle(&a, &result, e);
		if (rc == RC_OK)
			rc = store_inbox_add(store, begin->channel, begin->region, a.item.event_id,
			    a.raw_hash, result, r->office->now_at, e);
	}
	if (str_eq(result, "case") || str_eq(result, "event"))
		done->created++;
	else if (str_eq(result, "unsorted"))
		done->unsorted++;
	else
		done->duplicate++;
	buf_release(&a.raw);
	buf_release(&a.data);
	buf_release(&a.answers);
	return rc;
}

enum rc
handle_intake_commit(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct intake *p = r->session->intake;
	struct wire_intake_done done = { 0 };
	char office[12];
	enum rc rc;

	(void)f;
	if (p == NULL || p->count != (size_t)p->begin.count)
		return err_set(e, RC_INVALID, "a page that is not whole");
	rc = store_jurisdiction_office(r->office->store, p->begin.region, office, e);
	if (rc == RC_NOT_FOUND)
		return err_set(e, RC_INVALID, "no office here answers for region %s",
		    p->begin.region);
	if (rc == RC_OK)
		rc = store_cursor_move(r->office->store, p->begin.channel, p->begin.region,
		    p->begin.cursor_before, p->begin.cursor_after, r->office->now_at, e);
	for (size_t i = 0; rc == RC_OK && i < p->count; i++)
		rc = take_item(r, &p->begin, office, &p->items[i], &done, e);
	if (rc == RC_OK)
		request_tell(r, MESSAGE_INTAKE_DONE, true, &done);
	intake_free(p);
	r->session->intake = NULL;
	return rc;
}
