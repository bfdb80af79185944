/* SPDX-License-Identifier: ISC */
/*
 * What search compares: text without what the eye does not see or does not
 * tell apart, and the initials (초성) of Hangul.
 */
#include <string.h>

#include <utf8proc.h>

#include "storage/text.h"

#define SYLLABLE_FIRST 0xAC00
#define SYLLABLE_LAST 0xD7A3
#define SYLLABLES_AN_INITIAL 588
#define JAMO_FIRST 0x3131
#define JAMO_CONSONANT_LAST 0x314E

/* The 19 initials in the order of syllables, as compatibility jamo. */
static const uint16_t initials[] = {
	0x3131, 0x3132, 0x3134, 0x3137, 0x3138, 0x3139, 0x3141, 0x3142, 0x3143, 0x3145, 0x3146,
	0x3147, 0x3148, 0x3149, 0x314A, 0x314B, 0x314C, 0x314D, 0x314E,
};

/* What an input method joins of two consonants that are no initial together:
 * ㄳ is typed for ㄱㅅ. */
static const struct {
	uint16_t joined, first, second;
} clusters[] = {
	{ 0x3133, 0x3131, 0x3145 }, { 0x3135, 0x3134, 0x3148 }, { 0x3136, 0x3134, 0x314E },
	{ 0x313A, 0x3139, 0x3131 }, { 0x313B, 0x3139, 0x3141 }, { 0x313C, 0x3139, 0x3142 },
	{ 0x313D, 0x3139, 0x3145 }, { 0x313E, 0x3139, 0x314C }, { 0x313F, 0x3139, 0x314D },
	{ 0x3140, 0x3139, 0x314E }, { 0x3144, 0x3142, 0x3145 },
};

static bool
is_blank(uint32_t cp)
{
	return cp <= ' ' || cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x3000;
}

static bool
is_unseen(uint32_t cp)
{
	return cp == 0x7F || (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xE0100 && cp <= 0xE01EF) ||
	    text_cp_width(cp) < 0;
}

/* Appends s without what is not seen; blanks of any kind and number are one. */
static void
put_seen(struct buf *out, const char *s)
{
	size_t len = strlen(s);
	uint32_t cp;

	for (size_t i = 0, n; i < len; i += n) {
		n = utf8_decode(s + i, len - i, &cp);
		if (n == 0) {
			n = 1;
			cp = 0xFFFD;
		}
		if (is_blank(cp)) {
			if (out->len > 0 && out->data[out->len - 1] != ' ')
				buf_putc(out, ' ');
		} else if (!is_unseen(cp)) {
			utf8_encode(out, cp);
		}
	}
}

/* Text of syllables, printable ASCII and single blanks, which most is, needs one
 * pass. False, with nothing appended, where there is anything else in it. */
static bool
put_plain(struct buf *out, const char *s)
{
	size_t start = out->len;
	const unsigned char *p = (const unsigned char *)s;

	if (*s != '\0')
		buf_reserve(out, strlen(s));
	while (*p != '\0') {
		bool is_blank_here = *p == ' ' && out->len > start && p[-1] != ' ';

		if (is_blank_here || (*p > ' ' && *p < 0x7F)) {
			buf_putc(out, (char)(*p >= 'A' && *p <= 'Z' ? *p + 'a' - 'A' : *p));
			p++;
		} else if ((*p == 0xEA && p[1] >= 0xB0) || (*p >= 0xEB && *p <= 0xEC) ||
		    (*p == 0xED && p[1] != 0 && p[1] < 0x9E)) {
			uint32_t cp;
			size_t n = utf8_decode((const char *)p, strnlen((const char *)p, 4), &cp);

			if (n == 0 || cp > SYLLABLE_LAST)
				break;
			buf_add(out, p, n);
			p += n;
		} else {
			break;
		}
	}
	if (*p == '\0')
		return true;
	out->len = start;
	if (out->data != NULL)
		out->data[start] = '\0';
	return false;
}

void
text_search_form(struct buf *out, const char *s)
{
	struct buf seen = { 0 }, composed = { 0 };
	const char *text;
	uint32_t cp;

	if (put_plain(out, s))
		return;
	put_seen(&seen, s);
	text_nfc(&composed, buf_str(&seen), seen.len);
	text = buf_str(&composed);
	for (size_t i = 0, n; i < composed.len; i += n) {
		n = utf8_decode(text + i, composed.len - i, &cp);
		if (n == 0)
			break;
		/* Full-width letters and digits are typed for plain ones. */
		if (cp >= 0xFF01 && cp <= 0xFF5E)
			cp -= 0xFEE0;
		if (cp < SYLLABLE_FIRST || cp > SYLLABLE_LAST)
			cp = (uint32_t)utf8proc_tolower((int32_t)cp);
		utf8_encode(out, cp);
	}
	buf_release(&composed);
	buf_release(&seen);
}

void
text_search_name(struct buf *out, const char *s)
{
	struct buf form = { 0 };

	text_search_form(&form, s);
	for (size_t i = 0; i < form.len; i++)
		if (form.data[i] != ' ')
			buf_putc(out, form.data[i]);
	buf_release(&form);
}

static void
put_initial(struct buf *out, uint32_t cp)
{
	if (cp >= SYLLABLE_FIRST && cp <= SYLLABLE_LAST)
		cp = initials[(cp - SYLLABLE_FIRST) / SYLLABLES_AN_INITIAL];
	else if (cp >= 0x1100 && cp < 0x1100 + sizeof(initials) / sizeof(initials[0]))
		cp = initials[cp - 0x1100];
	for (size_t i = 0; i < sizeof(clusters) / sizeof(clusters[0]); i++)
		if (cp == clusters[i].joined) {
			utf8_encode(out, clusters[i].first);
			cp = clusters[i].second;
		}
	utf8_encode(out, cp);
}

void
text_initials(struct buf *out, const char *form)
{
	size_t len = strlen(form);
	uint32_t cp;

	for (size_t i = 0, n; i < len; i += n) {
		n = utf8_decode(form + i, len - i, &cp);
		if (n == 0)
			break;
		if (cp != ' ')
			put_initial(out, cp);
	}
}

bool
text_is_initials(const char *form)
{
	size_t len = strlen(form);
	uint32_t cp = 0;

	for (size_t i = 0, n; i < len; i += n) {
		n = utf8_decode(form + i, len - i, &cp);
		if (n == 0)
			return false;
		if (cp != ' ' && (cp < JAMO_FIRST || cp > JAMO_CONSONANT_LAST) &&
		    (cp < 0x1100 || cp > 0x1112))
			return false;
	}
	return len > 0;
}

static bool
is_letter(uint32_t cp)
{
	return (cp >= 'a' && cp <= 'z') || cp >= 0x80;
}

size_t
text_bigrams(const char *form, void (*each)(void *arg, uint32_t first, uint32_t second), void *arg)
{
	size_t len = strlen(form), count = 0;
	uint32_t before = 0, cp;

	for (size_t i = 0, n; i < len; i += n, before = cp) {
		n = utf8_decode(form + i, len - i, &cp);
		if (n == 0)
			break;
		if (!is_letter(before) || !is_letter(cp))
			continue;
		count++;
		if (each != NULL)
			each(arg, before, cp);
	}
	return count;
}
