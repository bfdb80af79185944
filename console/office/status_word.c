/* SPDX-License-Identifier: ISC */
#include "console/office/status_word.h"

#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/channel_words.h"
#include "console/rules/json_gate.h"
#include "console/rules/json_span.h"
#include "storage/record.h"
#include "storage/text.h"

#define MEMBER "status_word"

/* Reads the word; false where there is no such member. Most events bring none,
 * and are not parsed for it. */
static bool
read_word(const char *data, char word[STATUS_WORD_BYTES])
{
	struct json_span span;
	struct cJSON *json = NULL;
	struct buf nfc = { 0 };
	char head[STATUS_WORD_BYTES];

	word[0] = '\0';
	if (!json_span_member(data, strlen(data), MEMBER, &span))
		return false;
	if (json_parse(data, strlen(data), JSON_EVENT_BYTES_MAX, &json, NULL) == RC_OK) {
		str_fill(head, sizeof(head), str_or_empty(json_text(json, MEMBER)));
		text_nfc(&nfc, head, strlen(head));
		str_fill(word, STATUS_WORD_BYTES, buf_str(&nfc));
	}
	buf_release(&nfc);
	cJSON_Delete(json);
	return true;
}

bool
status_word_is_unknown(const char *channel, const char *data, char word[STATUS_WORD_BYTES])
{
	return read_word(data, word) && channel_word_find(channel, word) == NULL;
}

void
status_word_note(struct buf *out, const char *channel, const char *data)
{
	char word[STATUS_WORD_BYTES];
	const struct channel_word *known;

	if (!read_word(data, word))
		return;
	known = channel_word_find(channel, word);
	if (out->len > 0)
		buf_putc(out, '\n');
	buf_printf(out, EVENT_NOTE_WORD "%s %s", known == NULL ? "?" : known->meaning, word);
}
