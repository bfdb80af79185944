/* SPDX-License-Identifier: ISC */
/*
 * office: what the rooms of minwond share: the office itself, a request on its
 * way through it, and how a request is answered. Knows the store and the
 * rules; no sockets (server.h) and no terminals.
 */
#ifndef OFFICE_OFFICE_H
#define OFFICE_OFFICE_H

#include "console/rules/calendar.h"
#include "console/rules/policy.h"
#include "console/wire/wire.h"
#include "storage/store.h"

struct session;
struct sync_desk;
struct office_calendar;
struct forms;
struct automatic;
struct knowledge;

/* Whether anybody but this session has asked something that waits to be served. */
struct lane {
	bool (*is_asked)(void *arg, const struct session *but);
	void *arg;
};

/* Batches that may be run at a time; more run all the same, but read as stopped. */
#define BATCHES_LIVE_MOST 64

/* Whole cases on their way in (carry.h). */
enum import {
	IMPORT_NONE,
	IMPORT_RUNS,		/* one transaction over many rounds: nobody else is served */
	IMPORT_UNDONE		/* … which is to be undone */
};

/* The one office process. */
struct office {
	struct store *store;
	struct store_mark mark;
	struct office_calendar **calendars;	/* owned: calendars.h; as far as asked for */
	size_t calendar_count;
	bool has_new_calendar;		/* this round's transaction wrote one */
	struct forms *forms;		/* owned: forms.h; as far as asked for */
	struct knowledge *knowledge;	/* owned: knowledge.h; NULL until first asked */
	bool has_new_knowledge;		/* this round's transaction wrote an entry */
	bool has_new_form;		/* this round's transaction kept or released one */
	bool is_recounting;		/* a change of a calendar has open cases to go through */
	bool is_judging;		/* open cases from before are held against their forms */
	int64_t judged_id;		/* … up to this one */
	const char *store_path;
	const char *clock_path;		/* practice only; NULL = the wall clock */
	const char *channels_path;
	int64_t now_at;			/* read once per round */
	int64_t changes;		/* commits that changed something */
	bool is_faulty;			/* a flush failed: reads only, until recovered */
	bool has_outgoing;		/* this round put something into the outbox */
	enum import import;
	struct session *importing;	/* whose it is; NULL = nobody's */
	struct sync_desk *sync;
	struct automatic *automatic;	/* owned: automatic.h; NULL until first looked at */
	struct day deemed_day;		/* the last day looked at for lapses; 0 = none yet */
	struct lane lane;		/* what bulk work gives way to; zeroed: nothing */
	int64_t batches_live[BATCHES_LIVE_MOST];	/* somebody runs them now; 0 = free */
	int64_t lapsed_count;		/* deemed accepted while the office was down … */
	char lapsed_numbers[200];	/* … and the first of their numbers */
};

/* One request, from frame to answer. */
struct request {
	struct office *office;
	struct session *session;
	int64_t tag;
	struct buf *out;		/* the session's answers, unsent until commit */
	struct staff_record who;	/* as the store says now */
	struct actor actor;
	const struct calendar *calendar;	/* of the actor's office; NULL at sync's door */
	struct verdict verdict;		/* set by request_refuse */
	size_t numbers_cut;		/* resident numbers that were typed, and cut */
	const char *rule;		/* the rule that acts by itself; NULL = a person does */
};

/* A handler answers by writing frames and returning RC_OK, or returns
 * request_refuse(…) or an error; then everything it wrote is undone. */
typedef enum rc (*request_handler)(struct request *r, const struct wire_frame *frame,
    struct err *e);

/* Refuses: the reason reaches the client, the request leaves no trace. Returns the rc of
 * the reason (reason_rc), for the handler to return. */
enum rc request_refuse(struct request *r, struct verdict verdict);
enum rc request_refuse_for(struct request *r, enum reason reason, const char *detail);

/* Writes one frame of the answer, the last one with is_end; record is of the message's
 * type and borrowed. request_tell_ok is a whole answer that says no more. */
void request_tell(struct request *r, enum message message, bool is_end, const void *record);
void request_tell_ok(struct request *r);

/* Writes text as a record's long member and, when it is longer than one frame
 * takes, the rest as pieces. set puts a piece into the record. */
void request_tell_long(struct request *r, enum message message, void *record,
    char **member, const char *text, size_t max);

/* Long text as pieces of an answer; it must be valid UTF-8. */
void request_tell_pieces(struct request *r, const char *text);

/* How many rows a page may have: what was asked, within the limit. */
int64_t request_page_limit(const struct wire_page *page);

/* One access record for what this request reads or does. */
MUST_USE enum rc request_record(struct request *r, const char *subject, const char *operation,
    struct err *e);

/* The office a desk request may look into; facts for the policy. */
void case_facts_of(const struct case_record *c, const struct draft_record *draft,
    struct case_facts *facts);

/* The same with what only a table of its own knows: a supplement that waits. */
MUST_USE enum rc case_facts_load(struct office *office, const struct case_record *c,
    const struct draft_record *draft, struct case_facts *facts, struct err *e);

/* Finds the case a number means inside the caller's office. Refuses with
 * unknown-case or ambiguous-case. */
MUST_USE enum rc request_find_case(struct request *r, const char *number, int64_t *id,
    struct err *e);

/* The row as this reader may see it: masked, lapsed leases gone, slack in
 * working minutes, and the ops that may be allowed. */
void case_row_for(const struct request *r, const struct case_record *c, struct case_row *out);

/* Says in the row whether the case is another one than this reader saw last. */
MUST_USE enum rc case_row_looked(struct request *r, struct case_row *row, struct err *e);

/* Is it the word of an order that lists have? "" is. */
bool list_is_order(const char *word);

/* The place behind a row of a walk as text, and back; false if it is none. */
void walk_place_format(char place[96], const struct walk *walk);
bool walk_place_parse(const char *place, struct walk *walk);

/* Handlers, one a message of dispatch.c's table; one file a group. Each reads its record
 * from f, asks the policy for the actor's right, writes its access record where people are
 * named, and answers as request_handler says: rows of the message's kind, the last frame
 * with is_end. */
enum rc handle_hello(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_list(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_marked(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_recent(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_saved_list(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_saved_change(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_rule_list(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_rule_change(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_rule_test(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_rule_fired(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_show(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_call(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_log(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_diff(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_flag_list(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_flag_change(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_why(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_audit_verify(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_holidays_preview(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_outage_list(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_outage_change(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_correction_list(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_calendar(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_calendar_apply(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_calendar_moves(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_calendar_changes(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_days_import(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_days_found(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_letter_list(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_letter_show(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_letter_change(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_form_releases(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_form_release_show(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_form_import(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_form_retire(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_services_import(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_services_found(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_listed_list(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_form_show(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_proposal_dismiss(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_act(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_new(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_entry(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_counts(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_lesson_list(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_lesson_used(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_wait_list(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_wait_alert(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_wait_row(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_wait_set(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_waits_page(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_waits_heard(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_figures(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_package(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_handover_list(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_handover_show(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_consult_list(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_consult_show(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_consult_change(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_ratings(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_skills(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_outbox_list(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_outbox_show(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_unsorted_list(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_unsorted_show(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_outbox_change(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_unsorted_change(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_away(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_away_heard(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_package_file(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_reconcile_ask(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_report(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_reconcile_list(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_reconcile_wanted(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_listing_row(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_listing_heard(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_need_list(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_need_show(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_need_change(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_task_list(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_task_change(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_staff_list(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_staff_add(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_staff_enable(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_channel_list(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_channel_enable(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_sync_run(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_channel_test(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_scratch_put(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_scratch_show(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_scratch_list(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_scratch_discard(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_snippet_put(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_snippet_list(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_snippet_delete(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_knowledge_search(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_knowledge_list(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_knowledge_change(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_knowledge_import(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_knowledge_note(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_knowledge_uses(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_question_list(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_question_change(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_batch_begin(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_batch_item(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_batch_seal(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_batch_run(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_batch_show(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_batch_list(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_batch_change(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_export(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_carried_list(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_import(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_import_piece(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_import_end(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_doctor(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_sync_hello(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_plan(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_intake_begin(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_intake_item(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_intake_commit(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_attachment_list(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_attachment_get(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_wanted(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_file_begin(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_file_piece(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_file_commit(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_file_failed(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_lease(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_result(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_sync_report(struct request *r, const struct wire_frame *f, struct err *e);
enum rc handle_round_done(struct request *r, const struct wire_frame *f, struct err *e);

#endif
