/* SPDX-License-Identifier: ISC */
/*
 * files: what applicants hand in beside a form, made up from a seed: names,
 * media types and bytes. Some names are what strangers may send: paths, and
 * letters that turn the direction of writing around. Pure.
 */
#ifndef GATEWAY_FILES_H
#define GATEWAY_FILES_H

#include "scripts/gateway/draw.h"
#include "storage/base.h"

struct cJSON;

/* One file. Released with file_release. */
struct file {
	const char *name;	/* static */
	const char *media_type;	/* static */
	struct buf bytes;
	char sha256[65];
};

/* fewest is how many bytes it has at least. */
void file_make(struct draw *d, size_t fewest, struct file *out);
void file_release(struct file *f);

/* Adds the row that describes f to an array of attachments. */
void file_describe(const struct file *f, struct cJSON *array);

/* Appends the Content-Disposition of a file with that name (RFC 6266, 8187). */
void file_disposition(const char *name, struct buf *out);

#endif
