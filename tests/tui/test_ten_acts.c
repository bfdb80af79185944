/* SPDX-License-Identifier: ISC */
/* The ten most frequent acts by keys, on a Korean screen: in Latin mode, and with
 * what an input method hands over in Hangul mode (ㅍ for v, composed text as whole
 * syllables). The same comes of it, with the same number of action keys; what is
 * typed as text does not count. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "tests/tui/console.h"

#define CTRL_Y "\031"
#define CTRL_T "\024"
#define CTRL_G "\007"
#define CTRL_E "\005"
#define QUESTION "질의"

/* Who sits there, and how. */
struct hand {
	struct pty *p;
	bool is_hangul;
	int keys;	/* action keys so far */
};

/* One action key, and what the screen then shows. */
static void
press(struct hand *h, const char *key, const char *shown)
{
	h->keys++;
	type_expect(h->p, key, shown);
}

/* One row per letter that is pressed: what stands on the same key in Hangul mode. */
static const struct letter {
	const char *latin, *hangul;
} letters[] = {
	{ "v", "ㅍ" }, { "E", "ㄸ" }, { "k", "ㅏ" }, { "j", "ㅓ" }, { "n", "ㅜ" },
	{ "m", "ㅡ" }, { "d", "ㅇ" }, { "a", "ㅁ" },
};

/* An action key that is a letter. */
static void
press_letter(struct hand *h, const char *letter)
{
	h->keys++;
	for (size_t i = 0; h->is_hangul && i < sizeof(letters) / sizeof(letters[0]); i++) {
		if (str_eq(letters[i].latin, letter))
			letter = letters[i].hangul;
	}
	pty_send(h->p, letter);
}

/* Text, which is not counted. */
static void
write_text(struct hand *h, const char *text)
{
	type_expect(h->p, text, text);
}

static struct hand
sit_down(struct stage *s, const char *login, const char *name, bool is_hangul)
{
	return (struct hand){ .p = console_queue(s, login, name), .is_hangul = is_hangul };
}

/* Filters by a word that is typed. */
static void
find_question(struct hand *h)
{
	press(h, "/", "Enter 확인");
	write_text(h, QUESTION);
	press(h, KEY_ENTER, "조건: " QUESTION);
	expect_not(h->p, "Enter 확인");
	expect(h->p, "1 / ");
}

/* What came of the case, as the office has it. */
static void
tell_case(struct world *w, const char *id, struct buf *out)
{
	const char *const arguments[] = { "log", id, "--format", "tsv", NULL };

	assert_int_equal(world_minwon(w, arguments, out), 0);
}

/* The ten acts. Appends what came of it; returns how many action keys it took. */
static int
work(struct stage *s, bool is_hangul, struct buf *out)
{
	struct hand head, officer;
	char *id;

	stage_world(s, 60, NULL);
	head = sit_down(s, SUPERVISOR, SUPERVISOR_NAME, is_hangul);
	officer = sit_down(s, OFFICER, OFFICER_NAME, is_hangul);

	/* 1 find, 2 receive */
	find_question(&head);
	press_letter(&head, "v");
	press(&head, KEY_ENTER, "저장됨");
	id = list_cell(&s->world, "state:received " QUESTION, "id");

	/* 3 take, 4 open; the letters of the cursor compose, and act all the same */
	find_question(&officer);
	press_letter(&officer, "E");
	press_letter(&officer, "k");
	press_letter(&officer, "j");
	press_letter(&officer, "n");
	press(&officer, KEY_ENTER, "민원 상세");
	expect(officer.p, "[처리중]");

	/* 5 note, 6 why */
	press_letter(&officer, "m");
	write_text(&officer, "확인함");
	press(&officer, CTRL_G, "저장됨");
	press(&officer, CTRL_Y, "처리기한 계산");
	press(&officer, "<", "조건: " QUESTION);
	press(&officer, KEY_ENTER, "민원 상세");
	expect(officer.p, "[처리중]");

	/* 7 supplement, 8 resume */
	press(&officer, CTRL_T, "빠진 것");
	write_text(&officer, "도면");
	press(&officer, KEY_TAB, "도면");
	write_text(&officer, "10일");
	press(&officer, CTRL_G, "저장됨");
	expect(officer.p, "[보완요구]");
	press(&officer, CTRL_E, "처리를 재개합니다.");
	write_text(&officer, "받음");
	press(&officer, CTRL_G, "저장됨");
	expect(officer.p, "[처리중]");

	/* 9 draft, 10 approve */
	press_letter(&officer, "d");
	press(&officer, KEY_TAB, "민원인에게 통지될");
	write_text(&officer, "회신함");
	press(&officer, CTRL_G, "저장됨");
	expect(officer.p, "[결재중]");
	press_letter(&head, "E");
	press(&head, KEY_ENTER, "민원 상세");
	expect(head.p, "[결재중]");
	press_letter(&head, "a");
	press(&head, CTRL_G, "저장됨");

	tell_case(&s->world, id, out);
	free(id);
	return head.keys + officer.keys;
}

static void
hangul_mode_costs_no_key_and_changes_nothing(void **state)
{
	static const char *const done[] = { "receive", "next", "note", "supplement", "resume",
		"draft", "approve", "확인함", "도면", "받음", "회신함" };
	struct buf without = { 0 }, with = { 0 };
	void *second = NULL;
	int keys, keys_with;

	keys = work(*state, false, &without);
	for (size_t i = 0; i < sizeof(done) / sizeof(done[0]); i++) {
		if (strstr(buf_str(&without), done[i]) == NULL)
			fail_msg("no %s in: %s", done[i], buf_str(&without));
	}
	assert_int_equal(stage_set_up(&second), 0);
	keys_with = work(second, true, &with);
	stage_tear_down(&second);
	assert_string_equal(buf_str(&without), buf_str(&with));
	assert_int_equal(keys, keys_with);
	print_message("ten acts, %d action keys in Latin mode, %d in Hangul mode\n", keys,
	    keys_with);
	buf_release(&without);
	buf_release(&with);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(hangul_mode_costs_no_key_and_changes_nothing,
		    stage_set_up, stage_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
