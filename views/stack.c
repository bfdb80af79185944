/* SPDX-License-Identifier: ISC */
#include <assert.h>
#include <stdlib.h>

#include "storage/text.h"
#include "views/chrome.h"
#include "views/lessons.h"
#include "views/queue.h"
#include "views/view.h"

#define OVERLAYS_MOST 3	/* a dialog, what is chosen for it, help */

static void
level_release(struct view_level *level)
{
	free(level->state);
	*level = (struct view_level){ 0 };
}

void
view_stack_release(struct view_stack *s)
{
	for (int i = 0; i < s->depth; i++)
		level_release(&s->levels[i]);
	level_release(&s->gone);
	s->depth = 0;
}

static struct view_level *
top_level(struct view_stack *s)
{
	assert(s->depth > 0);
	return &s->levels[s->depth - 1];
}

/* Room for a screen, with what may lie over it: the one that was opened first
 * above the list gives way. */
static void
make_room(struct view_stack *s)
{
	if (s->depth < VIEW_DEPTH - OVERLAYS_MOST)
		return;
	level_release(&s->levels[1]);
	s->depth--;
	for (int i = 1; i < s->depth; i++)
		s->levels[i] = s->levels[i + 1];
	s->levels[s->depth] = (struct view_level){ 0 };
}

void
view_stack_push(struct view_stack *s, const struct view_ops *ops, const struct desk_model *m,
    const struct view_arg *arg)
{
	const struct view_arg none = { .action = ACTION_NONE };

	if (ops->is_place && view_stack_has(s, ops)) {
		view_stack_reveal(s, ops);
		return;
	}
	if (ops->is_place)
		make_room(s);
	if (s->depth == VIEW_DEPTH)
		return;
	if (arg == NULL)
		arg = &none;
	struct view_level *level = &s->levels[s->depth++];
	*level = (struct view_level){ .ops = ops, .state = x_zalloc(1, ops->state_size) };
	if (ops->init != NULL)
		ops->init(level->state, m, arg);
	level->arg = *arg;
	level->arg.number = NULL;
	level->arg.text = NULL;
}

/* Takes the top view off and keeps it until its intent has been read. */
static void
drop_top(struct view_stack *s)
{
	level_release(&s->gone);
	s->gone = *top_level(s);
	s->levels[--s->depth] = (struct view_level){ 0 };
}

void
view_stack_pop(struct view_stack *s)
{
	if (s->depth > 1)
		drop_top(s);
}

const struct view_ops *
view_stack_top(const struct view_stack *s)
{
	return s->depth > 0 ? s->levels[s->depth - 1].ops : NULL;
}

void
view_stack_reveal(struct view_stack *s, const struct view_ops *ops)
{
	while (view_stack_has(s, ops) && view_stack_top(s) != ops)
		view_stack_pop(s);
}

bool
view_stack_has(const struct view_stack *s, const struct view_ops *ops)
{
	for (int i = 0; i < s->depth; i++) {
		if (s->levels[i].ops == ops)
			return true;
	}
	return false;
}

void
view_stack_done(struct view_stack *s)
{
	if (s->depth > 1 && view_stack_top(s)->write != NULL)
		drop_top(s);
}

void
view_stack_revise(struct view_stack *s, int64_t version)
{
	if (view_stack_top(s)->revise != NULL)
		view_stack_top(s)->revise(top_level(s)->state, version);
}

size_t
view_stack_keys(const struct view_stack *s, struct key key, struct key out[KEY_EXPAND_MAX])
{
	const struct view_level *level = &s->levels[s->depth - 1];

	assert(s->depth > 0);
	if (level->ops->is_typing != NULL && level->ops->is_typing(level->state)) {
		out[0] = key;
		return 1;
	}
	return key_expand(key, out);
}

struct intent
view_stack_key(struct view_stack *s, const struct desk_model *m, struct key key)
{
	struct view_level *level = top_level(s);
	struct intent intent;

	if (m->batch.is_running && !m->batch.is_stopping &&
	    binding_find(VIEW_RUNNING, key) == ACTION_STOP)
		return (struct intent){ .kind = INTENT_STOP };
	intent = level->ops->key(level->state, m, key);
	if (intent.kind == INTENT_PUSH) {
		view_stack_push(s, intent.push, m, &intent.arg);
	} else if (intent.kind == INTENT_INSERT) {
		view_stack_pop(s);
		if (view_stack_top(s)->insert != NULL)
			view_stack_top(s)->insert(top_level(s)->state, m, intent.text);
	} else if (intent.kind == INTENT_POP || intent.kind == INTENT_DISCARD) {
		view_stack_pop(s);
	} else if (level->ops == &view_prompt &&
	    (intent.kind == INTENT_QUERY || intent.kind == INTENT_COMMAND ||
	    intent.kind == INTENT_CALLER)) {
		view_stack_pop(s);
	}
	return intent;
}

void
view_stack_follow(struct view_stack *s, const struct desk_model *m)
{
	for (int i = 0; i < s->depth; i++) {
		if (s->levels[i].ops->follow != NULL)
			s->levels[i].ops->follow(s->levels[i].state, m);
	}
}

static void
draw_title(const struct view_level *level, const struct desk_model *m, struct grid *g)
{
	struct buf title = { 0 };

	if (level->ops->title != NULL)
		level->ops->title(level->state, m, &title);
	else
		buf_puts(&title, view_id_label(level->ops->id));
	chrome_title(m, g, buf_str(&title));
	buf_release(&title);
}

/* The message line teaches a key where there is nothing to say, and behind
 * what went well where there is room. */
static void
draw_lesson(const struct view_stack *s, const struct desk_model *m, struct grid *g)
{
	enum action action = lesson_next(s, m);
	int said = text_width(str_or_empty(m->message)), row = g->rows - CHROME_BOTTOM;
	struct buf words = { 0 };

	if (action == ACTION_NONE || !str_empty(m->queue.query_fault) ||
	    (said > 0 && (m->message_style != STYLE_OK || m->link != LINK_UP)))
		return;
	lesson_words(&words, view_stack_top(s)->id, action);
	int width = text_width(buf_str(&words)), col = said > 0 ? said + 3 : 1;
	if (col + width < g->cols) {
		if (said == 0)
			chrome_message(m, g, "");
		grid_put(g, row, col, width, STYLE_NOTICE, buf_str(&words));
	}
	buf_release(&words);
}

/* While cases are done one after the other, the key bar is about that. */
static void
draw_running(const struct desk_model *m, struct grid *g)
{
	static const struct bar_entry bar[] = { { ACTION_STOP, false } };

	if (m->batch.is_running)
		chrome_keys(g, VIEW_RUNNING, bar, m->batch.is_stopping ? 0 : 1);
}

void
view_stack_draw(const struct view_stack *s, const struct desk_model *m, struct grid *g)
{
	int first = s->depth - 1;

	grid_clear(g);
	while (first > 0 && s->levels[first].ops->is_overlay)
		first--;
	for (int i = first; i >= 0 && i < s->depth; i++) {
		const struct view_level *level = &s->levels[i];
		if (!level->ops->is_overlay)
			draw_title(level, m, g);
		level->ops->draw(level->state, m, g);
	}
	if (!view_stack_top(s)->is_overlay || view_stack_top(s) == &view_dialog)
		chrome_long_message(m, g);
	draw_lesson(s, m, g);
	draw_running(m, g);
}

int64_t
view_stack_case(const struct view_stack *s, const struct desk_model *m)
{
	if (view_stack_has(s, &view_case))
		return m->detail != NULL ? m->detail->row.id : 0;
	for (int i = 0; i < s->depth; i++) {
		if (s->levels[i].ops == &view_queue)
			return queue_selected(s->levels[i].state, m);
	}
	return 0;
}

/* The state of a view on the stack; NULL if it is not there. */
static void *
find_state(const struct view_stack *s, const struct view_ops *ops)
{
	for (int i = s->depth - 1; i >= 0; i--) {
		if (s->levels[i].ops == ops)
			return s->levels[i].state;
	}
	return NULL;
}

struct intent
view_stack_step(struct view_stack *s, const struct desk_model *m, int by)
{
	void *queue = find_state(s, &view_queue);

	if (queue == NULL || m->detail == NULL)
		return (struct intent){ .kind = INTENT_NONE };
	return queue_step(queue, m, m->detail->row.id, by);
}

const struct view_ops *
view_stack_place(const struct view_stack *s)
{
	for (int i = s->depth - 1; i >= 0; i--) {
		if (s->levels[i].ops->is_place)
			return s->levels[i].ops;
	}
	return NULL;
}

int64_t
view_stack_cursor(const struct view_stack *s, const struct desk_model *m,
    const struct view_ops *ops)
{
	const void *state = find_state(s, ops);

	return state != NULL && ops->cursor != NULL ? ops->cursor(state, m) : 0;
}

void
view_stack_seek(struct view_stack *s, const struct desk_model *m, const struct view_ops *ops,
    int64_t id)
{
	void *state = find_state(s, ops);

	if (state != NULL && ops->seek != NULL && id != 0)
		ops->seek(state, m, id);
}
