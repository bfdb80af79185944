/* SPDX-License-Identifier: ISC */
/*
 * config: the file with the addresses and tokens of the channels, which this
 * program alone may read. Lines: `[channel]`, then `url = …` and who we are:
 * `token = …` or `token_file = …`, or for OAuth2 client credentials
 * `token_url = …`, `client_id = …` and `client_secret = …` or
 * `client_secret_file = …`. A channel with its own certificates has
 * `ca_file = …`, one that speaks Open311 GeoReport v2
 * `kind = open311` (and may go without a token), the public holiday service has
 * `kind = specialdays` and its key as token in a section of that name, 정부24's list
 * of services likewise `kind = gov24svc`, the figures of who waits at the civil
 * offices `kind = cso` (with `regions = …` and `every = …`), one that signs what it says `verify = whsec_…`, several times
 * while keys are rotated. A drop folder has `kind = drop` and the lines of
 * drop_config.h instead of an address. `waits = …` is where the figures of people waiting at
 * the offices are asked for, with the same credentials. `#` begins a comment line.
 */
#ifndef CHANNEL_CONFIG_H
#define CHANNEL_CONFIG_H

#include "console/channel/drop_config.h"
#include "storage/base.h"

#define CONFIG_BYTES_MAX (64 * 1024)

/* What a bearer token may be made of (RFC 6750). */
#define CONFIG_TOKEN_BYTES "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/="

#define CONFIG_EVERY_LEAST_SEC 60
#define CONFIG_EVERY_MOST_SEC 3600

#define CONFIG_KEYS_MAX 4
#define CONFIG_KEY_BYTES_MAX 64

/* A key that a channel signs under. */
struct config_key {
	unsigned char bytes[CONFIG_KEY_BYTES_MAX];
	size_t len;
};

/* What a channel speaks. */
enum channel_kind {
	CHANNEL_RELAY,		/* the central relay's contract */
	CHANNEL_SPECIALDAYS,	/* 특일정보: holidays of a year; token is its key */
	CHANNEL_OPEN311,	/* Open311 GeoReport v2: read, and asked with an agency */
	CHANNEL_GOV24SVC,	/* 정부24's list of services; token is its key */
	CHANNEL_RT,		/* Request Tracker 5 REST2: only asked */
	CHANNEL_CSO,		/* 민원실 waiting figures; token is its key */
	CHANNEL_DROP,		/* a folder into which other systems put tables */
	CHANNEL_KIND__COUNT
};

struct channel_config {
	char channel[24];
	enum channel_kind kind;
	char url[512];		/* base, without a slash at its end */
	char token[1024];	/* "" = tokens come from token_url */
	char token_url[512];
	char client_id[160];
	char client_secret[256];
	struct config_key keys[CONFIG_KEYS_MAX];
	size_t key_count;	/* 0 = what it says is taken unsigned */
	char waits_url[512];	/* where waiting figures are asked for; "" = nowhere */
	char agency[256];	/* codes of those asked through it, blanks between; "" = it is
				 * no target of hand-overs */
	char queue[128];	/* RT: where tickets go */
	char service[72];	/* Open311: what a request is for */
	char address[256];	/* Open311: a request needs a place */
	char regions[400];	/* cso: codes of 시·도 and 시군구 with blanks between, or all;
				 * "" = those of the office */
	int every_sec;		/* cso: seconds between two askings; 0 = a minute */
	char ca_file[512];	/* "" = the system's certificates */
	struct drop_config drop;	/* of a drop folder */
	int line;		/* where its section begins */
};

struct config {
	struct channel_config *channels;	/* owned */
	size_t count;
};

/* Reads the file. It, and each token_file and client_secret_file, must belong to our uid and be
 * closed to group and others; a relative path stands beside the file.
 * RC_USAGE with file and line names what is wrong; no secret is ever part of a
 * sentence. The caller releases. */
MUST_USE enum rc config_read(const char *path, struct config *out, struct err *e);

/* The channel's part; NULL if the file has none. */
const struct channel_config *config_find(const struct config *c, const char *channel);

/* Wipes the secrets and frees. */
void config_release(struct config *c);

#endif
