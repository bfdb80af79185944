/* SPDX-License-Identifier: ISC */
/* Releases of forms at the desk's door: told, compared, imported, retired. Any of
 * the office's staff may look; a supervisor releases, and only layers of the
 * office's own place: the centre's forms and those of a 시·도 come by the relay,
 * except in practice. */
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/office/form_release.h"
#include "console/office/session.h"
#include "console/rules/by_hand.h"
#include "console/rules/catalogue.h"
#include "console/rules/form_diff.h"
#include "console/rules/json_gate.h"
#include "storage/instant.h"
#include "storage/text.h"

#define PAGE_MAX 200

static struct day
today_of(const struct request *r)
{
	struct day d;
	int32_t second;

	instant_split(r->office->now_at, &d, &second);
	return d;
}

/* Is the layer one that the caller's office works with: everybody's, its
 * 시·도's, its region's, its own? */
static bool
is_here(const struct request *r, const char *layer)
{
	const struct region_fate fate = region_fate_of(r->actor.office, r->actor.office);

	if (layer[0] == FORM_OFFICE_MARK)
		return str_eq(layer + 1, r->actor.office);
	return layer[0] == '\0' || (fate.province != NULL && str_eq(layer, fate.province->code)) ||
	    region_is_or_became(layer, r->actor.office) ||
	    region_is_or_became(r->actor.office, layer);
}

/* A page of releases, gathered while the store is read. */
struct page {
	const struct request *r;
	const char *service;
	struct form_release_row *rows;	/* owned */
	size_t count, limit;
};

static bool
keep_row(void *arg, const struct form_release_row *row)
{
	struct page *p = arg;

	if ((p->service[0] != '\0' && !str_eq(p->service, row->service)) ||
	    !is_here(p->r, row->layer))
		return true;
	p->rows[p->count++] = *row;
	return p->count < p->limit;
}

enum rc
handle_form_releases(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct page p = { .r = r };
	struct wire_form_ask ask;
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	p.service = ask.service;
	p.limit = ask.limit < 1 || ask.limit > PAGE_MAX ? PAGE_MAX : (size_t)ask.limit;
	p.rows = x_zalloc(p.limit, sizeof(*p.rows));
	rc = store_form_release_list(r->office->store,
	    ask.before_id > 0 ? ask.before_id : INT64_MAX, keep_row, &p, e);
	for (size_t i = 0; rc == RC_OK && i < p.count; i++) {
		rc = form_release_state(r->office, &p.rows[i], e);
		if (rc == RC_OK)
			request_tell(r, MESSAGE_FORM_RELEASE, false, &p.rows[i]);
	}
	if (rc == RC_OK)
		request_tell_ok(r);
	free(p.rows);
	return rc;
}

/* The release of that number, if this office has to do with it. */
static enum rc
find_release(struct request *r, int64_t id, struct form_release_row *row, struct err *e)
{
	char number[24];
	enum rc rc = store_form_release_get(r->office->store, id, row, e);

	(void)snprintf(number, sizeof(number), "%" PRId64, id);
	if (rc == RC_NOT_FOUND || (rc == RC_OK && !is_here(r, row->layer)))
		return request_refuse_for(r, REASON_BAD_VALUE, number);
	return rc == RC_OK ? form_release_state(r->office, row, e) : rc;
}

static void
tell_change(void *arg, const struct form_field *a, const struct form_field *b,
    const char *keyword, const char *was, const char *is)
{
	const struct form_field *any = b != NULL ? b : a;
	struct form_change change = { .field = "" };

	assert(any != NULL);
	(void)str_fill(change.field, sizeof(change.field), any->name);
	(void)str_fill(change.title, sizeof(change.title), any->title);
	(void)str_fill(change.keyword, sizeof(change.keyword), keyword);
	(void)str_fill(change.layer_was, sizeof(change.layer_was), a == NULL ? "" : a->layer);
	(void)str_fill(change.layer_is, sizeof(change.layer_is), b == NULL ? "" : b->layer);
	(void)str_fill(change.was, sizeof(change.was),
	    str_eq(keyword, "field") ? (a == NULL ? "" : a->title) : str_or_empty(was));
	(void)str_fill(change.is, sizeof(change.is),
	    str_eq(keyword, "field") ? (b == NULL ? "" : b->title) : str_or_empty(is));
	request_tell(arg, MESSAGE_FORM_CHANGE, false, &change);
}

enum rc
handle_form_release_show(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct form before, after;
	struct form_release_row row;
	struct wire_number ask;
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = find_release(r, ask.number, &row, e);
	if (rc != RC_OK)
		return rc;
	rc = form_release_sides(r->office, &row, &before, &after, e);
	if (rc != RC_OK)
		return rc;
	request_tell(r, MESSAGE_FORM_RELEASE, false, &row);
	(void)form_diff(&before, &after, tell_change, r);
	request_tell_ok(r);
	form_release(&before);
	form_release(&after);
	return RC_OK;
}

/* Whose layer it is, and whether this office may release it by hand. */
static enum rc
judge_layer(struct request *r, const char *layer, char to[12])
{
	bool is_own = layer[0] == FORM_OFFICE_MARK;

	(void)str_fill(to, 12, layer);
	if (is_own)
		(void)snprintf(to, 12, "%c%.10s", FORM_OFFICE_MARK, r->actor.office);
	else if (layer[0] != '\0' && region_find(layer) == NULL)
		return request_refuse_for(r, REASON_UNKNOWN_REGION, layer);
	if (!is_own && strlen(layer) < 5 && !r->office->mark.is_practice)
		return request_refuse_for(r, REASON_FORM_CENTRAL, "");
	if (!is_here(r, to))
		return request_refuse_for(r, REASON_FORM_LAYER, to);
	return RC_OK;
}

/* What a file says of itself: its version, and from which day it holds. */
static void
read_self(const char *body, char version[24], char effective[12])
{
	struct cJSON *json = NULL;

	version[0] = effective[0] = '\0';
	if (json_parse(body, strlen(body), FORM_IMPORT_BYTES_MAX, &json, NULL) != RC_OK)
		return;
	(void)str_fill(version, 24, str_or_empty(json_text(json, "x-version")));
	(void)str_fill(effective, 12, str_or_empty(json_text(json, "x-effective")));
	cJSON_Delete(json);
}

/* The candidate's version and day, by the request, else by the file, else
 * today. */
static enum rc
read_days(struct request *r, const struct wire_form_import *ask, struct form_candidate *c)
{
	struct day today = today_of(r);
	char effective[12], text[16];

	read_self(ask->body, c->row.version, effective);
	if (ask->effective[0] != '\0')
		(void)str_fill(effective, sizeof(effective), ask->effective);
	if (effective[0] == '\0')
		(void)str_fill(effective, sizeof(effective), c->row.version);
	if (effective[0] == '\0')
		c->row.from = today;
	else if (!day_parse(effective, &c->row.from))
		return request_refuse_for(r, REASON_BAD_VALUE, effective);
	if (c->row.from.number < today.number)
		return request_refuse_for(r, REASON_FORM_PAST, effective);
	day_format(c->row.from, text);
	if (c->row.version[0] == '\0')
		(void)str_fill(c->row.version, sizeof(c->row.version), text);
	return RC_OK;
}

static void
tell_finding(void *arg, const char *file, const char *pointer, const char *word,
    const char *sentence)
{
	struct form_finding_row row = { .pointer = "" };

	(void)file;
	(void)str_fill(row.pointer, sizeof(row.pointer), pointer);
	(void)str_fill(row.word, sizeof(row.word), word);
	(void)str_fill(row.sentence, sizeof(row.sentence), sentence);
	request_tell(arg, MESSAGE_FORM_FINDING, false, &row);
}

/* Puts a judged candidate into the store, or says what would be. */
static enum rc
settle(struct request *r, const struct wire_form_import *ask, struct form_candidate *c,
    size_t findings, struct err *e)
{
	bool is_new = false;
	char subject[64];
	enum rc rc = RC_OK;

	if (findings > 0 || ask->is_dry_run) {
		(void)str_fill(c->row.state, sizeof(c->row.state),
		    findings > 0 ? "refused" : "dry-run");
		return RC_OK;
	}
	rc = form_release_add(r->office, c, &is_new, e);
	if (rc == RC_OK)
		rc = store_form_release_get(r->office->store, c->row.id, &c->row, e);
	if (rc == RC_OK)
		rc = form_release_state(r->office, &c->row, e);
	(void)snprintf(subject, sizeof(subject), "form release %" PRId64, c->row.id);
	if (rc == RC_OK && is_new)
		rc = request_record(r, subject, "form-import", e);
	return rc;
}

enum rc
handle_form_import(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct form_candidate c = { .by_id = r->who.row.id };
	struct wire_form_import ask;
	size_t findings = 0;
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	/* What applicants are asked is for who answers for the office. */
	if (r->actor.role != ROLE_SUPERVISOR)
		return request_refuse_for(r, REASON_NO_RIGHT, role_name(ROLE_SUPERVISOR));
	if (service_find(ask.service) == NULL)
		return request_refuse_for(r, REASON_UNKNOWN_SERVICE, ask.service);
	if (!ask.is_dry_run && str_empty(ask.reason))
		return request_refuse_for(r, REASON_NEEDS_TEXT, "");
	c.body = ask.body;
	c.row.is_whole = true;
	c.row.at = r->office->now_at;
	(void)str_fill(c.row.service, sizeof(c.row.service), ask.service);
	(void)str_fill(c.row.source, sizeof(c.row.source), ask.source);
	(void)str_fill(c.row.reason, sizeof(c.row.reason), ask.reason);
	(void)str_fill(c.row.by, sizeof(c.row.by), r->who.row.login);
	rc = judge_layer(r, ask.layer, c.row.layer);
	if (rc == RC_OK)
		rc = read_days(r, &ask, &c);
	if (rc == RC_OK)
		rc = form_release_judge(r->office, &c, tell_finding, r, &findings, e);
	if (rc == RC_OK)
		rc = settle(r, &ask, &c, findings, e);
	if (rc == RC_OK)
		request_tell(r, MESSAGE_FORM_RELEASE, true, &c.row);
	return rc;
}

enum rc
handle_form_retire(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct form_release_row row;
	struct wire_change ask;
	struct verdict verdict;
	struct day until;
	char subject[64];
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	verdict = by_hand_judge_role(BY_HAND_FORM_RETIRE, r->actor.role);
	if (verdict.reason != REASON_NONE)
		return request_refuse(r, verdict);
	if (str_empty(ask.reason))
		return request_refuse_for(r, REASON_NEEDS_TEXT, "");
	rc = find_release(r, ask.id, &row, e);
	if (rc != RC_OK)
		return rc;
	rc = judge_layer(r, row.layer, row.layer);
	if (rc == RC_OK && row.retired_at != 0)
		return request_refuse_for(r, REASON_FORM_RETIRED, "");
	until = today_of(r);
	if (row.from.number > until.number)
		until = row.from;	/* it never holds */
	if (rc == RC_OK)
		rc = store_form_release_retire(r->office->store, row.id, until, r->who.row.id,
		    r->office->now_at, ask.reason, e);
	r->office->has_new_form = true;
	forms_forget(r->office);
	(void)snprintf(subject, sizeof(subject), "form release %" PRId64, row.id);
	if (rc == RC_OK)
		rc = request_record(r, subject, "form-retire", e);
	if (rc == RC_OK)
		rc = find_release(r, ask.id, &row, e);
	if (rc == RC_OK)
		request_tell(r, MESSAGE_FORM_RELEASE, true, &row);
	return rc;
}

enum rc
handle_form_show(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct form_wish wish = { .office = "", .on = today_of(r) };
	const struct office_form *form = NULL;
	struct wire_form_ask ask;
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	if (ask.on[0] != '\0' && !day_parse(ask.on, &wish.on))
		return request_refuse_for(r, REASON_BAD_VALUE, ask.on);
	wish.service = ask.service;
	wish.region = ask.region;
	wish.office = ask.is_own ? r->actor.office : "";
	rc = forms_in_force(r->office, &wish, &form, e);
	if (rc == RC_NOT_FOUND)
		return request_refuse_for(r, REASON_UNKNOWN_SERVICE, ask.service);
	if (rc != RC_OK)
		return rc;
	request_tell_pieces(r, form->text);
	request_tell_ok(r);
	return RC_OK;
}
