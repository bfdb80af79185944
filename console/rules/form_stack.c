/* SPDX-License-Identifier: ISC */
#include "console/rules/form_stack.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/escalation.h"
#include "console/rules/form_check.h"
#include "console/rules/form_fields.h"
#include "console/rules/json_gate.h"
#include "console/rules/overlay.h"
#include "storage/catalogue.h"
#include "storage/instant.h"
#include "storage/text.h"

#define STEPS_BYTES_MAX (4 * 1024 * 1024)

size_t
form_levels(const struct region_fate *fate, const char *office, char room[16],
    const char *levels[FORM_LEVELS])
{
	size_t count = 0;

	levels[count++] = "";
	if (fate->province != NULL)
		levels[count++] = fate->province->code;
	if (fate->now != NULL)
		levels[count++] = fate->now->code;
	if (!str_empty(office)) {
		snprintf(room, 16, "%c%s", FORM_OFFICE_MARK, office);
		levels[count++] = room;
	}
	return count;
}

static bool
is_sample(const struct form_source *s)
{
	return str_eq(s->confidence, "예시");
}

bool
form_is_sample(const char *service)
{
	for (size_t i = 0; i < catalogue_form_count; i++)
		if (str_eq(catalogue_forms[i].service, service) &&
		    catalogue_forms[i].region[0] == '\0')
			return is_sample(&catalogue_forms[i]);
	return false;
}

/* The catalogue's layer of a level, if there is one. */
static bool
from_catalogue(const char *service, const char *layer, bool has_samples,
    struct form_step *out)
{
	const struct form_source *package = layer[0] == '\0' ? escalation_form(service) : NULL;

	for (size_t i = 0; i < catalogue_form_count + (package != NULL); i++) {
		const struct form_source *s = i < catalogue_form_count ? &catalogue_forms[i] :
		    package;

		if (s != package && (!str_eq(s->service, service) || !str_eq(s->region, layer) ||
		    (!has_samples && is_sample(s))))
			continue;
		*out = (struct form_step){ .layer = s->region, .version = s->version,
			.file = s->file, .json = s->json, .is_whole = true };
		(void)day_parse(s->version, &out->from);
		return true;
	}
	return false;
}

static bool
holds(const struct form_step *s, struct day on)
{
	return s->from.number <= on.number &&
	    (s->until.number == 0 || on.number < s->until.number);
}

static bool
is_before(const struct form_step *a, const struct form_step *b)
{
	return a->from.number != b->from.number ? a->from.number < b->from.number :
	    a->release < b->release;
}

/* Puts a step among those of its level, which begin at first, in order. */
static void
insert(struct form_step *steps, size_t first, size_t *count, const struct form_step *step)
{
	size_t at = *count;

	if (*count == FORM_STEPS_MAX)
		return;
	while (at > first && is_before(step, &steps[at - 1]))
		at--;
	memmove(&steps[at + 1], &steps[at], (*count - at) * sizeof(*steps));
	steps[at] = *step;
	++*count;
}

/* Forgets what stands before the last whole layer from first on. */
static void
drop_replaced(struct form_step *steps, size_t first, size_t *count)
{
	size_t last = first;

	for (size_t i = first; i < *count; i++)
		if (steps[i].is_whole)
			last = i;
	memmove(&steps[first], &steps[last], (*count - last) * sizeof(*steps));
	*count -= last - first;
}

size_t
form_pick(const char *service, const char *const *levels, size_t level_count,
    const struct form_shelf *shelf, struct day on, struct form_step steps[FORM_STEPS_MAX])
{
	size_t out = 0;

	for (size_t l = 0; l < level_count; l++) {
		struct form_step of_catalogue = { .is_whole = false };
		bool has_catalogue = from_catalogue(service, levels[l],
		    shelf->has_samples, &of_catalogue);
		size_t first = out;

		for (size_t i = 0; i < shelf->count; i++)
			if (str_eq(shelf->releases[i].layer, levels[l]) &&
			    holds(&shelf->releases[i], on))
				insert(steps, first, &out, &shelf->releases[i]);
		/* The catalogue's stands until another one does, whatever its day. */
		if (has_catalogue && on.number < of_catalogue.from.number)
			of_catalogue.from.number = INT32_MIN;
		if (has_catalogue)
			insert(steps, first, &out, &of_catalogue);
		drop_replaced(steps, first, &out);
		if (l == 0 && (out == 0 || !steps[0].is_whole))
			return 0;
	}
	return out;
}

/* A form on its way up. */
struct stack {
	struct form *out;
	struct cJSON *central;	/* owned: as the centre has it */
};

/* Puts one step over what is there. false: it may not stand. */
static bool
put_over(struct stack *s, const struct form_step *step, const struct cJSON *layer,
    bool is_central)
{
	struct overlay_faults faults = { .count = 0 };
	struct cJSON *merged = NULL;
	bool may;

	if (overlay_apply(s->out->schema, layer, &merged, NULL) != RC_OK)
		return false;
	may = is_central || overlay_may(s->central, merged, &faults);
	overlay_faults_release(&faults);
	if (!may) {
		cJSON_Delete(merged);
		return false;
	}
	form_fields_note(s->out, merged, step->layer);
	cJSON_Delete(s->out->schema);
	s->out->schema = merged;
	return true;
}

/* The step's JSON, put where it belongs. */
static enum rc
take_step(struct stack *s, struct form_step *step, size_t index, struct err *e)
{
	bool is_central = step->layer[0] == '\0';
	struct cJSON *layer = NULL;
	enum rc rc = json_parse(step->json, strlen(step->json), JSON_EVENT_BYTES_MAX, &layer, e);

	if (rc != RC_OK && index == 0) {
		err_add(e, "form %s", step->file);
		return rc;
	}
	if (index == 0 && cJSON_IsObject(layer)) {
		s->out->schema = layer;
		return RC_OK;
	}
	if (index == 0) {
		cJSON_Delete(layer);
		return err_set(e, RC_INVALID, say("form %s is no object"), step->file);
	}
	if (!is_central && s->central == NULL)
		s->central = cJSON_Duplicate(s->out->schema, true);
	step->is_left_out = rc != RC_OK || !put_over(s, step, layer, is_central);
	cJSON_Delete(layer);
	return RC_OK;
}

enum rc
form_stack(const char *service, const char *region, struct form_step *steps, size_t count,
    struct form *out, struct err *e)
{
	struct stack s = { .out = out };
	enum rc rc = RC_OK;

	*out = (struct form){ .service = "" };
	if (count == 0)
		return err_set(e, RC_NOT_FOUND, say("no form for service %s"), service);
	for (size_t i = 0; rc == RC_OK && i < count; i++) {
		rc = take_step(&s, &steps[i], i, e);
		/* Versions are dates: the youngest layer names the form. */
		if (rc == RC_OK && !steps[i].is_left_out &&
		    strcmp(steps[i].version, out->version) > 0)
			str_fill(out->version, sizeof(out->version), steps[i].version);
	}
	cJSON_Delete(s.central);
	if (rc != RC_OK) {
		form_release(out);
		return rc;
	}
	str_fill(out->service, sizeof(out->service), service);
	str_fill(out->region, sizeof(out->region), region);
	form_fields_fill(out);
	out->judge = form_judge_new();
	return RC_OK;
}

void
form_steps_write(struct buf *out, const struct form_step *steps, size_t count)
{
	buf_putc(out, '[');
	for (size_t i = 0; i < count; i++) {
		const struct form_step *s = &steps[i];

		buf_puts(out, i > 0 ? ",{\"layer\":" : "{\"layer\":");
		text_json_string(out, s->layer, strlen(s->layer));
		buf_puts(out, ",\"version\":");
		text_json_string(out, s->version, strlen(s->version));
		buf_puts(out, ",\"file\":");
		text_json_string(out, s->file, strlen(s->file));
		buf_printf(out, ",\"release\":%" PRId64 ",\"whole\":%s,\"json\":", s->release,
		    s->is_whole ? "true" : "false");
		text_json_string(out, s->json, strlen(s->json));
		buf_putc(out, '}');
	}
	buf_putc(out, ']');
}

enum rc
form_steps_read(const char *text, struct form_step steps[FORM_STEPS_MAX], size_t *count,
    struct cJSON **keep, struct err *e)
{
	const struct cJSON *item;
	enum rc rc = json_parse(text, strlen(text), STEPS_BYTES_MAX, keep, e);

	*count = 0;
	if (rc != RC_OK)
		return rc;
	cJSON_ArrayForEach(item, *keep) {
		struct form_step *s = &steps[*count];

		*s = (struct form_step){ .layer = json_text(item, "layer"),
			.version = json_text(item, "version"), .file = json_text(item, "file"),
			.json = json_text(item, "json"),
			.is_whole = cJSON_IsTrue(json_member(item, "whole")) };
		if (*count + 1 == FORM_STEPS_MAX || s->layer == NULL || s->version == NULL ||
		    s->file == NULL || s->json == NULL ||
		    !json_integer(item, "release", &s->release)) {
			cJSON_Delete(*keep);
			*keep = NULL;
			return err_set(e, RC_INVALID, "%s", say("the kept form cannot be read"));
		}
		++*count;
	}
	return RC_OK;
}
