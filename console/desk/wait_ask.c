/* SPDX-License-Identifier: ISC */
#include "console/desk/wait_ask.h"

#include <string.h>

#include "console/desk/consult_ask.h"
#include "console/desk/verbs.h"
#include "console/rules/catalogue.h"
#include "console/rules/column_map.h"
#include "storage/instant.h"
#include "storage/text.h"

#define NUMBER_MOST 1000000

/* One row per word: its name, and what clerks have as a heading. */
static const struct {
	const char *name, *korean, *other;
} table[WAIT_WORD__COUNT] = {
	[WAIT_WORD_REGION] = { "region", "지역", "시군구" },
	[WAIT_WORD_DESK] = { "desk", "민원실", "기관" },
	[WAIT_WORD_TASK] = { "task", "업무", "창구업무" },
	[WAIT_WORD_WAITING] = { "waiting", "대기", "대기인원" },
	[WAIT_WORD_CALLED] = { "called", "호출번호", "호출 번호" },
	[WAIT_WORD_COUNTERS] = { "counters", "창구", "창구 수" },
	[WAIT_WORD_AT] = { "at", "시각", "일시" },
};

const char *
wait_word_name(enum wait_word word)
{
	return table[word].name;
}

int
wait_word_find(const char *name)
{
	for (int i = 0; i < WAIT_WORD__COUNT; i++)
		if (str_eq(table[i].name, name) || str_eq(table[i].korean, name) ||
		    str_eq(table[i].other, name))
			return i;
	return COLUMN_MAP_NONE;
}

static bool
is_nothing(const char *word)
{
	return str_eq(word, "-") || str_eq(word, "none") || str_eq(word, "없음");
}

static enum rc
fill_number(int64_t *to, const char *word, enum wait_word which, struct err *e)
{
	*to = -1;
	if (str_empty(word) || is_nothing(word) || parse_int(word, 0, NUMBER_MOST, to))
		return RC_OK;
	return err_set(e, RC_USAGE, say(N_("%s: “%s” is no number from 0 to %d")),
	    table[which].name, word, NUMBER_MOST);
}

static enum rc
fill_region(struct wire_wait_set *ask, const char *word, struct err *e)
{
	const struct region_info *region;

	if (str_empty(word))
		return RC_OK;
	region = region_find(word);
	if (region == NULL)
		region = region_search(word);
	if (region == NULL)
		return err_set(e, RC_USAGE,
		    say(N_("there is no region “%s”: write its code or its name")), word);
	return call_fill(ask->region, sizeof(ask->region), region->code, "region", e);
}

static enum rc
fill_waiting(struct wire_wait_set *ask, const char *word, struct err *e)
{
	ask->is_drop = is_nothing(str_or_empty(word));
	if (str_empty(word))
		return err_set(e, RC_USAGE, say(N_("say how many wait, or none to take back what "
		    "was typed")));
	return fill_number(&ask->waiting, word, WAIT_WORD_WAITING, e);
}

/* A name that must be there. */
static enum rc
fill_name(char *to, size_t cap, const char *word, enum wait_word which, struct err *e)
{
	if (str_empty(word))
		return err_set(e, RC_USAGE, say(N_("%s is missing")), table[which].name);
	return call_fill(to, cap, word, table[which].name, e);
}

enum rc
wait_ask_fill(struct wire_wait_set *ask, const char *const words[WAIT_WORD__COUNT],
    int64_t now_at, enum wait_word *word, struct err *e)
{
	enum rc rc = fill_region(ask, words[*word = WAIT_WORD_REGION], e);

	if (rc == RC_OK)
		rc = fill_name(ask->desk, sizeof(ask->desk), words[*word = WAIT_WORD_DESK],
		    WAIT_WORD_DESK, e);
	if (rc == RC_OK)
		rc = fill_name(ask->task, sizeof(ask->task), words[*word = WAIT_WORD_TASK],
		    WAIT_WORD_TASK, e);
	if (rc == RC_OK)
		rc = fill_waiting(ask, words[*word = WAIT_WORD_WAITING], e);
	if (rc == RC_OK)
		rc = fill_number(&ask->called, words[*word = WAIT_WORD_CALLED], WAIT_WORD_CALLED,
		    e);
	if (rc == RC_OK)
		rc = fill_number(&ask->counters, words[*word = WAIT_WORD_COUNTERS],
		    WAIT_WORD_COUNTERS, e);
	if (rc == RC_OK)
		rc = consult_time_read(&ask->at, words[*word = WAIT_WORD_AT], now_at, e);
	return rc;
}
