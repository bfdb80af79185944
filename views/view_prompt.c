/* SPDX-License-Identifier: ISC */
/* The prompt: one line at the foot of the screen, for filters and commands. */
#include "storage/text.h"
#include "views/chrome.h"
#include "views/line.h"

struct prompt_state {
	enum action prompt;	/* ACTION_FILTER or ACTION_COMMAND */
	struct line line;
};

static void
prompt_init(void *state, const struct desk_model *m, const struct view_arg *arg)
{
	struct prompt_state *s = state;

	(void)m;
	s->prompt = arg->action;
	line_set(&s->line, arg->text);
}

static struct intent
prompt_key(void *state, const struct desk_model *m, struct key key)
{
	struct prompt_state *s = state;
	enum action action = binding_find(VIEW_PROMPT, key);

	(void)m;
	if (action == ACTION_BACK)
		return (struct intent){ .kind = INTENT_POP };
	if (action == ACTION_ACCEPT)
		return (struct intent){
			.kind = s->prompt == ACTION_FILTER ? INTENT_QUERY : INTENT_COMMAND,
			.text = s->line.text };
	if (action == ACTION_UNDO)
		return (struct intent){ .kind = line_undo(&s->line) ? INTENT_REDRAW : INTENT_NONE };
	if (action == ACTION_REDO)
		return (struct intent){ .kind = line_redo(&s->line) ? INTENT_REDRAW : INTENT_NONE };
	if (line_key(&s->line, key, NULL))
		return (struct intent){ .kind = INTENT_REDRAW };
	return (struct intent){ .kind = INTENT_NONE };
}

static void
prompt_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	static const struct bar_entry bar[] = {
		{ ACTION_ACCEPT, false }, { ACTION_BACK, false },
	};
	const struct prompt_state *s = state;
	bool is_filter = s->prompt == ACTION_FILTER;
	int row = g->rows - CHROME_BOTTOM;

	(void)m;
	grid_fill(g, row, 0, 1, g->cols, STYLE_NORMAL);
	int col = 1 + grid_put(g, row, 1, g->cols / 2, STYLE_HEADING,
	    is_filter ? say(N_("Filter:")) : say(N_("Command:")));
	chrome_keys(g, VIEW_PROMPT, bar, sizeof(bar) / sizeof(bar[0]));
	line_draw(&s->line, g, row, col + 1, g->cols - col - 2, true);
	if (is_filter)
		grid_put(g, g->rows - 1, g->cols / 3, g->cols - g->cols / 3 - 1, STYLE_DIM,
		    say(N_("words, state: due: region: service: channel: assignee:me not or")));
}

static bool
prompt_is_typing(const void *state)
{
	(void)state;
	return true;
}

const struct view_ops view_prompt = {
	.id = VIEW_PROMPT,
	.is_overlay = true,
	.state_size = sizeof(struct prompt_state),
	.init = prompt_init,
	.key = prompt_key,
	.draw = prompt_draw,
	.is_typing = prompt_is_typing,
};
