/* SPDX-License-Identifier: ISC */
/* One case: the facts at the top, everything else scrolls below; on a wide
 * screen timeline and actions stand beside the answers. */
#include <assert.h>

#include "console/rules/workflow.h"
#include "storage/instant.h"
#include "storage/text.h"
#include "views/case_clock.h"
#include "views/case_cursor.h"
#include "views/case_page.h"
#include "views/chrome.h"
#include "views/dialog.h"
#include "views/words.h"

#define HEAD_ROWS 6
#define WIDE_COLS 120

struct case_state {
	int64_t case_id;
	struct scroll scroll;
	struct case_cursor cursor;
};

static int
body_rows(const struct desk_model *m)
{
	int rows = chrome_body_rows(m) - HEAD_ROWS;

	return rows < 1 ? 1 : rows;
}

static bool
is_wide(const struct desk_model *m)
{
	return m->screen_cols >= WIDE_COLS;
}

static struct page
left_page(const struct desk_model *m, struct grid *g)
{
	return (struct page){ .g = g, .row = CHROME_TOP + HEAD_ROWS, .col = 1,
		.rows = body_rows(m),
		.cols = is_wide(m) ? m->screen_cols / 2 - 2 : m->screen_cols - 2 };
}

static struct page
right_page(const struct desk_model *m, struct grid *g)
{
	struct page p = left_page(m, g);

	p.col = m->screen_cols / 2 + 1;
	p.cols = m->screen_cols - p.col - 1;
	return p;
}

/* Writes everything from top on, the cursor on the answer that spot names; returns
 * how many lines there are. */
static int
write_body(const struct desk_model *m, struct grid *g, int top, struct answer_spot *spot)
{
	struct page left = left_page(m, g), right = right_page(m, g);
	struct page *rest = is_wide(m) ? &right : &left;

	left.top = right.top = top;
	case_page_draft(&left, m->detail);
	case_page_answers(&left, m->detail, spot);
	case_page_timeline(rest, m->detail);
	case_clock_limits(rest, m->detail, m->now_at);
	case_page_actions(rest, m->detail);
	return left.line > right.line ? left.line : right.line;
}

static void
measure(const struct desk_model *m, struct answer_spot *spot)
{
	(void)write_body(m, NULL, 0, spot);
}

static int
count_lines(const struct desk_model *m)
{
	struct answer_spot none = { .field = NULL };

	return write_body(m, NULL, 0, &none);
}

/* Marks the answer under the cursor, or all that are missing or do not fit. */
static struct intent
flag(const struct case_state *s, const struct desk_model *m, bool is_faults)
{
	const struct answer *a = case_cursor_answer(&s->cursor, m->detail);

	if (a == NULL)
		return (struct intent){ .kind = INTENT_NONE };
	return (struct intent){ .kind = INTENT_FLAG, .case_id = m->detail->row.id,
		.text = is_faults ? "" : a->name, .is_faults = is_faults };
}

static struct intent
case_key(void *state, const struct desk_model *m, struct key key)
{
	struct case_state *s = state;
	enum action action = binding_find(VIEW_CASE, key);
	enum op op = action_table[action].op;

	if (m->detail == NULL)
		return chrome_key(VIEW_CASE, action);
	if (action == ACTION_CASE_NEXT || action == ACTION_CASE_PREVIOUS)
		return (struct intent){ .kind = INTENT_STEP,
			.step = action == ACTION_CASE_NEXT ? 1 : -1 };
	if (action == ACTION_FLAG || action == ACTION_FLAG_FAULTS)
		return flag(s, m, action == ACTION_FLAG_FAULTS);
	if (action == ACTION_SIDE)
		return (struct intent){ .kind = INTENT_PUSH, .push = &view_side };
	const struct case_paging paging = { .rows = body_rows(m), .lines = count_lines(m),
		.measure = measure };
	if (case_cursor_move(&s->cursor, &s->scroll, m, &paging, action))
		return (struct intent){ .kind = INTENT_REDRAW };
	if (op != OP__COUNT)
		return dialog_start_op(m, op, &m->detail->row, case_allowed(m->detail, op));
	return chrome_key(VIEW_CASE, action);
}

#define GAP_COLS 2	/* between two facts */

/* A line of facts being written: name, value, blanks. */
struct facts {
	struct grid *g;
	int row;
	int col;
	int gap;
};

static void
put_fact(struct facts *f, const char *label, enum style style, const char *value)
{
	int room = f->g->cols - 1;

	f->col += grid_put(f->g, f->row, f->col, room - f->col, STYLE_LABEL, label) + 1;
	f->col += grid_put(f->g, f->row, f->col, room - f->col, style,
	    str_empty(value) ? "-" : value) + f->gap;
}

/* How much of an instant is said: less where three or four must share 80 cells. */
enum instant_words {
	INSTANT_WHOLE,
	INSTANT_SHORT,
	INSTANT_DAY
};

static void
put_fact_time(struct facts *f, const char *label, enum style style, int64_t at,
    enum instant_words words)
{
	struct buf b = { 0 };

	if (words == INSTANT_DAY)
		words_short_day(&b, at);
	else if (words == INSTANT_SHORT)
		words_short_time(&b, at);
	else
		words_time(&b, at);
	put_fact(f, label, style, buf_str(&b));
	buf_release(&b);
}

/* "[처리중] ! 잔여시간 -2시간"; the name before the time only where there is room. */
static void
add_standing(struct buf *out, const struct case_detail *c, bool is_wide, bool has_name)
{
	const struct case_row *row = &c->row;
	enum urgency urgency = words_urgency(row);

	buf_printf(out, "[%s]", state_label(row->state));
	if (urgency != URGENCY_NONE) {
		buf_printf(out, " %s ", words_urgency_sign(urgency));
		if (row->outage_at == 0 && has_name)
			buf_printf(out, "%s ", say(N_("Left")));
		case_clock_left(out, c, is_wide);
	} else if (row->paused_from.number != 0) {
		buf_putc(out, ' ');
		case_clock_left(out, c, is_wide);
	}
}

static void
draw_name_row(const struct case_detail *c, struct grid *g, int at)
{
	const struct case_row *row = &c->row;
	bool is_wide = g->cols >= WIDE_COLS;
	int col = 1 + grid_put(g, at, 1, g->cols - 2, STYLE_HEADING, words_number(row)) + 2;
	struct buf left = { 0 }, service = { 0 };

	add_standing(&left, c, is_wide, true);
	words_service(&service, row->service);
	int most = g->cols - col - 2;
	if (text_width(buf_str(&service)) + text_width(buf_str(&left)) > most) {
		buf_clear(&service);
		words_service_short(&service, row->service);
	}
	if (text_width(buf_str(&service)) + text_width(buf_str(&left)) > most) {
		buf_clear(&left);
		add_standing(&left, c, is_wide, false);
	}
	int width = text_width(buf_str(&left));
	grid_put(g, at, g->cols - 1 - width, width, words_urgency_style(words_urgency(row)),
	    buf_str(&left));
	grid_put(g, at, col, most - width, STYLE_NORMAL, buf_str(&service));
	buf_release(&left);
	buf_release(&service);
}

static void
draw_people_row(const struct desk_model *m, struct grid *g, int at)
{
	const struct case_detail *c = m->detail;
	enum style style = c->is_unmasked ? STYLE_NORMAL : STYLE_MASKED;
	struct facts f = { g, at, 1, GAP_COLS };

	put_fact(&f, say(N_("Applicant")), style, c->row.applicant);
	put_fact(&f, say(N_("Birth")), style, c->applicant_birth);
	put_fact(&f, say(N_("Phone")), style, c->applicant_phone);
	if (!c->is_unmasked) {
		const char *masked = say(N_("(masked until taken)"));
		int room = g->cols - f.col - 1;
		grid_put(g, at, f.col, room, STYLE_DIM,
		    text_width(masked) <= room ? masked : say(N_("(masked)")));
	}
	f = (struct facts){ g, at + 1, 1, GAP_COLS };
	put_fact(&f, say(N_("Address")), style, c->applicant_address);
}

static void
draw_desk_row(const struct desk_model *m, struct grid *g, int at)
{
	const struct case_row *row = &m->detail->row;
	struct facts f = { g, at, 1, GAP_COLS };
	struct buf b = { 0 };
	struct civil until;

	if (g->cols < WIDE_COLS)
		words_channel_short(&b, row->channel);
	else
		words_channel(&b, row->channel);
	put_fact(&f, say(N_("Channel")), STYLE_NORMAL, buf_str(&b));
	buf_clear(&b);
	words_region(&b, row->region);
	put_fact(&f, say(N_("Region")), STYLE_NORMAL, buf_str(&b));
	put_fact(&f, say(N_("Assignee")), STYLE_NORMAL,
	    words_person(row->assignee_name, row->assignee));
	buf_clear(&b);
	bool is_mine = str_eq(row->lease_holder, m->who.login);
	if (row->lease_holder[0] != '\0') {
		buf_puts(&b, is_mine ? say(N_("me")) :
		    words_person(row->lease_holder_name, row->lease_holder));
		instant_civil(row->lease_until_at, &until);
		buf_printf(&b, " ~%02d:%02d", until.hour, until.minute);
	}
	put_fact(&f, say(N_("Holder")), is_mine ? STYLE_OK : STYLE_WARN, buf_str(&b));
	buf_release(&b);
}

static void
draw_clock_row(const struct case_detail *c, struct grid *g, int at)
{
	const struct case_row *row = &c->row;
	const struct clock_figures *clock = &c->clock;
	bool is_short = g->cols < WIDE_COLS;
	/* With a fourth instant 80 cells are few. */
	bool is_tight = is_short && clock->calendar_due_at != 0;
	enum instant_words past = is_tight ? INSTANT_DAY : is_short ? INSTANT_SHORT : INSTANT_WHOLE;
	enum instant_words other = is_short ? INSTANT_SHORT : INSTANT_WHOLE;
	struct facts f = { g, at, 1, is_tight ? 1 : GAP_COLS };

	put_fact_time(&f, say(N_("Arrived")), STYLE_NORMAL, row->arrived_at, past);
	put_fact_time(&f, say(N_("Received")), STYLE_NORMAL, row->received_at, past);
	put_fact_time(&f, say(N_("Due")), words_urgency_style(words_urgency(row)), row->due_at,
	    is_tight ? INSTANT_SHORT : INSTANT_WHOLE);
	/* The due is the earlier of two limits: the other one beside it. */
	if (clock->calendar_due_at != 0 && clock->calendar_due_at != row->due_at)
		put_fact_time(&f, is_short ? say(N_("Cal. days")) : say(N_("Calendar days")),
		    STYLE_NORMAL, clock->calendar_due_at, other);
	else if (clock->calendar_due_at != 0)
		put_fact_time(&f, is_short ? say(N_("Work days")) : say(N_("Working days")),
		    STYLE_NORMAL, clock->legal_due_at, other);
}

/* Which ops come first in the key bar: what decides a case before what only
 * holds it. */
static const enum op bar_order[] = {
	OP_NEXT, OP_RECEIVE, OP_DRAFT, OP_APPROVE, OP_SEND_BACK, OP_NOTE, OP_ESCALATE,
	OP_RESUME, OP_SUPPLEMENT, OP_CORRECT, OP_SUPPLEMENT_EXTEND, OP_RETURN, OP_EXTEND,
	OP_REFUSE, OP_WITHDRAW, OP_ASSIGN, OP_CLAIM, OP_RELEASE, OP_APPROVE_TIME,
	OP_REJECT_TIME, OP_CORRECT_TIME, OP_SETTLE,
};
static_assert(sizeof(bar_order) / sizeof(bar_order[0]) == OP__COUNT, "every op once");

#define BAR_MAX (OP__COUNT + 6)

/* The key bar: what is allowed now first, then the rest dimmed. */
static void
draw_bar(const struct case_detail *c, struct grid *g)
{
	struct bar_entry bar[BAR_MAX];
	size_t n = 0;

	bar[n++] = (struct bar_entry){ ACTION_BACK, false };
	bar[n++] = (struct bar_entry){ ACTION_HELP, false };
	for (int pass = 0; c != NULL && pass < 2; pass++) {
		for (int i = 0; i < OP__COUNT; i++) {
			const struct allowed *a = case_allowed(c, bar_order[i]);
			bool is_off = a == NULL || !a->is_allowed;
			if (is_off == (pass == 1))
				bar[n++] = (struct bar_entry){ action_of_op(bar_order[i]), is_off };
		}
	}
	bar[n++] = (struct bar_entry){ ACTION_FLAG, false };
	bar[n++] = (struct bar_entry){ ACTION_SIDE, false };
	bar[n++] = (struct bar_entry){ ACTION_CASE_NEXT, false };
	bar[n++] = (struct bar_entry){ ACTION_CASE_PREVIOUS, false };
	chrome_keys(g, VIEW_CASE, bar, n);
}

static void
case_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	const struct case_state *s = state;
	int row = CHROME_TOP;

	chrome_message(m, g, m->detail != NULL ? m->detail->row.title : "");
	draw_bar(m->detail, g);
	grid_cursor(g, row, 1);
	if (m->detail == NULL) {
		grid_put(g, row + 1, 2, g->cols - 4, STYLE_DIM, say(N_("Reading the case.")));
		return;
	}
	draw_name_row(m->detail, g, row);
	draw_people_row(m, g, row + 1);
	draw_desk_row(m, g, row + 3);
	draw_clock_row(m->detail, g, row + 4);
	case_clock_draw(m->detail, g, row + 5);
	int rows = body_rows(m), top = scroll_top(&s->scroll, count_lines(m), rows);
	const struct answer *a = case_cursor_answer(&s->cursor, m->detail);
	struct answer_spot spot = { .field = a != NULL ? a->name : NULL };
	write_body(m, g, top, &spot);
	if (a != NULL && spot.first >= top && spot.first < top + rows)
		grid_cursor(g, CHROME_TOP + HEAD_ROWS + spot.first - top, 1);
}

static void
case_title(const void *state, const struct desk_model *m, struct buf *out)
{
	(void)state;
	buf_printf(out, "%s  ", view_id_label(VIEW_CASE));
	if (m->detail != NULL)
		buf_puts(out, words_number(&m->detail->row));
}

/* Another case is read from its beginning. */
static void
case_follow(void *state, const struct desk_model *m)
{
	struct case_state *s = state;

	if (m->detail == NULL || m->detail->row.id == s->case_id)
		return;
	s->case_id = m->detail->row.id;
	s->scroll.top = 0;
	s->cursor = (struct case_cursor){ .index = 0 };
}

const struct view_ops view_case = {
	.id = VIEW_CASE,
	.state_size = sizeof(struct case_state),
	.key = case_key,
	.draw = case_draw,
	.title = case_title,
	.follow = case_follow,
	.is_place = true,
};
