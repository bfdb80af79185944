/* SPDX-License-Identifier: ISC */
/*
 * options: the command line of minwon-gateway. Pure but for printing its help.
 */
#ifndef GATEWAY_OPTIONS_H
#define GATEWAY_OPTIONS_H

#include "scripts/gateway/play.h"
#include "storage/base.h"

/* What was asked for; NULL and -1 where it was not said. Strings are argv's. */
struct options {
	int64_t port;
	const char *store;
	int64_t seed;
	int64_t applications;
	const char *until;
	const char *ledger;
	const char *faults;
	int64_t throttle;
	const char *inject;
	const char *release;
	const char *dump_people;
	const char *token;
	const char *token_file;
	const char *client;	/* ID:SECRET */
	int64_t token_life;	/* seconds */
	const char *sign;
	struct play play;	/* its seed is set by whoever knows it */
	const char *cso;	/* the file whose first line is the mode of the mimic */
	const char *cso_key;
	int64_t keep;
	int64_t drop_every;	/* seconds */
	bool needs_if_match;
	bool wants_bytes;
	bool wants_help;
	bool wants_version;
};

/* Reads argv, "--name value" and "--name=value". RC_USAGE names what is
 * wrong. */
MUST_USE enum rc options_read(int argc, char **argv, struct options *out, struct err *e);

/* Appends the help, made from the tables of options and faults. */
void options_help(struct buf *out);

#endif
