/* SPDX-License-Identifier: ISC */
/*
 * Masking for people who may not see (domain.md D). Where a value has another
 * shape than expected, more is hidden, never less.
 */
#include <stdlib.h>
#include <string.h>

#include "storage/text.h"

static bool
is_separator(uint32_t cp)
{
	return cp == '-' || cp == '.' || (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212 ||
	    cp == 0xFF0D;
}

/* The digit cp is, ASCII or full-width, else -1. */
static int
digit_of(uint32_t cp)
{
	if (cp >= '0' && cp <= '9')
		return (int)(cp - '0');
	if (cp >= 0xFF10 && cp <= 0xFF19)
		return (int)(cp - 0xFF10);
	return -1;
}

/* Decodes one code point; a bad byte counts as U+FFFD. */
static size_t
next_cp(const char *s, size_t len, uint32_t *cp)
{
	size_t n = utf8_decode(s, len, cp);

	if (n > 0)
		return n;
	*cp = 0xFFFD;
	return 1;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Whether a name is written in Hangul or Hanja, to its first letter. */
static bool
is_korean_name(const char *name, size_t len)
{
	uint32_t cp;

	next_cp(name, len, &cp);
	return (cp >= 0x1100 && cp <= 0x11FF) || (cp >= 0x3131 && cp <= 0x318E) ||
	    (cp >= 0xAC00 && cp <= 0xD7A3) || (cp >= 0x3400 && cp <= 0x9FFF) ||
	    (cp >= 0xF900 && cp <= 0xFAFF) || cp >= 0x20000;
}

void
mask_name(struct buf *out, const char *name)
{
	size_t len = strlen(name), count = 0, index = 0, n;
	bool is_korean = len > 0 && is_korean_name(name, len), starts_word = true;
	int cells;

	for (size_t i = 0; i < len; i += n, count++)
		n = text_grapheme(name + i, len - i, &cells);
	for (size_t i = 0; i < len; i += n, index++) {
		bool keep;

		n = text_grapheme(name + i, len - i, &cells);
		if (is_blank(name[i])) {
			buf_putc(out, ' ');
			starts_word = true;
			continue;
		}
		if (is_korean)
			keep = index == 0 || (index == count - 1 && count > 2);
		else
			keep = starts_word && count > 1;
		if (keep)
			buf_add(out, name + i, n);
		else
			buf_putc(out, '*');
		starts_word = false;
	}
}

/* Collects up to 20 ASCII digits of s; +82 becomes 0. */
static size_t
phone_digits(const char *s, size_t len, char digits[24])
{
	size_t count = 0;
	uint32_t cp;

	for (size_t i = 0; i < len && count < 20; ) {
		i += next_cp(s + i, len - i, &cp);
		if (digit_of(cp) >= 0)
			digits[count++] = (char)('0' + digit_of(cp));
	}
	digits[count] = '\0';
	if (count >= 10 && str_starts(digits, "82")) {
		size_t skip = digits[2] == '0' ? 2 : 1;

		memmove(digits, digits + skip, count - skip + 1);
		digits[0] = '0';
		count -= skip;
	}
	return count;
}

static void
put_stars(struct buf *out, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buf_putc(out, '*');
}

void
mask_phone(struct buf *out, const char *phone)
{
	char digits[24];
	size_t count = phone_digits(phone, strlen(phone), digits);
	size_t area = 0;

	if (count < 7) {
		put_stars(out, count == 0 && phone[0] != '\0' ? 1 : count);
		return;
	}
	if (digits[0] == '0' && count >= 9)
		area = digits[1] == '2' ? 2 : digits[1] == '5' && count >= 12 ? 4 : 3;
	if (area > 0) {
		buf_add(out, digits, area);
		buf_putc(out, '-');
	}
	put_stars(out, count - area - 4);
	buf_putc(out, '-');
	buf_puts(out, digits + count - 4);
}

static bool
word_ends(const char *word, size_t len, const char *suffix)
{
	size_t n = strlen(suffix);

	return len > n && memcmp(word + len - n, suffix, n) == 0;
}

/* What a word of an address is to the mask. */
enum address_word { WORD_AREA, WORD_LAST, WORD_HIDDEN };

static enum address_word
address_word(const char *word, size_t len, bool is_first)
{
	static const char *const provinces[] = {
		"서울", "부산", "대구", "인천", "광주", "대전", "울산", "세종", "경기",
		"강원", "충북", "충남", "전북", "전남", "경북", "경남", "제주",
	};
	static const char *const areas[] = { "시", "군", "구" };
	static const char *const lasts[] = { "읍", "면", "동", "가", "로", "길" };

	if (word[0] >= '0' && word[0] <= '9')
		return WORD_HIDDEN;
	for (size_t i = 0; i < sizeof(lasts) / sizeof(lasts[0]); i++)
		if (!is_first && word_ends(word, len, lasts[i]))
			return WORD_LAST;
	for (size_t i = 0; i < sizeof(areas) / sizeof(areas[0]); i++)
		if (word_ends(word, len, areas[i]))
			return WORD_AREA;
	if (is_first && word_ends(word, len, "도"))
		return WORD_AREA;
	for (size_t i = 0; is_first && i < sizeof(provinces) / sizeof(provinces[0]); i++)
		if (strlen(provinces[i]) == len && memcmp(word, provinces[i], len) == 0)
			return WORD_AREA;
	return WORD_HIDDEN;
}

void
mask_address(struct buf *out, const char *address)
{
	enum address_word what = WORD_AREA;
	size_t len = strlen(address), i = 0;
	bool is_first = true;

	while (i < len && is_blank(address[i]))
		i++;
	while (i < len && what == WORD_AREA) {
		size_t end = i;

		while (end < len && !is_blank(address[end]))
			end++;
		what = address_word(address + i, end - i, is_first);
		if (what == WORD_HIDDEN)
			break;
		if (!is_first)
			buf_putc(out, ' ');
		buf_add(out, address + i, end - i);
		is_first = false;
		for (i = end; i < len && is_blank(address[i]); )
			i++;
	}
	if (i < len)
		buf_puts(out, is_first ? "***" : " ***");
}

void
mask_birth(struct buf *out, const char *birth)
{
	size_t len = strlen(birth), digits = 0, keep;
	uint32_t cp;

	/* 1990-01-01 keeps four digits, 900101-1****** two. */
	keep = len > 4 && (birth[4] == '-' || birth[4] == '.') ? 4 : 2;
	for (size_t i = 0; i < len; ) {
		size_t n = next_cp(birth + i, len - i, &cp);

		if (is_separator(cp) || cp == ' ')
			buf_add(out, birth + i, n);
		else if (digit_of(cp) >= 0 && digits++ < keep)
			buf_add(out, birth + i, n);
		else
			buf_putc(out, '*');
		i += n;
	}
}

void
mask_account(struct buf *out, const char *account)
{
	size_t len = strlen(account), count = 0, index = 0;
	uint32_t cp;

	for (size_t i = 0; i < len; ) {
		i += next_cp(account + i, len - i, &cp);
		count += digit_of(cp) >= 0;
	}
	for (size_t i = 0; i < len; ) {
		size_t n = next_cp(account + i, len - i, &cp);

		if (digit_of(cp) < 0) {
			buf_add(out, account + i, n);
		} else {
			if (count >= 8 && (index < 3 || index >= count - 2))
				buf_add(out, account + i, n);
			else
				buf_putc(out, '*');
			index++;
		}
		i += n;
	}
}

/* A run of digits in free text, with separators between them. */
struct run {
	size_t bytes;		/* to after the last digit */
	size_t digits;
	size_t groups[8];	/* digits per group; what is beyond is added to the last */
	size_t group_count;
	bool starts_with_zero, is_international;
};

/* Measures the run of digits at s, which starts with a digit or with '+'.
 * Single blanks join groups only in numbers that start as phones do. */
static struct run
measure(const char *s, size_t len)
{
	struct run r = { .is_international = s[0] == '+' };
	size_t i = r.is_international ? 1 : 0, gap = 0;
	uint32_t cp;

	while (i < len) {
		size_t n = next_cp(s + i, len - i, &cp);
		bool may_be_blank = r.starts_with_zero || r.is_international;

		if (digit_of(cp) >= 0) {
			if (r.digits == 0)
				r.starts_with_zero = digit_of(cp) == 0;
			if (r.group_count == 0 || (gap > 0 && r.group_count < 8))
				r.group_count++;
			r.groups[r.group_count - 1]++;
			r.digits++;
			r.bytes = i + n;
			gap = 0;
		} else if (r.digits > 0 && gap < 2 && (is_separator(cp) ||
		    (may_be_blank && (cp == ' ' || cp == '(' || cp == ')')))) {
			gap++;
		} else {
			break;
		}
		i += n;
	}
	return r;
}

/* Whether a run is a number that points at a person: nine digits or more, or
 * a local phone number (312-1234). Dates and amounts are neither. */
static bool
is_personal(const struct run *r)
{
	if (r->digits >= 9)
		return true;
	return r->group_count == 2 && r->groups[1] == 4 && (r->groups[0] == 3 || r->groups[0] == 4);
}

/* What redaction leaves of a resident number: 900101-1******. */
static bool
is_birth(const char *s, const struct run *r)
{
	return r->digits == 7 && r->groups[0] == 6 && s[r->bytes] == '*';
}

static bool
is_phone(const struct run *r)
{
	return r->is_international || (r->starts_with_zero && r->digits <= 12) || r->digits < 9;
}

static void
mask_run(struct buf *out, const char *s, const struct run *r)
{
	char *run = x_strndup(s, r->bytes);

	if (is_birth(s, r))
		mask_birth(out, run);
	else if (is_phone(r))
		mask_phone(out, run);
	else
		mask_account(out, run);
	free(run);
}

/* Whether the digits of s (len bytes) are exactly those of phone. */
static bool
is_same_phone(const char *s, size_t len, const char *phone)
{
	char a[24], b[24];

	return phone_digits(s, len, a) > 0 && phone_digits(phone, strlen(phone), b) > 0 &&
	    str_eq(a, b);
}

/* Keeps two letters of what was written before an '@' (domain.md D). */
static void
mask_mail(struct buf *out, size_t start)
{
	size_t at = out->len, kept = 0;

	while (at > start && !is_blank(out->data[at - 1]) &&
	    (unsigned char)out->data[at - 1] < 0x80 &&
	    strchr("<>(),:;\"'", out->data[at - 1]) == NULL)
		at--;
	for (; at < out->len; at++)
		if (kept++ >= 2)
			out->data[at] = '*';
}

void
mask_free_text(struct buf *out, const char *text, const char *name, const char *phone)
{
	size_t len = strlen(text), name_len = strlen(name), start = out->len, n;
	uint32_t cp;

	for (size_t i = 0; i < len; i += n) {
		n = next_cp(text + i, len - i, &cp);
		if (name_len > 0 && len - i >= name_len && memcmp(text + i, name, name_len) == 0) {
			mask_name(out, name);
			n = name_len;
		} else if (digit_of(cp) >= 0 ||
		    (cp == '+' && text[i + 1] >= '0' && text[i + 1] <= '9')) {
			struct run r = measure(text + i, len - i);

			if (is_personal(&r) || is_birth(text + i, &r) ||
			    is_same_phone(text + i, r.bytes, phone))
				mask_run(out, text + i, &r);
			else
				buf_add(out, text + i, r.bytes);
			n = r.bytes;
		} else {
			if (cp == '@')
				mask_mail(out, start);
			buf_add(out, text + i, n);
		}
	}
}
