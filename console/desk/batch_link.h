/* SPDX-License-Identifier: ISC */
/*
 * batch_link: a batch as the desk asks for it: its list handed over, its parts
 * done one after the other, the office found again where it went away. Knows
 * the wire; not how anything is shown.
 */
#ifndef DESK_BATCH_LINK_H
#define DESK_BATCH_LINK_H

#include "console/desk/bulk.h"
#include "console/desk/link.h"

struct batch_making {
	const char *key;	/* the same list under it again is the same batch */
	const char *source;	/* file, stdin, query */
	bool is_whole;
};

/* Hands a list over and has it frozen, or finds that it was before. */
MUST_USE enum rc batch_make(struct link *link, const struct bulk_list *list,
    const struct batch_making *making, struct batch_row *out, struct err *e);

/* stop, retry or undo; out is the batch as it is then, of undo the new one. */
MUST_USE enum rc batch_change(struct link *link, int64_t id, const char *what,
    struct batch_row *out, struct err *e);

/* A part of a batch on its way: what is told of each item, in order. */
typedef void (*batch_taker)(void *arg, const struct batch_item_row *row);

/* Goes through a batch from its first item to its last and gives each to take,
 * once, in order, when it is durable. how is MESSAGE_BATCH_RUN (does it, or with
 * is_dry_run tries it) or MESSAGE_BATCH_SHOW. The office is at the next part while
 * one is given. After each goes_on is asked with the batch as it was then (NULL:
 * always): where it says no, the next one is given too, and then RC_AGAIN. out is
 * the batch as it was told last. */
MUST_USE enum rc batch_go(struct link *link, enum message how, int64_t id, bool is_dry_run,
    batch_taker take, bool (*goes_on)(void *arg, const struct batch_row *row, int64_t at),
    void *arg, struct batch_row *out, struct err *e);

#endif
