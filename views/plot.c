/* SPDX-License-Identifier: ISC */
#include "views/plot.h"

#include "storage/text.h"

#define BRAILLE 0x2800
#define HEIGHT 4

/* The highest value of those that share a place; -1 = none is known. */
static int32_t
value_at(const int32_t *values, size_t count, size_t place, size_t places)
{
	size_t from = place * count / places, to = (place + 1) * count / places;
	int32_t most = -1;

	for (size_t i = from; i < (to > from ? to : from + 1) && i < count; i++)
		if (values[i] > most)
			most = values[i];
	return most;
}

/* Dots from the bottom of a column of a cell. */
static uint32_t
column_of(int32_t value, int32_t most, bool is_right)
{
	static const uint32_t dots[2][HEIGHT] = { { 0x40, 0x04, 0x02, 0x01 },
		{ 0x80, 0x20, 0x10, 0x08 } };
	int height = value < 0 ? 0 : most <= 0 ? 1 : 1 + (value * (HEIGHT - 1) + most - 1) / most;
	uint32_t bits = 0;

	for (int i = 0; i < height && i < HEIGHT; i++)
		bits |= dots[is_right][i];
	return bits;
}

void
plot_dots(struct buf *out, const int32_t *values, size_t count, int cells)
{
	size_t places = (size_t)cells * 2 < count ? (size_t)cells * 2 : count;
	int32_t most = 0;

	for (size_t i = 0; i < count; i++)
		if (values[i] > most)
			most = values[i];
	for (size_t i = 0; i < places; i += 2) {
		uint32_t bits = column_of(value_at(values, count, i, places), most, false);

		if (i + 1 < places)
			bits |= column_of(value_at(values, count, i + 1, places), most, true);
		utf8_encode(out, BRAILLE + bits);
	}
}

void
plot_words(struct buf *out, const int32_t *values, size_t count, int slot_sec, size_t offset)
{
	size_t most_at = count, last = count;

	for (size_t i = 0; i < count; i++) {
		if (values[i] < 0)
			continue;
		last = i;
		if (most_at == count || values[i] > values[most_at])
			most_at = i;
	}
	if (last == count)
		return;
	buf_printf(out, say(N_("%d, most %d at %d:%02d")), values[last], values[most_at],
	    (int)((most_at + offset) * (size_t)slot_sec / 3600),
	    (int)((most_at + offset) * (size_t)slot_sec % 3600 / 60));
}
