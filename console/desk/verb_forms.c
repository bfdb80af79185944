/* SPDX-License-Identifier: ISC */
/* forms list, show, lint, diff: the forms of the catalogue and the layers that
 * regions put over them. Needs no office and no store. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/desk/verbs.h"
#include "console/rules/catalogue.h"
#include "console/rules/form_diff.h"
#include "console/rules/form_lint.h"
#include "console/rules/form_stack.h"
#include "console/rules/json_gate.h"
#include "storage/text.h"
#include "views/words.h"

#define FORM_BYTES_MAX (256 * 1024)

/* The service of the first operand. RC_USAGE names what is none. */
static enum rc
find_service(const char *word, const struct service_info **out, struct err *e)
{
	*out = service_search(word);
	if (*out == NULL)
		return err_set(e, RC_USAGE, say(N_("there is no service “%s”: see `minwon forms list`")),
		    word);
	return RC_OK;
}

/* The code of a region by code or name. RC_USAGE names what is none. */
static enum rc
find_region(const char *word, const char **code, struct err *e)
{
	const struct region_info *info = region_search(word);

	*code = "";
	if (info == NULL)
		info = region_find(word);
	if (info == NULL)
		return err_set(e, RC_USAGE, say(N_("there is no region “%s”")), word);
	*code = info->code;
	return RC_OK;
}

/* What a layer is called; the caller frees. */
static char *
layer_name(const char *layer)
{
	struct buf out = { 0 };

	words_layer(&out, layer);
	return buf_steal(&out);
}

/* A split region has the form of one of its parts: says which there are. */
static enum rc
check_split(const char *region, struct err *e)
{
	const struct region_fate fate = region_fate_of(region, NULL);
	struct buf parts = { 0 };
	enum rc rc = RC_OK;

	if (fate.state == REGION_SPLIT) {
		region_heirs_write(&parts, &fate);
		rc = err_set(e, RC_USAGE, say(N_("region %s was split: say which part with --region: "
		    "%s")), region, buf_str(&parts));
	}
	buf_release(&parts);
	return rc;
}

static enum rc
take_piece(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct wire_piece piece;
	enum rc rc = RC_OK;

	if (frame->message == MESSAGE_PIECE) {
		rc = wire_read(frame, &piece, e);
		if (rc == RC_OK)
			buf_puts(arg, piece.text);
	}
	return rc;
}

/* The form as the office has it. */
static enum rc
ask_office(struct call *call, const char *service, const char *region, struct form *out,
    struct err *e)
{
	struct wire_form_ask ask = { .is_own = options_has(&call->options, OPT_OWN) };
	struct form_step steps[FORM_STEPS_MAX];
	struct cJSON *keep = NULL;
	struct buf text = { 0 };
	size_t count = 0;
	enum rc rc = call->link == NULL ? call_open_link(call, false, e) : RC_OK;

	(void)str_fill(ask.service, sizeof(ask.service), service);
	(void)str_fill(ask.region, sizeof(ask.region), region);
	if (rc == RC_OK)
		rc = call_fill(ask.on, sizeof(ask.on), options_value(&call->options, OPT_EFFECTIVE),
		    "--effective", e);
	if (rc == RC_OK)
		rc = link_ask(call->link, MESSAGE_FORM_SHOW, &ask, take_piece, &text, e);
	if (rc == RC_OK)
		rc = form_steps_read(buf_str(&text), steps, &count, &keep, e);
	if (rc == RC_OK)
		rc = form_stack(service, region, steps, count, out, e);
	cJSON_Delete(keep);
	buf_release(&text);
	return rc;
}

/* The form of a service in a region: as the office has it where one is named,
 * else as the catalogue does. */
static enum rc
find_form(struct call *call, const char *service, const char *region, struct form *out,
    struct err *e)
{
	const struct options *o = &call->options;
	enum rc rc = check_split(region, e);

	if (rc != RC_OK)
		return rc;
	if (options_has(o, OPT_STORE) || options_has(o, OPT_SOCKET))
		return ask_office(call, service, region, out, e);
	if (options_has(o, OPT_EFFECTIVE) || options_has(o, OPT_OWN))
		return err_set(e, RC_USAGE, "%s", say(N_("--effective and --own need an office: add "
		    "--store FILE")));
	return form_resolve(service, region, out, e);
}

static const struct column list_columns[] = {
	{ .key = "service", .title = N_("Code") },
	{ .key = "name", .title = N_("Service"), .cells_max = 32 },
	{ .key = "region", .title = N_("Layer"), .cells_max = 16 },
	{ .key = "version", .title = N_("Version") },
	{ .key = "confidence", .title = N_("Confidence") },
	{ .key = "offices", .title = N_("Offices") },
	{ .key = "source", .title = N_("Source"), .cells_max = 32 },
	{ .key = "file" },
};
#define LIST_COLUMNS (sizeof(list_columns) / sizeof(list_columns[0]))

int
verb_forms_list(struct call *call)
{
	const struct options *o = &call->options;
	const struct service_info *only = NULL;
	struct writer *w;
	struct err e = { 0 };

	if (o->operand_count > 0 && find_service(o->operands[0], &only, &e) != RC_OK)
		return call_fail(&e);
	w = call_writer(call, list_columns, LIST_COLUMNS);
	for (size_t i = 0; i < catalogue_form_count; i++) {
		const struct form_source *f = &catalogue_forms[i];
		const struct service_info *service = service_find(f->service);
		bool is_sample = str_eq(f->confidence, "예시");
		struct cJSON *json;
		char *layer;

		if ((only != NULL && service != only) ||
		    json_parse(f->json, strlen(f->json), FORM_BYTES_MAX, &json, NULL) != RC_OK)
			continue;
		layer = layer_name(f->region);
		writer_row(w, (const struct value[]){ value_text(f->service),
		    value_text(service == NULL ? "" : service->name_ko),
		    value_shown(f->region, layer), value_text(f->version),
		    value_text(f->confidence), value_shown(is_sample ? "practice" : "all",
		    is_sample ? say(N_("practice only")) : say(N_("all"))),
		    value_text(json_text(json, "x-source")), value_text(f->file) });
		free(layer);
		cJSON_Delete(json);
	}
	writer_close(w);
	return 0;
}

static const struct column show_columns[] = {
	{ .key = "field", .title = N_("Field"), .cells_max = 24 },
	{ .key = "title", .title = N_("Item"), .cells_max = 32 },
	{ .key = "section", .title = N_("Section"), .cells_max = 16 },
	{ .key = "type", .title = N_("Type") },
	{ .key = "required", .title = N_("Required") },
	{ .key = "mask", .title = N_("Mask") },
	{ .key = "layer", .title = N_("Set by"), .cells_max = 16 },
};
#define SHOW_COLUMNS (sizeof(show_columns) / sizeof(show_columns[0]))

static void
write_fields(struct call *call, const struct form *form)
{
	struct writer *w = call_writer(call, show_columns, SHOW_COLUMNS);

	for (size_t i = 0; i < form->field_count; i++) {
		const struct form_field *f = &form->fields[i];
		const struct cJSON *schema =
		    json_member(json_member(form->schema, "properties"), f->name);
		char *layer = layer_name(f->layer);

		writer_row(w, (const struct value[]){ value_text(f->name), value_text(f->title),
		    value_text(f->section), value_text(json_text(schema, "type")),
		    value_bool(f->is_required, f->is_required ? say(N_("yes")) : ""),
		    value_text(json_text(schema, "x-mask")),
		    value_shown(f->layer, layer) });
		free(layer);
	}
	writer_close(w);
}

int
verb_forms_show(struct call *call)
{
	const char *word = options_value(&call->options, OPT_REGION), *region = "";
	const struct service_info *service = NULL;
	struct form form = { 0 };
	struct err e = { 0 };
	enum rc rc = find_service(call->options.operands[0], &service, &e);

	if (rc == RC_OK && word != NULL)
		rc = find_region(word, &region, &e);
	if (rc == RC_OK)
		rc = find_form(call, service->code, region, &form, &e);
	if (rc != RC_OK)
		return call_fail(&e);
	if (call->format == FORMAT_JSON) {
		char *text = cJSON_Print(form.schema);

		sink_puts(&call->out, text);
		sink_puts(&call->out, "\n");
		free(text);
	} else {
		write_fields(call, &form);
	}
	form_release(&form);
	return 0;
}

static const struct column lint_columns[] = {
	{ .key = "file", .title = N_("File"), .cells_max = 40 },
	{ .key = "pointer", .title = N_("Where"), .cells_max = 40 },
	{ .key = "reason", .title = N_("Reason") },
	{ .key = "sentence", .title = N_("What is wrong"), .cells_max = 60 },
};
#define LINT_COLUMNS (sizeof(lint_columns) / sizeof(lint_columns[0]))

static void
write_finding(void *arg, const char *file, const char *pointer, const char *word,
    const char *sentence)
{
	writer_row(arg, (const struct value[]){ value_text(file), value_text(pointer),
	    value_text(word), value_text(sentence) });
}

/* Every form of the catalogue; says how sure they are. */
static size_t
lint_catalogue(struct writer *w)
{
	size_t findings = 0, verified = 0, high = 0, background = 0, sample = 0;

	for (size_t i = 0; i < catalogue_form_count; i++) {
		const char *json = catalogue_forms[i].json;

		findings += form_lint(&catalogue_forms[i], write_finding, w);
		verified += strstr(json, "\"x-confidence\": \"verified\"") != NULL;
		high += strstr(json, "\"x-confidence\": \"high\"") != NULL;
		background += strstr(json, "\"x-confidence\": \"background\"") != NULL;
		sample += strstr(json, "\"x-confidence\": \"예시\"") != NULL;
	}
	call_say(say(N_("%zu form(s) and layers: %zu verified, %zu high, %zu background, %zu "
	    "예시; %zu finding(s)")), catalogue_form_count, verified, high, background, sample,
	    findings);
	return findings;
}

/* The files named, each as a layer of the region over the service's form, or
 * without a region as its base. */
static enum rc
lint_files(struct call *call, struct writer *w, size_t *findings, struct err *e)
{
	const struct options *o = &call->options;
	const char *service_word = options_value(o, OPT_SERVICE);
	const char *region_word = options_value(o, OPT_REGION), *region = "";
	const struct service_info *service = NULL;
	enum rc rc;

	if (service_word == NULL)
		return err_set(e, RC_USAGE, "%s",
		    say(N_("say which service the files are for: --service CODE")));
	rc = find_service(service_word, &service, e);
	if (rc == RC_OK && region_word != NULL)
		rc = find_region(region_word, &region, e);
	for (size_t i = 0; i < o->operand_count && rc == RC_OK; i++) {
		struct buf text = { 0 };

		rc = file_read(o->operands[i], FORM_BYTES_MAX, &text, e);
		if (rc == RC_OK)
			*findings += form_lint(&(struct form_source){ .service = service->code,
			    .region = region, .version = "", .file = o->operands[i],
			    .json = buf_str(&text) }, write_finding, w);
		else
			rc = e->rc = RC_USAGE;
		buf_release(&text);
	}
	return rc;
}

int
verb_forms_lint(struct call *call)
{
	struct writer *w = call_writer(call, lint_columns, LINT_COLUMNS);
	struct err e = { 0 };
	size_t findings = 0;
	enum rc rc = RC_OK;

	if (call->options.operand_count == 0)
		findings = lint_catalogue(w);
	else
		rc = lint_files(call, w, &findings, &e);
	writer_close(w);
	if (rc != RC_OK)
		return call_fail(&e);
	return findings == 0 ? 0 : 1;
}

static const struct column diff_columns[] = {
	{ .key = "field", .title = N_("Field"), .cells_max = 24 },
	{ .key = "title", .title = N_("Item"), .cells_max = 28 },
	{ .key = "keyword", .title = N_("Keyword") },
	{ .key = "a", .title = N_("First"), .cells_max = 24 },
	{ .key = "b", .title = N_("Second"), .cells_max = 24 },
	{ .key = "layer_a", .title = N_("Set by"), .cells_max = 14 },
	{ .key = "layer_b", .title = N_("Set by"), .cells_max = 14 },
};
#define DIFF_COLUMNS (sizeof(diff_columns) / sizeof(diff_columns[0]))

static void
write_difference(void *arg, const struct form_field *a, const struct form_field *b,
    const char *keyword, const char *was, const char *is)
{
	const struct form_field *any = a != NULL ? a : b;
	char *layer_a = a == NULL ? NULL : layer_name(a->layer);
	char *layer_b = b == NULL ? NULL : layer_name(b->layer);
	bool is_field = str_eq(keyword, "field");

	assert(any != NULL);
	writer_row(arg, (const struct value[]){ value_text(any->name), value_text(any->title),
	    value_text(keyword),
	    value_text(is_field && was != NULL ? say(N_("there")) : was),
	    value_text(is_field && is != NULL ? say(N_("there")) : is),
	    a == NULL ? value_text("") : value_shown(a->layer, layer_a),
	    b == NULL ? value_text("") : value_shown(b->layer, layer_b) });
	free(layer_a);
	free(layer_b);
}

static void
write_differences(struct call *call, const struct form *forms)
{
	struct writer *w = call_writer(call, diff_columns, DIFF_COLUMNS);

	(void)form_diff(&forms[0], &forms[1], write_difference, w);
	writer_close(w);
}

int
verb_forms_diff(struct call *call)
{
	const struct options *o = &call->options;
	const struct service_info *service = NULL;
	struct form forms[2] = { 0 };
	struct err e = { 0 };
	enum rc rc = find_service(o->operands[0], &service, &e);
	int count = 0;

	for (size_t i = 0; i < o->given_count && rc == RC_OK; i++) {
		const char *region;

		if (o->given[i].opt != OPT_REGION)
			continue;
		rc = find_region(o->given[i].value, &region, &e);
		if (rc == RC_OK && count == 2)
			rc = err_set(&e, RC_USAGE, "%s", say(N_("two regions can be compared, not more")));
		if (rc == RC_OK)
			rc = find_form(call, service->code, region, &forms[count], &e);
		count += rc == RC_OK;
	}
	if (rc == RC_OK && count == 0)
		rc = err_set(&e, RC_USAGE, "%s",
		    say(N_("say which regions to compare: --region A --region B; with one, it is "
		    "compared with the centre's form")));
	if (rc == RC_OK && count == 1) {
		forms[1] = forms[0];
		rc = find_form(call, service->code, "", &forms[0], &e);
	}
	if (rc == RC_OK)
		write_differences(call, forms);
	form_release(&forms[0]);
	form_release(&forms[1]);
	return rc == RC_OK ? 0 : call_fail(&e);
}
