/* SPDX-License-Identifier: ISC */
#include "console/channel/relay_waits.h"

#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "storage/instant.h"
#include "storage/text.h"

#define BODY_MAX (1024 * 1024)
#define NUMBER_MOST 1000000

void
relay_waits_url(struct buf *out, const char *waits_url, const char *region)
{
	buf_printf(out, "%s%cjurisdiction_id=%s", waits_url,
	    strchr(waits_url, '?') != NULL ? '&' : '?', region);
}

void
relay_waits_release(struct relay_waits *w)
{
	free(w->rows);
	*w = (struct relay_waits){ 0 };
}

/* A number as it may come: 3, "3", nothing. */
static int64_t
number_of(const cJSON *object, const char *key)
{
	const char *text = json_text(object, key);
	int64_t number = -1;

	if (text != NULL ? !parse_int(text, 0, NUMBER_MOST, &number) :
	    !json_integer(object, key, &number))
		return -1;
	return number < 0 || number > NUMBER_MOST ? -1 : number;
}

/* Fills a field as far as it fits; cut before it is composed. */
static void
fill_text(char *to, size_t cap, const char *text)
{
	struct buf nfc = { 0 };
	char *head = x_alloc(cap * 4);

	(void)str_fill(head, cap * 4, str_or_empty(text));
	text_nfc(&nfc, head, strlen(head));
	(void)str_fill(to, cap, buf_str(&nfc));
	buf_release(&nfc);
	free(head);
}

static void
read_row(struct relay_waits *w, const cJSON *object, const char *source, const char *region)
{
	struct wait_row row = { .waiting = number_of(object, "waiting"),
		.called = number_of(object, "now_serving"),
		.counters = number_of(object, "open_counters") };
	const char *observed = json_text(object, "observed_datetime");

	fill_text(row.desk_id, sizeof(row.desk_id), json_text(object, "desk_id"));
	fill_text(row.desk, sizeof(row.desk), json_text(object, "desk"));
	fill_text(row.task_no, sizeof(row.task_no), json_text(object, "task_no"));
	fill_text(row.task, sizeof(row.task), json_text(object, "task"));
	if (row.desk_id[0] == '\0' || row.task_no[0] == '\0' || w->count == RELAY_WAITS_MAX) {
		w->spoilt++;
		return;
	}
	(void)str_fill(row.source, sizeof(row.source), source);
	(void)str_fill(row.region, sizeof(row.region), region);
	if (observed == NULL || !instant_parse(observed, &row.observed_at))
		row.observed_at = 0;
	w->rows = x_realloc(w->rows, w->count + 1, sizeof(*w->rows));
	w->rows[w->count++] = row;
}

enum rc
relay_waits_read(const char *body, size_t len, const char *source, const char *region,
    struct relay_waits *out, struct err *e)
{
	const cJSON *desks, *desk;
	const char *about;
	cJSON *json = NULL;
	enum rc rc = json_parse(body, len, BODY_MAX, &json, e);

	*out = (struct relay_waits){ 0 };
	if (rc != RC_OK)
		return rc;
	desks = json_member(json, "desks");
	about = json_text(json, "jurisdiction_id");
	if (!cJSON_IsArray(desks) || about == NULL || !str_eq(about, region))
		rc = err_set(e, RC_INVALID, "%s",
		    say(N_("the relay's answer is not about people waiting there")));
	else
		cJSON_ArrayForEach(desk, desks) {
			read_row(out, desk, source, region);
		}
	cJSON_Delete(json);
	return rc;
}
