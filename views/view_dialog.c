/* SPDX-License-Identifier: ISC */
/* The dialog: what an action wants to know, as fields in a box over the view. */
#include <assert.h>
#include <string.h>

#include "console/rules/extension.h"
#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/chrome.h"
#include "views/dialog.h"
#include "views/dialog_spec.h"
#include "views/line.h"
#include "views/pick.h"
#include "views/words.h"

struct dialog_state {
	enum action action;
	int64_t id;
	int64_t version;
	char number[72];
	int focus;			/* index of the field */
	struct line lines[LINE_SLOTS];	/* by slot */
	size_t picked[LINE_SLOTS];	/* of what matches the line, by slot */
	enum outcome outcome;
	enum extension_reason ground;	/* an allowed one */
	bool has_consent;
	char assignee[40];		/* login; keeps its place when the list changes */
};

static const struct dialog_spec *
spec_of(const struct dialog_state *s)
{
	return dialog_spec_of(s->action);
}

static struct intent
refuse(enum reason reason, const char *detail)
{
	return (struct intent){ .kind = INTENT_REFUSED, .reason = reason, .detail = detail };
}

struct intent
dialog_start_op(const struct desk_model *m, enum op op, const struct case_row *row,
    const struct allowed *allowed)
{
	const struct op_info *info = &op_table[op];
	enum reason reason = REASON_NO_RIGHT;

	if (allowed != NULL && !allowed->is_allowed) {
		if (!reason_find(allowed->reason, &reason))
			reason = REASON_NO_RIGHT;
		return refuse(reason, allowed->detail);
	}
	if (allowed == NULL && !(info->roles & ROLE_BIT(m->who.role)))
		return refuse(REASON_NO_RIGHT, role_name(op_role(op)));
	if (allowed == NULL && !((info->from | info->final_from) & STATE_BIT(row->state)))
		return row->state == STATE_ARRIVED ? refuse(REASON_NOT_RECEIVED, "") :
		    refuse(REASON_WRONG_STATE, state_name(row->state));
	if (dialog_spec_of(action_of_op(op)) == NULL)
		return (struct intent){ .kind = INTENT_ACT, .op = op, .case_id = row->id,
			.version = row->version };
	return (struct intent){ .kind = INTENT_PUSH, .push = &view_dialog,
		.arg = { .action = action_of_op(op), .id = row->id, .version = row->version,
		    .number = words_number(row) } };
}

struct intent
dialog_start_hand(const struct desk_model *m, enum action action, const struct hand_row *row)
{
	enum by_hand hand = action_table[action].hand;
	struct verdict verdict = by_hand_judge(hand, m->who.role, row->state);

	if (verdict.reason == REASON_NO_RIGHT)
		return refuse(verdict.reason, role_name(by_hand_role(hand)));
	if (verdict.reason != REASON_NONE)
		return refuse(verdict.reason, words_outbox(row->state));
	if (hand == BY_HAND_UNSORTED_SHOW)
		return (struct intent){ .kind = INTENT_PUSH, .push = &view_raw,
			.arg = { .action = action, .id = row->id } };
	if (dialog_spec_of(action) == NULL)
		return (struct intent){ .kind = INTENT_BY_HAND, .hand = hand, .id = row->id };
	return (struct intent){ .kind = INTENT_PUSH, .push = &view_dialog,
		.arg = { .action = action, .id = row->id, .number = row->number } };
}

void
dialog_revise(void *state, int64_t version)
{
	struct dialog_state *s = state;

	s->version = version;
}

bool
dialog_has_text(const void *state)
{
	const struct dialog_state *s = state;

	for (int slot = 0; slot < LINE_SLOTS; slot++) {
		if (s->lines[slot].len > 0)
			return true;
	}
	return false;
}

static void
dialog_init(void *state, const struct desk_model *m, const struct view_arg *arg)
{
	struct dialog_state *s = state;

	assert(dialog_spec_of(arg->action) != NULL);
	s->action = arg->action;
	s->id = arg->id;
	s->version = arg->version;
	str_fill(s->number, sizeof(s->number), str_or_empty(arg->number));
	s->outcome = s->action == ACTION_REFUSE ? OUTCOME_REFUSE : OUTCOME_COMPLETE;
	for (int i = 0; i < dialog_field_count(spec_of(s)); i++) {
		const struct field *f = &spec_of(s)->fields[i];
		if (f->slot < LINE_SLOTS)
			s->lines[f->slot].is_multiline = f->rows > 1 && !slot_is_pick(f->slot);
	}
	if (m->staff_count > 0)
		str_fill(s->assignee, sizeof(s->assignee), m->staff[0].login);
}

static const char *
typed(const struct dialog_state *s, enum slot slot)
{
	return s->lines[slot].text;
}

static struct intent
save_op(const struct dialog_state *s)
{
	bool is_decision = s->action == ACTION_DRAFT || s->action == ACTION_REFUSE;

	return (struct intent){ .kind = INTENT_ACT, .op = action_table[s->action].op,
		.case_id = s->id, .version = s->version, .is_from_dialog = true,
		.input = {
			.text = typed(s, SLOT_TEXT),
			.outcome = is_decision ? s->outcome : OUTCOME_NONE,
			.reasons = s->action == ACTION_EXTEND ?
			    extension_table[s->ground].name : typed(s, SLOT_REASONS),
			.remedies = typed(s, SLOT_REMEDIES),
			.assignee = s->action == ACTION_ASSIGN ? s->assignee : "",
			.agency = typed(s, SLOT_AGENCY),
			.period = typed(s, SLOT_PERIOD),
			.has_consent = s->has_consent,
		} };
}

/* The code that stands picked; "" where nothing was typed, NULL where nothing
 * matches. */
static const char *
picked(const struct dialog_state *s, enum slot slot)
{
	return s->lines[slot].len == 0 ? "" :
	    pick_code(slot, typed(s, slot), s->picked[slot]);
}

static struct intent
save_hand(const struct dialog_state *s)
{
	enum by_hand hand = action_table[s->action].hand;
	const char *service = picked(s, SLOT_SERVICE), *region = picked(s, SLOT_REGION);

	if (service == NULL)
		return refuse(REASON_UNKNOWN_SERVICE, typed(s, SLOT_SERVICE));
	if (region == NULL)
		return refuse(REASON_UNKNOWN_REGION, typed(s, SLOT_REGION));
	if (by_hand_table[hand].needs_reason && s->lines[SLOT_TEXT].len == 0)
		return refuse(REASON_NEEDS_TEXT, "");
	return (struct intent){ .kind = INTENT_BY_HAND, .hand = hand, .id = s->id,
		.is_from_dialog = true,
		.input = { .text = typed(s, SLOT_TEXT), .service = service, .region = region } };
}

static struct intent
save(const struct dialog_state *s)
{
	return action_table[s->action].hand != BY_HAND_NONE ? save_hand(s) : save_op(s);
}

static size_t
assignee_index(const struct dialog_state *s, const struct desk_model *m)
{
	for (size_t i = 0; i < m->staff_count; i++) {
		if (str_eq(m->staff[i].login, s->assignee))
			return i;
	}
	return 0;
}

static void
choose(struct dialog_state *s, const struct desk_model *m, enum slot slot, int by)
{
	if (slot == SLOT_OUTCOME) {
		s->outcome = s->outcome == OUTCOME_COMPLETE ? OUTCOME_REFUSE : OUTCOME_COMPLETE;
	} else if (slot == SLOT_CONSENT) {
		s->has_consent = !s->has_consent;
	} else if (slot == SLOT_GROUND) {
		do {
			s->ground = (s->ground + (by > 0 ? 1 : EXTENSION__COUNT - 1)) %
			    EXTENSION__COUNT;
		} while (!extension_table[s->ground].is_allowed);
	} else if (slot == SLOT_ASSIGNEE && m->staff_count > 0) {
		size_t count = m->staff_count;
		size_t i = (assignee_index(s, m) + (by > 0 ? 1 : count - 1)) % count;
		str_fill(s->assignee, sizeof(s->assignee), m->staff[i].login);
	} else if (slot_is_pick(slot)) {
		size_t count = pick_count(slot, typed(s, slot));
		if (count > 0)
			s->picked[slot] = (s->picked[slot] + (by > 0 ? 1 : count - 1)) % count;
	}
}

/* Enter: a new line in a text, else on to the next field, and at the end it
 * is done. */
static struct intent
accept(struct dialog_state *s)
{
	int count = dialog_field_count(spec_of(s));
	const struct field *f = &spec_of(s)->fields[s->focus];

	if (count > 0 && f->slot < LINE_SLOTS && s->lines[f->slot].is_multiline && count > 1) {
		line_newline(&s->lines[f->slot]);
		return (struct intent){ .kind = INTENT_REDRAW };
	}
	if (s->focus + 1 >= count)
		return save(s);
	s->focus++;
	return (struct intent){ .kind = INTENT_REDRAW };
}

static struct intent
move(struct dialog_state *s, int by)
{
	int count = dialog_field_count(spec_of(s));

	if (count == 0)
		return (struct intent){ .kind = INTENT_NONE };
	s->focus = (s->focus + by + count) % count;
	return (struct intent){ .kind = INTENT_REDRAW };
}

/* Up and down: in a list its choices, else the fields. With one field there is
 * nothing else to go to. */
static struct intent
move_line(struct dialog_state *s, const struct desk_model *m, enum slot slot, int by)
{
	if (slot == SLOT_NONE || (!slot_is_list(slot) && dialog_field_count(spec_of(s)) > 1))
		return move(s, by);
	choose(s, m, slot, by);
	return (struct intent){ .kind = INTENT_REDRAW };
}

/* Has the key changed what is typed? Then what matches starts anew. */
static bool
type_key(struct dialog_state *s, enum slot slot, struct key key)
{
	size_t len = s->lines[slot].len;

	if (!line_key(&s->lines[slot], key))
		return false;
	if (s->lines[slot].len != len)
		s->picked[slot] = 0;
	return true;
}

static struct intent
dialog_key(void *state, const struct desk_model *m, struct key key)
{
	struct dialog_state *s = state;
	enum slot slot = spec_of(s)->fields[s->focus].slot;
	enum action action = binding_find(VIEW_DIALOG, key);

	if (slot != SLOT_NONE && slot < LINE_SLOTS && action != ACTION_SAVE &&
	    type_key(s, slot, key))
		return (struct intent){ .kind = INTENT_REDRAW };
	if (action == ACTION_BACK)
		return (struct intent){ .kind = INTENT_POP };
	if (action == ACTION_SAVE)
		return save(s);
	if (action == ACTION_ACCEPT)
		return accept(s);
	if (action == ACTION_FIELD_NEXT || action == ACTION_FIELD_PREVIOUS)
		return move(s, action == ACTION_FIELD_NEXT ? 1 : -1);
	if (action == ACTION_DOWN || action == ACTION_UP)
		return move_line(s, m, slot, action == ACTION_DOWN ? 1 : -1);
	if (action == ACTION_CHOICE_NEXT || action == ACTION_CHOICE_PREVIOUS) {
		choose(s, m, slot, action == ACTION_CHOICE_NEXT ? 1 : -1);
		return (struct intent){ .kind = INTENT_REDRAW };
	}
	return (struct intent){ .kind = INTENT_NONE };
}

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

	for (int o = OUTCOME_COMPLETE; o < OUTCOME__COUNT; o++) {
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

static void
draw_staff(const struct dialog_state *s, const struct desk_model *m, struct grid *g,
    const struct box *b, int rows)
{
	size_t chosen = assignee_index(s, m);
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
	const char *word = typed(s, slot);
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
	case SLOT_SERVICE:
	case SLOT_REGION:
		draw_pick(s, g, b, f->slot, rows, has_focus);
		break;
	case SLOT_TEXT:
	case SLOT_REASONS:
	case SLOT_REMEDIES:
	case SLOT_AGENCY:
	case SLOT_PERIOD:
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

#define MARGIN_COLS 2
#define MAX_COLS 76

/* Rows the box takes where texts get at most text_rows each. */
static int
box_rows(const struct dialog_spec *spec, int text_rows)
{
	int rows = 2 + 2;	/* frame, question and a blank line */

	for (int i = 0; i < dialog_field_count(spec); i++) {
		int own = spec->fields[i].rows;
		rows += 1 + (own > text_rows ? text_rows : own);
	}
	return rows;
}

static void
draw_bar(struct grid *g, const struct dialog_spec *spec)
{
	static const struct bar_entry with_fields[] = {
		{ ACTION_SAVE, false }, { ACTION_BACK, false }, { ACTION_FIELD_NEXT, false },
		{ ACTION_CHOICE_NEXT, false },
	};
	static const struct bar_entry with_picks[] = {
		{ ACTION_SAVE, false }, { ACTION_BACK, false }, { ACTION_FIELD_NEXT, false },
		{ ACTION_DOWN, false }, { ACTION_UP, false },
	};
	static const struct bar_entry plain[] = {
		{ ACTION_SAVE, false }, { ACTION_ACCEPT, false }, { ACTION_BACK, false },
	};

	if (slot_is_pick(spec->fields[0].slot))
		chrome_keys(g, VIEW_DIALOG, with_picks, 5);
	else if (dialog_field_count(spec) > 1)
		chrome_keys(g, VIEW_DIALOG, with_fields, 4);
	else
		chrome_keys(g, VIEW_DIALOG, plain, 3);
}

static void
dialog_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	const struct dialog_state *s = state;
	const struct dialog_spec *spec = spec_of(s);
	int text_rows = 8;
	struct buf title = { 0 };

	while (text_rows > 1 && box_rows(spec, text_rows) > chrome_body_rows(m))
		text_rows--;
	int rows = box_rows(spec, text_rows);
	int cols = g->cols - 4 < MAX_COLS ? g->cols - 4 : MAX_COLS;
	struct box box = { .row = CHROME_TOP + (chrome_body_rows(m) - rows) / 2,
		.col = (g->cols - cols) / 2 };
	if (box.row < CHROME_TOP)
		box.row = CHROME_TOP;
	buf_printf(&title, "%s  %s", action_label(s->action), s->number);
	grid_fill(g, box.row, 0, rows, g->cols, STYLE_NORMAL);
	grid_frame(g, box.row, box.col, rows, cols, buf_str(&title));
	box.row += 1;
	box.col += MARGIN_COLS;
	box.cols = cols - 2 * MARGIN_COLS;
	grid_put(g, box.row, box.col, box.cols, STYLE_NORMAL, say(spec->question));
	grid_cursor(g, box.row, box.col);
	box.row += 2;
	for (int i = 0; i < dialog_field_count(spec); i++) {
		const struct field *f = &spec->fields[i];
		int field_rows = f->rows > text_rows ? text_rows : f->rows;
		bool has_focus = i == s->focus;
		grid_put(g, box.row, box.col, box.cols, has_focus ? STYLE_HEADING : STYLE_LABEL,
		    say(f->label));
		box.row++;
		draw_field(s, m, g, &box, f, field_rows, has_focus);
		box.row += field_rows;
	}
	chrome_message(m, g, "");
	draw_bar(g, spec);
	buf_release(&title);
}

static bool
dialog_is_typing(const void *state)
{
	(void)state;
	return true;
}

const struct view_ops view_dialog = {
	.id = VIEW_DIALOG,
	.is_overlay = true,
	.state_size = sizeof(struct dialog_state),
	.init = dialog_init,
	.key = dialog_key,
	.draw = dialog_draw,
	.is_typing = dialog_is_typing,
};
