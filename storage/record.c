/* SPDX-License-Identifier: ISC */
#include "storage/record.h"

#include <stdlib.h>
#include <string.h>

void
answer_release(struct answer *a)
{
	if (a == NULL)
		return;
	free(a->value);
	memset(a, 0, sizeof(*a));
}

void
timeline_event_release(struct timeline_event *v)
{
	if (v == NULL)
		return;
	free(v->text);
	memset(v, 0, sizeof(*v));
}

void
case_detail_release(struct case_detail *c)
{
	if (c == NULL)
		return;
	for (size_t i = 0; i < c->answer_count; i++)
		answer_release(&c->answers[i]);
	for (size_t i = 0; i < c->event_count; i++)
		timeline_event_release(&c->events[i]);
	free(c->answers);
	free(c->events);
	free(c->draft_text);
	free(c->draft_reasons);
	free(c->draft_remedies);
	memset(c, 0, sizeof(*c));
}
