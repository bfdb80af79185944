/* SPDX-License-Identifier: ISC */
#include "views/actions.h"

#include <assert.h>

#include "console/rules/workflow.h"
#include "storage/text.h"

/* What is exactly one op of the workflow takes its words from op_table. */
#define OP_ACTION(op_name, op_id) \
	{ .name = op_name, .label = "", .help = "", .group = GROUP_CASE, .op = op_id, \
	    .needs_case = true }

#define PLAIN_ACTION(action_name, group_id, label_id, help_id) \
	{ .name = action_name, .label = label_id, .help = help_id, .group = group_id, \
	    .op = OP__COUNT }

#define HAND_ACTION(action_name, hand_id, label_id, help_id) \
	{ .name = action_name, .label = label_id, .help = help_id, .group = GROUP_HAND, \
	    .op = OP__COUNT, .hand = hand_id }

const struct action_info action_table[ACTION__COUNT] = {
	[ACTION_NONE] = PLAIN_ACTION("none", GROUP_MOVE, "", ""),
	[ACTION_UP] = PLAIN_ACTION("up", GROUP_MOVE, N_("Up"), N_("One line up.")),
	[ACTION_DOWN] = PLAIN_ACTION("down", GROUP_MOVE, N_("Down"), N_("One line down.")),
	[ACTION_PAGE_UP] = PLAIN_ACTION("page-up", GROUP_MOVE, N_("Page up"),
	    N_("One page up.")),
	[ACTION_PAGE_DOWN] = PLAIN_ACTION("page-down", GROUP_MOVE, N_("Page down"),
	    N_("One page down.")),
	[ACTION_HOME] = PLAIN_ACTION("home", GROUP_MOVE, N_("Start"),
	    N_("To the first line.")),
	[ACTION_END] = PLAIN_ACTION("end", GROUP_MOVE, N_("End"), N_("To the last line.")),
	[ACTION_OPEN] = { .name = "open", .label = N_("Open"),
	    .help = N_("Opens the selected case. Opening is recorded."),
	    .group = GROUP_VIEW, .op = OP__COUNT, .needs_case = true },
	[ACTION_BACK] = PLAIN_ACTION("back", GROUP_VIEW, N_("Back"),
	    N_("Closes this view or dialog; in the queue, clears the filter.")),
	[ACTION_FILTER] = PLAIN_ACTION("filter", GROUP_VIEW, N_("Filter"),
	    N_("Shows only the cases that match words and key:value terms.")),
	[ACTION_COMMAND] = PLAIN_ACTION("command", GROUP_VIEW, N_("Command"),
	    N_("Takes a command line, as the shell would.")),
	[ACTION_SORT] = PLAIN_ACTION("sort", GROUP_VIEW, N_("Sort"),
	    N_("Changes the order of the queue: by time left, by arrival, newest first, by service, by "
	    "region, by state. "
	    "With closed cases it is never by time left.")),
	[ACTION_REFRESH] = PLAIN_ACTION("refresh", GROUP_VIEW, N_("Refresh"),
	    N_("Reads again what is shown.")),
	[ACTION_SENT] = PLAIN_ACTION("sent", GROUP_VIEW, N_("Sent"),
	    N_("Shows the messages to the channels and how they fared.")),
	[ACTION_UNSORTED] = PLAIN_ACTION("unsorted", GROUP_VIEW, N_("Unsorted"),
	    N_("Shows what channels handed over that could not become a case.")),
	[ACTION_LIST] = PLAIN_ACTION("queue", GROUP_VIEW, N_("List"),
	    N_("Back to the list of cases, from anywhere.")),
	[ACTION_RECENT] = PLAIN_ACTION("recent", GROUP_VIEW, N_("Recently viewed"),
	    N_("Shows the cases you have opened, the last one first; ~ was changed since then.")),
	[ACTION_SAVED] = PLAIN_ACTION("views", GROUP_VIEW, N_("Saved views"),
	    N_("Shows the lists kept by name, your own and the office's.")),
	[ACTION_ANSWERS] = PLAIN_ACTION("answers", GROUP_VIEW, N_("Questions and answers"),
	    N_("Questions and answers: type what is asked, in words or initials; the nearest layer "
	    "answers, with its source. From a dialog the answer goes into its text.")),
	[ACTION_ANSWER_TOLD] = PLAIN_ACTION("answer-told", GROUP_DIALOG, N_("Was told"),
	    N_("Notes that the chosen answer was told, in the consultation at hand if there is "
	    "one.")),
	[ACTION_ANSWER_LEAVE] = PLAIN_ACTION("answer-leave", GROUP_DIALOG, N_("Leave question"),
	    N_("Leaves what was asked to who maintains the answers; personal data is taken out.")),
	[ACTION_ANSWER_LAYER] = PLAIN_ACTION("answer-layer", GROUP_DIALOG, N_("Other layer"),
	    N_("Shows what the layers say that the chosen answer stands before; again: all "
	    "layers.")),
	[ACTION_ANSWER_CHANGE] = PLAIN_ACTION("answer-change", GROUP_DIALOG, N_("Change answer"),
	    N_("Begins a command that changes the chosen answer; for supervisors.")),
	[ACTION_ANSWER_ADD] = PLAIN_ACTION("answer-add", GROUP_VIEW, N_("Add answer"),
	    N_("Begins a command that adds an answer; for supervisors.")),
	[ACTION_QUESTIONS] = PLAIN_ACTION("questions", GROUP_DIALOG, N_("Unanswered"),
	    N_("Shows the questions that nobody could answer.")),
	[ACTION_QUESTION_SEARCH] = PLAIN_ACTION("question-search", GROUP_VIEW, N_("Look again"),
	    N_("Looks for an answer to the selected question.")),
	[ACTION_QUESTION_CLOSE] = PLAIN_ACTION("question-close", GROUP_VIEW, N_("Close question"),
	    N_("Begins a command that closes the selected question with the entry that answers "
	    "it.")),
	[ACTION_QUESTION_DISMISS] = PLAIN_ACTION("question-dismiss", GROUP_VIEW, N_("No answer"),
	    N_("Begins a command that closes the selected question without an answer, with a "
	    "reason.")),
	[ACTION_RULES] = PLAIN_ACTION("rules", GROUP_VIEW, N_("Rules"),
	    N_("Show the rules by which the office acts by itself.")),
	[ACTION_RULE_SWITCH] = PLAIN_ACTION("rule-switch", GROUP_VIEW, N_("On/off"),
	    N_("Switch the selected rule on or off.")),
	[ACTION_RULE_TEST] = PLAIN_ACTION("rule-test", GROUP_VIEW, N_("Try"),
	    N_("Say how many cases the selected rule would act on; nothing is done.")),
	[ACTION_RULE_ADD] = PLAIN_ACTION("rule-add", GROUP_VIEW, N_("Write"),
	    N_("Write a rule; it is off until it is switched on.")),
	[ACTION_RULE_CHANGE] = PLAIN_ACTION("rule-change", GROUP_VIEW, N_("Change"),
	    N_("Change what the selected rule says; it is off then.")),
	[ACTION_RULE_REMOVE] = PLAIN_ACTION("rule-remove", GROUP_VIEW, N_("Remove"),
	    N_("Give the selected rule up.")),
	[ACTION_VIEW_USE] = PLAIN_ACTION("view-use", GROUP_VIEW, N_("Use"),
	    N_("Shows the list with the filter, order and columns of the selected view.")),
	[ACTION_VIEW_SAVE] = PLAIN_ACTION("view-save", GROUP_VIEW, N_("Save list"),
	    N_("Keeps the filter, order and columns of the list under a name you type; --shared "
	    "for the whole office.")),
	[ACTION_VIEW_RENAME] = PLAIN_ACTION("view-rename", GROUP_VIEW, N_("Rename"),
	    N_("Gives the selected view another name.")),
	[ACTION_VIEW_DELETE] = PLAIN_ACTION("view-delete", GROUP_VIEW, N_("Delete"),
	    N_("Gives the selected view up, after Enter.")),
	[ACTION_COLUMNS] = PLAIN_ACTION("columns", GROUP_VIEW, N_("Columns"),
	    N_("Shows the columns that another role looks at most: officer, supervisor, auditor.")),
	[ACTION_PREVIEW] = PLAIN_ACTION("preview", GROUP_VIEW, N_("Preview"),
	    N_("Shows the selected case beside the list on screens of 120 columns and more, or "
	    "the list alone. It is no opening: nothing is recorded.")),
	[ACTION_CASE_NEXT] = PLAIN_ACTION("case-next", GROUP_VIEW, N_("Next case"),
	    N_("Opens the next case of the list, as it is filtered and ordered now.")),
	[ACTION_CASE_PREVIOUS] = PLAIN_ACTION("case-previous", GROUP_VIEW, N_("Case before"),
	    N_("Opens the case before this one in the list.")),
	[ACTION_BACKWARD] = PLAIN_ACTION("backward", GROUP_VIEW, N_("Screen before"),
	    N_("To the screen you looked at before, with its filter, order and cursor.")),
	[ACTION_FORWARD] = PLAIN_ACTION("forward", GROUP_VIEW, N_("Screen after"),
	    N_("Forward again, after going back.")),
	[ACTION_MARK] = PLAIN_ACTION("mark", GROUP_VIEW, N_("Mark"),
	    N_("Marks the selected case, or takes its mark away. What you do next in the list is "
	    "then done to every marked case, after one question.")),
	[ACTION_MARK_RANGE] = PLAIN_ACTION("mark-range", GROUP_VIEW, N_("Mark to here"),
	    N_("Marks every case from the last one you marked to this one.")),
	[ACTION_MARK_MATCHES] = PLAIN_ACTION("mark-all", GROUP_VIEW, N_("Mark all"),
	    N_("Marks every case that the filter holds, at most 1,000.")),
	[ACTION_MARK_NONE] = PLAIN_ACTION("mark-none", GROUP_VIEW, N_("Clear marks"),
	    N_("Takes every mark away.")),
	[ACTION_BATCHES] = PLAIN_ACTION("batches", GROUP_VIEW, N_("Bulk work"),
	    N_("Shows the bulk work, the newest first, and what became of each case.")),
	[ACTION_BATCH_RESUME] = PLAIN_ACTION("batch-resume", GROUP_HAND, N_("Go on"),
	    N_("Does the planned batch, or goes on with the stopped one; pressed twice.")),
	[ACTION_BATCH_RETRY] = PLAIN_ACTION("batch-retry", GROUP_HAND, N_("Retry"),
	    N_("Tries what was refused in the batch once more; pressed twice.")),
	[ACTION_BATCH_UNDO] = PLAIN_ACTION("batch-undo", GROUP_HAND, N_("Take back"),
	    N_("Takes the batch back as far as the law allows; pressed twice. What stays is listed "
	    "with its reason.")),
	[ACTION_BATCH_STOP] = PLAIN_ACTION("batch-stop", GROUP_HAND, N_("Stop"),
	    N_("Stops a batch that runs; it can be gone on with.")),
	[ACTION_LETTERS] = PLAIN_ACTION("letters", GROUP_VIEW, N_("Letters"),
	    N_("Shows the letters that open cases owe: progress notices, moved dues, dunning.")),
	[ACTION_LETTER_SHOW] = PLAIN_ACTION("letter-show", GROUP_HAND, N_("Read"),
	    N_("Shows the selected letter word for word as it would be sent. It is recorded.")),
	[ACTION_RELEASES] = PLAIN_ACTION("form-releases", GROUP_VIEW, N_("Form releases"),
	    N_("Shows the releases of forms: service, layer, version, from when each holds.")),
	[ACTION_RELEASE_SHOW] = PLAIN_ACTION("form-release-show", GROUP_VIEW, N_("What changed"),
	    N_("Shows what the selected release changed, field by field.")),
	[ACTION_RELEASE_RETIRE] = HAND_ACTION("form-release-retire", BY_HAND_FORM_RETIRE,
	    N_("Retire"), N_("Lets the selected release hold no more, with a reason.")),
	[ACTION_LETTER_SEND] = HAND_ACTION("letter-send", BY_HAND_LETTER_SEND, N_("Send"),
	    N_("Sends the letter: to the applicant's channel, a dunning letter to the officer.")),
	[ACTION_LETTER_SKIP] = HAND_ACTION("letter-skip", BY_HAND_LETTER_SKIP, N_("Leave out"),
	    N_("Leaves the letter out, with a reason.")),
	[ACTION_LETTER_PUBLIC] = HAND_ACTION("letter-public", BY_HAND_LETTER_PUBLIC,
	    N_("Is public"), N_("The applicant was told that progress is public online: the case "
	    "owes no progress notice any more.")),
	[ACTION_SCRATCHES] = PLAIN_ACTION("scratches", GROUP_VIEW, N_("Half typed"),
	    N_("Lists what you have typed into dialogs and not handed in.")),
	[ACTION_HANDOVERS] = PLAIN_ACTION("handovers", GROUP_VIEW, N_("Hand-overs"),
	    N_("Shows what was handed to other agencies: in whose hands, since when, and what is "
	    "not acknowledged in time.")),
	[ACTION_NEEDS] = PLAIN_ACTION("needs", GROUP_VIEW, N_("Needs, joint tasks"),
	    N_("Shows what offices need of central systems, seconded and answered, and the joint "
	    "tasks of central and local offices.")),
	[ACTION_NEED_SHOW] = PLAIN_ACTION("need-show", GROUP_VIEW, N_("Read"),
	    N_("Shows the selected need whole, with the offices that second it.")),
	[ACTION_NEED_ADD] = PLAIN_ACTION("need-add", GROUP_VIEW, N_("Write down"),
	    N_("Begins a command that writes a need down: why, then in a few words what. A "
	    "supervisor's goes out at once, an officer's when a supervisor seconds it.")),
	[ACTION_NEED_SECOND] = PLAIN_ACTION("need-second", GROUP_VIEW, N_("Second it"),
	    N_("Seconds the selected need for the office, which counts once; supervisors only.")),
	[ACTION_NEED_ANSWER] = PLAIN_ACTION("need-answer", GROUP_VIEW, N_("Answer"),
	    N_("Begins a command that answers the selected need; a ministry's supervisors only.")),
	[ACTION_TASK_UPDATE] = PLAIN_ACTION("task-update", GROUP_VIEW, N_("Say how it stands"),
	    N_("Begins a command that says how the selected joint task of the own office stands.")),
	[ACTION_REPORT] = PLAIN_ACTION("report", GROUP_VIEW, N_("Month"),
	    N_("Shows a month of the office in figures: what came and was decided, in time or late, "
	    "and in whose hands the time went; supervisors and auditors only.")),
	[ACTION_RECONCILE] = PLAIN_ACTION("reconcile", GROUP_VIEW, N_("Reconciliation"),
	    N_("Shows per channel what arrived, was received, decided, reported and acknowledged, "
	    "beside what the channel says; each number opens its list.")),
	[ACTION_RECONCILE_ASK] = PLAIN_ACTION("reconcile-ask", GROUP_VIEW, N_("Ask channels"),
	    N_("Asks the channels what they have of these days, and compares.")),
	[ACTION_RECONCILE_PERIOD] = PLAIN_ACTION("reconcile-period", GROUP_VIEW,
	    N_("Other days"), N_("Applications of the last 7 days, of 30, or of today.")),
	[ACTION_CALENDAR] = PLAIN_ACTION("calendar", GROUP_VIEW, N_("Calendar"),
	    N_("Shows the next days off and the outages that stop clocks.")),
	[ACTION_CALL] = PLAIN_ACTION("call", GROUP_VIEW, N_("A call"),
	    N_("Somebody calls: finds the case by the last digits of a telephone, initials, a name "
	    "or a number, and shows what to say. Every look is recorded.")),
	[ACTION_CALLER] = PLAIN_ACTION("caller", GROUP_VIEW, N_("Caller named"),
	    N_("Takes the applicant's name as the caller says it; where it is right the sheet is "
	    "shown without masks.")),
	[ACTION_NEW] = PLAIN_ACTION("new", GROUP_VIEW, N_("New application"),
	    N_("Takes an application that is handed in at the counter or said over the telephone: "
	    "choose the service, then fill in its form.")),
	[ACTION_TODAY] = PLAIN_ACTION("today", GROUP_VIEW, N_("Today"),
	    N_("Shows what must not wait until tomorrow, and the figures of the day.")),
	[ACTION_BOARD] = PLAIN_ACTION("board", GROUP_VIEW, N_("Board"),
	    N_("Shows how the office stands and who has how much; each number opens its list.")),
	[ACTION_WAITS] = PLAIN_ACTION("waits", GROUP_VIEW, N_("Waits"),
	    N_("Shows how many people wait at the offices, for what, and how old each figure is.")),
	[ACTION_REGION_NEXT] = PLAIN_ACTION("region-next", GROUP_VIEW, N_("Next region"),
	    N_("Shows the next region's figures alone; after the last, all.")),
	[ACTION_REGION_PREVIOUS] = PLAIN_ACTION("region-previous", GROUP_VIEW,
	    N_("Previous region"), N_("Shows the figures of the region before.")),
	[ACTION_CONSULT] = PLAIN_ACTION("consult", GROUP_VIEW, N_("Consultation"),
	    N_("Shows the consultation desk: who waits, is called or talked to.")),
	[ACTION_CONSULT_PLAN] = PLAIN_ACTION("consult-plan", GROUP_VIEW, N_("Forecast"),
	    N_("Shows how long people wait in each hour of the day, and for who leads the desk what "
	    "one more or fewer would change and how the estimates have held.")),
	[ACTION_HOUR_NEXT] = PLAIN_ACTION("hour-next", GROUP_VIEW, N_("An hour later"),
	    N_("Of what-if: the same, an hour later.")),
	[ACTION_HOUR_PREVIOUS] = PLAIN_ACTION("hour-previous", GROUP_VIEW, N_("An hour earlier"),
	    N_("Of what-if: the same, an hour earlier.")),
	[ACTION_HOURS_LONGER] = PLAIN_ACTION("hours-longer", GROUP_VIEW, N_("Longer"),
	    N_("Of what-if: one hour more; after four, one again.")),
	[ACTION_STAFF_MORE] = PLAIN_ACTION("staff-more", GROUP_VIEW, N_("One more"),
	    N_("Of what-if: one more at the desk.")),
	[ACTION_STAFF_FEWER] = PLAIN_ACTION("staff-fewer", GROUP_VIEW, N_("One fewer"),
	    N_("Of what-if: one fewer at the desk.")),
	[ACTION_HELP] = PLAIN_ACTION("help", GROUP_VIEW, N_("Help"),
	    N_("Shows every action with its keys.")),
	[ACTION_QUIT] = PLAIN_ACTION("quit", GROUP_VIEW, N_("Quit"),
	    N_("Leaves the console. Nothing that was saved is lost.")),
	[ACTION_RECEIVE] = OP_ACTION("receive", OP_RECEIVE),
	[ACTION_ASSIGN] = OP_ACTION("assign", OP_ASSIGN),
	[ACTION_NEXT] = OP_ACTION("next", OP_NEXT),
	[ACTION_NEXT_URGENT] = { .name = "next-urgent", .label = N_("Take most urgent"),
	    .help = N_("Takes the most urgent case that nobody has, wherever the cursor is."),
	    .group = GROUP_CASE, .op = OP_NEXT },
	[ACTION_CLAIM] = OP_ACTION("claim", OP_CLAIM),
	[ACTION_RELEASE] = OP_ACTION("release", OP_RELEASE),
	[ACTION_NOTE] = OP_ACTION("note", OP_NOTE),
	[ACTION_DRAFT] = OP_ACTION("draft", OP_DRAFT),
	[ACTION_APPROVE] = OP_ACTION("approve", OP_APPROVE),
	[ACTION_SEND_BACK] = OP_ACTION("send-back", OP_SEND_BACK),
	[ACTION_REFUSE] = OP_ACTION("refuse", OP_REFUSE),
	[ACTION_ESCALATE] = OP_ACTION("escalate", OP_ESCALATE),
	[ACTION_RESUME] = OP_ACTION("resume", OP_RESUME),
	[ACTION_SUPPLEMENT] = OP_ACTION("supplement", OP_SUPPLEMENT),
	[ACTION_WITHDRAW] = OP_ACTION("withdraw", OP_WITHDRAW),
	[ACTION_EXTEND] = OP_ACTION("extend", OP_EXTEND),
	[ACTION_SUPPLEMENT_EXTEND] = OP_ACTION("supplement-extend", OP_SUPPLEMENT_EXTEND),
	[ACTION_RETURN] = OP_ACTION("return", OP_RETURN),
	[ACTION_CORRECT] = OP_ACTION("correct", OP_CORRECT),
	[ACTION_CORRECT_TIME] = OP_ACTION("correct-time", OP_CORRECT_TIME),
	[ACTION_APPROVE_TIME] = OP_ACTION("approve-time", OP_APPROVE_TIME),
	[ACTION_REJECT_TIME] = OP_ACTION("reject-time", OP_REJECT_TIME),
	[ACTION_SETTLE] = OP_ACTION("settle", OP_SETTLE),
	[ACTION_WHY] = { .name = "why", .label = N_("Why then"),
	    .help = N_("Shows day by day why the case is due when it is. This is recorded."),
	    .group = GROUP_CASE, .op = OP__COUNT, .needs_case = true },
	[ACTION_FLAG] = { .name = "flag", .label = N_("Flag"),
	    .help = N_("Marks the answer under the cursor as needing something, or takes the mark "
	    "away. Everybody in the office sees it; a demand to supplement begins with what is "
	    "marked."), .group = GROUP_CASE, .op = OP__COUNT, .needs_case = true },
	[ACTION_FLAG_FAULTS] = { .name = "flag-faults", .label = N_("Flag faults"),
	    .help = N_("Marks every answer that is missing or does not fit the form. In the list "
	    "such a case has a ? behind its service, and is:mismatch finds it."),
	    .group = GROUP_CASE, .op = OP__COUNT, .needs_case = true },
	[ACTION_SIDE] = { .name = "side", .label = N_("Side by side"),
	    .help = N_("Shows the answers as they were submitted, as they are and as you saw them "
	    "last, those that changed first."), .group = GROUP_CASE, .op = OP__COUNT,
	    .needs_case = true },
	[ACTION_MESSAGE_RETRY] = HAND_ACTION("message-retry", BY_HAND_MESSAGE_RETRY,
	    N_("Try again"), N_("Sends the selected message at the next round.")),
	[ACTION_MESSAGE_HOLD] = HAND_ACTION("message-hold", BY_HAND_MESSAGE_HOLD, N_("Hold back"),
	    N_("Keeps the selected message from going, with a reason.")),
	[ACTION_MESSAGE_CANCEL] = HAND_ACTION("message-cancel", BY_HAND_MESSAGE_CANCEL,
	    N_("Cancel message"), N_("Takes the selected message back for good, with a reason.")),
	[ACTION_UNSORTED_RETRY] = HAND_ACTION("unsorted-retry", BY_HAND_UNSORTED_RETRY,
	    N_("Retry as it is"), N_("Tries once more to make a case of the selected thing.")),
	[ACTION_UNSORTED_MAP] = HAND_ACTION("unsorted-map", BY_HAND_UNSORTED_RETRY, N_("Map"),
	    N_("Says which service and region the selected thing is for.")),
	[ACTION_UNSORTED_DISCARD] = HAND_ACTION("unsorted-discard", BY_HAND_UNSORTED_DISCARD,
	    N_("Discard"), N_("Puts the selected thing aside for good; takes two people.")),
	[ACTION_UNSORTED_SHOW] = HAND_ACTION("unsorted-show", BY_HAND_UNSORTED_SHOW, N_("As sent"),
	    N_("Shows what the channel handed over. Looking is recorded.")),
	[ACTION_OUTAGE_BEGIN] = HAND_ACTION("outage-begin", BY_HAND_OUTAGE_BEGIN,
	    N_("Outage begins"), N_("Records that a channel's system stands still.")),
	[ACTION_OUTAGE_END] = HAND_ACTION("outage-end", BY_HAND_OUTAGE_END, N_("Outage ends"),
	    N_("Records that the selected outage is over.")),
	[ACTION_OUTAGE_RECORD] = HAND_ACTION("outage-record", BY_HAND_OUTAGE_RECORD,
	    N_("Record outage"), N_("Records an outage that is over already.")),
	[ACTION_CONSULT_NEXT] = HAND_ACTION("consult-next", BY_HAND_CONSULT_NEXT, N_("Take next"),
	    N_("Calls the next one whom you take: priority first, then promised call backs, then "
	    "who waited longest. Nobody is called twice.")),
	[ACTION_CONSULT_START] = HAND_ACTION("consult-start", BY_HAND_CONSULT_START, N_("Begin"),
	    N_("The person is there: the consultation begins.")),
	[ACTION_CONSULT_HOLD] = HAND_ACTION("consult-hold", BY_HAND_CONSULT_HOLD, N_("On hold"),
	    N_("Puts the person on hold; you may take another one meanwhile.")),
	[ACTION_CONSULT_RESUME] = HAND_ACTION("consult-resume", BY_HAND_CONSULT_RESUME,
	    N_("Go on"), N_("Goes on with a person on hold.")),
	[ACTION_CONSULT_DONE] = HAND_ACTION("consult-done", BY_HAND_CONSULT_DONE, N_("Finish"),
	    N_("The consultation is over: what came of it, and a note.")),
	[ACTION_CONSULT_ABSENT] = HAND_ACTION("consult-no-show", BY_HAND_CONSULT_ABSENT,
	    N_("Not there"), N_("The person was called and is not there.")),
	[ACTION_CONSULT_LATER] = HAND_ACTION("consult-later", BY_HAND_CONSULT_LATER,
	    N_("Call back"), N_("Promises a call back at a time.")),
	[ACTION_CONSULT_LINK] = HAND_ACTION("consult-link", BY_HAND_CONSULT_LINK, N_("Link case"),
	    N_("Says which case the consultation is about; the case's timeline shows it.")),
	[ACTION_CONSULT_LEFT] = HAND_ACTION("consult-left", BY_HAND_CONSULT_LEFT, N_("Gave up"),
	    N_("The selected person gave up waiting.")),
	[ACTION_CONSULT_SAY] = HAND_ACTION("consult-say", BY_HAND_CONSULT_SAY, N_("Say"),
	    N_("Words to a person whom a chatbot handed over; they go by the channel.")),
	[ACTION_CONSULT_WARN] = HAND_ACTION("consult-warn", BY_HAND_CONSULT_WARN, N_("Warn"),
	    N_("Warns the person for abuse, threats, harassment or great length; it is "
	    "recorded.")),
	[ACTION_CONSULT_END] = HAND_ACTION("consult-end", BY_HAND_CONSULT_END, N_("End it"),
	    N_("Ends the consultation of a person who was warned; it is recorded.")),
	[ACTION_WAITS_ALERT] = HAND_ACTION("waits-alert", BY_HAND_WAITS_ALERT, N_("Alert"),
	    N_("From how many minutes or people on a wait is marked, here and on the board.")),
	[ACTION_WAITS_SET] = HAND_ACTION("waits-set", BY_HAND_WAITS_SET, N_("Type a figure"),
	    N_("Types how many wait at a desk that no source speaks of.")),
	[ACTION_EXPORT] = HAND_ACTION("export", BY_HAND_EXPORT, N_("Export whole"),
	    N_("Writes the cases of the list, whole and unmasked, into a new file of your own, and "
	    "asks why; for supervisors.")),
	[ACTION_CONSULT_ADD] = HAND_ACTION("consult-add", BY_HAND_CONSULT_ADD, N_("Add"),
	    N_("Puts somebody in the line.")),
	[ACTION_FIELD_NEXT] = PLAIN_ACTION("field-next", GROUP_DIALOG, N_("Next field"),
	    N_("To the next field of the dialog.")),
	[ACTION_FIELD_PREVIOUS] = PLAIN_ACTION("field-previous", GROUP_DIALOG,
	    N_("Previous field"), N_("To the field before.")),
	[ACTION_CHOICE_NEXT] = PLAIN_ACTION("choice-next", GROUP_DIALOG, N_("Next choice"),
	    N_("The next choice of the field.")),
	[ACTION_CHOICE_PREVIOUS] = PLAIN_ACTION("choice-previous", GROUP_DIALOG,
	    N_("Previous choice"), N_("The choice before.")),
	[ACTION_COMPLETE] = PLAIN_ACTION("complete", GROUP_DIALOG, N_("Complete"),
	    N_("In a command: the next candidate, a verb, a case or a saved view. Up brings back "
	    "what you typed before.")),
	[ACTION_COMPLETE_BACK] = PLAIN_ACTION("complete-back", GROUP_DIALOG, N_("Candidate before"),
	    N_("In a command: the candidate before.")),
	[ACTION_ACCEPT] = PLAIN_ACTION("accept", GROUP_DIALOG, N_("OK"),
	    N_("A new line in a text of several lines; to the next field elsewhere; "
	       "on the last field, saves.")),
	[ACTION_SAVE] = PLAIN_ACTION("save", GROUP_DIALOG, N_("Save"),
	    N_("Does what the dialog is about.")),
	[ACTION_NEW_LINE] = PLAIN_ACTION("new-line", GROUP_DIALOG, N_("New line"),
	    N_("A new line in a text of several lines, also where Enter saves.")),
	[ACTION_UNDO] = PLAIN_ACTION("undo", GROUP_DIALOG, N_("Undo"),
	    N_("Takes the last change of the text back: a word, a paste, a cut.")),
	[ACTION_REDO] = PLAIN_ACTION("redo", GROUP_DIALOG, N_("Redo"),
	    N_("Does again what was taken back.")),
	[ACTION_DISCARD] = PLAIN_ACTION("discard", GROUP_DIALOG, N_("Throw away"),
	    N_("Closes the dialog and forgets what was typed; pressed twice. Esc keeps it.")),
	[ACTION_SCRATCH_DISCARD] = PLAIN_ACTION("scratch-discard", GROUP_VIEW, N_("Throw away"),
	    N_("Throws the selected half typed text away; pressed twice.")),
	[ACTION_SNIPPETS] = PLAIN_ACTION("snippets", GROUP_DIALOG, N_("Snippets"),
	    N_("Texts to insert at the caret: your own and the office's.")),
	[ACTION_INSERT] = PLAIN_ACTION("insert", GROUP_DIALOG, N_("Insert"),
	    N_("Inserts the chosen text.")),
	[ACTION_SAME] = PLAIN_ACTION("same", GROUP_DIALOG, N_("Same"),
	    N_("In a form: what the applicant's own name, birth, telephone or address is.")),
	[ACTION_ROW_ADD] = PLAIN_ACTION("row-add", GROUP_DIALOG, N_("Add entry"),
	    N_("In a form: one entry more of the list.")),
	[ACTION_ROW_DROP] = PLAIN_ACTION("row-drop", GROUP_DIALOG, N_("Take entry away"),
	    N_("In a form: takes the entry away that the cursor is in.")),
	[ACTION_FAULT_NEXT] = PLAIN_ACTION("fault-next", GROUP_DIALOG, N_("Next gap"),
	    N_("In a form: to the next field that is missing or does not fit.")),
	[ACTION_REGION] = PLAIN_ACTION("region", GROUP_DIALOG, N_("Region"),
	    N_("In an address: writes out the region whose name, or initials, was begun.")),
	[ACTION_STOP] = PLAIN_ACTION("stop", GROUP_DIALOG, N_("Stop"),
	    N_("While an operation is done to several cases: no more after the one on its way.")),
};

static const char *const group_labels[GROUP__COUNT] = {
	[GROUP_MOVE] = N_("Moving"),
	[GROUP_VIEW] = N_("Views"),
	[GROUP_CASE] = N_("Cases"),
	[GROUP_HAND] = N_("Sent, unsorted, outages, consultations"),
	[GROUP_DIALOG] = N_("Dialogs"),
};

bool
action_find(const char *name, enum action *out)
{
	for (int a = ACTION_NONE + 1; a < ACTION__COUNT; a++) {
		if (str_eq(action_table[a].name, name)) {
			*out = (enum action)a;
			return true;
		}
	}
	return false;
}

/* The empty id must not reach gettext: it stands for the catalogue's header. */
static const char *
say_or_empty(const char *msgid)
{
	return str_empty(msgid) ? "" : say(msgid);
}

const char *
action_label(enum action action)
{
	const struct action_info *info = &action_table[action];

	if (str_empty(info->label) && info->op != OP__COUNT)
		return op_label(info->op);
	return say_or_empty(info->label);
}

const char *
action_help(enum action action)
{
	const struct action_info *info = &action_table[action];

	if (str_empty(info->help) && info->op != OP__COUNT)
		return say_or_empty(op_table[info->op].help);
	return say_or_empty(info->help);
}

const char *
action_group_label(enum action_group group)
{
	return say(group_labels[group]);
}

enum action
action_of_op(enum op op)
{
	for (int a = 0; a < ACTION__COUNT; a++) {
		if (action_table[a].op == op)
			return (enum action)a;
	}
	assert(!"every op has an action");
	return ACTION_NONE;
}

enum action
action_of_hand(enum by_hand hand)
{
	for (int a = ACTION_NONE + 1; a < ACTION__COUNT; a++) {
		if (action_table[a].hand == hand)
			return (enum action)a;
	}
	assert(!"everything done by hand has an action");
	return ACTION_NONE;
}
