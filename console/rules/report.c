/* SPDX-License-Identifier: ISC */
#include "console/rules/report.h"

#include <stdlib.h>
#include <string.h>

#include "console/rules/workflow.h"
#include "storage/instant.h"
#include "storage/text.h"

static const struct {
	const char *name, *label;
} bys[REPORT_BY__COUNT] = {
	[REPORT_ALL] = { "all", N_("All") },
	[REPORT_SERVICE] = { "service", N_("Service") },
	[REPORT_REGION] = { "region", N_("Region") },
	[REPORT_CHANNEL] = { "channel", N_("Channel") },
};

const char *
report_by_name(enum report_by by)
{
	return bys[by].name;
}

const char *
report_by_label(enum report_by by)
{
	return say(bys[by].label);
}

struct verdict
report_policy(const struct actor *actor)
{
	return actor->is_enabled && actor->role != ROLE_OFFICER ? VERDICT_ALLOWED :
	    verdict_refuse(REASON_NO_RIGHT, role_name(ROLE_SUPERVISOR));
}

static struct report_group *
group_of(struct report *r, enum report_by by, const char *code)
{
	struct report_group *g;

	for (size_t i = 0; i < r->count; i++)
		if (r->groups[i].by == by && str_eq(r->groups[i].code, code))
			return &r->groups[i];
	r->groups = x_realloc(r->groups, r->count + 1, sizeof(*r->groups));
	g = &r->groups[r->count++];
	*g = (struct report_group){ .by = by };
	(void)str_fill(g->code, sizeof(g->code), code);
	return g;
}

static void
keep(int64_t **values, size_t *count, int64_t value)
{
	/* Room is doubled, so that a month of many is not copied at each. */
	if ((*count & (*count - 1)) == 0)
		*values = x_realloc(*values, *count == 0 ? 1 : *count * 2, sizeof(**values));
	(*values)[(*count)++] = value;
}

static void
add_decided(struct report_group *g, const struct report_case *c)
{
	g->decided++;
	if (str_eq(c->state, state_name(STATE_COMPLETED)))
		g->completed++;
	else if (str_eq(c->state, state_name(STATE_REFUSED)))
		g->refused++;
	else
		g->other++;
	g->in_time += c->has_period && !c->is_late ? 1 : 0;
	g->late += c->has_period && c->is_late ? 1 : 0;
	g->desk_minutes += c->desk_minutes;
	g->applicant_minutes += c->applicant_minutes;
	g->other_minutes += c->other_minutes;
	g->ministry_minutes += c->ministry_minutes;
	g->outage_minutes += c->outage_minutes;
	g->supplements += c->supplements;
	g->extensions += c->extensions;
	g->handovers += c->handovers;
	g->send_backs += c->send_backs;
	g->corrections += c->corrections;
	keep(&g->minutes, &g->minute_count, c->minutes);
	if (c->period_minutes > 0)
		keep(&g->percents, &g->percent_count, c->minutes * 100 / c->period_minutes);
}

void
report_add(struct report *r, const struct report_case *c)
{
	const char *const codes[REPORT_BY__COUNT] = { [REPORT_ALL] = "",
		[REPORT_SERVICE] = c->service, [REPORT_REGION] = c->region,
		[REPORT_CHANNEL] = c->channel };

	for (int by = 0; by < REPORT_BY__COUNT; by++) {
		struct report_group *g = group_of(r, (enum report_by)by, codes[by]);

		g->arrived += c->has_arrived ? 1 : 0;
		g->received += c->has_received ? 1 : 0;
		if (c->has_decided)
			add_decided(g, c);
	}
}

static int
compare_numbers(const void *a, const void *b)
{
	const int64_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

int64_t
report_rank(int64_t *values, size_t count, int percent)
{
	if (count == 0)
		return -1;
	qsort(values, count, sizeof(*values), compare_numbers);
	return values[(count * (size_t)percent + 99) / 100 - 1];
}

static int
compare_groups(const void *a, const void *b)
{
	const struct report_group *left = a, *right = b;

	if (left->by != right->by)
		return left->by < right->by ? -1 : 1;
	return strcmp(left->code, right->code);
}

void
report_finish(struct report *r)
{
	/* A month without anything is a report too. */
	(void)group_of(r, REPORT_ALL, "");
	for (size_t i = 0; i < r->count; i++) {
		struct report_group *g = &r->groups[i];

		g->median_minutes = report_rank(g->minutes, g->minute_count, 50);
		g->p90_minutes = report_rank(g->minutes, g->minute_count, 90);
		g->median_percent = report_rank(g->percents, g->percent_count, 50);
		g->p90_percent = report_rank(g->percents, g->percent_count, 90);
	}
	qsort(r->groups, r->count, sizeof(*r->groups), compare_groups);
}

void
report_release(struct report *r)
{
	for (size_t i = 0; i < r->count; i++) {
		free(r->groups[i].minutes);
		free(r->groups[i].percents);
	}
	free(r->groups);
	*r = (struct report){ 0 };
}

bool
report_month(const char *word, int64_t now_at, int64_t *from_at, int64_t *until_at)
{
	char first[sizeof("2026-11-01")] = "";
	int year, month, day;
	struct day d;
	int32_t second;

	instant_split(now_at, &d, &second);
	if (!str_empty(word)) {
		if (strlen(word) != strlen("2026-11"))
			return false;
		memcpy(first, word, strlen("2026-11"));
		memcpy(first + strlen("2026-11"), "-01", sizeof("-01"));
		if (!day_parse(first, &d))
			return false;
	}
	day_split(d, &year, &month, &day);
	if (!day_make(year, month, 1, &d))
		return false;
	*from_at = instant_make(d, 0);
	if (!day_make(month == 12 ? year + 1 : year, month % 12 + 1, 1, &d))
		return false;
	*until_at = instant_make(d, 0);
	return true;
}
