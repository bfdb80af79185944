/* SPDX-License-Identifier: ISC */
/*
 * view: what a screen is. A view draws a model into a grid and turns a key
 * into an intent; it never acts. A dialog is a view on the same stack, so
 * there is no nested loop. State is one flat struct: nothing to free but it.
 *
 * The loop (console/desk/tui.c):
 *	view_stack_push(&s, &view_queue, &m, NULL);
 *	each key:	n = view_stack_keys(&s, key, keys);
 *			each of them: intent = view_stack_key(&s, &m, keys[i]); run it
 *	each change of the model:	view_stack_follow(&s, &m);
 *	then:		view_stack_draw(&s, &m, &grid); term_show(&grid);
 */
#ifndef VIEWS_VIEW_H
#define VIEWS_VIEW_H

#include "console/rules/entry.h"
#include "console/rules/verdict.h"
#include "storage/record.h"
#include "views/bindings.h"
#include "views/grid.h"
#include "views/key.h"
#include "views/model.h"

struct view_ops;

/* What an op, or what is done by hand, is given by its dialog. Strings are the
 * dialog's own: valid until the next key reaches it or it leaves the stack;
 * NULL = none. */
struct act_input {
	const char *text;
	enum outcome outcome;
	const char *reasons;	/* one a line */
	const char *remedies;	/* one a line */
	const char *assignee;	/* login */
	const char *agency;
	const char *proposal;
	const char *disclose, *attach, *precedents;	/* one a line */
	const char *period;	/* days, "10d" */
	bool has_consent;
	const char *service;	/* codes of the catalogue */
	const char *region;
	const char *channel;	/* as typed: code, name or all */
	const char *from, *until;	/* instants as typed */
	const char *evidence;
	const char *event;	/* whose time is set right */
	const char *at;		/* as typed */
	const char *kind;	/* of a hand-over, or of a visit */
	const char *task, *priority, *result;	/* words of the consultation desk */
	const char *who, *contact, *case_number;
	const char *desk, *desk_task, *waiting, *called, *counters;	/* as typed */
	const char *file;	/* a new one, as typed */
};

/* What a view is opened for. */
struct view_arg {
	enum action action;	/* dialog: what it is for; prompt: FILTER or COMMAND */
	int64_t id;		/* dialog, raw: of the case, message or unsorted thing */
	int64_t version;	/* dialog: of the case, as the clerk saw it */
	const char *number;	/* dialog: what its title calls it */
	bool is_marks;		/* dialog: for all marked cases, not for id */
	const char *text;	/* prompt: what it starts with */
	const char *desk, *desk_task;	/* dialog: what these fields begin with */
};

/* What the console has to do. Every kind but INTENT_NONE also means: draw. */
enum intent_kind {
	INTENT_NONE,	/* the key meant nothing here */
	INTENT_REDRAW,	/* only the view's own state changed */
	INTENT_PUSH,	/* done by the stack: push is now on top, load what it shows */
	INTENT_POP,	/* done by the stack: the top view is gone */
	INTENT_FORGET,	/* throw the scratch id away */
	INTENT_INSERT,	/* done by the stack: text went into the dialog below; detail = key of the
			 * answer it is, or NULL */
	INTENT_DISCARD,	/* done by the stack: the dialog is gone, forget what was typed */
	INTENT_QUIT,
	INTENT_OPEN,	/* read case_id, or (0) the case with the number text; when it is in model.detail, push view_case */
	INTENT_ACT,	/* do op on case_id (0 = the most urgent one), input filled */
	INTENT_BY_HAND,	/* do hand to id, input filled */
	INTENT_REFUSED,	/* say why not: reason, detail */
	INTENT_QUERY,	/* the list has another filter: text */
	INTENT_SORT,	/* the list has another order: sort */
	INTENT_ROWS,	/* the window must move: where */
	INTENT_CONFIRM,	/* do what was shown as moves */
	INTENT_WAITS,	/* the waiting figures: another region, another order; or, if
			 * needs_rows, another part: where */
	INTENT_ANSWERS,		/* look for answers to text: input.service, input.region; id = layers */
	INTENT_ANSWER_NOTE,	/* detail told: answer text was told; leave: question text is left;
				 * id = of the consultation, 0 = none in particular */
	INTENT_REPORT,		/* step: so many months on */
	INTENT_RECONCILE,	/* another stretch of days (step 1), or ask the channels (0) */
	INTENT_COMMAND,	/* a command line to run: text */
	INTENT_REFRESH,	/* read again what is shown */
	INTENT_LIST,	/* the list, whatever lies over it */
	INTENT_SAVED,	/* the list as a saved view has it: id of the view */
	INTENT_COLUMNS,	/* the list shows the columns of columns */
	INTENT_PREVIEW,	/* the case beside the list, or not any more */
	INTENT_STEP,	/* to the next (step 1) or previous (-1) case of the list */
	INTENT_TRAVEL,	/* to the screen seen before (step -1) or after (1) this one */
	INTENT_CALL,	/* who calls: text, detail (a reason or ""), or the case case_id of
			 * those found */
	INTENT_CALLER,	/* the caller names the applicant: text */
	INTENT_PLAN,	/* what if: other hours (step, length_step), more or fewer (staff_step) */
	INTENT_BATCH,	/* go on with, retry, take back or stop batch id: arg.action */
	INTENT_STOP,	/* begin no more of the cases that an op is being done to */
	INTENT_FLAG,	/* turn the mark of answer text of case_id, or is_faults: mark all that
			 * are missing or do not fit */
	INTENT_ENTRY,	/* an editor: of a new application for the service text, or of the
			 * answers of case_id */
	INTENT_NEW,	/* hand in the new application entry; takes_faults: as it is */
	INTENT_MARK	/* mark: what; then, if needs_rows, the window must move: where */
};

enum mark_what {
	MARK_TOGGLE,	/* case_id, or not any more */
	MARK_RANGE,	/* from the last one marked to case_id */
	MARK_MATCHES,	/* all that the filter holds */
	MARK_NONE	/* no case any more */
};

enum rows_where {
	ROWS_FORWARD,	/* more rows after the window, keeping its end */
	ROWS_BACK,	/* more rows before it, keeping its start */
	ROWS_FIRST,	/* the start of the list */
	ROWS_LAST	/* its end */
};

struct intent {
	enum intent_kind kind;
	const struct view_ops *push;
	struct view_arg arg;
	int64_t case_id;
	int64_t version;
	enum op op;
	enum by_hand hand;
	int64_t id;		/* of a message, an unsorted thing or a saved view */
	struct act_input input;
	bool is_marks;		/* ACT: on every marked case, not on case_id */
	enum mark_what mark;
	bool is_faults;		/* FLAG */
	bool needs_rows;	/* MARK, OPEN, WAITS: the window must move (too): where */
	int step;		/* STEP, TRAVEL, RECONCILE, PLAN */
	int length_step, staff_step;	/* PLAN */
	bool is_from_dialog;	/* ACT, BY_HAND: when it is done, call view_stack_done */
	const struct entry *entry;	/* NEW; valid as text is */
	bool takes_faults;	/* NEW */
	enum reason reason;
	const char *detail;
	const char *text;	/* valid until the next key or view_stack_done */
	enum queue_sort sort;
	enum role columns;
	enum rows_where where;
	int region_step, sort_step;	/* WAITS */
};

/* One view. Designated initialisers only; what is NULL is left out. */
struct view_ops {
	enum view_id id;
	bool is_overlay;	/* drawn over the view below */
	bool is_list;		/* its rows are selected one by one with Up and Down */
	size_t state_size;	/* zeroed before init */
	void (*init)(void *state, const struct desk_model *m, const struct view_arg *arg);
	struct intent (*key)(void *state, const struct desk_model *m, struct key key);
	void (*draw)(const void *state, const struct desk_model *m, struct grid *g);
	/* The words for the title bar, appended. NULL = the view's label. */
	void (*title)(const void *state, const struct desk_model *m, struct buf *out);
	/* Are letters text just now? Then Hangul is not mapped to keys. */
	bool (*is_typing)(const void *state);
	/* The model has changed: keep the cursor on its case. */
	void (*follow)(void *state, const struct desk_model *m);
	/* Where the cursor is, by id, and putting it back there; NULL: it has
	 * none that is worth coming back to. */
	int64_t (*cursor)(const void *state, const struct desk_model *m);
	void (*seek)(void *state, const struct desk_model *m, int64_t id);
	bool is_place;		/* going back through screens comes by here */
	/* What is typed into it and not handed in is kept by the office: whether there
	 * is such a field, what is in them (appended), and filling them from it. NULL:
	 * nothing is kept. */
	bool (*takes_text)(const void *state);
	void (*write)(const void *state, struct buf *out);
	void (*read)(void *state, const char *content);
	/* Inserts text at the caret; goes out with another version of its case. */
	void (*insert)(void *state, const struct desk_model *m, const char *text);
	void (*revise)(void *state, int64_t version);
};

extern const struct view_ops view_queue;
extern const struct view_ops view_case;
extern const struct view_ops view_sent;
extern const struct view_ops view_handovers;	/* 이첩 현황 */
extern const struct view_ops view_unsorted;
extern const struct view_ops view_today;	/* 오늘 마감 */
extern const struct view_ops view_waits;	/* 대기 */
extern const struct view_ops view_consult;	/* 상담 */
extern const struct view_ops view_plan;		/* its hours, and what if */
extern const struct view_ops view_board;	/* 현황판 */
extern const struct view_ops view_call;	/* somebody calls: who, and about which case */
extern const struct view_ops view_sheet;	/* what to say then */
extern const struct view_ops view_side;	/* answers as submitted, as they are, as seen last */
extern const struct view_ops view_report;	/* a month of the office in figures */
extern const struct view_ops view_why;	/* the count of the due of the case looked at */
extern const struct view_ops view_raw;	/* what unsorted thing arg id was sent as */
extern const struct view_ops view_recent;	/* cases the clerk opened */
extern const struct view_ops view_answers;	/* 질의응답; arg text = asked, id = consultation */
extern const struct view_ops view_answers_pick;	/* the same, for the dialog below */
extern const struct view_ops view_questions;	/* those nobody could answer */
extern const struct view_ops view_rules;	/* rules that act by themselves */
extern const struct view_ops view_saved;	/* lists kept by name */
extern const struct view_ops view_batch;	/* what came of an op on all marked cases */
extern const struct view_ops view_batches;	/* bulk work */
extern const struct view_ops view_batch_items;	/* the cases of batch arg id */
extern const struct view_ops view_calendar;	/* the next days off, and outages */
extern const struct view_ops view_letters;	/* letters that cases owe */
extern const struct view_ops view_letter;	/* letter arg id, as it would be sent */
extern const struct view_ops view_releases;	/* releases of forms */
extern const struct view_ops view_release;	/* what release arg id changed */
extern const struct view_ops view_needs;	/* needs of central systems, joint tasks */
extern const struct view_ops view_need;	/* need arg id, whole */
extern const struct view_ops view_reconcile;	/* what channels and we have */
extern const struct view_ops view_reconcile_cases;	/* behind number arg id of channel arg text,
					 * region arg number */
extern const struct view_ops view_package;	/* what a hand-over sends, to be confirmed */
extern const struct view_ops view_moves;	/* what an outage would move, to be confirmed */
extern const struct view_ops view_scratches;	/* what is half typed */
extern const struct view_ops view_snippets;	/* texts to insert into the dialog below */
extern const struct view_ops view_service;	/* which service is applied for */
extern const struct view_ops view_entry;	/* model.entry, being typed */
extern const struct view_ops view_help;
extern const struct view_ops view_dialog;	/* one action's questions; arg action, id … */
extern const struct view_ops view_prompt;	/* filter or command line */

#define VIEW_DEPTH 8

struct view_level {
	const struct view_ops *ops;
	void *state;		/* owned */
	struct view_arg arg;	/* its number and text are not kept */
};

/* The views on screen, bottom first. What was typed into a dialog is not kept
 * here: the office has it (console/desk/tui_scratch.c). */
struct view_stack {
	struct view_level levels[VIEW_DEPTH];
	int depth;
	struct view_level gone;	/* the last one popped, while its intent is read */
};

void view_stack_release(struct view_stack *s);

/* Puts a view on top. arg may be NULL. A screen that is there already is revealed
 * instead; where many lie over the list the first of them gives way. A full
 * stack stays as it is. */
void view_stack_push(struct view_stack *s, const struct view_ops *ops,
    const struct desk_model *m, const struct view_arg *arg);

/* Takes the top view off; the bottom one stays. */
void view_stack_pop(struct view_stack *s);

/* The view on top; NULL if empty. */
const struct view_ops *view_stack_top(const struct view_stack *s);

/* Takes off what lies above that view, if it is there. */
void view_stack_reveal(struct view_stack *s, const struct view_ops *ops);

/* Is that view anywhere on the stack? */
bool view_stack_has(const struct view_stack *s, const struct view_ops *ops);

/* The dialog's op is done: take the dialog off and forget what was typed. */
void view_stack_done(struct view_stack *s);

/* The dialog's op met a newer version, and the clerk has been told: the next
 * try goes out with this one. */
void view_stack_revise(struct view_stack *s, int64_t version);

/* The keys to give to view_stack_key one by one: Hangul mapped to the key row
 * unless the top view takes text. Returns how many. */
size_t view_stack_keys(const struct view_stack *s, struct key key, struct key out[KEY_EXPAND_MAX]);

/* Gives the key to the top view, pushes and pops what it asks for, and
 * returns what is left for the console to do. */
struct intent view_stack_key(struct view_stack *s, const struct desk_model *m, struct key key);

/* Tells every view that the model has changed. */
void view_stack_follow(struct view_stack *s, const struct desk_model *m);

/* Draws the topmost full view and the overlays above it. The grid must have
 * the model's screen size. */
void view_stack_draw(const struct view_stack *s, const struct desk_model *m, struct grid *g);

/* Moves the queue's cursor to the next (by 1) or previous (-1) case of the one
 * that is open, in the order and filter that the list has now. INTENT_OPEN with
 * that case; INTENT_ROWS where it is still to be read (the cursor moves with
 * view_stack_follow); INTENT_NONE at the list's end. */
struct intent view_stack_step(struct view_stack *s, const struct desk_model *m, int by);

/* The topmost full view that one comes back to; NULL if there is none. */
const struct view_ops *view_stack_place(const struct view_stack *s);

/* The cursor of a view on the stack, 0 where it has none, and putting it back. */
int64_t view_stack_cursor(const struct view_stack *s, const struct desk_model *m,
    const struct view_ops *ops);
void view_stack_seek(struct view_stack *s, const struct desk_model *m, const struct view_ops *ops,
    int64_t id);

/* The case the clerk is looking at (the open one, else the selected one); 0 =
 * none. */
int64_t view_stack_case(const struct view_stack *s, const struct desk_model *m);

#endif
