/* SPDX-License-Identifier: ISC */
#include "console/rules/json_gate.h"

#include <cjson/cJSON.h>

enum rc
json_parse(const char *bytes, size_t len, size_t max_bytes, struct cJSON **out, struct err *e)
{
	const char *end = NULL;

	if (len > max_bytes)
		return err_set(e, RC_INVALID, "more than %zu bytes", max_bytes);
	*out = cJSON_ParseWithLengthOpts(bytes, len, &end, false);
	if (*out == NULL)
		return err_set(e, RC_INVALID, "no JSON");
	while (end < bytes + len && (*end == ' ' || *end == '\n' || *end == '\r' || *end == '\t'))
		end++;
	if (end == bytes + len)
		return RC_OK;
	cJSON_Delete(*out);
	*out = NULL;
	return err_set(e, RC_INVALID, "bytes after the JSON");
}

const char *
json_text(const struct cJSON *object, const char *key)
{
	return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));
}

bool
json_integer(const struct cJSON *object, const char *key, int64_t *out)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);

	if (!cJSON_IsNumber(item))
		return false;
	*out = (int64_t)item->valuedouble;
	return true;
}

const struct cJSON *
json_member(const struct cJSON *object, const char *key)
{
	return cJSON_GetObjectItemCaseSensitive(object, key);
}
