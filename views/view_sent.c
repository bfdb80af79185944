/* SPDX-License-Identifier: ISC */
/* Sent messages: what goes to the channels, how often it was tried, and why
 * it failed. Two lines a message: the facts, and the last error if any. */
#include "storage/text.h"
#include "views/paged.h"
#include "views/words.h"

/* Columns of the first line; the number takes what is left. */
enum { STATE_COLS = 10, KIND_COLS = 11, CHANNEL_COLS = 9, TIME_COLS = 12, TRIES_COLS = 6 };

static enum style
state_style(const struct outbox_row *row)
{
	if (str_eq(row->state, "sent"))
		return STYLE_OK;
	if (str_eq(row->state, "parked"))
		return STYLE_DANGER;
	return row->attempts > 0 ? STYLE_WARN : STYLE_NOTICE;
}

static int
number_cols(const struct page *p)
{
	int cols = p->cols - STATE_COLS - KIND_COLS - CHANNEL_COLS - 2 * TIME_COLS - TRIES_COLS;

	return cols < 8 ? 8 : cols;
}

static void
write_heads(struct page *p)
{
	int col = 0;

	page_put(p, col, STATE_COLS - 1, STYLE_HEADING, say(N_("State")));
	page_put(p, col += STATE_COLS, number_cols(p) - 1, STYLE_HEADING, say(N_("Number")));
	page_put(p, col += number_cols(p), KIND_COLS - 1, STYLE_HEADING, say(N_("Message")));
	page_put(p, col += KIND_COLS, CHANNEL_COLS - 1, STYLE_HEADING, say(N_("Channel")));
	page_put(p, col += CHANNEL_COLS, TRIES_COLS - 1, STYLE_HEADING, say(N_("Tries")));
	page_put(p, col += TRIES_COLS, TIME_COLS - 1, STYLE_HEADING, say(N_("Created")));
	page_put(p, col + TIME_COLS, TIME_COLS - 1, STYLE_HEADING, say(N_("Sent/next")));
	page_next(p);
}

static void
write_row(struct page *p, const struct outbox_row *row)
{
	struct buf b = { 0 };
	int col = 0;

	page_put(p, col, STATE_COLS - 1, state_style(row), words_outbox(row->state));
	page_put(p, col += STATE_COLS, number_cols(p) - 1, STYLE_NORMAL, row->case_number);
	page_put(p, col += number_cols(p), KIND_COLS - 1, STYLE_NORMAL, words_outbox(row->kind));
	words_channel_short(&b, row->channel);
	page_put(p, col += KIND_COLS, CHANNEL_COLS - 1, STYLE_NORMAL, buf_str(&b));
	buf_clear(&b);
	buf_printf(&b, "%lld", (long long)row->attempts);
	page_put(p, col += CHANNEL_COLS, TRIES_COLS - 1, STYLE_NORMAL, buf_str(&b));
	buf_clear(&b);
	words_short_time(&b, row->created_at);
	page_put(p, col += TRIES_COLS, TIME_COLS - 1, STYLE_NORMAL, buf_str(&b));
	buf_clear(&b);
	words_short_time(&b, row->sent_at != 0 ? row->sent_at : row->next_try_at);
	page_put(p, col + TIME_COLS, TIME_COLS - 1, STYLE_NORMAL, buf_str(&b));
	page_next(p);
	if (row->last_error[0] != '\0') {
		page_wrap(p, STATE_COLS, STYLE_WARN, row->last_error);
		page_next(p);
	}
	buf_release(&b);
}

static void
write_all(struct page *p, const struct desk_model *m)
{
	write_heads(p);
	for (size_t i = 0; i < m->outbox_count; i++)
		write_row(p, &m->outbox[i]);
	if (m->outbox_count == 0) {
		page_put(p, 0, p->cols, STYLE_DIM, say(N_("No messages to the channels yet.")));
		page_next(p);
	}
}

static const struct bar_entry bar[] = {
	{ ACTION_BACK, false }, { ACTION_REFRESH, false }, { ACTION_UNSORTED, false },
	{ ACTION_COMMAND, false }, { ACTION_HELP, false }, { ACTION_QUIT, false },
};

static const struct paged paged = {
	.id = VIEW_SENT,
	.write = write_all,
	.bar = bar,
	.bar_count = sizeof(bar) / sizeof(bar[0]),
};

static struct intent
sent_key(void *state, const struct desk_model *m, struct key key)
{
	return paged_key(&paged, state, m, key);
}

static void
sent_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	paged_draw(&paged, state, m, g);
}

const struct view_ops view_sent = {
	.id = VIEW_SENT,
	.state_size = sizeof(struct scroll),
	.key = sent_key,
	.draw = sent_draw,
};
