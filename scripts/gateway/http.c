/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/http.h"

#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include <microhttpd.h>

#include "scripts/gateway/body.h"
#include "scripts/gateway/resource.h"
#include "storage/clock.h"

#define CONNECTIONS_MAX 512U
#define IDLE_SEC 60U
#define SEND_BYTES 16384
#define PACE_MS 20	/* how often a slowed answer moves on */

struct http {
	struct MHD_Daemon *daemon;
	struct relay *relay;
	int64_t bytes_per_sec;
	struct exchange *waiting;	/* suspended, each until its due_ms */
	enum rc failed;			/* why the relay must stop */
	struct err failure;
};

/* One request and its answer. */
struct exchange {
	struct http *http;
	struct MHD_Connection *connection;
	struct buf body;
	bool is_too_large;
	struct call call;
	struct turn *turn;
	int64_t due_ms;
	struct exchange *next_waiting;
};

/* An answer on its way, where MHD must not send it by itself. */
struct sending {
	struct exchange *exchange;
	struct buf body;
	size_t end;		/* bytes to send */
	bool is_broken_off;	/* end by an error, not by the end of the stream */
	int64_t bytes_per_sec;
	int64_t started_ms;
};

/* Sets the exchange aside for delay_ms; only from MHD's own callbacks. */
static void
wait_for(struct exchange *x, int64_t delay_ms)
{
	x->due_ms = clock_monotonic_ms() + delay_ms;
	x->next_waiting = x->http->waiting;
	x->http->waiting = x;
	MHD_suspend_connection(x->connection);
}

/* Resumes what is due by now_ms; returns the milliseconds until the next is
 * due, -1 if nothing waits. */
static int64_t
resume_due(struct http *h, int64_t now_ms)
{
	struct exchange **at = &h->waiting;
	int64_t next_ms = -1;

	while (*at != NULL) {
		struct exchange *x = *at;

		if (x->due_ms <= now_ms) {
			*at = x->next_waiting;
			MHD_resume_connection(x->connection);
			continue;
		}
		if (next_ms < 0 || x->due_ms - now_ms < next_ms)
			next_ms = x->due_ms - now_ms;
		at = &x->next_waiting;
	}
	return next_ms;
}

static ssize_t
send_some(void *arg, uint64_t pos, char *to, size_t max)
{
	struct sending *s = arg;
	size_t left = s->end - (size_t)pos;

	if (left == 0)
		return s->is_broken_off ? MHD_CONTENT_READER_END_WITH_ERROR :
		    MHD_CONTENT_READER_END_OF_STREAM;
	if (s->bytes_per_sec > 0) {
		int64_t elapsed_ms = clock_monotonic_ms() - s->started_ms + PACE_MS;
		int64_t due = s->bytes_per_sec * elapsed_ms / 1000 - (int64_t)pos;

		if (due <= 0) {
			wait_for(s->exchange, PACE_MS);
			return 0;
		}
		if ((size_t)due < left)
			left = (size_t)due;
	}
	if (left > max)
		left = max;
	memcpy(to, s->body.data + pos, left);
	return (ssize_t)left;
}

static void
sending_free(void *arg)
{
	struct sending *s = arg;

	buf_release(&s->body);
	free(s);
}

/* Makes MHD's answer of a body; takes the body. */
static struct MHD_Response *
make_response(struct exchange *x, enum delivery delivery, struct buf *body)
{
	struct sending *s = x_zalloc(1, sizeof(*s));
	bool is_cut = delivery == DELIVER_CUT || delivery == DELIVER_CUT_CLOSE;
	bool has_length = delivery != DELIVER_CUT_CLOSE;
	struct MHD_Response *response;

	s->exchange = x;
	s->body = *body;
	*body = (struct buf){ 0 };
	s->end = is_cut ? s->body.len / 2 : s->body.len;
	s->is_broken_off = delivery == DELIVER_CUT;
	s->bytes_per_sec = x->http->bytes_per_sec;
	s->started_ms = clock_monotonic_ms();
	response = MHD_create_response_from_callback(has_length ? s->body.len : MHD_SIZE_UNKNOWN,
	    SEND_BYTES, send_some, s, sending_free);
	if (response == NULL)
		sending_free(s);
	else if (!has_length)
		MHD_set_response_options(response, MHD_RF_HTTP_1_0_COMPATIBLE_STRICT,
		    MHD_RO_END);
	return response;
}

static void
add_header(struct MHD_Response *response, const char *name, const char *value)
{
	if (!str_empty(value) && MHD_add_response_header(response, name, value) != MHD_YES)
		log_event(LOG_WARN_LEVEL, "gateway.header", "name", name, NULL);
}

static enum MHD_Result
deliver(struct exchange *x, struct reply *reply)
{
	struct MHD_Response *response;
	enum MHD_Result result;
	char retry_after[16] = "";

	if (reply->delivery == DELIVER_NOTHING)
		return MHD_NO;
	response = make_response(x, reply->delivery, &reply->body);
	if (response == NULL)
		return MHD_NO;
	if (reply->retry_after_sec > 0)
		snprintf(retry_after, sizeof(retry_after), "%d", reply->retry_after_sec);
	add_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, reply->content_type);
	add_header(response, MHD_HTTP_HEADER_ETAG, reply->etag);
	add_header(response, MHD_HTTP_HEADER_LOCATION, reply->location);
	add_header(response, MHD_HTTP_HEADER_LINK, reply->link);
	add_header(response, MHD_HTTP_HEADER_ALLOW, reply->allow);
	add_header(response, MHD_HTTP_HEADER_RETRY_AFTER, retry_after);
	if (reply->status == 401)
		add_header(response, MHD_HTTP_HEADER_WWW_AUTHENTICATE, "Bearer");
	result = MHD_queue_response(x->connection, (unsigned int)reply->status, response);
	MHD_destroy_response(response);
	return result;
}

/* The call that the whole request is; its strings are MHD's and x's. */
static void
read_call(struct exchange *x, const char *url, const char *method)
{
	struct MHD_Connection *c = x->connection;

	x->call = (struct call){
		.now_at = clock_wall(),
		.method = method,
		.path = url,
		.authorization = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Authorization"),
		.content_type = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Content-Type"),
		.key = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Idempotency-Key"),
		.if_match = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "If-Match"),
		.jurisdiction_id = MHD_lookup_connection_value(c, MHD_GET_ARGUMENT_KIND,
		    "jurisdiction_id"),
		.last_event_id = MHD_lookup_connection_value(c, MHD_GET_ARGUMENT_KIND, "lastEventId"),
		.limit = MHD_lookup_connection_value(c, MHD_GET_ARGUMENT_KIND, "limit"),
		.timeout = MHD_lookup_connection_value(c, MHD_GET_ARGUMENT_KIND, "timeout"),
		.body = buf_str(&x->body),
		.body_len = x->body.len,
	};
}

static enum MHD_Result
answer(struct exchange *x)
{
	struct http *h = x->http;
	struct reply reply = { 0 };
	enum MHD_Result result = MHD_NO;

	if (x->is_too_large) {
		reply_refuse(&reply, 413, "a body may have %zu bytes", BODY_BYTES_MAX);
		result = deliver(x, &reply);
	} else if (h->failed == RC_OK) {
		struct err e = { 0 };
		enum rc rc = relay_answer(h->relay, x->turn, &x->call, &reply, &e);

		if (rc == RC_OK) {
			result = deliver(x, &reply);
		} else {
			h->failed = rc;
			h->failure = e;
		}
	}
	reply_release(&reply);
	return result;
}

/* MHD calls this for the head of a request, for each piece of its body, when
 * it is whole, and when it is resumed. */
static enum MHD_Result
on_request(void *arg, struct MHD_Connection *connection, const char *url, const char *method,
    const char *version, const char *piece, size_t *piece_len, void **state)
{
	struct exchange *x = *state;
	int delay_ms = 0;

	(void)version;
	if (x == NULL) {
		x = x_zalloc(1, sizeof(*x));
		x->http = arg;
		x->connection = connection;
		*state = x;
		return MHD_YES;
	}
	if (*piece_len > 0) {
		if (x->body.len + *piece_len > BODY_BYTES_MAX)
			x->is_too_large = true;
		else
			buf_add(&x->body, piece, *piece_len);
		*piece_len = 0;
		return MHD_YES;
	}
	if (x->turn == NULL && !x->is_too_large) {
		read_call(x, url, method);
		x->turn = relay_begin(x->http->relay, &x->call, &delay_ms);
		if (delay_ms > 0) {
			wait_for(x, delay_ms);
			return MHD_YES;
		}
	}
	return answer(x);
}

static void
on_done(void *arg, struct MHD_Connection *connection, void **state,
    enum MHD_RequestTerminationCode why)
{
	struct http *h = arg;
	struct exchange *x = *state;

	(void)connection;
	(void)why;
	if (x == NULL)
		return;
	relay_end(h->relay, x->turn);
	buf_release(&x->body);
	free(x);
	*state = NULL;
}

enum rc
http_open(struct relay *relay, int64_t bytes_per_sec, uint16_t *port, struct http **out,
    struct err *e)
{
	struct http *h = x_zalloc(1, sizeof(*h));
	struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons(*port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	const union MHD_DaemonInfo *info;

	h->relay = relay;
	h->bytes_per_sec = bytes_per_sec;
	h->daemon = MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, *port, NULL, NULL,
	    on_request, h,
	    MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&here,
	    MHD_OPTION_NOTIFY_COMPLETED, on_done, h,
	    MHD_OPTION_CONNECTION_LIMIT, CONNECTIONS_MAX,
	    MHD_OPTION_CONNECTION_TIMEOUT, IDLE_SEC,
	    MHD_OPTION_END);
	if (h->daemon == NULL) {
		free(h);
		return err_set(e, RC_NETWORK, "cannot listen on 127.0.0.1:%u: %s", *port,
		    strerror(errno));
	}
	info = MHD_get_daemon_info(h->daemon, MHD_DAEMON_INFO_BIND_PORT);
	if (info != NULL)
		*port = info->port;
	*out = h;
	return RC_OK;
}

/* How long poll may sleep: until MHD or a waiting exchange wants to move. */
static int
sleep_ms(struct http *h, int64_t next_due_ms)
{
	MHD_UNSIGNED_LONG_LONG wanted;
	int64_t ms = next_due_ms;

	if (MHD_get_timeout(h->daemon, &wanted) == MHD_YES && (ms < 0 || (int64_t)wanted < ms))
		ms = (int64_t)wanted;
	return ms > 60000 ? 60000 : (int)ms;
}

enum rc
http_serve(struct http *h, int stop_fd, struct err *e)
{
	const union MHD_DaemonInfo *info = MHD_get_daemon_info(h->daemon, MHD_DAEMON_INFO_EPOLL_FD);
	struct pollfd fds[2] = { { .fd = info->epoll_fd, .events = POLLIN },
		{ .fd = stop_fd, .events = POLLIN } };

	while (h->failed == RC_OK) {
		int64_t next_ms = resume_due(h, clock_monotonic_ms());

		if (MHD_run(h->daemon) != MHD_YES)
			return err_set(e, RC_NETWORK, "the HTTP library stopped");
		if (h->waiting != NULL)
			next_ms = resume_due(h, clock_monotonic_ms());
		if (poll(fds, 2, sleep_ms(h, next_ms)) < 0 && errno != EINTR)
			return err_set(e, RC_NETWORK, "cannot wait for requests: %s", strerror(errno));
		if (fds[1].revents != 0)
			return RC_OK;
	}
	if (e != NULL)
		*e = h->failure;
	return h->failed;
}

void
http_close(struct http *h)
{
	if (h == NULL)
		return;
	/* Nobody may be suspended when MHD stops; what they wait for is refused. */
	h->failed = h->failed == RC_OK ? RC_AGAIN : h->failed;
	h->bytes_per_sec = 0;
	resume_due(h, INT64_MAX);
	MHD_stop_daemon(h->daemon);
	free(h);
}
