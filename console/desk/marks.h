/* SPDX-License-Identifier: ISC */
/*
 * marks: the cases a clerk has marked, by id, so that they outlive every
 * refresh, filter and order of the list. Knows rows; no office and no key.
 */
#ifndef DESK_MARKS_H
#define DESK_MARKS_H

#include "console/wire/messages.h"
#include "views/model.h"

/* Zeroed is none. */
struct marks {
	struct mark *marks;	/* in the order they were marked; owned */
	size_t count;
	int64_t last_id;	/* the last one set by hand; where a range begins */
};

void marks_release(struct marks *marks);

bool marks_has(const struct marks *marks, int64_t case_id);

/* Marks the row; a marked one is only seen anew. False where there are
 * MARKS_MAX already. */
bool marks_add(struct marks *marks, const struct case_row *row);
void marks_remove(struct marks *marks, int64_t case_id);

/* Takes the rows of the list as the newest there is to know of them. */
void marks_see(struct marks *marks, const struct case_row *rows, size_t count);

/* The office's word on one: in the filter or not, and may the op be done. */
void marks_judge(struct marks *marks, const struct wire_marked_row *row, bool has_op);

/* Another op is asked about: what was said of the last one no longer holds. */
void marks_forget_verdicts(struct marks *marks);

/* Appends the ids, one a line. */
void marks_ids(const struct marks *marks, struct buf *out);

#endif
