/* SPDX-License-Identifier: ISC */
#include "console/office/case_answers.h"

#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/form_check.h"
#include "console/rules/json_gate.h"
#include "console/rules/json_patch.h"

static void
answer_list_release(struct answer_list *l)
{
	for (size_t i = 0; i < l->count; i++)
		answer_release(&l->answers[i]);
	free(l->answers);
	free(l->masks);
	*l = (struct answer_list){ .count = 0 };
}

void
case_answers_release(struct case_answers *a)
{
	answer_list_release(&a->submitted);
	answer_list_release(&a->seen);
	answer_list_release(&a->now);
	cJSON_Delete(a->json);
	form_release(&a->form);
	free(a->flags);
	*a = (struct case_answers){ .mismatches = 0 };
}

const struct answer *
answer_find(const struct answer_list *l, const char *name)
{
	for (size_t i = 0; i < l->count; i++)
		if (str_eq(l->answers[i].name, name))
			return &l->answers[i];
	return NULL;
}

const struct field_flag *
case_answers_flag(const struct case_answers *a, const char *name)
{
	for (size_t i = 0; i < a->flag_count; i++)
		if (str_eq(a->flags[i].field, name))
			return &a->flags[i];
	return NULL;
}

/* The form that the case came with; a service without one shows its answers by
 * their own names. */
static enum rc
take_form(struct office *office, const struct case_record *c, struct case_answers *a,
    struct err *e)
{
	const struct office_form *kept;
	enum rc rc = forms_of_case(office, c, &kept, e);

	if (rc == RC_OK)
		form_share(&kept->form, &a->form);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static enum rc
parse(const char *text, struct cJSON **out, struct err *e)
{
	return json_parse(text, strlen(text), JSON_EVENT_BYTES_MAX, out, e);
}

/* A field that has been an answer, or is asked for, has a row without one. */
static void
keep_rows(struct case_answers *a)
{
	for (size_t i = 0; i < a->form.field_count; i++) {
		struct form_field *field = &a->form.fields[i];

		if (answer_find(&a->submitted, field->name) != NULL ||
		    answer_find(&a->seen, field->name) != NULL ||
		    case_answers_flag(a, field->name) != NULL)
			field->is_required = true;
	}
}

static void
fill_list(const struct case_answers *a, struct answer_list *l)
{
	form_answers(&a->form, a->json, &l->answers, &l->masks, &l->count);
}

/* Makes now of the JSON. */
static void
fill_now(struct case_answers *a)
{
	answer_list_release(&a->now);
	keep_rows(a);
	fill_list(a, &a->now);
	a->mismatches = (int32_t)form_check(&a->form, a->json, a->now.answers, a->now.count);
}

/* What changed after the submission, laid over it in order. */
struct layering {
	struct case_answers *a;
	int64_t seen_event_id;
	bool is_seen;		/* seen is made */
	enum rc rc;
};

static void
see(struct layering *l)
{
	if (l->seen_event_id != 0 && !l->is_seen) {
		fill_list(l->a, &l->a->seen);
		l->a->has_seen = true;
	}
	l->is_seen = true;
}

static void
lay_over(void *arg, int64_t event_id, const char *answers)
{
	struct layering *l = arg;
	struct cJSON *patch = NULL;

	if (event_id > l->seen_event_id)
		see(l);
	if (l->rc == RC_OK)
		l->rc = parse(answers, &patch, NULL);
	if (l->rc == RC_OK)
		l->a->json = merge_patch(l->a->json, patch);
	cJSON_Delete(patch);
}

enum rc
case_answers_load(struct office *office, const struct case_record *c, int64_t seen_event_id,
    struct case_answers *out, struct err *e)
{
	struct layering l = { .a = out, .seen_event_id = seen_event_id, .rc = RC_OK };
	struct store *store = office->store;
	char *text = NULL;
	int64_t numbers_cut;
	enum rc rc;

	*out = (struct case_answers){ .mismatches = 0 };
	rc = store_form_get(store, c->row.id, &text, &numbers_cut, e);
	if (rc == RC_OK)
		rc = parse(text, &out->json, e);
	free(text);
	if (rc == RC_OK)
		rc = take_form(office, c, out, e);
	if (rc == RC_OK)
		rc = store_flag_list(store, c->row.id, &out->flags, &out->flag_count, e);
	if (rc == RC_OK) {
		fill_list(out, &out->submitted);
		rc = store_amendment_list(store, c->row.id, lay_over, &l, e);
	}
	if (rc == RC_OK && l.rc != RC_OK)
		rc = err_set(e, l.rc, "case %lld has answers that cannot be read",
		    (long long)c->row.id);
	if (rc == RC_OK) {
		see(&l);
		fill_now(out);
	} else {
		case_answers_release(out);
	}
	return rc;
}

enum rc
case_answers_lay_over(struct case_answers *a, const char *patch, struct err *e)
{
	struct cJSON *json = NULL;
	enum rc rc = parse(patch, &json, e);

	if (rc != RC_OK)
		return rc;
	answer_list_release(&a->seen);
	a->seen = a->now;
	a->now = (struct answer_list){ .count = 0 };
	a->has_seen = true;
	a->json = merge_patch(a->json, json);
	cJSON_Delete(json);
	fill_now(a);
	return RC_OK;
}

static void
add_title(struct buf *titles, const char *title)
{
	buf_printf(titles, "%s%s", titles->len > 0 ? ", " : "", title);
}

enum rc
case_answers_judge(struct office *office, const struct case_record *c, const char *answers,
    struct buf *titles, int32_t *mismatches, struct err *e)
{
	struct case_answers a = { .mismatches = 0 };
	enum rc rc = take_form(office, c, &a, e);

	*mismatches = 0;
	if (rc == RC_OK && a.form.schema != NULL)
		rc = parse(answers, &a.json, e);
	if (rc == RC_OK && a.form.schema != NULL) {
		fill_now(&a);
		*mismatches = a.mismatches;
	}
	for (size_t i = 0; titles != NULL && i < a.now.count; i++)
		if (a.now.answers[i].fault[0] != '\0')
			add_title(titles, a.now.answers[i].title);
	case_answers_release(&a);
	return rc;
}

/* Did the answer change? */
static bool
is_changed(const struct case_answers *a, const char *name)
{
	const struct answer *before = answer_find(&a->seen, name);
	const struct answer *now = answer_find(&a->now, name);

	return !str_eq(before == NULL ? "" : str_or_empty(before->value),
	    now == NULL ? "" : str_or_empty(now->value));
}

static void
add_note(struct buf *note, const char *what, const struct buf *titles)
{
	if (titles->len == 0)
		return;
	if (note->len > 0)
		buf_putc(note, '\n');
	buf_puts(note, what);
	buf_puts(note, titles->data);
}

enum rc
case_answers_settle(struct office *office, const struct case_record *c, struct case_answers *a,
    struct buf *note, struct err *e)
{
	struct buf answered = { 0 }, open = { 0 };
	enum rc rc = RC_OK;

	for (size_t i = 0; i < a->flag_count && rc == RC_OK; i++) {
		const struct field_flag *flag = &a->flags[i];
		const struct answer *now = answer_find(&a->now, flag->field);
		const char *title = now != NULL ? now->title : flag->field;
		bool is_answered = is_changed(a, flag->field);

		if (is_answered)
			rc = store_flag_drop(office->store, c->row.id, flag->field, e);
		if (flag->demand_event != 0)
			add_title(is_answered ? &answered : &open, title);
	}
	add_note(note, EVENT_NOTE_ANSWERED, &answered);
	add_note(note, EVENT_NOTE_UNANSWERED, &open);
	buf_release(&answered);
	buf_release(&open);
	return rc;
}

#define CATCH_UP_CASES 20	/* a step: others wait meanwhile */

static enum rc
judge_case(struct office *office, int64_t id, struct err *e)
{
	struct case_answers a;
	struct case_record c;
	enum rc rc = store_case_get(office->store, id, &c, e);

	if (rc == RC_OK)
		rc = case_answers_load(office, &c, 0, &a, e);
	/* What cannot be read fits no form; it is no reason to stop here. */
	if (rc != RC_OK && rc != RC_STORAGE)
		return store_mismatch_set(office->store, id, 1, e);
	if (rc == RC_OK) {
		rc = store_mismatch_set(office->store, id, a.mismatches, e);
		case_answers_release(&a);
	}
	return rc;
}

enum rc
case_answers_catch_up(struct office *office, int64_t *after_id, bool *is_done, struct err *e)
{
	int64_t ids[CATCH_UP_CASES];
	size_t count;
	enum rc rc = store_mismatch_unknown(office->store, *after_id, ids, CATCH_UP_CASES, &count,
	    e);

	for (size_t i = 0; i < count && rc == RC_OK; i++) {
		rc = judge_case(office, ids[i], e);
		*after_id = ids[i];
	}
	*is_done = count < CATCH_UP_CASES;
	return rc;
}
