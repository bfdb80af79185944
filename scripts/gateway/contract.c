/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/contract.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "scripts/gateway/finish.h"
#include "scripts/gateway/route.h"
#include "scripts/gateway/strike.h"
#include "storage/secret.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define SLOW_MS 1000
#define RETRY_SEC 1

struct turn {
	uint64_t number;
	const struct route *route;	/* NULL: the path or the method is not served */
	char allow[ALLOW_BYTES_MAX];	/* methods of the path where only the method is wrong */
	char channel[CHANNEL_BYTES_MAX + 1];
	char id[ID_BYTES_MAX + 1];
	char key[KEY_BYTES_MAX + 1];	/* "" where none is needed or it is malformed */
	enum token_state token;
	bool is_key_busy;		/* another turn has the key in flight */
	bool holds_key;
	struct fault_hits hits;
	struct turn *next;
};

struct relay {
	struct relay_setup setup;
	uint64_t request_count;
	struct turn *turns;		/* under way */
	struct finisher finisher;
};

void
reply_release(struct reply *reply)
{
	buf_release(&reply->body);
}

struct relay *
relay_new(const struct relay_setup *setup)
{
	struct relay *relay = x_zalloc(1, sizeof(*relay));

	relay->setup = *setup;
	return relay;
}

void
relay_free(struct relay *relay)
{
	if (relay == NULL)
		return;
	while (relay->turns != NULL)
		relay_end(relay, relay->turns);
	finisher_release(&relay->finisher);
	free(relay);
}

/* Reads an Idempotency-Key: an RFC 8941 string, or its bare characters. "" if
 * it is neither. */
static void
read_key(const char *header, char key[KEY_BYTES_MAX + 1])
{
	bool is_quoted = header != NULL && header[0] == '"';
	const char *p = is_quoted ? header + 1 : str_or_empty(header);
	size_t n = 0;

	for (; *p != '\0' && !(is_quoted && *p == '"') && n < KEY_BYTES_MAX; p++) {
		if (is_quoted && *p == '\\' && (p[1] == '"' || p[1] == '\\'))
			p++;
		else if (*p == '\\' || *p == '"')
			break;
		if (*p < (is_quoted ? ' ' : '!') || *p > '~')
			break;
		key[n++] = *p;
	}
	if (is_quoted && *p == '"')
		p++;
	else if (is_quoted)
		n = 0;
	key[*p == '\0' ? n : 0] = '\0';
}

/* Takes the key of the turn, unless another turn has it. */
static void
take_key(struct relay *relay, struct turn *turn)
{
	if (turn->key[0] == '\0' || turn->hits.is_hit[FAULT_IGNORE_KEYS])
		return;
	for (const struct turn *t = relay->turns; t != NULL; t = t->next) {
		if (t->holds_key && str_eq(t->channel, turn->channel) && str_eq(t->key, turn->key))
			turn->is_key_busy = true;
	}
	turn->holds_key = !turn->is_key_busy;
}

struct turn *
relay_begin(struct relay *relay, const struct call *call, int *delay_ms)
{
	struct turn *turn = x_zalloc(1, sizeof(*turn));

	*delay_ms = 0;
	turn->route = route_find(call->method, call->path, turn->channel, turn->id, turn->allow);
	turn->token = tokens_check(relay->setup.tokens, call->authorization, call->now_at);
	if (turn->route != NULL && turn->route->is_public) {
		turn->token = TOKEN_GOOD;
	} else if (turn->token == TOKEN_GOOD) {
		turn->number = relay->request_count++;
		turn->hits = faults_draw(relay->setup.faults, turn->number);
		if (turn->route != NULL && turn->route->write != NULL)
			read_key(call->key, turn->key);
		take_key(relay, turn);
		if (turn->hits.is_hit[FAULT_SLOW] && !turn->is_key_busy)
			*delay_ms = SLOW_MS;
	}
	turn->next = relay->turns;
	relay->turns = turn;
	return turn;
}

void
relay_end(struct relay *relay, struct turn *turn)
{
	struct turn **at = &relay->turns;

	if (turn == NULL)
		return;
	while (*at != turn)
		at = &(*at)->next;
	*at = turn->next;
	free(turn);
}

/* Answers as the first answer under the key says; false if the key is new. */
static enum rc
answer_again(const struct relay *relay, const struct turn *turn, const char *target,
    const char *sha256, struct reply *reply, bool *is_known, struct err *e)
{
	struct kept_answer kept;
	enum rc rc = store_answer(relay->setup.store, turn->channel, turn->key, &kept, e);

	*is_known = rc == RC_OK;
	if (rc == RC_NOT_FOUND)
		rc = RC_OK;
	if (!*is_known)
		return rc;
	if (!str_eq(kept.target, target) || !str_eq(kept.body_sha256, sha256)) {
		buf_release(&kept.body);
		return reply_refuse(reply, 422, "this Idempotency-Key was used for another request");
	}
	reply->status = (int)kept.status;
	reply->content_type = "application/json";
	str_fill(reply->etag, sizeof(reply->etag), kept.etag);
	str_fill(reply->location, sizeof(reply->location), kept.location);
	reply->body = kept.body;
	return RC_OK;
}

/* Keeps what an accepted write did and said, inside its transaction. */
static enum rc
keep(const struct relay *relay, const struct turn *turn, const char *target,
    const struct reply *reply, struct effect *effect, struct err *e)
{
	struct kept_answer kept = { .status = reply->status, .body = reply->body };
	enum rc rc = store_add_effect(relay->setup.store, effect, e);

	if (rc != RC_OK)
		return rc;
	str_fill(kept.target, sizeof(kept.target), target);
	str_fill(kept.body_sha256, sizeof(kept.body_sha256), effect->body_sha256);
	str_fill(kept.etag, sizeof(kept.etag), reply->etag);
	str_fill(kept.location, sizeof(kept.location), reply->location);
	return store_keep_answer(relay->setup.store, turn->channel, turn->key, &kept, e);
}

/* Does a write for the first time. *is_fatal: it is done, but not ledgered. */
static enum rc
write_once(const struct relay *relay, const struct turn *turn, const struct visit *visit,
    const char *target, const char *sha256, struct reply *reply, bool *is_fatal, struct err *e)
{
	struct deed deed = { 0 };
	struct effect effect = { .at = visit->call->now_at, .channel = turn->channel, .key = turn->key,
		.body_sha256 = sha256, .body = visit->call->body };
	enum rc rc = store_begin(relay->setup.store, e);

	if (rc == RC_OK)
		rc = turn->route->write(visit, reply, &deed, e);
	if (rc == RC_OK && reply->status < 300) {
		effect.kind = deed.kind;
		effect.request_id = deed.request_id;
		rc = keep(relay, turn, target, reply, &effect, e);
		if (rc == RC_OK)
			rc = store_commit(relay->setup.store, e);
	}
	store_rollback(relay->setup.store);
	if (rc == RC_OK && reply->status < 300 && relay->setup.ledger != NULL) {
		rc = ledger_append(relay->setup.ledger, &effect, e);
		*is_fatal = rc != RC_OK;
	}
	return rc;
}

static bool
has_media_type(const char *header, const char *type)
{
	size_t len = strlen(type);

	return header != NULL && strncasecmp(header, type, len) == 0 &&
	    (header[len] == '\0' || header[len] == ';' || header[len] == ' ');
}

static enum rc
answer_write(const struct relay *relay, const struct turn *turn, const struct visit *visit,
    struct reply *reply, bool *is_fatal, struct err *e)
{
	char target[300], sha256[65];
	bool is_known = false;
	enum rc rc = RC_OK;

	if (str_empty(visit->call->key))
		return reply_refuse(reply, 400, "Idempotency-Key is needed");
	if (turn->key[0] == '\0')
		return reply_refuse(reply, 400, "Idempotency-Key must be a string of at most %d"
		    " printable characters", KEY_BYTES_MAX);
	if (turn->is_key_busy) {
		snprintf(reply->retry_after, sizeof(reply->retry_after), "%d", RETRY_SEC);
		return reply_refuse(reply, 409, "a request with this Idempotency-Key is in flight");
	}
	if (!has_media_type(visit->call->content_type, turn->route->media_type))
		return reply_refuse(reply, 415, "the body must be %s", turn->route->media_type);
	snprintf(target, sizeof(target), "%s %s", visit->call->method, visit->call->path);
	secret_sha256(visit->call->body, visit->call->body_len, sha256);
	if (!turn->hits.is_hit[FAULT_IGNORE_KEYS])
		rc = answer_again(relay, turn, target, sha256, reply, &is_known, e);
	if (rc != RC_OK || is_known)
		return rc;
	return write_once(relay, turn, visit, target, sha256, reply, is_fatal, e);
}

/* How an answer that was made travels. */
static enum delivery
choose_delivery(const struct turn *turn, const struct reply *reply)
{
	static const struct {
		enum fault fault;
		enum delivery delivery;
	} ways[] = {
		{ FAULT_CUT, DELIVER_CUT }, { FAULT_CUT_CLOSE, DELIVER_CUT_CLOSE },
		{ FAULT_HEADERS, DELIVER_FLOOD }, { FAULT_DRIP, DELIVER_DRIP },
	};

	if (reply->status >= 300)
		return DELIVER_WHOLE;
	if (turn->route->write != NULL && turn->hits.is_hit[FAULT_DROP_AFTER])
		return DELIVER_NOTHING;
	for (size_t i = 0; i < COUNT(ways); i++) {
		if (turn->hits.is_hit[ways[i].fault])
			return ways[i].delivery;
	}
	return DELIVER_WHOLE;
}

/* Answers a call that is authorised, served and not struck by a fault. */
static enum rc
answer_route(struct relay *relay, const struct turn *turn, const struct call *call,
    struct reply *reply, bool *is_fatal, struct err *e)
{
	struct visit visit = { .setup = &relay->setup, .store = relay->setup.store, .call = call };
	bool has_cursor = call->last_event_id != NULL && !str_eq(call->last_event_id, "0");
	enum rc rc;

	str_fill(visit.channel, sizeof(visit.channel), turn->channel);
	str_fill(visit.id, sizeof(visit.id), turn->id);
	if (turn->route->is_feed && turn->hits.is_hit[FAULT_DUPLICATE]) {
		visit.is_page_repeated = has_cursor && turn->number % 2 == 1;
		visit.is_page_doubled = !visit.is_page_repeated;
	}
	visit.is_cursor_looped = turn->hits.is_hit[FAULT_LOOP];
	visit.is_bit_changed = turn->hits.is_hit[FAULT_WRONG_BYTES];
	visit.is_range_ignored = turn->hits.is_hit[FAULT_NO_RANGES];
	if (turn->route->write != NULL)
		rc = answer_write(relay, turn, &visit, reply, is_fatal, e);
	else
		rc = turn->route->read(&visit, reply, e);
	return rc;
}

static enum rc
refuse_token(const struct turn *turn, struct reply *reply)
{
	bool is_missing = turn->token == TOKEN_MISSING;

	reply->authenticate = is_missing ? "Bearer" : "Bearer error=\"invalid_token\"";
	return reply_refuse(reply, 401, "%s", is_missing ? "a bearer token is needed" :
	    turn->token == TOKEN_OVER ? "the token is over" : "the token is not known");
}

enum rc
relay_answer(struct relay *relay, struct turn *turn, const struct call *call, struct reply *reply,
    struct err *e)
{
	const struct finish_case finish = { .call = call, .hits = &turn->hits,
		.keys = relay->setup.keys, .is_feed = turn->route != NULL && turn->route->is_feed };
	bool is_fatal = false;
	enum rc rc;

	assert(e != NULL);
	if (turn->token != TOKEN_GOOD)
		return refuse_token(turn, reply);
	if (turn->route == NULL && turn->allow[0] != '\0') {
		str_fill(reply->allow, sizeof(reply->allow), turn->allow);
		return reply_refuse(reply, 405, "only %s", turn->allow);
	}
	if (turn->route == NULL)
		return reply_refuse(reply, 404, "the relay has no such resource or channel");
	if (strike(&turn->hits, turn->number, call->now_at, reply))
		return RC_OK;
	rc = answer_route(relay, turn, call, reply, &is_fatal, e);
	if (is_fatal)
		return rc;
	if (rc != RC_OK) {
		reply_release(reply);
		*reply = (struct reply){ 0 };
		return reply_refuse(reply, 500, "%s", e->text);
	}
	if (reply->delivery == DELIVER_LATER)
		return RC_OK;
	reply->delivery = choose_delivery(turn, reply);
	if (!turn->route->is_public)
		finish_reply(&relay->finisher, &finish, reply);
	return RC_OK;
}
