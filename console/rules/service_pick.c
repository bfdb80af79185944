/* SPDX-License-Identifier: ISC */
#include "console/rules/service_pick.h"

#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/catalogue.h"
#include "console/rules/form.h"
#include "console/rules/json_gate.h"
#include "console/rules/new_case.h"
#include "storage/text.h"

/* How well a service fits: the smaller the better. */
enum fit {
	FIT_CODE,	/* its code, whole */
	FIT_FRONT,	/* a name begins so */
	FIT_PIECE,	/* … has it in it */
	FIT_LETTERS,	/* … has most of its pairs of letters */
	FIT_NONE
};

/* Has the region, or its 시·도, a layer of its own, or the service for itself? */
static bool
is_own(const struct service_info *service, const struct region_info *region)
{
	struct form form;
	bool is_so = false;

	for (size_t i = 0; i < catalogue_form_count && !is_so; i++)
		is_so = str_eq(catalogue_forms[i].service, service->code) &&
		    catalogue_forms[i].region[0] != '\0' &&
		    (str_eq(catalogue_forms[i].region, region->code) ||
		    str_eq(catalogue_forms[i].region, region->parent));
	if (!is_so && form_resolve(service->code, region->code, &form, NULL) == RC_OK) {
		is_so = cJSON_IsArray(json_member(form.schema, "x-regions")) &&
		    new_case_is_served(&form);
		form_release(&form);
	}
	return is_so;
}

void
service_pick_init(struct service_pick *p, const char *region)
{
	const struct region_info *info = region_find(region);
	struct form form;

	*p = (struct service_pick){ .is_served = { 0 } };
	for (size_t i = 0; i < catalogue_service_count && i < SERVICE_PICK_MAX; i++) {
		const struct service_info *service = &catalogue_services[i];

		if (form_resolve(service->code, region, &form, NULL) != RC_OK)
			continue;
		p->is_served[i] = new_case_is_served(&form);
		form_release(&form);
		p->is_own[i] = p->is_served[i] && info != NULL && is_own(service, info);
	}
}

/* The pairs of letters of what was typed, looked for in a name. */
struct pairs {
	const char *name;	/* search form without blanks */
	size_t found;
};

static void
look_for(void *arg, uint32_t first, uint32_t second)
{
	struct pairs *p = arg;
	struct buf pair = { 0 };

	utf8_encode(&pair, first);
	utf8_encode(&pair, second);
	p->found += strstr(p->name, buf_str(&pair)) != NULL;
	buf_release(&pair);
}

/* How well one name fits the typed search form. */
static enum fit
fit_name(const char *name, const char *typed)
{
	struct buf form = { 0 }, initials = { 0 };
	struct pairs pairs = { .found = 0 };
	const char *where, *look;
	size_t count;
	enum fit fit = FIT_NONE;

	text_search_name(&form, name);
	text_initials(&initials, buf_str(&form));
	look = text_is_initials(typed) ? buf_str(&initials) : buf_str(&form);
	where = strstr(look, typed);
	pairs.name = buf_str(&form);
	count = where != NULL ? 0 : text_bigrams(typed, look_for, &pairs);
	if (where != NULL)
		fit = where == look ? FIT_FRONT : FIT_PIECE;
	else if (2 * pairs.found > count)
		fit = FIT_LETTERS;
	buf_release(&form);
	buf_release(&initials);
	return fit;
}

static enum fit
fit_of(const struct service_info *s, const char *raw, const char *typed)
{
	const char *const names[] = { s->short_ko, s->name_ko, s->short_en, s->name_en };
	enum fit best = FIT_NONE;

	if (typed[0] == '\0')
		return FIT_PIECE;
	if (str_eq(s->code, raw))
		return FIT_CODE;
	if (str_starts(s->code, raw))
		return FIT_FRONT;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		enum fit fit = fit_name(names[i], typed);

		best = fit < best ? fit : best;
	}
	return best;
}

size_t
service_pick_find(const struct service_pick *p, const char *typed,
    const struct service_info **out, size_t max)
{
	struct buf form = { 0 };
	unsigned char fits[SERVICE_PICK_MAX];
	size_t count = 0;

	text_search_name(&form, typed);
	for (size_t i = 0; i < catalogue_service_count && i < SERVICE_PICK_MAX; i++)
		fits[i] = p->is_served[i] ?
		    (unsigned char)fit_of(&catalogue_services[i], typed, buf_str(&form)) : FIT_NONE;
	for (int fit = FIT_CODE; fit < FIT_NONE; fit++)
		for (int own = 1; own >= 0; own--)
			for (size_t i = 0; i < catalogue_service_count && i < SERVICE_PICK_MAX; i++)
				if (fits[i] == fit && p->is_own[i] == own && count < max)
					out[count++] = &catalogue_services[i];
	buf_release(&form);
	return count;
}
