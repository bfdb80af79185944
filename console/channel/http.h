/* SPDX-License-Identifier: ISC */
/*
 * http: requests to channels, several at a time, and their whole answers, or
 * sentences. The only user of curl. It follows no redirect, asks no proxy, keeps no cookie, and
 * knows nothing of what the bytes mean.
 */
#ifndef CHANNEL_HTTP_H
#define CHANNEL_HTTP_H

#include "storage/base.h"

#define HTTP_CONNECT_SEC 5
#define HTTP_TOTAL_SEC 60
#define HTTP_FILE_SEC 300	/* where the body is taken as it comes */
#define HTTP_SLOW_BYTES_PER_SEC 100	/* slower than this … */
#define HTTP_SLOW_SEC 30		/* … for so long is given up */
#define HTTP_BODY_MAX (8 * 1024 * 1024)
#define HTTP_HEADERS_MAX (64 * 1024)
#define HTTP_RETRY_AFTER_MAX_SEC 900

/* Bytes that went over the wire, headers and all. */
struct http_meter {
	int64_t received, sent;
};

enum http_method {
	HTTP_GET,
	HTTP_PATCH,
	HTTP_POST,
	HTTP__COUNT
};

struct http_answer;

/* What to ask. The strings belong to the caller; what is NULL is not sent. */
struct http_request {
	enum http_method method;
	const char *url;
	const char *token;		/* bearer token; never logged */
	const char *token_scheme;	/* what the token is called; NULL = Bearer */
	const char *user, *password;	/* HTTP Basic, instead of a token; never logged */
	const char *ca_file;		/* the certificates to trust instead of the system's */
	const char *accept;
	const char *content_type;
	const char *if_none_match;
	int hold_sec;			/* the answer may be held back so long; 0 = not */
	int64_t range_from;		/* the bytes from there on; 0 = all */
	const char *if_range;		/* strong ETag of what range_from counts in */
	bool takes_gzip;
	const char *idempotency_key;	/* sent as a quoted string; no quotes in it */
	const char *body;
	size_t body_len;
	/* Takes a 200 or 206 answer's body as it comes, instead of the answer's
	 * body and without its limit; the answer has its headers by then. False
	 * ends the call. NULL = nobody does. */
	bool (*take)(void *arg, const struct http_answer *answer, const char *bytes, size_t len);
	void *take_arg;
	struct http_meter *meter;	/* what the call costs is added; may be NULL */
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
	char etag[136];			/* "" = none, or one that is too long */
	bool takes_ranges;		/* parts of it can be had */
	int64_t range_from;		/* of a 206: its first byte, -1 = not said */
	int64_t took_ms;
	bool is_cut;			/* a 200 or 206 that broke off */
	bool is_late;			/* a time limit ended it */
	bool is_too_large;		/* body holds the first HTTP_BODY_MAX bytes */
	struct buf body;
};

struct http;

/* Makes what a program needs. Plain http is spoken to loopback addresses only,
 * and only where is_practice. Nobody waits for an answer any more when the
 * other end of the socket watched is gone. */
MUST_USE enum rc http_open(bool is_practice, int watched, struct http **out, struct err *e);
void http_close(struct http *h);

/* Runs run(arg) beside what runs already; it begins in http_run. Only what
 * runs so may ask and wait. */
void http_start(struct http *h, void (*run)(void *arg), void *arg);

/* Runs what was started until all of it is over. */
void http_run(struct http *h);

/* The same, but at most until fd can be read, until_ms is reached, or http_end
 * is called: whoever waits for an answer then gets none, and nobody may ask
 * again before all is over. */
void http_run_until(struct http *h, int fd, int64_t until_ms);
void http_end(struct http *h);

/* Whether that has happened. */
bool http_is_ended(const struct http *h);

/* Lets the others run for so long, or until the program is asked to stop. */
void http_wait(struct http *h, int64_t ms);

/* Asks, lets the others run and waits, within the limits above, until the
 * program is asked to stop or the watched socket ends. RC_OK: a whole answer of
 * any status, its length proven by Content-Length or the last chunk, its coding
 * undone. RC_NETWORK: none, or a part of one. RC_INVALID: an answer beyond
 * HTTP_BODY_MAX. RC_REFUSED: the address may not be spoken to. The answer is
 * cleared first; the caller releases it. */
MUST_USE enum rc http_ask(struct http *h, const struct http_request *request,
    struct http_answer *answer, struct err *e);

void http_answer_release(struct http_answer *a);

#endif
