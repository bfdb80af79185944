/* SPDX-License-Identifier: ISC */
/* Rules that act by themselves, as the desk writes, tries and reads them. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "console/office/automatic.h"
#include "console/office/session.h"
#include "storage/store_rule.h"
#include "storage/text.h"

#define RULES_MAX 200		/* of one office */
#define ROWS_A_TEST 500		/* cases looked at for one page of a test … */
#define HITS_A_TEST 100		/* … and hits in it */
#define FIRINGS_A_PAGE 200
#define HISTORY_SEC (30 * 86400)

static void
tell_rule(void *arg, const struct auto_rule *rule)
{
	request_tell(arg, MESSAGE_RULE_ROW, false, rule);
}

enum rc
handle_rule_list(struct request *r, const struct wire_frame *f, struct err *e)
{
	enum rc rc = store_rule_list(r->office->store, r->actor.office, tell_rule, r, e);

	(void)f;
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

/* The office's rules in their order, to put one into another place. */
struct order {
	int64_t ids[RULES_MAX + 1];
	size_t count;
};

static void
note_order(void *arg, const struct auto_rule *rule)
{
	struct order *o = arg;

	if (o->count <= RULES_MAX)
		o->ids[o->count++] = rule->id;
}

/* Puts the rule where it is wanted and counts the places anew from 1. */
static enum rc
put_in_place(struct request *r, const struct auto_rule *rule, int64_t place, struct err *e)
{
	struct order o = { .count = 0 };
	enum rc rc = store_rule_list(r->office->store, r->actor.office, note_order, &o, e);
	int64_t next = 1;

	for (size_t i = 0; rc == RC_OK && i <= o.count; i++) {
		if (next == place || (i == o.count && next < place)) {
			rc = store_rule_place(r->office->store, rule->id, next++, e);
		}
		if (rc == RC_OK && i < o.count && o.ids[i] != rule->id)
			rc = store_rule_place(r->office->store, o.ids[i], next++, e);
	}
	return rc;
}

static enum rc
add_rule(struct request *r, struct auto_rule *rule, struct err *e)
{
	struct order o = { .count = 0 };
	enum rc rc = store_rule_list(r->office->store, r->actor.office, note_order, &o, e);

	if (rc == RC_OK && o.count >= RULES_MAX)
		return request_refuse_for(r, REASON_TOO_MANY, rule->name);
	rule->place = (int64_t)o.count + 1;
	if (rc == RC_OK)
		rc = store_rule_add(r->office->store, rule, r->actor.staff_id, r->office->now_at, e);
	return rc == RC_CONFLICT ? request_refuse_for(r, REASON_RULE_TAKEN, rule->name) : rc;
}

/* An officer a rule names must be one of the office. */
static enum rc
judge_officer(struct request *r, const char *login, struct err *e)
{
	struct staff_record staff;
	enum rc rc;

	if (login[0] == '\0')
		return RC_OK;
	rc = store_staff_by_login(r->office->store, login, &staff, e);
	if (rc == RC_NOT_FOUND || (rc == RC_OK && (!staff.row.is_enabled ||
	    staff.row.role != ROLE_OFFICER || !str_eq(staff.row.office, r->actor.office))))
		return request_refuse_for(r, REASON_BAD_ASSIGNEE, login);
	return rc;
}

/* What a rule says: whole, and about people of the office. */
static enum rc
judge_rule(struct request *r, struct auto_rule *rule, struct err *e)
{
	struct query_fault fault;
	struct verdict v = auto_rule_judge(rule, &fault);
	enum auto_moment moment;
	enum auto_action action;
	enum rc rc;

	if (v.reason != REASON_NONE)
		return request_refuse(r, v);
	if (auto_moment_find(rule->moment, &moment) && auto_action_find(rule->action, &action)) {
		str_fill(rule->moment, sizeof(rule->moment), auto_moment_name(moment));
		str_fill(rule->action, sizeof(rule->action), auto_action_table[action].name);
	}
	rc = judge_officer(r, rule->assignee, e);
	return rc == RC_OK ? judge_officer(r, rule->officer, e) : rc;
}

static enum rc
change_rule(struct request *r, const char *what, struct auto_rule *rule, struct err *e)
{
	struct store *store = r->office->store;
	struct auto_rule before;
	int64_t place = rule->place;
	enum rc rc = store_rule_get(store, r->actor.office, rule->name, &before, e);

	if (rc == RC_NOT_FOUND)
		return request_refuse_for(r, REASON_UNKNOWN_RULE, rule->name);
	if (rc != RC_OK)
		return rc;
	rule->id = before.id;
	if (str_eq(what, "change")) {
		rc = judge_rule(r, rule, e);
		return rc != RC_OK ? rc : store_rule_change(store, rule, r->actor.staff_id,
		    r->office->now_at, e);
	}
	if (str_eq(what, "on") || str_eq(what, "off"))
		return store_rule_switch(store, before.id, str_eq(what, "on"), r->actor.staff_id,
		    r->office->now_at, e);
	if (str_eq(what, "move"))
		return place < 1 ? request_refuse_for(r, REASON_BAD_VALUE, "place") :
		    put_in_place(r, &before, place, e);
	if (!str_eq(what, "remove"))
		return request_refuse_for(r, REASON_BAD_VALUE, "what");
	*rule = before;
	rule->is_on = false;
	return store_rule_delete(store, before.id, e);
}

/* The first arrival rule of a store is asked from now on, not about the past. */
static enum rc
begin_mark(struct request *r, struct err *e)
{
	int64_t mark, last;
	enum rc rc = store_rule_mark(r->office->store, &mark, e);

	if (rc == RC_OK && !automatic_asks_arrivals(r->office)) {
		rc = store_case_last_id(r->office->store, &last, e);
		if (rc == RC_OK)
			rc = store_rule_mark_put(r->office->store, last, e);
	}
	return rc;
}

enum rc
handle_rule_change(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_rule_change ask;
	struct verdict v = auto_rule_policy(&r->actor);
	bool is_add;
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	if (v.reason != REASON_NONE)
		return request_refuse(r, v);
	str_fill(ask.rule.office, sizeof(ask.rule.office), r->actor.office);
	is_add = str_eq(ask.what, "add");
	rc = is_add ? judge_rule(r, &ask.rule, e) : RC_OK;
	if (rc == RC_OK)
		rc = is_add ? add_rule(r, &ask.rule, e) : change_rule(r, ask.what, &ask.rule, e);
	if (rc == RC_OK && str_eq(ask.what, "on"))
		rc = begin_mark(r, e);
	if (rc == RC_OK && !str_eq(ask.what, "remove"))
		rc = store_rule_get(r->office->store, r->actor.office, ask.rule.name, &ask.rule, e);
	if (rc == RC_OK)
		rc = request_record(r, "rules", ask.what, e);
	if (rc != RC_OK)
		return rc;
	automatic_forget(r->office);
	request_tell(r, MESSAGE_RULE_ROW, true, &ask.rule);
	return RC_OK;
}

/* A test on its way through the cases. */
struct testing {
	struct request *r;
	struct auto_loaded rule;
	struct walk walk;
	int64_t since_at;
	int64_t ids[HITS_A_TEST];
	bool is_past[HITS_A_TEST];	/* not as it stands, only as it arrived */
	size_t found;
	int64_t seen;
	bool is_over;			/* nothing before was asked for */
	enum rc rc;
	struct err *e;
};

static bool
test_row(void *arg, const struct case_record *c)
{
	struct testing *t = arg;
	struct case_row now, then;
	bool is_arrival = t->rule.moment == AUTO_ARRIVAL, has = false, is_hit;

	if (is_arrival && c->row.arrived_at < t->since_at) {
		t->is_over = true;
		return false;
	}
	t->seen++;
	t->walk.after_key = walk_key(&t->walk, c);
	t->walk.after_id = c->row.id;
	case_row_for(t->r, c, &now);
	is_hit = auto_loaded_holds(t->r->office, &t->rule, c, &now, t->r->calendar);
	if (is_arrival && (c->row.state != STATE_ARRIVED || !is_hit)) {
		auto_row_at_arrival(&c->row, t->r->calendar, &then);
		if (auto_loaded_holds(t->r->office, &t->rule, c, &then, t->r->calendar)) {
			t->is_past[t->found] = true;
			t->ids[t->found++] = c->row.id;
		}
		return t->found < HITS_A_TEST;
	}
	if (is_hit && !is_arrival)
		t->rc = store_firing_has(t->r->office->store, &t->rule.rule, c->row.id, &has, t->e);
	if (is_hit && !has && t->rc == RC_OK)
		t->ids[t->found++] = c->row.id;
	return t->rc == RC_OK && t->found < HITS_A_TEST;
}

/* A case that has gone its way since: only that it would have been one. */
static enum rc
tell_past(struct testing *t, int64_t case_id)
{
	struct auto_firing f = { .rule_id = t->rule.rule.id, .case_id = case_id, .is_past = true };
	struct case_record c;
	enum rc rc = store_case_get(t->r->office->store, case_id, &c, t->e);

	str_fill(f.rule, sizeof(f.rule), t->rule.rule.name);
	str_fill(f.number, sizeof(f.number), c.row.receipt_no[0] != '\0' ? c.row.receipt_no :
	    c.row.external_id);
	if (rc == RC_OK)
		request_tell(t->r, MESSAGE_RULE_FIRING, false, &f);
	return rc;
}

/* Does it, tells what became of it, and undoes it. */
static enum rc
try_case(struct testing *t, size_t i)
{
	struct store *store = t->r->office->store;
	struct auto_firing f;
	bool is_hit = false, had_outgoing = t->r->office->has_outgoing;
	enum rc rc;

	if (t->is_past[i])
		return tell_past(t, t->ids[i]);
	rc = automatic_fire(t->r->office, &t->rule, t->ids[i], &f, &is_hit, t->e);
	store_request_undo(store);
	t->r->office->has_outgoing = had_outgoing;
	if (rc == RC_OK)
		rc = store_request_begin(store, t->e);
	f.at = 0;
	if (rc == RC_OK && is_hit)
		request_tell(t->r, MESSAGE_RULE_FIRING, false, &f);
	return rc;
}

static enum rc
test_page(struct testing *t, struct wire_rule_tested *end)
{
	int64_t seen = 0;
	enum rc rc = store_walk(t->r->office->store, &t->walk, ROWS_A_TEST, test_row, t, &seen, t->e);

	if (rc == RC_OK)
		rc = t->rc;
	for (size_t i = 0; rc == RC_OK && i < t->found; i++)
		rc = try_case(t, i);
	end->seen = t->seen;
	if (rc == RC_OK && !t->is_over && (seen == ROWS_A_TEST || t->found == HITS_A_TEST))
		walk_place_format(end->next, &t->walk);
	return rc;
}

/* The rule that is asked about, and who may ask. */
static enum rc
read_ask(struct request *r, const struct wire_frame *f, struct wire_rule_ask *ask,
    struct auto_rule *rule, struct err *e)
{
	enum rc rc = wire_read(f, ask, e);

	if (rc == RC_OK)
		rc = store_rule_get(r->office->store, r->actor.office, ask->name, rule, e);
	return rc == RC_NOT_FOUND ? request_refuse_for(r, REASON_UNKNOWN_RULE, ask->name) : rc;
}

enum rc
handle_rule_test(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_rule_ask ask;
	struct wire_rule_tested end = { .next = "" };
	struct testing t = { .r = r, .rc = RC_OK, .e = e };
	struct auto_rule rule = { .id = 0 };
	enum rc rc = read_ask(r, f, &ask, &rule, e);

	if (rc != RC_OK)
		return rc;
	if (!auto_loaded_read(&t.rule, &rule))
		return request_refuse_for(r, REASON_BAD_VALUE, "if");
	t.since_at = ask.since_at != 0 ? ask.since_at : r->office->now_at - HISTORY_SEC;
	t.walk = (struct walk){ .order = t.rule.moment == AUTO_ARRIVAL ? WALK_NEW : WALK_OPEN };
	t.walk.office = r->actor.office;
	walk_start(&t.walk);
	if (ask.after[0] != '\0' && !walk_place_parse(ask.after, &t.walk))
		rc = request_refuse_for(r, REASON_BAD_VALUE, "after");
	if (rc == RC_OK)
		rc = test_page(&t, &end);
	if (rc == RC_OK && ask.after[0] == '\0')
		rc = request_record(r, "rules", "test", e);
	if (rc == RC_OK)
		request_tell(r, MESSAGE_RULE_TESTED, true, &end);
	auto_loaded_release(&t.rule);
	return rc;
}

/* Firings of a page, and where it ends. */
struct paging {
	struct request *r;
	int64_t count;
	int64_t at, case_id;
};

static void
tell_firing(void *arg, const struct auto_firing *f)
{
	struct paging *p = arg;

	p->count++;
	p->at = f->at;
	p->case_id = f->case_id;
	request_tell(p->r, MESSAGE_RULE_FIRING, false, f);
}

enum rc
handle_rule_fired(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_rule_ask ask;
	struct wire_rule_tested end = { .next = "" };
	struct paging p = { .r = r };
	struct walk place = { .after_key = INT64_MAX, .after_id = INT64_MAX };
	struct auto_rule rule = { .id = 0 };
	enum rc rc = read_ask(r, f, &ask, &rule, e);

	if (rc != RC_OK)
		return rc;
	if (ask.after[0] != '\0' && !walk_place_parse(ask.after, &place))
		return request_refuse_for(r, REASON_BAD_VALUE, "after");
	rc = store_firing_list(r->office->store, rule.id, place.after_key, place.after_id,
	    FIRINGS_A_PAGE, tell_firing, &p, e);
	end.seen = p.count;
	place.after_key = p.at;
	place.after_id = p.case_id;
	if (p.count == FIRINGS_A_PAGE)
		walk_place_format(end.next, &place);
	if (rc == RC_OK)
		request_tell(r, MESSAGE_RULE_TESTED, true, &end);
	return rc;
}
