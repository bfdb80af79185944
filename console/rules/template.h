/* SPDX-License-Identifier: ISC */
/*
 * template: texts with {{variables}} and what becomes of them. A variable is a
 * row of one table, with a type; a particle pair behind it ({{이/가}}) becomes
 * the one that its last sound wants. Pure. What is unknown or has no value
 * blocks the whole text and is named with its place.
 */
#ifndef RULES_TEMPLATE_H
#define RULES_TEMPLATE_H

#include "storage/base.h"
#include "storage/catalogue.h"
#include "storage/record.h"

enum template_variable {
	VARIABLE_TITLE,
	VARIABLE_LAW,
	VARIABLE_APPLICANT,
	VARIABLE_SERVICE,
	VARIABLE_RECEIPT_NO,
	VARIABLE_RECEIVED_DAY,
	VARIABLE_ELAPSED_DAYS,
	VARIABLE_STATE,
	VARIABLE_DUE_AT,
	VARIABLE_OLD_DUE_AT,
	VARIABLE_LATE,
	VARIABLE_REASON,
	VARIABLE_REASON_LAW,
	VARIABLE_REASON_TEXT,
	VARIABLE_ASSIGNEE,
	VARIABLE_ASSIGNEE_DEPARTMENT,
	VARIABLE_OFFICER,
	VARIABLE_DEPARTMENT,
	VARIABLE_CONTACT,
	VARIABLE_OFFICE,
	VARIABLE_TODAY,
	VARIABLE__COUNT
};

enum template_type {
	TYPE_TEXT,
	TYPE_INSTANT,	/* 2026. 11. 23. 14:30 */
	TYPE_DAY,	/* 2026. 11. 23. */
	TYPE_NUMBER
};

struct template_variable_info {
	const char *name;	/* as it stands in a template */
	enum template_type type;
};
extern const struct template_variable_info template_variable_table[VARIABLE__COUNT];

/* What a variable stands for. Zeroed: it has no value. An instant of 0 is none
 * either, nor is a text "". An instant may have a text instead: that there is
 * none. */
struct template_values {
	const char *text[VARIABLE__COUNT];	/* borrowed */
	int64_t number[VARIABLE__COUNT];	/* instant, or the number */
	struct day day[VARIABLE__COUNT];
	bool has[VARIABLE__COUNT];
};
void template_set_text(struct template_values *v, enum template_variable which,
    const char *text);
void template_set_instant(struct template_values *v, enum template_variable which, int64_t at);
void template_set_day(struct template_values *v, enum template_variable which, struct day day);
void template_set_number(struct template_values *v, enum template_variable which,
    int64_t number);

/* Where and why a text is blocked. */
enum template_why {
	TEMPLATE_WELL,
	TEMPLATE_UNKNOWN,	/* no variable has that name */
	TEMPLATE_NO_VALUE,	/* it has none here */
	TEMPLATE_OPEN,		/* "{{" without "}}" */
	TEMPLATE_PARTICLE	/* a pair of particles behind nothing */
};
struct template_fault {
	enum template_why why;
	char name[48];
	int line, column;	/* from 1; column in characters */
};

/* Appends the text with its variables filled in. False, with out as it was and
 * fault set, where it is blocked. */
bool template_render(struct buf *out, const char *text, const struct template_values *values,
    struct template_fault *fault);

/* Whether every name in a text is known: for those who write templates. */
bool template_check(const char *text, struct template_fault *fault);

/* "{{contact}} (9:12)", line and column: the detail of a refusal, in no
 * language. */
void template_fault_format(const struct template_fault *fault, char to[96]);

/* The template of that name; NULL if there is none. */
const struct text_template *template_find(const char *name);

#endif
