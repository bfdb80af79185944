/* SPDX-License-Identifier: ISC */
#include "console/rules/due_kind.h"

#include "console/rules/catalogue.h"
#include "console/rules/deadline.h"
#include "console/rules/workflow.h"

enum due_kind
due_kind_of(enum state state, const char *service)
{
	enum clock_effect clock = state_table[state].clock;
	const struct service_info *info;
	struct period period = PERIOD_RECEIVE;

	if (clock == CLOCK_RECEIVE_LIMIT)
		return DUE_HOURS;
	if (clock != CLOCK_RUNNING)
		return DUE_STILL;
	info = service_find(service);
	if (info != NULL)
		(void)period_parse(info->period, &period);
	/* Without a period a due can only come of the service's own law. */
	return period_is_hours(period) ? DUE_HOURS : DUE_DAYS;
}

bool
due_kind_is_overdue(enum due_kind kind, int64_t due_at, int64_t now_at)
{
	const struct period day = { PERIOD_WEEKS, 1 }, hour = { PERIOD_HOURS, 1 };

	return kind != DUE_STILL && deadline_is_overdue(kind == DUE_DAYS ? day : hour, due_at,
	    now_at);
}

int64_t
due_kind_fingerprint(void)
{
	uint64_t sum = UINT64_C(0xCBF29CE484222325);

	for (size_t i = 0; i < catalogue_service_count; i++) {
		const char *code = catalogue_services[i].code;

		sum = (sum ^ (uint64_t)due_kind_of(STATE_RECEIVED, code)) * UINT64_C(0x100000001B3);
		for (; *code != '\0'; code++)
			sum = (sum ^ (unsigned char)*code) * UINT64_C(0x100000001B3);
	}
	return (int64_t)(sum >> 2) + 1;
}
