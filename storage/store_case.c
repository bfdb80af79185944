/* SPDX-License-Identifier: ISC */
/* Cases, applicants and forms. */
#include <stdlib.h>
#include <string.h>

#include "storage/store_inside.h"
#include "storage/text.h"

int64_t
due_to_table(int64_t due_at)
{
	return due_at == 0 ? DUE_NEVER : due_at;
}

static int64_t
due_from_table(int64_t due_at)
{
	return due_at == DUE_NEVER ? 0 : due_at;
}

bool
store_is_open_state(enum state state)
{
	return state <= STATE_APPROVAL || state == STATE_APPEAL;
}

static struct case_counted
counted_of(const struct case_record *c)
{
	return (struct case_counted){ .state = c->row.state, .assignee_id = c->assignee_id,
		.arrived_at = c->row.arrived_at, .received_at = c->row.received_at,
		.completed_at = c->completed_at, .due_at = c->row.due_at };
}

void
case_fill(struct store *s, enum statement statement, struct case_record *out)
{
	struct db *db = s->db;
	struct case_row *row = &out->row;
	char word[16];

	memset(out, 0, sizeof(*out));
	row->id = db_int(db, statement, 0);
	db_text(db, statement, 1, out->office, sizeof(out->office));
	db_text(db, statement, 2, row->channel, sizeof(row->channel));
	db_text(db, statement, 3, row->external_id, sizeof(row->external_id));
	db_text(db, statement, 4, row->region, sizeof(row->region));
	db_text(db, statement, 5, row->service, sizeof(row->service));
	db_text(db, statement, 6, row->receipt_no, sizeof(row->receipt_no));
	db_text(db, statement, 7, row->title, sizeof(row->title));
	db_text(db, statement, 8, row->applicant, sizeof(row->applicant));
	db_text(db, statement, 9, out->form_version, sizeof(out->form_version));
	db_text(db, statement, 10, word, sizeof(word));
	if (!final_by_by_name(word, &out->final_by))
		out->final_by = FINAL_BY_APPROVER;
	db_text(db, statement, 11, word, sizeof(word));
	if (!state_by_name(word, &row->state))
		row->state = STATE_CLOSED;
	out->assignee_id = db_int(db, statement, 12);
	db_text(db, statement, 13, row->assignee, sizeof(row->assignee));
	db_text(db, statement, 14, row->assignee_name, sizeof(row->assignee_name));
	out->lease_holder_id = db_int(db, statement, 15);
	db_text(db, statement, 16, row->lease_holder, sizeof(row->lease_holder));
	db_text(db, statement, 17, row->lease_holder_name, sizeof(row->lease_holder_name));
	row->lease_until_at = db_int(db, statement, 18);
	row->arrived_at = db_int(db, statement, 19);
	row->received_at = db_int(db, statement, 20);
	row->due_at = due_from_table(db_int(db, statement, 21));
	out->completed_at = db_int(db, statement, 22);
	row->version = db_int(db, statement, 23);
	row->paused_from.number = (int32_t)db_int(db, statement, 24);
	row->extensions = (int32_t)db_int(db, statement, 25);
	row->outage_at = db_int(db, statement, 26);
	row->is_outage_receipt = db_int(db, statement, 27) != 0;
	out->form_kept_id = 0;
	out->correction_by_id = db_int(db, statement, 28);
	row->has_correction = out->correction_by_id != 0;
	row->deemed_at = db_int(db, statement, 29);
	out->may_be_deemed = row->deemed_at == DUE_NEVER;
	row->deemed_at = out->may_be_deemed ? 0 : row->deemed_at;
	row->mismatches = (int32_t)db_int(db, statement, 30);
	row->raised_at = db_int(db, statement, 31);
	row->escalation = (enum escalation)db_int(db, statement, 32);
	row->hop_due_at = db_int(db, statement, 33);
	row->bounces = (int32_t)db_int(db, statement, 34);
	out->read = counted_of(out);
}

enum rc
store_case_add(struct store *s, struct case_record *c, const struct applicant_record *applicant,
    const char *answers, const char *fingerprint, int64_t numbers_cut, struct err *e)
{
	struct case_row *row = &c->row;
	enum rc rc;

	row->version = 1;
	rc = db_one(s->db, e, STATEMENT_CASE_ADD, c->office, row->channel, row->external_id,
	    row->region, row->service, row->title, row->applicant, c->form_version,
	    final_by_name(c->final_by), state_name(row->state), row->arrived_at,
	    due_to_table(row->due_at), row->version, (int64_t)row->mismatches);
	if (rc != RC_OK)
		return rc;
	row->id = db_int(s->db, STATEMENT_CASE_ADD, 0);
	db_done(s->db, STATEMENT_CASE_ADD);
	rc = db_run(s->db, e, NULL, STATEMENT_APPLICANT_ADD, row->id, applicant->phone,
	    applicant->address, applicant->birth, applicant->sex);
	if (rc == RC_OK)
		rc = db_run(s->db, e, NULL, STATEMENT_FORM_ADD, row->id, answers, fingerprint,
		    numbers_cut, c->form_kept_id);
	if (rc != RC_OK)
		return rc;
	c->read = counted_of(c);
	store_count(s, c->office, state_name(row->state), 1);
	store_tally_move(s, c->office, row->service, NULL, &c->read);
	store_search_add(s, c, applicant->phone);
	return RC_OK;
}

enum rc
store_case_get(struct store *s, int64_t id, struct case_record *out, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_CASE_BY_ID, id);

	if (rc == RC_OK) {
		case_fill(s, STATEMENT_CASE_BY_ID, out);
		db_done(s->db, STATEMENT_CASE_BY_ID);
	}
	return rc;
}

static bool
is_among(int64_t id, const struct case_ref *refs, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (refs[i].id == id)
			return true;
	return false;
}

enum rc
store_case_find(struct store *s, const char *number, struct case_ref *refs, size_t max,
    size_t *count, struct err *e)
{
	int64_t id = -1;
	bool has_row;
	enum rc rc;

	if (!parse_int(number, 1, INT64_MAX, &id))
		id = -1;
	*count = 0;
	rc = db_ask(s->db, e, STATEMENT_CASE_IDS_BY_NUMBER, number, id);
	while (rc == RC_OK &&
	    (rc = db_next(s->db, STATEMENT_CASE_IDS_BY_NUMBER, &has_row, e)) == RC_OK && has_row) {
		/* One case may answer to the same word twice. */
		if (is_among(db_int(s->db, STATEMENT_CASE_IDS_BY_NUMBER, 0), refs, *count))
			continue;
		if (*count == max) {
			db_done(s->db, STATEMENT_CASE_IDS_BY_NUMBER);
			break;
		}
		refs[*count].id = db_int(s->db, STATEMENT_CASE_IDS_BY_NUMBER, 0);
		db_text(s->db, STATEMENT_CASE_IDS_BY_NUMBER, 1, refs[*count].office,
		    sizeof(refs[0].office));
		(*count)++;
	}
	return rc;
}

enum rc
store_case_by_channel(struct store *s, const char *channel, const char *external_id, int64_t *id,
    char fingerprint[65], struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_CASE_BY_CHANNEL, channel, external_id);

	if (rc == RC_OK) {
		*id = db_int(s->db, STATEMENT_CASE_BY_CHANNEL, 0);
		db_text(s->db, STATEMENT_CASE_BY_CHANNEL, 1, fingerprint, 65);
		db_done(s->db, STATEMENT_CASE_BY_CHANNEL);
	}
	return rc;
}

static enum rc
write_case(struct store *s, enum statement statement, const struct case_record *c,
    int64_t *changed, struct err *e)
{
	const struct case_row *row = &c->row;

	return db_run(s->db, e, changed, statement, row->id, row->version,
	    row->receipt_no, state_name(row->state), (int64_t)(store_is_open_state(row->state) ? 1 : 0),
	    c->assignee_id, c->lease_holder_id, row->lease_until_at, row->received_at,
	    due_to_table(row->due_at), c->completed_at, (int64_t)row->paused_from.number,
	    (int64_t)row->extensions, row->outage_at,
	    (int64_t)(row->is_outage_receipt ? 1 : 0), c->correction_by_id,
	    c->may_be_deemed && row->deemed_at == 0 ? DUE_NEVER : row->deemed_at,
	    (int64_t)row->mismatches, row->raised_at, row->hop_due_at, (int64_t)row->bounces);
}

/* The narrowest statement that may do: it changes nothing where something else
 * changes too. */
static enum statement
narrowest(const struct case_record *c)
{
	const struct case_counted *read = &c->read;
	const struct case_row *row = &c->row;

	if (read->received_at != row->received_at || read->due_at != row->due_at ||
	    read->completed_at != c->completed_at)
		return STATEMENT_CASE_MOVE;
	if (read->assignee_id != c->assignee_id)
		return STATEMENT_CASE_TAKE;
	return read->state != row->state ? STATEMENT_CASE_STEP : STATEMENT_CASE_TOUCH;
}

enum rc
store_case_update(struct store *s, struct case_record *c, struct err *e)
{
	struct case_row *row = &c->row;
	struct case_counted after;
	enum statement first = narrowest(c);
	int64_t changed = 0;
	enum rc rc = write_case(s, first, c, &changed, e);

	if (rc == RC_OK && changed == 0 && first != STATEMENT_CASE_MOVE)
		rc = write_case(s, STATEMENT_CASE_MOVE, c, &changed, e);
	if (rc == RC_OK && changed == 0)
		rc = write_case(s, STATEMENT_CASE_UPDATE, c, &changed, e);
	if (rc != RC_OK)
		return rc;
	if (changed != 1)
		return err_set(e, RC_CONFLICT, say(N_("case %lld was changed meanwhile")),
		    (long long)row->id);
	row->version++;
	if (c->read.state != row->state) {
		store_count(s, c->office, state_name(c->read.state), -1);
		store_count(s, c->office, state_name(row->state), 1);
	}
	after = counted_of(c);
	store_tally_move(s, c->office, row->service, &c->read, &after);
	c->read = after;
	return RC_OK;
}

enum rc
store_case_most_urgent(struct store *s, const char *office, int64_t staff_id, int64_t now_at,
    int64_t *id, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_CASE_MOST_URGENT, office, staff_id, now_at);

	if (rc == RC_OK) {
		*id = db_int(s->db, STATEMENT_CASE_MOST_URGENT, 0);
		db_done(s->db, STATEMENT_CASE_MOST_URGENT);
	}
	return rc;
}

enum rc
store_applicant_get(struct store *s, int64_t case_id, struct applicant_record *out, struct err *e)
{
	struct db *db = s->db;
	enum rc rc = db_one(db, e, STATEMENT_APPLICANT_GET, case_id);

	memset(out, 0, sizeof(*out));
	if (rc == RC_OK) {
		db_text(db, STATEMENT_APPLICANT_GET, 0, out->phone, sizeof(out->phone));
		db_text(db, STATEMENT_APPLICANT_GET, 1, out->address, sizeof(out->address));
		db_text(db, STATEMENT_APPLICANT_GET, 2, out->birth, sizeof(out->birth));
		db_text(db, STATEMENT_APPLICANT_GET, 3, out->sex, sizeof(out->sex));
		db_done(db, STATEMENT_APPLICANT_GET);
	}
	return rc;
}

enum rc
store_form_get(struct store *s, int64_t case_id, char **answers, int64_t *numbers_cut,
    struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_FORM_GET, case_id);

	if (rc == RC_OK) {
		*answers = db_text_copy(s->db, STATEMENT_FORM_GET, 0, NULL);
		*numbers_cut = db_int(s->db, STATEMENT_FORM_GET, 1);
		db_done(s->db, STATEMENT_FORM_GET);
	}
	return rc;
}

enum rc
store_receipt_next(struct store *s, const char *office, int year, int64_t *serial, struct err *e)
{
	enum rc rc = db_run(s->db, e, NULL, STATEMENT_SERIAL_NEXT, office, (int64_t)year);

	if (rc == RC_OK)
		rc = db_one(s->db, e, STATEMENT_SERIAL_LAST, office, (int64_t)year);
	if (rc == RC_OK) {
		*serial = db_int(s->db, STATEMENT_SERIAL_LAST, 0);
		db_done(s->db, STATEMENT_SERIAL_LAST);
	}
	return rc;
}

enum rc
store_decided_since(struct store *s, const char *office, int64_t from_at, int64_t *ids,
    size_t max, size_t *count, struct err *e)
{
	bool has_row;
	enum rc rc = db_ask(s->db, e, STATEMENT_DECIDED_SINCE, office, from_at, (int64_t)max);

	*count = 0;
	while (rc == RC_OK &&
	    (rc = db_next(s->db, STATEMENT_DECIDED_SINCE, &has_row, e)) == RC_OK && has_row)
		ids[(*count)++] = db_int(s->db, STATEMENT_DECIDED_SINCE, 0);
	return rc;
}
