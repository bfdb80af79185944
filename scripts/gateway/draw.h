/* SPDX-License-Identifier: ISC */
/*
 * draw: lots drawn from a seed. The same seed and stream give the same lots on
 * every machine, so that a failed run can be run again; for that, never draw
 * twice in one argument list, whose order C leaves open. It must never be used
 * for secrets.
 */
#ifndef GATEWAY_DRAW_H
#define GATEWAY_DRAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One sequence of lots. A plain value: copy it to draw the same lots again. */
struct draw {
	uint64_t state;
};

/* The sequence number stream of seed. Neighbouring streams are unrelated. */
struct draw draw_start(uint64_t seed, uint64_t stream);

/* The next 64 bits. */
uint64_t draw_bits(struct draw *d);

/* A number in [0, limit); limit must be greater than 0. */
uint32_t draw_below(struct draw *d, uint32_t limit);

/* A number in [low, high]. */
int draw_between(struct draw *d, int low, int high);

/* True in percent of 100 cases. */
bool draw_percent(struct draw *d, int percent);

/* One of the count words. */
const char *draw_word(struct draw *d, const char *const *words, size_t count);

#endif
