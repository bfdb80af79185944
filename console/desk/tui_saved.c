/* SPDX-License-Identifier: ISC */
/* Saved views on the screen. */
#include "console/desk/order.h"
#include "console/desk/saved.h"
#include "console/desk/screen.h"
#include "storage/text.h"

void
screen_saved_use(struct screen *s, int64_t id)
{
	struct feed *f = &s->feed;

	for (size_t i = 0; i < f->model.saved_count; i++) {
		const struct saved_view *v = &f->model.saved[i];
		enum queue_sort sort = SORT_DUE;
		enum role columns = f->model.who.role;

		if (v->id != id)
			continue;
		(void)order_find(v->sort, &sort);
		(void)role_by_name(v->columns, &columns);
		feed_query(f, v->query);
		feed_sort(f, sort);
		f->model.queue.columns = columns;
		screen_say(s, STYLE_NOTICE, "%s: %s", say(N_("Saved view")), v->name);
		view_stack_reveal(&s->stack, &view_queue);
		return;
	}
}

static void
say_unknown(struct screen *s, const char *name)
{
	const struct desk_model *m = &s->feed.model;
	struct nearest near = { 0 };

	for (size_t i = 0; i < m->saved_count; i++)
		nearest_try(&near, name, m->saved[i].name);
	if (near.best != NULL)
		screen_say(s, STYLE_WARN, say(N_("There is no saved view “%s”: did you mean "
		    "“%s”?")), name, near.best);
	else
		screen_say(s, STYLE_WARN, say(N_("There is no saved view “%s”: 9 shows them.")),
		    name);
}

void
screen_saved_named(struct screen *s, const char *name)
{
	if (!str_fill(s->saved_wanted, sizeof(s->saved_wanted), name)) {
		s->saved_wanted[0] = '\0';
		say_unknown(s, name);
	} else if (link_fd(s->link) < 0 || s->feed.model.link == LINK_RECONNECTING) {
		s->saved_wanted[0] = '\0';
		screen_say(s, STYLE_DANGER, "%s", say(N_("no office, trying again")));
	} else {
		feed_read_once(&s->feed, ASK_SAVED);
	}
}

void
screen_saved_on(struct screen *s, bool is_read)
{
	const struct desk_model *m = &s->feed.model;
	const struct saved_view *v;

	if (s->saved_wanted[0] == '\0' || s->feed.is_due[ASK_SAVED] ||
	    s->feed.tags[ASK_SAVED] != 0)
		return;
	v = saved_find(m->saved, m->saved_count, s->saved_wanted);
	if (v != NULL)
		screen_saved_use(s, v->id);
	else if (is_read)
		say_unknown(s, s->saved_wanted);
	s->saved_wanted[0] = '\0';
}

void
screen_saved_change(struct screen *s, const char *verb, const struct options *o)
{
	const struct queue_model *q = &s->feed.model.queue;
	struct wire_saved_change ask = { .what = "" };
	struct err e = { 0 };

	(void)str_fill(ask.query, sizeof(ask.query), s->feed.query);
	(void)str_fill(ask.sort, sizeof(ask.sort), order_name(q->sort));
	(void)str_fill(ask.columns, sizeof(ask.columns), role_name(q->columns));
	if (s->saved_tag != 0) {
		screen_say(s, STYLE_WARN, "%s", say(N_("The last operation is still being "
		    "checked.")));
	} else if (saved_change_read(&ask, verb, o, true, &e) != RC_OK) {
		screen_say(s, STYLE_WARN, "%s", e.text);
	} else if (link_fd(s->link) < 0 || s->feed.model.link == LINK_RECONNECTING) {
		screen_say(s, STYLE_DANGER, "%s", say(N_("no office, trying again")));
	} else {
		s->saved_tag = link_send(s->link, MESSAGE_SAVED_CHANGE, &ask);
		s->is_saved_gone = str_eq(ask.what, "delete");
		s->feed.model.link = LINK_WAITING;
	}
}

bool
screen_saved_take(struct screen *s, const struct wire_frame *frame)
{
	struct saved_view view;
	struct err e = { 0 };

	if (s->saved_tag == 0 || frame->tag != s->saved_tag)
		return false;
	s->saved_tag = 0;
	s->feed.model.link = LINK_UP;
	s->needs_draw = true;
	if (frame->message != MESSAGE_SAVED_ROW || wire_read(frame, &view, &e) != RC_OK) {
		screen_say_told(s, frame, &e);
	} else if (s->is_saved_gone) {
		screen_say(s, STYLE_OK, "%s: %s", say(N_("Deleted")), view.name);
	} else {
		screen_say(s, STYLE_OK, "%s: %s", say(N_("Saved")), view.name);
	}
	feed_refresh(&s->feed);
	return true;
}
