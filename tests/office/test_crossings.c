/* SPDX-License-Identifier: ISC */
/*
 * Citizen, ministry and desk at the same time: cases are decided, supplements
 * demanded, ministries asked, while the relay replies, withdraws, changes
 * answers and rates. Afterwards every step in the history of every case must
 * stand in a table of documented outcomes that knows nothing of the office's
 * own, and every refusal a desk heard must name a state that justifies it.
 *
 * CROSSINGS_DECISIONS, _SUPPLEMENTS, _ESCALATIONS, _SEED make it larger.
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

#include <sqlite3.h>

#include "storage/clock.h"
#include "tests/office/exchange_audit.h"
#include "tests/office/exchange_world.h"

#define IN_HAND 24		/* cases worked on at a time */
#define PATIENCE 12		/* looks at a case that waits for somebody else */
#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* How a case is to go on its way to a decision. */
enum track { TRACK_PLAIN, TRACK_SUPPLEMENT, TRACK_ESCALATION };

/* One case in work. state is what its officer believes. */
struct job {
	char number[24];
	size_t region;
	bool is_officers;	/* 전결 */
	enum track track;
	enum state state;
	bool is_asked;		/* the supplement or escalation went out */
	int looks, tries;
};

struct crossings {
	struct world world;
	int64_t decisions, supplements, escalations;
	struct job *jobs;
	int64_t begun, ended;
	int64_t steps, refused, resumed, injected;
};

/* How the relay plays: the weather is mild, it is another test's matter. */
#define PLAY "--reply", "80", "--withdraw", "20", "--update", "15", "--answer", "100", \
	"--satisfaction", "50", "--fault", "cut=3,duplicate=10,5xx=2,drop-after=5"

/* What strikes a case out of the blue: the type and its data. withdrawn is
 * rare, for it ends the case. */
static const struct {
	const char *type, *data;
	int weight;
} strokes[] = {
	{ "request.supplemented", "\"text\":\"더 냅니다.\",\"answers\":{\"site\":\"별관\"}", 4 },
	{ "request.withdrawn", "\"reason\":\"그만두겠습니다.\"", 1 },
	{ "request.updated", "\"attributes\":{\"site\":\"본관\"}", 4 },
	{ "escalation.acknowledged", "\"escalation_id\":\"e-1\",\"receipt_no\":\"1AA-1\"", 2 },
	{ "escalation.answered", "\"escalation_id\":\"e-1\",\"answer\":\"귀 견해와 같음.\"", 2 },
	{ "escalation.returned", "\"escalation_id\":\"e-1\",\"reason\":\"소관 아님.\"", 2 },
	{ "satisfaction.given", "\"score\":4,\"remark\":\"고맙습니다.\"", 1 },
};
#define STROKES_WEIGHT 16

/* What may happen to a case, as the contract, the acts and the manual say it.
 * The first row of the kind whose state fits decides. before: a state, "open",
 * "closed" or "" for any; after: a state, two with a bar, or "" = stays. */
static const struct outcome_row {
	const char *kind, *before, *after;
} outcomes[] = {
	{ "arrived", "", "arrived" },
	{ "receive", "arrived", "received" },
	{ "next", "received", "in-progress" },
	{ "claim", "received", "" }, { "claim", "in-progress", "" },
	{ "claim", "consulting", "" }, { "claim", "supplement", "" },
	{ "draft", "in-progress", "approval" },
	{ "refuse", "in-progress", "approval|refused" },
	{ "approve", "approval", "completed|refused" },
	{ "approve", "in-progress", "completed" },
	{ "supplement", "in-progress", "supplement" },
	{ "escalate", "in-progress", "consulting" },
	{ "resume", "consulting", "in-progress" },
	{ "resume", "supplement", "in-progress" },
	/* Act §22②: until the decision; then it is filed. */
	{ "withdrawn", "open", "withdrawn" },
	{ "withdrawn", "closed", "" },
	/* Act §22①: it resumes what waits for it; else it is filed. */
	{ "supplemented", "supplement", "in-progress" },
	{ "supplemented", "open", "" }, { "supplemented", "closed", "" },
	/* A draft on the old answers goes back to its author. */
	{ "updated", "approval", "in-progress" },
	{ "updated", "open", "" }, { "updated", "closed", "" },
	{ "acknowledged", "", "" },
	{ "answered", "consulting", "in-progress" },
	{ "answered", "open", "" }, { "answered", "closed", "" },
	{ "returned", "consulting", "in-progress" },
	{ "returned", "open", "" }, { "returned", "closed", "" },
	{ "satisfaction", "", "" },
};

/* Which states the chief or the officer may start an op in, for refusals. */
static const struct {
	enum op op;
	bool is_chief;
	const char *from;
} starts[] = {
	{ OP_RECEIVE, true, "arrived" }, { OP_NEXT, false, "received assigned" },
	{ OP_CLAIM, false, "received assigned in-progress consulting supplement" },
	{ OP_DRAFT, false, "in-progress" }, { OP_REFUSE, false, "in-progress" },
	{ OP_APPROVE, true, "approval" }, { OP_APPROVE, false, "in-progress" },
	{ OP_SUPPLEMENT, false, "in-progress" }, { OP_ESCALATE, false, "in-progress" },
	{ OP_RESUME, false, "consulting supplement" },
};

static bool
is_closed(const char *state)
{
	return str_eq(state, "completed") || str_eq(state, "refused") || str_eq(state, "withdrawn");
}

static bool
is_documented(const char *kind, const char *before, const char *after)
{
	for (size_t i = 0; i < COUNT(outcomes); i++) {
		const struct outcome_row *o = &outcomes[i];

		if (!str_eq(o->kind, kind))
			continue;
		if (str_eq(o->before, "open") ? is_closed(before) :
		    str_eq(o->before, "closed") ? !is_closed(before) :
		    o->before[0] != '\0' && !str_eq(o->before, before))
			continue;
		if (o->after[0] == '\0')
			return str_eq(before, after);
		return strstr(o->after, after) != NULL && after[0] != '\0';
	}
	return false;
}

/* The work ----------------------------------------------------------------- */

static void
look_again(struct crossings *x, struct job *j)
{
	struct case_detail detail;
	struct answers a;

	desk_show(&x->world.officer[j->region], j->number, &a, &detail);
	j->state = detail.row.state;
	answers_release(&a);
}

/* Does it and believes the answer; a refusal must be for a state that the op
 * really does not start in, or for a lease that ran out. */
static void
do_it(struct crossings *x, struct job *j, bool is_chief, struct deed deed)
{
	struct desk *who = is_chief ? &x->world.chief[j->region] : &x->world.officer[j->region];
	struct wire_refused why;
	struct wire_done done;
	const char *verdict;

	deed.number = j->number;
	verdict = desk_do(who, &deed, &done, &why);
	assert_true(j->tries++ < 60);
	x->steps++;
	if (str_eq(verdict, "done")) {
		j->state = done.state_after;
		return;
	}
	x->refused++;
	if (str_eq(verdict, "not-holder")) {
		struct deed claim = { .op = OP_CLAIM };

		if (deed.op != OP_CLAIM)
			do_it(x, j, false, claim);
		look_again(x, j);
		return;
	}
	if (!str_eq(verdict, "wrong-state"))
		fail_msg("case %s op %d: %s %s", j->number, (int)deed.op, verdict, why.detail);
	for (size_t i = 0; i < COUNT(starts); i++)
		if (starts[i].op == deed.op && starts[i].is_chief == is_chief &&
		    strstr(starts[i].from, why.detail) != NULL)
			fail_msg("case %s op %d refused in %s", j->number, (int)deed.op, why.detail);
	look_again(x, j);
}

/* What the officer does with a case in progress. */
static void
go_on(struct crossings *x, struct job *j)
{
	bool is_no = draw(&x->world, 4) == 0;

	if (!j->is_asked && j->track == TRACK_SUPPLEMENT) {
		do_it(x, j, false, (struct deed){ .op = OP_SUPPLEMENT, .text = "도면\n위임장",
		    .period = "10d" });
		j->is_asked = j->state == STATE_SUPPLEMENT;
	} else if (!j->is_asked && j->track == TRACK_ESCALATION) {
		do_it(x, j, false, (struct deed){ .op = OP_ESCALATE, .text = "지침을 여쭙니다.",
		    .agency = "1741000" });
		j->is_asked = j->state == STATE_CONSULTING;
	} else if (is_no) {
		do_it(x, j, false, (struct deed){ .op = OP_REFUSE, .text = "불가합니다.",
		    .reasons = "법 제4조", .remedies = "90일 이내 행정심판" });
	} else if (j->is_officers) {
		do_it(x, j, false, (struct deed){ .op = OP_APPROVE, .text = "발급합니다." });
	} else {
		do_it(x, j, false, (struct deed){ .op = OP_DRAFT, .text = "수리합니다.",
		    .outcome = OUTCOME_COMPLETE });
	}
}

/* Waits for the citizen or the ministry, but not for ever. */
static void
wait_or_resume(struct crossings *x, struct job *j)
{
	if (j->looks++ < PATIENCE) {
		look_again(x, j);
		return;
	}
	do_it(x, j, false, (struct deed){ .op = OP_RESUME, .text = "다른 길로 받음" });
	x->resumed++;
}

static void
take_turn(struct crossings *x, struct job *j)
{
	switch ((int)j->state) {
	case STATE_ARRIVED:
		do_it(x, j, true, (struct deed){ .op = OP_RECEIVE });
		break;
	case STATE_RECEIVED:
		do_it(x, j, false, (struct deed){ .op = OP_NEXT });
		break;
	case STATE_IN_PROGRESS:
		go_on(x, j);
		break;
	case STATE_APPROVAL:
		do_it(x, j, true, (struct deed){ .op = OP_APPROVE });
		break;
	case STATE_CONSULTING:
	case STATE_SUPPLEMENT:
		wait_or_resume(x, j);
		break;
	default:
		fail_msg("case %s stands in %s", j->number, state_name(j->state));
	}
}

static void
choose(struct crossings *x)
{
	sqlite3 *db = look_into(x->world.place.store);
	sqlite3_stmt *st = NULL;
	int64_t n = 0;

	x->jobs = x_zalloc((size_t)x->decisions, sizeof(*x->jobs));
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT id, office, final_by FROM cases ORDER BY "
	    "(id * 7919) % 10007, id LIMIT ?1", -1, &st, NULL), SQLITE_OK);
	sqlite3_bind_int64(st, 1, x->decisions);
	for (; sqlite3_step(st) == SQLITE_ROW; n++) {
		struct job *j = &x->jobs[n];

		str_fill(j->number, sizeof(j->number), (const char *)sqlite3_column_text(st, 0));
		while (!str_eq(regions[j->region], (const char *)sqlite3_column_text(st, 1)))
			j->region++;
		j->is_officers = str_eq((const char *)sqlite3_column_text(st, 2), "officer");
		/* Spread evenly: so many of each in any stretch. */
		if (n * x->supplements / x->decisions != (n + 1) * x->supplements / x->decisions)
			j->track = TRACK_SUPPLEMENT;
		else if (n * x->escalations / x->decisions != (n + 1) * x->escalations / x->decisions)
			j->track = TRACK_ESCALATION;
	}
	sqlite3_finalize(st);
	sqlite3_close(db);
	assert_int_equal(n, x->decisions);
}

/* One stroke at a case, as a line to inject. */
static void
strike(struct crossings *x, const struct job *j, FILE *to)
{
	int64_t lot = draw(&x->world, STROKES_WEIGHT);
	char *sql = x_asprintf("SELECT channel || char(9) || region || char(9) || external_id FROM "
	    "cases WHERE id = %s", j->number);
	char *address = look_text(x->world.place.store, sql);
	char *id = strrchr(address, '\t');
	size_t i = 0;

	for (; lot >= strokes[i].weight; i++)
		lot -= strokes[i].weight;
	*id++ = '\0';
	fprintf(to, "%s\t{\"specversion\":\"1.0\",\"id\":\"" INJECTED_ID "%" PRId64 "\",\"source\":"
	    "\"https://relay.example/channels/%.*s\",\"type\":\"kr.relay.%s.v1\",\"subject\":\"%s\","
	    "\"time\":\"2026-11-23T09:00:00+09:00\",\"datacontenttype\":\"application/json\",\"data\":{"
	    "\"service_request_id\":\"%s\",%s}}\n", address, ++x->injected,
	    (int)strcspn(address, "\t"), address, strokes[i].type, id, id, strokes[i].data);
	free(address);
	free(sql);
}

/* The relay goes down and comes back with a stroke at every second case in
 * hand and at some that are decided. */
static void
provoke(struct crossings *x, struct job *const *hand, size_t count)
{
	FILE *to = fopen(x->world.place.inject, "we");

	assert_non_null(to);
	for (size_t i = 0; i < count; i++)
		if (draw(&x->world, 2) == 0)
			strike(x, hand[i], to);
	for (int64_t i = 0; i < 6 && x->begun > IN_HAND; i++)
		strike(x, &x->jobs[draw(&x->world, x->begun)], to);
	assert_int_equal(fclose(to), 0);
	place_relay_stop(&x->world.place);
	place_relay_start(&x->world.place, (const char *const[]){ PLAY, "--inject",
	    x->world.place.inject, NULL });
}

/* Some cases at a time, one of them at random each turn, sync in between. */
static void
work(struct crossings *x)
{
	struct job *hand[IN_HAND];
	size_t count = 0;

	choose(x);
	while (x->ended < x->decisions) {
		size_t at;

		while (count < IN_HAND && x->begun < x->decisions)
			hand[count++] = &x->jobs[x->begun++];
		at = (size_t)draw(&x->world, (int64_t)count);
		if (is_closed(state_name(hand[at]->state))) {
			hand[at] = hand[--count];
			x->ended++;
			continue;
		}
		take_turn(x, hand[at]);
		pass_time(&x->world, 2);
		if (draw(&x->world, 30) == 0)
			provoke(x, hand, count);
		if (draw(&x->world, 20) == 0)
			(void)desk_sync(&x->world.runner, "");
	}
	free(x->jobs);
}

/* The judgement ------------------------------------------------------------ */

/* Walks every history: each step documented, each beginning where the one
 * before ended, the last where the case stands. Returns what is undefined. */
static int64_t
judge(const char *store)
{
	sqlite3 *db = look_into(store);
	sqlite3_stmt *st = NULL;
	int64_t undefined = 0, case_id = 0;
	char stands[24] = "";

	assert_int_equal(sqlite3_prepare_v2(db, "SELECT v.case_id, v.kind, v.state_before, "
	    "v.state_after, c.state, v.id = (SELECT MAX(id) FROM event WHERE case_id = c.id) "
	    "FROM event v JOIN cases c ON c.id = v.case_id ORDER BY v.case_id, v.id", -1, &st, NULL),
	    SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW) {
		const char *kind = (const char *)sqlite3_column_text(st, 1);
		const char *before = (const char *)sqlite3_column_text(st, 2);
		const char *after = (const char *)sqlite3_column_text(st, 3);
		const char *now = (const char *)sqlite3_column_text(st, 4);

		if (case_id != sqlite3_column_int64(st, 0))
			stands[0] = '\0';
		case_id = sqlite3_column_int64(st, 0);
		if (!is_documented(kind, before, after) || !str_eq(stands, before) ||
		    (sqlite3_column_int64(st, 5) != 0 && !str_eq(after, now))) {
			print_error("case %" PRId64 ": %s from %s to %s; stood in %s, now %s\n", case_id,
			    kind, before, after, stands, now);
			undefined++;
		}
		str_fill(stands, sizeof(stands), after);
	}
	sqlite3_finalize(st);
	sqlite3_close(db);
	return undefined;
}

/* Prints how often each event met each state; returns how many of such pairs
 * there were. */
static int64_t
show_crossings(const char *store)
{
	char *text = look_text(store, "SELECT group_concat(kind || ' in ' || state_before || ' ' || n, "
	    "', ') FROM (SELECT kind, state_before, COUNT(*) AS n FROM event WHERE op_key LIKE "
	    "'event %' GROUP BY kind, state_before)");

	/* cmocka cuts long lines. */
	printf("crossings: %s\n", str_or_empty(text));
	free(text);
	return look_number(store, "SELECT COUNT(*) FROM (SELECT DISTINCT kind, state_before FROM event "
	    "WHERE op_key LIKE 'event %')");
}

static int64_t
events_of(const struct crossings *x, const char *condition)
{
	char *sql = x_asprintf("SELECT COUNT(*) FROM event WHERE %s", condition);
	int64_t n = look_number(x->world.place.store, sql);

	free(sql);
	return n;
}

static void
every_crossing_has_its_documented_outcome(void **state)
{
	int64_t began_ms = clock_monotonic_ms(), seed = setting("CROSSINGS_SEED", 20261123);
	struct crossings x = { .world.random = (uint64_t)seed + 1,
		.decisions = setting("CROSSINGS_DECISIONS", 100),
		.supplements = setting("CROSSINGS_SUPPLEMENTS", 30),
		.escalations = setting("CROSSINGS_ESCALATIONS", 20) };
	struct findings f;
	int64_t undefined, pairs;

	(void)state;
	print_message("crossings: seed %" PRId64 "\n", seed);
	world_open(&x.world, x.decisions + x.decisions / 4, (const char *const[]){ PLAY, NULL });
	bring_in(&x.world, x.decisions + x.decisions / 4);
	work(&x);
	(void)drain(&x.world, 1200);
	/* What the last message provoked comes in, whatever the weather. */
	for (int i = 0; i < 12; i++)
		(void)desk_sync(&x.world.runner, "");
	world_close(&x.world);
	audit(&x.world.place, &f);
	undefined = judge(x.world.place.store);
	pairs = show_crossings(x.world.place.store);
	print_message("crossings: %" PRId64 " cases, %" PRId64 " steps (%" PRId64 " refused, %" PRId64
	    " resumed by hand), %" PRId64 " decided, %" PRId64 " supplements, %" PRId64
	    " escalations, %" PRId64 " withdrawn (%" PRId64 " after the decision), %" PRId64
	    " events, %" PRId64 " messages, %" PRId64
	    " pairs of event and state; undefined %" PRId64 "; %.1f s\n", f.cases, x.steps,
	    x.refused, x.resumed, events_of(&x, "state_after IN ('completed', 'refused') AND "
	    "state_before NOT IN ('completed', 'refused')"), events_of(&x, "kind = 'supplement'"),
	    events_of(&x, "kind = 'escalate'"), events_of(&x, "kind = 'withdrawn'"),
	    events_of(&x, "kind = 'withdrawn' AND state_before IN ('completed', 'refused')"),
	    f.events, f.messages, pairs, undefined, (double)(clock_monotonic_ms() - began_ms) / 1000);
	assert_true(findings_are_well(&f));
	assert_int_equal(undefined, 0);
	assert_true(events_of(&x, "kind = 'withdrawn' AND state_before IN ('completed', 'refused')")
	    >= x.decisions / 20);
	assert_true(pairs >= 30);
	assert_true(events_of(&x, "kind = 'supplemented'") > 0);
	assert_true(events_of(&x, "kind IN ('answered', 'returned')") > 0);
	assert_true(events_of(&x, "kind = 'satisfaction'") > 0);
	place_remove(&x.world.place);
}

/* The positive control: the table is no rubber stamp. */
static void
an_undocumented_outcome_is_found_out(void **state)
{
	(void)state;
	assert_false(is_documented("withdrawn", "completed", "withdrawn"));
	assert_false(is_documented("withdrawn", "approval", "approval"));
	assert_false(is_documented("supplemented", "supplement", "supplement"));
	assert_false(is_documented("supplemented", "approval", "in-progress"));
	assert_false(is_documented("answered", "completed", "in-progress"));
	assert_false(is_documented("answered", "supplement", "in-progress"));
	assert_false(is_documented("approve", "withdrawn", "completed"));
	assert_false(is_documented("satisfaction", "completed", "refused"));
	assert_false(is_documented("unheard-of", "arrived", "arrived"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_undocumented_outcome_is_found_out),
		cmocka_unit_test(every_crossing_has_its_documented_outcome),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
