/* SPDX-License-Identifier: ISC */
#include "console/channel/target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/channel/ask.h"
#include "console/channel/relay_item.h"
#include "console/rules/json_gate.h"
#include "storage/clock.h"
#include "storage/secret.h"
#include "storage/text.h"

#define AWAY_MAX 200
#define TITLE_CELLS 60

static const struct target_ops *
ops_of(const struct channel_config *target)
{
	return target->kind == CHANNEL_RT ? &target_rt : &target_open311;
}

/* Is the agency one of those that the section names, blanks between? */
static bool
speaks_for(const struct channel_config *c, const char *agency)
{
	size_t len = strlen(agency);

	for (const char *word = c->agency; *word != '\0';) {
		size_t word_len = strcspn(word, " ");

		if (word_len == len && memcmp(word, agency, len) == 0)
			return true;
		word += word_len + strspn(word + word_len, " ");
	}
	return false;
}

const struct channel_config *
target_of_agency(const struct config *config, const char *agency)
{
	if (str_empty(agency))
		return NULL;
	for (size_t i = 0; i < config->count; i++)
		if (speaks_for(&config->channels[i], agency))
			return &config->channels[i];
	return NULL;
}

const struct channel_config *
target_of_body(const struct config *config, const char *body, size_t len)
{
	const struct channel_config *found = NULL;
	cJSON *json = NULL;

	if (json_parse(body, len, JSON_EVENT_BYTES_MAX, &json, NULL) == RC_OK)
		found = target_of_agency(config, json_text(json, "agency_code"));
	cJSON_Delete(json);
	return found;
}

void
target_add_value(struct buf *out, const char *s)
{
	for (; *s != '\0'; s++)
		if (strchr(RELAY_ID_BYTES, *s) != NULL && *s != ':')
			buf_putc(out, *s);
		else
			buf_printf(out, "%%%02X", (unsigned int)(unsigned char)*s);
}

enum rc
target_ask(struct sync *s, const struct channel_config *target, enum http_method method,
    const char *path, const char *content_type, const struct buf *body,
    struct http_answer *answer, struct err *e)
{
	struct buf url = { 0 };
	struct http_request request = { .method = method, .accept = "application/json",
		.content_type = content_type, .body = body != NULL ? body->data : NULL,
		.body_len = body != NULL ? body->len : 0 };
	enum rc rc;

	buf_printf(&url, "%s%s", target->url, path);
	request.url = buf_str(&url);
	rc = ask_channel(s, target, &request, answer, e);
	buf_release(&url);
	return rc;
}

enum relay_verdict
target_judge(const struct http_answer *a, struct buf *detail)
{
	buf_printf(detail, say("the target answered %d"), a->status);
	if (relay_is_json(a->content_type) && a->body.len > 0) {
		cJSON *json = NULL;
		struct buf shown = { 0 };
		const char *text = NULL;

		if (json_parse(buf_str(&a->body), a->body.len, JSON_EVENT_BYTES_MAX, &json, NULL) ==
		    RC_OK)
			text = json_text(json, "message");
		if (text != NULL)
			tsafe(&shown, text, strnlen(text, 120), false);
		if (shown.len > 0)
			buf_printf(detail, ": %s", buf_str(&shown));
		buf_release(&shown);
		cJSON_Delete(json);
	}
	switch (a->status) {
	case 401:
	case 408:
	case 409:
	case 425:
	case 429:
		return RELAY_RETRY;
	}
	return a->status >= 400 && a->status <= 499 ? RELAY_PARK : RELAY_RETRY;
}

void
target_subject(struct buf *out, const char *op_key, const char *body, size_t len)
{
	cJSON *json = NULL;
	struct buf line = { 0 };
	const char *question = "";

	if (json_parse(body, len, JSON_EVENT_BYTES_MAX, &json, NULL) == RC_OK)
		question = str_or_empty(json_text(json, "question"));
	for (const char *c = question; *c != '\0'; c++)
		buf_putc(&line, *c == '\n' || *c == '\r' || *c == '\t' ? ' ' : *c);
	buf_printf(out, "[minwon %s] ", op_key);
	text_clip(out, buf_str(&line), TITLE_CELLS);
	buf_release(&line);
	cJSON_Delete(json);
}

/* The members of a package, in the order in which they are written, and how they
 * are called there. What is sent is Korean. */
static const struct {
	const char *name;
	const char *label;
} members[] = {
	{ "kind", "구분" }, { "from_office", "보낸 기관" }, { "case_no", "접수번호" },
	{ "service", "민원사무" }, { "received", "접수일시" }, { "due", "처리기한" },
	{ "question", "질의" }, { "proposal", "검토 의견" },
};

static void
add_line(struct buf *out, const char *label, const char *text)
{
	if (!str_empty(text))
		buf_printf(out, "%s: %s\n", label, text);
}

/* What stands under a name: a text, a list of texts, or texts by name. */
static void
add_parts(struct buf *out, const char *label, const cJSON *value)
{
	const cJSON *one;

	if (value == NULL || cJSON_GetArraySize(value) == 0)
		return;
	buf_printf(out, "%s:\n", label);
	cJSON_ArrayForEach(one, value) {
		char *text = cJSON_IsString(one) ? NULL : cJSON_PrintUnformatted(one);

		buf_puts(out, "- ");
		if (one->string != NULL)
			buf_printf(out, "%s: ", one->string);
		buf_printf(out, "%s\n", text != NULL ? text : str_or_empty(one->valuestring));
		cJSON_free(text);
	}
}

void
target_words(struct buf *out, const char *body, size_t len)
{
	const cJSON *package, *officer;
	cJSON *json = NULL;

	if (json_parse(body, len, JSON_EVENT_BYTES_MAX, &json, NULL) != RC_OK)
		return;
	package = json_member(json, "package");
	if (package == NULL)
		package = json;
	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		add_line(out, members[i].label, json_text(package, members[i].name));
	add_parts(out, "신청 내용", json_member(package, "answers"));
	add_parts(out, "유사 처리", json_member(package, "precedents"));
	officer = json_member(json, "officer");
	if (officer != NULL)
		buf_printf(out, "담당: %s %s %s\n", str_or_empty(json_text(officer, "department")),
		    str_or_empty(json_text(officer, "name")), str_or_empty(json_text(officer, "contact")));
	add_line(out, "번호", json_text(json, "handover_id"));
	cJSON_Delete(json);
}

/* The target failed: its breaker and the log hear of it. */
static void
note_failure(struct sync *s, const struct channel_config *target, const char *why)
{
	struct http_answer none = { .retry_after_sec = -1 };

	sync_failure(s, target->channel, &none, why, false);
}

enum relay_verdict
target_send(struct sync *s, const struct channel_config *target, const struct wire_outgoing *row,
    struct wire_result *result)
{
	const struct target_ops *ops = ops_of(target);
	struct breaker *breaker = sync_breaker(s, target->channel);
	struct wire_away away = { .id = 0 };
	struct buf detail = { 0 };
	enum relay_verdict verdict = RELAY_RETRY;
	struct err why = { .rc = RC_OK };
	char id[64] = "";

	if (breaker_is_resting(breaker, clock_monotonic_ms(), true)) {
		str_fill(result->detail, sizeof(result->detail),
		    say("not tried: the target failed just before"));
		result->retry_after_sec = breaker_rest_sec(breaker, clock_monotonic_ms());
		return RELAY_REST;
	}
	(void)str_fill(away.op_key, sizeof(away.op_key), row->op_key);
	(void)str_fill(away.region, sizeof(away.region), row->region);
	if (ops->find(s, target, &away, id, &why) != RC_OK) {
		buf_puts(&detail, why.text);
	} else if (id[0] != '\0') {
		verdict = RELAY_SENT;
	} else {
		verdict = ops->create(s, target, row, id, &detail);
	}
	if (verdict == RELAY_RETRY)
		note_failure(s, target, buf_str(&detail));
	else
		breaker_success(breaker);
	if (verdict == RELAY_SENT)
		snprintf(result->detail, sizeof(result->detail), "%s %s", target->channel, id);
	else
		str_fill(result->detail, sizeof(result->detail), buf_str(&detail));
	buf_release(&detail);
	return verdict;
}

/* The hand-overs of a channel that are away. */
static enum rc
take_away(struct sync *s, const char *channel, struct wire_away *rows, size_t *count,
    struct err *e)
{
	struct wire_lease ask = { .count = AWAY_MAX };
	struct wire_frame frame;
	int64_t tag;
	enum rc rc;

	(void)str_fill(ask.channel, sizeof(ask.channel), channel);
	*count = 0;
	rc = office_tell(s->office, MESSAGE_AWAY, &ask, &tag, e);
	while (rc == RC_OK && (rc = office_hear(s->office, tag, &frame, e)) == RC_OK) {
		if (frame.message != MESSAGE_AWAY_ROW)
			return office_read(s->office, &frame, MESSAGE_OK, NULL, e);
		if (*count < AWAY_MAX)
			rc = office_read(s->office, &frame, MESSAGE_AWAY_ROW, &rows[(*count)++], e);
	}
	return rc;
}

/* Looks after one; a target that fails is left alone until the next round. */
static enum rc
look(struct sync *s, const struct channel_config *target, const struct wire_away *away,
    struct err *e)
{
	struct wire_away_news news = { .id = away->id };
	struct err why = { .rc = RC_OK };
	enum rc rc = ops_of(target)->look(s, target, away, &news, &why);

	if (rc != RC_OK) {
		note_failure(s, target, why.text);
		return RC_OK;
	}
	breaker_success(sync_breaker(s, target->channel));
	if (news.status[0] == '\0')
		return RC_OK;
	rc = office_ask(s->office, MESSAGE_AWAY_HEARD, &news, MESSAGE_OK, NULL, e);
	return rc != RC_OK && office_is_lost(s->office) ? rc : RC_OK;
}

/* Does any section speak for an agency? */
static bool
has_targets(const struct config *config)
{
	for (size_t i = 0; i < config->count; i++)
		if (config->channels[i].agency[0] != '\0')
			return true;
	return false;
}

enum rc
target_poll(struct sync *s, const char *channel, bool is_asked, struct err *e)
{
	struct health *health = sync_health(s, channel);
	int64_t now_ms = clock_monotonic_ms();
	struct wire_away *rows;
	size_t count = 0;
	enum rc rc;

	if (!has_targets(&s->config) ||
	    (!is_asked && health->away_at_ms != 0 && now_ms - health->away_at_ms < TARGET_EVERY_MS))
		return RC_OK;
	health->away_at_ms = now_ms;
	rows = x_zalloc(AWAY_MAX, sizeof(*rows));
	rc = take_away(s, channel, rows, &count, e);
	if (rc != RC_OK && !office_is_lost(s->office))
		rc = RC_OK;
	for (size_t i = 0; i < count && rc == RC_OK; i++) {
		const struct channel_config *target = target_of_agency(&s->config, rows[i].agency);

		if (target != NULL && !breaker_is_resting(sync_breaker(s, target->channel),
		    clock_monotonic_ms(), true))
			rc = look(s, target, &rows[i], e);
	}
	free(rows);
	return rc;
}
