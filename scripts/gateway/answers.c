/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/answers.h"

#include <stdio.h>

#include <cjson/cJSON.h>

#include "scripts/gateway/questions.h"
#include "storage/instant.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define WORD(d, a) draw_word(d, a, COUNT(a))

static void
text(cJSON *to, const char *name, const char *value)
{
	cJSON_AddStringToObject(to, name, value);
}

static void
whole(cJSON *to, const char *name, int value)
{
	cJSON_AddNumberToObject(to, name, value);
}

static void
yes_no(cJSON *to, const char *name, bool is_yes)
{
	cJSON_AddBoolToObject(to, name, is_yes);
}

/* A child or other relative of the applicant, who was born in year. */
static void
relative_name(struct draw *d, const struct applicant *who, int year, char *to, size_t cap)
{
	char surname[16];
	bool is_woman = draw_percent(d, 50);

	person_surname(who->person.name, surname, sizeof(surname));
	person_name(d, year, is_woman, surname[0] == '\0' ? NULL : surname, to, cap);
}

/* Who moves along: a spouse of another family name, then children. */
static void
move_in_members(struct draw *d, const struct applicant *who, cJSON *to)
{
	cJSON *members = cJSON_AddArrayToObject(to, "members");
	int count = draw_percent(d, 45) ? draw_between(d, 1, 4) : 0;
	int year = who->person.birth_year;

	for (int i = 0; i < count; i++) {
		cJSON *member = cJSON_CreateObject();
		char name[64];

		if (i == 0)
			person_name(d, year, !who->person.is_woman, NULL, name, sizeof(name));
		else
			relative_name(d, who, year + 30, name, sizeof(name));
		text(member, "name", name);
		text(member, "relation", i == 0 ? "배우자" : "자녀");
		cJSON_AddItemToArray(members, member);
	}
}

static void
move_in(struct draw *d, const struct applicant *who, cJSON *to, struct buf *title)
{
	static const char *const moves[] = { "전부", "전부", "일부" };
	static const char *const households[] = { "새 세대", "새 세대", "편입", "합가" };
	static const char *const reasons[] = { "직업", "가족", "주택", "교육", "주거환경", "자연환경" };
	struct day moved = { .number = who->today.number - draw_between(d, 0, 13) };
	char old[300], day[16];

	place_elsewhere(d, old, sizeof(old));
	day_format(moved, day);
	text(to, "reporter_name", who->person.name);
	text(to, "reporter_rrn", who->person.resident_number);
	text(to, "phone", who->person.phone);
	text(to, "move_in_date", day);
	text(to, "old_address", old);
	text(to, "new_address_road", who->address);
	text(to, "move_type", WORD(d, moves));
	text(to, "household_type", WORD(d, households));
	text(to, "head_name", who->person.name);
	move_in_members(d, who, to);
	text(to, "move_reason", WORD(d, reasons));
	yes_no(to, "mail_forward_yn", draw_percent(d, 60));
	if (who->place == PLACE_SEODAEMUN)
		yes_no(to, "resident_parking_yn", draw_percent(d, 40));
	if (who->place == PLACE_CHEONGSONG) {
		yes_no(to, "settlement_grant_yn", draw_percent(d, 70));
		yes_no(to, "vacant_house_yn", draw_percent(d, 20));
	}
	buf_puts(title, "전입신고");
}

static void
resident_copy(struct draw *d, const struct applicant *who, cJSON *to, struct buf *title)
{
	static const char *const relations[] = { "본인", "본인", "본인", "세대원", "대리인" };
	static const char *const kinds[] = { "등본", "초본" };
	static const char *const purposes[] = { "은행 제출", "학교 제출", "취업", "관공서 제출", "임대차 계약" };
	static const char *const ways[] = { "온라인발급(본인출력)", "방문수령", "우편수령" };
	const char *kind = WORD(d, kinds);

	text(to, "applicant_name", who->person.name);
	text(to, "rrn", who->person.resident_number);
	text(to, "relation", WORD(d, relations));
	text(to, "doc_type", kind);
	yes_no(to, "address_history_yn", draw_percent(d, 50));
	text(to, "rrn_back_display", draw_percent(d, 30) ? "표시" : "미표시");
	whole(to, "copies", draw_between(d, 1, 3));
	text(to, "purpose", WORD(d, purposes));
	text(to, "receipt_method", WORD(d, ways));
	buf_printf(title, "주민등록표 %s 교부", kind);
}

/* A made-up business number whose check digit fails, as people.h does it. */
static void
business_number(struct draw *d, char to[16])
{
	static const int weights[9] = { 1, 3, 7, 1, 3, 7, 1, 3, 5 };
	int office = draw_between(d, 101, 699);
	int kind = draw_between(d, 1, 79);
	int serial = draw_between(d, 0, 9999);
	char digits[12];
	int sum = 0;

	snprintf(digits, sizeof(digits), "%03d%02d%04d", office, kind, serial);
	for (int i = 0; i < 9; i++)
		sum += (digits[i] - '0') * weights[i];
	sum += (digits[8] - '0') * 5 / 10;
	snprintf(to, 16, "%.3s-%.2s-%.4s%d", digits, digits + 3, digits + 5,
	    ((10 - sum % 10) % 10 + 1) % 10);
}

static void
tax_cert(struct draw *d, const struct applicant *who, cJSON *to, struct buf *title)
{
	static const char *const purposes[] = { "대금수령", "해외이주", "금융기관 제출", "입찰", "기타" };
	char number[16];

	text(to, "taxpayer_name", who->person.name);
	if (draw_percent(d, 70)) {
		business_number(d, number);
		text(to, "rrn_or_bizno", number);
	} else {
		text(to, "rrn_or_bizno", who->person.resident_number);
	}
	text(to, "address", who->address);
	text(to, "purpose", WORD(d, purposes));
	whole(to, "copies", draw_between(d, 1, 2));
	buf_puts(title, "지방세 납세증명 발급");
}

static void
building_copy(struct draw *d, const struct applicant *who, cJSON *to, struct buf *title)
{
	static const char *const kinds[] = { "일반", "일반", "집합", "총괄" };
	const char *kind = WORD(d, kinds);

	text(to, "building_address", who->address);
	text(to, "register_kind", kind);
	if (str_eq(kind, "집합")) {
		char unit[16];

		snprintf(unit, sizeof(unit), "%d호", draw_between(d, 101, 1904));
		text(to, "unit", unit);
	}
	whole(to, "copies", draw_between(d, 1, 3));
	buf_printf(title, "건축물대장(%s) 발급", kind);
}

static void
mail_order(struct draw *d, const struct applicant *who, cJSON *to, struct buf *title)
{
	static const char *const shops[] = { "하루상점", "달빛공방", "햇살농장", "푸른마루", "소소한책방",
		"도담도담", "나린커피", "온새미로" };
	static const char *const methods[] = { "인터넷", "인터넷", "전화", "카탈로그" };
	static const char *const items[] = { "의류·패션", "농수축산물", "건강식품", "도서", "생활용품", "반려동물용품" };
	static const char *const hosts[] = { "네이버 스마트스토어", "카페24", "자체 서버", "쿠팡" };
	const char *shop = WORD(d, shops);
	char number[16], site[64];

	business_number(d, number);
	snprintf(site, sizeof(site), "shop%04u.example", draw_below(d, 10000) % 10000u);
	text(to, "company", shop);
	text(to, "ceo", who->person.name);
	text(to, "ceo_rrn", who->person.resident_number);
	text(to, "address", who->address);
	text(to, "phone", who->person.phone);
	text(to, "domain", site);
	snprintf(site, sizeof(site), "help%04u@shop.example", draw_below(d, 10000) % 10000u);
	text(to, "email", site);
	text(to, "host_server", WORD(d, hosts));
	text(to, "sales_method", WORD(d, methods));
	text(to, "items", WORD(d, items));
	text(to, "biz_reg_no", number);
	buf_printf(title, "통신판매업 신고(%s)", shop);
}

static void
food(struct draw *d, const struct applicant *who, cJSON *to, struct buf *title)
{
	static const char *const kinds[] = { "일반음식점", "일반음식점", "휴게음식점", "제과점영업" };
	static const char *const shops[] = { "산골밥상", "주왕산약수닭집", "골목국수", "연희동커피", "한밭칼국수",
		"고추밭식당", "봄날제과", "두들마을찻집" };
	const char *shop = WORD(d, shops);
	const char *kind = WORD(d, kinds);

	text(to, "owner", who->person.name);
	text(to, "rrn", who->person.resident_number);
	text(to, "business_type", kind);
	text(to, "trade_name", shop);
	text(to, "address", who->address);
	cJSON_AddNumberToObject(to, "area_m2", draw_between(d, 180, 2400) / 10.0);
	text(to, "water_source", draw_percent(d, 80) ? "상수도" : "지하수");
	yes_no(to, "shared_kitchen_yn", draw_percent(d, 8));
	yes_no(to, "outdoor_yn", draw_percent(d, 15));
	if (who->place == PLACE_CHEONGSONG)
		yes_no(to, "farm_produce_yn", draw_percent(d, 55));
	if (who->place == PLACE_SEODAEMUN)
		yes_no(to, "hygiene_notice_yn", true);
	buf_printf(title, "%s 영업신고(%s)", kind, shop);
}

static void
build(struct draw *d, const struct applicant *who, cJSON *to, struct buf *title)
{
	static const char *const zones[] = { "제2종일반주거지역", "계획관리지역", "생산관리지역", "자연녹지지역",
		"보전관리지역" };
	static const char *const uses[] = { "단독주택", "단독주택", "창고시설", "제1종근린생활시설", "동물 및 식물관련시설" };
	static const char *const frames[] = { "일반목구조", "철근콘크리트구조", "경량철골구조", "벽돌구조" };
	static const char *const offices[] = { "누리건축사사무소", "한얼건축사사무소", "터건축사사무소" };
	const char *use = WORD(d, uses);

	text(to, "owner", who->person.name);
	text(to, "site", who->address);
	text(to, "zoning", WORD(d, zones));
	text(to, "building_use", use);
	text(to, "structure", WORD(d, frames));
	cJSON_AddNumberToObject(to, "area_m2", draw_between(d, 200, 850) / 10.0);
	whole(to, "floors", draw_between(d, 1, 2));
	text(to, "designer", WORD(d, offices));
	buf_printf(title, "건축신고(%s)", use);
}

static void
ask(struct draw *d, enum question_kind kind, const struct applicant *who, cJSON *to,
    struct buf *title)
{
	static const char *const ways[] = { "누리집", "전자우편", "문자", "서면" };
	struct question question;

	question_ask(d, kind, &who->person, &question);
	text(to, "title", question.title);
	text(to, "content", buf_str(&question.content));
	if (question.statute[0] != '\0')
		text(to, "statute_ref", question.statute);
	text(to, "reply_method", WORD(d, ways));
	buf_puts(title, question.title);
	buf_release(&question.content);
}

static void
ask_procedure(struct draw *d, const struct applicant *who, cJSON *to, struct buf *title)
{
	ask(d, QUESTION_PROCEDURE, who, to, title);
}

static void
ask_law(struct draw *d, const struct applicant *who, cJSON *to, struct buf *title)
{
	ask(d, QUESTION_LAW, who, to, title);
}

static void
childcare(struct draw *d, const struct applicant *who, cJSON *to, struct buf *title)
{
	static const char *const kinds[] = { "보육료", "양육수당", "유아학비" };
	static const char *const banks[] = { "농협은행", "국민은행", "신한은행", "우체국", "하나은행" };
	const char *kind = WORD(d, kinds);
	const char *bank = WORD(d, banks);
	int branch = draw_between(d, 100, 999);
	int number = draw_between(d, 10000000, 99999999);
	struct day birth = { .number = who->today.number - draw_between(d, 60, 1800) };
	char name[64], born[16], line[96];

	relative_name(d, who, 2024, name, sizeof(name));
	text(to, "guardian", who->person.name);
	day_format(birth, born);
	snprintf(line, sizeof(line), "%s (%s)", name, born);
	text(to, "child", line);
	text(to, "service_type", kind);
	snprintf(line, sizeof(line), "%s %03d-%02d-%06d", bank, branch, number / 1000000,
	    number % 1000000);
	text(to, "account", line);
	buf_printf(title, "%s 신청", kind);
}

/* One row per service: its code, its name, and who fills in its form. */
static const struct {
	const char *code;
	const char *name;
	void (*fill)(struct draw *d, const struct applicant *who, cJSON *to, struct buf *title);
} services[] = {
	[SERVICE_MOVE_IN] = { "13100000016", "전입신고", move_in },
	[SERVICE_RESIDENT_COPY] = { "13100000015", "주민등록표 등본·초본 교부", resident_copy },
	[SERVICE_TAX_CERT] = { "13100000056", "지방세 납세증명", tax_cert },
	[SERVICE_BUILDING_COPY] = { "15000000098", "건축물대장 등·초본 발급·열람", building_copy },
	[SERVICE_MAIL_ORDER] = { "11300000006", "통신판매업 신고", mail_order },
	[SERVICE_FOOD] = { "FOOD-BIZ", "식품접객업 영업신고", food },
	[SERVICE_BUILD] = { "BUILD-NOTI", "건축신고", build },
	[SERVICE_ASK_PROCEDURE] = { "GEN-QNA-PROC", "질의민원(제도·절차)", ask_procedure },
	[SERVICE_ASK_LAW] = { "GEN-QNA-LAW", "질의민원(법령 해석)", ask_law },
	[SERVICE_CHILDCARE] = { "BOKJI-CHILDCARE", "보육료·양육수당 신청", childcare },
};
_Static_assert(COUNT(services) == SERVICE__COUNT, "one row per service");

const char *
service_code(enum service service)
{
	return services[service].code;
}

const char *
service_name(enum service service)
{
	return services[service].name;
}

void
answers_fill(struct draw *d, enum service service, const struct applicant *who,
    struct cJSON *attributes, char *title, size_t cap)
{
	struct buf words = { 0 };

	services[service].fill(d, who, attributes, &words);
	str_fill(title, cap, buf_str(&words));
	buf_release(&words);
}
