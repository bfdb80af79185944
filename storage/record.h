/* SPDX-License-Identifier: ISC */
/*
 * record: the plain words and structs that every room shares. No functions
 * but the free functions of records that own memory; no rule, no layout of a
 * table, no screen. Words are those of domain.md G.
 *
 * Instants are UTC seconds (int64_t, suffix _at; 0 = not yet). Civil days are
 * day numbers since 1970-01-01 (struct day). Strings are UTF-8, NFC.
 */
#ifndef STORAGE_RECORD_H
#define STORAGE_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Limits of what a clerk can type into one op, and of a reason for what is
 * done by hand, in bytes. */
#define ACT_TEXT_MAX (16 * 1024)
#define ACT_LINES_MAX (4 * 1024)
#define HAND_REASON_MAX 199

/* An op with all its inputs, kept by name, in bytes. */
#define ACT_PACKED_MAX (32 * 1024)

/* A civil day in Korea: days since 1970-01-01, no time, no zone. */
struct day {
	int32_t number;
};

/* Who a staff member is to the console. One person, one role, one office. */
enum role {
	ROLE_OFFICER,		/* 담당자 */
	ROLE_SUPERVISOR,	/* 팀장·민원심사관 */
	ROLE_AUDITOR,		/* 감사 */
	ROLE__COUNT
};

/* Where a case stands: domain.md B2. The table is rules/workflow.c. */
enum state {
	STATE_ARRIVED,		/* 도달(미접수) */
	STATE_RECEIVED,		/* 접수 */
	STATE_ASSIGNED,		/* 배정 */
	STATE_IN_PROGRESS,	/* 처리중 */
	STATE_CONSULTING,	/* 협의 */
	STATE_SUPPLEMENT,	/* 보완요구 */
	STATE_INSPECTION,	/* 현장조사 */
	STATE_APPROVAL,		/* 결재중 */
	STATE_COMPLETED,	/* 완료 */
	STATE_REFUSED,		/* 불가 */
	STATE_RETURNED,		/* 반려 */
	STATE_WITHDRAWN,	/* 취하 */
	STATE_TRANSFERRED,	/* 이송 */
	STATE_CLOSED,		/* 종결 */
	STATE_APPEAL,		/* 이의신청 */
	STATE__COUNT
};

/* What a clerk can do to a case; one row each in rules/workflow.c. Names on
 * the command line and in the store are the row's, never these numbers. */
enum op {
	OP_RECEIVE,	/* 접수 */
	OP_ASSIGN,	/* 배정 */
	OP_CLAIM,	/* 잡기: the lease alone */
	OP_RELEASE,	/* 놓기 */
	OP_NEXT,	/* 처리 시작: lease, assignment and IN_PROGRESS */
	OP_NOTE,	/* 메모 */
	OP_DRAFT,	/* 기안 */
	OP_SEND_BACK,	/* 반송 */
	OP_APPROVE,	/* 결재 */
	OP_REFUSE,	/* 불가: a draft with outcome refuse */
	OP_ESCALATE,	/* 상향이관: to the ministry, into CONSULTING */
	OP_RESUME,	/* 협의 종료; what was awaited came by other means */
	OP_SUPPLEMENT,	/* 보완요구 */
	OP_WITHDRAW,	/* 취하: the applicant took it back at the desk */
	OP_EXTEND,	/* 처리기간 연장 */
	OP_SUPPLEMENT_EXTEND,	/* 보완기간 연장: the applicant asked for longer */
	OP_RETURN,		/* 반려: the papers go back unmet */
	OP_CORRECT,	/* 직권 보정: answers set right with the applicant's consent */
	OP_CORRECT_TIME,	/* 시각 정정 요청 */
	OP_APPROVE_TIME,	/* 시각 정정 승인: by a second person */
	OP_REJECT_TIME,		/* 시각 정정 반려 */
	OP_SETTLE,		/* 보고 확인: what was reported to the superior is taken note of */
	OP__COUNT
};

/* What the due of a case counts as, in the state it is in. */
enum due_kind {
	DUE_STILL,	/* nothing can lapse: no period, paused or closed */
	DUE_HOURS,	/* overdue at once */
	DUE_DAYS	/* overdue from the next day on (민법 §159) */
};

/* What a decision says. */
enum outcome {
	OUTCOME_NONE,
	OUTCOME_COMPLETE,	/* 수리·허가·발급·답변 */
	OUTCOME_REFUSE,		/* 거부처분 */
	OUTCOME_ESCALATE,	/* 이관: a hand-over that a second person approves */
	OUTCOME__COUNT
};

/* Who may complete a case of a service. */
enum final_by {
	FINAL_BY_OFFICER,	/* 전결: the holder completes alone */
	FINAL_BY_APPROVER,	/* draft, then another person approves */
	FINAL_BY__COUNT
};

/* What kind of thing an event in a case's life is: an op by a person, or one
 * of these that no clerk does. The store keeps the name. */
#define EVENT_ARRIVED "arrived"

#define EVENT_OUTAGE "outage"		/* the clock stands still, or stood */
#define EVENT_OUTAGE_END "outage-end"
/* The office's calendar changed and the due with it. */
#define EVENT_CALENDAR "calendar"
#define EVENT_DEEMED "deemed"		/* 수리간주 */
#define EVENT_UNDONE "undone"		/* what a batch did was taken back */
#define EVENT_RAISED "raised"		/* a rule reported the case to the superior */

/* Letters that went to the applicant, or to whoever has the case; one that was
 * not sent, and why. */
#define EVENT_LETTER_PROGRESS "letter-progress"
#define EVENT_LETTER_MOVED "letter-moved"
#define EVENT_LETTER_DUNNING "letter-dunning"
#define EVENT_LETTER_SKIPPED "letter-skipped"

/* The text of an arrival whose resident numbers were cut, before their count. */
#define EVENT_NOTE_DROPPED "resident-numbers-dropped "

/* Lines of a reply's text: the items of the demand that it answers, and those
 * that it does not, by their titles. */
#define EVENT_NOTE_ANSWERED "items-answered "
#define EVENT_NOTE_UNANSWERED "items-unanswered "

/* A line of an event's text with the channel's own word for where the
 * application stands, behind its meaning: a state, a kind of event, or "?". */
#define EVENT_NOTE_WORD "channel-word "

/* The first lines of a report to the superior: who is in charge of the case and
 * whom it is reported to, "-" for nobody. */
#define EVENT_NOTE_OWNER "in-charge "
#define EVENT_NOTE_SUPERIOR "superior "

/* Where the escalation of a case stands that is with a ministry. */
enum escalation {
	ESCALATION_NONE,
	ESCALATION_SENT,	/* the ministry has not confirmed that it has it */
	ESCALATION_CONFIRMED,
	ESCALATION__COUNT
};

/* One row of a list: everything the queue screen and `minwon list` show.
 * The applicant's name is masked before it gets here. */
struct case_row {
	int64_t id;
	char receipt_no[24];	/* "" until received */
	char external_id[72];	/* the channel's own number */
	char channel[24];	/* code of the channel: gov24 … */
	char region[12];	/* 시군구 code at receipt */
	char service[24];	/* code of the service */
	char applicant[96];	/* masked */
	char title[200];	/* what was applied for, in the channel's words */
	enum state state;
	char assignee[40];	/* login; "" = nobody */
	char assignee_name[64];
	char lease_holder[40];	/* login; "" = nobody or lapsed */
	char lease_holder_name[64];
	int64_t lease_until_at;
	int64_t arrived_at;
	int64_t received_at;
	int64_t due_at;		/* the first one there is; 0 = no statutory period */
	int32_t slack_minutes;	/* working minutes until due_at; < 0 overdue; while the
				 * clock stands still, what is left when it goes on */
	struct day paused_from;	/* the clock stands still since; 0 = it does not */
	int32_t extensions;	/* how often its period was extended */
	int64_t outage_at;	/* an outage of its channel's system is on since; 0 = none */
	bool is_outage_receipt;	/* 장애기간접수 */
	enum escalation escalation;
	int64_t decided_at;	/* when its decision was approved; 0 = not yet */
	int64_t deemed_at;	/* 수리간주 since; 0 = not */
	int64_t raised_at;	/* reported to the superior since, and not yet settled; 0 = not */
	bool has_correction;	/* a time of it is to be set right: waits for a second person */
	int32_t mismatches;	/* answers that are missing or do not fit its form (서식불일치);
				 * -1 = not judged yet */
	int64_t hop_due_at;	/* by when its hand-over must be acknowledged; 0 = none is
				 * awaited */
	int32_t bounces;	/* how often it came back unanswered */
	int64_t version;
	bool is_changed;	/* by somebody else since the reader looked at it last */
	int64_t allowed;	/* bits of the ops that the reader may do, as far as a row
				 * of a list tells: policy_ops */
};

/* One answer of the submitted form, in the form's order. */
struct answer {
	char name[64];		/* the field's name in the form */
	char title[160];	/* what the screen calls it */
	char section[96];
	char layer[12];		/* "" central, else the region code that set it */
	bool is_masked;
	bool is_amended;	/* changed since the submission */
	char was[200];		/* then: what was submitted, cut; "" = nothing */
	bool has_seen;		/* the reader looked at the case before … */
	bool is_new;		/* … and it was another answer then: */
	char seen[200];		/* this one, cut; "" = nothing */
	char flag[12];		/* FIELD_…: something is needed here; "" = nothing */
	char flag_by[64];	/* who says so, by name */
	char item[400];		/* what the demand to supplement would say of it, in Korean as
				 * its reader's letter; only of a flagged one */
	char fault[32];		/* keyword of the form that it breaks; "" = none */
	char fault_detail[160];	/* what that keyword wants */
	bool is_yes_no;		/* value is true or false, for the reader's language */
	char *value;		/* owned */
};

/* How a flagged answer stands. */
#define FIELD_FLAGGED "flagged"		/* to be asked for */
#define FIELD_DEMANDED "demanded"	/* asked for, and not answered yet */

/* One marked answer of a case. */
struct flag_row {
	char field[64];
	char title[160];
	char state[12];		/* FIELD_… */
	char fault[32];		/* keyword of the form that it breaks; "" = none */
	char by[40];		/* login of who marked it, and the name */
	char by_name[64];
	int64_t at;
	char item[400];		/* the line of a demand */
};

/* One line of a case's timeline. */
struct timeline_event {
	int64_t id;
	char kind[24];		/* op name or EVENT_… */
	char actor[40];		/* login, or "system" */
	char actor_name[64];
	int64_t entered_at;
	int64_t effective_at;
	char state_before[16];	/* state names; "" where it has none */
	char state_after[16];
	bool is_new;		/* somebody else's, since the reader looked last */
	char rule[64];		/* the rule that did it by itself; "" = a person did */
	char *text;		/* owned; note, reasons …; may be "" */
};

/* A case somebody has opened, and when last. */
struct recent_row {
	struct case_row row;
	int64_t looked_at;
};

/* Whether one op is allowed on one case for one person now, and if not, why.
 * reason is a name in rules/verdict.h's table; detail fills its sentence. */
struct allowed {
	enum op op;
	bool is_allowed;
	char reason[40];
	char detail[96];
};

/* How a case stands with its statutory clock (rules/case_clock.h). */
#define LEDGER_PARTIES 5
struct clock_figures {
	bool is_running;	/* the period began: it was received */
	int64_t legal_due_at;	/* by the petition law; 0 = none */
	int64_t calendar_due_at;	/* by the service's own law; 0 = none. The earlier of
				 * both is the row's due_at */
	int64_t announced_at;	/* the due the applicant was told last; 0 = none */
	int64_t reply_due_at;	/* the due if the awaited reply came now */
	int64_t left;		/* of the period when it goes on, in its own unit */
	int64_t ledger[LEDGER_PARTIES];	/* working minutes by party … */
	int64_t total;		/* … and their sum */
};

/* A limit of the law around a case but its statutory period. */
#define LIMITS_MOST 12
struct limit_row {
	char name[24];		/* of rules/service_clock.h's table */
	int64_t due_at;
	int64_t kept_at;	/* when what it asks was done; 0 = not yet */
};

/* One case, whole, as far as the reader may see it. */
struct case_detail {
	struct case_row row;
	enum final_by final_by;
	bool is_unmasked;	/* the reader sees name, phone and address */
	char applicant_phone[40];
	char applicant_address[300];
	char applicant_birth[16];
	char form_version[24];
	enum outcome draft_outcome;
	char draft_by[40];
	char draft_by_name[64];
	char *draft_text;	/* owned */
	char *draft_reasons;	/* owned, one a line */
	char *draft_remedies;	/* owned, one a line */
	int64_t escalation_id;	/* 0 = none open */
	struct clock_figures clock;
	struct limit_row limits[LIMITS_MOST];
	size_t limit_count;
	struct answer *answers;
	size_t answer_count;
	struct timeline_event *events;
	size_t event_count;
	struct allowed allowed[OP__COUNT];
};

/* What is told to who calls about a case. Words that a reader may not see are
 * masked before they get here. */
struct call_sheet {
	char name[96];		/* of the applicant, masked until the caller named it */
	char phone[40];
	char birth[16];
	bool is_confirmed;	/* the caller named the applicant */
	bool is_denied;		/* the caller named somebody else */
	int64_t completed_at;	/* 0 = not decided yet */
	char party[24];		/* name of who has it now (rules/pause.h) … */
	int64_t since_at;	/* … and since when */
	char officer[64];	/* in charge; "" = nobody yet: then of who is asked */
	char department[64];
	char contact[40];
	char *items;		/* owned; what is missing, one a line; "" = nothing */
	struct day items_due;
};

/* A rule of an office that acts by itself (자동 처리 규칙). */
struct auto_rule {
	int64_t id;
	int64_t place;		/* rules are asked in this order, from 1 */
	char office[12];
	char name[64];
	char moment[12];	/* arrival, clock */
	char query[400];
	char action[16];	/* name in rules/auto_rule.h's table */
	char assignee[40];
	char officer[40];	/* in whose name it decides or asks */
	char agency[64];
	char kind[24];		/* of an escalation (rules/escalation.h); "" = a guideline question */
	char text[400];
	bool is_on;
	int64_t version;
	int64_t author_id;
	char author[40];
	char author_name[64];
	int64_t changed_at;
	int64_t fired;		/* on how many cases it acted, as it is now … */
	int64_t refused;	/* … and where it was not let */
};

/* What a rule did to a case, or would do. */
struct auto_firing {
	int64_t rule_id;
	char rule[64];		/* its name */
	int64_t case_id;
	char number[72];
	int64_t at;		/* 0 = it only would */
	char reason[40];	/* "" = it acted, else why not: reason_find() */
	char detail[96];
	bool is_past;		/* a dry run: it would have, when the case arrived */
};

/* One message to a channel, as the sent-out screen shows it. */
struct outbox_row {
	int64_t id;
	int64_t case_id;
	char case_number[72];	/* receipt number, or the channel's */
	char channel[24];
	char kind[16];		/* status, decision, escalation */
	char state[12];		/* waiting, leased, sent, parked */
	int64_t attempts;
	int64_t created_at;
	int64_t next_try_at;
	int64_t sent_at;
	char last_error[200];
};

/* A hand-over of a case to another agency, hop by hop (rules/escalation.h), as
 * the receiver reports it: what stands here is a shadow that nobody here writes. */
struct handover_row {
	int64_t id;
	int64_t case_id;
	char case_number[72];
	int64_t serial;		/* which of its case, from 1 */
	char kind[24];
	char agency[64];	/* code or name, as it was asked */
	char hop[12];
	int64_t asked_at;
	int64_t sent_at, received_at, accepted_at;	/* 0 = not yet */
	int64_t answered_at;	/* answered or returned */
	int64_t closed_at;
	int64_t due_at;		/* by when the next hop must follow; 0 = nothing follows */
	char reason_code[24];	/* why it was returned */
	char receipt_no[64];	/* the receiver's */
	char officer[200];	/* who spoke for the receiver last */
	char by[40];		/* login of who asked … */
	char by_name[64];
	int64_t by_id;		/* the office's own; not on the wire */
	char owner[40];		/* whose work it is to see to it; "" = nobody's: a supervisor's */
	char owner_name[64];
	int64_t bounces;	/* of the case so far */
	char message[12];	/* state of the message that carries it; "" = none */
};

/* Something a channel handed over that could not become a case: 미분류. */
struct unsorted_row {
	int64_t id;
	char channel[24];
	char region[12];
	char event_id[136];
	char external_id[72];
	char reason[40];	/* name in the reason table */
	char detail[200];
	int64_t arrived_at;
	char state[12];		/* open, done */
	char discard_by[40];	/* login of who wants it discarded; "" = nobody */
	char discard_reason[200];
};

/* An outage of the system that cases of a channel come through. */
struct outage_row {
	int64_t id;
	char channel[24];	/* "" = every channel */
	int64_t from_at;
	int64_t until_at;	/* 0 = still on */
	char reason[200];
	char evidence[200];
	char by[40];		/* login of who recorded it */
	char by_name[64];
	int64_t entered_at;
	int64_t cases;		/* whose clock it stops */
	int64_t moved;		/* of these, whose due is another by what was just done */
};

/* How many wait for one task of one desk, as a source says. -1 is a number
 * that was not said: it is never 0. */
struct wait_row {
	char source[24];	/* code of the channel; "" = nobody reports */
	char region[12];
	char desk_id[40];	/* "" = no figures for the region: only why */
	char desk[104];
	char task_no[20];	/* "" = the desk is known and says nothing of who waits */
	char task[104];
	int64_t waiting;
	int64_t called;
	int64_t counters;
	int64_t observed_at;	/* 0 = not said */
	int64_t taken_at;
	char error[200];	/* why the source could not be asked last; "" = well */
	int64_t heard_at;	/* when the source last answered well; 0 = never. Later than
				 * taken_at: that answer no longer had the row */
	char others[72];	/* sources that an older figure stands behind this one of, blanks
				 * between */
	int64_t by_id;		/* who typed it, 0 = a source said it; stays in the office … */
	char by_name[64];	/* … the name goes out */
	char place[216];	/* what the desk and the task are compared by; stays in the office */
	char hours[104];	/* when the desk is open, in its source's words; "" = not said */
	/* What the office makes of it; a source says none of this. */
	int64_t p50_sec, p90_sec;	/* of who came then; -1 = cannot be told */
	int64_t samples;		/* waits it rests on */
	int64_t busy_hour;		/* of this weekday, 0 to 23; -1 = too few days */
	int64_t busy_days;		/* days it rests on */
	char today[292];		/* the day so far (rules/wait_pace.h) */
};

/* From where on a wait is too long for an office; 0 and 0 = nothing is set. */
struct wait_limit {
	int64_t minutes;	/* half of those who come wait so long */
	int64_t people;		/* so many wait */
};

/* One way to the office side by side with the others: kinds of consultation, and
 * "online", where the wait is that for the first answer to an application. */
struct wait_way {
	char kind[12];
	int64_t waiting;	/* now */
	int64_t longest_sec;	/* of these; -1 = nobody waits */
	int64_t p50_sec, p90_sec;	/* of the last days; -1 = too few to say */
	int64_t samples;
};

/* What a part of the list of waits is a part of. */
struct wait_head {
	int64_t total;		/* rows of the list */
	int64_t first;		/* the first of those told, from 0 */
	int64_t over;		/* rows over the limit */
	struct wait_limit limit;
	char region[12];	/* "" = all */
	bool is_quiet;		/* nobody waits at the office's own desk and counters */
	int64_t promised;	/* call backs that are promised */
	int64_t supplements;	/* online applications that wait for their applicant */
};

/* One person at the consultation desk, from coming to leaving. */
#define CONSULT_TEXT_MAX 799
struct consult_row {
	int64_t id;
	char channel[24];	/* code of the channel that asked; "" = the desk itself */
	char kind[12];		/* words of rules/consult.h's tables: phone … */
	char task[24];
	char state[12];
	int32_t priority;	/* 1 goes before 0 */
	char who[96];		/* masked, unless the reader has it */
	char contact[40];	/* the same */
	char topic[CONSULT_TEXT_MAX + 1];
	int64_t created_at;
	int64_t ready_at;	/* nobody is called before */
	bool is_promised;	/* a call back at ready_at */
	int64_t since_at;	/* the state it is in */
	int64_t called_at;	/* 0 = not yet */
	int64_t ended_at;	/* 0 = it is not over */
	char staff[40];		/* login; "" = nobody */
	char staff_name[64];
	int64_t case_id;	/* 0 = none */
	char case_number[80];
	int64_t warned_at;	/* 0 = not */
	char warned_for[24];
	char result[24];
	char note[CONSULT_TEXT_MAX + 1];
	int64_t p50_sec, p90_sec;	/* what was told of the wait; -1 = too few waits to say */
	int64_t samples;
	char said[CONSULT_TEXT_MAX + 1];	/* the last words of its chat; "" = none */
	bool is_said_to_us;	/* the person said them */
};

/* How long a consultation was in a state; state "said": words of its chat. */
struct consult_interval {
	char state[12];
	int64_t from_at;
	int64_t until_at;	/* 0 = it still is */
	char staff[40];		/* who began it; "" = a channel */
	char staff_name[64];
	char text[CONSULT_TEXT_MAX + 1];
};

/* What a staff member takes; one row a task, one with "" who takes everything. */
struct skill_row {
	int64_t staff_id;
	char login[40];
	char name[64];
	char task[24];
};

/* One hour of the day at the desk (rules/wait_plan.h). */
struct plan_hour {
	int32_t hour;			/* 0 to 23, in Korea */
	int32_t samples;		/* waits it rests on */
	int64_t arrivals_milli;		/* people a day, times 1000 */
	int64_t servers_milli;		/* at the desk, times 1000 */
	int64_t p50_sec, p90_sec;	/* -1 = too few waits */
	int64_t wait_sec;		/* mean, also of few waits; PLAN_UNKNOWN */
	int64_t then_sec;		/* with other staff; PLAN_… */
};

/* How content an applicant was. */
struct rating_row {
	int64_t case_id;
	char number[80];	/* of the case */
	int64_t score;		/* 1 to 5 */
	char remark[1000];	/* masked */
	int64_t given_at;
	bool is_consulted;	/* a consultation was about the case */
};

/* The desk as a whole. */
struct consult_figures {
	int64_t waiting, promised, serving, held;
	int64_t servers;		/* at the desk now */
	int64_t p50_sec, p90_sec;	/* who comes now; -1 = too few waits to say */
	int64_t samples, age_sec;	/* age -1 = there is no wait yet */
	int64_t done, absent, left, ended;	/* today: talked to, not there, gave up, ended for abuse */
	/* For who leads the desk; told -1 = not for this reader. */
	int64_t told, untold, held50, held90;
	int32_t from_hour, until_hour, staff_more;	/* what if */
	int64_t if_samples, if_wait_sec, if_then_sec;
	int64_t rated, rated_sum, rated_low;	/* satisfaction in 30 days: of all cases … */
	int64_t own_rated, own_rated_sum;	/* … and of those with a consultation */
	/* As told: hours that were foretold (so many hours), and other desks. */
	int64_t hours, hours_told, hours_untold, hours_held50, hours_held90;
	int64_t outside_told, outside_held50, outside_held90;
};

/* One figure of the board or of the day, and the list it counts. */
struct figure_row {
	char name[24];		/* of rules/figure.h's table */
	char state[16];		/* of which state, for the figure "state"; else "" */
	char who[40];		/* login, whose; "" = the office's */
	char who_name[64];
	int64_t count;
	bool is_more;		/* there are more: counting stopped */
	char query[600];	/* the cases it counts; "" = it counts no cases */
};

/* A time of an event that is to be set right. */
struct correction_row {
	int64_t case_id;
	char number[80];
	int64_t of_event;
	char what[16];		/* receipt, demand, reply, consult, answer, completion */
	int64_t from_at, to_at;
	char reason[200];
	char evidence[200];
	char by[40];
	char by_name[64];
	int64_t asked_at;
	int64_t decided_event;	/* 0 = it waits */
};

/* A day of an office's calendar that is a public holiday, or a proposal of
 * one. */
struct holiday_row {
	int64_t id;
	struct day day;
	char region[12];	/* whose ordinance sets it; "" = the whole country */
	char name_ko[100];
	char name_en[128];
	char kind[16];		/* a name of holiday_kinds; HOLIDAY_CANCELLED: it is none */
	char source[160];	/* where it is known from */
	int64_t at;		/* when it was entered */
	int64_t after_event;	/* the last event before that; 0 = it always stood */
};
#define HOLIDAY_CANCELLED "cancelled"

/* From a day on lunch begins at another minute of the day. */
struct lunch_row {
	struct day from;
	int32_t minute;
	int64_t at;		/* when it was entered */
	int64_t after_event;	/* the last event before that */
};

/* A change of an office's calendar, and how far its open cases were counted
 * again. */
struct calendar_change_row {
	int64_t id;
	int64_t at;
	char by[40];		/* login */
	char entries[400];	/* what was entered, one a line, cut */
	char reason[200];
	int64_t checked;	/* cases counted again … */
	int64_t moved;		/* … and those whose due moved */
	bool is_done;
};

/* A letter that a case owes. */
struct letter_row {
	int64_t id;		/* letter_id (rules/letter.h) */
	int64_t case_id;
	char number[80];
	char letter[16];	/* name in letter_table */
	char service[24];
	char applicant[96];	/* masked */
	char assignee[40];	/* login; "" = nobody */
	char assignee_name[64];
	int64_t owed_at;	/* since when */
	int64_t missed;		/* earlier ones of its kind that nobody sent */
	int64_t due_at;
	int64_t announced_at;
	char state[12];		/* owed, sent, skipped */
};

/* Bulk work: an op on a frozen list of cases. */
struct batch_row {
	int64_t id;
	char op[24];		/* of its items; "mixed" where they differ */
	char source[12];	/* file, stdin, query, marks, undo */
	bool is_whole;		/* all or nothing */
	bool is_sealed;		/* its list is complete */
	char state[12];		/* planned, running, stopped, done, undone */
	int64_t undo_of;	/* the batch it takes back; 0 = none */
	char author[40];	/* login */
	char author_name[64];
	int64_t created_at, changed_at;
	int64_t items;
	int64_t done;		/* … of them, and not taken back */
	int64_t refused;	/* by a rule, or they failed */
	int64_t undone;
};

/* One case of a batch and what became of it. */
struct batch_item_row {
	int64_t no;		/* from 1, in the order of the input */
	int64_t line;		/* of the input; 0 = it has none */
	int64_t case_id;	/* as found when the list was frozen; 0 = none */
	char number[80];	/* as the input names it, then as the case has it */
	char op[24];
	char state[12];		/* waiting, done, refused, failed, undone */
	bool is_dry_run;	/* state is what it would become */
	char state_before[16], state_after[16];
	int64_t version;	/* of the case, after it */
	int64_t event_id;
	char reason[40];	/* why not: of the reason table, or an rc's word */
	char detail[320];	/* of the reason; a failure's whole sentence */
	int64_t other_batch;	/* another batch is about this case too; 0 = none */
};

struct staff_row {
	int64_t id;
	char login[40];
	char name[64];
	enum role role;
	char office[12];
	char office_name[64];
	char department[64];
	int64_t uid;		/* -1 = none */
	bool is_enabled;
};

struct channel_row {
	char code[24];
	char name[64];
	char region[12];	/* jurisdiction of this cursor */
	char cursor[136];
	bool is_enabled;
	int64_t last_pull_at;
	char last_error[200];
};

/* What an office needs of a central system: domain.md B5, 제도개선·기능 수요. */
struct need_row {
	int64_t id;
	char need_id[40];	/* the relay's number; "" = it has none yet */
	char reference[72];	/* the registering office's own key */
	char office[12];	/* that registered it */
	char office_name[104];
	char title[604];
	char service[24];	/* code; "" = none in particular */
	char state[12];		/* rules/need.h */
	int32_t seconds;	/* offices that second it, each once */
	bool is_ours;		/* the reader's office registered it */
	bool is_seconded;	/* the reader's office is among them */
	int64_t registered_at;
	char agency_name[104];	/* who answered; "" = nobody yet */
	int64_t answered_at;
	struct day planned;	/* 0 = no date */
	char sending[12];	/* state of our message about it that has not arrived; "" = none */
	int64_t version;	/* the relay's; 0 = not heard of it yet */
	const char *why;	/* borrowed */
	const char *workaround;
	const char *reason;	/* of the answer */
};

/* An office that seconds a need. */
struct need_second_row {
	char office[12];
	char office_name[104];
	int64_t seconded_at;
};

/* A joint task of the central and local offices: 공동 과제. */
struct task_row {
	int64_t id;
	char task_id[40];	/* the relay's number */
	char title[604];
	char owner[12];		/* code of who does it */
	char owner_name[104];
	bool is_ours;		/* the reader's office does it */
	struct day due;
	char state[12];		/* rules/need.h */
	int64_t reported_at;
	char sending[12];	/* as in need_row */
	int64_t version;
	const char *note;	/* borrowed */
};

/* A channel and region in a stretch of time, as both sides have it. Spans are
 * seconds; -1 = none. */
struct reconcile_row {
	char channel[24];
	char region[12];
	int64_t from_at, until_at;	/* filed from … and before … */
	int64_t heard_at;		/* when the channel was asked; 0 = not about this stretch */
	char error[200];		/* why it did not answer; "" = well */
	int64_t arrived, received, decided, reported, acknowledged;
	int64_t there_filed, there_received, there_decided;
	int64_t missing_here, missing_there;
	int64_t receipt_median_sec, receipt_worst_sec;
	int64_t report_median_sec, report_worst_sec;
};

/* One application behind such a number. */
struct reconcile_case {
	char channel[24];
	char region[12];
	int64_t case_id;		/* 0 = there is none here */
	char number[72];		/* receipt number, or the channel's */
	char external_id[72];
	int64_t arrived_at;		/* filed, where there is no case */
	int64_t received_at, decided_at;
	char report_state[12];		/* of the message with the decision; "" = none */
	int64_t acknowledged_at;
	char fault[16];			/* name of a reconcile_fault; "" = matched */
};

/* A list kept by name: a filter, an order and whose columns. */
struct saved_view {
	int64_t id;
	bool is_shared;		/* the whole office's; else the reader's own */
	char name[64];
	char query[1024];
	char sort[16];		/* due, arrived, new, service, region, state */
	char columns[16];	/* a role's name */
	char saved_by[40];	/* login */
	char saved_by_name[64];
	int64_t saved_at;
};

/* The stable names of the words above: on the wire, in JSON, in the store, on
 * command lines. Labels for people are in rules/workflow.c. */
const char *state_name(enum state state);
const char *role_name(enum role role);
const char *outcome_name(enum outcome outcome);	/* "" for none */
const char *final_by_name(enum final_by final_by);
bool state_by_name(const char *name, enum state *out);
bool role_by_name(const char *name, enum role *out);
bool outcome_by_name(const char *name, enum outcome *out);
bool final_by_by_name(const char *name, enum final_by *out);

/* Frees what the record owns and zeroes it; NULL is fine. */
void answer_release(struct answer *a);
void timeline_event_release(struct timeline_event *v);
void case_detail_release(struct case_detail *c);
void call_sheet_release(struct call_sheet *s);

/* A text that somebody has typed and not handed in: in which dialog, on what. */
struct scratch_row {
	int64_t id;
	char about[12];		/* what subject_id is of: case, message, unsorted */
	int64_t subject_id;
	char action[32];	/* the dialog's, by name */
	char number[80];	/* of the case; "" where it is none */
	int64_t saved_at;
	int64_t bytes;		/* of the fields with their names */
};

/* What was taken out of the office whole, or brought into it. */
struct carried_row {
	int64_t id;
	char kind[8];		/* export, import */
	char by[40];		/* login */
	char by_name[64];
	int64_t at;		/* begun */
	int64_t ended_at;	/* 0 = it never ended */
	char query[1024];	/* which cases; "" = all */
	char reason[480];
	int64_t cases, bytes;	/* so far */
	char sha256[65];	/* of the file without its last line; "" = it never ended */
};

/* A text that is inserted into others. */
struct snippet_row {
	int64_t id;
	bool is_office;		/* everybody's in the office, not one person's own */
	char name[64];
	int64_t changed_at;
	const char *text;	/* borrowed */
};

#endif
