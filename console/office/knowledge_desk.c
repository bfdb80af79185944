/* SPDX-License-Identifier: ISC */
/* Questions and answers as staff uses them: looked for, listed, told; and what nobody
 * could answer. They are about rules and not about people, so no access is recorded;
 * what people asked is kept without what names or reaches them. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/office/knowledge.h"
#include "console/office/session.h"
#include "console/rules/catalogue.h"
#include "console/rules/knowledge.h"
#include "console/rules/redact.h"
#include "storage/instant.h"
#include "storage/store_consult.h"
#include "storage/store_knowledge.h"
#include "storage/text.h"

#define QUESTIONS_MOST 500
#define USED_DAYS 30

static void
tell_entry(struct request *r, size_t doc, const struct knowledge_hit *hit)
{
	struct knowledge_row row = r->office->knowledge->rows[doc];

	row.is_expired = knowledge_is_expired(&row, knowledge_today(r));
	row.is_early = knowledge_is_early(&row, knowledge_today(r));
	if (hit != NULL) {
		row.fit = hit->fit;
		row.hides = hit->hides;
		row.lapsed = hit->lapsed;
	}
	request_tell(r, MESSAGE_KNOWLEDGE_ROW, false, &row);
}

static size_t
limit_of(const struct wire_knowledge_ask *ask)
{
	return ask->limit < 1 || ask->limit > KNOWLEDGE_HITS_MAX ? KNOWLEDGE_HITS_MAX :
	    (size_t)ask->limit;
}

/* How many entries speak for the region. */
static int64_t
count_for(const struct request *r, const char *region)
{
	const struct knowledge *k = r->office->knowledge;
	int64_t count = 0;

	for (size_t i = 0; i < k->count; i++)
		count += knowledge_is_seen(k->owners[i], k->rows[i].layer, k->rows[i].region,
		    r->actor.office) &&
		    knowledge_is_for(k->rows[i].layer, k->rows[i].region, region);
	return count;
}

static enum rc
read_ask(struct request *r, const struct wire_frame *f, struct wire_knowledge_ask *ask,
    struct err *e)
{
	enum rc rc = wire_read(f, ask, e);

	if (rc == RC_OK && ask->region[0] != '\0' && region_find(ask->region) == NULL)
		return request_refuse_for(r, REASON_UNKNOWN_REGION, ask->region);
	return rc == RC_OK ? knowledge_read(r->office, e) : rc;
}

static void
tell_found(struct request *r, const struct knowledge_ask *k, const struct region_info *named,
    bool is_good)
{
	struct wire_knowledge_found found = { .is_good = is_good, .is_named = named != NULL };

	(void)str_fill(found.region, sizeof(found.region), named != NULL ? named->code : k->region);
	found.total = count_for(r, found.region);
	request_tell(r, MESSAGE_KNOWLEDGE_FOUND, true, &found);
}

enum rc
handle_knowledge_search(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct knowledge_hit hits[KNOWLEDGE_HITS_MAX];
	const struct region_info *named;
	struct wire_knowledge_ask ask;
	struct knowledge_ask k;
	size_t count;
	bool is_good;
	enum rc rc = read_ask(r, f, &ask, e);

	if (rc != RC_OK)
		return rc;
	k = knowledge_ask_of(r, ask.text, ask.region, ask.service, ask.layers);
	count = knowledge_search(r->office->knowledge->index, &k, hits, limit_of(&ask), &named);
	is_good = count > 0 && hits[0].fit >= KNOWLEDGE_GOOD;
	for (size_t i = 0; i < count; i++)
		tell_entry(r, hits[i].doc, &hits[i]);
	if (ask.is_counted)
		rc = store_knowledge_used(r->office->store, r->actor.office, knowledge_today(r), "",
		    is_good ? "asked" : "missed", e);
	if (rc == RC_OK)
		tell_found(r, &k, named, is_good);
	return rc;
}

/* Is the text, as a search form, a piece of key or question? */
static bool
has_piece(const struct knowledge_row *row, const char *piece)
{
	struct buf key = { 0 }, question = { 0 };
	bool has;

	text_search_form(&key, row->key);
	text_search_form(&question, row->question);
	has = strstr(buf_str(&key), piece) != NULL || strstr(buf_str(&question), piece) != NULL;
	buf_release(&key);
	buf_release(&question);
	return has;
}

/* A list on its way: what speaks now; of one key the versions that were, too. */
struct listing {
	struct request *r;
	struct knowledge_ask ask;
	const struct wire_knowledge_ask *wire;
	const char *piece;
	size_t left;
};

static bool
is_wanted(const struct listing *l, const struct knowledge_row *row)
{
	const struct wire_knowledge_ask *w = l->wire;

	return (w->service[0] == '\0' || str_eq(row->service, w->service)) &&
	    (w->layers == 0 || (w->layers & KNOWLEDGE_BIT(row->layer)) != 0) &&
	    knowledge_is_for(row->layer, row->region, l->ask.region) &&
	    has_piece(row, l->piece);
}

static void
tell_version(void *arg, const struct knowledge_row *row, const char *owner)
{
	struct request *r = arg;

	(void)owner;
	if (!str_eq(row->state, "current"))
		request_tell(r, MESSAGE_KNOWLEDGE_ROW, false, row);
}

static enum rc
list_key(struct listing *l, struct err *e)
{
	struct request *r = l->r;
	const char *key = l->wire->key;
	size_t found[2 * KNOWLEDGE_LAYER__COUNT];
	size_t count = knowledge_layers_of(r->office->knowledge->index, &l->ask, key, found,
	    sizeof(found) / sizeof(found[0]));

	for (size_t i = 0; i < count; i++)
		tell_entry(r, found[i], NULL);
	return store_knowledge_versions(r->office->store, r->actor.office, key,
	    knowledge_layer_find, tell_version, r, e);
}

enum rc
handle_knowledge_list(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_knowledge_ask ask;
	struct listing l = { .r = r, .wire = &ask };
	struct buf piece = { 0 };
	const struct knowledge *k;
	const struct region_info *of_key;
	enum rc rc = read_ask(r, f, &ask, e);

	if (rc != RC_OK)
		return rc;
	k = r->office->knowledge;
	of_key = ask.region[0] == '\0' ? knowledge_key_region(ask.key) : NULL;
	l.ask = knowledge_ask_of(r, "", of_key != NULL ? of_key->code : ask.region, "", ask.layers);
	l.left = limit_of(&ask);
	text_search_form(&piece, ask.text);
	l.piece = buf_str(&piece);
	if (ask.key[0] != '\0')
		rc = list_key(&l, e);
	for (size_t i = 0; ask.key[0] == '\0' && i < k->count; i++) {
		if ((ask.limit != 0 && l.left == 0) || !is_wanted(&l, &k->rows[i]) ||
		    !knowledge_is_seen(k->owners[i], k->rows[i].layer, k->rows[i].region,
		    r->actor.office))
			continue;
		tell_entry(r, i, NULL);
		l.left--;
	}
	if (rc == RC_OK)
		tell_found(r, &l.ask, NULL, false);
	buf_release(&piece);
	return rc;
}

/* The consultation that an answer was told in; 0 = the one at hand, which must be. */
static enum rc
find_consult(struct request *r, int64_t id, struct consult_record *c, struct err *e)
{
	char text[24];
	enum rc rc = RC_OK;

	if (id == 0)
		rc = store_consult_mine(r->office->store, r->who.row.id, false, &id, e);
	if (rc == RC_NOT_FOUND)
		return request_refuse_for(r, REASON_CONSULT_NOT_MINE, "");
	if (rc == RC_OK)
		rc = store_consult_get(r->office->store, id, r->actor.office, c, e);
	(void)snprintf(text, sizeof(text), "%" PRId64, id);
	return rc == RC_NOT_FOUND ? request_refuse_for(r, REASON_UNKNOWN_CONSULT, text) : rc;
}

enum rc
handle_knowledge_note(struct request *r, const struct wire_frame *f, struct err *e)
{
	const struct knowledge_row *row = NULL;
	struct wire_knowledge_note note = { .what = "" };
	struct consult_record c = { .visit_id = 0 };
	bool is_told;
	enum rc rc = wire_read(f, &note, e);

	if (rc == RC_OK && r->actor.role == ROLE_AUDITOR)
		return request_refuse_for(r, REASON_NO_RIGHT, role_name(ROLE_OFFICER));
	if (rc == RC_OK && !str_eq(note.what, "inserted") && !str_eq(note.what, "told"))
		return request_refuse_for(r, REASON_BAD_VALUE, "what");
	if (rc == RC_OK)
		rc = knowledge_find(r, note.key, &row, e);
	if (rc != RC_OK || row == NULL)
		return rc;
	is_told = str_eq(note.what, "told") && note.consult_id != -1;
	if (is_told && note.consult_id < 0) {
		rc = store_consult_mine(r->office->store, r->who.row.id, false, &note.consult_id, e);
		is_told = rc == RC_OK;
		rc = rc == RC_NOT_FOUND ? RC_OK : rc;
	}
	if (is_told)
		rc = find_consult(r, note.consult_id, &c, e);
	if (is_told && rc == RC_OK)
		rc = store_consult_told(r->office->store, c.row.id, row->key,
		    knowledge_layer_name(row->layer), row->version, r->office->now_at,
		    r->who.row.id, e);
	if (rc == RC_OK)
		rc = store_knowledge_used(r->office->store, r->actor.office, knowledge_today(r),
		    row->key, note.what, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

static void
tell_use(void *arg, const char *key, const char *what, int64_t count)
{
	struct wire_knowledge_use use = { .count = count };

	(void)str_fill(use.key, sizeof(use.key), key);
	(void)str_fill(use.what, sizeof(use.what), what);
	request_tell(arg, MESSAGE_KNOWLEDGE_USE, false, &use);
}

enum rc
handle_knowledge_uses(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_knowledge_note note;
	struct day since = { knowledge_today(r).number - USED_DAYS };
	enum rc rc = wire_read(f, &note, e);

	if (rc == RC_OK && note.since[0] != '\0' && !day_parse(note.since, &since))
		return request_refuse_for(r, REASON_BAD_VALUE, note.since);
	if (rc == RC_OK)
		rc = store_knowledge_uses(r->office->store, r->actor.office, since, tell_use, r, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

static void
tell_question(void *arg, const struct question_row *row)
{
	request_tell(arg, MESSAGE_QUESTION_ROW, false, row);
}

enum rc
handle_question_list(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_page page;
	enum rc rc = wire_read(f, &page, e);

	if (rc == RC_OK && !str_eq(page.state, "") && !str_eq(page.state, "open") &&
	    !str_eq(page.state, "answered") && !str_eq(page.state, "dismissed"))
		return request_refuse_for(r, REASON_BAD_VALUE, page.state);
	if (rc == RC_OK)
		rc = store_question_list(r->office->store, r->actor.office, page.state,
		    page.limit < 1 || page.limit > QUESTIONS_MOST ? QUESTIONS_MOST : page.limit,
		    tell_question, r, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

/* The question as it is kept: NFC, safe, on one line, without resident numbers,
 * telephones and accounts, and without who is at the desk. */
static enum rc
clean_question(struct request *r, const struct wire_question *ask, char *to, size_t cap,
    struct err *e)
{
	struct buf safe = { 0 }, cut = { 0 }, masked = { 0 };
	struct consult_record c = { .visit_id = 0 };
	enum rc rc = ask->consult_id > 0 ? find_consult(r, ask->consult_id, &c, e) : RC_OK;

	if (rc != RC_OK)
		return rc;
	tsafe(&safe, ask->text, strlen(ask->text), false);
	(void)redact_bytes(&cut, buf_str(&safe), safe.len);
	mask_free_text(&masked, buf_str(&cut), c.row.who, c.row.contact);
	(void)str_fill(to, cap, buf_str(&masked));
	buf_release(&safe);
	buf_release(&cut);
	buf_release(&masked);
	return RC_OK;
}

static enum rc
leave(struct request *r, const struct wire_question *ask, int64_t *id, struct err *e)
{
	struct question_row row = { .asked = 1 };
	enum rc rc;

	if (r->actor.role == ROLE_AUDITOR)
		return request_refuse_for(r, REASON_NO_RIGHT, role_name(ROLE_OFFICER));
	if (ask->service[0] != '\0' && service_find(ask->service) == NULL)
		return request_refuse_for(r, REASON_BAD_VALUE, ask->service);
	if (ask->region[0] != '\0' && region_find(ask->region) == NULL)
		return request_refuse_for(r, REASON_UNKNOWN_REGION, ask->region);
	(void)str_fill(row.region, sizeof(row.region), ask->region[0] != '\0' ? ask->region :
	    r->actor.office);
	(void)str_fill(row.service, sizeof(row.service), ask->service);
	rc = clean_question(r, ask, row.text, sizeof(row.text), e);
	if (rc == RC_OK && strspn(row.text, " ") == strlen(row.text))
		return request_refuse_for(r, REASON_NEEDS_TEXT, "");
	return rc == RC_OK ? store_question_put(r->office->store, r->actor.office, &row,
	    r->who.row.id, r->office->now_at, id, e) : rc;
}

/* Closes an open one: an entry answers it, or it is dismissed with a reason. */
static enum rc
close_question(struct request *r, const struct wire_question *ask, struct err *e)
{
	bool is_dismissed = str_eq(ask->what, "dismiss");
	const struct knowledge_row *entry;
	struct question_row row;
	char number[24];
	enum rc rc;

	if (r->actor.role != ROLE_SUPERVISOR)
		return request_refuse_for(r, REASON_NO_RIGHT, role_name(ROLE_SUPERVISOR));
	(void)snprintf(number, sizeof(number), "%" PRId64, ask->id);
	rc = store_question_get(r->office->store, r->actor.office, ask->id, &row, e);
	if (rc == RC_NOT_FOUND)
		return request_refuse_for(r, REASON_UNKNOWN_QUESTION, number);
	if (rc == RC_OK && !str_eq(row.state, "open"))
		return request_refuse_for(r, REASON_QUESTION_CLOSED, number);
	if (rc == RC_OK && is_dismissed && str_empty(ask->reason))
		return request_refuse_for(r, REASON_NEEDS_TEXT, "");
	if (rc == RC_OK && !is_dismissed)
		rc = knowledge_find(r, ask->key, &entry, e);
	if (rc != RC_OK)
		return rc;
	(void)str_fill(row.state, sizeof(row.state), is_dismissed ? "dismissed" : "answered");
	(void)str_fill(row.key, sizeof(row.key), is_dismissed ? "" : entry->key);
	(void)str_fill(row.reason, sizeof(row.reason), is_dismissed ? ask->reason : "");
	return store_question_close(r->office->store, &row, r->who.row.id, r->office->now_at, e);
}

enum rc
handle_question_change(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_question ask;
	struct question_row row;
	int64_t id;
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	id = ask.id;
	if (str_eq(ask.what, "leave"))
		rc = leave(r, &ask, &id, e);
	else if (str_eq(ask.what, "close") || str_eq(ask.what, "dismiss"))
		rc = close_question(r, &ask, e);
	else
		return request_refuse_for(r, REASON_BAD_VALUE, "what");
	if (rc == RC_OK)
		rc = store_question_get(r->office->store, r->actor.office, id, &row, e);
	if (rc == RC_OK)
		request_tell(r, MESSAGE_QUESTION_ROW, true, &row);
	return rc;
}
