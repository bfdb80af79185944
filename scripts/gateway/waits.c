/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/waits.h"

#include <cjson/cJSON.h>

#include "scripts/gateway/draw.h"
#include "scripts/gateway/event.h"
#include "storage/instant.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define OPENS_SEC (9 * 3600)
#define CLOSES_SEC (18 * 3600)
#define SERVED_SEC 240	/* how long one person takes at one counter */
#define STALE_SEC (3 * 3600 + 25 * 60)

/* One row per desk and task that reports. */
static const struct {
	const char *jurisdiction;
	int stale_sec;	/* how old its figures are; 0 = they are of this minute */
	const char *desk_id;
	const char *desk;
	const char *task_no;
	const char *task;
	int counters;
} desks[] = {
	{ "30200", 0, "CS0001", "유성구청 종합민원실", "1", "제증명(등본·초본·인감)", 4 },
	{ "30200", 0, "CS0001", "유성구청 종합민원실", "2", "가족관계등록", 2 },
	{ "30200", 0, "CS0001", "유성구청 종합민원실", "3", "여권", 3 },
	{ "30200", 0, "CS0002", "노은3동 행정복지센터", "1", "제증명·전입", 2 },
	{ "47750", STALE_SEC, "CS0001", "청송군청 종합민원과", "1", "제증명", 2 },
	{ "47750", STALE_SEC, "CS0001", "청송군청 종합민원과", "2", "건축·허가 상담", 1 },
};

static cJSON *
row(uint64_t seed, size_t i, int64_t at)
{
	struct draw d = draw_start(seed ^ UINT64_C(0x3a17), (uint64_t)at * COUNT(desks) + i);
	cJSON *object = cJSON_CreateObject();
	struct day today;
	int32_t second;
	bool is_open;
	int served;

	instant_split(at, &today, &second);
	is_open = second >= OPENS_SEC && second < CLOSES_SEC;
	served = !is_open ? 0 : (second - OPENS_SEC) / SERVED_SEC * desks[i].counters;
	cJSON_AddStringToObject(object, "desk_id", desks[i].desk_id);
	cJSON_AddStringToObject(object, "desk", desks[i].desk);
	cJSON_AddStringToObject(object, "task_no", desks[i].task_no);
	cJSON_AddStringToObject(object, "task", desks[i].task);
	cJSON_AddNumberToObject(object, "waiting", is_open ? draw_between(&d, 0, 9) : 0);
	cJSON_AddNumberToObject(object, "now_serving", served);
	cJSON_AddNumberToObject(object, "open_counters", is_open ? desks[i].counters : 0);
	event_add_instant(object, "observed_datetime", at);
	return object;
}

void
waits_print(uint64_t seed, const char *jurisdiction, int64_t now_at, struct buf *out)
{
	cJSON *object = cJSON_CreateObject();
	cJSON *rows;
	char *text;

	cJSON_AddStringToObject(object, "jurisdiction_id", jurisdiction);
	rows = cJSON_AddArrayToObject(object, "desks");
	for (size_t i = 0; i < COUNT(desks); i++) {
		int64_t at = now_at - desks[i].stale_sec;

		if (str_eq(desks[i].jurisdiction, jurisdiction))
			cJSON_AddItemToArray(rows, row(seed, i, at - at % 60));
	}
	text = cJSON_PrintUnformatted(object);
	if (text != NULL)
		buf_puts(out, text);
	cJSON_free(text);
	cJSON_Delete(object);
}
