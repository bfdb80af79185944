/* SPDX-License-Identifier: ISC */
/* Whole cases into an empty office: all of a file, or nothing of it. What its lines
 * mean is in carry_in_line.c. */
#include <stdlib.h>
#include <string.h>

#include "console/office/calendars.h"
#include "console/office/carry.h"
#include "console/office/carry_in_inside.h"
#include "console/office/carry_line.h"
#include "console/office/session.h"
#include "storage/store_rule.h"
#include "storage/text.h"

#define SHRINK_BYTES (16 * 1024 * 1024)	/* of the file: what they became is let go of */

void
carry_in_free(struct carry_in *c)
{
	if (c == NULL)
		return;
	if (c->hash != NULL) {
		char unused[65];

		secret_hash_end(c->hash, unused);
	}
	buf_release(&c->line);
	free(c->events.ids);
	free(c->outages.ids);
	free(c->changes.ids);
	free(c->batches.ids);
	free(c->rules.ids);
	free(c->staff);
	free(c);
}

/* The group in which the file came is undone, and the office is as it was. */
static void
give_up(struct office *office, struct session *s)
{
	carry_in_free(s->in_coming);
	s->in_coming = NULL;
	office->import = IMPORT_UNDONE;
	office->importing = NULL;
}

void
carry_in_gone(struct office *office, struct session *s)
{
	if (office->importing == s)
		give_up(office, s);
}

enum rc
handle_import(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct office *office = r->office;
	struct wire_import ask;
	struct carry_in *c;
	struct verdict v;
	bool is_empty = false;
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	v = policy_carry(&r->actor, !ask.is_dry_run, ask.reason);
	if (v.reason != REASON_NONE)
		return request_refuse(r, v);
	rc = store_carry_is_empty(office->store, r->actor.office, &is_empty, e);
	if (rc != RC_OK)
		return rc;
	if (!is_empty)
		return request_refuse_for(r, REASON_OFFICE_NOT_EMPTY, "");
	carry_in_free(r->session->in_coming);
	c = x_zalloc(1, sizeof(*c));
	r->session->in_coming = c;
	str_fill(c->source, sizeof(c->source), ask.source);
	str_fill(c->reason, sizeof(c->reason), ask.reason);
	c->is_dry_run = ask.is_dry_run;
	c->hash = secret_hash_begin();
	c->record = (struct carried_record){ .is_import = true, .by_id = r->actor.staff_id,
		.at = office->now_at, .query = c->query, .reason = c->reason };
	str_fill(c->record.office, sizeof(c->record.office), r->actor.office);
	office->import = IMPORT_RUNS;
	office->importing = r->session;
	request_tell_ok(r);
	return RC_OK;
}

/* The lines that are whole with this piece. */
static enum rc
take_piece(struct bringing *b, const char *text, struct err *e)
{
	struct buf *line = &b->c->line;
	const char *end;
	enum rc rc = RC_OK;

	while (rc == RC_OK && (end = strchr(text, '\n')) != NULL) {
		if (line->len > 0) {
			buf_add(line, text, (size_t)(end - text));
			rc = carry_in_line(b, buf_str(line), line->len, e);
			buf_clear(line);
		} else {
			rc = carry_in_line(b, text, (size_t)(end - text), e);
		}
		text = end + 1;
	}
	if (rc == RC_OK)
		buf_puts(line, text);
	if (rc == RC_OK && line->len > CARRY_LINE_MOST)
		return err_set(e, RC_INVALID, say(N_("line %lld: it is longer than 8 MiB. Nothing was "
		    "brought in")), (long long)b->c->line_no + 1);
	return rc;
}

/* Rights are asked for at every piece; who has lost them brings nothing in. */
static enum rc
may_go_on(struct request *r)
{
	struct verdict v = policy_carry(&r->actor, false, "");

	if (v.reason != REASON_NONE)
		return request_refuse(r, v);
	return r->session->in_coming != NULL ? RC_OK :
	    request_refuse_for(r, REASON_BAD_VALUE, "import");
}

enum rc
handle_import_piece(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct bringing b = { r, r->session->in_coming };
	struct wire_piece piece;
	enum rc rc = wire_read(f, &piece, e);

	if (rc == RC_OK)
		rc = may_go_on(r);
	if (rc == RC_OK)
		rc = take_piece(&b, piece.text, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	else if (b.c != NULL)
		give_up(r->office, r->session);
	if (rc == RC_OK && b.c->record.bytes - b.c->shrunk_at >= SHRINK_BYTES) {
		b.c->shrunk_at = b.c->record.bytes;
		store_shrink(r->office->store, true);
	}
	return rc;
}

/* Calendars may be others now, rules are not asked about what came whole, and no
 * channel is told of it. */
static enum rc
settle(struct bringing *b, struct err *e)
{
	struct office *office = b->r->office;
	struct store *store = office->store;
	struct carried_record *record = &b->c->record;
	int64_t mark = -1, last = 0;
	enum rc rc = store_rule_mark(store, &mark, e);

	record->ended_at = office->now_at;
	if (rc == RC_OK)
		rc = store_case_last_id(store, &last, e);
	if (rc == RC_OK && mark >= 0)
		rc = store_rule_mark_put(store, last, e);
	if (rc == RC_OK)
		rc = store_carry_channels_off(store, record->office, e);
	if (rc == RC_OK)
		rc = store_carried_add(store, record, e);
	if (rc == RC_OK)
		rc = store_carried_update(store, record, e);
	if (rc == RC_OK)
		rc = request_record(b->r, "import", "import", e);
	office->judged_id = 0;
	office->is_judging = true;
	return rc;
}

static void
tell_carried(struct request *r, const struct carry_in *c)
{
	struct carried_row row = { .id = c->record.id, .kind = "import", .at = c->record.at,
		.ended_at = c->record.ended_at, .cases = c->record.cases, .bytes = c->record.bytes };

	str_fill(row.by, sizeof(row.by), r->who.row.login);
	str_fill(row.by_name, sizeof(row.by_name), r->who.row.name);
	str_fill(row.query, sizeof(row.query), c->query);
	str_fill(row.reason, sizeof(row.reason), c->reason);
	str_fill(row.sha256, sizeof(row.sha256), c->record.sha256);
	request_tell(r, MESSAGE_IMPORTED, true, &(struct wire_imported){ .row = row,
	    .staff_added = c->staff_added, .staff_other = c->staff_other });
}

enum rc
handle_import_end(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct bringing b = { r, r->session->in_coming };
	enum rc rc = may_go_on(r);

	(void)f;
	if (b.c == NULL)
		return rc;
	if (rc == RC_OK && (!b.c->has_end || b.c->line.len > 0))
		rc = err_set(e, RC_INVALID, say(N_("the file has no last line: it was cut short behind "
		    "line %lld. Nothing was brought in")), (long long)b.c->line_no);
	if (rc == RC_OK && !b.c->is_dry_run)
		rc = settle(&b, e);
	if (rc == RC_OK)
		tell_carried(r, b.c);
	if (rc != RC_OK || b.c->is_dry_run) {
		give_up(r->office, r->session);
		return rc;
	}
	carry_in_free(b.c);
	r->session->in_coming = NULL;
	r->office->import = IMPORT_NONE;
	r->office->importing = NULL;
	r->office->deemed_day = (struct day){ 0 };
	calendars_forget(r->office);
	return RC_OK;
}
