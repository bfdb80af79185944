/* SPDX-License-Identifier: ISC */
/*
 * schema_compile: what the three files that compile a schema share: nodes and
 * references (schema_compile.c), documents and their URIs (schema_resource.c),
 * keywords (schema_keyword.c).
 */
#ifndef RULES_SCHEMA_COMPILE_H
#define RULES_SCHEMA_COMPILE_H

#include "console/rules/schema_inside.h"
#include "console/rules/uri.h"

/* A schema in the making. */
struct compiler {
	struct schema *schema;
	const struct schema_options *options;
	struct node *waiting;	/* made, but their keywords are not read yet */
	struct err *e;		/* never NULL */
};

/* The node of a place in a document; made where it is asked for first. */
struct node *compile_node(struct compiler *c, const struct cJSON *at, struct resource *resource,
    const char *pointer);

/* The node of what stands below a node: under a keyword, and in it under a
 * token (NULL = directly). */
struct node *compile_child(struct compiler *c, const struct node *n, const struct cJSON *at,
    const char *keyword, const char *token);

/* The node that a reference leads to, NULL (and e set) if nowhere. *anchor: the
 * dynamic anchor that it names, or NULL. */
struct node *compile_reference(struct compiler *c, const struct node *n, const char *keyword,
    const char *reference, const char **anchor);

/* Sets e to what is wrong with a keyword of the node. */
enum rc compile_fault(struct compiler *c, const struct node *n, const char *keyword,
    const char *why);

/* Reads the keywords of an object schema into its checks. */
enum rc compile_keywords(struct compiler *c, struct node *n);

#endif
