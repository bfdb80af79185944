/* SPDX-License-Identifier: ISC */
/* What every letter about a case says, and the notice that carries it. */
#include <string.h>

#include "console/office/letter.h"
#include "console/rules/catalogue.h"
#include "storage/instant.h"
#include "storage/text.h"

static struct day
day_of(int64_t at)
{
	struct day d;
	int32_t second;

	instant_split(at, &d, &second);
	return d;
}

void
letter_values(struct template_values *v, struct letter_words *words, const struct case_record *c,
    const struct staff_record *who, int64_t now_at)
{
	const struct service_info *service = service_find(c->row.service);

	str_fill(words->service, sizeof(words->service),
	    service != NULL ? service->name_ko : c->row.service);
	str_fill(words->state, sizeof(words->state), state_table[c->row.state].label_ko);
	str_fill(words->number, sizeof(words->number),
	    c->row.receipt_no[0] != '\0' ? c->row.receipt_no : c->row.external_id);
	template_set_text(v, VARIABLE_APPLICANT, c->row.applicant);
	template_set_text(v, VARIABLE_SERVICE, words->service);
	template_set_text(v, VARIABLE_STATE, words->state);
	template_set_text(v, VARIABLE_RECEIPT_NO, words->number);
	if (c->row.received_at != 0) {
		template_set_day(v, VARIABLE_RECEIVED_DAY, day_of(c->row.received_at));
		template_set_number(v, VARIABLE_ELAPSED_DAYS, (int64_t)day_of(now_at).number -
		    day_of(c->row.received_at).number + 1);
	}
	if (c->row.due_at != 0)
		template_set_instant(v, VARIABLE_DUE_AT, c->row.due_at);
	else
		template_set_text(v, VARIABLE_DUE_AT, "정해진 처리기간이 없음");
	template_set_text(v, VARIABLE_OFFICE, who->row.office_name);
	template_set_text(v, VARIABLE_DEPARTMENT, who->row.department);
	template_set_text(v, VARIABLE_OFFICER, who->row.name);
	template_set_text(v, VARIABLE_CONTACT, who->contact);
	template_set_day(v, VARIABLE_TODAY, day_of(now_at));
}

static void
member(struct buf *out, const char *name, const char *value)
{
	buf_printf(out, "%s\"%s\":", out->data[out->len - 1] == '{' ? "" : ",", name);
	text_json_string(out, value, strlen(value));
}

void
letter_notice_body(struct buf *out, const struct case_record *c, const struct staff_record *who,
    const char *kind, const char *text)
{
	buf_putc(out, '{');
	member(out, "service_request_id", c->row.external_id);
	member(out, "kind", kind);
	member(out, "text", text);
	buf_puts(out, ",\"officer\":{");
	member(out, "department", who->row.department);
	member(out, "name", who->row.name);
	member(out, "contact", who->contact);
	buf_puts(out, "}}");
}
