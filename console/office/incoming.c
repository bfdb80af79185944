/* SPDX-License-Identifier: ISC */
#include "console/office/incoming.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/office/case_answers.h"
#include "console/office/calendar_change.h"
#include "console/office/case_clock.h"
#include "console/office/handover.h"
#include "console/office/status_word.h"
#include "console/rules/citizen.h"
#include "console/rules/json_gate.h"
#include "console/rules/json_span.h"
#include "storage/text.h"

#define TEXT_MAX (16 * 1024)

/* An event on its way into its case. */
struct arriving {
	struct incoming *in;
	struct case_record c;
	enum state before;
	enum citizen_outcome outcome;
	int64_t due_before;
	int64_t at;		/* when it happened out there */
	struct buf text;	/* for the timeline */
	struct buf answers;	/* JSON object of answers changed or added */
	int64_t told_by;	/* who signs the notice of a transfer; 0 = there is none */
	struct handover_row handover;	/* then: which */
};

/* Reads what the kind brings and changes a->c; writes rows of its own. */
typedef enum rc (*arrival_function)(struct arriving *a, struct err *e);

/* The case goes back to its officer's work. */
static void
back_to_work(struct arriving *a)
{
	a->c.row.state = a->c.assignee_id == 0 ? STATE_RECEIVED : STATE_IN_PROGRESS;
}

static void
let_go(struct arriving *a)
{
	a->c.lease_holder_id = 0;
	a->c.row.lease_until_at = 0;
}

/* A text member of the data into the timeline, cut to what a frame takes. */
static void
take_text(struct arriving *a, const char *key)
{
	struct buf nfc = { 0 };
	const char *text = str_or_empty(json_text(a->in->json, key));
	char *head = x_alloc(TEXT_MAX);

	str_fill(head, TEXT_MAX, text);
	text_nfc(&nfc, head, strlen(head));
	str_fill(head, TEXT_MAX, buf_str(&nfc));
	buf_puts(&a->text, head);
	free(head);
	buf_release(&nfc);
}

/* The object in the member key of the data, as the bytes that came. */
static enum rc
take_answers(struct arriving *a, const char *key, struct err *e)
{
	struct json_span span;
	const char *data = a->in->data;

	if (!json_span_member(data, strlen(data), key, &span))
		return RC_OK;
	if (data[span.from] != '{')
		return err_set(e, RC_INVALID, "%s", key);
	buf_add(&a->answers, data + span.from, span.len);
	return RC_OK;
}

/* 보완: the applicant supplied what was missing. */
static enum rc
take_supplemented(struct arriving *a, struct err *e)
{
	struct store *store = a->in->r->office->store;
	enum rc rc = take_answers(a, "answers", e);

	take_text(a, "text");
	if (rc != RC_OK || a->outcome != CITIZEN_RESUMES)
		return rc;
	rc = store_supplement_reply(store, a->c.row.id, a->at, buf_str(&a->text),
	    a->answers.len == 0 ? "{}" : buf_str(&a->answers), e);
	back_to_work(a);
	return rc;
}

/* 취하: the applicant took it back. */
static enum rc
take_withdrawn(struct arriving *a, struct err *e)
{
	take_text(a, "reason");
	if (a->outcome != CITIZEN_WITHDRAWS)
		return RC_OK;
	a->c.row.state = STATE_WITHDRAWN;
	let_go(a);
	return handover_end(a->in->r->office, &a->c, HOP_CANCELLED, e);
}

/* 변경: the applicant changed answers. */
static enum rc
take_updated(struct arriving *a, struct err *e)
{
	enum rc rc = take_answers(a, "attributes", e);

	if (rc == RC_OK && a->answers.len == 0)
		return err_set(e, RC_INVALID, "attributes");
	status_word_note(&a->text, a->in->channel, a->in->data);
	if (rc != RC_OK || a->outcome != CITIZEN_UNDRAFTS)
		return rc;
	back_to_work(a);
	return handover_end(a->in->r->office, &a->c, HOP_CANCELLED, e);
}

/* The hand-over that the event is about: the one it names, else the last. */
static enum rc
find_handover(const struct arriving *a, struct handover_row *row, struct err *e)
{
	struct store *store = a->in->r->office->store;
	const char *id = str_or_empty(json_text(a->in->json, "handover_id"));
	const char *dash = strrchr(id, '-');
	int64_t serial;

	if (dash != NULL && parse_int(dash + 1, 1, INT32_MAX, &serial))
		return store_handover_serial(store, a->c.row.id, serial, row, e);
	return store_handover_last(store, a->c.row.id, row, e);
}

/* Who speaks for the receiver: department, name, contact. */
static void
officer_of(const struct arriving *a, char officer[200])
{
	const struct cJSON *who = json_member(a->in->json, "officer");

	officer[0] = '\0';
	if (who != NULL)
		snprintf(officer, 200, "%.80s %.60s %.40s", str_or_empty(json_text(who, "department")),
		    str_or_empty(json_text(who, "name")), str_or_empty(json_text(who, "contact")));
}

/* Moves the hand-over; what is about an earlier one, or comes late, is filed and
 * moves nothing of the case. */
static enum rc
take_hop(struct arriving *a, enum hop to, struct handover_row *row, struct err *e)
{
	struct handover_move m = { .answer = to >= HOP_RETURNED ? buf_str(&a->text) : "",
		.reason_code = str_or_empty(json_text(a->in->json, "reason_code")),
		.receipt_no = str_or_empty(json_text(a->in->json, "receipt_no")) };
	struct handover_row last;
	char officer[200];
	bool has_moved = false;
	enum rc rc = find_handover(a, row, e);

	officer_of(a, officer);
	m.officer = officer;
	if (rc == RC_OK)
		rc = store_handover_last(a->in->r->office->store, a->c.row.id, &last, e);
	if (rc == RC_OK && last.id != row->id) {
		struct case_record other = a->c;

		a->outcome = CITIZEN_FILES;
		return handover_move(a->in->r->office, &other, row, to, a->at, &m, &has_moved, e);
	}
	if (rc == RC_OK)
		rc = handover_move(a->in->r->office, &a->c, row, to, a->at, &m, &has_moved, e);
	if (rc == RC_NOT_FOUND || (rc == RC_OK && !has_moved))
		a->outcome = CITIZEN_FILES;
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static enum rc
take_acknowledged(struct arriving *a, struct err *e)
{
	struct handover_row row;

	take_text(a, "receipt_no");
	return take_hop(a, HOP_RECEIVED, &row, e);
}

/* 이송 (Act §16): accepted there, it is not ours any more. */
static enum rc
take_accepted(struct arriving *a, struct err *e)
{
	enum escalation_kind kind = ESCALATION_GUIDELINE;
	struct handover_row row = { .kind = "" };
	enum rc rc;

	take_text(a, "receipt_no");
	rc = take_hop(a, HOP_ACCEPTED, &row, e);
	if (rc == RC_OK && a->outcome == CITIZEN_PASSES &&
	    escalation_kind_find(row.kind, &kind) && escalation_table[kind].ends_case) {
		a->c.row.state = STATE_TRANSFERRED;
		a->told_by = row.by_id;
		a->handover = row;
		let_go(a);
	}
	return rc;
}

/* The ministry answered or returned it. */
static enum rc
take_hand_back(struct arriving *a, enum hop to, const char *key, struct err *e)
{
	struct handover_row row;
	enum rc rc;

	take_text(a, key);
	if (a->text.len == 0)
		return err_set(e, RC_INVALID, "%s", key);
	rc = take_hop(a, to, &row, e);
	if (rc == RC_OK && a->outcome == CITIZEN_RESUMES)
		back_to_work(a);
	return rc;
}

static enum rc
take_answered(struct arriving *a, struct err *e)
{
	return take_hand_back(a, HOP_ANSWERED, "answer", e);
}

static enum rc
take_returned(struct arriving *a, struct err *e)
{
	return take_hand_back(a, HOP_RETURNED, "reason", e);
}

static enum rc
take_satisfaction(struct arriving *a, struct err *e)
{
	struct satisfaction_record given = { .given_at = a->at };

	if (!json_integer(a->in->json, "score", &given.score) || given.score < 1 ||
	    given.score > 5)
		return err_set(e, RC_INVALID, "score");
	take_text(a, "remark");
	str_fill(given.remark, sizeof(given.remark), buf_str(&a->text));
	buf_clear(&a->text);
	buf_printf(&a->text, "%d/5 %s", (int)given.score, given.remark);
	return store_satisfaction_put(a->in->r->office->store, a->c.row.id, &given, e);
}

/* What each kind brings. */
static const arrival_function takes[] = {
	[CITIZEN_SUPPLEMENTED] = take_supplemented,
	[CITIZEN_WITHDRAWN] = take_withdrawn,
	[CITIZEN_UPDATED] = take_updated,
	[CITIZEN_ACKNOWLEDGED] = take_acknowledged,
	[CITIZEN_ACCEPTED] = take_accepted,
	[CITIZEN_ANSWERED] = take_answered,
	[CITIZEN_RETURNED] = take_returned,
	[CITIZEN_SATISFACTION] = take_satisfaction,
};
_Static_assert(sizeof(takes) / sizeof(takes[0]) == CITIZEN__COUNT, "one per kind");

bool
incoming_is_known(const char *kind)
{
	enum citizen_event event;

	return citizen_find(kind, &event);
}

/* When it happened: as the event says, but neither in the future nor before the
 * case arrived. */
static int64_t
instant_of(const struct arriving *a, const char *member)
{
	int64_t now_at = a->in->r->office->now_at, at;
	const char *text = json_text(a->in->json, member);

	if (text == NULL || !instant_parse(text, &at) || at > now_at)
		return now_at;
	return at < a->c.row.arrived_at ? a->c.row.arrived_at : at;
}

static enum rc
write_event(struct arriving *a, const char *kind, int64_t *event_id, struct err *e)
{
	struct incoming *in = a->in;
	char *key = x_asprintf("event %s %s", in->channel, in->event_id);
	struct event_record v = { .case_id = a->c.row.id, .kind = kind,
		.entered_at = in->r->office->now_at, .effective_at = a->at,
		.state_before = state_name(a->before), .state_after = state_name(a->c.row.state),
		.version_after = a->c.row.version, .due_before = a->due_before,
		.due_after = a->c.row.due_at, .op_key = key, .request_hash = "",
		.text = buf_str(&a->text) };
	enum rc rc = store_event_add(in->r->office->store, &v, e);

	free(key);
	*event_id = v.id;
	return rc;
}

/* How the case fits its form now, and which of the marked answers changed. A
 * reply without answers leaves them all open. */
static enum rc
settle(struct arriving *a, enum citizen_event event, struct err *e)
{
	struct office *office = a->in->r->office;
	struct case_answers all;
	enum rc rc;

	if (a->answers.len == 0 && event != CITIZEN_SUPPLEMENTED)
		return RC_OK;
	rc = case_answers_load(office, &a->c, 0, &all, e);
	if (rc == RC_OK)
		rc = case_answers_lay_over(&all, a->answers.len == 0 ? "{}" : buf_str(&a->answers), e);
	if (rc == RC_OK) {
		a->c.row.mismatches = all.mismatches;
		rc = case_answers_settle(office, &a->c, &all, &a->text, e);
	}
	case_answers_release(&all);
	return rc;
}

/* The applicant hears of the transfer from who asked for it (Decree §13③). */
static enum rc
tell_transfer(struct arriving *a, int64_t event_id, struct err *e)
{
	struct office *office = a->in->r->office;
	struct staff_record who;
	enum rc rc = store_staff_by_id(office->store, a->told_by, &who, e);

	return rc == RC_OK ? handover_notice(office, &a->c, &who, &a->handover, event_id, e) : rc;
}

enum rc
incoming_apply(struct incoming *in, int64_t case_id, struct err *e)
{
	struct store *store = in->r->office->store;
	struct arriving a = { .in = in };
	struct clock_change change;
	enum citizen_event event;
	int64_t event_id = 0;
	enum rc rc;

	if (!citizen_find(in->kind, &event))
		return err_set(e, RC_INVALID, "%s", in->kind);
	rc = store_case_get(store, case_id, &a.c, e);
	if (rc == RC_OK)
		rc = calendar_change_case(in->r->office, &a.c, e);
	if (rc != RC_OK)
		return rc;
	a.before = a.c.row.state;
	a.outcome = citizen_outcome(event, a.before, a.c.row.deemed_at != 0);
	a.due_before = a.c.row.due_at;
	a.at = instant_of(&a, citizen_table[event].instant);
	change = (struct clock_change){ .from = a.before, .at = a.at };
	rc = takes[event](&a, e);
	if (rc == RC_OK)
		rc = settle(&a, event, e);
	if (rc == RC_OK)
		rc = case_clock_before(in->r->office, &a.c, &change, e);
	if (rc == RC_OK)
		rc = store_case_update(store, &a.c, e);
	if (rc == RC_OK)
		rc = write_event(&a, citizen_table[event].event, &event_id, e);
	if (rc == RC_OK)
		rc = case_clock_after(in->r->office, &a.c, &change, event_id, e);
	if (rc == RC_OK && a.told_by != 0)
		rc = tell_transfer(&a, event_id, e);
	if (rc == RC_OK && a.answers.len > 0)
		rc = store_amendment_add(store, case_id, event_id, buf_str(&a.answers), e);
	buf_release(&a.text);
	buf_release(&a.answers);
	return rc;
}
