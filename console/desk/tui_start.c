/* SPDX-License-Identifier: ISC */
/* The screen's beginning and end: its settings, its guard, its signals. */
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "console/desk/guard.h"
#include "console/desk/line_mode.h"
#include "console/desk/own_keys.h"
#include "console/desk/screen.h"
#include "console/desk/term.h"
#include "console/desk/tui.h"
#include "storage/secret.h"
#include "storage/text.h"

static enum rc
open_terminal(struct screen *s, struct err *e)
{
	const struct term_plan plan = { .theme = s->settings.theme,
		.has_mouse = s->settings.has_mouse, .is_plain = s->settings.is_plain };

	return term_open(&plan, e);
}

/* Gives the terminal back while the clerk is in the shell. The whole job stops,
 * with the guard and a script that started us; where no shell could wake it again
 * the system lets it go on. */
void
screen_suspend(struct screen *s)
{
	sigset_t stop;
	struct err e;

	term_close();
	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &stop, NULL);
	(void)kill(0, SIGTSTP);
	sigprocmask(SIG_BLOCK, &stop, NULL);
	if (open_terminal(s, &e) != RC_OK) {
		s->is_over = true;
		s->exit_status = call_fail(&e);
		return;
	}
	screen_measure(s);
	term_redraw();
}

/* The signals that the loop takes itself, as a descriptor. */
static int
catch_signals(sigset_t *before)
{
	sigset_t ours;

	sigemptyset(&ours);
	sigaddset(&ours, SIGWINCH);
	sigaddset(&ours, SIGTERM);
	sigaddset(&ours, SIGHUP);
	sigaddset(&ours, SIGINT);
	sigaddset(&ours, SIGTSTP);
	sigprocmask(SIG_BLOCK, &ours, before);
	return signalfd(-1, &ours, SFD_NONBLOCK | SFD_CLOEXEC);
}

/* Asks the office for the first rows: it reads them while the terminal is made
 * ready. What goes wrong with the office is seen by the loop. */
static void
ask_first(struct screen *s)
{
	feed_init(&s->feed, s->link);
	s->feed.is_still = s->settings.is_plain;
	s->feed.model.is_plain = s->settings.is_plain;
	feed_welcome(&s->feed);
	(void)feed_tick(&s->feed);
	link_flush(s->link);
}

/* The screen, and what was wrong with the clerk's own files for a start. */
static void
run_screen(struct screen *s, const char *faults)
{
	sigset_t before;

	s->signal_fd = catch_signals(&before);
	screen_words_init(s);
	screen_measure(s);
	if (faults[0] != '\0')
		screen_say(s, STYLE_WARN, "%.*s", (int)strcspn(faults, "\n"), faults);
	view_stack_push(&s->stack, &view_queue, &s->feed.model, NULL);
	screen_loop(s);
	screen_scratch_finish(s);
	screen_scratch_release(&s->scratch);
	screen_snippets_release(&s->snippets);
	screen_flag_release(&s->flag);
	screen_scratches_release(&s->scratches);
	view_stack_release(&s->stack);
	screen_act_release(&s->act);
	screen_hand_release(&s->hand);
	screen_entry_release(&s->entry);
	screen_batch_release(&s->batch);
	screen_export_lost(s);
	buf_release(&s->outage.moves);
	buf_release(&s->package.body);
	screen_history_release(&s->history);
	screen_words_release(&s->words);
	feed_release(&s->feed);
	grid_release(&s->grid);
	buf_release(&s->message);
	if (s->signal_fd >= 0)
		close(s->signal_fd);
	sigprocmask(SIG_SETMASK, &before, NULL);
}

/* The first page as a table, for a terminal that cannot carry a screen. */
static int
print_first_page(struct call *call, const struct err *why)
{
	int words;

	call_say(say(N_("%s: here is the first page of the list")), why->text);
	call->verb = verb_find("list", NULL, &words);
	call->format = FORMAT_TABLE;
	return call->verb->run(call);
}

/* Rows come and go by the window, all day: kept on the heap they would leave holes
 * that no window fits. Above this size the memory goes back at once. */
#define WINDOW_BYTES (64 * 1024)

/* In the process that the guard watches: the screen from its office to its end. */
static int
be_screen(struct call *call)
{
	struct screen s = { .call = call };
	struct own_bindings own = { .rows = NULL };
	struct buf faults = { 0 };
	struct err e = { 0 };

	mallopt(M_MMAP_THRESHOLD, WINDOW_BYTES);
	if (settings_read(&s.settings, &call->options, &faults, &e) != RC_OK)
		return call_fail(&e);
	text_set_ambiguous_width(s.settings.ambiguous_cells);
	(void)own_keys_read(&own, &faults);
	if (secret_start(&e) != RC_OK || call_open_link(call, true, &e) != RC_OK)
		return call_fail(&e);
	s.link = call->link;
	ask_first(&s);
	if (open_terminal(&s, &e) != RC_OK) {
		feed_release(&s.feed);
		return call_fail(&e);
	}
	run_screen(&s, buf_str(&faults));
	term_close();
	own_bindings_release(&own);
	buf_release(&faults);
	return s.exit_status;
}

int
tui_run(struct call *call)
{
	struct err e = { 0 };
	int status = 0;
	enum rc rc;

	if (term_check(&e) != RC_OK) {
		struct err no = { 0 };

		if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
			return line_mode_run(call, &e);
		if (secret_start(&no) != RC_OK || call_open_link(call, false, &no) != RC_OK)
			return call_fail(&no);
		return print_first_page(call, &e);
	}
	rc = guard_split(&status, &e);
	if (rc == RC_AGAIN)
		return be_screen(call);
	return rc == RC_OK ? status : call_fail(&e);
}
