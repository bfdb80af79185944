/* SPDX-License-Identifier: ISC */
/*
 * blob: bytes that stand in a folder beside the store, FILE.blobs, each in a
 * file named by its own SHA-256 (ab/cdef…). What has its name is whole and on
 * the disk. Knows nothing of cases.
 */
#ifndef OFFICE_BLOB_H
#define OFFICE_BLOB_H

#include "storage/base.h"

/* One being written, under a name of its own until it is whole. */
struct blob_writer;

/* Begins one; store_path is the store's file. RC_STORAGE names the folder. */
MUST_USE enum rc blob_begin(const char *store_path, struct blob_writer **out, struct err *e);
MUST_USE enum rc blob_add(struct blob_writer *w, const void *bytes, size_t len, struct err *e);

/* How many bytes were added. */
int64_t blob_size(const struct blob_writer *w);

/* Ends the writer and gives it its name, flushed with its folders. RC_INVALID:
 * the bytes are not those of sha256; nothing is left of them. */
MUST_USE enum rc blob_finish(struct blob_writer *w, const char *sha256, struct err *e);

/* Throws away what is being written; NULL is fine. */
void blob_drop(struct blob_writer *w);

/* Appends up to len bytes from offset on. RC_NOT_FOUND: no such blob. */
MUST_USE enum rc blob_read(const char *store_path, const char *sha256, int64_t offset, size_t len,
    struct buf *out, struct err *e);

#endif
