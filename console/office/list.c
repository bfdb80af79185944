/* SPDX-License-Identifier: ISC */
/* The list of cases and how many there are. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/office/session.h"
#include "console/rules/query.h"
#include "storage/search.h"
#include "storage/store_flag.h"
#include "storage/text.h"

#define LIST_LIMIT_MAX 500
#define WALK_BUDGET 4000	/* rows one list request may read: others wait meanwhile */
#define KEYS_BUDGET 200000	/* rows of an index alone: little work each */
#define DECIDED_MOST 5000	/* decisions that are looked up by when they were made */
#define MISMATCH_MOST 5000	/* cases that do not fit their form and are looked up */
#define WORDS_MAX 8		/* words of a query that are looked up; others are compared */

/* A list request on its walk. */
struct listing {
	struct request *r;
	struct query *query;
	struct query_context context;
	struct walk walk;
	bool is_by_state;	/* one walk after the other, by the states of the workflow */
	bool is_grouped;	/* … by service or region */
	bool is_open_only;
	bool is_found;		/* set has every case that can match */
	struct search_set set;
	int64_t limit;
	bool wants_allowed;
	int64_t found;
	bool is_full;		/* found limit rows */
	int64_t earliest_at;	/* no match arrived before */
	int64_t decided_from_at;	/* no match was decided before; INT64_MIN = not known */
	enum rc looked;		/* reading what the clerk has seen of a row */
	struct err look_error;
};

/* What the rules say of every op on the row that follows. */
static enum rc
list_tell_allowed(struct listing *l, const struct case_record *c, struct err *e)
{
	struct draft_record draft = { .outcome = OUTCOME_NONE };
	struct case_facts facts;
	enum rc rc = store_draft_get(l->r->office->store, c->row.id, &draft, e);

	if (rc != RC_OK && rc != RC_NOT_FOUND)
		return rc;
	rc = case_facts_load(l->r->office, c, &draft, &facts, e);
	draft_record_release(&draft);
	for (int op = 0; rc == RC_OK && op < OP__COUNT; op++) {
		struct verdict v = policy_op(&l->r->actor, &facts, (enum op)op,
		    l->r->office->now_at);
		struct allowed a = { .op = (enum op)op, .is_allowed = v.reason == REASON_NONE };

		str_fill(a.reason, sizeof(a.reason), reason_name(v.reason));
		str_fill(a.detail, sizeof(a.detail), v.detail);
		request_tell(l->r, MESSAGE_ALLOWED, false, &a);
	}
	return rc;
}

static bool
list_row(void *arg, const struct case_record *c)
{
	struct listing *l = arg;
	struct case_row row;

	l->walk.after_key = walk_key(&l->walk, c);
	l->walk.after_id = c->row.id;
	if ((l->walk.order == WALK_NEW && c->row.arrived_at < l->earliest_at) ||
	    (l->walk.order == WALK_DECIDED && c->completed_at < l->decided_from_at))
		return false;
	case_row_for(l->r, c, &row);
	l->context.applicant = c->row.applicant;
	if (!query_match(l->query, &row, &l->context))
		return true;
	l->looked = case_row_looked(l->r, &row, &l->look_error);
	if (l->looked == RC_OK && l->wants_allowed)
		l->looked = list_tell_allowed(l, c, &l->look_error);
	if (l->looked != RC_OK)
		return false;
	request_tell(l->r, MESSAGE_CASE_ROW, false, &row);
	l->found++;
	l->is_full = l->found == l->limit;
	return !l->is_full;
}

/* The word for the order that a walk gives. */
static const char *const walk_words[] = {
	[WALK_OPEN] = "due",
	[WALK_STATE] = "due",
	[WALK_ASSIGNEE] = "due",
	[WALK_ARRIVED] = "arrived",
	[WALK_NEW] = "new",
	[WALK_OPEN_ARRIVED] = "arrived",
	[WALK_OPEN_NEW] = "new",
	[WALK_DECIDED] = "decided",
	[WALK_SERVICE] = "service",
	[WALK_REGION] = "region",
};

/* Chooses the index a query is walked by. Only open cases are kept by the time
 * they have left: a query for others too is answered from the newest on. */
static enum rc
list_plan(struct listing *l, const char *sort, struct err *e)
{
	struct request *r = l->r;
	struct query_plan plan;
	struct staff_record assignee;

	query_plan(l->query, r->who.row.login, &plan);
	l->walk.office = r->actor.office;
	l->is_open_only = plan.is_open_only;
	l->walk.order = plan.is_open_only ? WALK_OPEN : WALK_NEW;
	if (str_eq(sort, "arrived"))
		l->walk.order = plan.is_open_only ? WALK_OPEN_ARRIVED : WALK_ARRIVED;
	else if (str_eq(sort, "new"))
		l->walk.order = plan.is_open_only ? WALK_OPEN_NEW : WALK_NEW;
	else if (plan.is_open_only && (str_eq(sort, "service") || str_eq(sort, "region"))) {
		l->walk.order = str_eq(sort, "service") ? WALK_SERVICE : WALK_REGION;
		l->is_grouped = true;
	} else if (l->decided_from_at != INT64_MIN && !str_eq(sort, "state"))
		l->walk.order = WALK_DECIDED;
	else if (plan.has_state || str_eq(sort, "state")) {
		l->walk.order = WALK_STATE;
		l->walk.state = plan.has_state ? plan.state : (enum state)0;
		l->is_by_state = !plan.has_state;
	} else if (plan.is_open_only && plan.assignee[0] != '\0') {
		enum rc rc = store_staff_by_login(r->office->store, plan.assignee, &assignee, e);

		if (rc != RC_OK && rc != RC_NOT_FOUND)
			return rc;
		if (rc == RC_OK) {
			l->walk.order = WALK_ASSIGNEE;
			l->walk.assignee_id = assignee.row.id;
		}
	}
	walk_start(&l->walk);
	if (l->walk.order == WALK_DECIDED)
		l->walk.after_key = query_latest_decision(l->query, &l->context);
	return RC_OK;
}

/* How many cases an empty query has: the counters of the open states. */
static enum rc
open_total(struct request *r, int64_t *total, struct err *e)
{
	int64_t counts[STATE__COUNT];
	enum rc rc = store_counters(r->office->store, r->actor.office, counts, e);

	*total = 0;
	for (size_t i = 0; rc == RC_OK && i < STATE__COUNT; i++)
		if (state_table[i].is_open)
			*total += counts[i];
	return rc;
}

/* Records a query once: its pages and refreshes are the same access. */
static enum rc
list_record(struct request *r, const char *query, struct err *e)
{
	struct session *s = r->session;
	enum rc rc;
	char *subject;

	if (s->has_query && str_eq(s->last_query, query))
		return RC_OK;
	subject = x_asprintf("query %s", query);
	rc = request_record(r, subject, "list", e);
	free(subject);
	if (rc == RC_OK) {
		str_fill(s->last_query, sizeof(s->last_query), query);
		s->has_query = true;
	}
	return rc;
}

static enum rc
list_fault(struct request *r, const struct query_fault *fault)
{
	struct wire_list_end end = { .total = -1, .fault_column = (int32_t)fault->column };

	str_fill(end.fault, sizeof(end.fault), fault->text);
	request_tell(r, MESSAGE_LIST_END, true, &end);
	return RC_OK;
}

/* The colleagues whose name has a word: the index does not know who is in charge
 * of what. */
#define COLLEAGUES_MAX 32
struct naming {
	const char *form;
	int64_t ids[COLLEAGUES_MAX];
	size_t count;		/* may be more than there was room for */
};

static void
name_one(void *arg, const struct staff_record *staff)
{
	struct naming *n = arg;
	struct buf form = { 0 };

	text_search_form(&form, staff->row.name);
	if (strstr(buf_str(&form), n->form) != NULL && n->count++ < COLLEAGUES_MAX)
		n->ids[n->count - 1] = staff->row.id;
	buf_release(&form);
}

/* What the list has found so far, less what this word leaves out. */
static void
list_keep(struct listing *l, struct search_set *set)
{
	if (l->is_found) {
		search_set_keep(&l->set, set);
		search_set_release(set);
	} else {
		l->set = *set;
		l->is_found = true;
	}
}

/* Looks up one word; where the index cannot tell, the rows are compared. */
static enum rc
list_find_word(struct listing *l, const struct query_words *w, bool is_open_only, struct err *e)
{
	struct store *store = l->r->office->store;
	const char *office = l->r->actor.office;
	struct naming n = { .form = w->form };
	struct search_want want;
	struct search_set set;
	enum rc rc = store_staff_list(store, office, name_one, &n, e);

	if (rc != RC_OK || n.count > COLLEAGUES_MAX || (n.count > 0 && !is_open_only) ||
	    !search_want_word(&want, w->form, w->name, w->is_initials, w->codes, w->code_count))
		return rc;
	rc = store_search(store, &want, 1, &set, e);
	search_want_release(&want);
	for (size_t i = 0; i < n.count && rc == RC_OK; i++)
		rc = store_search_assigned(store, office, n.ids[i], &set, e);
	if (rc == RC_OK)
		list_keep(l, &set);
	return rc;
}

/* Looks up what was decided lately; where that is much, the rows are compared. */
static enum rc
list_find_decided(struct listing *l, struct err *e)
{
	int64_t from_at = l->decided_from_at;
	struct search_set set;
	int64_t *ids;
	size_t count = 0;
	enum rc rc;

	if (from_at == INT64_MIN || l->walk.order == WALK_DECIDED)
		return RC_OK;
	ids = x_zalloc(DECIDED_MOST, sizeof(*ids));
	rc = store_decided_since(l->r->office->store, l->r->actor.office, from_at, ids,
	    DECIDED_MOST, &count, e);
	if (rc == RC_OK && count < DECIDED_MOST) {
		search_set_make(&set, ids, count);
		list_keep(l, &set);
	}
	free(ids);
	return rc;
}

/* Looks up what does not fit its form; where that is much, the rows are
 * compared. */
static enum rc
list_find_mismatch(struct listing *l, const struct query_plan *plan, struct err *e)
{
	struct search_set set;
	int64_t *ids;
	size_t count = 0;
	enum rc rc;

	if (!plan->is_mismatch || !plan->is_open_only)
		return RC_OK;
	ids = x_zalloc(MISMATCH_MOST, sizeof(*ids));
	rc = store_mismatch_list(l->r->office->store, l->r->actor.office, ids, MISMATCH_MOST,
	    &count, e);
	if (rc == RC_OK && count < MISMATCH_MOST) {
		search_set_make(&set, ids, count);
		list_keep(l, &set);
	}
	free(ids);
	return rc;
}

/* Looks up a whole number, or else the words. */
static enum rc
list_find(struct listing *l, struct err *e)
{
	struct query_words words[WORDS_MAX];
	struct query_plan plan;
	struct case_ref refs[16];
	int64_t ids[16];
	size_t count = 0, max = sizeof(refs) / sizeof(refs[0]);
	enum rc rc = RC_OK;

	query_plan(l->query, l->r->who.row.login, &plan);
	if (plan.number[0] == '\0') {
		count = query_words(l->query, words, WORDS_MAX);
		for (size_t i = 0; i < count && rc == RC_OK; i++)
			rc = list_find_word(l, &words[i], plan.is_open_only, e);
		if (rc == RC_OK)
			rc = list_find_decided(l, e);
		return rc == RC_OK ? list_find_mismatch(l, &plan, e) : rc;
	}
	rc = store_case_find(l->r->office->store, plan.number, refs, max, &count, e);
	if (rc != RC_OK || count == max)
		return rc;
	for (size_t i = 0; i < count; i++)
		ids[i] = refs[i].id;
	search_set_make(&l->set, ids, count);
	l->is_found = true;
	return RC_OK;
}

/* Where the list goes on: the walk's place, and of which state or group it is. */
static void
list_place_format(const struct listing *l, char place[96])
{
	size_t len;

	walk_place_format(place, &l->walk);
	len = strlen(place);
	if (l->is_by_state || l->is_grouped)
		(void)snprintf(place + len, 96 - len, ":%s", l->is_grouped ? l->walk.group :
		    state_name(l->walk.state));
}

static bool
list_place_parse(struct listing *l, const char *place)
{
	const char *colon = strrchr(place, ':');
	char walked[96];

	if (!l->is_by_state && !l->is_grouped)
		return walk_place_parse(place, &l->walk);
	if (colon == NULL || (size_t)(colon - place) >= sizeof(walked) ||
	    (l->is_grouped ? colon[1] == '\0' ||
	    !str_fill(l->walk.group, sizeof(l->walk.group), colon + 1) :
	    !state_by_name(colon + 1, &l->walk.state)))
		return false;
	memcpy(walked, place, (size_t)(colon - place));
	walked[colon - place] = '\0';
	return walk_place_parse(walked, &l->walk);
}

/* Walks one index until the page is full, the rows end or what is left of the
 * budget is spent. */
static enum rc
list_leg(struct listing *l, int64_t *left, bool *is_whole, struct err *e)
{
	struct store *store = l->r->office->store;
	int64_t seen = 0;
	enum rc rc;

	if (l->is_found)
		return store_walk_found(store, &l->walk, &l->set, KEYS_BUDGET, list_row, l,
		    is_whole, e);
	rc = store_walk(store, &l->walk, *left, list_row, l, &seen, e);
	*is_whole = seen < *left;
	*left -= seen;
	return rc;
}

/* The next state of a list by state; false behind the last one. */
static bool
list_next_state(struct listing *l)
{
	if (!l->is_by_state)
		return false;
	do {
		if (l->walk.state + 1 == STATE__COUNT)
			return false;
		l->walk.state++;
	} while (l->is_open_only && !state_table[l->walk.state].is_open);
	walk_start(&l->walk);
	return true;
}

/* To the next walk, where there is one. */
static enum rc
list_next(struct listing *l, bool *has_more, struct err *e)
{
	if (l->is_grouped)
		return store_walk_group(l->r->office->store, &l->walk, has_more, e);
	*has_more = list_next_state(l);
	return RC_OK;
}

static enum rc
list_walk(struct listing *l, struct wire_list_end *end, struct err *e)
{
	int64_t left = WALK_BUDGET;
	bool is_whole = true, goes_on = true;
	enum rc rc = list_find(l, e);

	if (rc == RC_OK && l->is_grouped && l->walk.group[0] == '\0')
		rc = list_next(l, &goes_on, e);
	while (rc == RC_OK && goes_on) {
		rc = list_leg(l, &left, &is_whole, e);
		if (rc == RC_OK && l->looked != RC_OK) {
			*e = l->look_error;
			rc = l->looked;
		}
		goes_on = rc == RC_OK && !l->is_full && is_whole;
		if (goes_on)
			rc = list_next(l, &goes_on, e);
		if (rc == RC_OK && goes_on && left == 0) {
			is_whole = false;
			break;
		}
	}
	if (rc == RC_OK && (l->is_full || !is_whole))
		list_place_format(l, end->next);
	search_set_release(&l->set);
	return rc;
}

bool
list_is_order(const char *word)
{
	static const char *const words[] = { "", "due", "arrived", "new", "service", "region",
		"state", "decided" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_eq(word, words[i]))
			return true;
	return false;
}

enum rc
handle_list(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_list ask;
	struct wire_list_end end = { .total = -1 };
	struct query_fault fault;
	struct listing l = { .r = r };
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	if (ask.limit < 1 || ask.limit > LIST_LIMIT_MAX)
		return request_refuse_for(r, REASON_BAD_VALUE, "limit");
	if (!list_is_order(ask.sort))
		return request_refuse_for(r, REASON_BAD_VALUE, "sort");
	l.query = query_parse(ask.query, &fault);
	if (l.query == NULL)
		return list_fault(r, &fault);
	/* What the query itself says of the order counts more. */
	if (query_sort(l.query)[0] != '\0')
		(void)str_fill(ask.sort, sizeof(ask.sort), query_sort(l.query));
	l.limit = ask.limit;
	l.wants_allowed = ask.wants_allowed;
	l.context = (struct query_context){ .calendar = r->calendar,
		.now_at = r->office->now_at, .login = r->who.row.login };
	l.earliest_at = query_earliest_arrival(l.query, &l.context);
	l.decided_from_at = query_earliest_decision(l.query, &l.context);
	rc = list_plan(&l, ask.sort, e);
	if (rc == RC_OK && !str_empty(ask.after) && !list_place_parse(&l, ask.after))
		rc = request_refuse_for(r, REASON_BAD_VALUE, "after");
	if (rc == RC_OK)
		rc = list_record(r, ask.query, e);
	if (rc == RC_OK)
		rc = list_walk(&l, &end, e);
	if (rc == RC_OK && str_empty(ask.query))
		rc = open_total(r, &end.total, e);
	else if (rc == RC_OK && str_empty(ask.after) && str_empty(end.next))
		end.total = l.found;
	if (rc == RC_OK) {
		str_fill(end.order, sizeof(end.order), l.is_by_state ? "state" :
		    walk_words[l.walk.order]);
		request_tell(r, MESSAGE_LIST_END, true, &end);
	}
	query_free(l.query);
	return rc;
}

enum rc
handle_counts(struct request *r, const struct wire_frame *f, struct err *e)
{
	int64_t counts[STATE__COUNT];
	enum rc rc = store_counters(r->office->store, r->actor.office, counts, e);

	(void)f;
	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < STATE__COUNT; i++)
		request_tell(r, MESSAGE_COUNT, false,
		    &(struct wire_count){ (enum state)i, counts[i] });
	request_tell_ok(r);
	return RC_OK;
}
