/* SPDX-License-Identifier: ISC */
#include "console/rules/pause.h"

#include <string.h>
#include <strings.h>

#include "storage/text.h"

#define APA_D "행정절차법 시행령 §11 "
#define DECREE "민원 처리에 관한 법률 시행령 "
#define DAY_TEXT_BYTES 16

/* One row per reason of domain.md A4 (APA-D §11 by way of Decree §20 1호, and
 * the Decree's own). Forms, screens and the explanation are made from it. */
const struct pause_info pause_table[PAUSE__COUNT] = {
	[PAUSE_SUPPLEMENT] = { "supplement", "보완", "Supplement", APA_D "1호",
	    PARTY_APPLICANT, 0 },
	[PAUSE_TRANSIT] = { "transit", "문서 이송", "Documents under way", APA_D "2호",
	    PARTY_OTHER_DEPARTMENT, 0 },
	[PAUSE_REPRESENTATIVE] = { "representative", "대표자 선정", "Choosing a representative",
	    APA_D "3호", PARTY_APPLICANT, 0 },
	[PAUSE_HEARING] = { "hearing", "의견청취", "Hearing of opinions", APA_D "4호",
	    PARTY_APPLICANT, 0 },
	[PAUSE_TEST] = { "test", "실험·검사·감정", "Tests and expert review", APA_D "5호",
	    PARTY_OTHER_DEPARTMENT, 0 },
	[PAUSE_PRIOR_WORK] = { "prior-work", "선행 조치", "Prior work", APA_D "6호",
	    PARTY_DESK, 0 },
	[PAUSE_SITE] = { "site", "현장조사", "Site inspection", DECREE "§17⑤",
	    PARTY_DESK, 14 + 7 },
	[PAUSE_SHARED_PROOF] = { "shared-proof", "공동이용 증명서", "Shared certificate",
	    DECREE "§7의2③", PARTY_OTHER_DEPARTMENT, 0 },
	[PAUSE_PRIOR_CASE] = { "prior-case", "선행 민원", "Prior application", DECREE "§12⑨",
	    PARTY_OTHER_DEPARTMENT, 0 },
};

static const struct party_info {
	const char *name, *label_ko, *label_en;
} party_table[] = {
	[PARTY_DESK] = { "desk", "담당 부서", "Desk" },
	[PARTY_APPLICANT] = { "applicant", "민원인", "Applicant" },
	[PARTY_OTHER_DEPARTMENT] = { "other-department", "협의 부서", "Other department" },
	[PARTY_MINISTRY] = { "ministry", "중앙부처", "Ministry" },
	[PARTY_OUTAGE] = { "outage", "시스템 장애", "Outage" },
};
_Static_assert(sizeof(party_table) / sizeof(party_table[0]) == PARTY__COUNT,
    "one row per party");

bool
pauses_is_none(const struct pauses *p)
{
	return p == NULL || (p->pause_count == 0 && p->outage_count == 0);
}

const struct pause *
pauses_on(const struct pauses *p, struct day d)
{
	for (size_t i = 0; p != NULL && i < p->pause_count; i++) {
		if (p->pauses[i].from.number <= d.number && d.number <= p->pauses[i].to.number)
			return &p->pauses[i];
	}
	return NULL;
}

/* An outage's first instant that the law knows. */
static int64_t
lawful_start(const struct outage *o)
{
	return o->from_at > DECREE_2026_AT ? o->from_at : DECREE_2026_AT;
}

int64_t
outages_next(const struct pauses *p, int64_t from_at, int64_t to_at)
{
	int64_t first_at = to_at;

	for (size_t i = 0; p != NULL && i < p->outage_count; i++) {
		int64_t start_at = lawful_start(&p->outages[i]);

		if (start_at >= p->outages[i].to_at || p->outages[i].to_at <= from_at)
			continue;
		if (start_at < from_at)
			start_at = from_at;
		if (start_at < first_at)
			first_at = start_at;
	}
	return first_at;
}

int64_t
outages_end(const struct pauses *p, int64_t at)
{
	bool has_grown = p != NULL;

	while (has_grown) {
		has_grown = false;
		for (size_t i = 0; i < p->outage_count; i++) {
			if (lawful_start(&p->outages[i]) <= at && at < p->outages[i].to_at) {
				at = p->outages[i].to_at;
				has_grown = true;
			}
		}
	}
	return at;
}

bool
outages_fill(const struct pauses *p, const struct calendar *c, struct day d)
{
	struct work_slot slots[CALENDAR_SLOTS];

	if (p == NULL || p->outage_count == 0)
		return false;
	calendar_slots(c, d, slots);
	for (size_t i = 0; i < CALENDAR_SLOTS; i++) {
		int64_t from_at = instant_make(d, slots[i].from_sec);
		int64_t to_at = instant_make(d, slots[i].to_sec);

		if (from_at < to_at && outages_end(p, from_at) < to_at)
			return false;
	}
	return true;
}

bool
pauses_take_out(const struct pauses *p, const struct calendar *c, struct day d)
{
	return pauses_on(p, d) != NULL || outages_fill(p, c, d);
}

struct verdict
pause_check(const struct pause *pause, int64_t received_at)
{
	const struct pause_info *info = &pause_table[pause->reason];
	char text[DAY_TEXT_BYTES];
	struct day received;
	int32_t second;

	instant_split(received_at, &received, &second);
	day_format(pause->to, text);
	if (pause->to.number < pause->from.number)
		return verdict_refuse(REASON_PAUSE_BACKWARDS, text);
	day_format(received, text);
	if (pause->from.number < received.number)
		return verdict_refuse(REASON_PAUSE_TOO_EARLY, text);
	if (info->most_days > 0 && pause->to.number - pause->from.number >= info->most_days)
		return verdict_refuse(REASON_PAUSE_TOO_LONG, pause_label(pause->reason));
	return VERDICT_ALLOWED;
}

struct verdict
outage_check(int64_t from_at, int64_t until_at, int64_t now_at)
{
	char text[32];

	instant_format_official(from_at > now_at ? from_at : until_at, text);
	if (from_at > now_at || until_at > now_at)
		return verdict_refuse(REASON_OUTAGE_FUTURE, text);
	if (until_at != 0 && until_at <= from_at)
		return verdict_refuse(REASON_OUTAGE_BACKWARDS, text);
	if (until_at != 0 && until_at <= DECREE_2026_AT)
		return verdict_refuse(REASON_OUTAGE_BEFORE_LAW, text);
	return VERDICT_ALLOWED;
}

const char *
pause_label(enum pause_reason reason)
{
	return text_label(pause_table[reason].label_ko, pause_table[reason].label_en);
}

bool
pause_find(const char *word, enum pause_reason *out)
{
	for (size_t i = 0; !str_empty(word) && i < PAUSE__COUNT; i++) {
		const struct pause_info *info = &pause_table[i];

		if (strcasecmp(word, info->name) == 0 || str_eq(word, info->label_ko) ||
		    strcasecmp(word, info->label_en) == 0) {
			*out = (enum pause_reason)i;
			return true;
		}
	}
	return false;
}

const char *
party_name(enum party party)
{
	return party_table[party].name;
}

const char *
party_label(enum party party)
{
	return text_label(party_table[party].label_ko, party_table[party].label_en);
}

bool
party_by_name(const char *name, enum party *out)
{
	for (size_t i = 0; i < PARTY__COUNT; i++) {
		if (str_eq(party_table[i].name, name)) {
			*out = (enum party)i;
			return true;
		}
	}
	return false;
}

enum rc
pause_set_days(struct pause *pause, const char *from, const char *to, struct err *e)
{
	pause->is_open = str_empty(to);
	if (!day_parse(from, &pause->from))
		return err_set(e, RC_USAGE, say(N_("“%s” is no day: write 2026-11-23")),
		    str_or_empty(from));
	pause->to = pause->from;
	if (!pause->is_open && !day_parse(to, &pause->to))
		return err_set(e, RC_USAGE, say(N_("“%s” is no day: write 2026-11-23")), to);
	if (pause->to.number < pause->from.number)
		return err_set(e, RC_USAGE, say(N_("the pause %s..%s ends before it begins")),
		    from, to);
	return RC_OK;
}

enum rc
pause_parse(const char *s, struct pause *out, struct err *e)
{
	const char *dots = strstr(str_or_empty(s), "..");
	char from[DAY_TEXT_BYTES];

	if (dots == NULL || (size_t)(dots - s) >= sizeof(from))
		return err_set(e, RC_USAGE,
		    say(N_("“%s” is no pause: write 2026-11-25..2026-12-02")), str_or_empty(s));
	memcpy(from, s, (size_t)(dots - s));
	from[dots - s] = '\0';
	return pause_set_days(out, from, dots + 2, e);
}
