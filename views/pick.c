/* SPDX-License-Identifier: ISC */
#include "views/pick.h"

#include <string.h>

#include "console/rules/catalogue.h"
#include "views/words.h"

/* One row of the catalogue as it is looked for. */
struct row {
	const char *code;
	const char *names[4];	/* NULL = fewer */
};

/* The index-th row that can be chosen at all; false behind the last. */
static bool
row_at(enum slot slot, size_t index, struct row *row)
{
	if (slot == SLOT_SERVICE && index < catalogue_service_count) {
		const struct service_info *s = &catalogue_services[index];

		*row = (struct row){ s->code, { s->name_ko, s->short_ko, s->name_en, s->short_en } };
		return true;
	}
	if (slot == SLOT_REGION && index < catalogue_region_count) {
		const struct region_info *r = &catalogue_regions[index];
		bool is_open = r->parent[0] != '\0' && r->ended[0] == '\0';

		*row = (struct row){ is_open ? r->code : NULL, { r->name_ko, NULL, NULL, NULL } };
		return true;
	}
	return false;
}

static bool
matches(const struct row *row, const char *word)
{
	if (row->code == NULL)
		return false;
	if (str_starts(row->code, word))
		return true;
	for (size_t i = 0; i < sizeof(row->names) / sizeof(row->names[0]); i++)
		if (row->names[i] != NULL && strstr(row->names[i], word) != NULL)
			return true;
	return false;
}

/* The code of the wanted-th match, NULL if there is none; count gets how many
 * there are up to it. */
static const char *
find(enum slot slot, const char *word, size_t wanted, size_t *count)
{
	struct row row;

	*count = 0;
	for (size_t i = 0; row_at(slot, i, &row); i++) {
		if (row.code != NULL && str_eq(row.code, word)) {
			*count = 1;
			return wanted == 0 ? row.code : NULL;
		}
	}
	for (size_t i = 0; row_at(slot, i, &row); i++) {
		if (matches(&row, word) && (*count)++ == wanted)
			return row.code;
	}
	return NULL;
}

size_t
pick_count(enum slot slot, const char *word)
{
	size_t count;

	(void)find(slot, word, SIZE_MAX, &count);
	return count;
}

const char *
pick_code(enum slot slot, const char *word, size_t index)
{
	size_t count;

	return find(slot, word, index, &count);
}

void
pick_text(struct buf *out, enum slot slot, const char *word, size_t index)
{
	const char *code = pick_code(slot, word, index);

	if (code == NULL)
		return;
	buf_printf(out, "%-16s ", code);
	if (slot == SLOT_SERVICE)
		words_service(out, code);
	else
		words_region(out, code);
}
