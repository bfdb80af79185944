/* SPDX-License-Identifier: ISC */
/* What citizens and ministries say after the arrival: supplements, pauses,
 * amendments, answers, satisfaction, transcripts. */
#include <stdlib.h>
#include <string.h>

#include "storage/store_inside.h"
#include "storage/text.h"

enum rc
store_pause_begin(struct store *s, int64_t case_id, const char *reason, struct day from,
    int64_t event_id, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_PAUSE_BEGIN, case_id, reason,
	    (int64_t)from.number, event_id);
}

enum rc
store_pause_end(struct store *s, int64_t case_id, struct day to, int64_t event_id, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_PAUSE_END, case_id, (int64_t)to.number, event_id);
}

enum rc
store_pause_list(struct store *s, int64_t case_id, struct pause_record *out, size_t max,
    size_t *count, struct err *e)
{
	bool has_row;
	enum rc rc = db_ask(s->db, e, STATEMENT_PAUSE_LIST, case_id);

	*count = 0;
	while (rc == RC_OK &&
	    (rc = db_next(s->db, STATEMENT_PAUSE_LIST, &has_row, e)) == RC_OK && has_row) {
		struct pause_record *p = &out[*count];

		if (*count == max) {
			db_done(s->db, STATEMENT_PAUSE_LIST);
			return err_set(e, RC_STORAGE, say(N_("case %lld has more than %zu pauses")),
			    (long long)case_id, max);
		}
		db_text(s->db, STATEMENT_PAUSE_LIST, 0, p->reason, sizeof(p->reason));
		p->from.number = (int32_t)db_int(s->db, STATEMENT_PAUSE_LIST, 1);
		p->to.number = (int32_t)db_int(s->db, STATEMENT_PAUSE_LIST, 2);
		p->begun_event = db_int(s->db, STATEMENT_PAUSE_LIST, 3);
		p->ended_event = db_int(s->db, STATEMENT_PAUSE_LIST, 4);
		(*count)++;
	}
	return rc;
}

void
supplement_record_release(struct supplement_record *d)
{
	free(d->items);
	free(d->text);
	memset(d, 0, sizeof(*d));
}

enum rc
store_supplement_add(struct store *s, int64_t case_id, const struct supplement_record *d,
    struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_SUPPLEMENT_ADD, case_id, d->items, d->text,
	    (int64_t)d->due.number, d->by_id, d->demanded_at, (int64_t)(d->is_again ? 1 : 0));
}

enum rc
store_supplement_extend(struct store *s, int64_t id, struct day due, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_SUPPLEMENT_EXTEND, id, (int64_t)due.number);
}

enum rc
store_supplement_open(struct store *s, int64_t case_id, struct supplement_record *out,
    struct err *e)
{
	struct db *db = s->db;
	enum rc rc = db_one(db, e, STATEMENT_SUPPLEMENT_OPEN, case_id);

	memset(out, 0, sizeof(*out));
	if (rc == RC_OK) {
		out->id = db_int(db, STATEMENT_SUPPLEMENT_OPEN, 0);
		out->items = db_text_copy(db, STATEMENT_SUPPLEMENT_OPEN, 1, NULL);
		out->text = db_text_copy(db, STATEMENT_SUPPLEMENT_OPEN, 2, NULL);
		out->due.number = (int32_t)db_int(db, STATEMENT_SUPPLEMENT_OPEN, 3);
		out->demanded_at = db_int(db, STATEMENT_SUPPLEMENT_OPEN, 4);
		out->extensions = (int32_t)db_int(db, STATEMENT_SUPPLEMENT_OPEN, 5);
		out->is_again = db_int(db, STATEMENT_SUPPLEMENT_OPEN, 6) != 0;
		db_done(db, STATEMENT_SUPPLEMENT_OPEN);
	}
	return rc;
}

enum rc
store_supplement_reply(struct store *s, int64_t case_id, int64_t at, const char *text,
    const char *answers, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_SUPPLEMENT_REPLY, case_id, at, text, answers);
}

enum rc
store_amendment_add(struct store *s, int64_t case_id, int64_t event_id, const char *answers,
    struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_AMENDMENT_ADD, case_id, event_id, answers);
}

enum rc
store_amendment_list(struct store *s, int64_t case_id,
    void (*each)(void *arg, int64_t event_id, const char *answers), void *arg, struct err *e)
{
	bool has_row;
	enum rc rc = db_ask(s->db, e, STATEMENT_AMENDMENT_LIST, case_id);

	while (rc == RC_OK &&
	    (rc = db_next(s->db, STATEMENT_AMENDMENT_LIST, &has_row, e)) == RC_OK && has_row) {
		int64_t event_id = db_int(s->db, STATEMENT_AMENDMENT_LIST, 0);
		char *answers = db_text_copy(s->db, STATEMENT_AMENDMENT_LIST, 1, NULL);

		each(arg, event_id, answers);
		free(answers);
	}
	return rc;
}

enum rc
store_satisfaction_put(struct store *s, int64_t case_id, const struct satisfaction_record *given,
    struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_SATISFACTION_PUT, case_id, given->score,
	    given->remark, given->given_at);
}

enum rc
store_satisfaction_get(struct store *s, int64_t case_id, struct satisfaction_record *out,
    struct err *e)
{
	struct db *db = s->db;
	enum rc rc = db_one(db, e, STATEMENT_SATISFACTION_GET, case_id);

	memset(out, 0, sizeof(*out));
	if (rc == RC_OK) {
		out->score = db_int(db, STATEMENT_SATISFACTION_GET, 0);
		db_text(db, STATEMENT_SATISFACTION_GET, 1, out->remark, sizeof(out->remark));
		out->given_at = db_int(db, STATEMENT_SATISFACTION_GET, 2);
		db_done(db, STATEMENT_SATISFACTION_GET);
	}
	return rc;
}

enum rc
store_transcript_add(struct store *s, int64_t case_id, int64_t at, const char *who,
    const char *text, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_TRANSCRIPT_ADD, case_id, at, who, text);
}

enum rc
store_transcript_list(struct store *s, int64_t case_id,
    void (*each)(void *arg, int64_t at, const char *who, const char *text), void *arg,
    struct err *e)
{
	bool has_row;
	enum rc rc = db_ask(s->db, e, STATEMENT_TRANSCRIPT_LIST, case_id);

	while (rc == RC_OK &&
	    (rc = db_next(s->db, STATEMENT_TRANSCRIPT_LIST, &has_row, e)) == RC_OK && has_row) {
		int64_t at = db_int(s->db, STATEMENT_TRANSCRIPT_LIST, 0);
		char who[16];
		char *text = db_text_copy(s->db, STATEMENT_TRANSCRIPT_LIST, 2, NULL);

		db_text(s->db, STATEMENT_TRANSCRIPT_LIST, 1, who, sizeof(who));
		each(arg, at, who, text);
		free(text);
	}
	return rc;
}
