/* SPDX-License-Identifier: ISC */
/* What staff does at the consultation desk. One request changes one consultation;
 * the office handles one at a time, so that nobody is called twice. */
#include "console/office/consult.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/office/session.h"
#include "console/rules/consult.h"
#include "console/rules/workflow.h"
#include "storage/instant.h"
#include "storage/text.h"

#define KEY_LEAST 8
#define LATER_MOST_SEC (90 * 24 * 3600)	/* a promise farther away is a slip */

/* One change on its way. */
struct consulting {
	struct request *r;
	struct wire_consult ask;	/* texts clean */
	enum by_hand hand;
	struct consult_record c;
};

/* The words of a request that must be of a table; *i is which. */
static enum rc
need_word(struct consulting *k, enum consult_words words, const char *word, const char *member,
    size_t *i)
{
	return consult_word_find(words, word, i) ? RC_OK :
	    request_refuse_for(k->r, REASON_BAD_VALUE, member);
}

/* A promise is for a time to come. */
static enum rc
check_promise(struct consulting *k)
{
	int64_t now_at = k->r->office->now_at;
	char text[32];

	if (k->ask.at > now_at && k->ask.at <= now_at + LATER_MOST_SEC)
		return RC_OK;
	instant_format_official(k->ask.at, text);
	return k->ask.at <= now_at ? request_refuse_for(k->r, REASON_CONSULT_PAST, text) :
	    request_refuse_for(k->r, REASON_BAD_VALUE, "at");
}

static enum rc
find_case(struct consulting *k, struct err *e)
{
	return request_find_case(k->r, k->ask.number, &k->c.row.case_id, e);
}

static enum rc
add(struct consulting *k, struct err *e)
{
	struct wire_consult *ask = &k->ask;
	struct consult_row *row = &k->c.row;
	struct office *office = k->r->office;
	size_t kind, task;
	enum rc rc = need_word(k, CONSULT_KINDS, ask->kind, "kind", &kind);

	if (rc == RC_OK)
		rc = need_word(k, CONSULT_TASKS, ask->task, "task", &task);
	if (rc != RC_OK)
		return rc;
	if (ask->priority < 0 || ask->priority > 1)
		return request_refuse_for(k->r, REASON_BAD_VALUE, "priority");
	if (str_empty(ask->contact) && str_eq(consult_word_name(CONSULT_KINDS, kind), "phone"))
		return request_refuse_for(k->r, REASON_CONSULT_NUMBER, "");
	if (ask->at != 0 && (rc = check_promise(k)) != RC_OK)
		return rc;
	if (!str_empty(ask->number) && (rc = find_case(k, e)) != RC_OK)
		return rc;
	str_fill(k->c.office, sizeof(k->c.office), k->r->actor.office);
	str_fill(row->kind, sizeof(row->kind), consult_word_name(CONSULT_KINDS, kind));
	str_fill(row->task, sizeof(row->task), consult_word_name(CONSULT_TASKS, task));
	str_fill(row->who, sizeof(row->who), ask->who);
	str_fill(row->contact, sizeof(row->contact), ask->contact);
	str_fill(row->topic, sizeof(row->topic), ask->text);
	row->priority = ask->priority;
	row->created_at = office->now_at;
	row->is_promised = ask->at != 0;
	row->ready_at = row->is_promised ? ask->at : office->now_at;
	str_fill(row->state, sizeof(row->state), row->is_promised ? "later" : "waiting");
	return consult_begin(office, &k->c, ask->op_key, e);
}

/* A note that was written: added to what stands there, as far as there is room. */
static void
add_note(struct consulting *k)
{
	struct buf note = { 0 };

	if (str_empty(k->ask.text))
		return;
	buf_printf(&note, "%s%s%s", k->c.row.note, k->c.row.note[0] != '\0' ? "\n" : "",
	    k->ask.text);
	str_fill(k->c.row.note, sizeof(k->c.row.note), buf_str(&note));
	buf_release(&note);
}

/* Writes the row and begins the interval of the state that it has. What is over
 * goes no further: its last interval ends where it begins. */
static enum rc
begin_interval(struct consulting *k, const char *text, bool is_over, struct err *e)
{
	struct store *store = k->r->office->store;
	int64_t now_at = k->r->office->now_at;
	enum rc rc = store_consult_update(store, &k->c, e);

	if (rc == RC_OK)
		rc = store_consult_step(store, &(struct consult_step){ .consult_id = k->c.row.id,
		    .state = k->c.row.state, .at = now_at, .staff_id = k->r->who.row.id,
		    .op_key = k->ask.op_key, .text = text }, e);
	return rc == RC_OK && is_over ? store_consult_over(store, k->c.row.id, now_at, e) : rc;
}

/* The state it goes into, with what that means for its times. */
static enum rc
move_to(struct consulting *k, const char *state, struct err *e)
{
	int64_t now_at = k->r->office->now_at;
	bool is_over = str_eq(state, "done") || str_eq(state, "no-show") ||
	    str_eq(state, "left") || str_eq(state, "ended");
	enum rc rc = RC_OK;

	str_fill(k->c.row.state, sizeof(k->c.row.state), state);
	if (is_over) {
		k->c.row.ended_at = now_at;
		rc = store_visit_gone(k->r->office->store, k->c.visit_id, now_at, 0, e);
	}
	return rc == RC_OK ? begin_interval(k, k->ask.text, is_over, e) : rc;
}

/* Who has somebody at hand takes nobody else. */
static enum rc
check_hands(struct consulting *k, struct err *e)
{
	int64_t at_hand = 0;
	char text[24];
	enum rc rc = store_consult_at_hand(k->r->office->store, k->r->who.row.id, &at_hand, e);

	if (rc != RC_OK)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	snprintf(text, sizeof(text), "%" PRId64, at_hand);
	return request_refuse_for(k->r, REASON_CONSULT_BUSY, text);
}

static enum rc
take(struct consulting *k, struct err *e)
{
	struct office *office = k->r->office;
	enum rc rc;

	k->c.staff_id = k->r->who.row.id;
	rc = store_visit_called(office->store, k->c.visit_id, office->now_at, k->c.staff_id, e);
	return rc == RC_OK ? move_to(k, "called", e) : rc;
}

/* A call back at a time: a wait of its own, from then on. */
static enum rc
put_off(struct consulting *k, struct err *e)
{
	struct office *office = k->r->office;
	bool was_called = !str_eq(k->c.row.state, "waiting");
	enum rc rc = check_promise(k);

	if (rc == RC_OK)
		rc = store_visit_gone(office->store, k->c.visit_id, office->now_at,
		    was_called ? 0 : k->r->who.row.id, e);
	if (rc != RC_OK)
		return rc;
	k->c.row.is_promised = true;
	k->c.row.ready_at = k->ask.at;
	k->c.row.called_at = 0;
	k->c.staff_id = 0;
	k->c.row.staff[0] = k->c.row.staff_name[0] = '\0';
	add_note(k);
	rc = consult_line_up(office, &k->c, e);
	return rc == RC_OK ? move_to(k, "later", e) : rc;
}

/* What came of it, the default being that it was answered. */
static enum rc
finish(struct consulting *k, struct err *e)
{
	size_t result = 0;
	enum rc rc = str_empty(k->ask.result) ? RC_OK :
	    need_word(k, CONSULT_RESULTS, k->ask.result, "result", &result);

	if (rc != RC_OK)
		return rc;
	str_fill(k->c.row.result, sizeof(k->c.row.result),
	    consult_word_name(CONSULT_RESULTS, result));
	add_note(k);
	return move_to(k, "done", e);
}

/* Words on the case's timeline: who was talked to about it, how and when. */
static enum rc
write_on_case(struct consulting *k, struct err *e)
{
	struct office *office = k->r->office;
	struct case_record c;
	struct buf words = { 0 };
	struct event_record v = { .kind = by_hand_table[k->hand].event,
		.actor_id = k->r->who.row.id, .entered_at = office->now_at,
		.effective_at = office->now_at, .op_key = k->ask.op_key, .request_hash = "" };
	enum rc rc = store_case_get(office->store, k->c.row.case_id, &c, e);

	if (rc == RC_OK)
		rc = store_case_update(office->store, &c, e);
	if (rc == RC_OK) {
		buf_printf(&words, "#%" PRId64 " %s", k->c.row.id, k->c.row.topic);
		v.case_id = c.row.id;
		v.state_before = v.state_after = state_name(c.row.state);
		v.due_before = v.due_after = c.row.due_at;
		v.version_after = c.row.version;
		v.text = buf_str(&words);
		rc = store_event_add(office->store, &v, e);
	}
	buf_release(&words);
	return rc;
}

static enum rc
link_case(struct consulting *k, struct err *e)
{
	enum rc rc = find_case(k, e);

	if (rc == RC_OK)
		rc = write_on_case(k, e);
	return rc == RC_OK ? begin_interval(k, k->ask.number, k->c.row.ended_at != 0, e) : rc;
}

/* 민원처리법 §4, 시행령 §4: first the warning, with its reason … */
static enum rc
warn(struct consulting *k, struct err *e)
{
	size_t reason;
	enum rc rc = need_word(k, CONSULT_ABUSES, k->ask.result, "reason", &reason);

	if (rc != RC_OK)
		return rc;
	k->c.row.warned_at = k->r->office->now_at;
	str_fill(k->c.row.warned_for, sizeof(k->c.row.warned_for),
	    consult_word_name(CONSULT_ABUSES, reason));
	add_note(k);
	return move_to(k, k->c.row.state, e);
}

/* … then the end, with its own. */
static enum rc
end(struct consulting *k, struct err *e)
{
	size_t reason = 0;
	enum rc rc = need_word(k, CONSULT_ABUSES, str_empty(k->ask.result) ?
	    k->c.row.warned_for : k->ask.result, "reason", &reason);

	if (rc != RC_OK)
		return rc;
	str_fill(k->c.row.result, sizeof(k->c.row.result),
	    consult_word_name(CONSULT_ABUSES, reason));
	add_note(k);
	return move_to(k, "ended", e);
}

static enum rc
just_move(struct consulting *k, struct err *e)
{
	add_note(k);
	return move_to(k, by_hand_table[k->hand].to, e);
}

/* Words to the person, by the channel that handed the person over. */
static enum rc
say_words(struct consulting *k, struct err *e)
{
	if (str_empty(k->ask.text))
		return request_refuse_for(k->r, REASON_NEEDS_TEXT, "");
	return store_consult_saying(k->r->office->store, &(struct consult_saying){
	    .consult_id = k->c.row.id, .at = k->r->office->now_at,
	    .staff_id = k->r->who.row.id, .op_key = k->ask.op_key, .text = k->ask.text }, e);
}

/* What each does to one that was found. */
typedef enum rc (*consult_function)(struct consulting *k, struct err *e);
static const consult_function functions[BY_HAND__COUNT] = {
	[BY_HAND_CONSULT_NEXT] = take,
	[BY_HAND_CONSULT_START] = just_move,
	[BY_HAND_CONSULT_HOLD] = just_move,
	[BY_HAND_CONSULT_RESUME] = just_move,
	[BY_HAND_CONSULT_DONE] = finish,
	[BY_HAND_CONSULT_ABSENT] = just_move,
	[BY_HAND_CONSULT_LATER] = put_off,
	[BY_HAND_CONSULT_LINK] = link_case,
	[BY_HAND_CONSULT_LEFT] = just_move,
	[BY_HAND_CONSULT_SAY] = say_words,
	[BY_HAND_CONSULT_WARN] = warn,
	[BY_HAND_CONSULT_END] = end,
};

/* Does it, and tells the channel that handed the person over, if one did, how the
 * person stands now or what was said. */
static enum rc
do_and_report(struct consulting *k, struct err *e)
{
	bool is_said = k->hand == BY_HAND_CONSULT_SAY;
	char before[sizeof(k->c.row.state)];
	enum rc rc;

	str_fill(before, sizeof(before), k->c.row.state);
	rc = functions[k->hand](k, e);
	if (rc != RC_OK || (!is_said && str_eq(before, k->c.row.state)))
		return rc;
	return consult_report(k->r->office, &k->c, &k->r->who, is_said ? k->ask.text : NULL, e);
}

/* Reads the one with that id, and asks the rules. */
static enum rc
find_and_judge(struct consulting *k, int64_t id, struct err *e)
{
	struct consult_facts facts;
	struct verdict v;
	char text[24];
	enum rc rc = store_consult_get(k->r->office->store, id, k->r->actor.office, &k->c, e);

	snprintf(text, sizeof(text), "%" PRId64, id);
	if (rc == RC_NOT_FOUND)
		return request_refuse_for(k->r, REASON_UNKNOWN_CONSULT, text);
	if (rc != RC_OK)
		return rc;
	facts = (struct consult_facts){ .state = k->c.row.state, .staff_id = k->c.staff_id,
		.staff_name = k->c.row.staff_name, .warned_at = k->c.row.warned_at };
	v = consult_judge(k->hand, k->r->actor.role, k->r->who.row.id, &facts);
	return v.reason != REASON_NONE ? request_refuse(k->r, v) : RC_OK;
}

enum rc
consult_made_case(struct request *r, int64_t consult_id, const struct case_record *c,
    const char *op_key, struct err *e)
{
	struct consulting k = { .r = r, .hand = BY_HAND_CONSULT_LINK };
	char subject[40];
	enum rc rc = find_and_judge(&k, consult_id, e);

	if (rc != RC_OK)
		return rc;
	/* The op-key itself is the receipt's. */
	snprintf(k.ask.op_key, sizeof(k.ask.op_key), "link %.60s", op_key);
	k.c.row.case_id = c->row.id;
	rc = write_on_case(&k, e);
	if (rc == RC_OK)
		rc = begin_interval(&k, c->row.external_id, k.c.row.ended_at != 0, e);
	snprintf(subject, sizeof(subject), "consultation %" PRId64, consult_id);
	return rc == RC_OK ? request_record(r, subject, "consult link", e) : rc;
}

/* Finds it, asks the rules, does it. */
static enum rc
change(struct consulting *k, struct err *e)
{
	struct store *store = k->r->office->store;
	struct consult_facts facts;
	struct verdict v;
	int64_t id = k->ask.id;
	char text[24];
	bool is_next = k->hand == BY_HAND_CONSULT_NEXT;
	enum rc rc = is_next ? check_hands(k, e) : RC_OK;

	if (rc != RC_OK)
		return rc;
	if (id == 0 && is_next)
		rc = store_consult_next(store, k->r->actor.office, k->r->who.row.id,
		    k->r->office->now_at, &id, e);
	else if (id == 0)
		rc = store_consult_mine(store, k->r->who.row.id,
		    k->hand == BY_HAND_CONSULT_RESUME, &id, e);
	if (rc == RC_NOT_FOUND)
		return request_refuse_for(k->r, is_next ? REASON_CONSULT_NONE :
		    REASON_CONSULT_NOT_MINE, "");
	if (rc == RC_OK)
		rc = store_consult_get(store, id, k->r->actor.office, &k->c, e);
	snprintf(text, sizeof(text), "%" PRId64, id);
	if (rc == RC_NOT_FOUND)
		return request_refuse_for(k->r, REASON_UNKNOWN_CONSULT, text);
	if (rc != RC_OK)
		return rc;
	facts = (struct consult_facts){ .state = k->c.row.state, .staff_id = k->c.staff_id,
		.staff_name = k->c.row.staff_name, .warned_at = k->c.row.warned_at,
		.has_chat = consult_has_channel(&k->c) };
	v = consult_judge(k->hand, k->r->actor.role, k->r->who.row.id, &facts);
	return v.reason != REASON_NONE ? request_refuse(k->r, v) : do_and_report(k, e);
}

static enum rc
tell(struct consulting *k, struct err *e)
{
	struct consult_row row;
	enum rc rc = store_consult_get(k->r->office->store, k->c.row.id, k->r->actor.office,
	    &k->c, e);

	if (rc != RC_OK)
		return rc;
	consult_row_for(k->r, &k->c, &row);
	request_tell(k->r, MESSAGE_CONSULT_ROW, true, &row);
	return RC_OK;
}

static void
clean(struct wire_consult *ask)
{
	struct wire_consult raw = *ask;

	consult_clean(ask->who, sizeof(ask->who), raw.who);
	consult_clean(ask->contact, sizeof(ask->contact), raw.contact);
	consult_clean(ask->text, sizeof(ask->text), raw.text);
}

enum rc
handle_consult_change(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct consulting k = { .r = r };
	struct verdict v;
	char verb[32], subject[40];
	enum rc rc = wire_read(f, &k.ask, e);

	if (rc != RC_OK)
		return rc;
	snprintf(verb, sizeof(verb), CONSULT_HAND "%s", k.ask.what);
	k.hand = by_hand_find(verb);
	if (k.hand == BY_HAND_NONE || !consult_is_hand(k.hand))
		return request_refuse_for(r, REASON_BAD_VALUE, k.ask.what);
	v = by_hand_judge_role(k.hand, r->actor.role);
	if (v.reason != REASON_NONE)
		return request_refuse(r, v);
	if (strlen(k.ask.op_key) < KEY_LEAST)
		return request_refuse_for(r, REASON_BAD_VALUE, "op_key");
	rc = store_consult_by_key(r->office->store, k.ask.op_key, &k.c.row.id, e);
	if (rc == RC_OK)
		return tell(&k, e);
	if (rc != RC_NOT_FOUND)
		return rc;
	clean(&k.ask);
	rc = k.hand == BY_HAND_CONSULT_ADD ? add(&k, e) : change(&k, e);
	snprintf(subject, sizeof(subject), "consultation %" PRId64, k.c.row.id);
	if (rc == RC_OK)
		rc = request_record(r, subject, verb, e);
	return rc == RC_OK ? tell(&k, e) : rc;
}
