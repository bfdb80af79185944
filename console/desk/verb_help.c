/* SPDX-License-Identifier: ISC */
/* help, keys, workflow: printed from the tables. */
#include <string.h>

#include "console/desk/own_keys.h"
#include "console/desk/settings.h"
#include "console/desk/verbs.h"
#include "console/rules/citizen.h"
#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/actions.h"
#include "views/bindings.h"

static const char *const group_labels[VERBS__COUNT] = {
	[VERBS_CASES] = N_("Cases"),
	[VERBS_OFFICE] = N_("The office"),
	[VERBS_OFFLINE] = N_("Without an office"),
};

static const char *const group_names[VERBS__COUNT] = { "cases", "office", "offline" };

static const struct column verb_columns[] = {
	{ .key = "group" },
	{ .key = "verb", .title = N_("Verb") },
	{ .key = "arguments", .title = N_("Arguments") },
	{ .key = "options" },
	{ .key = "help", .title = N_("What it does") },
};

static const struct column key_columns[] = {
	{ .key = "view", .title = N_("View") },
	{ .key = "keys", .title = N_("Keys") },
	{ .key = "action" },
	{ .key = NULL, .title = N_("Action") },
	{ .key = "help", .title = N_("What it does") },
};

#define COUNT(columns) (sizeof(columns) / sizeof((columns)[0]))
#define HELP_CELLS 78
#define VERB_CELLS 23

static opt_set
options_of(const struct verb *verb)
{
	return verb->options | (verb->op != OP__COUNT ? verb_op_options(verb->op) : 0);
}

/* "--text TEXT" */
static void
put_option(struct buf *out, enum opt opt)
{
	const struct option_info *info = &option_table[opt];

	buf_printf(out, "--%s", info->name);
	if (info->value != NULL)
		buf_printf(out, " %s", info->value);
}

static void
list_verbs(struct call *call)
{
	struct writer *w = call_writer(call, verb_columns, COUNT(verb_columns));

	for (size_t i = 0; i < verb_count; i++) {
		const struct verb *verb = &verb_table[i];
		struct buf options = { 0 };

		for (size_t o = 0; o < OPT__COUNT; o++) {
			if ((options_of(verb) & OPT_BIT(o)) == 0)
				continue;
			buf_puts(&options, options.len > 0 ? ", " : "");
			put_option(&options, (enum opt)o);
		}
		writer_row(w, (const struct value[]){
			value_text(group_names[verb->group]), value_text(verb->name),
			value_text(verb->arguments), value_text(buf_str(&options)),
			value_text(verb_help(verb)),
		});
		buf_release(&options);
	}
	writer_close(w);
}

/* A wrapped line of help, set in. */
static void
put_wrapped(void *arg, const char *bytes, size_t len)
{
	struct buf *out = arg;

	buf_puts(out, "        ");
	buf_add(out, bytes, len);
	buf_putc(out, '\n');
}

static void
put_options(struct buf *out, opt_set options)
{
	for (size_t o = 0; o < OPT__COUNT; o++) {
		if ((options & OPT_BIT(o)) == 0)
			continue;
		buf_puts(out, "    ");
		if (option_table[o].letter != '\0')
			buf_printf(out, "-%c, ", option_table[o].letter);
		put_option(out, (enum opt)o);
		buf_putc(out, '\n');
		text_wrap(say(option_table[o].help), HELP_CELLS - 8, put_wrapped, out);
	}
}

static void
explain_verb(struct buf *out, const struct verb *verb)
{
	opt_set options = options_of(verb);

	buf_printf(out, "minwon %s%s%s%s\n", verb->name, verb->arguments[0] != '\0' ? " " : "",
	    verb->arguments, options != 0 ? say(N_(" [options]")) : "");
	text_wrap(verb_help(verb), HELP_CELLS - 8, put_wrapped, out);
	if (verb->op != OP__COUNT && op_table[verb->op].law[0] != '\0')
		text_wrap(op_table[verb->op].law, HELP_CELLS - 8, put_wrapped, out);
	if (options != 0)
		buf_printf(out, "\n%s\n", say(N_("Options:")));
	put_options(out, options);
	buf_printf(out, "\n%s\n", say(N_("Options of every verb:")));
	put_options(out, (options & OPT_BIT(OPT_READ_VERSION)) != 0 ?
	    OPT_COMMON & ~OPT_BIT(OPT_PROGRAM_VERSION) : OPT_COMMON);
}

/* One line per verb of a group; of all verbs of the first word where that is
 * not NULL. */
static bool
list_lines(struct buf *out, enum verb_group group, const char *first)
{
	size_t before = out->len;

	for (size_t i = 0; i < verb_count; i++) {
		const struct verb *verb = &verb_table[i];
		size_t len = strcspn(verb->name, " ");
		struct buf name = { 0 };

		if (first == NULL ? verb->group != group :
		    strlen(first) != len || strncmp(verb->name, first, len) != 0)
			continue;
		buf_printf(&name, "%s %s", verb->name, verb->arguments);
		buf_puts(out, "  ");
		text_fit(out, buf_str(&name), VERB_CELLS);
		buf_printf(out, "  %s\n", verb_help(verb));
		buf_release(&name);
	}
	return out->len > before;
}

static void
explain_all(struct buf *out)
{
	buf_printf(out, "%s\n%s\n", say(N_("minwon [options]              the screen")),
	    say(N_("minwon [options] VERB …       one command")));
	for (size_t g = 0; g < VERBS__COUNT; g++) {
		buf_printf(out, "\n%s\n", say(group_labels[g]));
		(void)list_lines(out, (enum verb_group)g, NULL);
	}
	buf_printf(out, "\n%s\n", say(N_("Options of the screen:")));
	put_options(out, OPT_SCREEN);
	buf_printf(out, "\n%s\n", say(N_("Options of every verb:")));
	put_options(out, OPT_COMMON);
}

int
verb_help_on(struct call *call)
{
	const struct options *o = &call->options;
	const char *second = o->operand_count > 1 ? o->operands[1] : NULL;
	const struct verb *verb = NULL;
	struct buf out = { 0 };
	struct err e = { 0 };
	int words;

	for (size_t i = 0; o->operand_count > 0 && i < verb_count; i++)
		if (str_eq(verb_table[i].name, o->operands[0]))
			verb = &verb_table[i];
	if (o->operand_count > 0 && verb == NULL)
		verb = verb_find(o->operands[0], second, &words);
	if (o->operand_count > 0 && verb == NULL &&
	    !list_lines(&out, VERBS__COUNT, o->operands[0])) {
		(void)err_set(&e, RC_USAGE, say(N_("unknown verb “%s”: see `minwon help`")),
		    o->operands[0]);
		return call_fail(&e);
	}
	if (verb != NULL)
		explain_verb(&out, verb);
	else if (out.len == 0 && options_has(o, OPT_FORMAT))
		list_verbs(call);
	else if (out.len == 0)
		explain_all(&out);
	sink_buf(&call->out, &out);
	buf_release(&out);
	return 0;
}

static void
key_row(struct writer *w, enum view_id view, enum action action)
{
	struct buf keys = { 0 };

	binding_keys(&keys, view, action);
	if (keys.len > 0)
		writer_row(w, (const struct value[]){
			value_shown(view_id_name(view), view_id_label(view)),
			value_text(buf_str(&keys)), value_text(action_table[action].name),
			value_text(action_label(action)), value_text(action_help(action)),
		});
	buf_release(&keys);
}

/* What is wrong with the clerk's own keys and settings: a sentence a line. */
static int
check_keys(struct call *call, const struct own_bindings *own, struct buf *faults)
{
	struct settings settings;
	struct buf sentence = { 0 };
	struct err e = { 0 };

	if (settings_read(&settings, &call->options, faults, &e) != RC_OK)
		return call_fail(&e);
	(void)own_keys_conflicts(own, faults);
	if (faults->len > 0) {
		tsafe(&sentence, buf_str(faults), faults->len, true);
	} else {
		buf_printf(&sentence, say(N_("own keys: %zu, no conflict")), own->count);
		buf_putc(&sentence, '\n');
	}
	sink_buf(&call->out, &sentence);
	buf_release(&sentence);
	return faults->len > 0 ? 1 : 0;
}

static void
list_keys(struct call *call)
{
	struct writer *w = call_writer(call, key_columns, COUNT(key_columns));

	for (size_t v = 0; v < VIEW__COUNT; v++)
		for (size_t a = ACTION_NONE + 1; a < ACTION__COUNT; a++)
			key_row(w, (enum view_id)v, (enum action)a);
	writer_close(w);
}

int
verb_keys(struct call *call)
{
	struct own_bindings own;
	struct buf faults = { 0 };
	int status = 0;

	(void)own_keys_read(&own, &faults);
	if (options_has(&call->options, OPT_CHECK)) {
		status = check_keys(call, &own, &faults);
	} else {
		list_keys(call);
		if (faults.len > 0)
			call_say("%s", say(N_("some of your own keys were not understood: see "
			    "`minwon keys --check`")));
	}
	own_bindings_release(&own);
	buf_release(&faults);
	return status;
}

static const struct column arrival_columns[] = {
	{ .key = "kind", .title = N_("Event") },
	{ .key = "states", .title = N_("State of the case") },
	{ .key = "outcome", .title = N_("What becomes of it") },
};

/* The states in which an event has an outcome, by name. */
static void
states_with(enum citizen_event event, enum citizen_outcome outcome, bool is_deemed,
    struct buf *out)
{
	for (int i = 0; i < STATE__COUNT; i++)
		if (citizen_outcome(event, (enum state)i, is_deemed) == outcome)
			buf_printf(out, "%s%s", out->len > 0 ? ", " : "", state_label((enum state)i));
}

static void
write_outcome(struct writer *w, const char *kind, const struct buf *states,
    enum citizen_outcome outcome)
{
	if (states->len > 0)
		writer_row(w, (const struct value[]){ value_text(kind), value_text(states->data),
		    value_text(say(citizen_outcome_sentence(outcome))) });
}

/* What becomes of a case when somebody outside says something about it: one row
 * for each kind and outcome. */
int
verb_workflow_events(struct call *call)
{
	struct writer *writer = call_writer(call, arrival_columns,
	    sizeof(arrival_columns) / sizeof(arrival_columns[0]));

	for (int event = 0; event < CITIZEN__COUNT; event++)
		for (int outcome = 0; outcome < CITIZEN_OUTCOME__COUNT; outcome++) {
			struct buf states = { 0 };

			states_with((enum citizen_event)event, (enum citizen_outcome)outcome, false,
			    &states);
			if (outcome == CITIZEN_STANDS && citizen_outcome((enum citizen_event)event,
			    STATE_RECEIVED, true) == CITIZEN_STANDS)
				buf_printf(&states, ", %s", say(N_("and where the law took silence for "
				    "acceptance")));
			write_outcome(writer, citizen_table[event].kind, &states,
			    (enum citizen_outcome)outcome);
			buf_release(&states);
		}
	writer_close(writer);
	return 0;
}

int
verb_workflow(struct call *call)
{
	struct buf out = { 0 };

	workflow_print(&out);
	sink_buf(&call->out, &out);
	buf_release(&out);
	return 0;
}
