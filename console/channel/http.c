/* SPDX-License-Identifier: ISC */
#include "console/channel/http.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <curl/curl.h>

#include "console/channel/address.h"
#include "console/channel/field.h"
#include "console/channel/stop.h"
#include "console/channel/strand.h"
#include "storage/clock.h"
#include "storage/text.h"

#define TURN_MS 1000	/* so soon a stop is noticed */

struct http {
	CURLM *multi;
	struct strands *strands;
	bool is_practice;
	int watched;
	bool is_ended;		/* nobody waits for an answer any more */
};

/* One request under way. */
struct transfer {
	struct http *http;
	CURL *curl;
	bool is_plain;		/* it is not encrypted */
	bool is_forbidden;	/* its address was refused */
	bool is_done;
	CURLcode code;		/* how it ended */
	size_t header_bytes;
	const struct http_request *request;
	struct http_answer *answer;
};

static const char *const method_name[] = {
	[HTTP_GET] = "GET",
	[HTTP_PATCH] = "PATCH",
	[HTTP_POST] = "POST",
};
_Static_assert(sizeof(method_name) / sizeof(method_name[0]) == HTTP__COUNT, "one per method");

static curl_socket_t
on_socket(void *arg, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct transfer *t = arg;

	(void)purpose;
	if (!address_is_allowed(&address->addr, t->is_plain, t->http->is_practice)) {
		t->is_forbidden = true;
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static size_t
on_header(char *bytes, size_t size, size_t count, void *arg)
{
	struct transfer *t = arg;

	(void)bytes;
	t->header_bytes += size * count;
	return t->header_bytes > HTTP_HEADERS_MAX ? 0 : size * count;
}

/* The field called name of the final answer, the index-th of that name. */
static const char *
header_value(const struct transfer *t, const char *name, size_t index)
{
	struct curl_header *field;

	if (curl_easy_header(t->curl, name, index, CURLH_HEADER, -1, &field) != CURLHE_OK)
		return NULL;
	return field->value;
}

static void
read_links(const struct transfer *t, struct http_answer *a)
{
	struct buf all = { 0 };
	const char *value;

	for (size_t i = 0; (value = header_value(t, "Link", i)) != NULL; i++)
		buf_printf(&all, "%s%s", i > 0 ? ", " : "", value);
	/* A link that is cut is no link: what is left of it must not be read. */
	if (!str_fill(a->link, sizeof(a->link), buf_str(&all)))
		a->link[0] = '\0';
	buf_release(&all);
}

/* Copies a field; what does not fit is none. */
static void
read_field(const struct transfer *t, const char *name, char *to, size_t cap)
{
	if (!str_fill(to, cap, str_or_empty(header_value(t, name, 0))))
		to[0] = '\0';
}

static void
read_headers(const struct transfer *t, struct http_answer *a)
{
	curl_off_t wish = 0;
	long status = 0;

	curl_easy_getinfo(t->curl, CURLINFO_RESPONSE_CODE, &status);
	a->status = (int)status;
	field_media_type(header_value(t, "Content-Type", 0), a->content_type,
	    sizeof(a->content_type));
	read_links(t, a);
	read_field(t, "ETag", a->etag, sizeof(a->etag));
	a->takes_ranges = str_eq(str_or_empty(header_value(t, "Accept-Ranges", 0)), "bytes");
	a->range_from = field_range_from(header_value(t, "Content-Range", 0));
	read_field(t, "webhook-id", a->webhook_id, sizeof(a->webhook_id));
	read_field(t, "webhook-timestamp", a->webhook_timestamp, sizeof(a->webhook_timestamp));
	read_field(t, "webhook-signature", a->webhook_signature, sizeof(a->webhook_signature));
	curl_easy_getinfo(t->curl, CURLINFO_RETRY_AFTER, &wish);
	if (header_value(t, "Retry-After", 0) != NULL && wish >= 0)
		a->retry_after_sec = wish < HTTP_RETRY_AFTER_MAX_SEC ? wish :
		    HTTP_RETRY_AFTER_MAX_SEC;
}

/* Whether an answer of that status is what was asked for, or a part of it. */
static bool
is_body_status(int status)
{
	return status == 200 || status == 206;
}

static size_t
on_body(char *bytes, size_t size, size_t count, void *arg)
{
	struct transfer *t = arg;
	struct buf *body = &t->answer->body;
	size_t len = size * count, room = HTTP_BODY_MAX - body->len;

	if (t->answer->status == 0)
		read_headers(t, t->answer);
	if (t->request->take != NULL && is_body_status(t->answer->status))
		return t->request->take(t->request->take_arg, t->answer, bytes, len) ? len : 0;
	buf_add(body, bytes, len < room ? len : room);
	if (len <= room)
		return len;
	t->answer->is_too_large = true;
	return 0;
}

static int
on_progress(void *arg, curl_off_t down_total, curl_off_t down, curl_off_t up_total, curl_off_t up)
{
	const struct transfer *t = arg;
	struct pollfd fd = { .fd = t->http->watched, .events = POLLRDHUP };

	(void)down_total, (void)down, (void)up_total, (void)up;
	return stop_is_asked() || poll(&fd, 1, 0) > 0 ? 1 : 0;
}

enum rc
http_open(bool is_practice, int watched, struct http **out, struct err *e)
{
	struct http *h;

	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return err_set(e, RC_NETWORK, "cannot start the network library");
	h = x_zalloc(1, sizeof(*h));
	h->is_practice = is_practice;
	h->watched = watched;
	h->strands = strands_new();
	h->multi = curl_multi_init();
	if (h->multi == NULL) {
		http_close(h);
		return err_set(e, RC_NETWORK, "cannot start the network library");
	}
	*out = h;
	return RC_OK;
}

void
http_close(struct http *h)
{
	if (h == NULL)
		return;
	curl_multi_cleanup(h->multi);
	curl_global_cleanup();
	strands_free(h->strands);
	free(h);
}

void
http_start(struct http *h, void (*run)(void *arg), void *arg)
{
	strand_start(h->strands, run, arg);
}

/* Notes which transfers ended; false if none did. */
static bool
read_ends(struct http *h)
{
	struct CURLMsg *said;
	bool is_any = false;
	int left;

	while ((said = curl_multi_info_read(h->multi, &left)) != NULL) {
		struct transfer *t = NULL;

		curl_easy_getinfo(said->easy_handle, CURLINFO_PRIVATE, (char **)&t);
		t->code = said->data.result;
		t->is_done = is_any = true;
	}
	return is_any;
}

void
http_run(struct http *h)
{
	http_run_until(h, -1, INT64_MAX);
}

void
http_run_until(struct http *h, int fd, int64_t until_ms)
{
	struct curl_waitfd other = { .fd = fd, .events = CURL_WAIT_POLLIN };
	int running;

	while (strands_turn(h->strands)) {
		int64_t left_ms = until_ms - clock_monotonic_ms();
		int most_ms = left_ms < 0 ? 0 : left_ms < TURN_MS ? (int)left_ms : TURN_MS;
		int wait_ms = strands_wait_ms(h->strands, clock_monotonic_ms(), most_ms);

		curl_multi_perform(h->multi, &running);
		if (read_ends(h) || h->is_ended)
			continue;
		curl_multi_poll(h->multi, &other, fd < 0 ? 0 : 1, wait_ms, NULL);
		if (other.revents != 0 || left_ms <= 0 || (fd >= 0 && stop_is_asked()))
			h->is_ended = true;
	}
	h->is_ended = false;
}

void
http_end(struct http *h)
{
	h->is_ended = true;
}

bool
http_is_ended(const struct http *h)
{
	return h->is_ended;
}

void
http_wait(struct http *h, int64_t ms)
{
	int64_t until_ms = clock_monotonic_ms() + ms;

	while (clock_monotonic_ms() < until_ms && !stop_is_asked())
		strand_wait(h->strands, until_ms);
}

void
http_answer_release(struct http_answer *a)
{
	buf_release(&a->body);
	*a = (struct http_answer){ .retry_after_sec = -1 };
}

static struct curl_slist *
add_header(struct curl_slist *list, const char *name, const char *before, const char *value,
    const char *after)
{
	struct buf line = { 0 };

	if (value == NULL)
		return list;
	buf_printf(&line, "%s: %s%s%s", name, before, value, after);
	list = curl_slist_append(list, buf_str(&line));
	buf_release(&line);
	return list;
}

static struct curl_slist *
request_headers(const struct http_request *r)
{
	struct curl_slist *list = NULL;

	list = add_header(list, "Authorization", r->token_scheme != NULL ? r->token_scheme :
	    "Bearer ", r->token, "");
	list = add_header(list, "Accept", "", r->accept, "");
	list = add_header(list, "Content-Type", "", r->content_type, "");
	list = add_header(list, "If-None-Match", "", r->if_none_match, "");
	if (r->range_from > 0) {
		char range[40];

		snprintf(range, sizeof(range), "bytes=%lld-", (long long)r->range_from);
		list = add_header(list, "Range", "", range, "");
		list = add_header(list, "If-Range", "", r->if_range, "");
	}
	list = add_header(list, "Idempotency-Key", "\"", r->idempotency_key, "\"");
	/* Small bodies are sent at once, without asking whether they may be. */
	return curl_slist_append(list, "Expect:");
}

static void
set_options(struct transfer *t, const struct http_request *r, struct curl_slist *headers)
{
	CURL *c = t->curl;

	curl_easy_setopt(c, CURLOPT_PRIVATE, t);
	curl_easy_setopt(c, CURLOPT_URL, r->url);
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(c, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(c, CURLOPT_PROXY, "");
	curl_easy_setopt(c, CURLOPT_NOPROXY, "*");
	if (r->user != NULL) {
		curl_easy_setopt(c, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
		curl_easy_setopt(c, CURLOPT_USERNAME, r->user);
		curl_easy_setopt(c, CURLOPT_PASSWORD, r->password);
	}
	curl_easy_setopt(c, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_USERAGENT, "minwon/1 (minwon-sync)");
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)HTTP_CONNECT_SEC);
	curl_easy_setopt(c, CURLOPT_TIMEOUT, (r->take != NULL ? (long)HTTP_FILE_SEC :
	    (long)HTTP_TOTAL_SEC) + r->hold_sec);
	curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, (long)HTTP_SLOW_BYTES_PER_SEC);
	curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, (long)HTTP_SLOW_SEC + r->hold_sec);
	curl_easy_setopt(c, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(c, CURLOPT_SSL_VERIFYHOST, 2L);
	curl_easy_setopt(c, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	if (r->takes_gzip)
		curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "gzip");
	if (r->ca_file != NULL)
		curl_easy_setopt(c, CURLOPT_CAINFO, r->ca_file);
	curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, on_socket);
	curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, t);
	curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(c, CURLOPT_HEADERDATA, t);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(c, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, on_progress);
	curl_easy_setopt(c, CURLOPT_XFERINFODATA, t);
	curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
	if (r->method == HTTP_GET)
		return;
	curl_easy_setopt(c, CURLOPT_POST, 1L);
	curl_easy_setopt(c, CURLOPT_POSTFIELDS, r->body_len > 0 ? r->body : "");
	curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)r->body_len);
	curl_easy_setopt(c, CURLOPT_CUSTOMREQUEST, method_name[r->method]);
}

/* Whether the answer itself says where it ends. One that ends with the
 * connection may have been cut anywhere, and curl cannot tell. */
static bool
is_delimited(const struct transfer *t, int status)
{
	const char *coding = header_value(t, "Transfer-Encoding", 0);
	size_t len = coding != NULL ? strlen(coding) : 0;

	if (status == 204 || status == 304)
		return true;
	if (coding != NULL)
		return len >= 7 && strcasecmp(coding + len - 7, "chunked") == 0;
	return header_value(t, "Content-Length", 0) != NULL;
}

/* What curl's codes mean to a clerk; the rest is said in curl's own words. */
static const struct {
	CURLcode code;
	const char *sentence;
} failures[] = {
	{ CURLE_COULDNT_RESOLVE_HOST, N_("no machine of that name is known") },
	{ CURLE_COULDNT_CONNECT, N_("nobody answers at that address") },
	{ CURLE_OPERATION_TIMEDOUT, N_("no whole answer came in time") },
	{ CURLE_PARTIAL_FILE, N_("the answer was cut off; nothing of it was used") },
	{ CURLE_GOT_NOTHING, N_("the connection ended without an answer") },
	{ CURLE_SEND_ERROR, N_("the connection broke while asking") },
	{ CURLE_RECV_ERROR, N_("the connection broke; nothing of the answer was used") },
	{ CURLE_WRITE_ERROR, N_("the answer's headers are too large") },
	{ CURLE_BAD_CONTENT_ENCODING, N_("the answer's compression is broken") },
	{ CURLE_PEER_FAILED_VERIFICATION, N_("the certificate of the other side is not trusted") },
	{ CURLE_SSL_CONNECT_ERROR, N_("no secure connection could be made") },
	{ CURLE_ABORTED_BY_CALLBACK, N_("stopped before the answer came") },
};

static enum rc
fail(const struct transfer *t, CURLcode code, struct err *e)
{
	if (t->is_forbidden)
		return err_set(e, RC_REFUSED, "%s", say(t->is_plain ?
		    N_("plain http is spoken only on this machine and in practice offices") :
		    N_("a channel may not have that address")));
	if (t->answer->is_too_large)
		return err_set(e, RC_INVALID, say("the answer is larger than %d MiB"),
		    HTTP_BODY_MAX / (1024 * 1024));
	for (size_t i = 0; i < sizeof(failures) / sizeof(failures[0]); i++)
		if (failures[i].code == code)
			return err_set(e, RC_NETWORK, "%s", say(failures[i].sentence));
	return err_set(e, RC_NETWORK, "%s", curl_easy_strerror(code));
}

/* Adds what the call cost to its meter. */
static void
read_meter(const struct transfer *t, struct http_meter *meter)
{
	curl_off_t down = 0, up = 0;
	long headers = 0, request = 0;

	if (meter == NULL)
		return;
	curl_easy_getinfo(t->curl, CURLINFO_SIZE_DOWNLOAD_T, &down);
	curl_easy_getinfo(t->curl, CURLINFO_SIZE_UPLOAD_T, &up);
	curl_easy_getinfo(t->curl, CURLINFO_HEADER_SIZE, &headers);
	curl_easy_getinfo(t->curl, CURLINFO_REQUEST_SIZE, &request);
	meter->received += down + headers;
	meter->sent += up + request;
}

/* Lets the transfer run to its end. */
static void
perform(struct transfer *t)
{
	struct http *h = t->http;

	if (curl_multi_add_handle(h->multi, t->curl) != CURLM_OK) {
		t->code = CURLE_FAILED_INIT;
		return;
	}
	while (!t->is_done && !h->is_ended)
		strand_wait(h->strands, INT64_MAX);
	if (!t->is_done)
		t->code = CURLE_ABORTED_BY_CALLBACK;
	curl_multi_remove_handle(h->multi, t->curl);
}

/* Judges how the transfer ended. */
static enum rc
conclude(const struct transfer *t, bool takes_gzip, struct err *e)
{
	const char *coding = header_value(t, "Content-Encoding", 0);

	if (t->code != CURLE_OK)
		return fail(t, t->code, e);
	if (!is_delimited(t, t->answer->status))
		return err_set(e, RC_NETWORK, "%s",
		    say("the answer does not say where it ends; nothing of it was used"));
	if (!takes_gzip && coding != NULL && strcasecmp(coding, "identity") != 0)
		return err_set(e, RC_NETWORK, "%s",
		    say("the answer is compressed, which was not asked for"));
	return RC_OK;
}

enum rc
http_ask(struct http *h, const struct http_request *request, struct http_answer *answer,
    struct err *e)
{
	struct curl_slist *headers = request_headers(request);
	struct transfer t = { .http = h, .request = request, .answer = answer,
		.curl = curl_easy_init(),
		.code = CURLE_FAILED_INIT };
	int64_t begun_ms = clock_monotonic_ms();
	enum rc rc;

	buf_clear(&answer->body);
	*answer = (struct http_answer){ .retry_after_sec = -1, .range_from = -1,
		.body = answer->body };
	t.is_plain = !str_starts(request->url, "https:");
	t.is_forbidden = t.is_plain && !h->is_practice;
	if (t.curl != NULL && !t.is_forbidden) {
		set_options(&t, request, headers);
		perform(&t);
		read_headers(&t, answer);
		read_meter(&t, request->meter);
	}
	answer->took_ms = clock_monotonic_ms() - begun_ms;
	answer->is_late = t.code == CURLE_OPERATION_TIMEDOUT;
	answer->is_cut = t.code != CURLE_OK && is_body_status(answer->status) && !answer->is_too_large;
	rc = conclude(&t, request->takes_gzip, e);
	curl_easy_cleanup(t.curl);
	curl_slist_free_all(headers);
	return rc;
}
