/* SPDX-License-Identifier: ISC */
#include "console/rules/new_case.h"

#include <cjson/cJSON.h>

#include "console/rules/catalogue.h"
#include "console/rules/json_gate.h"
#include "storage/instant.h"

#define NOW_SEC 60	/* what is not older is now */

bool
new_case_is_desk(const char *channel)
{
	const struct channel_info *c = channel_find(channel);

	return c != NULL && c->is_desk;
}

bool
new_case_is_served(const struct form *form)
{
	const struct cJSON *regions = json_member(form->schema, "x-regions"), *item;

	if (!cJSON_IsArray(regions))
		return true;
	cJSON_ArrayForEach(item, regions)
		if (cJSON_IsString(item) && str_starts(form->region, item->valuestring))
			return true;
	return false;
}

static struct verdict
judge_time(const struct new_case *n)
{
	char text[32];

	if (n->arrived_at == 0)
		return VERDICT_ALLOWED;
	instant_format_official(n->arrived_at, text);
	if (n->arrived_at > n->now_at)
		return verdict_refuse(REASON_TOO_LATE, text);
	if (n->arrived_at < n->now_at - (int64_t)NEW_CASE_DAYS_BACK * 86400)
		return verdict_refuse(REASON_ARRIVED_LONG_AGO, text);
	if (n->arrived_at < n->now_at - NOW_SEC && str_empty(n->reason))
		return verdict_refuse(REASON_LATE_ENTRY, text);
	return VERDICT_ALLOWED;
}

struct verdict
new_case_judge(const struct new_case *n)
{
	const struct service_info *service = service_find(n->form->service);

	if (!new_case_is_desk(n->channel))
		return verdict_refuse(REASON_BAD_VALUE, "channel");
	if (!new_case_is_served(n->form))
		return verdict_refuse(REASON_NOT_SERVED, n->form->region);
	if (str_eq(n->channel, CHANNEL_PHONE) && (service == NULL || str_empty(service->oral_basis)))
		return verdict_refuse(REASON_IN_WRITING, service == NULL ? "" : service->name_ko);
	if (str_empty(n->applicant))
		return verdict_refuse(REASON_NEEDS_APPLICANT, "");
	return judge_time(n);
}
