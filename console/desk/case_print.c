/* SPDX-License-Identifier: ISC */
#include "console/desk/case_print.h"

#include <string.h>

#include "console/rules/case_flag.h"
#include "console/rules/service_clock.h"
#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/words.h"

/* One row per value of a case in a list: the machine's columns have keys, the
 * people's have titles. case_print_row fills them in this order. */
const struct column case_columns[] = {
	{ .title = N_("Number"), .cells_max = 24 },
	{ .key = "id" },
	{ .key = "receipt_no" },
	{ .key = "external_id" },
	{ .key = "channel", .title = N_("Channel"), .cells_max = 10 },
	{ .key = "region", .title = N_("Region"), .cells_max = 12 },
	{ .key = "service", .title = N_("Service"), .cells_max = 16 },
	{ .key = "title" },
	{ .key = "applicant", .title = N_("Applicant"), .cells_max = 16 },
	{ .key = "state", .title = N_("State"), .cells_max = 10 },
	{ .key = "assignee", .title = N_("Assignee"), .cells_max = 12 },
	{ .key = "lease_holder", .title = N_("Held by"), .cells_max = 12 },
	{ .key = "arrived_at" },
	{ .key = "received_at" },
	{ .key = "decided_at" },
	{ .key = "due_at", .title = N_("Due") },
	{ .key = "slack_minutes", .title = N_("Left"), .cells_max = 12, .is_right = true },
	{ .key = "flags", .title = N_("Flags"), .cells_max = 20 },
	{ .key = "version" },
	{ .key = "changed" },
	/* Last: only where it is asked for by name. */
	{ .key = "allowed" },
};
const size_t case_column_all = sizeof(case_columns) / sizeof(case_columns[0]);
const size_t case_column_count = sizeof(case_columns) / sizeof(case_columns[0]) - 1;

const struct column event_columns[] = {
	{ .key = "id" },
	{ .key = "entered_at", .title = N_("When") },
	{ .key = "effective_at" },
	{ .key = "kind", .title = N_("What"), .cells_max = 12 },
	{ .key = "actor", .title = N_("Who"), .cells_max = 12 },
	{ .key = "actor_name" },
	{ .key = "state_before" },
	{ .key = "state_after", .title = N_("State"), .cells_max = 10 },
	{ .key = "text", .title = N_("Text") },
	{ .key = "rule" },
};
const size_t event_column_count = sizeof(event_columns) / sizeof(event_columns[0]);

void
case_flags(struct buf *out, const struct case_row *row, int64_t now_at)
{
	unsigned int flags = case_flags_of(row, now_at);

	for (size_t i = 0; i < FLAG__COUNT; i++)
		if ((flags & FLAG_BIT(i)) != 0)
			buf_printf(out, "%s%s", out->len > 0 ? " " : "", case_flag_table[i].name);
}

/* The labels of those flags that no other column of the table shows. */
static void
flag_labels(struct buf *out, const struct case_row *row, int64_t now_at)
{
	const unsigned int shown = FLAG_BIT(FLAG_MISMATCH) | FLAG_BIT(FLAG_CORRECTION) |
	    FLAG_BIT(FLAG_OUTAGE) | FLAG_BIT(FLAG_OUTAGE_RECEIPT) | FLAG_BIT(FLAG_DEEMED);
	unsigned int flags = case_flags_of(row, now_at) & shown;
	bool is_korean = str_eq(text_language(), "ko");

	for (size_t i = 0; i < FLAG__COUNT; i++)
		if ((flags & FLAG_BIT(i)) != 0)
			buf_printf(out, "%s%s", out->len > 0 ? ", " : "", is_korean ?
			    case_flag_table[i].label_ko : case_flag_table[i].label_en);
}

/* The row's values without the people's number in front, in case_columns'
 * order; texts borrow from row and flags. */
static void
fill_values(struct value *v, const struct case_row *row, const char *flags)
{
	size_t n = 0;

	v[n++] = value_number(row->id);
	v[n++] = value_text(row->receipt_no);
	v[n++] = value_text(row->external_id);
	v[n++] = value_text(row->channel);
	v[n++] = value_text(row->region);
	v[n++] = value_text(row->service);
	v[n++] = value_text(row->title);
	v[n++] = value_text(row->applicant);
	v[n++] = value_shown(state_name(row->state), state_label(row->state));
	v[n++] = value_shown(row->assignee, words_person(row->assignee_name, row->assignee));
	v[n++] = value_shown(row->lease_holder,
	    words_person(row->lease_holder_name, row->lease_holder));
	v[n++] = value_instant(row->arrived_at);
	v[n++] = value_instant(row->received_at);
	v[n++] = value_instant(row->decided_at);
	v[n++] = value_instant(row->due_at);
	v[n++] = value_number(row->slack_minutes);
	v[n++] = value_words(flags, NULL);
	v[n++] = value_number(row->version);
	v[n++] = value_bool(row->is_changed, NULL);
}

#define CASE_VALUES (sizeof(case_columns) / sizeof(case_columns[0]))

static void json_ops(struct buf *out, const struct allowed *allowed);

void
case_print_row(struct writer *w, const struct case_row *row, int64_t now_at,
    const struct allowed *allowed)
{
	struct buf flags = { 0 }, service = { 0 }, region = { 0 }, channel = { 0 }, left = { 0 };
	struct buf labels = { 0 }, ops = { 0 };
	struct value v[CASE_VALUES];

	case_flags(&flags, row, now_at);
	words_service_short(&service, row->service);
	words_region_short(&region, row->region);
	words_channel_short(&channel, row->channel);
	words_time_left(&left, row);
	v[0] = value_text(words_number(row));
	fill_values(v + 1, row, buf_str(&flags));
	v[4].shown = buf_str(&channel);
	v[5].shown = buf_str(&region);
	v[6].shown = buf_str(&service);
	v[16].shown = buf_str(&left);
	flag_labels(&labels, row, now_at);
	v[17].shown = buf_str(&labels);
	if (allowed != NULL)
		json_ops(&ops, allowed);
	v[CASE_VALUES - 1] = value_json(buf_str(&ops));
	writer_row(w, v);
	buf_release(&ops);
	buf_release(&labels);
	buf_release(&left);
	buf_release(&channel);
	buf_release(&region);
	buf_release(&service);
	buf_release(&flags);
}

static void
fill_event(struct value *v, const struct timeline_event *event)
{
	v[0] = value_number(event->id);
	v[1] = value_instant(event->entered_at);
	v[2] = value_instant(event->effective_at);
	v[3] = value_shown(event->kind, words_event(event->kind));
	v[4] = value_shown(event->actor, words_person(event->actor_name, event->actor));
	v[5] = value_text(event->actor_name);
	v[6] = value_text(event->state_before);
	v[7] = value_shown(event->state_after, words_state(event->state_after));
	v[8] = value_text(event->text);
	v[9] = value_text(event->rule);
}

#define EVENT_VALUES (sizeof(event_columns) / sizeof(event_columns[0]))

void
event_print_row(struct writer *w, const struct timeline_event *event)
{
	struct value v[EVENT_VALUES];
	struct buf text = { 0 };

	fill_event(v, event);
	words_event_text(&text, event);
	v[8] = value_shown(event->text, buf_str(&text));
	writer_row(w, v);
	buf_release(&text);
}

/* Lines as an array of strings. */
static void
json_lines(struct buf *out, const char *key, const char *text)
{
	json_key(out, key);
	buf_putc(out, '[');
	while (!str_empty(text)) {
		size_t len = strcspn(text, "\n");

		if (out->data[out->len - 1] != '[')
			buf_putc(out, ',');
		text_json_string(out, text, len);
		text += len + (text[len] == '\n');
	}
	buf_putc(out, ']');
}

static void
json_draft(struct buf *out, const struct case_detail *d)
{
	json_key(out, "draft");
	if (d->draft_outcome == OUTCOME_NONE) {
		buf_puts(out, "null");
		return;
	}
	buf_putc(out, '{');
	json_pair(out, "outcome", value_text(outcome_name(d->draft_outcome)));
	json_pair(out, "by", value_text(d->draft_by));
	json_pair(out, "text", value_text(d->draft_text));
	json_lines(out, "reasons", d->draft_reasons);
	json_lines(out, "remedies", d->draft_remedies);
	buf_putc(out, '}');
}

/* In whose hands the case's working minutes were, and the due as the applicant
 * knows it. */
static void
json_clock(struct buf *out, const struct case_detail *d)
{
	static const char *const keys[] = { "desk", "applicant", "other_department", "ministry",
		"outage" };

	json_pair(out, "announced_at", value_instant(d->clock.announced_at));
	json_pair(out, "deemed_at", value_instant(d->row.deemed_at));
	json_pair(out, "reply_due_at", value_instant(d->clock.reply_due_at));
	json_pair(out, "extensions", value_number(d->row.extensions));
	json_key(out, "ledger");
	buf_putc(out, '{');
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		json_pair(out, keys[i], value_number(d->clock.ledger[i]));
	json_pair(out, "total", value_number(d->clock.total));
	buf_putc(out, '}');
}

/* The limits around the statutory period, each with its article. */
static void
json_limits(struct buf *out, const struct case_detail *d, int64_t now_at)
{
	const char *between = "";

	json_key(out, "limits");
	buf_putc(out, '[');
	for (size_t i = 0; i < d->limit_count; i++) {
		const struct limit_row *row = &d->limits[i];
		enum service_clock which;

		if (!service_clock_find(row->name, &which))
			continue;
		buf_printf(out, "%s{", between);
		json_pair(out, "name", value_text(row->name));
		json_pair(out, "due_at", value_instant(row->due_at));
		json_pair(out, "kept_at", value_instant(row->kept_at));
		json_pair(out, "overdue", value_bool(service_clock_is_overdue(which, row->due_at,
		    row->kept_at != 0 ? row->kept_at : now_at), NULL));
		json_pair(out, "basis", value_text(service_clock_table[which].law));
		buf_putc(out, '}');
		between = ",";
	}
	buf_putc(out, ']');
}

static void
json_object(struct buf *out, const struct column *columns, size_t count, const struct value *v)
{
	if (out->len > 0 && out->data[out->len - 1] == '}')
		buf_putc(out, ',');
	buf_putc(out, '{');
	for (size_t i = 0; i < count; i++)
		if (columns[i].key != NULL)
			json_pair(out, columns[i].key, v[i]);
	buf_putc(out, '}');
}

static void
json_answers(struct buf *out, const struct case_detail *d)
{
	static const struct column columns[] = { { .key = "name" }, { .key = "title" },
		{ .key = "section" }, { .key = "layer" }, { .key = "masked" }, { .key = "value" },
		{ .key = "amended" }, { .key = "was" }, { .key = "fault" },
		{ .key = "fault_detail" } };

	json_key(out, "answers");
	buf_putc(out, '[');
	for (size_t i = 0; i < d->answer_count; i++) {
		const struct answer *a = &d->answers[i];
		const struct value v[] = { value_text(a->name), value_text(a->title),
			value_text(a->section), value_text(a->layer),
			value_bool(a->is_masked, NULL), value_text(a->value),
			value_bool(a->is_amended, NULL), value_text(a->was),
			value_text(a->fault), value_text(a->fault_detail) };

		json_object(out, columns, sizeof(columns) / sizeof(columns[0]), v);
	}
	buf_putc(out, ']');
}

/* What the rules say of every op, as a JSON array. */
static void
json_ops(struct buf *out, const struct allowed *allowed)
{
	static const struct column columns[] = { { .key = "op" }, { .key = "allowed" },
		{ .key = "reason" }, { .key = "detail" } };

	buf_putc(out, '[');
	for (size_t i = 0; i < OP__COUNT; i++) {
		const struct allowed *a = &allowed[i];
		const struct value v[] = { value_text(op_table[i].name),
			value_bool(a->is_allowed, NULL),
			value_text(a->is_allowed ? "" : a->reason), value_text(a->detail) };

		json_object(out, columns, sizeof(columns) / sizeof(columns[0]), v);
	}
	buf_putc(out, ']');
}

void
case_print_json(struct buf *out, const struct case_detail *d, int64_t now_at)
{
	struct value values[CASE_VALUES];
	struct buf flags = { 0 };

	case_flags(&flags, &d->row, now_at);
	fill_values(values, &d->row, buf_str(&flags));
	buf_putc(out, '{');
	for (size_t i = 1; i < case_column_count; i++)
		json_pair(out, case_columns[i].key, values[i - 1]);
	json_pair(out, "due_at_legal", value_instant(d->clock.legal_due_at));
	json_pair(out, "due_at_calendar", value_instant(d->clock.calendar_due_at));
	json_pair(out, "final_by",
	    value_text(d->final_by == FINAL_BY_OFFICER ? "officer" : "approver"));
	json_pair(out, "unmasked", value_bool(d->is_unmasked, NULL));
	json_pair(out, "applicant_phone", value_text(d->applicant_phone));
	json_pair(out, "applicant_address", value_text(d->applicant_address));
	json_pair(out, "applicant_birth", value_text(d->applicant_birth));
	json_pair(out, "form_version", value_text(d->form_version));
	json_clock(out, d);
	json_limits(out, d, now_at);
	json_draft(out, d);
	json_answers(out, d);
	json_key(out, "events");
	buf_putc(out, '[');
	for (size_t i = 0; i < d->event_count; i++) {
		struct value v[EVENT_VALUES];

		fill_event(v, &d->events[i]);
		json_object(out, event_columns, event_column_count, v);
	}
	buf_putc(out, ']');
	json_key(out, "allowed");
	json_ops(out, d->allowed);
	buf_puts(out, "}\n");
	buf_release(&flags);
}
