/* SPDX-License-Identifier: ISC */
/* Hand-overs: in whose hands each is and since when; what is not acknowledged in
 * time, and whose work that is. Two lines a hand-over: the facts, and where it
 * stands with its receiver. */
#include "console/rules/agency.h"
#include "console/rules/escalation.h"
#include "storage/text.h"
#include "views/rows.h"
#include "views/view.h"
#include "views/words.h"

/* Columns of the first line; the agency takes what is left. */
enum { NUMBER_COLS = 18, KIND_COLS = 13, HOP_COLS = 11, TIME_COLS = 14 };
enum { BRIEF_COLS = 9, WIDE_COLS = 100 };

#define SECOND_COL 3	/* a row's second line stands in */

static bool
is_late(const struct desk_model *m, const struct handover_row *row)
{
	return row->due_at != 0 && row->due_at < m->now_at;
}

static enum hop
hop_of(const struct handover_row *row)
{
	enum hop hop = HOP_CLOSED;

	(void)hop_find(row->hop, &hop);
	return hop;
}

/* Since when is said in fewer cells where there are few. */
static int
since_cols(const struct page *p)
{
	return p->cols < WIDE_COLS ? BRIEF_COLS : TIME_COLS;
}

static int
agency_cols(const struct page *p)
{
	int cols = p->cols - NUMBER_COLS - KIND_COLS - HOP_COLS - since_cols(p) -
	    TIME_COLS;

	return cols < 8 ? 8 : cols;
}

static void
write_head(struct page *p, const struct desk_model *m)
{
	int col = 0;

	(void)m;
	page_put(p, col, NUMBER_COLS - 1, STYLE_HEADING, say(N_("Number")));
	page_put(p, col += NUMBER_COLS, KIND_COLS - 1, STYLE_HEADING, say(N_("Kind")));
	page_put(p, col += KIND_COLS, agency_cols(p) - 1, STYLE_HEADING, say(N_("Agency")));
	page_put(p, col += agency_cols(p), HOP_COLS - 1, STYLE_HEADING, say(N_("Where")));
	page_put(p, col += HOP_COLS, since_cols(p) - 1, STYLE_HEADING, say(N_("Since")));
	page_put(p, col + since_cols(p), TIME_COLS - 1, STYLE_HEADING, say(N_("Next due")));
	page_next(p);
}

/* What there is to say beyond the facts. */
static void
write_second(struct page *p, const struct desk_model *m, const struct handover_row *row)
{
	bool is_ours = is_late(m, row) || row->bounces >= BOUNCES_TO_COMMITTEE;
	struct buf b = { 0 };

	if (is_late(m, row))
		verdict_sentence(&b, N_("Late: see to it, %s. "), row->owner[0] != '\0' ?
		    row->owner_name : role_label(ROLE_SUPERVISOR));
	if (row->bounces >= BOUNCES_TO_COMMITTEE)
		buf_printf(&b, say(N_("Returned %lld times: for the mediation committee. ")),
		    (long long)row->bounces);
	if (row->reason_code[0] != '\0')
		verdict_sentence(&b, N_("Returned: %s. "), return_reason_label(row->reason_code));
	if (row->receipt_no[0] != '\0')
		verdict_sentence(&b, N_("There: %s"), row->receipt_no);
	if (row->officer[0] != '\0')
		buf_printf(&b, " %s", row->officer);
	if (b.len > 0) {
		page_wrap(p, SECOND_COL, is_ours ? STYLE_WARN : STYLE_DIM, buf_str(&b));
		page_next(p);
	}
	buf_release(&b);
}

static void
write_row(struct page *p, const struct desk_model *m, size_t i)
{
	const struct handover_row *row = &m->handovers[i];
	const struct agency_info *agency = agency_find(row->agency);
	enum escalation_kind kind = ESCALATION_GUIDELINE;
	bool is_ko = str_eq(text_language(), "ko");
	enum hop hop = hop_of(row);
	struct buf b = { 0 };
	int col = 0;

	(void)escalation_kind_find(row->kind, &kind);
	page_put(p, col, NUMBER_COLS - 1, STYLE_NORMAL, row->case_number);
	page_put(p, col += NUMBER_COLS, KIND_COLS - 1, STYLE_NORMAL, is_ko ?
	    escalation_table[kind].service.short_ko : escalation_table[kind].service.short_en);
	page_put(p, col += KIND_COLS, agency_cols(p) - 1, STYLE_NORMAL, agency == NULL ?
	    row->agency : is_ko ? agency->short_ko : agency->short_en);
	page_put(p, col += agency_cols(p), HOP_COLS - 1, is_late(m, row) ? STYLE_DANGER :
	    hop == HOP_ANSWERED ? STYLE_OK : hop_table[hop].is_open ? STYLE_NOTICE : STYLE_DIM,
	    hop_label(hop));
	if (since_cols(p) == BRIEF_COLS)
		words_brief_time(&b, words_handover_since(row), m->now_at);
	else
		words_short_time(&b, words_handover_since(row));
	page_put(p, col += HOP_COLS, since_cols(p) - 1, STYLE_NORMAL, buf_str(&b));
	buf_clear(&b);
	if (row->due_at != 0)
		words_short_time(&b, row->due_at);
	page_put(p, col + since_cols(p), TIME_COLS - 1,
	    is_late(m, row) ? STYLE_DANGER : STYLE_NORMAL, buf_str(&b));
	page_next(p);
	buf_release(&b);
	write_second(p, m, row);
}

static size_t
count_rows(const struct desk_model *m)
{
	return m->handover_count;
}

static int64_t
row_id(const struct desk_model *m, size_t i)
{
	return m->handovers[i].id;
}

static const struct rows rows = {
	.count = count_rows,
	.id = row_id,
	.write_head = write_head,
	.write_row = write_row,
	.selected_cols = NUMBER_COLS,
	.empty = N_("Nothing was handed to another agency. F9 on a case does; Esc goes back."),
};

static struct intent
handovers_key(void *state, const struct desk_model *m, struct key key)
{
	enum action action = binding_find(VIEW_HANDOVERS, key);
	size_t at;

	if (rows_move(&rows, state, m, action))
		return (struct intent){ .kind = INTENT_REDRAW };
	if (action != ACTION_OPEN)
		return chrome_key(VIEW_HANDOVERS, action);
	if (!rows_selected(&rows, state, m, &at))
		return (struct intent){ .kind = INTENT_NONE };
	return (struct intent){ .kind = INTENT_OPEN, .case_id = m->handovers[at].case_id };
}

static void
handovers_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	const struct rows_cursor *c = state;
	size_t at;
	struct bar_entry bar[] = {
		{ ACTION_BACK, false }, { ACTION_OPEN, !rows_selected(&rows, c, m, &at) },
		{ ACTION_HELP, false }, { ACTION_SENT, false }, { ACTION_TODAY, false },
		{ ACTION_REFRESH, false }, { ACTION_COMMAND, false }, { ACTION_QUIT, false },
	};

	rows_draw(&rows, c, m, g);
	chrome_message(m, g, "");
	chrome_keys(g, VIEW_HANDOVERS, bar, sizeof(bar) / sizeof(bar[0]));
}

static void
handovers_follow(void *state, const struct desk_model *m)
{
	rows_follow(&rows, state, m);
}

const struct view_ops view_handovers = {
	.id = VIEW_HANDOVERS,
	.is_list = true,
	.state_size = sizeof(struct rows_cursor),
	.key = handovers_key,
	.draw = handovers_draw,
	.follow = handovers_follow,
	.cursor = rows_cursor_id,
	.seek = rows_seek,
	.is_place = true,
};
