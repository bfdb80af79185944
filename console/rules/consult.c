/* SPDX-License-Identifier: ISC */
#include "console/rules/consult.h"

#include "console/rules/workflow.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

struct word {
	const char *name, *label;
};

static const struct word kinds[] = {
	{ "phone", N_("By phone") }, { "chat", N_("Chat") }, { "video", N_("Video") },
	{ "counter", N_("Counter") },
};
static const struct word tasks[] = {
	{ "general", N_("General") }, { "residence", N_("Residence") },
	{ "certificate", N_("Certificates") }, { "welfare", N_("Welfare") },
	{ "tax", N_("Local tax") }, { "building", N_("Building, land") },
	{ "food", N_("Food, hygiene") }, { "traffic", N_("Vehicles") },
};
static const struct word states[] = {
	{ "waiting", N_("waiting") }, { "later", N_("call back") }, { "called", N_("called") },
	{ "serving", N_("talking") }, { "held", N_("on hold") }, { "done", N_("finished") },
	{ "no-show", N_("not there") }, { "left", N_("gave up") }, { "ended", N_("ended") },
	{ "said", N_("said") },
};
static const struct word results[] = {
	{ "answered", N_("Answered") }, { "applied", N_("Told how to apply") },
	{ "referred", N_("Referred to another desk") }, { "case", N_("Became a case") },
	{ "open", N_("Still open") },
};
static const struct word abuses[] = {
	{ "abuse", N_("Abusive language") }, { "threat", N_("Threats") },
	{ "harassment", N_("Sexual harassment") }, { "overrun", N_("Much longer than the office allows") },
};
static const struct word priorities[] = {
	{ "normal", N_("in turn") }, { "priority", N_("before the others") },
};

static const struct {
	const struct word *rows;
	size_t count;
} tables[CONSULT_WORDS__COUNT] = {
	[CONSULT_KINDS] = { kinds, COUNT(kinds) },
	[CONSULT_TASKS] = { tasks, COUNT(tasks) },
	[CONSULT_STATES] = { states, COUNT(states) },
	[CONSULT_RESULTS] = { results, COUNT(results) },
	[CONSULT_ABUSES] = { abuses, COUNT(abuses) },
	[CONSULT_PRIORITIES] = { priorities, COUNT(priorities) },
};

size_t
consult_word_count(enum consult_words words)
{
	return tables[words].count;
}

const char *
consult_word_name(enum consult_words words, size_t i)
{
	return tables[words].rows[i].name;
}

const char *
consult_word_label(enum consult_words words, size_t i)
{
	return say(tables[words].rows[i].label);
}

bool
consult_word_find(enum consult_words words, const char *word, size_t *i)
{
	for (size_t k = 0; k < tables[words].count; k++) {
		if (str_eq(tables[words].rows[k].name, word) ||
		    str_eq(say(tables[words].rows[k].label), word)) {
			*i = k;
			return true;
		}
	}
	return false;
}

const char *
consult_label(enum consult_words words, const char *name)
{
	for (size_t k = 0; k < tables[words].count; k++)
		if (str_eq(tables[words].rows[k].name, name))
			return say(tables[words].rows[k].label);
	return name;
}

void
consult_word_list(struct buf *out, enum consult_words words)
{
	for (size_t k = 0; k < tables[words].count; k++)
		buf_printf(out, "%s%s", k > 0 ? ", " : "", tables[words].rows[k].name);
}

bool
consult_is_hand(enum by_hand hand)
{
	return str_starts(by_hand_table[hand].verb, "consult ");
}

/* Somebody who waits is everybody's; who was called is one person's. */
static bool
is_somebodys(const char *state)
{
	return str_eq(state, "called") || str_eq(state, "serving") || str_eq(state, "held");
}

struct verdict
consult_judge(enum by_hand hand, enum role role, int64_t staff_id,
    const struct consult_facts *facts)
{
	struct verdict v = by_hand_judge(hand, role, facts->state);

	if (v.reason != REASON_NONE)
		return v;
	if (is_somebodys(facts->state) && facts->staff_id != staff_id && role != ROLE_SUPERVISOR)
		return verdict_refuse(REASON_CONSULT_OTHERS, facts->staff_name);
	if (hand == BY_HAND_CONSULT_END && facts->warned_at == 0)
		return verdict_refuse(REASON_CONSULT_WARN, "");
	if (hand == BY_HAND_CONSULT_SAY && !facts->has_chat)
		return verdict_refuse(REASON_CONSULT_NO_CHAT, "");
	if (hand == BY_HAND_CONSULT_WARN && facts->warned_at != 0)
		return verdict_refuse(REASON_CONSULT_WARNED, "");
	return VERDICT_ALLOWED;
}
