/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/resource.h"

#include <stdio.h>
#include <strings.h>

#include "scripts/gateway/files.h"

void
reply_problem(struct reply *reply, const struct problem *p)
{
	reply->status = p->status;
	reply->content_type = "application/problem+json";
	buf_clear(&reply->body);
	problem_json(p, &reply->body);
}

enum rc
reply_refuse(struct reply *reply, int status, const char *fmt, ...)
{
	struct problem p;
	char detail[sizeof(p.detail)];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(detail, sizeof(detail), fmt, ap);
	va_end(ap);
	problem_set(&p, status, "", "%s", detail);
	reply_problem(reply, &p);
	return RC_OK;
}

enum rc
health_get(const struct visit *v, struct reply *reply, struct err *e)
{
	int64_t last;

	reply->status = 200;
	reply->content_type = "text/plain";
	buf_puts(&reply->body, "ok\n");
	return store_last_effect(v->store, &last, e);
}

void
reply_version(struct reply *reply, int64_t version)
{
	snprintf(reply->etag, sizeof(reply->etag), "\"v%lld\"", (long long)version);
}

static enum rc
document_get(const struct visit *v, enum store_kind kind, struct reply *reply, struct err *e)
{
	int64_t version = 0;
	enum rc rc = store_get(v->store, kind, v->channel, v->id, &reply->body, &version, e);

	if (rc == RC_NOT_FOUND)
		return reply_refuse(reply, 404, "channel %s has nothing under this id", v->channel);
	reply->status = 200;
	reply->content_type = "application/json";
	reply_version(reply, version);
	return rc;
}

enum rc
request_get(const struct visit *v, struct reply *reply, struct err *e)
{
	return document_get(v, STORE_REQUEST, reply, e);
}

enum rc
escalation_get(const struct visit *v, struct reply *reply, struct err *e)
{
	return document_get(v, STORE_ESCALATION, reply, e);
}

enum rc
need_get(const struct visit *v, struct reply *reply, struct err *e)
{
	return document_get(v, STORE_NEED, reply, e);
}

enum rc
task_get(const struct visit *v, struct reply *reply, struct err *e)
{
	return document_get(v, STORE_TASK, reply, e);
}

enum rc
consultation_get(const struct visit *v, struct reply *reply, struct err *e)
{
	return document_get(v, STORE_CONSULTATION, reply, e);
}

enum rc
token_post(const struct visit *v, struct reply *reply, struct err *e)
{
	static const char type[] = "application/x-www-form-urlencoded";
	const struct call *call = v->call;

	(void)e;
	reply->content_type = "application/json";
	reply->cache_control = "no-store";
	if (call->content_type == NULL ||
	    strncasecmp(call->content_type, type, sizeof(type) - 1) != 0) {
		reply->status = 400;
		buf_puts(&reply->body, "{\"error\":\"invalid_request\"}");
		return RC_OK;
	}
	reply->status = tokens_issue(v->setup->tokens, call->authorization, call->body, call->now_at,
	    &reply->body);
	if (reply->status == 401)
		reply->authenticate = "Basic realm=\"relay\"";
	return RC_OK;
}

/* The media types that attachments have; a static string for the reply. */
static const char *
media_type(const char *type)
{
	static const char *const types[] = { "application/pdf", "image/jpeg", "text/plain" };

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (str_eq(type, types[i]))
			return types[i];
	}
	return "application/octet-stream";
}

enum rc
attachment_get(const struct visit *v, struct reply *reply, struct err *e)
{
	struct stored_file file = { .name = "" };
	struct buf disposition = { 0 };
	enum rc rc = store_file(v->store, v->channel, v->id, &file, e);

	if (rc == RC_NOT_FOUND)
		return reply_refuse(reply, 404, "channel %s has no such attachment", v->channel);
	if (rc != RC_OK)
		return rc;
	reply->status = 200;
	reply->content_type = media_type(file.media_type);
	file_disposition(file.name, &disposition);
	str_fill(reply->disposition, sizeof(reply->disposition), buf_str(&disposition));
	snprintf(reply->etag, sizeof(reply->etag), "\"%.32s\"", v->id);
	if (!v->is_range_ignored)
		reply->accept_ranges = "bytes";
	reply->body = file.bytes;
	if (v->is_bit_changed && reply->body.len > 0)
		reply->body.data[reply->body.len / 2] ^= 1;
	buf_release(&disposition);
	return RC_OK;
}
