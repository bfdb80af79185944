/* SPDX-License-Identifier: ISC */
#include "console/office/arrival.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/office/arrival_form.h"
#include "console/office/attachment.h"
#include "console/office/calendars.h"
#include "console/office/case_answers.h"
#include "console/office/consult.h"
#include "console/office/days_found.h"
#include "console/office/handover.h"
#include "console/office/incoming.h"
#include "console/office/national.h"
#include "console/office/status_word.h"
#include "console/office/transcript.h"
#include "console/rules/catalogue.h"
#include "console/rules/deadline.h"
#include "console/rules/json_gate.h"
#include "console/rules/redact.h"
#include "storage/text.h"

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

/* The texts of an item that another try needs. */
static const struct {
	const char *name;
	size_t offset, size;
} item_members[] = {
#define MEMBER(m) { #m, offsetof(struct wire_intake_item, m), \
	sizeof(((struct wire_intake_item *)0)->m) }
	MEMBER(event_id), MEMBER(kind), MEMBER(external_id), MEMBER(service), MEMBER(region),
	MEMBER(title), MEMBER(form_version), MEMBER(applicant_name), MEMBER(applicant_phone),
	MEMBER(applicant_address), MEMBER(applicant_birth),
#undef MEMBER
};
#define ITEM_MEMBERS (sizeof(item_members) / sizeof(item_members[0]))

static void
item_write(struct buf *out, const struct wire_intake_item *item)
{
	buf_printf(out, "{\"arrived_at\":%lld", (long long)item->arrived_at);
	for (size_t i = 0; i < ITEM_MEMBERS; i++) {
		const char *text = (const char *)item + item_members[i].offset;

		buf_printf(out, ",\"%s\":", item_members[i].name);
		text_json_string(out, text, strlen(text));
	}
	buf_putc(out, '}');
}

enum rc
arrival_item_read(const char *json, struct wire_intake_item *item, struct err *e)
{
	struct cJSON *object = NULL;
	enum rc rc = json_parse(json, strlen(json), JSON_EVENT_BYTES_MAX, &object, e);

	if (rc != RC_OK)
		return rc;
	if (!json_integer(object, "arrived_at", &item->arrived_at))
		item->arrived_at = 0;
	for (size_t i = 0; i < ITEM_MEMBERS; i++)
		str_fill((char *)item + item_members[i].offset, item_members[i].size,
		    str_or_empty(json_text(object, item_members[i].name)));
	cJSON_Delete(object);
	return RC_OK;
}

static enum rc
to_unsorted(struct arrival *a, struct err *e)
{
	struct unsorted_row row = { .arrived_at = a->r->office->now_at };
	struct unsorted_item read = { .item = NULL };
	struct buf item = { 0 };
	enum rc rc;

	str_fill(row.channel, sizeof(row.channel), a->begin->channel);
	str_fill(row.region, sizeof(row.region), a->begin->region);
	str_fill(row.event_id, sizeof(row.event_id), a->item.event_id);
	str_fill(row.external_id, sizeof(row.external_id), a->item.external_id);
	str_fill(row.reason, sizeof(row.reason), reason_name(a->fault.reason));
	str_fill(row.detail, sizeof(row.detail), a->fault.detail);
	/* What could be read is kept for another try. */
	if (a->data.len > 0)
		item_write(&item, &a->item);
	read.item = (char *)buf_str(&item);
	read.data = (char *)buf_str(&a->data);
	read.answers = (char *)buf_str(&a->answers);
	rc = store_unsorted_add(a->r->office->store, &row, a->office, buf_str(&a->raw), a->raw.len,
	    &read, e);
	buf_release(&item);
	return rc;
}

static enum rc
case_from(const struct arrival *a, struct case_record *c, struct err *e)
{
	const struct wire_intake_item *item = &a->item;
	const struct office *office = a->r->office;
	const struct calendar *calendar = NULL;
	struct case_row *row = &c->row;
	enum rc rc = calendar_of_office(a->r->office, a->office, &calendar, e);

	if (rc != RC_OK)
		return rc;
	str_fill(c->office, sizeof(c->office), a->office);
	str_fill(row->channel, sizeof(row->channel), a->begin->channel);
	str_fill(row->external_id, sizeof(row->external_id), item->external_id);
	str_fill(row->region, sizeof(row->region), item->region);
	str_fill(row->service, sizeof(row->service), item->service);
	str_fill(row->title, sizeof(row->title), item->title);
	str_fill(row->applicant, sizeof(row->applicant), item->applicant_name);
	str_fill(c->form_version, sizeof(c->form_version), item->form_version);
	c->final_by = service_find(item->service)->final_by;
	c->form_kept_id = a->form_kept_id;
	row->state = STATE_ARRIVED;
	row->arrived_at = item->arrived_at > 0 && item->arrived_at <= office->now_at
	    ? item->arrived_at : office->now_at;
	row->due_at = deadline_due(calendar, PERIOD_RECEIVE, row->arrived_at);
	return case_answers_judge(a->r->office, c, buf_str(&a->answers), NULL, &row->mismatches, e);
}

/* Notes the attachments: their hashes as they came, where that is still here,
 * because a hash may look like a resident number. */
static enum rc
keep_attachments(struct arrival *a, int64_t case_id, struct err *e)
{
	const struct wire_intake_item *item = &a->item;

	if (item->raw.data == NULL || item->data_len == 0)
		return attachment_keep(a->r, case_id, buf_str(&a->data), a->data.len, e);
	return attachment_keep(a->r, case_id, item->raw.data + item->data_from,
	    (size_t)item->data_len, e);
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
	struct buf note = { 0 };
	enum rc rc;

	rc = case_from(a, &c, e);
	if (rc != RC_OK)
		goto out;
	str_fill(applicant.phone, sizeof(applicant.phone), a->item.applicant_phone);
	str_fill(applicant.address, sizeof(applicant.address), a->item.applicant_address);
	birth_from(buf_str(&a->data), &applicant);
	if (applicant.birth[0] == '\0')
		str_fill(applicant.birth, sizeof(applicant.birth), a->item.applicant_birth);
	rc = store_case_add(store, &c, &applicant, buf_str(&a->answers), a->data_hash,
	    (int64_t)a->numbers_cut, e);
	if (rc == RC_OK) {
		if (a->numbers_cut > 0)
			buf_printf(&note, EVENT_NOTE_DROPPED "%zu", a->numbers_cut);
		status_word_note(&note, a->begin->channel, buf_str(&a->data));
		v.case_id = c.row.id;
		v.entered_at = a->r->office->now_at;
		v.effective_at = c.row.arrived_at;
		v.version_after = c.row.version;
		v.due_after = c.row.due_at;
		v.op_key = key;
		v.text = buf_str(&note);
		rc = store_event_add(store, &v, e);
	}
	if (rc == RC_OK && str_eq(c.row.channel, CHANNEL_HANDOVER))
		rc = handover_received(a->r->office, &c, v.id, e);
	if (rc == RC_OK)
		rc = transcript_keep(a->r, &c, buf_str(&a->data), e);
	if (rc == RC_OK)
		rc = keep_attachments(a, c.row.id, e);
out:
	buf_release(&note);
	free(key);
	return rc;
}

/* What does not fit its form is looked at first, where its service is so; a clerk
 * who then tries again takes it as it is. */
static enum rc
judge_form(struct arrival *a, struct err *e)
{
	const struct service_info *service = service_find(a->item.service);
	struct case_record c = { .form_kept_id = a->form_kept_id };
	struct buf titles = { 0 };
	int32_t mismatches = 0;
	enum rc rc;

	if (a->is_by_hand || service == NULL || !service->quarantines)
		return RC_OK;
	str_fill(c.row.service, sizeof(c.row.service), a->item.service);
	str_fill(c.row.region, sizeof(c.row.region), a->item.region);
	str_fill(c.office, sizeof(c.office), a->office);
	c.row.arrived_at = a->r->office->now_at;
	rc = case_answers_judge(a->r->office, &c, buf_str(&a->answers), &titles, &mismatches, e);
	if (rc == RC_OK && mismatches > 0)
		arrival_fault(a, REASON_FORM_MISMATCH, buf_str(&titles));
	buf_release(&titles);
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
	if (rc == RC_OK)
		rc = keep_attachments(a, id, &why);
	cJSON_Delete(json);
	if (rc == RC_INVALID) {
		arrival_fault(a, REASON_MISSING_FIELD, why.text);
		return to_unsorted(a, e);
	}
	if (rc != RC_OK)
		return err_set(e, rc, "%s", why.text);
	*result = "event";
	return RC_OK;
}

/* It is about no case: a holiday becomes a proposal, who wants to talk joins the
 * line, needs and joint tasks are kept as they are told. */
static enum rc
to_no_case(struct arrival *a, const char **result, struct err *e)
{
	struct err why = { 0 };
	enum rc rc = (str_eq(a->item.kind, KIND_HOLIDAY) ?
	    day_published(a->r->office, a->begin->channel, buf_str(&a->data), a->data.len, &why) :
	    str_eq(a->item.kind, KIND_CONSULTATION) ?
	    consult_requested(a->r->office, a->office, a->begin->channel, buf_str(&a->data),
	    a->data.len, &why) :
	    str_eq(a->item.kind, KIND_CONSULTATION_SAID) ?
	    consult_said(a->r->office, a->office, a->begin->channel, buf_str(&a->data),
	    a->data.len, &why) :
	    national_apply(a->r->office, a->begin->channel, a->item.kind, buf_str(&a->data),
	    a->data.len, &why));

	if (rc == RC_INVALID) {
		arrival_fault(a, REASON_MISSING_FIELD, why.text);
		return to_unsorted(a, e);
	}
	*result = "event";
	return rc == RC_OK ? RC_OK : err_set(e, rc, "%s", why.text);
}

/* A form is about no case: it becomes a release. */
static enum rc
to_release(struct arrival *a, const char **result, struct err *e)
{
	enum rc rc = arrival_release_form(a, e);

	if (rc == RC_OK && a->fault.reason != REASON_NONE)
		return to_unsorted(a, e);
	*result = "event";
	return rc;
}

enum rc
arrival_settle(struct arrival *a, const char **result, struct err *e)
{
	struct store *store = a->r->office->store;
	char fingerprint[65];
	int64_t id;
	enum rc rc;

	*result = "unsorted";
	if (a->fault.reason != REASON_NONE)
		return to_unsorted(a, e);
	if (str_eq(a->item.kind, KIND_HOLIDAY) || str_eq(a->item.kind, KIND_CONSULTATION) ||
	    str_eq(a->item.kind, KIND_CONSULTATION_SAID) || national_is_kind(a->item.kind))
		return to_no_case(a, result, e);
	if (str_eq(a->item.kind, KIND_FORM))
		return to_release(a, result, e);
	rc = store_case_by_channel(store, a->begin->channel, a->item.external_id, &id, fingerprint,
	    e);
	if (!str_eq(a->item.kind, KIND_CREATED)) {
		if (rc == RC_NOT_FOUND) {
			arrival_fault(a, REASON_UNKNOWN_CASE, a->item.external_id);
			return to_unsorted(a, e);
		}
		return rc == RC_OK ? to_known_case(a, id, result, e) : rc;
	}
	if (rc == RC_OK && str_eq(fingerprint, a->data_hash)) {
		*result = "duplicate";
		return RC_OK;
	}
	if (rc == RC_OK) {
		arrival_fault(a, REASON_OTHER_CONTENT, a->item.external_id);
		return to_unsorted(a, e);
	}
	if (rc != RC_NOT_FOUND)
		return rc;
	rc = arrival_pin(a, e);
	if (rc == RC_OK && a->fault.reason == REASON_NONE)
		rc = judge_form(a, e);
	if (rc == RC_OK && a->fault.reason != REASON_NONE)
		return to_unsorted(a, e);
	*result = "case";
	return rc == RC_OK ? to_case(a, e) : rc;
}
