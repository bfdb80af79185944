/* SPDX-License-Identifier: ISC */
#include "console/desk/text_option.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "storage/text.h"

/* Reads standard input to its end, at most max bytes. */
static enum rc
read_input(struct buf *out, size_t max, struct err *e)
{
	ssize_t n;

	do {
		buf_reserve(out, 4096);
		n = read(STDIN_FILENO, out->data + out->len, 4096);
		if (n > 0)
			out->len += (size_t)n;
	} while ((n > 0 && out->len <= max) || (n < 0 && errno == EINTR));
	out->data[out->len] = '\0';
	if (n < 0)
		return err_set(e, RC_USAGE, say(N_("cannot read standard input: %s")),
		    strerror(errno));
	return RC_OK;
}

enum rc
text_check(const struct buf *b, size_t max, const char *name, struct err *e)
{
	size_t at;

	if (b->len > max)
		return err_set(e, RC_USAGE, say(N_("%s is longer than %zu bytes: shorten it")),
		    name, max);
	if (!utf8_valid(buf_str(b), b->len, &at) || strlen(buf_str(b)) != b->len)
		return err_set(e, RC_USAGE, say(N_("%s is not valid UTF-8 text: correct it")),
		    name);
	return RC_OK;
}

enum rc
text_option_read(const struct options *o, size_t max, struct buf *out, struct err *e)
{
	const char *text = options_value(o, OPT_TEXT);
	struct buf raw = { 0 };
	enum rc rc = RC_OK;

	if (str_eq(text, "-"))
		rc = read_input(&raw, max, e);
	else
		buf_puts(&raw, str_or_empty(text));
	if (rc == RC_OK)
		rc = text_check(&raw, max, "--text", e);
	if (rc == RC_OK) {
		while (raw.len > 0 && raw.data[raw.len - 1] == '\n')
			raw.len--;
		text_nfc(out, buf_str(&raw), raw.len);
		rc = text_check(out, max, "--text", e);
	}
	buf_release(&raw);
	return rc;
}
