/* SPDX-License-Identifier: ISC */
#include "console/desk/filter.h"

#include "console/rules/query.h"

char *
filter_fault(const char *query, const struct wire_list_end *end)
{
	struct query_fault fault = { .column = 0 };
	struct query *q = query_parse(query, &fault);
	char *sentence = x_strdup(q == NULL ? fault.text : end->fault);

	query_free(q);
	return sentence;
}
