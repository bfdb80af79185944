/* SPDX-License-Identifier: ISC */
#include "console/office/blob.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "storage/secret.h"
#include "storage/text.h"

#define HEX_BYTES "0123456789abcdef"
#define PART "part-"

struct blob_writer {
	int folder;		/* FILE.blobs */
	int fd;
	char name[48];		/* while it is written */
	int64_t size;		/* in the file */
	struct secret_hash *hash;
};

/* Opens a folder, made where it is missing. */
static int
open_folder(int at, const char *name)
{
	if (mkdirat(at, name, 0700) != 0 && errno != EEXIST)
		return -1;
	return openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static enum rc
open_blobs(const char *store_path, int *fd, struct err *e)
{
	char *path = x_asprintf("%s.blobs", store_path);
	enum rc rc = RC_OK;

	*fd = open_folder(AT_FDCWD, path);
	if (*fd < 0)
		rc = err_set(e, RC_STORAGE, say(N_("cannot open the folder %s: %s")), path,
		    strerror(errno));
	free(path);
	return rc;
}

/* Closes and frees, whatever became of the file. */
static void
writer_free(struct blob_writer *w)
{
	char unused[65];

	if (w->hash != NULL)
		secret_hash_end(w->hash, unused);
	if (w->fd >= 0)
		close(w->fd);
	close(w->folder);
	free(w);
}

static enum rc
cannot_write(struct err *e)
{
	return err_set(e, RC_STORAGE, say(N_("cannot write an attachment: %s")), strerror(errno));
}

/* Takes in what an earlier writer left. */
static enum rc
take_in(struct blob_writer *w, struct err *e)
{
	char bytes[16384];
	ssize_t n;

	for (;;) {
		n = pread(w->fd, bytes, sizeof(bytes), w->size);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		secret_hash_add(w->hash, bytes, (size_t)n);
		w->size += n;
	}
	/* The next bytes go behind these. */
	if (n < 0 || lseek(w->fd, w->size, SEEK_SET) < 0)
		return cannot_write(e);
	return RC_OK;
}

enum rc
blob_resume(const char *store_path, int64_t number, struct blob_writer **out, struct err *e)
{
	struct blob_writer *w;
	int folder;
	enum rc rc = open_blobs(store_path, &folder, e);

	if (rc != RC_OK)
		return rc;
	w = x_zalloc(1, sizeof(*w));
	w->folder = folder;
	snprintf(w->name, sizeof(w->name), PART "%lld", (long long)number);
	w->hash = secret_hash_begin();
	w->fd = openat(folder, w->name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (w->fd < 0)
		rc = cannot_write(e);
	else if (flock(w->fd, LOCK_EX | LOCK_NB) != 0)
		rc = err_set(e, RC_CONFLICT, "attachment %lld is being fetched already",
		    (long long)number);
	else
		rc = take_in(w, e);
	if (rc != RC_OK) {
		writer_free(w);
		return rc;
	}
	*out = w;
	return RC_OK;
}

enum rc
blob_restart(struct blob_writer *w, struct err *e)
{
	char unused[65];

	secret_hash_end(w->hash, unused);
	w->hash = secret_hash_begin();
	w->size = 0;
	return ftruncate(w->fd, 0) == 0 && lseek(w->fd, 0, SEEK_SET) == 0 ? RC_OK :
	    cannot_write(e);
}

enum rc
blob_add(struct blob_writer *w, const void *bytes, size_t len, struct err *e)
{
	const char *at = bytes;

	secret_hash_add(w->hash, bytes, len);
	w->size += (int64_t)len;
	while (len > 0) {
		ssize_t n = write(w->fd, at, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return cannot_write(e);
		at += n;
		len -= (size_t)n;
	}
	return RC_OK;
}

int64_t
blob_size(const struct blob_writer *w)
{
	return w->size;
}

void
blob_pause(struct blob_writer *w)
{
	if (w == NULL)
		return;
	/* What a loss of power takes of it, the SHA-256 at the end notices. */
	(void)fdatasync(w->fd);
	writer_free(w);
}

void
blob_drop(struct blob_writer *w)
{
	if (w == NULL)
		return;
	unlinkat(w->folder, w->name, 0);
	writer_free(w);
}

/* Moves the file to its own name. One that is there already is the same. */
static bool
move(const struct blob_writer *w, const char *sha256)
{
	char folder[3] = { sha256[0], sha256[1], '\0' };
	int fd = open_folder(w->folder, folder);
	bool is_moved;

	if (fd < 0)
		return false;
	is_moved = fsync(w->fd) == 0 && renameat(w->folder, w->name, fd, sha256 + 2) == 0 &&
	    fsync(fd) == 0 && fsync(w->folder) == 0;
	close(fd);
	return is_moved;
}

enum rc
blob_finish(struct blob_writer *w, const char *sha256, struct err *e)
{
	char got[65];
	enum rc rc = RC_OK;

	secret_hash_end(w->hash, got);
	w->hash = NULL;
	if (!str_eq(got, sha256))
		rc = err_set(e, RC_INVALID, "%s",
		    say(N_("the bytes of the attachment are not those that were announced")));
	else if (!move(w, sha256))
		rc = err_set(e, RC_STORAGE, say(N_("cannot keep an attachment: %s")),
		    strerror(errno));
	if (rc == RC_OK)
		writer_free(w);
	else
		blob_drop(w);
	return rc;
}

int64_t
blob_part_size(const char *store_path, int64_t number)
{
	char *path = x_asprintf("%s.blobs/" PART "%lld", store_path, (long long)number);
	struct stat st;
	int64_t size = lstat(path, &st) == 0 && S_ISREG(st.st_mode) ? st.st_size : 0;

	free(path);
	return size;
}

void
blob_sweep(const char *store_path, bool (*is_wanted)(void *arg, int64_t number), void *arg)
{
	char *path = x_asprintf("%s.blobs", store_path);
	DIR *folder = opendir(path);
	const struct dirent *entry;
	int64_t number;

	free(path);
	if (folder == NULL)
		return;
	while ((entry = readdir(folder)) != NULL) {
		if (!str_starts(entry->d_name, PART))
			continue;
		if (!parse_int(entry->d_name + sizeof(PART) - 1, 1, INT64_MAX, &number) ||
		    !is_wanted(arg, number))
			unlinkat(dirfd(folder), entry->d_name, 0);
	}
	closedir(folder);
}

enum rc
blob_read(const char *store_path, const char *sha256, int64_t offset, size_t len, struct buf *out,
    struct err *e)
{
	char folder[3] = { sha256[0], sha256[1], '\0' };
	int blobs = -1, at = -1, fd = -1;
	enum rc rc;
	ssize_t n;

	if (strlen(sha256) != 64 || strspn(sha256, HEX_BYTES) != 64)
		return err_set(e, RC_INVALID, "sha256");
	rc = open_blobs(store_path, &blobs, e);
	if (rc != RC_OK)
		return rc;
	at = openat(blobs, folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (at >= 0)
		fd = openat(at, sha256 + 2, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0) {
		rc = err_set(e, RC_NOT_FOUND, "%s",
		    say(N_("the attachment's bytes are not beside the store")));
		goto out;
	}
	buf_reserve(out, len);
	do
		n = pread(fd, out->data + out->len, len, offset);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		rc = err_set(e, RC_STORAGE, say(N_("cannot read an attachment: %s")),
		    strerror(errno));
	else
		out->len += (size_t)n;
out:
	if (fd >= 0)
		close(fd);
	if (at >= 0)
		close(at);
	close(blobs);
	return rc;
}
