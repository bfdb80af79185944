/* SPDX-License-Identifier: ISC */
#include "console/channel/files.h"

#include <stdlib.h>

#include "console/channel/ask.h"
#include "storage/clock.h"
#include "storage/text.h"

/* An attachment on its way. */
struct fetching {
	struct sync *sync;
	const struct wire_wanted_file *want;
	struct wire_file_so_far had;	/* when the call began */
	int64_t end_ms;		/* then it is left for the next round */
	int64_t before;		/* bytes of it that were here then */
	int64_t size;		/* so far */
	bool is_begun;		/* bytes of this answer came */
	bool has_parts;		/* the rest can be asked for */
	bool is_astray;		/* a part came that was not asked for */
	bool is_too_long;
	bool is_paused;
	enum rc rc;		/* what the office made of a piece … */
	struct err why;		/* … and its sentence */
};

/* Asks the office how much of it is here; is_anew: none of it is to be. */
static enum rc
begin(struct fetching *f, bool is_anew, struct err *e)
{
	struct wire_file_begin ask = { .id = f->want->id, .is_anew = is_anew };
	enum rc rc = office_ask(f->sync->office, MESSAGE_FILE_BEGIN, &ask, MESSAGE_FILE_SO_FAR,
	    &f->had, e);

	f->size = f->had.size;
	return rc;
}

/* The first bytes of an answer: the rest that was asked for, or the whole. */
static bool
take_first(struct fetching *f, const struct http_answer *a)
{
	f->is_begun = true;
	f->has_parts = a->status == 206 || a->takes_ranges;
	f->is_astray = a->status == 206 && a->range_from != f->size;
	if (a->status == 200 && f->size > 0)
		f->rc = begin(f, true, &f->why);
	return !f->is_astray && f->rc == RC_OK;
}

/* Hands on what came. The office hears it between two of the strands' own
 * conversations with it, since none is interrupted by a request. */
static bool
take(void *arg, const struct http_answer *answer, const char *bytes, size_t len)
{
	struct fetching *f = arg;

	if (!f->is_begun && !take_first(f, answer))
		return false;
	f->size += (int64_t)len;
	f->is_too_long = f->size > f->want->size;
	if (f->is_too_long)
		return false;
	while (len > 0 && f->rc == RC_OK) {
		size_t part = len < PIECE_MAX ? len : PIECE_MAX;
		struct wire_file_piece piece = { .id = f->want->id, .bytes = { bytes, part } };

		f->rc = office_tell(f->sync->office, MESSAGE_FILE_PIECE, &piece, NULL, &f->why);
		bytes += part;
		len -= part;
	}
	/* What is to be sent need not wait for the rest of a file. */
	f->is_paused = f->has_parts && f->size < f->want->size && (clock_monotonic_ms() >=
	    f->end_ms || office_is_calling(f->sync->office));
	return f->rc == RC_OK && !f->is_paused;
}

/* Judges what came; RC_NOT_FOUND: there is none and never will be; RC_INVALID:
 * it is something else; RC_AGAIN: the time is over. */
static enum rc
judge(const struct fetching *f, enum rc asked, const struct http_answer *a, struct err *e)
{
	if (f->rc != RC_OK)
		return err_set(e, f->rc, "%s", f->why.text);
	if (f->is_paused)
		return err_set(e, RC_AGAIN, "%s", "");
	if (f->is_astray)
		return err_set(e, RC_INVALID, "%s",
		    say("the relay sent another part of the attachment than was asked for"));
	if (!f->is_too_long && asked != RC_OK)
		return asked;
	if (f->is_too_long || a->status == 416 || (f->is_begun && f->size != f->want->size))
		return err_set(e, RC_INVALID, "%s",
		    say("the attachment does not have the size that was announced"));
	if (a->status == 404 || a->status == 410)
		return err_set(e, RC_NOT_FOUND, say("the relay has no such attachment (%d)"),
		    a->status);
	if (a->status != 200 && a->status != 206)
		return err_set(e, RC_NETWORK, say("the relay answered %d"), a->status);
	return RC_OK;
}

/* Whether what came can be gone on with, and is more than before. */
static bool
is_progress(const struct fetching *f, enum rc rc)
{
	return (rc == RC_NETWORK || rc == RC_AGAIN) && f->is_begun && f->has_parts &&
	    f->size > f->before;
}

/* Asks for what is lacking and hands it on. */
static enum rc
fetch(struct fetching *f, const struct channel_config *c, struct http_answer *answer,
    struct err *e)
{
	struct http_request request = { .method = HTTP_GET, .accept = "*/*", .take = take,
		.take_arg = f, .range_from = f->had.size,
		.if_range = f->had.etag[0] != '\0' ? f->had.etag : NULL };
	char etag[sizeof(f->had.etag)];
	struct buf url = { 0 };
	enum rc rc;

	/* What is had changes with the answer. */
	str_fill(etag, sizeof(etag), f->had.etag);
	if (request.if_range != NULL)
		request.if_range = etag;
	buf_printf(&url, "%s/attachments/%s", c->url, f->want->sha256);
	request.url = buf_str(&url);
	rc = judge(f, ask_channel(f->sync, c, &request, answer, e), answer, e);
	/* A link that breaks is a failure only where it brought nothing. */
	if (rc == RC_OK || rc == RC_INVALID || rc == RC_NOT_FOUND || is_progress(f, rc))
		breaker_success(sync_breaker(f->sync, c->channel));
	else
		sync_failure(f->sync, c->channel, answer, e->text, rc == RC_REFUSED);
	buf_release(&url);
	return rc;
}

/* Tells the office that one did not come, and what it has of it. */
static enum rc
tell_failed(const struct fetching *f, enum rc rc, const struct http_answer *answer,
    const char *sentence, struct err *e)
{
	struct wire_file_failed failed = { .id = f->want->id, .is_final = rc == RC_NOT_FOUND,
		.is_kept = rc == RC_NETWORK || rc == RC_AGAIN || rc == RC_REFUSED,
		.is_soon = is_progress(f, rc) };
	const char *etag = f->is_begun ? answer->etag : f->had.etag;

	/* A weak one does not say that the bytes are the same. */
	if (etag[0] == '"')
		str_fill(failed.etag, sizeof(failed.etag), etag);
	str_fill(failed.detail, sizeof(failed.detail), failed.is_soon ? "" : sentence);
	return office_ask(f->sync->office, MESSAGE_FILE_FAILED, &failed, MESSAGE_OK, NULL, e);
}

/* Fetches one. What goes wrong is told to the office, which asks again. */
static enum rc
fetch_one(struct fetching *f, const struct channel_config *c, bool *is_here, struct err *e)
{
	struct wire_number id = { .number = f->want->id };
	struct http_answer answer = { 0 };
	struct office *office = f->sync->office;
	struct err why = { .rc = RC_OK };
	enum rc rc = begin(f, false, &why);

	f->before = f->size;
	if (rc == RC_OK)
		rc = fetch(f, c, &answer, &why);
	if (rc == RC_OK)
		rc = office_ask(office, MESSAGE_FILE_COMMIT, &id, MESSAGE_OK, NULL, &why);
	*is_here = rc == RC_OK;
	if (rc != RC_OK && office_is_lost(office))
		err_set(e, rc, "%s", why.text);
	else if (rc != RC_OK)
		rc = tell_failed(f, rc, &answer, why.text, e);
	http_answer_release(&answer);
	return rc;
}

/* Asks for one that is wanted of the channel. One at a time: none is then
 * leased and not tried. */
static enum rc
lease(struct sync *s, const char *channel, struct wire_wanted_file *want, bool *is_any,
    struct err *e)
{
	struct wire_lease ask = { .count = 1 };
	struct wire_frame frame;
	int64_t tag;
	enum rc rc;

	*is_any = false;
	str_fill(ask.channel, sizeof(ask.channel), channel);
	rc = office_tell(s->office, MESSAGE_WANTED, &ask, &tag, e);
	while (rc == RC_OK) {
		rc = office_hear(s->office, tag, &frame, e);
		if (rc == RC_OK && frame.message != MESSAGE_WANTED_FILE)
			return office_read(s->office, &frame, MESSAGE_OK, NULL, e);
		if (rc == RC_OK)
			rc = office_read(s->office, &frame, MESSAGE_WANTED_FILE, want, e);
		*is_any = rc == RC_OK;
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
	struct wire_wanted_file want;
	bool is_any = true, is_here;
	enum rc rc = RC_OK;

	while (rc == RC_OK && is_any && c != NULL && !sync_breaker(s, channel)->is_open) {
		struct fetching f = { .sync = s, .want = &want, .end_ms = end_ms };

		if (clock_monotonic_ms() >= end_ms || office_is_calling(s->office)) {
			*has_more = true;
			break;
		}
		rc = lease(s, channel, &want, &is_any, e);
		if (rc == RC_OK && is_any)
			rc = fetch_one(&f, c, &is_here, e);
		if (rc == RC_OK && is_any && is_here)
			count_file(r, &want);
		if (f.is_paused) {
			*has_more = true;
			break;
		}
	}
	bill(s, r, channel);
	return rc != RC_OK && office_is_lost(s->office) ? rc : RC_OK;
}
