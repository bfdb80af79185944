/* SPDX-License-Identifier: ISC */
/* What every handler needs: answering, refusing, finding, recording, masking. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "console/office/session.h"
#include "console/rules/escalation.h"
#include "storage/text.h"

#define PAGE_MAX 500

enum rc
request_refuse(struct request *r, struct verdict verdict)
{
	r->verdict = verdict;
	return reason_rc(verdict.reason);
}

enum rc
request_refuse_for(struct request *r, enum reason reason, const char *detail)
{
	return request_refuse(r, verdict_refuse(reason, detail));
}

void
request_tell(struct request *r, enum message message, bool is_end, const void *record)
{
	wire_write(r->out, message, r->tag, is_end, record);
}

void
request_tell_ok(struct request *r)
{
	request_tell(r, MESSAGE_OK, true, &(struct wire_ok){ 0 });
}

/* Bytes of text, at most max, that end at a UTF-8 border. */
static size_t
piece_len(const char *text, size_t max)
{
	size_t len = strnlen(text, max + 1);

	if (len <= max)
		return len;
	len = max;
	while (len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80)
		len--;
	return len;
}

void
request_tell_long(struct request *r, enum message message, void *record, char **member,
    const char *text, size_t max)
{
	struct buf piece = { 0 };
	size_t len = piece_len(text, max);

	buf_add(&piece, text, len);
	*member = piece.data;
	request_tell(r, message, false, record);
	for (text += len; *text != '\0'; text += len) {
		struct wire_piece p;

		len = piece_len(text, PIECE_MAX);
		buf_clear(&piece);
		buf_add(&piece, text, len);
		p.text = buf_str(&piece);
		request_tell(r, MESSAGE_PIECE, false, &p);
	}
	*member = NULL;
	buf_release(&piece);
}

enum rc
request_record(struct request *r, const char *subject, const char *operation, struct err *e)
{
	/* No login session is looked up: the place is this machine. */
	return store_access_add(r->office->store, r->office->now_at, r->who.row.id,
	    r->who.row.login, "local/unknown", subject, operation, e);
}

void
case_facts_of(const struct case_record *c, const struct draft_record *draft,
    struct case_facts *facts)
{
	memset(facts, 0, sizeof(*facts));
	facts->state = c->row.state;
	facts->final_by = c->final_by;
	str_fill(facts->office, sizeof(facts->office), c->office);
	facts->assignee_id = c->assignee_id;
	str_fill(facts->assignee_name, sizeof(facts->assignee_name), c->row.assignee_name);
	facts->lease_holder_id = c->lease_holder_id;
	facts->lease_until_at = c->row.lease_until_at;
	facts->correction_by_id = c->correction_by_id;
	facts->deemed_at = c->row.deemed_at;
	facts->raised_at = c->row.raised_at;
	str_fill(facts->lease_holder_name, sizeof(facts->lease_holder_name),
	    c->row.lease_holder_name);
	facts->is_handed_over = str_eq(c->row.channel, CHANNEL_HANDOVER);
	facts->is_transfer = facts->is_handed_over &&
	    str_eq(c->row.service, escalation_table[ESCALATION_TRANSFER].service.code);
	if (draft != NULL) {
		facts->draft_by_id = draft->by_id;
		facts->draft_outcome = draft->outcome;
	}
}

enum rc
case_facts_load(struct office *office, const struct case_record *c,
    const struct draft_record *draft, struct case_facts *facts, struct err *e)
{
	struct supplement_record d = { .items = NULL };
	enum rc rc;

	case_facts_of(c, draft, facts);
	if (c->row.state != STATE_SUPPLEMENT)
		return RC_OK;
	rc = store_supplement_open(office->store, c->row.id, &d, e);
	if (rc == RC_OK) {
		facts->supplement_due = d.due;
		facts->supplement_extensions = d.extensions;
		facts->is_supplement_again = d.is_again;
	}
	supplement_record_release(&d);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc
request_find_case(struct request *r, const char *number, int64_t *id, struct err *e)
{
	struct case_ref refs[16];
	size_t count = 0, mine = 0;
	enum rc rc = store_case_find(r->office->store, number, refs,
	    sizeof(refs) / sizeof(refs[0]), &count, e);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < count; i++)
		if (str_eq(refs[i].office, r->actor.office)) {
			*id = refs[i].id;
			mine++;
		}
	if (mine == 0)
		return request_refuse_for(r, REASON_UNKNOWN_CASE, number);
	if (mine > 1)
		return request_refuse_for(r, REASON_AMBIGUOUS_CASE, number);
	return RC_OK;
}

void
case_row_for(const struct request *r, const struct case_record *c, struct case_row *out)
{
	const struct office *office = r->office;
	struct case_facts facts;
	struct buf masked = { 0 };

	*out = c->row;
	out->decided_at = c->completed_at;
	case_facts_of(c, NULL, &facts);
	out->allowed = policy_ops(&r->actor, &facts, office->now_at);
	/* An office that asks is no person. */
	if (str_eq(c->row.channel, CHANNEL_HANDOVER))
		buf_puts(&masked, c->row.applicant);
	else
		mask_name(&masked, c->row.applicant);
	str_fill(out->applicant, sizeof(out->applicant), buf_str(&masked));
	buf_clear(&masked);
	mask_free_text(&masked, c->row.title, c->row.applicant, "");
	str_fill(out->title, sizeof(out->title), buf_str(&masked));
	buf_release(&masked);
	if (!policy_lease_stands(&facts, office->now_at)) {
		out->lease_holder[0] = '\0';
		out->lease_holder_name[0] = '\0';
		out->lease_until_at = 0;
	}
	if (out->due_at != 0 && facts.state < STATE_COMPLETED) {
		/* Counting goes on the day after the last one that does not. */
		int64_t from_at = out->paused_from.number == 0 ? office->now_at :
		    instant_make((struct day){ out->paused_from.number + 1 }, 0);
		int64_t slack;

		/* In an outage: what was left when it began. */
		if (out->outage_at != 0 && out->outage_at < from_at)
			from_at = out->outage_at > out->received_at ? out->outage_at :
			    out->received_at;
		slack = calendar_minutes_between(r->calendar, from_at, out->due_at);

		out->slack_minutes = (int32_t)(slack > INT32_MAX ? INT32_MAX : slack);
	}
}

void
walk_place_format(char place[96], const struct walk *walk)
{
	snprintf(place, 96, "%" PRId64 ":%" PRId64, walk->after_key, walk->after_id);
}

bool
walk_place_parse(const char *place, struct walk *walk)
{
	char key[32];
	const char *colon = strchr(place, ':');

	if (colon == NULL || (size_t)(colon - place) >= sizeof(key))
		return false;
	memcpy(key, place, (size_t)(colon - place));
	key[colon - place] = '\0';
	return parse_int(key, INT64_MIN, INT64_MAX, &walk->after_key) &&
	    parse_int(colon + 1, INT64_MIN, INT64_MAX, &walk->after_id);
}

void
request_tell_pieces(struct request *r, const char *text)
{
	struct wire_piece piece = { .text = NULL };
	struct buf part = { 0 };

	while (*text != '\0') {
		size_t len = strnlen(text, PIECE_MAX);

		while (text[len] != '\0' && len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80)
			len--;
		buf_clear(&part);
		buf_add(&part, text, len);
		piece.text = buf_str(&part);
		request_tell(r, MESSAGE_PIECE, false, &piece);
		text += len;
	}
	buf_release(&part);
}

int64_t
request_page_limit(const struct wire_page *page)
{
	return page->limit < 1 || page->limit > PAGE_MAX ? PAGE_MAX : page->limit;
}
