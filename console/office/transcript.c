/* SPDX-License-Identifier: ISC */
#include "console/office/transcript.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "storage/instant.h"
#include "storage/text.h"

#define SECTION "상담 기록"
#define TEXT_MAX (16 * 1024)

/* Who may have said a line: the contract's word and what an officer reads. */
static const struct {
	const char *who;
	const char *title;
} speakers[] = {
	{ "applicant", "민원인" },
	{ "chatbot", "챗봇" },
	{ "officer", "상담원" },
};
#define SPEAKERS (sizeof(speakers) / sizeof(speakers[0]))

static size_t
speaker_find(const char *who)
{
	size_t i = 0;

	while (i < SPEAKERS && !str_eq(speakers[i].who, who))
		i++;
	return i;
}

static enum rc
keep_line(struct request *r, const struct case_record *c, const struct cJSON *line, struct err *e)
{
	const char *text = str_or_empty(json_text(line, "text"));
	const char *when = json_text(line, "at");
	size_t speaker = speaker_find(str_or_empty(json_text(line, "from")));
	int64_t at = c->row.arrived_at;
	struct buf nfc = { 0 };
	char *head;
	enum rc rc;

	if (text[0] == '\0')
		return RC_OK;
	if (when != NULL && !instant_parse(when, &at))
		at = c->row.arrived_at;
	/* Cut before it is normalised: marks without end would take minutes. */
	head = x_alloc(TEXT_MAX);
	str_fill(head, TEXT_MAX, text);
	text_nfc(&nfc, head, strlen(head));
	free(head);
	rc = store_transcript_add(r->office->store, c->row.id, at,
	    speaker < SPEAKERS ? speakers[speaker].who : "", buf_str(&nfc), e);
	buf_release(&nfc);
	return rc;
}

enum rc
transcript_keep(struct request *r, const struct case_record *c, const char *data, struct err *e)
{
	struct cJSON *json = NULL;
	const struct cJSON *line;
	size_t count = 0;
	enum rc rc = json_parse(data, strlen(data), JSON_EVENT_BYTES_MAX, &json, e);

	if (rc != RC_OK)
		return rc;
	cJSON_ArrayForEach(line, json_member(json, "transcript")) {
		if (rc != RC_OK || count++ == TRANSCRIPT_LINES_MAX)
			break;
		rc = keep_line(r, c, line, e);
	}
	cJSON_Delete(json);
	return rc;
}

/* A transcript on its way to a reader. */
struct telling {
	struct request *r;
	transcript_shower show;
	void *arg;
	int lines;
};

static void
tell_line(void *arg, int64_t at, const char *who, const char *text)
{
	struct telling *t = arg;
	struct answer a = { .section = SECTION };
	struct buf value = { 0 };
	size_t speaker = speaker_find(who);
	char when[32];

	instant_format_official(at, when);
	snprintf(a.name, sizeof(a.name), "transcript.%d", ++t->lines);
	snprintf(a.title, sizeof(a.title), "%s %s", when,
	    speaker < SPEAKERS ? speakers[speaker].title : "?");
	t->show(t->arg, &value, text);
	a.is_masked = !str_eq(buf_str(&value), text);
	request_tell_long(t->r, MESSAGE_ANSWER, &a, &a.value, buf_str(&value), PIECE_MAX);
	buf_release(&value);
}

enum rc
transcript_tell(struct request *r, int64_t case_id, transcript_shower show, void *arg,
    struct err *e)
{
	struct telling t = { .r = r, .show = show, .arg = arg };

	return store_transcript_list(r->office->store, case_id, tell_line, &t, e);
}
