/* SPDX-License-Identifier: ISC */
/*
 * verbs: everything that can be typed after `minwon`, as one table, and the
 * way from a command line to its row. Help, the manual pages, completion and
 * the screen's command line are made from it. Each verb is a function in a
 * verb_*.c; none knows how its results are written or where the office is.
 */
#ifndef DESK_VERBS_H
#define DESK_VERBS_H

#include "console/desk/calendar_read.h"
#include "console/desk/link.h"
#include "console/desk/options.h"
#include "console/desk/output.h"

enum verb_group {
	VERBS_CASES,
	VERBS_OFFICE,
	VERBS_OFFLINE,	/* need no office and no store */
	VERBS__COUNT
};

struct call;

/* One row per verb. What follows the name is what the function may rely on:
 * the number of operands and the options have been checked. */
struct verb {
	const char *name;	/* as typed; "staff add" is two words */
	const char *arguments;	/* as help shows them: "CASE…", "[QUERY]" */
	opt_set options;	/* OPT_BIT set, beside the common ones */
	unsigned int formats;	/* FORMAT_BIT set of --format; 0 = it takes none */
	enum format format;	/* without --format */
	unsigned int least, most;	/* operands */
	bool needs_office;
	enum op op;		/* of an op verb; else OP__COUNT */
	enum verb_group group;
	int (*run)(struct call *call);	/* returns the exit status */
	const char *help;	/* N_() sentence; NULL = the op's */
};

#define FORMAT_BIT(format) (1u << (format))
#define FORMATS_ROWS (FORMAT_BIT(FORMAT_TABLE) | FORMAT_BIT(FORMAT_TSV) | \
	FORMAT_BIT(FORMAT_CSV) | FORMAT_BIT(FORMAT_JSONL))
#define OPERANDS_ANY 1000000u

extern const struct verb verb_table[];
extern const size_t verb_count;

/* The verb of the first word or two words; *words is how many it took. NULL
 * if there is none. */
const struct verb *verb_find(const char *first, const char *second, int *words);

/* The options that an op verb knows, from what the op needs. */
opt_set verb_op_options(enum op op);

/* The verb's help sentence in the current language. */
const char *verb_help(const struct verb *verb);

/* One command being carried out. */
struct call {
	const struct verb *verb;
	struct options options;
	enum format format;
	struct sink out;	/* standard output */
	struct link *link;	/* open where the verb needs an office */
	struct err fault;	/* of --fields; RC_OK = none */
};

/* Opens the link that the call's options ask for. */
MUST_USE enum rc call_open_link(struct call *call, bool wants_changes, struct err *e);

/* The link options of the call; they borrow from it. */
struct link_options call_link_options(const struct call *call, bool wants_changes);

/* The calendar of the office that --store or --socket names, for verbs that can
 * do without; reads nothing where neither is given. */
MUST_USE enum rc call_calendar(struct call *call, struct calendar_reader *reader,
    struct err *e);

/* Opens it unless it is open and alive: for a call of many commands. */
MUST_USE enum rc call_keep_link(struct call *call, struct err *e);

/* Begins rows in the call's format on its output. */
struct writer *call_writer(struct call *call, const struct column *columns, size_t count);

/* Writes the error as one sentence to standard error, and where it is about a
 * place in what was typed, that line and a caret under the place; returns its
 * exit status. */
int call_fail(const struct err *e);

/* Writes one sentence to standard error, for people. */
void call_say(const char *fmt, ...) PRINTF_LIKE(1, 2);

/* Copies a value into a message's field. RC_USAGE names what is too long. */
MUST_USE enum rc call_fill(char *to, size_t cap, const char *value, const char *what,
    struct err *e);

/* Lists the cases that the call asks for; those of the query where it has none. */
int list_cases(struct call *call, const char *query);	/* verb_case.c */

/* Carries out argv (without the program's name); returns the exit status. No
 * verb at all: runs screen. */
int verbs_main(int argc, char *const argv[], int (*screen)(struct call *call));

/* Carries out one more command on the link and the output of a call that goes on;
 * the call's own options say where the office is. */
int verbs_line(struct call *session, int argc, char *const argv[]);

/* The functions of the table, by file. */
int verb_list(struct call *call);		/* verb_case.c */
int verb_export(struct call *call);		/* verb_carry.c */
int verb_import(struct call *call);
int verb_audit_exports(struct call *call);
int verb_show(struct call *call);
int verb_flag(struct call *call);		/* verb_flag.c */
int verb_diff(struct call *call);
int verb_log(struct call *call);
int verb_call(struct call *call);		/* verb_call.c */
int verb_recent(struct call *call);		/* verb_recent.c */
int verb_rules_list(struct call *call);		/* verb_rules.c */
int verb_rules_write(struct call *call);
int verb_rules_tell(struct call *call);
int verb_rules_actions(struct call *call);
int verb_view_list(struct call *call);		/* verb_view.c */
int verb_view_change(struct call *call);
int verb_act(struct call *call);		/* verb_op.c */
int verb_new(struct call *call);		/* verb_new.c */
int verb_bulk(struct call *call);		/* bulk.c */
int verb_batch_list(struct call *call);		/* verb_batch.c */
int verb_batch_show(struct call *call);
int verb_batch_resume(struct call *call);
int verb_batch_retry(struct call *call);
int verb_batch_undo(struct call *call);
int verb_batch_stop(struct call *call);
int verb_why(struct call *call);		/* verb_clock.c */
int verb_audit_verify(struct call *call);
int verb_holidays_preview(struct call *call);
int verb_correction_list(struct call *call);	/* verb_clock.c */
int verb_outage_list(struct call *call);	/* verb_outage.c */
int verb_outage_change(struct call *call);
int verb_init(struct call *call);		/* verb_office.c */
int verb_staff_list(struct call *call);
int verb_staff_add(struct call *call);
int verb_staff_enable(struct call *call);
int verb_staff_disable(struct call *call);
int verb_channel_list(struct call *call);
int verb_channel_enable(struct call *call);
int verb_channel_disable(struct call *call);
int verb_channel_test(struct call *call);
int verb_sync(struct call *call);
int verb_sync_watch(struct call *call);		/* verb_watch.c */
int verb_doctor(struct call *call);
int verb_needs_list(struct call *call);		/* verb_needs.c */
int verb_needs_show(struct call *call);
int verb_needs_states(struct call *call);
int verb_needs_change(struct call *call);	/* and tasks */
int verb_tasks_list(struct call *call);
int verb_tasks_show(struct call *call);
int verb_answers_search(struct call *call);	/* verb_answers.c */
int verb_answers_show(struct call *call);
int verb_answers_list(struct call *call);
int verb_answers_change(struct call *call);
int verb_answers_unanswered(struct call *call);
int verb_answers_uses(struct call *call);
int verb_answers_import(struct call *call);	/* verb_answers_import.c */
int verb_outbox_reconcile(struct call *call);	/* verb_reconcile.c */
int verb_waits(struct call *call);		/* verb_waits.c */
int verb_waits_alert(struct call *call);
int verb_waits_set(struct call *call);		/* verb_wait_set.c */
int verb_waits_import(struct call *call);
int verb_board(struct call *call);		/* verb_figures.c */
int verb_today(struct call *call);
int verb_report(struct call *call);		/* verb_report.c */
int verb_outbox_list(struct call *call);	/* verb_queue.c */
int verb_outbox_show(struct call *call);
int verb_outbox_change(struct call *call);
int verb_handover_list(struct call *call);	/* verb_handover.c */
int verb_handover_show(struct call *call);
int verb_preview(struct call *call, const struct wire_act *act);
int verb_workflow_escalations(struct call *call);
int verb_unsorted_change(struct call *call);
int verb_unsorted_list(struct call *call);
int verb_unsorted_show(struct call *call);
int verb_channel_catalogue(struct call *call);	/* verb_catalogue.c */
int verb_attachment_list(struct call *call);	/* verb_attachment.c */
int verb_attachment_get(struct call *call);
int verb_forms_list(struct call *call);		/* verb_forms.c */
int verb_forms_show(struct call *call);
int verb_forms_lint(struct call *call);
int verb_forms_diff(struct call *call);
int verb_forms_import(struct call *call);	/* verb_release.c */
int verb_forms_import_gov24(struct call *call);	/* verb_gov24.c */
int verb_forms_services(struct call *call);
int verb_forms_releases(struct call *call);
int verb_forms_release(struct call *call);
int verb_forms_retire(struct call *call);
int verb_scratch_list(struct call *call);	/* verb_typing.c */
int verb_scratch_show(struct call *call);
int verb_scratch_discard(struct call *call);
int verb_snippet_list(struct call *call);
int verb_snippet_add(struct call *call);
int verb_snippet_delete(struct call *call);
int verb_consult_list(struct call *call);	/* verb_consult.c */
int verb_consult_change(struct call *call);
int verb_consult_log(struct call *call);
int verb_consult_skills(struct call *call);
int verb_consult_calibration(struct call *call);
int verb_consult_whatif(struct call *call);
int verb_consult_hours(struct call *call);
int verb_consult_ratings(struct call *call);
int verb_due(struct call *call);		/* verb_due.c */
int verb_holidays_list(struct call *call);	/* verb_holidays.c */
int verb_holidays_import(struct call *call);
int verb_holidays_dismiss(struct call *call);
int verb_holidays_preview(struct call *call);	/* verb_calendar.c */
int verb_holidays_apply(struct call *call);
int verb_holidays_changes(struct call *call);
int verb_office_hours(struct call *call);
int verb_letters_list(struct call *call);	/* verb_letters.c */
int verb_letters_show(struct call *call);
int verb_letters_change(struct call *call);
int verb_keys(struct call *call);		/* verb_help.c */
int verb_workflow(struct call *call);
int verb_workflow_events(struct call *call);
int verb_help_on(struct call *call);
int verb_completion(struct call *call);		/* verb_complete.c */

/* `complete WORD…`: what the last word could become, for the shells. The words are
 * a command line of ours half typed, so no option of it is obeyed but where the
 * office is. */
int complete_main(int count, char *const words[]);

#endif
