/* SPDX-License-Identifier: ISC */
/* Saved views: named lists, a person's own and the whole office's. Another
 * person's own are nobody else's to see. */
#include <string.h>

#include "console/office/session.h"
#include "console/rules/query.h"
#include "storage/text.h"

#define SAVED_MAX 100	/* of one owner */

static void
tell_row(void *arg, const struct saved_view *view)
{
	request_tell(arg, MESSAGE_SAVED_ROW, false, view);
}

enum rc
handle_saved_list(struct request *r, const struct wire_frame *f, struct err *e)
{
	enum rc rc = store_saved_list(r->office->store, r->actor.office, r->actor.staff_id,
	    tell_row, r, e);

	(void)f;
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

/* The word of `view …` that a name begins with; NULL if it begins with none. */
static const char *
word_of_command(const char *name)
{
	static const char *const words[] = { "list", "save", "rename", "delete" };
	size_t len = strcspn(name, " ");

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strlen(words[i]) == len && strncmp(name, words[i], len) == 0)
			return words[i];
	return NULL;
}

struct counting {
	bool is_shared;
	int64_t count;
};

static void
count_one(void *arg, const struct saved_view *view)
{
	struct counting *c = arg;

	c->count += view->is_shared == c->is_shared ? 1 : 0;
}

static enum rc
saved_save(struct request *r, int64_t owner_id, const struct wire_saved_change *ask, struct err *e)
{
	struct store *store = r->office->store;
	struct counting c = { .is_shared = ask->is_shared };
	struct saved_view view = { .is_shared = ask->is_shared }, before;
	struct query_fault fault;
	struct query *query = query_parse(ask->query, &fault);
	enum role columns = r->actor.role;
	enum rc rc;

	if (query == NULL)
		return request_refuse_for(r, REASON_BAD_VALUE, "query");
	query_free(query);
	if (!str_empty(ask->columns) && !role_by_name(ask->columns, &columns))
		return request_refuse_for(r, REASON_BAD_VALUE, "columns");
	if (!list_is_order(ask->sort))
		return request_refuse_for(r, REASON_BAD_VALUE, "sort");
	rc = store_saved_get(store, r->actor.office, owner_id, ask->name, &before, e);
	if (rc == RC_NOT_FOUND) {
		rc = store_saved_list(store, r->actor.office, r->actor.staff_id, count_one, &c, e);
		if (rc == RC_OK && c.count >= SAVED_MAX)
			return request_refuse_for(r, REASON_TOO_MANY, ask->name);
	}
	str_fill(view.name, sizeof(view.name), ask->name);
	str_fill(view.query, sizeof(view.query), ask->query);
	str_fill(view.sort, sizeof(view.sort), str_empty(ask->sort) ? "due" : ask->sort);
	str_fill(view.columns, sizeof(view.columns), role_name(columns));
	if (rc == RC_OK)
		rc = store_saved_put(store, r->actor.office, owner_id, &view, r->actor.staff_id,
		    r->office->now_at, e);
	return rc;
}

/* Saves or renames; the answer is the view as it is then. */
static enum rc
saved_keep(struct request *r, int64_t owner_id, const struct wire_saved_change *ask, struct err *e)
{
	bool is_rename = str_eq(ask->what, "rename");
	const char *name = is_rename ? ask->new_name : ask->name;
	struct saved_view view;
	enum rc rc;

	if (!text_is_name(name))
		return request_refuse_for(r, REASON_BAD_VALUE, "name");
	if (word_of_command(name) != NULL)
		return request_refuse_for(r, REASON_VIEW_WORD, word_of_command(name));
	if (!is_rename) {
		rc = saved_save(r, owner_id, ask, e);
	} else {
		rc = store_saved_rename(r->office->store, r->actor.office, owner_id, ask->name,
		    ask->new_name, e);
		if (rc == RC_NOT_FOUND)
			return request_refuse_for(r, REASON_UNKNOWN_VIEW, ask->name);
		if (rc == RC_CONFLICT)
			return request_refuse_for(r, REASON_VIEW_TAKEN, ask->new_name);
	}
	if (rc == RC_OK)
		rc = store_saved_get(r->office->store, r->actor.office, owner_id, name, &view, e);
	if (rc == RC_OK)
		request_tell(r, MESSAGE_SAVED_ROW, true, &view);
	return rc;
}

enum rc
handle_saved_change(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_saved_change ask;
	struct saved_view view;
	struct verdict v;
	int64_t owner_id;
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	v = policy_saved_view(&r->actor, ask.is_shared);
	if (v.reason != REASON_NONE)
		return request_refuse(r, v);
	owner_id = ask.is_shared ? 0 : r->actor.staff_id;
	if (str_eq(ask.what, "save") || str_eq(ask.what, "rename"))
		return saved_keep(r, owner_id, &ask, e);
	if (!str_eq(ask.what, "delete"))
		return request_refuse_for(r, REASON_BAD_VALUE, "what");
	rc = store_saved_get(r->office->store, r->actor.office, owner_id, ask.name, &view, e);
	if (rc == RC_NOT_FOUND)
		return request_refuse_for(r, REASON_UNKNOWN_VIEW, ask.name);
	if (rc == RC_OK)
		rc = store_saved_delete(r->office->store, r->actor.office, owner_id, ask.name, e);
	if (rc == RC_OK)
		request_tell(r, MESSAGE_SAVED_ROW, true, &view);
	return rc;
}
