/* SPDX-License-Identifier: ISC */
/* Sent messages: what goes to the channels, how often it was tried, and why
 * it failed. Two lines a message: the facts, and the last error if any. Above
 * them, a line for each channel that is not well. */
#include "storage/text.h"
#include "views/dialog.h"
#include "views/rows.h"
#include "views/unwell.h"
#include "views/words.h"

/* Columns of the first line; the number takes what is left. */
enum { STATE_COLS = 10, KIND_COLS = 11, CHANNEL_COLS = 9, TIME_COLS = 14, TRIES_COLS = 6 };
enum { BRIEF_COLS = 8, WIDE_COLS = 100 };

#define NUMBER_COLS 17	/* of a receipt number */
#define ERROR_COL 3	/* a row's second line stands in */

static enum style
state_style(const struct outbox_row *row)
{
	if (str_eq(row->state, "sent"))
		return STYLE_OK;
	if (str_eq(row->state, "parked"))
		return STYLE_DANGER;
	if (str_eq(row->state, "held") || str_eq(row->state, "cancelled"))
		return STYLE_DIM;
	return row->attempts > 0 ? STYLE_WARN : STYLE_NOTICE;
}

/* When it was made is said in fewer cells where there are few. */
static int
created_cols(const struct page *p)
{
	return p->cols < WIDE_COLS ? BRIEF_COLS : TIME_COLS;
}

static int
number_cols(const struct page *p)
{
	int cols = p->cols - STATE_COLS - KIND_COLS - CHANNEL_COLS - created_cols(p) - TIME_COLS -
	    TRIES_COLS;

	return cols < 8 ? 8 : cols;
}

/* Is there a worse row of the same channel, or one as bad before it? A channel
 * has one per region, and one line here. */
static bool
is_outdone(const struct desk_model *m, const struct channel_row *c)
{
	for (size_t i = 0; i < m->channel_count; i++) {
		const struct channel_row *o = &m->channels[i];
		if (o == c || !str_eq(o->code, c->code) || !unwell_channel(m, o))
			continue;
		if (o->last_pull_at < c->last_pull_at ||
		    (o->last_pull_at == c->last_pull_at && o < c))
			return true;
	}
	return false;
}

static void
write_channel(struct page *p, const struct desk_model *m, const struct channel_row *c)
{
	struct buf b = { 0 };

	words_channel(&b, c->code);
	buf_puts(&b, ": ");
	if (c->last_pull_at == 0) {
		buf_puts(&b, say(N_("never heard")));
	} else {
		struct buf at = { 0 };
		words_short_time(&at, c->last_pull_at);
		verdict_sentence(&b, N_("last heard %s"), buf_str(&at));
		buf_release(&at);
		buf_printf(&b, say(N_(" (%lld min ago)")),
		    (long long)((m->now_at - c->last_pull_at) / 60));
	}
	if (c->last_error[0] != '\0')
		buf_printf(&b, ", %s", c->last_error);
	page_wrap(p, 0, STYLE_DANGER, buf_str(&b));
	page_next(p);
	buf_release(&b);
}

static void
write_head(struct page *p, const struct desk_model *m)
{
	int col = 0;

	for (size_t i = 0; i < m->channel_count; i++) {
		if (unwell_channel(m, &m->channels[i]) && !is_outdone(m, &m->channels[i]))
			write_channel(p, m, &m->channels[i]);
	}
	page_put(p, col, number_cols(p) - 1, STYLE_HEADING, say(N_("Number")));
	page_put(p, col += number_cols(p), STATE_COLS - 1, STYLE_HEADING, say(N_("State")));
	page_put(p, col += STATE_COLS, KIND_COLS - 1, STYLE_HEADING, say(N_("Message")));
	page_put(p, col += KIND_COLS, CHANNEL_COLS - 1, STYLE_HEADING, say(N_("Channel")));
	page_put(p, col += CHANNEL_COLS, TRIES_COLS - 1, STYLE_HEADING, say(N_("Tries")));
	page_put(p, col += TRIES_COLS, created_cols(p) - 1, STYLE_HEADING, say(N_("Created")));
	page_put(p, col + created_cols(p), TIME_COLS - 1, STYLE_HEADING, say(N_("Sent/next")));
	page_next(p);
}

static void
write_row(struct page *p, const struct desk_model *m, size_t i)
{
	const struct outbox_row *row = &m->outbox[i];
	struct buf b = { 0 };
	int col = 0;

	page_put(p, col, number_cols(p) - 1, STYLE_NORMAL, row->case_number);
	page_put(p, col += number_cols(p), STATE_COLS - 1, state_style(row),
	    words_outbox(row->state));
	page_put(p, col += STATE_COLS, KIND_COLS - 1, STYLE_NORMAL, words_outbox(row->kind));
	words_channel_short(&b, row->channel);
	page_put(p, col += KIND_COLS, CHANNEL_COLS - 1, STYLE_NORMAL, buf_str(&b));
	buf_clear(&b);
	buf_printf(&b, "%lld", (long long)row->attempts);
	page_put(p, col += CHANNEL_COLS, TRIES_COLS - 1, STYLE_NORMAL, buf_str(&b));
	buf_clear(&b);
	if (created_cols(p) == BRIEF_COLS)
		words_brief_time(&b, row->created_at, m->now_at);
	else
		words_short_time(&b, row->created_at);
	page_put(p, col += TRIES_COLS, created_cols(p) - 1, STYLE_NORMAL, buf_str(&b));
	buf_clear(&b);
	words_short_time(&b, row->sent_at != 0 ? row->sent_at : row->next_try_at);
	page_put(p, col + created_cols(p), TIME_COLS - 1, STYLE_NORMAL, buf_str(&b));
	page_next(p);
	if (row->last_error[0] != '\0') {
		page_wrap(p, ERROR_COL, STYLE_WARN, row->last_error);
		page_next(p);
	}
	buf_release(&b);
}

static size_t
count_rows(const struct desk_model *m)
{
	return m->outbox_count;
}

static int64_t
row_id(const struct desk_model *m, size_t i)
{
	return m->outbox[i].id;
}

static const struct rows rows = {
	.count = count_rows,
	.id = row_id,
	.write_head = write_head,
	.write_row = write_row,
	.selected_cols = NUMBER_COLS,
	.empty = N_("No messages to the channels. Those that wait, went or failed stand here; Esc goes back."),
};

static struct intent
sent_key(void *state, const struct desk_model *m, struct key key)
{
	enum action action = binding_find(VIEW_SENT, key);
	const struct outbox_row *row;
	size_t at;

	if (rows_move(&rows, state, m, action))
		return (struct intent){ .kind = INTENT_REDRAW };
	if (action != ACTION_OPEN && action_table[action].hand == BY_HAND_NONE)
		return chrome_key(VIEW_SENT, action);
	if (!rows_selected(&rows, state, m, &at))
		return (struct intent){ .kind = INTENT_NONE };
	row = &m->outbox[at];
	if (action == ACTION_OPEN)
		return (struct intent){ .kind = INTENT_OPEN, .case_id = row->case_id };
	return dialog_start_hand(m, action, &(struct hand_row){ .id = row->id,
		.state = row->state, .number = row->case_number });
}

/* The key bar: dimmed is what the selected message does not allow. */
static void
draw_bar(const struct desk_model *m, struct grid *g, const struct outbox_row *row)
{
	struct bar_entry bar[] = {
		{ ACTION_BACK, false }, { ACTION_OPEN, false }, { ACTION_MESSAGE_RETRY, false },
		{ ACTION_MESSAGE_HOLD, false }, { ACTION_MESSAGE_CANCEL, false },
		{ ACTION_HELP, false }, { ACTION_UNSORTED, false }, { ACTION_REFRESH, false },
		{ ACTION_COMMAND, false }, { ACTION_QUIT, false },
	};

	for (size_t i = 0; i < sizeof(bar) / sizeof(bar[0]); i++) {
		enum by_hand hand = action_table[bar[i].action].hand;
		if (hand != BY_HAND_NONE || bar[i].action == ACTION_OPEN)
			bar[i].is_off = row == NULL || (hand != BY_HAND_NONE &&
			    by_hand_judge(hand, m->who.role, row->state).reason != REASON_NONE);
	}
	chrome_keys(g, VIEW_SENT, bar, sizeof(bar) / sizeof(bar[0]));
}

static void
sent_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	const struct rows_cursor *c = state;
	size_t at;
	bool has_row = rows_selected(&rows, c, m, &at);

	rows_draw(&rows, c, m, g);
	chrome_message(m, g, "");
	draw_bar(m, g, has_row ? &m->outbox[at] : NULL);
}

static void
sent_follow(void *state, const struct desk_model *m)
{
	rows_follow(&rows, state, m);
}

static void
sent_title(const void *state, const struct desk_model *m, struct buf *out)
{
	(void)state;
	buf_puts(out, view_id_label(VIEW_SENT));
	if (!str_empty(m->outbox_state))
		buf_printf(out, ": %s", words_outbox(m->outbox_state));
}

const struct view_ops view_sent = {
	.id = VIEW_SENT,
	.is_list = true,
	.state_size = sizeof(struct rows_cursor),
	.key = sent_key,
	.draw = sent_draw,
	.title = sent_title,
	.follow = sent_follow,
	.cursor = rows_cursor_id,
	.seek = rows_seek,
	.is_place = true,
};
