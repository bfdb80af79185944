/* SPDX-License-Identifier: ISC */
/*
 * service_pick: the services that a clerk may mean by what was typed: by code, by
 * name or a piece of it, by initials (초성), by letters that stand beside each other;
 * only those that the region has, its own first. Pure.
 */
#ifndef RULES_SERVICE_PICK_H
#define RULES_SERVICE_PICK_H

#include "storage/base.h"
#include "storage/catalogue.h"

#define SERVICE_PICK_MAX 160

/* What is known of the region: made once, then asked for each letter. */
struct service_pick {
	unsigned char is_served[SERVICE_PICK_MAX];	/* by place in the catalogue */
	unsigned char is_own[SERVICE_PICK_MAX];		/* the region's own form or layer */
};

void service_pick_init(struct service_pick *p, const char *region);

/* The services that fit, the best first, at most max; "" fits all. Returns how many
 * are in out. */
size_t service_pick_find(const struct service_pick *p, const char *typed,
    const struct service_info **out, size_t max);

#endif
