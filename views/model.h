/* SPDX-License-Identifier: ISC */
/*
 * model: what the views show, as plain structs that console/desk/feed keeps
 * up to date. Views read it and never change it. No screen, no socket.
 */
#ifndef VIEWS_MODEL_H
#define VIEWS_MODEL_H

#include "console/rules/reconcile.h"
#include "console/rules/wait.h"
#include "storage/record.h"
#include "storage/record_form.h"
#include "storage/record_knowledge.h"
#include "views/grid.h"

struct calendar;
struct entry_form;

/* How the console stands with the office. */
enum link_state {
	LINK_UP,
	LINK_WAITING,		/* a request is unanswered: 「확인 중」 */
	LINK_RECONNECTING,	/* the office is gone; trying again */
	LINK__COUNT
};

/* The order of the queue. */
enum queue_sort {
	SORT_DUE,	/* least time left first; no period last */
	SORT_ARRIVED,	/* oldest arrival first */
	SORT_NEW,	/* newest arrival first */
	SORT_SERVICE,	/* by service, in each by arrival */
	SORT_REGION,	/* by region, in each by arrival */
	SORT_STATE,	/* by the states of the workflow, in each the least time left first */
	SORT_DECIDED,	/* the last decision first; only where a filter asks for decisions */
	SORT__COUNT
};
#define SORT_CYCLE SORT_DECIDED	/* the orders before it are gone through by one key */

#define PREVIEW_FROM_COLS 120	/* the selected case beside the list */

/* A window on the list of cases: rows[0 .. count) in list order. */
struct queue_model {
	const struct case_row *rows;
	size_t count;
	int64_t first;		/* index of rows[0] in the whole list, from 0 */
	int64_t total;		/* rows in the whole list; -1 unknown */
	bool has_before;	/* the list goes on before and after the window */
	bool has_after;
	enum queue_sort sort;	/* what was asked for */
	enum queue_sort order;	/* what the rows really came in */
	enum role columns;	/* whose choice of columns is shown */
	bool has_no_preview;	/* a wide screen shows the list alone */
	const char *query;	/* the filter's text; "" or NULL = none */
	const char *query_fault;/* where and why it was not understood; "" or NULL = fine */
};

/* A case the clerk marked, as it was seen last. */
struct mark {
	struct case_row row;
	bool is_outside;	/* the list's filter does not hold it */
	bool is_judged;		/* the office has said whether the op may be done to it */
	bool is_allowed;
	char reason[40];	/* why not; reason_find() */
	char detail[96];
};

/* The marked cases, in the order they were marked. */
struct mark_model {
	const struct mark *marks;
	size_t count;
};

/* What came of an op on several cases: those it was refused for. */
struct batch_refusal {
	int64_t case_id;	/* 0 = not known: by its number */
	char number[80];
	char why[480];		/* the sentence */
};
struct batch_model {
	enum op op;
	char label[64];		/* what is done, where it is not op alone; "" = op */
	size_t done;
	const struct batch_refusal *refusals;
	size_t count;
	size_t left;		/* not begun: it was stopped before them */
	bool is_named;		/* on cases named in a command, marked or not */
	bool is_running;
	bool is_stopping;	/* … no more, after the one on its way */
};

/* One thing that the command line of the screen knows. */
struct command_word {
	const char *text;	/* as typed: "outbox hold" */
	const char *label;	/* in the clerk's language, found too; "" = none */
	const char *help;	/* one sentence, in the current language */
	bool takes_case;	/* a case's number follows it */
};

/* What the command line completes, and what was typed there, oldest first. */
struct command_model {
	const struct command_word *words;
	size_t word_count;
	char *const *lines;
	size_t line_count;
};

/* What came of looking for the case that somebody calls about. */
struct call_model {
	const char *text;		/* what was looked for */
	bool is_answered;
	const struct case_row *rows;	/* the cases it may be */
	size_t count;
	const struct call_sheet *sheet;	/* what to say; NULL = no case is chosen */
	struct case_row row;		/* about this one */
};

/* The consultation desk. */
struct consult_model {
	bool has_read;
	const struct consult_row *rows;
	size_t count;
	const struct plan_hour *hours;	/* those in which anybody comes */
	size_t hour_count;
	struct consult_figures figures;
	int32_t from_hour, until_hour, staff_more;	/* what if, as asked for last */
};

/* Answers to what was asked last. */
struct answers_model {
	bool has_read;
	const char *text;	/* they are answers to this … */
	int32_t layers;		/* … of these layers; 0 = all */
	const struct knowledge_row *rows;	/* the best first */
	size_t count;
	bool is_good;		/* the first is an answer and no guess */
	int64_t total;		/* entries there are */
	const char *region;	/* they are for */
};

/* The clerk's own last op that was saved. */
struct acted {
	int64_t event_id;	/* 0 = none yet */
	int64_t case_id;
	int64_t version;	/* of the case, after it */
};

/* How what is being typed into the open dialog stands in the office. */
enum scratch_state {
	SCRATCH_NONE,		/* nothing typed, or not saved yet */
	SCRATCH_SAVED,
	SCRATCH_RESTORED,	/* it was typed before, at saved_at */
	SCRATCH_WAITING,	/* the office does not take it just now */
	SCRATCH_REFUSED,	/* it will not: too many, or no such case any more */
	SCRATCH__COUNT
};

struct scratch_mark {
	enum scratch_state state;
	int64_t saved_at;
};

/* Everything. Pointers are borrowed; NULL with count 0 is fine. */
struct desk_model {
	int screen_rows;
	int screen_cols;
	struct staff_row who;
	bool is_practice;
	bool is_plain;		/* read aloud: nothing moves by itself */
	enum link_state link;
	int64_t now_at;			/* the office's clock */
	const char *message;		/* one line: 「저장됨」; "" or NULL = none */
	enum style message_style;
	struct acted acted;
	struct scratch_mark scratch;
	const struct scratch_row *scratches;	/* what is half typed, the newest first */
	size_t scratch_count;
	const struct snippet_row *snippets;	/* own ones first; NULL = not yet read */
	size_t snippet_count;
	struct queue_model queue;
	struct mark_model marked;
	struct batch_model batch;
	struct command_model command;
	struct call_model call;
	const struct entry_form *entry;	/* what an editor asks; NULL = not yet read */
	struct consult_model consult;
	const struct case_detail *detail;	/* the open case; NULL = none, or not yet read */
	const char *report;	/* a month in figures; NULL = not yet read */
	const char *why;	/* the count of its due; NULL = not yet read */
	const struct handover_row *handovers;
	size_t handover_count;
	const struct outbox_row *outbox;
	size_t outbox_count;
	const char *outbox_state;	/* only messages in it are there; "" or NULL = all */
	const struct unsorted_row *unsorted;
	size_t unsorted_count;
	const struct outage_row *outages;
	size_t outage_count;
	const struct letter_row *letters;	/* owed; NULL = not yet read */
	size_t letter_count;
	bool has_more_letters;		/* than were read */
	const struct batch_row *batches;
	size_t batch_count;
	const struct batch_row *batch_row;	/* whose cases batch_items are; NULL = not yet read */
	const struct batch_item_row *batch_items;
	size_t batch_item_count;
	const struct letter_row *letter_row;	/* whose text letter_text is */
	const char *letter_text;	/* as it would be sent; NULL = not yet read */
	const struct form_release_row *releases;	/* of forms, the newest first */
	size_t release_count;
	const struct form_release_row *release_row;	/* whose changes these are; NULL = not yet read */
	const struct form_change *release_changes;
	size_t release_change_count;
	const struct calendar *calendar;	/* the office's; NULL = not yet read */
	const char *package;	/* what a hand-over would send; NULL = nothing to confirm */
	const char *moves;	/* what an outage would move; NULL = nothing to confirm */
	const char *unsorted_state;
	const struct unsorted_row *raw_row;	/* whose bytes raw is */
	const char *raw;		/* as the office shows them; NULL = not yet read */
	const struct channel_row *channels;
	size_t channel_count;
	const unsigned char *lesson_uses;	/* by action; NULL = not known: nothing is taught */
	const struct wait_row *waits;	/* a part of those that waits_head is about, in … */
	size_t waits_count;
	bool has_waits;			/* they have been read */
	enum wait_sort waits_sort;	/* … this order */
	struct wait_head waits_head;
	struct wait_way wait_ways[8];	/* of the office, side by side */
	size_t wait_way_count;
	const struct figure_row *board;	/* NULL = not yet read */
	size_t board_count;
	const struct figure_row *today;
	size_t today_count;
	const struct recent_row *recent;	/* opened by the clerk, the last one first */
	size_t recent_count;
	struct answers_model answers;
	const struct question_row *questions;	/* that wait for an answer */
	size_t question_count;
	const struct auto_rule *rules;
	size_t rule_count;
	const struct saved_view *saved;
	size_t saved_count;
	const struct need_row *needs;	/* what offices need of central systems */
	size_t need_count;
	const struct task_row *tasks;	/* joint tasks */
	size_t task_count;
	bool has_needs;			/* they have been read */
	const char *need_text;		/* one need whole; NULL = not yet read */
	const struct reconcile_row *reconcile;	/* NULL = not yet counted */
	size_t reconcile_count;
	int64_t reconcile_from_at, reconcile_until_at;	/* of what was filed then */
	bool is_reconciling;		/* the channels are being asked */
	const struct reconcile_case *reconcile_cases;	/* behind one of the numbers, … */
	size_t reconcile_case_count;
	enum reconcile_part reconcile_part;	/* … this one, … */
	char reconcile_channel[24];		/* … of this channel */
	const struct staff_row *staff;	/* to assign to */
	size_t staff_count;
};

#endif
