/* SPDX-License-Identifier: ISC */
/*
 * gov24: answers of 정부24's list of public benefits (api.odcloud.kr/api/gov24/v3,
 * domain.md C3): an envelope with Korean field names. serviceList and
 * serviceDetail have the same shape with other members. Pure; knows no socket.
 */
#ifndef RULES_GOV24_H
#define RULES_GOV24_H

#include "storage/base.h"

#define GOV24_BYTES_MAX (8 * 1024 * 1024)
#define GOV24_LONG_MAX 2000	/* bytes of a long member that are kept … */
#define GOV24_SHORT_MAX 400	/* … and of a short one: an entry fits a frame */

/* What is read of a service, in the order of the table in gov24.c. */
enum gov24_member {
	GOV24_ID,
	GOV24_NAME,
	GOV24_AGENCY,
	GOV24_DEPARTMENT,
	GOV24_TARGET,
	GOV24_SUPPORT,
	GOV24_HOW,
	GOV24_WHERE,
	GOV24_DEADLINE,
	GOV24_DOCUMENTS,
	GOV24_LAW,
	GOV24_CONTACT,
	GOV24_URL,
	GOV24_CHANGED,
	GOV24__COUNT
};

/* The member's key as the API has it, and as entries have it. */
const char *gov24_member_ko(enum gov24_member member);
const char *gov24_member_key(enum gov24_member member);

/* What an answer says of itself. */
struct gov24_totals {
	int64_t page, per_page, total;
	size_t read;		/* services in it */
	size_t left_out;	/* rows without id or name */
};

/* Reads one answer and gives each service's members ("" = not there), NFC and
 * cut; they live during the call. RC_INVALID names what is
 * wrong: no JSON, an error of the gateway's, no such envelope. */
MUST_USE enum rc gov24_read(const char *bytes, size_t len,
    void (*each)(void *arg, const char *const members[GOV24__COUNT]), void *arg,
    struct gov24_totals *totals, struct err *e);

/* A service as one JSON object, and back. Reading gives false where it is none of
 * ours; members point into json, which the caller deletes. */
struct cJSON;
void gov24_entry_write(struct buf *out, const char *const members[GOV24__COUNT]);
bool gov24_entry_read(const struct cJSON *json, const char *members[GOV24__COUNT]);

/* Entries of one answer in JSON arrays of at most max bytes each, ready to travel.
 * Zeroed is none; the caller releases. */
struct gov24_parcels {
	struct buf *list;	/* owned */
	size_t count;
	size_t max;
};
void gov24_parcels_add(void *parcels, const char *const members[GOV24__COUNT]);
void gov24_parcels_release(struct gov24_parcels *p);

/* The catalogue's service that one of the list is: by code, or by its name but for
 * blanks; NULL if it is none. */
struct service_info;
const struct service_info *gov24_match(const char *const members[GOV24__COUNT]);

/* Where the list and the catalogue say something else of the same service. was is
 * the catalogue's, is the list's; both live during the call. */
typedef void (*gov24_difference)(void *arg, enum gov24_member member, const char *was,
    const char *is);
size_t gov24_differences(const struct service_info *service,
    const char *const members[GOV24__COUNT], gov24_difference each, void *arg);

#endif
