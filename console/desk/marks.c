/* SPDX-License-Identifier: ISC */
#include "console/desk/marks.h"

#include <stdlib.h>
#include <string.h>

#include "storage/text.h"

void
marks_release(struct marks *marks)
{
	free(marks->marks);
	*marks = (struct marks){ .marks = NULL };
}

static struct mark *
find(const struct marks *marks, int64_t case_id)
{
	for (size_t i = 0; i < marks->count; i++)
		if (marks->marks[i].row.id == case_id)
			return &marks->marks[i];
	return NULL;
}

bool
marks_has(const struct marks *marks, int64_t case_id)
{
	return find(marks, case_id) != NULL;
}

bool
marks_add(struct marks *marks, const struct case_row *row)
{
	struct mark *mark = find(marks, row->id);

	if (mark != NULL) {
		mark->row = *row;
		return true;
	}
	if (marks->count == MARKS_MAX)
		return false;
	marks->marks = x_realloc(marks->marks, marks->count + 1, sizeof(*marks->marks));
	marks->marks[marks->count++] = (struct mark){ .row = *row };
	return true;
}

void
marks_remove(struct marks *marks, int64_t case_id)
{
	struct mark *mark = find(marks, case_id);

	if (mark == NULL)
		return;
	marks->count--;
	memmove(mark, mark + 1, (size_t)(marks->marks + marks->count - mark) * sizeof(*mark));
	if (marks->last_id == case_id)
		marks->last_id = 0;
}

void
marks_see(struct marks *marks, const struct case_row *rows, size_t count)
{
	for (size_t i = 0; marks->count > 0 && i < count; i++) {
		struct mark *mark = find(marks, rows[i].id);

		if (mark == NULL)
			continue;
		mark->row = rows[i];
		mark->is_outside = false;
	}
}

void
marks_judge(struct marks *marks, const struct wire_marked_row *row, bool has_op)
{
	struct mark *mark = find(marks, row->case_id);

	if (mark == NULL)
		return;
	mark->is_outside = !row->is_match;
	if (!has_op)
		return;
	mark->is_judged = true;
	mark->is_allowed = row->is_allowed;
	(void)str_fill(mark->reason, sizeof(mark->reason), row->reason);
	(void)str_fill(mark->detail, sizeof(mark->detail), row->detail);
}

void
marks_forget_verdicts(struct marks *marks)
{
	for (size_t i = 0; i < marks->count; i++)
		marks->marks[i].is_judged = false;
}

void
marks_ids(const struct marks *marks, struct buf *out)
{
	for (size_t i = 0; i < marks->count; i++)
		buf_printf(out, "%lld\n", (long long)marks->marks[i].row.id);
}
