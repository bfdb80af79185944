/* SPDX-License-Identifier: ISC */
#include "views/lessons.h"

#include "console/rules/workflow.h"
#include "storage/text.h"

/* When a lesson makes sense. */
enum lesson_when {
	WHEN_ALWAYS,
	WHEN_ROW_MAY,	/* the op of the action can be done to the selected row */
	WHEN_ROW_MINE,	/* the selected row is in the reader's hands */
	WHEN_ROW_NOT,	/* the reader takes cases, but not the selected one */
	WHEN_CASE_MAY,	/* … to the open case */
	WHEN_ROWS	/* the list has rows */
};

/* In the order they are taught. The sentence follows the key. Board and today
 * are not among them: their message line says what Enter does anyway; nor waits, whose
 * line says why there is no newer figure. */
static const struct lesson {
	enum view_id view;
	enum action action;
	enum lesson_when when;
	const char *sentence;	/* N_() */
} lessons[] = {
	{ VIEW_QUEUE, ACTION_RECEIVE, WHEN_ROW_MAY,
	    N_("receives this application: its period starts.") },
	{ VIEW_QUEUE, ACTION_NEXT, WHEN_ROW_MAY,
	    N_("takes this case: it is yours for 30 minutes.") },
	{ VIEW_QUEUE, ACTION_OPEN, WHEN_ROW_MINE, N_("opens the case.") },
	{ VIEW_QUEUE, ACTION_NEXT_URGENT, WHEN_ROW_NOT,
	    N_("takes the most urgent case that nobody has.") },
	{ VIEW_QUEUE, ACTION_OPEN, WHEN_ROWS, N_("opens the case.") },
	{ VIEW_QUEUE, ACTION_FILTER, WHEN_ROWS,
	    N_("filters: type a name, a service or due:..2d.") },
	{ VIEW_QUEUE, ACTION_TODAY, WHEN_ALWAYS, N_("shows what must not wait until tomorrow.") },
	{ VIEW_QUEUE, ACTION_BOARD, WHEN_ALWAYS, N_("shows how the office stands.") },
	{ VIEW_QUEUE, ACTION_HELP, WHEN_ALWAYS, N_("shows every key.") },
	{ VIEW_CASE, ACTION_NEXT, WHEN_CASE_MAY,
	    N_("takes this case: it is yours for 30 minutes.") },
	{ VIEW_CASE, ACTION_APPROVE, WHEN_CASE_MAY,
	    N_("completes this case: the applicant is told.") },
	{ VIEW_CASE, ACTION_DRAFT, WHEN_CASE_MAY,
	    N_("drafts the decision; another person approves it.") },
	{ VIEW_CASE, ACTION_BACK, WHEN_ALWAYS, N_("goes back to the list.") },
	{ VIEW_DIALOG, ACTION_SAVE, WHEN_ALWAYS, N_("saves; Esc leaves without saving.") },
	{ VIEW_SENT, ACTION_BACK, WHEN_ALWAYS, N_("goes back to the list.") },
};
#define LESSON_COUNT (sizeof(lessons) / sizeof(lessons[0]))

bool
lesson_exists(enum action action)
{
	for (size_t i = 0; i < LESSON_COUNT; i++)
		if (lessons[i].action == action)
			return true;
	return false;
}

/* The row the cursor is on in the queue; NULL if there is none. */
static const struct case_row *
selected_row(const struct view_stack *s, const struct desk_model *m)
{
	int64_t id = view_stack_case(s, m);

	for (size_t i = 0; i < m->queue.count; i++)
		if (m->queue.rows[i].id == id)
			return &m->queue.rows[i];
	return NULL;
}

/* As far as a list knows: the office judges when it is done. */
static bool
row_may(const struct desk_model *m, const struct case_row *row, enum op op)
{
	const struct op_info *info = &op_table[op];
	bool is_theirs = row->assignee[0] != '\0' && !str_eq(row->assignee, m->who.login);

	return (info->roles & ROLE_BIT(m->who.role)) != 0 &&
	    (info->from & STATE_BIT(row->state)) != 0 && row->lease_holder[0] == '\0' &&
	    !is_theirs;
}

static bool
makes_sense(const struct lesson *lesson, const struct view_stack *s, const struct desk_model *m)
{
	enum op op = action_table[lesson->action].op;
	const struct case_row *row;

	switch (lesson->when) {
	case WHEN_ALWAYS:
		return true;
	case WHEN_ROWS:
		return m->queue.count > 0;
	case WHEN_ROW_MAY:
		row = selected_row(s, m);
		return row != NULL && op != OP__COUNT && row_may(m, row, op);
	case WHEN_ROW_MINE:
		row = selected_row(s, m);
		return row != NULL && str_eq(row->lease_holder, m->who.login);
	case WHEN_ROW_NOT:
		row = selected_row(s, m);
		return (op_table[op].roles & ROLE_BIT(m->who.role)) != 0 && row != NULL &&
		    !row_may(m, row, op);
	case WHEN_CASE_MAY:
		return m->detail != NULL && op != OP__COUNT && m->detail->allowed[op].is_allowed;
	}
	return false;
}

enum action
lesson_next(const struct view_stack *s, const struct desk_model *m)
{
	const struct view_ops *top = view_stack_top(s);

	if (m->lesson_uses == NULL || top == NULL || m->marked.count > 0)
		return ACTION_NONE;
	for (size_t i = 0; i < LESSON_COUNT; i++)
		if (lessons[i].view == top->id && makes_sense(&lessons[i], s, m) &&
		    m->lesson_uses[lessons[i].action] < LESSON_USES)
			return lessons[i].action;
	return ACTION_NONE;
}

void
lesson_words(struct buf *out, enum view_id view, enum action action)
{
	for (size_t i = 0; i < LESSON_COUNT; i++)
		if (lessons[i].view == view && lessons[i].action == action) {
			buf_printf(out, "%s %s", binding_first_key(view, action),
			    say(lessons[i].sentence));
			return;
		}
}
