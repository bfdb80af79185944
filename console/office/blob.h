/* SPDX-License-Identifier: ISC */
/*
 * blob: bytes that stand in a folder beside the store, FILE.blobs, each in a
 * file named by its own SHA-256 (ab/cdef…). What has its name is whole and on
 * the disk; what is still coming is a part, named by a number. Knows nothing of
 * cases.
 */
#ifndef OFFICE_BLOB_H
#define OFFICE_BLOB_H

#include "storage/base.h"

/* One being written, under its number until it is whole. */
struct blob_writer;

/* Goes on with the part of that number, or begins it; store_path is the
 * store's file. RC_CONFLICT: another writer has it. RC_STORAGE names the
 * folder. */
MUST_USE enum rc blob_resume(const char *store_path, int64_t number, struct blob_writer **out,
    struct err *e);
MUST_USE enum rc blob_add(struct blob_writer *w, const void *bytes, size_t len, struct err *e);

/* Throws away what came so far and begins anew. */
MUST_USE enum rc blob_restart(struct blob_writer *w, struct err *e);

/* How many bytes it has, those of earlier writers included. */
int64_t blob_size(const struct blob_writer *w);

/* Ends the writer and gives it its name, flushed with its folders. RC_INVALID:
 * the bytes are not those of sha256; nothing is left of them. */
MUST_USE enum rc blob_finish(struct blob_writer *w, const char *sha256, struct err *e);

/* Ends the writer and keeps the part; NULL is fine. */
void blob_pause(struct blob_writer *w);

/* Ends the writer and throws its part away; NULL is fine. */
void blob_drop(struct blob_writer *w);

/* How many bytes there are of the part with that number; 0 = none. */
int64_t blob_part_size(const char *store_path, int64_t number);

/* Removes every part whose number is_wanted denies, and what is called a part
 * without a number. No folder, nothing to do. */
void blob_sweep(const char *store_path, bool (*is_wanted)(void *arg, int64_t number), void *arg);

/* Appends up to len bytes from offset on. RC_NOT_FOUND: no such blob. */
MUST_USE enum rc blob_read(const char *store_path, const char *sha256, int64_t offset, size_t len,
    struct buf *out, struct err *e);

#endif
