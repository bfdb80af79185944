/* SPDX-License-Identifier: ISC */
#include "console/desk/order.h"

#include "storage/base.h"

/* One word per order; the office knows the same ones. */
static const char *const words[] = {
	[SORT_DUE] = "due",
	[SORT_ARRIVED] = "arrived",
	[SORT_NEW] = "new",
	[SORT_STATE] = "state",
};
_Static_assert(sizeof(words) / sizeof(words[0]) == SORT__COUNT, "one word per order");

const char *
order_name(enum queue_sort order)
{
	return words[order];
}

bool
order_find(const char *word, enum queue_sort *out)
{
	for (size_t i = 0; i < SORT__COUNT; i++) {
		if (str_eq(words[i], word)) {
			*out = (enum queue_sort)i;
			return true;
		}
	}
	return false;
}
