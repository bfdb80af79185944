/* SPDX-License-Identifier: ISC */
#include "console/channel/drop_journal.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "console/rules/redact.h"
#include "storage/secret.h"
#include "storage/text.h"

#define HEAD "minwon-drop 1\t"
#define ENDING ".journal"

bool
drop_journal_is_name(const char *name)
{
	size_t len = strlen(name), end = strlen(ENDING);

	return len > end && str_eq(name + len - end, ENDING);
}

static enum rc
fail(const struct drop_journal *j, struct err *e)
{
	return err_set(e, RC_STORAGE, say(N_("cannot write %s: %s")), j->name, strerror(errno));
}

/* Copies the field that begins at *s, up to the next tab or the end. */
static void
take_field(const char **s, char *to, size_t cap)
{
	size_t len = strcspn(*s, "\t");
	char *field = x_strndup(*s, len);

	(void)str_fill(to, cap, field);
	free(field);
	*s += len + ((*s)[len] == '\t');
}

static bool
read_head(struct drop_journal *j, const char *line)
{
	char at[24], sha256[65];

	if (!str_starts(line, HEAD))
		return false;
	line += strlen(HEAD);
	take_field(&line, j->claim, sizeof(j->claim));
	take_field(&line, at, sizeof(at));
	take_field(&line, sha256, sizeof(sha256));
	(void)str_fill(j->sha256, sizeof(j->sha256), sha256);
	return strlen(j->claim) == 16 && strlen(sha256) == 64 &&
	    parse_int(at, INT64_MIN, INT64_MAX, &j->claimed_at);
}

static void
read_line(struct drop_journal *j, const char *line)
{
	if (str_starts(line, "row\t")) {
		buf_puts(&j->lines, line + 4);
		buf_putc(&j->lines, '\n');
		j->rows++;
	} else if (str_starts(line, "told\t")) {
		buf_puts(&j->told, line + 5);
		buf_putc(&j->told, '\n');
	} else if (str_starts(line, "archive\t")) {
		line += 8;
		take_field(&line, j->folder, sizeof(j->folder));
		take_field(&line, j->kept_as, sizeof(j->kept_as));
	}
}

/* Reads the whole lines; where they end is where writing goes on. */
static enum rc
read_lines(struct drop_journal *j, struct err *e)
{
	struct buf text = { 0 };
	size_t at = 0, told_at = 0;
	enum rc rc = drop_file_read(j->fd, j->name, &text, e);

	while (rc == RC_OK && at < text.len) {
		char *end = memchr(text.data + at, '\n', text.len - at);

		if (end == NULL)
			break;
		*end = '\0';
		if (at == 0 && !read_head(j, text.data))
			break;
		if (at > 0 && told_at == 0 && str_starts(text.data + at, "told\t"))
			told_at = at;
		if (at > 0)
			read_line(j, text.data + at);
		at = (size_t)(end - text.data) + 1;
	}
	j->is_known = at > 0;
	if (told_at > 0 && j->folder[0] == '\0') {
		at = told_at;
		buf_clear(&j->told);
	}
	if (rc == RC_OK && (ftruncate(j->fd, (off_t)at) != 0 ||
	    lseek(j->fd, (off_t)at, SEEK_SET) < 0))
		rc = fail(j, e);
	buf_release(&text);
	return rc;
}

enum rc
drop_journal_open(struct drop_journal *j, const struct drop_folder *f, const char *name,
    const char *sha256, int64_t now_at, struct err *e)
{
	char key[33];
	enum rc rc;

	*j = (struct drop_journal){ .dir = f->work };
	(void)snprintf(j->name, sizeof(j->name), "%s" ENDING, name);
	j->fd = openat(f->work, j->name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (j->fd < 0)
		return fail(j, e);
	rc = read_lines(j, e);
	if (rc != RC_OK || j->is_known)
		return rc;
	secret_op_key(key);
	(void)snprintf(j->claim, sizeof(j->claim), "%.16s", key);
	(void)str_fill(j->sha256, sizeof(j->sha256), sha256);
	j->claimed_at = now_at;
	buf_printf(&j->unwritten, HEAD "%s\t%" PRId64 "\t%s\n", j->claim, now_at, sha256);
	rc = drop_journal_sync(j, e);
	return rc == RC_OK && fsync(f->work) != 0 ? fail(j, e) : rc;
}

void
drop_journal_close(struct drop_journal *j)
{
	if (j->fd >= 0)
		close(j->fd);
	buf_release(&j->lines);
	buf_release(&j->told);
	buf_release(&j->unwritten);
	j->fd = -1;
}

/* Appends what may be shown of a text, on one line and without tabs. */
static void
put_shown(struct buf *out, const char *text)
{
	struct buf cut = { 0 }, masked = { 0 };

	redact_bytes(&cut, text, strlen(text));
	mask_free_text(&masked, buf_str(&cut), "", "");
	tsafe(out, buf_str(&masked), masked.len, false);
	buf_release(&cut);
	buf_release(&masked);
}

/* Writes one line behind those, and behind what is not on the disk yet. */
static void
add_line(struct drop_journal *j, struct buf *lines, const char *tag, int64_t line, const char *id,
    const char *outcome, const char *reason)
{
	struct buf row = { 0 };

	buf_printf(&row, "%" PRId64 "\t%s\t%s\t", line, id, outcome);
	put_shown(&row, reason);
	buf_putc(&row, '\n');
	buf_add(lines, row.data, row.len);
	buf_puts(&j->unwritten, tag);
	buf_add(&j->unwritten, row.data, row.len);
	buf_release(&row);
}

void
drop_journal_add(struct drop_journal *j, int64_t line, const char *id, const char *outcome,
    const char *reason)
{
	add_line(j, &j->lines, "row\t", line, id, outcome, reason);
	j->rows++;
}

void
drop_journal_tell(struct drop_journal *j, int64_t line, const char *id, const char *outcome,
    const char *reason)
{
	add_line(j, &j->told, "told\t", line, id, outcome, reason);
}

enum rc
drop_journal_sync(struct drop_journal *j, struct err *e)
{
	size_t done = 0;

	while (done < j->unwritten.len) {
		ssize_t n = write(j->fd, j->unwritten.data + done, j->unwritten.len - done);

		if (n < 0 && errno != EINTR)
			return fail(j, e);
		done += n > 0 ? (size_t)n : 0;
	}
	buf_clear(&j->unwritten);
	return fdatasync(j->fd) == 0 ? RC_OK : fail(j, e);
}

enum rc
drop_journal_settle(struct drop_journal *j, const char *folder, const char *kept_as,
    struct err *e)
{
	(void)str_fill(j->folder, sizeof(j->folder), folder);
	(void)str_fill(j->kept_as, sizeof(j->kept_as), kept_as);
	buf_printf(&j->unwritten, "archive\t%s\t%s\n", folder, kept_as);
	return drop_journal_sync(j, e);
}

enum rc
drop_journal_end(struct drop_journal *j, struct err *e)
{
	if (unlinkat(j->dir, j->name, 0) != 0 || fsync(j->dir) != 0)
		return fail(j, e);
	return RC_OK;
}
