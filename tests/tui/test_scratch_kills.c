/* SPDX-License-Identifier: ISC */
/* kill -9 of the console, of the office or of both at random keystrokes of a
 * note of 2,000 letters: what comes back is what was typed, but for the last
 * two seconds, in whole syllables, and the case is as it was.
 *
 * KILLS (10), KILLS_SEED and KILLS_LETTERS (2000) are read from the
 * environment; typing_soak.sh runs it at full size. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "storage/clock.h"
#include "tests/tui/console.h"

#define CASES 12
#define NUMBER "2026-11410-000001"
#define CTRL_N "\016"
#define CTRL_U "\025"
#define CTRL_X "\030"
#define ASKED "민원인에게는 보이지 않습니다"
#define LOST_MS_MAX 2000
#define STROKE_MS 50		/* a fast hand; the screen is read so often */
#define RUN_LETTERS 80		/* at most, between two kills: more than 2 s of them */
#define LETTERS_MAX 4000

enum victim { VICTIM_CONSOLE, VICTIM_OFFICE, VICTIM_BOTH, VICTIM__COUNT };

/* A note being typed: each letter and when it was sent. */
struct note {
	const char *letters[LETTERS_MAX];
	int64_t typed_at_ms[LETTERS_MAX];
	int count;
};

struct figures {
	int kills[VICTIM__COUNT];
	int64_t lost_most;		/* letters */
	int64_t lost_ms_most;		/* age of the oldest lost letter at the kill */
	int faults;			/* more lost than may be, or other text */
};

struct trial {
	struct stage *stage;
	struct pty *p;
	struct note note;
	struct figures figures;
	uint32_t random;
};

static uint32_t
next(struct trial *t, uint32_t below)
{
	t->random = t->random * 1664525u + 1013904223u;
	return (t->random >> 8) % below;
}

static int
setting(const char *name, int value)
{
	int64_t n;

	return parse_int(str_or_empty(getenv(name)), 1, 1000000000, &n) ? (int)n : value;
}

/* What a clerk types: mostly syllables, some blanks, digits and line ends. */
static const char *
letter(struct trial *t)
{
	static const char *const letters[] = { "가", "나", "현", "장", "확", "인", "민", "원", "힣",
		"뷁", "서", "류", "보", "완", "을", "함", "니", "다", " ", " ", "3", "a", ".", "\n" };

	return letters[next(t, sizeof(letters) / sizeof(letters[0]))];
}

static void
write_note(const struct note *n, int count, struct buf *out)
{
	for (int i = 0; i < count; i++)
		buf_puts(out, n->letters[i]);
}

static bool
never(const struct pty *p, const void *arg)
{
	(void)p;
	(void)arg;
	return false;
}

/* Reads the screen for so long. */
static void
watch(struct trial *t, int ms)
{
	if (pty_wait(t->p, never, NULL, ms))
		fail_msg("never came to pass");
}

/* One keystroke, and the time until the hand makes the next. */
static void
stroke(struct trial *t)
{
	struct note *n = &t->note;
	const char *what = letter(t);

	n->letters[n->count] = what;
	n->typed_at_ms[n->count++] = clock_monotonic_ms();
	pty_send(t->p, str_eq(what, "\n") ? CTRL_N : what);
	watch(t, STROKE_MS);
}

/* The text that the office has of the officer, by command; "" for none. */
static void
kept_text(struct trial *t, struct buf *out)
{
	const char *const list[] = { "--as", OFFICER, "scratch", "list", "--format", "tsv", NULL };
	struct buf rows = { 0 }, whole = { 0 };
	const char *row, *head;

	assert_int_equal(world_minwon(&t->stage->world, list, &rows), 0);
	row = strchr(buf_str(&rows), '\n');
	if (row != NULL && row[1] != '\0') {
		char *id = x_strndup(row + 1, strcspn(row + 1, "\t"));
		const char *const show[] = { "--as", OFFICER, "scratch", "show", id, NULL };

		assert_int_equal(world_minwon(&t->stage->world, show, &whole), 0);
		/* Heading, blank line, the field's name, the text, LF. */
		head = strstr(buf_str(&whole), "\n\n");
		head = head != NULL ? strchr(head + 2, '\n') : NULL;
		if (head == NULL || head[1] == '\0')
			fail_msg("no text was shown: %s", buf_str(&whole));
		else
			buf_add(out, head + 1, strlen(head + 1) - 1);
		free(id);
	}
	buf_release(&rows);
	buf_release(&whole);
}

/* How many letters of the note the text is, from the front; -1 = it is no such
 * beginning. */
static int
letters_of(const struct note *n, const char *text)
{
	int count = 0;

	while (*text != '\0') {
		if (count == n->count || !str_starts(text, n->letters[count]))
			return -1;
		text += strlen(n->letters[count++]);
	}
	return count;
}

/* Compares what is left with what was typed before the kill. */
static void
judge(struct trial *t, const char *text, int64_t killed_at_ms)
{
	struct figures *f = &t->figures;
	struct note *n = &t->note;
	int kept = letters_of(n, text);

	if (kept < 0) {
		f->faults++;
		print_message("other text came back: %s\n", text);
		n->count = 0;
		return;
	}
	if (kept < n->count) {
		int64_t age_ms = killed_at_ms - n->typed_at_ms[kept];

		f->lost_most = n->count - kept > f->lost_most ? n->count - kept : f->lost_most;
		f->lost_ms_most = age_ms > f->lost_ms_most ? age_ms : f->lost_ms_most;
		if (age_ms > LOST_MS_MAX)
			f->faults++;
	}
	n->count = kept;
}

static void
open_console(struct trial *t)
{
	t->p = console_queue(t->stage, OFFICER, OFFICER_NAME);
	filter(t->p, NUMBER);
	type_expect(t->p, KEY_F3, ASKED);
}

static void
close_console(struct trial *t)
{
	pty_signal(t->p, SIGKILL);
	pty_close(t->p);
	t->stage->desks[--t->stage->desk_count] = NULL;
}

/* Kills at this very keystroke, half of a letter typed; then everything starts
 * again and is looked at. */
static void
kill_once(struct trial *t, enum victim victim)
{
	struct world *w = &t->stage->world;
	struct buf text = { 0 };
	struct err e;
	int64_t killed_at_ms;

	if (victim != VICTIM_OFFICE && next(t, 2) == 0)
		pty_send(t->p, next(t, 2) == 0 ? "\xea" : "\xea\xb0");
	killed_at_ms = clock_monotonic_ms();
	if (victim != VICTIM_CONSOLE)
		world_stop_office(w, SIGKILL);
	if (victim != VICTIM_OFFICE)
		close_console(t);
	if (victim != VICTIM_CONSOLE)
		assert_int_equal(world_start_office(w, &e), RC_OK);
	t->figures.kills[victim]++;
	if (victim == VICTIM_OFFICE) {
		/* Nothing of it is lost: the console has it all and hands it on. */
		int64_t until_ms = clock_monotonic_ms() + PTY_LIMIT_MS;

		do {
			watch(t, 4 * STROKE_MS);
			buf_clear(&text);
			kept_text(t, &text);
		} while (letters_of(&t->note, buf_str(&text)) != t->note.count &&
		    clock_monotonic_ms() < until_ms);
		killed_at_ms = INT64_MAX;
	} else {
		kept_text(t, &text);
	}
	judge(t, buf_str(&text), killed_at_ms);
	buf_release(&text);
	if (victim != VICTIM_OFFICE)
		open_console(t);
}

/* The note is whole: it is handed in, and stands in the log as typed. */
static void
hand_in(struct trial *t)
{
	const char *const log[] = { "--as", OFFICER, "log", NUMBER, "--format", "jsonl", NULL };
	struct buf typed = { 0 }, said = { 0 }, wanted = { 0 };
	const char *at;

	write_note(&t->note, t->note.count, &typed);
	type_expect(t->p, KEY_F2, "저장됨");
	assert_int_equal(world_minwon(&t->stage->world, log, &said), 0);
	for (at = buf_str(&typed); *at != '\0'; at++) {
		if (*at == '\n')
			buf_puts(&wanted, "\\n");
		else
			buf_putc(&wanted, *at);
	}
	if (strstr(buf_str(&said), buf_str(&wanted)) == NULL)
		fail_msg("the note of %d letters is not in the log as typed", t->note.count);
	buf_release(&typed);
	buf_release(&said);
	buf_release(&wanted);
	t->note.count = 0;
	type_expect(t->p, KEY_F3, ASKED);
}

static void
begin(struct trial *t, struct stage *s)
{
	const char *const next_case[] = { "next", NUMBER, NULL };
	char *external;

	*t = (struct trial){ .stage = s, .random = (uint32_t)setting("KILLS_SEED", 20261128) };
	stage_world(s, CASES, NULL);
	external = list_cell(&s->world, "state:arrived channel:epeople", "external_id");
	command_as(&s->world, SUPERVISOR, (const char *const[]){ "receive", external, NULL });
	command_as(&s->world, OFFICER, next_case);
	free(external);
}

static void
run(struct trial *t, int kills)
{
	int letters = setting("KILLS_LETTERS", 2000);

	open_console(t);
	for (int i = 0; i < kills; i++) {
		int more = 1 + (int)next(t, RUN_LETTERS);

		while (more-- > 0 && t->note.count < letters)
			stroke(t);
		kill_once(t, (enum victim)(next(t, VICTIM__COUNT)));
		if (t->note.count >= letters)
			hand_in(t);
	}
}

static void
report(const struct trial *t, const char *what)
{
	const struct figures *f = &t->figures;

	print_message("%s: seed %d, kills: console %d, office %d, both %d; lost at most %" PRId64
	    " letters, %" PRId64 " ms; %d faults\n", what, setting("KILLS_SEED", 20261128),
	    f->kills[VICTIM_CONSOLE], f->kills[VICTIM_OFFICE], f->kills[VICTIM_BOTH],
	    f->lost_most, f->lost_ms_most, f->faults);
}

static void
a_kill_takes_at_most_the_last_two_seconds(void **state)
{
	struct trial *t = x_zalloc(1, sizeof(*t));
	char *version;

	begin(t, *state);
	version = list_cell(&t->stage->world, NUMBER, "state");
	run(t, setting("KILLS", 10));
	report(t, "typing");
	assert_int_equal(t->figures.faults, 0);
	char *after = list_cell(&t->stage->world, NUMBER, "state");
	assert_string_equal(version, after);
	free(version);
	free(after);
	free(t);
}

/* The control: an office that keeps nothing, and says nothing of it. */
static void
an_office_that_keeps_nothing_is_found(void **state)
{
	struct trial *t = x_zalloc(1, sizeof(*t));
	sqlite3 *db;
	struct err e;

	begin(t, *state);
	world_stop_office(&t->stage->world, SIGTERM);
	assert_int_equal(sqlite3_open(t->stage->world.store, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "CREATE TRIGGER planted AFTER INSERT ON scratch BEGIN "
	    "UPDATE scratch SET content = 'text 0' || char(10) || char(10); END; "
	    "CREATE TRIGGER planted_too AFTER UPDATE OF saved_at ON scratch BEGIN "
	    "UPDATE scratch SET content = 'text 0' || char(10) || char(10); END", NULL, NULL, NULL),
	    SQLITE_OK);
	sqlite3_close(db);
	assert_int_equal(world_start_office(&t->stage->world, &e), RC_OK);
	open_console(t);
	while (t->note.count < 2 * LOST_MS_MAX / STROKE_MS)
		stroke(t);
	kill_once(t, VICTIM_CONSOLE);
	report(t, "planted");
	assert_int_equal(t->figures.faults, 1);
	free(t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_kill_takes_at_most_the_last_two_seconds,
		    stage_set_up, stage_tear_down),
		cmocka_unit_test_setup_teardown(an_office_that_keeps_nothing_is_found,
		    stage_set_up, stage_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
