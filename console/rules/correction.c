/* SPDX-License-Identifier: ISC */
#include "console/rules/correction.h"

#include <strings.h>

#include "console/rules/workflow.h"
#include "storage/instant.h"
#include "storage/text.h"

/* One row per kind of time: what a clerk names it by. */
const struct correctable_info correctable_table[CORRECT__COUNT] = {
	[CORRECT_RECEIPT] = { "receipt", "접수", "Receipt" },
	[CORRECT_DEMAND] = { "demand", "보완요구", "Supplement demand" },
	[CORRECT_REPLY] = { "reply", "보완 도착", "Supplement came" },
	[CORRECT_HANDED] = { "consult", "협의 요청", "Consultation began" },
	[CORRECT_BACK] = { "answer", "협의 회신", "Consultation ended" },
	[CORRECT_COMPLETION] = { "completion", "완료", "Completion" },
};

const char *
correctable_label(enum correctable what)
{
	const struct correctable_info *info = &correctable_table[what];

	return str_eq(text_language(), "ko") ? info->label_ko : info->label_en;
}

bool
correctable_find(const char *word, enum correctable *out)
{
	for (size_t i = 0; !str_empty(word) && i < CORRECT__COUNT; i++) {
		const struct correctable_info *info = &correctable_table[i];

		if (strcasecmp(word, info->name) == 0 || str_eq(word, info->label_ko) ||
		    strcasecmp(word, info->label_en) == 0) {
			*out = (enum correctable)i;
			return true;
		}
	}
	return false;
}

bool
correctable_of(enum state before, enum state after, enum correctable *out)
{
	if (before == after)
		return false;
	if (before == STATE_ARRIVED)
		*out = CORRECT_RECEIPT;
	else if (state_table[before].is_open && !state_table[after].is_open)
		*out = CORRECT_COMPLETION;
	else if (after == STATE_SUPPLEMENT || before == STATE_SUPPLEMENT)
		*out = after == STATE_SUPPLEMENT ? CORRECT_DEMAND : CORRECT_REPLY;
	else if (after == STATE_CONSULTING || before == STATE_CONSULTING)
		*out = after == STATE_CONSULTING ? CORRECT_HANDED : CORRECT_BACK;
	else
		return false;
	return before != STATE_ARRIVED || after == STATE_RECEIVED;
}

static struct verdict
refuse_at(enum reason reason, int64_t at)
{
	char text[32];

	instant_format_official(at, text);
	return verdict_refuse(reason, text);
}

struct verdict
correction_check(const struct correction *c)
{
	if (c->to_at > c->now_at)
		return refuse_at(REASON_TOO_LATE, c->to_at);
	if (c->to_at < c->arrived_at)
		return refuse_at(REASON_TOO_EARLY, c->arrived_at);
	if (c->what == CORRECT_RECEIPT && c->completed_at != 0 && c->to_at > c->completed_at)
		return refuse_at(REASON_AFTER_COMPLETION, c->completed_at);
	if (c->what != CORRECT_RECEIPT && c->to_at < c->received_at)
		return refuse_at(REASON_BEFORE_RECEIPT, c->received_at);
	return VERDICT_ALLOWED;
}
