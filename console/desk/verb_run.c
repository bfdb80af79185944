/* SPDX-License-Identifier: ISC */
/* From the words of a command line to its verb, and the verb's run. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "console/desk/contradiction.h"
#include "console/desk/verbs.h"
#include "storage/text.h"

#define VERBS_NAMED_BYTES 200	/* more of them would not help */

static opt_set
known_options(const struct verb *verb)
{
	return OPT_COMMON | verb->options |
	    (verb->op != OP__COUNT ? verb_op_options(verb->op) : 0);
}

/* Appends the second words of a group of verbs, or the verbs that begin so, by
 * commas; returns how many there are. */
static size_t
list_verbs(const char *start, bool is_group, struct buf *out)
{
	size_t count = 0, len = strlen(start);

	for (size_t i = 0; i < verb_count; i++) {
		const char *name = verb_table[i].name;

		if (!str_starts(name, start) || (is_group && name[len] != ' '))
			continue;
		buf_printf(out, "%s%s", count++ > 0 ? ", " : "", is_group ? name + len + 1 : name);
	}
	return count;
}

/* One word that does not say it all: a group's alone, or the beginning of
 * several verbs. */
static bool
is_half_verb(const char *first, const char *second, struct err *e)
{
	struct buf verbs = { 0 };
	bool is_group = list_verbs(first, true, &verbs) > 0;

	if (is_group && (second == NULL || second[0] == '-')) {
		(void)err_set(e, RC_USAGE, say(N_("`minwon %s` needs a second word: one of %s")),
		    first, buf_str(&verbs));
	} else {
		buf_clear(&verbs);
		if (is_group || list_verbs(first, false, &verbs) < 2 || first[0] == '\0' ||
		    verbs.len > VERBS_NAMED_BYTES) {
			buf_release(&verbs);
			return false;
		}
		(void)err_set(e, RC_USAGE, say(N_("“%s” is the beginning of several verbs: %s")),
		    first, buf_str(&verbs));
	}
	buf_release(&verbs);
	return true;
}

/* No such verb: the nearest one, by the whole name or by its second word. */
static enum rc
unknown_verb(const char *first, const char *second, struct err *e)
{
	struct nearest near = { 0 };
	struct buf typed = { 0 };
	bool is_group = list_verbs(first, true, &typed) > 0;

	buf_release(&typed);
	if (is_half_verb(first, second, e))
		return RC_USAGE;
	tsafe(&typed, first, strlen(first), false);
	if (is_group && second != NULL) {
		buf_putc(&typed, ' ');
		tsafe(&typed, second, strlen(second), false);
	}
	for (size_t i = 0; i < verb_count; i++)
		if (!is_group || str_starts(verb_table[i].name, first))
			nearest_try(&near, buf_str(&typed), verb_table[i].name);
	if (near.best != NULL)
		(void)err_set(e, RC_USAGE, say(N_("unknown verb “%s”: did you mean “%s”?")),
		    buf_str(&typed), near.best);
	else
		(void)err_set(e, RC_USAGE, say(N_("unknown verb “%s”: see `minwon help`")),
		    buf_str(&typed));
	buf_release(&typed);
	return RC_USAGE;
}

static enum rc
choose_format(struct call *call, struct err *e)
{
	const char *word = options_value(&call->options, OPT_FORMAT);
	struct buf known = { 0 };

	call->format = call->verb->format;
	if (word == NULL)
		return RC_OK;
	if (call->verb->formats == 0)
		return err_set(e, RC_USAGE, say(N_("`minwon %s` has one format only: leave out "
		    "--format")), call->verb->name);
	if (format_find(word, &call->format) &&
	    (call->verb->formats & FORMAT_BIT(call->format)) != 0)
		return RC_OK;
	for (size_t i = 0; i < FORMAT__COUNT; i++)
		if ((call->verb->formats & FORMAT_BIT(i)) != 0)
			buf_printf(&known, "%s%s", known.len > 0 ? ", " : "",
			    format_name((enum format)i));
	(void)err_set(e, RC_USAGE, say(N_("`minwon %s` has no format “%s”: choose of %s")),
	    call->verb->name, word, buf_str(&known));
	buf_release(&known);
	return RC_USAGE;
}

static enum rc
choose_encoding(struct call *call, struct err *e)
{
	const char *word = options_value(&call->options, OPT_ENCODING);

	call->out.is_cp949 = str_eq(word, "cp949");
	if (word == NULL || call->out.is_cp949 || str_eq(word, "utf-8"))
		return RC_OK;
	return err_set(e, RC_USAGE, say(N_("there is no encoding “%s”: choose utf-8 or cp949")),
	    word);
}

static enum rc
check_operands(const struct call *call, struct err *e)
{
	const struct verb *verb = call->verb;

	if (call->options.operand_count < verb->least)
		return err_set(e, RC_USAGE, say(N_("`minwon %s` needs %s: see `minwon help %s`")),
		    verb->name, verb->arguments, verb->name);
	if (call->options.operand_count > verb->most)
		return err_set(e, RC_USAGE,
		    say(N_("`minwon %s` does not take “%s”: see `minwon help %s`")), verb->name,
		    call->options.operands[verb->most], verb->name);
	return RC_OK;
}

/* Finds the verb and takes the rest of the words apart for it. call->verb
 * stays NULL where there is none. */
static enum rc
read_command(struct call *call, int argc, char *const argv[], struct err *e)
{
	int used = 0, words = 0;
	enum rc rc = options_parse(&call->options, argc, argv, OPT_COMMON | OPT_SCREEN, &used,
	    e);

	if (rc != RC_OK || used == argc)
		return rc;
	argv += used;
	argc -= used;
	call->verb = verb_find(argv[0], argc > 1 ? argv[1] : NULL, &words);
	if (call->verb == NULL)
		return unknown_verb(argv[0], argc > 1 ? argv[1] : NULL, e);
	return options_parse(&call->options, argc - words, argv + words,
	    known_options(call->verb), NULL, e);
}

/* Whether the call only asks for help or the version; then it is answered as
 * `minwon help VERB` would be. */
static bool
is_about_itself(struct call *call)
{
	int words;

	if (options_has(&call->options, OPT_PROGRAM_VERSION)) {
		sink_puts(&call->out, "minwon " MINWON_VERSION "\n");
		return true;
	}
	if (!options_has(&call->options, OPT_HELP))
		return false;
	free(call->options.operands);
	call->options.operands = NULL;
	call->options.operand_count = 0;
	if (call->verb != NULL) {
		call->options.operands = x_zalloc(1, sizeof(*call->options.operands));
		call->options.operands[0] = call->verb->name;
		call->options.operand_count = 1;
	}
	call->verb = verb_find("help", NULL, &words);
	call->format = call->verb->format;
	(void)verb_help_on(call);
	return true;
}

static int
run_verb(struct call *call)
{
	struct err e = { 0 };

	if (choose_format(call, &e) != RC_OK || check_operands(call, &e) != RC_OK ||
	    choose_encoding(call, &e) != RC_OK ||
	    contradiction_check(call->verb->name, &call->options, call->format == FORMAT_CSV,
		&e) != RC_OK)
		return call_fail(&e);
	if (call->verb->needs_office && call->link == NULL &&
	    call_open_link(call, false, &e) != RC_OK)
		return call_fail(&e);
	return call->verb->run(call);
}

/* Where nobody is to be asked there is no screen. */
static const struct err *
no_verb(struct err *e)
{
	(void)err_set(e, RC_USAGE, say(N_("--no-input leaves no screen: name a verb, see `minwon "
	    "help`")));
	return e;
}

/* Writes what is left of the call's results and says what went wrong with them, beside its
 * own status; returns the status of all. */
static int
end_call(struct call *call, int status)
{
	struct err e = { 0 };

	if (sink_finish(&call->out, &e) != RC_OK)
		status = call_fail(&e);
	if (call->fault.rc != RC_OK)
		status = call_fail(&call->fault);
	if (call->out.lost > 0)
		call_say(say(N_("%zu characters that CP949 does not have became “?”")),
		    call->out.lost);
	options_release(&call->options);
	return status;
}

int
verbs_main(int argc, char *const argv[], int (*screen)(struct call *call))
{
	struct call call = { .verb = NULL };
	struct err e = { 0 };
	int status = 0;

	sink_init(&call.out, STDOUT_FILENO);
	if (read_command(&call, argc, argv, &e) != RC_OK)
		status = call_fail(&e);
	else if (!is_about_itself(&call))
		status = call.verb != NULL ? run_verb(&call) :
		    options_has(&call.options, OPT_NO_INPUT) ? call_fail(no_verb(&e)) :
		    screen(&call);
	link_close(call.link);
	return end_call(&call, status);
}

int
verbs_line(struct call *session, int argc, char *const argv[])
{
	struct call call = { .verb = NULL };
	struct err e = { 0 };
	int status = 0;

	if (call_keep_link(session, &e) != RC_OK)
		return call_fail(&e);
	call.link = session->link;
	sink_init(&call.out, session->out.fd);
	if (read_command(&call, argc, argv, &e) != RC_OK)
		status = call_fail(&e);
	else if (!is_about_itself(&call) && call.verb != NULL)
		status = run_verb(&call);
	session->link = call.link;
	return end_call(&call, status);
}
