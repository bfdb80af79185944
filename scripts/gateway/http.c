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
#include "scripts/gateway/flow.h"
#include "scripts/gateway/resource.h"
#include "storage/clock.h"

#define CONNECTIONS_MAX 512U
#define IDLE_SEC 60U
#define SEND_BYTES 16384
#define FLOOD_FIELDS 1500
#define MEMORY ((size_t)32 << 10)
#define FLOOD_MEMORY ((size_t)512 << 10)
#define POLLING_MAX 64	/* more are answered at once */

struct http {
	struct MHD_Daemon *daemon;
	struct relay *relay;
	struct http_setup setup;
	struct links links;
	struct exchange *waiting;	/* suspended, each until its due_ms */
	int polling;			/* how many of them wait for an event */
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
	bool is_polling;	/* waits for an event until poll_until_ms at most */
	int64_t poll_until_ms;
	struct exchange *next_waiting;
};

/* An answer on its way. */
struct sending {
	struct exchange *exchange;
	struct flow flow;
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
	size_t len = 0;

	switch (flow_next(&s->flow, (size_t)pos, clock_monotonic_ms(), to, max, &len)) {
	case FLOW_BYTES:
		return (ssize_t)len;
	case FLOW_WAIT:
		wait_for(s->exchange, FLOW_PACE_MS);
		return 0;
	case FLOW_END:
		return MHD_CONTENT_READER_END_OF_STREAM;
	case FLOW_BREAK:
		break;
	}
	return MHD_CONTENT_READER_END_WITH_ERROR;
}

static void
sending_free(void *arg)
{
	struct sending *s = arg;

	flow_release(&s->flow);
	free(s);
}

/* Makes MHD's answer of a body; takes the body. */
static struct MHD_Response *
make_response(struct exchange *x, enum delivery delivery, struct buf *body)
{
	struct sending *s = x_zalloc(1, sizeof(*s));
	bool has_length = delivery != DELIVER_CUT_CLOSE && delivery != DELIVER_ENDLESS;
	uint64_t len = has_length ? body->len : MHD_SIZE_UNKNOWN;
	struct MHD_Response *response;

	s->exchange = x;
	flow_start(&s->flow, delivery, body, x->http->setup.bytes_per_sec, clock_monotonic_ms());
	response = MHD_create_response_from_callback(len, SEND_BYTES, send_some, s, sending_free);
	if (response == NULL)
		sending_free(s);
	else if (delivery == DELIVER_CUT_CLOSE)
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

static void
add_flood(struct MHD_Response *response)
{
	char name[32], value[101];

	memset(value, 'a', sizeof(value) - 1);
	value[sizeof(value) - 1] = '\0';
	for (int i = 0; i < FLOOD_FIELDS; i++) {
		snprintf(name, sizeof(name), "X-Flood-%04d", i);
		add_header(response, name, value);
	}
}

static enum MHD_Result
deliver(struct exchange *x, struct reply *reply)
{
	const struct {
		const char *name;
		const char *value;
	} fields[] = {
		{ MHD_HTTP_HEADER_CONTENT_TYPE, reply->content_type },
		{ MHD_HTTP_HEADER_CONTENT_ENCODING, reply->content_encoding },
		{ MHD_HTTP_HEADER_CONTENT_DISPOSITION, reply->disposition },
		{ MHD_HTTP_HEADER_CONTENT_RANGE, reply->content_range },
		{ MHD_HTTP_HEADER_ACCEPT_RANGES, reply->accept_ranges },
		{ MHD_HTTP_HEADER_CACHE_CONTROL, reply->cache_control },
		{ MHD_HTTP_HEADER_ETAG, reply->etag },
		{ MHD_HTTP_HEADER_LOCATION, reply->location },
		{ MHD_HTTP_HEADER_LINK, reply->link },
		{ MHD_HTTP_HEADER_ALLOW, reply->allow },
		{ MHD_HTTP_HEADER_RETRY_AFTER, reply->retry_after },
		{ MHD_HTTP_HEADER_WWW_AUTHENTICATE, reply->authenticate },
		{ "webhook-id", reply->webhook_id },
		{ "webhook-timestamp", reply->webhook_timestamp },
		{ "webhook-signature", reply->webhook_signature },
	};
	struct MHD_Response *response;
	enum MHD_Result result;

	if (reply->delivery == DELIVER_NOTHING)
		return MHD_NO;
	response = make_response(x, reply->delivery, &reply->body);
	if (response == NULL)
		return MHD_NO;
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		add_header(response, fields[i].name, fields[i].value);
	if (reply->delivery == DELIVER_FLOOD)
		add_flood(response);
	result = MHD_queue_response(x->connection, (unsigned int)reply->status, response);
	MHD_destroy_response(response);
	return result;
}

static const char *
header(struct MHD_Connection *c, const char *name)
{
	return MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);
}

static const char *
query(struct MHD_Connection *c, const char *name)
{
	return MHD_lookup_connection_value(c, MHD_GET_ARGUMENT_KIND, name);
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
		.authorization = header(c, "Authorization"),
		.content_type = header(c, "Content-Type"),
		.key = header(c, "Idempotency-Key"),
		.if_match = header(c, "If-Match"),
		.if_none_match = header(c, "If-None-Match"),
		.accept_encoding = header(c, "Accept-Encoding"),
		.range = header(c, "Range"),
		.if_range = header(c, "If-Range"),
		.jurisdiction_id = query(c, "jurisdiction_id"),
		.last_event_id = query(c, "lastEventId"),
		.limit = query(c, "limit"),
		.timeout = query(c, "timeout"),
		.start_date = query(c, "start_date"),
		.end_date = query(c, "end_date"),
		.after = query(c, "after"),
		.service_key = query(c, "serviceKey"),
		.page_no = query(c, "pageNo"),
		.num_of_rows = query(c, "numOfRows"),
		.body = buf_str(&x->body),
		.body_len = x->body.len,
	};
}

/* Sets the exchange aside until an event comes or its time is over. */
static void
poll_later(struct exchange *x, int64_t wait_ms)
{
	int64_t now_ms = clock_monotonic_ms();

	if (x->poll_until_ms == 0)
		x->poll_until_ms = now_ms + wait_ms;
	x->is_polling = true;
	x->http->polling++;
	wait_for(x, x->poll_until_ms > now_ms ? x->poll_until_ms - now_ms : 0);
}

/* Takes up an exchange that waited for an event. */
static void
poll_again(struct exchange *x)
{
	x->is_polling = false;
	x->http->polling--;
	x->call.now_at = clock_wall();
	x->call.is_last_try = clock_monotonic_ms() >= x->poll_until_ms;
}

/* A write may have brought events: all who wait for one look again. */
static void
wake_polling(struct http *h)
{
	for (struct exchange *x = h->waiting; x != NULL; x = x->next_waiting) {
		if (x->is_polling)
			x->due_ms = 0;
	}
}

static enum MHD_Result
answer(struct exchange *x)
{
	struct http *h = x->http;
	struct reply reply = { 0 };
	enum MHD_Result result = MHD_NO;

	if (x->is_polling)
		poll_again(x);
	else if (h->polling >= POLLING_MAX)
		x->call.is_last_try = true;

	if (x->is_too_large) {
		reply_refuse(&reply, 413, "a body may have %zu bytes", BODY_BYTES_MAX);
		result = deliver(x, &reply);
	} else if (h->failed == RC_OK) {
		struct err e = { 0 };
		enum rc rc = relay_answer(h->relay, x->turn, &x->call, &reply, &e);

		if (rc == RC_OK && reply.delivery == DELIVER_LATER) {
			poll_later(x, reply.wait_ms);
			result = MHD_YES;
		} else if (rc == RC_OK) {
			result = deliver(x, &reply);
			if (!str_eq(x->call.method, "GET"))
				wake_polling(h);
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
	if (x->is_polling)
		h->polling--;
	buf_release(&x->body);
	free(x);
	*state = NULL;
}

/* MHD calls this when a connection opens and closes. */
static void
on_connection(void *arg, struct MHD_Connection *connection, void **state,
    enum MHD_ConnectionNotificationCode what)
{
	struct http *h = arg;
	const union MHD_ConnectionInfo *info;

	if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
		link_close(&h->links, *state);
		*state = NULL;
		return;
	}
	info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
	if (info != NULL)
		*state = link_open(&h->links, info->connect_fd, clock_monotonic_ms());
}

enum rc
http_open(struct relay *relay, const struct http_setup *setup, uint16_t *port, struct http **out,
    struct err *e)
{
	struct http *h = x_zalloc(1, sizeof(*h));
	struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons(*port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	const union MHD_DaemonInfo *info;

	h->relay = relay;
	h->setup = *setup;
	h->daemon = MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, *port, NULL, NULL,
	    on_request, h,
	    MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&here,
	    MHD_OPTION_NOTIFY_COMPLETED, on_done, h,
	    MHD_OPTION_NOTIFY_CONNECTION, on_connection, h,
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, setup->may_flood ? FLOOD_MEMORY : MEMORY,
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

/* Drops connections that are too old; returns when to look again, as next_ms
 * says for the exchanges. */
static int64_t
drop_old(struct http *h, int64_t next_ms)
{
	int64_t drop_ms = -1;

	if (h->setup.drop_every_ms > 0)
		drop_ms = links_drop_older(&h->links, h->setup.drop_every_ms, clock_monotonic_ms());
	return drop_ms >= 0 && (next_ms < 0 || drop_ms < next_ms) ? drop_ms : next_ms;
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
		next_ms = drop_old(h, next_ms);
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
http_close(struct http *h, struct traffic *traffic)
{
	if (h == NULL)
		return;
	/* Nobody may be suspended when MHD stops; what they wait for is refused. */
	h->failed = h->failed == RC_OK ? RC_AGAIN : h->failed;
	h->setup.bytes_per_sec = 0;
	resume_due(h, INT64_MAX);
	MHD_stop_daemon(h->daemon);
	if (traffic != NULL)
		*traffic = h->links.traffic;
	free(h);
}
