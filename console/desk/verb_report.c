/* SPDX-License-Identifier: ISC */
/* report: a month of the office in figures. */
#include <string.h>

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

/* What is of the whole office: in whose hands its time went, how content people
 * were, how long they waited. */
static void
write_rest(struct call *call, const struct report *r)
{
	const struct report_rest *rest = &r->rest;
	const struct report_group *all = &r->groups[0];
	const struct { const char *label; int64_t minutes; } hands[] = {
		{ N_("desk"), all->desk_minutes }, { N_("applicant"), all->applicant_minutes },
		{ N_("other agency"), all->other_minutes },
		{ N_("ministry"), all->ministry_minutes }, { N_("outage"), all->outage_minutes },
	};
	struct buf text = { 0 };

	buf_printf(&text, "\n%s", say(N_("In whose hands:")));
	for (size_t i = 0; i < sizeof(hands) / sizeof(hands[0]); i++) {
		buf_printf(&text, "%s %s ", i > 0 ? "," : "", say(hands[i].label));
		report_minutes_words(&text, hands[i].minutes);
	}
	buf_putc(&text, '\n');
	if (rest->rated > 0)
		buf_printf(&text, say(N_("Satisfaction: %lld told, %.1f of 5 on average, %lld "
		    "dissatisfied\n")), (long long)rest->rated,
		    (double)rest->rated_sum / (double)rest->rated, (long long)rest->rated_low);
	buf_printf(&text, say(N_("Consultations: %lld ended, %lld talked to")),
	    (long long)rest->consultations, (long long)rest->served);
	if (rest->waits > 0) {
		buf_puts(&text, "; ");
		buf_printf(&text, say(N_("half waited up to %lld s, nine in ten up to %lld s")),
		    (long long)rest->wait_p50_sec, (long long)rest->wait_p90_sec);
	}
	buf_putc(&text, '\n');
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

int
verb_report(struct call *call)
{
	struct report_reader r = { .ask = { .after = "" } };
	const char *word = call->options.operand_count > 0 ? call->options.operands[0] : "";
	char month[40] = "";
	struct err e = { 0 };
	enum rc rc = RC_OK;

	if (!report_month(word, link_welcome(call->link)->now_at, &r.ask.from_at,
	    &r.ask.until_at))
		rc = err_set(&e, RC_USAGE, say(N_("“%s” is no month: write 2026-11")), word);
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
