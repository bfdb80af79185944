/* SPDX-License-Identifier: ISC */
#include "console/rules/query_term.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "console/rules/case_flag.h"
#include "console/rules/region.h"
#include "console/rules/verdict.h"
#include "console/rules/workflow.h"
#include "storage/catalogue.h"
#include "storage/text.h"

#define QUOTE_CELLS 30

typedef bool (*term_reader)(struct query_term *t, const char *value, struct buf *why);

void
query_sentence(struct buf *out, const char *sentence, const char *quoted)
{
	struct buf clipped = { 0 };

	text_clip(&clipped, quoted, QUOTE_CELLS);
	verdict_sentence(out, sentence, buf_str(&clipped));
	buf_release(&clipped);
}

bool
query_refuse(struct buf *why, const char *sentence, const char *quoted)
{
	query_sentence(why, sentence, quoted);
	return false;
}

static void
add_value(struct query_term *t, const char *s, size_t len)
{
	t->values = x_realloc(t->values, t->value_count + 1, sizeof(*t->values));
	t->values[t->value_count++] = x_strndup(s, len);
}

static void
add_code(struct query_term *t, const char *code)
{
	add_value(t, code, strlen(code));
}

/* Calls read for each piece of value between commas. */
static bool
read_each(struct query_term *t, const char *value, struct buf *why, term_reader read)
{
	const char *start = value;

	for (;;) {
		size_t len = strcspn(value, ",");
		char *piece = x_strndup(value, len);
		bool is_good;

		t->bad_at = (size_t)(value - start);
		is_good = len > 0 ? read(t, piece, why) : query_refuse(why,
		    N_("A value is missing beside a comma. Write it, or take the comma away."), "");

		free(piece);
		if (!is_good || value[len] == '\0')
			return is_good;
		value += len + 1;
	}
}

bool
query_is_synonym(const char *word, const struct query_synonym *s)
{
	return strcasecmp(word, s->word_en) == 0 || str_eq(word, s->word_ko);
}

const struct query_synonym query_none = { "none", "없음" };
static const struct query_synonym me_word = { "me", "나" };

/* Whether a name has the word, or the word's initials. */
static bool
is_named(const char *name, const char *word, bool is_initials)
{
	struct buf form = { 0 }, short_form = { 0 };
	bool is_so;

	text_search_form(&form, name);
	if (is_initials)
		text_initials(&short_form, buf_str(&form));
	is_so = strstr(buf_str(&form), word) != NULL ||
	    (is_initials && strstr(buf_str(&short_form), word) != NULL);
	buf_release(&short_form);
	buf_release(&form);
	return is_so;
}

static void
add_services(struct query_term *t, const char *word)
{
	for (size_t i = 0; i < catalogue_service_count; i++) {
		const struct service_info *s = &catalogue_services[i];

		if (strcasecmp(s->code, word) == 0 || is_named(s->name_ko, word, t->is_initials) ||
		    is_named(s->short_ko, word, t->is_initials) ||
		    is_named(s->short_en, word, false) ||
		    is_named(s->name_en, word, false))
			add_code(t, s->code);
	}
}

static void
add_channels(struct query_term *t, const char *word)
{
	for (size_t i = 0; i < catalogue_channel_count; i++) {
		const struct channel_info *c = &catalogue_channels[i];

		if (strcasecmp(c->code, word) == 0 || is_named(c->name_ko, word, t->is_initials) ||
		    is_named(c->short_ko, word, t->is_initials) ||
		    is_named(c->short_en, word, false) ||
		    is_named(c->name_en, word, false))
			add_code(t, c->code);
	}
}

/* The word itself comes first, then the codes of what it names: names are
 * compared once here, not at every row. */
static bool
read_words(struct query_term *t, const char *value, struct buf *why)
{
	struct buf form = { 0 }, name = { 0 }, initials = { 0 };

	text_search_form(&form, value);
	text_search_name(&name, value);
	t->is_initials = text_is_initials(buf_str(&form));
	if (t->is_initials)
		text_initials(&initials, buf_str(&form));
	if (name.len > 0) {
		add_code(t, buf_str(t->is_initials ? &initials : &form));
		t->name = buf_steal(&name);
		add_services(t, t->values[0]);
		add_channels(t, t->values[0]);
	}
	buf_release(&initials);
	buf_release(&name);
	buf_release(&form);
	return t->value_count > 0 ||
	    query_refuse(why, N_("There is nothing to look for here. Write a value."), "");
}

static bool
read_one_number(struct query_term *t, const char *value, struct buf *why)
{
	(void)why;
	add_code(t, value);
	return true;
}

static bool
read_one_state(struct query_term *t, const char *value, struct buf *why)
{
	enum state state;

	if (!state_find(value, &state))
		return query_refuse(why, N_("There is no state “%s”. See `minwon workflow`."), value);
	t->states |= STATE_BIT(state);
	return true;
}

static bool
read_states(struct query_term *t, const char *value, struct buf *why)
{
	return read_each(t, value, why, read_one_state);
}

/* Whether word names a region: its code, the start of its name, or the usual
 * short form of a 도 (경북 for 경상북도). */
static bool
is_region_word(const struct region_info *r, const char *word)
{
	size_t syllable = strlen("가");

	if (str_eq(r->code, word) || str_starts(r->name_ko, word))
		return true;
	return r->parent[0] == '\0' && strlen(word) == 2 * syllable &&
	    strlen(r->name_ko) == 4 * syllable &&
	    memcmp(word, r->name_ko, syllable) == 0 &&
	    memcmp(word + syllable, r->name_ko + 2 * syllable, syllable) == 0;
}

/* A region's code, and those it had before: cases keep the one of their receipt. */
static void
add_region(struct query_term *t, const struct region_info *region)
{
	add_code(t, region->code);
	for (size_t i = 0; i < catalogue_region_count; i++)
		if (&catalogue_regions[i] != region && catalogue_regions[i].ended[0] != '\0' &&
		    region_is_or_became(catalogue_regions[i].code, region->code))
			add_code(t, catalogue_regions[i].code);
}

static bool
read_one_region(struct query_term *t, const char *value, struct buf *why)
{
	size_t before = t->value_count;

	for (size_t i = 0; i < catalogue_region_count; i++) {
		if (is_region_word(&catalogue_regions[i], value))
			add_region(t, &catalogue_regions[i]);
	}
	return t->value_count > before ||
	    query_refuse(why, N_("There is no region “%s”. Write its name or its code."), value);
}

static bool
read_regions(struct query_term *t, const char *value, struct buf *why)
{
	return read_each(t, value, why, read_one_region);
}

static bool
read_one_service(struct query_term *t, const char *value, struct buf *why)
{
	size_t before = t->value_count;

	add_services(t, value);
	return t->value_count > before ||
	    query_refuse(why, N_("There is no service “%s”. Write its code or a part of its name."),
	    value);
}

static bool
read_services(struct query_term *t, const char *value, struct buf *why)
{
	return read_each(t, value, why, read_one_service);
}

static bool
read_one_channel(struct query_term *t, const char *value, struct buf *why)
{
	size_t before = t->value_count;

	add_channels(t, value);
	return t->value_count > before ||
	    query_refuse(why, N_("There is no channel “%s”. See `minwon channel list`."), value);
}

static bool
read_channels(struct query_term *t, const char *value, struct buf *why)
{
	return read_each(t, value, why, read_one_channel);
}

static bool
read_one_person(struct query_term *t, const char *value, struct buf *why)
{
	(void)why;
	if (query_is_synonym(value, &me_word))
		add_code(t, me_word.word_en);
	else
		add_code(t, query_is_synonym(value, &query_none) ? "" : value);
	return true;
}

static bool
read_people(struct query_term *t, const char *value, struct buf *why)
{
	return read_each(t, value, why, read_one_person);
}

static bool
read_numbers(struct query_term *t, const char *value, struct buf *why)
{
	return read_each(t, value, why, read_one_number);
}

static bool
read_choice(struct query_term *t, const char *value, struct buf *why)
{
	static const struct query_synonym choices[] = {
		[CHOICE_YES] = { "yes", "예" },
		[CHOICE_NO] = { "no", "아니오" },
		[CHOICE_ANY] = { "any", "모두" },
	};

	for (size_t i = 0; i < sizeof(choices) / sizeof(choices[0]); i++) {
		if (query_is_synonym(value, &choices[i])) {
			t->choice = (enum query_choice)i;
			return true;
		}
	}
	return query_refuse(why, N_("“%s” is not yes, no or any."), value);
}

static bool
read_one_clock(struct query_term *t, const char *value, struct buf *why)
{
	static const struct {
		struct query_synonym word;
		unsigned int bit;
	} clocks[] = {
		{ { "running", "진행" }, CLOCK_BIT_RUNNING },
		{ { "paused", "정지" }, CLOCK_BIT_PAUSED },
		{ { "stopped", "끝" }, CLOCK_BIT_STOPPED },
	};

	for (size_t i = 0; i < sizeof(clocks) / sizeof(clocks[0]); i++) {
		if (query_is_synonym(value, &clocks[i].word)) {
			t->clocks |= clocks[i].bit;
			return true;
		}
	}
	return query_refuse(why, N_("“%s” is not running, paused or stopped."), value);
}

static bool
read_clocks(struct query_term *t, const char *value, struct buf *why)
{
	return read_each(t, value, why, read_one_clock);
}

static bool
read_one_escalation(struct query_term *t, const char *value, struct buf *why)
{
	static const struct query_synonym words[] = {
		[ESCALATION_NONE] = { "none", "없음" },
		[ESCALATION_SENT] = { "sent", "미확인" },
		[ESCALATION_CONFIRMED] = { "confirmed", "확인" },
	};

	for (size_t i = 0; i < ESCALATION__COUNT; i++) {
		if (query_is_synonym(value, &words[i])) {
			t->escalations |= 1u << i;
			return true;
		}
	}
	return query_refuse(why, N_("“%s” is not sent, confirmed or none."), value);
}

static bool
read_escalations(struct query_term *t, const char *value, struct buf *why)
{
	return read_each(t, value, why, read_one_escalation);
}

static bool
read_one_flag(struct query_term *t, const char *value, struct buf *why)
{
	enum case_flag flag;

	if (!case_flag_find(value, &flag))
		return query_refuse(why, N_("There is no flag “%s”. See minwon-query(7)."), value);
	t->flags |= FLAG_BIT(flag);
	return true;
}

static bool
read_flags(struct query_term *t, const char *value, struct buf *why)
{
	return read_each(t, value, why, read_one_flag);
}

static bool
read_sort(struct query_term *t, const char *value, struct buf *why)
{
	static const struct query_synonym sorts[] = { { "due", "기한" }, { "arrived", "도달" },
		{ "new", "최신" }, { "service", "민원" }, { "region", "지역" }, { "state", "상태" },
		{ "decided", "처리" } };

	for (size_t i = 0; i < sizeof(sorts) / sizeof(sorts[0]); i++) {
		if (query_is_synonym(value, &sorts[i])) {
			t->sort = sorts[i].word_en;
			return true;
		}
	}
	return query_refuse(why, N_("There is no order “%s”. Orders: due arrived new service region "
	    "state decided."), value);
}

/* One row per key: the words before ':' and how its value is read. */
static const struct key_info {
	struct query_synonym words[2];
	term_reader read;
} key_table[] = {
	[ASK_WORDS] = { { { "", "" }, { "", "" } }, read_words },
	[ASK_STATE] = { { { "state", "상태" }, { "state", "상태" } }, read_states },
	[ASK_DUE] = { { { "due", "기한" }, { "due", "처리기한" } }, query_range_read },
	[ASK_ARRIVED] = { { { "arrived", "도달" }, { "arrived", "도달일" } }, query_range_read },
	[ASK_RECEIVED] = { { { "received", "접수" }, { "received", "접수일" } }, query_range_read },
	[ASK_REGION] = { { { "region", "지역" }, { "region", "관할" } }, read_regions },
	[ASK_SERVICE] = { { { "service", "민원" }, { "service", "민원명" } }, read_services },
	[ASK_CHANNEL] = { { { "channel", "채널" }, { "channel", "접수경로" } }, read_channels },
	[ASK_ASSIGNEE] = { { { "assignee", "담당" }, { "assignee", "담당자" } }, read_people },
	[ASK_HOLDER] = { { { "holder", "점유" }, { "holder", "점유자" } }, read_people },
	[ASK_NUMBER] = { { { "number", "번호" }, { "number", "접수번호" } }, read_numbers },
	[ASK_OPEN] = { { { "open", "미결" }, { "open", "진행" } }, read_choice },
	[ASK_OVERDUE] = { { { "overdue", "지연" }, { "overdue", "초과" } }, read_choice },
	[ASK_CLOCK] = { { { "clock", "시계" }, { "clock", "기간" } }, read_clocks },
	[ASK_ESCALATION] = { { { "escalation", "이관" }, { "escalation", "상향이관" } },
	    read_escalations },
	[ASK_FLAG] = { { { "flag", "표시" }, { "is", "구분" } }, read_flags },
	[ASK_DEEMED] = { { { "deemed", "수리간주" }, { "deemed", "간주" } }, read_choice },
	[ASK_SORT] = { { { "sort", "정렬" }, { "order", "순서" } }, read_sort },
	[ASK_DECIDED] = { { { "decided", "처리" }, { "decided", "처리일" } }, query_range_read },
};
_Static_assert(sizeof(key_table) / sizeof(key_table[0]) == ASK__COUNT, "one row per key");

bool
query_key_find(const char *word, enum query_key *out)
{
	for (size_t i = ASK_STATE; i < ASK__COUNT; i++) {
		if (query_is_synonym(word, &key_table[i].words[0]) ||
		    query_is_synonym(word, &key_table[i].words[1])) {
			*out = (enum query_key)i;
			return true;
		}
	}
	return false;
}

bool
query_term_read(struct query_term *t, enum query_key key, const char *value, struct buf *why)
{
	t->key = key;
	if (value[0] == '\0')
		return query_refuse(why, N_("There is nothing to look for here. Write a value."), "");
	return key_table[key].read(t, value, why);
}

void
query_term_release(struct query_term *t)
{
	for (size_t i = 0; i < t->value_count; i++)
		free(t->values[i]);
	free(t->values);
	free(t->name);
	memset(t, 0, sizeof(*t));
}
