/* SPDX-License-Identifier: ISC */
/*
 * The run of `minwon bulk`: lines in, at most WINDOW requests on their way,
 * result lines out in the order of the input.
 */
#include "console/desk/bulk.h"

#include <poll.h>
#include <string.h>

#include "console/desk/lines.h"
#include "console/desk/result.h"
#include "console/desk/verbs.h"
#include "console/rules/workflow.h"
#include "storage/secret.h"
#include "storage/text.h"

#define WINDOW 4
#define ANSWER_MS 120000
#define REPEATS 4
#define REPEAT_MS 150
#define KEY_MAX 48	/* of the run's key; a line's is KEY:LINE */

/* A line on its way. */
struct pending {
	struct bulk_line line;
	struct result result;
	int64_t tag;	/* of its request; 0 = not sent */
	bool is_settled;
};

struct run {
	struct call *call;
	struct pending window[WINDOW];	/* a ring */
	size_t first, count;
	char key[KEY_MAX + 1];
	bool is_dry_run;
	bool has_failures;
};

static struct pending *
at(struct run *run, size_t i)
{
	return &run->window[(run->first + i) % WINDOW];
}

static void
settle(struct pending *p, enum rc rc, const struct wire_done *done,
    const struct wire_refused *refused, const struct err *e)
{
	result_fill(&p->result, &p->line.act, rc, done, refused, e);
	p->is_settled = true;
}

static void
settle_failed(struct pending *p, const struct err *e)
{
	p->result.outcome = RESULT_FAILED;
	p->result.error = *e;
	p->is_settled = true;
}

/* The answer to one request on its way. */
static enum rc
take_answer(struct pending *p, const struct wire_frame *frame, struct err *e)
{
	struct wire_refused refused = { .reason = "" };
	struct wire_done done = { .event_id = 0 };
	struct err why = { 0 };
	enum rc rc;

	if (frame->message == MESSAGE_DONE) {
		rc = wire_read(frame, &done, e);
		if (rc == RC_OK)
			settle(p, RC_OK, &done, &refused, &why);
		return rc;
	}
	if (frame->message == MESSAGE_REFUSED) {
		rc = wire_read(frame, &refused, e);
		if (rc != RC_OK)
			return rc;
	}
	rc = link_told(frame, &why);
	settle(p, rc, &done, &refused, &why);
	return RC_OK;
}

/* Waits until one more request is answered. */
static enum rc
await_one(struct run *run, struct err *e)
{
	for (;;) {
		struct wire_frame frame;
		enum rc rc = link_wait(run->call->link, ANSWER_MS, &frame, e);

		if (rc != RC_OK)
			return rc;
		if (frame.message == MESSAGE_ERROR && frame.tag == 0)
			return link_told(&frame, e);
		for (size_t i = 0; i < run->count; i++)
			if (!at(run, i)->is_settled && at(run, i)->tag == frame.tag &&
			    frame.tag != 0)
				return take_answer(at(run, i), &frame, e);
	}
}

/* The office went away: connects again and sends again what has no answer. The
 * op-keys are the same, so nothing is done twice. */
static enum rc
send_again(struct run *run, struct err *e)
{
	int wait_ms = REPEAT_MS;
	enum rc rc = RC_NETWORK;

	for (int i = 0; i < REPEATS && rc != RC_OK; i++, wait_ms *= 2) {
		(void)poll(NULL, 0, wait_ms);
		rc = link_restart(run->call->link, e);
		if (rc == RC_OK)
			rc = link_greet(run->call->link, e);
	}
	for (size_t i = 0; rc == RC_OK && i < run->count; i++)
		if (!at(run, i)->is_settled)
			at(run, i)->tag = link_send(run->call->link, MESSAGE_ACT,
			    &at(run, i)->line.act);
	return rc;
}

static void
write_result(struct run *run, struct pending *p)
{
	struct buf line = { 0 };

	if (p->result.outcome == RESULT_REFUSED || p->result.outcome == RESULT_FAILED)
		run->has_failures = true;
	result_print_json(&line, &p->result);
	sink_buf(&run->call->out, &line);
	/* Who reads along sees each result when it is known. */
	sink_flush(&run->call->out);
	buf_release(&line);
	bulk_line_release(&p->line);
}

/* Writes settled results from the front; waits until at most most are left. */
static enum rc
drain(struct run *run, size_t most, struct err *e)
{
	enum rc rc = RC_OK;

	while (rc == RC_OK && run->count > 0) {
		if (at(run, 0)->is_settled) {
			write_result(run, at(run, 0));
			run->first = (run->first + 1) % WINDOW;
			run->count--;
			continue;
		}
		if (run->count <= most)
			break;
		rc = await_one(run, e);
		if (rc == RC_NETWORK)
			rc = send_again(run, e);
	}
	return rc;
}

static void
set_key(const struct run *run, struct pending *p)
{
	struct buf key = { 0 };

	if (p->line.act.op_key[0] != '\0')
		return;
	buf_printf(&key, "%s.%lld", run->key, (long long)p->result.line);
	(void)str_fill(p->line.act.op_key, sizeof(p->line.act.op_key), buf_str(&key));
	buf_release(&key);
}

/* Puts one line of the input behind the others and sends it. fault is why it
 * could not even be taken from the file, or NULL. */
static void
enter_line(struct run *run, const struct buf *line, int64_t number, const struct err *fault)
{
	struct pending *p = at(run, run->count++);
	struct err e = { 0 };
	enum rc rc = RC_OK;

	*p = (struct pending){ .result = { .line = number } };
	if (fault != NULL)
		e = *fault;
	else
		rc = bulk_line_read(&p->line, buf_str(line), line->len, p->result.op,
		    sizeof(p->result.op), &e);
	(void)str_fill(p->result.number, sizeof(p->result.number), p->line.act.number);
	if (fault != NULL || rc != RC_OK) {
		settle_failed(p, &e);
		return;
	}
	p->line.act.is_dry_run = run->is_dry_run;
	set_key(run, p);
	p->tag = link_send(run->call->link, MESSAGE_ACT, &p->line.act);
}

/* A line that is too long is a failed line; the file goes on behind it. */
static enum rc
run_lines(struct run *run, struct line_reader *reader, struct err *e)
{
	struct buf line = { 0 };
	enum rc rc = RC_OK;

	while (rc == RC_OK && !sink_is_broken(&run->call->out)) {
		struct err fault = { 0 };

		rc = line_reader_next(reader, &line, &fault);
		if (rc == RC_NOT_FOUND) {
			rc = drain(run, 0, e);
			break;
		}
		if (rc != RC_OK && rc != RC_INVALID) {
			*e = fault;
			break;
		}
		if (rc == RC_OK && line_is_blank(&line))
			continue;
		enter_line(run, &line, reader->number, rc == RC_OK ? NULL : &fault);
		rc = drain(run, WINDOW - 1, e);
	}
	buf_release(&line);
	return rc;
}

/* The key of this run: the one given, so that a broken run can be resumed, or
 * a fresh one, which is told to the clerk. */
static enum rc
choose_key(struct run *run, struct err *e)
{
	const char *given = options_value(&run->call->options, OPT_OP_KEY);
	char fresh[33];

	if (given != NULL)
		return call_fill(run->key, sizeof(run->key), given, "--op-key", e);
	secret_op_key(fresh);
	(void)str_fill(run->key, sizeof(run->key), fresh);
	if (!run->is_dry_run)
		call_say(say(N_("this run's op-key is %s: with --op-key it is resumed, nothing is "
		    "done twice")), run->key);
	return RC_OK;
}

int
verb_bulk(struct call *call)
{
	const struct options *o = &call->options;
	struct run run = { .call = call, .is_dry_run = !options_has(o, OPT_APPLY) };
	struct line_reader reader = { .fd = -1 };
	struct err e = { 0 };
	enum rc rc = secret_start(&e);

	if (rc == RC_OK)
		rc = choose_key(&run, &e);
	if (rc == RC_OK)
		rc = line_reader_open(&reader, o->operand_count > 0 ? o->operands[0] : "-",
		    BULK_LINE_BYTES_MAX, &e);
	if (rc == RC_OK)
		rc = run_lines(&run, &reader, &e);
	line_reader_close(&reader);
	for (size_t i = 0; i < run.count; i++)
		bulk_line_release(&at(&run, i)->line);
	if (rc != RC_OK) {
		sink_flush(&call->out);
		return call_fail(&e);
	}
	if (run.is_dry_run)
		call_say(say(N_("nothing was changed: repeat with --apply to do it")));
	return run.has_failures;
}
