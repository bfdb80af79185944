/* SPDX-License-Identifier: ISC */
#include "views/call_words.h"

#include <string.h>

#include "console/rules/pause.h"
#include "console/rules/workflow.h"
#include "storage/instant.h"
#include "storage/text.h"
#include "views/words.h"

/* One sentence per state, as it is said to an applicant. */
static const char *const state_sentences[] = {
	[STATE_ARRIVED] = N_("It has reached us. We will receive it and send you its number."),
	[STATE_RECEIVED] = N_("It has been received and waits for an officer."),
	[STATE_ASSIGNED] = N_("An officer is in charge and will begin soon."),
	[STATE_IN_PROGRESS] = N_("The officer in charge is working on it."),
	[STATE_CONSULTING] = N_("We have asked another agency and wait for its answer."),
	[STATE_SUPPLEMENT] = N_("Something is missing, and we have asked you for it."),
	[STATE_INSPECTION] = N_("It is being looked at on the spot."),
	[STATE_APPROVAL] = N_("The decision is drafted and waits for approval."),
	[STATE_COMPLETED] = N_("It is done, and you have been told so."),
	[STATE_REFUSED] = N_("It was refused. The notice says why, and how you may appeal."),
	[STATE_RETURNED] = N_("It was returned, because what was missing did not come."),
	[STATE_WITHDRAWN] = N_("It was withdrawn."),
	[STATE_TRANSFERRED] = N_("It was handed over to the agency that is in charge."),
	[STATE_CLOSED] = N_("It is closed."),
	[STATE_APPEAL] = N_("Your objection is being looked at."),
};
_Static_assert(sizeof(state_sentences) / sizeof(state_sentences[0]) == STATE__COUNT,
    "one sentence per state");

static void
put_time(struct buf *out, const char *sentence, int64_t at)
{
	struct buf time = { 0 };

	words_time(&time, at);
	verdict_sentence(out, sentence, buf_str(&time));
	buf_putc(out, '\n');
	buf_release(&time);
}

static void
put_text(struct buf *out, const char *sentence, const char *text)
{
	verdict_sentence(out, sentence, text);
	buf_putc(out, '\n');
}

/* "2026. 12. 1." for a civil day. */
static void
put_day(struct buf *out, const char *sentence, struct day day)
{
	char date[32];

	instant_format_official(instant_make(day, 0), date);
	/* The time of a day's first instant is no part of it. */
	if (strlen(date) > strlen(" 00:00"))
		date[strlen(date) - strlen(" 00:00")] = '\0';
	put_text(out, sentence, date);
}

void
call_words_caller(struct buf *out, const struct call_sheet *s)
{
	struct buf who = { 0 };

	buf_puts(&who, s->name);
	if (s->birth[0] != '\0')
		buf_printf(&who, ", %s", s->birth);
	if (s->phone[0] != '\0')
		buf_printf(&who, ", %s", s->phone);
	if (s->is_confirmed)
		put_text(out, N_("The caller named the applicant: %s."), buf_str(&who));
	else
		put_text(out, N_("Ask who is calling before you say anything. Applicant: %s."),
		    buf_str(&who));
	if (s->is_denied)
		put_text(out, N_("That is not the applicant's name: say nothing of the case."), "");
	buf_release(&who);
}

static void
put_due(struct buf *out, const struct case_row *row, const struct call_sheet *s, int64_t now_at)
{
	if (!state_table[row->state].is_open) {
		if (s->completed_at != 0)
			put_time(out, N_("It was decided on %s."), s->completed_at);
		return;
	}
	if (row->paused_from.number != 0) {
		put_day(out, N_("The period has stood still since %s; it goes on when the reply is "
		    "here."), row->paused_from);
		return;
	}
	if (row->state == STATE_ARRIVED)
		return;
	if (row->due_at == 0) {
		put_text(out, N_("The law sets no period for it."), "");
		return;
	}
	put_time(out, N_("It is due by %s."), row->due_at);
	if (row->due_at < now_at)
		put_text(out, N_("It is late. We are sorry."), "");
	else if (row->extensions > 0)
		put_text(out, N_("The period was extended, and that was announced."), "");
}

static void
put_items(struct buf *out, const struct call_sheet *s)
{
	const char *line = str_or_empty(s->items);

	if (*line == '\0')
		return;
	put_day(out, N_("We still need, by %s:"), s->items_due);
	while (*line != '\0') {
		size_t len = strcspn(line, "\n");

		buf_puts(out, "- ");
		buf_add(out, line, len);
		buf_putc(out, '\n');
		line += len + (line[len] == '\n');
	}
}

static void
put_hands(struct buf *out, const struct case_row *row, const struct call_sheet *s)
{
	enum party party;
	struct buf since = { 0 };

	if (!state_table[row->state].is_open || !party_by_name(s->party, &party))
		return;
	words_time(&since, s->since_at);
	verdict_sentence(out, N_("Who has it now: %s"), party_label(party));
	put_text(out, N_(", since %s."), buf_str(&since));
	buf_release(&since);
}

static void
put_officer(struct buf *out, const struct call_sheet *s)
{
	struct buf who = { 0 };

	buf_puts(&who, s->department);
	if (s->officer[0] != '\0')
		buf_printf(&who, " %s", s->officer);
	if (s->contact[0] != '\0')
		buf_printf(&who, ", %s", s->contact);
	put_text(out, s->officer[0] != '\0' ? N_("In charge: %s.") :
	    N_("Nobody is in charge yet. Ask %s."), buf_str(&who));
	buf_release(&who);
}

void
call_words_aloud(struct buf *out, const struct case_row *row, const struct call_sheet *s,
    int64_t now_at)
{
	words_service(out, row->service);
	buf_printf(out, ", %s\n", words_number(row));
	put_text(out, state_sentences[row->state], "");
	put_due(out, row, s, now_at);
	put_items(out, s);
	put_hands(out, row, s);
	put_officer(out, s);
}
