/* SPDX-License-Identifier: ISC */
#include "console/rules/region.h"

#include <string.h>

#include "console/rules/catalogue.h"

/* Is the byte the beginning of something that may follow a 동 in an address: a
 * number (운서동 123, 송월동1가), a bracket, a comma, the end? */
static bool
ends_place(char c)
{
	return c == '\0' || strchr(" ,()0123456789-\t", c) != NULL;
}

/* Does the address have one of the places, blank-separated, as a word? */
static bool
has_place(const char *address, const char *places)
{
	while (*places != '\0') {
		size_t len = strcspn(places, " ");
		const char *at = address;

		for (; len > 0 && *at != '\0'; at++)
			if (strncmp(at, places, len) == 0 && ends_place(at[len]) &&
			    (at == address || strchr(" ,(", at[-1]) != NULL))
				return true;
		places += len;
		places += *places == ' ';
	}
	return false;
}

/* The parts of a split region into fate; one alone that the hint names becomes
 * what it is now. */
static void
find_heirs(struct region_fate *fate, const char *code, const char *hint)
{
	const struct region_info *named = NULL;
	size_t matches = 0;

	for (size_t i = 0; i < catalogue_successor_count; i++) {
		const struct region_successor *s = &catalogue_successors[i];
		const struct region_info *heir = region_find(s->successor);

		if (!str_eq(s->code, code) || heir == NULL || fate->heir_count == REGION_HEIRS_MAX)
			continue;
		fate->heirs[fate->heir_count++] = heir;
		if (!str_empty(hint) && (str_eq(hint, heir->code) || has_place(hint, s->places))) {
			named = heir;
			matches++;
		}
	}
	if (matches == 1)
		fate->now = named;
}

struct region_fate
region_fate_of(const char *code, const char *hint)
{
	const struct region_info *region = region_find(code);
	struct region_fate fate = { .state = REGION_UNKNOWN };
	const char *province;

	if (region == NULL)
		return fate;
	if (region->ended[0] == '\0' && region->successor[0] == '\0') {
		fate.state = REGION_STANDS;
		fate.now = region;
	} else {
		find_heirs(&fate, code, hint);
		if (fate.heir_count == 0)
			fate.now = region_current(code);
		fate.state = fate.now != NULL ? REGION_SUCCEEDED :
		    fate.heir_count > 0 ? REGION_SPLIT : REGION_LOST;
	}
	province = fate.now != NULL ? fate.now->parent :
	    fate.heir_count > 0 ? fate.heirs[0]->parent : region->parent;
	fate.province = str_empty(province) ? NULL : region_current(province);
	return fate;
}

bool
region_is_or_became(const char *code, const char *now)
{
	struct region_fate fate = region_fate_of(code, now);

	return str_eq(code, now) || (fate.now != NULL && str_eq(fate.now->code, now));
}

void
region_heirs_write(struct buf *out, const struct region_fate *fate)
{
	for (size_t i = 0; i < fate->heir_count; i++)
		buf_printf(out, "%s%s %s", i > 0 ? ", " : "", fate->heirs[i]->code,
		    fate->heirs[i]->name_ko);
}
