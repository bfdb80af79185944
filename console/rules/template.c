/* SPDX-License-Identifier: ISC */
#include "console/rules/template.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "storage/instant.h"
#include "storage/text.h"

/* One row per variable. Templates, their check and the manual know no other. */
const struct template_variable_info template_variable_table[VARIABLE__COUNT] = {
	[VARIABLE_TITLE] = { "title", TYPE_TEXT },
	[VARIABLE_LAW] = { "law", TYPE_TEXT },
	[VARIABLE_APPLICANT] = { "applicant", TYPE_TEXT },
	[VARIABLE_SERVICE] = { "service", TYPE_TEXT },
	[VARIABLE_RECEIPT_NO] = { "receipt_no", TYPE_TEXT },
	[VARIABLE_RECEIVED_DAY] = { "received_day", TYPE_DAY },
	[VARIABLE_ELAPSED_DAYS] = { "elapsed_days", TYPE_NUMBER },
	[VARIABLE_STATE] = { "state", TYPE_TEXT },
	[VARIABLE_DUE_AT] = { "due_at", TYPE_INSTANT },
	[VARIABLE_OLD_DUE_AT] = { "old_due_at", TYPE_INSTANT },
	[VARIABLE_LATE] = { "late", TYPE_TEXT },
	[VARIABLE_REASON] = { "reason", TYPE_TEXT },
	[VARIABLE_REASON_LAW] = { "reason_law", TYPE_TEXT },
	[VARIABLE_REASON_TEXT] = { "reason_text", TYPE_TEXT },
	[VARIABLE_ASSIGNEE] = { "assignee", TYPE_TEXT },
	[VARIABLE_ASSIGNEE_DEPARTMENT] = { "assignee_department", TYPE_TEXT },
	[VARIABLE_OFFICER] = { "officer", TYPE_TEXT },
	[VARIABLE_DEPARTMENT] = { "department", TYPE_TEXT },
	[VARIABLE_CONTACT] = { "contact", TYPE_TEXT },
	[VARIABLE_OFFICE] = { "office", TYPE_TEXT },
	[VARIABLE_TODAY] = { "today", TYPE_DAY },
};

void
template_set_text(struct template_values *v, enum template_variable which, const char *text)
{
	v->text[which] = text;
	v->has[which] = !str_empty(text);
}

void
template_set_instant(struct template_values *v, enum template_variable which, int64_t at)
{
	v->number[which] = at;
	v->has[which] = at != 0;
}

void
template_set_day(struct template_values *v, enum template_variable which, struct day day)
{
	v->day[which] = day;
	v->has[which] = true;
}

void
template_set_number(struct template_values *v, enum template_variable which, int64_t number)
{
	v->number[which] = number;
	v->has[which] = true;
}

/* The particle of a pair ("이/가") behind what was written; NULL if it is no
 * pair. */
static const char *
particle_for(const char *pair, const char *word, size_t len)
{
	char *marker = x_asprintf("{%s}", pair);
	size_t used;
	const char *particle = hangul_josa(word, len, marker, &used);

	free(marker);
	return particle;
}

static size_t
variable_find(const char *name)
{
	size_t i = 0;

	while (i < VARIABLE__COUNT && !str_eq(template_variable_table[i].name, name))
		i++;
	return i;
}

static void
put_value(struct buf *out, const struct template_values *v, size_t which)
{
	char text[32];
	int year, month, day;

	switch (template_variable_table[which].type) {
	case TYPE_TEXT:
		buf_puts(out, v->text[which]);
		break;
	case TYPE_INSTANT:
		if (v->text[which] != NULL) {
			buf_puts(out, v->text[which]);
			break;
		}
		instant_format_official(v->number[which], text);
		buf_puts(out, text);
		break;
	case TYPE_DAY:
		day_split(v->day[which], &year, &month, &day);
		buf_printf(out, "%d. %d. %d.", year, month, day);
		break;
	case TYPE_NUMBER:
		buf_printf(out, "%" PRId64, v->number[which]);
		break;
	}
}

/* A text on its way: what was read of it, and what stands behind it. */
struct walk_text {
	struct buf *out;			/* NULL = only the names are checked */
	const struct template_values *values;
	struct template_fault *fault;
	bool is_behind_variable;
};

static bool
blocked(struct walk_text *w, enum template_why why, const char *name)
{
	w->fault->why = why;
	(void)str_fill(w->fault->name, sizeof(w->fault->name), name);
	return false;
}

/* What stands between {{ and }}. */
static bool
take_name(struct walk_text *w, const char *name)
{
	const char *particle = w->out == NULL ? particle_for(name, "가", strlen("가")) :
	    particle_for(name, buf_str(w->out), w->out->len);
	size_t which = variable_find(name);

	if (particle != NULL) {
		if (!w->is_behind_variable)
			return blocked(w, TEMPLATE_PARTICLE, name);
		if (w->out != NULL)
			buf_puts(w->out, particle);
		w->is_behind_variable = false;
		return true;
	}
	if (which == VARIABLE__COUNT)
		return blocked(w, TEMPLATE_UNKNOWN, name);
	w->is_behind_variable = true;
	if (w->out == NULL)
		return true;
	if (!w->values->has[which])
		return blocked(w, TEMPLATE_NO_VALUE, name);
	put_value(w->out, w->values, which);
	return true;
}

/* Where the text stands at s, for a fault. */
static void
note_place(struct template_fault *fault, const char *text, const char *s)
{
	fault->line = 1;
	fault->column = 1;
	for (; text < s; text++) {
		if (*text == '\n') {
			fault->line++;
			fault->column = 1;
		} else if (((unsigned char)*text & 0xC0) != 0x80) {
			fault->column++;
		}
	}
}

static bool
walk(struct walk_text *w, const char *text)
{
	const char *s = text;

	*w->fault = (struct template_fault){ .why = TEMPLATE_WELL };
	while (*s != '\0') {
		const char *open = strstr(s, "{{"), *close;
		char name[48] = "";
		size_t len;

		if (open == NULL || open > s)
			w->is_behind_variable = false;
		if (w->out != NULL)
			buf_add(w->out, s, open == NULL ? strlen(s) : (size_t)(open - s));
		if (open == NULL)
			return true;
		note_place(w->fault, text, open);
		close = strstr(open, "}}");
		len = close == NULL ? sizeof(name) : (size_t)(close - open - 2);
		if (len >= sizeof(name))
			return blocked(w, TEMPLATE_OPEN, "{{");
		memcpy(name, open + 2, len);
		name[len] = '\0';
		if (!take_name(w, name))
			return false;
		s = close + 2;
	}
	return true;
}

bool
template_render(struct buf *out, const char *text, const struct template_values *values,
    struct template_fault *fault)
{
	struct buf rendered = { 0 };
	struct walk_text w = { .out = &rendered, .values = values, .fault = fault };
	bool is_well = walk(&w, text);

	if (is_well)
		buf_add(out, rendered.data, rendered.len);
	buf_release(&rendered);
	return is_well;
}

bool
template_check(const char *text, struct template_fault *fault)
{
	struct walk_text w = { .fault = fault };

	return walk(&w, text);
}

void
template_fault_format(const struct template_fault *fault, char to[96])
{
	struct buf b = { 0 };

	buf_printf(&b, "{{%s}} (%d:%d)", fault->name, fault->line, fault->column);
	(void)str_fill(to, 96, buf_str(&b));
	buf_release(&b);
}

const struct text_template *
template_find(const char *name)
{
	for (size_t i = 0; i < catalogue_template_count; i++)
		if (str_eq(catalogue_templates[i].name, name))
			return &catalogue_templates[i];
	return NULL;
}
