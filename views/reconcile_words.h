/* SPDX-License-Identifier: ISC */
/*
 * reconcile_words: spans and numbers of a reconciliation as people read them.
 */
#ifndef VIEWS_RECONCILE_WORDS_H
#define VIEWS_RECONCILE_WORDS_H

#include "console/rules/reconcile.h"
#include "storage/base.h"

/* "2h 5min", "3d 1h"; "-" for none. */
void reconcile_span_words(struct buf *out, int64_t sec);

/* How long receipts and acknowledgements took: the median and the worst. */
void reconcile_lag_words(struct buf *out, const struct reconcile_row *row);

/* The number behind a part. */
int64_t reconcile_number(const struct reconcile_row *row, enum reconcile_part part);

/* What the channel says, or why nothing is known of it. */
void reconcile_there_words(struct buf *out, const struct reconcile_row *row);

#endif
