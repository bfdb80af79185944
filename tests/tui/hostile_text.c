/* SPDX-License-Identifier: ISC */
#include "tests/tui/hostile_text.h"

#include <string.h>

#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* What a string is put together from, one row per trick. */
static const char *const pieces[] = {
	/* Escape sequences: title, clipboard, link, colour, mouse, reset, questions. */
	"\033]0;x\007", "\033]52;c;aGk=\007", "\033]8;;http://x\033\\", "\033[31;7m", "\033[?1000h",
	"\033c", "\033[6n", "\033[c", "\033P$q\"p\033\\", "\033[2J", "\033[999;999H", "\033[?1049l",
	"\033[3J", "\033(0", "\033#8", "\033[1;1r", "\033[?25l", "\033_x\033\\", "\033^x\033\\",
	"\033X", "\033[", "\033]", "\033P", "\033", "\033[8;1;1t", "\033[?2004l", "\033[20h",
	/* The same as one code point of C1, and as one byte. */
	"\xc2\x9b" "5i", "\xc2\x9d" "0;x\xc2\x9c", "\xc2\x90", "\xc2\x85", "\x9b" "6n", "\x90", "\x9d",
	/* Controls. */
	"\a", "\b", "\t", "\n", "\r", "\r\n", "\v", "\f", "\016", "\017", "\001", "\177", "\030",
	/* Right to left, isolates, marks of direction. */
	"\xe2\x80\xae", "\xe2\x80\xad", "\xe2\x80\xaa", "\xe2\x80\xac", "\xe2\x81\xa6",
	"\xe2\x81\xa7", "\xe2\x81\xa9", "\xe2\x80\x8e", "\xe2\x80\x8f", "\xd8\x9c",
	/* Nothing to be seen: zero width, joiners, fillers, tags, soft hyphen. */
	"\xe2\x80\x8b", "\xe2\x80\x8c", "\xe2\x80\x8d", "\xef\xbb\xbf", "\xe2\x81\xa0",
	"\xe3\x85\xa4", "\xe1\x85\x9f", "\xe1\x85\xa0", "\xef\xbe\xa0", "\xf3\xa0\x81\x81",
	"\xf3\xa0\x80\x81", "\xc2\xad", "\xe1\xa0\x8e", "\xcd\x8f", "\xe2\x80\xa8", "\xe2\x80\xa9",
	"\xef\xb8\x8f", "\xef\xb8\x8e",
	/* Marks that pile up, alone and on a base. */
	"\xcc\x81", "\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81",
	"\xe2\x83\x9d", "\xe2\x83\xa3", "\xe3\x82\x99",
	/* Hangul whole, in jamo, old, half width, without a base. */
	"한", "글", "\xed\x99\x8d\xea\xb8\xb8\xeb\x8f\x99", "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab",
	"\xe1\x84\x92\xe1\x86\x9e\xe1\x86\xab", "\xe1\x85\xa1", "\xe1\x86\xab", "\xe3\x84\xb1",
	"\xef\xbe\xa1", "\xe1\x84\x80\xe1\x84\x80\xe1\x84\x80",
	/* Wide, ambiguous, pictures, flags. */
	"㈜", "㎡", "Ａ", "①", "★", "…", "→", "漢", "\xf0\xa0\x80\x80", "\xf0\x9f\x91\xa8",
	"\xf0\x9f\x87\xb0\xf0\x9f\x87\xb7", "\xe2\x80\x9c",
	/* No UTF-8. */
	"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x80", "\xf0\x9f",
	/* Non-characters, private use, what is not assigned. */
	"\xef\xbf\xbe", "\xee\x80\x80", "\xf3\xb0\x80\x80", "\xf4\x8f\xbf\xbf", "\xef\xbf\xbd",
	/* What formats, shells and spreadsheets take. */
	"%s%n", "$(x)", "=1+1", "a", "0", " ", "  ", "<U+202E>", "~", "|", "+---+",
};

/* splitmix64 */
static uint64_t
draw(struct hostile *h)
{
	uint64_t z = (h->state += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static uint64_t
below(struct hostile *h, uint64_t n)
{
	return draw(h) % n;
}

void
hostile_start(struct hostile *h, uint64_t seed)
{
	*h = (struct hostile){ .state = seed };
}

/* Any code point, those of the first planes more often. */
static void
add_any(struct hostile *h, struct buf *out)
{
	static const uint32_t ends[] = { 0x250, 0x3000, 0xd7a4, 0x10000, 0x20000, 0x110000 };
	uint32_t cp = 1 + (uint32_t)below(h, ends[below(h, COUNT(ends))] - 1);

	if (cp < 0xd800 || cp > 0xdfff)
		utf8_encode(out, cp);
}

/* How many pieces: most strings are as long as a name, some as a field, a few as a
 * flood. */
static uint64_t
length(struct hostile *h)
{
	uint64_t kind = below(h, 200);

	return kind < 150 ? 1 + below(h, 12) : kind < 199 ? 1 + below(h, 80) : 2000;
}

void
hostile_next(struct hostile *h, struct buf *out)
{
	uint64_t count = length(h);
	bool is_flood = count > 1000;
	const char *same = pieces[below(h, COUNT(pieces))];

	buf_clear(out);
	buf_puts(out, "");
	for (uint64_t i = 0; i < count; i++) {
		if (is_flood)
			buf_puts(out, same);
		else if (below(h, 5) == 0)
			add_any(h, out);
		else
			buf_puts(out, pieces[below(h, COUNT(pieces))]);
	}
	h->made++;
}
