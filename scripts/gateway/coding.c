/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/coding.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <zlib.h>

#define MIB ((size_t)1 << 20)
#define GZIP_WINDOW (15 + 16)	/* the largest window, with gzip's frame */
#define RAW_WINDOW (-15)	/* without any frame */
#define MEMORY_LEVEL 8

bool
coding_takes_gzip(const char *accept_encoding)
{
	const char *p = str_or_empty(accept_encoding);

	while (*p != '\0') {
		size_t len;

		p += strspn(p, " \t,");
		len = strcspn(p, ",");
		if (strncasecmp(p, "gzip", 4) == 0 && strcspn(p, " \t;,") == 4) {
			const char *q = memchr(p, '=', len);

			/* q=0, q=0.0 and so on say no; anything else says yes. */
			return q == NULL || strspn(q + 1, "0.") < strcspn(q + 1, " \t,");
		}
		p += len;
	}
	return false;
}

/* Packs len bytes into out; window decides the frame, flush the end. */
static bool
pack(const void *bytes, size_t len, int window, int flush, struct buf *out)
{
	z_stream z = { 0 };
	bool is_done;
	size_t cap;

	if (deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, window, MEMORY_LEVEL,
	    Z_DEFAULT_STRATEGY) != Z_OK)
		return false;
	cap = deflateBound(&z, (uLong)len) + 64;
	buf_reserve(out, cap + 1);
	z.next_in = (Bytef *)(uintptr_t)bytes;
	z.avail_in = (uInt)len;
	z.next_out = (Bytef *)out->data + out->len;
	z.avail_out = (uInt)cap;
	is_done = deflate(&z, flush) == (flush == Z_FINISH ? Z_STREAM_END : Z_OK) && z.avail_in == 0;
	if (is_done)
		out->len += cap - z.avail_out;
	out->data[out->len] = '\0';
	deflateEnd(&z);
	return is_done;
}

bool
coding_gzip(struct buf *body)
{
	struct buf packed = { 0 };

	if (!pack(body->data, body->len, GZIP_WINDOW, Z_FINISH, &packed) || packed.len >= body->len) {
		buf_release(&packed);
		return false;
	}
	buf_release(body);
	*body = packed;
	return true;
}

static void
put_little_endian(struct buf *out, uLong number)
{
	for (int shift = 0; shift < 32; shift += 8)
		buf_putc(out, (char)(unsigned char)(number >> shift & 0xff));
}

void
coding_bomb(size_t bytes, struct buf *out)
{
	static const char head[] = "\x1f\x8b\x08\0\0\0\0\0\0\xff";
	static const char last_block[] = "\x03\0";
	char *blanks = x_alloc(MIB);
	struct buf piece = { 0 };
	uLong crc, all = crc32(0, NULL, 0);

	/* A piece that ends with a full flush stands for itself, so that it may be
	 * repeated as it is. */
	memset(blanks, ' ', MIB);
	crc = crc32(all, (const Bytef *)blanks, MIB);
	if (pack(blanks, MIB, RAW_WINDOW, Z_FULL_FLUSH, &piece)) {
		buf_add(out, head, sizeof(head) - 1);
		for (size_t i = 0; i < bytes / MIB; i++) {
			buf_add(out, piece.data, piece.len);
			all = crc32_combine(all, crc, (z_off_t)MIB);
		}
		buf_add(out, last_block, sizeof(last_block) - 1);
		put_little_endian(out, all);
		put_little_endian(out, (uLong)(bytes / MIB * MIB));
	}
	buf_release(&piece);
	free(blanks);
}
