/* SPDX-License-Identifier: ISC */
/* The prompt: one line at the foot of the screen, for filters and commands. */
#include "storage/text.h"
#include "views/chrome.h"
#include "views/line.h"
#include "views/palette.h"

struct prompt_state {
	enum action prompt;	/* one row of prompts below */
	struct line line;
	bool has_picked;	/* a candidate stands in the line: which, and for what */
	size_t picked;
	char base[PALETTE_TEXT_BYTES];
	size_t lines_back;	/* how far back in what was typed before; 0 = not */
};

/* One row per prompt: what Enter means, and what stands before the line. */
static const struct prompt_info {
	enum action action;
	enum intent_kind kind;
	const char *label;
	const char *hint;	/* in the key bar; "" = none */
} prompts[] = {
	{ ACTION_COMMAND, INTENT_COMMAND, N_("Command:"), "" },
	{ ACTION_FILTER, INTENT_QUERY, N_("Filter:"),
	    N_("words state: due: region: service: channel: assignee: or") },
	{ ACTION_CALLER, INTENT_CALLER, N_("The applicant's name, as the caller says it:"), "" },
};

static const struct prompt_info *
info_of(const struct prompt_state *s)
{
	size_t i = sizeof(prompts) / sizeof(prompts[0]) - 1;

	while (i > 0 && prompts[i].action != s->prompt)
		i--;
	return &prompts[i];
}

/* The candidates for what the clerk typed; a filter has none. */
static size_t
candidates(const struct prompt_state *s, const struct desk_model *m,
    struct candidate out[PALETTE_MOST])
{
	if (s->prompt != ACTION_COMMAND)
		return 0;
	return palette_find(m, s->has_picked ? s->base : s->line.text, out);
}

static void
prompt_init(void *state, const struct desk_model *m, const struct view_arg *arg)
{
	struct prompt_state *s = state;

	(void)m;
	s->prompt = arg->action;
	line_set(&s->line, arg->text);
}

/* Puts the next candidate into the line, or the one before. */
static struct intent
complete(struct prompt_state *s, const struct desk_model *m, bool is_back)
{
	struct candidate found[PALETTE_MOST];
	size_t count = candidates(s, m, found);

	if (count == 0)
		return (struct intent){ .kind = INTENT_NONE };
	if (!s->has_picked) {
		if (!str_fill(s->base, sizeof(s->base), s->line.text))
			return (struct intent){ .kind = INTENT_NONE };
		s->picked = is_back ? count - 1 : 0;
	} else {
		s->picked = (s->picked + (is_back ? count - 1 : 1)) % count;
	}
	s->has_picked = true;
	line_set(&s->line, found[s->picked].text);
	return (struct intent){ .kind = INTENT_REDRAW };
}

/* Brings back what was typed before; beyond the newest the line is empty. */
static struct intent
recall(struct prompt_state *s, const struct desk_model *m, bool is_older)
{
	size_t count = s->prompt == ACTION_COMMAND ? m->command.line_count : 0;

	if (is_older ? s->lines_back >= count : s->lines_back == 0)
		return (struct intent){ .kind = INTENT_NONE };
	s->lines_back += is_older ? 1 : (size_t)-1;
	s->has_picked = false;
	line_set(&s->line, s->lines_back == 0 ? "" : m->command.lines[count - s->lines_back]);
	return (struct intent){ .kind = INTENT_REDRAW };
}

static struct intent
accept(const struct prompt_state *s, const struct desk_model *m)
{
	if (s->prompt != ACTION_COMMAND)
		return (struct intent){ .kind = info_of(s)->kind, .text = s->line.text };
	return (struct intent){ .kind = INTENT_COMMAND, .text = palette_meant(m, s->line.text) };
}

static struct intent
prompt_key(void *state, const struct desk_model *m, struct key key)
{
	struct prompt_state *s = state;
	enum action action = binding_find(VIEW_PROMPT, key);

	if (action == ACTION_BACK)
		return (struct intent){ .kind = INTENT_POP };
	if (action == ACTION_ACCEPT)
		return accept(s, m);
	if (action == ACTION_COMPLETE || action == ACTION_COMPLETE_BACK)
		return complete(s, m, action == ACTION_COMPLETE_BACK);
	if (action == ACTION_UP || action == ACTION_DOWN)
		return recall(s, m, action == ACTION_UP);
	s->has_picked = false;
	if (action == ACTION_UNDO)
		return (struct intent){ .kind = line_undo(&s->line) ? INTENT_REDRAW : INTENT_NONE };
	if (action == ACTION_REDO)
		return (struct intent){ .kind = line_redo(&s->line) ? INTENT_REDRAW : INTENT_NONE };
	if (line_key(&s->line, key, NULL))
		return (struct intent){ .kind = INTENT_REDRAW };
	return (struct intent){ .kind = INTENT_NONE };
}

/* The candidates, under where the line stands; returns their rows. */
static int
draw_candidates(const struct prompt_state *s, const struct desk_model *m, struct grid *g)
{
	struct candidate found[PALETTE_MOST];
	int count = (int)candidates(s, m, found), most = chrome_body_rows(m) / 2, cols = 0;

	count = count < most ? count : most;
	for (int i = 0; i < count; i++) {
		int width = text_width(found[i].text);
		cols = width > cols ? width : cols;
	}
	for (int i = 0; i < count; i++) {
		int row = g->rows - 1 - count + i;
		bool is_picked = s->has_picked && s->picked == (size_t)i;
		grid_fill(g, row, 0, 1, g->cols, STYLE_NORMAL);
		grid_put(g, row, 1, 1, STYLE_SELECTED, is_picked ? ">" : "");
		grid_put(g, row, 3, g->cols - 4, is_picked ? STYLE_SELECTED : STYLE_KEY,
		    found[i].text);
		grid_put(g, row, 3 + cols + 2, g->cols - cols - 6, STYLE_LABEL, found[i].help);
	}
	return count;
}

/* At the right end of the key bar, from a third of it on where that is enough. */
static void
draw_hint(struct grid *g, const char *hint)
{
	int col = g->cols / 3, last = g->cols - 1 - text_width(hint);

	if (col > last)
		col = last;
	grid_put(g, g->rows - 1, col, g->cols - col - 1, STYLE_DIM, hint);
}

static void
prompt_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	static const struct bar_entry bar[] = {
		{ ACTION_ACCEPT, false }, { ACTION_BACK, false }, { ACTION_COMPLETE, false },
		{ ACTION_UP, false },
	};
	const struct prompt_state *s = state;
	const struct prompt_info *info = info_of(s);
	int row = g->rows - CHROME_BOTTOM - draw_candidates(s, m, g);

	grid_fill(g, row, 0, 1, g->cols, STYLE_NORMAL);
	int col = 1 + grid_put(g, row, 1, g->cols * 2 / 3, STYLE_HEADING, say(info->label));
	chrome_keys(g, VIEW_PROMPT, bar,
	    s->prompt == ACTION_COMMAND ? sizeof(bar) / sizeof(bar[0]) : 2);
	line_draw(&s->line, g, row, col + 1, g->cols - col - 2, true);
	if (!str_empty(info->hint))
		draw_hint(g, say(info->hint));
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
