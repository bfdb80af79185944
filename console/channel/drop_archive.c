/* SPDX-License-Identifier: ISC */
#include "console/channel/drop_archive.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "console/rules/csv.h"
#include "console/rules/redact.h"
#include "storage/text.h"

#define MARK "\xEF\xBB\xBF"
#define RESULT_ENDING ".result.csv"
#define SAME_NAMES_MAX 10000

static void
put_lines(const struct buf *lines, struct buf *text)
{
	for (const char *line = buf_str(lines); *line != '\0';) {
		size_t len = strcspn(line, "\n");

		for (size_t at = 0; at <= len;) {
			size_t field = strcspn(line + at, "\t\n");
			char *cell = x_strndup(line + at, field);

			csv_put(text, cell);
			free(cell);
			at += field + 1;
			buf_puts(text, at <= len ? "," : "\r\n");
		}
		line += len + (line[len] == '\n');
	}
}

/* The journal's rows as the table that whoever dropped the file reads. */
static void
write_result(const struct drop_journal *j, enum charset charset, struct buf *out)
{
	struct buf text = { 0 };

	buf_puts(&text, "line,id,outcome,reason\r\n");
	put_lines(&j->lines, &text);
	put_lines(&j->told, &text);
	if (charset == CHARSET_CP949) {
		(void)charset_to_cp949(buf_str(&text), text.len, out);
	} else {
		if (charset == CHARSET_UTF8_MARK || charset == CHARSET_UTF16)
			buf_puts(out, MARK);
		buf_add(out, text.data, text.len);
	}
	buf_release(&text);
}

/* The file without its resident numbers; false where it has none. */
static bool
cut_numbers(const struct buf *bytes, enum charset charset, struct buf *out)
{
	struct buf text = { 0 }, cut = { 0 };
	struct err unused;
	size_t numbers;

	if (charset == CHARSET_UTF16 ? !charset_utf16_to_utf8(buf_str(bytes), bytes->len, &text) :
	    charset_to_utf8(charset, buf_str(bytes), bytes->len, &text, &unused) != RC_OK) {
		buf_clear(&text);
		buf_add(&text, buf_str(bytes), bytes->len);
		charset = CHARSET_BROKEN;
	}
	numbers = redact_bytes(&cut, buf_str(&text), text.len);
	if (numbers > 0 && charset == CHARSET_CP949) {
		(void)charset_to_cp949(buf_str(&cut), cut.len, out);
	} else if (numbers > 0) {
		if (charset == CHARSET_UTF8_MARK || charset == CHARSET_UTF16)
			buf_puts(out, MARK);
		buf_add(out, cut.data, cut.len);
	}
	buf_release(&text);
	buf_release(&cut);
	return numbers > 0;
}

static bool
is_free(int dir, const char *name)
{
	struct stat st;

	return fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) != 0 && errno == ENOENT;
}

/* A name that neither a file nor a result has: NAME, else NAME~2, … */
static enum rc
find_name(int dir, const char *name, char *to, size_t cap, struct err *e)
{
	for (int i = 1; i <= SAME_NAMES_MAX; i++) {
		char *result;
		bool is_good;

		if (i == 1)
			(void)snprintf(to, cap, "%s", name);
		else
			(void)snprintf(to, cap, "%s~%d", name, i);
		result = x_asprintf("%s" RESULT_ENDING, to);
		is_good = is_free(dir, to) && is_free(dir, result);
		free(result);
		if (is_good)
			return RC_OK;
	}
	return err_set(e, RC_STORAGE, say(N_("%s was archived too often: clear the archive")), name);
}

static enum rc
fail(const char *name, struct err *e)
{
	return err_set(e, RC_STORAGE, say(N_("cannot archive %s: %s")), name, strerror(errno));
}

/* Puts both files into dir. What was put there before the lights went out is put
 * there again. */
static enum rc
put_files(const struct drop_folder *f, int dir, const char *name, const struct buf *bytes,
    enum charset charset, const struct drop_journal *j, struct err *e)
{
	struct buf result = { 0 }, cut = { 0 };
	char *result_name = x_asprintf("%s" RESULT_ENDING, j->kept_as);
	bool is_cut = cut_numbers(bytes, charset, &cut);
	enum rc rc;

	write_result(j, charset, &result);
	rc = drop_file_write(f->work, ".result", &result, e);
	if (rc == RC_OK && renameat(f->work, ".result", dir, result_name) != 0)
		rc = fail(result_name, e);
	if (rc == RC_OK && is_cut)
		rc = drop_file_write(f->work, ".cut", &cut, e);
	if (rc == RC_OK && renameat(f->work, is_cut ? ".cut" : name, dir, j->kept_as) != 0)
		rc = fail(name, e);
	if (rc == RC_OK && fsync(dir) != 0)
		rc = fail(name, e);
	if (rc == RC_OK && is_cut && unlinkat(f->work, name, 0) != 0)
		rc = fail(name, e);
	if (rc == RC_OK && fsync(f->work) != 0)
		rc = fail(name, e);
	buf_release(&result);
	buf_release(&cut);
	free(result_name);
	return rc;
}

enum rc
drop_archive(const struct drop_folder *f, const char *name, const struct buf *bytes,
    enum charset charset, struct drop_journal *j, const char *folder, struct err *e)
{
	char kept_as[sizeof(j->kept_as)];
	int dir;
	enum rc rc = drop_open_below(f, j->folder[0] != '\0' ? j->folder : folder, &dir, e);

	if (rc != RC_OK)
		return rc;
	if (j->folder[0] == '\0') {
		rc = find_name(dir, name, kept_as, sizeof(kept_as), e);
		if (rc == RC_OK)
			rc = drop_journal_settle(j, folder, kept_as, e);
	}
	if (rc == RC_OK)
		rc = put_files(f, dir, name, bytes, charset, j, e);
	if (rc == RC_OK)
		rc = drop_journal_end(j, e);
	close(dir);
	return rc;
}
