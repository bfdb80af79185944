/* SPDX-License-Identifier: ISC */
/*
 * figures: what the board and the day have in common: how a number reads, and
 * what Enter on it opens.
 */
#ifndef VIEWS_FIGURES_H
#define VIEWS_FIGURES_H

#include "views/view.h"

/* Appends the count; "1000+" where counting stopped. */
void figures_count(struct buf *out, const struct figure_row *row);

/* Red where somebody has to act, dim where there is nothing, else plain. */
enum style figures_style(const struct figure_row *row);

/* Opens the list that the figure counts. */
struct intent figures_open(const struct figure_row *row);

#endif
