/* SPDX-License-Identifier: ISC */
/* The consultation desk: who is there, and the hours of the day. */
#include <stdlib.h>

#include "console/desk/feed_part.h"
#include "console/rules/wait_plan.h"
#include "storage/instant.h"

#define FIRST_HOUR 9
#define LAST_HOUR 18
#define LONGEST 4	/* hours of what-if */

/* Two hours that begin soon; one more at the desk, for who may ask. */
static void
begin_plan(struct feed *f)
{
	struct consult_model *m = &f->model.consult;
	struct civil now;

	instant_civil(f->model.now_at, &now);
	m->from_hour = now.hour + 1 < FIRST_HOUR ? FIRST_HOUR :
	    now.hour + 1 > LAST_HOUR - 2 ? LAST_HOUR - 2 : now.hour + 1;
	m->until_hour = m->from_hour + 2;
	m->staff_more = f->model.who.role == ROLE_OFFICER ? 0 : 1;
}

void
feed_consult(struct feed *f, int hour_step, int length_step, int staff_step)
{
	struct consult_model *m = &f->model.consult;
	int length, from, more;

	if (m->until_hour == 0)
		begin_plan(f);
	length = m->until_hour - m->from_hour;
	length = (length - 1 + length_step) % LONGEST + 1;
	from = m->from_hour + hour_step;
	more = m->staff_more + staff_step;
	if (more == 0 && staff_step != 0)
		more = staff_step;	/* as many as now is no question */
	if (from >= 0 && from + length <= PLAN_HOURS) {
		m->from_hour = from;
		m->until_hour = from + length;
	}
	if (more >= -PLAN_STAFF_MOST && more <= PLAN_STAFF_MOST)
		m->staff_more = more;
	feed_want(f, ASK_CONSULT);
	f->tags[ASK_CONSULT] = 0;
}

void
feed_ask_consult(struct feed *f, enum feed_ask what)
{
	struct consult_model *m = &f->model.consult;

	if (m->until_hour == 0)
		begin_plan(f);
	f->consult.count = f->consult.hour_count = 0;
	f->tags[what] = link_send(f->link, MESSAGE_CONSULT_LIST, &(struct wire_consult_ask){
	    .from_hour = m->from_hour, .until_hour = m->until_hour,
	    .staff_more = m->staff_more });
}

void
feed_put_consult(struct feed *f, const struct consult_row *row)
{
	struct consult_row *rows = f->consult.rows[0];
	struct consult_model *m = &f->model.consult;
	size_t i = 0;

	if (!m->has_read)
		return;
	while (i < m->count && rows[i].id != row->id)
		i++;
	if (i == m->count) {
		rows = x_realloc(rows, m->count + 1, sizeof(*rows));
		m->rows = f->consult.rows[0] = rows;
		m->count++;
	}
	rows[i] = *row;
}

/* What has come whole is shown. */
static void
show(struct feed *f)
{
	struct feed_consult *c = &f->consult;
	struct consult_model *m = &f->model.consult;

	free(c->rows[0]);
	free(c->hours[0]);
	m->rows = c->rows[0] = c->rows[1];
	m->hours = c->hours[0] = c->hours[1];
	m->count = c->count;
	m->hour_count = c->hour_count;
	m->figures = c->figures;
	m->has_read = true;
	c->rows[1] = NULL;
	c->hours[1] = NULL;
}

enum rc
feed_take_consult(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e)
{
	struct feed_consult *c = &f->consult;
	enum rc rc = RC_OK;

	(void)what;
	if (frame->message == MESSAGE_CONSULT_ROW) {
		c->rows[1] = x_realloc(c->rows[1], c->count + 1, sizeof(*c->rows[1]));
		rc = wire_read(frame, &c->rows[1][c->count], e);
		c->count += rc == RC_OK;
	} else if (frame->message == MESSAGE_PLAN_HOUR) {
		c->hours[1] = x_realloc(c->hours[1], c->hour_count + 1, sizeof(*c->hours[1]));
		rc = wire_read(frame, &c->hours[1][c->hour_count], e);
		c->hour_count += rc == RC_OK;
	} else if (frame->message == MESSAGE_CONSULT_FIGURES) {
		rc = wire_read(frame, &c->figures, e);
	}
	if (rc == RC_OK && frame->is_end) {
		show(f);
		*news = NEWS_MODEL;
	}
	return rc;
}

void
feed_consult_release(struct feed *f)
{
	for (size_t i = 0; i < 2; i++) {
		free(f->consult.rows[i]);
		free(f->consult.hours[i]);
	}
}
