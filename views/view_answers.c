/* SPDX-License-Identifier: ISC */
/* 질의응답: a line for what is asked, the answers that are right here, and the chosen
 * one with its source below, on wide screens beside. Asked as it is typed. Over a
 * dialog the chosen answer goes into its text, with the source. */
#include <stdio.h>

#include "console/rules/knowledge.h"
#include "storage/text.h"
#include "views/answer_words.h"
#include "views/chrome.h"
#include "views/line.h"
#include "views/page.h"
#include "views/words.h"

enum { LINE_ROW = CHROME_TOP, STATUS_ROW, LIST_ROW, LAYER_COLS = 14, FIT_COLS = 5 };
enum { LIST_ROWS_MOST = 7, WIDE_COLS = 120, QUOTE_BYTES = 6 * 1024 };

struct answers_state {
	struct line line;
	size_t at;		/* the answer that is chosen */
	int top;		/* of it, where it is longer than its place */
	int32_t layers;		/* only these speak; 0 = all */
	int64_t consult_id;	/* that it was opened from; 0 = none */
	char service[24];	/* of the case before the clerk */
	char region[12];
	bool is_pick;		/* over a dialog */
	char quote[QUOTE_BYTES];	/* what is inserted */
	char command[200];	/* what a prompt begins with */
};

static void
begin(struct answers_state *s, const struct desk_model *m, const struct view_arg *arg)
{
	s->line.max = KNOWLEDGE_QUESTION_MAX;
	if (m->detail != NULL) {
		(void)str_fill(s->service, sizeof(s->service), m->detail->row.service);
		(void)str_fill(s->region, sizeof(s->region), m->detail->row.region);
	}
	if (arg->text != NULL)
		line_set(&s->line, arg->text);
	s->consult_id = arg->id;
}

static void
answers_init(void *state, const struct desk_model *m, const struct view_arg *arg)
{
	begin(state, m, arg);
}

static void
pick_init(void *state, const struct desk_model *m, const struct view_arg *arg)
{
	struct answers_state *s = state;

	begin(s, m, arg);
	s->is_pick = true;
}

/* Are the rows of the model the answer to what stands in the line? */
static bool
is_answered(const struct answers_state *s, const struct desk_model *m)
{
	return m->answers.has_read && str_eq(m->answers.text, s->line.text) &&
	    m->answers.layers == s->layers;
}

/* The chosen answer; NULL if there is none. */
static const struct knowledge_row *
chosen(const struct answers_state *s, const struct desk_model *m)
{
	return s->at < m->answers.count ? &m->answers.rows[s->at] : NULL;
}

static struct intent
ask(const struct answers_state *s)
{
	return (struct intent){ .kind = INTENT_ANSWERS, .text = s->line.text, .id = s->layers,
		.input = { .service = s->service, .region = s->region } };
}

/* What is done with an answer or a question: leave, told. */
static struct intent
note(const struct answers_state *s, const char *what, const char *text)
{
	return (struct intent){ .kind = INTENT_ANSWER_NOTE, .detail = what, .text = text,
		.id = s->consult_id, .input = { .service = s->service, .region = s->region } };
}

static struct intent
insert(struct answers_state *s, const struct knowledge_row *row)
{
	struct buf quote = { 0 };

	knowledge_quote(&quote, row);
	(void)str_fill(s->quote, sizeof(s->quote), buf_str(&quote));
	buf_release(&quote);
	return (struct intent){ .kind = INTENT_INSERT, .text = s->quote, .detail = row->key };
}

/* Asks the layers that the chosen answer hides; again: all. */
static struct intent
turn_layer(struct answers_state *s, const struct knowledge_row *row)
{
	if (s->layers != 0)
		s->layers = 0;
	else if (row != NULL && row->hides != 0)
		s->layers = row->hides;
	else
		return (struct intent){ .kind = INTENT_NONE };
	s->at = 0;
	s->top = 0;
	return ask(s);
}

static struct intent
change(struct answers_state *s, const struct desk_model *m, const struct knowledge_row *row)
{
	if (m->who.role != ROLE_SUPERVISOR)
		return (struct intent){ .kind = INTENT_REFUSED, .reason = REASON_NO_RIGHT,
			.detail = role_name(ROLE_SUPERVISOR) };
	if (row != NULL)
		(void)snprintf(s->command, sizeof(s->command), "answers change %s ", row->key);
	else
		(void)snprintf(s->command, sizeof(s->command), "answers add ");
	return (struct intent){ .kind = INTENT_PUSH, .push = &view_prompt,
		.arg = { .action = ACTION_COMMAND, .text = s->command } };
}

static struct intent
move(struct answers_state *s, const struct desk_model *m, enum action action)
{
	if (action == ACTION_UP && s->at > 0)
		s->at--;
	else if (action == ACTION_DOWN && s->at + 1 < m->answers.count)
		s->at++;
	else if (action == ACTION_PAGE_DOWN)
		s->top++;
	else if (action == ACTION_PAGE_UP && s->top > 0)
		s->top--;
	if (action == ACTION_UP || action == ACTION_DOWN)
		s->top = 0;
	return (struct intent){ .kind = INTENT_REDRAW };
}

static struct intent
type(struct answers_state *s, enum action action, struct key key)
{
	bool is_changed = action == ACTION_UNDO ? line_undo(&s->line) :
	    action == ACTION_REDO ? line_redo(&s->line) : line_key(&s->line, key, NULL);

	if (!is_changed)
		return (struct intent){ .kind = INTENT_NONE };
	s->at = 0;
	s->top = 0;
	s->layers = 0;
	return ask(s);
}

static struct intent
answers_key(void *state, const struct desk_model *m, struct key key)
{
	struct answers_state *s = state;
	enum action action = binding_find(VIEW_ANSWERS, key);
	const struct knowledge_row *row = is_answered(s, m) ? chosen(s, m) : NULL;

	if (action == ACTION_BACK)
		return (struct intent){ .kind = INTENT_POP };
	if (action == ACTION_UP || action == ACTION_DOWN || action == ACTION_PAGE_UP ||
	    action == ACTION_PAGE_DOWN)
		return move(s, m, action);
	if (action == ACTION_ANSWER_LAYER)
		return turn_layer(s, row);
	if (action == ACTION_ANSWER_CHANGE && !s->is_pick)
		return change(s, m, row);
	if (action == ACTION_QUESTIONS && !s->is_pick)
		return (struct intent){ .kind = INTENT_PUSH, .push = &view_questions };
	if (action == ACTION_ANSWER_LEAVE && s->line.len > 0)
		return note(s, "leave", s->line.text);
	if (action == ACTION_ANSWER_TOLD && row != NULL)
		return note(s, "told", row->key);
	if (action == ACTION_INSERT && s->is_pick && row != NULL)
		return insert(s, row);
	if (action == ACTION_NONE || action == ACTION_UNDO || action == ACTION_REDO)
		return type(s, action, key);
	return (struct intent){ .kind = INTENT_NONE };
}

/* Where a part of the screen stands. */
struct place {
	int row, col, rows, cols;
};

static void
draw_row(struct grid *g, const struct place *p, int row, const struct knowledge_row *hit,
    bool is_chosen)
{
	enum style style = is_chosen ? STYLE_SELECTED : hit->is_expired || hit->is_early ?
	    STYLE_DIM : STYLE_NORMAL;
	struct buf b = { 0 };
	int col = p->col + 2;

	grid_put(g, row, p->col, 2, STYLE_NORMAL, is_chosen ? ">" : "");
	buf_puts(&b, hit->is_expired || hit->is_early ? "! " : hit->hides != 0 ? "+ " : "");
	buf_puts(&b, knowledge_layer_label(hit->layer));
	grid_put(g, row, col, LAYER_COLS - 1, hit->is_expired ? STYLE_WARN : style, buf_str(&b));
	col += LAYER_COLS;
	grid_put(g, row, col, p->cols - LAYER_COLS - FIT_COLS - 3, style, hit->question);
	buf_clear(&b);
	buf_printf(&b, "%d%%", (int)hit->fit);
	grid_fit_right(g, row, p->col + p->cols - FIT_COLS, FIT_COLS, STYLE_DIM, buf_str(&b));
	buf_release(&b);
}

static void
draw_list(const struct answers_state *s, const struct desk_model *m, struct grid *g,
    const struct place *p)
{
	size_t top = s->at >= (size_t)p->rows ? s->at - (size_t)p->rows + 1 : 0;

	for (int r = 0; r < p->rows && top + (size_t)r < m->answers.count; r++)
		draw_row(g, p, p->row + r, &m->answers.rows[top + (size_t)r],
		    top + (size_t)r == s->at);
}

/* The source, whose it is, until when it holds, and what else to know. */
static void
write_source(struct page *p, const struct knowledge_row *row)
{
	struct buf b = { 0 };

	buf_printf(&b, say(N_("Source: %s")), row->source[0] != '\0' ? row->source :
	    say(N_("example, no source")));
	page_wrap(p, 0, STYLE_LABEL, buf_str(&b));
	page_next(p);
	buf_clear(&b);
	answer_words_layer(&b, row);
	buf_puts(&b, " · ");
	answer_words_validity(&b, row);
	buf_printf(&b, " · %s", knowledge_confidence_label(row->confidence));
	page_wrap(p, 0, row->is_expired || row->is_early ? STYLE_WARN : STYLE_LABEL, buf_str(&b));
	page_next(p);
	buf_clear(&b);
	answer_words_note(&b, row);
	if (b.len > 0) {
		page_wrap(p, 0, STYLE_NOTICE, buf_str(&b));
		page_next(p);
	}
	page_wrap(p, 0, STYLE_DIM, row->key);
	buf_release(&b);
}

static void
draw_answer(const struct answers_state *s, const struct desk_model *m, struct grid *g,
    const struct place *place)
{
	struct page p = { .g = g, .row = place->row, .col = place->col, .rows = place->rows,
		.cols = place->cols, .top = s->top };
	const struct knowledge_row *row = chosen(s, m);

	if (row == NULL)
		return;
	page_wrap(&p, 0, STYLE_HEADING, row->question);
	page_next(&p);
	page_wrap(&p, 0, STYLE_NORMAL, row->answer);
	page_next(&p);
	write_source(&p, row);
}

/* Where the answers are for, and how sure the first one is. */
static void
write_status(struct buf *out, const struct answers_state *s, const struct desk_model *m)
{
	const struct answers_model *a = &m->answers;

	if (!is_answered(s, m)) {
		buf_puts(out, say(N_("Being looked for …")));
		return;
	}
	words_region_short(out, a->region);
	if (s->service[0] != '\0') {
		buf_puts(out, " · ");
		words_service_short(out, s->service);
	}
	if (s->layers != 0) {
		buf_puts(out, " · ");
		buf_puts(out, say(N_("only: ")));
		knowledge_layers_write(out, s->layers);
	}
	buf_puts(out, " · ");
	if (s->line.len == 0 && a->count == 0)
		buf_printf(out, say(N_("%lld entries; ask in words or initials")),
		    (long long)a->total);
	else if (a->is_good)
		buf_printf(out, say(N_("%zu answers")), a->count);
	else
		buf_puts(out, s->line.len == 0 ? say(N_("of the case at hand")) :
		    say(N_("no sure answer: leave the question to who maintains them")));
}

static void
draw_bar(const struct answers_state *s, const struct desk_model *m, struct grid *g)
{
	const struct knowledge_row *row = is_answered(s, m) ? chosen(s, m) : NULL;
	const struct bar_entry bar[] = {
		{ s->is_pick ? ACTION_INSERT : ACTION_ANSWER_TOLD, row == NULL },
		{ ACTION_BACK, false },
		{ ACTION_ANSWER_LEAVE, s->line.len == 0 },
		{ ACTION_ANSWER_LAYER, s->layers == 0 && (row == NULL || row->hides == 0) },
		{ s->is_pick ? ACTION_DOWN : ACTION_QUESTIONS, false },
		{ s->is_pick ? ACTION_UP : ACTION_ANSWER_CHANGE,
		    !s->is_pick && m->who.role != ROLE_SUPERVISOR },
	};

	chrome_keys(g, VIEW_ANSWERS, bar, sizeof(bar) / sizeof(bar[0]));
}

static void
answers_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	const struct answers_state *s = state;
	int body = g->rows - CHROME_BOTTOM - LIST_ROW;
	bool is_wide = g->cols >= WIDE_COLS;
	int list_rows = is_wide ? body : body / 2 < LIST_ROWS_MOST ? body / 2 : LIST_ROWS_MOST;
	struct place list = { LIST_ROW, 1, list_rows, is_wide ? g->cols / 2 - 2 : g->cols - 2 };
	struct place answer = { is_wide ? LIST_ROW : LIST_ROW + list_rows + 1,
		is_wide ? g->cols / 2 + 1 : 1, is_wide ? body : body - list_rows - 1,
		is_wide ? g->cols - g->cols / 2 - 2 : g->cols - 2 };
	struct buf status = { 0 };
	int used;

	used = 1 + grid_put(g, LINE_ROW, 1, g->cols / 2, STYLE_HEADING, say(N_("Asked:")));
	write_status(&status, s, m);
	grid_put(g, STATUS_ROW, 1, g->cols - 2, m->answers.is_good || s->line.len == 0 ?
	    STYLE_DIM : STYLE_WARN, buf_str(&status));
	buf_release(&status);
	draw_list(s, m, g, &list);
	if (!is_wide)
		for (int col = 1; col < g->cols - 1; col++)
			grid_put(g, LIST_ROW + list_rows, col, 1, STYLE_DIM, "-");
	draw_answer(s, m, g, &answer);
	chrome_message(m, g, "");
	draw_bar(s, m, g);
	line_draw(&s->line, g, LINE_ROW, used + 1, g->cols - used - 2, true);
}

static bool
answers_is_typing(const void *state)
{
	(void)state;
	return true;
}

/* The rows may be fewer than those the cursor was in. */
static void
answers_follow(void *state, const struct desk_model *m)
{
	struct answers_state *s = state;

	if (s->at >= m->answers.count)
		s->at = m->answers.count > 0 ? m->answers.count - 1 : 0;
}

const struct view_ops view_answers = {
	.id = VIEW_ANSWERS,
	.state_size = sizeof(struct answers_state),
	.init = answers_init,
	.key = answers_key,
	.draw = answers_draw,
	.follow = answers_follow,
	.is_typing = answers_is_typing,
};

const struct view_ops view_answers_pick = {
	.id = VIEW_ANSWERS,
	.state_size = sizeof(struct answers_state),
	.init = pick_init,
	.key = answers_key,
	.draw = answers_draw,
	.follow = answers_follow,
	.is_typing = answers_is_typing,
};
