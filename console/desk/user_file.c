/* SPDX-License-Identifier: ISC */
#include "console/desk/user_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "storage/text.h"

void
user_file_path(const char *name, struct buf *out)
{
	const char *config = getenv("XDG_CONFIG_HOME");

	if (!str_empty(config) && config[0] == '/')
		buf_printf(out, "%s/minwon/%s", config, name);
	else
		buf_printf(out, "%s/.config/minwon/%s", str_or_empty(getenv("HOME")), name);
}

/* Is it a plain file of ours, of a size that a person writes? */
static enum rc
check_file(int fd, const char *path, struct err *e)
{
	struct stat st;

	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		return err_set(e, RC_REFUSED, say(N_("%s is no plain file: it is not read")), path);
	if (st.st_uid != geteuid())
		return err_set(e, RC_REFUSED,
		    say(N_("%s belongs to somebody else: it is not read")), path);
	if (st.st_size > USER_FILE_BYTES)
		return err_set(e, RC_REFUSED, say(N_("%s is longer than %d bytes: it is not read")),
		    path, USER_FILE_BYTES);
	return RC_OK;
}

static enum rc
read_all(int fd, struct buf *out)
{
	char bytes[4096];
	size_t total = 0;
	ssize_t n;

	while ((n = read(fd, bytes, sizeof(bytes))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return RC_STORAGE;
		total += (size_t)n;
		if (total > USER_FILE_BYTES)
			return RC_STORAGE;
		buf_add(out, bytes, (size_t)n);
	}
	return RC_OK;
}

enum rc
user_file_read(const char *name, struct buf *out, struct err *e)
{
	struct buf path = { 0 };
	size_t start = out->len;
	enum rc rc = RC_OK;
	int fd;

	user_file_path(name, &path);
	fd = open(buf_str(&path), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR)) {
		rc = RC_NOT_FOUND;
		goto out;
	}
	if (fd < 0) {
		rc = errno == ELOOP ?
		    err_set(e, RC_REFUSED, say(N_("%s is a link: it is not read")), buf_str(&path)) :
		    err_set(e, RC_REFUSED, say(N_("%s cannot be read: %s")), buf_str(&path),
		    strerror(errno));
		goto out;
	}
	rc = check_file(fd, buf_str(&path), e);
	if (rc == RC_OK && read_all(fd, out) != RC_OK)
		rc = err_set(e, RC_REFUSED, say(N_("%s cannot be read: %s")), buf_str(&path),
		    strerror(errno));
	else if (rc == RC_OK && (!utf8_valid(buf_str(out) + start, out->len - start, NULL) ||
	    strlen(buf_str(out) + start) != out->len - start))
		rc = err_set(e, RC_REFUSED, say(N_("%s is no UTF-8 text: it is not read")),
		    buf_str(&path));
	close(fd);
out:
	buf_release(&path);
	return rc;
}

void
user_file_lines(char *text, void (*take)(void *arg, int line, char *words[], int count),
    void *arg)
{
	char *next_line = NULL, *end = text + strlen(text);
	int number = 0;

	for (char *line = text; line < end; line = next_line) {
		char *words[USER_WORDS_MAX] = { NULL }, *rest = NULL;
		int count = 0;

		number++;
		next_line = line + strcspn(line, "\n");
		if (next_line < end)
			*next_line = '\0';
		next_line++;
		for (char *word = strtok_r(line, " \t\r", &rest); word != NULL;
		    word = strtok_r(NULL, " \t\r", &rest)) {
			/* "#" alone in the second place is a key, else it begins a remark. */
			if (word[0] == '#' && !(count == 1 && word[1] == '\0'))
				break;
			if (count < USER_WORDS_MAX)
				words[count] = word;
			count++;
		}
		if (count > 0)
			take(arg, number, words, count);
	}
}
