/* SPDX-License-Identifier: ISC */
/* The ten most frequent acts by keys, on a Korean screen: without an input method,
 * and behind one (uim-fep with byeoru's two-set layout) that is in Hangul mode from
 * the first key to the last. The same comes of it, with the same number of action
 * keys; what is typed as text does not count. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/tui/console.h"

#define UIM "/usr/bin/uim-fep"
#define BYEORU "/usr/share/uim/byeoru.scm"
#define KEY_HANGUL "\035"	/* Ctrl-], as the settings below say */
#define CTRL_Y "\031"
#define CTRL_T "\024"
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

static bool
is_longer(const struct pty *p, const void *bytes)
{
	return pty_bytes(p) > *(const size_t *)bytes;
}

/* Presses one key after the other, as fingers do, and waits for each to be drawn:
 * uim-fep hands a burst of ten bytes on as it is. */
static void
press_slowly(struct hand *h, const char *keys)
{
	for (; *keys != '\0'; keys++) {
		const char key[2] = { *keys };
		size_t before = pty_bytes(h->p);

		pty_send(h->p, key);
		if (!pty_wait(h->p, is_longer, &before, PTY_LIMIT_MS))
			fail_msg("nothing came of the key %s", key);
	}
}

/* Text, which is not counted: as it is, or by the keys that compose it. */
static void
write_text(struct hand *h, const char *text, const char *keys, const char *seen)
{
	if (h->is_hangul)
		press_slowly(h, keys);
	else
		pty_send(h->p, text);
	expect(h->p, seen);
}

/* The clerk's settings of byeoru: a key for Hangul, and Esc, with which function
 * keys begin too, is only Esc. */
static char *
write_settings(struct stage *s)
{
	char *path = x_asprintf("%s/uim.scm", s->world.folder), *variable;
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs("(define default-im-name 'byeoru)\n"
	    "(define-key byeoru-on-key? '(\"<Control>]\"))\n"
	    "(define-key byeoru-latin-key? '(\"<Control>]\"))\n"
	    "(define byeoru-esc-turns-off? #f)\n", f) >= 0);
	fclose(f);
	variable = x_asprintf("LIBUIM_USER_SCM_FILE=%s", path);
	free(path);
	return variable;
}

static struct hand
sit_down(struct stage *s, const char *login, const char *name, bool is_hangul)
{
	static const char *const under[] = { UIM, "-u", "byeoru", "-s", "none", "-e", NULL };
	char *home = x_asprintf("HOME=%s", s->world.folder), *settings = write_settings(s);
	const char *env[] = { "LC_ALL=C.UTF-8", home, settings, NULL };
	struct console_plan plan = { .login = login, .lang = "ko", .env = env };
	struct hand h = { .is_hangul = is_hangul };

	if (is_hangul)
		plan.under = under;
	h.p = console_start(s, &plan);
	expect(h.p, name);
	expect(h.p, "1 / ");
	if (is_hangul)
		pty_send(h.p, KEY_HANGUL);
	free(home);
	free(settings);
	return h;
}

/* Filters by a word that is typed, and says whether the hand is in Hangul mode. */
static void
find_question(struct hand *h)
{
	press(h, "/", "Enter 확인");
	write_text(h, QUESTION, "wlfdml", "질");
	/* uim-fep leaves traces where it drew; the rows are told by their number. */
	press(h, KEY_ENTER, "1 / 8");
	expect_not(h->p, "Enter 확인");
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
	press(&head, KEY_F4, "접수하시겠습니까?");
	press(&head, KEY_ENTER, "저장됨");
	id = list_cell(&s->world, "state:received " QUESTION, "id");

	/* 3 take, 4 open; the letters of the cursor compose, and act all the same */
	find_question(&officer);
	officer.keys += 3;
	press_slowly(&officer, "Ekj");
	expect(officer.p, is_hangul ? "7 / 8" : "8 / 8");
	press(&officer, KEY_F5, "저장됨");
	press(&officer, KEY_ENTER, "민원 상세");
	expect(officer.p, "[처리중]");

	/* 5 note, 6 why */
	press(&officer, KEY_F3, "민원인에게는 보이지");
	write_text(&officer, "확인함", "ghkrdlsgka", "확인");
	press(&officer, KEY_F2, "저장됨");
	press(&officer, CTRL_Y, "처리기한 계산");
	/* Not Esc: byeoru leaves Hangul mode at it. */
	press(&officer, "<", "8 / 8");
	press(&officer, KEY_ENTER, "민원 상세");
	expect(officer.p, "[처리중]");

	/* 7 supplement, 8 resume */
	press(&officer, CTRL_T, "빠진 것");
	write_text(&officer, "도면", "ehaus", "도");
	officer.keys++;
	pty_send(officer.p, KEY_TAB);
	write_text(&officer, "10일", "10dlf", "10");
	press(&officer, KEY_F2, "저장됨");
	expect(officer.p, "[보완요구]");
	press(&officer, CTRL_E, "처리를 재개합니다.");
	write_text(&officer, "받음", "qkedma", "받");
	press(&officer, KEY_F2, "저장됨");
	expect(officer.p, "[처리중]");

	/* 9 draft, 10 approve */
	press(&officer, KEY_F7, "민원인에게 통지될");
	officer.keys++;
	pty_send(officer.p, KEY_TAB);
	write_text(&officer, "회신함", "ghltlsgka", "회신");
	press(&officer, KEY_F2, "저장됨");
	expect(officer.p, "[결재중]");
	head.keys++;
	press_slowly(&head, "E");
	press(&head, KEY_ENTER, "민원 상세");
	expect(head.p, "[결재중]");
	press(&head, KEY_F8, "확정");
	press(&head, KEY_F2, "저장됨");

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

	if (access(UIM, X_OK) != 0 || access(BYEORU, R_OK) != 0) {
		print_message("uim-fep and uim-byeoru are not installed (scripts/setup extra)\n");
		skip();
	}
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
	print_message("ten acts, %d action keys without an input method, %d behind it\n", keys,
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
