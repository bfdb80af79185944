/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "console/rules/channel_words.h"
#include "console/rules/workflow.h"
#include "storage/catalogue.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void
each_channel_has_its_own_words(void **state)
{
	static const struct {
		const char *channel, *word, *meaning;	/* NULL = unknown */
	} rows[] = {
		{ "epeople", "신청", "arrived" }, { "epeople", "접수", "received" },
		{ "epeople", "부서배정", "assigned" }, { "epeople", "(부서)배정", "assigned" },
		{ "epeople", "처리중", "in-progress" }, { "epeople", "처리 중", "in-progress" },
		{ "epeople", " 처리중 ", "in-progress" }, { "epeople", "보완요청", "supplement" },
		{ "epeople", "연장", "extend" }, { "epeople", "답변완료", "completed" },
		{ "epeople", "만족도", "satisfaction" }, { "epeople", "보완요구", NULL },
		{ "gov24", "보완요구", "supplement" }, { "gov24", "처리완료", "completed" },
		{ "gov24", "불가", "refused" }, { "gov24", "취하", "withdrawn" },
		{ "gov24", "답변완료", NULL }, { "bokjiro", "처리완료", "completed" },
		{ "seoul-chatbot", "답변완료", "completed" },
		{ "daejeon365", "처리중", "in-progress" }, { "gov24", "처리중입니다", NULL },
		{ "gov24", "처리", NULL }, { "gov24", "", NULL }, { "gov24", "  ", NULL },
		{ "gov24", NULL, NULL }, { "nobody", "접수", NULL }, { "", "접수", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct channel_word *w = channel_word_find(rows[i].channel, rows[i].word);

		if ((w == NULL) != (rows[i].meaning == NULL) ||
		    (w != NULL && !str_eq(w->meaning, rows[i].meaning)))
			fail_msg("%s: %s", rows[i].channel, str_or_empty(rows[i].word));
	}
}

/* A meaning is the name of a state or of a kind of event that has a label, and
 * every channel of the catalogue has words. */
static void
every_meaning_has_a_label(void **state)
{
	(void)state;
	for (size_t c = 0; c < catalogue_channel_count; c++) {
		const char *channel = catalogue_channels[c].code;
		const struct channel_word *w;
		size_t i = 0;

		for (; (w = channel_word_at(channel, i)) != NULL; i++) {
			enum state found;

			assert_ptr_equal(channel_word_find(channel, w->word), w);
			if (!state_by_name(w->meaning, &found))
				assert_string_not_equal(event_label(w->meaning), w->meaning);
		}
		/* What offices hand over comes without a channel's words. */
		assert_int_equal(i > 0, !catalogue_channels[c].is_desk && !str_eq(channel, "handover"));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_channel_has_its_own_words),
		cmocka_unit_test(every_meaning_has_a_label),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
