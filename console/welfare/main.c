/* SPDX-License-Identifier: ISC */
/*
 * minwon-welfare: reads a saved answer of 복지로's catalogue for the console, in
 * a process of its own: what strangers wrote is taken apart away from the desk,
 * and no other start of minwon carries the library that does it.
 *
 *	minwon-welfare LANGUAGE FILE
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "console/welfare/welfare_xml.h"
#include "storage/text.h"

#define CHUNK_BYTES (64 * 1024)

/* The whole file, at most one byte more than may be read; "-" is standard
 * input. */
static enum rc
read_file(const char *path, struct buf *out, struct err *e)
{
	bool is_input = str_eq(path, "-");
	int fd = is_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : 1;
	int why = errno;

	while (fd >= 0 && n != 0 && out->len <= WELFARE_BYTES_MAX) {
		buf_reserve(out, CHUNK_BYTES);
		n = read(fd, out->data + out->len, CHUNK_BYTES);
		why = errno;
		if (n < 0 && why != EINTR)
			break;
		out->len += n > 0 ? (size_t)n : 0;
		out->data[out->len] = '\0';
	}
	if (fd >= 0 && !is_input)
		close(fd);
	if (n < 0)
		return err_set(e, RC_USAGE, say(N_("cannot read %s: %s")), path, strerror(why));
	return RC_OK;
}

static void
put_part(const char *text)
{
	fputs(text, stdout);
	putchar('\0');
}

static void
put_service(void *arg, const char *const members[WELFARE__COUNT])
{
	(void)arg;
	put_part(WELFARE_ROW);
	for (size_t i = 0; i < WELFARE__COUNT; i++)
		put_part(members[i]);
}

int
main(int argc, char **argv)
{
	struct buf bytes = { 0 }, last = { 0 };
	struct err e = { 0 }, why = { 0 };
	int64_t total = -1;
	enum rc rc;

	program_harden();
	if (argc != 3 || !text_start(argv[1])) {
		fputs("usage: minwon-welfare LANGUAGE FILE\n", stderr);
		return 2;
	}
	rc = read_file(argv[2], &bytes, &e);
	if (rc == RC_OK) {
		rc = welfare_xml_read(bytes.data, bytes.len, put_service, NULL, &total, &why);
		if (rc != RC_OK)
			(void)err_set(&e, rc, "%s: %s", argv[2], why.text);
	}
	put_part(rc == RC_OK ? WELFARE_TOTAL : WELFARE_FAULT);
	buf_printf(&last, "%lld", rc == RC_OK ? (long long)total : (long long)rc);
	put_part(buf_str(&last));
	if (rc != RC_OK)
		put_part(e.text);
	buf_release(&last);
	buf_release(&bytes);
	return fflush(stdout) == 0 ? 0 : 1;
}
