/* SPDX-License-Identifier: ISC */
/* forms import --gov24, forms services: Government24's list of services, beside the
 * catalogue. */
#include <stdlib.h>
#include <string.h>

#include "console/desk/verbs.h"
#include "console/rules/gov24.h"
#include "storage/text.h"

#define PAGE_ROWS 200

static const struct column found_columns[] = {
	{ .key = "id", .title = N_("Number") },
	{ .key = "name", .title = N_("Service"), .cells_max = 32 },
	{ .key = "code", .title = N_("Code") },
	{ .key = "what", .title = N_("Result") },
	{ .key = "member", .title = N_("Item") },
	{ .key = "catalogue", .title = N_("Catalogue"), .cells_max = 32 },
	{ .key = "list", .title = N_("Government24"), .cells_max = 32 },
};

/* What was found of a service, for people. */
static const struct {
	const char *word, *label;
} results[] = {
	{ "new", N_("new") },
	{ "changed", N_("changed") },
	{ "same", N_("the same") },
	{ "differs", N_("differs from the catalogue") },
};

static const char *
result_label(const char *word)
{
	for (size_t i = 0; i < sizeof(results) / sizeof(results[0]); i++)
		if (str_eq(results[i].word, word))
			return say(results[i].label);
	return word;
}

/* An import on its way. */
struct importing {
	struct writer *writer;
	int64_t fresh, changed, same, differs;
};

static const char *
member_label(const char *key)
{
	for (int i = 0; i < GOV24__COUNT; i++)
		if (str_eq(gov24_member_key((enum gov24_member)i), key))
			return gov24_member_ko((enum gov24_member)i);
	return key;
}

static enum rc
take_found(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct importing *m = arg;
	struct service_found f;
	enum rc rc;

	if (frame->message != MESSAGE_SERVICE_FOUND)
		return RC_OK;
	rc = wire_read(frame, &f, e);
	if (rc != RC_OK)
		return rc;
	m->fresh += str_eq(f.what, "new");
	m->changed += str_eq(f.what, "changed");
	m->same += str_eq(f.what, "same");
	m->differs += str_eq(f.what, "differs");
	/* What the list says of services that only it has is in `forms services`. */
	if (f.code[0] != '\0' || !str_eq(f.what, "same"))
		writer_row(m->writer, (const struct value[]){ value_text(f.id),
		    value_text(f.name), value_text(f.code),
		    value_shown(f.what, result_label(f.what)),
		    value_shown(f.member, member_label(f.member)), value_text(f.was),
		    value_text(f.is) });
	return RC_OK;
}

static enum rc
import_file(struct call *call, const char *path, struct importing *m, struct err *e)
{
	struct wire_services ask = { .is_dry_run = options_has(&call->options, OPT_DRY_RUN) };
	struct gov24_parcels parcels = { .max = PIECE_MAX - 1 };
	struct gov24_totals totals = { .total = -1 };
	struct buf bytes = { 0 };
	struct err why = { 0 };
	enum rc rc = file_read(path, GOV24_BYTES_MAX, &bytes, &why);

	if (rc == RC_OK)
		rc = gov24_read(buf_str(&bytes), bytes.len, gov24_parcels_add, &parcels, &totals, &why);
	if (rc != RC_OK)
		rc = err_set(e, RC_USAGE, "%s: %s", path, why.text);
	(void)str_fill(ask.source, sizeof(ask.source), path);
	for (size_t i = 0; rc == RC_OK && i < parcels.count; i++) {
		ask.entries = buf_str(&parcels.list[i]);
		rc = link_ask(call->link, MESSAGE_SERVICES_IMPORT, &ask, take_found, m, e);
	}
	if (rc == RC_OK && totals.left_out > 0)
		call_say(say(N_("%s: %zu row(s) without a number or a name were left out")), path,
		    totals.left_out);
	if (rc == RC_OK && totals.total > (int64_t)(totals.read + totals.left_out))
		call_say(say(N_("%s: page %lld has %zu of the list's %lld services")), path,
		    (long long)totals.page, totals.read, (long long)totals.total);
	gov24_parcels_release(&parcels);
	buf_release(&bytes);
	return rc;
}

int
verb_forms_import_gov24(struct call *call)
{
	const struct options *o = &call->options;
	struct importing m = { .writer = call_writer(call, found_columns,
	    sizeof(found_columns) / sizeof(found_columns[0])) };
	struct err e = { 0 };
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < o->operand_count; i++)
		rc = import_file(call, o->operands[i], &m, &e);
	writer_close(m.writer);
	sink_flush(&call->out);
	if (rc != RC_OK)
		return call_fail(&e);
	call_say(say(N_("%lld new, %lld changed, %lld the same; %lld difference(s) from the "
	    "catalogue, which stays as it is")), (long long)m.fresh, (long long)m.changed,
	    (long long)m.same, (long long)m.differs);
	return 0;
}

static const struct column listed_columns[] = {
	{ .key = "id", .title = N_("Number") },
	{ .key = "name", .title = N_("Service"), .cells_max = 32 },
	{ .key = "code", .title = N_("Code") },
	{ .key = "agency", .title = N_("Agency"), .cells_max = 20 },
	{ .key = "how", .title = N_("How to apply"), .cells_max = 24 },
	{ .key = "where", .title = N_("Where"), .cells_max = 20 },
	{ .key = "documents" },
	{ .key = "law" },
	{ .key = "url" },
	{ .key = "differences", .title = N_("Differences"), .is_right = true },
	{ .key = "source" },
	{ .key = "at" },
};

/* The list on its way. */
struct listing {
	struct writer *writer;
	struct wire_listed ask;
	int64_t count, page;
};

static enum rc
take_listed(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct listing *l = arg;
	struct listed_service s;
	enum rc rc;

	if (frame->message != MESSAGE_LISTED_SERVICE)
		return RC_OK;
	rc = wire_read(frame, &s, e);
	if (rc != RC_OK)
		return rc;
	l->count++;
	l->page++;
	(void)str_fill(l->ask.after_name, sizeof(l->ask.after_name), s.name);
	(void)str_fill(l->ask.after_id, sizeof(l->ask.after_id), s.id);
	writer_row(l->writer, (const struct value[]){ value_text(s.id), value_text(s.name),
	    value_text(s.code), value_text(s.agency), value_text(s.how), value_text(s.where),
	    value_text(s.documents), value_text(s.law), value_text(s.url),
	    value_number(s.differences), value_text(s.source), value_instant(s.at) });
	return RC_OK;
}

int
verb_forms_services(struct call *call)
{
	const struct options *o = &call->options;
	struct listing l = { .ask = { .limit = PAGE_ROWS,
	    .wants_matched = options_has(o, OPT_MATCHED) } };
	struct err e = { 0 };
	int64_t limit = 0;
	enum rc rc = options_number(o, OPT_COUNT, 0, INT32_MAX, &limit, &e);

	if (rc == RC_OK && o->operand_count > 0)
		rc = call_fill(l.ask.word, sizeof(l.ask.word), o->operands[0], say(N_("the word")),
		    &e);
	if (rc != RC_OK)
		return call_fail(&e);
	l.writer = call_writer(call, listed_columns,
	    sizeof(listed_columns) / sizeof(listed_columns[0]));
	do {
		l.page = 0;
		if (limit > 0 && limit - l.count < PAGE_ROWS)
			l.ask.limit = (int32_t)(limit - l.count);
		rc = link_ask(call->link, MESSAGE_LISTED_LIST, &l.ask, take_listed, &l, &e);
	} while (rc == RC_OK && l.page == l.ask.limit && (limit == 0 || l.count < limit));
	writer_close(l.writer);
	return rc == RC_OK ? 0 : call_fail(&e);
}
