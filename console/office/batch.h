/* SPDX-License-Identifier: ISC */
/*
 * batch: bulk work inside the office: lists of cases frozen in the store, done
 * a part at a time behind everybody else's requests, told, stopped, gone on
 * with and taken back. batch.c keeps the lists, batch_run.c does them,
 * batch_undo.c takes them back.
 */
#ifndef OFFICE_BATCH_H
#define OFFICE_BATCH_H

#include "console/office/ops.h"

/* The batch, if the asker may see it: his own, or as a supervisor or auditor of
 * its office. Refuses with REASON_UNKNOWN_BATCH. */
MUST_USE enum rc batch_find(struct request *r, int64_t id, struct batch_record *out,
    struct err *e);

/* The same, if the asker may go on with it: refuses with REASON_BATCH_OTHERS. */
MUST_USE enum rc batch_find_own(struct request *r, int64_t id, struct batch_record *out,
    struct err *e);

/* Tells the row, as the last frame of an answer or not. What nobody runs just
 * now reads as stopped. */
void batch_tell(struct request *r, const struct batch_record *b, bool is_end);

/* The session runs this batch (0 = none any more). */
void batch_live(struct office *office, struct session *s, int64_t id);

/* A session has ended: what it ran reads as stopped. */
void batch_gone(struct office *office, struct session *s);

/* The items of a part of a list, read before anything is done to them. */
struct batch_part {
	struct batch_item *items;	/* owned */
	size_t count, cap;
};
MUST_USE enum rc batch_part_read(struct office *office, int64_t id, int64_t after_no,
    int64_t to_no, struct batch_part *out, struct err *e);
void batch_part_release(struct batch_part *part);

/* Takes back what an item of another batch did; item is of the batch b, which
 * undoes that one. Refuses where rights, law or what happened since forbid it. */
MUST_USE enum rc batch_undo_item(struct request *r, const struct batch_record *b,
    struct batch_item *item, struct err *e);

/* Notes in the batch that is taken back how many items of it were by this part;
 * is_over says that this was the last part. */
MUST_USE enum rc batch_undo_note(struct request *r, const struct batch_record *b, int64_t undone,
    bool is_over, struct err *e);

/* Makes the batch that takes another one back; out is it, its list frozen. */
MUST_USE enum rc batch_undo_plan(struct request *r, const struct batch_record *of,
    struct batch_record *out, struct err *e);

/* A key of that beginning and number: 48 bytes at most. */
void batch_item_key(char key[72], const struct batch_record *b, int64_t no);

#endif
