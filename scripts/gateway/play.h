/* SPDX-License-Identifier: ISC */
/*
 * play: what the relay plays besides handing applications over: the citizen
 * and the ministry. Percents of the occasions; 0 leaves a part out. Pure.
 */
#ifndef GATEWAY_PLAY_H
#define GATEWAY_PLAY_H

#include "scripts/gateway/draw.h"

struct play {
	uint64_t seed;
	int64_t reply;		/* supplements that get a reply */
	int64_t withdraw;	/* requests withdrawn */
	int64_t update;		/* requests changed unasked */
	int64_t satisfaction;	/* decisions rated */
	int64_t answer;		/* escalations answered or returned */
	int64_t attach;		/* applications and replies with attachments */
	int64_t attach_bytes;	/* that each of them has at least */
	int64_t transcript;	/* applications of the chatbot with a transcript */
	int64_t consult;	/* … whose applicants want to talk to the desk */
	int64_t publish;	/* releases of forms and holidays, a number */
};

/* The lots of one part of the play for one thing (a request, an escalation):
 * the same seed, part and name give the same lots. */
struct draw play_draw(const struct play *play, const char *part, const char *name);

#endif
