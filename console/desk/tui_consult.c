/* SPDX-License-Identifier: ISC */
/* Changes at the consultation desk from the screen: out with a fresh op-key, back
 * with a sentence. */
#include "console/desk/consult_ask.h"
#include "console/desk/screen.h"
#include "console/rules/consult.h"
#include "storage/text.h"

void
screen_consult_resend(struct screen *s)
{
	struct screen_consult *c = &s->consult;

	if (!c->is_active)
		return;
	c->tag = 0;
	screen_say(s, STYLE_NOTICE, "%s", say(N_("checking")));
	if (link_fd(s->link) < 0 || s->feed.model.link == LINK_RECONNECTING)
		return;
	c->tag = link_send(s->link, MESSAGE_CONSULT_CHANGE, &c->ask);
	s->feed.model.link = LINK_WAITING;
}

static void
start(struct screen *s, enum by_hand hand, const struct consult_typed *typed, bool is_from_dialog)
{
	struct screen_consult *c = &s->consult;
	struct err e = { 0 };

	if (screen_is_busy(s))
		return;
	*c = (struct screen_consult){ .is_from_dialog = is_from_dialog };
	if (consult_ask_fill(&c->ask, hand, typed, s->feed.model.now_at, &e) != RC_OK) {
		screen_say(s, STYLE_DANGER, "%s", e.text);
		return;
	}
	c->is_active = true;
	screen_consult_resend(s);
}

void
screen_consult_start(struct screen *s, const struct intent *intent)
{
	const struct act_input *in = &intent->input;
	bool is_done = intent->hand == BY_HAND_CONSULT_DONE;
	bool is_abuse = intent->hand == BY_HAND_CONSULT_WARN || intent->hand == BY_HAND_CONSULT_END;
	bool is_new = intent->hand == BY_HAND_CONSULT_ADD;
	const struct consult_typed typed = { .id = intent->id, .text = in->text,
		.kind = is_new ? in->kind : NULL, .task = is_new ? in->task : NULL,
		.priority = is_new ? in->priority : NULL,
		.result = is_done || is_abuse ? in->result : NULL, .who = in->who,
		.contact = in->contact, .number = in->case_number, .at = in->at };

	start(s, intent->hand, &typed, intent->is_from_dialog);
}

void
screen_consult_start_typed(struct screen *s, enum by_hand hand, const struct options *options)
{
	struct consult_typed typed = { .id = 0 };
	struct err e = { 0 };

	if (consult_typed_read(&typed, hand, options, &e) == RC_OK)
		start(s, hand, &typed, false);
	else
		screen_say(s, STYLE_WARN, "%s", e.text);
}

/* "3 홍길동 010-1234-5678: called"; of one who was taken all that is needed to
 * talk. */
static void
say_row(struct screen *s, const struct consult_row *row)
{
	screen_say(s, STYLE_OK, "%s: %lld %s%s%s (%s)", say(N_("Saved")), (long long)row->id,
	    row->who, row->contact[0] != '\0' ? " " : "", row->contact,
	    consult_label(CONSULT_STATES, row->state));
}

bool
screen_consult_take(struct screen *s, const struct wire_frame *frame)
{
	struct screen_consult *c = &s->consult;
	struct consult_row row;
	struct err e = { 0 };

	if (c->tag == 0 || frame->tag != c->tag)
		return false;
	c->tag = 0;
	c->is_active = false;
	s->feed.model.link = LINK_UP;
	s->needs_draw = true;
	if (frame->message == MESSAGE_CONSULT_ROW && wire_read(frame, &row, &e) == RC_OK) {
		screen_dialog_done(s, c->is_from_dialog);
		feed_put_consult(&s->feed, &row);
		view_stack_seek(&s->stack, &s->feed.model, &view_consult, row.id);
		say_row(s, &row);
	} else {
		screen_say_told(s, frame, &e);
	}
	feed_refresh(&s->feed);
	return true;
}
