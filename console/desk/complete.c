/* SPDX-License-Identifier: ISC */
#include "console/desk/complete.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/desk/verbs.h"
#include "console/rules/auto_rule.h"
#include "console/rules/catalogue.h"
#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/words.h"

#define CASES_MOST 60

/* Which option a word is; *value points at what stands behind "=", else NULL. */
static bool
option_of(const char *word, enum opt *out, const char **value)
{
	const char *equals = strchr(word, '=');
	size_t len = equals != NULL ? (size_t)(equals - word) : strlen(word);

	*value = equals != NULL ? equals + 1 : NULL;
	if (word[0] != '-' || word[1] == '\0')
		return false;
	for (int o = 0; o < OPT__COUNT; o++) {
		const struct option_info *info = &option_table[o];

		if ((word[1] == '-' && strlen(info->name) == len - 2 &&
		    strncmp(word + 2, info->name, len - 2) == 0) ||
		    (word[1] != '-' && len == 2 && info->letter == word[1])) {
			*out = (enum opt)o;
			return true;
		}
	}
	return false;
}

/* The n-th of the words that help shows for a verb's operands; the last one
 * again where it ends in "…" or the operands go on. */
static const char *
operand_of(const struct verb *verb, size_t n, char wanted[64])
{
	const char *at = verb->arguments;

	for (size_t i = 0; *at != '\0'; i++) {
		size_t len = strcspn(at, " ");
		bool is_last = at[len] == '\0';

		if (i == n || (is_last && verb->most > n)) {
			size_t k = 0;

			for (size_t j = 0; j < len && k + 1 < 64; j++)
				if (strchr("[]", at[j]) == NULL && (unsigned char)at[j] < 0x80)
					wanted[k++] = at[j];
			wanted[k] = '\0';
			return wanted;
		}
		at += len + (is_last ? 0 : 1);
	}
	return NULL;
}

/* What the operands so far mean: the verb, and which one is next. */
struct reading {
	const char *words[3];
	size_t count;
};

static const struct verb *
verb_read(struct reading *r, size_t *operands)
{
	int taken = 0;
	const struct verb *verb = r->count == 0 ? NULL :
	    verb_find(r->words[0], r->count > 1 ? r->words[1] : NULL, &taken);

	*operands = verb != NULL && r->count > (size_t)taken ? r->count - (size_t)taken : 0;
	return verb;
}

static bool
is_first_of_two(const char *word)
{
	size_t len = strlen(word);

	for (size_t i = 0; i < verb_count; i++)
		if (strncmp(verb_table[i].name, word, len) == 0 && verb_table[i].name[len] == ' ')
			return true;
	return false;
}

void
completion_find(struct completion *c, int count, char *const words[])
{
	struct reading r = { .count = 0 };
	const char *value, *awaited = NULL;
	size_t operands = 0, more = 0;
	enum opt opt;

	*c = (struct completion){ .word = count > 0 ? words[count - 1] : "", .before = "" };
	for (int i = 0; i + 1 < count; i++) {
		if (awaited != NULL) {
			awaited = NULL;
		} else if (option_of(words[i], &opt, &value)) {
			awaited = value == NULL ? option_table[opt].value : NULL;
		} else if (r.count < 3) {
			r.words[r.count++] = words[i];
		} else {
			more++;
		}
	}
	c->verb = verb_read(&r, &operands);
	operands += more;
	if (awaited != NULL) {
		c->wants = awaited;
	} else if (option_of(c->word, &opt, &value) && value != NULL) {
		c->wants = option_table[opt].value;
		c->before = c->word;
		c->before_len = (size_t)(value - c->word);
		c->word = value;
	} else if (c->word[0] == '-') {
		c->wants_option = true;
	} else if (r.count == 0) {
		c->wants_verb = true;
	} else if (r.count == 1 && is_first_of_two(r.words[0])) {
		c->wants_verb = true;
		c->first = r.words[0];
		if (c->verb != NULL)
			c->wants = operand_of(c->verb, 0, c->operand);
	} else if (c->verb != NULL) {
		c->wants = operand_of(c->verb, operands, c->operand);
	}
}

/* A line, if the word begins so. */
static void
offer(struct buf *out, const struct completion *c, const char *word, const char *help)
{
	size_t at;

	if (strncmp(word, c->word, strlen(c->word)) != 0)
		return;
	buf_add(out, c->before, c->before_len);
	buf_printf(out, "%s\t", word);
	at = out->len;
	tsafe(out, help, strlen(help), false);
	for (size_t i = at; i < out->len; i++)
		if (out->data[i] == '\n' || out->data[i] == '\t')
			out->data[i] = ' ';
	buf_putc(out, '\n');
}

static void
offer_verbs(struct buf *out, const struct completion *c)
{
	size_t len = c->first != NULL ? strlen(c->first) : 0;
	const char *last = "";
	size_t last_len = 0;

	for (size_t i = 0; i < verb_count; i++) {
		const char *name = verb_table[i].name;
		size_t word_len;
		char word[40];

		if (c->first != NULL) {
			if (strncmp(name, c->first, len) != 0 || name[len] != ' ')
				continue;
			name += len + 1;
		}
		word_len = strcspn(name, " ");
		if ((word_len == last_len && strncmp(name, last, word_len) == 0) ||
		    word_len >= sizeof(word))
			continue;
		last = name;
		last_len = word_len;
		memcpy(word, name, word_len);
		word[word_len] = '\0';
		offer(out, c, word, name[word_len] == ' ' ? "" : verb_help(&verb_table[i]));
	}
}

static void
offer_options(struct buf *out, const struct completion *c)
{
	opt_set known = OPT_COMMON | (c->verb == NULL ? OPT_SCREEN : c->verb->options |
	    (c->verb->op != OP__COUNT ? verb_op_options(c->verb->op) : 0));
	char word[48];

	for (int o = 0; o < OPT__COUNT; o++) {
		if ((known & OPT_BIT(o)) == 0)
			continue;
		(void)snprintf(word, sizeof(word), "--%s", option_table[o].name);
		offer(out, c, word, say(option_table[o].help));
	}
}

/* Words joined by |. */
static void
offer_choices(struct buf *out, const struct completion *c, const char *choices)
{
	char *memory = x_strdup(choices), *rest = memory, *word;

	while ((word = strsep(&rest, "|")) != NULL)
		if (word[0] >= 'a' && word[0] <= 'z')
			offer(out, c, word, "");
		else if (word[0] >= '0' && word[0] <= '9')
			offer(out, c, word, "");
	free(memory);
}

/* What is in the tables ---------------------------------------------------- */

static void
offer_services(struct buf *out, const struct completion *c)
{
	for (size_t i = 0; i < catalogue_service_count; i++)
		offer(out, c, catalogue_services[i].code, catalogue_services[i].name_ko);
}

static void
offer_regions(struct buf *out, const struct completion *c)
{
	for (size_t i = 0; i < catalogue_region_count; i++)
		offer(out, c, catalogue_regions[i].code, catalogue_regions[i].name_ko);
}

static void
offer_channels(struct buf *out, const struct completion *c)
{
	for (size_t i = 0; i < catalogue_channel_count; i++)
		offer(out, c, catalogue_channels[i].code, catalogue_channels[i].name_ko);
}

static void
offer_ops(struct buf *out, const struct completion *c)
{
	for (int o = 0; o < OP__COUNT; o++)
		offer(out, c, op_table[o].name, op_label((enum op)o));
}

static void
offer_actions(struct buf *out, const struct completion *c)
{
	for (int a = 0; a < AUTO_ACTION__COUNT; a++)
		offer(out, c, auto_action_table[a].name, auto_action_label((enum auto_action)a));
}

static void
offer_moments(struct buf *out, const struct completion *c)
{
	for (int m = 0; m < AUTO_MOMENT__COUNT; m++)
		offer(out, c, auto_moment_name((enum auto_moment)m),
		    auto_moment_label((enum auto_moment)m));
}

static void
offer_roles(struct buf *out, const struct completion *c)
{
	for (int r = 0; r < ROLE__COUNT; r++)
		offer(out, c, role_name((enum role)r), role_label((enum role)r));
}

static void
offer_formats(struct buf *out, const struct completion *c)
{
	static const char *const names[] = {
		[FORMAT_TABLE] = "table", [FORMAT_TSV] = "tsv", [FORMAT_CSV] = "csv",
		[FORMAT_JSONL] = "jsonl", [FORMAT_TEXT] = "text", [FORMAT_JSON] = "json",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i] != NULL && (c->verb == NULL ||
		    (c->verb->formats & FORMAT_BIT(i)) != 0))
			offer(out, c, names[i], "");
}

/* The keys of a query, and behind "state:" the states. */
static void
offer_query(struct buf *out, const struct completion *c)
{
	static const char *const keys[] = { "state:", "due:", "arrived:", "received:", "decided:",
		"region:", "service:", "channel:", "assignee:", "holder:", "number:", "open:",
		"overdue:", "clock:", "escalation:", "flag:", "not", "or" };
	char word[40];

	if (str_starts(c->word, "state:"))
		for (int s = 0; s < STATE__COUNT; s++) {
			(void)snprintf(word, sizeof(word), "state:%s", state_name((enum state)s));
			offer(out, c, word, state_label((enum state)s));
		}
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		offer(out, c, keys[i], "");
}

/* What only an office knows ------------------------------------------------- */

struct asking {
	struct buf *out;
	const struct completion *c;
};

static enum rc
take_case(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct asking *a = arg;
	struct case_row row;
	struct buf service = { 0 };
	enum rc rc;

	if (frame->message != MESSAGE_CASE_ROW)
		return RC_OK;
	rc = wire_read(frame, &row, e);
	if (rc == RC_OK) {
		words_service(&service, row.service);
		buf_printf(&service, " %s", state_label(row.state));
		offer(a->out, a->c, words_number(&row), buf_str(&service));
	}
	buf_release(&service);
	return rc;
}

static enum rc
take_staff(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct asking *a = arg;
	struct staff_row row;
	enum rc rc;

	if (frame->message != MESSAGE_STAFF_ROW)
		return RC_OK;
	rc = wire_read(frame, &row, e);
	if (rc == RC_OK)
		offer(a->out, a->c, row.login, row.name);
	return rc;
}

static enum rc
take_rule(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct asking *a = arg;
	struct auto_rule row;
	enum rc rc;

	if (frame->message != MESSAGE_RULE_ROW)
		return RC_OK;
	rc = wire_read(frame, &row, e);
	if (rc == RC_OK)
		offer(a->out, a->c, row.name, row.query);
	return rc;
}

/* Asks an office that answers already; none is started for it. */
static void
ask_office(struct buf *out, const struct completion *c, const char *store, const char *socket,
    const char *wants)
{
	struct asking a = { out, c };
	struct wire_list list = { .limit = CASES_MOST };
	struct link_options options = { .socket = socket };
	struct buf path = { 0 };
	struct link *link = NULL;
	struct wire_ok nothing = { 0 };
	size_t before = out->len;
	enum rc rc = RC_NOT_FOUND;

	if (socket == NULL && store != NULL) {
		buf_printf(&path, "%s.sock", store);
		options.socket = buf_str(&path);
	}
	if (options.socket != NULL)
		rc = link_open(&link, &options, NULL);
	if (rc == RC_OK)
		rc = str_eq(wants, "CASE") ?
		    link_ask(link, MESSAGE_LIST, &list, take_case, &a, NULL) :
		    str_eq(wants, "LOGIN") ?
		    link_ask(link, MESSAGE_STAFF_LIST, &nothing, take_staff, &a, NULL) :
		    link_ask(link, MESSAGE_RULE_LIST, &nothing, take_rule, &a, NULL);
	/* Half a list is none: a candidate that is missing would look like an answer. */
	if (rc != RC_OK)
		buf_cut(out, before);
	link_close(link);
	buf_release(&path);
}

/* One row for each word of help that something is known about. */
static const struct {
	const char *wants;
	void (*offer)(struct buf *out, const struct completion *c);
} providers[] = {
	{ "SERVICE", offer_services }, { "REGION", offer_regions }, { "CODE", offer_regions },
	{ "CHANNEL", offer_channels }, { "OP", offer_ops }, { "ACTION", offer_actions },
	{ "MOMENT", offer_moments }, { "ROLE", offer_roles }, { "FORMAT", offer_formats },
	{ "QUERY", offer_query }, { "VERB", offer_verbs },
};

void
completion_list(struct buf *out, const struct completion *c, const char *store,
    const char *socket)
{
	if (c->wants_verb)
		offer_verbs(out, c);
	if (c->wants_option)
		offer_options(out, c);
	if (c->wants == NULL)
		return;
	for (size_t i = 0; i < sizeof(providers) / sizeof(providers[0]); i++)
		if (str_eq(providers[i].wants, c->wants))
			providers[i].offer(out, c);
	if (str_eq(c->wants, "CASE") || str_eq(c->wants, "LOGIN") ||
	    (str_eq(c->wants, "NAME") && c->verb != NULL && str_starts(c->verb->name, "rules ")))
		ask_office(out, c, store, socket, c->wants);
	if (strchr(c->wants, '|') != NULL)
		offer_choices(out, c, c->wants);
	if (str_eq(c->wants, "FILE") || str_eq(c->wants, "PATH"))
		buf_puts(out, ":files\n");
}

/* A candidate is one line; bash takes ":" and "=" for borders of words. */
static const char bash_script[] =
    "# minwon completion for bash: eval \"$(minwon completion bash)\"\n"
    "_minwon()\n"
    "{\n"
    "\tlocal words cword cur prev line candidates\n"
    "\t_get_comp_words_by_ref -n :== -w words -i cword -c cur -p prev 2>/dev/null ||\n"
    "\t\t{ words=(\"${COMP_WORDS[@]}\"); cword=$COMP_CWORD; cur=${COMP_WORDS[COMP_CWORD]}; }\n"
    "\tCOMPREPLY=()\n"
    "\twhile IFS= read -r line; do\n"
    "\t\tif [ \"$line\" = :files ]; then\n"
    "\t\t\tcompopt -o filenames 2>/dev/null\n"
    "\t\t\twhile IFS= read -r line; do COMPREPLY+=(\"$line\"); done < <(compgen -f -- \"$cur\")\n"
    "\t\telse\n"
    "\t\t\tCOMPREPLY+=(\"${line%%$'\\t'*}\")\n"
    "\t\tfi\n"
    "\tdone < <(\"${words[0]}\" complete \"${words[@]:1:cword}\" 2>/dev/null)\n"
    "\tdeclare -F __ltrim_colon_completions >/dev/null && __ltrim_colon_completions \"$cur\"\n"
    "\tcase ${COMPREPLY[0]-} in *: | *=) compopt -o nospace 2>/dev/null ;; esac\n"
    "\treturn 0\n"
    "}\n"
    "complete -F _minwon minwon\n";

static const char zsh_script[] =
    "#compdef minwon\n"
    "# minwon completion for zsh: eval \"$(minwon completion zsh)\"\n"
    "_minwon()\n"
    "{\n"
    "\tlocal line word files=0\n"
    "\tlocal -a found\n"
    "\twhile IFS= read -r line; do\n"
    "\t\tif [[ $line == :files ]]; then files=1; continue; fi\n"
    "\t\tword=${line%%$'\\t'*}\n"
    "\t\tfound+=(\"${word//:/\\\\:}:${line#*$'\\t'}\")\n"
    "\tdone < <(\"${words[1]}\" complete \"${(@)words[2,CURRENT]}\" 2>/dev/null)\n"
    "\t(( ${#found} )) && _describe minwon found\n"
    "\t(( files )) && _files\n"
    "\treturn 0\n"
    "}\n"
    "if [[ ${funcstack[1]-} == _minwon ]]; then _minwon \"$@\"; else compdef _minwon minwon; fi\n";

static const char fish_script[] =
    "# minwon completion for fish: minwon completion fish | source\n"
    "function __minwon_complete\n"
    "    set -l words (commandline -opc) (commandline -ct)\n"
    "    set -l found ($words[1] complete $words[2..-1] 2>/dev/null)\n"
    "    for line in $found\n"
    "        if test \"$line\" = :files\n"
    "            __fish_complete_path (commandline -ct)\n"
    "        else\n"
    "            echo $line\n"
    "        end\n"
    "    end\n"
    "end\n"
    "complete -c minwon -f -a '(__minwon_complete)'\n";

const char *
completion_script(const char *shell)
{
	return str_eq(shell, "bash") ? bash_script : str_eq(shell, "zsh") ? zsh_script :
	    str_eq(shell, "fish") ? fish_script : NULL;
}
