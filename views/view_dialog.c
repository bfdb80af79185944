/* SPDX-License-Identifier: ISC */
/* The dialog: what an action wants to know, as fields that are typed into. */
#include <assert.h>
#include <string.h>

#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/dialog.h"
#include "views/dialog_content.h"
#include "views/dialog_state.h"
#include "views/pick.h"

const struct dialog_spec *
dialog_spec_here(const struct dialog_state *s)
{
	return s->is_marks ? dialog_spec_of_marks(s->action) : dialog_spec_of(s->action);
}

static struct intent
refuse(enum reason reason, const char *detail)
{
	return (struct intent){ .kind = INTENT_REFUSED, .reason = reason, .detail = detail };
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

	for (int slot = 0; !s->is_begun && slot < LINE_SLOTS; slot++) {
		if (s->lines[slot].len > 0)
			return true;
	}
	return false;
}

void
dialog_begin(void *state, const char *text)
{
	struct dialog_state *s = state;

	if (text[0] == '\0' || s->action != ACTION_SUPPLEMENT || dialog_has_text(s))
		return;
	line_set(&s->lines[SLOT_TEXT], text);
	s->is_begun = true;
}

/* A demand asks for what is marked in the case. */
static void
begin_demand(struct dialog_state *s, const struct case_detail *d)
{
	struct buf items = { 0 };

	for (size_t i = 0; i < d->answer_count; i++) {
		if (d->answers[i].flag[0] != '\0')
			buf_printf(&items, "%s%s", items.len > 0 ? "\n" : "", d->answers[i].item);
	}
	dialog_begin(s, buf_str(&items));
	buf_release(&items);
}

static void
dialog_init(void *state, const struct desk_model *m, const struct view_arg *arg)
{
	struct dialog_state *s = state;

	assert(arg->is_marks || dialog_spec_of(arg->action) != NULL);
	s->action = arg->action;
	s->is_marks = arg->is_marks;
	s->id = arg->id;
	s->version = arg->version;
	str_fill(s->number, sizeof(s->number), str_or_empty(arg->number));
	s->kind = ESCALATION_GUIDELINE;
	s->outcome = s->action == ACTION_REFUSE ? OUTCOME_REFUSE : OUTCOME_COMPLETE;
	for (int i = 0; i < dialog_field_count(dialog_spec_here(s)); i++) {
		const struct field *f = &dialog_spec_here(s)->fields[i];
		if (!slot_is_text(f->slot))
			continue;
		s->lines[f->slot].is_multiline = f->rows > 1 && !slot_is_pick(f->slot);
		s->lines[f->slot].max = dialog_field_bytes(s->action, f->slot);
	}
	if (m->staff_count > 0)
		str_fill(s->assignee, sizeof(s->assignee), m->staff[0].login);
	if (m->detail != NULL && !s->is_marks && m->detail->row.id == s->id)
		begin_demand(s, m->detail);
	if (s->action == ACTION_WAITS_SET && !str_empty(arg->desk) && !str_empty(arg->desk_task)) {
		line_set(&s->lines[SLOT_DESK], arg->desk);
		line_set(&s->lines[SLOT_DESK_TASK], arg->desk_task);
		s->is_begun = true;
		s->focus = 2;
	}
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
		.case_id = s->id, .version = s->version, .is_marks = s->is_marks,
		.is_from_dialog = true,
		.input = {
			.text = typed(s, SLOT_TEXT),
			.outcome = is_decision ? s->outcome : OUTCOME_NONE,
			.reasons = s->action == ACTION_EXTEND ?
			    extension_table[s->ground].name : s->action == ACTION_RETURN ?
			    return_reasons[s->return_reason].name : typed(s, SLOT_REASONS),
			.remedies = typed(s, SLOT_REMEDIES),
			.assignee = s->action == ACTION_ASSIGN ? s->assignee : "",
			.agency = typed(s, SLOT_AGENCY),
			.kind = s->action == ACTION_ESCALATE ? escalation_table[s->kind].name : "",
			.proposal = typed(s, SLOT_PROPOSAL),
			.disclose = typed(s, SLOT_DISCLOSE),
			.period = typed(s, SLOT_PERIOD),
			.has_consent = s->has_consent,
			.event = s->action == ACTION_CORRECT_TIME ?
			    correctable_table[s->whose_time].name : "",
			.at = typed(s, SLOT_AT),
			.evidence = typed(s, SLOT_EVIDENCE),
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

/* The word that stands chosen in a slot of the consultation desk. */
static const char *
chosen(const struct dialog_state *s, enum slot slot)
{
	return consult_word_name(slot_words(slot), s->words[slot - SLOT_KIND]);
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
		.input = { .text = typed(s, SLOT_TEXT), .service = service, .region = region,
		    .channel = typed(s, SLOT_CHANNEL), .from = typed(s, SLOT_FROM),
		    .until = typed(s, SLOT_UNTIL), .evidence = typed(s, SLOT_EVIDENCE),
		    .at = typed(s, SLOT_AT), .who = typed(s, SLOT_WHO),
		    .contact = typed(s, SLOT_CONTACT), .case_number = typed(s, SLOT_CASE),
		    .desk = typed(s, SLOT_DESK), .desk_task = typed(s, SLOT_DESK_TASK),
		    .waiting = typed(s, SLOT_WAITING), .called = typed(s, SLOT_CALLED),
		    .counters = typed(s, SLOT_COUNTERS),
		    .file = typed(s, SLOT_FILE),
		    .kind = chosen(s, SLOT_KIND), .task = chosen(s, SLOT_TASK),
		    .priority = chosen(s, SLOT_PRIORITY),
		    .result = hand == BY_HAND_CONSULT_WARN || hand == BY_HAND_CONSULT_END ?
		    chosen(s, SLOT_ABUSE) : chosen(s, SLOT_RESULT) } };
}

static struct intent
save(const struct dialog_state *s)
{
	return action_table[s->action].hand != BY_HAND_NONE ? save_hand(s) : save_op(s);
}

size_t
dialog_assignee(const struct dialog_state *s, const struct desk_model *m)
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
	} else if (slot == SLOT_HANDOVER) {
		s->kind = (s->kind + (by > 0 ? 1 : ESCALATION_KIND__COUNT - 1)) %
		    ESCALATION_KIND__COUNT;
	} else if (slot == SLOT_RETURN) {
		s->return_reason = (s->return_reason + (by > 0 ? 1 : return_reason_count - 1)) %
		    return_reason_count;
	} else if (slot == SLOT_EVENT) {
		s->whose_time = (s->whose_time + (by > 0 ? 1 : CORRECT__COUNT - 1)) %
		    CORRECT__COUNT;
	} else if (slot_is_word(slot)) {
		size_t *chosen = &s->words[slot - SLOT_KIND], n = consult_word_count(slot_words(slot));
		*chosen = (*chosen + (by > 0 ? 1 : n - 1)) % n;
	} else if (slot == SLOT_GROUND) {
		do {
			s->ground = (s->ground + (by > 0 ? 1 : EXTENSION__COUNT - 1)) %
			    EXTENSION__COUNT;
		} while (!extension_table[s->ground].is_allowed);
	} else if (slot == SLOT_ASSIGNEE && m->staff_count > 0) {
		size_t count = m->staff_count;
		size_t i = (dialog_assignee(s, m) + (by > 0 ? 1 : count - 1)) % count;
		str_fill(s->assignee, sizeof(s->assignee), m->staff[i].login);
	} else if (slot_is_pick(slot)) {
		size_t count = pick_count(slot, typed(s, slot));
		if (count > 0)
			s->picked[slot] = (s->picked[slot] + (by > 0 ? 1 : count - 1)) % count;
	}
}

static struct line_box
field_box(const struct dialog_state *s, const struct desk_model *m, const struct field *f)
{
	const struct dialog_box inside = dialog_box_on(s, m);

	return dialog_field_box(&inside, f);
}

static struct intent
new_line(struct dialog_state *s, const struct desk_model *m, const struct field *f)
{
	const struct line_box box = field_box(s, m, f);

	line_newline(&s->lines[f->slot], &box);
	s->is_begun = false;
	return (struct intent){ .kind = INTENT_REDRAW };
}

/* Enter: a new line in a text, else on to the next field, and at the end it
 * is done. */
static struct intent
accept(struct dialog_state *s, const struct desk_model *m)
{
	int count = dialog_field_count(dialog_spec_here(s));
	const struct field *f = &dialog_spec_here(s)->fields[s->focus];

	if (count > 1 && slot_is_text(f->slot) && s->lines[f->slot].is_multiline)
		return new_line(s, m, f);
	if (s->focus + 1 >= count)
		return save(s);
	s->focus++;
	return (struct intent){ .kind = INTENT_REDRAW };
}

static struct intent
move(struct dialog_state *s, int by)
{
	int count = dialog_field_count(dialog_spec_here(s));

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
	if (slot == SLOT_NONE || (!slot_is_list(slot) && dialog_field_count(dialog_spec_here(s)) > 1))
		return move(s, by);
	choose(s, m, slot, by);
	return (struct intent){ .kind = INTENT_REDRAW };
}

/* Has the key changed what is typed? Then what matches starts anew. */
static bool
type_key(struct dialog_state *s, const struct desk_model *m, const struct field *f,
    enum action action, struct key key)
{
	struct line *line = &s->lines[f->slot];
	const struct line_box box = field_box(s, m, f);
	size_t len = line->len;
	bool is_taken;

	if (action == ACTION_UNDO)
		is_taken = line_undo(line);
	else if (action == ACTION_REDO)
		is_taken = line_redo(line);
	else
		is_taken = line_key(line, key, line->is_multiline ? &box : NULL);
	if (line->is_multiline)
		line_scroll(line, &box);
	if (is_taken && line->len != len)
		s->picked[f->slot] = 0;
	s->is_begun = s->is_begun && line->len == len;
	return is_taken;
}

/* The texts that can be inserted; into the first text where a list has the
 * focus. */
static struct intent
open_texts(struct dialog_state *s, const struct view_ops *texts)
{
	const struct dialog_spec *spec = dialog_spec_here(s);

	for (int i = 0; i < dialog_field_count(spec); i++) {
		if (slot_is_text(spec->fields[s->focus].slot))
			return (struct intent){ .kind = INTENT_PUSH, .push = texts };
		s->focus = i;
	}
	return (struct intent){ .kind = INTENT_NONE };
}

void
dialog_insert(void *state, const struct desk_model *m, const char *text)
{
	struct dialog_state *s = state;
	const struct field *f = &dialog_spec_here(s)->fields[s->focus];
	const struct line_box box = field_box(s, m, f);
	struct line *line = &s->lines[f->slot];

	if (slot_is_text(f->slot) && line_insert(line, text) && line->is_multiline)
		line_scroll(line, &box);
	s->is_begun = false;
}

/* Throws what was typed away: asked for twice, because it cannot be undone. */
static struct intent
discard(struct dialog_state *s)
{
	if (!s->is_discarding && dialog_has_text(s)) {
		s->is_discarding = true;
		return (struct intent){ .kind = INTENT_REDRAW };
	}
	return (struct intent){ .kind = INTENT_DISCARD };
}

static struct intent
dialog_key(void *state, const struct desk_model *m, struct key key)
{
	struct dialog_state *s = state;
	const struct field *f = &dialog_spec_here(s)->fields[s->focus];
	enum slot slot = f->slot;
	enum action action = binding_find(VIEW_DIALOG, key);

	s->is_discarding = s->is_discarding && action == ACTION_DISCARD;
	if (slot_is_text(slot) && action != ACTION_SAVE && type_key(s, m, f, action, key))
		return (struct intent){ .kind = INTENT_REDRAW };
	if (action == ACTION_BACK)
		return (struct intent){ .kind = INTENT_POP };
	if (action == ACTION_DISCARD)
		return discard(s);
	if (action == ACTION_SNIPPETS)
		return open_texts(s, &view_snippets);
	if (action == ACTION_ANSWERS)
		return open_texts(s, &view_answers_pick);
	if (action == ACTION_SAVE)
		return save(s);
	if (action == ACTION_ACCEPT)
		return accept(s, m);
	if (action == ACTION_NEW_LINE && slot_is_text(slot) && s->lines[slot].is_multiline)
		return new_line(s, m, f);
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
	.takes_text = dialog_takes_text,
	.write = dialog_write,
	.read = dialog_read,
	.insert = dialog_insert,
	.revise = dialog_revise,
};
