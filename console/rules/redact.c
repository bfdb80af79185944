/* SPDX-License-Identifier: ISC */
/*
 * 개인정보 보호법 §24의2 (checked 2026-03-10): without a law that asks for it no
 * resident number is processed, and none is stored before sealed storage
 * exists. The check digit is not looked at: numbers since October 2020 have
 * none.
 */
#include "console/rules/redact.h"

#include <string.h>

#include "console/rules/json_gate.h"
#include "storage/instant.h"
#include "storage/text.h"

#define SEPARATORS_MAX 3	/* "900101 - 1234567" */

/* The smallest thing in the bytes that is a character: itself or its \u form. */
struct atom {
	size_t len;
	int digit;		/* -1 = none */
	bool is_separator;
};

static bool
is_separator(uint32_t cp)
{
	return cp == '-' || cp == ' ' || cp == '\t' || cp == 0xA0 || cp == 0xAD ||
	    (cp >= 0x2002 && cp <= 0x2015) || cp == 0x202F || cp == 0x2060 || cp == 0x2212 ||
	    cp == 0x3000 || cp == 0xFE58 || cp == 0xFE63 || cp == 0xFEFF || cp == 0xFF0D;
}

static bool
hex4(const char *s, uint32_t *cp)
{
	*cp = 0;
	for (int i = 0; i < 4; i++) {
		const char *digit = strchr("00112233445566778899aAbBcCdDeEfF", s[i]);

		if (s[i] == '\0' || digit == NULL)
			return false;
		*cp = *cp << 4 | (uint32_t)(digit - "00112233445566778899aAbBcCdDeEfF") / 2;
	}
	return true;
}

static struct atom
atom_at(const char *s, size_t len)
{
	struct atom a = { .len = 1, .digit = -1 };
	uint32_t cp = 0;

	if (s[0] != '\\') {
		a.len = utf8_decode(s, len, &cp);
		if (a.len == 0)
			return (struct atom){ .len = 1, .digit = -1 };
	} else if (len >= 6 && s[1] == 'u' && hex4(s + 2, &cp)) {
		a.len = 6;
	} else if (len >= 2 && (s[1] == '\\' || s[1] == '"')) {
		return (struct atom){ .len = 2, .digit = -1 };
	}
	if (cp >= '0' && cp <= '9')
		a.digit = (int)(cp - '0');
	else if (cp >= 0xFF10 && cp <= 0xFF19)
		a.digit = (int)(cp - 0xFF10);
	a.is_separator = is_separator(cp);
	return a;
}

/* Reads digits from s on, keeping the first keep at digits; stops after max.
 * Returns how many there were, and their bytes. */
static size_t
read_digits(const char *s, size_t len, size_t max, char *digits, size_t keep, size_t *bytes)
{
	size_t count = 0, at = 0;

	while (at < len && count < max) {
		struct atom a = atom_at(s + at, len - at);

		if (a.digit < 0)
			break;
		if (count < keep)
			digits[count] = (char)('0' + a.digit);
		count++;
		at += a.len;
	}
	*bytes = at;
	return count;
}

/* Whether 13 digits begin with a month and a day of a birth date. */
static bool
is_resident(const char *digits)
{
	int month = (digits[2] - '0') * 10 + digits[3] - '0';
	int day = (digits[4] - '0') * 10 + digits[5] - '0';

	return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* Looks at the run of digits that begins at s. Returns whether a resident
 * number begins there; *bytes is what it takes, or what the run takes. */
static bool
find_number(const char *s, size_t len, char digits[13], size_t *bytes)
{
	size_t count = read_digits(s, len, SIZE_MAX, digits, 13, bytes), at = *bytes, tail;

	if (count == 13)
		return is_resident(digits);
	if (count != 6)
		return false;
	for (int n = 0; n < SEPARATORS_MAX && at < len; n++) {
		struct atom a = atom_at(s + at, len - at);

		if (!a.is_separator)
			break;
		at += a.len;
	}
	if (at == *bytes || read_digits(s + at, len - at, 8, digits + 6, 7, &tail) != 7 ||
	    !is_resident(digits))
		return false;
	*bytes = at + tail;
	return true;
}

static void
put_cut(struct buf *out, const char digits[13])
{
	buf_add(out, digits, 6);
	buf_putc(out, '-');
	buf_putc(out, digits[6]);
	buf_puts(out, "******");
}

/* Copies the run of digits at s, cut if it is a resident number. Returns the
 * bytes it took. */
static size_t
copy_run(struct buf *out, const char *s, size_t len, size_t *cuts)
{
	char digits[13];
	size_t bytes;

	if (find_number(s, len, digits, &bytes)) {
		put_cut(out, digits);
		++*cuts;
	} else {
		buf_add(out, s, bytes);
	}
	return bytes;
}

size_t
redact_bytes(struct buf *out, const char *bytes, size_t len)
{
	size_t cuts = 0;

	for (size_t i = 0; i < len; ) {
		struct atom a = atom_at(bytes + i, len - i);

		if (a.digit >= 0) {
			i += copy_run(out, bytes + i, len - i, &cuts);
		} else {
			buf_add(out, bytes + i, a.len);
			i += a.len;
		}
	}
	return cuts;
}

/* Puts a star as wide as the digit in its place. */
static void
put_star(char *at, size_t width)
{
	memcpy(at, width == 1 ? "*" : width == 3 ? "\uFF0A" : "\\u002a", width);
}

/* Puts stars over what follows the seventh digit of the number at s. */
static void
star_tail(char *s, size_t len)
{
	int digits = 0;

	for (size_t i = 0; i < len; ) {
		struct atom a = atom_at(s + i, len - i);

		if (a.digit >= 0 && ++digits > 7)
			put_star(s + i, a.len);
		i += a.len;
	}
}

static size_t
star_numbers(char *bytes, size_t len)
{
	char digits[13];
	size_t cuts = 0, step;

	for (size_t i = 0; i < len; i += step) {
		struct atom a = atom_at(bytes + i, len - i);

		step = a.len;
		if (a.digit >= 0 && find_number(bytes + i, len - i, digits, &step)) {
			star_tail(bytes + i, step);
			cuts++;
		}
	}
	return cuts;
}

size_t
redact_in_place(char *bytes, size_t len)
{
	size_t cuts = 0, found;

	/* What is left of one may be the end of another: 900101-9001011****** */
	do {
		found = star_numbers(bytes, len);
		cuts += found;
	} while (found > 0);
	return cuts;
}

/* Whether the digits of a number with a fraction are a resident number when
 * the dot is left out: 9.001011234567e12. */
static bool
is_number_around_dot(const char *token, size_t len, char digits[13])
{
	size_t count = 0;

	for (size_t i = 0; i < len && token[i] != 'e' && token[i] != 'E'; i++) {
		if (token[i] < '0' || token[i] > '9')
			continue;
		if (count == 13)
			return false;
		digits[count++] = token[i];
	}
	return count == 13 && is_resident(digits);
}

/* Copies a number that stands in no string; a cut one becomes a string. */
static size_t
copy_number(struct buf *out, const char *s, size_t len, size_t *cuts)
{
	struct buf token = { 0 };
	char digits[13];
	size_t n = 0, bytes, found;

	while (n < len && s[n] != '\0' && strchr("0123456789+-.eE", s[n]) != NULL)
		n++;
	/* "900101 1234567" in no string is no JSON, and is cut all the same. */
	if (s[0] != '-' && find_number(s, len, digits, &bytes) && bytes > n)
		return copy_run(out, s, len, cuts);
	found = redact_bytes(&token, s, n);
	if (found == 0 && is_number_around_dot(s, n, digits)) {
		buf_clear(&token);
		put_cut(&token, digits);
		found = 1;
	}
	if (found > 0)
		buf_printf(out, "\"%s\"", buf_str(&token));
	else
		buf_add(out, s, n);
	*cuts += found;
	buf_release(&token);
	return n;
}

static bool
is_key_end(const char *s, size_t len)
{
	size_t i = 0;

	while (i < len && (s[i] == ' ' || s[i] == '\t' || s[i] == '\r' || s[i] == '\n'))
		i++;
	return i < len && s[i] == ':';
}

/* What one pass over a document did. */
struct pass {
	size_t cuts;
	size_t key_cuts;	/* keys with a cut in them */
};

/* One pass. Where hashes > 0, every key with a cut gets that many '#' and a
 * number of its own. */
static struct pass
redact_document(struct buf *out, const char *bytes, size_t len, unsigned hashes)
{
	struct pass p = { 0 };
	size_t cuts_before = 0;
	bool is_string = false;

	for (size_t i = 0; i < len; ) {
		struct atom a = atom_at(bytes + i, len - i);
		char c = bytes[i];

		if (!is_string && (c == '-' || (c >= '0' && c <= '9'))) {
			i += copy_number(out, bytes + i, len - i, &p.cuts);
			continue;
		}
		if (a.digit >= 0) {
			i += copy_run(out, bytes + i, len - i, &p.cuts);
			continue;
		}
		if (c == '"' && is_string && p.cuts > cuts_before &&
		    is_key_end(bytes + i + 1, len - i - 1)) {
			p.key_cuts++;
			for (unsigned n = 0; n < hashes; n++)
				buf_putc(out, '#');
			if (hashes > 0)
				buf_printf(out, "%zu", p.key_cuts);
		}
		if (c == '"') {
			is_string = !is_string;
			cuts_before = p.cuts;
		}
		buf_add(out, bytes + i, a.len);
		i += a.len;
	}
	return p;
}

size_t
redact_json(struct buf *out, const char *bytes, size_t len)
{
	size_t start = out->len;
	struct pass p = redact_document(out, bytes, len, 0);

	/* Two keys may have become one. The number of '#' that no other key of
	 * the document has is found by trying. */
	if (p.key_cuts == 0 || !json_check(bytes, len, SIZE_MAX, NULL))
		return p.cuts;
	for (unsigned hashes = 1; !json_check(out->data + start, out->len - start, SIZE_MAX, NULL);
	    hashes++) {
		out->len = start;
		redact_document(out, bytes, len, hashes);
	}
	return p.cuts;
}

bool
redact_birth(const char *s, char birth[16], char sex[2])
{
	static const char *const centuries[] = {
		"18", "19", "19", "20", "20", "19", "19", "20", "20", "18",
	};
	struct buf date = { 0 };
	struct day day;
	bool is_date;

	if (strlen(s) != 14 || strspn(s, "0123456789") != 6 || s[6] != '-' || s[7] < '0' ||
	    s[7] > '9' || !str_eq(s + 8, "******"))
		return false;
	buf_printf(&date, "%s%.2s-%.2s-%.2s", centuries[s[7] - '0'], s, s + 2, s + 4);
	is_date = day_parse(buf_str(&date), &day);
	if (is_date) {
		str_fill(birth, 16, buf_str(&date));
		sex[0] = s[7];
		sex[1] = '\0';
	}
	buf_release(&date);
	return is_date;
}
