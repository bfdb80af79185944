/* SPDX-License-Identifier: ISC */
/* sync --watch: rounds of exchange, a line each. */
#include <poll.h>

#include "console/desk/verbs.h"
#include "storage/clock.h"
#include "storage/instant.h"
#include "storage/text.h"

#define WATCH_MS (60 * 1000)

/* What a round did, all channels together. */
struct totals {
	int64_t created, unsorted, sent, waiting, parked, bytes;
	int64_t failed;		/* feeds that could not be worked with */
};

static enum rc
take_total(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct totals *t = arg;
	struct wire_sync_report r;
	enum rc rc;

	if (frame->message != MESSAGE_SYNC_REPORT)
		return RC_OK;
	rc = wire_read(frame, &r, e);
	if (rc != RC_OK)
		return rc;
	t->created += r.created;
	t->unsorted += r.unsorted;
	t->sent += r.sent;
	t->waiting += r.waiting;
	t->parked += r.parked;
	t->bytes += r.bytes_received + r.bytes_sent;
	t->failed += r.error[0] != '\0';
	return RC_OK;
}

static const struct column watch_columns[] = {
	{ .key = "at" },
	{ .key = "created" },
	{ .key = "unsorted" },
	{ .key = "sent" },
	{ .key = "waiting" },
	{ .key = "parked" },
	{ .key = "failed" },
	{ .key = "bytes" },
};

static void
total_row(struct writer *w, const struct totals *t)
{
	writer_row(w, (const struct value[]){ value_instant(clock_wall()),
	    value_number(t->created), value_number(t->unsorted), value_number(t->sent),
	    value_number(t->waiting), value_number(t->parked), value_number(t->failed),
	    value_number(t->bytes) });
}

/* One line for people. */
static void
total_line(struct sink *out, const struct totals *t)
{
	struct buf line = { 0 };
	char at[32];

	instant_format_official(clock_wall(), at);
	buf_printf(&line, say(N_("%s  new %lld, unsorted %lld, sent %lld, waiting %lld, parked %lld, "
	    "feeds failed %lld, %lld bytes")), at, (long long)t->created, (long long)t->unsorted,
	    (long long)t->sent, (long long)t->waiting, (long long)t->parked, (long long)t->failed,
	    (long long)t->bytes);
	buf_putc(&line, '\n');
	sink_buf(out, &line);
	buf_release(&line);
}

/* A round a minute, a line each, until interrupted, nobody reads any more or
 * the office is gone. */
int
verb_sync_watch(struct call *call)
{
	struct writer *writer = call->format == FORMAT_TABLE ? NULL :
	    call_writer(call, watch_columns, sizeof(watch_columns) /
	    sizeof(watch_columns[0]));
	struct wire_switch s = { .is_on = true };
	struct err e = { 0 };
	enum rc rc = call->options.operand_count == 0 ? RC_OK : call_fill(s.name, sizeof(s.name),
	    call->options.operands[0], say(N_("the channel")), &e);

	while (rc == RC_OK) {
		struct totals t = { 0 };

		rc = link_ask(call->link, MESSAGE_SYNC_RUN, &s, take_total, &t, &e);
		if (rc != RC_OK)
			break;
		if (writer != NULL)
			total_row(writer, &t);
		else
			total_line(&call->out, &t);
		sink_flush(&call->out);
		if (sink_is_broken(&call->out))
			break;
		poll(NULL, 0, WATCH_MS);
	}
	if (writer != NULL)
		writer_close(writer);
	return rc == RC_OK ? 0 : call_fail(&e);
}
