/* SPDX-License-Identifier: ISC */
/* Reading one case and its log. Every opening is recorded in the transaction
 * that answers it. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/office/case_clock.h"
#include "console/office/limits.h"
#include "console/office/case_answers.h"
#include "console/office/attachment.h"
#include "console/office/session.h"
#include "console/office/transcript.h"
#include "console/rules/escalation.h"
#include "console/rules/supplement_item.h"
#include "storage/text.h"

/* Fills fixed text with a masked form of itself. */
static void
mask_in_place(char *text, size_t cap, void (*mask)(struct buf *, const char *))
{
	struct buf b = { 0 };

	mask(&b, text);
	str_fill(text, cap, buf_str(&b));
	buf_release(&b);
}

/* What one opening of a case gathers before it is told. */
struct opening {
	struct case_record c;
	struct applicant_record applicant;
	struct draft_record draft;
	struct case_facts facts;
	bool is_unmasked;
};

/* text as this reader may see it; the caller frees. */
static char *
text_for(const struct opening *o, const char *text)
{
	struct buf b = { 0 };

	if (o->is_unmasked)
		return x_strdup(str_or_empty(text));
	mask_free_text(&b, str_or_empty(text), o->c.row.applicant, o->applicant.phone);
	return buf_steal(&b);
}

static enum rc
opening_load(struct request *r, const char *number, struct opening *o, struct err *e)
{
	struct store *store = r->office->store;
	int64_t id = 0;
	enum rc rc = request_find_case(r, number, &id, e);

	memset(o, 0, sizeof(*o));
	if (rc == RC_OK)
		rc = store_case_get(store, id, &o->c, e);
	if (rc == RC_OK)
		rc = store_applicant_get(store, id, &o->applicant, e);
	if (rc != RC_OK)
		return rc;
	rc = store_draft_get(store, id, &o->draft, e);
	if (rc != RC_OK && rc != RC_NOT_FOUND)
		return rc;
	rc = case_facts_load(r->office, &o->c, &o->draft, &o->facts, e);
	o->is_unmasked = policy_unmasked(&r->actor, &o->facts, r->office->now_at);
	return rc;
}

static void
tell_case(struct request *r, const struct opening *o, int64_t escalation_id)
{
	struct case_detail d = { .final_by = o->c.final_by, .is_unmasked = o->is_unmasked,
		.draft_outcome = o->draft.outcome, .escalation_id = escalation_id };
	char *text = text_for(o, o->draft.text);
	char *reasons = text_for(o, o->draft.reasons);
	char *remedies = text_for(o, o->draft.remedies);

	case_row_for(r, &o->c, &d.row);
	str_fill(d.applicant_phone, sizeof(d.applicant_phone), o->applicant.phone);
	str_fill(d.applicant_address, sizeof(d.applicant_address), o->applicant.address);
	str_fill(d.applicant_birth, sizeof(d.applicant_birth), o->applicant.birth);
	str_fill(d.form_version, sizeof(d.form_version), o->c.form_version);
	str_fill(d.draft_by, sizeof(d.draft_by), o->draft.by_login);
	str_fill(d.draft_by_name, sizeof(d.draft_by_name), o->draft.by_name);
	if (o->is_unmasked) {
		str_fill(d.row.applicant, sizeof(d.row.applicant), o->c.row.applicant);
		str_fill(d.row.title, sizeof(d.row.title), o->c.row.title);
	} else {
		mask_in_place(d.applicant_phone, sizeof(d.applicant_phone), mask_phone);
		mask_in_place(d.applicant_address, sizeof(d.applicant_address), mask_address);
		mask_in_place(d.applicant_birth, sizeof(d.applicant_birth), mask_birth);
	}
	d.draft_text = text;
	d.draft_reasons = reasons;
	d.draft_remedies = remedies;
	request_tell(r, MESSAGE_CASE, false, &d);
	free(text);
	free(reasons);
	free(remedies);
}

/* Appends an answer's value as this reader may see it. */
static void
value_for(struct buf *out, const struct opening *o, enum field_mask mask, const char *value)
{
	if (o->is_unmasked)
		buf_puts(out, value);
	else if (mask != MASK_NONE)
		field_mask_apply(out, mask, value, o->c.row.applicant, o->applicant.phone);
	else
		mask_free_text(out, value, o->c.row.applicant, o->applicant.phone);
}

/* An answer of another time as this reader may see it, cut; "" = none. */
static void
other_for(char *to, size_t cap, const struct opening *o, enum field_mask mask,
    const struct answer *other)
{
	struct buf b = { 0 };

	if (other != NULL)
		value_for(&b, o, mask, other->value);
	str_fill(to, cap, buf_str(&b));
	buf_release(&b);
}

static bool
is_same(const struct answer *a, const struct answer *b)
{
	return str_eq(a == NULL ? "" : str_or_empty(a->value),
	    b == NULL ? "" : str_or_empty(b->value));
}

/* Who marked the answer, and what a demand would say of it. */
static void
fill_flag(struct answer *a, const struct field_flag *flag)
{
	struct buf item = { 0 };

	if (flag == NULL)
		return;
	str_fill(a->flag, sizeof(a->flag),
	    flag->demand_event != 0 ? FIELD_DEMANDED : FIELD_FLAGGED);
	str_fill(a->flag_by, sizeof(a->flag_by), flag->by_name);
	supplement_item(&item, a);
	str_fill(a->item, sizeof(a->item), buf_str(&item));
	buf_release(&item);
}

/* Tells one answer as it is now, with what was submitted and what this reader saw
 * where those differ. */
static void
tell_answer(struct request *r, const struct opening *o, const struct case_answers *all,
    const struct answer *from, enum field_mask mask)
{
	const struct answer *submitted = answer_find(&all->submitted, from->name);
	const struct answer *seen = answer_find(&all->seen, from->name);
	struct buf value = { 0 };
	struct answer a = *from;

	fill_flag(&a, case_answers_flag(all, from->name));
	a.is_masked = !o->is_unmasked && mask != MASK_NONE;
	a.is_amended = !is_same(submitted, from);
	if (a.is_amended)
		other_for(a.was, sizeof(a.was), o, mask, submitted);
	a.has_seen = all->has_seen;
	a.is_new = all->has_seen && !is_same(seen, from);
	if (a.is_new)
		other_for(a.seen, sizeof(a.seen), o, mask, seen);
	value_for(&value, o, mask, from->value);
	request_tell_long(r, MESSAGE_ANSWER, &a, &a.value, buf_str(&value), PIECE_MAX);
	buf_release(&value);
}

/* What was an answer and has no row in now: an entry of a list that is gone. */
static void
tell_gone(struct request *r, const struct opening *o, const struct case_answers *all,
    const struct answer_list *from, const struct answer_list *but)
{
	for (size_t i = 0; i < from->count; i++) {
		struct answer a = from->answers[i];

		if (answer_find(&all->now, a.name) != NULL ||
		    (but != NULL && answer_find(but, a.name) != NULL))
			continue;
		a.value = (char *)"";
		tell_answer(r, o, all, &a, from->masks[i]);
	}
}

/* The answers in the form's order, masked as this reader must see them; seen
 * are those after the event that this reader saw last. */
static enum rc
tell_answers(struct request *r, const struct opening *o, int64_t seen_event_id, struct err *e)
{
	struct case_answers all;
	enum rc rc = case_answers_load(r->office, &o->c, seen_event_id, &all, e);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < all.now.count; i++)
		tell_answer(r, o, &all, &all.now.answers[i], all.now.masks[i]);
	tell_gone(r, o, &all, &all.submitted, NULL);
	tell_gone(r, o, &all, &all.seen, &all.submitted);
	case_answers_release(&all);
	return RC_OK;
}

static void
show_text(void *arg, struct buf *out, const char *text)
{
	value_for(out, arg, MASK_NONE, text);
}

_Static_assert(PARTY__COUNT == LEDGER_PARTIES, "one entry of the ledger per party");

/* How the case stands with its clock. A clock that cannot be folded is left to
 * `audit verify`; the case can still be read. */
static enum rc
tell_clock(struct request *r, const struct opening *o, struct err *e)
{
	struct clock_figures figures = { .is_running = o->c.row.received_at != 0 };
	struct case_clock clock = { 0 };
	enum rc rc = case_clock_of(r->office, &o->c, &clock, e);

	if (rc == RC_INVALID)
		rc = RC_OK;
	figures.legal_due_at = clock.due_at;
	figures.calendar_due_at = clock.calendar_due_at;
	figures.announced_at = clock.announced_at;
	figures.reply_due_at = clock.reply_due_at;
	figures.left = clock.left;
	figures.total = clock.life_minutes;
	for (size_t i = 0; i < PARTY__COUNT; i++)
		figures.ledger[i] = clock.ledger[i];
	if (rc == RC_OK)
		request_tell(r, MESSAGE_CLOCK, false, &figures);
	case_clock_release(&clock);
	return rc;
}

/* An event on its way to a reader. */
struct event_telling {
	struct request *r;
	const struct opening *o;
	int64_t last_id;
};

static void
tell_event(void *arg, const struct timeline_event *from)
{
	struct event_telling *t = arg;
	struct timeline_event v = *from;
	int64_t seen_id = t->r->session->seen_event_id;

	t->last_id = v.id;
	v.is_new = seen_id != 0 && v.id > seen_id && !str_eq(v.actor, t->r->who.row.login);
	v.text = text_for(t->o, from->text);
	request_tell(t->r, MESSAGE_EVENT, false, &v);
	free(v.text);
}

/* The events, and that this reader has seen them. is_again: the case has been
 * open since it was recorded, so that what was new stays so. */
static enum rc
tell_events(struct request *r, const struct opening *o, bool is_again, struct err *e)
{
	struct event_telling t = { .r = r, .o = o };
	struct session *s = r->session;
	struct store *store = r->office->store;
	enum rc rc = store_event_list(store, o->c.row.id, tell_event, &t, e);

	if (rc == RC_OK && !is_again)
		rc = store_look_put(store, r->actor.staff_id, o->c.row.id, &(struct look_record){
		    r->office->now_at, o->c.row.version, t.last_id }, e);
	else if (rc == RC_OK && s->seen_version != o->c.row.version)
		rc = store_look_see(store, r->actor.staff_id, o->c.row.id, 0,
		    o->c.row.version, t.last_id, e);
	if (rc == RC_OK)
		s->seen_version = o->c.row.version;
	return rc;
}

static void
tell_allowed(struct request *r, const struct opening *o)
{
	for (size_t i = 0; i < OP__COUNT; i++) {
		struct verdict v = policy_op(&r->actor, &o->facts, (enum op)i, r->office->now_at);
		struct allowed a = { .op = (enum op)i, .is_allowed = v.reason == REASON_NONE };

		str_fill(a.reason, sizeof(a.reason), reason_name(v.reason));
		str_fill(a.detail, sizeof(a.detail), v.detail);
		request_tell(r, MESSAGE_ALLOWED, false, &a);
	}
}

/* Records that a case was opened, unless this session has just this one open
 * and only asks again (*is_again); then keeps what was seen of it before. */
static enum rc
record_opening(struct request *r, const struct opening *o, const char *operation, bool *is_again,
    struct err *e)
{
	struct session *s = r->session;
	struct look_record look;
	char subject[40];
	enum rc rc;

	*is_again = *is_again && s->open_case_id == o->c.row.id;
	if (*is_again)
		return RC_OK;
	snprintf(subject, sizeof(subject), "case %" PRId64, o->c.row.id);
	rc = request_record(r, subject, operation, e);
	if (rc != RC_OK)
		return rc;
	s->open_case_id = o->c.row.id;
	rc = store_look_get(r->office->store, r->actor.staff_id, o->c.row.id, &look, e);
	s->seen_event_id = rc == RC_OK ? look.event_id : 0;
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc
handle_show(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_show ask;
	struct opening o = { .is_unmasked = false };
	int64_t escalation_id = 0;
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = opening_load(r, ask.number, &o, e);
	if (rc == RC_OK)
		rc = record_opening(r, &o, "show", &ask.is_refresh, e);
	if (rc == RC_OK) {
		struct handover_row last;
		enum hop hop;

		rc = store_handover_last(r->office->store, o.c.row.id, &last, e);
		if (rc == RC_OK && hop_find(last.hop, &hop) && hop_table[hop].is_open)
			escalation_id = last.id;
		if (rc == RC_NOT_FOUND)
			rc = RC_OK;
	}
	if (rc == RC_OK) {
		tell_case(r, &o, escalation_id);
		rc = tell_clock(r, &o, e);
	}
	if (rc == RC_OK)
		rc = limits_tell(r, &o.c, &o.facts, e);
	if (rc == RC_OK)
		rc = tell_answers(r, &o, r->session->seen_event_id, e);
	if (rc == RC_OK)
		rc = transcript_tell(r, o.c.row.id, show_text, &o, e);
	if (rc == RC_OK)
		rc = attachment_tell(r, o.c.row.id, show_text, &o, e);
	if (rc == RC_OK)
		rc = tell_events(r, &o, ask.is_refresh, e);
	if (rc == RC_OK) {
		tell_allowed(r, &o);
		request_tell_ok(r);
	}
	draft_record_release(&o.draft);
	return rc;
}

enum rc
handle_log(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_show ask;
	struct opening o = { .is_unmasked = false };
	bool is_again = false;
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = opening_load(r, ask.number, &o, e);
	if (rc == RC_OK)
		rc = record_opening(r, &o, "log", &is_again, e);
	if (rc == RC_OK)
		rc = tell_events(r, &o, is_again, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	draft_record_release(&o.draft);
	return rc;
}

/* What this person saw last is what it is compared with, and stays so: only
 * show and log see the rest of the case too. */
enum rc
handle_diff(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_show ask;
	struct opening o = { .is_unmasked = false };
	struct look_record look = { .at = 0 };
	char subject[40];
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = opening_load(r, ask.number, &o, e);
	if (rc == RC_OK) {
		snprintf(subject, sizeof(subject), "case %" PRId64, o.c.row.id);
		rc = request_record(r, subject, "diff", e);
	}
	if (rc == RC_OK) {
		rc = store_look_get(r->office->store, r->actor.staff_id, o.c.row.id, &look, e);
		rc = rc == RC_NOT_FOUND ? RC_OK : rc;
	}
	if (rc == RC_OK) {
		tell_case(r, &o, 0);
		rc = tell_answers(r, &o, look.event_id, e);
	}
	if (rc == RC_OK)
		request_tell_ok(r);
	draft_record_release(&o.draft);
	return rc;
}
