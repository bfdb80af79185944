/* SPDX-License-Identifier: ISC */
/*
 * json_tree: the tree that the gate makes of a document while it judges it, in
 * one piece of memory, or a few where the document is dense. For the gate
 * alone, which knows how tokens follow each other.
 */
#ifndef RULES_JSON_TREE_H
#define RULES_JSON_TREE_H

#include "storage/base.h"

struct cJSON;
struct json_tree;

/* A tree without nodes, and a copy of the bytes with some NUL behind it. The
 * caller frees. */
struct json_tree *json_tree_new(const char *bytes, size_t len);
void json_tree_free(struct json_tree *t);

/* The copy, whose texts are the tree's once json_tree_text has ended them. */
char *json_tree_bytes(struct json_tree *t);

/* Adds a node of a cJSON type as the last below on, NULL = the root. The node
 * is the tree's. */
struct cJSON *json_tree_add(struct json_tree *t, struct cJSON *on, int type);

/* Makes a text of the inside of a string that the scanner passed: escapes are
 * read, and a NUL takes the place of the quote. */
char *json_tree_text(char *inside, size_t len, bool has_escape);

/* Gives a node the number that the scanner passed: len bytes, and something
 * that belongs to no number behind them. */
void json_tree_number(struct cJSON *node, const char *number, size_t len);

#endif
