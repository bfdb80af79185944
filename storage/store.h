/* SPDX-License-Identifier: ISC */
/*
 * store: typed reads and writes of the office's store. One function per
 * question the office asks; rows come as records. Knows tables, not rules:
 * whether something may be done was decided before it is written here.
 *
 * Every function that takes struct err returns RC_STORAGE with a sentence when
 * the database fails, RC_NOT_FOUND where one row was asked for and there is
 * none. Writes happen inside store_begin … store_commit.
 *
 * What goes in and out, unless a function says otherwise:
 * - an office is its code, and what is asked "of the office" finds no row of another;
 * - ids are of rows, from 1 on; 0 is nobody or nothing. by_id is the staff member who
 *   does it, 0 = the program;
 * - names ending in _at are instants in UTC seconds, 0 = not yet; now_at is the office's
 *   clock, handed in;
 * - texts and records that go in are borrowed for the call; a record that comes out is
 *   the caller's, and where it has a release function the caller calls that. A char **
 *   that is filled is freed with free();
 * - lists call each once a row, while the list stands: what it is given lives until it
 *   returns, arg is passed through, and it asks for no list of the same kind. limit and
 *   max are in rows; before_id 0 is before the newest.
 */
#ifndef STORAGE_STORE_H
#define STORAGE_STORE_H

#include "storage/base.h"
#include "storage/db.h"
#include "storage/record.h"
#include "storage/record_form.h"

struct store;

/* due_at as the table keeps "no statutory period": after everything else. */
#define DUE_NEVER INT64_C(253402300799)

/* Opens the store at path, brings its schema up to date and owns it until
 * store_close; is_new: makes it, and refuses where there is one. *out is set on RC_OK
 * only. RC_STORAGE: there is none, it is no store or a newer one; RC_CONFLICT:
 * another process has it open. */
MUST_USE enum rc store_open(const char *path, bool is_new, struct store **out, struct err *e);
void store_close(struct store *s);	/* NULL is fine */

/* The group: one transaction of many requests, each in a savepoint. Counters
 * changed by store_count are written once, at commit. */
MUST_USE enum rc store_begin(struct store *s, struct err *e);
MUST_USE enum rc store_commit(struct store *s, struct err *e);
/* Undoes the whole group and what it counted; nothing of it is left. */
void store_rollback(struct store *s);
MUST_USE enum rc store_request_begin(struct store *s, struct err *e);
MUST_USE enum rc store_request_keep(struct store *s, struct err *e);
/* Undoes what came since store_request_begin; the group goes on. */
void store_request_undo(struct store *s);
/* Was the last failure a full disk? Then nothing was lost. */
bool store_is_full(struct store *s);

/* Moving the log into the file: wanted from STORE_LOG_WANTED pages on, when
 * nobody waits; not to be put off beyond STORE_LOG_MOST. */
#define STORE_LOG_WANTED 1000
#define STORE_LOG_MOST 16000
/* Pages in the log that wait to be moved. */
int store_log_pages(struct store *s);
/* Moves what can be moved; outside any transaction. */
void store_checkpoint(struct store *s);

/* Gives back what is held of pages: after a walk through the whole store, which would
 * fill the memory with what nobody asks for again; is_writing: amid a long
 * transaction, with what it has written. */
void store_shrink(struct store *s, bool is_writing);
int64_t store_writes(const struct store *s);	/* grows with every row written */

/* The one row that says what this store is. */
struct store_mark {
	bool is_practice;
	int64_t owner_uid;
};
/* Writes it once, when the store is made; now_at: when that was. */
MUST_USE enum rc store_mark_add(struct store *s, const struct store_mark *mark, int64_t now_at,
    struct err *e);
MUST_USE enum rc store_mark_get(struct store *s, struct store_mark *out, struct err *e);

/* Offices and staff. */
struct staff_record {
	struct staff_row row;
	char contact[40];
};
/* A second office of the same code is RC_STORAGE, and so is a second jurisdiction of
 * a region. */
MUST_USE enum rc store_office_add(struct store *s, const char *code, const char *name,
    struct err *e);
/* The name of the office of that code. */
MUST_USE enum rc store_office_name(struct store *s, const char *code, char name[64],
    struct err *e);
/* From now on the office answers for the region. */
MUST_USE enum rc store_jurisdiction_add(struct store *s, const char *region, const char *office,
    struct err *e);
/* The code of the office that answers for the region. */
MUST_USE enum rc store_jurisdiction_office(struct store *s, const char *region, char office[12],
    struct err *e);
MUST_USE enum rc store_staff_add(struct store *s, struct staff_record *staff, int64_t by_id,
    int64_t now_at, struct err *e);	/* sets row.id */
/* By id, by login, by the uid of the kernel (one < 0 finds nobody), and the one
 * added first. Disabled ones are found too: row.is_enabled says so. */
MUST_USE enum rc store_staff_by_id(struct store *s, int64_t id, struct staff_record *out,
    struct err *e);
MUST_USE enum rc store_staff_by_login(struct store *s, const char *login,
    struct staff_record *out, struct err *e);
MUST_USE enum rc store_staff_by_uid(struct store *s, int64_t uid, struct staff_record *out,
    struct err *e);
MUST_USE enum rc store_staff_first(struct store *s, struct staff_record *out, struct err *e);
/* Those of an office in the order they were added, disabled ones too. */
MUST_USE enum rc store_staff_list(struct store *s, const char *office,
    void (*each)(void *arg, const struct staff_record *staff), void *arg, struct err *e);
/* Lets somebody in or keeps them out; the change is kept with by_id and now_at. */
MUST_USE enum rc store_staff_enable(struct store *s, int64_t id, bool is_enabled, int64_t by_id,
    int64_t now_at, struct err *e);

/* What of a case is part of a figure of the board. */
struct case_counted {
	enum state state;
	int64_t assignee_id;
	int64_t arrived_at, received_at, completed_at;
	int64_t due_at;		/* 0 = none */
};

/* One case as the table has it: the row with the applicant's plain name, and
 * what only the office needs. due_at in row is 0 where there is no period. */
struct case_record {
	struct case_row row;
	char office[12];
	char form_version[24];
	int64_t form_kept_id;	/* read by store_case_add only: the form it came with */
	enum final_by final_by;
	int64_t assignee_id;
	int64_t lease_holder_id;
	int64_t completed_at;
	bool may_be_deemed;		/* 수리간주 threatens it: since its receipt */
	int64_t correction_by_id;	/* who asked for the correction that waits; 0 = none */
	struct case_counted read;	/* as the table has it; the store's own */
};

/* What comes with an application. answers is JSON, resident numbers cut out. */
struct applicant_record {
	char phone[40];
	char address[300];
	char birth[16];
	char sex[2];
};

/* Adds an ARRIVED case with its applicant and form; sets row.id and version. */
MUST_USE enum rc store_case_add(struct store *s, struct case_record *c,
    const struct applicant_record *applicant, const char *answers, const char *fingerprint,
    int64_t numbers_cut, struct err *e);
/* A case whole, of whatever office: who asks judges that by out->office. */
MUST_USE enum rc store_case_get(struct store *s, int64_t id, struct case_record *out,
    struct err *e);

/* The ids and offices of cases with this receipt number, channel's number or
 * id; at most max, *count says how many were written. */
struct case_ref {
	int64_t id;
	char office[12];
};
MUST_USE enum rc store_case_find(struct store *s, const char *number, struct case_ref *refs,
    size_t max, size_t *count, struct err *e);
/* The case that came with this number of the channel, and the SHA-256 in hex of what
 * it came with. */
MUST_USE enum rc store_case_by_channel(struct store *s, const char *channel,
    const char *external_id, int64_t *id, char fingerprint[65], struct err *e);

/* Writes the changeable members back if the version is still what was read,
 * and raises it; RC_CONFLICT if not. */
MUST_USE enum rc store_case_update(struct store *s, struct case_record *c, struct err *e);

/* The case `next` would take for this person. */
MUST_USE enum rc store_case_most_urgent(struct store *s, const char *office, int64_t staff_id,
    int64_t now_at, int64_t *id, struct err *e);

/* Which index a walk follows. Keys order rows together with the id. */
enum walk_order {
	WALK_OPEN,
	WALK_STATE,
	WALK_ASSIGNEE,
	WALK_ARRIVED,
	WALK_NEW,
	WALK_OPEN_ARRIVED,
	WALK_OPEN_NEW,
	WALK_DECIDED,		/* of what was decided, the last decision first */
	WALK_SERVICE,		/* open ones of one service, by arrival */
	WALK_REGION		/* … of one region */
};
struct walk {
	enum walk_order order;
	const char *office;
	enum state state;	/* WALK_STATE */
	char group[24];		/* WALK_SERVICE, WALK_REGION: the code */
	int64_t assignee_id;	/* WALK_ASSIGNEE */
	int64_t after_key;	/* due_at, arrived_at or completed_at of the row before; see
				 * walk_start */
	int64_t after_id;
};
void walk_start(struct walk *w);	/* sets after_* to before the first row */

/* The first service or region behind the walk's group that has open cases becomes
 * its group, and the walk starts; *has_more is false where there is none. */
MUST_USE enum rc store_walk_group(struct store *s, struct walk *w, bool *has_more,
    struct err *e);

/* The walk's key of a row: what after_key must be to go on after it. */
int64_t walk_key(const struct walk *w, const struct case_record *c);

/* Calls each for at most limit rows after the walk's place, in order, until
 * each returns false. *seen says how many were read. */
MUST_USE enum rc store_walk(struct store *s, const struct walk *w, int64_t limit,
    bool (*each)(void *arg, const struct case_record *c), void *arg, int64_t *seen,
    struct err *e);

/* What is known of the applicant beside the name, plain. */
MUST_USE enum rc store_applicant_get(struct store *s, int64_t case_id,
    struct applicant_record *out, struct err *e);
/* The answers as submitted; the caller frees. */
MUST_USE enum rc store_form_get(struct store *s, int64_t case_id, char **answers,
    int64_t *numbers_cut, struct err *e);

/* Events. */
struct event_record {
	int64_t id;
	int64_t case_id;
	const char *kind;
	int64_t actor_id;
	int64_t entered_at, effective_at;
	const char *state_before, *state_after;
	int64_t version_after;
	int64_t due_before, due_after;
	const char *op_key;
	const char *request_hash;
	const char *text;
	const char *rule;	/* the rule that did it by itself; NULL = none */
};
/* Adds it and sets its id. An op_key that any event has already is RC_STORAGE. */
MUST_USE enum rc store_event_add(struct store *s, struct event_record *v, struct err *e);

/* The first result of an op-key. */
struct event_result {
	int64_t id;
	int64_t case_id;
	char kind[24];
	int64_t actor_id;
	char state_before[16], state_after[16];
	int64_t version_after;
	int64_t due_after;
	char request_hash[65];
};
/* The event of an op-key; RC_NOT_FOUND where none was written. */
MUST_USE enum rc store_event_by_key(struct store *s, const char *op_key,
    struct event_result *out, struct err *e);
/* The whole timeline, the oldest first. */
MUST_USE enum rc store_event_list(struct store *s, int64_t case_id,
    void (*each)(void *arg, const struct timeline_event *v), void *arg, struct err *e);
/* Kind and actor of the last event; name is "" where no person did it. */
MUST_USE enum rc store_event_last(struct store *s, int64_t case_id, char kind[24], char name[64],
    struct err *e);

/* The draft of a decision. Texts are owned by the record. */
struct draft_record {
	enum outcome outcome;
	char *text, *reasons, *remedies;
	int64_t by_id;
	char by_login[40], by_name[64];
	int64_t approved_at;
};
/* Keeps it as the only draft of its case, not approved, in place of one that is
 * there; by_id is its author. An outcome of OUTCOME_ESCALATE is not kept: the
 * hand-over says it. */
MUST_USE enum rc store_draft_put(struct store *s, int64_t case_id, const struct draft_record *d,
    int64_t now_at, struct err *e);
/* The caller releases out; after RC_NOT_FOUND there is nothing to release. */
MUST_USE enum rc store_draft_get(struct store *s, int64_t case_id, struct draft_record *out,
    struct err *e);
void draft_record_release(struct draft_record *d);
/* Forgets the draft of a hand-over, which is read as OUTCOME_ESCALATE while it is
 * proposed. */
MUST_USE enum rc store_draft_drop(struct store *s, int64_t case_id, struct err *e);
/* Notes the second person's yes; nothing happens where there is no draft. */
MUST_USE enum rc store_draft_approve(struct store *s, int64_t case_id, int64_t by_id,
    int64_t now_at, struct err *e);

/* A hand-over whole. Texts are owned where it was read, borrowed where it is
 * added. */
struct handover_record {
	struct handover_row row;
	char *question, *proposal, *answer, *body;
	const char *op_key;	/* of the message that carries it; "" = none yet */
};
void handover_record_release(struct handover_record *h);
/* Adds one that has not ended; *id is its number. */
MUST_USE enum rc store_handover_add(struct store *s, const struct handover_record *h, int64_t *id,
    struct err *e);

/* The last hand-over of a case, the one of a serial, the one that a message of
 * the outbox carries. RC_NOT_FOUND where there is none. */
MUST_USE enum rc store_handover_last(struct store *s, int64_t case_id, struct handover_row *out,
    struct err *e);
MUST_USE enum rc store_handover_serial(struct store *s, int64_t case_id, int64_t serial,
    struct handover_row *out, struct err *e);
MUST_USE enum rc store_handover_by_message(struct store *s, int64_t outbox_id,
    struct handover_row *out, struct err *e);
/* The caller releases out. */
MUST_USE enum rc store_handover_get(struct store *s, int64_t id, const char *office,
    struct handover_record *out, struct err *e);

/* The office's, newest first; only those in hop ("" = all), with ids below
 * before_id (0 = from the newest). */
MUST_USE enum rc store_handover_list(struct store *s, const char *office, const char *hop,
    int64_t before_id, int64_t limit, void (*each)(void *arg, const struct handover_row *row),
    void *arg, struct err *e);

/* One step of a hand-over: since when it is in the hop, and by when that must be
 * followed. What is NULL or "" stays as it was. */
struct handover_move {
	int64_t id;
	const char *hop;
	int64_t at, due_at;
	const char *answer, *reason_code, *receipt_no, *officer, *op_key;
};
MUST_USE enum rc store_handover_move(struct store *s, const struct handover_move *m,
    struct err *e);

/* The event that sent it: in whose hands the case is from then on. */
MUST_USE enum rc store_handover_event(struct store *s, int64_t id, int64_t event_id,
    struct err *e);

/* Sets a case's hop_due_at without a new version: nobody at a desk did it. */
MUST_USE enum rc store_case_hop(struct store *s, int64_t case_id, int64_t hop_due_at,
    struct err *e);

/* Time that does not count: civil days, both included; to 0 = still open. */
struct pause_record {
	char reason[24];
	struct day from, to;
	int64_t begun_event, ended_event;	/* ended_event 0 = still open */
};
/* Opens one by the event that did it; pause_end ends the open one with the day to as
 * its last, and changes nothing where none is open. */
MUST_USE enum rc store_pause_begin(struct store *s, int64_t case_id, const char *reason,
    struct day from, int64_t event_id, struct err *e);
MUST_USE enum rc store_pause_end(struct store *s, int64_t case_id, struct day to,
    int64_t event_id, struct err *e);
/* The case's pauses, oldest first, at most max; *count says how many. */
MUST_USE enum rc store_pause_list(struct store *s, int64_t case_id, struct pause_record *out,
    size_t max, size_t *count, struct err *e);

/* The events of a case that moved its state or its due, oldest first. */
struct move_record {
	int64_t event_id;
	int64_t effective_at;
	char kind[24];
	char state_before[16], state_after[16];
	int64_t due_before, due_after;
	char agency[64];	/* whom the case was handed to by it; "" = nobody known */
};
MUST_USE enum rc store_move_list(struct store *s, int64_t case_id,
    void (*each)(void *arg, const struct move_record *move), void *arg, struct err *e);

/* More time for a case (시행령 §21). */
struct extension_record {
	int64_t event_id;
	char reason[24];
	char period[16];	/* as period_parse reads it */
	bool has_consent;
};
MUST_USE enum rc store_extension_add(struct store *s, int64_t case_id,
    const struct extension_record *x, struct err *e);
/* Oldest first, at most max; *count says how many. */
MUST_USE enum rc store_extension_list(struct store *s, int64_t case_id,
    struct extension_record *out, size_t max, size_t *count, struct err *e);

/* Outages of the systems that cases come through (시행령 §20 2호). */
typedef void (*outage_taker)(void *arg, const struct outage_row *o);

/* Adds one by by_id; sets o->id. until_at 0 = it is still on. */
MUST_USE enum rc store_outage_add(struct store *s, const char *office, struct outage_row *o,
    int64_t by_id, int64_t now_at, struct err *e);
/* Ends one that is still on at until_at; one that ended stays as it was. */
MUST_USE enum rc store_outage_end(struct store *s, int64_t id, int64_t until_at, int64_t by_id,
    int64_t now_at, struct err *e);
/* Newest first, at most limit. */
MUST_USE enum rc store_outage_list(struct store *s, const char *office, int64_t limit,
    outage_taker each, void *arg, struct err *e);
/* One of the office's. */
MUST_USE enum rc store_outage_get(struct store *s, int64_t id, const char *office,
    struct outage_row *out, struct err *e);

/* An outage as the clock of one case has it; until_at 0 = still on. */
struct case_outage {
	int64_t outage_id;
	int64_t from_at, until_at;
};
typedef void (*case_outage_taker)(void *arg, const struct case_outage *o);

/* The office's outages of a channel, or of every one, that lasted beyond at. */
MUST_USE enum rc store_outage_since(struct store *s, const char *office, const char *channel,
    int64_t at, case_outage_taker each, void *arg, struct err *e);
/* Those on the clock of a case, the oldest first. */
MUST_USE enum rc store_case_outage_list(struct store *s, int64_t case_id,
    case_outage_taker each, void *arg, struct err *e);
/* Writes it by the event that began or ended it. */
MUST_USE enum rc store_case_outage_put(struct store *s, int64_t case_id,
    const struct case_outage *o, int64_t event_id, struct err *e);
/* The cases whose clock an outage that is on still stops. */
MUST_USE enum rc store_outage_cases(struct store *s, int64_t outage_id,
    void (*each)(void *arg, int64_t case_id), void *arg, struct err *e);

/* Times of events set right by two people. One of a case waits at a time. */
typedef void (*correction_taker)(void *arg, const struct correction_row *c);

/* Keeps it as pending, by the event that asked for it. */
MUST_USE enum rc store_correction_add(struct store *s, const struct correction_row *c,
    int64_t by_id, int64_t event_id, struct err *e);
/* state is approved or rejected, event_id the event that says so. */
MUST_USE enum rc store_correction_decide(struct store *s, int64_t case_id, const char *state,
    int64_t event_id, struct err *e);
/* The one that waits. */
MUST_USE enum rc store_correction_pending(struct store *s, int64_t case_id,
    struct correction_row *out, struct err *e);
/* Those that count, in the order in which they were asked for. */
MUST_USE enum rc store_correction_approved(struct store *s, int64_t case_id,
    correction_taker each, void *arg, struct err *e);
/* Those of the office that wait, oldest first. */
MUST_USE enum rc store_correction_list(struct store *s, const char *office, int64_t limit,
    correction_taker each, void *arg, struct err *e);

/* Cases whose law takes silence for acceptance and whose due was before an
 * instant, their clocks running; at most limit, the oldest first. */
MUST_USE enum rc store_lapsed_list(struct store *s, int64_t before_at, int64_t limit,
    void (*each)(void *arg, int64_t case_id), void *arg, struct err *e);

/* A demand to supplement (보완요구). Texts are owned by the record. */
struct supplement_record {
	int64_t id;
	char *items;		/* one a line */
	char *text;
	struct day due;
	int64_t by_id;
	int64_t demanded_at;
	int32_t extensions;	/* how often the applicant was given longer */
	bool is_again;		/* the one more demand after a missed period */
};
void supplement_record_release(struct supplement_record *d);
/* Opens it; by_id and demanded_at say who demanded it and when. */
MUST_USE enum rc store_supplement_add(struct store *s, int64_t case_id,
    const struct supplement_record *d, struct err *e);
/* The last one that is not replied to. The caller releases out, which is empty after
 * RC_NOT_FOUND. */
MUST_USE enum rc store_supplement_open(struct store *s, int64_t case_id,
    struct supplement_record *out, struct err *e);
/* The applicant of demand id has until due now. */
MUST_USE enum rc store_supplement_extend(struct store *s, int64_t id, struct day due,
    struct err *e);
/* What came in answer to the open one at that instant; answers is JSON, "" = none. */
MUST_USE enum rc store_supplement_reply(struct store *s, int64_t case_id, int64_t at,
    const char *text, const char *answers, struct err *e);

/* Answers that changed after the submission: a layer over what was submitted. */
/* answers is the JSON of those that changed, by the event that changed them. */
MUST_USE enum rc store_amendment_add(struct store *s, int64_t case_id, int64_t event_id,
    const char *answers, struct err *e);
/* The oldest first: a later one counts before an earlier. */
MUST_USE enum rc store_amendment_list(struct store *s, int64_t case_id,
    void (*each)(void *arg, int64_t event_id, const char *answers), void *arg, struct err *e);

struct satisfaction_record {
	int64_t score;		/* 1 to 5 */
	char remark[1000];
	int64_t given_at;
};
/* Keeps it in place of what the applicant said before. */
MUST_USE enum rc store_satisfaction_put(struct store *s, int64_t case_id,
    const struct satisfaction_record *given, struct err *e);
MUST_USE enum rc store_satisfaction_get(struct store *s, int64_t case_id,
    struct satisfaction_record *out, struct err *e);

/* One utterance of the conversation a case came of; in the order they are added. */
MUST_USE enum rc store_transcript_add(struct store *s, int64_t case_id, int64_t at,
    const char *who, const char *text, struct err *e);
MUST_USE enum rc store_transcript_list(struct store *s, int64_t case_id,
    void (*each)(void *arg, int64_t at, const char *who, const char *text), void *arg,
    struct err *e);

/* Attachments: their rows; the bytes stand beside the store. */
struct attachment_record {
	int64_t id, case_id;
	char name[1024];
	char media_type[104];
	int64_t size;
	char sha256[65];
	char state[12];		/* wanted, present, refused */
	char error[200];
	int64_t tries;
	char etag[136];		/* of the part that has come; "" = not known */
	char channel[24], region[12];	/* of its case; not written */
};
typedef void (*attachment_taker)(void *arg, const struct attachment_record *a);

/* Adds a row; the same name and bytes once more in the same case are one. */
MUST_USE enum rc store_attachment_add(struct store *s, const struct attachment_record *a,
    struct err *e);
/* How many a case has, whatever their state. */
MUST_USE enum rc store_attachment_count(struct store *s, int64_t case_id, int64_t *count,
    struct err *e);
/* Those of a case in the order they were added; one by its id, of whatever office. */
MUST_USE enum rc store_attachment_list(struct store *s, int64_t case_id, attachment_taker each,
    void *arg, struct err *e);
MUST_USE enum rc store_attachment_get(struct store *s, int64_t id, struct attachment_record *out,
    struct err *e);

/* Calls each for up to max rows of the channel that are to be fetched, which
 * nobody else gets before until_at. */
MUST_USE enum rc store_attachment_lease(struct store *s, const char *channel, int64_t max,
    int64_t now_at, int64_t until_at, attachment_taker each, void *arg, struct err *e);

/* What became of fetching one that was wanted. */
struct attachment_result {
	const char *state;	/* wanted, present, refused */
	int64_t next_try_at;
	const char *error;	/* "" = well */
	const char *etag;	/* of the part that came; "" = none */
	bool is_first_try;	/* the next try counts as the first again */
};
/* Ends the lease of one with what came of it. */
MUST_USE enum rc store_attachment_result(struct store *s, int64_t id,
    const struct attachment_result *result, struct err *e);

/* The outbox. */
struct outbox_record {
	int64_t id, case_id, event_id;
	int64_t fence, attempts;
	char channel[24], region[12], kind[16], external_id[72], op_key[72];
	char *body;		/* owned */
	size_t body_len;
};
void outbox_record_release(struct outbox_record *m);
/* Adds it as waiting; body is borrowed. attempts and fence begin at 0. */
MUST_USE enum rc store_outbox_add(struct store *s, const struct outbox_record *m, int64_t now_at,
    struct err *e);
/* Leases up to max messages to the channel that are ready, first of their case
 * each; calls each with the body loaded. */
MUST_USE enum rc store_outbox_lease(struct store *s, const char *channel, int64_t max,
    int64_t now_at, int64_t until_at, void (*each)(void *arg, const struct outbox_record *m), void *arg,
    struct err *e);
/* What became of a leased message. */
struct outbox_result {
	const char *state;	/* waiting, sent, parked */
	int64_t next_try_at, sent_at;
	const char *last_error;	/* "" = well */
	bool is_try;		/* it counts as one */
};
/* Writes a result if the fence still holds; RC_CONFLICT if not. */
MUST_USE enum rc store_outbox_result(struct store *s, int64_t id, int64_t fence,
    const struct outbox_result *what, struct err *e);
/* How often it was tried; RC_NOT_FOUND where there is no such message. */
MUST_USE enum rc store_outbox_attempts(struct store *s, int64_t id, int64_t *attempts,
    struct err *e);
/* Moves a message from one state to another by hand; RC_CONFLICT where it no
 * longer is in from. */
MUST_USE enum rc store_outbox_change(struct store *s, int64_t id, const char *from,
    const char *to, int64_t next_try_at, const char *why, struct err *e);
/* The office's, the newest first, with ids below before_id; state "" = all, "waiting"
 * has those on their way too. */
MUST_USE enum rc store_outbox_list(struct store *s, const char *office, const char *state,
    int64_t before_id, int64_t limit, void (*each)(void *arg, const struct outbox_row *row), void *arg,
    struct err *e);
/* One of the office's with its body, which the caller frees. */
MUST_USE enum rc store_outbox_get(struct store *s, int64_t id, const char *office,
    struct outbox_row *row, char **body, struct err *e);
/* How many wait in all, and when the next of those that nothing else holds up
 * may go; 0 where there is none. */
MUST_USE enum rc store_outbox_due(struct store *s, int64_t *count, int64_t *next_at,
    struct err *e);

/* The inbox, 미분류 and cursors. */
/* Notes what became (result) of an element with these bytes, whose SHA-256 is the
 * fingerprint, so that it is done once. */
MUST_USE enum rc store_inbox_add(struct store *s, const char *channel, const char *region,
    const char *event_id, const char *fingerprint, const char *result, int64_t now_at,
    struct err *e);
/* What became of these bytes, and when. */
struct inbox_seen {
	char result[12];
	int64_t at;
};
/* RC_NOT_FOUND where these bytes were never handed in. out may be NULL. */
MUST_USE enum rc store_inbox_seen(struct store *s, const char *channel, const char *region,
    const char *event_id, const char *fingerprint, struct inbox_seen *out, struct err *e);
/* item, data and answers are what could be read of it ("" = nothing), for
 * another try. */
struct unsorted_item {
	char channel[24], region[12];
	char *item, *data, *answers;	/* owned when read */
	int64_t discard_by;
	bool is_open;
};
void unsorted_item_release(struct unsorted_item *u);
/* Keeps the bytes as they came, with why nothing could be made of them, as open. */
MUST_USE enum rc store_unsorted_add(struct store *s, const struct unsorted_row *row,
    const char *office, const void *raw, size_t raw_len, const struct unsorted_item *read,
    struct err *e);
/* What can be tried again of one of the office's; the caller releases out. */
MUST_USE enum rc store_unsorted_item(struct store *s, int64_t id, const char *office,
    struct unsorted_item *out, struct err *e);
/* Asks that an open one be thrown away, and why; one that is not open stays. */
MUST_USE enum rc store_unsorted_discard(struct store *s, int64_t id, int64_t by_id,
    const char *reason, struct err *e);
/* It is dealt with, whatever became of it. */
MUST_USE enum rc store_unsorted_done(struct store *s, int64_t id, struct err *e);
/* The office's, the newest first, with ids below before_id; state "" = all. */
MUST_USE enum rc store_unsorted_list(struct store *s, const char *office, const char *state,
    int64_t before_id, int64_t limit, void (*each)(void *arg, const struct unsorted_row *row), void *arg,
    struct err *e);
/* One of the office's with its bytes, which the caller frees: raw_len of them, and a
 * NUL. */
MUST_USE enum rc store_unsorted_get(struct store *s, int64_t id, const char *office,
    struct unsorted_row *row, char **raw, size_t *raw_len, struct err *e);
/* A feed of a channel in a region (an empty one: the whole country) from its
 * beginning. */
MUST_USE enum rc store_cursor_add(struct store *s, const char *channel, const char *region,
    bool is_enabled, struct err *e);
/* All, by channel and region. */
MUST_USE enum rc store_cursor_list(struct store *s,
    void (*each)(void *arg, const struct channel_row *row), void *arg, struct err *e);
MUST_USE enum rc store_cursor_get(struct store *s, const char *channel, const char *region,
    struct channel_row *out, struct err *e);
/* RC_CONFLICT where the cursor is no longer at before. */
MUST_USE enum rc store_cursor_move(struct store *s, const char *channel, const char *region,
    const char *before, const char *after, int64_t now_at, struct err *e);
/* Lets it be pulled, or not; RC_NOT_FOUND with a sentence where there is no such
 * feed. */
MUST_USE enum rc store_cursor_enable(struct store *s, const char *channel, const char *region,
    bool is_enabled, struct err *e);
/* Notes how the last try went; pulled_at 0: nothing was pulled. */
MUST_USE enum rc store_cursor_error(struct store *s, const char *channel, const char *region,
    const char *error, int64_t pulled_at, struct err *e);

/* The ids of an office's cases that were decided from that instant on, at most
 * max; *count says how many were written. */
MUST_USE enum rc store_decided_since(struct store *s, const char *office, int64_t from_at,
    int64_t *ids, size_t max, size_t *count, struct err *e);

/* How often somebody has used an action of the screen, by its name. */
/* Counts one use more; of a staff member at most 100 names are kept. */
MUST_USE enum rc store_lesson_use(struct store *s, int64_t staff_id, const char *action,
    struct err *e);
/* All that a staff member has used, in no order. */
MUST_USE enum rc store_lesson_list(struct store *s, int64_t staff_id,
    void (*each)(void *arg, const char *action, int64_t uses), void *arg, struct err *e);

/* Waiting figures. store_wait_put keeps a newer observation that is there
 * already, though it was seen again; store_wait_heard notes how asking went, with
 * error "" after a good answer, and forgets what nobody has said since old_at. Its
 * region is "" where a source is asked for all of them at once. */
MUST_USE enum rc store_wait_put(struct store *s, const struct wait_row *row, struct err *e);
/* A desk that a source knows: its name and hours. */
MUST_USE enum rc store_wait_desk_put(struct store *s, const struct wait_row *row, struct err *e);
MUST_USE enum rc store_wait_heard(struct store *s, const char *source, const char *region,
    int64_t now_at, const char *error, int64_t old_at, struct err *e);
/* Counters by office and state: kept in memory within the transaction, written
 * at commit. */
void store_count(struct store *s, const char *office, const char *state, int delta);
/* Of an office, by state; what the running transaction counted is in it. */
MUST_USE enum rc store_counters(struct store *s, const char *office,
    int64_t counts[STATE__COUNT], struct err *e);
/* How many counters differ from what counting the cases gives. */
MUST_USE enum rc store_counters_wrong(struct store *s, int64_t *wrong, struct err *e);

/* Calendars. Entries of one day follow each other, the one that counts last:
 * the office's own after every office's, the later after the earlier. office
 * "" = every office's. */
MUST_USE enum rc store_holiday_add(struct store *s, const char *office,
    const struct holiday_row *h, int64_t by_id, int64_t now_at, struct err *e);
/* RC_NOT_FOUND while there is not a single one. */
MUST_USE enum rc store_holiday_any(struct store *s, struct err *e);
/* Those of the office and of every office, by day. */
MUST_USE enum rc store_holiday_list(struct store *s, const char *office,
    void (*each)(void *arg, const struct holiday_row *h), void *arg, struct err *e);
/* Days that somebody says should be holidays. One already proposed stays the
 * one proposal; dismissed is one office's word. */
MUST_USE enum rc store_proposal_add(struct store *s, const char *office,
    const struct holiday_row *h, int64_t by_id, int64_t now_at, bool *is_new, struct err *e);
/* Those that the office has not dismissed, by day. */
MUST_USE enum rc store_proposal_list(struct store *s, const char *office,
    void (*each)(void *arg, const struct holiday_row *h), void *arg, struct err *e);
/* Dismissing twice is the same as once. */
MUST_USE enum rc store_proposal_dismiss(struct store *s, int64_t id, const char *office,
    int64_t by_id, int64_t now_at, const char *reason, struct err *e);
/* The lunch hour of the office from a day on; list has them by that day. */
MUST_USE enum rc store_lunch_add(struct store *s, const char *office, const struct lunch_row *l,
    int64_t by_id, int64_t now_at, struct err *e);
MUST_USE enum rc store_lunch_list(struct store *s, const char *office,
    void (*each)(void *arg, const struct lunch_row *l), void *arg, struct err *e);

/* A change of a calendar on its way through the open cases. */
struct calendar_change {
	int64_t id;
	char office[12];
	int64_t by_id;
	char place[96];		/* of the walk over open cases */
	char entries[400];	/* what was entered, cut; kept in each event */
};
/* Opens one at the beginning of the walk; *id is its number. */
MUST_USE enum rc store_change_add(struct store *s, const char *office, int64_t now_at,
    int64_t by_id, const char *entries, const char *reason, int64_t *id, struct err *e);
/* The oldest change that is not done, of an office or of any (NULL);
 * RC_NOT_FOUND where all are. */
MUST_USE enum rc store_change_undone(struct store *s, const char *office,
    struct calendar_change *out, struct err *e);
/* Keeps the place the walk has come to and adds so many cases looked at; is_done: it
 * is over. */
MUST_USE enum rc store_change_go_on(struct store *s, const struct calendar_change *c,
    int64_t checked, bool is_done, struct err *e);
/* The office's, the newest first, with ids below before_id; here INT64_MAX, not 0, is
 * before the newest. */
MUST_USE enum rc store_change_list(struct store *s, const char *office, int64_t before_id,
    int64_t limit, void (*each)(void *arg, const struct calendar_change_row *c), void *arg,
    struct err *e);

/* A case whose due a change moved. */
struct calendar_move {
	int64_t id;
	int64_t case_id;
	char number[80];
	int64_t due_before, due_after, announced_at;
};
/* A case that the change moved, by the event that did it; announced_at: the due that
 * its applicant was told last. */
MUST_USE enum rc store_calendar_move_add(struct store *s, int64_t change_id, int64_t case_id,
    int64_t event_id, int64_t announced_at, struct err *e);
/* The cases of a change in the order they were moved, with ids above after_id. */
MUST_USE enum rc store_calendar_move_list(struct store *s, int64_t change_id, int64_t after_id,
    int64_t limit, void (*each)(void *arg, const struct calendar_move *m), void *arg,
    struct err *e);

/* Letters. The open cases that may owe one, by due: those due before, received
 * before, or moved by a calendar; after_key is due_at as the table has it, as
 * walk_key of WALK_OPEN gives it. */
struct letter_walk {
	const char *office;
	int64_t after_key, after_id;
	int64_t due_before, received_before;
};
/* Calls each for at most limit of them behind the walk's place until it returns
 * false; *seen says how many were read. */
MUST_USE enum rc store_letter_walk(struct store *s, const struct letter_walk *w, int64_t limit,
    bool (*each)(void *arg, const struct case_record *c), void *arg, int64_t *seen,
    struct err *e);
/* Notes one as sent or skipped (state), by its event; text is what was written or why
 * not. */
MUST_USE enum rc store_letter_add(struct store *s, int64_t case_id, const char *letter,
    int64_t serial, const char *state, int64_t event_id, const char *text, struct err *e);
/* The highest serial sent or skipped; 0 = none. */
MUST_USE enum rc store_letter_dealt(struct store *s, int64_t case_id, const char *letter,
    int64_t *serial, struct err *e);
/* The last change of a calendar that moved the case: its event, when, and what
 * was changed. RC_NOT_FOUND where none did. */
MUST_USE enum rc store_letter_moved(struct store *s, int64_t case_id, int64_t *event_id,
    int64_t *at, char words[400], struct err *e);

/* The next receipt number of an office in a year. */
MUST_USE enum rc store_receipt_next(struct store *s, const char *office, int year,
    int64_t *serial, struct err *e);

/* What a staff member has looked at. Put is an opening; see only brings what was
 * seen up to date, where the case was ever opened and seen at version from or
 * later: what came before that is still new. */
struct look_record {
	int64_t at;
	int64_t version;
	int64_t event_id;
};
MUST_USE enum rc store_look_put(struct store *s, int64_t staff_id, int64_t case_id,
    const struct look_record *look, struct err *e);
MUST_USE enum rc store_look_get(struct store *s, int64_t staff_id, int64_t case_id,
    struct look_record *out, struct err *e);
MUST_USE enum rc store_look_see(struct store *s, int64_t staff_id, int64_t case_id,
    int64_t from, int64_t version, int64_t event_id, struct err *e);
/* The cases of the office that were opened, the last one first, at most limit. */
MUST_USE enum rc store_look_list(struct store *s, int64_t staff_id, const char *office,
    int64_t limit, void (*each)(void *arg, const struct case_record *c, int64_t at), void *arg,
    struct err *e);

/* Lists kept by name. owner_id 0 is the whole office's. Put replaces the one of
 * the same name; delete and rename are RC_NOT_FOUND where there is none, rename
 * RC_CONFLICT where the new name is taken. */
MUST_USE enum rc store_saved_put(struct store *s, const char *office, int64_t owner_id,
    const struct saved_view *view, int64_t by_id, int64_t now_at, struct err *e);
MUST_USE enum rc store_saved_get(struct store *s, const char *office, int64_t owner_id,
    const char *name, struct saved_view *out, struct err *e);
MUST_USE enum rc store_saved_delete(struct store *s, const char *office, int64_t owner_id,
    const char *name, struct err *e);
MUST_USE enum rc store_saved_rename(struct store *s, const char *office, int64_t owner_id,
    const char *name, const char *new_name, struct err *e);
/* The staff member's own by name, then the office's. */
MUST_USE enum rc store_saved_list(struct store *s, const char *office, int64_t staff_id,
    void (*each)(void *arg, const struct saved_view *view), void *arg, struct err *e);

/* Batches. */
struct batch_record {
	struct batch_row row;	/* author and author_name are read only */
	char office[12];
	int64_t author_id;
	char key[52];		/* its items' op-keys are made from it */
	char fingerprint[65];	/* of the list it was made from */
};
struct batch_item {
	struct batch_item_row row;
	int64_t of_no;		/* undo: the item of the other batch it takes back */
	int64_t assignee_before;	/* in charge before it was done; 0 = nobody */
	char *act;		/* owned; what to do: wire_pack of it; "" = nothing can be */
};
/* Adds it and sets row.id. */
MUST_USE enum rc store_batch_add(struct store *s, struct batch_record *b, struct err *e);
/* By id or by the key it was begun with, of whatever office. */
MUST_USE enum rc store_batch_get(struct store *s, int64_t id, struct batch_record *out,
    struct err *e);
MUST_USE enum rc store_batch_by_key(struct store *s, const char *key, struct batch_record *out,
    struct err *e);
/* Writes op, is_sealed, state, changed_at and the counts back. */
MUST_USE enum rc store_batch_update(struct store *s, const struct batch_record *b,
    struct err *e);
/* Newest first; of one author, or of everybody in the office (0). */
MUST_USE enum rc store_batch_list(struct store *s, const char *office, int64_t author_id,
    int64_t before_id, int64_t limit, void (*each)(void *arg, const struct batch_record *b),
    void *arg, struct err *e);
/* Drops the lists that were planned before an instant and never begun. */
MUST_USE enum rc store_batch_purge(struct store *s, int64_t before_at, struct err *e);

/* Adds one under its number in the batch, item->row.no. */
MUST_USE enum rc store_batch_item_add(struct store *s, int64_t batch_id,
    const struct batch_item *item, struct err *e);
/* By number from the one behind after_no up to to_no; each may keep act (it is
 * freed after the call where it is left there). */
MUST_USE enum rc store_batch_items(struct store *s, int64_t batch_id, int64_t after_no,
    int64_t to_no, void (*each)(void *arg, struct batch_item *item), void *arg, struct err *e);
/* Writes what became of it. */
MUST_USE enum rc store_batch_item_result(struct store *s, int64_t batch_id,
    const struct batch_item *item, struct err *e);
/* One that was done is taken back. */
MUST_USE enum rc store_batch_item_undone(struct store *s, int64_t batch_id, int64_t no,
    struct err *e);
/* Forgets all of a batch's list. */
MUST_USE enum rc store_batch_items_drop(struct store *s, int64_t batch_id, struct err *e);
/* What was refused, and what failed but could be tried, waits again; says how
 * many. */
MUST_USE enum rc store_batch_retry(struct store *s, int64_t batch_id, int64_t *count,
    struct err *e);
/* Gives the batch of that id one item for each done one of another, the last one
 * first; says how many. */
MUST_USE enum rc store_batch_undo_items(struct store *s, int64_t batch_id, int64_t of_id,
    int64_t *count, struct err *e);
/* Another batch that is about the case and waits for its turn with it, or did it
 * after since_at; 0 = none. */
MUST_USE enum rc store_batch_other(struct store *s, int64_t case_id, int64_t batch_id,
    int64_t since_at, int64_t *other, struct err *e);

/* One access record, its five parts (개인정보의 안전성 확보조치 기준 §2, §8). */
MUST_USE enum rc store_access_add(struct store *s, int64_t now_at, int64_t staff_id,
    const char *login, const char *place, const char *subject, const char *operation,
    struct err *e);

/* Releases of forms. add sets the row's id; find tells a version of a layer that is
 * there; list goes from the newest on until each says false; bodies gives all of
 * a service, the oldest first. */
MUST_USE enum rc store_form_release_add(struct store *s, struct form_release_row *row,
    const char *body, const char *fingerprint, int64_t by_id, struct err *e);
MUST_USE enum rc store_form_release_find(struct store *s, const char *service,
    const char *layer, const char *version, int64_t *id, char fingerprint[65], struct err *e);
MUST_USE enum rc store_form_release_get(struct store *s, int64_t id,
    struct form_release_row *row, struct err *e);
MUST_USE enum rc store_form_release_list(struct store *s, int64_t before_id,
    bool (*each)(void *arg, const struct form_release_row *row), void *arg, struct err *e);
MUST_USE enum rc store_form_release_bodies(struct store *s, const char *service,
    void (*each)(void *arg, const struct form_release_row *row, const char *body), void *arg,
    struct err *e);
MUST_USE enum rc store_form_release_retire(struct store *s, int64_t id, struct day until,
    int64_t by_id, int64_t now_at, const char *reason, struct err *e);

/* Forms as cases came with them, by the SHA-256 of their layers: keep gives the
 * number of one that is there or is put there now. kept_of is the number a case
 * came with, 0 = from before they were kept. The caller frees layers. */
MUST_USE enum rc store_form_keep(struct store *s, const char *service, const char *fingerprint,
    const char *layers, int64_t *id, struct err *e);
MUST_USE enum rc store_form_kept(struct store *s, int64_t id, char **layers, struct err *e);
MUST_USE enum rc store_form_kept_of(struct store *s, int64_t case_id, int64_t *id,
    struct err *e);

/* Needs, joint tasks and messages about no case. office is the reader's: it
 * decides what is seen and what counts as ours. */
struct need_record {
	struct need_row row;	/* its texts are these */
	char *why, *workaround, *reason;	/* owned */
};
struct task_record {
	struct task_row row;
	char *note;		/* owned */
};
void need_record_release(struct need_record *n);
void task_record_release(struct task_record *t);

/* The first office of the store: it sorts what is nobody's in particular. */
MUST_USE enum rc store_office_first(struct store *s, char code[12], struct err *e);
/* The feed of the whole country is on while one of a region is. */
MUST_USE enum rc store_cursor_follow(struct store *s, const char *channel, struct err *e);
/* A message of an office about no case; its region, empty for the whole country,
 * says whose feed it goes by. */
MUST_USE enum rc store_outbox_add_caseless(struct store *s, const char *office,
    const struct outbox_record *m, int64_t now_at, struct err *e);

MUST_USE enum rc store_need_add(struct store *s, const char *channel, const struct need_row *n,
    int64_t by_id, int64_t *id, struct err *e);
/* RC_NOT_FOUND: there is none that this office sees. The caller releases. */
MUST_USE enum rc store_need_get(struct store *s, const char *office, int64_t id,
    struct need_record *out, struct err *e);
MUST_USE enum rc store_need_find(struct store *s, const char *office, const char *need_id,
    struct need_record *out, struct err *e);
MUST_USE enum rc store_need_by_reference(struct store *s, const char *office,
    const char *reference, struct need_record *out, struct err *e);
/* By state, in it those with most seconds first; state "" = all. */
MUST_USE enum rc store_need_list(struct store *s, const char *office, const char *state,
    int64_t limit, void (*each)(void *arg, const struct need_row *row), void *arg, struct err *e);
/* The relay told us of it: its number there, and its version. */
MUST_USE enum rc store_need_heard(struct store *s, int64_t id, const char *need_id,
    int64_t version, struct err *e);
/* Writes state, reason, planned, agency_name and answered_at of n. */
MUST_USE enum rc store_need_state(struct store *s, int64_t id, const struct need_row *n,
    struct err *e);
/* *is_new: the office was not among them. */
MUST_USE enum rc store_need_second(struct store *s, int64_t id, const struct need_second_row *v,
    int64_t by_id, bool *is_new, struct err *e);
MUST_USE enum rc store_need_seconds(struct store *s, int64_t id,
    void (*each)(void *arg, const struct need_second_row *row), void *arg, struct err *e);

MUST_USE enum rc store_task_get(struct store *s, const char *office, int64_t id,
    struct task_record *out, struct err *e);
MUST_USE enum rc store_task_find(struct store *s, const char *office, const char *task_id,
    struct task_record *out, struct err *e);
/* By due day, the done ones last; state "" = all. */
MUST_USE enum rc store_task_list(struct store *s, const char *office, const char *state,
    int64_t limit, void (*each)(void *arg, const struct task_row *row), void *arg, struct err *e);
/* Keeps it as the relay tells it, unless we have that version or a later one. */
MUST_USE enum rc store_task_heard(struct store *s, const char *channel, const struct task_row *t,
    struct err *e);
/* Writes state, note and reported_at of t. */
MUST_USE enum rc store_task_state(struct store *s, int64_t id, const struct task_row *t,
    struct err *e);

/* A hand-over whose message was sent and that has not ended. */
struct away_record {
	int64_t id;		/* of the hand-over */
	int64_t case_id;
	char channel[24];
	char region[12];
	char external_id[72];
	char op_key[72];	/* of the message */
	char agency[64];
	char receipt_no[72];	/* the target's number; "" = not known */
	char note[200];		/* what was said when the message was taken */
	char handover_id[48];	/* ends in which of the case's it is */
};
MUST_USE enum rc store_away_list(struct store *s, const char *channel, int64_t limit,
    void (*each)(void *arg, const struct away_record *a), void *arg, struct err *e);
/* RC_NOT_FOUND: it is not away. */
MUST_USE enum rc store_away_get(struct store *s, int64_t id, struct away_record *out,
    struct err *e);
/* RC_NOT_FOUND: no event of that number came, whatever it said. */
MUST_USE enum rc store_inbox_heard(struct store *s, const char *channel, const char *region,
    const char *event_id, struct err *e);
/* The body of a message that is leased with that fence; the caller frees it. */
MUST_USE enum rc store_outbox_leased(struct store *s, int64_t id, int64_t fence, char **body,
    struct err *e);

/* What channels say they have. */
struct reconcile_listed {
	int64_t receipt_sent_at;	/* our report of the receipt was taken; 0 = no */
	bool is_there, is_received, is_decided;
	bool is_unsorted;		/* it came and is 미분류 */
};
/* Somebody wants to know; what was heard before is forgotten. */
MUST_USE enum rc store_reconcile_want(struct store *s, const char *channel, const char *region,
    int64_t from_at, int64_t until_at, int64_t now_at, struct err *e);
/* What was heard last; the numbers of this side are 0. */
MUST_USE enum rc store_reconcile_get(struct store *s, const char *channel, const char *region,
    struct reconcile_row *out, struct err *e);
/* What is wanted of a channel and not heard yet. */
MUST_USE enum rc store_reconcile_wanted(struct store *s, const char *channel,
    void (*each)(void *arg, const struct reconcile_row *row), void *arg, struct err *e);
/* The channel's numbers and when they were heard, or the error; only where that
 * stretch is still wanted. */
MUST_USE enum rc store_reconcile_heard(struct store *s, const struct reconcile_row *row,
    struct err *e);
/* One application that the channel has: received_at and decided_at not 0 = it
 * knows of it. */
MUST_USE enum rc store_listing_put(struct store *s, const struct reconcile_case *of,
    struct err *e);
/* The office's cases of the channel in the stretch, then what the channel alone
 * has (case_id 0). */
MUST_USE enum rc store_reconcile_cases(struct store *s, const char *office,
    const struct reconcile_row *of, void (*each)(void *arg, const struct reconcile_case *c,
    const struct reconcile_listed *there), void *arg, struct err *e);

/* Is a message of that kind about it still on its way? */
MUST_USE enum rc store_national_unsent(struct store *s, const char *about, const char *kind,
    bool *is_unsent, struct err *e);
/* Who did what to a need or a task (about). */
MUST_USE enum rc store_national_log(struct store *s, const char *about, int64_t subject,
    int64_t now_at, int64_t by_id, const char *what, const char *text, struct err *e);

/* Services of 정부24's list: the JSON of one, put in place of what was there, and all
 * by name until each says false. The caller frees body. */
MUST_USE enum rc store_listed_get(struct store *s, const char *id, char **body, struct err *e);
MUST_USE enum rc store_listed_put(struct store *s, const struct listed_service *service,
    const char *body, int64_t by_id, struct err *e);
MUST_USE enum rc store_listed_list(struct store *s, const char *after_name,
    const char *after_id,
    bool (*each)(void *arg, const struct listed_service *service, const char *body), void *arg,
    struct err *e);

#endif
