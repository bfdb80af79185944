/* SPDX-License-Identifier: ISC */
#include "views/reconcile_words.h"

#include "storage/text.h"
#include "views/words.h"

#define MINUTE 60
#define HOUR 3600
#define DAY 86400

void
reconcile_span_words(struct buf *out, int64_t sec)
{
	if (sec < 0)
		buf_puts(out, "-");
	else if (sec < HOUR)
		buf_printf(out, say(N_("%lldmin")), (long long)(sec / MINUTE));
	else if (sec < DAY)
		buf_printf(out, say(N_("%lldh %lldmin")), (long long)(sec / HOUR),
		    (long long)(sec % HOUR / MINUTE));
	else
		buf_printf(out, say(N_("%lldd %lldh")), (long long)(sec / DAY),
		    (long long)(sec % DAY / HOUR));
}

void
reconcile_lag_words(struct buf *out, const struct reconcile_row *row)
{
	struct buf spans[4] = { { 0 } };
	const int64_t secs[4] = { row->receipt_median_sec, row->receipt_worst_sec,
		row->report_median_sec, row->report_worst_sec };

	for (int i = 0; i < 4; i++)
		reconcile_span_words(&spans[i], secs[i]);
	buf_printf(out, say(N_("median (worst): receipt %s (%s), acknowledgement %s (%s)")), buf_str(&spans[0]), buf_str(&spans[1]), buf_str(&spans[2]),
	    buf_str(&spans[3]));
	for (int i = 0; i < 4; i++)
		buf_release(&spans[i]);
}

int64_t
reconcile_number(const struct reconcile_row *row, enum reconcile_part part)
{
	switch (part) {
	case PART_ARRIVED:
		return row->arrived;
	case PART_RECEIVED:
		return row->received;
	case PART_DECIDED:
		return row->decided;
	case PART_REPORTED:
		return row->reported;
	case PART_ACKNOWLEDGED:
		return row->acknowledged;
	case PART_MISSING_HERE:
		return row->missing_here;
	case PART_MISSING_THERE:
		return row->missing_there;
	case PART__COUNT:
		break;
	}
	return 0;
}

void
reconcile_there_words(struct buf *out, const struct reconcile_row *row)
{
	struct buf at = { 0 };

	if (row->error[0] != '\0') {
		buf_puts(out, row->error);
	} else if (row->heard_at == 0) {
		buf_puts(out, say(N_("the channel has not been asked about these days")));
	} else {
		words_short_time(&at, row->heard_at);
		buf_printf(out, say(N_("the channel at %s: filed %lld, received %lld, decided %lld")),
		    buf_str(&at), (long long)row->there_filed, (long long)row->there_received,
		    (long long)row->there_decided);
	}
	buf_release(&at);
}
