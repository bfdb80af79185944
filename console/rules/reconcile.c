/* SPDX-License-Identifier: ISC */
#include "console/rules/reconcile.h"

#include <stdlib.h>

#include "storage/text.h"

static const struct {
	const char *name;
	const char *label;
} parts[PART__COUNT] = {
	[PART_ARRIVED] = { "arrived", N_("Arrived") },
	[PART_RECEIVED] = { "received", N_("Received") },
	[PART_DECIDED] = { "decided", N_("Decided") },
	[PART_REPORTED] = { "reported", N_("Reported") },
	[PART_ACKNOWLEDGED] = { "acknowledged", N_("Acknowledged") },
	[PART_MISSING_HERE] = { "missing-here", N_("Missing here") },
	[PART_MISSING_THERE] = { "missing-there", N_("Missing there") },
};

const char *
reconcile_part_name(enum reconcile_part part)
{
	return parts[part].name;
}

const char *
reconcile_part_label(enum reconcile_part part)
{
	return say(parts[part].label);
}

bool
reconcile_part_find(const char *name, enum reconcile_part *out)
{
	for (int p = 0; p < PART__COUNT; p++) {
		if (str_eq(parts[p].name, name)) {
			*out = (enum reconcile_part)p;
			return true;
		}
	}
	return false;
}

static const struct {
	const char *name;
	const char *label;
} faults[RECONCILE_FAULT__COUNT] = {
	[RECONCILE_WELL] = { "", N_("matched") },
	[RECONCILE_MISSING_HERE] = { "missing-here",
	    N_("The channel announces it; it never came here.") },
	[RECONCILE_UNSORTED_HERE] = { "unsorted-here", N_("It came and is unsorted.") },
	[RECONCILE_UNKNOWN_THERE] = { "unknown-there",
	    N_("It is a case here; the channel does not have it.") },
	[RECONCILE_RECEIPT_LOST] = { "receipt-lost",
	    N_("The receipt was reported; the channel does not know it.") },
	[RECONCILE_DECISION_LOST] = { "decision-lost",
	    N_("The decision was reported; the channel does not know it.") },
};

const char *
reconcile_fault_name(enum reconcile_fault fault)
{
	return faults[fault].name;
}

const char *
reconcile_fault_label(enum reconcile_fault fault)
{
	return say(faults[fault].label);
}

bool
reconcile_fault_find(const char *name, enum reconcile_fault *out)
{
	for (int f = 0; f < RECONCILE_FAULT__COUNT; f++) {
		if (str_eq(faults[f].name, name)) {
			*out = (enum reconcile_fault)f;
			return true;
		}
	}
	return false;
}

/* Was it so already when the channel was asked? */
static bool
is_before(int64_t at, const struct reconcile_facts *f)
{
	return at != 0 && at <= f->heard_at;
}

enum reconcile_fault
reconcile_judge(const struct reconcile_facts *f)
{
	if (f->heard_at == 0)
		return RECONCILE_WELL;
	if (f->arrived_at == 0)
		return f->is_there ? RECONCILE_MISSING_HERE : RECONCILE_WELL;
	if (!f->is_there)
		return is_before(f->arrived_at, f) ? RECONCILE_UNKNOWN_THERE : RECONCILE_WELL;
	if (!f->is_decided_there && is_before(f->decision_sent_at, f))
		return RECONCILE_DECISION_LOST;
	if (!f->is_received_there && is_before(f->receipt_sent_at, f))
		return RECONCILE_RECEIPT_LOST;
	return RECONCILE_WELL;
}

bool
reconcile_counts(const struct reconcile_facts *f, enum reconcile_part part)
{
	enum reconcile_fault fault = reconcile_judge(f);
	bool is_here = f->arrived_at != 0;

	switch (part) {
	case PART_ARRIVED:
		return is_here;
	case PART_RECEIVED:
		return is_here && f->received_at != 0;
	case PART_DECIDED:
		return is_here && f->decided_at != 0;
	case PART_REPORTED:
		return is_here && f->decided_at != 0 && f->is_reported;
	case PART_ACKNOWLEDGED:
		return is_here && f->decided_at != 0 && f->decision_sent_at != 0;
	case PART_MISSING_HERE:
		return fault == RECONCILE_MISSING_HERE || fault == RECONCILE_UNSORTED_HERE;
	case PART_MISSING_THERE:
		return fault == RECONCILE_UNKNOWN_THERE || fault == RECONCILE_RECEIPT_LOST ||
		    fault == RECONCILE_DECISION_LOST;
	case PART__COUNT:
		break;
	}
	return false;
}

int64_t
reconcile_receipt_sec(const struct reconcile_facts *f)
{
	return f->arrived_at != 0 && f->received_at >= f->arrived_at ?
	    f->received_at - f->arrived_at : -1;
}

int64_t
reconcile_report_sec(const struct reconcile_facts *f)
{
	return f->decided_at != 0 && f->decision_sent_at >= f->decided_at ?
	    f->decision_sent_at - f->decided_at : -1;
}

static int
compare_spans(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

int64_t
reconcile_median(int64_t *spans, size_t count)
{
	if (count == 0)
		return -1;
	qsort(spans, count, sizeof(*spans), compare_spans);
	return count % 2 == 1 ? spans[count / 2] : (spans[count / 2 - 1] + spans[count / 2]) / 2;
}

int64_t
reconcile_worst(const int64_t *spans, size_t count)
{
	int64_t worst = -1;

	for (size_t i = 0; i < count; i++)
		worst = spans[i] > worst ? spans[i] : worst;
	return worst;
}
