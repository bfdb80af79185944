/* SPDX-License-Identifier: ISC */
/* What keys do to the stack of views, and what intents they leave. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/views/sample.h"
#include "views/dialog_content.h"

/* A desk with the queue on its screen. */
struct desk {
	struct sample sample;
	struct view_stack stack;
};

static int
open_desk(void **state)
{
	struct desk *d = x_zalloc(1, sizeof(*d));

	sample_init(&d->sample, 24, 80);
	view_stack_push(&d->stack, &view_queue, &d->sample.model, NULL);
	*state = d;
	return 0;
}

static int
close_desk(void **state)
{
	struct desk *d = *state;

	view_stack_release(&d->stack);
	sample_release(&d->sample);
	free(d);
	return 0;
}

static struct intent
press(struct desk *d, const char *keys)
{
	return sample_press(&d->stack, &d->sample.model, keys);
}

static int64_t
selected(const struct desk *d)
{
	return view_stack_case(&d->stack, &d->sample.model);
}

static void
the_cursor_stays_on_its_case_when_the_list_moves(void **state)
{
	struct desk *d = *state;
	struct case_row row = d->sample.rows[2];

	press(d, "Down Down");
	assert_int_equal(selected(d), row.id);
	/* The case moves to the top, then to the bottom. */
	d->sample.rows[2] = d->sample.rows[0];
	d->sample.rows[0] = row;
	view_stack_follow(&d->stack, &d->sample.model);
	assert_int_equal(selected(d), row.id);
	d->sample.rows[0] = d->sample.rows[8];
	d->sample.rows[8] = row;
	view_stack_follow(&d->stack, &d->sample.model);
	assert_int_equal(selected(d), row.id);
	press(d, "Up");
	assert_int_equal(selected(d), d->sample.rows[7].id);
}

/* Takes the row at from out of the list and puts it in at to. */
static void
shift_row(struct desk *d, int from, int to)
{
	struct case_row row = d->sample.rows[from];

	for (int i = from; i < to; i++)
		d->sample.rows[i] = d->sample.rows[i + 1];
	for (int i = from; i > to; i--)
		d->sample.rows[i] = d->sample.rows[i - 1];
	d->sample.rows[to] = row;
}

static void
a_cursor_nobody_has_moved_stays_at_the_top(void **state)
{
	struct desk *d = *state;
	struct case_row first = d->sample.rows[0];

	shift_row(d, 4, 0);
	view_stack_follow(&d->stack, &d->sample.model);
	assert_int_equal(selected(d), d->sample.rows[0].id);
	/* A key that chooses its case binds the cursor to it. */
	press(d, "Up");
	shift_row(d, 0, 5);
	view_stack_follow(&d->stack, &d->sample.model);
	assert_int_equal(selected(d), d->sample.rows[5].id);
	assert_int_not_equal(selected(d), first.id);
}

/* The desk's own op on the row at is saved, and the list says so. */
static void
act_on(struct desk *d, int at)
{
	struct acted *acted = &d->sample.model.acted;

	d->sample.rows[at].version++;
	acted->event_id++;
	acted->case_id = d->sample.rows[at].id;
	acted->version = d->sample.rows[at].version;
}

static void
after_an_own_op_that_sends_the_case_away_the_next_one_is_selected(void **state)
{
	struct desk *d = *state;
	int64_t case_id, next_id;

	press(d, "Down Down");
	case_id = d->sample.rows[2].id;
	next_id = d->sample.rows[3].id;
	act_on(d, 2);
	view_stack_follow(&d->stack, &d->sample.model);
	assert_int_equal(selected(d), case_id);
	act_on(d, 2);
	shift_row(d, 2, 7);
	view_stack_follow(&d->stack, &d->sample.model);
	assert_int_equal(selected(d), next_id);
	/* What others do to the list moves the cursor with its case. */
	shift_row(d, 2, 6);
	view_stack_follow(&d->stack, &d->sample.model);
	assert_int_equal(selected(d), next_id);
}

static void
an_own_op_is_followed_only_once_the_list_has_it(void **state)
{
	struct desk *d = *state;
	int64_t next_id;

	press(d, "Down Down");
	next_id = d->sample.rows[3].id;
	act_on(d, 2);
	d->sample.rows[2].version--;
	view_stack_follow(&d->stack, &d->sample.model);
	assert_int_equal(selected(d), d->sample.rows[2].id);
	/* The case is decided and leaves; two others came above it. */
	shift_row(d, 2, 8);
	shift_row(d, 7, 0);
	shift_row(d, 7, 0);
	d->sample.model.queue.count = 8;
	view_stack_follow(&d->stack, &d->sample.model);
	assert_int_equal(selected(d), next_id);
}

static void
when_its_case_leaves_the_list_the_cursor_keeps_its_line(void **state)
{
	struct desk *d = *state;

	press(d, "Down Down");
	memmove(&d->sample.rows[2], &d->sample.rows[3], 6 * sizeof(d->sample.rows[0]));
	d->sample.model.queue.count = 8;
	view_stack_follow(&d->stack, &d->sample.model);
	assert_int_equal(selected(d), d->sample.rows[2].id);
	d->sample.model.queue.count = 0;
	view_stack_follow(&d->stack, &d->sample.model);
	assert_int_equal(selected(d), 0);
}

static void
past_the_edge_of_the_window_more_rows_are_asked_for(void **state)
{
	struct desk *d = *state;
	struct queue_model *q = &d->sample.model.queue;
	struct intent intent;

	q->count = 4;
	q->has_after = true;
	intent = press(d, "Down");
	assert_int_equal(intent.kind, INTENT_ROWS);
	assert_int_equal(intent.where, ROWS_FORWARD);
	press(d, "Down Down Down Down");
	assert_int_equal(selected(d), 4);
	/* The rows come: the move that waited for them is finished. */
	q->count = 9;
	q->has_after = false;
	view_stack_follow(&d->stack, &d->sample.model);
	assert_int_equal(selected(d), 5);
}

static void
the_ends_of_the_list_are_fetched_when_they_are_elsewhere(void **state)
{
	struct desk *d = *state;
	struct queue_model *q = &d->sample.model.queue;
	struct intent intent;

	q->rows = &d->sample.rows[3];
	q->first = 3;
	q->count = 3;
	q->has_before = q->has_after = true;
	view_stack_follow(&d->stack, &d->sample.model);
	intent = press(d, "End");
	assert_int_equal(intent.kind, INTENT_ROWS);
	assert_int_equal(intent.where, ROWS_LAST);
	q->rows = &d->sample.rows[6];
	q->first = 6;
	q->has_after = false;
	view_stack_follow(&d->stack, &d->sample.model);
	assert_int_equal(selected(d), d->sample.rows[8].id);
	intent = press(d, "g");
	assert_int_equal(intent.where, ROWS_FIRST);
}

/* Keys on the first case (mine, in progress), and what the console is told. */
static const struct queue_example {
	const char *keys;
	enum intent_kind kind;
} queue_examples[] = {
	{ "Enter", INTENT_OPEN },
	{ "F10", INTENT_QUIT },
	{ "q", INTENT_QUIT },
	{ "Esc", INTENT_NONE },
	{ "Tab", INTENT_SORT },
	{ "Ctrl-R", INTENT_REFRESH },
	{ "F6", INTENT_PUSH },
	{ "F6 Esc", INTENT_POP },
	{ "F1 F1", INTENT_NONE },
	{ "c", INTENT_ACT },
	{ "n", INTENT_REFUSED },	/* already in progress */
	{ "v", INTENT_REFUSED },	/* an officer does not receive */
	{ "Ctrl-N", INTENT_ACT },
	{ "m", INTENT_PUSH },
	{ "Down Down n", INTENT_ACT },
	{ "x", INTENT_PUSH },
	{ "W", INTENT_PUSH },
	{ "y", INTENT_NONE },
};

static void
every_key_of_the_queue_leaves_its_intent(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(queue_examples) / sizeof(queue_examples[0]); i++) {
		void *fresh;
		open_desk(&fresh);
		assert_int_equal(press(fresh, queue_examples[i].keys).kind,
		    queue_examples[i].kind);
		close_desk(&fresh);
	}
}

/* The same key by an input method in Hangul mode, and in ASCII. */
static const struct hangul_pair {
	const char *hangul, *ascii;
} hangul_pairs[] = {
	{ "ㅂ", "q" }, { "ㅜ", "n" }, { "ㅓ", "j" }, { "ㅓ ㅏ", "j k" }, { "ㅊ", "c" },
	{ "ㅃ", "Q" }, { "ㄲ", "R" }, { "ㅆ", "T" }, { "ㅐ", "o" }, { "ㅡ", "m" },
	{ "ㅅ", "t" }, { "허", "g j" }, { "ㅣ", "l" },
};

static void
hangul_keys_do_the_same_as_ascii_keys(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(hangul_pairs) / sizeof(hangul_pairs[0]); i++) {
		void *one, *other;
		open_desk(&one);
		open_desk(&other);
		struct intent a = press(one, hangul_pairs[i].hangul);
		struct intent b = press(other, hangul_pairs[i].ascii);
		assert_int_not_equal(a.kind, INTENT_NONE);
		assert_int_equal(a.kind, b.kind);
		assert_int_equal(a.op, b.op);
		assert_int_equal(a.case_id, b.case_id);
		assert_ptr_equal(a.push, b.push);
		assert_int_equal(selected(one), selected(other));
		close_desk(&one);
		close_desk(&other);
	}
}

static void
hangul_typed_into_a_prompt_stays_hangul(void **state)
{
	struct desk *d = *state;
	struct intent intent;

	press(d, "/ 전 입");
	intent = press(d, "Enter");
	assert_int_equal(intent.kind, INTENT_QUERY);
	assert_string_equal(intent.text, "전입");
	assert_ptr_equal(view_stack_top(&d->stack), &view_queue);
}

static void
a_filter_can_be_cleared_with_esc(void **state)
{
	struct desk *d = *state;
	struct intent intent;

	d->sample.model.queue.query = "region:47750";
	intent = press(d, "Esc");
	assert_int_equal(intent.kind, INTENT_QUERY);
	assert_string_equal(intent.text, "");
	intent = press(d, "/ Enter");
	assert_string_equal(intent.text, "region:47750");
}

static void
a_draft_carries_all_its_fields(void **state)
{
	struct desk *d = *state;
	struct intent intent;

	view_stack_push(&d->stack, &view_case, &d->sample.model, NULL);
	press(d, "F7 Right Tab 글 Enter 둘 Tab 이 유 Tab 구 제");
	intent = press(d, "F2");
	assert_int_equal(intent.kind, INTENT_ACT);
	assert_int_equal(intent.op, OP_DRAFT);
	assert_int_equal(intent.case_id, 1);
	assert_int_equal(intent.version, 3);
	assert_true(intent.is_from_dialog);
	assert_int_equal(intent.input.outcome, OUTCOME_REFUSE);
	assert_string_equal(intent.input.text, "글\n둘");
	assert_string_equal(intent.input.reasons, "이유");
	assert_string_equal(intent.input.remedies, "구제");
}

/* The state of the dialog on top. */
static void *
top_state(struct desk *d)
{
	assert_ptr_equal(view_stack_top(&d->stack), &view_dialog);
	return d->stack.levels[d->stack.depth - 1].state;
}

static void
what_was_typed_can_be_written_down_and_read_again(void **state)
{
	struct desk *d = *state;
	struct buf first = { 0 }, second = { 0 };
	struct intent intent;

	view_stack_push(&d->stack, &view_case, &d->sample.model, NULL);
	press(d, "F7");
	dialog_write(top_state(d), &first);
	assert_int_equal(first.len, 0);
	press(d, "Right Tab 글 Enter 둘 Tab 이 유");
	dialog_write(top_state(d), &first);
	press(d, "Esc F7");
	assert_string_equal(press(d, "F2").input.text, "");
	dialog_read(top_state(d), buf_str(&first));
	dialog_write(top_state(d), &second);
	assert_string_equal(buf_str(&first), buf_str(&second));
	press(d, "!");
	intent = press(d, "F2");
	assert_string_equal(intent.input.text, "글\n둘");
	assert_string_equal(intent.input.reasons, "이유!");
	assert_int_equal(intent.input.outcome, OUTCOME_REFUSE);
	view_stack_done(&d->stack);
	assert_ptr_equal(view_stack_top(&d->stack), &view_case);
	buf_release(&first);
	buf_release(&second);
}

/* older, newer, both. */
static const struct merge_example {
	const char *older, *newer, *both;
} merge_examples[] = {
	{ "text 1\na\n", "", "text 1\na\n" },
	{ "", "text 1\na\n", "text 1\na\n" },
	{ "text 1\na\n", "text 1\na\n", "text 1\na\n" },
	{ "text 1\na\n", "text 3\n한\n", "text 5\na\n한\n" },
	{ "text 1\na\noutcome 6\nrefuse\n", "text 1\na\noutcome 8\ncomplete\n",
	    "text 1\na\noutcome 8\ncomplete\n" },
	{ "text 1\na\n", "reasons 1\nb\n", "text 1\na\nreasons 1\nb\n" },
	{ "text 9\na\n", "text 1\nb\n", "text 1\nb\n" },
	{ "text x\na\n", "nonsense", "" },
	{ "text -1\na\n", "text 99999999\na\n", "" },
};

static void
of_two_texts_none_is_lost(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(merge_examples) / sizeof(merge_examples[0]); i++) {
		struct buf both = { 0 };
		dialog_content_merge(&both, merge_examples[i].older, merge_examples[i].newer);
		assert_string_equal(buf_str(&both), merge_examples[i].both);
		buf_release(&both);
	}
}

static void
every_slot_has_a_name_and_every_text_a_limit(void **state)
{
	(void)state;
	for (int a = SLOT_NONE + 1; a < SLOT__COUNT; a++) {
		assert_non_null(dialog_slot_name((enum slot)a));
		assert_string_not_equal(dialog_slot_name((enum slot)a), "");
		for (int b = SLOT_NONE; b < a; b++)
			assert_string_not_equal(dialog_slot_name((enum slot)a),
			    dialog_slot_name((enum slot)b));
		if (slot_is_text((enum slot)a))
			assert_true(dialog_field_bytes(ACTION_NOTE, (enum slot)a) > 0);
	}
}

static void
throwing_away_is_asked_for_twice(void **state)
{
	struct desk *d = *state;

	press(d, "m");
	assert_int_equal(press(d, "Ctrl-X").kind, INTENT_DISCARD);
	assert_ptr_equal(view_stack_top(&d->stack), &view_queue);
	press(d, "m 가");
	assert_int_equal(press(d, "Ctrl-X").kind, INTENT_REDRAW);
	assert_int_equal(press(d, "나").kind, INTENT_REDRAW);
	assert_int_equal(press(d, "Ctrl-X").kind, INTENT_REDRAW);
	assert_string_equal(press(d, "F2").input.text, "가나");
	assert_int_equal(press(d, "Ctrl-X").kind, INTENT_REDRAW);
	assert_int_equal(press(d, "Ctrl-X").kind, INTENT_DISCARD);
	assert_ptr_equal(view_stack_top(&d->stack), &view_queue);
}

static void
what_is_half_typed_is_gone_on_with_or_thrown_away(void **state)
{
	struct desk *d = *state;
	struct intent intent;

	press(d, ",");
	assert_ptr_equal(view_stack_top(&d->stack), &view_scratches);
	intent = press(d, "Enter");
	assert_int_equal(intent.kind, INTENT_OPEN);
	assert_int_equal(intent.case_id, 1);
	intent = press(d, "Down Enter");
	assert_int_equal(intent.kind, INTENT_PUSH);
	assert_ptr_equal(view_stack_top(&d->stack), &view_dialog);
	press(d, "Esc");
	assert_int_equal(press(d, "x").kind, INTENT_REDRAW);
	assert_int_equal(press(d, "Up").kind, INTENT_REDRAW);
	assert_int_equal(press(d, "x").kind, INTENT_REDRAW);
	intent = press(d, "x");
	assert_int_equal(intent.kind, INTENT_FORGET);
	assert_int_equal(intent.id, 8);
}

static void
a_snippet_goes_in_at_the_caret_as_one_step(void **state)
{
	static const struct snippet_row rows[] = {
		{ .id = 1, .name = "인사", .text = "안녕하십니까." },
		{ .id = 2, .is_office = true, .name = "검토", .text = "검토 중\n입니다." },
	};
	struct desk *d = *state;
	struct intent intent;

	d->sample.model.snippets = rows;
	d->sample.model.snippet_count = 2;
	press(d, "m 가 나 Left");
	assert_int_equal(press(d, "F3").kind, INTENT_PUSH);
	assert_ptr_equal(view_stack_top(&d->stack), &view_snippets);
	assert_int_equal(press(d, "없 Enter").kind, INTENT_NONE);
	assert_int_equal(press(d, "Backspace Down Enter").kind, INTENT_INSERT);
	intent = press(d, "F2");
	assert_string_equal(intent.input.text, "가검토 중\n입니다.나");
	press(d, "Ctrl-_");
	assert_string_equal(press(d, "F2").input.text, "가나");
	press(d, "F3");
	sample_type(&d->stack, &d->sample.model, "안녕");
	press(d, "Enter");
	assert_string_equal(press(d, "F2").input.text, "가안녕하십니까.나");
	press(d, "F3 Esc");
	assert_ptr_equal(view_stack_top(&d->stack), &view_dialog);
	/* With the focus on a list it goes into the first text. */
	press(d, "Ctrl-X Ctrl-X");
	view_stack_push(&d->stack, &view_case, &d->sample.model, NULL);
	press(d, "F7 F3 Enter");
	assert_string_equal(press(d, "F2").input.text, "안녕하십니까.");
}

/* What stands on the screen just now. */
static bool
is_shown(struct desk *d, const char *text)
{
	struct grid g;
	struct buf dump = { 0 };
	bool is_there;

	grid_init(&g, d->sample.model.screen_rows, d->sample.model.screen_cols);
	view_stack_draw(&d->stack, &d->sample.model, &g);
	grid_dump(&g, &dump);
	is_there = strstr(buf_str(&dump), text) != NULL;
	buf_release(&dump);
	grid_release(&g);
	return is_there;
}

static void
paste(struct desk *d, int syllables)
{
	struct buf text = { 0 };

	for (int i = 0; i < syllables; i++)
		buf_puts(&text, "한");
	view_stack_key(&d->stack, &d->sample.model, (struct key){ .sym = K_PASTE,
	    .paste = buf_str(&text) });
	buf_release(&text);
}

static void
a_limit_is_said_before_it_is_felt(void **state)
{
	struct desk *d = *state;

	press(d, "m");
	paste(d, 4000);
	assert_false(is_shown(d, "더 쓸 수 있음"));
	paste(d, 1000);
	assert_true(is_shown(d, "한글 461자 더 쓸 수 있음"));
	paste(d, 462);
	assert_true(is_shown(d, "자리가 없어 넣지 않았습니다"));
	paste(d, 461);
	assert_true(is_shown(d, "한글 0자 더 쓸 수 있음"));
	press(d, "한");
	assert_true(is_shown(d, "자리가 없어 넣지 않았습니다"));
	assert_int_equal(strlen(press(d, "F2").input.text), 3 * 5461);
	press(d, "Ctrl-_");
	assert_true(is_shown(d, "한글 461자 더 쓸 수 있음"));
}

static void
how_a_text_stands_with_the_office_is_said(void **state)
{
	static const char *const marks[SCRATCH__COUNT] = {
		[SCRATCH_NONE] = NULL,
		[SCRATCH_SAVED] = "임시 저장 14:29",
		[SCRATCH_RESTORED] = "14:29에 쓰던 글",
		[SCRATCH_WAITING] = "사무실과 끊김",
		[SCRATCH_REFUSED] = "사무실이 받지 않음",
	};
	struct desk *d = *state;

	press(d, "m");
	for (int i = 0; i < SCRATCH__COUNT; i++) {
		d->sample.model.scratch.state = (enum scratch_state)i;
		for (int k = 0; k < SCRATCH__COUNT; k++)
			assert_false(marks[k] != NULL && is_shown(d, marks[k]));
	}
	press(d, "가");
	for (int i = 0; i < SCRATCH__COUNT; i++) {
		d->sample.model.scratch.state = (enum scratch_state)i;
		for (int k = 0; k < SCRATCH__COUNT; k++) {
			if (marks[k] != NULL)
				assert_int_equal(is_shown(d, marks[k]), i == k);
		}
	}
}

static void
a_conflict_keeps_the_text_and_takes_the_new_version(void **state)
{
	struct desk *d = *state;

	press(d, "m 가 F2");
	view_stack_revise(&d->stack, 9);
	struct intent intent = press(d, "F2");
	assert_int_equal(intent.version, 9);
	assert_string_equal(intent.input.text, "가");
}

static void
what_is_not_allowed_says_why(void **state)
{
	struct desk *d = *state;
	struct intent intent;

	view_stack_push(&d->stack, &view_case, &d->sample.model, NULL);
	intent = press(d, "F8");
	assert_int_equal(intent.kind, INTENT_REFUSED);
	assert_int_equal(intent.reason, REASON_NO_RIGHT);
	assert_string_equal(intent.detail, "supervisor");
	intent = press(d, "r");
	assert_int_equal(intent.reason, REASON_WRONG_STATE);
	assert_string_equal(intent.detail, "in-progress");
	/* In the queue, before the office has been asked. */
	press(d, "Esc");
	d->sample.rows[0].state = STATE_ARRIVED;
	assert_int_equal(press(d, "n").reason, REASON_NOT_RECEIVED);
	assert_string_equal(press(d, "v").detail, "supervisor");
}

static void
assigning_chooses_from_the_staff(void **state)
{
	struct desk *d = *state;
	struct intent intent;

	d->sample.model.who = d->sample.staff[2];
	intent = press(d, "s Down Enter");
	assert_int_equal(intent.op, OP_ASSIGN);
	assert_string_equal(intent.input.assignee, "park");
	press(d, "Up Up");
	assert_string_equal(press(d, "F2").input.assignee, "kwon");
}

static void
a_paste_in_command_mode_is_no_command(void **state)
{
	struct desk *d = *state;
	struct key paste = { .sym = K_PASTE, .paste = "q\nQ" };
	struct key keys[KEY_EXPAND_MAX];

	assert_int_equal(view_stack_keys(&d->stack, paste, keys), 1);
	assert_int_equal(view_stack_key(&d->stack, &d->sample.model, keys[0]).kind, INTENT_NONE);
}

static void
the_stack_never_grows_beyond_its_depth(void **state)
{
	struct desk *d = *state;

	for (int i = 0; i < 3 * VIEW_DEPTH; i++)
		press(d, "F6 F1 Ctrl-O");
	assert_in_range(d->stack.depth, 1, VIEW_DEPTH);
	for (int i = 0; i < 3 * VIEW_DEPTH; i++)
		view_stack_pop(&d->stack);
	assert_ptr_equal(view_stack_top(&d->stack), &view_queue);
}

static void
every_view_draws_on_any_size(void **state)
{
	static const struct view_ops *const views[] = {
		&view_case, &view_sent, &view_unsorted, &view_help, &view_recent, &view_saved,
		&view_batch,
	};
	struct desk *d = *state;
	struct grid g;

	grid_init(&g, 1, 1);
	press(d, "F7 가 나 다 Esc");
	sample_mark(&d->sample);
	for (int rows = 1; rows < 30; rows += 4) {
		for (int cols = 1; cols < 140; cols += 9) {
			d->sample.model.screen_rows = rows;
			d->sample.model.screen_cols = cols;
			grid_resize(&g, rows, cols);
			view_stack_draw(&d->stack, &d->sample.model, &g);
			for (size_t v = 0; v < sizeof(views) / sizeof(views[0]); v++) {
				view_stack_push(&d->stack, views[v], &d->sample.model, NULL);
				press(d, "PageDown End Up");
				view_stack_draw(&d->stack, &d->sample.model, &g);
				press(d, ":");
				view_stack_draw(&d->stack, &d->sample.model, &g);
				view_stack_pop(&d->stack);
				view_stack_pop(&d->stack);
			}
			press(d, "F7");
			view_stack_draw(&d->stack, &d->sample.model, &g);
			press(d, "Esc");
		}
	}
	grid_release(&g);
}

static void
screens_are_not_piled_up(void **state)
{
	static const struct view_ops *const places[] = { &view_sent, &view_unsorted, &view_today,
		&view_board, &view_recent, &view_saved, &view_calendar, &view_case };
	struct desk *d = *state;

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		view_stack_push(&d->stack, places[i], &d->sample.model, NULL);
		assert_ptr_equal(view_stack_top(&d->stack), places[i]);
	}
	assert_true(view_stack_has(&d->stack, &view_queue));
	assert_false(view_stack_has(&d->stack, &view_sent));
	assert_true(view_stack_has(&d->stack, &view_calendar));

	/* One that is there is shown again, and what lay over it is gone. */
	view_stack_push(&d->stack, &view_calendar, &d->sample.model, NULL);
	assert_ptr_equal(view_stack_top(&d->stack), &view_calendar);
	assert_false(view_stack_has(&d->stack, &view_case));

	/* A dialog still finds room. */
	view_stack_push(&d->stack, &view_case, &d->sample.model, NULL);
	press(d, "F3");
	assert_ptr_equal(view_stack_top(&d->stack), &view_dialog);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_desk, close_desk)
		TEST(screens_are_not_piled_up),
		TEST(the_cursor_stays_on_its_case_when_the_list_moves),
		TEST(a_cursor_nobody_has_moved_stays_at_the_top),
		TEST(after_an_own_op_that_sends_the_case_away_the_next_one_is_selected),
		TEST(an_own_op_is_followed_only_once_the_list_has_it),
		TEST(when_its_case_leaves_the_list_the_cursor_keeps_its_line),
		TEST(past_the_edge_of_the_window_more_rows_are_asked_for),
		TEST(the_ends_of_the_list_are_fetched_when_they_are_elsewhere),
		TEST(every_key_of_the_queue_leaves_its_intent),
		TEST(hangul_keys_do_the_same_as_ascii_keys),
		TEST(hangul_typed_into_a_prompt_stays_hangul),
		TEST(a_filter_can_be_cleared_with_esc),
		TEST(a_draft_carries_all_its_fields),
		TEST(what_was_typed_can_be_written_down_and_read_again),
		TEST(throwing_away_is_asked_for_twice),
		TEST(how_a_text_stands_with_the_office_is_said),
		TEST(a_limit_is_said_before_it_is_felt),
		TEST(what_is_half_typed_is_gone_on_with_or_thrown_away),
		TEST(a_snippet_goes_in_at_the_caret_as_one_step),
		cmocka_unit_test(of_two_texts_none_is_lost),
		cmocka_unit_test(every_slot_has_a_name_and_every_text_a_limit),
		TEST(a_conflict_keeps_the_text_and_takes_the_new_version),
		TEST(what_is_not_allowed_says_why),
		TEST(assigning_chooses_from_the_staff),
		TEST(a_paste_in_command_mode_is_no_command),
		TEST(the_stack_never_grows_beyond_its_depth),
		TEST(every_view_draws_on_any_size),
#undef TEST
	};

	sample_language("ko");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
