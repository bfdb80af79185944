/* SPDX-License-Identifier: ISC */
#include "console/desk/lines.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "storage/text.h"

#define READ_BYTES (64 * 1024)

enum rc
line_reader_open(struct line_reader *r, const char *path, size_t max, struct err *e)
{
	*r = (struct line_reader){ .fd = STDIN_FILENO, .max = max };
	if (str_eq(path, "-"))
		return RC_OK;
	r->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (r->fd < 0)
		return err_set(e, RC_USAGE, say(N_("cannot read %s: %s")), path, strerror(errno));
	return RC_OK;
}

static enum rc
read_more(struct line_reader *r, struct err *e)
{
	ssize_t n;

	buf_drop_front(&r->ahead, r->from);
	r->from = 0;
	buf_reserve(&r->ahead, READ_BYTES);
	do {
		n = read(r->fd, r->ahead.data + r->ahead.len, READ_BYTES);
	} while (n < 0 && errno == EINTR);
	if (n < 0)
		return err_set(e, RC_USAGE, say(N_("cannot read the input: %s")),
		    strerror(errno));
	r->ahead.len += (size_t)n;
	r->ahead.data[r->ahead.len] = '\0';
	r->is_at_end = n == 0;
	return RC_OK;
}

enum rc
line_reader_next(struct line_reader *r, struct buf *line, struct err *e)
{
	bool is_too_long = false;

	buf_clear(line);
	for (;;) {
		size_t left = r->ahead.len - r->from;
		const char *start = left > 0 ? r->ahead.data + r->from : "";
		const char *end = memchr(start, '\n', left);
		size_t len = end != NULL ? (size_t)(end - start) : left;
		enum rc rc;

		if (end == NULL && r->is_at_end && left == 0 && line->len == 0 && !is_too_long)
			return RC_NOT_FOUND;
		is_too_long = is_too_long || line->len + len > r->max;
		if (!is_too_long)
			buf_add(line, start, len);
		r->from += len + (end != NULL);
		if (end != NULL || r->is_at_end)
			break;
		rc = read_more(r, e);
		if (rc != RC_OK)
			return rc;
	}
	r->number++;
	if (is_too_long)
		return err_set(e, RC_INVALID, say(N_("the line is longer than %zu bytes: split it")),
		    r->max);
	if (line->len > 0 && line->data[line->len - 1] == '\r')
		line->data[--line->len] = '\0';
	return RC_OK;
}

void
line_reader_close(struct line_reader *r)
{
	if (r->fd > STDIN_FILENO)
		close(r->fd);
	buf_release(&r->ahead);
	r->fd = -1;
}

bool
line_is_blank(const struct buf *line)
{
	return strspn(buf_str(line), " \t") == line->len;
}
