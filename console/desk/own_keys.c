/* SPDX-License-Identifier: ISC */
#include "console/desk/own_keys.h"

#include "console/desk/user_file.h"
#include "storage/text.h"

#define FILE_NAME "keys"

struct reading {
	struct own_bindings *own;
	struct buf *faults;
	size_t wrong;
};

static void
take_line(void *arg, int line, char *words[], int count)
{
	struct reading *r = arg;
	struct err e = { 0 };

	if (own_bindings_take(r->own, line, words, count, &e) == RC_OK)
		return;
	user_file_path(FILE_NAME, r->faults);
	buf_printf(r->faults, ":%d: %s\n", line, e.text);
	r->wrong++;
}

size_t
own_keys_read(struct own_bindings *out, struct buf *faults)
{
	struct reading r = { .own = out, .faults = faults };
	struct buf text = { 0 };
	struct err e = { 0 };
	enum rc rc = user_file_read(FILE_NAME, &text, &e);

	*out = (struct own_bindings){ .rows = NULL };
	if (rc == RC_OK && text.len > 0) {
		user_file_lines(text.data, take_line, &r);
		own_bindings_use(out);
	} else if (rc != RC_OK && rc != RC_NOT_FOUND) {
		buf_printf(faults, "%s\n", e.text);
		r.wrong++;
	}
	buf_release(&text);
	return r.wrong;
}

size_t
own_keys_conflicts(const struct own_bindings *o, struct buf *faults)
{
	struct buf path = { 0 };
	size_t found;

	user_file_path(FILE_NAME, &path);
	found = own_bindings_conflicts(o, buf_str(&path), faults);
	buf_release(&path);
	return found;
}
