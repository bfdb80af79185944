/* SPDX-License-Identifier: ISC */
/* Calendar and outages: the next days off, and what stops clocks. */
#include "console/rules/deadline.h"
#include "storage/text.h"
#include "views/dialog.h"
#include "views/rows.h"
#include "views/words.h"

enum { CHANNEL_COLS = 10, TIME_COLS = 15 };

#define REASON_COL 3	/* a row's second line stands in */
#define DAYS_OFF 3	/* the next ones */

/* "12-25 성탄절, 01-01 1월 1일": the holidays that come next on working weekdays. */
static void
add_days_off(struct buf *out, const struct calendar *c, int64_t now_at)
{
	struct day d;
	int32_t second;
	int found = 0;

	instant_split(now_at, &d, &second);
	for (int i = 0; i < 366 && found < DAYS_OFF; i++, d.number++) {
		const struct holiday_name *name = calendar_holiday(c, d);
		int year, month, day;

		if (name == NULL || day_weekday(d) == 0 || day_weekday(d) == 6)
			continue;
		day_split(d, &year, &month, &day);
		buf_printf(out, "%s%d. %d. %s", found++ > 0 ? ", " : "", month, day,
		    str_eq(text_language(), "ko") ? name->ko : name->en);
	}
}

static void
write_head(struct page *p, const struct desk_model *m)
{
	struct calendar usual = calendar_usual();
	const struct calendar *c = m->calendar != NULL ? m->calendar : &usual;
	struct buf b = { 0 };
	struct day today;
	int32_t second;
	int lunch;

	add_days_off(&b, c, m->now_at);
	instant_split(m->now_at, &today, &second);
	lunch = calendar_lunch(c, today);
	page_put(p, 0, p->cols, STYLE_LABEL, say(N_("Next days off")));
	page_wrap(p, text_width(say(N_("Next days off"))) + 2, STYLE_NORMAL, buf_str(&b));
	page_next(p);
	buf_clear(&b);
	buf_printf(&b, "%02d:%02d–%02d:%02d", lunch / 60, lunch % 60, lunch / 60 + 1, lunch % 60);
	page_put(p, 0, p->cols, STYLE_LABEL, say(N_("Lunch hour today")));
	page_put(p, text_width(say(N_("Lunch hour today"))) + 2, p->cols, STYLE_NORMAL, buf_str(&b));
	page_next(p);
	page_put(p, 0, CHANNEL_COLS - 1, STYLE_HEADING, say(N_("Outage of")));
	page_put(p, CHANNEL_COLS, TIME_COLS - 1, STYLE_HEADING, say(N_("Began")));
	page_put(p, CHANNEL_COLS + TIME_COLS, TIME_COLS - 1, STYLE_HEADING, say(N_("Ended")));
	page_put(p, CHANNEL_COLS + 2 * TIME_COLS, p->cols, STYLE_HEADING, say(N_("Cases")));
	page_next(p);
	buf_release(&b);
}

static void
write_row(struct page *p, const struct desk_model *m, size_t i)
{
	const struct outage_row *row = &m->outages[i];
	enum style style = row->until_at == 0 ? STYLE_DANGER : STYLE_NORMAL;
	struct buf b = { 0 };

	words_channel_or_all(&b, row->channel);
	page_put(p, 0, CHANNEL_COLS - 1, style, buf_str(&b));
	buf_clear(&b);
	words_short_time(&b, row->from_at);
	page_put(p, CHANNEL_COLS, TIME_COLS - 1, style, buf_str(&b));
	buf_clear(&b);
	words_short_time(&b, row->until_at);
	page_put(p, CHANNEL_COLS + TIME_COLS, TIME_COLS - 1, style,
	    row->until_at == 0 ? say(N_("still on")) : buf_str(&b));
	buf_clear(&b);
	buf_printf(&b, "%lld", (long long)row->cases);
	page_put(p, CHANNEL_COLS + 2 * TIME_COLS, p->cols, style, buf_str(&b));
	page_next(p);
	buf_clear(&b);
	buf_printf(&b, "%s (%s) · %s", row->reason, row->evidence,
	    words_person(row->by_name, row->by));
	page_wrap(p, REASON_COL, STYLE_LABEL, buf_str(&b));
	page_next(p);
	buf_release(&b);
}

static size_t
count_rows(const struct desk_model *m)
{
	return m->outage_count;
}

static int64_t
row_id(const struct desk_model *m, size_t i)
{
	return m->outages[i].id;
}

static const struct rows rows = {
	.count = count_rows,
	.id = row_id,
	.write_head = write_head,
	.write_row = write_row,
	.selected_cols = CHANNEL_COLS - 1,
	.empty = N_("No outage is recorded."),
};

/* The selected outage as a dialog must know it; begin and record have none. */
static struct hand_row
hand_row_of(const struct outage_row *row)
{
	return row == NULL ? (struct hand_row){ .state = "", .number = "" } :
	    (struct hand_row){ .id = row->id, .state = row->until_at == 0 ? "on" : "over",
		.number = row->reason };
}

static struct intent
calendar_key(void *state, const struct desk_model *m, struct key key)
{
	enum action action = binding_find(VIEW_CALENDAR, key);
	const struct outage_row *row = NULL;
	struct hand_row hand_row;
	size_t at;

	if (rows_move(&rows, state, m, action))
		return (struct intent){ .kind = INTENT_REDRAW };
	if (action_table[action].hand == BY_HAND_NONE)
		return chrome_key(VIEW_CALENDAR, action);
	if (rows_selected(&rows, state, m, &at))
		row = &m->outages[at];
	if (action == ACTION_OUTAGE_END && row == NULL)
		return (struct intent){ .kind = INTENT_NONE };
	hand_row = hand_row_of(action == ACTION_OUTAGE_END ? row : NULL);
	return dialog_start_hand(m, action, &hand_row);
}

static void
draw_bar(const struct desk_model *m, struct grid *g, const struct outage_row *row)
{
	struct bar_entry bar[] = {
		{ ACTION_BACK, false }, { ACTION_OUTAGE_BEGIN, false },
		{ ACTION_OUTAGE_END, false }, { ACTION_OUTAGE_RECORD, false },
		{ ACTION_HELP, false }, { ACTION_REFRESH, false }, { ACTION_QUIT, false },
	};

	for (size_t i = 0; i < sizeof(bar) / sizeof(bar[0]); i++) {
		enum by_hand hand = action_table[bar[i].action].hand;
		struct hand_row hand_row = hand_row_of(row);

		if (hand != BY_HAND_NONE)
			bar[i].is_off = by_hand_judge(hand, m->who.role, hand_row.state).reason !=
			    REASON_NONE;
	}
	chrome_keys(g, VIEW_CALENDAR, bar, sizeof(bar) / sizeof(bar[0]));
}

static void
calendar_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	const struct rows_cursor *c = state;
	size_t at;
	bool has_row = rows_selected(&rows, c, m, &at);

	rows_draw(&rows, c, m, g);
	chrome_message(m, g, "");
	draw_bar(m, g, has_row ? &m->outages[at] : NULL);
}

static void
calendar_follow(void *state, const struct desk_model *m)
{
	rows_follow(&rows, state, m);
}

const struct view_ops view_calendar = {
	.id = VIEW_CALENDAR,
	.state_size = sizeof(struct rows_cursor),
	.key = calendar_key,
	.draw = calendar_draw,
	.follow = calendar_follow,
	.is_place = true,
};
