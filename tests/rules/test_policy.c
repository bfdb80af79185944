/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "console/rules/policy.h"
#include "storage/instant.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define NOW INT64_C(1795395600)
#define ME 7
#define COLLEAGUE 8

/* The rules of design.md 12, typed by hand and apart from op_table: one letter
 * per state in the order of domain.md B2.
 *
 *	.  wrong state			+  allowed whoever holds it
 *	-  not received yet
 *	F  nobody else may hold it	T  as F, and assigned to me
 *	H  I must hold it		R  somebody must hold it
 *	D  I must hold it, and final_by must be officer
 *	N  officers never: own draft, or an approver is needed
 *	A  not the drafter, and there must be a draft
 *	K  no correction waits		U  nothing was reported
 *
 * No row: the role has no right to the op. Auditors have no row at all.
 *
 * arrived received assigned in-progress consulting supplement inspection
 * approval completed refused returned withdrawn transferred closed appeal */
static const struct law {
	enum op op;
	enum role role;
	const char *cells;
} laws[] = {
	{ OP_CLAIM,     ROLE_OFFICER,    "-FFFFF........." },
	{ OP_RELEASE,   ROLE_OFFICER,    "-HHHHHHH......H" },
	{ OP_NEXT,      ROLE_OFFICER,    "-FT............" },
	{ OP_NOTE,      ROLE_OFFICER,    "-HHHHH........." },
	{ OP_DRAFT,     ROLE_OFFICER,    "-..H..........." },
	{ OP_APPROVE,   ROLE_OFFICER,    "-..D...N......." },
	{ OP_REFUSE,    ROLE_OFFICER,    "-..H..........." },
	{ OP_ESCALATE,  ROLE_OFFICER,    "-..H..........." },
	{ OP_RESUME,    ROLE_OFFICER,    "-...HH........." },
	{ OP_SUPPLEMENT, ROLE_OFFICER,   "-..H.H........." },
	{ OP_SUPPLEMENT_EXTEND, ROLE_OFFICER, "-....H........." },
	{ OP_RETURN,    ROLE_OFFICER,    "-....H........." },
	{ OP_WITHDRAW,  ROLE_OFFICER,    "-HHHHH........." },
	{ OP_EXTEND,    ROLE_OFFICER,    "-..HH.........." },
	{ OP_CORRECT, ROLE_OFFICER,      "-HHHH.........." },
	{ OP_CORRECT_TIME, ROLE_OFFICER, "-+++++++++++.++" },
	{ OP_CORRECT_TIME, ROLE_SUPERVISOR, "-+++++++++++.++" },
	{ OP_APPROVE_TIME, ROLE_SUPERVISOR, "-KKKKKKKKKKK.KK" },
	{ OP_REJECT_TIME, ROLE_SUPERVISOR, "-KKKKKKKKKKK.KK" },
	{ OP_SETTLE, ROLE_SUPERVISOR,    "UUUUUUUU......U" },
	{ OP_RECEIVE,   ROLE_SUPERVISOR, "+.............." },
	{ OP_ASSIGN,    ROLE_SUPERVISOR, "-+++..........." },
	{ OP_RELEASE,   ROLE_SUPERVISOR, "-RRRRRRR......R" },
	{ OP_SEND_BACK, ROLE_SUPERVISOR, "-......+......." },
	{ OP_APPROVE,   ROLE_SUPERVISOR, "-......A......." },
};

/* How the case is held, seen from who asks. */
enum holding {
	HELD_BY_ME,
	HELD_BY_COLLEAGUE,
	LAPSED_MINE,
	LAPSED_COLLEAGUES,
	HELD_BY_NOBODY,
	OTHER_OFFICE,
	HOLDING__COUNT
};

enum person { NOBODY, MYSELF, SOMEBODY_ELSE, PERSON__COUNT };

struct cell {
	enum op op;
	enum role role;
	enum holding holding;
	enum state state;
	enum final_by final_by;
	enum person assignee, drafter;
};

typedef struct verdict (*judge)(const struct actor *actor, const struct case_facts *facts,
    enum op op, int64_t now_at);

static int64_t
id_of(enum person p)
{
	static const int64_t ids[] = { 0, ME, COLLEAGUE };

	return ids[p];
}

static void
set_up(const struct cell *c, struct actor *actor, struct case_facts *facts)
{
	static const struct { int64_t holder; int64_t until; } leases[] = {
		[HELD_BY_ME] = { ME, NOW + 1 }, [HELD_BY_COLLEAGUE] = { COLLEAGUE, NOW + 1 },
		[LAPSED_MINE] = { ME, NOW }, [LAPSED_COLLEAGUES] = { COLLEAGUE, NOW },
		[HELD_BY_NOBODY] = { 0, 0 }, [OTHER_OFFICE] = { ME, NOW + 1 },
	};

	*actor = (struct actor){ .staff_id = ME, .role = c->role, .office = "11410",
		.is_enabled = true };
	*facts = (struct case_facts){ .state = c->state, .final_by = c->final_by,
		.assignee_id = id_of(c->assignee), .assignee_name = "배정자",
		.lease_holder_id = leases[c->holding].holder,
		.lease_until_at = leases[c->holding].until, .lease_holder_name = "점유자",
		.draft_by_id = id_of(c->drafter),
		.draft_outcome = c->drafter == NOBODY ? OUTCOME_NONE : OUTCOME_COMPLETE };
	(void)str_fill(facts->office, sizeof(facts->office),
	    c->holding == OTHER_OFFICE ? "47750" : "11410");
}

static enum reason
expected_of_letter(const struct cell *c, char letter)
{
	bool is_mine = c->holding == HELD_BY_ME;
	bool is_others = c->holding == HELD_BY_COLLEAGUE;
	enum reason unless_mine = is_mine ? REASON_NONE :
	    is_others ? REASON_HELD : REASON_NOT_HOLDER;

	if (letter == '+')
		return REASON_NONE;
	if (letter == 'K')
		return REASON_NO_CORRECTION;
	if (letter == 'U')
		return REASON_NOT_RAISED;
	if (letter == '-')
		return REASON_NOT_RECEIVED;
	if (letter == 'F')
		return is_others ? REASON_HELD : REASON_NONE;
	if (letter == 'T')
		return is_others ? REASON_HELD :
		    c->assignee == MYSELF ? REASON_NONE : REASON_OTHER_ASSIGNEE;
	if (letter == 'H')
		return unless_mine;
	if (letter == 'R')
		return is_mine || is_others ? REASON_NONE : REASON_NOT_HELD;
	if (letter == 'D')
		return unless_mine != REASON_NONE ? unless_mine :
		    c->final_by == FINAL_BY_OFFICER ? REASON_NONE : REASON_NEEDS_APPROVER;
	if (letter == 'N')
		return c->drafter == MYSELF ? REASON_OWN_DRAFT : REASON_NEEDS_APPROVER;
	if (letter == 'A')
		return c->drafter == MYSELF ? REASON_OWN_DRAFT :
		    c->drafter == NOBODY ? REASON_NO_DRAFT : REASON_NONE;
	return REASON_WRONG_STATE;
}

static enum reason
expected_of(const struct cell *c)
{
	if (c->holding == OTHER_OFFICE)
		return REASON_UNKNOWN_CASE;
	for (size_t i = 0; i < COUNT(laws); i++) {
		if (laws[i].op == c->op && laws[i].role == c->role)
			return expected_of_letter(c, laws[i].cells[c->state]);
	}
	return REASON_NO_RIGHT;
}

/* Whom the laws name for op, the highest role last. */
static const char *
role_who_may(enum op op)
{
	const char *name = "";

	for (size_t i = 0; i < COUNT(laws); i++)
		if (laws[i].op == op)
			name = role_name(laws[i].role);
	return name;
}

static const char *
expected_detail(const struct cell *c, enum reason reason)
{
	if (reason == REASON_WRONG_STATE)
		return state_name(c->state);
	if (reason == REASON_NO_RIGHT)
		return role_who_may(c->op);
	if (reason == REASON_HELD)
		return "점유자";
	return reason == REASON_OTHER_ASSIGNEE ? "배정자" : "";
}

static bool
is_cell_right(const struct cell *c, judge judged)
{
	struct actor actor;
	struct case_facts facts;
	enum reason want = expected_of(c);
	struct verdict got;

	set_up(c, &actor, &facts);
	got = judged(&actor, &facts, c->op, NOW);
	return got.reason == want && str_eq(got.detail, expected_detail(c, want));
}

/* The cell number n stands for, mixed radix over every dimension. */
static bool
cell_make(size_t n, struct cell *c)
{
	size_t radix[] = { OP__COUNT, ROLE__COUNT, HOLDING__COUNT, STATE__COUNT, FINAL_BY__COUNT,
		PERSON__COUNT, PERSON__COUNT };
	size_t digit[COUNT(radix)];

	for (size_t i = 0; i < COUNT(radix); i++) {
		digit[i] = n % radix[i];
		n /= radix[i];
	}
	*c = (struct cell){ (enum op)digit[0], (enum role)digit[1], (enum holding)digit[2],
		(enum state)digit[3], (enum final_by)digit[4], (enum person)digit[5],
		(enum person)digit[6] };
	return n == 0;
}

static size_t
count_wrong(judge judged, bool is_told, size_t *cells)
{
	size_t wrong = 0;
	struct cell c;

	for (*cells = 0; cell_make(*cells, &c); (*cells)++) {
		if (is_cell_right(&c, judged))
			continue;
		wrong++;
		if (is_told && wrong <= 10)
			print_error("wrong: %s by %s, state %s, holding %d, final_by %d, "
			    "assignee %d, drafter %d\n", op_table[c.op].name, role_name(c.role),
			    state_name(c.state), (int)c.holding, (int)c.final_by,
			    (int)c.assignee, (int)c.drafter);
	}
	return wrong;
}

static void
every_cell_of_op_role_holding_state_is_as_typed(void **state)
{
	size_t cells, wrong = count_wrong(policy_op, true, &cells);

	(void)state;
	print_message("policy: %zu cells, %zu wrong\n", cells, wrong);
	assert_int_equal(cells, OP__COUNT * 3 * 6 * 15 * 2 * 3 * 3);
	assert_int_equal(wrong, 0);
}

static struct verdict
planted_own_draft(const struct actor *actor, const struct case_facts *facts, enum op op,
    int64_t now_at)
{
	struct verdict v = policy_op(actor, facts, op, now_at);

	return v.reason == REASON_OWN_DRAFT && actor->role == ROLE_SUPERVISOR ?
	    VERDICT_ALLOWED : v;
}

static struct verdict
planted_lapsed_lease(const struct actor *actor, const struct case_facts *facts, enum op op,
    int64_t now_at)
{
	return policy_op(actor, facts, op, now_at - 1);
}

static struct verdict
planted_other_office(const struct actor *actor, const struct case_facts *facts, enum op op,
    int64_t now_at)
{
	struct case_facts moved = *facts;

	memcpy(moved.office, actor->office, sizeof(moved.office));
	return policy_op(actor, &moved, op, now_at);
}

static struct verdict
planted_auditor_as_officer(const struct actor *actor, const struct case_facts *facts, enum op op,
    int64_t now_at)
{
	struct actor other = *actor;

	other.role = actor->role == ROLE_AUDITOR ? ROLE_OFFICER : actor->role;
	return policy_op(&other, facts, op, now_at);
}

static void
the_matrix_notices_planted_faults(void **state)
{
	static const struct { const char *name; judge judged; } planted[] = {
		{ "own draft approved", planted_own_draft },
		{ "lease one second too long", planted_lapsed_lease },
		{ "other office let in", planted_other_office },
		{ "auditor works", planted_auditor_as_officer },
	};
	size_t cells;

	(void)state;
	for (size_t i = 0; i < COUNT(planted); i++) {
		size_t wrong = count_wrong(planted[i].judged, false, &cells);

		print_message("planted %s: %zu wrong\n", planted[i].name, wrong);
		assert_true(wrong > 0);
	}
}

static void
who_is_disabled_may_do_and_read_nothing(void **state)
{
	struct actor actor;
	struct case_facts facts;
	struct cell c;

	(void)state;
	for (size_t n = 0; cell_make(n, &c); n++) {
		bool is_elsewhere = c.holding == OTHER_OFFICE;
		enum reason want = is_elsewhere ? REASON_UNKNOWN_CASE : REASON_NO_RIGHT;

		set_up(&c, &actor, &facts);
		actor.is_enabled = false;
		assert_int_equal(policy_op(&actor, &facts, c.op, NOW).reason, want);
		assert_int_equal(policy_read(&actor, &facts).reason, want);
		assert_false(policy_unmasked(&actor, &facts, NOW));
	}
}

static void
only_a_holder_and_an_approver_see_unmasked(void **state)
{
	struct actor actor;
	struct case_facts facts;
	struct cell c;
	size_t seen = 0;

	(void)state;
	for (size_t n = 0; cell_make(n, &c); n++) {
		bool want = c.role != ROLE_AUDITOR && c.holding != OTHER_OFFICE &&
		    (c.holding == HELD_BY_ME ||
		    (c.role == ROLE_SUPERVISOR && c.state == STATE_APPROVAL));

		set_up(&c, &actor, &facts);
		assert_int_equal(policy_unmasked(&actor, &facts, NOW), want);
		seen += want ? 1 : 0;
	}
	assert_true(seen > 0);
}

static void
everybody_reads_their_own_office_and_no_other(void **state)
{
	struct actor actor;
	struct case_facts facts;
	struct cell c;

	(void)state;
	for (size_t n = 0; cell_make(n, &c); n++) {
		set_up(&c, &actor, &facts);
		assert_int_equal(policy_read(&actor, &facts).reason,
		    c.holding == OTHER_OFFICE ? REASON_UNKNOWN_CASE : REASON_NONE);
	}
	cell_make(0, &c);
	set_up(&c, &actor, &facts);
	actor.office[0] = facts.office[0] = '\0';
	assert_int_equal(policy_read(&actor, &facts).reason, REASON_UNKNOWN_CASE);
}

/* What a list cannot know: who drafted what, and how a demand stands. */
static bool
is_left_open(enum op op, enum state state, enum reason why)
{
	if (state == STATE_APPROVAL && op == OP_APPROVE)
		return why == REASON_OWN_DRAFT || why == REASON_NO_DRAFT || why == REASON_DEEMED;
	return state == STATE_SUPPLEMENT &&
	    (why == REASON_SUPPLEMENT_RUNS || why == REASON_SUPPLEMENT_OVER ||
	    why == REASON_SUPPLEMENT_TWICE || why == REASON_SUPPLEMENT_THIRD ||
	    why == REASON_SUPPLEMENT_ONCE_MORE);
}

/* Whether a list dims the cell's op where it must and nowhere else. */
static bool
is_listed_right(const struct cell *c, int more, int64_t *left_open)
{
	struct actor actor;
	struct case_facts facts, row;
	enum reason why;
	bool is_listed;

	set_up(c, &actor, &facts);
	facts.deemed_at = (more & 1) != 0 ? NOW - 1 : 0;
	facts.correction_by_id = (more & 2) != 0 ? ME : 0;
	facts.raised_at = (more & 2) != 0 ? NOW - 1 : 0;
	row = facts;
	row.draft_by_id = 0;
	row.draft_outcome = OUTCOME_NONE;
	if ((more & 1) != 0 && facts.draft_by_id != 0)
		facts.draft_outcome = OUTCOME_REFUSE;
	facts.supplement_due.number = (more & 4) != 0 ? 20000 : (more & 8) != 0 ? 30000 : 0;
	facts.is_supplement_again = (more & 8) != 0;
	facts.supplement_extensions = (more & 8) != 0 ? 2 : 0;
	why = policy_op(&actor, &facts, c->op, NOW).reason;
	is_listed = (policy_ops(&actor, &row, NOW) & OP_BIT(c->op)) != 0;
	if (is_listed && why != REASON_NONE && is_left_open(c->op, c->state, why)) {
		(*left_open)++;
		return true;
	}
	return is_listed == (why == REASON_NONE);
}

static void
a_list_allows_what_the_case_does_but_for_draft_and_demand(void **state)
{
	int64_t left_open = 0;
	struct cell c;

	(void)state;
	for (size_t n = 0; cell_make(n, &c); n++)
		for (int more = 0; more < 16; more++)
			if (!is_listed_right(&c, more, &left_open))
				fail_msg("%s by %s, state %s, holding %d, more %d",
				    op_table[c.op].name, role_name(c.role), state_name(c.state),
				    (int)c.holding, more);
	assert_true(left_open > 0);
}

static void
nobody_holds_what_nobody_holds(void **state)
{
	struct actor nobody = { .staff_id = 0, .office = "11410", .is_enabled = true };
	struct case_facts facts = { .lease_until_at = NOW + 60, .office = "11410" };

	(void)state;
	assert_false(policy_lease_stands(&facts, NOW));
	assert_false(policy_is_holder(&nobody, &facts, NOW));
}

static void
an_op_asks_for_the_inputs_it_lacks_in_order(void **state)
{
	static const struct {
		enum op op;
		struct op_input input;
		enum reason want;
	} rows[] = {
		{ OP_RECEIVE, { 0 }, REASON_NONE },
		{ OP_CLAIM, { 0 }, REASON_NONE },
		{ OP_RELEASE, { 0 }, REASON_NONE },
		{ OP_NEXT, { 0 }, REASON_NONE },
		{ OP_APPROVE, { 0 }, REASON_NONE },
		{ OP_ASSIGN, { 0 }, REASON_NEEDS_ASSIGNEE },
		{ OP_ASSIGN, { .assignee = "kim" }, REASON_NONE },
		{ OP_NOTE, { 0 }, REASON_NEEDS_TEXT },
		{ OP_NOTE, { .text = " \n\t\u3000\u200b\u3164" }, REASON_NEEDS_TEXT },
		{ OP_NOTE, { .text = "전화함" }, REASON_NONE },
		{ OP_SEND_BACK, { .text = "" }, REASON_NEEDS_TEXT },
		{ OP_SEND_BACK, { .text = "근거 보완" }, REASON_NONE },
		{ OP_RESUME, { 0 }, REASON_NEEDS_TEXT },
		{ OP_RESUME, { .text = "회신 받음" }, REASON_NONE },
		{ OP_SUPPLEMENT, { .period = "10d" }, REASON_NEEDS_TEXT },
		{ OP_SUPPLEMENT, { .text = "약도" }, REASON_BAD_VALUE },
		{ OP_CORRECT, { .text = "전화로 동의" }, REASON_BAD_VALUE },
		{ OP_CORRECT, { .reasons = "owner=김" }, REASON_NEEDS_TEXT },
		{ OP_CORRECT, { .text = "전화로 동의", .reasons = "owner=김" }, REASON_NONE },
		{ OP_SUPPLEMENT, { .text = "약도", .period = "2w" }, REASON_BAD_VALUE },
		{ OP_SUPPLEMENT, { .text = "약도", .period = "91d" }, REASON_BAD_VALUE },
		{ OP_SUPPLEMENT, { .text = "약도", .period = "10일" }, REASON_NONE },
		{ OP_EXTEND, { .reasons = "facts", .period = "2d" }, REASON_NEEDS_TEXT },
		{ OP_EXTEND, { .text = "현장 확인", .reasons = "facts" }, REASON_BAD_VALUE },
		{ OP_EXTEND, { .text = "현장 확인", .period = "none", .reasons = "facts" },
		    REASON_BAD_VALUE },
		{ OP_EXTEND, { .text = "현장 확인", .period = "2d" }, REASON_BAD_VALUE },
		{ OP_EXTEND, { .text = "현장 확인", .period = "2d", .reasons = "law" },
		    REASON_BAD_VALUE },
		{ OP_EXTEND, { .text = "현장 확인", .period = "3h", .reasons = "facts" },
		    REASON_NONE },
		/* A forbidden reason is one, and refused by name where it is judged. */
		{ OP_EXTEND, { .text = "바쁨", .period = "2d", .reasons = "workload" },
		    REASON_NONE },
		{ OP_WITHDRAW, { 0 }, REASON_NEEDS_TEXT },
		{ OP_WITHDRAW, { .text = "전화로 취하" }, REASON_NONE },
		{ OP_DRAFT, { .outcome = OUTCOME_COMPLETE }, REASON_NEEDS_TEXT },
		{ OP_DRAFT, { .text = "수리" }, REASON_NEEDS_OUTCOME },
		{ OP_DRAFT, { .text = "수리", .outcome = OUTCOME_COMPLETE }, REASON_NONE },
		{ OP_DRAFT, { .text = "불가", .outcome = OUTCOME_REFUSE }, REASON_NEEDS_REASONS },
		{ OP_DRAFT, { .text = "불가", .outcome = OUTCOME_REFUSE, .reasons = "요건 미달" },
		    REASON_NEEDS_REMEDIES },
		{ OP_DRAFT, { .text = "불가", .outcome = OUTCOME_REFUSE, .reasons = "요건 미달",
		    .remedies = "60일 안 이의신청" }, REASON_NONE },
		{ OP_REFUSE, { .text = "불가" }, REASON_NEEDS_REASONS },
		{ OP_REFUSE, { .reasons = "\n\n", .remedies = "이의신청" }, REASON_NEEDS_REASONS },
		{ OP_REFUSE, { .reasons = "요건 미달", .remedies = " " }, REASON_NEEDS_REMEDIES },
		{ OP_REFUSE, { .reasons = "요건 미달", .remedies = "이의신청" }, REASON_NONE },
		{ OP_ESCALATE, { .agency = "행정안전부" }, REASON_NEEDS_TEXT },
		{ OP_ESCALATE, { .text = "적용 여부?" }, REASON_NEEDS_AGENCY },
		{ OP_ESCALATE, { .text = "적용 여부?", .agency = "행정안전부" }, REASON_NONE },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(policy_input(rows[i].op, &rows[i].input).reason, rows[i].want);
}

static int
start_text(void **state)
{
	(void)state;
	return text_start("ko") ? 0 : 1;
}

/* 식품위생법 §37⑬: accepted by law, a report can be completed and nothing else. */
static void
what_the_law_took_for_accepted_can_only_be_completed(void **state)
{
	static const struct {
		enum op op;
		enum role role;
		enum state at;
		enum outcome draft;
		enum reason reason;
	} rows[] = {
		{ OP_REFUSE, ROLE_OFFICER, STATE_IN_PROGRESS, OUTCOME_NONE, REASON_DEEMED },
		{ OP_SUPPLEMENT, ROLE_OFFICER, STATE_IN_PROGRESS, OUTCOME_NONE, REASON_DEEMED },
		{ OP_EXTEND, ROLE_OFFICER, STATE_IN_PROGRESS, OUTCOME_NONE, REASON_DEEMED },
		{ OP_WITHDRAW, ROLE_OFFICER, STATE_IN_PROGRESS, OUTCOME_NONE, REASON_DEEMED },
		{ OP_DRAFT, ROLE_OFFICER, STATE_IN_PROGRESS, OUTCOME_NONE, REASON_NONE },
		{ OP_NOTE, ROLE_OFFICER, STATE_IN_PROGRESS, OUTCOME_NONE, REASON_NONE },
		{ OP_ESCALATE, ROLE_OFFICER, STATE_IN_PROGRESS, OUTCOME_NONE, REASON_NONE },
		{ OP_APPROVE, ROLE_SUPERVISOR, STATE_APPROVAL, OUTCOME_REFUSE, REASON_DEEMED },
		{ OP_APPROVE, ROLE_SUPERVISOR, STATE_APPROVAL, OUTCOME_COMPLETE, REASON_NONE },
		{ OP_SEND_BACK, ROLE_SUPERVISOR, STATE_APPROVAL, OUTCOME_REFUSE, REASON_NONE },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct actor actor = { .staff_id = ME, .role = rows[i].role, .office = "11410",
			.is_enabled = true };
		struct case_facts facts = { .state = rows[i].at, .office = "11410",
			.final_by = FINAL_BY_APPROVER, .lease_holder_id = ME,
			.lease_until_at = NOW + 1, .draft_outcome = rows[i].draft,
			.draft_by_id = rows[i].draft != OUTCOME_NONE ? COLLEAGUE : 0,
			.deemed_at = NOW - 1 };
		struct verdict v = policy_op(&actor, &facts, rows[i].op, NOW);

		if (v.reason != rows[i].reason)
			fail_msg("row %zu: %s", i, reason_name(v.reason));
		facts.deemed_at = 0;
		assert_int_equal(policy_op(&actor, &facts, rows[i].op, NOW).reason, REASON_NONE);
	}
}

/* Decree §24②③, §25①: due on day 100; NOW is that day, the day after is a miss. */
static void
a_supplement_is_extended_twice_demanded_twice_and_then_returned(void **state)
{
	static const struct {
		const char *name;
		enum op op;
		bool is_missed;
		int32_t extensions;
		bool is_again;
		enum reason reason;
	} rows[] = {
		{ "longer, the first time", OP_SUPPLEMENT_EXTEND, false, 0, false, REASON_NONE },
		{ "longer, the second time", OP_SUPPLEMENT_EXTEND, false, 1, false, REASON_NONE },
		{ "longer, a third time", OP_SUPPLEMENT_EXTEND, false, 2, false,
		    REASON_SUPPLEMENT_THIRD },
		{ "longer after the end", OP_SUPPLEMENT_EXTEND, true, 0, false,
		    REASON_SUPPLEMENT_OVER },
		{ "longer of the second demand", OP_SUPPLEMENT_EXTEND, false, 0, true, REASON_NONE },
		{ "demanded again while it runs", OP_SUPPLEMENT, false, 0, false,
		    REASON_SUPPLEMENT_RUNS },
		{ "demanded again after a miss", OP_SUPPLEMENT, true, 2, false, REASON_NONE },
		{ "demanded a third time", OP_SUPPLEMENT, true, 0, true, REASON_SUPPLEMENT_TWICE },
		{ "returned while it runs", OP_RETURN, false, 0, false, REASON_SUPPLEMENT_RUNS },
		{ "returned after the first miss", OP_RETURN, true, 0, false,
		    REASON_SUPPLEMENT_ONCE_MORE },
		{ "returned while the second runs", OP_RETURN, false, 0, true,
		    REASON_SUPPLEMENT_RUNS },
		{ "returned after the second miss", OP_RETURN, true, 0, true, REASON_NONE },
		{ "a note meanwhile", OP_NOTE, true, 0, true, REASON_NONE },
		{ "withdrawn meanwhile", OP_WITHDRAW, false, 0, false, REASON_NONE },
	};
	struct day due = { 20000 };
	int64_t end_at = instant_make((struct day){ due.number + 1 }, 0);

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t now_at = rows[i].is_missed ? end_at : end_at - 1;
		struct actor actor = { .staff_id = ME, .role = ROLE_OFFICER, .office = "11410",
			.is_enabled = true };
		struct case_facts facts = { .state = STATE_SUPPLEMENT, .office = "11410",
			.lease_holder_id = ME, .lease_until_at = now_at + 1,
			.supplement_due = due, .supplement_extensions = rows[i].extensions,
			.is_supplement_again = rows[i].is_again };
		struct verdict v = policy_op(&actor, &facts, rows[i].op, now_at);

		if (v.reason != rows[i].reason)
			fail_msg("%s: %s", rows[i].name, reason_name(v.reason));
	}
}

static void
an_officer_sees_the_figures_of_nobody_else(void **state)
{
	static const struct {
		enum role role;
		int64_t whose;
		bool is_enabled, sees;
	} rows[] = {
		{ ROLE_OFFICER, 7, true, true }, { ROLE_OFFICER, 8, true, false },
		{ ROLE_SUPERVISOR, 8, true, true }, { ROLE_AUDITOR, 8, true, true },
		{ ROLE_OFFICER, 7, false, false }, { ROLE_SUPERVISOR, 8, false, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct actor actor = { .staff_id = 7, .role = rows[i].role,
			.is_enabled = rows[i].is_enabled };

		assert_int_equal(policy_sees_figures_of(&actor, rows[i].whose), rows[i].sees);
	}
}

/* Whole cases go out and come in by a supervisor alone, and for a reason. */
static void
whole_cases_are_a_supervisors_with_a_reason(void **state)
{
	static const struct {
		enum role role;
		bool is_enabled, needs_reason;
		const char *reason;
		enum reason want;
	} rows[] = {
		{ ROLE_SUPERVISOR, true, true, "이관", REASON_NONE },
		{ ROLE_SUPERVISOR, true, true, "", REASON_NEEDS_CARRY_REASON },
		{ ROLE_SUPERVISOR, true, true, " \xe3\x85\xa4 ", REASON_NEEDS_CARRY_REASON },
		{ ROLE_SUPERVISOR, true, false, "", REASON_NONE },
		{ ROLE_SUPERVISOR, false, true, "이관", REASON_NO_RIGHT },
		{ ROLE_OFFICER, true, true, "이관", REASON_NO_RIGHT },
		{ ROLE_OFFICER, true, false, "", REASON_NO_RIGHT },
		{ ROLE_AUDITOR, true, true, "이관", REASON_NO_RIGHT },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct actor actor = { .staff_id = 7, .role = rows[i].role,
			.is_enabled = rows[i].is_enabled };
		struct verdict v = policy_carry(&actor, rows[i].needs_reason, rows[i].reason);

		if (v.reason != rows[i].want)
			fail_msg("row %zu: %s", i, reason_name(v.reason));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_supplement_is_extended_twice_demanded_twice_and_then_returned),
		cmocka_unit_test(what_the_law_took_for_accepted_can_only_be_completed),
		cmocka_unit_test(every_cell_of_op_role_holding_state_is_as_typed),
		cmocka_unit_test(the_matrix_notices_planted_faults),
		cmocka_unit_test(who_is_disabled_may_do_and_read_nothing),
		cmocka_unit_test(only_a_holder_and_an_approver_see_unmasked),
		cmocka_unit_test(everybody_reads_their_own_office_and_no_other),
		cmocka_unit_test(an_officer_sees_the_figures_of_nobody_else),
		cmocka_unit_test(whole_cases_are_a_supervisors_with_a_reason),
		cmocka_unit_test(a_list_allows_what_the_case_does_but_for_draft_and_demand),
		cmocka_unit_test(nobody_holds_what_nobody_holds),
		cmocka_unit_test(an_op_asks_for_the_inputs_it_lacks_in_order),
	};

	return cmocka_run_group_tests(tests, start_text, NULL);
}
