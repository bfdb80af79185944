/* SPDX-License-Identifier: ISC */
#include "console/desk/verbs.h"

#include <string.h>

#include "console/rules/workflow.h"
#include "storage/text.h"

#define LISTED (OPT_BIT(OPT_BOM) | OPT_BIT(OPT_FIELDS) | OPT_BIT(OPT_ENCODING))
#define ROWS .formats = FORMATS_ROWS, .format = FORMAT_TABLE
#define NO_OP .op = OP__COUNT

/* An op verb: its options, sentence and rights come from the op's row. */
#define OP_VERB(verb_name, op_id, least_cases) \
	{ .name = verb_name, .arguments = least_cases ? "CASE…" : "[CASE…]", .op = op_id, \
	    ROWS, .least = least_cases, .most = OPERANDS_ANY, .needs_office = true, \
	    .group = VERBS_CASES, .run = verb_act }

/* A verb of the office's own affairs, with rows as its result. */
#define OFFICE_VERB(verb_name, verb_arguments, verb_options, at_least, at_most, verb_run, sentence) \
	{ .name = verb_name, .arguments = verb_arguments, .options = LISTED | (verb_options), \
	    ROWS, .least = at_least, .most = at_most, .needs_office = true, NO_OP, \
	    .group = VERBS_OFFICE, .run = verb_run, .help = sentence }

/* What may be said on the command line of every case of a list. */
#define BULK_OPTIONS (OPT_BIT(OPT_APPLY) | OPT_BIT(OPT_OP_KEY) | OPT_BIT(OPT_OP) | \
	OPT_BIT(OPT_QUERY) | OPT_BIT(OPT_INPUT) | OPT_BIT(OPT_NULL) | OPT_BIT(OPT_MAP) | \
	OPT_BIT(OPT_ON_BAD) | OPT_BIT(OPT_WHOLE) | OPT_BIT(OPT_TEXT) | OPT_BIT(OPT_OUTCOME) | \
	OPT_BIT(OPT_REASON) | OPT_BIT(OPT_REMEDY) | OPT_BIT(OPT_ASSIGNEE) | \
	OPT_BIT(OPT_AGENCY) | OPT_BIT(OPT_PERIOD) | OPT_BIT(OPT_CONSENT) | OPT_BIT(OPT_AT) | \
	OPT_BIT(OPT_EVENT) | OPT_BIT(OPT_EVIDENCE) | OPT_BIT(OPT_SET))

#define BATCH_VERB(verb_name, verb_arguments, verb_options, verb_format, operands, verb_run, \
    sentence) \
	{ .name = verb_name, .arguments = verb_arguments, .options = LISTED | (verb_options), \
	    .formats = FORMATS_ROWS, .format = verb_format, .least = operands, \
	    .most = operands, .needs_office = true, NO_OP, .group = VERBS_CASES, \
	    .run = verb_run, .help = sentence }
/* The op of a case that another office handed over, by what it means there. */
#define HANDOVER_VERB(verb_name, op_id, sentence) \
	{ .name = verb_name, .arguments = "CASE…", .op = op_id, ROWS, .least = 1, \
	    .most = OPERANDS_ANY, .needs_office = true, .group = VERBS_OFFICE, .run = verb_act, \
	    .help = sentence }

#define RULE_OPTIONS (OPT_BIT(OPT_WHEN) | OPT_BIT(OPT_IF) | OPT_BIT(OPT_DO) | \
	OPT_BIT(OPT_ASSIGNEE) | OPT_BIT(OPT_OFFICER) | OPT_BIT(OPT_AGENCY) | OPT_BIT(OPT_KIND) | \
	OPT_BIT(OPT_TEXT))

/* What says which answers are meant, and what an entry says. */
#define ANSWER_PLACE (OPT_BIT(OPT_REGION) | OPT_BIT(OPT_SERVICE) | OPT_BIT(OPT_LAYER))
#define ANSWER_WORDS (ANSWER_PLACE | OPT_BIT(OPT_QUESTION) | OPT_BIT(OPT_TEXT) | \
	OPT_BIT(OPT_SOURCE) | OPT_BIT(OPT_FROM) | OPT_BIT(OPT_UNTIL) | OPT_BIT(OPT_CONFIDENCE) | \
	OPT_BIT(OPT_REASON))

/* What a change at the consultation desk takes: words, and its own key. */
#define CONSULT_WORDS (OPT_BIT(OPT_TEXT) | OPT_BIT(OPT_OP_KEY))

const struct verb verb_table[] = {
	{ .name = "list", .arguments = "[QUERY]", .needs_office = true, NO_OP, ROWS,
	    .options = LISTED | OPT_BIT(OPT_COUNT) | OPT_BIT(OPT_SORT) | OPT_BIT(OPT_VIEW),
	    .most = OPERANDS_ANY,
	    .group = VERBS_CASES, .run = verb_list,
	    .help = N_("List cases, the most urgent first; all open ones without a query. --fields …,allowed "
	    "has what the rules say of every operation, with reasons.") },
	{ .name = "export", .arguments = "[QUERY]", .needs_office = true, NO_OP,
	    .formats = FORMAT_BIT(FORMAT_JSONL) | FORMAT_BIT(FORMAT_CSV) | FORMAT_BIT(FORMAT_TSV),
	    .format = FORMAT_JSONL, .options = LISTED | OPT_BIT(OPT_COUNT) | OPT_BIT(OPT_SORT) |
	    OPT_BIT(OPT_VIEW) | OPT_BIT(OPT_OUTPUT) | OPT_BIT(OPT_FULL) | OPT_BIT(OPT_REASON),
	    .most = OPERANDS_ANY, .group = VERBS_CASES, .run = verb_export,
	    .help = N_("Write the cases of a query, all of the office without one, masked, for a "
	    "program; with --full --reason TEXT -o FILE whole and unmasked (minwon-export(5)).") },
	{ .name = "import", .arguments = "FILE", .needs_office = true, NO_OP,
	    .options = OPT_BIT(OPT_APPLY) | OPT_BIT(OPT_REASON), .least = 1, .most = 1,
	    .group = VERBS_CASES, .run = verb_import,
	    .help = N_("Bring the whole cases of a full export into an empty office, all or none; "
	    "changes nothing without --apply. For supervisors.") },
	{ .name = "show", .arguments = "CASE", .needs_office = true, NO_OP, .least = 1, .most = 1,
	    .formats = FORMAT_BIT(FORMAT_TEXT) | FORMAT_BIT(FORMAT_JSON), .format = FORMAT_TEXT,
	    .group = VERBS_CASES, .run = verb_show,
	    .help = N_("Show one case whole; this is recorded.") },
	{ .name = "call", .arguments = "TEXT", .options = OPT_BIT(OPT_REASON) | OPT_BIT(OPT_NAME),
	    .needs_office = true, NO_OP, .least = 1, .most = OPERANDS_ANY,
	    .formats = FORMAT_BIT(FORMAT_TEXT) | FORMAT_BIT(FORMAT_JSON), .format = FORMAT_TEXT,
	    .group = VERBS_CASES, .run = verb_call,
	    .help = N_("Somebody calls: find the case by the last four digits of a telephone "
	    "(with --reason), initials, a name or a number, and show what to say; this is "
	    "recorded.") },
	{ .name = "log", .arguments = "CASE", .options = LISTED, .needs_office = true, NO_OP, ROWS,
	    .least = 1, .most = 1, .group = VERBS_CASES, .run = verb_log,
	    .help = N_("Show what happened to a case, oldest first; this is recorded.") },
	{ .name = "diff", .arguments = "CASE", .options = LISTED | OPT_BIT(OPT_ALL),
	    .needs_office = true, NO_OP, .formats = FORMATS_ROWS | FORMAT_BIT(FORMAT_JSON),
	    .format = FORMAT_TABLE, .least = 1, .most = 1, .group = VERBS_CASES, .run = verb_diff,
	    .help = N_("Show which answers changed: as submitted, as they are, as you saw them "
	    "last; with --all the others too; this is recorded.") },
	{ .name = "flag", .arguments = "CASE [FIELD…]", .options = LISTED | OPT_BIT(OPT_OFF) |
	    OPT_BIT(OPT_LIST) | OPT_BIT(OPT_ALL), .needs_office = true, NO_OP, ROWS, .least = 1,
	    .most = OPERANDS_ANY, .group = VERBS_CASES, .run = verb_flag,
	    .help = N_("Mark answers of a case, by name or title, as needing something; they become "
	    "the items of supplement --flagged. --all marks what is missing or does not fit the "
	    "form.") },
	{ .name = "why", .arguments = "CASE", .needs_office = true, NO_OP, .least = 1, .most = 1,
	    .group = VERBS_CASES, .run = verb_why,
	    .help = N_("Show day by day why a case is due when it is, with the articles; this is "
	    "recorded.") },
	{ .name = "new", .arguments = "SERVICE", .options = LISTED | OPT_BIT(OPT_REGION) |
	    OPT_BIT(OPT_CHANNEL) | OPT_BIT(OPT_ARRIVED) | OPT_BIT(OPT_REASON) | OPT_BIT(OPT_SET) |
	    OPT_BIT(OPT_FROM) | OPT_BIT(OPT_AS_IS) | OPT_BIT(OPT_OP_KEY) | OPT_BIT(OPT_DRY_RUN),
	    ROWS, .least = 1, .most = 1, .needs_office = true, NO_OP, .group = VERBS_CASES,
	    .run = verb_new,
	    .help = N_("Take an application that was handed in at the counter or said over the "
	    "telephone: it is received at once and gets its receipt number.") },
	OP_VERB("receive", OP_RECEIVE, 1),
	OP_VERB("assign", OP_ASSIGN, 1),
	OP_VERB("claim", OP_CLAIM, 1),
	OP_VERB("release", OP_RELEASE, 1),
	OP_VERB("next", OP_NEXT, 0),
	OP_VERB("note", OP_NOTE, 1),
	OP_VERB("draft", OP_DRAFT, 1),
	OP_VERB("send-back", OP_SEND_BACK, 1),
	OP_VERB("approve", OP_APPROVE, 1),
	OP_VERB("refuse", OP_REFUSE, 1),
	OP_VERB("escalate", OP_ESCALATE, 1),
	OP_VERB("resume", OP_RESUME, 1),
	OP_VERB("supplement", OP_SUPPLEMENT, 1),
	OP_VERB("withdraw", OP_WITHDRAW, 1),
	OP_VERB("extend", OP_EXTEND, 1),
	OP_VERB("supplement-extend", OP_SUPPLEMENT_EXTEND, 1),
	OP_VERB("return", OP_RETURN, 1),
	OP_VERB("correct", OP_CORRECT, 1),
	OP_VERB("correct-time", OP_CORRECT_TIME, 1),
	OP_VERB("approve-time", OP_APPROVE_TIME, 1),
	OP_VERB("reject-time", OP_REJECT_TIME, 1),
	OP_VERB("settle", OP_SETTLE, 1),
	{ .name = "bulk", .arguments = "[FILE]", .options = LISTED | BULK_OPTIONS,
	    .formats = FORMATS_ROWS, .format = FORMAT_JSONL, .most = 1, NO_OP,
	    .needs_office = true, .group = VERBS_CASES, .run = verb_bulk,
	    .help = N_("Do ops to a list of cases, from JSON Lines, CSV, TSV, bare numbers or a "
	    "query; one result line each, in order. Changes nothing without --apply.") },
	BATCH_VERB("batch list", "", OPT_BIT(OPT_COUNT), FORMAT_TABLE, 0, verb_batch_list,
	    N_("List bulk work, the newest first: your own; of everybody for supervisors and "
	    "auditors.")),
	BATCH_VERB("batch show", "ID", 0, FORMAT_TABLE, 1, verb_batch_show,
	    N_("Show what became of each case of a batch, in the order of its list.")),
	BATCH_VERB("batch resume", "ID", OPT_BIT(OPT_DRY_RUN), FORMAT_JSONL, 1, verb_batch_resume,
	    N_("Do a planned batch, or go on with a stopped one; writes the result lines of all its "
	    "cases from the first on. Nothing is done twice.")),
	BATCH_VERB("batch retry", "ID", OPT_BIT(OPT_FAILED), FORMAT_JSONL, 1, verb_batch_retry,
	    N_("Try once more what was refused or failed.")),
	BATCH_VERB("batch undo", "ID", OPT_BIT(OPT_APPLY), FORMAT_JSONL, 1, verb_batch_undo,
	    N_("Take a batch back as far as the law allows, the last case first; says of each that "
	    "stays why. Changes nothing without --apply.")),
	BATCH_VERB("batch stop", "ID", 0, FORMAT_TABLE, 1, verb_batch_stop,
	    N_("Stop a batch that runs; it can be gone on with.")),
	{ .name = "attachment list", .arguments = "CASE", .options = LISTED, ROWS, .least = 1,
	    .most = 1, .needs_office = true, NO_OP, .group = VERBS_CASES,
	    .run = verb_attachment_list,
	    .help = N_("List what the applicant handed in beside the form.") },
	{ .name = "attachment get", .arguments = "CASE NAME|SHA256",
	    .options = OPT_BIT(OPT_OUTPUT), .least = 2, .most = 2, .needs_office = true, NO_OP,
	    .group = VERBS_CASES, .run = verb_attachment_get,
	    .help = N_("Write the bytes of one attachment to a new file or standard output; for "
	    "who may read the case unmasked.") },
	{ .name = "recent", .arguments = "", .options = LISTED | OPT_BIT(OPT_COUNT), ROWS,
	    .needs_office = true, NO_OP, .group = VERBS_CASES, .run = verb_recent,
	    .help = N_("List the cases you have opened, the last one first.") },
	{ .name = "view list", .arguments = "", .options = LISTED, ROWS, .needs_office = true,
	    NO_OP, .group = VERBS_CASES, .run = verb_view_list,
	    .help = N_("List the saved views: your own, then the office's.") },
	{ .name = "view save", .arguments = "NAME [QUERY]", .options = LISTED | OPT_BIT(OPT_SORT) |
	    OPT_BIT(OPT_COLUMNS) | OPT_BIT(OPT_SHARED), ROWS, .least = 1, .most = OPERANDS_ANY,
	    .needs_office = true, NO_OP, .group = VERBS_CASES, .run = verb_view_change,
	    .help = N_("Keep a filter, an order and a choice of columns under a name.") },
	{ .name = "view rename", .arguments = "NAME NEW-NAME",
	    .options = LISTED | OPT_BIT(OPT_SHARED), ROWS, .least = 2, .most = 2,
	    .needs_office = true, NO_OP, .group = VERBS_CASES, .run = verb_view_change,
	    .help = N_("Give a saved view another name.") },
	{ .name = "view delete", .arguments = "NAME", .options = LISTED | OPT_BIT(OPT_SHARED),
	    ROWS, .least = 1, .most = 1, .needs_office = true, NO_OP, .group = VERBS_CASES,
	    .run = verb_view_change, .help = N_("Give a saved view up.") },
	{ .name = "init", .arguments = "", .options = OPT_BIT(OPT_PRACTICE) | OPT_BIT(OPT_OFFICE) |
	    OPT_BIT(OPT_STAFF) | OPT_BIT(OPT_ROLE), NO_OP, .group = VERBS_OFFICE, .run = verb_init,
	    .help = N_("Make a new store for an office; --role ministry for one that receives what "
	    "other offices hand over.") },
	OFFICE_VERB("rules list", "", 0, 0, 0, verb_rules_list,
	    N_("List the rules by which the office acts by itself, in their order.")),
	OFFICE_VERB("rules add", "NAME", RULE_OPTIONS, 1, 1, verb_rules_write,
	    N_("Write a rule: when it is asked, for which cases, and what it does. It is off; try "
	    "it with `rules test`, then switch it on.")),
	OFFICE_VERB("rules change", "NAME", RULE_OPTIONS, 1, 1, verb_rules_write,
	    N_("Change what a rule says. It is off then, and asked about each case anew.")),
	OFFICE_VERB("rules test", "NAME", OPT_BIT(OPT_SINCE), 1, 1, verb_rules_tell,
	    N_("Say which cases a rule would act on, where it would be refused and why; an arrival "
	    "rule is tried on the arrivals of 30 days, or --since. Nothing is done.")),
	OFFICE_VERB("rules on", "NAME", 0, 1, 1, verb_rules_write,
	    N_("Switch a rule on. It acts in your name from then on, within your rights.")),
	OFFICE_VERB("rules off", "NAME", 0, 1, 1, verb_rules_write,
	    N_("Switch a rule off.")),
	OFFICE_VERB("rules move", "NAME PLACE", 0, 2, 2, verb_rules_write,
	    N_("Have a rule asked at another place; 1 is asked first.")),
	OFFICE_VERB("rules remove", "NAME", 0, 1, 1, verb_rules_write,
	    N_("Give a rule up. What it did stays in the cases.")),
	OFFICE_VERB("rules fired", "NAME", 0, 1, 1, verb_rules_tell,
	    N_("List what a rule did and where it was refused, the last first.")),
	{ .name = "rules actions", .arguments = "", .options = LISTED, ROWS, NO_OP,
	    .group = VERBS_OFFLINE, .run = verb_rules_actions,
	    .help = N_("List what rules can do.") },
	OFFICE_VERB("board", "", 0, 0, 0, verb_board,
	    N_("Show how the office stands and who has how much, each figure with the query of "
	    "what it counts.")),
	OFFICE_VERB("today", "", OPT_BIT(OPT_CLOSE), 0, 0, verb_today,
	    N_("Show what must not wait until tomorrow, and the figures of the day.")),
	{ .name = "report", .arguments = "[MONTH [QUERY]]", .options = LISTED,
	    .formats = FORMATS_ROWS | FORMAT_BIT(FORMAT_JSON), .format = FORMAT_TABLE,
	    .most = OPERANDS_ANY, .needs_office = true, NO_OP, .group = VERBS_OFFICE, .run = verb_report,
	    .help = N_("Show a month (2026-11, or this one so far) in figures: what came and was "
	    "decided, in time or late, how long it took and in whose hands, by service, region and "
	    "channel, of all or of what a query finds; for supervisors and auditors.") },
	{ .name = "waits alert", .arguments = "[LIMIT]", .needs_office = true, NO_OP,
	    .most = 1,
	    .formats = FORMAT_BIT(FORMAT_TEXT) | FORMAT_BIT(FORMAT_JSON), .format = FORMAT_TEXT,
	    .group = VERBS_OFFICE, .run = verb_waits_alert,
	    .help = N_("Say from how many minutes or people on a wait is marked (30분/20명, 0 for "
	    "none), here and on the board; setting is for supervisors.") },
	OFFICE_VERB("waits set", "DESK TASK WAITING [CALLED [COUNTERS]]", OPT_BIT(OPT_REGION) |
	    OPT_BIT(OPT_AT), 3, 5, verb_waits_set,
	    N_("Type how many wait at a desk that no source speaks of; none for WAITING takes "
	    "back what was typed.")),
	OFFICE_VERB("waits import", "FILE", OPT_BIT(OPT_REGION) | OPT_BIT(OPT_AT) |
	    OPT_BIT(OPT_MAP) | OPT_BIT(OPT_ON_BAD) | OPT_BIT(OPT_DRY_RUN), 1, 1,
	    verb_waits_import,
	    N_("Read waiting figures from a CSV or TSV file in UTF-8 or CP949, with columns region, "
	    "desk, task, waiting, called, counters and at.")),
	{ .name = "waits", .arguments = "", .options = LISTED | OPT_BIT(OPT_REGION) |
	    OPT_BIT(OPT_WATCH) | OPT_BIT(OPT_SORT) | OPT_BIT(OPT_STATE) | OPT_BIT(OPT_COUNT),
	    .formats = FORMATS_ROWS | FORMAT_BIT(FORMAT_JSON),
	    .format = FORMAT_TABLE, .needs_office = true, NO_OP, .group = VERBS_OFFICE,
	    .run = verb_waits,
	    .help = N_("Show how many people wait at the offices, for what, and how old each "
	    "figure is.") },
	OFFICE_VERB("consult list", "", OPT_BIT(OPT_ALL) | OPT_BIT(OPT_STATE) | OPT_BIT(OPT_COUNT), 0, 0,
	    verb_consult_list,
	    N_("List who waits for a consultation, is called or talked to; with --all those of "
	    "today that are over too.")),
	OFFICE_VERB("consult add", "TASK [CASE]", CONSULT_WORDS | OPT_BIT(OPT_KIND) |
	    OPT_BIT(OPT_NAME) | OPT_BIT(OPT_CONTACT) | OPT_BIT(OPT_AT) | OPT_BIT(OPT_PRIORITY), 1,
	    2, verb_consult_change,
	    N_("Put somebody in the line: of which kind, for which task, about what.")),
	OFFICE_VERB("consult next", "[ID]", OPT_BIT(OPT_OP_KEY), 0, 1, verb_consult_change,
	    N_("Call the next one whom you take: priority first, then promised call backs, then "
	    "who waited longest.")),
	OFFICE_VERB("consult start", "[ID]", CONSULT_WORDS, 0, 1, verb_consult_change,
	    N_("The person is there: the consultation begins.")),
	OFFICE_VERB("consult hold", "[ID]", CONSULT_WORDS, 0, 1, verb_consult_change,
	    N_("Put the person on hold; you may take another one meanwhile.")),
	OFFICE_VERB("consult resume", "[ID]", CONSULT_WORDS, 0, 1, verb_consult_change,
	    N_("Go on with a person on hold.")),
	OFFICE_VERB("consult done", "[ID]", CONSULT_WORDS | OPT_BIT(OPT_OUTCOME), 0, 1,
	    verb_consult_change, N_("The consultation is over: what came of it, and a note.")),
	OFFICE_VERB("consult no-show", "[ID]", CONSULT_WORDS, 0, 1, verb_consult_change,
	    N_("The person was called and is not there.")),
	OFFICE_VERB("consult later", "[ID]", CONSULT_WORDS | OPT_BIT(OPT_AT), 0, 1,
	    verb_consult_change, N_("Promise a call back at a time (--at 15:30).")),
	OFFICE_VERB("consult link", "[ID] CASE", OPT_BIT(OPT_OP_KEY), 1, 2, verb_consult_change,
	    N_("Say which case a consultation is about; the case's timeline shows it.")),
	{ .name = "consult new-case", .arguments = "ID", .options = LISTED |
	    OPT_BIT(OPT_SERVICE) | OPT_BIT(OPT_REGION) | OPT_BIT(OPT_CHANNEL) |
	    OPT_BIT(OPT_ARRIVED) | OPT_BIT(OPT_REASON) | OPT_BIT(OPT_SET) | OPT_BIT(OPT_FROM) |
	    OPT_BIT(OPT_AS_IS) | OPT_BIT(OPT_OP_KEY) | OPT_BIT(OPT_DRY_RUN), ROWS, .least = 1,
	    .most = 1, .needs_office = true, NO_OP, .group = VERBS_OFFICE, .run = verb_new,
	    .help = N_("Take the application that a consultation came to, as `minwon new` does: "
	    "both are linked at once.") },
	OFFICE_VERB("consult left", "ID", CONSULT_WORDS, 1, 1, verb_consult_change,
	    N_("Somebody gave up waiting.")),
	OFFICE_VERB("consult say", "[ID]", CONSULT_WORDS, 0, 1, verb_consult_change,
	    N_("Say something to a person whom a chatbot handed over (--text).")),
	OFFICE_VERB("consult warn", "[ID]", CONSULT_WORDS | OPT_BIT(OPT_REASON), 0, 1,
	    verb_consult_change,
	    N_("Warn a person for abuse, threats, harassment or great length; it is recorded.")),
	OFFICE_VERB("consult end", "[ID]", CONSULT_WORDS | OPT_BIT(OPT_REASON), 0, 1,
	    verb_consult_change,
	    N_("End the consultation of a person who was warned; it is recorded.")),
	OFFICE_VERB("consult log", "ID", 0, 1, 1, verb_consult_log,
	    N_("Show how long a consultation was in which state; this is recorded.")),
	OFFICE_VERB("consult skills", "[LOGIN [TASK…]]", OPT_BIT(OPT_ALL), 0, OPERANDS_ANY,
	    verb_consult_skills,
	    N_("List what everybody takes at the desk; set what somebody takes, with --all "
	    "everything; setting is for supervisors.")),
	OFFICE_VERB("consult ratings", "", OPT_BIT(OPT_ALL) | OPT_BIT(OPT_COUNT), 0, 0,
	    verb_consult_ratings,
	    N_("List who was not content (1 or 2 of 5) in 30 days, with the remark; with --all every "
	    "satisfaction that was told.")),
	OFFICE_VERB("consult hours", "", 0, 0, 0, verb_consult_hours,
	    N_("Show how long people wait in each hour of the day.")),
	{ .name = "consult calibration", .arguments = "", .needs_office = true, NO_OP,
	    .formats = FORMAT_BIT(FORMAT_TEXT) | FORMAT_BIT(FORMAT_JSON), .format = FORMAT_TEXT,
	    .group = VERBS_OFFICE, .run = verb_consult_calibration,
	    .help = N_("Show how often the estimates held: told to who came, of hours to come, of "
	    "other desks; for supervisors and auditors.") },
	{ .name = "consult whatif", .arguments = "", .options = OPT_BIT(OPT_FROM) |
	    OPT_BIT(OPT_TO) | OPT_BIT(OPT_STAFF), .needs_office = true, NO_OP,
	    .formats = FORMAT_BIT(FORMAT_TEXT) | FORMAT_BIT(FORMAT_JSON), .format = FORMAT_TEXT,
	    .group = VERBS_OFFICE, .run = verb_consult_whatif,
	    .help = N_("Show how long people would wait with more or fewer at the desk in some "
	    "hours of the day; for supervisors and auditors.") },
	OFFICE_VERB("sync", "[CHANNEL]", OPT_BIT(OPT_WATCH), 0, 1, verb_sync,
	    N_("Exchange with the channels now: pull applications, send what waits.")),
	OFFICE_VERB("handover list", "", OPT_BIT(OPT_COUNT) | OPT_BIT(OPT_STATE), 0, 0,
	    verb_handover_list,
	    N_("List what this office handed to other agencies: in whose hands, since when, by when "
	    "the next step must follow, and whose work a late one is.")),
	OFFICE_VERB("handover show", "ID", 0, 1, 1, verb_handover_show,
	    N_("Show one hand-over whole, as the receiver reports it; this is recorded.")),
	HANDOVER_VERB("handover accept", OP_RECEIVE,
	    N_("Accept what another office handed over: it gets a receipt number here.")),
	HANDOVER_VERB("handover return", OP_RETURN,
	    N_("Return what another office handed over, with --reason not-competent, incomplete, "
	    "unclear, answered-before, own-decision or other, and words.")),
	HANDOVER_VERB("handover answer", OP_APPROVE,
	    N_("Answer what another office handed over and you have taken.")),
	OFFICE_VERB("outbox list", "", OPT_BIT(OPT_COUNT) | OPT_BIT(OPT_STATE), 0, 0, verb_outbox_list,
	    N_("List messages to the channels, newest first.")),
	OFFICE_VERB("outbox show", "ID", 0, 1, 1, verb_outbox_show,
	    N_("Show one message to a channel, with its body.")),
	OFFICE_VERB("outbox retry", "ID…", 0, 1, OPERANDS_ANY, verb_outbox_change,
	    N_("Send messages again now, parked and held ones too.")),
	OFFICE_VERB("outbox hold", "ID…", OPT_BIT(OPT_TEXT), 1, OPERANDS_ANY, verb_outbox_change,
	    N_("Keep messages from being sent until they are tried again; with a reason.")),
	OFFICE_VERB("outbox cancel", "ID…", OPT_BIT(OPT_TEXT), 1, OPERANDS_ANY, verb_outbox_change,
	    N_("Give messages up for good; with a reason.")),
	{ .name = "outbox reconcile", .arguments = "[CHANNEL]", .options = LISTED |
	    OPT_BIT(OPT_DAY) | OPT_BIT(OPT_FROM) | OPT_BIT(OPT_UNTIL) | OPT_BIT(OPT_BEHIND),
	    .formats = FORMATS_ROWS | FORMAT_BIT(FORMAT_JSON), .format = FORMAT_TABLE, .most = 1,
	    .needs_office = true, NO_OP, .group = VERBS_OFFICE, .run = verb_outbox_reconcile,
	    .help = N_("Ask the channels what they have of some days (the last seven, or those you "
	    "name) and hold it against what is here; exit status 1 where something stands on one "
	    "side alone or a channel did not answer.") },
	OFFICE_VERB("needs list", "", OPT_BIT(OPT_STATE), 0, 0, verb_needs_list,
	    N_("List what offices need of central systems, with how many second it and what the "
	    "ministry says.")),
	{ .name = "needs show", .arguments = "ID", .needs_office = true, NO_OP, .least = 1,
	    .most = 1, .formats = FORMAT_BIT(FORMAT_TEXT) | FORMAT_BIT(FORMAT_JSON),
	    .format = FORMAT_TEXT, .group = VERBS_OFFICE, .run = verb_needs_show,
	    .help = N_("Show one need whole, and the offices that second it.") },
	{ .name = "needs states", .arguments = "", .options = LISTED, NO_OP, ROWS,
	    .group = VERBS_OFFLINE, .run = verb_needs_states,
	    .help = N_("Show the states of needs and joint tasks, and which may follow which.") },
	OFFICE_VERB("needs add", "TITLE", OPT_BIT(OPT_TEXT) | OPT_BIT(OPT_SERVICE) |
	    OPT_BIT(OPT_WORKAROUND) | OPT_BIT(OPT_OP_KEY), 1, OPERANDS_ANY, verb_needs_change,
	    N_("Write down what the office needs of a central system, and why (--text); an "
	    "officer's goes out when a supervisor seconds it.")),
	OFFICE_VERB("needs second", "ID", 0, 1, 1, verb_needs_change,
	    N_("Second a need for the office; each office counts once; for supervisors.")),
	OFFICE_VERB("needs answer", "ID", OPT_BIT(OPT_STATE) | OPT_BIT(OPT_TEXT) |
	    OPT_BIT(OPT_DAY), 1, 1, verb_needs_change,
	    N_("Answer a need as the ministry: --state accepted, planned (with --day), declined or "
	    "done, and why (--text).")),
	OFFICE_VERB("tasks list", "", OPT_BIT(OPT_STATE), 0, 0, verb_tasks_list,
	    N_("List the joint tasks of the central and local offices, the soonest due first.")),
	OFFICE_VERB("tasks show", "ID", 0, 1, 1, verb_tasks_show,
	    N_("Show one joint task.")),
	OFFICE_VERB("tasks update", "ID", OPT_BIT(OPT_STATE) | OPT_BIT(OPT_TEXT), 1, 1,
	    verb_needs_change,
	    N_("Say how a joint task of this office stands: --state in-progress or done, and --text; "
	    "for supervisors.")),
	OFFICE_VERB("unsorted list", "", OPT_BIT(OPT_COUNT) | OPT_BIT(OPT_STATE), 0, 0, verb_unsorted_list,
	    N_("List what channels handed over that could not become a case.")),
	OFFICE_VERB("unsorted show", "ID", 0, 1, 1, verb_unsorted_show,
	    N_("Show one thing that could not become a case, as it came.")),
	OFFICE_VERB("unsorted retry", "ID…", OPT_BIT(OPT_SERVICE) | OPT_BIT(OPT_REGION), 1,
	    OPERANDS_ANY, verb_unsorted_change,
	    N_("Make a case of it after all, as the service and region you name.")),
	OFFICE_VERB("unsorted discard", "ID…", OPT_BIT(OPT_TEXT), 1, OPERANDS_ANY,
	    verb_unsorted_change,
	    N_("Discard it, with a reason; a second person does the same to confirm.")),
	OFFICE_VERB("staff list", "", 0, 0, 0, verb_staff_list, N_("List the office's staff.")),
	OFFICE_VERB("staff add", "LOGIN", OPT_BIT(OPT_NAME) | OPT_BIT(OPT_ROLE) |
	    OPT_BIT(OPT_DEPARTMENT) | OPT_BIT(OPT_CONTACT) | OPT_BIT(OPT_UID), 1, 1,
	    verb_staff_add, N_("Add a staff member.")),
	OFFICE_VERB("staff enable", "LOGIN", 0, 1, 1, verb_staff_enable,
	    N_("Let a staff member work again.")),
	OFFICE_VERB("staff disable", "LOGIN", 0, 1, 1, verb_staff_disable,
	    N_("Keep a staff member from working; nothing of theirs is lost.")),
	OFFICE_VERB("channel list", "", 0, 0, 0, verb_channel_list,
	    N_("List the channels and how their last exchange went.")),
	OFFICE_VERB("channel enable", "CHANNEL", OPT_BIT(OPT_REGION), 1, 1, verb_channel_enable,
	    N_("Exchange with a channel from now on.")),
	OFFICE_VERB("channel disable", "CHANNEL", OPT_BIT(OPT_REGION), 1, 1, verb_channel_disable,
	    N_("Stop exchanging with a channel.")),
	OFFICE_VERB("channel test", "CHANNEL", OPT_BIT(OPT_REGION), 1, 1, verb_channel_test,
	    N_("Try the connection to a channel; takes and sends nothing.")),
	OFFICE_VERB("audit verify", "", 0, 0, 0, verb_audit_verify,
	    N_("Count every due of the office again from what happened, and list the cases whose "
	    "stored due differs; for supervisors and auditors.")),
	OFFICE_VERB("audit exports", "", OPT_BIT(OPT_COUNT), 0, 0, verb_audit_exports,
	    N_("List who took whole cases out of the office or brought some in, when, why and how "
	    "many, the newest first; for supervisors and auditors.")),
	OFFICE_VERB("holidays preview", "[FILE]", OPT_BIT(OPT_PROPOSED) | OPT_BIT(OPT_YEAR), 0, 1,
	    verb_holidays_preview,
	    N_("List the open cases whose due would move if the days of a file (date,name) were "
	    "holidays too; changes nothing.")),
	OFFICE_VERB("correction list", "", 0, 0, 0, verb_correction_list,
	    N_("List the corrections of times that wait for a second person; for supervisors and "
	    "auditors.")),
	OFFICE_VERB("outage list", "", 0, 0, 0, verb_outage_list,
	    N_("List the recorded outages of systems that cases come through, newest first.")),
	OFFICE_VERB("outage begin", "CHANNEL|all", OPT_BIT(OPT_FROM) | OPT_BIT(OPT_TEXT) |
	    OPT_BIT(OPT_EVIDENCE) | OPT_BIT(OPT_DRY_RUN), 1, 1, verb_outage_change,
	    N_("Record that a channel's system stands still, from now or from a time: the clocks "
	    "of the open cases received through it stop.")),
	OFFICE_VERB("outage end", "ID", OPT_BIT(OPT_UNTIL) | OPT_BIT(OPT_DRY_RUN), 1, 1,
	    verb_outage_change,
	    N_("Record that an outage is over, and list the cases whose due moves.")),
	OFFICE_VERB("outage record", "CHANNEL|all", OPT_BIT(OPT_FROM) | OPT_BIT(OPT_UNTIL) |
	    OPT_BIT(OPT_TEXT) | OPT_BIT(OPT_EVIDENCE) | OPT_BIT(OPT_DRY_RUN), 1, 1,
	    verb_outage_change,
	    N_("Record an outage that is over, and list the cases whose due moves.")),
	OFFICE_VERB("holidays apply", "[FILE]", OPT_BIT(OPT_PROPOSED) | OPT_BIT(OPT_YEAR) |
	    OPT_BIT(OPT_TEXT), 0, 1, verb_holidays_apply,
	    N_("Make the days of a file holidays of this office, record every due that moves and "
	    "list it; kind cancelled takes one back; for supervisors.")),
	OFFICE_VERB("holidays import", "FILE", OPT_BIT(OPT_YEAR), 1, 1, verb_holidays_import,
	    N_("Compare a saved answer of the public holiday service with calendar and decree; "
	    "days that only it has become proposals; moves nothing.")),
	OFFICE_VERB("holidays dismiss", "ID…", OPT_BIT(OPT_TEXT), 1, OPERANDS_ANY,
	    verb_holidays_dismiss,
	    N_("Do not follow a proposed holiday, with a reason; for supervisors.")),
	OFFICE_VERB("holidays changes", "[ID]", OPT_BIT(OPT_COUNT), 0, 1, verb_holidays_changes,
	    N_("List the changes of the office's calendar, or the dues that one of them moved.")),
	OFFICE_VERB("letters list", "", OPT_BIT(OPT_KIND) | OPT_BIT(OPT_COUNT), 0, 0,
	    verb_letters_list,
	    N_("List the letters that open cases owe now: progress notices, moved dues, dunning.")),
	{ .name = "letters show", .arguments = "CASE", .options = OPT_BIT(OPT_KIND), .least = 1,
	    .most = 1, .needs_office = true, NO_OP, .group = VERBS_OFFICE,
	    .run = verb_letters_show,
	    .help = N_("Show a letter word for word as it would be sent; this is recorded.") },
	OFFICE_VERB("letters send", "[CASE…]", OPT_BIT(OPT_KIND) | OPT_BIT(OPT_ALL) |
	    OPT_BIT(OPT_APPLY), 0, OPERANDS_ANY, verb_letters_change,
	    N_("Send the letter that a case owes; of several cases, or all, only says which without "
	    "--apply.")),
	OFFICE_VERB("letters skip", "[CASE…]", OPT_BIT(OPT_KIND) | OPT_BIT(OPT_ALL) |
	    OPT_BIT(OPT_APPLY) | OPT_BIT(OPT_TEXT), 0, OPERANDS_ANY, verb_letters_change,
	    N_("Leave out the letter that a case owes, with a reason; of several cases, or all, only "
	    "says which without --apply.")),
	OFFICE_VERB("letters public", "CASE…", OPT_BIT(OPT_APPLY) | OPT_BIT(OPT_TEXT), 1,
	    OPERANDS_ANY, verb_letters_change,
	    N_("The applicant was told that progress is public online (say how): the case owes no "
	    "progress notice any more.")),
	OFFICE_VERB("forms import", "FILE…", OPT_BIT(OPT_SERVICE) | OPT_BIT(OPT_REGION) |
	    OPT_BIT(OPT_OWN) | OPT_BIT(OPT_EFFECTIVE) | OPT_BIT(OPT_TEXT) | OPT_BIT(OPT_DRY_RUN) |
	    OPT_BIT(OPT_GOV24),
	    1, OPERANDS_ANY, verb_forms_import,
	    N_("Release the layer of a region, or the office's own, over a service's form from a "
	    "day on, judged first, with a reason; or with --gov24 read saved answers of Government24's "
	    "list of services; for supervisors.")),
	OFFICE_VERB("forms services", "[WORD]", OPT_BIT(OPT_COUNT) | OPT_BIT(OPT_MATCHED), 0, 1,
	    verb_forms_services,
	    N_("List the services that Government24's list has; with --matched only those that "
	    "the catalogue has too.")),
	OFFICE_VERB("forms releases", "[SERVICE]", OPT_BIT(OPT_COUNT), 0, 1, verb_forms_releases,
	    N_("List the releases of forms and layers, newest first: from when each holds, and "
	    "how many fields it changes.")),
	OFFICE_VERB("forms release", "ID", 0, 1, 1, verb_forms_release,
	    N_("Show what one release changed, field by field.")),
	OFFICE_VERB("forms retire", "ID…", OPT_BIT(OPT_TEXT), 1, OPERANDS_ANY, verb_forms_retire,
	    N_("Let a release hold no more from today on, with a reason; cases that came with it "
	    "keep it; for supervisors.")),
	OFFICE_VERB("office hours", "", OPT_BIT(OPT_LUNCH) | OPT_BIT(OPT_FROM) |
	    OPT_BIT(OPT_APPLY) | OPT_BIT(OPT_TEXT), 0, 0, verb_office_hours,
	    N_("Show the office's hours; with --lunch list the dues that another lunch hour would "
	    "move, with --apply move them; for supervisors.")),
	OFFICE_VERB("scratch list", "", 0, 0, 0, verb_scratch_list,
	    N_("List what you have typed into dialogs and not handed in, the newest first.")),
	{ .name = "scratch show", .arguments = "ID", .least = 1, .most = 1, .needs_office = true,
	    .formats = FORMAT_BIT(FORMAT_TEXT) | FORMAT_BIT(FORMAT_JSON), .format = FORMAT_TEXT,
	    NO_OP, .group = VERBS_OFFICE, .run = verb_scratch_show,
	    .help = N_("Show one of these texts whole; nobody but you can.") },
	{ .name = "scratch discard", .arguments = "ID…", .least = 1, .most = OPERANDS_ANY,
	    .needs_office = true, NO_OP, .group = VERBS_OFFICE, .run = verb_scratch_discard,
	    .help = N_("Throw such texts away; this cannot be undone.") },
	OFFICE_VERB("answers search", "TEXT", ANSWER_PLACE | OPT_BIT(OPT_COUNT), 1, OPERANDS_ANY,
	    verb_answers_search,
	    N_("Look for answers to a question, in words or initials: the nearest layer first, "
	    "with its source and until when it holds.")),
	{ .name = "answers show", .arguments = "KEY", .options = OPT_BIT(OPT_REGION),
	    .needs_office = true, NO_OP, .least = 1, .most = 1,
	    .formats = FORMAT_BIT(FORMAT_TEXT) | FORMAT_BIT(FORMAT_JSON), .format = FORMAT_TEXT,
	    .group = VERBS_OFFICE, .run = verb_answers_show,
	    .help = N_("Show what every layer says of a key, and what it said before.") },
	OFFICE_VERB("answers list", "[TEXT]", ANSWER_PLACE | OPT_BIT(OPT_COUNT), 0, OPERANDS_ANY,
	    verb_answers_list,
	    N_("List the entries that speak for the region, or those with TEXT in key or "
	    "question.")),
	OFFICE_VERB("answers add", "KEY", ANSWER_WORDS, 1, 1, verb_answers_change,
	    N_("Add an entry of the own region or office (--question, --text, --source); for "
	    "supervisors.")),
	OFFICE_VERB("answers change", "KEY", ANSWER_WORDS, 1, 1, verb_answers_change,
	    N_("Change what an entry says; what is not named stays. The version before is kept.")),
	OFFICE_VERB("answers retire", "KEY", OPT_BIT(OPT_REASON), 1, 1, verb_answers_change,
	    N_("Let an entry of the office speak no more, with a reason.")),
	OFFICE_VERB("answers import", "FILE", OPT_BIT(OPT_DRY_RUN), 1, 1, verb_answers_import,
	    N_("Take a CSV file of entries; lines that are wrong are named, and then nothing is "
	    "taken; for supervisors.")),
	{ .name = "answers told", .arguments = "KEY [ID]", .needs_office = true, NO_OP, .least = 1,
	    .most = 2, .group = VERBS_OFFICE, .run = verb_answers_change,
	    .help = N_("Note that an answer was told in the consultation at hand, or in that one; 0 "
	    "is none.") },
	OFFICE_VERB("answers leave", "TEXT", OPT_BIT(OPT_REGION) | OPT_BIT(OPT_SERVICE), 1,
	    OPERANDS_ANY, verb_answers_change,
	    N_("Leave a question that nobody could answer to who maintains the answers. Telephone and "
	    "resident numbers are taken out; leave names out yourself.")),
	OFFICE_VERB("answers unanswered", "", OPT_BIT(OPT_ALL), 0, 0, verb_answers_unanswered,
	    N_("List the questions that wait for an answer; with --all those that are closed too.")),
	OFFICE_VERB("answers close", "ID KEY", 0, 2, 2, verb_answers_change,
	    N_("Close a question with the entry that answers it; for supervisors.")),
	OFFICE_VERB("answers dismiss", "ID", OPT_BIT(OPT_REASON), 1, 1, verb_answers_change,
	    N_("Close a question that gets no answer, with a reason; for supervisors.")),
	OFFICE_VERB("answers uses", "", OPT_BIT(OPT_SINCE), 0, 0, verb_answers_uses,
	    N_("Count what was asked, told and put into texts in 30 days, or --since; nobody is "
	    "named.")),
	OFFICE_VERB("snippet list", "", 0, 0, 0, verb_snippet_list,
	    N_("List the texts that can be inserted while typing: yours, then the office's.")),
	OFFICE_VERB("snippet add", "NAME", OPT_BIT(OPT_TEXT) | OPT_BIT(OPT_SHARED), 1, 1,
	    verb_snippet_add,
	    N_("Keep a text to be inserted while typing; one of the same name is replaced.")),
	{ .name = "snippet delete", .arguments = "ID…", .least = 1, .most = OPERANDS_ANY,
	    .needs_office = true, NO_OP, .group = VERBS_OFFICE, .run = verb_snippet_delete,
	    .help = N_("Delete such texts; the office's ones are for supervisors.") },
	OFFICE_VERB("doctor", "", 0, 0, 0, verb_doctor,
	    N_("Check the office, its store and its channels.")),
	{ .name = "due", .arguments = "PERIOD RECEIVED", .options = OPT_BIT(OPT_BATCH) |
	    OPT_BIT(OPT_PAUSE) | OPT_BIT(OPT_EXTEND), NO_OP,
	    .most = 2, .group = VERBS_OFFLINE, .run = verb_due,
	    .help = N_("Say when a statutory period ends: immediate, 3h, 7d, 2w, 1m or 1y from "
	    "the receipt; or a limit by its name, such as receive, first-supplement or appeal.") },
	{ .name = "holidays list", .arguments = "[YEAR]", .options = LISTED |
	    OPT_BIT(OPT_PROPOSED), NO_OP, ROWS,
	    .most = 1, .group = VERBS_OFFLINE, .run = verb_holidays_list,
	    .help = N_("List the public holidays, and whether data, decree or both know them; "
	    "with --store or --socket those of the office.") },
	{ .name = "channel catalogue", .arguments = "CHANNEL FILE", .options = LISTED, NO_OP, ROWS,
	    .least = 2, .most = 2, .group = VERBS_OFFLINE, .run = verb_channel_catalogue,
	    .help = N_("List the services in a saved answer of a channel's catalogue; bokjiro has "
	    "one.") },
	{ .name = "forms list", .arguments = "[SERVICE]", .options = LISTED, NO_OP, ROWS,
	    .most = 1, .group = VERBS_OFFLINE, .run = verb_forms_list,
	    .help = N_("List the forms and the layers that regions put over them.") },
	{ .name = "forms show", .arguments = "SERVICE", .options = LISTED | OPT_BIT(OPT_REGION) |
	    OPT_BIT(OPT_EFFECTIVE) | OPT_BIT(OPT_OWN),
	    NO_OP, .formats = FORMATS_ROWS | FORMAT_BIT(FORMAT_JSON), .format = FORMAT_TABLE,
	    .least = 1, .most = 1, .group = VERBS_OFFLINE, .run = verb_forms_show,
	    .help = N_("Show the form of a service as a region has it, and who set each field; with "
	    "--store or --socket as the office has it.") },
	{ .name = "forms lint", .arguments = "[FILE…]", .options = LISTED | OPT_BIT(OPT_REGION) |
	    OPT_BIT(OPT_SERVICE), NO_OP, ROWS, .most = OPERANDS_ANY, .group = VERBS_OFFLINE,
	    .run = verb_forms_lint,
	    .help = N_("Judge the whole catalogue, or files as layers of a region over a service's "
	    "form: what a layer may not do is named.") },
	{ .name = "forms diff", .arguments = "SERVICE", .options = LISTED | OPT_BIT(OPT_REGION) |
	    OPT_BIT(OPT_EFFECTIVE) | OPT_BIT(OPT_OWN),
	    NO_OP, ROWS, .least = 1, .most = 1, .group = VERBS_OFFLINE, .run = verb_forms_diff,
	    .help = N_("Show where the forms of two regions differ.") },
	{ .name = "keys", .arguments = "", .options = LISTED | OPT_BIT(OPT_CHECK), NO_OP, ROWS,
	    .group = VERBS_OFFLINE, .run = verb_keys,
	    .help = N_("List every key of the screen, your own ones first.") },
	{ .name = "workflow events", .arguments = "", .options = LISTED, NO_OP, ROWS,
	    .group = VERBS_OFFLINE, .run = verb_workflow_events,
	    .help = N_("Show what becomes of a case when a citizen or a ministry says something.") },
	{ .name = "workflow escalations", .arguments = "", .options = LISTED, NO_OP, ROWS,
	    .group = VERBS_OFFLINE, .run = verb_workflow_escalations,
	    .help = N_("Show the kinds of hand-over: what each needs, may disclose, and by when an "
	    "answer is expected.") },
	{ .name = "workflow", .arguments = "", NO_OP, .group = VERBS_OFFLINE,
	    .run = verb_workflow,
	    .help = N_("Show states, and who may move a case from which to which.") },
	{ .name = "completion", .arguments = "bash|zsh|fish", NO_OP, .least = 1, .most = 1,
	    .group = VERBS_OFFLINE, .run = verb_completion,
	    .help = N_("Print what teaches a shell to complete verbs, options, codes and case "
	    "numbers.") },
	{ .name = "help", .arguments = "[VERB]", .options = LISTED, NO_OP, ROWS, .most = 2,
	    .group = VERBS_OFFLINE, .run = verb_help_on,
	    .help = N_("List the verbs, or explain one.") },
};
const size_t verb_count = sizeof(verb_table) / sizeof(verb_table[0]);

const struct verb *
verb_find(const char *first, const char *second, int *words)
{
	for (size_t i = 0; i < verb_count; i++) {
		const char *name = verb_table[i].name;
		size_t len = strcspn(name, " ");

		if (strlen(first) != len || strncmp(name, first, len) != 0)
			continue;
		*words = name[len] == '\0' ? 1 : 2;
		if (*words == 1 || (second != NULL && str_eq(name + len + 1, second)))
			return &verb_table[i];
	}
	return NULL;
}

opt_set
verb_op_options(enum op op)
{
	const struct op_info *info = &op_table[op];
	opt_set options = OPT_BIT(OPT_OP_KEY) | OPT_BIT(OPT_READ_VERSION) |
	    OPT_BIT(OPT_DRY_RUN) | LISTED;

	if ((info->needs & (NEED_TEXT | NEED_REASONS)) != 0 || info->final_from != 0)
		options |= OPT_BIT(OPT_TEXT);
	if ((info->needs & NEED_OUTCOME) != 0)
		options |= OPT_BIT(OPT_OUTCOME);
	if ((info->needs & (NEED_OUTCOME | NEED_REASONS)) != 0)
		options |= OPT_BIT(OPT_REASON) | OPT_BIT(OPT_REMEDY);
	if ((info->needs & NEED_ASSIGNEE) != 0)
		options |= OPT_BIT(OPT_ASSIGNEE);
	if ((info->needs & NEED_AGENCY) != 0)
		options |= OPT_BIT(OPT_AGENCY);
	if (op == OP_ESCALATE)
		options |= OPT_BIT(OPT_KIND) | OPT_BIT(OPT_PROPOSAL) | OPT_BIT(OPT_DISCLOSE) |
		    OPT_BIT(OPT_ATTACH) | OPT_BIT(OPT_PRECEDENT) | OPT_BIT(OPT_PREVIEW);
	if (op == OP_RETURN)
		options |= OPT_BIT(OPT_REASON);
	if ((info->needs & NEED_PERIOD) != 0)
		options |= OPT_BIT(OPT_PERIOD);
	if (op == OP_RECEIVE)
		options |= OPT_BIT(OPT_AT);
	if (op == OP_SUPPLEMENT)
		options |= OPT_BIT(OPT_FLAGGED);
	if ((info->needs & NEED_ANSWERS) != 0)
		options |= OPT_BIT(OPT_SET) | OPT_BIT(OPT_CONSENT);
	if ((info->needs & NEED_TIME) != 0)
		options |= OPT_BIT(OPT_EVENT) | OPT_BIT(OPT_AT) | OPT_BIT(OPT_EVIDENCE);
	if ((info->needs & NEED_MORE) != 0)
		options |= OPT_BIT(OPT_PERIOD) | OPT_BIT(OPT_REASON) | OPT_BIT(OPT_CONSENT);
	return options;
}

const char *
verb_help(const struct verb *verb)
{
	return say(verb->help != NULL ? verb->help : op_table[verb->op].help);
}
