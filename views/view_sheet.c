/* SPDX-License-Identifier: ISC */
/* What to say to who calls: first who that is, then the sentences. */
#include "storage/text.h"
#include "views/call_words.h"
#include "views/paged.h"

static void
write_sheet(struct page *p, const struct desk_model *m)
{
	struct buf text = { 0 };

	if (m->call.sheet == NULL)
		return;
	call_words_caller(&text, m->call.sheet);
	page_wrap(p, 1, m->call.sheet->is_confirmed ? STYLE_OK : STYLE_WARN, buf_str(&text));
	page_next(p);
	page_heading(p, say(N_("To say")));
	buf_clear(&text);
	call_words_aloud(&text, &m->call.row, m->call.sheet, m->now_at);
	page_wrap(p, 1, STYLE_NORMAL, buf_str(&text));
	page_next(p);
	buf_release(&text);
}

static const struct bar_entry bar[] = {
	{ ACTION_BACK, false }, { ACTION_CALLER, false }, { ACTION_OPEN, false },
	{ ACTION_CALL, false }, { ACTION_HELP, false }, { ACTION_QUIT, false },
};

static const struct paged paged = {
	.id = VIEW_SHEET,
	.write = write_sheet,
	.bar = bar,
	.bar_count = sizeof(bar) / sizeof(bar[0]),
};

static struct intent
sheet_key(void *state, const struct desk_model *m, struct key key)
{
	enum action action = binding_find(VIEW_SHEET, key);

	if (action == ACTION_OPEN && m->call.sheet != NULL)
		return (struct intent){ .kind = INTENT_OPEN, .case_id = m->call.row.id };
	if (action == ACTION_CALLER)
		return (struct intent){ .kind = INTENT_PUSH, .push = &view_prompt,
			.arg = { .action = ACTION_CALLER } };
	if (action == ACTION_CALL)
		return (struct intent){ .kind = INTENT_POP };
	return paged_key(&paged, state, m, key);
}

static void
sheet_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	paged_draw(&paged, state, m, g);
}

const struct view_ops view_sheet = {
	.id = VIEW_SHEET,
	.state_size = sizeof(struct scroll),
	.key = sheet_key,
	.draw = sheet_draw,
};
