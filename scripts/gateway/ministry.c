/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/ministry.h"

#include <stdio.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "scripts/gateway/event.h"
#include "storage/instant.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define RETURNED_PERCENT 20
#define NOTICE_DAYS 14	/* between a release and the day it takes effect */

enum stand
ministry_decides(const struct play *play, const char *request_id)
{
	struct draw d = play_draw(play, "ministry", request_id);

	if (!draw_percent(&d, (int)play->answer))
		return STAND_NONE;
	return draw_percent(&d, RETURNED_PERCENT) ? STAND_RETURNED : STAND_ANSWERED;
}

static void
copy_text(const cJSON *from, const char *name, cJSON *to)
{
	cJSON_AddStringToObject(to, name, str_or_empty(json_text(from, name)));
}

/* What all its events say; the ministry's number goes with the escalation's. */
static cJSON *
start(const struct play *play, const cJSON *escalation)
{
	const char *id = str_or_empty(json_text(escalation, "escalation_id"));
	struct draw d = play_draw(play, "receipt", id);
	cJSON *data = cJSON_CreateObject();
	int month = draw_between(&d, 2611, 2612);
	char receipt_no[40];

	copy_text(escalation, "escalation_id", data);
	copy_text(escalation, "service_request_id", data);
	copy_text(escalation, "agency_code", data);
	if (json_text(escalation, "handover_id") != NULL)
		copy_text(escalation, "handover_id", data);
	snprintf(receipt_no, sizeof(receipt_no), "1AA-%04d-%07d", month, draw_between(&d, 1, 9999999));
	cJSON_AddStringToObject(data, "receipt_no", receipt_no);
	return data;
}

struct cJSON *
ministry_acknowledgement(const struct play *play, const struct cJSON *escalation, int64_t at)
{
	cJSON *data = start(play, escalation);

	event_add_instant(data, "acknowledged_datetime", at);
	return data;
}

struct cJSON *
ministry_answer(const struct play *play, const struct cJSON *escalation, int64_t at)
{
	static const char *const answers[] = {
		"질의하신 사항은 해당 조문의 취지에 비추어 신고 수리 대상에 해당하는 것으로 판단됩니다. 다만 구체적인 사실관계는 "
		"관할 관청에서 확인하여 처리하시기 바랍니다.",
		"귀 기관의 해석과 같이 처리함이 타당합니다.",
		"위 경우 시행령의 예외에 해당하지 아니하므로 원칙에 따라 처리하여야 할 것으로 사료됩니다.",
		"2026년도 업무편람 3장을 참고하시기 바라며, 같은 사례의 회신을 붙임과 같이 송부합니다.",
	};
	static const char *const names[] = { "김주무", "박사무관", "최주무" };
	struct draw d = play_draw(play, "answer",
	    str_or_empty(json_text(escalation, "escalation_id")));
	cJSON *data = start(play, escalation), *officer;

	cJSON_AddStringToObject(data, "answer", draw_word(&d, answers, COUNT(answers)));
	officer = cJSON_AddObjectToObject(data, "officer");
	cJSON_AddStringToObject(officer, "department", "민원제도과");
	cJSON_AddStringToObject(officer, "name", draw_word(&d, names, COUNT(names)));
	cJSON_AddStringToObject(officer, "contact", "044-205-0000");
	event_add_instant(data, "answered_datetime", at);
	return data;
}

struct cJSON *
ministry_return(const struct play *play, const struct cJSON *escalation, int64_t at)
{
	static const char *const reasons[] = { "우리 부 소관이 아니므로 반려합니다.",
		"사실관계가 충분히 적혀 있지 않아 판단할 수 없습니다.", "이미 회신한 사례와 같으므로 그 회신을 참고하시기 바랍니다." };
	struct draw d = play_draw(play, "return",
	    str_or_empty(json_text(escalation, "escalation_id")));
	cJSON *data = start(play, escalation);

	cJSON_AddStringToObject(data, "reason", draw_word(&d, reasons, COUNT(reasons)));
	event_add_instant(data, "returned_datetime", at);
	return data;
}

/* The forms that change, in turn; fields are added, none is taken away. */
static const struct {
	const char *service_code;
	const char *jurisdiction;
	const char *field;
	const char *title;
} forms[] = {
	{ "FOOD-BIZ", "", "contact_time", "연락 가능 시간" },
	{ "13100000016", "47750", "village_head_notice", "이장 안내 희망" },
	{ "13100000016", "", "notice_language", "안내문 언어" },
	{ "FOOD-BIZ", "11410", "opening_day", "영업 시작 예정일" },
};

/* Holidays that might be declared at short notice, in turn. */
static const struct {
	const char *date;
	const char *name;
} holidays[] = {
	{ "2026-12-24", "임시공휴일" },
	{ "2027-01-04", "임시공휴일" },
};

static cJSON *
form_patch(const char *field, const char *title, const char *version)
{
	cJSON *patch = cJSON_CreateObject(), *one;

	cJSON_AddStringToObject(patch, "x-version", version);
	one = cJSON_AddObjectToObject(cJSON_AddObjectToObject(patch, "properties"), field);
	cJSON_AddStringToObject(one, "type", "string");
	cJSON_AddStringToObject(one, "title", title);
	cJSON_AddNumberToObject(one, "maxLength", 40);
	cJSON_AddNumberToObject(one, "x-order", 900);
	cJSON_AddStringToObject(one, "x-section", "추가 사항");
	return patch;
}

struct release
ministry_release(int64_t i, struct day today)
{
	bool is_holiday = i % 3 == 2;
	size_t which = (size_t)(i - i / 3) % COUNT(forms);
	struct release release = { .is_holiday = is_holiday, .jurisdiction = "",
		.data = cJSON_CreateObject() };
	struct day from = { .number = today.number + NOTICE_DAYS + (int)(i % 1000) };
	char version[16];

	if (is_holiday) {
		which = (size_t)(i / 3) % COUNT(holidays);
		cJSON_AddStringToObject(release.data, "date", holidays[which].date);
		cJSON_AddStringToObject(release.data, "name", holidays[which].name);
		cJSON_AddStringToObject(release.data, "kind", "temporary");
		return release;
	}
	release.jurisdiction = forms[which].jurisdiction;
	day_format(from, version);
	cJSON_AddStringToObject(release.data, "service_code", forms[which].service_code);
	cJSON_AddStringToObject(release.data, "jurisdiction_id", release.jurisdiction);
	cJSON_AddStringToObject(release.data, "version", version);
	cJSON_AddStringToObject(release.data, "effective_from", version);
	cJSON_AddStringToObject(release.data, "media_type", "application/merge-patch+json");
	cJSON_AddItemToObject(release.data, "patch",
	    form_patch(forms[which].field, forms[which].title, version));
	return release;
}
