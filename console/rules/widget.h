/* SPDX-License-Identifier: ISC */
/*
 * widget: how one field of a form is typed: what its values look like while they
 * are typed, and the JSON they become. Whatever is none of its kind stays as it was
 * typed, so that the form's own check says what is wrong and nothing is lost. Pure:
 * today is handed in.
 */
#ifndef RULES_WIDGET_H
#define RULES_WIDGET_H

#include "storage/base.h"
#include "storage/record.h"

struct cJSON;

enum widget {
	WIDGET_TEXT,
	WIDGET_PARAGRAPH,	/* several lines */
	WIDGET_DATE,
	WIDGET_TIME,		/* an instant; no field of a form has it */
	WIDGET_YES_NO,
	WIDGET_CHOICE,		/* one of the form's own words */
	WIDGET_NUMBER,
	WIDGET_MONEY,		/* won, shown in groups of three */
	WIDGET_PHONE,
	WIDGET_POSTCODE,
	WIDGET_ADDRESS,
	WIDGET_BIRTH,		/* where a form asks for a resident number: birth date and sex
				 * digit, no more (개인정보 보호법 §24의2) */
	WIDGET_LIST,		/* entries of fields of their own */
	WIDGET__COUNT
};

/* Digits of a resident number that may be typed: the date and the sex. */
#define BIRTH_DIGITS 7

/* What a property of a form is typed with: its x-widget, else its type, format,
 * mask and title. */
enum widget widget_of(const struct cJSON *property);

/* The i-th word of a choice; NULL after the last. */
const char *widget_choice(const struct cJSON *property, size_t i);

/* Appends typed as the field shows it once it is left: 20261123, 11.23 and "today"
 * become 2026-11-23, 1200000 becomes 1,200,000, telephone numbers get their
 * hyphens, a choice is found by its number or beginning. */
void widget_tidy(struct buf *out, enum widget w, const struct cJSON *property,
    const char *typed, struct day today);

/* Appends tidied text as JSON. property may be NULL for what no form has. */
void widget_json(struct buf *out, enum widget w, const struct cJSON *property,
    const char *tidied);

/* Appends a JSON value as it would have been typed; nothing for what cannot be. */
void widget_text(struct buf *out, enum widget w, const struct cJSON *value);

/* A day as people type it: 20261123, 2026-11-23, 261123, 11.23, today, 내일. A
 * year of two digits is the one that is not more than ten years ahead. False where
 * it is none. */
bool widget_day(const char *typed, struct day today, struct day *out);

/* An instant: such a day with 14:30 behind it, 14:30 alone (today), or what
 * instant_parse reads. */
bool widget_instant(const char *typed, int64_t now_at, int64_t *at);

#endif
