/* SPDX-License-Identifier: ISC */
/* Marking answers of a case as needing something, from the screen, and the
 * demand that begins with what is marked. */
#include <stdio.h>
#include <string.h>

#include "console/desk/screen.h"
#include "storage/text.h"
#include "views/dialog.h"
#include "views/words.h"

static bool
is_away(struct screen *s)
{
	bool is_so = link_fd(s->link) < 0 || s->feed.model.link == LINK_RECONNECTING;

	if (is_so)
		screen_say(s, STYLE_DANGER, "%s", say(N_("no office, trying again")));
	return is_so;
}

static void
send_change(struct screen *s, const struct wire_flag_change *change)
{
	struct screen_flag *f = &s->flag;

	if (is_away(s))
		return;
	f->is_faults = change->is_faults;
	(void)str_fill(f->field, sizeof(f->field), change->fields);
	f->title[0] = '\0';
	f->count = 0;
	f->tag = link_send(s->link, MESSAGE_FLAG_CHANGE, change);
}

void
screen_flag_start(struct screen *s, const struct intent *intent)
{
	struct wire_flag_change change = { .what = "turn", .is_faults = intent->is_faults,
		.fields = str_or_empty(intent->text) };

	(void)snprintf(change.number, sizeof(change.number), "%lld", (long long)intent->case_id);
	send_change(s, &change);
}

void
screen_flag_start_typed(struct screen *s, const struct options *o)
{
	struct wire_flag_change change = { .is_faults = options_has(o, OPT_ALL) };
	int64_t case_id = view_stack_case(&s->stack, &s->feed.model);
	size_t first = o->operand_count > 0 && screen_find_row(s, o->operands[0]) != NULL ? 1 : 0;
	struct buf fields = { 0 };

	for (size_t i = first; i < o->operand_count; i++)
		buf_printf(&fields, "%s%s", i > first ? "\n" : "", o->operands[i]);
	if (first == 1)
		case_id = screen_find_row(s, o->operands[0])->id;
	(void)snprintf(change.number, sizeof(change.number), "%lld", (long long)case_id);
	(void)str_fill(change.what, sizeof(change.what), options_has(o, OPT_OFF) ? "off" : "on");
	change.fields = buf_str(&fields);
	if (case_id == 0)
		screen_say(s, STYLE_WARN, "%s", say(N_("There is no case to do this on.")));
	else if (fields.len == 0 && !change.is_faults)
		screen_say(s, STYLE_WARN, "%s", say(N_("name the fields, --all for what is missing "
		    "or does not fit, or --list")));
	else
		send_change(s, &change);
	buf_release(&fields);
}

/* What the marks are now, in one sentence. */
static void
say_marks(struct screen *s)
{
	const struct screen_flag *f = &s->flag;

	if (f->title[0] != '\0')
		screen_say(s, STYLE_OK, "%s: %s", words_flag(FIELD_FLAGGED), f->title);
	else if (f->is_faults && f->count == 0)
		screen_say(s, STYLE_NOTICE, "%s", say(N_("Nothing is missing, and everything fits the "
		    "form.")));
	else if (f->is_faults)
		screen_say(s, STYLE_OK, say(N_("Answers that are marked: %zu")), f->count);
	else
		screen_say(s, STYLE_OK, say(N_("The mark is taken away; marked are: %zu")), f->count);
}

static void
take_row(struct screen_flag *f, const struct flag_row *row)
{
	f->count++;
	if (!f->is_faults && str_eq(row->field, f->field))
		(void)str_fill(f->title, sizeof(f->title), row->title);
}

static void
take_change(struct screen *s, const struct wire_frame *frame)
{
	struct flag_row row;
	struct err e = { 0 };

	if (frame->message == MESSAGE_FLAG && wire_read(frame, &row, &e) == RC_OK) {
		take_row(&s->flag, &row);
		return;
	}
	if (frame->message == MESSAGE_OK) {
		say_marks(s);
	} else {
		screen_say_told(s, frame, &e);
	}
	s->flag.tag = 0;
	feed_refresh(&s->feed);
}

void
screen_flag_ask(struct screen *s, const struct view_arg *arg)
{
	struct wire_show show = { .number = "" };
	struct screen_flag *f = &s->flag;

	if (arg->action != ACTION_SUPPLEMENT || arg->is_marks || is_away(s))
		return;
	if (s->feed.model.detail != NULL && s->feed.model.detail->row.id == arg->id)
		return;
	(void)snprintf(show.number, sizeof(show.number), "%lld", (long long)arg->id);
	buf_clear(&f->items);
	f->ask_tag = link_send(s->link, MESSAGE_FLAG_LIST, &show);
}

/* The marks of a case that is not open have come: its dialog begins with them. */
static void
take_asked(struct screen *s, const struct wire_frame *frame)
{
	struct screen_flag *f = &s->flag;
	struct view_level *level = &s->stack.levels[s->stack.depth - 1];
	struct flag_row row;
	struct err e = { 0 };

	if (frame->message == MESSAGE_FLAG && wire_read(frame, &row, &e) == RC_OK) {
		buf_printf(&f->items, "%s%s", f->items.len > 0 ? "\n" : "", row.item);
		return;
	}
	f->ask_tag = 0;
	if (frame->message == MESSAGE_OK && level->ops == &view_dialog)
		dialog_begin(level->state, buf_str(&f->items));
}

bool
screen_flag_take(struct screen *s, const struct wire_frame *frame)
{
	if (frame->tag == 0 || (frame->tag != s->flag.tag && frame->tag != s->flag.ask_tag))
		return false;
	s->needs_draw = true;
	if (frame->tag == s->flag.tag)
		take_change(s, frame);
	else
		take_asked(s, frame);
	return true;
}

void
screen_flag_release(struct screen_flag *f)
{
	buf_release(&f->items);
}
