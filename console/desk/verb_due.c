/* SPDX-License-Identifier: ISC */
/* due: what-if deadlines, one by one or by the thousand, from rules alone. */
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/desk/lines.h"
#include "console/desk/verbs.h"
#include "console/rules/extension.h"
#include "console/rules/json_gate.h"
#include "console/rules/service_clock.h"
#include "storage/instant.h"
#include "storage/text.h"

#define LINE_BYTES_MAX (1024 * 1024)

/* One what-if: a period from a receipt, pauses, and what it is put off by.
 * Kept from line to line, so that a batch allocates once. */
struct question {
	struct calendar calendar;
	struct period period;
	bool is_service_clock;		/* which of domain.md A2 instead of a period */
	enum service_clock which;
	int64_t received_at;
	struct pause *pauses;
	size_t pause_count, pause_cap;
	struct period more[EXTENSIONS_MOST + 1];	/* one too many is refused by the rule */
	size_t more_count;
};

static enum rc
read_period(struct period *p, const char *s, struct err *e)
{
	if (period_parse(s, p))
		return RC_OK;
	return err_set(e, RC_USAGE, say(N_("“%s” is no period: write immediate, or a number "
	    "with h, d, w, m or y")), str_or_empty(s));
}

/* Begins a question with its two operands; pauses and extensions are none. A
 * day alone is enough where the period does not run in hours. */
static enum rc
question_start(struct question *q, const char *period, const char *received, struct err *e)
{
	enum rc rc = RC_OK;
	struct day d;

	/* Most are periods; a supplement's own days are the demand's. */
	q->is_service_clock = !period_parse(period, &q->period) &&
	    service_clock_find(period, &q->which) && q->which != SERVICE_SUPPLEMENT;
	if (!q->is_service_clock)
		rc = read_period(&q->period, period, e);
	else if (service_clock_table[q->which].count == COUNT_WORKING_HOURS)
		q->period = PERIOD_RECEIVE;
	else
		q->period = (struct period){ PERIOD_MONTHS, 1 };

	q->pause_count = 0;
	q->more_count = 0;
	if (rc != RC_OK || instant_parse(received, &q->received_at))
		return rc;
	if (period_is_hours(q->period) || !day_parse(received, &d))
		return err_set(e, RC_USAGE, say(N_("“%s” is no time: write 2026-11-23T09:00")),
		    received);
	q->received_at = instant_make(d, 0);
	return RC_OK;
}

/* A new pause at the end of the list, to be filled in. */
static struct pause *
question_pause(struct question *q)
{
	if (q->pause_count == q->pause_cap) {
		q->pause_cap = q->pause_cap == 0 ? 4 : 2 * q->pause_cap;
		q->pauses = x_realloc(q->pauses, q->pause_cap, sizeof(*q->pauses));
	}
	q->pauses[q->pause_count] = (struct pause){ .reason = PAUSE_SUPPLEMENT };
	return &q->pauses[q->pause_count++];
}

static enum rc
question_extend(struct question *q, const char *period, struct err *e)
{
	struct period more;
	enum rc rc = read_period(&more, period, e);

	if (rc == RC_OK && q->more_count <= EXTENSIONS_MOST)
		q->more[q->more_count++] = more;
	return rc;
}

/* A rule's refusal as a usage error: the question makes no lawful sense. */
static enum rc
refuse(struct verdict v, struct err *e)
{
	struct buf sentence = { 0 };

	reason_sentence(&sentence, v.reason, v.detail);
	(void)err_set(e, RC_USAGE, "%s", buf_str(&sentence));
	buf_release(&sentence);
	return RC_USAGE;
}

/* Counts; *due_at is 0 where the period is none. */
static enum rc
question_count(const struct question *q, int64_t *due_at, struct err *e)
{
	const struct pauses off = { .pauses = q->pauses, .pause_count = q->pause_count };
	struct verdict v;

	if (q->is_service_clock && (q->pause_count > 0 || q->more_count > 0))
		return err_set(e, RC_USAGE, say(N_("“%s” knows no pause and no extension: leave them "
		    "out")), service_clock_table[q->which].name);
	if (q->is_service_clock) {
		*due_at = service_clock_due(&q->calendar, q->which, q->received_at);
		return RC_OK;
	}
	for (size_t i = 0; i < q->pause_count; i++) {
		v = pause_check(&q->pauses[i], q->received_at);
		if (v.reason != REASON_NONE)
			return refuse(v, e);
	}
	*due_at = deadline_due_without(&q->calendar, q->period, q->received_at, &off);
	for (size_t i = 0; i < q->more_count; i++) {
		const struct extension x = { .period = q->period, .more = q->more[i],
			.due_at = *due_at, .earlier_count = (int)i, .has_consent = true };

		v = extension_check(&q->calendar, &x, &off);
		if (v.reason != REASON_NONE)
			return refuse(v, e);
		*due_at = deadline_extend(&q->calendar, q->period, q->more[i], *due_at, &off);
	}
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

static const char *
text_of(const struct cJSON *value)
{
	return cJSON_IsString(value) ? value->valuestring : NULL;
}

/* Reads [[from,to],…]. */
static enum rc
read_pauses(struct question *q, const struct cJSON *list, struct err *e)
{
	const struct cJSON *pair;
	enum rc rc = RC_OK;

	if (list != NULL && !cJSON_IsNull(list) && !cJSON_IsArray(list))
		return err_set(e, RC_USAGE, say(N_("pauses must be a list of [from, to]")));
	cJSON_ArrayForEach(pair, list) {
		const char *from = text_of(cJSON_GetArrayItem(pair, 0));
		const char *to = text_of(cJSON_GetArrayItem(pair, 1));

		if (!cJSON_IsArray(pair) || cJSON_GetArraySize(pair) != 2 || str_empty(from) ||
		    str_empty(to))
			return err_set(e, RC_USAGE, say(N_("pauses must be a list of [from, to]")));
		rc = pause_set_days(question_pause(q), from, to, e);
		if (rc != RC_OK)
			return rc;
	}
	return rc;
}

/* Reads [period,…]. */
static enum rc
read_extensions(struct question *q, const struct cJSON *list, struct err *e)
{
	const struct cJSON *item;
	enum rc rc = RC_OK;

	if (list != NULL && !cJSON_IsNull(list) && !cJSON_IsArray(list))
		return err_set(e, RC_USAGE, say(N_("extend must be a list of periods")));
	cJSON_ArrayForEach(item, list) {
		if (!cJSON_IsString(item))
			return err_set(e, RC_USAGE, say(N_("extend must be a list of periods")));
		rc = question_extend(q, item->valuestring, e);
		if (rc != RC_OK)
			return rc;
	}
	return rc;
}

/* Adds due to the object of one line. */
static enum rc
add_due(struct question *q, struct cJSON *object, struct err *e)
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
	rc = question_start(q, period, received, e);
	if (rc == RC_OK)
		rc = read_pauses(q, json_member(object, "pauses"), e);
	if (rc == RC_OK)
		rc = read_extensions(q, json_member(object, "extend"), e);
	if (rc == RC_OK)
		rc = question_count(q, &due_at, e);
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
batch_line(struct call *call, struct question *q, const struct buf *line, struct err *e)
{
	struct cJSON *object = NULL;
	char *text = NULL;
	enum rc rc = json_parse(buf_str(line), line->len, LINE_BYTES_MAX, &object, e);

	if (rc == RC_OK)
		rc = add_due(q, object, e);
	if (rc == RC_OK) {
		text = cJSON_PrintUnformatted(object);
		sink_puts(&call->out, str_or_empty(text));
		sink_puts(&call->out, "\n");
	} else if (e->rc == RC_INVALID) {
		e->rc = RC_USAGE;
	}
	cJSON_free(text);
	cJSON_Delete(object);
	return rc;
}

/* Every line is answered as long as all are good; the first bad one ends the
 * batch, because answers and questions would no longer be line by line. */
static int
count_batch(struct call *call, struct question *q, const char *path)
{
	struct line_reader reader;
	struct buf line = { 0 };
	struct err e = { 0 };
	enum rc rc = line_reader_open(&reader, path, LINE_BYTES_MAX, &e);

	while (rc == RC_OK) {
		rc = line_reader_next(&reader, &line, &e);
		if (rc != RC_OK || line_is_blank(&line))
			continue;
		rc = batch_line(call, q, &line, &e);
		if (rc != RC_OK)
			(void)err_add(&e, say(N_("line %lld")), (long long)reader.number);
		if (sink_is_broken(&call->out))
			break;
	}
	line_reader_close(&reader);
	buf_release(&line);
	return rc == RC_OK || rc == RC_NOT_FOUND ? 0 : call_fail(&e);
}

/* Prints the due time, or what is left of the period while a pause is open. */
static void
print_due(struct call *call, const struct question *q, int64_t due_at)
{
	const struct pauses off = { .pauses = q->pauses, .pause_count = q->pause_count };
	const struct pause *open = NULL;
	struct buf left = { 0 };
	char text[32];

	for (size_t i = 0; i < q->pause_count; i++)
		open = q->pauses[i].is_open ? &q->pauses[i] : open;
	format_due(due_at, text);
	if (due_at == 0) {
		sink_puts(&call->out, say(N_("no statutory period")));
	} else if (open == NULL) {
		sink_puts(&call->out, text);
	} else {
		deadline_left_format(&left, q->period,
		    deadline_left(&q->calendar, q->period, open->to, due_at, &off));
		verdict_sentence(&call->out.pending, N_("%s left after they reply"),
		    buf_str(&left));
	}
	sink_puts(&call->out, "\n");
	buf_release(&left);
}

/* The question of the command line. */
static enum rc
ask(struct question *q, const struct options *o, struct err *e)
{
	enum rc rc = question_start(q, o->operands[0], o->operands[1], e);

	for (size_t i = 0; i < o->given_count && rc == RC_OK; i++) {
		if (o->given[i].opt == OPT_PAUSE)
			rc = pause_parse(o->given[i].value, question_pause(q), e);
		else if (o->given[i].opt == OPT_EXTEND)
			rc = question_extend(q, o->given[i].value, e);
	}
	return rc;
}

int
verb_due(struct call *call)
{
	const struct options *o = &call->options;
	const char *batch = options_value(o, OPT_BATCH);
	struct calendar_reader reader = { .row_count = 0 };
	struct question q = { .calendar = calendar_usual() };
	struct err e = { 0 };
	int64_t due_at = 0;
	int status = 0;

	if (call_calendar(call, &reader, &e) == RC_OK)
		q.calendar = calendar_reader_end(&reader);

	if (e.rc != RC_OK)
		return call_fail(&e);
	if (batch != NULL && (o->operand_count > 0 || options_has(o, OPT_PAUSE) ||
	    options_has(o, OPT_EXTEND)))
		(void)err_set(&e, RC_USAGE,
		    say(N_("`minwon due` takes --batch or PERIOD RECEIVED: not both")));
	else if (batch == NULL && o->operand_count != 2)
		(void)err_set(&e, RC_USAGE, say(N_("`minwon %s` needs %s: see `minwon help %s`")),
		    "due", "PERIOD RECEIVED", "due");
	else if (batch == NULL && ask(&q, o, &e) == RC_OK)
		(void)!question_count(&q, &due_at, &e);
	if (e.rc != RC_OK)
		status = call_fail(&e);
	else if (batch != NULL)
		status = count_batch(call, &q, batch);
	else
		print_due(call, &q, due_at);
	free(q.pauses);
	calendar_reader_release(&reader);
	return status;
}
