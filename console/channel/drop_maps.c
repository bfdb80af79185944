/* SPDX-License-Identifier: ISC */
#include "console/channel/drop_maps.h"

#include <stddef.h>

#include "storage/base.h"

/* Neither system publishes the columns of its lists (domain.md E): both are
 * examples (예시) to begin with. A file of one's own replaces them. What an export
 * says of the state is not taken: the next export of the same row would say
 * otherwise, and be another content of the same number. */
static const struct {
	const char *name;
	const char *text;
} maps[] = {
	{ "saeol",
	  "# 예시: 새올에서 내려받은 민원 목록 (CP949 CSV)\n"
	  "접수번호 = id\n"
	  "접수일시 = arrived\n"
	  "접수일자 = arrived\n"
	  "민원사무코드 = service\n"
	  "민원사무명 = service\n"
	  "민원제목 = title\n"
	  "민원명 = title\n"
	  "신청인 = applicant\n"
	  "민원인 = applicant\n"
	  "연락처 = phone\n"
	  "전화번호 = phone\n"
	  "주소 = address\n"
	  "생년월일 = birth\n"
	  "주민등록번호 = resident\n"
	  "시군구코드 = region\n"
	  "처리상태 = ignore\n"
	  "처리기한 = ignore\n"
	  "담당자 = ignore\n"
	  "연번 = ignore\n"
	  "총건수 = count\n" },
	{ "epeople",
	  "# 예시: 국민신문고 목록 화면의 표를 CSV로 저장한 것\n"
	  "신청번호 = id\n"
	  "신청일시 = arrived\n"
	  "신청일 = arrived\n"
	  "민원유형 = service\n"
	  "민원제목 = title\n"
	  "제목 = title\n"
	  "신청인 = applicant\n"
	  "민원인 = applicant\n"
	  "휴대전화 = phone\n"
	  "연락처 = phone\n"
	  "주소 = address\n"
	  "생년월일 = birth\n"
	  "처리상태 = ignore\n"
	  "진행상태 = ignore\n"
	  "처리부서 = ignore\n"
	  "담당자 = ignore\n"
	  "처리기한 = ignore\n"
	  "순번 = ignore\n"
	  "번호 = ignore\n" },
};

const char *
drop_map_text(const char *name)
{
	for (size_t i = 0; i < sizeof(maps) / sizeof(maps[0]); i++)
		if (str_eq(maps[i].name, name))
			return maps[i].text;
	return NULL;
}
