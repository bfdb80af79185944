/* SPDX-License-Identifier: ISC */
/* sync --watch: rounds of exchange, as they come. */
#include "console/desk/verbs.h"
#include "storage/clock.h"
#include "storage/instant.h"
#include "storage/text.h"

#define WATCH_MS (50 * 1000)	/* so long without news, a line all the same */

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

/* Whether a round is worth a line. */
static bool
is_news(const struct totals *t)
{
	return t->created + t->unsorted + t->sent + t->parked + t->failed > 0;
}

static void
tell(struct call *call, struct writer *writer, const struct totals *t)
{
	if (writer != NULL)
		total_row(writer, t);
	else
		total_line(&call->out, t);
	sink_flush(&call->out);
}

/* A round at once, and then a line for each that brought or sent something, or
 * one a minute, until interrupted, nobody reads any more or the office is gone.
 * Meanwhile sync listens to what is new. */
int
verb_sync_watch(struct call *call)
{
	struct writer *writer = call->format == FORMAT_TABLE ? NULL :
	    call_writer(call, watch_columns, sizeof(watch_columns) /
	    sizeof(watch_columns[0]));
	struct wire_sync_run run = { .is_watch = true };
	int64_t told_ms = 0;
	struct err e = { 0 };
	enum rc rc = call->options.operand_count == 0 ? RC_OK : call_fill(run.name,
	    sizeof(run.name), call->options.operands[0], say(N_("the channel")), &e);

	while (rc == RC_OK && !sink_is_broken(&call->out)) {
		struct totals t = { 0 };

		rc = link_ask(call->link, MESSAGE_SYNC_RUN, &run, take_total, &t, &e);
		if (rc == RC_OK && (is_news(&t) || !run.is_next ||
		    clock_monotonic_ms() - told_ms >= WATCH_MS)) {
			tell(call, writer, &t);
			told_ms = clock_monotonic_ms();
		}
		run.is_next = true;
	}
	if (writer != NULL)
		writer_close(writer);
	return rc == RC_OK ? 0 : call_fail(&e);
}
