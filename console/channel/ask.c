/* SPDX-License-Identifier: ISC */
#include "console/channel/ask.h"

#include "storage/clock.h"

/* Asks with the token that the channel's credentials give. */
static enum rc
ask_with_token(struct sync *s, const struct channel_config *c, struct http_request *request,
    struct http_answer *answer, struct err *e)
{
	struct health *health = sync_health(s, c->channel);
	struct token *token = &health->token;
	enum rc rc;

	for (int tries = 0;; tries++) {
		rc = token_need(token, c, s->http, clock_monotonic_ms(), &health->meter,
		    answer, e);
		if (rc != RC_OK)
			return rc;
		request->token = token->text;
		rc = http_ask(s->http, request, answer, e);
		if (rc != RC_OK || answer->status != 401)
			return rc;
		token_forget(token);
		if (tries > 0)
			return rc;
	}
}

enum rc
ask_channel(struct sync *s, const struct channel_config *c, struct http_request *request,
    struct http_answer *answer, struct err *e)
{
	struct signature_claim claim;
	enum rc rc;

	request->ca_file = c->ca_file[0] != '\0' ? c->ca_file : NULL;
	request->token = c->token[0] != '\0' ? c->token : NULL;
	if (c->kind == CHANNEL_RT) {
		request->token_scheme = "token ";
		request->user = c->client_id[0] != '\0' ? c->client_id : NULL;
		request->password = c->client_secret;
	}
	request->meter = &sync_health(s, c->channel)->meter;
	rc = c->token[0] != '\0' || c->token_url[0] == '\0' ? http_ask(s->http, request, answer, e) :
	    ask_with_token(s, c, request, answer, e);
	if (rc != RC_OK || request->method != HTTP_GET || answer->status != 200 ||
	    request->take != NULL || c->key_count == 0)
		return rc;
	claim = (struct signature_claim){ answer->webhook_id, answer->webhook_timestamp,
		answer->webhook_signature };
	return signature_check(c, &sync_health(s, c->channel)->heard, &claim,
	    buf_str(&answer->body), answer->body.len, sync_now_at(s), e);
}
