/* SPDX-License-Identifier: ISC */
#include "console/desk/contradiction.h"

#include <string.h>

#include "storage/text.h"

/* One row per pair of options of a verb that say different things about the same. */
static const struct pair {
	const char *verb;
	enum opt first, second;
} pairs[] = {
	{ "bulk", OPT_QUERY, OPT_INPUT },
	{ "bulk", OPT_QUERY, OPT_NULL },
	{ "bulk", OPT_QUERY, OPT_MAP },
	{ "bulk", OPT_QUERY, OPT_ON_BAD },
	{ "bulk", OPT_NULL, OPT_INPUT },
	{ "bulk", OPT_NULL, OPT_MAP },
	{ "today", OPT_CLOSE, OPT_FORMAT },
	{ "today", OPT_CLOSE, OPT_FIELDS },
	{ "escalate", OPT_PREVIEW, OPT_DRY_RUN },
	{ "forms import", OPT_GOV24, OPT_SERVICE },
	{ "forms import", OPT_GOV24, OPT_REGION },
	{ "forms import", OPT_GOV24, OPT_OWN },
	{ "forms import", OPT_GOV24, OPT_EFFECTIVE },
	{ "consult list", OPT_ALL, OPT_STATE },
};

/* Options that stand for operands: with one, at most so many operands are left. */
static const struct instead {
	const char *verb;
	enum opt opt;
	size_t operands;
} instead_of[] = {
	{ "holidays preview", OPT_PROPOSED, 0 },
	{ "holidays apply", OPT_PROPOSED, 0 },
	{ "letters send", OPT_ALL, 0 },
	{ "letters skip", OPT_ALL, 0 },
	{ "flag", OPT_ALL, 1 },
	{ "consult skills", OPT_ALL, 1 },
	{ "escalate", OPT_PREVIEW, 1 },
};

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

enum rc
contradiction_check(const char *verb, const struct options *o, bool is_csv, struct err *e)
{
	for (size_t i = 0; i < COUNT(pairs); i++)
		if (str_eq(pairs[i].verb, verb) && options_has(o, pairs[i].first) &&
		    options_has(o, pairs[i].second))
			return err_set(e, RC_USAGE, say(N_("--%s and --%s contradict each other: "
			    "leave one out")), option_table[pairs[i].first].name,
			    option_table[pairs[i].second].name);
	for (size_t i = 0; i < COUNT(instead_of); i++)
		if (str_eq(instead_of[i].verb, verb) && options_has(o, instead_of[i].opt) &&
		    o->operand_count > instead_of[i].operands)
			return err_set(e, RC_USAGE, say(N_("--%s and “%s” contradict each other: "
			    "leave one out")), option_table[instead_of[i].opt].name,
			    o->operands[instead_of[i].operands]);
	if (options_has(o, OPT_BOM) && !is_csv)
		return err_set(e, RC_USAGE, say(N_("--bom is for CSV: add --format csv, or leave it "
		    "out")));
	return RC_OK;
}
