/* SPDX-License-Identifier: ISC */
/* Saved views: lists kept by name. What changes one is typed as a command, so
 * that its key begins the line and Enter ends it. */
#include <stdio.h>

#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/rows.h"
#include "views/words.h"

enum { NAME_COLS = 26, WHOSE_COLS = 8, SORT_COLS = 14, COLUMNS_COLS = 12 };

#define QUERY_COL 3	/* a row's second line stands in */
#define COMMAND_BYTES 200

struct saved_state {
	struct rows_cursor cursor;	/* first: the state of a view of rows */
	char command[COMMAND_BYTES];	/* what a prompt begins with */
};

static void
write_head(struct page *p, const struct desk_model *m)
{
	int col = 0;

	(void)m;
	page_put(p, col, NAME_COLS - 1, STYLE_HEADING, say(N_("Name")));
	page_put(p, col += NAME_COLS, WHOSE_COLS - 1, STYLE_HEADING, say(N_("Whose")));
	page_put(p, col += WHOSE_COLS, SORT_COLS - 1, STYLE_HEADING, say(N_("Order")));
	page_put(p, col += SORT_COLS, COLUMNS_COLS - 1, STYLE_HEADING, say(N_("Columns")));
	page_put(p, col + COLUMNS_COLS, p->cols, STYLE_HEADING, say(N_("Saved by")));
	page_next(p);
}

static void
write_row(struct page *p, const struct desk_model *m, size_t i)
{
	const struct saved_view *v = &m->saved[i];
	enum queue_sort sort;
	enum role role;
	int col = 0;

	page_put(p, col, NAME_COLS - 1, STYLE_NORMAL, v->name);
	page_put(p, col += NAME_COLS, WHOSE_COLS - 1, STYLE_NORMAL,
	    v->is_shared ? say(N_("office")) : say(N_("own")));
	page_put(p, col += WHOSE_COLS, SORT_COLS - 1, STYLE_NORMAL,
	    words_sort_find(v->sort, &sort) ? words_sort_label(sort) : v->sort);
	page_put(p, col += SORT_COLS, COLUMNS_COLS - 1, STYLE_NORMAL,
	    role_by_name(v->columns, &role) ? role_label(role) : v->columns);
	page_put(p, col + COLUMNS_COLS, p->cols, STYLE_DIM,
	    words_person(v->saved_by_name, v->saved_by));
	page_next(p);
	page_wrap(p, QUERY_COL, STYLE_LABEL,
	    v->query[0] != '\0' ? v->query : say(N_("all open cases")));
	page_next(p);
}

static size_t
count_rows(const struct desk_model *m)
{
	return m->saved_count;
}

static int64_t
row_id(const struct desk_model *m, size_t i)
{
	return m->saved[i].id;
}

static const struct rows rows = {
	.count = count_rows,
	.id = row_id,
	.write_head = write_head,
	.write_row = write_row,
	.selected_cols = NAME_COLS - 1,
	.empty = N_("No view is saved. F2 keeps the list as it is filtered and ordered now."),
};

/* The command line begins with what the key is for. */
static struct intent
begin(struct saved_state *s, const char *verb, const struct saved_view *v)
{
	const char *shared = v != NULL && v->is_shared ? "--shared " : "";
	const char *name = v != NULL ? v->name : "";
	const char *quote = v != NULL ? "\"" : "";

	(void)snprintf(s->command, sizeof(s->command), "%s %s%s%s%s%s", verb, shared, quote, name,
	    quote, str_eq(verb, "view rename") ? " " : "");
	return (struct intent){ .kind = INTENT_PUSH, .push = &view_prompt,
		.arg = { .action = ACTION_COMMAND, .text = s->command } };
}

static struct intent
saved_key(void *state, const struct desk_model *m, struct key key)
{
	struct saved_state *s = state;
	enum action action = binding_find(VIEW_SAVED, key);
	const struct saved_view *v = NULL;
	size_t at;

	if (rows_move(&rows, &s->cursor, m, action))
		return (struct intent){ .kind = INTENT_REDRAW };
	if (rows_selected(&rows, &s->cursor, m, &at))
		v = &m->saved[at];
	if (action == ACTION_VIEW_SAVE)
		return begin(s, "view save", NULL);
	if (action != ACTION_VIEW_USE && action != ACTION_VIEW_RENAME && action != ACTION_VIEW_DELETE)
		return chrome_key(VIEW_SAVED, action);
	if (v == NULL)
		return (struct intent){ .kind = INTENT_NONE };
	if (action == ACTION_VIEW_USE)
		return (struct intent){ .kind = INTENT_SAVED, .id = v->id };
	return begin(s, action == ACTION_VIEW_RENAME ? "view rename" : "view delete", v);
}

static void
saved_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	static const struct bar_entry bar[] = {
		{ ACTION_BACK, false }, { ACTION_VIEW_USE, false }, { ACTION_VIEW_SAVE, false },
		{ ACTION_VIEW_RENAME, false }, { ACTION_VIEW_DELETE, false }, { ACTION_HELP, false },
	};
	const struct saved_state *s = state;

	rows_draw(&rows, &s->cursor, m, g);
	chrome_message(m, g, "");
	chrome_keys(g, VIEW_SAVED, bar, sizeof(bar) / sizeof(bar[0]));
}

static void
saved_follow(void *state, const struct desk_model *m)
{
	struct saved_state *s = state;

	rows_follow(&rows, &s->cursor, m);
}

const struct view_ops view_saved = {
	.id = VIEW_SAVED,
	.state_size = sizeof(struct saved_state),
	.key = saved_key,
	.draw = saved_draw,
	.follow = saved_follow,
	.cursor = rows_cursor_id,
	.seek = rows_seek,
	.is_place = true,
};
