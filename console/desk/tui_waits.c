/* SPDX-License-Identifier: ISC */
/* A waiting figure typed on the screen: out, and back with a sentence. Typed again it
 * is the same figure. */
#include "console/desk/screen.h"
#include "console/desk/wait_ask.h"
#include "storage/text.h"

static void
start(struct screen *s, const char *const words[WAIT_WORD__COUNT], bool is_from_dialog)
{
	struct screen_wait_set *w = &s->wait_set;
	enum wait_word word;
	struct err e = { 0 };

	if (screen_is_busy(s))
		return;
	w->ask = (struct wire_wait_set){ .region = "" };
	w->is_from_dialog = is_from_dialog;
	if (wait_ask_fill(&w->ask, words, s->feed.model.now_at, &word, &e) != RC_OK) {
		screen_say(s, STYLE_DANGER, "%s", e.text);
		return;
	}
	if (link_fd(s->link) < 0 || s->feed.model.link == LINK_RECONNECTING) {
		screen_say(s, STYLE_DANGER, "%s", say(N_("no office, trying again")));
		return;
	}
	w->tag = link_send(s->link, MESSAGE_WAIT_SET, &w->ask);
	s->feed.model.link = LINK_WAITING;
}

void
screen_waits_start(struct screen *s, const struct intent *intent)
{
	const struct act_input *in = &intent->input;

	start(s, (const char *const[WAIT_WORD__COUNT]){ [WAIT_WORD_DESK] = in->desk,
	    [WAIT_WORD_TASK] = in->desk_task, [WAIT_WORD_WAITING] = in->waiting,
	    [WAIT_WORD_CALLED] = in->called, [WAIT_WORD_COUNTERS] = in->counters },
	    intent->is_from_dialog);
}

void
screen_waits_start_typed(struct screen *s, const struct options *o)
{
	const char *words[WAIT_WORD__COUNT] = { [WAIT_WORD_REGION] = options_value(o, OPT_REGION),
		[WAIT_WORD_AT] = options_value(o, OPT_AT) };

	for (size_t i = 0; i < o->operand_count && WAIT_WORD_DESK + i < WAIT_WORD_AT; i++)
		words[WAIT_WORD_DESK + i] = o->operands[i];
	start(s, words, false);
}

bool
screen_waits_take(struct screen *s, const struct wire_frame *frame)
{
	struct screen_wait_set *w = &s->wait_set;
	struct wait_row row;
	struct err e = { 0 };

	if (w->tag == 0 || frame->tag != w->tag)
		return false;
	w->tag = 0;
	s->feed.model.link = LINK_UP;
	s->needs_draw = true;
	if (frame->message == MESSAGE_WAIT_ROW && wire_read(frame, &row, &e) == RC_OK) {
		screen_dialog_done(s, w->is_from_dialog);
		if (w->ask.is_drop)
			screen_say(s, STYLE_OK, say(N_("taken back: %s, %s")), row.desk, row.task);
		else
			screen_say(s, STYLE_OK, say(N_("Saved: %s, %s: %lld waiting")), row.desk,
			    row.task, (long long)row.waiting);
	} else {
		screen_say_told(s, frame, &e);
	}
	feed_refresh(&s->feed);
	return true;
}
