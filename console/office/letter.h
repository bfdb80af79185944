/* SPDX-License-Identifier: ISC */
/*
 * letter: the letters that cases owe, as the office finds, shows and sends
 * them.
 */
#ifndef OFFICE_LETTER_H
#define OFFICE_LETTER_H

#include "console/office/office.h"
#include "console/rules/template.h"

/* What every letter about a case says: case, dates, who signs. The values
 * borrow from c, who and words. */
struct letter_words {
	char service[128], state[32], number[80];
};
void letter_values(struct template_values *v, struct letter_words *words,
    const struct case_record *c, const struct staff_record *who, int64_t now_at);

/* Appends the body of a notice in the relay's contract: {service_request_id,
 * kind, text, officer}. */
void letter_notice_body(struct buf *out, const struct case_record *c,
    const struct staff_record *who, const char *kind, const char *text);

#endif
