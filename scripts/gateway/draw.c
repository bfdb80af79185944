/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/draw.h"

#include <assert.h>

/* Steele, Lea and Flood, "Fast splittable pseudorandom number generators"
 * (2014): every state is good, so seed and stream may be any numbers. */
static uint64_t
mix(uint64_t z)
{
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

struct draw
draw_start(uint64_t seed, uint64_t stream)
{
	return (struct draw){ .state = mix(seed + UINT64_C(0x632be59bd9b4e019)) ^ mix(stream) };
}

uint64_t
draw_bits(struct draw *d)
{
	d->state += UINT64_C(0x9e3779b97f4a7c15);
	return mix(d->state);
}

uint32_t
draw_below(struct draw *d, uint32_t limit)
{
	assert(limit > 0);
	return (uint32_t)(((draw_bits(d) >> 32) * limit) >> 32);
}

int
draw_between(struct draw *d, int low, int high)
{
	assert(low <= high);
	return low + (int)draw_below(d, (uint32_t)(high - low) + 1);
}

bool
draw_percent(struct draw *d, int percent)
{
	return (int)draw_below(d, 100) < percent;
}

const char *
draw_word(struct draw *d, const char *const *words, size_t count)
{
	return words[draw_below(d, (uint32_t)count)];
}
