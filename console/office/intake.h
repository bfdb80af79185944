/* SPDX-License-Identifier: ISC */
/*
 * intake: pages that sync hands in. A page is gathered in memory and put into
 * the store with its cursor in one transaction; nothing of it is trusted.
 */
#ifndef OFFICE_INTAKE_H
#define OFFICE_INTAKE_H

struct intake;

void intake_free(struct intake *p);	/* NULL is fine */

#endif
