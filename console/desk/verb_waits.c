/* SPDX-License-Identifier: ISC */
/* waits: how many people wait at the offices. */
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "console/desk/verbs.h"
#include "console/rules/catalogue.h"
#include "console/rules/wait.h"
#include "storage/clock.h"
#include "storage/instant.h"
#include "storage/text.h"
#include "views/words.h"

#define WATCH_MS (60 * 1000)

static const struct column wait_columns[] = {
	{ .key = "region", .title = N_("Region") },
	{ .key = "desk_id" },
	{ .key = "desk", .title = N_("Desk") },
	{ .key = "task_no" },
	{ .key = "task", .title = N_("Task") },
	{ .key = "waiting", .title = N_("People waiting"), .is_right = true },
	{ .key = "called", .title = N_("Called"), .is_right = true },
	{ .key = "counters", .title = N_("Counters"), .is_right = true },
	{ .key = "observed_at" },
	{ .key = "age_sec", .title = N_("Age"), .is_right = true },
	{ .key = "worth", .title = N_("Figure") },
	{ .key = "source", .title = N_("Source") },
	{ .key = "error", .title = N_("Last error") },
	{ .key = "gone" },
	{ .key = "hours" },
};

struct wait_rows {
	struct wait_row *rows;	/* owned */
	size_t count;
};

static enum rc
take_row(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct wait_rows *w = arg;

	if (frame->message != MESSAGE_WAIT_ROW)
		return RC_OK;
	w->rows = x_realloc(w->rows, w->count + 1, sizeof(*w->rows));
	return wire_read(frame, &w->rows[w->count++], e);
}

/* A number that was not said is null for programs and says so to people. */
static struct value
number_value(int64_t number)
{
	return number < 0 ? value_shown(NULL, wait_worth_label(WAIT_NO_DATA)) :
	    value_number(number);
}

static void
write_row(struct writer *w, const struct wait_row *row, int64_t now_at)
{
	enum wait_worth worth = wait_worth_of(row, now_at);
	int64_t age_sec = wait_age_sec(row, now_at);
	struct value age = age_sec < 0 ? value_text(NULL) : value_number(age_sec);
	struct buf region = { 0 }, words = { 0 }, source = { 0 };

	words_region(&region, row->region);
	if (row->source[0] != '\0')
		wait_source_words(&source, row->source);
	if (age_sec >= 0)
		wait_age_words(&words, age_sec);
	if (age_sec >= 0)
		age.shown = buf_str(&words);
	writer_row(w, (const struct value[]){
		value_shown(row->region, buf_str(&region)), value_text(row->desk_id),
		value_text(row->desk), value_text(row->task_no), value_text(row->task),
		number_value(row->waiting), number_value(row->called),
		number_value(row->counters), value_instant(row->observed_at), age,
		value_shown(wait_worth_name(worth), wait_worth_label(worth)),
		value_shown(row->source, buf_str(&source)), value_text(row->error),
		value_bool(wait_is_gone(row), NULL), value_text(row->hours),
	});
	buf_release(&region);
	buf_release(&words);
	buf_release(&source);
}

/* JSON Lines made one array. */
static void
puts_array(struct sink *out, const struct buf *lines)
{
	const char *line = buf_str(lines);
	const char *before = "[";

	while (*line != '\0') {
		size_t len = strcspn(line, "\n");

		sink_puts(out, before);
		sink_add(out, line, len);
		before = ",";
		line += len + (line[len] == '\n');
	}
	sink_puts(out, lines->len == 0 ? "[]\n" : "]\n");
}

static void
write_rows(struct call *call, const struct wait_rows *rows, int64_t now_at)
{
	const struct writer_options options = { .cols = 0 };
	struct sink lines;
	struct writer *w;

	sink_init(&lines, -1);
	w = call->format == FORMAT_JSON ? writer_open(FORMAT_JSONL, &lines, wait_columns,
	    sizeof(wait_columns) / sizeof(wait_columns[0]), &options) :
	    call_writer(call, wait_columns, sizeof(wait_columns) / sizeof(wait_columns[0]));
	for (size_t i = 0; i < rows->count; i++)
		write_row(w, &rows->rows[i], now_at);
	writer_close(w);
	if (call->format == FORMAT_JSON)
		puts_array(&call->out, &lines.pending);
	buf_release(&lines.pending);
}

static enum rc
read_region(const struct call *call, struct wire_waits *ask, struct err *e)
{
	const char *word = options_value(&call->options, OPT_REGION);
	const struct region_info *region;

	if (word == NULL)
		return RC_OK;
	region = region_find(word);
	if (region == NULL)
		region = region_search(word);
	if (region == NULL)
		return err_set(e, RC_USAGE,
		    say(N_("there is no region “%s”: write its code or its name")), word);
	return call_fill(ask->region, sizeof(ask->region), region->code, "--region", e);
}

/* Asks and writes once. The office's clock may stand still in practice, so it
 * is read at the start and goes on by ours. */
static enum rc
write_once(struct call *call, const struct wire_waits *ask, int64_t now_at, struct err *e)
{
	struct wait_rows rows = { .rows = NULL };
	enum rc rc = link_ask(call->link, MESSAGE_WAIT_LIST, ask, take_row, &rows, e);

	if (rc == RC_OK) {
		wait_rows_sort(rows.rows, rows.count, WAIT_BY_OFFICE);
		write_rows(call, &rows, now_at);
		sink_flush(&call->out);
	}
	free(rows.rows);
	return rc;
}

int
verb_waits(struct call *call)
{
	const struct wire_welcome *welcome = link_welcome(call->link);
	bool is_watching = options_has(&call->options, OPT_WATCH);
	struct wire_waits ask = { .source = "" };
	struct err e = { 0 };
	enum rc rc = read_region(call, &ask, &e);

	while (rc == RC_OK) {
		rc = write_once(call, &ask,
		    welcome->is_clock_real ? clock_wall() : welcome->now_at, &e);
		if (rc != RC_OK || !is_watching || sink_is_broken(&call->out))
			break;
		poll(NULL, 0, WATCH_MS);
	}
	return rc == RC_OK ? 0 : call_fail(&e);
}
