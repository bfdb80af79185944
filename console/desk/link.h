/* SPDX-License-Identifier: ISC */
/*
 * link: speaking with the office. Verbs ask and wait; the screen pumps and
 * takes frames as they come. Knows the wire, no verb and no screen.
 */
#ifndef DESK_LINK_H
#define DESK_LINK_H

#include "console/wire/wire.h"

/* How to find the office and who to be there; borrowed, must outlive the
 * link. NULL = not said. */
struct link_options {
	const char *socket;
	const char *store;
	const char *login;	/* practice: play this staff member */
	const char *clock;	/* for an office that we start */
	const char *channels;	/* likewise */
	bool wants_changes;	/* be told after each commit */
};

struct link;

/* Finds the office, or starts a private one, and greets it. RC_STORAGE: no
 * store, newer store, no store file, held (the office's own sentence);
 * RC_REFUSED: nobody here, or --as outside practice; RC_NETWORK: nobody
 * answers. On failure *out is NULL. */
MUST_USE enum rc link_open(struct link **out, const struct link_options *options, struct err *e);

/* The same over a connected socket, which the link owns from now on. */
MUST_USE enum rc link_adopt(struct link **out, int fd, const struct link_options *options,
    struct err *e);

/* Ends the connection, and waits for a private office to end. NULL is fine. */
void link_close(struct link *l);

/* What the office said of itself and of us. */
const struct wire_welcome *link_welcome(const struct link *l);

/* Asking and waiting ------------------------------------------------------ */

/* Takes one frame of an answer; what it returns other than RC_OK ends the
 * asking. */
typedef enum rc link_each(void *arg, const struct wire_frame *frame, struct err *e);

/* Sends a request and gives each frame of its answer to each (NULL: nobody).
 * An error frame becomes the result; so does a refusal, by reason_rc, with the
 * reason's sentence. */
MUST_USE enum rc link_ask(struct link *l, enum message message, const void *record,
    link_each *each, void *arg, struct err *e);

/* The second half of link_ask: waits for the answer to what was sent under tag. */
MUST_USE enum rc link_await(struct link *l, enum message message, int64_t tag, link_each *each,
    void *arg, struct err *e);

/* A request that changes something and is known again by its op-key. */
struct link_write {
	enum message message;
	const void *what;
	const char *op_key;
	link_each *each;	/* takes what is told before it is done; NULL = nobody */
	void *arg;
};

/* As link_act, of any such request. */
MUST_USE enum rc link_write(struct link *l, const struct link_write *w, struct wire_done *done,
    struct wire_refused *refused, struct err *e);

/* Does one op. If the connection dies before the answer, connects again and
 * repeats it with the same op_key, which must be set. RC_OK: done. RC_REFUSED
 * with *refused filled: the rules say no, see reason_rc for how it counts.
 * RC_UNKNOWN: it may have happened, repeat with the op-key. */
MUST_USE enum rc link_act(struct link *l, const struct wire_act *act, struct wire_done *done,
    struct wire_refused *refused, struct err *e);

/* Turns a refusal into the error that stands for it. */
enum rc link_refusal(const struct wire_refused *refused, struct err *e);

/* Turns an error frame or a refused frame into the error that it tells;
 * RC_NETWORK for any other. */
enum rc link_told(const struct wire_frame *frame, struct err *e);

/* Waits for the welcome after link_start or link_restart. */
MUST_USE enum rc link_greet(struct link *l, struct err *e);

/* Not waiting ------------------------------------------------------------- */

/* Finds and greets the office without waiting for its welcome, which comes as
 * a frame. Also mends a link whose office is gone: what was queued is
 * forgotten, who asked asks again. */
MUST_USE enum rc link_start(struct link **out, const struct link_options *options, struct err *e);
MUST_USE enum rc link_restart(struct link *l, struct err *e);

/* The descriptor to poll, -1 while there is none, and the events to poll for. */
int link_fd(const struct link *l);
short link_events(const struct link *l);

/* Queues a request; returns its tag. */
int64_t link_send(struct link *l, enum message message, const void *record);

/* Writes what is queued as far as the office takes it, and reads nothing. What
 * went wrong is told by the next link_pump(). */
void link_flush(struct link *l);

/* Writes what is queued and reads what has come, without waiting. Anything but
 * RC_OK: the office is gone, the sentence says why, link_fd is -1. */
MUST_USE enum rc link_pump(struct link *l, struct err *e);

/* The next frame that has come; its texts hold until the next call. RC_AGAIN:
 * none. RC_NETWORK: it talks nonsense, and the connection was closed. */
MUST_USE enum rc link_take(struct link *l, struct wire_frame *frame, struct err *e);

/* Waits for the next frame, at most wait_ms. RC_NETWORK when the office is
 * gone or the time is up. */
MUST_USE enum rc link_wait(struct link *l, int wait_ms, struct wire_frame *frame, struct err *e);

#endif
