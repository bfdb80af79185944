/* SPDX-License-Identifier: ISC */
#include "console/rules/catalogue.h"

#include <string.h>

#include "console/rules/agency.h"
#include "console/rules/escalation.h"
#include "storage/base.h"

const struct service_info *
service_find(const char *code)
{
	for (size_t i = 0; i < catalogue_service_count; i++)
		if (str_eq(catalogue_services[i].code, code))
			return &catalogue_services[i];
	/* What other offices hand over; nobody applies for it. */
	return escalation_service(code);
}

const struct region_info *
region_find(const char *code)
{
	const struct agency_info *agency;

	for (size_t i = 0; i < catalogue_region_count; i++)
		if (str_eq(catalogue_regions[i].code, code))
			return &catalogue_regions[i];
	agency = agency_find(code);
	return agency != NULL ? &agency->region : NULL;
}

const struct channel_info *
channel_find(const char *code)
{
	for (size_t i = 0; i < catalogue_channel_count; i++)
		if (str_eq(catalogue_channels[i].code, code))
			return &catalogue_channels[i];
	return NULL;
}

const struct service_info *
service_search(const char *word)
{
	const struct service_info *found = service_find(word);
	size_t count = 0;

	if (found != NULL || str_empty(word))
		return found;
	for (size_t i = 0; i < catalogue_service_count; i++) {
		const struct service_info *service = &catalogue_services[i];

		if (str_eq(service->name_ko, word) || str_eq(service->short_ko, word))
			return service;
		if (strstr(service->name_ko, word) == NULL)
			continue;
		found = service;
		count++;
	}
	return count == 1 ? found : NULL;
}

/* Whether word is the name, whole or without its 시, 군 or 구. */
static bool
is_named(const struct region_info *region, const char *word)
{
	static const char *const suffixes[] = { "시", "군", "구" };
	size_t len = strlen(word);

	if (str_eq(region->name_ko, word))
		return true;
	if (!str_starts(region->name_ko, word) || len == 0)
		return false;
	for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++)
		if (str_eq(region->name_ko + len, suffixes[i]))
			return true;
	return false;
}

const struct channel_info *
channel_search(const char *word)
{
	for (size_t i = 0; !str_empty(word) && i < catalogue_channel_count; i++) {
		const struct channel_info *c = &catalogue_channels[i];

		if (str_eq(c->code, word) || str_eq(c->name_ko, word) ||
		    str_eq(c->short_ko, word) || str_eq(c->short_en, word) ||
		    str_eq(c->name_en, word))
			return c;
	}
	return NULL;
}

const struct region_info *
region_search(const char *word)
{
	const struct region_info *found = region_find(word);
	size_t count = 0;

	if (found != NULL)
		return found->parent[0] != '\0' ? found : NULL;
	for (size_t i = 0; word != NULL && i < catalogue_region_count; i++) {
		const struct region_info *region = &catalogue_regions[i];

		if (region->parent[0] == '\0' || region->ended[0] != '\0' ||
		    !is_named(region, word))
			continue;
		found = region;
		count++;
	}
	return count == 1 ? found : NULL;
}

const struct region_info *
region_current(const char *code)
{
	const struct region_info *region = region_find(code);

	/* A chain longer than the table would be a circle. */
	for (size_t i = 0; i < catalogue_region_count && region != NULL; i++) {
		if (region->successor[0] == '\0')
			return region->ended[0] == '\0' ? region : NULL;
		region = region_find(region->successor);
	}
	return NULL;
}
