/* SPDX-License-Identifier: ISC */
#include "console/office/answers.h"

#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "console/rules/json_patch.h"

/* What changed after the submission, laid over it in order. */
struct layering {
	struct cJSON *json;	/* owned */
	enum rc rc;
};

static void
lay_over(void *arg, int64_t event_id, const char *answers)
{
	struct layering *l = arg;
	struct cJSON *patch = NULL;

	(void)event_id;
	if (l->rc == RC_OK)
		l->rc = json_parse(answers, strlen(answers), JSON_EVENT_BYTES_MAX, &patch, NULL);
	if (l->rc == RC_OK)
		l->json = merge_patch(l->json, patch);
	cJSON_Delete(patch);
}

enum rc
answers_load(struct store *store, int64_t case_id, struct cJSON **submitted, struct cJSON **now,
    struct err *e)
{
	struct layering l = { .rc = RC_OK };
	char *text = NULL;
	int64_t numbers_cut;
	enum rc rc = store_form_get(store, case_id, &text, &numbers_cut, e);

	if (submitted != NULL)
		*submitted = NULL;
	if (rc == RC_OK)
		rc = json_parse(text, strlen(text), JSON_EVENT_BYTES_MAX, &l.json, e);
	if (rc == RC_OK && submitted != NULL)
		*submitted = cJSON_Duplicate(l.json, true);
	if (rc == RC_OK)
		rc = store_amendment_list(store, case_id, lay_over, &l, e);
	if (rc == RC_OK)
		rc = l.rc;
	free(text);
	if (rc != RC_OK) {
		cJSON_Delete(l.json);
		l.json = NULL;
		if (submitted != NULL) {
			cJSON_Delete(*submitted);
			*submitted = NULL;
		}
	}
	*now = l.json;
	return rc;
}
