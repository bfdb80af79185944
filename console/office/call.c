/* SPDX-License-Identifier: ISC */
/* 전화 왔어요: somebody calls, and the clerk looks for the case by what the
 * person says. Every look is recorded with the purpose, the reason and whose
 * cases were shown. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "console/office/session.h"
#include "console/rules/call.h"
#include "console/rules/pause.h"
#include "console/rules/workflow.h"
#include "storage/search.h"
#include "storage/text.h"

#define KEYS_BUDGET INT64_C(1000000)	/* rows of an index, for the few that matter */

/* A call on its way. */
struct calling {
	struct request *r;
	const struct wire_call *ask;
	enum call_kind kind;
	struct buf key;		/* what to compare with */
	bool wants_open;	/* this walk takes the open ones, or the others */
	int64_t ids[CALL_HITS];
	size_t count;
	enum rc rc;
	struct err *e;
};

/* The digits of a telephone number end with those that were typed. */
static bool
ends_with(const char *phone, const char *typed)
{
	struct buf form = { 0 }, digits = { 0 };
	size_t len = strlen(typed);
	bool is_so;

	text_search_name(&form, phone);
	for (size_t i = 0; i < form.len; i++)
		if (form.data[i] >= '0' && form.data[i] <= '9')
			buf_putc(&digits, form.data[i]);
	is_so = digits.len >= len && str_eq(digits.data + digits.len - len, typed);
	buf_release(&digits);
	buf_release(&form);
	return is_so;
}

static bool
is_named(const char *applicant, const char *key, bool is_initials)
{
	struct buf name = { 0 }, initials = { 0 };
	bool is_so;

	text_search_name(&name, applicant);
	if (is_initials)
		text_initials(&initials, buf_str(&name));
	is_so = str_eq(buf_str(is_initials ? &initials : &name), key);
	buf_release(&initials);
	buf_release(&name);
	return is_so;
}

/* Whether a case that the index names is meant. */
static bool
is_meant(struct calling *c, const struct case_record *found)
{
	struct applicant_record applicant;

	switch (c->kind) {
	case CALL_BY_NUMBER:
		return true;
	case CALL_BY_INITIALS:
	case CALL_BY_NAME:
		return is_named(found->row.applicant, buf_str(&c->key),
		    c->kind == CALL_BY_INITIALS);
	case CALL_BY_PHONE:
		break;
	}
	c->rc = store_applicant_get(c->r->office->store, found->row.id, &applicant, c->e);
	return c->rc == RC_OK && ends_with(applicant.phone, buf_str(&c->key));
}

static bool
take_found(void *arg, const struct case_record *found)
{
	struct calling *c = arg;
	struct case_row row;

	if (state_table[found->row.state].is_open != c->wants_open || !is_meant(c, found))
		return c->rc == RC_OK;
	case_row_for(c->r, found, &row);
	request_tell(c->r, MESSAGE_CASE_ROW, false, &row);
	c->ids[c->count++] = found->row.id;
	return c->count < CALL_HITS;
}

/* Open cases first, the most urgent on top; then the others, newest first. */
static enum rc
tell_found(struct calling *c, const struct search_set *set, struct err *e)
{
	static const enum walk_order orders[] = { WALK_OPEN, WALK_NEW };
	enum rc rc = RC_OK;

	for (size_t i = 0; i < 2 && rc == RC_OK && c->count < CALL_HITS; i++) {
		struct walk walk = { .order = orders[i], .office = c->r->actor.office };
		bool is_whole;

		c->wants_open = orders[i] == WALK_OPEN;
		walk_start(&walk);
		rc = store_walk_found(c->r->office->store, &walk, set, KEYS_BUDGET, take_found, c,
		    &is_whole, e);
		if (rc == RC_OK)
			rc = c->rc;
	}
	return rc;
}

static enum rc
find_by_number(struct calling *c, struct err *e)
{
	struct search_set set;
	int64_t id;
	enum rc rc = request_find_case(c->r, buf_str(&c->key), &id, e);

	if (rc != RC_OK)
		return rc;
	search_set_make(&set, &id, 1);
	rc = tell_found(c, &set, e);
	search_set_release(&set);
	return rc;
}

static enum rc
find_by_person(struct calling *c, struct err *e)
{
	struct search_want want = { .all = NULL };
	struct search_set set;
	char tail[5];
	enum rc rc;

	if (c->kind == CALL_BY_INITIALS)
		search_want_initials(&want, buf_str(&c->key));
	else if (c->kind == CALL_BY_NAME)
		search_want_name(&want, buf_str(&c->key));
	else if (search_phone_tail(buf_str(&c->key), tail))
		search_want_phone(&want, tail);
	rc = store_search(c->r->office->store, &want, 1, &set, e);
	search_want_release(&want);
	if (rc == RC_OK)
		rc = tell_found(c, &set, e);
	search_set_release(&set);
	return rc;
}

/* The purpose, the reason, by what, and whose cases were shown. */
static enum rc
record_call(struct calling *c, struct err *e)
{
	static const char *const by[] = {
		[CALL_BY_NUMBER] = "number", [CALL_BY_PHONE] = "phone",
		[CALL_BY_INITIALS] = "initials", [CALL_BY_NAME] = "name",
	};
	struct buf subject = { 0 }, operation = { 0 };
	enum rc rc;

	buf_printf(&subject, "by %s:%s", by[c->kind], c->count == 0 ? " nothing found" : "");
	for (size_t i = 0; i < c->count; i++)
		buf_printf(&subject, "%s case %" PRId64, i == 0 ? "" : ",", c->ids[i]);
	buf_printf(&operation, CALL_PURPOSE "%s%s%s", str_empty(c->ask->reason) ? "" : " ",
	    c->ask->reason, str_empty(c->ask->name) ? "" : " (identity)");
	rc = request_record(c->r, buf_str(&subject), buf_str(&operation), e);
	buf_release(&operation);
	buf_release(&subject);
	return rc;
}

static void
fill_masked(char *to, size_t cap, const char *text, bool is_plain,
    void (*mask)(struct buf *, const char *))
{
	struct buf b = { 0 };

	if (is_plain)
		buf_puts(&b, text);
	else
		mask(&b, text);
	str_fill(to, cap, buf_str(&b));
	buf_release(&b);
}

/* Who the caller says the applicant is, and what may be said out loud then. */
static enum rc
sheet_person(struct calling *c, const struct case_record *found, struct call_sheet *s,
    struct err *e)
{
	struct applicant_record a;
	struct buf told = { 0 };
	enum rc rc = store_applicant_get(c->r->office->store, found->row.id, &a, e);

	if (rc != RC_OK)
		return rc;
	text_search_name(&told, c->ask->name);
	s->is_confirmed = told.len > 0 && is_named(found->row.applicant, buf_str(&told), false);
	s->is_denied = told.len > 0 && !s->is_confirmed;
	buf_release(&told);
	fill_masked(s->name, sizeof(s->name), found->row.applicant, s->is_confirmed, mask_name);
	fill_masked(s->phone, sizeof(s->phone), a.phone, s->is_confirmed, mask_phone);
	fill_masked(s->birth, sizeof(s->birth), a.birth, s->is_confirmed, mask_birth);
	return RC_OK;
}

/* Since when somebody else has it: the last move of its state. */
static void
take_move(void *arg, const struct move_record *m)
{
	struct call_sheet *s = arg;

	if (!str_eq(m->state_before, m->state_after))
		s->since_at = m->effective_at;
}

static enum party
party_of(enum state state)
{
	if (state == STATE_SUPPLEMENT)
		return PARTY_APPLICANT;
	return state == STATE_CONSULTING ? PARTY_MINISTRY : PARTY_DESK;
}

/* Who is in charge; where nobody is, who answers the telephone. */
static enum rc
sheet_officer(struct calling *c, const struct case_record *found, struct call_sheet *s,
    struct err *e)
{
	struct staff_record staff = c->r->who;
	enum rc rc = RC_OK;

	if (found->assignee_id != 0)
		rc = store_staff_by_id(c->r->office->store, found->assignee_id, &staff, e);
	if (rc != RC_OK)
		return rc;
	if (found->assignee_id != 0)
		str_fill(s->officer, sizeof(s->officer), staff.row.name);
	str_fill(s->department, sizeof(s->department), staff.row.department);
	str_fill(s->contact, sizeof(s->contact), staff.contact);
	return RC_OK;
}

/* What is missing: the items of the demand that stands. */
static enum rc
sheet_items(struct calling *c, const struct case_record *found, struct call_sheet *s,
    struct err *e)
{
	struct supplement_record d;
	struct buf items = { 0 };
	enum rc rc = RC_NOT_FOUND;

	if (found->row.state == STATE_SUPPLEMENT)
		rc = store_supplement_open(c->r->office->store, found->row.id, &d, e);
	if (rc == RC_OK) {
		if (s->is_confirmed)
			buf_puts(&items, d.items);
		else
			mask_free_text(&items, d.items, found->row.applicant, "");
		s->items_due = d.due;
		supplement_record_release(&d);
	}
	s->items = buf_steal(&items);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static enum rc
tell_sheet(struct calling *c, struct err *e)
{
	struct store *store = c->r->office->store;
	struct call_sheet s = { .items = NULL };
	struct case_record found;
	enum rc rc = store_case_get(store, c->ids[0], &found, e);

	if (rc != RC_OK)
		return rc;
	s.completed_at = found.completed_at;
	s.since_at = found.row.arrived_at;
	str_fill(s.party, sizeof(s.party), party_name(party_of(found.row.state)));
	rc = sheet_person(c, &found, &s, e);
	if (rc == RC_OK)
		rc = store_move_list(store, found.row.id, take_move, &s, e);
	if (rc == RC_OK)
		rc = sheet_officer(c, &found, &s, e);
	if (rc == RC_OK)
		rc = sheet_items(c, &found, &s, e);
	if (rc == RC_OK)
		request_tell(c->r, MESSAGE_CALL_SHEET, false, &s);
	call_sheet_release(&s);
	return rc;
}

enum rc
handle_call(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_call ask;
	struct calling c = { .r = r, .ask = &ask, .rc = RC_OK, .e = e };
	enum call_reason reason;
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	if (r->actor.role == ROLE_AUDITOR)
		return request_refuse_for(r, REASON_NO_RIGHT, role_name(ROLE_OFFICER));
	if (!str_empty(ask.reason) && !call_reason_find(ask.reason, &reason))
		return request_refuse_for(r, REASON_BAD_VALUE, "reason");
	c.kind = call_kind_of(ask.text, &c.key);
	if (c.key.len == 0)
		rc = request_refuse_for(r, REASON_BAD_VALUE, "text");
	else if (c.kind == CALL_BY_PHONE && str_empty(ask.reason))
		rc = request_refuse_for(r, REASON_NEEDS_CALL_REASON, "");
	else if (c.kind == CALL_BY_NUMBER)
		rc = find_by_number(&c, e);
	else
		rc = find_by_person(&c, e);
	if (rc == RC_OK)
		rc = record_call(&c, e);
	if (rc == RC_OK && c.count == 1)
		rc = tell_sheet(&c, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	buf_release(&c.key);
	return rc;
}
