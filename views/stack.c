/* SPDX-License-Identifier: ISC */
#include <assert.h>
#include <stdlib.h>

#include "views/chrome.h"
#include "views/dialog.h"
#include "views/queue.h"
#include "views/view.h"

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
	level_release(&s->parked);
	level_release(&s->gone);
	s->depth = 0;
}

static struct view_level *
top_level(struct view_stack *s)
{
	assert(s->depth > 0);
	return &s->levels[s->depth - 1];
}

/* Is this what was parked: the same op on the same case? */
static bool
is_parked(const struct view_stack *s, const struct view_ops *ops, const struct view_arg *arg)
{
	return s->parked.ops == ops && s->parked.arg.op == arg->op &&
	    s->parked.arg.case_id == arg->case_id;
}

void
view_stack_push(struct view_stack *s, const struct view_ops *ops, const struct desk_model *m,
    const struct view_arg *arg)
{
	const struct view_arg none = { .op = OP__COUNT };

	if (s->depth == VIEW_DEPTH)
		return;
	if (arg == NULL)
		arg = &none;
	struct view_level *level = &s->levels[s->depth++];
	if (is_parked(s, ops, arg)) {
		*level = s->parked;
		s->parked = (struct view_level){ 0 };
		dialog_revise(level->state, arg->version);
	} else {
		*level = (struct view_level){ .ops = ops, .state = x_zalloc(1, ops->state_size) };
		if (ops->init != NULL)
			ops->init(level->state, m, arg);
	}
	level->arg = *arg;
	level->arg.number = NULL;
	level->arg.text = NULL;
}

/* Takes the top view off and keeps it until its intent has been read. */
static void
pop_into(struct view_stack *s, struct view_level *where)
{
	level_release(where);
	*where = *top_level(s);
	s->levels[--s->depth] = (struct view_level){ 0 };
}

void
view_stack_pop(struct view_stack *s)
{
	if (s->depth <= 1)
		return;
	pop_into(s, top_level(s)->ops == &view_dialog ? &s->parked : &s->gone);
}

const struct view_ops *
view_stack_top(const struct view_stack *s)
{
	return s->depth > 0 ? s->levels[s->depth - 1].ops : NULL;
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
	if (s->depth > 1 && view_stack_top(s) == &view_dialog)
		pop_into(s, &s->gone);
}

void
view_stack_revise(struct view_stack *s, int64_t version)
{
	if (view_stack_top(s) == &view_dialog)
		dialog_revise(top_level(s)->state, version);
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
	struct intent intent = level->ops->key(level->state, m, key);

	if (intent.kind == INTENT_PUSH) {
		view_stack_push(s, intent.push, m, &intent.arg);
	} else if (intent.kind == INTENT_POP) {
		view_stack_pop(s);
	} else if (level->ops == &view_prompt &&
	    (intent.kind == INTENT_QUERY || intent.kind == INTENT_COMMAND)) {
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
