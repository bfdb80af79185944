/* SPDX-License-Identifier: ISC */
#include "console/rules/json_patch.h"

#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "console/rules/json_value.h"
#include "storage/text.h"

struct cJSON *
merge_patch(struct cJSON *target, const struct cJSON *patch)
{
	const struct cJSON *member;

	if (!cJSON_IsObject(patch)) {
		cJSON_Delete(target);
		return cJSON_Duplicate(patch, true);
	}
	if (!cJSON_IsObject(target)) {
		cJSON_Delete(target);
		target = cJSON_CreateObject();
	}
	cJSON_ArrayForEach(member, patch) {
		struct cJSON *old = cJSON_DetachItemFromObjectCaseSensitive(target, member->string);

		if (cJSON_IsNull(member))
			cJSON_Delete(old);
		else
			cJSON_AddItemToObject(target, member->string, merge_patch(old, member));
	}
	return target;
}

/* Splits a pointer into the value that holds its last token, and the token.
 * NULL where there is no such value. */
static struct cJSON *
holder_of(struct cJSON *root, const char *pointer, struct buf *token)
{
	const char *last = strrchr(pointer, '/');
	struct cJSON *holder;
	char *head;

	if (last == NULL || json_pointer_next(last, token) == NULL)
		return NULL;
	head = x_strndup(pointer, (size_t)(last - pointer));
	holder = json_pointer_find(root, head);
	free(head);
	return holder;
}

/* Debian's cJSON 1.7.15 refuses to insert between two elements, so what belongs
 * after the new one is put behind it again, one by one. */
static void
insert(struct cJSON *array, size_t index, struct cJSON *value)
{
	size_t after = (size_t)cJSON_GetArraySize(array) - index;

	cJSON_AddItemToArray(array, value);
	for (; after > 0; after--)
		cJSON_AddItemToArray(array, cJSON_DetachItemFromArray(array, (int)index));
}

/* Puts a value (owned) where a pointer says. False, and the value is freed,
 * where that is nowhere. */
static bool
put(struct cJSON **root, const char *pointer, struct cJSON *value)
{
	struct buf token = { 0 };
	struct cJSON *holder;
	size_t index = 0;
	bool is_put = true;

	if (pointer[0] == '\0') {
		cJSON_Delete(*root);
		*root = value;
		return true;
	}
	holder = holder_of(*root, pointer, &token);
	if (cJSON_IsObject(holder)) {
		cJSON_Delete(cJSON_DetachItemFromObjectCaseSensitive(holder, buf_str(&token)));
		cJSON_AddItemToObject(holder, buf_str(&token), value);
	} else if (cJSON_IsArray(holder) && str_eq(buf_str(&token), "-")) {
		cJSON_AddItemToArray(holder, value);
	} else if (cJSON_IsArray(holder) && json_pointer_index(buf_str(&token), &index) &&
	    index <= (size_t)cJSON_GetArraySize(holder)) {
		insert(holder, index, value);
	} else {
		cJSON_Delete(value);
		is_put = false;
	}
	buf_release(&token);
	return is_put;
}

/* Takes what a pointer means out of the document; NULL where there is nothing. */
static struct cJSON *
take(struct cJSON **root, const char *pointer)
{
	struct cJSON *value = json_pointer_find(*root, pointer), *holder;
	struct buf token = { 0 };

	if (value == *root) {
		*root = NULL;
		return value;
	}
	holder = value == NULL ? NULL : holder_of(*root, pointer, &token);
	buf_release(&token);
	return holder == NULL ? NULL : cJSON_DetachItemViaPointer(holder, value);
}

static bool
do_add(struct cJSON **root, const struct cJSON *op, const char *path)
{
	const struct cJSON *value = json_member(op, "value");

	return value != NULL && put(root, path, cJSON_Duplicate(value, true));
}

static bool
do_remove(struct cJSON **root, const struct cJSON *op, const char *path)
{
	struct cJSON *value = path[0] == '\0' ? NULL : take(root, path);

	(void)op;
	cJSON_Delete(value);
	return value != NULL;
}

/* Replaces in place, so that an object's members keep their order. */
static bool
do_replace(struct cJSON **root, const struct cJSON *op, const char *path)
{
	const struct cJSON *value = json_member(op, "value");
	struct cJSON *old = json_pointer_find(*root, path), *new, *holder;
	struct buf token = { 0 };

	if (value == NULL || old == NULL)
		return false;
	new = cJSON_Duplicate(value, true);
	if (old == *root)
		return put(root, path, new);
	holder = holder_of(*root, path, &token);
	cJSON_free(new->string);	/* it was called "value" in the patch */
	new->string = cJSON_IsObject(holder) ? x_strdup(buf_str(&token)) : NULL;
	buf_release(&token);
	return cJSON_ReplaceItemViaPointer(holder, old, new) != 0;
}

static bool
do_move(struct cJSON **root, const struct cJSON *op, const char *path)
{
	const char *from = json_text(op, "from");
	struct cJSON *value;

	if (from == NULL || json_pointer_find(*root, from) == NULL)
		return false;
	if (str_eq(from, path))
		return true;
	/* A value cannot become a part of itself. */
	if (str_starts(path, from) && path[strlen(from)] == '/')
		return false;
	value = take(root, from);
	if (value == NULL || value->string == NULL)
		return value != NULL && put(root, path, value);
	cJSON_free(value->string);
	value->string = NULL;
	return put(root, path, value);
}

static bool
do_copy(struct cJSON **root, const struct cJSON *op, const char *path)
{
	const char *from = json_text(op, "from");
	const struct cJSON *value = from == NULL ? NULL : json_pointer_find(*root, from);

	return value != NULL && put(root, path, cJSON_Duplicate(value, true));
}

static bool
do_test(struct cJSON **root, const struct cJSON *op, const char *path)
{
	const struct cJSON *value = json_member(op, "value");
	const struct cJSON *there = json_pointer_find(*root, path);

	return value != NULL && there != NULL && json_equal(value, there);
}

static const struct {
	const char *name;
	bool (*apply)(struct cJSON **root, const struct cJSON *op, const char *path);
} operations[] = {
	{ "add", do_add }, { "remove", do_remove }, { "replace", do_replace },
	{ "move", do_move }, { "copy", do_copy }, { "test", do_test },
};

static bool
apply_one(struct cJSON **root, const struct cJSON *op)
{
	const char *name = json_text(op, "op"), *path = json_text(op, "path");

	if (name == NULL || path == NULL || (path[0] != '\0' && path[0] != '/'))
		return false;
	for (size_t i = 0; i < sizeof(operations) / sizeof(operations[0]); i++)
		if (str_eq(operations[i].name, name))
			return operations[i].apply(root, op, path);
	return false;
}

enum rc
json_patch(struct cJSON **target, const struct cJSON *patch, struct err *e)
{
	struct cJSON *work;
	const struct cJSON *op;
	int index = 0;

	if (!cJSON_IsArray(patch))
		return err_set(e, RC_INVALID, "%s", say("a JSON Patch is an array of operations"));
	work = cJSON_Duplicate(*target, true);
	cJSON_ArrayForEach(op, patch) {
		if (!apply_one(&work, op)) {
			cJSON_Delete(work);
			return err_set(e, RC_INVALID, say("operation %d of the patch (%s %s) cannot be done"),
			    index, str_or_empty(json_text(op, "op")),
			    str_or_empty(json_text(op, "path")));
		}
		index++;
	}
	cJSON_Delete(*target);
	*target = work;
	return RC_OK;
}
