/* SPDX-License-Identifier: ISC */
#include "console/channel/files.h"

#include <stdlib.h>

#include "console/channel/ask.h"
#include "storage/clock.h"
#include "storage/secret.h"
#include "storage/text.h"

/* An attachment on its way. */
struct fetching {
	struct sync *sync;
	const struct wire_wanted_file *want;
	struct secret_hash *hash;
	int64_t size;		/* so far */
	bool is_too_long;
	enum rc rc;		/* what the office made of a piece */
};

/* Hands on what came. The office hears it between two of the strands' own
 * conversations with it, since none is interrupted by a request. */
static bool
take(void *arg, const char *bytes, size_t len)
{
	struct fetching *f = arg;

	f->size += (int64_t)len;
	f->is_too_long = f->size > f->want->size;
	if (f->is_too_long)
		return false;
	secret_hash_add(f->hash, bytes, len);
	while (len > 0 && f->rc == RC_OK) {
		size_t part = len < PIECE_MAX ? len : PIECE_MAX;
		struct wire_file_piece piece = { .id = f->want->id, .bytes = { bytes, part } };

		f->rc = office_tell(f->sync->office, MESSAGE_FILE_PIECE, &piece, NULL, NULL);
		bytes += part;
		len -= part;
	}
	return f->rc == RC_OK;
}

/* Judges what came; RC_NOT_FOUND: there is none and never will be. */
static enum rc
judge(const struct fetching *f, const struct http_answer *a, const char *sha256, struct err *e)
{
	if (f->is_too_long || (a->status == 200 && f->size != f->want->size))
		return err_set(e, RC_INVALID, "%s",
		    say("the attachment does not have the size that was announced"));
	if (a->status == 404 || a->status == 410)
		return err_set(e, RC_NOT_FOUND, say("the relay has no such attachment (%d)"),
		    a->status);
	if (a->status != 200)
		return err_set(e, RC_NETWORK, say("the relay answered %d"), a->status);
	if (!str_eq(sha256, f->want->sha256))
		return err_set(e, RC_INVALID, "%s",
		    say("the attachment does not have the SHA-256 that was announced"));
	return RC_OK;
}

/* Asks for the bytes and hands them on. */
static enum rc
fetch(struct fetching *f, const struct channel_config *c, struct err *e)
{
	struct http_answer answer = { 0 };
	struct http_request request = { .method = HTTP_GET, .accept = "*/*", .take = take,
		.take_arg = f };
	struct buf url = { 0 };
	struct err why = { RC_OK, "" };
	char sha256[65];
	enum rc rc;

	f->hash = secret_hash_begin();
	buf_printf(&url, "%s/attachments/%s", c->url, f->want->sha256);
	request.url = buf_str(&url);
	rc = ask_channel(f->sync, c, &request, &answer, &why);
	secret_hash_end(f->hash, sha256);
	if (rc == RC_OK || f->is_too_long)
		rc = judge(f, &answer, sha256, &why);
	if (rc == RC_OK || rc == RC_INVALID || rc == RC_NOT_FOUND)
		breaker_success(sync_breaker(f->sync, c->channel));
	else
		sync_failure(f->sync, c->channel, &answer, why.text, rc == RC_REFUSED);
	if (rc != RC_OK)
		err_set(e, rc, "%s", why.text);
	http_answer_release(&answer);
	buf_release(&url);
	return rc;
}

/* Tells the office that one did not come. */
static enum rc
tell_failed(struct sync *s, int64_t id, enum rc why, const char *sentence, struct err *e)
{
	struct wire_file_failed failed = { .id = id, .is_final = why == RC_NOT_FOUND };

	str_fill(failed.detail, sizeof(failed.detail), sentence);
	return office_ask(s->office, MESSAGE_FILE_FAILED, &failed, MESSAGE_OK, NULL, e);
}

/* Fetches one. What goes wrong is told to the office, which asks again. */
static enum rc
fetch_one(struct sync *s, const struct channel_config *c, const struct wire_wanted_file *want,
    bool *is_here, struct err *e)
{
	struct fetching f = { .sync = s, .want = want };
	struct wire_number id = { .number = want->id };
	struct err why = { RC_OK, "" };
	enum rc rc;

	*is_here = false;
	if (sync_breaker(s, c->channel)->is_open)
		return tell_failed(s, want->id, RC_NETWORK,
		    say("not tried: the channel failed just before"), e);
	rc = office_ask(s->office, MESSAGE_FILE_BEGIN, &id, MESSAGE_OK, NULL, &why);
	if (rc == RC_OK)
		rc = fetch(&f, c, &why);
	if (rc == RC_OK && f.rc == RC_OK)
		rc = office_ask(s->office, MESSAGE_FILE_COMMIT, &id, MESSAGE_OK, NULL, &why);
	if (rc != RC_OK && !office_is_lost(s->office))
		return tell_failed(s, want->id, rc, why.text, e);
	if (rc != RC_OK)
		return err_set(e, rc, "%s", why.text);
	*is_here = true;
	return RC_OK;
}

/* Asks what is wanted of the channel. */
static enum rc
lease(struct sync *s, const char *channel, struct wire_wanted_file *rows, size_t *count,
    struct err *e)
{
	struct wire_lease want = { .count = FILES_LEASE_COUNT };
	struct wire_frame frame;
	int64_t tag;
	enum rc rc;

	*count = 0;
	str_fill(want.channel, sizeof(want.channel), channel);
	rc = office_tell(s->office, MESSAGE_WANTED, &want, &tag, e);
	while (rc == RC_OK) {
		rc = office_hear(s->office, tag, &frame, e);
		if (rc == RC_OK && (frame.message != MESSAGE_WANTED_FILE ||
		    *count == FILES_LEASE_COUNT))
			return office_read(s->office, &frame, MESSAGE_OK, NULL, e);
		if (rc == RC_OK)
			rc = office_read(s->office, &frame, MESSAGE_WANTED_FILE, &rows[(*count)++],
			    e);
	}
	return rc;
}

static void
count_file(struct round *r, const struct wire_wanted_file *want)
{
	for (size_t i = 0; i < r->count; i++)
		if (str_eq(r->targets[i].row.code, want->channel) &&
		    str_eq(r->targets[i].row.region, want->region))
			r->targets[i].report.files++;
}

/* What the channel's calls cost goes into the first of its reports. */
static void
bill(struct sync *s, struct round *r, const char *channel)
{
	for (size_t i = 0; i < r->count; i++)
		if (str_eq(r->targets[i].row.code, channel) && !r->targets[i].is_skipped) {
			sync_bill(s, channel, &r->targets[i].report);
			return;
		}
}

enum rc
files_due(struct sync *s, struct round *r, const char *channel, bool *has_more, struct err *e)
{
	const struct channel_config *c = config_find(&s->config, channel);
	int64_t end_ms = clock_monotonic_ms() + FILES_ROUND_SEC * 1000;
	struct wire_wanted_file rows[FILES_LEASE_COUNT];
	size_t count = 1;
	enum rc rc = RC_OK;

	while (rc == RC_OK && count > 0 && c != NULL && !sync_breaker(s, channel)->is_open) {
		if (clock_monotonic_ms() >= end_ms) {
			*has_more = true;
			break;
		}
		rc = lease(s, channel, rows, &count, e);
		for (size_t i = 0; i < count && rc == RC_OK; i++) {
			bool is_here;

			rc = fetch_one(s, c, &rows[i], &is_here, e);
			if (rc == RC_OK && is_here)
				count_file(r, &rows[i]);
		}
	}
	bill(s, r, channel);
	return rc != RC_OK && office_is_lost(s->office) ? rc : RC_OK;
}
