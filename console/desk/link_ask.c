/* SPDX-License-Identifier: ISC */
#include "console/desk/link.h"

#include <poll.h>
#include <string.h>

#include "console/rules/verdict.h"
#include "storage/text.h"

#define GREETING_MS 20000	/* a private office may have to migrate its store */
#define ANSWER_MS 120000
#define SYNC_MS 600000
#define REPEATS 4		/* of an op whose outcome is unknown */
#define REPEAT_MS 150		/* before the first; doubled each time */

enum rc
link_refusal(const struct wire_refused *refused, struct err *e)
{
	struct buf sentence = { 0 };
	enum reason reason;
	enum rc rc;

	if (!reason_find(refused->reason, &reason))
		return err_set(e, RC_REFUSED, say(N_("the office refuses (%s)")), refused->reason);
	reason_sentence(&sentence, reason, refused->detail);
	rc = err_set(e, reason_rc(reason), "%s", buf_str(&sentence));
	buf_release(&sentence);
	return rc;
}

/* An error frame's own error. */
static enum rc
told_error(const struct wire_frame *frame, struct err *e)
{
	struct wire_error told;
	enum rc rc = wire_read(frame, &told, e);

	if (rc != RC_OK)
		return rc;
	if (told.rc <= RC_OK || told.rc >= RC__COUNT)
		told.rc = RC_NETWORK;
	return err_set(e, (enum rc)told.rc, "%s", told.text);
}

enum rc
link_told(const struct wire_frame *frame, struct err *e)
{
	struct wire_refused refused;
	enum rc rc;

	if (frame->message == MESSAGE_ERROR)
		return told_error(frame, e);
	if (frame->message != MESSAGE_REFUSED)
		return err_set(e, RC_NETWORK, say(N_("the office answers nonsense (%s)")),
		    message_name(frame->message));
	rc = wire_read(frame, &refused, e);
	return rc != RC_OK ? rc : link_refusal(&refused, e);
}

enum rc
link_greet(struct link *l, struct err *e)
{
	struct wire_frame frame;
	enum rc rc;

	do {
		rc = link_wait(l, GREETING_MS, &frame, e);
		if (rc != RC_OK)
			return rc;
	} while (frame.message == MESSAGE_CHANGED);
	return frame.message == MESSAGE_WELCOME ? RC_OK : link_told(&frame, e);
}

static int
patience_ms(enum message message)
{
	return message == MESSAGE_SYNC_RUN || message == MESSAGE_CHANNEL_TEST ? SYNC_MS : ANSWER_MS;
}

enum rc
link_await(struct link *l, enum message message, int64_t tag, link_each *each, void *arg,
    struct err *e)
{
	struct wire_frame frame;

	do {
		enum rc rc = link_wait(l, patience_ms(message), &frame, e);

		if (rc != RC_OK)
			return rc;
		if (frame.message == MESSAGE_ERROR && (frame.tag == tag || frame.tag == 0))
			return link_told(&frame, e);
		if (frame.tag != tag)
			continue;
		if (frame.message == MESSAGE_REFUSED)
			return link_told(&frame, e);
		rc = each == NULL ? RC_OK : each(arg, &frame, e);
		if (rc != RC_OK)
			return rc;
	} while (frame.tag != tag || !frame.is_end);
	return RC_OK;
}

enum rc
link_ask(struct link *l, enum message message, const void *record, link_each *each, void *arg,
    struct err *e)
{
	return link_await(l, message, link_send(l, message, record), each, arg, e);
}

/* Waits for the answer to the write sent with tag; what is told before it goes to
 * each. */
static enum rc
await_done(struct link *l, int64_t tag, const struct link_write *w, struct wire_done *done,
    struct wire_refused *refused, struct err *e)
{
	struct wire_frame frame;
	bool is_told;

	do {
		enum rc rc = link_wait(l, ANSWER_MS, &frame, e);

		if (rc != RC_OK)
			return rc == RC_NETWORK ? RC_UNKNOWN : rc;
		is_told = frame.tag == tag && !frame.is_end;
		if (is_told && w->each != NULL)
			rc = w->each(w->arg, &frame, e);
		if (rc != RC_OK)
			return rc;
	} while (is_told || (frame.tag != tag &&
	    !(frame.message == MESSAGE_ERROR && frame.tag == 0)));
	if (frame.message == MESSAGE_DONE)
		return wire_read(&frame, done, e);
	if (frame.message == MESSAGE_REFUSED) {
		enum rc rc = wire_read(&frame, refused, e);

		return rc != RC_OK ? rc : RC_REFUSED;
	}
	return link_told(&frame, e);
}

enum rc
link_write(struct link *l, const struct link_write *w, struct wire_done *done,
    struct wire_refused *refused, struct err *e)
{
	int wait_ms = REPEAT_MS;
	enum rc rc = RC_UNKNOWN;

	*refused = (struct wire_refused){ .reason = "" };
	for (int i = 0; i < REPEATS; i++, wait_ms *= 2) {
		if (i > 0) {
			(void)poll(NULL, 0, wait_ms);
			if (link_restart(l, e) != RC_OK || link_greet(l, e) != RC_OK)
				continue;
		}
		rc = await_done(l, link_send(l, w->message, w->what), w, done, refused, e);
		if (rc != RC_UNKNOWN)
			return rc;
	}
	return err_set(e, RC_UNKNOWN, say(N_("the office is gone and this may have been done: "
	    "repeat the command with --op-key %s to learn it")), w->op_key);
}

enum rc
link_act(struct link *l, const struct wire_act *act, struct wire_done *done,
    struct wire_refused *refused, struct err *e)
{
	const struct link_write w = { .message = MESSAGE_ACT, .what = act, .op_key = act->op_key };

	return link_write(l, &w, done, refused, e);
}
