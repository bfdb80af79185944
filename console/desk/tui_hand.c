/* SPDX-License-Identifier: ISC */
/* What is done by hand from the screen, to messages and unsorted things. */
#include <stdio.h>
#include <stdlib.h>

#include "console/desk/screen.h"
#include "console/rules/consult.h"
#include "console/rules/wait.h"
#include "storage/text.h"
#include "views/release_words.h"
#include "views/words.h"

void
screen_hand_release(struct screen_hand *h)
{
	free(h->ids);
	*h = (struct screen_hand){ .hand = BY_HAND_NONE };
}

/* The request that carries it. */
static enum message
message_of(enum by_hand hand)
{
	return str_starts(by_hand_table[hand].verb, "outbox ") ? MESSAGE_OUTBOX_CHANGE :
	    str_starts(by_hand_table[hand].verb, "letters ") ? MESSAGE_LETTER_CHANGE :
	    str_starts(by_hand_table[hand].verb, "forms ") ? MESSAGE_FORM_RETIRE :
	    hand == BY_HAND_WAITS_ALERT ? MESSAGE_WAIT_ALERT :
	    MESSAGE_UNSORTED_CHANGE;
}

static void
send_next(struct screen *s)
{
	struct screen_hand *h = &s->hand;

	h->change.id = h->ids[h->done];
	h->tag = link_send(s->link, message_of(h->hand), &h->change);
	s->feed.model.link = LINK_WAITING;
	screen_say(s, STYLE_NOTICE, "%s: %s", action_label(action_of_hand(h->hand)),
	    say(N_("checking")));
}

/* Begins with the first row; takes ids. */
static void
start(struct screen *s, enum by_hand hand, const struct act_input *in, int64_t *ids,
    size_t count, bool is_from_dialog)
{
	struct screen_hand *h = &s->hand;
	struct err e = { 0 };
	enum rc rc;

	screen_hand_release(h);
	*h = (struct screen_hand){ .hand = hand, .ids = ids, .count = count,
		.is_from_dialog = is_from_dialog };
	rc = call_fill(h->change.what, sizeof(h->change.what), by_hand_what(hand),
	    by_hand_table[hand].verb, &e);
	if (rc == RC_OK)
		rc = call_fill(h->change.reason, sizeof(h->change.reason), in->text,
		    say(N_("the reason")), &e);
	if (rc == RC_OK)
		rc = call_fill(h->change.service, sizeof(h->change.service), in->service,
		    say(N_("the service")), &e);
	if (rc == RC_OK)
		rc = call_fill(h->change.region, sizeof(h->change.region), in->region,
		    say(N_("the region")), &e);
	if (rc == RC_OK && (link_fd(s->link) < 0 || s->feed.model.link == LINK_RECONNECTING))
		rc = err_set(&e, RC_NETWORK, "%s", say(N_("no office, trying again")));
	if (rc == RC_OK)
		send_next(s);
	else
		screen_say(s, STYLE_DANGER, "%s", e.text);
}

void
screen_hand_start(struct screen *s, const struct intent *intent)
{
	int64_t *ids;

	if (consult_is_hand(intent->hand)) {
		screen_consult_start(s, intent);
		return;
	}
	if (intent->hand == BY_HAND_WAITS_SET) {
		screen_waits_start(s, intent);
		return;
	}
	if (str_starts(by_hand_table[intent->hand].verb, "outage ")) {
		screen_outage_start(s, intent);
		return;
	}
	if (intent->hand == BY_HAND_EXPORT) {
		screen_export_shown(s, intent);
		return;
	}
	if (screen_is_busy(s))
		return;
	ids = x_alloc(sizeof(*ids));
	ids[0] = intent->id;
	start(s, intent->hand, &intent->input, ids, 1, intent->is_from_dialog);
}

/* The reason was not typed: its dialog asks, for one row. */
static void
ask_reason(struct screen *s, enum by_hand hand, int64_t id, const char *number)
{
	struct view_arg arg = { .action = action_of_hand(hand), .id = id, .number = number };

	view_stack_push(&s->stack, &view_dialog, &s->feed.model, &arg);
}

/* The letter of a case in sight in the list of letters, by its number; of
 * --kind where it owes several. */
static bool
letter_typed(const struct screen *s, const struct options *o, const char *word, int64_t *id)
{
	const struct desk_model *m = &s->feed.model;
	const char *kind = options_value(o, OPT_KIND);

	for (size_t i = 0; i < m->letter_count; i++) {
		const struct letter_row *row = &m->letters[i];
		char case_id[24];

		(void)snprintf(case_id, sizeof(case_id), "%lld", (long long)row->case_id);
		if ((!str_eq(word, row->number) && !str_eq(word, case_id)) ||
		    (kind != NULL && !str_eq(kind, row->letter)))
			continue;
		*id = row->id;
		return true;
	}
	return false;
}

/* Looking is no change: the view opens and reads. */
static void
show_raw(struct screen *s, const struct options *o)
{
	struct intent intent = { .kind = INTENT_PUSH, .push = &view_raw };

	if (o->operand_count != 1 || !parse_int(o->operands[0], 1, INT64_MAX, &intent.arg.id)) {
		screen_say(s, STYLE_WARN, "%s", say(N_("Name what to do this to by its id.")));
		return;
	}
	view_stack_push(&s->stack, &view_raw, &s->feed.model, &intent.arg);
	screen_run(s, &intent);
}

/* `export [QUERY] -o FILE --reason TEXT`, always of whole cases: rows are there to see. */
static void
export_typed(struct screen *s, const struct options *o)
{
	struct buf query = { 0 };

	for (size_t i = 0; i < o->operand_count; i++)
		buf_printf(&query, "%s%s", i > 0 ? " " : "", o->operands[i]);
	screen_export_start(s, options_value(o, OPT_OUTPUT), options_value(o, OPT_REASON),
	    buf_str(&query), false);
	buf_release(&query);
}

void
screen_hand_start_typed(struct screen *s, enum by_hand hand, const struct options *o)
{
	const struct act_input in = { .text = options_value(o, OPT_TEXT),
		.service = options_value(o, OPT_SERVICE), .region = options_value(o, OPT_REGION) };
	int64_t *ids;

	if (hand == BY_HAND_UNSORTED_SHOW) {
		show_raw(s, o);
		return;
	}
	if (consult_is_hand(hand)) {
		screen_consult_start_typed(s, hand, o);
		return;
	}
	if (hand == BY_HAND_WAITS_SET) {
		screen_waits_start_typed(s, o);
		return;
	}
	if (str_starts(by_hand_table[hand].verb, "outage ")) {
		screen_outage_start_typed(s, hand, o);
		return;
	}
	if (hand == BY_HAND_EXPORT) {
		export_typed(s, o);
		return;
	}
	if (screen_is_busy(s))
		return;
	if (hand == BY_HAND_WAITS_ALERT) {
		start(s, hand, &(struct act_input){ .text = o->operand_count > 0 ?
		    o->operands[0] : "" }, x_zalloc(1, sizeof(*ids)), 1, false);
		return;
	}
	if (o->operand_count == 0) {
		screen_say(s, STYLE_WARN, "%s", say(N_("Name what to do this to by its id.")));
		return;
	}
	ids = x_zalloc(o->operand_count, sizeof(*ids));
	for (size_t i = 0; i < o->operand_count; i++) {
		if (str_starts(by_hand_table[hand].verb, "letters ") ?
		    letter_typed(s, o, o->operands[i], &ids[i]) :
		    parse_int(o->operands[i], 1, INT64_MAX, &ids[i]))
			continue;
		screen_say(s, STYLE_WARN, say(N_("“%s” is no id.")), o->operands[i]);
		free(ids);
		return;
	}
	if (by_hand_table[hand].needs_reason && str_empty(in.text) && o->operand_count == 1) {
		ask_reason(s, hand, ids[0], o->operands[0]);
		free(ids);
	} else {
		start(s, hand, &in, ids, o->operand_count, false);
	}
}

/* One row is done; the rest follow. */
static void
row_done(struct screen *s, const char *number, const char *state)
{
	struct screen_hand *h = &s->hand;

	h->tag = 0;
	if (++h->done < h->count) {
		send_next(s);
		return;
	}
	if (h->hand == BY_HAND_UNSORTED_DISCARD && str_eq(state, "open"))
		screen_say(s, STYLE_OK, "%s: %s (%s)", say(N_("Saved")), number,
		    say(N_("another person must confirm it")));
	else if (state[0] == '\0')
		screen_say(s, STYLE_OK, "%s: %s", say(N_("Saved")), number);
	else
		screen_say(s, STYLE_OK, "%s: %s (%s)", say(N_("Saved")), number,
		    words_outbox(state));
	if (h->is_from_dialog) {
		screen_scratch_forget(s);
		view_stack_done(&s->stack);
	}
	screen_hand_release(h);
	feed_refresh(&s->feed);
}

/* The limit of waits is set: say which. */
static void
limit_done(struct screen *s, const struct wait_limit *limit)
{
	struct buf words = { 0 };

	wait_limit_words(&words, limit);
	s->hand.done = s->hand.count - 1;
	row_done(s, buf_str(&words), "");
	buf_release(&words);
}

bool
screen_hand_take(struct screen *s, const struct wire_frame *frame)
{
	struct screen_hand *h = &s->hand;
	struct outbox_row message;
	struct unsorted_row thing;
	struct letter_row letter;
	struct form_release_row release;
	struct wait_head head;
	struct err e = { 0 };

	if (h->tag == 0 || frame->tag != h->tag)
		return false;
	s->feed.model.link = LINK_UP;
	s->needs_draw = true;
	if (frame->message == MESSAGE_OUTBOX_ROW && wire_read(frame, &message, &e) == RC_OK) {
		row_done(s, message.case_number, message.state);
	} else if (frame->message == MESSAGE_LETTER && wire_read(frame, &letter, &e) == RC_OK) {
		row_done(s, letter.number,
		    str_eq(letter.state, "sent") ? "letter-sent" : letter.state);
		if (view_stack_top(&s->stack) == &view_letter)
			view_stack_pop(&s->stack);
	} else if (frame->message == MESSAGE_FORM_RELEASE &&
	    wire_read(frame, &release, &e) == RC_OK) {
		row_done(s, release.version, release_state_label(release.state));
	} else if (frame->message == MESSAGE_WAIT_HEAD && wire_read(frame, &head, &e) == RC_OK) {
		limit_done(s, &head.limit);
	} else if (frame->message == MESSAGE_UNSORTED_ROW &&
	    wire_read(frame, &thing, &e) == RC_OK) {
		row_done(s, thing.external_id[0] != '\0' ? thing.external_id : thing.event_id,
		    thing.state);
	} else {
		screen_say_told(s, frame, &e);
		screen_hand_release(h);
		feed_refresh(&s->feed);
	}
	return true;
}

bool
screen_hand_lost(struct screen *s)
{
	if (s->hand.tag == 0)
		return false;
	screen_hand_release(&s->hand);
	screen_say(s, STYLE_DANGER, "%s", say(N_("The office went away meanwhile: see in the list "
	    "whether it was done.")));
	return true;
}
