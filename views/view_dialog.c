/* SPDX-License-Identifier: ISC */
/* The dialog: what an op wants to know, as fields in a box over the view. */
#include <assert.h>
#include <string.h>

#include "console/rules/extension.h"
#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/chrome.h"
#include "views/dialog.h"
#include "views/line.h"
#include "views/words.h"

/* What a field fills in struct act_input. */
enum slot {
	SLOT_NONE,
	SLOT_TEXT,
	SLOT_REASONS,
	SLOT_REMEDIES,
	SLOT_AGENCY,
	SLOT_PERIOD,
	SLOT_OUTCOME,
	SLOT_ASSIGNEE,
	SLOT_GROUND,
	SLOT_CONSENT,
	SLOT__COUNT
};

#define LINE_SLOTS SLOT_OUTCOME	/* slots below it are typed text */
#define FIELDS_MAX 4

/* One field: its slot, its name and its rows on the screen. Texts of more
 * than one row take line ends. */
struct field {
	enum slot slot;
	const char *label;
	int rows;
};

/* One dialog per op that asks something; ops without a row are done at once.
 * A question with no field is a confirmation. */
static const struct dialog_spec {
	const char *question;
	struct field fields[FIELDS_MAX];
} specs[OP__COUNT] = {
	[OP_RECEIVE] = { N_("Receive this application? The receipt number and the processing "
	    "period start now."), { { SLOT_NONE, NULL, 0 } } },
	[OP_ASSIGN] = { N_("Who is to handle this case?"),
	    { { SLOT_ASSIGNEE, N_("Assignee"), 5 } } },
	[OP_NOTE] = { N_("A note on the case's timeline; the applicant does not see it."),
	    { { SLOT_TEXT, N_("Note"), 4 } } },
	[OP_DRAFT] = { N_("The decision as it will go to the applicant. It goes to approval."), {
	    { SLOT_OUTCOME, N_("Outcome"), 1 },
	    { SLOT_TEXT, N_("Text"), 4 },
	    { SLOT_REASONS, N_("Reasons (one a line)"), 3 },
	    { SLOT_REMEDIES, N_("Remedies (one a line)"), 3 } } },
	[OP_SEND_BACK] = { N_("The draft goes back to the drafter."),
	    { { SLOT_TEXT, N_("Reason"), 4 } } },
	[OP_APPROVE] = { N_("Approve? The decision becomes final and goes to the applicant."),
	    { { SLOT_TEXT, N_("Remark"), 2 } } },
	[OP_REFUSE] = { N_("A refusal needs its reasons and the ways to contest it."), {
	    { SLOT_TEXT, N_("Text"), 4 },
	    { SLOT_REASONS, N_("Reasons (one a line)"), 3 },
	    { SLOT_REMEDIES, N_("Remedies (one a line)"), 3 } } },
	[OP_ESCALATE] = { N_("The question goes to the ministry; the clock keeps running."), {
	    { SLOT_AGENCY, N_("Agency"), 1 },
	    { SLOT_TEXT, N_("Question"), 5 } } },
	[OP_RESUME] = { N_("Work goes on; what was the result, or what came?"),
	    { { SLOT_TEXT, N_("Result"), 4 } } },
	[OP_SUPPLEMENT] = { N_("What is missing goes to the applicant; the clock stands still."), {
	    { SLOT_TEXT, N_("Items (one a line)"), 5 },
	    { SLOT_PERIOD, N_("Days to supply it (10d)"), 1 } } },
	[OP_EXTEND] = { N_("The due is put off, and the applicant is told why and until when."), {
	    { SLOT_GROUND, N_("Reason"), 4 },
	    { SLOT_PERIOD, N_("By how much (2d, 3h)"), 1 },
	    { SLOT_TEXT, N_("In words, for the applicant"), 3 },
	    { SLOT_CONSENT, N_("Consent to a second extension"), 1 } } },
	[OP_WITHDRAW] = { N_("The applicant takes the application back; the case is closed."),
	    { { SLOT_TEXT, N_("How the applicant said so"), 3 } } },
};

struct dialog_state {
	enum op op;
	int64_t case_id;
	int64_t version;
	char number[72];
	int focus;			/* index of the field */
	struct line lines[LINE_SLOTS];	/* by slot */
	enum outcome outcome;
	enum extension_reason ground;	/* an allowed one */
	bool has_consent;
	char assignee[40];		/* login; keeps its place when the list changes */
};

static const struct dialog_spec *
spec_of(const struct dialog_state *s)
{
	return &specs[s->op];
}

static int
field_count(const struct dialog_spec *spec)
{
	int n = 0;

	while (n < FIELDS_MAX && spec->fields[n].slot != SLOT_NONE)
		n++;
	return n;
}

static struct intent
refuse(enum reason reason, const char *detail)
{
	return (struct intent){ .kind = INTENT_REFUSED, .reason = reason, .detail = detail };
}

struct intent
dialog_start(const struct desk_model *m, enum op op, const struct case_row *row,
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
	if (specs[op].question == NULL)
		return (struct intent){ .kind = INTENT_ACT, .op = op, .case_id = row->id,
			.version = row->version };
	return (struct intent){ .kind = INTENT_PUSH, .push = &view_dialog,
		.arg = { .op = op, .case_id = row->id, .version = row->version,
		    .number = words_number(row) } };
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

	assert(specs[arg->op].question != NULL);
	s->op = arg->op;
	s->case_id = arg->case_id;
	s->version = arg->version;
	str_fill(s->number, sizeof(s->number), str_or_empty(arg->number));
	s->outcome = s->op == OP_REFUSE ? OUTCOME_REFUSE : OUTCOME_COMPLETE;
	for (int i = 0; i < field_count(spec_of(s)); i++) {
		const struct field *f = &spec_of(s)->fields[i];
		if (f->slot < LINE_SLOTS)
			s->lines[f->slot].is_multiline = f->rows > 1;
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
save(const struct dialog_state *s)
{
	bool is_decision = s->op == OP_DRAFT || s->op == OP_REFUSE;

	return (struct intent){ .kind = INTENT_ACT, .op = s->op, .case_id = s->case_id,
		.version = s->version, .is_from_dialog = true,
		.input = {
			.text = typed(s, SLOT_TEXT),
			.outcome = is_decision ? s->outcome : OUTCOME_NONE,
			.reasons = s->op == OP_EXTEND ? extension_table[s->ground].name :
			    typed(s, SLOT_REASONS),
			.remedies = typed(s, SLOT_REMEDIES),
			.assignee = s->op == OP_ASSIGN ? s->assignee : "",
			.agency = typed(s, SLOT_AGENCY),
			.period = typed(s, SLOT_PERIOD),
			.has_consent = s->has_consent,
		} };
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
	}
}

/* Enter: a new line in a text, else on to the next field, and at the end it
 * is done. */
static struct intent
accept(struct dialog_state *s)
{
	int count = field_count(spec_of(s));
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
move(struct dialog_state *s, const struct desk_model *m, int by)
{
	int count = field_count(spec_of(s));

	if (count == 0)
		return (struct intent){ .kind = INTENT_NONE };
	/* With one field, up and down are for its choices. */
	if (count == 1)
		choose(s, m, spec_of(s)->fields[0].slot, by);
	else
		s->focus = (s->focus + by + count) % count;
	return (struct intent){ .kind = INTENT_REDRAW };
}

static struct intent
dialog_key(void *state, const struct desk_model *m, struct key key)
{
	struct dialog_state *s = state;
	enum slot slot = spec_of(s)->fields[s->focus].slot;
	enum action action = binding_find(VIEW_DIALOG, key);

	if (slot != SLOT_NONE && slot < LINE_SLOTS && action != ACTION_SAVE &&
	    line_key(&s->lines[slot], key))
		return (struct intent){ .kind = INTENT_REDRAW };
	if (action == ACTION_BACK)
		return (struct intent){ .kind = INTENT_POP };
	if (action == ACTION_SAVE)
		return save(s);
	if (action == ACTION_ACCEPT)
		return accept(s);
	if (action == ACTION_FIELD_NEXT || action == ACTION_FIELD_PREVIOUS)
		return move(s, m, action == ACTION_FIELD_NEXT ? 1 : -1);
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

	for (int i = 0; i < field_count(spec); i++) {
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
	static const struct bar_entry plain[] = {
		{ ACTION_SAVE, false }, { ACTION_ACCEPT, false }, { ACTION_BACK, false },
	};

	if (field_count(spec) > 1)
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
	buf_printf(&title, "%s  %s", op_label(s->op), s->number);
	grid_fill(g, box.row, 0, rows, g->cols, STYLE_NORMAL);
	grid_frame(g, box.row, box.col, rows, cols, buf_str(&title));
	box.row += 1;
	box.col += MARGIN_COLS;
	box.cols = cols - 2 * MARGIN_COLS;
	grid_put(g, box.row, box.col, box.cols, STYLE_NORMAL, say(spec->question));
	grid_cursor(g, box.row, box.col);
	box.row += 2;
	for (int i = 0; i < field_count(spec); i++) {
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
