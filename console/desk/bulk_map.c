/* SPDX-License-Identifier: ISC */
#include "console/desk/bulk_map.h"

#include <stdlib.h>
#include <string.h>

#include "console/desk/charset.h"
#include "storage/text.h"

#define MAP_BYTES (256 * 1024)

/* A column, or a word of a member. */
struct entry {
	char *from;	/* owned */
	char *to;	/* owned; NULL = a column */
	int member;
};

struct bulk_map {
	struct entry *entries;	/* owned */
	size_t count;
};

void
bulk_map_free(struct bulk_map *map)
{
	for (size_t i = 0; map != NULL && i < map->count; i++) {
		free(map->entries[i].from);
		free(map->entries[i].to);
	}
	if (map != NULL)
		free(map->entries);
	free(map);
}

int
bulk_map_column(const struct bulk_map *map, const char *column)
{
	for (size_t i = 0; i < map->count; i++)
		if (map->entries[i].to == NULL && str_eq(map->entries[i].from, column))
			return map->entries[i].member;
	return BULK_COLUMN_NONE;
}

const char *
bulk_map_word(const struct bulk_map *map, int member, const char *word)
{
	for (size_t i = 0; i < map->count; i++)
		if (map->entries[i].to != NULL && map->entries[i].member == member &&
		    str_eq(map->entries[i].from, word))
			return map->entries[i].to;
	return word;
}

/* The text between two places without the blanks around it, in NFC. */
static char *
trimmed(const char *from, const char *end)
{
	struct buf text = { 0 };

	while (from < end && (*from == ' ' || *from == '\t'))
		from++;
	while (end > from && strchr(" \t\r", end[-1]) != NULL)
		end--;
	text_nfc(&text, from, (size_t)(end - from));
	if (text.len == 0)
		buf_puts(&text, "");
	return buf_steal(&text);
}

static void
add(struct bulk_map *map, char *from, char *to, int member)
{
	map->entries = x_realloc(map->entries, map->count + 1, sizeof(*map->entries));
	map->entries[map->count++] = (struct entry){ from, to, member };
}

/* Takes `COLUMN = MEMBER` or `MEMBER: WORD = OURS`; false where it is neither. */
static bool
take_line(struct bulk_map *map, const char *line, const char *end)
{
	const char *equals = NULL, *colon = memchr(line, ':', (size_t)(end - line));
	char *left, *right, *word;
	int member = BULK_COLUMN_NONE;

	for (const char *at = line; at < end; at++)
		if (*at == '=')
			equals = at;
	if (equals == NULL)
		return false;
	right = trimmed(equals + 1, end);
	if (colon != NULL && colon < equals) {
		word = trimmed(line, colon);
		member = bulk_member_find(word);
		free(word);
	}
	if (member != BULK_COLUMN_NONE) {
		add(map, trimmed(colon + 1, equals), right, member);
		return true;
	}
	member = bulk_member_find(right);
	free(right);
	if (member == BULK_COLUMN_NONE)
		return false;
	left = trimmed(line, equals);
	add(map, left, NULL, member);
	return left[0] != '\0';
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
	int number = 0;
	enum rc rc = file_read(path, MAP_BYTES, &bytes, e);

	*out = NULL;
	if (rc == RC_OK)
		rc = charset_to_utf8(charset_detect(buf_str(&bytes), bytes.len), buf_str(&bytes),
		    bytes.len, &text, e);
	else
		rc = err_set(e, RC_USAGE, say(N_("cannot read the mapping file %s")), path);
	for (const char *line = buf_str(&text); rc == RC_OK && *line != '\0';) {
		size_t len = strcspn(line, "\n");
		size_t blank = strspn(line, " \t\r");

		number++;
		if (blank < len && line[blank] != '#' && !take_line(map, line, line + len))
			rc = wrong_line(path, number, e);
		line += len + (line[len] == '\n');
	}
	buf_release(&bytes);
	buf_release(&text);
	if (rc == RC_OK)
		*out = map;
	else
		bulk_map_free(map);
	return rc;
}
