/* SPDX-License-Identifier: ISC */
/*
 * knowledge: what an entry of questions and answers (질의응답) must be: its layer,
 * region, key, validity, source and confidence, and who may maintain which layer.
 * Pure; how entries are found is rules/knowledge_rank.h.
 */
#ifndef RULES_KNOWLEDGE_H
#define RULES_KNOWLEDGE_H

#include "console/rules/policy.h"
#include "console/rules/verdict.h"
#include "storage/catalogue.h"
#include "storage/record_knowledge.h"

/* The stable name ("sigungu") and the label in the current language. */
const char *knowledge_layer_name(enum knowledge_layer layer);
const char *knowledge_layer_label(enum knowledge_layer layer);
bool knowledge_layer_find(const char *word, enum knowledge_layer *out);

/* Appends the labels of a set of KNOWLEDGE_BITs, the narrowest first, commas
 * between. */
void knowledge_layers_write(struct buf *out, int32_t layers);

/* How sure an entry is: verified and high, background, and 예시 for what has no
 * source. The label of a stored word; the word itself if it is none. */
bool knowledge_confidence_is_known(const char *word);
const char *knowledge_confidence_label(const char *word);

/* The label of a state of an entry, or of a question; the word itself if none. */
const char *knowledge_state_label(const char *state);

/* The part of a key that all layers share: what stands before '@'. */
size_t knowledge_key_len(const char *key);
bool knowledge_key_is_same(const char *a, const char *b);

/* The region that the end of a key names, by code or as it is said ("청송", "경북");
 * NULL where it names none, or two that are called so. */
const struct region_info *knowledge_key_region(const char *key);

/* A column of the file, in its order, and its name there. */
enum knowledge_column {
	KNOWLEDGE_KEY,
	KNOWLEDGE_LAYER,
	KNOWLEDGE_REGION,
	KNOWLEDGE_SERVICE,
	KNOWLEDGE_QUESTION,
	KNOWLEDGE_ANSWER,
	KNOWLEDGE_SOURCE,
	KNOWLEDGE_FROM,
	KNOWLEDGE_UNTIL,
	KNOWLEDGE_CONFIDENCE,
	KNOWLEDGE_COLUMN__COUNT
};
const char *knowledge_column_name(enum knowledge_column column);
bool knowledge_column_find(const char *name, enum knowledge_column *out);

/* What is wrong with an entry: where, and why as one sentence in the current
 * language. */
struct knowledge_fault {
	enum knowledge_column column;
	char why[200];
};

/* Makes a row of the cells of a line; its answer borrows the cell's text. False
 * with the first fault where it is none: a bad key, layer, region, service, day,
 * confidence, or a text that is missing or too long. An entry without a source is
 * 예시, whatever it says of itself. */
bool knowledge_row_read(const char *const cells[KNOWLEDGE_COLUMN__COUNT],
    struct knowledge_row *out, struct knowledge_fault *fault);

/* An entry that came with the program as a row. */
void knowledge_row_of(const struct knowledge_entry *entry, struct knowledge_row *out);

/* Does it hold on the day? Both ends are included. */
bool knowledge_is_expired(const struct knowledge_row *row, struct day today);
bool knowledge_is_early(const struct knowledge_row *row, struct day today);

/* Does an entry of that layer and region speak of what happens in the region? */
bool knowledge_is_for(enum knowledge_layer layer, const char *of, const char *region);

/* Does a reader of an office see what another one added ("" = the program)? Its
 * own; of others what they say for everybody: a ministry of the centre, a 시·도 of
 * its province. */
bool knowledge_is_seen(const char *owner, enum knowledge_layer layer, const char *region,
    const char *office);

/* May actor add, change or retire an entry of that layer and region? Supervisors,
 * of their own place: a 시군구 its region and its office, a 시·도 its province, a
 * ministry the centre. In practice a supervisor also what covers the own region. */
struct verdict knowledge_judge(const struct actor *actor, enum knowledge_layer layer,
    const char *region, bool is_practice);

/* The source as it stands behind an answer in a letter: "(근거: …)" with the region
 * and until when it holds, without where it was read ([…] at its end). Appended. */
void knowledge_cite(struct buf *out, const struct knowledge_row *row);

/* What is put into a reply: the answer, then its source on a line of its own. */
void knowledge_quote(struct buf *out, const struct knowledge_row *row);

#endif
