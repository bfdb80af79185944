/* SPDX-License-Identifier: ISC */
/* One letter, word for word as it would be sent. */
#include "console/rules/letter.h"
#include "storage/text.h"
#include "views/dialog.h"
#include "views/paged.h"

static void
write_letter(struct page *p, const struct desk_model *m)
{
	page_wrap(p, 0, STYLE_NORMAL, m->letter_text != NULL ? m->letter_text :
	    say(N_("Reading the letter.")));
	page_next(p);
}

static const struct bar_entry bar[] = {
	{ ACTION_BACK, false }, { ACTION_LETTER_SEND, false }, { ACTION_LETTER_SKIP, false },
	{ ACTION_DOWN, false }, { ACTION_HELP, false }, { ACTION_QUIT, false },
};

static const struct paged paged = {
	.id = VIEW_LETTER,
	.write = write_letter,
	.bar = bar,
	.bar_count = sizeof(bar) / sizeof(bar[0]),
};

static struct intent
letter_key(void *state, const struct desk_model *m, struct key key)
{
	enum action action = binding_find(VIEW_LETTER, key);

	if (action_table[action].hand == BY_HAND_NONE || m->letter_row == NULL)
		return paged_key(&paged, state, m, key);
	return dialog_start_hand(m, action, &(struct hand_row){ .id = m->letter_row->id,
		.state = m->letter_row->state, .number = m->letter_row->number });
}

static void
letter_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	paged_draw(&paged, state, m, g);
}

static void
letter_title(const void *state, const struct desk_model *m, struct buf *out)
{
	enum letter letter = LETTER_PROGRESS;

	(void)state;
	if (m->letter_row != NULL && letter_find(m->letter_row->letter, &letter))
		buf_printf(out, "%s  %s", letter_label(letter), m->letter_row->number);
	else
		buf_puts(out, view_id_label(VIEW_LETTER));
}

const struct view_ops view_letter = {
	.id = VIEW_LETTER,
	.state_size = sizeof(struct scroll),
	.key = letter_key,
	.draw = letter_draw,
	.title = letter_title,
};
