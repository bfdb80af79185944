/* SPDX-License-Identifier: ISC */
#include "tests/channel/fake_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "storage/text.h"

#define PATIENCE_MS 60000

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
		execl(fake_program(path, sizeof(path), "minwon-sync"), "minwon-sync", "--fd", "3",
		    "--channels", p->config, "--interval", "0", (char *)NULL);
		_exit(127);
	}
	close(ends[1]);
}

void
fake_say(struct fake_office *o, enum message message, int64_t tag, bool is_end, const void *record)
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

void
fake_say_ok(struct fake_office *o, int64_t tag)
{
	fake_say(o, MESSAGE_OK, tag, true, &(struct wire_ok){ 0 });
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
	fake_say(o, MESSAGE_INTAKE_DONE, tag, true, &done);
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
		fake_say(o, MESSAGE_OUTGOING, tag, false, &m->row);
	}
	fake_say_ok(o, tag);
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
	fake_say_ok(o, frame->tag);
}

static void
tell_away(struct fake_office *o, const struct wire_frame *frame)
{
	struct wire_lease ask;

	assert_int_equal(wire_read(frame, &ask, NULL), RC_OK);
	for (size_t i = 0; i < o->away_count; i++)
		if (str_eq(o->away[i].channel, ask.channel))
			fake_say(o, MESSAGE_AWAY_ROW, frame->tag, false, &o->away[i]);
	fake_say_ok(o, frame->tag);
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
	fake_say_ok(o, frame->tag);
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
		fake_say(o, MESSAGE_FILE_PIECE, frame->tag, false, &piece);
	}
	fake_say_ok(o, frame->tag);
}

static void
serve_frame(struct fake_office *o, const struct wire_frame *frame)
{
	struct wire_number number;

	assert_true((message_doors(frame->message) & DOOR_SYNC_ASKS) != 0);
	if (frame->message == MESSAGE_SYNC_HELLO) {
		fake_say(o, MESSAGE_SYNC_WELCOME, frame->tag, true,
		    &(struct wire_sync_welcome){ .now_at = o->now_at, .is_practice = o->is_practice,
		    .is_watched = o->is_watched });
	} else if (frame->message == MESSAGE_PLAN) {
		o->plans++;
		for (size_t i = 0; i < o->feed_count; i++)
			fake_say(o, MESSAGE_CHANNEL_ROW, frame->tag, false, &o->feeds[i]);
		fake_say_ok(o, frame->tag);
	} else if (frame->message == MESSAGE_INTAKE_BEGIN) {
		assert_int_equal(wire_read(frame, &o->page, NULL), RC_OK);
		o->pending_count = 0;
		o->pages++;
		fake_say_ok(o, frame->tag);
	} else if (frame->message == MESSAGE_INTAKE_ITEM) {
		take_item(o, frame);
	} else if (frame->message == MESSAGE_INTAKE_COMMIT) {
		commit_page(o, frame->tag);
	} else if (frame->message == MESSAGE_LEASE) {
		lease_messages(o, frame);
	} else if (frame->message == MESSAGE_RECONCILE_WANTED) {
		fake_say_ok(o, frame->tag);
	} else if (frame->message == MESSAGE_AWAY) {
		tell_away(o, frame);
	} else if (frame->message == MESSAGE_AWAY_HEARD) {
		hear_news(o, frame);
	} else if (frame->message == MESSAGE_PACKAGE_FILE) {
		give_package_file(o, frame);
	} else if (frame->message == MESSAGE_WANTED) {
		fake_lease_files(o, frame);
	} else if (frame->message == MESSAGE_FILE_BEGIN || frame->message == MESSAGE_FILE_PIECE ||
	    frame->message == MESSAGE_FILE_COMMIT || frame->message == MESSAGE_FILE_FAILED) {
		fake_take_file(o, frame);
	} else if (frame->message == MESSAGE_RESULT) {
		take_result(o, frame);
	} else if (frame->message == MESSAGE_DAYS_FOUND) {
		struct wire_days days;

		assert_int_equal(wire_read(frame, &days, NULL), RC_OK);
		o->days_lists++;
		o->days_year = days.year;
		(void)str_fill(o->days, sizeof(o->days), days.entries);
		fake_say_ok(o, frame->tag);
	} else if (frame->message == MESSAGE_SYNC_REPORT) {
		if (o->report_count == FAKE_FEEDS_MAX)
			o->report_count = 0;
		assert_int_equal(wire_read(frame, &o->reports[o->report_count++], NULL), RC_OK);
		fake_say_ok(o, frame->tag);
	} else {
		assert_int_equal(frame->message, MESSAGE_ROUND_DONE);
		assert_int_equal(wire_read(frame, &number, NULL), RC_OK);
		o->done = number.number;
		fake_say_ok(o, frame->tag);
	}
}

void
fake_serve_once(struct fake_office *o)
{
	struct pollfd fds[1 + CANNED_FDS_MAX] = { { .fd = o->fd, .events = POLLIN } };
	size_t canned = o->canned != NULL ? canned_polls(o->canned, fds + 1) : 0;
	struct wire_frame frame;
	enum rc rc;
	ssize_t n;

	assert_true(poll(fds, 1 + canned, PATIENCE_MS) > 0);
	if (o->canned != NULL)
		canned_serve(o->canned, fds + 1);
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
	fake_say(o, MESSAGE_WAKE, 0, true, &wake);
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
	fake_say(o, MESSAGE_WAKE, 0, true, &wake);
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
