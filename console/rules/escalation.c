/* SPDX-License-Identifier: ISC */
#include "console/rules/escalation.h"

#include <string.h>

#include "console/rules/deadline.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define ACT "민원 처리에 관한 법률 "
#define DECREE "민원 처리에 관한 법률 시행령 "
#define EITHER (ROLE_BIT(ROLE_OFFICER) | ROLE_BIT(ROLE_SUPERVISOR))
#define OFFICER ROLE_BIT(ROLE_OFFICER)
#define PERSON (DISCLOSE_IDENTITY | DISCLOSE_CONTACT | DISCLOSE_TEXT)

#define SERVICE(service_code, ko, en, ko12, en11, answer_in) \
	.service = { .code = service_code, .name_ko = ko, .name_en = en, .short_ko = ko12, \
	    .short_en = en11, .period = answer_in, .final_by = FINAL_BY_OFFICER, \
	    .legal_basis = "", .confidence = "background", .calendar_confidence = "", \
	    .deemed_basis = "" }

/* One row per kind: domain.md B5. Screens, `minwon workflow escalations` and the
 * manual are made from it. None stops the statutory clock: A4 knows no pause for
 * asking another agency, only for documents in transit, which is without delay
 * where they are electronic (Decree §13④), and for outages, which are recorded by
 * themselves. */
const struct escalation_info escalation_table[ESCALATION_KIND__COUNT] = {
	[ESCALATION_TRANSFER] = { .name = "transfer", .label_ko = "이송", .label_en = "Transfer",
	    .roles = OFFICER, .parts = PART_QUESTION, .is_to_agency = true,
	    .discloses = DISCLOSE_FACTS | PERSON | DISCLOSE_ACCOUNT, .needs_second = true,
	    .tells_applicant = true, .ends_case = true, .law = ACT "§16, 시행령 §13③",
	    SERVICE("HO-TRANSFER", "이송 민원", "Transferred case", "이송", "Transfer", "7일") },
	[ESCALATION_COOPERATION] = { .name = "cooperation", .label_ko = "협조",
	    .label_en = "Co-operation", .roles = OFFICER, .parts = PART_QUESTION,
	    .discloses = DISCLOSE_FACTS | PERSON, .is_to_agency = true, .law = ACT "§20",
	    SERVICE("HO-COOPERATION", "협조 요청", "Request to co-operate", "협조", "Co-operate",
	    "3일") },
	[ESCALATION_OPINION] = { .name = "opinion", .label_ko = "감독기관 의견",
	    .label_en = "Opinion of the supervising agency", .roles = OFFICER,
	    .parts = PART_QUESTION | PART_PROPOSAL, .discloses = DISCLOSE_FACTS | DISCLOSE_TEXT,
	    .is_to_agency = true, .tells_applicant = true, .law = DECREE "§38의2②",
	    SERVICE("HO-OPINION", "감독기관 의견 요청", "Request for an opinion", "의견 요청",
	    "Opinion", "14일") },
	[ESCALATION_GUIDELINE] = { .name = "guideline-question", .label_ko = "지침 질의",
	    .label_en = "Guideline question", .roles = OFFICER, .parts = PART_QUESTION,
	    .discloses = DISCLOSE_FACTS, .is_to_agency = true, .law = ACT "§20",
	    SERVICE("HO-GUIDELINE", "지침 질의", "Guideline question", "지침 질의", "Guideline",
	    "7일") },
	[ESCALATION_GRIEVANCE] = { .name = "supervisory-grievance",
	    .label_ko = "감독기관 고충민원", .label_en = "Supervisory grievance",
	    .roles = OFFICER, .parts = PART_QUESTION | PART_PROPOSAL,
	    .discloses = DISCLOSE_FACTS | PERSON, .is_to_agency = true, .needs_second = true,
	    .tells_applicant = true, .law = DECREE "§17⑥⑧",
	    SERVICE("HO-GRIEVANCE", "감독기관 고충민원", "Supervisory grievance", "고충민원",
	    "Grievance", "7일") },
	[ESCALATION_STANDARD_TABLE] = { .name = "standard-table-error",
	    .label_ko = "민원처리기준표 오류", .label_en = "Standard-table error",
	    .roles = OFFICER, .parts = PART_QUESTION | PART_PROPOSAL,
	    .discloses = DISCLOSE_FACTS, .needs_second = true, .law = ACT "§36②",
	    SERVICE("HO-STANDARD", "민원처리기준표 오류", "Standard-table error", "기준표 오류",
	    "Std. table", "14일") },
	[ESCALATION_NEED] = { .name = "improvement", .label_ko = "제도개선·기능 수요",
	    .label_en = "Improvement or feature need", .roles = OFFICER,
	    .parts = PART_QUESTION | PART_PROPOSAL, .discloses = DISCLOSE_FACTS,
	    .is_to_agency = true, .law = ACT "§39",
	    SERVICE("HO-NEED", "제도개선·기능 수요", "Improvement or feature need", "제도개선",
	    "Improvement", "14일") },
	[ESCALATION_JOINT_TASK] = { .name = "joint-task", .label_ko = "공동 과제",
	    .label_en = "Joint task", .roles = OFFICER, .parts = PART_QUESTION | PART_PROPOSAL,
	    .discloses = DISCLOSE_FACTS, .needs_second = true, .law = "",
	    SERVICE("HO-JOINT", "중앙·지방 공동 과제", "Joint task", "공동 과제", "Joint task",
	    "14일") },
	[ESCALATION_FAULT] = { .name = "system-fault", .label_ko = "시스템 장애",
	    .label_en = "System fault", .roles = OFFICER, .parts = PART_QUESTION,
	    .discloses = DISCLOSE_FACTS, .is_to_agency = true, .law = DECREE "§20 2호",
	    SERVICE("HO-FAULT", "시스템 장애 신고", "Report of a system fault", "장애 신고",
	    "Sys. fault", "1일") },
};

/* One row per hop. The periods up to the acceptance are the house's: an
 * electronic document goes without delay (Decree §13④), and other agencies' cases
 * within 8 working hours (§13③). */
const struct hop_info hop_table[HOP__COUNT] = {
	[HOP_PROPOSED] = { "proposed", "승인 대기", "Proposed", "8h", true },
	[HOP_QUEUED] = { "queued", "발송 대기", "Queued", "3h", true },
	[HOP_SENT] = { "sent", "발송", "Sent", "3h", true },
	[HOP_RECEIVED] = { "received", "도달", "Received", "8h", true },
	[HOP_ACCEPTED] = { "accepted", "수락", "Accepted", NULL, true },
	[HOP_RETURNED] = { "returned", "반송", "Returned", "8h", false },
	[HOP_ANSWERED] = { "answered", "회신", "Answered", "8h", false },
	[HOP_CLOSED] = { "closed", "종결", "Closed", "", false },
	[HOP_CANCELLED] = { "cancelled", "철회", "Taken back", "", false },
};

const struct return_reason return_reasons[] = {
	{ "not-competent", "소관 아님", "Not competent" },
	{ "incomplete", "자료 미비", "Papers are missing" },
	{ "unclear", "질의 불명확", "The question is not clear" },
	{ "answered-before", "기존 회신 있음", "Answered before" },
	{ "own-decision", "자체 판단 사항", "For the desk itself to decide" },
	{ "other", "기타", "Other" },
};
const size_t return_reason_count = COUNT(return_reasons);

static const struct {
	unsigned int bit;
	const char *label;
} disclosures[] = {
	{ DISCLOSE_FACTS, N_("facts") },
	{ DISCLOSE_IDENTITY, N_("identity") },
	{ DISCLOSE_CONTACT, N_("contact") },
	{ DISCLOSE_TEXT, N_("free text") },
	{ DISCLOSE_ACCOUNT, N_("accounts") },
	{ DISCLOSE_NEVER, N_("never") },
};

/* The form of a package: what the receiver's case shows. */
static const char package_form[] =
    "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"object\","
    "\"x-version\":\"1\",\"properties\":{"
    "\"kind\":{\"type\":\"string\",\"title\":\"종류\",\"x-order\":1,\"x-section\":\"이첩\"},"
    "\"from_office\":{\"type\":\"string\",\"title\":\"보낸 기관\",\"x-order\":2,"
    "\"x-section\":\"이첩\"},"
    "\"case_no\":{\"type\":\"string\",\"title\":\"보낸 기관의 접수번호\",\"x-order\":3,"
    "\"x-section\":\"이첩\"},"
    "\"hop\":{\"type\":\"integer\",\"title\":\"회차\",\"x-order\":4,\"x-section\":\"이첩\"},"
    "\"question\":{\"type\":\"string\",\"title\":\"질의\",\"x-order\":10,"
    "\"x-section\":\"내용\",\"x-mask\":\"text\"},"
    "\"proposal\":{\"type\":\"string\",\"title\":\"검토 의견\",\"x-order\":11,"
    "\"x-section\":\"내용\",\"x-mask\":\"text\"},"
    "\"service\":{\"type\":\"string\",\"title\":\"민원사무\",\"x-order\":20,"
    "\"x-section\":\"민원\"},"
    "\"received\":{\"type\":\"string\",\"title\":\"접수\",\"x-order\":21,"
    "\"x-section\":\"민원\"},"
    "\"due\":{\"type\":\"string\",\"title\":\"처리기한\",\"x-order\":22,"
    "\"x-section\":\"민원\"},"
    "\"answers\":{\"type\":\"object\",\"title\":\"신청 내용\",\"x-order\":30,"
    "\"x-section\":\"민원\",\"x-mask\":\"hidden\"},"
    "\"precedents\":{\"type\":\"array\",\"title\":\"선례\",\"x-order\":40,"
    "\"x-section\":\"참고\"}}}";

static const struct form_source package_source = { .service = "", .region = "", .version = "1",
	.file = "rules/escalation.c", .json = package_form };

bool
escalation_kind_find(const char *word, enum escalation_kind *out)
{
	for (size_t i = 0; i < ESCALATION_KIND__COUNT; i++) {
		const struct escalation_info *k = &escalation_table[i];

		if (text_is_word(word, k->name, k->label_ko, k->label_en)) {
			*out = (enum escalation_kind)i;
			return true;
		}
	}
	return false;
}

const char *
escalation_kind_label(enum escalation_kind kind)
{
	return text_label(escalation_table[kind].label_ko, escalation_table[kind].label_en);
}

const struct service_info *
escalation_service(const char *code)
{
	for (size_t i = 0; i < ESCALATION_KIND__COUNT; i++)
		if (str_eq(escalation_table[i].service.code, code))
			return &escalation_table[i].service;
	return NULL;
}

const struct form_source *
escalation_form(const char *service)
{
	return escalation_service(service) != NULL ? &package_source : NULL;
}

bool
hop_find(const char *word, enum hop *out)
{
	for (size_t i = 0; i < HOP__COUNT; i++) {
		if (text_is_word(word, hop_table[i].name, hop_table[i].label_ko, hop_table[i].label_en)) {
			*out = (enum hop)i;
			return true;
		}
	}
	return false;
}

const char *
hop_label(enum hop hop)
{
	return text_label(hop_table[hop].label_ko, hop_table[hop].label_en);
}

bool
return_reason_find(const char *word, const struct return_reason **out)
{
	for (size_t i = 0; i < return_reason_count; i++) {
		const struct return_reason *r = &return_reasons[i];

		if (text_is_word(word, r->name, r->label_ko, r->label_en)) {
			*out = r;
			return true;
		}
	}
	return false;
}

const char *
return_reason_label(const char *name)
{
	const struct return_reason *r;

	return return_reason_find(name, &r) ? text_label(r->label_ko, r->label_en) :
	    str_or_empty(name);
}

bool
hop_follows(enum hop from, enum hop to)
{
	if (from == HOP_CLOSED || from == HOP_CANCELLED || to <= from)
		return false;
	if (from == HOP_RETURNED || from == HOP_ANSWERED)
		return to == HOP_CLOSED;
	/* Nothing goes out that the second person has not approved. */
	return from != HOP_PROPOSED || to == HOP_QUEUED || to == HOP_CANCELLED;
}

int64_t
hop_due(const struct calendar *c, enum escalation_kind kind, enum hop hop, int64_t from_at)
{
	const char *text = hop_table[hop].period;
	struct period period;

	if (text == NULL)
		text = escalation_table[kind].service.period;
	if (!period_parse(text, &period) || period.unit == PERIOD_NONE)
		return 0;
	return deadline_due(c, period, from_at);
}

/* Resident, foreigner, passport and licence numbers by the names forms give
 * them (개인정보보호법 §24·§24의2). */
static bool
is_identity_number(const char *name)
{
	static const char *const pieces[] = { "rrn", "resident_number", "passport", "licence_no",
		"license_no", "foreigner_no" };

	for (size_t i = 0; i < COUNT(pieces); i++)
		if (strstr(name, pieces[i]) != NULL)
			return true;
	return false;
}

unsigned int
disclosure_of(const char *name, enum field_mask mask)
{
	static const unsigned int classes[] = {
		[MASK_NONE] = DISCLOSE_FACTS,
		[MASK_NAME] = DISCLOSE_IDENTITY,
		[MASK_PHONE] = DISCLOSE_CONTACT,
		[MASK_ADDRESS] = DISCLOSE_CONTACT,
		[MASK_BIRTH] = DISCLOSE_IDENTITY,
		[MASK_ACCOUNT] = DISCLOSE_ACCOUNT,
		[MASK_TEXT] = DISCLOSE_TEXT,
		[MASK_HIDDEN] = DISCLOSE_NEVER,
	};
	_Static_assert(COUNT(classes) == MASK__COUNT, "one class per mask");

	return is_identity_number(name) ? DISCLOSE_NEVER : classes[mask];
}

const char *
disclosure_label(unsigned int one)
{
	for (size_t i = 0; i < COUNT(disclosures); i++)
		if (disclosures[i].bit == one)
			return say(disclosures[i].label);
	return "";
}

struct verdict
escalation_check(const struct escalation_request *r)
{
	const struct escalation_info *k = &escalation_table[r->kind];

	if ((k->roles & EITHER & ROLE_BIT(r->role)) == 0)
		return verdict_refuse(REASON_NO_RIGHT, role_name(ROLE_OFFICER));
	if ((k->parts & PART_QUESTION) != 0 && !r->has_question)
		return verdict_refuse(REASON_NEEDS_TEXT, "");
	if ((k->parts & PART_PROPOSAL) != 0 && !r->has_proposal)
		return verdict_refuse(REASON_NEEDS_PROPOSAL, "");
	if ((k->parts & PART_ANSWERS) != 0 && !r->has_answers)
		return verdict_refuse(REASON_BAD_VALUE, "disclose");
	if (!k->is_to_agency && !r->is_to_ministry)
		return verdict_refuse(REASON_MINISTRY_ONLY, escalation_kind_label(r->kind));
	return VERDICT_ALLOWED;
}

struct verdict
disclosure_check(enum escalation_kind kind, const char *name, const char *title,
    enum field_mask mask)
{
	char detail[96];

	if ((escalation_table[kind].discloses & disclosure_of(name, mask)) != 0)
		return VERDICT_ALLOWED;
	str_fill(detail, sizeof(detail), str_empty(title) ? name : title);
	return verdict_refuse(REASON_MAY_NOT_DISCLOSE, detail);
}
