/* SPDX-License-Identifier: ISC */
/* Rules that act by themselves (자동 처리 규칙): what each is for and does, and
 * how often it did. Changing one is typed as a command; its key begins the line. */
#include <stdio.h>

#include "console/rules/auto_rule.h"
#include "storage/text.h"
#include "views/rows.h"
#include "views/words.h"

enum { PLACE_COLS = 4, NAME_COLS = 22, STATE_COLS = 8, WHEN_COLS = 12, DOES_COLS = 14,
	COUNT_COLS = 8 };

#define QUERY_COL 4	/* a row's second line stands in */
#define COMMAND_BYTES 200

struct rules_state {
	struct rows_cursor cursor;	/* first: the state of a view of rows */
	char command[COMMAND_BYTES];	/* what a prompt begins with, or is run */
};

static void
write_head(struct page *p, const struct desk_model *m)
{
	int col = PLACE_COLS;

	(void)m;
	page_put(p, col, NAME_COLS - 1, STYLE_HEADING, say(N_("Name")));
	page_put(p, col += NAME_COLS, STATE_COLS - 1, STYLE_HEADING, say(N_("State")));
	page_put(p, col += STATE_COLS, WHEN_COLS - 1, STYLE_HEADING, say(N_("Asked")));
	page_put(p, col += WHEN_COLS, DOES_COLS - 1, STYLE_HEADING, say(N_("Does")));
	page_put(p, col += DOES_COLS, COUNT_COLS - 1, STYLE_HEADING, say(N_("Acted")));
	page_put(p, col + COUNT_COLS, COUNT_COLS - 1, STYLE_HEADING, say(N_("Refused")));
	page_next(p);
}

static void
put_number(struct page *p, int col, int64_t number, enum style style)
{
	char text[24];

	(void)snprintf(text, sizeof(text), "%lld", (long long)number);
	page_put(p, col, COUNT_COLS - 1, style, text);
}

/* Whom it does it for, in whose name, and what it says. */
static void
write_more(struct page *p, const struct auto_rule *r)
{
	struct buf more = { 0 };

	buf_puts(&more, r->query[0] != '\0' ? r->query : say(N_("all open cases")));
	if (r->assignee[0] != '\0')
		buf_printf(&more, "  > %s", r->assignee);
	if (r->agency[0] != '\0')
		buf_printf(&more, "  > %s", r->agency);
	if (r->officer[0] != '\0')
		buf_printf(&more, "  (%s %s)", say(N_("In the name of")), r->officer);
	if (r->text[0] != '\0')
		buf_printf(&more, "  “%s”", r->text);
	page_wrap(p, QUERY_COL, STYLE_LABEL, buf_str(&more));
	buf_release(&more);
}

static void
write_row(struct page *p, const struct desk_model *m, size_t i)
{
	const struct auto_rule *r = &m->rules[i];
	enum auto_moment moment;
	enum auto_action action;
	char place[16];
	int col = PLACE_COLS;

	(void)snprintf(place, sizeof(place), "%lld", (long long)r->place);
	page_put(p, 0, PLACE_COLS - 1, STYLE_DIM, place);
	page_put(p, col, NAME_COLS - 1, STYLE_NORMAL, r->name);
	page_put(p, col += NAME_COLS, STATE_COLS - 1, r->is_on ? STYLE_OK : STYLE_DIM,
	    r->is_on ? say(N_("on")) : say(N_("off")));
	page_put(p, col += STATE_COLS, WHEN_COLS - 1, STYLE_NORMAL,
	    auto_moment_find(r->moment, &moment) ? auto_moment_label(moment) : r->moment);
	page_put(p, col += WHEN_COLS, DOES_COLS - 1, STYLE_NORMAL,
	    auto_action_find(r->action, &action) ? auto_action_label(action) : r->action);
	put_number(p, col += DOES_COLS, r->fired, STYLE_NORMAL);
	put_number(p, col + COUNT_COLS, r->refused, r->refused > 0 ? STYLE_WARN : STYLE_DIM);
	page_next(p);
	write_more(p, r);
	page_next(p);
}

static size_t
count_rows(const struct desk_model *m)
{
	return m->rule_count;
}

static int64_t
row_id(const struct desk_model *m, size_t i)
{
	return m->rules[i].id;
}

static const struct rows rows = {
	.count = count_rows,
	.id = row_id,
	.write_head = write_head,
	.write_row = write_row,
	.selected_cols = PLACE_COLS + NAME_COLS - 1,
	.empty = N_("No rule is written. F2 writes one; `minwon rules actions` says what they can "
	    "do."),
};

/* A command about the selected rule: typed on, or run at once. */
static struct intent
command(struct rules_state *s, const char *verb, const struct auto_rule *r, bool is_prompt)
{
	if (r != NULL)
		(void)snprintf(s->command, sizeof(s->command), "%s \"%s\"%s", verb, r->name,
		    is_prompt ? " " : "");
	else
		(void)snprintf(s->command, sizeof(s->command), "%s ", verb);
	if (is_prompt)
		return (struct intent){ .kind = INTENT_PUSH, .push = &view_prompt,
			.arg = { .action = ACTION_COMMAND, .text = s->command } };
	return (struct intent){ .kind = INTENT_COMMAND, .text = s->command };
}

static struct intent
rules_key(void *state, const struct desk_model *m, struct key key)
{
	struct rules_state *s = state;
	enum action action = binding_find(VIEW_RULES, key);
	const struct auto_rule *r = NULL;
	size_t at;

	if (rows_move(&rows, &s->cursor, m, action))
		return (struct intent){ .kind = INTENT_REDRAW };
	if (rows_selected(&rows, &s->cursor, m, &at))
		r = &m->rules[at];
	if (action == ACTION_RULE_ADD)
		return command(s, "rules add", NULL, true);
	if (action != ACTION_RULE_SWITCH && action != ACTION_RULE_TEST &&
	    action != ACTION_RULE_CHANGE && action != ACTION_RULE_REMOVE && action != ACTION_OPEN)
		return chrome_key(VIEW_RULES, action);
	if (r == NULL)
		return (struct intent){ .kind = INTENT_NONE };
	if (action == ACTION_OPEN)
		return (struct intent){ .kind = INTENT_QUERY, .text = r->query };
	if (action == ACTION_RULE_SWITCH)
		return command(s, r->is_on ? "rules off" : "rules on", r, false);
	if (action == ACTION_RULE_TEST)
		return command(s, "rules test", r, false);
	return command(s, action == ACTION_RULE_CHANGE ? "rules change" : "rules remove", r, true);
}

static void
rules_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	static const struct bar_entry bar[] = {
		{ ACTION_BACK, false }, { ACTION_RULE_SWITCH, false }, { ACTION_RULE_TEST, false },
		{ ACTION_RULE_ADD, false }, { ACTION_RULE_CHANGE, false },
		{ ACTION_RULE_REMOVE, false }, { ACTION_OPEN, false }, { ACTION_HELP, false },
	};
	const struct rules_state *s = state;

	rows_draw(&rows, &s->cursor, m, g);
	chrome_message(m, g, "");
	chrome_keys(g, VIEW_RULES, bar, sizeof(bar) / sizeof(bar[0]));
}

static void
rules_follow(void *state, const struct desk_model *m)
{
	struct rules_state *s = state;

	rows_follow(&rows, &s->cursor, m);
}

const struct view_ops view_rules = {
	.id = VIEW_RULES,
	.state_size = sizeof(struct rules_state),
	.key = rules_key,
	.draw = rules_draw,
	.follow = rules_follow,
	.cursor = rows_cursor_id,
	.seek = rows_seek,
	.is_place = true,
};
