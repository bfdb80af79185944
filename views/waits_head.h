/* SPDX-License-Identifier: ISC */
/*
 * waits_head: what stands above the rows of the waits: the office's own ways side by
 * side, whom to call while it is quiet, which part of the list this is, and the alert.
 */
#ifndef VIEWS_WAITS_HEAD_H
#define VIEWS_WAITS_HEAD_H

#include "views/model.h"
#include "views/page.h"

void waits_head_write(struct page *p, const struct desk_model *m);

#endif
