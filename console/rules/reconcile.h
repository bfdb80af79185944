/* SPDX-License-Identifier: ISC */
/*
 * reconcile: what the office has of a channel, held against what the channel
 * says it has (대사): five numbers, what stands on one side alone, and how long
 * receipts and decisions took. Pure.
 */
#ifndef RULES_RECONCILE_H
#define RULES_RECONCILE_H

#include "storage/record.h"

/* What was filed so short before the channel was asked is not judged: it may be
 * on its way. */
#define RECONCILE_FRESH_SEC 600

/* What a number counts. The names are those of the command line. */
enum reconcile_part {
	PART_ARRIVED,
	PART_RECEIVED,
	PART_DECIDED,
	PART_REPORTED,		/* the decision is among the messages */
	PART_ACKNOWLEDGED,	/* the channel took it */
	PART_MISSING_HERE,	/* the channel has it, we do not */
	PART_MISSING_THERE,	/* we have it, or reported it, and the channel does not know */
	PART__COUNT
};
const char *reconcile_part_name(enum reconcile_part part);
const char *reconcile_part_label(enum reconcile_part part);	/* in the current language */
bool reconcile_part_find(const char *name, enum reconcile_part *out);

/* Why something stands on one side alone. */
enum reconcile_fault {
	RECONCILE_WELL,
	RECONCILE_MISSING_HERE,		/* announced there, never came to us */
	RECONCILE_UNSORTED_HERE,	/* it came and is 미분류 */
	RECONCILE_UNKNOWN_THERE,	/* the channel does not have the application */
	RECONCILE_RECEIPT_LOST,		/* we reported the receipt, it does not know it */
	RECONCILE_DECISION_LOST,	/* the same of the decision */
	RECONCILE_FAULT__COUNT
};
const char *reconcile_fault_name(enum reconcile_fault fault);
const char *reconcile_fault_label(enum reconcile_fault fault);
bool reconcile_fault_find(const char *name, enum reconcile_fault *out);

/* One application, as both sides have it. */
struct reconcile_facts {
	int64_t arrived_at, received_at, decided_at;
	bool is_reported;		/* a message with the decision that was not cancelled */
	int64_t receipt_sent_at;	/* the channel took it; 0 = no */
	int64_t decision_sent_at;
	int64_t heard_at;		/* the channel's listing; 0 = it was not asked */
	bool is_there, is_received_there, is_decided_there;
};

/* What is wrong with it: one thing, the gravest. */
enum reconcile_fault reconcile_judge(const struct reconcile_facts *f);

/* Does it count in that number? */
bool reconcile_counts(const struct reconcile_facts *f, enum reconcile_part part);

/* Seconds from arrival to receipt and from decision to acknowledgement; -1 where
 * there is none yet. */
int64_t reconcile_receipt_sec(const struct reconcile_facts *f);
int64_t reconcile_report_sec(const struct reconcile_facts *f);

/* The median of count spans, which are sorted, and the longest; -1 of none. */
int64_t reconcile_median(int64_t *spans, size_t count);
int64_t reconcile_worst(const int64_t *spans, size_t count);

#endif
