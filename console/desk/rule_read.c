/* SPDX-License-Identifier: ISC */
#include "console/desk/rule_read.h"

#include <string.h>

#include "console/desk/filter.h"
#include "console/desk/verbs.h"
#include "storage/text.h"

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

/* One option into one member. */
struct member {
	enum opt opt;
	char *to;
	size_t cap;
};

static enum rc
read_members(const struct options *o, struct auto_rule *r, struct err *e)
{
	const struct member members[] = {
		{ OPT_WHEN, r->moment, sizeof(r->moment) }, { OPT_IF, r->query, sizeof(r->query) },
		{ OPT_DO, r->action, sizeof(r->action) },
		{ OPT_ASSIGNEE, r->assignee, sizeof(r->assignee) },
		{ OPT_OFFICER, r->officer, sizeof(r->officer) },
		{ OPT_AGENCY, r->agency, sizeof(r->agency) },
		{ OPT_KIND, r->kind, sizeof(r->kind) },
		{ OPT_TEXT, r->text, sizeof(r->text) },
	};
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < COUNT(members); i++)
		if (options_has(o, members[i].opt))
			rc = call_fill(members[i].to, members[i].cap, options_value(o, members[i].opt),
			    option_table[members[i].opt].name, e);
	return rc;
}

/* What a new or changed rule says. */
static enum rc
read_rule(struct wire_rule_change *ask, const struct options *o, bool is_add, struct err *e)
{
	enum rc rc = RC_OK;

	if (is_add && (!options_has(o, OPT_WHEN) || !options_has(o, OPT_IF) ||
	    !options_has(o, OPT_DO)))
		rc = err_set(e, RC_USAGE, "%s", say(N_("say when, for which cases and what: "
		    "--when arrival|clock --if QUERY --do ACTION")));
	if (rc == RC_OK)
		rc = read_members(o, &ask->rule, e);
	return rc == RC_OK && options_has(o, OPT_IF) ? filter_check("--if", ask->rule.query, e) : rc;
}

enum rc
rule_change_read(struct wire_rule_change *ask, const char *verb, const struct options *o,
    const struct auto_rule *before, struct err *e)
{
	const char *what = strchr(verb, ' ') + 1;
	bool is_move = str_eq(what, "move"), is_change = str_eq(what, "change");
	enum rc rc = RC_OK;

	*ask = (struct wire_rule_change){ .what = "" };
	if (is_change && before != NULL)
		ask->rule = *before;
	(void)str_fill(ask->what, sizeof(ask->what), what);
	if (o->operand_count != (is_move ? 2 : 1))
		return err_set(e, RC_USAGE, "%s", is_move ?
		    say(N_("name the rule and its place: rules move NAME PLACE")) :
		    say(N_("name the rule: quotes hold a name of several words together")));
	rc = call_fill(ask->rule.name, sizeof(ask->rule.name), o->operands[0], say(N_("the name")),
	    e);
	if (rc == RC_OK && is_move && !parse_int(o->operands[1], 1, 100000, &ask->rule.place))
		rc = err_set(e, RC_USAGE, say(N_("“%s” is no place: 1 is asked first")),
		    o->operands[1]);
	if (rc == RC_OK && (is_change || str_eq(what, "add")))
		rc = read_rule(ask, o, !is_change, e);
	return rc;
}
