/* SPDX-License-Identifier: ISC */
#include "console/desk/output_fields.h"

#include <string.h>

#include "console/desk/output_table.h"
#include "storage/text.h"

/* The column of the key; count where there is none. */
static size_t
find_key(const struct column *columns, size_t count, const char *key, size_t len)
{
	size_t i = 0;

	while (i < count && (columns[i].key == NULL || strlen(columns[i].key) != len ||
	    strncmp(columns[i].key, key, len) != 0))
		i++;
	return i;
}

static enum rc
unknown_field(const char *key, size_t len, const struct column *columns, size_t count,
    struct err *e)
{
	struct buf known = { 0 }, word = { 0 };

	tsafe(&word, key, len, false);
	for (size_t i = 0; i < count; i++)
		if (columns[i].key != NULL)
			buf_printf(&known, "%s%s", known.len > 0 ? ", " : "", columns[i].key);
	(void)err_set(e, RC_USAGE, say(N_("--fields: there is no “%s”: choose of %s")),
	    buf_str(&word), buf_str(&known));
	buf_release(&known);
	buf_release(&word);
	return RC_USAGE;
}

enum rc
fields_check(const char *fields, const struct column *columns, size_t count, struct err *e)
{
	size_t picked = 0;

	for (const char *at = fields; at != NULL; picked++) {
		size_t len = strcspn(at, ",");

		if (find_key(columns, count, at, len) == count || picked == FIELDS_MAX)
			return unknown_field(at, len, columns, count, e);
		at = at[len] == ',' ? at + len + 1 : NULL;
	}
	return RC_OK;
}

void
fields_pick(struct writer *w)
{
	size_t picked = 0;

	if (w->options.fields == NULL)
		return;
	w->picked = x_zalloc(FIELDS_MAX, sizeof(*w->picked));
	w->places = x_zalloc(FIELDS_MAX, sizeof(*w->places));
	for (const char *at = w->options.fields; at != NULL;) {
		size_t len = strcspn(at, ",");

		w->places[picked] = find_key(w->columns, w->count, at, len);
		w->picked[picked] = w->columns[w->places[picked]];
		if (w->picked[picked].title == NULL)
			w->picked[picked].title = w->picked[picked].key;
		picked++;
		at = at[len] == ',' ? at + len + 1 : NULL;
	}
	w->columns = w->picked;
	w->count = picked;
}
