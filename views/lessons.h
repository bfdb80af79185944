/* SPDX-License-Identifier: ISC */
/*
 * lessons: the keys that a new colleague learns from the screen itself, one
 * at a time: a line names the next useful one until it has been used three
 * times, then is silent. The table says in which view which action is taught,
 * in which order, and when it makes sense.
 */
#ifndef VIEWS_LESSONS_H
#define VIEWS_LESSONS_H

#include "views/view.h"

/* So often an action is used before it counts as known. */
#define LESSON_USES 3

/* Is the action taught anywhere? */
bool lesson_exists(enum action action);

/* The action that is to be learned next in what is on top of the stack;
 * ACTION_NONE where there is none, or it is not known what is known. */
enum action lesson_next(const struct view_stack *s, const struct desk_model *m);

/* Appends its sentence, which begins with the key: "F5 takes …". */
void lesson_words(struct buf *out, enum view_id view, enum action action);

#endif
