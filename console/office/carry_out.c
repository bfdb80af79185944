/* SPDX-License-Identifier: ISC */
/* Whole cases out of the office: a part a request. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/office/carry.h"
#include "console/office/carry_line.h"
#include "console/office/session.h"
#include "console/rules/query.h"
#include "storage/clock.h"
#include "storage/secret.h"
#include "storage/store_rule.h"
#include "storage/text.h"

#define PART_MS 15			/* others wait no longer for a part, and one case */
#define PART_ASKED_MS 3			/* … this long where somebody does wait */
#define PART_BYTES (512 * 1024)
#define SHRINK_PARTS 16			/* what was read of the store is let go of after so many */
#define PART_CASES 200			/* looked at in one part */

/* Numbers that were met, in the order they were. */
struct met {
	int64_t *ids;		/* owned */
	size_t count, cap;
};

static void
met_add(struct met *m, int64_t id)
{
	if (m->count == m->cap) {
		m->cap = m->cap == 0 ? 64 : m->cap * 2;
		m->ids = x_realloc(m->ids, m->cap, sizeof(*m->ids));
	}
	m->ids[m->count++] = id;
}

/* The place of an id from 1; 0 = it was not met. */
static int64_t
met_place(const struct met *m, int64_t id)
{
	for (size_t i = m->count; i-- > 0;)
		if (m->ids[i] == id)
			return (int64_t)i + 1;
	return 0;
}

/* A staff member who was told. */
struct told_staff {
	int64_t id;
	char login[40];
};

struct carry_out {
	struct carried_record record;
	char query[1024], reason[480];
	struct query *filter;		/* NULL = every case */
	int64_t after_id, last_id;	/* cases behind the one, up to the other */
	int64_t lines, parts;
	char held_fast[65];		/* SHA-256 of what must stay the same meanwhile */
	struct secret_hash *hash;
	struct told_staff *staff;	/* owned */
	size_t staff_count;
	struct met forms, outages, changes, batches, rules;
};

void
carry_out_free(struct carry_out *c)
{
	if (c == NULL)
		return;
	if (c->hash != NULL) {
		char unused[65];

		secret_hash_end(c->hash, unused);
	}
	query_free(c->filter);
	free(c->staff);
	free(c->forms.ids);
	free(c->outages.ids);
	free(c->changes.ids);
	free(c->batches.ids);
	free(c->rules.ids);
	free(c);
}

/* A part on its way. */
struct part {
	struct request *r;
	struct carry_out *c;
	struct buf text;	/* lines of this part */
	struct met *places;	/* of the table that is read, or NULL */
	enum carry_table table;
	int64_t case_id;
};

static void
add_line(struct part *p, const struct buf *line)
{
	buf_add(&p->text, buf_str(line), line->len);
	p->c->lines++;
}

static enum rc take_row(void *arg, int64_t id, const struct carry_value *values, struct err *e);

/* Tells one row by its id, before the line that names it. */
static enum rc
tell_one(struct part *p, enum carry_table table, int64_t id, struct err *e)
{
	struct part one = *p;
	enum rc rc;

	one.text = (struct buf){ 0 };
	one.table = table;
	one.places = NULL;
	rc = store_carry_read(p->r->office->store, table, &(struct carry_key){ .id = id }, take_row,
	    &one, e);
	buf_add(&p->text, buf_str(&one.text), one.text.len);
	buf_release(&one.text);
	return rc;
}

static enum rc
name_staff(struct part *p, int64_t id, struct buf *out, struct err *e)
{
	struct carry_out *c = p->c;
	struct staff_record staff;
	size_t i = 0;
	enum rc rc;

	while (i < c->staff_count && c->staff[i].id != id)
		i++;
	if (i == c->staff_count) {
		rc = store_staff_by_id(p->r->office->store, id, &staff, e);
		if (rc == RC_OK)
			rc = tell_one(p, CARRY_TABLE_STAFF, id, e);
		if (rc != RC_OK)
			return rc;
		c->staff = x_realloc(c->staff, c->staff_count + 1, sizeof(*c->staff));
		c->staff[c->staff_count] = (struct told_staff){ .id = id };
		str_fill(c->staff[c->staff_count++].login, sizeof(c->staff[0].login),
		    staff.row.login);
	}
	text_json_string(out, c->staff[i].login, strlen(c->staff[i].login));
	return RC_OK;
}

/* The fingerprint of a form that a case came with. */
static enum rc
note_fingerprint(void *arg, int64_t id, const struct carry_value *values, struct err *e)
{
	(void)id;
	(void)e;
	text_json_string(arg, values[0].text, strlen(values[0].text));
	return RC_OK;
}

static enum rc
name_form(struct part *p, int64_t id, struct buf *out, struct err *e)
{
	if (met_place(&p->c->forms, id) == 0) {
		enum rc rc = tell_one(p, CARRY_TABLE_FORM_KEPT, id, e);

		if (rc != RC_OK)
			return rc;
		met_add(&p->c->forms, id);
	}
	return store_carry_read(p->r->office->store, CARRY_TABLE_FORM_KEPT,
	    &(struct carry_key){ .id = id }, note_fingerprint, out, e);
}

/* Rows of the office are told before the cases; one that came since has no place. */
static enum rc
name_number(void *arg, enum carry_kind kind, int64_t number, struct buf *out, struct err *e)
{
	struct part *p = arg;
	const struct met *m = kind == CARRY_OUTAGE ? &p->c->outages : kind == CARRY_CHANGE ?
	    &p->c->changes : kind == CARRY_BATCH ? &p->c->batches : &p->c->rules;
	int64_t place;

	if (kind == CARRY_STAFF)
		return name_staff(p, number, out, e);
	if (kind == CARRY_FORM)
		return name_form(p, number, out, e);
	place = met_place(m, number);
	if (place == 0)
		buf_puts(out, "null");
	else
		buf_printf(out, "%" PRId64, place);
	return RC_OK;
}

/* Is the row about something that came after the export began? */
static bool
is_too_new(const struct part *p, const struct carry_value *values)
{
	switch ((int)p->table) {
	case CARRY_TABLE_BATCH_ITEM:
		return met_place(&p->c->batches, values[0].number) == 0;
	case CARRY_TABLE_FIRING:
		return met_place(&p->c->rules, values[0].number) == 0;
	default:
		return false;
	}
}

/* The rows of a table that belong to something. */
static enum rc
tell_rows(struct part *p, enum carry_table table, const struct carry_key *key,
    struct met *places, struct err *e)
{
	struct part rows = *p;
	enum rc rc;

	rows.text = (struct buf){ 0 };
	rows.table = table;
	rows.places = places;
	rc = store_carry_read(p->r->office->store, table, key, take_row, &rows, e);
	buf_add(&p->text, buf_str(&rows.text), rows.text.len);
	buf_release(&rows.text);
	return rc;
}

static enum rc
take_row(void *arg, int64_t id, const struct carry_value *values, struct err *e)
{
	struct part *p = arg;
	struct carry_names names = { name_number, p };
	struct buf line = { 0 };
	enum rc rc;

	if (is_too_new(p, values))
		return RC_OK;
	rc = carry_line_write(&line, p->table, values, &names, e);
	if (rc == RC_OK)
		add_line(p, &line);
	buf_release(&line);
	if (rc == RC_OK && p->places != NULL)
		met_add(p->places, id);
	for (int t = 0; rc == RC_OK && p->table == CARRY_TABLE_CONSULTATION &&
	    t < CARRY_TABLE__COUNT; t++)
		if (carry_table[t].of == CARRY_OF_CONSULTATION)
			rc = tell_rows(p, (enum carry_table)t, &(struct carry_key){ .id = id }, NULL,
			    e);
	return rc;
}

static enum rc
tell_case(struct part *p, int64_t id, struct err *e)
{
	const struct carry_key key = { .id = id };
	enum rc rc = tell_rows(p, CARRY_TABLE_CASE, &key, NULL, e);

	for (int t = 0; rc == RC_OK && t < CARRY_TABLE__COUNT; t++)
		if (carry_table[t].of == CARRY_OF_CASE)
			rc = tell_rows(p, (enum carry_table)t, &key, NULL, e);
	p->c->record.cases += rc == RC_OK;
	return rc;
}

/* What holds for all cases: the calendar and the outages. The rest of the office's
 * lines may grow meanwhile. */
static enum rc
hold_fast(struct part *p, char hex[65], struct err *e)
{
	static const enum carry_table tables[] = { CARRY_TABLE_OUTAGE, CARRY_TABLE_CHANGE,
		CARRY_TABLE_HOLIDAY, CARRY_TABLE_LUNCH };
	const struct carry_key key = { .office = p->r->actor.office };
	struct calendar_change undone;
	struct part now = *p;
	struct carry_out c = *p->c;
	enum rc rc = store_change_undone(p->r->office->store, p->r->actor.office, &undone, e);

	if (rc == RC_OK)
		return request_refuse_for(p->r, REASON_CALENDAR_MOVES, "");
	rc = rc == RC_NOT_FOUND ? RC_OK : rc;
	now.text = (struct buf){ 0 };
	now.c = &c;
	c.staff = NULL;
	c.staff_count = 0;
	for (size_t i = 0; rc == RC_OK && i < sizeof(tables) / sizeof(tables[0]); i++)
		rc = tell_rows(&now, tables[i], &key, NULL, e);
	secret_sha256(buf_str(&now.text), now.text.len, hex);
	buf_release(&now.text);
	free(c.staff);
	return rc;
}

/* The first line, and those of the office. */
static enum rc
tell_head(struct part *p, struct err *e)
{
	struct carry_out *c = p->c;
	struct met *places[] = { [CARRY_TABLE_OUTAGE] = &c->outages,
		[CARRY_TABLE_CHANGE] = &c->changes, [CARRY_TABLE_HOLIDAY] = NULL,
		[CARRY_TABLE_LUNCH] = NULL, [CARRY_TABLE_BATCH] = &c->batches,
		[CARRY_TABLE_RULE] = &c->rules };
	const struct carry_key key = { .office = p->r->actor.office };
	enum rc rc = hold_fast(p, c->held_fast, e);

	if (rc != RC_OK)
		return rc;
	buf_printf(&p->text, "{\"format\":\"%s\",\"version\":%d,\"office\":\"%s\",\"query\":",
	    CARRY_FORMAT, CARRY_VERSION, p->r->actor.office);
	text_json_string(&p->text, c->query, strlen(c->query));
	buf_puts(&p->text, "}\n");
	c->lines++;
	for (size_t t = 0; rc == RC_OK && t < sizeof(places) / sizeof(places[0]); t++)
		rc = tell_rows(p, (enum carry_table)t, &key, places[t], e);
	return rc;
}

/* The cases of a part that match, read before anything is told of them. */
struct matching {
	struct request *r;
	struct carry_out *c;
	int64_t ids[PART_CASES];
	bool does_match[PART_CASES];
	size_t count;
};

static bool
note_match(void *arg, const struct case_record *record)
{
	struct matching *m = arg;
	struct query_context context = { .calendar = m->r->calendar,
		.now_at = m->r->office->now_at, .login = m->r->who.row.login,
		.applicant = record->row.applicant };
	struct case_row row;
	bool is_ours = str_eq(record->office, m->r->actor.office);

	if (record->row.id > m->c->last_id)
		return false;
	if (is_ours && m->c->filter != NULL) {
		case_row_for(m->r, record, &row);
		is_ours = query_match(m->c->filter, &row, &context);
	}
	m->does_match[m->count] = is_ours;
	m->ids[m->count++] = record->row.id;
	return true;
}

/* Is this part long enough? */
static bool
is_enough(const struct part *p, int64_t began_ms)
{
	const struct lane *lane = &p->r->office->lane;
	int64_t took_ms = clock_monotonic_ms() - began_ms;

	return p->text.len >= PART_BYTES || took_ms >= PART_MS || (took_ms >= PART_ASKED_MS &&
	    lane->is_asked != NULL && lane->is_asked(lane->arg, p->r->session));
}

/* Some cases more; *is_over says that there are no others. */
static enum rc
tell_some(struct part *p, bool *is_over, struct err *e)
{
	struct matching *m = x_zalloc(1, sizeof(*m));
	int64_t began_ms = clock_monotonic_ms();
	enum rc rc;

	m->r = p->r;
	m->c = p->c;
	rc = store_cases_after(p->r->office->store, p->c->after_id, PART_CASES, note_match, m, e);
	*is_over = rc == RC_OK && m->count < PART_CASES;
	for (size_t i = 0; rc == RC_OK && i < m->count; i++) {
		if (i > 0 && is_enough(p, began_ms)) {
			*is_over = false;
			break;
		}
		if (m->does_match[i])
			rc = tell_case(p, m->ids[i], e);
		p->c->after_id = m->ids[i];
	}
	free(m);
	return rc;
}

/* The last line: how much there was, so that a file that was cut is known. */
static enum rc
tell_end(struct part *p, struct err *e)
{
	struct carry_out *c = p->c;
	char now[65];
	enum rc rc = hold_fast(p, now, e);

	if (rc != RC_OK)
		return rc;
	if (!str_eq(now, c->held_fast))
		return request_refuse_for(p->r, REASON_CALENDAR_MOVES, "");
	secret_hash_end(c->hash, c->record.sha256);
	c->hash = NULL;
	c->record.ended_at = p->r->office->now_at;
	buf_clear(&p->text);
	buf_printf(&p->text, "{\"row\":\"end\",\"cases\":%" PRId64 ",\"lines\":%" PRId64
	    ",\"sha256\":\"%s\"}\n", c->record.cases, c->lines, c->record.sha256);
	request_tell_pieces(p->r, buf_str(&p->text));
	return RC_OK;
}

static enum rc
begin(struct request *r, const struct wire_export *ask, struct err *e)
{
	struct carry_out *c = x_zalloc(1, sizeof(*c));
	struct query_fault fault;
	char *subject;
	enum rc rc = RC_OK;

	carry_out_free(r->session->out_going);
	r->session->out_going = c;
	str_fill(c->query, sizeof(c->query), ask->query);
	str_fill(c->reason, sizeof(c->reason), ask->reason);
	if (c->query[0] != '\0') {
		c->filter = query_parse(c->query, &fault);
		if (c->filter == NULL)
			return err_set(e, RC_USAGE, say(N_("bad filter at column %d: %s")),
			    (int)fault.column, fault.text);
	}
	c->hash = secret_hash_begin();
	c->record = (struct carried_record){ .by_id = r->actor.staff_id, .query = c->query,
		.reason = c->reason, .at = r->office->now_at };
	str_fill(c->record.office, sizeof(c->record.office), r->actor.office);
	subject = x_asprintf("query %s", c->query);
	rc = request_record(r, subject, "export", e);
	free(subject);
	if (rc == RC_OK)
		rc = store_carried_add(r->office->store, &c->record, e);
	if (rc == RC_OK)
		rc = store_case_last_id(r->office->store, &c->last_id, e);
	return rc;
}

static void
tell_carried(struct request *r, const struct carried_record *c)
{
	struct carried_row row = { .id = c->id, .kind = "export", .at = c->at,
		.ended_at = c->ended_at, .cases = c->cases, .bytes = c->bytes };

	str_fill(row.by, sizeof(row.by), r->who.row.login);
	str_fill(row.by_name, sizeof(row.by_name), r->who.row.name);
	str_fill(row.query, sizeof(row.query), c->query);
	str_fill(row.reason, sizeof(row.reason), c->reason);
	str_fill(row.sha256, sizeof(row.sha256), c->sha256);
	request_tell(r, MESSAGE_CARRIED_ROW, true, &row);
}

/* What the session has told so far is worth nothing where a part of it failed. */
static enum rc
give_up(struct request *r, enum rc rc)
{
	carry_out_free(r->session->out_going);
	r->session->out_going = NULL;
	return rc;
}

enum rc
handle_export(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct part p = { .r = r };
	struct wire_export ask;
	struct verdict v;
	bool is_over = false;
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	v = policy_carry(&r->actor, ask.id == 0, ask.reason);
	if (v.reason != REASON_NONE)
		return give_up(r, request_refuse(r, v));
	if (ask.id == 0)
		rc = begin(r, &ask, e);
	p.c = r->session->out_going;
	if (rc == RC_OK && (p.c == NULL || (ask.id != 0 && ask.id != p.c->record.id)))
		return request_refuse_for(r, REASON_BAD_VALUE, "id");
	if (rc == RC_OK && ask.id == 0)
		rc = tell_head(&p, e);
	if (rc == RC_OK)
		rc = tell_some(&p, &is_over, e);
	if (rc == RC_OK) {
		secret_hash_add(p.c->hash, buf_str(&p.text), p.text.len);
		p.c->record.bytes += (int64_t)p.text.len;
		request_tell_pieces(r, buf_str(&p.text));
	}
	if (rc == RC_OK && is_over)
		rc = tell_end(&p, e);
	if (rc == RC_OK)
		rc = store_carried_update(r->office->store, &p.c->record, e);
	buf_release(&p.text);
	if (rc != RC_OK)
		return give_up(r, rc);
	tell_carried(r, &p.c->record);
	if (++p.c->parts % SHRINK_PARTS == 0)
		store_shrink(r->office->store, false);
	if (is_over)
		(void)give_up(r, RC_OK);
	return RC_OK;
}

static void
tell_row(void *arg, const struct carried_row *row)
{
	request_tell(arg, MESSAGE_CARRIED_ROW, false, row);
}

enum rc
handle_carried_list(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_page page;
	enum rc rc = wire_read(f, &page, e);

	if (rc != RC_OK)
		return rc;
	if (r->actor.role == ROLE_OFFICER)
		return request_refuse_for(r, REASON_NO_RIGHT, role_name(ROLE_SUPERVISOR));
	rc = store_carried_list(r->office->store, r->actor.office, page.before_id,
	    request_page_limit(&page), tell_row, r, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}
