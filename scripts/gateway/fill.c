/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/consultation.h"
#include "scripts/gateway/fill.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "scripts/gateway/event.h"
#include "scripts/gateway/plot.h"

#define INJECT_BYTES_MAX ((size_t)256 << 20)
#define SEED_DEFAULT 1
#define APPLICATIONS_DEFAULT 200

/* One line to inject; its strings point into the file's text. */
struct element {
	const char *channel;
	const char *jurisdiction;
	const char *bytes;
	size_t len;
	bool is_served;
};

/* What is read from the file to inject. */
struct injection {
	struct buf text;
	struct element *elements;
	size_t count;
};

struct filler {
	struct store *store;
	struct plot *plot;
	struct injection injection;
	bool is_new;
};

static void
injection_release(struct injection *in)
{
	buf_release(&in->text);
	free(in->elements);
	*in = (struct injection){ 0 };
}

/* Takes one line apart in place. */
static enum rc
read_element(const char *path, char *line, size_t len, struct injection *in, struct err *e)
{
	char *first = memchr(line, '\t', len);
	char *second = first == NULL ? NULL : memchr(first + 1, '\t', len - (size_t)(first + 1 - line));
	enum channel channel;
	struct element *element;

	if (second == NULL)
		return err_set(e, RC_USAGE, "%s: element %zu is not channel TAB region TAB bytes", path,
		    in->count + 1);
	*first = *second = '\0';
	if (!gateway_channel_find(line, &channel))
		return err_set(e, RC_USAGE, "%s: element %zu: there is no channel \"%.40s\"", path,
		    in->count + 1, line);
	in->elements = x_realloc(in->elements, in->count + 1, sizeof(*in->elements));
	element = &in->elements[in->count++];
	*element = (struct element){ .channel = line, .jurisdiction = first + 1, .bytes = second + 1 };
	element->len = len - (size_t)(element->bytes - line);
	return RC_OK;
}

static enum rc
injection_read(const char *path, struct injection *in, struct err *e)
{
	enum rc rc = file_read(path, INJECT_BYTES_MAX, &in->text, e);
	size_t at = 0;

	while (rc == RC_OK && at < in->text.len) {
		char *line = in->text.data + at;
		char *end = memchr(line, '\n', in->text.len - at);
		size_t len = end == NULL ? in->text.len - at : (size_t)(end - line);

		if (len > 0)
			rc = read_element(path, line, len, in, e);
		at += len + 1;
	}
	return rc;
}

/* A good event that is injected is about a request, which can be decided. */
static enum rc
add_injected_request(struct filler *f, const struct element *element, struct err *e)
{
	cJSON *event = NULL, *state;
	const cJSON *data;
	const char *id;
	enum rc rc = RC_OK;
	char *text;

	if (json_parse(element->bytes, element->len, INJECT_BYTES_MAX, &event, NULL) != RC_OK)
		return RC_OK;
	data = json_member(event, "data");
	id = data == NULL ? NULL : json_text(data, "service_request_id");
	if (id != NULL) {
		state = cJSON_Duplicate(data, 1);
		cJSON_DeleteItemFromObjectCaseSensitive(state, "applicant");
		cJSON_DeleteItemFromObjectCaseSensitive(state, "attributes");
		text = cJSON_PrintUnformatted(state);
		rc = store_add(f->store, STORE_REQUEST, element->channel, id, str_or_empty(text), e);
		cJSON_free(text);
		cJSON_Delete(state);
	}
	cJSON_Delete(event);
	return rc;
}

/* Somebody who wants to talk, whom the office says something of. */
static enum rc
add_injected_consultation(struct filler *f, const struct element *element, struct err *e)
{
	const char *type = event_type_name(EVENT_CONSULTATION_REQUESTED), *id;
	struct buf state = { 0 };
	cJSON *event = NULL;
	const cJSON *data;
	enum rc rc = RC_OK;

	if (json_parse(element->bytes, element->len, INJECT_BYTES_MAX, &event, NULL) != RC_OK)
		return RC_OK;
	data = json_member(event, "data");
	id = data == NULL ? NULL : json_text(data, "consultation_id");
	if (id != NULL && str_eq(str_or_empty(json_text(event, "type")), type)) {
		consultation_state(data, &state);
		rc = store_add(f->store, STORE_CONSULTATION, element->channel, id, buf_str(&state), e);
	}
	buf_release(&state);
	cJSON_Delete(event);
	return rc;
}

static enum rc
serve(struct filler *f, struct element *element, struct err *e)
{
	enum rc rc;

	element->is_served = true;
	rc = store_add_event(f->store, element->channel, element->jurisdiction, element->bytes,
	    element->len, !f->is_new, e);
	if (rc == RC_OK)
		rc = add_injected_request(f, element, e);
	return rc == RC_OK ? add_injected_consultation(f, element, e) : rc;
}

/* One line of the file of releases, in the feed of each place that it is for: its
 * jurisdiction, every place of its 시·도, or with none all. */
static enum rc
publish_line(struct filler *f, const char *path, size_t number, const char *line, size_t len,
    int64_t at, struct err *e)
{
	struct event event = { .type = EVENT_FORM_PUBLISHED,
		.channel = channel_code(CHANNEL_GOV24), .at = at };
	const char *jurisdiction;
	cJSON *data = NULL;
	enum rc rc = json_parse(line, len, INJECT_BYTES_MAX, &data, NULL);

	jurisdiction = rc == RC_OK ? json_text(data, "jurisdiction_id") : NULL;
	if (jurisdiction == NULL || json_text(data, "service_code") == NULL) {
		cJSON_Delete(data);
		return err_set(e, RC_USAGE, "%s: line %zu is no FormRelease", path, number);
	}
	for (int i = 0; i < PLACE__COUNT && rc == RC_OK; i++) {
		const char *code = place_code((enum place)i);

		if (strncmp(code, jurisdiction, strlen(jurisdiction)) == 0)
			rc = event_append(f->store, &event, code, data, e);
	}
	cJSON_Delete(data);
	return rc;
}

static enum rc
publish_file(struct filler *f, const char *path, int64_t at, struct err *e)
{
	struct buf text = { 0 };
	enum rc rc = file_read(path, INJECT_BYTES_MAX, &text, e);
	size_t from = 0, number = 0;

	while (rc == RC_OK && from < text.len) {
		const char *line = text.data + from, *end = memchr(line, '\n', text.len - from);
		size_t len = end == NULL ? text.len - from : (size_t)(end - line);

		number++;
		if (len > 0)
			rc = publish_line(f, path, number, line, len, at, e);
		from += len + 1;
	}
	buf_release(&text);
	return rc;
}

static enum rc
take_application(void *arg, const struct application *app, struct err *e)
{
	struct filler *f = arg;
	const char *channel = channel_code(app->channel);
	const char *jurisdiction = place_code(app->applicant.place);
	enum rc rc = plot_application(f->plot, app, e);

	for (size_t i = 0; i < f->injection.count && rc == RC_OK; i++) {
		struct element *element = &f->injection.elements[i];

		if (!element->is_served && str_eq(element->channel, channel) &&
		    str_eq(element->jurisdiction, jurisdiction))
			return serve(f, element, e);
	}
	return rc;
}

static enum rc
take_truth(void *arg, const struct application *app, struct err *e)
{
	FILE *file = arg;
	struct buf line = { 0 };
	enum rc rc = RC_OK;

	application_truth(app, &line);
	if (fwrite(line.data, 1, line.len, file) != line.len)
		rc = err_set(e, RC_STORAGE, "cannot write the people: %s", strerror(errno));
	buf_release(&line);
	return rc;
}

static enum rc
dump_people(const char *path, const struct run *run, struct err *e)
{
	FILE *file = fopen(path, "we");
	enum rc rc;

	if (file == NULL)
		return err_set(e, RC_STORAGE, "cannot write %s: %s", path, strerror(errno));
	rc = applications_make(run, take_truth, file, e);
	if (fclose(file) != 0 && rc == RC_OK)
		rc = err_set(e, RC_STORAGE, "cannot write %s: %s", path, strerror(errno));
	return rc;
}

/* The run that the store holds; a new store takes the one asked for. */
static enum rc
settle_run(struct filler *f, const struct run *asked, struct run *run, struct err *e)
{
	int64_t seed = 0;
	enum rc rc = store_run(f->store, &seed, &run->count, &run->until_at, e);

	f->is_new = rc == RC_NOT_FOUND;
	if (f->is_new) {
		*run = *asked;
		run->seed = asked->seed == (uint64_t)-1 ? SEED_DEFAULT : asked->seed;
		run->count = asked->count == -1 ? APPLICATIONS_DEFAULT : asked->count;
		return store_set_run(f->store, (int64_t)run->seed, run->count, run->until_at, e);
	}
	run->seed = (uint64_t)seed;
	if (rc == RC_OK && ((asked->seed != (uint64_t)-1 && asked->seed != run->seed) ||
	    (asked->count != -1 && asked->count != run->count)))
		rc = err_set(e, RC_CONFLICT, "the store was filled with --seed %lld --applications %lld;"
		    " leave both away or take another --store", (long long)seed,
		    (long long)run->count);
	return rc;
}

enum rc
fill_store(struct store *store, const struct filling *filling, struct err *e)
{
	struct filler f = { .store = store };
	struct run run = { 0 };
	enum rc rc = store_begin(store, e);

	if (rc == RC_OK && filling->inject_path != NULL)
		rc = injection_read(filling->inject_path, &f.injection, e);
	if (rc == RC_OK)
		rc = settle_run(&f, &filling->run, &run, e);
	if (rc == RC_OK && f.is_new) {
		f.plot = plot_new(store, filling->play, run.count);
		rc = applications_make(&run, take_application, &f, e);
		if (rc == RC_OK)
			rc = plot_end(f.plot, e);
		plot_free(f.plot);
	}
	for (size_t i = 0; i < f.injection.count && rc == RC_OK; i++) {
		if (!f.injection.elements[i].is_served)
			rc = serve(&f, &f.injection.elements[i], e);
	}
	if (rc == RC_OK && filling->release_path != NULL)
		rc = publish_file(&f, filling->release_path, run.until_at, e);
	if (rc == RC_OK)
		rc = store_commit(store, e);
	store_rollback(store);
	injection_release(&f.injection);
	if (rc == RC_OK && filling->dump_path != NULL)
		rc = dump_people(filling->dump_path, &run, e);
	return rc;
}
