/* SPDX-License-Identifier: ISC */
/* The cursor on lists whose rows take several lines, and what its keys leave. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/views/sample.h"
#include "views/pick.h"

#define MANY 60

/* A desk with many messages on its screen; every third has an error below it. */
struct desk {
	struct sample sample;
	struct outbox_row many[MANY];
	struct view_stack stack;
	struct grid grid;
};

static int
open_desk(void **state)
{
	struct desk *d = x_zalloc(1, sizeof(*d));

	sample_init(&d->sample, 24, 80);
	grid_init(&d->grid, 24, 80);
	for (int i = 0; i < MANY; i++) {
		d->many[i] = d->sample.outbox[i % 3];
		d->many[i].id = 100 + i;
	}
	d->sample.model.outbox = d->many;
	d->sample.model.outbox_count = MANY;
	d->sample.model.channel_count = 0;
	d->sample.model.who = d->sample.staff[2];
	view_stack_push(&d->stack, &view_queue, &d->sample.model, NULL);
	view_stack_push(&d->stack, &view_sent, &d->sample.model, NULL);
	*state = d;
	return 0;
}

static int
close_desk(void **state)
{
	struct desk *d = *state;

	view_stack_release(&d->stack);
	sample_release(&d->sample);
	grid_release(&d->grid);
	free(d);
	return 0;
}

static struct intent
press(struct desk *d, const char *keys)
{
	return sample_press(&d->stack, &d->sample.model, keys);
}

/* The message that the cursor is on, by trying it again; -1 if it went. */
static int64_t
selected(struct desk *d)
{
	for (int i = 0; i < MANY; i++)
		str_fill(d->many[i].state, sizeof(d->many[i].state), "parked");
	return press(d, "r").id;
}

static void
expect_cursor_row(struct desk *d)
{
	view_stack_draw(&d->stack, &d->sample.model, &d->grid);
	assert_string_equal(grid_at(&d->grid, d->grid.cursor_row, 1)->text, ">");
	assert_int_equal(grid_at(&d->grid, d->grid.cursor_row, 2)->style, STYLE_SELECTED);
}

static void
the_cursor_stays_on_the_screen_wherever_it_moves(void **state)
{
	static const char *const moves[] = { "Down", "Up", "PageDown", "PageDown", "PageUp", "End",
		"Up", "PageUp", "Home", "PageUp", "PageDown", "Down", "End", "Home" };
	struct desk *d = *state;

	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++) {
		press(d, moves[i]);
		expect_cursor_row(d);
	}
	press(d, "End");
	assert_int_equal(selected(d), 100 + MANY - 1);
	press(d, "Home");
	assert_int_equal(selected(d), 100);
}

static void
paging_down_reaches_every_row_once_and_the_end(void **state)
{
	struct desk *d = *state;
	int64_t before = 0, at = selected(d);

	for (int i = 0; at != before && i < MANY; i++) {
		before = at;
		press(d, "PageDown");
		at = selected(d);
		assert_true(at >= before);
	}
	assert_int_equal(at, 100 + MANY - 1);
}

static void
the_cursor_stays_on_its_row_when_rows_come_in(void **state)
{
	struct desk *d = *state;

	press(d, "Down Down");
	assert_int_equal(selected(d), 102);
	memmove(&d->many[1], &d->many[0], (MANY - 1) * sizeof(d->many[0]));
	d->many[0].id = 500;
	view_stack_follow(&d->stack, &d->sample.model);
	assert_int_equal(selected(d), 102);
	expect_cursor_row(d);
	/* It goes away: what took its place is selected. */
	memmove(&d->many[3], &d->many[4], (MANY - 4) * sizeof(d->many[0]));
	view_stack_follow(&d->stack, &d->sample.model);
	assert_int_equal(selected(d), 103);
}

static void
the_first_row_is_selected_until_somebody_moves(void **state)
{
	struct desk *d = *state;

	d->sample.model.outbox_count = 0;
	view_stack_follow(&d->stack, &d->sample.model);
	assert_int_equal(press(d, "Down r").kind, INTENT_NONE);
	d->sample.model.outbox_count = MANY;
	view_stack_follow(&d->stack, &d->sample.model);
	assert_int_equal(selected(d), 100);
	d->many[0].id = 500;
	view_stack_follow(&d->stack, &d->sample.model);
	assert_int_equal(selected(d), 500);
}

/* Keys on the second message of the sample (waiting), and what is told. */
static const struct key_example {
	const char *keys;
	enum intent_kind kind;
	enum by_hand hand;
} key_examples[] = {
	{ "r", INTENT_BY_HAND, BY_HAND_MESSAGE_RETRY },
	{ "ㄱ", INTENT_BY_HAND, BY_HAND_MESSAGE_RETRY },
	{ "F5", INTENT_BY_HAND, BY_HAND_MESSAGE_RETRY },
	{ "h F2", INTENT_REFUSED, BY_HAND_NONE },
	{ "h 가 F2", INTENT_BY_HAND, BY_HAND_MESSAGE_HOLD },
	{ "ㅗ 가 F2", INTENT_BY_HAND, BY_HAND_MESSAGE_HOLD },
	{ "x 가 F2", INTENT_BY_HAND, BY_HAND_MESSAGE_CANCEL },
	{ "Up r", INTENT_REFUSED, BY_HAND_NONE },	/* it went */
	{ "Enter", INTENT_OPEN, BY_HAND_NONE },
};

static void
every_key_of_the_sent_messages_leaves_its_intent(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(key_examples) / sizeof(key_examples[0]); i++) {
		const struct key_example *x = &key_examples[i];
		struct intent intent;
		void *fresh;

		open_desk(&fresh);
		press(fresh, "Down");
		intent = press(fresh, x->keys);
		assert_int_equal(intent.kind, x->kind);
		assert_int_equal(intent.hand, x->hand);
		if (x->hand != BY_HAND_NONE)
			assert_int_equal(intent.id, 101);
		close_desk(&fresh);
	}
}

/* Keys on the letters of the sample: a progress notice and a dunning letter. */
static const struct letter_key {
	const char *keys;
	enum role role;
	enum intent_kind kind;
	enum by_hand hand;
	int64_t id;
} letter_keys[] = {
	{ "F5 F2", ROLE_OFFICER, INTENT_BY_HAND, BY_HAND_LETTER_SEND, 30 },
	{ "s F2", ROLE_OFFICER, INTENT_BY_HAND, BY_HAND_LETTER_SEND, 30 },
	{ "ㄴ F2", ROLE_OFFICER, INTENT_BY_HAND, BY_HAND_LETTER_SEND, 30 },
	{ "x 가 F2", ROLE_OFFICER, INTENT_BY_HAND, BY_HAND_LETTER_SKIP, 30 },
	{ "x F2", ROLE_OFFICER, INTENT_REFUSED, BY_HAND_NONE, 0 },	/* no reason */
	{ "F4 가 F2", ROLE_OFFICER, INTENT_BY_HAND, BY_HAND_LETTER_PUBLIC, 30 },
	{ "Down F5", ROLE_OFFICER, INTENT_REFUSED, BY_HAND_NONE, 0 },	/* not theirs */
	{ "Down F5 F2", ROLE_SUPERVISOR, INTENT_BY_HAND, BY_HAND_LETTER_SEND, 32 },
	{ "F5", ROLE_AUDITOR, INTENT_REFUSED, BY_HAND_NONE, 0 },
	{ "F7", ROLE_OFFICER, INTENT_OPEN, BY_HAND_NONE, 0 },
	{ "Enter", ROLE_OFFICER, INTENT_PUSH, BY_HAND_NONE, 0 },
};

static void
every_key_of_the_letters_leaves_its_intent(void **state)
{
	static const struct letter_row letters[] = {
		{ .id = 30, .case_id = 10, .number = "2026-47750-000011", .letter = "progress",
		    .service = "GEN-QNA-LAW", .applicant = "김*현", .state = "owed" },
		{ .id = 32, .case_id = 10, .number = "2026-47750-000011", .letter = "dunning",
		    .service = "GEN-QNA-LAW", .applicant = "김*현", .state = "owed" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(letter_keys) / sizeof(letter_keys[0]); i++) {
		const struct letter_key *x = &letter_keys[i];
		struct intent intent;
		struct desk *d;
		void *fresh;

		open_desk(&fresh);
		d = fresh;
		d->sample.model.letters = letters;
		d->sample.model.letter_count = 2;
		d->sample.model.who.role = x->role;
		press(d, "8");
		view_stack_follow(&d->stack, &d->sample.model);
		intent = press(d, x->keys);
		if (intent.kind != x->kind || intent.hand != x->hand ||
		    (x->id != 0 && intent.id != x->id))
			fail_msg("%s: kind %d, hand %d, id %d", x->keys, (int)intent.kind,
			    (int)intent.hand, (int)intent.id);
		close_desk(&fresh);
	}
}

static void
an_officer_is_told_who_may(void **state)
{
	struct desk *d = *state;
	struct intent intent;

	d->sample.model.who = d->sample.staff[0];
	intent = press(d, "h");
	assert_int_equal(intent.kind, INTENT_REFUSED);
	assert_int_equal(intent.reason, REASON_NO_RIGHT);
	assert_string_equal(intent.detail, "supervisor");
	intent = press(d, "Ctrl-O Enter");
	assert_int_equal(intent.kind, INTENT_REFUSED);
	assert_int_equal(intent.reason, REASON_NO_RIGHT);
}

static void
mapping_gives_the_codes_that_stand_picked(void **state)
{
	struct desk *d = *state;
	struct intent intent;

	press(d, "Ctrl-O m 질 의 Down Tab 4 7 7 5 0");
	intent = press(d, "F2");
	assert_int_equal(intent.kind, INTENT_BY_HAND);
	assert_int_equal(intent.hand, BY_HAND_UNSORTED_RETRY);
	assert_int_equal(intent.id, 1);
	assert_true(intent.is_from_dialog);
	assert_string_equal(intent.input.service, "GEN-QNA-LAW");
	assert_string_equal(intent.input.region, "47750");
	press(d, "x");
	intent = press(d, "F2");
	assert_int_equal(intent.reason, REASON_UNKNOWN_REGION);
}

static void
what_is_typed_finds_rows_of_the_catalogue(void **state)
{
	static const struct {
		enum slot slot;
		const char *word, *first;
	} words[] = {
		{ SLOT_SERVICE, "FOOD-BIZ", "FOOD-BIZ" },
		{ SLOT_SERVICE, "FOOD", "FOOD-BIZ" },
		{ SLOT_SERVICE, "전입", "13100000016" },
		{ SLOT_SERVICE, "없는 이름", NULL },
		{ SLOT_REGION, "청송", "47750" },
		{ SLOT_REGION, "11410", "11410" },
		{ SLOT_REGION, "11", "11110" },	/* no 시·도 */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		const char *code = pick_code(words[i].slot, words[i].word, 0);

		assert_int_equal(pick_count(words[i].slot, words[i].word) > 0, code != NULL);
		if (words[i].first == NULL)
			assert_null(code);
		else
			assert_string_equal(code, words[i].first);
	}
	assert_int_equal(pick_count(SLOT_SERVICE, "FOOD-BIZ"), 1);
	assert_null(pick_code(SLOT_SERVICE, "FOOD-BIZ", 1));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_desk, close_desk)
		TEST(the_cursor_stays_on_the_screen_wherever_it_moves),
		TEST(paging_down_reaches_every_row_once_and_the_end),
		TEST(the_cursor_stays_on_its_row_when_rows_come_in),
		TEST(the_first_row_is_selected_until_somebody_moves),
		TEST(every_key_of_the_sent_messages_leaves_its_intent),
		TEST(every_key_of_the_letters_leaves_its_intent),
		TEST(an_officer_is_told_who_may),
		TEST(mapping_gives_the_codes_that_stand_picked),
		TEST(what_is_typed_finds_rows_of_the_catalogue),
#undef TEST
	};

	sample_language("ko");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
