/* SPDX-License-Identifier: ISC */
/* Calendars: holidays, lunch, and the changes that move dues. */
#include <string.h>

#include "storage/store_inside.h"

enum rc
store_holiday_add(struct store *s, const char *office, const struct holiday_row *h,
    int64_t by_id, int64_t now_at, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_HOLIDAY_ADD, (int64_t)h->day.number, office,
	    h->region, h->name_ko, h->name_en, h->kind, h->source, by_id, now_at);
}

enum rc
store_holiday_any(struct store *s, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_HOLIDAY_ANY);

	if (rc == RC_OK)
		db_done(s->db, STATEMENT_HOLIDAY_ANY);
	return rc;
}

static enum rc
list_holidays(struct store *s, enum statement which, const char *office,
    void (*each)(void *arg, const struct holiday_row *h), void *arg, struct err *e)
{
	struct db *db = s->db;
	bool has_row;
	enum rc rc = db_ask(db, e, which, office);

	while (rc == RC_OK && (rc = db_next(db, which, &has_row, e)) == RC_OK && has_row) {
		struct holiday_row h = { .id = db_int(db, which, 0),
			.day = { (int32_t)db_int(db, which, 1) }, .at = db_int(db, which, 7),
			.after_event = db_int(db, which, 8) };

		db_text(db, which, 2, h.region, sizeof(h.region));
		db_text(db, which, 3, h.name_ko, sizeof(h.name_ko));
		db_text(db, which, 4, h.name_en, sizeof(h.name_en));
		db_text(db, which, 5, h.kind, sizeof(h.kind));
		db_text(db, which, 6, h.source, sizeof(h.source));
		each(arg, &h);
	}
	return rc;
}

enum rc
store_holiday_list(struct store *s, const char *office,
    void (*each)(void *arg, const struct holiday_row *h), void *arg, struct err *e)
{
	return list_holidays(s, STATEMENT_HOLIDAY_LIST, office, each, arg, e);
}

enum rc
store_proposal_add(struct store *s, const char *office, const struct holiday_row *h,
    int64_t by_id, int64_t now_at, bool *is_new, struct err *e)
{
	int64_t changed = 0;
	enum rc rc = db_run(s->db, e, &changed, STATEMENT_PROPOSAL_ADD, (int64_t)h->day.number,
	    office, h->region, h->name_ko, h->name_en, h->kind, h->source, by_id, now_at);

	*is_new = changed > 0;
	return rc;
}

enum rc
store_proposal_list(struct store *s, const char *office,
    void (*each)(void *arg, const struct holiday_row *h), void *arg, struct err *e)
{
	return list_holidays(s, STATEMENT_PROPOSAL_LIST, office, each, arg, e);
}

enum rc
store_proposal_dismiss(struct store *s, int64_t id, const char *office, int64_t by_id,
    int64_t now_at, const char *reason, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_PROPOSAL_DISMISS, id, office, by_id, now_at, reason);
}

enum rc
store_lunch_add(struct store *s, const char *office, const struct lunch_row *l, int64_t by_id,
    int64_t now_at, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_LUNCH_ADD, office, (int64_t)l->from.number,
	    (int64_t)l->minute, by_id, now_at);
}

enum rc
store_lunch_list(struct store *s, const char *office,
    void (*each)(void *arg, const struct lunch_row *l), void *arg, struct err *e)
{
	struct db *db = s->db;
	bool has_row;
	enum rc rc = db_ask(db, e, STATEMENT_LUNCH_LIST, office);

	while (rc == RC_OK &&
	    (rc = db_next(db, STATEMENT_LUNCH_LIST, &has_row, e)) == RC_OK && has_row) {
		struct lunch_row l = { .from = { (int32_t)db_int(db, STATEMENT_LUNCH_LIST, 0) },
			.minute = (int32_t)db_int(db, STATEMENT_LUNCH_LIST, 1),
			.at = db_int(db, STATEMENT_LUNCH_LIST, 2),
			.after_event = db_int(db, STATEMENT_LUNCH_LIST, 3) };

		each(arg, &l);
	}
	return rc;
}

enum rc
store_change_add(struct store *s, const char *office, int64_t now_at, int64_t by_id,
    const char *entries, const char *reason, int64_t *id, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_CHANGE_ADD, office, now_at, by_id, entries, reason);

	if (rc == RC_OK) {
		*id = db_int(s->db, STATEMENT_CHANGE_ADD, 0);
		db_done(s->db, STATEMENT_CHANGE_ADD);
	}
	return rc;
}

enum rc
store_change_undone(struct store *s, const char *office, struct calendar_change *out,
    struct err *e)
{
	struct db *db = s->db;
	enum statement which = office == NULL ? STATEMENT_CHANGE_ANY_UNDONE :
	    STATEMENT_CHANGE_UNDONE;
	enum rc rc = office == NULL ? db_one(db, e, which) : db_one(db, e, which, office);

	*out = (struct calendar_change){ 0 };
	if (rc == RC_OK) {
		out->id = db_int(db, which, 0);
		db_text(db, which, 1, out->office, sizeof(out->office));
		out->by_id = db_int(db, which, 2);
		db_text(db, which, 3, out->place, sizeof(out->place));
		db_text(db, which, 4, out->entries, sizeof(out->entries));
		db_done(db, which);
	}
	return rc;
}

enum rc
store_change_go_on(struct store *s, const struct calendar_change *c, int64_t checked,
    bool is_done, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_CHANGE_GO_ON, c->id, c->place, checked,
	    (int64_t)(is_done ? 1 : 0));
}

enum rc
store_change_list(struct store *s, const char *office, int64_t before_id, int64_t limit,
    void (*each)(void *arg, const struct calendar_change_row *c), void *arg, struct err *e)
{
	const enum statement which = STATEMENT_CHANGE_LIST;
	struct db *db = s->db;
	bool has_row;
	enum rc rc = db_ask(db, e, which, office, before_id, limit);

	while (rc == RC_OK && (rc = db_next(db, which, &has_row, e)) == RC_OK && has_row) {
		struct calendar_change_row c = { .id = db_int(db, which, 0),
			.at = db_int(db, which, 1), .checked = db_int(db, which, 5),
			.moved = db_int(db, which, 6), .is_done = db_int(db, which, 7) != 0 };

		db_text(db, which, 2, c.by, sizeof(c.by));
		db_text(db, which, 3, c.entries, sizeof(c.entries));
		db_text(db, which, 4, c.reason, sizeof(c.reason));
		each(arg, &c);
	}
	return rc;
}

enum rc
store_calendar_move_add(struct store *s, int64_t change_id, int64_t case_id, int64_t event_id,
    int64_t announced_at, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_MOVE_ADD, change_id, case_id, event_id,
	    announced_at);
}

enum rc
store_calendar_move_list(struct store *s, int64_t change_id, int64_t after_id, int64_t limit,
    void (*each)(void *arg, const struct calendar_move *m), void *arg, struct err *e)
{
	const enum statement which = STATEMENT_MOVES_OF_CHANGE;
	struct db *db = s->db;
	bool has_row;
	enum rc rc = db_ask(db, e, which, change_id, after_id, limit);

	while (rc == RC_OK && (rc = db_next(db, which, &has_row, e)) == RC_OK && has_row) {
		struct calendar_move m = { .id = db_int(db, which, 0),
			.case_id = db_int(db, which, 1), .due_before = db_int(db, which, 3),
			.due_after = db_int(db, which, 4), .announced_at = db_int(db, which, 5) };

		db_text(db, which, 2, m.number, sizeof(m.number));
		each(arg, &m);
	}
	return rc;
}
