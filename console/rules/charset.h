/* SPDX-License-Identifier: ISC */
/*
 * charset: what other systems of an office write and read: UTF-8 with or without
 * a byte order mark, and CP949. Knows bytes; no file. Pure.
 */
#ifndef RULES_CHARSET_H
#define RULES_CHARSET_H

#include "storage/base.h"

enum charset {
	CHARSET_UTF8,
	CHARSET_UTF8_MARK,	/* with a byte order mark */
	CHARSET_CP949,
	CHARSET_BROKEN,		/* mostly UTF-8, with bytes in it that are none */
	CHARSET_UTF16,
	CHARSET__COUNT
};

/* The charset's name, in the current language. */
const char *charset_label(enum charset charset);

/* Which one the bytes are in, as far as they tell. */
enum charset charset_detect(const char *bytes, size_t len);

/* Appends the same text in UTF-8, a byte order mark left out; what is broken
 * stays as it is, for whoever reads row by row. RC_USAGE: it is UTF-16. */
MUST_USE enum rc charset_to_utf8(enum charset charset, const char *bytes, size_t len,
    struct buf *out, struct err *e);

/* Appends UTF-16 bytes with a byte order mark as UTF-8; false where they are none. */
MUST_USE bool charset_utf16_to_utf8(const char *bytes, size_t len, struct buf *out);

/* Appends UTF-8 text in CP949; returns how many characters CP949 does not have,
 * each of which became a question mark. */
size_t charset_to_cp949(const char *text, size_t len, struct buf *out);

#endif
