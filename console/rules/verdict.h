/* SPDX-License-Identifier: ISC */
/*
 * verdict: what a rule says, and the one table of reasons. A refusal is not
 * an error: it has a reason that a clerk can act on, and often an article.
 */
#ifndef RULES_VERDICT_H
#define RULES_VERDICT_H

#include "storage/base.h"

enum reason {
	REASON_NONE,			/* allowed */
	REASON_NO_RIGHT,		/* detail: name of the role that may, or "" */
	REASON_NOT_RECEIVED,		/* nothing goes before the receipt */
	REASON_WRONG_STATE,		/* detail: state name */
	REASON_NOT_HOLDER,		/* you do not hold the case */
	REASON_HELD,			/* detail: name of the holder */
	REASON_NOT_HELD,		/* nobody holds it: nothing to release */
	REASON_VERSION,			/* detail: who changed it */
	REASON_OWN_DRAFT,		/* drafter may not approve */
	REASON_NEEDS_APPROVER,		/* final_by approver */
	REASON_NO_DRAFT,
	REASON_OTHER_ASSIGNEE,		/* detail: name of the assignee */
	REASON_NEEDS_TEXT,		/* a note, question or reason is missing */
	REASON_NEEDS_OUTCOME,
	REASON_NEEDS_REASONS,		/* Act §27③: refusal without reasons */
	REASON_NEEDS_REMEDIES,		/* APA §26: refusal without remedies */
	REASON_NEEDS_ASSIGNEE,
	REASON_NEEDS_AGENCY,
	REASON_BAD_ASSIGNEE,		/* detail: login */
	REASON_BAD_VALUE,		/* detail: field */
	REASON_KEY_REUSED,		/* op-key used for another request */
	REASON_NOTHING_LEFT,		/* `next` found no case to take */
	REASON_UNKNOWN_CASE,		/* none, or another office's */
	REASON_UNKNOWN_STAFF,		/* this uid is nobody here */
	REASON_PRACTICE_ONLY,		/* --as and --clock outside practice */
	REASON_TOO_MANY,		/* a limit of the session */
	REASON_MESSAGE_STATE,		/* detail: state of the message */
	REASON_SECOND_PERSON,		/* somebody else must confirm */
	REASON_UNKNOWN_VIEW,		/* detail: name of the saved view */
	REASON_VIEW_WORD,		/* detail: the word that a view's name begins with */
	REASON_VIEW_TAKEN,		/* detail: name that another one has */
	REASON_AMBIGUOUS_CASE,		/* a number that two channels use */
	REASON_NEEDS_CALL_REASON,	/* a person is looked for by a telephone number */
	/* Why something handed over became 미분류. */
	REASON_UNREADABLE,		/* detail: what the gate says */
	REASON_UNKNOWN_SERVICE,
	REASON_UNKNOWN_REGION,
	REASON_UNKNOWN_WORD,		/* detail: the channel's word for the state */
	REASON_OTHER_CONTENT,		/* same id, other content */
	REASON_FOREIGN_SOURCE,
	REASON_PENDING_KIND,		/* an event kind that nothing handles yet */
	REASON_FORM_PUBLISHED,		/* detail: code of its service */
	REASON_FORM_REFUSED,		/* detail: its findings, each word and pointer */
	REASON_SAMPLE_SERVICE,		/* detail: code of the service */
	REASON_REGION_SPLIT,		/* detail: codes and names of its parts */
	REASON_TOO_LARGE,
	REASON_MISSING_FIELD,		/* detail: field */
	REASON_FORM_MISMATCH,		/* detail: titles of what does not fit its form */
	/* Why the clock may not be stopped or given more time. */
	REASON_PAUSE_BACKWARDS,		/* detail: the day it ends */
	REASON_PAUSE_TOO_EARLY,		/* detail: the day of receipt */
	REASON_PAUSE_TOO_LONG,		/* detail: label of the pause's reason */
	REASON_EXTENSION_REASON,	/* detail: label of the forbidden reason */
	REASON_EXTENSION_TOO_LONG,	/* detail: the statutory period */
	REASON_EXTENSION_THIRD,
	REASON_UNKNOWN_FIELD,		/* detail: the word; the form has no such field */
	REASON_AMEND_CONSENT,		/* answers set right without consent */
	REASON_EXTENSION_CONSENT,	/* a second one without consent */
	REASON_EXTENSION_LATE,		/* detail: the due time that passed */
	REASON_EXTENSION_NO_PERIOD,
	/* Why an outage may not be recorded so. */
	REASON_OUTAGE_BACKWARDS,	/* detail: when it would end */
	REASON_OUTAGE_FUTURE,		/* detail: the instant that is still to come */
	REASON_OUTAGE_BEFORE_LAW,	/* over before the decree knew outages */
	REASON_OUTAGE_ON,		/* detail: since when one of the channel is on */
	REASON_OUTAGE_OVER,		/* detail: when it ended */
	REASON_NOT_IN_OUTAGE,		/* detail: the time of receipt, which no outage covers */
	REASON_TOO_EARLY,		/* detail: the arrival, which it would be before */
	REASON_TOO_LATE,		/* detail: the instant that is still to come */
	REASON_AFTER_COMPLETION,	/* detail: the completion, which it would be after */
	REASON_BEFORE_RECEIPT,		/* detail: the receipt, which it would be before */
	REASON_TIME_ORDER,		/* detail: what the clock says against it */
	REASON_NO_SUCH_TIME,		/* detail: the word; the case has no such event */
	REASON_CORRECTION_WAITS,	/* one of the case waits already */
	REASON_NO_CORRECTION,		/* none waits */
	REASON_LETTER_BLOCKED,		/* detail: the variable and its place */
	REASON_LETTER_NOT_OWED,
	REASON_CALENDAR_BUSY,		/* a change still goes through the open cases */
	REASON_SUPPLEMENT_RUNS,		/* detail: the day its period ends */
	REASON_SUPPLEMENT_OVER,		/* detail: the day its period ended */
	REASON_SUPPLEMENT_THIRD,	/* longer a third time */
	REASON_SUPPLEMENT_TWICE,	/* a third demand */
	REASON_SUPPLEMENT_LONG,		/* the second demand, for more than ten days */
	REASON_SUPPLEMENT_ONCE_MORE,	/* returned before the second demand */
	/* Why a rule that acts by itself did not. */
	REASON_NOT_IMMEDIATE,
	REASON_FORM_FAULTS,
	REASON_FILES_MISSING,
	REASON_CLOCK_STANDS,
	REASON_RAISED_ALREADY,
	REASON_UNKNOWN_RULE,		/* detail: its name */
	REASON_RULE_TAKEN,		/* detail: the name that another one has */
	/* Why whole cases may not go out or come in. */
	REASON_NEEDS_CARRY_REASON,
	REASON_OFFICE_NOT_EMPTY,
	REASON_IMPORT_RUNS,
	REASON_CALENDAR_MOVES,		/* the calendar or an outage changed meanwhile */
	REASON_NOT_RAISED,		/* nobody reported the case to the superior */
	/* Why a hand-over may not go out, or an op does not fit one. */
	REASON_MAY_NOT_DISCLOSE,	/* detail: the field */
	REASON_NEEDS_PROPOSAL,
	REASON_MINISTRY_ONLY,		/* detail: label of the kind */
	REASON_HANDED_OVER,		/* the case is another office's question */
	REASON_NOT_HANDED_OVER,		/* it is none */
	REASON_DEEMED,			/* detail: since when the law takes it for accepted */
	/* Batches, and why what one did stands. */
	REASON_UNKNOWN_BATCH,		/* detail: its number */
	REASON_BATCH_OTHERS,		/* somebody else made it; detail: who */
	REASON_BATCH_STATE,		/* detail: the state it is in */
	REASON_MOVED_ON,		/* detail: what has happened to the case since */
	REASON_UNDO_RECEIPT,		/* the period runs, the number stands */
	REASON_UNDO_TOLD,		/* others have been told */
	REASON_UNDO_FINAL,		/* detail: the state it led to */
	REASON_UNDO_RECORD,		/* what was written stays */
	REASON_UNDO_NOTHING,		/* nothing is left to take back */
	/* Why an application that is typed in may not become a case. */
	REASON_IN_WRITING,		/* detail: name of the service */
	REASON_NOT_SERVED,		/* detail: code of the region */
	REASON_OTHER_REGION,		/* detail: code of the region */
	REASON_NEEDS_APPLICANT,
	REASON_ARRIVED_LONG_AGO,	/* detail: the time it was handed in */
	REASON_ONE_BY_ONE,		/* answers of several cases at once */
	REASON_LATE_ENTRY,		/* detail: the time it was handed in; the reason is missing */
	REASON_FORM_CENTRAL,		/* the centre's and the 시·도's layers come by the relay */
	REASON_FORM_LAYER,		/* detail: the layer, which is another office's */
	REASON_FORM_PAST,		/* detail: the day from which it would hold */
	REASON_FORM_RETIRED,		/* it holds no more already */
	/* Questions and answers. */
	REASON_KNOWLEDGE_LAYER,		/* detail: the layer, which others maintain */
	REASON_UNKNOWN_ANSWER,		/* detail: the key */
	REASON_ANSWER_TAKEN,		/* detail: the key that an own entry has already */
	REASON_ANSWER_SHIPPED,		/* detail: the key; it came with the program */
	REASON_UNKNOWN_QUESTION,	/* detail: its number */
	REASON_QUESTION_CLOSED,		/* detail: its number */
	/* Needs and joint tasks. */
	REASON_UNKNOWN_NEED,		/* detail: the number */
	REASON_NEED_STATE,		/* detail: the state it is in */
	REASON_NEED_SECONDED,		/* by this office already */
	REASON_NEEDS_DATE,		/* planned, and no date */
	REASON_NEED_MINISTRY,
	REASON_NEED_LOCAL,
	REASON_TASK_OWNER,		/* the task is another office's */
	/* The consultation desk. */
	REASON_CONSULT_STATE,		/* detail: the state it is in */
	REASON_CONSULT_OTHERS,		/* detail: who has it */
	REASON_CONSULT_BUSY,		/* detail: the number of the one at hand */
	REASON_CONSULT_NONE,		/* nobody waits whom the clerk takes */
	REASON_CONSULT_NOT_MINE,	/* none was named, and the clerk has none */
	REASON_CONSULT_WARN,		/* ended without a warning */
	REASON_CONSULT_WARNED,		/* warned twice */
	REASON_CONSULT_PAST,		/* detail: the time of a promise */
	REASON_WAIT_REGION,		/* detail: code of a region that is not the office's */
	REASON_CONSULT_NO_CHAT,		/* nothing carries words to the person */
	REASON_CONSULT_NUMBER,		/* a telephone call without a number */
	REASON_UNKNOWN_CONSULT,		/* detail: its number */
	REASON__COUNT
};

struct verdict {
	enum reason reason;
	char detail[96];	/* fills the %s of the reason's sentence */
};

#define VERDICT_ALLOWED ((struct verdict){ .reason = REASON_NONE })

/* A refusal with its detail ("" for none). */
struct verdict verdict_refuse(enum reason reason, const char *detail);

/* The stable name ("not-holder"), for the wire, JSON and the store. */
const char *reason_name(enum reason reason);

/* Finds a reason by name; false if there is none. */
bool reason_find(const char *name, enum reason *out);

/* The article of law behind it ("민원 처리에 관한 법률 §27③"), or "". */
const char *reason_law(enum reason reason);

/* The rc that carries the reason out of the office. */
enum rc reason_rc(enum reason reason);

/* Appends the whole sentence in the current language: what, and what to do.
 * detail takes the place of the sentence's %s as it is (tsafe before it is
 * shown); for REASON_WRONG_STATE it is a state's name, for REASON_NO_RIGHT a
 * role's, and shown as its label. */
void reason_sentence(struct buf *out, enum reason reason, const char *detail);

/* Appends the translation of any sentence with at most one %s, detail in its
 * place, so that a translated sentence never is a format. */
void verdict_sentence(struct buf *out, const char *sentence, const char *detail);

#endif
