/* SPDX-License-Identifier: ISC */
/* Hostile strings through every view, on a real terminal at three widths. This
 * program starts itself on a pty with --play: the console's own views and terminal,
 * over models whose texts are all hostile. After each picture it says in shared
 * memory what the grid holds, and the test compares: every row of the terminal is
 * that row, cell by cell, only the driver's sequences came, nothing was answered.
 *
 * HOSTILE_STRINGS and HOSTILE_SEED choose how many and which (5000 and 20261123).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <vterm.h>

#include "console/desk/term.h"
#include "storage/text.h"
#include "tests/tui/console.h"
#include "tests/tui/hostile_text.h"
#include "tests/views/sample.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define ROWS 24
#define COLS_MAX 200
#define STRINGS 5000
/* The control: to the fifth row, past the grid. */
static const char planted[] = "\033[5;5H\xe2\x80\xaex\033]0;x\a";

#define TOLD_MAX 5	/* violations, and then it ends */
#define LATE_MS 2000	/* the last bytes of a painting come later than its mark */

/* What the player has drawn. */
struct shown {
	int rows, cols;
	int batch, view;
	int64_t made;		/* strings so far */
	bool is_over;
	struct cell cells[ROWS * COLS_MAX];
};

/* One row per picture of a batch. */
static const struct picture {
	const struct view_ops *view;	/* NULL = the queue alone */
	struct view_arg arg;
	bool pastes;			/* a hostile text is pasted into it */
} pictures[] = {
	{ NULL, { .action = ACTION_NONE }, false },
	{ &view_case, { .action = ACTION_NONE }, false },
	{ &view_sent, { .action = ACTION_NONE }, false },
	{ &view_unsorted, { .action = ACTION_NONE }, false },
	{ &view_today, { .action = ACTION_NONE }, false },
	{ &view_waits, { .action = ACTION_NONE }, false },
	{ &view_consult, { .action = ACTION_NONE }, false },
	{ &view_board, { .action = ACTION_NONE }, false },
	{ &view_call, { .action = ACTION_NONE }, false },
	{ &view_sheet, { .action = ACTION_NONE }, false },
	{ &view_why, { .action = ACTION_NONE }, false },
	{ &view_side, { .action = ACTION_NONE }, false },
	{ &view_raw, { .id = 2 }, false },
	{ &view_saved, { .action = ACTION_NONE }, false },
	{ &view_batch, { .action = ACTION_NONE }, false },
	{ &view_batches, { .action = ACTION_NONE }, false },
	{ &view_batch_items, { .action = ACTION_NONE }, false },
	{ &view_calendar, { .action = ACTION_NONE }, false },
	{ &view_moves, { .action = ACTION_NONE }, false },
	{ &view_package, { .action = ACTION_NONE }, false },
	{ &view_help, { .action = ACTION_NONE }, false },
	{ &view_dialog, { .action = ACTION_NOTE, .id = 1 }, true },
	{ &view_dialog, { .action = ACTION_ASSIGN, .id = 1 }, false },
	{ &view_prompt, { .action = ACTION_FILTER }, true },
};

/* The player -------------------------------------------------------------------- */

struct player {
	struct hostile source;
	struct buf text, safe;	/* the string as made, and without what libvterm counts
				 * otherwise than everybody now does */
	VTerm *judge;
	struct sample s;
	struct buf kept[8];	/* texts that the model borrows */
	struct outage_row outages[3];
	struct consult_row people[3];
	struct saved_view saved[3];
	struct batch_row batches[2];
	struct batch_item_row batch_items[3];
	struct shown *shown;
};

/* Does libvterm, whose tables are of 2007, give the character the width that it
 * has? Where it does not, no program's cells would be as it expects. */
static bool
is_judged_alike(struct player *p, uint32_t cp, const char *bytes, size_t len)
{
	int width = text_cp_width(cp);
	VTermScreenCell cell = { .width = 1 };
	char line[16];
	VTermPos at;

	if (cp < 0x300 || width < 0 || (cp >= 0xac00 && cp <= 0xd7a3))
		return true;
	/* In one go: marks count otherwise where they come alone. */
	(void)snprintf(line, sizeof(line), "\033[Ha%.*s", (int)len, bytes);
	(void)vterm_input_write(p->judge, line, strlen(line));
	vterm_state_get_cursorpos(vterm_obtain_state(p->judge), &at);
	(void)vterm_screen_get_cell(vterm_obtain_screen(p->judge), (VTermPos){ 0, 0 }, &cell);
	return at.col == 1 + width && (cell.chars[1] != 0) == (width == 0);
}

/* The next hostile string. */
static const char *
next(struct player *p)
{
	size_t n;
	uint32_t cp;

	hostile_next(&p->source, &p->text);
	buf_clear(&p->safe);
	buf_puts(&p->safe, "");
	for (size_t i = 0; i < p->text.len; i += n) {
		n = utf8_decode(p->text.data + i, p->text.len - i, &cp);
		if (n == 0 || is_judged_alike(p, cp, p->text.data + i, n))
			buf_add(&p->safe, p->text.data + i, n == 0 ? 1 : n);
		n = n == 0 ? 1 : n;
	}
	return buf_str(&p->safe);
}

#define FILL(field) (void)str_fill(field, sizeof(field), next(p))

static char *
replaced(struct player *p, char *old)
{
	free(old);
	return x_strdup(next(p));
}

static void
fill_cases(struct player *p)
{
	for (size_t i = 0; i < COUNT(p->s.rows); i++) {
		struct case_row *row = &p->s.rows[i];

		FILL(row->external_id);
		FILL(row->applicant);
		FILL(row->title);
		FILL(row->assignee_name);
		FILL(row->lease_holder_name);
		FILL(row->channel);
		FILL(row->region);
		FILL(row->service);
	}
	for (size_t i = 0; i < COUNT(p->s.marks); i++) {
		FILL(p->s.marks[i].row.external_id);
		FILL(p->s.marks[i].row.title);
		FILL(p->s.marks[i].detail);
	}
	for (size_t i = 0; i < COUNT(p->s.refusals); i++) {
		FILL(p->s.refusals[i].number);
		FILL(p->s.refusals[i].why);
	}
}

static void
fill_detail(struct player *p)
{
	struct case_detail *d = &p->s.detail;

	d->row = p->s.rows[0];
	FILL(d->applicant_phone);
	FILL(d->applicant_address);
	FILL(d->applicant_birth);
	FILL(d->draft_by_name);
	d->draft_text = replaced(p, d->draft_text);
	d->draft_reasons = replaced(p, d->draft_reasons);
	d->draft_remedies = replaced(p, d->draft_remedies);
	for (size_t i = 0; i < d->answer_count; i++) {
		FILL(d->answers[i].title);
		FILL(d->answers[i].section);
		FILL(d->answers[i].was);
		FILL(d->answers[i].fault_detail);
		FILL(d->answers[i].was);
		FILL(d->answers[i].seen);
		FILL(d->answers[i].item);
		d->answers[i].is_new = d->answers[i].has_seen = i % 2 == 0;
		d->answers[i].value = replaced(p, d->answers[i].value);
	}
	for (size_t i = 0; i < d->event_count; i++) {
		FILL(d->events[i].actor_name);
		FILL(d->events[i].kind);
		d->events[i].text = replaced(p, d->events[i].text);
	}
}

static void
fill_lists(struct player *p)
{
	struct sample *s = &p->s;

	for (size_t i = 0; i < COUNT(s->outbox); i++) {
		FILL(s->outbox[i].case_number);
		FILL(s->outbox[i].last_error);
		FILL(s->outbox[i].kind);
	}
	for (size_t i = 0; i < COUNT(s->unsorted); i++) {
		FILL(s->unsorted[i].event_id);
		FILL(s->unsorted[i].external_id);
		FILL(s->unsorted[i].detail);
		FILL(s->unsorted[i].reason);
		FILL(s->unsorted[i].discard_reason);
	}
	for (size_t i = 0; i < COUNT(s->staff); i++) {
		FILL(s->staff[i].name);
		FILL(s->staff[i].department);
	}
	for (size_t i = 0; i < COUNT(s->channels); i++) {
		FILL(s->channels[i].name);
		FILL(s->channels[i].last_error);
	}
	for (size_t i = 0; i < COUNT(s->waits); i++) {
		FILL(s->waits[i].desk);
		FILL(s->waits[i].task);
		FILL(s->waits[i].error);
	}
	for (size_t i = 0; i < COUNT(s->board); i++)
		FILL(s->board[i].who_name);
	for (size_t i = 0; i < COUNT(p->outages); i++) {
		p->outages[i] = (struct outage_row){ .id = (int64_t)i + 1,
			.from_at = s->model.now_at };
		FILL(p->outages[i].reason);
		FILL(p->outages[i].evidence);
		FILL(p->outages[i].by_name);
	}
	for (size_t i = 0; i < COUNT(p->people); i++) {
		p->people[i] = (struct consult_row){ .id = (int64_t)i + 1, .state = "waiting",
			.case_id = 1, .p90_sec = -1 };
		FILL(p->people[i].who);
		FILL(p->people[i].contact);
		FILL(p->people[i].topic);
		FILL(p->people[i].kind);
		FILL(p->people[i].task);
		FILL(p->people[i].case_number);
	}
	for (size_t i = 0; i < COUNT(p->batches); i++) {
		p->batches[i] = (struct batch_row){ .id = (int64_t)i + 1, .state = "planned",
			.items = COUNT(p->batch_items) };
		FILL(p->batches[i].op);
		FILL(p->batches[i].source);
		FILL(p->batches[i].author_name);
	}
	for (size_t i = 0; i < COUNT(p->batch_items); i++) {
		p->batch_items[i] = (struct batch_item_row){ .no = (int64_t)i + 1,
			.state = "failed" };
		FILL(p->batch_items[i].number);
		FILL(p->batch_items[i].op);
		FILL(p->batch_items[i].detail);
	}
	for (size_t i = 0; i < COUNT(p->saved); i++) {
		p->saved[i] = (struct saved_view){ .sort = "due" };
		FILL(p->saved[i].name);
		FILL(p->saved[i].query);
		FILL(p->saved[i].saved_by_name);
	}
}

static const char *
keep(struct player *p, int i)
{
	buf_clear(&p->kept[i]);
	buf_puts(&p->kept[i], next(p));
	return buf_str(&p->kept[i]);
}

static void
fill_model(struct player *p, int rows, int cols)
{
	struct desk_model *m = &p->s.model;

	sample_init(&p->s, rows, cols);
	sample_mark(&p->s);
	fill_cases(p);
	fill_detail(p);
	fill_lists(p);
	FILL(p->s.sheet.name);
	FILL(p->s.sheet.phone);
	FILL(p->s.sheet.officer);
	FILL(p->s.sheet.department);
	FILL(p->s.sheet.contact);
	p->s.items = replaced(p, p->s.items);
	p->s.sheet.items = p->s.items;
	FILL(m->who.office_name);
	FILL(m->who.name);
	m->call.row = p->s.rows[2];
	m->message = keep(p, 0);
	m->queue.query = keep(p, 1);
	m->queue.query_fault = keep(p, 2);
	m->why = keep(p, 3);
	m->raw = keep(p, 4);
	m->moves = keep(p, 5);
	m->package = keep(p, 5);
	m->call.text = keep(p, 6);
	m->consult = (struct consult_model){ .has_read = true, .rows = p->people,
		.count = COUNT(p->people) };
	m->outages = p->outages;
	m->outage_count = COUNT(p->outages);
	m->batches = p->batches;
	m->batch_count = COUNT(p->batches);
	m->batch_row = &p->batches[0];
	m->batch_items = p->batch_items;
	m->batch_item_count = COUNT(p->batch_items);
	m->saved = p->saved;
	m->saved_count = COUNT(p->saved);
}

/* Waits for a key. False at the end of the input. */
static bool
await_key(void)
{
	struct pollfd input = { .fd = term_fd(), .events = POLLIN };
	struct key key;
	enum rc rc;

	while ((rc = term_key(&key)) == RC_AGAIN)
		(void)poll(&input, 1, -1);
	return rc == RC_OK;
}

static void
draw_picture(struct player *p, const struct picture *picture, struct grid *g)
{
	struct view_stack stack = { 0 };
	struct desk_model *m = &p->s.model;
	struct view_arg arg = picture->arg;

	arg.number = p->s.rows[0].external_id;
	arg.text = m->queue.query;
	view_stack_push(&stack, &view_queue, m, NULL);
	if (picture->view != NULL)
		view_stack_push(&stack, picture->view, m, &arg);
	if (picture->pastes)
		(void)view_stack_key(&stack, m, (struct key){ .sym = K_PASTE,
			.paste = keep(p, 7) });
	view_stack_draw(&stack, m, g);
	view_stack_release(&stack);
}

static int
play(int memory, uint64_t seed, int64_t strings, bool is_planted)
{
	const struct term_plan plan = { .theme = THEME_DARK };
	struct player player = { .judge = vterm_new(2, 20) }, *p = &player;
	struct grid g = { .rows = 0 };
	int rows, cols;
	struct err e;

	p->shown = mmap(NULL, sizeof(*p->shown), PROT_READ | PROT_WRITE, MAP_SHARED, memory, 0);
	vterm_set_utf8(p->judge, 1);
	vterm_screen_reset(vterm_obtain_screen(p->judge), 1);
	hostile_start(&p->source, seed);
	if (p->shown == MAP_FAILED || term_open(&plan, &e) != RC_OK)
		return 3;
	term_size(&rows, &cols);
	grid_init(&g, rows, cols);
	for (int batch = 0; p->source.made < strings; batch++) {
		fill_model(p, rows, cols);
		for (size_t v = 0; v < COUNT(pictures); v++) {
			draw_picture(p, &pictures[v], &g);
			term_show(&g);
			if (is_planted && batch == 0 && v == 1 &&
			    write(STDOUT_FILENO, planted, strlen(planted)) < 0)
				return 4;
			p->shown->batch = batch;
			p->shown->view = (int)v;
			p->shown->made = p->source.made;
			memcpy(p->shown->cells, g.cells,
			    (size_t)(rows * cols) * sizeof(*g.cells));
			term_idle();
			if (!await_key())
				return 5;
		}
		sample_release(&p->s);
	}
	p->shown->is_over = true;
	term_idle();
	(void)await_key();
	term_close();
	return 0;
}

/* The test ---------------------------------------------------------------------- */

struct check {
	const struct shown *shown;
	struct buf wrong;	/* what is not as it should be */
};

/* Is the terminal's row what the grid's is, with every character at its column? */
static bool
is_row(const struct pty *p, const struct shown *s, int row)
{
	size_t here = 0, there = 0;
	struct buf seen = { 0 }, wanted = { 0 };
	bool is_same = true;

	for (int col = 0; col < s->cols && is_same; col++) {
		const struct cell *cell = &s->cells[row * s->cols + col];
		struct pty_cell got = pty_cell(p, row, col);

		if (cell->width > 0)
			is_same = here == there;
		buf_puts(&seen, got.text);
		buf_puts(&wanted, cell->text);
		here = seen.len;
		there = wanted.len;
	}
	is_same = is_same && str_eq(buf_str(&seen), buf_str(&wanted));
	buf_release(&seen);
	buf_release(&wanted);
	return is_same;
}

static bool
is_as_drawn(const struct pty *p, const void *arg)
{
	const struct shown *s = arg;

	for (int row = 0; row < s->rows; row++)
		if (!is_row(p, s, row))
			return false;
	return true;
}

static void
tell(struct check *c, const struct pty *p, int *found)
{
	const struct shown *s = c->shown;

	for (int row = 0; row < s->rows; row++) {
		struct buf seen = { 0 };

		if (is_row(p, s, row))
			continue;
		pty_row(p, row, &seen);
		if ((*found)++ < TOLD_MAX) {
			buf_printf(&c->wrong, "batch %d, picture %d, row %d\n  wanted ", s->batch,
			    s->view, row);
			for (int col = 0; col < s->cols; col++)
				buf_puts(&c->wrong, s->cells[row * s->cols + col].text);
			buf_printf(&c->wrong, "\n  seen   %s\n", buf_str(&seen));
		}
		buf_release(&seen);
	}
}

static int64_t
number_from(const char *variable, int64_t otherwise)
{
	int64_t n = otherwise;

	return parse_int(str_or_empty(getenv(variable)), 1, INT64_MAX, &n) ? n : otherwise;
}

/* Plays at one width; returns how many rows were not as drawn and how many kinds
 * of sequences should not have come. */
static int
play_and_look(int cols, bool is_planted, struct buf *told)
{
	int64_t strings = is_planted ? 1 : number_from("HOSTILE_STRINGS", STRINGS);
	uint64_t seed = (uint64_t)number_from("HOSTILE_SEED", (int64_t)HOSTILE_SEED);
	int memory = memfd_create("hostile", 0), found = 0;
	char *words[] = { x_asprintf("%d", memory), x_asprintf("%llu", (unsigned long long)seed),
		x_asprintf("%lld", (long long)strings) };
	const char *const argv[] = { "/proc/self/exe", is_planted ? "--plant" : "--play", words[0],
		words[1], words[2], NULL };
	const char *const env[] = { "TERM=xterm-256color", "LC_ALL=C.UTF-8", "NO_COLOR", NULL };
	const struct pty_program program = { .argv = argv, .env = env, .rows = ROWS, .cols = cols };
	struct check c = { .shown = NULL };
	struct shown *shown;
	struct pty *p = NULL;
	int64_t pictures_seen = 0;
	struct err e;

	assert_int_equal(ftruncate(memory, sizeof(*shown)), 0);
	shown = mmap(NULL, sizeof(*shown), PROT_READ | PROT_WRITE, MAP_SHARED, memory, 0);
	assert_ptr_not_equal(shown, MAP_FAILED);
	shown->rows = ROWS;
	shown->cols = cols;
	c.shown = shown;
	if (pty_open(&program, &p, &e) != RC_OK)
		fail_msg("%s", e.text);
	while (found < TOLD_MAX && pty_wait_mark(p) && !shown->is_over) {
		pictures_seen++;
		if (!pty_until(p, is_as_drawn, shown, LATE_MS))
			tell(&c, p, &found);
		pty_send(p, "n");
	}
	if (!shown->is_over && found == 0) {
		struct buf dump = { 0 };
		int status = 0;

		bool has_ended = pty_wait_end(p, &status, 1000);
		pty_dump(p, &dump);
		fail_msg("the player ended (%d) with %d in batch %d, picture %d: %s", has_ended, status,
		    shown->batch, shown->view, buf_str(&dump));
	}
	pty_kinds_beyond_driver(p, &c.wrong, &found);
	print_message("%d columns: %lld strings in %lld pictures, %d violations (seed %llu)\n", cols,
	    (long long)shown->made, (long long)pictures_seen, found, (unsigned long long)seed);
	buf_puts(told, buf_str(&c.wrong));
	pty_close(p);
	munmap(shown, sizeof(*shown));
	close(memory);
	for (size_t i = 0; i < COUNT(words); i++)
		free(words[i]);
	buf_release(&c.wrong);
	return found;
}

static void
no_string_changes_the_terminal_in_any_view(void **state)
{
	static const int widths[] = { 80, 120, 200 };
	struct buf told = { 0 };
	int found = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(widths); i++)
		found += play_and_look(widths[i], false, &told);
	if (found > 0)
		fail_msg("%s", buf_str(&told));
	buf_release(&told);
}

/* The control: one raw string, past the grid, is found in the cells, among the
 * sequences and among what must not be seen. */
static void
one_raw_string_is_found(void **state)
{
	struct buf told = { 0 };

	(void)state;
	assert_true(play_and_look(80, true, &told) > 0);
	assert_non_null(strstr(buf_str(&told), "OSC"));
	assert_non_null(strstr(buf_str(&told), "HIDDEN 202E"));
	assert_non_null(strstr(buf_str(&told), "picture 1, row 4"));
	buf_release(&told);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_string_changes_the_terminal_in_any_view),
		cmocka_unit_test(one_raw_string_is_found),
	};
	int64_t memory, seed, strings;

	if (!text_start(NULL))
		return 1;
	if (argc == 5 && parse_int(argv[2], 0, 1 << 20, &memory) &&
	    parse_int(argv[3], 0, INT64_MAX, &seed) && parse_int(argv[4], 0, INT64_MAX, &strings))
		return play((int)memory, (uint64_t)seed, strings, str_eq(argv[1], "--plant"));
	return cmocka_run_group_tests(tests, NULL, NULL);
}
