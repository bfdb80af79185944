/* SPDX-License-Identifier: ISC */
/* What staff type: scratches, which only their writer reads, and snippets.
 * Neither is an event of a case, raises its version or is told to others. */
#include <stdlib.h>
#include <string.h>

#include "console/office/session.h"
#include "storage/store_typing.h"
#include "storage/text.h"

#define SCRATCHES_MAX 200	/* of one person */
#define SNIPPETS_MAX 500	/* that one person may insert */
#define ABOUT_CASE "case"

/* A stable name of ours: small letters and hyphens. */
static bool
is_name(const char *word)
{
	return word[0] != '\0' && strspn(word, "abcdefghijklmnopqrstuvwxyz-") == strlen(word);
}

static struct scratch_key
key_of(const struct request *r, const char *about, int64_t subject_id, const char *action)
{
	return (struct scratch_key){ .staff_id = r->who.row.id, .about = about,
		.subject_id = subject_id, .action = action };
}

/* Is there such a thing to write about in the writer's office? */
static enum rc
check_subject(struct request *r, const char *about, int64_t subject_id, const char *action,
    struct err *e)
{
	struct case_record c;
	enum rc rc;

	if (!is_name(about) || !is_name(action) || subject_id < 0)
		return request_refuse_for(r, REASON_BAD_VALUE, "scratch");
	if (!str_eq(about, ABOUT_CASE))
		return RC_OK;
	rc = store_case_get(r->office->store, subject_id, &c, e);
	if (rc == RC_NOT_FOUND || (rc == RC_OK && !str_eq(c.office, r->actor.office)))
		return request_refuse_for(r, REASON_UNKNOWN_CASE, "");
	return rc;
}

/* One more must be within what a person may have. */
static enum rc
check_count(struct request *r, const struct scratch_key *key, struct err *e)
{
	struct scratch_row row;
	char *content = NULL;
	int64_t count = 0;
	enum rc rc = store_scratch_get(r->office->store, key, 0, &row, &content, e);

	free(content);
	if (rc != RC_NOT_FOUND)
		return rc;
	rc = store_scratch_count(r->office->store, key->staff_id, &count, e);
	if (rc == RC_OK && count >= SCRATCHES_MAX)
		return request_refuse_for(r, REASON_TOO_MANY, "");
	return rc;
}

static enum rc
faulty(struct request *r, struct err *e)
{
	return r->office->is_faulty ? err_set(e, RC_STORAGE, say(N_("the store is read-only since "
	    "a write failed: tell the administrator"))) : RC_OK;
}

enum rc
handle_scratch_put(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_scratch put;
	struct scratch_key key;
	struct scratch_row row = { .saved_at = r->office->now_at };
	enum rc rc = wire_read(f, &put, e);

	if (rc == RC_OK)
		rc = faulty(r, e);
	if (rc == RC_OK)
		rc = check_subject(r, put.about, put.subject_id, put.action, e);
	if (rc != RC_OK)
		return rc;
	key = key_of(r, put.about, put.subject_id, put.action);
	rc = check_count(r, &key, e);
	if (rc == RC_OK)
		rc = store_scratch_put(r->office->store, &key, put.content, r->office->now_at,
		    &row.id, e);
	if (rc != RC_OK)
		return rc;
	str_fill(row.about, sizeof(row.about), put.about);
	str_fill(row.action, sizeof(row.action), put.action);
	row.subject_id = put.subject_id;
	row.bytes = (int64_t)strlen(put.content);
	request_tell(r, MESSAGE_SCRATCH_ROW, true, &row);
	return RC_OK;
}

static enum rc
no_such_text(struct err *e)
{
	return err_set(e, RC_NOT_FOUND, "%s", say(N_("you have no such unsent text: see `minwon "
	    "scratch list`")));
}

enum rc
handle_scratch_show(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_scratch_ask ask;
	struct scratch_key key;
	struct scratch_row row;
	char *content = NULL;
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	key = key_of(r, ask.about, ask.subject_id, ask.action);
	rc = store_scratch_get(r->office->store, &key, ask.id, &row, &content, e);
	if (rc == RC_NOT_FOUND && ask.id != 0)
		return no_such_text(e);
	if (rc != RC_OK && rc != RC_NOT_FOUND)
		return rc;
	if (rc == RC_OK) {
		request_tell(r, MESSAGE_SCRATCH_ROW, false, &row);
		request_tell_pieces(r, content);
	}
	request_tell_ok(r);
	free(content);
	return RC_OK;
}

static void
tell_scratch(void *arg, const struct scratch_row *row)
{
	request_tell(arg, MESSAGE_SCRATCH_ROW, false, row);
}

enum rc
handle_scratch_list(struct request *r, const struct wire_frame *f, struct err *e)
{
	enum rc rc;

	(void)f;
	rc = store_scratch_list(r->office->store, r->who.row.id, tell_scratch, r, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

enum rc
handle_scratch_discard(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_scratch_ask ask;
	struct scratch_key key;
	bool is_gone = false;
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = faulty(r, e);
	if (rc != RC_OK)
		return rc;
	key = key_of(r, ask.about, ask.subject_id, ask.action);
	rc = store_scratch_drop(r->office->store, &key, ask.id, &is_gone, e);
	if (rc == RC_OK && !is_gone && ask.id != 0)
		return no_such_text(e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

/* Whose a snippet is: the whole office's only where a supervisor writes it. */
static enum rc
check_owner(struct request *r, bool is_office)
{
	if (is_office && r->actor.role != ROLE_SUPERVISOR)
		return request_refuse_for(r, REASON_NO_RIGHT, role_name(ROLE_SUPERVISOR));
	return RC_OK;
}

static void
count_snippet(void *arg, const struct snippet_row *row)
{
	(void)row;
	++*(int64_t *)arg;
}

enum rc
handle_snippet_put(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct store *store = r->office->store;
	struct wire_snippet put;
	struct snippet_row row = { .changed_at = r->office->now_at };
	struct buf name = { 0 };
	int64_t count = 0;
	enum rc rc = wire_read(f, &put, e);

	if (rc == RC_OK)
		rc = faulty(r, e);
	if (rc == RC_OK)
		rc = check_owner(r, put.is_office);
	if (rc == RC_OK && (str_empty(put.name) || str_empty(put.text)))
		rc = request_refuse_for(r, REASON_NEEDS_TEXT, "");
	if (rc == RC_OK)
		rc = store_snippet_list(store, r->actor.office, r->who.row.id, count_snippet, &count,
		    e);
	if (rc == RC_OK && count >= SNIPPETS_MAX)
		rc = request_refuse_for(r, REASON_TOO_MANY, "");
	if (rc != RC_OK)
		return rc;
	tsafe(&name, put.name, strlen(put.name), false);
	str_fill(row.name, sizeof(row.name), buf_str(&name));
	buf_release(&name);
	row.is_office = put.is_office;
	row.text = put.text;
	rc = store_snippet_put(store, r->actor.office, put.is_office ? 0 : r->who.row.id, row.name,
	    put.text, r->office->now_at, &row.id, e);
	if (rc == RC_OK)
		request_tell(r, MESSAGE_SNIPPET_ROW, true, &row);
	return rc;
}

static void
tell_snippet(void *arg, const struct snippet_row *row)
{
	request_tell(arg, MESSAGE_SNIPPET_ROW, false, row);
}

enum rc
handle_snippet_list(struct request *r, const struct wire_frame *f, struct err *e)
{
	enum rc rc;

	(void)f;
	rc = store_snippet_list(r->office->store, r->actor.office, r->who.row.id, tell_snippet, r,
	    e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

enum rc
handle_snippet_delete(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_number ask;
	struct snippet_row row;
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = faulty(r, e);
	if (rc == RC_OK)
		rc = store_snippet_get(r->office->store, ask.number, r->actor.office, r->who.row.id,
		    &row, e);
	if (rc == RC_NOT_FOUND)
		return err_set(e, RC_NOT_FOUND, "%s", say(N_("there is no such snippet: see "
		    "`minwon snippet list`")));
	if (rc == RC_OK)
		rc = check_owner(r, row.is_office);
	if (rc == RC_OK)
		rc = store_snippet_drop(r->office->store, ask.number, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}
