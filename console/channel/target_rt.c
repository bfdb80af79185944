/* SPDX-License-Identifier: ISC */
/* Request Tracker 5 by its REST2: a hand-over becomes a ticket of a queue, found
 * again by our key in its subject; correspondence is the answer. Files go as
 * multipart: RT takes no Korean file name in JSON. */
#include "console/channel/target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "storage/instant.h"
#include "storage/secret.h"
#include "storage/text.h"

#define FILES_MAX 20
#define FILE_BYTES_MAX ((size_t)20 * 1024 * 1024)

/* Asks for JSON and takes it; RC_NETWORK where another thing came. */
static enum rc
get(struct sync *s, const struct channel_config *target, const char *path, cJSON **out,
    struct err *e)
{
	struct http_answer a = { .status = 0 };
	struct buf detail = { 0 };
	enum rc rc = target_ask(s, target, HTTP_GET, path, NULL, NULL, &a, e);

	*out = NULL;
	if (rc == RC_OK && a.status != 200) {
		(void)target_judge(&a, &detail);
		rc = err_set(e, RC_NETWORK, "%s", buf_str(&detail));
	}
	if (rc == RC_OK)
		rc = json_parse(buf_str(&a.body), a.body.len, JSON_PAGE_BYTES_MAX, out, e);
	buf_release(&detail);
	http_answer_release(&a);
	return rc;
}

/* Appends a query in RT's language as a value; ' in it is doubled. */
static void
add_quoted(struct buf *query, const char *text)
{
	buf_putc(query, '\'');
	for (; *text != '\0'; text++) {
		if (*text == '\'' || *text == '\\')
			buf_putc(query, '\\');
		buf_putc(query, *text);
	}
	buf_putc(query, '\'');
}

/* The ticket with our key in its subject; NULL = none. The first, if there were
 * several. */
static enum rc
find_ticket(struct sync *s, const struct channel_config *target, const char *op_key,
    cJSON **out, struct err *e)
{
	struct buf query = { 0 }, path = { 0 };
	cJSON *page = NULL, *items;
	enum rc rc;

	*out = NULL;
	buf_puts(&query, "Queue = ");
	add_quoted(&query, target->queue);
	buf_puts(&query, " AND Subject LIKE ");
	add_quoted(&query, op_key);
	buf_puts(&path, "/tickets?fields=Status,Created&orderby=id&query=");
	target_add_value(&path, buf_str(&query));
	rc = get(s, target, buf_str(&path), &page, e);
	items = cJSON_GetObjectItemCaseSensitive(page, "items");
	if (rc == RC_OK && !cJSON_IsArray(items))
		rc = err_set(e, RC_NETWORK, "%s", say("the target's list of tickets cannot be read"));
	if (rc == RC_OK && cJSON_GetArraySize(items) > 0)
		*out = cJSON_DetachItemFromArray(items, 0);
	cJSON_Delete(page);
	buf_release(&query);
	buf_release(&path);
	return rc;
}

static enum rc
rt_find(struct sync *s, const struct channel_config *target, const struct wire_away *away,
    char id[64], struct err *e)
{
	cJSON *ticket = NULL;
	enum rc rc = find_ticket(s, target, away->op_key, &ticket, e);

	id[0] = '\0';
	if (ticket != NULL)
		(void)str_fill(id, 64, str_or_empty(json_text(ticket, "id")));
	cJSON_Delete(ticket);
	return rc;
}

/* A file name in a header of a part: quotes and line ends would end it. */
static void
add_file_name(struct buf *out, const char *name)
{
	for (; *name != '\0'; name++) {
		if (*name == '"' || *name == '\\' || (unsigned char)*name < ' ')
			buf_printf(out, "%%%02X", (unsigned int)(unsigned char)*name);
		else
			buf_putc(out, *name);
	}
}

/* The bytes of an attachment that the message's body names, from the office. */
static enum rc
read_file(struct sync *s, const struct wire_outgoing *row, const char *sha256, struct buf *out,
    struct err *e)
{
	struct wire_package_file ask = { .message_id = row->id, .fence = row->fence };
	struct wire_frame frame;
	struct wire_file_piece piece;
	int64_t tag;
	size_t before;
	enum rc rc;

	(void)str_fill(ask.sha256, sizeof(ask.sha256), sha256);
	do {
		before = out->len;
		ask.offset = (int64_t)out->len;
		rc = office_tell(s->office, MESSAGE_PACKAGE_FILE, &ask, &tag, e);
		while (rc == RC_OK && (rc = office_hear(s->office, tag, &frame, e)) == RC_OK &&
		    frame.message == MESSAGE_FILE_PIECE) {
			rc = office_read(s->office, &frame, MESSAGE_FILE_PIECE, &piece, e);
			if (rc == RC_OK)
				buf_add(out, piece.bytes.data, piece.bytes.len);
		}
		if (rc == RC_OK)
			rc = office_read(s->office, &frame, MESSAGE_OK, NULL, e);
	} while (rc == RC_OK && out->len > before && out->len < FILE_BYTES_MAX);
	return rc;
}

static void
begin_part(struct buf *out, const char *boundary, const char *name)
{
	buf_printf(out, "--%s\r\nContent-Disposition: form-data; name=\"%s\"", boundary, name);
}

static enum rc
add_files(struct sync *s, const struct wire_outgoing *row, const char *boundary, struct buf *out,
    struct err *e)
{
	const cJSON *one;
	cJSON *json = NULL;
	int count = 0;
	enum rc rc = json_parse(row->body.data, row->body.len, JSON_EVENT_BYTES_MAX, &json, e);

	cJSON_ArrayForEach(one, json_member(json, "attachments")) {
		struct buf bytes = { 0 };

		if (rc != RC_OK || ++count > FILES_MAX)
			break;
		rc = read_file(s, row, str_or_empty(json_text(one, "sha256")), &bytes, e);
		begin_part(out, boundary, "Attachments");
		buf_puts(out, "; filename=\"");
		add_file_name(out, str_or_empty(json_text(one, "name")));
		buf_puts(out, "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
		buf_add(out, buf_str(&bytes), bytes.len);
		buf_puts(out, "\r\n");
		buf_release(&bytes);
	}
	cJSON_Delete(json);
	return rc;
}

/* The ticket as RT wants to be given it. */
static void
add_ticket(const struct channel_config *target, const struct wire_outgoing *row,
    const char *boundary, struct buf *out)
{
	struct buf subject = { 0 }, words = { 0 };
	cJSON *ticket = cJSON_CreateObject();
	char *text;

	target_subject(&subject, row->op_key, row->body.data, row->body.len);
	target_words(&words, row->body.data, row->body.len);
	cJSON_AddStringToObject(ticket, "Queue", target->queue);
	cJSON_AddStringToObject(ticket, "Subject", buf_str(&subject));
	cJSON_AddStringToObject(ticket, "Content", buf_str(&words));
	cJSON_AddStringToObject(ticket, "ContentType", "text/plain");
	text = cJSON_PrintUnformatted(ticket);
	begin_part(out, boundary, "JSON");
	buf_printf(out, "\r\nContent-Type: application/json\r\n\r\n%s\r\n", str_or_empty(text));
	cJSON_free(text);
	cJSON_Delete(ticket);
	buf_release(&subject);
	buf_release(&words);
}

static enum relay_verdict
rt_create(struct sync *s, const struct channel_config *target, const struct wire_outgoing *row,
    char id[64], struct buf *detail)
{
	struct buf body = { 0 };
	struct http_answer a = { .status = 0 };
	enum relay_verdict verdict = RELAY_RETRY;
	char boundary[40], type[96], random[33];
	cJSON *answer = NULL;
	struct err why = { .rc = RC_OK };
	enum rc rc;

	secret_op_key(random);
	snprintf(boundary, sizeof(boundary), "minwon%.32s", random);
	snprintf(type, sizeof(type), "multipart/form-data; boundary=%s", boundary);
	add_ticket(target, row, boundary, &body);
	rc = add_files(s, row, boundary, &body, &why);
	buf_printf(&body, "--%s--\r\n", boundary);
	if (rc == RC_OK)
		rc = target_ask(s, target, HTTP_POST, "/ticket", type, &body, &a, &why);
	if (rc != RC_OK)
		buf_puts(detail, why.text);
	else if (a.status != 201)
		verdict = target_judge(&a, detail);
	else if (json_parse(buf_str(&a.body), a.body.len, JSON_EVENT_BYTES_MAX, &answer, NULL) ==
	    RC_OK && str_fill(id, 64, str_or_empty(json_text(answer, "id"))) && id[0] != '\0')
		verdict = RELAY_SENT;
	else
		buf_puts(detail, say("the target took it and did not say under which number"));
	cJSON_Delete(answer);
	buf_release(&body);
	http_answer_release(&a);
	return verdict;
}

/* Base64 with line ends in it, as RT writes it, into text. */
static bool
decode(const char *base64, struct buf *out)
{
	struct buf joined = { 0 };
	size_t len = 0, cap = strlen(base64) + 4;
	unsigned char *bytes = x_alloc(cap);
	bool is_good;

	for (const char *c = base64; *c != '\0'; c++)
		if (*c != '\n' && *c != '\r')
			buf_putc(&joined, *c);
	is_good = secret_from_base64(buf_str(&joined), bytes, cap, &len) &&
	    utf8_valid((const char *)bytes, len, NULL);
	if (is_good)
		text_nfc(out, (const char *)bytes, len);
	buf_release(&joined);
	free(bytes);
	return is_good;
}

/* Entities that an editor writes; others stay as they are. */
static const struct {
	const char *entity;
	const char *text;
} entities[] = {
	{ "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&#39;", "'" },
	{ "&nbsp;", " " },
};

/* Text of HTML as RT's own editor writes it: tags go, paragraphs and breaks end a
 * line. */
static void
strip_html(const char *html, struct buf *out)
{
	size_t i;

	while (*html != '\0') {
		if (*html == '<') {
			bool is_end = str_starts(html, "<br") || str_starts(html, "</p") ||
			    str_starts(html, "</div") || str_starts(html, "</li");

			html += strcspn(html, ">");
			html += *html == '>';
			if (is_end)
				buf_putc(out, '\n');
			continue;
		}
		for (i = 0; i < sizeof(entities) / sizeof(entities[0]); i++)
			if (str_starts(html, entities[i].entity))
				break;
		if (i < sizeof(entities) / sizeof(entities[0])) {
			buf_puts(out, entities[i].text);
			html += strlen(entities[i].entity);
		} else {
			buf_putc(out, *html++);
		}
	}
	while (out->len > 0 && out->data[out->len - 1] == '\n')
		out->data[--out->len] = '\0';
}

/* The words of a transaction: its first plain text, else its first HTML. Empty if
 * it has neither. */
static enum rc
read_words(struct sync *s, const struct channel_config *target, const char *transaction,
    struct buf *out, struct err *e)
{
	char path[160];
	cJSON *page = NULL, *file = NULL;
	const cJSON *one;
	const char *id = NULL, *html = NULL;
	struct buf text = { 0 };
	enum rc rc;

	snprintf(path, sizeof(path), "/transaction/%.40s/attachments?fields=ContentType", transaction);
	rc = get(s, target, path, &page, e);
	cJSON_ArrayForEach(one, json_member(page, "items")) {
		if (id == NULL && str_eq(json_text(one, "ContentType"), "text/plain"))
			id = json_text(one, "id");
		else if (html == NULL && str_eq(json_text(one, "ContentType"), "text/html"))
			html = json_text(one, "id");
	}
	if (rc == RC_OK && (id != NULL || html != NULL)) {
		snprintf(path, sizeof(path), "/attachment/%.40s", id != NULL ? id : html);
		rc = get(s, target, path, &file, e);
		if (rc == RC_OK && !decode(str_or_empty(json_text(file, "Content")), &text))
			rc = err_set(e, RC_NETWORK, "%s", say("the target's answer cannot be read"));
		if (rc == RC_OK && id != NULL)
			buf_puts(out, buf_str(&text));
		else if (rc == RC_OK)
			strip_html(buf_str(&text), out);
	}
	buf_release(&text);
	cJSON_Delete(file);
	cJSON_Delete(page);
	return rc;
}

/* The last correspondence of a ticket, "" if there is none, and when it was. */
static enum rc
find_words(struct sync *s, const struct channel_config *target, const char *ticket, char id[64],
    int64_t *at, struct err *e)
{
	char path[240];
	cJSON *page = NULL;
	const cJSON *one;
	enum rc rc;

	snprintf(path, sizeof(path), "/transactions?fields=Created&orderby=id&per_page=100&query="
	    "TicketId%%20%%3D%%20%.40s%%20AND%%20Type%%20%%3D%%20%%27Correspond%%27", ticket);
	rc = get(s, target, path, &page, e);
	id[0] = '\0';
	cJSON_ArrayForEach(one, json_member(page, "items")) {
		(void)str_fill(id, 64, str_or_empty(json_text(one, "id")));
		if (!instant_parse(str_or_empty(json_text(one, "Created")), at))
			*at = 0;
	}
	cJSON_Delete(page);
	return rc;
}

/* A ticket that is there was received; words are the answer; rejected is a
 * return, with the last words as its reason. */
static enum rc
rt_look(struct sync *s, const struct channel_config *target, const struct wire_away *away,
    struct wire_away_news *news, struct err *e)
{
	cJSON *ticket = NULL;
	struct buf words = { 0 };
	char transaction[64] = "";
	const char *id;
	bool is_rejected;
	enum rc rc = find_ticket(s, target, away->op_key, &ticket, e);

	if (rc != RC_OK || ticket == NULL)
		return rc;
	id = str_or_empty(json_text(ticket, "id"));
	is_rejected = str_eq(json_text(ticket, "Status"), "rejected");
	snprintf(news->receipt_no, sizeof(news->receipt_no), "RT-%.40s", id);
	if (away->receipt_no[0] == '\0') {
		(void)str_fill(news->status, sizeof(news->status), "acknowledged");
		snprintf(news->event_id, sizeof(news->event_id), "%s-%.40s", target->channel, id);
		if (!instant_parse(str_or_empty(json_text(ticket, "Created")), &news->at))
			news->at = 0;
		cJSON_Delete(ticket);
		return RC_OK;
	}
	rc = find_words(s, target, id, transaction, &news->at, e);
	if (rc == RC_OK && transaction[0] != '\0')
		rc = read_words(s, target, transaction, &words, e);
	/* A file alone, or a picture: its reader looks there. */
	if (rc == RC_OK && transaction[0] != '\0' && words.len == 0)
		buf_puts(&words, news->receipt_no);
	if (rc == RC_OK && (words.len > 0 || is_rejected)) {
		(void)str_fill(news->status, sizeof(news->status), is_rejected ? "returned" : "answered");
		snprintf(news->event_id, sizeof(news->event_id), "%s-%.40s-%s", target->channel, id,
		    transaction[0] != '\0' ? transaction : "rejected");
		(void)str_fill(news->text, sizeof(news->text), words.len > 0 ? buf_str(&words) :
		    "rejected");
	}
	buf_release(&words);
	cJSON_Delete(ticket);
	return rc;
}

const struct target_ops target_rt = { rt_find, rt_create, rt_look };
