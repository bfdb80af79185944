/* SPDX-License-Identifier: ISC */
/* Marked cases: what a list shows of them, whether its filter holds them, and
 * what the rules say of doing one op to each. */
#include <string.h>

#include "console/office/session.h"
#include "console/rules/query.h"
#include "storage/text.h"

/* One request about marks on its way through the ids. */
struct marking {
	struct request *r;
	const struct wire_marked *ask;
	struct query *query;
	struct query_context context;
};

/* Masked rows are a list: the first of a session is recorded, and the look
 * before each op; reading the same again is not. */
static enum rc
marked_record(struct request *r, const struct wire_marked *ask, struct err *e)
{
	struct session *s = r->session;
	bool is_known = s->has_marked && (!ask->has_op ||
	    (s->has_marked_op && s->marked_op == ask->op));
	enum rc rc = RC_OK;

	if (!is_known)
		rc = request_record(r, "query marked", "list", e);
	if (rc == RC_OK) {
		s->has_marked = true;
		s->has_marked_op = ask->has_op;
		s->marked_op = ask->op;
	}
	return rc;
}

/* What the rules say of the op on this case now. Its inputs are judged when it
 * is done. */
static enum rc
marked_judge(const struct marking *m, const struct case_record *c, struct wire_marked_row *row,
    struct err *e)
{
	struct draft_record draft = { .outcome = OUTCOME_NONE };
	struct case_facts facts;
	struct verdict v;
	enum rc rc = store_draft_get(m->r->office->store, c->row.id, &draft, e);

	if (rc != RC_OK && rc != RC_NOT_FOUND)
		return rc;
	rc = case_facts_load(m->r->office, c, &draft, &facts, e);
	draft_record_release(&draft);
	if (rc != RC_OK)
		return rc;
	v = policy_op(&m->r->actor, &facts, m->ask->op, m->r->office->now_at);
	row->is_allowed = v.reason == REASON_NONE;
	str_fill(row->reason, sizeof(row->reason), reason_name(v.reason));
	str_fill(row->detail, sizeof(row->detail), v.detail);
	return RC_OK;
}

static enum rc
marked_tell(const struct marking *m, int64_t id, struct err *e)
{
	struct wire_marked_row about = { .case_id = id };
	struct query_context context = m->context;
	struct case_record c;
	struct case_row row;
	enum rc rc = store_case_get(m->r->office->store, id, &c, e);

	if (rc == RC_NOT_FOUND || (rc == RC_OK && !str_eq(c.office, m->r->actor.office)))
		return RC_OK;
	if (rc != RC_OK)
		return rc;
	case_row_for(m->r, &c, &row);
	context.applicant = c.row.applicant;
	about.is_match = query_match(m->query, &row, &context);
	rc = case_row_looked(m->r, &row, e);
	if (rc == RC_OK && m->ask->has_op)
		rc = marked_judge(m, &c, &about, e);
	if (rc == RC_OK) {
		request_tell(m->r, MESSAGE_CASE_ROW, false, &row);
		request_tell(m->r, MESSAGE_MARKED_ROW, false, &about);
	}
	return rc;
}

/* Takes the ids line by line. */
static enum rc
marked_tell_all(const struct marking *m, struct err *e)
{
	const char *line = m->ask->ids;
	enum rc rc = RC_OK;

	for (size_t n = 0; rc == RC_OK && *line != '\0'; n++) {
		size_t len = strcspn(line, "\n");
		char text[24] = "";
		int64_t id;

		if (n == MARKS_MAX)
			return request_refuse_for(m->r, REASON_TOO_MANY, "ids");
		if (len < sizeof(text))
			memcpy(text, line, len);
		if (!parse_int(text, 1, INT64_MAX, &id))
			return request_refuse_for(m->r, REASON_BAD_VALUE, "ids");
		rc = marked_tell(m, id, e);
		line += len + (line[len] == '\n');
	}
	return rc;
}

enum rc
handle_marked(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_marked ask;
	struct query_fault fault;
	struct marking m = { .r = r, .ask = &ask };
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	/* A filter that nobody understands leaves all open cases; the list says why. */
	m.query = query_parse(ask.query, &fault);
	if (m.query == NULL)
		m.query = query_parse("", &fault);
	m.context = (struct query_context){ .calendar = r->calendar,
		.now_at = r->office->now_at, .login = r->who.row.login };
	rc = marked_record(r, &ask, e);
	if (rc == RC_OK)
		rc = marked_tell_all(&m, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	query_free(m.query);
	return rc;
}
