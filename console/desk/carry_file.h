/* SPDX-License-Identifier: ISC */
/*
 * carry_file: whole cases from the office into a new file, and a file into the
 * office, piece by piece, so that neither side ever holds more of it than one.
 */
#ifndef DESK_CARRY_FILE_H
#define DESK_CARRY_FILE_H

#include "console/desk/link.h"

/* Makes a file of its owner's alone where there is none. RC_STORAGE: there is one, or
 * it cannot be made. */
MUST_USE enum rc carry_file_make(const char *path, int *fd, struct err *e);

/* Writes all of text. RC_STORAGE: the disk is full; RC_AGAIN: the reader went away. */
MUST_USE enum rc carry_file_put(int fd, const char *text, struct err *e);

/* Writes the export that ask begins to fd; row says what it was. RC_STORAGE: the disk
 * is full; RC_AGAIN: the reader went away. */
MUST_USE enum rc carry_file_write(struct link *link, const struct wire_export *ask, int fd,
    struct carried_row *row, struct err *e);

/* Hands the file at path in ("-" is standard input); nothing of it stays unless the
 * result is RC_OK and it was no dry run. RC_USAGE: it cannot be read. */
MUST_USE enum rc carry_file_read(struct link *link, const struct wire_import *ask,
    const char *path, struct wire_imported *out, struct err *e);

#endif
