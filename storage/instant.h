/* SPDX-License-Identifier: ISC */
/*
 * instant: instants and civil days as text and numbers, in Korean time. Pure:
 * no clock, no locale, no mktime (Seoul's calendar has missing midnights).
 */
#ifndef STORAGE_INSTANT_H
#define STORAGE_INSTANT_H

#include "storage/base.h"
#include "storage/record.h"

#define KOREA_OFFSET_SEC (9 * 3600)

/* A civil instant taken apart. */
struct civil {
	int year, month, day;
	int hour, minute, second;
	int weekday;	/* 0 Sunday … 6 Saturday */
};

/* Proleptic Gregorian day number, and back. day_make returns false where the
 * date does not exist (2026-02-30). */
bool day_make(int year, int month, int day, struct day *out);
void day_split(struct day d, int *year, int *month, int *day);
int day_weekday(struct day d);	/* 0 Sunday … 6 Saturday */

/* Parses YYYY-MM-DD (whole string). */
bool day_parse(const char *s, struct day *out);
void day_format(struct day d, char to[16]);	/* 2026-11-23 */

/* The Korean day and second of day of an instant, and back. */
void instant_split(int64_t at, struct day *d, int32_t *second_of_day);
int64_t instant_make(struct day d, int32_t second_of_day);
void instant_civil(int64_t at, struct civil *c);

/* RFC 3339 with an offset or Z, to the second (fractions are dropped). Also
 * YYYY-MM-DDTHH:MM[:SS] and YYYY-MM-DD HH:MM, read as Korean time. */
bool instant_parse(const char *s, int64_t *at);

/* 2026-11-23T14:30:00+09:00, "" for 0 */
void instant_format(int64_t at, char to[32]);

/* The way official documents write it: 2026. 11. 23. 14:30, "" for 0 */
void instant_format_official(int64_t at, char to[32]);

#endif
