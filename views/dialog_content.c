/* SPDX-License-Identifier: ISC */
#include "views/dialog_content.h"

#include <stdlib.h>
#include <string.h>

#include "console/rules/entry.h"
#include "console/rules/extension.h"
#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/dialog.h"
#include "views/dialog_state.h"

static bool
is_named(const struct content_field *f, const char *name)
{
	return strlen(name) == f->name_len && memcmp(name, f->name, f->name_len) == 0;
}

static enum slot
slot_of(const struct content_field *f)
{
	for (int slot = SLOT_NONE + 1; slot < SLOT__COUNT; slot++) {
		if (is_named(f, dialog_slot_name((enum slot)slot)))
			return (enum slot)slot;
	}
	return SLOT_NONE;
}

bool
content_next(const char **at, struct content_field *out)
{
	const char *blank = strchr(*at, ' '), *end = strchr(*at, '\n');
	char digits[12] = "";
	int64_t len;

	if (blank == NULL || end == NULL || blank > end ||
	    (size_t)(end - blank - 1) >= sizeof(digits))
		return false;
	memcpy(digits, blank + 1, (size_t)(end - blank - 1));
	if (!parse_int(digits, 0, 1 << 20, &len) ||
	    strnlen(end + 1, (size_t)len + 1) <= (size_t)len || end[1 + len] != '\n')
		return false;
	*out = (struct content_field){ .name = *at, .name_len = (size_t)(blank - *at),
		.text = end + 1, .len = (size_t)len };
	*at = end + 1 + len + 1;
	return true;
}

static void
add_field(struct buf *out, const char *name, size_t name_len, const char *text, size_t len)
{
	buf_add(out, name, name_len);
	buf_printf(out, " %zu\n", len);
	buf_add(out, text, len);
	buf_putc(out, '\n');
}

/* The choice of a field as its stable word; "" where it is none. */
static const char *
choice_of(const struct dialog_state *s, enum slot slot)
{
	if (slot == SLOT_OUTCOME)
		return outcome_name(s->outcome);
	if (slot == SLOT_ASSIGNEE)
		return s->assignee;
	if (slot == SLOT_GROUND)
		return extension_table[s->ground].name;
	if (slot == SLOT_HANDOVER)
		return escalation_table[s->kind].name;
	if (slot == SLOT_RETURN)
		return return_reasons[s->return_reason].name;
	if (slot == SLOT_EVENT)
		return correctable_table[s->whose_time].name;
	if (slot_is_word(slot))
		return consult_word_name(slot_words(slot), s->words[slot - SLOT_KIND]);
	return slot == SLOT_CONSENT && s->has_consent ? "yes" : "";
}

bool
dialog_takes_text(const void *state)
{
	const struct dialog_spec *spec = dialog_spec_here(state);

	for (int i = 0; i < dialog_field_count(spec); i++) {
		if (slot_is_text(spec->fields[i].slot))
			return true;
	}
	return false;
}

void
dialog_write(const void *state, struct buf *out)
{
	const struct dialog_state *s = state;
	const struct dialog_spec *spec = dialog_spec_here(s);

	if (!dialog_has_text(state))
		return;
	for (int i = 0; i < dialog_field_count(spec); i++) {
		enum slot slot = spec->fields[i].slot;
		const char *text = slot_is_text(slot) ? s->lines[slot].text : choice_of(s, slot);

		if (text[0] != '\0')
			add_field(out, dialog_slot_name(slot), strlen(dialog_slot_name(slot)),
			    text, strlen(text));
	}
}

static void
read_choice(struct dialog_state *s, enum slot slot, const char *word)
{
	if (slot_is_word(slot)) {
		(void)consult_word_find(slot_words(slot), word, &s->words[slot - SLOT_KIND]);
	} else if (slot == SLOT_OUTCOME) {
		(void)outcome_find(word, &s->outcome);
	} else if (slot == SLOT_ASSIGNEE) {
		(void)str_fill(s->assignee, sizeof(s->assignee), word);
	} else if (slot == SLOT_CONSENT) {
		s->has_consent = str_eq(word, "yes");
	} else if (slot == SLOT_HANDOVER) {
		(void)escalation_kind_find(word, &s->kind);
	} else if (slot == SLOT_RETURN) {
		const struct return_reason *reason;

		if (return_reason_find(word, &reason))
			s->return_reason = (size_t)(reason - return_reasons);
	} else if (slot == SLOT_EVENT) {
		(void)correctable_find(word, &s->whose_time);
	} else if (slot == SLOT_GROUND) {
		for (int i = 0; i < EXTENSION__COUNT; i++) {
			if (extension_table[i].is_allowed && str_eq(extension_table[i].name, word))
				s->ground = (enum extension_reason)i;
		}
	}
}

/* The dialog's field with the slot; -1 = it has none. */
static int
field_with(const struct dialog_spec *spec, enum slot slot)
{
	for (int i = 0; i < dialog_field_count(spec); i++) {
		if (spec->fields[i].slot == slot)
			return i;
	}
	return -1;
}

void
dialog_read(void *state, const char *content)
{
	struct dialog_state *s = state;
	struct content_field f;

	while (content_next(&content, &f)) {
		enum slot slot = slot_of(&f);
		int field = field_with(dialog_spec_here(s), slot);
		char *text;

		if (slot == SLOT_NONE || field < 0)
			continue;
		text = x_strndup(f.text, f.len);
		if (slot_is_text(slot)) {
			s->is_begun = false;
			line_set(&s->lines[slot], text);
			s->focus = f.len > 0 ? field : s->focus;
		} else {
			read_choice(s, slot, text);
		}
		free(text);
	}
}

static bool
find_field(const char *content, const struct content_field *like, struct content_field *out)
{
	while (content_next(&content, out)) {
		if (out->name_len == like->name_len &&
		    memcmp(out->name, like->name, like->name_len) == 0)
			return true;
	}
	return false;
}

/* A field that both have: the newer choice, or both texts. */
static void
merge_field(struct buf *out, const struct content_field *older, const struct content_field *newer)
{
	struct buf both = { 0 };
	bool is_same = older->len == newer->len && memcmp(older->text, newer->text, older->len) == 0;

	if (slot_is_text(slot_of(older)) && !is_same) {
		buf_add(&both, older->text, older->len);
		buf_putc(&both, '\n');
	}
	buf_add(&both, newer->text, newer->len);
	add_field(out, newer->name, newer->name_len, buf_str(&both), both.len);
	buf_release(&both);
}

void
dialog_content_merge(struct buf *out, const char *older, const char *newer)
{
	struct content_field f, other;
	const char *at;

	for (at = older; content_next(&at, &f); ) {
		if (find_field(newer, &f, &other))
			merge_field(out, &f, &other);
		else
			add_field(out, f.name, f.name_len, f.text, f.len);
	}
	for (at = newer; content_next(&at, &f); ) {
		if (!find_field(older, &f, &other))
			add_field(out, f.name, f.name_len, f.text, f.len);
	}
}

void
content_label(struct buf *out, enum action action, const struct content_field *field)
{
	const struct dialog_spec *spec = dialog_spec_of(action);
	int i = spec != NULL ? field_with(spec, slot_of(field)) : -1;
	char *name = x_strndup(field->name, field->name_len);

	if (i >= 0)
		buf_puts(out, say(spec->fields[i].label));
	else
		buf_puts(out, entry_kept_label(name));
	free(name);
}
