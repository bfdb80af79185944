/* SPDX-License-Identifier: ISC */
/*
 * catalogue: look-ups over the const tables of services, regions, channels
 * and forms (storage/catalogue.h). No store needed.
 */
#ifndef RULES_CATALOGUE_H
#define RULES_CATALOGUE_H

#include "storage/catalogue.h"

/* Rows by code; NULL if there is none. */
const struct service_info *service_find(const char *code);
const struct region_info *region_find(const char *code);
const struct channel_info *channel_find(const char *code);
/* The same by code or by a whole name, as a person writes it. */
const struct channel_info *channel_search(const char *word);

/* A service by code, or by a piece of its Korean name that only it has. */
const struct service_info *service_search(const char *word);

/* A 시군구 by code or by name ("청송군", "청송"); NULL where more than one that
 * has not ended is called so ("중구"). */
const struct region_info *region_search(const char *word);

/* The region that took over an ended code, itself if it has not ended. NULL
 * for an unknown code and where nobody knows who took over. */
const struct region_info *region_current(const char *code);

#endif
