/* SPDX-License-Identifier: ISC */
/* report: a month of the office in figures. */
#include <string.h>

#include "console/desk/filter.h"
#include "console/desk/report_read.h"
#include "console/desk/verbs.h"
#include "storage/instant.h"
#include "storage/text.h"

#define REPORT_VERSION 1	/* raised when a key changes what it means or goes */

static const struct column columns[] = {
	{ .key = "version" },
	{ .key = "month" },
	{ .key = "by", .title = N_("By") },
	{ .key = "code" },
	{ .key = "name", .title = N_("Name"), .cells_max = 16 },
	{ .key = "arrived", .title = N_("Arrived"), .is_right = true },
	{ .key = "received", .title = N_("Received"), .is_right = true },
	{ .key = "decided", .title = N_("Decided"), .is_right = true },
	{ .key = "completed" },
	{ .key = "refused", .title = N_("Refused"), .is_right = true },
	{ .key = "other" },
	{ .key = "in_time", .title = N_("In time"), .is_right = true },
	{ .key = "late", .title = N_("Late"), .is_right = true },
	{ .key = "median_minutes", .title = N_("Half within"), .is_right = true },
	{ .key = "p90_minutes", .title = N_("Nine in ten"), .is_right = true },
	{ .key = "median_percent", .title = N_("Of the period"), .is_right = true },
	{ .key = "p90_percent" },
	{ .key = "desk_minutes" },
	{ .key = "applicant_minutes" },
	{ .key = "other_minutes" },
	{ .key = "ministry_minutes" },
	{ .key = "outage_minutes" },
	{ .key = "supplements", .title = N_("Supplements"), .is_right = true },
	{ .key = "extensions", .title = N_("Extensions"), .is_right = true },
	{ .key = "handovers", .title = N_("Handed over"), .is_right = true },
	{ .key = "send_backs" },
	{ .key = "corrections" },
};
#define COLUMN_COUNT (sizeof(columns) / sizeof(columns[0]))

/* What the shown cells of a row borrow from. */
struct shown {
	struct buf name, median, p90, percent;
};

static struct value
minutes_value(int64_t minutes, struct buf *words)
{
	report_minutes_words(words, minutes);
	return minutes < 0 ? value_shown(NULL, buf_str(words)) :
	    (struct value){ .kind = VALUE_NUMBER, .number = minutes, .shown = buf_str(words) };
}

static struct value
percent_value(int64_t percent, struct buf *words)
{
	if (percent < 0)
		return value_text(NULL);
	buf_printf(words, "%lld %%", (long long)percent);
	return (struct value){ .kind = VALUE_NUMBER, .number = percent, .shown = buf_str(words) };
}

/* Fills the group's COLUMN_COUNT values. */
static void
fill_values(struct value *v, const struct report_group *g, const char *month, struct shown *s)
{
	const int64_t counts[] = { g->arrived, g->received, g->decided, g->completed, g->refused,
		g->other, g->in_time, g->late };
	const int64_t rest[] = { g->desk_minutes, g->applicant_minutes, g->other_minutes,
		g->ministry_minutes, g->outage_minutes, g->supplements, g->extensions,
		g->handovers, g->send_backs, g->corrections };
	size_t n = 0;

	report_group_words(&s->name, g);
	v[n++] = value_number(REPORT_VERSION);
	v[n++] = value_text(month);
	v[n++] = value_shown(report_by_name(g->by), report_by_label(g->by));
	v[n++] = value_text(g->code);
	v[n++] = value_text(buf_str(&s->name));
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
		v[n++] = value_number(counts[i]);
	v[n++] = minutes_value(g->median_minutes, &s->median);
	v[n++] = minutes_value(g->p90_minutes, &s->p90);
	v[n++] = percent_value(g->median_percent, &s->percent);
	v[n++] = g->p90_percent < 0 ? value_text(NULL) : value_number(g->p90_percent);
	for (size_t i = 0; i < sizeof(rest) / sizeof(rest[0]); i++)
		v[n++] = value_number(rest[i]);
}

static void
shown_release(struct shown *s)
{
	buf_release(&s->name);
	buf_release(&s->median);
	buf_release(&s->p90);
	buf_release(&s->percent);
}

static void
write_rows(struct call *call, const struct report *r, const char *month)
{
	struct writer *w = call_writer(call, columns, COLUMN_COUNT);

	for (size_t i = 0; i < r->count; i++) {
		struct value v[COLUMN_COUNT];
		struct shown s = { .name = { 0 } };

		fill_values(v, &r->groups[i], month, &s);
		writer_row(w, v);
		shown_release(&s);
	}
	writer_close(w);
}

/* What is of the whole office. */
static void
write_rest(struct call *call, const struct report *r)
{
	struct buf text = { 0 };

	buf_putc(&text, '\n');
	report_hands(&text, r);
	report_rest_words(&text, r);
	sink_buf(&call->out, &text);
	buf_release(&text);
}

/* A number that there may not be. */
static struct value
known(int64_t number)
{
	return number < 0 ? value_text(NULL) : value_number(number);
}

static void
write_json(struct call *call, const struct report_reader *reader, const char *month)
{
	const struct report_rest *rest = &reader->report.rest;
	struct buf b = { 0 };

	buf_putc(&b, '{');
	json_pair(&b, "version", value_number(REPORT_VERSION));
	json_pair(&b, "office", value_text(link_welcome(call->link)->who.office));
	json_pair(&b, "month", value_text(month));
	json_pair(&b, "from", value_instant(reader->ask.from_at));
	json_pair(&b, "until", value_instant(reader->ask.until_at));
	json_key(&b, "groups");
	buf_putc(&b, '[');
	for (size_t i = 0; i < reader->report.count; i++) {
		struct value v[COLUMN_COUNT];
		struct shown s = { .name = { 0 } };

		fill_values(v, &reader->report.groups[i], month, &s);
		buf_puts(&b, i > 0 ? ",{" : "{");
		/* Version and month are the whole's. */
		for (size_t k = 2; k < COLUMN_COUNT; k++)
			json_pair(&b, columns[k].key, v[k]);
		buf_putc(&b, '}');
		shown_release(&s);
	}
	buf_putc(&b, ']');
	json_key(&b, "satisfaction");
	buf_putc(&b, '{');
	json_pair(&b, "told", value_number(rest->rated));
	json_pair(&b, "sum", value_number(rest->rated_sum));
	json_pair(&b, "dissatisfied", value_number(rest->rated_low));
	buf_putc(&b, '}');
	json_key(&b, "consultations");
	buf_putc(&b, '{');
	json_pair(&b, "ended", value_number(rest->consultations));
	json_pair(&b, "talked_to", value_number(rest->served));
	json_pair(&b, "waits", value_number(rest->waits));
	json_pair(&b, "wait_p50_sec", known(rest->wait_p50_sec));
	json_pair(&b, "wait_p90_sec", known(rest->wait_p90_sec));
	buf_puts(&b, "}}\n");
	sink_buf(&call->out, &b);
	buf_release(&b);
}

static enum rc
take_page(void *arg, const struct wire_frame *frame, struct err *e)
{
	return report_reader_take(arg, frame, e);
}

/* The month, and the words of a query behind it. */
static enum rc
read_ask(const struct call *call, struct wire_report *ask, struct err *e)
{
	const struct options *o = &call->options;
	const char *word = o->operand_count > 0 ? o->operands[0] : "";
	struct buf query = { 0 };
	enum rc rc;

	if (!report_month(word, link_welcome(call->link)->now_at, &ask->from_at, &ask->until_at))
		return err_set(e, RC_USAGE, say(N_("“%s” is no month: write 2026-11")), word);
	for (size_t i = 1; i < o->operand_count; i++)
		buf_printf(&query, "%s%s", i > 1 ? " " : "", o->operands[i]);
	/* Two parentheses and a word are put around it. */
	rc = query.len > sizeof(ask->query) - sizeof("() open:any") ?
	    err_set(e, RC_USAGE, say(N_("%s is longer than %zu bytes: shorten it")),
		say(N_("the query")), sizeof(ask->query) - sizeof("() open:any")) :
	    call_fill(ask->query, sizeof(ask->query), buf_str(&query), say(N_("the query")), e);
	buf_release(&query);
	return rc == RC_OK ? filter_check(NULL, ask->query, e) : rc;
}

int
verb_report(struct call *call)
{
	struct report_reader r = { .ask = { .after = "" } };
	char month[40] = "";
	struct err e = { 0 };
	enum rc rc = read_ask(call, &r.ask, &e);

	if (rc != RC_OK)
		return call_fail(&e);
	instant_format(r.ask.from_at, month);
	month[strlen("2026-11")] = '\0';
	do
		rc = link_ask(call->link, MESSAGE_REPORT, &r.ask, take_page, &r, &e);
	while (rc == RC_OK && report_reader_next(&r));
	if (rc == RC_OK && call->format == FORMAT_JSON) {
		write_json(call, &r, month);
	} else if (rc == RC_OK) {
		write_rows(call, &r.report, month);
		if (call->format == FORMAT_TABLE)
			write_rest(call, &r.report);
	}
	report_release(&r.report);
	return rc == RC_OK ? 0 : call_fail(&e);
}
