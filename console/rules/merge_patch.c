/* SPDX-License-Identifier: ISC */
/* RFC 7396. Both documents passed the gate, so recursion ends at its depth and
 * cJSON never runs out of memory (json_parse). */
#include <cjson/cJSON.h>

#include "console/rules/form.h"

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
