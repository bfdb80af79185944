/* SPDX-License-Identifier: ISC */
/*
 * call: 전화 왔어요. What a clerk types while somebody is on the telephone, what
 * it means, and why the person calls. Looking for a person by one thing alone
 * is a purpose of its own (전화 응대): by the end of a telephone number it needs
 * one of these reasons, and every look is recorded. Pure.
 */
#ifndef RULES_CALL_H
#define RULES_CALL_H

#include "storage/base.h"

/* Written in front of the reason in the access record. */
#define CALL_PURPOSE "전화 응대"

enum call_reason {
	CALL_PROGRESS,
	CALL_SUPPLEMENT,
	CALL_RESULT,
	CALL_CHANGE,
	CALL_COMPLAINT,
	CALL_OTHER,
	CALL_REASON__COUNT
};

/* One row per reason: its stable name, and what it is called. */
struct call_reason_info {
	const char *name;
	const char *label;	/* N_() */
};
extern const struct call_reason_info call_reasons[CALL_REASON__COUNT];

/* A reason by its name or its label; false if there is none. */
bool call_reason_find(const char *word, enum call_reason *out);

/* What was typed. */
enum call_kind {
	CALL_BY_NUMBER,		/* a receipt number, a channel's number or an id */
	CALL_BY_PHONE,		/* the last four digits, or a whole telephone number */
	CALL_BY_INITIALS,	/* 초성 of the whole name; two at least */
	CALL_BY_NAME		/* a whole name */
};

/* Tells what text is. key is what to compare with: the digits, the initials
 * (also where they were typed without Hangul: gre is ㅎㄱㄷ), the name without
 * blanks or the number. */
enum call_kind call_kind_of(const char *text, struct buf *key);

#endif
