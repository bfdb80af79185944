/* SPDX-License-Identifier: ISC */
#include "console/desk/order.h"

#include "views/words.h"

const char *
order_name(enum queue_sort order)
{
	return words_sort_name(order);
}

bool
order_find(const char *word, enum queue_sort *out)
{
	return words_sort_find(word, out);
}
