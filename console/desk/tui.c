/* SPDX-License-Identifier: ISC */
#include "console/desk/tui.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "console/desk/screen.h"
#include "console/desk/term.h"
#include "storage/clock.h"
#include "storage/text.h"
#include "views/mouse.h"

#define RETRY_FIRST_MS 250
#define RETRY_MOST_MS 8000
#define KEY_HOLD_MS 1000

void
screen_say(struct screen *s, enum style style, const char *fmt, ...)
{
	va_list ap;

	buf_clear(&s->message);
	va_start(ap, fmt);
	buf_vprintf(&s->message, fmt, ap);
	va_end(ap);
	s->feed.model.message = buf_str(&s->message);
	s->feed.model.message_style = style;
	s->needs_draw = true;
}

static void
forget_message(struct screen *s)
{
	buf_clear(&s->message);
	s->feed.model.message = "";
}

void
screen_measure(struct screen *s)
{
	struct desk_model *m = &s->feed.model;

	term_size(&m->screen_rows, &m->screen_cols);
	grid_resize(&s->grid, m->screen_rows, m->screen_cols);
	view_stack_follow(&s->stack, m);
	s->needs_draw = true;
}

static void
draw(struct screen *s)
{
	(void)feed_clock(&s->feed);
	screen_scratch_mark(s);
	view_stack_draw(&s->stack, &s->feed.model, &s->grid);
	term_show(&s->grid);
	s->needs_draw = false;
}

/* One case fits what the caller said: what to say comes on top. */
static void
show_sheet(struct screen *s)
{
	const struct view_ops *top = view_stack_top(&s->stack);

	if (s->feed.model.call.sheet != NULL && top == &view_call)
		view_stack_push(&s->stack, &view_sheet, &s->feed.model, NULL);
}

static void
run_keys(struct screen *s, const struct key *keys, size_t count)
{
	for (size_t i = 0; i < count && !s->is_over; i++) {
		enum action action = binding_find(view_stack_top(&s->stack)->id, keys[i]);
		struct intent intent;

		screen_history_note(s);
		intent = view_stack_key(&s->stack, &s->feed.model, keys[i]);
		if (intent.kind != INTENT_NONE && intent.kind != INTENT_REDRAW &&
		    intent.kind != INTENT_REFUSED && intent.kind != INTENT_STOP)
			feed_lesson_used(&s->feed, action);
		screen_run(s, &intent);
		screen_scratch_follow(s);
	}
}

/* What has been said is forgotten at the next key, unless it is still going on.
 * Who hears the screen read out is told then that it is no longer news. */
static void
forget_said(struct screen *s)
{
	if (s->message.len > 0 && !s->act.is_active && s->hand.tag == 0 && s->outage.tag == 0 &&
	    s->export.tag == 0 && !s->entry.is_sending && !s->consult.is_active) {
		forget_message(s);
		s->needs_draw = true;
	}
	if (s->feed.is_still && s->feed.has_changes && s->message.len == 0)
		screen_say(s, STYLE_NOTICE, "%s",
		    say(N_("The list has changed since it was read: Ctrl-R reads it again.")));
}

static void
run_key(struct screen *s, struct key key)
{
	struct key keys[MOUSE_KEYS_MAX];

	if (key.sym == K_RESIZE) {
		screen_measure(s);
		return;
	}
	if (key.sym == K_CTRL && key.cp == 'z') {
		screen_suspend(s);
		return;
	}
	if (key.sym == K_CTRL && key.cp == 'l')
		term_redraw();
	forget_said(s);
	if (key_is_mouse(key))
		run_keys(s, keys, mouse_keys(&s->grid, view_stack_top(&s->stack)->is_list, key,
		    keys));
	else
		run_keys(s, keys, view_stack_keys(&s->stack, key, keys));
}

/* Do keys wait? Whoever types a filter, Enter and a key means that key for the
 * filtered list, not for the one that is still on the screen. Not for long: an
 * office that does not answer must not take the keyboard away. */
static bool
is_holding_keys(struct screen *s)
{
	int64_t now_ms = clock_monotonic_ms();

	if (!feed_is_awaited(&s->feed) && !screen_scratch_is_awaited(s) && s->entry.tag == 0 &&
	    s->saved_wanted[0] == '\0')
		s->hold_until_ms = 0;
	else if (s->hold_until_ms == 0)
		s->hold_until_ms = now_ms + KEY_HOLD_MS;
	return now_ms < s->hold_until_ms;
}

/* Nothing to show yet: the first picture waits for the first rows as keys do,
 * instead of a list that is empty for a blink. */
static bool
is_before_rows(struct screen *s)
{
	return s->feed.model.queue.total < 0 && s->feed.model.queue.count == 0 &&
	    is_holding_keys(s);
}

static void
read_keys(struct screen *s)
{
	struct key key;
	enum rc rc;

	while (!s->is_over && !is_holding_keys(s) && (rc = term_key(&key)) != RC_AGAIN) {
		if (rc == RC_OK) {
			run_key(s, key);
			continue;
		}
		s->is_over = true;
		s->exit_status = 128 + SIGHUP;
	}
}

static void
read_signals(struct screen *s)
{
	struct signalfd_siginfo info;

	while (read(s->signal_fd, &info, sizeof(info)) == (ssize_t)sizeof(info)) {
		if (info.ssi_signo == SIGWINCH) {
			screen_measure(s);
		} else if (info.ssi_signo == SIGTSTP) {
			screen_suspend(s);
		} else {
			s->is_over = true;
			s->exit_status = 128 + (int)info.ssi_signo;
		}
	}
}

/* The office went away. What is typed stays; we look for it again. */
static void
lose_office(struct screen *s, const struct err *e)
{
	feed_lost(&s->feed);
	screen_scratch_lost(s);
	screen_entry_lost(s);
	s->act.tag = s->package.tag = s->rules.tag = s->saved_tag = s->need_tag = s->flag.tag = s->flag.ask_tag = 0;
	s->consult.tag = s->wait_set.tag = s->answer_tag = 0;
	s->saved_wanted[0] = '\0';
	s->retry_wait_ms = s->retry_wait_ms == 0 ? RETRY_FIRST_MS : s->retry_wait_ms * 2;
	if (s->retry_wait_ms > RETRY_MOST_MS)
		s->retry_wait_ms = RETRY_MOST_MS;
	s->retry_at_ms = clock_monotonic_ms() + s->retry_wait_ms;
	s->outage.tag = 0;
	screen_export_lost(s);
	if (!screen_hand_lost(s))
		screen_say(s, STYLE_DANGER, "%s", e->text);
}

static void
find_office(struct screen *s)
{
	struct err e = { 0 };

	if (link_restart(s->link, &e) != RC_OK)
		lose_office(s, &e);
}

/* A case that cannot be read leaves no empty file behind. */
static void
show_trouble(struct screen *s, const struct err *e)
{
	screen_say(s, STYLE_DANGER, "%s", e->text);
	if (s->feed.open_id != 0 || !view_stack_has(&s->stack, &view_case))
		return;
	view_stack_reveal(&s->stack, &view_case);
	view_stack_pop(&s->stack);
}

static void
take_frame(struct screen *s, const struct wire_frame *frame)
{
	struct err e = { 0 };
	enum feed_news news;

	if (screen_act_take(s, frame) || screen_hand_take(s, frame) ||
	    screen_outage_take(s, frame) || screen_export_take(s, frame) ||
	    screen_flag_take(s, frame) ||
	    screen_consult_take(s, frame) || screen_waits_take(s, frame) ||
	    screen_scratch_take(s, frame) || screen_entry_take(s, frame) ||
	    screen_saved_take(s, frame) || screen_answer_take(s, frame) || screen_need_take(s, frame) ||
	    screen_rules_take(s, frame) ||
	    screen_package_take(s, frame) ||
	    screen_snippets_take(s, frame) ||
	    screen_scratches_take(s, frame))
		return;
	news = feed_take(&s->feed, frame, &e);
	if (frame->message == MESSAGE_WELCOME) {
		s->retry_wait_ms = 0;
		forget_message(s);
		screen_act_resend(s);
		screen_entry_resend(s);
		screen_consult_resend(s);
	} else if (news == NEWS_NONE && frame->tag == 0 && frame->message == MESSAGE_ERROR) {
		(void)link_told(frame, &e);
		news = NEWS_TROUBLE;
	}
	if (news == NEWS_NONE)
		return;
	if (news == NEWS_TROUBLE)
		show_trouble(s, &e);
	if (news == NEWS_OPENED)
		screen_show_case(s);
	if (news == NEWS_CALLED)
		show_sheet(s);
	if (news == NEWS_MARKED)
		screen_marked(s);
	view_stack_follow(&s->stack, &s->feed.model);
	screen_step_on(s);
	screen_saved_on(s, news != NEWS_TROUBLE);
	screen_revise(s);
	s->needs_draw = true;
}

static void
read_office(struct screen *s)
{
	struct wire_frame frame;
	struct err e = { 0 };
	enum rc rc = link_pump(s->link, &e);

	while (rc == RC_OK && (rc = link_take(s->link, &frame, &e)) == RC_OK)
		take_frame(s, &frame);
	screen_scratch_follow(s);
	if (rc != RC_OK && rc != RC_AGAIN)
		lose_office(s, &e);
}

/* The shorter of two waits; -1 = for ever. */
static int
sooner(int one_ms, int other_ms)
{
	return one_ms < 0 || (other_ms >= 0 && other_ms < one_ms) ? other_ms : one_ms;
}

/* How long poll may sleep: until the next refresh, the next look for the
 * office or the next minute, whichever is first; -1 = until something happens. */
static int
sleep_ms(struct screen *s)
{
	int wait_ms = feed_minute_ms(&s->feed);
	int64_t left_ms;

	if (link_fd(s->link) >= 0) {
		wait_ms = sooner(wait_ms, feed_tick(&s->feed));
		wait_ms = sooner(wait_ms, screen_scratch_tick(s));
		return is_holding_keys(s) ? sooner(wait_ms, KEY_HOLD_MS) : wait_ms;
	}
	left_ms = s->retry_at_ms - clock_monotonic_ms();
	return sooner(wait_ms, left_ms > 0 ? (int)left_ms : 0);
}

void
screen_loop(struct screen *s)
{
	while (!s->is_over) {
		int wait_ms = sleep_ms(s);
		struct pollfd p[3] = {
			{ .fd = term_fd(), .events = is_holding_keys(s) ? 0 : POLLIN },
			{ .fd = s->signal_fd, .events = POLLIN },
			{ .fd = link_fd(s->link) },
		};

		screen_history_note(s);
		if (s->needs_draw && !is_before_rows(s))
			draw(s);
		if (p[2].fd >= 0)
			p[2].events = link_events(s->link);
		if (p[0].events != 0)
			term_idle();
		if (poll(p, 3, wait_ms) < 0 && errno != EINTR)
			s->is_over = true;
		if (p[1].revents != 0)
			read_signals(s);
		if (!s->is_over && p[2].revents != 0)
			read_office(s);
		if (!s->is_over && (p[0].revents != 0 || p[0].events == 0))
			read_keys(s);
		if (link_fd(s->link) < 0 && clock_monotonic_ms() >= s->retry_at_ms)
			find_office(s);
		/* What is read aloud does not change by itself. */
		if (feed_clock(&s->feed) && !s->settings.is_plain)
			s->needs_draw = true;
	}
}
