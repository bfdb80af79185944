/* SPDX-License-Identifier: ISC */
#include "console/rules/extension.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "storage/text.h"

/* One row per reason. The dialog lists the allowed ones; the forbidden ones
 * are here to be refused by name, also where free text gives them away. */
const struct extension_info extension_table[EXTENSION__COUNT] = {
	[EXTENSION_COOPERATION] = { "cooperation", "다른 기관·부서의 협조", "Cooperation of others",
	    EXTENSION_LAW "①1호", true, "" },
	[EXTENSION_FACTS] = { "facts", "사실·현장 확인", "Facts or site to be checked",
	    EXTENSION_LAW "①2호", true, "" },
	[EXTENSION_DISASTER] = { "disaster", "천재지변·불가항력", "Disaster or force majeure",
	    EXTENSION_LAW "①3호", true, "" },
	[EXTENSION_EQUIVALENT] = { "equivalent", "그에 준하는 사유", "An equivalent reason",
	    EXTENSION_LAW "①4호", true, "" },
	[EXTENSION_WORKLOAD] = { "workload", "업무 과다", "Workload", EXTENSION_LAW "①", false,
	    "업무량|업무과다|업무폭주|업무가많|업무가밀|민원폭주|일손부족|일손이부족|인력부족|"
	    "인력이부족|workload|understaffed|toobusy" },
	[EXTENSION_LATE_ASSIGNMENT] = { "late-assignment", "담당자 지정 지연", "Late assignment",
	    EXTENSION_LAW "①", false,
	    "지정지연|지정이늦|배정지연|배정이늦|늦은배정|늦게배정|lateassign|assignedlate" },
	[EXTENSION_ABSENCE] = { "absence", "담당자 부재", "Absence of the officer",
	    EXTENSION_LAW "①", false,
	    "담당자부재|담당자휴가|담당자의휴가|담당자출장|담당자병가|담당자가휴가|담당자가출장|"
	    "직원부재|부재중|officerabsen|onleave|onvacation|absenceoftheofficer" },
};

static const char *
label_of(const struct extension_info *info)
{
	return str_eq(text_language(), "ko") ? info->label_ko : info->label_en;
}

const char *
extension_label(enum extension_reason reason)
{
	return label_of(&extension_table[reason]);
}

bool
extension_find(const char *word, enum extension_reason *out)
{
	for (size_t i = 0; !str_empty(word) && i < EXTENSION__COUNT; i++) {
		const struct extension_info *info = &extension_table[i];

		if (strcasecmp(word, info->name) == 0 || str_eq(word, info->label_ko) ||
		    strcasecmp(word, info->label_en) == 0) {
			*out = (enum extension_reason)i;
			return true;
		}
	}
	return false;
}

/* Whether the blank-free text has one of the pieces. */
static bool
has_piece(const char *text, const char *pieces)
{
	size_t len;

	for (; *pieces != '\0'; pieces += len + (pieces[len] == '|' ? 1 : 0)) {
		len = strcspn(pieces, "|");
		if (memmem(text, strlen(text), pieces, len) != NULL)
			return true;
	}
	return false;
}

bool
extension_screen(const char *text, enum extension_reason *out)
{
	struct buf plain = { 0 };
	bool is_found = false;

	for (const char *s = str_or_empty(text); *s != '\0'; s++) {
		if (!isspace((unsigned char)*s) && *s != '.' && *s != ',')
			buf_putc(&plain, (char)tolower((unsigned char)*s));
	}
	for (size_t i = 0; i < EXTENSION__COUNT && !is_found; i++) {
		is_found = has_piece(buf_str(&plain), extension_table[i].pieces);
		if (is_found)
			*out = (enum extension_reason)i;
	}
	buf_release(&plain);
	return is_found;
}

/* Decree §21①: the reasons, since 2026-05-06. */
static struct verdict
check_reason(const struct extension *x)
{
	enum extension_reason reason = x->reason;

	if (extension_table[reason].is_allowed && !extension_screen(x->text, &reason))
		return VERDICT_ALLOWED;
	return verdict_refuse(REASON_EXTENSION_REASON, extension_label(reason));
}

struct verdict
extension_check(const struct calendar *c, const struct extension *x, const struct pauses *off)
{
	struct buf text = { 0 };
	struct verdict v = VERDICT_ALLOWED;
	char due[32];

	if (x->period.unit == PERIOD_NONE || x->more.unit == PERIOD_NONE)
		return verdict_refuse(REASON_EXTENSION_NO_PERIOD, "");
	if (x->asked_at != 0 && deadline_is_overdue(x->period, x->due_at, x->asked_at)) {
		instant_format_official(x->due_at, due);
		return verdict_refuse(REASON_EXTENSION_LATE, due);
	}
	if (x->asked_at >= DECREE_2026_AT)
		v = check_reason(x);
	if (v.reason != REASON_NONE)
		return v;
	if (x->earlier_count >= EXTENSIONS_MOST)
		return verdict_refuse(REASON_EXTENSION_THIRD, "");
	if (x->earlier_count > 0 && !x->has_consent)
		return verdict_refuse(REASON_EXTENSION_CONSENT, "");
	if (deadline_extend(c, x->period, x->more, x->due_at, off) <=
	    deadline_extend(c, x->period, x->period, x->due_at, off))
		return VERDICT_ALLOWED;
	period_format(&text, x->period);
	v = verdict_refuse(REASON_EXTENSION_TOO_LONG, buf_str(&text));
	buf_release(&text);
	return v;
}
