/* SPDX-License-Identifier: ISC */
/*
 * screen: what the loop, the acts and the command line of the screen share.
 * Included by tui.c and tui_*.c only.
 */
#ifndef DESK_SCREEN_H
#define DESK_SCREEN_H

#include "console/desk/feed.h"
#include "console/desk/settings.h"
#include "console/desk/tui_scratch.h"
#include "console/desk/verbs.h"
#include "views/view.h"

/* The op on its way. While its outcome is unknown it is kept, and goes out
 * again with its op-key when the office is back. */
struct screen_act {
	struct wire_act act;
	char *text, *reasons, *remedies;	/* owned; act borrows them … */
	char *proposal, *disclose, *attach, *precedents;	/* … and these */
	int64_t tag;		/* 0 = not on its way just now */
	bool is_active;
	bool is_from_dialog;
	bool opens_case;	/* when it is done, show the case */
};

/* What the command line knows, and what was typed there, oldest first. */
#define COMMAND_LINES_MAX 50
struct screen_words {
	struct command_word *words;	/* owned */
	size_t count;
	char *lines[COMMAND_LINES_MAX];	/* owned; in memory only: they may name people */
	size_t line_count;
};

/* What is done by hand, to one row after the other. Unlike an op it has no
 * key by which the office would know it again: it never goes out twice. */
struct screen_hand {
	enum by_hand hand;
	struct wire_change change;
	int64_t *ids;		/* owned: the rows still to do, and those done */
	size_t count, done;
	int64_t tag;		/* 0 = nothing is on its way */
	bool is_from_dialog;
};

/* One of the cases that an op is done to, as it was marked. */
struct batch_case {
	int64_t case_id, version;	/* 0 = the office finds it by its number */
	char number[80];
};

/* How far the office has the batch. */
enum batch_stage {
	BATCH_STAGE_BEGIN,	/* it is told that one comes */
	BATCH_STAGE_SEAL,	/* it has the list */
	BATCH_STAGE_PARTS,	/* it does it, part by part */
	BATCH_STAGE_CHANGE	/* it is asked to retry, take back or stop one */
};

/* An op on every marked case, or on those named in a command, as a batch of the
 * office; or a batch of its list that goes on. screen_act has the request on its
 * way. */
struct screen_batch {
	bool is_active;
	enum batch_stage stage;
	int64_t id;			/* the office's; 0 = not yet */
	char key[33];
	char what[12];			/* of a change: retry, undo, stop */
	int32_t part;			/* cases of the next part */
	struct batch_case *items;	/* owned, as the marks were at the start; NULL: of a
					 * batch that was there */
	size_t count, at;
	size_t done;
	struct batch_refusal *refusals;	/* owned; the model shows them until the next */
	size_t refused;
};

/* An outage on its way: first as a dry run whose moves are shown, then, when
 * the clerk confirms them, for good. */
struct screen_outage {
	struct wire_outage ask;
	struct buf moves;	/* as the model shows them */
	int64_t tag;		/* 0 = nothing is on its way */
	bool is_from_dialog;
};

/* Whole cases on their way into a file. */
struct screen_export {
	struct wire_export ask;
	int64_t tag;		/* 0 = nothing is on its way */
	int64_t cases;		/* so far */
	int fd;			/* while one is */
	char path[256];
	bool is_from_dialog;
};

/* A mark on an answer on its way, and the marks of a case that is not open. */
struct screen_flag {
	int64_t tag;		/* 0 = nothing is on its way */
	bool is_faults;
	char field[64];		/* that was asked about … */
	char title[160];	/* … and is marked now; "" = it is not */
	size_t count;		/* of all that are */
	int64_t ask_tag;
	struct buf items;	/* of the demand; owned */
};

/* The form that an editor asks, on its way and shown; and the new application that
 * is handed in. While its outcome is unknown it is kept, and goes out again with its
 * op-key when the office is back. */
struct screen_entry {
	int64_t tag;		/* of the form that is asked for; 0 = none is */
	struct wire_entry ask;
	struct buf pieces;	/* of it, as they come */
	struct entry_form form;	/* shown */
	struct wire_new sent;
	struct buf json;	/* of the application; sent borrows it */
	int64_t sent_tag;	/* 0 = not on its way just now */
	bool is_sending;
	int64_t consult_id;	/* what is typed comes of that consultation; 0 = of none */
};

/* A change at the consultation desk on its way. It has an op-key: when the office
 * comes back it goes out again, and the first result comes. */
struct screen_consult {
	struct wire_consult ask;
	int64_t tag;		/* 0 = not on its way just now */
	bool is_active;
	bool is_from_dialog;
};

/* A waiting figure that was typed, on its way. */
struct screen_wait_set {
	struct wire_wait_set ask;
	int64_t tag;		/* 0 = none is */
	bool is_from_dialog;
};

/* One screen the clerk has looked at. */
struct screen_place {
	const struct view_ops *view;
	int64_t case_id;	/* that is open in it; 0 = none */
	char query[1024];	/* of the list under it, with its order and cursor */
	enum queue_sort sort;
	int64_t queue_cursor;
	int64_t cursor;		/* of the view itself */
};

#define PLACES_MAX 32

/* The way through the screens, oldest first. */
struct screen_history {
	struct screen_place *places;	/* owned */
	int count, at;
	bool is_waiting;	/* the case of the place gone to is still to come */
};

/* The texts that can be inserted: shown, and on their way. All owned. */
struct screen_snippets {
	struct snippet_row *rows, *fresh;
	char **texts, **fresh_texts;
	size_t count, fresh_count;
	int64_t tag;		/* 0 = none are on their way */
};

/* What is half typed: the list that is shown, and the one on its way. Owned. */
struct screen_scratches {
	struct scratch_row *rows, *fresh;
	size_t fresh_count;
	int64_t tag, drop_tag;	/* 0 = nothing is on its way */
	bool is_on_top;		/* its view was, after the last key */
};

/* The bytes of a hand-over that would be sent; tag 0 = they are not on their way. */
struct screen_package {
	int64_t tag;
	struct buf body;	/* owned */
};

/* A change or a trial of a rule on its way; tag 0 = none. */
struct rules_under_way {
	int64_t tag;
	bool is_test;
	bool is_gone;			/* it removes the rule */
	struct wire_rule_ask ask;	/* a trial: whose, and where it goes on */
	int64_t seen, hits, refused, past;
};

struct screen {
	struct call *call;
	struct settings settings;
	struct link *link;	/* the call's */
	struct feed feed;
	struct view_stack stack;
	struct grid grid;
	struct screen_act act;
	struct screen_hand hand;
	struct screen_batch batch;
	struct screen_outage outage;
	struct screen_export export;
	struct screen_entry entry;
	struct screen_flag flag;
	struct screen_consult consult;
	struct screen_wait_set wait_set;
	struct screen_history history;
	struct screen_words words;
	struct screen_package package;
	struct rules_under_way rules;
	int64_t answer_tag;	/* of a change of answers or questions; 0 = none is on its way */
	bool is_answer_quiet;	/* it only counts, and nothing is said of it */
	int64_t saved_tag;	/* of a change of a saved view; 0 = none is on its way */
	int64_t need_tag;	/* of a change of a need or a joint task */
	bool is_saved_gone;	/* … which deletes it */
	char saved_wanted[64];	/* the view to show when they are read; "" = none */
	int64_t step_from;	/* the case to step from when its neighbour is read; 0 = none */
	struct screen_scratch scratch;
	struct screen_snippets snippets;
	struct screen_scratches scratches;
	struct buf message;
	int64_t revise_case_id;	/* its dialog waits for the newer version */
	int64_t hold_until_ms;	/* keys wait for what was asked for; 0 = they do not */
	int64_t retry_at_ms;	/* when to look for the office again */
	int retry_wait_ms;
	int signal_fd;
	int exit_status;
	bool is_over;
	bool needs_draw;
};

/* Waits for keys, the office and signals until the clerk leaves. */
void screen_loop(struct screen *s);

/* Asks the terminal for its size and fits everything to it. */
void screen_measure(struct screen *s);

/* Gives the terminal back while the clerk is in the shell. */
void screen_suspend(struct screen *s);

/* One line for the clerk, until the next key. */
void screen_say(struct screen *s, enum style style, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* An answer was not the one hoped for: says why, which is what is in *e if reading it
 * failed, else the office's error or refusal in the frame, which *e then holds. */
void screen_say_told(struct screen *s, const struct wire_frame *frame, struct err *e);

/* What was asked for is done. If its text came from a dialog (is_from_dialog) and that
 * is still on top, it closes and the text is forgotten. */
void screen_dialog_done(struct screen *s, bool is_from_dialog);

/* The open case has come: shows it. */
void screen_show_case(struct screen *s);

/* Does what a view asked for. */
void screen_run(struct screen *s, const struct intent *intent);

/* Starts the op that the intent describes; says why not if it cannot. */
void screen_act_start(struct screen *s, const struct intent *intent);

/* The same op from the command line of the screen: on the cases that options
 * name, as the shell does it; else on the marks or the case looked at. */
void screen_act_start_typed(struct screen *s, enum op op, const struct options *options);

/* Sends the op on its way again, after the office came back. */
void screen_act_resend(struct screen *s);

/* Takes the answer to the op; false if the frame is none. */
bool screen_act_take(struct screen *s, const struct wire_frame *frame);
void screen_act_release(struct screen_act *a);

/* Gives the op on its way another case, with a fresh op-key; sends nothing. */
void screen_act_aim(struct screen *s, int64_t case_id, int64_t version);
void screen_act_aim_number(struct screen *s, const char *number);

/* Begins with the first marked case; the op stands in s->act. */
void screen_batch_start(struct screen *s);

/* Begins with the first of the cases named; the op stands in s->act. */
void screen_batch_start_named(struct screen *s, const struct options *named);

/* Sends again what has no answer yet. */
void screen_batch_resend(struct screen *s);

/* What the list of batches was asked to do to one. */
void screen_batch_change(struct screen *s, int64_t id, enum action action);

/* Says how far it is. */
void screen_batch_say(struct screen *s);

/* No more after the case that is on its way; its answer is awaited. */
void screen_batch_stop(struct screen *s);

/* A frame of the answer; then the next request. */
void screen_batch_take(struct screen *s, const struct wire_frame *frame);
void screen_batch_release(struct screen_batch *b);

/* Opens the next or previous case of the list; again when rows have come. */
void screen_step(struct screen *s, int by);
void screen_step_on(struct screen *s);

/* Sends the op that was prepared. */
void screen_act_send(struct screen *s);

/* Asks what the prepared hand-over would send; shown, it waits for F2. Confirm says
 * whether a package was what is confirmed. */
void screen_package_ask(struct screen *s);
bool screen_package_take(struct screen *s, const struct wire_frame *frame);
bool screen_package_confirm(struct screen *s);

/* Changes a rule that acts by itself, or tries one, as a command line says. */
void screen_rules_run(struct screen *s, const char *verb, const struct options *options);
bool screen_rules_take(struct screen *s, const struct wire_frame *frame);

/* Shows the list as a saved view has it. */
void screen_saved_use(struct screen *s, int64_t id);

/* The same by its name: reads the saved views first, and screen_saved_on goes on
 * when they are there; is_read is false where they could not be. */
void screen_saved_named(struct screen *s, const char *name);
void screen_saved_on(struct screen *s, bool is_read);

/* Keeps, renames or deletes one, as typed after the verb; what is not typed is
 * what the list has now. Takes the answer; false if the frame is none. */
void screen_saved_change(struct screen *s, const char *verb, const struct options *options);
bool screen_saved_take(struct screen *s, const struct wire_frame *frame);

/* Changes a need or a joint task, as typed after the verb. Takes the answer; false
 * if the frame is none. */
void screen_need_change(struct screen *s, const char *verb, const struct options *options);
bool screen_need_take(struct screen *s, const struct wire_frame *frame);

/* Questions and answers: notes that one was told or leaves a question, counts that one
 * was inserted, changes what a verb names. Takes the answer; false if the frame is
 * none. */
void screen_answer_note(struct screen *s, const struct intent *intent);
void screen_answer_inserted(struct screen *s, const char *key);
void screen_answer_change(struct screen *s, const char *verb, const struct options *options);
bool screen_answer_take(struct screen *s, const struct wire_frame *frame);

/* Keeps where the clerk is now, and goes back (-1) or forward (1) from there. */
void screen_history_note(struct screen *s);
void screen_travel(struct screen *s, int step);
void screen_history_release(struct screen_history *h);

/* Reads the list of what is half typed anew; throws one away; takes what comes
 * of it, false if the frame is none. */
void screen_scratches_load(struct screen *s);
void screen_scratches_forget(struct screen *s, int64_t id);
bool screen_scratches_take(struct screen *s, const struct wire_frame *frame);
void screen_scratches_release(struct screen_scratches *l);

/* Reads the snippets anew; takes them, false if the frame is none. */
void screen_snippets_load(struct screen *s);
bool screen_snippets_take(struct screen *s, const struct wire_frame *frame);
void screen_snippets_release(struct screen_snippets *n);

/* Reads what a view shows that came on top by itself. */
void screen_load(struct screen *s, const struct intent *intent);
void screen_move_rows(struct screen *s, enum rows_where where);

/* What the clerk does to marks. */
void screen_mark(struct screen *s, const struct intent *intent);

/* Everything that the filter holds has been marked. */
void screen_marked(struct screen *s);

/* Is something on its way? Then says so: only one thing is at a time, so that
 * the clerk always knows what a sentence is about. */
bool screen_is_busy(struct screen *s);

/* Starts what the intent describes; says why not if it cannot. */
void screen_hand_start(struct screen *s, const struct intent *intent);

/* The same from the command line of the screen, for all its operands. */
void screen_hand_start_typed(struct screen *s, enum by_hand hand, const struct options *options);

/* Takes the answer to it; false if the frame is none. */
bool screen_hand_take(struct screen *s, const struct wire_frame *frame);

/* The office is gone: whether it was done is in the list. False if nothing was
 * on its way. */
bool screen_hand_lost(struct screen *s);
void screen_hand_release(struct screen_hand *h);

/* Writes the whole cases of a query into a new file, for a reason; what a dialog says,
 * of the list. */
void screen_export_start(struct screen *s, const char *path, const char *reason,
    const char *query, bool is_from_dialog);
void screen_export_shown(struct screen *s, const struct intent *intent);

/* Takes a part of it; false if the frame is none. */
bool screen_export_take(struct screen *s, const struct wire_frame *frame);

/* The office is gone, or the screen ends: no part of it stays. */
void screen_export_lost(struct screen *s);

/* Asks what an outage would move, and shows it; says why not if it cannot. */
void screen_outage_start(struct screen *s, const struct intent *intent);
void screen_outage_start_typed(struct screen *s, enum by_hand hand,
    const struct options *options);

/* Asks for the form of a service, or (case_id) of a case with its answers, and opens
 * the editor when it has come. */
void screen_entry_open(struct screen *s, const char *service, int64_t case_id);

/* The same by what was typed behind `new`: a service, or nothing. */
void screen_entry_command(struct screen *s, const char *word);

/* Hands in the new application of the editor; again after the office came back. */
void screen_entry_send(struct screen *s, const struct intent *intent);
void screen_entry_resend(struct screen *s);

/* Takes an answer about either; false if the frame is none. */
bool screen_entry_take(struct screen *s, const struct wire_frame *frame);

/* The office is gone: what was asked for is asked again by the clerk. */
void screen_entry_lost(struct screen *s);
void screen_entry_release(struct screen_entry *e);

/* The clerk has seen the moves: do it. */
void screen_outage_confirm(struct screen *s);

/* Takes the answer; false if the frame is none. */
bool screen_outage_take(struct screen *s, const struct wire_frame *frame);

/* Marks answers, or takes marks away; the same as typed, on the case looked at
 * unless another one is named first. */
void screen_flag_start(struct screen *s, const struct intent *intent);
void screen_flag_start_typed(struct screen *s, const struct options *options);

/* Asks what is marked in the case of a dialog that was opened without it. */
void screen_flag_ask(struct screen *s, const struct view_arg *arg);

/* Takes the answer; false if the frame is none. */
bool screen_flag_take(struct screen *s, const struct wire_frame *frame);
void screen_flag_release(struct screen_flag *f);

/* Sends a waiting figure that was typed; says why not if it cannot. */
void screen_waits_start(struct screen *s, const struct intent *intent);
void screen_waits_start_typed(struct screen *s, const struct options *options);
bool screen_waits_take(struct screen *s, const struct wire_frame *frame);

/* Starts a change at the consultation desk; says why not if it cannot. */
void screen_consult_start(struct screen *s, const struct intent *intent);
void screen_consult_start_typed(struct screen *s, enum by_hand hand,
    const struct options *options);

/* Sends it again, after the office came back. */
void screen_consult_resend(struct screen *s);

/* Takes the answer; false if the frame is none. */
bool screen_consult_take(struct screen *s, const struct wire_frame *frame);

/* Gives an open dialog the newer version of its case, once it is known. */
void screen_revise(struct screen *s);

/* The row of a case in the model: the open case, or in the list; NULL if it is
 * in neither. */
const struct case_row *screen_case_row(const struct screen *s, int64_t case_id);

/* Gathers what the command line completes, in the current language; keeps what
 * was typed. */
void screen_words_init(struct screen *s);
void screen_words_keep(struct screen *s, const char *line);
void screen_words_release(struct screen_words *w);

/* Does the command line of the screen know a verb that is no op? */
bool screen_knows_verb(const char *name);

/* The row of a case in sight, by either of its numbers: open, marked or in the
 * list; NULL if there is none. */
const struct case_row *screen_find_row(const struct screen *s, const char *number);

/* Runs a line typed at the command prompt. */
void screen_command(struct screen *s, const char *line);

#endif
