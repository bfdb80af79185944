/* SPDX-License-Identifier: ISC */
/*
 * schema: JSON Schema 2020-12. Compiled once, it judges many documents and says
 * of each fault where in the document it is, which keyword of the schema found
 * it, and in a sentence what is wanted. Keywords it does not know, x- ones among
 * them, say nothing. Pure: schemas that refer to others ask the caller for them.
 */
#ifndef RULES_SCHEMA_H
#define RULES_SCHEMA_H

#include "storage/base.h"

struct cJSON;
struct schema;

#define SCHEMA_FAULTS_MAX 100

struct schema_options {
	const char *uri;	/* what the schema's own references start from; NULL = "" */
	/* The document that a reference to another URI means, or NULL. It must
	 * live as long as the schema. NULL: there are no others. */
	const struct cJSON *(*load)(void *arg, const char *uri);
	void *arg;
	bool asserts_formats;	/* else format is an annotation, as the draft has it */
};

/* One thing wrong with a document. */
struct schema_fault {
	char *instance;		/* JSON Pointer into the document; owned */
	char *schema;		/* URI and JSON Pointer of the keyword; owned */
	const char *keyword;	/* static */
	char *detail;		/* what it wants: a limit, a name; owned, may be "" */
};

struct schema_faults {
	struct schema_fault *list;	/* owned */
	size_t count;
	bool is_cut;		/* there were more than SCHEMA_FAULTS_MAX */
};

/* Compiles a schema. options may be NULL. schema must outlive *out, which the
 * caller frees. RC_INVALID says which keyword, where, is not what it must be,
 * or which reference leads nowhere. */
MUST_USE enum rc schema_compile(const struct cJSON *schema, const struct schema_options *options,
    struct schema **out, struct err *e);
void schema_free(struct schema *s);

/* Does the document fit? faults may be NULL: then the first fault ends it. The
 * caller releases them. A schema serves one caller at a time. */
bool schema_check(const struct schema *s, const struct cJSON *instance,
    struct schema_faults *faults);
void schema_faults_release(struct schema_faults *faults);

/* Appends what a fault's keyword wants, with its detail, as a sentence in the
 * reader's language, without where. */
void schema_fault_sentence(struct buf *out, const char *keyword, const char *detail);

#endif
