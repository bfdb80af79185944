/* SPDX-License-Identifier: ISC */
/*
 * deemed: 수리간주. Some laws take silence for acceptance: when the period of
 * such a report lapses without acceptance or notice of an extension, it is
 * accepted from the next day on (식품위생법 §37⑬). The office records that by
 * itself, as an event. What the desk may do afterwards is in rules/policy.
 */
#ifndef OFFICE_DEEMED_H
#define OFFICE_DEEMED_H

#include "console/office/office.h"

/* Records every lapse up to the office's now, once a day and after changes of
 * due times; the first time, what it finds lapsed while the office was down. A
 * transaction of its own: nothing else is begun. */
void deemed_run(struct office *office);

#endif
