/* SPDX-License-Identifier: ISC */
/* due: what-if deadlines, one by one or by the thousand, from rules alone. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cjson/cJSON.h>

#include "console/desk/lines.h"
#include "console/desk/verbs.h"
#include "console/rules/deadline.h"
#include "console/rules/json_gate.h"
#include "storage/instant.h"
#include "storage/text.h"

#define LINE_BYTES_MAX (1024 * 1024)

/* Reads both and counts. *due_at is 0 where the period is none. */
static enum rc
count_due(const char *period, const char *received, int64_t *due_at, struct err *e)
{
	struct calendar calendar = calendar_usual();
	struct period p;
	int64_t at;

	if (!period_parse(period, &p))
		return err_set(e, RC_USAGE, say(N_("“%s” is no period: write immediate, or a "
		    "number with h, d, w, m or y")), period);
	if (!instant_parse(received, &at))
		return err_set(e, RC_USAGE, say(N_("“%s” is no time: write 2026-11-23T09:00")),
		    received);
	*due_at = deadline_due(&calendar, p, at);
	return RC_OK;
}

/* 2026-11-23T14:30 in Korean time; "" for 0. */
static void
format_due(int64_t due_at, char to[32])
{
	instant_format(due_at, to);
	if (due_at != 0)
		to[strlen("2026-11-23T14:30")] = '\0';
}

static bool
is_empty_list(const struct cJSON *member)
{
	return member == NULL || cJSON_IsNull(member) ||
	    (cJSON_IsArray(member) && cJSON_GetArraySize(member) == 0);
}

/* Adds due to the object of one line. */
static enum rc
add_due(struct cJSON *object, struct err *e)
{
	const char *period = json_text(object, "period");
	const char *received = json_text(object, "received");
	struct cJSON *due;
	char text[32];
	int64_t due_at = 0;
	enum rc rc;

	if (!cJSON_IsObject(object) || period == NULL || received == NULL)
		return err_set(e, RC_USAGE,
		    say(N_("the line needs the texts period and received")));
	if (!is_empty_list(json_member(object, "pauses")) ||
	    !is_empty_list(json_member(object, "extend")))
		return err_set(e, RC_USAGE,
		    say(N_("pauses and extensions cannot be counted yet: leave them out")));
	rc = count_due(period, received, &due_at, e);
	if (rc != RC_OK)
		return rc;
	format_due(due_at, text);
	due = due_at == 0 ? cJSON_CreateNull() : cJSON_CreateString(text);
	if (json_member(object, "due") != NULL)
		cJSON_ReplaceItemInObjectCaseSensitive(object, "due", due);
	else
		cJSON_AddItemToObject(object, "due", due);
	return RC_OK;
}

static enum rc
batch_line(struct call *call, const struct buf *line, struct err *e)
{
	struct cJSON *object = NULL;
	char *text = NULL;
	enum rc rc = json_parse(buf_str(line), line->len, LINE_BYTES_MAX, &object, e);

	if (rc == RC_OK)
		rc = add_due(object, e);
	if (rc == RC_OK) {
		text = cJSON_PrintUnformatted(object);
		sink_puts(&call->out, str_or_empty(text));
		sink_puts(&call->out, "\n");
	}
	cJSON_free(text);
	cJSON_Delete(object);
	return rc;
}

/* Every line is answered as long as all are good; the first bad one ends the
 * batch, because answers and questions would no longer be line by line. */
static int
count_batch(struct call *call, const char *path)
{
	struct line_reader reader;
	struct buf line = { 0 };
	struct err e = { 0 };
	enum rc rc = line_reader_open(&reader, path, LINE_BYTES_MAX, &e);

	while (rc == RC_OK) {
		rc = line_reader_next(&reader, &line, &e);
		if (rc != RC_OK || line_is_blank(&line))
			continue;
		rc = batch_line(call, &line, &e);
		if (rc != RC_OK)
			(void)err_add(&e, say(N_("line %lld")), (long long)reader.number);
		if (sink_is_broken(&call->out))
			break;
	}
	line_reader_close(&reader);
	buf_release(&line);
	return rc == RC_OK || rc == RC_NOT_FOUND ? 0 : call_fail(&e);
}

int
verb_due(struct call *call)
{
	const struct options *o = &call->options;
	const char *batch = options_value(o, OPT_BATCH);
	struct err e = { 0 };
	char text[32];
	int64_t due_at = 0;

	if (batch != NULL && o->operand_count > 0)
		(void)err_set(&e, RC_USAGE,
		    say(N_("`minwon due` takes --batch or PERIOD RECEIVED: not both")));
	else if (batch == NULL && o->operand_count != 2)
		(void)err_set(&e, RC_USAGE, say(N_("`minwon %s` needs %s: see `minwon help %s`")),
		    "due", "PERIOD RECEIVED", "due");
	else if (batch == NULL)
		(void)!count_due(o->operands[0], o->operands[1], &due_at, &e);
	if (e.rc != RC_OK)
		return call_fail(&e);
	if (batch != NULL)
		return count_batch(call, batch);
	format_due(due_at, text);
	sink_puts(&call->out, due_at == 0 ? say(N_("no statutory period")) : text);
	sink_puts(&call->out, "\n");
	return 0;
}
