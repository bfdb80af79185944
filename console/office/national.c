/* SPDX-License-Identifier: ISC */
/* What staff does to needs and joint tasks, and how they look. They are about
 * offices, not about people: no access is recorded, who did what is. */
#include "console/office/national.h"

#include <stdlib.h>
#include <string.h>

#include "console/office/session.h"
#include "console/rules/agency.h"
#include "console/rules/catalogue.h"
#include "console/rules/need.h"
#include "console/rules/redact.h"
#include "storage/secret.h"
#include "storage/text.h"

#define TITLE_CHARACTERS 200
#define TEXT_CHARACTERS 4096

/* A text as it is kept: NFC, resident numbers cut. False where it is longer than
 * the contract allows. */
static bool
clean(struct buf *out, const char *text, size_t characters)
{
	struct buf nfc = { 0 };
	size_t count = 0;

	text_nfc(&nfc, str_or_empty(text), strlen(str_or_empty(text)));
	redact_bytes(out, buf_str(&nfc), nfc.len);
	buf_release(&nfc);
	for (const char *s = buf_str(out); *s != '\0'; s++)
		count += ((unsigned char)*s & 0xC0) != 0x80;
	return count <= characters;
}

static struct need_actor
actor_of(const struct request *r)
{
	const struct agency_info *agency = agency_find(r->actor.office);

	return (struct need_actor){ .role = r->actor.role,
		.is_ministry = agency != NULL && agency->is_ministry };
}

/* Puts a message into the outbox; takes the body. */
static enum rc
send_message(struct request *r, const char *kind, const char *about, struct buf *body, struct err *e)
{
	struct outbox_record m = { .body = body->data };
	enum rc rc;

	str_fill(m.channel, sizeof(m.channel), NATIONAL_CHANNEL);
	str_fill(m.kind, sizeof(m.kind), kind);
	str_fill(m.external_id, sizeof(m.external_id), about);
	secret_op_key(m.op_key);
	rc = store_outbox_add_caseless(r->office->store, r->actor.office, &m, r->office->now_at, e);
	buf_release(body);
	r->office->has_outgoing = true;
	return rc;
}

static enum rc
note(struct request *r, const char *about, int64_t id, const char *what, const char *text,
    struct err *e)
{
	return store_national_log(r->office->store, about, id, r->office->now_at, r->who.row.id, what,
	    text, e);
}

/* A need by the relay's number or ours. */
static enum rc
find_need(struct request *r, const char *number, struct need_record *out, struct err *e)
{
	struct store *store = r->office->store;
	int64_t id;
	enum rc rc = parse_int(number, 1, INT64_MAX, &id) ?
	    store_need_get(store, r->actor.office, id, out, e) :
	    store_need_find(store, r->actor.office, number, out, e);

	return rc == RC_NOT_FOUND ? request_refuse_for(r, REASON_UNKNOWN_NEED, number) : rc;
}

/* Makes the own office one that seconds the need. */
static enum rc
second(struct request *r, int64_t id, struct err *e)
{
	struct need_second_row v = { .seconded_at = r->office->now_at };
	bool is_new;

	str_fill(v.office, sizeof(v.office), r->actor.office);
	str_fill(v.office_name, sizeof(v.office_name), r->who.row.office_name);
	return store_need_second(r->office->store, id, &v, r->who.row.id, &is_new, e);
}

/* It becomes the office's: seconded, and on its way to every other. */
static enum rc
register_need(struct request *r, int64_t id, struct need_row *n, struct err *e)
{
	struct buf body = { 0 };
	enum rc rc;

	str_fill(n->state, sizeof(n->state), need_state_table[NEED_REGISTERED].name);
	national_need_body(&body, n, &r->who);
	rc = store_need_state(r->office->store, id, n, e);
	if (rc == RC_OK)
		rc = second(r, id, e);
	if (rc != RC_OK) {
		buf_release(&body);
		return rc;
	}
	return send_message(r, "need", n->reference, &body, e);
}

static enum rc
add_need(struct request *r, const struct wire_need *ask, struct need_row *n, int64_t *id,
    struct err *e)
{
	bool is_supervisor = r->actor.role == ROLE_SUPERVISOR;
	enum rc rc;

	str_fill(n->reference, sizeof(n->reference), ask->op_key);
	str_fill(n->office, sizeof(n->office), r->actor.office);
	str_fill(n->office_name, sizeof(n->office_name), r->who.row.office_name);
	str_fill(n->service, sizeof(n->service), ask->service);
	str_fill(n->state, sizeof(n->state), need_state_table[NEED_PROPOSED].name);
	n->registered_at = r->office->now_at;
	rc = store_need_add(r->office->store, NATIONAL_CHANNEL, n, r->who.row.id, id, e);
	if (rc == RC_OK && is_supervisor)
		rc = register_need(r, *id, n, e);
	return rc == RC_OK ? note(r, "need", *id, "add", n->title, e) : rc;
}

/* Writes a need down; the same key again is the same need. */
static enum rc
change_add(struct request *r, const struct need_actor *actor, const struct wire_need *ask,
    int64_t *id, struct err *e)
{
	struct buf title = { 0 }, why = { 0 }, workaround = { 0 };
	struct need_facts facts = { .state = NEED_PROPOSED };
	struct verdict v = need_judge(NEED_ADD, actor, &facts, NEED_PROPOSED, false);
	struct need_row n = { .id = 0 };
	struct need_record old;
	enum rc rc = store_need_by_reference(r->office->store, r->actor.office, ask->op_key, &old, e);

	*id = old.row.id;
	need_record_release(&old);
	if (rc != RC_NOT_FOUND)
		return rc;
	if (v.reason == REASON_NONE && (strlen(ask->op_key) < 8 || strlen(ask->op_key) > 64))
		v = verdict_refuse(REASON_BAD_VALUE, "op_key");
	if (v.reason == REASON_NONE && !clean(&title, ask->title, TITLE_CHARACTERS))
		v = verdict_refuse(REASON_BAD_VALUE, "title");
	if (v.reason == REASON_NONE && (!clean(&why, ask->text, TEXT_CHARACTERS) ||
	    !clean(&workaround, ask->workaround, TEXT_CHARACTERS)))
		v = verdict_refuse(REASON_BAD_VALUE, "text");
	if (v.reason == REASON_NONE && (title.len == 0 || why.len == 0))
		v = verdict_refuse(REASON_NEEDS_TEXT, "");
	if (v.reason == REASON_NONE && ask->service[0] != '\0' && service_find(ask->service) == NULL)
		v = verdict_refuse(REASON_UNKNOWN_SERVICE, ask->service);
	n.why = buf_str(&why);
	n.workaround = buf_str(&workaround);
	n.reason = "";
	rc = v.reason != REASON_NONE ? request_refuse(r, v) : RC_OK;
	if (rc == RC_OK && !str_fill(n.title, sizeof(n.title), buf_str(&title)))
		rc = request_refuse_for(r, REASON_BAD_VALUE, "title");
	if (rc == RC_OK)
		rc = add_need(r, ask, &n, id, e);
	buf_release(&title);
	buf_release(&why);
	buf_release(&workaround);
	return rc;
}

static enum rc
change_second(struct request *r, const struct need_actor *actor, const struct wire_need *ask,
    int64_t *id, struct err *e)
{
	struct need_facts facts = { .state = NEED_PROPOSED };
	struct need_record n;
	struct buf body = { 0 };
	struct verdict v;
	enum rc rc = find_need(r, ask->number, &n, e);

	*id = n.row.id;
	if (rc != RC_OK)
		return rc;
	(void)need_state_find(n.row.state, &facts.state);
	facts.is_seconded = n.row.is_seconded;
	v = need_judge(NEED_SECOND, actor, &facts, 0, false);
	if (v.reason != REASON_NONE) {
		rc = request_refuse(r, v);
	} else if (facts.state == NEED_PROPOSED) {
		rc = register_need(r, *id, &n.row, e);
	} else {
		rc = second(r, *id, e);
		national_second_body(&body, &r->who, r->office->now_at);
		if (rc == RC_OK)
			rc = send_message(r, "second", n.row.need_id, &body, e);
	}
	if (rc == RC_OK)
		rc = note(r, "need", *id, "second", "", e);
	buf_release(&body);
	need_record_release(&n);
	return rc;
}

/* What an answer says, into the need. */
static struct verdict
read_answer(const struct wire_need *ask, const struct need_actor *actor, struct need_row *n,
    const struct buf *reason)
{
	struct need_facts facts = { .state = NEED_PROPOSED };
	enum need_state to;
	struct verdict v;

	(void)need_state_find(n->state, &facts.state);
	n->planned = (struct day){ 0 };
	if (ask->date[0] != '\0' && !day_parse(ask->date, &n->planned))
		return verdict_refuse(REASON_BAD_VALUE, "date");
	if (!need_state_find(ask->state, &to))
		return verdict_refuse(REASON_BAD_VALUE, "state");
	v = need_judge(NEED_ANSWER, actor, &facts, (int)to, n->planned.number != 0);
	if (v.reason == REASON_NONE && reason->len == 0)
		v = verdict_refuse(REASON_NEEDS_TEXT, "");
	str_fill(n->state, sizeof(n->state), need_state_table[to].name);
	return v;
}

static enum rc
change_answer(struct request *r, const struct need_actor *actor, const struct wire_need *ask,
    int64_t *id, struct err *e)
{
	struct buf reason = { 0 }, body = { 0 };
	struct need_record n;
	struct verdict v;
	enum rc rc = find_need(r, ask->number, &n, e);

	*id = n.row.id;
	if (rc != RC_OK)
		return rc;
	if (!clean(&reason, ask->text, TEXT_CHARACTERS))
		v = verdict_refuse(REASON_BAD_VALUE, "text");
	else
		v = read_answer(ask, actor, &n.row, &reason);
	if (v.reason != REASON_NONE) {
		rc = request_refuse(r, v);
		goto out;
	}
	n.row.reason = buf_str(&reason);
	n.row.answered_at = r->office->now_at;
	str_fill(n.row.agency_name, sizeof(n.row.agency_name), r->who.row.office_name);
	rc = store_need_state(r->office->store, *id, &n.row, e);
	national_answer_body(&body, &n.row, &r->who);
	if (rc == RC_OK)
		rc = send_message(r, "need-answer", n.row.need_id, &body, e);
	if (rc == RC_OK)
		rc = note(r, "need", *id, "answer", n.row.state, e);
out:
	buf_release(&reason);
	buf_release(&body);
	need_record_release(&n);
	return rc;
}

/* What can be asked for, by its word. */
static const struct {
	const char *what;
	enum rc (*change)(struct request *r, const struct need_actor *actor,
	    const struct wire_need *ask, int64_t *id, struct err *e);
} changes[] = {
	{ "add", change_add },
	{ "second", change_second },
	{ "answer", change_answer },
};

enum rc
handle_need_change(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_need ask;
	struct need_actor actor;
	struct need_record n;
	int64_t id = 0;
	size_t i = 0;
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	actor = actor_of(r);
	while (i < sizeof(changes) / sizeof(changes[0]) && !str_eq(changes[i].what, ask.what))
		i++;
	if (i == sizeof(changes) / sizeof(changes[0]))
		return request_refuse_for(r, REASON_BAD_VALUE, "what");
	rc = changes[i].change(r, &actor, &ask, &id, e);
	if (rc == RC_OK)
		rc = store_need_get(r->office->store, r->actor.office, id, &n, e);
	if (rc == RC_OK) {
		request_tell(r, MESSAGE_NEED_ROW, true, &n.row);
		need_record_release(&n);
	}
	return rc;
}

static void
tell_need(void *arg, const struct need_row *row)
{
	request_tell(arg, MESSAGE_NEED_ROW, false, row);
}

enum rc
handle_need_list(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_page page;
	enum need_state state;
	enum rc rc = wire_read(f, &page, e);

	if (rc == RC_OK && page.state[0] != '\0' && !need_state_find(page.state, &state))
		return request_refuse_for(r, REASON_BAD_VALUE, "state");
	if (rc == RC_OK)
		rc = store_need_list(r->office->store, r->actor.office, page.state,
		    request_page_limit(&page), tell_need, r, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

static void
tell_second(void *arg, const struct need_second_row *row)
{
	request_tell(arg, MESSAGE_NEED_SECOND_ROW, false, row);
}

enum rc
handle_need_show(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_show ask;
	struct need_record n = { .why = NULL };
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = find_need(r, ask.number, &n, e);
	if (rc == RC_OK) {
		request_tell(r, MESSAGE_NEED_ROW, false, &n.row);
		rc = store_need_seconds(r->office->store, n.row.id, tell_second, r, e);
	}
	if (rc == RC_OK)
		request_tell_ok(r);
	need_record_release(&n);
	return rc;
}

static void
tell_task(void *arg, const struct task_row *row)
{
	request_tell(arg, MESSAGE_TASK_ROW, false, row);
}

enum rc
handle_task_list(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_page page;
	enum task_state state;
	enum rc rc = wire_read(f, &page, e);

	if (rc == RC_OK && page.state[0] != '\0' && !task_state_find(page.state, &state))
		return request_refuse_for(r, REASON_BAD_VALUE, "state");
	if (rc == RC_OK)
		rc = store_task_list(r->office->store, r->actor.office, page.state,
		    request_page_limit(&page), tell_task, r, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

/* A task by the relay's number or ours. */
static enum rc
find_task(struct request *r, const char *number, struct task_record *out, struct err *e)
{
	struct store *store = r->office->store;
	int64_t id;
	enum rc rc = parse_int(number, 1, INT64_MAX, &id) ?
	    store_task_get(store, r->actor.office, id, out, e) :
	    store_task_find(store, r->actor.office, number, out, e);

	return rc == RC_NOT_FOUND ? request_refuse_for(r, REASON_UNKNOWN_NEED, number) : rc;
}

/* Writes what the owner says of the task, and sends it. */
static enum rc
report_task(struct request *r, struct task_row *t, const struct wire_task *ask, const char *words,
    struct err *e)
{
	struct buf body = { 0 };
	enum rc rc;

	str_fill(t->state, sizeof(t->state), ask->state);
	t->note = words;
	t->reported_at = r->office->now_at;
	rc = store_task_state(r->office->store, t->id, t, e);
	if (rc != RC_OK)
		return rc;
	national_report_body(&body, t, &r->who);
	rc = send_message(r, "task-report", t->task_id, &body, e);
	return rc == RC_OK ? note(r, "task", t->id, "update", t->state, e) : rc;
}

enum rc
handle_task_change(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_task ask;
	struct need_actor actor;
	struct need_facts facts = { .state = NEED_PROPOSED };
	struct task_record t = { .note = NULL };
	struct buf words = { 0 };
	enum task_state to = TASK_OPEN;
	struct verdict v = VERDICT_ALLOWED;
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = find_task(r, ask.number, &t, e);
	if (rc != RC_OK)
		return rc;
	actor = actor_of(r);
	(void)task_state_find(t.row.state, &facts.task);
	facts.is_owner = t.row.is_ours;
	if (!task_state_find(ask.state, &to))
		v = verdict_refuse(REASON_BAD_VALUE, "state");
	if (v.reason == REASON_NONE)
		v = need_judge(NEED_TASK_UPDATE, &actor, &facts, (int)to, false);
	if (v.reason == REASON_NONE && !clean(&words, ask.text, TEXT_CHARACTERS))
		v = verdict_refuse(REASON_BAD_VALUE, "text");
	if (v.reason == REASON_NONE && words.len == 0)
		v = verdict_refuse(REASON_NEEDS_TEXT, "");
	rc = v.reason != REASON_NONE ? request_refuse(r, v) :
	    report_task(r, &t.row, &ask, buf_str(&words), e);
	if (rc == RC_OK)
		request_tell(r, MESSAGE_TASK_ROW, true, &t.row);
	buf_release(&words);
	task_record_release(&t);
	return rc;
}
