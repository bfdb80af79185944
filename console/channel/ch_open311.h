/* SPDX-License-Identifier: ISC */
/*
 * ch_open311: Open311 GeoReport v2 as bytes: what to ask, and what the answers
 * mean. It opens no socket, reads no clock and decides nothing about services;
 * the office does. GeoReport does not publish who reported something.
 */
#ifndef CHANNEL_CH_OPEN311_H
#define CHANNEL_CH_OPEN311_H

#include "console/wire/messages.h"
#include "storage/base.h"

/* A server gives 90 days at most, and the first 1000 requests of them. */
#define OPEN311_SPAN_SEC ((int64_t)90 * 24 * 60 * 60)
#define OPEN311_PAGE_ITEMS 1000

/* The applicant of a request. */
#define OPEN311_APPLICANT "이름 비공개"

/* Appends the path and query, below the channel's base, of the open requests
 * made from the instant from to the instant to, both included. */
void open311_requests_path(struct buf *out, const char *region, int64_t from_at, int64_t to_at);
void open311_services_path(struct buf *out, const char *region);

/* The requests of an answer, in its order. */
struct open311_page {
	struct wire_intake_item *items;	/* owned; each raw points into its bytes */
	struct buf *bytes;		/* owned: what each is known by */
	size_t count;
};

/* Takes an answer apart and judges each request: what is wrong with one is its
 * fault and hides no other. What each is known by is what the reporter handed
 * over, without the state and the dates that the server changes later. False
 * when the answer is no array. The caller releases out. */
MUST_USE bool open311_page_read(const char *body, size_t len, const char *region,
    struct open311_page *out);
void open311_page_release(struct open311_page *p);

/* Counts the services of an answer, and those whose code we know. False when
 * it is no array. */
MUST_USE bool open311_services_read(const char *body, size_t len, int *count, int *known);

#endif
