/* SPDX-License-Identifier: ISC */
/* What is chosen in the editor of a form, and the regions that an address begins
 * with. */
#include <string.h>

#include "console/rules/catalogue.h"
#include "storage/text.h"
#include "views/entry_state.h"

struct entry_field *
entry_focused(struct entry_state *s)
{
	return &s->en.fields[s->focus];
}

static size_t
choice_count(const struct entry_field *f)
{
	size_t count = 0;

	while (entry_choice(f, count) != NULL)
		count++;
	return count;
}

static size_t
chosen(const struct entry_state *s)
{
	const struct entry_field *f = &s->en.fields[s->focus];
	const char *text = entry_text(&s->en, s->focus), *value;
	size_t i = 0;

	while ((value = entry_choice(f, i)) != NULL && !str_eq(value, text))
		i++;
	return i;
}

static struct intent
choose(struct entry_state *s, size_t i)
{
	const char *value = entry_choice(entry_focused(s), i);

	(void)entry_set(&s->en, s->focus, str_or_empty(value));
	entry_judge(&s->en);
	return REDRAW;
}

struct intent
entry_choose_next(struct entry_state *s, int by)
{
	size_t count = choice_count(entry_focused(s)), at = chosen(s);

	if (count == 0)
		return (struct intent){ .kind = INTENT_NONE };
	if (at == count)
		return choose(s, by > 0 ? 0 : count - 1);
	return choose(s, (at + (by > 0 ? 1 : count - 1)) % count);
}

/* Does the label begin with what was typed, or its initials? */
static bool
begins(const char *label, const char *typed)
{
	struct buf form = { 0 }, initials = { 0 }, word = { 0 };
	bool is_so;

	text_search_form(&form, label);
	text_search_form(&word, typed);
	text_initials(&initials, buf_str(&form));
	is_so = word.len > 0 && (str_starts(buf_str(&form), buf_str(&word)) ||
	    str_starts(buf_str(&initials), buf_str(&word)));
	buf_release(&form);
	buf_release(&initials);
	buf_release(&word);
	return is_so;
}

/* The next choice that begins so, from the one that stands on. */
static bool
choose_letter(struct entry_state *s, const char *typed)
{
	const struct entry_field *f = entry_focused(s);
	size_t count = choice_count(f), at = chosen(s);

	for (size_t k = 1; k <= count; k++) {
		size_t i = (at + k) % count;

		if (at == count)
			i = k - 1;
		if (begins(entry_choice_label(f, i), typed)) {
			choose(s, i);
			return true;
		}
	}
	return false;
}

struct intent
entry_choose_key(struct entry_state *s, struct key key)
{
	const struct entry_field *f = entry_focused(s);
	struct buf typed = { 0 };
	bool is_taken = false;
	char keys[6];

	if (key.sym == K_BACKSPACE || key.sym == K_DELETE)
		return choose(s, choice_count(f));
	if (key.sym != K_CHAR || choice_count(f) == 0)
		return (struct intent){ .kind = INTENT_NONE };
	if (key.cp == ' ')
		return entry_choose_next(s, 1);
	utf8_encode(&typed, key.cp);
	is_taken = choose_letter(s, buf_str(&typed));
	if (!is_taken && key.cp >= '1' && key.cp <= '9' && key.cp - '1' < choice_count(f)) {
		is_taken = true;
		(void)choose(s, key.cp - '1');
	}
	if (!is_taken && hangul_to_keys(key.cp, keys) == 1)
		is_taken = choose_letter(s, keys);
	buf_release(&typed);
	return is_taken ? REDRAW : (struct intent){ .kind = INTENT_NONE };
}

void
entry_region(struct buf *out, const char *typed)
{
	const struct region_info *found = NULL;
	struct buf word = { 0 };
	size_t count = 0;

	text_search_name(&word, typed);
	for (size_t i = 0; word.len > 0 && i < catalogue_region_count; i++) {
		const struct region_info *r = &catalogue_regions[i];

		if (r->parent[0] == '\0' || r->ended[0] != '\0' || !begins(r->name_ko, buf_str(&word)))
			continue;
		found = r;
		count++;
	}
	if (count == 1)
		buf_printf(out, "%s %s ", region_find(found->parent)->name_ko, found->name_ko);
	buf_puts(out, "");
	buf_release(&word);
}
