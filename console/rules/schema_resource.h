/* SPDX-License-Identifier: ISC */
/*
 * schema_resource: the documents of a schema and what in them has a name of its
 * own: $id, $anchor, $dynamicAnchor.
 */
#ifndef RULES_SCHEMA_RESOURCE_H
#define RULES_SCHEMA_RESOURCE_H

#include "console/rules/schema_compile.h"

/* Takes in a document that was asked for by a URI, and every resource in it.
 * Returns that of the document itself. */
struct resource *resource_add(struct compiler *c, const struct cJSON *document, const char *uri);

/* The resource of a URI without fragment, loaded if it must be; NULL if there is
 * none. */
struct resource *resource_find(struct compiler *c, const char *uri);

/* The resource that begins at a place, else the one around it. */
struct resource *resource_at(const struct schema *s, const struct cJSON *at,
    struct resource *around);

void resources_free(struct resource *list);

#endif
