/* SPDX-License-Identifier: ISC */
#include "views/own_bindings.h"

#include <stdlib.h>

#include "storage/text.h"

/* Is the view the place, or inside it? */
static bool
is_inside(enum view_id view, enum view_id place)
{
	while (view != VIEW__COUNT && view != place)
		view = view_id_parent(view);
	return view == place;
}

/* Does the view, or one inside it, do the action at all? */
static bool
knows_action(enum view_id view, enum action action)
{
	for (size_t i = 0; i < binding_count; i++) {
		if (binding_table[i].action == action &&
		    (is_inside(view, binding_table[i].view) ||
		    is_inside(binding_table[i].view, view)))
			return true;
	}
	return false;
}

/* Keys that never reach a view. */
static bool
is_taken(struct key key)
{
	return key.sym == K_RESIZE || (key.sym == K_CTRL && (key.cp == 'z' || key.cp == 'l'));
}

/* Are letters text there? */
static bool
is_for_text(enum view_id view)
{
	return view != VIEW_ANY && view_id_parent(view) == VIEW__COUNT;
}

static enum rc
read_key(enum view_id view, const char *word, struct err *e)
{
	struct key key;

	if (!key_parse(word, &key))
		return err_set(e, RC_INVALID, say(N_("“%s” is no key: write one as F5, Ctrl-R, "
		    "PageUp, Space or a character")), word);
	if (is_taken(key))
		return err_set(e, RC_INVALID, say(N_("%s cannot be given away: choose another "
		    "key")), word);
	if (key.sym == K_CHAR && is_for_text(view))
		return err_set(e, RC_INVALID, say(N_("in %s characters are text: choose a key as F5 "
		    "or Ctrl-R")), view_id_name(view));
	return RC_OK;
}

enum rc
own_bindings_take(struct own_bindings *o, int line, char *const words[], int count,
    struct err *e)
{
	enum action action = ACTION_NONE;
	enum view_id view;

	if (count != 3)
		return err_set(e, RC_INVALID, "%s",
		    say(N_("a line is three words: view, key, action (see `minwon keys`)")));
	if (!view_id_find(words[0], &view))
		return err_set(e, RC_INVALID, say(N_("there is no view “%s”: see the first column "
		    "of `minwon keys`")), words[0]);
	if (read_key(view, words[1], e) != RC_OK)
		return RC_INVALID;
	if (!str_eq(words[2], "none") && !action_find(words[2], &action))
		return err_set(e, RC_INVALID, say(N_("there is no action “%s”: see `minwon keys "
		    "--format tsv`")), words[2]);
	if (action != ACTION_NONE && !knows_action(view, action))
		return err_set(e, RC_INVALID, say(N_("%s does not do “%s”: see `minwon keys`")),
		    words[0], words[2]);
	o->rows = x_realloc(o->rows, o->count + 1, sizeof(*o->rows));
	o->rows[o->count++] = (struct own_row){ { view, x_strdup(words[1]), action }, line };
	return RC_OK;
}

/* Does a later line, or any line, give the same key of the same view? */
static const struct own_row *
find_row(const struct own_bindings *o, size_t from, enum view_id view, const char *key)
{
	for (size_t i = from; i < o->count; i++) {
		if (o->rows[i].binding.view == view && str_eq(o->rows[i].binding.key, key))
			return &o->rows[i];
	}
	return NULL;
}

void
own_bindings_use(struct own_bindings *o)
{
	size_t n = 0;

	free(o->merged);
	o->merged = x_zalloc(o->count + binding_count, sizeof(*o->merged));
	for (size_t i = 0; i < o->count; i++) {
		const struct binding *b = &o->rows[i].binding;

		if (find_row(o, i + 1, b->view, b->key) == NULL)
			o->merged[n++] = *b;
	}
	for (size_t i = 0; i < binding_count; i++) {
		if (find_row(o, 0, binding_table[i].view, binding_table[i].key) == NULL)
			o->merged[n++] = binding_table[i];
	}
	bindings_use(o->merged, n);
}

/* A narrower place has the key for itself: the line does not hold there. */
static size_t
tell_narrower(const struct own_bindings *o, const struct own_row *row, const char *where,
    struct buf *out)
{
	struct key key = { .sym = K_NONE };
	size_t found = 0;

	(void)key_parse(row->binding.key, &key);
	for (int v = 0; v < VIEW__COUNT; v++) {
		enum view_id view = (enum view_id)v;
		enum action action = binding_find(view, key);

		if (!is_inside(view, row->binding.view) || action == row->binding.action ||
		    find_row(o, 0, view, row->binding.key) != NULL)
			continue;
		buf_printf(out, say(N_("%s:%d: in %s, %s stays “%s”: give it there too")), where,
		    row->line, view_id_name(view), row->binding.key, action_table[action].name);
		buf_putc(out, '\n');
		found++;
	}
	return found;
}

/* The key had another meaning; does the view still reach it? */
static size_t
tell_unreachable(const struct own_row *row, const char *where, struct buf *out)
{
	for (size_t i = 0; i < binding_count; i++) {
		const struct binding *b = &binding_table[i];

		if (b->view != row->binding.view || !str_eq(b->key, row->binding.key) ||
		    binding_reaches(b->view, b->action))
			continue;
		buf_printf(out, say(N_("%s:%d: in %s, “%s” has no key any more: give it one")), where,
		    row->line, view_id_name(b->view), action_table[b->action].name);
		buf_putc(out, '\n');
		return 1;
	}
	return 0;
}

size_t
own_bindings_conflicts(const struct own_bindings *o, const char *where, struct buf *out)
{
	size_t found = 0;

	for (size_t i = 0; i < o->count; i++) {
		const struct own_row *row = &o->rows[i];
		const struct own_row *later = find_row(o, i + 1, row->binding.view,
		    row->binding.key);

		if (later != NULL) {
			buf_printf(out, say(N_("%s:%d: %s in %s is given again in line %d, which "
			    "holds: remove one")), where, row->line, row->binding.key,
			    view_id_name(row->binding.view), later->line);
			buf_putc(out, '\n');
			found++;
			continue;
		}
		found += tell_narrower(o, row, where, out);
		found += tell_unreachable(row, where, out);
	}
	return found;
}

void
own_bindings_release(struct own_bindings *o)
{
	bindings_use(NULL, 0);
	for (size_t i = 0; i < o->count; i++)
		free((char *)(uintptr_t)o->rows[i].binding.key);
	free(o->rows);
	free(o->merged);
	*o = (struct own_bindings){ .rows = NULL };
}
