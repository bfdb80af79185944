/* SPDX-License-Identifier: ISC */
#include "console/rules/verdict.h"

#include <stdlib.h>
#include <string.h>

#include "console/rules/batch.h"
#include "console/rules/consult.h"
#include "console/rules/json_gate.h"
#include "console/rules/need.h"
#include "console/rules/workflow.h"
#include "storage/text.h"

#define LAW_PETITIONS "민원 처리에 관한 법률"
#define LAW_DECREE "민원 처리에 관한 법률 시행령"
#define LAW_PROCEDURE "행정절차법"
#define LAW_WORK "행정업무의 운영 및 혁신에 관한 규정"

/* One row per reason: its stable name, the rc that carries it, the article
 * behind it and the sentence for the clerk, with at most one %s. The wire, the
 * JSON of `bulk` and the manual are made from it. */
static const struct reason_info {
	const char *name;
	enum rc rc;
	const char *law;
	const char *sentence;
} reason_table[] = {
	[REASON_NONE] = { "allowed", RC_OK, "", N_("This is allowed.") },
	[REASON_NO_RIGHT] = { "no-right", RC_REFUSED, "",
	    N_("Your role may not do this. Who may: %s.") },
	[REASON_NOT_RECEIVED] = { "not-received", RC_REFUSED, "",
	    N_("The case has not been received yet. A supervisor must receive it first.") },
	[REASON_WRONG_STATE] = { "wrong-state", RC_REFUSED, "",
	    N_("This cannot be done while the case is “%s”. The case itself shows what can "
	    "be done.") },
	[REASON_NOT_HOLDER] = { "not-holder", RC_REFUSED, "",
	    N_("You do not hold this case. Take it first with `next` or `claim`.") },
	[REASON_HELD] = { "held", RC_CONFLICT, "",
	    N_("%s holds this case. Wait, or ask a supervisor to release it.") },
	[REASON_NOT_HELD] = { "not-held", RC_REFUSED, "",
	    N_("Nobody holds this case. There is nothing to release.") },
	[REASON_VERSION] = { "version", RC_CONFLICT, "",
	    N_("%s changed this case after you opened it. Read it again, then repeat.") },
	[REASON_OWN_DRAFT] = { "own-draft", RC_REFUSED, LAW_WORK " §10",
	    N_("You drafted this decision. Another person must approve it.") },
	[REASON_NEEDS_APPROVER] = { "needs-approver", RC_REFUSED, LAW_WORK " §10",
	    N_("This decision needs an approver. Draft it, and a supervisor approves.") },
	[REASON_NO_DRAFT] = { "no-draft", RC_REFUSED, "",
	    N_("There is no draft to decide on. Send the case back for one.") },
	[REASON_OTHER_ASSIGNEE] = { "other-assignee", RC_REFUSED, "",
	    N_("This case is assigned to %s. Ask a supervisor to assign it to you.") },
	[REASON_NEEDS_TEXT] = { "needs-text", RC_REFUSED, "",
	    N_("The text is missing. Write it, then repeat.") },
	[REASON_NEEDS_OUTCOME] = { "needs-outcome", RC_REFUSED, "",
	    N_("The outcome is missing. Choose complete or refuse.") },
	[REASON_NEEDS_REASONS] = { "needs-reasons", RC_REFUSED,
	    LAW_PETITIONS " §27③, " LAW_PROCEDURE " §23",
	    N_("A refusal must give its reasons. Add at least one.") },
	[REASON_NEEDS_REMEDIES] = { "needs-remedies", RC_REFUSED,
	    LAW_PETITIONS " §27③, " LAW_PROCEDURE " §26",
	    N_("A refusal must say how to appeal and until when. Add the remedies.") },
	[REASON_NEEDS_ASSIGNEE] = { "needs-assignee", RC_REFUSED, "",
	    N_("The officer to assign to is missing. Name a login.") },
	[REASON_NEEDS_AGENCY] = { "needs-agency", RC_REFUSED, "",
	    N_("The agency to ask is missing. Name it.") },
	[REASON_BAD_ASSIGNEE] = { "bad-assignee", RC_REFUSED, "",
	    N_("%s is not an officer of this office. Choose one of `minwon staff list`.") },
	[REASON_BAD_VALUE] = { "bad-value", RC_USAGE, "",
	    N_("The value of “%s” is not one that can be used. Correct it.") },
	[REASON_KEY_REUSED] = { "key-reused", RC_USAGE, "",
	    N_("This operation key was used for another request. Use a new key.") },
	[REASON_NOTHING_LEFT] = { "nothing-left", RC_NOT_FOUND, "",
	    N_("There is no case left to take.") },
	[REASON_UNKNOWN_CASE] = { "unknown-case", RC_NOT_FOUND, "",
	    N_("There is no such case in your office. Check the number.") },
	[REASON_UNKNOWN_STAFF] = { "unknown-staff", RC_REFUSED, "",
	    N_("You are not on the staff of this office. Ask its administrator to add you.") },
	[REASON_PRACTICE_ONLY] = { "practice-only", RC_REFUSED, "",
	    N_("This works on practice offices only. Make one with `minwon init --practice`.") },
	[REASON_TOO_MANY] = { "too-many", RC_REFUSED, "",
	    N_("This session has reached its limit. Finish something, then repeat.") },
	[REASON_MESSAGE_STATE] = { "message-state", RC_CONFLICT, "",
	    N_("The message is %s by now. Look at it again.") },
	[REASON_SECOND_PERSON] = { "second-person", RC_REFUSED, "",
	    N_("You have asked for this yourself. Another person must confirm it.") },
	[REASON_UNKNOWN_VIEW] = { "unknown-view", RC_REFUSED, "",
	    N_("There is no saved view “%s”. `minwon view list` shows them.") },
	[REASON_VIEW_WORD] = { "view-word", RC_USAGE, "",
	    N_("“%s” is a word of the command that shows views: a view of that name could not be "
	    "asked for. Choose another name.") },
	[REASON_VIEW_TAKEN] = { "view-taken", RC_CONFLICT, "",
	    N_("Another saved view is called “%s”. Choose another name.") },
	[REASON_AMBIGUOUS_CASE] = { "ambiguous-case", RC_USAGE, "",
	    N_("More than one case has this number. Use the receipt number or the case id.") },
	[REASON_NEEDS_CALL_REASON] = { "needs-call-reason", RC_REFUSED, "",
	    N_("Looking for somebody by a telephone number needs a reason, and is recorded. Say "
	    "why the person calls.") },
	[REASON_UNREADABLE] = { "unreadable", RC_INVALID, "",
	    N_("What the channel sent cannot be read: %s. Ask the channel to send it again.") },
	[REASON_UNKNOWN_SERVICE] = { "unknown-service", RC_INVALID, "",
	    N_("There is no service “%s”. Check the code, or map it.") },
	[REASON_UNKNOWN_REGION] = { "unknown-region", RC_INVALID, "",
	    N_("There is no region “%s”. Check the code, or map it.") },
	[REASON_UNKNOWN_WORD] = { "unknown-word", RC_INVALID, "",
	    N_("The channel says the application stands at “%s”, a word unknown here. Look at "
	    "it; trying again takes it as it is.") },
	[REASON_OTHER_CONTENT] = { "other-content", RC_INVALID, "",
	    N_("The same number came before with other content. Compare both, then choose.") },
	[REASON_FOREIGN_SOURCE] = { "foreign-source", RC_INVALID, "",
	    N_("This came from another source than its channel. Ask the channel.") },
	[REASON_PENDING_KIND] = { "pending-kind", RC_INVALID, "",
	    N_("Nothing handles this kind of message yet. It is kept.") },
	[REASON_FORM_PUBLISHED] = { "form-published", RC_INVALID, "",
	    N_("The centre published a form of the service %s. Read its text, check it with "
	    "`minwon forms lint` and `minwon forms diff`, and discard this when it has been dealt "
	    "with.") },
	[REASON_FORM_REFUSED] = { "form-refused", RC_INVALID, "",
	    N_("The published form was not taken: %s. See its text, tell the channel, and discard "
	    "this when it has been dealt with.") },
	[REASON_SAMPLE_SERVICE] = { "sample-service", RC_INVALID, "",
	    N_("The form of the service %s is invented (예시) and for practice only. Import its true "
	    "form, then try again.") },
	[REASON_REGION_SPLIT] = { "region-split", RC_INVALID, "",
	    N_("The region was split, and its parts have different forms: %s. Map it to the part "
	    "that the address is in.") },
	[REASON_TOO_LARGE] = { "too-large", RC_INVALID, "",
	    N_("This is too large to take in. Ask the channel for a smaller one.") },
	[REASON_MISSING_FIELD] = { "missing-field", RC_INVALID, "",
	    N_("The field “%s” is missing. Ask the channel to send it again.") },
	[REASON_FORM_MISMATCH] = { "form-mismatch", RC_INVALID, "",
	    N_("It does not fit its form: %s. Trying again takes it as it is; map it if it is for "
	    "another service.") },
	[REASON_PAUSE_BACKWARDS] = { "pause-backwards", RC_REFUSED, "",
	    N_("The pause would end on %s, before it begins. Correct its days.") },
	[REASON_PAUSE_TOO_EARLY] = { "pause-too-early", RC_REFUSED, "",
	    N_("A pause cannot begin before the receipt on %s. Correct its days.") },
	[REASON_PAUSE_TOO_LONG] = { "pause-too-long", RC_REFUSED, LAW_DECREE " §17⑤",
	    N_("The pause is longer than the law allows for “%s”. Shorten it.") },
	[REASON_EXTENSION_REASON] = { "extension-reason", RC_REFUSED, LAW_DECREE " §21①",
	    N_("“%s” is no lawful reason to extend the period. Give one of the reasons of the "
	    "decree.") },
	[REASON_EXTENSION_TOO_LONG] = { "extension-too-long", RC_REFUSED, LAW_DECREE " §21①",
	    N_("An extension may not be longer than the period itself, %s. Shorten it.") },
	[REASON_EXTENSION_THIRD] = { "extension-third", RC_REFUSED, LAW_DECREE " §21",
	    N_("The period was extended twice already. Decide the case.") },
	[REASON_UNKNOWN_FIELD] = { "unknown-field", RC_USAGE, "",
	    N_("The form has no field “%s”. `minwon show` names its fields.") },
	[REASON_AMEND_CONSENT] = { "amend-consent", RC_REFUSED, LAW_DECREE " §6⑤",
	    N_("Answers may be set right only with the applicant's consent. Ask, and say how it was "
	    "given.") },
	[REASON_EXTENSION_CONSENT] = { "extension-consent", RC_REFUSED, LAW_DECREE " §21②",
	    N_("A second extension needs the applicant's consent. Ask, and record it.") },
	[REASON_EXTENSION_LATE] = { "extension-late", RC_REFUSED, LAW_DECREE " §21",
	    N_("The period ended on %s. What has ended cannot be extended.") },
	[REASON_EXTENSION_NO_PERIOD] = { "extension-no-period", RC_REFUSED, "",
	    N_("This service has no statutory period. There is nothing to extend.") },
	[REASON_OUTAGE_BACKWARDS] = { "outage-backwards", RC_REFUSED, "",
	    N_("The outage would end at %s, before it begins. Correct its times.") },
	[REASON_OUTAGE_FUTURE] = { "outage-future", RC_REFUSED, "",
	    N_("%s is still to come. Record an outage when it is known.") },
	[REASON_OUTAGE_BEFORE_LAW] = { "outage-before-law", RC_REFUSED, LAW_DECREE " §20",
	    N_("The outage ended at %s, before 2026. 5. 6., from when on outages do not count.") },
	[REASON_OUTAGE_ON] = { "outage-on", RC_CONFLICT, "",
	    N_("An outage of this channel is on since %s. End that one first.") },
	[REASON_OUTAGE_OVER] = { "outage-over", RC_CONFLICT, "",
	    N_("This outage is over since %s. Record another one if there was one.") },
	[REASON_NOT_IN_OUTAGE] = { "not-in-outage", RC_REFUSED, LAW_DECREE " §6의2③",
	    N_("No recorded outage of its channel covers %s. Record the outage first, or receive "
	    "the application now.") },
	[REASON_TOO_EARLY] = { "too-early", RC_REFUSED, "",
	    N_("That is before the application arrived at %s. Correct the time.") },
	[REASON_TOO_LATE] = { "too-late", RC_REFUSED, "",
	    N_("%s is still to come. Correct the time.") },
	[REASON_AFTER_COMPLETION] = { "after-completion", RC_REFUSED, "",
	    N_("The case was completed at %s. Nothing is received after that.") },
	[REASON_BEFORE_RECEIPT] = { "before-receipt", RC_REFUSED, "",
	    N_("The case was received at %s. Nothing else is before that.") },
	[REASON_TIME_ORDER] = { "time-order", RC_REFUSED, "",
	    N_("The clock cannot be so: %s. Correct the time.") },
	[REASON_NO_SUCH_TIME] = { "no-such-time", RC_REFUSED, "",
	    N_("The case has no “%s” whose time counts. See its log.") },
	[REASON_CORRECTION_WAITS] = { "correction-waits", RC_REFUSED, "",
	    N_("A correction of this case waits for a second person. Let it be decided first.") },
	[REASON_NO_CORRECTION] = { "no-correction", RC_REFUSED, "",
	    N_("No correction of this case waits.") },
	[REASON_LETTER_BLOCKED] = { "letter-blocked", RC_REFUSED, LAW_DECREE " §31",
	    N_("The letter cannot be sent: nothing fills %s. Supply it, then repeat.") },
	[REASON_LETTER_NOT_OWED] = { "letter-not-owed", RC_REFUSED, "",
	    N_("The case owes no such letter now. Look at the letters again.") },
	[REASON_CALENDAR_BUSY] = { "calendar-busy", RC_CONFLICT, "",
	    N_("The last change of the calendar still goes through the open cases. Wait a "
	    "moment, then repeat.") },
	[REASON_SUPPLEMENT_RUNS] = { "supplement-runs", RC_REFUSED, LAW_DECREE " §24, §25①",
	    N_("The applicant has until the end of %s to supply what is missing. Wait for it.") },
	[REASON_SUPPLEMENT_OVER] = { "supplement-over", RC_REFUSED, LAW_DECREE " §24②",
	    N_("The period to supply what is missing ended on %s. Demand it once more.") },
	[REASON_SUPPLEMENT_THIRD] = { "supplement-third", RC_REFUSED, LAW_DECREE " §24②",
	    N_("The applicant was given longer twice already. A third time is not allowed.") },
	[REASON_SUPPLEMENT_TWICE] = { "supplement-twice", RC_REFUSED, LAW_DECREE " §24③",
	    N_("It was demanded once more already. The papers can be returned now.") },
	[REASON_SUPPLEMENT_LONG] = { "supplement-long", RC_REFUSED, LAW_DECREE " §24③",
	    N_("The second demand gives at most 10 days. Shorten it.") },
	[REASON_SUPPLEMENT_ONCE_MORE] = { "supplement-once-more", RC_REFUSED, LAW_DECREE " §24③, §25①",
	    N_("Before the papers are returned it must be demanded once more, for at most 10 days.") },
	[REASON_NOT_IMMEDIATE] = { "not-immediate", RC_REFUSED, "",
	    N_("Only what the law wants done at once (즉시) goes straight through.") },
	[REASON_FORM_FAULTS] = { "form-faults", RC_REFUSED, "",
	    N_("Something in the form is missing or wrong. A clerk must look at it.") },
	[REASON_FILES_MISSING] = { "files-missing", RC_REFUSED, "",
	    N_("A paper that was announced has not come. A clerk must look at it.") },
	[REASON_CLOCK_STANDS] = { "clock-stands", RC_REFUSED, "",
	    N_("The clock of the case stands still, or a time of it is to be set right. A clerk "
	    "must look at it.") },
	[REASON_RAISED_ALREADY] = { "raised-already", RC_REFUSED, "",
	    N_("The case is reported to the superior already.") },
	[REASON_UNKNOWN_RULE] = { "unknown-rule", RC_NOT_FOUND, "",
	    N_("There is no rule “%s”. `minwon rules list` shows them.") },
	[REASON_RULE_TAKEN] = { "rule-taken", RC_CONFLICT, "",
	    N_("Another rule is called “%s”. Choose another name.") },
	[REASON_NEEDS_CARRY_REASON] = { "needs-carry-reason", RC_REFUSED,
	    "개인정보 보호법 §29",
	    N_("Whole cases are personal data. Say why they are wanted with --reason; it is "
	    "recorded.") },
	[REASON_OFFICE_NOT_EMPTY] = { "office-not-empty", RC_REFUSED, "",
	    N_("This store has cases, days, outages, batches or rules already. An import wants an "
	    "empty one: make it with `minwon init`.") },
	[REASON_IMPORT_RUNS] = { "import-runs", RC_CONFLICT, "",
	    N_("Whole cases are being brought into this office. Wait until that has ended.") },
	[REASON_CALENDAR_MOVES] = { "calendar-moves", RC_CONFLICT, "",
	    N_("The calendar or an outage of the office changed meanwhile, so that the cases would "
	    "not fit each other. Export again.") },
	[REASON_NOT_RAISED] = { "not-raised", RC_REFUSED, "",
	    N_("Nobody reported this case to the superior. There is nothing to settle.") },
	[REASON_MAY_NOT_DISCLOSE] = { "may-not-disclose", RC_REFUSED, "개인정보 보호법 §17·§24의2",
	    N_("A hand-over of this kind may not carry “%s”. Nothing was sent; leave it out.") },
	[REASON_NEEDS_PROPOSAL] = { "needs-proposal", RC_REFUSED, "",
	    N_("The desk's own proposal is missing. Say what you would decide, and why.") },
	[REASON_MINISTRY_ONLY] = { "ministry-only", RC_REFUSED, "",
	    N_("“%s” goes to a ministry only. Name one.") },
	[REASON_HANDED_OVER] = { "handed-over", RC_REFUSED, "",
	    N_("Another office asks here: accept it, return it or answer it.") },
	[REASON_NOT_HANDED_OVER] = { "not-handed-over", RC_REFUSED, "",
	    N_("No other office handed this case over: there is nobody to answer.") },
	[REASON_DEEMED] = { "deemed", RC_REFUSED, "식품위생법 §37⑬",
	    N_("The report is accepted by law since %s, because its period lapsed. It can only be "
	    "completed.") },
	[REASON_UNKNOWN_BATCH] = { "unknown-batch", RC_REFUSED, "",
	    N_("There is no batch %s here. See `minwon batch list`.") },
	[REASON_BATCH_OTHERS] = { "batch-others", RC_REFUSED, "",
	    N_("%s made this batch, and only who made it may go on with it.") },
	[REASON_BATCH_STATE] = { "batch-state", RC_REFUSED, "",
	    N_("The batch is %s. Look at it with `minwon batch show`.") },
	[REASON_MOVED_ON] = { "moved-on", RC_REFUSED, "",
	    N_("The case has moved on since (%s). What was done to it stands.") },
	[REASON_UNDO_RECEIPT] = { "undo-receipt", RC_REFUSED, LAW_DECREE " §6",
	    N_("A receipt stands: the number is in the register and the statutory period "
	    "runs.") },
	[REASON_UNDO_TOLD] = { "undo-told", RC_REFUSED, "",
	    N_("Others have been told of it. Go on with the case instead.") },
	[REASON_UNDO_FINAL] = { "undo-final", RC_REFUSED, LAW_PETITIONS " §27",
	    N_("The case is “%s”, and that is final. Only an appeal or a new decision can "
	    "change it.") },
	[REASON_UNDO_RECORD] = { "undo-record", RC_REFUSED, "",
	    N_("What was written into the record of the case stays in it. Add to it instead.") },
	[REASON_UNDO_NOTHING] = { "undo-nothing", RC_REFUSED, "",
	    N_("There is nothing left to take back.") },
	[REASON_IN_WRITING] = { "in-writing", RC_REFUSED, LAW_PETITIONS " §8",
	    N_("“%s” must be applied for in writing. By telephone only other petitions (기타민원) "
	    "are taken, and what a law of its own lets be asked for by word.") },
	[REASON_NOT_SERVED] = { "not-served", RC_REFUSED, "",
	    N_("The region %s does not have this service. Choose another service.") },
	[REASON_OTHER_REGION] = { "other-region", RC_REFUSED, LAW_DECREE " §13③",
	    N_("Another office answers for the region %s. Send the applicant there, or hand it on.") },
	[REASON_NEEDS_APPLICANT] = { "needs-applicant", RC_REFUSED, LAW_DECREE " §2",
	    N_("The applicant's name is missing. Ask for it, then repeat.") },
	[REASON_ARRIVED_LONG_AGO] = { "arrived-long-ago", RC_REFUSED, "",
	    N_("%s is more than 31 days ago. Check the time it was handed in.") },
	[REASON_ONE_BY_ONE] = { "one-by-one", RC_REFUSED, LAW_DECREE " §6⑤",
	    N_("Answers are set right case by case. Clear the marks first.") },
	[REASON_LATE_ENTRY] = { "late-entry", RC_REFUSED, LAW_DECREE " §6의2③",
	    N_("It was handed in at %s and is typed in only now. Say why.") },
	[REASON_FORM_CENTRAL] = { "form-central", RC_REFUSED, "",
	    N_("The centre's forms and the layers of a 시·도 come through the relay. Import a layer "
	    "of your region (--region) or of the office itself (--own).") },
	[REASON_FORM_LAYER] = { "form-layer", RC_REFUSED, "",
	    N_("The layer of %s is another office's to release.") },
	[REASON_FORM_PAST] = { "form-past", RC_REFUSED, "",
	    N_("A form cannot hold from %s: that day is over. Give a later one with --effective.") },
	[REASON_FORM_RETIRED] = { "form-retired", RC_REFUSED, "",
	    N_("This release is retired already.") },
	[REASON_KNOWLEDGE_LAYER] = { "knowledge-layer", RC_REFUSED, "",
	    N_("The layer “%s” is not this office's to maintain, or of another region. Choose "
	    "sigungu or office of the own region.") },
	[REASON_UNKNOWN_ANSWER] = { "unknown-answer", RC_REFUSED, "",
	    N_("There is no answer “%s” here. `minwon answers list` shows them.") },
	[REASON_ANSWER_TAKEN] = { "answer-taken", RC_CONFLICT, "",
	    N_("There is an entry “%s” of this office already. Change it instead.") },
	[REASON_ANSWER_SHIPPED] = { "answer-shipped", RC_REFUSED, "",
	    N_("“%s” came with the program and cannot be retired. Change it here, or add one of "
	    "the own region.") },
	[REASON_UNKNOWN_QUESTION] = { "unknown-question", RC_REFUSED, "",
	    N_("There is no unanswered question %s here. `minwon answers unanswered` shows "
	    "them.") },
	[REASON_QUESTION_CLOSED] = { "question-closed", RC_CONFLICT, "",
	    N_("Question %s is closed already.") },
	[REASON_UNKNOWN_NEED] = { "unknown-need", RC_REFUSED, "",
	    N_("There is no need or joint task %s in your list. `needs list` and `tasks list` show "
	    "their numbers.") },
	[REASON_NEED_STATE] = { "need-state", RC_REFUSED, "",
	    N_("This cannot follow the state “%s”. minwon(1) has the states and what follows.") },
	[REASON_NEED_SECONDED] = { "need-seconded", RC_REFUSED, "",
	    N_("Your office has seconded it already. Each office counts once.") },
	[REASON_NEEDS_DATE] = { "needs-date", RC_REFUSED, "",
	    N_("Planned until when? Add the date.") },
	[REASON_NEED_MINISTRY] = { "need-ministry", RC_REFUSED, LAW_PETITIONS " §39",
	    N_("Only a ministry answers needs.") },
	[REASON_NEED_LOCAL] = { "need-local", RC_REFUSED, LAW_PETITIONS " §39",
	    N_("A ministry answers needs; it neither registers nor seconds them.") },
	[REASON_TASK_OWNER] = { "task-owner", RC_REFUSED, "",
	    N_("Another office does this joint task. Only its owner says how it stands.") },
	[REASON_CONSULT_STATE] = { "consult-state", RC_CONFLICT, "",
	    N_("The consultation is %s by now. Look at it again.") },
	[REASON_CONSULT_OTHERS] = { "consult-others", RC_REFUSED, "",
	    N_("%s has this consultation. Ask them, or a supervisor.") },
	[REASON_CONSULT_BUSY] = { "consult-busy", RC_REFUSED, "",
	    N_("You have consultation %s already. Finish it, hold it or put it off first.") },
	[REASON_CONSULT_NONE] = { "consult-none", RC_NOT_FOUND, "",
	    N_("Nobody waits whom you take.") },
	[REASON_CONSULT_NOT_MINE] = { "consult-not-mine", RC_NOT_FOUND, "",
	    N_("You have called nobody. Take the next one first, or name one by its id.") },
	[REASON_CONSULT_WARN] = { "consult-warn", RC_REFUSED, LAW_PETITIONS " §4, " LAW_DECREE " §4",
	    N_("Nobody is cut off without a warning. Warn first; it is recorded.") },
	[REASON_CONSULT_WARNED] = { "consult-warned", RC_REFUSED,
	    LAW_PETITIONS " §4, " LAW_DECREE " §4",
	    N_("The person was warned already. The consultation may be ended now.") },
	[REASON_CONSULT_PAST] = { "consult-past", RC_REFUSED, "",
	    N_("%s is past. Promise a time to come.") },
	[REASON_WAIT_REGION] = { "wait-region", RC_REFUSED, "",
	    N_("Your office does not answer for the region %s. Its own office says who waits "
	    "there.") },
	[REASON_CONSULT_NO_CHAT] = { "consult-no-chat", RC_REFUSED, "",
	    N_("No channel carries words to this person. Call, or talk at the counter.") },
	[REASON_CONSULT_NUMBER] = { "consult-number", RC_USAGE, "",
	    N_("A telephone call needs the number to call. Add it.") },
	[REASON_UNKNOWN_CONSULT] = { "unknown-consult", RC_NOT_FOUND, "",
	    N_("There is no consultation %s in your office. `minwon consult list` shows them.") },
};
_Static_assert(sizeof(reason_table) / sizeof(reason_table[0]) == REASON__COUNT,
    "one row per reason");

static const struct reason_info *
row_of(enum reason reason)
{
	return &reason_table[(size_t)reason < REASON__COUNT ? reason : REASON_BAD_VALUE];
}

struct verdict
verdict_refuse(enum reason reason, const char *detail)
{
	struct verdict v = { .reason = reason };

	(void)str_fill(v.detail, sizeof(v.detail), str_or_empty(detail));
	return v;
}

const char *
reason_name(enum reason reason)
{
	return row_of(reason)->name;
}

bool
reason_find(const char *name, enum reason *out)
{
	for (size_t i = 0; i < REASON__COUNT; i++) {
		if (str_eq(reason_table[i].name, name)) {
			*out = (enum reason)i;
			return true;
		}
	}
	return false;
}

const char *
reason_law(enum reason reason)
{
	return row_of(reason)->law;
}

enum rc
reason_rc(enum reason reason)
{
	return row_of(reason)->rc;
}

/* What stands for %s: the detail, the label of a state or a role, or a word for
 * nothing. */
static const char *
spelt_detail(enum reason reason, const char *detail)
{
	enum need_state need;
	enum state state;
	enum role role;

	if (reason == REASON_NO_RIGHT)
		return role_find(detail, &role) ? role_label(role) :
		    say(N_("someone who has the right"));
	if ((reason == REASON_WRONG_STATE || reason == REASON_UNDO_FINAL) &&
	    state_find(detail, &state))
		return state_label(state);
	if (reason == REASON_MOVED_ON)
		return event_label(detail);
	if (reason == REASON_BATCH_STATE)
		return batch_state_label(detail);
	if (reason == REASON_NEED_STATE && need_state_find(detail, &need))
		return need_state_label(need);
	if (reason == REASON_CONSULT_STATE)
		return consult_label(CONSULT_STATES, detail);
	return str_empty(detail) ? say(N_("(not known)")) : detail;
}

void
verdict_sentence(struct buf *out, const char *sentence, const char *detail)
{
	const char *words = say(sentence);
	const char *gap = strstr(words, "%s");
	struct buf whole = { 0 };

	if (gap == NULL) {
		buf_puts(out, words);
		return;
	}
	buf_add(&whole, words, (size_t)(gap - words));
	buf_puts(&whole, detail);
	buf_puts(&whole, gap + strlen("%s"));
	hangul_resolve(out, buf_str(&whole));
	buf_release(&whole);
}

/* The word of a fault in the JSON, which may be followed by its place. */
static void
spell_fault(struct buf *out, const char *detail)
{
	size_t len = strcspn(detail, " ");
	char *word = x_strndup(detail, len);

	buf_printf(out, "%s%s", json_fault_label(word), detail + len);
	free(word);
}

void
reason_sentence(struct buf *out, enum reason reason, const char *detail)
{
	if (reason == REASON_UNREADABLE && !str_empty(detail)) {
		struct buf fault = { 0 };

		spell_fault(&fault, detail);
		verdict_sentence(out, row_of(reason)->sentence, buf_str(&fault));
		buf_release(&fault);
		return;
	}
	verdict_sentence(out, row_of(reason)->sentence, spelt_detail(reason, detail));
}
