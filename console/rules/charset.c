/* SPDX-License-Identifier: ISC */
#include "console/rules/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "storage/text.h"

#define MARK "\xEF\xBB\xBF"
#define PART 4096

static const char *const labels[CHARSET__COUNT] = {
	[CHARSET_UTF8] = N_("UTF-8"),
	[CHARSET_UTF8_MARK] = N_("UTF-8 with a byte order mark"),
	[CHARSET_CP949] = N_("CP949"),
	[CHARSET_BROKEN] = N_("UTF-8 with bytes in it that are none"),
	[CHARSET_UTF16] = N_("UTF-16"),
};

const char *
charset_label(enum charset charset)
{
	return say(labels[charset]);
}

/* Converts all of it; false at the first byte that cannot be. */
static bool
convert(const char *to, const char *from, const char *bytes, size_t len, struct buf *out)
{
	iconv_t with = iconv_open(to, from);
	char part[PART], *in = (char *)bytes;
	bool is_good = with != (iconv_t)-1;

	while (is_good && len > 0) {
		char *end = part;
		size_t room = sizeof(part);

		is_good = iconv(with, &in, &len, &end, &room) != (size_t)-1 || errno == E2BIG;
		buf_add(out, part, sizeof(part) - room);
	}
	if (with != (iconv_t)-1)
		iconv_close(with);
	return is_good;
}

/* Is more of what is beyond ASCII UTF-8 than not? One broken byte must not make
 * other characters of a whole file. */
static bool
is_mostly_utf8(const char *bytes, size_t len)
{
	size_t good = 0, bad = 0;

	for (size_t at = 0, n; at < len; at += n) {
		uint32_t cp = 0;

		n = utf8_decode(bytes + at, len - at, &cp);
		good += n > 1;
		bad += n == 0;
		n = n == 0 ? 1 : n;
	}
	return good > bad;
}

enum charset
charset_detect(const char *bytes, size_t len)
{
	struct buf tried = { 0 };
	bool is_cp949;

	if (len >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
		return CHARSET_UTF16;
	if (utf8_valid(bytes, len, NULL))
		return len >= strlen(MARK) && memcmp(bytes, MARK, strlen(MARK)) == 0 ?
		    CHARSET_UTF8_MARK : CHARSET_UTF8;
	is_cp949 = !is_mostly_utf8(bytes, len) && convert("UTF-8", "CP949", bytes, len, &tried);
	buf_release(&tried);
	return is_cp949 ? CHARSET_CP949 : CHARSET_BROKEN;
}

enum rc
charset_to_utf8(enum charset charset, const char *bytes, size_t len, struct buf *out,
    struct err *e)
{
	size_t skip = charset == CHARSET_UTF8_MARK ? strlen(MARK) : 0;

	if (charset == CHARSET_UTF16)
		return err_set(e, RC_USAGE, say(N_("the input is UTF-16: save it as UTF-8 or "
		    "CP949")));
	if (charset != CHARSET_CP949)
		buf_add(out, bytes + skip, len - skip);
	else if (!convert("UTF-8", "CP949", bytes, len, out))
		return err_set(e, RC_USAGE, say(N_("the input cannot be read as CP949: save it as "
		    "UTF-8")));
	return RC_OK;
}

bool
charset_utf16_to_utf8(const char *bytes, size_t len, struct buf *out)
{
	return convert("UTF-8", "UTF-16", bytes, len, out);
}

size_t
charset_to_cp949(const char *text, size_t len, struct buf *out)
{
	struct buf part = { 0 };
	size_t lost = 0;

	if (convert("CP949", "UTF-8", text, len, &part)) {
		buf_add(out, buf_str(&part), part.len);
		buf_release(&part);
		return 0;
	}
	/* One character after the other, for the sake of those that do not go. */
	for (size_t at = 0, n; at < len; at += n) {
		uint32_t cp;

		n = utf8_decode(text + at, len - at, &cp);
		n = n == 0 ? 1 : n;
		buf_clear(&part);
		if (convert("CP949", "UTF-8", text + at, n, &part)) {
			buf_add(out, buf_str(&part), part.len);
		} else {
			buf_putc(out, '?');
			lost++;
		}
	}
	buf_release(&part);
	return lost;
}
