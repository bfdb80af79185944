/* SPDX-License-Identifier: ISC */
/* The log of waits at the consultation desk, what staff takes there, and how
 * content people were. */
#include "storage/store_consult.h"
#include "storage/store_inside.h"

enum rc
store_visit_add(struct store *s, const char *office, struct visit_record *v, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_VISIT_ADD, v->consult_id, office, v->task,
	    v->priority, v->came_at, v->ahead, v->servers, v->busy, v->scale_ms, v->p50_sec,
	    v->p90_sec, v->samples);

	if (rc == RC_OK) {
		v->id = db_int(s->db, STATEMENT_VISIT_ADD, 0);
		db_done(s->db, STATEMENT_VISIT_ADD);
	}
	return rc;
}

enum rc
store_visit_called(struct store *s, int64_t id, int64_t at, int64_t staff_id, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_VISIT_CALLED, id, at, staff_id);
}

enum rc
store_visit_gone(struct store *s, int64_t id, int64_t at, int64_t staff_id, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_VISIT_GONE, id, at, staff_id);
}

enum rc
store_visit_list(struct store *s, const char *office, int64_t limit,
    void (*each)(void *arg, const struct visit_record *v), void *arg, struct err *e)
{
	const enum statement st = STATEMENT_VISIT_LIST;
	struct db *db = s->db;
	bool has_row;
	enum rc rc = db_ask(db, e, st, office, limit);

	while (rc == RC_OK && (rc = db_next(db, st, &has_row, e)) == RC_OK && has_row) {
		struct visit_record v = { .id = db_int(db, st, 0), .consult_id = db_int(db, st, 1),
			.priority = db_int(db, st, 3), .came_at = db_int(db, st, 4),
			.called_at = db_int(db, st, 5), .gone_at = db_int(db, st, 6),
			.staff_id = db_int(db, st, 7), .ahead = db_int(db, st, 8),
			.servers = db_int(db, st, 9), .busy = db_int(db, st, 10),
			.scale_ms = db_int(db, st, 11), .p50_sec = db_int(db, st, 12),
			.p90_sec = db_int(db, st, 13), .samples = db_int(db, st, 14) };

		db_text(db, st, 2, v.task, sizeof(v.task));
		each(arg, &v);
	}
	return rc;
}

enum rc
store_skill_put(struct store *s, int64_t staff_id, const char *task, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_SKILL_PUT, staff_id, task);
}

enum rc
store_skill_clear(struct store *s, int64_t staff_id, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_SKILL_CLEAR, staff_id);
}

enum rc
store_skill_list(struct store *s, const char *office,
    void (*each)(void *arg, const struct skill_row *row), void *arg, struct err *e)
{
	const enum statement st = STATEMENT_SKILL_LIST;
	bool has_row;
	enum rc rc = db_ask(s->db, e, st, office);

	while (rc == RC_OK && (rc = db_next(s->db, st, &has_row, e)) == RC_OK && has_row) {
		struct skill_row row = { .staff_id = db_int(s->db, st, 0) };

		db_text(s->db, st, 1, row.login, sizeof(row.login));
		db_text(s->db, st, 2, row.name, sizeof(row.name));
		db_text(s->db, st, 3, row.task, sizeof(row.task));
		each(arg, &row);
	}
	return rc;
}

enum rc
store_satisfaction_sum(struct store *s, const char *office, int64_t since_at, bool is_consulted,
    struct satisfaction_sum *out, struct err *e)
{
	const enum statement st = STATEMENT_SATISFACTION_SUM;
	enum rc rc = db_one(s->db, e, st, office, since_at, (int64_t)is_consulted);

	*out = (struct satisfaction_sum){ .count = 0 };
	if (rc == RC_OK) {
		out->count = db_int(s->db, st, 0);
		out->score_sum = db_int(s->db, st, 1);
		out->low = db_int(s->db, st, 2);
		db_done(s->db, st);
	}
	return rc;
}

enum rc
store_satisfaction_list(struct store *s, const char *office, int64_t since_at, int64_t most_score,
    int64_t limit, void (*each)(void *arg, const struct rating_row *row, const char *applicant),
    void *arg, struct err *e)
{
	const enum statement st = STATEMENT_SATISFACTION_LIST;
	bool has_row;
	enum rc rc = db_ask(s->db, e, st, office, since_at, most_score, limit);

	while (rc == RC_OK && (rc = db_next(s->db, st, &has_row, e)) == RC_OK && has_row) {
		struct rating_row row = { .case_id = db_int(s->db, st, 0),
			.score = db_int(s->db, st, 1), .given_at = db_int(s->db, st, 3),
			.is_consulted = db_int(s->db, st, 5) != 0 };
		char applicant[96];

		db_text(s->db, st, 2, row.remark, sizeof(row.remark));
		db_text(s->db, st, 4, row.number, sizeof(row.number));
		db_text(s->db, st, 6, applicant, sizeof(applicant));
		each(arg, &row, applicant);
	}
	return rc;
}
