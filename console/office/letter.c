/* SPDX-License-Identifier: ISC */
#include "console/office/letter.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/office/calendars.h"
#include "console/office/case_clock.h"
#include "console/office/session.h"
#include "console/rules/letter.h"
#include "console/rules/new_case.h"
#include "console/rules/service_clock.h"
#include "storage/text.h"

#define LIMIT_MAX 500
#define CANDIDATES_MOST 2000	/* cases one request looks at */
#define DAY_SEC 86400
#define PROGRESS_DAYS 30

static struct day
day_of(int64_t at)
{
	struct day d;
	int32_t second;

	instant_split(at, &d, &second);
	return d;
}

/* A case with its letters. */
struct letters {
	struct request *r;
	struct case_record c;
	struct case_clock clock;
	struct letter_facts facts;
	struct letter_owed owed[LETTER__COUNT];
	size_t count;
	char moved_words[400];	/* what the last change of the calendar was */
};

/* The last change of the calendar, if the applicant was told nothing since. */
static enum rc
find_move(struct letters *l, const struct clock_events *events, struct err *e)
{
	int64_t event_id = 0, at = 0;
	bool is_told = false;
	enum rc rc = store_letter_moved(l->r->office->store, l->c.row.id, &event_id, &at,
	    l->moved_words, e);

	if (rc == RC_NOT_FOUND)
		return RC_OK;
	for (size_t i = 0; i < events->count; i++)
		is_told = is_told || (events->events[i].kind == CLOCK_EVENT_ANNOUNCED &&
		    events->events[i].id > event_id);
	l->facts.moved_at = is_told ? 0 : at;
	return rc;
}

/* Finds what l->c owes. */
static enum rc
find_owed(struct letters *l, struct err *e)
{
	struct office *office = l->r->office;
	struct clock_events events = { 0 };
	const struct calendar *calendar = NULL;
	enum rc rc = calendar_of_office(office, l->c.office, &calendar, e);

	l->count = 0;
	l->facts = (struct letter_facts){ .is_open = state_table[l->c.row.state].is_open,
		.received_at = l->c.row.received_at, .now_at = office->now_at };
	if (rc != RC_OK || !l->facts.is_open || l->facts.received_at == 0)
		return rc;
	rc = case_clock_load(office, &l->c, &events, e);
	if (rc == RC_OK)
		rc = case_clock_fold(&l->clock, calendar, events.events, events.count,
		    office->now_at, e);
	if (rc == RC_OK)
		rc = find_move(l, &events, e);
	for (size_t i = 0; rc == RC_OK && i < LETTER__COUNT; i++)
		rc = store_letter_dealt(office->store, l->c.row.id, letter_table[i].name,
		    &l->facts.dealt[i], e);
	if (rc == RC_OK) {
		l->facts.due_at = l->clock.first_due_at;
		l->facts.period = l->clock.period;
		l->facts.is_stopped = l->clock.state != CLOCK_RUNNING;
		l->facts.announced_at = l->clock.announced_at;
		l->count = letters_owed(calendar, &l->facts, l->owed);
	}
	clock_events_release(&events);
	case_clock_release(&l->clock);
	return rc;
}

static void
row_of(const struct letters *l, const struct letter_owed *owed, struct letter_row *row)
{
	struct case_row shown;

	case_row_for(l->r, &l->c, &shown);
	*row = (struct letter_row){ .id = letter_id(l->c.row.id, owed->letter),
		.case_id = l->c.row.id, .owed_at = owed->owed_at, .missed = owed->missed,
		.due_at = l->facts.due_at, .announced_at = l->facts.announced_at,
		.state = "owed" };
	str_fill(row->number, sizeof(row->number), shown.receipt_no);
	str_fill(row->letter, sizeof(row->letter), letter_table[owed->letter].name);
	str_fill(row->service, sizeof(row->service), shown.service);
	str_fill(row->applicant, sizeof(row->applicant), shown.applicant);
	str_fill(row->assignee, sizeof(row->assignee), shown.assignee);
	str_fill(row->assignee_name, sizeof(row->assignee_name), shown.assignee_name);
}

/* Candidates of one page, looked at after the walk has ended. */
struct page_of_letters {
	struct case_record *cases;	/* owned */
	size_t count;
};

static bool
keep_case(void *arg, const struct case_record *c)
{
	struct page_of_letters *p = arg;

	p->cases[p->count++] = *c;
	return true;
}

/* Looks at a page of candidates and tells what each owes, up to limit letters.
 * place goes on behind the last case looked at. */
static enum rc
tell_owed(struct request *r, const struct page_of_letters *p, int32_t limit,
    struct wire_verify_end *end, struct walk *place, struct err *e)
{
	struct letters *l = x_zalloc(1, sizeof(*l));
	enum rc rc = RC_OK;

	l->r = r;
	for (size_t i = 0; rc == RC_OK && i < p->count && end->checked < limit; i++) {
		struct err why = { 0 };

		l->c = p->cases[i];
		rc = find_owed(l, &why);
		/* Events that cannot be: audit verify names the case. */
		rc = rc == RC_INVALID ? RC_OK : rc;
		if (rc != RC_OK)
			(void)err_set(e, rc, "%s", why.text);
		for (size_t k = 0; rc == RC_OK && k < l->count; k++) {
			struct letter_row row;

			row_of(l, &l->owed[k], &row);
			request_tell(r, MESSAGE_LETTER, false, &row);
			end->checked++;
		}
		place->after_key = walk_key(place, &p->cases[i]);
		place->after_id = p->cases[i].row.id;
	}
	free(l);
	return rc;
}

/* The letters that the office's open cases owe, by due, a page a request. */
enum rc
handle_letter_list(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct walk place = { .order = WALK_OPEN, .office = r->actor.office };
	struct letter_walk walk = { .office = r->actor.office,
		.due_before = r->office->now_at + 1,
		.received_before = r->office->now_at - (PROGRESS_DAYS - 1) * DAY_SEC };
	struct wire_verify_end end = { .checked = 0 };
	struct page_of_letters p = { .count = 0 };
	struct wire_verify ask;
	int64_t seen = 0, last_id;
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	if (ask.limit < 1 || ask.limit > LIMIT_MAX)
		return request_refuse_for(r, REASON_BAD_VALUE, "limit");
	walk_start(&place);
	if (!str_empty(ask.after) && !walk_place_parse(ask.after, &place))
		return request_refuse_for(r, REASON_BAD_VALUE, "after");
	if (str_empty(ask.after))
		rc = request_record(r, "letters", "letter-list", e);
	walk.after_key = place.after_key;
	walk.after_id = place.after_id;
	p.cases = x_zalloc(CANDIDATES_MOST, sizeof(*p.cases));
	if (rc == RC_OK)
		rc = store_letter_walk(r->office->store, &walk, CANDIDATES_MOST, keep_case, &p,
		    &seen, e);
	if (rc == RC_OK)
		rc = tell_owed(r, &p, ask.limit, &end, &place, e);
	last_id = p.count > 0 ? p.cases[p.count - 1].row.id : 0;
	if (rc == RC_OK) {
		if (p.count > 0 && (seen == CANDIDATES_MOST || place.after_id != last_id))
			walk_place_format(end.next, &place);
		request_tell(r, MESSAGE_VERIFY_END, true, &end);
	}
	free(p.cases);
	return rc;
}

/* Who is dunned: the officer in charge, or the lead department's head where
 * nobody is (Decree §28②). */
static enum rc
set_assignee(struct letters *l, struct template_values *v, struct staff_record *assignee,
    struct err *e)
{
	enum rc rc = RC_NOT_FOUND;

	if (l->c.assignee_id != 0)
		rc = store_staff_by_id(l->r->office->store, l->c.assignee_id, assignee, e);
	if (rc == RC_NOT_FOUND) {
		template_set_text(v, VARIABLE_ASSIGNEE, "처리주무부서의 장");
		template_set_text(v, VARIABLE_ASSIGNEE_DEPARTMENT, l->r->who.row.department);
		return RC_OK;
	}
	template_set_text(v, VARIABLE_ASSIGNEE, assignee->row.name);
	template_set_text(v, VARIABLE_ASSIGNEE_DEPARTMENT, assignee->row.department);
	return rc;
}

/* How late it is, in the period's own way of counting. */
static void
put_late(struct buf *out, const struct calendar *c, const struct letter_facts *f)
{
	int64_t minutes = calendar_minutes_between(c, f->due_at, f->now_at);

	if (period_is_hours(f->period) && minutes < calendar_day_minutes(c))
		buf_printf(out, "근무시간 %" PRId64 "시간 %" PRId64 "분", minutes / 60, minutes % 60);
	else
		buf_printf(out, "%d일", (int)(day_of(f->now_at).number - day_of(f->due_at).number));
}

/* Renders a letter; refuses where the template has a hole. The name of the
 * applicant is masked for who may not send it. */
static enum rc
render(struct letters *l, enum letter letter, bool is_plain, struct buf *text, struct err *e)
{
	const struct text_template *t = template_find(letter_table[letter].name);
	struct template_values v = { .has = { false } };
	struct template_fault fault;
	struct letter_words words;
	struct staff_record assignee;
	struct buf late = { 0 }, masked = { 0 }, overdue = { 0 };
	char detail[96], due[32];
	enum rc rc = set_assignee(l, &v, &assignee, e);

	letter_values(&v, &words, &l->c, &l->r->who, l->r->office->now_at);
	template_set_text(&v, VARIABLE_TITLE, t->title);
	template_set_text(&v, VARIABLE_LAW, t->law);
	template_set_instant(&v, VARIABLE_OLD_DUE_AT, l->facts.announced_at);
	template_set_text(&v, VARIABLE_REASON, l->moved_words);
	put_late(&late, l->r->calendar, &l->facts);
	template_set_text(&v, VARIABLE_LATE, buf_str(&late));
	/* What should have been done by then is not expected then. */
	if (letter == LETTER_PROGRESS && l->facts.due_at != 0 &&
	    deadline_is_overdue(l->facts.period, l->facts.due_at, l->facts.now_at)) {
		instant_format_official(l->facts.due_at, due);
		buf_printf(&overdue, "처리기한(%s)이 지나 서둘러 처리하고 있습니다.", due);
		template_set_text(&v, VARIABLE_DUE_AT, buf_str(&overdue));
	}
	mask_name(&masked, l->c.row.applicant);
	if (!is_plain)
		template_set_text(&v, VARIABLE_APPLICANT, buf_str(&masked));
	if (rc == RC_OK && !template_render(text, t->text, &v, &fault)) {
		template_fault_format(&fault, detail);
		rc = request_refuse_for(l->r, REASON_LETTER_BLOCKED, detail);
	}
	buf_release(&late);
	buf_release(&masked);
	buf_release(&overdue);
	return rc;
}

/* The case and letter that an id means, among those owed. */
static enum rc
find_letter(struct request *r, int64_t id, struct letters *l, const struct letter_owed **owed,
    struct err *e)
{
	enum letter letter = LETTER_PROGRESS;
	int64_t case_id = 0;
	enum rc rc;

	l->r = r;
	*owed = NULL;
	if (!letter_of_id(id, &case_id, &letter))
		return request_refuse_for(r, REASON_UNKNOWN_CASE, "");
	rc = store_case_get(r->office->store, case_id, &l->c, e);
	if (rc == RC_NOT_FOUND || (rc == RC_OK && !str_eq(l->c.office, r->actor.office)))
		return request_refuse_for(r, REASON_UNKNOWN_CASE, "");
	if (rc == RC_OK)
		rc = find_owed(l, e);
	for (size_t i = 0; rc == RC_OK && i < l->count; i++)
		if (l->owed[i].letter == letter)
			*owed = &l->owed[i];
	if (rc == RC_OK && *owed == NULL)
		return request_refuse_for(r, REASON_LETTER_NOT_OWED, "");
	return rc;
}

static bool
may_send(const struct request *r, enum letter letter)
{
	return (letter_table[letter].roles & ROLE_BIT(r->actor.role)) != 0;
}

/* The letter word for word as it would be sent. */
enum rc
handle_letter_show(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct letters *l = x_zalloc(1, sizeof(*l));
	const struct letter_owed *owed = NULL;
	struct wire_number ask;
	struct letter_row row;
	struct buf text = { 0 };
	char subject[40];
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = find_letter(r, ask.number, l, &owed, e);
	assert(rc != RC_OK || owed != NULL);
	if (rc == RC_OK)
		rc = render(l, owed->letter, may_send(r, owed->letter), &text, e);
	if (rc == RC_OK) {
		snprintf(subject, sizeof(subject), "case %" PRId64, l->c.row.id);
		rc = request_record(r, subject, "letter-show", e);
	}
	if (rc == RC_OK) {
		row_of(l, owed, &row);
		request_tell(r, MESSAGE_LETTER, false, &row);
		request_tell_pieces(r, buf_str(&text));
		request_tell_ok(r);
	}
	buf_release(&text);
	free(l);
	return rc;
}

/* The event and the row of what became of a letter; text is what was sent, or
 * why it was not. */
static enum rc
write_letter(struct letters *l, const struct letter_owed *owed, const char *kind,
    const char *state, int64_t serial, const char *text, int64_t *event_id, struct err *e)
{
	struct office *office = l->r->office;
	const struct letter_info *info = &letter_table[owed->letter];
	char *key = x_asprintf("letter %" PRId64 " %s %" PRId64, l->c.row.id, info->name, serial);
	struct buf words = { 0 };
	struct event_record v = { .case_id = l->c.row.id, .kind = kind,
		.actor_id = l->r->who.row.id, .entered_at = office->now_at,
		.effective_at = office->now_at, .state_before = state_name(l->c.row.state),
		.state_after = state_name(l->c.row.state), .due_before = l->c.row.due_at,
		.due_after = l->c.row.due_at, .op_key = key, .request_hash = "" };
	char subject[40];
	enum rc rc = store_case_update(office->store, &l->c, e);

	if (str_eq(state, "skipped"))
		buf_printf(&words, "%s: ", info->label_ko);
	buf_puts(&words, text);
	v.text = buf_str(&words);
	v.version_after = l->c.row.version;
	if (rc == RC_OK)
		rc = store_event_add(office->store, &v, e);
	if (rc == RC_OK)
		rc = store_letter_add(office->store, l->c.row.id, info->name, serial, state, v.id,
		    text, e);
	snprintf(subject, sizeof(subject), "case %" PRId64, l->c.row.id);
	if (rc == RC_OK)
		rc = request_record(l->r, subject, kind, e);
	*event_id = v.id;
	buf_release(&words);
	free(key);
	return rc;
}

/* The message to the applicant's channel. A dunning letter stays in the house:
 * the case's timeline shows it to who has the case. */
static enum rc
put_notice(struct letters *l, const struct letter_owed *owed, int64_t event_id, const char *text,
    struct err *e)
{
	const struct letter_info *info = &letter_table[owed->letter];
	struct outbox_record m = { .case_id = l->c.row.id, .event_id = event_id, .kind = "notice" };
	struct buf body = { 0 };
	enum rc rc;

	/* Who came to the counter or called gets it from the clerk's hand. */
	if (str_empty(info->notice) || new_case_is_desk(l->c.row.channel))
		return RC_OK;
	str_fill(m.channel, sizeof(m.channel), l->c.row.channel);
	str_fill(m.region, sizeof(m.region), l->c.row.region);
	str_fill(m.external_id, sizeof(m.external_id), l->c.row.external_id);
	snprintf(m.op_key, sizeof(m.op_key), "letter.%" PRId64 ".%s.%" PRId64, l->c.row.id,
	    info->name, owed->serial);
	letter_notice_body(&body, &l->c, &l->r->who, info->notice, text);
	m.body = body.data;
	rc = store_outbox_add(l->r->office->store, &m, l->r->office->now_at, e);
	buf_release(&body);
	l->r->office->has_outgoing = l->r->office->has_outgoing || rc == RC_OK;
	return rc;
}

static enum rc
send_letter(struct letters *l, const struct letter_owed *owed, struct err *e)
{
	struct buf text = { 0 };
	int64_t event_id = 0;
	enum rc rc = render(l, owed->letter, true, &text, e);

	if (rc == RC_OK)
		rc = write_letter(l, owed, letter_table[owed->letter].event, "sent", owed->serial,
		    buf_str(&text), &event_id, e);
	if (rc == RC_OK)
		rc = put_notice(l, owed, event_id, buf_str(&text), e);
	buf_release(&text);
	return rc;
}

/* Not sent, for a reason. "public" is the decree's own (§23): the applicant was
 * told that progress is public online; then none is owed any more. */
static enum rc
skip_letter(struct letters *l, const struct letter_owed *owed, const struct wire_change *ask,
    struct err *e)
{
	bool is_public = str_eq(ask->what, "public");
	int64_t event_id = 0;

	if (is_public && owed->letter != LETTER_PROGRESS)
		return request_refuse_for(l->r, REASON_BAD_VALUE, "public");
	if (str_empty(ask->reason))
		return request_refuse_for(l->r, REASON_NEEDS_TEXT, "");
	return write_letter(l, owed, EVENT_LETTER_SKIPPED, "skipped",
	    is_public ? LETTER_NEVER : owed->serial, ask->reason, &event_id, e);
}

enum rc
handle_letter_change(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct letters *l = x_zalloc(1, sizeof(*l));
	const struct letter_owed *owed = NULL;
	struct wire_change ask;
	struct letter_row row;
	bool is_send;
	enum rc rc = wire_read(f, &ask, e);

	is_send = rc == RC_OK && str_eq(ask.what, "send");
	if (rc == RC_OK && !is_send && !str_eq(ask.what, "skip") && !str_eq(ask.what, "public"))
		rc = request_refuse_for(r, REASON_BAD_VALUE, "what");
	if (rc == RC_OK && r->actor.role == ROLE_AUDITOR)
		rc = request_refuse_for(r, REASON_NO_RIGHT, role_name(ROLE_OFFICER));
	if (rc == RC_OK)
		rc = find_letter(r, ask.id, l, &owed, e);
	assert(rc != RC_OK || owed != NULL);
	if (rc == RC_OK && !may_send(r, owed->letter))
		rc = request_refuse_for(r, REASON_NO_RIGHT, role_name(ROLE_SUPERVISOR));
	if (rc == RC_OK && r->office->is_faulty)
		rc = err_set(e, RC_STORAGE, say(N_("the store is read-only since a write failed: "
		    "tell the administrator")));
	if (rc == RC_OK)
		rc = is_send ? send_letter(l, owed, e) : skip_letter(l, owed, &ask, e);
	if (rc == RC_OK) {
		row_of(l, owed, &row);
		str_fill(row.state, sizeof(row.state), is_send ? "sent" : "skipped");
		request_tell(r, MESSAGE_LETTER, true, &row);
	}
	free(l);
	return rc;
}
