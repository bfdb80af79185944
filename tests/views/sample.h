/* SPDX-License-Identifier: ISC */
/* sample: the desk that the view tests look at, at a fixed instant. */
#ifndef TESTS_VIEWS_SAMPLE_H
#define TESTS_VIEWS_SAMPLE_H

#include "views/view.h"

#define SAMPLE_CASES 9
#define SAMPLE_BOARD 30
#define SAMPLE_TODAY 12
#define SAMPLE_WAITS 8

struct sample {
	struct case_row rows[SAMPLE_CASES];
	struct case_detail detail;
	struct handover_row handovers[4];
	struct outbox_row outbox[3];
	struct unsorted_row unsorted[2];
	struct buf why;
	struct saved_view saved[2];
	struct auto_rule rules[2];
	struct knowledge_row answers[4];
	struct question_row questions[2];
	struct recent_row recent[3];
	struct mark marks[3];
	struct batch_refusal refusals[2];
	struct call_sheet sheet;
	struct entry_form entry;
	char *items;		/* of the sheet */
	struct staff_row staff[3];
	struct channel_row channels[4];
	struct figure_row board[SAMPLE_BOARD];
	struct figure_row today[SAMPLE_TODAY];
	struct wait_row waits[SAMPLE_WAITS];
	struct desk_model model;	/* points into the rest */
};

/* Fills the sample in place (the model points into it): 23 November 2026,
 * 14:30, 청송군, officer 이민정, screen of rows x cols. */
void sample_init(struct sample *s, int rows, int cols);

/* Marks three cases: the first two and the fourth, which the filter hides; and
 * two refusals of an op on all of them. */
void sample_mark(struct sample *s);
/* Letters that are owed, one letter's text, outages, and what one would move. */
void sample_lists(struct sample *s);

/* Bulk work. */
void sample_batches(struct sample *s);

/* Three answers of the case do not fit the form. */
void sample_faults(struct sample *s);

/* Marks answers of the case, and changes some since they were submitted. */
void sample_changes(struct sample *s);

/* An editor's form: of a new application, or of a case whose answers are set right. */
void sample_entry(struct sample *s, bool is_case);
void sample_release(struct sample *s);

/* Chooses the language, with the translation of this build. */
void sample_language(const char *lang);

/* Presses the named keys, blank between, as the console's loop would. Returns
 * the last intent. */
struct intent sample_press(struct view_stack *stack, const struct desk_model *m,
    const char *keys);

/* Types text, one character a key. */
void sample_type(struct view_stack *stack, const struct desk_model *m, const char *text);

#endif
