/* SPDX-License-Identifier: ISC */
#include "console/desk/carry_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "storage/text.h"

enum rc
carry_file_make(const char *path, int *fd, struct err *e)
{
	*fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (*fd < 0)
		return err_set(e, RC_STORAGE, say(N_("cannot make %s: %s")), path, strerror(errno));
	return RC_OK;
}

/* An export on its way. */
struct writing {
	int fd;
	struct carried_row row;
};

enum rc
carry_file_put(int fd, const char *text, struct err *e)
{
	size_t len = strlen(text), done = 0;

	while (done < len) {
		ssize_t n = write(fd, text + done, len - done);

		if (n >= 0)
			done += (size_t)n;
		else if (errno == EPIPE)
			return err_set(e, RC_AGAIN, say(N_("nobody reads the export any more")));
		else if (errno != EINTR)
			return err_set(e, RC_STORAGE, say(N_("the export cannot be written: %s")),
			    strerror(errno));
	}
	return RC_OK;
}

static enum rc
take_part(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct writing *w = arg;
	struct wire_piece piece;
	enum rc rc;

	if (frame->message == MESSAGE_CARRIED_ROW)
		return wire_read(frame, &w->row, e);
	if (frame->message != MESSAGE_PIECE)
		return RC_OK;
	rc = wire_read(frame, &piece, e);
	return rc == RC_OK ? carry_file_put(w->fd, piece.text, e) : rc;
}

enum rc
carry_file_write(struct link *link, const struct wire_export *ask, int fd,
    struct carried_row *row, struct err *e)
{
	struct wire_export next = *ask;
	struct writing w = { .fd = fd };
	enum rc rc;

	do {
		rc = link_ask(link, MESSAGE_EXPORT, &next, take_part, &w, e);
		next.id = w.row.id;
	} while (rc == RC_OK && w.row.ended_at == 0);
	*row = w.row;
	return rc;
}

/* Bytes of text that end with a whole character. */
static size_t
whole_characters(const char *bytes, size_t len)
{
	size_t start = len;

	while (start > 0 && len - start < 4 && ((unsigned char)bytes[start - 1] & 0xC0) == 0x80)
		start--;
	if (start == 0 || (unsigned char)bytes[start - 1] < 0xC0)
		return len;
	return utf8_valid(bytes + start - 1, len - start + 1, NULL) ? len : start - 1;
}

/* Hands in what has been read, but for a character that is not whole yet. */
static enum rc
hand_in(struct link *link, struct buf *ahead, bool is_last, int64_t *line, struct err *e)
{
	size_t len = is_last ? ahead->len : whole_characters(ahead->data, ahead->len), at = 0;
	struct buf piece = { 0 };
	struct wire_piece told;
	bool is_text = utf8_valid(ahead->data, len, &at);
	const char *nul = memchr(ahead->data, '\0', len);
	enum rc rc;

	if (nul != NULL && (is_text || (size_t)(nul - ahead->data) < at)) {
		at = (size_t)(nul - ahead->data);
		is_text = false;
	}
	for (size_t i = 0; i < (is_text ? len : at); i++)
		*line += ahead->data[i] == '\n';
	if (!is_text)
		return err_set(e, RC_INVALID, say(N_("line %lld: it is no UTF-8. Nothing was brought "
		    "in")), (long long)*line + 1);
	buf_add(&piece, ahead->data, len);
	told.text = buf_str(&piece);
	rc = link_ask(link, MESSAGE_IMPORT_PIECE, &told, NULL, NULL, e);
	buf_release(&piece);
	buf_drop_front(ahead, len);
	return rc;
}

static enum rc
read_all(struct link *link, int fd, const char *path, struct err *e)
{
	struct buf ahead = { 0 };
	int64_t line = 0;
	ssize_t n = 1;
	enum rc rc = RC_OK;

	while (rc == RC_OK && n != 0) {
		buf_reserve(&ahead, PIECE_MAX);
		n = read(fd, ahead.data + ahead.len, PIECE_MAX - 8 - ahead.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			rc = err_set(e, RC_USAGE, say(N_("cannot read %s: %s")), path, strerror(errno));
		else
			ahead.len += (size_t)n;
		if (rc == RC_OK && ahead.len > 0)
			rc = hand_in(link, &ahead, n == 0, &line, e);
	}
	buf_release(&ahead);
	return rc;
}

static enum rc
take_imported(void *arg, const struct wire_frame *frame, struct err *e)
{
	return frame->message == MESSAGE_IMPORTED ? wire_read(frame, arg, e) : RC_OK;
}

enum rc
carry_file_read(struct link *link, const struct wire_import *ask, const char *path,
    struct wire_imported *out, struct err *e)
{
	int fd = str_eq(path, "-") ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	enum rc rc;

	if (fd < 0)
		return err_set(e, RC_USAGE, say(N_("cannot read %s: %s")), path, strerror(errno));
	rc = link_ask(link, MESSAGE_IMPORT, ask, NULL, NULL, e);
	if (rc == RC_OK)
		rc = read_all(link, fd, path, e);
	if (rc == RC_OK)
		rc = link_ask(link, MESSAGE_IMPORT_END, &(struct wire_ok){ 0 }, take_imported, out, e);
	if (fd != STDIN_FILENO)
		close(fd);
	return rc;
}
