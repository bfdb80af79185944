/* SPDX-License-Identifier: ISC */
/* What was handed over: cut, judged, fingerprinted. */
#include <string.h>

#include "console/office/arrival.h"
#include "console/office/consult.h"
#include "console/office/incoming.h"
#include "console/office/national.h"
#include "console/office/status_word.h"
#include "console/rules/catalogue.h"
#include "console/rules/json_gate.h"
#include "console/rules/redact.h"
#include "console/rules/region.h"
#include "storage/secret.h"
#include "storage/text.h"

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

static bool
is_span(int64_t from, int64_t len, size_t whole)
{
	return from >= 0 && len > 0 && (uint64_t)from <= whole &&
	    (uint64_t)len <= whole - (uint64_t)from;
}

void
arrival_fault(struct arrival *a, enum reason reason, const char *detail)
{
	if (a->fault.reason == REASON_NONE)
		a->fault = verdict_refuse(reason, detail);
}

/* A holiday, a form, who wants to talk, a need and a joint task are about no case. */
static bool
is_of_no_case(const char *kind)
{
	return str_eq(kind, KIND_HOLIDAY) || str_eq(kind, KIND_FORM) ||
	    str_eq(kind, KIND_CONSULTATION) || str_eq(kind, KIND_CONSULTATION_SAID) ||
	    national_is_kind(kind);
}

void
arrival_judge(struct arrival *a)
{
	const struct wire_intake_item *item = &a->item;

	bool is_of_case = !is_of_no_case(item->kind);

	if (is_of_case && !str_eq(item->kind, KIND_CREATED) && !incoming_is_known(item->kind))
		arrival_fault(a, REASON_PENDING_KIND, item->kind);
	if (item->event_id[0] == '\0' || (item->external_id[0] == '\0' && is_of_case))
		arrival_fault(a, REASON_MISSING_FIELD, "id");
	/* The feed of the whole country has its own kinds, and no other has them. */
	if (national_is_kind(item->kind) != str_empty(a->begin->region))
		arrival_fault(a, REASON_FOREIGN_SOURCE, item->kind);
	if (!national_is_kind(item->kind) && region_find(item->region) == NULL)
		arrival_fault(a, REASON_UNKNOWN_REGION, item->region);
	if (str_eq(item->kind, KIND_CREATED) && service_find(item->service) == NULL)
		arrival_fault(a, REASON_UNKNOWN_SERVICE, item->service);
	if (str_eq(item->kind, KIND_CREATED) && item->applicant_name[0] == '\0')
		arrival_fault(a, REASON_MISSING_FIELD, "applicant name");
}

/* Judges what sync said of the item; sync is not believed. */
static void
judge(struct arrival *a)
{
	const struct wire_intake_item *item = &a->item;
	struct json_fault where;
	enum reason reason;

	if (item->fault[0] != '\0') {
		arrival_fault(a, reason_find(item->fault, &reason) ? reason : REASON_UNREADABLE,
		    item->fault_detail);
		return;
	}
	if (!json_check(item->raw.data, item->raw.len, JSON_EVENT_BYTES_MAX, &where)) {
		arrival_fault(a, REASON_UNREADABLE, where.word);
		return;
	}
	arrival_judge(a);
	if (!region_is_or_became(item->region, a->begin->region))
		arrival_fault(a, REASON_FOREIGN_SOURCE, item->region);
	if (!is_span(item->data_from, item->data_len, item->raw.len))
		arrival_fault(a, REASON_MISSING_FIELD, "data");
	if (str_eq(item->kind, KIND_CREATED) &&
	    (!is_span(item->answers_from, item->answers_len, item->raw.len) ||
	    item->raw.data[item->answers_from] != '{'))
		arrival_fault(a, REASON_MISSING_FIELD, "attributes");
}

/* A word of the channel's that nobody has mapped: somebody must look at it. A
 * clerk who then tries again has done so, and it is taken as it is. */
static void
judge_word(struct arrival *a)
{
	char word[STATUS_WORD_BYTES];

	if (!str_eq(a->item.kind, KIND_CREATED) && !str_eq(a->item.kind, KIND_UPDATED))
		return;
	if (status_word_is_unknown(a->begin->channel, buf_str(&a->data), word))
		arrival_fault(a, REASON_UNKNOWN_WORD, word);
}

void
arrival_prepare(struct arrival *a)
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
	if (a->fault.reason == REASON_UNREADABLE || a->fault.reason == REASON_TOO_LARGE ||
	    !is_span(item->data_from, item->data_len, item->raw.len))
		return;
	redact_json(&a->data, item->raw.data + item->data_from, (size_t)item->data_len);
	if (is_span(item->answers_from, item->answers_len, item->raw.len))
		redact_json(&a->answers, item->raw.data + item->answers_from,
		    (size_t)item->answers_len);
	secret_sha256(buf_str(&a->data), a->data.len, a->data_hash);
	judge_word(a);
}

void
arrival_release(struct arrival *a)
{
	buf_release(&a->raw);
	buf_release(&a->data);
	buf_release(&a->answers);
}
