/* SPDX-License-Identifier: ISC */
/* Times of events set right: one person asks, another decides, both values are
 * kept. */
#include <inttypes.h>
#include <stdio.h>

#include "console/office/case_clock.h"
#include "console/office/ops.h"
#include "console/rules/correction.h"

#define LIST_MOST 500

/* The event that a word or an id means. */
struct seeking {
	const char *word;
	bool is_kind;
	enum correctable what;	/* looked for, if is_kind */
	int64_t id;		/* else */
	struct correction_row *found;
};

static void
seek(void *arg, const struct move_record *m)
{
	struct seeking *s = arg;
	enum state before, after;
	enum correctable what;

	if (!state_by_name(m->state_before, &before) || !state_by_name(m->state_after, &after) ||
	    !correctable_of(before, after, &what) ||
	    (s->is_kind ? what != s->what : m->event_id != s->id))
		return;
	s->found->of_event = m->event_id;
	s->found->from_at = m->effective_at;
	str_fill(s->found->what, sizeof(s->found->what), correctable_table[what].name);
}

/* An earlier correction of the same event is what its time is so far. */
static void
see_earlier(void *arg, const struct correction_row *earlier)
{
	struct correction_row *c = arg;

	if (earlier->of_event == c->of_event)
		c->from_at = earlier->to_at;
}

static enum rc
find_event(struct op_run *run, struct err *e)
{
	struct store *store = run->r->office->store;
	struct correction_row *c = &run->correction;
	struct seeking s = { .word = run->act->event, .found = c };
	enum rc rc;

	c->case_id = run->c.row.id;
	c->to_at = run->act->at;
	s.is_kind = correctable_find(s.word, &s.what);
	if (!s.is_kind && !parse_int(s.word, 1, INT64_MAX, &s.id))
		return request_refuse_for(run->r, REASON_NO_SUCH_TIME, s.word);
	rc = store_move_list(store, run->c.row.id, seek, &s, e);
	if (rc == RC_OK && c->of_event == 0)
		return request_refuse_for(run->r, REASON_NO_SUCH_TIME, s.word);
	if (rc == RC_OK)
		rc = store_correction_approved(store, run->c.row.id, see_earlier, c, e);
	return rc;
}

/* The bounds of the rules, then whether the clock can be so at all. */
static enum rc
judge(struct op_run *run, struct err *e)
{
	struct office *office = run->r->office;
	const struct correction_row *c = &run->correction;
	struct correction asked = { .to_at = c->to_at, .now_at = office->now_at,
		.arrived_at = run->c.row.arrived_at, .received_at = run->c.row.received_at,
		.completed_at = run->c.completed_at };
	struct case_record tried = run->c;
	struct err why = { 0 };
	struct verdict v;
	enum rc rc;

	if (!correctable_find(c->what, &asked.what))
		return err_set(e, RC_STORAGE, "case %" PRId64 " has a correction of \"%s\"",
		    c->case_id, c->what);
	v = correction_check(&asked);
	if (v.reason != REASON_NONE)
		return request_refuse(run->r, v);
	rc = case_clock_correct(office, &tried, c->of_event, c->to_at, &why);
	if (rc == RC_INVALID)
		return request_refuse_for(run->r, REASON_TIME_ORDER, why.text);
	if (rc != RC_OK)
		*e = why;
	else
		run->extended_due_at = tried.row.due_at;
	return rc;
}

enum rc
op_correct_judge(struct op_run *run, struct err *e)
{
	enum rc rc = run->act->op == OP_CORRECT_TIME ? find_event(run, e) :
	    store_correction_pending(run->r->office->store, run->c.row.id, &run->correction, e);

	return rc == RC_OK ? judge(run, e) : rc;
}

/* "receipt 2026. 11. 23. 10:00 > 2026. 11. 23. 09:10": the first word is said in
 * the reader's language. */
static void
put_words(struct op_run *run, const char *reason, const char *evidence)
{
	const struct correction_row *c = &run->correction;
	char from[32], to[32];

	instant_format_official(c->from_at, from);
	instant_format_official(c->to_at, to);
	buf_printf(&run->words, "%s %s > %s · %s", c->what, from, to, reason);
	if (evidence[0] != '\0')
		buf_printf(&run->words, " (%s)", evidence);
}

enum rc
op_correct_time(struct op_run *run, struct err *e)
{
	struct correction_row *c = &run->correction;

	(void)e;
	if (!str_fill(c->reason, sizeof(c->reason), run->act->text))
		return request_refuse_for(run->r, REASON_BAD_VALUE, "text");
	str_fill(c->evidence, sizeof(c->evidence), run->act->evidence);
	put_words(run, c->reason, c->evidence);
	run->c.correction_by_id = run->r->who.row.id;
	return RC_OK;
}

enum rc
op_approve_time(struct op_run *run, struct err *e)
{
	const struct correction_row *c = &run->correction;

	put_words(run, c->reason, c->evidence);
	run->c.correction_by_id = 0;
	/* A due that moved back may have lapsed already. */
	run->r->office->deemed_day = (struct day){ run->r->office->deemed_day.number - 1 };
	return case_clock_correct(run->r->office, &run->c, c->of_event, c->to_at, e);
}

enum rc
op_reject_time(struct op_run *run, struct err *e)
{
	(void)e;
	run->c.correction_by_id = 0;
	return RC_OK;
}

enum rc
op_correct_after(struct op_run *run, int64_t event_id, struct err *e)
{
	struct store *store = run->r->office->store;
	enum rc rc = RC_OK;

	if (run->act->op == OP_CORRECT_TIME)
		return store_correction_add(store, &run->correction, run->r->who.row.id, event_id, e);
	if (run->act->op == OP_REJECT_TIME)
		return store_correction_decide(store, run->c.row.id, "rejected", event_id, e);
	if (run->act->op != OP_APPROVE_TIME)
		return RC_OK;
	rc = store_correction_decide(store, run->c.row.id, "approved", event_id, e);
	if (rc == RC_OK && str_eq(run->correction.what, correctable_table[CORRECT_RECEIPT].name))
		rc = case_clock_attach(run->r->office, &run->c, event_id, e);
	return rc;
}

static void
tell_correction(void *arg, const struct correction_row *row)
{
	request_tell(arg, MESSAGE_CORRECTION_ROW, false, row);
}

enum rc
handle_correction_list(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_page page;
	enum rc rc = wire_read(f, &page, e);

	if (rc != RC_OK)
		return rc;
	if (r->actor.role == ROLE_OFFICER)
		return request_refuse_for(r, REASON_NO_RIGHT, role_name(ROLE_SUPERVISOR));
	rc = store_correction_list(r->office->store, r->actor.office, LIST_MOST, tell_correction, r,
	    e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}
