/* SPDX-License-Identifier: ISC */
/*
 * limits: tells which limits of the law around a case apply to it now.
 */
#ifndef OFFICE_LIMITS_H
#define OFFICE_LIMITS_H

#include "console/office/office.h"

/* One limit frame each; known are the case's facts as loaded. */
MUST_USE enum rc limits_tell(struct request *r, const struct case_record *c,
    const struct case_facts *known, struct err *e);

#endif
