/* SPDX-License-Identifier: ISC */
#include "tests/views/sample.h"

#include <assert.h>
#include <libintl.h>
#include <stdlib.h>
#include <string.h>

#include "console/rules/explain.h"
#include "console/rules/figure.h"
#include "console/rules/policy.h"
#include "console/rules/workflow.h"
#include "storage/instant.h"
#include "storage/text.h"

static int64_t
at(const char *text)
{
	int64_t instant = 0;
	bool is_read = text[0] == '\0' || instant_parse(text, &instant);

	assert(is_read);
	return instant;
}

/* One case of the sample, as a test reader wants to see it. */
static const struct sample_case {
	const char *number, *external, *channel, *region, *service, *applicant, *title;
	enum state state;
	const char *holder, *holder_name, *arrived, *received, *due;
	int slack;
} cases[SAMPLE_CASES] = {
	{ "2026-47750-000007", "G-7701", "gov24", "47750", "FOOD-BIZ", "남**수",
	    "일반음식점 영업신고 (청송읍 월막리)", STATE_IN_PROGRESS, "lee", "이민정",
	    "2026-11-18 09:12", "2026-11-18 10:00", "2026-11-23 12:00", -150 },
	{ "", "EP-26-118820", "epeople", "47750", "GEN-QNA-PROC", "홍*동",
	    "농로 포장 공사 일정 문의", STATE_ARRIVED, "", "",
	    "2026-11-23 13:50", "", "2026-11-24 12:50", 440 },
	{ "2026-47750-000031", "G-7803", "gov24", "47750", "13100000016", "김*",
	    "전입신고 (진보면 진안리)", STATE_RECEIVED, "", "",
	    "2026-11-23 11:02", "2026-11-23 11:20", "2026-11-23 14:20", 45 },
	{ "2026-47750-000030", "G-7802", "gov24", "47750", "13100000015", "박*호",
	    "주민등록표 등본 교부", STATE_IN_PROGRESS, "park", "박서준",
	    "2026-11-23 10:41", "2026-11-23 10:55", "2026-11-23 17:30", 180 },
	{ "2026-47750-000019", "B-5510", "bokjiro", "47750", "BOKJI-CHILDCARE", "최*영",
	    "양육수당 신청", STATE_APPROVAL, "", "",
	    "2026-11-20 09:30", "2026-11-20 09:48", "2026-11-25 10:00", 690 },
	{ "2026-47750-000011", "EP-26-118102", "epeople", "47750", "GEN-QNA-LAW", "정*",
	    "건축법 제11조 해석 질의", STATE_CONSULTING, "lee", "이민정",
	    "2026-11-19 15:20", "2026-11-19 15:31", "2026-12-03 18:00", 4050 },
	{ "2026-47750-000002", "G-7650", "gov24", "47750", "BUILD-NOTI", "James S****",
	    "건축신고 (주왕산면)", STATE_SUPPLEMENT, "", "",
	    "2026-11-16 09:00", "2026-11-16 09:05", "2026-11-30 18:00", 2610 },
	{ "2026-47750-000029", "G-7801", "gov24", "47750", "15000000098", "윤**",
	    "건축물대장 발급", STATE_COMPLETED, "", "",
	    "2026-11-23 09:40", "2026-11-23 09:44", "2026-11-23 12:44", 0 },
	{ "2026-47750-000028", "X-1", "kiosk9", "99999", "NEW-SERVICE", "한*",
	    "목록에 없는 민원", STATE_RECEIVED, "", "",
	    "2026-11-23 09:01", "2026-11-23 09:02", "", 0 },
};

/* What the office says the officer lee may do to a case of the sample. */
static int64_t
allowed_to_lee(const struct sample_case *c)
{
	const struct actor lee = { .staff_id = 1, .role = ROLE_OFFICER, .office = "47750",
		.is_enabled = true };
	struct case_facts facts = { .state = c->state, .final_by = FINAL_BY_APPROVER,
		.office = "47750", .lease_until_at = INT64_MAX };

	facts.lease_holder_id = c->holder[0] == '\0' ? 0 : str_eq(c->holder, "lee") ? 1 : 2;
	facts.assignee_id = facts.lease_holder_id;
	return policy_ops(&lee, &facts, 0);
}

static void
fill_case(struct case_row *row, const struct sample_case *c, int64_t id)
{
	*row = (struct case_row){ .id = id, .state = c->state, .arrived_at = at(c->arrived),
		.received_at = at(c->received), .due_at = at(c->due),
		.slack_minutes = c->slack, .version = 3,
		.mismatches = id % 4 == 1 ? 2 : 0, .allowed = allowed_to_lee(c) };
	str_fill(row->receipt_no, sizeof(row->receipt_no), c->number);
	str_fill(row->external_id, sizeof(row->external_id), c->external);
	str_fill(row->channel, sizeof(row->channel), c->channel);
	str_fill(row->region, sizeof(row->region), c->region);
	str_fill(row->service, sizeof(row->service), c->service);
	str_fill(row->applicant, sizeof(row->applicant), c->applicant);
	str_fill(row->title, sizeof(row->title), c->title);
	str_fill(row->lease_holder, sizeof(row->lease_holder), c->holder);
	str_fill(row->lease_holder_name, sizeof(row->lease_holder_name), c->holder_name);
	if (c->holder[0] != '\0') {
		row->lease_until_at = at("2026-11-23 15:00");
		str_fill(row->assignee, sizeof(row->assignee), c->holder);
		str_fill(row->assignee_name, sizeof(row->assignee_name), c->holder_name);
	}
}

static const struct sample_answer {
	const char *section, *name, *title, *layer, *value;
	bool is_masked;
} answers[] = {
	{ "영업소", "business_name", "영업소 명칭", "", "주왕산 사과국수", false },
	{ "영업소", "business_address", "영업소 소재지", "", "경상북도 청송군 청송읍 금월로 244",
	    false },
	{ "영업소", "floor_area", "영업장 면적(㎡)", "", "84.5", false },
	{ "영업소", "apple_festival", "사과축제 기간 옥외영업", "47750", "예", false },
	{ "시설", "water", "급수 시설", "", "수돗물", false },
	{ "시설", "septic", "정화조 용량(인용)", "47750", "20", false },
	{ "영업자", "education", "위생교육 이수번호", "", "2026-****-**31", true },
	{ "영업자", "memo", "전달 사항", "", "주차장이 좁아서 뒤쪽 공터를 함께 쓰려고 합니다. "
	    "공터는 임대차 계약을 맺었고 계약서를 첨부합니다.", false },
};
#define ANSWER_COUNT (sizeof(answers) / sizeof(answers[0]))

static const struct sample_event {
	const char *kind, *actor, *name, *entered, *before, *after, *text;
} events[] = {
	{ EVENT_ARRIVED, "system", "", "2026-11-18 09:12", "", "arrived", "" },
	{ "receive", "kwon", "권도현", "2026-11-18 10:00", "arrived", "received", "" },
	{ "next", "lee", "이민정", "2026-11-18 13:20", "received", "in-progress", "" },
	{ "note", "lee", "이민정", "2026-11-19 16:05", "in-progress", "in-progress",
	    "정화조 용량을 환경과에 확인함. 20인용이면 충분하다는 답." },
};
#define EVENT_COUNT (sizeof(events) / sizeof(events[0]))

static void
fill_detail(struct sample *s)
{
	struct case_detail *c = &s->detail;

	c->row = s->rows[0];
	str_fill(c->row.applicant, sizeof(c->row.applicant), "남궁민수");
	c->final_by = FINAL_BY_APPROVER;
	c->is_unmasked = true;
	str_fill(c->applicant_phone, sizeof(c->applicant_phone), "010-5555-0143");
	str_fill(c->applicant_address, sizeof(c->applicant_address),
	    "경상북도 청송군 청송읍 금월로 244");
	str_fill(c->applicant_birth, sizeof(c->applicant_birth), "1985-03-02");
	c->answers = x_zalloc(ANSWER_COUNT, sizeof(*c->answers));
	c->answer_count = ANSWER_COUNT;
	for (size_t i = 0; i < ANSWER_COUNT; i++) {
		struct answer *a = &c->answers[i];
		str_fill(a->section, sizeof(a->section), answers[i].section);
		str_fill(a->name, sizeof(a->name), answers[i].name);
		str_fill(a->title, sizeof(a->title), answers[i].title);
		str_fill(a->layer, sizeof(a->layer), answers[i].layer);
		a->is_masked = answers[i].is_masked;
		a->value = x_strdup(answers[i].value);
	}
	c->clock = (struct clock_figures){ .is_running = true, .ledger = { 1050, 480, 0, 330, 0 },
		.total = 1860 };
	c->events = x_zalloc(EVENT_COUNT, sizeof(*c->events));
	c->event_count = EVENT_COUNT;
	for (size_t i = 0; i < EVENT_COUNT; i++) {
		struct timeline_event *v = &c->events[i];
		str_fill(v->kind, sizeof(v->kind), events[i].kind);
		str_fill(v->actor, sizeof(v->actor), events[i].actor);
		str_fill(v->actor_name, sizeof(v->actor_name), events[i].name);
		v->entered_at = v->effective_at = at(events[i].entered);
		str_fill(v->state_before, sizeof(v->state_before), events[i].before);
		str_fill(v->state_after, sizeof(v->state_after), events[i].after);
		v->text = x_strdup(events[i].text);
	}
	for (int op = 0; op < OP__COUNT; op++) {
		c->allowed[op] = (struct allowed){ .op = (enum op)op, .is_allowed = true };
		if (op == OP_RECEIVE || op == OP_RESUME) {
			c->allowed[op].is_allowed = false;
			str_fill(c->allowed[op].reason, sizeof(c->allowed[op].reason),
			    "wrong-state");
			str_fill(c->allowed[op].detail, sizeof(c->allowed[op].detail),
			    "in-progress");
		} else if (op == OP_ASSIGN || op == OP_SEND_BACK || op == OP_APPROVE) {
			c->allowed[op].is_allowed = false;
			str_fill(c->allowed[op].reason, sizeof(c->allowed[op].reason),
			    "no-right");
			str_fill(c->allowed[op].detail, sizeof(c->allowed[op].detail),
			    "supervisor");
		}
	}
}

static void
fill_lists(struct sample *s)
{
	s->handovers[0] = (struct handover_row){ .id = 4, .case_id = 6,
		.case_number = "2026-47750-000011", .serial = 1, .kind = "guideline-question",
		.agency = "1741000", .hop = "sent", .asked_at = at("2026-11-23 09:10"),
		.sent_at = at("2026-11-23 09:11"), .due_at = at("2026-11-23 13:11"),
		.owner = "officer1-47750", .owner_name = "장미경" };
	s->handovers[1] = (struct handover_row){ .id = 3, .case_id = 8,
		.case_number = "2026-47750-000029", .serial = 3, .kind = "transfer",
		.agency = "1471000", .hop = "returned", .asked_at = at("2026-11-20 09:10"),
		.answered_at = at("2026-11-23 11:00"), .due_at = at("2026-11-24 11:00"),
		.reason_code = "not-competent", .receipt_no = "2026-1471000-000007",
		.officer = "식품안전과 오태식 043-719-0001", .bounces = 3 };
	s->handovers[2] = (struct handover_row){ .id = 2, .case_id = 5,
		.case_number = "2026-47750-000019", .serial = 1, .kind = "cooperation",
		.agency = "청송경찰서", .hop = "accepted", .accepted_at = at("2026-11-23 10:00"),
		.due_at = at("2026-11-26 10:00"), .receipt_no = "112-9" };
	s->handovers[3] = (struct handover_row){ .id = 1, .case_id = 7,
		.case_number = "2026-47750-000020", .serial = 1, .kind = "opinion",
		.agency = "6470000", .hop = "answered", .answered_at = at("2026-11-23 14:00"),
		.due_at = at("2026-11-24 14:00") };
	s->outbox[0] = (struct outbox_row){ 1, 8, "2026-47750-000029", "gov24", "decision", "sent",
		1, at("2026-11-23 10:05"), 0, at("2026-11-23 10:05"), "" };
	s->outbox[1] = (struct outbox_row){ 2, 6, "2026-47750-000011", "epeople", "escalation",
		"waiting", 3, at("2026-11-23 14:01"), at("2026-11-23 14:38"), 0,
		"relay answered 503; trying again" };
	s->outbox[2] = (struct outbox_row){ 3, 5, "2026-47750-000019", "bokjiro", "status",
		"parked", 9, at("2026-11-20 09:48"), 0, 0,
		"relay answered 422: key used for another body" };
	s->unsorted[0] = (struct unsorted_row){ 1, "gov24", "47750", "ev-000812", "G-7804",
		"unknown-service", "DRONE-PERMIT", at("2026-11-23 14:02"), "open", "", "" };
	s->unsorted[1] = (struct unsorted_row){ 2, "daejeon365", "30200", "ev-000813", "",
		"unreadable", "duplicate key at /data/name", at("2026-11-23 14:05"), "open", "park",
		"시험 자료" };
	s->channels[0] = (struct channel_row){ "gov24", "정부24", "47750", "", true,
		at("2026-11-23 14:29"), "" };
	s->channels[1] = (struct channel_row){ "epeople", "국민신문고", "47750", "", true,
		at("2026-11-23 13:52"), "relay answered 503; trying again" };
	s->channels[2] = (struct channel_row){ "bokjiro", "복지로", "47750", "", true,
		at("2026-11-23 12:10"), "" };
	s->channels[3] = (struct channel_row){ "kiosk", "무인민원발급기", "47750", "", false, 0,
		"" };
	s->staff[0] = (struct staff_row){ 1, "lee", "이민정", ROLE_OFFICER, "47750", "청송군",
		"민원과", 1001, true };
	s->staff[1] = (struct staff_row){ 2, "park", "박서준", ROLE_OFFICER, "47750", "청송군",
		"민원과", 1002, true };
	s->staff[2] = (struct staff_row){ 3, "kwon", "권도현", ROLE_SUPERVISOR, "47750", "청송군",
		"민원과", 1003, true };
}

/* Seven working days with a supplement and an extension in them. */
static void
fill_why(struct sample *s)
{
	const struct clock_event happened[] = {
		{ .id = 1, .kind = CLOCK_EVENT_PAUSE_BEGAN, .at = at("2026-11-24 10:00"),
		    .reason = PAUSE_SUPPLEMENT },
		{ .id = 2, .kind = CLOCK_EVENT_PAUSE_ENDED, .at = at("2026-11-30 15:00"), .of = 1 },
		{ .id = 3, .kind = CLOCK_EVENT_RECEIVED, .at = at("2026-11-19 16:20"),
		    .period = { PERIOD_DAYS, 7 } },
		{ .id = 4, .kind = CLOCK_EVENT_EXTENDED, .period = { PERIOD_DAYS, 3 } },
	};
	struct calendar calendar = calendar_usual();
	struct case_clock clock;
	enum rc rc = case_clock_fold(&clock, &calendar, happened, 4, at("2026-12-01 09:00"), NULL);

	assert(rc == RC_OK);
	(void)explain_due(&s->why, &calendar, &clock);
	case_clock_release(&clock);
}

static void
fill_figure(struct figure_row *row, enum figure figure, const char *detail,
    const struct staff_row *who, int64_t count)
{
	*row = (struct figure_row){ .count = count, .is_more = count == 1000 };
	str_fill(row->name, sizeof(row->name), figure_table[figure].name);
	if (figure == FIGURE_STATE)
		str_fill(row->state, sizeof(row->state), detail);
	if (who != NULL) {
		str_fill(row->who, sizeof(row->who), who->login);
		str_fill(row->who_name, sizeof(row->who_name), who->name);
	}
	figure_query(figure, detail, row);
}

/* Numbers of their own, so that a picture shows which stands where. */
static void
fill_figures(struct sample *s)
{
	size_t n = 0;

	for (size_t i = 0; i < FIGURE__COUNT; i++)
		if (i != FIGURE_STATE && figure_table[i].is_on_board)
			fill_figure(&s->board[n++], (enum figure)i, "", NULL,
			    i == FIGURE_OVERDUE ? 1 : 10 + (int64_t)i * 7);
	for (size_t state = 0; state < STATE__COUNT; state++)
		if (state_table[state].is_open)
			fill_figure(&s->board[n++], FIGURE_STATE, state_name((enum state)state),
			    NULL, (int64_t)(state % 4) * 31);
	for (size_t who = 0; who < 2; who++)
		for (size_t i = 0; i < FIGURE__COUNT; i++)
			if (figure_table[i].is_personal)
				fill_figure(&s->board[n++], (enum figure)i, "", &s->staff[who],
				    (int64_t)(who * 5 + i));
	assert(n == SAMPLE_BOARD);
	for (size_t i = 0; i < SAMPLE_TODAY; i++)
		fill_figure(&s->today[i], figure_today[i], "2026-11-24T09:00", NULL,
		    figure_today[i] == FIGURE_WAITING ? 1000 : (int64_t)i * 3 % 8);
}

static const struct command_word words[] = {
	{ "list", "", "List cases, the most urgent first.", false },
	{ "show", "", "Show one case whole; this is recorded.", true },
	{ "receive", "접수", "Receive an application that has arrived.", true },
	{ "refuse", "불가", "Refuse, with reasons and remedies.", false },
	{ "outbox retry", "", "Send messages again now.", false },
};

/* A look for who calls, answered with four cases; the third wants something. */
static void
fill_call(struct sample *s)
{
	s->sheet = (struct call_sheet){ .party = "applicant", .since_at = s->model.now_at - 86400,
		.name = "홍*동", .phone = "010-****-5678", .birth = "1990-**-**",
		.officer = "이민정", .department = "민원과", .contact = "054-870-6114",
		.items_due = { 20788 } };
	s->items = x_strdup("위생교육 수료증\n임대차계약서 사본");
	s->sheet.items = s->items;
	s->model.call = (struct call_model){ .text = "5678", .is_answered = true,
		.rows = s->rows, .count = 4, .sheet = &s->sheet, .row = s->rows[2] };
	s->model.call.row.state = STATE_SUPPLEMENT;
	s->model.call.row.paused_from = (struct day){ 20779 };
}

static const struct sample_wait {
	const char *source, *region, *desk_id, *desk, *task_no, *task;
	int waiting, called, counters;
	const char *observed, *error;
} waits[SAMPLE_WAITS] = {
	{ "", "11410", "", "", "", "", -1, -1, -1, "", "" },
	{ "gov24", "30200", "CS0001", "유성구청 종합민원실", "1", "제증명(등본·초본·인감)", 7, 412, 4,
	    "2026-11-23 14:29", "" },
	{ "gov24", "30200", "CS0001", "유성구청 종합민원실", "3", "여권", 0, 88, 3,
	    "2026-11-23 14:29", "" },
	{ "gov24", "30200", "CS0002", "노은3동 행정복지센터", "1", "제증명·전입", -1, 31, -1,
	    "2026-11-23 14:22", "" },
	{ "gov24", "47750", "CS0001", "청송군청 종합민원과", "1", "제증명", 2, 118, 2,
	    "2026-11-23 11:05", "" },
	{ "gov24", "47750", "CS0001", "청송군청 종합민원과", "2", "건축·허가 상담", 1, 9, 1, "", "" },
	{ "gov24", "47760", "", "", "", "", -1, -1, -1, "", "" },
	{ "gov24", "48121", "", "", "", "", -1, -1, -1, "", "중계 서버의 응답: 503" },
};

static void
fill_waits(struct sample *s)
{
	for (size_t i = 0; i < SAMPLE_WAITS; i++) {
		const struct sample_wait *from = &waits[i];
		struct wait_row *row = &s->waits[i];

		*row = (struct wait_row){ .waiting = from->waiting, .called = from->called,
			.counters = from->counters, .observed_at = at(from->observed),
			.p50_sec = -1, .p90_sec = -1, .busy_hour = -1 };
		str_fill(row->source, sizeof(row->source), from->source);
		str_fill(row->region, sizeof(row->region), from->region);
		str_fill(row->desk_id, sizeof(row->desk_id), from->desk_id);
		str_fill(row->desk, sizeof(row->desk), from->desk);
		str_fill(row->task_no, sizeof(row->task_no), from->task_no);
		str_fill(row->task, sizeof(row->task), from->task);
		str_fill(row->error, sizeof(row->error), from->error);
	}
}

/* What the office makes of them: one that is over the limit, one that is told, and
 * one with too little to tell; and the ways to the office. */
static void
fill_wait_history(struct sample *s)
{
	static const struct wait_way ways[] = {
		{ "phone", 2, 420, 200, 840, 131 }, { "chat", 0, -1, 60, 300, 74 },
		{ "video", 0, -1, -1, -1, 0 }, { "counter", 1, 60, -1, -1, 12 },
		{ "online", 9, 93600, 5400, 187200, 412 },
	};

	s->waits[1].p50_sec = 840;
	s->waits[1].p90_sec = 2460;
	s->waits[1].samples = 87;
	s->waits[1].busy_hour = 10;
	s->waits[1].busy_days = 5;
	s->waits[2].p50_sec = 0;
	s->waits[2].p90_sec = 380;
	s->waits[2].samples = 40;
	s->waits[2].busy_days = 1;
	for (int i = 0; i < 54 + 33; i++)
		str_fill(s->waits[1].today + 2 * i, 3, i < 54 ? ".." : i == 60 ? "0z" :
		    i % 3 == 0 ? "03" : i % 3 == 1 ? "09" : "00");
	s->model.waits_head = (struct wait_head){ .total = SAMPLE_WAITS, .over = 1,
		.limit = { 10, 0 }, .is_quiet = true, .supplements = 12 };
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++)
		s->model.wait_ways[i] = ways[i];
	s->model.wait_way_count = sizeof(ways) / sizeof(ways[0]);
}

static const struct scratch_row scratches[] = {
	{ .id = 8, .about = "case", .subject_id = 1, .action = "note",
	    .number = "2026-47750-000007", .saved_at = 1795411740, .bytes = 120 },
	{ .id = 5, .about = "message", .subject_id = 3, .action = "message-hold",
	    .saved_at = 1795325340, .bytes = 44 },
};

static const struct snippet_row snippets[] = {
	{ .id = 2, .name = "현장 확인", .text = "현장을 확인한 결과 신고 내용과 같습니다." },
	{ .id = 1, .is_office = true, .name = "처리 안내",
	    .text = "귀하의 민원은 검토 중이며,\n처리기한 안에 결과를 알려 드리겠습니다." },
};

static void
fill_answers(struct sample *s)
{
	s->answers[0] = (struct knowledge_row){ .key = "13100000016.documents@청송",
		.layer = KNOWLEDGE_SIGUNGU, .region = "47750", .service = "13100000016",
		.question = "청송군에서 전입신고할 때 무엇을 가져가나요?",
		.answer = "신분증과 임대차계약서를 가져오세요. 세대주가 아니면 세대주의 확인이 "
		    "필요하고, 읍·면사무소에서 마을 이장의 거주 확인을 대신 받을 수 있습니다.",
		.source = "청송군 주민등록 사무편람 12쪽", .confidence = "high", .state = "current",
		.until = { 20818 }, .fit = 92, .hides = KNOWLEDGE_BIT(KNOWLEDGE_CENTRAL) };
	s->answers[1] = (struct knowledge_row){ .key = "13100000016.period",
		.layer = KNOWLEDGE_CENTRAL, .service = "13100000016",
		.question = "전입신고 처리기간은 며칠인가요?", .answer = "즉시 처리합니다.",
		.source = "주민등록법 §16", .confidence = "verified", .fit = 61 };
	s->answers[2] = (struct knowledge_row){ .key = "HAPPYBIRTH.amount@경북",
		.layer = KNOWLEDGE_SIDO, .region = "47", .question = "경북 출산축하금은 얼마인가요?",
		.answer = "첫째 10만원입니다.", .confidence = "예시", .fit = 20, .is_expired = true,
		.until = { 20453 } };
	s->answers[3] = (struct knowledge_row){ .key = "DESK-PARKING.rule@47750",
		.layer = KNOWLEDGE_OFFICE, .region = "47750", .question = "군청 주차장은 무료인가요?",
		.answer = "두 시간까지 무료입니다.", .source = "청사 관리 규정", .confidence = "high",
		.fit = 9 };
	s->questions[0] = (struct question_row){ .id = 4, .region = "47750",
		.service = "HAPPYBIRTH", .text = "쌍둥이면 출산장려금을 두 배로 주나요?",
		.state = "open", .asked = 3, .first_at = s->model.now_at - 90000,
		.last_at = s->model.now_at - 3600, .by_name = "이민정" };
	s->questions[1] = (struct question_row){ .id = 2, .region = "47750",
		.text = "공원에서 드론을 날려도 되나요?", .state = "open", .asked = 1,
		.first_at = s->model.now_at - 7200, .last_at = s->model.now_at - 7200,
		.by = "officer2-47750" };
	s->model.answers = (struct answers_model){ .has_read = true, .text = "전입신고 서류",
		.rows = s->answers, .count = 4, .is_good = true, .total = 312, .region = "47750" };
	s->model.questions = s->questions;
	s->model.question_count = 2;
}

static void
fill_kept(struct sample *s)
{
	s->saved[0] = (struct saved_view){ .id = 1, .name = "전입 급한 것", .query =
	    "service:전입신고 due:..1d", .sort = "due", .columns = "officer",
	    .saved_by = "officer-47750", .saved_by_name = "이민정" };
	s->saved[1] = (struct saved_view){ .id = 2, .is_shared = true, .name = "아침 회의",
	    .query = "", .sort = "state", .columns = "supervisor", .saved_by_name = "김정수" };
	for (int i = 0; i < 3; i++) {
		s->recent[i].row = s->rows[2 - i];
		s->recent[i].looked_at = s->model.now_at - i * 3600;
	}
	s->recent[1].row.is_changed = true;
	s->rules[0] = (struct auto_rule){ .id = 1, .place = 1, .name = "즉시 발급", .moment = "arrival",
	    .query = "service:15000000098", .action = "issue", .officer = "officer-47750",
	    .text = "요건을 갖추어 발급합니다", .is_on = true, .fired = 312, .refused = 4 };
	s->rules[1] = (struct auto_rule){ .id = 2, .place = 2, .name = "지연 위험 보고",
	    .moment = "clock", .query = "clock:running due:..2h assignee:none", .action = "raise" };
	fill_answers(s);
	s->model.rules = s->rules;
	s->model.rule_count = 2;
	s->model.saved = s->saved;
	s->model.saved_count = 2;
	s->model.recent = s->recent;
	s->model.recent_count = 3;
}

void
sample_init(struct sample *s, int rows, int cols)
{
	*s = (struct sample){ 0 };
	for (int i = 0; i < SAMPLE_CASES; i++)
		fill_case(&s->rows[i], &cases[i], i + 1);
	fill_detail(s);
	fill_lists(s);
	fill_why(s);
	fill_figures(s);
	fill_waits(s);
	s->model = (struct desk_model){
		.screen_rows = rows, .screen_cols = cols,
		.who = s->staff[0],
		.is_practice = true,
		.now_at = at("2026-11-23 14:30"),
		.queue = { .rows = s->rows, .count = SAMPLE_CASES, .total = SAMPLE_CASES },
		.detail = &s->detail,
		.why = buf_str(&s->why),
		.handovers = s->handovers, .handover_count = 4,
		.outbox = s->outbox, .outbox_count = 3,
		.unsorted = s->unsorted, .unsorted_count = 2,
		.raw_row = &s->unsorted[1],
		.raw = "{\"specversion\":\"1.0\",\"data\":{\"name\":\"가\",\n\"name\":\"나\"}}",
		.channels = s->channels, .channel_count = 4,
		.waits = s->waits, .waits_count = SAMPLE_WAITS, .has_waits = true,
		.board = s->board, .board_count = SAMPLE_BOARD,
		.today = s->today, .today_count = SAMPLE_TODAY,
		.staff = s->staff, .staff_count = 3,
		.scratches = scratches, .scratch_count = 2,
		.snippets = snippets, .snippet_count = 2,
		.scratch = { .state = SCRATCH_SAVED, .saved_at = at("2026-11-23 14:29") },
		.command = { .words = words, .word_count = sizeof(words) / sizeof(words[0]) },
	};
	fill_wait_history(s);
	fill_call(s);
	s->rows[4].is_changed = true;
	fill_kept(s);
}

void
sample_mark(struct sample *s)
{
	static const int marked[] = { 0, 1, 3 };

	for (int i = 0; i < 3; i++)
		s->marks[i] = (struct mark){ .row = s->rows[marked[i]], .is_judged = true,
			.is_allowed = i == 1, .reason = "not-received" };
	s->marks[2].is_outside = true;
	str_fill(s->marks[2].reason, sizeof(s->marks[2].reason), "held");
	str_fill(s->marks[2].detail, sizeof(s->marks[2].detail), "김태호");
	s->model.marked = (struct mark_model){ s->marks, 3 };
	for (int i = 0; i < 2; i++) {
		struct buf why = { 0 };

		reason_sentence(&why, i == 0 ? REASON_NOT_RECEIVED : REASON_HELD, "김태호");
		s->refusals[i].case_id = s->rows[i].id;
		str_fill(s->refusals[i].number, sizeof(s->refusals[i].number),
		    s->rows[i].external_id);
		str_fill(s->refusals[i].why, sizeof(s->refusals[i].why), buf_str(&why));
		buf_release(&why);
	}
	s->model.batch = (struct batch_model){ .op = OP_NEXT, .done = 1,
		    .refusals = s->refusals, .count = 2 };
}

void
sample_release(struct sample *s)
{
	case_detail_release(&s->detail);
	entry_form_release(&s->entry);
	buf_release(&s->why);
	free(s->items);
}

void
sample_language(const char *lang)
{
	struct buf folder = { 0 };
	bool is_known = text_start(lang);

	assert(is_known);
	/* Test programs lie two folders below the build folder. */
	program_folder(&folder);
	buf_puts(&folder, "/../../locale");
	bindtextdomain("minwon", buf_str(&folder));
	buf_release(&folder);
}

struct intent
sample_press(struct view_stack *stack, const struct desk_model *m, const char *keys)
{
	struct intent intent = { .kind = INTENT_NONE };
	const char *s = keys;

	while (*s != '\0') {
		size_t len = strcspn(s, " ");
		char *name = x_strndup(s, len);
		struct key key, expanded[KEY_EXPAND_MAX];
		bool is_key = key_parse(name, &key);
		assert(is_key);
		free(name);
		size_t n = view_stack_keys(stack, key, expanded);
		for (size_t i = 0; i < n; i++)
			intent = view_stack_key(stack, m, expanded[i]);
		s += len + (s[len] == ' ');
	}
	return intent;
}

void
sample_type(struct view_stack *stack, const struct desk_model *m, const char *text)
{
	size_t len = strlen(text), done = 0;

	while (done < len) {
		struct key key = { .sym = K_CHAR };
		done += utf8_decode(text + done, len - done, &key.cp);
		view_stack_key(stack, m, key);
	}
}
