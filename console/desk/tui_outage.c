/* SPDX-License-Identifier: ISC */
/* Outages from the screen: asked about first, shown, confirmed, done. */
#include <stdio.h>

#include "console/desk/outage_ask.h"
#include "console/desk/screen.h"
#include "storage/instant.h"
#include "storage/text.h"

#define NUMBER_CELLS 26
#define TIME_CELLS 22

static void
send_ask(struct screen *s)
{
	struct screen_outage *o = &s->outage;

	if (link_fd(s->link) < 0 || s->feed.model.link == LINK_RECONNECTING) {
		screen_say(s, STYLE_DANGER, "%s", say(N_("no office, trying again")));
		return;
	}
	s->feed.model.moves = NULL;
	buf_clear(&o->moves);
	o->tag = link_send(s->link, MESSAGE_OUTAGE_CHANGE, &o->ask);
	s->feed.model.link = LINK_WAITING;
	screen_say(s, STYLE_NOTICE, "%s", say(N_("checking")));
}

/* Every outage goes out as a dry run first. */
static void
start(struct screen *s, enum by_hand hand, const struct outage_words *words, bool is_from_dialog)
{
	struct screen_outage *o = &s->outage;
	struct err e = { 0 };

	if (screen_is_busy(s))
		return;
	o->ask = (struct wire_outage){ .is_dry_run = true };
	o->is_from_dialog = is_from_dialog;
	if (outage_ask_fill(&o->ask, by_hand_what(hand), words, &e) == RC_OK)
		send_ask(s);
	else
		screen_say(s, STYLE_DANGER, "%s", e.text);
}

void
screen_outage_start(struct screen *s, const struct intent *intent)
{
	const struct act_input *in = &intent->input;
	struct outage_words words = { .which = in->channel, .from = in->from, .until = in->until,
		.reason = in->text, .evidence = in->evidence };
	char id[24];

	(void)snprintf(id, sizeof(id), "%lld", (long long)intent->id);
	if (intent->hand == BY_HAND_OUTAGE_END)
		words.which = id;
	start(s, intent->hand, &words, intent->is_from_dialog);
}

void
screen_outage_start_typed(struct screen *s, enum by_hand hand, const struct options *o)
{
	const struct outage_words words = {
		.which = o->operand_count > 0 ? o->operands[0] : NULL,
		.from = options_value(o, OPT_FROM), .until = options_value(o, OPT_UNTIL),
		.reason = options_value(o, OPT_TEXT), .evidence = options_value(o, OPT_EVIDENCE) };

	start(s, hand, &words, false);
}

void
screen_outage_confirm(struct screen *s)
{
	if (screen_is_busy(s) || !s->outage.ask.is_dry_run)
		return;
	s->outage.ask.is_dry_run = false;
	send_ask(s);
}

/* One line of the moves: "2026-11410-000042  2026. 11. 24. 18:00 > …". */
static void
add_move(struct buf *out, const struct wire_difference *d)
{
	char before[32], after[32];

	instant_format_official(d->stored_at, before);
	instant_format_official(d->counted_at, after);
	text_fit(out, d->number, NUMBER_CELLS);
	text_fit(out, before, TIME_CELLS);
	buf_printf(out, "> %s\n", after);
}

static void
show_moves(struct screen *s, const struct outage_row *row)
{
	struct screen_outage *o = &s->outage;

	buf_printf(&o->moves, say(N_("%lld case(s) concerned, %lld would move; nothing was changed")),
	    (long long)row->cases, (long long)row->moved);
	buf_printf(&o->moves, "\n%s\n", say(N_("F2 does it, Esc goes back.")));
	s->feed.model.moves = buf_str(&o->moves);
	view_stack_push(&s->stack, &view_moves, &s->feed.model, NULL);
	screen_say(s, STYLE_NOTICE, "%s", say(N_("F2 does it, Esc goes back.")));
}

static void
outage_done(struct screen *s, const struct outage_row *row)
{
	if (view_stack_top(&s->stack) == &view_moves)
		view_stack_pop(&s->stack);
	screen_dialog_done(s, s->outage.is_from_dialog);
	s->feed.model.moves = NULL;
	screen_say(s, STYLE_OK, say(N_("outage %lld: %lld case(s) concerned, %lld moved")),
	    (long long)row->id, (long long)row->cases, (long long)row->moved);
	feed_refresh(&s->feed);
}

bool
screen_outage_take(struct screen *s, const struct wire_frame *frame)
{
	struct screen_outage *o = &s->outage;
	struct wire_difference d;
	struct outage_row row;
	struct err e = { 0 };

	if (o->tag == 0 || frame->tag != o->tag)
		return false;
	if (frame->message == MESSAGE_DIFFERENCE) {
		if (wire_read(frame, &d, &e) == RC_OK)
			add_move(&o->moves, &d);
		return true;
	}
	o->tag = 0;
	s->feed.model.link = LINK_UP;
	s->needs_draw = true;
	if (frame->message == MESSAGE_OUTAGE_ROW && wire_read(frame, &row, &e) == RC_OK) {
		if (o->ask.is_dry_run)
			show_moves(s, &row);
		else
			outage_done(s, &row);
		return true;
	}
	if (e.rc == RC_OK)
		(void)link_told(frame, &e);
	o->ask.is_dry_run = true;
	screen_say(s, STYLE_DANGER, "%s", e.text);
	return true;
}
