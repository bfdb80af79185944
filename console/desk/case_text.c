/* SPDX-License-Identifier: ISC */
/* A case as a page of text for people. */
#include <string.h>

#include "console/desk/case_print.h"
#include "console/rules/schema.h"
#include "console/rules/verdict.h"
#include "console/rules/workflow.h"
#include "storage/instant.h"
#include "storage/text.h"
#include "views/case_clock.h"
#include "views/words.h"

/* A name and its value on a line; nothing where there is no value. */
static void
put_fact(struct buf *out, const char *name, const char *value)
{
	if (str_empty(value))
		return;
	text_fit(out, name, 14);
	buf_putc(out, ' ');
	tsafe(out, value, strlen(value), false);
	buf_putc(out, '\n');
}

static void
put_heading(struct buf *out, const char *heading)
{
	buf_printf(out, "\n%s\n", heading);
}

/* Text of several lines, set in by two. */
static void
put_lines(struct buf *out, const char *text)
{
	while (!str_empty(text)) {
		size_t len = strcspn(text, "\n");

		buf_puts(out, "  ");
		tsafe(out, text, len, false);
		buf_putc(out, '\n');
		text += len + (text[len] == '\n');
	}
}

static void
print_summary(struct buf *out, const struct case_detail *d, int64_t now_at)
{
	const struct case_row *row = &d->row;
	struct buf b = { 0 };
	char at[32];

	put_fact(out, say(N_("Number")), words_number(row));
	words_service(&b, row->service);
	put_fact(out, say(N_("Service")), buf_str(&b));
	put_fact(out, say(N_("Title")), row->title);
	buf_clear(&b);
	words_channel(&b, row->channel);
	buf_printf(&b, " (%s)", row->external_id);
	put_fact(out, say(N_("Channel")), buf_str(&b));
	buf_clear(&b);
	words_region(&b, row->region);
	put_fact(out, say(N_("Region")), buf_str(&b));
	put_fact(out, say(N_("State")), state_label(row->state));
	instant_format_official(row->arrived_at, at);
	put_fact(out, say(N_("Arrived")), at);
	instant_format_official(row->received_at, at);
	put_fact(out, say(N_("Received")), at);
	instant_format_official(row->due_at, at);
	buf_clear(&b);
	case_clock_left(&b, d, true);
	if (b.len > 0)
		put_fact(out, say(N_("Left")), buf_str(&b));
	put_fact(out, say(N_("Due")), at);
	if (d->clock.calendar_due_at != 0) {
		instant_format_official(d->clock.legal_due_at, at);
		put_fact(out, say(N_("Working days")), at);
		instant_format_official(d->clock.calendar_due_at, at);
		put_fact(out, say(N_("Calendar days")), at);
	}
	if (d->clock.announced_at != 0 && d->clock.announced_at != row->due_at) {
		instant_format_official(d->clock.announced_at, at);
		put_fact(out, say(N_("Due as told")), at);
	}
	buf_clear(&b);
	case_clock_ledger(&b, d, false);
	put_fact(out, say(N_("Time spent")), buf_str(&b));
	for (size_t i = 0; i < d->limit_count; i++) {
		buf_clear(&b);
		case_clock_limit(&b, &d->limits[i], now_at);
		put_fact(out, i == 0 ? say(N_("Other limits")) : "", buf_str(&b));
	}
	put_fact(out, say(N_("Assignee")), words_person(row->assignee_name, row->assignee));
	put_fact(out, say(N_("Held by")), words_person(row->lease_holder_name, row->lease_holder));
	put_fact(out, say(N_("Applicant")), row->applicant);
	put_fact(out, say(N_("Phone")), d->applicant_phone);
	put_fact(out, say(N_("Address")), d->applicant_address);
	put_fact(out, say(N_("Born")), d->applicant_birth);
	buf_release(&b);
}

static void
print_answers(struct buf *out, const struct case_detail *d)
{
	const char *section = "";

	put_heading(out, say(N_("Answers")));
	for (size_t i = 0; i < d->answer_count; i++) {
		const struct answer *a = &d->answers[i];

		if (!str_eq(section, a->section) && !str_empty(a->section)) {
			buf_putc(out, '[');
			tsafe(out, a->section, strlen(a->section), false);
			buf_puts(out, "]\n");
		}
		section = a->section;
		tsafe(out, a->title, strlen(a->title), false);
		if (a->layer[0] != '\0') {
			buf_puts(out, " <");
			words_layer(out, a->layer);
			buf_putc(out, '>');
		}
		if (a->is_masked)
			buf_printf(out, " (%s)", say(N_("masked")));
		buf_putc(out, '\n');
		put_lines(out, words_answer(a, a->value));
		if (a->is_amended) {
			buf_puts(out, say(N_("changed; was: ")));
			buf_putc(out, '\n');
			put_lines(out, words_answer(a, a->was));
		}
		if (a->fault[0] != '\0') {
			buf_puts(out, "! ");
			schema_fault_sentence(out, a->fault, a->fault_detail);
			buf_putc(out, '\n');
		}
	}
}

static void
print_timeline(struct buf *out, const struct case_detail *d)
{
	put_heading(out, say(N_("Timeline")));
	for (size_t i = 0; i < d->event_count; i++) {
		const struct timeline_event *event = &d->events[i];
		struct buf text = { 0 };
		char at[32];

		instant_format_official(event->entered_at, at);
		buf_printf(out, "%s  %s  ", at, words_event(event->kind));
		tsafe(out, words_person(event->actor_name, event->actor),
		    strlen(words_person(event->actor_name, event->actor)), false);
		if (event->state_after[0] != '\0')
			buf_printf(out, "  %s", words_state(event->state_after));
		buf_putc(out, '\n');
		words_event_text(&text, event);
		put_lines(out, buf_str(&text));
		buf_release(&text);
	}
}

static void
print_allowed(struct buf *out, const struct case_detail *d)
{
	put_heading(out, say(N_("You may")));
	for (size_t i = 0; i < OP__COUNT; i++) {
		const struct allowed *a = &d->allowed[i];
		struct buf why = { 0 };
		enum reason reason;

		buf_puts(out, a->is_allowed ? "+ " : "- ");
		text_fit(out, op_table[i].name, 10);
		buf_printf(out, " %s", op_label((enum op)i));
		if (!a->is_allowed && reason_find(a->reason, &reason))
			reason_sentence(&why, reason, a->detail);
		if (why.len > 0) {
			buf_puts(out, ": ");
			tsafe(out, why.data, why.len, false);
		}
		buf_putc(out, '\n');
		buf_release(&why);
	}
}

void
case_print_text(struct buf *out, const struct case_detail *d, int64_t now_at)
{
	print_summary(out, d, now_at);
	if (d->draft_outcome != OUTCOME_NONE) {
		put_heading(out, say(N_("Draft")));
		put_fact(out, say(N_("Outcome")), outcome_label(d->draft_outcome));
		put_fact(out, say(N_("Drafted by")), words_person(d->draft_by_name, d->draft_by));
		put_lines(out, d->draft_text);
		put_lines(out, d->draft_reasons);
		put_lines(out, d->draft_remedies);
	}
	print_answers(out, d);
	print_timeline(out, d);
	print_allowed(out, d);
}
