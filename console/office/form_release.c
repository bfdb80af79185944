/* SPDX-License-Identifier: ISC */
#include "console/office/form_release.h"

#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/catalogue.h"
#include "console/rules/form_diff.h"
#include "storage/instant.h"
#include "storage/secret.h"
#include "storage/text.h"

/* Everything that one release is judged or shown among. */
struct bench {
	struct form_release_row *rows;	/* owned: the service's releases … */
	char **bodies;			/* … and their texts, each owned */
	struct form_step *steps;	/* owned: they, and one place more */
	size_t count;
	const char *levels[FORM_LEVELS];
	size_t level_count;
	char room[16];
};

static void
bench_release(struct bench *b)
{
	for (size_t i = 0; i < b->count; i++)
		free(b->bodies[i]);
	free(b->rows);
	free(b->bodies);
	free(b->steps);
}

static void
keep_release(void *arg, const struct form_release_row *row, const char *body)
{
	struct bench *b = arg;

	b->rows = x_realloc(b->rows, b->count + 1, sizeof(*b->rows));
	b->bodies = x_realloc(b->bodies, b->count + 1, sizeof(*b->bodies));
	b->rows[b->count] = *row;
	b->bodies[b->count++] = x_strdup(body);
}

/* The levels up to a layer: "11410" has the centre and 서울 below it. */
static void
find_levels(struct bench *b, const char *layer)
{
	bool is_own = layer[0] == FORM_OFFICE_MARK;
	const char *code = layer + (is_own ? 1 : 0);
	struct region_fate fate = region_fate_of(code, code);

	/* A layer of a code that has ended stays that code's. */
	if (fate.state != REGION_UNKNOWN && fate.now == NULL)
		fate.now = region_find(code);
	b->level_count = form_levels(&fate, is_own ? code : "", b->room, b->levels);
}

static enum rc
bench_open(struct office *office, struct bench *b, const char *service, const char *layer,
    struct err *e)
{
	enum rc rc;

	*b = (struct bench){ .count = 0 };
	find_levels(b, layer);
	rc = store_form_release_bodies(office->store, service, keep_release, b, e);
	b->steps = x_zalloc(b->count + 1, sizeof(*b->steps));
	for (size_t i = 0; i < b->count; i++)
		b->steps[i] = (struct form_step){ .layer = b->rows[i].layer,
			.version = b->rows[i].version, .file = b->rows[i].source,
			.json = b->bodies[i], .release = b->rows[i].id, .from = b->rows[i].from,
			.until = b->rows[i].until, .is_whole = b->rows[i].is_whole };
	return rc;
}

/* The form on a day of the first so many releases and levels; *out has no schema
 * where the centre has none. */
static enum rc
stack_on(struct office *office, struct bench *b, const char *service, size_t level_count,
    size_t release_count, struct day on, struct form *out, struct err *e)
{
	struct form_step steps[FORM_STEPS_MAX];
	struct form_shelf shelf = { b->steps, release_count, office->mark.is_practice };
	const char *region = level_count > 1 ? b->levels[level_count - 1] : "";
	size_t count = form_pick(service, b->levels, level_count, &shelf, on, steps);

	*out = (struct form){ .service = "" };
	return count == 0 ? RC_OK : form_stack(service, region, steps, count, out, e);
}

/* The candidate as the last of the releases. */
static void
put_last(struct bench *b, const struct form_candidate *c)
{
	b->steps[b->count] = (struct form_step){ .layer = c->row.layer,
		.version = c->row.version, .file = c->row.source, .json = c->body,
		.release = INT64_MAX, .from = c->row.from, .is_whole = c->row.is_whole };
}

enum rc
form_release_judge(struct office *office, struct form_candidate *c, form_finding found, void *arg,
    size_t *findings, struct err *e)
{
	const struct form_source source = { .service = c->row.service, .region = c->row.layer,
		.version = c->row.version, .file = c->row.source, .json = c->body };
	struct form_bed bed = { .is_patch = !c->row.is_whole,
		.is_practice = office->mark.is_practice };
	struct form central = { .service = "" }, before = { .service = "" };
	struct form below = { .service = "" }, after = { .service = "" };
	bool is_central = c->row.layer[0] == '\0';
	struct form_diff_count count;
	struct bench b;
	enum rc rc = bench_open(office, &b, c->row.service, c->row.layer, e);

	*findings = 0;
	if (rc == RC_OK)
		rc = stack_on(office, &b, c->row.service, 1, b.count, c->row.from, &central, e);
	if (rc == RC_OK)
		rc = stack_on(office, &b, c->row.service, b.level_count, b.count, c->row.from,
		    &before, e);
	if (rc == RC_OK && c->row.is_whole && !is_central)
		rc = stack_on(office, &b, c->row.service, b.level_count - 1, b.count, c->row.from,
		    &below, e);
	bed.central = central.schema;
	bed.below = !c->row.is_whole ? before.schema : below.schema;
	if (rc == RC_OK && bed.below == NULL && !(is_central && c->row.is_whole)) {
		found(arg, source.file, "", "service", say("the centre has no form that this could be "
		    "put over"));
		*findings = 1;
	} else if (rc == RC_OK) {
		*findings = form_lint_release(&source, &bed, found, arg);
	}
	put_last(&b, c);
	if (rc == RC_OK && *findings == 0)
		rc = stack_on(office, &b, c->row.service, b.level_count, b.count + 1, c->row.from,
		    &after, e);
	count = form_diff(&before, &after, NULL, NULL);
	if (rc == RC_OK && *findings == 0) {
		c->row.added = (int64_t)count.added;
		c->row.changed = (int64_t)count.changed;
		c->row.gone = (int64_t)count.gone;
	}
	form_release(&central);
	form_release(&before);
	form_release(&below);
	form_release(&after);
	bench_release(&b);
	return rc;
}

enum rc
form_release_add(struct office *office, struct form_candidate *c, bool *is_new, struct err *e)
{
	char fingerprint[65], there[65];
	struct err why = { 0 };
	enum rc rc = store_form_release_find(office->store, c->row.service, c->row.layer,
	    c->row.version, &c->row.id, there, &why);

	secret_sha256(c->body, strlen(c->body), fingerprint);
	*is_new = rc == RC_NOT_FOUND;
	if (rc == RC_OK && !str_eq(fingerprint, there))
		return err_set(e, RC_CONFLICT, say("version %s of this layer is there already, with "
		    "another content"), c->row.version);
	if (rc != RC_NOT_FOUND)
		return rc == RC_OK ? RC_OK : err_set(e, rc, "%s", why.text);
	rc = store_form_release_add(office->store, &c->row, c->body, fingerprint, c->by_id, e);
	office->has_new_form = true;
	forms_forget(office);
	return rc;
}

enum rc
form_release_sides(struct office *office, const struct form_release_row *row,
    struct form *before, struct form *after, struct err *e)
{
	struct bench b;
	size_t upto = 0;
	enum rc rc = bench_open(office, &b, row->service, row->layer, e);

	*before = *after = (struct form){ .service = "" };
	while (upto < b.count && b.rows[upto].id != row->id)
		upto++;
	/* What has been retired since stood there when this one came. */
	for (size_t i = 0; i < b.count; i++)
		if (i == upto || b.rows[i].retired_at >= row->at)
			b.steps[i].until.number = 0;
	if (rc == RC_OK)
		rc = stack_on(office, &b, row->service, b.level_count, upto, row->from, before, e);
	if (rc == RC_OK)
		rc = stack_on(office, &b, row->service, b.level_count,
		    upto < b.count ? upto + 1 : upto, row->from, after, e);
	if (rc != RC_OK) {
		form_release(before);
		form_release(after);
	}
	bench_release(&b);
	return rc;
}

/* The step that a release is in the form of its place today; NULL if it is in
 * none: something whole stands over it. */
static enum rc
find_step(struct office *office, const struct form_release_row *row, struct day today,
    const struct form_step **out, struct err *e)
{
	bool is_own = row->layer[0] == FORM_OFFICE_MARK;
	const char *code = row->layer + (is_own ? 1 : 0);
	const struct form_wish wish = { .service = row->service, .region = code,
		.office = is_own ? code : "", .hint = code, .on = today };
	const struct office_form *f = NULL;
	enum rc rc = forms_in_force(office, &wish, &f, e);

	*out = NULL;
	for (size_t i = 0; rc == RC_OK && i < f->step_count; i++)
		if (f->steps[i].release == row->id)
			*out = &f->steps[i];
	return rc;
}

enum rc
form_release_state(struct office *office, struct form_release_row *row, struct err *e)
{
	const struct form_step *step = NULL;
	const char *state = "replaced";
	struct err why = { 0 };
	struct day today;
	int32_t second;
	enum rc rc;

	instant_split(office->now_at, &today, &second);
	if (row->until.number != 0 && (row->until.number <= today.number ||
	    row->until.number <= row->from.number)) {
		state = "retired";
	} else if (row->from.number > today.number) {
		state = "coming";
	} else {
		rc = find_step(office, row, today, &step, &why);
		if (rc != RC_OK && rc != RC_NOT_FOUND)
			return err_set(e, rc, "%s", why.text);
		if (step != NULL)
			state = step->is_left_out ? "left-out" : "holds";
	}
	(void)str_fill(row->state, sizeof(row->state), state);
	return RC_OK;
}
