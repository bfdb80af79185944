/* SPDX-License-Identifier: ISC */
/* A hand-over from the dialog: what would be sent is shown first, and goes when
 * the clerk says so a second time. */
#include "console/desk/screen.h"
#include "storage/text.h"

void
screen_package_ask(struct screen *s)
{
	struct screen_package *p = &s->package;

	buf_clear(&p->body);
	s->feed.model.package = NULL;
	if (link_fd(s->link) < 0 || s->feed.model.link == LINK_RECONNECTING) {
		screen_say(s, STYLE_DANGER, "%s", say(N_("no office, trying again")));
		return;
	}
	p->tag = link_send(s->link, MESSAGE_PACKAGE, &s->act.act);
	s->feed.model.link = LINK_WAITING;
	screen_say(s, STYLE_NOTICE, "%s", say(N_("checking")));
}

bool
screen_package_take(struct screen *s, const struct wire_frame *frame)
{
	struct screen_package *p = &s->package;
	struct wire_piece piece;
	struct wire_refused refused;
	struct err e = { 0 };

	if (p->tag == 0 || frame->tag != p->tag)
		return false;
	if (frame->message == MESSAGE_PIECE) {
		if (wire_read(frame, &piece, &e) == RC_OK)
			buf_puts(&p->body, piece.text);
		return true;
	}
	p->tag = 0;
	s->feed.model.link = LINK_UP;
	s->needs_draw = true;
	if (frame->message == MESSAGE_OK) {
		s->feed.model.package = buf_str(&p->body);
		view_stack_push(&s->stack, &view_package, &s->feed.model, NULL);
		screen_say(s, STYLE_NOTICE, "%s", say(N_("F2 sends it, Esc goes back.")));
		return true;
	}
	if (frame->message == MESSAGE_REFUSED && wire_read(frame, &refused, &e) == RC_OK)
		(void)link_refusal(&refused, &e);
	else if (e.rc == RC_OK)
		(void)link_told(frame, &e);
	screen_say(s, STYLE_DANGER, "%s", e.text);
	screen_act_release(&s->act);
	return true;
}

bool
screen_package_confirm(struct screen *s)
{
	if (view_stack_top(&s->stack) != &view_package)
		return false;
	if (screen_is_busy(s))
		return true;
	view_stack_pop(&s->stack);
	s->feed.model.package = NULL;
	screen_act_send(s);
	return true;
}
