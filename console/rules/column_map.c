/* SPDX-License-Identifier: ISC */
#include "console/rules/column_map.h"

#include <stdlib.h>
#include <string.h>

#include "storage/text.h"

void
column_map_release(struct column_map *map)
{
	for (size_t i = 0; i < map->count; i++) {
		free(map->entries[i].from);
		free(map->entries[i].to);
	}
	free(map->entries);
	*map = (struct column_map){ .entries = NULL };
}

const struct column_map_entry *
column_map_column(const struct column_map *map, const char *column)
{
	for (size_t i = 0; i < map->count; i++)
		if (!map->entries[i].is_word && str_eq(map->entries[i].from, column))
			return &map->entries[i];
	return NULL;
}

const char *
column_map_word(const struct column_map *map, int member, const char *word)
{
	for (size_t i = 0; i < map->count; i++)
		if (map->entries[i].is_word && map->entries[i].member == member &&
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
add(struct column_map *map, char *from, char *to, int member, bool is_word)
{
	map->entries = x_realloc(map->entries, map->count + 1, sizeof(*map->entries));
	map->entries[map->count++] = (struct column_map_entry){ from, to, member, is_word };
}

/* Takes `COLUMN = MEMBER` or `MEMBER: WORD = OURS`; false where it is neither. */
static bool
take_line(struct column_map *map, const char *line, const char *end,
    int (*find)(const char *name))
{
	const char *equals = NULL, *colon = memchr(line, ':', (size_t)(end - line));
	int member = COLUMN_MAP_NONE;
	char *right, *word;

	for (const char *at = line; at < end; at++)
		if (*at == '=')
			equals = at;
	if (equals == NULL)
		return false;
	right = trimmed(equals + 1, end);
	if (colon != NULL && colon < equals) {
		word = trimmed(line, colon);
		member = find(word);
		free(word);
	}
	if (member != COLUMN_MAP_NONE) {
		add(map, trimmed(colon + 1, equals), right, member, true);
		return true;
	}
	member = find(right);
	if (member == COLUMN_MAP_NONE) {
		free(right);
		return false;
	}
	word = trimmed(line, equals);
	add(map, word, right, member, false);
	return word[0] != '\0';
}

bool
column_map_add(struct column_map *map, const char *text, int (*find)(const char *name),
    int *line)
{
	*line = 0;
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");
		size_t blank = strspn(text, " \t\r");

		++*line;
		if (blank < len && text[blank] != '#' && !take_line(map, text, text + len, find))
			return false;
		text += len + (text[len] == '\n');
	}
	return true;
}
