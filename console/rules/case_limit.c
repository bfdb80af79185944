/* SPDX-License-Identifier: ISC */
#include "console/rules/case_limit.h"

#include "console/rules/workflow.h"

/* The limits while they are collected. */
struct collecting {
	const struct calendar *calendar;
	struct limit_row *out;
	size_t count;
};

static void
add(struct collecting *to, enum service_clock which, int64_t due_at, int64_t kept_at)
{
	struct limit_row *row = &to->out[to->count++];

	*row = (struct limit_row){ .due_at = due_at, .kept_at = kept_at };
	(void)str_fill(row->name, sizeof(row->name), service_clock_table[which].name);
}

static void
add_from(struct collecting *to, enum service_clock which, int64_t start_at, int64_t kept_at)
{
	add(to, which, service_clock_due(to->calendar, which, start_at), kept_at);
}

/* Decree §13: while nobody has it, it may be another's. Whether it is, nobody has
 * said: once that term is over it says nothing. */
static void
add_transfers(struct collecting *to, const struct limit_facts *f)
{
	static const enum service_clock elsewhere[] = { SERVICE_WRONG_DEPARTMENT,
		SERVICE_OTHER_AGENCY };
	bool is_nobodys = f->state == STATE_RECEIVED || f->state == STATE_ASSIGNED;

	add_from(to, SERVICE_TO_DEPARTMENT, f->received_at, f->assigned_at);
	if (!is_nobodys)
		return;
	for (size_t i = 0; i < sizeof(elsewhere) / sizeof(elsewhere[0]); i++) {
		int64_t due_at = service_clock_due(to->calendar, elsewhere[i], f->received_at);

		if (!service_clock_is_overdue(elsewhere[i], due_at, f->now_at))
			add(to, elsewhere[i], due_at, 0);
	}
}

/* Rule §9①: the first demand within eight hours; what is found later, at once,
 * has no term to show. Decree §24③: after a miss one more, of ten days. */
static void
add_supplements(struct collecting *to, const struct limit_facts *f)
{
	int64_t first_at = service_clock_due(to->calendar, SERVICE_FIRST_SUPPLEMENT,
	    f->received_at);
	int64_t reply_at = instant_make(f->supplement_due, to->calendar->hours.close_minute * 60);

	if (f->demanded_at != 0 || f->now_at <= first_at)
		add(to, SERVICE_FIRST_SUPPLEMENT, first_at, f->demanded_at);
	if (f->supplement_due.number == 0)
		return;
	add(to, f->is_again ? SERVICE_SUPPLEMENT_AGAIN : SERVICE_SUPPLEMENT, reply_at, 0);
	if (!f->is_again && service_clock_is_overdue(SERVICE_SUPPLEMENT, reply_at, f->now_at))
		add_from(to, SERVICE_SUPPLEMENT_AGAIN, reply_at, 0);
}

/* Decree §23: the next one that is due today or later. */
static void
add_notice(struct collecting *to, const struct limit_facts *f)
{
	int32_t sent = 0;
	int64_t due_at = service_notice_due(to->calendar, f->received_at, sent);

	while (service_clock_is_overdue(SERVICE_PROGRESS_NOTICE, due_at, f->now_at))
		due_at = service_notice_due(to->calendar, f->received_at, ++sent);
	add(to, SERVICE_PROGRESS_NOTICE, due_at, 0);
}

size_t
case_limits(const struct calendar *c, const struct limit_facts *f,
    struct limit_row out[LIMITS_MOST])
{
	struct collecting to = { .calendar = c, .out = out };

	add_from(&to, SERVICE_RECEIVE, f->arrived_at, f->received_at);
	if (f->received_at != 0 && state_table[f->state].is_open) {
		add_transfers(&to, f);
		add_supplements(&to, f);
		add_notice(&to, f);
	}
	if (f->state == STATE_REFUSED && f->decided_at != 0) {
		add_from(&to, SERVICE_APPEAL, f->decided_at, 0);
		add_from(&to, SERVICE_TRIBUNAL_KNOWN, f->decided_at, 0);
		add_from(&to, SERVICE_TRIBUNAL_SINCE, f->decided_at, 0);
	}
	return to.count;
}
