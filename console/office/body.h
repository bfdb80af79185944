/* SPDX-License-Identifier: ISC */
/*
 * body: members of the JSON bodies that go to channels. Appends to an object
 * that was begun; knows no channel and no op.
 */
#ifndef OFFICE_BODY_H
#define OFFICE_BODY_H

#include "storage/store.h"

/* "name":"value", with the comma before it where one is needed. */
void body_member(struct buf *out, const char *name, const char *value);
void body_instant(struct buf *out, const char *name, int64_t at);

/* A JSON array of the lines of text; not as the first member. */
void body_lines(struct buf *out, const char *name, const char *lines);

/* Department, name and contact stand on every notice (Decree §31); not as the
 * first member. */
void body_officer(struct buf *out, const struct staff_record *who);

#endif
