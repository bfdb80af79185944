/* SPDX-License-Identifier: ISC */
#include "console/rules/letter.h"

#include <strings.h>

#include "console/rules/service_clock.h"
#include "storage/text.h"

#define NOTICES_MOST 1200	/* of 30 days: a century */
#define CLERKS (ROLE_BIT(ROLE_OFFICER) | ROLE_BIT(ROLE_SUPERVISOR))

/* One row per letter. */
const struct letter_info letter_table[LETTER__COUNT] = {
	[LETTER_PROGRESS] = { "progress", "처리진행상황 통지", "Progress notice",
	    "민원 처리에 관한 법률 시행령 §23", "progress", EVENT_LETTER_PROGRESS, CLERKS },
	[LETTER_MOVED] = { "date-moved", "처리기한 변경 안내", "Notice of a moved due",
	    "민원 처리에 관한 법률 §19", "progress", EVENT_LETTER_MOVED, CLERKS },
	[LETTER_DUNNING] = { "dunning", "독촉장", "Dunning letter",
	    "민원 처리에 관한 법률 시행령 §28②", "", EVENT_LETTER_DUNNING,
	    ROLE_BIT(ROLE_SUPERVISOR) },
};

static struct day
day_of(int64_t at)
{
	struct day d;
	int32_t second;

	instant_split(at, &d, &second);
	return d;
}

/* Decree §23: each time 30 days have gone since the receipt. What nobody sent
 * in time is made up by one letter. */
static bool
owes_progress(const struct calendar *c, const struct letter_facts *f, struct letter_owed *out)
{
	int32_t n = 0;

	if (f->dealt[LETTER_PROGRESS] == LETTER_NEVER)
		return false;
	while (n < NOTICES_MOST) {
		int64_t from_at = instant_make(day_of(service_notice_due(c, f->received_at, n)), 0);

		if (from_at > f->now_at)
			break;
		if (n == f->dealt[LETTER_PROGRESS])
			out->owed_at = from_at;
		n++;
	}
	if (n <= f->dealt[LETTER_PROGRESS])
		return false;
	out->serial = n;
	out->missed = n - f->dealt[LETTER_PROGRESS] - 1;
	return true;
}

/* The due told to the applicant is no longer the legal one, because the
 * calendar changed (domain.md A3). */
static bool
owes_moved(const struct letter_facts *f, struct letter_owed *out)
{
	if (f->moved_at == 0 || f->announced_at == 0 || f->due_at == 0 ||
	    f->announced_at == f->due_at || f->dealt[LETTER_MOVED] == f->due_at)
		return false;
	out->serial = f->due_at;
	out->owed_at = f->moved_at;
	return true;
}

/* Decree §28②: once the period has ended, without delay. */
static bool
owes_dunning(const struct letter_facts *f, struct letter_owed *out)
{
	if (f->due_at == 0 || f->is_stopped || f->dealt[LETTER_DUNNING] == f->due_at ||
	    !deadline_is_overdue(f->period, f->due_at, f->now_at))
		return false;
	out->serial = out->owed_at = f->due_at;
	return true;
}

size_t
letters_owed(const struct calendar *c, const struct letter_facts *f,
    struct letter_owed out[LETTER__COUNT])
{
	size_t count = 0;

	if (!f->is_open || f->received_at == 0)
		return 0;
	for (int letter = 0; letter < LETTER__COUNT; letter++) {
		struct letter_owed *owed = &out[count];
		bool owes = false;

		*owed = (struct letter_owed){ .letter = (enum letter)letter };
		switch (owed->letter) {
		case LETTER_PROGRESS:
			owes = owes_progress(c, f, owed);
			break;
		case LETTER_MOVED:
			owes = owes_moved(f, owed);
			break;
		case LETTER_DUNNING:
			owes = owes_dunning(f, owed);
			break;
		case LETTER__COUNT:
			break;
		}
		count += owes ? 1 : 0;
	}
	return count;
}

const char *
letter_label(enum letter letter)
{
	const struct letter_info *info = &letter_table[letter];

	return str_eq(text_language(), "ko") ? info->label_ko : info->label_en;
}

bool
letter_find(const char *word, enum letter *out)
{
	for (size_t i = 0; i < LETTER__COUNT; i++)
		if (strcasecmp(letter_table[i].name, word) == 0 ||
		    str_eq(letter_table[i].label_ko, word)) {
			*out = (enum letter)i;
			return true;
		}
	return false;
}

int64_t
letter_id(int64_t case_id, enum letter letter)
{
	return case_id * LETTER__COUNT + (int64_t)letter;
}

bool
letter_of_id(int64_t id, int64_t *case_id, enum letter *letter)
{
	if (id < LETTER__COUNT)
		return false;
	*case_id = id / LETTER__COUNT;
	*letter = (enum letter)(id % LETTER__COUNT);
	return true;
}
