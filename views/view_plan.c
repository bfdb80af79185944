/* SPDX-License-Identifier: ISC */
/* 대기 예측: how long people wait in each hour of the day; for who leads the desk
 * also what one more or fewer would change, and how the estimates have held. */
#include "console/rules/wait_plan.h"
#include "console/rules/wait_words.h"
#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/chrome.h"
#include "views/page.h"

enum { HOUR_COLS = 7, COUNT_COLS = 8, MEAN_COLS = 12 };

struct plan_state {
	struct scroll scroll;
};

static bool
leads(const struct desk_model *m)
{
	return m->who.role != ROLE_OFFICER;
}

static void
put_line(struct page *p, enum style style, const struct buf *line)
{
	page_wrap(p, 0, style, buf_str(line));
	page_next(p);
}

static bool
is_chosen(const struct desk_model *m, const struct plan_hour *hour)
{
	return hour->hour >= m->consult.from_hour && hour->hour < m->consult.until_hour;
}

static void
put_number(struct page *p, int col, int64_t milli)
{
	struct buf b = { 0 };

	buf_printf(&b, "%lld.%lld", (long long)(milli / 1000), (long long)(milli % 1000 / 100));
	page_put(p, col, COUNT_COLS - 1, STYLE_NORMAL, buf_str(&b));
	buf_release(&b);
}

static void
write_hour(struct page *p, const struct desk_model *m, const struct plan_hour *hour)
{
	bool has_mark = leads(m) && is_chosen(m, hour);
	struct buf b = { 0 };
	int col = 0;

	buf_printf(&b, "%s%02d:00", has_mark ? ">" : " ", (int)hour->hour);
	page_put(p, col, HOUR_COLS, has_mark ? STYLE_NOTICE : STYLE_NORMAL, buf_str(&b));
	put_number(p, col += HOUR_COLS, hour->arrivals_milli);
	put_number(p, col += COUNT_COLS, hour->servers_milli);
	buf_clear(&b);
	wait_words_plan(&b, hour->wait_sec);
	page_put(p, col += COUNT_COLS, MEAN_COLS - 1, STYLE_NORMAL, buf_str(&b));
	col += MEAN_COLS;
	if (leads(m)) {
		buf_clear(&b);
		wait_words_plan(&b, hour->then_sec);
		page_put(p, col, MEAN_COLS - 1, STYLE_NORMAL, buf_str(&b));
		col += MEAN_COLS;
	}
	buf_clear(&b);
	wait_words_short(&b, hour->p50_sec, hour->p90_sec, hour->samples);
	page_put(p, col, p->cols - col, STYLE_LABEL, buf_str(&b));
	page_next(p);
	buf_release(&b);
}

static void
write_hours(struct page *p, const struct desk_model *m)
{
	struct buf then = { 0 };
	int col = 0;

	page_put(p, col, HOUR_COLS, STYLE_HEADING, say(N_("Hour")));
	page_put(p, col += HOUR_COLS, COUNT_COLS - 1, STYLE_HEADING, say(N_("A day")));
	page_put(p, col += COUNT_COLS, COUNT_COLS - 1, STYLE_HEADING, say(N_("Staff")));
	page_put(p, col += COUNT_COLS, MEAN_COLS - 1, STYLE_HEADING, say(N_("Mean wait")));
	col += MEAN_COLS;
	if (leads(m)) {
		buf_printf(&then, say(N_("With %+d")), (int)m->consult.staff_more);
		page_put(p, col, MEAN_COLS - 1, STYLE_HEADING, buf_str(&then));
		col += MEAN_COLS;
	}
	page_put(p, col, p->cols - col, STYLE_HEADING, say(N_("Range")));
	page_next(p);
	for (size_t i = 0; i < m->consult.hour_count; i++)
		write_hour(p, m, &m->consult.hours[i]);
	if (m->consult.hour_count == 0) {
		page_put(p, 1, p->cols - 1, STYLE_DIM, say(N_("Nobody has waited here yet.")));
		page_next(p);
	}
	buf_release(&then);
}

static void
write_plan(struct page *p, const struct desk_model *m)
{
	const struct consult_figures *f = &m->consult.figures;
	struct buf line = { 0 };

	page_heading(p, say(N_("Who comes now")));
	wait_words_range(&line, f->p50_sec, f->p90_sec, f->samples);
	put_line(p, STYLE_NORMAL, &line);
	if (leads(m)) {
		page_heading(p, say(N_("What if")));
		buf_clear(&line);
		wait_words_change(&line, f);
		put_line(p, STYLE_NOTICE, &line);
		page_heading(p, say(N_("How the estimates held")));
		for (int told = 0; told < WAIT_TOLD__COUNT; told++) {
			buf_clear(&line);
			wait_words_calibration(&line, (enum wait_told)told, f);
			put_line(p, STYLE_NORMAL, &line);
		}
	}
	page_heading(p, say(N_("Satisfaction in 30 days")));
	buf_clear(&line);
	buf_puts(&line, say(N_("after a consultation ")));
	wait_words_rating(&line, f->own_rated_sum, f->own_rated);
	buf_puts(&line, say(N_(", of all cases ")));
	wait_words_rating(&line, f->rated_sum, f->rated);
	put_line(p, STYLE_NORMAL, &line);
	page_heading(p, say(N_("Hours of the day")));
	write_hours(p, m);
	buf_release(&line);
}

static int
line_count(const struct desk_model *m)
{
	struct page p = { .rows = chrome_body_rows(m), .cols = m->screen_cols - 2 };

	write_plan(&p, m);
	return p.line;
}

static struct intent
plan_key(void *state, const struct desk_model *m, struct key key)
{
	struct plan_state *s = state;
	enum action action = binding_find(VIEW_PLAN, key);
	struct intent intent = { .kind = INTENT_PLAN };

	if (action == ACTION_HOUR_NEXT || action == ACTION_HOUR_PREVIOUS)
		intent.step = action == ACTION_HOUR_NEXT ? 1 : -1;
	else if (action == ACTION_HOURS_LONGER)
		intent.length_step = 1;
	else if (action == ACTION_STAFF_MORE || action == ACTION_STAFF_FEWER)
		intent.staff_step = action == ACTION_STAFF_MORE ? 1 : -1;
	else if (scroll_move(&s->scroll, action, line_count(m), chrome_body_rows(m)))
		return (struct intent){ .kind = INTENT_REDRAW };
	else
		return chrome_key(VIEW_PLAN, action);
	if (!leads(m))
		return (struct intent){ .kind = INTENT_REFUSED, .reason = REASON_NO_RIGHT,
			.detail = role_name(ROLE_SUPERVISOR) };
	return intent;
}

static void
plan_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	const struct plan_state *s = state;
	struct bar_entry bar[] = {
		{ ACTION_BACK, false }, { ACTION_STAFF_MORE, !leads(m) },
		{ ACTION_STAFF_FEWER, !leads(m) }, { ACTION_HOUR_NEXT, !leads(m) },
		{ ACTION_HOUR_PREVIOUS, !leads(m) }, { ACTION_HOURS_LONGER, !leads(m) },
		{ ACTION_HELP, false }, { ACTION_REFRESH, false },
	};
	struct page p = { .g = g, .row = CHROME_TOP, .col = 1, .rows = chrome_body_rows(m),
		.cols = g->cols - 2, .top = scroll_top(&s->scroll, line_count(m),
		    chrome_body_rows(m)) };

	if (m->consult.has_read)
		write_plan(&p, m);
	grid_cursor(g, CHROME_TOP, 1);
	chrome_message(m, g, m->consult.has_read ? "" : say(N_("Being read …")));
	chrome_keys(g, VIEW_PLAN, bar, sizeof(bar) / sizeof(bar[0]));
}

const struct view_ops view_plan = {
	.id = VIEW_PLAN,
	.state_size = sizeof(struct plan_state),
	.key = plan_key,
	.draw = plan_draw,
	.is_place = true,
};
