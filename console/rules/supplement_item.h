/* SPDX-License-Identifier: ISC */
/*
 * supplement_item: what a demand to supplement (보완요구, Act §22) says of one
 * answer: the line that a clerk begins with and may change. Notices are Korean.
 * Pure.
 */
#ifndef RULES_SUPPLEMENT_ITEM_H
#define RULES_SUPPLEMENT_ITEM_H

#include "storage/base.h"
#include "storage/record.h"

/* Appends "title: what is to be done", on one line, by what the form says
 * against the answer, or, where it says nothing, by whether there is one. */
void supplement_item(struct buf *out, const struct answer *a);

/* Is a line of a demand about the answer of that title? The clerk may have
 * changed what stands behind the title. */
bool supplement_item_is_about(const char *line, size_t len, const char *title);

#endif
