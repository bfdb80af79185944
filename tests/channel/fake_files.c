/* SPDX-License-Identifier: ISC */
/* The attachments that the fake office wants, piece by piece. */
#include "tests/channel/fake_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "storage/secret.h"
#include "storage/text.h"

void
fake_lease_files(struct fake_office *o, const struct wire_frame *frame)
{
	struct wire_lease ask;

	assert_int_equal(wire_read(frame, &ask, NULL), RC_OK);
	for (size_t i = 0; i < o->file_count && ask.count > 0; i++) {
		struct fake_file *f = &o->files[i];

		if (!str_eq(f->state, "wanted") || !str_eq(f->row.channel, ask.channel))
			continue;
		str_fill(f->state, sizeof(f->state), "leased");
		ask.count--;
		fake_say(o, MESSAGE_WANTED_FILE, frame->tag, false, &f->row);
	}
	fake_say_ok(o, frame->tag);
}

static struct fake_file *
find_file(struct fake_office *o, int64_t id)
{
	assert_in_range(id, 1, o->file_count);
	return &o->files[id - 1];
}

static void
begin_file(struct fake_office *o, const struct wire_frame *frame)
{
	struct wire_file_so_far so_far = { .id = 0 };
	struct wire_file_begin ask;
	struct fake_file *f;

	assert_int_equal(wire_read(frame, &ask, NULL), RC_OK);
	f = find_file(o, ask.id);
	f->begins++;
	if (ask.is_anew) {
		buf_clear(&f->bytes);
		f->etag[0] = '\0';
	}
	so_far.id = ask.id;
	so_far.size = (int64_t)f->bytes.len;
	str_fill(so_far.etag, sizeof(so_far.etag), f->etag);
	fake_say(o, MESSAGE_FILE_SO_FAR, frame->tag, true, &so_far);
}

/* As the office does: what is kept is gone on with, the rest is thrown away. */
static void
fail_file(struct fake_office *o, const struct wire_frame *frame)
{
	struct wire_file_failed failed;
	struct fake_file *f;

	assert_int_equal(wire_read(frame, &failed, NULL), RC_OK);
	f = find_file(o, failed.id);
	str_fill(f->state, sizeof(f->state), failed.is_final ? "refused" : failed.is_soon ? "wanted" :
	    "failed");
	str_fill(f->detail, sizeof(f->detail), failed.detail);
	str_fill(f->etag, sizeof(f->etag), failed.etag);
	if (!failed.is_kept)
		buf_clear(&f->bytes);
	fake_say_ok(o, frame->tag);
}

static void
commit_file(struct fake_office *o, const struct wire_frame *frame)
{
	struct wire_error error = { .rc = RC_INVALID };
	struct wire_number id;
	struct fake_file *f;
	char sha256[65];

	assert_int_equal(wire_read(frame, &id, NULL), RC_OK);
	f = find_file(o, id.number);
	secret_sha256(f->bytes.data, f->bytes.len, sha256);
	if (str_eq(sha256, f->row.sha256)) {
		str_fill(f->state, sizeof(f->state), "present");
		fake_say_ok(o, frame->tag);
		return;
	}
	buf_clear(&f->bytes);
	str_fill(error.text, sizeof(error.text), "other bytes");
	fake_say(o, MESSAGE_ERROR, frame->tag, true, &error);
}

void
fake_take_file(struct fake_office *o, const struct wire_frame *frame)
{
	struct wire_file_piece piece;

	if (frame->message == MESSAGE_FILE_BEGIN) {
		begin_file(o, frame);
	} else if (frame->message == MESSAGE_FILE_FAILED) {
		fail_file(o, frame);
	} else if (frame->message == MESSAGE_FILE_COMMIT) {
		commit_file(o, frame);
	} else {
		assert_int_equal(wire_read(frame, &piece, NULL), RC_OK);
		buf_add(&find_file(o, piece.id)->bytes, piece.bytes.data, piece.bytes.len);
	}
}

void
fake_file(struct fake_office *o, const char *channel, const char *sha256, int64_t size)
{
	struct fake_file *f = &o->files[o->file_count++];

	assert_true(o->file_count <= FAKE_FILES_MAX);
	*f = (struct fake_file){ .state = "wanted", .row = { .id = (int64_t)o->file_count,
		.size = size } };
	str_fill(f->row.channel, sizeof(f->row.channel), channel);
	str_fill(f->row.sha256, sizeof(f->row.sha256), sha256);
}
