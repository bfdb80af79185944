/* SPDX-License-Identifier: ISC */
#include "console/channel/drop_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static enum rc
fail(const struct drop_folder *f, const char *what, struct err *e)
{
	return err_set(e, RC_STORAGE, say(N_("drop folder %s: %s: %s")), f->path, what,
	    strerror(errno));
}

/* Opens a folder of our own in another; makes it where it is missing. */
static int
open_own(int in, const char *name)
{
	struct stat st;
	int dir;

	if (mkdirat(in, name, 0700) == 0)
		(void)fsync(in);
	else if (errno != EEXIST)
		return -1;
	dir = openat(in, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (dir >= 0 && fstat(dir, &st) == 0 && st.st_uid == geteuid() &&
	    (st.st_mode & 077) == 0)
		return dir;
	if (dir >= 0) {
		close(dir);
		errno = EPERM;
	}
	return -1;
}

/* One sync at a time; the kernel lets go of it however that ends. */
static enum rc
take_lock(struct drop_folder *f, struct err *e)
{
	f->lock = openat(f->work, ".lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (f->lock < 0)
		return fail(f, "work/.lock", e);
	if (flock(f->lock, LOCK_EX | LOCK_NB) == 0)
		return RC_OK;
	if (errno != EWOULDBLOCK)
		return fail(f, "work/.lock", e);
	return err_set(e, RC_AGAIN, say(N_("another minwon-sync is at work in the drop folder %s")),
	    f->path);
}

enum rc
drop_folder_open(struct drop_folder *f, const char *path, struct err *e)
{
	struct stat st, inner;
	int kept;

	*f = (struct drop_folder){ .path = path, .work = -1, .lock = -1 };
	f->dir = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (f->dir < 0 || fstat(f->dir, &st) != 0)
		return fail(f, "open", e);
	if (st.st_uid != geteuid() || (st.st_mode & 077) != 0)
		return err_set(e, RC_USAGE, say(N_("the drop folder %s must belong to uid %ld and be "
		    "closed to others; run: chmod 700 %s")), path, (long)geteuid(), path);
	f->work = open_own(f->dir, "work");
	if (f->work < 0 || fstat(f->work, &inner) != 0)
		return fail(f, "work", e);
	if (inner.st_dev != st.st_dev)
		return err_set(e, RC_USAGE, say(N_("work/ in the drop folder %s must be on the same "
		    "file system")), path);
	for (int i = 0; i < 2; i++) {
		const char *name = i == 0 ? "done" : "failed";

		kept = open_own(f->dir, name);
		if (kept < 0)
			return fail(f, name, e);
		close(kept);
	}
	return take_lock(f, e);
}

void
drop_folder_close(struct drop_folder *f)
{
	if (f->lock >= 0)
		close(f->lock);
	if (f->work >= 0)
		close(f->work);
	if (f->dir >= 0)
		close(f->dir);
	*f = (struct drop_folder){ .dir = -1, .work = -1, .lock = -1 };
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

enum rc
drop_names_read(int dir, struct drop_names *out, struct err *e)
{
	int copy = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *stream = copy < 0 ? NULL : fdopendir(copy);
	const struct dirent *entry;

	*out = (struct drop_names){ .list = NULL };
	if (stream == NULL)
		return err_set(e, RC_STORAGE, say(N_("cannot read the drop folder: %s")),
		    strerror(errno));
	while (out->count < DROP_NAMES_MAX && (entry = readdir(stream)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		out->list = x_realloc(out->list, out->count + 1, sizeof(*out->list));
		out->list[out->count++] = x_strdup(entry->d_name);
	}
	closedir(stream);
	if (out->count > 0)
		qsort(out->list, out->count, sizeof(*out->list), compare);
	return RC_OK;
}

void
drop_names_release(struct drop_names *n)
{
	for (size_t i = 0; i < n->count; i++)
		free(n->list[i]);
	free(n->list);
	*n = (struct drop_names){ .list = NULL };
}

static bool
ends_in(const char *name, const char *const ends[], size_t count)
{
	size_t len = strlen(name);

	for (size_t i = 0; i < count; i++) {
		size_t end = strlen(ends[i]);

		if (len > end && strcasecmp(name + len - end, ends[i]) == 0)
			return true;
	}
	return false;
}

static const char *const markers[] = { ".done", ".ok" };

bool
drop_name_is_marker(const char *name)
{
	return ends_in(name, markers, COUNT(markers));
}

bool
drop_name_is_passing(const char *name)
{
	static const char *const ends[] = { ".tmp", ".temp", ".part", ".partial", ".filepart",
		".crdownload", ".download", ".swp", "~" };

	return name[0] == '.' || ends_in(name, ends, COUNT(ends));
}

bool
drop_name_fits(const char *name, const char *patterns)
{
	if (patterns[0] == '\0')
		patterns = "*.csv *.tsv *.txt";
	while (*(patterns += strspn(patterns, " \t")) != '\0') {
		size_t len = strcspn(patterns, " \t");
		char *pattern = x_strndup(patterns, len);
		bool fits = fnmatch(pattern, name, FNM_PERIOD | FNM_CASEFOLD) == 0;

		free(pattern);
		if (fits)
			return true;
		patterns += len;
	}
	return false;
}

const char *
drop_file_open(int dir, const char *name, int *fd, struct stat *st, bool *is_folder)
{
	struct stat named;

	*fd = -1;
	*is_folder = false;
	if (fstatat(dir, name, &named, AT_SYMLINK_NOFOLLOW) != 0)
		return say(N_("it is gone"));
	*is_folder = S_ISDIR(named.st_mode);
	if (S_ISLNK(named.st_mode))
		return say(N_("it is a symbolic link"));
	if (!S_ISREG(named.st_mode))
		return say(N_("it is no file"));
	if (named.st_uid != geteuid())
		return say(N_("it belongs to another user"));
	if (named.st_size > DROP_FILE_BYTES_MAX)
		return say(N_("it is larger than 64 MiB: split it"));
	for (const char *s = name; *s != '\0'; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			return say(N_("its name holds control characters"));
	if (strlen(name) > DROP_NAME_BYTES_MAX)
		return say(N_("its name is longer than 200 bytes"));
	*fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (*fd >= 0 && fstat(*fd, st) == 0 && st->st_ino == named.st_ino &&
	    st->st_dev == named.st_dev && S_ISREG(st->st_mode))
		return NULL;
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
	return say(N_("it cannot be opened"));
}

enum rc
drop_file_read(int fd, const char *name, struct buf *out, struct err *e)
{
	off_t at = 0;
	ssize_t n;

	do {
		buf_reserve(out, 64 * 1024);
		n = pread(fd, out->data + out->len, 64 * 1024, at);
		if (n > 0) {
			out->len += (size_t)n;
			at += n;
		}
	} while ((n > 0 && at <= DROP_FILE_BYTES_MAX) || (n < 0 && errno == EINTR));
	buf_reserve(out, 1);
	out->data[out->len] = '\0';
	if (n < 0)
		return err_set(e, RC_STORAGE, say(N_("cannot read %s: %s")), name, strerror(errno));
	if (at > DROP_FILE_BYTES_MAX)
		return err_set(e, RC_INVALID, "%s: %s", name,
		    say(N_("it is larger than 64 MiB: split it")));
	return RC_OK;
}

enum rc
drop_file_write(int dir, const char *name, const struct buf *bytes, struct err *e)
{
	int fd = openat(dir, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
	size_t done = 0;
	ssize_t n = 0;
	bool is_good = fd >= 0;

	while (is_good && done < bytes->len) {
		n = write(fd, bytes->data + done, bytes->len - done);
		if (n > 0)
			done += (size_t)n;
		is_good = n > 0 || errno == EINTR;
	}
	is_good = is_good && fsync(fd) == 0;
	if (!is_good)
		err_set(e, RC_STORAGE, say(N_("cannot write %s: %s")), name, strerror(errno));
	if (fd >= 0 && close(fd) != 0 && is_good)
		return err_set(e, RC_STORAGE, say(N_("cannot write %s: %s")), name, strerror(errno));
	return is_good ? RC_OK : RC_STORAGE;
}

int
drop_file_has_writer(int fd)
{
	/* Who wants to write while the lease is held makes the kernel tell us, which
	 * need not be heard: the lease is given back at once. */
	(void)signal(SIGIO, SIG_IGN);
	if (fcntl(fd, F_SETLEASE, F_RDLCK) == 0) {
		(void)fcntl(fd, F_SETLEASE, F_UNLCK);
		return 0;
	}
	return errno == EAGAIN ? 1 : -1;
}

enum rc
drop_claim(const struct drop_folder *f, const char *name, struct err *e)
{
	if (renameat2(f->dir, name, f->work, name, RENAME_NOREPLACE) != 0)
		return errno == ENOENT || errno == EEXIST ?
		    err_set(e, RC_AGAIN, say(N_("%s was taken by somebody else")), name) :
		    fail(f, name, e);
	if (fchmodat(f->work, name, 0600, 0) != 0 || fsync(f->work) != 0 || fsync(f->dir) != 0)
		return fail(f, name, e);
	return RC_OK;
}

void
drop_unmark(const struct drop_folder *f, const char *name)
{
	struct stat st;

	if (fstatat(f->dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0)
		return;
	for (size_t i = 0; i < COUNT(markers); i++) {
		char *marker = x_asprintf("%s%s", name, markers[i]);

		(void)unlinkat(f->dir, marker, 0);
		free(marker);
	}
}

enum rc
drop_open_below(const struct drop_folder *f, const char *below, int *dir, struct err *e)
{
	const char *slash = strchr(below, '/');
	char *first = x_strndup(below, slash == NULL ? strlen(below) : (size_t)(slash - below));
	int outer = open_own(f->dir, first), inner;

	free(first);
	*dir = outer;
	if (outer >= 0 && slash != NULL) {
		inner = open_own(outer, slash + 1);
		close(outer);
		*dir = inner;
	}
	return *dir >= 0 ? RC_OK : fail(f, below, e);
}
