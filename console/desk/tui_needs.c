/* SPDX-License-Identifier: ISC */
/* Changes of needs and joint tasks, typed on the command line of the screen. */
#include "console/desk/need_ask.h"
#include "console/desk/screen.h"
#include "storage/text.h"

void
screen_need_change(struct screen *s, const char *verb, const struct options *o)
{
	struct need_ask ask = { .text = { 0 } };
	struct err e = { 0 };

	if (s->need_tag != 0) {
		screen_say(s, STYLE_WARN, "%s", say(N_("The last operation is still being "
		    "checked.")));
		return;
	}
	if (need_ask_read(&ask, verb, o, &e) != RC_OK) {
		screen_say(s, STYLE_WARN, "%s", e.text);
	} else if (link_fd(s->link) < 0 || s->feed.model.link == LINK_RECONNECTING) {
		screen_say(s, STYLE_DANGER, "%s", say(N_("no office, trying again")));
	} else {
		s->need_tag = link_send(s->link, ask.message, need_ask_record(&ask));
		s->feed.model.link = LINK_WAITING;
	}
	need_ask_release(&ask);
}

bool
screen_need_take(struct screen *s, const struct wire_frame *frame)
{
	struct need_row need;
	struct task_row task;
	struct err e = { 0 };

	if (s->need_tag == 0 || frame->tag != s->need_tag)
		return false;
	s->need_tag = 0;
	s->feed.model.link = LINK_UP;
	s->needs_draw = true;
	if (frame->message == MESSAGE_NEED_ROW && wire_read(frame, &need, &e) == RC_OK) {
		screen_say(s, STYLE_OK, "%s: %s", say(N_("Saved")), need.title);
	} else if (frame->message == MESSAGE_TASK_ROW && wire_read(frame, &task, &e) == RC_OK) {
		screen_say(s, STYLE_OK, "%s: %s", say(N_("Saved")), task.title);
	} else {
		screen_say_told(s, frame, &e);
	}
	feed_refresh(&s->feed);
	return true;
}
