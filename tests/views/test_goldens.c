/* SPDX-License-Identifier: ISC */
/* What the views draw, compared cell by cell with files that were read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "console/rules/workflow.h"
#include "storage/catalogue.h"
#include "storage/text.h"
#include "tests/views/cut.h"
#include "tests/views/golden.h"
#include "tests/views/sample.h"
#include "views/dialog_spec.h"

/* One picture: the view on the queue, the keys pressed before, and who looks. */
static const struct picture {
	const char *name;
	const struct view_ops *view;	/* NULL = the queue itself */
	const char *keys;
	const char *typed;
	bool is_supervisor;
	bool has_marks;
	enum role columns;
	bool has_faults;
} pictures[] = {
	{ "queue", NULL, "Down Down", "", false, false, ROLE_OFFICER, false },
	{ "case", &view_case, "", "", false, false, ROLE_OFFICER, false },
	{ "case-end", &view_case, "End", "", false, false, ROLE_OFFICER, false },
	{ "handovers", &view_handovers, "Down", "", false, false, ROLE_OFFICER, false },
	{ "sent", &view_sent, "Down Down", "", false, false, ROLE_OFFICER, false },
	{ "unsorted", &view_unsorted, "Down", "", true, false, ROLE_OFFICER, false },
	{ "help", &view_help, "", "", false, false, ROLE_OFFICER, false },
	{ "help-end", &view_help, "End", "", false, false, ROLE_OFFICER, false },
	{ "filter", NULL, "/", "state:처리중 전입", false, false, ROLE_OFFICER, false },
	{ "note", &view_case, "F3", "정화조 확인 전화", false, false, ROLE_OFFICER, false },
	{ "scratches", &view_scratches, "Down x", "", false, false, ROLE_OFFICER, false },
	{ "snippets", &view_case, "F3 F3 Down", "", false, false, ROLE_OFFICER, false },
	{ "draft", &view_case, "F7 Tab", "수리합니다. 영업신고증을 발급합니다.", false, false, ROLE_OFFICER, false },
	{ "escalate", &view_case, "F9", "식품의약품안전처", false, false, ROLE_OFFICER, false },
	{ "extend", &view_case, "Ctrl-D Down Down", "현장을 다시 확인해야 합니다.", false, false, ROLE_OFFICER, false },
	{ "why", &view_why, "", "", false, false, ROLE_OFFICER, false },
	{ "why-end", &view_why, "End", "", false, false, ROLE_OFFICER, false },
	{ "refuse", &view_case, "Ctrl-X Tab", "시설기준 미달", false, false, ROLE_OFFICER, false },
	{ "sent-hold", &view_sent, "Down h", "수신처 점검 중", true, false, ROLE_OFFICER, false },
	{ "unsorted-map", &view_unsorted, "m", "질의", false, false, ROLE_OFFICER, false },
	{ "unsorted-map-region", &view_unsorted, "m Tab", "청송", false, false, ROLE_OFFICER, false },
	{ "raw", &view_raw, "", "", true, false, ROLE_OFFICER, false },
	{ "palette", NULL, ":", "re", false, false, ROLE_OFFICER, false },
	{ "palette-case", NULL, ":", "show 47750-00000", false, false, ROLE_OFFICER, false },
	{ "columns-supervisor", NULL, "", "", false, false, ROLE_SUPERVISOR, false },
	{ "columns-auditor", NULL, "", "", false, false, ROLE_AUDITOR, false },
	{ "rules", &view_rules, "Down", "", false, false, ROLE_SUPERVISOR, false },
	{ "answers", &view_answers, "Ctrl-U", "전입신고 서류", false, false, ROLE_OFFICER, false },
	{ "answers-reply", &view_case, "F7 Tab F9 Ctrl-U", "전입신고 서류", false, false, ROLE_OFFICER, false },
	{ "questions", &view_questions, "Down", "", false, false, ROLE_SUPERVISOR, false },
	{ "saved", &view_saved, "Down", "", false, false, ROLE_OFFICER, false },
	{ "saved-delete", &view_saved, "Down x", "", false, false, ROLE_OFFICER, false },
	{ "recent", &view_recent, "", "", false, false, ROLE_OFFICER, false },
	{ "marks", NULL, "Down", "", false, true, ROLE_OFFICER, false },
	{ "marks-note", NULL, "F3", "한 번에 적는 메모", false, true, ROLE_OFFICER, false },
	{ "marks-next", NULL, "F5", "", false, true, ROLE_OFFICER, false },
	{ "batch", &view_batch, "Down", "", false, true, ROLE_OFFICER, false },
	{ "batches", &view_batches, "Down Down", "", false, false, ROLE_OFFICER, false },
	{ "batches-undo", &view_batches, "x", "", false, false, ROLE_OFFICER, false },
	{ "batches-resume", &view_batches, "F5", "", false, false, ROLE_OFFICER, false },
	{ "batch-items", &view_batch_items, "Down", "", false, false, ROLE_OFFICER, false },
	{ "board", &view_board, "Down Right", "", true, false, ROLE_OFFICER, false },
	{ "board-person", &view_board, "End Left", "", true, false, ROLE_OFFICER, false },
	{ "today", &view_today, "Down Down", "", false, false, ROLE_OFFICER, false },
	{ "call", &view_call, "", "", false, false, ROLE_OFFICER, false },
	{ "call-hits", &view_call, "Down Down", "5678", false, false, ROLE_OFFICER, false },
	{ "sheet", &view_sheet, "", "", false, false, ROLE_OFFICER, false },
	{ "sheet-caller", &view_sheet, "Enter", "홍길동", false, false, ROLE_OFFICER, false },
	{ "releases", &view_releases, "Down", "", false, false, ROLE_SUPERVISOR, false },
	{ "release", &view_release, "", "", false, false, ROLE_OFFICER, false },
	{ "release-retire", &view_releases, "x", "잘못된 조례", false, false, ROLE_SUPERVISOR, false },
	{ "letters", &view_letters, "Down", "", false, false, ROLE_OFFICER, false },
	{ "letter", &view_letter, "", "", false, false, ROLE_OFFICER, false },
	{ "letter-skip", &view_letters, "x", "알렸음", false, false, ROLE_OFFICER, false },
	{ "calendar", &view_calendar, "Down", "", true, false, ROLE_OFFICER, false },
	{ "calendar-record", &view_calendar, "r", "정전", true, false, ROLE_OFFICER, false },
	{ "package", &view_package, "", "", true, false, ROLE_OFFICER, false },
	{ "moves", &view_moves, "", "", true, false, ROLE_OFFICER, false },
	{ "call-reason", &view_call, "9 9 9 9 Enter", "", false, false, ROLE_OFFICER, false },
	{ "mismatch", &view_case, "", "", false, false, ROLE_OFFICER, true },
	{ "side-same", &view_side, "", "", false, false, ROLE_OFFICER, false },
	{ "supplement", &view_case, "Ctrl-T", "수료증", false, false, ROLE_OFFICER, false },
	{ "service", &view_service, "Down", "ㅊㅅ", false, false, ROLE_OFFICER, false },
	{ "entry", &view_entry, "Right Enter", "김농부", false, false, ROLE_OFFICER, false },
	{ "entry-faults", &view_entry, "Right F2 Down Down", "60030112", false, false,
	    ROLE_OFFICER, false },
	{ "entry-list", &view_entry, "PageDown PageDown PageDown PageDown PageDown F5", "ㅊㅅㄱ",
	    false, false, ROLE_OFFICER, false },
	{ "correct", &view_entry, "Down Down Down Ctrl-U", "2018.1.1", false, false, ROLE_OFFICER, false },
	{ "correct-time", &view_case, "@", "", false, false, ROLE_OFFICER, false },
	{ "withdraw", &view_case, "Ctrl-W", "전화로 취하", false, false, ROLE_OFFICER, false },
	{ "return", &view_case, "^", "", false, false, ROLE_OFFICER, false },
	{ "supplement-longer", &view_case, "&", "", false, false, ROLE_OFFICER, false },
	{ "reject-time", &view_case, "~", "", false, false, ROLE_OFFICER, false },
	{ "outage-begins", &view_calendar, "F5", "", true, false, ROLE_OFFICER, false },
	{ "outage-ends", &view_calendar, "F8", "", true, false, ROLE_OFFICER, false },
	{ "letter-public", &view_letters, "F4", "", false, false, ROLE_OFFICER, false },
	{ "waits", &view_waits, "Down Down Down", "", false, false, ROLE_OFFICER, false },
	{ "needs", &view_needs, "Down", "", false, false, ROLE_SUPERVISOR, false },
	{ "needs-task", &view_needs, "End", "", false, false, ROLE_OFFICER, false },
	{ "need", &view_need, "", "", false, false, ROLE_OFFICER, false },
	{ "reconcile", &view_reconcile, "Right Right", "", false, false, ROLE_OFFICER, false },
	{ "reconcile-cases", &view_reconcile_cases, "", "", false, false, ROLE_OFFICER, false },
	{ "consult", &view_consult, "Down Down", "", false, false, ROLE_OFFICER, false },
	{ "consult-done", &view_consult, "d Down", "", false, false, ROLE_OFFICER, false },
	{ "consult-add", &view_consult, "a Right", "", false, false, ROLE_OFFICER, false },
	{ "consult-later", &view_consult, "Down Down t", "15:30", false, false, ROLE_OFFICER, false },
	{ "consult-warn", &view_consult, "w", "", false, false, ROLE_OFFICER, false },
	{ "consult-plan", &view_plan, "", "", true, false, ROLE_OFFICER, false },
};

/* The same on a case with marks on its answers, and with answers that changed. */
static const struct picture changed[] = {
	{ "flagged", &view_case, "j j j j", "", false, false, ROLE_OFFICER, true },
	{ "supplement-flagged", &view_case, "Ctrl-T", "", false, false, ROLE_OFFICER, true },
	{ "side", &view_side, "", "", false, false, ROLE_OFFICER, false },
};
#define CHANGED (sizeof(changed) / sizeof(changed[0]))

static bool
is_changed(const struct picture *picture)
{
	for (size_t i = 0; i < CHANGED; i++) {
		if (picture == &changed[i])
			return true;
	}
	return false;
}

static const struct screen {
	int rows, cols;
} screens[] = { { 24, 80 }, { 40, 120 }, { 60, 200 } };

#define ROUNDS 12	/* through the words of the tables */

static void
begin(struct view_stack *stack, struct sample *s, const struct picture *picture)
{
	if (picture->is_supervisor)
		s->model.who = s->staff[2];
	s->model.queue.columns = picture->columns;
	if (picture->has_marks)
		sample_mark(s);
	sample_lists(s);
	sample_batches(s);
	if (picture->has_faults)
		sample_faults(s);
	if (is_changed(picture))
		sample_changes(s);
	if (picture->view == &view_entry)
		sample_entry(s, str_eq(picture->name, "correct"));
	view_stack_push(stack, &view_queue, &s->model, NULL);
	if (picture->view != NULL)
		view_stack_push(stack, picture->view, &s->model, NULL);
	sample_press(stack, &s->model, picture->keys);
	sample_type(stack, &s->model, picture->typed);
}

/* Draws it and counts a wrong picture, or a word of ours that is cut. Where
 * ambiguous characters are 2 cells wide there is no file, but no cut word either. */
static void
draw_one(const struct picture *picture, const struct screen *screen, const char *lang, int *wrong)
{
	struct sample s;
	struct view_stack stack = { 0 };
	struct grid g;
	char *name = x_asprintf("%s-%s-%d", picture->name, lang, screen->cols);

	sample_init(&s, screen->rows, screen->cols);
	begin(&stack, &s, picture);
	grid_init(&g, screen->rows, screen->cols);
	view_stack_draw(&stack, &s.model, &g);
	if (!golden_same(name, &g))
		(*wrong)++;
	*wrong += cut_words(name, &g, &s);
	text_set_ambiguous_width(2);
	view_stack_draw(&stack, &s.model, &g);
	*wrong += cut_words(name, &g, &s);
	text_set_ambiguous_width(1);
	free(name);
	grid_release(&g);
	view_stack_release(&stack);
	sample_release(&s);
}

static void
every_view_draws_as_it_was_read(void **state)
{
	const char *lang = *state;
	int wrong = 0;

	sample_language(lang);
	for (size_t p = 0; p < sizeof(pictures) / sizeof(pictures[0]); p++) {
		for (size_t i = 0; i < sizeof(screens) / sizeof(screens[0]); i++)
			draw_one(&pictures[p], &screens[i], lang, &wrong);
	}
	for (size_t p = 0; p < CHANGED; p++) {
		for (size_t i = 0; i < sizeof(screens) / sizeof(screens[0]); i++)
			draw_one(&changed[p], &screens[i], lang, &wrong);
	}
	assert_int_equal(wrong, 0);
}

static void
on_a_wide_screen_the_words_of_the_queue_are_whole(void **state)
{
	static const char *const langs[] = { "ko", "en" };
	const struct screen wide = { 50, 160 };
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(langs) / sizeof(langs[0]); i++) {
		sample_language(langs[i]);
		draw_one(&pictures[0], &wide, langs[i], &wrong);
	}
	assert_int_equal(wrong, 0);
}

static void
a_wrong_filter_and_the_order_that_came_are_shown(void **state)
{
	struct sample s;
	struct view_stack stack = { 0 };
	struct grid g;

	(void)state;
	sample_language("ko");
	sample_init(&s, 24, 80);
	grid_init(&g, 24, 80);
	s.model.queue.query = "not state:도달 region:서을";
	s.model.queue.query_fault = "16번째 칸: 「서을」 지역이 없습니다. 행정구역 이름이나 코드를 쓰세요.";
	s.model.queue.order = SORT_NEW;
	view_stack_push(&stack, &view_queue, &s.model, NULL);
	view_stack_draw(&stack, &s.model, &g);
	assert_true(golden_same("queue-fault-ko-80", &g));
	grid_release(&g);
	view_stack_release(&stack);
	sample_release(&s);
}

static void
an_empty_list_says_so(void **state)
{
	struct sample s;
	struct view_stack stack = { 0 };
	struct grid g;

	(void)state;
	sample_language("ko");
	sample_init(&s, 24, 80);
	grid_init(&g, 24, 80);
	s.model.queue = (struct queue_model){ .query = "state:완료 홍길동" };
	s.model.link = LINK_RECONNECTING;
	view_stack_push(&stack, &view_queue, &s.model, NULL);
	sample_press(&stack, &s.model, "Down End PageUp Enter n");
	view_stack_draw(&stack, &s.model, &g);
	assert_true(golden_same("queue-empty-ko-80", &g));
	/* Before the office has answered nobody knows whether it is empty. */
	s.model.queue.total = -1;
	view_stack_draw(&stack, &s.model, &g);
	assert_true(golden_same("queue-reading-ko-80", &g));
	grid_release(&g);
	view_stack_release(&stack);
	sample_release(&s);
}

/* A screen of numbers whose labels are cut tells nobody anything. */
static void
no_label_of_the_figures_is_cut(void **state)
{
	static const char *const langs[] = { "ko", "en" };
	static const struct view_ops *const views[] = { &view_board, &view_today };

	(void)state;
	for (size_t l = 0; l < 2; l++) {
		for (size_t v = 0; v < 2; v++) {
			for (size_t i = 0; i < sizeof(screens) / sizeof(screens[0]); i++) {
				struct view_stack stack = { 0 };
				struct buf dump = { 0 };
				struct sample s;
				struct grid g;

				sample_language(langs[l]);
				sample_init(&s, screens[i].rows, screens[i].cols);
				grid_init(&g, screens[i].rows, screens[i].cols);
				view_stack_push(&stack, &view_queue, &s.model, NULL);
				view_stack_push(&stack, views[v], &s.model, NULL);
				view_stack_draw(&stack, &s.model, &g);
				grid_dump(&g, &dump);
				assert_null(strstr(buf_str(&dump), "…"));
				buf_release(&dump);
				grid_release(&g);
				view_stack_release(&stack);
				sample_release(&s);
			}
		}
	}
}

/* The sample has a few of the states, channels and kinds; here come all. */
static void
fill_words(struct sample *s, int round)
{
	static const char *const outbox[] = { "waiting", "leased", "sent", "parked", "held",
		"cancelled" };
	static const char *const kinds[] = { "status", "decision", "escalation", "supplement",
		"notice" };
	static const int slack[] = { -45, -999 * 480, 59, 23 * 60, 480 + 419, 99 * 480 };

	for (int i = 0; i < SAMPLE_CASES; i++) {
		struct case_row *row = &s->rows[i];

		row->state = (enum state)((i + round) % STATE__COUNT);
		row->slack_minutes = slack[(i + round) % 6];
		row->due_at = s->model.now_at;
		(void)str_fill(row->channel, sizeof(row->channel),
		    catalogue_channels[(size_t)(i + round) % catalogue_channel_count].code);
		(void)str_fill(row->service, sizeof(row->service),
		    catalogue_services[(size_t)(i * 8 + round) % catalogue_service_count].code);
	}
	for (int i = 0; i < 3; i++) {
		struct outbox_row *row = &s->outbox[i];

		s->recent[i].row = s->rows[i];
		(void)str_fill(row->state, sizeof(row->state), outbox[(i + round) % 6]);
		(void)str_fill(row->kind, sizeof(row->kind), kinds[(i + round) % 5]);
		(void)str_fill(row->channel, sizeof(row->channel), s->rows[i].channel);
	}
	for (int i = 0; i < 2; i++)
		(void)str_fill(s->unsorted[i].channel, sizeof(s->unsorted[i].channel),
		    s->rows[i].channel);
	s->detail.row.state = s->rows[0].state;
	s->detail.is_unmasked = round % 2 == 0;
	s->detail.clock.calendar_due_at = round % 3 == 0 ? 0 : s->detail.row.due_at + round % 2;
	s->detail.clock.legal_due_at = s->detail.row.due_at;
	s->detail.row.deemed_at = round % 4 == 1 ? s->model.now_at : 0;
	s->detail.row.outage_at = round % 4 == 2 ? s->model.now_at : 0;
	s->detail.row.paused_from.number = round % 4 == 3 ? 20779 : 0;
	s->detail.clock.ledger[round % 5] += 9999;
	s->detail.clock.total += 9999;
	(void)str_fill(s->detail.row.channel, sizeof(s->detail.row.channel), s->rows[0].channel);
	(void)str_fill(s->detail.row.service, sizeof(s->detail.row.service), s->rows[0].service);
}

static void
no_word_of_the_tables_is_cut(void **state)
{
	const char *lang = *state;
	int wrong = 0;

	sample_language(lang);
	for (size_t p = 0; p < sizeof(pictures) / sizeof(pictures[0]); p++) {
		for (int round = 0; round < 3 * ROUNDS; round++) {
			const struct screen *screen = &screens[round % 3];
			struct view_stack stack = { 0 };
			struct sample s;
			struct grid g;

			sample_init(&s, screen->rows, screen->cols);
			fill_words(&s, round / 3);
			begin(&stack, &s, &pictures[p]);
			text_set_ambiguous_width(1 + round % 2);
			grid_init(&g, screen->rows, screen->cols);
			view_stack_draw(&stack, &s.model, &g);
			wrong += cut_words(pictures[p].name, &g, &s);
			text_set_ambiguous_width(1);
			grid_release(&g);
			view_stack_release(&stack);
			sample_release(&s);
		}
	}
	assert_int_equal(wrong, 0);
}

/* The control of the above: of two cut texts it finds the one that is ours. */
static void
a_cut_word_is_found_and_cut_data_is_not(void **state)
{
	struct sample s;
	struct grid g;

	(void)state;
	sample_language("en");
	sample_init(&s, 24, 80);
	grid_init(&g, 24, 80);
	grid_put(&g, 3, 2, 8, STYLE_NORMAL, s.rows[0].title);
	assert_int_equal(cut_words("control", &g, &s), 0);
	grid_put(&g, 4, 2, 11, STYLE_NORMAL, state_label(STATE_IN_PROGRESS));
	assert_int_equal(cut_words("control", &g, &s), 0);
	grid_put(&g, 4, 2, 10, STYLE_NORMAL, state_label(STATE_IN_PROGRESS));
	assert_int_equal(cut_words("control", &g, &s), 1);
	grid_release(&g);
	sample_release(&s);
}

#define DIALOG_CELLS 72	/* between the borders of a dialog at 80x24 */

static int
too_wide(const char *text)
{
	bool is_wide = text != NULL && text_width(say(text)) > DIALOG_CELLS;

	if (is_wide)
		printf("%d cells: %s\n", text_width(say(text)), say(text));
	return is_wide ? 1 : 0;
}

/* Also of those that no picture shows. */
static void
the_words_of_all_dialogs_fit(void **state)
{
	static const char *const langs[] = { "ko", "en" };
	int wrong = 0;

	(void)state;
	for (size_t l = 0; l < 2; l++) {
		sample_language(langs[l]);
		text_set_ambiguous_width(2);
		for (int a = ACTION_NONE + 1; a < ACTION__COUNT; a++) {
			const struct dialog_spec *specs[] = { dialog_spec_of((enum action)a),
				dialog_spec_of_marks((enum action)a) };

			for (size_t i = 0; i < 2; i++) {
				if (specs[i] == NULL)
					continue;
				wrong += too_wide(specs[i]->question);
				for (int f = 0; f < dialog_field_count(specs[i]); f++)
					wrong += too_wide(specs[i]->fields[f].label);
			}
		}
		text_set_ambiguous_width(1);
	}
	assert_int_equal(wrong, 0);
	assert_int_equal(too_wide("A sentence that is so long that no dialog at eighty cells can have it"
	    " whole."), 1);
}

static void
an_empty_list_names_the_channel_that_rests(void **state)
{
	static const char *const langs[] = { "ko", "en" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct view_stack stack = { 0 };
		struct sample s;
		struct grid g;
		char *name = x_asprintf("queue-rests-%s-80", langs[i]);

		sample_language(langs[i]);
		sample_init(&s, 24, 80);
		grid_init(&g, 24, 80);
		s.model.queue = (struct queue_model){ .query = "" };
		view_stack_push(&stack, &view_queue, &s.model, NULL);
		view_stack_draw(&stack, &s.model, &g);
		assert_true(golden_same(name, &g));
		grid_release(&g);
		view_stack_release(&stack);
		sample_release(&s);
		free(name);
	}
}

static void
a_key_to_learn_stands_in_the_message_line(void **state)
{
	static const char *const langs[] = { "ko", "en" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		unsigned char uses[ACTION__COUNT] = { 0 };
		struct view_stack stack = { 0 };
		struct sample s;
		struct grid g;
		char *name = x_asprintf("queue-lesson-%s-80", langs[i]);

		sample_language(langs[i]);
		sample_init(&s, 24, 80);
		grid_init(&g, 24, 80);
		s.model.lesson_uses = uses;
		s.model.message = "저장됨: 2026-47750-000030 (처리중)";
		s.model.message_style = STYLE_OK;
		view_stack_push(&stack, &view_queue, &s.model, NULL);
		view_stack_draw(&stack, &s.model, &g);
		assert_true(golden_same(name, &g));
		grid_release(&g);
		view_stack_release(&stack);
		sample_release(&s);
		free(name);
	}
}

static void
a_message_takes_the_message_line(void **state)
{
	struct sample s;
	struct view_stack stack = { 0 };
	struct grid g;

	(void)state;
	sample_language("ko");
	sample_init(&s, 24, 80);
	grid_init(&g, 24, 80);
	s.model.message = "「저장됨」 2026-47750-000007 기안";
	s.model.message_style = STYLE_OK;
	s.model.queue.query = "region:47750 due:..2d";
	view_stack_push(&stack, &view_queue, &s.model, NULL);
	view_stack_draw(&stack, &s.model, &g);
	assert_true(golden_same("queue-message-ko-80", &g));
	grid_release(&g);
	view_stack_release(&stack);
	sample_release(&s);
}

int
main(void)
{
	static char ko[] = "ko", en[] = "en";
	const struct CMUnitTest tests[] = {
		{ "in Korean every view draws as it was read", every_view_draws_as_it_was_read,
		    NULL, NULL, ko },
		{ "in English every view draws as it was read", every_view_draws_as_it_was_read,
		    NULL, NULL, en },
		cmocka_unit_test(on_a_wide_screen_the_words_of_the_queue_are_whole),
		cmocka_unit_test(a_wrong_filter_and_the_order_that_came_are_shown),
		cmocka_unit_test(an_empty_list_says_so),
		cmocka_unit_test(no_label_of_the_figures_is_cut),
		{ "in Korean no word of the tables is cut", no_word_of_the_tables_is_cut, NULL,
		    NULL, ko },
		{ "in English no word of the tables is cut", no_word_of_the_tables_is_cut, NULL,
		    NULL, en },
		cmocka_unit_test(a_cut_word_is_found_and_cut_data_is_not),
		cmocka_unit_test(the_words_of_all_dialogs_fit),
		cmocka_unit_test(an_empty_list_names_the_channel_that_rests),
		cmocka_unit_test(a_key_to_learn_stands_in_the_message_line),
		cmocka_unit_test(a_message_takes_the_message_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
