/* SPDX-License-Identifier: ISC */
#include "storage/text.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include <utf8proc.h>

#define DOMAIN "minwon"
#define REPLACEMENT 0xFFFD

/* Chosen once by text_start, before anything else runs. */
static bool is_english;

/* What the environment asks for: Korean unless it names another language. */
static bool
environment_is_korean(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *value = NULL;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		value = getenv(names[i]);
		if (!str_empty(value))
			break;
	}
	return str_empty(value) || str_starts(value, "ko") || str_eq(value, "C") ||
	    str_starts(value, "C.") || str_eq(value, "POSIX");
}

bool
text_start(const char *lang)
{
	static const char *const locales[] = { "C.UTF-8", "C.utf8", "ko_KR.UTF-8", "en_US.UTF-8" };
	struct buf folder = { 0 };
	struct stat st;
	bool is_known = lang == NULL || str_eq(lang, "ko") || str_eq(lang, "en");

	is_english = lang == NULL ? !environment_is_korean() : !str_eq(lang, "ko");
	/* One locale for everybody: widths, order and decimal points do not
	 * change with the clerk's settings. The language comes by LANGUAGE,
	 * which gettext reads in every locale but plain C. */
	for (size_t i = 0; i < sizeof(locales) / sizeof(locales[0]); i++)
		if (setlocale(LC_ALL, locales[i]) != NULL)
			break;
	setlocale(LC_NUMERIC, "C");
	setenv("LANGUAGE", text_language(), 1);
	program_folder(&folder);
	buf_puts(&folder, "/locale");
	if (stat(buf_str(&folder), &st) == 0 && S_ISDIR(st.st_mode))
		bindtextdomain(DOMAIN, buf_str(&folder));
	else
		bindtextdomain(DOMAIN, MINWON_LOCALEDIR);
	bind_textdomain_codeset(DOMAIN, "UTF-8");
	buf_release(&folder);
	return is_known;
}

const char *
text_language(void)
{
	return is_english ? "en" : "ko";
}

const char *
say(const char *msgid)
{
	/* gettext answers "" with the head of its catalogue. */
	return msgid[0] == '\0' ? msgid : dgettext(DOMAIN, msgid);
}

size_t
utf8_decode(const char *s, size_t len, uint32_t *cp)
{
	/* Least code point of each length: what is below it is overlong. */
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	unsigned char c = (unsigned char)s[0];
	uint32_t value;
	size_t n;

	if (c < 0x80) {
		*cp = c;
		return 1;
	}
	if (c < 0xC2 || c > 0xF4)
		return 0;
	n = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
	if (n > len)
		return 0;
	value = c & (0x7Fu >> n);
	for (size_t i = 1; i < n; i++) {
		if (((unsigned char)s[i] & 0xC0) != 0x80)
			return 0;
		value = value << 6 | ((unsigned char)s[i] & 0x3Fu);
	}
	if (value < least[n] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
		return 0;
	*cp = value;
	return n;
}

size_t
utf8_put(char c[4], uint32_t cp)
{
	size_t n;

	if (cp < 0x80) {
		c[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		c[0] = (char)(0xC0 | cp >> 6);
		n = 2;
	} else if (cp < 0x10000) {
		c[0] = (char)(0xE0 | cp >> 12);
		n = 3;
	} else {
		c[0] = (char)(0xF0 | cp >> 18);
		n = 4;
	}
	for (size_t i = 1; i < n; i++)
		c[i] = (char)(0x80 | (cp >> 6 * (n - 1 - i) & 0x3F));
	return n;
}

void
utf8_encode(struct buf *b, uint32_t cp)
{
	char c[4];

	buf_add(b, c, utf8_put(c, cp));
}

bool
utf8_valid(const char *s, size_t len, size_t *at)
{
	uint32_t cp;

	for (size_t i = 0; i < len; ) {
		size_t n = utf8_decode(s + i, len - i, &cp);

		if (n == 0) {
			if (at != NULL)
				*at = i;
			return false;
		}
		i += n;
	}
	return true;
}

/* Whether cp stays as it is in NFC wherever it stands among others of which
 * this is true: nearly everything that desks see. */
static bool
is_nfc_plain(uint32_t cp)
{
	return cp < 0x300 || (cp >= 0xAC00 && cp <= 0xD7A3) || (cp >= 0x4E00 && cp <= 0x9FFF) ||
	    (cp >= 0x3131 && cp <= 0x318E) || (cp >= 0xFF01 && cp <= 0xFF5E) ||
	    (cp >= 0x2010 && cp <= 0x2027) || (cp >= 0x3001 && cp <= 0x3011);
}

static bool
is_plain_text(const char *s, size_t len)
{
	uint32_t cp;

	for (size_t i = 0; i < len; ) {
		size_t n = utf8_decode(s + i, len - i, &cp);

		if (n == 0 || !is_nfc_plain(cp))
			return false;
		i += n;
	}
	return true;
}

static int
compare_keys(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* Sorts each run of marks by combining class, stably. utf8proc does this by
 * swapping neighbours, which takes minutes on a flood of marks. */
static void
order_marks(int32_t *cps, size_t count)
{
	uint64_t *keys = NULL;

	for (size_t i = 0, end; i < count; i = end) {
		end = i + 1;
		if (utf8proc_get_property(cps[i])->combining_class == 0)
			continue;
		while (end < count && utf8proc_get_property(cps[end])->combining_class != 0)
			end++;
		if (end - i < 2)
			continue;
		/* class, place in the run, code point: 8, 32 and 21 bits */
		keys = x_realloc(keys, end - i, sizeof(*keys));
		for (size_t k = i; k < end; k++) {
			uint64_t class = utf8proc_get_property(cps[k])->combining_class;

			keys[k - i] = class << 53 | (uint64_t)(k - i) << 21 | (uint64_t)cps[k];
		}
		qsort(keys, end - i, sizeof(*keys), compare_keys);
		for (size_t k = i; k < end; k++)
			cps[k] = (int32_t)(keys[k - i] & 0x1FFFFF);
	}
	free(keys);
}

/* Composes ordered, decomposed code points in place and appends them. */
static void
compose(struct buf *out, int32_t *cps, size_t count)
{
	ssize_t left = utf8proc_normalize_utf32(cps, (ssize_t)count,
	    UTF8PROC_COMPOSE | UTF8PROC_STABLE);

	for (ssize_t i = 0; i < left; i++)
		utf8_encode(out, (uint32_t)cps[i]);
}

void
text_nfc(struct buf *out, const char *s, size_t len)
{
	int32_t *cps;
	size_t count = 0, cap;

	if (is_plain_text(s, len)) {
		buf_add(out, s, len);
		return;
	}
	/* A character decomposes into at most four, each at least two bytes. */
	cap = 4 * len + 8;
	cps = x_alloc(cap * sizeof(*cps));
	for (size_t i = 0; i < len; ) {
		uint32_t cp;
		int boundary = 0;
		size_t n = utf8_decode(s + i, len - i, &cp);
		ssize_t got = utf8proc_decompose_char((int32_t)(n == 0 ? REPLACEMENT : cp),
		    cps + count, (ssize_t)(cap - count), UTF8PROC_DECOMPOSE, &boundary);

		if (got > 0)
			count += (size_t)got;
		i += n == 0 ? 1 : n;
	}
	order_marks(cps, count);
	/* utf8proc swallows U+11A7 after a syllable; nothing joins it, so every
	 * one begins a piece of its own. */
	for (size_t from = 0, to; from < count; from = to) {
		for (to = from + 1; to < count && cps[to] != 0x11A7; )
			to++;
		compose(out, cps + from, to - from);
	}
	free(cps);
}

/* How many bytes at s stand for themselves in JSON without a look at a table: one
 * of ASCII, three of a Hangul syllable. */
static size_t
plain_bytes(const char *s, size_t len)
{
	const unsigned char *b = (const unsigned char *)s;
	uint32_t cp;

	if (b[0] >= ' ' && b[0] <= '~')
		return b[0] != '"' && b[0] != '\\' ? 1 : 0;
	if (len < 3 || (b[0] & 0xF0) != 0xE0 || (b[1] & 0xC0) != 0x80 || (b[2] & 0xC0) != 0x80)
		return 0;
	cp = (uint32_t)(b[0] & 0x0F) << 12 | (uint32_t)(b[1] & 0x3F) << 6 | (b[2] & 0x3F);
	return cp >= 0xAC00 && cp <= 0xD7A3 ? 3 : 0;
}

void
text_json_string(struct buf *out, const char *s, size_t len)
{
	/* The short escapes of RFC 8259, by the character they stand for. */
	static const char shorts[] = "\"\"\\\\\bb\ff\nn\rr\tt";
	uint32_t cp;

	buf_putc(out, '"');
	for (size_t i = 0, n; i < len; ) {
		const char *p = shorts;

		size_t plain;

		for (n = 0; i + n < len && (plain = plain_bytes(s + i + n, len - i - n)) > 0; )
			n += plain;
		buf_add(out, s + i, n);
		i += n;
		if (i == len)
			break;
		n = utf8_decode(s + i, len - i, &cp);

		if (n == 0)
			cp = REPLACEMENT;
		while (*p != '\0' && (unsigned char)*p != cp)
			p += 2;
		if (*p != '\0')
			buf_printf(out, "\\%c", p[1]);
		else if (text_cp_width(cp) >= 0)
			utf8_encode(out, cp);
		else if (cp < 0x10000)
			buf_printf(out, "\\u%04x", (unsigned)cp);
		else
			buf_printf(out, "\\u%04x\\u%04x", 0xD7C0u + (unsigned)(cp >> 10),
			    0xDC00u + (unsigned)(cp & 0x3FF));
		i += n == 0 ? 1 : n;
	}
	buf_putc(out, '"');
}

bool
text_is_name(const char *name)
{
	struct buf safe = { 0 };
	size_t len = strlen(name);
	bool is_good = len > 0 && name[0] != ' ' && name[len - 1] != ' ' && name[0] != '-' &&
	    strpbrk(name, "\"'") == NULL;

	tsafe(&safe, name, len, false);
	is_good = is_good && str_eq(buf_str(&safe), name);
	buf_release(&safe);
	return is_good;
}

const char *
text_label(const char *label_ko, const char *label_en)
{
	return str_eq(text_language(), "ko") ? label_ko : label_en;
}

bool
text_is_word(const char *word, const char *name, const char *label_ko, const char *label_en)
{
	return !str_empty(word) && (strcasecmp(word, name) == 0 || str_eq(word, label_ko) ||
	    strcasecmp(word, label_en) == 0);
}
