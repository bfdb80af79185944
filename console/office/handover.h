/* SPDX-License-Identifier: ISC */
/*
 * handover: hand-overs hop by hop, as this office keeps them. Each move sets by
 * when the next one must follow; what is not followed in time is late, and
 * somebody's work.
 */
#ifndef OFFICE_HANDOVER_H
#define OFFICE_HANDOVER_H

#include "console/office/office.h"
#include "console/rules/escalation.h"

/* Moves *row, a hand-over of c, to the hop to since at_at with what more is in m
 * (its id, hop and due are set here), and sets hop_due_at and bounces of c, which
 * the caller writes. Nothing happens, and *has_moved is false, where the hop does
 * not follow. */
MUST_USE enum rc handover_move(struct office *office, struct case_record *c,
    struct handover_row *row, enum hop to, int64_t at, struct handover_move *m, bool *has_moved,
    struct err *e);

/* The last hand-over of c moves to the hop to, if there is one and it may. */
MUST_USE enum rc handover_end(struct office *office, struct case_record *c, enum hop to,
    struct err *e);

/* The relay took the message, or another thing became of it: of a hand-over,
 * sent. Writes the case too. */
MUST_USE enum rc handover_sent(struct office *office, int64_t outbox_id, struct err *e);

/* A notice to the applicant of c that it was handed over; who signs. */
MUST_USE enum rc handover_notice(struct office *office, const struct case_record *c,
    const struct staff_record *who, const struct handover_row *row, int64_t event_id,
    struct err *e);

/* Reports to the asking office that what it handed over is in our store. */
MUST_USE enum rc handover_received(struct office *office, const struct case_record *c,
    int64_t event_id, struct err *e);

#endif
