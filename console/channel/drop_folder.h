/* SPDX-License-Identifier: ISC */
/*
 * drop_folder: a folder into which other systems put files, and the folders in it
 * where ours are kept: work/ (claimed), done/ and failed/. Opens only plain files
 * of our own, moves nothing over another, and is one sync's at a time. Knows no
 * tables.
 */
#ifndef CHANNEL_DROP_FOLDER_H
#define CHANNEL_DROP_FOLDER_H

#include <sys/stat.h>

#include "storage/base.h"

#define DROP_FILE_BYTES_MAX (64 * 1024 * 1024)
#define DROP_NAME_BYTES_MAX 200
#define DROP_NAMES_MAX 10000

struct drop_folder {
	const char *path;	/* borrowed, for sentences */
	int dir, work, lock;	/* -1 = not open */
};

/* Opens the folder, which must be ours alone (mode 0700), makes what is missing in
 * it, and takes it for this sync. RC_AGAIN: another one has it. RC_USAGE,
 * RC_STORAGE: a sentence with the path. Close in either case. */
MUST_USE enum rc drop_folder_open(struct drop_folder *f, const char *path, struct err *e);
void drop_folder_close(struct drop_folder *f);

/* The names in an open folder, sorted. */
struct drop_names {
	char **list;	/* owned */
	size_t count;
};
MUST_USE enum rc drop_names_read(int dir, struct drop_names *out, struct err *e);
void drop_names_release(struct drop_names *n);

/* Is the name one that a writer may still give to what is not whole (.hidden,
 * *.tmp, *.part, *.filepart, …) or a marker's? */
bool drop_name_is_passing(const char *name);
bool drop_name_is_marker(const char *name);
/* Does it fit one of the patterns, with blanks between; "" = those of tables? */
bool drop_name_fits(const char *name, const char *patterns);

/* Opens a plain file of ours for reading. NULL, or why not as a sentence in the
 * current language; RC: *is_folder where it is one. */
const char *drop_file_open(int dir, const char *name, int *fd, struct stat *st,
    bool *is_folder);

/* Appends what the file holds. */
MUST_USE enum rc drop_file_read(int fd, const char *name, struct buf *out, struct err *e);

/* Writes a file anew, whole and on the disk, mode 0600. */
MUST_USE enum rc drop_file_write(int dir, const char *name, const struct buf *bytes,
    struct err *e);

/* Does a process have the file open for writing? 1 = yes, 0 = no, -1 = this file
 * system does not tell. */
int drop_file_has_writer(int fd);

/* Claims a file: from the folder into work/. RC_AGAIN: it is gone, or work/ has one
 * of that name. */
MUST_USE enum rc drop_claim(const struct drop_folder *f, const char *name, struct err *e);

/* Removes the markers of a claimed file, unless a new one of its name came. */
void drop_unmark(const struct drop_folder *f, const char *name);

/* Opens a folder below the drop folder, making what is missing; -1 = e says why. */
MUST_USE enum rc drop_open_below(const struct drop_folder *f, const char *below, int *dir,
    struct err *e);

#endif
