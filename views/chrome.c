/* SPDX-License-Identifier: ISC */
#include "views/chrome.h"

#include "storage/text.h"
#include "views/words.h"

void
chrome_title(const struct desk_model *m, struct grid *g, const char *title)
{
	struct buf right = { 0 };
	int col = 1;

	grid_fill(g, 0, 0, 1, g->cols, STYLE_TITLE);
	col += grid_put(g, 0, col, g->cols - col, STYLE_TITLE, say(N_("minwon"))) + 1;
	if (m->is_practice) {
		const char *practice = say(N_("PRACTICE"));
		grid_fill(g, 0, col, 1, text_width(practice) + 2, STYLE_BANNER);
		col += grid_put(g, 0, col + 1, g->cols - col, STYLE_BANNER, practice) + 3;
	}
	buf_printf(&right, "%s %s", m->who.office_name, m->who.name);
	if (!m->is_plain) {
		buf_puts(&right, "  ");
		words_time(&right, m->now_at);
	}
	int width = text_width(buf_str(&right));
	int room = g->cols - col - 1;
	int left = grid_put(g, 0, col, room, STYLE_TITLE, title);
	if (left + 2 + width <= room) {
		grid_put(g, 0, g->cols - 1 - width, width, STYLE_TITLE, buf_str(&right));
	} else if (!m->is_plain) {
		buf_clear(&right);
		words_short_time(&right, m->now_at);
		width = text_width(buf_str(&right));
		if (left + 2 + width <= room)
			grid_put(g, 0, g->cols - 1 - width, width, STYLE_TITLE, buf_str(&right));
	}
	buf_release(&right);
}

/* One row per state of the link: what the right end of the message line says. */
static const struct link_look {
	const char *text;
	enum style style;
} link_looks[LINK__COUNT] = {
	[LINK_UP] = { "", STYLE_NORMAL },
	[LINK_WAITING] = { N_("checking"), STYLE_NOTICE },
	[LINK_RECONNECTING] = { N_("no office, trying again"), STYLE_WARN },
};

/* Cells the message line has beside the link's state. */
static int
message_cols(const struct desk_model *m, const struct grid *g)
{
	const char *text = link_looks[m->link].text;

	return g->cols - 2 - (str_empty(text) ? 0 : text_width(say(text)) + 2);
}

void
chrome_message(const struct desk_model *m, struct grid *g, const char *fallback)
{
	const struct link_look *look = &link_looks[m->link];
	int row = g->rows - CHROME_BOTTOM;
	int cols = message_cols(m, g);

	grid_fill(g, row, 0, 1, g->cols, STYLE_NORMAL);
	if (!str_empty(look->text)) {
		const char *text = say(look->text);
		int width = text_width(text);
		grid_put(g, row, g->cols - 1 - width, width, look->style, text);
	}
	if (!str_empty(m->message))
		grid_put(g, row, 1, cols, m->message_style, m->message);
	else
		grid_put(g, row, 1, cols, STYLE_LABEL, str_or_empty(fallback));
}

/* A message on its way down to the message line. */
struct descent {
	const struct desk_model *m;
	struct grid *g;
	int row;
};

static void
count_row(void *arg, const char *bytes, size_t len)
{
	struct descent *d = arg;

	(void)bytes, (void)len;
	d->row--;
}

static void
put_row(void *arg, const char *bytes, size_t len)
{
	struct descent *d = arg;
	struct buf line = { 0 };
	int cols = message_cols(d->m, d->g);

	buf_add(&line, bytes, len);
	if (d->row >= CHROME_TOP) {
		grid_fill(d->g, d->row, 0, 1, cols + 1, STYLE_NORMAL);
		grid_put(d->g, d->row, 1, cols, d->m->message_style, buf_str(&line));
	}
	d->row++;
	buf_release(&line);
}

void
chrome_long_message(const struct desk_model *m, struct grid *g)
{
	int cols = message_cols(m, g);
	struct descent d = { m, g, g->rows - CHROME_BOTTOM + 1 };

	if (str_empty(m->message) || text_width(m->message) <= cols || cols < 2)
		return;
	text_wrap(m->message, cols, count_row, &d);
	text_wrap(m->message, cols, put_row, &d);
}

void
chrome_keys(struct grid *g, enum view_id view, const struct bar_entry *entries, size_t count)
{
	int row = g->rows - 1;
	int col = 0;

	grid_fill(g, row, 0, 1, g->cols, STYLE_LABEL);
	for (size_t i = 0; i < count; i++) {
		const char *key = binding_first_key(view, entries[i].action);
		const char *label = action_label(entries[i].action);
		int width = text_width(key) + 1 + text_width(label) + 1;
		if (key[0] == '\0' || col + width > g->cols)
			continue;
		col += grid_put(g, row, col, g->cols - col, STYLE_KEY, key);
		grid_put(g, row, col + 1, g->cols - col,
		    entries[i].is_off ? STYLE_DIM : STYLE_LABEL, label);
		col += 1 + text_width(label) + 1;
	}
}

int
chrome_body_rows(const struct desk_model *m)
{
	int rows = m->screen_rows - CHROME_TOP - CHROME_BOTTOM;

	return rows < 1 ? 1 : rows;
}

int
scroll_top(const struct scroll *s, int lines, int rows)
{
	int last = lines - rows;

	if (s->top > last)
		return last > 0 ? last : 0;
	return s->top > 0 ? s->top : 0;
}

bool
scroll_move(struct scroll *s, enum action action, int lines, int rows)
{
	int top = scroll_top(s, lines, rows);

	if (action == ACTION_UP)
		top--;
	else if (action == ACTION_DOWN)
		top++;
	else if (action == ACTION_PAGE_UP)
		top -= rows - 1;
	else if (action == ACTION_PAGE_DOWN)
		top += rows - 1;
	else if (action == ACTION_HOME)
		top = 0;
	else if (action == ACTION_END)
		top = lines;
	else
		return false;
	s->top = top;
	s->top = scroll_top(s, lines, rows);
	return true;
}

static struct intent
push_unless_there(enum view_id view, const struct view_ops *ops)
{
	if (view == ops->id)
		return (struct intent){ .kind = INTENT_NONE };
	return (struct intent){ .kind = INTENT_PUSH, .push = ops };
}

/* The screens that a key opens from everywhere. */
static const struct {
	enum action action;
	const struct view_ops *view;
} screens[] = {
	{ ACTION_RECENT, &view_recent },
	{ ACTION_RULES, &view_rules },
	{ ACTION_ANSWERS, &view_answers },
	{ ACTION_QUESTIONS, &view_questions },
	{ ACTION_SAVED, &view_saved },
	{ ACTION_HELP, &view_help },
	{ ACTION_REPORT, &view_report },
	{ ACTION_WHY, &view_why },
	{ ACTION_SENT, &view_sent },
	{ ACTION_UNSORTED, &view_unsorted },
	{ ACTION_LETTERS, &view_letters },
	{ ACTION_BATCHES, &view_batches },
	{ ACTION_RELEASES, &view_releases },
	{ ACTION_NEEDS, &view_needs },
	{ ACTION_HANDOVERS, &view_handovers },
	{ ACTION_RECONCILE, &view_reconcile },
	{ ACTION_CALENDAR, &view_calendar },
	{ ACTION_SCRATCHES, &view_scratches },
	{ ACTION_CALL, &view_call },
	{ ACTION_NEW, &view_service },
	{ ACTION_TODAY, &view_today },
	{ ACTION_WAITS, &view_waits },
	{ ACTION_CONSULT, &view_consult },
	{ ACTION_BOARD, &view_board },
};

struct intent
chrome_key(enum view_id view, enum action action)
{
	if (action == ACTION_BACK)
		return (struct intent){ .kind = INTENT_POP };
	if (action == ACTION_QUIT)
		return (struct intent){ .kind = INTENT_QUIT };
	if (action == ACTION_REFRESH)
		return (struct intent){ .kind = INTENT_REFRESH };
	if (action == ACTION_LIST)
		return (struct intent){ .kind = INTENT_LIST };
	if (action == ACTION_BACKWARD || action == ACTION_FORWARD)
		return (struct intent){ .kind = INTENT_TRAVEL,
			.step = action == ACTION_FORWARD ? 1 : -1 };
	if (action == ACTION_COMMAND)
		return (struct intent){ .kind = INTENT_PUSH, .push = &view_prompt,
			.arg = { .action = ACTION_COMMAND } };
	for (size_t i = 0; i < sizeof(screens) / sizeof(screens[0]); i++)
		if (screens[i].action == action)
			return push_unless_there(view, screens[i].view);
	return (struct intent){ .kind = INTENT_NONE };
}
