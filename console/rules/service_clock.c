/* SPDX-License-Identifier: ISC */
#include "console/rules/service_clock.h"

#include <strings.h>

#include "storage/text.h"

#define ACT "민원 처리에 관한 법률 "
#define DECREE "민원 처리에 관한 법률 시행령 "
#define RULE "민원 처리에 관한 법률 시행규칙 "
#define TRIBUNAL "행정심판법 "
#define DISCLOSURE "공공기관의 정보공개에 관한 법률 "
#define NOTICE_DAYS 30

/* One row per limit of domain.md A2. */
const struct service_clock_info service_clock_table[SERVICE__COUNT] = {
	[SERVICE_RECEIVE] = { "receive", "접수", "Receive", COUNT_WORKING_HOURS, 8,
	    "도달", "arrival", DECREE "§6⑧" },
	[SERVICE_TO_DEPARTMENT] = { "to-department", "처리부서 이송", "To the department",
	    COUNT_WORKING_HOURS, 1, "접수", "receipt", DECREE "§13①" },
	[SERVICE_TO_REMOTE_DEPARTMENT] = { "to-remote-department", "원거리 처리부서 이송",
	    "To a remote department", COUNT_WORKING_HOURS, 3, "접수", "receipt", DECREE "§13①" },
	[SERVICE_WRONG_DEPARTMENT] = { "wrong-department", "소관 아닌 부서의 이송",
	    "From the wrong department", COUNT_WORKING_HOURS, 3, "접수", "receipt",
	    DECREE "§13②" },
	[SERVICE_OTHER_AGENCY] = { "other-agency", "다른 기관 이송", "To another agency",
	    COUNT_WORKING_HOURS, 8, "접수", "receipt", DECREE "§13③" },
	[SERVICE_TRANSFER_ELECTRONIC] = { "transfer-electronic", "전자문서 이송",
	    "Electronic transfer", COUNT_AT_ONCE, 0, "접수", "receipt", DECREE "§13④" },
	[SERVICE_FIRST_SUPPLEMENT] = { "first-supplement", "보완 요구", "Supplement demand",
	    COUNT_WORKING_HOURS, 8, "접수", "receipt", RULE "§9①" },
	[SERVICE_LATER_SUPPLEMENT] = { "later-supplement", "추가 보완 요구",
	    "Later supplement demand", COUNT_AT_ONCE, 0, "발견", "finding it", RULE "§9①" },
	[SERVICE_SUPPLEMENT] = { "supplement", "보완기간", "Supplement period", COUNT_CIVIL_DAYS, 0,
	    "보완 요구", "the demand, which sets its days", DECREE "§24①" },
	[SERVICE_SUPPLEMENT_AGAIN] = { "supplement-again", "재보완 기간",
	    "Second supplement period", COUNT_CIVIL_DAYS, 10, "보완기간 경과", "missed date",
	    DECREE "§24③" },
	[SERVICE_PROGRESS_NOTICE] = { "progress-notice", "처리진행상황 통지", "Progress notice",
	    COUNT_CIVIL_DAYS, NOTICE_DAYS, "접수", "receipt", DECREE "§23" },
	[SERVICE_RESULT_NOTICE] = { "result-notice", "처리결과 통지", "Result notice",
	    COUNT_AT_ONCE, 0, "완료", "completion", DECREE "§29" },
	[SERVICE_DUNNING] = { "dunning", "독촉장", "Dunning letter", COUNT_AT_ONCE, 0,
	    "처리기한 경과", "lapse of the period", DECREE "§28②" },
	[SERVICE_UNCOLLECTED] = { "uncollected", "미수령 종결", "Uncollected document",
	    COUNT_CIVIL_DAYS, 15, "처리완료 예정일", "expected completion", DECREE "§25④" },
	[SERVICE_APPEAL] = { "appeal", "이의신청", "Appeal", COUNT_CIVIL_DAYS, 60,
	    "거부처분 수령", "refusal received", ACT "§35①" },
	[SERVICE_APPEAL_DECISION] = { "appeal-decision", "이의신청 결정", "Appeal decision",
	    COUNT_SHORTER_DAYS, 10, "이의신청 접수", "appeal received", ACT "§35②" },
	[SERVICE_APPEAL_EXTENDED] = { "appeal-extended", "이의신청 결정 연장",
	    "Appeal decision, extended", COUNT_SHORTER_DAYS, 10, "결정기간 만료일",
	    "due of the decision", ACT "§35②" },
	[SERVICE_TRIBUNAL_KNOWN] = { "tribunal-known", "행정심판(안 날)",
	    "Administrative appeal, from knowing", COUNT_CIVIL_DAYS, 90, "거부처분을 안 날",
	    "refusal known", TRIBUNAL "§27①" },
	[SERVICE_TRIBUNAL_SINCE] = { "tribunal-since", "행정심판(있은 날)",
	    "Administrative appeal, at the latest", COUNT_CIVIL_DAYS, 180, "거부처분이 있은 날",
	    "refusal", TRIBUNAL "§27③" },
	[SERVICE_DISCLOSURE] = { "disclosure", "정보공개 결정", "Disclosure decision",
	    COUNT_WORKING_DAYS, 10, "청구", "request", DISCLOSURE "§11①" },
	[SERVICE_DISCLOSURE_EXTENDED] = { "disclosure-extended", "정보공개 결정 연장",
	    "Disclosure decision, extended", COUNT_WORKING_DAYS, 10, "결정기간 만료일",
	    "due of the decision", DISCLOSURE "§11②" },
};

static struct day
day_at(int64_t at)
{
	struct day d;
	int32_t second;

	instant_split(at, &d, &second);
	return d;
}

/* A period that extends another begins the day after the other's last. */
static bool
is_extended(enum service_clock which)
{
	return which == SERVICE_APPEAL_EXTENDED || which == SERVICE_DISCLOSURE_EXTENDED;
}

static struct day
working_days_end(const struct calendar *c, struct day first, int32_t count)
{
	struct day d = calendar_next_workday(c, first);

	for (int32_t i = 1; i < count; i++)
		d = calendar_next_workday(c, (struct day){ d.number + 1 });
	return d;
}

int64_t
service_clock_due(const struct calendar *c, enum service_clock which, int64_t start_at)
{
	const struct service_clock_info *info = &service_clock_table[which];
	struct day start = day_at(start_at), civil, worked;

	/* 민법 §157 leaves out the day it starts on, which is the due itself
	 * where another period is extended: no day is left out twice. */
	civil = deadline_civil_days(c, start, info->number);
	worked = working_days_end(c, (struct day){ start.number + (is_extended(which) ? 1 : 0) },
	    info->number);
	switch (info->count) {
	case COUNT_WORKING_HOURS:
		return calendar_add_minutes(c, start_at, (int64_t)info->number * 60);
	case COUNT_WORKING_DAYS:
		return instant_make(worked, c->hours.close_minute * 60);
	case COUNT_CIVIL_DAYS:
		return instant_make(civil, c->hours.close_minute * 60);
	case COUNT_SHORTER_DAYS:
		return instant_make(civil.number < worked.number ? civil : worked,
		    c->hours.close_minute * 60);
	case COUNT_AT_ONCE:
		return start_at;
	}
	return start_at;
}

bool
service_clock_is_overdue(enum service_clock which, int64_t due_at, int64_t now_at)
{
	enum service_count count = service_clock_table[which].count;
	struct day due = day_at(due_at);

	if (count == COUNT_WORKING_HOURS || count == COUNT_AT_ONCE)
		return now_at > due_at;
	return now_at >= instant_make((struct day){ due.number + 1 }, 0);
}

int64_t
service_notice_due(const struct calendar *c, int64_t received_at, int32_t sent_count)
{
	struct day end = deadline_civil_days(c, day_at(received_at),
	    NOTICE_DAYS * (sent_count + 1));

	return instant_make(end, c->hours.close_minute * 60);
}

const char *
service_clock_label(enum service_clock which)
{
	const struct service_clock_info *info = &service_clock_table[which];

	return str_eq(text_language(), "ko") ? info->label_ko : info->label_en;
}

bool
service_clock_find(const char *word, enum service_clock *out)
{
	for (size_t i = 0; !str_empty(word) && i < SERVICE__COUNT; i++) {
		const struct service_clock_info *info = &service_clock_table[i];

		if (strcasecmp(word, info->name) == 0 || str_eq(word, info->label_ko) ||
		    strcasecmp(word, info->label_en) == 0) {
			*out = (enum service_clock)i;
			return true;
		}
	}
	return false;
}
