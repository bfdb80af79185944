/* SPDX-License-Identifier: ISC */
/* forms import, releases, release, retire: forms that hold from a day on, as the
 * office keeps them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/desk/verbs.h"
#include "console/rules/catalogue.h"
#include "storage/text.h"
#include "views/release_words.h"
#include "views/words.h"

#define PAGE_ROWS 200

static const struct column release_columns[] = {
	{ .key = "id", .title = N_("ID"), .is_right = true },
	{ .key = "service", .title = N_("Code") },
	{ .key = "name", .title = N_("Service"), .cells_max = 24 },
	{ .key = "layer", .title = N_("Layer"), .cells_max = 14 },
	{ .key = "version", .title = N_("Version") },
	{ .key = "from", .title = N_("Holds from") },
	{ .key = "until", .title = N_("Until") },
	{ .key = "state", .title = N_("State") },
	{ .key = "added", .title = N_("Added"), .is_right = true },
	{ .key = "changed", .title = N_("Changed"), .is_right = true },
	{ .key = "gone", .title = N_("Gone"), .is_right = true },
	{ .key = "whole" },
	{ .key = "source", .title = N_("Source"), .cells_max = 32 },
	{ .key = "by", .title = N_("By"), .cells_max = 12 },
	{ .key = "at" },
	{ .key = "reason", .title = N_("Reason"), .cells_max = 32 },
	{ .key = "retired_at" },
	{ .key = "retired_by" },
	{ .key = "retired_reason" },
};
#define RELEASE_COLUMNS (sizeof(release_columns) / sizeof(release_columns[0]))

static void
write_release(struct writer *w, const struct form_release_row *row)
{
	const struct service_info *service = service_find(row->service);
	struct buf layer = { 0 };
	char from[16] = "", until[16] = "", id[24] = "";

	words_layer(&layer, row->layer);
	day_format(row->from, from);
	if (row->until.number != 0)
		day_format(row->until, until);
	if (row->id != 0)
		(void)snprintf(id, sizeof(id), "%lld", (long long)row->id);
	writer_row(w, (const struct value[]){
	    row->id != 0 ? value_number(row->id) : value_text(""), value_text(row->service),
	    value_text(service == NULL ? "" : service->name_ko),
	    value_shown(row->layer, buf_str(&layer)), value_text(row->version), value_text(from),
	    value_text(until), value_shown(row->state, release_state_label(row->state)),
	    value_number(row->added), value_number(row->changed), value_number(row->gone),
	    value_bool(row->is_whole, ""), value_text(row->source),
	    value_shown(row->by, words_person(row->by_name, row->by)), value_instant(row->at),
	    value_text(row->reason), value_instant(row->retired_at), value_text(row->retired_by),
	    value_text(row->retired_reason) });
	buf_release(&layer);
}

/* Releases on their way, and what an import found. */
struct taking {
	struct form_release_row *rows;	/* owned */
	size_t count;
	struct form_finding_row *findings;	/* owned */
	size_t finding_count;
	struct form_change *changes;	/* owned */
	size_t change_count;
};

static void
taking_release(struct taking *t)
{
	free(t->rows);
	free(t->findings);
	free(t->changes);
	*t = (struct taking){ .count = 0 };
}

static enum rc
take(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct taking *t = arg;

	if (frame->message == MESSAGE_FORM_RELEASE) {
		t->rows = x_realloc(t->rows, t->count + 1, sizeof(*t->rows));
		return wire_read(frame, &t->rows[t->count++], e);
	}
	if (frame->message == MESSAGE_FORM_FINDING) {
		t->findings = x_realloc(t->findings, t->finding_count + 1, sizeof(*t->findings));
		return wire_read(frame, &t->findings[t->finding_count++], e);
	}
	if (frame->message == MESSAGE_FORM_CHANGE) {
		t->changes = x_realloc(t->changes, t->change_count + 1, sizeof(*t->changes));
		return wire_read(frame, &t->changes[t->change_count++], e);
	}
	return RC_OK;
}

static enum rc
find_service(const char *word, char code[24], struct err *e)
{
	const struct service_info *service = service_search(word);

	if (service == NULL)
		return err_set(e, RC_USAGE, say(N_("there is no service “%s”: see `minwon forms list`")),
		    word);
	(void)str_fill(code, 24, service->code);
	return RC_OK;
}

int
verb_forms_releases(struct call *call)
{
	const struct options *o = &call->options;
	struct wire_form_ask ask = { .limit = PAGE_ROWS };
	struct taking t = { .count = 0 };
	struct err e = { 0 };
	struct writer *w;
	int64_t limit = 0;
	size_t before;
	enum rc rc = options_number(o, OPT_COUNT, 0, INT32_MAX, &limit, &e);

	if (rc == RC_OK && o->operand_count > 0)
		rc = find_service(o->operands[0], ask.service, &e);
	do {
		before = t.count;
		if (rc == RC_OK)
			rc = link_ask(call->link, MESSAGE_FORM_RELEASES, &ask, take, &t, &e);
		if (t.count > 0)
			ask.before_id = t.rows[t.count - 1].id;
	} while (rc == RC_OK && t.count == before + PAGE_ROWS &&
	    (limit == 0 || (int64_t)t.count < limit));
	if (rc != RC_OK) {
		taking_release(&t);
		return call_fail(&e);
	}
	w = call_writer(call, release_columns, RELEASE_COLUMNS);
	for (size_t i = 0; i < t.count && (limit == 0 || (int64_t)i < limit); i++)
		write_release(w, &t.rows[i]);
	writer_close(w);
	taking_release(&t);
	return 0;
}

static enum rc
read_id(const char *word, int64_t *id, struct err *e)
{
	if (!parse_int(word, 1, INT64_MAX, id))
		return err_set(e, RC_USAGE, say(N_("“%s” is no number of a release: see `minwon forms "
		    "releases`")), word);
	return RC_OK;
}

static const struct column change_columns[] = {
	{ .key = "field", .title = N_("Field"), .cells_max = 24 },
	{ .key = "title", .title = N_("Item"), .cells_max = 28 },
	{ .key = "keyword", .title = N_("Keyword") },
	{ .key = "was", .title = N_("Before"), .cells_max = 28 },
	{ .key = "is", .title = N_("After"), .cells_max = 28 },
	{ .key = "layer_was", .title = N_("Set by"), .cells_max = 14 },
	{ .key = "layer_is", .title = N_("Set by"), .cells_max = 14 },
};
#define CHANGE_COLUMNS (sizeof(change_columns) / sizeof(change_columns[0]))

static void
write_change(struct writer *w, const struct form_change *c)
{
	struct buf was = { 0 }, is = { 0 };
	bool is_new = str_eq(c->keyword, "field") && c->was[0] == '\0';
	bool is_gone = str_eq(c->keyword, "field") && c->is[0] == '\0';

	words_layer(&was, c->layer_was);
	words_layer(&is, c->layer_is);
	writer_row(w, (const struct value[]){ value_text(c->field), value_text(c->title),
	    value_text(c->keyword), value_text(c->was), value_text(c->is),
	    value_shown(c->layer_was, is_new ? "" : buf_str(&was)),
	    value_shown(c->layer_is, is_gone ? "" : buf_str(&is)) });
	buf_release(&was);
	buf_release(&is);
}

int
verb_forms_release(struct call *call)
{
	struct wire_number ask;
	struct taking t = { .count = 0 };
	struct err e = { 0 };
	struct writer *w;
	enum rc rc = read_id(call->options.operands[0], &ask.number, &e);

	if (rc == RC_OK)
		rc = link_ask(call->link, MESSAGE_FORM_RELEASE_SHOW, &ask, take, &t, &e);
	if (rc != RC_OK) {
		taking_release(&t);
		return call_fail(&e);
	}
	w = call_writer(call, change_columns, CHANGE_COLUMNS);
	for (size_t i = 0; i < t.change_count; i++)
		write_change(w, &t.changes[i]);
	writer_close(w);
	taking_release(&t);
	return 0;
}

int
verb_forms_retire(struct call *call)
{
	const struct options *o = &call->options;
	struct wire_change ask = { .what = "retire" };
	struct taking t = { .count = 0 };
	struct err e = { 0 };
	struct writer *w = call_writer(call, release_columns, RELEASE_COLUMNS);
	enum rc rc = call_fill(ask.reason, sizeof(ask.reason), options_value(o, OPT_TEXT),
	    say(N_("the reason")), &e);

	for (size_t i = 0; rc == RC_OK && i < o->operand_count; i++) {
		rc = read_id(o->operands[i], &ask.id, &e);
		if (rc == RC_OK)
			rc = link_ask(call->link, MESSAGE_FORM_RETIRE, &ask, take, &t, &e);
		if (rc == RC_OK && t.count > 0)
			write_release(w, &t.rows[t.count - 1]);
	}
	writer_close(w);
	taking_release(&t);
	return rc == RC_OK ? 0 : call_fail(&e);
}

/* Whose layer a file is: --region, --own, else the folder it stands in where that
 * is a region's code (as in the catalogue), else the centre's form. */
static enum rc
read_layer(const struct options *o, const char *path, char layer[12], struct err *e)
{
	const char *word = options_value(o, OPT_REGION);
	const struct region_info *region = word == NULL ? NULL : region_search(word);
	const char *slash = strrchr(path, '/');
	char folder[12] = "";
	size_t len = 0;

	if (options_has(o, OPT_OWN) && word != NULL)
		return err_set(e, RC_USAGE, "%s", say(N_("--own or --region, not both")));
	if (options_has(o, OPT_OWN))
		return str_fill(layer, 12, "@") ? RC_OK : RC_USAGE;
	if (word != NULL && region == NULL)
		region = region_find(word);
	if (word != NULL && region == NULL)
		return err_set(e, RC_USAGE, say(N_("there is no region “%s”")), word);
	while (slash != NULL && slash - len > path && slash[-1 - (ptrdiff_t)len] != '/')
		len++;
	if (len > 0 && len < sizeof(folder))
		memcpy(folder, slash - len, len);
	if (region == NULL)
		region = region_find(folder);
	(void)str_fill(layer, 12, region == NULL ? "" : region->code);
	return RC_OK;
}

/* The service of a file: --service, else its name (FOOD-BIZ.json). */
static enum rc
read_service(const struct options *o, const char *path, char service[24], struct err *e)
{
	const char *word = options_value(o, OPT_SERVICE);
	const char *slash = strrchr(path, '/'), *name = slash == NULL ? path : slash + 1;
	char stem[64] = "";
	size_t len = strcspn(name, ".");

	if (word != NULL)
		return find_service(word, service, e);
	if (len < sizeof(stem))
		memcpy(stem, name, len);
	if (service_find(stem) == NULL)
		return err_set(e, RC_USAGE, say(N_("say which service the files are for: --service CODE")));
	(void)str_fill(service, 24, stem);
	return RC_OK;
}

static enum rc
read_import(struct call *call, const char *path, struct wire_form_import *ask, struct buf *body,
    struct err *e)
{
	const struct options *o = &call->options;
	struct err why = { 0 };
	enum rc rc = read_service(o, path, ask->service, e);

	if (rc == RC_OK)
		rc = read_layer(o, path, ask->layer, e);
	if (rc == RC_OK)
		rc = call_fill(ask->effective, sizeof(ask->effective),
		    options_value(o, OPT_EFFECTIVE), "--effective", e);
	if (rc == RC_OK)
		rc = call_fill(ask->reason, sizeof(ask->reason), options_value(o, OPT_TEXT),
		    say(N_("the reason")), e);
	if (rc != RC_OK)
		return rc;
	rc = file_read(path, FORM_IMPORT_BYTES_MAX, body, &why);
	if (rc != RC_OK)
		return err_set(e, RC_USAGE, "%s", why.text);
	/* What is no text does not travel; the gate would say no more of it. */
	if (memchr(body->data, '\0', body->len) != NULL || !utf8_valid(body->data, body->len, NULL))
		return err_set(e, RC_USAGE, say(N_("%s is not UTF-8 text: convert it first, as with "
		    "`iconv -f CP949 -t UTF-8`")), path);
	(void)str_fill(ask->source, sizeof(ask->source), path);
	ask->is_dry_run = options_has(o, OPT_DRY_RUN);
	ask->body = buf_str(body);
	return RC_OK;
}

/* One file: its findings to standard error, its release as a row. *is_refused:
 * there were findings. */
static enum rc
import_file(struct call *call, const char *path, struct writer *w, bool *is_refused,
    struct err *e)
{
	struct wire_form_import ask = { .service = "" };
	struct taking t = { .count = 0 };
	struct buf body = { 0 };
	enum rc rc = read_import(call, path, &ask, &body, e);

	if (rc == RC_OK)
		rc = link_ask(call->link, MESSAGE_FORM_IMPORT, &ask, take, &t, e);
	for (size_t i = 0; rc == RC_OK && i < t.finding_count; i++)
		call_say("%s: %s: %s: %s", path,
		    t.findings[i].pointer[0] == '\0' ? "/" : t.findings[i].pointer,
		    t.findings[i].word, t.findings[i].sentence);
	if (rc == RC_OK && t.count > 0)
		write_release(w, &t.rows[0]);
	*is_refused = *is_refused || t.finding_count > 0;
	taking_release(&t);
	buf_release(&body);
	return rc;
}

int
verb_forms_import(struct call *call)
{
	const struct options *o = &call->options;
	struct err e = { 0 };
	bool is_refused = false;
	struct writer *w;
	enum rc rc = RC_OK;

	if (options_has(o, OPT_GOV24))
		return verb_forms_import_gov24(call);
	w = call_writer(call, release_columns, RELEASE_COLUMNS);
	for (size_t i = 0; rc == RC_OK && i < o->operand_count; i++)
		rc = import_file(call, o->operands[i], w, &is_refused, &e);
	writer_close(w);
	sink_flush(&call->out);
	if (rc != RC_OK)
		return call_fail(&e);
	return is_refused ? rc_exit_status(RC_REFUSED) : 0;
}
