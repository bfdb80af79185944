/* SPDX-License-Identifier: ISC */
/* 전화 왔어요: one line for what the caller says; below it why the person calls,
 * where that is needed, and then the cases it may be about. */
#include "console/rules/call.h"
#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/chrome.h"
#include "views/line.h"
#include "views/words.h"

enum { LINE_ROW = CHROME_TOP + 1, LIST_ROW = CHROME_TOP + 4, TEXT_BYTES = 95 };
enum { NUMBER_COLS = 20, SERVICE_COLS = 15, NAME_COLS = 10, STATE_COLS = 12 };

struct call_state {
	struct line line;
	size_t at;		/* the reason or the case that is chosen */
	bool asks_reason;
};

static void
call_init(void *state, const struct desk_model *m, const struct view_arg *arg)
{
	struct call_state *s = state;

	(void)m;
	(void)arg;
	s->line.max = TEXT_BYTES;
}

/* Are the rows of the model the answer to what stands in the line? */
static bool
is_answered(const struct call_state *s, const struct desk_model *m)
{
	return !s->asks_reason && m->call.is_answered && str_eq(m->call.text, s->line.text);
}

static size_t
choices(const struct call_state *s, const struct desk_model *m)
{
	if (s->asks_reason)
		return CALL_REASON__COUNT;
	return is_answered(s, m) ? m->call.count : 0;
}

static bool
needs_reason(const struct call_state *s)
{
	struct buf key = { 0 };
	enum call_kind kind = call_kind_of(s->line.text, &key);

	buf_release(&key);
	return kind == CALL_BY_PHONE;
}

static struct intent
accept(struct call_state *s, const struct desk_model *m)
{
	if (s->line.len == 0)
		return (struct intent){ .kind = INTENT_NONE };
	if (is_answered(s, m) && s->at < m->call.count)
		return (struct intent){ .kind = INTENT_CALL, .case_id = m->call.rows[s->at].id,
			.text = s->line.text };
	if (s->asks_reason) {
		const char *reason = call_reasons[s->at].name;

		s->asks_reason = false;
		s->at = 0;
		return (struct intent){ .kind = INTENT_CALL, .text = s->line.text,
			.detail = reason };
	}
	if (needs_reason(s)) {
		s->asks_reason = true;
		s->at = 0;
		return (struct intent){ .kind = INTENT_REDRAW };
	}
	s->at = 0;
	return (struct intent){ .kind = INTENT_CALL, .text = s->line.text, .detail = "" };
}

static struct intent
call_key(void *state, const struct desk_model *m, struct key key)
{
	struct call_state *s = state;
	enum action action = binding_find(VIEW_CALL, key);
	size_t count = choices(s, m);
	bool is_changed = false;

	if (action == ACTION_BACK && s->asks_reason) {
		s->asks_reason = false;
		return (struct intent){ .kind = INTENT_REDRAW };
	}
	if (action == ACTION_BACK)
		return (struct intent){ .kind = INTENT_POP };
	if (action == ACTION_ACCEPT)
		return accept(s, m);
	if (action == ACTION_UP || action == ACTION_DOWN) {
		if (action == ACTION_UP && s->at > 0)
			s->at--;
		else if (action == ACTION_DOWN && s->at + 1 < count)
			s->at++;
		return (struct intent){ .kind = INTENT_REDRAW };
	}
	if (action == ACTION_UNDO)
		is_changed = line_undo(&s->line);
	else if (action == ACTION_REDO)
		is_changed = line_redo(&s->line);
	else
		is_changed = line_key(&s->line, key, NULL);
	if (!is_changed)
		return (struct intent){ .kind = INTENT_NONE };
	s->asks_reason = false;
	s->at = 0;
	return (struct intent){ .kind = INTENT_REDRAW };
}

/* The first of the choices that is shown, so that the chosen one is. */
static size_t
first_shown(const struct call_state *s, int rows)
{
	return s->at >= (size_t)rows ? s->at - (size_t)rows + 1 : 0;
}

static void
draw_reason(struct grid *g, int row, size_t i, enum style style)
{
	grid_put(g, row, 3, g->cols - 4, style, say(call_reasons[i].label));
}

static void
draw_hit(struct grid *g, int row, const struct case_row *hit, enum style style)
{
	struct buf b = { 0 };
	int col = 3;

	words_number_short(&b, hit, NUMBER_COLS - 1);
	grid_put(g, row, col, NUMBER_COLS - 1, style, buf_str(&b));
	buf_clear(&b);
	words_service_short(&b, hit->service);
	grid_put(g, row, col += NUMBER_COLS, SERVICE_COLS - 1, style, buf_str(&b));
	grid_put(g, row, col += SERVICE_COLS, NAME_COLS - 1, style, hit->applicant);
	grid_put(g, row, col += NAME_COLS, STATE_COLS - 1, style, state_label(hit->state));
	buf_clear(&b);
	words_short_time(&b, hit->arrived_at);
	grid_put(g, row, col + STATE_COLS, g->cols - col - STATE_COLS - 1, style, buf_str(&b));
	buf_release(&b);
}

static void
draw_choices(const struct call_state *s, const struct desk_model *m, struct grid *g)
{
	int rows = g->rows - CHROME_BOTTOM - LIST_ROW;
	size_t first = first_shown(s, rows), count = choices(s, m);

	for (size_t i = first; i < count && i - first < (size_t)rows; i++) {
		int row = LIST_ROW + (int)(i - first);
		enum style style = i == s->at ? STYLE_SELECTED : STYLE_NORMAL;

		if (i == s->at)
			grid_put(g, row, 1, 1, STYLE_NORMAL, ">");
		if (s->asks_reason)
			draw_reason(g, row, i, style);
		else
			draw_hit(g, row, &m->call.rows[i], style);
	}
}

/* What stands above the choices. */
static const char *
heading(const struct call_state *s, const struct desk_model *m)
{
	if (s->asks_reason)
		return say(N_("Why does the person call? It is recorded with your name."));
	if (!is_answered(s, m))
		return "";
	if (m->call.count == 0)
		return say(N_("No case of this office fits. Ask for the receipt number."));
	return say(N_("Choose the case with Up, Down and Enter; open ones come first."));
}

static void
call_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	static const struct bar_entry bar[] = {
		{ ACTION_ACCEPT, false }, { ACTION_BACK, false }, { ACTION_DOWN, false },
		{ ACTION_UP, false },
	};
	const struct call_state *s = state;

	grid_put(g, CHROME_TOP, 1, g->cols - 2, STYLE_DIM,
	    say(N_("Last four digits of the telephone, initials (초성) or name, or a number")));
	int col = 1 + grid_put(g, LINE_ROW, 1, g->cols / 2, STYLE_HEADING, say(N_("Caller says:")));
	grid_put(g, LIST_ROW - 1, 1, g->cols - 2, STYLE_HEADING, heading(s, m));
	draw_choices(s, m, g);
	chrome_message(m, g, "");
	chrome_keys(g, VIEW_CALL, bar, sizeof(bar) / sizeof(bar[0]));
	line_draw(&s->line, g, LINE_ROW, col + 1, g->cols - col - 2, true);
}

static bool
call_is_typing(const void *state)
{
	(void)state;
	return true;
}

const struct view_ops view_call = {
	.id = VIEW_CALL,
	.state_size = sizeof(struct call_state),
	.init = call_init,
	.key = call_key,
	.draw = call_draw,
	.is_typing = call_is_typing,
};
