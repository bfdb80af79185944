/* SPDX-License-Identifier: ISC */
/* Scratches: what the clerk has typed into dialogs and not handed in. */
#include "storage/text.h"
#include "views/dialog_spec.h"
#include "views/rows.h"
#include "views/words.h"

enum { TIME_COLS = 15, DIALOG_COLS = 16, NUMBER_COLS = 24 };

struct scratches_state {
	struct rows_cursor cursor;	/* first: rows_cursor_id reads it */
	int64_t armed_id;		/* once more throws it away; 0 = none */
};

static void
write_head(struct page *p, const struct desk_model *m)
{
	(void)m;
	page_put(p, 0, TIME_COLS - 1, STYLE_HEADING, say(N_("Typed at")));
	page_put(p, TIME_COLS, DIALOG_COLS - 1, STYLE_HEADING, say(N_("For")));
	page_put(p, TIME_COLS + DIALOG_COLS, NUMBER_COLS - 1, STYLE_HEADING, say(N_("Case")));
	page_put(p, TIME_COLS + DIALOG_COLS + NUMBER_COLS, p->cols, STYLE_HEADING,
	    say(N_("Goes on with")));
	page_next(p);
}

static bool
is_about_case(const struct scratch_row *row)
{
	return str_eq(row->about, "case");
}

/* The service of an application that is being typed; NULL where it is about
 * something else. */
static const struct service_info *
service_of(const struct scratch_row *row)
{
	return str_eq(row->action, action_table[ACTION_NEW].name) ?
	    entry_subject_service(row->subject_id) : NULL;
}

static void
write_row(struct page *p, const struct desk_model *m, size_t i)
{
	const struct scratch_row *row = &m->scratches[i];
	enum action action = ACTION_NONE;
	struct buf b = { 0 };
	bool is_known = action_find(row->action, &action);

	words_short_time(&b, row->saved_at);
	page_put(p, 0, TIME_COLS - 1, STYLE_NORMAL, buf_str(&b));
	page_put(p, TIME_COLS, DIALOG_COLS - 1, STYLE_NORMAL,
	    is_known ? action_label(action) : row->action);
	buf_clear(&b);
	if (service_of(row) != NULL)
		words_service_short(&b, service_of(row)->code);
	else
		buf_puts(&b, row->number);
	page_put(p, TIME_COLS + DIALOG_COLS, NUMBER_COLS - 1, STYLE_NORMAL, buf_str(&b));
	buf_clear(&b);
	if (is_known && is_about_case(row))
		buf_printf(&b, "Enter %s", binding_first_key(VIEW_CASE, action));
	else
		buf_puts(&b, "Enter");
	page_put(p, TIME_COLS + DIALOG_COLS + NUMBER_COLS, p->cols, STYLE_LABEL, buf_str(&b));
	page_next(p);
	buf_release(&b);
}

static size_t
count_rows(const struct desk_model *m)
{
	return m->scratch_count;
}

static int64_t
row_id(const struct desk_model *m, size_t i)
{
	return m->scratches[i].id;
}

static const struct rows rows = {
	.count = count_rows,
	.id = row_id,
	.write_head = write_head,
	.write_row = write_row,
	.selected_cols = TIME_COLS + DIALOG_COLS - 1,
	.empty = N_("Nothing is left half typed. What you type into a dialog and leave with Esc "
	    "stands here."),
};

/* A case is opened, where the dialog's key goes on; anything else has its
 * dialog begun at once. */
static struct intent
go_on(const struct scratch_row *row)
{
	enum action action;

	if (service_of(row) != NULL)
		return (struct intent){ .kind = INTENT_ENTRY, .text = service_of(row)->code };
	if (is_about_case(row))
		return (struct intent){ .kind = INTENT_OPEN, .case_id = row->subject_id };
	if (!action_find(row->action, &action) || dialog_spec_of(action) == NULL ||
	    row->subject_id == 0)
		return (struct intent){ .kind = INTENT_NONE };
	return (struct intent){ .kind = INTENT_PUSH, .push = &view_dialog,
		.arg = { .action = action, .id = row->subject_id, .number = row->number } };
}

static struct intent
throw_away(struct scratches_state *s, const struct scratch_row *row)
{
	if (s->armed_id != row->id) {
		s->armed_id = row->id;
		return (struct intent){ .kind = INTENT_REDRAW };
	}
	s->armed_id = 0;
	return (struct intent){ .kind = INTENT_FORGET, .id = row->id };
}

static struct intent
scratches_key(void *state, const struct desk_model *m, struct key key)
{
	struct scratches_state *s = state;
	enum action action = binding_find(VIEW_SCRATCHES, key);
	size_t at;
	bool has_row = rows_selected(&rows, &s->cursor, m, &at);

	if (action != ACTION_SCRATCH_DISCARD)
		s->armed_id = 0;
	if (rows_move(&rows, &s->cursor, m, action))
		return (struct intent){ .kind = INTENT_REDRAW };
	if (has_row && action == ACTION_OPEN)
		return go_on(&m->scratches[at]);
	if (has_row && action == ACTION_SCRATCH_DISCARD)
		return throw_away(s, &m->scratches[at]);
	return chrome_key(VIEW_SCRATCHES, action);
}

static void
scratches_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	static const struct bar_entry bar[] = {
		{ ACTION_OPEN, false }, { ACTION_SCRATCH_DISCARD, false }, { ACTION_BACK, false },
		{ ACTION_HELP, false }, { ACTION_QUIT, false },
	};
	const struct scratches_state *s = state;
	struct buf armed = { 0 };

	rows_draw(&rows, &s->cursor, m, g);
	if (s->armed_id != 0)
		buf_printf(&armed, say(N_("%s once more throws the text away for good.")),
		    binding_first_key(VIEW_SCRATCHES, ACTION_SCRATCH_DISCARD));
	chrome_message(m, g, buf_str(&armed));
	chrome_keys(g, VIEW_SCRATCHES, bar, sizeof(bar) / sizeof(bar[0]));
	buf_release(&armed);
}

static void
scratches_follow(void *state, const struct desk_model *m)
{
	struct scratches_state *s = state;

	rows_follow(&rows, &s->cursor, m);
}

const struct view_ops view_scratches = {
	.id = VIEW_SCRATCHES,
	.state_size = sizeof(struct scratches_state),
	.key = scratches_key,
	.draw = scratches_draw,
	.follow = scratches_follow,
	.cursor = rows_cursor_id,
	.seek = rows_seek,
	.is_place = true,
};
