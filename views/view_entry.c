/* SPDX-License-Identifier: ISC */
/* The editor of a form: a new application, or answers of a case that are set right.
 * Each field is typed or chosen as its kind wants; what is wrong is said when the
 * field is left. */
#include <stdlib.h>
#include <string.h>

#include "console/rules/catalogue.h"
#include "storage/text.h"
#include "views/chrome.h"
#include "views/entry_state.h"

bool
entry_is_typed(const struct entry_field *f)
{
	return f->widget != WIDGET_CHOICE && f->widget != WIDGET_YES_NO &&
	    f->widget != WIDGET_LIST;
}

/* Brings the focused field's text into the line. Money is typed without its
 * commas. */
static void
load_line(struct entry_state *s)
{
	const struct entry_field *f = entry_focused(s);
	const char *text = entry_text(&s->en, s->focus);
	struct buf plain = { 0 };

	for (; *text != '\0'; text++)
		if (*text != ',' || f->widget != WIDGET_MONEY)
			buf_putc(&plain, *text);
	s->line.is_multiline = f->widget == WIDGET_PARAGRAPH;
	line_set(&s->line, buf_str(&plain));
	buf_release(&plain);
}

static void
entry_init(void *state, const struct desk_model *m, const struct view_arg *arg)
{
	struct entry_state *s = state;

	(void)arg;
	s->action = ACTION_NEW;
	if (m->entry == NULL)
		return;
	entry_begin(&s->en, m->entry, m->now_at);
	if (!entry_is_new(&s->en)) {
		s->action = ACTION_CORRECT;
		s->version = m->entry->case_version;
	}
	load_line(s);
}

/* Leaves the field for another one: now what is wrong with it is said. */
static struct intent
go(struct entry_state *s, size_t to)
{
	entry_leave(&s->en, s->focus);
	entry_judge(&s->en);
	s->focus = to;
	load_line(s);
	return REDRAW;
}

static struct intent
move(struct entry_state *s, int by)
{
	size_t count = s->en.count;

	return go(s, (s->focus + count + (size_t)(by + (int)count)) % count);
}

/* To the first field of the next or previous section. */
static struct intent
move_section(struct entry_state *s, int by)
{
	const struct entry_field *f = s->en.fields;
	size_t at = s->focus, last = s->en.count - 1;

	if (by > 0) {
		while (at < last && str_eq(f[at].section, f[s->focus].section))
			at++;
		return go(s, at);
	}
	at -= at > 0 ? 1 : 0;
	while (at > 0 && str_eq(f[at - 1].section, f[at].section))
		at--;
	return go(s, at);
}

/* The text of the line becomes the field's; what there is no room for is taken
 * back. */
static void
keep_line(struct entry_state *s)
{
	if (entry_set(&s->en, s->focus, s->line.text)) {
		/* What is set right is no longer called wrong. */
		if (entry_focused(s)->fault[0] != '\0')
			entry_judge(&s->en);
		return;
	}
	(void)line_undo(&s->line);
	s->notice = ENTRY_SAYS_FULL;
}

/* Of a resident number only birth date and sex digit are taken. */
static void
cut_birth(struct entry_state *s)
{
	struct buf kept = { 0 };
	size_t digits = 0;

	for (const char *at = s->line.text; *at != '\0'; at++) {
		bool is_digit = *at >= '0' && *at <= '9';

		digits += is_digit ? 1 : 0;
		if (digits <= BIRTH_DIGITS)
			buf_putc(&kept, *at);
		else if (is_digit)
			s->notice = ENTRY_SAYS_BIRTH;
	}
	if (s->notice == ENTRY_SAYS_BIRTH)
		line_set(&s->line, buf_str(&kept));
	buf_release(&kept);
}

static bool
type_key(struct entry_state *s, const struct desk_model *m, enum action action, struct key key)
{
	const struct line_box box = entry_box(m);
	bool is_taken;

	if (action == ACTION_UNDO)
		is_taken = line_undo(&s->line);
	else if (action == ACTION_REDO)
		is_taken = line_redo(&s->line);
	else
		is_taken = line_key(&s->line, key, s->line.is_multiline ? &box : NULL);
	if (s->line.is_multiline)
		line_scroll(&s->line, &box);
	if (!is_taken)
		return false;
	if (entry_focused(s)->widget == WIDGET_BIRTH)
		cut_birth(s);
	if (s->line.is_refused)
		s->notice = ENTRY_SAYS_FULL;
	keep_line(s);
	return true;
}

static struct intent
add_row(struct entry_state *s)
{
	size_t first;

	if (!entry_row_add(&s->en, s->focus, &first)) {
		s->notice = ENTRY_SAYS_ROWS;
		return REDRAW;
	}
	return go(s, first);
}

static struct intent
drop_row(struct entry_state *s)
{
	if (!entry_row_drop(&s->en, s->focus)) {
		s->notice = ENTRY_SAYS_ROWS;
		return REDRAW;
	}
	if (s->focus >= s->en.count)
		s->focus = s->en.count - 1;
	entry_judge(&s->en);
	load_line(s);
	return REDRAW;
}

/* The field gets another text by a key of ours; a step that can be undone. */
static struct intent
put_text(struct entry_state *s, const char *text)
{
	if (!entry_is_typed(entry_focused(s)) || s->line.is_multiline || str_empty(text))
		return (struct intent){ .kind = INTENT_NONE };
	s->line.caret = s->line.len;
	while (s->line.len > 0)
		(void)line_key(&s->line, (struct key){ .sym = K_CTRL, .cp = 'u' }, NULL);
	(void)line_insert(&s->line, text);
	keep_line(s);
	return REDRAW;
}

/* As the applicant's own. A date field takes the date of a birth. */
static struct intent
put_same(struct entry_state *s)
{
	const char *same = entry_same(&s->en, s->focus);
	char *text = x_strdup(str_or_empty(same));
	struct intent intent;

	if (entry_focused(s)->widget == WIDGET_DATE)
		text[strcspn(text, "-")] = '\0';
	intent = put_text(s, text);
	free(text);
	return intent.kind == INTENT_NONE ? intent : move(s, 1);
}

static struct intent
put_region(struct entry_state *s)
{
	struct buf region = { 0 };
	struct intent intent = { .kind = INTENT_NONE };

	if (entry_focused(s)->widget == WIDGET_ADDRESS)
		entry_region(&region, s->line.text);
	if (region.len > 0)
		intent = put_text(s, buf_str(&region));
	buf_release(&region);
	return intent;
}

static struct intent
next_fault(struct entry_state *s)
{
	size_t to;

	entry_leave(&s->en, s->focus);
	entry_judge(&s->en);
	to = entry_next_fault(&s->en, s->focus);
	return to < s->en.count ? go(s, to) : REDRAW;
}

/* Everything has been left: all that is wrong is said. */
static void
leave_all(struct entry_state *s)
{
	for (size_t i = 0; i < s->en.count; i++)
		entry_leave(&s->en, i);
	entry_judge(&s->en);
	load_line(s);
}

/* A new application with faults is handed in only when that was asked twice; without
 * what the law wants it is not (the office says why). */
static struct intent
save_new(struct entry_state *s, bool is_confirmed)
{
	leave_all(s);
	if (s->en.missing + s->en.wrong > 0 && !is_confirmed) {
		s->notice = ENTRY_SAYS_FAULTS;
		return REDRAW;
	}
	return (struct intent){ .kind = INTENT_NEW, .entry = &s->en,
		.takes_faults = s->en.missing + s->en.wrong > 0 };
}

/* 시행령 §6⑤: with consent, and how it was given. */
static struct intent
save_correction(struct entry_state *s)
{
	struct buf patch = { 0 };
	bool is_whole;

	leave_all(s);
	entry_patch(&s->en, &patch);
	is_whole = str_fill(s->patch, sizeof(s->patch), buf_str(&patch));
	buf_release(&patch);
	s->notice = str_eq(s->patch, "{}") ? ENTRY_SAYS_UNCHANGED : is_whole ?
	    ENTRY_SAYS_NOTHING : ENTRY_SAYS_FULL;
	if (s->notice != ENTRY_SAYS_NOTHING)
		return REDRAW;
	return (struct intent){ .kind = INTENT_ACT, .op = OP_CORRECT,
		.case_id = s->en.form->case_id, .version = s->version, .is_from_dialog = true,
		.input = { .reasons = s->patch, .text = entry_value(&s->en, "e.agreed"),
		    .has_consent = str_eq(entry_value(&s->en, "e.consent"), "true") } };
}

static struct intent
save(struct entry_state *s, bool is_confirmed)
{
	return entry_is_new(&s->en) ? save_new(s, is_confirmed) : save_correction(s);
}

static struct intent
new_line(struct entry_state *s, const struct desk_model *m)
{
	const struct line_box box = entry_box(m);

	line_newline(&s->line, &box);
	keep_line(s);
	return REDRAW;
}

/* Enter: a new line in a text of several, else on, and behind the last it is
 * done. */
static struct intent
accept(struct entry_state *s, const struct desk_model *m, bool is_confirmed)
{
	if (entry_focused(s)->widget == WIDGET_PARAGRAPH)
		return new_line(s, m);
	return s->focus + 1 < s->en.count ? move(s, 1) : save(s, is_confirmed);
}

static struct intent
discard(struct entry_state *s, bool was_asked)
{
	struct buf kept = { 0 };
	bool is_empty;

	entry_write(&s->en, &kept);
	is_empty = kept.len == 0;
	buf_release(&kept);
	s->is_discarding = !was_asked && !is_empty;
	return s->is_discarding ? REDRAW : (struct intent){ .kind = INTENT_DISCARD };
}

/* The actions that lead from field to field, or out. */
static struct intent
run_action(struct entry_state *s, const struct desk_model *m, enum action action, bool was_asked)
{
	bool is_confirmed = s->notice == ENTRY_SAYS_FAULTS;

	if (action != ACTION_HELP)
		s->notice = ENTRY_SAYS_NOTHING;
	if (action == ACTION_BACK)
		return (struct intent){ .kind = INTENT_POP };
	if (action == ACTION_HELP)
		return (struct intent){ .kind = INTENT_PUSH, .push = &view_help };
	if (action == ACTION_DISCARD)
		return discard(s, was_asked);
	if (action == ACTION_SAVE)
		return save(s, is_confirmed);
	if (action == ACTION_ACCEPT)
		return accept(s, m, is_confirmed);
	if (action == ACTION_NEW_LINE && entry_focused(s)->widget == WIDGET_PARAGRAPH)
		return new_line(s, m);
	if (action == ACTION_FIELD_NEXT || action == ACTION_DOWN)
		return move(s, 1);
	if (action == ACTION_FIELD_PREVIOUS || action == ACTION_UP)
		return move(s, -1);
	if (action == ACTION_PAGE_DOWN || action == ACTION_PAGE_UP)
		return move_section(s, action == ACTION_PAGE_DOWN ? 1 : -1);
	if (action == ACTION_FAULT_NEXT)
		return next_fault(s);
	if (action == ACTION_ROW_ADD)
		return add_row(s);
	if (action == ACTION_ROW_DROP)
		return drop_row(s);
	if (action == ACTION_SAME)
		return put_same(s);
	if (action == ACTION_REGION)
		return put_region(s);
	if (action == ACTION_SNIPPETS && entry_is_typed(entry_focused(s)))
		return (struct intent){ .kind = INTENT_PUSH, .push = &view_snippets };
	if (action == ACTION_ANSWERS && entry_is_typed(entry_focused(s)))
		return (struct intent){ .kind = INTENT_PUSH, .push = &view_answers_pick };
	return (struct intent){ .kind = INTENT_NONE };
}

static struct intent
entry_key(void *state, const struct desk_model *m, struct key key)
{
	struct entry_state *s = state;
	enum action action = binding_find(VIEW_ENTRY, key);
	bool was_asked = s->is_discarding;

	if (s->en.count == 0)
		return (struct intent){ .kind = action == ACTION_BACK ? INTENT_POP : INTENT_NONE };
	s->is_discarding = false;
	if (entry_is_typed(entry_focused(s)) && action != ACTION_SAVE) {
		enum entry_notice notice = s->notice;

		s->notice = ENTRY_SAYS_NOTHING;
		if (type_key(s, m, action, key))
			return REDRAW;
		s->notice = notice;
	}
	if (action == ACTION_CHOICE_NEXT || action == ACTION_CHOICE_PREVIOUS)
		return entry_choose_next(s, action == ACTION_CHOICE_NEXT ? 1 : -1);
	if (action == ACTION_NONE && !entry_is_typed(entry_focused(s)))
		return entry_choose_key(s, key);
	return run_action(s, m, action, was_asked);
}

static bool
entry_is_typing(const void *state)
{
	(void)state;
	return true;
}

static bool
entry_takes_text(const void *state)
{
	const struct entry_state *s = state;

	return s->en.count > 0;
}

static void
entry_keep(const void *state, struct buf *out)
{
	const struct entry_state *s = state;

	entry_write(&s->en, out);
}

/* What was typed before comes back; the caret goes behind the last field of it. */
static void
entry_restore(void *state, const char *content)
{
	struct entry_state *s = state;

	entry_read(&s->en, content);
	for (size_t i = 0; i < s->en.count; i++)
		if (entry_is_changed(&s->en, i))
			s->focus = i;
	load_line(s);
}

static void
entry_insert(void *state, const struct desk_model *m, const char *text)
{
	struct entry_state *s = state;
	const struct line_box box = entry_box(m);

	if (!entry_is_typed(entry_focused(s)) || !line_insert(&s->line, text))
		return;
	if (s->line.is_multiline)
		line_scroll(&s->line, &box);
	if (entry_focused(s)->widget == WIDGET_BIRTH)
		cut_birth(s);
	keep_line(s);
}

static void
entry_revise(void *state, int64_t version)
{
	struct entry_state *s = state;

	s->version = version;
}

static void
entry_follow(void *state, const struct desk_model *m)
{
	struct entry_state *s = state;

	s->en.now_at = m->now_at;
}

static void
entry_title(const void *state, const struct desk_model *m, struct buf *out)
{
	const struct entry_state *s = state;
	const struct service_info *service = m->entry == NULL ? NULL :
	    service_find(m->entry->form.service);

	buf_printf(out, "%s  %s", action_label(s->action), s->en.count > 0 && !entry_is_new(&s->en) ?
	    m->entry->number : service == NULL ? "" : str_eq(text_language(), "ko") ?
	    service->name_ko : service->name_en);
}

const struct view_ops view_entry = {
	.id = VIEW_ENTRY,
	.state_size = sizeof(struct entry_state),
	.init = entry_init,
	.key = entry_key,
	.draw = entry_draw,
	.title = entry_title,
	.is_typing = entry_is_typing,
	.follow = entry_follow,
	.takes_text = entry_takes_text,
	.write = entry_keep,
	.read = entry_restore,
	.insert = entry_insert,
	.revise = entry_revise,
};
