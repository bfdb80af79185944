/* SPDX-License-Identifier: ISC */
/* Questions and answers on the screen: what was told, put into a text or left
 * unanswered, and the commands that change an entry. */
#include "console/desk/answer_ask.h"
#include "console/desk/screen.h"
#include "storage/text.h"

#define AT_HAND_IF_ANY (-2)	/* the consultation at hand, if there is one */

/* Is nothing on its way, and somebody there to ask? Else says so. */
static bool
is_free(struct screen *s)
{
	if (s->answer_tag != 0)
		screen_say(s, STYLE_WARN, "%s", say(N_("The last operation is still being "
		    "checked.")));
	else if (link_fd(s->link) < 0 || s->feed.model.link == LINK_RECONNECTING)
		screen_say(s, STYLE_DANGER, "%s", say(N_("no office, trying again")));
	else
		return true;
	return false;
}

static void
send(struct screen *s, enum message message, const void *record)
{
	s->answer_tag = link_send(s->link, message, record);
	s->feed.model.link = LINK_WAITING;
}

void
screen_answer_note(struct screen *s, const struct intent *intent)
{
	struct wire_knowledge_note note = { .consult_id = intent->id != 0 ? intent->id :
	    AT_HAND_IF_ANY };
	struct wire_question question = { .what = "leave", .consult_id = intent->id };

	if (!is_free(s))
		return;
	if (str_eq(intent->detail, "leave")) {
		(void)str_fill(question.text, sizeof(question.text), intent->text);
		(void)str_fill(question.service, sizeof(question.service), intent->input.service);
		(void)str_fill(question.region, sizeof(question.region), intent->input.region);
		send(s, MESSAGE_QUESTION_CHANGE, &question);
		return;
	}
	(void)str_fill(note.what, sizeof(note.what), intent->detail);
	(void)str_fill(note.key, sizeof(note.key), intent->text);
	send(s, MESSAGE_KNOWLEDGE_NOTE, &note);
}

void
screen_answer_inserted(struct screen *s, const char *key)
{
	struct wire_knowledge_note note = { .what = "inserted", .consult_id = -1 };

	/* Only counted: the text is in the dialog whatever becomes of this. */
	if (str_empty(key) || s->answer_tag != 0 || link_fd(s->link) < 0)
		return;
	(void)str_fill(note.key, sizeof(note.key), key);
	s->answer_tag = link_send(s->link, MESSAGE_KNOWLEDGE_NOTE, &note);
	s->is_answer_quiet = true;
}

void
screen_answer_change(struct screen *s, const char *verb, const struct options *o)
{
	struct answer_ask ask = { .text = { 0 } };
	struct err e = { 0 };

	if (!is_free(s))
		return;
	if (answer_ask_read(&ask, verb, o, &e) != RC_OK)
		screen_say(s, STYLE_WARN, "%s", e.text);
	else
		send(s, ask.message, answer_ask_record(&ask));
	answer_ask_release(&ask);
}

bool
screen_answer_take(struct screen *s, const struct wire_frame *frame)
{
	bool is_quiet = s->is_answer_quiet;
	struct knowledge_row row;
	struct question_row question;
	struct err e = { 0 };

	if (s->answer_tag == 0 || frame->tag != s->answer_tag)
		return false;
	s->answer_tag = 0;
	s->is_answer_quiet = false;
	if (!is_quiet)
		s->feed.model.link = LINK_UP;
	s->needs_draw = true;
	if (frame->message == MESSAGE_KNOWLEDGE_ROW && wire_read(frame, &row, &e) == RC_OK) {
		screen_say(s, STYLE_OK, "%s: %s", say(N_("Saved")), row.key);
	} else if (frame->message == MESSAGE_QUESTION_ROW && wire_read(frame, &question, &e) == RC_OK) {
		screen_say(s, STYLE_OK, "%s: %s", str_eq(question.state, "open") ?
		    say(N_("Left to who maintains the answers")) : say(N_("Closed")),
		    question.text);
	} else if (frame->message == MESSAGE_OK) {
		if (!is_quiet)
			screen_say(s, STYLE_OK, "%s", say(N_("Noted as told.")));
	} else {
		screen_say_told(s, frame, &e);
	}
	if (view_stack_has(&s->stack, &view_questions))
		feed_want(&s->feed, ASK_QUESTIONS);
	if (view_stack_has(&s->stack, &view_answers))
		s->feed.is_due[ASK_ANSWERS] = true;
	return true;
}
