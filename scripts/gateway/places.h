/* SPDX-License-Identifier: ISC */
/*
 * places: addresses in the four regions the reference relay serves, with their
 * real 읍·면·동, 리 and road names and made-up numbers.
 */
#ifndef GATEWAY_PLACES_H
#define GATEWAY_PLACES_H

#include "scripts/gateway/draw.h"

/* The regions, in the order of their codes. */
enum place {
	PLACE_SEODAEMUN,	/* 11410 서울특별시 서대문구 */
	PLACE_YUSEONG,		/* 30200 대전광역시 유성구 */
	PLACE_CHEONGSONG,	/* 47750 경상북도 청송군 */
	PLACE_YEONGYANG,	/* 47760 경상북도 영양군 */
	PLACE__COUNT
};

/* The 시군구 code of a place. */
const char *place_code(enum place place);

/* Writes an address in the place: a road address with its 동 (and often a
 * flat) in the two cities, a lot address (지번) in the two counties. */
void place_address(struct draw *d, enum place place, char *to, size_t cap);

/* Writes an address somewhere else in the country, for where people came
 * from. */
void place_elsewhere(struct draw *d, char *to, size_t cap);

#endif
