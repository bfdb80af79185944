/* SPDX-License-Identifier: ISC */
/* What a channel is told of somebody it handed over: how the person stands, how
 * long it takes, and what the officer says. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "console/office/body.h"
#include "console/office/consult.h"
#include "storage/secret.h"
#include "storage/text.h"

/* The wait as it is told, rounded up to minutes; nothing where it cannot be told. */
static void
put_wait(struct buf *out, const struct consult_row *row)
{
	if (!str_eq(row->state, "waiting") || row->p50_sec < 0)
		return;
	buf_printf(out, ",\"median_minutes\":%" PRId64 ",\"p90_minutes\":%" PRId64
	    ",\"samples\":%" PRId64, (row->p50_sec + 59) / 60, (row->p90_sec + 59) / 60,
	    row->samples);
}

static void
put_body(struct buf *out, const struct consult_record *c, const struct staff_record *who,
    const char *words, int64_t now_at)
{
	buf_putc(out, '{');
	body_member(out, "jurisdiction_id", c->office);
	body_member(out, "state", c->row.state);
	if (!str_empty(words))
		body_member(out, "message", words);
	put_wait(out, &c->row);
	if (str_eq(c->row.state, "later"))
		body_instant(out, "call_back_datetime", c->row.ready_at);
	body_instant(out, "reported_datetime", now_at);
	if (who != NULL)
		body_officer(out, who);
	buf_putc(out, '}');
}

bool
consult_has_channel(const struct consult_record *c)
{
	return c->row.channel[0] != '\0' && c->external_id[0] != '\0';
}

enum rc
consult_report(struct office *office, const struct consult_record *c,
    const struct staff_record *who, const char *words, struct err *e)
{
	struct outbox_record m = { .id = 0 };
	struct buf body = { 0 };
	enum rc rc;

	if (!consult_has_channel(c))
		return RC_OK;
	put_body(&body, c, who, words, office->now_at);
	m.body = body.data;
	str_fill(m.channel, sizeof(m.channel), c->row.channel);
	str_fill(m.region, sizeof(m.region), c->office);
	str_fill(m.kind, sizeof(m.kind), "consult-report");
	str_fill(m.external_id, sizeof(m.external_id), c->external_id);
	secret_op_key(m.op_key);
	rc = store_outbox_add_caseless(office->store, c->office, &m, office->now_at, e);
	buf_release(&body);
	office->has_outgoing = true;
	return rc;
}
