/* SPDX-License-Identifier: ISC */
#include "console/rules/json_value.h"

#include <string.h>

#include <cjson/cJSON.h>

#define FNV_BASIS UINT64_C(14695981039346656037)
#define FNV_PRIME UINT64_C(1099511628211)

static bool
equal_arrays(const struct cJSON *a, const struct cJSON *b)
{
	const struct cJSON *x = a->child, *y = b->child;

	for (; x != NULL && y != NULL; x = x->next, y = y->next)
		if (!json_equal(x, y))
			return false;
	return x == NULL && y == NULL;
}

static bool
equal_objects(const struct cJSON *a, const struct cJSON *b)
{
	const struct cJSON *member;

	if (cJSON_GetArraySize(a) != cJSON_GetArraySize(b))
		return false;
	cJSON_ArrayForEach(member, a) {
		const struct cJSON *other =
		    cJSON_GetObjectItemCaseSensitive(b, member->string);

		if (other == NULL || !json_equal(member, other))
			return false;
	}
	return true;
}

bool
json_equal(const struct cJSON *a, const struct cJSON *b)
{
	if ((a->type & 0xff) != (b->type & 0xff))
		return false;
	if ((a->type & 0xff) == cJSON_String)
		return strcmp(a->valuestring, b->valuestring) == 0;
	if ((a->type & 0xff) == cJSON_Number)
		return a->valuedouble >= b->valuedouble && a->valuedouble <= b->valuedouble;
	if (cJSON_IsArray(a))
		return equal_arrays(a, b);
	if (cJSON_IsObject(a))
		return equal_objects(a, b);
	return true;
}

static uint64_t
hash_bytes(uint64_t hash, const void *bytes, size_t len)
{
	const unsigned char *p = bytes;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ p[i]) * FNV_PRIME;
	return hash;
}

uint64_t
json_hash(const struct cJSON *value)
{
	uint64_t hash = (FNV_BASIS ^ (uint64_t)(value->type & 0xff)) * FNV_PRIME, members = 0;
	const struct cJSON *member;
	double number;

	if (cJSON_IsNumber(value)) {
		number = value->valuedouble + 0.0;	/* -0 equals 0 */
		return hash_bytes(hash, &number, sizeof(number));
	}
	if (cJSON_IsString(value))
		return hash_bytes(hash, value->valuestring, strlen(value->valuestring));
	cJSON_ArrayForEach(member, value) {
		uint64_t own = json_hash(member);

		if (cJSON_IsObject(value))
			members += hash_bytes(own, member->string, strlen(member->string));
		else
			hash = hash_bytes(hash, &own, sizeof(own));
	}
	return hash + members;
}

void
json_pointer_push(struct buf *pointer, const char *token)
{
	buf_putc(pointer, '/');
	for (; *token != '\0'; token++) {
		if (*token == '~')
			buf_puts(pointer, "~0");
		else if (*token == '/')
			buf_puts(pointer, "~1");
		else
			buf_putc(pointer, *token);
	}
}

const char *
json_pointer_next(const char *pointer, struct buf *token)
{
	buf_clear(token);
	if (*pointer != '/')
		return NULL;
	for (pointer++; *pointer != '\0' && *pointer != '/'; pointer++) {
		if (*pointer != '~') {
			buf_putc(token, *pointer);
			continue;
		}
		pointer++;
		if (*pointer != '0' && *pointer != '1')
			return NULL;
		buf_putc(token, *pointer == '0' ? '~' : '/');
	}
	return pointer;
}

bool
json_pointer_index(const char *token, size_t *out)
{
	int64_t index;

	if (token[0] == '-' || (token[0] == '0' && token[1] != '\0') ||
	    !parse_int(token, 0, INT32_MAX, &index))
		return false;
	*out = (size_t)index;
	return true;
}

struct cJSON *
json_pointer_step(const struct cJSON *value, const char *token)
{
	size_t index;

	if (cJSON_IsObject(value))
		return cJSON_GetObjectItemCaseSensitive(value, token);
	if (cJSON_IsArray(value) && json_pointer_index(token, &index))
		return cJSON_GetArrayItem(value, (int)index);
	return NULL;
}

struct cJSON *
json_pointer_find(const struct cJSON *value, const char *pointer)
{
	/* The tree is only read; the result is as writable as the caller's own. */
	union { const struct cJSON *given; struct cJSON *own; } found = { NULL };
	const struct cJSON *at = value;
	struct buf token = { 0 };

	while (at != NULL && *pointer != '\0') {
		pointer = json_pointer_next(pointer, &token);
		if (pointer == NULL) {
			at = NULL;
			break;
		}
		at = json_pointer_step(at, buf_str(&token));
	}
	buf_release(&token);
	found.given = at;
	return found.own;
}
