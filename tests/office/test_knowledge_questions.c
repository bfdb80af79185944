/* SPDX-License-Identifier: ISC */
/*
 * The 200 questions that were written before there was a search, through a real
 * office: how often the first answer is a right one, with all layers and with the
 * central one alone; and the same with answers that lost their words, which must
 * fail, so that the test can.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/rules/knowledge.h"
#include "console/wire/message_knowledge.h"
#include "tests/office/office_harness.h"

#define QUESTIONS "tests/data/knowledge_questions.tsv"
#define QUESTIONS_LEAST 200
#define RIGHT_LEAST_PERCENT 80

/* One line: id, region, question, the keys that are right, the layer it is about. */
struct asked {
	char id[16], region[12], text[KNOWLEDGE_QUESTION_MAX], keys[400], layer[12];
};

/* How often the first answer was right. */
struct score {
	int asked[2], right[2], central_alone[2];	/* 0 central, 1 regional */
};

struct scene {
	struct place place;
	struct desk officer;
	struct asked *rows;
	size_t count;
};

/* The next cell of a line. */
static void
take_cell(char **at, char *to, size_t cap)
{
	size_t len = strcspn(*at, "\t\n");
	char *cell = x_strndup(*at, len);

	assert_true(str_fill(to, cap, cell));
	free(cell);
	*at += len + ((*at)[len] == '\t');
}

static void
read_questions(struct scene *s)
{
	struct buf file = { 0 };
	char *at;

	assert_int_equal(file_read(QUESTIONS, 1024 * 1024, &file, NULL), RC_OK);
	at = strchr(file.data, '\n') + 1;
	while (*at != '\0') {
		struct asked *row;

		s->rows = x_realloc(s->rows, s->count + 1, sizeof(*s->rows));
		row = &s->rows[s->count++];
		take_cell(&at, row->id, sizeof(row->id));
		take_cell(&at, row->region, sizeof(row->region));
		take_cell(&at, row->text, sizeof(row->text));
		take_cell(&at, row->keys, sizeof(row->keys));
		take_cell(&at, row->layer, sizeof(row->layer));
		at += *at == '\n';
	}
	buf_release(&file);
}

static int
open_office(void **state)
{
	struct scene *s = x_zalloc(1, sizeof(*s));

	*state = s;
	read_questions(s);
	place_make(&s->place, "2026-11-28T09:00:00+09:00");
	place_office_start(&s->place);
	assert_true(desk_open(&s->officer, &s->place, "officer1-11410", false));
	return 0;
}

static int
close_office(void **state)
{
	struct scene *s = *state;

	desk_close(&s->officer);
	place_remove(&s->place);
	free(s->rows);
	free(s);
	return 0;
}

/* The key of the first answer; "" where there is none. */
static void
first_key(struct scene *s, const struct asked *row, const char *text, int32_t layers,
    char key[80])
{
	struct wire_knowledge_ask ask = { .limit = 1, .layers = layers };
	struct knowledge_row hit = { .key = "" };
	struct answers a;

	str_fill(ask.text, sizeof(ask.text), text);
	str_fill(ask.region, sizeof(ask.region), row->region);
	desk_ask(&s->officer, MESSAGE_KNOWLEDGE_SEARCH, &ask, &a);
	(void)answers_read(&a, MESSAGE_KNOWLEDGE_ROW, 0, &hit);
	str_fill(key, 80, hit.key);
	answers_release(&a);
}

/* Is the key among those that are right? They stand with blanks or bars between. */
static bool
is_right(const struct asked *row, const char *key)
{
	size_t len = strlen(key);

	for (const char *at = row->keys; len > 0 && (at = strstr(at, key)) != NULL; at += len)
		if ((at == row->keys || strchr(" |,", at[-1]) != NULL) &&
		    (at[len] == '\0' || strchr(" |,", at[len]) != NULL))
			return true;
	return false;
}

static struct score
ask_all(struct scene *s, bool is_told, void (*spoil)(char *text))
{
	struct score score = { { 0 }, { 0 }, { 0 } };

	for (size_t i = 0; i < s->count; i++) {
		const struct asked *row = &s->rows[i];
		int kind = str_eq(row->layer, "central") ? 0 : 1;
		char text[KNOWLEDGE_QUESTION_MAX], key[80], alone[80];

		str_fill(text, sizeof(text), row->text);
		if (spoil != NULL)
			spoil(text);
		first_key(s, row, text, 0, key);
		first_key(s, row, text, KNOWLEDGE_BIT(KNOWLEDGE_CENTRAL), alone);
		score.asked[kind]++;
		score.right[kind] += is_right(row, key);
		score.central_alone[kind] += is_right(row, alone);
		if (is_told && !is_right(row, key))
			printf("# missed %s: got %s, wanted %s\n", row->id, key, row->keys);
	}
	return score;
}

static void
the_first_answer_is_right_and_layers_help(void **state)
{
	struct scene *s = *state;
	struct score score = ask_all(s, true, NULL);
	int asked = score.asked[0] + score.asked[1], right = score.right[0] + score.right[1];
	int alone = score.central_alone[0] + score.central_alone[1];

	printf("# %d questions: first answer right %d (%d %%), central alone %d (%d %%)\n", asked,
	    right, 100 * right / asked, alone, 100 * alone / asked);
	printf("# central %d of %d, alone %d; regional %d of %d, alone %d (%+d points)\n",
	    score.right[0], score.asked[0], score.central_alone[0], score.right[1],
	    score.asked[1], score.central_alone[1], score.asked[1] == 0 ? 0 :
	    100 * (score.right[1] - score.central_alone[1]) / score.asked[1]);
	assert_true(asked >= QUESTIONS_LEAST);
	assert_true(100 * right >= RIGHT_LEAST_PERCENT * asked);
	assert_true(score.right[0] >= score.central_alone[0]);
}

/* Every second letter becomes another one. */
static void
spoil(char *text)
{
	bool is_second = false;

	for (char *c = text; *c != '\0'; c++) {
		if (((unsigned char)*c & 0xF0) != 0xE0)
			continue;
		if (is_second)
			memcpy(c, "뷁", 3);
		is_second = !is_second;
		c += 2;
	}
}

static void
questions_without_their_letters_fail(void **state)
{
	struct scene *s = *state;
	struct score score = ask_all(s, false, spoil);
	int asked = score.asked[0] + score.asked[1], right = score.right[0] + score.right[1];

	printf("# control: every second letter lost, right %d of %d\n", right, asked);
	assert_true(100 * right < RIGHT_LEAST_PERCENT * asked / 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_answer_is_right_and_layers_help),
		cmocka_unit_test(questions_without_their_letters_fail),
	};

	return cmocka_run_group_tests(tests, open_office, close_office);
}
