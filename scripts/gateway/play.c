/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/play.h"

/* FNV-1a: spreads names over streams. */
static uint64_t
spread(uint64_t hash, const char *s)
{
	for (; *s != '\0'; s++)
		hash = (hash ^ (unsigned char)*s) * UINT64_C(0x100000001b3);
	return hash;
}

struct draw
play_draw(const struct play *play, const char *part, const char *name)
{
	return draw_start(play->seed ^ UINT64_C(0x91a7),
	    spread(spread(UINT64_C(0xcbf29ce484222325), part), name));
}
