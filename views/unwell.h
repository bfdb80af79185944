/* SPDX-License-Identifier: ISC */
/* unwell: which channel somebody should look at. */
#ifndef VIEWS_UNWELL_H
#define VIEWS_UNWELL_H

#include "views/model.h"

/* A channel that is on, and failed or has not been heard for too long. */
bool unwell_channel(const struct desk_model *m, const struct channel_row *c);

/* The first such channel of the model; NULL if all are well or not yet read. */
const struct channel_row *unwell_first(const struct desk_model *m);

#endif
