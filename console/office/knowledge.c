/* SPDX-License-Identifier: ISC */
#include "console/office/knowledge.h"

#include <stdlib.h>
#include <string.h>

#include "console/office/session.h"
#include "console/rules/knowledge.h"
#include "storage/instant.h"
#include "storage/store_knowledge.h"

struct day
knowledge_today(const struct request *r)
{
	struct day d;
	int32_t second;

	instant_split(r->office->now_at, &d, &second);
	return d;
}

void
knowledge_forget(struct office *office)
{
	struct knowledge *k = office->knowledge;

	if (k == NULL)
		return;
	knowledge_index_free(k->index);
	for (size_t i = 0; i < k->count; i++)
		free((char *)(uintptr_t)k->rows[i].answer);
	free(k->rows);
	free(k->docs);
	free(k->owners);
	free(k);
	office->knowledge = NULL;
}

/* What offices added, on its way into memory. */
static void
keep_row(void *arg, const struct knowledge_row *row, const char *owner)
{
	struct knowledge *k = arg;

	k->rows = x_realloc(k->rows, k->count + 1, sizeof(*k->rows));
	k->owners = x_realloc(k->owners, k->count + 1, sizeof(*k->owners));
	k->rows[k->count] = *row;
	k->rows[k->count].answer = x_strdup(row->answer);
	(void)str_fill(k->owners[k->count], sizeof(k->owners[k->count]), owner);
	k->count++;
}

static void
make_docs(struct knowledge *k)
{
	k->docs = x_zalloc(k->count + 1, sizeof(*k->docs));
	for (size_t i = 0; i < k->count; i++) {
		const struct knowledge_row *row = &k->rows[i];

		k->docs[i] = (struct knowledge_doc){ .key = row->key, .layer = row->layer,
			.region = row->region, .service = row->service,
			.question = row->question, .answer = row->answer,
			.owner = k->owners[i], .from = row->from, .until = row->until };
	}
	k->index = knowledge_index_make(k->docs, k->count);
}

enum rc
knowledge_read(struct office *office, struct err *e)
{
	struct knowledge *k;
	enum rc rc;

	if (office->knowledge != NULL)
		return RC_OK;
	k = office->knowledge = x_zalloc(1, sizeof(*k));
	for (size_t i = 0; i < catalogue_knowledge_count; i++) {
		struct knowledge_row row;

		knowledge_row_of(&catalogue_knowledge[i], &row);
		keep_row(k, &row, "");
	}
	rc = store_knowledge_current(office->store, knowledge_layer_find, keep_row, k, e);
	if (rc == RC_OK)
		make_docs(k);
	else
		knowledge_forget(office);
	return rc;
}

struct knowledge_ask
knowledge_ask_of(const struct request *r, const char *text, const char *region,
    const char *service, int32_t layers)
{
	return (struct knowledge_ask){ .text = text, .service = service,
		.region = region[0] != '\0' ? region : r->actor.office,
		.office = r->actor.office, .today = knowledge_today(r), .layers = layers };
}

enum rc
knowledge_find(struct request *r, const char *key, const struct knowledge_row **out,
    struct err *e)
{
	const struct region_info *region = knowledge_key_region(key);
	const struct knowledge_ask ask = knowledge_ask_of(r, "", region != NULL ? region->code : "",
	    "", 0);
	bool is_whole = strchr(key, '@') != NULL;
	const struct knowledge *k;
	size_t found[KNOWLEDGE_LAYER__COUNT * 2], count;
	enum rc rc = knowledge_read(r->office, e);

	if (rc != RC_OK)
		return rc;
	k = r->office->knowledge;
	count = knowledge_layers_of(k->index, &ask, key, found,
	    sizeof(found) / sizeof(found[0]));
	for (size_t i = 0; i < count; i++) {
		if (is_whole && !str_eq(k->rows[found[i]].key, key))
			continue;
		*out = &k->rows[found[i]];
		return RC_OK;
	}
	return request_refuse_for(r, REASON_UNKNOWN_ANSWER, key);
}
