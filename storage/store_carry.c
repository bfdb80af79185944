/* SPDX-License-Identifier: ISC */
/* Reading and adding what a full export carries, and the record of it. */
#include "storage/carry.h"

#include <assert.h>
#include <string.h>

#include "storage/store_inside.h"
#include "storage/text.h"

#define ENTRIES_MOST 100000	/* of the search index, noted and not written */

static enum rc
ask(struct store *s, enum statement st, const struct carry_key *key, struct err *e)
{
	return key->office != NULL ? db_ask(s->db, e, st, key->office) :
	    db_ask(s->db, e, st, key->id);
}

enum rc
store_carry_read(struct store *s, enum carry_table table, const struct carry_key *key,
    enum rc (*each)(void *arg, int64_t id, const struct carry_value *values, struct err *e),
    void *arg, struct err *e)
{
	const struct carry_info *info = &carry_table[table];
	const char *types = statement_table[info->read].columns;
	struct carry_value values[CARRY_COLUMNS_MAX];
	bool has_row;
	enum rc rc = ask(s, info->read, key, e);

	assert(info->count <= CARRY_COLUMNS_MAX && strlen(types) == info->count + 1);
	while (rc == RC_OK && (rc = db_next(s->db, info->read, &has_row, e)) == RC_OK && has_row) {
		for (size_t i = 0; i < info->count; i++) {
			int column = (int)i + 1;

			values[i] = (struct carry_value){ .number = 0 };
			if (types[column] == 't')
				values[i].text = db_text_here(s->db, info->read, column);
			else
				values[i].number = db_int(s->db, info->read, column);
		}
		rc = each(arg, db_int(s->db, info->read, 0), values, e);
	}
	db_done(s->db, info->read);
	return rc;
}

/* Whether a case in this state is open: the last of the values, which no line has. */
static int64_t
is_open(const struct carry_info *info, const struct carry_value *values)
{
	enum state state = STATE_CLOSED;

	for (size_t i = 0; i < info->count; i++)
		if (str_eq(info->columns[i].key, "state"))
			(void)state_by_name(values[i].text, &state);
	return store_is_open_state(state) ? 1 : 0;
}

enum rc
store_carry_add(struct store *s, enum carry_table table, const struct carry_key *key,
    const struct carry_value *values, int64_t *id, struct err *e)
{
	const struct carry_info *info = &carry_table[table];
	struct db_value bound[CARRY_COLUMNS_MAX + 2] = {
		{ .number = key->id, .text = key->office } };
	size_t count = info->count + 1;
	enum rc rc;

	for (size_t i = 0; i < info->count; i++)
		bound[i + 1] = (struct db_value){ values[i].number, values[i].text };
	if (table == CARRY_TABLE_CASE)
		bound[count++].number = is_open(info, values);
	rc = db_one_values(s->db, e, info->add, bound, count);
	if (rc == RC_NOT_FOUND)
		return RC_CONFLICT;
	if (rc != RC_OK)
		return rc;
	*id = db_int(s->db, info->add, 0);
	db_done(s->db, info->add);
	if (table == CARRY_TABLE_VISIT)
		rc = db_run(s->db, e, NULL, STATEMENT_CARRY_VISIT_LAST, key->id);
	return rc;
}

enum rc
store_carry_form_find(struct store *s, const char *fingerprint, int64_t *id, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_FORM_KEPT_FIND, fingerprint);

	if (rc == RC_OK) {
		*id = db_int(s->db, STATEMENT_FORM_KEPT_FIND, 0);
		db_done(s->db, STATEMENT_FORM_KEPT_FIND);
	}
	return rc;
}

enum rc
store_carry_case(struct store *s, int64_t id, int64_t serial, int year, struct err *e)
{
	struct applicant_record applicant;
	struct case_record c;
	enum rc rc = store_case_get(s, id, &c, e);

	if (rc == RC_OK)
		rc = store_applicant_get(s, id, &applicant, e);
	if (rc != RC_OK)
		return rc;
	store_count(s, c.office, state_name(c.row.state), 1);
	store_tally_move(s, c.office, c.row.service, NULL, &c.read);
	store_search_add(s, &c, applicant.phone);
	if (serial > 0)
		rc = db_run(s->db, e, NULL, STATEMENT_CARRY_SERIAL, c.office, (int64_t)year, serial);
	if (rc == RC_OK && s->entry_count >= ENTRIES_MOST)
		rc = store_search_write(s, e);
	return rc;
}

enum rc
store_carry_channels_off(struct store *s, const char *office, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_CARRY_CHANNELS_OFF, office);
}

enum rc
store_carry_is_empty(struct store *s, const char *office, bool *is_empty, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_CARRY_ANY, office);

	if (rc != RC_OK)
		return rc;
	*is_empty = db_int(s->db, STATEMENT_CARRY_ANY, 0) == 0;
	db_done(s->db, STATEMENT_CARRY_ANY);
	return RC_OK;
}

enum rc
store_carried_add(struct store *s, struct carried_record *c, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_CARRY_CARRIED_ADD, c->office,
	    c->is_import ? "import" : "export", c->by_id, c->at, c->query, c->reason);

	if (rc == RC_OK) {
		c->id = db_int(s->db, STATEMENT_CARRY_CARRIED_ADD, 0);
		db_done(s->db, STATEMENT_CARRY_CARRIED_ADD);
	}
	return rc;
}

enum rc
store_carried_update(struct store *s, const struct carried_record *c, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_CARRY_CARRIED_UPDATE, c->id, c->cases, c->bytes,
	    c->ended_at, c->sha256);
}

enum rc
store_carried_list(struct store *s, const char *office, int64_t before_id, int64_t limit,
    void (*each)(void *arg, const struct carried_row *row), void *arg, struct err *e)
{
	const enum statement st = STATEMENT_CARRY_CARRIED_LIST;
	struct db *db = s->db;
	bool has_row;
	enum rc rc = db_ask(db, e, st, office, before_id == 0 ? INT64_MAX : before_id, limit);

	while (rc == RC_OK && (rc = db_next(db, st, &has_row, e)) == RC_OK && has_row) {
		struct carried_row row = { .id = db_int(db, st, 0), .at = db_int(db, st, 4),
			.ended_at = db_int(db, st, 5), .cases = db_int(db, st, 8),
			.bytes = db_int(db, st, 9) };

		db_text(db, st, 1, row.kind, sizeof(row.kind));
		db_text(db, st, 2, row.by, sizeof(row.by));
		db_text(db, st, 3, row.by_name, sizeof(row.by_name));
		db_text(db, st, 6, row.query, sizeof(row.query));
		db_text(db, st, 7, row.reason, sizeof(row.reason));
		db_text(db, st, 10, row.sha256, sizeof(row.sha256));
		each(arg, &row);
	}
	return rc;
}

enum rc
store_carried_sum(struct store *s, const char *office, struct carried_sum *out, struct err *e)
{
	const enum statement st = STATEMENT_CARRY_CARRIED_SUM;
	enum rc rc = db_one(s->db, e, st, office);

	if (rc == RC_OK) {
		*out = (struct carried_sum){ db_int(s->db, st, 0), db_int(s->db, st, 1),
			db_int(s->db, st, 2) };
		db_done(s->db, st);
	}
	return rc;
}
