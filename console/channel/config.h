/* SPDX-License-Identifier: ISC */
/*
 * config: the file with the addresses and tokens of the channels, which this
 * program alone may read. Lines: `[channel]`, then `url = …`, `token = …` or
 * `token_file = …`, and where a channel has its own certificates
 * `ca_file = …`; `#` begins a comment line.
 */
#ifndef CHANNEL_CONFIG_H
#define CHANNEL_CONFIG_H

#include "storage/base.h"

#define CONFIG_BYTES_MAX (64 * 1024)

struct channel_config {
	char channel[24];
	char url[512];		/* base, without a slash at its end */
	char token[1024];
	char ca_file[512];	/* "" = the system's certificates */
	int line;		/* where its section begins */
};

struct config {
	struct channel_config *channels;	/* owned */
	size_t count;
};

/* Reads the file. It, and each token_file, must belong to our uid and be
 * closed to group and others; a relative token_file or ca_file stands beside
 * the file. RC_USAGE with file and line names what is wrong; no token is ever
 * part of a sentence. The caller releases. */
MUST_USE enum rc config_read(const char *path, struct config *out, struct err *e);

/* The channel's part; NULL if the file has none. */
const struct channel_config *config_find(const struct config *c, const char *channel);

/* Wipes the tokens and frees. */
void config_release(struct config *c);

#endif
