/* SPDX-License-Identifier: ISC */
/*
 * Hangul: the two-set (두벌식) keyboard, which keys were pressed for what an
 * input method sent; and the particles (조사) that go by the sound before them.
 */
#include <stdio.h>
#include <string.h>

#include "storage/text.h"

/* Keys of the compatibility jamo U+3131 to U+3163, in their order. */
static const char jamo_keys[][3] = {
	"r", "R", "rt", "s", "sw", "sg", "e", "E", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg",
	"a", "q", "Q", "qt", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g",
	"k", "o", "i", "O", "j", "p", "u", "P", "h", "hk", "ho", "hl", "y", "n", "nj", "np", "nl",
	"b", "m", "ml", "l",
};
_Static_assert(sizeof(jamo_keys) / sizeof(jamo_keys[0]) == 0x3163 - 0x3131 + 1,
    "one row per compatibility jamo");

#define FIRST_VOWEL 30

/* Row of jamo_keys for each initial and each final, in syllable order. */
static const unsigned char initials[] = {
	0, 1, 3, 6, 7, 8, 16, 17, 18, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
};
static const unsigned char finals[] = {
	0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19, 20, 21, 22, 23, 25, 26,
	27, 28, 29,
};
_Static_assert(sizeof(initials) == 19 && sizeof(finals) == 27, "19 initials, 27 finals");

size_t
hangul_to_keys(uint32_t cp, char keys[6])
{
	const char *first = "", *vowel = "", *final = "";

	if (cp >= 0x3131 && cp <= 0x3163) {
		first = jamo_keys[cp - 0x3131];
	} else if (cp >= 0x1100 && cp < 0x1100 + sizeof(initials)) {
		first = jamo_keys[initials[cp - 0x1100]];
	} else if (cp >= 0x1161 && cp <= 0x1175) {
		vowel = jamo_keys[FIRST_VOWEL + cp - 0x1161];
	} else if (cp >= 0x11A8 && cp < 0x11A8 + sizeof(finals)) {
		final = jamo_keys[finals[cp - 0x11A8]];
	} else if (cp >= 0xAC00 && cp <= 0xD7A3) {
		uint32_t syllable = cp - 0xAC00;

		first = jamo_keys[initials[syllable / (21 * 28)]];
		vowel = jamo_keys[FIRST_VOWEL + syllable / 28 % 21];
		if (syllable % 28 != 0)
			final = jamo_keys[finals[syllable % 28 - 1]];
	}
	return (size_t)snprintf(keys, 6, "%s%s%s", first, vowel, final);
}

/* What the sound before a particle ends in. */
enum ending {
	ENDS_OPEN,	/* a vowel */
	ENDS_CLOSED,	/* a consonant */
	ENDS_RIEUL,	/* ㄹ: closed, but for 으로 */
	ENDS_UNKNOWN
};

/* One particle: how a sentence asks for it, and what stands after each ending. */
static const struct particle {
	const char *marker;
	const char *after[ENDS_UNKNOWN + 1];
} particles[] = {
	{ "{은/는}", { "는", "은", "은", "은(는)" } },
	{ "{이/가}", { "가", "이", "이", "이(가)" } },
	{ "{을/를}", { "를", "을", "을", "을(를)" } },
	{ "{과/와}", { "와", "과", "과", "와(과)" } },
	{ "{와/과}", { "와", "과", "과", "와(과)" } },
	{ "{으로/로}", { "로", "으로", "로", "(으)로" } },
	{ "{이라/라}", { "라", "이라", "이라", "(이)라" } },
};

/* Digits by their names: 영 일 이 삼 사 오 육 칠 팔 구; a number that ends in
 * zeros ends in 십, 백, 천, 만 or 억, all of them closed. */
static const enum ending digit_endings[10] = {
	ENDS_CLOSED, ENDS_RIEUL, ENDS_OPEN, ENDS_CLOSED, ENDS_OPEN,
	ENDS_OPEN, ENDS_CLOSED, ENDS_RIEUL, ENDS_RIEUL, ENDS_OPEN,
};

/* Latin letters by their names (엘 엠 엔 알); words that end in -ng are closed as
 * -n is, and a small r at the end of a word is not heard (서버, 폴더). */
static enum ending
latin_ending(const char *word, size_t len)
{
	char c = word[len - 1], before = len > 1 ? word[len - 2] : '\0';

	switch (c) {
	case 'l':
	case 'L':
	case 'R':
		return ENDS_RIEUL;
	case 'm':
	case 'M':
	case 'n':
	case 'N':
		return ENDS_CLOSED;
	case 'g':
		return before == 'n' ? ENDS_CLOSED : ENDS_OPEN;
	default:
		return ENDS_OPEN;
	}
}

static enum ending
syllable_ending(uint32_t cp)
{
	uint32_t final = (cp - 0xAC00) % 28;

	if (final == 0)
		return ENDS_OPEN;
	return final == 8 ? ENDS_RIEUL : ENDS_CLOSED;
}

/* The last code point of the first len bytes, and where it starts. */
static uint32_t
last_cp(const char *word, size_t len, size_t *start)
{
	uint32_t cp = 0;

	*start = len - 1;
	while (*start > 0 && ((unsigned char)word[*start] & 0xC0) == 0x80)
		--*start;
	return utf8_decode(word + *start, len - *start, &cp) == len - *start ? cp : 0xFFFD;
}

/* Is it a sign that closes what was said, and is not heard? */
static bool
is_closer(uint32_t cp)
{
	return cp == '"' || cp == '\'' || cp == '`' || cp == '>' || cp == ']' || cp == ' ' ||
	    cp == 0x2019 || cp == 0x201D || cp == 0x300D || cp == 0x300F || cp == 0x300B ||
	    cp == 0x3009;
}

/* The length without what is not heard at the end: quotes, blanks, and what
 * stands in round brackets. */
static size_t
heard(const char *word, size_t len)
{
	while (len > 0) {
		size_t start, open;
		uint32_t cp = last_cp(word, len, &start);

		if (cp == ')') {
			for (open = start; open > 0 && word[open] != '('; open--)
				continue;
			if (open == 0)
				return start;
			len = open;
		} else if (is_closer(cp)) {
			len = start;
		} else {
			break;
		}
	}
	return len;
}

static enum ending
ending_of(const char *word, size_t len)
{
	size_t start;
	uint32_t cp;

	len = heard(word, len);
	if (len == 0)
		return ENDS_UNKNOWN;
	cp = last_cp(word, len, &start);
	if (cp >= 0xAC00 && cp <= 0xD7A3)
		return syllable_ending(cp);
	if (cp >= '0' && cp <= '9')
		return digit_endings[cp - '0'];
	if ((cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z'))
		return latin_ending(word, len);
	/* The names of single consonants end in one: 기역, 니은 …, 리을. */
	if (cp >= 0x3131 && cp <= 0x314E)
		return cp == 0x3139 ? ENDS_RIEUL : ENDS_CLOSED;
	if (cp >= 0x314F && cp <= 0x3163)
		return ENDS_OPEN;
	return cp == '%' ? ENDS_OPEN : ENDS_UNKNOWN;
}

const char *
hangul_josa(const char *word, size_t len, const char *marker, size_t *used)
{
	for (size_t i = 0; i < sizeof(particles) / sizeof(particles[0]); i++) {
		size_t n = strlen(particles[i].marker);

		if (strncmp(marker, particles[i].marker, n) != 0)
			continue;
		*used = n;
		return particles[i].after[ending_of(word, len)];
	}
	return NULL;
}

void
hangul_resolve(struct buf *out, const char *text)
{
	const char *from = text, *brace;

	for (const char *at = text; (brace = strchr(at, '{')) != NULL; ) {
		size_t used = 0;
		const char *particle = hangul_josa(text, (size_t)(brace - text), brace, &used);

		at = brace + (particle != NULL ? used : 1);
		if (particle == NULL)
			continue;
		buf_add(out, from, (size_t)(brace - from));
		buf_puts(out, particle);
		from = at;
	}
	buf_puts(out, from);
}
