/* SPDX-License-Identifier: ISC */
/* Which service is applied for: found by typing, the region's own first; those with
 * a form half typed say so. */
#include <string.h>

#include "console/rules/service_pick.h"
#include "storage/text.h"
#include "views/chrome.h"
#include "views/line.h"
#include "views/words.h"

enum { LINE_ROW = CHROME_TOP + 1, LIST_ROW = CHROME_TOP + 3, CODE_COLS = 18, MARK_COLS = 2 };

struct service_state {
	struct line line;
	struct service_pick pick;
	size_t at;
	int64_t consult_id;	/* the application comes of; 0 = of none */
};

static void
service_init(void *state, const struct desk_model *m, const struct view_arg *arg)
{
	struct service_state *s = state;

	s->line.max = 60;
	s->consult_id = arg->id;
	service_pick_init(&s->pick, m->who.office);
	line_set(&s->line, arg->text);
}

static size_t
find(const struct service_state *s, const struct service_info *out[SERVICE_PICK_MAX])
{
	return service_pick_find(&s->pick, s->line.text, out, SERVICE_PICK_MAX);
}

static struct intent
service_key(void *state, const struct desk_model *m, struct key key)
{
	const struct service_info *found[SERVICE_PICK_MAX];
	struct service_state *s = state;
	enum action action = binding_find(VIEW_SERVICE, key);
	size_t count = find(s, found), page = (size_t)chrome_body_rows(m) / 2;

	if (action == ACTION_BACK)
		return (struct intent){ .kind = INTENT_POP };
	if (action == ACTION_ACCEPT)
		return s->at < count ? (struct intent){ .kind = INTENT_ENTRY,
			.text = found[s->at]->code, .id = s->consult_id } : (struct intent){ .kind = INTENT_NONE };
	if (action == ACTION_DOWN || action == ACTION_PAGE_DOWN)
		s->at += action == ACTION_DOWN ? 1 : page;
	else if (action == ACTION_UP || action == ACTION_PAGE_UP)
		s->at -= action == ACTION_UP && s->at > 0 ? 1 : action == ACTION_UP ? 0 :
		    s->at < page ? s->at : page;
	else if (action == ACTION_UNDO ? line_undo(&s->line) : action == ACTION_REDO ?
	    line_redo(&s->line) : line_key(&s->line, key, NULL))
		s->at = 0;
	else
		return (struct intent){ .kind = INTENT_NONE };
	count = find(s, found);
	if (s->at >= count)
		s->at = count > 0 ? count - 1 : 0;
	return (struct intent){ .kind = INTENT_REDRAW };
}

static bool
is_half_typed(const struct desk_model *m, const char *service)
{
	for (size_t i = 0; i < m->scratch_count; i++)
		if (str_eq(m->scratches[i].action, action_table[ACTION_NEW].name) &&
		    m->scratches[i].subject_id == entry_subject(service))
			return true;
	return false;
}

/* One service: its code, its name, what is to be known before it is chosen. */
static void
draw_row(const struct desk_model *m, struct grid *g, int row, const struct service_info *service,
    bool is_chosen)
{
	enum style style = is_chosen ? STYLE_SELECTED : STYLE_NORMAL;
	bool is_begun = is_half_typed(m, service->code);
	const char *remark = is_begun ? say(N_("half typed")) :
	    service->oral_basis[0] != '\0' ? say(N_("by telephone too")) : "";
	struct buf name = { 0 };
	int width = text_width(remark);

	words_service(&name, service->code);
	grid_fill(g, row, 0, 1, g->cols, style);
	grid_put(g, row, 0, MARK_COLS, style, is_chosen ? "> " : "  ");
	grid_put(g, row, MARK_COLS, CODE_COLS - 1, style, service->code);
	grid_put(g, row, MARK_COLS + CODE_COLS, g->cols - MARK_COLS - CODE_COLS - width - 2, style,
	    buf_str(&name));
	grid_put(g, row, g->cols - 1 - width, width, is_chosen ? style : is_begun ? STYLE_NOTICE :
	    STYLE_DIM, remark);
	buf_release(&name);
}

static void
service_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	static const struct bar_entry bar[] = {
		{ ACTION_ACCEPT, false }, { ACTION_BACK, false }, { ACTION_DOWN, false },
		{ ACTION_UP, false },
	};
	const struct service_info *found[SERVICE_PICK_MAX];
	const struct service_state *s = state;
	size_t count = find(s, found);
	size_t rows = (size_t)(g->rows - LIST_ROW - CHROME_BOTTOM), top;

	grid_put(g, CHROME_TOP, 1, g->cols - 2, STYLE_DIM,
	    say(N_("A piece of the name, its initials (초성) or the code")));
	int col = 1 + grid_put(g, LINE_ROW, 1, g->cols / 2, STYLE_HEADING, say(N_("Applied for:")));
	top = s->at >= rows ? s->at - rows + 1 : 0;
	for (size_t r = 0; r < rows && top + r < count; r++)
		draw_row(m, g, LIST_ROW + (int)r, found[top + r], top + r == s->at);
	if (count == 0)
		grid_put(g, LIST_ROW, 2, g->cols - 3, STYLE_DIM,
		    say(N_("No service of this region is called so.")));
	chrome_message(m, g, "");
	chrome_keys(g, VIEW_SERVICE, bar, sizeof(bar) / sizeof(bar[0]));
	line_draw(&s->line, g, LINE_ROW, col + 1, g->cols - col - 2, true);
}

static bool
service_is_typing(const void *state)
{
	(void)state;
	return true;
}

const struct view_ops view_service = {
	.id = VIEW_SERVICE,
	.state_size = sizeof(struct service_state),
	.init = service_init,
	.key = service_key,
	.draw = service_draw,
	.is_typing = service_is_typing,
};
