/* SPDX-License-Identifier: ISC */
#include "views/queue_columns.h"

#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/mark_words.h"
#include "views/words.h"

#define WIDE_COLS 120
#define MARK_COLS 2	/* urgency and cursor, before the first column */
#define TITLE_LEAST 26	/* the title gives its cells away down to this */

/* How many cells a column takes: at least, and where there is room. */
struct span {
	int least;
	int most;
};

/* One column. Korean and English words differ in width. The one with a span of
 * 0 takes what is left on a wide screen. */
struct column {
	const char *heading;
	const char *narrow;	/* the heading where that one does not fit; NULL = it does */
	struct span ko;
	struct span en;
	void (*text)(const struct desk_model *m, const struct case_row *row, struct buf *out);
	enum style (*style)(const struct desk_model *m, const struct case_row *row);
};

#define NUMBER_COLS 17	/* of a receipt number */

static void
text_number(const struct desk_model *m, const struct case_row *row, struct buf *out)
{
	(void)m;
	words_number_short(out, row, NUMBER_COLS);
}

static void
text_service(const struct desk_model *m, const struct case_row *row, struct buf *out)
{
	(void)m;
	words_service_short(out, row->service);
}

static void
text_title(const struct desk_model *m, const struct case_row *row, struct buf *out)
{
	(void)m;
	buf_puts(out, row->title);
}

static void
text_applicant(const struct desk_model *m, const struct case_row *row, struct buf *out)
{
	(void)m;
	buf_puts(out, row->applicant);
}

static void
text_region(const struct desk_model *m, const struct case_row *row, struct buf *out)
{
	(void)m;
	words_region_short(out, row->region);
}

static void
text_channel(const struct desk_model *m, const struct case_row *row, struct buf *out)
{
	(void)m;
	words_channel_short(out, row->channel);
}

static void
text_state(const struct desk_model *m, const struct case_row *row, struct buf *out)
{
	(void)m;
	buf_puts(out, state_label(row->state));
}

static void
text_arrived(const struct desk_model *m, const struct case_row *row, struct buf *out)
{
	(void)m;
	words_short_time(out, row->arrived_at);
}

static void
text_due(const struct desk_model *m, const struct case_row *row, struct buf *out)
{
	(void)m;
	words_short_time(out, row->due_at);
}

static void
text_left(const struct desk_model *m, const struct case_row *row, struct buf *out)
{
	(void)m;
	words_time_left(out, row);
}

static void
text_assignee(const struct desk_model *m, const struct case_row *row, struct buf *out)
{
	(void)m;
	buf_puts(out, words_person(row->assignee_name, row->assignee));
}

static void
text_holder(const struct desk_model *m, const struct case_row *row, struct buf *out)
{
	if (row->lease_holder[0] != '\0' && str_eq(row->lease_holder, m->who.login))
		buf_puts(out, say(N_("me")));
	else
		buf_puts(out, words_person(row->lease_holder_name, row->lease_holder));
}

static enum style
style_masked(const struct desk_model *m, const struct case_row *row)
{
	(void)m;
	(void)row;
	return STYLE_MASKED;
}

static enum style
style_left(const struct desk_model *m, const struct case_row *row)
{
	(void)m;
	return words_urgency_style(words_urgency(row));
}

static enum style
style_state(const struct desk_model *m, const struct case_row *row)
{
	(void)m;
	return state_table[row->state].is_open ? STYLE_NORMAL : STYLE_DIM;
}

static enum style
style_holder(const struct desk_model *m, const struct case_row *row)
{
	return str_eq(row->lease_holder, m->who.login) ? STYLE_OK : STYLE_WARN;
}

enum column_id {
	COLUMN_NUMBER,
	COLUMN_SERVICE,
	COLUMN_TITLE,
	COLUMN_APPLICANT,
	COLUMN_REGION,
	COLUMN_CHANNEL,
	COLUMN_ARRIVED,
	COLUMN_STATE,
	COLUMN_LEFT,
	COLUMN_DUE,
	COLUMN_ASSIGNEE,
	COLUMN_HOLDER,
	COLUMN__COUNT
};

static const struct column columns[COLUMN__COUNT] = {
	[COLUMN_NUMBER] = { N_("Number"), NULL, { NUMBER_COLS, NUMBER_COLS },
	    { NUMBER_COLS, NUMBER_COLS }, text_number, NULL },
	[COLUMN_SERVICE] = { N_("Service"), NULL, { 12, 20 }, { 11, 30 }, text_service, NULL },
	[COLUMN_TITLE] = { N_("Title"), NULL, { 0, 0 }, { 0, 0 }, text_title, NULL },
	[COLUMN_APPLICANT] = { N_("Applicant"), N_("Name"), { 6, 8 }, { 6, 9 }, text_applicant, style_masked },
	[COLUMN_REGION] = { N_("Region"), NULL, { 6, 8 }, { 6, 8 }, text_region, NULL },
	[COLUMN_CHANNEL] = { N_("Channel"), NULL, { 8, 12 }, { 8, 13 }, text_channel, NULL },
	[COLUMN_ARRIVED] = { N_("Arrived"), NULL, { 13, 13 }, { 13, 13 }, text_arrived, NULL },
	[COLUMN_STATE] = { N_("State"), NULL, { 8, 8 }, { 11, 11 }, text_state, style_state },
	[COLUMN_LEFT] = { N_("Left"), NULL, { 8, 8 }, { 6, 8 }, text_left, style_left },
	[COLUMN_DUE] = { N_("Due"), NULL, { 13, 13 }, { 13, 13 }, text_due, style_left },
	[COLUMN_ASSIGNEE] = { N_("Assignee"), NULL, { 7, 8 }, { 8, 8 }, text_assignee, NULL },
	[COLUMN_HOLDER] = { N_("Holder"), NULL, { 6, 8 }, { 6, 8 }, text_holder, style_holder },
};

/* One place in a preset: its column, and whether only a wide screen has room. */
struct place {
	enum column_id id;
	bool is_wide_only;
};

/* What each role looks at most, from left to right. Number and service stand
 * first everywhere: the bar of the selected row covers them. */
static const struct place presets[ROLE__COUNT][QUEUE_COLUMN_COUNT] = {
	[ROLE_OFFICER] = {
		{ COLUMN_NUMBER, false }, { COLUMN_SERVICE, false }, { COLUMN_TITLE, true },
		{ COLUMN_APPLICANT, false }, { COLUMN_REGION, false }, { COLUMN_CHANNEL, false },
		{ COLUMN_ARRIVED, true }, { COLUMN_STATE, false }, { COLUMN_LEFT, false },
		{ COLUMN_ASSIGNEE, true }, { COLUMN_HOLDER, false },
	},
	[ROLE_SUPERVISOR] = {
		{ COLUMN_NUMBER, false }, { COLUMN_SERVICE, false }, { COLUMN_TITLE, true },
		{ COLUMN_STATE, false }, { COLUMN_ASSIGNEE, false }, { COLUMN_HOLDER, false },
		{ COLUMN_LEFT, false }, { COLUMN_DUE, false }, { COLUMN_REGION, true },
		{ COLUMN_CHANNEL, true }, { COLUMN_ARRIVED, true },
	},
	[ROLE_AUDITOR] = {
		{ COLUMN_NUMBER, false }, { COLUMN_SERVICE, false }, { COLUMN_TITLE, true },
		{ COLUMN_REGION, false }, { COLUMN_STATE, false }, { COLUMN_ARRIVED, false },
		{ COLUMN_LEFT, false }, { COLUMN_ASSIGNEE, false }, { COLUMN_CHANNEL, true },
		{ COLUMN_DUE, true }, { COLUMN_HOLDER, true },
	},
};

static struct span
column_span(const struct column *c)
{
	return str_eq(text_language(), "ko") ? c->ko : c->en;
}

static const struct column *
column_at(const struct queue_layout *l, size_t i)
{
	return &columns[presets[l->preset][i].id];
}

/* Shares out what the title can spare, cell by cell, so that the narrow columns
 * are whole first; returns what stays. */
static int
widen(struct queue_layout *l, int spare)
{
	int given;

	do {
		given = 0;
		for (size_t i = 0; i < QUEUE_COLUMN_COUNT && given < spare; i++) {
			if (l->cols[i] >= column_span(column_at(l, i)).most)
				continue;
			l->cols[i]++;
			given++;
		}
		spare -= given;
	} while (given > 0);
	return spare;
}

void
queue_columns_fit(struct queue_layout *l, enum role preset, int cols)
{
	bool is_wide = cols >= WIDE_COLS;
	size_t title = QUEUE_COLUMN_COUNT;
	int rest = cols - MARK_COLS;

	l->preset = preset;
	l->all_cols = cols;
	for (size_t i = 0; i < QUEUE_COLUMN_COUNT; i++) {
		l->cols[i] = 0;
		if (presets[preset][i].is_wide_only && !is_wide)
			continue;
		l->cols[i] = column_span(column_at(l, i)).least;
		/* Room for the sign behind it. */
		if (is_wide && presets[preset][i].id == COLUMN_SERVICE)
			l->cols[i] += 2;
		rest -= l->cols[i] + 1;
		if (l->cols[i] == 0)
			title = i;
	}
	if (rest <= 0)
		return;
	if (title == QUEUE_COLUMN_COUNT) {
		(void)widen(l, rest);
		return;
	}
	if (rest > TITLE_LEAST)
		rest = TITLE_LEAST + widen(l, rest - TITLE_LEAST);
	l->cols[title] = rest;
}

void
queue_columns_heads(const struct queue_layout *l, struct grid *g, int row)
{
	int col = MARK_COLS;

	grid_fill(g, row, 0, 1, l->all_cols, STYLE_HEADING);
	for (size_t i = 0; i < QUEUE_COLUMN_COUNT; i++) {
		if (l->cols[i] == 0)
			continue;
		const struct column *c = column_at(l, i);
		const char *heading = say(c->heading);
		if (c->narrow != NULL && text_width(heading) > l->cols[i])
			heading = say(c->narrow);
		grid_fit(g, row, col, l->cols[i], STYLE_HEADING, heading);
		col += l->cols[i] + 1;
	}
}

/* The sign of what does not fit its form, behind the service: a blank away where
 * there is room, else in the gap before the next column. */
static void
put_mismatch(const struct queue_layout *l, struct grid *g, int row, const struct case_row *shown)
{
	int from = MARK_COLS + l->cols[0] + 1, end = from + l->cols[1];
	struct buf service = { 0 };
	int col;

	if (shown->mismatches <= 0)
		return;
	words_service_short(&service, shown->service);
	col = from + text_width(buf_str(&service)) + 1;
	grid_put(g, row, col < end ? col : end, 1, STYLE_WARN, WORDS_MISMATCH_SIGN);
	buf_release(&service);
}

void
queue_columns_case(const struct queue_layout *l, const struct desk_model *m, struct grid *g,
    int row, const struct case_row *shown)
{
	enum urgency urgency = words_urgency(shown);
	struct buf b = { 0 };
	int col = MARK_COLS;

	grid_put(g, row, 0, 1, words_urgency_style(urgency), words_urgency_sign(urgency));
	if (mark_of(m, shown->id) != NULL)
		grid_put(g, row, 1, 1, STYLE_NOTICE, QUEUE_MARK);
	if (shown->is_changed)
		grid_put(g, row, MARK_COLS + l->cols[0], 1, STYLE_NOTICE, WORDS_NEW_SIGN);
	for (size_t i = 0; i < QUEUE_COLUMN_COUNT; i++) {
		if (l->cols[i] == 0)
			continue;
		buf_clear(&b);
		const struct column *c = column_at(l, i);
		c->text(m, shown, &b);
		grid_put(g, row, col, l->cols[i],
		    c->style != NULL ? c->style(m, shown) : STYLE_NORMAL, buf_str(&b));
		col += l->cols[i] + 1;
	}
	put_mismatch(l, g, row, shown);
	buf_release(&b);
}

/* The bar covers number and service: the colours beside it keep their meaning,
 * and a move costs few bytes on a slow line. */
int
queue_columns_selected(const struct queue_layout *l)
{
	return MARK_COLS + l->cols[0] + 1 + l->cols[1];
}
