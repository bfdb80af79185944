/* SPDX-License-Identifier: ISC */
#include "console/rules/case_flag.h"

#include <strings.h>

#include "console/rules/catalogue.h"
#include "console/rules/deadline.h"
#include "console/rules/escalation.h"
#include "console/rules/workflow.h"

/* One row per flag: its words in filters, lists and JSON. */
const struct case_flag_info case_flag_table[FLAG__COUNT] = {
	[FLAG_OVERDUE] = { "overdue", "지연", "Overdue" },
	[FLAG_UNRECEIVED] = { "unreceived", "미접수", "Not received" },
	[FLAG_HELD] = { "held", "처리자있음", "Held" },
	[FLAG_CLOSED] = { "closed", "마감", "Closed" },
	[FLAG_NO_DEADLINE] = { "no-deadline", "기한없음", "No deadline" },
	[FLAG_PAUSED] = { "paused", "기간정지", "Paused" },
	[FLAG_OUTAGE] = { "outage", "장애", "Outage" },
	[FLAG_OUTAGE_RECEIPT] = { "outage-receipt", "장애기간접수", "Received in an outage" },
	[FLAG_CORRECTION] = { "correction", "시각정정", "Correction waits" },
	[FLAG_EXTENDED] = { "extended", "연장", "Extended" },
	[FLAG_DEEMED_RISK] = { "deemed-risk", "수리간주위험", "Deemed acceptance threatens" },
	[FLAG_DEEMED] = { "deemed", "수리간주", "Deemed accepted" },
	[FLAG_MISMATCH] = { "mismatch", "서식불일치", "Does not fit its form" },
	[FLAG_RAISED] = { "raised", "상급자보고", "Reported to the superior" },
	[FLAG_HANDOVER_LATE] = { "handover-late", "이첩지연", "Hand-over late" },
	[FLAG_COMMITTEE] = { "committee", "조정위원회", "Mediation committee" },
};

/* The period whose end is the row's due_at. */
static struct period
period_of(const struct case_row *row, const struct service_info *service)
{
	struct period p = { PERIOD_NONE, 0 };

	if (row->state == STATE_ARRIVED)
		return PERIOD_RECEIVE;
	if (service == NULL || !period_parse(service->period, &p))
		return (struct period){ PERIOD_NONE, 0 };
	return p;
}

/* While the clock stands still, what was late before it stays late. */
static bool
is_overdue(const struct case_row *row, const struct service_info *service, int64_t now_at)
{
	int64_t at = row->paused_from.number != 0 ? instant_make(row->paused_from, 0) :
	    row->outage_at != 0 ? row->outage_at : now_at;

	return row->due_at != 0 && deadline_is_overdue(period_of(row, service), row->due_at, at);
}

unsigned int
case_flags_of(const struct case_row *row, int64_t now_at)
{
	const struct service_info *service = service_find(row->service);
	bool is_open = state_table[row->state].is_open;
	bool is_threatened = is_open && row->received_at != 0 && row->deemed_at == 0 &&
	    service != NULL && service->is_deemed_accepted;
	const bool is_set[FLAG__COUNT] = {
		[FLAG_OVERDUE] = is_open && is_overdue(row, service, now_at),
		[FLAG_UNRECEIVED] = row->state == STATE_ARRIVED,
		[FLAG_HELD] = row->lease_holder[0] != '\0',
		[FLAG_CLOSED] = !is_open,
		[FLAG_NO_DEADLINE] = is_open && row->due_at == 0,
		[FLAG_PAUSED] = is_open && row->paused_from.number != 0,
		[FLAG_OUTAGE] = is_open && row->outage_at != 0,
		[FLAG_OUTAGE_RECEIPT] = row->is_outage_receipt,
		[FLAG_CORRECTION] = row->has_correction,
		[FLAG_EXTENDED] = row->extensions > 0,
		[FLAG_DEEMED_RISK] = is_threatened,
		[FLAG_DEEMED] = row->deemed_at != 0,
		[FLAG_MISMATCH] = row->mismatches > 0,
		[FLAG_RAISED] = is_open && row->raised_at != 0,
		[FLAG_HANDOVER_LATE] = row->hop_due_at != 0 && row->hop_due_at < now_at,
		[FLAG_COMMITTEE] = row->bounces >= BOUNCES_TO_COMMITTEE,
	};
	unsigned int flags = 0;

	for (size_t i = 0; i < FLAG__COUNT; i++)
		flags |= is_set[i] ? FLAG_BIT(i) : 0;
	return flags;
}

bool
case_flag_find(const char *word, enum case_flag *out)
{
	for (size_t i = 0; !str_empty(word) && i < FLAG__COUNT; i++) {
		const struct case_flag_info *info = &case_flag_table[i];

		if (strcasecmp(word, info->name) == 0 || str_eq(word, info->label_ko) ||
		    strcasecmp(word, info->label_en) == 0) {
			*out = (enum case_flag)i;
			return true;
		}
	}
	return false;
}
