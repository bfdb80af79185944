/* SPDX-License-Identifier: ISC */
#include "console/rules/case_clock.h"

#include <stdlib.h>

#include "storage/text.h"

#define DAY_SEC 86400

/* The events while they are folded. */
struct fold {
	const struct clock_event *events;
	size_t count;
	struct case_clock *clock;
	int64_t more_ids[EXTENSIONS_MOST];
	int64_t announced_id;
};

static enum rc
cannot_be(const struct clock_event *event, const char *why, struct err *e)
{
	return err_set(e, RC_INVALID, say(N_("event %lld of the clock: %s")),
	    (long long)event->id, why);
}

static struct day
day_at(int64_t at)
{
	struct day d;
	int32_t second;

	instant_split(at, &d, &second);
	return d;
}

/* When an event truly was: the correction entered last has the word. */
static int64_t
true_at(const struct fold *f, const struct clock_event *event)
{
	const struct clock_event *last = NULL;

	for (size_t i = 0; i < f->count; i++) {
		const struct clock_event *x = &f->events[i];

		if (x->kind == CLOCK_EVENT_CORRECTED && x->of == event->id &&
		    (last == NULL || x->id > last->id))
			last = x;
	}
	return last != NULL ? last->at : event->at;
}

/* The one event of a kind that refers to id; NULL if there is none. Sets
 * *is_twice where there are more. */
static const struct clock_event *
event_of(const struct fold *f, enum clock_event_kind kind, int64_t id, bool *is_twice)
{
	const struct clock_event *found = NULL;

	for (size_t i = 0; i < f->count; i++) {
		const struct clock_event *x = &f->events[i];

		if (x->kind != kind || x->of != id)
			continue;
		*is_twice = *is_twice || found != NULL;
		found = x;
	}
	return found;
}

static const struct clock_event *
event_by_id(const struct fold *f, int64_t id)
{
	for (size_t i = 0; i < f->count; i++) {
		if (f->events[i].id == id)
			return &f->events[i];
	}
	return NULL;
}

static enum rc
take_receipt(struct fold *f, struct err *e)
{
	const struct clock_event *received = NULL;

	for (size_t i = 0; i < f->count; i++) {
		if (f->events[i].kind != CLOCK_EVENT_RECEIVED)
			continue;
		if (received != NULL)
			return cannot_be(&f->events[i], say(N_("a second receipt")), e);
		received = &f->events[i];
	}
	if (received == NULL)
		return err_set(e, RC_INVALID, say(N_("the clock has no receipt")));
	f->clock->received_at = true_at(f, received);
	f->clock->period = received->period;
	f->clock->calendar_days = received->calendar_days;
	return RC_OK;
}

/* Pauses are kept by day, so that the order of events changes nothing. */
static void
add_pause(struct case_clock *clock, struct pause pause)
{
	size_t at = clock->pause_count++;

	for (; at > 0; at--) {
		const struct pause *before = &clock->pauses[at - 1];

		if (before->from.number < pause.from.number ||
		    (before->from.number == pause.from.number && before->reason <= pause.reason))
			break;
		clock->pauses[at] = *before;
	}
	clock->pauses[at] = pause;
}

static enum rc
take_pause(struct fold *f, const struct clock_event *begin, struct err *e)
{
	struct pause pause = { .reason = begin->reason, .from = day_at(true_at(f, begin)) };
	bool is_twice = false;
	const struct clock_event *end = event_of(f, CLOCK_EVENT_PAUSE_ENDED, begin->id, &is_twice);

	if (begin->reason >= PAUSE__COUNT)
		return cannot_be(begin, say(N_("an unknown reason")), e);
	if (is_twice)
		return cannot_be(end, say(N_("a pause that ended already")), e);
	if (pause.from.number < day_at(f->clock->received_at).number)
		return cannot_be(begin, say(N_("a time before the receipt")), e);
	pause.is_open = end == NULL;
	pause.to = end == NULL ? pause.from : day_at(true_at(f, end));
	if (pause.to.number < pause.from.number)
		return cannot_be(end, say(N_("a pause that ends before it begins")), e);
	add_pause(f->clock, pause);
	return RC_OK;
}

/* Extensions count in the order they were entered. */
static enum rc
take_extension(struct fold *f, const struct clock_event *event, struct err *e)
{
	struct case_clock *clock = f->clock;
	size_t at = clock->more_count;

	if (at == EXTENSIONS_MOST)
		return cannot_be(event, say(N_("a third extension")), e);
	if (event->period.unit == PERIOD_NONE)
		return cannot_be(event, say(N_("an extension without a length")), e);
	for (; at > 0 && f->more_ids[at - 1] > event->id; at--) {
		f->more_ids[at] = f->more_ids[at - 1];
		clock->more[at] = clock->more[at - 1];
	}
	f->more_ids[at] = event->id;
	clock->more[at] = event->period;
	clock->more_count++;
	return RC_OK;
}

static enum rc
take_outage(struct fold *f, const struct clock_event *event, struct err *e)
{
	struct outage outage = { .from_at = true_at(f, event), .to_at = event->until_at,
		.is_open = event->until_at == 0 };

	if (outage.is_open)
		outage.to_at = outage.from_at;
	if (outage.to_at < outage.from_at)
		return cannot_be(event, say(N_("an outage that ends before it begins")), e);
	f->clock->outages[f->clock->outage_count++] = outage;
	return RC_OK;
}

static enum rc
take_completion(struct fold *f, const struct clock_event *event, struct err *e)
{
	if (f->clock->completed_at != 0)
		return cannot_be(event, say(N_("a second completion")), e);
	f->clock->completed_at = true_at(f, event);
	if (f->clock->completed_at < f->clock->received_at)
		return cannot_be(event, say(N_("a time before the receipt")), e);
	return RC_OK;
}

static enum rc
take_event(struct fold *f, const struct clock_event *event, struct err *e)
{
	const struct clock_event *other = event_by_id(f, event->of);

	switch (event->kind) {
	case CLOCK_EVENT_PAUSE_BEGAN:
		return take_pause(f, event, e);
	case CLOCK_EVENT_PAUSE_ENDED:
		if (other == NULL || other->kind != CLOCK_EVENT_PAUSE_BEGAN)
			return cannot_be(event, say(N_("the end of a pause that never began")), e);
		return RC_OK;
	case CLOCK_EVENT_EXTENDED:
		return take_extension(f, event, e);
	case CLOCK_EVENT_HANDED:
		if (event->party >= PARTY__COUNT)
			return cannot_be(event, say(N_("an unknown party")), e);
		return RC_OK;
	case CLOCK_EVENT_OUTAGE:
		return take_outage(f, event, e);
	case CLOCK_EVENT_ANNOUNCED:
		if (event->id >= f->announced_id) {
			f->announced_id = event->id;
			f->clock->announced_at = event->until_at;
		}
		return RC_OK;
	case CLOCK_EVENT_CORRECTED:
		if (other == NULL || other->kind == CLOCK_EVENT_CORRECTED)
			return cannot_be(event, say(N_("the correction of an unknown event")), e);
		return RC_OK;
	case CLOCK_EVENT_COMPLETED:
		return take_completion(f, event, e);
	case CLOCK_EVENT_RECEIVED:
	case CLOCK_EVENT__COUNT:
		return RC_OK;
	}
	return RC_OK;
}

struct pauses
case_clock_off(const struct case_clock *clock)
{
	return (struct pauses){
		.pauses = clock->pauses,
		.pause_count = clock->pause_count,
		.outages = clock->outages,
		.outage_count = clock->outage_count,
	};
}

/* The due from what is in the clock, each step of it in steps. */
static int64_t
count_due(const struct case_clock *clock, const struct calendar *c,
    int64_t steps[1 + EXTENSIONS_MOST])
{
	struct pauses off = case_clock_off(clock);

	steps[0] = deadline_due_without(c, clock->period, clock->received_at, &off);
	for (size_t i = 0; i < clock->more_count; i++)
		steps[i + 1] = deadline_extend(c, clock->period, clock->more[i], steps[i], &off);
	return steps[clock->more_count];
}

/* The due by the service's own law; 0 if it has none. */
static int64_t
count_calendar_due(const struct case_clock *clock, const struct calendar *c)
{
	struct pauses off = case_clock_off(clock);

	if (clock->calendar_days == 0)
		return 0;
	return deadline_civil_due(c, day_at(clock->received_at), clock->calendar_days, &off);
}

/* The earlier of two dues of which either may be none. */
static int64_t
first_due(int64_t a, int64_t b)
{
	if (a == 0 || b == 0)
		return a + b;
	return a < b ? a : b;
}

/* The due if every open pause ended today. */
static int64_t
count_reply_due(struct case_clock *clock, const struct calendar *c, struct day today)
{
	int64_t steps[1 + EXTENSIONS_MOST], due_at;

	for (size_t i = 0; i < clock->pause_count; i++) {
		struct pause *pause = &clock->pauses[i];

		if (pause->is_open && today.number > pause->from.number)
			pause->to = today;
	}
	due_at = first_due(count_due(clock, c, steps), count_calendar_due(clock, c));
	for (size_t i = 0; i < clock->pause_count; i++) {
		if (clock->pauses[i].is_open)
			clock->pauses[i].to = clock->pauses[i].from;
	}
	return due_at;
}

/* The pause that has been open longest; NULL if none is. */
static const struct pause *
open_pause(const struct case_clock *clock)
{
	for (size_t i = 0; i < clock->pause_count; i++) {
		if (clock->pauses[i].is_open)
			return &clock->pauses[i];
	}
	return NULL;
}

static bool
is_in_outage(const struct case_clock *clock, int64_t at)
{
	for (size_t i = 0; i < clock->outage_count; i++) {
		const struct outage *o = &clock->outages[i];
		int64_t from_at = o->from_at > DECREE_2026_AT ? o->from_at : DECREE_2026_AT;

		if (from_at <= at && (o->is_open || at < o->to_at))
			return true;
	}
	return false;
}

static void
set_state(struct case_clock *clock, const struct calendar *c, int64_t now_at)
{
	const struct pause *open = open_pause(clock);
	struct pauses off = case_clock_off(clock);
	int64_t from_at = now_at;

	clock->state = CLOCK_RUNNING;
	clock->reply_due_at = clock->first_due_at;
	if (clock->completed_at != 0) {
		clock->state = CLOCK_STOPPED;
		from_at = clock->completed_at;
	} else if (open != NULL) {
		clock->state = CLOCK_PAUSED;
		clock->reply_due_at = count_reply_due(clock, c, day_at(now_at));
		clock->left = deadline_left(c, clock->period, open->from, clock->due_at, &off);
		from_at = instant_make(open->from, 0);
		if (from_at < clock->received_at)
			from_at = clock->received_at;
	} else if (is_in_outage(clock, now_at)) {
		clock->state = CLOCK_PAUSED;
	}
	clock->is_overdue = deadline_is_overdue(clock->period, clock->first_due_at, from_at);
	if (clock->first_due_at == 0)
		return;
	if (open != NULL && clock->state == CLOCK_PAUSED && !clock->is_overdue)
		from_at = instant_make((struct day){ open->from.number + 1 }, 0);
	clock->slack_minutes = calendar_minutes_between(c, from_at, clock->first_due_at);
}

/* In whose hands the case was at an instant: an outage before all, then the
 * pauses, then whoever it was handed to last. */
static enum party
party_at(const struct fold *f, int64_t at)
{
	const struct case_clock *clock = f->clock;
	const struct clock_event *handed = NULL;
	struct day d = day_at(at);
	int64_t handed_at = 0;

	if (is_in_outage(clock, at))
		return PARTY_OUTAGE;
	for (size_t i = 0; i < clock->pause_count; i++) {
		const struct pause *p = &clock->pauses[i];

		if (p->from.number <= d.number && (p->is_open || d.number <= p->to.number))
			return pause_table[p->reason].party;
	}
	for (size_t i = 0; i < f->count; i++) {
		const struct clock_event *x = &f->events[i];
		int64_t x_at = x->kind == CLOCK_EVENT_HANDED ? true_at(f, x) : at + 1;

		if (x_at <= at && (handed == NULL || x_at > handed_at ||
		    (x_at == handed_at && x->id > handed->id))) {
			handed = x;
			handed_at = x_at;
		}
	}
	return handed == NULL ? PARTY_DESK : handed->party;
}

static void
earlier(int64_t *first_at, int64_t after_at, int64_t at)
{
	if (at > after_at && at < *first_at)
		*first_at = at;
}

/* The first instant after at, and not beyond end_at, where hands may change. */
static int64_t
next_change(const struct fold *f, int64_t at, int64_t end_at)
{
	const struct case_clock *clock = f->clock;

	earlier(&end_at, at, DECREE_2026_AT);
	for (size_t i = 0; i < clock->outage_count; i++) {
		earlier(&end_at, at, clock->outages[i].from_at);
		earlier(&end_at, at, clock->outages[i].to_at);
	}
	for (size_t i = 0; i < clock->pause_count; i++) {
		earlier(&end_at, at, instant_make(clock->pauses[i].from, 0));
		earlier(&end_at, at, instant_make(clock->pauses[i].to, DAY_SEC));
	}
	for (size_t i = 0; i < f->count; i++) {
		if (f->events[i].kind == CLOCK_EVENT_HANDED)
			earlier(&end_at, at, true_at(f, &f->events[i]));
	}
	return end_at;
}

/* Every working minute to one party. The minutes of a stretch are a difference
 * of two counts from the receipt, so that they add up exactly. */
static void
keep_ledger(const struct fold *f, const struct calendar *c, int64_t end_at)
{
	struct case_clock *clock = f->clock;
	int64_t at = clock->received_at, counted = 0;

	while (at < end_at) {
		int64_t next_at = next_change(f, at, end_at);
		int64_t total = calendar_minutes_between(c, clock->received_at, next_at);

		clock->ledger[party_at(f, at)] += total - counted;
		counted = total;
		at = next_at;
	}
	clock->life_minutes = counted;
}

enum rc
case_clock_fold(struct case_clock *out, const struct calendar *c,
    const struct clock_event *events, size_t count, int64_t now_at, struct err *e)
{
	struct fold f = { .events = events, .count = count, .clock = out };
	enum rc rc;

	*out = (struct case_clock){ .pauses = x_zalloc(count + 1, sizeof(*out->pauses)),
		.outages = x_zalloc(count + 1, sizeof(*out->outages)) };
	rc = take_receipt(&f, e);
	for (size_t i = 0; i < count && rc == RC_OK; i++)
		rc = take_event(&f, &events[i], e);
	if (rc != RC_OK) {
		case_clock_release(out);
		return rc;
	}
	out->due_at = count_due(out, c, out->due_steps);
	out->calendar_due_at = count_calendar_due(out, c);
	out->first_due_at = first_due(out->due_at, out->calendar_due_at);
	set_state(out, c, now_at);
	keep_ledger(&f, c, out->completed_at != 0 ? out->completed_at : now_at);
	return RC_OK;
}

void
case_clock_release(struct case_clock *clock)
{
	if (clock == NULL)
		return;
	free(clock->pauses);
	free(clock->outages);
	*clock = (struct case_clock){ 0 };
}
