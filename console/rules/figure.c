/* SPDX-License-Identifier: ISC */
#include "console/rules/figure.h"

#include <string.h>

#include "console/rules/workflow.h"
#include "storage/text.h"

#define CASES(figure_name, figure_label_id, figure_query_text) \
	.name = figure_name, .label = figure_label_id, .query = figure_query_text, \
	.list = LIST_CASES

const struct figure_info figure_table[FIGURE__COUNT] = {
	[FIGURE_ARRIVED] = { CASES("arrived", N_("Arrived today"), "arrived:today open:any"),
	    .is_on_board = true },
	[FIGURE_RECEIVED] = { CASES("received", N_("Received today"), "received:today open:any"),
	    .is_on_board = true },
	[FIGURE_DECIDED] = { CASES("decided", N_("Decided today"), "decided:today"),
	    .is_on_board = true, .is_personal = true },
	[FIGURE_OPEN] = { CASES("open", N_("Open cases"), "open:yes"), .is_on_board = true,
	    .is_personal = true },
	[FIGURE_UNOWNED] = { CASES("unowned", N_("Nobody in charge"), "assignee:none"),
	    .is_on_board = true },
	[FIGURE_AT_RISK] = { CASES("at-risk", N_("Due within a working day"),
	    "clock:running overdue:no due:..1d"), .is_on_board = true, .is_personal = true },
	[FIGURE_OVERDUE] = { CASES("overdue", N_("Overdue"), "overdue:yes"), .is_on_board = true,
	    .is_personal = true, .is_alarm = true },
	[FIGURE_APPROVALS] = { CASES("approvals", N_("Wait for approval"), "state:approval"),
	    .is_on_board = true },
	[FIGURE_STATE] = { CASES("state", "", "state:%s"), .is_on_board = true },
	[FIGURE_LAPSES] = { CASES("lapses", N_("Lapse today"),
	    "clock:running overdue:no due:today"), .is_alarm = true },
	[FIGURE_NEXT_OPENING] = { CASES("next-opening", N_("Lapse before the next working day"),
	    "clock:running overdue:no due:..%s"), .is_alarm = true },
	[FIGURE_UNRECEIVED] = { CASES("unreceived", N_("Not received, near or past 8 hours"),
	    "state:arrived due:..2h"), .is_alarm = true },
	[FIGURE_DEEMED] = { CASES("deemed", N_("Deemed accepted, to be completed"),
	    "flag:deemed open:yes"), .is_alarm = true },
	[FIGURE_MISMATCH] = { CASES("mismatch", N_("Do not fit their form"), "is:mismatch") },
	[FIGURE_RAISED] = { CASES("raised", N_("Reported to the superior"), "flag:raised"),
	    .is_alarm = true },
	[FIGURE_ESCALATED] = { CASES("escalated", N_("Escalated, not confirmed by the ministry"),
	    "escalation:sent") },
	[FIGURE_HANDOVER_LATE] = { CASES("handover-late", N_("Late hand-overs"),
	    "flag:handover-late open:any"), .is_alarm = true, .is_on_board = true },
	[FIGURE_TYPED] = { CASES("typed", N_("Typed and not handed in"), "number:%s open:any") },
	[FIGURE_WAITING] = { .name = "waiting", .label = N_("Messages not yet confirmed"),
	    .query = "", .list = LIST_SENT },
	[FIGURE_PARKED] = { .name = "parked", .label = N_("Messages that could not be sent"),
	    .query = "", .list = LIST_SENT, .is_alarm = true },
	[FIGURE_CONSULT] = { .name = "consult", .label = N_("Wait for a consultation"), .query = "",
	    .list = LIST_CONSULT, .is_on_board = true },
	[FIGURE_WAITS_OVER] = { .name = "waits-over", .label = N_("Waits over the alert"), .query = "",
	    .list = LIST_WAITS, .is_on_board = true, .is_alarm = true },
	[FIGURE_RATED] = { .name = "rated", .label = N_("Satisfaction told, 30 days"), .query = "",
	    .list = LIST_CONSULT, .is_on_board = true },
	[FIGURE_RATED_LOW] = { .name = "rated-low", .label = N_("Dissatisfied, 30 days"),
	    .query = "", .list = LIST_CONSULT, .is_on_board = true, .is_alarm = true },
	[FIGURE_UNSORTED] = { .name = "unsorted", .label = N_("Unsorted"), .query = "",
	    .list = LIST_UNSORTED, .is_alarm = true },
};

const enum figure figure_today[FIGURES_OF_TODAY] = { FIGURE_LAPSES, FIGURE_NEXT_OPENING,
	FIGURE_OVERDUE, FIGURE_RAISED, FIGURE_DEEMED, FIGURE_UNRECEIVED, FIGURE_APPROVALS,
	FIGURE_MISMATCH, FIGURE_ESCALATED, FIGURE_HANDOVER_LATE,
	FIGURE_TYPED, FIGURE_WAITING, FIGURE_PARKED, FIGURE_UNSORTED, FIGURE_WAITS_OVER,
	FIGURE_ARRIVED, FIGURE_RECEIVED, FIGURE_DECIDED };

bool
figure_find(const char *name, enum figure *out)
{
	for (size_t i = 0; i < FIGURE__COUNT; i++) {
		if (str_eq(figure_table[i].name, name)) {
			*out = (enum figure)i;
			return true;
		}
	}
	return false;
}

const char *
figure_label(const struct figure_row *row)
{
	enum figure figure;
	enum state state;

	if (!figure_find(row->name, &figure))
		return row->name;
	if (figure == FIGURE_STATE)
		return state_by_name(row->state, &state) ? state_label(state) : row->state;
	return say(figure_table[figure].label);
}

void
figure_query(enum figure figure, const char *detail, struct figure_row *row)
{
	const char *query = figure_table[figure].query;
	const char *hole = strstr(query, "%s");
	struct buf text = { 0 };

	if (query[0] != '\0' && row->who[0] != '\0')
		buf_printf(&text, "assignee:%s ", row->who);
	buf_add(&text, query, hole == NULL ? strlen(query) : (size_t)(hole - query));
	if (hole != NULL)
		buf_printf(&text, "%s%s", detail, hole + strlen("%s"));
	(void)str_fill(row->query, sizeof(row->query), buf_str(&text));
	buf_release(&text);
}

/* The office's count of a figure; 0 where it is not among the rows. */
static int64_t
count_of(enum figure figure, const struct figure_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].who[0] == '\0' && str_eq(rows[i].name, figure_table[figure].name))
			return rows[i].count;
	return 0;
}

void
figure_closing_line(struct buf *out, const struct figure_row *rows, size_t count)
{
	buf_printf(out, say(N_("Today: arrived %lld, received %lld, decided %lld; lapse before the "
	    "next working day %lld, overdue %lld, not received in time %lld, messages parked "
	    "%lld, unsorted %lld")),
	    (long long)count_of(FIGURE_ARRIVED, rows, count),
	    (long long)count_of(FIGURE_RECEIVED, rows, count),
	    (long long)count_of(FIGURE_DECIDED, rows, count),
	    (long long)count_of(FIGURE_NEXT_OPENING, rows, count),
	    (long long)count_of(FIGURE_OVERDUE, rows, count),
	    (long long)count_of(FIGURE_UNRECEIVED, rows, count),
	    (long long)count_of(FIGURE_PARKED, rows, count),
	    (long long)count_of(FIGURE_UNSORTED, rows, count));
}

bool
figure_day_is_open(const struct figure_row *rows, size_t count)
{
	return count_of(FIGURE_LAPSES, rows, count) > 0 ||
	    count_of(FIGURE_NEXT_OPENING, rows, count) > 0;
}
