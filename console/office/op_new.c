/* SPDX-License-Identifier: ISC */
/* An application that a clerk types in: handed in at the counter or said over the
 * telephone. It becomes a case as one from a channel does, with its form, its
 * fingerprint and its resident numbers cut, and is received with its arrival. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/office/consult.h"
#include "console/office/forms.h"
#include "console/office/ops.h"
#include "console/rules/catalogue.h"
#include "console/rules/deadline.h"
#include "console/rules/form_check.h"
#include "console/rules/form_edit.h"
#include "console/rules/json_gate.h"
#include "console/rules/json_patch.h"
#include "console/rules/new_case.h"
#include "console/rules/redact.h"
#include "console/rules/widget.h"
#include "storage/instant.h"
#include "storage/secret.h"
#include "storage/store_typing.h"
#include "storage/text.h"

#define APPLICANT "applicant."

/* One application on its way to a case. */
struct typed_in {
	struct request *r;
	struct wire_new ask;
	char region[12];
	const struct form *form;	/* of the office */
	int64_t form_kept_id;
	struct cJSON *answers;		/* owned */
	struct applicant_record applicant;
	char name[96];
	size_t numbers_cut;
	int32_t faults;
};

static void
request_hash(const struct request *r, const struct wire_new *n, char hash[65])
{
	const char *parts[] = { "new", n->service, n->region, n->channel, n->reason, n->json,
		n->lines, n->takes_faults ? "faults" : "" };
	struct buf b = { 0 };

	buf_printf(&b, "%" PRId64 "\n%" PRId64 "\n", r->who.row.id, n->arrived_at);
	if (n->consult_id != 0)
		buf_printf(&b, "consultation %" PRId64 "\n", n->consult_id);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		buf_printf(&b, "%zu:%s\n", strlen(parts[i]), parts[i]);
	secret_sha256(b.data, b.len, hash);
	buf_release(&b);
}

enum rc
op_region_here(struct request *r, const char *word, char region[12], struct err *e)
{
	char office[12];
	enum rc rc;

	if (word != region || str_empty(word))
		str_fill(region, 12, str_empty(word) ? r->actor.office : word);
	if (region_find(region) == NULL)
		return request_refuse_for(r, REASON_UNKNOWN_REGION, region);
	rc = store_jurisdiction_office(r->office->store, region, office, e);
	if (rc == RC_NOT_FOUND || (rc == RC_OK && !str_eq(office, r->actor.office)))
		return request_refuse_for(r, REASON_OTHER_REGION, region);
	return rc;
}

/* Where a member of the applicant goes; NULL where there is none so called. */
static char *
applicant_text(struct typed_in *t, const char *name, size_t *size)
{
	const struct { const char *name; char *text; size_t size; } members[] = {
		{ "name", t->name, sizeof(t->name) },
		{ "phone", t->applicant.phone, sizeof(t->applicant.phone) },
		{ "address", t->applicant.address, sizeof(t->applicant.address) },
		{ "birth", t->applicant.birth, sizeof(t->applicant.birth) },
	};

	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
		if (str_eq(members[i].name, name)) {
			*size = members[i].size;
			return members[i].text;
		}
	}
	return NULL;
}

/* A birth date as typed: with the sex digit, or a date alone. */
static bool
set_birth(struct typed_in *t, const char *typed)
{
	struct buf tidied = { 0 }, cut = { 0 };
	struct day today, birth;
	int32_t second;
	bool is_birth;

	instant_split(t->r->office->now_at, &today, &second);
	widget_tidy(&tidied, WIDGET_BIRTH, NULL, typed, today);
	buf_printf(&cut, "%s******", buf_str(&tidied));
	is_birth = redact_birth(buf_str(&cut), t->applicant.birth, t->applicant.sex);
	if (!is_birth && widget_day(typed, today, &birth)) {
		day_format(birth, t->applicant.birth);
		is_birth = true;
	}
	buf_release(&tidied);
	buf_release(&cut);
	return is_birth;
}

static enum rc
set_applicant(struct typed_in *t, const char *name, const char *typed)
{
	enum widget w = str_eq(name, "phone") ? WIDGET_PHONE : WIDGET_TEXT;
	struct buf nfc = { 0 }, tidied = { 0 };
	char *to, field[96];
	size_t size = 0;
	bool is_taken;

	(void)snprintf(field, sizeof(field), APPLICANT "%.60s", name);
	if (str_eq(name, "birth"))
		return str_empty(typed) || set_birth(t, typed) ? RC_OK :
		    request_refuse_for(t->r, REASON_BAD_VALUE, field);
	to = applicant_text(t, name, &size);
	if (to == NULL)
		return request_refuse_for(t->r, REASON_BAD_VALUE, field);
	text_nfc(&nfc, typed, strlen(typed));
	widget_tidy(&tidied, w, NULL, buf_str(&nfc), (struct day){ 0 });
	is_taken = str_fill(to, size, buf_str(&tidied));
	buf_release(&nfc);
	buf_release(&tidied);
	return is_taken ? RC_OK : request_refuse_for(t->r, REASON_BAD_VALUE, field);
}

/* The object that was handed over, resident numbers cut: who applies, and answers of
 * the form, no others. */
static enum rc
read_json(struct typed_in *t, struct buf *answers, struct err *e)
{
	const struct cJSON *member, *attributes;
	struct cJSON *json = NULL;
	struct buf cut = { 0 };
	enum rc rc = RC_OK;
	char *printed;

	if (str_empty(t->ask.json))
		return RC_OK;
	if (!json_check(t->ask.json, strlen(t->ask.json), JSON_EVENT_BYTES_MAX, NULL))
		return request_refuse_for(t->r, REASON_BAD_VALUE, "JSON");
	t->numbers_cut += redact_json(&cut, t->ask.json, strlen(t->ask.json));
	rc = json_parse(buf_str(&cut), cut.len, JSON_EVENT_BYTES_MAX, &json, e);
	buf_release(&cut);
	if (rc == RC_OK && !cJSON_IsObject(json))
		rc = request_refuse_for(t->r, REASON_BAD_VALUE, "JSON");
	cJSON_ArrayForEach(member, json) {
		if (rc == RC_OK && !str_eq(member->string, "applicant") &&
		    !str_eq(member->string, "attributes"))
			rc = request_refuse_for(t->r, REASON_BAD_VALUE, member->string);
	}
	cJSON_ArrayForEach(member, json_member(json, "applicant")) {
		if (rc == RC_OK)
			rc = cJSON_IsString(member) ?
			    set_applicant(t, member->string, member->valuestring) :
			    request_refuse_for(t->r, REASON_BAD_VALUE, member->string);
	}
	attributes = json_member(json, "attributes");
	if (rc == RC_OK && attributes != NULL && !cJSON_IsObject(attributes))
		rc = request_refuse_for(t->r, REASON_BAD_VALUE, "attributes");
	if (rc == RC_OK && attributes != NULL) {
		printed = cJSON_PrintUnformatted(attributes);
		buf_puts(answers, printed);
		cJSON_free(printed);
	}
	cJSON_Delete(json);
	return rc;
}

/* Lays answers, an object or lines, over those there are. */
static enum rc
lay(struct typed_in *t, const char *answers, struct err *e)
{
	struct form_edit edit = { .form = t->form, .now = t->answers, .keeps_wrong = true };
	struct buf patch = { 0 }, titles = { 0 };
	struct cJSON *json = NULL;
	char what[96];
	struct err why;
	int32_t second;
	enum rc rc;

	instant_split(t->r->office->now_at, &edit.today, &second);
	rc = form_edit(&edit, answers, &patch, &titles, what, &why);
	if (rc != RC_OK)
		rc = request_refuse_for(t->r, REASON_BAD_VALUE, what);
	if (rc == RC_OK)
		rc = json_parse(buf_str(&patch), patch.len, JSON_EVENT_BYTES_MAX, &json, e);
	if (rc == RC_OK)
		t->answers = merge_patch(t->answers, json);
	cJSON_Delete(json);
	buf_release(&patch);
	buf_release(&titles);
	return rc;
}

/* The lines, resident numbers cut: those about the applicant, and the rest of them
 * as answers. */
static enum rc
read_lines(struct typed_in *t, struct err *e)
{
	struct buf cut = { 0 }, rest = { 0 };
	enum rc rc = RC_OK;
	const char *at;

	t->numbers_cut += redact_bytes(&cut, t->ask.lines, strlen(t->ask.lines));
	at = buf_str(&cut);
	while (rc == RC_OK && *at != '\0') {
		const char *end = at + strcspn(at, "\n"), *equals = memchr(at, '=', (size_t)(end - at));

		if (str_starts(at, APPLICANT) && equals != NULL) {
			char *name = x_strndup(at + strlen(APPLICANT),
			    (size_t)(equals - at) - strlen(APPLICANT));
			char *typed = x_strndup(equals + 1, (size_t)(end - equals - 1));

			rc = set_applicant(t, name, typed);
			free(name);
			free(typed);
		} else {
			buf_add(&rest, at, (size_t)(end - at));
			buf_putc(&rest, '\n');
		}
		at = *end == '\n' ? end + 1 : end;
	}
	if (rc == RC_OK && rest.len > 0)
		rc = lay(t, buf_str(&rest), e);
	buf_release(&cut);
	buf_release(&rest);
	return rc;
}

static enum rc
read_answers(struct typed_in *t, struct err *e)
{
	struct buf answers = { 0 };
	enum rc rc = read_json(t, &answers, e);

	t->answers = cJSON_CreateObject();
	if (rc == RC_OK && answers.len > 0)
		rc = lay(t, buf_str(&answers), e);
	if (rc == RC_OK)
		rc = read_lines(t, e);
	buf_release(&answers);
	return rc;
}

static enum rc
judge(struct typed_in *t)
{
	const struct new_case n = { .form = t->form, .channel = t->ask.channel,
		.applicant = t->name, .reason = t->ask.reason,
		.arrived_at = t->ask.arrived_at, .now_at = t->r->office->now_at };
	struct verdict v = new_case_judge(&n);

	return v.reason == REASON_NONE ? RC_OK : request_refuse(t->r, v);
}

/* Tells what is missing or does not fit, and counts it. */
static void
tell_faults(struct typed_in *t)
{
	struct answer *answers = NULL;
	enum field_mask *masks = NULL;
	size_t count = 0;

	form_answers(t->form, t->answers, &answers, &masks, &count);
	t->faults = (int32_t)form_check(t->form, t->answers, answers, count);
	for (size_t i = 0; i < count; i++) {
		if (answers[i].fault[0] != '\0')
			request_tell(t->r, MESSAGE_ANSWER, false, &answers[i]);
		answer_release(&answers[i]);
	}
	free(answers);
	free(masks);
}

/* The case as it arrived. */
static enum rc
add_case(struct typed_in *t, struct case_record *c, struct err *e)
{
	struct office *office = t->r->office;
	const struct service_info *service = service_find(t->ask.service);
	const char *title = json_text(t->answers, "title");
	struct case_row *row = &c->row;
	char *printed = cJSON_PrintUnformatted(t->answers);
	char fingerprint[65];
	enum rc rc = op_receipt_number(office, t->r->actor.office, row->receipt_no, e);

	str_fill(row->external_id, sizeof(row->external_id), row->receipt_no);
	row->receipt_no[0] = '\0';
	str_fill(c->office, sizeof(c->office), t->r->actor.office);
	str_fill(row->channel, sizeof(row->channel), t->ask.channel);
	str_fill(row->region, sizeof(row->region), t->region);
	str_fill(row->service, sizeof(row->service), t->ask.service);
	str_fill(row->title, sizeof(row->title), str_empty(title) ? service->name_ko : title);
	str_fill(row->applicant, sizeof(row->applicant), t->name);
	str_fill(c->form_version, sizeof(c->form_version), t->form->version);
	c->form_kept_id = t->form_kept_id;
	c->final_by = service->final_by;
	row->state = STATE_ARRIVED;
	row->mismatches = t->faults;
	row->arrived_at = t->ask.arrived_at != 0 ? t->ask.arrived_at : office->now_at;
	row->due_at = deadline_due(t->r->calendar, PERIOD_RECEIVE, row->arrived_at);
	secret_sha256(printed, strlen(printed), fingerprint);
	if (rc == RC_OK)
		rc = store_case_add(office->store, c, &t->applicant, printed, fingerprint,
		    (int64_t)t->numbers_cut, e);
	cJSON_free(printed);
	return rc;
}

static enum rc
add_arrival(struct typed_in *t, const struct case_record *c, struct err *e)
{
	char *key = x_asprintf("arrived %s %s", c->row.channel, c->row.external_id);
	struct buf note = { 0 };
	struct event_record v = { .case_id = c->row.id, .kind = EVENT_ARRIVED,
		.actor_id = t->r->who.row.id, .entered_at = t->r->office->now_at,
		.effective_at = c->row.arrived_at, .state_before = "",
		.state_after = state_name(STATE_ARRIVED), .version_after = c->row.version,
		.due_after = c->row.due_at, .op_key = key, .request_hash = "" };
	enum rc rc;

	if (t->numbers_cut > 0)
		buf_printf(&note, EVENT_NOTE_DROPPED "%zu", t->numbers_cut);
	v.text = buf_str(&note);
	rc = store_event_add(t->r->office->store, &v, e);
	buf_release(&note);
	free(key);
	return rc;
}

/* What was typed has become the case. */
static enum rc
drop_scratch(struct typed_in *t, struct err *e)
{
	const struct scratch_key key = { .staff_id = t->r->who.row.id, .about = SCRATCH_NEW,
		.subject_id = t->ask.scratch_id, .action = SCRATCH_NEW };
	bool is_gone;

	if (t->ask.scratch_id == 0)
		return RC_OK;
	return store_scratch_drop(t->r->office->store, &key, 0, &is_gone, e);
}

/* Arrival and receipt, one after the other in one transaction. */
static enum rc
make_case(struct typed_in *t, const char *hash, struct wire_done *done, struct err *e)
{
	struct store *store = t->r->office->store;
	struct case_record c = { .assignee_id = 0 };
	struct wire_act act = { .op = OP_RECEIVE, .version = -1, .text = t->ask.reason,
		.reasons = "", .remedies = "" };
	struct op_run run = { .r = t->r, .act = &act, .is_at_desk = true };
	enum rc rc = add_case(t, &c, e);

	str_fill(act.op_key, sizeof(act.op_key), t->ask.op_key);
	if (rc == RC_OK)
		rc = add_arrival(t, &c, e);
	if (rc == RC_OK && t->ask.consult_id != 0)
		rc = consult_made_case(t->r, t->ask.consult_id, &c, t->ask.op_key, e);
	if (rc == RC_OK)
		rc = store_case_get(store, c.row.id, &run.c, e);
	if (rc == RC_OK)
		rc = case_facts_load(t->r->office, &run.c, &run.draft, &run.facts, e);
	if (rc == RC_OK)
		rc = op_run_do(&run, hash, done, e);
	if (rc == RC_OK)
		rc = drop_scratch(t, e);
	done->case_id = c.row.id;
	done->is_untold = false;
	buf_release(&run.words);
	return rc;
}

/* The form of the day it arrived, kept where a case will be pinned to it. */
static enum rc
find_form(struct typed_in *t, struct err *e)
{
	struct form_wish wish = { .service = t->ask.service, .region = t->region,
		.office = t->r->actor.office };
	int64_t at = t->ask.arrived_at != 0 ? t->ask.arrived_at : t->r->office->now_at;
	const struct office_form *form = NULL;
	int32_t second;
	enum rc rc = forms_for_desk(t->r, t->ask.service, t->region, at, &form, e);

	instant_split(at, &wish.on, &second);
	if (rc == RC_OK && !t->ask.is_dry_run)
		rc = forms_pin(t->r->office, &wish, &t->form_kept_id, e);
	if (rc == RC_OK)
		t->form = &form->form;
	return rc;
}

static enum rc
take(struct typed_in *t, const char *hash, struct err *e)
{
	struct wire_done done = { .op = OP_RECEIVE, .state_before = STATE_ARRIVED,
		.state_after = STATE_RECEIVED, .is_dry_run = t->ask.is_dry_run,
		.numbers_cut = (int32_t)(t->numbers_cut + t->r->numbers_cut) };
	enum rc rc = op_region_here(t->r, t->ask.region, t->region, e);

	if (rc == RC_OK && service_find(t->ask.service) == NULL)
		rc = request_refuse_for(t->r, REASON_UNKNOWN_SERVICE, t->ask.service);
	if (rc == RC_OK)
		rc = find_form(t, e);
	if (rc == RC_OK)
		rc = read_answers(t, e);
	if (rc == RC_OK)
		rc = judge(t);
	if (rc != RC_OK)
		return rc;
	tell_faults(t);
	done.faults = t->faults;
	if (!t->ask.is_dry_run && (t->faults == 0 || t->ask.takes_faults))
		rc = make_case(t, hash, &done, e);
	if (rc == RC_OK)
		request_tell(t->r, MESSAGE_DONE, true, &done);
	return rc;
}

enum rc
handle_new(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct typed_in t = { .r = r };
	struct wire_done done = { .event_id = 0 };
	bool is_known = false;
	struct verdict v;
	char hash[65];
	enum rc rc = wire_read(f, &t.ask, e);

	if (rc != RC_OK)
		return rc;
	v = policy_new(&r->actor);
	if (v.reason != REASON_NONE)
		return request_refuse(r, v);
	if (!t.ask.is_dry_run && !op_key_is_one(t.ask.op_key))
		return request_refuse_for(r, REASON_BAD_VALUE, "op_key");
	request_hash(r, &t.ask, hash);
	if (!t.ask.is_dry_run) {
		rc = op_answer_repeat(r, OP_RECEIVE, t.ask.op_key, hash, &is_known, &done, e);
		if (rc == RC_OK && is_known)
			request_tell(r, MESSAGE_DONE, true, &done);
		if (rc != RC_OK || is_known)
			return rc;
	}
	if (r->office->is_faulty)
		return err_set(e, RC_STORAGE, say(N_("the store is read-only since a write failed: "
		    "tell the administrator")));
	rc = take(&t, hash, e);
	cJSON_Delete(t.answers);
	return rc;
}
