/* SPDX-License-Identifier: ISC */
/*
 * http: one request to a channel and its whole answer, or a sentence. The only
 * user of curl. It follows no redirect, asks no proxy, keeps no cookie, and
 * knows nothing of what the bytes mean.
 */
#ifndef CHANNEL_HTTP_H
#define CHANNEL_HTTP_H

#include "storage/base.h"

#define HTTP_CONNECT_SEC 5
#define HTTP_TOTAL_SEC 60
#define HTTP_SLOW_BYTES_PER_SEC 100	/* slower than this … */
#define HTTP_SLOW_SEC 30		/* … for so long is given up */
#define HTTP_BODY_MAX (8 * 1024 * 1024)
#define HTTP_HEADERS_MAX (64 * 1024)
#define HTTP_RETRY_AFTER_MAX_SEC 900

enum http_method {
	HTTP_GET,
	HTTP_PATCH,
	HTTP_POST,
	HTTP__COUNT
};

/* What to ask. The strings belong to the caller; what is NULL is not sent. */
struct http_request {
	enum http_method method;
	const char *url;
	const char *token;		/* bearer token; never logged */
	const char *ca_file;		/* the certificates to trust instead of the system's */
	const char *accept;
	const char *content_type;
	const char *idempotency_key;	/* sent as a quoted string; no quotes in it */
	const char *body;
	size_t body_len;
};

/* What was heard. After a failure it holds what was heard until then. */
struct http_answer {
	int status;			/* 0 = no status line came */
	char content_type[96];		/* media type alone, lower case and plain
					 * ASCII; "" = none */
	char link[2048];		/* all Link fields, joined by ", " */
	int64_t retry_after_sec;	/* 0 to HTTP_RETRY_AFTER_MAX_SEC, -1 = none */
	char webhook_id[136];		/* "" = none, or one that is too long */
	char webhook_timestamp[24];
	char webhook_signature[512];
	bool is_late;			/* a time limit ended it */
	bool is_too_large;		/* body holds the first HTTP_BODY_MAX bytes */
	struct buf body;
};

struct http;

/* Makes the one handle a program needs. Plain http is spoken to loopback
 * addresses only, and only where is_practice. Nobody waits for an answer any
 * more when the other end of the socket watched is gone. */
MUST_USE enum rc http_open(bool is_practice, int watched, struct http **out, struct err *e);
void http_close(struct http *h);

/* Asks and waits, within the limits above, until the program is asked to stop
 * or the watched socket ends. RC_OK: a whole answer of any status, its length proven by
 * Content-Length or the last chunk. RC_NETWORK: none, or a part of one.
 * RC_INVALID: an answer beyond HTTP_BODY_MAX. RC_REFUSED: the address may not
 * be spoken to. The answer is cleared first; the caller releases it. */
MUST_USE enum rc http_ask(struct http *h, const struct http_request *request,
    struct http_answer *answer, struct err *e);

void http_answer_release(struct http_answer *a);

#endif
