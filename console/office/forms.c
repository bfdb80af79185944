/* SPDX-License-Identifier: ISC */
#include "console/office/forms.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "storage/instant.h"
#include "storage/secret.h"

/* How many forms stay resolved: 69 services in the regions of some offices. A
 * form has one slot, by its key; another one with the same slot takes it. */
#define SLOTS 1024

struct forms {
	struct office_form *slots[SLOTS];	/* owned; NULL = nothing is here */
};

static void
form_free(struct office_form *f)
{
	if (f == NULL)
		return;
	form_release(&f->form);
	cJSON_Delete(f->read);
	free(f->text);
	free(f);
}

void
forms_forget(struct office *office)
{
	if (office->forms == NULL)
		return;
	for (size_t i = 0; i < SLOTS; i++)
		form_free(office->forms->slots[i]);
	free(office->forms);
	office->forms = NULL;
}

/* The form of a key: the one that is there, else an empty one in its place;
 * *is_there says which. */
static struct office_form *
slot_of(struct office *office, const char *key, bool *is_there)
{
	uint32_t hash = 2166136261u;
	struct office_form **slot;

	for (const char *c = key; *c != '\0'; c++)
		hash = (hash ^ (unsigned char)*c) * 16777619u;
	if (office->forms == NULL)
		office->forms = x_zalloc(1, sizeof(*office->forms));
	slot = &office->forms->slots[hash % SLOTS];
	*is_there = *slot != NULL && str_eq((*slot)->key, key);
	if (!*is_there) {
		form_free(*slot);
		*slot = x_zalloc(1, sizeof(**slot));
	}
	return *slot;
}

/* The releases of one service, read whole. */
struct releases {
	struct form_step *steps;	/* owned */
	struct form_release_row *rows;	/* owned: what the steps' texts point into */
	char **bodies;			/* owned, each too */
	size_t count;
};

static void
releases_release(struct releases *r)
{
	for (size_t i = 0; i < r->count; i++)
		free(r->bodies[i]);
	free(r->steps);
	free(r->rows);
	free(r->bodies);
}

static void
keep_release(void *arg, const struct form_release_row *row, const char *body)
{
	struct releases *r = arg;

	r->rows = x_realloc(r->rows, r->count + 1, sizeof(*r->rows));
	r->bodies = x_realloc(r->bodies, r->count + 1, sizeof(*r->bodies));
	r->rows[r->count] = *row;
	r->bodies[r->count++] = x_strdup(body);
}

static enum rc
read_releases(struct office *office, const char *service, struct releases *r, struct err *e)
{
	enum rc rc = store_form_release_bodies(office->store, service, keep_release, r, e);

	r->steps = x_zalloc(r->count + 1, sizeof(*r->steps));
	for (size_t i = 0; i < r->count; i++)
		r->steps[i] = (struct form_step){ .layer = r->rows[i].layer,
			.version = r->rows[i].version, .file = r->rows[i].source,
			.json = r->bodies[i], .release = r->rows[i].id, .from = r->rows[i].from,
			.until = r->rows[i].until, .is_whole = r->rows[i].is_whole };
	return rc;
}

static enum rc
resolve(struct office *office, const struct form_wish *wish, const struct region_fate *fate,
    struct office_form *f, struct err *e)
{
	struct releases releases = { .count = 0 };
	struct buf text = { 0 };
	const char *levels[FORM_LEVELS];
	char room[16];
	size_t count = form_levels(fate, wish->office, room, levels);
	enum rc rc = read_releases(office, wish->service, &releases, e);

	if (rc == RC_OK) {
		count = form_pick(wish->service, levels, count, &(struct form_shelf){ releases.steps,
		    releases.count, office->mark.is_practice }, wish->on, f->steps);
		form_steps_write(&text, f->steps, count);
		f->text = buf_steal(&text);
		/* Written and read back they outlive what they were picked from. */
		rc = form_steps_read(f->text, f->steps, &f->step_count, &f->read, e);
	}
	releases_release(&releases);
	if (rc == RC_OK)
		rc = form_stack(wish->service, wish->region, f->steps, f->step_count, &f->form, e);
	return rc;
}

/* The slot of a wish, filled. */
static enum rc
find_wish(struct office *office, const struct form_wish *wish, struct office_form **out,
    struct err *e)
{
	const struct region_fate fate = region_fate_of(wish->region, wish->hint);
	char key[sizeof((*out)->key)];
	struct office_form *f;
	bool is_there;
	enum rc rc;

	/* Two regions of one heir share what they resolve to but for their name. */
	(void)snprintf(key, sizeof(key), "w %s %s %s %s %d", wish->service, wish->region,
	    fate.now == NULL ? "" : fate.now->code, wish->office, (int)wish->on.number);
	f = slot_of(office, key, &is_there);
	*out = f;
	if (is_there)
		return RC_OK;
	/* Without a key it is nobody's; the next one takes its place. */
	rc = resolve(office, wish, &fate, f, e);
	if (rc != RC_OK)
		return rc;
	(void)str_fill(f->key, sizeof(f->key), key);
	return RC_OK;
}

enum rc
forms_in_force(struct office *office, const struct form_wish *wish,
    const struct office_form **out, struct err *e)
{
	struct office_form *f = NULL;
	enum rc rc = find_wish(office, wish, &f, e);

	*out = f;
	return rc;
}

enum rc
forms_pin(struct office *office, const struct form_wish *wish, int64_t *kept_id, struct err *e)
{
	struct office_form *f = NULL;
	struct err why = { 0 };
	char fingerprint[65];
	enum rc rc = find_wish(office, wish, &f, &why);

	*kept_id = 0;
	if (rc == RC_NOT_FOUND)
		return RC_OK;
	if (rc != RC_OK)
		return err_set(e, rc, "%s", why.text);
	if (f->kept_id == 0) {
		secret_sha256(f->text, strlen(f->text), fingerprint);
		rc = store_form_keep(office->store, wish->service, fingerprint, f->text,
		    &f->kept_id, e);
		office->has_new_form = true;
	}
	*kept_id = f->kept_id;
	return rc;
}

static enum rc
read_kept(struct office *office, const struct case_record *c, int64_t kept_id,
    struct office_form *f, struct err *e)
{
	enum rc rc = store_form_kept(office->store, kept_id, &f->text, e);

	if (rc == RC_OK)
		rc = form_steps_read(f->text, f->steps, &f->step_count, &f->read, e);
	if (rc == RC_OK)
		rc = form_stack(c->row.service, c->row.region, f->steps, f->step_count, &f->form, e);
	f->kept_id = kept_id;
	return rc;
}

enum rc
forms_of_case(struct office *office, const struct case_record *c,
    const struct office_form **out, struct err *e)
{
	struct office_form *f = NULL;
	char key[sizeof(f->key)];
	int64_t kept_id = c->form_kept_id;
	bool is_there;
	enum rc rc = RC_OK;

	*out = NULL;
	/* A case that is just being made has its form with it. */
	if (kept_id == 0 && c->row.id != 0)
		rc = store_form_kept_of(office->store, c->row.id, &kept_id, e);
	if (rc == RC_OK && kept_id == 0) {
		struct form_wish wish = { .service = c->row.service, .region = c->row.region,
			.office = c->office };
		int32_t second;

		instant_split(c->row.arrived_at, &wish.on, &second);
		return forms_in_force(office, &wish, out, e);
	}
	if (rc != RC_OK)
		return rc;
	(void)snprintf(key, sizeof(key), "k %" PRId64 " %s", kept_id, c->row.region);
	f = slot_of(office, key, &is_there);
	*out = f;
	if (is_there)
		return RC_OK;
	rc = read_kept(office, c, kept_id, f, e);
	if (rc == RC_OK)
		(void)str_fill(f->key, sizeof(f->key), key);
	return rc;
}

enum rc
forms_is_split(struct office *office, const struct form_wish *wish, char parts[96],
    bool *is_split, struct err *e)
{
	const struct region_fate fate = region_fate_of(wish->region, wish->hint);
	const struct office_form *f;
	struct form_wish part = *wish;
	struct buf names = { 0 };
	char *first = NULL;
	enum rc rc = RC_OK;

	*is_split = false;
	parts[0] = '\0';
	if (fate.state != REGION_SPLIT)
		return RC_OK;
	for (size_t i = 0; rc == RC_OK && i < fate.heir_count; i++) {
		part.hint = fate.heirs[i]->code;
		rc = forms_in_force(office, &part, &f, e);
		if (rc != RC_OK)
			break;
		if (first == NULL)
			first = x_strdup(f->text);
		*is_split = *is_split || !str_eq(first, f->text);
	}
	free(first);
	if (rc == RC_NOT_FOUND)
		rc = RC_OK;	/* no form of the centre's, no form of the parts */
	if (*is_split) {
		region_heirs_write(&names, &fate);
		(void)str_fill(parts, 96, buf_str(&names));
	}
	buf_release(&names);
	return rc;
}

enum rc
forms_for_desk(struct request *r, const char *service, const char *region, int64_t arrived_at,
    const struct office_form **out, struct err *e)
{
	struct form_wish wish = { .service = service, .region = region,
		.office = r->actor.office };
	struct err why = { 0 };
	char parts[96];
	int32_t second;
	bool is_split = false;
	enum rc rc;

	instant_split(arrived_at != 0 ? arrived_at : r->office->now_at, &wish.on, &second);
	rc = forms_is_split(r->office, &wish, parts, &is_split, e);
	if (rc == RC_OK && is_split)
		return request_refuse_for(r, REASON_REGION_SPLIT, parts);
	if (rc != RC_OK)
		return rc;
	rc = forms_in_force(r->office, &wish, out, &why);
	if (rc == RC_NOT_FOUND)
		return request_refuse_for(r, form_is_sample(service) ? REASON_SAMPLE_SERVICE :
		    REASON_UNKNOWN_SERVICE, service);
	return rc == RC_OK ? RC_OK : err_set(e, rc, "%s", why.text);
}
