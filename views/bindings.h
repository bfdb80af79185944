/* SPDX-License-Identifier: ISC */
/*
 * bindings: which key means which action in which view, as one table. Help,
 * key bars, `minwon keys` and the manual page are made from it.
 */
#ifndef VIEWS_BINDINGS_H
#define VIEWS_BINDINGS_H

#include "views/actions.h"
#include "views/key.h"

/* The places that have keys. What a place does not bind itself it takes from
 * the wider one: queue and case from VIEW_CASES, that and the rest from
 * VIEW_ANY; dialogs and prompts from nobody, there letters are text. */
enum view_id {
	VIEW_ANY,
	VIEW_CASES,
	VIEW_QUEUE,
	VIEW_CASE,
	VIEW_SENT,
	VIEW_HANDOVERS,
	VIEW_UNSORTED,
	VIEW_RAW,
	VIEW_WHY,
	VIEW_SIDE,
	VIEW_CALL,
	VIEW_SHEET,
	VIEW_SERVICE,
	VIEW_ENTRY,
	VIEW_RECENT,
	VIEW_SAVED,
	VIEW_RULES,
	VIEW_ANSWERS,
	VIEW_QUESTIONS,
	VIEW_PACKAGE,
	VIEW_BATCH,
	VIEW_BATCHES,
	VIEW_BATCH_ITEMS,
	VIEW_CALENDAR,
	VIEW_MOVES,
	VIEW_LETTERS,
	VIEW_LETTER,
	VIEW_RELEASES,
	VIEW_RELEASE,
	VIEW_TODAY,
	VIEW_BOARD,
	VIEW_REPORT,
	VIEW_WAITS,
	VIEW_NEEDS,
	VIEW_NEED,
	VIEW_RECONCILE,
	VIEW_RECONCILE_CASES,
	VIEW_CONSULT,
	VIEW_PLAN,
	VIEW_HELP,
	VIEW_DIALOG,
	VIEW_SCRATCHES,
	VIEW_SNIPPETS,
	VIEW_PROMPT,
	VIEW_RUNNING,	/* above any view, while an op is done to one case after the other */
	VIEW__COUNT
};

/* One key of one view. The first row of an action is the one that help and
 * key bars show first. */
struct binding {
	enum view_id view;
	const char *key;	/* as key_parse reads it */
	enum action action;
};

extern const struct binding binding_table[];
extern const size_t binding_count;

/* From now on these rows hold in the table's place; borrowed. ACTION_NONE in a row
 * takes a wider place's key away. NULL: the table again. */
void bindings_use(const struct binding *rows, size_t count);

/* What the key means in the view: its own rows first, then the wider
 * places'. ACTION_NONE if nothing. Hangul is not mapped here; that is
 * key_expand. */
enum action binding_find(enum view_id view, struct key key);

/* Does the action have a key in the view? */
bool binding_reaches(enum view_id view, enum action action);

/* Appends the names of all keys of an action in a view (VIEW__COUNT: in all
 * views together), ", " between; nothing if there are none. */
void binding_keys(struct buf *out, enum view_id view, enum action action);

/* The first key of an action in a view that an input method lets pass, else
 * its first key, else "". */
const char *binding_first_key(enum view_id view, enum action action);

/* Stable name ("queue") and label in the current language. */
const char *view_id_name(enum view_id view);
const char *view_id_label(enum view_id view);

/* The view of a stable name; false if there is none. */
bool view_id_find(const char *name, enum view_id *out);

/* The wider place whose keys hold there too; VIEW__COUNT = nobody's. */
enum view_id view_id_parent(enum view_id view);

#endif
