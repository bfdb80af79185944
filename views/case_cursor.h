/* SPDX-License-Identifier: ISC */
/*
 * case_cursor: the cursor on the answers of a case. Up and Down go from answer
 * to answer as long as there is one to go to on the screen, and line by line
 * where there is none, so that the whole case is read with the same two keys.
 */
#ifndef VIEWS_CASE_CURSOR_H
#define VIEWS_CASE_CURSOR_H

#include "views/case_page.h"
#include "views/chrome.h"

/* Where it is; zeroed is on the first answer. */
struct case_cursor {
	char field[64];		/* name of the answer; "" = the first */
	size_t index;		/* where that was */
};

/* The answer it is on; NULL where the case has none. */
const struct answer *case_cursor_answer(const struct case_cursor *c,
    const struct case_detail *d);

/* One page of rows lines, as it is moved through: measure writes the page's
 * lines and fills the spot of the answer that it names. */
struct case_paging {
	int rows;
	int lines;	/* of the whole page */
	void (*measure)(const struct desk_model *m, struct answer_spot *spot);
};

/* Moves by the action. False if it is no movement. */
bool case_cursor_move(struct case_cursor *c, struct scroll *scroll, const struct desk_model *m,
    const struct case_paging *paging, enum action action);

#endif
