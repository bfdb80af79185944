/* SPDX-License-Identifier: ISC */
/*
 * The two-set (두벌식) keyboard: which keys were pressed for what a Hangul
 * input method sent.
 */
#include <stdio.h>

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
