/* SPDX-License-Identifier: ISC */
/* The desk's requests about attachments: list them, fetch one by pieces. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "console/office/attachment.h"
#include "console/office/blob.h"
#include "console/office/session.h"
#include "storage/text.h"

#define PIECES_A_REQUEST 8	/* then the desk asks for the next ones */
#define SHA_PREFIX_MIN 8

/* A case whose attachments are asked for. */
struct looking {
	struct request *r;
	struct case_record c;
	struct applicant_record applicant;
	struct draft_record draft;
	bool is_unmasked;
	const char *wanted;		/* a name, or the beginning of a SHA-256 */
	struct attachment_record found;
	int found_count;
};

static enum rc
look(struct looking *l, const char *number, struct err *e)
{
	struct store *store = l->r->office->store;
	struct case_facts facts;
	int64_t id = 0;
	enum rc rc = request_find_case(l->r, number, &id, e);

	if (rc == RC_OK)
		rc = store_case_get(store, id, &l->c, e);
	if (rc == RC_OK)
		rc = store_applicant_get(store, id, &l->applicant, e);
	if (rc != RC_OK)
		return rc;
	rc = store_draft_get(store, id, &l->draft, e);
	if (rc != RC_OK && rc != RC_NOT_FOUND)
		return rc;
	case_facts_of(&l->c, &l->draft, &facts);
	l->is_unmasked = policy_unmasked(&l->r->actor, &facts, l->r->office->now_at);
	return RC_OK;
}

/* File names tell as much as other free text. */
static void
tell_row(struct looking *l, const struct attachment_record *a, bool is_end)
{
	struct wire_attachment row = { .id = a->id, .size = a->size };
	struct buf name = { 0 };

	if (l->is_unmasked)
		buf_puts(&name, a->name);
	else
		mask_free_text(&name, a->name, l->c.row.applicant, l->applicant.phone);
	row.here = str_eq(a->state, "present") ? a->size : blob_part_size(l->r->office->store_path,
	    a->id);
	str_fill(row.name, sizeof(row.name), buf_str(&name));
	str_fill(row.media_type, sizeof(row.media_type), a->media_type);
	str_fill(row.sha256, sizeof(row.sha256), a->sha256);
	str_fill(row.state, sizeof(row.state), a->state);
	str_fill(row.error, sizeof(row.error), say(a->error));
	request_tell(l->r, MESSAGE_ATTACHMENT, is_end, &row);
	buf_release(&name);
}

static void
tell_each(void *arg, const struct attachment_record *a)
{
	tell_row(arg, a, false);
}

enum rc
handle_attachment_list(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct looking l = { .r = r };
	struct wire_show ask;
	char subject[40];
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = look(&l, ask.number, e);
	if (rc == RC_OK) {
		snprintf(subject, sizeof(subject), "case %" PRId64, l.c.row.id);
		rc = request_record(r, subject, "attachment-list", e);
	}
	if (rc == RC_OK)
		rc = store_attachment_list(r->office->store, l.c.row.id, tell_each, &l, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	draft_record_release(&l.draft);
	return rc;
}

static void
match(void *arg, const struct attachment_record *a)
{
	struct looking *l = arg;
	size_t len = strlen(l->wanted);

	if (!str_eq(a->name, l->wanted) &&
	    (len < SHA_PREFIX_MIN || !str_starts(a->sha256, l->wanted)))
		return;
	l->found_count++;
	l->found = *a;
}

static enum rc
find(struct looking *l, struct err *e)
{
	enum rc rc = store_attachment_list(l->r->office->store, l->c.row.id, match, l, e);

	if (rc != RC_OK)
		return rc;
	if (l->found_count == 0)
		return err_set(e, RC_NOT_FOUND, "%s",
		    say(N_("the case has no such attachment; see `minwon attachment list`")));
	if (l->found_count > 1)
		return err_set(e, RC_USAGE, "%s",
		    say(N_("several attachments have that name: name one by its SHA-256")));
	if (str_eq(l->found.state, "refused"))
		return err_set(e, RC_NOT_FOUND, say(N_("the attachment was not taken: %s")),
		    say(l->found.error));
	if (!str_eq(l->found.state, "present"))
		return err_set(e, RC_AGAIN, "%s",
		    say(N_("the attachment has not come yet; try again after `minwon sync`")));
	return RC_OK;
}

/* Records the access, unless this session is just going on with it. */
static enum rc
record(struct looking *l, int64_t offset, struct err *e)
{
	struct session *s = l->r->session;
	char subject[80];
	enum rc rc;

	if (offset > 0 && s->open_file_id == l->found.id)
		return RC_OK;
	snprintf(subject, sizeof(subject), "case %" PRId64 " attachment %" PRId64, l->c.row.id,
	    l->found.id);
	rc = request_record(l->r, subject, "attachment-get", e);
	if (rc == RC_OK)
		s->open_file_id = l->found.id;
	return rc;
}

static enum rc
tell_pieces(struct looking *l, int64_t offset, struct err *e)
{
	struct buf bytes = { 0 };
	enum rc rc = RC_OK;

	for (int i = 0; i < PIECES_A_REQUEST && rc == RC_OK && offset < l->found.size; i++) {
		struct wire_file_piece piece = { .id = l->found.id };

		buf_clear(&bytes);
		rc = blob_read(l->r->office->store_path, l->found.sha256, offset, PIECE_MAX, &bytes,
		    e);
		if (rc == RC_OK && bytes.len == 0)
			rc = err_set(e, RC_STORAGE, "%s",
			    say(N_("the attachment's file is shorter than it was")));
		if (rc != RC_OK)
			break;
		piece.bytes = (struct wire_bytes){ bytes.data, bytes.len };
		request_tell(l->r, MESSAGE_FILE_PIECE, false, &piece);
		offset += (int64_t)bytes.len;
	}
	buf_release(&bytes);
	return rc;
}

enum rc
handle_attachment_get(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct looking l = { .r = r };
	struct wire_attachment_get ask;
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK && ask.offset < 0)
		return request_refuse_for(r, REASON_BAD_VALUE, "offset");
	if (rc == RC_OK)
		rc = look(&l, ask.number, e);
	if (rc == RC_OK && !l.is_unmasked)
		rc = request_refuse_for(r, REASON_NOT_HOLDER, "");
	l.wanted = ask.wanted;
	if (rc == RC_OK)
		rc = find(&l, e);
	if (rc == RC_OK)
		rc = record(&l, ask.offset, e);
	if (rc == RC_OK) {
		tell_row(&l, &l.found, false);
		rc = tell_pieces(&l, ask.offset, e);
	}
	if (rc == RC_OK)
		request_tell_ok(r);
	draft_record_release(&l.draft);
	return rc;
}
