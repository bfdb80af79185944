/* SPDX-License-Identifier: ISC */
/* Answers marked as needing something, by any clerk of the office, for every
 * clerk of the office; what is asked for is the demand's (op_supplement.c). */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/office/case_answers.h"
#include "console/rules/supplement_item.h"
#include "console/rules/workflow.h"

/* The case, its answers, and what is asked of them. */
struct flagging {
	struct request *r;
	struct case_record c;
	struct case_answers all;
};

static enum rc
flagging_load(struct flagging *g, struct request *r, const char *number, struct err *e)
{
	int64_t id = 0;
	enum rc rc = request_find_case(r, number, &id, e);

	*g = (struct flagging){ .r = r };
	if (rc == RC_OK)
		rc = store_case_get(r->office->store, id, &g->c, e);
	if (rc == RC_OK)
		rc = case_answers_load(r->office, &g->c, 0, &g->all, e);
	return rc;
}

static enum rc
record(const struct flagging *g, const char *operation, struct err *e)
{
	char subject[40];

	snprintf(subject, sizeof(subject), "case %" PRId64, g->c.row.id);
	return request_record(g->r, subject, operation, e);
}

/* Tells every mark in the form's order, its item with it. */
static enum rc
tell_flags(struct flagging *g, struct err *e)
{
	enum rc rc;

	/* The marks as they are now, with a row for each. */
	case_answers_release(&g->all);
	rc = case_answers_load(g->r->office, &g->c, 0, &g->all, e);
	for (size_t i = 0; rc == RC_OK && i < g->all.now.count; i++) {
		const struct answer *a = &g->all.now.answers[i];
		const struct field_flag *flag = case_answers_flag(&g->all, a->name);
		struct buf item = { 0 };
		struct flag_row row;

		if (flag == NULL)
			continue;
		row = (struct flag_row){ .at = flag->at };
		supplement_item(&item, a);
		str_fill(row.field, sizeof(row.field), a->name);
		str_fill(row.title, sizeof(row.title), a->title);
		str_fill(row.state, sizeof(row.state),
		    flag->demand_event != 0 ? FIELD_DEMANDED : FIELD_FLAGGED);
		str_fill(row.fault, sizeof(row.fault), a->fault);
		str_fill(row.by, sizeof(row.by), flag->by);
		str_fill(row.by_name, sizeof(row.by_name), flag->by_name);
		str_fill(row.item, sizeof(row.item), buf_str(&item));
		request_tell(g->r, MESSAGE_FLAG, false, &row);
		buf_release(&item);
	}
	if (rc == RC_OK)
		request_tell_ok(g->r);
	return rc;
}

enum rc
handle_flag_list(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct flagging g = { .r = r };
	struct wire_show ask;
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = flagging_load(&g, r, ask.number, e);
	if (rc == RC_OK)
		rc = record(&g, "flag-list", e);
	if (rc == RC_OK)
		rc = tell_flags(&g, e);
	case_answers_release(&g.all);
	return rc;
}

/* The name of the answer, or of the form's field, that a word means by its name
 * or its title; NULL if there is none. */
static const char *
field_of(const struct flagging *g, const char *word)
{
	const struct answer_list *now = &g->all.now;
	const struct form *form = &g->all.form;

	for (size_t i = 0; i < now->count; i++)
		if (str_eq(now->answers[i].name, word))
			return now->answers[i].name;
	for (size_t i = 0; i < form->field_count; i++)
		if (str_eq(form->fields[i].name, word))
			return form->fields[i].name;
	for (size_t i = 0; i < now->count; i++)
		if (str_eq(now->answers[i].title, word))
			return now->answers[i].name;
	for (size_t i = 0; i < form->field_count; i++)
		if (str_eq(form->fields[i].title, word))
			return form->fields[i].name;
	return NULL;
}

static enum rc
change_one(struct flagging *g, const char *what, const char *field, struct err *e)
{
	struct store *store = g->r->office->store;
	bool is_on = case_answers_flag(&g->all, field) != NULL;

	if (str_eq(what, "off") || (is_on && str_eq(what, "turn")))
		return store_flag_drop(store, g->c.row.id, field, e);
	return store_flag_put(store, g->c.row.id, field, g->r->who.row.id, g->r->office->now_at, e);
}

static enum rc
change_named(struct flagging *g, const struct wire_flag_change *change, struct err *e)
{
	const char *line = change->fields;
	enum rc rc = RC_OK;

	while (rc == RC_OK && *line != '\0') {
		size_t len = strcspn(line, "\n");
		char *word = x_strndup(line, len);
		const char *field = len == 0 ? NULL : field_of(g, word);

		if (field != NULL)
			rc = change_one(g, change->what, field, e);
		else if (len > 0)
			rc = request_refuse_for(g->r, REASON_UNKNOWN_FIELD, word);
		free(word);
		line += len + (line[len] == '\n');
	}
	return rc;
}

/* All that are missing or do not fit: on, unless what says off. */
static enum rc
change_faults(struct flagging *g, const char *what, struct err *e)
{
	const struct answer_list *now = &g->all.now;
	enum rc rc = RC_OK;

	for (size_t i = 0; i < now->count && rc == RC_OK; i++)
		if (now->answers[i].fault[0] != '\0')
			rc = change_one(g, str_eq(what, "off") ? "off" : "on",
			    now->answers[i].name, e);
	return rc;
}

/* Any clerk of the office may mark what is still worked on. */
static enum rc
judge(const struct flagging *g, const struct wire_flag_change *change)
{
	if (!str_eq(change->what, "on") && !str_eq(change->what, "off") &&
	    !str_eq(change->what, "turn"))
		return request_refuse_for(g->r, REASON_BAD_VALUE, "what");
	if (g->r->actor.role != ROLE_OFFICER && g->r->actor.role != ROLE_SUPERVISOR)
		return request_refuse_for(g->r, REASON_NO_RIGHT, role_name(ROLE_OFFICER));
	if (!state_table[g->c.row.state].is_open)
		return request_refuse_for(g->r, REASON_WRONG_STATE, state_name(g->c.row.state));
	return RC_OK;
}

enum rc
handle_flag_change(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_flag_change change;
	struct flagging g = { .r = r };
	enum rc rc = wire_read(f, &change, e);

	if (rc == RC_OK)
		rc = flagging_load(&g, r, change.number, e);
	if (rc == RC_OK)
		rc = judge(&g, &change);
	if (rc == RC_OK)
		rc = change_named(&g, &change, e);
	if (rc == RC_OK && change.is_faults)
		rc = change_faults(&g, change.what, e);
	if (rc == RC_OK)
		rc = record(&g, "flag", e);
	if (rc == RC_OK)
		rc = tell_flags(&g, e);
	case_answers_release(&g.all);
	return rc;
}
