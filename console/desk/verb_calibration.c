/* SPDX-License-Identifier: ISC */
/* consult calibration: how what was told of waits has held. */
#include "console/desk/verbs.h"
#include "console/rules/wait_estimate.h"
#include "console/rules/wait_words.h"
#include "storage/text.h"

/* One row a kind of estimate: its members for programs. */
static const struct {
	const char *told, *held50, *held90, *per_mille50, *per_mille90;
} keys[WAIT_TOLD__COUNT] = {
	[WAIT_TOLD_COMERS] = { "told", "held50", "held90", "held50_per_mille",
	    "held90_per_mille" },
	[WAIT_TOLD_HOURS] = { "hours_told", "hours_held50", "hours_held90",
	    "hours_held50_per_mille", "hours_held90_per_mille" },
	[WAIT_TOLD_OUTSIDE] = { "outside_told", "outside_held50", "outside_held90",
	    "outside_held50_per_mille", "outside_held90_per_mille" },
};

static enum rc
take_figures(void *arg, const struct wire_frame *frame, struct err *e)
{
	return frame->message == MESSAGE_CONSULT_FIGURES ? wire_read(frame, arg, e) : RC_OK;
}

/* For who leads the desk: for others the office tells nothing of it. */
static int
refuse_reader(void)
{
	struct err e = { 0 };
	struct wire_refused refused = { .reason = "no-right", .detail = "supervisor" };

	(void)!link_refusal(&refused, &e);
	return call_fail(&e);
}

/* Too few waits are no share. */
static struct value
share(int64_t held, int64_t told)
{
	return told < WAIT_SAMPLES_LEAST ? value_text(NULL) :
	    value_number(wait_held_per_mille(held, told));
}

static void
add_held(struct buf *out, enum wait_told which, int64_t told, int64_t held50, int64_t held90)
{
	json_pair(out, keys[which].told, value_number(told));
	json_pair(out, keys[which].held50, value_number(held50));
	json_pair(out, keys[which].held90, value_number(held90));
	json_pair(out, keys[which].per_mille50, share(held50, told));
	json_pair(out, keys[which].per_mille90, share(held90, told));
}

static void
write_json(struct buf *out, const struct consult_figures *f)
{
	buf_putc(out, '{');
	add_held(out, WAIT_TOLD_COMERS, f->told, f->held50, f->held90);
	json_pair(out, "untold", value_number(f->untold));
	add_held(out, WAIT_TOLD_HOURS, f->hours_told, f->hours_held50, f->hours_held90);
	json_pair(out, "hours_untold", value_number(f->hours_untold));
	json_pair(out, "hours", value_number(f->hours));
	add_held(out, WAIT_TOLD_OUTSIDE, f->outside_told, f->outside_held50,
	    f->outside_held90);
	buf_puts(out, "}\n");
}

static void
write_lines(struct buf *out, const struct consult_figures *f)
{
	for (int told = 0; told < WAIT_TOLD__COUNT; told++) {
		wait_words_calibration(out, (enum wait_told)told, f);
		buf_putc(out, '\n');
	}
}

int
verb_consult_calibration(struct call *call)
{
	struct wire_consult_ask ask = { .until_hour = 1 };
	struct consult_figures f = { .told = -1 };
	struct err e = { 0 };
	struct buf out = { 0 };

	if (link_ask(call->link, MESSAGE_CONSULT_LIST, &ask, take_figures, &f, &e) != RC_OK)
		return call_fail(&e);
	if (f.told < 0)
		return refuse_reader();
	if (call->format == FORMAT_JSON)
		write_json(&out, &f);
	else
		write_lines(&out, &f);
	sink_buf(&call->out, &out);
	buf_release(&out);
	return 0;
}
