/* SPDX-License-Identifier: ISC */
/* 통지: the letters that open cases owe, the one about the most urgent case
 * first. Two lines a letter: the facts, and what it is about. */
#include "console/rules/letter.h"
#include "storage/text.h"
#include "views/dialog.h"
#include "views/rows.h"
#include "views/words.h"

enum { LETTER_COLS = 22, OWED_COLS = 14, APPLICANT_COLS = 11, SERVICE_COLS = 12 };

#define NUMBER_COLS 17	/* of a receipt number */
#define DETAIL_COL 3	/* a row's second line stands in */

static int
number_cols(const struct page *p)
{
	int cols = p->cols - LETTER_COLS - OWED_COLS - APPLICANT_COLS - SERVICE_COLS;

	return cols < NUMBER_COLS + 1 ? NUMBER_COLS + 1 : cols;
}

static enum letter
letter_of(const struct letter_row *row)
{
	enum letter letter = LETTER_PROGRESS;

	(void)letter_find(row->letter, &letter);
	return letter;
}

static void
write_head(struct page *p, const struct desk_model *m)
{
	int col = number_cols(p);

	(void)m;
	page_put(p, 0, col - 1, STYLE_HEADING, say(N_("Number")));
	page_put(p, col, LETTER_COLS - 1, STYLE_HEADING, say(N_("Letter")));
	page_put(p, col += LETTER_COLS, OWED_COLS - 1, STYLE_HEADING, say(N_("Owed since")));
	page_put(p, col += OWED_COLS, APPLICANT_COLS - 1, STYLE_HEADING, say(N_("Applicant")));
	page_put(p, col + APPLICANT_COLS, SERVICE_COLS, STYLE_HEADING, say(N_("Service")));
	page_next(p);
}

/* "due 11. 27. 18:00, told 11. 26. 18:00, 1 missed, officer 김민지" */
static void
add_detail(struct buf *out, const struct letter_row *row)
{
	struct buf at = { 0 };

	if (row->due_at != 0) {
		words_short_time(&at, row->due_at);
		buf_printf(out, "%s %s", say(N_("Due")), buf_str(&at));
	} else {
		buf_puts(out, say(N_("no statutory period")));
	}
	if (row->announced_at != 0 && row->announced_at != row->due_at) {
		buf_clear(&at);
		words_short_time(&at, row->announced_at);
		buf_puts(out, " · ");
		verdict_sentence(out, N_("the applicant was told %s"), buf_str(&at));
	}
	if (row->missed > 0)
		buf_printf(out, say(N_(" · %lld earlier missed")), (long long)row->missed);
	buf_printf(out, " · %s %s", say(N_("Officer")), row->assignee[0] == '\0' ?
	    say(N_("nobody")) : words_person(row->assignee_name, row->assignee));
	buf_release(&at);
}

static void
write_row(struct page *p, const struct desk_model *m, size_t i)
{
	const struct letter_row *row = &m->letters[i];
	enum letter letter = letter_of(row);
	struct buf b = { 0 };
	int col = number_cols(p);

	page_put(p, 0, col - 1, STYLE_NORMAL, row->number);
	page_put(p, col, LETTER_COLS - 1, letter == LETTER_DUNNING ? STYLE_DANGER : STYLE_NOTICE,
	    letter_label(letter));
	words_short_time(&b, row->owed_at);
	page_put(p, col += LETTER_COLS, OWED_COLS - 1, STYLE_NORMAL, buf_str(&b));
	page_put(p, col += OWED_COLS, APPLICANT_COLS - 1, STYLE_NORMAL, row->applicant);
	buf_clear(&b);
	words_service_short(&b, row->service);
	page_put(p, col + APPLICANT_COLS, SERVICE_COLS, STYLE_NORMAL, buf_str(&b));
	page_next(p);
	buf_clear(&b);
	add_detail(&b, row);
	page_wrap(p, DETAIL_COL, STYLE_LABEL, buf_str(&b));
	page_next(p);
	buf_release(&b);
}

static size_t
count_rows(const struct desk_model *m)
{
	return m->letter_count;
}

static int64_t
row_id(const struct desk_model *m, size_t i)
{
	return m->letters[i].id;
}

static const struct rows rows = {
	.count = count_rows,
	.id = row_id,
	.write_head = write_head,
	.write_row = write_row,
	.selected_cols = NUMBER_COLS,
	.empty = N_("No letter is owed."),
};

/* Why this letter is not this role's; a letter is for who its table names. */
static struct verdict
judge(enum by_hand hand, const struct desk_model *m, const struct letter_row *row)
{
	struct verdict v = by_hand_judge(hand, m->who.role, row->state);

	if (v.reason == REASON_NONE &&
	    (letter_table[letter_of(row)].roles & ROLE_BIT(m->who.role)) == 0)
		v = verdict_refuse(REASON_NO_RIGHT, role_name(ROLE_SUPERVISOR));
	return v;
}

static struct intent
letters_key(void *state, const struct desk_model *m, struct key key)
{
	enum action action = binding_find(VIEW_LETTERS, key);
	const struct letter_row *row;
	struct verdict v;
	size_t at;

	if (rows_move(&rows, state, m, action))
		return (struct intent){ .kind = INTENT_REDRAW };
	if (action != ACTION_OPEN && action != ACTION_LETTER_SHOW &&
	    action_table[action].hand == BY_HAND_NONE)
		return chrome_key(VIEW_LETTERS, action);
	if (!rows_selected(&rows, state, m, &at))
		return (struct intent){ .kind = INTENT_NONE };
	row = &m->letters[at];
	if (action == ACTION_OPEN)
		return (struct intent){ .kind = INTENT_OPEN, .case_id = row->case_id };
	if (action == ACTION_LETTER_SHOW)
		return (struct intent){ .kind = INTENT_PUSH, .push = &view_letter,
			.arg = { .id = row->id, .number = row->number } };
	v = judge(action_table[action].hand, m, row);
	if (v.reason != REASON_NONE)
		return (struct intent){ .kind = INTENT_REFUSED, .reason = v.reason,
			.detail = role_name(ROLE_SUPERVISOR) };
	return dialog_start_hand(m, action, &(struct hand_row){ .id = row->id,
		.state = row->state, .number = row->number });
}

/* The key bar: dimmed is what the selected letter does not allow. */
static void
draw_bar(const struct desk_model *m, struct grid *g, const struct letter_row *row)
{
	struct bar_entry bar[] = {
		{ ACTION_BACK, false }, { ACTION_LETTER_SHOW, false }, { ACTION_LETTER_SEND, false },
		{ ACTION_LETTER_SKIP, false }, { ACTION_LETTER_PUBLIC, false },
		{ ACTION_OPEN, false }, { ACTION_HELP, false }, { ACTION_REFRESH, false },
		{ ACTION_QUIT, false },
	};

	for (size_t i = 0; i < sizeof(bar) / sizeof(bar[0]); i++) {
		enum by_hand hand = action_table[bar[i].action].hand;

		if (hand != BY_HAND_NONE)
			bar[i].is_off = row == NULL || judge(hand, m, row).reason != REASON_NONE ||
			    (hand == BY_HAND_LETTER_PUBLIC && letter_of(row) != LETTER_PROGRESS);
		else if (bar[i].action == ACTION_OPEN || bar[i].action == ACTION_LETTER_SHOW)
			bar[i].is_off = row == NULL;
	}
	chrome_keys(g, VIEW_LETTERS, bar, sizeof(bar) / sizeof(bar[0]));
}

static void
letters_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	const struct rows_cursor *c = state;
	size_t at;
	bool has_row = rows_selected(&rows, c, m, &at);

	rows_draw(&rows, c, m, g);
	chrome_message(m, g, "");
	draw_bar(m, g, has_row ? &m->letters[at] : NULL);
}

static void
letters_follow(void *state, const struct desk_model *m)
{
	rows_follow(&rows, state, m);
}

static void
letters_title(const void *state, const struct desk_model *m, struct buf *out)
{
	(void)state;
	buf_printf(out, "%s  %zu%s", view_id_label(VIEW_LETTERS), m->letter_count,
	    m->has_more_letters ? "+" : "");
}

const struct view_ops view_letters = {
	.id = VIEW_LETTERS,
	.is_list = true,
	.state_size = sizeof(struct rows_cursor),
	.key = letters_key,
	.draw = letters_draw,
	.title = letters_title,
	.follow = letters_follow,
	.cursor = rows_cursor_id,
	.seek = rows_seek,
	.is_place = true,
};
