/* SPDX-License-Identifier: ISC */
/* forms list, show, lint, diff: the forms of the catalogue and the layers that
 * regions put over them. Needs no office and no store. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/desk/verbs.h"
#include "console/rules/catalogue.h"
#include "console/rules/form.h"
#include "console/rules/form_lint.h"
#include "console/rules/json_gate.h"
#include "console/rules/json_value.h"
#include "storage/text.h"

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

static const char *
layer_name(const char *region)
{
	const struct region_info *info = region_find(region);

	if (region[0] == '\0')
		return say(N_("centre"));
	return info == NULL ? region : info->name_ko;
}

static const struct column list_columns[] = {
	{ .key = "service", .title = N_("Code") },
	{ .key = "name", .title = N_("Service"), .cells_max = 32 },
	{ .key = "region", .title = N_("Layer"), .cells_max = 16 },
	{ .key = "version", .title = N_("Version") },
	{ .key = "confidence", .title = N_("Confidence") },
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
		struct cJSON *json;

		if ((only != NULL && service != only) ||
		    json_parse(f->json, strlen(f->json), FORM_BYTES_MAX, &json, NULL) != RC_OK)
			continue;
		writer_row(w, (const struct value[]){ value_text(f->service),
		    value_text(service == NULL ? "" : service->name_ko),
		    value_shown(f->region, layer_name(f->region)), value_text(f->version),
		    value_text(json_text(json, "x-confidence")),
		    value_text(json_text(json, "x-source")), value_text(f->file) });
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

		writer_row(w, (const struct value[]){ value_text(f->name), value_text(f->title),
		    value_text(f->section), value_text(json_text(schema, "type")),
		    value_bool(f->is_required, f->is_required ? say(N_("yes")) : ""),
		    value_text(json_text(schema, "x-mask")),
		    value_shown(f->layer, layer_name(f->layer)) });
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
		rc = form_resolve(service->code, region, &form, &e);
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

static const struct form_field *
field_find(const struct form *form, const char *name)
{
	for (size_t i = 0; i < form->field_count; i++)
		if (str_eq(form->fields[i].name, name))
			return &form->fields[i];
	return NULL;
}

static void
write_difference(struct writer *w, const struct form_field *a, const struct form_field *b,
    const char *keyword, const char *is_a, const char *is_b)
{
	const struct form_field *any = a != NULL ? a : b;

	assert(any != NULL);
	writer_row(w, (const struct value[]){ value_text(any->name), value_text(any->title),
	    value_text(keyword), value_text(is_a), value_text(is_b),
	    a == NULL ? value_text("") : value_shown(a->layer, layer_name(a->layer)),
	    b == NULL ? value_text("") : value_shown(b->layer, layer_name(b->layer)) });
}

/* The keywords of one field that are not the same on both sides. */
static void
diff_field(struct writer *w, const struct form *forms, const struct form_field *a,
    const struct form_field *b)
{
	const struct cJSON *sides[2], *member;

	for (int i = 0; i < 2; i++)
		sides[i] = json_member(json_member(forms[i].schema, "properties"), a->name);
	for (int i = 0; i < 2; i++) {
		cJSON_ArrayForEach(member, sides[i]) {
			const struct cJSON *other = json_member(sides[1 - i], member->string);
			char *is_a, *is_b;

			if ((i == 1 && other != NULL) ||
			    (other != NULL && json_equal(member, other)))
				continue;
			is_a = cJSON_PrintUnformatted(json_member(sides[0], member->string));
			is_b = cJSON_PrintUnformatted(json_member(sides[1], member->string));
			write_difference(w, a, b, member->string, is_a, is_b);
			free(is_a);
			free(is_b);
		}
	}
	if (a->is_required != b->is_required)
		write_difference(w, a, b, "required", a->is_required ? "true" : "false",
		    b->is_required ? "true" : "false");
}

static void
write_differences(struct call *call, const struct form *forms)
{
	struct writer *w = call_writer(call, diff_columns, DIFF_COLUMNS);

	for (size_t i = 0; i < forms[0].field_count; i++) {
		const struct form_field *a = &forms[0].fields[i];
		const struct form_field *b = field_find(&forms[1], a->name);

		if (b == NULL)
			write_difference(w, a, NULL, "field", say(N_("there")), "");
		else
			diff_field(w, forms, a, b);
	}
	for (size_t i = 0; i < forms[1].field_count; i++)
		if (field_find(&forms[0], forms[1].fields[i].name) == NULL)
			write_difference(w, NULL, &forms[1].fields[i], "field", "",
			    say(N_("there")));
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
			rc = form_resolve(service->code, region, &forms[count], &e);
		count += rc == RC_OK;
	}
	if (rc == RC_OK && count == 0)
		rc = err_set(&e, RC_USAGE, "%s",
		    say(N_("say which regions to compare: --region A --region B; with one, it is "
		    "compared with the centre's form")));
	if (rc == RC_OK && count == 1) {
		forms[1] = forms[0];
		rc = form_resolve(service->code, "", &forms[0], &e);
	}
	if (rc == RC_OK)
		write_differences(call, forms);
	form_release(&forms[0]);
	form_release(&forms[1]);
	return rc == RC_OK ? 0 : call_fail(&e);
}
