/* SPDX-License-Identifier: ISC */
/* Questions that nobody could answer (답 없는 질문), for who maintains the answers.
 * Answering, closing and dismissing one is typed as a command; its key begins it. */
#include <stdio.h>

#include "console/rules/knowledge.h"
#include "storage/text.h"
#include "views/rows.h"
#include "views/words.h"

enum { ID_COLS = 6, TIMES_COLS = 7, LAST_COLS = 14, SERVICE_COLS = 16, REGION_COLS = 10 };

#define QUESTION_COL 2
#define COMMAND_BYTES 200

struct questions_state {
	struct rows_cursor cursor;	/* first: the state of a view of rows */
	char command[COMMAND_BYTES];
};

static void
write_head(struct page *p, const struct desk_model *m)
{
	int col = 0;

	(void)m;
	page_put(p, col, ID_COLS - 1, STYLE_HEADING, say(N_("No.")));
	page_put(p, col += ID_COLS, TIMES_COLS - 1, STYLE_HEADING, say(N_("Times")));
	page_put(p, col += TIMES_COLS, LAST_COLS - 1, STYLE_HEADING, say(N_("Last")));
	page_put(p, col += LAST_COLS, SERVICE_COLS - 1, STYLE_HEADING, say(N_("Service")));
	page_put(p, col += SERVICE_COLS, REGION_COLS - 1, STYLE_HEADING, say(N_("Region")));
	page_put(p, col + REGION_COLS, p->cols - col - REGION_COLS, STYLE_HEADING,
	    say(N_("Left by")));
	page_next(p);
}

static void
write_row(struct page *p, const struct desk_model *m, size_t i)
{
	const struct question_row *q = &m->questions[i];
	struct buf b = { 0 };
	int col = 0;

	buf_printf(&b, "%lld", (long long)q->id);
	page_put(p, col, ID_COLS - 1, STYLE_NORMAL, buf_str(&b));
	buf_clear(&b);
	buf_printf(&b, "%lld", (long long)q->asked);
	page_put(p, col += ID_COLS, TIMES_COLS - 1, q->asked > 1 ? STYLE_WARN : STYLE_NORMAL,
	    buf_str(&b));
	buf_clear(&b);
	words_short_time(&b, q->last_at);
	page_put(p, col += TIMES_COLS, LAST_COLS - 1, STYLE_NORMAL, buf_str(&b));
	buf_clear(&b);
	if (q->service[0] != '\0')
		words_service_short(&b, q->service);
	page_put(p, col += LAST_COLS, SERVICE_COLS - 1, STYLE_NORMAL, buf_str(&b));
	buf_clear(&b);
	words_region_short(&b, q->region);
	page_put(p, col += SERVICE_COLS, REGION_COLS - 1, STYLE_NORMAL, buf_str(&b));
	page_put(p, col + REGION_COLS, p->cols - col - REGION_COLS, STYLE_NORMAL,
	    words_person(q->by_name, q->by));
	page_next(p);
	page_wrap(p, QUESTION_COL, STYLE_LABEL, q->text);
	page_next(p);
	buf_release(&b);
}

static size_t
count_rows(const struct desk_model *m)
{
	return m->question_count;
}

static int64_t
row_id(const struct desk_model *m, size_t i)
{
	return m->questions[i].id;
}

static const struct rows rows = {
	.count = count_rows,
	.id = row_id,
	.write_head = write_head,
	.write_row = write_row,
	.selected_cols = ID_COLS - 1,
	.empty = N_("No question waits for an answer."),
};

/* A command about the selected question, to be typed on. */
static struct intent
command(struct questions_state *s, const char *verb, const struct question_row *q,
    const char *rest)
{
	if (q != NULL)
		(void)snprintf(s->command, sizeof(s->command), "%s %lld %s", verb,
		    (long long)q->id, rest);
	else
		(void)snprintf(s->command, sizeof(s->command), "%s ", verb);
	return (struct intent){ .kind = INTENT_PUSH, .push = &view_prompt,
		.arg = { .action = ACTION_COMMAND, .text = s->command } };
}

static struct intent
questions_key(void *state, const struct desk_model *m, struct key key)
{
	struct questions_state *s = state;
	enum action action = binding_find(VIEW_QUESTIONS, key);
	const struct question_row *q = NULL;
	size_t at;

	if (rows_move(&rows, &s->cursor, m, action))
		return (struct intent){ .kind = INTENT_REDRAW };
	if (rows_selected(&rows, &s->cursor, m, &at))
		q = &m->questions[at];
	if (action != ACTION_QUESTION_SEARCH && action != ACTION_QUESTION_CLOSE &&
	    action != ACTION_QUESTION_DISMISS && action != ACTION_ANSWER_ADD)
		return chrome_key(VIEW_QUESTIONS, action);
	if (q == NULL && action != ACTION_ANSWER_ADD)
		return (struct intent){ .kind = INTENT_NONE };
	if (action == ACTION_QUESTION_SEARCH)
		return (struct intent){ .kind = INTENT_PUSH, .push = &view_answers,
			.arg = { .text = q->text } };
	if (m->who.role != ROLE_SUPERVISOR)
		return (struct intent){ .kind = INTENT_REFUSED, .reason = REASON_NO_RIGHT,
			.detail = role_name(ROLE_SUPERVISOR) };
	if (action == ACTION_ANSWER_ADD)
		return command(s, "answers add", NULL, "");
	return action == ACTION_QUESTION_CLOSE ? command(s, "answers close", q, "") :
	    command(s, "answers dismiss", q, "--reason ");
}

static void
questions_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	const struct questions_state *s = state;
	bool is_off = m->who.role != ROLE_SUPERVISOR;
	const struct bar_entry bar[] = {
		{ ACTION_BACK, false }, { ACTION_QUESTION_SEARCH, false },
		{ ACTION_ANSWER_ADD, is_off }, { ACTION_QUESTION_CLOSE, is_off },
		{ ACTION_QUESTION_DISMISS, is_off }, { ACTION_HELP, false },
	};

	rows_draw(&rows, &s->cursor, m, g);
	chrome_message(m, g, "");
	chrome_keys(g, VIEW_QUESTIONS, bar, sizeof(bar) / sizeof(bar[0]));
}

static void
questions_follow(void *state, const struct desk_model *m)
{
	struct questions_state *s = state;

	rows_follow(&rows, &s->cursor, m);
}

const struct view_ops view_questions = {
	.id = VIEW_QUESTIONS,
	.is_list = true,
	.state_size = sizeof(struct questions_state),
	.key = questions_key,
	.draw = questions_draw,
	.follow = questions_follow,
	.cursor = rows_cursor_id,
	.seek = rows_seek,
	.is_place = true,
};
