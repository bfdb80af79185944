/* SPDX-License-Identifier: ISC */
/* 서식 배포: the releases of forms that this office has to do with, the newest
 * first. Two lines a release: what it is, and where it came from and why. */
#include "storage/instant.h"
#include "storage/text.h"
#include "views/dialog.h"
#include "views/release_words.h"
#include "views/rows.h"
#include "views/words.h"

enum { LAYER_COLS = 15, VERSION_COLS = 12, FROM_COLS = 12, STATE_COLS = 10, NUMBERS_COLS = 11 };

#define SERVICE_COLS 13	/* of a short name, at least */
#define DETAIL_COL 3	/* a row's second line stands in */

static int
service_cols(const struct page *p)
{
	int cols = p->cols - LAYER_COLS - VERSION_COLS - FROM_COLS - STATE_COLS - NUMBERS_COLS;

	return cols < SERVICE_COLS ? SERVICE_COLS : cols;
}

static void
write_head(struct page *p, const struct desk_model *m)
{
	int col = service_cols(p);

	(void)m;
	page_put(p, 0, col - 1, STYLE_HEADING, say(N_("Service")));
	page_put(p, col, LAYER_COLS - 1, STYLE_HEADING, say(N_("Layer")));
	page_put(p, col += LAYER_COLS, VERSION_COLS - 1, STYLE_HEADING, say(N_("Version")));
	page_put(p, col += VERSION_COLS, FROM_COLS - 1, STYLE_HEADING, say(N_("Holds from")));
	page_put(p, col += FROM_COLS, STATE_COLS - 1, STYLE_HEADING, say(N_("State")));
	page_put(p, col + STATE_COLS, NUMBERS_COLS, STYLE_HEADING, say(N_("Fields")));
	page_next(p);
}

/* "+2 ~1 -0": fields that are new, other ones, gone. */
static void
add_numbers(struct buf *out, const struct form_release_row *row)
{
	buf_printf(out, "+%lld ~%lld -%lld", (long long)row->added, (long long)row->changed,
	    (long long)row->gone);
}

static void
add_detail(struct buf *out, const struct form_release_row *row)
{
	struct buf at = { 0 };

	words_short_time(&at, row->at);
	buf_printf(out, "%s · %s", buf_str(&at), row->source);
	if (row->by[0] != '\0')
		buf_printf(out, " · %s", words_person(row->by_name, row->by));
	if (row->reason[0] != '\0')
		buf_printf(out, " · %s", row->reason);
	if (row->retired_reason[0] != '\0')
		buf_printf(out, " · %s: %s", release_state_label("retired"), row->retired_reason);
	buf_release(&at);
}

static void
write_row(struct page *p, const struct desk_model *m, size_t i)
{
	const struct form_release_row *row = &m->releases[i];
	char from[16];
	struct buf b = { 0 };
	int col = service_cols(p);

	words_service_short(&b, row->service);
	page_put(p, 0, col - 1, STYLE_NORMAL, buf_str(&b));
	buf_clear(&b);
	words_layer(&b, row->layer);
	page_put(p, col, LAYER_COLS - 1, row->layer[0] == '\0' ? STYLE_NORMAL : STYLE_LAYER,
	    buf_str(&b));
	page_put(p, col += LAYER_COLS, VERSION_COLS - 1, STYLE_NORMAL, row->version);
	day_format(row->from, from);
	page_put(p, col += VERSION_COLS, FROM_COLS - 1, STYLE_NORMAL, from);
	page_put(p, col += FROM_COLS, STATE_COLS - 1, release_state_style(row->state),
	    release_state_label(row->state));
	buf_clear(&b);
	add_numbers(&b, row);
	page_put(p, col + STATE_COLS, NUMBERS_COLS, STYLE_NORMAL, buf_str(&b));
	page_next(p);
	buf_clear(&b);
	add_detail(&b, row);
	page_wrap(p, DETAIL_COL, STYLE_LABEL, buf_str(&b));
	page_next(p);
	buf_release(&b);
}

static size_t
count_rows(const struct desk_model *m)
{
	return m->release_count;
}

static int64_t
row_id(const struct desk_model *m, size_t i)
{
	return m->releases[i].id;
}

static const struct rows rows = {
	.count = count_rows,
	.id = row_id,
	.write_head = write_head,
	.write_row = write_row,
	.selected_cols = SERVICE_COLS,
	.empty = N_("No form was released beside the catalogue's. `minwon forms import` releases "
	    "one."),
};

static struct intent
releases_key(void *state, const struct desk_model *m, struct key key)
{
	enum action action = binding_find(VIEW_RELEASES, key);
	const struct form_release_row *row;
	struct verdict v;
	size_t at;

	if (rows_move(&rows, state, m, action))
		return (struct intent){ .kind = INTENT_REDRAW };
	if (action != ACTION_RELEASE_SHOW && action != ACTION_RELEASE_RETIRE)
		return chrome_key(VIEW_RELEASES, action);
	if (!rows_selected(&rows, state, m, &at))
		return (struct intent){ .kind = INTENT_NONE };
	row = &m->releases[at];
	if (action == ACTION_RELEASE_SHOW)
		return (struct intent){ .kind = INTENT_PUSH, .push = &view_release,
			.arg = { .id = row->id, .number = row->version } };
	v = by_hand_judge(BY_HAND_FORM_RETIRE, m->who.role, row->state);
	if (v.reason != REASON_NONE)
		return (struct intent){ .kind = INTENT_REFUSED,
			.reason = v.reason == REASON_MESSAGE_STATE ? REASON_FORM_RETIRED : v.reason,
			.detail = role_name(ROLE_SUPERVISOR) };
	return dialog_start_hand(m, action, &(struct hand_row){ .id = row->id,
		.state = row->state, .number = row->version });
}

/* The key bar: dimmed is what the selected release does not allow. */
static void
draw_bar(const struct desk_model *m, struct grid *g, const struct form_release_row *row)
{
	const struct bar_entry bar[] = {
		{ ACTION_BACK, false }, { ACTION_RELEASE_SHOW, row == NULL },
		{ ACTION_RELEASE_RETIRE, row == NULL || by_hand_judge(BY_HAND_FORM_RETIRE,
		    m->who.role, row->state).reason != REASON_NONE },
		{ ACTION_HELP, false }, { ACTION_REFRESH, false }, { ACTION_QUIT, false },
	};

	chrome_keys(g, VIEW_RELEASES, bar, sizeof(bar) / sizeof(bar[0]));
}

static void
releases_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	const struct rows_cursor *c = state;
	size_t at;
	bool has_row = rows_selected(&rows, c, m, &at);

	rows_draw(&rows, c, m, g);
	chrome_message(m, g, "");
	draw_bar(m, g, has_row ? &m->releases[at] : NULL);
}

static void
releases_follow(void *state, const struct desk_model *m)
{
	rows_follow(&rows, state, m);
}

static void
releases_title(const void *state, const struct desk_model *m, struct buf *out)
{
	(void)state;
	buf_printf(out, "%s  %zu", view_id_label(VIEW_RELEASES), m->release_count);
}

const struct view_ops view_releases = {
	.id = VIEW_RELEASES,
	.is_list = true,
	.state_size = sizeof(struct rows_cursor),
	.key = releases_key,
	.draw = releases_draw,
	.title = releases_title,
	.follow = releases_follow,
	.cursor = rows_cursor_id,
	.seek = rows_seek,
	.is_place = true,
};
