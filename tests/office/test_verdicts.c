/* SPDX-License-Identifier: ISC */
/*
 * Who may ask what: every message of the desk's door, by every role, about the
 * asker's own case, a free one, a colleague's and another office's. The tables
 * are typed from the rules (design.md 12) and share nothing with the office's.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "console/rules/workflow.h"
#include "console/wire/message_knowledge.h"
#include "tests/office/office_harness.h"

#define HERE "11410"
#define THERE "30200"

/* Whose case is asked about. A role that never holds has no OWN. */
enum relation { OWN, FREE, COLLEAGUE, ELSEWHERE, RELATIONS };
static const char *const relation_names[] = { "own", "free", "a colleague's", "another office's" };

/* The stages that cases are brought to for the table. */
enum stage {
	ARRIVED,	/* nobody holds what is not received */
	RECEIVED,
	STARTED,	/* IN_PROGRESS, an approver decides */
	STARTED_ALONE,	/* IN_PROGRESS, the officer decides */
	ASKED,		/* CONSULTING */
	DRAFTED,	/* APPROVAL; OWN: drafted by the asker */
	DECIDED,	/* COMPLETED */
	STAGES
};
static const char *const stage_services[] = {
	[ARRIVED] = "BUILD-NOTI", [RECEIVED] = "BUILD-NOTI", [STARTED] = "BUILD-NOTI",
	[STARTED_ALONE] = "13100000015", [ASKED] = "BUILD-NOTI", [DRAFTED] = "BUILD-NOTI",
	[DECIDED] = "13100000015",
};

struct scene {
	struct place place;
	struct desk asker[ROLE__COUNT];	/* of HERE */
	struct desk colleague, there_officer, there_chief;
	char number[STAGES][RELATIONS][24];
	int64_t message[RELATIONS], unsorted[RELATIONS];
	/* OWN: the office's, to be deleted; FREE: the office's; COLLEAGUE: their own;
	 * ELSEWHERE: the other office's. */
	int64_t snippet[RELATIONS];
	int64_t scratch;	/* the colleague's */
	int cells;
};

static const char *
does(struct desk *d, enum op op, const char *number)
{
	struct deed deed = { .op = op, .number = number, .text = "검토", .agency = "1741000", .period = "10d",
		.outcome = OUTCOME_COMPLETE, .reasons = "법 제4조", .remedies = "90일 이내",
		.assignee = "officer2-11410" };

	return desk_do(d, &deed, NULL, NULL);
}

/* Brings a fresh case to a stage, held by who unless it stays free. */
static void
bring(struct scene *s, enum stage stage, enum relation relation)
{
	bool is_here = relation != ELSEWHERE;
	struct desk *chief = is_here ? &s->asker[ROLE_SUPERVISOR] : &s->there_chief;
	struct desk *who = !is_here ? &s->there_officer : relation == COLLEAGUE ? &s->colleague :
	    &s->asker[ROLE_OFFICER];
	char *number = s->number[stage][relation];

	place_untouched(&s->place, is_here ? HERE : THERE, stage_services[stage], number);
	/* Cases are taken from the oldest on: those that stay are marked by a
	 * receipt, so ARRIVED comes last. */
	if (stage == ARRIVED)
		return;
	assert_string_equal(does(chief, OP_RECEIVE, number), "done");
	assert_string_equal(does(who, stage == RECEIVED ? OP_CLAIM : OP_NEXT, number), "done");
	if (stage == ASKED)
		assert_string_equal(does(who, OP_ESCALATE, number), "done");
	if (stage == DRAFTED)
		assert_string_equal(does(who, OP_DRAFT, number), "done");
	if (stage == DECIDED)
		assert_string_equal(does(who, OP_APPROVE, number), "done");
	if (relation == FREE && stage != DRAFTED && stage != DECIDED)
		assert_string_equal(does(who, OP_RELEASE, number), "done");
}

/* Typed by others, for everybody to try to read or to take away. */
static void
type_texts(struct scene *s)
{
	struct wire_scratch scratch = { .about = "case", .action = "note", .content = "text=검토" };
	struct desk *const writers[RELATIONS] = { [OWN] = &s->asker[ROLE_SUPERVISOR],
		[FREE] = &s->asker[ROLE_SUPERVISOR], [COLLEAGUE] = &s->colleague,
		[ELSEWHERE] = &s->there_chief };
	struct scratch_row row;
	struct answers a;

	assert_true(parse_int(s->number[STARTED][COLLEAGUE], 1, INT64_MAX, &scratch.subject_id));
	desk_ask(&s->colleague, MESSAGE_SCRATCH_PUT, &scratch, &a);
	assert_true(answers_read(&a, MESSAGE_SCRATCH_ROW, 0, &row));
	s->scratch = row.id;
	answers_release(&a);
	for (int relation = 0; relation < RELATIONS; relation++) {
		struct wire_snippet put = { .is_office = relation != COLLEAGUE,
			.text = "현장을 확인했습니다." };
		struct snippet_row snippet;

		str_fill(put.name, sizeof(put.name), relation_names[relation]);
		desk_ask(writers[relation], MESSAGE_SNIPPET_PUT, &put, &a);
		assert_true(answers_read(&a, MESSAGE_SNIPPET_ROW, 0, &snippet));
		s->snippet[relation] = snippet.id;
		answers_release(&a);
	}
}

static int
open_office(void **state)
{
	static const char *const roles[] = { "officer1", "supervisor", "auditor" };
	const char *options[] = { "--seed", "5", "--applications", "1500", "--inject", NULL, NULL };
	struct scene *s = x_zalloc(1, sizeof(*s));
	char login[40];
	FILE *inject;

	*state = s;
	place_make(&s->place, "2026-11-23T09:00:00+09:00");
	options[5] = s->place.inject;
	inject = fopen(s->place.inject, "we");
	assert_non_null(inject);
	fprintf(inject, "gov24\t" HERE "\t{\"id\":\"bad-here\", broken}\n"
	    "gov24\t" THERE "\t{\"id\":\"bad-there\", broken}\n");
	fclose(inject);
	place_relay_start(&s->place, options);
	place_office_start(&s->place);
	for (int role = 0; role < ROLE__COUNT; role++) {
		snprintf(login, sizeof(login), "%s-" HERE, roles[role]);
		assert_true(desk_open(&s->asker[role], &s->place, login, false));
		assert_int_equal(s->asker[role].welcome.who.role, role);
	}
	assert_true(desk_open(&s->colleague, &s->place, "officer2-" HERE, false));
	assert_true(desk_open(&s->there_officer, &s->place, "officer1-" THERE, false));
	assert_true(desk_open(&s->there_chief, &s->place, "supervisor-" THERE, false));
	assert_true(desk_sync(&s->colleague, ""));
	for (int stage = STAGES - 1; stage >= 0; stage--)
		for (int relation = 0; relation < RELATIONS; relation++)
			bring(s, (enum stage)stage, (enum relation)relation);
	for (int relation = 0; relation < RELATIONS; relation++) {
		char *sql = x_asprintf("SELECT MIN(id) FROM outbox WHERE case_id = %s",
		    s->number[STARTED][relation]);

		s->message[relation] = look_number(s->place.store, sql);
		free(sql);
		s->unsorted[relation] = look_number(s->place.store, relation == ELSEWHERE
		    ? "SELECT MIN(id) FROM unsorted WHERE office = '" THERE "'"
		    : "SELECT MIN(id) FROM unsorted WHERE office = '" HERE "'");
		assert_true(s->unsorted[relation] > 0);
	}
	type_texts(s);
	return 0;
}

static int
close_office(void **state)
{
	struct scene *s = *state;

	for (int role = 0; role < ROLE__COUNT; role++)
		desk_close(&s->asker[role]);
	desk_close(&s->colleague);
	desk_close(&s->there_officer);
	desk_close(&s->there_chief);
	place_remove(&s->place);
	print_message("verdicts: %d cells\n", s->cells);
	free(s);
	return 0;
}

/* One op at one stage: the verdict for each role and relation; NULL where the
 * two do not go together. */
struct op_row {
	enum op op;
	enum stage stage;
	const char *want[ROLE__COUNT][RELATIONS];
};

#define HIDDEN "unknown-case"
#define NO "no-right"
#define NOT_MINE "not-holder"
#define WRONG "wrong-state"
#define EARLY "not-received"
#define NOBODY_MAY { NULL, NO, NO, HIDDEN }
#define HOLDER_ONLY { "done", "not-holder", "held", HIDDEN }
#define AT_WRONG_STAGE { WRONG, WRONG, WRONG, HIDDEN }
#define CHIEF_AT_WRONG_STAGE { NULL, WRONG, WRONG, HIDDEN }
#define ALL_DONE { NULL, "done", "done", HIDDEN }
#define NONE_WAITS { NULL, "no-correction", "no-correction", HIDDEN }
#define OFFICER_HAS_NO_RIGHT { NO, NO, NO, HIDDEN }

static const struct op_row op_rows[] = {
	/*	at		officer, supervisor, auditor: own, free, colleague's, other's */
	{ OP_RECEIVE, ARRIVED, { { NULL, NO, NULL, HIDDEN }, { NULL, "done", NULL, HIDDEN },
	    { NULL, NO, NULL, HIDDEN } } },
	{ OP_RECEIVE, RECEIVED, { OFFICER_HAS_NO_RIGHT, CHIEF_AT_WRONG_STAGE, NOBODY_MAY } },
	{ OP_ASSIGN, ARRIVED, { { NULL, NO, NULL, HIDDEN }, { NULL, EARLY, NULL, HIDDEN },
	    { NULL, NO, NULL, HIDDEN } } },
	{ OP_ASSIGN, RECEIVED, { OFFICER_HAS_NO_RIGHT, { NULL, "done", "done", HIDDEN },
	    NOBODY_MAY } },
	{ OP_ASSIGN, STARTED, { OFFICER_HAS_NO_RIGHT, { NULL, "done", "done", HIDDEN },
	    NOBODY_MAY } },
	{ OP_ASSIGN, DRAFTED, { OFFICER_HAS_NO_RIGHT, CHIEF_AT_WRONG_STAGE, NOBODY_MAY } },
	{ OP_CLAIM, ARRIVED, { { NULL, EARLY, NULL, HIDDEN }, { NULL, NO, NULL, HIDDEN },
	    { NULL, NO, NULL, HIDDEN } } },
	{ OP_CLAIM, RECEIVED, { { "done", "done", "held", HIDDEN }, NOBODY_MAY, NOBODY_MAY } },
	{ OP_CLAIM, STARTED, { { "done", "done", "held", HIDDEN }, NOBODY_MAY, NOBODY_MAY } },
	{ OP_CLAIM, ASKED, { { "done", "done", "held", HIDDEN }, NOBODY_MAY, NOBODY_MAY } },
	{ OP_CLAIM, DRAFTED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
	{ OP_RELEASE, RECEIVED, { HOLDER_ONLY, { NULL, "not-held", "done", HIDDEN }, NOBODY_MAY } },
	{ OP_RELEASE, STARTED, { HOLDER_ONLY, { NULL, "not-held", "done", HIDDEN }, NOBODY_MAY } },
	{ OP_NEXT, RECEIVED, { { "done", "done", "held", HIDDEN }, NOBODY_MAY, NOBODY_MAY } },
	{ OP_NEXT, STARTED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
	{ OP_NOTE, RECEIVED, { HOLDER_ONLY, NOBODY_MAY, NOBODY_MAY } },
	{ OP_NOTE, STARTED, { HOLDER_ONLY, NOBODY_MAY, NOBODY_MAY } },
	{ OP_NOTE, ASKED, { HOLDER_ONLY, NOBODY_MAY, NOBODY_MAY } },
	{ OP_NOTE, DRAFTED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
	{ OP_DRAFT, RECEIVED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
	{ OP_DRAFT, STARTED, { HOLDER_ONLY, NOBODY_MAY, NOBODY_MAY } },
	{ OP_DRAFT, ASKED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
	{ OP_SEND_BACK, STARTED, { OFFICER_HAS_NO_RIGHT, CHIEF_AT_WRONG_STAGE, NOBODY_MAY } },
	{ OP_SEND_BACK, DRAFTED, { OFFICER_HAS_NO_RIGHT, { NULL, "done", "done", HIDDEN },
	    NOBODY_MAY } },
	{ OP_APPROVE, RECEIVED, { AT_WRONG_STAGE, CHIEF_AT_WRONG_STAGE, NOBODY_MAY } },
	{ OP_APPROVE, STARTED, { { "needs-approver", "not-holder", "held", HIDDEN },
	    CHIEF_AT_WRONG_STAGE, NOBODY_MAY } },
	{ OP_APPROVE, STARTED_ALONE, { HOLDER_ONLY, CHIEF_AT_WRONG_STAGE, NOBODY_MAY } },
	{ OP_APPROVE, DRAFTED, { { "own-draft", NULL, "needs-approver", HIDDEN },
	    { NULL, "done", "done", HIDDEN }, NOBODY_MAY } },
	{ OP_REFUSE, STARTED, { HOLDER_ONLY, NOBODY_MAY, NOBODY_MAY } },
	{ OP_REFUSE, STARTED_ALONE, { HOLDER_ONLY, NOBODY_MAY, NOBODY_MAY } },
	{ OP_REFUSE, DRAFTED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
	{ OP_ESCALATE, STARTED, { HOLDER_ONLY, NOBODY_MAY, NOBODY_MAY } },
	{ OP_ESCALATE, ASKED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
	{ OP_RESUME, STARTED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
	{ OP_RESUME, ASKED, { HOLDER_ONLY, NOBODY_MAY, NOBODY_MAY } },
	{ OP_SUPPLEMENT, RECEIVED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
	{ OP_SUPPLEMENT, STARTED, { HOLDER_ONLY, NOBODY_MAY, NOBODY_MAY } },
	{ OP_SUPPLEMENT, ASKED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
	{ OP_EXTEND, RECEIVED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
	{ OP_EXTEND, STARTED, { HOLDER_ONLY, NOBODY_MAY, NOBODY_MAY } },
	{ OP_EXTEND, ASKED, { HOLDER_ONLY, NOBODY_MAY, NOBODY_MAY } },
	{ OP_EXTEND, DRAFTED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
	{ OP_WITHDRAW, RECEIVED, { HOLDER_ONLY, NOBODY_MAY, NOBODY_MAY } },
	{ OP_WITHDRAW, STARTED, { HOLDER_ONLY, NOBODY_MAY, NOBODY_MAY } },
	{ OP_WITHDRAW, DRAFTED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
	{ OP_SUPPLEMENT_EXTEND, STARTED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
	{ OP_SUPPLEMENT_EXTEND, DECIDED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
	{ OP_RETURN, STARTED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
	{ OP_RETURN, DECIDED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
	{ OP_CORRECT, STARTED, { HOLDER_ONLY, NOBODY_MAY, NOBODY_MAY } },
	{ OP_CORRECT, DECIDED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
	{ OP_CORRECT_TIME, ARRIVED, { { NULL, EARLY, NULL, HIDDEN }, { NULL, EARLY, NULL, HIDDEN },
	    { NULL, NO, NULL, HIDDEN } } },
	{ OP_CORRECT_TIME, STARTED, { ALL_DONE, ALL_DONE, NOBODY_MAY } },
	{ OP_CORRECT_TIME, DECIDED, { ALL_DONE, ALL_DONE, NOBODY_MAY } },
	{ OP_APPROVE_TIME, STARTED, { OFFICER_HAS_NO_RIGHT, NONE_WAITS, NOBODY_MAY } },
	{ OP_APPROVE_TIME, DECIDED, { OFFICER_HAS_NO_RIGHT, NONE_WAITS, NOBODY_MAY } },
	{ OP_REJECT_TIME, STARTED, { OFFICER_HAS_NO_RIGHT, NONE_WAITS, NOBODY_MAY } },
	{ OP_SETTLE, STARTED, { OFFICER_HAS_NO_RIGHT, { NULL, "not-raised", "not-raised", HIDDEN },
	    NOBODY_MAY } },
	{ OP_SETTLE, DECIDED, { OFFICER_HAS_NO_RIGHT, CHIEF_AT_WRONG_STAGE, NOBODY_MAY } },
	{ OP_REJECT_TIME, DECIDED, { OFFICER_HAS_NO_RIGHT, NONE_WAITS, NOBODY_MAY } },
	/* What is decided stays decided. */
	{ OP_RECEIVE, DECIDED, { OFFICER_HAS_NO_RIGHT, CHIEF_AT_WRONG_STAGE, NOBODY_MAY } },
	{ OP_ASSIGN, DECIDED, { OFFICER_HAS_NO_RIGHT, CHIEF_AT_WRONG_STAGE, NOBODY_MAY } },
	{ OP_CLAIM, DECIDED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
	{ OP_RELEASE, DECIDED, { AT_WRONG_STAGE, CHIEF_AT_WRONG_STAGE, NOBODY_MAY } },
	{ OP_NEXT, DECIDED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
	{ OP_NOTE, DECIDED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
	{ OP_DRAFT, DECIDED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
	{ OP_SEND_BACK, DECIDED, { OFFICER_HAS_NO_RIGHT, CHIEF_AT_WRONG_STAGE, NOBODY_MAY } },
	{ OP_APPROVE, DECIDED, { AT_WRONG_STAGE, CHIEF_AT_WRONG_STAGE, NOBODY_MAY } },
	{ OP_REFUSE, DECIDED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
	{ OP_ESCALATE, DECIDED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
	{ OP_RESUME, DECIDED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
	{ OP_SUPPLEMENT, DECIDED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
	{ OP_EXTEND, DECIDED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
	{ OP_WITHDRAW, DECIDED, { AT_WRONG_STAGE, NOBODY_MAY, NOBODY_MAY } },
};

/* Compares one cell; says which one is wrong. */
static bool
is_cell_right(struct scene *s, const char *what, int at, int role, int relation,
    const char *want, const char *got)
{
	s->cells++;
	if (str_eq(want, got))
		return true;
	print_error("%s (row %d), %s, %s: want %s, got %s\n", what, at, role_name((enum role)role),
	    relation_names[relation], want, got);
	return false;
}

static void
every_op_by_every_role_on_every_case(void **state)
{
	static const char sums[] = "SELECT (SELECT SUM(version) FROM cases) + (SELECT COUNT(*) FROM "
	    "event)";
	struct scene *s = *state;
	int64_t before = look_number(s->place.store, sums);
	int wrong = 0;

	for (size_t i = 0; i < sizeof(op_rows) / sizeof(op_rows[0]); i++) {
		const struct op_row *row = &op_rows[i];

		for (int role = 0; role < ROLE__COUNT; role++)
			for (int relation = 0; relation < RELATIONS; relation++) {
				const char *want = row->want[role][relation];
				struct deed deed = { .op = row->op, .text = "검토",
					.number = s->number[row->stage][relation],
					.outcome = OUTCOME_COMPLETE, .agency = "1741000", .period = "10d",
					.reasons = "법 제4조", .remedies = "90일 이내",
					.assignee = "officer2-" HERE };
				char what[40];

				if (want == NULL)
					continue;
				if (row->op == OP_CORRECT) {
					deed.reasons = "owner=김철수";
					deed.has_consent = true;
				}
				if (row->op == OP_CORRECT_TIME) {
					deed.event = "receipt";
					deed.evidence = "문서";
					deed.at = s->asker[role].welcome.now_at;
				}
				if (row->op == OP_EXTEND) {
					deed.period = "1d";
					deed.reasons = "facts";
				}
				/* What is allowed is only tried, so that cases stay. */
				deed.is_dry_run = str_eq(want, "done");
				snprintf(what, sizeof(what), "op %d", (int)row->op);
				if (!is_cell_right(s, what, (int)i, role, relation, want,
				    desk_do(&s->asker[role], &deed, NULL, NULL)))
					wrong++;
			}
	}
	assert_int_equal(wrong, 0);
	assert_int_equal(look_number(s->place.store, sums), before);
}

/* The ops that a case itself allows, and those that the list does where it has
 * the case; false where there is none. */
static bool
read_allowed(struct desk *d, const char *number, int64_t *listed, int64_t *shown)
{
	struct wire_list list = { .limit = 5 };
	struct wire_show show = { .number = { 0 } };
	struct case_detail whole;
	struct case_row row = { .id = 0 };
	struct allowed allowed;
	struct answers a;
	bool is_there;

	*listed = *shown = 0;
	str_fill(show.number, sizeof(show.number), number);
	desk_ask(d, MESSAGE_SHOW, &show, &a);
	is_there = answers_read(&a, MESSAGE_CASE, 0, &whole);
	for (size_t i = 0; answers_read(&a, MESSAGE_ALLOWED, i, &allowed); i++)
		*shown |= allowed.is_allowed ? OP_BIT(allowed.op) : 0;
	answers_release(&a);
	if (!is_there)
		return false;
	snprintf(list.query, sizeof(list.query), "number:%s", whole.row.external_id);
	desk_ask(d, MESSAGE_LIST, &list, &a);
	assert_true(answers_read(&a, MESSAGE_CASE_ROW, 0, &row));
	assert_int_equal(row.id, whole.row.id);
	*listed = row.allowed;
	answers_release(&a);
	return true;
}

/* Nobody of the scene sees a draft of their own as an approver: the one op that
 * a list leaves open (tests/rules/test_policy.c) is the same here, too. */
static void
a_list_allows_what_the_case_says(void **state)
{
	struct scene *s = *state;
	int64_t listed, shown, some = 0;

	for (int role = 0; role < ROLE__COUNT; role++)
		for (int stage = 0; stage < STAGES; stage++)
			for (int relation = 0; relation < RELATIONS; relation++) {
				bool is_there = read_allowed(&s->asker[role],
				    s->number[stage][relation], &listed, &shown);

				assert_int_equal(is_there, relation != ELSEWHERE);
				if (listed != shown)
					print_error("%s, stage %d, %s\n", role_name((enum role)role),
					    stage, relation_names[relation]);
				assert_int_equal(listed, shown);
				some |= listed;
			}
	assert_true((some & OP_BIT(OP_RECEIVE)) != 0 && (some & OP_BIT(OP_APPROVE)) != 0);
}

/* Whether a row about the relation's thing is among the answers. */
typedef bool (*row_match)(const struct scene *s, const struct answers *a, enum relation relation);

static bool
sees_case(const struct scene *s, const struct answers *a, enum relation relation)
{
	struct case_row row;
	char id[24];

	for (size_t i = 0; answers_read(a, MESSAGE_CASE_ROW, i, &row); i++) {
		snprintf(id, sizeof(id), "%" PRId64, row.id);
		if (str_eq(id, s->number[STARTED][relation]))
			return true;
	}
	return false;
}

static bool
sees_message(const struct scene *s, const struct answers *a, enum relation relation)
{
	struct outbox_row row;

	for (size_t i = 0; answers_read(a, MESSAGE_OUTBOX_ROW, i, &row); i++)
		if (row.id == s->message[relation])
			return true;
	return false;
}

static bool
sees_unsorted(const struct scene *s, const struct answers *a, enum relation relation)
{
	struct unsorted_row row;

	for (size_t i = 0; answers_read(a, MESSAGE_UNSORTED_ROW, i, &row); i++)
		if (row.id == s->unsorted[relation])
			return true;
	return false;
}

/* OWN: any that the asker has written. */
static bool
sees_scratch(const struct scene *s, const struct answers *a, enum relation relation)
{
	struct scratch_row row;

	for (size_t i = 0; answers_read(a, MESSAGE_SCRATCH_ROW, i, &row); i++)
		if ((row.id == s->scratch) == (relation == COLLEAGUE))
			return true;
	return false;
}

static bool
sees_snippet(const struct scene *s, const struct answers *a, enum relation relation)
{
	struct snippet_row row;

	for (size_t i = 0; answers_read(a, MESSAGE_SNIPPET_ROW, i, &row); i++)
		if (row.id == s->snippet[relation])
			return true;
	return false;
}

static bool
sees_staff(const struct scene *s, const struct answers *a, enum relation relation)
{
	struct staff_row row;

	(void)s;
	for (size_t i = 0; answers_read(a, MESSAGE_STAFF_ROW, i, &row); i++)
		if (str_eq(row.office, relation == ELSEWHERE ? THERE : HERE))
			return true;
	return false;
}

static bool
sees_channel(const struct scene *s, const struct answers *a, enum relation relation)
{
	struct channel_row row;

	(void)s;
	for (size_t i = 0; answers_read(a, MESSAGE_CHANNEL_ROW, i, &row); i++)
		if (str_eq(row.region, relation == ELSEWHERE ? THERE : HERE))
			return true;
	return false;
}

/* A request about the relation's thing. */
union record {
	struct wire_act act;
	struct wire_list list;
	struct wire_marked marked;
	struct wire_saved_change saved;
	struct wire_rule_change rule_change;
	struct wire_rule_ask rule_ask;
	struct wire_batch_begin batch_begin;
	struct wire_consult consult;
	struct wire_consult_ask consult_ask;
	struct wire_reconcile reconcile;
	struct wire_report report;
	struct wire_need need;
	struct wire_task task;
	struct wire_skills skills;
	struct wire_export export;
	struct wire_import import;
	struct wire_piece piece;
	struct wire_show show;
	struct wire_call call;
	struct wire_figures figures;
	struct wire_attachment_get get;
	struct wire_verify verify;
	struct wire_calendar_change calendar;
	struct wire_calendar_moves moves;
	struct wire_days days;
	struct wire_outage outage;
	struct wire_ok ok;
	struct wire_page page;
	struct wire_number number;
	struct wire_switch sw;
	struct wire_sync_run run;
	struct wire_change change;
	struct wire_staff_add add;
	struct wire_scratch scratch;
	struct wire_scratch_ask scratch_ask;
	struct wire_snippet snippet;
	struct wire_knowledge_ask knowledge_ask;
	struct wire_knowledge_change knowledge;
	struct wire_knowledge_import knowledge_import;
	struct wire_knowledge_note knowledge_note;
	struct wire_question question;
	struct wire_lesson lesson;
	struct wire_new typed_in;
	struct wire_entry entry;
	struct wire_flag_change flag;
	struct wire_form_ask form_ask;
	struct wire_services services;
	struct wire_listed listed;
	struct wire_form_import form_import;
};

static void
make_request(const struct scene *s, enum message message, enum relation relation, union record *r)
{
	memset(r, 0, sizeof(*r));
	switch ((int)message) {
	case MESSAGE_LIST:
		r->list.limit = 500;
		break;
	case MESSAGE_SAVED_CHANGE:
		str_fill(r->saved.what, sizeof(r->saved.what), "save");
		str_fill(r->saved.name, sizeof(r->saved.name), "mine");
		break;
	case MESSAGE_BATCH_BEGIN:
		(void)snprintf(r->batch_begin.key, sizeof(r->batch_begin.key), "tried-%d", s->cells);
		str_fill(r->batch_begin.source, sizeof(r->batch_begin.source), "file");
		break;
	case MESSAGE_CONSULT_LIST:
		r->consult_ask.from_hour = 14;
		r->consult_ask.until_hour = 16;
		break;
	case MESSAGE_RECONCILE_ASK:
	case MESSAGE_RECONCILE_LIST:
		r->reconcile.from_at = s->asker[0].welcome.now_at - 86400;
		r->reconcile.until_at = s->asker[0].welcome.now_at;
		break;
	case MESSAGE_REPORT:
		r->report.from_at = s->asker[0].welcome.now_at - 86400;
		r->report.until_at = s->asker[0].welcome.now_at;
		break;
	case MESSAGE_NEED_CHANGE:
		str_fill(r->need.what, sizeof(r->need.what), "add");
		(void)snprintf(r->need.op_key, sizeof(r->need.op_key), "tried-%d", s->cells);
		str_fill(r->need.title, sizeof(r->need.title), "한 화면에서 보게 해 주십시오");
		r->need.text = "두 화면을 오갑니다";
		r->need.workaround = "";
		break;
	case MESSAGE_TASK_CHANGE:
		str_fill(r->task.state, sizeof(r->task.state), "working");
		r->task.text = "하고 있습니다";
		break;
	case MESSAGE_CONSULT_SHOW:
		r->number.number = 999999;
		break;
	case MESSAGE_CONSULT_CHANGE:
		(void)snprintf(r->consult.op_key, sizeof(r->consult.op_key), "tried-%d", s->cells);
		str_fill(r->consult.what, sizeof(r->consult.what), "add");
		str_fill(r->consult.kind, sizeof(r->consult.kind), "counter");
		str_fill(r->consult.task, sizeof(r->consult.task), "general");
		break;
	case MESSAGE_SKILLS:
		r->skills.is_set = true;
		str_fill(r->skills.login, sizeof(r->skills.login), "officer1-" HERE);
		break;
	case MESSAGE_EXPORT:
		str_fill(r->export.reason, sizeof(r->export.reason), "이관");
		break;
	case MESSAGE_IMPORT:
		str_fill(r->import.reason, sizeof(r->import.reason), "이관");
		break;
	case MESSAGE_IMPORT_PIECE:
		r->piece.text = "";
		break;
	case MESSAGE_RULE_CHANGE:
		str_fill(r->rule_change.what, sizeof(r->rule_change.what), "add");
		str_fill(r->rule_change.rule.name, sizeof(r->rule_change.rule.name), "tried");
		str_fill(r->rule_change.rule.moment, sizeof(r->rule_change.rule.moment), "clock");
		str_fill(r->rule_change.rule.action, sizeof(r->rule_change.rule.action), "raise");
		break;
	case MESSAGE_RULE_TEST:
	case MESSAGE_RULE_FIRED:
		str_fill(r->rule_ask.name, sizeof(r->rule_ask.name), "tried");
		break;
	case MESSAGE_MARKED:
		r->marked.ids = s->number[STARTED][relation];
		r->marked.has_op = true;
		r->marked.op = OP_NOTE;
		break;
	case MESSAGE_HOLIDAYS_PREVIEW:
	case MESSAGE_CALENDAR_APPLY:
		r->calendar.limit = 10;
		r->calendar.entries = "2026-12-02\ttemporary\t\t임시공휴일\t\t";
		break;
	case MESSAGE_CALENDAR_MOVES:
		r->moves.limit = 10;
		r->moves.change_id = 1;
		break;
	case MESSAGE_DAYS_IMPORT:
		r->days.year = 2026;
		r->days.entries = "2026-12-25\tstatutory\t\t기독탄신일\t\t";
		break;
	case MESSAGE_LETTER_CHANGE:
		str_fill(r->change.what, sizeof(r->change.what), "send");
		break;
	case MESSAGE_PROPOSAL_DISMISS:
		r->change.id = 999999;
		str_fill(r->change.reason, sizeof(r->change.reason), "잘못된 날짜");
		break;
	case MESSAGE_FORM_RETIRE:
		r->change.id = 999999;
		str_fill(r->change.reason, sizeof(r->change.reason), "잘못된 서식");
		break;
	case MESSAGE_WAIT_ALERT:
		str_fill(r->change.reason, sizeof(r->change.reason), "30분/20명");
		break;
	case MESSAGE_SERVICES_IMPORT:
		r->services.entries = "[]";
		break;
	case MESSAGE_FORM_SHOW:
		str_fill(r->form_ask.service, sizeof(r->form_ask.service), "FOOD-BIZ");
		break;
	case MESSAGE_FORM_IMPORT:
		str_fill(r->form_import.service, sizeof(r->form_import.service), "FOOD-BIZ");
		str_fill(r->form_import.layer, sizeof(r->form_import.layer), HERE);
		str_fill(r->form_import.effective, sizeof(r->form_import.effective), "2027-06-01");
		r->form_import.is_dry_run = true;
		r->form_import.body = "{}";
		break;
	case MESSAGE_OUTAGE_CHANGE:
		str_fill(r->outage.what, sizeof(r->outage.what), "begin");
		str_fill(r->outage.reason, sizeof(r->outage.reason), "화재");
		str_fill(r->outage.evidence, sizeof(r->outage.evidence), "공지");
		r->outage.is_dry_run = true;
		break;
	case MESSAGE_LETTER_LIST:
	case MESSAGE_AUDIT_VERIFY:
		r->verify.limit = 10;
		break;
	case MESSAGE_FIGURES:
		str_fill(r->figures.screen, sizeof(r->figures.screen), "board");
		break;
	case MESSAGE_CALL:
		str_fill(r->call.text, sizeof(r->call.text), s->number[STARTED][relation]);
		break;
	case MESSAGE_SHOW:
	case MESSAGE_LOG:
	case MESSAGE_WHY:
	case MESSAGE_DIFF:
	case MESSAGE_FLAG_LIST:
	case MESSAGE_ATTACHMENT_LIST:
		str_fill(r->show.number, sizeof(r->show.number), s->number[STARTED][relation]);
		break;
	case MESSAGE_FLAG_CHANGE:
		str_fill(r->flag.number, sizeof(r->flag.number), s->number[STARTED][relation]);
		str_fill(r->flag.what, sizeof(r->flag.what), "on");
		r->flag.is_faults = true;
		r->flag.fields = "";
		break;
	case MESSAGE_ATTACHMENT_GET:
		str_fill(r->get.number, sizeof(r->get.number), s->number[STARTED][relation]);
		str_fill(r->get.wanted, sizeof(r->get.wanted), "none.pdf");
		break;
	case MESSAGE_OUTBOX_SHOW:
		r->number.number = s->message[relation];
		break;
	case MESSAGE_PACKAGE:
		deed_record(&(struct deed){ .op = OP_ESCALATE, .text = "검토", .agency = "1741000",
		    .number = s->number[STARTED][relation] }, &r->act);
		break;
	case MESSAGE_HANDOVER_SHOW: {
		char sql[96];

		snprintf(sql, sizeof(sql), "SELECT id FROM escalation WHERE case_id = %s",
		    s->number[ASKED][relation]);
		r->number.number = look_number(s->place.store, sql);
		break;
	}
	case MESSAGE_UNSORTED_SHOW:
		r->number.number = s->unsorted[relation];
		break;
	case MESSAGE_OUTBOX_CHANGE:
		r->change.id = s->message[relation];
		str_fill(r->change.what, sizeof(r->change.what), "retry");
		break;
	case MESSAGE_UNSORTED_CHANGE:
		r->change.id = s->unsorted[relation];
		str_fill(r->change.what, sizeof(r->change.what), "retry");
		break;
	case MESSAGE_STAFF_ENABLE:
		r->sw.is_on = true;
		str_fill(r->sw.name, sizeof(r->sw.name), relation == ELSEWHERE ?
		    "officer2-" THERE : "officer2-" HERE);
		break;
	case MESSAGE_STAFF_ADD:
		r->add.uid = -1;
		str_fill(r->add.login, sizeof(r->add.login), "newcomer");
		break;
	case MESSAGE_CHANNEL_ENABLE:
		r->sw.is_on = true;
		str_fill(r->sw.name, sizeof(r->sw.name), "gov24");
		str_fill(r->sw.region, sizeof(r->sw.region), relation == ELSEWHERE ? THERE : HERE);
		break;
	case MESSAGE_CHANNEL_TEST:
		r->sw.is_on = true;
		str_fill(r->sw.name, sizeof(r->sw.name), "gov24");
		break;
	case MESSAGE_SYNC_RUN:
		str_fill(r->run.name, sizeof(r->run.name), "gov24");
		break;
	case MESSAGE_NEW:
		r->typed_in.is_dry_run = true;
		r->typed_in.json = "{\"applicant\":{\"name\":\"홍길동\"}}";
		r->typed_in.lines = "";
		str_fill(r->typed_in.service, sizeof(r->typed_in.service), "GEN-ETC");
		str_fill(r->typed_in.channel, sizeof(r->typed_in.channel), "counter");
		str_fill(r->typed_in.region, sizeof(r->typed_in.region),
		    relation == ELSEWHERE ? THERE : "");
		break;
	case MESSAGE_ENTRY:
		str_fill(r->entry.number, sizeof(r->entry.number), s->number[STARTED][relation]);
		break;
	case MESSAGE_SCRATCH_PUT:
		r->scratch.content = "text=검토";
		str_fill(r->scratch.about, sizeof(r->scratch.about), "case");
		str_fill(r->scratch.action, sizeof(r->scratch.action), "note");
		assert_true(parse_int(s->number[STARTED][relation], 1, INT64_MAX,
		    &r->scratch.subject_id));
		break;
	case MESSAGE_SCRATCH_SHOW:
	case MESSAGE_SCRATCH_DISCARD:
		/* The colleague's by its number, one's own by its key. */
		r->scratch_ask.id = relation == COLLEAGUE ? s->scratch : 0;
		str_fill(r->scratch_ask.about, sizeof(r->scratch_ask.about), "case");
		str_fill(r->scratch_ask.action, sizeof(r->scratch_ask.action), "note");
		assert_true(parse_int(s->number[STARTED][relation], 1, INT64_MAX,
		    &r->scratch_ask.subject_id));
		break;
	case MESSAGE_KNOWLEDGE_SEARCH:
		str_fill(r->knowledge_ask.text, sizeof(r->knowledge_ask.text), "전입신고 수수료");
		break;
	case MESSAGE_KNOWLEDGE_CHANGE:
		str_fill(r->knowledge.what, sizeof(r->knowledge.what), "add");
		(void)snprintf(r->knowledge.key, sizeof(r->knowledge.key), "DESK-TRY%d.rule@11410",
		    s->cells);
		str_fill(r->knowledge.question, sizeof(r->knowledge.question), "시험해도 되나요?");
		r->knowledge.answer = "됩니다.";
		break;
	case MESSAGE_KNOWLEDGE_IMPORT:
		str_fill(r->knowledge_import.head, sizeof(r->knowledge_import.head), "key");
		r->knowledge_import.first_line = 2;
		r->knowledge_import.text = "x";
		break;
	case MESSAGE_KNOWLEDGE_NOTE:
		str_fill(r->knowledge_note.what, sizeof(r->knowledge_note.what), "inserted");
		str_fill(r->knowledge_note.key, sizeof(r->knowledge_note.key), "13100000016.fee");
		break;
	case MESSAGE_QUESTION_CHANGE:
		str_fill(r->question.what, sizeof(r->question.what), "leave");
		str_fill(r->question.text, sizeof(r->question.text), "드론을 날려도 되나요?");
		break;
	case MESSAGE_SNIPPET_PUT:
		r->snippet.is_office = true;
		r->snippet.text = "검토했습니다.";
		str_fill(r->snippet.name, sizeof(r->snippet.name), "검토");
		break;
	case MESSAGE_SNIPPET_DELETE:
		r->number.number = s->snippet[relation];
		break;
	case MESSAGE_LESSON_USED:
		str_fill(r->lesson.action, sizeof(r->lesson.action), "next");
		break;
	default:
		break;
	}
}

/* One message: the verdict for each role and relation. Where sees is set, the
 * answer is ok for everybody and the word says whether the thing is in it. */
struct message_row {
	enum message message;
	row_match sees;
	const char *want[ROLE__COUNT][RELATIONS];
};

#define ALL_HERE { "ok", "ok", "ok", HIDDEN }
/* The messages of the scene have been sent: nothing can be done to them. */
#define GONE_HERE { "message-state", "message-state", "message-state", HIDDEN }
#define SEEN_HERE { "seen", "seen", "seen", "unseen" }
#define ONLY_OWN_SEEN { "seen", NULL, "unseen", NULL }
#define NOT_COLLEAGUES { "ok", NULL, "error", NULL }
#define ONCE(officer, supervisor, auditor) { { NULL, officer, NULL, NULL }, \
	{ NULL, supervisor, NULL, NULL }, { NULL, auditor, NULL, NULL } }

static const struct message_row message_rows[] = {
	{ MESSAGE_LIST, sees_case, { SEEN_HERE, SEEN_HERE, SEEN_HERE } },
	{ MESSAGE_MARKED, sees_case, { SEEN_HERE, SEEN_HERE, SEEN_HERE } },
	{ MESSAGE_RECENT, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_SAVED_LIST, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_SAVED_CHANGE, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_CONSULT_LIST, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_CONSULT_SHOW, NULL, ONCE("unknown-consult", "unknown-consult", "unknown-consult") },
	{ MESSAGE_CONSULT_CHANGE, NULL, ONCE("ok", "ok", NO) },
	{ MESSAGE_RATINGS, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_SKILLS, NULL, ONCE(NO, "ok", NO) },
	{ MESSAGE_RECONCILE_ASK, NULL, ONCE("ok", "ok", NO) },
	{ MESSAGE_RECONCILE_LIST, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_REPORT, NULL, ONCE(NO, "ok", "ok") },
	{ MESSAGE_NEED_LIST, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_NEED_SHOW, NULL, ONCE("unknown-need", "unknown-need", "unknown-need") },
	{ MESSAGE_NEED_CHANGE, NULL, ONCE("ok", "ok", NO) },
	{ MESSAGE_TASK_LIST, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_TASK_CHANGE, NULL, ONCE("unknown-need", "unknown-need", "unknown-need") },
	{ MESSAGE_BATCH_BEGIN, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_BATCH_ITEM, NULL, ONCE("bad-value", "bad-value", "bad-value") },
	{ MESSAGE_BATCH_SEAL, NULL, ONCE("unknown-batch", "unknown-batch", "unknown-batch") },
	{ MESSAGE_BATCH_RUN, NULL, ONCE("unknown-batch", "unknown-batch", "unknown-batch") },
	{ MESSAGE_BATCH_SHOW, NULL, ONCE("unknown-batch", "unknown-batch", "unknown-batch") },
	{ MESSAGE_BATCH_LIST, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_BATCH_CHANGE, NULL, ONCE("unknown-batch", "unknown-batch", "unknown-batch") },
	{ MESSAGE_RULE_LIST, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_RULE_CHANGE, NULL, ONCE(NO, "ok", NO) },
	{ MESSAGE_RULE_TEST, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_RULE_FIRED, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_SHOW, NULL, { ALL_HERE, ALL_HERE, ALL_HERE } },
	{ MESSAGE_CALL, NULL, { ALL_HERE, ALL_HERE, { NO, NO, NO, NO } } },
	{ MESSAGE_LOG, NULL, { ALL_HERE, ALL_HERE, ALL_HERE } },
	{ MESSAGE_WHY, NULL, { ALL_HERE, ALL_HERE, ALL_HERE } },
	{ MESSAGE_DIFF, NULL, { ALL_HERE, ALL_HERE, ALL_HERE } },
	{ MESSAGE_FLAG_LIST, NULL, { ALL_HERE, ALL_HERE, ALL_HERE } },
	{ MESSAGE_FLAG_CHANGE, NULL, { ALL_HERE, ALL_HERE, { NO, NO, NO, HIDDEN } } },
	{ MESSAGE_ATTACHMENT_LIST, NULL, { ALL_HERE, ALL_HERE, ALL_HERE } },
	/* Who may read them is told that there is none. */
	{ MESSAGE_ATTACHMENT_GET, NULL, { { "error", NOT_MINE, NOT_MINE, HIDDEN },
	    { NOT_MINE, NOT_MINE, NOT_MINE, HIDDEN }, { NOT_MINE, NOT_MINE, NOT_MINE, HIDDEN } } },
	{ MESSAGE_AUDIT_VERIFY, NULL, ONCE(NO, "ok", "ok") },
	{ MESSAGE_HOLIDAYS_PREVIEW, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_CORRECTION_LIST, NULL, ONCE(NO, "ok", "ok") },
	{ MESSAGE_CALENDAR, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_CALENDAR_APPLY, NULL, ONCE(NO, "ok", NO) },
	{ MESSAGE_CALENDAR_MOVES, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_CALENDAR_CHANGES, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_DAYS_IMPORT, NULL, ONCE("ok", "ok", NO) },
	{ MESSAGE_LETTER_LIST, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_LETTER_SHOW, NULL, ONCE(HIDDEN, HIDDEN, HIDDEN) },
	{ MESSAGE_LETTER_CHANGE, NULL, ONCE(HIDDEN, HIDDEN, NO) },
	{ MESSAGE_FORM_RELEASES, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_FORM_RELEASE_SHOW, NULL, ONCE("bad-value", "bad-value", "bad-value") },
	{ MESSAGE_FORM_IMPORT, NULL, ONCE(NO, "ok", NO) },
	{ MESSAGE_FORM_RETIRE, NULL, ONCE(NO, "bad-value", NO) },
	{ MESSAGE_SERVICES_IMPORT, NULL, ONCE(NO, "ok", NO) },
	{ MESSAGE_LISTED_LIST, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_FORM_SHOW, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_PROPOSAL_DISMISS, NULL, ONCE(NO, "bad-value", NO) },
	{ MESSAGE_OUTAGE_LIST, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_OUTAGE_CHANGE, NULL, ONCE(NO, "ok", NO) },
	{ MESSAGE_NEW, NULL, { { NULL, "ok", NULL, "other-region" },
	    { NULL, "ok", NULL, "other-region" }, { NULL, NO, NULL, NO } } },
	/* The answers of a case in an editor are for who may set them right. */
	{ MESSAGE_ENTRY, NULL, { { "ok", NOT_MINE, "held", HIDDEN }, { NULL, NO, NO, HIDDEN },
	    { NO, NO, NO, NO } } },
	{ MESSAGE_COUNTS, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_FIGURES, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_PACKAGE, NULL, { { "ok", "not-holder", "held", HIDDEN }, NOBODY_MAY,
	    NOBODY_MAY } },
	{ MESSAGE_HANDOVER_LIST, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_HANDOVER_SHOW, NULL, { ALL_HERE, ALL_HERE, ALL_HERE } },
	{ MESSAGE_OUTBOX_LIST, sees_message, { SEEN_HERE, SEEN_HERE, SEEN_HERE } },
	{ MESSAGE_OUTBOX_SHOW, NULL, { ALL_HERE, ALL_HERE, ALL_HERE } },
	{ MESSAGE_UNSORTED_LIST, sees_unsorted, { { NULL, "seen", NULL, "unseen" },
	    { NULL, "seen", NULL, "unseen" }, { NULL, "seen", NULL, "unseen" } } },
	{ MESSAGE_UNSORTED_SHOW, NULL, { { NULL, NO, NULL, NO }, { NULL, "ok", NULL, HIDDEN },
	    { NULL, NO, NULL, NO } } },
	{ MESSAGE_OUTBOX_CHANGE, NULL, { GONE_HERE, GONE_HERE, { NO, NO, NO, NO } } },
	{ MESSAGE_UNSORTED_CHANGE, NULL, { { NULL, "unreadable", NULL, HIDDEN },
	    { NULL, "unreadable", NULL, HIDDEN }, { NULL, NO, NULL, NO } } },
	{ MESSAGE_STAFF_LIST, sees_staff, { { NULL, "seen", NULL, "unseen" },
	    { NULL, "seen", NULL, "unseen" }, { NULL, "seen", NULL, "unseen" } } },
	{ MESSAGE_STAFF_ADD, NULL, ONCE(NO, "ok", NO) },
	{ MESSAGE_STAFF_ENABLE, NULL, { { NULL, NULL, NO, NO }, { NULL, NULL, "ok", "bad-assignee" },
	    { NULL, NULL, NO, NO } } },
	{ MESSAGE_CHANNEL_LIST, sees_channel, { { NULL, "seen", NULL, "unseen" },
	    { NULL, "seen", NULL, "unseen" }, { NULL, "seen", NULL, "unseen" } } },
	{ MESSAGE_CHANNEL_ENABLE, NULL, { { NULL, NO, NULL, NO },
	    { NULL, "ok", NULL, "unknown-region" }, { NULL, NO, NULL, NO } } },
	{ MESSAGE_CHANNEL_TEST, NULL, ONCE("ok", "ok", NO) },
	{ MESSAGE_SYNC_RUN, NULL, ONCE("ok", "ok", NO) },
	/* A text begun is its writer's alone, whatever their role. */
	{ MESSAGE_SCRATCH_PUT, NULL, { ALL_HERE, ALL_HERE, ALL_HERE } },
	{ MESSAGE_SCRATCH_LIST, sees_scratch, { ONLY_OWN_SEEN, ONLY_OWN_SEEN, ONLY_OWN_SEEN } },
	{ MESSAGE_SCRATCH_SHOW, NULL, { NOT_COLLEAGUES, NOT_COLLEAGUES, NOT_COLLEAGUES } },
	{ MESSAGE_SCRATCH_DISCARD, NULL, { NOT_COLLEAGUES, NOT_COLLEAGUES, NOT_COLLEAGUES } },
	/* What the whole office may insert is written and deleted by the supervisor. */
	{ MESSAGE_SNIPPET_LIST, sees_snippet, { { NULL, "seen", "unseen", "unseen" },
	    { NULL, "seen", "unseen", "unseen" }, { NULL, "seen", "unseen", "unseen" } } },
	{ MESSAGE_SNIPPET_PUT, NULL, ONCE(NO, "ok", NO) },
	{ MESSAGE_SNIPPET_DELETE, NULL, { { NULL, NO, "error", "error" },
	    { "ok", NULL, "error", "error" }, { NULL, NO, "error", "error" } } },
	/* Everybody asks; staff of the desk notes and leaves, the supervisor maintains. */
	{ MESSAGE_KNOWLEDGE_SEARCH, NULL, ONCE("ok", "ok",
	    "ok") },
	{ MESSAGE_KNOWLEDGE_LIST, NULL, ONCE("ok", "ok",
	    "ok") },
	{ MESSAGE_KNOWLEDGE_CHANGE, NULL, ONCE(NO, "ok", NO) },
	{ MESSAGE_KNOWLEDGE_IMPORT, NULL, ONCE(NO, "ok", NO) },
	{ MESSAGE_KNOWLEDGE_NOTE, NULL, ONCE("ok", "ok", NO) },
	{ MESSAGE_KNOWLEDGE_USES, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_QUESTION_LIST, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_QUESTION_CHANGE, NULL, ONCE("ok", "ok", NO) },
	{ MESSAGE_WAIT_LIST, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_WAIT_SET, NULL, ONCE("bad-value", "bad-value", NO) },
	{ MESSAGE_WAIT_ALERT, NULL, ONCE(NO, "ok", NO) },
	{ MESSAGE_LESSON_LIST, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_LESSON_USED, NULL, ONCE("ok", "ok", "ok") },
	{ MESSAGE_EXPORT, NULL, ONCE(NO, "ok", NO) },
	{ MESSAGE_IMPORT, NULL, ONCE(NO, "office-not-empty", NO) },
	{ MESSAGE_IMPORT_PIECE, NULL, ONCE(NO, "bad-value", NO) },
	{ MESSAGE_IMPORT_END, NULL, ONCE(NO, "bad-value", NO) },
	{ MESSAGE_CARRIED_LIST, NULL, ONCE(NO, "ok", "ok") },
	{ MESSAGE_DOCTOR, NULL, ONCE("ok", "ok", "ok") },
};

static void
every_message_by_every_role_on_everything(void **state)
{
	struct scene *s = *state;
	int wrong = 0;

	for (size_t i = 0; i < sizeof(message_rows) / sizeof(message_rows[0]); i++) {
		const struct message_row *row = &message_rows[i];

		for (int role = 0; role < ROLE__COUNT; role++)
			for (int relation = 0; relation < RELATIONS; relation++) {
				const char *want = row->want[role][relation], *got;
				union record ask;
				struct answers a;

				if (want == NULL)
					continue;
				make_request(s, row->message, (enum relation)relation, &ask);
				desk_ask(&s->asker[role], row->message, &ask, &a);
				got = answers_verdict(&a);
				if (row->sees != NULL && str_eq(got, "ok"))
					got = row->sees(s, &a, (enum relation)relation) ? "seen" :
					    "unseen";
				if (!is_cell_right(s, message_name(row->message), (int)i, role,
				    relation, want, got))
					wrong++;
				answers_release(&a);
			}
	}
	assert_int_equal(wrong, 0);
}

/* A table that forgets a message proves nothing about it. */
static void
no_message_and_no_op_is_left_out(void **state)
{
	bool has_message[MESSAGE__COUNT] = { [MESSAGE_HELLO] = true, [MESSAGE_ACT] = true };
	bool has_op[OP__COUNT] = { false };

	(void)state;
	for (size_t i = 0; i < sizeof(message_rows) / sizeof(message_rows[0]); i++)
		has_message[message_rows[i].message] = true;
	for (size_t i = 0; i < sizeof(op_rows) / sizeof(op_rows[0]); i++)
		has_op[op_rows[i].op] = true;
	for (int m = 0; m < MESSAGE__COUNT; m++)
		if ((message_doors((enum message)m) & DOOR_DESK_ASKS) != 0 && !has_message[m])
			fail_msg("%s has no row", message_name((enum message)m));
	for (int op = 0; op < OP__COUNT; op++)
		assert_true(has_op[op]);
}

/* A case is the same secret by each of its numbers. */
static void
another_offices_case_is_unknown_by_all_its_numbers(void **state)
{
	static const char *const columns[] = { "id", "receipt_no", "external_id" };
	struct scene *s = *state;

	for (size_t i = 0; i < 3; i++) {
		char *sql = x_asprintf("SELECT %s FROM cases WHERE id = %s", columns[i],
		    s->number[STARTED][ELSEWHERE]);
		char *number = look_text(s->place.store, sql);
		struct wire_show ask = { .is_refresh = true };
		struct answers a;

		assert_non_null(number);
		str_fill(ask.number, sizeof(ask.number), number);
		for (int role = 0; role < ROLE__COUNT; role++) {
			desk_ask(&s->asker[role], MESSAGE_SHOW, &ask, &a);
			assert_string_equal(answers_verdict(&a), HIDDEN);
			answers_release(&a);
			s->cells++;
		}
		desk_ask(&s->there_officer, MESSAGE_SHOW, &ask, &a);
		assert_string_equal(answers_verdict(&a), "ok");
		answers_release(&a);
		free(number);
		free(sql);
	}
}

static void
ask_everything(struct scene *s, struct desk *d, const char *want)
{
	for (int m = 0; m < MESSAGE__COUNT; m++) {
		unsigned int doors = message_doors((enum message)m);
		struct wire_act act = { .version = -1, .text = "", .reasons = "", .remedies = "" };
		union record ask;
		struct answers a;

		if ((doors & DOOR_DESK_ASKS) == 0 || m == MESSAGE_HELLO)
			continue;
		make_request(s, (enum message)m, COLLEAGUE, &ask);
		str_fill(act.number, sizeof(act.number), s->number[STARTED][COLLEAGUE]);
		str_fill(act.op_key, sizeof(act.op_key), "a-key-of-nobody");
		desk_ask(d, (enum message)m, m == MESSAGE_ACT ? (void *)&act : (void *)&ask, &a);
		assert_string_equal(answers_verdict(&a), want);
		assert_int_equal(a.count, 1);
		answers_release(&a);
		s->cells++;
	}
}

static void
nobody_is_served_before_hello(void **state)
{
	struct scene *s = *state;
	struct desk d;

	desk_connect(&d, &s->place);
	ask_everything(s, &d, "unknown-staff");
	desk_close(&d);
	assert_false(desk_open(&d, &s->place, "nobody-11410", false));
	ask_everything(s, &d, "unknown-staff");
	desk_close(&d);
}

/* Rights are read again at every request. */
static void
who_is_disabled_is_refused_at_the_next_request(void **state)
{
	struct scene *s = *state;
	struct wire_switch sw = { .name = "officer2-" HERE, .is_on = false };
	struct desk *chief = &s->asker[ROLE_SUPERVISOR];
	struct answers a;

	desk_ask(chief, MESSAGE_STAFF_ENABLE, &sw, &a);
	assert_string_equal(answers_verdict(&a), "ok");
	answers_release(&a);
	ask_everything(s, &s->colleague, "unknown-staff");
	sw.is_on = true;
	desk_ask(chief, MESSAGE_STAFF_ENABLE, &sw, &a);
	answers_release(&a);
	assert_string_equal(does(&s->colleague, OP_NOTE, s->number[STARTED][COLLEAGUE]), "done");
}

static void
what_is_not_the_desks_to_say_is_an_error(void **state)
{
	struct scene *s = *state;
	struct desk *d = &s->asker[ROLE_SUPERVISOR];

	for (int m = 0; m < MESSAGE__COUNT; m++) {
		char record[sizeof(struct case_detail) + sizeof(struct wire_intake_item)] = { 0 };
		struct answers a;

		if ((message_doors((enum message)m) & DOOR_DESK_ASKS) != 0)
			continue;
		desk_ask(d, (enum message)m, record, &a);
		assert_string_equal(answers_verdict(&a), "error");
		answers_release(&a);
		s->cells++;
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_message_and_no_op_is_left_out),
		cmocka_unit_test(every_op_by_every_role_on_every_case),
		cmocka_unit_test(a_list_allows_what_the_case_says),
		cmocka_unit_test(every_message_by_every_role_on_everything),
		cmocka_unit_test(another_offices_case_is_unknown_by_all_its_numbers),
		cmocka_unit_test(nobody_is_served_before_hello),
		cmocka_unit_test(who_is_disabled_is_refused_at_the_next_request),
		cmocka_unit_test(what_is_not_the_desks_to_say_is_an_error),
	};

	return cmocka_run_group_tests(tests, open_office, close_office);
}
