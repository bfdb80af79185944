/* SPDX-License-Identifier: ISC */
#include "console/channel/token.h"

#include <string.h>

#include <cjson/cJSON.h>

#include "console/channel/ch_relay.h"
#include "console/rules/json_gate.h"
#include "storage/secret.h"
#include "storage/text.h"

#define TOKEN_JSON_MAX (16 * 1024)
#define LIFE_MAX_SEC (24 * 60 * 60)
#define LIFE_UNSAID_SEC 60	/* where the server names none */

void
token_forget(struct token *t)
{
	explicit_bzero(t, sizeof(*t));
}

/* Wipes and frees what held a secret. */
static void
wipe(struct buf *b)
{
	if (b->data != NULL)
		explicit_bzero(b->data, b->cap);
	buf_release(b);
}

static void
add_form(struct buf *out, const char *name, const char *value)
{
	buf_printf(out, "&%s=", name);
	for (const char *s = value; *s != '\0'; s++)
		if (strchr("-._~", *s) != NULL || (*s >= '0' && *s <= '9') ||
		    ((*s | 0x20) >= 'a' && (*s | 0x20) <= 'z'))
			buf_putc(out, *s);
		else
			buf_printf(out, "%%%02X", (unsigned int)(unsigned char)*s);
}

/* What the credentials are, so that a token is not used for others. */
static void
source_of(const struct channel_config *c, char hex[65])
{
	struct buf all = { 0 };

	buf_printf(&all, "%s\n%s\n%s", c->token_url, c->client_id, c->client_secret);
	secret_sha256(buf_str(&all), all.len, hex);
	wipe(&all);
}

/* What an answer other than 200 says. */
static enum rc
refusal(const struct http_answer *a, struct err *e)
{
	enum rc rc = a->status >= 400 && a->status <= 499 && a->status != 429 ? RC_REFUSED :
	    RC_NETWORK;
	struct cJSON *json = NULL;
	struct buf word = { 0 };
	const char *error;

	if (relay_is_json(a->content_type) && json_parse(buf_str(&a->body), a->body.len,
	    TOKEN_JSON_MAX, &json, NULL) == RC_OK) {
		error = str_or_empty(json_text(json, "error"));
		tsafe(&word, error, strnlen(error, 60), false);
	}
	if (word.len > 0)
		err_set(e, rc, say("no token: token_url answered %d: %s"), a->status,
		    buf_str(&word));
	else
		err_set(e, rc, say("no token: token_url answered %d"), a->status);
	cJSON_Delete(json);
	buf_release(&word);
	return rc;
}

static enum rc
take(struct token *t, const struct http_answer *a, int64_t now_ms, struct err *e)
{
	struct cJSON *json = NULL;
	const char *text, *type;
	int64_t life_sec;
	enum rc rc = RC_OK;

	if (!relay_is_json(a->content_type) || json_parse(buf_str(&a->body), a->body.len,
	    TOKEN_JSON_MAX, &json, NULL) != RC_OK)
		return err_set(e, RC_NETWORK, say("no token: token_url answered %s"),
		    relay_type_name(a->content_type));
	text = str_or_empty(json_text(json, "access_token"));
	type = str_or_empty(json_text(json, "token_type"));
	if (!json_integer(json, "expires_in", &life_sec))
		life_sec = LIFE_UNSAID_SEC;
	if (strcasecmp(type, "bearer") != 0 || text[0] == '\0' || life_sec < 1 ||
	    strspn(text, CONFIG_TOKEN_BYTES) != strlen(text) ||
	    !str_fill(t->text, sizeof(t->text), text))
		rc = err_set(e, RC_NETWORK, "%s", say("token_url gave no token that can be used"));
	if (life_sec > LIFE_MAX_SEC)
		life_sec = LIFE_MAX_SEC;
	t->renew_at_ms = now_ms + life_sec * 800;
	t->over_at_ms = now_ms + life_sec * 1000;
	/* cJSON frees without wiping; the token it held is short-lived. */
	cJSON_Delete(json);
	return rc;
}

static enum rc
fetch(struct token *t, const struct channel_config *c, struct http *h, int64_t now_ms,
    struct http_meter *meter, struct http_answer *answer, struct err *e)
{
	struct token got = { .over_at_ms = 0 };
	struct http_request request = { .method = HTTP_POST, .url = c->token_url,
		.accept = "application/json", .content_type = "application/x-www-form-urlencoded",
		.ca_file = c->ca_file[0] != '\0' ? c->ca_file : NULL,
		.meter = meter };
	struct buf form = { 0 };
	enum rc rc;

	buf_puts(&form, "grant_type=client_credentials");
	add_form(&form, "client_id", c->client_id);
	add_form(&form, "client_secret", c->client_secret);
	request.body = form.data;
	request.body_len = form.len;
	rc = http_ask(h, &request, answer, e);
	wipe(&form);
	if (rc == RC_OK)
		rc = answer->status == 200 ? take(&got, answer, now_ms, e) : refusal(answer, e);
	if (answer->body.data != NULL)
		explicit_bzero(answer->body.data, answer->body.cap);
	buf_clear(&answer->body);
	if (rc == RC_OK) {
		source_of(c, got.source);
		*t = got;
	}
	explicit_bzero(&got, sizeof(got));
	return rc;
}

enum rc
token_need(struct token *t, const struct channel_config *c, struct http *h, int64_t now_ms,
    struct http_meter *meter, struct http_answer *answer, struct err *e)
{
	char source[65];
	enum rc rc;

	source_of(c, source);
	if (!str_eq(source, t->source))
		token_forget(t);
	if (now_ms < t->renew_at_ms)
		return RC_OK;
	rc = fetch(t, c, h, now_ms, meter, answer, e);
	if (rc != RC_OK && now_ms < t->over_at_ms)
		return RC_OK;
	return rc;
}
