/* SPDX-License-Identifier: ISC */
/*
 * messages: the structs that travel, one per message. Long texts are borrowed
 * pointers; who wants to keep one copies it. Records of storage/record.h travel
 * as they are.
 */
#ifndef WIRE_MESSAGES_H
#define WIRE_MESSAGES_H

#include "storage/record.h"
#include "storage/record_form.h"
#include "storage/record_report.h"

/* Who may send a message: bits of message_doors(). */
#define DOOR_DESK_ASKS 1u	/* desk to office */
#define DOOR_DESK_TELLS 2u	/* office to desk */
#define DOOR_SYNC_ASKS 4u	/* sync to office */
#define DOOR_SYNC_TELLS 8u	/* office to sync */

/* Bytes of a long text that one frame carries. */
#define PIECE_MAX (32 * 1024)

/* Marked cases: at most so many, and the bytes of their ids. */
#define MARKS_MAX 1000
#define MARKS_BYTES_MAX (24 * MARKS_MAX)

enum message {
	/* Both doors. */
	MESSAGE_ERROR,		/* struct wire_error */
	MESSAGE_OK,		/* struct wire_ok: nothing more to say */

	/* Desk asks. */
	MESSAGE_HELLO,		/* struct wire_hello; first on a connection */
	MESSAGE_LIST,		/* struct wire_list → (allowed…, case-row)… list-end */
	MESSAGE_MARKED,		/* struct wire_marked → (case-row, marked-row)…, ok */
	MESSAGE_RECENT,		/* struct wire_page (limit alone) → recent-row…, ok */
	MESSAGE_SAVED_LIST,	/* struct wire_ok → saved-row…, ok */
	MESSAGE_RULE_LIST,	/* struct wire_ok → rule-row…, ok */
	MESSAGE_RULE_CHANGE,	/* struct wire_rule_change → rule-row, refused or error */
	MESSAGE_RULE_TEST,	/* struct wire_rule_ask → rule-firing…, rule-tested */
	MESSAGE_RULE_FIRED,	/* struct wire_rule_ask → rule-firing…, rule-tested */
	MESSAGE_SAVED_CHANGE,	/* struct wire_saved_change → saved-row, refused or error */
	MESSAGE_SHOW,		/* struct wire_show → case, clock, answer…, event…, allowed…,
				 * ok */
	MESSAGE_CALL,		/* struct wire_call → case-row…, call-sheet if there is one
				 * case, ok or refused */
	MESSAGE_LOG,		/* struct wire_show → event…, ok */
	MESSAGE_DIFF,		/* struct wire_show → case, answer…, ok */
	MESSAGE_FLAG_LIST,	/* struct wire_show → flag…, ok */
	MESSAGE_FLAG_CHANGE,	/* struct wire_flag_change → flag… (all that are left), ok; or
				 * refused */
	MESSAGE_WHY,		/* struct wire_show → clock-event…, ok */
	MESSAGE_AUDIT_VERIFY,	/* struct wire_verify → difference…, verify-end */
	MESSAGE_OUTAGE_LIST,	/* struct wire_page → outage-row…, ok */
	MESSAGE_OUTAGE_CHANGE,	/* struct wire_outage → difference…, outage-row; or refused */
	MESSAGE_CORRECTION_LIST,	/* struct wire_page → correction-row…, ok */
	MESSAGE_HOLIDAYS_PREVIEW,	/* struct wire_calendar_change → difference…, verify-end */
	MESSAGE_CALENDAR,	/* struct wire_calendar → holiday…, lunch…, ok */
	MESSAGE_CALENDAR_APPLY,	/* struct wire_calendar_change → calendar-change */
	MESSAGE_CALENDAR_MOVES,	/* struct wire_calendar_moves → move…, verify-end */
	MESSAGE_CALENDAR_CHANGES,	/* struct wire_page → calendar-change…, ok */
	MESSAGE_DAYS_IMPORT,	/* struct wire_days → day-found…, ok */
	MESSAGE_LETTER_LIST,	/* struct wire_verify → letter…, verify-end */
	MESSAGE_LETTER_SHOW,	/* struct wire_number (its id) → letter, piece…, ok */
	MESSAGE_LETTER_CHANGE,	/* struct wire_change (send, skip, public) → letter */
	MESSAGE_PROPOSAL_DISMISS,	/* struct wire_change → ok */
	MESSAGE_FORM_RELEASES,	/* struct wire_form_ask → form-release…, ok */
	MESSAGE_FORM_RELEASE_SHOW,	/* struct wire_number → form-release, form-change…, ok */
	MESSAGE_FORM_IMPORT,	/* struct wire_form_import → form-finding…, form-release (state
				 * refused, dry-run or what it is now) */
	MESSAGE_FORM_RETIRE,	/* struct wire_change → form-release */
	MESSAGE_SERVICES_IMPORT,	/* struct wire_services → service-found…, ok */
	MESSAGE_LISTED_LIST,	/* struct wire_listed → listed-service…, ok */
	MESSAGE_FORM_SHOW,	/* struct wire_form_ask → piece… (the steps of the form), ok */
	MESSAGE_ACT,		/* struct wire_act → done, refused or error */
	MESSAGE_NEW,		/* struct wire_new → answer… that do not fit, done (event 0
				 * where it was not taken for them); refused or error */
	MESSAGE_ENTRY,		/* struct wire_entry → piece… of what the form asks, ok; or
				 * refused */
	MESSAGE_PACKAGE,	/* struct wire_act (escalate) → piece…, ok: the bytes that would
				 * go; or refused */
	MESSAGE_HANDOVER_LIST,	/* struct wire_page (state: a hop or "") → handover-row…, ok */
	MESSAGE_HANDOVER_SHOW,	/* struct wire_number → handover-row, handover-text…, ok */
	MESSAGE_COUNTS,		/* struct wire_ok → count…, ok */
	MESSAGE_FIGURES,	/* struct wire_figures → figure…, ok */
	MESSAGE_LESSON_LIST,	/* struct wire_ok → lesson…, ok */
	MESSAGE_LESSON_USED,	/* struct wire_lesson: once more → ok */
	MESSAGE_WAIT_LIST,	/* struct wire_wait_ask → wait-row…, wait-way…, wait-head, ok */
	MESSAGE_WAIT_ALERT,	/* struct wire_change: reason is the limit, "30/20" → wait-head */
	MESSAGE_WAIT_SET,	/* struct wire_wait_set → wait-row */
	MESSAGE_CONSULT_LIST,	/* struct wire_consult_ask → consult-row…, plan-hour…,
				 * consult-figures, ok */
	MESSAGE_CONSULT_SHOW,	/* struct wire_number (its id) → consult-row,
				 * consult-interval…, ok */
	MESSAGE_CONSULT_CHANGE,	/* struct wire_consult → consult-row, refused or error */
	MESSAGE_RATINGS,	/* struct wire_ratings → rating-row…, ok */
	MESSAGE_SKILLS,		/* struct wire_skills → skill-row…, ok */
	MESSAGE_OUTBOX_LIST,	/* struct wire_page → outbox-row…, ok */
	MESSAGE_OUTBOX_SHOW,	/* struct wire_number → outbox-row, piece…, ok */
	MESSAGE_OUTBOX_CHANGE,	/* struct wire_change → outbox-row, refused or error */
	MESSAGE_UNSORTED_LIST,	/* struct wire_page → unsorted-row…, ok */
	MESSAGE_UNSORTED_SHOW,	/* struct wire_number → unsorted-row, piece…, ok */
	MESSAGE_UNSORTED_CHANGE,	/* struct wire_change → unsorted-row, refused or error */
	MESSAGE_RECONCILE_ASK,	/* struct wire_reconcile → sync-report…, ok */
	MESSAGE_RECONCILE_LIST,	/* struct wire_reconcile → reconcile-row… or, with a part,
				 * reconcile-case…; ok */
	MESSAGE_REPORT,		/* struct wire_report → report-case…, with the last page
				 * report-rest; report-end */
	MESSAGE_NEED_LIST,	/* struct wire_page → need-row…, ok */
	MESSAGE_NEED_SHOW,	/* struct wire_show → need-row, need-second-row…, ok */
	MESSAGE_NEED_CHANGE,	/* struct wire_need → need-row, refused or error */
	MESSAGE_TASK_LIST,	/* struct wire_page → task-row…, ok */
	MESSAGE_TASK_CHANGE,	/* struct wire_task → task-row, refused or error */
	MESSAGE_STAFF_LIST,	/* struct wire_ok → staff-row…, ok */
	MESSAGE_STAFF_ADD,	/* struct wire_staff_add → staff-row, refused or error */
	MESSAGE_STAFF_ENABLE,	/* struct wire_switch → staff-row, refused or error */
	MESSAGE_CHANNEL_LIST,	/* struct wire_ok → channel-row…, ok */
	MESSAGE_CHANNEL_ENABLE,	/* struct wire_switch → channel-row, refused or error */
	MESSAGE_CHANNEL_TEST,	/* struct wire_switch (name only) → sync-report…, ok */
	MESSAGE_ATTACHMENT_LIST,	/* struct wire_show → attachment…, ok */
	MESSAGE_ATTACHMENT_GET,	/* struct wire_attachment_get → attachment, file-piece…, ok */
	MESSAGE_SYNC_RUN,	/* struct wire_sync_run → sync-report…, ok */
	MESSAGE_SCRATCH_PUT,	/* struct wire_scratch → scratch-row, refused or error */
	MESSAGE_SCRATCH_SHOW,	/* struct wire_scratch_ask → scratch-row, piece…, ok; only ok
				 * where there is none by that key */
	MESSAGE_SCRATCH_LIST,	/* struct wire_ok → scratch-row…, ok */
	MESSAGE_SCRATCH_DISCARD,	/* struct wire_scratch_ask → ok, refused or error */
	MESSAGE_SNIPPET_PUT,	/* struct wire_snippet → snippet-row, refused or error */
	MESSAGE_SNIPPET_LIST,	/* struct wire_ok → snippet-row…, ok */
	MESSAGE_SNIPPET_DELETE,	/* struct wire_number → ok, refused or error */
	MESSAGE_KNOWLEDGE_SEARCH,	/* struct wire_knowledge_ask → knowledge-row…,
				 * knowledge-found */
	MESSAGE_KNOWLEDGE_LIST,	/* struct wire_knowledge_ask → knowledge-row…, knowledge-found */
	MESSAGE_KNOWLEDGE_CHANGE,	/* struct wire_knowledge_change → knowledge-row, refused or
				 * error */
	MESSAGE_KNOWLEDGE_IMPORT,	/* struct wire_knowledge_import → knowledge-fault…,
				 * knowledge-imported */
	MESSAGE_KNOWLEDGE_NOTE,	/* struct wire_knowledge_note → ok, refused or error */
	MESSAGE_KNOWLEDGE_USES,	/* struct wire_knowledge_note (day) → knowledge-use…, ok */
	MESSAGE_QUESTION_LIST,	/* struct wire_page → question-row…, ok */
	MESSAGE_QUESTION_CHANGE,	/* struct wire_question → question-row, refused or error */
	MESSAGE_BATCH_BEGIN,	/* struct wire_batch_begin → batch-row */
	MESSAGE_BATCH_ITEM,	/* struct wire_batch_item → no answer unless refused */
	MESSAGE_BATCH_SEAL,	/* struct wire_batch_seal → batch-row */
	MESSAGE_BATCH_RUN,	/* struct wire_batch_part → batch-item-row…, batch-row; waits
				 * until everybody else has been served */
	MESSAGE_BATCH_SHOW,	/* struct wire_batch_part → batch-item-row…, batch-row */
	MESSAGE_BATCH_LIST,	/* struct wire_page → batch-row…, ok */
	MESSAGE_BATCH_CHANGE,	/* struct wire_change (stop, retry, undo) → batch-row */
	MESSAGE_DOCTOR,		/* struct wire_ok → finding…, ok */
	MESSAGE_EXPORT,		/* struct wire_export → piece…, carried-row; waits as a batch
				 * does; asked again until ended_at is there */
	MESSAGE_IMPORT,		/* struct wire_import → ok; until its end nobody else is served */
	MESSAGE_IMPORT_PIECE,	/* struct wire_piece: more of the file → ok */
	MESSAGE_IMPORT_END,	/* struct wire_ok → imported */
	MESSAGE_CARRIED_LIST,	/* struct wire_page → carried-row…, ok */

	/* Desk is told. */
	MESSAGE_WELCOME,	/* struct wire_welcome */
	MESSAGE_WAIT_HEAD,	/* struct wait_head */
	MESSAGE_WAIT_WAY,	/* struct wait_way */
	MESSAGE_CASE_ROW,	/* struct case_row */
	MESSAGE_LIST_END,	/* struct wire_list_end */
	MESSAGE_MARKED_ROW,	/* struct wire_marked_row */
	MESSAGE_CALL_SHEET,	/* struct call_sheet, about the case row before it */
	MESSAGE_RECENT_ROW,	/* struct recent_row */
	MESSAGE_RULE_ROW,	/* struct auto_rule */
	MESSAGE_RULE_FIRING,	/* struct auto_firing */
	MESSAGE_RULE_TESTED,	/* struct wire_rule_tested */
	MESSAGE_SAVED_ROW,	/* struct saved_view */
	MESSAGE_CASE,		/* struct case_detail, without its arrays */
	MESSAGE_ANSWER,		/* struct answer */
	MESSAGE_FLAG,		/* struct flag_row */
	MESSAGE_EVENT,		/* struct timeline_event */
	MESSAGE_ALLOWED,	/* struct allowed */
	MESSAGE_CLOCK,		/* struct clock_figures */
	MESSAGE_LIMIT,		/* struct limit_row */
	MESSAGE_CLOCK_EVENT,	/* struct wire_clock_event */
	MESSAGE_DIFFERENCE,	/* struct wire_difference */
	MESSAGE_LETTER,		/* struct letter_row */
	MESSAGE_HOLIDAY,	/* struct holiday_row */
	MESSAGE_LUNCH,		/* struct lunch_row */
	MESSAGE_CALENDAR_CHANGE,	/* struct calendar_change_row; id 0 = nothing to change */
	MESSAGE_MOVE,		/* struct wire_move */
	MESSAGE_DAY_FOUND,	/* struct wire_day_found */
	MESSAGE_VERIFY_END,	/* struct wire_verify_end */
	MESSAGE_OUTAGE_ROW,	/* struct outage_row */
	MESSAGE_FORM_RELEASE,	/* struct form_release_row */
	MESSAGE_SERVICE_FOUND,	/* struct service_found */
	MESSAGE_LISTED_SERVICE,	/* struct listed_service */
	MESSAGE_FORM_CHANGE,	/* struct form_change */
	MESSAGE_FORM_FINDING,	/* struct form_finding_row */
	MESSAGE_CORRECTION_ROW,	/* struct correction_row */
	MESSAGE_PIECE,		/* struct wire_piece: more of the long text before it */
	MESSAGE_CARRIED_ROW,	/* struct carried_row */
	MESSAGE_IMPORTED,	/* struct wire_imported */
	MESSAGE_COUNT,		/* struct wire_count */
	MESSAGE_LESSON,		/* struct wire_lesson */
	MESSAGE_FIGURE,		/* struct figure_row */
	MESSAGE_HANDOVER_ROW,	/* struct handover_row */
	MESSAGE_HANDOVER_TEXT,	/* struct wire_handover_text: a piece of one */
	MESSAGE_CONSULT_ROW,	/* struct consult_row */
	MESSAGE_CONSULT_INTERVAL,	/* struct consult_interval */
	MESSAGE_CONSULT_FIGURES,	/* struct consult_figures */
	MESSAGE_PLAN_HOUR,	/* struct plan_hour */
	MESSAGE_SKILL_ROW,	/* struct skill_row */
	MESSAGE_RATING_ROW,	/* struct rating_row */
	MESSAGE_OUTBOX_ROW,	/* struct outbox_row */
	MESSAGE_UNSORTED_ROW,	/* struct unsorted_row */
	MESSAGE_RECONCILE_ROW,	/* struct reconcile_row; also told to sync: what is wanted */
	MESSAGE_RECONCILE_CASE,	/* struct reconcile_case */
	MESSAGE_REPORT_CASE,	/* struct report_case */
	MESSAGE_REPORT_REST,	/* struct report_rest */
	MESSAGE_REPORT_END,	/* struct wire_report_end */
	MESSAGE_NEED_ROW,	/* struct need_row */
	MESSAGE_NEED_SECOND_ROW,	/* struct need_second_row */
	MESSAGE_TASK_ROW,	/* struct task_row */
	MESSAGE_STAFF_ROW,	/* struct staff_row */
	MESSAGE_CHANNEL_ROW,	/* struct channel_row */
	MESSAGE_SCRATCH_ROW,	/* struct scratch_row */
	MESSAGE_SNIPPET_ROW,	/* struct snippet_row */
	MESSAGE_KNOWLEDGE_ROW,	/* struct knowledge_row */
	MESSAGE_KNOWLEDGE_FOUND,	/* struct wire_knowledge_found */
	MESSAGE_KNOWLEDGE_FAULT,	/* struct wire_knowledge_fault */
	MESSAGE_KNOWLEDGE_IMPORTED,	/* struct wire_knowledge_imported */
	MESSAGE_KNOWLEDGE_USE,	/* struct wire_knowledge_use */
	MESSAGE_QUESTION_ROW,	/* struct question_row */
	MESSAGE_BATCH_ROW,	/* struct batch_row */
	MESSAGE_BATCH_ITEM_ROW,	/* struct batch_item_row */
	MESSAGE_FINDING,	/* struct wire_finding */
	MESSAGE_ATTACHMENT,	/* struct wire_attachment */
	MESSAGE_DONE,		/* struct wire_done */
	MESSAGE_REFUSED,	/* struct wire_refused */
	MESSAGE_CHANGED,	/* struct wire_number: push, N commits so far */

	/* Sync asks. */
	MESSAGE_SYNC_HELLO,	/* struct wire_ok → sync-welcome */
	MESSAGE_PLAN,		/* struct wire_ok → channel-row…, ok */
	MESSAGE_INTAKE_BEGIN,	/* struct wire_intake_begin → ok; discards an unfinished one */
	MESSAGE_INTAKE_ITEM,	/* struct wire_intake_item → no answer */
	MESSAGE_INTAKE_COMMIT,	/* struct wire_ok → intake-outcome…, intake-done or error */
	MESSAGE_LEASE,		/* struct wire_lease → outgoing…, ok */
	MESSAGE_RESULT,		/* struct wire_result → ok or refused (stale fence) */
	MESSAGE_WANTED,		/* struct wire_lease → wanted-file…, ok */
	MESSAGE_FILE_BEGIN,	/* struct wire_file_begin → file-so-far or error */
	MESSAGE_FILE_PIECE,	/* struct wire_file_piece → no answer; also told to the desk */
	MESSAGE_FILE_COMMIT,	/* struct wire_number (its id) → ok or error */
	MESSAGE_FILE_FAILED,	/* struct wire_file_failed → ok */
	MESSAGE_WAIT_ROW,	/* struct wait_row → ok; also told to the desk */
	MESSAGE_WAITS_PAGE,	/* struct wire_waits_page: many rows at once → ok */
	MESSAGE_WAITS_HEARD,	/* struct wire_waits: how asking went, after the rows; region
				 * "" = for all regions at once → ok */
	MESSAGE_RECONCILE_WANTED,	/* struct wire_lease (channel) → reconcile-row…, ok */
	MESSAGE_LISTING_ROW,	/* struct wire_listing → no answer */
	MESSAGE_LISTING_HEARD,	/* struct reconcile_row, after the rows → ok */
	MESSAGE_AWAY,		/* struct wire_lease (channel) → away-row…, ok: hand-overs that
				 * are away and not ended */
	MESSAGE_AWAY_HEARD,	/* struct wire_away_news → ok */
	MESSAGE_PACKAGE_FILE,	/* struct wire_package_file → file-piece…, ok */
	MESSAGE_SYNC_REPORT,	/* struct wire_sync_report → ok; also told to the desk */
	MESSAGE_DAYS_FOUND,	/* struct wire_days → ok */
	MESSAGE_SERVICES_FOUND,	/* struct wire_services → ok */
	MESSAGE_ROUND_DONE,	/* struct wire_number (the wake's) → ok */

	/* Sync is told. */
	MESSAGE_SYNC_WELCOME,	/* struct wire_sync_welcome */
	MESSAGE_INTAKE_OUTCOME,	/* struct wire_intake_outcome, one an item, where it was asked for */
	MESSAGE_INTAKE_DONE,	/* struct wire_intake_done */
	MESSAGE_OUTGOING,	/* struct wire_outgoing */
	MESSAGE_AWAY_ROW,	/* struct wire_away */
	MESSAGE_WANTED_FILE,	/* struct wire_wanted_file */
	MESSAGE_FILE_SO_FAR,	/* struct wire_file_so_far */
	MESSAGE_WAKE,		/* struct wire_wake: push, do a round now */

	MESSAGE__COUNT
};

struct wire_bytes {
	const char *data;
	size_t len;
};

struct wire_ok {
	int64_t unused;
};

/* Something failed that no rule refused. */
struct wire_error {
	int32_t rc;		/* enum rc */
	char text[480];
};

struct wire_hello {
	char login[40];		/* practice only: play this staff member; "" = me */
	char program[40];	/* for the log */
	bool wants_changes;	/* push changed after each commit */
};

struct wire_welcome {
	struct staff_row who;
	bool is_practice;
	bool is_clock_real;	/* the office goes by the wall clock */
	int64_t now_at;		/* the office's clock */
	int64_t changes;	/* commits so far */
	char version[24];
};

struct wire_list {
	char query[1024];
	char sort[16];		/* due, arrived, new, service, region, state; "" = due */
	int32_t limit;		/* 1 to 500 */
	char after[96];		/* next of the page before; "" = first */
	bool wants_allowed;	/* before each row what the rules say of every op */
};

struct wire_list_end {
	char next[96];		/* "" = that was all */
	int64_t total;		/* of the whole query where known, else -1 */
	int32_t fault_column;	/* > 0: the query is wrong here */
	char fault[320];
	char order[16];		/* the one the rows came in; decided too */
};

/* Cases named by id, as a list would show them. With has_op each comes with
 * what the rules say of that op on it now. */
struct wire_marked {
	const char *ids;	/* one a line; who has no right to read one is not told of it */
	char query[1024];	/* the filter they stand in or outside of */
	bool has_op;
	enum op op;
};

/* About the case row before it. */
struct wire_marked_row {
	int64_t case_id;
	bool is_match;		/* the query matches it */
	bool is_allowed;	/* the op, where one was asked about */
	char reason[40];	/* why not: reason_find() */
	char detail[96];
};

/* A rule written anew or changed, switched, moved or given up. */
struct wire_rule_change {
	char what[12];		/* add, change, on, off, move, remove */
	struct auto_rule rule;	/* by its name; place for move */
};

/* What a rule would do, or what it did; a page at a time. */
struct wire_rule_ask {
	char name[64];
	char after[96];		/* where the page before ended; "" = from the start */
	int64_t since_at;	/* test of an arrival rule: arrivals since; 0 = 30 days */
};
struct wire_rule_tested {
	char next[96];		/* "" = that was all */
	int64_t seen;		/* cases it was asked about in this page */
};

/* A saved view kept, given another name or given up. The answer is the view as it
 * is then, a deleted one as it was. */
struct wire_saved_change {
	char what[8];		/* save, rename, delete */
	bool is_shared;		/* of the whole office */
	char name[64];
	char new_name[64];	/* rename */
	char query[1024];	/* save */
	char sort[16];		/* save; "" = due */
	char columns[16];	/* save: a role's name; "" = the asker's */
};

struct wire_show {
	char number[80];	/* receipt number, channel's number, or id */
	bool is_refresh;	/* the case this session has open; no new access record */
};

/* Marks answers of a case as needing something, or takes marks away. */
struct wire_flag_change {
	char number[80];
	char what[8];		/* on, off, turn: off where it is on */
	bool is_faults;		/* all that are missing or do not fit, beside fields */
	const char *fields;	/* names or titles of answers, one a line */
};

/* What is being typed in a dialog. Nobody but its writer reads it. */
struct wire_scratch {
	char about[12];		/* what subject_id is of: case, message, unsorted */
	int64_t subject_id;
	char action[32];	/* the dialog's, by name */
	const char *content;	/* its fields; the office does not look into it */
};

/* Which of one's own texts: by number, else by its key. */
struct wire_scratch_ask {
	int64_t id;		/* 0 = by the key */
	char about[12];
	int64_t subject_id;
	char action[32];
};

struct wire_snippet {
	bool is_office;		/* everybody's in the office */
	char name[64];
	const char *text;
};

/* Somebody calls: which cases may it be about? At most CALL_HITS come back. */
#define CALL_HITS 50
struct wire_call {
	char text[96];		/* rules/call.h reads it */
	char reason[24];	/* name of a call_reason; needed for telephone numbers */
	char name[96];		/* the applicant as the caller names it; "" = not asked */
};

/* One event of a clock as rules/case_clock.h has it, for the desk to explain in
 * its reader's language; kind, unit, reason and party are that header's
 * numbers. A clock with none is a case that was never received. */
struct wire_clock_event {
	int64_t id;
	int32_t kind;
	int64_t at;
	int64_t until_at;
	int64_t of;
	int32_t unit;
	int32_t count;
	int32_t calendar_days;
	int32_t reason;
	int32_t party;
};

struct wire_verify {
	int32_t limit;		/* cases of one page, 1 to 500 */
	char after[96];		/* next of the page before; "" = first */
};

/* Which releases, or the form of which service and region on which day. */
struct wire_form_ask {
	char service[24];	/* releases: "" = of all */
	char region[12];	/* show: code; "" = the centre's */
	char on[12];		/* show: YYYY-MM-DD; "" = today */
	bool is_own;		/* show: with the office's own layer */
	int64_t before_id;	/* releases: older than this one; 0 = from the newest */
	int32_t limit;		/* releases: 1 to 200 */
};

/* Services of 정부24's list. */
struct wire_services {
	char source[160];	/* the file, or the address and page */
	bool is_dry_run;	/* only what would be found */
	const char *entries;	/* JSON array of objects (rules/gov24.h) */
};

/* Which of them: those with a word in their name, behind one that was told. */
struct wire_listed {
	char word[96];		/* "" = all */
	bool wants_matched;	/* only those that the catalogue has too */
	char after_name[200], after_id[40];
	int32_t limit;		/* 1 to 200 */
};

/* A form or a layer to be released, or to be tried. */
#define FORM_IMPORT_BYTES_MAX PIECE_MAX
struct wire_form_import {
	char service[24];
	char layer[12];		/* "" the centre, a region's code, "@" the office's own */
	char effective[12];	/* YYYY-MM-DD; "" = as the file says, or today */
	bool is_dry_run;
	char source[160];	/* the file's name */
	char reason[480];
	const char *body;
};

/* A change of the caller's calendar, to be tried or made. */
#define CALENDAR_ENTRIES_MAX (32 * 1024)
struct wire_calendar_change {
	int32_t limit;		/* preview: open cases of one page, 1 to 500 */
	char after[96];		/* preview: next of the page before; "" = first */
	bool wants_proposed;	/* the open proposals too */
	int32_t lunch_minute;	/* lunch begins then; 0 = as before … */
	char lunch_from[12];	/* … from this day on, YYYY-MM-DD */
	char reason[200];
	const char *entries;	/* holiday_entry_format (rules/holidays_file.h), one a line */
};

struct wire_calendar {
	bool is_proposed;	/* open proposals instead of what stands */
};

struct wire_calendar_moves {
	int64_t change_id;
	int64_t after_id;	/* of the last move told; 0 = from the first */
	int32_t limit;		/* 1 to 500 */
};

/* A case whose due a change of the calendar moved. */
struct wire_move {
	int64_t id;
	int64_t case_id;
	char number[80];
	int64_t due_before, due_after;
	int64_t announced_at;	/* what the applicant was told; 0 = nothing */
};

/* What a list of holidays from outside says of one year. */
struct wire_days {
	char source[160];
	int32_t year;
	const char *entries;	/* as above */
};

/* One day of such a list beside what the office knows. */
struct wire_day_found {
	struct holiday_row day;
	bool is_in_list;
	bool is_in_calendar;
	bool is_by_decree;	/* the decree's rules make it one (rules/holidays.h) */
	bool is_proposed;	/* it became a proposal now */
};

/* A case whose stored due is not what its events come to, or would not be. */
struct wire_difference {
	int64_t case_id;
	char number[80];
	int64_t stored_at;
	int64_t counted_at;
	int64_t announced_at;	/* preview: what the applicant was told; 0 = nothing */
	char fault[200];	/* its events cannot be: why; "" = they can */
};

struct wire_verify_end {
	char next[96];		/* "" = that was all */
	int32_t checked;	/* cases of this page */
};

/* An outage that begins, ends, or is recorded whole. */
struct wire_outage {
	char what[12];		/* begin, end, record */
	int64_t id;		/* end: which */
	char channel[24];	/* "" = every channel */
	int64_t from_at;	/* begin: 0 = now */
	int64_t until_at;	/* end: 0 = now */
	char reason[200];
	char evidence[200];
	bool is_dry_run;
};

struct wire_act {
	enum op op;
	char number[80];	/* "" only for OP_NEXT: the most urgent */
	int64_t version;	/* the version it read; -1 = not stated */
	char op_key[72];
	bool is_dry_run;
	enum outcome outcome;
	char assignee[40];
	char agency[64];
	char period[16];	/* supplement: days to answer, "10d"; extend: by how much */
	bool has_consent;	/* extend: the applicant agreed to a second one */
	int64_t at;		/* receive: when it truly was, in an outage; 0 = now;
				 * correct-time: when it truly was */
	char event[24];		/* correct-time: which, receipt … or an event's id */
	char evidence[200];	/* correct-time: what shows it */
	char scratch[32];	/* the dialog whose scratch ends with it; "" = none */
	const char *text;
	const char *reasons;	/* one a line; extend: the reason's name; correct: answers,
				 * field=value, or a JSON object of them */
	const char *remedies;	/* one a line */
	/* escalate: */
	char kind[24];		/* of rules/escalation.h; "" = a guideline question. Of other
				 * ops "handover": only on what another office handed over */
	const char *proposal;	/* what the desk would decide */
	const char *disclose;	/* answers by name or title, one a line */
	const char *attach;	/* attachments by name or SHA-256, one a line */
	const char *precedents;	/* cases of the office by number, one a line */
};

/* A long text of a hand-over, or the next piece of it. */
struct wire_handover_text {
	char what[12];		/* question, proposal, answer, body */
	const char *text;
};

/* A list of cases on its way to the office, to be frozen there. */
struct wire_batch_begin {
	char key[52];		/* the same again is the same batch */
	char fingerprint[65];	/* of the list; another one under the same key is refused */
	char source[12];	/* file, stdin, query, marks */
	bool is_whole;		/* all or nothing */
};

/* The next case of it. */
struct wire_batch_item {
	int64_t batch_id;
	int64_t line;		/* of the input; 0 = it has none */
	char number[80];
	char op[24];		/* as the input has it */
	char fault[320];	/* why it could not be read; "" = it could */
	const char *act;	/* wire_pack of a struct wire_act; "" with a fault */
};

struct wire_batch_seal {
	int64_t batch_id;
	int64_t count;		/* cases that were sent */
};

/* A part of a batch's list. The office may do, and tell, fewer than were asked
 * for: the last one told says where to go on. */
struct wire_batch_part {
	int64_t batch_id;
	int64_t after_no;	/* 0 = from the first */
	int32_t count;		/* at most */
	bool is_dry_run;	/* say what would be done */
	bool is_start;		/* a batch that was stopped goes on */
};

/* An application typed in by a clerk. */
struct wire_new {
	char service[24];
	char region[12];	/* "" = the clerk's own office's */
	char channel[24];	/* counter, phone */
	char op_key[72];
	bool is_dry_run;
	bool takes_faults;	/* 서식불일치: it is handed in as it is */
	int64_t arrived_at;	/* 0 = now */
	char reason[200];	/* why it is typed in late */
	int64_t scratch_id;	/* the subject of what was typed, which ends with it; 0 = none */
	int64_t consult_id;	/* the consultation that it comes of; 0 = none */
	const char *json;	/* {"applicant":{name,phone,address,birth},"attributes":{…}} */
	const char *lines;	/* more answers, field=value, one a line; applicant.name=… too */
};

/* What an editor has to ask: the form of a service in a region, or of a case with
 * its answers, for who may set them right. */
struct wire_entry {
	char service[24];	/* "" = of the case */
	char region[12];	/* "" = the clerk's own office's */
	char number[80];	/* of the case */
};

struct wire_done {
	int64_t event_id;	/* 0 in a dry run */
	enum op op;
	int64_t case_id;
	char number[80];
	enum state state_before;
	enum state state_after;
	int64_t version;
	int64_t due_at;
	bool is_repeat;		/* the op-key's first result, given again */
	bool is_untold;		/* nobody could be told online: the clerk does it */
	int32_t faults;		/* new: answers missing or not fitting */
	int32_t numbers_cut;	/* resident numbers that were typed, and are not kept */
	bool is_dry_run;
};

/* Whole cases out of the office: the first part, or the next one of it. */
struct wire_export {
	int64_t id;		/* 0 = begin, else as told */
	char query[1024];	/* "" = every case */
	char reason[480];
};

/* A file of whole cases is coming. */
struct wire_import {
	char source[160];	/* its name */
	char reason[480];
	bool is_dry_run;
};

/* It came; of a dry run nothing stays. */
struct wire_imported {
	struct carried_row row;	/* id 0 = of a dry run */
	int64_t staff_added;	/* names that nobody here had: without an account */
	int64_t staff_other;	/* known ones with another role, department or number */
};

struct wire_refused {
	char reason[40];	/* reason_find() */
	char detail[96];
};

struct wire_lesson {
	char action[32];	/* name of an action of the screen */
	int32_t uses;
};

struct wire_waits {
	char source[24];
	char region[12];
	char error[200];	/* "" = well */
};

/* A figure that somebody of the office types. */
struct wire_wait_set {
	char region[12];	/* "" = the office's own */
	char desk[104], task[104];
	int64_t waiting;
	int64_t called, counters;	/* -1 = not said */
	int64_t at;		/* when it was so; 0 = now */
	bool is_csv;		/* read from a file */
	bool is_drop;		/* take back what was typed of that desk and task */
	bool is_dry_run;	/* judge it and write nothing */
};

/* Figures of one source, of any region. */
#define WAITS_PAGE_BYTES_MAX (1024 * 1024)
struct wire_waits_page {
	char source[24];
	struct wire_bytes rows;	/* lines of rules/wait_line.h, UTF-8 */
};

/* A part of the waiting figures. */
#define WAIT_ROWS_MOST 500
struct wire_wait_ask {
	char region[12];	/* "" = all … */
	int32_t region_step;	/* … or the region so many after it */
	char order[12];		/* rules/wait.h; "" = by office */
	int64_t first;		/* the first row, from 0 */
	int32_t limit;		/* 1 to WAIT_ROWS_MOST */
	bool has_ways;		/* the office's own ways too */
};

struct wire_figures {
	char screen[12];	/* board or today */
};

/* The consultation desk: what is there, and how long people wait. */
struct wire_consult_ask {
	bool has_ended;		/* those that ended today, too */
	int32_t from_hour, until_hour;	/* what if, in these hours of the day … */
	int32_t staff_more;	/* … so many more (or fewer) were at the desk */
};

/* What is done to one consultation. */
struct wire_consult {
	char what[12];		/* the second word of its verb: add, next, start … */
	int64_t id;		/* 0 = the one to take next, or a new one */
	char op_key[72];	/* sent again with it, the first result comes back */
	char kind[12];		/* words of rules/consult.h's tables */
	char task[24];
	char result[24];	/* done: what came of it; warn, end: why */
	int32_t priority;
	char who[96];
	char contact[40];
	char number[80];	/* of the case it is about */
	int64_t at;		/* later, add: the call back */
	char text[CONSULT_TEXT_MAX + 1];
};

/* What applicants said of how content they were, in 30 days. */
struct wire_ratings {
	bool is_low;		/* 1 and 2 of 5 alone */
	int32_t limit;
};

/* What staff takes at the desk. */
struct wire_skills {
	char login[40];		/* "" = everybody's are told */
	bool is_set;		/* from now on just these; none = everything */
	char tasks[200];	/* one a line */
};

struct wire_count {
	enum state state;
	int64_t count;
};

struct wire_page {
	int32_t limit;
	int64_t before_id;	/* 0 = newest */
	char state[12];		/* only those in it: waiting (on their way), parked,
				 * open …; "" = all */
};

struct wire_number {
	int64_t number;
};

/* A message or an unsorted thing, dealt with by hand. */
struct wire_change {
	int64_t id;
	char what[12];		/* retry, hold, cancel; retry, discard */
	char reason[HAND_REASON_MAX + 1];
	char service[24];	/* unsorted retry: what it is, "" = as it said */
	char region[12];	/* unsorted retry: where, "" = as it said */
};

/* A hand-over that is away, for who can ask its target. */
struct wire_away {
	int64_t id;		/* of the escalation */
	char channel[24];
	char region[12];
	char external_id[72];
	char op_key[72];	/* of the message that carried it */
	char agency[64];
	char receipt_no[72];	/* the target's number, as it said; "" = not yet */
	char note[200];		/* what was said when the message was taken */
};

/* What a target says of one. */
struct wire_away_news {
	int64_t id;
	char status[16];	/* acknowledged, answered, returned */
	char event_id[136];	/* the same words have the same */
	char receipt_no[72];
	int64_t at;		/* 0 = it did not say */
	char officer[96];
	char text[16384];
};

/* The bytes of an attachment that goes with a leased message. */
struct wire_package_file {
	int64_t message_id;
	int64_t fence;
	char sha256[65];
	int64_t offset;
};

/* A stretch of time, of one channel or all. */
struct wire_reconcile {
	char channel[24];	/* "" = all */
	char region[12];	/* "" = all of the office */
	int64_t from_at, until_at;
	char part[16];		/* the cases behind this number; "" = the numbers */
};

/* A page of what a stretch of time, mostly a month, is reported from. */
struct wire_report {
	int64_t from_at, until_at;
	char after[96];		/* "" = the first page */
	int64_t received_seen;	/* as the page before ended with */
	char query[1024];	/* only these applications; "" = all */
};
struct wire_report_end {
	char next[96];		/* "" = that was all */
	int64_t received_seen;	/* of those received in it, how many were read so far */
};

/* An application that a channel has. received_at and decided_at not 0: it knows
 * of it. */
struct wire_listing {
	struct reconcile_case of;
};

/* A need written down, seconded or answered. */
#define NATIONAL_TEXT_MAX (12 * 1024)
struct wire_need {
	char what[12];		/* add, second, answer */
	char number[40];	/* which: ours or the relay's; add: "" */
	char op_key[72];	/* add: the same again is the same need */
	char title[604];	/* add */
	char service[24];	/* add: code; "" = none in particular */
	char state[12];		/* answer */
	char date[16];		/* answer: planned until; "" = no date */
	const char *text;	/* add: why; answer: the reason */
	const char *workaround;	/* add: what is done today instead */
};

/* How a joint task stands, as its owner says. */
struct wire_task {
	char number[40];
	char state[12];
	const char *text;
};

struct wire_sync_run {
	char name[80];		/* channel; "" = all */
	bool is_watch;		/* somebody watches: let nothing new wait for a minute */
	bool is_next;		/* no round now; tell what the next one did */
};

struct wire_switch {
	char name[80];
	char region[12];
	bool is_on;
};

struct wire_staff_add {
	char login[40];
	char name[64];
	enum role role;
	char department[64];
	char contact[40];
	int64_t uid;		/* -1 = none */
};

struct wire_piece {
	const char *text;
};

struct wire_finding {
	char name[64];
	bool is_ok;
	char detail[300];
};

struct wire_sync_welcome {
	int64_t now_at;
	bool is_practice;
	bool is_watched;	/* listen between rounds: somebody waits for what is new */
};

struct wire_intake_begin {
	char channel[24];
	char region[12];
	char cursor_before[136];	/* what the page was asked after */
	char cursor_after[136];
	int32_t count;		/* items that follow */
	bool wants_outcomes;	/* what became of each is told before intake-done */
};

/* One element of a page. What could not be read has fault set to a reason's
 * name and only raw, and what ids could be made out. Spans are offsets into
 * raw; the office checks them again. */
struct wire_intake_item {
	char event_id[136];
	char kind[72];		/* created, or the event's own type */
	char external_id[72];
	char source[136];
	int64_t arrived_at;
	char service[24];
	char region[12];
	char title[200];
	char form_version[24];
	char applicant_name[96];
	char applicant_phone[40];
	char applicant_address[300];
	char applicant_birth[16];
	char fault[40];
	char fault_detail[200];
	int64_t data_from, data_len;		/* what the applicant handed over */
	int64_t answers_from, answers_len;	/* the form's answers in it */
	struct wire_bytes raw;
};

/* What became of one item. */
struct wire_intake_outcome {
	char result[12];	/* case, event, duplicate or unsorted; of one that the inbox
				 * has already, what became of it then */
	char reason[40];	/* why it is unsorted: a reason's name and … */
	char detail[100];	/* … its detail */
	bool is_seen;		/* the same bytes came before … */
	int64_t at;		/* … then */
};

struct wire_intake_done {
	int32_t created;
	int32_t duplicate;
	int32_t unsorted;
};

struct wire_lease {
	int32_t count;		/* at most */
	char channel[24];	/* to which the messages go */
};

struct wire_outgoing {
	int64_t id;
	int64_t fence;		/* give it back with the result */
	int64_t attempts;	/* before this one */
	char channel[24];
	char region[12];
	char kind[16];		/* status, decision, escalation */
	char external_id[72];
	char op_key[72];	/* Idempotency-Key */
	struct wire_bytes body;
};

struct wire_result {
	int64_t id;
	int64_t fence;
	char verdict[12];	/* sent, retry, park */
	int64_t retry_after_sec;	/* the other side's wish; -1 = none */
	char detail[200];
};

/* An attachment as its reader may see it. */
struct wire_attachment {
	int64_t id;
	char name[1024];	/* as the applicant named it; never a path */
	char media_type[104];
	int64_t size;
	int64_t here;		/* bytes that have come */
	char sha256[65];
	char state[12];		/* wanted, present, refused */
	char error[200];
};

struct wire_attachment_get {
	char number[80];	/* of the case */
	char wanted[1024];	/* its name, or the beginning of its SHA-256 */
	int64_t offset;		/* the pieces from there on; not all at once */
};

struct wire_wanted_file {
	int64_t id;
	char channel[24];
	char region[12];
	char sha256[65];
	int64_t size;
};

struct wire_file_begin {
	int64_t id;
	bool is_anew;		/* what came of it before is thrown away */
};

/* How much of a file has come before. */
struct wire_file_so_far {
	int64_t id;
	int64_t size;		/* bytes; the pieces go on behind them */
	char etag[136];		/* of what they are a part of; "" = not known */
};

struct wire_file_piece {
	int64_t id;
	struct wire_bytes bytes;	/* at most PIECE_MAX */
};

struct wire_file_failed {
	int64_t id;
	bool is_final;		/* it will never come */
	bool is_kept;		/* what came is the beginning of it: go on there */
	bool is_soon;		/* more of it came than before: try again at once */
	char etag[136];		/* of what came; "" = not known */
	char detail[200];
};

struct wire_sync_report {
	char channel[24];
	char region[12];
	int32_t created, duplicate, unsorted;
	int32_t sent, waiting, parked;
	char error[200];	/* "" = well */
	char note[200];		/* what else a clerk should know; "" = nothing */
	int32_t pages;		/* that brought something */
	int32_t files;		/* attachments fetched */
	int64_t bytes_received;	/* on the wire, headers and all */
	int64_t bytes_sent;
};

struct wire_wake {
	int64_t number;		/* give it back in round-done */
	char channel[24];	/* "" = all */
	bool is_test;		/* only try the connection */
	bool is_own;		/* nobody waits for it: what rests may rest on */
};

#endif
