/* SPDX-License-Identifier: ISC */
/*
 * plot: what stands in a feed between the applications from the beginning:
 * changes and withdrawals some events after their application, releases of
 * forms and holidays at even distances.
 */
#ifndef GATEWAY_PLOT_H
#define GATEWAY_PLOT_H

#include "scripts/gateway/applications.h"
#include "scripts/gateway/play.h"
#include "scripts/gateway/store.h"

struct plot;

/* store and play are the caller's and outlive the plot; count is how many
 * applications will come. */
struct plot *plot_new(struct store *store, const struct play *play, int64_t count);
void plot_free(struct plot *p);

/* Adds the application to its feed, with what belongs to it, and after it what
 * is due by then. */
MUST_USE enum rc plot_application(struct plot *p, const struct application *app, struct err *e);

/* Adds what is still to come. */
MUST_USE enum rc plot_end(struct plot *p, struct err *e);

#endif
