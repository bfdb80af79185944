/* SPDX-License-Identifier: ISC */
/* Services as 정부24's list has them: kept beside the catalogue. Where both know one,
 * what the list says otherwise is told and nothing of the catalogue is written
 * over. Anybody may look; a supervisor imports a list, sync fetches one. */
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/office/session.h"
#include "console/rules/gov24.h"
#include "console/rules/json_gate.h"
#include "storage/catalogue.h"
#include "storage/text.h"

#define PAGE_MAX 200

/* One service on its way in. */
struct taking {
	struct request *r;
	const struct wire_services *ask;
	bool is_told;
	struct service_found found;
	int64_t differences;
};

static void
note_difference(void *arg, enum gov24_member member, const char *was, const char *is)
{
	struct taking *t = arg;
	struct service_found found = t->found;

	t->differences++;
	if (!t->is_told)
		return;
	(void)str_fill(found.what, sizeof(found.what), "differs");
	(void)str_fill(found.member, sizeof(found.member), gov24_member_key(member));
	(void)str_fill(found.was, sizeof(found.was), was);
	(void)str_fill(found.is, sizeof(found.is), is);
	request_tell(t->r, MESSAGE_SERVICE_FOUND, false, &found);
}

/* serviceList and serviceDetail each leave out what the other has: what was known
 * and is not said now stays. members may then point into before. */
static void
merge(const char *members[GOV24__COUNT], const char *was, struct cJSON **before)
{
	const char *known[GOV24__COUNT];

	if (was == NULL || json_parse(was, strlen(was), JSON_EVENT_BYTES_MAX, before, NULL) !=
	    RC_OK || !gov24_entry_read(*before, known))
		return;
	for (size_t i = 0; i < GOV24__COUNT; i++)
		if (members[i][0] == '\0')
			members[i] = known[i];
}

/* Compares it with the catalogue, and puts it where it is new or another one. */
static enum rc
take_service(struct taking *t, const char *members[GOV24__COUNT], struct err *e)
{
	struct office *office = t->r->office;
	const struct service_info *known = gov24_match(members);
	struct listed_service row = { .at = office->now_at };
	struct buf body = { 0 };
	struct cJSON *before = NULL;
	struct err why = { 0 };
	char *was = NULL;
	enum rc rc;

	t->found = (struct service_found){ .what = "new" };
	t->differences = 0;
	(void)str_fill(t->found.id, sizeof(t->found.id), members[GOV24_ID]);
	(void)str_fill(t->found.name, sizeof(t->found.name), members[GOV24_NAME]);
	(void)str_fill(t->found.code, sizeof(t->found.code), known == NULL ? "" : known->code);
	rc = store_listed_get(office->store, t->found.id, &was, &why);
	merge(members, was, &before);
	gov24_entry_write(&body, members);
	if (rc == RC_OK)
		(void)str_fill(t->found.what, sizeof(t->found.what),
		    str_eq(was, buf_str(&body)) ? "same" : "changed");
	else if (rc != RC_NOT_FOUND)
		(void)err_set(e, rc, "%s", why.text);
	if (rc == RC_OK || rc == RC_NOT_FOUND) {
		rc = RC_OK;
		if (t->is_told)
			request_tell(t->r, MESSAGE_SERVICE_FOUND, false, &t->found);
		if (known != NULL)
			(void)gov24_differences(known, members, note_difference, t);
	}
	if (rc == RC_OK && !t->ask->is_dry_run && !str_eq(t->found.what, "same")) {
		(void)str_fill(row.id, sizeof(row.id), t->found.id);
		(void)str_fill(row.name, sizeof(row.name), t->found.name);
		(void)str_fill(row.code, sizeof(row.code), t->found.code);
		(void)str_fill(row.source, sizeof(row.source), t->ask->source);
		row.differences = t->differences;
		rc = store_listed_put(office->store, &row, buf_str(&body), t->r->who.row.id, e);
	}
	free(was);
	cJSON_Delete(before);
	buf_release(&body);
	return rc;
}

static enum rc
take_services(struct request *r, const struct wire_services *ask, bool is_told, struct err *e)
{
	struct taking t = { .r = r, .ask = ask, .is_told = is_told };
	struct cJSON *json = NULL;
	const struct cJSON *item;
	enum rc rc = json_parse(ask->entries, strlen(ask->entries), PIECE_MAX, &json, e);

	if (rc == RC_OK && !cJSON_IsArray(json))
		rc = err_set(e, RC_INVALID, "a list of services that is none");
	cJSON_ArrayForEach(item, json) {
		const char *members[GOV24__COUNT];

		if (rc == RC_OK && !gov24_entry_read(item, members))
			rc = err_set(e, RC_INVALID, "a service of a list that is none");
		if (rc == RC_OK)
			rc = take_service(&t, members, e);
	}
	cJSON_Delete(json);
	return rc;
}

enum rc
handle_services_import(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_services ask;
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	if (r->actor.role != ROLE_SUPERVISOR)
		return request_refuse_for(r, REASON_NO_RIGHT, role_name(ROLE_SUPERVISOR));
	rc = take_services(r, &ask, true, e);
	if (rc == RC_OK && !ask.is_dry_run)
		rc = request_record(r, "list of services", "services-import", e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

enum rc
handle_services_found(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_services ask;
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = take_services(r, &ask, false, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

/* A page of the list on its way out. */
struct page {
	struct request *r;
	const struct wire_listed *ask;
	int32_t limit, count;
};

static void
fill(char *to, size_t cap, const struct cJSON *json, enum gov24_member member)
{
	(void)str_fill(to, cap, str_or_empty(json_text(json, gov24_member_key(member))));
}

static bool
tell_listed(void *arg, const struct listed_service *service, const char *body)
{
	struct page *p = arg;
	struct listed_service row = *service;
	struct cJSON *json = NULL;

	if ((p->ask->word[0] != '\0' && strstr(row.name, p->ask->word) == NULL &&
	    !str_eq(row.id, p->ask->word)) || (p->ask->wants_matched && row.code[0] == '\0'))
		return true;
	if (json_parse(body, strlen(body), JSON_EVENT_BYTES_MAX, &json, NULL) == RC_OK) {
		fill(row.agency, sizeof(row.agency), json, GOV24_AGENCY);
		fill(row.how, sizeof(row.how), json, GOV24_HOW);
		fill(row.where, sizeof(row.where), json, GOV24_WHERE);
		fill(row.documents, sizeof(row.documents), json, GOV24_DOCUMENTS);
		fill(row.law, sizeof(row.law), json, GOV24_LAW);
		fill(row.url, sizeof(row.url), json, GOV24_URL);
		cJSON_Delete(json);
	}
	request_tell(p->r, MESSAGE_LISTED_SERVICE, false, &row);
	return ++p->count < p->limit;
}

enum rc
handle_listed_list(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_listed ask;
	struct page p = { .r = r, .ask = &ask };
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	p.limit = ask.limit < 1 || ask.limit > PAGE_MAX ? PAGE_MAX : ask.limit;
	rc = store_listed_list(r->office->store, ask.after_name, ask.after_id, tell_listed, &p, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}
