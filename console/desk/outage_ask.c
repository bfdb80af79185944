/* SPDX-License-Identifier: ISC */
#include "console/desk/outage_ask.h"

#include "console/desk/verbs.h"
#include "console/rules/catalogue.h"
#include "storage/instant.h"
#include "storage/text.h"

static enum rc
fill_instant(int64_t *at, const char *word, const char *option, struct err *e)
{
	if (!str_empty(word) && !instant_parse(word, at))
		return err_set(e, RC_USAGE, say(N_("--%s: “%s” is no time: write "
		    "2026-11-23T14:30")), option, word);
	return RC_OK;
}

/* Which system: a channel by code or name, or all of them. */
static enum rc
fill_channel(struct wire_outage *ask, const char *word, struct err *e)
{
	const struct channel_info *channel = channel_search(word);

	if (str_eq(word, "all") || str_eq(word, "모두"))
		return RC_OK;
	if (channel == NULL)
		return err_set(e, RC_USAGE, say(N_("there is no channel “%s”: see `minwon channel "
		    "list`, or say all")), str_or_empty(word));
	(void)str_fill(ask->channel, sizeof(ask->channel), channel->code);
	return RC_OK;
}

enum rc
outage_ask_fill(struct wire_outage *ask, const char *what, const struct outage_words *words,
    struct err *e)
{
	enum rc rc = call_fill(ask->what, sizeof(ask->what), what, "outage", e);

	if (rc == RC_OK && !str_eq(what, "end"))
		rc = fill_channel(ask, words->which, e);
	else if (rc == RC_OK && !parse_int(str_or_empty(words->which), 1, INT64_MAX, &ask->id))
		rc = err_set(e, RC_USAGE, say(N_("“%s” is no id: see `minwon %.*s list`")),
		    str_or_empty(words->which), (int)sizeof("outage") - 1, "outage");
	if (rc == RC_OK)
		rc = fill_instant(&ask->from_at, words->from, "from", e);
	if (rc == RC_OK)
		rc = fill_instant(&ask->until_at, words->until, "until", e);
	if (rc == RC_OK)
		rc = call_fill(ask->reason, sizeof(ask->reason), words->reason, "--text", e);
	if (rc == RC_OK)
		rc = call_fill(ask->evidence, sizeof(ask->evidence), words->evidence, "--evidence",
		    e);
	return rc;
}
