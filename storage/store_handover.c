/* SPDX-License-Identifier: ISC */
/* Hand-overs: what went to another agency, and in whose hands it is. */
#include <stdlib.h>
#include <string.h>

#include "storage/store_inside.h"
#include "storage/text.h"

void
handover_record_release(struct handover_record *h)
{
	free(h->question);
	free(h->proposal);
	free(h->answer);
	free(h->body);
	memset(h, 0, sizeof(*h));
}

/* From the columns of HANDOVER_COLUMNS. */
static void
handover_fill(struct store *s, enum statement which, struct handover_row *row)
{
	struct db *db = s->db;

	memset(row, 0, sizeof(*row));
	row->id = db_int(db, which, 0);
	row->case_id = db_int(db, which, 1);
	db_text(db, which, 2, row->case_number, sizeof(row->case_number));
	row->serial = db_int(db, which, 3);
	db_text(db, which, 4, row->kind, sizeof(row->kind));
	db_text(db, which, 5, row->agency, sizeof(row->agency));
	db_text(db, which, 6, row->hop, sizeof(row->hop));
	row->asked_at = db_int(db, which, 7);
	row->sent_at = db_int(db, which, 8);
	row->received_at = db_int(db, which, 9);
	row->accepted_at = db_int(db, which, 10);
	row->answered_at = db_int(db, which, 11);
	row->closed_at = db_int(db, which, 12);
	row->due_at = db_int(db, which, 13);
	db_text(db, which, 14, row->reason_code, sizeof(row->reason_code));
	db_text(db, which, 15, row->receipt_no, sizeof(row->receipt_no));
	db_text(db, which, 16, row->officer, sizeof(row->officer));
	db_text(db, which, 17, row->by, sizeof(row->by));
	db_text(db, which, 18, row->by_name, sizeof(row->by_name));
	db_text(db, which, 19, row->owner, sizeof(row->owner));
	db_text(db, which, 20, row->owner_name, sizeof(row->owner_name));
	row->bounces = db_int(db, which, 21);
	db_text(db, which, 22, row->message, sizeof(row->message));
	row->by_id = db_int(db, which, 23);
}

enum rc
store_handover_add(struct store *s, const struct handover_record *h, int64_t *id, struct err *e)
{
	const struct handover_row *row = &h->row;
	enum rc rc = db_one(s->db, e, STATEMENT_HANDOVER_ADD, row->case_id, row->agency,
	    h->question, row->by_id, row->asked_at, row->kind, row->serial, row->hop, h->op_key,
	    row->due_at, h->proposal, h->body);

	if (rc == RC_OK) {
		*id = db_int(s->db, STATEMENT_HANDOVER_ADD, 0);
		db_done(s->db, STATEMENT_HANDOVER_ADD);
	}
	return rc;
}

static enum rc
one_row(struct store *s, enum statement which, enum rc rc, struct handover_row *out)
{
	if (rc == RC_OK) {
		handover_fill(s, which, out);
		db_done(s->db, which);
	}
	return rc;
}

enum rc
store_handover_last(struct store *s, int64_t case_id, struct handover_row *out, struct err *e)
{
	return one_row(s, STATEMENT_HANDOVER_LAST,
	    db_one(s->db, e, STATEMENT_HANDOVER_LAST, case_id), out);
}

enum rc
store_handover_serial(struct store *s, int64_t case_id, int64_t serial, struct handover_row *out,
    struct err *e)
{
	return one_row(s, STATEMENT_HANDOVER_SERIAL,
	    db_one(s->db, e, STATEMENT_HANDOVER_SERIAL, case_id, serial), out);
}

enum rc
store_handover_by_message(struct store *s, int64_t outbox_id, struct handover_row *out,
    struct err *e)
{
	return one_row(s, STATEMENT_HANDOVER_BY_MESSAGE,
	    db_one(s->db, e, STATEMENT_HANDOVER_BY_MESSAGE, outbox_id), out);
}

enum rc
store_handover_get(struct store *s, int64_t id, const char *office, struct handover_record *out,
    struct err *e)
{
	const enum statement which = STATEMENT_HANDOVER_GET;
	enum rc rc = db_one(s->db, e, which, id, office);

	memset(out, 0, sizeof(*out));
	if (rc == RC_OK) {
		handover_fill(s, which, &out->row);
		out->question = db_text_copy(s->db, which, 24, NULL);
		out->proposal = db_text_copy(s->db, which, 25, NULL);
		out->answer = db_text_copy(s->db, which, 26, NULL);
		out->body = db_text_copy(s->db, which, 27, NULL);
		db_done(s->db, which);
	}
	return rc;
}

enum rc
store_handover_list(struct store *s, const char *office, const char *hop, int64_t before_id,
    int64_t limit, void (*each)(void *arg, const struct handover_row *row), void *arg,
    struct err *e)
{
	const enum statement which = STATEMENT_HANDOVER_LIST;
	struct handover_row row;
	bool has_row;
	enum rc rc = db_ask(s->db, e, which, office, hop, before_id == 0 ? INT64_MAX : before_id,
	    limit);

	while (rc == RC_OK && (rc = db_next(s->db, which, &has_row, e)) == RC_OK && has_row) {
		handover_fill(s, which, &row);
		each(arg, &row);
	}
	return rc;
}

enum rc
store_handover_move(struct store *s, const struct handover_move *m, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_HANDOVER_MOVE, m->id, m->hop, m->due_at, m->at,
	    str_or_empty(m->answer), str_or_empty(m->reason_code), str_or_empty(m->receipt_no),
	    str_or_empty(m->officer), str_or_empty(m->op_key));
}

enum rc
store_case_hop(struct store *s, int64_t case_id, int64_t hop_due_at, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_CASE_HOP, case_id, hop_due_at);
}

enum rc
store_handover_event(struct store *s, int64_t id, int64_t event_id, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_HANDOVER_EVENT, id, event_id);
}
