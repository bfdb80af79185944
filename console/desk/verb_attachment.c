/* SPDX-License-Identifier: ISC */
/* attachment list, attachment get: what applicants handed in beside the form. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "console/desk/verbs.h"
#include "storage/secret.h"
#include "storage/text.h"

static const struct column columns[] = {
	{ .key = "id" },
	{ .key = "name", .title = N_("Name") },
	{ .key = "media_type", .title = N_("Type") },
	{ .key = "size", .title = N_("Bytes"), .is_right = true },
	{ .key = "here", .title = N_("Here"), .is_right = true },
	{ .key = "state", .title = N_("State") },
	{ .key = "sha256", .title = N_("SHA-256"), .cells_max = 12 },
	{ .key = "error", .title = N_("Error") },
};

/* A state as people read it. */
static const char *
state_word(const char *state)
{
	static const struct {
		const char *state, *word;
	} words[] = {
		{ "wanted", N_("on its way") }, { "present", N_("here") }, { "refused", N_("not taken") },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_eq(words[i].state, state))
			return say(words[i].word);
	return state;
}

static enum rc
take_row(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct wire_attachment a;
	enum rc rc;

	if (frame->message != MESSAGE_ATTACHMENT)
		return RC_OK;
	rc = wire_read(frame, &a, e);
	if (rc == RC_OK)
		writer_row(arg, (const struct value[]){ value_number(a.id), value_text(a.name),
		    value_text(a.media_type), value_number(a.size), value_number(a.here),
		    value_shown(a.state, state_word(a.state)),
		    value_text(a.sha256), value_text(a.error) });
	return rc;
}

int
verb_attachment_list(struct call *call)
{
	struct wire_show ask = { .number = "" };
	struct writer *writer;
	struct err e = { 0 };
	enum rc rc = call_fill(ask.number, sizeof(ask.number), call->options.operands[0],
	    say(N_("the case number")), &e);

	if (rc != RC_OK)
		return call_fail(&e);
	writer = call_writer(call, columns, sizeof(columns) / sizeof(columns[0]));
	rc = link_ask(call->link, MESSAGE_ATTACHMENT_LIST, &ask, take_row, writer, &e);
	if (rc == RC_OK)
		writer_close(writer);
	else
		writer_drop(writer);
	return rc == RC_OK ? 0 : call_fail(&e);
}

/* An attachment on its way to a file. */
struct getting {
	int fd;
	int64_t offset;		/* bytes so far */
	struct wire_attachment row;
	struct secret_hash *hash;
};

static enum rc
write_all(int fd, const char *bytes, size_t len, struct err *e)
{
	while (len > 0) {
		ssize_t n = write(fd, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set(e, RC_STORAGE, say(N_("cannot write the attachment: %s")),
			    strerror(errno));
		bytes += n;
		len -= (size_t)n;
	}
	return RC_OK;
}

static enum rc
take_piece(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct getting *g = arg;
	struct wire_file_piece piece;
	enum rc rc;

	if (frame->message == MESSAGE_ATTACHMENT)
		return wire_read(frame, &g->row, e);
	if (frame->message != MESSAGE_FILE_PIECE)
		return RC_OK;
	rc = wire_read(frame, &piece, e);
	if (rc != RC_OK)
		return rc;
	g->offset += (int64_t)piece.bytes.len;
	secret_hash_add(g->hash, piece.bytes.data, piece.bytes.len);
	return write_all(g->fd, piece.bytes.data, piece.bytes.len, e);
}

/* Asks piece by piece until all bytes are there, and that they are the right
 * ones. */
static enum rc
get_all(struct call *call, struct getting *g, struct wire_attachment_get *ask, struct err *e)
{
	char sha256[65];
	enum rc rc;

	g->hash = secret_hash_begin();
	do {
		ask->offset = g->offset;
		rc = link_ask(call->link, MESSAGE_ATTACHMENT_GET, ask, take_piece, g, e);
		/* Two of one name: go on with the one that was begun. */
		if (rc == RC_OK)
			str_fill(ask->wanted, sizeof(ask->wanted), g->row.sha256);
		if (rc == RC_OK && g->offset == ask->offset && g->offset < g->row.size)
			rc = err_set(e, RC_NETWORK, "%s",
			    say(N_("the office sends no more of the attachment")));
	} while (rc == RC_OK && g->offset < g->row.size);
	secret_hash_end(g->hash, sha256);
	if (rc == RC_OK && !str_eq(sha256, g->row.sha256))
		rc = err_set(e, RC_STORAGE, "%s",
		    say(N_("the attachment is damaged: its SHA-256 is another one")));
	return rc;
}

/* Where it goes: a new file, or standard output where that is no terminal. */
static enum rc
open_output(const char *path, int *fd, struct err *e)
{
	*fd = STDOUT_FILENO;
	if (path == NULL && isatty(STDOUT_FILENO))
		return err_set(e, RC_USAGE, "%s",
		    say(N_("an attachment does not go to the terminal: name a file with -o")));
	if (path == NULL || str_eq(path, "-"))
		return RC_OK;
	*fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (*fd < 0)
		return err_set(e, RC_STORAGE, say(N_("cannot make %s: %s")), path, strerror(errno));
	return RC_OK;
}

int
verb_attachment_get(struct call *call)
{
	const char *path = options_value(&call->options, OPT_OUTPUT);
	struct wire_attachment_get ask = { .offset = 0 };
	struct getting g = { .fd = -1 };
	struct err e = { 0 };
	enum rc rc = call_fill(ask.number, sizeof(ask.number), call->options.operands[0],
	    say(N_("the case number")), &e);

	if (rc == RC_OK)
		rc = call_fill(ask.wanted, sizeof(ask.wanted), call->options.operands[1],
		    say(N_("the attachment")), &e);
	if (rc == RC_OK)
		rc = open_output(path, &g.fd, &e);
	if (rc != RC_OK)
		return call_fail(&e);
	rc = get_all(call, &g, &ask, &e);
	if (g.fd != STDOUT_FILENO) {
		if (close(g.fd) != 0 && rc == RC_OK)
			rc = err_set(&e, RC_STORAGE, say(N_("cannot write the attachment: %s")),
			    strerror(errno));
		if (rc != RC_OK)
			unlink(path);
	}
	return rc == RC_OK ? 0 : call_fail(&e);
}
