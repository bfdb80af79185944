/* SPDX-License-Identifier: ISC */
#include "console/desk/link.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "console/desk/office_start.h"
#include "storage/clock.h"
#include "storage/text.h"

#define READ_BYTES (64 * 1024)
#define FAREWELL_MS 10000
#define MISSES_MOST 5	/* offices that go just as one comes */

struct link {
	struct link_options options;
	struct office_place place;
	struct office_process process;	/* the private office, if we started one */
	bool is_adopted;		/* its socket was given: there is no place */
	bool is_guest;			/* of an office that somebody else runs */
	bool is_ended;			/* the other side will say no more */
	int fd;
	struct buf out, in;
	struct buf memory;		/* what the last frame points into */
	int64_t last_tag;
	struct wire_welcome welcome;
};

static void
drop_connection(struct link *l)
{
	if (l->fd >= 0)
		close(l->fd);
	l->fd = -1;
	l->is_ended = false;
	buf_clear(&l->in);
	buf_clear(&l->out);
}

/* The connection ended: why, in the words of the private office if it is. */
static enum rc
connection_lost(struct link *l, struct err *e)
{
	struct err why = { 0 };
	enum rc rc;

	drop_connection(l);
	rc = office_end(&l->process, FAREWELL_MS, &why);
	if (rc != RC_OK && rc != RC_AGAIN)
		return err_set(e, rc, "%s", why.text);
	return err_set(e, RC_NETWORK,
	    say(N_("the office closed the connection: see that minwond runs, then repeat")));
}

static void
queue_hello(struct link *l)
{
	struct wire_hello hello = { .wants_changes = l->options.wants_changes };

	(void)str_fill(hello.login, sizeof(hello.login), str_or_empty(l->options.login));
	(void)str_fill(hello.program, sizeof(hello.program), "minwon");
	(void)link_send(l, MESSAGE_HELLO, &hello);
}

static enum rc
check_login(const struct link_options *options, struct err *e)
{
	const size_t cap = sizeof(((struct wire_hello *)0)->login);

	if (strlen(str_or_empty(options->login)) < cap)
		return RC_OK;
	return err_set(e, RC_USAGE, say(N_("the login after --as is longer than %zu bytes: "
	    "correct it")), cap - 1);
}

/* Says good bye to the private office and hears it out, until it closes our end:
 * before it ends, or because guests keep it. Its end is waited for, for who comes
 * next finds the store free then; a kept one still has its socket. */
static void
leave_private_office(struct link *l)
{
	int64_t until_ms = clock_monotonic_ms() + FAREWELL_MS;
	char bytes[4096];

	if (l->fd >= 0 && shutdown(l->fd, SHUT_WR) == 0) {
		struct pollfd p = { .fd = l->fd, .events = POLLIN };
		int64_t left_ms;

		while ((left_ms = until_ms - clock_monotonic_ms()) > 0 &&
		    poll(&p, 1, (int)left_ms) > 0 && recv(l->fd, bytes, sizeof(bytes), 0) > 0)
			continue;
	}
	drop_connection(l);
	if (office_stays(&l->process, l->place.socket))
		office_forget(&l->process);
	else
		(void)!office_end(&l->process, FAREWELL_MS, NULL);
}

/* Connects to the place, or starts an office on its store. A guest starts none:
 * it would hold the store, without the other's clock and channels, against the
 * office that is about to come back. */
static enum rc
reach_office(struct link *l, struct err *e)
{
	enum rc rc = office_end(&l->process, FAREWELL_MS, NULL);

	if (l->is_adopted)
		return err_set(e, RC_NETWORK, say(N_("the office is gone")));
	if (rc == RC_AGAIN)
		return err_set(e, RC_NETWORK,
		    say(N_("the office that this program started does not end: try later")));
	rc = office_connect(l->place.socket, &l->fd, e);
	if (rc == RC_NOT_FOUND && l->place.store == NULL)
		return e == NULL ? RC_NETWORK : (e->rc = RC_NETWORK);
	if (rc == RC_NOT_FOUND && l->is_guest)
		return err_set(e, RC_NETWORK,
		    say(N_("the office has ended: what you typed stays, waiting for its return")));
	l->is_guest = rc == RC_OK;
	if (rc == RC_NOT_FOUND)
		return office_start(l->place.store, l->options.clock, l->options.channels, &l->fd,
		    &l->process, e);
	return rc;
}

static struct link *
new_link(const struct link_options *options)
{
	struct link *l = x_zalloc(1, sizeof(*l));

	l->options = *options;
	l->fd = -1;
	return l;
}

enum rc
link_start(struct link **out, const struct link_options *options, struct err *e)
{
	struct link *l;
	enum rc rc = check_login(options, e);

	*out = NULL;
	if (rc != RC_OK)
		return rc;
	l = new_link(options);
	office_place_find(&l->place, options->socket, options->store);
	rc = reach_office(l, e);
	if (rc != RC_OK) {
		link_close(l);
		return rc;
	}
	queue_hello(l);
	*out = l;
	return RC_OK;
}

enum rc
link_restart(struct link *l, struct err *e)
{
	enum rc rc;

	drop_connection(l);
	rc = reach_office(l, e);
	if (rc == RC_OK)
		queue_hello(l);
	return rc;
}

/* Nobody greeted us: a host that went just as we came, or an office of our own that
 * found the store held by one that came just before. Either way nothing was asked
 * yet, and who is there now can be asked instead. */
static bool
is_missed(struct link *l, enum rc rc)
{
	if (l->is_guest && rc == RC_NETWORK) {
		l->is_guest = false;
		return l->place.store != NULL;
	}
	return !l->is_guest && rc == RC_CONFLICT;
}

enum rc
link_open(struct link **out, const struct link_options *options, struct err *e)
{
	enum rc rc = link_start(out, options, e);

	if (rc == RC_OK)
		rc = link_greet(*out, e);
	for (int tries = 0; rc != RC_OK && tries < MISSES_MOST && *out != NULL &&
	    is_missed(*out, rc); tries++) {
		rc = link_restart(*out, e);
		if (rc == RC_OK)
			rc = link_greet(*out, e);
	}
	/* Still held, and nobody there to be asked: the store cannot be had. */
	if (rc == RC_CONFLICT && *out != NULL && !(*out)->is_guest)
		rc = e == NULL ? RC_STORAGE : (e->rc = RC_STORAGE);
	if (rc != RC_OK) {
		link_close(*out);
		*out = NULL;
	}
	return rc;
}

enum rc
link_adopt(struct link **out, int fd, const struct link_options *options, struct err *e)
{
	struct link *l = new_link(options);
	enum rc rc = check_login(options, e);

	l->is_adopted = true;
	l->fd = fd;
	*out = NULL;
	if (rc == RC_OK) {
		queue_hello(l);
		rc = link_greet(l, e);
	}
	if (rc == RC_OK)
		*out = l;
	else
		link_close(l);
	return rc;
}

void
link_close(struct link *l)
{
	if (l == NULL)
		return;
	if (l->process.pid != 0)
		leave_private_office(l);
	drop_connection(l);
	office_place_release(&l->place);
	buf_release(&l->out);
	buf_release(&l->in);
	buf_release(&l->memory);
	free(l);
}

const struct wire_welcome *
link_welcome(const struct link *l)
{
	return &l->welcome;
}

int
link_fd(const struct link *l)
{
	return l->fd;
}

short
link_events(const struct link *l)
{
	return l->out.len > 0 ? POLLIN | POLLOUT : POLLIN;
}

int64_t
link_send(struct link *l, enum message message, const void *record)
{
	wire_write(&l->out, message, ++l->last_tag, true, record);
	return l->last_tag;
}

static bool
write_queued(struct link *l)
{
	while (l->out.len > 0) {
		ssize_t n = send(l->fd, l->out.data, l->out.len, MSG_DONTWAIT | MSG_NOSIGNAL);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno == EAGAIN || errno == EWOULDBLOCK;
		buf_drop_front(&l->out, (size_t)n);
	}
	return true;
}

/* False at the end of the stream. */
static bool
read_waiting(struct link *l)
{
	for (;;) {
		ssize_t n;

		buf_reserve(&l->in, READ_BYTES);
		n = recv(l->fd, l->in.data + l->in.len, READ_BYTES, MSG_DONTWAIT);
		if (n > 0) {
			l->in.len += (size_t)n;
			l->in.data[l->in.len] = '\0';
			if (n < READ_BYTES)
				return true;
		} else if (n == 0) {
			return false;
		} else if (errno != EINTR) {
			return errno == EAGAIN || errno == EWOULDBLOCK;
		}
	}
}

void
link_flush(struct link *l)
{
	if (l->fd >= 0 && !l->is_ended && !write_queued(l))
		buf_clear(&l->out);
}

enum rc
link_pump(struct link *l, struct err *e)
{
	if (l->fd < 0)
		return err_set(e, RC_NETWORK, say(N_("the office is gone")));
	if (l->is_ended)
		return connection_lost(l, e);
	/* What was said before the end is still taken: the reason may be in it. */
	if (!write_queued(l))
		buf_clear(&l->out);
	l->is_ended = !read_waiting(l);
	return l->is_ended && l->in.len == 0 ? connection_lost(l, e) : RC_OK;
}

enum rc
link_take(struct link *l, struct wire_frame *frame, struct err *e)
{
	enum rc rc = wire_take(&l->in, WIRE_DESK_FRAME_MAX, &l->memory, frame, e);

	if (rc == RC_OK && (message_doors(frame->message) & DOOR_DESK_TELLS) == 0)
		rc = err_set(e, RC_INVALID, "%s", message_name(frame->message));
	if (rc == RC_OK && frame->message == MESSAGE_WELCOME)
		rc = wire_read(frame, &l->welcome, e);
	if (rc == RC_OK || rc == RC_AGAIN)
		return rc;
	drop_connection(l);
	if (e != NULL)
		(void)err_add(e, "%s", say(N_("the office answers nonsense")));
	return e == NULL ? RC_NETWORK : (e->rc = RC_NETWORK);
}

enum rc
link_wait(struct link *l, int wait_ms, struct wire_frame *frame, struct err *e)
{
	int64_t until_ms = clock_monotonic_ms() + wait_ms;

	for (;;) {
		struct pollfd p = { .fd = l->fd, .events = link_events(l) };
		int64_t left_ms = until_ms - clock_monotonic_ms();
		enum rc rc = link_take(l, frame, e);

		if (rc != RC_AGAIN)
			return rc;
		if (left_ms <= 0)
			return err_set(e, RC_NETWORK,
			    say(N_("the office has not answered in %d seconds: try again")),
			    wait_ms / 1000);
		if (l->fd >= 0 && poll(&p, 1, (int)left_ms) <= 0)
			continue;
		rc = link_pump(l, e);
		if (rc != RC_OK)
			return rc;
	}
}
