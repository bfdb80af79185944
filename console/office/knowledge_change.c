/* SPDX-License-Identifier: ISC */
/* Entries of questions and answers that an office adds, changes and retires, by hand
 * or from a file. Every version is kept, with who wrote it, when and why. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/office/knowledge.h"
#include "console/office/session.h"
#include "console/rules/catalogue.h"
#include "console/rules/csv.h"
#include "console/rules/knowledge.h"
#include "storage/instant.h"
#include "storage/store_knowledge.h"
#include "storage/text.h"

#define QUESTIONS_MOST 500
#define SURE_FIT 75	/* from here on an entry closes an open question by itself */
#define CLEARED "-"

/* The own entry of a key and layer that is current; NULL if there is none. */
static const struct knowledge_row *
own_entry(const struct request *r, const char *key, enum knowledge_layer layer)
{
	const struct knowledge *k = r->office->knowledge;

	for (size_t i = 0; i < k->count; i++)
		if (str_eq(k->owners[i], r->actor.office) && k->rows[i].layer == layer &&
		    str_eq(k->rows[i].key, key))
			return &k->rows[i];
	return NULL;
}

/* Any entry of exactly that key that the caller sees, own ones first. */
static const struct knowledge_row *
seen_entry(const struct request *r, const char *key)
{
	const struct knowledge *k = r->office->knowledge;
	const struct knowledge_row *found = NULL;

	for (size_t i = 0; i < k->count; i++) {
		if (!str_eq(k->rows[i].key, key) || !knowledge_is_seen(k->owners[i],
		    k->rows[i].layer, k->rows[i].region, r->actor.office))
			continue;
		if (str_eq(k->owners[i], r->actor.office))
			return &k->rows[i];
		found = &k->rows[i];
	}
	return found;
}

static enum rc
write_entry(struct request *r, struct knowledge_row *row, struct err *e)
{
	r->office->has_new_knowledge = true;
	return store_knowledge_add(r->office->store, r->actor.office,
	    knowledge_layer_name(row->layer), row, r->who.row.id, r->office->now_at, e);
}

/* The open questions of the office, gathered while the store is read. */
struct open_questions {
	struct question_row *rows;	/* owned */
	size_t count;
};

static void
keep_question(void *arg, const struct question_row *row)
{
	struct open_questions *q = arg;

	q->rows = x_realloc(q->rows, q->count + 1, sizeof(*q->rows));
	q->rows[q->count++] = *row;
}

/* Closes what an entry written just now answers: it comes first, and surely. */
static enum rc
close_answered(struct request *r, struct err *e)
{
	struct open_questions q = { .count = 0 };
	const struct region_info *named;
	struct knowledge_hit hit;
	enum rc rc = store_question_list(r->office->store, r->actor.office, "open",
	    QUESTIONS_MOST, keep_question, &q, e);

	for (size_t i = 0; rc == RC_OK && i < q.count; i++) {
		struct question_row *row = &q.rows[i];
		const struct knowledge_ask ask = knowledge_ask_of(r, row->text, row->region,
		    row->service, 0);
		const struct knowledge_row *entry;

		if (knowledge_search(r->office->knowledge->index, &ask, &hit, 1, &named) == 0 ||
		    hit.fit < SURE_FIT || hit.is_expired || hit.is_early)
			continue;
		entry = &r->office->knowledge->rows[hit.doc];
		if (entry->changed_at != r->office->now_at || entry->id == 0)
			continue;
		(void)str_fill(row->state, sizeof(row->state), "answered");
		(void)str_fill(row->key, sizeof(row->key), entry->key);
		rc = store_question_close(r->office->store, row, r->who.row.id,
		    r->office->now_at, e);
	}
	free(q.rows);
	return rc;
}

/* What was written speaks from now on. */
static enum rc
take_effect(struct request *r, struct err *e)
{
	enum rc rc;

	knowledge_forget(r->office);
	rc = knowledge_read(r->office, e);
	return rc == RC_OK ? close_answered(r, e) : rc;
}

/* A member of a change: as it is said, taken away, or as it was. */
static const char *
member(const char *said, const char *was)
{
	if (str_eq(said, CLEARED))
		return "";
	return said[0] != '\0' ? said : was;
}

/* The layer that a key means where none is said. */
static const char *
layer_of(const struct wire_knowledge_change *c, const struct knowledge_row *before)
{
	const struct region_info *region = knowledge_key_region(c->key);

	if (c->layer[0] != '\0')
		return c->layer;
	if (before != NULL)
		return knowledge_layer_name(before->layer);
	if (strchr(c->key, '@') == NULL)
		return knowledge_layer_name(KNOWLEDGE_CENTRAL);
	return knowledge_layer_name(region != NULL && region->parent[0] == '\0' ? KNOWLEDGE_SIDO :
	    KNOWLEDGE_SIGUNGU);
}

/* Other words under the same source: nobody has compared the two yet. */
static bool
is_reworded(const struct wire_knowledge_change *c, const struct knowledge_row *was)
{
	return c->source[0] == '\0' && (!str_eq(member(c->answer, was->answer), was->answer) ||
	    !str_eq(member(c->question, was->question), was->question));
}

/* The cells of the entry as it would be, judged as a line of a file is. */
static enum rc
read_change(struct request *r, const struct wire_knowledge_change *c,
    const struct knowledge_row *before, struct knowledge_row *out, struct err *e)
{
	static const struct knowledge_row none = { .answer = "" };
	const struct knowledge_row *was = before != NULL ? before : &none;
	const struct region_info *region = knowledge_key_region(c->key);
	const char *cells[KNOWLEDGE_COLUMN__COUNT];
	struct knowledge_fault fault;
	char from[16] = "", until[16] = "", service[24];

	if (was->from.number != 0)
		day_format(was->from, from);
	if (was->until.number != 0)
		day_format(was->until, until);
	(void)snprintf(service, sizeof(service), "%.*s", (int)strcspn(c->key, "."), c->key);
	cells[KNOWLEDGE_KEY] = c->key;
	cells[KNOWLEDGE_LAYER] = layer_of(c, before);
	cells[KNOWLEDGE_REGION] = member(c->region, before != NULL ? was->region :
	    region != NULL ? region->code : "");
	cells[KNOWLEDGE_SERVICE] = member(c->service, before != NULL ? was->service :
	    service_find(service) != NULL ? service : "");
	cells[KNOWLEDGE_QUESTION] = member(c->question, was->question);
	cells[KNOWLEDGE_ANSWER] = member(c->answer, was->answer);
	cells[KNOWLEDGE_SOURCE] = member(c->source, was->source);
	cells[KNOWLEDGE_FROM] = member(c->from, from);
	cells[KNOWLEDGE_UNTIL] = member(c->until, until);
	cells[KNOWLEDGE_CONFIDENCE] = member(c->confidence, is_reworded(c, was) ? "background" :
	    was->confidence);
	(void)r;
	if (!knowledge_row_read(cells, out, &fault))
		return err_set(e, RC_INVALID, "%s: %s", knowledge_column_name(fault.column),
		    fault.why);
	(void)str_fill(out->reason, sizeof(out->reason), c->reason);
	return RC_OK;
}

static enum rc
add(struct request *r, const struct wire_knowledge_change *c, struct knowledge_row *row,
    struct err *e)
{
	enum rc rc = read_change(r, c, NULL, row, e);
	struct verdict v;

	if (rc != RC_OK)
		return rc;
	v = knowledge_judge(&r->actor, row->layer, row->region, r->office->mark.is_practice);
	if (v.reason != REASON_NONE)
		return request_refuse(r, v);
	if (own_entry(r, row->key, row->layer) != NULL)
		return request_refuse_for(r, REASON_ANSWER_TAKEN, row->key);
	return write_entry(r, row, e);
}

/* A new version; of an entry that came with the program, one of the office's own that
 * speaks in its place. */
static enum rc
change(struct request *r, const struct wire_knowledge_change *c, struct knowledge_row *row,
    struct err *e)
{
	const struct knowledge_row *before = seen_entry(r, c->key);
	struct verdict v;
	enum rc rc;

	if (before == NULL)
		return request_refuse_for(r, REASON_UNKNOWN_ANSWER, c->key);
	if (str_empty(c->reason))
		return request_refuse_for(r, REASON_NEEDS_TEXT, "");
	rc = read_change(r, c, before, row, e);
	if (rc != RC_OK)
		return rc;
	v = knowledge_judge(&r->actor, row->layer, row->region, r->office->mark.is_practice);
	return v.reason != REASON_NONE ? request_refuse(r, v) : write_entry(r, row, e);
}

static enum rc
retire(struct request *r, const struct wire_knowledge_change *c, struct knowledge_row *row,
    struct err *e)
{
	const struct knowledge_row *before = seen_entry(r, c->key);

	if (before == NULL)
		return request_refuse_for(r, REASON_UNKNOWN_ANSWER, c->key);
	if (own_entry(r, c->key, before->layer) == NULL)
		return request_refuse_for(r, REASON_ANSWER_SHIPPED, c->key);
	if (str_empty(c->reason))
		return request_refuse_for(r, REASON_NEEDS_TEXT, "");
	*row = *before;
	(void)str_fill(row->state, sizeof(row->state), "retired");
	(void)str_fill(row->reason, sizeof(row->reason), c->reason);
	return write_entry(r, row, e);
}

/* An unanswered question that the change says it answers. */
static enum rc
close_named(struct request *r, const struct wire_knowledge_change *c,
    const struct knowledge_row *row, struct err *e)
{
	struct question_row q;
	char number[24];
	enum rc rc;

	if (c->question_id == 0)
		return RC_OK;
	(void)snprintf(number, sizeof(number), "%lld", (long long)c->question_id);
	rc = store_question_get(r->office->store, r->actor.office, c->question_id, &q, e);
	if (rc == RC_NOT_FOUND)
		return request_refuse_for(r, REASON_UNKNOWN_QUESTION, number);
	if (rc == RC_OK && !str_eq(q.state, "open"))
		return request_refuse_for(r, REASON_QUESTION_CLOSED, number);
	if (rc != RC_OK)
		return rc;
	(void)str_fill(q.state, sizeof(q.state), "answered");
	(void)str_fill(q.key, sizeof(q.key), row->key);
	return store_question_close(r->office->store, &q, r->who.row.id, r->office->now_at, e);
}

enum rc
handle_knowledge_change(struct request *r, const struct wire_frame *f, struct err *e)
{
	static const struct {
		const char *what;
		enum rc (*run)(struct request *r, const struct wire_knowledge_change *c,
		    struct knowledge_row *row, struct err *e);
	} runs[] = { { "add", add }, { "change", change }, { "retire", retire } };
	struct wire_knowledge_change c;
	struct knowledge_row row = { .answer = "" };
	bool is_done = false;
	char *answer;
	enum rc rc = wire_read(f, &c, e);

	if (rc == RC_OK && r->actor.role != ROLE_SUPERVISOR)
		return request_refuse_for(r, REASON_NO_RIGHT, role_name(ROLE_SUPERVISOR));
	if (rc == RC_OK)
		rc = knowledge_read(r->office, e);
	for (size_t i = 0; rc == RC_OK && i < sizeof(runs) / sizeof(runs[0]); i++)
		if (str_eq(runs[i].what, c.what)) {
			rc = runs[i].run(r, &c, &row, e);
			is_done = true;
		}
	if (rc == RC_OK && !is_done)
		return request_refuse_for(r, REASON_BAD_VALUE, "what");
	if (rc == RC_OK)
		rc = close_named(r, &c, &row, e);
	/* The row may borrow from what is forgotten now. */
	answer = rc == RC_OK ? x_strdup(row.answer) : NULL;
	if (rc == RC_OK)
		rc = take_effect(r, e);
	row.answer = answer;
	row.changed_at = r->office->now_at;
	(void)str_fill(row.by, sizeof(row.by), r->who.row.login);
	(void)str_fill(row.by_name, sizeof(row.by_name), r->who.row.name);
	if (rc == RC_OK)
		request_tell(r, MESSAGE_KNOWLEDGE_ROW, true, &row);
	free(answer);
	return rc;
}

/* Lines of a file on their way in. */
struct importing {
	struct request *r;
	const struct wire_knowledge_import *ask;
	enum knowledge_column order[CSV_CELLS_MAX];	/* which cell is which; COUNT = none */
	size_t cells;
	struct wire_knowledge_imported done;
};

static void
tell_fault(struct importing *m, int64_t line, const char *column, const char *why)
{
	struct wire_knowledge_fault fault = { .line = line };

	(void)str_fill(fault.column, sizeof(fault.column), column);
	(void)str_fill(fault.why, sizeof(fault.why), why);
	request_tell(m->r, MESSAGE_KNOWLEDGE_FAULT, false, &fault);
	m->done.bad++;
}

/* Which column is where; false where one is missing, unknown or there twice. */
static bool
read_head(struct importing *m)
{
	bool has[KNOWLEDGE_COLUMN__COUNT] = { false };
	struct csv_reader reader = { .bytes = NULL };
	struct csv_row row;
	bool is_fine = true;
	char why[120];

	csv_open(&reader, m->ask->head, strlen(m->ask->head), ',');
	if (!csv_next(&reader, &row) || row.fault.kind != CSV_SOUND)
		row.count = 0;
	for (size_t i = 0; i < row.count && is_fine; i++) {
		is_fine = knowledge_column_find(row.cells[i].text, &m->order[i]) &&
		    !has[m->order[i]];
		if (is_fine)
			has[m->order[i]] = true;
		else
			tell_fault(m, 1, row.cells[i].text, say(N_("no column of such a file, or "
			    "there twice")));
	}
	for (int c = 0; c < KNOWLEDGE_COLUMN__COUNT && is_fine; c++) {
		(void)snprintf(why, sizeof(why), "%s", say(N_("the column is missing")));
		if (!has[c])
			tell_fault(m, 1, knowledge_column_name((enum knowledge_column)c), why);
		is_fine = has[c];
	}
	m->cells = row.count;
	csv_release(&reader);
	return is_fine;
}

static bool
is_same(const struct knowledge_row *a, const struct knowledge_row *b)
{
	return str_eq(a->region, b->region) && str_eq(a->service, b->service) &&
	    str_eq(a->question, b->question) && str_eq(a->answer, b->answer) &&
	    str_eq(a->source, b->source) && a->from.number == b->from.number &&
	    a->until.number == b->until.number && str_eq(a->confidence, b->confidence);
}

/* The entry of that key and layer that came with the program; NULL if none did. */
static const struct knowledge_row *
shipped_entry(const struct request *r, const struct knowledge_row *like)
{
	const struct knowledge *k = r->office->knowledge;

	for (size_t i = 0; i < k->count; i++)
		if (k->owners[i][0] == '\0' && k->rows[i].layer == like->layer &&
		    str_eq(k->rows[i].key, like->key))
			return &k->rows[i];
	return NULL;
}

/* One sound line: judged, compared, written unless it is only tried. */
static enum rc
take_row(struct importing *m, int64_t line, const struct csv_row *row, struct err *e)
{
	struct request *r = m->r;
	const char *cells[KNOWLEDGE_COLUMN__COUNT] = { NULL };
	const struct knowledge_row *before;
	struct knowledge_fault fault;
	struct knowledge_row entry;
	struct verdict v;
	struct buf why = { 0 };

	for (size_t i = 0; i < row->count; i++)
		cells[m->order[i]] = row->cells[i].text;
	if (!knowledge_row_read(cells, &entry, &fault)) {
		tell_fault(m, line, knowledge_column_name(fault.column), fault.why);
		return RC_OK;
	}
	v = knowledge_judge(&r->actor, entry.layer, entry.region, r->office->mark.is_practice);
	if (v.reason != REASON_NONE) {
		reason_sentence(&why, v.reason, v.detail);
		tell_fault(m, line, knowledge_column_name(KNOWLEDGE_LAYER), buf_str(&why));
		buf_release(&why);
		return RC_OK;
	}
	before = own_entry(r, entry.key, entry.layer);
	if (before == NULL)
		before = shipped_entry(r, &entry);
	if (before != NULL && is_same(before, &entry)) {
		m->done.same++;
		return RC_OK;
	}
	m->done.added += before == NULL;
	m->done.changed += before != NULL;
	(void)str_fill(entry.reason, sizeof(entry.reason), m->ask->source);
	return m->ask->is_dry_run ? RC_OK : write_entry(r, &entry, e);
}

static enum rc
take_lines(struct importing *m, struct err *e)
{
	const struct wire_knowledge_import *ask = m->ask;
	struct csv_reader reader = { .bytes = NULL };
	struct csv_row row;
	char column[24];
	enum rc rc = RC_OK;

	csv_open(&reader, ask->text, strlen(ask->text), ',');
	while (rc == RC_OK && csv_next(&reader, &row)) {
		int64_t line = ask->first_line + row.line - 1;

		(void)snprintf(column, sizeof(column), "%zu", row.fault.cell);
		if (row.fault.kind != CSV_SOUND)
			tell_fault(m, ask->first_line + row.fault.line - 1, column,
			    csv_fault_sentence(row.fault.kind));
		else if (row.count != m->cells)
			tell_fault(m, line, "", say(N_("the line has more or fewer cells than the "
			    "first one")));
		else
			rc = take_row(m, line, &row, e);
	}
	csv_release(&reader);
	return rc;
}

enum rc
handle_knowledge_import(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_knowledge_import ask;
	struct importing m = { .r = r, .ask = &ask };
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK && r->actor.role != ROLE_SUPERVISOR)
		return request_refuse_for(r, REASON_NO_RIGHT, role_name(ROLE_SUPERVISOR));
	if (rc == RC_OK && (ask.first_line < 1 || ask.first_line > INT32_MAX))
		return request_refuse_for(r, REASON_BAD_VALUE, "first_line");
	if (rc == RC_OK)
		rc = knowledge_read(r->office, e);
	if (rc == RC_OK && read_head(&m))
		rc = take_lines(&m, e);
	if (rc == RC_OK && r->office->has_new_knowledge)
		rc = take_effect(r, e);
	if (rc == RC_OK && !ask.is_dry_run && m.done.added + m.done.changed > 0)
		rc = request_record(r, ask.source, "answers import", e);
	if (rc == RC_OK)
		request_tell(r, MESSAGE_KNOWLEDGE_IMPORTED, true, &m.done);
	return rc;
}
