/* SPDX-License-Identifier: ISC */
#include "console/rules/form.h"

#include <assert.h>
#include <stdlib.h>

#include <cjson/cJSON.h>

#include "console/rules/form_check.h"
#include "console/rules/form_stack.h"
#include "storage/text.h"

/* The word of each mask in x-mask. */
static const char *const mask_words[] = {
	[MASK_NONE] = "none", [MASK_NAME] = "name", [MASK_PHONE] = "phone",
	[MASK_ADDRESS] = "address", [MASK_BIRTH] = "birth", [MASK_ACCOUNT] = "account",
	[MASK_TEXT] = "text", [MASK_HIDDEN] = "hidden",
};
_Static_assert(sizeof(mask_words) / sizeof(mask_words[0]) == MASK__COUNT, "one word per mask");

enum field_mask
field_mask_parse(const char *word)
{
	if (word == NULL)
		return MASK_NONE;
	for (size_t i = 0; i < MASK__COUNT; i++)
		if (str_eq(word, mask_words[i]))
			return (enum field_mask)i;
	return MASK_HIDDEN;
}

enum rc
form_resolve(const char *service, const char *region, struct form *out, struct err *e)
{
	const struct region_fate fate = region_fate_of(region, NULL);
	const struct day last = { INT32_MAX };
	const struct form_shelf all = { .has_samples = true };
	struct form_step steps[FORM_STEPS_MAX];
	const char *levels[FORM_LEVELS];
	char room[16];
	size_t count = form_levels(&fate, "", room, levels);

	count = form_pick(service, levels, count, &all, last, steps);
	return form_stack(service, region, steps, count, out, e);
}

void
form_release(struct form *f)
{
	if (f == NULL)
		return;
	free(f->fields);
	if (f->judge == NULL || form_judge_leave(f->judge))
		cJSON_Delete(f->schema);
	*f = (struct form){ 0 };
}

void
form_share(const struct form *f, struct form *out)
{
	/* Whoever resolves a form makes room for what is kept of it. */
	assert(f->judge != NULL || f->schema == NULL);
	*out = *f;
	out->fields = x_zalloc(f->field_count + 1, sizeof(*out->fields));
	for (size_t i = 0; i < f->field_count; i++)
		out->fields[i] = f->fields[i];
	if (out->judge != NULL)
		form_judge_hold(out->judge);
}

void
field_mask_apply(struct buf *out, enum field_mask mask, const char *value, const char *name,
    const char *phone)
{
	switch (mask) {
	case MASK_NONE:
		buf_puts(out, value);
		return;
	case MASK_NAME:
		mask_name(out, value);
		return;
	case MASK_PHONE:
		mask_phone(out, value);
		return;
	case MASK_ADDRESS:
		mask_address(out, value);
		return;
	case MASK_BIRTH:
		mask_birth(out, value);
		return;
	case MASK_ACCOUNT:
		mask_account(out, value);
		return;
	case MASK_TEXT:
		mask_free_text(out, value, name, phone);
		return;
	case MASK_HIDDEN:
	case MASK__COUNT:
		break;
	}
	if (value[0] != '\0')
		buf_puts(out, "***");
}
