/* SPDX-License-Identifier: ISC */
/* The sync door's requests about attachments: what to fetch, the bytes by
 * pieces, what became of it. What came of one is
 * kept, so that the next try goes on there. Size and SHA-256 are counted again here. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/office/attachment.h"
#include "console/office/blob.h"
#include "console/office/retry.h"
#include "console/office/session.h"
#include "storage/text.h"

#define FILES_MAX 16		/* one a channel, and some */
#define LEASE_MAX 20
#define LEASE_SEC 900

struct incoming_files {
	struct incoming_file {
		struct attachment_record a;
		struct blob_writer *writer;	/* NULL = the place is free */
	} files[FILES_MAX];
};

void
incoming_files_free(struct incoming_files *f)
{
	if (f == NULL)
		return;
	for (size_t i = 0; i < FILES_MAX; i++)
		blob_pause(f->files[i].writer);
	free(f);
}

/* The file being handed in under that number; with 0, a free place. */
static struct incoming_file *
file_find(struct session *s, int64_t id)
{
	if (s->files == NULL)
		s->files = x_zalloc(1, sizeof(*s->files));
	for (size_t i = 0; i < FILES_MAX; i++) {
		struct incoming_file *file = &s->files->files[i];

		if (id == 0 ? file->writer == NULL : file->writer != NULL && file->a.id == id)
			return file;
	}
	return NULL;
}

static void
file_drop(struct incoming_file *file)
{
	blob_drop(file->writer);
	file->writer = NULL;
}

static void
tell_wanted(void *arg, const struct attachment_record *a)
{
	struct wire_wanted_file wanted = { .id = a->id, .size = a->size };

	str_fill(wanted.channel, sizeof(wanted.channel), a->channel);
	str_fill(wanted.region, sizeof(wanted.region), a->region);
	str_fill(wanted.sha256, sizeof(wanted.sha256), a->sha256);
	request_tell(arg, MESSAGE_WANTED_FILE, false, &wanted);
}

enum rc
handle_wanted(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_lease ask;
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	if (ask.count < 1 || ask.count > LEASE_MAX)
		ask.count = LEASE_MAX;
	rc = store_attachment_lease(r->office->store, ask.channel, ask.count, r->office->now_at,
	    r->office->now_at + LEASE_SEC, tell_wanted, r, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

/* Takes up the part, or throws it away where it cannot be a beginning. */
static enum rc
take_up(struct office *office, struct incoming_file *file, bool is_anew, struct err *e)
{
	enum rc rc = RC_OK;

	if (file->writer == NULL)
		rc = blob_resume(office->store_path, file->a.id, &file->writer, e);
	if (rc == RC_OK && (is_anew || blob_size(file->writer) >= file->a.size)) {
		rc = blob_restart(file->writer, e);
		file->a.etag[0] = '\0';
	}
	return rc;
}

enum rc
handle_file_begin(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_file_begin ask;
	struct wire_file_so_far so_far = { .id = 0 };
	struct incoming_file *file;
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	file = file_find(r->session, ask.id);
	if (file == NULL)
		file = file_find(r->session, 0);
	if (ask.id < 1 || file == NULL)
		return err_set(e, RC_INVALID, "too many files at once");
	if (file->writer == NULL)
		rc = store_attachment_get(r->office->store, ask.id, &file->a, e);
	if (rc == RC_OK && !str_eq(file->a.state, "wanted"))
		rc = err_set(e, RC_CONFLICT, "attachment %lld is not wanted", (long long)ask.id);
	if (rc == RC_OK)
		rc = take_up(r->office, file, ask.is_anew, e);
	if (rc != RC_OK)
		return rc;
	so_far.id = ask.id;
	so_far.size = blob_size(file->writer);
	str_fill(so_far.etag, sizeof(so_far.etag), file->a.etag);
	request_tell(r, MESSAGE_FILE_SO_FAR, true, &so_far);
	return RC_OK;
}

enum rc
handle_file_piece(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_file_piece piece;
	struct incoming_file *file;
	enum rc rc = wire_read(f, &piece, e);

	if (rc != RC_OK)
		return rc;
	file = piece.id > 0 ? file_find(r->session, piece.id) : NULL;
	if (file == NULL)
		return err_set(e, RC_INVALID, "a piece that no file expects");
	if ((int64_t)piece.bytes.len > file->a.size - blob_size(file->writer)) {
		file_drop(file);
		return err_set(e, RC_INVALID, "a file longer than announced");
	}
	rc = blob_add(file->writer, piece.bytes.data, piece.bytes.len, e);
	if (rc != RC_OK)
		file_drop(file);
	return rc;
}

enum rc
handle_file_commit(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_number ask;
	struct incoming_file *file;
	struct blob_writer *writer;
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	file = ask.number > 0 ? file_find(r->session, ask.number) : NULL;
	if (file == NULL)
		return err_set(e, RC_INVALID, "no file to end");
	if (blob_size(file->writer) != file->a.size) {
		file_drop(file);
		return err_set(e, RC_INVALID, "%s",
		    say(N_("the attachment is shorter than announced")));
	}
	writer = file->writer;
	file->writer = NULL;
	rc = blob_finish(writer, file->a.sha256, e);
	if (rc == RC_OK)
		rc = store_attachment_result(r->office->store, file->a.id,
		    &(struct attachment_result){ .state = "present", .error = "", .etag = "" }, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

/* Writes what became of one that did not come whole. */
static enum rc
write_failure(struct request *r, const struct wire_file_failed *failed, struct err *e)
{
	struct attachment_record a;
	struct attachment_result result = { .state = failed->is_final ? "refused" : "wanted",
		.error = failed->detail, .etag = failed->is_kept ? failed->etag : "",
		.is_first_try = failed->is_soon, .next_try_at = r->office->now_at };
	enum rc rc = store_attachment_get(r->office->store, failed->id, &a, e);

	if (rc != RC_OK)
		return rc;
	if (!failed->is_soon)
		result.next_try_at += retry_most_sec(a.tries - 1);
	return store_attachment_result(r->office->store, failed->id, &result, e);
}

enum rc
handle_file_failed(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_file_failed failed;
	struct incoming_file *file;
	enum rc rc = wire_read(f, &failed, e);

	if (rc != RC_OK)
		return rc;
	file = failed.id > 0 ? file_find(r->session, failed.id) : NULL;
	if (file != NULL && failed.is_kept)
		blob_pause(file->writer);
	else if (file != NULL)
		blob_drop(file->writer);
	if (file != NULL)
		file->writer = NULL;
	rc = write_failure(r, &failed, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

static bool
is_wanted(void *arg, int64_t number)
{
	struct attachment_record a;

	return store_attachment_get(arg, number, &a, NULL) == RC_OK && str_eq(a.state, "wanted");
}

void
attachment_sweep(struct office *office)
{
	blob_sweep(office->store_path, is_wanted, office->store);
}
