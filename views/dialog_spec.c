/* SPDX-License-Identifier: ISC */
#include "views/dialog_spec.h"

#include "storage/text.h"

/* One dialog per action that asks something; actions without a row are done at
 * once. */
static const struct dialog_spec specs[ACTION__COUNT] = {
	[ACTION_RECEIVE] = { N_("Receive it? It gets its receipt number and its "
	    "period starts now."), { { SLOT_NONE, NULL, 0 } } },
	[ACTION_ASSIGN] = { N_("Who is to handle this case?"),
	    { { SLOT_ASSIGNEE, N_("Assignee"), 5 } } },
	[ACTION_NOTE] = { N_("A note on the case's timeline; the applicant does not see it."),
	    { { SLOT_TEXT, N_("Note"), 8 } } },
	[ACTION_DRAFT] = { N_("The decision as it will go to the applicant. It goes to approval."), {
	    { SLOT_OUTCOME, N_("Outcome"), 1 },
	    { SLOT_TEXT, N_("Text"), 4 },
	    { SLOT_REASONS, N_("Reasons (one a line)"), 3 },
	    { SLOT_REMEDIES, N_("Remedies (one a line)"), 3 } } },
	[ACTION_SEND_BACK] = { N_("The draft goes back to the drafter."),
	    { { SLOT_TEXT, N_("Reason"), 4 } } },
	[ACTION_APPROVE] = { N_("Approve? The decision becomes final and goes to the applicant."),
	    { { SLOT_TEXT, N_("Remark"), 2 } } },
	[ACTION_REFUSE] = { N_("A refusal needs its reasons and the ways to contest it."), {
	    { SLOT_TEXT, N_("Text"), 4 },
	    { SLOT_REASONS, N_("Reasons (one a line)"), 3 },
	    { SLOT_REMEDIES, N_("Remedies (one a line)"), 3 } } },
	[ACTION_ESCALATE] = { N_("It goes to another agency; the clock keeps running."), {
	    { SLOT_AGENCY, N_("Agency"), 1 },
	    { SLOT_TEXT, N_("Question"), 4 },
	    { SLOT_HANDOVER, N_("Kind"), 1 },
	    { SLOT_PROPOSAL, N_("Proposal of the desk"), 2 },
	    { SLOT_DISCLOSE, N_("Fields it may carry (one a line; facts = all that name nobody)"), 2 } } },
	[ACTION_RESUME] = { N_("Work goes on; what was the result, or what came?"),
	    { { SLOT_TEXT, N_("Result"), 4 } } },
	[ACTION_SUPPLEMENT] = { N_("What is missing goes to the applicant; the clock stands still."), {
	    { SLOT_TEXT, N_("Items (one a line)"), 5 },
	    { SLOT_PERIOD, N_("Days to supply it (10d)"), 1 } } },
	[ACTION_EXTEND] = { N_("The due is put off, and the applicant is told why and until when."), {
	    { SLOT_GROUND, N_("Reason"), 4 },
	    { SLOT_PERIOD, N_("By how much (2d, 3h)"), 1 },
	    { SLOT_TEXT, N_("In words, for the applicant"), 3 },
	    { SLOT_CONSENT, N_("Consent to a second extension"), 1 } } },
	[ACTION_SUPPLEMENT_EXTEND] = { N_("The applicant has longer, and is told until when."), {
	    { SLOT_TEXT, N_("How the applicant asked"), 2 },
	    { SLOT_PERIOD, N_("Days longer (5d)"), 1 } } },
	[ACTION_RETURN] = { N_("The papers go back to the applicant with reasons; "
	    "the case is closed."), {
	    { SLOT_TEXT, N_("Reasons"), 4 },
	    { SLOT_RETURN, N_("Where another office handed it over: why"), 1 } } },
	[ACTION_CORRECT_TIME] = { N_("A second person must approve it; both times are kept."), {
	    { SLOT_EVENT, N_("Whose time"), CORRECTABLES },
	    { SLOT_AT, N_("When it truly was (2026-11-23 14:30)"), 1 },
	    { SLOT_TEXT, N_("Reason"), 2 },
	    { SLOT_EVIDENCE, N_("What shows it (notice, document)"), 1 } } },
	[ACTION_APPROVE_TIME] = { N_("Set the time right as asked? The due is counted again."),
	    { { SLOT_NONE, NULL, 0 } } },
	[ACTION_REJECT_TIME] = { N_("The time stays as it is."), { { SLOT_TEXT, N_("Reason"), 2 } } },
	[ACTION_SETTLE] = { N_("The report is settled; the case goes on as it is."),
	    { { SLOT_TEXT, N_("What is done"), 2 } } },
	[ACTION_WITHDRAW] = { N_("The applicant takes the application back; the case is closed."),
	    { { SLOT_TEXT, N_("How the applicant said so"), 3 } } },
	[ACTION_MESSAGE_HOLD] = { N_("The message stays here until somebody tries it again."),
	    { { SLOT_TEXT, N_("Reason"), 3 } } },
	[ACTION_MESSAGE_CANCEL] = { N_("The message will never go to the channel."),
	    { { SLOT_TEXT, N_("Reason"), 3 } } },
	[ACTION_UNSORTED_MAP] = { N_("What is it? Type a code or a piece of the name; empty = as "
	    "it says."), {
	    { SLOT_SERVICE, N_("Service"), 5 },
	    { SLOT_REGION, N_("Region"), 4 } } },
	[ACTION_LETTER_SEND] = { N_("Send the letter as it reads now? Enter on the list shows it."),
	    { { SLOT_NONE, NULL, 0 } } },
	[ACTION_LETTER_SKIP] = { N_("The letter is not sent; the reason stays on the case."),
	    { { SLOT_TEXT, N_("Reason"), 3 } } },
	[ACTION_LETTER_PUBLIC] = { N_("No more progress notices (Decree §23). How was the "
	    "applicant told?"), { { SLOT_TEXT, N_("Reason"), 3 } } },
	[ACTION_RELEASE_RETIRE] = { N_("It holds no more from today on; cases that came with it keep "
	    "it."), { { SLOT_TEXT, N_("Reason"), 3 } } },
	[ACTION_OUTAGE_BEGIN] = { N_("The clocks of its open cases stop. You see which before it "
	    "is done."), {
	    { SLOT_CHANNEL, N_("Channel, by code or name, or all"), 1 },
	    { SLOT_FROM, N_("Since (2026-11-23 14:30; empty = now)"), 1 },
	    { SLOT_TEXT, N_("Reason"), 1 },
	    { SLOT_EVIDENCE, N_("What shows it (notice, document)"), 1 } } },
	[ACTION_OUTAGE_END] = { N_("The clocks go on. You see which dues move before it is done."),
	    { { SLOT_UNTIL, N_("Until (2026-11-23 18:00; empty = now)"), 1 } } },
	[ACTION_OUTAGE_RECORD] = { N_("An outage that is over. You see which dues move before it is "
	    "done."), {
	    { SLOT_CHANNEL, N_("Channel, by code or name, or all"), 1 },
	    { SLOT_FROM, N_("From (2026-11-23 14:30)"), 1 },
	    { SLOT_UNTIL, N_("Until (2026-11-23 18:00)"), 1 },
	    { SLOT_TEXT, N_("Reason"), 1 },
	    { SLOT_EVIDENCE, N_("What shows it (notice, document)"), 1 } } },
	[ACTION_WAITS_SET] = { N_("How many wait there? It is recorded who typed it."), {
	    { SLOT_DESK, N_("Desk"), 1 },
	    { SLOT_DESK_TASK, N_("Task"), 1 },
	    { SLOT_WAITING, N_("People waiting (none = take it back)"), 1 },
	    { SLOT_CALLED, N_("Number called (may be empty)"), 1 },
	    { SLOT_COUNTERS, N_("Counters open (may be empty)"), 1 } } },
	[ACTION_CONSULT_ADD] = { N_("Somebody joins the line. A telephone call needs a number."), {
	    { SLOT_KIND, N_("Way"), 1 },
	    { SLOT_TASK, N_("Task"), 3 },
	    { SLOT_WHO, N_("Name"), 1 },
	    { SLOT_CONTACT, N_("Telephone number"), 1 },
	    { SLOT_PRIORITY, N_("Turn"), 1 },
	    { SLOT_TEXT, N_("What it is about"), 1 } } },
	[ACTION_CONSULT_DONE] = { N_("What came of the consultation?"), {
	    { SLOT_RESULT, N_("What came of it"), 5 },
	    { SLOT_TEXT, N_("Note"), 4 } } },
	[ACTION_CONSULT_LATER] = { N_("The person is called back then; it is a promise."), {
	    { SLOT_AT, N_("When (15:30, or 2026-11-24 10:00)"), 1 },
	    { SLOT_TEXT, N_("Note"), 2 } } },
	[ACTION_CONSULT_LINK] = { N_("Which case is it about?"),
	    { { SLOT_CASE, N_("Receipt number or the channel's number"), 1 } } },
	[ACTION_CONSULT_LEFT] = { N_("The person no longer waits?"), { { SLOT_NONE, NULL, 0 } } },
	[ACTION_CONSULT_SAY] = { N_("What do you say? The person reads it in the chat."),
	    { { SLOT_TEXT, N_("Words"), 4 } } },
	[ACTION_CONSULT_WARN] = { N_("Say it first; the reason and the time are recorded (Act "
	    "§4)."), {
	    { SLOT_ABUSE, N_("Reason"), 4 },
	    { SLOT_TEXT, N_("What was said"), 3 } } },
	[ACTION_CONSULT_END] = { N_("The consultation ends here, after the warning (Act §4, Decree "
	    "§4)."), {
	    { SLOT_ABUSE, N_("Reason"), 4 },
	    { SLOT_TEXT, N_("What was said"), 3 } } },
	[ACTION_EXPORT] = { N_("Whole cases, unmasked, go into a new file of yours; it is "
	    "recorded."), {
	    { SLOT_FILE, N_("New file"), 1 },
	    { SLOT_TEXT, N_("Reason"), 2 } } },
	[ACTION_WAITS_ALERT] = { N_("From where on is a wait marked, here and on the board?"),
	    { { SLOT_TEXT, N_("Minutes and people (30 min/20 people; 0 = none)"), 1 } } },
	[ACTION_UNSORTED_DISCARD] = { N_("One person asks with a reason, another confirms without "
	    "one."),
	    { { SLOT_TEXT, N_("Reason"), 3 } } },
};

const struct dialog_spec *
dialog_spec_of(enum action action)
{
	return specs[action].question != NULL ? &specs[action] : NULL;
}

const struct dialog_spec *
dialog_spec_of_marks(enum action action)
{
	static const struct dialog_spec plain = { N_("This is done to every marked case, one after "
	    "the other."), { { SLOT_NONE, NULL, 0 } } };

	return specs[action].question != NULL ? &specs[action] : &plain;
}

int
dialog_field_count(const struct dialog_spec *spec)
{
	int n = 0;

	while (n < FIELDS_MAX && spec->fields[n].slot != SLOT_NONE)
		n++;
	return n;
}

/* One row per slot: what a kept text calls it (never change one, texts are
 * kept: views/dialog_content.h), and of typed ones the bytes that the office's
 * messages have room for (console/wire/messages.h). */
static const struct {
	const char *name;
	size_t bytes;
} slots[] = {
	[SLOT_NONE] = { "", 0 },
	[SLOT_TEXT] = { "text", ACT_TEXT_MAX },
	[SLOT_REASONS] = { "reasons", ACT_LINES_MAX },
	[SLOT_REMEDIES] = { "remedies", ACT_LINES_MAX },
	[SLOT_AGENCY] = { "agency", 63 },
	[SLOT_PROPOSAL] = { "proposal", ACT_LINES_MAX },
	[SLOT_DISCLOSE] = { "disclose", ACT_LINES_MAX },
	[SLOT_PERIOD] = { "period", 15 },
	[SLOT_SERVICE] = { "service", 120 },
	[SLOT_REGION] = { "region", 120 },
	[SLOT_CHANNEL] = { "channel", 120 },
	[SLOT_FROM] = { "from", 40 },
	[SLOT_UNTIL] = { "until", 40 },
	[SLOT_EVIDENCE] = { "evidence", HAND_REASON_MAX },
	[SLOT_AT] = { "at", 40 },
	[SLOT_WHO] = { "who", 95 },
	[SLOT_CONTACT] = { "contact", 39 },
	[SLOT_CASE] = { "case", 79 },
	[SLOT_DESK] = { "desk", 103 },
	[SLOT_DESK_TASK] = { "desk-task", 103 },
	[SLOT_WAITING] = { "waiting", 12 },
	[SLOT_CALLED] = { "called", 12 },
	[SLOT_COUNTERS] = { "counters", 12 },
	[SLOT_FILE] = { "file", 255 },
	[SLOT_OUTCOME] = { "outcome", 0 },
	[SLOT_ASSIGNEE] = { "assignee", 0 },
	[SLOT_GROUND] = { "ground", 0 },
	[SLOT_CONSENT] = { "consent", 0 },
	[SLOT_EVENT] = { "event", 0 },
	[SLOT_HANDOVER] = { "handover", 0 },
	[SLOT_KIND] = { "kind", 0 },
	[SLOT_TASK] = { "task", 0 },
	[SLOT_PRIORITY] = { "priority", 0 },
	[SLOT_RESULT] = { "result", 0 },
	[SLOT_ABUSE] = { "abuse", 0 },
	[SLOT_RETURN] = { "return", 0 },
};
_Static_assert(sizeof(slots) / sizeof(slots[0]) == SLOT__COUNT, "one row per slot");

const char *
dialog_slot_name(enum slot slot)
{
	return slots[slot].name;
}

size_t
dialog_field_bytes(enum action action, enum slot slot)
{
	if (slot == SLOT_TEXT && consult_is_hand(action_table[action].hand))
		return CONSULT_TEXT_MAX;
	if (slot == SLOT_TEXT && action_table[action].hand != BY_HAND_NONE)
		return HAND_REASON_MAX;
	return slots[slot].bytes;
}

bool
slot_is_text(enum slot slot)
{
	return slot != SLOT_NONE && slot < LINE_SLOTS;
}

bool
slot_is_word(enum slot slot)
{
	return slot >= SLOT_KIND && slot < SLOT__COUNT;
}

enum consult_words
slot_words(enum slot slot)
{
	return slot == SLOT_KIND ? CONSULT_KINDS : slot == SLOT_TASK ? CONSULT_TASKS :
	    slot == SLOT_PRIORITY ? CONSULT_PRIORITIES :
	    slot == SLOT_RESULT ? CONSULT_RESULTS : CONSULT_ABUSES;
}

bool
slot_is_pick(enum slot slot)
{
	return slot == SLOT_SERVICE || slot == SLOT_REGION;
}

bool
slot_is_list(enum slot slot)
{
	return slot_is_pick(slot) || slot == SLOT_ASSIGNEE;
}
