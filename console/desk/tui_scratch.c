/* SPDX-License-Identifier: ISC */
/* What is typed into a dialog and not handed in: kept by the office per pause
 * of the typing, brought back when the same dialog is begun again. */
#include "console/desk/tui_scratch.h"

#include <stdlib.h>
#include <string.h>

#include "console/desk/screen.h"
#include "storage/clock.h"
#include "views/dialog.h"
#include "views/dialog_content.h"

#define PAUSE_MS 500		/* of the typing, after which it is kept */
#define LONGEST_MS 1500		/* typing on: the rest of 2 s is the way to the disk */
#define PATIENCE_MS 5000	/* so long unkept, the clerk is told */
#define FAREWELL_MS 2000	/* for what is still to be kept when the screen ends */

/* One dialog's text. It outlives the dialog until the office has it. */
struct paper {
	char about[12];
	int64_t subject_id;
	char action[32];
	void *dialog;		/* the open dialog's state, borrowed; NULL = closed */
	const struct view_ops *ops;	/* of the open dialog */
	struct buf content;	/* as it is typed */
	struct buf arriving;	/* as the office has it, on its way */
	int64_t arriving_at;	/* when that was typed; 0 = it has none */
	int64_t saved_at;	/* the office has had it since; 0 = never */
	int64_t ask_tag, put_tag;	/* on their way; 0 = none */
	int64_t dirty_at_ms;	/* the office has another text since; 0 = the same */
	int64_t touched_at_ms;
	bool is_known;		/* the office has said what it had */
	bool is_restored;	/* shown as it came back */
	bool is_refused;	/* the office does not take it; again after a change */
};

static bool
is_link_up(const struct screen *s)
{
	return link_fd(s->link) >= 0 && s->feed.model.link != LINK_RECONNECTING;
}

static void
paper_release(struct paper *p)
{
	buf_release(&p->content);
	buf_release(&p->arriving);
}

void
screen_scratch_release(struct screen_scratch *t)
{
	for (size_t i = 0; i < t->count; i++)
		paper_release(&t->papers[i]);
	free(t->papers);
	*t = (struct screen_scratch){ .papers = NULL };
}

static void
paper_remove(struct screen_scratch *t, struct paper *p)
{
	size_t i = (size_t)(p - t->papers);

	paper_release(p);
	memmove(p, p + 1, (--t->count - i) * sizeof(*p));
}

/* Forgets the papers that the office has whole. */
static void
tidy(struct screen_scratch *t)
{
	for (size_t i = t->count; i-- > 0;) {
		struct paper *p = &t->papers[i];

		if (p->dialog == NULL && p->is_known && p->dirty_at_ms == 0 &&
		    p->put_tag == 0 && p->ask_tag == 0)
			paper_remove(t, p);
	}
}

/* The dialog on the stack that takes text; NULL if there is none. */
static struct view_level *
open_dialog(struct screen *s)
{
	for (int i = s->stack.depth - 1; i >= 0; i--) {
		struct view_level *level = &s->stack.levels[i];

		if (level->ops->takes_text != NULL && level->ops->takes_text(level->state))
			return level;
	}
	return NULL;
}

/* What the dialog's subject is: a case, all that is marked, or else the first
 * word of what is done to it. */
static void
name_subject(const struct view_arg *arg, char *about, size_t cap)
{
	const struct action_info *info = &action_table[arg->action];
	char *word = x_strndup(info->name, strcspn(info->name, "-"));

	if (arg->is_marks)
		(void)str_fill(about, cap, "marks");
	else
		(void)str_fill(about, cap, info->op != OP__COUNT && arg->id > 0 ? "case" : word);
	free(word);
}

static struct paper *
paper_of(struct screen_scratch *t, const struct view_level *level)
{
	char about[12];

	name_subject(&level->arg, about, sizeof(about));
	for (size_t i = 0; i < t->count; i++) {
		struct paper *p = &t->papers[i];

		if (p->subject_id == level->arg.id && str_eq(p->about, about) &&
		    str_eq(p->action, action_table[level->arg.action].name))
			return p;
	}
	t->papers = x_realloc(t->papers, t->count + 1, sizeof(*t->papers));
	struct paper *p = &t->papers[t->count++];
	*p = (struct paper){ .subject_id = level->arg.id };
	(void)str_fill(p->about, sizeof(p->about), about);
	(void)str_fill(p->action, sizeof(p->action), action_table[level->arg.action].name);
	return p;
}

static struct paper *
open_paper(struct screen_scratch *t)
{
	for (size_t i = 0; i < t->count; i++) {
		if (t->papers[i].dialog != NULL)
			return &t->papers[i];
	}
	return NULL;
}

static void
ask(struct screen *s, struct paper *p)
{
	struct wire_scratch_ask what = { .subject_id = p->subject_id };

	(void)str_fill(what.about, sizeof(what.about), p->about);
	(void)str_fill(what.action, sizeof(what.action), p->action);
	buf_clear(&p->arriving);
	p->arriving_at = 0;
	p->ask_tag = link_send(s->link, MESSAGE_SCRATCH_SHOW, &what);
}

/* Tells the office what is typed; nothing typed is nothing kept. */
static void
put(struct screen *s, struct paper *p)
{
	struct wire_scratch what = { .subject_id = p->subject_id,
		.content = buf_str(&p->content) };
	struct wire_scratch_ask gone = { .subject_id = p->subject_id };

	(void)str_fill(what.about, sizeof(what.about), p->about);
	(void)str_fill(what.action, sizeof(what.action), p->action);
	(void)str_fill(gone.about, sizeof(gone.about), p->about);
	(void)str_fill(gone.action, sizeof(gone.action), p->action);
	p->dirty_at_ms = 0;
	p->put_tag = p->content.len > 0 ? link_send(s->link, MESSAGE_SCRATCH_PUT, &what) :
	    link_send(s->link, MESSAGE_SCRATCH_DISCARD, &gone);
}

/* The dialog has another text than before. */
static void
touch(struct paper *p)
{
	p->touched_at_ms = clock_monotonic_ms();
	if (p->dirty_at_ms == 0)
		p->dirty_at_ms = p->touched_at_ms;
	p->is_restored = p->is_refused = false;
}

static void
begin(struct screen *s, struct view_level *level)
{
	struct paper *p = paper_of(&s->scratch, level);

	p->dialog = level->state;
	p->ops = level->ops;
	if (p->content.len > 0) {
		p->ops->read(p->dialog, buf_str(&p->content));
		p->is_restored = p->saved_at != 0;
		s->needs_draw = true;
	}
	if (!p->is_known && p->ask_tag == 0 && is_link_up(s))
		ask(s, p);
}

void
screen_scratch_follow(struct screen *s)
{
	struct view_level *level = open_dialog(s);
	struct paper *p = open_paper(&s->scratch);
	struct buf now = { 0 };

	if (p != NULL && (level == NULL || level->state != p->dialog)) {
		p->dialog = NULL;
		tidy(&s->scratch);
		p = NULL;
	}
	if (p == NULL && level != NULL) {
		begin(s, level);
		p = open_paper(&s->scratch);
	}
	if (p == NULL)
		return;
	p->ops->write(p->dialog, &now);
	if (!str_eq(buf_str(&now), buf_str(&p->content))) {
		buf_release(&p->content);
		p->content = now;
		touch(p);
	} else {
		buf_release(&now);
	}
}

/* While what was typed is on its way it is no longer only typed. The dialog of
 * an op may have been closed meanwhile. */
static bool
is_handed_in(const struct screen *s, const struct paper *p)
{
	bool is_sent = (s->hand.tag != 0 && s->hand.is_from_dialog) ||
	    (s->outage.tag != 0 && s->outage.is_from_dialog) ||
	    (s->export.tag != 0 && s->export.is_from_dialog) || s->entry.is_sending ||
	    (s->batch.is_active && s->act.is_from_dialog);
	int64_t id;

	if (is_sent && p->dialog != NULL)
		return true;
	return s->act.is_active && s->act.is_from_dialog && !s->batch.is_active &&
	    str_eq(s->act.act.scratch, p->action) &&
	    parse_int(s->act.act.number, 1, INT64_MAX, &id) && id == p->subject_id;
}

/* Milliseconds until the paper is to be told; -1 = not by itself. */
static int64_t
due_ms(const struct screen *s, const struct paper *p, int64_t now_ms)
{
	int64_t at_ms;

	if (!is_link_up(s) || p->is_refused)
		return -1;
	if (!p->is_known)
		return p->ask_tag == 0 ? 0 : -1;
	if (p->dirty_at_ms == 0 || p->put_tag != 0 || is_handed_in(s, p))
		return -1;
	if (p->dialog == NULL)
		return 0;
	at_ms = p->touched_at_ms + PAUSE_MS;
	if (p->dirty_at_ms + LONGEST_MS < at_ms)
		at_ms = p->dirty_at_ms + LONGEST_MS;
	return at_ms > now_ms ? at_ms - now_ms : 0;
}

int
screen_scratch_tick(struct screen *s)
{
	int64_t now_ms = clock_monotonic_ms(), wait_ms = -1;

	for (size_t i = 0; i < s->scratch.count; i++) {
		struct paper *p = &s->scratch.papers[i];
		int64_t left_ms = due_ms(s, p, now_ms);

		if (left_ms == 0 && !p->is_known)
			ask(s, p);
		else if (left_ms == 0)
			put(s, p);
		else if (left_ms > 0 && (wait_ms < 0 || left_ms < wait_ms))
			wait_ms = left_ms;
	}
	return (int)wait_ms;
}

/* What the office had is here: it comes into the dialog, before what has been
 * typed meanwhile. */
static void
restore(struct paper *p)
{
	struct buf both = { 0 };

	p->ask_tag = 0;
	p->is_known = true;
	if (p->arriving.len == 0)
		return;
	p->saved_at = p->arriving_at;
	dialog_content_merge(&both, buf_str(&p->arriving), buf_str(&p->content));
	if (p->dialog != NULL)
		p->ops->read(p->dialog, buf_str(&both));
	if (!str_eq(buf_str(&both), buf_str(&p->arriving)))
		touch(p);
	buf_release(&p->content);
	p->content = both;
	p->is_restored = true;
	buf_clear(&p->arriving);
}

static void
take_asked(struct paper *p, const struct wire_frame *frame)
{
	struct scratch_row row;
	struct wire_piece piece;
	struct err e;

	if (frame->message == MESSAGE_SCRATCH_ROW && wire_read(frame, &row, &e) == RC_OK)
		p->arriving_at = row.saved_at;
	else if (frame->message == MESSAGE_PIECE && wire_read(frame, &piece, &e) == RC_OK)
		buf_puts(&p->arriving, piece.text);
	else if (frame->message == MESSAGE_OK)
		restore(p);
	else if (frame->is_end) {
		p->ask_tag = 0;
		p->is_refused = true;
	}
}

static void
take_put(struct paper *p, const struct wire_frame *frame)
{
	struct scratch_row row;
	struct err e;

	p->put_tag = 0;
	if (frame->message == MESSAGE_SCRATCH_ROW && wire_read(frame, &row, &e) == RC_OK) {
		p->saved_at = row.saved_at;
	} else if (frame->message == MESSAGE_OK) {
		p->saved_at = 0;
	} else {
		touch(p);
		p->is_refused = true;
		/* A closed dialog is no place to say so, and nobody mends it. */
		if (p->dialog == NULL)
			p->dirty_at_ms = 0;
	}
}

bool
screen_scratch_take(struct screen *s, const struct wire_frame *frame)
{
	for (size_t i = 0; frame->tag != 0 && i < s->scratch.count; i++) {
		struct paper *p = &s->scratch.papers[i];

		if (p->ask_tag != frame->tag && p->put_tag != frame->tag)
			continue;
		if (p->ask_tag == frame->tag)
			take_asked(p, frame);
		else
			take_put(p, frame);
		s->needs_draw = true;
		tidy(&s->scratch);
		return true;
	}
	return false;
}

void
screen_scratch_lost(struct screen *s)
{
	for (size_t i = 0; i < s->scratch.count; i++) {
		struct paper *p = &s->scratch.papers[i];

		if (p->put_tag != 0 && p->dirty_at_ms == 0)
			p->dirty_at_ms = clock_monotonic_ms();
		p->put_tag = p->ask_tag = 0;
		p->is_refused = false;
	}
}

void
screen_scratch_acted(struct screen *s)
{
	for (size_t i = s->scratch.count; i-- > 0;) {
		if (is_handed_in(s, &s->scratch.papers[i]))
			paper_remove(&s->scratch, &s->scratch.papers[i]);
	}
}

void
screen_scratch_forget(struct screen *s)
{
	struct paper *p = open_paper(&s->scratch);

	if (p == NULL)
		return;
	p->dialog = NULL;
	buf_clear(&p->content);
	touch(p);
	tidy(&s->scratch);
}

const char *
screen_scratch_action(const struct screen *s)
{
	for (size_t i = 0; i < s->scratch.count; i++) {
		if (s->scratch.papers[i].dialog != NULL)
			return s->scratch.papers[i].action;
	}
	return "";
}

bool
screen_scratch_is_awaited(const struct screen *s)
{
	for (size_t i = 0; i < s->scratch.count; i++) {
		if (s->scratch.papers[i].dialog != NULL && s->scratch.papers[i].ask_tag != 0)
			return true;
	}
	return false;
}

void
screen_scratch_mark(struct screen *s)
{
	const struct paper *p = open_paper(&s->scratch);
	struct scratch_mark *mark = &s->feed.model.scratch;
	bool is_late = p != NULL && p->dirty_at_ms != 0 &&
	    clock_monotonic_ms() - p->dirty_at_ms > PATIENCE_MS;

	*mark = (struct scratch_mark){ .state = SCRATCH_NONE };
	if (p == NULL)
		return;
	mark->saved_at = p->saved_at;
	if (p->is_refused && is_link_up(s))
		mark->state = SCRATCH_REFUSED;
	else if (is_late || (p->dirty_at_ms != 0 && !is_link_up(s)))
		mark->state = SCRATCH_WAITING;
	else if (p->is_restored)
		mark->state = SCRATCH_RESTORED;
	else if (p->saved_at != 0)
		mark->state = SCRATCH_SAVED;
}

/* Is anything not yet with the office? Then sends what can be sent. */
static bool
is_unfinished(struct screen *s)
{
	bool is_any = false;

	for (size_t i = 0; i < s->scratch.count; i++) {
		s->scratch.papers[i].dialog = NULL;
		s->scratch.papers[i].is_refused = false;
	}
	(void)screen_scratch_tick(s);
	tidy(&s->scratch);
	for (size_t i = 0; i < s->scratch.count; i++)
		is_any = is_any || s->scratch.papers[i].dirty_at_ms != 0 ||
		    s->scratch.papers[i].put_tag != 0;
	return is_any;
}

void
screen_scratch_finish(struct screen *s)
{
	int64_t until_ms = clock_monotonic_ms() + FAREWELL_MS;
	struct wire_frame frame;
	struct err e;

	while (is_link_up(s) && is_unfinished(s)) {
		int64_t left_ms = until_ms - clock_monotonic_ms();

		if (left_ms <= 0 || link_wait(s->link, (int)left_ms, &frame, &e) != RC_OK)
			return;
		(void)screen_scratch_take(s, &frame);
	}
}
