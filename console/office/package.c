/* SPDX-License-Identifier: ISC */
#include "console/office/package.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/office/answers.h"
#include "console/office/body.h"
#include "console/rules/agency.h"
#include "console/rules/catalogue.h"
#include "console/rules/redact.h"
#include "storage/text.h"

#define LINE_BYTES 256
#define WORD_FACTS "facts"	/* every answer of the form that names nobody */

/* A package being made. */
struct packing {
	struct op_run *run;
	enum escalation_kind kind;
	struct applicant_record applicant;
	struct answer *answers;		/* owned; as they are now */
	enum field_mask *masks;		/* owned */
	size_t count;
	struct buf fields;		/* members of the object of answers */
	struct buf files;		/* items of the list of attachments */
	struct buf precedents;		/* one a line */
	const char *wanted;		/* the attachment looked for */
	bool is_found;
};

/* The applicant's own particulars, by the names of the relay's contract. */
static const struct {
	const char *name, *title;
	enum field_mask mask;
} particulars[] = {
	{ "applicant.name", "성명", MASK_NAME },
	{ "applicant.birth", "생년월일", MASK_BIRTH },
	{ "applicant.phone", "연락처", MASK_PHONE },
	{ "applicant.address", "주소", MASK_ADDRESS },
};

/* Copies the next line of *text that is not blank; false at the end. */
static bool
next_line(const char **text, char line[LINE_BYTES])
{
	while (**text != '\0') {
		size_t len = strcspn(*text, "\n"), from = strspn(*text, " \t\r");
		size_t used = from < len ? len - from : 0;

		if (used >= LINE_BYTES)
			used = LINE_BYTES - 1;
		memcpy(line, *text + (from < len ? from : 0), used);
		line[used] = '\0';
		while (used > 0 && strchr(" \t\r", line[used - 1]) != NULL)
			line[--used] = '\0';
		*text += len + ((*text)[len] == '\n' ? 1 : 0);
		if (used > 0)
			return true;
	}
	return false;
}

/* Resident numbers never leave, wherever they were typed (개인정보 보호법 §24의2). */
static bool
has_number(const char *text)
{
	struct buf cut = { 0 };
	size_t count = redact_bytes(&cut, text, strlen(text));

	buf_release(&cut);
	return count > 0;
}

static void
add_field(struct packing *p, const char *title, const char *value)
{
	buf_puts(&p->fields, p->fields.len > 0 ? "," : "");
	text_json_string(&p->fields, title, strlen(title));
	buf_putc(&p->fields, ':');
	text_json_string(&p->fields, value, strlen(value));
}

/* One field with what it says, if the kind may carry it. */
static enum rc
disclose(struct packing *p, const char *name, const char *title, enum field_mask mask,
    const char *value)
{
	struct verdict v = disclosure_check(p->kind, name, title, mask);

	if (v.reason == REASON_NONE && has_number(value))
		v = verdict_refuse(REASON_MAY_NOT_DISCLOSE, title);
	if (v.reason != REASON_NONE)
		return request_refuse(p->run->r, v);
	add_field(p, title, value);
	return RC_OK;
}

static const char *
particular_of(const struct packing *p, size_t i)
{
	const char *const values[] = { p->run->c.row.applicant, p->applicant.birth,
		p->applicant.phone, p->applicant.address };

	return values[i];
}

/* A line of --disclose: an answer by name or title, one of the particulars, or
 * every fact at once. */
static enum rc
disclose_line(struct packing *p, const char *line)
{
	bool is_all = str_eq(line, WORD_FACTS), is_known = is_all;
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < sizeof(particulars) / sizeof(particulars[0]); i++) {
		if (!str_eq(line, particulars[i].name) && !str_eq(line, particulars[i].title))
			continue;
		is_known = true;
		rc = disclose(p, particulars[i].name, particulars[i].title, particulars[i].mask,
		    particular_of(p, i));
	}
	for (size_t i = 0; rc == RC_OK && i < p->count; i++) {
		const struct answer *a = &p->answers[i];
		bool is_fact = disclosure_of(a->name, p->masks[i]) == DISCLOSE_FACTS;

		if (!str_eq(line, a->name) && !str_eq(line, a->title) && !(is_all && is_fact))
			continue;
		is_known = true;
		rc = disclose(p, a->name, a->title, p->masks[i], a->value);
	}
	return rc != RC_OK || is_known ? rc :
	    request_refuse_for(p->run->r, REASON_BAD_VALUE, line);
}

static enum rc
load_answers(struct packing *p, struct err *e)
{
	struct op_run *run = p->run;
	struct store *store = run->r->office->store;
	struct form form = { 0 };
	struct cJSON *json = NULL;
	enum rc rc = answers_load(store, run->c.row.id, NULL, &json, e);

	if (rc == RC_OK) {
		rc = form_resolve(run->c.row.service, run->c.row.region, &form, e);
		rc = rc == RC_NOT_FOUND ? RC_OK : rc;
	}
	if (rc == RC_OK)
		form_answers(&form, json, &p->answers, &p->masks, &p->count);
	if (rc == RC_OK)
		rc = store_applicant_get(store, run->c.row.id, &p->applicant, e);
	form_release(&form);
	cJSON_Delete(json);
	return rc;
}

static void
take_attachment(void *arg, const struct attachment_record *a)
{
	struct packing *p = arg;
	struct buf *out = &p->files;

	if (!str_eq(p->wanted, a->name) && !str_eq(p->wanted, a->sha256))
		return;
	p->is_found = true;
	buf_puts(out, out->len > 0 ? ",{" : "{");
	body_member(out, "name", a->name);
	body_member(out, "media_type", a->media_type);
	buf_printf(out, ",\"size\":%" PRId64, a->size);
	body_member(out, "sha256", a->sha256);
	buf_putc(out, '}');
}

/* An attachment may show anything: only a kind that may tell who the applicant is
 * may carry one. */
static enum rc
attach_line(struct packing *p, const char *line, struct err *e)
{
	enum rc rc;

	if ((escalation_table[p->kind].discloses & DISCLOSE_IDENTITY) == 0)
		return request_refuse_for(p->run->r, REASON_MAY_NOT_DISCLOSE, line);
	p->wanted = line;
	p->is_found = false;
	rc = store_attachment_list(p->run->r->office->store, p->run->c.row.id, take_attachment, p, e);
	return rc != RC_OK || p->is_found ? rc :
	    request_refuse_for(p->run->r, REASON_BAD_VALUE, line);
}

/* A case of this office that was like it: what became of it, and nobody's name. */
static enum rc
precedent_line(struct packing *p, const char *line, struct err *e)
{
	struct request *r = p->run->r;
	const struct service_info *service;
	struct case_record c;
	int64_t id = 0;
	enum rc rc = request_find_case(r, line, &id, e);

	if (rc == RC_OK)
		rc = store_case_get(r->office->store, id, &c, e);
	if (rc != RC_OK)
		return rc;
	service = service_find(c.row.service);
	buf_printf(&p->precedents, "%s %s: %s\n", c.row.receipt_no[0] != '\0' ? c.row.receipt_no :
	    c.row.external_id, service != NULL ? service->name_ko : c.row.service,
	    state_table[c.row.state].label_ko);
	return RC_OK;
}

static enum rc
gather(struct packing *p, struct err *e)
{
	const struct wire_act *act = p->run->act;
	const char *disclosed = act->disclose, *attached = act->attach, *like = act->precedents;
	char line[LINE_BYTES];
	enum rc rc = load_answers(p, e);

	if (rc == RC_OK && (p->run->r->numbers_cut > 0 || has_number(act->text) ||
	    has_number(act->proposal)))
		return request_refuse_for(p->run->r, REASON_MAY_NOT_DISCLOSE, "주민등록번호");
	while (rc == RC_OK && next_line(&disclosed, line))
		rc = disclose_line(p, line);
	while (rc == RC_OK && next_line(&attached, line))
		rc = attach_line(p, line, e);
	while (rc == RC_OK && next_line(&like, line))
		rc = precedent_line(p, line, e);
	return rc;
}

/* What the receiver's case shows: rules/escalation.c has its form. */
static void
write_attributes(const struct packing *p, const char *office, struct buf *out)
{
	const struct op_run *run = p->run;
	const struct case_row *row = &run->c.row;
	const struct service_info *service = service_find(row->service);

	buf_puts(out, ",\"package\":{");
	body_member(out, "kind", escalation_table[p->kind].label_ko);
	body_member(out, "from_office", office);
	body_member(out, "case_no", row->receipt_no);
	buf_printf(out, ",\"hop\":%" PRId64, run->handover_serial);
	body_member(out, "question", run->act->text);
	if (!str_empty(run->act->proposal))
		body_member(out, "proposal", run->act->proposal);
	body_member(out, "service", service != NULL ? service->name_ko : row->service);
	if (row->received_at != 0)
		body_instant(out, "received", row->received_at);
	if (row->due_at != 0)
		body_instant(out, "due", row->due_at);
	if (p->fields.len > 0)
		buf_printf(out, ",\"answers\":{%s}", buf_str(&p->fields));
	if (p->precedents.len > 0)
		body_lines(out, "precedents", buf_str(&p->precedents));
	buf_putc(out, '}');
	if (p->files.len > 0)
		buf_printf(out, ",\"attachments\":[%s]", buf_str(&p->files));
}

/* The same for the same choice, whenever it is made: what is shown before the
 * sending is, byte for byte, what is sent. */
static enum rc
write_body(struct packing *p, const char *agency, struct err *e)
{
	struct op_run *run = p->run;
	struct buf *out = &run->package;
	char office[64] = "", id[64];
	enum rc rc = store_office_name(run->r->office->store, run->c.office, office, e);

	if (rc != RC_OK)
		return rc;
	snprintf(id, sizeof(id), "%s-%" PRId64 "-%" PRId64, run->c.office, run->c.row.id,
	    run->handover_serial);
	buf_clear(out);
	buf_putc(out, '{');
	body_member(out, "service_request_id", run->c.row.external_id);
	body_member(out, "agency_code", agency);
	body_member(out, "kind", escalation_table[p->kind].name);
	body_member(out, "service_code", escalation_table[p->kind].service.code);
	body_member(out, "handover_id", id);
	body_member(out, "question", run->act->text);
	buf_puts(out, ",\"office\":{");
	body_member(out, "code", run->c.office);
	body_member(out, "name", office);
	buf_putc(out, '}');
	body_officer(out, &run->r->who);
	write_attributes(p, office, out);
	buf_putc(out, '}');
	return RC_OK;
}

static void
packing_release(struct packing *p)
{
	for (size_t i = 0; i < p->count; i++)
		answer_release(&p->answers[i]);
	free(p->answers);
	free(p->masks);
	buf_release(&p->fields);
	buf_release(&p->files);
	buf_release(&p->precedents);
}

enum rc
package_make(struct op_run *run, struct err *e)
{
	const struct wire_act *act = run->act;
	const struct agency_info *agency = agency_search(act->agency);
	struct packing p = { .run = run, .kind = ESCALATION_GUIDELINE };
	struct handover_row last;
	struct escalation_request ask = { .role = run->r->actor.role,
		.has_question = !str_empty(act->text), .has_proposal = !str_empty(act->proposal),
		.has_answers = !str_empty(act->disclose),
		.is_to_ministry = agency == NULL || agency->is_ministry };
	struct verdict v;
	enum rc rc;

	if (!str_empty(act->kind) && !escalation_kind_find(act->kind, &p.kind))
		return request_refuse_for(run->r, REASON_BAD_VALUE, "kind");
	ask.kind = run->escalation_kind = p.kind;
	v = escalation_check(&ask);
	if (v.reason != REASON_NONE)
		return request_refuse(run->r, v);
	rc = store_handover_last(run->r->office->store, run->c.row.id, &last, e);
	if (rc != RC_OK && rc != RC_NOT_FOUND)
		return rc;
	run->handover_serial = rc == RC_OK ? last.serial + 1 : 1;
	str_fill(run->agency, sizeof(run->agency), agency != NULL ? agency->code : act->agency);
	rc = gather(&p, e);
	if (rc == RC_OK)
		rc = write_body(&p, run->agency, e);
	packing_release(&p);
	return rc;
}
