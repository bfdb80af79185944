/* SPDX-License-Identifier: ISC */
/* Letters, outages and consultations of the sample, and a case that does not fit its
 * form. */
#include <cjson/cJSON.h>

#include "tests/views/sample.h"

/* 18 November 2026, 09:00 in Korea. */
#define MORNING INT64_C(1794960000)
#define HOURS INT64_C(3600)

static const struct form_release_row releases[] = {
	{ .id = 7, .service = "FOOD-BIZ", .layer = "11410", .version = "2026-12-01",
	    .from = { 20788 }, .is_whole = true, .state = "coming", .source = "kiosk.json",
	    .added = 1, .changed = 2, .by = "supervisor-11410", .by_name = "박서연",
	    .at = MORNING, .reason = "조례 개정(2026. 11. 20. 공포)" },
	{ .id = 6, .service = "FOOD-BIZ", .layer = "@11410", .version = "2026-11-23",
	    .from = { 20780 }, .is_whole = true, .state = "left-out", .source = "own.json",
	    .gone = 1, .by = "supervisor-11410", .by_name = "박서연", .at = MORNING,
	    .reason = "시범" },
	{ .id = 5, .service = "13100000016", .layer = "", .version = "2026-11-20",
	    .from = { 20777 }, .state = "holds", .source = "gov24 EV-0000000000012", .changed = 3,
	    .at = MORNING - 24 * HOURS },
	{ .id = 4, .service = "HAPPYBIRTH", .layer = "11", .version = "2026-11-10",
	    .from = { 20767 }, .until = { 20780 }, .state = "retired", .source = "gov24 EV-3",
	    .added = 2, .at = MORNING - 240 * HOURS, .retired_at = MORNING,
	    .retired_by = "supervisor-11410", .retired_reason = "잘못된 조례" },
};

static const struct form_change release_changes[] = {
	{ .field = "owner", .title = "영업자 성명", .keyword = "maxLength", .was = "60", .is = "40",
	    .layer_is = "11410" },
	{ .field = "owner", .title = "영업자 성명", .keyword = "x-help", .is = "\"본인만\"",
	    .layer_is = "11410" },
	{ .field = "area_m2", .title = "영업장 면적(㎡)", .keyword = "required", .was = "false",
	    .is = "true", .layer_is = "11410" },
	{ .field = "old_yn", .title = "예전 항목", .keyword = "field", .was = "예전 항목",
	    .layer_was = "11410" },
	{ .field = "kiosk_yn", .title = "키오스크 설치", .keyword = "field", .is = "키오스크 설치",
	    .layer_is = "11410" },
};

static const struct letter_row letters[] = {
	{ .id = 1, .case_id = 6, .number = "2026-47750-000011", .letter = "progress",
	    .service = "GEN-QNA-LAW", .applicant = "정*", .assignee = "lee",
	    .assignee_name = "이민정", .owed_at = MORNING, .missed = 1,
	    .due_at = MORNING + 360 * HOURS, .announced_at = MORNING + 340 * HOURS,
	    .state = "owed" },
	{ .id = 2, .case_id = 7, .number = "2026-47750-000002", .letter = "date-moved",
	    .service = "BUILD-NOTI", .applicant = "James S****", .owed_at = MORNING + 26 * HOURS,
	    .state = "owed" },
	{ .id = 3, .case_id = 1, .number = "2026-47750-000007", .letter = "dunning",
	    .service = "FOOD-BIZ", .applicant = "남**수", .assignee = "lee",
	    .assignee_name = "이민정", .owed_at = MORNING + 123 * HOURS,
	    .due_at = MORNING + 123 * HOURS, .state = "owed" },
};

static const struct outage_row outages[] = {
	{ .id = 2, .channel = "gov24", .from_at = MORNING + 121 * HOURS, .reason = "정부24 접속 장애",
	    .evidence = "행정안전부 공지 2026-11-23", .by = "kwon", .by_name = "권도현", .cases = 4 },
	{ .id = 1, .channel = "", .from_at = MORNING - 40 * HOURS, .until_at = MORNING - 34 * HOURS,
	    .reason = "전산실 정전", .evidence = "청송군 전산실 일지", .by = "kwon",
	    .by_name = "권도현", .cases = 117 },
};

static const struct need_row needs[] = {
	{ .id = 4, .reference = "k4", .office = "47750", .office_name = "청송군청",
	    .title = "농어민수당 신청서에 경영체 등록번호 자동 조회", .state = "proposed",
	    .is_ours = true, .registered_at = MORNING, .why = "등록번호를 전화로 다시 묻습니다.",
	    .workaround = "", .reason = "" },
	{ .id = 1, .need_id = "NEED-0000012", .reference = "k1", .office = "11410",
	    .office_name = "서대문구청", .title = "전입신고 세대주 확인을 문자로도",
	    .service = "13100000016", .state = "planned", .seconds = 12, .is_seconded = true,
	    .registered_at = MORNING - 700 * HOURS, .agency_name = "행정안전부",
	    .answered_at = MORNING, .planned = { 20909 }, .version = 14,
	    .why = "세대주가 정부24에 없습니다.", .workaround = "전화", .reason =
	    "차세대에서 합니다." },
	{ .id = 3, .need_id = "NEED-0000015", .reference = "k3", .office = "30200",
	    .office_name = "유성구청", .title = "보완 요구를 알림톡으로", .state = "registered",
	    .seconds = 3, .registered_at = MORNING - 90 * HOURS, .sending = "waiting", .version = 3,
	    .why = "우편이 늦습니다.", .workaround = "", .reason = "" },
};

static const struct task_row tasks[] = {
	{ .id = 1, .task_id = "TASK-0000003", .title = "복합민원 서식 표준화", .owner = "47750",
	    .owner_name = "청송군청", .is_ours = true, .due = { 20770 }, .state = "in-progress",
	    .note = "초안을 돌렸습니다.", .reported_at = MORNING, .version = 2 },
	{ .id = 2, .task_id = "TASK-0000004", .title = "장애 대응 합동 훈련", .owner = "1741000",
	    .owner_name = "행정안전부", .due = { 20799 }, .state = "open", .note = "", .version = 1 },
};

static const struct reconcile_row channels[] = {
	{ .channel = "gov24", .region = "47750", .heard_at = MORNING + 120 * HOURS, .arrived = 1234,
	    .received = 1200, .decided = 980, .reported = 980, .acknowledged = 978,
	    .there_filed = 1235, .there_received = 1200, .there_decided = 977, .missing_here = 1,
	    .missing_there = 2, .receipt_median_sec = 5400, .receipt_worst_sec = 93600,
	    .report_median_sec = 12, .report_worst_sec = 3700 },
	{ .channel = "bokjiro", .region = "47750", .arrived = 12, .received = 12, .decided = 0,
	    .receipt_median_sec = 60, .receipt_worst_sec = 60, .report_median_sec = -1,
	    .report_worst_sec = -1 },
	{ .channel = "epeople", .region = "47750", .arrived = 3, .error =
	    "중계가 503으로 답했습니다", .receipt_median_sec = -1, .receipt_worst_sec = -1,
	    .report_median_sec = -1, .report_worst_sec = -1 },
};

static const struct reconcile_case unmatched[] = {
	{ .channel = "gov24", .region = "47750", .case_id = 6, .number = "2026-47750-000011",
	    .external_id = "G24-20261120-0000123", .arrived_at = MORNING,
	    .received_at = MORNING + HOURS, .decided_at = MORNING + 30 * HOURS,
	    .report_state = "sent", .acknowledged_at = MORNING + 31 * HOURS,
	    .fault = "decision-lost" },
	{ .channel = "gov24", .region = "47750", .number = "G24-20261121-0000200",
	    .external_id = "G24-20261121-0000200", .arrived_at = MORNING, .fault = "missing-here" },
};

static const struct consult_row people[] = {
	{ .id = 41, .kind = "phone", .task = "building", .state = "serving", .who = "남궁민수",
	    .contact = "010-1234-5678", .topic = "건축신고 뒤 착공 시기", .created_at = MORNING +
	    124 * HOURS, .since_at = MORNING + 125 * HOURS, .staff = "lee", .staff_name = "이민정",
	    .called_at = MORNING + 125 * HOURS, .case_id = 7, .case_number = "2026-47750-000002",
	    .p50_sec = 240, .p90_sec = 900, .samples = 211 },
	{ .id = 43, .kind = "counter", .task = "welfare", .state = "held", .priority = 1,
	    .who = "정*", .topic = "기초연금", .created_at = MORNING + 125 * HOURS,
	    .since_at = MORNING + 125 * HOURS, .staff = "kim", .staff_name = "김나래",
	    .warned_at = MORNING + 125 * HOURS, .warned_for = "abuse", .p50_sec = -1,
	    .p90_sec = -1 },
	{ .id = 44, .kind = "chat", .task = "residence", .state = "waiting", .who = "James S****",
	    .topic = "전입신고에 필요한 서류", .created_at = MORNING + 125 * HOURS,
	    .since_at = MORNING + 125 * HOURS, .p50_sec = 20, .p90_sec = 300, .samples = 211 },
	{ .id = 39, .kind = "video", .task = "certificate", .state = "later", .who = "황보*",
	    .is_promised = true, .ready_at = MORNING + 127 * HOURS,
	    .created_at = MORNING + 120 * HOURS, .since_at = MORNING + 121 * HOURS,
	    .p50_sec = -1, .p90_sec = -1 },
};

static const struct plan_hour hours[] = {
	{ .hour = 9, .samples = 88, .arrivals_milli = 17600, .servers_milli = 3200,
	    .p50_sec = 200, .p90_sec = 1100, .wait_sec = 410, .then_sec = 150 },
	{ .hour = 14, .samples = 61, .arrivals_milli = 12200, .servers_milli = 2800,
	    .p50_sec = 90, .p90_sec = 700, .wait_sec = 240, .then_sec = 90 },
	{ .hour = 15, .samples = 12, .arrivals_milli = 2400, .servers_milli = 2000, .p50_sec = -1,
	    .p90_sec = -1, .wait_sec = -1, .then_sec = -1 },
	{ .hour = 16, .samples = 54, .arrivals_milli = 10800, .servers_milli = 1000,
	    .p50_sec = 900, .p90_sec = 2600, .wait_sec = 1200, .then_sec = -2 },
};

static const struct consult_figures figures = { .waiting = 1, .promised = 1, .serving = 1,
	.held = 1, .servers = 2, .p50_sec = 180, .p90_sec = 840, .samples = 211, .age_sec = 420,
	.done = 31, .absent = 2, .left = 4, .told = 906, .untold = 20, .held50 = 459,
	.held90 = 817, .hours = 52, .hours_told = 640, .hours_untold = 31, .hours_held50 = 314,
	.hours_held90 = 564, .outside_told = 14, .outside_held50 = 7, .outside_held90 = 13, .from_hour = 14, .until_hour = 15, .staff_more = 1, .if_samples = 61,
	.if_wait_sec = 240, .if_then_sec = 90, .rated = 40, .rated_sum = 168, .rated_low = 3,
	.own_rated = 12, .own_rated_sum = 54 };

void
sample_lists(struct sample *s)
{
	s->model.needs = needs;
	s->model.need_count = sizeof(needs) / sizeof(needs[0]);
	s->model.tasks = tasks;
	s->model.task_count = sizeof(tasks) / sizeof(tasks[0]);
	s->model.has_needs = true;
	s->model.need_text = "전입신고 세대주 확인을 문자로도\n번호: NEED-0000012\n이유: 세대주가 "
	    "정부24에 없습니다.\n동의한 기관: 12\n  서대문구청  2026. 11. 18. 09:00\n";
	s->model.reconcile = channels;
	s->model.reconcile_count = sizeof(channels) / sizeof(channels[0]);
	s->model.reconcile_from_at = MORNING - 9 * HOURS;
	s->model.reconcile_until_at = MORNING + 159 * HOURS;
	s->model.reconcile_cases = unmatched;
	s->model.reconcile_case_count = sizeof(unmatched) / sizeof(unmatched[0]);
	s->model.reconcile_part = PART_MISSING_THERE;
	(void)str_fill(s->model.reconcile_channel, sizeof(s->model.reconcile_channel), "gov24");
	s->model.consult = (struct consult_model){ .has_read = true, .rows = people,
		.count = sizeof(people) / sizeof(people[0]), .hours = hours,
		.hour_count = sizeof(hours) / sizeof(hours[0]), .figures = figures,
		.from_hour = 14, .until_hour = 15, .staff_more = 1 };
	s->model.releases = releases;
	s->model.release_count = sizeof(releases) / sizeof(releases[0]);
	s->model.release_row = &releases[0];
	s->model.release_changes = release_changes;
	s->model.release_change_count = sizeof(release_changes) / sizeof(release_changes[0]);
	s->model.letters = letters;
	s->model.letter_count = sizeof(letters) / sizeof(letters[0]);
	s->model.letter_row = &letters[0];
	s->model.letter_text = "정* 귀하\n\n접수번호 2026-47750-000011 민원의 처리진행상황을 "
	    "알려 드립니다.\n현재 협의중이며 2026. 12. 3. 18:00까지 처리할 예정입니다.\n";
	s->model.outages = outages;
	s->model.outage_count = sizeof(outages) / sizeof(outages[0]);
	s->model.package = "{\"kind\":\"guideline-question\",\"agency\":\"행정안전부\",\"question\":"
	    "\"두 주소에 걸친 세대의 전입일을 어떻게 봅니까\",\"proposal\":\"\",\"answers\":{}}";
	s->model.moves = "2026-47750-000031  2026. 11. 23. 14:20 > 2026. 11. 23. 16:50\n"
	    "2026-47750-000030  11. 23. 17:30 > 11. 24. 11:00\n";
}

void
sample_faults(struct sample *s)
{
	static const struct {
		size_t answer;
		const char *fault, *detail;
	} faults[] = {
		{ 2, "maximum", "80" }, { 5, "required", "정화조 용량(인용)" },
		{ 6, "pattern", "0000-0000-00" },
	};

	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		struct answer *a = &s->detail.answers[faults[i].answer];

		(void)str_fill(a->fault, sizeof(a->fault), faults[i].fault);
		(void)str_fill(a->fault_detail, sizeof(a->fault_detail), faults[i].detail);
	}
}

/* What is marked, what was asked for, what changed, and since when. */
void
sample_changes(struct sample *s)
{
	static const struct {
		size_t answer;
		const char *flag, *item, *was, *seen;
		bool is_new;
	} changes[] = {
		{ 2, FIELD_FLAGGED, "영업장 면적(㎡): 80 이하로 적어 주십시오.", "", "", false },
		{ 5, FIELD_DEMANDED, "정화조 용량(인용): 빠져 있습니다. 적어 주십시오.", "", "", false },
		{ 1, "", "", "경상북도 청송군 청송읍 금월로 24", "경상북도 청송군 청송읍 금월로 24",
		    true },
		{ 7, "", "", "", "없음", true },
	};

	for (size_t i = 0; i < s->detail.answer_count; i++)
		s->detail.answers[i].has_seen = true;
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		struct answer *a = &s->detail.answers[changes[i].answer];

		(void)str_fill(a->flag, sizeof(a->flag), changes[i].flag);
		(void)str_fill(a->item, sizeof(a->item), changes[i].item);
		(void)str_fill(a->was, sizeof(a->was), changes[i].was);
		(void)str_fill(a->seen, sizeof(a->seen), changes[i].seen);
		a->is_new = changes[i].is_new;
		a->is_amended = changes[i].flag[0] == '\0';
	}
}

void
sample_entry(struct sample *s, bool is_case)
{
	static const char answers[] = "{\"manager_name\":\"김농부\",\"birth\":\"1960-03-01\","
	    "\"address\":\"경상북도 청송군 청송읍 1\",\"residence_since\":\"2019-05-02\","
	    "\"farm_biz_reg_no\":\"1-2\",\"reg_date\":\"2020-01-01\",\"industry\":\"농\","
	    "\"parcels\":[{\"address\":\"청송읍 2\",\"area\":\"넓음\"}],"
	    "\"non_farm_income\":1200000,\"payment_form\":\"상품권\"}";
	struct buf json = { 0 };
	struct form form;
	struct err e;
	char *schema;

	if (form_resolve("GB-FARMALLOW", "47750", &form, &e) != RC_OK)
		return;
	schema = cJSON_PrintUnformatted(form.schema);
	buf_printf(&json, "{\"service\":\"GB-FARMALLOW\",\"region\":\"47750\",\"layers\":{"
	    "\"residence_since\":\"47750\"},\"form\":%s", schema);
	if (is_case)
		buf_printf(&json, ",\"case\":7,\"case_version\":3,\"number\":\"2026-47750-000030\","
		    "\"was\":%s,\"now\":%s", answers, answers);
	buf_putc(&json, '}');
	if (entry_form_read(buf_str(&json), &s->entry, &e) == RC_OK)
		s->model.entry = &s->entry;
	cJSON_free(schema);
	form_release(&form);
	buf_release(&json);
}
