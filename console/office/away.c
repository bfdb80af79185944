/* SPDX-License-Identifier: ISC */
/* Hand-overs to agencies that sync asks itself (Request Tracker, Open311): which
 * are away, what their targets say, and the files that go with them. Only about
 * a hand-over that is away is anything believed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/office/blob.h"
#include "console/office/incoming.h"
#include "console/office/session.h"
#include "console/rules/json_gate.h"
#include "console/rules/redact.h"
#include "storage/instant.h"
#include "storage/secret.h"
#include "storage/text.h"

#define AWAY_MAX 200
#define PIECES_A_REQUEST 16

static void
tell_away(void *arg, const struct away_record *a)
{
	struct wire_away row = { .id = a->id };

	str_fill(row.channel, sizeof(row.channel), a->channel);
	str_fill(row.region, sizeof(row.region), a->region);
	str_fill(row.external_id, sizeof(row.external_id), a->external_id);
	str_fill(row.op_key, sizeof(row.op_key), a->op_key);
	str_fill(row.agency, sizeof(row.agency), a->agency);
	str_fill(row.receipt_no, sizeof(row.receipt_no), a->receipt_no);
	str_fill(row.note, sizeof(row.note), a->note);
	request_tell(arg, MESSAGE_AWAY_ROW, false, &row);
}

enum rc
handle_away(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_lease ask;
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = store_away_list(r->office->store, ask.channel, AWAY_MAX, tell_away, r, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

/* What each status of a target is as an event of the relay's feed. */
static const struct {
	const char *status;
	const char *kind;
	const char *words;	/* the member with what was said; NULL = none */
	const char *instant;
} statuses[] = {
	{ "acknowledged", "escalation.acknowledged", NULL, "acknowledged_datetime" },
	{ "answered", "escalation.answered", "answer", "answered_datetime" },
	{ "returned", "escalation.returned", "reason", "returned_datetime" },
};
#define STATUSES (sizeof(statuses) / sizeof(statuses[0]))

/* The event's data, as the relay would tell it; resident numbers cut. */
static void
make_data(const struct away_record *a, const struct wire_away_news *news, size_t status,
    struct buf *out)
{
	cJSON *data = cJSON_CreateObject(), *officer;
	struct buf nfc = { 0 }, cut = { 0 };
	char at[32];
	char *text;

	cJSON_AddStringToObject(data, "service_request_id", a->external_id);
	cJSON_AddStringToObject(data, "handover_id", a->handover_id);
	cJSON_AddStringToObject(data, "agency_code", a->agency);
	cJSON_AddStringToObject(data, "receipt_no", news->receipt_no);
	if (news->at != 0) {
		instant_format(news->at, at);
		cJSON_AddStringToObject(data, statuses[status].instant, at);
	}
	if (statuses[status].words != NULL) {
		text_nfc(&nfc, news->text, strlen(news->text));
		redact_bytes(&cut, buf_str(&nfc), nfc.len);
		cJSON_AddStringToObject(data, statuses[status].words, buf_str(&cut));
	}
	if (news->officer[0] != '\0') {
		officer = cJSON_AddObjectToObject(data, "officer");
		cJSON_AddStringToObject(officer, "department", news->officer);
	}
	text = cJSON_PrintUnformatted(data);
	buf_puts(out, str_or_empty(text));
	cJSON_free(text);
	cJSON_Delete(data);
	buf_release(&nfc);
	buf_release(&cut);
}

/* Applies the event, unless it was heard before. */
static enum rc
apply(struct request *r, const struct away_record *a, const struct wire_away_news *news,
    size_t status, struct err *e)
{
	struct buf data = { 0 };
	struct incoming in = { .r = r, .kind = statuses[status].kind, .channel = a->channel,
		.event_id = news->event_id };
	cJSON *json = NULL;
	char hash[65];
	enum rc rc;

	make_data(a, news, status, &data);
	secret_sha256(buf_str(&data), data.len, hash);
	rc = store_inbox_heard(r->office->store, a->channel, a->region, news->event_id, e);
	if (rc != RC_NOT_FOUND) {
		buf_release(&data);
		return rc;
	}
	rc = json_parse(buf_str(&data), data.len, JSON_EVENT_BYTES_MAX, &json, e);
	in.data = buf_str(&data);
	in.json = json;
	if (rc == RC_OK)
		rc = incoming_apply(&in, a->case_id, e);
	if (rc == RC_OK)
		rc = store_inbox_add(r->office->store, a->channel, a->region, news->event_id, hash,
		    "event", r->office->now_at, e);
	cJSON_Delete(json);
	buf_release(&data);
	return rc;
}

/* An event id that can be a key. */
static bool
is_id(const char *id)
{
	return id[0] != '\0' && strspn(id, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz._:-") == strlen(id);
}

enum rc
handle_away_heard(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_away_news *news = x_zalloc(1, sizeof(*news));
	struct away_record a = { .id = 0 };
	size_t status = 0;
	enum rc rc = wire_read(f, news, e);

	if (rc == RC_OK)
		rc = store_away_get(r->office->store, news->id, &a, e);
	while (status < STATUSES && !str_eq(statuses[status].status, news->status))
		status++;
	if (rc == RC_NOT_FOUND)
		rc = err_set(e, RC_INVALID, "no such hand-over is away");
	else if (rc == RC_OK && (status == STATUSES || !is_id(news->event_id) ||
	    !utf8_valid(news->text, strlen(news->text), NULL)))
		rc = err_set(e, RC_INVALID, "away-heard: bad news");
	if (rc == RC_OK)
		rc = apply(r, &a, news, status, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	free(news);
	return rc;
}

/* Does the body name an attachment with that hash? */
static bool
names_file(const char *body, const char *sha256)
{
	const cJSON *one;
	cJSON *json = NULL;
	bool is_named = false;

	if (json_parse(body, strlen(body), JSON_EVENT_BYTES_MAX, &json, NULL) != RC_OK)
		return false;
	cJSON_ArrayForEach(one, json_member(json, "attachments")) {
		is_named = is_named || str_eq(json_text(one, "sha256"), sha256);
	}
	cJSON_Delete(json);
	return is_named;
}

enum rc
handle_package_file(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_package_file ask;
	struct buf bytes = { 0 };
	char *body = NULL;
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = store_outbox_leased(r->office->store, ask.message_id, ask.fence, &body, e);
	if (rc == RC_NOT_FOUND || (rc == RC_OK && (ask.offset < 0 || !names_file(body, ask.sha256))))
		rc = err_set(e, RC_INVALID, "no such file goes with the message");
	for (int i = 0; i < PIECES_A_REQUEST && rc == RC_OK; i++) {
		struct wire_file_piece piece = { .id = ask.message_id };

		buf_clear(&bytes);
		rc = blob_read(r->office->store_path, ask.sha256, ask.offset, PIECE_MAX, &bytes, e);
		if (rc != RC_OK || bytes.len == 0)
			break;
		piece.bytes = (struct wire_bytes){ bytes.data, bytes.len };
		request_tell(r, MESSAGE_FILE_PIECE, false, &piece);
		ask.offset += (int64_t)bytes.len;
	}
	if (rc == RC_OK)
		request_tell_ok(r);
	buf_release(&bytes);
	free(body);
	return rc;
}
