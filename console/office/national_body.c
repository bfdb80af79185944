/* SPDX-License-Identifier: ISC */
/* What the office tells the relay of needs and joint tasks: made once, stored,
 * and sent as the same bytes at every try. */
#include <string.h>

#include "console/office/national.h"
#include "storage/instant.h"
#include "storage/text.h"

static void
put(struct buf *out, const char *name, const char *value)
{
	buf_printf(out, "%s\"%s\":", out->data[out->len - 1] == '{' ? "" : ",", name);
	text_json_string(out, value, strlen(value));
}

static void
put_instant(struct buf *out, const char *name, int64_t at)
{
	char text[32];

	instant_format(at, text);
	put(out, name, text);
}

static void
put_officer(struct buf *out, const struct staff_record *who)
{
	buf_puts(out, ",\"officer\":{");
	put(out, "department", who->row.department);
	put(out, "name", who->row.name);
	put(out, "contact", who->contact);
	buf_puts(out, "}}");
}

void
national_need_body(struct buf *out, const struct need_row *n, const struct staff_record *who)
{
	buf_putc(out, '{');
	put(out, "reference", n->reference);
	put(out, "office_code", n->office);
	put(out, "office_name", n->office_name);
	put(out, "title", n->title);
	put(out, "why", n->why);
	if (n->service[0] != '\0')
		put(out, "service_code", n->service);
	if (!str_empty(n->workaround))
		put(out, "workaround", n->workaround);
	put_instant(out, "registered_datetime", n->registered_at);
	put_officer(out, who);
}

void
national_second_body(struct buf *out, const struct staff_record *who, int64_t now_at)
{
	buf_putc(out, '{');
	put(out, "office_code", who->row.office);
	put(out, "office_name", who->row.office_name);
	put_instant(out, "seconded_datetime", now_at);
	put_officer(out, who);
}

void
national_answer_body(struct buf *out, const struct need_row *n, const struct staff_record *who)
{
	char day[16];

	buf_putc(out, '{');
	put(out, "agency_code", who->row.office);
	put(out, "agency_name", who->row.office_name);
	put(out, "state", n->state);
	put(out, "reason", n->reason);
	if (n->planned.number != 0) {
		day_format(n->planned, day);
		put(out, "planned_date", day);
	}
	put_instant(out, "answered_datetime", n->answered_at);
	put_officer(out, who);
}

void
national_report_body(struct buf *out, const struct task_row *t, const struct staff_record *who)
{
	buf_putc(out, '{');
	put(out, "office_code", who->row.office);
	put(out, "state", t->state);
	put(out, "note", t->note);
	put_instant(out, "reported_datetime", t->reported_at);
	put_officer(out, who);
}
