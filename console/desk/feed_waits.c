/* SPDX-License-Identifier: ISC */
/* The waiting figures that the view shows, of one region or all, in order; and
 * what the clerk has learned. */
#include <stdlib.h>
#include <string.h>

#include "console/desk/feed.h"
#include "storage/text.h"
#include "views/lessons.h"

/* The region after (or before) the one shown, by code; "" is all of them and
 * stands before the first. */
static void
step_region(struct feed *f, int step)
{
	struct desk_model *m = &f->model;
	const char *best = "";

	for (size_t i = 0; i < f->waits_count; i++) {
		const char *region = f->waits[0][i].region;
		bool is_beyond = step > 0 ? strcmp(region, m->waits_region) > 0 :
		    m->waits_region[0] == '\0' || strcmp(region, m->waits_region) < 0;
		bool is_nearer = best[0] == '\0' ||
		    (step > 0 ? strcmp(region, best) < 0 : strcmp(region, best) > 0);

		if (is_beyond && is_nearer)
			best = region;
	}
	(void)str_fill(m->waits_region, sizeof(m->waits_region), best);
}

void
feed_waits(struct feed *f, int region_step, int sort_step)
{
	struct desk_model *m = &f->model;
	size_t count = 0;

	if (region_step != 0)
		step_region(f, region_step);
	m->waits_sort = (enum wait_sort)(((int)m->waits_sort + sort_step) % WAIT_SORT__COUNT);
	free(f->waits_shown);
	f->waits_shown = x_zalloc(f->waits_count + 1, sizeof(*f->waits_shown));
	for (size_t i = 0; i < f->waits_count; i++)
		if (m->waits_region[0] == '\0' || str_eq(f->waits[0][i].region, m->waits_region))
			f->waits_shown[count++] = f->waits[0][i];
	wait_rows_sort(f->waits_shown, count, m->waits_sort);
	m->waits = f->waits_shown;
	m->waits_count = count;
}

void
feed_lesson_used(struct feed *f, enum action action)
{
	struct wire_lesson lesson = { .action = "" };

	if (f->model.lesson_uses == NULL || !lesson_exists(action) ||
	    f->lesson_uses[action] >= LESSON_USES)
		return;
	f->lesson_uses[action]++;
	(void)str_fill(lesson.action, sizeof(lesson.action), action_table[action].name);
	(void)link_send(f->link, MESSAGE_LESSON_USED, &lesson);
}
