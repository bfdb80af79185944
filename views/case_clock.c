/* SPDX-License-Identifier: ISC */
#include "views/case_clock.h"

#include "console/rules/catalogue.h"
#include "console/rules/deadline.h"
#include "console/rules/service_clock.h"
#include "console/rules/verdict.h"
#include "storage/text.h"
#include "views/words.h"

#define DAY_MINUTES (8 * 60)	/* of work */
#define BAR_COLS 20	/* at most, */
#define BAR_LEAST 6	/* and at least, where a bar says something */

/* One mark per party, as the bar and its key show them. */
static const char marks[PARTY__COUNT + 1] = "=.-+x";

static struct period
period_of(const struct case_detail *c)
{
	const struct service_info *service = service_find(c->row.service);
	struct period p = { PERIOD_NONE, 0 };

	if (service == NULL || !period_parse(service->period, &p))
		return (struct period){ PERIOD_NONE, 0 };
	return p;
}

/* "2시간 10분", to the minute: a list rounds, the case itself does not. */
static void
add_minutes(struct buf *out, int32_t minutes)
{
	if (minutes < 0)
		buf_putc(out, '-');
	words_working_time(out, minutes < 0 ? -(int64_t)minutes : minutes);
}

void
case_clock_left(struct buf *out, const struct case_detail *c, bool is_exact)
{
	const struct service_info *service = service_find(c->row.service);
	struct buf left = { 0 };

	if (c->row.paused_from.number != 0 && c->row.due_at != 0) {
		deadline_left_format(&left, period_of(c), c->clock.left);
		verdict_sentence(out, is_exact ? N_("%s left after they reply") :
		    N_("%s left after reply"), buf_str(&left));
	} else if (c->row.outage_at != 0 && words_urgency(&c->row) != URGENCY_NONE) {
		if (is_exact)
			add_minutes(&left, c->row.slack_minutes);
		else
			words_time_left(&left, &c->row);
		verdict_sentence(out, is_exact ? N_("%s left when the system is back") :
		    N_("%s after the outage"), buf_str(&left));
	} else if (is_exact && words_urgency(&c->row) != URGENCY_NONE) {
		add_minutes(out, c->row.slack_minutes);
	} else {
		words_time_left(out, &c->row);
	}
	if (c->row.deemed_at != 0) {
		struct buf since = { 0 };

		words_short_time(&since, c->row.deemed_at);
		buf_putc(out, ' ');
		verdict_sentence(out, is_exact ? N_("(deemed accepted since %s)") :
		    N_("(deemed since %s)"), buf_str(&since));
		buf_release(&since);
	} else if (service != NULL && service->is_deemed_accepted && out->len > 0 &&
	    c->clock.is_running)
		buf_printf(out, " %s", is_exact || c->row.outage_at == 0 ?
		    say(N_("(then deemed accepted)")) : say(N_("(then deemed)")));
	buf_release(&left);
}

/* A share to the day, or to the hour where that is all. */
static void
add_rough(struct buf *out, int64_t minutes)
{
	int64_t unit = minutes >= DAY_MINUTES ? DAY_MINUTES : minutes >= 60 ? 60 : 1;

	words_working_time(out, minutes - minutes % unit);
}

static void
add_ledger(struct buf *out, const struct case_detail *c, bool has_marks, bool is_rough)
{
	const char *between = "";

	for (size_t i = 0; i < PARTY__COUNT; i++) {
		if (c->clock.ledger[i] == 0)
			continue;
		buf_puts(out, between);
		if (has_marks)
			buf_printf(out, "%c ", marks[i]);
		buf_printf(out, "%s ", party_label((enum party)i));
		if (is_rough)
			add_rough(out, c->clock.ledger[i]);
		else
			words_working_time(out, c->clock.ledger[i]);
		between = ", ";
	}
}

void
case_clock_ledger(struct buf *out, const struct case_detail *c, bool has_marks)
{
	add_ledger(out, c, has_marks, false);
}

/* Each cell shows the party whose share of the whole covers its middle. */
static void
add_bar(struct buf *out, const struct clock_figures *clock, int cols)
{
	size_t party = 0;
	int64_t end = clock->ledger[0];

	for (int64_t cell = 0; cell < cols; cell++) {
		int64_t middle = (2 * cell + 1) * clock->total;

		while (party + 1 < PARTY__COUNT && end * 2 * cols <= middle)
			end += clock->ledger[++party];
		buf_putc(out, marks[party]);
	}
}

void
case_clock_draw(const struct case_detail *c, struct grid *g, int row)
{
	struct buf b = { 0 };
	int col = 1 + grid_put(g, row, 1, g->cols - 2, STYLE_LABEL, say(N_("Time spent"))) + 1;

	if (!c->clock.is_running || c->clock.total <= 0) {
		grid_put(g, row, col, g->cols - col - 1, STYLE_NORMAL, "-");
		return;
	}
	/* The bar leaves the words beside it the cells that they need. */
	case_clock_ledger(&b, c, true);
	int cols = g->cols - col - 2 - text_width(buf_str(&b));
	if (cols >= BAR_LEAST) {
		struct buf bar = { 0 };

		add_bar(&bar, &c->clock, cols < BAR_COLS ? cols : BAR_COLS);
		col += grid_put(g, row, col, cols, STYLE_NOTICE, buf_str(&bar)) + 1;
		buf_release(&bar);
	} else {
		buf_clear(&b);
		case_clock_ledger(&b, c, false);
		if (text_width(buf_str(&b)) > g->cols - col - 1) {
			buf_clear(&b);
			add_ledger(&b, c, false, true);
		}
	}
	grid_put(g, row, col, g->cols - col - 1, STYLE_NORMAL, buf_str(&b));
	buf_release(&b);
}

/* "kept 11-23 09:40", "overdue", or nothing while it runs. */
static void
add_standing(struct buf *out, const struct limit_row *row, enum service_clock which,
    int64_t now_at)
{
	bool is_late = service_clock_is_overdue(which, row->due_at,
	    row->kept_at != 0 ? row->kept_at : now_at);
	struct buf at = { 0 };

	words_short_time(&at, row->kept_at);
	if (row->kept_at != 0)
		verdict_sentence(out, is_late ? N_("done late, %s") : N_("kept, %s"), buf_str(&at));
	else if (is_late)
		buf_puts(out, say(N_("overdue")));
	buf_release(&at);
}

void
case_clock_limit(struct buf *out, const struct limit_row *row, int64_t now_at)
{
	enum service_clock which;
	struct buf standing = { 0 };

	if (!service_clock_find(row->name, &which))
		return;
	words_short_time(out, row->due_at);
	add_standing(&standing, row, which, now_at);
	buf_printf(out, "  %s%s%s (%s)", service_clock_label(which), standing.len > 0 ? ": " : "",
	    buf_str(&standing), service_clock_table[which].law);
	buf_release(&standing);
}

void
case_clock_limits(struct page *p, const struct case_detail *c, int64_t now_at)
{
	struct buf b = { 0 };

	if (c->limit_count > 0)
		page_heading(p, say(N_("Other limits")));
	for (size_t i = 0; i < c->limit_count; i++) {
		const struct limit_row *row = &c->limits[i];
		enum service_clock which;
		bool is_late = service_clock_find(row->name, &which) && row->kept_at == 0 &&
		    service_clock_is_overdue(which, row->due_at, now_at);

		buf_clear(&b);
		case_clock_limit(&b, row, now_at);
		page_wrap(p, 1, is_late ? STYLE_DANGER : row->kept_at != 0 ? STYLE_DIM :
		    STYLE_NORMAL, buf_str(&b));
		page_next(p);
	}
	buf_release(&b);
}
