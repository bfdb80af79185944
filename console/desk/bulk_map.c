/* SPDX-License-Identifier: ISC */
#include "console/desk/bulk_map.h"

#include <stdlib.h>

#include "console/rules/charset.h"
#include "console/rules/column_map.h"
#include "storage/text.h"

#define MAP_BYTES (256 * 1024)

struct bulk_map {
	struct column_map columns;
};

void
bulk_map_free(struct bulk_map *map)
{
	if (map != NULL)
		column_map_release(&map->columns);
	free(map);
}

int
bulk_map_column(const struct bulk_map *map, const char *column)
{
	const struct column_map_entry *entry = column_map_column(&map->columns, column);

	return entry == NULL ? BULK_COLUMN_NONE : entry->member;
}

const char *
bulk_map_word(const struct bulk_map *map, int member, const char *word)
{
	return column_map_word(&map->columns, member, word);
}

static enum rc
wrong_line(const char *path, int number, struct err *e)
{
	struct buf members = { 0 };

	for (int i = 0; bulk_member_name(i) != NULL; i++)
		buf_printf(&members, "%s%s", i > 0 ? ", " : "", bulk_member_name(i));
	(void)err_set(e, RC_USAGE, say(N_("%s, line %d: write COLUMN = MEMBER, or MEMBER: WORD = "
	    "OURS; the members are %s")), path, number, buf_str(&members));
	buf_release(&members);
	return RC_USAGE;
}

enum rc
bulk_map_read(const char *path, struct bulk_map **out, struct err *e)
{
	struct bulk_map *map = x_zalloc(1, sizeof(*map));
	struct buf bytes = { 0 }, text = { 0 };
	int line = 0;
	enum rc rc = file_read(path, MAP_BYTES, &bytes, e);

	*out = NULL;
	if (rc == RC_OK)
		rc = charset_to_utf8(charset_detect(buf_str(&bytes), bytes.len), buf_str(&bytes),
		    bytes.len, &text, e);
	else
		rc = err_set(e, RC_USAGE, say(N_("cannot read the mapping file %s")), path);
	if (rc == RC_OK && !column_map_add(&map->columns, buf_str(&text), bulk_member_find, &line))
		rc = wrong_line(path, line, e);
	buf_release(&bytes);
	buf_release(&text);
	if (rc == RC_OK)
		*out = map;
	else
		bulk_map_free(map);
	return rc;
}
