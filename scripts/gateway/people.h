/* SPDX-License-Identifier: ISC */
/*
 * people: persons who do not exist, for practice, tests and load. Names follow
 * the frequencies of Korean surnames and the fashion of the year of birth.
 * Nobody real can be hit: mobile numbers begin with 010-0 and 010-1, which are
 * not given to subscribers, and resident numbers fail their check digit.
 */
#ifndef GATEWAY_PEOPLE_H
#define GATEWAY_PEOPLE_H

#include "scripts/gateway/draw.h"

/* One made-up person. Plain data, owns nothing. */
struct person {
	char name[64];
	char phone[16];			/* 010-1234-5678 */
	int birth_year;
	char birth_date[16];		/* 1984-03-02 */
	char resident_number[16];	/* 840302-1234567 */
	bool is_woman;
	bool is_foreign;
};

/* Makes one grown-up person. serial makes the telephone number, so that two
 * persons of one run with different serials (below 20,000,000) never share
 * one. this_year is the year from which ages are counted. */
void person_make(struct draw *d, uint32_t serial, int this_year, struct person *out);

/* A full name of the given birth year, as person_make makes them; for family
 * members. surname is taken when it is not NULL. */
void person_name(struct draw *d, int birth_year, bool is_woman, const char *surname,
    char *to, size_t cap);

/* The surname of a Hangul name that person_name made, for a child's name. */
void person_surname(const char *name, char *to, size_t cap);

#endif
