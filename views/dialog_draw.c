/* SPDX-License-Identifier: ISC */
/* The dialog on the screen: its box, its fields, its key bar. */
#include <string.h>

#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/chrome.h"
#include "views/dialog.h"
#include "views/dialog_state.h"
#include "views/mark_words.h"
#include "views/pick.h"
#include "views/scratch_words.h"
#include "views/words.h"

#define MARGIN_COLS 2
#define MAX_COLS 76
#define TEXT_ROWS_MAX 8
#define HANGUL_BYTES 3	/* of one syllable */

/* Where the box stands. */
struct box {
	int row;
	int col;
	int cols;	/* inside, between the frame and its margin */
};

static void
draw_outcome(const struct dialog_state *s, struct grid *g, const struct box *b, bool has_focus)
{
	int col = b->col;

	for (int o = OUTCOME_COMPLETE; o < OUTCOME_ESCALATE; o++) {
		bool is_chosen = s->outcome == (enum outcome)o;
		enum style style = is_chosen && has_focus ? STYLE_SELECTED : STYLE_NORMAL;
		if (is_chosen && has_focus)
			grid_cursor(g, b->row, col);
		col += grid_put(g, b->row, col, 4, style, is_chosen ? "(*) " : "( ) ");
		col += grid_put(g, b->row, col, b->cols, style, outcome_label((enum outcome)o)) + 3;
	}
}

static void
draw_consent(const struct dialog_state *s, struct grid *g, const struct box *b, bool has_focus)
{
	const char *const words[] = { say(N_("no")), say(N_("yes, recorded")) };
	int col = b->col;

	for (int i = 0; i < 2; i++) {
		bool is_chosen = s->has_consent == (i == 1);
		enum style style = is_chosen && has_focus ? STYLE_SELECTED : STYLE_NORMAL;

		if (is_chosen && has_focus)
			grid_cursor(g, b->row, col);
		col += grid_put(g, b->row, col, 4, style, is_chosen ? "(*) " : "( ) ");
		col += grid_put(g, b->row, col, b->cols, style, words[i]) + 3;
	}
}

/* The events whose time counts, one a row; with fewer rows those around the chosen. */
static void
draw_event(const struct dialog_state *s, struct grid *g, const struct box *b, int rows,
    bool has_focus)
{
	int first = (int)s->whose_time - rows + 1;

	for (int row = 0, i = first > 0 ? first : 0; i < CORRECT__COUNT && row < rows; i++, row++) {
		bool is_chosen = s->whose_time == (enum correctable)i;
		enum style style = is_chosen && has_focus ? STYLE_SELECTED : STYLE_NORMAL;
		int col = b->col;

		if (is_chosen && has_focus)
			grid_cursor(g, b->row + row, col);
		col += grid_put(g, b->row + row, col, 4, style, is_chosen ? "(*) " : "( ) ");
		grid_put(g, b->row + row, col, b->cols - 4, style,
		    correctable_label((enum correctable)i));
	}
}

/* The lawful reasons, one a row; with fewer rows those around the chosen. */
static void
draw_ground(const struct dialog_state *s, struct grid *g, const struct box *b, int rows,
    bool has_focus)
{
	int first = (int)s->ground - rows + 1, row = 0;

	for (int i = first > 0 ? first : 0; i < EXTENSION__COUNT && row < rows; i++) {
		bool is_chosen = s->ground == (enum extension_reason)i;
		enum style style = is_chosen && has_focus ? STYLE_SELECTED : STYLE_NORMAL;
		int col = b->col;

		if (!extension_table[i].is_allowed)
			continue;
		if (is_chosen && has_focus)
			grid_cursor(g, b->row + row, col);
		col += grid_put(g, b->row + row, col, 4, style, is_chosen ? "(*) " : "( ) ");
		grid_put(g, b->row + row, col, b->cols - 4, style,
		    extension_label((enum extension_reason)i));
		row++;
	}
}

/* Words of the consultation desk: in one row side by side, else one a row. */
static void
draw_words(const struct dialog_state *s, struct grid *g, const struct box *b, enum slot slot,
    int rows, bool has_focus)
{
	enum consult_words words = slot_words(slot);
	size_t chosen = s->words[slot - SLOT_KIND], count = consult_word_count(words);
	size_t first = rows > 1 && chosen >= (size_t)rows ? chosen - (size_t)rows + 1 : 0;
	int col = b->col, row = b->row;

	for (size_t i = first; i < count && (rows == 1 || i - first < (size_t)rows); i++) {
		enum style style = i == chosen && has_focus ? STYLE_SELECTED : STYLE_NORMAL;
		int room = b->col + b->cols - col;

		if (i == chosen && has_focus)
			grid_cursor(g, row, col);
		col += grid_put(g, row, col, room, style, i == chosen ? "(*) " : "( ) ");
		room = b->col + b->cols - col;
		col += grid_put(g, row, col, room > 0 ? room : 0, style,
		    consult_word_label(words, i)) + 2;
		if (rows > 1) {
			row++;
			col = b->col;
		}
	}
}

static void
draw_staff(const struct dialog_state *s, const struct desk_model *m, struct grid *g,
    const struct box *b, int rows)
{
	size_t chosen = dialog_assignee(s, m);
	size_t top = chosen >= (size_t)rows ? chosen - (size_t)rows + 1 : 0;

	if (m->staff_count == 0)
		grid_put(g, b->row, b->col, b->cols, STYLE_DIM, say(N_("Nobody to choose from.")));
	for (int r = 0; r < rows && top + (size_t)r < m->staff_count; r++) {
		const struct staff_row *who = &m->staff[top + (size_t)r];
		struct buf text = { 0 };
		bool is_chosen = top + (size_t)r == chosen;
		buf_printf(&text, "%s %s  %s  %s  %s", is_chosen ? ">" : " ",
		    words_person(who->name, who->login), role_label(who->role), who->department,
		    who->login);
		grid_fit(g, b->row + r, b->col, b->cols, is_chosen ? STYLE_SELECTED : STYLE_NORMAL,
		    buf_str(&text));
		if (is_chosen)
			grid_cursor(g, b->row + r, b->col);
		buf_release(&text);
	}
}

/* The line to type on, and under it what matches. */
static void
draw_pick(const struct dialog_state *s, struct grid *g, const struct box *b, enum slot slot,
    int rows, bool has_focus)
{
	const char *word = s->lines[slot].text;
	size_t count = word[0] != '\0' ? pick_count(slot, word) : 0, list = (size_t)rows - 1;
	size_t top = list > 0 && s->picked[slot] >= list ? s->picked[slot] - list + 1 : 0;
	struct buf text = { 0 };

	line_draw(&s->lines[slot], g, b->row, b->col, b->cols, has_focus);
	for (size_t r = 0; r < list && top + r < count; r++) {
		bool is_picked = top + r == s->picked[slot];
		buf_clear(&text);
		buf_printf(&text, "%s ", is_picked ? ">" : " ");
		pick_text(&text, slot, word, top + r);
		grid_put(g, b->row + 1 + (int)r, b->col, b->cols,
		    is_picked && has_focus ? STYLE_SELECTED : STYLE_NORMAL, buf_str(&text));
	}
	if (word[0] != '\0' && count == 0)
		grid_put(g, b->row + 1, b->col, list > 0 ? b->cols : 0, STYLE_DIM,
		    say(N_("Nothing in the catalogue is called so.")));
	buf_release(&text);
}

/* One choice of several, the others behind the arrow keys. */
static void
draw_one_of(struct grid *g, const struct box *b, const char *label, size_t at, size_t count,
    bool has_focus)
{
	struct buf text = { 0 };

	buf_printf(&text, "< %s >  %zu/%zu", label, at, count);
	grid_put(g, b->row, b->col, b->cols, has_focus ? STYLE_SELECTED : STYLE_NORMAL,
	    buf_str(&text));
	if (has_focus)
		grid_cursor(g, b->row, b->col);
	buf_release(&text);
}

static void
draw_field(const struct dialog_state *s, const struct desk_model *m, struct grid *g,
    const struct box *b, const struct field *f, int rows, bool has_focus)
{
	switch (f->slot) {
	case SLOT_OUTCOME:
		draw_outcome(s, g, b, has_focus);
		break;
	case SLOT_ASSIGNEE:
		draw_staff(s, m, g, b, rows);
		break;
	case SLOT_GROUND:
		draw_ground(s, g, b, rows, has_focus);
		break;
	case SLOT_CONSENT:
		draw_consent(s, g, b, has_focus);
		break;
	case SLOT_HANDOVER:
		draw_one_of(g, b, escalation_kind_label(s->kind), s->kind + 1,
		    ESCALATION_KIND__COUNT, has_focus);
		break;
	case SLOT_RETURN:
		draw_one_of(g, b, return_reason_label(return_reasons[s->return_reason].name),
		    s->return_reason + 1, return_reason_count, has_focus);
		break;
	case SLOT_EVENT:
		draw_event(s, g, b, rows, has_focus);
		break;
	case SLOT_KIND:
	case SLOT_TASK:
	case SLOT_PRIORITY:
	case SLOT_RESULT:
	case SLOT_ABUSE:
		draw_words(s, g, b, f->slot, rows, has_focus);
		break;
	case SLOT_SERVICE:
	case SLOT_REGION:
		draw_pick(s, g, b, f->slot, rows, has_focus);
		break;
	case SLOT_TEXT:
	case SLOT_REASONS:
	case SLOT_REMEDIES:
	case SLOT_AGENCY:
	case SLOT_PROPOSAL:
	case SLOT_DISCLOSE:
	case SLOT_PERIOD:
	case SLOT_CHANNEL:
	case SLOT_FROM:
	case SLOT_UNTIL:
	case SLOT_EVIDENCE:
	case SLOT_AT:
	case SLOT_WHO:
	case SLOT_CONTACT:
	case SLOT_CASE:
	case SLOT_DESK:
	case SLOT_DESK_TASK:
	case SLOT_WAITING:
	case SLOT_CALLED:
	case SLOT_COUNTERS:
	case SLOT_FILE:
		if (f->rows > 1)
			line_draw_box(&s->lines[f->slot], g, b->row, b->col, rows, b->cols,
			    has_focus);
		else
			line_draw(&s->lines[f->slot], g, b->row, b->col, b->cols, has_focus);
		break;
	case SLOT_NONE:
	case SLOT__COUNT:
		break;
	}
}

/* Rows the box takes where texts get so many each. */
static int
box_rows(const struct dialog_spec *spec, const struct dialog_box *box)
{
	int text_rows = box->text_rows;
	int rows = 2 + 2 + box->mark_rows;	/* frame, question and a blank line */

	for (int i = 0; i < dialog_field_count(spec); i++) {
		int own = spec->fields[i].rows;
		rows += 1 + (own > text_rows ? text_rows : own);
	}
	return rows;
}

/* Lines that the sums of the marked cases take. */
static int
marks_rows(const struct desk_model *m, int cols)
{
	struct page p = { .rows = 1, .cols = cols };

	mark_lines(m, &p);
	return p.line;
}

struct dialog_box
dialog_box_on(const struct dialog_state *s, const struct desk_model *m)
{
	const struct dialog_spec *spec = dialog_spec_here(s);
	struct dialog_box box = { .text_rows = TEXT_ROWS_MAX };
	int cols = m->screen_cols - 4 < MAX_COLS ? m->screen_cols - 4 : MAX_COLS;

	box.cols = cols - 2 * MARGIN_COLS;
	box.mark_rows = s->is_marks ? marks_rows(m, box.cols) : 0;
	while (box.text_rows > 1 && box_rows(spec, &box) > chrome_body_rows(m))
		box.text_rows--;
	return box;
}

struct line_box
dialog_field_box(const struct dialog_box *box, const struct field *field)
{
	return (struct line_box){
		.rows = field->rows > box->text_rows ? box->text_rows : field->rows,
		.cols = box->cols };
}

/* The field's name, and how much room is left before it is felt. */
static void
draw_label(const struct dialog_state *s, struct grid *g, const struct box *b,
    const struct field *f, bool has_focus)
{
	struct buf room = { 0 };
	int used = grid_put(g, b->row, b->col, b->cols, has_focus ? STYLE_HEADING : STYLE_LABEL,
	    say(f->label));

	if (!slot_is_text(f->slot))
		return;
	const struct line *line = &s->lines[f->slot];
	if (line->is_refused)
		buf_puts(&room, say(N_("There is no room for that: nothing of it was taken.")));
	else if (line_room(line) < dialog_field_bytes(s->action, f->slot) / 4)
		buf_printf(&room, say(N_("room for %zu more Hangul letters")),
		    line_room(line) / HANGUL_BYTES);
	if (room.len > 0)
		grid_fit_right(g, b->row, b->col + used + 1, b->cols - used - 1,
		    line->is_refused ? STYLE_DANGER : STYLE_NOTICE, buf_str(&room));
	buf_release(&room);
}

static void
draw_bar(struct grid *g, const struct dialog_spec *spec)
{
	static const struct bar_entry with_fields[] = {
		{ ACTION_SAVE, false }, { ACTION_BACK, false }, { ACTION_FIELD_NEXT, false },
		{ ACTION_CHOICE_NEXT, false }, { ACTION_UNDO, false }, { ACTION_SNIPPETS, false },
		{ ACTION_ANSWERS, false },
	};
	static const struct bar_entry with_picks[] = {
		{ ACTION_SAVE, false }, { ACTION_BACK, false }, { ACTION_FIELD_NEXT, false },
		{ ACTION_DOWN, false }, { ACTION_UP, false },
	};
	static const struct bar_entry text[] = {
		{ ACTION_SAVE, false }, { ACTION_BACK, false }, { ACTION_NEW_LINE, false },
		{ ACTION_UNDO, false }, { ACTION_SNIPPETS, false }, { ACTION_ANSWERS, false },
	};
	static const struct bar_entry plain[] = {
		{ ACTION_SAVE, false }, { ACTION_ACCEPT, false }, { ACTION_BACK, false },
	};

	if (slot_is_pick(spec->fields[0].slot))
		chrome_keys(g, VIEW_DIALOG, with_picks, 5);
	else if (dialog_field_count(spec) > 1)
		chrome_keys(g, VIEW_DIALOG, with_fields, 7);
	else if (slot_is_text(spec->fields[0].slot))
		chrome_keys(g, VIEW_DIALOG, text, 6);
	else
		chrome_keys(g, VIEW_DIALOG, plain, 3);
}

/* In the lower line of the frame: how what is typed stands with the office. */
static void
draw_mark(const struct dialog_state *s, const struct desk_model *m, struct grid *g, int row,
    int col, int cols)
{
	struct buf mark = { 0 };
	enum style style = scratch_words(&mark, m, VIEW_DIALOG, s->is_discarding,
	    dialog_has_text(s));
	int width = text_width(buf_str(&mark));

	if (width > 0 && width <= cols)
		grid_put(g, row, col + cols - width, width, style, buf_str(&mark));
	buf_release(&mark);
}

void
dialog_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	const struct dialog_state *s = state;
	const struct dialog_spec *spec = dialog_spec_here(s);
	const struct dialog_box inside = dialog_box_on(s, m);
	struct buf title = { 0 };
	int rows = box_rows(spec, &inside);
	int cols = inside.cols + 2 * MARGIN_COLS;
	struct box box = { .row = CHROME_TOP + (chrome_body_rows(m) - rows) / 2,
		.col = (g->cols - cols) / 2 };
	if (box.row < CHROME_TOP)
		box.row = CHROME_TOP;
	buf_printf(&title, "%s  %s", action_label(s->action), s->number);
	if (s->is_marks)
		mark_count(&title, m->marked.count);
	grid_fill(g, box.row, 0, rows, g->cols, STYLE_NORMAL);
	grid_frame(g, box.row, box.col, rows, cols, buf_str(&title));
	draw_mark(s, m, g, box.row + rows - 1, box.col + MARGIN_COLS, inside.cols);
	box.row += 1;
	box.col += MARGIN_COLS;
	box.cols = cols - 2 * MARGIN_COLS;
	grid_put(g, box.row, box.col, box.cols, STYLE_NORMAL, say(spec->question));
	grid_cursor(g, box.row, box.col);
	box.row += 2;
	if (s->is_marks) {
		struct page p = { .g = g, .row = box.row - 1, .col = box.col,
			.rows = inside.mark_rows, .cols = box.cols };
		mark_lines(m, &p);
		box.row += inside.mark_rows;
	}
	for (int i = 0; i < dialog_field_count(spec); i++) {
		const struct field *f = &spec->fields[i];
		int field_rows = dialog_field_box(&inside, f).rows;
		bool has_focus = i == s->focus;
		draw_label(s, g, &box, f, has_focus);
		box.row++;
		draw_field(s, m, g, &box, f, field_rows, has_focus);
		box.row += field_rows;
	}
	chrome_message(m, g, "");
	draw_bar(g, spec);
	buf_release(&title);
}
