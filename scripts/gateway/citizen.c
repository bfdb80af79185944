/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/citizen.h"

#include <stdio.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "scripts/gateway/event.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define PATIENCE_MAX 40
#define CROSSING_PERCENT 50
#define LATE_SEC_MAX 600	/* how long a withdrawal may have been on its way */

enum withdrawal
citizen_withdraws(const struct play *play, const char *request_id)
{
	struct draw d = play_draw(play, "withdraw", request_id);

	if (!draw_percent(&d, (int)play->withdraw))
		return WITHDRAWAL_NONE;
	return draw_percent(&d, CROSSING_PERCENT) ? WITHDRAWAL_CROSSING : WITHDRAWAL_PLACED;
}

bool
citizen_updates(const struct play *play, const char *request_id)
{
	struct draw d = play_draw(play, "update", request_id);

	return draw_percent(&d, (int)play->update);
}

bool
citizen_rates(const struct play *play, const char *request_id)
{
	struct draw d = play_draw(play, "satisfaction", request_id);

	return draw_percent(&d, (int)play->satisfaction);
}

bool
citizen_wants_to_talk(const struct play *play, const char *request_id)
{
	struct draw d = play_draw(play, "consult", request_id);

	return draw_percent(&d, (int)play->consult);
}

int
citizen_patience(const struct play *play, const char *request_id)
{
	struct draw d = play_draw(play, "patience", request_id);

	return draw_between(&d, 1, PATIENCE_MAX);
}

static cJSON *
start(const char *request_id)
{
	cJSON *data = cJSON_CreateObject();

	cJSON_AddStringToObject(data, "service_request_id", request_id);
	return data;
}

struct cJSON *
citizen_withdrawal(const struct play *play, const char *request_id, int64_t at)
{
	static const char *const reasons[] = { "다른 방법으로 해결되었습니다.", "신청 내용을 잘못 적었습니다.",
		"계약이 취소되어 필요 없게 되었습니다.", "다시 신청하겠습니다.", "개인 사정으로 취하합니다." };
	struct draw d = play_draw(play, "withdrawal", request_id);
	cJSON *data = start(request_id);

	cJSON_AddStringToObject(data, "reason", draw_word(&d, reasons, COUNT(reasons)));
	event_add_instant(data, "withdrawn_datetime", at - draw_between(&d, 1, LATE_SEC_MAX));
	return data;
}

struct cJSON *
citizen_satisfaction(const struct play *play, const char *request_id, int64_t at)
{
	static const char *const remarks[] = { "친절하게 안내해 주셔서 감사합니다.", "생각보다 빨리 처리되었습니다.",
		"설명이 조금 어려웠습니다.", "처리 상황을 미리 알려 주시면 좋겠습니다." };
	struct draw d = play_draw(play, "score", request_id);
	cJSON *data = start(request_id);

	cJSON_AddNumberToObject(data, "score", draw_percent(&d, 70) ? draw_between(&d, 4, 5) :
	    draw_between(&d, 1, 3));
	if (draw_percent(&d, 40))
		cJSON_AddStringToObject(data, "remark", draw_word(&d, remarks, COUNT(remarks)));
	event_add_instant(data, "given_datetime", at);
	return data;
}

struct cJSON *
citizen_consultation(const struct play *play, const char *request_id, const char *jurisdiction,
    const char *name, int64_t at)
{
	static const char *const topics[] = { "신청서의 어느 칸을 써야 하는지 모르겠습니다.",
		"언제 처리되는지 알고 싶습니다.", "필요한 서류를 확인하고 싶습니다.", "" };
	static const char *const tasks[] = { "general", "residence", "certificate", "tax" };
	struct draw d = play_draw(play, "consultation", request_id);
	cJSON *data = start(request_id), *who;
	char id[80];

	snprintf(id, sizeof(id), "C-%s", request_id);
	cJSON_AddStringToObject(data, "consultation_id", id);
	cJSON_AddStringToObject(data, "jurisdiction_id", jurisdiction);
	cJSON_AddStringToObject(data, "kind", "chat");
	cJSON_AddStringToObject(data, "task", draw_word(&d, tasks, COUNT(tasks)));
	cJSON_AddStringToObject(data, "topic", draw_word(&d, topics, COUNT(topics)));
	event_add_instant(data, "requested_datetime", at);
	who = cJSON_AddObjectToObject(data, "applicant");
	cJSON_AddStringToObject(who, "name", name);
	return data;
}

struct cJSON *
citizen_says(const struct play *play, const char *consultation_id, const char *jurisdiction,
    int64_t number, int64_t at)
{
	static const char *const words[] = { "네, 알겠습니다.", "감사합니다.",
		"서류는 사진으로 보내도 됩니까?", "언제까지 내야 합니까?", "제 번호는 그대로입니다." };
	struct draw d = play_draw(play, "says", consultation_id);
	cJSON *data;
	char id[24];

	/* A draw of its own for every answer. */
	for (int64_t i = 0; i < number; i++)
		(void)draw_percent(&d, 50);
	if (!draw_percent(&d, 60))
		return NULL;
	data = cJSON_CreateObject();
	snprintf(id, sizeof(id), "%lld", (long long)number);
	cJSON_AddStringToObject(data, "consultation_id", consultation_id);
	cJSON_AddStringToObject(data, "said_id", id);
	cJSON_AddStringToObject(data, "jurisdiction_id", jurisdiction);
	cJSON_AddStringToObject(data, "text", draw_word(&d, words, COUNT(words)));
	event_add_instant(data, "said_datetime", at);
	return data;
}

/* Fields that take free words, so that a changed answer is still a good one. */
static const char *const free_fields[] = { "address", "new_address_road", "building_address", "site",
	"content", "trade_name", "company", "designer", "account" };

/* Adds the changed answer of a field to out; false where there is none. */
static bool
change(const cJSON *attributes, const char *field, const char *mark, cJSON *out)
{
	const char *old = attributes == NULL ? NULL : json_text(attributes, field);
	struct buf text = { 0 };

	if (old == NULL || json_member(out, field) != NULL)
		return false;
	buf_puts(&text, old);
	buf_puts(&text, mark);
	cJSON_AddStringToObject(out, field, buf_str(&text));
	buf_release(&text);
	return true;
}

/* Changes the first free field that the attributes have. */
static bool
change_any(const cJSON *attributes, const char *mark, cJSON *out)
{
	for (size_t i = 0; i < COUNT(free_fields); i++) {
		if (change(attributes, free_fields[i], mark, out))
			return true;
	}
	return false;
}

struct cJSON *
citizen_update(const char *request_id, const struct cJSON *attributes, int64_t at)
{
	cJSON *data = start(request_id);
	cJSON *changed = cJSON_AddObjectToObject(data, "attributes");

	if (!change_any(attributes, " (정정)", changed)) {
		cJSON_Delete(data);
		return NULL;
	}
	event_add_instant(data, "updated_datetime", at);
	return data;
}

struct cJSON *
citizen_reply(const struct play *play, const char *request_id, const struct cJSON *supplement,
    const struct cJSON *attributes, int64_t at)
{
	static const char *const words[] = { "요청하신 서류를 보완하여 제출합니다.", "주소를 다시 확인하여 고쳤습니다.",
		"빠진 내용을 적어 다시 냅니다.", "보완했습니다. 확인 부탁드립니다." };
	const char *supplement_id = json_text(supplement, "supplement_id");
	const char *demanded = str_or_empty(json_text(supplement, "demanded_at"));
	struct draw d = play_draw(play, "reply", request_id);
	cJSON *data, *answers;
	const cJSON *items, *item;

	/* A second demand is another occasion than the first. */
	d = draw_start(draw_bits(&d), play_draw(play, demanded, str_or_empty(supplement_id)).state);
	if (!draw_percent(&d, (int)play->reply))
		return NULL;
	data = start(request_id);
	if (supplement_id != NULL)
		cJSON_AddStringToObject(data, "supplement_id", supplement_id);
	answers = cJSON_AddObjectToObject(data, "answers");
	items = json_member(supplement, "items");
	cJSON_ArrayForEach(item, items) {
		change(attributes, str_or_empty(cJSON_GetStringValue(item)), " (보완)", answers);
	}
	if (cJSON_GetArraySize(answers) == 0 && draw_percent(&d, 70))
		change_any(attributes, " (보완)", answers);
	cJSON_AddStringToObject(data, "text", draw_word(&d, words, COUNT(words)));
	event_add_instant(data, "supplemented_datetime", at);
	return data;
}

void
citizen_chat(const struct play *play, const char *request_id, const char *question, int64_t at,
    struct cJSON *data)
{
	static const struct {
		const char *from;
		const char *text;	/* NULL: the question itself */
	} lines[] = {
		{ "chatbot", "안녕하세요, 서울톡입니다. 무엇을 도와드릴까요?" },
		{ "applicant", NULL },
		{ "chatbot", "말씀하신 내용은 관할 구청에서 처리합니다. 신청을 도와드릴까요?" },
		{ "applicant", "네 부탁드려요 \xF0\x9F\x99\x8F" },
		{ "chatbot", "필요한 내용을 확인했습니다." },
		{ "applicant", "\x1b[31m급합니다!!\x1b[0m 오늘 안에 되나요?" },
		{ "chatbot", "담당 공무원에게 연결해 드리겠습니다." },
	};
	struct draw d = play_draw(play, "chat", request_id);
	bool has_one = draw_percent(&d, (int)play->transcript);
	bool is_hasty = draw_percent(&d, 30);
	cJSON *transcript;
	char session[40];

	if (!has_one)
		return;
	snprintf(session, sizeof(session), "scb-%016llx", (unsigned long long)draw_bits(&d));
	cJSON_AddStringToObject(data, "session_id", session);
	transcript = cJSON_AddArrayToObject(data, "transcript");
	at -= (int64_t)COUNT(lines) * 40;
	for (size_t i = 0; i < COUNT(lines); i++) {
		cJSON *line;

		if (i == COUNT(lines) - 2 && !is_hasty)
			continue;
		line = cJSON_CreateObject();
		at += draw_between(&d, 5, 40);
		event_add_instant(line, "at", at);
		cJSON_AddStringToObject(line, "from", lines[i].from);
		cJSON_AddStringToObject(line, "text", lines[i].text == NULL ? question : lines[i].text);
		cJSON_AddItemToArray(transcript, line);
	}
}
