/* SPDX-License-Identifier: ISC */
#include "console/rules/knowledge_words.h"

#include <stdlib.h>
#include <string.h>

#include "console/rules/catalogue.h"
#include "console/rules/region.h"
#include "storage/text.h"

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))
#define SYLLABLE 3	/* bytes of a Hangul syllable */

/* What stands behind a word and says nothing of what it means, longest first where
 * one ends in another. Of one syllable only where two are left: 주소가 is 주소. */
static const char *const endings[] = {
	"이라고하는", "으로부터", "하겠습니다", "되겠습니까", "해야하나요", "할수있나요", "인가요",
	"하려면", "하려고", "하는데", "되는지", "하는지", "할까요", "될까요", "합니까", "됩니까",
	"입니까", "습니까", "하나요", "되나요", "있나요", "없나요", "인지요", "이에요", "에서는",
	"에게서", "까지는", "부터는", "으로는", "해주세요", "주세요", "하시나요", "되었나요",
	"했는데", "이란", "이나", "이랑", "에서", "에게", "한테", "으로", "까지", "부터", "라도",
	"마다", "처럼", "보다", "하고", "하면", "하는", "하여", "해서", "해야", "했을", "되면",
	"되는", "된다", "인데", "인지", "예요", "나요", "가요", "어요", "아요", "려면", "합니다",
	"됩니다", "입니다", "은", "는", "이", "가", "을", "를", "의", "에", "로", "와", "과", "도",
	"만", "할", "한", "될", "된", "요", "때",
};

/* Words that make a sentence a question. */
static const char *const fillers[] = {
	"어떻게", "어떤", "무엇", "무슨", "무엇인", "뭐", "뭔", "뭘", "뭐가", "어디", "누구", "누가", "언제",
	"얼마", "얼마나", "왜", "있", "없", "있나요", "있습니", "있어", "알려", "알려주", "알려주세요", "궁금",
	"궁금합니다", "궁금해", "문의", "문의드립니다", "대해", "대하여", "대한", "관련", "관해", "경우",
	"때", "수", "것", "건", "게", "거", "좀", "제", "저", "저는", "우리", "그", "이", "및", "또는", "그리고",
	"하나", "하고", "하려", "해야", "하면", "되나", "됩", "합", "싶", "싶어", "싶은데", "싶습니다", "받고",
	"주나", "인가", "인가요", "지금", "혹시", "여기",
};

static const struct cue {
	const char *word;	/* letters without blanks */
	enum knowledge_topic topic;
	int strength;		/* of 100 */
} cues[] = {
	{ "처리기간", TOPIC_PERIOD, 100 }, { "며칠", TOPIC_PERIOD, 60 }, { "몇일", TOPIC_PERIOD, 60 },
	{ "얼마나걸", TOPIC_PERIOD, 100 }, { "걸리", TOPIC_PERIOD, 80 }, { "걸려", TOPIC_PERIOD, 80 },
	{ "소요", TOPIC_PERIOD, 70 }, { "언제나오", TOPIC_PERIOD, 90 }, { "언제나와", TOPIC_PERIOD, 90 },
	{ "언제되", TOPIC_PERIOD, 80 }, { "언제처리", TOPIC_PERIOD, 90 }, { "언제발급", TOPIC_PERIOD, 80 },
	{ "결과는언제", TOPIC_PERIOD, 80 }, { "처리되는데", TOPIC_PERIOD, 60 }, { "며칠만에", TOPIC_PERIOD, 90 },
	{ "바로나오", TOPIC_PERIOD, 80 }, { "바로발급", TOPIC_PERIOD, 70 }, { "즉시", TOPIC_PERIOD, 50 },
	{ "서류", TOPIC_DOCUMENTS, 100 }, { "준비물", TOPIC_DOCUMENTS, 100 },
	{ "구비", TOPIC_DOCUMENTS, 100 }, { "첨부", TOPIC_DOCUMENTS, 80 }, { "지참", TOPIC_DOCUMENTS, 90 },
	{ "가져가", TOPIC_DOCUMENTS, 90 }, { "가져와", TOPIC_DOCUMENTS, 90 }, { "가지고가", TOPIC_DOCUMENTS, 90 },
	{ "챙겨", TOPIC_DOCUMENTS, 80 }, { "필요한것", TOPIC_DOCUMENTS, 80 }, { "필요한게", TOPIC_DOCUMENTS, 80 },
	{ "뭐가필요", TOPIC_DOCUMENTS, 80 }, { "무엇이필요", TOPIC_DOCUMENTS, 80 },
	{ "무엇을내", TOPIC_DOCUMENTS, 70 }, { "뭘내", TOPIC_DOCUMENTS, 70 }, { "제출", TOPIC_DOCUMENTS, 60 },
	{ "들고", TOPIC_DOCUMENTS, 60 }, { "신분증", TOPIC_DOCUMENTS, 50 },
	{ "수수료", TOPIC_FEE, 100 }, { "비용", TOPIC_FEE, 90 }, { "요금", TOPIC_FEE, 90 },
	{ "무료", TOPIC_FEE, 80 }, { "공짜", TOPIC_FEE, 80 }, { "돈을내", TOPIC_FEE, 90 },
	{ "돈내", TOPIC_FEE, 90 }, { "얼마를내", TOPIC_FEE, 90 }, { "얼마내", TOPIC_FEE, 90 },
	{ "얼마예요", TOPIC_FEE, 50 }, { "얼마인가", TOPIC_FEE, 50 }, { "얼마", TOPIC_FEE, 40 },
	{ "담당", TOPIC_WHO, 90 }, { "결재", TOPIC_WHO, 90 }, { "전결", TOPIC_WHO, 100 },
	{ "누가처리", TOPIC_WHO, 100 }, { "누가결정", TOPIC_WHO, 100 }, { "누가승인", TOPIC_WHO, 100 },
	{ "누가", TOPIC_WHO, 50 }, { "어느부서", TOPIC_WHO, 90 }, { "어느과", TOPIC_WHO, 90 },
	{ "소관", TOPIC_WHO, 90 }, { "결정권", TOPIC_WHO, 100 }, { "승인", TOPIC_WHO, 50 },
	{ "대상", TOPIC_ELIGIBILITY, 90 }, { "자격", TOPIC_ELIGIBILITY, 80 },
	{ "조건", TOPIC_ELIGIBILITY, 90 }, { "요건", TOPIC_ELIGIBILITY, 90 },
	{ "해당되", TOPIC_ELIGIBILITY, 80 }, { "받을수있", TOPIC_ELIGIBILITY, 80 },
	{ "신청할수있", TOPIC_ELIGIBILITY, 80 }, { "누가받", TOPIC_ELIGIBILITY, 100 },
	{ "누가신청", TOPIC_ELIGIBILITY, 100 }, { "누구", TOPIC_ELIGIBILITY, 60 },
	{ "몇살", TOPIC_ELIGIBILITY, 80 }, { "나이", TOPIC_ELIGIBILITY, 70 },
	{ "지원금", TOPIC_AMOUNT, 60 }, { "지원액", TOPIC_AMOUNT, 100 }, { "지급액", TOPIC_AMOUNT, 100 },
	{ "금액", TOPIC_AMOUNT, 80 }, { "얼마나받", TOPIC_AMOUNT, 100 }, { "얼마받", TOPIC_AMOUNT, 100 },
	{ "얼마를받", TOPIC_AMOUNT, 100 }, { "얼마나주", TOPIC_AMOUNT, 100 }, { "얼마주", TOPIC_AMOUNT, 100 },
	{ "얼마나나오", TOPIC_AMOUNT, 100 }, { "얼마", TOPIC_AMOUNT, 50 }, { "만원", TOPIC_AMOUNT, 50 },
	{ "언제까지", TOPIC_DEADLINE, 100 }, { "기한", TOPIC_DEADLINE, 100 },
	{ "마감", TOPIC_DEADLINE, 100 }, { "신청기간", TOPIC_DEADLINE, 100 },
	{ "접수기간", TOPIC_DEADLINE, 100 }, { "신고기간", TOPIC_DEADLINE, 100 },
	{ "며칠안", TOPIC_DEADLINE, 100 }, { "며칠이내", TOPIC_DEADLINE, 100 },
	{ "이내에", TOPIC_DEADLINE, 60 }, { "늦으면", TOPIC_DEADLINE, 80 }, { "늦게", TOPIC_DEADLINE, 60 },
	{ "지나면", TOPIC_DEADLINE, 70 }, { "과태료", TOPIC_DEADLINE, 60 },
	{ "절차", TOPIC_RULE, 80 }, { "방법", TOPIC_RULE, 60 }, { "규정", TOPIC_RULE, 90 },
	{ "조례", TOPIC_RULE, 90 }, { "근거", TOPIC_RULE, 80 }, { "어떻게", TOPIC_RULE, 40 },
	{ "온라인", TOPIC_RULE, 50 }, { "인터넷", TOPIC_RULE, 50 }, { "전화로", TOPIC_RULE, 50 },
	{ "대리", TOPIC_RULE, 40 },
};

/* What an office pays out: beside one of these 얼마 asks for the amount, and not for
 * a fee. */
static const char *const payments[] = { "장려금", "지원금", "축하금", "준비금", "수당", "급여", "연금",
	"보조금", "월세지원", "이용권" };
#define PAYMENT_STRENGTH 80

static const char *const topics[TOPIC__COUNT] = {
	[TOPIC_ELIGIBILITY] = "eligibility", [TOPIC_AMOUNT] = "amount",
	[TOPIC_DOCUMENTS] = "documents", [TOPIC_PERIOD] = "period", [TOPIC_FEE] = "fee",
	[TOPIC_WHO] = "who", [TOPIC_DEADLINE] = "deadline", [TOPIC_RULE] = "rule",
};

/* Letters that words are made of: syllables, jamo as they are typed, Latin, Hanja. */
static bool
is_letter(uint32_t cp)
{
	return (cp >= 0xAC00 && cp <= 0xD7A3) || (cp >= 0x3131 && cp <= 0x318E && cp != 0x318D) ||
	    (cp >= 'a' && cp <= 'z') || (cp >= 0x4E00 && cp <= 0x9FFF);
}

/* Is it one of the words, whole? */
static bool
is_one_of(const char *const *words, size_t count, const char *word, size_t len)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(words[i]) == len && memcmp(words[i], word, len) == 0)
			return true;
	return false;
}

/* The length without the ending at the end; at least two syllables stay, behind
 * a longer ending one. */
static size_t
without_ending(const char *word, size_t len)
{
	for (size_t i = 0; i < COUNT(endings); i++) {
		size_t end = strlen(endings[i]);
		size_t stays = end == SYLLABLE ? 2 * SYLLABLE : SYLLABLE;

		if (len >= end + stays && memcmp(word + len - end, endings[i], end) == 0)
			return len - end;
	}
	return len;
}

void
knowledge_words_each(const char *form,
    void (*each)(void *arg, const char *word, size_t len, bool is_filler), void *arg)
{
	size_t len = strlen(form), start = 0, n = 0;
	uint32_t cp = 0;

	for (size_t i = 0; i <= len; i += n) {
		n = i < len ? utf8_decode(form + i, len - i, &cp) : 1;
		if (n == 0)
			break;
		if (i < len && is_letter(cp))
			continue;
		if (i > start) {
			const char *word = form + start;
			size_t stem = without_ending(word, i - start);

			each(arg, word, stem, is_one_of(fillers, COUNT(fillers), word, i - start) ||
			    is_one_of(fillers, COUNT(fillers), word, stem));
		}
		start = i + n;
	}
}

void
knowledge_words_join(struct buf *out, const char *form)
{
	size_t len = strlen(form), n;
	uint32_t cp;

	for (size_t i = 0; i < len; i += n) {
		n = utf8_decode(form + i, len - i, &cp);
		if (n == 0)
			break;
		if (is_letter(cp))
			buf_add(out, form + i, n);
	}
}

const char *
knowledge_topic_name(enum knowledge_topic topic)
{
	return topics[topic];
}

enum knowledge_topic
knowledge_topic_of(const char *key)
{
	const char *dot = strchr(key, '.');

	for (int i = 0; dot != NULL && i < TOPIC__COUNT; i++)
		if (strlen(topics[i]) == strcspn(dot + 1, "@") &&
		    str_starts(dot + 1, topics[i]))
			return (enum knowledge_topic)i;
	return TOPIC__COUNT;
}

void
knowledge_topics_in(const char *joined, int strength[TOPIC__COUNT])
{
	memset(strength, 0, TOPIC__COUNT * sizeof(*strength));
	for (size_t i = 0; i < COUNT(cues); i++)
		if (cues[i].strength > strength[cues[i].topic] &&
		    strstr(joined, cues[i].word) != NULL)
			strength[cues[i].topic] = cues[i].strength;
	for (size_t i = 0; i < COUNT(payments) && strstr(joined, "얼마") != NULL; i++)
		if (strstr(joined, payments[i]) != NULL &&
		    strength[TOPIC_AMOUNT] < PAYMENT_STRENGTH)
			strength[TOPIC_AMOUNT] = PAYMENT_STRENGTH;
}

void
knowledge_topics_by_initials(const char *initials, int strength[TOPIC__COUNT])
{
	struct buf of_cue = { 0 };

	for (size_t i = 0; i < COUNT(cues); i++) {
		buf_clear(&of_cue);
		text_initials(&of_cue, cues[i].word);
		if (cues[i].strength > strength[cues[i].topic] &&
		    str_eq(buf_str(&of_cue), initials))
			strength[cues[i].topic] = cues[i].strength;
	}
	buf_release(&of_cue);
}

bool
knowledge_is_cue(const char *word, size_t len)
{
	for (size_t i = 0; i < COUNT(cues); i++) {
		size_t cue = strlen(cues[i].word);

		if (cue <= len && memcmp(cues[i].word, word, cue) == 0)
			return true;
	}
	return false;
}

int
knowledge_service_index(const char *code)
{
	for (size_t i = 0; i < catalogue_service_count && i < KNOWLEDGE_SERVICES_MAX; i++)
		if (str_eq(catalogue_services[i].code, code))
			return (int)i;
	return -1;
}

/* What looks at one name of a service: joined letters. */
typedef void name_taker(void *arg, int service, const char *name);

static void
tell_name(const char *name, size_t len, int service, name_taker *each, void *arg)
{
	struct buf form = { 0 }, joined = { 0 };
	char *piece = x_strndup(name, len);

	text_search_form(&form, piece);
	knowledge_words_join(&joined, buf_str(&form));
	if (joined.len >= 2 * SYLLABLE)
		each(arg, service, buf_str(&joined));
	buf_release(&form);
	buf_release(&joined);
	free(piece);
}

/* A name whole, and up to its bracket. */
static void
tell_both(const char *name, int service, name_taker *each, void *arg)
{
	size_t len = strlen(name), head = strcspn(name, "(");

	tell_name(name, len, service, each, arg);
	if (head > 0 && head < len)
		tell_name(name, head, service, each, arg);
}

static void
each_name(name_taker *each, void *arg)
{
	for (size_t i = 0; i < catalogue_service_count && i < KNOWLEDGE_SERVICES_MAX; i++) {
		tell_both(catalogue_services[i].name_ko, (int)i, each, arg);
		tell_both(catalogue_services[i].short_ko, (int)i, each, arg);
	}
	for (size_t i = 0; i < catalogue_alias_count; i++) {
		int service = knowledge_service_index(catalogue_aliases[i].service);

		if (service >= 0)
			tell_name(catalogue_aliases[i].alias, strlen(catalogue_aliases[i].alias),
			    service, each, arg);
	}
}

#define FOUND_MAX 64

/* A name that was found: from where to where. */
struct found {
	size_t from, to;
	int service;
};

struct finding {
	const char *joined;
	struct found found[FOUND_MAX];
	size_t count;
};

static void
look_for_name(void *arg, int service, const char *name)
{
	struct finding *f = arg;
	const char *at = strstr(f->joined, name);

	if (at == NULL || f->count == FOUND_MAX)
		return;
	f->found[f->count++] = (struct found){ (size_t)(at - f->joined),
		(size_t)(at - f->joined) + strlen(name), service };
}

/* Does another service's longer name hold this one? */
static bool
is_inside_another(const struct finding *f, const struct found *one)
{
	for (size_t i = 0; i < f->count; i++) {
		const struct found *other = &f->found[i];

		if (other->service != one->service && other->from <= one->from &&
		    other->to >= one->to && other->to - other->from > one->to - one->from)
			return true;
	}
	return false;
}

static size_t
count_named(const bool named[KNOWLEDGE_SERVICES_MAX])
{
	size_t count = 0;

	for (size_t i = 0; i < KNOWLEDGE_SERVICES_MAX; i++)
		count += named[i];
	return count;
}

size_t
knowledge_services_in(const char *joined, bool named[KNOWLEDGE_SERVICES_MAX])
{
	struct finding f = { .joined = joined };

	memset(named, 0, KNOWLEDGE_SERVICES_MAX * sizeof(*named));
	each_name(look_for_name, &f);
	for (size_t i = 0; i < f.count; i++)
		if (!is_inside_another(&f, &f.found[i]))
			named[f.found[i].service] = true;
	return count_named(named);
}

/* Names by their initials: those that begin so, those that have them inside. */
struct initials {
	const char *wanted;
	bool *begin, *inside;
};

static void
look_for_initials(void *arg, int service, const char *name)
{
	struct initials *i = arg;
	struct buf b = { 0 };
	const char *at;

	text_initials(&b, name);
	at = strstr(buf_str(&b), i->wanted);
	if (at != NULL && at == buf_str(&b))
		i->begin[service] = true;
	else if (at != NULL)
		i->inside[service] = true;
	buf_release(&b);
}

size_t
knowledge_services_by_initials(const char *initials, bool named[KNOWLEDGE_SERVICES_MAX])
{
	bool inside[KNOWLEDGE_SERVICES_MAX] = { false };
	struct initials i = { initials, named, inside };
	size_t count;

	memset(named, 0, KNOWLEDGE_SERVICES_MAX * sizeof(*named));
	if (strlen(initials) < 2 * SYLLABLE)
		return 0;
	each_name(look_for_initials, &i);
	count = count_named(named);
	if (count > 0)
		return count;
	memcpy(named, inside, KNOWLEDGE_SERVICES_MAX * sizeof(*named));
	return count_named(named);
}

/* A region being looked for, word by word. */
struct region_look {
	const char *near;
	bool (*has)(void *arg, const char *region);
	void *arg;
	const struct region_info *found;
	bool is_doubtful;
};

/* How a name fits a word: 0 not, 1 in short, 2 whole. */
static int
fit_region(const struct region_info *region, const char *word, size_t len)
{
	static const char *const suffixes[] = { "시", "군", "구", "도", "특별시", "광역시",
		"특별자치시", "특별자치도" };
	const char *name = region->name_ko;

	if (strlen(name) == len && memcmp(name, word, len) == 0)
		return 2;
	if (len < 2 * SYLLABLE || strncmp(name, word, len) != 0)
		return 0;
	for (size_t i = 0; i < COUNT(suffixes); i++)
		if (str_eq(name + len, suffixes[i]))
			return 1;
	return 0;
}

static void
look_for_region(void *arg, const char *word, size_t len, bool is_filler)
{
	struct region_look *l = arg;
	const struct region_fate near = region_fate_of(l->near, l->near);

	for (size_t i = 0; !is_filler && i < catalogue_region_count; i++) {
		const struct region_info *region = &catalogue_regions[i];
		int fit = region->ended[0] != '\0' ? 0 : fit_region(region, word, len);
		bool is_near = near.province != NULL && str_eq(region->parent, near.province->code);

		if (fit == 0 || (fit == 1 && !l->has(l->arg, region->code)))
			continue;
		if (l->found == NULL || is_near) {
			l->found = region;
			l->is_doubtful = false;
		} else if (l->found != region) {
			l->is_doubtful = near.province == NULL ||
			    !str_eq(l->found->parent, near.province->code);
		}
	}
}

const struct region_info *
knowledge_region_in(const char *form, const char *near,
    bool (*has)(void *arg, const char *region), void *arg)
{
	struct region_look look = { .near = near, .has = has, .arg = arg };

	knowledge_words_each(form, look_for_region, &look);
	return look.is_doubtful ? NULL : look.found;
}
