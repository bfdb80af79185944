/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/questions.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* One thing people ask about: the title, the provision (law questions only),
 * what brought them here, and what they want to know. */
struct subject {
	const char *title;
	const char *statute;
	const char *matter;
	const char *question;
};

static const struct subject procedure[] = {
	{ "전입신고 후 주차권 신청 시기 문의", "",
	  "지난주에 이사를 와서 전입신고를 마쳤습니다.",
	  "거주자우선주차는 언제부터 신청할 수 있는지, 대기 순번은 어디에서 볼 수 있는지 알려 주시기 바랍니다." },
	{ "대형폐기물 수거가 되지 않습니다", "",
	  "화요일에 대형폐기물 배출 신고를 하고 수수료도 냈는데 사흘째 수거가 되지 않고 있습니다.",
	  "신고 내용이 제대로 접수되었는지 확인해 주시고 수거 예정일을 알려 주십시오." },
	{ "무인민원발급기 이용 시간", "",
	  "직장 때문에 평일 낮에는 방문이 어렵습니다.",
	  "주말이나 야간에도 가족관계증명서를 뗄 수 있는 무인민원발급기가 가까운 곳에 있습니까?" },
	{ "통신판매업 신고 후 주소 변경 절차", "",
	  "통신판매업 신고를 한 뒤 사업장을 옮기게 되었습니다.",
	  "변경신고를 새 주소지 관청에 해야 하는지, 이전 관청에 해야 하는지 궁금합니다." },
	{ "농기계 임대 예약 방법", "",
	  "올해 처음으로 밭농사를 시작했습니다.",
	  "농기계임대사업소에서 관리기를 빌리려면 교육을 먼저 받아야 하는지, 예약은 며칠 전부터 되는지 알고 싶습니다." },
	{ "빈집 철거 지원 신청 자격", "",
	  "부모님이 사시던 집이 십 년 가까이 비어 있어 지붕이 내려앉았습니다.",
	  "상속 등기가 아직 끝나지 않았는데 빈집 철거 지원을 신청할 수 있는지 문의드립니다." },
	{ "아이돌봄 서비스 대기 기간", "",
	  "둘째를 낳고 다음 달 복직을 앞두고 있습니다.",
	  "아이돌봄 서비스를 신청하면 보통 얼마나 기다려야 하고, 우선 배정은 어떤 경우에 됩니까?" },
	{ "가로등이 꺼져 있습니다", "",
	  "마을회관에서 큰길로 나가는 길의 가로등 세 개가 두 주째 꺼져 있습니다.",
	  "어르신들이 저녁에 다니기 위험하니 언제 고칠 수 있는지 알려 주세요." },
	{ "버스 노선 변경 안내를 받지 못했습니다", "",
	  "이달부터 첫차 시간이 바뀐 것을 정류장에 가서야 알았습니다.",
	  "바뀐 시간표를 어디에서 확인할 수 있는지, 병원 가는 날만이라도 예전 시간에 탈 방법이 있는지 묻고 싶습니다." },
	{ "지방세 환급금 조회", "",
	  "자동차를 폐차했는데 낸 세금 중 돌려받을 돈이 있다는 문자를 받았습니다.",
	  "진짜 구청에서 보낸 문자가 맞는지, 맞다면 어떻게 신청하는지 확인 부탁드립니다." },
};
static const struct subject law[] = {
	{ "건축신고 대상 여부에 관한 질의", "건축법 제14조",
	  "농지전용 허가를 받은 땅에 바닥면적 85제곱미터 이내로 증축하려고 합니다.",
	  "기존 건물이 2층인 경우에도 건축법 제14조제1항제1호의 신고 대상으로 볼 수 있는지 해석을 구합니다." },
	{ "옥외 영업 허용 범위 질의", "식품위생법 시행규칙 제36조",
	  "휴게음식점을 운영하면서 건물 앞 공지에 탁자를 놓으려 합니다.",
	  "집합건물의 공용부분인 공지도 관리단의 동의가 있으면 옥외 영업장으로 신고할 수 있는지 질의합니다." },
	{ "통신판매업 신고 면제 기준", "전자상거래법 제12조",
	  "취미로 만든 물건을 한 해에 마흔 번 남짓 팔았습니다.",
	  "직전 연도 거래 횟수가 50회 미만이면 간이과세자가 아니어도 신고가 면제되는지 알려 주시기 바랍니다." },
	{ "처리기간 연장 통지의 효력", "민원 처리에 관한 법률 시행령 제21조",
	  "처리기간이 지난 다음 날에 연장 통지를 받았습니다.",
	  "이러한 통지도 효력이 있는지, 이미 지난 기간은 어떻게 보는 것인지 해석하여 주십시오." },
	{ "농지 임대차 허용 사유 질의", "농지법 제23조",
	  "상속으로 받은 농지를 직접 짓기 어려워 이웃에게 맡기고 있습니다.",
	  "1만 제곱미터 이내의 상속 농지는 기간의 제한 없이 개인에게 임대할 수 있는 것인지 질의드립니다." },
	{ "주민등록표 초본 교부 이해관계인의 범위", "주민등록법 제29조",
	  "빌려준 돈을 받지 못해 내용증명을 보냈으나 반송되었습니다.",
	  "반송된 내용증명만으로 이해관계인에 해당하는지, 이행기가 지나야 하는지 해석을 요청합니다." },
};
static const char *const greetings[] = {
	"안녕하세요.", "수고 많으십니다.", "늘 애써 주셔서 고맙습니다.", "급하게 문의드립니다.",
};
static const char *const details[] = {
	"동 주민센터에 두 번 전화했지만 담당 부서가 아니라는 말만 들었습니다.",
	"홈페이지에 있는 안내와 창구에서 들은 설명이 서로 달라 어느 쪽이 맞는지 모르겠습니다.",
	"작년에 같은 일로 문의했을 때에는 가능하다는 답을 받았고 그 답변을 아직 가지고 있습니다.",
	"연세가 많으신 어머니를 모시고 있어서 여러 번 오가기가 쉽지 않습니다.",
	"관련 서류는 모두 스캔해 두었으니 필요하시면 바로 보내 드릴 수 있습니다.",
	"이웃 몇 분도 같은 사정이어서 답을 주시면 함께 보려고 합니다.",
	"특히 지난 10월에 기준이 바뀌었다는 기사를 보았는데, 바뀐 기준이 이미 접수된 건에도 적용되는지, "
	"아니면 새로 신청하는 건부터 적용되는지가 저희에게는 가장 중요합니다.",
};

/* Some people sign, others leave a number. */
static void
sign(struct draw *d, const struct person *person, struct buf *out)
{
	if (draw_percent(d, 25))
		buf_printf(out, " 신청인 %s 올림.", person->name);
	else if (draw_percent(d, 30))
		buf_printf(out, " 통화가 편하니 %s로 연락 주시기 바랍니다.", person->phone);
}

void
question_ask(struct draw *d, enum question_kind kind, const struct person *person,
    struct question *out)
{
	static const struct {
		const struct subject *subjects;
		uint32_t count;
	} kinds[] = {
		[QUESTION_PROCEDURE] = { procedure, COUNT(procedure) },
		[QUESTION_LAW] = { law, COUNT(law) },
	};
	_Static_assert(COUNT(kinds) == QUESTION__COUNT, "one row per kind");
	const struct subject *s = &kinds[kind].subjects[draw_below(d, kinds[kind].count)];

	*out = (struct question){ .title = s->title, .statute = s->statute };
	if (draw_percent(d, 50))
		buf_printf(&out->content, "%s ", draw_word(d, greetings, COUNT(greetings)));
	if (draw_percent(d, 85))
		buf_printf(&out->content, "%s ", s->matter);
	if (draw_percent(d, 45))
		buf_printf(&out->content, "%s ", draw_word(d, details, COUNT(details)));
	buf_puts(&out->content, s->question);
	sign(d, person, &out->content);
}
