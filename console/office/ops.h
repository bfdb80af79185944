/* SPDX-License-Identifier: ISC */
/*
 * ops: the one way a case changes. A run loads the case inside the
 * transaction, asks the rules, lets one op function change the record, and
 * writes row, event, message and access record together.
 */
#ifndef OFFICE_OPS_H
#define OFFICE_OPS_H

#include "console/office/office.h"
#include "console/rules/escalation.h"

#define LEASE_SEC (30 * 60)	/* a lease lasts this long after each write */

/* One op on one case, between the rules' yes and the write. */
struct op_run {
	struct request *r;
	const struct wire_act *act;
	struct case_record c;		/* changed in place */
	struct case_facts facts;	/* as loaded */
	struct draft_record draft;	/* as loaded; outcome none where there is none */
	int64_t escalation_id;		/* set by escalate and by the approval of one */
	enum escalation_kind escalation_kind;	/* set when escalate is judged … */
	int64_t handover_serial;	/* … which hand-over of the case it is … */
	char agency[64];		/* … to whom … */
	struct buf package;		/* … and the body of its message; owned */
	struct extension_record extension;	/* set when extend is judged */
	int64_t extended_due_at;
	char *letter;			/* owned; set when extend is judged: its notice */
	struct day supplement_due;	/* set by supplement, for its message */
	int64_t effective_at;		/* of its event; 0 = now */
	struct correction_row correction;	/* set when one is judged */
	struct buf amendment;	/* JSON; set when answers are set right; owned */
	struct buf words;	/* of its event, where not the act's own text; owned */
	bool is_at_desk;	/* receive: it was handed to a clerk, who takes it with its arrival */
	bool is_untold;		/* set: a message had no channel to go through */
};

/* Is it a key by which an op is known again? */
bool op_key_is_one(const char *key);

/* Fills done from the event of a repeated op-key, or refuses a key used for another
 * request. *is_known says whether there was an event. */
MUST_USE enum rc op_answer_repeat(struct request *r, enum op op, const char *op_key,
    const char *hash, bool *is_known, struct wire_done *done, struct err *e);

/* Runs the op's own function on the case loaded in run, and writes what comes of it;
 * rolled back by the caller's savepoint when anything refuses. */
MUST_USE enum rc op_run_do(struct op_run *run, const char *hash, struct wire_done *done,
    struct err *e);

/* Changes run->c and writes what is the op's own. The state is set after it,
 * from the table. Refuses with request_refuse. */
typedef enum rc (*op_function)(struct op_run *run, struct err *e);

/* The region that a word of the asker's means: a code, or "" for the own office's.
 * Refuses one that nobody knows, and one that another office answers for. region may
 * be word. */
MUST_USE enum rc op_region_here(struct request *r, const char *word, char region[12],
    struct err *e);

/* The next receipt number of an office. */
MUST_USE enum rc op_receipt_number(struct office *office, const char *code, char number[24],
    struct err *e);

/* One op_function an op, named after it: a row each of op_functions in ops.c. That it may
 * be done, and that what it needs was typed, the rules have said; what only the store
 * knows they refuse themselves. */

/* Gives the case its receipt number and time: now's, or the earlier one that was typed. */
enum rc op_receive(struct op_run *run, struct err *e);

/* Puts act->assignee in charge, who must be an enabled officer of the case's office, and
 * ends the lease. */
enum rc op_assign(struct op_run *run, struct err *e);

/* The lease: for LEASE_SEC to who asks; to nobody; with the charge of the case too. */
enum rc op_claim(struct op_run *run, struct err *e);
enum rc op_release(struct op_run *run, struct err *e);
enum rc op_next(struct op_run *run, struct err *e);

/* The event has the words; nothing of the case changes. */
enum rc op_note(struct op_run *run, struct err *e);

/* A decision: keeps the draft; gives it back to its author, or cancels a proposed
 * hand-over; makes it final, by the officer alone or by the second person; refuses, which
 * is final at once where the service leaves it to the officer. */
enum rc op_draft(struct op_run *run, struct err *e);
enum rc op_send_back(struct op_run *run, struct err *e);
enum rc op_approve(struct op_run *run, struct err *e);
enum rc op_refuse(struct op_run *run, struct err *e);

/* Adds the hand-over of run->package, queued or, where its kind wants a second person,
 * proposed; goes on without what was awaited: ends the hand-over, or answers the
 * demand. */
enum rc op_escalate(struct op_run *run, struct err *e);
enum rc op_resume(struct op_run *run, struct err *e);

/* Opens a demand of act->text, one item a line, until run->supplement_due; gives the open
 * one longer, counted from the day it ends. */
enum rc op_supplement(struct op_run *run, struct err *e);
enum rc op_supplement_extend(struct op_run *run, struct err *e);

/* Ends of a case at the desk: the applicant took it back, or the papers go back unmet.
 * Both end the lease. */
enum rc op_withdraw(struct op_run *run, struct err *e);
enum rc op_return(struct op_run *run, struct err *e);

/* The clock counts the extension that op_extend_judge set. */
enum rc op_extend(struct op_run *run, struct err *e);

/* Whether the answers may be set right so; sets what run has for it. Then, and
 * after the op's event. */
enum rc op_amend_judge(struct op_run *run, struct err *e);
enum rc op_amend(struct op_run *run, struct err *e);
enum rc op_amend_after(struct op_run *run, int64_t event_id, struct err *e);

/* A time of the case set right: asked for; approved, which moves the clock; rejected. */
enum rc op_correct_time(struct op_run *run, struct err *e);
enum rc op_approve_time(struct op_run *run, struct err *e);
enum rc op_reject_time(struct op_run *run, struct err *e);

/* What was reported to the superior is taken note of. */
enum rc op_settle(struct op_run *run, struct err *e);

/* Whether the time may be set right so; sets what run has for it. */
enum rc op_correct_judge(struct op_run *run, struct err *e);

/* Keeps the correction, or what was decided of it, by the op's event. */
enum rc op_correct_after(struct op_run *run, int64_t event_id, struct err *e);

/* The demand of that event asks for the marked answers that its items name. */
enum rc op_supplement_after(struct op_run *run, int64_t event_id, struct err *e);
/* Makes and judges the package of a hand-over; the second person's yes to one;
 * what follows a hand-over's event; and what other ops mean to one that is away
 * or came back, called before the case is written. */
enum rc op_escalate_judge(struct op_run *run, struct err *e);
enum rc op_escalate_approve(struct op_run *run, struct err *e);
enum rc op_escalate_after(struct op_run *run, int64_t event_id, struct err *e);
enum rc op_escalate_see(struct op_run *run, struct err *e);

/* Whether a second demand is no longer than the law allows. */
enum rc op_supplement_judge(struct op_run *run, struct err *e);

/* Whether the law lets the period be extended so; sets what run has for it. */
enum rc op_extend_judge(struct op_run *run, struct err *e);

/* Renders the notice of an extension (form 5) into run->letter; refuses where
 * something that it must say is missing. */
MUST_USE enum rc message_extension(struct op_run *run, struct err *e);

/* What became of one op, done or tried. */
struct act_result {
	struct wire_done done;
	int64_t assignee_before;	/* who was in charge; 0 = nobody */
};

/* Does one op, or says what it would do (act->is_dry_run). case_id says which
 * case; 0 = the one that act->number means. An op-key whose event is there
 * gives its result again. Refuses with request_refuse; what was written then is
 * the caller's to undo. */
MUST_USE enum rc act_run(struct request *r, const struct wire_act *act, int64_t case_id,
    struct act_result *out, struct err *e);

/* The body of the message an op sends: JSON for the channel, made once. */
void message_body(struct buf *out, const struct op_run *run, const char *kind);

#endif
