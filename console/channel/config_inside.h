/* SPDX-License-Identifier: ISC */
/*
 * config_inside: what config.c, which reads the file of channels, and config_key.c, which
 * knows its keys, tell each other. Included by these two only.
 */
#ifndef CHANNEL_CONFIG_INSIDE_H
#define CHANNEL_CONFIG_INSIDE_H

#include "console/channel/config.h"

/* The reading under way. */
struct config_reader {
	const char *path;
	int line;
	struct config *config;
	struct channel_config *section;	/* NULL before the first */
};

/* Says what is wrong at this line: RC_USAGE with "PATH:LINE: " before the sentence. */
enum rc config_fail(const struct config_reader *r, struct err *e, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

/* Appends the bytes of a text file of our own that nobody else may read, at most
 * CONFIG_BYTES_MAX; RC_USAGE says why not. out may then have a part of it, and who keeps
 * secrets wipes it. */
MUST_USE enum rc config_read_private(const char *path, struct buf *out, struct err *e);

/* Cuts the blanks around s off, in place; what is left stands in s. */
char *config_trim(char *s);

/* The keys of a channel from 0 on, NULL behind the last. */
const char *config_key_name(size_t i);

/* Sets a key of r->section to a value without blanks around it, or says (config_fail) what
 * it may be. *is_known: there is such a key. */
MUST_USE enum rc config_key_set(struct config_reader *r, const char *key, const char *value,
    bool *is_known, struct err *e);

#endif
