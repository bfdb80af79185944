/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/people.h"

#include <stdio.h>
#include <string.h>

#include "storage/base.h"
#include "storage/instant.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Surnames with their share in ten thousand people (2015 census, rounded); the
 * compound ones are given more than their share, because they are what masking
 * gets wrong. */
static const struct {
	const char *name;
	uint32_t weight;
} surnames[] = {
	{ "김", 2150 }, { "이", 1470 }, { "박", 845 }, { "최", 470 }, { "정", 433 },
	{ "강", 236 }, { "조", 213 }, { "윤", 206 }, { "장", 200 }, { "임", 166 },
	{ "한", 156 }, { "오", 154 }, { "서", 151 }, { "신", 149 }, { "권", 142 },
	{ "황", 140 }, { "안", 138 }, { "송", 138 }, { "류", 129 }, { "전", 113 },
	{ "홍", 113 }, { "고", 95 }, { "문", 93 }, { "양", 93 }, { "손", 92 },
	{ "배", 81 }, { "백", 77 }, { "허", 66 }, { "남", 56 }, { "심", 55 },
	{ "노", 51 }, { "하", 47 }, { "곽", 41 }, { "성", 40 }, { "차", 39 },
	{ "주", 39 }, { "우", 39 }, { "구", 39 }, { "나", 32 }, { "민", 34 },
	{ "남궁", 45 }, { "황보", 35 }, { "선우", 30 }, { "제갈", 15 }, { "독고", 10 },
};

/* Given names by the year of birth, first men, then women. */
static const char *const given_old[2][14] = {
	{ "영수", "영호", "종수", "병철", "상철", "광수", "성호", "영길", "정식", "춘식",
	  "재만", "용팔", "덕수", "태식" },
	{ "영자", "순자", "정숙", "영숙", "미자", "옥순", "말순", "춘자", "명자", "경자",
	  "점순", "복례", "금순", "정희" },
};
static const char *const given_middle[2][16] = {
	{ "지훈", "성민", "현우", "정훈", "동현", "상현", "재현", "승호", "진호", "태영",
	  "병준", "경수", "용준", "민철", "훈", "혁" },
	{ "지영", "미영", "은정", "현정", "수진", "은주", "선영", "혜진", "유진", "정은",
	  "보람", "아름", "윤경", "소영", "진", "란" },
};
static const char *const given_young[2][16] = {
	{ "민준", "서준", "도윤", "예준", "시우", "하준", "지호", "주원", "건우", "우진",
	  "선우", "연우", "이안", "로운", "한결", "준" },
	{ "서연", "서윤", "지우", "하은", "하윤", "민서", "지유", "수아", "다은", "예린",
	  "가온", "나래", "슬기", "빛나라", "하늘", "별" },
};
static const char *const foreign_surnames[] = {
	"NGUYEN", "TRAN", "PHAM", "WANG", "LI", "BATBAYAR", "SANTOS", "SUZUKI", "IVANOVA", "O'BRIEN",
};
static const char *const foreign_given[] = {
	"THI LAN", "VAN MINH", "XIAOMING", "WEI", "OYUNA", "MARIA CRISTINA", "HANAKO", "OLGA",
	"PATRICK JAMES", "THU HA",
};

void
person_name(struct draw *d, int birth_year, bool is_woman, const char *surname, char *to, size_t cap)
{
	const char *family = surname;
	const char *given;

	if (family == NULL) {
		uint32_t total = 0, at;
		size_t i = 0;

		for (size_t k = 0; k < COUNT(surnames); k++)
			total += surnames[k].weight;
		at = draw_below(d, total);
		while (at >= surnames[i].weight)
			at -= surnames[i++].weight;
		family = surnames[i].name;
	}
	if (birth_year < 1965)
		given = draw_word(d, given_old[is_woman], COUNT(given_old[0]));
	else if (birth_year < 1996)
		given = draw_word(d, given_middle[is_woman], COUNT(given_middle[0]));
	else
		given = draw_word(d, given_young[is_woman], COUNT(given_young[0]));
	snprintf(to, cap, "%s%s", family, given);
}

void
person_surname(const char *name, char *to, size_t cap)
{
	size_t best = 0;

	to[0] = '\0';
	for (size_t i = 0; i < COUNT(surnames); i++) {
		size_t len = strlen(surnames[i].name);

		if (len > best && str_starts(name, surnames[i].name)) {
			best = len;
			str_fill(to, cap, surnames[i].name);
		}
	}
}

/* A resident (or foreigner's) number of birth date and sex whose check digit is wrong by
 * one (주민등록법 시행규칙 §2), so that it belongs to nobody. */
static void
resident_number(struct draw *d, int year, int month, int day, const struct person *person,
    char to[16])
{
	static const int weights[12] = { 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5 };
	int sex = (year < 2000 ? 1 : 3) + (person->is_foreign ? 4 : 0) + (person->is_woman ? 1 : 0);
	char digits[16];
	int sum = 0;

	snprintf(digits, sizeof(digits), "%02d%02d%02d%d%05u", year % 100, month % 100, day % 100,
	    sex % 10, draw_below(d, 100000) % 100000u);
	for (int i = 0; i < 12; i++)
		sum += (digits[i] - '0') * weights[i];
	snprintf(to, 16, "%.6s-%.6s%d", digits, digits + 6, ((11 - sum % 11) % 10 + 1) % 10);
}

void
person_make(struct draw *d, uint32_t serial, int this_year, struct person *out)
{
	int year = this_year - draw_between(d, 19, 88);
	int month = draw_between(d, 1, 12);
	int date = draw_between(d, 1, 28);
	/* A step that has no factor in common with the 20 million numbers. */
	uint32_t number = (uint32_t)(((uint64_t)serial * 7368787u + 1234567u) % 20000000u);
	struct day day;

	*out = (struct person){ .birth_year = year };
	out->is_woman = draw_percent(d, 51);
	out->is_foreign = draw_percent(d, 3);
	if (day_make(year, month, date, &day))
		day_format(day, out->birth_date);
	snprintf(out->phone, sizeof(out->phone), "010-%04u-%04u", number / 10000u % 10000u,
	    number % 10000u);
	resident_number(d, year, month, date, out, out->resident_number);
	if (out->is_foreign) {
		const char *family = draw_word(d, foreign_surnames, COUNT(foreign_surnames));
		const char *given = draw_word(d, foreign_given, COUNT(foreign_given));

		snprintf(out->name, sizeof(out->name), "%s %s", family, given);
		return;
	}
	person_name(d, year, out->is_woman, NULL, out->name, sizeof(out->name));
}
