/* SPDX-License-Identifier: ISC */
/*
 * user_file: the small files in which a clerk keeps their own keys and settings,
 * in $XDG_CONFIG_HOME/minwon. Read with care, because what is in them ends on the
 * screen; knows nothing of what they say.
 */
#ifndef DESK_USER_FILE_H
#define DESK_USER_FILE_H

#include "storage/base.h"

#define USER_FILE_BYTES (64 * 1024)
#define USER_WORDS_MAX 8

/* Appends the file's path. */
void user_file_path(const char *name, struct buf *out);

/* Appends the file's text. RC_NOT_FOUND: there is none, which is no fault.
 * RC_REFUSED: it is a link, no plain file, not of this user, too long or no
 * UTF-8; e says which, and names it. */
MUST_USE enum rc user_file_read(const char *name, struct buf *out, struct err *e);

/* Calls take for each line that is neither empty nor a remark (#), with its
 * number from 1 and its words; what is beyond USER_WORDS_MAX is counted only.
 * text is cut up. */
void user_file_lines(char *text, void (*take)(void *arg, int line, char *words[], int count),
    void *arg);

#endif
