/* SPDX-License-Identifier: ISC */
/* Letters that cases owe: who may owe one, and what was dealt with. */
#include "storage/store_inside.h"

enum rc
store_letter_walk(struct store *s, const struct letter_walk *w, int64_t limit,
    bool (*each)(void *arg, const struct case_record *c), void *arg, int64_t *seen,
    struct err *e)
{
	const enum statement which = STATEMENT_PAGE_LETTERS;
	struct case_record c;
	bool has_row, goes_on = true;
	enum rc rc = db_ask(s->db, e, which, w->office, w->after_key, w->after_id, w->due_before,
	    w->received_before, limit);

	*seen = 0;
	while (rc == RC_OK && goes_on && (rc = db_next(s->db, which, &has_row, e)) == RC_OK &&
	    has_row) {
		case_fill(s, which, &c);
		(*seen)++;
		goes_on = each(arg, &c);
	}
	db_done(s->db, which);
	return rc;
}

enum rc
store_letter_add(struct store *s, int64_t case_id, const char *letter, int64_t serial,
    const char *state, int64_t event_id, const char *text, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_LETTER_ADD, case_id, letter, serial, state,
	    event_id, text);
}

enum rc
store_letter_dealt(struct store *s, int64_t case_id, const char *letter, int64_t *serial,
    struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_LETTER_DEALT, case_id, letter);

	if (rc == RC_OK) {
		*serial = db_int(s->db, STATEMENT_LETTER_DEALT, 0);
		db_done(s->db, STATEMENT_LETTER_DEALT);
	}
	return rc;
}

enum rc
store_letter_moved(struct store *s, int64_t case_id, int64_t *event_id, int64_t *at,
    char words[400], struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_LETTER_MOVED, case_id);

	if (rc == RC_OK) {
		*event_id = db_int(s->db, STATEMENT_LETTER_MOVED, 0);
		*at = db_int(s->db, STATEMENT_LETTER_MOVED, 1);
		db_text(s->db, STATEMENT_LETTER_MOVED, 2, words, 400);
		db_done(s->db, STATEMENT_LETTER_MOVED);
	}
	return rc;
}
