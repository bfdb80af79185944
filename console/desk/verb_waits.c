/* SPDX-License-Identifier: ISC */
/* waits: how many people wait at the offices. */
#include <stdlib.h>
#include <string.h>

#include "console/desk/repaint.h"
#include "console/desk/settings.h"
#include "console/desk/verbs.h"
#include "console/rules/catalogue.h"
#include "console/rules/wait.h"
#include "console/rules/wait_pace.h"
#include "console/rules/wait_words.h"
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
	/* What a person wants to know is not what a narrow window cuts. */
	{ .key = "estimate", .title = N_("Estimate"), .is_right = true },
	{ .key = "called", .title = N_("Called"), .is_right = true },
	{ .key = "counters", .title = N_("Counters"), .is_right = true },
	{ .key = "observed_at" },
	{ .key = "age_sec", .title = N_("Age"), .is_right = true },
	{ .key = "worth", .title = N_("Figure") },
	{ .key = "source", .title = N_("Source") },
	{ .key = "error", .title = N_("Last error") },
	{ .key = "others", .title = N_("Also said by"), .cells_max = 20 },
	{ .key = "by", .title = N_("Typed by"), .cells_max = 12 },
	{ .key = "gone" },
	{ .key = "hours" },
	{ .key = "p50_sec" },
	{ .key = "p90_sec" },
	{ .key = "samples" },
	{ .key = "busiest_hour", .title = N_("Busiest"), .is_right = true },
	{ .key = "busiest_days" },
	{ .key = "today" },
	{ .key = "over", .title = N_("Alert") },
};

struct wait_rows {
	struct wait_row *rows;	/* owned */
	size_t count;
	struct wait_head head;
};

static enum rc
take_row(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct wait_rows *w = arg;
	enum rc rc;

	if (frame->message == MESSAGE_WAIT_HEAD)
		return wire_read(frame, &w->head, e);
	if (frame->message != MESSAGE_WAIT_ROW)
		return RC_OK;
	if (w->count % WAIT_ROWS_MOST == 0)
		w->rows = x_realloc(w->rows, w->count + WAIT_ROWS_MOST, sizeof(*w->rows));
	rc = wire_read(frame, &w->rows[w->count], e);
	if (rc == RC_OK)
		wait_row_names(&w->rows[w->count++]);
	return rc;
}

/* All of them, part by part. */
static enum rc
read_rows(struct call *call, struct wire_wait_ask *ask, struct wait_rows *out, struct err *e)
{
	size_t before;
	enum rc rc;

	ask->first = 0;
	do {
		before = out->count;
		rc = link_ask(call->link, MESSAGE_WAIT_LIST, ask, take_row, out, e);
		ask->first = (int64_t)out->count;
	} while (rc == RC_OK && out->count > before && ask->first < out->head.total);
	return rc;
}

/* A number that was not said is null for programs and says so to people. */
static struct value
number_value(int64_t number)
{
	return number < 0 ? value_shown(NULL, wait_worth_label(WAIT_NO_DATA)) :
	    value_number(number);
}

static struct value
hour_value(int64_t hour)
{
	return hour < 0 ? value_shown(NULL, "-") : value_number(hour);
}

/* "09:00 12, 09:10 -, 09:20 8": people waiting in each ten minutes of the day. */
static void
write_day(struct buf *out, const char *today)
{
	int32_t slots[PACE_SLOTS];
	int last = PACE_SLOTS, first = 0;

	pace_today_read(today, slots);
	while (last > 0 && slots[last - 1] < 0)
		last--;
	while (first < last && slots[first] < 0)
		first++;
	for (int i = first; i < last; i++) {
		buf_printf(out, "%s%02d:%02d ", i == first ? "" : ", ", i / 6, i % 6 * 10);
		if (slots[i] < 0)
			buf_puts(out, "-");
		else
			buf_printf(out, "%d", slots[i]);
	}
}

static void
write_row(struct writer *w, const struct wait_row *row, const struct wait_limit *limit,
    int64_t now_at)
{
	bool has_range = wait_has_range(row, now_at), is_over = wait_is_over(row, limit, now_at);
	struct buf band = { 0 }, day = { 0 };
	enum wait_worth worth = wait_worth_of(row, now_at);
	int64_t age_sec = wait_age_sec(row, now_at);
	struct value age = age_sec < 0 ? value_text(NULL) : value_number(age_sec);
	struct buf region = { 0 }, words = { 0 }, source = { 0 }, others = { 0 };

	wait_words_band(&band, row->p50_sec, has_range ? row->p90_sec : -1);
	write_day(&day, row->today);
	words_region_short(&region, row->region);
	if (row->source[0] != '\0')
		wait_source_words(&source, row->source);
	wait_sources_words(&others, row->others);
	if (age_sec >= 0)
		wait_age_words(&words, age_sec);
	if (age_sec >= 0)
		age.shown = buf_str(&words);
	writer_row(w, (const struct value[]){
		value_shown(row->region, buf_str(&region)), value_text(row->desk_id),
		value_text(row->desk), value_text(row->task_no), value_text(row->task),
		number_value(row->waiting), value_shown(NULL, buf_str(&band)),
		number_value(row->called),
		number_value(row->counters), value_instant(row->observed_at), age,
		value_shown(wait_worth_name(worth), wait_worth_label(worth)),
		value_shown(row->source, buf_str(&source)), value_text(row->error),
		value_shown(row->others, buf_str(&others)), value_text(row->by_name),
		value_bool(wait_is_gone(row), NULL), value_text(row->hours),
		has_range ? value_number(row->p50_sec) : value_text(NULL),
		has_range ? value_number(row->p90_sec) : value_text(NULL),
		value_number(row->samples), hour_value(row->busy_hour),
		value_number(row->busy_days), value_text(day.len > 0 ? buf_str(&day) : NULL),
		value_shown(is_over ? "over" : NULL, is_over ? "!" : ""),
	});
	buf_release(&band);
	buf_release(&day);
	buf_release(&region);
	buf_release(&words);
	buf_release(&source);
	buf_release(&others);
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
write_rows(struct call *call, const struct wait_rows *rows, int64_t now_at, int64_t most)
{
	const struct writer_options options = { .cols = 0 };
	bool is_over = options_has(&call->options, OPT_STATE);
	int64_t left = most > 0 ? most : INT64_MAX;
	struct sink lines;
	struct writer *w;

	sink_init(&lines, -1);
	w = call->format == FORMAT_JSON ? writer_open(FORMAT_JSONL, &lines, wait_columns,
	    sizeof(wait_columns) / sizeof(wait_columns[0]), &options) :
	    call_writer(call, wait_columns, sizeof(wait_columns) / sizeof(wait_columns[0]));
	for (size_t i = 0; i < rows->count && left > 0; i++) {
		if (is_over && !wait_is_over(&rows->rows[i], &rows->head.limit, now_at))
			continue;
		left--;
		write_row(w, &rows->rows[i], &rows->head.limit, now_at);
	}
	writer_close(w);
	if (call->format == FORMAT_JSON)
		puts_array(&call->out, &lines.pending);
	buf_release(&lines.pending);
}

static enum rc
read_sort(const struct call *call, struct wire_wait_ask *ask, struct err *e)
{
	const char *word = options_value(&call->options, OPT_SORT);
	enum wait_sort sort = WAIT_BY_OFFICE;

	if (word != NULL && !wait_sort_find(word, &sort))
		return err_set(e, RC_USAGE, say(N_("there is no order “%s”: choose office, wait, "
		    "estimate or age")), word);
	return call_fill(ask->order, sizeof(ask->order), wait_sort_name(sort), "--sort", e);
}

static enum rc
read_region(const struct call *call, struct wire_wait_ask *ask, struct err *e)
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

/* What people read below the rows. */
static void
write_notes(struct call *call, const struct wait_head *head)
{
	struct buf line = { 0 };

	if (call->format != FORMAT_TABLE)
		return;
	wait_limit_words(&line, &head->limit);
	if (head->over > 0)
		buf_printf(&line, say(N_(": %lld over it (!)")), (long long)head->over);
	buf_putc(&line, '\n');
	sink_buf(&call->out, &line);
	buf_clear(&line);
	wait_words_call(&line, head);
	if (line.len > 0) {
		buf_putc(&line, '\n');
		sink_buf(&call->out, &line);
	}
	buf_release(&line);
}

/* The office's clock may stand still in practice, so it is read at the start and goes on
 * by ours. */
static int64_t
now_of(const struct call *call)
{
	const struct wire_welcome *welcome = link_welcome(call->link);

	return welcome->is_clock_real ? clock_wall() : welcome->now_at;
}

/* Asks and writes once. */
static enum rc
write_once(struct call *call, struct wire_wait_ask *ask, int64_t now_at, int64_t most, struct err *e)
{
	struct wait_rows rows = { .rows = NULL };
	enum rc rc = read_rows(call, ask, &rows, e);

	if (rc == RC_OK) {
		write_rows(call, &rows, now_at, most);
		write_notes(call, &rows.head);
		sink_flush(&call->out);
	}
	free(rows.rows);
	return rc;
}

/* Is there a page to paint over? A screen reader reads on, line after line. */
static bool
has_page(const struct call *call)
{
	struct settings settings;
	struct err e = { 0 };

	return call->format == FORMAT_TABLE && repaint_can(call->out.fd) &&
	    settings_read(&settings, &call->options, NULL, &e) == RC_OK && !settings.is_plain;
}

/* Again each minute: a table on a terminal over the one before, all else below it. */
static enum rc
watch(struct call *call, struct wire_wait_ask *ask, int64_t most, struct err *e)
{
	bool is_page = has_page(call), is_first = true;
	enum rc rc;

	if (is_page)
		repaint_begin();
	do {
		call->out.is_held = is_page;
		rc = write_once(call, ask, now_of(call), most, e);
		call->out.is_held = false;
		if (rc != RC_OK || sink_is_broken(&call->out))
			break;
		if (is_page)
			repaint_write(&call->out, is_first);
		is_first = false;
		repaint_wait(WATCH_MS);
	} while (!sink_is_broken(&call->out));
	return rc;
}

int
verb_waits(struct call *call)
{
	bool is_watching = options_has(&call->options, OPT_WATCH);
	struct wire_wait_ask ask = { .limit = WAIT_ROWS_MOST,
		.has_ways = call->format == FORMAT_TABLE };
	struct err e = { 0 };
	const char *state = options_value(&call->options, OPT_STATE);
	int64_t most = 0;
	enum rc rc = options_number(&call->options, OPT_COUNT, 0, INT32_MAX, &most, &e);

	if (rc == RC_OK && state != NULL && !str_eq(state, "over"))
		rc = err_set(&e, RC_USAGE, say(N_("there is no “%s”: choose of %s")), state, "over");
	if (rc == RC_OK)
		rc = read_region(call, &ask, &e);
	if (rc == RC_OK)
		rc = read_sort(call, &ask, &e);
	if (rc == RC_OK)
		rc = is_watching ? watch(call, &ask, most, &e) :
		    write_once(call, &ask, now_of(call), most, &e);
	return rc == RC_OK ? 0 : call_fail(&e);
}

static enum rc
take_head(void *arg, const struct wire_frame *frame, struct err *e)
{
	return frame->message == MESSAGE_WAIT_HEAD ? wire_read(frame, arg, e) : RC_OK;
}

/* Sets the limit of the office, or says what it is. */
int
verb_waits_alert(struct call *call)
{
	const struct options *o = &call->options;
	struct wait_head head = { .total = 0 };
	struct wire_change change = { .what = "alert" };
	struct wait_limit limit;
	struct buf line = { 0 };
	struct err e = { 0 };
	enum rc rc;

	if (o->operand_count == 0) {
		rc = link_ask(call->link, MESSAGE_WAIT_LIST, &(struct wire_wait_ask){ .limit = 1 },
		    take_head, &head, &e);
	} else if (!wait_limit_read(o->operands[0], &limit)) {
		rc = err_set(&e, RC_USAGE, say(N_("“%s” is no limit of a wait: write minutes and "
		    "people, as 30분/20명, or 0 for none")), o->operands[0]);
	} else {
		rc = call_fill(change.reason, sizeof(change.reason), o->operands[0],
		    say(N_("the limit")), &e);
		if (rc == RC_OK)
			rc = link_ask(call->link, MESSAGE_WAIT_ALERT, &change, take_head, &head, &e);
	}
	if (rc != RC_OK)
		return call_fail(&e);
	if (call->format == FORMAT_JSON)
		buf_printf(&line, "{\"minutes\":%lld,\"people\":%lld,\"over\":%lld}\n",
		    (long long)head.limit.minutes, (long long)head.limit.people,
		    (long long)head.over);
	else {
		wait_limit_words(&line, &head.limit);
		if (head.over > 0)
			buf_printf(&line, say(N_(": %lld over it (!)")), (long long)head.over);
		buf_putc(&line, '\n');
	}
	sink_buf(&call->out, &line);
	sink_flush(&call->out);
	buf_release(&line);
	return 0;
}
