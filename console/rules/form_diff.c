/* SPDX-License-Identifier: ISC */
#include "console/rules/form_diff.h"

#include <stdlib.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "console/rules/json_value.h"

/* Two forms on their way through the comparison. */
struct comparing {
	const struct form *forms[2];
	form_difference each;
	void *arg;
};

static const struct form_field *
field_find(const struct form *form, const char *name)
{
	for (size_t i = 0; i < form->field_count; i++)
		if (str_eq(form->fields[i].name, name))
			return &form->fields[i];
	return NULL;
}

static void
tell(const struct comparing *c, const struct form_field *a, const struct form_field *b,
    const char *keyword, const char *was, const char *is)
{
	if (c->each != NULL)
		c->each(c->arg, a, b, keyword, was, is);
}

/* One keyword that is not the same on both sides. */
static void
tell_keyword(const struct comparing *c, const struct form_field *a, const struct form_field *b,
    const char *keyword, const struct cJSON *was, const struct cJSON *is)
{
	char *was_text = was == NULL ? NULL : cJSON_PrintUnformatted(was);
	char *is_text = is == NULL ? NULL : cJSON_PrintUnformatted(is);

	tell(c, a, b, keyword, was_text, is_text);
	free(was_text);
	free(is_text);
}

/* The keywords of one field; returns whether any differs. */
static bool
diff_field(const struct comparing *c, const struct form_field *a, const struct form_field *b)
{
	const struct cJSON *sides[2], *member;
	bool differs = false;

	for (int i = 0; i < 2; i++)
		sides[i] = json_member(json_member(c->forms[i]->schema, "properties"), a->name);
	for (int i = 0; i < 2; i++) {
		cJSON_ArrayForEach(member, sides[i]) {
			const struct cJSON *other = json_member(sides[1 - i], member->string);

			if ((i == 1 && other != NULL) ||
			    (other != NULL && json_equal(member, other)))
				continue;
			differs = true;
			tell_keyword(c, a, b, member->string,
			    json_member(sides[0], member->string),
			    json_member(sides[1], member->string));
		}
	}
	if (a->is_required != b->is_required) {
		differs = true;
		tell(c, a, b, "required", a->is_required ? "true" : "false",
		    b->is_required ? "true" : "false");
	}
	return differs;
}

struct form_diff_count
form_diff(const struct form *a, const struct form *b, form_difference each, void *arg)
{
	struct comparing c = { .forms = { a, b }, .each = each, .arg = arg };
	struct form_diff_count count = { 0 };

	for (size_t i = 0; i < a->field_count; i++) {
		const struct form_field *was = &a->fields[i], *is = field_find(b, was->name);

		if (is == NULL) {
			tell(&c, was, NULL, "field", "", NULL);
			count.gone++;
		} else if (diff_field(&c, was, is)) {
			count.changed++;
		}
	}
	for (size_t i = 0; i < b->field_count; i++) {
		if (field_find(a, b->fields[i].name) != NULL)
			continue;
		tell(&c, NULL, &b->fields[i], "field", NULL, "");
		count.added++;
	}
	return count;
}
