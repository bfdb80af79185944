/* SPDX-License-Identifier: ISC */
/* The editor of a form and the office: the form it asks comes from there, and a new
 * application goes there with an op-key. */
#include <stdio.h>

#include "console/desk/screen.h"
#include "console/rules/catalogue.h"
#include "console/rules/workflow.h"
#include "storage/secret.h"
#include "storage/text.h"

void
screen_entry_release(struct screen_entry *e)
{
	buf_release(&e->pieces);
	buf_release(&e->json);
	entry_form_release(&e->form);
	*e = (struct screen_entry){ .tag = 0 };
}

/* An editor that is open already gives way: the office has what was typed. */
static void
close_editor(struct screen *s)
{
	if (!view_stack_has(&s->stack, &view_entry))
		return;
	view_stack_reveal(&s->stack, &view_entry);
	view_stack_pop(&s->stack);
	screen_scratch_follow(s);
}

void
screen_entry_open(struct screen *s, const char *service, int64_t case_id)
{
	struct screen_entry *e = &s->entry;

	if (screen_is_busy(s))
		return;
	if (link_fd(s->link) < 0 || s->feed.model.link == LINK_RECONNECTING) {
		screen_say(s, STYLE_DANGER, "%s", say(N_("no office, trying again")));
		return;
	}
	e->ask = (struct wire_entry){ .service = "" };
	(void)str_fill(e->ask.service, sizeof(e->ask.service), service);
	if (case_id != 0)
		(void)snprintf(e->ask.number, sizeof(e->ask.number), "%lld", (long long)case_id);
	buf_clear(&e->pieces);
	e->tag = link_send(s->link, MESSAGE_ENTRY, &e->ask);
}

void
screen_entry_command(struct screen *s, const char *word)
{
	const struct service_info *service = service_search(word);
	struct view_arg arg = { .text = word };
	struct intent intent = { .kind = INTENT_PUSH, .push = &view_service };

	s->entry.consult_id = 0;
	if (service != NULL) {
		screen_entry_open(s, service->code, 0);
		return;
	}
	/* What is no service yet is looked for. */
	view_stack_push(&s->stack, &view_service, &s->feed.model, &arg);
	screen_run(s, &intent);
}

/* The form has come: its editor lies over where the clerk was. */
static void
show(struct screen *s)
{
	struct screen_entry *e = &s->entry;
	struct entry_form form = { .case_id = 0 };
	struct view_arg arg = { .action = ACTION_NEW };
	struct err err = { 0 };

	if (entry_form_read(buf_str(&e->pieces), &form, &err) != RC_OK) {
		screen_say(s, STYLE_DANGER, "%s", err.text);
		return;
	}
	close_editor(s);
	if (view_stack_top(&s->stack) == &view_service)
		view_stack_pop(&s->stack);
	s->feed.model.entry = NULL;
	entry_form_release(&e->form);
	e->form = form;
	s->feed.model.entry = &e->form;
	arg.id = entry_subject(form.form.service);
	if (form.case_id != 0) {
		arg.action = ACTION_CORRECT;
		arg.id = form.case_id;
		arg.version = form.case_version;
	}
	view_stack_push(&s->stack, &view_entry, &s->feed.model, &arg);
	screen_scratch_follow(s);
}

static void
take_form(struct screen *s, const struct wire_frame *frame)
{
	struct screen_entry *e = &s->entry;
	struct wire_piece piece;
	struct err err = { 0 };

	if (frame->message == MESSAGE_PIECE && wire_read(frame, &piece, &err) == RC_OK) {
		buf_puts(&e->pieces, piece.text);
		return;
	}
	e->tag = 0;
	if (frame->message == MESSAGE_OK) {
		show(s);
	} else {
		(void)link_told(frame, &err);
		screen_say(s, STYLE_DANGER, "%s", err.text);
	}
	buf_clear(&e->pieces);
}

void
screen_entry_resend(struct screen *s)
{
	struct screen_entry *e = &s->entry;

	if (!e->is_sending)
		return;
	screen_say(s, STYLE_NOTICE, "%s: %s", action_label(ACTION_NEW), say(N_("checking")));
	e->sent_tag = 0;
	if (link_fd(s->link) < 0 || s->feed.model.link == LINK_RECONNECTING)
		return;
	e->sent_tag = link_send(s->link, MESSAGE_NEW, &e->sent);
	s->feed.model.link = LINK_WAITING;
}

void
screen_entry_send(struct screen *s, const struct intent *intent)
{
	struct screen_entry *e = &s->entry;
	const struct entry *en = intent->entry;
	const char *arrived = entry_value(en, "e.arrived");

	if (screen_is_busy(s))
		return;
	e->sent = (struct wire_new){ .takes_faults = intent->takes_faults, .lines = "" };
	buf_clear(&e->json);
	entry_json(en, &e->json);
	e->sent.json = buf_str(&e->json);
	secret_op_key(e->sent.op_key);
	(void)str_fill(e->sent.service, sizeof(e->sent.service), en->form->form.service);
	(void)str_fill(e->sent.region, sizeof(e->sent.region), en->form->form.region);
	(void)str_fill(e->sent.channel, sizeof(e->sent.channel), entry_value(en, "e.channel"));
	e->sent.consult_id = e->consult_id;
	e->sent.scratch_id = entry_subject(en->form->form.service);
	if (arrived[0] != '\0' && !widget_instant(arrived, en->now_at, &e->sent.arrived_at))
		screen_say(s, STYLE_WARN, say(N_("“%s” is no time: write 14:30, or 11.23 14:30.")),
		    arrived);
	else if (!str_fill(e->sent.reason, sizeof(e->sent.reason), entry_value(en, "e.late")) ||
	    e->json.len > PIECE_MAX)
		screen_say(s, STYLE_DANGER, "%s", say(N_("The text is too long: shorten it.")));
	else {
		e->is_sending = true;
		screen_entry_resend(s);
	}
}

/* It is a case: the editor has done its work. */
static void
sent_done(struct screen *s, const struct wire_done *done)
{
	if (done->event_id == 0) {
		screen_say(s, STYLE_WARN, say(N_("%d answer(s) are missing or do not fit.")),
		    done->faults);
		s->entry.is_sending = false;
		return;
	}
	screen_say(s, STYLE_OK, "%s: %s (%s)%s%s%s%s", say(N_("Saved")), done->number,
	    state_label(done->state_after), done->numbers_cut > 0 ? " · " : "",
	    done->numbers_cut > 0 ? say(N_("resident number cut")) : "",
	    s->entry.sent.consult_id != 0 ? " · " : "",
	    s->entry.sent.consult_id != 0 ? say(N_("linked to the consultation")) : "");
	s->entry.consult_id = 0;
	screen_scratch_acted(s);
	view_stack_reveal(&s->stack, &view_entry);
	view_stack_done(&s->stack);
	s->entry.is_sending = false;
	s->feed.model.acted = (struct acted){ done->event_id, done->case_id, done->version };
	feed_refresh(&s->feed);
}

bool
screen_entry_take(struct screen *s, const struct wire_frame *frame)
{
	struct screen_entry *e = &s->entry;
	struct wire_done done;
	struct err err = { 0 };

	if (frame->tag == 0 || (frame->tag != e->tag && frame->tag != e->sent_tag))
		return false;
	s->needs_draw = true;
	if (frame->tag == e->tag) {
		take_form(s, frame);
		return true;
	}
	if (!frame->is_end)
		return true;
	e->sent_tag = 0;
	s->feed.model.link = LINK_UP;
	if (frame->message == MESSAGE_DONE && wire_read(frame, &done, &err) == RC_OK) {
		sent_done(s, &done);
		return true;
	}
	(void)link_told(frame, &err);
	screen_say(s, STYLE_DANGER, "%s", err.text);
	e->is_sending = false;
	return true;
}

void
screen_entry_lost(struct screen *s)
{
	s->entry.tag = 0;
	s->entry.sent_tag = 0;
}
