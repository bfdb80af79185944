/* SPDX-License-Identifier: ISC */
/* door: where desks come in: the socket of the office. */
#ifndef OFFICE_DOOR_H
#define OFFICE_DOOR_H

#include "storage/base.h"

/* Opens the desk's door at path into *fd, which the caller closes, as he unlinks
 * the path: a socket that only this user and its group may open. RC_STORAGE where
 * it cannot be had; then *fd may be open all the same, or -1. */
MUST_USE enum rc door_open(const char *path, int *fd, struct err *e);

#endif
