/* SPDX-License-Identifier: ISC */
/* outbox reconcile: what we have of the channels beside what they say. */
#include <stdio.h>
#include <string.h>

#include "console/desk/verbs.h"
#include "storage/instant.h"
#include "storage/text.h"
#include "views/reconcile_words.h"
#include "views/words.h"

#define DAYS 7
#define COUNT(columns) (sizeof(columns) / sizeof((columns)[0]))

static const struct column row_columns[] = {
	{ .key = "channel", .title = N_("Channel"), .cells_max = 12 },
	{ .key = "region" },
	{ .key = "from" },
	{ .key = "until" },
	{ .key = "arrived", .title = N_("Arrived"), .is_right = true },
	{ .key = "received", .title = N_("Received"), .is_right = true },
	{ .key = "decided", .title = N_("Decided"), .is_right = true },
	{ .key = "reported", .title = N_("Reported"), .is_right = true },
	{ .key = "acknowledged", .title = N_("Acknowledged"), .is_right = true },
	{ .key = "there_filed", .title = N_("There: filed"), .is_right = true },
	{ .key = "there_received", .title = N_("received"), .is_right = true },
	{ .key = "there_decided", .title = N_("decided"), .is_right = true },
	{ .key = "missing_here", .title = N_("Missing here"), .is_right = true },
	{ .key = "missing_there", .title = N_("Missing there"), .is_right = true },
	{ .key = "receipt_median_sec" },
	{ .key = "receipt_worst_sec" },
	{ .key = "report_median_sec" },
	{ .key = "report_worst_sec" },
	{ .key = "lag", .title = N_("How long") },
	{ .key = "heard_at" },
	{ .key = "error", .title = N_("Last error") },
};

static const struct column case_columns[] = {
	{ .key = "channel", .title = N_("Channel"), .cells_max = 12 },
	{ .key = "region" },
	{ .key = "case_id" },
	{ .key = "number", .title = N_("Number") },
	{ .key = "external_id" },
	{ .key = "arrived_at", .title = N_("Arrived") },
	{ .key = "received_at", .title = N_("Received") },
	{ .key = "decided_at", .title = N_("Decided") },
	{ .key = "report_state", .title = N_("Message"), .cells_max = 10 },
	{ .key = "acknowledged_at", .title = N_("Acknowledged") },
	{ .key = "fault", .title = N_("What is wrong") },
};

/* A number that nobody knows is null for programs. */
static struct value
known(int64_t number, bool is_known)
{
	return is_known ? value_number(number) : value_shown(NULL, "?");
}

static void
write_row(struct writer *w, const struct reconcile_row *r)
{
	struct buf channel = { 0 }, lag = { 0 };
	bool is_heard = r->heard_at != 0;

	words_channel_short(&channel, r->channel);
	reconcile_lag_words(&lag, r);
	writer_row(w, (const struct value[]){
		value_shown(r->channel, buf_str(&channel)), value_text(r->region),
		value_instant(r->from_at), value_instant(r->until_at), value_number(r->arrived),
		value_number(r->received), value_number(r->decided), value_number(r->reported),
		value_number(r->acknowledged), known(r->there_filed, is_heard),
		known(r->there_received, is_heard), known(r->there_decided, is_heard),
		known(r->missing_here, is_heard), known(r->missing_there, is_heard),
		known(r->receipt_median_sec, r->receipt_median_sec >= 0),
		known(r->receipt_worst_sec, r->receipt_worst_sec >= 0),
		known(r->report_median_sec, r->report_median_sec >= 0),
		known(r->report_worst_sec, r->report_worst_sec >= 0),
		value_shown(NULL, buf_str(&lag)), value_instant(r->heard_at), value_text(r->error) });
	buf_release(&channel);
	buf_release(&lag);
}

static void
write_case(struct writer *w, const struct reconcile_case *c)
{
	struct buf channel = { 0 };
	enum reconcile_fault fault = RECONCILE_WELL;

	(void)reconcile_fault_find(c->fault, &fault);
	words_channel_short(&channel, c->channel);
	writer_row(w, (const struct value[]){
		value_shown(c->channel, buf_str(&channel)), value_text(c->region),
		known(c->case_id, c->case_id != 0), value_text(c->number),
		value_text(c->external_id), value_instant(c->arrived_at),
		value_instant(c->received_at), value_instant(c->decided_at),
		value_shown(c->report_state, c->report_state[0] == '\0' ? "" :
		    words_outbox(c->report_state)),
		value_instant(c->acknowledged_at),
		value_shown(c->fault, fault == RECONCILE_WELL ? "" : reconcile_fault_label(fault)) });
	buf_release(&channel);
}

struct taking {
	struct writer *w;
	bool has_unmatched, is_unheard;
};

static enum rc
take_row(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct taking *t = arg;
	struct reconcile_row row;
	struct reconcile_case of;
	enum rc rc = RC_OK;

	if (frame->message == MESSAGE_RECONCILE_ROW) {
		rc = wire_read(frame, &row, e);
		if (rc == RC_OK) {
			write_row(t->w, &row);
			t->has_unmatched = t->has_unmatched || row.missing_here + row.missing_there > 0;
			t->is_unheard = t->is_unheard || row.heard_at == 0;
		}
	} else if (frame->message == MESSAGE_RECONCILE_CASE) {
		rc = wire_read(frame, &of, e);
		if (rc == RC_OK)
			write_case(t->w, &of);
	}
	return rc;
}

/* A day of the command line as an instant; after: the end of that day. */
static enum rc
read_day(const struct options *o, enum opt opt, bool is_end, int64_t *at, struct err *e)
{
	const char *word = options_value(o, opt);
	struct day day;

	if (word == NULL)
		return RC_OK;
	if (!day_parse(word, &day))
		return err_set(e, RC_USAGE, say(N_("--%s: “%s” is no date such as 2026-11-23")),
		    option_table[opt].name, word);
	*at = instant_make((struct day){ day.number + (is_end ? 1 : 0) }, 0);
	return RC_OK;
}

/* Which stretch: a day, from and until, or the week that ends today. */
static enum rc
read_period(struct call *call, struct wire_reconcile *ask, struct err *e)
{
	const struct options *o = &call->options;
	struct day today;
	int32_t second;
	enum rc rc;

	if (options_has(o, OPT_DAY) && (options_has(o, OPT_FROM) || options_has(o, OPT_UNTIL)))
		return err_set(e, RC_USAGE, "%s", say(N_("--day, or --from and --until, not both")));
	instant_split(link_welcome(call->link)->now_at, &today, &second);
	ask->until_at = instant_make((struct day){ today.number + 1 }, 0);
	ask->from_at = instant_make((struct day){ today.number + 1 - DAYS }, 0);
	rc = read_day(o, OPT_DAY, false, &ask->from_at, e);
	if (rc == RC_OK)
		rc = read_day(o, OPT_DAY, true, &ask->until_at, e);
	if (rc == RC_OK)
		rc = read_day(o, OPT_FROM, false, &ask->from_at, e);
	if (rc == RC_OK)
		rc = read_day(o, OPT_UNTIL, true, &ask->until_at, e);
	return rc;
}

/* JSON Lines made one array. */
static void
puts_array(struct sink *out, const struct buf *lines)
{
	const char *before = "[";

	for (const char *line = buf_str(lines); *line != '\0';) {
		size_t len = strcspn(line, "\n");

		sink_puts(out, before);
		sink_add(out, line, len);
		before = ",";
		line += len + (line[len] == '\n');
	}
	sink_puts(out, lines->len == 0 ? "[]\n" : "]\n");
}

/* Asks for the numbers, or the list behind one, and writes them. */
static enum rc
write_all(struct call *call, const struct wire_reconcile *ask, struct taking *t, struct err *e)
{
	const struct column *columns = ask->part[0] != '\0' ? case_columns : row_columns;
	size_t count = ask->part[0] != '\0' ? COUNT(case_columns) : COUNT(row_columns);
	bool is_array = call->format == FORMAT_JSON;
	const struct writer_options options = { .cols = 0 };
	struct sink lines;
	enum rc rc;

	sink_init(&lines, -1);
	t->w = is_array ? writer_open(FORMAT_JSONL, &lines, columns, count, &options) :
	    call_writer(call, columns, count);
	rc = link_ask(call->link, MESSAGE_RECONCILE_LIST, ask, take_row, t, e);
	if (rc == RC_OK)
		writer_close(t->w);
	else
		writer_drop(t->w);
	if (rc == RC_OK && is_array)
		puts_array(&call->out, &lines.pending);
	buf_release(&lines.pending);
	return rc;
}

int
verb_outbox_reconcile(struct call *call)
{
	const struct options *o = &call->options;
	struct wire_reconcile ask = { .channel = "" };
	struct taking t = { .w = NULL };
	struct err e = { 0 };
	enum rc rc = read_period(call, &ask, &e);

	if (rc == RC_OK && o->operand_count > 0)
		rc = call_fill(ask.channel, sizeof(ask.channel), o->operands[0],
		    say(N_("the channel")), &e);
	/* Who only reads sees what the channels said last. */
	if (rc == RC_OK && link_welcome(call->link)->who.role != ROLE_AUDITOR)
		rc = link_ask(call->link, MESSAGE_RECONCILE_ASK, &ask, NULL, NULL, &e);
	if (rc == RC_OK && options_has(o, OPT_BEHIND))
		rc = call_fill(ask.part, sizeof(ask.part), options_value(o, OPT_BEHIND), "--behind", &e);
	if (rc == RC_OK)
		rc = write_all(call, &ask, &t, &e);
	if (rc != RC_OK)
		return call_fail(&e);
	return t.has_unmatched || t.is_unheard ? 1 : 0;
}
