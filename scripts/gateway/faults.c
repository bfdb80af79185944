/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/faults.h"

#include <string.h>

#include "scripts/gateway/draw.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const struct {
	const char *name;
	const char *help;
} faults[] = {
	[FAULT_SERVER] = { "5xx", "answers 500, 502 or 503 and does nothing" },
	[FAULT_TOO_MANY] = { "429", "answers 429 with Retry-After and does nothing" },
	[FAULT_HTML] = { "html", "answers 200 with an HTML page and does nothing" },
	[FAULT_SLOW] = { "slow", "answers a second late" },
	[FAULT_DUPLICATE] = { "duplicate", "hands events out twice, or an earlier page again" },
	[FAULT_CUT] = { "cut", "closes before Content-Length is reached" },
	[FAULT_CUT_CLOSE] = { "cut-close", "cuts a body that only closing delimits" },
	[FAULT_DROP_AFTER] = { "drop-after", "accepts the effect, then drops the connection" },
	[FAULT_IGNORE_KEYS] = { "ignore-keys", "applies an effect again under the same key" },
	[FAULT_TOO_MANY_DATE] = { "429-date", "answers 429 with a date in Retry-After" },
	[FAULT_TOO_MANY_LIE] = { "429-lie", "answers 429 and asks to come back in 2037" },
	[FAULT_ENDLESS] = { "endless", "answers with a body that never ends" },
	[FAULT_BOMB] = { "bomb", "answers with gzip that unpacks to 1 GiB" },
	[FAULT_HEADERS] = { "headers", "answers under a flood of header fields" },
	[FAULT_DRIP] = { "drip", "answers a few bytes a second" },
	[FAULT_BAD_SIGNATURE] = { "bad-signature", "signs other bytes than it sends" },
	[FAULT_OLD_SIGNATURE] = { "old-signature", "signs for ten minutes ago" },
	[FAULT_REPLAY] = { "replay", "repeats an earlier signed page of the feed" },
	[FAULT_REDIRECT] = { "redirect", "answers 302 to another host and does nothing" },
	[FAULT_LOOP] = { "loop", "names the cursor asked for as the next one" },
	[FAULT_WRONG_BYTES] = { "wrong-bytes", "hands out an attachment with a bit changed" },
	[FAULT_NO_RANGES] = { "no-ranges", "sends an attachment whole, whatever part is asked for" },
};
_Static_assert(COUNT(faults) == FAULT__COUNT, "one row per fault");

const char *
fault_name(enum fault fault)
{
	return faults[fault].name;
}

const char *
fault_help(enum fault fault)
{
	return faults[fault].help;
}

/* One item of the list, "name" or "name=percent". */
static enum rc
parse_item(char *item, struct fault_plan *plan, struct err *e)
{
	char *equals = strchr(item, '=');
	int64_t percent = 100;

	if (equals != NULL) {
		*equals = '\0';
		if (!parse_int(equals + 1, 0, 100, &percent))
			return err_set(e, RC_USAGE, "--fault %s: \"%s\" is no percentage from 0 to 100",
			    item, equals + 1);
	}
	for (size_t i = 0; i < COUNT(faults); i++) {
		if (str_eq(item, faults[i].name)) {
			plan->percent[i] = (int)percent;
			return RC_OK;
		}
	}
	return err_set(e, RC_USAGE, "--fault: there is no fault \"%s\"; see --help", item);
}

enum rc
faults_parse(const char *list, struct fault_plan *plan, struct err *e)
{
	struct buf copy = { 0 };
	enum rc rc = RC_OK;
	char *rest;

	buf_puts(&copy, list);
	for (rest = copy.data; rest != NULL && rc == RC_OK;)
		rc = parse_item(strsep(&rest, ","), plan, e);
	buf_release(&copy);
	return rc;
}

struct fault_hits
faults_draw(const struct fault_plan *plan, uint64_t request_no)
{
	struct draw d = draw_start(plan->seed ^ UINT64_C(0xfa17), request_no);
	struct fault_hits hits = { 0 };

	for (size_t i = 0; i < COUNT(faults); i++)
		hits.is_hit[i] = draw_percent(&d, plan->percent[i]);
	return hits;
}
