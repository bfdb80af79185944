/* SPDX-License-Identifier: ISC */
/* What an editor of answers has to ask: the form as a region has it, with the layer
 * that set each field; of a case its answers too, for who may set them right. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/office/answers.h"
#include "console/office/forms.h"
#include "console/office/ops.h"
#include "console/rules/catalogue.h"
#include "console/rules/form.h"

/* Takes json into the object under a name; NULL is left out. */
static void
put(struct cJSON *object, const char *name, struct cJSON *json)
{
	if (json != NULL)
		cJSON_AddItemToObject(object, name, json);
}

/* The form, and who set which field. */
static void
put_form(struct cJSON *object, const struct form *form)
{
	struct cJSON *layers = cJSON_CreateObject();

	for (size_t i = 0; i < form->field_count; i++)
		if (form->fields[i].layer[0] != '\0')
			cJSON_AddStringToObject(layers, form->fields[i].name,
			    form->fields[i].layer);
	put(object, "layers", layers);
	put(object, "form", cJSON_Duplicate(form->schema, true));
	cJSON_AddStringToObject(object, "service", form->service);
	cJSON_AddStringToObject(object, "region", form->region);
	cJSON_AddStringToObject(object, "version", form->version);
}

/* The case whose answers are to be set right; opening them is recorded. */
static enum rc
put_case(struct request *r, const char *number, struct cJSON *object, struct case_record *c,
    struct err *e)
{
	struct store *store = r->office->store;
	struct draft_record draft = { .text = NULL };
	struct cJSON *was = NULL, *now = NULL;
	struct case_facts facts;
	struct verdict v;
	char subject[40];
	int64_t id = 0;
	enum rc rc = request_find_case(r, number, &id, e);

	if (rc == RC_OK)
		rc = store_case_get(store, id, c, e);
	if (rc == RC_OK)
		rc = case_facts_load(r->office, c, &draft, &facts, e);
	if (rc != RC_OK)
		return rc;
	v = policy_op(&r->actor, &facts, OP_CORRECT, r->office->now_at);
	if (v.reason != REASON_NONE)
		return request_refuse(r, v);
	rc = answers_load(store, id, &was, &now, e);
	if (rc != RC_OK)
		return rc;
	(void)snprintf(subject, sizeof(subject), "case %" PRId64, id);
	rc = request_record(r, subject, "edit", e);
	put(object, "was", was);
	put(object, "now", now);
	cJSON_AddNumberToObject(object, "case", (double)id);
	cJSON_AddNumberToObject(object, "case_version", (double)c->row.version);
	cJSON_AddStringToObject(object, "number", c->row.receipt_no);
	return rc;
}

enum rc
handle_entry(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct cJSON *object = cJSON_CreateObject();
	struct case_record c = { .assignee_id = 0 };
	const struct office_form *form = NULL;
	struct wire_entry ask;
	struct verdict v;
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK) {
		v = policy_new(&r->actor);
		if (v.reason != REASON_NONE)
			rc = request_refuse(r, v);
	}
	if (rc == RC_OK && ask.number[0] != '\0') {
		rc = put_case(r, ask.number, object, &c, e);
		str_fill(ask.service, sizeof(ask.service), c.row.service);
		str_fill(ask.region, sizeof(ask.region), c.row.region);
	} else if (rc == RC_OK) {
		rc = op_region_here(r, ask.region, ask.region, e);
	}
	if (rc == RC_OK && service_find(ask.service) == NULL)
		rc = request_refuse_for(r, REASON_UNKNOWN_SERVICE, ask.service);
	if (rc == RC_OK)
		rc = c.row.id != 0 ? forms_of_case(r->office, &c, &form, e) :
		    forms_for_desk(r, ask.service, ask.region, 0, &form, e);
	if (rc == RC_OK) {
		char *printed;

		put_form(object, &form->form);
		printed = cJSON_PrintUnformatted(object);
		request_tell_pieces(r, printed);
		request_tell_ok(r);
		cJSON_free(printed);
	}
	cJSON_Delete(object);
	return rc;
}
