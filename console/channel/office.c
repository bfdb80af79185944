/* SPDX-License-Identifier: ISC */
#include "console/channel/office.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "console/channel/stop.h"
#include "storage/clock.h"
#include "storage/text.h"

#define WAKES_MAX 64
#define READ_BYTES 65536

struct office {
	int fd;
	bool is_lost;
	int64_t last_tag;
	struct buf in, out, memory;
	struct wire_wake wakes[WAKES_MAX];	/* oldest first */
	size_t wake_count;
};

struct office *
office_take(int fd)
{
	struct office *o = x_zalloc(1, sizeof(*o));

	o->fd = fd;
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
	return o;
}

enum rc
office_connect(const char *path, struct office **out, struct err *e)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd;

	if (strlen(path) >= sizeof(address.sun_path))
		return err_set(e, RC_USAGE, say("the path of the office's socket is too long: %s"),
		    path);
	memcpy(address.sun_path, path, strlen(path));
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0 || connect(fd, (const struct sockaddr *)&address, sizeof(address)) != 0) {
		enum rc rc = err_set(e, RC_NETWORK, say("no office at %s: %s"), path,
		    strerror(errno));

		if (fd >= 0)
			close(fd);
		return rc;
	}
	*out = office_take(fd);
	return RC_OK;
}

void
office_free(struct office *o)
{
	if (o == NULL)
		return;
	close(o->fd);
	buf_release(&o->in);
	buf_release(&o->out);
	buf_release(&o->memory);
	free(o);
}

int
office_fd(const struct office *o)
{
	return o->fd;
}

bool
office_is_calling(const struct office *o)
{
	struct pollfd fd = { .fd = o->fd, .events = POLLIN };

	return o->wake_count > 0 || o->in.len > 0 || poll(&fd, 1, 0) > 0;
}

bool
office_is_lost(const struct office *o)
{
	return o->is_lost;
}

static enum rc
lose(struct office *o, struct err *e, const char *sentence)
{
	o->is_lost = true;
	return err_set(e, RC_NETWORK, "%s", sentence);
}

/* Reads what is there. */
static enum rc
read_some(struct office *o, struct err *e)
{
	ssize_t n;

	buf_reserve(&o->in, READ_BYTES);
	n = read(o->fd, o->in.data + o->in.len, READ_BYTES);
	if (n == 0)
		return lose(o, e, say("the office closed the connection"));
	if (n < 0 && errno != EAGAIN && errno != EINTR)
		return lose(o, e, say("the connection to the office broke"));
	if (n > 0)
		o->in.len += (size_t)n;
	return RC_OK;
}

static enum rc
write_some(struct office *o, struct err *e)
{
	ssize_t n = send(o->fd, o->out.data, o->out.len, MSG_NOSIGNAL);

	if (n < 0 && errno != EAGAIN && errno != EINTR)
		return lose(o, e, say("the connection to the office broke"));
	if (n > 0)
		buf_drop_front(&o->out, (size_t)n);
	return RC_OK;
}

/* Waits until the socket can be read, or written where something is to be
 * written, and does it. RC_AGAIN: the deadline (-1 = none) is over. */
static enum rc
turn(struct office *o, int64_t deadline_ms, struct err *e)
{
	struct pollfd fd = { .fd = o->fd,
		.events = (short)(o->out.len > 0 ? POLLIN | POLLOUT : POLLIN) };
	int64_t left_ms = -1;
	enum rc rc = RC_OK;

	if (o->is_lost)
		return err_set(e, RC_NETWORK, "%s", say("the connection to the office is lost"));
	if (deadline_ms >= 0) {
		left_ms = deadline_ms - clock_monotonic_ms();
		if (left_ms <= 0)
			return RC_AGAIN;
	}
	if (stop_is_asked() || (stop_poll(&fd, 1, (int)left_ms) < 0 && errno == EINTR &&
	    stop_is_asked()))
		return lose(o, e, say("asked to stop"));
	if ((fd.revents & POLLOUT) != 0)
		rc = write_some(o, e);
	if (rc == RC_OK && (fd.revents & (POLLIN | POLLHUP | POLLERR)) != 0)
		rc = read_some(o, e);
	return rc;
}

/* Keeps a wake. One that asks for the same as the one before it takes its
 * place, since the round is still to come; when the queue is full, one round of
 * everything stands for what no longer fits. */
static enum rc
keep_wake(struct office *o, const struct wire_frame *frame, struct err *e)
{
	struct wire_wake *last = o->wake_count > 0 ? &o->wakes[o->wake_count - 1] : NULL;
	struct wire_wake wake;

	if (wire_read(frame, &wake, e) != RC_OK)
		return lose(o, e, say("the office talks nonsense"));
	if (last != NULL && str_eq(last->channel, wake.channel) && last->is_test == wake.is_test) {
		wake.is_own = wake.is_own && last->is_own;
		*last = wake;
	} else if (last != NULL && o->wake_count == WAKES_MAX) {
		*last = (struct wire_wake){ .number = wake.number };
	} else {
		o->wakes[o->wake_count++] = wake;
	}
	return RC_OK;
}

/* Takes the next frame that is no wake. RC_AGAIN while there is none. */
static enum rc
next_frame(struct office *o, struct wire_frame *frame, struct err *e)
{
	enum rc rc;

	while ((rc = wire_take(&o->in, WIRE_SYNC_FRAME_MAX, &o->memory, frame, e)) == RC_OK) {
		if ((message_doors(frame->message) & DOOR_SYNC_TELLS) == 0)
			return lose(o, e, say("the office talks nonsense"));
		if (frame->message != MESSAGE_WAKE)
			return RC_OK;
		rc = keep_wake(o, frame, e);
		if (rc != RC_OK)
			return rc;
	}
	if (rc == RC_INVALID)
		return lose(o, e, say("the office talks nonsense"));
	return rc;
}

enum rc
office_tell(struct office *o, enum message message, const void *record, int64_t *tag,
    struct err *e)
{
	int64_t deadline_ms = clock_monotonic_ms() + OFFICE_ANSWER_SEC * 1000;
	enum rc rc = RC_OK;

	wire_write(&o->out, message, ++o->last_tag, true, record);
	if (tag != NULL)
		*tag = o->last_tag;
	while (o->out.len > 0 && rc == RC_OK)
		rc = turn(o, deadline_ms, e);
	if (rc == RC_AGAIN)
		return lose(o, e, say("the office takes nothing in any more"));
	return rc;
}

enum rc
office_hear(struct office *o, int64_t tag, struct wire_frame *frame, struct err *e)
{
	int64_t deadline_ms = clock_monotonic_ms() + OFFICE_ANSWER_SEC * 1000;
	enum rc rc;

	for (;;) {
		rc = next_frame(o, frame, e);
		if (rc == RC_OK && frame->tag == tag)
			return RC_OK;
		if (rc == RC_OK)
			log_event(LOG_WARN_LEVEL, "stray-answer", "message",
			    message_name(frame->message), NULL);
		if (rc == RC_AGAIN)
			rc = turn(o, deadline_ms, e);
		if (rc == RC_AGAIN)
			return lose(o, e, say("the office does not answer"));
		if (rc != RC_OK)
			return rc;
	}
}

enum rc
office_read(struct office *o, const struct wire_frame *frame, enum message want, void *answer,
    struct err *e)
{
	if (frame->message == MESSAGE_ERROR) {
		struct wire_error error;

		if (wire_read(frame, &error, NULL) == RC_OK && error.rc > RC_OK &&
		    error.rc < RC__COUNT)
			return err_set(e, (enum rc)error.rc, "%s", error.text);
		return lose(o, e, say("the office talks nonsense"));
	}
	if (frame->message == MESSAGE_REFUSED) {
		struct wire_refused refused;

		if (wire_read(frame, &refused, NULL) == RC_OK)
			return err_set(e, RC_REFUSED, "%s", refused.reason);
		return lose(o, e, say("the office talks nonsense"));
	}
	if (frame->message != want || (answer != NULL && wire_read(frame, answer, NULL) != RC_OK))
		return lose(o, e, say("the office talks nonsense"));
	return RC_OK;
}

enum rc
office_ask(struct office *o, enum message message, const void *record, enum message want,
    void *answer, struct err *e)
{
	struct wire_frame frame;
	int64_t tag;
	enum rc rc = office_tell(o, message, record, &tag, e);

	if (rc == RC_OK)
		rc = office_hear(o, tag, &frame, e);
	if (rc == RC_OK)
		rc = office_read(o, &frame, want, answer, e);
	return rc;
}

enum rc
office_wait(struct office *o, int timeout_ms, struct wire_wake *wake, struct err *e)
{
	int64_t deadline_ms = timeout_ms < 0 ? -1 : clock_monotonic_ms() + timeout_ms;
	struct wire_frame frame;
	enum rc rc;

	for (;;) {
		rc = next_frame(o, &frame, e);
		if (rc == RC_OK)
			log_event(LOG_WARN_LEVEL, "stray-answer", "message",
			    message_name(frame.message), NULL);
		if (o->wake_count > 0)
			break;
		if (rc == RC_AGAIN)
			rc = turn(o, deadline_ms, e);
		if (rc != RC_OK)
			return rc;
	}
	*wake = o->wakes[0];
	o->wake_count--;
	memmove(&o->wakes[0], &o->wakes[1], o->wake_count * sizeof(o->wakes[0]));
	return RC_OK;
}
