/* SPDX-License-Identifier: ISC */
/*
 * tsafe: what stands between strangers and a terminal. One pass over the NFC
 * form; whatever it replaces, it replaces by ASCII, so that a second pass
 * changes nothing.
 */
#include <utf8proc.h>

#include "storage/text.h"

#define MARKS_MAX 4

/* What the pass knows of the characters it has written since the last base. */
struct pass {
	struct buf *out;
	uint32_t base;		/* 0 = none that a mark may stand on */
	unsigned marks;		/* on the base, kept */
	size_t dropped;		/* beyond MARKS_MAX */
	bool has_selector;	/* a variation selector stands on the base */
};

static bool
is_selector(uint32_t cp)
{
	return (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xE0100 && cp <= 0xE01EF) ||
	    (cp >= 0x180B && cp <= 0x180D) || cp == 0x180F;
}

/* Vowels and finals of conjoining Hangul: they join a syllable before them. */
static bool
is_jamo_tail(uint32_t cp)
{
	return (cp >= 0x1160 && cp <= 0x11FF) || (cp >= 0xD7B0 && cp <= 0xD7FF);
}

static bool
is_hangul(uint32_t cp)
{
	return (cp >= 0x1100 && cp <= 0x11FF) || (cp >= 0xA960 && cp <= 0xA97C) ||
	    (cp >= 0xAC00 && cp <= 0xD7A3);
}

static bool
is_mark(uint32_t cp)
{
	int category;

	if (cp < 0x300 || (cp >= 0xAC00 && cp <= 0xD7A3))
		return false;
	category = (int)utf8proc_get_property((utf8proc_int32_t)cp)->category;
	return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
	    category == UTF8PROC_CATEGORY_ME || is_jamo_tail(cp);
}

/* Ends the marks of one base: says how many were left out. */
static void
end_base(struct pass *p)
{
	if (p->dropped > 0)
		buf_printf(p->out, "<+%zu>", p->dropped);
	p->base = 0;
	p->marks = 0;
	p->dropped = 0;
	p->has_selector = false;
}

/* A visible stand-in. Nothing may join it: a mark after '>' would compose. */
static void
put_marker(struct pass *p, uint32_t cp)
{
	end_base(p);
	buf_printf(p->out, "<U+%04X>", (unsigned)cp);
}

static void
put_mark(struct pass *p, uint32_t cp)
{
	bool may_stand = p->base != 0 && (!is_jamo_tail(cp) || is_hangul(p->base));

	if (p->marks >= MARKS_MAX) {
		p->dropped++;
	} else if (may_stand) {
		utf8_encode(p->out, cp);
		p->marks++;
	} else {
		unsigned marks = p->base == 0 ? p->marks : 0;

		put_marker(p, cp);
		p->marks = marks + 1;
	}
}

static void
put(struct pass *p, uint32_t cp)
{
	if (is_selector(cp)) {
		if (p->base != 0 && p->marks == 0 && !p->has_selector) {
			utf8_encode(p->out, cp);
			p->has_selector = true;
		} else if (p->marks >= MARKS_MAX) {
			p->dropped++;
		} else {
			put_marker(p, cp);
		}
	} else if (text_cp_width(cp) < 0) {
		put_marker(p, cp);
	} else if (is_mark(cp)) {
		put_mark(p, cp);
	} else {
		end_base(p);
		utf8_encode(p->out, cp);
		p->base = cp;
	}
}

static bool
is_printable_ascii(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)s[i] < 0x20 || (unsigned char)s[i] > 0x7E)
			return false;
	return true;
}

void
tsafe(struct buf *out, const char *s, size_t len, bool is_multiline)
{
	struct pass p = { .out = out };
	struct buf nfc = { 0 };
	uint32_t cp;

	if (is_printable_ascii(s, len)) {
		buf_add(out, s, len);
		return;
	}
	text_nfc(&nfc, s, len);
	for (size_t i = 0; i < nfc.len; i += utf8_decode(nfc.data + i, nfc.len - i, &cp)) {
		utf8_decode(nfc.data + i, nfc.len - i, &cp);
		if (is_multiline && cp == '\r' && i + 1 < nfc.len && nfc.data[i + 1] == '\n')
			continue;
		if (is_multiline && cp == '\n') {
			end_base(&p);
			buf_putc(out, '\n');
		} else {
			put(&p, cp == '\t' ? ' ' : cp);
		}
	}
	end_base(&p);
	buf_release(&nfc);
}
