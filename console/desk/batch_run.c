/* SPDX-License-Identifier: ISC */
#include "console/desk/batch_run.h"

#include <signal.h>

#include "console/desk/batch_link.h"
#include "console/desk/batch_print.h"
#include "console/desk/progress.h"
#include "console/rules/batch.h"
#include "storage/text.h"

#define INTERRUPTED (128 + SIGINT)

static volatile sig_atomic_t stopping;

static void
on_interrupt(int signal_number)
{
	(void)signal_number;
	stopping = 1;
}

/* One run on its way. */
struct run {
	struct batch_lines lines;
	struct progress progress;
	bool is_dry_run;
};

static void
take(void *arg, const struct batch_item_row *row)
{
	struct run *run = arg;

	batch_lines_add(&run->lines, row);
}

/* Who reads along sees each part when it is known. */
static bool
goes_on(void *arg, const struct batch_row *row, int64_t at)
{
	struct run *run = arg;

	if (run->lines.writer == NULL)
		progress_wipe(&run->progress);
	sink_flush(&run->lines.call->out);
	progress_draw(&run->progress, at, row->items);
	return stopping == 0 && !sink_is_broken(&run->lines.call->out);
}

/* What a person should know at the end. */
static void
say_end(const struct run *run, const struct batch_row *b)
{
	const struct batch_lines *l = &run->lines;

	if (run->is_dry_run)
		call_say(say(N_("batch %lld is planned: %lld of %lld would be done. Nothing was "
		    "changed; `minwon batch resume %lld` does it")), (long long)b->id,
		    (long long)l->good, (long long)b->items, (long long)b->id);
	else if (str_eq(b->state, BATCH_STOPPED) && b->is_whole)
		call_say(say(N_("batch %lld: one was refused, so nothing was changed")),
		    (long long)b->id);
	else
		call_say(say(N_("batch %lld: %lld done, %lld refused or failed")), (long long)b->id,
		    (long long)l->good, (long long)l->bad);
}

/* Leaves it so that it can be gone on with. */
static int
stop(struct call *call, const struct batch_row *b, bool is_dry_run)
{
	struct batch_row row;
	struct err e = { 0 };

	if (!is_dry_run && batch_change(call->link, b->id, "stop", &row, &e) != RC_OK)
		return call_fail(&e);
	call_say(say(N_("batch %lld is stopped: `minwon batch resume %lld` goes on with it")),
	    (long long)b->id, (long long)b->id);
	return INTERRUPTED;
}

int
batch_run(struct call *call, const struct batch_row *batch, bool is_dry_run)
{
	struct sigaction action = { .sa_handler = on_interrupt }, before;
	struct run run = { .is_dry_run = is_dry_run };
	struct batch_row last = *batch;
	struct err e = { 0 };
	enum rc rc = batch_lines_begin(&run.lines, call, batch->undo_of != 0, &e);

	if (rc != RC_OK)
		return call_fail(&e);
	stopping = 0;
	sigaction(SIGINT, &action, &before);
	progress_begin(&run.progress, batch->done + batch->refused);
	rc = batch_go(call->link, MESSAGE_BATCH_RUN, batch->id, is_dry_run, take, goes_on, &run,
	    &last, &e);
	sigaction(SIGINT, &before, NULL);
	progress_wipe(&run.progress);
	batch_lines_end(&run.lines);
	sink_flush(&call->out);
	if (rc == RC_AGAIN)
		return stop(call, &last, is_dry_run);
	if (rc != RC_OK)
		return call_fail(&e);
	say_end(&run, &last);
	return run.lines.bad > 0;
}
