/* SPDX-License-Identifier: ISC */
#include "storage/store_rule.h"

#include <string.h>

#include "storage/store_inside.h"

static void
rule_fill(struct store *s, enum statement statement, struct auto_rule *out)
{
	struct db *db = s->db;

	memset(out, 0, sizeof(*out));
	out->id = db_int(db, statement, 0);
	out->place = db_int(db, statement, 1);
	db_text(db, statement, 2, out->office, sizeof(out->office));
	db_text(db, statement, 3, out->name, sizeof(out->name));
	db_text(db, statement, 4, out->moment, sizeof(out->moment));
	db_text(db, statement, 5, out->query, sizeof(out->query));
	db_text(db, statement, 6, out->action, sizeof(out->action));
	db_text(db, statement, 7, out->assignee, sizeof(out->assignee));
	db_text(db, statement, 8, out->officer, sizeof(out->officer));
	db_text(db, statement, 9, out->agency, sizeof(out->agency));
	db_text(db, statement, 10, out->text, sizeof(out->text));
	out->is_on = db_int(db, statement, 11) != 0;
	out->version = db_int(db, statement, 12);
	out->author_id = db_int(db, statement, 13);
	db_text(db, statement, 14, out->author, sizeof(out->author));
	db_text(db, statement, 15, out->author_name, sizeof(out->author_name));
	out->changed_at = db_int(db, statement, 16);
	out->fired = db_int(db, statement, 17);
	out->refused = db_int(db, statement, 18);
	db_text(db, statement, 19, out->kind, sizeof(out->kind));
}

enum rc
store_rule_add(struct store *s, struct auto_rule *rule, int64_t by_id, int64_t now_at,
    struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_RULE_ADD, rule->office, rule->place, rule->name,
	    rule->moment, rule->query, rule->action, rule->assignee, rule->officer, rule->agency,
	    rule->text, by_id, now_at, rule->kind);

	if (rc == RC_OK) {
		rule->id = db_int(s->db, STATEMENT_RULE_ADD, 0);
		db_done(s->db, STATEMENT_RULE_ADD);
	}
	return rc == RC_NOT_FOUND ? RC_CONFLICT : rc;
}

enum rc
store_rule_change(struct store *s, const struct auto_rule *rule, int64_t by_id, int64_t now_at,
    struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_RULE_CHANGE, rule->id, rule->moment, rule->query,
	    rule->action, rule->assignee, rule->officer, rule->agency, rule->text, by_id, now_at,
	    rule->kind);
}

enum rc
store_rule_switch(struct store *s, int64_t id, bool is_on, int64_t by_id, int64_t now_at,
    struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_RULE_SWITCH, id, (int64_t)(is_on ? 1 : 0), by_id,
	    now_at);
}

enum rc
store_rule_place(struct store *s, int64_t id, int64_t place, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_RULE_PLACE, id, place);
}

enum rc
store_rule_delete(struct store *s, int64_t id, struct err *e)
{
	enum rc rc = db_run(s->db, e, NULL, STATEMENT_FIRING_CLEAR, id);

	return rc == RC_OK ? db_run(s->db, e, NULL, STATEMENT_RULE_DELETE, id) : rc;
}

enum rc
store_rule_get(struct store *s, const char *office, const char *name, struct auto_rule *out,
    struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_RULE_GET, office, name);

	if (rc == RC_OK) {
		rule_fill(s, STATEMENT_RULE_GET, out);
		db_done(s->db, STATEMENT_RULE_GET);
	}
	return rc;
}

enum rc
store_rule_list(struct store *s, const char *office,
    void (*each)(void *arg, const struct auto_rule *rule), void *arg, struct err *e)
{
	enum statement statement = office[0] == '\0' ? STATEMENT_RULES_ON : STATEMENT_RULE_LIST;
	bool has_row;
	enum rc rc = office[0] == '\0' ? db_ask(s->db, e, STATEMENT_RULES_ON) :
	    db_ask(s->db, e, STATEMENT_RULE_LIST, office);

	while (rc == RC_OK && (rc = db_next(s->db, statement, &has_row, e)) == RC_OK && has_row) {
		struct auto_rule rule;

		rule_fill(s, statement, &rule);
		each(arg, &rule);
	}
	return rc;
}

enum rc
store_firing_add(struct store *s, const struct auto_rule *rule, const struct auto_firing *f,
    struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_FIRING_ADD, rule->id, rule->version, f->case_id,
	    f->at, f->reason, f->detail);
}

enum rc
store_firing_has(struct store *s, const struct auto_rule *rule, int64_t case_id, bool *has,
    struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_FIRING_HAS, rule->id, rule->version, case_id);

	*has = rc == RC_OK;
	if (rc == RC_OK)
		db_done(s->db, STATEMENT_FIRING_HAS);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc
store_firing_list(struct store *s, int64_t rule_id, int64_t before_at, int64_t before_case,
    int64_t limit, void (*each)(void *arg, const struct auto_firing *f), void *arg, struct err *e)
{
	struct db *db = s->db;
	bool has_row;
	enum rc rc = db_ask(db, e, STATEMENT_FIRING_LIST, rule_id, before_at, before_case, limit);

	while (rc == RC_OK &&
	    (rc = db_next(db, STATEMENT_FIRING_LIST, &has_row, e)) == RC_OK && has_row) {
		struct auto_firing f = { .rule_id = db_int(db, STATEMENT_FIRING_LIST, 0),
			.case_id = db_int(db, STATEMENT_FIRING_LIST, 2),
			.at = db_int(db, STATEMENT_FIRING_LIST, 4) };

		db_text(db, STATEMENT_FIRING_LIST, 1, f.rule, sizeof(f.rule));
		db_text(db, STATEMENT_FIRING_LIST, 3, f.number, sizeof(f.number));
		db_text(db, STATEMENT_FIRING_LIST, 6, f.reason, sizeof(f.reason));
		db_text(db, STATEMENT_FIRING_LIST, 7, f.detail, sizeof(f.detail));
		each(arg, &f);
	}
	return rc;
}

/* The one number a statement gives; *value stays where it gives none. */
static enum rc
one_number(struct store *s, enum statement statement, int64_t *value, struct err *e)
{
	enum rc rc = db_one(s->db, e, statement);

	if (rc == RC_OK) {
		*value = db_int(s->db, statement, 0);
		db_done(s->db, statement);
	}
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc
store_rule_mark(struct store *s, int64_t *case_id, struct err *e)
{
	*case_id = -1;
	return one_number(s, STATEMENT_RULE_MARK_GET, case_id, e);
}

enum rc
store_rule_mark_put(struct store *s, int64_t case_id, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_RULE_MARK_PUT, case_id);
}

enum rc
store_case_last_id(struct store *s, int64_t *case_id, struct err *e)
{
	*case_id = 0;
	return one_number(s, STATEMENT_CASE_ID_LAST, case_id, e);
}

enum rc
store_cases_after(struct store *s, int64_t case_id, int64_t limit,
    bool (*each)(void *arg, const struct case_record *c), void *arg, struct err *e)
{
	bool has_row;
	enum rc rc = db_ask(s->db, e, STATEMENT_CASES_AFTER, case_id, limit);

	while (rc == RC_OK &&
	    (rc = db_next(s->db, STATEMENT_CASES_AFTER, &has_row, e)) == RC_OK && has_row) {
		struct case_record c;

		case_fill(s, STATEMENT_CASES_AFTER, &c);
		if (!each(arg, &c)) {
			db_done(s->db, STATEMENT_CASES_AFTER);
			break;
		}
	}
	return rc;
}
