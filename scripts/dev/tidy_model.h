/* SPDX-License-Identifier: ISC */
/*
 * tidy_model: what clang-tidy cannot see because it reads one file at a time:
 * that these guards of other files are false for NULL. Included before every
 * file that it reads but storage/base.c; never compiled into anything.
 */
#ifndef DEV_TIDY_MODEL_H
#define DEV_TIDY_MODEL_H

#include <cjson/cJSON.h>

#include "storage/base.h"

static inline bool
model_str_empty(const char *s)
{
	return s == NULL || s[0] == '\0';
}
/* An array is never NULL, and the model must not let it seem so. */
#define str_empty(s) \
	((__builtin_types_compatible_p(__typeof__(s), char *) || \
	    __builtin_types_compatible_p(__typeof__(s), const char *)) ? \
	    model_str_empty(s) : (s)[0] == '\0')

static inline cJSON_bool
model_is_string(const cJSON *item)
{
	return item != NULL && (item->type & 0xFF) == cJSON_String;
}
#define cJSON_IsString model_is_string

static inline cJSON_bool
model_is_number(const cJSON *item)
{
	return item != NULL && (item->type & 0xFF) == cJSON_Number;
}
#define cJSON_IsNumber model_is_number

static inline cJSON_bool
model_is_object(const cJSON *item)
{
	return item != NULL && (item->type & 0xFF) == cJSON_Object;
}
#define cJSON_IsObject model_is_object

static inline cJSON_bool
model_is_array(const cJSON *item)
{
	return item != NULL && (item->type & 0xFF) == cJSON_Array;
}
#define cJSON_IsArray model_is_array

#endif
