/* SPDX-License-Identifier: ISC */
/*
 * Cells: how wide text is on a terminal, and cutting it at that width. The
 * answers are the same in every locale: utf8proc's tables with the rules of
 * text_cp_width on top.
 */
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "storage/text.h"

#define ELLIPSIS 0x2026
#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Set once from the clerk's settings, before the first screen. */
static int ambiguous_cells = 1;

/* Code points from first to last; tables of them are sorted. */
struct range {
	uint32_t first, last;
};

/* What Unicode 15 added. C libraries and terminals in use do not know it: they
 * call it -1 cells or draw a guess. */
static const struct range newer[] = {
	{ 0xCF3, 0xCF3 }, { 0xECE, 0xECE }, { 0x10EFD, 0x10EFF }, { 0x1123F, 0x11241 },
	{ 0x11B00, 0x11B09 }, { 0x11F00, 0x11F10 }, { 0x11F12, 0x11F3A },
	{ 0x11F3E, 0x11F59 }, { 0x1342F, 0x1342F }, { 0x13440, 0x13455 },
	{ 0x1B132, 0x1B132 }, { 0x1B155, 0x1B155 }, { 0x1D2C0, 0x1D2D3 },
	{ 0x1DF25, 0x1DF2A }, { 0x1E030, 0x1E06D }, { 0x1E08F, 0x1E08F },
	{ 0x1E4D0, 0x1E4F9 }, { 0x1F6DC, 0x1F6DC }, { 0x1F774, 0x1F776 },
	{ 0x1F77B, 0x1F77F }, { 0x1F7D9, 0x1F7D9 }, { 0x1FA75, 0x1FA77 },
	{ 0x1FA87, 0x1FA88 }, { 0x1FAAD, 0x1FAAF }, { 0x1FABB, 0x1FABD },
	{ 0x1FABF, 0x1FABF }, { 0x1FACE, 0x1FACF }, { 0x1FADA, 0x1FADB },
	{ 0x1FAE8, 0x1FAE8 }, { 0x1FAF7, 0x1FAF8 }, { 0x2B739, 0x2B739 },
	{ 0x31350, 0x323AF },
};

/* Two cells to the C library, another width to utf8proc. */
static const struct range wide[] = {
	{ 0x302E, 0x302F }, { 0x3248, 0x324F }, { 0x4DC0, 0x4DFF }, { 0x16FF0, 0x16FF1 },
};

/* East Asian Width "A" of Unicode 14 without marks and private use. */
static const struct range ambiguous[] = {
	{ 0xA1, 0xA1 }, { 0xA4, 0xA4 }, { 0xA7, 0xA8 }, { 0xAA, 0xAA }, { 0xAE, 0xAE },
	{ 0xB0, 0xB4 }, { 0xB6, 0xBA }, { 0xBC, 0xBF }, { 0xC6, 0xC6 }, { 0xD0, 0xD0 },
	{ 0xD7, 0xD8 }, { 0xDE, 0xE1 }, { 0xE6, 0xE6 }, { 0xE8, 0xEA }, { 0xEC, 0xED },
	{ 0xF0, 0xF0 }, { 0xF2, 0xF3 }, { 0xF7, 0xFA }, { 0xFC, 0xFC }, { 0xFE, 0xFE },
	{ 0x101, 0x101 }, { 0x111, 0x111 }, { 0x113, 0x113 }, { 0x11B, 0x11B },
	{ 0x126, 0x127 }, { 0x12B, 0x12B }, { 0x131, 0x133 }, { 0x138, 0x138 },
	{ 0x13F, 0x142 }, { 0x144, 0x144 }, { 0x148, 0x14B }, { 0x14D, 0x14D },
	{ 0x152, 0x153 }, { 0x166, 0x167 }, { 0x16B, 0x16B }, { 0x1CE, 0x1CE },
	{ 0x1D0, 0x1D0 }, { 0x1D2, 0x1D2 }, { 0x1D4, 0x1D4 }, { 0x1D6, 0x1D6 },
	{ 0x1D8, 0x1D8 }, { 0x1DA, 0x1DA }, { 0x1DC, 0x1DC }, { 0x251, 0x251 },
	{ 0x261, 0x261 }, { 0x2C4, 0x2C4 }, { 0x2C7, 0x2C7 }, { 0x2C9, 0x2CB },
	{ 0x2CD, 0x2CD }, { 0x2D0, 0x2D0 }, { 0x2D8, 0x2DB }, { 0x2DD, 0x2DD },
	{ 0x2DF, 0x2DF }, { 0x391, 0x3A1 }, { 0x3A3, 0x3A9 }, { 0x3B1, 0x3C1 },
	{ 0x3C3, 0x3C9 }, { 0x401, 0x401 }, { 0x410, 0x44F }, { 0x451, 0x451 },
	{ 0x2010, 0x2010 }, { 0x2013, 0x2016 }, { 0x2018, 0x2019 }, { 0x201C, 0x201D },
	{ 0x2020, 0x2022 }, { 0x2024, 0x2027 }, { 0x2030, 0x2030 }, { 0x2032, 0x2033 },
	{ 0x2035, 0x2035 }, { 0x203B, 0x203B }, { 0x203E, 0x203E }, { 0x2074, 0x2074 },
	{ 0x207F, 0x207F }, { 0x2081, 0x2084 }, { 0x20AC, 0x20AC }, { 0x2103, 0x2103 },
	{ 0x2105, 0x2105 }, { 0x2109, 0x2109 }, { 0x2113, 0x2113 }, { 0x2116, 0x2116 },
	{ 0x2121, 0x2122 }, { 0x2126, 0x2126 }, { 0x212B, 0x212B }, { 0x2153, 0x2154 },
	{ 0x215B, 0x215E }, { 0x2160, 0x216B }, { 0x2170, 0x2179 }, { 0x2189, 0x2189 },
	{ 0x2190, 0x2199 }, { 0x21B8, 0x21B9 }, { 0x21D2, 0x21D2 }, { 0x21D4, 0x21D4 },
	{ 0x21E7, 0x21E7 }, { 0x2200, 0x2200 }, { 0x2202, 0x2203 }, { 0x2207, 0x2208 },
	{ 0x220B, 0x220B }, { 0x220F, 0x220F }, { 0x2211, 0x2211 }, { 0x2215, 0x2215 },
	{ 0x221A, 0x221A }, { 0x221D, 0x2220 }, { 0x2223, 0x2223 }, { 0x2225, 0x2225 },
	{ 0x2227, 0x222C }, { 0x222E, 0x222E }, { 0x2234, 0x2237 }, { 0x223C, 0x223D },
	{ 0x2248, 0x2248 }, { 0x224C, 0x224C }, { 0x2252, 0x2252 }, { 0x2260, 0x2261 },
	{ 0x2264, 0x2267 }, { 0x226A, 0x226B }, { 0x226E, 0x226F }, { 0x2282, 0x2283 },
	{ 0x2286, 0x2287 }, { 0x2295, 0x2295 }, { 0x2299, 0x2299 }, { 0x22A5, 0x22A5 },
	{ 0x22BF, 0x22BF }, { 0x2312, 0x2312 }, { 0x2460, 0x24E9 }, { 0x24EB, 0x254B },
	{ 0x2550, 0x2573 }, { 0x2580, 0x258F }, { 0x2592, 0x2595 }, { 0x25A0, 0x25A1 },
	{ 0x25A3, 0x25A9 }, { 0x25B2, 0x25B3 }, { 0x25B6, 0x25B7 }, { 0x25BC, 0x25BD },
	{ 0x25C0, 0x25C1 }, { 0x25C6, 0x25C8 }, { 0x25CB, 0x25CB }, { 0x25CE, 0x25D1 },
	{ 0x25E2, 0x25E5 }, { 0x25EF, 0x25EF }, { 0x2605, 0x2606 }, { 0x2609, 0x2609 },
	{ 0x260E, 0x260F }, { 0x261C, 0x261C }, { 0x261E, 0x261E }, { 0x2640, 0x2640 },
	{ 0x2642, 0x2642 }, { 0x2660, 0x2661 }, { 0x2663, 0x2665 }, { 0x2667, 0x266A },
	{ 0x266C, 0x266D }, { 0x266F, 0x266F }, { 0x269E, 0x269F }, { 0x26BF, 0x26BF },
	{ 0x26C6, 0x26CD }, { 0x26CF, 0x26D3 }, { 0x26D5, 0x26E1 }, { 0x26E3, 0x26E3 },
	{ 0x26E8, 0x26E9 }, { 0x26EB, 0x26F1 }, { 0x26F4, 0x26F4 }, { 0x26F6, 0x26F9 },
	{ 0x26FB, 0x26FC }, { 0x26FE, 0x26FF }, { 0x273D, 0x273D }, { 0x2776, 0x277F },
	{ 0x2B56, 0x2B59 }, { 0x3248, 0x324F }, { 0xFFFD, 0xFFFD }, { 0x1F100, 0x1F10A },
	{ 0x1F110, 0x1F12D }, { 0x1F130, 0x1F169 }, { 0x1F170, 0x1F18D }, { 0x1F18F, 0x1F190 },
	{ 0x1F19B, 0x1F1AC },
};

void
text_set_ambiguous_width(int cells)
{
	ambiguous_cells = cells == 2 ? 2 : 1;
}

static bool
is_in(const struct range *table, size_t count, uint32_t cp)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (cp < table[middle].first)
			high = middle;
		else if (cp > table[middle].last)
			low = middle + 1;
		else
			return true;
	}
	return false;
}

/* Format characters that are drawn: Arabic and Kaithi number signs. */
static bool
is_drawn_format(uint32_t cp)
{
	return (cp >= 0x600 && cp <= 0x605) || cp == 0x6DD || cp == 0x70F || cp == 0x890 ||
	    cp == 0x891 || cp == 0x8E2 || cp == 0x110BD || cp == 0x110CD;
}

/* Letters and marks that are drawn as nothing: Hangul fillers, the grapheme
 * joiner, inherent vowels of Khmer. */
static bool
is_invisible(uint32_t cp)
{
	return cp == 0x115F || cp == 0x1160 || cp == 0x3164 || cp == 0xFFA0 || cp == 0x034F ||
	    cp == 0x17B4 || cp == 0x17B5;
}

/*
 * The rule, in this order: controls, line separators, surrogates, private
 * use, format characters (zero-width, bidi, tags), invisible letters and what
 * Unicode 14 had not assigned (non-characters too) must not be drawn. Marks
 * that take no space and the vowels and finals of conjoining Hangul: 0, marks
 * that do: 1. Ambiguous ones as set. Else utf8proc's width.
 */
int
text_cp_width(uint32_t cp)
{
	const utf8proc_property_t *property;

	if (cp >= 0x20 && cp < 0x7F)
		return 1;
	if (cp >= 0xAC00 && cp <= 0xD7A3)
		return 2;
	if (cp > 0x10FFFF || is_invisible(cp) || is_in(newer, COUNT(newer), cp))
		return -1;
	property = utf8proc_get_property((utf8proc_int32_t)cp);
	switch (property->category) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_CO:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return -1;
	case UTF8PROC_CATEGORY_CF:
		return is_drawn_format(cp) ? 1 : -1;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_ME:
		return 0;
	default:
		break;
	}
	if ((cp >= 0x1160 && cp <= 0x11FF) || (cp >= 0xD7B0 && cp <= 0xD7FF))
		return 0;
	/* The C library's answers, which ncurses goes by. */
	if (is_in(wide, COUNT(wide), cp))
		return 2;
	if (property->category == UTF8PROC_CATEGORY_MC)
		return 1;
	if (ambiguous_cells == 2 && is_in(ambiguous, COUNT(ambiguous), cp))
		return 2;
	return property->charwidth;
}

/* Cells of one code point as tsafe draws it: markers are <U+202E>. */
static int
drawn_width(uint32_t cp)
{
	int width = text_cp_width(cp);

	if (width >= 0)
		return width;
	return cp > 0xFFFFF ? 10 : cp > 0xFFFF ? 9 : 8;
}

int
text_width(const char *s)
{
	size_t len = strlen(s);
	int cells = 0;
	uint32_t cp;

	for (size_t i = 0; i < len; ) {
		size_t n = utf8_decode(s + i, len - i, &cp);

		cells += n == 0 ? 1 : drawn_width(cp);
		i += n == 0 ? 1 : n;
	}
	return cells;
}

size_t
text_grapheme(const char *s, size_t len, int *cells)
{
	utf8proc_int32_t state = 0;
	uint32_t cp, next;
	size_t at;
	int width;

	*cells = 0;
	if (len == 0)
		return 0;
	at = utf8_decode(s, len, &cp);
	if (at == 0) {
		*cells = 1;
		return 1;
	}
	width = drawn_width(cp);
	while (at < len) {
		size_t n = utf8_decode(s + at, len - at, &next);

		if (n == 0 || utf8proc_grapheme_break_stateful((utf8proc_int32_t)cp,
		    (utf8proc_int32_t)next, &state))
			break;
		width += drawn_width(next);
		cp = next;
		at += n;
	}
	*cells = width;
	return at;
}

/* Appends a grapheme; what must not be drawn as its marker. */
static void
put_drawn(struct buf *out, const char *s, size_t len)
{
	uint32_t cp;

	for (size_t i = 0; i < len; ) {
		size_t n = utf8_decode(s + i, len - i, &cp);

		if (n == 0)
			utf8_encode(out, 0xFFFD);
		else if (text_cp_width(cp) < 0)
			buf_printf(out, "<U+%04X>", (unsigned)cp);
		else
			buf_add(out, s + i, n);
		i += n == 0 ? 1 : n;
	}
}

int
text_clip(struct buf *out, const char *s, int cells)
{
	int ellipsis = text_cp_width(ELLIPSIS), used = 0, kept = 0, width;
	size_t len = strlen(s), cut = out->len, n;

	for (size_t i = 0; i < len; i += n) {
		n = text_grapheme(s + i, len - i, &width);
		if (used + width > cells) {
			/* cut is the last border that leaves room for it */
			if (kept + ellipsis > cells)
				return used;
			out->len = cut;
			utf8_encode(out, ELLIPSIS);
			return kept + ellipsis;
		}
		put_drawn(out, s + i, n);
		used += width;
		if (used + ellipsis <= cells) {
			kept = used;
			cut = out->len;
		}
	}
	return used;
}

void
text_fit(struct buf *out, const char *s, int cells)
{
	for (int used = text_clip(out, s, cells); used < cells; used++)
		buf_putc(out, ' ');
}

/* Bytes of the next line of s, which has no LF in its len bytes; *skip is how
 * many blanks after it belong to no line. */
static size_t
line_length(const char *s, size_t len, int cells, size_t *skip)
{
	size_t blank = 0, n;
	bool has_blank = false;
	int used = 0, width;

	*skip = 0;
	for (size_t i = 0; i < len; i += n) {
		n = text_grapheme(s + i, len - i, &width);
		if (s[i] == ' ' && i > 0 && s[i - 1] != ' ') {
			blank = i;
			has_blank = true;
		}
		if (used + width > cells && i > 0) {
			size_t end = has_blank ? blank : i;

			while (end + *skip < len && s[end + *skip] == ' ')
				++*skip;
			return end;
		}
		used += width;
	}
	return len;
}

void
text_wrap(const char *s, int cells, void (*line)(void *arg, const char *bytes, size_t len),
    void *arg)
{
	for (;;) {
		size_t len = strcspn(s, "\n"), at = 0, skip;

		do {
			size_t n = line_length(s + at, len - at, cells, &skip);

			line(arg, s + at, n);
			at += n + skip;
		} while (at < len);
		if (s[len] == '\0' || s[len + 1] == '\0')
			return;
		s += len + 1;
	}
}
