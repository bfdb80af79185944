/* SPDX-License-Identifier: ISC */
/* Batches as they are kept: the list comes, is frozen, is shown. */
#include "console/office/batch.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/office/session.h"
#include "console/rules/batch.h"
#include "storage/text.h"

#define ITEMS_MOST 1000000
#define SHOWN_MOST 200
#define PLANNED_SEC (30 * 24 * 3600)	/* a list that nobody began is kept so long */
#define KEY_BYTES_MAX 48

void
batch_item_key(char key[72], const struct batch_record *b, int64_t no)
{
	snprintf(key, 72, "%.48s.%" PRId64, b->key, no);
}

static enum rc
refuse_unknown(struct request *r, int64_t id)
{
	char text[24];

	snprintf(text, sizeof(text), "%" PRId64, id);
	return request_refuse_for(r, REASON_UNKNOWN_BATCH, text);
}

enum rc
batch_find(struct request *r, int64_t id, struct batch_record *out, struct err *e)
{
	enum rc rc = store_batch_get(r->office->store, id, out, e);

	if (rc == RC_NOT_FOUND || (rc == RC_OK && (!str_eq(out->office, r->actor.office) ||
	    (r->actor.role == ROLE_OFFICER && out->author_id != r->actor.staff_id))))
		return refuse_unknown(r, id);
	return rc;
}

enum rc
batch_find_own(struct request *r, int64_t id, struct batch_record *out, struct err *e)
{
	enum rc rc = batch_find(r, id, out, e);

	if (rc == RC_OK && out->author_id != r->actor.staff_id)
		return request_refuse_for(r, REASON_BATCH_OTHERS, out->row.author_name);
	return rc;
}

static bool
is_live(const struct office *office, int64_t id)
{
	for (size_t i = 0; i < BATCHES_LIVE_MOST; i++)
		if (office->batches_live[i] == id)
			return true;
	return false;
}

void
batch_live(struct office *office, struct session *s, int64_t id)
{
	int64_t *free_place = NULL;

	if (s->batch_id == id)
		return;
	for (size_t i = 0; i < BATCHES_LIVE_MOST; i++) {
		int64_t *place = &office->batches_live[i];

		if (*place == s->batch_id)
			*place = 0;
		if (*place == 0)
			free_place = place;
	}
	if (free_place != NULL)
		*free_place = id;
	s->batch_id = id;
}

void
batch_gone(struct office *office, struct session *s)
{
	batch_live(office, s, 0);
}

void
batch_tell(struct request *r, const struct batch_record *b, bool is_end)
{
	struct batch_row row = b->row;

	if (str_eq(row.state, BATCH_RUNNING) && !is_live(r->office, row.id))
		str_fill(row.state, sizeof(row.state), BATCH_STOPPED);
	request_tell(r, MESSAGE_BATCH_ROW, is_end, &row);
}

static void
keep_item(void *arg, struct batch_item *item)
{
	struct batch_part *part = arg;

	if (part->count == part->cap) {
		part->cap = part->cap == 0 ? 64 : part->cap * 2;
		part->items = x_realloc(part->items, part->cap, sizeof(*part->items));
	}
	part->items[part->count++] = *item;
	item->act = NULL;
}

enum rc
batch_part_read(struct office *office, int64_t id, int64_t after_no, int64_t to_no,
    struct batch_part *out, struct err *e)
{
	*out = (struct batch_part){ .items = NULL };
	return store_batch_items(office->store, id, after_no, to_no, keep_item, out, e);
}

void
batch_part_release(struct batch_part *part)
{
	for (size_t i = 0; i < part->count; i++)
		free(part->items[i].act);
	free(part->items);
	*part = (struct batch_part){ .items = NULL };
}

static bool
is_key(const char *key)
{
	size_t len = strlen(key);

	return len >= 8 && len <= KEY_BYTES_MAX && strspn(key, "0123456789abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ._-") == len;
}

static bool
is_source(const char *source)
{
	return str_eq(source, "file") || str_eq(source, "stdin") || str_eq(source, "query") ||
	    str_eq(source, "marks");
}

/* The key is known: the same list of the same person is the same batch; one
 * whose list never became whole comes anew. */
static enum rc
begin_again(struct request *r, const struct wire_batch_begin *ask, struct batch_record *b,
    struct err *e)
{
	if (b->author_id != r->actor.staff_id || !str_eq(b->fingerprint, ask->fingerprint) ||
	    b->row.is_whole != ask->is_whole)
		return request_refuse_for(r, REASON_KEY_REUSED, ask->key);
	return b->row.is_sealed ? RC_OK : store_batch_items_drop(r->office->store, b->row.id, e);
}

enum rc
handle_batch_begin(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct store *store = r->office->store;
	struct wire_batch_begin ask;
	struct batch_record b = { .author_id = r->actor.staff_id };
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	if (!is_key(ask.key) || !is_source(ask.source))
		return request_refuse_for(r, REASON_BAD_VALUE, is_key(ask.key) ? "source" : "key");
	rc = store_batch_purge(store, r->office->now_at - PLANNED_SEC, e);
	if (rc == RC_OK)
		rc = store_batch_by_key(store, ask.key, &b, e);
	if (rc == RC_OK) {
		rc = begin_again(r, &ask, &b, e);
	} else if (rc == RC_NOT_FOUND) {
		b = (struct batch_record){ .author_id = r->actor.staff_id,
			.row = { .is_whole = ask.is_whole, .created_at = r->office->now_at,
			    .changed_at = r->office->now_at } };
		str_fill(b.office, sizeof(b.office), r->actor.office);
		str_fill(b.key, sizeof(b.key), ask.key);
		str_fill(b.fingerprint, sizeof(b.fingerprint), ask.fingerprint);
		str_fill(b.row.source, sizeof(b.row.source), ask.source);
		str_fill(b.row.state, sizeof(b.row.state), BATCH_PLANNED);
		str_fill(b.row.author, sizeof(b.row.author), r->who.row.login);
		str_fill(b.row.author_name, sizeof(b.row.author_name), r->who.row.name);
		rc = store_batch_add(store, &b, e);
	}
	if (rc != RC_OK)
		return rc;
	r->session->filling_id = b.row.is_sealed ? 0 : b.row.id;
	r->session->filled = 0;
	r->session->filling_op[0] = '\0';
	batch_tell(r, &b, true);
	return RC_OK;
}

/* Which case the item is about, now that the list is frozen. One that cannot be
 * found is refused in its turn. */
static enum rc
find_case(struct request *r, const char *number, int64_t *id, struct err *e)
{
	enum rc rc = str_empty(number) ? RC_OK : request_find_case(r, number, id, e);

	if (r->verdict.reason == REASON_NONE)
		return rc;
	r->verdict = VERDICT_ALLOWED;
	*id = 0;
	return RC_OK;
}

enum rc
handle_batch_item(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct session *s = r->session;
	struct wire_batch_item ask;
	struct batch_item item = { .of_no = 0 };
	struct wire_act act;
	struct buf memory = { 0 };
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	if (s->filling_id == 0 || ask.batch_id != s->filling_id)
		return request_refuse_for(r, REASON_BAD_VALUE, "batch_id");
	if (s->filled == ITEMS_MOST)
		return request_refuse_for(r, REASON_TOO_MANY, "items");
	if (ask.fault[0] == '\0' && wire_unpack(MESSAGE_ACT, ask.act, &memory, &act, e) != RC_OK)
		rc = RC_INVALID;
	buf_release(&memory);
	if (rc == RC_OK)
		rc = find_case(r, ask.number, &item.row.case_id, e);
	item.row.no = s->filled + 1;
	item.row.line = ask.line;
	str_fill(item.row.number, sizeof(item.row.number), ask.number);
	str_fill(item.row.op, sizeof(item.row.op), ask.op);
	str_fill(item.row.state, sizeof(item.row.state),
	    ask.fault[0] == '\0' ? ITEM_WAITING : ITEM_FAILED);
	if (ask.fault[0] != '\0')
		str_fill(item.row.reason, sizeof(item.row.reason), rc_name(RC_INVALID));
	str_fill(item.row.detail, sizeof(item.row.detail), ask.fault);
	item.act = ask.fault[0] == '\0' ? (char *)ask.act : (char *)"";
	if (rc == RC_OK)
		rc = store_batch_item_add(r->office->store, s->filling_id, &item, e);
	if (rc != RC_OK)
		return rc;
	s->filled++;
	s->filling_faults = s->filled == 1 ? 0 : s->filling_faults;
	s->filling_faults += ask.fault[0] != '\0';
	if (ask.fault[0] != '\0')
		return RC_OK;
	if (s->filling_op[0] == '\0')
		str_fill(s->filling_op, sizeof(s->filling_op), ask.op);
	else if (!str_eq(s->filling_op, ask.op))
		str_fill(s->filling_op, sizeof(s->filling_op), BATCH_MIXED);
	return RC_OK;
}

enum rc
handle_batch_seal(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct session *s = r->session;
	struct wire_batch_seal ask;
	struct batch_record b;
	char subject[40];
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = batch_find_own(r, ask.batch_id, &b, e);
	if (rc != RC_OK)
		return rc;
	if (ask.batch_id != s->filling_id || ask.count != s->filled || b.row.is_sealed)
		return request_refuse_for(r, REASON_BAD_VALUE, "count");
	if (b.row.is_whole && ask.count > BATCH_WHOLE_MOST)
		return request_refuse_for(r, REASON_TOO_MANY, "items");
	b.row.is_sealed = true;
	b.row.items = s->filled;
	b.row.refused = s->filled == 0 ? 0 : s->filling_faults;
	str_fill(b.row.op, sizeof(b.row.op), s->filling_op);
	s->filling_id = 0;
	rc = store_batch_update(r->office->store, &b, e);
	if (rc == RC_OK) {
		snprintf(subject, sizeof(subject), "batch %" PRId64, b.row.id);
		rc = request_record(r, subject, "freeze", e);
	}
	if (rc == RC_OK)
		batch_tell(r, &b, true);
	return rc;
}

static void
tell_batch(void *arg, const struct batch_record *b)
{
	batch_tell(arg, b, false);
}

enum rc
handle_batch_list(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_page page;
	enum rc rc = wire_read(f, &page, e);

	if (rc == RC_OK)
		rc = store_batch_list(r->office->store, r->actor.office,
		    r->actor.role == ROLE_OFFICER ? r->actor.staff_id : 0, page.before_id,
		    request_page_limit(&page), tell_batch, r, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

enum rc
handle_batch_show(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_batch_part ask;
	struct batch_part part = { .items = NULL };
	struct batch_record b;
	char subject[40];
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = batch_find(r, ask.batch_id, &b, e);
	if (rc == RC_OK && ask.after_no == 0) {
		snprintf(subject, sizeof(subject), "batch %" PRId64, b.row.id);
		rc = request_record(r, subject, "show", e);
	}
	if (rc != RC_OK)
		return rc;
	if (ask.count < 1 || ask.count > SHOWN_MOST)
		ask.count = SHOWN_MOST;
	if (ask.after_no < 0 || ask.after_no > ITEMS_MOST)
		ask.after_no = 0;
	rc = batch_part_read(r->office, b.row.id, ask.after_no, ask.after_no + ask.count, &part, e);
	for (size_t i = 0; rc == RC_OK && i < part.count; i++)
		request_tell(r, MESSAGE_BATCH_ITEM_ROW, false, &part.items[i].row);
	batch_part_release(&part);
	if (rc == RC_OK)
		batch_tell(r, &b, true);
	return rc;
}

/* No more of it: whoever runs it is told at its next part. */
static enum rc
stop(struct request *r, struct batch_record *b, struct err *e)
{
	if (!str_eq(b->row.state, BATCH_RUNNING) && !str_eq(b->row.state, BATCH_STOPPED))
		return request_refuse_for(r, REASON_BATCH_STATE, b->row.state);
	str_fill(b->row.state, sizeof(b->row.state), BATCH_STOPPED);
	return store_batch_update(r->office->store, b, e);
}

/* What was refused waits once more. */
static enum rc
retry(struct request *r, struct batch_record *b, struct err *e)
{
	int64_t count = 0;
	enum rc rc;

	if (!b->row.is_sealed || str_eq(b->row.state, BATCH_UNDONE))
		return request_refuse_for(r, REASON_BATCH_STATE, b->row.state);
	rc = store_batch_retry(r->office->store, b->row.id, &count, e);
	b->row.refused -= count;
	if (count > 0 && str_eq(b->row.state, BATCH_DONE))
		str_fill(b->row.state, sizeof(b->row.state), BATCH_STOPPED);
	return rc == RC_OK ? store_batch_update(r->office->store, b, e) : rc;
}

/* Whoever made it, or a supervisor, may stop it and take it back. */
static enum rc
find_for(struct request *r, const struct wire_change *ask, struct batch_record *b, struct err *e)
{
	bool is_any = r->actor.role == ROLE_SUPERVISOR && !str_eq(ask->what, "retry");

	return is_any ? batch_find(r, ask->id, b, e) : batch_find_own(r, ask->id, b, e);
}

enum rc
handle_batch_change(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_change ask;
	struct batch_record b, planned;
	char subject[40];
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = find_for(r, &ask, &b, e);
	if (rc != RC_OK)
		return rc;
	if (str_eq(ask.what, "stop"))
		rc = stop(r, &b, e);
	else if (str_eq(ask.what, "retry"))
		rc = retry(r, &b, e);
	else if (str_eq(ask.what, "undo"))
		rc = batch_undo_plan(r, &b, &planned, e);
	else
		rc = request_refuse_for(r, REASON_BAD_VALUE, "what");
	if (rc == RC_OK) {
		snprintf(subject, sizeof(subject), "batch %" PRId64, b.row.id);
		rc = request_record(r, subject, ask.what, e);
	}
	if (rc == RC_OK)
		batch_tell(r, str_eq(ask.what, "undo") ? &planned : &b, true);
	return rc;
}
