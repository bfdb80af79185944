/* SPDX-License-Identifier: ISC */
/*
 * arrival: one thing that a channel handed over, on its way into the store: a
 * new case, something about a known case, a duplicate, or 미분류. Nothing that
 * sync said of it is believed.
 */
#ifndef OFFICE_ARRIVAL_H
#define OFFICE_ARRIVAL_H

#include "console/office/office.h"

#define KIND_CREATED "created"
#define KIND_UPDATED "request.updated"
#define KIND_FORM "form.published"
#define KIND_HOLIDAY "holiday.published"

struct arrival {
	struct request *r;
	const struct wire_intake_begin *begin;
	struct wire_intake_item item;	/* texts cut and redacted */
	struct buf raw;			/* the whole element, redacted */
	struct buf data;		/* what was handed over, redacted */
	struct buf answers;		/* the form's answers, redacted */
	size_t numbers_cut;
	char raw_hash[65];
	char data_hash[65];
	char office[12];
	char part[12];			/* which part of a split region a clerk says it is for */
	int64_t form_kept_id;		/* the form that a new case is pinned to */
	struct verdict fault;		/* why it becomes 미분류 */
	bool is_by_hand;		/* a clerk looked at it and tries again */
};

/* Cuts resident numbers everywhere, judges, and takes fingerprints of what is
 * left. */
void arrival_prepare(struct arrival *a);

/* Judges what a clerk may have put right: kind, ids, region, service, name. */
void arrival_judge(struct arrival *a);

/* Notes why it cannot become a case; the first reason stays. */
void arrival_fault(struct arrival *a, enum reason reason, const char *detail);

/* Puts it where it belongs; *result is what the inbox keeps: case, event,
 * duplicate or unsorted. */
MUST_USE enum rc arrival_settle(struct arrival *a, const char **result, struct err *e);

/* Fills the texts of an item from what to_unsorted kept of it. */
MUST_USE enum rc arrival_item_read(const char *json, struct wire_intake_item *item,
    struct err *e);

void arrival_release(struct arrival *a);

#endif
