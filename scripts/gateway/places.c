/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/places.h"

#include <stdio.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* One street or one village: a road and the 동 it runs through, or a 읍·면
 * and one of its 리. */
struct spot {
	const char *area;
	const char *name;
};

static const struct spot seodaemun[] = {
	{ "연희동", "연희로" }, { "연희동", "연희맛로" }, { "연희동", "증가로" },
	{ "홍은동", "모래내로" }, { "홍은동", "세검정로" }, { "홍은동", "홍은중앙로" },
	{ "홍제동", "통일로" }, { "홍제동", "홍제내길" }, { "창천동", "신촌로" },
	{ "창천동", "연세로" }, { "대현동", "이화여대길" }, { "북아현동", "북아현로" },
	{ "남가좌동", "가재울로" }, { "남가좌동", "거북골로" }, { "북가좌동", "응암로" },
	{ "천연동", "독립문로" }, { "충정로2가", "충정로" }, { "봉원동", "봉원사길" },
};
static const struct spot yuseong[] = {
	{ "궁동", "대학로" }, { "어은동", "어은로" }, { "봉명동", "도안대로" },
	{ "봉명동", "온천로" }, { "장대동", "문화원로" }, { "도룡동", "대덕대로" },
	{ "신성동", "신성로" }, { "관평동", "테크노중앙로" }, { "노은동", "노은로" },
	{ "지족동", "지족로" }, { "반석동", "반석로" }, { "하기동", "송림로" },
	{ "전민동", "전민로" }, { "송강동", "구즉로" }, { "원내동", "진잠로" },
	{ "구암동", "유성대로" },
};
static const struct spot cheongsong[] = {
	{ "청송읍", "월막리" }, { "청송읍", "금곡리" }, { "청송읍", "송생리" },
	{ "청송읍", "부곡리" }, { "주왕산면", "상의리" }, { "주왕산면", "하의리" },
	{ "부남면", "대전리" }, { "부남면", "감연리" }, { "현동면", "도평리" },
	{ "현동면", "개일리" }, { "현서면", "구산리" }, { "현서면", "덕계리" },
	{ "안덕면", "명당리" }, { "안덕면", "감은리" }, { "파천면", "덕천리" },
	{ "파천면", "신기리" }, { "진보면", "진안리" }, { "진보면", "각산리" },
	{ "진보면", "광덕리" },
};
static const struct spot yeongyang[] = {
	{ "영양읍", "서부리" }, { "영양읍", "동부리" }, { "영양읍", "감천리" },
	{ "영양읍", "상원리" }, { "영양읍", "화천리" }, { "입암면", "신구리" },
	{ "입암면", "산해리" }, { "입암면", "연당리" }, { "청기면", "청기리" },
	{ "청기면", "정족리" }, { "일월면", "도계리" }, { "일월면", "주곡리" },
	{ "일월면", "용화리" }, { "수비면", "발리리" }, { "수비면", "오기리" },
	{ "석보면", "원리리" }, { "석보면", "주남리" }, { "석보면", "택전리" },
};

static const struct {
	const char *code;
	const char *name;
	const struct spot *spots;
	uint32_t spot_count;
	bool is_city;
} places[] = {
	[PLACE_SEODAEMUN] = { "11410", "서울특별시 서대문구", seodaemun, COUNT(seodaemun), true },
	[PLACE_YUSEONG] = { "30200", "대전광역시 유성구", yuseong, COUNT(yuseong), true },
	[PLACE_CHEONGSONG] = { "47750", "경상북도 청송군", cheongsong, COUNT(cheongsong), false },
	[PLACE_YEONGYANG] = { "47760", "경상북도 영양군", yeongyang, COUNT(yeongyang), false },
};
_Static_assert(COUNT(places) == PLACE__COUNT, "one row per place");

static const char *const elsewhere[] = {
	"서울특별시 은평구 통일로", "서울특별시 마포구 월드컵북로", "경기도 고양시 덕양구 화정로",
	"경기도 수원시 영통구 봉영로", "인천광역시 부평구 부평대로", "대전광역시 서구 둔산로",
	"세종특별자치시 한누리대로", "충청북도 청주시 흥덕구 가경로", "대구광역시 수성구 달구벌대로",
	"경상북도 안동시 경동로", "경상북도 포항시 북구 중앙로", "부산광역시 해운대구 해운대로",
	"강원특별자치도 춘천시 공지로", "제주특별자치도 제주시 연북로",
};

const char *
place_code(enum place place)
{
	return places[place].code;
}

/* A flat in a block, as it follows the number of the house. */
static void
flat_write(struct draw *d, char *to, size_t cap)
{
	int block = draw_between(d, 101, 118);
	int floor = draw_between(d, 1, 24);
	int door = draw_between(d, 1, 6);

	snprintf(to, cap, ", %d동 %d%02d호", block, floor, door);
}

void
place_address(struct draw *d, enum place place, char *to, size_t cap)
{
	const struct spot *spot = &places[place].spots[draw_below(d, places[place].spot_count)];
	int number = draw_between(d, 1, places[place].is_city ? 380 : 1250);
	int part = draw_between(d, 1, 40);
	bool has_part = draw_percent(d, 45);
	char flat[40] = "";

	if (!places[place].is_city) {
		if (has_part)
			snprintf(to, cap, "%s %s %s %d-%d", places[place].name, spot->area, spot->name,
			    number, part);
		else
			snprintf(to, cap, "%s %s %s %d", places[place].name, spot->area, spot->name,
			    number);
		return;
	}
	if (draw_percent(d, 60))
		flat_write(d, flat, sizeof(flat));
	else if (has_part)
		snprintf(flat, sizeof(flat), ", %d층", draw_between(d, 1, 5));
	snprintf(to, cap, "%s %s %d%s (%s)", places[place].name, spot->name, number, flat, spot->area);
}

void
place_elsewhere(struct draw *d, char *to, size_t cap)
{
	const char *road = draw_word(d, elsewhere, COUNT(elsewhere));
	int number = draw_between(d, 2, 900);
	char flat[40] = "";

	if (draw_percent(d, 55))
		flat_write(d, flat, sizeof(flat));
	snprintf(to, cap, "%s %d%s", road, number, flat);
}
