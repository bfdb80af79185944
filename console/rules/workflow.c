/* SPDX-License-Identifier: ISC */
#include "console/rules/workflow.h"


#include "storage/text.h"

#define LAW_DECREE "민원 처리에 관한 법률 시행령"

/* One row per state: domain.md B2. Labels are what clerks see and type; the
 * names are storage/record.c's. */
const struct state_info state_table[STATE__COUNT] = {
	[STATE_ARRIVED] = { "도달", "Arrived", CLOCK_RECEIVE_LIMIT, true },
	[STATE_RECEIVED] = { "접수", "Received", CLOCK_RUNNING, true },
	[STATE_ASSIGNED] = { "배정", "Assigned", CLOCK_RUNNING, true },
	[STATE_IN_PROGRESS] = { "처리중", "In progress", CLOCK_RUNNING, true },
	[STATE_CONSULTING] = { "협의", "Consulting", CLOCK_RUNNING, true },
	[STATE_SUPPLEMENT] = { "보완요구", "Supplement", CLOCK_PAUSED, true },
	[STATE_INSPECTION] = { "현장조사", "Inspection", CLOCK_PAUSED, true },
	[STATE_APPROVAL] = { "결재중", "Approval", CLOCK_RUNNING, true },
	[STATE_COMPLETED] = { "완료", "Completed", CLOCK_STOPPED, false },
	[STATE_REFUSED] = { "불가", "Refused", CLOCK_STOPPED, false },
	[STATE_RETURNED] = { "반려", "Returned", CLOCK_STOPPED, false },
	[STATE_WITHDRAWN] = { "취하", "Withdrawn", CLOCK_STOPPED, false },
	[STATE_TRANSFERRED] = { "이송", "Transferred", CLOCK_STOPPED, false },
	[STATE_CLOSED] = { "종결", "Closed", CLOCK_STOPPED, false },
	[STATE_APPEAL] = { "이의신청", "Appeal", CLOCK_RUNNING, true },
};

#define OFFICER ROLE_BIT(ROLE_OFFICER)
#define SUPERVISOR ROLE_BIT(ROLE_SUPERVISOR)
#define ARRIVED STATE_BIT(STATE_ARRIVED)
#define RECEIVED STATE_BIT(STATE_RECEIVED)
#define ASSIGNED STATE_BIT(STATE_ASSIGNED)
#define IN_PROGRESS STATE_BIT(STATE_IN_PROGRESS)
#define CONSULTING STATE_BIT(STATE_CONSULTING)
#define SUPPLEMENT STATE_BIT(STATE_SUPPLEMENT)
#define APPROVAL STATE_BIT(STATE_APPROVAL)
#define OPEN_ONCE_RECEIVED (RECEIVED | ASSIGNED | IN_PROGRESS | CONSULTING | \
	STATE_BIT(STATE_SUPPLEMENT) | STATE_BIT(STATE_INSPECTION) | APPROVAL | \
	STATE_BIT(STATE_APPEAL))
#define CLOSED (STATE_BIT(STATE_COMPLETED) | STATE_BIT(STATE_REFUSED) | \
	STATE_BIT(STATE_RETURNED) | STATE_BIT(STATE_WITHDRAWN) | STATE_BIT(STATE_CLOSED))
#define STAYS STATE__COUNT

/* One row per op: design.md 12. Policy, verbs, actions, help, the man pages
 * and `minwon workflow` are made from it. */
_Static_assert(OP__COUNT < 63, "a set of ops is an int64_t");

const struct op_info op_table[OP__COUNT] = {
	[OP_RECEIVE] = {
		.name = "receive", .label_ko = "접수", .label_en = "Receive",
		.roles = SUPERVISOR, .from = ARRIVED, .to = STATE_RECEIVED,
		.outbox_kind = "status", .law = LAW_DECREE " §6⑧",
		.help = N_("Receive an application that arrived: it gets its receipt number "
		    "and its statutory period starts.") },
	[OP_ASSIGN] = {
		.name = "assign", .label_ko = "배정", .label_en = "Assign",
		.roles = SUPERVISOR, .from = RECEIVED | ASSIGNED | IN_PROGRESS,
		.needs = NEED_ASSIGNEE, .to = STATE_ASSIGNED, .outbox_kind = "", .law = "",
		.help = N_("Assign the case to an officer.") },
	[OP_CLAIM] = {
		.name = "claim", .label_ko = "잡기", .label_en = "Claim",
		.roles = OFFICER, .from = RECEIVED | ASSIGNED | IN_PROGRESS | CONSULTING | SUPPLEMENT,
		.needs = NEED_NO_OTHER_LEASE, .to = STAYS, .outbox_kind = "", .law = "",
		.help = N_("Hold the case for 30 minutes, so that nobody else works on it.") },
	[OP_RELEASE] = {
		.name = "release", .label_ko = "놓기", .label_en = "Release",
		.roles = OFFICER | SUPERVISOR, .from = OPEN_ONCE_RECEIVED,
		.needs = NEED_LEASE, .to = STAYS, .outbox_kind = "", .law = "",
		.help = N_("Let go of the case; a supervisor may release anyone's.") },
	[OP_NEXT] = {
		.name = "next", .label_ko = "처리 시작", .label_en = "Take",
		.roles = OFFICER, .from = RECEIVED | ASSIGNED,
		.needs = NEED_NO_OTHER_LEASE, .to = STATE_IN_PROGRESS, .outbox_kind = "",
		.law = "",
		.help = N_("Take the case and start work: hold it, assign it to yourself. "
		    "Without a case, the most urgent one.") },
	[OP_NOTE] = {
		.name = "note", .label_ko = "메모", .label_en = "Note",
		.roles = OFFICER, .from = RECEIVED | ASSIGNED | IN_PROGRESS | CONSULTING | SUPPLEMENT,
		.needs = NEED_LEASE | NEED_TEXT, .to = STAYS, .outbox_kind = "", .law = "",
		.help = N_("Add a note to the case's timeline.") },
	[OP_DRAFT] = {
		.name = "draft", .label_ko = "기안", .label_en = "Draft",
		.roles = OFFICER, .from = IN_PROGRESS,
		.needs = NEED_LEASE | NEED_TEXT | NEED_OUTCOME, .to = STATE_APPROVAL,
		.outbox_kind = "", .law = "",
		.help = N_("Draft the decision and hand it up for approval. A refusal needs "
		    "reasons and remedies.") },
	[OP_SEND_BACK] = {
		.name = "send-back", .label_ko = "반송", .label_en = "Send back",
		.roles = SUPERVISOR, .from = APPROVAL, .needs = NEED_TEXT,
		.to = STATE_IN_PROGRESS, .outbox_kind = "", .law = "",
		.help = N_("Send a draft back to its officer with a reason.") },
	[OP_APPROVE] = {
		.name = "approve", .label_ko = "결재", .label_en = "Approve",
		.roles = OFFICER | SUPERVISOR, .from = APPROVAL, .final_from = IN_PROGRESS,
		.to = STATE_COMPLETED, .outbox_kind = "decision",
		.law = "민원 처리에 관한 법률 §27",
		.help = N_("Approve another person's draft: its outcome becomes final. Where "
		    "the officer decides alone, the holder completes the case.") },
	[OP_REFUSE] = {
		.name = "refuse", .label_ko = "불가", .label_en = "Refuse",
		.roles = OFFICER, .from = IN_PROGRESS, .needs = NEED_LEASE | NEED_REASONS,
		.to = STATE_APPROVAL, .outbox_kind = "decision",
		.law = "민원 처리에 관한 법률 §27③",
		.help = N_("Draft a refusal, with reasons and remedies. Where the officer "
		    "decides alone it is final.") },
	[OP_ESCALATE] = {
		.name = "escalate", .label_ko = "상향이관", .label_en = "Escalate",
		.roles = OFFICER, .from = IN_PROGRESS,
		.needs = NEED_LEASE | NEED_TEXT | NEED_AGENCY, .to = STATE_CONSULTING,
		.outbox_kind = "escalation", .law = "민원 처리에 관한 법률 §20",
		.help = N_("Ask the ministry or another agency; the statutory clock keeps "
		    "running.") },
	[OP_RESUME] = {
		.name = "resume", .label_ko = "처리 재개", .label_en = "Resume",
		.roles = OFFICER, .from = CONSULTING | SUPPLEMENT, .needs = NEED_LEASE | NEED_TEXT,
		.to = STATE_IN_PROGRESS, .outbox_kind = "", .law = "",
		.help = N_("Go on with the case after a consultation, or when what was missing "
		    "came by other means; with a note.") },
	[OP_SUPPLEMENT] = {
		.name = "supplement", .label_ko = "보완요구", .label_en = "Demand supplement",
		.roles = OFFICER, .from = IN_PROGRESS | SUPPLEMENT,
		.needs = NEED_LEASE | NEED_TEXT | NEED_PERIOD, .to = STATE_SUPPLEMENT,
		.outbox_kind = "supplement",
		.law = "민원 처리에 관한 법률 §22①, 시행령 §24",
		.help = N_("Ask the applicant for what is missing, one item a line, within a "
		    "period of days; the clock stands still until it comes. After a missed period "
		    "once more, for at most 10 days.") },
	[OP_SUPPLEMENT_EXTEND] = {
		.name = "supplement-extend", .label_ko = "보완기간 연장",
		.label_en = "Extend supplement",
		.roles = OFFICER, .from = SUPPLEMENT,
		.needs = NEED_LEASE | NEED_TEXT | NEED_PERIOD, .to = STAYS,
		.outbox_kind = "notice", .law = LAW_DECREE " §24②",
		.help = N_("Give the applicant, who asked for it, longer to supply what is missing; "
		    "at most twice, and before the period ends.") },
	[OP_RETURN] = {
		.name = "return", .label_ko = "반려", .label_en = "Return",
		.roles = OFFICER, .from = SUPPLEMENT, .needs = NEED_LEASE | NEED_TEXT,
		.to = STATE_RETURNED, .outbox_kind = "status", .law = LAW_DECREE " §25①",
		.help = N_("Return the papers, with the reasons, because what was missing did not "
		    "come within the second period either.") },
	[OP_WITHDRAW] = {
		.name = "withdraw", .label_ko = "취하", .label_en = "Withdraw",
		.roles = OFFICER, .from = RECEIVED | ASSIGNED | IN_PROGRESS | CONSULTING | SUPPLEMENT,
		.needs = NEED_LEASE | NEED_TEXT, .to = STATE_WITHDRAWN, .outbox_kind = "status",
		.law = "민원 처리에 관한 법률 §22②",
		.help = N_("Close the case because the applicant takes it back; say how you "
		    "know.") },
	[OP_EXTEND] = {
		.name = "extend", .label_ko = "기간 연장", .label_en = "Extend",
		.roles = OFFICER, .from = IN_PROGRESS | CONSULTING,
		.needs = NEED_LEASE | NEED_TEXT | NEED_MORE, .to = STAYS, .outbox_kind = "notice",
		.law = LAW_DECREE " §21",
		.help = N_("Put the due off by a period for a reason the decree allows; the "
		    "applicant is told. A second time only with the applicant's consent.") },
	[OP_CORRECT] = {
		.name = "correct", .label_ko = "직권 보정", .label_en = "Correct",
		.roles = OFFICER, .from = RECEIVED | ASSIGNED | IN_PROGRESS | CONSULTING,
		.needs = NEED_LEASE | NEED_TEXT | NEED_ANSWERS, .to = STAYS, .outbox_kind = "",
		.law = LAW_DECREE " §6⑤",
		.help = N_("Set obvious slips in the answers right yourself, with the applicant's "
		    "consent; what was submitted is kept beside it.") },
	[OP_CORRECT_TIME] = {
		.name = "correct-time", .label_ko = "시각 정정", .label_en = "Correct a time",
		.roles = OFFICER | SUPERVISOR, .from = OPEN_ONCE_RECEIVED | CLOSED,
		.needs = NEED_TEXT | NEED_TIME, .to = STAYS, .outbox_kind = "", .law = "",
		.help = N_("Ask for the time of an event to be set right, with reason and evidence; "
		    "it counts once a second person approves. Both times are kept.") },
	[OP_APPROVE_TIME] = {
		.name = "approve-time", .label_ko = "정정 승인", .label_en = "Approve a time",
		.roles = SUPERVISOR, .from = OPEN_ONCE_RECEIVED | CLOSED, .to = STAYS,
		.outbox_kind = "", .law = "",
		.help = N_("Approve the correction of a time that another person asked for: the due "
		    "is counted again.") },
	[OP_REJECT_TIME] = {
		.name = "reject-time", .label_ko = "정정 반려", .label_en = "Reject a time",
		.roles = SUPERVISOR, .from = OPEN_ONCE_RECEIVED | CLOSED, .needs = NEED_TEXT,
		.to = STAYS, .outbox_kind = "", .law = "",
		.help = N_("Reject the correction of a time that waits, with a reason.") },
	[OP_SETTLE] = {
		.name = "settle", .label_ko = "보고 확인", .label_en = "Settle",
		.roles = SUPERVISOR, .from = ARRIVED | OPEN_ONCE_RECEIVED, .needs = NEED_TEXT,
		.to = STAYS, .outbox_kind = "", .law = "",
		.help = N_("Take note of a case that a rule reported to you, and say what is done "
		    "about it.") },
};

static const struct word_info {
	const char *label_ko, *label_en;
} role_table[] = {
	[ROLE_OFFICER] = { "담당자", "Officer" },
	[ROLE_SUPERVISOR] = { "팀장", "Supervisor" },
	[ROLE_AUDITOR] = { "감사", "Auditor" },
}, outcome_table[] = {
	[OUTCOME_NONE] = { "", "" },
	[OUTCOME_COMPLETE] = { "완료", "Complete" },
	[OUTCOME_REFUSE] = { "불가", "Refuse" },
	[OUTCOME_ESCALATE] = { "이관", "Escalate" },
};
_Static_assert(sizeof(role_table) / sizeof(role_table[0]) == ROLE__COUNT, "one row per role");
_Static_assert(sizeof(outcome_table) / sizeof(outcome_table[0]) == OUTCOME__COUNT,
    "one row per outcome");

bool
state_find(const char *word, enum state *out)
{
	for (size_t i = 0; i < STATE__COUNT; i++) {
		const struct state_info *s = &state_table[i];

		if (text_is_word(word, state_name((enum state)i), s->label_ko, s->label_en)) {
			*out = (enum state)i;
			return true;
		}
	}
	return false;
}

bool
op_find(const char *name, enum op *out)
{
	for (size_t i = 0; i < OP__COUNT; i++) {
		const struct op_info *o = &op_table[i];

		if (text_is_word(name, o->name, o->label_ko, o->label_en)) {
			*out = (enum op)i;
			return true;
		}
	}
	return false;
}

/* What happens to a case without an op: domain.md A1, A6, B5. */
static const struct {
	const char *kind, *label_ko, *label_en;
} event_table[] = {
	{ EVENT_ARRIVED, "도달", "Arrival" },
	{ EVENT_OUTAGE, "시스템 장애", "System outage" },
	{ EVENT_DEEMED, "수리간주", "Deemed accepted" },
	{ EVENT_RAISED, "상급자 보고", "Reported to the superior" },
	{ EVENT_OUTAGE_END, "장애 복구", "Outage over" },
	{ EVENT_CALENDAR, "공휴일 변경", "Calendar change" },
	{ EVENT_UNDONE, "일괄 되돌림", "Taken back" },
	{ EVENT_LETTER_PROGRESS, "진행상황 통지", "Progress notice" },
	{ EVENT_LETTER_MOVED, "기한변경 안내", "Moved due told" },
	{ EVENT_LETTER_DUNNING, "독촉", "Dunning letter" },
	{ EVENT_LETTER_SKIPPED, "통지 생략", "Letter left out" },
	{ "supplemented", "보완 도착", "Supplement came" },
	{ "withdrawn", "민원인 취하", "Withdrawn by the applicant" },
	{ "updated", "신청 변경", "Changed by the applicant" },
	{ "acknowledged", "이관 접수확인", "Escalation received" },
	{ "accepted", "이관 수락", "Escalation accepted" },
	{ "answered", "이관 회신", "Escalation answered" },
	{ "returned", "이관 반송", "Escalation returned" },
	{ "satisfaction", "만족도", "Satisfaction" },
	{ "consultation", "상담", "Consultation" },
	{ "message-retry", "발송 재시도", "Message tried again" },
	{ "message-hold", "발송 보류", "Message held back" },
	{ "message-cancel", "발송 취소", "Message cancelled" },
};

const char *
event_label(const char *kind)
{
	enum op op;

	for (size_t i = 0; i < sizeof(event_table) / sizeof(event_table[0]); i++)
		if (str_eq(event_table[i].kind, kind))
			return text_label(event_table[i].label_ko, event_table[i].label_en);
	return op_find(kind, &op) ? op_label(op) : kind;
}

enum role
op_role(enum op op)
{
	return (op_table[op].roles & SUPERVISOR) != 0 ? ROLE_SUPERVISOR : ROLE_OFFICER;
}

enum state
op_target(enum op op, enum state from, enum final_by final_by, enum outcome draft_outcome)
{
	if (op == OP_APPROVE && from == STATE_APPROVAL && draft_outcome == OUTCOME_REFUSE)
		return STATE_REFUSED;
	if (op == OP_APPROVE && from == STATE_APPROVAL && draft_outcome == OUTCOME_ESCALATE)
		return STATE_CONSULTING;
	if (op == OP_ESCALATE && draft_outcome == OUTCOME_ESCALATE)
		return STATE_APPROVAL;
	if (op == OP_REFUSE && final_by == FINAL_BY_OFFICER)
		return STATE_REFUSED;
	return op_table[op].to == STAYS ? from : op_table[op].to;
}

const char *
op_message(enum op op, enum state to)
{
	if (to == STATE_APPROVAL)
		return "";
	return op_table[op].outbox_kind;
}

const char *
state_label(enum state state)
{
	return text_label(state_table[state].label_ko, state_table[state].label_en);
}

const char *
op_label(enum op op)
{
	return text_label(op_table[op].label_ko, op_table[op].label_en);
}

const char *
role_label(enum role role)
{
	return text_label(role_table[role].label_ko, role_table[role].label_en);
}

bool
role_find(const char *word, enum role *out)
{
	for (size_t i = 0; i < ROLE__COUNT; i++) {
		const struct word_info *w = &role_table[i];

		if (text_is_word(word, role_name((enum role)i), w->label_ko, w->label_en)) {
			*out = (enum role)i;
			return true;
		}
	}
	return false;
}

const char *
outcome_label(enum outcome outcome)
{
	return text_label(outcome_table[outcome].label_ko, outcome_table[outcome].label_en);
}

bool
outcome_find(const char *word, enum outcome *out)
{
	/* A hand-over is no outcome that anybody drafts by name. */
	for (size_t i = 0; i < OUTCOME_ESCALATE; i++) {
		const struct word_info *w = &outcome_table[i];

		if (text_is_word(word, outcome_name((enum outcome)i), w->label_ko, w->label_en)) {
			*out = (enum outcome)i;
			return true;
		}
	}
	return false;
}

#define FROM_CELLS 13
#define OP_CELLS 24
#define WHO_CELLS 29

static void
print_line(struct buf *out, const char *from, const char *op, const char *who, const char *to)
{
	text_fit(out, from, FROM_CELLS);
	text_fit(out, op, OP_CELLS);
	text_fit(out, who, WHO_CELLS);
	buf_puts(out, to);
	buf_putc(out, '\n');
}

/* Who may do op from a state, in the words of the rights. */
static void
add_who(struct buf *b, enum op op, bool is_final_path)
{
	const struct op_info *o = &op_table[op];

	if (is_final_path) {
		buf_puts(b, say(N_("Holder, deciding alone")));
		return;
	}
	/* An officer approves only on the way of final_from. */
	if ((o->roles & OFFICER) != 0 && o->final_from == 0)
		buf_puts(b, (o->needs & NEED_LEASE) != 0 ? say(N_("Holder")) :
		    role_label(ROLE_OFFICER));
	if ((o->roles & SUPERVISOR) != 0) {
		if (b->len > 0)
			buf_puts(b, ", ");
		buf_puts(b, o->final_from != 0 ? say(N_("Supervisor, not the drafter")) :
		    role_label(ROLE_SUPERVISOR));
	}
}

/* Both ends of an op whose end depends on the draft or on final_by. */
static void
add_target(struct buf *b, enum op op, enum state from)
{
	enum state usual = op_target(op, from, FINAL_BY_APPROVER, OUTCOME_COMPLETE);
	enum state alone = op_target(op, from, FINAL_BY_OFFICER, OUTCOME_COMPLETE);
	enum state refused = op_target(op, from, FINAL_BY_APPROVER, OUTCOME_REFUSE);
	enum state handed = op_target(op, from, FINAL_BY_APPROVER, OUTCOME_ESCALATE);

	buf_puts(b, state_label(usual));
	if (refused != usual)
		buf_printf(b, " / %s", state_label(refused));
	if (alone != usual)
		buf_printf(b, " / %s (%s)", state_label(alone), say(N_("deciding alone")));
	if (handed != usual)
		buf_printf(b, " / %s (%s)", state_label(handed), say(N_("of some hand-overs")));
}

static void
print_transition(struct buf *out, enum op op, enum state from, bool is_final_path)
{
	struct buf label = { 0 }, who = { 0 }, to = { 0 };

	buf_printf(&label, "%s (%s)", op_label(op), op_table[op].name);
	add_who(&who, op, is_final_path);
	add_target(&to, op, from);
	print_line(out, state_label(from), buf_str(&label), buf_str(&who), buf_str(&to));
	buf_release(&to);
	buf_release(&who);
	buf_release(&label);
}

void
workflow_print(struct buf *out)
{
	print_line(out, say(N_("From")), say(N_("Operation")), say(N_("Who")), say(N_("To")));
	for (size_t s = 0; s < STATE__COUNT; s++) {
		for (size_t i = 0; i < OP__COUNT; i++) {
			if ((op_table[i].from & STATE_BIT(s)) != 0)
				print_transition(out, (enum op)i, (enum state)s, false);
			if ((op_table[i].final_from & STATE_BIT(s)) != 0)
				print_transition(out, (enum op)i, (enum state)s, true);
		}
	}
}
