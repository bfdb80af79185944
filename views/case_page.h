/* SPDX-License-Identifier: ISC */
/*
 * case_page: the parts of a case as lines of a page: draft, answers, timeline,
 * and what can be done with it.
 */
#ifndef VIEWS_CASE_PAGE_H
#define VIEWS_CASE_PAGE_H

#include "views/page.h"
#include "views/view.h"

/* The office's word on an op; NULL if it said nothing. */
const struct allowed *case_allowed(const struct case_detail *c, enum op op);

/* The draft of a decision; nothing where there is none. */
void case_page_draft(struct page *p, const struct case_detail *c);

/* The answer that the cursor is on, and where it stands: its first line and its
 * last. */
struct answer_spot {
	const char *field;	/* its name; NULL = none */
	int first, last;
};

/* First what does not fit the form and what is marked, by name; then the answers
 * by section, in the form's order, what a region set marked. Fills the spot. */
void case_page_answers(struct page *p, const struct case_detail *c, struct answer_spot *spot);

void case_page_timeline(struct page *p, const struct case_detail *c);

/* What can be done, with its keys; then what cannot, once for each reason. */
void case_page_actions(struct page *p, const struct case_detail *c);

#endif
