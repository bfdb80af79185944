/* SPDX-License-Identifier: ISC */
/* Marks on the screen: set, taken away, told. */
#include "console/desk/screen.h"
#include "storage/text.h"

static void
say_marks(struct screen *s)
{
	size_t count = s->feed.marks.count;

	if (s->feed.is_mark_limit)
		screen_say(s, STYLE_WARN, say(N_("%zu marked: more cannot be marked at once. Use "
		    "`minwon bulk` for more.")), count);
	else
		screen_say(s, STYLE_OK, say(N_("%zu marked")), count);
	s->feed.is_mark_limit = false;
}

void
screen_marked(struct screen *s)
{
	say_marks(s);
}

void
screen_mark(struct screen *s, const struct intent *intent)
{
	struct feed *f = &s->feed;

	if (s->batch.is_active && screen_is_busy(s))
		return;
	switch (intent->mark) {
	case MARK_TOGGLE:
		f->is_mark_limit = !feed_mark(f, intent->case_id);
		if (f->is_mark_limit)
			say_marks(s);
		break;
	case MARK_RANGE:
		if (feed_mark_range(f, intent->case_id))
			say_marks(s);
		else
			screen_say(s, STYLE_WARN, "%s", say(N_("A range begins at a case that you "
			    "marked in this list: mark one first with Space.")));
		break;
	case MARK_MATCHES:
		feed_mark_matches(f);
		screen_say(s, STYLE_NOTICE, "%s", say(N_("Marking what the filter holds.")));
		break;
	case MARK_NONE:
		feed_mark_none(f);
		screen_say(s, STYLE_OK, "%s", say(N_("No case is marked.")));
		break;
	}
	view_stack_follow(&s->stack, &f->model);
}
