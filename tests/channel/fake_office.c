/* SPDX-License-Identifier: ISC */
#include "tests/channel/fake_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "storage/secret.h"

#define PATIENCE_MS 60000
#define TOKEN "test-token-123"

void
fake_place_make(struct fake_place *p)
{
	str_fill(p->folder, sizeof(p->folder), "/tmp/mw-sync.XXXXXX");
	assert_non_null(mkdtemp(p->folder));
	snprintf(p->config, sizeof(p->config), "%s/channels.conf", p->folder);
	snprintf(p->ledger, sizeof(p->ledger), "%s/ledger", p->folder);
	snprintf(p->log, sizeof(p->log), "%s/log", p->folder);
	snprintf(p->inject, sizeof(p->inject), "%s/inject", p->folder);
}

void
fake_place_remove(struct fake_place *p)
{
	unlink(p->config);
	unlink(p->ledger);
	unlink(p->log);
	unlink(p->inject);
	rmdir(p->folder);
}

void
fake_config(const struct fake_place *p, const struct fake_office *o, int port)
{
	struct buf text = { 0 };
	int fd = open(p->config, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	for (size_t i = 0; i < o->feed_count; i++)
		if (i == 0 || !str_eq(o->feeds[i].code, o->feeds[i - 1].code))
			buf_printf(&text,
			    "[%s]\nurl = http://127.0.0.1:%d/v1/channels/%s\ntoken = %s\n",
			    o->feeds[i].code, port, o->feeds[i].code, TOKEN);
	assert_int_equal(write(fd, text.data, text.len), (ssize_t)text.len);
	close(fd);
	buf_release(&text);
}

static const char *
program(char *path, size_t cap, const char *name)
{
	const char *build = getenv("B");

	snprintf(path, cap, "%s/%s", build != NULL ? build : "build", name);
	return path;
}

pid_t
fake_gateway(const char *const *options, int *port)
{
	static const char *const head[] = { "minwon-gateway", "--port", "0", "--token", TOKEN };
	const char *argv[32];
	char path[256], line[64] = "";
	const char *colon;
	size_t n = 0, used = 0;
	int64_t number;
	int ends[2];
	pid_t pid;

	for (; n < 5; n++)
		argv[n] = head[n];
	for (; *options != NULL; options++)
		argv[n++] = *options;
	argv[n] = NULL;
	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	pid = fork();
	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		dup2(ends[1], STDOUT_FILENO);
		execv(program(path, sizeof(path), argv[0]), (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	close(ends[1]);
	while (used + 1 < sizeof(line) && strchr(line, '\n') == NULL) {
		ssize_t got = read(ends[0], line + used, sizeof(line) - 1 - used);

		assert_true(got > 0);
		used += (size_t)got;
		line[used] = '\0';
	}
	close(ends[0]);
	*strchr(line, '\n') = '\0';
	colon = strrchr(line, ':');
	assert_non_null(colon);
	assert_true(parse_int(colon + 1, 1, 65535, &number));
	*port = (int)number;
	return pid;
}

int
fake_end(pid_t pid)
{
	int status;

	kill(pid, SIGTERM);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

void
fake_feed(struct fake_office *o, const char *channel, const char *region)
{
	struct channel_row *row = &o->feeds[o->feed_count++];

	assert_true(o->feed_count <= FAKE_FEEDS_MAX);
	*row = (struct channel_row){ .is_enabled = true };
	str_fill(row->code, sizeof(row->code), channel);
	str_fill(row->region, sizeof(row->region), region);
}

void
fake_all_feeds(struct fake_office *o)
{
	static const char *const channels[] = { "gov24", "bokjiro", "epeople", "seoul-chatbot",
		"daejeon365" };
	static const char *const regions[] = { "11410", "30200", "47750", "47760" };

	for (size_t i = 0; i < 5; i++)
		for (size_t j = 0; j < 4; j++)
			fake_feed(o, channels[i], regions[j]);
}

void
fake_message(struct fake_office *o, const char *channel, const char *kind,
    const char *external_id, const char *body)
{
	struct fake_message *m = &o->messages[o->message_count++];

	assert_true(o->message_count <= FAKE_MESSAGES_MAX);
	*m = (struct fake_message){ .row = { .id = (int64_t)o->message_count,
		.body = { body, strlen(body) } } };
	str_fill(m->row.channel, sizeof(m->row.channel), channel);
	str_fill(m->row.kind, sizeof(m->row.kind), kind);
	str_fill(m->row.external_id, sizeof(m->row.external_id), external_id);
	snprintf(m->row.op_key, sizeof(m->row.op_key), "key-%zu", o->message_count);
	str_fill(m->state, sizeof(m->state), "waiting");
}

void
fake_start(struct fake_office *o, const struct fake_place *p)
{
	int ends[2];
	char path[256];

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
	o->fd = ends[0];
	o->sync = fork();
	if (o->sync == 0) {
		int log = open(p->log, O_WRONLY | O_CREAT | O_APPEND, 0600);

		prctl(PR_SET_PDEATHSIG, SIGKILL);
		dup2(log, STDERR_FILENO);
		if (dup2(ends[1], 3) < 0)
			_exit(127);
		setenv("http_proxy", "http://127.0.0.1:1", 1);
		setenv("LC_ALL", "en_US.UTF-8", 1);
		execl(program(path, sizeof(path), "minwon-sync"), "minwon-sync", "--fd", "3",
		    "--channels", p->config, "--interval", "0", (char *)NULL);
		_exit(127);
	}
	close(ends[1]);
}

static void
say_to(struct fake_office *o, enum message message, int64_t tag, bool is_end, const void *record)
{
	struct buf out = { 0 };

	wire_write(&out, message, tag, is_end, record);
	for (size_t at = 0; at < out.len;) {
		ssize_t n = send(o->fd, out.data + at, out.len - at, MSG_NOSIGNAL);

		assert_true(n > 0);
		at += (size_t)n;
	}
	buf_release(&out);
}

static void
say_ok(struct fake_office *o, int64_t tag)
{
	say_to(o, MESSAGE_OK, tag, true, &(struct wire_ok){ 0 });
}

static struct channel_row *
find_feed(struct fake_office *o, const char *channel, const char *region)
{
	for (size_t i = 0; i < o->feed_count; i++)
		if (str_eq(o->feeds[i].code, channel) && str_eq(o->feeds[i].region, region))
			return &o->feeds[i];
	fail_msg("no feed %s %s", channel, region);
	return NULL;
}

static void
take_item(struct fake_office *o, const struct wire_frame *frame)
{
	struct wire_intake_item item;
	struct fake_item *to = &o->pending[o->pending_count++];

	assert_true(o->pending_count <= 1024);
	assert_int_equal(wire_read(frame, &item, NULL), RC_OK);
	*to = (struct fake_item){ .raw_len = item.raw.len, .times = 1 };
	str_fill(to->channel, sizeof(to->channel), o->page.channel);
	str_fill(to->event_id, sizeof(to->event_id), item.event_id);
	str_fill(to->external_id, sizeof(to->external_id), item.external_id);
	str_fill(to->fault, sizeof(to->fault), item.fault);
	if (item.fault[0] != '\0')
		return;
	assert_string_equal(item.kind, "created");
	assert_int_equal(item.raw.data[item.data_from], '{');
	assert_int_equal(item.raw.data[item.data_from + item.data_len - 1], '}');
	assert_int_equal(item.raw.data[item.answers_from], '{');
	assert_true(item.arrived_at > 0);
	assert_true(item.applicant_name[0] != '\0');
}

static bool
remember(struct fake_office *o, const struct fake_item *item)
{
	for (size_t i = 0; i < o->item_count; i++)
		if (str_eq(o->items[i].channel, item->channel) &&
		    str_eq(o->items[i].event_id, item->event_id)) {
			o->items[i].times++;
			return false;
		}
	assert_true(o->item_count < FAKE_ITEMS_MAX);
	o->items[o->item_count++] = *item;
	return true;
}

static void
commit_page(struct fake_office *o, int64_t tag)
{
	struct channel_row *feed = find_feed(o, o->page.channel, o->page.region);
	struct wire_intake_done done = { 0 };

	assert_int_equal(o->pending_count, o->page.count);
	assert_string_equal(feed->cursor, o->page.cursor_before);
	for (size_t i = 0; i < o->pending_count; i++)
		if (!remember(o, &o->pending[i]))
			done.duplicate++;
		else if (o->pending[i].fault[0] != '\0')
			done.unsorted++;
		else
			done.created++;
	str_fill(feed->cursor, sizeof(feed->cursor), o->page.cursor_after);
	o->pending_count = 0;
	say_to(o, MESSAGE_INTAKE_DONE, tag, true, &done);
}

static void
lease_messages(struct fake_office *o, const struct wire_frame *frame)
{
	struct wire_lease ask;
	int64_t tag = frame->tag;

	assert_int_equal(wire_read(frame, &ask, NULL), RC_OK);
	for (size_t i = 0; i < o->message_count && ask.count > 0; i++) {
		struct fake_message *m = &o->messages[i];

		if (!str_eq(m->state, "waiting") || !str_eq(m->row.channel, ask.channel))
			continue;
		str_fill(m->state, sizeof(m->state), "leased");
		m->row.fence++;
		ask.count--;
		say_to(o, MESSAGE_OUTGOING, tag, false, &m->row);
	}
	say_ok(o, tag);
}

static void
lease_files(struct fake_office *o, const struct wire_frame *frame)
{
	struct wire_lease ask;

	assert_int_equal(wire_read(frame, &ask, NULL), RC_OK);
	for (size_t i = 0; i < o->file_count && ask.count > 0; i++) {
		struct fake_file *f = &o->files[i];

		if (!str_eq(f->state, "wanted") || !str_eq(f->row.channel, ask.channel))
			continue;
		str_fill(f->state, sizeof(f->state), "leased");
		ask.count--;
		say_to(o, MESSAGE_WANTED_FILE, frame->tag, false, &f->row);
	}
	say_ok(o, frame->tag);
}

static struct fake_file *
find_file(struct fake_office *o, int64_t id)
{
	assert_in_range(id, 1, o->file_count);
	return &o->files[id - 1];
}

static void
begin_file(struct fake_office *o, const struct wire_frame *frame)
{
	struct wire_file_so_far so_far = { .id = 0 };
	struct wire_file_begin ask;
	struct fake_file *f;

	assert_int_equal(wire_read(frame, &ask, NULL), RC_OK);
	f = find_file(o, ask.id);
	f->begins++;
	if (ask.is_anew) {
		buf_clear(&f->bytes);
		f->etag[0] = '\0';
	}
	so_far.id = ask.id;
	so_far.size = (int64_t)f->bytes.len;
	str_fill(so_far.etag, sizeof(so_far.etag), f->etag);
	say_to(o, MESSAGE_FILE_SO_FAR, frame->tag, true, &so_far);
}

/* As the office does: what is kept is gone on with, the rest is thrown away. */
static void
fail_file(struct fake_office *o, const struct wire_frame *frame)
{
	struct wire_file_failed failed;
	struct fake_file *f;

	assert_int_equal(wire_read(frame, &failed, NULL), RC_OK);
	f = find_file(o, failed.id);
	str_fill(f->state, sizeof(f->state), failed.is_final ? "refused" : failed.is_soon ? "wanted" :
	    "failed");
	str_fill(f->detail, sizeof(f->detail), failed.detail);
	str_fill(f->etag, sizeof(f->etag), failed.etag);
	if (!failed.is_kept)
		buf_clear(&f->bytes);
	say_ok(o, frame->tag);
}

static void
commit_file(struct fake_office *o, const struct wire_frame *frame)
{
	struct wire_error error = { .rc = RC_INVALID };
	struct wire_number id;
	struct fake_file *f;
	char sha256[65];

	assert_int_equal(wire_read(frame, &id, NULL), RC_OK);
	f = find_file(o, id.number);
	secret_sha256(f->bytes.data, f->bytes.len, sha256);
	if (str_eq(sha256, f->row.sha256)) {
		str_fill(f->state, sizeof(f->state), "present");
		say_ok(o, frame->tag);
		return;
	}
	buf_clear(&f->bytes);
	str_fill(error.text, sizeof(error.text), "other bytes");
	say_to(o, MESSAGE_ERROR, frame->tag, true, &error);
}

static void
take_file(struct fake_office *o, const struct wire_frame *frame)
{
	struct wire_file_piece piece;

	if (frame->message == MESSAGE_FILE_BEGIN) {
		begin_file(o, frame);
	} else if (frame->message == MESSAGE_FILE_FAILED) {
		fail_file(o, frame);
	} else if (frame->message == MESSAGE_FILE_COMMIT) {
		commit_file(o, frame);
	} else {
		assert_int_equal(wire_read(frame, &piece, NULL), RC_OK);
		buf_add(&find_file(o, piece.id)->bytes, piece.bytes.data, piece.bytes.len);
	}
}

void
fake_file(struct fake_office *o, const char *channel, const char *sha256, int64_t size)
{
	struct fake_file *f = &o->files[o->file_count++];

	assert_true(o->file_count <= FAKE_FILES_MAX);
	*f = (struct fake_file){ .state = "wanted", .row = { .id = (int64_t)o->file_count,
		.size = size } };
	str_fill(f->row.channel, sizeof(f->row.channel), channel);
	str_fill(f->row.sha256, sizeof(f->row.sha256), sha256);
}

static void
take_result(struct fake_office *o, const struct wire_frame *frame)
{
	struct wire_result result;
	struct fake_message *m;

	assert_int_equal(wire_read(frame, &result, NULL), RC_OK);
	assert_in_range(result.id, 1, o->message_count);
	m = &o->messages[result.id - 1];
	assert_int_equal(result.fence, m->row.fence);
	assert_string_equal(m->state, "leased");
	str_fill(m->state, sizeof(m->state), result.verdict);
	str_fill(m->detail, sizeof(m->detail), result.detail);
	m->retry_after_sec = result.retry_after_sec;
	m->row.attempts += !str_eq(result.verdict, "rest");
	say_ok(o, frame->tag);
}

static void
tell_away(struct fake_office *o, const struct wire_frame *frame)
{
	struct wire_lease ask;

	assert_int_equal(wire_read(frame, &ask, NULL), RC_OK);
	for (size_t i = 0; i < o->away_count; i++)
		if (str_eq(o->away[i].channel, ask.channel))
			say_to(o, MESSAGE_AWAY_ROW, frame->tag, false, &o->away[i]);
	say_ok(o, frame->tag);
}

static void
hear_news(struct fake_office *o, const struct wire_frame *frame)
{
	struct wire_away_news *news = x_zalloc(1, sizeof(*news));

	assert_int_equal(wire_read(frame, news, NULL), RC_OK);
	assert_true(o->heard_count < FAKE_HEARD_MAX);
	assert_in_range(news->id, 1, o->away_count);
	o->heard[o->heard_count++] = news;
	(void)str_fill(o->away[news->id - 1].receipt_no, sizeof(o->away[0].receipt_no),
	    news->receipt_no);
	say_ok(o, frame->tag);
}

static void
give_package_file(struct fake_office *o, const struct wire_frame *frame)
{
	struct wire_package_file ask;
	struct wire_file_piece piece;
	size_t len = strlen(o->package_file);

	assert_int_equal(wire_read(frame, &ask, NULL), RC_OK);
	if (ask.offset < (int64_t)len) {
		piece = (struct wire_file_piece){ .id = ask.message_id,
			.bytes = { o->package_file + ask.offset, len - (size_t)ask.offset } };
		say_to(o, MESSAGE_FILE_PIECE, frame->tag, false, &piece);
	}
	say_ok(o, frame->tag);
}

static void
serve_frame(struct fake_office *o, const struct wire_frame *frame)
{
	struct wire_number number;

	assert_true((message_doors(frame->message) & DOOR_SYNC_ASKS) != 0);
	if (frame->message == MESSAGE_SYNC_HELLO) {
		say_to(o, MESSAGE_SYNC_WELCOME, frame->tag, true,
		    &(struct wire_sync_welcome){ .now_at = o->now_at, .is_practice = o->is_practice,
		    .is_watched = o->is_watched });
	} else if (frame->message == MESSAGE_PLAN) {
		o->plans++;
		for (size_t i = 0; i < o->feed_count; i++)
			say_to(o, MESSAGE_CHANNEL_ROW, frame->tag, false, &o->feeds[i]);
		say_ok(o, frame->tag);
	} else if (frame->message == MESSAGE_INTAKE_BEGIN) {
		assert_int_equal(wire_read(frame, &o->page, NULL), RC_OK);
		o->pending_count = 0;
		o->pages++;
		say_ok(o, frame->tag);
	} else if (frame->message == MESSAGE_INTAKE_ITEM) {
		take_item(o, frame);
	} else if (frame->message == MESSAGE_INTAKE_COMMIT) {
		commit_page(o, frame->tag);
	} else if (frame->message == MESSAGE_LEASE) {
		lease_messages(o, frame);
	} else if (frame->message == MESSAGE_RECONCILE_WANTED) {
		say_ok(o, frame->tag);
	} else if (frame->message == MESSAGE_AWAY) {
		tell_away(o, frame);
	} else if (frame->message == MESSAGE_AWAY_HEARD) {
		hear_news(o, frame);
	} else if (frame->message == MESSAGE_PACKAGE_FILE) {
		give_package_file(o, frame);
	} else if (frame->message == MESSAGE_WANTED) {
		lease_files(o, frame);
	} else if (frame->message == MESSAGE_FILE_BEGIN || frame->message == MESSAGE_FILE_PIECE ||
	    frame->message == MESSAGE_FILE_COMMIT || frame->message == MESSAGE_FILE_FAILED) {
		take_file(o, frame);
	} else if (frame->message == MESSAGE_RESULT) {
		take_result(o, frame);
	} else if (frame->message == MESSAGE_DAYS_FOUND) {
		struct wire_days days;

		assert_int_equal(wire_read(frame, &days, NULL), RC_OK);
		o->days_lists++;
		o->days_year = days.year;
		(void)str_fill(o->days, sizeof(o->days), days.entries);
		say_ok(o, frame->tag);
	} else if (frame->message == MESSAGE_SYNC_REPORT) {
		if (o->report_count == FAKE_FEEDS_MAX)
			o->report_count = 0;
		assert_int_equal(wire_read(frame, &o->reports[o->report_count++], NULL), RC_OK);
		say_ok(o, frame->tag);
	} else {
		assert_int_equal(frame->message, MESSAGE_ROUND_DONE);
		assert_int_equal(wire_read(frame, &number, NULL), RC_OK);
		o->done = number.number;
		say_ok(o, frame->tag);
	}
}

/* Answers on the connection and closes it. */
static void
answer_canned(struct canned *c, int fd, const char *request)
{
	struct buf answer = { 0 };

	c->answer(c->arg, request, &answer);
	for (size_t at = 0; at < answer.len;) {
		ssize_t n = send(fd, answer.data + at, answer.len - at, MSG_NOSIGNAL);

		if (n <= 0)
			break;
		at += (size_t)n;
	}
	close(fd);
	buf_release(&answer);
}

/* Is the request there with its body? */
static bool
is_whole(const struct buf *request)
{
	const char *head_end = strstr(buf_str(request), "\r\n\r\n");
	const char *length = strstr(buf_str(request), "Content-Length: ");

	return head_end != NULL && (length == NULL || length > head_end ||
	    request->len - (size_t)(head_end + 4 - request->data) >= strtoul(length + 16, NULL, 10));
}

static void
take_connection(struct canned *c)
{
	int fd = accept4(c->fd, NULL, NULL, SOCK_CLOEXEC);
	struct timeval limit = { .tv_sec = 20 };

	assert_true(fd >= 0);
	assert_true(c->coming_count < CANNED_COMING_MAX);
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
	c->coming[c->coming_count++] = (struct canned_coming){ .fd = fd };
}

/* Takes connection i off the list of those that are coming. */
static void
forget_connection(struct canned *c, size_t i)
{
	buf_release(&c->coming[i].request);
	c->coming[i] = c->coming[--c->coming_count];
}

/* Reads what has come on connection i; a whole request is answered or held, and
 * one that was broken off is forgotten. */
static void
serve_connection(struct canned *c, size_t i)
{
	struct canned_coming *coming = &c->coming[i];
	char bytes[4096];
	ssize_t n = recv(coming->fd, bytes, sizeof(bytes), MSG_DONTWAIT);

	if (n > 0) {
		buf_add(&coming->request, bytes, (size_t)n);
		if (!is_whole(&coming->request))
			return;
		c->requests++;
		if (c->holds != NULL && c->holds(c->arg, buf_str(&coming->request))) {
			assert_true(c->held_count < CANNED_HELD_MAX);
			c->held[c->held_count++] = coming->fd;
		} else {
			answer_canned(c, coming->fd, buf_str(&coming->request));
		}
	} else {
		close(coming->fd);
	}
	forget_connection(c, i);
}

void
canned_release(struct canned *c)
{
	for (int i = 0; i < c->held_count; i++)
		answer_canned(c, c->held[i], "");
	c->held_count = 0;
}

void
fake_serve_once(struct fake_office *o)
{
	struct canned *c = o->canned;
	size_t coming = c != NULL ? c->coming_count : 0;
	struct pollfd fds[2 + CANNED_COMING_MAX] = { { .fd = o->fd, .events = POLLIN },
		{ .fd = c != NULL ? c->fd : -1, .events = POLLIN } };
	struct wire_frame frame;
	enum rc rc;
	ssize_t n;

	for (size_t i = 0; i < coming; i++)
		fds[2 + i] = (struct pollfd){ .fd = c->coming[i].fd, .events = POLLIN };
	assert_true(poll(fds, 2 + coming, PATIENCE_MS) > 0);
	/* From the last: what is served is taken off the list. */
	for (size_t i = coming; i-- > 0;)
		if (fds[2 + i].revents != 0)
			serve_connection(c, i);
	if ((fds[1].revents & POLLIN) != 0)
		take_connection(c);
	if (fds[0].revents == 0)
		return;
	buf_reserve(&o->in, 65536);
	n = read(o->fd, o->in.data + o->in.len, 65536);
	assert_true(n > 0);
	o->in.len += (size_t)n;
	while ((rc = wire_take(&o->in, WIRE_SYNC_FRAME_MAX, &o->memory, &frame, NULL)) == RC_OK)
		serve_frame(o, &frame);
	assert_int_equal(rc, RC_AGAIN);
}

void
fake_wake(struct fake_office *o, const char *channel, bool is_test)
{
	struct wire_wake wake = { .number = ++o->last_wake, .is_test = is_test };

	str_fill(wake.channel, sizeof(wake.channel), channel);
	say_to(o, MESSAGE_WAKE, 0, true, &wake);
}

void
fake_serve(struct fake_office *o)
{
	while (o->done != o->last_wake)
		fake_serve_once(o);
}

void
fake_own_round(struct fake_office *o)
{
	struct wire_wake wake = { .number = ++o->last_wake, .is_own = true };

	o->report_count = 0;
	say_to(o, MESSAGE_WAKE, 0, true, &wake);
	fake_serve(o);
}

void
fake_round(struct fake_office *o, const char *channel, bool is_test)
{
	o->report_count = 0;
	for (size_t i = 0; i < o->message_count; i++)
		if (str_eq(o->messages[i].state, "retry") || str_eq(o->messages[i].state, "rest"))
			str_fill(o->messages[i].state, sizeof(o->messages[i].state), "waiting");
	fake_wake(o, channel, is_test);
	fake_serve(o);
}

int
fake_hang_up(struct fake_office *o)
{
	int status;

	close(o->fd);
	o->fd = -1;
	assert_int_equal(waitpid(o->sync, &status, 0), o->sync);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

void
fake_release(struct fake_office *o)
{
	for (size_t i = 0; i < o->file_count; i++)
		buf_release(&o->files[i].bytes);
	for (size_t i = 0; i < o->heard_count; i++)
		free(o->heard[i]);
	buf_release(&o->in);
	buf_release(&o->memory);
	free(o);
}

const struct wire_sync_report *
fake_report(const struct fake_office *o, const char *channel, const char *region)
{
	for (size_t i = 0; i < o->report_count; i++)
		if (str_eq(o->reports[i].channel, channel) && str_eq(o->reports[i].region, region))
			return &o->reports[i];
	fail_msg("no report about %s %s", channel, region);
	return NULL;
}

void
canned_open(struct canned *c)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof(address);

	c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(c->fd, (struct sockaddr *)&address, len), 0);
	assert_int_equal(listen(c->fd, 16), 0);
	assert_int_equal(getsockname(c->fd, (struct sockaddr *)&address, &len), 0);
	c->port = ntohs(address.sin_port);
}

void
canned_close(struct canned *c)
{
	for (int i = 0; i < c->held_count; i++)
		close(c->held[i]);
	while (c->coming_count > 0) {
		close(c->coming[0].fd);
		forget_connection(c, 0);
	}
	close(c->fd);
}
