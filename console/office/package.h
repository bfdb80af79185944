/* SPDX-License-Identifier: ISC */
/*
 * package: what a hand-over carries to another agency: the question, the desk's
 * proposal, a summary of the case, and of the form's answers, the attachments and
 * the precedents only what was chosen. What the kind may not disclose is refused
 * by name before anything is written.
 */
#ifndef OFFICE_PACKAGE_H
#define OFFICE_PACKAGE_H

#include "console/office/ops.h"
#include "console/rules/escalation.h"

/* Makes run->package, the whole body of the message, and sets run->escalation_kind
 * and run->handover_serial. Refuses with request_refuse. */
MUST_USE enum rc package_make(struct op_run *run, struct err *e);

#endif
