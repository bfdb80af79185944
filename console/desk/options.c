/* SPDX-License-Identifier: ISC */
#include "console/desk/options.h"

#include <stdlib.h>
#include <string.h>

#include "storage/text.h"

/* One row per option. Help and the manual pages are made from it. */
const struct option_info option_table[OPT__COUNT] = {
	[OPT_STORE] = { "store", 0, "FILE",
	    N_("The office's store; its office is started where none answers.") },
	[OPT_SOCKET] = { "socket", 0, "PATH", N_("The socket of a running office.") },
	[OPT_AS] = { "as", 0, "LOGIN", N_("Play this staff member; practice offices only.") },
	[OPT_CLOCK] = { "clock", 0, "FILE",
	    N_("Take the time from a file; practice offices only, where this command starts the "
	    "office.") },
	[OPT_CHANNELS] = { "channels", 0, "FILE",
	    N_("The channels' addresses and tokens, for an office that this command starts.") },
	[OPT_LANG] = { "lang", 0, "ko|en", N_("The language of the answers.") },
	[OPT_FORMAT] = { "format", 0, "FORMAT", N_("How to write results: table, tsv, csv, jsonl; "
	    "show: text or json.") },
	[OPT_NO_INPUT] = { "no-input", 0, NULL, N_("Ask nothing and wait for nobody: no screen, and "
	    "standard input is read only where - says so.") },
	[OPT_PLAIN] = { "plain", 0, NULL,
	    N_("A screen to be read aloud: no colours, no frames, nothing moves by itself.") },
	[OPT_THEME] = { "theme", 0, "auto|dark|light|mono",
	    N_("Colours for a dark or a light ground, or none.") },
	[OPT_MOUSE] = { "mouse", 0, "on|off", N_("Whether the screen listens to the mouse.") },
	[OPT_AMBIGUOUS_WIDTH] = { "ambiguous-width", 0, "1|2",
	    N_("How many cells the terminal gives to characters like ① and ★.") },
	[OPT_HELP] = { "help", 'h', NULL, N_("Explain the verb.") },
	[OPT_PROGRAM_VERSION] = { "version", 0, NULL, N_("The program's version.") },
	[OPT_COUNT] = { "number", 'n', "N", N_("At most N rows; 0 for all.") },
	[OPT_SORT] = { "sort", 0, "KEY", N_("The order: due, arrived, new, service, region or state; "
	    "of waits office, wait, estimate or age.") },
	[OPT_VIEW] = { "view", 0, "NAME", N_("A saved view: its filter and order; terms of a query "
	    "narrow it.") },
	[OPT_COLUMNS] = { "columns", 0, "ROLE",
	    N_("Whose columns the screen shows: officer, supervisor or auditor.") },
	[OPT_BOM] = { "bom", 0, NULL,
	    N_("Begin CSV with a byte order mark, as spreadsheets want it.") },
	[OPT_FIELDS] = { "fields", 0, "KEY,…",
	    N_("Only these columns, in this order, by the keys of JSON Lines.") },
	[OPT_ENCODING] = { "encoding", 0, "utf-8|cp949",
	    N_("What to write results in.") },
	[OPT_OP] = { "op", 0, "OP", N_("What to do, where the list itself does not say it.") },
	[OPT_QUERY] = { "query", 0, "QUERY", N_("The cases that this query finds now.") },
	[OPT_INPUT] = { "input", 0, "jsonl|csv|tsv|ids|null",
	    N_("What the list is, where its name and beginning do not tell.") },
	[OPT_NULL] = { "null", '0', NULL, N_("The list is case numbers that end with NUL.") },
	[OPT_MAP] = { "map", 0, "FILE",
	    N_("What foreign columns are: lines of COLUMN = MEMBER, or MEMBER: WORD = OURS.") },
	[OPT_ON_BAD] = { "on-bad", 0, "stop|skip",
	    N_("What a row that cannot be read does: stop all, or fail alone (skip).") },
	[OPT_WHOLE] = { "all-or-nothing", 0, NULL,
	    N_("Where one is refused nothing is done; at most 1,000 cases.") },
	[OPT_FAILED] = { "failed", 0, NULL, N_("What was refused or failed.") },
	[OPT_TEXT] = { "text", 0, "TEXT", N_("The note, decision, question or reason; - reads it "
	    "from standard input.") },
	[OPT_OUTPUT] = { "output", 'o', "FILE", N_("Write to this new file; - is standard output.") },
	[OPT_WATCH] = { "watch", 0, NULL,
	    N_("Stay, and do another round each minute until interrupted.") },
	[OPT_OUTCOME] = { "outcome", 0, "complete|refuse", N_("What the decision says; of a "
	    "consultation: answered, applied, referred, case or open.") },
	[OPT_REASON] = { "reason", 0, "TEXT", N_("A reason of the refusal, may be "
	    "repeated; of an extension: cooperation, facts, disaster or equivalent; of a call: "
	    "progress, supplement, result, change, complaint or other; of a warning: abuse, "
	    "threat, harassment or overrun; why it is typed in late; why whole cases are wanted.") },
	[OPT_SET] = { "set", 0, "FIELD=VALUE",
	    N_("The answer of a field, by its name or title; applicant.name, .phone, .address and "
	    ".birth say who applies, members.1.name is of a list; may be repeated.") },
	[OPT_REMEDY] = { "remedy", 0, "TEXT",
	    N_("How the applicant may appeal, and until when; may be repeated.") },
	[OPT_ASSIGNEE] = { "assignee", 0, "LOGIN", N_("The officer who gets the case.") },
	[OPT_AGENCY] = { "agency", 0, "NAME", N_("The ministry or agency to ask.") },
	[OPT_PERIOD] = { "period", 0, "PERIOD",
	    N_("How long the applicant has: 10d; of an extension, by how much: 2d, 3h.") },
	[OPT_CONSENT] = { "consent", 0, NULL,
	    N_("The applicant agreed: to a second extension, or to answers set right.") },
	[OPT_FROM] = { "from", 0, "TIME|FILE", N_("When it began: "
	    "2026-11-23T14:30; of a lunch hour the day: 2026-12-01; of what-if the hour: 14; of an "
	    "application the JSON file with its answers, - for standard input; of an answer the first day: "
	    "2026-12-01.") },
	[OPT_UNTIL] = { "until", 0, "TIME", N_("When it ended: 2026-11-23T18:00; of an "
	    "answer the last day: 2026-12-31, - for none.") },
	[OPT_EVIDENCE] = { "evidence", 0, "TEXT",
	    N_("What shows it: a notice, a document's number, a log.") },
	[OPT_AT] = { "at", 0, "TIME",
	    N_("When it truly was: 2026-11-23T14:30; receive: within a recorded outage of its "
	    "channel; of a call back when it is promised for: 15:30.") },
	[OPT_EVENT] = { "event", 0, "EVENT", N_("Whose time: receipt, demand, reply, consult, answer, "
	    "completion, or an event's id from the log.") },
	[OPT_OP_KEY] = { "op-key", 0, "KEY",
	    N_("A name for this very request: repeated with it, the first result comes back.") },
	[OPT_READ_VERSION] = { "version", 0, "N",
	    N_("The version of the case that was read; another one is a conflict.") },
	[OPT_DRY_RUN] = { "dry-run", 0, NULL, N_("Say what would happen and change nothing.") },
	[OPT_APPLY] = { "apply", 0, NULL, N_("Do it; without this nothing is changed.") },
	[OPT_BATCH] = { "batch", 0, "FILE",
	    N_("Read JSON Lines of period and received, - for standard input; adds due to each.") },
	[OPT_PAUSE] = { "pause", 0, "FROM..TO",
	    N_("Days that do not count, both included; without TO, still waiting; may be "
	    "repeated.") },
	[OPT_EXTEND] = { "extend", 0, "PERIOD",
	    N_("Put the due time off by this much; at most twice.") },
	[OPT_PRACTICE] = { "practice", 0, NULL,
	    N_("Make a practice office with invented staff, marked so for ever.") },
	[OPT_OFFICE] = { "office", 0, "CODE", N_("The region code of the office.") },
	[OPT_STAFF] = { "staff", 0, "LOGIN:ROLE",
	    N_("A staff member to begin with; may be repeated; of what-if how many more at the "
	    "desk: +1.") },
	[OPT_NAME] = { "name", 0, "NAME", N_("The staff member's name; of a call: the applicant's, as the "
	    "caller says it.") },
	[OPT_ROLE] = { "role", 0, "ROLE", N_("officer, supervisor or auditor; of a new store, office "
	    "or ministry.") },
	[OPT_DEPARTMENT] = { "department", 0, "NAME", N_("The staff member's department.") },
	[OPT_CONTACT] = { "contact", 0, "TEXT", N_("The telephone number given to applicants.") },
	[OPT_UID] = { "uid", 0, "N", N_("The system user id that is this staff member.") },
	[OPT_REGION] = { "region", 0, "CODE", N_("The region it is about; a comparison takes two.") },
	[OPT_SHARED] = { "shared", 0, NULL,
	    N_("For everybody in the office, not only for yourself; supervisors only.") },
	[OPT_SERVICE] = { "service", 0, "CODE", N_("The service it is about.") },
	[OPT_CLOSE] = { "close", 0, NULL,
	    N_("One sentence that closes the day; exit status 1 if something lapses before the "
	    "next working day.") },
	[OPT_STATE] = { "state", 0, "STATE",
	    N_("Only what is in this state: waiting, sent, parked, held, cancelled; of unsorted "
	    "things open or done; of waits over; of a need or a joint task also the state it gets.") },
	[OPT_PROPOSED] = { "proposed", 0, NULL,
	    N_("The holidays that channels and lists propose and this office does not have.") },
	[OPT_YEAR] = { "year", 0, "YEAR", N_("The year that every day must be of.") },
	[OPT_KIND] = { "kind", 0, "KIND", N_("Which letter: progress, date-moved or dunning; of a "
	    "hand-over, a kind of `minwon workflow escalations`; of a consultation: phone, chat, "
	    "video or counter.") },
	[OPT_PROPOSAL] = { "proposal", 0, "TEXT",
	    N_("What the desk would decide, and why.") },
	[OPT_DISCLOSE] = { "disclose", 0, "FIELD",
	    N_("An answer that the hand-over may carry, by name or title; facts = all that name "
	    "nobody; may be repeated.") },
	[OPT_ATTACH] = { "attach", 0, "NAME|SHA256",
	    N_("An attachment of the case that goes with it; may be repeated.") },
	[OPT_PRECEDENT] = { "precedent", 0, "CASE",
	    N_("A case of this office that was like it; may be repeated.") },
	[OPT_PREVIEW] = { "preview", 0, NULL,
	    N_("Print the bytes that would be sent, and send nothing.") },
	[OPT_ALL] = { "all", 0, NULL, N_("All of them; flag: whatever is missing or does not "
	    "fit the form.") },
	[OPT_WHEN] = { "when", 0, "MOMENT",
	    N_("When a rule is asked: arrival, about what arrives, or clock, about every open case "
	    "each minute.") },
	[OPT_IF] = { "if", 0, "QUERY", N_("Which cases a rule is for; see minwon-query(7).") },
	[OPT_DO] = { "do", 0, "ACTION", N_("What a rule does; `minwon rules actions` lists it.") },
	[OPT_OFFICER] = { "officer", 0, "LOGIN",
	    N_("The officer in whose name a rule decides or asks.") },
	[OPT_SINCE] = { "since", 0, "DAY", N_("Only what has happened since this day.") },
	[OPT_LUNCH] = { "lunch", 0, "HH:MM",
	    N_("When lunch begins, between 11:00 and 13:00; it lasts an hour.") },
	[OPT_EFFECTIVE] = { "effective", 0, "DATE",
	    N_("The day from which the form holds, or on which it is looked at.") },
	[OPT_OWN] = { "own", 0, NULL, N_("The office's own layer, over its region's.") },
	[OPT_MATCHED] = { "matched", 0, NULL, N_("Only services that the catalogue has too.") },
	[OPT_GOV24] = { "gov24", 0, NULL,
	    N_("The files are saved answers of Government24's list of services.") },
	[OPT_WORKAROUND] = { "workaround", 0, "TEXT", N_("What the office does today instead.") },
	[OPT_DAY] = { "day", 0, "DAY", N_("The day, 2026-11-23: of a reconciliation which day's "
	    "applications; of an answer until when it is planned.") },
	[OPT_BEHIND] = { "behind", 0, "NUMBER", N_("The applications behind a number: arrived, received, "
	    "decided, reported, acknowledged, missing-here or missing-there.") },
	[OPT_TO] = { "to", 0, "HOUR", N_("Until this hour of the day, not included: 16.") },
	[OPT_PRIORITY] = { "priority", 0, NULL,
	    N_("Goes before the others: somebody pregnant, old, disabled, or an emergency.") },
	[OPT_LAYER] = { "layer", 0, "LAYER",
	    N_("The layer of answers: central, sido, sigungu or office.") },
	[OPT_QUESTION] = { "question", 0, "TEXT", N_("The question, as people ask it.") },
	[OPT_SOURCE] = { "source", 0, "TEXT",
	    N_("Where the answer stands: an article, a page; without one it is 예시 (an example).") },
	[OPT_CONFIDENCE] = { "confidence", 0, "WORD",
	    N_("How sure the answer is: verified, high, background or 예시.") },
	[OPT_CHECK] = { "check", 0, NULL,
	    N_("Say what is wrong with your own keys and settings, by file and line.") },
	[OPT_CHANNEL] = { "channel", 0, "counter|phone",
	    N_("How the application came: at the counter, which it is without this, or by "
	    "telephone.") },
	[OPT_ARRIVED] = { "arrived", 0, "TIME",
	    N_("When it was handed in, where that is not now: 2026-11-23T14:30, or 14:30; at most "
	    "31 days ago, with --reason.") },
	[OPT_AS_IS] = { "as-is", 0, NULL,
	    N_("Take the application although answers are missing or do not fit (서식불일치).") },
	[OPT_OFF] = { "off", 0, NULL, N_("Take the mark away.") },
	[OPT_LIST] = { "list", 0, NULL, N_("Only list what is marked.") },
	[OPT_FLAGGED] = { "flagged", 0, NULL,
	    N_("The marked answers are the items, before what --text adds.") },
	[OPT_FULL] = { "full", 0, NULL, N_("Whole cases, unmasked, with all that belongs to them; for "
	    "supervisors, with --reason.") },
};
_Static_assert(OPT__COUNT <= 128, "one bit per option");

#define WORD_MAX 40

static size_t
smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Edit distance with neighbours swapped counting one, in bytes. */
static size_t
distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t row[3][WORD_MAX + 1];

	for (size_t j = 0; j <= b_len; j++)
		row[0][j] = j;
	for (size_t i = 1; i <= a_len; i++) {
		size_t *now = row[i % 3], *last = row[(i + 2) % 3], *before = row[(i + 1) % 3];

		now[0] = i;
		for (size_t j = 1; j <= b_len; j++) {
			now[j] = smaller(last[j] + 1, now[j - 1] + 1);
			now[j] = smaller(now[j], last[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				now[j] = smaller(now[j], before[j - 2] + 1);
		}
	}
	return row[a_len % 3][b_len];
}

void
nearest_try(struct nearest *n, const char *typed, const char *known)
{
	size_t typed_len = strlen(typed), known_len = strlen(known);
	size_t d;

	if (typed_len == 0 || typed_len > WORD_MAX || known_len > WORD_MAX)
		return;
	d = str_starts(known, typed) ? 1 : distance(typed, typed_len, known, known_len);
	if (d > 1 + typed_len / 4 || (n->best != NULL && d >= n->distance))
		return;
	n->best = known;
	n->distance = d;
}

/* Appends the known options that begin so, by commas; returns how many. */
static size_t
list_options(const char *start, opt_set known, struct buf *out)
{
	size_t count = 0;

	for (size_t i = 0; i < OPT__COUNT; i++)
		if ((known & OPT_BIT(i)) != 0 && str_starts(option_table[i].name, start))
			buf_printf(out, "%s--%s", count++ > 0 ? ", " : "", option_table[i].name);
	return count;
}

static enum rc
unknown_option(const char *word, opt_set known, struct err *e)
{
	struct nearest near = { 0 };
	struct buf name = { 0 }, several = { 0 };

	tsafe(&name, word, strcspn(word, "="), false);
	if (str_starts(buf_str(&name), "--") && name.len > 2 &&
	    list_options(buf_str(&name) + 2, known, &several) > 1) {
		(void)err_set(e, RC_USAGE, say(N_("unknown option %s: write one of %s")),
		    buf_str(&name), buf_str(&several));
		buf_release(&several);
		buf_release(&name);
		return RC_USAGE;
	}
	buf_release(&several);
	for (size_t i = 0; i < OPT__COUNT; i++)
		if ((known & OPT_BIT(i)) != 0 && str_starts(buf_str(&name), "--"))
			nearest_try(&near, buf_str(&name) + 2, option_table[i].name);
	if (near.best != NULL)
		(void)err_set(e, RC_USAGE, say(N_("unknown option %s: did you mean --%s?")),
		    buf_str(&name), near.best);
	else
		(void)err_set(e, RC_USAGE, say(N_("unknown option %s: see `minwon help`")),
		    buf_str(&name));
	buf_release(&name);
	return RC_USAGE;
}

/* Finds the option of a word; *value points behind its '=' or its letter, or
 * is NULL. A verb's own --version hides the program's. */
static bool
option_find(const char *word, opt_set known, enum opt *opt, const char **value)
{
	bool is_long = str_starts(word, "--");
	size_t len = is_long ? strcspn(word + 2, "=") : 1;

	for (size_t i = OPT__COUNT; i-- > 0;) {
		const struct option_info *info = &option_table[i];

		if ((known & OPT_BIT(i)) == 0)
			continue;
		if (is_long ? strlen(info->name) != len || strncmp(word + 2, info->name, len) != 0
			    : info->letter == '\0' || word[1] != info->letter)
			continue;
		*opt = (enum opt)i;
		*value = NULL;
		if (is_long && word[2 + len] == '=')
			*value = word + 2 + len + 1;
		else if (!is_long && word[2] != '\0')
			*value = word + 2;
		return true;
	}
	return false;
}

static void
add_given(struct options *o, enum opt opt, const char *value)
{
	o->given = x_realloc(o->given, o->given_count + 1, sizeof(*o->given));
	o->given[o->given_count++] = (struct option_given){ opt, value };
}

static void
add_operand(struct options *o, const char *word)
{
	o->operands = x_realloc(o->operands, o->operand_count + 1, sizeof(*o->operands));
	o->operands[o->operand_count++] = word;
}

/* Takes the option that stands at argv[*i], and its value. */
static enum rc
take_option(struct options *o, int argc, char *const argv[], int *i, opt_set known,
    struct err *e)
{
	const struct option_info *info;
	const char *value;
	enum opt opt;

	if (!option_find(argv[*i], known, &opt, &value))
		return unknown_option(argv[*i], known, e);
	info = &option_table[opt];
	if (info->value == NULL && value != NULL)
		return err_set(e, RC_USAGE, say(N_("option --%s takes no value: leave it out")),
		    info->name);
	if (info->value != NULL && value == NULL) {
		if (*i + 1 == argc)
			return err_set(e, RC_USAGE,
			    say(N_("option --%s needs a value: write --%s %s")), info->name,
			    info->name, info->value);
		value = argv[++*i];
		if (!utf8_valid(value, strlen(value), NULL))
			return err_set(e, RC_USAGE,
			    say(N_("the value of --%s is not valid UTF-8: type it again")),
			    info->name);
	}
	add_given(o, opt, str_or_empty(value));
	return RC_OK;
}

static enum rc
not_utf8(const char *word, struct err *e)
{
	struct buf shown = { 0 };

	tsafe(&shown, word, strlen(word), false);
	(void)err_set(e, RC_USAGE, say(N_("the word “%s” is not valid UTF-8: type it again")),
	    buf_str(&shown));
	buf_release(&shown);
	return RC_USAGE;
}

enum rc
options_parse(struct options *o, int argc, char *const argv[], opt_set known, int *used,
    struct err *e)
{
	bool is_plain = false;
	int i;

	for (i = 0; i < argc; i++) {
		const char *word = argv[i];
		enum rc rc;

		if (!utf8_valid(word, strlen(word), NULL))
			return not_utf8(word, e);
		if (!is_plain && str_eq(word, "--")) {
			is_plain = true;
			continue;
		}
		if (is_plain || word[0] != '-' || word[1] == '\0') {
			if (used != NULL)
				break;
			add_operand(o, word);
			continue;
		}
		rc = take_option(o, argc, argv, &i, known, e);
		if (rc != RC_OK)
			return rc;
	}
	if (used != NULL)
		*used = i;
	return RC_OK;
}

void
options_release(struct options *o)
{
	free(o->given);
	free(o->operands);
	*o = (struct options){ 0 };
}

const char *
options_value(const struct options *o, enum opt opt)
{
	for (size_t i = o->given_count; i-- > 0;)
		if (o->given[i].opt == opt)
			return o->given[i].value;
	return NULL;
}

bool
options_has(const struct options *o, enum opt opt)
{
	return options_value(o, opt) != NULL;
}

void
options_lines(const struct options *o, enum opt opt, struct buf *out)
{
	for (size_t i = 0; i < o->given_count; i++) {
		if (o->given[i].opt != opt)
			continue;
		if (out->len > 0)
			buf_putc(out, '\n');
		text_nfc(out, o->given[i].value, strlen(o->given[i].value));
	}
}

enum rc
options_number(const struct options *o, enum opt opt, int64_t min, int64_t max, int64_t *out,
    struct err *e)
{
	const char *value = options_value(o, opt);

	if (value == NULL || parse_int(value, min, max, out))
		return RC_OK;
	return err_set(e, RC_USAGE, say(N_("--%s %s is no number from %lld to %lld: correct it")),
	    option_table[opt].name, value, (long long)min, (long long)max);
}
