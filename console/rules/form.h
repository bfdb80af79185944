/* SPDX-License-Identifier: ISC */
/*
 * form: the form of a service in a region: central base, then the overlays of
 * 시·도, 시군구 in order, each an RFC 7396 merge patch, with the layer that set
 * each field. Pure.
 */
#ifndef RULES_FORM_H
#define RULES_FORM_H

#include "storage/base.h"
#include "storage/record.h"

struct cJSON;

/* How a value is masked for people who may not see it. */
enum field_mask {
	MASK_NONE,
	MASK_NAME,
	MASK_PHONE,
	MASK_ADDRESS,
	MASK_BIRTH,
	MASK_ACCOUNT,
	MASK_TEXT,	/* free text: names and numbers in it */
	MASK_HIDDEN,	/* nothing is known of it: nothing is shown */
	MASK__COUNT
};

struct form_field {
	char name[64];
	char title[160];
	char section[96];
	char layer[12];		/* "" central, else the region that set it */
	enum field_mask mask;
	int order;
	bool is_required;
};

struct form {
	char service[24];
	char region[12];
	char version[24];
	struct form_field *fields;	/* owned, in order */
	size_t field_count;
	struct cJSON *schema;		/* owned, the merged form; not changed any more */
	struct form_judge *judge;	/* what form_check keeps; owned with the schema by all
					 * that share it; NULL = nothing is kept */
};

/* Resolves the form of a service for a region. RC_NOT_FOUND where the
 * catalogue has no base form. The caller releases. */
MUST_USE enum rc form_resolve(const char *service, const char *region, struct form *out,
    struct err *e);
void form_release(struct form *f);

/* Another form with fields of its own, and the schema and what is compiled of it
 * shared with f: nothing is read or compiled again. Each is released for itself,
 * in any order. */
void form_share(const struct form *f, struct form *out);

/* The answers of a submitted form in the form's order: fields of the form
 * first (required ones that were left out too, empty), then what the form does
 * not know, by name. A list of persons or things that the form describes gives
 * one answer per entry and field ("members.1.name"), each with its own mask;
 * other nested values are written out as "key: value" lines. Nothing is masked
 * yet; the mask is in masks[i], MASK_HIDDEN for what the form does not know.
 * The caller releases each answer and frees both arrays. */
void form_answers(const struct form *f, const struct cJSON *attributes, struct answer **out,
    enum field_mask **masks, size_t *count);

/* The mask of a word in x-mask; MASK_NONE for NULL, and MASK_HIDDEN for a word
 * nobody knows. */
enum field_mask field_mask_parse(const char *word);

/* Appends value masked the way mask says. name and phone are the applicant's,
 * for free text. */
void field_mask_apply(struct buf *out, enum field_mask mask, const char *value, const char *name,
    const char *phone);

#endif
