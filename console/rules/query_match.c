/* SPDX-License-Identifier: ISC */
#include "console/rules/case_flag.h"
#include "console/rules/query.h"

#include <string.h>

#include "console/rules/due_kind.h"
#include "console/rules/query_tree.h"
#include "console/rules/workflow.h"
#include "storage/instant.h"
#include "storage/text.h"

typedef bool (*term_matcher)(const struct query_term *t, const struct case_row *row,
    const struct query_context *context);

static bool
has_value(const struct query_term *t, const char *s)
{
	for (size_t i = 0; i < t->value_count; i++) {
		if (str_eq(t->values[i], s))
			return true;
	}
	return false;
}

/* Whether a text, or with is_initials its initials, have the word. */
static bool
has_word(const char *text, const char *word, bool is_initials)
{
	struct buf form = { 0 }, initials = { 0 };
	bool is_so;

	if (str_empty(text))
		return false;
	text_search_form(&form, text);
	if (is_initials)
		text_initials(&initials, buf_str(&form));
	is_so = strstr(buf_str(is_initials ? &initials : &form), word) != NULL;
	buf_release(&initials);
	buf_release(&form);
	return is_so;
}

/* A masked name answers to what is shown of it, and to the whole name: looking
 * for people by a part of what is hidden is a purpose of its own (call.h). */
static bool
is_whole_name(const char *applicant, const char *name)
{
	struct buf whole = { 0 };
	bool is_so;

	if (str_empty(applicant))
		return false;
	text_search_name(&whole, applicant);
	is_so = str_eq(buf_str(&whole), name);
	buf_release(&whole);
	return is_so;
}

/* values[0] is the word, the others are codes whose names have it. */
static bool
match_words(const struct query_term *t, const struct case_row *row,
    const struct query_context *context)
{
	const char *const fields[] = { row->receipt_no, row->external_id, row->applicant,
		row->assignee_name };

	for (size_t i = 1; i < t->value_count; i++) {
		if (str_eq(t->values[i], row->service) || str_eq(t->values[i], row->channel))
			return true;
	}
	if (has_word(row->title, t->values[0], t->is_initials))
		return true;
	for (size_t i = 0; !t->is_initials && i < sizeof(fields) / sizeof(fields[0]); i++) {
		if (has_word(fields[i], t->values[0], false))
			return true;
	}
	return is_whole_name(context->applicant, t->name);
}

static bool
match_state(const struct query_term *t, const struct case_row *row,
    const struct query_context *context)
{
	(void)context;
	return (t->states & STATE_BIT(row->state)) != 0;
}

/* The first day of a month, counted as BOUND_MONTH is. */
static struct day
day_of_month(int64_t month)
{
	struct day d = { 0 };

	(void)day_make((int)(month / 12), (int)(month % 12) + 1, 1, &d);
	return d;
}

void
query_bound_span(const struct query_bound *b, const struct query_context *context, int64_t *first_at,
    int64_t *last_at)
{
	struct day d = { (int32_t)b->value };
	int64_t minutes = b->value;
	int32_t second;

	switch (b->kind) {
	case BOUND_NONE:
		*first_at = INT64_MIN;
		*last_at = INT64_MAX;
		return;
	case BOUND_INSTANT:
		*first_at = b->value;
		/* A whole minute is meant as the minute. */
		*last_at = b->value % 60 == 0 ? b->value + 59 : b->value;
		return;
	case BOUND_DAY_FROM_NOW:
		instant_split(context->now_at, &d, &second);
		d.number += (int32_t)b->value;
		break;
	case BOUND_MONTH:
		*first_at = instant_make(day_of_month(b->value), 0);
		*last_at = instant_make(day_of_month(b->value + 1), 0) - 1;
		return;
	case BOUND_DAY:
		break;
	case BOUND_WORKING_DAYS:
		minutes = b->value * calendar_day_minutes(context->calendar);
		/* fallthrough */
	case BOUND_WORKING_MINUTES:
		*first_at = minutes == 0 ? context->now_at :
		    calendar_add_minutes(context->calendar, context->now_at, minutes);
		*last_at = *first_at;
		return;
	}
	*first_at = instant_make(d, 0);
	d.number++;
	*last_at = instant_make(d, 0) - 1;
}

static bool
is_in_range(const struct query_term *t, int64_t at, const struct query_context *context)
{
	int64_t first_at, last_at, unused;

	if (t->is_unset || at == 0)
		return t->is_unset && at == 0;
	query_bound_span(&t->from, context, &first_at, &unused);
	query_bound_span(&t->to, context, &unused, &last_at);
	return at >= first_at && at <= last_at;
}

static bool
match_due(const struct query_term *t, const struct case_row *row,
    const struct query_context *context)
{
	return is_in_range(t, row->due_at, context);
}

static bool
match_arrived(const struct query_term *t, const struct case_row *row,
    const struct query_context *context)
{
	return is_in_range(t, row->arrived_at, context);
}

static bool
match_received(const struct query_term *t, const struct case_row *row,
    const struct query_context *context)
{
	return is_in_range(t, row->received_at, context);
}

/* A 시·도 code of 2 digits stands for every 시군구 that starts with it. */
static bool
match_region(const struct query_term *t, const struct case_row *row,
    const struct query_context *context)
{
	(void)context;
	for (size_t i = 0; i < t->value_count; i++) {
		if (str_starts(row->region, t->values[i]))
			return true;
	}
	return false;
}

static bool
match_service(const struct query_term *t, const struct case_row *row,
    const struct query_context *context)
{
	(void)context;
	return has_value(t, row->service);
}

static bool
match_channel(const struct query_term *t, const struct case_row *row,
    const struct query_context *context)
{
	(void)context;
	return has_value(t, row->channel);
}

static bool
is_ascii(const char *s)
{
	while (*s != '\0' && (unsigned char)*s < 0x80)
		s++;
	return *s == '\0';
}

/* Logins are ASCII: any other value is a person's name. */
static bool
match_person(const struct query_term *t, const char *login, const char *name,
    const struct query_context *context)
{
	for (size_t i = 0; i < t->value_count; i++) {
		const char *value = t->values[i];
		bool is_me = str_eq(value, "me");

		if (is_me && str_empty(context->login))
			continue;
		if (str_eq(is_me ? context->login : value, is_ascii(value) ? login : name))
			return true;
	}
	return false;
}

static bool
match_assignee(const struct query_term *t, const struct case_row *row,
    const struct query_context *context)
{
	return match_person(t, row->assignee, row->assignee_name, context);
}

static bool
match_holder(const struct query_term *t, const struct case_row *row,
    const struct query_context *context)
{
	return match_person(t, row->lease_holder, row->lease_holder_name, context);
}

static bool
match_number(const struct query_term *t, const struct case_row *row,
    const struct query_context *context)
{
	(void)context;
	return has_value(t, row->receipt_no) || has_value(t, row->external_id);
}

static bool
is_chosen(enum query_choice choice, bool is_so)
{
	return choice == CHOICE_ANY || is_so == (choice == CHOICE_YES);
}

static bool
match_open(const struct query_term *t, const struct case_row *row,
    const struct query_context *context)
{
	(void)context;
	return is_chosen(t->choice, state_table[row->state].is_open);
}

static bool
match_overdue(const struct query_term *t, const struct case_row *row,
    const struct query_context *context)
{
	return is_chosen(t->choice, due_kind_is_overdue(due_kind_of(row->state, row->service),
	    row->due_at, context->now_at));
}

static bool
match_clock(const struct query_term *t, const struct case_row *row,
    const struct query_context *context)
{
	unsigned int clock = 0;

	(void)context;
	switch (state_table[row->state].clock) {
	case CLOCK_RECEIVE_LIMIT:
	case CLOCK_RUNNING:
		clock = CLOCK_BIT_RUNNING;
		break;
	case CLOCK_PAUSED:
		clock = CLOCK_BIT_PAUSED;
		break;
	case CLOCK_STOPPED:
	case CLOCK__COUNT:
		clock = CLOCK_BIT_STOPPED;
		break;
	}
	return (t->clocks & clock) != 0;
}

static bool
match_decided(const struct query_term *t, const struct case_row *row,
    const struct query_context *context)
{
	return is_in_range(t, row->decided_at, context);
}

static bool
match_escalation(const struct query_term *t, const struct case_row *row,
    const struct query_context *context)
{
	(void)context;
	return (t->escalations & 1u << row->escalation) != 0;
}

static bool
match_flag(const struct query_term *t, const struct case_row *row,
    const struct query_context *context)
{
	return (t->flags & case_flags_of(row, context->now_at)) != 0;
}

/* Accepted by silence, or about to be. */
static bool
match_deemed(const struct query_term *t, const struct case_row *row,
    const struct query_context *context)
{
	return is_chosen(t->choice, (case_flags_of(row, context->now_at) &
	    (FLAG_BIT(FLAG_DEEMED) | FLAG_BIT(FLAG_DEEMED_RISK))) != 0);
}

/* An order leaves nothing out. */
static bool
match_any(const struct query_term *t, const struct case_row *row,
    const struct query_context *context)
{
	(void)t;
	(void)row;
	(void)context;
	return true;
}

/* One row per key: whether a row meets the term. */
static const term_matcher matchers[] = {
	[ASK_WORDS] = match_words,
	[ASK_STATE] = match_state,
	[ASK_DUE] = match_due,
	[ASK_ARRIVED] = match_arrived,
	[ASK_RECEIVED] = match_received,
	[ASK_REGION] = match_region,
	[ASK_SERVICE] = match_service,
	[ASK_CHANNEL] = match_channel,
	[ASK_ASSIGNEE] = match_assignee,
	[ASK_HOLDER] = match_holder,
	[ASK_NUMBER] = match_number,
	[ASK_OPEN] = match_open,
	[ASK_OVERDUE] = match_overdue,
	[ASK_CLOCK] = match_clock,
	[ASK_DECIDED] = match_decided,
	[ASK_ESCALATION] = match_escalation,
	[ASK_FLAG] = match_flag,
	[ASK_DEEMED] = match_deemed,
	[ASK_SORT] = match_any,
};
_Static_assert(sizeof(matchers) / sizeof(matchers[0]) == ASK__COUNT, "one row per key");

static bool
node_match(const struct query_node *n, const struct case_row *row,
    const struct query_context *context)
{
	switch (n->kind) {
	case NODE_TERM:
		return matchers[n->term.key](&n->term, row, context);
	case NODE_AND:
		return node_match(n->left, row, context) && node_match(n->right, row, context);
	case NODE_OR:
		return node_match(n->left, row, context) || node_match(n->right, row, context);
	case NODE_NOT:
		return !node_match(n->left, row, context);
	}
	return false;
}

bool
query_match(const struct query *q, const struct case_row *row,
    const struct query_context *context)
{
	if (q->is_default_open && !state_table[row->state].is_open)
		return false;
	return q->root == NULL || node_match(q->root, row, context);
}
