/* SPDX-License-Identifier: ISC */
#include "console/rules/agency.h"

#include <string.h>
#include <strings.h>

#include "storage/base.h"

#define AGENCY(agency_code, ko, en, ko11, en11, is_central) \
	{ .code = agency_code, .name_ko = ko, .name_en = en, .short_ko = ko11, \
	    .short_en = en11, .is_ministry = is_central, \
	    .region = { .code = agency_code, .parent = "", .name_ko = ko, .kind = "agency", \
	    .valid_from = "", .ended = "", .successor = "", .confidence = "background" } }

/* One row per agency (codes as the public APIs of domain.md C show them, not
 * compared with the code register). Names are found by --agency and the dialog;
 * any other word goes to the relay as it was typed. */
const struct agency_info agency_table[] = {
	AGENCY("1741000", "행정안전부", "Ministry of the Interior and Safety",
	    "행안부", "MOIS", true),
	AGENCY("1352000", "보건복지부", "Ministry of Health and Welfare", "복지부", "MOHW", true),
	AGENCY("1471000", "식품의약품안전처", "Ministry of Food and Drug Safety",
	    "식약처", "MFDS", true),
	AGENCY("1543000", "농림축산식품부", "Ministry of Agriculture", "농식품부", "MAFRA", true),
	AGENCY("1613000", "국토교통부", "Ministry of Land and Transport", "국토부", "MOLIT", true),
	AGENCY("1170000", "법제처", "Ministry of Government Legislation", "법제처", "MOLEG", true),
	AGENCY("1140100", "국민권익위원회", "Anti-Corruption and Civil Rights Commission",
	    "권익위", "ACRC", true),
	AGENCY("6110000", "서울특별시청", "Seoul metropolitan government", "서울시", "Seoul", false),
	AGENCY("6300000", "대전광역시청", "Daejeon metropolitan government",
	    "대전시", "Daejeon", false),
	AGENCY("6470000", "경상북도청", "Gyeongbuk provincial government",
	    "경북도", "Gyeongbuk", false),
};
const size_t agency_count = sizeof(agency_table) / sizeof(agency_table[0]);

const struct agency_info *
agency_find(const char *code)
{
	for (size_t i = 0; i < agency_count; i++)
		if (str_eq(agency_table[i].code, code))
			return &agency_table[i];
	return NULL;
}

const struct agency_info *
agency_search(const char *word)
{
	const struct agency_info *found = agency_find(word);
	size_t count = 0;

	if (found != NULL || str_empty(word))
		return found;
	for (size_t i = 0; i < agency_count; i++) {
		const struct agency_info *a = &agency_table[i];

		if (str_eq(a->name_ko, word) || strcasecmp(a->name_en, word) == 0)
			return a;
		if (strstr(a->name_ko, word) == NULL)
			continue;
		found = a;
		count++;
	}
	return count == 1 ? found : NULL;
}
