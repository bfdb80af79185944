/* SPDX-License-Identifier: ISC */
/*
 * text: UTF-8, Hangul, cells. Everything a stranger wrote passes through here
 * before a terminal, a log or a file sees it. Knows no case and no terminal;
 * the only user of utf8proc.
 */
#ifndef STORAGE_TEXT_H
#define STORAGE_TEXT_H

#include "storage/base.h"

/* Chooses the language of the program and makes the locale a UTF-8 one. lang
 * is "ko", "en" or NULL: then Korean where the environment says Korean, C,
 * POSIX or nothing, English otherwise. Works where only C.UTF-8 exists, from
 * the build folder (PROGRAM_FOLDER/locale) and installed. Call once, first.
 * Returns false if lang is another word. */
bool text_start(const char *lang);

/* The current language, "ko" or "en". */
const char *text_language(void);

/* The translation of an English message id; the id itself if there is none. */
const char *say(const char *msgid) __attribute__((format_arg(1)));

/* Decodes one code point of s (len bytes left, > 0) into *cp. Returns the
 * bytes it took, or 0 if they are not valid UTF-8 (overlong, surrogate,
 * truncated, beyond U+10FFFF). */
size_t utf8_decode(const char *s, size_t len, uint32_t *cp);

/* Writes cp as UTF-8 to c; returns how many bytes. */
size_t utf8_put(char c[4], uint32_t cp);

/* Appends cp as UTF-8. */
void utf8_encode(struct buf *b, uint32_t cp);

/* Whether all len bytes are valid UTF-8. Where false and at is not NULL, *at
 * is the offset of the first bad byte. */
bool utf8_valid(const char *s, size_t len, size_t *at);

/* Appends the NFC form of valid UTF-8. Invalid bytes become U+FFFD. */
void text_nfc(struct buf *out, const char *s, size_t len);

/* How ambiguous-width characters are counted, 1 or 2 cells; default 1. */
void text_set_ambiguous_width(int cells);

/* Cells one code point takes: 0 for marks, -1 for what must not be drawn. */
int text_cp_width(uint32_t cp);

/* Cells that s takes; what cannot be drawn counts as tsafe draws it. */
int text_width(const char *s);

/* Bytes of the first grapheme of s (0 at the end), and its cells. */
size_t text_grapheme(const char *s, size_t len, int *cells);

/* Appends at most cells cells of s, cut at a grapheme border; with an
 * ellipsis ("…") when something was cut and there is room. Returns the cells
 * written. */
int text_clip(struct buf *out, const char *s, int cells);

/* As text_clip, then spaces up to exactly cells. */
void text_fit(struct buf *out, const char *s, int cells);

/* Breaks s into lines of at most cells cells (at blanks where it can, else at
 * graphemes, and at each LF); calls line for each with bytes and length. */
void text_wrap(const char *s, int cells,
    void (*line)(void *arg, const char *bytes, size_t len), void *arg);

/* Makes any bytes safe to show: valid UTF-8 (else U+FFFD), NFC, and then
 * C0/C1/DEL, bidi controls, zero-width characters, tags, fillers, surplus
 * variation selectors, private use and non-characters become visible ASCII
 * markers <U+202E>; at most 4 marks stay on a base. LF is kept when
 * is_multiline, TAB becomes a blank. This is the one function before every
 * terminal, log and print. */
void tsafe(struct buf *out, const char *s, size_t len, bool is_multiline);

/* Can it name something that people type again: one line of text with nothing in
 * it that must not be drawn, no blank at its ends and no quote, so that a command
 * line can hold it? */
bool text_is_name(const char *name);

/* The label of a table's row in the current language, and whether a typed word
 * means the row: its stable name or one of its labels, English in either case. */
const char *text_label(const char *label_ko, const char *label_en);
bool text_is_word(const char *word, const char *name, const char *label_ko,
    const char *label_en);

/* Appends s as a JSON string with its quotes; controls, DEL, C1, bidi and the
 * rest of tsafe's list as \uXXXX, so that cat of the file is safe. s must be
 * valid UTF-8 (bad bytes become U+FFFD). */
void text_json_string(struct buf *out, const char *s, size_t len);

/* The key-row reading of what a Hangul input method sends: "ㅂ" gives "q",
 * "하" gives "gk". Returns the number of ASCII keys written to keys (at most
 * 5, terminated), 0 if cp is no jamo or syllable of the two-set layout. */
size_t hangul_to_keys(uint32_t cp, char keys[6]);

/* The particle (조사) that follows the first len bytes of word: of a marker
 * "{은/는}", "{이/가}", "{을/를}", "{과/와}", "{와/과}", "{으로/로}", "{이라/라}",
 * which must stand at the front of marker (*used is its length). By the sound
 * of the last syllable, digit or Latin letter; quotes, and what stands in
 * brackets, are passed over. Where nobody can know the sound it is both:
 * "은(는)". NULL if marker begins with none. */
const char *hangul_josa(const char *word, size_t len, const char *marker, size_t *used);

/* Appends text with every such marker in it resolved by what stands before. */
void hangul_resolve(struct buf *out, const char *text);

/* Masking for people who may not see (domain.md D): 홍*동, 홍*, 남**수;
 * 010-****-5678; an address down to 읍·면·동. Foreign names keep the first
 * letter of each word. */
void mask_name(struct buf *out, const char *name);
void mask_phone(struct buf *out, const char *phone);
void mask_address(struct buf *out, const char *address);
void mask_birth(struct buf *out, const char *birth);

/* An account number: the first three and the last two digits stay. */
void mask_account(struct buf *out, const char *account);

/* Appends text with every occurrence of name and of phone (in any hyphenation)
 * masked, and everything else that looks like a Korean phone number or an
 * account number too. name and phone may be "". */
void mask_free_text(struct buf *out, const char *text, const char *name, const char *phone);

/* What search compares (domain.md D): NFC, lower case, full-width letters
 * plain, without invisible characters and fillers, blanks of any kind and
 * number as one. text_search_name leaves the blanks out. */
void text_search_form(struct buf *out, const char *s);
void text_search_name(struct buf *out, const char *s);

/* The initials (초성) of a search form, as compatibility jamo: ㅎㄱㄷ for 홍길동.
 * Blanks are left out, other characters stay, ㄳ becomes ㄱㅅ. */
void text_initials(struct buf *out, const char *form);

/* Whether a search form has initials only. "" has none. */
bool text_is_initials(const char *form);

/* Calls each (may be NULL) for every two letters of a search form that stand
 * beside each other; digits, blanks and ASCII signs are no letters. Returns how
 * many there are. */
size_t text_bigrams(const char *form, void (*each)(void *arg, uint32_t first, uint32_t second),
    void *arg);

#endif
