/* SPDX-License-Identifier: ISC */
#include "tests/office/office_harness.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "storage/secret.h"
#include "storage/text.h"

#define PATIENCE_MS 60000

void
answers_release(struct answers *a)
{
	for (size_t i = 0; i < a->count; i++)
		buf_release(&a->rows[i].memory);
	free(a->rows);
	buf_release(&a->raw);
	*a = (struct answers){ 0 };
}

void
desk_connect(struct desk *d, const struct place *p)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };

	*d = (struct desk){ .fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0) };
	snprintf(address.sun_path, sizeof(address.sun_path), "%s.sock", p->store);
	if (connect(d->fd, (struct sockaddr *)&address, sizeof(address)) != 0)
		fail_msg("no way to %s: %s", address.sun_path, strerror(errno));
}

bool
desk_open(struct desk *d, const struct place *p, const char *login, bool wants_changes)
{
	struct wire_hello hello = { .program = "harness", .wants_changes = wants_changes };
	struct answers a = { 0 };
	bool is_in;

	desk_connect(d, p);
	str_fill(hello.login, sizeof(hello.login), login);
	desk_ask(d, MESSAGE_HELLO, &hello, &a);
	is_in = answers_read(&a, MESSAGE_WELCOME, 0, &d->welcome);
	d->changes = d->welcome.changes;
	answers_release(&a);
	return is_in;
}

void
desk_close(struct desk *d)
{
	if (d->fd >= 0)
		close(d->fd);
	buf_release(&d->in);
	*d = (struct desk){ .fd = -1, .is_lost = true };
}

int64_t
desk_tell(struct desk *d, enum message message, const void *record)
{
	struct buf out = { 0 };
	size_t done = 0;

	wire_write(&out, message, ++d->tag, true, record);
	while (done < out.len && !d->is_lost) {
		ssize_t n = send(d->fd, out.data + done, out.len - done, MSG_NOSIGNAL);

		if (n < 0 && errno != EINTR)
			d->is_lost = true;
		else if (n > 0)
			done += (size_t)n;
	}
	buf_release(&out);
	return d->tag;
}

/* Takes the next frame, waiting for it; false where the office is gone. */
static bool
next_frame(struct desk *d, struct told *row, struct buf *raw)
{
	for (;;) {
		struct pollfd ready = { .fd = d->fd, .events = POLLIN };
		struct err e;
		enum rc rc = wire_take(&d->in, WIRE_DESK_FRAME_MAX, &row->memory, &row->frame, &e);
		ssize_t n;

		if (rc == RC_OK && raw != NULL)
			buf_add(raw, row->memory.data, row->memory.len);
		if (rc == RC_OK)
			return true;
		assert_int_equal(rc, RC_AGAIN);
		assert_int_equal(poll(&ready, 1, PATIENCE_MS), 1);
		buf_reserve(&d->in, 65536);
		n = recv(d->fd, d->in.data + d->in.len, 65536, 0);
		if (n <= 0) {
			d->is_lost = true;
			return false;
		}
		d->in.len += (size_t)n;
	}
}

/* Whether the frame is a push, which is noted. */
static bool
is_push(struct desk *d, const struct told *row)
{
	struct wire_number n;

	if (row->frame.message != MESSAGE_CHANGED)
		return false;
	assert_int_equal(wire_read(&row->frame, &n, NULL), RC_OK);
	d->changes = n.number;
	return true;
}

bool
desk_hear(struct desk *d, int64_t tag, struct answers *a)
{
	*a = (struct answers){ 0 };
	while (!d->is_lost) {
		struct told row = { .memory = { 0 } };

		if (!next_frame(d, &row, &a->raw) || is_push(d, &row)) {
			buf_release(&row.memory);
			continue;
		}
		assert_int_equal(row.frame.tag, tag);
		a->rows = x_realloc(a->rows, a->count + 1, sizeof(*a->rows));
		a->rows[a->count++] = row;
		if (row.frame.is_end)
			return true;
	}
	return false;
}

void
desk_ask(struct desk *d, enum message message, const void *record, struct answers *a)
{
	assert_true(desk_hear(d, desk_tell(d, message, record), a));
}

bool
desk_hear_some(struct desk *d, int64_t tag, int64_t commits, bool *is_answered)
{
	int64_t until = d->changes + commits;

	*is_answered = false;
	while (!*is_answered && d->changes < until) {
		struct told row = { .memory = { 0 } };
		bool is_heard = next_frame(d, &row, NULL);

		if (is_heard && !is_push(d, &row))
			*is_answered = row.frame.tag == tag && row.frame.is_end;
		buf_release(&row.memory);
		if (!is_heard)
			return false;
	}
	return true;
}

static const struct told *
answers_find(const struct answers *a, enum message message, size_t n)
{
	for (size_t i = 0; i < a->count; i++)
		if (a->rows[i].frame.message == message && n-- == 0)
			return &a->rows[i];
	return NULL;
}

bool
answers_read(const struct answers *a, enum message message, size_t n, void *record)
{
	const struct told *row = answers_find(a, message, n);

	if (row != NULL)
		assert_int_equal(wire_read(&row->frame, record, NULL), RC_OK);
	return row != NULL;
}

size_t
answers_count(const struct answers *a, enum message message)
{
	size_t count = 0;

	for (size_t i = 0; i < a->count; i++)
		count += a->rows[i].frame.message == message ? 1 : 0;
	return count;
}

const char *
answers_verdict(const struct answers *a)
{
	const struct wire_frame *last;

	if (a->count == 0)
		return "nothing";
	last = &a->rows[a->count - 1].frame;
	if (last->message == MESSAGE_REFUSED)
		return last->field[3].bytes;
	return last->message == MESSAGE_ERROR ? "error" : "ok";
}

void
deed_record(const struct deed *deed, struct wire_act *act)
{
	*act = (struct wire_act){ .op = deed->op, .version = deed->version == 0 ? -1 : deed->version,
		.is_dry_run = deed->is_dry_run, .has_consent = deed->has_consent, .outcome = deed->outcome,
		.text = str_or_empty(deed->text), .reasons = str_or_empty(deed->reasons),
		.remedies = str_or_empty(deed->remedies) };
	str_fill(act->number, sizeof(act->number), str_or_empty(deed->number));
	str_fill(act->assignee, sizeof(act->assignee), str_or_empty(deed->assignee));
	str_fill(act->agency, sizeof(act->agency), str_or_empty(deed->agency));
	str_fill(act->period, sizeof(act->period), str_or_empty(deed->period));
	str_fill(act->event, sizeof(act->event), str_or_empty(deed->event));
	str_fill(act->evidence, sizeof(act->evidence), str_or_empty(deed->evidence));
	act->at = deed->at;
	if (deed->key != NULL)
		str_fill(act->op_key, sizeof(act->op_key), deed->key);
	else
		secret_op_key(act->op_key);
}

const char *
desk_do(struct desk *d, const struct deed *deed, struct wire_done *done,
    struct wire_refused *refused)
{
	struct wire_act act;
	struct wire_refused why = { .reason = "" };
	struct wire_done did;
	struct answers a;
	const char *verdict = "error";

	deed_record(deed, &act);
	desk_ask(d, MESSAGE_ACT, &act, &a);
	if (answers_read(&a, MESSAGE_DONE, 0, &did)) {
		verdict = "done";
		if (done != NULL)
			*done = did;
	} else if (answers_read(&a, MESSAGE_REFUSED, 0, &why)) {
		str_fill(d->reason, sizeof(d->reason), why.reason);
		verdict = d->reason;
		if (refused != NULL)
			*refused = why;
	}
	answers_release(&a);
	return verdict;
}

void
desk_show(struct desk *d, const char *number, struct answers *a, struct case_detail *c)
{
	struct wire_show ask = { .is_refresh = false };

	memset(c, 0, sizeof(*c));
	str_fill(ask.number, sizeof(ask.number), number);
	desk_ask(d, MESSAGE_SHOW, &ask, a);
	assert_true(answers_read(a, MESSAGE_CASE, 0, c));
}

bool
desk_sync(struct desk *d, const char *channel)
{
	struct wire_sync_run ask = { .is_watch = false };
	struct answers a = { 0 };
	bool is_whole;

	str_fill(ask.name, sizeof(ask.name), channel);
	is_whole = desk_hear(d, desk_tell(d, MESSAGE_SYNC_RUN, &ask), &a) &&
	    str_eq(answers_verdict(&a), "ok");
	answers_release(&a);
	return is_whole;
}
