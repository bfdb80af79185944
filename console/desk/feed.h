/* SPDX-License-Identifier: ISC */
/*
 * feed: keeps what the views show true. Turns frames into the model, asks
 * again when the office says that something changed, never more often than
 * FEED_PAUSE_MS. Knows the link and the model; no key, no cell.
 */
#ifndef DESK_FEED_H
#define DESK_FEED_H

#include "console/desk/case_read.h"
#include "console/desk/feed_list.h"
#include "console/desk/link.h"
#include "console/desk/marks.h"
#include "console/desk/report_read.h"
#include "console/desk/why_read.h"
#include "views/actions.h"
#include "views/model.h"
#include "views/view.h"

#define FEED_PAUSE_MS 300

/* What can be asked for; one request of each is on its way at a time. */
enum feed_ask {
	ASK_LIST,
	ASK_CASE,
	ASK_OUTBOX,
	ASK_HANDOVERS,
	ASK_UNSORTED,
	ASK_STAFF,
	ASK_WHY,
	ASK_CALL,
	ASK_RAW,
	ASK_CHANNELS,
	ASK_RECENT,
	ASK_SAVED,
	ASK_RULES,
	ASK_ANSWERS,
	ASK_QUESTIONS,
	ASK_MARKED,	/* the marked cases, and whether the filter holds them */
	ASK_MATCHES,	/* what the filter holds, to be marked */
	ASK_OUTAGES,
	ASK_BATCHES,
	ASK_BATCH_ITEMS,
	ASK_LETTERS,
	ASK_LETTER,
	ASK_RELEASES,
	ASK_RELEASE,
	ASK_CALENDAR,
	ASK_BOARD,
	ASK_TODAY,
	ASK_WAITS,
	ASK_CONSULT,
	ASK_NEEDS,
	ASK_TASKS,
	ASK_NEED,
	ASK_RECONCILE,
	ASK_RECONCILE_CASES,
	ASK_RECONCILE_ROUND,	/* the channels say what they have */
	ASK_REPORT,	/* page by page */
	ASK_LESSONS,	/* once, with each welcome */
	ASK__COUNT
};

/* What a frame meant for the screen. */
enum feed_news {
	NEWS_NONE,
	NEWS_MODEL,	/* the model is another */
	NEWS_OPENED,	/* the case that was asked for is in the model */
	NEWS_CALLED,	/* what was asked about a caller has been answered */
	NEWS_MARKED,	/* all that the filter holds is marked, as far as the limit */
	NEWS_TROUBLE	/* the office answered with an error; it is in *e */
};

/* A look for a caller's case: shown, and on its way. */
struct feed_call {
	struct wire_call ask;
	char text[96];			/* what is shown answers it */
	bool is_pick;			/* only about one of the rows shown */
	struct case_row *rows[2];	/* owned */
	size_t count;			/* on their way */
	struct call_sheet sheet[2];
	bool has_sheet;			/* on its way */
};

/* Needs, joint tasks and reconciliation: shown, and on their way. All owned. */
struct feed_national {
	struct need_row *needs[2];
	struct task_row *tasks[2];
	size_t need_count[2], task_count[2];
	struct buf need_text[2];
	int64_t need_id;
	char region[12];		/* of the cases */
	size_t period;			/* which stretch of days */
};

/* The consultation desk: shown, and on its way. All owned. */
struct feed_consult {
	struct consult_row *rows[2];
	struct plan_hour *hours[2];
	size_t count, hour_count;	/* on their way */
	struct consult_figures figures;
};

/* Waiting figures: a part of the list, shown, and on its way. */
#define FEED_WAIT_ROWS 200
struct feed_waits {
	struct wait_row *rows[2];	/* owned */
	struct wait_way ways[8];
	size_t count, way_count;	/* on their way */
	struct wait_head head;
	int64_t first;			/* the first row to ask for */
	int region_steps;		/* from the region shown to the one asked for */
};

/* Answers to a question: shown, and on their way. All owned. */
struct feed_answers {
	struct knowledge_row *rows[2];
	size_t count[2];
	char text[2][KNOWLEDGE_QUESTION_MAX + 1];	/* shown, wanted */
	char asked[KNOWLEDGE_QUESTION_MAX + 1];
	char region[2][12], service[24];
	int32_t layers, asked_layers;
	struct question_row *questions[2];
};

struct feed {
	struct link *link;		/* borrowed */
	struct desk_model model;
	struct feed_list list;		/* what the model shows */
	struct feed_list fresh;		/* what will take its place */
	bool is_refilling;		/* pages go to fresh, else behind list */
	bool is_seeking_end;
	bool is_other_list;		/* what is shown answers another question */
	size_t want_rows;		/* of fresh before it takes over */
	struct case_row *incoming;	/* of the page on its way; owned */
	size_t incoming_count;
	char query[1024];
	char query_fault[360];
	struct case_reader detail;	/* shown */
	struct case_reader reading;	/* on its way */
	struct why_reader why;		/* on its way */
	struct buf why_text;		/* shown */
	struct report_reader report;	/* on its way */
	struct buf report_text;		/* shown */
	int report_months;		/* before this one, or 0 */
	int64_t why_id;			/* the case it is about */
	int64_t open_id;		/* the case that should be shown; 0 = none, … */
	char open_number[80];		/* … or -1, and its number */
	struct feed_call call;
	struct feed_consult consult;
	struct feed_answers answers;
	struct marks marks;
	bool is_judging;		/* the office says of each mark whether … */
	enum op judged_op;		/* … this op may be done */
	char matches_next[96];		/* behind what is being marked */
	bool is_mark_limit;		/* not all of it could be marked */
	struct batch_row batch_row[2];	/* whose cases are shown, on their way */
	struct batch_item_row *batch_items[2];	/* owned */
	int64_t batch_id;		/* whose they are; 0 = nobody's */
	struct letter_row letter_row;
	struct buf letter[2];		/* its text: shown, on its way */
	int64_t letter_id;		/* whose it is; 0 = nobody's */
	struct form_release_row release_row[2];	/* whose changes: shown, on its way */
	struct form_change *release_changes[2];	/* owned */
	int64_t release_id;		/* whose they are; 0 = nobody's */
	struct calendar_reader calendar[2];	/* the office's: shown, on its way */
	struct calendar shown_calendar;
	struct feed_national national;
	unsigned char lesson_uses[ACTION__COUNT];
	struct feed_waits waits;
	char outbox_state[12];		/* only messages in it are asked for; "" = all */
	char unsorted_state[12];
	struct unsorted_row raw_row;
	struct buf raw[2];		/* its bytes: shown, on their way */
	int64_t raw_id;			/* whose they are; 0 = nobody's */
	void *rows[ASK__COUNT][2];	/* of plain lists: shown, on their way; owned */
	size_t arriving[ASK__COUNT];	/* rows on their way */
	int64_t tags[ASK__COUNT];	/* of the request on its way; 0 = none */
	bool is_due[ASK__COUNT];	/* to be asked (again) */
	bool is_shown[ASK__COUNT];	/* has been asked for: worth refreshing */
	int64_t asked_at_ms;		/* of the last refresh after a change */
	bool has_changes;		/* the office said so since then */
	bool is_still;			/* they are read when the clerk asks, not before */
	bool is_clock_real;		/* the office goes by the wall clock */
};

/* Makes f new, with the first page of the open cases and the staff due; link is
 * borrowed and must outlive it. feed_release frees what f owns, and with it what the
 * model shows. */
void feed_init(struct feed *f, struct link *link);
void feed_release(struct feed *f);

/* The office has welcomed us, for the first time or again: ask for everything
 * that is shown. */
void feed_welcome(struct feed *f);

/* The connection is gone: nothing is on its way any more. */
void feed_lost(struct feed *f);

/* Takes one frame that is not an answer to an op; NEWS_NONE where nobody here asked for
 * it. With NEWS_TROUBLE *e holds the office's error or refusal. */
enum feed_news feed_take(struct feed *f, const struct wire_frame *frame, struct err *e);

/* The list: by a query (NULL or "": open cases), in an order, and its window moved: to
 * either end, or by a page. None waits; the rows shown stay until others are there. */
void feed_query(struct feed *f, const char *query);
void feed_sort(struct feed *f, enum queue_sort sort);
void feed_rows_first(struct feed *f);
void feed_rows_last(struct feed *f);
void feed_rows_forward(struct feed *f);
void feed_rows_back(struct feed *f);
/* Shows a case, by its id or by a number that the office finds it by; it is read
 * again with each refresh until feed_close, and the first reading is recorded. */
void feed_open(struct feed *f, int64_t case_id);
void feed_open_number(struct feed *f, const char *number);
void feed_close(struct feed *f);

/* Counts a month for the report: step 0 the month of now, else so many months on
 * from the one that is shown, at most the month of now. */
void feed_report(struct feed *f, int step);

/* Reads why a case is due when it is, once: each reading is recorded. */
void feed_why(struct feed *f, int64_t case_id);

/* Reads a letter as it would be sent, once: each reading is recorded. */
void feed_letter(struct feed *f, int64_t id);

/* Reads the cases of a batch, the first of them. */
void feed_batch_items(struct feed *f, int64_t id);

/* Reads what a release of a form changed, once. */
void feed_release_changes(struct feed *f, int64_t id);

/* Another stretch of days (step 1), or asks the channels about it (0). */
void feed_reconcile(struct feed *f, int step);

/* The applications behind a number; a need whole. */
void feed_reconcile_cases(struct feed *f, const char *channel, const char *region,
    enum reconcile_part part);
void feed_need(struct feed *f, int64_t id);

/* Looks for the case of a caller, once: each look is recorded. feed_call_pick
 * takes one of the cases found, feed_call_name says whom the caller named. */
void feed_call(struct feed *f, const char *text, const char *reason);
void feed_call_pick(struct feed *f, int64_t case_id);
void feed_call_name(struct feed *f, const char *name);

/* Reads what an unsorted thing was sent as, once: each reading is recorded.
 * feed_raw_close forgets the bytes. */
void feed_raw(struct feed *f, int64_t id);
void feed_raw_close(struct feed *f);

/* Marks. feed_mark turns the mark of a case of the window (false: no more may be marked);
 * feed_mark_range marks from the last one set to this one (false where either is not in
 * the window; is_mark_limit: not all could be); feed_mark_matches asks for all that the
 * filter holds, and when they are marked feed_take says NEWS_MARKED; none and unmark take
 * marks away. */
bool feed_mark(struct feed *f, int64_t case_id);
bool feed_mark_range(struct feed *f, int64_t case_id);
void feed_mark_matches(struct feed *f);
void feed_mark_none(struct feed *f);
void feed_unmark(struct feed *f, int64_t case_id);

/* Asks what the rules say of an op on every mark, and again when they change,
 * until feed_judge_end. */
void feed_judge(struct feed *f, enum op op);
void feed_judge_end(struct feed *f);

/* Looks for answers to a text, of the case's service and region, among the layers
 * (KNOWLEDGE_BIT; 0 = all). */
void feed_answers(struct feed *f, const char *text, const char *service, const char *region,
    int32_t layers);

/* From now on it is read, and again with each refresh while is_shown says that a view
 * shows it; feed_read_once reads it once and no more. */
void feed_want(struct feed *f, enum feed_ask ask);
void feed_read_once(struct feed *f, enum feed_ask ask);

/* The consultation desk; feed_consult asks what if in other hours or with other
 * staff, and keeps within what the office takes. */
void feed_consult(struct feed *f, int hour_step, int length_step, int staff_step);

/* A consultation as an answer has just told it: shown before the list is read
 * again, so that the next key is judged by it. */
void feed_put_consult(struct feed *f, const struct consult_row *row);

/* Shows the waiting figures of the next or previous region, in the next order, or
 * another part of them. */
void feed_waits(struct feed *f, int region_step, int sort_step);
void feed_waits_move(struct feed *f, enum rows_where where);

/* An action that is taught was used with effect: counts it, here and in the
 * office. */
void feed_lesson_used(struct feed *f, enum action action);

/* All that is shown is read anew; what is shown stays until then. */
void feed_refresh(struct feed *f);

/* Is what the clerk asked for last, a list or a case, still to come? The keys
 * typed behind it are meant for that. */
bool feed_is_awaited(const struct feed *f);

/* Brings the model's clock up to now; true where another minute begins. */
bool feed_clock(struct feed *f);

/* Milliseconds until the clock shows another minute; -1 where it stands still
 * between two welcomes, as a practice clock does. */
int feed_minute_ms(const struct feed *f);

/* Sends what is due. Returns after how many milliseconds it wants to be called
 * again, -1 if only after the next frame or wish. */
int feed_tick(struct feed *f);

#endif
