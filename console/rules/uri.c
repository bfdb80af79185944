/* SPDX-License-Identifier: ISC */
#include "console/rules/uri.h"

#include <ctype.h>
#include <string.h>

/* A part of a reference: bytes of it, and whether it is there at all. */
struct part {
	const char *at;
	size_t len;
	bool is_there;
};

/* RFC 3986, appendix B. The fragment is left out. */
struct uri {
	struct part scheme, authority, path, query;
};

static size_t
span_to(const char *s, size_t len, const char *stops)
{
	size_t n = 0;

	while (n < len && strchr(stops, s[n]) == NULL)
		n++;
	return n;
}

static struct uri
uri_split(const char *s)
{
	struct uri u = { 0 };
	size_t left = strcspn(s, "#"), n = span_to(s, left, ":/?");

	if (n > 0 && n < left && s[n] == ':' && isalpha((unsigned char)s[0])) {
		u.scheme = (struct part){ s, n, true };
		s += n + 1;
		left -= n + 1;
	}
	if (left >= 2 && s[0] == '/' && s[1] == '/') {
		n = span_to(s + 2, left - 2, "/?");
		u.authority = (struct part){ s + 2, n, true };
		s += n + 2;
		left -= n + 2;
	}
	n = span_to(s, left, "?");
	u.path = (struct part){ s, n, true };
	if (n < left)
		u.query = (struct part){ s + n + 1, left - n - 1, true };
	return u;
}

/* Appends the path without its "." and ".." segments (section 5.2.4). */
static void
add_path(struct buf *out, const char *path, size_t len)
{
	size_t start = out->len, i = 0;

	while (i < len) {
		size_t n = path[i] == '/' ? 1 : 0;
		size_t segment = span_to(path + i + n, len - i - n, "/");
		const char *s = path + i + n;
		bool is_last = i + n + segment == len;

		i += n + segment;
		if (segment == 1 && s[0] == '.') {
			if (is_last)
				buf_puts(out, "/");
		} else if (segment == 2 && s[0] == '.' && s[1] == '.') {
			while (out->len > start && out->data[out->len - 1] != '/')
				out->len--;
			if (out->len > start)
				out->len--;
			if (is_last)
				buf_puts(out, "/");
		} else {
			buf_add(out, s - n, segment + n);
		}
	}
	buf_puts(out, "");
}

static void
add_merged(struct buf *out, const struct uri *base, const struct part *path)
{
	struct buf whole = { 0 };
	size_t keep = base->path.len;

	while (keep > 0 && base->path.at[keep - 1] != '/')
		keep--;
	if (base->authority.is_there && base->path.len == 0)
		buf_puts(&whole, "/");
	else
		buf_add(&whole, base->path.at, keep);
	buf_add(&whole, path->at, path->len);
	add_path(out, buf_str(&whole), whole.len);
	buf_release(&whole);
}

static void
add_part(struct buf *out, const char *before, const struct part *part, const char *after)
{
	if (!part->is_there)
		return;
	buf_puts(out, before);
	buf_add(out, part->at, part->len);
	buf_puts(out, after);
}

void
uri_resolve(struct buf *out, const char *base_text, const char *reference)
{
	struct uri base = uri_split(base_text), r = uri_split(reference);

	add_part(out, "", r.scheme.is_there ? &r.scheme : &base.scheme, ":");
	if (r.scheme.is_there || r.authority.is_there) {
		add_part(out, "//", &r.authority, "");
		if (r.authority.is_there || (r.path.len > 0 && r.path.at[0] == '/'))
			add_path(out, r.path.at, r.path.len);
		else
			buf_add(out, r.path.at, r.path.len);
		add_part(out, "?", &r.query, "");
		return;
	}
	add_part(out, "//", &base.authority, "");
	if (r.path.len == 0) {
		buf_add(out, base.path.at, base.path.len);
		add_part(out, "?", r.query.is_there ? &r.query : &base.query, "");
		return;
	}
	if (r.path.at[0] == '/')
		add_path(out, r.path.at, r.path.len);
	else
		add_merged(out, &base, &r.path);
	add_part(out, "?", &r.query, "");
}

const char *
uri_fragment(const char *reference)
{
	const char *hash = strchr(reference, '#');

	return hash == NULL ? "" : hash + 1;
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool
uri_unescape(struct buf *out, const char *fragment)
{
	for (; *fragment != '\0'; fragment++) {
		int high, low;

		if (*fragment != '%') {
			buf_putc(out, *fragment);
			continue;
		}
		high = hex_digit(fragment[1]);
		low = high < 0 ? -1 : hex_digit(fragment[2]);
		if (low < 0 || (high == 0 && low == 0))
			return false;
		buf_putc(out, (char)(high * 16 + low));
		fragment += 2;
	}
	return true;
}
