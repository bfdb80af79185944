/* SPDX-License-Identifier: ISC */
/* Walks through the cases of an office in the order of an index, all of them or
 * those of a set that a search found. */
#include <stdlib.h>

#include "storage/search.h"
#include "storage/store_inside.h"

/* So few found cases are looked up and sorted where the index, walked for a
 * while, has not given enough of them: a key read there costs an eighth of a case
 * looked up, and mostly a few keys will do. */
#define SORT_MAX 8000
#define KEYS_A_CASE 4

/* By what a walk orders, and where CASE_PLACE has it. */
enum walk_by {
	BY_DUE = 4,
	BY_ARRIVAL = 5,
	BY_DECISION = 6
};

/* Which statement walks in which order. */
static const struct {
	enum statement statement;
	enum statement keys;	/* the same walk, but the index alone */
	enum walk_by by;
	bool is_down;
	bool is_open_only;
	enum statement next_group;	/* of groups; REQUEST_BEGIN = it has none */
	int group_at;		/* where CASE_PLACE has the group */
} walk_table[] = {
	[WALK_OPEN] = { STATEMENT_PAGE_OPEN, STATEMENT_KEYS_OPEN, .by = BY_DUE,
	    .is_open_only = true },
	[WALK_STATE] = { STATEMENT_PAGE_STATE, STATEMENT_KEYS_STATE, .by = BY_DUE },
	[WALK_ASSIGNEE] = { STATEMENT_PAGE_ASSIGNEE, STATEMENT_KEYS_ASSIGNEE, .by = BY_DUE,
	    .is_open_only = true },
	[WALK_ARRIVED] = { STATEMENT_PAGE_ARRIVED, STATEMENT_KEYS_ARRIVED, .by = BY_ARRIVAL },
	[WALK_NEW] = { STATEMENT_PAGE_NEW, STATEMENT_KEYS_NEW, .by = BY_ARRIVAL,
	    .is_down = true },
	[WALK_OPEN_ARRIVED] = { STATEMENT_PAGE_OPEN_ARRIVED, STATEMENT_KEYS_OPEN_ARRIVED,
	    .by = BY_ARRIVAL, .is_open_only = true },
	[WALK_OPEN_NEW] = { STATEMENT_PAGE_OPEN_NEW, STATEMENT_KEYS_OPEN_NEW, .by = BY_ARRIVAL,
	    .is_down = true, .is_open_only = true },
	[WALK_DECIDED] = { STATEMENT_PAGE_DECIDED, STATEMENT_KEYS_DECIDED, .by = BY_DECISION,
	    .is_down = true },
	[WALK_SERVICE] = { STATEMENT_PAGE_SERVICE, STATEMENT_KEYS_SERVICE, .by = BY_ARRIVAL,
	    .is_open_only = true, .next_group = STATEMENT_GROUP_SERVICE, .group_at = 7 },
	[WALK_REGION] = { STATEMENT_PAGE_REGION, STATEMENT_KEYS_REGION, .by = BY_ARRIVAL,
	    .is_open_only = true, .next_group = STATEMENT_GROUP_REGION, .group_at = 8 },
};

void
walk_start(struct walk *w)
{
	bool is_down = walk_table[w->order].is_down;

	w->after_key = is_down ? INT64_MAX : INT64_MIN;
	w->after_id = is_down ? INT64_MAX : INT64_MIN;
}

int64_t
walk_key(const struct walk *w, const struct case_record *c)
{
	switch (walk_table[w->order].by) {
	case BY_ARRIVAL:
		return c->row.arrived_at;
	case BY_DECISION:
		return c->completed_at;
	case BY_DUE:
		break;
	}
	return due_to_table(c->row.due_at);
}

enum rc
store_walk_group(struct store *s, struct walk *w, bool *has_more, struct err *e)
{
	enum statement next = walk_table[w->order].next_group;
	enum rc rc = db_one(s->db, e, next, w->office, w->group);

	*has_more = rc == RC_OK;
	if (rc == RC_OK) {
		db_text(s->db, next, 0, w->group, sizeof(w->group));
		db_done(s->db, next);
		walk_start(w);
	}
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static enum rc
walk_ask(struct store *s, enum statement statement, const struct walk *w, int64_t limit,
    struct err *e)
{
	switch (w->order) {
	case WALK_STATE:
		return db_ask(s->db, e, statement, w->office, state_name(w->state), w->after_key,
		    w->after_id, limit);
	case WALK_ASSIGNEE:
		return db_ask(s->db, e, statement, w->assignee_id, w->office, w->after_key,
		    w->after_id, limit);
	case WALK_SERVICE:
	case WALK_REGION:
		return db_ask(s->db, e, statement, w->office, w->group, w->after_key, w->after_id,
		    limit);
	case WALK_OPEN:
	case WALK_ARRIVED:
	case WALK_NEW:
	case WALK_OPEN_ARRIVED:
	case WALK_OPEN_NEW:
	case WALK_DECIDED:
		break;
	}
	return db_ask(s->db, e, statement, w->office, w->after_key, w->after_id, limit);
}

enum rc
store_walk(struct store *s, const struct walk *w, int64_t limit,
    bool (*each)(void *arg, const struct case_record *c), void *arg, int64_t *seen, struct err *e)
{
	enum statement statement = walk_table[w->order].statement;
	struct case_record c;
	bool has_row, goes_on = true;
	enum rc rc = walk_ask(s, statement, w, limit, e);

	*seen = 0;
	while (rc == RC_OK && goes_on &&
	    (rc = db_next(s->db, statement, &has_row, e)) == RC_OK && has_row) {
		case_fill(s, statement, &c);
		(*seen)++;
		goes_on = each(arg, &c);
	}
	db_done(s->db, statement);
	return rc;
}

/* A found case and its place in a walk. */
struct place {
	int64_t key, id;
};

static int
compare_places(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static bool
is_after(const struct walk *w, const struct place *p)
{
	int order = compare_places(p, &(struct place){ w->after_key, w->after_id });

	return walk_table[w->order].is_down ? order < 0 : order > 0;
}

/* Looks up where a found case stands in the walk, if it is on it. */
static enum rc
place_find(struct store *s, const struct walk *w, int64_t id, struct place *out, bool *is_on,
    struct err *e)
{
	enum statement statement = STATEMENT_CASE_PLACE;
	struct db *db = s->db;
	char office[12], state[16], group[24] = "";
	bool is_open;
	enum rc rc = db_one(db, e, statement, id);

	*is_on = false;
	if (rc != RC_OK)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	db_text(db, statement, 0, office, sizeof(office));
	db_text(db, statement, 1, state, sizeof(state));
	is_open = db_int(db, statement, 2) == 1;
	if (walk_table[w->order].group_at != 0)
		db_text(db, statement, walk_table[w->order].group_at, group, sizeof(group));
	*out = (struct place){ db_int(db, statement, (int)walk_table[w->order].by), id };
	*is_on = str_eq(office, w->office) && is_after(w, out) &&
	    (walk_table[w->order].group_at == 0 || str_eq(group, w->group)) &&
	    (w->order != WALK_DECIDED || out->key > 0) &&
	    (w->order != WALK_STATE || str_eq(state, state_name(w->state))) &&
	    (!walk_table[w->order].is_open_only || is_open) &&
	    (w->order != WALK_ASSIGNEE || db_int(db, statement, 3) == w->assignee_id);
	db_done(db, statement);
	return RC_OK;
}

/* The found cases that stand on the walk after its place, in its order. */
static enum rc
places_sort(struct store *s, const struct walk *w, const struct search_set *set,
    struct place *places, size_t *count, struct err *e)
{
	enum rc rc = RC_OK;

	*count = 0;
	for (int64_t id = search_set_next(set, 0); id != 0 && rc == RC_OK;
	    id = search_set_next(set, id)) {
		bool is_on;

		rc = place_find(s, w, id, &places[*count], &is_on, e);
		*count += is_on ? 1 : 0;
	}
	qsort(places, *count, sizeof(*places), compare_places);
	return rc;
}

/* Shows one found case and moves the walk's place behind it. */
static enum rc
show_place(struct store *s, struct walk *w, const struct place *p,
    bool (*each)(void *arg, const struct case_record *c), void *arg, bool *goes_on, struct err *e)
{
	struct case_record c;
	enum rc rc = store_case_get(s, p->id, &c, e);

	if (rc != RC_OK)
		return rc;
	w->after_key = p->key;
	w->after_id = p->id;
	*goes_on = each(arg, &c);
	return RC_OK;
}

static enum rc
walk_sorted(struct store *s, struct walk *w, const struct search_set *set,
    bool (*each)(void *arg, const struct case_record *c), void *arg, struct err *e)
{
	struct place *places = x_zalloc(set->count + 1, sizeof(*places));
	bool goes_on = true;
	size_t count;
	enum rc rc = places_sort(s, w, set, places, &count, e);

	for (size_t i = 0; i < count && rc == RC_OK && goes_on; i++)
		rc = show_place(s, w, &places[walk_table[w->order].is_down ? count - 1 - i : i],
		    each, arg, &goes_on, e);
	free(places);
	return rc;
}

/* How a walk along the index alone ended. */
struct key_walk {
	int64_t limit;		/* keys to read */
	bool goes_on;		/* each wants more */
	bool has_ended;		/* there is no key behind the place */
};

static enum rc
walk_keys(struct store *s, struct walk *w, const struct search_set *set, struct key_walk *k,
    bool (*each)(void *arg, const struct case_record *c), void *arg, struct err *e)
{
	enum statement keys = walk_table[w->order].keys;
	bool has_row = true;
	int64_t seen = 0;
	enum rc rc = walk_ask(s, keys, w, k->limit, e);

	k->goes_on = true;
	while (rc == RC_OK && k->goes_on &&
	    (rc = db_next(s->db, keys, &has_row, e)) == RC_OK && has_row) {
		struct place p = { db_int(s->db, keys, 0), db_int(s->db, keys, 1) };

		seen++;
		if (search_set_has(set, p.id)) {
			rc = show_place(s, w, &p, each, arg, &k->goes_on, e);
		} else {
			w->after_key = p.key;
			w->after_id = p.id;
		}
	}
	db_done(s->db, keys);
	k->has_ended = !has_row && seen < k->limit;
	return rc;
}

enum rc
store_walk_found(struct store *s, struct walk *w, const struct search_set *set, int64_t limit,
    bool (*each)(void *arg, const struct case_record *c), void *arg, bool *is_whole, struct err *e)
{
	int64_t some = (int64_t)set->count * KEYS_A_CASE;
	bool is_few = set->count <= SORT_MAX;
	struct key_walk k = { .limit = is_few && some < limit ? some : limit };
	enum rc rc = walk_keys(s, w, set, &k, each, arg, e);

	*is_whole = k.has_ended;
	if (rc != RC_OK || !k.goes_on || k.has_ended || !is_few)
		return rc;
	*is_whole = true;
	return walk_sorted(s, w, set, each, arg, e);
}
